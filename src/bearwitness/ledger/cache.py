"""Results kept so that only what changed is done again. Deletable at any time: a lost entry costs time, never a row."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bearwitness.ledger.storage import storage_errors
from bearwitness.records import hash_parts, sha256_hex

Key = str | Sequence[object]
"""What a result depends on. Its first part should be the hash of the document or layer that it was made from."""

_TABLE = (
    "CREATE TABLE IF NOT EXISTS results (kind TEXT NOT NULL, key TEXT NOT NULL, subject TEXT NOT NULL, "
    "value BLOB NOT NULL, check_hash TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
)
_INDEX = "CREATE INDEX IF NOT EXISTS results_subject ON results (subject)"
_AT_ONCE = 500


class Cache:
    """Results by kind and key in one SQLite file. A damaged file is dropped and begun anew; a damaged value is none."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self.write = write
        self._connection: sqlite3.Connection | None = None

    def get_many(self, kind: str, keys: Iterable[Key]) -> dict[Key, Any]:
        """The results there are, by the keys given. Keys that are lists are returned as tuples."""
        by_hash = {_key_hash(key): (key if isinstance(key, str) else tuple(key)) for key in keys}
        wanted = list(by_hash)
        found: dict[Key, Any] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, value, check_hash FROM results WHERE kind = ? AND key IN ({marks})"
            for key, value, check_hash in self._fetch(query, [kind, *part]):
                if sha256_hex(kind.encode() + key.encode() + value) == check_hash:
                    found[by_hash[key]] = json.loads(zlib.decompress(value))
        return found

    def put_many(self, kind: str, results: Mapping[Key, Any] | Iterable[tuple[Key, Any]]) -> None:
        """Keep results; an older one of the same key is replaced."""
        pairs = results.items() if isinstance(results, Mapping) else results
        rows = []
        for key, value in pairs:
            packed = zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 1)
            key_hash, subject = _key_hash(key), key if isinstance(key, str) else str(key[0])
            rows.append((kind, key_hash, subject, packed, sha256_hex(kind.encode() + key_hash.encode() + packed)))
        with storage_errors("keeping results for the next run", self.path), self._mended():
            connection = self._opened()
            assert connection is not None
            with _transaction(connection):
                connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)", rows)

    def forget(self, subjects: Iterable[str]) -> None:
        """Erase every result made from these hashes, and those whose key does not say what they were made from."""
        if not self.path.exists():
            return
        with storage_errors("erasing kept results", self.path), self._mended():
            connection = self._opened()
            assert connection is not None
            known = [name for (name,) in connection.execute("SELECT DISTINCT subject FROM results")]
            gone = set(subjects) | {name for name in known if not re.fullmatch("[0-9a-f]{64}", name)}
            with _transaction(connection):
                connection.executemany("DELETE FROM results WHERE subject = ?", [(name,) for name in sorted(gone)])
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def holds(self, subjects: Iterable[str]) -> bool:
        """Whether any result made from these hashes is kept."""
        if not self.path.exists():
            return False
        query = "SELECT 1 FROM results WHERE subject = ? LIMIT 1"
        return any(self._fetch(query, [subject]) for subject in subjects)

    def close(self) -> None:
        """Give the file back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _fetch(self, query: str, values: list[Any]) -> list[Any]:
        with storage_errors("reading kept results", self.path), self._mended():
            connection = self._opened()
            return [] if connection is None else connection.execute(query, values).fetchall()
        return []

    def _opened(self) -> sqlite3.Connection | None:
        """The connection; None where there is nothing to read."""
        if self._connection is None:
            if not self.write:
                if not self.path.exists():
                    return None
                uri = f"{self.path.absolute().as_uri()}?mode=ro"
                self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
                return self._connection
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=10)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA secure_delete = ON")
            self._connection.execute(_TABLE)
            self._connection.execute(_INDEX)
        return self._connection

    @contextlib.contextmanager
    def _mended(self) -> Iterator[None]:
        """Drop a damaged file. What was to be done with it is not done; it is only a cache."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            said = str(error)
            damaged = any(
                word in said for word in ("malformed", "not a database", "no such", "has no column", "columns")
            )
            if not damaged and self.write:
                raise
            with contextlib.suppress(sqlite3.Error):
                self.close()
            self._connection = None
            for suffix in ("", "-wal", "-shm") if damaged and self.write else ():
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _key_hash(key: Key) -> str:
    return hash_parts([key] if isinstance(key, str) else key)
