"""Lists of the harmed: "Killed: A, 34; B, 20", "Injured by the blast were: a driver; a baker", "| Killed | 12 |", "A, B, C and D".

`read_roll` is called for each parsed sentence after its own mentions are read. Each entry of a list is a claim of its own;
entries that make up a number told before them are parts of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.lists import Item, lists_before, read_list
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.claims.told.company import read_company
from bearwitness.records import Harm, Modifier, Quantity, Unit

_HARMS = {
    "killed": Harm.KILLED,
    "dead": Harm.KILLED,
    "deaths": Harm.KILLED,
    "fatalities": Harm.KILLED,
    "murdered": Harm.KILLED,
    "executed": Harm.KILLED,
    "slain": Harm.KILLED,
    "wounded": Harm.INJURED,
    "injured": Harm.INJURED,
    "hurt": Harm.INJURED,
    "injuries": Harm.INJURED,
}
_ROLL = re.compile(
    r"(?:^|(?<=[\n.;|]))\s*(?:[-*•]\s*)?(?:also\s+)?(?:the\s+|those\s+)?(?P<what>killed|dead|murdered|executed|wounded|injured)\b(?:\s+(?:by|in|on|at)\s+[^:;.\n]{2,40}?)?(?:\s+(?:were|are|was|is))?\s*:\s*",
    re.IGNORECASE,
)
_CELL = re.compile(
    r"(?:^|\|)\s*\**(?P<what>killed|dead|deaths|fatalities|wounded|injured|injuries)\**\s*\|\s*\**(?=[\d~])",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"[^;]+")
_LEAD = re.compile(r"\s*(?:and\s+)?", re.IGNORECASE)


def read_roll(reader: Reader, mentions: list[Mention]) -> None:
    """Add the entries of a list of the harmed to `mentions`, the reader's own list."""
    sentence = reader.sentence
    for found in _CELL.finditer(reader.cased, sentence.start, sentence.end):
        q = next((q for q in reader.quantities if 0 <= q.start - found.end() <= 1), None)
        if q is not None and not q.ordinal and not any(m.quantity is q for m in mentions):
            reader.add_bare(_HARMS[found.group("what").lower()], reader.token_at_offset(found.start("what")), q, "cell")
    _read_left_of_list(reader, mentions)
    found_roll = _ROLL.search(reader.cased, max(0, sentence.start - 2), sentence.end)
    if found_roll is not None:
        _read_entries(reader, mentions, found_roll)
    _read_called_dead(reader, mentions)
    _read_victims_named(reader, mentions)
    read_company(reader, mentions)
    _part_the_made_up(reader, mentions)


def _read_left_of_list(reader: Reader, mentions: list[Mention]) -> None:
    """ "3 adults, 1 child found shot to death": the number before the comma shares the words of the one behind it."""
    for k, q in enumerate(reader.quantities):
        noun = reader.people_after(q)
        if k in reader.used or q.ordinal or noun is None or any(m.quantity is q for m in mentions):
            continue
        right = next((m for m in mentions if m.quantity is not None and m.quantity.start > noun[1]), None)
        if (
            right is None
            or right.quantity is None
            or right.part_of is not None
            or right.rule not in ("acl", "subject", "state", "surface-right")
        ):
            continue
        if not re.fullmatch(r"\s*(?:,|,?\s+and|\s&)\s*", reader.cased[noun[1] : right.quantity.start]):
            continue
        if _has_a_verb_of_its_own(reader, q, noun):
            continue
        left = reader.add_bare(right.harm, reader.tokens[right.trigger], q, "list", noun)
        if left is not None:
            base = right.sum_with or right
            base.sum_with = left.sum_with = base


def _has_a_verb_of_its_own(reader: Reader, q: Quantity, noun: tuple[int, int]) -> bool:
    """ "The town has 20,000 inhabitants and 14 people were killed": the first number hangs on another verb."""
    told = [t for t in reader.tokens if t.start >= q.start and t.end <= noun[1]]
    before = [t for t in reader.tokens if t.end <= q.start]
    governed = any(t.dep in ("dobj", "pobj", "attr", "oprd") for t in told)
    after_verb = bool(before) and before[-1].tag.startswith("VB") and before[-1].word not in speech_words().say
    return governed or after_verb


def _read_entries(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    harm = _HARMS[found.group("what").lower()]
    token = reader.token_at_offset(found.start("what"))
    told = []
    for start, end in _entries(reader.cased, found.end(), reader.sentence.end):
        if any(m.start < end and start < m.end and m.quantity is not None for m in mentions):
            continue
        names = find_names(reader.cased, start, end)
        phrase = (start, end)
        words = describe_victims(reader.cased[start:end])
        if not names and (words.is_people is not True or words.plural):
            continue
        if any(q.start < end and start < q.end for q in reader.quantities) and not names:
            continue
        one = reader.add_people(harm, token, phrase, words, "roll")
        one.low = one.best = one.high = max(1, len(names[:1]))
        one.modifier, one.unit = Modifier.EXACT, Unit.PERSON
        one.names = reader.printed(names[:1])
        told.append(one)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]


