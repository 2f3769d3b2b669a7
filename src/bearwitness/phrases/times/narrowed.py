"""One time with what narrows it on either side: "early on Monday", "the end of May", "Monday night at 0930"."""

from __future__ import annotations

from dataclasses import replace

from bearwitness.phrases.times.amounts import read_amount
from bearwitness.phrases.times.clock import skip_added_clock, skip_clock
from bearwitness.phrases.times.single import read_days, read_single
from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import (
    DAY_SHAPES,
    Calendar,
    InPart,
    Node,
    Portion,
    Previous,
    Read,
    SoFar,
    Unit,
    Weekday,
    WeekOf,
    shape_of,
)
from bearwitness.phrases.times.words import (
    APOSTROPHES,
    AT_PARTS,
    DASHES,
    DAY_PARTS,
    EDGE,
    KINDS_OF_LIGHT,
    MONTH_ANY,
    ORDINALS,
    PREFIXES,
    UNITS_ANY,
    UNITS_PLURAL,
)
from bearwitness.phrases.times.years import read_year


def read_narrowed(tokens: Tokens, i: int, expect: bool = False) -> Read | None:
    """One time with what narrows it on either side: "early on Monday", "the end of May", "Monday night at 0930"."""
    word = tokens.words[i]
    if not word:
        return None
    read = _read_prefixed(tokens, i, expect) if word in PREFIXES else None
    if read is None and ("0" <= word[0] <= "9" or word in ("at", "shortly", "just")):
        read = _read_clock_first(tokens, i, expect)
    if read is None:
        read = read_single(tokens, i, expect)
    return _with_suffixes(tokens, *read) if read is not None else None


def _read_prefixed(tokens: Tokens, i: int, expect: bool) -> Read | None:
    j = i + (tokens.words[i] == "the")
    word = tokens.words[j]
    if word in ("early", "late", "mid", "earlier", "later"):
        return _read_early_late(tokens, j, i != j)
    if word in ("beginning", "start", "end", "middle", "close", "outset") and tokens.words[j + 1] == "of":
        return _read_whole(tokens, j + 2, "early" if word in ("beginning", "start", "outset") else EDGE[word])
    ordinal = 99 if word in ("final", "last", "latter") else ORDINALS.get(word, 0)
    if ordinal and (word, tokens.words[j + 1]) not in KINDS_OF_LIGHT:
        return _read_ordinal_portion(tokens, j + 1, ordinal, i != j)
    if word in DAY_PARTS or word in ("small", "wee") or (word, tokens.words[j + 1]) in KINDS_OF_LIGHT:
        return _read_part_of(tokens, j)
    if word == "week" and i != j and tokens.words[j + 1] in ("of", "beginning", "starting"):
        inner = read_single(tokens, j + 2, True)
        if inner is not None and shape_of(inner[0]) == "day":
            return WeekOf(inner[0]), inner[1]
    if word in ("month", "year") and tokens.words[j + 1] == "of" and i != j:
        inner = read_single(tokens, j + 2, True)
        if inner is not None and shape_of(inner[0]) == word:
            return inner
    if word == "year" and i != j and tokens.words[j + 1].isdigit():
        return read_year(tokens, j + 1, True)
    return None


