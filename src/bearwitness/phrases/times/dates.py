"""Dates of the calendar: "Tuesday, 11 July", "3 and 4 July 2023", "3/7/2023", "May 2019"."""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import Calendar, DayOf, Node, Read, Several, Slashed, Stretch, Unit, Weekday
from bearwitness.phrases.times.words import (
    AFTER_MODAL,
    APOSTROPHES,
    COUNTED_NOUNS,
    DASHES,
    DAY_PARTS,
    EVENTS,
    JOIN_RANGE,
    MONTH_ANY,
    MONTH_LEAD,
    MONTH_SHORT,
    MONTHS,
    MONTHS_AS_NAMES,
    NAMED_DAYS,
    NAMING_NOUNS,
    NEEDS_CAPITAL,
    NEWSPAPERS,
    NUMBERS,
    ORDINALS,
    POSSESSIVE,
    WEEKDAY_SHORT,
    WEEKDAYS,
)
from bearwitness.phrases.times.years import full_year, opens_thousands, read_year, read_year_after
from bearwitness.phrases.word_patterns import words_of

_NUMERIC = re.compile(
    r"(?P<y>[12][0-9]{3})(?P<s>[-/.])(?P<m>[01]?[0-9])(?P=s)(?P<d>[0-3]?[0-9])(?:T[0-9:.]*Z?(?:[+-][0-9:]+)?)?(?![0-9]|[-/.][0-9])"
    r"|(?P<a>[0-3]?[0-9])(?P<t>[-/.])(?P<b>[0-3]?[0-9])(?P=t)(?P<z>[12][0-9]{3}|(?<=/)[0-9]{2})(?![0-9]|[-/.][0-9])"
)


def read_figures(tokens: Tokens, i: int) -> Read | None:
    """ "2023-07-03", "3/7/2023", "03.07.2023"."""
    match = _NUMERIC.match(tokens.text, tokens.starts[i], tokens.limit)
    if match is None or (i > 0 and tokens.joined(i) and tokens.words[i - 1] in ("-", "/", ".", "$", "#")):
        return None
    j = i
    while j < tokens.size and tokens.starts[j] < match.end():
        j += 1
    if tokens.ends[j - 1] != match.end():
        return None
    if match["y"]:
        return Calendar(int(match["y"]), int(match["m"]), int(match["d"])), j
    year, short = int(match["z"]), len(match["z"]) == 2
    if short:
        year = full_year(year)
    first, second = int(match["a"]), int(match["b"])
    if match["t"] == ".":
        return Calendar(year, second, first, short_year=short), j
    return Slashed(first, second, year, short), j


def read_date(tokens: Tokens, i: int, expect: bool = False, *, ordinal_only: bool = False) -> Read | None:
    """A date in words: "Tuesday, 11 July", "July 3rd, 2023", "3 and 4 July", "May 2019", "Monday"."""
    weekday: int | None = None
    j = i
    word = tokens.words[j]
    if word in WEEKDAYS or (word in WEEKDAY_SHORT and tokens.capital(j)):
        weekday = WEEKDAYS.get(word, WEEKDAY_SHORT.get(word))
        j += 1 + (word not in WEEKDAYS and tokens.words[j + 1] == ".")
        k = j + (tokens.words[j] == ",")
        k += tokens.words[k] == "the"
        read = read_day_and_month(tokens, k, weekday)
        if read is not None:
            return read
        if word not in WEEKDAYS:
            return None
        if i > 0 and tokens.words[i - 1] in NAMED_DAYS:
            return None
        if tokens.words[j] in NEWSPAPERS and tokens.capital(j):
            return None
        return Weekday(WEEKDAYS[word]), j
    if ordinal_only and not ((_read_day(tokens, i) and tokens.joined(i + 1)) or word in ORDINALS):
        return None
    return read_day_and_month(tokens, i, None) or read_month_alone(tokens, i, expect)


def read_day_and_month(tokens: Tokens, i: int, weekday: int | None) -> Read | None:
    read = read_day_first(tokens, i, weekday) or _read_month_first(tokens, i, weekday)
    if read is None:
        return None
    k = read[1] + (tokens.words[read[1]] in DASHES)
    if (
        tokens.words[k] in NAMING_NOUNS
        and tokens.capital(k)
        and not (tokens.capitals and tokens.words[k] in ("front", "group"))
    ):
        tokens.skip_to = max(tokens.skip_to, k)
        return None
    return read