def _entries(cased: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The head words of each entry: up to its first comma, where semicolons part the entries."""
    stretch = cased[start:end].rstrip(" .\n")
    if ";" not in stretch:
        return
    for entry in _ENTRY.finditer(stretch):
        lead = _LEAD.match(entry.group())
        first = entry.start() + (lead.end() if lead else 0)
        words = stretch[first : entry.end()]
        head = words.split(",")[0]
        if head.strip():
            yield start + first, start + first + len(head.rstrip())


_ALL_DEAD = re.compile(
    r"\s*[,—–-]+\s*(?P<all>all|both)\s+(?:of\s+(?:them|whom)\s+)?(?:are\s+|were\s+)?(?:now\s+)?(?:found\s+)?(?P<what>dead|killed|murdered|wounded|injured)\b",
    re.IGNORECASE,
)


def _read_called_dead(reader: Reader, mentions: list[Mention]) -> None:
    """ "They found Ana Rell, Ben Orl and Ida Sunn — all dead": each of the list before the dash."""
    for found in _ALL_DEAD.finditer(reader.cased, reader.sentence.start, reader.sentence.end):
        end = reader.token_index(found.start())
        people = next(lists_before(reader, end), None)
        if people is None or (found.group("all").lower() == "both" and len(people.items) != 2):
            continue
        for m in [m for m in mentions if m.start >= found.start("all") and m.end <= found.end()]:
            mentions.remove(m)
        _tell_each(reader, _HARMS[found.group("what").lower()], people.items, reader.token_at_offset(found.end() - 1))


_HARMED_VICTIMS = re.compile(
    r"\bthe\s+(?P<what>dead|murdered|slain|killed|executed|wounded|injured)\s+(?:[a-z]+\s+){0,1}(?:victims|people|men|women|boys|girls|students|soldiers|officers|workers|children),\s+(?=[A-Z])",
    re.IGNORECASE,
)
_THE_DEAD_WERE = re.compile(
    r"\b(?:the|those|other)\s+(?P<what>dead|murdered|slain|killed|executed|wounded|injured)(?:\s+(?:victims|people|men|women|soldiers|officers))?\s+"
    r"(?:(?:were|are|have been)\s+identified\s+as|(?:were|are))\s*:?\s+(?=[A-Z])",
    re.IGNORECASE,
)


def _read_victims_named(reader: Reader, mentions: list[Mention]) -> None:
    """ "The injured victims, Ana Rell and Ben Orl,", "the dead were Ana Rell, 12, and Ben Orl": each name is a claim."""
    for shape in (_HARMED_VICTIMS, _THE_DEAD_WERE):
        for found in shape.finditer(reader.cased, reader.sentence.start, reader.sentence.end):
            people = read_list(reader, reader.token_index(found.end()))
            if people is None or not all(item.named for item in people.items):
                continue
            harm = _HARMS.get(found.group("what").lower(), Harm.KILLED)
            _tell_each(reader, harm, people.items, reader.token_at_offset(found.start("what")))


def _tell_each(reader: Reader, harm: Harm, items: tuple[Item, ...], token: Token) -> None:
    told = [m for item in items if (m := add_victims(reader, harm, token, item.head, "roll")) is not None]
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]


def _part_the_made_up(reader: Reader, mentions: list[Mention]) -> None:
    """ "Twelve people, nine men and three women, were killed": groups that make up the number before them are its parts."""
    for base in [m for m in mentions if m.sum_with is m]:
        rest = [m for m in mentions if m.sum_with is base and m is not base]
        numbers = [m.best for m in rest]
        if (
            len(rest) > 1
            and base.best is not None
            and None not in numbers
            and sum(n for n in numbers if n is not None) == base.best
            and all(m.harm == base.harm and m.start >= base.start and m.rule != "company" for m in rest)
            and not _joined_by_and(reader, base, rest[0])
        ):
            base.sum_with = None
            for m in rest:
                m.sum_with, m.part_of = None, base


def _joined_by_and(reader: Reader, base: Mention, first: Mention) -> bool:
    """Whether "and" or nothing like a comma stands between two groups: "two women and a boy"."""
    after = base.noun[1] if base.noun else base.end
    before = first.quantity.start if first.quantity else first.noun[0] if first.noun else first.start
    return re.search(r"\b(?:and|&)\s*$", reader.cased[after:before]) is not None
