"""One writer at a time: a lock that the system gives back when its holder dies, with the holder's name in it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import sys
import time
from pathlib import Path

from bearwitness.errors import LedgerBusy, StorageError
from bearwitness.ledger.storage import storage_errors

_POLL_S = 0.05


class WriterLock:
    """Held from construction to `release`, or until this process ends, however it ends."""

    def __init__(self, path: Path, *, wait_s: float, now: str) -> None:
        self.path = path
        with storage_errors("opening the ledger for writing", path.parent):
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            self._acquire(wait_s)
            holder = {"pid": os.getpid(), "host": socket.gethostname(), "command": _command(), "since": now}
            with storage_errors("opening the ledger for writing", path.parent):
                os.ftruncate(self._descriptor, 0)
                os.pwrite(self._descriptor, json.dumps(holder).encode(), 0)
        except (LedgerBusy, StorageError):
            os.close(self._descriptor)
            raise

    def _acquire(self, wait_s: float) -> None:
        deadline = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise LedgerBusy(self._busy_sentence(wait_s)) from None
                time.sleep(min(_POLL_S, max(0.0, deadline - time.monotonic())))

    def _busy_sentence(self, wait_s: float) -> str:
        holder: dict[str, object] = {}
        with contextlib.suppress(OSError, ValueError):
            holder = json.loads(self.path.read_bytes())
        who = "another process"
        if holder:
            who = f"process {holder['pid']} on {holder['host']} ({holder['command']}) since {holder['since']}"
        return (
            f"{self.path.parent}: the ledger is being written by {who}; waited {wait_s:g} seconds. "
            "Wait until it has finished, or stop it: nothing that it has recorded is lost."
        )

    def release(self) -> None:
        """Let the next writer in."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def _command() -> str:
    """The command that holds the lock: program and first word, without paths or other arguments."""
    words = [Path(sys.argv[0]).name or "python", *sys.argv[1:2]] if sys.argv else ["python"]
    return " ".join(word for word in words if not word.startswith(("-", "/")))[:80] or "python"
