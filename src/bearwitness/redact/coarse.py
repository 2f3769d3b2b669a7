"""Places made no finer than a province, for claims and incidents whose exact place nobody outside may learn.

A place passes as it is only where its precision, its name and its words all say that it is a province or a country.
A precision alone proves nothing: a town that is known only by the province around it has the province's code, and its
own name. Whatever is unknown or doubtful is taken for fine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from bearwitness.errors import SettingsError
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import JSON
from bearwitness.redact.terms import PLACE_WITHHELD
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.gazetteer.names import fold

PROVINCE, COUNTRY = 4, 6  # UCDP where_prec

_AREA_WORDS = words_of("the of whole entire all state province region governorate department prefecture republic")


@cache
def packaged_gazetteer() -> Gazetteer | None:
    try:
        return Gazetteer.packaged()
    except SettingsError:  # without one no word is known to be a country's name
        return None


@lru_cache(maxsize=4_096)
def _country_named(words: str) -> str | None:
    gazetteer = packaged_gazetteer()
    entry = gazetteer.country(words) if gazetteer is not None and len(words) > 2 else None
    return entry.country if entry is not None else None


def _bare(words: str) -> str:
    return " ".join(word for word in fold(words).split() if word not in _AREA_WORDS)


def narrow_parts(words: str | None, place: Mapping[str, Any]) -> list[str]:
    """What words name beside the place's own province and country: "Kela" of "Kela, Sel state, in Vara"."""
    codes = place.get("country")
    countries = set(codes) if codes is not None else set()
    wide = {"", _bare(place.get("adm1") or "")}
    parts = [part.strip() for part in re.split(r",|\bin\b", words or "")]
    return [part for part in parts if (bare := _bare(part)) not in wide and _country_named(bare) not in countries]


def is_fine(place: Mapping[str, Any]) -> bool:
    """Whether a place may be finer than a province; so is one of unknown precision, or with a name of its own."""
    if place.get("where_prec") not in (PROVINCE, COUNTRY) or place.get("adm2"):
        return True
    return any(narrow_parts(place.get(key), place) for key in ("name", "text"))


def fine_words(place: Mapping[str, Any]) -> list[str]:
    """The words of a place that may tell where it is."""
    return [word for word in (place.get("text"), place.get("name"), place.get("adm2")) if word]


def coarse_place(place: Mapping[str, Any] | None) -> JSON | None:
    """A place no finer than its province, else its country; None stays None."""
    if place is None:
        return None
    if not is_fine(place):
        return dict(place)
    adm1, country = place.get("adm1"), place.get("country")
    coarse: JSON = dict.fromkeys(place)
    coarse |= {"country": country, "adm1": adm1, "basis": place.get("basis"), "name": adm1}
    coarse["where_prec"] = PROVINCE if adm1 else COUNTRY if country is not None and len(country) else None
    if "text" in coarse:
        coarse["text"] = PLACE_WITHHELD if place.get("text") else None
        coarse["span"] = place.get("span")
    return coarse
