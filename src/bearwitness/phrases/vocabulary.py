"""Ordinary vocabulary: words that are mostly lower-case in print (`data/words.txt.gz`, made by `scripts/make_words.py`)."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources


@cache
def ordinary_words() -> frozenset[str]:
    """Lower-case words that print mostly without a capital."""
    path = resources.files("bearwitness") / "data" / "words.txt.gz"
    with path.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as lines:
        return frozenset(lines.read().split())
