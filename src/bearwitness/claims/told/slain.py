"""Deaths told by what was done to the body: "they cut his throat", "burned two men alive".

Called for each parsed sentence after its own mentions are read.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention, are_told
from bearwitness.claims.sentence.outcome_words import LIVED
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.subjects import add_owner
from bearwitness.claims.sentence.verbs import doer_of
from bearwitness.records import Harm

_THROAT = re.compile(
    r"\b(?:cut|cuts|cutting|slit|slits|slitting|slashed|slashing|slit\s+open)\s+(?:open\s+)?(?:(?P<whose>his|her|my)|(?P<owner>(?:[\w-]+\s+){0,3}?[\w-]+)(?:['’]s?))\s+throats?\b"
    r"|\b(?:cut|cuts|cutting|slit|slits|slitting|slashed|slashing)\s+the\s+throats?\s+(?P<of>of)\s+"
    r"|\b(?:(?P<whose2>his|her)|(?P<owner2>[\w-]+)(?:['’]s?))\s+throats?\s+(?:was|were|is|are|had\s+been|has\s+been|have\s+been|being)\s+(?:cut|slit|slashed)\b",
    re.IGNORECASE,
)


def read_slain(reader: Reader, mentions: list[Mention]) -> None:
    """Add those told dead by what was done to their bodies to `mentions`, the reader's own list."""
    start, end = reader.sentence.start, reader.sentence.end
    words = reader.cased[start:end]
    low = words.lower()
    _settle_burned(reader, mentions, low)
    if "throat" in low and not LIVED.search(words):
        for found in _THROAT.finditer(reader.cased, start, end):
            _read_throat(reader, mentions, found)


def _settle_burned(reader: Reader, mentions: list[Mention], low: str) -> None:
    """ "Burned two men alive" kills; one "hung by the wrists" and beaten is tortured, and no second one hurt."""
    if " alive" in low:
        for m in mentions:
            burned = reader.word(m.trigger) in ("burned", "burnt", "burning", "buried")
            if m.harm is Harm.INJURED and burned and reader.cased[m.end : m.end + 6] == " alive":
                m.harm, m.end = Harm.KILLED, m.end + 6
    one = next((m for m in mentions if m.harm is Harm.TORTURED and m.pronoun and m.best == 1), None)
    if one is not None:
        mentions[:] = [m for m in mentions if not (m.harm is Harm.INJURED and m.rule == "blow" and m.pronoun)]


def _read_throat(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    verb = reader.token_at_offset(found.start())
    whose = next((n for n in ("whose", "whose2") if found.group(n)), None)
    before = len(reader.mentions)
    if found.group("of"):
        for head in reader.children(reader.token_at_offset(found.start("of")).i, ("pobj",)):
            for one in reader.conjuncts(head):
                add_victims(reader, Harm.KILLED, verb, one, "throat")
    elif whose is not None:
        token = reader.token_at_offset(found.start(whose))
        if token.word != "my":
            add_owner(reader, mentions, Harm.KILLED, token, found)
    else:
        name = "owner" if found.group("owner") else "owner2"
        owner = reader.token_at_offset(found.end(name) - 1)
        group = reader.group(owner.i)
        if (group.words.is_people is True or owner.name) and not are_told(
            mentions, reader.tokens[group.first].start, owner.end, Harm.KILLED
        ):
            add_victims(reader, Harm.KILLED, verb, owner.i, "throat")
    for m in reader.mentions[before:]:
        m.start, m.end = min(m.start, found.start()), max(m.end, found.end())
        if verb.tag.startswith("VB"):
            m.perpetrator = m.perpetrator or doer_of(reader, verb)
