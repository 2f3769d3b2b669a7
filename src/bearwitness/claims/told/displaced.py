"""People driven from where they live: "driven from the village", "forced to leave their homes", "took refuge in a church".

Called for each parsed sentence after its own mentions are read; "fled" and "displaced" are read there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, victims_of
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Modifier, Status, Unit

_WHERE = r"(?:homes?|houses?|villages?|towns?|land|lands|farms?|neighbou?rhoods?|city|island|region|province|country|camps?|settlements?|district|area|valley|sitio|hamlets?|community|communities)"
_FROM = re.compile(
    rf"\s+(?:[\w'’-]+\s+){{0,2}}?(?:from|out of|off)\s+(?:the|their|his|her|its|an?|\w+)\s+(?:[\w'’-]+\s+){{0,3}}?{_WHERE}\b|\s+(?:from|out of)\s+(?:their\s+)?{_WHERE}\b",
    re.IGNORECASE,
)
_LEAVE = re.compile(rf"\s+to\s+(?:leave|abandon|evacuate|quit)\s+(?:[\w'’-]+\s+){{0,3}}?{_WHERE}\b", re.IGNORECASE)
_ABANDONED = re.compile(rf"\s+(?:their|his|her)\s+(?:[\w'’-]+\s+){{0,2}}?{_WHERE}\b", re.IGNORECASE)
_OUT = re.compile(r"\s+out\b\s*(?:[.,;]|$|(?:by|after|when|since|during|in|on|last)\b)", re.IGNORECASE)
_DRIVE = words_of("driven drove drive driving forced forcing chased chasing hounded expelled ejected")
_BURN = words_of("burned burnt bombed shelled shot smoked turned")
_OUT_OF_HOME = re.compile(rf"\s+out\s+of\s+(?:their|his|her)\s+{_WHERE}\b", re.IGNORECASE)
_DWELLERS = words_of("inhabitants residents villagers families households people civilians population")
_REFUGE = words_of("refuge shelter")
_SEEK = words_of("take takes took taken taking seek seeks sought seeking found find finding")
_LIVE = words_of("live lives living lived shelter shelters sheltering house houses housing housed host hosts hosting stay staying camp camping sleep sleeping been")  # fmt: skip
_CLOSED_TO = re.compile(
    r"\b(?:gas leak|for (?:several|some|a few|two|three) hours|as a precaution|bomb (?:threat|scare)|hoax)\b",
    re.IGNORECASE,
)


def read_displaced(reader: Reader, mentions: list[Mention]) -> None:
    """Add the people driven out to `mentions`, the reader's own list."""
    sentence = reader.sentence
    words = reader.cased[sentence.start : sentence.end]
    mentions[:] = [m for m in mentions if not _only_ran_away(m, words)]
    if "fled" in words or "flee" in words:
        _read_flight(reader, mentions)
    for t in reader.tokens:
        if t.tag.startswith("VB"):
            _read_verb(reader, t)
        elif t.word in _REFUGE and t.dep in ("dobj", "pobj"):
            _read_refuge(reader, t)
        elif t.word == "refugees":
            _read_refugees(reader, t)


_HOMES = re.compile(
    r"\b(?:homes?|houses?|villages?|towns?|refuge|refugees?|shelters?|camps?|shelling|bombing|bombardment|offensive|war|clashes|fighting|displaced|families|residents|villagers|civilians)\b",
    re.IGNORECASE,
)


def _only_ran_away(m: Mention, words: str) -> bool:
    """ "Two of them managed to flee the area": a bare number that runs from a place tells of nobody driven from home."""
    if m.harm != Harm.DISPLACED or m.quantity is None or m.words.head not in (None, "them", "whom"):
        return False
    return m.sentence.tokens[m.trigger].word.startswith(("fle", "fled")) and not _HOMES.search(words)


