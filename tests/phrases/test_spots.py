"""Spots: streets, blocks, buildings, as one unbroken string."""

from __future__ import annotations

import pytest

from bearwitness.phrases.spots import BLOCK, BUILDING, find_spots


@pytest.mark.parametrize(
    ("words", "spot"),
    [
        (
            "He was shot outside a home in the 900 block of Rell, police said.",
            "outside a home in the 900 block of Rell",
        ),
        ("It happened at 440 11th Street South, Oru Rapids.", "440 11th Street South, Oru Rapids"),
        ("She died on the front porch of Orl’s residence last night.", "the front porch of Orl’s residence"),
        ("Four were hurt in the area of 62nd and Rell Ave. around 3 a.m.", "the area of 62nd and Rell Ave."),
        ("Officers responded to the “Belen Place” on Orl Drive.", "the “Belen Place” on Orl Drive"),
        (
            "They were driving in the area of East 8th Street and The Orlo when it began.",
            "the area of East 8th Street and The Orlo",
        ),
        ("THE REBELS ATTACKED THE MILITARY POST IN ORU.", "THE MILITARY POST IN ORU"),
        ("Two died at the police post near Oru.", "the police post near Oru"),
        ("THE BOMB EXPLODED AT THE HEADQUARTERS OF THE RELL BANK IN ORU.", "THE HEADQUARTERS OF THE RELL BANK IN ORU"),
    ],
)
def test_a_spot_is_one_unbroken_string(words: str, spot: str) -> None:
    assert [found.text for found in find_spots(words)] == [spot]


@pytest.mark.parametrize(
    "words",
    [
        "Two died in Oru on Friday.",
        "He lived in the area.",
        "They were at home.",
        "in the first quarter",
        "He left his post.",
    ],
)
def test_a_town_or_no_place_is_no_spot(words: str) -> None:
    assert find_spots(words) == []


def test_more_detail_is_more_exact() -> None:
    exactness = [
        find_spots(words)[0].exactness
        for words in ("in a farmhouse.", "in a farmhouse in the 20 block of Rell Street.")
    ]
    assert exactness == [BUILDING, BUILDING + BLOCK]


def test_spans_are_of_the_whole_text_and_streets_are_told() -> None:
    text = "Oru. He fell at the corner of Orl and Rell streets."
    (spot,) = find_spots(text, 5)
    assert text[slice(*spot.span)] == spot.text == "the corner of Orl and Rell streets"
    assert [text[a:b].rstrip(".") for a, b in spot.streets] == [spot.text]


def test_what_a_comma_joins_to_another_clause_is_left_out() -> None:
    (spot,) = find_spots("He was shot in the Belen neighborhood, Oru Radio reported.")
    assert spot.text == "the Belen neighborhood"
    (spot,) = find_spots("On a quiet Orl street, a father came home and shot his sons.")
    assert spot.text == "a quiet Orl street"
    (spot,) = find_spots("HE DIED IN THE NORTHERN RELL DISTRICT, THE REBEL OFFICE ADDED.")
    assert spot.text == "THE NORTHERN RELL DISTRICT"


@pytest.mark.parametrize(
    "words",
    [
        "They were seized at the Oru bus station by {} on Monday.",
        "THEY WERE SEIZED AT THE ORU BUS STATION BY {} ON MONDAY.",
    ],
)
@pytest.mark.parametrize("party", ["Veleda Militia troops", "Veleda", "Northern Veleda Front men"])
def test_who_did_it_is_no_part_of_the_place(words: str, party: str) -> None:
    named = party.upper() if words.startswith("THEY W") else party
    (spot,) = find_spots(words.format(named))
    assert spot.text.lower() == "the oru bus station"


def test_what_stands_by_another_building_is_one_place() -> None:
    (spot,) = find_spots("He fell in the market by the mosque.")
    assert spot.text == "the market by the mosque"
