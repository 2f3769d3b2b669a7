"""The entry of a name that the evidence of its document favours: a sum of stated terms."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bearwitness.phrases.places.phrase import PlaceHead
from bearwitness.resolve.gazetteer.entries import Entry, Kind, NameKind
from bearwitness.resolve.gazetteer.names import fold
from bearwitness.resolve.places.entries import lies_within, size_of
from bearwitness.resolve.places.evidence import Codes, PlaceContext, Votes, codes_of
from bearwitness.resolve.places.type_words import FIRST_LEVEL, SECOND_LEVEL, SETTLEMENTS, SMALL_SETTLEMENTS, USED_IN

WEIGHTS = {
    "size": 1.0,  # per factor of ten in population (or its stand-in for divisions)
    "capital": 2.0,  # a country's capital by its own name, which a hamlet of the dateline's country must not hide
    "main_name": 1.0,  # the name is the entry's own, not an alternate
    "nation": 2.5,  # the entry is a country, which its cities' alternate names ("Mexico") must not hide
    "country_named": 4.0,  # times the share of the document's country evidence
    "adm1_named": 5.0,  # times the share and strength of the evidence for the entry's province ...
    "adm2_named": 3.0,  # ... and for its district
    "settled": 1.0,  # the document's names together point at this entry
    "publisher": 1.0,
    "dateline": 1.5,
    "same_sense": 6.0,  # the document itself says elsewhere which one is meant ("Bristol, Conn.")
    "kind_fits": 3.0,
    "kind_differs": -2.5,
    "outside": -100.0,
}
"""Chosen by hand, then by accuracy@161 km on the shared halves of LGL, TR-News, GeoVirus and GeoWebNews
(`python benchmarks/places.py`); run that again after any change."""


def best_entry(
    entries: Sequence[Entry],
    name: str,
    context: PlaceContext,
    *,
    head: PlaceHead | None = None,
    within: Entry | None = None,
) -> Entry | None:
    """The entry that the evidence favours; None where there is none, or none inside `within`."""
    votes, folded = Votes(dict(context.countries), context.divisions), fold(name)
    own = _own_votes(folded, entries, context)
    ranked = sorted(
        (-_score(entry, folded, context, votes, own, head, within), entry.entry_id, entry) for entry in entries
    )
    if not ranked or -ranked[0][0] <= WEIGHTS["outside"] / 2:
        return None
    return ranked[0][2]


def _own_votes(folded: str, entries: Sequence[Entry], context: PlaceContext) -> Votes:
    """What the name itself, with a type word ("la paz department") or without, gave to the document's evidence."""
    own = Votes({})
    by_id = {entry.entry_id: entry for entry in entries}
    for name, entry_id, weight in context.settled:
        if (name == folded or name.startswith(folded + " ")) and entry_id in by_id:
            own.add(codes_of(by_id[entry_id]), weight)
    return own


def own_score(entry: Entry, folded: str, context: PlaceContext) -> float:
    """What speaks for an entry whatever else the document names."""
    score = WEIGHTS["size"] * size_of(entry)
    if entry.matched is NameKind.MAIN:
        score += WEIGHTS["main_name"] + WEIGHTS["capital"] * (entry.feature == "PPLC")
    if entry.kind is Kind.COUNTRY:
        score += WEIGHTS["nation"]
    if context.publisher in entry.countries:
        score += WEIGHTS["publisher"]
    if context.dateline in entry.countries:
        score += WEIGHTS["dateline"]
    for name, country, adm1 in context.senses:
        if name == folded and country == entry.country and adm1 in (None, entry.adm1_code):
            return score + WEIGHTS["same_sense"]
    return score


def _score(
    entry: Entry,
    folded: str,
    context: PlaceContext,
    votes: Votes,
    own: Votes,
    head: PlaceHead | None,
    within: Entry | None,
) -> float:
    score = own_score(entry, folded, context) + supports(votes, [codes_of(entry)], without=own)[0]
    if within is not None and not lies_within(entry, within):
        score += WEIGHTS["outside"]
    elif any(name == folded and entry_id == entry.entry_id for name, entry_id, _ in context.settled):
        score += WEIGHTS["settled"]
    if head is not None and head.type is not None:
        score += _kind_score(entry, head.type)
    return score


def _kind_score(entry: Entry, type_word: str) -> float:
    word = type_word.split()[-1]
    fits, differs = WEIGHTS["kind_fits"], WEIGHTS["kind_differs"]
    uses = USED_IN.get(word)
    if uses is not None and entry.country not in uses and entry.kind in (Kind.ADM1, Kind.ADM2, Kind.ADM3):
        return differs
    if word in FIRST_LEVEL or word in SECOND_LEVEL:
        if entry.kind is Kind.ADM1 and word in FIRST_LEVEL:
            return fits
        if entry.kind in (Kind.ADM2, Kind.ADM3) and word in SECOND_LEVEL:
            return fits
        if entry.kind in (Kind.ADM1, Kind.ADM2, Kind.ADM3):
            return fits / 2
        return fits / 3 if entry.kind is Kind.REGION else (0.0 if word in SETTLEMENTS else differs)
    if word in SETTLEMENTS:
        if entry.kind in (Kind.PLACE, Kind.SECTION):
            if word in SMALL_SETTLEMENTS and entry.population > 300_000:
                return differs
            return fits + (1.0 if word == "capital" and entry.feature == "PPLC" else 0.0)
        return differs
    if word == "country":
        return fits if entry.kind is Kind.COUNTRY else differs
    return 0.0


BORDERLESS = 0.5
"""Share of the country evidence that a sea or a region across countries is credited with."""


def supports(votes: Votes, every: Sequence[Codes], *, without: Votes) -> list[float]:
    """Score of each entry of a name from the votes of a document, leaving out the name's own."""
    total = votes.total - without.total
    if total <= 0:
        return [0.0] * len(every)
    of_country, own_country = votes.countries.get, without.countries.get
    of_division, own_division = votes.divisions.get, without.divisions.get
    weights = WEIGHTS["country_named"], WEIGHTS["adm1_named"], WEIGHTS["adm2_named"]
    found = []
    for countries, adm1, adm2 in every:
        if not countries:
            found.append(weights[0] * BORDERLESS)
            continue
        named = max([of_country(code, 0.0) - own_country(code, 0.0) for code in countries])
        score = weights[0] * named / total
        for code, weight in ((adm1, weights[1]), (adm2, weights[2])):
            own = of_division(code, 0.0) - own_division(code, 0.0) if code is not None else 0.0
            if own > 0:
                score += weight * (own / total + 1.0 - math.exp(-own)) / 2
        found.append(score)
    return found
