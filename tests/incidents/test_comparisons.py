"""Single comparisons: names, sites, parts of the day, targets; the words that features are read from."""

from __future__ import annotations

import pytest

from bearwitness.incidents.compare import day_parts_conflict, distinct_sites, place_points, same_person_name
from bearwitness.incidents.features import (
    AFTERNOON,
    EVENING,
    MORNING,
    NIGHT,
    TARGETS,
    fold_name,
    read_day_parts,
    read_targets,
)
from bearwitness.records import Place


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Dara Venn", "Dara Venn", True),
        ("Sgt. José Ríos Jr.", "Jose Rios", True),
        ("Mohammed Karro", "Muhamad Karro", True),
        ("Erica Robinson", "Erika Robinson", True),
        ("Dan Caron", "Daniel Caron", True),
        ("D. Caron", "Daniel Caron", True),
        ("Dara Anna Venn", "Dara Venn", True),
        ("Venn Dara", "Dara Venn", True),
        ("Venn", "Dara Venn", True),
        ("Dara", "Dara Venn", False),
        ("Petra Venn", "Dara Venn", False),
        ("Dara Holm", "Dara Venn", False),
    ],
)
def test_same_person_name(left: str, right: str, same: bool) -> None:
    assert same_person_name(fold_name(left), fold_name(right)) is same
    assert same_person_name(fold_name(right), fold_name(left)) is same


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A strike on the covered market killed 4.", {"market"}),
        ("Shells fell on a market and a school.", {"market", "school"}),
        ("A bomb went off on a bus in Oru.", {"bus"}),
        ("Gunmen attacked an army checkpoint.", {"checkpoint"}),
        ("A missile hit the hospital.", {"hospital"}),
        ("A strike killed four, and the wounded were taken to hospital.", set()),
        ("She was shot in Oru and died at a hospital in Belen.", set()),
        ("Two guards are in the hospital after being stabbed.", set()),
        ("A man is at the hospital with a gunshot wound.", set()),
        ("A shell hit the hospital after the raid.", {"hospital"}),
        ("Four were killed in Oru.", set()),
        ("The market was quiet.", set()),
    ],
)
def test_targets_are_sites_said_to_be_struck(sentence: str, expected: set[str]) -> None:
    bits = read_targets(sentence)
    assert {name for bit, name in enumerate(TARGETS) if bits >> bit & 1} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shelling overnight killed 4.", NIGHT),
        ("A strike at dawn killed 4.", MORNING),
        ("They were shot at 8:26 p.m. on Sunday.", EVENING),
        ("They were shot at 11.30 pm.", NIGHT),
        ("A bomb at midday killed 4.", AFTERNOON),
        ("Four were killed, police said on Tuesday morning.", 0),
        ("By evening the toll had risen to 4.", 0),
        ("Four were killed.", 0),
    ],
)
def test_parts_of_the_day_are_those_of_the_event(sentence: str, expected: int) -> None:
    assert read_day_parts(sentence) == expected


@pytest.mark.parametrize(
    ("left", "right", "conflict"),
    [
        (MORNING, EVENING, True),
        (MORNING, AFTERNOON, True),
        (NIGHT, MORNING, False),
        (EVENING, NIGHT, False),
        (0, 1, False),
    ],
)
def test_neighbouring_parts_of_a_day_do_not_conflict(left: int, right: int, conflict: bool) -> None:
    assert day_parts_conflict(left, right) is conflict
    assert day_parts_conflict(right, left) is conflict


TOWN = Place(name="Oru", geonames_id=1, lat=10.0, lon=20.0, country=("XA",), adm1="North", where_prec=1, radius_km=5)
NEXT = Place(name="Tarn", geonames_id=2, lat=10.07, lon=20.0, country=("XA",), adm1="North", where_prec=1, radius_km=5)
CAMP = Place(name="Oru camp", geonames_id=3, lat=10.01, lon=20.0, country=("XA",), where_prec=1, radius_km=1)
PROVINCE = Place(name="North", geonames_id=4, lat=11.0, lon=21.0, country=("XA",), adm1="North", where_prec=4)
LAND = Place(name="Aland", geonames_id=5, lat=15.0, lon=25.0, country=("XA",), where_prec=6)
OTHER_LAND = Place(name="Boland", geonames_id=6, lat=-15.0, lon=25.0, country=("XB",), where_prec=6)
FAR = Place(name="Oru", geonames_id=7, lat=-4.0, lon=33.0, country=("XB",), where_prec=1, radius_km=5)
UNKNOWN = Place(name="Upper Vell")


@pytest.mark.parametrize(
    ("left", "right", "at_least", "at_most"),
    [
        (TOWN, TOWN, 2.0, 2.5),
        (TOWN, CAMP, 1.5, 2.5),
        (TOWN, PROVINCE, 0.3, 1.0),
        (TOWN, LAND, 0.1, 0.5),
        (TOWN, OTHER_LAND, -9.0, -4.0),
        (TOWN, FAR, -9.0, -6.0),
        (UNKNOWN, UNKNOWN, 1.0, 2.0),
        (UNKNOWN, TOWN, 0.0, 0.0),
    ],
)
def test_places_weigh_by_distance_and_precision(left: Place, right: Place, at_least: float, at_most: float) -> None:
    assert at_least <= place_points(left, right) <= at_most
    assert place_points(left, right) == place_points(right, left)


@pytest.mark.parametrize(
    ("left", "right", "distinct"),
    [
        (TOWN, NEXT, True),
        (TOWN, FAR, True),
        (TOWN, CAMP, False),
        (TOWN, PROVINCE, False),
        (TOWN, TOWN, False),
        (UNKNOWN, Place(name="Kessem"), True),
        (UNKNOWN, Place(name="the outskirts of Upper Vell"), False),
        (UNKNOWN, TOWN, False),
    ],
)
def test_sites_that_one_report_tells_apart(left: Place, right: Place, distinct: bool) -> None:
    assert distinct_sites(left, right) is distinct
    assert distinct_sites(right, left) is distinct


def test_an_unknown_place_beside_a_known_one_in_a_sentence_is_another() -> None:
    assert distinct_sites(UNKNOWN, TOWN, one_sentence=True)
