"""Place words -> a gazetteer entry with its precision, ranked by what else the document names.

    words ──grammar──> names, widest last ──look-up──> candidates ──rank──> entries ──rule──> point, where_prec,
    radius_km

Ranking is a sum of stated terms (`_WEIGHTS`): kind asked by the type word, country and province named in the document,
places already settled there, the publisher's country, and size. A name inside another ("Oru, Belen province")
must lie inside it. A name that the gazetteer lacks is not replaced by the biggest of that spelling elsewhere: it falls
to the place that its own words name around it, with that place's coarser precision, or stays without coordinates.

Source: domain.md, section 10 (UCDP where_prec).
"""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from bearwitness.phrases.places.find import parse_place_phrase
from bearwitness.phrases.places.phrase import PlaceHead, PlacePhrase, Relation
from bearwitness.phrases.places.tokens import is_in_capitals
from bearwitness.phrases.places.words import FUNCTION, NOT_PLACES, ORGANISATIONS, TITLES, TYPES
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Place
from bearwitness.resolve.gazetteer import Entry, Gazetteer, Kind, NameKind, demonyms, distance_km, fold, without_article

NEAR_RADIUS_KM = 25.0
"""UCDP's "near": where_prec 2 is a limited area of about 25 km around a known point."""
BEARING_SPREAD = 0.4
"""Reach of an offset point as a share of its distance: half the angle between two of eight points of the compass."""
OFFSET_LIMIT_KM = 150.0
"""Beyond this a distance and bearing say little more than a region: where_prec 5."""
CANDIDATES_KEPT = 12
"""Entries of one spelling that are ranked in a document's context; the rest are smaller namesakes."""

