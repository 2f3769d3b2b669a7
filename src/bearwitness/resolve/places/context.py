"""What a document names, as evidence for its ambiguous names: each name votes for what its entries lie in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.places.find import parse_place_phrase
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.gazetteer.entries import Entry, Kind, NameKind
from bearwitness.resolve.gazetteer.names import fold
from bearwitness.resolve.places.entries import lies_within, size_of, state_abbreviated
from bearwitness.resolve.places.evidence import OpenName, PlaceContext, Votes, codes_of, heaviest_first
from bearwitness.resolve.places.ranking import best_entry, own_score, supports
from bearwitness.resolve.places.spans import name_spans
from bearwitness.resolve.places.words import are_common_words

_SPAN_LIMIT = 200
CANDIDATES_KEPT = 12
"""Entries of one spelling that are ranked in a document's context; the rest are smaller namesakes."""


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
    counted, followed = _counted_names(document_text)
    named: dict[str, float] = {}
    senses: list[tuple[str, str, str | None]] = []
    names: list[OpenName] = []
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
            names.append(OpenName(fold(words), weight, entries, [codes_of(entry) for entry in entries], even))
    dateline = _dateline_country(dateline_place, named, gazetteer)
    if dateline is not None:
        named[dateline] = named.get(dateline, 0.0) + DATELINE_VOTE
    return _settle(names, named, senses, country, dateline)


def _counted_names(text: str) -> tuple[Counter[str], dict[str, str]]:
    """How often a text prints each name, and what follows the name after a comma where it first does."""
    counted: Counter[str] = Counter()
    followed: dict[str, str] = {}
    for words, following in name_spans(text):
        counted[words] += 1
        if following is not None:
            followed.setdefault(words, following)
        if len(counted) >= _SPAN_LIMIT:
            break
    return counted, followed


DATELINE_VOTE = 1.5
"""A dateline's country counts as one that the text names once; 1 to 2 give the same on `benchmarks/places.py`."""


def _shares_its_name(nation: Entry, entries: Sequence[Entry]) -> bool:
    """A large division of another country bears the same name as its own: Georgia, Niger."""
    return any(
        entry.kind is Kind.ADM1
        and entry.matched is NameKind.MAIN
        and entry.country != nation.country
        and size_of(entry) >= LEAST_SIZE_BESIDE_A_COUNTRY
        for entry in entries
    )


LEAST_SIZE_BESIDE_A_COUNTRY = 5.7


def _settle(
    names: list[OpenName],
    named: dict[str, float],
    senses: list[tuple[str, str, str | None]],
    publisher: str | None,
    dateline: str | None,
) -> PlaceContext:
    """A few rounds in which every name votes for the countries and divisions of its entries, by their likelihood.

    A name's own votes are left out when its own entries are scored.
    """
    base = PlaceContext(senses=tuple(senses), publisher=publisher, dateline=dateline)
    fixed = [[own_score(entry, name.folded, base) for entry in name.entries] for name in names]
    for _ in range(ROUNDS):
        votes = Votes(named)
        for name in names:
            votes.add_all(name)
        for name, own_scores in zip(names, fixed, strict=True):
            if len(name.entries) == 1:
                continue
            mine = Votes({})
            mine.add_all(name)
            scores = [
                score + support
                for score, support in zip(own_scores, supports(votes, name.codes, without=mine), strict=True)
            ]
            highest = max(scores)
            powers = [math.exp(score - highest) for score in scores]
            total = math.fsum(powers)
            name.shares = [power / total for power in powers]
    votes = Votes(named)
    settled = []
    for name in names:
        _, best = max((share, -k) for k, share in enumerate(name.shares))
        weight = name.weight * name.shares[-best]
        settled.append((name.folded, name.entries[-best].entry_id, weight))
        votes.add(name.codes[-best], weight)
    return PlaceContext(
        countries=heaviest_first(votes.countries),
        divisions=heaviest_first(votes.divisions),
        senses=tuple(senses),
        settled=tuple(settled),
        publisher=publisher,
        dateline=dateline,
    )


ROUNDS = 3
"""Rounds of voting; from two to four no figure of `benchmarks/places.py` moves by more than .008."""


def _told_apart(entries: list[Entry], words: str) -> list[Entry]:
    """Entries that a bare span of a document may mean, the likeliest first by size; few, so that ranking stays
    cheap."""
    if len(words) < 3 and not any(entry.kind is Kind.COUNTRY for entry in entries):
        return []
    common = " " not in words and are_common_words(words.lower())
    least = 5.0 if common else 0.0
    kept = [entry for entry in entries if size_of(entry) >= least and entry.kind is not Kind.SITE]
    kept.sort(key=lambda entry: (-size_of(entry) + entry.matched, entry.entry_id))
    return kept[:CANDIDATES_KEPT]


def _sense(
    words: str, following: str | None, entries: list[Entry], gazetteer: Gazetteer
) -> tuple[str, str, str | None] | None:
    """What "X, Y" says of X, where Y is a country or province that holds an entry of that name."""
    if following is None:
        return None
    for outer in _outers(following, gazetteer):
        if any(lies_within(entry, outer) for entry in entries) and outer.country:
            return (fold(words), outer.country, outer.adm1_code if outer.kind is Kind.ADM1 else None)
    return None


def _outers(words: str, gazetteer: Gazetteer) -> list[Entry]:
    """Countries and first-level divisions of a name or a state's abbreviation."""
    state = state_abbreviated(words, gazetteer)
    if state is not None:
        return [state]
    return [entry for entry in gazetteer.look_up(words) if entry.kind in (Kind.COUNTRY, Kind.ADM1)]


def _dateline_country(words: str | None, named: dict[str, float], gazetteer: Gazetteer) -> str | None:
    if not words:
        return None
    phrase = parse_place_phrase(words)
    names = [head.full for head in phrase.heads] if phrase else [words]
    context = PlaceContext(countries=heaviest_first(named))
    for name in reversed(names):
        state = state_abbreviated(name, gazetteer) if len(names) > 1 else None
        found = state or best_entry(_told_apart(gazetteer.look_up(name), name), name, context)
        if found is not None and found.country:
            return found.country
    return None
