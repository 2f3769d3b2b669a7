"""What a stage makes and needs again, kept on disk: memory then does not grow with the number of documents."""

from __future__ import annotations

import os
import pickle
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Generic, TypeVar

from bearwitness.streams import system_errors

T = TypeVar("T")

_WRITE_AT_ONCE = 1 << 16  # bytes
_DOING = "keeping intermediate results"


class Scratch:
    """Pieces of bytes by number, in a file without a name, which the system removes with the process that wrote it."""

    def __init__(self, folder: Path | None = None) -> None:
        """A new file in a folder, made if it is not there; None for the system's own for such files."""
        self._place = folder or Path(tempfile.gettempdir())
        with system_errors(_DOING, self._place), ExitStack() as opening:
            self._place.mkdir(parents=True, exist_ok=True)
            self._file = opening.enter_context(tempfile.TemporaryFile(dir=self._place, buffering=0))
            self._open = opening.pop_all()  # until this object is closed
        self._ends = array("Q", [0])
        self._written = 0
        self._waiting = bytearray()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def put(self, content: bytes) -> int:
        """Keep a piece; its number, counted from 0.

        Raises:
            StorageError: The disk refuses.
        """
        self._waiting += content
        self._ends.append(self._ends[-1] + len(content))
        if len(self._waiting) >= _WRITE_AT_ONCE:
            self._flush()
        return len(self) - 1

    def get(self, number: int) -> bytes:
        """The piece of a number."""
        start, end = self._ends[number], self._ends[number + 1]
        if end > self._written:
            self._flush()
        with system_errors(_DOING, self._place):
            return os.pread(self._file.fileno(), end - start, start)

    def close(self) -> None:
        """Give the file back."""
        self._open.close()

    def _flush(self) -> None:
        with system_errors(_DOING, self._place):
            view = memoryview(self._waiting)
            while view:
                view = view[self._file.write(view) :]
        self._written += len(self._waiting)
        self._waiting = bytearray()


class Spilled(Generic[T]):
    """Objects by number that are kept on disk, the last used ones also in memory; each use may give another copy."""

    def __init__(self, folder: Path | None = None, *, in_memory: int = 0) -> None:
        """None yet.

        Args:
            folder: See `Scratch`.
            in_memory: How many to hold at most.
        """
        self._scratch = Scratch(folder)
        self._in_memory = in_memory
        self._held: OrderedDict[int, T] = OrderedDict()

    def __len__(self) -> int:
        return len(self._scratch)

    def __getitem__(self, number: int) -> T:
        found = self._held.get(number)
        if found is not None:
            self._held.move_to_end(number)
            return found
        value: T = pickle.loads(self._scratch.get(number))
        if self._in_memory:
            self._held[number] = value
            if len(self._held) > self._in_memory:
                self._held.popitem(last=False)
        return value

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self)):
            yield pickle.loads(self._scratch.get(number))

    def append(self, value: T) -> int:
        """Keep an object; its number, counted from 0. What is changed in it later is not kept."""
        return self._scratch.put(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))

    def close(self) -> None:
        """Give the file and the memory back."""
        self._held.clear()
        self._scratch.close()