def read_day_first(tokens: Tokens, i: int, weekday: int | None) -> Read | None:
    first = _read_day(tokens, i)
    if first is None or (i > 0 and tokens.words[i - 1] in ("$", "#", ".", ":") and tokens.joined(i)):
        return None
    days, j = [first[0]], first[1]
    ranged = False
    while True:
        separator = tokens.words[j]
        k = j + 1
        if separator not in ("and", "or", "&", ",", "/") and separator not in JOIN_RANGE:
            break
        if separator in ("and", "to") and tokens.words[k] == "the":
            k += 1
        following = _read_day(tokens, k)
        if following is None:
            break
        days.append(following[0])
        ranged = ranged or separator in JOIN_RANGE or separator == "/"
        j = following[1]
    if tokens.words[j] in ("of", "in") and (tokens.words[j] == "of" or len(days) > 1):
        j += 1
    if len(days) == 1 and tokens.words[j] in DASHES and tokens.joined(j):
        j += 1  # "3-Jul-2023"
    month = read_month(tokens, j)
    if month is None:
        return None
    if tokens.words[j] == "may" and tokens.words[j + 1] in AFTER_MODAL:
        return None  # "AT LEAST 12 MAY HAVE DIED"
    number, j = month
    year, j = read_year_after(tokens, j, abbreviated=tokens.words[month[1] - 1] not in MONTHS)
    dates: list[Node] = [replace(year, month=number, day=day) for day in days]
    if len(days) == 1:
        return replace(year, month=number, day=days[0], weekday=weekday), j
    return (Stretch(dates[0], dates[-1]) if ranged and len(days) == 2 else Several(tuple(dates))), j


def _read_month_first(tokens: Tokens, i: int, weekday: int | None) -> Read | None:
    month = read_month(tokens, i)
    if month is None:
        return None
    number, j = month
    if tokens.words[j] == "the":
        j += 1
    elif tokens.words[j] in DASHES and tokens.joined(j) and tokens.joined(j + 1):
        j += 1  # "Feb-12"
        if tokens.words[j - 2] in MONTHS:
            return None
    first = _read_day(tokens, j)
    if first is None or _is_amount(tokens, i, j, first[1]):
        return None
    days, j = [first[0]], first[1]
    ranged = False
    while tokens.words[j] in ("and", "&", "-", "–", "—", "to", "through", "or"):
        following = _read_day(tokens, j + 1)
        if (
            following is None
            or read_month(tokens, following[1]) is not None
            or _is_amount(tokens, i, j + 1, following[1])
        ):
            break
        if tokens.words[following[1]] in (":", ".") and tokens.words[following[1] + 1].isdigit():
            break
        if (
            tokens.words[j] in ("and", "or")
            and tokens.raw[following[1]][:1].isalpha()
            and tokens.words[j + 1] not in ORDINALS
        ):
            after = tokens.words[following[1]]
            if after not in ("in", "at", "when", "while", "by", "that", "this", "last") and after not in EVENTS:
                break
        ranged = ranged or tokens.words[j] not in ("and", "or", "&")
        days.append(following[0])
        j = following[1]
    year, j = read_year_after(tokens, j, abbreviated=False)
    if len(days) == 1:
        return replace(year, month=number, day=days[0], weekday=weekday), j
    dates: list[Node] = [replace(year, month=number, day=day) for day in days]
    return (Stretch(dates[0], dates[-1]) if ranged and len(days) == 2 else Several(tuple(dates))), j


def read_day_of_month(tokens: Tokens, i: int) -> Read | None:
    """ "12th of last month", after "the"."""
    first = _read_day(tokens, i)
    if first is None or tokens.words[first[1]] != "of" or first[1] == i:
        return None
    which = tokens.words[first[1] + 1]
    if which not in ("last", "this", "next") or tokens.words[first[1] + 2] != "month":
        return None
    return DayOf(first[0], Unit("month", which)), first[1] + 3


