"""One time, without what narrows it or joins it to another: a date, "yesterday", "Good Friday", "three days ago"."""

from __future__ import annotations

from bearwitness.phrases.times.amounts import read_amount, read_shift
from bearwitness.phrases.times.dates import read_date, read_day_of_month, read_figures
from bearwitness.phrases.times.feasts import read_feast
from bearwitness.phrases.times.references import read_reference
from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import (
    DAY_SHAPES,
    Ago,
    DayShift,
    Ending,
    InPart,
    Read,
    Recurring,
    Several,
    Stretch,
    Vague,
    Weekday,
    shape_of,
)
from bearwitness.phrases.times.words import (
    APOSTROPHES,
    DAY_PARTS_PLURAL,
    DAY_WORDS,
    FEAST_WORDS,
    MONTH_ANY,
    NUMBERS,
    ORDINALS,
    REFERENCES,
    SEASONS,
    TO_END,
    UNITS,
    UNITS_ANY,
    UNITS_PLURAL,
    WEEKDAY_SHORT,
    WEEKDAYS,
    WEEKDAYS_PLURAL,
)
from bearwitness.phrases.times.years import read_decade, read_season, read_year


def read_single(tokens: Tokens, i: int, expect: bool = False) -> Read | None:
    """One time without what narrows it."""
    word = tokens.words[i]
    if "0" <= word[:1] <= "9":
        return (
            read_figures(tokens, i)
            or read_date(tokens, i, expect)
            or read_shift(tokens, i)
            or read_decade(tokens, i)
            or read_year(tokens, i, expect)
        )
    if word in DAY_WORDS:
        if word == "tonight":
            return InPart("tonight", DayShift(0)), i + 1
        if word == "overnight":
            return _read_overnight(tokens, i)
        return DayShift(DAY_WORDS[word]), i + 1
    if word in WEEKDAYS_PLURAL:
        return Recurring(), i + 1 + (tokens.words[i + 1] in DAY_PARTS_PLURAL)
    if word in MONTH_ANY or word in WEEKDAYS or word in WEEKDAY_SHORT:
        return read_date(tokens, i, expect)
    if word in REFERENCES:
        read = read_reference(tokens, i) or read_shift(tokens, i)
        if read is None and word == "the":
            read = (
                read_decade(tokens, i + 1)
                or read_day_of_month(tokens, i + 1)
                or _read_ending(tokens, i + 1)
                or read_date(tokens, i + 1, expect, ordinal_only=True)
            )
            if read is None and tokens.words[i + 1] in SEASONS:
                return read_season(tokens, i + 1)
        return read
    if word in SEASONS:
        return read_season(tokens, i)
    if word in FEAST_WORDS:
        return read_feast(tokens, i)
    if word in APOSTROPHES and read_decade(tokens, i + 1) is not None:
        return read_decade(tokens, i + 1)
    if word in UNITS_PLURAL and tokens.words[i + 1] == "ago":
        unit = UNITS_PLURAL[word]
        return (Ago(2, 6, unit) if unit in ("hour", "day", "week", "minute") else Vague()), i + 2
    if word == "long" and tokens.words[i + 1] == "ago":
        return Vague(), i + 2
    return read_shift(tokens, i) or (read_date(tokens, i, expect) if word in ORDINALS else None)


def _read_ending(tokens: Tokens, i: int) -> Read | None:
    """ "three months to March", "year to 30 June 2023", after "the"."""
    word = tokens.words[i]
    if not (word in NUMBERS or word.isdigit() or word in UNITS):
        return None
    amount = read_amount(tokens, i)
    count, k = (amount[1], amount[2]) if amount is not None else (1, i)
    unit = UNITS_ANY.get(tokens.words[k])
    if unit not in ("week", "month", "quarter", "year") or tokens.words[k + 1] not in TO_END:
        return None
    k += 3 if tokens.words[k + 1] in ("up", "ending", "ended") and tokens.words[k + 2] in ("to", "on", "in") else 2
    inner = read_single(tokens, k, True)
    if inner is None or shape_of(inner[0]) not in ("day", "month"):
        return None
    return Ending(count, unit, inner[0]), inner[1]


def _read_overnight(tokens: Tokens, i: int) -> Read:
    """ "overnight", "overnight Sunday", "overnight from Monday to Tuesday"."""
    j = i + 1
    if tokens.words[j] in ("on", "from", "into", "between"):
        j += 1
    inner = read_days(tokens, j)
    if inner is not None:
        into = tokens.words[j - 1] == "into"
        return InPart("night into" if into else "night", inner[0]), inner[1]
    return InPart("night", DayShift(-1)), i + 1


def read_days(tokens: Tokens, k: int) -> Read | None:
    """A day, or days given together ("the night of 3-4 July", "of Monday to Tuesday")."""
    inner = read_single(tokens, k, True)
    if inner is None:
        return None
    node, j = inner
    if isinstance(node, Weekday) and tokens.words[j] in ("to", "-", "–", "into"):
        other = read_single(tokens, j + 1, True)
        if other is not None and isinstance(other[0], Weekday):
            return Stretch(node, other[0]), other[1]
    days = (
        node.items if isinstance(node, Several) else (node.first, node.last) if isinstance(node, Stretch) else (node,)
    )
    return inner if all(shape_of(day) in DAY_SHAPES for day in days) else None
