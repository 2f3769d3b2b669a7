"""Events whose name counts the dead: "a double homicide", "the triple murder", "a double murder-suicide".

A double murder-suicide is two murders, and the suicide of the attacker.

Called for each parsed sentence after its own mentions are read. The number is told again by people elsewhere in most
reports; where the same sentence tells of them, the name of the event adds nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.quantities import read_quantity
from bearwitness.claims.sentence.reader import Reader
from bearwitness.phrases.word_patterns import AnyCase
from bearwitness.records import Harm, Modifier, Unit

_NUMBERS = {"double": "two", "triple": "three", "quadruple": "four", "quintuple": "five", "sextuple": "six"}
_MULTIPLE = AnyCase(
    r"\b(?P<many>double|triple|quadruple|quintuple|sextuple)[- ](?:fatal[- ])?(?:murder|homicide|killing|slaying|assassination|execution|shooting\s+death)s?"
    r"(?P<suicide>[- ](?:and[- ])?suicide)?\b(?!\s+(?:suspect|trial|charge|conviction|case|defendant|plot|threat|mystery|convict|drama|thriller|film|story|scenario))",
)


_DEFINITE = re.compile(r"\b(?:the|this|that|his|her|their)\s+(?:\w+\s+)?$", re.IGNORECASE)


def read_multiples(reader: Reader, mentions: list[Mention]) -> None:
    """Add the number of dead that the name of an event tells to `mentions`, the reader's own list."""
    for found in _MULTIPLE.finditer(reader.cased, reader.sentence.start, reader.sentence.end):
        if any(m.harm in (Harm.KILLED, Harm.KILLED_OR_INJURED) and m.low != 0 for m in mentions):
            return
        if _DEFINITE.search(reader.cased, reader.sentence.start, found.start()):
            continue  # the one told of before
        if _read_victims(reader, found):
            continue
        read = read_quantity(_NUMBERS[found.group("many").lower()])
        if read is None:
            continue
        start, end = found.span("many")
        q = replace(read, text=reader.text[start:end], start=start, end=end, number_start=start, number_end=end)
        reader.quantities.append(q)
        dead = reader.add_bare(Harm.KILLED, reader.token_at_offset(found.end() - 2), q, "deaths")
        if dead is not None:
            dead.start, dead.end = found.span()
            if found.group("suicide") is not None:
                _add_attacker(reader, dead)


def _add_attacker(reader: Reader, dead: Mention) -> None:
    """Whoever died by their own hand after them: one more, and no victim of another."""
    attacker = reader.add_people(
        Harm.KILLED,
        reader.tokens[dead.trigger],
        None,
        replace(reader.describe((0, 0)), role="attacker"),
        "murder-suicide",
    )
    attacker.low = attacker.best = attacker.high = 1
    attacker.modifier, attacker.unit = Modifier.EXACT, Unit.PERSON
    attacker.start, attacker.end = dead.start, dead.end
    attacker.sum_with = dead.sum_with = dead


def _read_victims(reader: Reader, found: re.Match[str]) -> bool:
    """ "Three victims in what appears to be a double murder-suicide": the number of people told before the event is of its dead."""
    for k, q in enumerate(reader.quantities):
        noun = reader.people_after(q)
        if k in reader.used or q.ordinal or noun is None or q.end > found.start():
            continue
        if re.search(r"\bvictims$", reader.cased[slice(*noun)]):
            dead = reader.add_bare(Harm.KILLED, reader.token_at_offset(found.end() - 2), q, "deaths", noun)
            return dead is not None
    return False
