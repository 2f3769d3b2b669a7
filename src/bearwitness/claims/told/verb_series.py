"""Verbs in a row, each with a number of its own: "killed 83 rebels, arrested 26 suspects, wounded 12 and freed nine hostages".

Called for each parsed sentence after its own mentions are read. The parse of such a row often takes a verb for a participle
of the people before it; where a number stands right behind a verb, the verb is said of that number and of no other.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.outcome_words import TIME_NOUNS
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import verb_harm
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Quantity

_CAUGHT = words_of("apprehended apprehending nabbed nabbing seized captured capturing detaining rounded")
_FREED = words_of("freed freeing rescued rescuing liberated liberating released releasing")
_TAKEN = re.compile(
    r"\s+(?:(?:were|was)\s+)?(?:taken|captured|held)\s+(?:prisoners?|captive|alive|hostage)\b", re.IGNORECASE
)
_LEADS = frozenset((",", "and", ";", "&"))
_UNITS = words_of(
    "km kilometres kilometers miles metres meters times days hours weeks months years percent per minutes yards degrees "
    "vehicles houses trucks tanks rifles weapons guns motorcycles bicycles villages towns positions posts camps bases cattle "
    "cows goats sheep"
)


def read_verb_series(reader: Reader, mentions: list[Mention]) -> None:
    """Give each number in a row of verbs to the verb before it, in `mentions`, the reader's own list."""
    if len(reader.quantities) < 2:
        return
    for q in reader.quantities:
        if q.ordinal or q.start == reader.sentence.start:
            continue
        t = _verb_before(reader, q)
        if t is not None:
            _give(reader, mentions, q, t)
        if _TAKEN.match(reader.cased, q.end, reader.sentence.end):
            taken = [m for m in mentions if m.quantity is q and m.rule == "list"]
            if taken and any(m.quantity is q and m not in taken for m in mentions):
                mentions[:] = [m for m in mentions if m not in taken]  # "8 were killed, 5 taken prisoner"


def _verb_before(reader: Reader, q: Quantity) -> Token | None:
    """A verb in the past right before a number, joined to a verb of harm with its own number before it."""
    i = reader.token_index(q.start)
    t = reader.token(i - 1)
    if t is None or t.tag not in ("VBD", "VBN", "VBG") or t.end > q.start or q.start - t.end > 2:
        return None
    lead = i - 2
    while reader.word(lead) in ("also", "then", "reportedly", "further", "and"):
        lead -= 1
    if not (reader.word(i - 2) in ("and", "also") or reader.word(lead) in _LEADS):
        return None
    behind = reader.word(reader.token_index(q.end))
    if behind in TIME_NOUNS or behind in _UNITS:
        return None
    return t


def _give(reader: Reader, mentions: list[Mention], q: Quantity, t: Token) -> None:
    before = [
        m
        for m in mentions
        if m.quantity is not None and m.quantity.end <= t.start and m.trigger < t.i and m.harm != Harm.DISPLACED
    ]
    rows = [m for m in before if m.quantity is not None and reader.tokens[m.trigger].end <= m.quantity.start]
    if not rows:
        return  # no active verb with its number before
    harm = verb_harm(reader, t)
    if harm is None:
        harm = Harm.DETAINED if t.word in _CAUGHT else Harm.ABDUCTED if t.word in _FREED else None
    noun = reader.people_after(q)
    if harm is None or (noun is None and _things_behind(reader, q)):
        return
    wrong = [
        m
        for m in mentions
        if (m.quantity is q and m.trigger < t.i and m.harm != harm)
        or (m.trigger == t.i and m.quantity is not q and m.quantity is not None and m.quantity.end <= t.start)
    ]
    mentions[:] = [m for m in mentions if m not in wrong]
    one = next((m for m in mentions if m.quantity is q and m.harm == harm), None)
    if one is None:
        if any(m.quantity is q for m in mentions):
            return
        one = reader.add_bare(harm, t, q, "verb-series", noun)
    if one is not None and (one.perpetrator is None or wrong):
        one.perpetrator = rows[-1].perpetrator


def _things_behind(reader: Reader, q: Quantity) -> bool:
    """Whether a noun behind a number names no people: "seized 12 rifles"."""
    t = reader.token(reader.token_index(q.end))
    return t is not None and t.tag.startswith(("NN", "JJ"))
