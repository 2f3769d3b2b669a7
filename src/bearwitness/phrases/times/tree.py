"""What time words mean, as a small tree; no node knows a day of writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date in calendar words; what is None was not said. `year_shift` -1 is "of last year"; `which` as in "last
    March"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    year_shift: int | None = None
    which: str | None = None
    short_year: bool = False


@dataclass(frozen=True, slots=True)
class Slashed:
    """ "3/7/2023": day and month in an order that the words alone don't tell."""

    first: int
    second: int
    year: int
    short_year: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """0 is Monday. `which`: last, this, next or None; `week_shift` -1 is "of last week"."""

    weekday: int
    which: str | None = None
    week_shift: int | None = None


@dataclass(frozen=True, slots=True)
class DayShift:
    """Days from the day of writing: 0 today, -1 yesterday."""

    days: int


@dataclass(frozen=True, slots=True)
class Unit:
    """ "last week", "this year", "next month"; `unit` is also weekend, quarter, decade, century or a season."""

    unit: str
    which: str


@dataclass(frozen=True, slots=True)
class Ago:
    """ "three days ago"; with `ahead`, "in three days' time"."""

    low: int
    high: int
    unit: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """ "the past 48 hours", "recent days"; with `ahead`, "the next few days"."""

    high: int
    unit: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Previous:
    """A time counted from the one spoken of before: "the same day" 0, "the following day" 1, "two weeks earlier" -2
    weeks.

    `named`: the calendar's own week, month or year ("the following week"), not a count of days ("a week later").
    """

    low: int
    high: int
    unit: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Decade:
    """ "the 1980s": starts in `start`."""

    start: int


@dataclass(frozen=True, slots=True)
class Season:
    """ "the summer of 2014"."""

    season: str
    year: int


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast that moves with Easter ("Good Friday", "Easter Sunday 2016"): `after` days after it, negative before."""

    after: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DayOf:
    """ "the 12th of last month": a day of a month that is counted from the day of writing."""

    day: int
    of: Node


@dataclass(frozen=True, slots=True)
class Ending:
    """ "the three months to March": so many units that end with a time."""

    amount: int
    unit: str
    of: Node


@dataclass(frozen=True, slots=True)
class InPart:
    """A part of a day: "Monday night", "early on 3 July", "0830 GMT today"."""

    part: str
    of: Node


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of something longer: "mid-March", "the first half of 2023", "the first three weeks of May", "2023
    alone"."""

    part: str
    of: Node
    amount: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class WeekOf:
    """ "the week of 3 July"."""

    of: Node


@dataclass(frozen=True, slots=True)
class Several:
    """ "3 and 4 July", "Monday and Tuesday"."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """ "from 30 June to 2 July", "3-5 March", "between 2010 and 2012"."""

    first: Node
    last: Node


@dataclass(frozen=True, slots=True)
class Since:
    """From then up to the time of writing."""

    of: Node


@dataclass(frozen=True, slots=True)
class After:
    """From the day after up to the time of writing."""

    of: Node


@dataclass(frozen=True, slots=True)
class Until:
    """Up to and with that time; the start is open."""

    of: Node


@dataclass(frozen=True, slots=True)
class Before:
    """Up to the day before; the start is open."""

    of: Node


@dataclass(frozen=True, slots=True)
class SoFar:
    """ "so far this year"."""

    of: Node


@dataclass(frozen=True, slots=True)
class AsOf:
    """ "as of April 2023", "by Monday evening"."""

    of: Node


@dataclass(frozen=True, slots=True)
class Recurring:
    """ "every night", "on Fridays"."""


@dataclass(frozen=True, slots=True)
class Duration:
    """ "for two days": a length of time."""

    low: int
    high: int
    unit: str


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that the words do not place."""


Node = (
    Calendar
    | Slashed
    | Weekday
    | DayShift
    | Unit
    | Ago
    | Window
    | Previous
    | Decade
    | Season
    | Feast
    | DayOf
    | Ending
    | InPart
    | Portion
    | WeekOf
    | Several
    | Stretch
    | Since
    | After
    | Until
    | Before
    | SoFar
    | AsOf
    | Recurring
    | Duration
    | Vague
)


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, outermost first."""
    yield node
    match node:
        case Several(items):
            for item in items:
                yield from walk(item)
        case Stretch(first, last):
            yield from walk(first)
            yield from walk(last)
        case InPart(of=of) | Portion(of=of) | WeekOf(of) | Since(of) | After(of) | Until(of) | Before(of) | SoFar(of):
            yield from walk(of)
        case AsOf(of) | DayOf(of=of) | Ending(of=of):
            yield from walk(of)
        case _:
            pass


Read = tuple[Node, int]
"""What a rule has read, and the index of the token after it."""


DAY_SHAPES = frozenset({"day", "weekday", "rel"})
"""What `shape_of` calls a time that is one day; "rel" is told from the day of writing."""


def shape_of(node: Node) -> str:
    """What size of thing a node names: day, weekday, rel, month, year, unit, decade, or other."""
    match node:
        case InPart(of=of) | Portion(part="alone", of=of):
            return shape_of(of)
        case Slashed():
            return "day"
        case Weekday():
            return "weekday"
        case DayShift():
            return "rel"
        case Calendar(day=int()) | Feast() | DayOf():
            return "day"
        case Calendar(month=int()):
            return "month"
        case Calendar():
            return "year"
        case Unit(unit="weekend"):
            return "other"
        case Unit():
            return "unit"
        case Decade():
            return "decade"
        case _:
            return "other"