_INHABITANTS = re.compile(
    r"\b(?P<who>(?:most|many|some|nearly all|almost all|all|half|the rest)\s+of\s+(?:the\s+|its\s+)?(?:[^.;,]|,(?=\d)){0,45}?(?:residents|inhabitants|villagers|people|population|townspeople))\s+(?:have\s+|had\s+|has\s+)?(?:fled|flee)\b",
    re.IGNORECASE,
)
_FLED = re.compile(
    r"\b(?P<who>he|she|we|i|they)\s+(?:had\s+|have\s+|has\s+)?(?P<verb>fled)\b(?P<rest>[^.;]{0,90})", re.IGNORECASE
)
_OWN_HOME = re.compile(rf"\s+(?:from\s+)?(?:his|her|their|our|my)\s+(?:[\w'’-]+\s+){{0,2}}?{_WHERE}\b", re.IGNORECASE)
_WITH_OTHERS = re.compile(r"\bwith\s+(?=(?:some\s+|about\s+|nearly\s+)?[\w ,-]{2,25}?\s+others?\b)", re.IGNORECASE)
_GETAWAY = re.compile(
    r"\b(?:fled|flee|fleeing)\b[^.;]{0,40}?\b(?:scene|in an? (?:[\w-]+ ){0,2}?(?:car|vehicle|van|truck|suv|sedan|pickup)|on (?:a |an )?motor\w+|with the (?:cash|money|loot|bag|weapon))\b",
    re.IGNORECASE,
)
_ROBBERS = words_of(
    "robbers thieves burglars muggers carjackers hijackers smugglers poachers raiders killers shooters culprits gunmen assailants attackers bandits suspects assassins officers policemen"
)


def _read_flight(reader: Reader, mentions: list[Mention]) -> None:
    """ "Most of the town's 9,000 inhabitants fled", "she fled her village", "we fled", "he fled with some 200 others"."""
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    mentions[:] = [
        m
        for m in mentions
        if m.harm != Harm.DISPLACED
        or not (m.words.head in _ROBBERS or (_GETAWAY.search(words) and not _HOMES.search(words)))
    ]
    if not reader.report.tells_of_force or _by_nature(reader):
        return
    found = _INHABITANTS.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is not None:
        mentions[:] = [m for m in mentions if m.harm != Harm.DISPLACED or m.start >= found.end()]
        people = replace(reader.describe(found.span("who")), plural=True, implied_count=None, is_people=True)
        reader.add_people(Harm.DISPLACED, reader.token_at_offset(found.end() - 1), found.span("who"), people, "driven")
    fled = _FLED.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if fled is not None:
        _read_one_fled(reader, mentions, fled)


def _read_one_fled(reader: Reader, mentions: list[Mention], fled: re.Match[str]) -> None:
    """A pronoun that fled: the attacker flees too, so it must be from home, or with others, or told by those who fled."""
    who, rest = fled.group("who").lower(), fled.group("rest")
    home = _OWN_HOME.match(rest) is not None
    others = _WITH_OTHERS.search(rest)
    if any(m.harm == Harm.DISPLACED for m in mentions) or _GETAWAY.search(fled.group()):
        return
    if not (home or others is not None or who in ("we", "i")):
        return
    verb = reader.token_at_offset(fled.start("verb"))
    many = who in ("we", "they")
    words = reader.describe(fled.span("who"))
    one = reader.add_people(Harm.DISPLACED, verb, fled.span("who"), words, "driven")
    one.low = 2 if many else 1
    one.best = one.high = None if many else 1
    one.modifier, one.pronoun = (Modifier.VAGUE if many else Modifier.EXACT), True
    at = fled.start("rest") + others.end() if others is not None else -1
    q = next((q for q in reader.quantities if 0 <= q.start - at <= 1 and at >= 0 and not q.ordinal), None)
    if q is not None:
        reader.add_bare(Harm.DISPLACED, verb, q, "driven")


