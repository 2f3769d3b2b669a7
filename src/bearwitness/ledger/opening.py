"""Open a ledger, or make one: refuse what is none, hold the writer's lock, clear what a killed writer left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from bearwitness.config import LEDGER_FOLDERS, LOG_FILE, SETTINGS_FILE, settings_template
from bearwitness.errors import LedgerError, RequestError
from bearwitness.ledger.ledger import Ledger, software, utc_now
from bearwitness.ledger.lock import WriterLock
from bearwitness.ledger.log import create_log, is_log
from bearwitness.ledger.storage import storage_errors, write_atomically

LOCK_FILE = "writer.lock"
_OWN_NAMES = {SETTINGS_FILE, LOCK_FILE, *LEDGER_FOLDERS, "cache"}


def open_ledger(
    path: Path | str,
    *,
    mode: Literal["read", "write"] = "read",
    create: bool = False,
    wait_s: float = 10.0,
    memory_mb: int = 1_024,
    clock: Callable[[], str] = utc_now,
) -> Ledger:
    """A ledger, to be closed or used in a `with` block.

    Args:
        path: Its folder.
        mode: "read" changes nothing and works on read-only media and beside a writer; "write" holds the writer's lock.
        create: With "write", make the ledger where there is none.
        wait_s: How long to wait, in seconds, for another writer.
        memory_mb: Memory for sorting and querying tables.
        clock: Gives the time that log rows carry.

    Raises:
        LedgerError: There is no ledger here, or the folder holds something else.
        LedgerBusy: Another process is writing; the message says which, and since when.
        LedgerTooNew: A newer version wrote it.
        StorageError: The disk refuses.
    """
    if mode not in ("read", "write"):
        raise RequestError(f"A ledger is opened to 'read' or to 'write', got {mode!r}.")
    folder = Path(path)
    if mode == "read":
        _must_be_ledger(folder)
        return Ledger(folder, lock=None, memory_mb=memory_mb, clock=clock)
    if create:
        _must_be_free(folder)
        with storage_errors("creating the ledger", folder):
            folder.mkdir(parents=True, exist_ok=True)
    else:
        _must_be_ledger(folder)
    lock = WriterLock(folder / LOCK_FILE, wait_s=wait_s, now=clock())
    try:
        if create:
            _create(folder, clock)
        ledger = Ledger(folder, lock=lock, memory_mb=memory_mb, clock=clock)
    except BaseException:
        lock.release()
        raise
    try:
        ledger.recover()
    except BaseException:
        ledger.close()
        raise
    return ledger


def is_ledger(folder: Path) -> bool:
    """Whether a ledger lies here whose making was finished; one of a newer version counts.

    Raises:
        StorageError: This account may not look into the folder.
    """
    with storage_errors("opening the ledger", folder):
        there = (folder / LOG_FILE).exists()
    return there and is_log(folder / LOG_FILE)


def _must_be_ledger(folder: Path) -> None:
    if not is_ledger(folder):
        raise LedgerError(
            f"{folder}: there is no ledger here. Make one with: bearwitness record PATH --ledger {folder}."
        )


def _must_be_free(folder: Path) -> None:
    """Refuse to make a ledger among other people's files; what an unfinished making left behind is ours."""
    with storage_errors("creating the ledger", folder):
        if folder.exists() and not folder.is_dir():
            raise LedgerError(f"{folder}: this is a file, and a ledger is a folder. Name another one.")
        if not folder.exists() or (folder / LOG_FILE).exists():
            return
        foreign = sorted(entry.name for entry in folder.iterdir() if entry.name.strip(".") not in _OWN_NAMES)
        foreign = [name for name in foreign if not name.startswith(f".{SETTINGS_FILE}")]
    if foreign:
        raise LedgerError(
            f"{folder}: the folder is no ledger and holds other files ({', '.join(foreign[:3])}). "
            "Name an empty or a new folder."
        )


def _create(folder: Path, clock: Callable[[], str]) -> None:
    with storage_errors("creating the ledger", folder):
        for name in LEDGER_FOLDERS:
            (folder / name).mkdir(exist_ok=True)
        if not (folder / SETTINGS_FILE).exists():
            write_atomically(folder / SETTINGS_FILE, settings_template().encode("utf-8"))
    create_log(folder / LOG_FILE, actor=software(), at=clock())
