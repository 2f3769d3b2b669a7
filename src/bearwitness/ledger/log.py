"""The record: an append-only log in which every row carries the hash of the row before.

One schema through SQLAlchemy, so that a team's log can live in PostgreSQL; SQLite is what is built. The words of a row
(`payload`) lie in a table of their own and the chain holds their hash, so that what must be forgotten can be erased and
the chain still proves what stood where. The database itself refuses to change or delete a row, and lets a payload go
only after a `forget` of its object.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from bearwitness.errors import LedgerTooNew, StorageError
from bearwitness.ledger.storage import storage_errors
from bearwitness.records import JSON, hash_parts, sha256_hex

FORMAT = 1
"""Number of the ledger's layout on disk; raised when an older version could no longer read or safely write it."""
GENESIS = "0" * 64
KINDS = (
    "ledger",
    "arrival",
    "rejection",
    "layer",
    "judgement",
    "alias",
    "build",
    "export",
    "forget",
)
_PAGE_ROWS = 5_000

_metadata = sa.MetaData()
_sequence = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
log_table = sa.Table(
    "log",
    _metadata,
    sa.Column("seq", _sequence, primary_key=True, autoincrement=False),
    sa.Column("prev", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("object", sa.Text),
    sa.Column("payload_hash", sa.String(64), nullable=False),
    sa.Column("reason", sa.Text),
    sa.Index("log_kind_object", "kind", "object", "seq"),
    sa.Index("log_object", "object", "seq"),
)
payload_table = sa.Table(
    "payloads",
    _metadata,
    sa.Column("seq", _sequence, sa.ForeignKey("log.seq"), primary_key=True, autoincrement=False),
    sa.Column("payload", sa.Text, nullable=False),
)
meta_table = sa.Table(
    "meta",
    _metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

GUARDS = {
    "log_never_changes": "CREATE TRIGGER log_never_changes BEFORE UPDATE ON log BEGIN "
    "SELECT RAISE(ABORT, 'the log is append-only: a row is never changed'); END",
    "log_never_shrinks": "CREATE TRIGGER log_never_shrinks BEFORE DELETE ON log BEGIN "
    "SELECT RAISE(ABORT, 'the log is append-only: a row is never deleted'); END",
    "payload_never_changes": "CREATE TRIGGER payload_never_changes BEFORE UPDATE ON payloads BEGIN "
    "SELECT RAISE(ABORT, 'the log is append-only: a payload is never changed'); END",
    "payload_goes_only_when_forgotten": "CREATE TRIGGER payload_goes_only_when_forgotten BEFORE DELETE ON payloads "
    "WHEN NOT EXISTS (SELECT 1 FROM log AS said JOIN log AS forgotten ON forgotten.kind = 'forget' "
    "AND forgotten.object = said.object WHERE said.seq = OLD.seq AND said.kind <> 'forget') BEGIN "
    "SELECT RAISE(ABORT, 'the log is append-only: only what was forgotten may be erased'); END",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to log. `actor` is a person, or software and version; `object` is what it is about."""

    kind: str
    actor: str
    object: str | None = None
    payload: JSON = field(default_factory=dict)
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of the log as stored. `payload` is None where it was erased."""

    seq: int
    prev: str
    hash: str
    kind: str
    actor: str
    at: str
    object: str | None
    payload_hash: str
    reason: str | None
    payload_text: str | None

    @property
    def payload(self) -> JSON | None:
        """What was logged; None where it was erased."""
        return None if self.payload_text is None else json.loads(self.payload_text)

    def expected_hash(self) -> str:
        """The hash that this row's own fields give."""
        return row_hash(
            self.prev, self.seq, self.kind, self.actor, self.at, self.object, self.payload_hash, self.reason
        )


def row_hash(
    prev: str,
    seq: int,
    kind: str,
    actor: str | None,
    at: str,
    object: str | None,
    payload_hash: str,
    reason: str | None,
) -> str:
    """Hash of a row over its fields and the hash of the row before, length-prefixed."""
    return hash_parts([prev, seq, kind, actor, at, object, payload_hash, reason])


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no blanks: one text for one value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A file name that is not UTF-8 reaches us as lone surrogates; JSON can spell them, UTF-8 cannot.
    return re.sub("[\ud800-\udfff]", lambda lone: f"\\u{ord(lone[0]):04x}", text)


def _storable(words: str | None) -> str | None:
    return None if words is None else words.encode("utf-8", "backslashreplace").decode("utf-8")


class Log:
    """The log in one SQLite file, for reading or for reading and appending."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self.write = write
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._read_uri = _uri(path, "mode=ro")
        if not write:
            self._find_readable()
        self._engine = sa.create_engine(
            "sqlite://", creator=self._connect, poolclass=QueuePool, pool_size=2, max_overflow=30
        )
        # The driver's own habit of opening transactions late would let two appends read one head.
        sa.event.listen(self._engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN"))
        with storage_errors("opening the log", path):
            self._check_format()

    def close(self) -> None:
        """Leave one self-contained file: what waits in the side file is moved in, so read-only media can hold it."""
        if self.write:
            # On a full disk the side file stays where it is; it belongs to the log and the next reader reads it too.
            with contextlib.suppress(sqlite3.OperationalError), self._bare() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._engine.dispose()
        if self._copy is not None:
            self._copy.cleanup()

    def append(self, entries: Sequence[Entry], *, at: str) -> str:
        """Log entries in one transaction, in order; the head after them. They outlast a loss of power on return."""
        for entry in entries:
            if entry.kind not in KINDS:
                raise ValueError(f"Log rows are one of {', '.join(KINDS)}, got {entry.kind!r}.")
            if not entry.actor:
                raise ValueError("A log row says who did it.")
        with storage_errors("writing the log", self.path), self._engine.begin() as connection:
            last = connection.execute(
                sa.select(log_table.c.seq, log_table.c.hash).order_by(log_table.c.seq.desc()).limit(1)
            ).first()
            before, head = (last.seq, last.hash) if last is not None else (0, GENESIS)
            rows, payloads = [], []
            for seq, entry in enumerate(entries, start=before + 1):
                payload = canonical_json(entry.payload)
                payload_hash = sha256_hex(payload.encode("utf-8"))
                prev, actor, reason = head, _storable(entry.actor), _storable(entry.reason)
                head = row_hash(prev, seq, entry.kind, actor, at, entry.object, payload_hash, reason)
                rows.append(
                    {
                        "seq": seq,
                        "prev": prev,
                        "hash": head,
                        "kind": entry.kind,
                        "actor": actor,
                        "at": at,
                        "object": entry.object,
                        "payload_hash": payload_hash,
                        "reason": reason,
                    }
                )
                payloads.append({"seq": seq, "payload": payload})
            if rows:
                connection.execute(log_table.insert(), rows)
                connection.execute(payload_table.insert(), payloads)
        return head

    def head(self) -> str:
        """Hash of the last row."""
        last = self._rows(sa.select(log_table.c.hash).order_by(log_table.c.seq.desc()).limit(1))
        return str(last[0].hash) if last else GENESIS

    def rows(self, *kinds: str, after: int = 0) -> Iterator[LogRow]:
        """Rows in order, of these kinds only if any are named, with a sequence number above `after`."""
        while True:
            query = _with_payload().where(log_table.c.seq > after).order_by(log_table.c.seq).limit(_PAGE_ROWS)
            page = self._page(query.where(log_table.c.kind.in_(kinds)) if kinds else query)
            yield from page
            if len(page) < _PAGE_ROWS:
                return
            after = page[-1].seq

    def rows_by_object(self, kind: str) -> Iterator[LogRow]:
        """Rows of one kind, sorted by object, then in order; those without an object come first."""
        yield from self._page(
            _with_payload().where(log_table.c.kind == kind, log_table.c.object.is_(None)).order_by(log_table.c.seq)
        )
        here: tuple[str, int] = ("", -1)
        while True:
            later = sa.or_(
                log_table.c.object > here[0], sa.and_(log_table.c.object == here[0], log_table.c.seq > here[1])
            )
            query = _with_payload().where(log_table.c.kind == kind, later)
            page = self._page(query.order_by(log_table.c.object, log_table.c.seq).limit(_PAGE_ROWS))
            yield from page
            if len(page) < _PAGE_ROWS:
                return
            here = (str(page[-1].object), page[-1].seq)

    def rows_of(self, kind: str, objects: Iterable[str | None]) -> list[LogRow]:
        """Rows of one kind about these objects, in order; None among the objects asks for rows about none."""
        named = set(objects)
        wanted = sorted(name for name in named if name is not None)
        found: list[LogRow] = []
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            found += self._page(_with_payload().where(log_table.c.kind == kind, log_table.c.object.in_(part)))
        if None in named:
            found += self._page(_with_payload().where(log_table.c.kind == kind, log_table.c.object.is_(None)))
        return sorted(found, key=lambda row: row.seq)

    def last_of(self, kind: str, object: str | None = None) -> LogRow | None:
        """The latest row of one kind, about one object if it is named."""
        query = _with_payload().where(log_table.c.kind == kind).order_by(log_table.c.seq.desc()).limit(1)
        page = self._page(query if object is None else query.where(log_table.c.object == object))
        return page[0] if page else None

    def objects_starting(self, kind: str, prefix: str, *, limit: int) -> list[str]:
        """Distinct objects of one kind that start with a prefix of hex digits, sorted."""
        objects = log_table.c.object
        query = sa.select(objects).distinct().where(log_table.c.kind == kind, objects >= prefix, objects < prefix + "~")
        return [str(row.object) for row in self._rows(query.order_by(objects).limit(limit))]

    def count(self) -> int:
        """Number of rows."""
        return int(self._rows(sa.select(sa.func.count().label("rows")).select_from(log_table))[0].rows)

    def counts(self) -> dict[str, int]:
        """Number of rows of each kind."""
        query = sa.select(log_table.c.kind, sa.func.count().label("rows")).group_by(log_table.c.kind)
        return {str(row.kind): int(row.rows) for row in self._rows(query.order_by(log_table.c.kind))}

    def erase_payloads(self, object: str) -> None:
        """Erase what rows about a forgotten object said, from the file too; their hashes stay."""
        about = sa.select(log_table.c.seq).where(log_table.c.object == object, log_table.c.kind != "forget")
        with storage_errors("erasing from the log", self.path):
            with self._engine.begin() as connection:
                connection.execute(payload_table.delete().where(payload_table.c.seq.in_(about)))
            with self._bare() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def missing_guards(self) -> list[str]:
        """Names of the triggers that should refuse changes and are not there, or are others."""
        with storage_errors("reading the log", self.path), self._bare() as connection:
            found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
        return [name for name, sql in GUARDS.items() if found.get(name) != sql]

    def _check_format(self) -> None:
        found = self._rows(sa.select(meta_table.c.value).where(meta_table.c.name == "format"))
        number = int(found[0].value) if found else 0
        if number > FORMAT:
            raise LedgerTooNew(
                f"{self.path.parent}: the ledger has format {number}, and this version of bearwitness reads up to "
                f"{FORMAT}. Install a newer version; nothing was changed."
            )

    def _rows(self, query: Any) -> Sequence[Any]:
        with storage_errors("reading the log", self.path), self._engine.connect() as connection:
            return connection.execute(query).all()

    def _page(self, query: Any) -> list[LogRow]:
        return [LogRow(*row) for row in self._rows(query)]

    def _connect(self) -> sqlite3.Connection:
        return _open_for_writing(self.path) if self.write else _open_uri(self._read_uri)

    def _bare(self) -> Any:
        """A connection outside SQLAlchemy, closed at the end of the block."""
        return contextlib.closing(self._connect())

    def _find_readable(self) -> None:
        """Choose how to read: plainly, or from media on which SQLite cannot make its side files."""
        try:
            with storage_errors("opening the log", self.path):
                connection = _open_uri(self._read_uri)
                try:
                    connection.execute("SELECT count(*) FROM meta").fetchone()
                    return
                finally:
                    connection.close()
        except StorageError:
            pass  # no right to make the side files, or none to make anything
        wal = self.path.with_name(self.path.name + "-wal")
        if wal.exists() and wal.stat().st_size:
            # The last writer was killed and its side file came along: only a copy can be put together again.
            self._copy = tempfile.TemporaryDirectory(prefix="bearwitness-")
            for source in (self.path, wal):
                shutil.copyfile(source, Path(self._copy.name) / source.name)
            self._read_uri = _uri(Path(self._copy.name) / self.path.name, "mode=rw")
        else:
            self._read_uri = _uri(self.path, "mode=ro&immutable=1")


def create_log(path: Path, *, actor: str, at: str) -> None:
    """Make the log if it is not there or was left unfinished; nothing happens to a finished one."""
    with storage_errors("creating the ledger", path):
        connection = _open_for_writing(path)
        engine = sa.create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        try:
            connection.execute("BEGIN IMMEDIATE")
            made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
            if made is None:
                for statement in _schema_statements(engine):
                    connection.execute(statement)
                connection.execute("INSERT INTO meta (name, value) VALUES ('format', ?)", (str(FORMAT),))
            connection.execute("COMMIT")
        finally:
            connection.close()
    log = Log(path, write=True)
    try:
        if log.count() == 0:
            log.append([Entry("ledger", actor, None, {"format": FORMAT})], at=at)
    finally:
        log.close()


def is_log(path: Path) -> bool:
    """Whether a log lies here whose making was finished; one of a newer version counts."""
    if not path.exists():
        return False
    try:
        log = Log(path, write=False)
    except LedgerTooNew:
        return True
    except (sqlite3.OperationalError, sa.exc.OperationalError):  # no table of ours in it yet
        return False
    try:
        return log.count() > 0
    finally:
        log.close()


def _schema_statements(engine: sa.Engine) -> list[str]:
    statements = []
    for table in _metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(engine)))
        statements += [
            str(CreateIndex(index).compile(engine)) for index in sorted(table.indexes, key=lambda i: str(i.name))
        ]
    return statements + list(GUARDS.values())


def _with_payload() -> Any:
    columns = [log_table.c[name] for name in ("seq", "prev", "hash", "kind", "actor", "at", "object")]
    columns += [log_table.c.payload_hash, log_table.c.reason]
    return sa.select(*columns, payload_table.c.payload).outerjoin(payload_table, payload_table.c.seq == log_table.c.seq)


def _uri(path: Path, options: str) -> str:
    return f"file:{quote(str(path.absolute()))}?{options}"


def _open_uri(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10)


def _open_for_writing(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten in the file
    return connection
