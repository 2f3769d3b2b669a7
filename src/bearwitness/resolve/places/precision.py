"""Point, precision and reach of a place whose entry is known, or of one between or over several entries.

Source: domain.md, section 10 (UCDP where_prec).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bearwitness.phrases.places.phrase import PlacePhrase, Relation
from bearwitness.records import Place
from bearwitness.resolve.gazetteer.entries import Entry, Kind
from bearwitness.resolve.gazetteer.geometry import distance_km, middle_of
from bearwitness.resolve.places.entries import radius_of
from bearwitness.resolve.places.naming import is_camp, name_of_entry, name_of_head, name_of_heads
from bearwitness.resolve.places.type_words import CITY_SECTIONS, NOT_WITHOUT_TYPE

NEAR_RADIUS_KM = 25.0
"""UCDP's "near": where_prec 2 is a limited area of about 25 km around a known point."""
BEARING_SPREAD = 0.4
"""Reach of an offset point as a share of its distance: half the angle between two of eight points of the compass."""
OFFSET_LIMIT_KM = 150.0
"""Beyond this a distance and bearing say little more than a region: where_prec 5."""
_PRECISION = {
    Kind.PLACE: 1, Kind.SECTION: 1, Kind.SITE: 1, Kind.ADM3: 3, Kind.ADM2: 3, Kind.ADM1: 4, Kind.REGION: 5,
    Kind.COUNTRY: 6, Kind.SEA: 7,
}  # fmt: skip


def place_of_entry(place: Place, phrase: PlacePhrase, entry: Entry, level: int) -> Place:
    """The place of an entry, moved and widened as the phrase's relation and the unknown heads before it ask."""
    prec, radius = _PRECISION[entry.kind], radius_of(entry)
    lat, lon = entry.lat, entry.lon
    head = phrase.heads[0]
    unknown = level > 0
    inner = head.type.split()[-1] if head.type else None
    if unknown and prec == 1 and not (inner in CITY_SECTIONS or inner in NOT_WITHOUT_TYPE or inner == "area"):
        prec, radius = 2, NEAR_RADIUS_KM  # a village or camp known only to be in or by that town
    elif not unknown and prec == 1 and is_camp(phrase, entry):
        prec, radius = 2, max(radius, 5.0)
    if head.part is not None and not unknown and entry.kind is Kind.COUNTRY:
        prec = 5
    lat, lon, prec, radius = _moved(phrase, entry, unknown, lat, lon, prec, radius)
    if lat is None or lon is None:
        prec, radius = (prec if entry.kind in (Kind.ADM2, Kind.ADM3) else 5), radius
    return replace(
        place,
        name=name_of_head(phrase)
        if unknown or is_camp(phrase, entry)
        else name_of_entry(head, entry, place.text or ""),
        geonames_id=entry.geonames_id,
        lat=None if lat is None else round(lat, 6),
        lon=None if lon is None else round(lon, 6),
        country=entry.countries,
        adm1=entry.adm1,
        adm2=entry.adm2,
        where_prec=prec if lat is not None else None,
        radius_km=round(radius, 6) if lat is not None else None,
    )


def _moved(
    phrase: PlacePhrase, entry: Entry, unknown: bool, lat: float | None, lon: float | None, prec: int, radius: float
) -> tuple[float | None, float | None, int, float]:
    relation = phrase.relation
    if relation not in (Relation.NEAR, Relation.OFFSET) or unknown:
        return lat, lon, prec, radius
    away = phrase.distance_km
    if away is not None and phrase.bearing is not None and lat is not None and lon is not None:
        lat, lon = _offset(lat, lon, away, phrase.bearing)
        spread = max(BEARING_SPREAD * away, 5.0, radius if prec > 2 else 0.0)
        return lat, lon, (2 if prec <= 2 and away <= OFFSET_LIMIT_KM else max(prec, 5)), spread
    if prec <= 2:
        reach = max(away if away is not None else NEAR_RADIUS_KM, radius)
        return lat, lon, (2 if reach <= OFFSET_LIMIT_KM else 5), reach
    if entry.kind is Kind.COUNTRY:
        return lat, lon, 5, radius
    return lat, lon, prec, radius + (away or 0.0)


def _offset(lat: float, lon: float, away_km: float, bearing: float) -> tuple[float, float]:
    """The point a distance away on a great circle that starts at a bearing in degrees from north."""
    angle, start, turn = away_km / 6371.0, math.radians(lat), math.radians(bearing)
    end = math.asin(math.sin(start) * math.cos(angle) + math.cos(start) * math.sin(angle) * math.cos(turn))
    across = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(start), math.cos(angle) - math.sin(start) * math.sin(end)
    )
    return math.degrees(end), (lon + math.degrees(across) + 540.0) % 360.0 - 180.0


def place_amid(place: Place, phrase: PlacePhrase, entries: Sequence[Entry]) -> Place:
    """Between two names, or over several listed: the middle of those known, with a reach that takes them all in."""
    name = name_of_heads(phrase)
    if not entries:
        return replace(place, name=name)
    points = [(entry.lat, entry.lon) for entry in entries if entry.lat is not None and entry.lon is not None]
    lat, lon = middle_of(points)
    reach = max(distance_km(lat, lon, *point) for point in points)
    widest = max(entries, key=lambda entry: (_PRECISION[entry.kind], entry.entry_id))
    if len(entries) == 1:
        prec, radius = max(_PRECISION[widest.kind], 2), max(radius_of(widest), NEAR_RADIUS_KM)
    else:
        radius = reach + max(radius_of(entry) for entry in entries)
        prec = 2 if phrase.listed and radius <= NEAR_RADIUS_KM else 5
    countries = [code for entry in entries for code in entry.countries]
    return replace(
        place,
        name=name,
        lat=round(lat, 6),
        lon=round(lon, 6),
        country=tuple(dict.fromkeys(countries)),
        adm1=_common(entry.adm1 for entry in entries),
        adm2=_common(entry.adm2 for entry in entries),
        where_prec=prec,
        radius_km=round(radius, 6),
    )


def _common(names: Iterable[str | None]) -> str | None:
    different = set(names)
    return different.pop() if len(different) == 1 else None
