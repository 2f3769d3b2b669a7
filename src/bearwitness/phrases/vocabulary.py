"""Ordinary vocabulary: words that are mostly lower-case in print (`data/words.txt.gz`, made by `scripts/make_words.py`)."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

from bearwitness.phrases.word_patterns import words_of

CALENDAR = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december"
)
"""Words that have a capital and name nobody."""


@cache
def ordinary_words() -> frozenset[str]:
    """Lower-case words that print mostly without a capital."""
    path = resources.files("bearwitness") / "data" / "words.txt.gz"
    with path.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as lines:
        return frozenset(lines.read().split())


def is_name(word: str, *, capitals: bool, opens: bool) -> bool:
    """Whether a word is one of a name, by its capital.

    Args:
        word: As it is printed.
        capitals: Whether all words around it have one, so that ordinary ones are told by the vocabulary.
        opens: Whether it opens its sentence, where every word has one.
    """
    if len(word) < 2 or not word[0].isupper():
        return False
    low = word.lower()
    if low in CALENDAR:
        return False
    return low not in ordinary_words() if capitals or opens else True
