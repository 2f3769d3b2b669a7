"""Lists of people before their word of harm, read whole: "left the mayor, his wife and two guards wounded", "A clerk and a customer dead".

Called for each parsed sentence after its own mentions are read. The parse gives a participle or an adjective to the last
noun before it; the words before that noun belong to it as well where they are one list of people that a verb of finding or
leaving, a relative "who were" or the head of a line opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.lists import LONGEST, People, is_aged, read_list
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import verb_harm
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import BODILY, Harm

_STATES = words_of(
    "dead wounded injured hurt killed shot stabbed slain murdered executed gunned beaten hacked strangled"
)
_BEFORE_STATE = words_of(
    "fatally critically seriously badly severely gravely slightly lightly mortally shot stabbed found and brutally also confirmed reported all both"
)
_CONDITION = re.compile(
    r"\bin (?:an? )?(?:(?:very|extremely) )?(?:critical|serious|grave|stable|guarded|fair)(?:,? (?:but|and) [a-z]+)? condition\b|\bwith (?:[\w-]+ ){0,2}?(?:gunshot|bullet|stab|shrapnel) wounds?\b|\bclinging to life\b|\bfighting for (?:his|her|their) li(?:fe|ves)\b|\bbattling for life\b",
    re.IGNORECASE,
)
_AGED = re.compile(r"\d\s*\)?\s*,|\bof (?:them|whom) [\w -]{2,30},")
_BESIDE_ALL = re.compile(
    r"\s*,\s*(?:believed|thought|said|aged|ages|both|all|in\s+their|each)\b[^,;.]{2,50},\s*", re.IGNORECASE
)
_COUNTED_APART = re.compile(
    r"\b(?:found|discovered)\s+(?P<who>(?:the\s+)?(?:[\w-]+\s+){1,3}?(?:people|persons|members|bodies|men|women|children|residents|employees|students))\s*(?:[-–—]+|,)\s*(?P<between>[^-–—.;]{3,60}?)\s*(?:[-–—]+|,)\s*(?:all\s+|both\s+)?(?P<state>dead)\b",
    re.IGNORECASE,
)
_OPENS_NOUN = words_of("the of for no any a some many")
_FINDS = words_of("left leaving leave leaves found finding find finds discovered discovering saw")
_BE = words_of("was were been being be is are")
_WHO = words_of("who all both")
_OWN_ENDING = ("VBD", "VBZ", "VBP", "VBN", "MD", "IN", "TO", "WRB", ".", ",", ":", "CC", "RB", "''", "-RRB-")
_LONE = words_of("a an the that his her another one")


def read_whole_lists(reader: Reader, mentions: list[Mention]) -> None:
    """Add the people of such lists that no reader has found to `mentions`, the reader's own list."""
    for t in reader.tokens:
        if t.word in _STATES:
            harm = _harm(reader, t)
            if harm is not None:
                _read_before(reader, mentions, t, harm, _start_of_state(reader, t))
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    if " dead" in words and "found" in words:
        _read_counted_apart(reader, mentions)
    if "condition" in words or "wound" in words or "life" in words or "lives" in words:
        for found in _CONDITION.finditer(reader.cased, reader.sentence.start, reader.sentence.end):
            t = reader.token_at_offset(found.start())
            _read_before(reader, mentions, t, Harm.INJURED, t.i, end=found.end())


def _read_counted_apart(reader: Reader, mentions: list[Mention]) -> None:
    """ "Found four people - three women and a child - dead of gunshot wounds": the number, whoever stands between the marks."""
    for found in _COUNTED_APART.finditer(reader.cased, reader.sentence.start, reader.sentence.end):
        q = next((q for q in reader.quantities if found.start("who") <= q.start < found.end("who")), None)
        noun = reader.people_after(q) if q is not None and not q.ordinal else None
        if q is None or noun is None or any(m.quantity is q for m in mentions):
            continue
        if not reader.is_of_force:
            continue
        dead = reader.add_bare(Harm.KILLED, reader.token_at_offset(found.start("state")), q, "state", noun)
        if dead is not None:
            dead.end = max(dead.end, found.end("state"))


def _harm(reader: Reader, t: Token) -> Harm | None:
    """The harm that a word says of those before it; None where it acts on those behind it."""
    if t.word == "dead":
        return Harm.KILLED if reader.word(t.i - 1) not in _OPENS_NOUN and not t.tag.startswith("NN") else None
    if t.tag not in ("VBN", "VBD", "JJ"):
        return None
    behind = reader.token(t.i + 1)
    told_of_who = reader.word(t.i - 1) in ("were", "are") and reader.word(t.i - 2) in _WHO
    if (
        behind is not None
        and not told_of_who
        and behind.tag not in _OWN_ENDING
        and behind.word not in ("dead", "down", "multiple", "several")
    ):
        return None
    if behind is not None and behind.tag == "CC" and reader.word(t.i + 2) not in _STATES:
        return None
    return verb_harm(reader, t)


