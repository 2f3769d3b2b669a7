"""What a document gives as evidence for its ambiguous names: its context, and the votes of its names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bearwitness.resolve.gazetteer.entries import Entry


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a document names, as evidence for its ambiguous names.

    `countries` is (code, weight), heaviest first: countries and peoples named, and countries of the places named.
    `divisions` likewise, by GeoNames code ("SV.10"). `senses` is (folded name, country, first-level code or None): what
    the document itself says a name means ("Bristol, Conn."). `settled` is (folded name, entry id): the likeliest.
    """

    countries: tuple[tuple[str, float], ...] = ()
    divisions: tuple[tuple[str, float], ...] = ()
    senses: tuple[tuple[str, str, str | None], ...] = ()
    settled: tuple[tuple[str, int, float], ...] = ()
    publisher: str | None = None
    dateline: str | None = None

    def share(self, codes: Iterable[str]) -> float:
        """Share of the country evidence that any of the codes has, 0 to 1."""
        total = sum(weight for _, weight in self.countries)
        return sum(weight for code, weight in self.countries if code in codes) / total if total else 0.0


def one_country(context: PlaceContext) -> str | None:
    """The country that a document is about, where it leaves no doubt: "the capital" is that country's."""
    if not context.countries:
        return context.dateline or None
    code, _ = context.countries[0]
    return code if context.share((code,)) >= 0.5 else None


Codes = tuple[tuple[str, ...], str | None, str | None]
"""Countries of an entry and the GeoNames codes of its first- and second-level divisions."""


def codes_of(entry: Entry) -> Codes:
    if entry.country is None or entry.adm1_code is None:
        return entry.countries if entry.country else (), None, None
    adm1 = f"{entry.country}.{entry.adm1_code}"
    return entry.countries, adm1, f"{adm1}.{entry.adm2_code}" if entry.adm2_code else None


@dataclass(slots=True)
class OpenName:
    """A name with the entries that it may mean and how likely each is, given the others."""

    folded: str
    weight: float
    entries: list[Entry]
    codes: list[Codes]
    shares: list[float]


class Votes:
    """Evidence for countries and divisions, by code ("SV", "SV.10", "US.IN.067")."""

    def __init__(self, countries: Mapping[str, float], divisions: Iterable[tuple[str, float]] = ()) -> None:
        self.countries = dict(countries)
        self.divisions: dict[str, float] = dict(divisions)
        self.total = math.fsum(self.countries.values())

    def add_all(self, name: OpenName) -> None:
        """Add the votes of a name for all its entries, by their likelihood."""
        for codes, share in zip(name.codes, name.shares, strict=True):
            self.add(codes, name.weight * share)

    def add(self, codes: Codes, weight: float) -> None:
        countries, adm1, adm2 = codes
        if not countries or weight < LEAST_VOTE:
            return
        self.total += weight
        for code in countries:
            self.countries[code] = self.countries.get(code, 0.0) + weight
        if adm1 is not None:
            self.divisions[adm1] = self.divisions.get(adm1, 0.0) + weight
            if adm2 is not None:
                self.divisions[adm2] = self.divisions.get(adm2, 0.0) + weight


LEAST_VOTE = 0.01  # less than this moves no decision, and most of a name's many namesakes have less


def heaviest_first(weights: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(((key, round(w, 6)) for key, w in weights.items()), key=lambda item: (-item[1], item[0])))