_WEIGHTS = {
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

_STAND_IN_SIZE = {Kind.REGION: 6.0, Kind.SEA: 6.0, Kind.SECTION: 2.5, Kind.SITE: 1.5}
"""Powers of ten that stand in for the population of what has none."""

_FIRST_LEVEL = words_of(
    "province department state governorate oblast prefecture region canton republic emirate territory strip"
)
_SECOND_LEVEL = words_of(
    "district county parish municipality department governorate raion subdistrict borough division"
)
_USED_IN = {
    "department": words_of("AR BF BJ BO CG CI CM CO DJ FR GA GT GY HN HT ML MR NE NI PE PY SN SV TD UY"),
    "governorate": words_of("BH EG IL IQ JO KW LB OM PS SA SD SY TN YE"),
    "oblast": words_of("BG BY KG KZ RU TJ UA UZ"),
    "canton": words_of("BA CH CR EC FR LU"),
    "prefecture": words_of("AL BO CF CN DZ FR GN GR JP MA RW TD TG"),
    "emirate": words_of("AE SA NG"),
}
"""Countries that call divisions so, by the type word (names of subdivision categories in ISO 3166-2): "La Paz department" is
none of Mexico's municipalities."""
_SETTLED = words_of(
    "village hamlet town township city settlement community locality kibbutz port capital commune municipality"
)
_SECTIONS = words_of("neighbourhood quarter suburb ward barrio colonia zone sector slum shantytown favela borough")
_SMALL = words_of("village hamlet settlement community")


# --- what a document names ------------------------------------------------------------------------------------------


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


_OPENERS = words_of(
    "the a an in on at by of for from to with and but or as if when while after before since he she it they we i you "
    "this that "
    "these those there here his her their its our no not yes mr mrs ms dr president general colonel minister police "
    "monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october "
    "november december officials people two three four five six some many most more several news new university"
)
_TAILS = words_of(
    "police county university hospital school high city council college airport district court department fire "
    "sheriff mayor "
    "times news daily herald tribune post journal gazette press state national general regional central street road "
    "avenue highway park church river island valley"
)
_TAILS_OF_NAMES = words_of("county city island valley state river district department church park")
_SPAN_LIMIT = 200


def document_context(
    document_text: str,
    *,
    country: str | None = None,
    dateline_place: str | None = None,
    gazetteer: Gazetteer,
) -> PlaceContext:
    """What a document names: countries, provinces, and places that need no context to be told.

    Args:
        document_text: The whole text layer.
        country: The publisher's country, ISO 3166-1 alpha-2.
        dateline_place: The words of the dateline's place, if any.
        gazetteer: Where names are looked up.
    """
    spans = (
        _spans_in_capitals(document_text) if is_in_capitals(document_text[:2000]) else _spans_by_shape(document_text)
    )
    counted: Counter[str] = Counter()
    followed: dict[str, str] = {}
    for words, following in spans:
        counted[words] += 1
        if following is not None:
            followed.setdefault(words, following)
        if len(counted) >= _SPAN_LIMIT:
            break
    named: dict[str, float] = {}
    senses: list[tuple[str, str, str | None]] = []
    names: list[_Open] = []
    for words, count in sorted(counted.items()):
        weight = 1.0 + math.log(count)
        people = demonyms().get(words.lower())
        if people is not None:
            for code in people.split():
                named[code] = named.get(code, 0.0) + weight / len(people.split())
            continue
        entries = _told_apart(gazetteer.look_up(words), words)
        nations = [entry for entry in entries if entry.kind is Kind.COUNTRY]
        if len(nations) == 1 and nations[0].country and not _shares_its_name(nations[0], entries):
            named[nations[0].country] = named.get(nations[0].country, 0.0) + 1.5 * weight
        elif entries:
            sense = _sense(words, followed.get(words), entries, gazetteer)
            if sense is not None:
                senses.append(sense)
            even = [1.0 / len(entries)] * len(entries)
            names.append(_Open(fold(words), weight, entries, [_codes(entry) for entry in entries], even))
    dateline = _dateline_country(dateline_place, named, gazetteer)
    if dateline is not None:
        named[dateline] = named.get(dateline, 0.0) + DATELINE_VOTE
    return _settle(names, named, senses, country, dateline)


DATELINE_VOTE = 1.5
"""A dateline's country counts as one that the text names once; 1 to 2 give the same on `benchmarks/places.py`."""


def _shares_its_name(nation: Entry, entries: Sequence[Entry]) -> bool:
    """A large division of another country bears the same name as its own: Georgia, Niger."""
    return any(
        entry.kind is Kind.ADM1
        and entry.matched is NameKind.MAIN
        and entry.country != nation.country
        and _size(entry) >= LEAST_SIZE_BESIDE_A_COUNTRY
        for entry in entries
    )


LEAST_SIZE_BESIDE_A_COUNTRY = 5.7


@dataclass(slots=True)
class _Open:
    """A name with the entries that it may mean and how likely each is, given the others."""

    folded: str
    weight: float
    entries: list[Entry]
    codes: list[_Codes]
    shares: list[float]


def _settle(
    names: list[_Open],
    named: dict[str, float],
    senses: list[tuple[str, str, str | None]],
    publisher: str | None,
    dateline: str | None,
) -> PlaceContext:
    """A few rounds in which every name votes for the countries and divisions of its entries, by their likelihood.

    A name's own votes are left out when its own entries are scored.
    """
    base = PlaceContext(senses=tuple(senses), publisher=publisher, dateline=dateline)
    fixed = [[_own_score(entry, name.folded, base) for entry in name.entries] for name in names]
    for _ in range(ROUNDS):
        votes = _Votes(named)
        for name in names:
            votes.add_all(name)
        for name, own_scores in zip(names, fixed, strict=True):
            if len(name.entries) == 1:
                continue
            mine = _Votes({})
            mine.add_all(name)
            scores = [
                score + support for score, support in zip(own_scores, votes.supports(name.codes, mine), strict=True)
            ]
            highest = max(scores)
            powers = [math.exp(score - highest) for score in scores]
            total = math.fsum(powers)
            name.shares = [power / total for power in powers]
    votes = _Votes(named)
    settled = []
    for name in names:
        _, best = max((share, -k) for k, share in enumerate(name.shares))
        weight = name.weight * name.shares[-best]
        settled.append((name.folded, name.entries[-best].entry_id, weight))
        votes.add(name.codes[-best], weight)
    return PlaceContext(
        countries=_ordered(votes.countries),
        divisions=_ordered(votes.divisions),
        senses=tuple(senses),
        settled=tuple(settled),
        publisher=publisher,
        dateline=dateline,
    )


ROUNDS = 3
"""Rounds of voting; from two to four no figure of `benchmarks/places.py` moves by more than .008."""


def _ordered(weights: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(((key, round(w, 6)) for key, w in weights.items()), key=lambda item: (-item[1], item[0])))


_Codes = tuple[tuple[str, ...], str | None, str | None]
"""Countries of an entry and the GeoNames codes of its first- and second-level divisions."""


def _codes(entry: Entry) -> _Codes:
    if entry.country is None or entry.adm1_code is None:
        return entry.countries if entry.country else (), None, None
    adm1 = f"{entry.country}.{entry.adm1_code}"
    return entry.countries, adm1, f"{adm1}.{entry.adm2_code}" if entry.adm2_code else None


class _Votes:
    """Evidence for countries and divisions, by code ("SV", "SV.10", "US.IN.067")."""

    def __init__(self, countries: Mapping[str, float], divisions: Iterable[tuple[str, float]] = ()) -> None:
        self.countries = dict(countries)
        self.divisions: dict[str, float] = dict(divisions)
        self.total = math.fsum(self.countries.values())

    def add_all(self, name: _Open) -> None:
        for_countries, for_divisions = self.countries, self.divisions
        for (countries, adm1, adm2), share in zip(name.codes, name.shares, strict=True):
            weight = name.weight * share
            if not countries or weight < LEAST_VOTE:
                continue
            self.total += weight
            for code in countries:
                for_countries[code] = for_countries.get(code, 0.0) + weight
            if adm1 is not None:
                for_divisions[adm1] = for_divisions.get(adm1, 0.0) + weight
                if adm2 is not None:
                    for_divisions[adm2] = for_divisions.get(adm2, 0.0) + weight

    def add(self, codes: _Codes, weight: float) -> None:
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

    def support(self, codes: _Codes, without: _Votes) -> float:
        """Score of an entry from these votes, leaving out a name's own."""
        return self.supports([codes], without)[0]

    def supports(self, every: Sequence[_Codes], without: _Votes) -> list[float]:
        """Score of each entry of a name from these votes, leaving out the name's own."""
        total = self.total - without.total
        if total <= 0:
            return [0.0] * len(every)
        of_country, own_country = self.countries.get, without.countries.get
        of_division, own_division = self.divisions.get, without.divisions.get
        weights = _WEIGHTS["country_named"], _WEIGHTS["adm1_named"], _WEIGHTS["adm2_named"]
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


LEAST_VOTE = 0.01  # less than this moves no decision, and most of a name's many namesakes have less
BORDERLESS = 0.5
"""Share of the country evidence that a sea or a region across countries is credited with."""


_LATIN_CAPITAL = "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper())
_NAME_WORD = rf"(?:(?:al|el|an|as|ad|ar|az|ash)-)?[{_LATIN_CAPITAL}](?:[^\W\d_]|[-'’‘`ʼ](?=[^\W\d_])|\.(?=[^\W\d_]))*"
_NAME_PARTICLE = r"(?:de|del|la|las|los|el|al|bin|ben|da|do|dos|das|du|des|le|les|van|von|der|den|of|y|e)"
_NAME_RUN = re.compile(rf"\b(?:St\. |Mt\. )?{_NAME_WORD}(?: (?:{_NAME_PARTICLE} ){{0,2}}{_NAME_WORD})*")


def _spans_by_shape(text: str) -> Iterator[tuple[str, str | None]]:
    """Runs of capitalised words, each with the run that follows it after a comma."""
    previous: tuple[str, int] | None = None
    for match in _NAME_RUN.finditer(text):
        if previous is not None:
            joined = text[previous[1] : match.start()] == ", "
            yield previous[0], match[0] if joined else None
        words = _trimmed(match[0])
        previous = (words, match.end()) if words else None
    if previous is not None:
        yield previous[0], None


def _trimmed(words: str) -> str:
    """A run without an opening common word, a possessive, or an institution's tail ("Oru Police")."""
    parts = words.split()
    parts[-1] = parts[-1].removesuffix("'s").removesuffix("’s")
    while parts and parts[0].lower() in _OPENERS and parts[0].lower() not in ("new", "la", "el"):
        parts.pop(0)
    for k, part in enumerate(parts):
        if part.endswith(("'s", "’s")):
            return " ".join([*parts[:k], part[:-2]])
        if k and part.lower() in _TAILS and not (k == len(parts) - 1 and part.lower() in _TAILS_OF_NAMES):
            return " ".join(parts[: k + 1] if part.lower() in _TAILS_OF_NAMES else parts[:k])
    return " ".join(parts)


_CAPITAL_SPAN = re.compile(
    r"\b(?:IN|NEAR|AT|FROM|TO|OF|OUTSIDE|BETWEEN|AND|SOUTH|NORTH|EAST|WEST),?\s+(?:THE\s+)?"
    r"([A-Z][A-Z'’-]*(?:\s+[A-Z][A-Z'’-]*){0,2})(?:,\s+([A-Z][A-Z'’-]+(?:\s+[A-Z][A-Z'’-]+)?))?"
)
_CAPITAL_WORD = re.compile(r"\b[A-Z][A-Z'’-]{3,}\b")


def _spans_in_capitals(text: str) -> Iterator[tuple[str, str | None]]:
    """In capitals: one to three words after a preposition, and words that name a people."""
    for match in _CAPITAL_SPAN.finditer(text):
        words = match[1].split()
        for length in range(len(words), 0, -1):
            following = match[2] if length == len(words) else None
            piece = words[:length]
            if piece[0].lower() not in _OPENERS and not is_common_word(" ".join(piece).lower()):
                yield " ".join(piece), following
        if match[2]:
            yield match[2], None
    for match in _CAPITAL_WORD.finditer(text):
        if match[0].lower() in demonyms():
            yield match[0], None


def _told_apart(entries: list[Entry], words: str) -> list[Entry]:
    """Entries that a bare span of a document may mean, the likeliest first by size; few, so that ranking stays
    cheap."""
    if len(words) < 3 and not any(entry.kind is Kind.COUNTRY for entry in entries):
        return []
    common = " " not in words and is_common_word(words.lower())
    least = 5.0 if common else 0.0
    kept = [entry for entry in entries if _size(entry) >= least and entry.kind is not Kind.SITE]
    kept.sort(key=lambda entry: (-_size(entry) + entry.matched, entry.entry_id))
    return kept[:CANDIDATES_KEPT]


def _sense(
    words: str, following: str | None, entries: list[Entry], gazetteer: Gazetteer
) -> tuple[str, str, str | None] | None:
    """What "X, Y" says of X, where Y is a country or province that holds an entry of that name."""
    if following is None:
        return None
    for outer in _outers(following, gazetteer):
        if any(_inside(entry, outer) for entry in entries) and outer.country:
            return (fold(words), outer.country, outer.adm1_code if outer.kind is Kind.ADM1 else None)
    return None


def _outers(words: str, gazetteer: Gazetteer) -> list[Entry]:
    """Countries and first-level divisions of a name or a state's abbreviation."""
    state = _state(words, gazetteer)
    if state is not None:
        return [state]
    return [entry for entry in gazetteer.look_up(words) if entry.kind in (Kind.COUNTRY, Kind.ADM1)]


@cache
def _abbreviations() -> dict[str, tuple[str, str]]:
    text = (resources.files("bearwitness") / "data" / "state_abbreviations.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: (country, code) for word, country, code in rows}


def _state(words: str, gazetteer: Gazetteer) -> Entry | None:
    code = _abbreviations().get(words.lower().replace(".", "").replace(" ", ""))
    return gazetteer.admin(*code) if code else None


def _dateline_country(words: str | None, named: dict[str, float], gazetteer: Gazetteer) -> str | None:
    if not words:
        return None
    phrase = parse_place_phrase(words)
    names = [head.full for head in phrase.heads] if phrase else [words]
    context = PlaceContext(countries=_ordered(named))
    for name in reversed(names):
        state = _state(name, gazetteer) if len(names) > 1 else None
        found = state or _best(_told_apart(gazetteer.look_up(name), name), name, context)
        if found is not None and found.country:
            return found.country
    return None


# --- ranking --------------------------------------------------------------------------------------------------------


DIVISION_DISCOUNT = 0.7
"""A division counts for a fifth of its people, since a bare name more often means a town than the land around it."""


def _size(entry: Entry) -> float:
    """Power of ten of the population, or what stands in for it."""
    stand_in = _STAND_IN_SIZE.get(entry.kind)
    if stand_in is not None:
        return stand_in
    size = math.log10(entry.population + 10)
    if entry.kind is Kind.PLACE:
        return size + (0.5 if entry.feature == "PPLC" else 0.0)
    return max(size - DIVISION_DISCOUNT * (entry.kind is not Kind.COUNTRY), 3.0)


def _best(
    entries: Sequence[Entry],
    name: str,
    context: PlaceContext,
    *,
    head: PlaceHead | None = None,
    within: Entry | None = None,
) -> Entry | None:
    """The entry that the evidence favours; None where there is none, or none inside `within`."""
    votes, folded = _Votes(dict(context.countries), context.divisions), fold(name)
    own = _own_votes(folded, entries, context)
    ranked = sorted(
        (-_score(entry, folded, context, votes, own, head, within), entry.entry_id, entry) for entry in entries
    )
    if not ranked or -ranked[0][0] <= _WEIGHTS["outside"] / 2:
        return None
    return ranked[0][2]


def _own_votes(folded: str, entries: Sequence[Entry], context: PlaceContext) -> _Votes:
    """What the name itself, with a type word ("la paz department") or without, gave to the document's evidence."""
    own = _Votes({})
    by_id = {entry.entry_id: entry for entry in entries}
    for name, entry_id, weight in context.settled:
        if (name == folded or name.startswith(folded + " ")) and entry_id in by_id:
            own.add(_codes(by_id[entry_id]), weight)
    return own


def _own_score(entry: Entry, folded: str, context: PlaceContext) -> float:
    """What speaks for an entry whatever else the document names."""
    score = _WEIGHTS["size"] * _size(entry)
    if entry.matched is NameKind.MAIN:
        score += _WEIGHTS["main_name"] + _WEIGHTS["capital"] * (entry.feature == "PPLC")
    if entry.kind is Kind.COUNTRY:
        score += _WEIGHTS["nation"]
    if context.publisher in entry.countries:
        score += _WEIGHTS["publisher"]
    if context.dateline in entry.countries:
        score += _WEIGHTS["dateline"]
    for name, country, adm1 in context.senses:
        if name == folded and country == entry.country and adm1 in (None, entry.adm1_code):
            return score + _WEIGHTS["same_sense"]
    return score


def _score(
    entry: Entry,
    folded: str,
    context: PlaceContext,
    votes: _Votes,
    own: _Votes,
    head: PlaceHead | None,
    within: Entry | None,
) -> float:
    score = _own_score(entry, folded, context) + votes.support(_codes(entry), own)
    if within is not None and not _inside(entry, within):
        score += _WEIGHTS["outside"]
    elif any(name == folded and entry_id == entry.entry_id for name, entry_id, _ in context.settled):
        score += _WEIGHTS["settled"]
    if head is not None and head.type is not None:
        score += _kind_score(entry, head.type)
    return score


def _kind_score(entry: Entry, type_word: str) -> float:
    word = type_word.split()[-1]
    fits, differs = _WEIGHTS["kind_fits"], _WEIGHTS["kind_differs"]
    uses = _USED_IN.get(word)
    if uses is not None and entry.country not in uses and entry.kind in (Kind.ADM1, Kind.ADM2, Kind.ADM3):
        return differs
    if word in _FIRST_LEVEL or word in _SECOND_LEVEL:
        if entry.kind is Kind.ADM1 and word in _FIRST_LEVEL:
            return fits
        if entry.kind in (Kind.ADM2, Kind.ADM3) and word in _SECOND_LEVEL:
            return fits
        if entry.kind in (Kind.ADM1, Kind.ADM2, Kind.ADM3):
            return fits / 2
        return fits / 3 if entry.kind is Kind.REGION else (0.0 if word in _SETTLED else differs)
    if word in _SETTLED:
        if entry.kind in (Kind.PLACE, Kind.SECTION):
            if word in _SMALL and entry.population > 300_000:
                return differs
            return fits + (1.0 if word == "capital" and entry.feature == "PPLC" else 0.0)
        return differs
    if word == "country":
        return fits if entry.kind is Kind.COUNTRY else differs
    return 0.0


def _inside(entry: Entry, outer: Entry) -> bool:
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
    reach = outer.radius_km * 1.2 if outer.radius_km else 10.0 + 2 * _place_radius(outer)
    return distance_km(entry.lat, entry.lon, outer.lat, outer.lon) <= reach


# --- resolution -----------------------------------------------------------------------------------------------------


def resolve_place(place: Place, *, context: PlaceContext, gazetteer: Gazetteer) -> Place:
    """A place with its gazetteer entry, coordinates, divisions and precision.

    Args:
        place: `text` holds the words as `phrases.places` found them.
        context: What the document names (`document_context`).
        gazetteer: Where names are looked up.

    Returns:
        The place with `name`, and where the gazetteer holds it or a place that its words name around it: `geonames_id`,
        `lat`, `lon`, `country`, `adm1`, `adm2`, `where_prec`, `radius_km`. A place within another that alone is known
        has its own name, the other's id and point, and the other's precision. Nothing known: `name` as printed,
        coordinates and `where_prec` None.

    Source: domain.md, section 10.
    """
    if place.text is None or not place.text.strip():
        return place
    phrase = parse_place_phrase(place.text, is_place_word=is_place_word_for(gazetteer))
    if phrase is None:
        words = " ".join(place.text.split())
        codes = gazetteer.countries_of_demonym(words)
        nation = gazetteer.country(codes[0]) if len(codes) == 1 else None
        if nation is not None:
            words = nation.name  # "Russian" as a place is the country
        phrase = PlacePhrase(words, (0, len(words)), (PlaceHead(words, (0, len(words)), full=words),))
    if phrase.relation is Relation.BETWEEN or phrase.listed:
        return _several(place, phrase, context, gazetteer)
    found = _nested(phrase, context, gazetteer)
    if found is not None and found[1] > 0 and _stands_beside(phrase.heads[0], found[0], context, gazetteer):
        return _several(place, phrase, context, gazetteer)
    if found is None:
        return replace(place, name=_named_head(phrase))
    entry, level = found
    return _located(place, phrase, entry, level)


def _named_head(phrase: PlacePhrase) -> str:
    return _printed(_head_words(phrase))


def _head_words(phrase: PlacePhrase) -> str:
    """The name of the phrase's own place: "Jenin refugee camp", also where the words are "the refugee camp in
    Jenin"."""
    head = phrase.heads[0]
    if phrase.site is not None and head.type is None:
        kind = re.search(r"(?:refugee |displacement )?camp$", phrase.site.text.lower())
        if kind:
            return f"{head.text} {kind.group()}"
    if head.type is not None and head.full.lower().startswith(head.type):
        return head.text if head.type in _SETTLED | _FIRST_LEVEL | _SECOND_LEVEL else f"{head.text} {head.type}"
    if head.type is not None and head.type.split()[-1] in ("village", "town", "hamlet", "township"):
        return head.text
    return head.full or head.text


def _printed(name: str) -> str:
    """A name out of capitals: "SAN MIGUEL" -> "San Miguel"; others as they are."""
    if not is_in_capitals(name) and not (name.isupper() and len(name) > 4):
        return name
    return re.sub(r"[^\W\d_]+", lambda match: _cased(match[0]), name)


def _cased(word: str) -> str:
    return (
        word.lower() if word.lower() in ("de", "del", "of", "and") or word.lower() in _CAMP_WORDS else word.capitalize()
    )


_CAMP_WORDS = _SECTIONS | {
    "camp",
    "refugee",
    "displacement",
    "village",
    "province",
    "department",
    "district",
    "region",
    "state",
}


def _nested(phrase: PlacePhrase, context: PlaceContext, gazetteer: Gazetteer) -> tuple[Entry, int] | None:
    """The entry of the innermost head that is known, and how many heads stand before it; None where none is known.

    An inner head counts only inside the nearest outer one that is known.
    """
    country = _people_country(phrase, gazetteer)
    heads = phrase.heads
    within: Entry | None = country
    known: tuple[Entry, int] | None = None
    for level in range(len(heads) - 1, -1, -1):
        found = _entry_of(heads[level], level, within, context, gazetteer, last=level == len(heads) - 1)
        if found is None and within is not None and within is country:
            # "the Palestinian camp in X": the people of a place need not be that of its state
            found = _entry_of(heads[level], level, None, context, gazetteer, last=level == len(heads) - 1)
        if found is not None:
            within, known = found, (found, level)
    if known is None and country is not None and phrase.site is None:
        return country, len(heads)  # "the Indian state of X": the words name the country, whatever X is
    return known


def _stands_beside(head: PlaceHead, outer: Entry, context: PlaceContext, gazetteer: Gazetteer) -> bool:
    """The first name cannot lie in the second: a country, or a city before a city, so that the comma was a list's."""
    if head.type is not None:
        return False
    alone = _best(_candidates(head, gazetteer), head.text, context, head=head)
    if alone is None:
        return False
    return alone.kind is Kind.COUNTRY or (
        alone.kind is Kind.PLACE and outer.kind is Kind.PLACE and _size(alone) >= LEAST_SIZE_OF_A_CITY
    )


LEAST_SIZE_OF_A_CITY = 4.7  # fifty thousand people


def _people_country(phrase: PlacePhrase, gazetteer: Gazetteer) -> Entry | None:
    if phrase.people is None:
        return None
    codes = gazetteer.countries_of_demonym(phrase.people)
    return gazetteer.country(codes[0]) if len(codes) == 1 else None


def _entry_of(
    head: PlaceHead,
    level: int,
    within: Entry | None,
    context: PlaceContext,
    gazetteer: Gazetteer,
    *,
    last: bool,
) -> Entry | None:
    if head.text == "capital" and head.type == "capital":
        code = within.country if within is not None else one_country(context)
        return gazetteer.capital(code) if code else None
    if head.type == "capital" and within is None and last:
        nation = gazetteer.country(head.text)
        if nation is not None and nation.country:
            return gazetteer.capital(nation.country)
    candidates = _candidates(head, gazetteer)
    if level > 0 or "." in head.text or not candidates:
        state = _state(head.text, gazetteer)
        if state is not None and (level > 0 or context.share(state.countries) > 0):
            return state
    best = _best(candidates, head.text, context, head=head, within=within)
    if best is None or (within is None and not _believable(best, context)):
        return None
    return _seat(best, candidates) if head.type is None or head.type.split()[-1] not in _DIVISION_TYPES else best


def _seat(best: Entry, candidates: Sequence[Entry]) -> Entry:
    """The town where a division and its own town share a name and no type word tells them apart: "in Jenin" is the
    town."""
    if best.kind not in (Kind.ADM1, Kind.ADM2, Kind.ADM3):
        return best
    towns = [entry for entry in candidates if entry.kind is Kind.PLACE and _inside(entry, best)]
    if best.kind is Kind.ADM1:
        most = best.population * SEAT_SHARE
        towns = [
            town for town in towns if town.population >= (LEAST_SEAT if town.matched is NameKind.MAIN else max(most, 1))
        ]
    return max(towns, key=lambda town: (town.population, -town.entry_id)) if towns else best


LEAST_SEAT = 20_000
"""A first-level division is meant rather than a hamlet in it of the same name ..."""
SEAT_SHARE = 0.25
"""... or a town of another name that is sometimes called so, unless a quarter of the division's people live there."""
_DIVISION_TYPES = _FIRST_LEVEL | _SECOND_LEVEL | {"area", "country"}


def one_country(context: PlaceContext) -> str | None:
    """The country that a document is about, where it leaves no doubt: "the capital" is that country's."""
    if not context.countries:
        return context.dateline or None
    code, _ = context.countries[0]
    return code if context.share((code,)) >= 0.5 else None


def _candidates(head: PlaceHead, gazetteer: Gazetteer) -> list[Entry]:
    """Entries that bear the name with its type word, then without it, each once."""
    found: dict[int, Entry] = {}
    names = list(dict.fromkeys(name for name in (head.full, head.text) if name))
    if head.type is not None and head.text.lower().endswith(" " + head.type):
        names.append(head.text[: -len(head.type) - 1])
    if head.type is not None and head.type.split()[-1] in _NOT_WITHOUT_TYPE:
        names = names[:1]
    for name in names:
        for form in (name, name[4:]) if name.lower().startswith("the ") else (name,):
            for entry in gazetteer.look_up(form):
                found.setdefault(entry.entry_id, entry)
    return list(found.values())


_NOT_WITHOUT_TYPE = words_of(
    "market hospital clinic farm ranch hacienda estate mosque church temple school college university prison jail base "
    "barracks station checkpoint hotel restaurant cemetery plant mine factory bridge square road highway street avenue "
    "boulevard drive lane circle parkway terrace "
    "stadium airport airfield house building river lake mountain hill sea gulf ocean bay strait desert"
)
"""Types whose name is no place's without them: a hospital or a river of some name is not the town of that name."""


def _share_of_others(entry: Entry, context: PlaceContext) -> float:
    """Share of the country evidence for an entry's country that names other than the entry's own give."""
    own = math.fsum(weight for _, entry_id, weight in context.settled if entry_id == entry.entry_id)
    total = math.fsum(weight for _, weight in context.countries) - own
    same = math.fsum(weight for code, weight in context.countries if code in entry.countries) - own
    return same / total if total > 0 else 1.0


def _believable(entry: Entry, context: PlaceContext) -> bool:
    """A lone name far from everything that the document speaks of is more likely a place that the gazetteer lacks.

    The bar falls with the document's evidence for the entry's country and rises with how much evidence there is at all.
    """
    if entry.kind in (Kind.COUNTRY, Kind.REGION, Kind.SEA) or not context.countries:
        return True
    if (
        _share_of_others(entry, context) > 0.05
        or context.publisher in entry.countries
        or context.dateline in entry.countries
    ):
        return True
    evidence = math.fsum(weight for _, weight in context.countries)
    return _size(entry) >= min(3.0 + 0.25 * evidence, 5.2)


# --- precision ------------------------------------------------------------------------------------------------------

_PRECISION = {
    Kind.PLACE: 1, Kind.SECTION: 1, Kind.SITE: 1, Kind.ADM3: 3, Kind.ADM2: 3, Kind.ADM1: 4, Kind.REGION: 5,
    Kind.COUNTRY: 6, Kind.SEA: 7,
}  # fmt: skip


def _place_radius(entry: Entry) -> float:
    """Reach of an entry: its own, else that of a built-up area of its population (a million: 20 km)."""
    if entry.kind is Kind.PLACE:
        return round(min(max(0.02 * math.sqrt(entry.population), 1.0), 25.0), 1)
    return entry.radius_km or (1.0 if entry.kind in (Kind.SITE, Kind.SECTION) else 25.0)


def _located(place: Place, phrase: PlacePhrase, entry: Entry, level: int) -> Place:
    """The place of an entry, moved and widened as the phrase's relation and the unknown heads before it ask."""
    prec, radius = _PRECISION[entry.kind], _place_radius(entry)
    lat, lon = entry.lat, entry.lon
    head = phrase.heads[0]
    unknown = level > 0
    inner = head.type.split()[-1] if head.type else None
    if unknown and prec == 1 and not (inner in _SECTIONS or inner in _NOT_WITHOUT_TYPE or inner == "area"):
        prec, radius = 2, NEAR_RADIUS_KM  # a village or camp known only to be in or by that town
    elif not unknown and prec == 1 and _is_camp(phrase, entry):
        prec, radius = 2, max(radius, 5.0)
    if head.part is not None and not unknown and entry.kind is Kind.COUNTRY:
        prec = 5
    lat, lon, prec, radius = _moved(phrase, entry, unknown, lat, lon, prec, radius)
    if lat is None or lon is None:
        prec, radius = (prec if entry.kind in (Kind.ADM2, Kind.ADM3) else 5), radius
    return replace(
        place,
        name=_named_head(phrase) if unknown or _is_camp(phrase, entry) else _known_name(head, entry, place.text or ""),
        geonames_id=entry.geonames_id,
        lat=None if lat is None else round(lat, 6),
        lon=None if lon is None else round(lon, 6),
        country=entry.countries,
        adm1=entry.adm1,
        adm2=entry.adm2,
        where_prec=prec if lat is not None else None,
        radius_km=round(radius, 6) if lat is not None else None,
    )


LONGEST_INITIALS = 4  # letters: "UK", "USA"; a longer name in capitals is a dateline's


def _known_name(head: PlaceHead, entry: Entry, words: str) -> str:
    """A known place's name as printed with its type; out of capitals, in the entry's spelling where that is the same
    name."""
    if head.type == "capital" and fold(head.text) != fold(entry.name):
        return entry.name
    if head.type and head.type not in _DIVISION_TYPES and fold(f"{head.text} {head.type}") == fold(entry.name):
        return entry.name  # "Charles Hill": the type is a part of the name
    name = head.text[:1].upper() + head.text[1:]
    shouted = is_in_capitals(words) or (head.text.isupper() and len(head.text) > LONGEST_INITIALS)
    if shouted and fold(entry.name) in (fold(name), without_article(fold(name))):
        name = entry.name
    kind = head.type.split()[-1] if head.type else None
    if head.type and kind in _DIVISION_TYPES and kind != "country" and not name.lower().endswith(kind):
        name = f"{name} {head.type}"
    return name


def _is_camp(phrase: PlacePhrase, entry: Entry) -> bool:
    """The words speak of a camp, and the entry is the town whose name it bears."""
    words = phrase.heads[0].type or ""
    if phrase.site is not None and phrase.heads[0].type is None:
        words = phrase.site.text.lower()
    return words.endswith("camp") and "camp" not in fold(entry.name).split() and entry.kind is Kind.PLACE


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


def _several(place: Place, phrase: PlacePhrase, context: PlaceContext, gazetteer: Gazetteer) -> Place:
    """Between two names, or over several listed: the middle of those known, with a reach that takes them all in."""
    entries: list[Entry] = []
    for head in phrase.heads:
        found = _entry_of(head, 0, None, context, gazetteer, last=True)
        if found is not None and found.lat is not None and found.lon is not None:
            entries.append(found)
    joint = " and " if phrase.listed and len(phrase.heads) == 2 else (", " if phrase.listed else "–")
    name = joint.join(_printed(head.text) for head in phrase.heads)
    if not entries:
        return replace(place, name=name)
    points = [(entry.lat, entry.lon) for entry in entries if entry.lat is not None and entry.lon is not None]
    lat, lon = _middle(points)
    reach = max(distance_km(lat, lon, *point) for point in points)
    widest = max(entries, key=lambda entry: (_PRECISION[entry.kind], entry.entry_id))
    if len(entries) == 1:
        prec, radius = max(_PRECISION[widest.kind], 2), max(_place_radius(widest), NEAR_RADIUS_KM)
    else:
        radius = reach + max(_place_radius(entry) for entry in entries)
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


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    x = math.fsum(math.cos(math.radians(lat)) * math.cos(math.radians(lon)) for lat, lon in points)
    y = math.fsum(math.cos(math.radians(lat)) * math.sin(math.radians(lon)) for lat, lon in points)
    z = math.fsum(math.sin(math.radians(lat)) for lat, _ in points)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


# --- words that name places -----------------------------------------------------------------------------------------


@cache
def _ordinary_words() -> frozenset[str]:
    path = resources.files("bearwitness") / "data" / "words.txt.gz"
    with path.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as lines:
        return frozenset(lines.read().split())


_GRAMMAR_WORDS = _OPENERS | FUNCTION | TYPES | ORGANISATIONS | NOT_PLACES | TITLES
"""Words that the grammar itself knows as no names; some are mostly capitalised in print ("Army")."""


def is_common_word(lower: str) -> bool:
    """Words that are all ordinary vocabulary, so that capitals alone don't make a name of them."""
    return all(word in _ordinary_words() or word in _GRAMMAR_WORDS for word in lower.split())


LEAST_SIZE_ONE_WORD = 4.0
LEAST_SIZE_MORE_WORDS = 3.0
"""Powers of ten of population from which a name in capitals is taken for a place: one word needs ten thousand
people."""

_TESTS: dict[str, dict[str, bool]] = {}


def is_place_word_for(gazetteer: Gazetteer) -> Callable[[str], bool]:
    """A quick test whether words name a place in this gazetteer, for texts where capitals say nothing.

    Countries, provinces, regions and seas pass, and towns above a size; peoples, ordinary vocabulary and
    short letter groups do not. Answers are kept.
    """
    known = _TESTS.setdefault(gazetteer.digest, {})

    def is_place_word(words: str) -> bool:
        key = fold(words)
        if key not in known:
            if len(known) > 50_000:
                known.clear()
            known[key] = _names_a_place(words, key, gazetteer)
        return known[key]

    return is_place_word


def _names_a_place(words: str, key: str, gazetteer: Gazetteer) -> bool:
    if len(key) < 4 or key in demonyms():
        return False
    several = " " in key
    common = is_common_word(key)
    for entry in gazetteer.look_up(words):
        if entry.kind in (Kind.COUNTRY, Kind.REGION, Kind.SEA):
            return True
        if entry.kind is Kind.ADM1 and (entry.matched is not NameKind.SHORT or not common) and (several or not common):
            return True
        if common and _size(entry) < 5.7:
            continue
        if entry.kind is Kind.ADM2 and several and entry.matched is not NameKind.SHORT:
            return True
        if entry.kind is Kind.PLACE and _size(entry) >= (LEAST_SIZE_MORE_WORDS if several else LEAST_SIZE_ONE_WORD):
            return True
    return False
