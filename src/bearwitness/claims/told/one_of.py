"""One person told of as one of a number: "her son, one of four prisoners still missing", "she was one of nine nurses kidnapped".

Called for each parsed sentence after its parts are read. It is two claims: the number, and the one, who is a part of it.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.records import Harm, Modifier, Quantity

_BEFORE = re.compile(r"\b(?P<one>one)\s+of\s+(?:the\s+|those\s+|these\s+)?$", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?P<who>(?:\s+[^\W\d_][\w'’-]*){0,4}?)\s+(?:(?P<rel>who|that)\s+(?:(?:were|was|are|is|have|had|has|been|went|remain|remained|got)\s+)*|still\s+|so\s+far\s+|reported\s+|reportedly\s+|confirmed\s+|feared\s+|being\s+)*"
    r"(?P<what>(?:shot|stabbed|beaten)\s+to\s+death|(?:shot|stabbed)\s+and\s+killed|shot\s+dead|shot(?!\s+(?:at|down)\b)|stabbed|killed|murdered|massacred|executed|assassinated|slain|beheaded|died|dead|wounded|injured|hurt|missing|unaccounted\s+for|disappeared|kidnapped|abducted|taken\s+hostage"
    r"|arrested|detained|jailed|imprisoned|tortured|raped)\b",
    re.IGNORECASE,
)
_WORDS = {
    Harm.KILLED: "shot to death|stabbed to death|beaten to death|shot and killed|stabbed and killed|shot dead|killed|murdered|massacred|executed|assassinated|slain|beheaded|died|dead",
    Harm.INJURED: "shot|stabbed|wounded|injured|hurt",
    Harm.MISSING: "missing|unaccounted for|disappeared",
    Harm.ABDUCTED: "kidnapped|abducted|taken hostage",
    Harm.DETAINED: "arrested|detained|jailed|imprisoned",
    Harm.TORTURED: "tortured",
    Harm.SEXUAL_VIOLENCE: "raped",
}
_HARMS = {word: harm for harm, words in _WORDS.items() for word in words.split("|")}


def read_one_of(reader: Reader, mentions: list[Mention]) -> None:
    """Add the number and the one to `mentions`, the reader's own list, where they are not told yet."""
    if "one of" not in reader.cased[reader.sentence.start : reader.sentence.end].lower():
        return
    for q in list(reader.quantities):
        before = _BEFORE.search(reader.cased, reader.sentence.start, q.start)
        found = _BEHIND.match(reader.cased, q.end, reader.sentence.end)
        if before is None or found is None or q.ordinal or (q.best or q.low or 0) < 2:
            continue
        if found.group("what").lower() == "died" and not found.group("rel"):
            continue  # "one of the three died": the verb is the one's
        noun = _noun(reader, found)
        if noun is not None and (reader.describe(noun).is_people is False or _is_phrase(reader, noun)):
            continue
        harm = _HARMS[" ".join(found.group("what").lower().split())]
        trigger = reader.token_at_offset(found.start("what"))
        total = _total(reader, mentions, harm, trigger, q, noun, found.end())
        one = _one(reader, mentions, harm, trigger, reader.token_at_offset(before.start("one")))
        if total is not None and one is not None and one is not total:
            one.part_of, one.sum_with = total, None


def _noun(reader: Reader, found: re.Match[str]) -> tuple[int, int] | None:
    words = found.group("who")
    first = found.start("who") + len(words) - len(words.lstrip())
    return (first, found.end("who")) if words.strip() else None


def _is_phrase(reader: Reader, noun: tuple[int, int]) -> bool:
    """Whether the words before the harm are more than a noun: "one of three lawyers for the men killed"."""
    inside = [t for t in reader.tokens if noun[0] <= t.start and t.end <= noun[1]]
    return any(t.tag in ("IN", "VBD", "VBZ", "VBP", "MD", "CC", "TO", "DT") for t in inside)


def _total(
    reader: Reader, mentions: list[Mention], harm: Harm, t: Token, q: Quantity, noun: tuple[int, int] | None, end: int
) -> Mention | None:
    told = next((m for m in mentions if m.quantity is q), None)
    if told is None or (told.harm != harm and told.rule == "people-of-harm"):
        if told is not None:
            mentions.remove(told)
        told = reader.add_bare(harm, t, q, "relcl", noun)
    if told is None or told.harm != harm:
        return None
    told.end = max(told.end, end)
    return told


def _one(reader: Reader, mentions: list[Mention], harm: Harm, t: Token, one: Token) -> Mention | None:
    """Whoever "one" stands beside: "her son, one of", "she is one of"."""
    head = _beside(reader, one)
    if head is None:
        return None
    group, token = reader.group(head), reader.tokens[head]
    span = (reader.tokens[group.first].start, reader.tokens[group.last].end)
    told = next(
        (m for m in mentions if m.harm == harm and m.noun is not None and m.noun[0] < span[1] and span[0] < m.noun[1]),
        None,
    )
    if told is not None:
        return told if told.low == told.best == 1 else None
    named = token.name and not token.demonym and reader.looks_like_person(token)
    if not (named or token.word in ("he", "she") or (group.words.is_people is True and group.quantity is None)):
        return None
    added = add_victims(reader, harm, t, head, "subject")
    if added is not None:
        added.low = added.best = added.high = 1
        added.modifier = Modifier.EXACT
    return added


def _beside(reader: Reader, one: Token) -> int | None:
    if reader.word(one.i - 1) == ",":
        head = reader.tokens[one.i - 2]
        if one.dep == "appos" and one.head < one.i:
            return one.head
        while head.dep in ("compound", "nummod", "amod") and head.i < head.head < one.i:
            head = reader.tokens[head.head]
        return head.i
    verb = reader.tokens[one.head]
    if one.dep == "attr" and verb.word in ("is", "was", "'s", "are", "were"):
        subjects = [c for c in verb.children if reader.tokens[c].dep == "nsubj" and c < verb.i]
        return (
            subjects[-1] if subjects and reader.tokens[subjects[-1]].word not in ("who", "that", "it", "this") else None
        )
    return None