def _read_early_late(tokens: Tokens, j: int, article: bool) -> Read | None:
    word = tokens.words[j]
    k = j + 1
    if tokens.words[k] in DASHES:
        k += 1
    if tokens.words[k] in ("part", "days", "months", "weeks", "stages") and tokens.words[k + 1] == "of":
        return _read_whole(tokens, k + 2, word)
    hours = _read_part_of(tokens, k)
    if hours is not None:
        return hours
    if article and not (tokens.words[k].isdigit() or tokens.words[k] in MONTH_ANY or tokens.words[k] in APOSTROPHES):
        return None
    if word in ("early", "late", "earlier", "later") and tokens.words[k] in ("on", "in"):
        k += 1
    if tokens.words[k] == "the" and tokens.words[k + 1] in ("week", "month", "year", "decade", "weekend"):
        return Portion(word, Unit(tokens.words[k + 1], "this")), k + 2
    if tokens.words[k] == "the" and tokens.words[k + 1] == "day" and word in ("earlier", "later"):
        return Previous(0, 0, "day"), k + 2
    inner = read_single(tokens, k, True)
    if inner is None:
        return None
    node, end = inner
    shape = shape_of(node)
    if shape in DAY_SHAPES:
        return InPart("late" if word == "later" else word, node), end
    if shape in ("month", "year", "unit", "decade"):
        if isinstance(node, Calendar) and node.which and word in ("earlier", "later"):
            return None
        return Portion(word, node), end
    return None


def _read_whole(tokens: Tokens, k: int, part: str) -> Read | None:
    """The longer time that a portion is of: a month, a year, "the month", "last year"."""
    if tokens.words[k] == "the" and tokens.words[k + 1] in ("week", "month", "year", "decade", "century", "weekend"):
        return Portion(part, Unit(tokens.words[k + 1], "this")), k + 2
    inner = _read_suffixed(tokens, k) or (_read_suffixed(tokens, k + 1) if tokens.words[k] == "the" else None)
    if inner is not None and shape_of(inner[0]) in ("month", "year", "unit", "decade"):
        return Portion(part, inner[0]), inner[1]
    return None


def _read_suffixed(tokens: Tokens, k: int) -> Read | None:
    inner = read_single(tokens, k, True)
    return _with_suffixes(tokens, *inner) if inner is not None else None


def _read_ordinal_portion(tokens: Tokens, j: int, ordinal: int, article: bool) -> Read | None:
    """After "the first": "half of 2023", "quarter", "three weeks of May", "week of June"."""
    if tokens.words[j] in DASHES and tokens.words[j + 1] == "quarter":
        j += 1
    word = tokens.words[j]
    if word in ("half", "quarter") and (ordinal <= 4 or ordinal == 99):
        number = (2 if word == "half" else 4) if ordinal == 99 else ordinal
        part = f"{word[0]}{number}"
        if number > (2 if word == "half" else 4):
            return None
        if tokens.words[j + 1] == "of":
            return _read_whole(tokens, j + 2, part)
        year = read_year(tokens, j + 1, True) if word == "quarter" else None
        if year is not None:
            return Portion(part, year[0]), year[1]
        return (Portion(part, Unit("year", "this")), j + 1) if word == "quarter" and ordinal != 99 else None
    amount = read_amount(tokens, j)
    count, k = (amount[1], amount[2]) if amount is not None else (1, j)
    unit = UNITS_ANY.get(tokens.words[k])
    if unit in ("day", "week", "month", "weekend") and tokens.words[k + 1] == "of":
        plural = tokens.words[k] in UNITS_PLURAL
        if plural and amount is None:
            count = 6 if unit == "day" else 2  # "the first days of May"
        inner = _read_whole(tokens, k + 2, "")
        if inner is None or not isinstance(inner[0], Portion):
            return None
        if ordinal == 99 or (ordinal == 1 and plural):
            return Portion("last" if ordinal == 99 else "first", inner[0].of, count, unit), inner[1]
        return Portion("nth", inner[0].of, ordinal, unit), inner[1]
    return None


def _read_part_of(tokens: Tokens, j: int) -> Read | None:
    """ "night of Monday", "hours of 3 July" (after "early"), "dawn on Monday", "midnight tonight"."""
    word = tokens.words[j]
    if word in ("small", "wee"):
        j += 1
        word = tokens.words[j]
        if word != "hours":
            return None
    part = "morning" if word == "hours" else DAY_PARTS.get(word)
    if (word, tokens.words[j + 1]) in KINDS_OF_LIGHT:
        part, j = KINDS_OF_LIGHT[word, tokens.words[j + 1]], j + 1
    if part is None:
        return None
    k = j + 1 + (word != "hours" and tokens.words[j + 1] == "hours")
    if tokens.words[k] == ",":
        k += 1
    if tokens.words[k] in ("of", "on"):
        k += 1 + (tokens.words[k + 1] == "the")
    elif word in ("hours", "morning", "night", "evening", "afternoon"):
        return None
    inner = read_days(tokens, k)
    return (InPart(part, inner[0]), inner[1]) if inner is not None else None


