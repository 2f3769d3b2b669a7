"""The words of one place -> its gazetteer entry, with coordinates, divisions and precision."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.phrases.peoples import countries_of_demonym
from bearwitness.phrases.places.find import parse_place_phrase
from bearwitness.phrases.places.phrase import PlaceHead, PlacePhrase, Relation
from bearwitness.records import Place
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.gazetteer.entries import Entry, Kind, NameKind
from bearwitness.resolve.places.entries import lies_within, size_of, state_abbreviated
from bearwitness.resolve.places.evidence import PlaceContext, one_country
from bearwitness.resolve.places.naming import name_of_head
from bearwitness.resolve.places.precision import place_amid, place_of_entry
from bearwitness.resolve.places.ranking import best_entry
from bearwitness.resolve.places.type_words import DIVISION_TYPES, NOT_WITHOUT_TYPE
from bearwitness.resolve.places.words import is_place_word_for


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
        codes = countries_of_demonym(words)
        nation = gazetteer.country(codes[0]) if len(codes) == 1 else None
        if nation is not None:
            words = nation.name  # "Russian" as a place is the country
        phrase = PlacePhrase(words, (0, len(words)), (PlaceHead(words, (0, len(words)), full=words),))
    if phrase.relation is Relation.BETWEEN or phrase.listed:
        return place_amid(place, phrase, _entries_of(phrase, context, gazetteer))
    found = _nested(phrase, context, gazetteer)
    if found is not None and found[1] > 0 and _stands_beside(phrase.heads[0], found[0], context, gazetteer):
        return place_amid(place, phrase, _entries_of(phrase, context, gazetteer))
    if found is None:
        return replace(place, name=name_of_head(phrase))
    entry, level = found
    return place_of_entry(place, phrase, entry, level)


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


def _entries_of(phrase: PlacePhrase, context: PlaceContext, gazetteer: Gazetteer) -> list[Entry]:
    """The entries, each with a point, of those heads that are known, none within another."""
    found = (_entry_of(head, 0, None, context, gazetteer, last=True) for head in phrase.heads)
    return [entry for entry in found if entry is not None and entry.lat is not None and entry.lon is not None]


def _stands_beside(head: PlaceHead, outer: Entry, context: PlaceContext, gazetteer: Gazetteer) -> bool:
    """The first name cannot lie in the second: a country, or a city before a city, so that the comma was a list's."""
    if head.type is not None:
        return False
    alone = best_entry(_candidates(head, gazetteer), head.text, context, head=head)
    if alone is None:
        return False
    return alone.kind is Kind.COUNTRY or (
        alone.kind is Kind.PLACE and outer.kind is Kind.PLACE and size_of(alone) >= LEAST_SIZE_OF_A_CITY
    )


LEAST_SIZE_OF_A_CITY = 4.7  # fifty thousand people


def _people_country(phrase: PlacePhrase, gazetteer: Gazetteer) -> Entry | None:
    if phrase.people is None:
        return None
    codes = countries_of_demonym(phrase.people)
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
        state = state_abbreviated(head.text, gazetteer)
        if state is not None and (level > 0 or context.share(state.countries) > 0):
            return state
    best = best_entry(candidates, head.text, context, head=head, within=within)
    if best is None or (within is None and not _believable(best, context)):
        return None
    return _seat(best, candidates) if head.type is None or head.type.split()[-1] not in DIVISION_TYPES else best


def _seat(best: Entry, candidates: Sequence[Entry]) -> Entry:
    """The town where a division and its own town share a name and no type word tells them apart: "in Jenin" is the
    town."""
    if best.kind not in (Kind.ADM1, Kind.ADM2, Kind.ADM3):
        return best
    towns = [entry for entry in candidates if entry.kind is Kind.PLACE and lies_within(entry, best)]
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


def _candidates(head: PlaceHead, gazetteer: Gazetteer) -> list[Entry]:
    """Entries that bear the name with its type word, then without it, each once."""
    found: dict[int, Entry] = {}
    names = list(dict.fromkeys(name for name in (head.full, head.text) if name))
    if head.type is not None and head.text.lower().endswith(" " + head.type):
        names.append(head.text[: -len(head.type) - 1])
    if head.type is not None and head.type.split()[-1] in NOT_WITHOUT_TYPE:
        names = names[:1]
    for name in names:
        for form in (name, name[4:]) if name.lower().startswith("the ") else (name,):
            for entry in gazetteer.look_up(form):
                found.setdefault(entry.entry_id, entry)
    return list(found.values())


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
    return size_of(entry) >= min(3.0 + 0.25 * evidence, 5.2)
