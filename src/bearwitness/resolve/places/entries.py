"""What a gazetteer entry is by itself: its size, its reach, and whether it lies within another."""

from __future__ import annotations

import math
from functools import cache
from importlib import resources

from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.gazetteer.entries import Entry, Kind
from bearwitness.resolve.gazetteer.geometry import distance_km

_STAND_IN_SIZE = {Kind.REGION: 6.0, Kind.SEA: 6.0, Kind.SECTION: 2.5, Kind.SITE: 1.5}
"""Powers of ten that stand in for the population of what has none."""
DIVISION_DISCOUNT = 0.7
"""A division counts for a fifth of its people, since a bare name more often means a town than the land around it."""


def size_of(entry: Entry) -> float:
    """Power of ten of the population, or what stands in for it."""
    stand_in = _STAND_IN_SIZE.get(entry.kind)
    if stand_in is not None:
        return stand_in
    size = math.log10(entry.population + 10)
    if entry.kind is Kind.PLACE:
        return size + (0.5 if entry.feature == "PPLC" else 0.0)
    return max(size - DIVISION_DISCOUNT * (entry.kind is not Kind.COUNTRY), 3.0)


def radius_of(entry: Entry) -> float:
    """Reach of an entry: its own, else that of a built-up area of its population (a million: 20 km)."""
    if entry.kind is Kind.PLACE:
        return round(min(max(0.02 * math.sqrt(entry.population), 1.0), 25.0), 1)
    return entry.radius_km or (1.0 if entry.kind in (Kind.SITE, Kind.SECTION) else 25.0)


def lies_within(entry: Entry, outer: Entry) -> bool:
    """An entry lies within another, by codes, else by distance."""
    if entry.entry_id == outer.entry_id:
        return False
    if outer.kind is Kind.COUNTRY:
        return outer.country in entry.countries
    if outer.kind is Kind.ADM1:
        return (entry.country, entry.adm1_code) == (outer.country, outer.adm1_code)
    if outer.kind is Kind.ADM2 and (entry.country, entry.adm1_code, entry.adm2_code) == (
        outer.country, outer.adm1_code, outer.adm2_code
    ):  # fmt: skip
        return True
    if None in (entry.lat, entry.lon, outer.lat, outer.lon):
        return False
    assert entry.lat is not None and entry.lon is not None and outer.lat is not None and outer.lon is not None
    if entry.kind in (Kind.COUNTRY, Kind.ADM1) and outer.kind in (Kind.PLACE, Kind.SECTION, Kind.SITE, Kind.ADM2):
        return False
    reach = outer.radius_km * 1.2 if outer.radius_km else 10.0 + 2 * radius_of(outer)
    return distance_km(entry.lat, entry.lon, outer.lat, outer.lon) <= reach


@cache
def _abbreviations() -> dict[str, tuple[str, str]]:
    text = (resources.files("bearwitness") / "data" / "state_abbreviations.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: (country, code) for word, country, code in rows}


def state_abbreviated(words: str, gazetteer: Gazetteer) -> Entry | None:
    code = _abbreviations().get(words.lower().replace(".", "").replace(" ", ""))
    return gazetteer.admin(*code) if code else None
