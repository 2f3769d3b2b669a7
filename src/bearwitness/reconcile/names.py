"""How many different people the names of the dead are, at least.

Every doubt is settled towards fewer people: what comes out is a floor that nobody can call too high.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

SHORTEST_FOR_A_SLIP = 5
"""Letters that a name needs before one differing letter is taken for a spelling; shorter ones ("Ali", "Eli") are
kept apart. Set by hand so that no two common short given names meet; re-run tests/reconcile after changing it."""

LETTERS_PER_SLIP = 8
"""One more differing letter is allowed for every so many letters of the longer name. Set by hand, as above."""

_NOT_LETTERS = re.compile(r"[\W_]+")
_VOWELS = re.compile(r"[aeiouy]")


def same_name(left: str, right: str) -> bool:
    """Whether two names as printed may be one person's: near spellings, or the same name with parts left out.

    Case, accents, punctuation and the order of parts do not count. "Dr. Asel Marova" and "Asel Marova" are one,
    "Ahmed Tal" and "Ahmad Tal" are one. Names of different people may pass as one; the floor is then too low, never
    too high.
    """
    first, second = _parts(left), _parts(right)
    if not first or not second:
        return True
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    longest = max(sum(map(len, first)), sum(map(len, second)))
    if longest < SHORTEST_FOR_A_SLIP:
        return False
    slips = max(1, longest // LETTERS_PER_SLIP)
    orders = ((first, second), (sorted(first), sorted(second)))
    return any(OSA.distance(" ".join(one), " ".join(other)) <= slips for one, other in orders)


def sounds_alike(left: str, right: str) -> bool:
    """Whether two names of as many parts have the same consonants: "Javed Orl" and "Jovad Orl". Of two brothers it may be true
    as well, so that something else must bear it out, such as one age."""
    first, second = _parts(left), _parts(right)
    return len(first) == len(second) > 1 and all(map(_consonants_alike, first, second))


def _consonants_alike(left: str, right: str) -> bool:
    return left[:1] == right[:1] and _VOWELS.sub("", left) == _VOWELS.sub("", right)


def distinct_names(names: Iterable[str], *, same: Callable[[str, str], bool]) -> list[str]:
    """One name a person: the fullest spelling of each, longest first; those that `same` finds to be one are told once.

    A short name ("Marova") goes with any one fuller name that it may stand for and doesn't glue two fuller ones
    together.
    """
    told: list[str] = []
    for name in sorted(set(names), key=lambda text: (-len(_parts(text)), -len(text), text)):
        if not any(same(name, other) for other in told):
            told.append(name)
    return told


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter)
    )
    return tuple(part for part in _NOT_LETTERS.split(plain) if part)
