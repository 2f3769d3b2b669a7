"""A town, a deed, the dead and who inquires do nobody harm; the state of a country may."""

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


@pytest.mark.parametrize(
    "text",
    [
        "The minister has blamed the murder of two missionaries on traffickers.",
        "A judge identified the body of the commander murdered this morning.",
        "GUNFIGHT IN ORL CAMP KILLS TWO.",
    ],
)
def test_neither_a_deed_nor_the_dead_are_doers(text: str) -> None:
    gazetteer, report = Gazetteer.packaged(), document(text)
    claims = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    assert claims
    assert not any(c.alleged_perpetrator for c in resolve_claims(claims, report, gazetteer=gazetteer))


def test_who_looks_for_the_gunman_is_none() -> None:
    text = "Orl police are searching for the gunman who opened fire in a car park, killing one person and injuring four others."
    gazetteer, report = Gazetteer.packaged(), document(text)
    claims = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    assert claims
    doers = [c.alleged_perpetrator for c in resolve_claims(claims, report, gazetteer=gazetteer)]
    assert not any("police" in doer.text for doer in doers if doer is not None)


def test_a_body_of_men_acts() -> None:
    text = "An execution squad killed two farmers in Orl."
    gazetteer, report = Gazetteer.packaged(), document(text)
    (claim,) = resolve_claims(
        extract(report, is_place_word=is_place_word_for(gazetteer)).claims, report, gazetteer=gazetteer
    )
    assert claim.alleged_perpetrator is not None and claim.alleged_perpetrator.text == "An execution squad"
