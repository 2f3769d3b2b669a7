"""Parts told by a state and not by a noun of people: "two of them badly", "three of them believed to be students", "nine soldiers among dead".

Called for each parsed sentence after `parts`, which reads "five of them children". The total stands in the sentence or in
the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.outcome_words import PERSON_ENDING
from bearwitness.claims.sentence.reader import Reader
from bearwitness.records import Harm, Modifier, Quantity, Unit

_OF_THEM = r"\s+of\s+(?:them|whom|these|those)\s*,?"
_THEM = re.compile(_OF_THEM, re.IGNORECASE)
_BADLY = re.compile(
    rf"(?:{_OF_THEM})?\s+(?:very\s+|more\s+)?(?:badly|seriously|critically|severely|gravely|dangerously|grievously|slightly|lightly|moderately)"
    r"(?=\s*(?:[,.;:)\n–—-]|$|and\b|but\b|in\b|after\b|when\b|as\b|on\b|at\b))",
    re.IGNORECASE,
)
_BELIEVED = re.compile(
    rf"{_OF_THEM}\s+(?:are\s+|were\s+|is\s+|was\s+)?(?:believed|thought|said|reported|understood|presumed|known|reckoned)\s+(?:to\s+(?:be|have\s+been)\s+)?"
    r"(?P<who>(?:(?:an?|the)\s+)?(?:[\w'’-]+\s+){0,2}?[\w'’-]+)(?=\s*(?:[,.;:)\n–—]|$|from\b|who\b|were\b|was\b|in\b|have\b|had\b))",
    re.IGNORECASE,
)
_ARE_THEY = re.compile(
    rf"\W*(?P<q>[\w,-]+(?:\s+[\w,-]+)?){_OF_THEM}\s+(?:(?:had|bore|showed|carried|with|bearing)\s+(?:[\w-]+\s+){{0,4}}?(?:wounds?|injur(?:y|ies)|burns|marks|holes)\b"
    r"|(?:were|are|was|is|came)\s+(?:all\s+)?(?:from|under|over|aged|younger|older|members|related)\b)",
    re.IGNORECASE,
)
_BEARING = re.compile(
    rf"{_OF_THEM}\s+(?:with|bearing|showing|carrying|having)\s+(?:[\w-]+\s+){{0,4}}?(?:wounds?|burns|marks|holes|hands|throats?)\b",
    re.IGNORECASE,
)
_AMONG_DEAD = re.compile(
    r"\s+(?P<who>(?:[\w'’-]+\s+){0,3}?[\w'’-]+)\s+(?:are\s+|were\s+)?among\s+(?:the\s+|those\s+)?(?P<of>[\d,]+\s+|\w+\s+)??(?P<what>dead|killed|slain|victims|fatalities|wounded|injured|hurt)\b",
    re.IGNORECASE,
)
_ONE_AMONG = re.compile(
    r"(?:^|[;:]\s+)(?P<who>(?:an?\s+|the\s+)?(?:[\w'’-]+\s+){0,2}?[\w'’-]+)\s+among\s+(?:the\s+|those\s+)?(?P<of>[\w,]+\s+)?(?P<what>dead|killed|slain|wounded|injured|hurt)\b"
)
_WHAT = {"wounded": Harm.INJURED, "injured": Harm.INJURED, "hurt": Harm.INJURED}
_YOUNGEST = re.compile(
    r",\s+(?:the\s+)?(?:youngest|oldest|eldest|latest|last)\s+(?:of\s+them\s+)?(?:being\s+)?(?P<who>(?:an?|the)\s+(?:[\w'’-]+\s+){0,2}?[\w'’-]+)(?=\s*(?:[,.;:)\n]|$|of\b|aged\b|who\b))"
)


def read_shares(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add such parts to `mentions`, the reader's own list, or turn mentions already read into parts."""
    start, end = reader.sentence.start, reader.sentence.end
    near = [m for m in earlier if reader.sentence.index - m.sentence.index == 1 and _is_total(m)]
    _read_opening(reader, mentions, near)
    among = "among" in reader.cased[start:end]
    _turn_read(reader, mentions)
    for k, q in enumerate(reader.quantities):
        if q.ordinal or k in reader.used or any(m.quantity is q for m in mentions):
            continue
        if among and _read_among_dead(reader, mentions, q):
            continue
        totals = [m for m in mentions if _is_total(m) and _people_end(m) <= q.start and m.unit == Unit.PERSON]
        if totals and _holds(totals[-1], q):
            _read_behind(reader, totals, q)
    if among:
        _read_one_among(reader, mentions)
    found = _YOUNGEST.search(reader.cased, start, end)
    if found is not None:
        _read_one(reader, mentions, found)


def _is_total(m: Mention) -> bool:
    return (
        m.part_of is None
        and not m.pronoun
        and m.counting.value == "total"
        and (m.best or m.low or 0) > 1
        and not m.denied
    )


def _people_end(m: Mention) -> int:
    return m.noun[1] if m.noun is not None else m.quantity.end if m.quantity is not None else m.end


def _holds(total: Mention, q: Quantity) -> bool:
    """Whether a number is no larger than its total, whose own number may be open."""
    number = q.low if q.low is not None else q.best
    most = total.high if total.high is not None else total.best
    return number is not None and (most is None or number <= most)


