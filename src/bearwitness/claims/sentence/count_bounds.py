"""The count table: the bounds that modifiers, vague words and shares put on a number.

Source: domain.md 3 and the count table of the contract.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from bearwitness.claims.sentence.number_grammar import any_phrase
from bearwitness.claims.sentence.number_words import (
    BLANKS,
    MODIFIERS,
    MODIFIERS_AFTER,
    SCALES,
    VAGUE_PLURALS,
    VAGUE_SCALES,
    VAGUE_WORDS,
)
from bearwitness.records import Modifier

_MODS_SPLIT = re.compile(any_phrase(MODIFIERS))
_PLURAL_JOIN = re.compile(r",?\s+(?:and|or|to|if\s+not|or\s+even|or\s+perhaps|and\s+perhaps)\s+")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number says of how many there are, None where it leaves a side open; how it was read."""

    low: int | None
    best: int | None
    high: int | None
    modifier: Modifier
    rule: str


OPEN_MOST = Bounds(2, None, None, Modifier.VAGUE, "fraction:open")  # "most of them": two or more
OPEN_SHARE = Bounds(1, None, None, Modifier.VAGUE, "fraction:open")


def modified(kind: str, low: int, high: int) -> Bounds:
    """The count table: what a modifier makes of a number (low == high) or of a range."""
    ranged = low != high
    match kind:
        case "at_least":
            return Bounds(low, None if ranged else low, None, Modifier.AT_LEAST, kind)
        case "more_than":
            return Bounds(low + 1, None if ranged else low + 1, None, Modifier.MORE_THAN, kind)
        case "at_most":
            return Bounds(None, None, high, Modifier.AT_MOST, kind)
        case "less_than":
            return Bounds(None, None, max(high - 1, 0), Modifier.LESS_THAN, kind)
    if ranged:
        return Bounds(low, None, high, Modifier.BETWEEN, "between")
    if kind == "about":
        return Bounds(None, low, None, Modifier.ABOUT, kind)
    return Bounds(low, low, low, Modifier.EXACT, "exact")


def modifier_kinds(mods: str) -> list[str]:
    """Kinds of the modifiers before a number, outermost first."""
    return [MODIFIERS[BLANKS.sub(" ", found.group())] for found in _MODS_SPLIT.finditer(mods)]


def kind_of_modifier_after(post: str) -> str:
    """Kind of the modifier behind a number ("12 or more", "30-odd")."""
    words = BLANKS.sub(" ", post).strip(" ,")
    if words.endswith("odd"):
        return "about"
    return MODIFIERS_AFTER.get(words, "at_least")


def share_of(fraction: Fraction | None, base: int, kind: str) -> Bounds:
    """A fraction of a number of people; `fraction` None is "most": more than half."""
    if fraction is None:
        return Bounds(base // 2 + 1, None, None, Modifier.MORE_THAN, "fraction")
    value = fraction * base
    low, high = value.numerator // value.denominator, -(-value.numerator // value.denominator)
    got = modified(kind, low, high)
    return Bounds(got.low, got.best, got.high, got.modifier, "fraction")


def outermost(kinds: list[str]) -> str:
    """The outermost modifier that changes the bounds."""
    return next((kind for kind in kinds if kind not in ("exact", "increment", "all")), "exact")


def read_number_word(match: re.Match[str], group: str) -> Bounds:
    """Bounds of a number word that is no cardinal: dozens, several hundred, no one, both, another."""
    words = BLANKS.sub(" ", match.group(group))
    match group:
        case "scale":
            return _read_few_scale(words)
        case "plural":
            return _read_plural(words)
        case "numberof":
            unknown = match.group("unknown") or match.group("unknown2")
            return _vague(1, "unknown") if unknown else _vague(2, "number")
        case "vague":
            return _vague(VAGUE_WORDS[words], words.removesuffix(" of").replace(" ", "_"))
    value = {"zero": 0, "two": 2}.get(group, 1)
    return Bounds(value, value, value, Modifier.EXACT, "zero" if group == "zero" else "exact")


def _vague(low: int, word: str) -> Bounds:
    return Bounds(low, None, None, Modifier.VAGUE, f"vague:{word}")


def _read_few_scale(words: str) -> Bounds:
    """ "several hundred", "a couple of dozen": the small vague word times the scale."""
    bound = 2 if "couple" in words else 3
    for token in words.split(" "):
        bound *= 12 if token == "dozen" else SCALES.get(token, 1)
    return _vague(bound, "several_" + words.rsplit(" ", 1)[-1])


def _read_plural(words: str) -> Bounds:
    """ "dozens", "tens of thousands", "hundreds or thousands": the least number that it can mean."""
    read: list[tuple[int, str]] = []
    scale = 1
    for part in reversed(_PLURAL_JOIN.split(words)):
        head, _, of = part.strip().partition(" of ")
        if of:
            scale = VAGUE_SCALES[of]  # "tens of thousands" is twenty thousand, not ten times two thousand
            read.append((VAGUE_PLURALS[head] * scale, f"{head}_of_{of}"))
        else:  # "tens or hundreds of thousands": the first borrows the scale of the last
            read.append((VAGUE_PLURALS[head] * (scale if head in ("tens", "dozens", "hundreds") else 1), head))
    return _vague(*min(read))
