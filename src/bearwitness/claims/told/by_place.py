"""Counts by place in one sentence: "31,400 people were displaced: Morra 12,300, Belen 9,800 and others 9,300".

Called for each parsed sentence after its parts are read. The entries are parts of the total before them, where they add up
to it or are too large to be ages; without a total a lead must say harm and places ("Deaths by district: Oru 14, Belen 9").
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.records import Harm, Modifier, Quantity, Unit

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_ENTRY = re.compile(
    rf"\s*(?:and\s+|in\s+)?(?P<label>[A-Z][\w'’-]*(?:\s+(?:of\s+|el\s+|al\s+)?(?:[A-Z][\w'’-]*|town|city|district|province|camp|county|region|governorate|village)){{0,3}}|(?:the\s+|all\s+)?(?:others?(?:\s+(?:places|districts|areas))?|elsewhere|rest))\s*(?::\s*|[–—-]\s*)?\(?(?P<n>{_NUMBER})\)?(?=\s*(?:[,;.)]|and\b|$))"
)
_BETWEEN = re.compile(r"\s*(?:[,;]\s*(?:and\s+)?|and\s+)")
_OPENS = re.compile(r"[:(–—]")
_LEAD = re.compile(
    r"\b(?P<what>killed|deaths|dead|fatalities|martyrs|injured|wounded|injuries|displaced|detained|arrested|arrests|abducted|abductions|missing|casualties)\b[^:.;\d]{0,40}?"
    r"\b(?:by|per)\s+(?:place|location|district|province|governorate|county|region|city|town|state|municipality|department|village|area)s?\s*:",
    re.IGNORECASE,
)
_HARMS = {
    "killed": Harm.KILLED, "deaths": Harm.KILLED, "dead": Harm.KILLED, "fatalities": Harm.KILLED, "martyrs": Harm.KILLED, "injured": Harm.INJURED,
    "wounded": Harm.INJURED, "injuries": Harm.INJURED, "displaced": Harm.DISPLACED, "detained": Harm.DETAINED, "arrested": Harm.DETAINED,
    "arrests": Harm.DETAINED, "abducted": Harm.ABDUCTED, "abductions": Harm.ABDUCTED, "missing": Harm.MISSING, "casualties": Harm.KILLED_OR_INJURED,
}  # fmt: skip
OLDEST_AGE = 110  # behind a name a number up to this may be an age


def read_by_place(reader: Reader, mentions: list[Mention]) -> None:
    """Add the entries of such a list to `mentions`, the reader's own list."""
    if len(reader.quantities) < 2:
        return
    start, end = reader.sentence.start, reader.sentence.end
    lead = _LEAD.search(reader.cased, start, end) if ":" in reader.cased[start:end] else None
    if lead is not None and reader.report.tells_of_force:
        entries = _entries(reader, lead.end())
        if len(entries) > 1:
            harm = _HARMS[lead.group("what").lower()]
            for q, label in entries:
                _add(reader, mentions, harm, q, label, lead.start("what"), None)
        return
    for total in [m for m in mentions if m.quantity is not None and m.part_of is None and m.unit is Unit.PERSON]:
        opening = _OPENS.search(reader.cased, max(total.end, total.quantity.end if total.quantity else 0), end)
        entries = _entries(reader, opening.end()) if opening is not None else []
        if len(entries) > 1 and _fit(total, [q for q, _ in entries]):
            for q, label in entries:
                _add(reader, mentions, total.harm, q, label, reader.tokens[total.trigger].start, total)
            return


def _entries(reader: Reader, at: int) -> list[tuple[Quantity, int]]:
    """The number and the start of the label of each entry that follows from an offset, with nothing else between them."""
    found: list[tuple[Quantity, int]] = []
    while (entry := _ENTRY.match(reader.text, at, reader.sentence.end)) is not None:
        number = int(entry.group("n").replace(",", ""))
        q = next((q for q in reader.quantities if q.start <= entry.start("n") < q.end and q.best == number), None)
        if q is None:
            q = Quantity(
                entry.group("n"), *entry.span("n"), number, number, number, Modifier.EXACT, "exact", *entry.span("n")
            )
            reader.quantities.append(q)
        found.append((q, entry.start("label")))
        at = entry.end() + (reader.text[entry.end() : entry.end() + 1] == ")")
        between = _BETWEEN.match(reader.text, at, reader.sentence.end)
        if between is None:
            break
        at = between.end()
    return found


def _fit(total: Mention, parts: list[Quantity]) -> bool:
    whole = total.best or total.low or 0
    numbers = [q.best or 0 for q in parts]
    if sum(numbers) == whole:
        return True
    return min(numbers) > OLDEST_AGE and max(numbers) < whole and sum(numbers) <= whole


def _add(
    reader: Reader, mentions: list[Mention], harm: Harm, q: Quantity, label: int, trigger: int, total: Mention | None
) -> None:
    mentions[:] = [m for m in mentions if m is total or m.quantity is not q]
    m = reader.add_bare(harm, reader.token_at_offset(trigger), q, "breakdown")
    if m is None:
        return
    m.start, m.end, m.part_of = label, q.end, total
    if total is not None:
        m.perpetrator = total.perpetrator