def _read_verb(reader: Reader, t: Token) -> None:
    behind = reader.cased[t.end : reader.sentence.end]
    if t.word in _DRIVE:
        heads, agent, _ = victims_of(reader, t)
        last = max([t.i, *(reader.group(c).last for h in heads for c in reader.conjuncts(h))])
        after = reader.cased[reader.tokens[last].end : reader.sentence.end]
        if (
            _OUT.match(behind)
            or _FROM.match(behind)
            or _FROM.match(after)
            or _LEAVE.match(behind)
            or _LEAVE.match(after)
        ):
            _add(reader, t, heads)
            for m in reader.mentions:
                if m.trigger == t.i and m.rule == "driven":
                    m.perpetrator = agent
        elif t.word in ("chased", "chasing", "drove", "driving") and re.match(r"\s+away\b", behind):
            _add(reader, t, [h for h in heads if reader.group(h).words.head in _DWELLERS])
        elif re.match(r"\s+out\s+(?!of\b)", behind) and t.word in ("drove", "driving", "forced"):
            _add(reader, t, [h for h in heads if reader.group(h).quantity is not None])
    elif t.word in _BURN and _OUT_OF_HOME.match(behind):
        heads = victims_of(reader, t)[0]
        reader.mentions[:] = [m for m in reader.mentions if m.trigger != t.i]
        reader.heads.difference_update({(h, Harm.INJURED) for h in heads})
        for h in heads:
            group = reader.group(h)
            if group.quantity is not None:
                reader.used.discard(reader.quantities.index(group.quantity))
        _add(reader, t, heads)
    elif t.word in ("abandoned", "abandoning") and not is_passive(reader, t) and _ABANDONED.match(behind):
        _add(reader, t, _subjects(reader, t))


def _by_nature(reader: Reader) -> bool:
    """Whether the report tells of a flood or the like, and the sentence of no force."""
    return reader.report.opens_with_other_cause and not reader.names_force


def _read_refuge(reader: Reader, t: Token) -> None:
    verb = reader.tokens[t.head]
    if verb.word not in _SEEK or not verb.tag.startswith("VB"):
        return
    force = reader.lexicon.force
    if not force.search(reader.text, max(0, reader.sentence.start - 600), reader.sentence.end):
        return
    _add(reader, verb, _subjects(reader, verb))


def _read_refugees(reader: Reader, t: Token) -> None:
    """ "The school houses 300 refugees", "100 refugees, who have been there since the battle"."""
    group = reader.group(t.i)
    if group.quantity is None or any(m.quantity is group.quantity for m in reader.mentions):
        return
    up = reader.tokens[t.head]
    clauses = [reader.tokens[c] for c in t.children if reader.tokens[c].dep == "relcl"]
    if (up.tag.startswith("VB") and up.word in _LIVE) or any(c.word in _LIVE for c in clauses):
        add_victims(reader, Harm.DISPLACED, t, t.i, "people-of-harm")


def _subjects(reader: Reader, verb: Token) -> list[int]:
    for _ in range(3):
        heads = [c for c in verb.children if reader.tokens[c].dep in ("nsubj", "nsubjpass")]
        if heads:
            if reader.tokens[heads[0]].word in ("who", "that"):
                return [verb.head] if verb.dep == "relcl" else []
            return heads
        if verb.dep == "relcl":
            return [verb.head]
        if verb.dep not in ("conj", "xcomp", "advcl") or verb.head == verb.i:
            return []
        verb = reader.tokens[verb.head]
    return []


def _add(reader: Reader, t: Token, heads: list[int]) -> None:
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    if not heads or _CLOSED_TO.search(words) or _by_nature(reader):
        return
    for head in heads:
        for h in reader.conjuncts(head):
            group = reader.group(h)
            counted = group.quantity is not None and (group.words.is_people or group.words.unit == Unit.FAMILY)
            plural = group.words.is_people is True and group.words.plural
            if (
                (counted or plural)
                and group.words.status != Status.COMBATANT
                and group.words.role not in ("attacker", "suspect")
            ):
                add_victims(reader, Harm.DISPLACED, t, h, "driven")