def read_month_alone(tokens: Tokens, i: int, expect: bool) -> Read | None:
    month = read_month(tokens, i)
    if month is None:
        return None
    number, j = month
    k = j + (tokens.words[j] in (",", "of"))
    word = tokens.words[k]
    if len(word) == 4 and read_year(tokens, k, True) is not None:
        return Calendar(year=int(word), month=number), k + 1
    years = tokens.words[k + 1]
    two_digits = len(years) == 2 and years.isascii() and years.isdigit()
    if tokens.words[i] in MONTH_SHORT and word in APOSTROPHES and two_digits:
        return Calendar(full_year(int(years)), number, short_year=True), k + 2
    if tokens.words[i] in ("mar", "jan") and tokens.capital(j):
        return None  # "in Mar del Plata" stays with its own rule below; "Jan Daro" is a person
    if tokens.words[i] == "mar" and tokens.words[j] in ("del", "de", "chiquita"):
        return None
    if not expect and not _is_led_as_month(tokens, i, j):
        return None
    if tokens.words[j] in NAMING_NOUNS and tokens.capital(j) and not tokens.capitals:
        return None
    if tokens.words[i] == "may" and tokens.words[j] in AFTER_MODAL:
        return None
    return Calendar(month=number), j


def _is_led_as_month(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the words around a bare month's name show it to be a month."""
    if i == 0:
        return False
    before, name = tokens.words[i - 1], tokens.words[i]
    if before in ("the", "a") or before in POSSESSIVE:
        if tokens.capitals and name in ("march", "may", "august"):
            return tokens.words[j] in EVENTS
        return name not in MONTHS_AS_NAMES or tokens.words[j] in EVENTS or tokens.raw[j][:1].islower()
    if before not in MONTH_LEAD:
        return before == "on" and tokens.words[j] == "("  # "a rise on February (76 killed)"
    if before == "for" and name in MONTHS_AS_NAMES:
        return False
    if name in MONTHS_AS_NAMES and before in ("of", "by", "and", "(", "to", "or", "-") and not tokens.capitals:
        return before in ("of", "by") and not tokens.capital(j)
    if before in ("and", "to", "or", "(", "this") and (name in ("march", "may") or before != "this"):
        return False
    return not (before in DASHES and not (i > 1 and tokens.words[i - 2] in ("early", "mid", "late")))


def _read_day(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month at i: "3", "3rd", "third"."""
    word = tokens.words[i]
    if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31:
        j = i + 1
        if tokens.joined(j) and tokens.words[j] in ("st", "nd", "rd", "th", "d"):
            j += 1
        return int(word), j
    number = ORDINALS.get(word, 0)
    if word in ("twenty", "thirty") and tokens.words[i + 1] in DASHES and tokens.words[i + 2] in ORDINALS:
        return NUMBERS[word] + ORDINALS[tokens.words[i + 2]], i + 3
    return (number, i + 1) if 1 <= number <= 31 else None


def read_month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A month's name at i, with the stop of an abbreviation."""
    word = tokens.words[i]
    number = MONTH_ANY.get(word)
    if number is None or (word in NEEDS_CAPITAL and not tokens.capital(i)):
        return None
    dotted = word in MONTH_SHORT and tokens.words[i + 1] == "." and tokens.joined(i + 1)
    return number, i + 1 + dotted


_SOME_OF = words_of("them those these the their its his her our whom which")


def _is_amount(tokens: Tokens, i: int, j: int, after: int) -> bool:
    """Whether the number at j, after the month at i, counts something: "in July 12 people"."""
    follower = tokens.words[after]
    if tokens.words[j] in ORDINALS or after > j + 1:
        return False
    if follower in COUNTED_NOUNS or follower in ("%", "-year") or (follower == "," and opens_thousands(tokens, after)):
        return True
    if follower == "of":  # "in July 12 of them", but "died July 12 of a wound"
        return tokens.words[after + 1] in _SOME_OF and not (
            i > 0 and tokens.words[i - 1] in ("died", "dies", "dead", "on")
        )
    if i > 0 and tokens.words[i - 1] == "in" and tokens.raw[after][:1].isalpha():
        return not (follower in DAY_PARTS or follower in ("at", "and", "to", "in", "when", "by", "this", "last"))
    return False
