"""People seized, told without "was": "six people taken", "two guards held hostage for hours", "is holding three nurses captured in May".

Called for each parsed sentence after `taken`. The doer decides: the state detains, anybody else abducts.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.outcome_words import PERSON_ENDING
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import doer_of
from bearwitness.records import Harm, Quantity, Status

_HOSTAGE = re.compile(
    r"\s+(?P<who>(?:[^\W\d_][\w'’-]*\s+){0,4}?)(?:(?:are|were|was|being|still|reportedly)\s+)*(?:held|taken|kept|took|seized)\s+(?:as\s+)?(?P<what>hostages?|captives?)\b(?!\s+(?:the|an?|two|three|\d))",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\s+(?P<who>(?:[^\W\d_][\w'’-]*\s+){0,3}?)(?P<what>taken|seized|snatched|marched\s+off|carried\s+off)(?=\s*(?:$|[,.;:\n–—]|-\s|and\b|in\b|from\b|as\b|by\s+(?:gunmen|bandits|rebels|militants|armed|kidnappers)))",
    re.IGNORECASE,
)
_MADE_OFF = re.compile(r"\b(?:made|making|make|ran|fled)\s+off\s+with\s+(?=\S)", re.IGNORECASE)
_STATE = re.compile(
    r"\b(?:police\w*|army|soldiers?|troops|gendarmes?|guards?|officers?|agents?|security\s+forces|authorities|government|military|navy|state)\b",
    re.IGNORECASE,
)


def read_seized(reader: Reader, mentions: list[Mention]) -> None:
    """Add those seized to `mentions`, the reader's own list; whoever a band holds that is no state is abducted, not detained."""
    start, end = reader.sentence.start, reader.sentence.end
    low = reader.cased[start:end].lower()
    if "hostage" in low or "captive" in low:
        for q in list(reader.quantities):
            _read_number(reader, mentions, q, _HOSTAGE.match(reader.cased, q.end, end))
    if ("taken" in low or "seized" in low or "snatched" in low or " off" in low) and reader.report.tells_of_force:
        for q in list(reader.quantities):
            _read_number(reader, mentions, q, _TAKEN.match(reader.cased, q.end, end))
    if " off with " in low:
        for found in _MADE_OFF.finditer(reader.cased, start, end):
            _read_made_off(reader, mentions, found)
    if "holding" in low or "hold" in low:
        _settle_held(reader, mentions)


def _read_number(reader: Reader, mentions: list[Mention], q: Quantity, found: re.Match[str] | None) -> None:
    if found is None or q.ordinal or q.high == 0 or any(m.quantity is q for m in mentions):
        return
    words = found.group("who")
    noun = (found.start("who"), found.start("who") + len(words.rstrip())) if words.strip() else None
    if noun is not None and not _of_people(reader, noun):
        return
    if noun is None and not found.group("what").lower().startswith(("hostage", "captive")):
        return  # "three taken": things, or pills
    trigger = reader.token_at_offset(found.start("what"))
    for m in [m for m in mentions if m.trigger == trigger.i and m.quantity is None]:
        mentions.remove(m)  # "five villagers taken - police": the parse has the source for those taken
    told = reader.add_bare(Harm.ABDUCTED, trigger, q, "taken", noun)
    if told is not None:
        told.end = max(told.end, found.end())


def _of_people(reader: Reader, noun: tuple[int, int]) -> bool:
    inside = [t for t in reader.tokens if noun[0] <= t.start and t.end <= noun[1]]
    if any(t.tag in ("VBD", "VBZ", "VBP", "IN", "CC", "MD") for t in inside):
        return False
    people = reader.describe(noun).is_people
    last = reader.cased[slice(*noun)].split()[-1].lower()
    return people if people is not None else last.endswith("s") and PERSON_ENDING.search(last) is not None


def _read_made_off(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    """ "Bandits made off with three schoolgirls"; cattle and jewels are no people."""
    verb = reader.token_at_offset(found.start())
    with_ = reader.token_at_offset(found.end() - 2)
    agent = doer_of(reader, verb)
    told: list[Mention] = []
    for head in [c for c in with_.children if reader.tokens[c].dep == "pobj"]:
        for one in reader.conjuncts(head):
            if reader.group(one).words.is_people is not True:
                continue
            m = add_victims(reader, Harm.ABDUCTED, verb, one, "taken")
            if m is not None:
                m.perpetrator = agent
                told.append(m)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]


def _settle_held(reader: Reader, mentions: list[Mention]) -> None:
    """ "Fighters are holding three rangers seized in May": whoever holds them says that they are no prisoners of the state."""
    for t in reader.tokens:
        if t.word not in ("holding", "hold", "holds") or not t.tag.startswith("VB"):
            continue
        holder = _holder(reader, t)
        if holder is None or _STATE.search(holder):
            continue
        for m in mentions:
            below = reader.tokens[m.trigger]
            if (
                m.harm == Harm.DETAINED
                and m.words.status is not Status.COMBATANT
                and m.words.role != "detainee"  # "the Front holds 40 prisoners": their noun says what they are
                and below.i > t.i
                and _hangs(reader, below, t)
            ):
                m.harm = Harm.ABDUCTED


def _holder(reader: Reader, t: Token) -> str | None:
    """The subject of holding, or of the verbs that it is joined to."""
    for _ in range(4):
        for c in t.children:
            if reader.tokens[c].dep == "nsubj":
                group = reader.group(c)
                return reader.cased[reader.tokens[group.first].start : reader.tokens[group.last].end]
        if t.dep != "conj" or t.head == t.i:
            return None
        t = reader.tokens[t.head]
    return None


def _hangs(reader: Reader, below: Token, t: Token) -> bool:
    for _ in range(4):
        if below.i == t.i:
            return True
        if below.head == below.i:
            return False
        below = reader.tokens[below.head]
    return below.i == t.i
