"""The files of the gazetteer: the index that comes with the package, its schema, and our own lists beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SCHEMA_VERSION = 1
DATA = Path(__file__).resolve().parents[2] / "data"
PACKAGED = DATA / "gazetteer.sqlite"


def read_rows(path: Path) -> Iterator[list[str]]:
    """The columns of each line of one of our own lists, comments and empty lines left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