def _read_clock_first(tokens: Tokens, i: int, expect: bool) -> Read | None:
    """ "0830 GMT today", "1500 on 9 December", "8 p.m. on Monday"."""
    led = expect or (
        i > 0 and tokens.words[i - 1] in ("at", "around", "about", "approximately", "after", "before", "by", "until")
    )
    j = skip_clock(tokens, i, led=led)
    if j is None:
        return None
    if tokens.words[j] == ",":
        j += 1
    if tokens.words[j] in ("on", "of"):
        j += 1
    if tokens.words[j : j + 2] == ["in", "the"] and tokens.words[j + 2] in DAY_PARTS:
        return _read_part_of(tokens, j + 2)
    inner = read_narrowed(tokens, j, True)
    if inner is None or shape_of(inner[0]) not in DAY_SHAPES:
        return None
    return inner if isinstance(inner[0], InPart) else (InPart("clock", inner[0]), inner[1])


def _with_suffixes(tokens: Tokens, node: Node, j: int) -> Read:
    """What follows a time and narrows it: a part of the day, a clock time, "last year", "alone", "so far"."""
    while True:
        shape = shape_of(node)
        if shape in DAY_SHAPES:
            k = j
            if tokens.words[k] in ("in", "at", "around", "during", "about"):
                k += 1 + (tokens.words[k + 1] == "the")
            if tokens.words[k] in ("early", "late") and (
                tokens.words[k + 1] in DAY_PARTS or tokens.words[k + 1] == "hours"
            ):
                k += 1
            part = "morning" if k > j and tokens.words[k] == "hours" else DAY_PARTS.get(tokens.words[k])
            if (part is not None and tokens.words[k - 1] != "at") or (part and tokens.words[k] in AT_PARTS):
                node, j = InPart(part or "morning", node), k + 1 + (tokens.words[k + 1] == "hours")
                continue
            clock = skip_added_clock(tokens, j)
            if clock is not None:
                return InPart("clock", node) if not isinstance(node, InPart) else node, clock
        read = _with_year_or_week(tokens, node, j)
        if read is not None:
            node, j = read
            continue
        if tokens.words[j] == "alone" and shape in ("year", "month", "unit", "day", "weekday"):
            return Portion("alone", node), j + 1
        if tokens.words[j : j + 2] == ["so", "far"] and shape in ("year", "month", "unit", "rel"):
            return SoFar(node), j + 2
        if tokens.words[j : j + 3] == ["to", "date"] and isinstance(node, Unit):
            return SoFar(node), j + 2
        return node, j


def _with_year_or_week(tokens: Tokens, node: Node, j: int) -> Read | None:
    """ "April" + "this year", "Monday" + "of last week"."""
    k = j + (tokens.words[j] == "of") + (tokens.words[j] == ",")
    shift = {"last": -1, "this": 0, "next": 1}.get(tokens.words[k])
    if shift is None:
        return None
    if tokens.words[k + 1] == "year" and isinstance(node, Calendar) and node.month and node.which is None:
        return (replace(node, year_shift=shift), k + 2) if node.year is None and node.year_shift is None else None
    if isinstance(node, Weekday) and node.which is None and node.week_shift is None:
        if tokens.words[k + 1] == "week":
            return replace(node, week_shift=shift), k + 2
        if k == j and tokens.words[k] == "last" and not tokens.raw[k + 1][:1].isalnum():
            return replace(node, which="last"), k + 1  # "on Wednesday last"
    return None
