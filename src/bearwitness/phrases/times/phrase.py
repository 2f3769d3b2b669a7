"""Time words where they stand, and what they may say: when an incident was, what a total runs over, as of when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import (
    DAY_SHAPES,
    After,
    Ago,
    AsOf,
    Before,
    Decade,
    Duration,
    Ending,
    InPart,
    Node,
    Portion,
    Previous,
    Recurring,
    Since,
    SoFar,
    Stretch,
    Unit,
    Until,
    Vague,
    Window,
    shape_of,
    walk,
)
from bearwitness.phrases.times.words import LOCATING, WEEKDAYS
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


def phrase_over(tokens: Tokens, i: int, node: Node, j: int) -> TimePhrase:
    """The phrase over tokens i to j."""
    if tokens.words[i] == "the" and tokens.words[i + 1] in WEEKDAYS:
        i += 1  # "the | Sunday shooting"
    span = (tokens.starts[i], tokens.ends[j - 1])
    before = tokens.words[i - 1] if i else ""
    if before == "the" and i > 1:
        before = tokens.words[i - 2]
    preposition = before if before in LOCATING else None
    kind = _kind_of(node)
    is_period = _is_period(node) or (
        preposition in ("during", "throughout", "across", "over") and shape_of(node) in ("month", "year")
    )
    is_moment = _is_moment(node, explicit=tokens.words[i] in ("from", "between")) and preposition != "throughout"
    is_as_of = isinstance(node, AsOf)
    return TimePhrase(tokens.text[span[0] : span[1]], span, kind, node, is_moment, is_period, is_as_of, preposition)


def _kind_of(node: Node) -> TimeKind:
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
            return TimeKind.POINT if shape_of(node) in DAY_SHAPES or isinstance(node, InPart) else TimeKind.SPAN


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
