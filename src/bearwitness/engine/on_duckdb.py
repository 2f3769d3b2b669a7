"""The default engine: one machine, DuckDB in memory over Parquet files. The only module that imports DuckDB.

DuckDB never holds the record: while one process writes a DuckDB file no other can even read it, so tables lie in
Parquet and every reader opens its own in-memory database over them.
"""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bearwitness.engine.base import Engine, Source
from bearwitness.errors import RequestError, StorageError

ROW_GROUP_ROWS = 8_192  # rows held in memory while writing; a claim takes about 1.5 kB. Part of the bytes of a file
FLOAT_PLACES = 6
_WRITER_OPTIONS: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": True,
    "write_statistics": True,
    "version": "2.6",
    "store_schema": True,
}


class DuckDBEngine(Engine):
    """An in-memory DuckDB with a memory limit; what does not fit spills into its own temporary folder."""

    def __init__(self, *, temp_dir: Path | None = None, memory_mb: int = 1_024) -> None:
        if temp_dir is not None:
            temp_dir.mkdir(parents=True, exist_ok=True)
        self._temp = Path(tempfile.mkdtemp(prefix="bearwitness-", dir=temp_dir))
        self._database = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": f"{memory_mb}MB",
                "temp_directory": str(self._temp),
                "threads": min(4, os.cpu_count() or 1),
                "autoinstall_known_extensions": False,  # nothing is fetched from a network
                "autoload_known_extensions": False,
                "enable_external_file_cache": False,  # tables are read once or twice; keep memory for sorting
            },
        )

    def query(self, sql: str, params: Sequence[Any] = (), tables: Mapping[str, Source] | None = None) -> Any:
        """See `Engine.query`."""
        with self._cursor(tables) as cursor, _translated_errors():
            return cursor.execute(sql, list(params)).to_arrow_table()

    def stream(
        self,
        sql: str,
        params: Sequence[Any] = (),
        tables: Mapping[str, Source] | None = None,
        *,
        batch_rows: int = ROW_GROUP_ROWS,
    ) -> Iterator[Any]:
        """See `Engine.stream`."""
        with self._cursor(tables) as cursor, _translated_errors():
            yield from cursor.execute(sql, list(params)).to_arrow_reader(batch_rows)

    def read(self, path: Path, *, columns: Sequence[str] | None = None, where: Mapping[str, Any] | None = None) -> Any:
        """See `Engine.read`."""
        schema = pq.read_schema(path)
        condition = None
        for column, wanted in (where or {}).items():
            part = _condition(column, wanted, schema.field(column).type)
            condition = part if condition is None else condition & part
        return pq.read_table(path, columns=None if columns is None else list(columns), filters=condition)

    def write(self, path: Path, rows: Iterable[Any], *, schema: Any, sort_keys: Sequence[str]) -> int:
        """See `Engine.write`."""
        unsorted = path.with_name(path.name + ".unsorted")
        order = _Order(sort_keys)
        count = _write_groups(unsorted, _batches(rows, schema, order), schema)
        if order.holds:
            unsorted.rename(path)
            return count
        keys = [*sort_keys, *(name for name in schema.names if name not in sort_keys)]
        order_by = ", ".join(f"{_quoted(key)} NULLS FIRST" for key in keys)
        columns = ", ".join(_quoted(name) for name in schema.names)
        sorted_batches = self.stream(
            f"SELECT {columns} FROM rows_to_sort ORDER BY {order_by}", (), {"rows_to_sort": unsorted}
        )
        _write_groups(path, (_as_schema(batch, schema) for batch in sorted_batches), schema)
        unsorted.unlink()
        return count

    def close(self) -> None:
        """See `Engine.close`."""
        self._database.close()
        shutil.rmtree(self._temp, ignore_errors=True)

    @contextlib.contextmanager
    def _cursor(self, tables: Mapping[str, Source] | None) -> Iterator[Any]:
        """A connection of its own on the same database, so that threads and nested streams do not meet."""
        cursor = self._database.cursor()
        try:
            for name, source in (tables or {}).items():
                if isinstance(source, (Path, list, tuple)):
                    paths = [source] if isinstance(source, Path) else source
                    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
                    cursor.execute(f"CREATE TEMP VIEW {_quoted(name)} AS SELECT * FROM read_parquet([{listed}])")
                else:
                    cursor.register(name, source)
            yield cursor
        finally:
            cursor.close()


