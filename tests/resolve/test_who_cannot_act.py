"""A town, a deed, the dead and who inquires into a harm have not done it; the state of a country may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bearwitness.claims.extract import extract
from bearwitness.records import Words
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from reading import document


@pytest.mark.parametrize(
    ("text", "name", "stays"),
    [
        ("Nine people were killed in Durazno on Friday. Durazno mourns.", "Durazno", False),
        ("Nine people were killed in Uruguay on Friday. Uruguay mourns.", "Uruguay", True),
    ],
)
def test_a_town_is_no_doer(text: str, name: str, stays: bool) -> None:
    gazetteer, report = Gazetteer.packaged(), document(text)
    claims = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    start = text.rindex(name)
    blamed = [replace(c, alleged_perpetrator=Words(name, (start, start + len(name)))) for c in claims]
    (found,) = resolve_claims(blamed, report, gazetteer=gazetteer)
    assert (found.alleged_perpetrator is not None) is stays


def doers_of(text: str) -> set[str | None]:
    gazetteer, report = Gazetteer.packaged(), document(text)
    claims = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    doers = [c.alleged_perpetrator for c in resolve_claims(claims, report, gazetteer=gazetteer)]
    return {doer.text if doer is not None else None for doer in doers}


@pytest.mark.parametrize(
    "text",
    [
        "The governor blamed the killing of three surveyors on smugglers.",
        "Divers identified the body of a ferryman murdered on Sunday.",
        "SHOOTOUT AT A MILL KILLS FIVE.",
        "Belen police are still hunting for a gunman who opened fire in a bakery, killing two people.",
    ],
)
def test_deeds_the_dead_and_who_inquires_are_no_doers(text: str) -> None:
    assert doers_of(text) == {None}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("An execution squad killed two farmers in Orl.", "An execution squad"),
        ("Soldiers hunting for the killers of a sergeant shot nine villagers dead.", "Soldiers"),
        ("Deputies responded to a report of a fight and shot a man dead.", "Deputies"),
    ],
)
def test_who_acts_beside_such_words_is_one(text: str, doer: str) -> None:
    assert doers_of(text) == {doer}
