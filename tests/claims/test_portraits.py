"""Role and sex of one person are gathered from all that a report says of them."""

from __future__ import annotations

import pytest
from tests.reading import read_text

from bearwitness.records import Claim

ROLE = {
    "Interior Minister Tilo Bren was shot dead.": "official",
    "Rebels killed Ana Rell, mayor of Oru.": "official",
    "Rebels killed Ana Rell, a nurse.": "medic",
    "Ana Rell was killed on Monday. Ana Rell, a reporter, was killed at her door.": "journalist",
    "Former minister Tilo Bren was shot dead.": None,
    "Gunmen killed Tilo Bren, police said.": None,
    "Ana Rell, wife of a policeman, was killed.": None,
    "A priest was killed.": None,
    "Ten demonstrators were killed.": None,
    "Three men were tortured in the barracks.": "detainee",
    "The gunman was arrested on Monday.": "suspect",
    "A prison guard was killed.": "police",
}
SEX = {
    "Ana Rell was killed on Monday. Rell taught at the school. She had two dogs.": "female",
    "Tilo Bren was killed. Bren, a miller, was on his way home.": "male",
    "Odo Karr, 30, was arrested. Karr told the court that he was asleep.": "male",
    "Ana Rell was killed. Her husband said that he was asleep.": "female",
    "Tilo was killed on Monday.": "unknown",
    "Ana Rell was killed. Rell said: “He will come.”": "unknown",
}


def _first(text: str) -> Claim:
    return read_text(text)[0]


@pytest.mark.parametrize(("text", "role"), ROLE.items())
def test_a_role_is_what_the_words_about_the_person_say(text: str, role: str | None) -> None:
    assert _first(text).victims.role == role


@pytest.mark.parametrize(("text", "sex"), SEX.items())
def test_a_pronoun_tells_the_sex_and_a_name_does_not(text: str, sex: str) -> None:
    assert _first(text).victims.sex.value == sex
