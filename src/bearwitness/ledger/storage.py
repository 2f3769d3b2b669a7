"""Bytes on disk: content-addressed, never changed, never half-written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import sqlalchemy.exc

from bearwitness.errors import LedgerBroken, LedgerBusy, StorageError
from bearwitness.records import Content, sha256_hex
from bearwitness.streams import AFTERWARDS, system_errors

_PARTS = ".parts"
_PIECE_BYTES = 1 << 20
_FLUSH_FILES = 256  # files that may wait for their sync: what is lost by a kill was not acknowledged yet
_SYNCS_AT_ONCE = 8  # 790 files a second one at a time, 2,900 with 8, 2,000 with 32 on a virtual disk


@contextlib.contextmanager
def storage_errors(doing: str, place: Path) -> Iterator[None]:
    """Turn the disk's refusals into one sentence that says what was being done, where, and what to do next."""
    try:
        with system_errors(doing, place):
            yield
    except (sqlite3.DatabaseError, sqlalchemy.exc.DatabaseError) as error:
        said = str(getattr(error, "orig", None) or error)
        if "full" in said or "disk I/O" in said or "readonly" in said or "unable to open" in said:
            why = "the disk is full" if "full" in said else f"the database reports '{said}'"
            raise StorageError(f"{place}: {doing} failed because {why}. {AFTERWARDS}") from error
        if "locked" in said:
            raise LedgerBusy(f"{place}: {doing} failed because another program holds the file. Try again.") from error
        if "malformed" in said or "not a database" in said:
            raise LedgerBroken(f"{place}: {doing} failed because the file is damaged ({said}).") from error
        raise


def sync_path(path: Path) -> None:
    """Make what a file holds, or the renames in a folder, outlast a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_file(path: Path, content: Content, *, mode: int = 0o644) -> None:
    """Write a file, not yet safe from a loss of power."""
    path.unlink(missing_ok=True)  # what a killed writer left half-written may not be ours to write into
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(descriptor, view) :]
    finally:
        os.close(descriptor)


def write_atomically(path: Path, content: bytes) -> None:
    """The file holds all of the content or, after a kill at any instant, what it held before."""
    part = path.with_name(f".{path.name}.part")
    try:
        write_file(part, content)
        sync_path(part)
        part.rename(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def hash_file(path: Path) -> str:
    """SHA-256 of a file's content, read in pieces."""
    hasher = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            hasher.update(piece)
    return hasher.hexdigest()


class ContentStore:
    """A folder of files named by the SHA-256 of what they hold: `ab/cdef…`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._waiting: dict[str, Path] = {}
        self._changed: set[Path] = set()

    def path(self, content_hash: str) -> Path:
        """Where content of this hash lies, if it is here."""
        return self.root / content_hash[:2] / content_hash[2:]

    def put(self, content: Content) -> str:
        """Take content in unless it is there; its hash. It is stored for good once `flush` has returned."""
        content_hash = sha256_hex(content)
        if self.has(content_hash):
            return content_hash
        with storage_errors("storing a document", self.root):
            part = self.root / _PARTS / content_hash
            part.parent.mkdir(parents=True, exist_ok=True)
            try:
                write_file(part, content, mode=0o444)
            except OSError:
                part.unlink(missing_ok=True)
                raise
        self._waiting[content_hash] = part
        if len(self._waiting) >= _FLUSH_FILES:
            self.flush()
        return content_hash

    def flush(self) -> None:
        """Return once everything put so far is in its place and would outlast a loss of power.

        Files are synced several at a time, since a disk takes many syncs in the time of one, and only then renamed.
        """
        if not self._waiting and not self._changed:
            return
        with storage_errors("storing documents", self.root):
            with ThreadPoolExecutor(_SYNCS_AT_ONCE) as pool:
                list(pool.map(sync_path, self._waiting.values()))
            for content_hash, part in list(self._waiting.items()):
                path = self.path(content_hash)
                path.parent.mkdir(exist_ok=True)
                self._changed.update((self.root, path.parent))
                part.rename(path)
                del self._waiting[content_hash]
            with ThreadPoolExecutor(_SYNCS_AT_ONCE) as pool:
                list(pool.map(sync_path, sorted(self._changed)))
            self._changed.clear()

    def get(self, content_hash: str) -> bytes | None:
        """The content of this hash, unchecked; None if it is not here."""
        try:
            with storage_errors("reading a document", self.root):
                return self._waiting.get(content_hash, self.path(content_hash)).read_bytes()
        except StorageError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return None
            raise

    def has(self, content_hash: str) -> bool:
        """Whether content of this hash is here."""
        return content_hash in self._waiting or self.path(content_hash).exists()

    def remove(self, content_hash: str) -> None:
        """Erase content; nothing happens if it is not here."""
        self.flush()
        with storage_errors("erasing a document", self.root):
            path = self.path(content_hash)
            path.unlink(missing_ok=True)
            if path.parent.exists():
                sync_path(path.parent)

    def scan(self) -> Iterator[tuple[str, Path]]:
        """(hash that the name says, path) of every file, sorted."""
        self.flush()
        if not self.root.exists():
            return
        for folder in sorted(self.root.iterdir()):
            if folder.name != _PARTS and folder.is_dir():
                for path in sorted(folder.iterdir()):
                    yield folder.name + path.name, path

    def clear_parts(self) -> None:
        """Remove what a killed writer left half-written; only for the one writer."""
        parts = self.root / _PARTS
        for path in sorted(parts.iterdir()) if parts.exists() else ():
            path.unlink(missing_ok=True)
