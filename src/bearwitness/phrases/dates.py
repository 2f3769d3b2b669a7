"""Time words of English news -> phrases with a small parse tree; a closed grammar of our own.

    find_time_phrases("On 3 and 4 July, 12 were killed")   ->  one phrase, "3 and 4 July", two days
    parse_time_phrase("since 1 May")                       ->  Since(Calendar(month=5, day=1))

Nothing here knows a publication date: what a phrase means on a calendar is worked out in `resolve.dates` from the tree.
A phrase's words hold what carries meaning ("since 1 May", "as of April 2023", "the past week") and leave out
prepositions
that only locate ("on", "in", "at", "during"); reading a phrase's own words again gives the same tree.

Ages ("a 14-year-old"), amounts ("July 12 people" after "in"), "may" as a verb, months as first names and dates inside
names of groups and streets ("19 April Movement") are no dates. A date that no calendar holds (31 February) is still a
phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bearwitness.phrases.word_patterns import any_of
from bearwitness.records import Span


class TimeKind(StrEnum):
    """What sort of time words a phrase is."""

    POINT = "point"  # one day, or a part of one: "Monday night", "3 July", "three days ago"
    SPAN = "span"  # a named stretch: "3 and 4 July", "last week", "in 2019", "from May to July"
    WINDOW = "window"  # a stretch that ends (or starts) now: "the past 48 hours", "recent days"
    SINCE = "since"
    UNTIL = "until"
    SO_FAR = "so_far"
    AS_OF = "as_of"
    RECURRING = "recurring"  # "every night", "on Fridays": no interval
    DURATION = "duration"  # "for two days", "in 48 hours": a length, no date
    VAGUE = "vague"  # "years ago", "the previous weeks": a time that these words do not place


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


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Time words where they stand: `layer[span[0]:span[1]] == text`.

    `is_moment`: may say when one incident was. `is_period`: may say what a running total runs over. `is_as_of`: dates a
    figure. A phrase may be both of the first ("this month"), or none ("for two days"). `preposition` is the word before
    that only locates ("on", "during"), lower case, outside the span.
    """

    text: str
    span: Span
    kind: TimeKind
    tree: Node
    is_moment: bool
    is_period: bool
    is_as_of: bool
    preposition: str | None = None

    @property
    def needs_previous(self) -> bool:
        """Whether the phrase counts from the time spoken of before ("the same day")."""
        return any(isinstance(node, Previous) for node in walk(self.tree))


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


# --------------------------------------------------------------------------------------------------------------- words


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _numbered(listed: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(listed.split(), 1)}


_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH_SHORT = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
_MONTH_ANY = MONTHS | _MONTH_SHORT
_NEEDS_CAPITAL = frozenset({"march", "may", "august", *_MONTH_SHORT})  # also English words or names
_PERSONAL_MONTHS = frozenset({"april", "may", "june", "august"})

_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES)}
_WEEKDAY_SHORT = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_WEEKDAYS_PLURAL = {name + "s" for name in WEEKDAYS}

_PARTS = {
    "night": "night", "nighttime": "night", "midnight": "night", "nightfall": "evening",
    "morning": "morning", "dawn": "morning", "daybreak": "morning",
    "sunrise": "morning", "noon": "noon", "midday": "noon", "noontime": "noon", "lunchtime": "noon",
    "afternoon": "afternoon", "evening": "evening", "dusk": "evening", "sunset": "evening",
}  # fmt: skip
_PARTS_PLURAL = {"nights", "mornings", "evenings", "afternoons"}

_LIGHT = {("broad", "daylight"): "noon", ("first", "light"): "morning"}

_UNITS = {
    "second": "minute", "moment": "minute", "minute": "minute", "hour": "hour", "day": "day", "night": "day",
    "week": "week", "fortnight": "fortnight", "weekend": "weekend", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip
_UNITS_PLURAL = {name + "s": unit for name, unit in _UNITS.items() if name != "century"} | {"centuries": "century"}
_UNITS_ANY = _UNITS | _UNITS_PLURAL
_COUNTED_UNITS = frozenset({"minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"})
_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter"}
_NAMED_UNITS = {**{u: u for u in ("week", "month", "year", "weekend", "quarter", "decade", "century")}, **_SEASONS}

_NUMBERS = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
) | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_LOOSE = {"few": (2, 6), "several": (3, 7), "couple": (2, 3), "many": (2, 10)}  # ours; "a few days" stays within a week
_HEDGES = _words("some about around nearly almost approximately roughly just only barely exactly over under")
_ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
) | {"thirtieth": 30}
_HOURS_WORDS = _words("gmt utc hours hrs local z est edt cet eet bst msk pst")

# Nouns that show the number before them to be an amount: people and measures. After "in July 12 ..." it is no day.
_COUNTED = _words(
    """people persons civilians soldiers troops men women children boys girls policemen police officers officials
    guards guerrillas rebels fighters militants gunmen terrorists insurgents subversives extremists attackers
    protesters students peasants farmers workers villagers residents passengers journalists teachers doctors
    medics patients prisoners detainees hostages refugees migrants families victims deaths dead injured wounded
    casualties bodies corpses others more cases homes houses buildings schools vehicles cars trucks buses rifles
    weapons bombs rockets missiles shells attacks incidents strikes bombings killings murders kidnappings percent
    per million billion thousand hundred dollars pesos meters metres kilometers kilometres km miles feet tons
    tonnes kg pounds barrels years months weeks days hours minutes votes jobs times members activists
    demonstrators citizens inhabitants individuals bystanders worshippers"""
)
# Words that make a date part of a name: "19 April Movement", "9 October Avenue".
_NAMING = _words(
    """movement avenue street road square plaza park boulevard bridge neighborhood neighbourhood district housing
    brigade brigades battalion column columns commando commandos front group groups cell university hospital
    school stadium airport martyrs revolution party foundation club theater theatre highway suburb colony sector
    organization organisation"""
)
_FEASTS = {
    ("easter", "sunday"): 0, ("easter", "monday"): 1, ("easter", "saturday"): -1, ("good", "friday"): -2,
    ("maundy", "thursday"): -3, ("holy", "thursday"): -3, ("holy", "saturday"): -1, ("palm", "sunday"): -7, ("ash", "wednesday"): -46,
}  # fmt: skip
_TO_END = _words("to ending ended up")
_NAMED_DAYS = frozenset({"bloody", "black", "good", "ash", "palm", "easter", "super", "cyber", "maundy"})
_NEWSPAPERS = _words("times telegraph mirror mail express herald tribune post independent world review")
_AFTER_MODAL = _words(
    "have be not also still well yet even never soon only possibly already just die become lead cause face need want"
)
_EVENTS = _words(
    """elections election offensive attack attacks massacre coup clashes fighting events bombing bombings protests
    riots uprising raid raids killings presidential legislative municipal vote referendum ceasefire truce"""
)
_LOCATING = frozenset(
    {"on", "in", "at", "during", "over", "throughout", "for", "of", "around", "about", "across", "within", "from"}
)
_MONTH_LEAD = _words(
    """for in of since until till by during from to through before after between and early mid late beginning
    throughout around last this next - – ( month or"""
)
_YEAR_LEAD = _words(
    """for in of since until till by during from to through before after between and early mid late - – ( throughout
    circa the a an its his her their our that this year or"""
)
_JOIN_RANGE = frozenset({"-", "–", "—", "to", "through", "until", "till", "into"})
_DASHES = frozenset({"-", "–", "—"})

_NUMERIC = re.compile(
    r"(?P<y>[12][0-9]{3})(?P<s>[-/.])(?P<m>[01]?[0-9])(?P=s)(?P<d>[0-3]?[0-9])(?:T[0-9:.]*Z?(?:[+-][0-9:]+)?)?(?![0-9]|[-/.][0-9])"
    r"|(?P<a>[0-3]?[0-9])(?P<t>[-/.])(?P<b>[0-3]?[0-9])(?P=t)(?P<z>[12][0-9]{3}|(?<=/)[0-9]{2})(?![0-9]|[-/.][0-9])"
)
_TOKEN = re.compile(r"[0-9]+|[^\W0-9_]+|\n[^\S\n]*\n|[^\w\s]|_")


# A phrase always holds one of these; text without any is left after one scan.
_TRIGGERS = re.compile(
    r"(?<![a-z])(?:"
    + any_of(
        {*_MONTH_ANY, *WEEKDAYS, *_WEEKDAYS_PLURAL, *_PARTS, *_PARTS_PLURAL, *_UNITS_ANY, *_SEASONS}
        | {"today", "yesterday", "tomorrow", "tonight", "overnight", "christmas", "ago"}
    )
    + r")(?![a-z])|(?<![a-z])(?:(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.(?=[ ,])|boxing day)|(?<![0-9.,])(?:1[5-9]|20)[0-9]{2}(?![0-9])|[0-9][-/.][0-9]|[0-9]0s(?![a-z])"
)
_REACH_BACK = 80
_REACH_ON = 110


# -------------------------------------------------------------------------------------------------------------- search


