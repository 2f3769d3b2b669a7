"""Several who are harmed neither: "neither the guard nor his wife was hurt", "no soldier or civilian was injured".

One claim of none holds all that the denying word governs; the parse gives each of them the harm by itself.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.quantities import read_quantity
from bearwitness.claims.sentence.reader import Reader

_NEITHER = re.compile(r"\bneither\b(?!\s+of\b)(?=[^.;:]{1,120}?\snor\s)", re.IGNORECASE)
_OR = re.compile(r"\s*,?\s*(?:n?or)\s+(?:an?y?\s+|the\s+|his\s+|her\s+|their\s+|its\s+)?", re.IGNORECASE)


def read_neither(reader: Reader, mentions: list[Mention]) -> None:
    """Make one claim of none of those joined under "neither" or "no"; `mentions` is the reader's own list."""
    sentence = reader.sentence
    low = reader.cased[sentence.start : sentence.end].lower()
    if "neither " in low and " nor " in low:
        for found in _NEITHER.finditer(reader.cased, sentence.start, sentence.end):
            _take_none(reader, mentions, found)
    if " or " in low or " nor " in low:
        for nobody in [m for m in mentions if m.low == 0 and m.noun is not None]:
            _drop_joined(reader, mentions, nobody)


def _take_none(reader: Reader, mentions: list[Mention], neither: re.Match[str]) -> None:
    """Say none of the first people behind "neither" and drop the same harm to the others."""
    first = next((m for m in mentions if neither.start() <= m.evidence[0] <= neither.end() + 1), None)
    if first is None:
        return
    mentions[:] = [m for m in mentions if m is first or (m.harm, m.trigger) != (first.harm, first.trigger)]
    if first.low == 0:
        return
    zero = read_quantity("no")
    if zero is None:
        return
    start, end = neither.span()
    quantity = replace(zero, text=reader.cased[start:end], start=start, end=end, number_start=start, number_end=end)
    reader.quantities.append(quantity)
    first.low = first.best = first.high = 0
    first.quantity, first.implied, first.names = quantity, False, ()
    first.start = min(first.start, start)


def _drop_joined(reader: Reader, mentions: list[Mention], nobody: Mention) -> None:
    """Drop those joined by "or" to people of whom none was harmed."""
    end = nobody.noun[1] if nobody.noun is not None else nobody.end
    joined = [
        m
        for m in mentions
        if m is not nobody
        and (m.harm, m.trigger) == (nobody.harm, nobody.trigger)
        and m.noun is not None
        and end <= m.noun[0]
        and (m.quantity is None or m.quantity.ordinal)
        and _OR.fullmatch(reader.cased, end, m.noun[0]) is not None
    ]
    mentions[:] = [m for m in mentions if not any(m is other for other in joined)]