def _start_of_state(reader: Reader, t: Token) -> int:
    i = t.i
    while i > 0 and reader.word(i - 1) in _BEFORE_STATE:
        i -= 1
    return i


def _read_before(
    reader: Reader, mentions: list[Mention], t: Token, harm: Harm, start: int, *, end: int | None = None
) -> None:
    """Tell each of the list that ends where a state starts, unless another noun has the state."""
    if reader.word(start - 1) in ("were", "are") and reader.word(start - 2) in _WHO:
        apart = reader.word(start - 3) == ","
        if not apart and (reader.word(start - 2) != "who" or reader.tokens[start - 3].tag in ("NNS", "NNPS")):
            return
        people = _list_before(reader, start - 3 if apart else start - 2, relative=True)
    elif reader.word(start - 1) in _BE or reader.word(start - 1) in ("not", "n't"):
        return
    else:
        people = _list_before(reader, start, relative=False)
    if people is None:
        return
    first, last = reader.tokens[people.items[0].first], reader.tokens[people.items[-1].last]
    own = [m for m in mentions if m.trigger == t.i or (m.harm in BODILY and m.start < last.end and first.start < m.end)]
    if any(m.noun is not None and not first.start <= m.noun[0] < t.end for m in own):
        return
    told: list[Mention] = []
    held = [
        m for m in mentions if m.rule == "people-of-harm" and m.trigger != t.i and first.start <= m.start < last.end
    ]
    for m in held:  # "14 prisoners and two guards dead": the noun says who they are
        mentions.remove(m)
        if m.quantity is not None:
            reader.used.discard(reader.quantities.index(m.quantity))
    for item in people.items:
        span = (reader.tokens[item.first].start, reader.tokens[item.last].end)
        known = next((m for m in own if _covers(m, span)), None)
        counted = any(i in reader.quantity_at for i in range(item.first, item.head + 1))
        if known is not None and known.quantity is None and counted and known.trigger == t.i:
            mentions.remove(known)  # "four members of a family dead", where the family was told alone
            own.remove(known)
            known = None
        one = known or add_victims(reader, harm, t, item.head, "state")
        if one is None:
            continue
        one.end = max(one.end, end or 0)
        told.append(one)
    wrong = [
        m for m in own if m not in told and m.quantity is None and m.trigger == t.i and m.modifier.value == "vague"
    ]
    mentions[:] = [m for m in mentions if m not in wrong]
    if len(told) > 1 and len({m.harm for m in told}) == 1 and all(m.part_of is None for m in told):
        for m in told:
            m.sum_with = told[0]


def _covers(m: Mention, span: tuple[int, int]) -> bool:
    """Whether a mention's number or people lie within a stretch."""
    if m.quantity is not None:
        return span[0] <= m.quantity.start < span[1]
    return m.noun is not None and span[0] <= m.noun[0] < span[1]


def _list_before(reader: Reader, end: int, *, relative: bool) -> People | None:
    """The longest list of people that ends right before a token and opens a line or stands behind a verb of finding."""
    for start in _openings(reader, end, relative=relative):
        found = read_list(reader, start, alone=not relative, until=end)
        if found is None:
            continue
        at = found.end
        behind = reader.cased[reader.tokens[found.items[-1].last].end : reader.tokens[end].start]
        if reader.word(at) == "," and at + 1 == end and _AGED.search(behind):
            at += 1  # "Ana Rell, 34, dead"
        elif _BESIDE_ALL.fullmatch(behind):
            at = end  # "two men, thought to be brothers, all stabbed"
        if at == end and (len(found.items) > 1 or _is_of_one(reader, found)):
            return found
    return None


def _is_of_one(reader: Reader, found: People) -> bool:
    """Whether a lone item is a name, a number of people or one person told by an article."""
    item = found.items[0]
    numbered = any(i in reader.quantity_at for i in range(item.first, item.last + 1))
    return item.named or numbered or is_aged(reader.tokens[item.head]) or reader.word(item.first) in _LONE


def _openings(reader: Reader, end: int, *, relative: bool) -> Iterator[int]:
    """Tokens that a list before `end` may start at, the first of the sentence first."""
    yield 0
    for i in range(max(0, end - LONGEST), end - 1):
        if reader.word(i) in _FINDS or (relative and reader.tokens[i].tag[:2] in ("VB", "IN")):
            yield i + 1