def find_time_phrases(text: str, start: int = 0, end: int | None = None) -> list[TimePhrase]:
    """Time phrases of the text in order, none overlapping; spans count from the start of the whole text.

    Args:
        start: first code point looked at.
        end: end of what is looked at, excluded; None is the end of the text.
    """
    end = len(text) if end is None else min(end, len(text))
    phrases: list[TimePhrase] = []
    for window_start, window_end in _windows(text, max(start, 0), end):
        reader = _Reader(text, window_start, window_end)
        i = 0
        while i < reader.size:
            if reader.words[i] in _STARTERS or "0" <= reader.words[i][:1] <= "9":
                found = reader.phrase(i)
                if found is not None:
                    phrases.append(reader.made(i, *found))
                    i = found[1]
                    continue
            i = max(i + 1, reader.skip_to)
    return phrases


def parse_time_phrase(words: str) -> TimePhrase | None:
    """The words read as one time phrase ("July", "on 3 July", "2019 alone"); None if they are none.

    Where the words hold more than one phrase, the longest counts, the first of equals.
    """
    reader = _Reader(words, 0, len(words))
    i = 0
    while i < reader.size and reader.words[i] in _LOCATING:
        found = reader.phrase(i, expect=True)
        if found is not None:
            return reader.made(i, *found)
        i += 1
    found = reader.phrase(i, expect=True)
    if found is None and reader.words[i] == "the":
        i += 1
        found = reader.phrase(i, expect=True)
    if found is not None and found[1] == reader.size:
        return reader.made(i, *found)
    phrases = find_time_phrases(words)
    if found is not None:
        phrases.insert(0, reader.made(i, *found))
    return max(phrases, key=lambda phrase: phrase.span[1] - phrase.span[0], default=None)


def looks_ahead(text: str, span: Span) -> bool:
    """Whether the clause around a phrase speaks of the future ("will", "is due to"): dates in it then lie ahead.

    Looks back and on to the nearest end of a clause, at most 100 characters.
    """
    if _REPORTED.match(text, span[1]):
        return False  # "announced on Friday that it will"
    before = re.split(r"[.;:!?]\s|\n\s*\n", text[max(0, span[0] - 100) : span[0]])[-1]
    after = re.split(r"[.,;:!?]\s|\n\s*\n", text[span[1] : span[1] + 60])[0]
    return bool(_AHEAD_BEFORE.search(before) or _AHEAD_AFTER.match(after))


