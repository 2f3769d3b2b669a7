"""The narrowest place that a report tells of an event, for each claim of it, and the area of a total."""

from __future__ import annotations

import pytest

from bearwitness.claims.extract import extract
from bearwitness.records import Claim, Scope
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from reading import document


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


def read(text: str, gazetteer: Gazetteer) -> list[Claim]:
    report = document(text)
    claims = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    return resolve_claims(claims, report, gazetteer=gazetteer)


NARROWER = [
    # headline, body, words that the places of all its claims hold
    ("Bomb kills five in northwest Pakistan", "The device went off near Bannu on Monday.", "Bannu"),
    (
        "Protests in Peru: 17 dead",
        "At least 17 people were killed on Monday in clashes in southern Peru. The deaths occurred in Juliaca.",
        "Juliaca",
    ),
    (
        "Twelve killed in Mali attack",
        "Twelve villagers were killed in central Mali. The attack took place in Ogossagou.",
        "Ogossagou",
    ),
    (
        "Bandits kill four in Baringo",
        "Four people were shot dead after bandits raided Arabal village in Baringo South.",
        "Arabal",
    ),
]


@pytest.mark.parametrize(("headline", "body", "words"), NARROWER, ids=[row[0] for row in NARROWER])
def test_a_wide_place_gives_way_to_a_narrower_one(headline: str, body: str, words: str, gazetteer: Gazetteer) -> None:
    claims = read(f"{headline}\n\n{body}", gazetteer)
    assert claims
    for claim in claims:
        assert claim.place is not None and words in (claim.place.text or "")


WIDE = [
    # another event, a comparison, a speaker's town, what is no part of the wide place
    "Nine killed in western Niger\n\nGunmen fled on motorbikes. Meanwhile, a bomb went off in Diffa.",
    "Nine killed in western Niger\n\nIt was the deadliest attack since gunmen raided Diffa.",
    "Nine killed in western Niger\n\nThe attackers came at noon, a spokesman told reporters in Niamey.",
    "Nine killed in western Niger\n\nThe attack took place hours after a blast in Lagos.",
]


@pytest.mark.parametrize("text", WIDE)
def test_another_place_is_not_taken(text: str, gazetteer: Gazetteer) -> None:
    first = read(text, gazetteer)[0].place
    assert first is not None and first.text == "western Niger"


def test_a_total_has_the_area_of_its_heading(gazetteer: Gazetteer) -> None:
    text = "163 civilians killed in Syria this year\n\nSince January 163 civilians were killed, 38 of them children."
    totals = [c for c in read(text, gazetteer) if c.scope == Scope.CUMULATIVE]
    assert totals and all(c.place is not None and c.place.text == "Syria" for c in totals)


def test_the_city_is_no_place_of_that_name(gazetteer: Gazetteer) -> None:
    totals = read("So far this year 212 people have been murdered in the city.", gazetteer)
    assert [(c.place.text, c.place.lat) for c in totals if c.place is not None] == [("the city", None)]
