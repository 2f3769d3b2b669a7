"""A killing that a report only speaks of takes no place and no day from what it tells of others."""

from __future__ import annotations

import pytest

from bearwitness.claims.extract import extract
from bearwitness.records import Claim
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from reading import document

NEWS = (
    "A car bomb killed nine people on Monday in the market of Oamaru. Rescuers worked all night. The bomb went off at noon. "
    "Shops were closed. The governor called for calm. "
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


def last(text: str, gazetteer: Gazetteer) -> Claim:
    report = document(text)
    claims = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    return resolve_claims(claims, report, gazetteer=gazetteer)[-1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Judges are still investigating the murder of Bishop Tomas Orl.",
        "The group is also accused of the kidnapping of three nuns.",
        "The unions condemned the assassination of six teachers.",
        "Nobody has been convicted of Ana Rell's murder.",
        "The general, charged with the massacre of 14 farmers, denied everything.",
        "A march will recall the deaths of two trade unionists.",
        "Ben Rell is wanted for the killing of two guards.",
        "The party again demanded justice for the murder of Senator Ana Rell.",
        "SHE IS SUSPECTED OF INVOLVEMENT IN THE ASSASSINATION OF JUDGE TOMAS ORL.",
        "The group took up arms after the disappearance of 30 students.",
    ],
    ids=lambda text: text[:40],
)
def test_a_killing_spoken_of_has_no_setting_of_others(sentence: str, gazetteer: Gazetteer) -> None:
    claim = last(NEWS + sentence, gazetteer)
    assert claim.start >= len(NEWS)
    assert (claim.place, claim.time) == (None, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (NEWS + "The unions condemned the killing of nine people.", "the market of Oamaru"),
        (NEWS + "The attack caused the death of two guards.", "the market of Oamaru"),
        (NEWS + "He is accused of the murder of two nuns in Hokitika last year.", "Hokitika"),
        (NEWS + "Police have arrested two men after the death of a 40-year-old baker.", "the market of Oamaru"),
        (NEWS + "Two of the wounded died in hospital.", "the market of Oamaru"),
        ("Police are investigating the murder of two nuns. It happened in Hokitika on Monday.", "Hokitika"),
        ("The unions condemned the killing of six teachers. They were shot in Dunedin on Sunday.", "Dunedin"),
    ],
)
def test_the_event_of_the_report_keeps_its_place(text: str, place: str, gazetteer: Gazetteer) -> None:
    claim = last(text, gazetteer)
    assert claim.place is not None
    assert claim.place.text == place
