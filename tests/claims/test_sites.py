"""The exact place that a sentence says of a harm, with a name or without; and exact places that are not the harm's."""

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


def read(text: str, gazetteer: Gazetteer) -> list[Claim]:
    report = document(text)
    found = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    return resolve_claims(found, report, gazetteer=gazetteer)


SITES = [
    ("Three fishermen were shot dead at the old landing place on Monday.", 3, "the old landing place"),
    ("Two shells struck the maternity ward on Friday, killing six people.", 6, "the maternity ward"),
    ("Nine soldiers were killed at kilometre 30 on Sunday.", 9, "kilometre 30"),
    ("Four inmates were strangled in punishment cell 12.", 4, "punishment cell 12"),
    ("Five herders were killed at the Rell ford.", 5, "the Rell ford"),
    ("Seven farmers were hacked to death in the cassava fields.", 7, "the cassava fields"),
    ("Police fired tear gas into a crowded arcade in Oamaru, and two women were trampled.", 2, "a crowded arcade in Oamaru"),
    ("The guns were turned on the hamlet of Rellan, where eight villagers were torn apart.", 8, "the hamlet of Rellan"),
    ("GUNMEN KILLED FIVE PEOPLE AT A CAR WASH IN OAMARU ON FRIDAY.", 5, "A CAR WASH IN OAMARU"),
    ("Some 400 people were murdered in the municipality this year.", 400, "the municipality"),
    ("Two guards were killed at a school in Oamaru. Six pupils were wounded inside the school.", 6, "a school in Oamaru"),
    ("Ana Rell, a junior at Orl High School, was shot dead near her Belen Road home.", 1, "near her Belen Road home"),
    ("Tom Orl, an alumnus of Rell College, was killed in a bar on Bren Street.", 1, "a bar on Bren Street"),
    ("A pupil was shot dead at Orl High School.", 1, "Orl High School"),
    ("Gunmen seized 46 pupils and two teachers from a boarding school at Oamaru.", 46, "a boarding school at Oamaru"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count", "place"), SITES, ids=[row[0][:40] for row in SITES])
def test_words_of_the_exact_place(text: str, count: int, place: str, gazetteer: Gazetteer) -> None:
    claim = next(c for c in read(text, gazetteer) if c.best == count)
    assert claim.place is not None
    assert claim.place.text == place
    assert claim.place.span is not None
    assert text[slice(*claim.place.span)] == place


ELSEWHERE = [
    ("Three fishermen were shot dead, said a nurse who lives in a house by the river.", 3),
    ("Six of the wounded died in the intensive care ward.", 6),
    ("Two men were arrested over the shooting at the car wash.", 2),
    ("A jury in Hokitika convicted the trader of murdering four people.", 4),
    ("Eight people died in the first place because no one came.", 8),
    ("The army pointed at Rellan, a small faction, after nine soldiers were killed.", 9),
]


@pytest.mark.parametrize(("text", "count"), ELSEWHERE, ids=[row[0][:40] for row in ELSEWHERE])
def test_another_exact_place_is_not_taken(text: str, count: int, gazetteer: Gazetteer) -> None:
    claim = next(c for c in read(text, gazetteer) if c.best == count)
    assert claim.place is None or claim.place.text is None


def test_a_site_keeps_the_point_of_its_town(gazetteer: Gazetteer) -> None:
    text = "In Oamaru, four people were killed when a bomb went off in a crowded arcade."
    (claim,) = read(text, gazetteer)
    assert claim.place is not None
    assert (claim.place.text, claim.place.name) == ("a crowded arcade", "Oamaru")


TIMES = [
    ("The judge, who took office on Friday, was shot on Monday. Two guards were killed.", 2, "Monday"),
    ("A faction that left the 2019 peace deal killed six soldiers.", 6, None),
    ("By an indictment of 12 March 2024 the men are charged with killing three workers.", 3, None),
    ("Our obituary of Ana Rell (June 9) said that eleven sailors were killed.", 11, None),
    ("On 21 May, at 05:20, our units struck a patrol with a result of four soldiers killed.", 4, "21 May, at 05:20"),
]


@pytest.mark.parametrize(("text", "count", "time"), TIMES, ids=[row[0][:40] for row in TIMES])
def test_the_time_is_the_harms_own(text: str, count: int, time: str | None, gazetteer: Gazetteer) -> None:
    claim = next(c for c in read(text, gazetteer) if c.best == count)
    assert (claim.time.text if claim.time else None) == time


HOURS = [
    ("Two men were stabbed in Oamaru overnight. They were stabbed outside a bar around 3:20 am.", 2, "around 3:20 am"),
    ("Gunmen came between midnight and dawn and killed six herders near Oamaru.", 6, "between midnight and dawn"),
    ("The rebels entered Oamaru on Boxing Day and killed nine villagers.", 9, "Boxing Day"),
    ("Four workers were shot dead in broad daylight in Oamaru.", 4, "broad daylight"),
    ("Three men were shot on Monday in Oamaru. Police spent Monday afternoon searching a farm.", 3, "Monday"),
    ("Five people were hurt in Oamaru. Officers were called around 2:45 a.m. to close the road.", 5, None),
]


@pytest.mark.parametrize(("text", "count", "time"), HOURS, ids=[row[0][:40] for row in HOURS])
def test_an_hour_without_a_day_is_a_time(text: str, count: int, time: str | None, gazetteer: Gazetteer) -> None:
    claim = next(c for c in read(text, gazetteer) if c.best == count)
    assert (claim.time.text if claim.time else None) == time


SCENES = [
    (
        "Two bombs exploded this morning at the house of a judge in Oamaru. There were no casualties.",
        0,
        "the house of a judge in Oamaru",
    ),
    (
        "A trial begins over the death of three workers in Oamaru. "
        "Prosecutors say she walked into the canteen kitchen and shot them.",
        3,
        "the canteen kitchen",
    ),
]


@pytest.mark.parametrize(("text", "count", "place"), SCENES, ids=[row[0][:40] for row in SCENES])
def test_the_site_of_a_scene_serves_its_claims(text: str, count: int, place: str, gazetteer: Gazetteer) -> None:
    claim = next(c for c in read(text, gazetteer) if c.best == count)
    assert claim.place is not None
    assert claim.place.text == place


REPORTS = [
    (
        "KASSEL. In the trial of a forester accused of murdering his partner, the court heard the first witnesses. According "
        "to the indictment, he shot the man through the window of a hunting lodge near Oamaru on 3 October last year.",
        "a hunting lodge near Oamaru",
        "3 October last year",
    ),
    (
        "Knife attack at Oamaru station.\n\nTwo people were stabbed to death at Oamaru main station.",
        "Oamaru main station",
        None,
    ),
]


@pytest.mark.parametrize(("text", "place", "time"), REPORTS, ids=[row[0][:40] for row in REPORTS])
def test_what_a_report_tells_of_its_one_event(text: str, place: str, time: str | None, gazetteer: Gazetteer) -> None:
    claim = read(text, gazetteer)[0]
    assert (claim.place.text if claim.place else None) == place
    assert (claim.time.text if claim.time else None) == time
