"""What the gazetteer tells of a place, and how it bears the name that was looked up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What an entry is."""

    COUNTRY = "country"
    ADM1 = "adm1"
    ADM2 = "adm2"
    ADM3 = "adm3"  # and anything below; only from a dump
    PLACE = "place"
    SECTION = "section"  # part of a populated place; only from a dump
    SITE = "site"  # hill, farm, camp, road, building; only from a dump
    REGION = "region"
    SEA = "sea"


class NameKind(IntEnum):
    """How an entry bears the name that was looked up."""

    MAIN = 0
    ALTERNATE = 1
    SHORT = 2  # without "province", "County of", or the article "al-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the gazetteer.

    `geonames_id` is None for regions and seas, which are our own list; `entry_id` is always there. `countries` holds
    every state that holds or claims the place, GeoNames' own code first. `adm1`, `adm2` are names, `adm1_code` and
    `adm2_code` the GeoNames codes. `lat`, `lon` are None for a division of which no member place is known. `radius_km`
    is the reach of a division, region or sea, None for places. `matched` says how it bears the name looked up.
    """

    entry_id: int
    geonames_id: int | None
    name: str
    kind: Kind
    feature: str
    country: str | None
    countries: tuple[str, ...]
    adm1: str | None
    adm2: str | None
    adm1_code: str | None
    adm2_code: str | None
    lat: float | None
    lon: float | None
    population: int
    radius_km: float | None
    matched: NameKind = NameKind.MAIN
