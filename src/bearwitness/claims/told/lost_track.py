"""People of whom all trace is lost, told by their fate: "the fate of nine is unknown", "whose whereabouts remain unclear", "never turned up".

Called for each parsed sentence after `unseen`. The report must tell of force; those whom police look for are no missing people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.records import Harm

_STATE = (
    r"(?:\s+(?:in\s+[\w-]+|there|here))?\s+(?:is|are|was|were|remain(?:s|ed)?|has\s+remained|have\s+remained)\s+(?:(?:still|yet|as\s+yet|largely|officially|to\s+this\s+day)\s+)?"
    r"(?:unknown|unclear|uncertain|undetermined|unresolved|not\s+known|a\s+mystery)\b"
)
_FATE_OF = re.compile(
    rf"\b(?:fates?|whereabouts)(?:\s+and\s+(?:fates?|whereabouts))?\s+of\s+(?P<who>[^.;:]{{2,90}}?){_STATE}",
    re.IGNORECASE,
)
_OF_UNKNOWN_FATE = re.compile(
    r"\b(?:still\s+)?of\s+(?:unknown|unclear|uncertain)\s+(?:fates?|whereabouts)\b|\bwith\s+(?:their\s+)?(?:fates?|whereabouts)\s+(?:still\s+)?unknown\b",
    re.IGNORECASE,
)
_WHOSE_FATE = re.compile(
    rf"\bwhose\s+(?:fates?|whereabouts)(?:\s+and\s+(?:fates?|whereabouts))?{_STATE}", re.IGNORECASE
)
_NEVER_SEEN = re.compile(
    r"\b(?:never|not)\s+(?:been\s+)?(?P<verb>turned\s+up|reappeared|resurfaced|(?:seen|heard\s+(?:of|from))(?:\s+(?:alive\s+)?again)?|came\s+(?:back|home)|come\s+(?:back|home)|returned(?:\s+home)?)\b(?!\s+(?:to\s+(?:work|school|office|power|training|the\s+(?:team|pitch|stage|ring))|from))",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\s+(?P<who>(?:[\w'’-]+\s+){0,4}?[\w'’-]+),?\s+(?:whom|who|that)\s+(?:[\w'’-]+\s+){1,5}?(?:lists?|listed|regards?|regarded|considers?|considered|counts?|counted|reports?|reported|registers?|registered|records?|recorded|describes?|described)\s+as\s+(?:still\s+)?(?:missing|disappeared|unaccounted)\b",
    re.IGNORECASE,
)
_HUNTED = re.compile(
    r"\b(?:suspects?|gunm[ae]n|killers?|shooters?|attackers?|assailants?|fugitives?|at large|wanted|manhunt|warrants?|murderers?|robbers?|bombers?|accused|pets?|cats?|dogs?|puppy|cattle)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:abduct\w*|kidnap\w*|seized|captiv\w+|captors?|hostages?|held|detain\w*|arrest\w*|custody|disappear\w*|missing|taken|dragged|led\s+away|checkpoint|soldiers|gunmen|militia\w*|rebels|raid\w*|attack\w*|massacre\w*|fled)\b",
    re.IGNORECASE,
)
NEAR_CHARACTERS = 500  # how far before and behind the report must tell of people taken or attacked
_OTHERS = frozenset("others other rest remainder".split())
_SPOKEN_FOR = (Harm.KILLED, Harm.INJURED, Harm.MISSING)


def read_lost_track(reader: Reader, mentions: list[Mention]) -> None:
    """Add those of whom nothing is known any more to `mentions`, the reader's own list."""
    start, end = reader.sentence.start, reader.sentence.end
    low = reader.cased[start:end].lower()
    fate = "fate" in low or "whereabouts" in low
    lost = "never" in low or " not " in low
    if not (fate or lost or " as " in low) or not reader.report.tells_of_force:
        return
    if fate:
        _read_fates(reader, mentions)
    if lost and _TAKEN.search(reader.text[max(0, start - NEAR_CHARACTERS) : end + NEAR_CHARACTERS]):
        for found in _NEVER_SEEN.finditer(reader.cased, start, end):
            verb = reader.token_at_offset(found.start("verb"))
            _add_all(reader, mentions, reader.token_at_offset(found.start()), _subjects(reader, verb), found)
    if " as " in low:
        _read_listed(reader, mentions)


