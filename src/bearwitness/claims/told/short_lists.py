"""Short lists behind a word of harm that no "and" closes: "kills wife, son", "killed his daughter, his son, and then himself", "kills brother, self",
"charged in the deaths of woman, daughter".

Called for each parsed sentence after its own mentions are read. The parse takes the second of two nouns side by side for a
name or description of the first. Two nouns without an article, or two with "his" or "her", are two people.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.records import BODILY, Modifier, Sex, Unit

_NEXT = re.compile(
    r"(?:,\s*\d{1,3})?\s*,\s+(?:and\s+)?(?P<who>(?P<own>(?:his|her|their)\s+)?(?:[\w’'-]+\s+){0,2}?[\w’'-]+)"
    r"(?=\s*(?:$|[,.;:]|and\b|in\b|at\b|on\b|before\b|after\b|then\b|&|near\b|outside\b|during\b))"
)
_SELF = re.compile(r"(?:,\s*\d{1,3})?\s*(?:,\s*(?:and\s+|then\s+)?|\band\s+|&\s*)(?:then\s+)?self\b")
_GOES_ON = re.compile(r",?\s*(?:and|then|&)\b|,\s*(?:his|her|their)\b")
_ARTICLES = frozenset(("a", "an", "the", "this", "that", "one", "another", "no", "any", "every"))
_OWN = frozenset(("his", "her", "their"))


def read_short_lists(reader: Reader, mentions: list[Mention]) -> None:
    """Add the people of such lists behind the one that the verb was given to `mentions`, the reader's own list."""
    for m in [m for m in mentions if m.rule == "object" and m.harm in BODILY and m.noun is not None]:
        if m.quantity is None and (m.low == m.best == 1) and not m.names and not m.pronoun:
            _read_behind(reader, mentions, m)
        if ", self" in reader.text or " self" in reader.cased[m.end : m.end + 24]:
            _read_self(reader, mentions, m)
    for m in [m for m in mentions if m.rule == "noun-of" and m.harm in BODILY and m.noun is not None]:
        if m.quantity is None and (m.low == m.best == 1) and not m.names and not m.pronoun and m.words.head is not None:
            _read_behind(reader, mentions, m)


def _read_behind(reader: Reader, mentions: list[Mention], first: Mention) -> None:
    """Each noun behind the first of a list that stands as the first does: without an article, or with "his"."""
    base = first
    while base.noun is not None:
        opening = reader.cased[slice(*base.noun)].split()[0].lower()
        found = _NEXT.match(reader.cased, base.noun[1], reader.sentence.end)
        if found is None or opening in _ARTICLES:
            return
        span, words = found.span("who"), reader.describe(found.span("who"))
        if found.group("own") is not None and not _GOES_ON.match(reader.cased, found.end(), reader.sentence.end):
            return  # "his brother, his best friend,"
        if _is_clause(reader, span):
            return
        if (found.group("own") is not None) != (opening in _OWN) or words.is_people is not True or words.plural:
            return
        if words.head is None or words.head == base.words.head or found.group("who").split()[0].lower() in _ARTICLES:
            return
        if any(m.noun is not None and m.noun[0] < span[1] and span[0] < m.noun[1] for m in mentions):
            return
        if first.rule == "noun-of" and not (reader.tokens[first.trigger].tag == "NNS" or _are_two(base, words)):
            return  # "the death of coach, mentor"
        one = reader.add_people(first.harm, reader.tokens[first.trigger], span, words, first.rule)
        one.low = one.best = one.high = 1
        one.modifier, one.unit = Modifier.EXACT, Unit.PERSON
        one.perpetrator = first.perpetrator
        first.sum_with = one.sum_with = first.sum_with or first
        base = one


_ELDERS = frozenset("man woman mother father parent wife husband grandmother grandfather aunt uncle mom dad".split())
_YOUNG = frozenset(
    "son daughter boy girl child baby infant toddler niece nephew grandson granddaughter grandchild stepson".split()
)


def _are_two(first: Mention, words: VictimWords) -> bool:
    """Whether two nouns side by side can't be one person: of two sexes, or a parent and a child."""
    sexes = {first.words.sex, words.sex}
    heads = {first.words.head, words.head}
    return sexes == {Sex.MALE, Sex.FEMALE} or (bool(heads & _ELDERS) and bool(heads & _YOUNG))


def _is_clause(reader: Reader, span: tuple[int, int]) -> bool:
    """Whether a stretch holds a verb or a preposition: "officer says", "mother of two"."""
    inside = [t for t in reader.tokens if span[0] <= t.start < span[1]]
    return any(t.tag in ("VBZ", "VBD", "VBP", "IN", "MD", "CD") or t.word in ("say", "says", "said") for t in inside)


def _read_self(reader: Reader, mentions: list[Mention], m: Mention) -> None:
    """ "Kills brother, self": whoever kills is dead too."""
    found = _SELF.match(reader.cased, max(m.end, m.noun[1] if m.noun else 0), reader.sentence.end)
    if found is None or any(o.rule == "reflexive" for o in mentions):
        return
    doers = reader.children(m.trigger, ("nsubj",))
    group = reader.group(doers[0]) if doers else None
    if group is None or group.quantity is not None:
        return
    span = (reader.tokens[group.first].start, reader.tokens[group.last].end)
    himself = reader.add_people(m.harm, reader.tokens[m.trigger], span, reader.describe(span), "reflexive")
    himself.low = himself.best = himself.high = 1
    himself.modifier, himself.unit, himself.end = Modifier.EXACT, Unit.PERSON, found.end()
    m.sum_with = himself.sum_with = m.sum_with or m
