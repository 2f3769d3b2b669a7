"""Harm said of others by pointing back to a verb: "Two soldiers were wounded, as was a farmer", "and so did her brother".

Called for each parsed sentence after its own mentions are read. The verb that points back must be of the form of the one
before it: "was" for a passive or a state, "did" for "died".
"""

from __future__ import annotations

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader

_POINTS = frozenset(("as", "so"))
_OF_STATE = frozenset(("was", "were", "is", "are"))
_OF_DEED = frozenset(("did",))
_STATED = frozenset("subject state shared-subject held list care wound suffered found".split())
_NO_VICTIM = frozenset("case custom duty rule plan practice".split())


def read_likewise(reader: Reader, mentions: list[Mention]) -> None:
    """Add to `mentions`, the reader's own list, those of whom "as was", "so did" says what was said of the ones before."""
    for t in reader.tokens:
        if t.word not in _POINTS or not mentions or reader.word(t.i - 1) not in (",", "and"):
            continue
        verb = reader.token(t.i + 1)
        if verb is None or verb.word not in _OF_STATE | _OF_DEED:
            continue
        before = [m for m in mentions if m.trigger < t.i and m.rule in _STATED and m.part_of is None and m.best != 0]
        heads = [c for c in verb.children if c > verb.i and reader.tokens[c].dep in ("nsubj", "attr", "nsubjpass")]
        if not before or not heads:
            continue
        model = max(before, key=lambda m: m.trigger)
        died = reader.tokens[model.trigger].word in reader.lexicon.intransitive
        if died != (verb.word in _OF_DEED):
            continue
        for head in reader.conjuncts(heads[0]):
            _add(reader, model, head)


def _add(reader: Reader, model: Mention, head: int) -> None:
    t, group = reader.tokens[head], reader.group(head)
    named = t.name and not t.demonym and reader.looks_like_person(t)
    if t.word in _NO_VICTIM or not (named or group.words.is_people is True):
        return
    if any(m.noun is not None and m.noun[0] <= t.start < m.noun[1] for m in reader.mentions):
        return
    told = add_victims(reader, model.harm, t, head, "likewise")
    if told is not None:
        told.perpetrator = model.perpetrator