def _read_fates(reader: Reader, mentions: list[Mention]) -> None:
    start, end = reader.sentence.start, reader.sentence.end
    for found in _FATE_OF.finditer(reader.cased, start, end):
        of = reader.token_at_offset(found.start("who") - 2)
        _add_all(reader, mentions, of, reader.children(of.i, ("pobj",)), found)
    for found in _WHOSE_FATE.finditer(reader.cased, start, end):
        whose = reader.token_at_offset(found.start())
        verb = reader.governing_verb(whose)
        if verb is not None and verb.dep == "relcl":
            _add_all(reader, mentions, whose, [verb.head], found)
    for found in _OF_UNKNOWN_FATE.finditer(reader.cased, start, end):
        t = reader.token_at_offset(found.start())
        t = reader.tokens[t.i + 1] if t.word == "still" else t
        up = reader.tokens[t.head]
        heads = [up.i] if up.tag.startswith("NN") else _subjects(reader, up)
        before = [q for q in reader.quantities if q.end <= found.start() and not q.ordinal]
        if not heads and before and not reader.cased[before[-1].end : found.start()].count(","):
            reader.add_bare(Harm.MISSING, t, before[-1], "unseen", reader.people_after(before[-1]))
        _add_all(reader, mentions, t, heads, found)


def _subjects(reader: Reader, verb: Token) -> list[int]:
    """Subjects of a verb or of the verbs that it is joined to; a relative clause has its noun."""
    for _ in range(4):
        found = reader.children(verb.i, ("nsubjpass", "nsubj"))
        if found:
            who = reader.tokens[found[-1]].word in ("who", "that", "whom")
            return [verb.head] if who and verb.dep == "relcl" else found[-1:]
        if verb.dep in ("relcl", "acl"):
            return [verb.head]
        if verb.dep not in ("conj", "acomp", "xcomp", "ccomp", "advcl", "prep") or verb.head == verb.i:
            return []
        verb = reader.tokens[verb.head]
    return []


def _add_all(reader: Reader, mentions: list[Mention], t: Token, heads: Sequence[int], found: re.Match[str]) -> None:
    told: list[Mention] = []
    for head in heads:
        for one in reader.conjuncts(head):
            m = _add_one(reader, mentions, t, one)
            if m is not None:
                m.end = max(m.end, found.end())
                told.append(m)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]


def _add_one(reader: Reader, mentions: Sequence[Mention], t: Token, head: int) -> Mention | None:
    """Those at a head, unless the sentence tells of them as dead or hurt, or they are no people."""
    token, group = reader.tokens[head], reader.group(head)
    start, end = reader.tokens[group.first].start, reader.tokens[group.last].end
    for m in mentions:
        same = m.quantity is not None and m.quantity is group.quantity
        same = same or (m.noun is not None and m.noun[0] < end and start < m.noun[1])
        if same and m.harm in _SPOKEN_FOR:
            return None
    if token.word in _OTHERS and group.quantity is None:
        return reader.add_people(Harm.MISSING, t, (start, end), VictimWords(is_people=True, plural=True), "unseen")
    if _HUNTED.search(reader.cased, start, end):
        return None
    known = group.words.is_people is True or token.word in ("he", "she")
    bare = group.quantity is not None and reader.holds(group.quantity, head) and group.words.is_people is not False
    if not known and not bare:
        return None
    told = add_victims(reader, Harm.MISSING, t, head, "unseen")
    if told is None and group.quantity is not None and group.quantity.high != 0:
        return reader.add_bare(Harm.MISSING, t, group.quantity, "unseen", group.noun)
    return told


def _read_listed(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "Some 400 men whom the council lists as missing"."""
    for q in reader.quantities:
        found = _LISTED.match(reader.cased, q.end, reader.sentence.end)
        if found is None or q.ordinal or any(m.quantity is q and m.harm is Harm.MISSING for m in mentions):
            continue
        if reader.describe(found.span("who")).is_people is True:
            listed = reader.add_bare(
                Harm.MISSING, reader.token_at_offset(found.end() - 1), q, "relcl", found.span("who")
            )
            if listed is not None:
                listed.end = max(listed.end, found.end())