class _Order:
    """Whether the rows seen so far came in strictly rising order of their keys: then no sorting is needed."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = tuple(keys)
        self.holds = True
        self._last: tuple[Any, ...] | None = None

    def see(self, row: Mapping[str, Any]) -> None:
        if not self.holds:
            return
        key = tuple((value is not None, "" if value is None else value) for value in map(row.get, self.keys))
        if self._last is not None and not self._last < key:
            self.holds = False
        self._last = key


def _batches(rows: Iterable[Any], schema: Any, order: _Order) -> Iterator[Any]:
    """Arrow batches of the rows, checked against the schema, floats rounded."""
    names = frozenset(schema.names)
    rounders = {field.name: to for field in schema if (to := _rounder(field.type)) is not None}
    waiting: list[dict[str, Any]] = []
    for item in rows:
        for row in item.to_pylist() if isinstance(item, (pa.RecordBatch, pa.Table)) else (item,):
            if not names >= row.keys():
                raise ValueError(f"A row has columns that its table lacks: {sorted(row.keys() - names)}.")
            order.see(row)
            waiting.append({**row, **{name: to(row.get(name)) for name, to in rounders.items()}} if rounders else row)
            if len(waiting) == ROW_GROUP_ROWS:
                yield _checked_batch(waiting, schema)
                waiting = []
    if waiting:
        yield _checked_batch(waiting, schema)


def _checked_batch(rows: list[dict[str, Any]], schema: Any) -> Any:
    try:
        batch = pa.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:  # a file name that is not UTF-8; the table spells its odd bytes out
        batch = pa.RecordBatch.from_pylist([_storable(row) for row in rows], schema=schema)
    for field, column in zip(schema, batch.columns, strict=True):
        if not field.nullable and column.null_count:
            row = next(row for row in rows if row.get(field.name) is None)
            raise ValueError(f"Column {field.name} must not be null, but is in the row {row!r}.")
    return batch


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Mapping):
        return {key: _storable(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_storable(part) for part in value]
    return value


def _write_groups(path: Path, batches: Iterable[Any], schema: Any) -> int:
    """Write batches of any size as row groups of one size, so that the bytes depend on the rows alone; rows written."""
    count = 0
    with pq.ParquetWriter(path, schema, **_WRITER_OPTIONS) as writer:
        waiting: list[Any] = []
        for batch in batches:
            waiting.append(batch)
            while sum(part.num_rows for part in waiting) >= ROW_GROUP_ROWS:
                table = pa.Table.from_batches(waiting, schema)
                writer.write_table(table.slice(0, ROW_GROUP_ROWS).combine_chunks(), row_group_size=ROW_GROUP_ROWS)
                count += ROW_GROUP_ROWS
                waiting = [part for part in table.slice(ROW_GROUP_ROWS).to_batches() if part.num_rows]
        if waiting:
            table = pa.Table.from_batches(waiting, schema).combine_chunks()
            writer.write_table(table, row_group_size=ROW_GROUP_ROWS)
            count += table.num_rows
    return count


def _as_schema(batch: Any, schema: Any) -> Any:
    """The batch in the declared types: DuckDB forgets which columns are never null and renames list items."""
    columns = [column.cast(field.type) for column, field in zip(batch.columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _rounder(kind: Any) -> Callable[[Any], Any] | None:
    """What rounds the floats anywhere inside a value of this type; None where it can hold none."""
    if pa.types.is_floating(kind):
        return _rounded
    if pa.types.is_list(kind):
        inner = _rounder(kind.value_type)
        return None if inner is None else lambda value: None if value is None else [inner(part) for part in value]
    if not pa.types.is_struct(kind):
        return None
    fields = [kind.field(index) for index in range(kind.num_fields)]
    inside = {field.name: rounder for field in fields if (rounder := _rounder(field.type)) is not None}
    if not inside:
        return None

    def round_struct(value: Any) -> Any:
        return None if value is None else {**value, **{name: to(value.get(name)) for name, to in inside.items()}}

    return round_struct


def _rounded(value: float | None) -> float | None:
    if value is None:
        return None
    if not math.isfinite(value):
        raise ValueError(f"A table cannot hold {value}; what is not known is null.")
    return round(value, FLOAT_PLACES) + 0.0  # no negative zero


def _condition(column: str, wanted: Any, kind: Any) -> Any:
    field = pc.field(column)
    if wanted is None:
        return field.is_null()
    if isinstance(wanted, (list, tuple, set, frozenset)):
        named = field.isin(pa.array([value for value in wanted if value is not None], type=kind))
        return named | field.is_null() if None in wanted else named
    return field == pa.scalar(wanted, type=kind)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextlib.contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
        raise StorageError(f"The tables need more memory or disk than there is: {_first_line(error)}.") from error
    except (duckdb.ProgrammingError, duckdb.DataError) as error:
        raise RequestError(f"The query cannot be answered: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".")
