"""Where people were arrested: never the scene of the crime, the jail where it ended, or what a force is called after."""

from __future__ import annotations

import pytest

from bearwitness.claims.extract import extract
from bearwitness.records import Claim
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from reading import document


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


def first(text: str, gazetteer: Gazetteer) -> Claim:
    report = document(text)
    claims = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    return resolve_claims(claims, report, gazetteer=gazetteer)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Nia Orl, 31, was arrested Friday and is being held in Dunedin prison.",
        "Police arrested Tom Rell on Monday and he was later taken to Oamaru prison.",
        "Two men were arrested on Friday and transferred to the Hokitika jail.",
        "Ben Rell, 22, was booked into the Oamaru jail on a murder charge.",
        "Two men arrested in a morning raid were found dead in their cell.",
        "Two suspected gang members are under arrest for the murder of a guard outside his home in Hokitika.",
        "A man was arrested over the slaying of a nurse at a bar in Dunedin.",
        "Otago County sheriff's deputies arrested Nia Orl, 40.",
        "The Otago County Sheriff's Office arrested two brothers on Tuesday.",
        "Otago County detectives have arrested a man of 30.",
        "Two women were wounded, Otago County prosecutors said.",
        "A man died of a gunshot on Monday, the Otago County medical examiner said.",
        "The killing of an Otago County sheriff's deputy shocked many.",
    ],
    ids=lambda text: text[:40],
)
def test_no_place_of_an_arrest_or_of_a_force(text: str, gazetteer: Gazetteer) -> None:
    place = first(text, gazetteer).place
    assert place is None or place.text is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police arrested the man at a bar in Dunedin on Friday.", "a bar in Dunedin"),
        ("Forty men are being held in Oamaru prison.", "Oamaru prison"),
        ("Some 200 people are jailed in Dunedin without charge.", "Dunedin"),
        ("The two men were arrested at a motel in Hokitika and booked into jail.", "a motel in Hokitika"),
        ("Three boys were arrested outside the courthouse in Oamaru.", "outside the courthouse in Oamaru"),
        ("Nine people were arrested in Otago County on Monday.", "Otago County"),
        ("Soldiers raided a house in Oamaru and arrested two men.", "a house in Oamaru"),
        ("Two guards were killed in Oamaru prison.", "Oamaru prison"),
    ],
)
def test_the_place_of_an_arrest_is_kept(text: str, words: str, gazetteer: Gazetteer) -> None:
    place = first(text, gazetteer).place
    assert place is not None
    assert place.text == words
