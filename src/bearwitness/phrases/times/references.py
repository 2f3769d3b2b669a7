"""Times told by where they stand to another: "last week", "this March", "the same day", "the day before yesterday"."""

from __future__ import annotations

from dataclasses import replace

from bearwitness.phrases.times.amounts import read_window
from bearwitness.phrases.times.dates import read_date, read_day_and_month, read_day_first, read_month, read_month_alone
from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import (
    Calendar,
    DayShift,
    InPart,
    Node,
    Previous,
    Read,
    Unit,
    Vague,
    Weekday,
    Window,
)
from bearwitness.phrases.times.words import (
    AFTER_MODAL,
    CLAUSE_OPENERS,
    DASHES,
    DAY_PARTS,
    MONTH_ANY,
    MONTHS,
    NAMED_UNITS,
    UNITS,
    WEEKDAYS,
)


def read_reference(tokens: Tokens, i: int) -> Read | None:
    """ "last week", "this March", "the past 48 hours", "the same day", "the day before yesterday", "the
    weekend"."""
    article = tokens.words[i] in ("the", "these", "that")
    j = i + (tokens.words[i] in ("the", "these"))
    word = tokens.words[j]
    if word == "this" and tokens.words[j + 1] in ("past", "coming", "same", "very"):
        j += 1
        word = {"past": "last", "coming": "next"}.get(tokens.words[j], "this")
        if (
            tokens.words[j + 1] not in WEEKDAYS
            and tokens.words[j + 1] not in MONTHS
            and tokens.words[j] in ("past", "coming")
        ):
            word = tokens.words[j]
    following = tokens.words[j + 1]
    if word in ("day", "night", "evening", "morning", "week", "month", "year") and article:
        return _read_the_unit(tokens, j)
    if word == "weekend" and article:
        return Unit("weekend", "last"), j + 1
    if word == "other" and following == "day" and article:
        return Window(6, "day"), j + 2
    if word == "that" or (word in ("same", "very") and article):
        k = j + 1 + (word == "that" and following in ("same", "very"))
        return _read_spoken_of(tokens, k, 0)
    of_day = following in ("day", "night", "morning", "evening", "afternoon")
    if (word in ("following", "preceding", "previous") and article) or (word == "next" and of_day):
        read = _read_spoken_of(tokens, j + 1, 1 if word in ("following", "next") else -1)
        if read is not None:
            return read
        window = read_window(tokens, j)
        if word != "next" and window is not None:
            return Vague(), window[1]
    if word in ("last", "this", "next", "current", "past", "coming", "recent", "latest"):
        return _read_named(tokens, j, word, article) or (
            read_window(tokens, j) if word not in ("this", "current") else None
        )
    return None


def _read_the_unit(tokens: Tokens, j: int) -> Read | None:
    """After "the" or "that": "day before yesterday", "night before last", "day after"; "week" alone after
    "that"."""
    word, following = tokens.words[j], tokens.words[j + 1]
    if following in ("before", "after") and tokens.words[j + 2] in ("yesterday", "last", "tomorrow", "next"):
        days = {"yesterday": -2, "tomorrow": 2}.get(tokens.words[j + 2], -2 if following == "before" else 2)
        part = DAY_PARTS.get(word)
        if word in ("week", "month", "year"):
            return Vague(), j + 3
        return (InPart(part, DayShift(days)) if part else DayShift(days)), j + 3
    if following in ("before", "after", "earlier", "previous"):
        step = 1 if following == "after" else -1
        unit = UNITS.get(word, "day")
        node: Node = Previous(step, step, unit, named=unit != "day")
        if (
            following in ("before", "after")
            and tokens.raw[j + 2][:1].isalnum()
            and tokens.words[j + 2] not in CLAUSE_OPENERS
        ):
            tokens.skip_to = max(tokens.skip_to, j + 2)  # "the day before the vote"
            return None
        return (InPart(DAY_PARTS[word], node) if word in DAY_PARTS else node), j + 2
    return None


def _read_spoken_of(tokens: Tokens, k: int, step: int) -> Read | None:
    """ "day", "night", "week" after "the same", "that", "the following"."""
    word = tokens.words[k]
    if word in DAY_PARTS and word not in ("noon", "dawn", "dusk"):
        return InPart(DAY_PARTS[word], Previous(step, step, "day")), k + 1
    if word in ("day", "week", "weekend", "month", "year"):
        if tokens.words[k + 1] in DASHES and tokens.joined(k + 1):
            return None
        return Previous(step, step, UNITS[word], named=word != "day"), k + 1
    return None


def _read_named(tokens: Tokens, j: int, word: str, article: bool) -> Read | None:
    """ "last week", "this March", "next Tuesday", "last night", "the current year"."""
    following = tokens.words[j + 1]
    which = {"last": "last", "this": "this", "next": "next", "current": "this"}.get(word)
    if word in ("past", "coming", "latest"):
        which = {"past": "last", "coming": "next"}.get(word) if following in WEEKDAYS else None
        if following == "weekend":
            return Unit("weekend", "next" if word == "coming" else "last"), j + 2
    if which is None:
        return None
    if following in WEEKDAYS:
        read = read_date(tokens, j + 1)
        if read is not None and isinstance(read[0], Weekday):
            return replace(read[0], which=which), read[1]
        return read
    if article and word not in ("current", "this"):
        return None  # "the last week" is a window
    if following in DAY_PARTS and which in ("last", "this") and following not in ("noon", "midnight"):
        if which == "last" and DAY_PARTS[following] not in ("night", "evening", "afternoon"):
            return None
        return InPart(DAY_PARTS[following], DayShift(-1 if which == "last" else 0)), j + 2
    if following in NAMED_UNITS:
        if tokens.words[j + 2] in DASHES and tokens.joined(j + 2):
            return None
        return Unit(following, which), j + 2
    if following in MONTH_ANY and read_month(tokens, j + 1) is not None:
        dated = read_day_and_month(tokens, j + 1, None)
        if dated is not None and isinstance(dated[0], Calendar):
            return (replace(dated[0], which=which) if dated[0].year is None else dated[0]), dated[1]
        if tokens.capitals and following in ("march", "may") and which == "this":
            return None
        if tokens.words[j + 2] in AFTER_MODAL and following == "may":
            return None
        read = read_month_alone(tokens, j + 1, True)
        if read is not None and isinstance(read[0], Calendar) and read[0].year is None:
            return replace(read[0], which=which), read[1]
    dated = read_day_first(tokens, j + 1, None) if which in ("last", "next") else None
    if dated is not None and isinstance(dated[0], Calendar) and dated[0].year is None:
        return replace(dated[0], which=which), dated[1]
    return None
