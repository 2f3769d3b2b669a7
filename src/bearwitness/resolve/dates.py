"""Time words + the day of writing -> Period: an interval of days with its precision.

    resolve_period("Tuesday night", anchor=Anchor(published="2023-07-05"))   ->  2023-07-04 to 2023-07-05, date_prec 2
    resolve_period("since 1 May", anchor=Anchor(published="2023-07-05"))     ->  2023-05-01 to 2023-07-05, date_prec 5

Rules (ours unless said):
- Days count from the dateline's date, else from the publication date, backwards unless `future` is given. A day and
  month
  without a year, one day after the day of writing at most, is this year's: places differ in their midnight.
- A weekday is its last occurrence, the day of writing included; "last Tuesday" leaves that day out.
- A night covers the day that it began on and the next (domain.md 10: night events carry two possible dates).
- A stretch that holds the day of writing ("this week", "in 2023" said in 2023) ends there unless the future is meant.
- "The past N days" go back to the day N days before; N weeks are 7 N days that end with the day of writing. "A few",
  "recent": 6 units.
- "N weeks, months or years ago" reach half a unit each way; days are exact.
- An interval is never narrowed silently: "3/7/2023" covers both readings unless the country settles the order.
- Nothing is guessed without a day of writing: start and end stay None. "Since 2015" then has a start alone.

Source: UCDP date_prec (domain.md 10): 1 a day, 2 two to six days, 3 a week, 4 eight to 31 days, 5 longer.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bearwitness.phrases.times.find import parse_time_phrase
from bearwitness.phrases.times.phrase import TimePhrase
from bearwitness.phrases.times.tree import (
    After,
    Ago,
    AsOf,
    Before,
    Calendar,
    DayOf,
    DayShift,
    Decade,
    Duration,
    Ending,
    Feast,
    InPart,
    Node,
    Portion,
    Previous,
    Recurring,
    Season,
    Several,
    Since,
    Slashed,
    SoFar,
    Stretch,
    Unit,
    Until,
    Vague,
    Weekday,
    WeekOf,
    Window,
)
from bearwitness.records import Period

_SLACK_DAYS = 1  # a date this far after the day of writing is still read as this year's
_NEAR_DAYS = 60  # how far ahead a weekday that fits may move a date without a year
_DAY = timedelta(days=1)

# Countries whose press writes month before day in figures; elsewhere the day comes first or the year does (CLDR short
# dates).
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "PR", "AS", "MP", "VI", "BZ"})
# Countries whose weekend is Friday and Saturday, or has been within recent decades.
_FRIDAY_WEEKEND = frozenset(
    {"AF", "BD", "BH", "DZ", "EG", "IQ", "IL", "IR", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY", "YE"}
)
_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}  # northern half
_COUNTED_FROM_DAYS = {"week": 31, "weekend": 31, "month": 62, "year": 731}  # a longer time gives nothing to count from
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 31, "year": 366, "decade": 3653, "century": 36525}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of writing. Dates are ISO; anything that is no date counts as not stated. `country` is the
    publisher's."""

    published: str | None = None
    dateline: str | None = None
    country: str | None = None


Days = tuple[date, date]


def resolve_period(words: str, *, anchor: Anchor, previous: Period | None = None, future: bool = False) -> Period:
    """The interval that the words name; `text` is the words, `span` is left to the caller.

    Args:
        anchor: the day of writing.
        previous: the time spoken of before, for "the same day" and the like; None leaves those unresolved.
        future: the verb speaks of the future, so that "Friday" is the coming one (`phrases.times.tense.looks_ahead` tells).

    Returns:
        A Period. `start` and `end` are both None where the words name no interval (31 February, "for two days",
        relative
        words without a day of writing). One alone is None where that side is open ("until 3 May 2019").
    """
    phrase = parse_time_phrase(words)
    if phrase is None:
        return Period(text=words)
    return replace(resolve_phrase(phrase, anchor=anchor, previous=previous, future=future), text=words, span=None)


