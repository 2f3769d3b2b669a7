"""Builds: the derived tables of one set of inputs, one immutable folder each, and the line that says which is live."""

from __future__ import annotations

import difflib
import importlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bearwitness.engine import Engine
from bearwitness.errors import LedgerBroken, RequestError, UnknownName
from bearwitness.ledger.storage import hash_file, storage_errors, sync_path, write_atomically
from bearwitness.records import JSON, hash_parts
from bearwitness.tables import SCHEMAS, SORT_KEYS, TABLES_VERSION

Rows = Iterable[Any] | Callable[[], Iterable[Any]]
"""Rows of a table: mappings or `pyarrow` record batches, or what gives them when its turn comes."""

MANIFEST = "manifest.json"
CURRENT = "current"
_PART = ".part-"


class Holder(Protocol):
    """What a build asks of the ledger that it lies in."""

    @property
    def engine(self) -> Engine: ...

    def layer_text(self, layer_hash: str) -> str | None: ...

    def document_bytes(self, document_id: str) -> bytes | None: ...


@dataclass(frozen=True)
class Build:
    """The read side of one build: thirteen tables that never change, and the texts behind them."""

    build_id: str
    head: str
    folder: Path
    _ledger: Holder

    @property
    def settings(self) -> dict[str, Any]:
        """Settings, versions and digests that this build was made with, from its own `settings` table."""
        return {row["name"]: json.loads(row["value"]) for row in self.table("settings").to_pylist()}

    @property
    def manifest(self) -> JSON:
        """Rows, bytes and SHA-256 of each table file, and the digest of the inputs."""
        content: JSON = json.loads((self.folder / MANIFEST).read_bytes())
        return content

    def table(self, name: str, *, columns: Sequence[str] | None = None, where: Mapping[str, Any] | None = None) -> Any:
        """A table as `pyarrow.Table`, rows in their sorted order.

        Args:
            name: One of `tables.SCHEMAS`.
            columns: Columns to read; None reads all.
            where: Column to value; a list matches any of its members, None matches null. All must hold.

        Raises:
            UnknownName: There is no such table or column.
        """
        if name not in SCHEMAS:
            raise unknown("table", name, SCHEMAS)
        for column in (*(columns or ()), *(where or {})):
            if column not in SCHEMAS[name].names:
                raise unknown(f"column of {name}", column, SCHEMAS[name].names)
        path = self._path(name)
        with storage_errors(f"reading the table {name}", self.folder):
            return self._ledger.engine.read(path, columns=columns, where=where)

    def query(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """The result of a SELECT over this build's tables, by their names, as `pyarrow.Table`."""
        return self._ledger.engine.query(sql, params, {name: self._path(name) for name in SCHEMAS})

    def stream(self, sql: str, params: Sequence[Any] = ()) -> Iterable[Any]:
        """As `query`, in record batches, for results larger than memory."""
        return self._ledger.engine.stream(sql, params, {name: self._path(name) for name in SCHEMAS})

    def layer_text(self, layer_hash: str) -> str | None:
        """See `Ledger.layer_text`."""
        return self._ledger.layer_text(layer_hash)

    def document_bytes(self, document_id: str) -> bytes | None:
        """See `Ledger.document_bytes`."""
        return self._ledger.document_bytes(document_id)

    def _path(self, name: str) -> Path:
        path = self.folder / f"{name}.parquet"
        if not path.exists():
            raise LedgerBroken(f"{path}: the table is missing from the build. Run `bearwitness verify`.")
        return path


def build_id_of(inputs_digest: str) -> str:
    """Name of the build of these inputs: sorted inputs, settings and versions, and the version of the tables."""
    return hash_parts(["build", inputs_digest, TABLES_VERSION], digits=16)


def write_tables(root: Path, build_id: str, tables: Mapping[str, Rows], *, inputs_digest: str, engine: Engine) -> None:
    """Write the folder of a build: all tables, those not given empty; it appears whole or not at all."""
    for name in tables:
        if name not in SCHEMAS:
            raise unknown("table", name, SCHEMAS)
    part = root / f"{_PART}{build_id}"
    shutil.rmtree(part, ignore_errors=True)
    try:
        with storage_errors("writing the tables", root):
            part.mkdir(parents=True)
        entries: dict[str, JSON] = {}
        for name, schema in SCHEMAS.items():
            given = tables.get(name, ())
            rows = given() if callable(given) else given
            path = part / f"{name}.parquet"
            count = _write_one(engine, path, rows, schema, name)
            entries[name] = {"sha256": hash_file(path), "rows": count, "bytes": path.stat().st_size}
        manifest = {"build": build_id, "inputs": inputs_digest, "tables_version": TABLES_VERSION, "tables": entries}
        with storage_errors("writing the tables", root):
            write_atomically(part / MANIFEST, (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode())
            sync_path(part)
            if (root / build_id).exists():  # damaged, or it would not be written again
                shutil.rmtree(root / build_id)
            part.rename(root / build_id)
            sync_path(root)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write_one(engine: Engine, path: Path, rows: Iterable[Any], schema: Any, name: str) -> int:

    with storage_errors(f"writing the table {name}", path.parent.parent):
        count = engine.write(path, rows, schema=schema, sort_keys=SORT_KEYS[name])
        sync_path(path)
    return count


def switch_to(root: Path, build_id: str) -> None:
    """Make a build the live one, by one atomic rename."""
    with storage_errors("switching to the new tables", root):
        write_atomically(root / CURRENT, (build_id + "\n").encode())
        sync_path(root)


def live_build_id(root: Path) -> str | None:
    """Name of the live build; None if there is none yet."""
    try:
        with storage_errors("reading the tables", root):
            return (root / CURRENT).read_text("ascii").strip()
    except ValueError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def build_folders(root: Path) -> list[Path]:
    """Folders of finished builds, sorted by name."""
    if not root.exists():
        return []
    return sorted(path for path in root.iterdir() if not path.name.startswith(".") and (path / MANIFEST).exists())


def is_whole(folder: Path) -> bool:
    """Whether every file of a build is there in the size that its manifest says. `verify` recomputes the hashes."""
    if not (folder / MANIFEST).exists():
        return False
    entries = json.loads((folder / MANIFEST).read_bytes())["tables"]
    paths = {name: folder / f"{name}.parquet" for name in SCHEMAS}
    return all(
        path.exists() and name in entries and path.stat().st_size == entries[name]["bytes"]
        for name, path in paths.items()
    )


def clear_parts(root: Path) -> None:
    """Remove what a killed writer left half-written; only for the one writer."""
    for path in sorted(root.glob(_PART + "*")) if root.exists() else ():
        shutil.rmtree(path, ignore_errors=True)


def holds_document(folder: Path, document_id: str, engine: Engine) -> bool:
    """Whether any row of a build comes from a document."""
    for name, schema in SCHEMAS.items():
        if "document_id" in schema.names:
            found = engine.read(folder / f"{name}.parquet", columns=["document_id"], where={"document_id": document_id})
            if found.num_rows:
                return True
    return False


def as_frame(table: Any, as_: str) -> Any:
    """A table as `arrow`, `pandas` or `polars`.

    Raises:
        RequestError: Another form was asked for, or the extra that brings it is not installed.
    """
    if as_ == "arrow":
        return table
    if as_ not in ("pandas", "polars"):
        raise RequestError(f"Tables come as 'arrow', 'pandas' or 'polars', got {as_!r}.")
    try:
        library = importlib.import_module(as_)
        return table.to_pandas() if as_ == "pandas" else library.from_arrow(table)
    except ImportError as error:
        raise RequestError(
            f"Tables as {as_!r} need the extra of that name. Install it with: pip install 'bearwitness[{as_}]'."
        ) from error


def unknown(what: str, name: str, known: Iterable[str]) -> UnknownName:
    """The error for a name that does not exist, with the nearest that do."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.4)
    if near:
        hint = "The nearest are: " + ", ".join(near) + "."
    elif names:
        hint = "There are: " + ", ".join(names[:12]) + (", …" if len(names) > 12 else "") + "."
    else:
        hint = "There is none yet."
    return UnknownName(f"There is no {what} {name!r}. {hint}")
