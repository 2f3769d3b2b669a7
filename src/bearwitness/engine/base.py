"""What a stage may ask of an engine: query, map_records, read, write, close.

An engine knows nothing of our tables: names, schemas and sort keys come as arguments.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bearwitness.engine.processes import Fault, map_in_processes

Source = Any  # a Parquet file (Path), several of them, or a pyarrow.Table
"""What a query may name as a table."""

Input = TypeVar("Input")
Output = TypeVar("Output")


class Engine(ABC):
    """Runs relational work on whole tables, and plain functions on many records."""

    @abstractmethod
    def query(self, sql: str, params: Sequence[Any] = (), tables: Mapping[str, Source] | None = None) -> Any:
        """The result of one SELECT as a `pyarrow.Table`.

        Args:
            sql: The statement; values are written `?` and bound from `params`. Rows have an order only with ORDER BY.
            params: Values to bind.
            tables: What the statement's table names stand for, for this statement alone.
        """

    @abstractmethod
    def stream(
        self,
        sql: str,
        params: Sequence[Any] = (),
        tables: Mapping[str, Source] | None = None,
        *,
        batch_rows: int = 8_192,
    ) -> Iterator[Any]:
        """As `query`, one `pyarrow.RecordBatch` after the other, for results larger than memory."""

    @abstractmethod
    def read(
        self,
        path: Path,
        *,
        columns: Sequence[str] | None = None,
        where: Mapping[str, Any] | None = None,
    ) -> Any:
        """A stored table as a `pyarrow.Table`, rows in stored order.

        Args:
            path: The Parquet file.
            columns: Columns to read, in this order; None reads all.
            where: Column to value; a list matches any of its members, None matches null. All must hold.
        """

    @abstractmethod
    def write(self, path: Path, rows: Iterable[Any], *, schema: Any, sort_keys: Sequence[str]) -> int:
        """Write rows to a Parquet file in sorted order, in little memory; the number of rows.

        The same set of rows gives the same bytes, in whatever order they come.

        Args:
            path: File to make; its folder exists, the file does not.
            rows: Mappings from column to value (all columns of the schema, no others), or `pyarrow` record batches.
            schema: `pyarrow` schema. A null in a column declared not null is an error.
            sort_keys: Columns to sort by, nulls first; rows that tie are sorted by their remaining columns.
        """

    def map_records(
        self,
        function: Callable[[Input], Output],
        records: Iterable[Input],
        *,
        workers: int = 1,
        on_error: Callable[[Input, Fault], Output] | None = None,
        time_limit_s: float | None = None,
    ) -> Iterator[Output]:
        """The function's result for each record, in the order of the records, however many workers there are.

        Args:
            function: A function (or partial of one) of an importable module; it and the records must pickle if
                there are two workers or more.
            records: Read as needed, never all at once.
            workers: Processes. One works in this process and cannot outlive a hard crash; two or more can.
            on_error: What stands for a record on which the function raised, or whose worker died twice. None raises.
            time_limit_s: With two workers or more, a record that takes longer counts as one whose worker died.

        Raises:
            WorkError: The function failed on a record and there is no `on_error`.
        """
        return map_in_processes(function, records, workers=workers, on_error=on_error, time_limit_s=time_limit_s)

    @abstractmethod
    def close(self) -> None:
        """Give back memory and temporary files."""

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_engine(*, temp_dir: Path | None = None, memory_mb: int = 1_024) -> Engine:
    """The default engine: one machine. `temp_dir` holds what does not fit in memory; None takes the system's."""
    from bearwitness.engine.on_duckdb import DuckDBEngine

    return DuckDBEngine(temp_dir=temp_dir, memory_mb=memory_mb)
