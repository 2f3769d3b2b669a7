"""Those whom a report calls victims of an attack: "seven shooting victims", "found several victims", "were victims of gunfire".

Called for each parsed sentence after its own mentions are read and before parts are. Victims were hit, alive or dead, unless
the rest of the report tells what became of as many.
"""

from __future__ import annotations

from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Modifier

_VICTIMS = Keyed(
    r"\s+(?:(?:other|more|new|apparent|suspected|young|teenage|male|female|adult|child)\s+)?(?P<of>(?:shooting|stabbing|gunshot|gunfire|knife|knifing|blast|bomb|bombing|grenade|mine|landmine)[- ]+)?(?P<who>victims)\b(?!\s+of\b|['’])",
    "victims",
)
_FOUND = Keyed(
    r"\b(?:found|locat(?:ed|ing)|discovered|encountered|came\s+(?:upon|across)|finding)\s+(?:at\s+least\s+|about\s+)?$",
    "found located locating discovered encountered came finding",
)
_WERE_VICTIMS = Keyed(
    r"\b(?P<be>were|became|fell|are)\s+(?:the\s+|also\s+)?victims?\s+of\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}?(?:shootings?|gunfire|gunshots?|shelling|strafing|bombing|bombings|bombardments?|stabbings?)\b",
    "victim victims",
)
_DEAD = words_of("homicide homicides murder murders murdered suicide dead deceased slain killed died bodies")
"""Words by which other readers know the victims of a sentence for dead."""


def read_victims_of(reader: Reader, mentions: list[Mention]) -> None:
    """Add such victims to `mentions`, the reader's own list, where they are counted or "they" stands for them."""
    if _VICTIMS.keys.isdisjoint(reader.low_words) and "victim" not in reader.low_words:
        return
    if not reader.is_of_force or reader.report.is_of_other_cause:
        return
    dead = not _DEAD.isdisjoint(reader.low_words)
    for q in reader.quantities if not dead else ():
        found = _VICTIMS.pattern.match(reader.cased, q.end, reader.sentence.end)
        if found is None or q.ordinal or (q.best or q.low or 0) < 2 or any(m.quantity is q for m in mentions):
            continue
        if not found.group("of") and not _FOUND.pattern.search(reader.cased, reader.sentence.start, q.start):
            continue
        told = reader.add_bare(
            Harm.KILLED_OR_INJURED, reader.token_at_offset(found.start("who")), q, "victims", found.span("who")
        )
        if told is not None:
            told.extra["fate_open"] = True
    _read_were_victims(reader, mentions)


def _read_were_victims(reader: Reader, mentions: list[Mention]) -> None:
    """ "They were victims of random gunfire"."""
    found = _WERE_VICTIMS.first(reader)
    if found is None:
        return
    verb = reader.token_at_offset(found.start("be"))
    subject = next((c for c in reader.children(verb.i, ("nsubj", "nsubjpass")) if c < verb.i), None)
    if subject is None:
        return
    token, group = reader.tokens[subject], reader.group(subject)
    start, end = reader.tokens[group.first].start, reader.tokens[group.last].end
    if any(m.noun is not None and m.noun[0] < end and start < m.noun[1] for m in mentions):
        return
    people = group.words.is_people is True and group.words.plural and group.quantity is None
    if token.word != "they" and not people:
        return
    some = reader.add_people(Harm.KILLED_OR_INJURED, verb, (start, end), reader.describe((start, end)), "victims")
    some.low, some.best, some.high, some.modifier = 2, None, None, Modifier.VAGUE
    some.pronoun = token.word == "they"
    some.end = max(some.end, found.end())