_REPORTED = re.compile(r",?\s+(?:that|to|whether)\b|'s?\s", re.IGNORECASE)
_AHEAD_BEFORE = re.compile(
    r"\b(?:will|shall|to be|(?:should|may|might|must) be|due|scheduled|planned for|plans? to|upcoming|forthcoming|"
    r"(?:is|are|was|were)\s+(?:expected|planned|set|slated|supposed)|hopes? to|expects? to|intends? to)\b"
    r"(?![^,]*,\s+(?:said|who|which)\b)|'ll\b",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(r"\W*(?:\w+\s+){0,4}?(?:will|shall)\b", re.IGNORECASE)


def _windows(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches around the trigger words, merged where they touch, cut at white space."""
    first = max(0, start - 1)  # a trigger looks at the character before it
    lowered = text[first:end].lower()
    if len(lowered) != end - first:  # a few capitals lower to two letters; offsets must hold
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text[first:end])
    opened = closed = -1
    for trigger in _TRIGGERS.finditer(lowered, start - first):
        left = max(start, first + trigger.start() - _REACH_BACK)
        right = min(end, first + trigger.end() + _REACH_ON)
        if left > closed:
            if opened >= 0:
                yield _cut(text, opened, closed, start, end)
            opened = left
        closed = right
    if opened >= 0:
        yield _cut(text, opened, closed, start, end)


def _cut(text: str, left: int, right: int, start: int, end: int) -> Span:
    """The stretch without the half words at its ends."""
    while start < left and left < right and not text[left - 1].isspace():
        left += 1
    while left < right < end and not text[right].isspace():
        right -= 1
    return left, right


# ------------------------------------------------------------------------------------------------------------- grammar

_Read = tuple[Node, int]  # what was read, and the index of the token after it
_END = 12  # empty words after the last, so that rules may look ahead without asking


class _Reader:
    """Tokens of one stretch of text, and the grammar over them. Every rule takes an index and gives what it read or
    None."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.raw: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for token in _TOKEN.finditer(text, start, end):
            self.raw.append(token.group())
            self.starts.append(token.start())
            self.ends.append(token.end())
        self.size = len(self.raw)
        self.limit = end
        self.words = [word.lower() for word in self.raw]
        self.raw.extend([""] * _END)
        self.words.extend([""] * _END)
        self.starts.extend([end] * _END)
        self.ends.extend([end] * _END)
        letters = [c for word in self.raw for c in word if c.isalpha()]
        self.capitals = bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)
        self.skip_to = 0

    def made(self, i: int, node: Node, j: int) -> TimePhrase:
        """The phrase over tokens i to j."""
        if self.words[i] == "the" and self.words[i + 1] in WEEKDAYS:
            i += 1  # "the | Sunday shooting"
        span = (self.starts[i], self.ends[j - 1])
        before = self.words[i - 1] if i else ""
        if before == "the" and i > 1:
            before = self.words[i - 2]
        preposition = before if before in _LOCATING else None
        kind = _kind(node)
        is_period = _is_period(node) or (
            preposition in ("during", "throughout", "across", "over") and _shape(node) in ("month", "year")
        )
        is_moment = _is_moment(node, explicit=self.words[i] in ("from", "between")) and preposition != "throughout"
        is_as_of = isinstance(node, AsOf)
        return TimePhrase(self.text[span[0] : span[1]], span, kind, node, is_moment, is_period, is_as_of, preposition)

    def joined(self, i: int) -> bool:
        """Whether token i touches the one before it."""
        return 0 < i < self.size and self.ends[i - 1] == self.starts[i]

    def capital(self, i: int) -> bool:
        return self.raw[i][:1].isupper()

    # phrases with an operator

    def phrase(self, i: int, expect: bool = False) -> _Read | None:
        """The longest phrase that opens at token i. `expect`: the words are known to be a time ("July", "2019")."""
        word = self.words[i]
        read: _Read | None = None
        if word in ("since", "ever"):
            at = i + 1 if word == "since" else i + 2
            if word == "since" or self.words[i + 1] == "since":
                read = self._operand(at, Since) or self._since_it_began(at)
        elif word == "from":
            read = self._from(i)
        elif word == "between":
            read = self._between(i)
        elif word in ("until", "till"):
            read = self._operand(i + 1, Until)
        elif word == "up" and self.words[i + 1] in ("to", "until", "till"):
            read = self._operand(i + 2, Until)
        elif word == "as" and self.words[i + 1] in ("of", "at"):
            read = self._operand(i + 2, AsOf)
        elif word == "by":
            read = self._by(i)
        elif word == "so" and self.words[i + 1] == "far":
            at = i + 2 + (self.words[i + 2] in ("in", "during"))
            inner = self.expression(at, True)
            if inner is not None and _shape(inner[0]) in ("unit", "month", "year", "rel"):
                read = SoFar(inner[0]), inner[1]
        elif word in ("before", "after") and self.words[i + 1] != "the":
            read = self._before_after(i, i + 1)
        elif word == "prior" and self.words[i + 1] == "to":
            read = self._before_after(i, i + 2)
        elif word in ("every", "each"):
            read = self._every(i)
        if read is None and word in _APPROACHES:
            read = self._approached(i)
        if read is None and word in _DURATION_LEAD:
            read = self._duration(i)
        if read is None:
            read = self.expression(i, expect)
        return read

    def _approached(self, i: int) -> _Read | None:
        """An hour or a part of a day with the words that say how near: "shortly before dawn on Sunday", "around 9 pm today"."""
        j = i
        while self.words[j] in _APPROACHES:
            j += 1
        j += self.words[j] == "the" and self.words[j + 1] in ("early", "small", "wee")
        if not (self.words[j][:1].isdigit() or self.words[j] in _PARTS or self.words[j] in ("first", "broad")):
            return None
        inner = self.simple(j, True)
        return inner if inner is not None and isinstance(inner[0], InPart) else None

    def _since_it_began(self, i: int) -> _Read | None:
        """ "the war began in 2014", "it took power on 3 May", "the coup in February 2021", after "since"."""
        for k in range(i + 1, min(i + 8, self.size)):
            if self.words[k] in (",", ".", ";", "\n"):
                return None
            if self.words[k] in ("in", "on", "of") and (self.words[k - 1] in _BEGAN or self.words[k - 1] in _TURNS):
                return self._operand(k, Since)
        return None

    def _operand(self, i: int, wrap: type[Since] | type[Until] | type[AsOf]) -> _Read | None:
        if self.words[i] in ("on", "at", "in"):
            i += 1
        inner = self.expression(i, True)
        if inner is None and self.words[i] == "the":
            inner = self.expression(i + 1, True)
        return (wrap(inner[0]), inner[1]) if inner is not None and _is_date(inner[0]) else None

    def _by(self, i: int) -> _Read | None:
        at = i + 1 + (self.words[i + 1] == "the")
        word = self.words[i + 1]
        if (
            word in _PERSONAL_MONTHS
            and not self.capitals
            and self.capital(i + 2)
            and self.words[i + 2] not in _MONTH_ANY
        ):
            return None  # "shot by April Daro"
        inner = self.expression(i + 1, True)
        if inner is not None and _is_date(inner[0]) and not isinstance(inner[0], (Since, Until)):
            if self.words[inner[1]] in ("'", "’"):
                return None  # "caused by Monday's blast"
            return AsOf(inner[0]), inner[1]
        clock = self.clock(at, led=False)
        if clock is not None:
            return AsOf(InPart("clock", Previous(0, 0, "day"))), clock
        lead = self.words[at]
        if lead in ("early", "late", "mid"):
            at += 1 + (self.words[at + 1] in _DASHES)
        if self.words[at] in _PARTS and self.words[at] != "night" and self.words[at + 1] not in ("of", "on"):
            return AsOf(InPart(_PARTS[self.words[at]], Previous(0, 0, "day"))), at + 1
        return None

    def _before_after(self, i: int, at: int) -> _Read | None:
        inner = self.expression(at, True)
        if inner is None or self.words[inner[1]] in ("'", "’"):
            return None
        node, j = inner
        if not (isinstance(node, Calendar) and node.which is None):
            return None
        if _shape(node) in ("day", "month") and self.raw[j][:1].isalpha() and self.words[j] in _EVENTS:
            return None
        return (After(node) if self.words[i] == "after" else Before(node)), j

    def _from(self, i: int) -> _Read | None:
        first = self._end_of_range(i + 1)
        if first is None:
            return None
        node, j = first
        if isinstance(node, Stretch):
            return node, j
        if self.words[j] in ("on", "onward", "onwards"):
            return Since(node), j + 1
        if tuple(self.words[j : j + 2]) in (("to", "date"), ("until", "now"), ("till", "now")):
            return Since(node), j + 2
        if self.words[j] == "up":
            j += 1
        if self.words[j] not in _JOIN_RANGE:
            return None
        last = self._end_of_range(j + 1)
        if last is None or isinstance(last[0], (Stretch, Several)):
            return None
        return Stretch(*_filled(node, last[0])), last[1]

    def _between(self, i: int) -> _Read | None:
        both = self._end_of_range(i + 1)
        if both is None:
            return None
        node, j = both
        if isinstance(node, Several) and len(node.items) == 2:
            return Stretch(*_filled(*node.items)), j
        if self.words[j] == "and":
            last = self._end_of_range(j + 1)
            if last is not None and not isinstance(last[0], (Stretch, Several)):
                return Stretch(*_filled(node, last[0])), last[1]
        return None

    def _end_of_range(self, i: int) -> _Read | None:
        if self.words[i] in ("on", "in"):
            i += 1
        inner = self.expression(i, True)
        if inner is None and self.words[i] == "the":
            inner = self.expression(i + 1, True)
        return inner if inner is not None and _is_date(inner[0]) else None

    def _every(self, i: int) -> _Read | None:
        j = i + 1
        if self.words[j] == "other" or self.words[j] in _NUMBERS or self.words[j] == "few":
            j += 1
        if self.words[j] in WEEKDAYS:
            j += 1 + (self.words[j + 1] in _PARTS)
            return Recurring(), j
        if self.words[j] in _PARTS or self.words[j] in _UNITS_ANY:
            return Recurring(), j + 1
        return None

    def _duration(self, i: int) -> _Read | None:
        j = i + 1
        if self.words[i] == "in" and self.words[j] == "under":
            j += 1
        amount = self.quantity(j)
        if amount is None:
            return None
        low, high, j = amount
        if self.words[j] in _DASHES and self.joined(j):
            return None
        unit = _UNITS_ANY.get(self.words[j])
        if unit not in _COUNTED_UNITS:
            return None
        j += 1
        if self.words[j] in ("ago", "earlier", "later", "old", "before", "prior", "afterwards", "previously"):
            return None
        if self.words[j] == "of" and self.words[j + 1] == "age":
            return None
        if self.words[j] in ("'", "’"):
            j += 1 + (self.words[j + 1] == "s")
            if self.words[i] == "in" and self.words[j] == "time":
                return Ago(low, high, unit, ahead=True), j + 1
            return Duration(low, high, unit), j
        if self.words[j : j + 2] == ["from", "now"]:
            return Ago(low, high, unit, ahead=True), j + 2
        if self.words[i] in ("for", "over", "during", "in") and self.words[j] in _DASHES and self.joined(j):
            return None
        return Duration(low, high, unit), j

    # expressions: one or more simple times

    def expression(self, i: int, expect: bool = False) -> _Read | None:
        """Simple times joined by "and" or a dash: "Monday and Tuesday", "July-August 2019"."""
        read = self.simple(i, expect)
        if read is None:
            return None
        items, j = [read[0]], read[1]
        ranged = False
        while (word := self.words[j]) in ("and", "or", "&", ",") or word in _JOIN_RANGE:
            if isinstance(items[-1], (Stretch, Several, Portion, Window, Vague, Ago, Unit)):
                break
            k = j + 1
            if word == "," and not self._list_goes_on(k):
                break
            if self.words[k] in ("on", "in", "the") and word not in _DASHES:
                k += 1
            following = self._short_year(items[-1], j, k) or self.simple(k, True)
            if following is None or not _joinable(items[-1], following[0]):
                break
            if word in _JOIN_RANGE and len(items) > 1:
                break
            if word not in _JOIN_RANGE and not _near(*_filled(items[-1], following[0])):
                break
            if word in ("to", "until", "till") and not _full_stretch(items[-1], following[0]):
                break
            items.append(following[0])
            j = following[1]
            ranged = ranged or word in _JOIN_RANGE
            if ranged:
                break
        if len(items) == 1:
            return read
        filled = _filled(*items)
        return (Stretch(filled[0], filled[1]) if ranged else Several(filled)), j

    def _list_goes_on(self, k: int) -> bool:
        """Whether what follows a comma is a list of weekdays or months that ends in "and"."""
        if self.words[k] not in WEEKDAYS and self.words[k] not in MONTHS:
            return False
        return any(self.words[k + n] == "and" for n in (1, 3, 5) if k + n < self.size)

    def _short_year(self, node: Node, j: int, k: int) -> _Read | None:
        """The "11" of "2010-11"."""
        if not (isinstance(node, Calendar) and node.year and _shape(node) == "year" and self.words[j] in _DASHES):
            return None
        if not (self.joined(j) and self.joined(k) and len(self.words[k]) == 2 and self.words[k].isdigit()):
            return None
        year = node.year // 100 * 100 + int(self.words[k])
        return (Calendar(year=year), k + 1) if year > node.year and self.words[k + 1] not in _DASHES else None

    def simple(self, i: int, expect: bool = False) -> _Read | None:
        """One time with what narrows it on either side: "early on Monday", "the end of May", "Monday night at 0930"."""
        word = self.words[i]
        if not word:
            return None
        read = self._prefixed(i, expect) if word in _PREFIXES else None
        if read is None and ("0" <= word[0] <= "9" or word in ("at", "shortly", "just")):
            read = self._clock_first(i, expect)
        if read is None:
            read = self.core(i, expect)
        return self._suffixed(*read) if read is not None else None

    def _prefixed(self, i: int, expect: bool) -> _Read | None:
        j = i + (self.words[i] == "the")
        word = self.words[j]
        if word in ("early", "late", "mid", "earlier", "later"):
            return self._early_late(j, i != j)
        if word in ("beginning", "start", "end", "middle", "close", "outset") and self.words[j + 1] == "of":
            return self._whole(j + 2, "early" if word in ("beginning", "start", "outset") else _EDGE[word])
        ordinal = 99 if word in ("final", "last", "latter") else _ORDINALS.get(word, 0)
        if ordinal and (word, self.words[j + 1]) not in _LIGHT:
            return self._ordinal_portion(j + 1, ordinal, i != j)
        if word in _PARTS or word in ("small", "wee") or (word, self.words[j + 1]) in _LIGHT:
            return self._part_of(j)
        if word == "week" and i != j and self.words[j + 1] in ("of", "beginning", "starting"):
            inner = self.core(j + 2, True)
            if inner is not None and _shape(inner[0]) == "day":
                return WeekOf(inner[0]), inner[1]
        if word in ("month", "year") and self.words[j + 1] == "of" and i != j:
            inner = self.core(j + 2, True)
            if inner is not None and _shape(inner[0]) == word:
                return inner
        if word == "year" and i != j and self.words[j + 1].isdigit():
            return self.year(j + 1, True)
        return None

    def _early_late(self, j: int, article: bool) -> _Read | None:
        word = self.words[j]
        k = j + 1
        if self.words[k] in _DASHES:
            k += 1
        if self.words[k] in ("part", "days", "months", "weeks", "stages") and self.words[k + 1] == "of":
            return self._whole(k + 2, word)
        hours = self._part_of(k)
        if hours is not None:
            return hours
        if article and not (self.words[k].isdigit() or self.words[k] in _MONTH_ANY or self.words[k] in ("'", "’")):
            return None
        if word in ("early", "late", "earlier", "later") and self.words[k] in ("on", "in"):
            k += 1
        if self.words[k] == "the" and self.words[k + 1] in ("week", "month", "year", "decade", "weekend"):
            return Portion(word, Unit(self.words[k + 1], "this")), k + 2
        if self.words[k] == "the" and self.words[k + 1] == "day" and word in ("earlier", "later"):
            return Previous(0, 0, "day"), k + 2
        inner = self.core(k, True)
        if inner is None:
            return None
        node, end = inner
        shape = _shape(node)
        if shape in ("day", "weekday", "rel"):
            return InPart("late" if word == "later" else word, node), end
        if shape in ("month", "year", "unit", "decade"):
            if isinstance(node, Calendar) and node.which and word in ("earlier", "later"):
                return None
            return Portion(word, node), end
        return None

    def _whole(self, k: int, part: str) -> _Read | None:
        """The longer time that a portion is of: a month, a year, "the month", "last year"."""
        if self.words[k] == "the" and self.words[k + 1] in ("week", "month", "year", "decade", "century", "weekend"):
            return Portion(part, Unit(self.words[k + 1], "this")), k + 2
        inner = self._suffixed_core(k) or (self._suffixed_core(k + 1) if self.words[k] == "the" else None)
        if inner is not None and _shape(inner[0]) in ("month", "year", "unit", "decade"):
            return Portion(part, inner[0]), inner[1]
        return None

    def _suffixed_core(self, k: int) -> _Read | None:
        inner = self.core(k, True)
        return self._suffixed(*inner) if inner is not None else None

    def _ordinal_portion(self, j: int, ordinal: int, article: bool) -> _Read | None:
        """After "the first": "half of 2023", "quarter", "three weeks of May", "week of June"."""
        if self.words[j] in _DASHES and self.words[j + 1] == "quarter":
            j += 1
        word = self.words[j]
        if word in ("half", "quarter") and (ordinal <= 4 or ordinal == 99):
            number = (2 if word == "half" else 4) if ordinal == 99 else ordinal
            part = f"{word[0]}{number}"
            if number > (2 if word == "half" else 4):
                return None
            if self.words[j + 1] == "of":
                return self._whole(j + 2, part)
            year = self.year(j + 1, True) if word == "quarter" else None
            if year is not None:
                return Portion(part, year[0]), year[1]
            return (Portion(part, Unit("year", "this")), j + 1) if word == "quarter" and ordinal != 99 else None
        amount = self.quantity(j)
        count, k = (amount[1], amount[2]) if amount is not None else (1, j)
        unit = _UNITS_ANY.get(self.words[k])
        if unit in ("day", "week", "month", "weekend") and self.words[k + 1] == "of":
            plural = self.words[k] in _UNITS_PLURAL
            if plural and amount is None:
                count = 6 if unit == "day" else 2  # "the first days of May"
            inner = self._whole(k + 2, "")
            if inner is None or not isinstance(inner[0], Portion):
                return None
            if ordinal == 99 or (ordinal == 1 and plural):
                return Portion("last" if ordinal == 99 else "first", inner[0].of, count, unit), inner[1]
            return Portion("nth", inner[0].of, ordinal, unit), inner[1]
        return None

    def _part_of(self, j: int) -> _Read | None:
        """ "night of Monday", "hours of 3 July" (after "early"), "dawn on Monday", "midnight tonight"."""
        word = self.words[j]
        if word in ("small", "wee"):
            j += 1
            word = self.words[j]
            if word != "hours":
                return None
        part = "morning" if word == "hours" else _PARTS.get(word)
        if (word, self.words[j + 1]) in _LIGHT:
            part, j = _LIGHT[word, self.words[j + 1]], j + 1
        if part is None:
            return None
        k = j + 1 + (word != "hours" and self.words[j + 1] == "hours")
        if self.words[k] == ",":
            k += 1
        if self.words[k] in ("of", "on"):
            k += 1 + (self.words[k + 1] == "the")
        elif word in ("hours", "morning", "night", "evening", "afternoon"):
            return None
        inner = self._days(k)
        return (InPart(part, inner[0]), inner[1]) if inner is not None else None

    def _days(self, k: int) -> _Read | None:
        """A day, or days given together ("the night of 3-4 July", "of Monday to Tuesday")."""
        inner = self.core(k, True)
        if inner is None:
            return None
        node, j = inner
        if isinstance(node, Weekday) and self.words[j] in ("to", "-", "–", "into"):
            other = self.core(j + 1, True)
            if other is not None and isinstance(other[0], Weekday):
                return Stretch(node, other[0]), other[1]
        days = (
            node.items
            if isinstance(node, Several)
            else (node.first, node.last)
            if isinstance(node, Stretch)
            else (node,)
        )
        return inner if all(_shape(day) in ("day", "weekday", "rel") for day in days) else None

    def _suffixed(self, node: Node, j: int) -> _Read:
        """What follows a time and narrows it: a part of the day, a clock time, "last year", "alone", "so far"."""
        while True:
            shape = _shape(node)
            if shape in ("day", "weekday", "rel"):
                k = j
                if self.words[k] in ("in", "at", "around", "during", "about"):
                    k += 1 + (self.words[k + 1] == "the")
                if self.words[k] in ("early", "late") and (self.words[k + 1] in _PARTS or self.words[k + 1] == "hours"):
                    k += 1
                part = "morning" if k > j and self.words[k] == "hours" else _PARTS.get(self.words[k])
                if (part is not None and self.words[k - 1] != "at") or (part and self.words[k] in _AT_PARTS):
                    node, j = InPart(part or "morning", node), k + 1 + (self.words[k + 1] == "hours")
                    continue
                clock = self._clock_after(j)
                if clock is not None:
                    return InPart("clock", node) if not isinstance(node, InPart) else node, clock
            read = self._of_year_or_week(node, j)
            if read is not None:
                node, j = read
                continue
            if self.words[j] == "alone" and shape in ("year", "month", "unit", "day", "weekday"):
                return Portion("alone", node), j + 1
            if self.words[j : j + 2] == ["so", "far"] and shape in ("year", "month", "unit", "rel"):
                return SoFar(node), j + 2
            if self.words[j : j + 3] == ["to", "date"] and isinstance(node, Unit):
                return SoFar(node), j + 2
            return node, j

    def _of_year_or_week(self, node: Node, j: int) -> _Read | None:
        """ "April" + "this year", "Monday" + "of last week"."""
        k = j + (self.words[j] == "of") + (self.words[j] == ",")
        shift = {"last": -1, "this": 0, "next": 1}.get(self.words[k])
        if shift is None:
            return None
        if self.words[k + 1] == "year" and isinstance(node, Calendar) and node.month and node.which is None:
            return (replace(node, year_shift=shift), k + 2) if node.year is None and node.year_shift is None else None
        if isinstance(node, Weekday) and node.which is None and node.week_shift is None:
            if self.words[k + 1] == "week":
                return replace(node, week_shift=shift), k + 2
            if k == j and self.words[k] == "last" and not self.raw[k + 1][:1].isalnum():
                return replace(node, which="last"), k + 1  # "on Wednesday last"
        return None

    # clock times

    def clock(self, i: int, *, led: bool) -> int | None:
        """Index after a clock time at i. `led`: "at" or the like stands before, so that a bare "0930" is one."""
        word = self.words[i]
        if not word.isascii() or not word.isdigit() or len(word) > 4:
            return None
        j = i + 1
        certain = led and len(word) == 4 and self.words[i + 1] not in _COUNTED
        if len(word) <= 2 and self.words[j] in (":", ".", "h") and self.joined(j) and self.joined(j + 1):
            minutes = self.words[j + 1]
            if not (minutes.isdigit() and len(minutes) == 2 and int(word) < 25 and int(minutes) < 60):
                return None
            certain = self.words[j] == ":" or led
            j += 2
            if self.words[j] == ":" and self.joined(j) and self.words[j + 1].isdigit():
                j += 2
        elif len(word) >= 3 and (int(word) % 100 > 59 or int(word) > 2459):
            return None
        half = self._half_day(j)
        if half is not None:
            certain, j = int(word) < 13 or len(word) > 2, half
        if self.words[j] in _HOURS_WORDS:
            certain = certain or len(word) == 4
            j += 1 + (self.words[j] == "local" and self.words[j + 1] == "time")
        if self.words[j] in ("o", "oclock"):
            j += 3 if self.words[j] == "o" and self.words[j + 2] == "clock" else 1
            certain = True
        if not certain:
            return None
        if self.words[j] == "(" and self.words[j + 1][:1].isdigit():
            inner = self.clock(j + 1, led=True)
            if inner is not None and self.words[inner] == ")":
                j = inner + 1
        return j

    def _half_day(self, j: int) -> int | None:
        """Index after "am", "p.m."."""
        if self.words[j] in ("am", "pm"):
            return j + 1
        if self.words[j] in ("a", "p") and self.words[j + 1] == "." and self.words[j + 2] == "m":
            return j + 3 + (self.words[j + 3] == "." and self.joined(j + 3))
        return None

    def _clock_first(self, i: int, expect: bool) -> _Read | None:
        """ "0830 GMT today", "1500 on 9 December", "8 p.m. on Monday"."""
        led = expect or (
            i > 0 and self.words[i - 1] in ("at", "around", "about", "approximately", "after", "before", "by", "until")
        )
        j = self.clock(i, led=led)
        if j is None:
            return None
        if self.words[j] == ",":
            j += 1
        if self.words[j] in ("on", "of"):
            j += 1
        if self.words[j : j + 2] == ["in", "the"] and self.words[j + 2] in _PARTS:
            return self._part_of(j + 2)
        inner = self.simple(j, True)
        if inner is None or _shape(inner[0]) not in ("day", "weekday", "rel"):
            return None
        return inner if isinstance(inner[0], InPart) else (InPart("clock", inner[0]), inner[1])

    def _clock_after(self, j: int) -> int | None:
        k = j + (self.words[j] == ",")
        if self.words[k] in ("shortly", "just"):
            k += 1
        led = False
        while self.words[k] in ("at", "around", "about", "approximately", "by", "before", "after"):
            led = led or self.words[k] not in ("about", "approximately")
            k += 1
        if self.words[k] == "(" and not led:
            inner = self.clock(k + 1, led=False)
            return inner + 1 if inner is not None and self.words[inner] == ")" else None
        if not led and k != j:
            return None
        return self.clock(k, led=led)

    # single times

    def core(self, i: int, expect: bool = False) -> _Read | None:
        """One time without what narrows it."""
        word = self.words[i]
        if "0" <= word[:1] <= "9":
            return (
                self.numeric(i) or self.calendar(i, expect) or self.shifted(i) or self.decade(i) or self.year(i, expect)
            )
        if word in _DAY_WORDS:
            if word == "tonight":
                return InPart("tonight", DayShift(0)), i + 1
            if word == "overnight":
                return self._overnight(i)
            return DayShift(_DAY_WORDS[word]), i + 1
        if word in _WEEKDAYS_PLURAL:
            return Recurring(), i + 1 + (self.words[i + 1] in _PARTS_PLURAL)
        if word in _MONTH_ANY or word in WEEKDAYS or word in _WEEKDAY_SHORT:
            return self.calendar(i, expect)
        if word in _REFERENCES:
            read = self.reference(i) or self.shifted(i)
            if read is None and word == "the":
                read = (
                    self.decade(i + 1)
                    or self._day_of_month(i + 1)
                    or self._ending(i + 1)
                    or self.calendar(i + 1, expect, ordinal_only=True)
                )
                if read is None and self.words[i + 1] in _SEASONS:
                    return self.season(i + 1)
            return read
        if word in _SEASONS:
            return self.season(i)
        if word == "christmas":
            eve = self.words[i + 1] == "eve"
            return self._of_year(Calendar(month=12, day=24 if eve else 25), i + 1 + (eve or self.words[i + 1] == "day"))
        if word == "boxing" and self.words[i + 1] == "day":
            return self._of_year(Calendar(month=12, day=26), i + 2)
        if (word, self.words[i + 1]) in _FEASTS:
            year = self._year_after(i + 2, abbreviated=False)
            return Feast(_FEASTS[word, self.words[i + 1]], year[0].year), year[1]
        if word == "new" and self.words[i + 1] == "year":
            j = i + 2
            if self.words[j] in ("'", "’"):
                j += 1 + (self.words[j + 1] == "s")
            if self.words[j] in ("eve", "day"):
                eve = self.words[j] == "eve"
                return self._of_year(Calendar(month=12 if eve else 1, day=31 if eve else 1), j + 1)
            return None
        if word in ("'", "’") and self.decade(i + 1) is not None:
            return self.decade(i + 1)
        if word in _UNITS_PLURAL and self.words[i + 1] == "ago":
            unit = _UNITS_PLURAL[word]
            return (Ago(2, 6, unit) if unit in ("hour", "day", "week", "minute") else Vague()), i + 2
        if word == "long" and self.words[i + 1] == "ago":
            return Vague(), i + 2
        return self.shifted(i) or (self.calendar(i, expect) if word in _ORDINALS else None)

    def _of_year(self, feast: Calendar, j: int) -> _Read:
        """A feast of a fixed day, with the year after it ("Christmas Day 1991", "Christmas Eve last year")."""
        year, k = self._year_after(j, abbreviated=False)
        return (replace(feast, year=year.year), k) if year.year is not None else (feast, j)

    def _ending(self, i: int) -> _Read | None:
        """ "three months to March", "year to 30 June 2023", after "the"."""
        word = self.words[i]
        if not (word in _NUMBERS or word.isdigit() or word in _UNITS):
            return None
        amount = self.quantity(i)
        count, k = (amount[1], amount[2]) if amount is not None else (1, i)
        unit = _UNITS_ANY.get(self.words[k])
        if unit not in ("week", "month", "quarter", "year") or self.words[k + 1] not in _TO_END:
            return None
        k += 3 if self.words[k + 1] in ("up", "ending", "ended") and self.words[k + 2] in ("to", "on", "in") else 2
        inner = self.core(k, True)
        if inner is None or _shape(inner[0]) not in ("day", "month"):
            return None
        return Ending(count, unit, inner[0]), inner[1]

    def _overnight(self, i: int) -> _Read:
        """ "overnight", "overnight Sunday", "overnight from Monday to Tuesday"."""
        j = i + 1
        if self.words[j] in ("on", "from", "into", "between"):
            j += 1
        inner = self._days(j)
        if inner is not None:
            into = self.words[j - 1] == "into"
            return InPart("night into" if into else "night", inner[0]), inner[1]
        return InPart("night", DayShift(-1)), i + 1

    def numeric(self, i: int) -> _Read | None:
        """ "2023-07-03", "3/7/2023", "03.07.2023"."""
        match = _NUMERIC.match(self.text, self.starts[i], self.limit)
        if match is None or (i > 0 and self.joined(i) and self.words[i - 1] in ("-", "/", ".", "$", "#")):
            return None
        j = i
        while j < self.size and self.starts[j] < match.end():
            j += 1
        if self.ends[j - 1] != match.end():
            return None
        if match["y"]:
            return Calendar(int(match["y"]), int(match["m"]), int(match["d"])), j
        year, short = int(match["z"]), len(match["z"]) == 2
        if short:
            year = _century(year)
        first, second = int(match["a"]), int(match["b"])
        if match["t"] == ".":
            return Calendar(year, second, first, short_year=short), j
        return Slashed(first, second, year, short), j

    def day(self, i: int) -> tuple[int, int] | None:
        """A day of the month at i: "3", "3rd", "third"."""
        word = self.words[i]
        if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31:
            j = i + 1
            if self.joined(j) and self.words[j] in ("st", "nd", "rd", "th", "d"):
                j += 1
            return int(word), j
        number = _ORDINALS.get(word, 0)
        if word in ("twenty", "thirty") and self.words[i + 1] in _DASHES and self.words[i + 2] in _ORDINALS:
            return _NUMBERS[word] + _ORDINALS[self.words[i + 2]], i + 3
        return (number, i + 1) if 1 <= number <= 31 else None

    def month(self, i: int) -> tuple[int, int] | None:
        """A month's name at i, with the stop of an abbreviation."""
        word = self.words[i]
        number = _MONTH_ANY.get(word)
        if number is None or (word in _NEEDS_CAPITAL and not self.capital(i)):
            return None
        dotted = word in _MONTH_SHORT and self.words[i + 1] == "." and self.joined(i + 1)
        return number, i + 1 + dotted

    def calendar(self, i: int, expect: bool = False, *, ordinal_only: bool = False) -> _Read | None:
        """A date in words: "Tuesday, 11 July", "July 3rd, 2023", "3 and 4 July", "May 2019", "Monday"."""
        weekday: int | None = None
        j = i
        word = self.words[j]
        if word in WEEKDAYS or (word in _WEEKDAY_SHORT and self.capital(j)):
            weekday = WEEKDAYS.get(word, _WEEKDAY_SHORT.get(word))
            j += 1 + (word not in WEEKDAYS and self.words[j + 1] == ".")
            k = j + (self.words[j] == ",")
            k += self.words[k] == "the"
            read = self._day_and_month(k, weekday)
            if read is not None:
                return read
            if word not in WEEKDAYS:
                return None
            if i > 0 and self.words[i - 1] in _NAMED_DAYS:
                return None
            if self.words[j] in _NEWSPAPERS and self.capital(j):
                return None
            return Weekday(WEEKDAYS[word]), j
        if ordinal_only and not ((self.day(i) and self.joined(i + 1)) or word in _ORDINALS):
            return None
        return self._day_and_month(i, None) or self._month_only(i, expect)

    def _day_and_month(self, i: int, weekday: int | None) -> _Read | None:
        read = self._day_first(i, weekday) or self._month_first(i, weekday)
        if read is None:
            return None
        k = read[1] + (self.words[read[1]] in _DASHES)
        if self.words[k] in _NAMING and self.capital(k) and not (self.capitals and self.words[k] in ("front", "group")):
            self.skip_to = max(self.skip_to, k)
            return None
        return read

    def _day_first(self, i: int, weekday: int | None) -> _Read | None:
        first = self.day(i)
        if first is None or (i > 0 and self.words[i - 1] in ("$", "#", ".", ":") and self.joined(i)):
            return None
        days, j = [first[0]], first[1]
        ranged = False
        while True:
            separator = self.words[j]
            k = j + 1
            if separator not in ("and", "or", "&", ",", "/") and separator not in _JOIN_RANGE:
                break
            if separator in ("and", "to") and self.words[k] == "the":
                k += 1
            following = self.day(k)
            if following is None:
                break
            days.append(following[0])
            ranged = ranged or separator in _JOIN_RANGE or separator == "/"
            j = following[1]
        if self.words[j] in ("of", "in") and (self.words[j] == "of" or len(days) > 1):
            j += 1
        if len(days) == 1 and self.words[j] in _DASHES and self.joined(j):
            j += 1  # "3-Jul-2023"
        month = self.month(j)
        if month is None:
            return None
        if self.words[j] == "may" and self.words[j + 1] in _AFTER_MODAL:
            return None  # "AT LEAST 12 MAY HAVE DIED"
        number, j = month
        year, j = self._year_after(j, abbreviated=self.words[month[1] - 1] not in MONTHS)
        dates: list[Node] = [replace(year, month=number, day=day) for day in days]
        if len(days) == 1:
            return replace(year, month=number, day=days[0], weekday=weekday), j
        return (Stretch(dates[0], dates[-1]) if ranged and len(days) == 2 else Several(tuple(dates))), j

    def _day_of_month(self, i: int) -> _Read | None:
        """ "12th of last month", after "the"."""
        first = self.day(i)
        if first is None or self.words[first[1]] != "of" or first[1] == i:
            return None
        which = self.words[first[1] + 1]
        if which not in ("last", "this", "next") or self.words[first[1] + 2] != "month":
            return None
        return DayOf(first[0], Unit("month", which)), first[1] + 3

    def _month_first(self, i: int, weekday: int | None) -> _Read | None:
        month = self.month(i)
        if month is None:
            return None
        number, j = month
        if self.words[j] == "the":
            j += 1
        elif self.words[j] in _DASHES and self.joined(j) and self.joined(j + 1):
            j += 1  # "Feb-12"
            if self.words[j - 2] in MONTHS:
                return None
        first = self.day(j)
        if first is None or self._is_amount(i, j, first[1]):
            return None
        days, j = [first[0]], first[1]
        ranged = False
        while self.words[j] in ("and", "&", "-", "–", "—", "to", "through", "or"):
            following = self.day(j + 1)
            if following is None or self.month(following[1]) is not None or self._is_amount(i, j + 1, following[1]):
                break
            if self.words[following[1]] in (":", ".") and self.words[following[1] + 1].isdigit():
                break
            if (
                self.words[j] in ("and", "or")
                and self.raw[following[1]][:1].isalpha()
                and self.words[j + 1] not in _ORDINALS
            ):
                after = self.words[following[1]]
                if after not in ("in", "at", "when", "while", "by", "that", "this", "last") and after not in _EVENTS:
                    break
            ranged = ranged or self.words[j] not in ("and", "or", "&")
            days.append(following[0])
            j = following[1]
        year, j = self._year_after(j, abbreviated=False)
        if len(days) == 1:
            return replace(year, month=number, day=days[0], weekday=weekday), j
        dates: list[Node] = [replace(year, month=number, day=day) for day in days]
        return (Stretch(dates[0], dates[-1]) if ranged and len(days) == 2 else Several(tuple(dates))), j

    def _is_amount(self, i: int, j: int, after: int) -> bool:
        """Whether the number at j, after the month at i, counts something: "in July 12 people"."""
        follower = self.words[after]
        if self.words[j] in _ORDINALS or after > j + 1:
            return False
        if follower in _COUNTED or follower in ("%", "-year", "of") or (follower == "," and self._thousands(after)):
            return True
        if i > 0 and self.words[i - 1] == "in" and self.raw[after][:1].isalpha():
            return not (follower in _PARTS or follower in ("at", "and", "to", "in", "when", "by", "this", "last"))
        return False

    def _counts(self, i: int) -> bool:
        """Whether the four figures at i count what follows: "2000 people"; "In 2019 rebels attacked" and "3 May 2019 gunmen" do not."""
        return self.words[i + 1] in _COUNTED and not (1950 <= int(self.words[i]) <= 2039 and int(self.words[i]) % 50)

    def _thousands(self, comma: int) -> bool:
        return (
            self.joined(comma)
            and self.joined(comma + 1)
            and len(self.words[comma + 1]) == 3
            and self.words[comma + 1].isdigit()
        )

    def _year_after(self, j: int, *, abbreviated: bool) -> tuple[Calendar, int]:
        """The year after a day and month, if there is one: a bare Calendar that holds it, and the index after it."""
        k = j
        if self.words[k] in (",", "of", "in") or (
            self.words[k] in ("-", "–") and self.joined(k) and self.joined(k + 1)
        ):
            k += 1
        word = self.words[k]
        if len(word) == 4 and word.isascii() and word.isdigit() and 1500 <= int(word) <= 2100:
            after = self.words[k + 1]
            spaced = self.words[j] in _DASHES
            is_amount = self._counts(k) or after in _HOURS_WORDS or (after == "," and self._thousands(k + 1))
            if not is_amount and not (spaced and after in _DASHES):
                return Calendar(year=int(word)), k + 1
        short = self.words[j] in ("'", "’")
        k = j + short
        word = self.words[k]
        two_digits = len(word) == 2 and word.isascii() and word.isdigit()
        ends = not self.raw[k + 1][:1].isalnum() and self.words[k + 1] not in (":", "%")
        if (short or abbreviated) and two_digits and ends:
            return Calendar(year=_century(int(word)), short_year=True), k + 1
        return Calendar(), j

    def _month_only(self, i: int, expect: bool) -> _Read | None:
        month = self.month(i)
        if month is None:
            return None
        number, j = month
        k = j + (self.words[j] in (",", "of"))
        word = self.words[k]
        if len(word) == 4 and self.year(k, True) is not None:
            return Calendar(year=int(word), month=number), k + 1
        years = self.words[k + 1]
        two_digits = len(years) == 2 and years.isascii() and years.isdigit()
        if self.words[i] in _MONTH_SHORT and word in ("'", "’") and two_digits:
            return Calendar(_century(int(years)), number, short_year=True), k + 2
        if self.words[i] in ("mar", "jan") and self.capital(j):
            return None  # "in Mar del Plata" stays with its own rule below; "Jan Daro" is a person
        if self.words[i] == "mar" and self.words[j] in ("del", "de", "chiquita"):
            return None
        if not expect and not self._led_as_month(i, j):
            return None
        if self.words[j] in _NAMING and self.capital(j) and not self.capitals:
            return None
        if self.words[i] == "may" and self.words[j] in _AFTER_MODAL:
            return None
        return Calendar(month=number), j

    def _led_as_month(self, i: int, j: int) -> bool:
        """Whether the words around a bare month's name show it to be a month."""
        if i == 0:
            return False
        before, name = self.words[i - 1], self.words[i]
        if before in ("the", "a") or before in _POSSESSIVE:
            if self.capitals and name in ("march", "may", "august"):
                return self.words[j] in _EVENTS
            return name not in _PERSONAL_MONTHS or self.words[j] in _EVENTS or self.raw[j][:1].islower()
        if before not in _MONTH_LEAD:
            return before == "on" and self.words[j] == "("  # "a rise on February (76 killed)"
        if before == "for" and name in _PERSONAL_MONTHS:
            return False
        if name in _PERSONAL_MONTHS and before in ("of", "by", "and", "(", "to", "or", "-") and not self.capitals:
            return before in ("of", "by") and not self.capital(j)
        if before in ("and", "to", "or", "(", "this") and (name in ("march", "may") or before != "this"):
            return False
        return not (before in _DASHES and not (i > 1 and self.words[i - 2] in ("early", "mid", "late")))

    def year(self, i: int, expect: bool = False) -> _Read | None:
        """A bare year at i, where the words around it show that it is one."""
        word = self.words[i]
        if not (len(word) == 4 and word.isascii() and word.isdigit() and 1800 <= int(word) <= 2100):
            return None
        before, after = (self.words[i - 1] if i else ""), self.words[i + 1]
        if (
            self.capitals
            and int(word) <= 1959
            and int(word) % 5 == 0
            and int(word) % 100 < 60
            and before in _CLOCK_LEAD
        ):
            return None  # "BEFORE 1800", in wire copy that writes times so
        if not expect and before not in _YEAR_LEAD:
            return None
        if before in ("$", "#", "£", "€") or (before in (".", ",", "/") and self.joined(i)) or before in ("at", "than"):
            return None
        if (
            (
                after in _COUNTED
                and (self._counts(i) or not (before in ("in", "since", "during") or before in _MONTH_ANY))
            )
            or after in _HOURS_WORDS
            or after in ("%", "°")
            or (after == "," and self._thousands(i + 1))
        ):
            return None
        if after in (".", ":", "/", "°") and self.joined(i + 1) and self.joined(i + 2) and self.words[i + 2].isdigit():
            return None
        if self.joined(i + 1) and self.raw[i + 1][:1].isalpha():
            return None
        if after in _DASHES and self.joined(i + 1) and self.joined(i + 2) and self.raw[i + 2][:1].isalpha():
            return None
        ends = not self.raw[i + 1][:1].isalpha() or after in ("and", "or", "of", "to")
        if before in _DETERMINERS and ends and not expect:
            return None  # "the 1999 massacre", but not "a 1999" at the end of a clause, nor an amount
        if before in _DASHES and not expect:
            return None
        if before in ("and", "to", "or") and not expect and (before == "to" or i < 3 or self.year(i - 2) is None):
            return None  # but the second of "in 1990 and 2005"
        if before == "(" and not (after in (")", ",", ";") or after in _DASHES):
            return None
        return Calendar(year=int(word)), i + 1

    def decade(self, i: int) -> _Read | None:
        """ "1980s", "'80s", "80s"."""
        word = self.words[i]
        j = i + 1
        if self.words[j] in ("'", "’") and self.joined(j):
            j += 1
        if not (self.words[j] == "s" and self.joined(j) and word.isascii() and word.isdigit() and word.endswith("0")):
            return None
        if len(word) == 4 and 1500 <= int(word) <= 2090:
            return Decade(int(word)), j + 1
        if len(word) == 2 and i > 0 and self.words[i - 1] in ("the", "'", "’", "early", "mid", "late", "-", "and"):
            return Decade(_century(int(word))), j + 1
        return None

    def season(self, i: int) -> _Read | None:
        """ "summer of 2014", "winter 2014"."""
        j = i + 1 + (self.words[i + 1] in ("of", ","))
        year = self.year(j, True)
        if year is None or not isinstance(year[0], Calendar) or year[0].year is None:
            return None
        return Season(_SEASONS[self.words[i]], year[0].year), year[1]

    def quantity(self, i: int) -> tuple[int, int, int] | None:
        """An amount of units at i: lowest, highest, index after it."""
        j = i
        loosest = 1
        while True:
            if self.words[j] in ("more", "less", "fewer") and self.words[j + 1] == "than":
                loosest = 2 if self.words[j] == "more" else loosest
                j += 2
            elif (self.words[j] == "at" and self.words[j + 1] in ("least", "most")) or (
                self.words[j] == "up" and self.words[j + 1] == "to"
            ):
                j += 2
            elif self.words[j] in _HEDGES:
                j += 1
            else:
                break
        word = self.words[j]
        if (word in ("a", "an", "the") and self.words[j + 1] in _LOOSE) or (
            word == "a" and self.words[j + 1] == "dozen"
        ):
            j += 1
            word = self.words[j]
        if word == "half" and self.words[j + 1] in ("a", "an"):
            if self.words[j + 2] == "dozen":
                return 6, 6, j + 3
            return (0, 1, j + 2) if self.words[j + 2] in _UNITS else None
        if word in _LOOSE:
            low, high = _LOOSE[word]
            return low, high, j + 1 + (word == "couple" and self.words[j + 1] == "of")
        if word in ("a", "an"):
            return (1, loosest, j + 1) if self.words[j + 1] in _UNITS else None
        number = self._number(j)
        if number is None:
            return None
        low, j = number
        if self.words[j] in ("or", "to", "-", "–"):
            other = self._number(j + 1)
            if other is not None and other[0] > low:
                return low, other[0], other[1]
        if self.words[j : j + 4] == ["and", "a", "half"]:
            return low, low + 1, j + 3
        return low, low * loosest, j

    def _number(self, j: int) -> tuple[int, int] | None:
        word = self.words[j]
        if word.isascii() and word.isdigit() and len(word) <= 4:
            return int(word), j + 1
        if word in _NUMBERS:
            number = _NUMBERS[word]
            if number >= 20 and self.words[j + 1] in _DASHES and _NUMBERS.get(self.words[j + 2], 99) < 10:
                return number + _NUMBERS[self.words[j + 2]], j + 3
            return number, j + 1
        return None

    def shifted(self, i: int) -> _Read | None:
        """ "three days ago", "two weeks earlier", "a year before the vote"."""
        amount = self.quantity(i)
        if amount is None:
            return None
        low, high, j = amount
        unit = _UNITS_ANY.get(self.words[j])
        if unit not in _COUNTED_UNITS:
            return None
        if self.words[j : j + 4] == [self.words[j], "and", "a", "half"]:
            high, j = high + 1, j + 3
        direction = self.words[j + 1]
        if direction == "ago":
            return Ago(low, high, unit), j + 2
        if direction in ("later", "afterwards", "afterward"):
            return Previous(low, high, unit), j + 2
        if direction in ("earlier", "previously"):
            return Previous(-high, -low, unit), j + 2
        if direction == "from" and self.words[j + 2] == "now":
            return Ago(low, high, unit, ahead=True), j + 3
        if direction in ("before", "after", "prior"):
            if not self.raw[j + 2] or not self.raw[j + 2][:1].isalnum():
                return (Previous(low, high, unit) if direction == "after" else Previous(-high, -low, unit)), j + 2
            self.skip_to = max(self.skip_to, j + 2)  # "two days before the vote" hangs on the vote
        return None

    def reference(self, i: int) -> _Read | None:
        """ "last week", "this March", "the past 48 hours", "the same day", "the day before yesterday", "the
        weekend"."""
        article = self.words[i] in ("the", "these", "that")
        j = i + (self.words[i] in ("the", "these"))
        word = self.words[j]
        if word == "this" and self.words[j + 1] in ("past", "coming", "same", "very"):
            j += 1
            word = {"past": "last", "coming": "next"}.get(self.words[j], "this")
            if (
                self.words[j + 1] not in WEEKDAYS
                and self.words[j + 1] not in MONTHS
                and self.words[j] in ("past", "coming")
            ):
                word = self.words[j]
        following = self.words[j + 1]
        if word in ("day", "night", "evening", "morning", "week", "month", "year") and article:
            return self._the_unit(j)
        if word == "weekend" and article:
            return Unit("weekend", "last"), j + 1
        if word == "other" and following == "day" and article:
            return Window(6, "day"), j + 2
        if word == "that" or (word in ("same", "very") and article):
            k = j + 1 + (word == "that" and following in ("same", "very"))
            return self._spoken_of(k, 0)
        of_day = following in ("day", "night", "morning", "evening", "afternoon")
        if (word in ("following", "preceding", "previous") and article) or (word == "next" and of_day):
            read = self._spoken_of(j + 1, 1 if word in ("following", "next") else -1)
            if read is not None:
                return read
            window = self._window(j)
            if word != "next" and window is not None:
                return Vague(), window[1]
        if word in ("last", "this", "next", "current", "past", "coming", "recent", "latest"):
            return self._named(j, word, article) or (self._window(j) if word not in ("this", "current") else None)
        return None

    def _the_unit(self, j: int) -> _Read | None:
        """After "the" or "that": "day before yesterday", "night before last", "day after"; "week" alone after
        "that"."""
        word, following = self.words[j], self.words[j + 1]
        if following in ("before", "after") and self.words[j + 2] in ("yesterday", "last", "tomorrow", "next"):
            days = {"yesterday": -2, "tomorrow": 2}.get(self.words[j + 2], -2 if following == "before" else 2)
            part = _PARTS.get(word)
            if word in ("week", "month", "year"):
                return Vague(), j + 3
            return (InPart(part, DayShift(days)) if part else DayShift(days)), j + 3
        if following in ("before", "after", "earlier", "previous"):
            step = 1 if following == "after" else -1
            unit = _UNITS.get(word, "day")
            node: Node = Previous(step, step, unit, named=unit != "day")
            if (
                following in ("before", "after")
                and self.raw[j + 2][:1].isalnum()
                and self.words[j + 2] not in _CLAUSE_OPENERS
            ):
                self.skip_to = max(self.skip_to, j + 2)  # "the day before the vote"
                return None
            return (InPart(_PARTS[word], node) if word in _PARTS else node), j + 2
        return None

    def _spoken_of(self, k: int, step: int) -> _Read | None:
        """ "day", "night", "week" after "the same", "that", "the following"."""
        word = self.words[k]
        if word in _PARTS and word not in ("noon", "dawn", "dusk"):
            return InPart(_PARTS[word], Previous(step, step, "day")), k + 1
        if word in ("day", "week", "weekend", "month", "year"):
            if self.words[k + 1] in _DASHES and self.joined(k + 1):
                return None
            return Previous(step, step, _UNITS[word], named=word != "day"), k + 1
        return None

    def _named(self, j: int, word: str, article: bool) -> _Read | None:
        """ "last week", "this March", "next Tuesday", "last night", "the current year"."""
        following = self.words[j + 1]
        which = {"last": "last", "this": "this", "next": "next", "current": "this"}.get(word)
        if word in ("past", "coming", "latest"):
            which = {"past": "last", "coming": "next"}.get(word) if following in WEEKDAYS else None
            if following == "weekend":
                return Unit("weekend", "next" if word == "coming" else "last"), j + 2
        if which is None:
            return None
        if following in WEEKDAYS:
            read = self.calendar(j + 1)
            if read is not None and isinstance(read[0], Weekday):
                return replace(read[0], which=which), read[1]
            return read
        if article and word not in ("current", "this"):
            return None  # "the last week" is a window
        if following in _PARTS and which in ("last", "this") and following not in ("noon", "midnight"):
            if which == "last" and _PARTS[following] not in ("night", "evening", "afternoon"):
                return None
            return InPart(_PARTS[following], DayShift(-1 if which == "last" else 0)), j + 2
        if following in _NAMED_UNITS:
            if self.words[j + 2] in _DASHES and self.joined(j + 2):
                return None
            return Unit(following, which), j + 2
        if following in _MONTH_ANY and self.month(j + 1) is not None:
            dated = self._day_and_month(j + 1, None)
            if dated is not None and isinstance(dated[0], Calendar):
                return (replace(dated[0], which=which) if dated[0].year is None else dated[0]), dated[1]
            if self.capitals and following in ("march", "may") and which == "this":
                return None
            if self.words[j + 2] in _AFTER_MODAL and following == "may":
                return None
            read = self._month_only(j + 1, True)
            if read is not None and isinstance(read[0], Calendar) and read[0].year is None:
                return replace(read[0], which=which), read[1]
        dated = self._day_first(j + 1, None) if which in ("last", "next") else None
        if dated is not None and isinstance(dated[0], Calendar) and dated[0].year is None:
            return replace(dated[0], which=which), dated[1]
        return None

    def _window(self, j: int) -> _Read | None:
        """ "past 48 hours", "last few days", "recent weeks", "next 24 hours", "past year"."""
        word = self.words[j]
        ahead = word in ("next", "coming", "following")
        amount = self.quantity(j + 1)
        if amount is not None:
            high, k = amount[1], amount[2]
        else:
            k = j + 1
            high = 6 if self.words[k] in _UNITS_PLURAL else 1
            if word == "recent" and high == 1:
                return None
        if self.words[k] == "or" and self.words[k + 1] in ("so", "more"):
            k += 2
        unit = _UNITS_ANY.get(self.words[k])
        if unit not in _COUNTED_UNITS or (word == "latest" and high == 1):
            return None
        if amount is None and high == 1 and (unit == "minute" or (unit == "day" and word in ("last", "next"))):
            return None  # "at the last minute", "his last day"
        if word == "last" and j > 0 and self.words[j - 1] in _BEFORE_VERB:
            return None  # "is to last ten days"
        if self.words[k + 1] in _DASHES and self.joined(k + 1):
            return None
        if word == "last" and self.words[k + 1] == "of" and amount is None:
            return None  # "the last days of May"
        return Window(high, unit, ahead), k + 1


_APPROACHES = _words(
    "some sometime shortly just soon right immediately well before after past around about approximately roughly towards toward nearly almost"
)
_TURNS = frozenset(
    "coup war invasion uprising revolution election elections takeover offensive escalation ceasefire truce outbreak start beginning end overthrow "
    "intervention withdrawal protests conflict crackdown insurgency siege".split()
)
"""Nouns of a turn of history that a date behind them dates."""
_BEGAN = _words(
    "began started begun out erupted founded formed launched created established office power independence ended signed"
)
_CLOCK_LEAD = frozenset({"before", "after", "until", "till", "since", "of", "by", "from", "at", "around"})
_BEFORE_VERB = _words("to will would could can may might should must well not")
_EDGE = {"end": "late", "close": "late", "middle": "mid"}
_AT_PARTS = frozenset(
    {"night", "noon", "midday", "midnight", "dawn", "dusk", "daybreak", "sunset", "sunrise", "nightfall"}
)
_DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": -1}
_DURATION_LEAD = frozenset({"for", "in", "within", "over", "during", "after", "lasting", "lasted"})
_POSSESSIVE = frozenset({"its", "his", "her", "their", "our"})
_DETERMINERS = frozenset({"the", "a", "an", "that", "this", *_POSSESSIVE})
_CLAUSE_OPENERS = _words("in at near when and but by as had was were is said on")
_REFERENCES = _words(
    "the these that this last next current past coming recent latest same following preceding previous"
)
_PREFIXES = _words(
    "the early late mid earlier later beginning start end middle close outset final latter small wee night broad"
) | {*_ORDINALS, *_PARTS}
_STARTERS = (
    _words(
        """since ever from between until till up as by so before after prior every each christmas boxing new long ' ’ half
        dozen more less fewer at shortly just many"""
    )
    | _DURATION_LEAD
    | _REFERENCES
    | _PREFIXES
    | _HEDGES
    | _APPROACHES
    | {first for first, _ in _FEASTS}
    | {
        *_DAY_WORDS,
        *_MONTH_ANY,
        *WEEKDAYS,
        *_WEEKDAY_SHORT,
        *_WEEKDAYS_PLURAL,
        *_SEASONS,
        *_NUMBERS,
        *_LOOSE,
        "a",
        "an",
    }
    | {name for name, unit in _UNITS_PLURAL.items() if unit in _COUNTED_UNITS}
)


# ---------------------------------------------------------------------------------------------------------------- trees


def _century(year: int) -> int:
    """The four-digit year of a two-digit one: 70 to 99 are of the twentieth century."""
    return year + (1900 if year >= 70 else 2000)


def _shape(node: Node) -> str:
    """What size of thing a node names: day, weekday, rel, month, year, unit, decade, or other."""
    match node:
        case InPart(of=of) | Portion(part="alone", of=of):
            return _shape(of)
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


def _joinable(first: Node, second: Node) -> bool:
    """Whether two times next to each other make one phrase."""
    shapes = _shape(first), _shape(second)
    if "other" in shapes or "unit" in shapes:
        return False
    return shapes[0] == shapes[1] or set(shapes) <= {"weekday", "rel"}


def _near(first: Node, second: Node) -> bool:
    """Whether two dates, months or years joined by "and" follow on each other, so that they may be one time."""
    if not (isinstance(first, Calendar) and isinstance(second, Calendar)):
        return True
    years = second.year - first.year if first.year and second.year else 0
    if first.month is None or second.month is None:
        return years == 1
    months = second.month - first.month + 12 * years
    if not (first.year and second.year):
        months %= 12
    if first.day is None or second.day is None:
        return months == 1
    return 0 <= 30 * months + second.day - first.day <= 7


def _full_stretch(first: Node, second: Node) -> bool:
    """Whether "X to Y" without "from" is a stretch: of weekdays, dates, months or years, not "yesterday to today"."""
    return _shape(first) == _shape(second) != "rel"


def _filled(*items: Node) -> tuple[Node, ...]:
    """The items with year and month that only the last or first one says: "30 June and 1 July 2023"."""
    filled = list(items)
    last = filled[-1]
    for n in range(len(filled) - 2, -1, -1):
        item = filled[n]
        if not (isinstance(item, Calendar) and isinstance(last, Calendar) and item.month is not None):
            continue
        if item.year is None and last.year is not None:
            crosses = last.month is not None and item.month > last.month
            filled[n] = replace(item, year=last.year - crosses, short_year=last.short_year)
        elif item.year is None and item.year_shift is None and last.year_shift is not None:
            filled[n] = replace(item, year_shift=last.year_shift)
    return tuple(filled)


def _is_date(node: Node) -> bool:
    """Whether a node can stand after "since", "by" and the like."""
    return not isinstance(node, (Recurring, Duration, Window, Vague, SoFar))


def _kind(node: Node) -> TimeKind:
    match node:
        case Since() | After():
            return TimeKind.SINCE
        case Until() | Before():
            return TimeKind.UNTIL
        case SoFar():
            return TimeKind.SO_FAR
        case AsOf():
            return TimeKind.AS_OF
        case Recurring():
            return TimeKind.RECURRING
        case Duration():
            return TimeKind.DURATION
        case Vague():
            return TimeKind.VAGUE
        case Window():
            return TimeKind.WINDOW
        case Ago(unit="day" | "hour" | "minute") | Previous(unit="day" | "hour" | "minute"):
            return TimeKind.POINT
        case _:
            return (
                TimeKind.POINT
                if _shape(node) in ("day", "weekday", "rel") or isinstance(node, InPart)
                else TimeKind.SPAN
            )


def _is_period(node: Node) -> bool:
    """Whether a running total may run over it."""
    match node:
        case Since() | After() | Until() | Before() | SoFar() | Stretch() | Decade() | Ending():
            return True
        case Window(ahead=ahead):
            return not ahead
        case Unit(unit="year" | "month" | "decade" | "century" | "quarter", which="this"):
            return True
        case Portion(part=part):
            return part in ("alone", "first", "last") or part[:1] in ("h", "q")
        case _:
            return False


def _is_moment(node: Node, *, explicit: bool) -> bool:
    """Whether it may say when one incident was. `explicit`: said with "from" or "between"."""
    match node:
        case Since() | After() | Until() | Before() | SoFar() | AsOf() | Recurring() | Duration() | Window() | Ending():
            return False
        case Unit(unit="year" | "decade" | "century" | "quarter", which="this") | Portion(part="alone"):
            return False
        case Portion(part=part):
            return part[:1] not in ("h", "q") or part == "hours"
        case Stretch():
            return not explicit
        case _:
            return True
