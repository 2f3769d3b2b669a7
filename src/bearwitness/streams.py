"""Rows as JSON lines, and what is said when the system refuses to write. Loads nothing else, so that printing is cheap."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bearwitness.errors import StorageError

AFTERWARDS = "Nothing acknowledged is lost: mend that and run the same command again."
_REFUSALS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would pass the size limit that this account has",
    errno.EROFS: "the medium is read-only",
    errno.EACCES: "this account has no right to do so",
    errno.EPERM: "this account has no right to do so",
    errno.EIO: "the disk reports a fault",
}


def json_line(row: Mapping[str, Any]) -> bytes:
    """A row as one line of JSON in UTF-8. A file name that is not UTF-8 keeps its odd bytes as escapes."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    text = re.sub("[\ud800-\udfff]", lambda lone: f"\\u{ord(lone[0]):04x}", text)
    return text.encode("utf-8") + b"\n"


@contextlib.contextmanager
def system_errors(doing: str, place: Path) -> Iterator[None]:
    """Turn the system's refusals into one sentence that says what was being done, where, and what to do next.

    Raises:
        StorageError: Instead of any `OSError`, which is its cause.
    """
    try:
        yield
    except OSError as error:
        why = _REFUSALS.get(error.errno or 0) or _refusal_in_words(error)
        raise StorageError(f"{place}: {doing} failed because {why}. {AFTERWARDS}") from error


def _refusal_in_words(error: OSError) -> str:
    """Arrow raises some refusals with the number in the words alone."""
    words = str(error).splitlines()[0]
    for number, why in _REFUSALS.items():
        if f"errno {number}]" in words.casefold() or os.strerror(number) in words:
            return why
    return f"the system reports '{error.strerror or words}'"


@contextlib.contextmanager
def stream_errors() -> Iterator[None]:
    """A full disk behind a stream in one sentence; a reader that has gone is not an error of ours."""
    try:
        with system_errors("writing", Path("standard output")):
            yield
    except StorageError as error:
        if isinstance(error.__cause__, BrokenPipeError):
            raise error.__cause__ from None
        raise