def resolve_phrase(
    phrase: TimePhrase, *, anchor: Anchor, previous: Period | None = None, future: bool = False
) -> Period:
    """As `resolve_period`, for a phrase already found; text and span are the phrase's."""
    reading = _Reading(anchor, previous, future)
    try:
        start, end = reading.ends(phrase.tree)
    except (ValueError, OverflowError):  # a date beyond the calendar: 31 February, 9,000 years ago
        start = end = None
    if start is not None and end is not None and start > end:
        start = end = None
    return Period(
        text=phrase.text,
        span=phrase.span,
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        date_prec=date_precision(start, end),
        basis=reading.basis if start or end else "text",
    )


def date_precision(start: date | None, end: date | None) -> int | None:
    """UCDP date_prec of an interval: 1 a day, 2 two to six days, 3 a week, 4 up to 31 days, 5 longer; None if a side
    is open."""
    if start is None or end is None:
        return None
    days = (end - start).days + 1
    return 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5


def period_width_days(period: Period) -> int | None:
    """Days in the interval, both ends counted; None where a side is open or nothing is resolved."""
    start, end = _iso(period.start), _iso(period.end)
    return (end - start).days + 1 if start and end else None


def overlap(a: Period, b: Period) -> bool:
    """Whether two periods share a day; an open side reaches without end, an unresolved period shares none."""
    a_start, a_end, b_start, b_end = _iso(a.start), _iso(a.end), _iso(b.start), _iso(b.end)
    if not (a_start or a_end) or not (b_start or b_end):
        return False
    return (a_start or date.min) <= (b_end or date.max) and (b_start or date.min) <= (a_end or date.max)


