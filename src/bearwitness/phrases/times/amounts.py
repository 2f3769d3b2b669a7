"""Amounts of units, and the times counted with them: "three days ago", "the past 48 hours", "for two weeks"."""

from __future__ import annotations

from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import Ago, Duration, Previous, Read, Window
from bearwitness.phrases.times.words import (
    APOSTROPHES,
    BEFORE_VERB,
    COUNTED_UNITS,
    DASHES,
    HEDGES,
    LOOSE_NUMBERS,
    NUMBERS,
    UNITS,
    UNITS_ANY,
    UNITS_PLURAL,
)


def read_amount(tokens: Tokens, i: int) -> tuple[int, int, int] | None:
    """An amount of units at i: lowest, highest, index after it."""
    j = i
    loosest = 1
    while True:
        if tokens.words[j] in ("more", "less", "fewer") and tokens.words[j + 1] == "than":
            loosest = 2 if tokens.words[j] == "more" else loosest
            j += 2
        elif (tokens.words[j] == "at" and tokens.words[j + 1] in ("least", "most")) or (
            tokens.words[j] == "up" and tokens.words[j + 1] == "to"
        ):
            j += 2
        elif tokens.words[j] in HEDGES:
            j += 1
        else:
            break
    word = tokens.words[j]
    if (word in ("a", "an", "the") and tokens.words[j + 1] in LOOSE_NUMBERS) or (
        word == "a" and tokens.words[j + 1] == "dozen"
    ):
        j += 1
        word = tokens.words[j]
    if word == "half" and tokens.words[j + 1] in ("a", "an"):
        if tokens.words[j + 2] == "dozen":
            return 6, 6, j + 3
        return (0, 1, j + 2) if tokens.words[j + 2] in UNITS else None
    if word in LOOSE_NUMBERS:
        low, high = LOOSE_NUMBERS[word]
        return low, high, j + 1 + (word == "couple" and tokens.words[j + 1] == "of")
    if word in ("a", "an"):
        return (1, loosest, j + 1) if tokens.words[j + 1] in UNITS else None
    number = _read_number(tokens, j)
    if number is None:
        return None
    low, j = number
    if tokens.words[j] in ("or", "to", "-", "–"):
        other = _read_number(tokens, j + 1)
        if other is not None and other[0] > low:
            return low, other[0], other[1]
    if tokens.words[j : j + 4] == ["and", "a", "half"]:
        return low, low + 1, j + 3
    return low, low * loosest, j


def _read_number(tokens: Tokens, j: int) -> tuple[int, int] | None:
    word = tokens.words[j]
    if word.isascii() and word.isdigit() and len(word) <= 4:
        return int(word), j + 1
    if word in NUMBERS:
        number = NUMBERS[word]
        if number >= 20 and tokens.words[j + 1] in DASHES and NUMBERS.get(tokens.words[j + 2], 99) < 10:
            return number + NUMBERS[tokens.words[j + 2]], j + 3
        return number, j + 1
    return None


def read_shift(tokens: Tokens, i: int) -> Read | None:
    """ "three days ago", "two weeks earlier", "a year before the vote"."""
    amount = read_amount(tokens, i)
    if amount is None:
        return None
    low, high, j = amount
    unit = UNITS_ANY.get(tokens.words[j])
    if unit not in COUNTED_UNITS:
        return None
    if tokens.words[j : j + 4] == [tokens.words[j], "and", "a", "half"]:
        high, j = high + 1, j + 3
    direction = tokens.words[j + 1]
    if direction == "ago":
        return Ago(low, high, unit), j + 2
    if direction in ("later", "afterwards", "afterward"):
        return Previous(low, high, unit), j + 2
    if direction in ("earlier", "previously"):
        return Previous(-high, -low, unit), j + 2
    if direction == "from" and tokens.words[j + 2] == "now":
        return Ago(low, high, unit, ahead=True), j + 3
    if direction in ("before", "after", "prior"):
        if not tokens.raw[j + 2] or not tokens.raw[j + 2][:1].isalnum():
            return (Previous(low, high, unit) if direction == "after" else Previous(-high, -low, unit)), j + 2
        tokens.skip_to = max(tokens.skip_to, j + 2)  # "two days before the vote" hangs on the vote
    return None


def read_window(tokens: Tokens, j: int) -> Read | None:
    """ "past 48 hours", "last few days", "recent weeks", "next 24 hours", "past year"."""
    word = tokens.words[j]
    ahead = word in ("next", "coming", "following")
    amount = read_amount(tokens, j + 1)
    if amount is not None:
        high, k = amount[1], amount[2]
    else:
        k = j + 1
        high = 6 if tokens.words[k] in UNITS_PLURAL else 1
        if word == "recent" and high == 1:
            return None
    if tokens.words[k] == "or" and tokens.words[k + 1] in ("so", "more"):
        k += 2
    unit = UNITS_ANY.get(tokens.words[k])
    if unit not in COUNTED_UNITS or (word == "latest" and high == 1):
        return None
    if amount is None and high == 1 and (unit == "minute" or (unit == "day" and word in ("last", "next"))):
        return None  # "at the last minute", "his last day"
    if word == "last" and j > 0 and tokens.words[j - 1] in BEFORE_VERB:
        return None  # "is to last ten days"
    if tokens.words[k + 1] in DASHES and tokens.joined(k + 1):
        return None
    if word == "last" and tokens.words[k + 1] == "of" and amount is None:
        return None  # "the last days of May"
    return Window(high, unit, ahead), k + 1


def read_duration(tokens: Tokens, i: int) -> Read | None:
    """ "two days", "48 hours' time", after "for", "in" and the like at token i."""
    j = i + 1
    if tokens.words[i] == "in" and tokens.words[j] == "under":
        j += 1
    amount = read_amount(tokens, j)
    if amount is None:
        return None
    low, high, j = amount
    if tokens.words[j] in DASHES and tokens.joined(j):
        return None
    unit = UNITS_ANY.get(tokens.words[j])
    if unit not in COUNTED_UNITS:
        return None
    j += 1
    if tokens.words[j] in ("ago", "earlier", "later", "old", "before", "prior", "afterwards", "previously"):
        return None
    if tokens.words[j] == "of" and tokens.words[j + 1] == "age":
        return None
    if tokens.words[j] in APOSTROPHES:
        j += 1 + (tokens.words[j + 1] == "s")
        if tokens.words[i] == "in" and tokens.words[j] == "time":
            return Ago(low, high, unit, ahead=True), j + 1
        return Duration(low, high, unit), j
    if tokens.words[j : j + 2] == ["from", "now"]:
        return Ago(low, high, unit, ahead=True), j + 2
    if tokens.words[i] in ("for", "over", "during", "in") and tokens.words[j] in DASHES and tokens.joined(j):
        return None
    return Duration(low, high, unit), j
