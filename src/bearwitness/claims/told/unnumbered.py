"""Harm to a number of people that nobody knows: "an undetermined number of dead", "the number of people hurt is not known".

Called for each parsed sentence after its own mentions are read. Nobody counted them, so the number is one or more.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import Harm, Modifier

_HARMS = {
    "dead": Harm.KILLED,
    "deaths": Harm.KILLED,
    "killed": Harm.KILLED,
    "fatalities": Harm.KILLED,
    "wounded": Harm.INJURED,
    "injured": Harm.INJURED,
    "hurt": Harm.INJURED,
    "casualties": Harm.KILLED_OR_INJURED,
    "missing": Harm.MISSING,
    "arrested": Harm.DETAINED,
}
_WHAT = rf"(?P<who>people|persons|civilians|soldiers|victims)?\s*(?P<what>{'|'.join(_HARMS)})(?:(?:\s*,|\s+and|\s+or|\s*/)\s+(?P<also>{'|'.join(_HARMS)}))?"
_UNKNOWN_NUMBER = re.compile(
    rf"\b(?:unknown|undetermined|unspecified|undisclosed|unconfirmed|uncertain)\s+number\s+of\s+{_WHAT}\b",
    re.IGNORECASE,
)
_NUMBER_UNKNOWN = re.compile(
    rf"\bnumber\s+of\s+(?:the\s+)?{_WHAT}\b[^.;:]{{0,60}}?\b(?:is|was|are|were|remains?)\s+(?:still\s+|yet\s+)*(?:not\s+(?:yet\s+)?known|unknown|undetermined|unclear)\b",
    re.IGNORECASE,
)


def read_unnumbered(reader: Reader, mentions: list[Mention]) -> None:
    """Add the uncounted people of a sentence to `mentions`, the reader's own list."""
    start, end = reader.sentence.start, reader.sentence.end
    if reader.cased.find("number", start, end) < 0:
        return
    for shape in (_UNKNOWN_NUMBER, _NUMBER_UNKNOWN):
        for found in shape.finditer(reader.cased, start, end):
            harms = {_HARMS[found.group(n).lower()] for n in ("what", "also") if found.group(n)}
            for m in [m for m in mentions if found.start() <= m.start and m.end <= found.end() and m.harm in harms]:
                mentions.remove(m)
            for name in ("what", "also"):
                if found.group(name):
                    _add(reader, found, _HARMS[found.group(name).lower()])


def _add(reader: Reader, found: re.Match[str], harm: Harm) -> None:
    who = found.span("who") if found.group("who") else None
    some = reader.add_people(
        harm, reader.token_at_offset(found.start("what")), who, describe_victims("people"), "deaths"
    )
    some.low, some.best, some.high, some.modifier = 1, None, None, Modifier.VAGUE
    some.start, some.end = found.span()