def _iso(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


class _Reading:
    """One reading of a tree against a day of writing; remembers whether that day was needed."""

    def __init__(self, anchor: Anchor, previous: Period | None, future: bool) -> None:
        dateline = _iso(anchor.dateline)
        self.today = dateline or _iso(anchor.published)
        self.source = "dateline" if dateline else "published"
        self.country = (anchor.country or "").upper()
        self.previous = previous
        self.future = future
        self.basis = "text"
        self.uncut = False  # while the whole of a part is worked out

    def ends(self, node: Node) -> tuple[date | None, date | None]:
        """Start and end; None for an open or unresolved side."""
        match node:
            case Since(of) | After(of):
                days = self.days(of)
                if days is None:
                    return None, None
                opened = days[1] + _DAY if isinstance(node, After) else days[0]
                today = self.now()
                return opened, (today if today is None or opened <= today else None)
            case Until(of):
                days = self.days(of)
                return (None, days[1]) if days else (None, None)
            case Before(of):
                days = self.days(of)
                return (None, days[0] - _DAY) if days else (None, None)
            case AsOf(of):
                return self.ends(of)
            case _:
                return self.days(node) or (None, None)

    def now(self) -> date | None:
        """The day of writing, which the answer now rests on."""
        if self.today is not None:
            self.basis = self.source
        return self.today

    def capped(self, start: date, end: date) -> Days:
        """The stretch, cut at the day of writing where it holds it and the past is meant."""
        if self.today is not None and start <= self.today < end and not self.future and not self.uncut:
            return start, self.now() or end
        return start, end

    def days(self, node: Node) -> Days | None:
        """First and last day of a node, or None."""
        match node:
            case Calendar():
                return self._calendar(node)
            case Slashed():
                return self._slashed(node)
            case Decade(start):
                return date(start, 1, 1), date(start + 9, 12, 31)
            case Season(season, year):
                return self._season(season, year)
            case Feast(after, year):
                return self._feast(after, year)
            case DayOf(day, of):
                month = self.days(of)
                there = _day_or_none(month[0].year, month[0].month, day) if month else None
                return (there, there) if there else None
            case Ending(amount, unit, of):
                days = self.days(of)
                return (_shift(days[1] + _DAY, -amount, unit), days[1]) if days else None
            case InPart(part, of):
                return self._in_part(part, of)
            case Portion():
                return self._portion(node)
            case WeekOf(of):
                days = self.days(of)
                if days is None:
                    return None
                monday = days[0] - timedelta(days=days[0].weekday())
                return monday, monday + timedelta(days=6)
            case Several(items):
                return _hull([self.days(item) for item in items])
            case Stretch(first, last):
                return self._stretch(first, last)
            case SoFar(of):
                days, today = self.days(of), self.now()
                return (days[0], today) if days and today and days[0] <= today else None
            case Since() | After() | Until() | Before() | AsOf():
                opens, closes = self.ends(node)
                return (opens, closes) if opens and closes else None
            case Previous():
                return self._previous(node)
            case Recurring() | Duration() | Vague():
                return None
            case _:
                today = self.now()
                return None if today is None else self._relative(node, today)

    def _relative(self, node: Node, today: date) -> Days | None:
        """What only means something from the day of writing."""
        match node:
            case Weekday(weekday, which, week_shift):
                day = self._weekday(today, weekday, which, week_shift)
                return day, day
            case DayShift(days):
                day = today + timedelta(days=days)
                return day, day
            case Unit(unit, which):
                return self._unit(today, unit, which)
            case Ago(low, high, unit, ahead):
                return _ago(today, low, high, unit, ahead)
            case Window(high, unit, ahead):
                return _window(today, high, unit, ahead)
            case _:
                return None

    # calendar dates

    def _calendar(self, node: Calendar) -> Days | None:
        year, month, day = node.year, node.month, node.day
        if year is not None and node.short_year and self.today is not None and year > self.today.year + 1:
            year -= 100
        if year is None:
            if month is None:
                return None
            today = self.now()
            if today is None:
                return None
            if node.year_shift is not None:
                year = today.year + node.year_shift
            else:
                year = self._year_of(today, month, day, node.weekday, node.which)
                if year is None:
                    return None
        if month is None:
            return self.capped(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return self.capped(*_month(year, month))
        there = date(year, month, day)
        return there, there

    def _year_of(self, today: date, month: int, day: int | None, weekday: int | None, which: str | None) -> int | None:
        """The year that a day and month without one fall in, seen from the day of writing."""
        years = range(today.year + 1, today.year - 9, -1)  # 29 February comes round within eight years
        starts = {year: start for year in years if (start := _day_or_none(year, month, day or 1)) is not None}
        if not starts:
            return None
        slack = timedelta(days=_SLACK_DAYS if day and which is None else 0)
        past = [year for year, start in starts.items() if start <= today + slack]
        ahead = [year for year, start in starts.items() if start >= today.replace(day=1 if day is None else today.day)]
        if which == "last":
            past = [year for year in past if starts[year] < (today if day else today.replace(day=1))]
        if which == "next":
            ahead = [year for year in ahead if starts[year] > today]
        if which == "this" and today.year in starts:
            return today.year
        forward = which == "next" or (self.future and which != "last")
        chosen = (min(ahead) if ahead else None) if forward else (max(past) if past else None)
        if chosen is not None and weekday is not None and starts[chosen].weekday() != weekday:
            # "Monday, 7 August" printed in July, when the last 7 August was a Sunday: the coming one is meant. Else the
            # date outweighs the weekday: a slip of one day would point at a year that nobody means.
            coming = starts.get(chosen + 1)
            if coming is not None and coming.weekday() == weekday and (coming - today).days <= _NEAR_DAYS:
                return chosen + 1
        return chosen

    def _slashed(self, node: Slashed) -> Days | None:
        year = node.year
        if node.short_year and self.today is not None and year > self.today.year + 1:
            year -= 100
        month_first = _day_or_none(year, node.first, node.second)
        day_first = _day_or_none(year, node.second, node.first)
        if month_first and day_first and self.country and month_first != day_first:
            self.basis = self.source if self.today else "text"
            there = month_first if self.country in _MONTH_FIRST else day_first
            return there, there
        found = sorted(day for day in (month_first, day_first) if day is not None)
        return (found[0], found[-1]) if found else None

    def _season(self, season: str, year: int) -> Days | None:
        """A season of a year lies in different months north and south of the equator, and we don't know where."""
        if season in ("winter", "summer"):  # either may run over the turn of the year
            return self.capped(date(year - 1, 12, 1), _month(year + 1, 2)[1])
        return self.capped(date(year, 3, 1), date(year, 11, 30))

    def _feast(self, after: int, year: int | None) -> Days | None:
        """A day counted from Easter; without a year the last one, the day of writing included."""
        if year is not None:
            there = _easter(year) + timedelta(days=after)
            return there, there
        today = self.now()
        if today is None:
            return None
        days = [_easter(y) + timedelta(days=after) for y in (today.year - 1, today.year, today.year + 1)]
        there = min(d for d in days if d >= today) if self.future else max(d for d in days if d <= today + _DAY)
        return there, there

    # parts of days and of longer times

    def _in_part(self, part: str, of: Node) -> Days | None:
        if part == "tonight":
            today = self.now()
            return None if today is None else (today, today + _DAY if self.future else today)
        days = self.days(of)
        if days is None and isinstance(of, Previous) and of.low == of.high == 0 and self.previous is None:
            today = self.now()  # "by nightfall": that of the day of writing
            days = (today, today) if today else None
        if days is None:
            return None
        if part == "night into":
            return days[0] - _DAY, days[1]
        if part == "night" and not isinstance(of, (Stretch, Several)):
            return days[0], days[1] + _DAY
        return days

    def _portion(self, node: Portion) -> Days | None:
        self.uncut = True
        whole = self.days(node.of)
        self.uncut = False
        if whole is None:
            return None
        part = node.part
        if part == "alone":
            return self.capped(*whole)
        if part in ("earlier", "later"):
            return self._around(part, whole)
        days = self._counted(node, whole) if part in ("first", "last", "nth") else _cut_part(whole, part)
        of, today = node.of, self.today
        if days is None or today is None or self.future or days[0] <= today + timedelta(days=_SLACK_DAYS):
            return self.capped(*days) if days else None
        if isinstance(of, Calendar) and of.month and of.year is None and of.year_shift is None and of.which is None:
            # "late July" on 11 July is last year's
            return self._portion(replace(node, of=replace(of, year=whole[0].year - 1)))
        return days

    def _counted(self, node: Portion, whole: Days) -> Days | None:
        start, end = whole
        if node.unit == "weekend":
            saturday = start + timedelta(days=(5 - start.weekday()) % 7 + 7 * (node.amount - 1))
            return (saturday, saturday + _DAY) if saturday <= end else None
        if node.unit == "month":
            if node.part == "nth":
                return _months_on(start, node.amount - 1)
            if node.part == "first":
                return start, min(end, _months_on(start, node.amount - 1)[1])
            return max(start, _months_on(end.replace(day=1), 1 - node.amount)[0]), end
        size = _UNIT_DAYS[node.unit]
        if node.part == "nth":
            first = start + timedelta(days=size * (node.amount - 1))
            return (first, min(end, first + timedelta(days=size - 1))) if first <= end else None
        length = timedelta(days=size * max(node.amount, 1) - 1)
        return (start, min(end, start + length)) if node.part == "first" else (max(start, end - length), end)

    def _around(self, part: str, whole: Days) -> Days | None:
        """ "earlier this week": up to the day of writing; "later this month": from that day on."""
        today = self.now()
        if today is None or not whole[0] <= today <= whole[1]:
            return whole
        return (whole[0], today) if part == "earlier" else (today, whole[1])

    def _stretch(self, first: Node, last: Node) -> Days | None:
        end_days = self.days(last)
        if end_days is None:
            return None
        today = self.today
        if isinstance(first, Weekday) and isinstance(last, Weekday) and today is not None:
            back = (end_days[1].weekday() - first.weekday) % 7
            return end_days[1] - timedelta(days=back), end_days[1]
        start_days = self.days(first)
        if start_days is None:
            return None
        if start_days[0] > end_days[1] and isinstance(first, Calendar) and first.year is None:
            earlier = _day_or_none(start_days[0].year - 1, start_days[0].month, start_days[0].day)
            start_days = (earlier, earlier) if earlier else start_days
        if start_days[0] > end_days[1] and isinstance(last, Calendar) and last.year is None and last.month is not None:
            # "from 20 December to 5 January", the end said first in the year of writing
            later = _day_or_none(end_days[1].year + 1, end_days[1].month, end_days[1].day)
            end_days = (later, later) if later else end_days
        return start_days[0], end_days[1]

    # relative to the day of writing

    def _weekday(self, today: date, weekday: int, which: str | None, week_shift: int | None) -> date:
        if week_shift is not None:
            return today - timedelta(days=today.weekday() - 7 * week_shift - weekday)
        back = (today.weekday() - weekday) % 7
        if which == "last":
            return today - timedelta(days=back or 7)
        ahead = (weekday - today.weekday()) % 7
        if which == "next":
            return today + timedelta(days=ahead or 7)
        if which == "this":
            return (
                today + timedelta(days=ahead)
                if ahead < back or (self.future and ahead)
                else today - timedelta(days=back)
            )
        return today + timedelta(days=ahead) if self.future else today - timedelta(days=back)

    def _unit(self, today: date, unit: str, which: str) -> Days | None:
        step = {"last": -1, "this": 0, "next": 1}[which]
        if unit in _SEASON_MONTHS:
            return self._recent_season(today, unit, step)
        if unit == "weekend":
            return self._weekend(today, which)
        days = _named_unit(today, unit, step)
        return self.capped(*days) if which == "this" else days

    def _weekend(self, today: date, which: str) -> Days:
        """The nearest weekend behind (or, with "next" or the future, ahead); one that is under way counts."""
        first = 4 if self.country in _FRIDAY_WEEKEND else 5
        back = (today.weekday() - first) % 7
        start = today - timedelta(days=back)
        if which == "next" or self.future:
            start = start if back == 0 and which != "next" else start + timedelta(days=7)
        elif which == "this" and back > 3:
            start += timedelta(days=7)  # "this weekend" from Wednesday on is the coming one
        return self.capped(start, start + _DAY)

    def _recent_season(self, today: date, season: str, step: int) -> Days | None:
        """Two readings, north and south, each the last (or this, or next) one; the answer covers both."""
        hulls: list[Days | None] = []
        for first_month in (_SEASON_MONTHS[season][0], (_SEASON_MONTHS[season][0] + 5) % 12 + 1):
            seasons = [
                (date(year, first_month, 1), _months_on(date(year, first_month, 1), 2)[1])
                for year in range(today.year - 2, today.year + 3)
            ]
            if step < 0:
                hulls.append(max((s for s in seasons if s[1] < today), default=None))
            elif step > 0:
                hulls.append(min((s for s in seasons if s[0] > today), default=None))
            else:
                hulls.append(min(seasons, key=lambda s: (min(abs((s[0] - today).days), abs((s[1] - today).days)), s)))
        days = _hull(hulls)
        return self.capped(*days) if days and step == 0 else days

    def _previous(self, node: Previous) -> Days | None:
        """Counted from the time spoken of before, where that is near enough to a day to count from."""
        if self.previous is None:
            return None
        start, end = _iso(self.previous.start), _iso(self.previous.end)
        low, high, unit = node.low, node.high, node.unit
        if start is None or end is None or (end - start).days >= _COUNTED_FROM_DAYS.get(unit, 7):
            return None
        self.basis = self.previous.basis
        if unit in ("minute", "hour"):
            hours = max(abs(low), abs(high)) / (60 if unit == "minute" else 1)
            reach = timedelta(days=int(hours // 24) + (hours >= 1))
            return (start - reach, end) if high < 0 else (start, end + reach)
        if unit == "day":
            return start + timedelta(days=low), end + timedelta(days=high)
        if node.named:
            return _named_unit(start, unit, low)[0], _named_unit(end, unit, high)[1]
        half = timedelta(days=_UNIT_DAYS.get(unit, 7) // 2)
        return _shift(start, low, unit) - half, _shift(end, high, unit) + half


# ------------------------------------------------------------------------------------------------------ calendar sums


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Astronomical Algorithms, ch. 8: the Gregorian rule)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def _months_on(start: date, months: int) -> Days:
    """The calendar month that lies `months` after that of `start`."""
    index = start.year * 12 + start.month - 1 + months
    return _month(index // 12, index % 12 + 1)


def _shift(day: date, amount: int, unit: str) -> date:
    """The day moved by whole units; 31 January plus a month is the last of February."""
    if unit in ("month", "quarter", "year", "decade", "century"):
        months = amount * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        first, last = _months_on(day, months)
        return first.replace(day=min(day.day, last.day))
    return day + timedelta(days=amount * _UNIT_DAYS.get(unit, 7))


def _named_unit(day: date, unit: str, step: int) -> Days:
    """The calendar week, month, quarter, year ... `step` after the one that holds the day; weeks start on Monday."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday() - 7 * step)
        return monday, monday + timedelta(days=6)
    if unit == "weekend":
        saturday = day - timedelta(days=(day.weekday() - 5) % 7 - 7 * step)
        return saturday, saturday + _DAY
    if unit == "month":
        return _months_on(day, step)
    if unit == "quarter":
        first = _months_on(day.replace(month=day.month - (day.month - 1) % 3, day=1), 3 * step)[0]
        return first, _months_on(first, 2)[1]
    years = {"year": 1, "decade": 10, "century": 100}.get(unit, 1)
    start = day.year - day.year % years + years * step
    return date(start, 1, 1), date(start + years - 1, 12, 31)


def _ago(today: date, low: int, high: int, unit: str, ahead: bool) -> Days:
    """Days are exact, longer units reach half of one each way, shorter ones may touch the day beside."""
    if unit in ("minute", "hour"):
        hours = high / (60 if unit == "minute" else 1)
        reach = timedelta(days=int(hours // 24) + (hours >= 2))
        return (today, today + reach) if ahead else (today - reach, today)
    if unit == "day":
        return (
            (today + timedelta(days=low), today + timedelta(days=high))
            if ahead
            else (today - timedelta(days=high), today - timedelta(days=low))
        )
    half = timedelta(days=_UNIT_DAYS[unit] // 2)
    if ahead:
        return max(today, _shift(today, low, unit) - half), _shift(today, high, unit) + half
    return _shift(today, -high, unit) - half, min(today, _shift(today, -low, unit) + half)


def _window(today: date, high: int, unit: str, ahead: bool) -> Days:
    """The stretch of that length that ends (ahead: starts) with the day of writing."""
    if unit in ("minute", "hour"):
        reach = timedelta(days=max(1, -(-high // 24)) if unit == "hour" else (high >= 60))
    elif unit == "day":
        reach = timedelta(days=high - (high % 7 == 0 and high > 0))
    elif unit in ("week", "fortnight"):
        reach = timedelta(days=high * _UNIT_DAYS[unit] - 1)
    else:
        if ahead:
            return today, _shift(today, high, unit)
        return _shift(today, -high, unit) + _DAY, today
    return (today, today + reach) if ahead else (today - reach, today)


_THIRDS = {"early": 0, "mid": 1, "late": 2}


def _cut_part(whole: Days, part: str) -> Days:
    """Early, mid and late are thirds (of a month: ten days); h1 and q3 are halves and quarters."""
    start, end = whole
    if part[:1] in ("h", "q") and part[1:].isdigit():
        number, parts = int(part[1:]), 2 if part[0] == "h" else 4
        days = (end - start).days + 1
        if days >= 360:  # of years: by whole months
            months = round(days / 30.44)
            first = _months_on(start, months * (number - 1) // parts)[0]
            return first, _months_on(start, months * number // parts - 1)[1]
        return start + timedelta(days=days * (number - 1) // parts), start + timedelta(days=days * number // parts - 1)
    if part not in _THIRDS:
        return whole
    number = _THIRDS[part]
    days = (end - start).days + 1
    if days >= 360:
        months = round(days / 30.44)
        first = _months_on(start, months * number // 3)[0]
        return first, _months_on(start, months * (number + 1) // 3 - 1)[1]
    if 28 <= days <= 31:
        return (start + timedelta(days=10 * number), end if number == 2 else start + timedelta(days=10 * number + 9))
    return start + timedelta(days=days * number // 3), start + timedelta(
        days=max(days * (number + 1) // 3 - 1, days * number // 3)
    )


def _hull(parts: list[Days | None]) -> Days | None:
    """From the earliest to the latest; None if a part is unresolved."""
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    return min(start for start, _ in known), max(end for _, end in known)