def _turn_read(reader: Reader, mentions: list[Mention]) -> None:
    """ "Six were shot, one of them seriously", "three soldiers among 14 killed": told as people of their own, and parts."""
    for m in mentions:
        q = m.quantity
        if q is None or q.ordinal or m.part_of is not None:
            continue
        total = None
        if _THEM.match(reader.cased, q.end, reader.sentence.end):
            before = [
                t for t in mentions if _is_total(t) and t.harm == m.harm and _people_end(t) <= q.start and t is not m
            ]
            total = next((t for t in reversed(before) if _holds(t, q)), None)
        else:
            found = _AMONG_DEAD.match(reader.cased, q.end, reader.sentence.end)
            total = _counted(mentions, m.harm, found) if found is not None else None
        if total is None or total is m:
            continue
        for other in mentions:
            if other is m or (
                other.rule == "gap" and other.sum_with is None and other.start > m.start and other.harm == m.harm
            ):
                other.part_of, other.sum_with = total, None
        if total.sum_with is total and not any(o.sum_with is total for o in mentions if o is not total):
            total.sum_with = None


def _read_behind(reader: Reader, totals: list[Mention], q: Quantity) -> None:
    """A number and what is said of its people, behind their total: "19 hurt, four critically"."""
    badly = _BADLY.match(reader.cased, q.end, reader.sentence.end)
    if badly is not None:
        hurt = [m for m in totals if m.harm == Harm.INJURED]
        if hurt:
            _part(reader, hurt[-1], q, None, badly.end())
        return
    believed = _BELIEVED.match(reader.cased, q.end, reader.sentence.end)
    if believed is not None and reader.describe(believed.span("who")).is_people is not False:
        _part(reader, totals[-1], q, believed.span("who"), believed.end())
        return
    bearing = _BEARING.match(reader.cased, q.end, reader.sentence.end)
    if bearing is not None:
        _part(reader, totals[-1], q, None, bearing.end())


def _part(reader: Reader, total: Mention, q: Quantity, noun: tuple[int, int] | None, end: int) -> None:
    part = reader.add_bare(total.harm, reader.token_at_offset(q.start), q, "part", noun)
    if part is not None:
        part.part_of, part.end = total, max(part.end, end)
        part.perpetrator = total.perpetrator


def _read_opening(reader: Reader, mentions: list[Mention], near: Sequence[Mention]) -> None:
    """ "Ten were shot dead. Six of them had bullet wounds to the head": what is told of the dead makes them no wounded."""
    found = _ARE_THEY.match(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is None or not near:
        return
    q = next((q for q in reader.quantities if found.start("q") <= q.start < found.end("q") and not q.ordinal), None)
    last = [m for m in near if q is not None and _holds(m, q)]
    if q is None or not last:
        return
    total = max(last, key=lambda m: m.low or m.best or 0)
    own = next((m for m in mentions if m.quantity is q), None)
    if own is None:
        _part(reader, total, q, None, found.end())
    elif own.harm == Harm.INJURED and own.rule == "wound" and own.part_of is None:
        own.harm, own.part_of, own.extra = total.harm, total, {}
        own.rule = "part"


def _read_among_dead(reader: Reader, mentions: list[Mention], q: Quantity) -> bool:
    """ "Nine soldiers among dead", "Three nurses among 14 killed": a line without a verb."""
    found = _AMONG_DEAD.match(reader.cased, q.end, reader.sentence.end)
    if found is None or not _of_people(reader, found.span("who")):
        return False
    harm = _WHAT.get(found.group("what").lower(), Harm.KILLED)
    part = reader.add_bare(harm, reader.token_at_offset(found.start("what")), q, "part", found.span("who"))
    if part is not None:
        part.part_of = _counted(mentions, harm, found)
    return part is not None


def _of_people(reader: Reader, noun: tuple[int, int]) -> bool:
    people = reader.describe(noun).is_people
    last = reader.cased[slice(*noun)].split()[-1].lower()
    return people if people is not None else PERSON_ENDING.search(last) is not None


def _counted(mentions: Sequence[Mention], harm: Harm, found: re.Match[str]) -> Mention | None:
    """The total that stands inside the phrase ("among 14 killed")."""
    inside = [m for m in mentions if m.quantity is not None and found.start() <= m.quantity.start < found.end()]
    return next(
        (m for m in inside if m.harm == harm and m.quantity is not None and m.quantity.start > found.end("who")), None
    )


def _read_one_among(reader: Reader, mentions: list[Mention]) -> None:
    """ "Priest among dead in Oru raid", "Child among nine killed"."""
    for found in _ONE_AMONG.finditer(reader.cased, reader.sentence.start, reader.sentence.end):
        words = reader.describe((found.start("who"), found.end("who")))
        span = found.span("who")
        if (
            not words.is_people
            or words.head is None
            or any(q.start < span[1] and span[0] < q.end for q in reader.quantities)
        ):
            continue
        if any(m.noun is not None and m.noun[0] < span[1] and span[0] < m.noun[1] for m in mentions):
            continue
        harm = _WHAT.get(found.group("what").lower(), Harm.KILLED)
        one = reader.add_people(harm, reader.token_at_offset(found.start("what")), span, words, "part")
        one.part_of = _counted(mentions, harm, found)


def _read_one(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    """ "Four died, the youngest a girl of six": one of them."""
    totals = [m for m in mentions if _is_total(m) and _people_end(m) <= found.start()]
    words = reader.describe(found.span("who"))
    if not totals or not words.is_people or words.plural:
        return
    if any(m.noun is not None and m.noun[0] < found.end() and found.start("who") < m.noun[1] for m in mentions):
        return
    one = reader.add_people(
        totals[-1].harm, reader.token_at_offset(found.start("who")), found.span("who"), words, "part"
    )
    one.low = one.best = one.high = 1
    one.modifier, one.part_of = Modifier.EXACT, totals[-1]
