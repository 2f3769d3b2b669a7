"""The words for the people of countries: their codes, and that none is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

import bearwitness
from bearwitness.phrases.peoples import countries_of_demonym, demonyms

DATA = Path(bearwitness.__file__).parent / "data"


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("belgian", "BE"),
        ("belgians", "BE"),
        ("frenchwomen", "FR"),
        ("congolese", "CD CG"),
        ("dominicans", "DM DO"),
        ("koreans", "KP KR"),
    ],
)
def test_demonyms(word: str, codes: str) -> None:
    assert demonyms()[word] == codes


def test_demonyms_are_complete_and_well_formed() -> None:
    codes = {code for value in demonyms().values() for code in value.split()}
    countries = {
        row.split("\t")[0]
        for row in (DATA / "countries.tsv").read_text(encoding="utf-8").splitlines()
        if row and not row.startswith("#")
    }
    without_people = {"BV", "HM", "SJ", "TF", "UM"}
    assert countries - codes == without_people
    assert all(word == word.lower() and value.split() == sorted(value.split()) for word, value in demonyms().items())


def test_countries_of_a_word() -> None:
    assert countries_of_demonym("Koreans") == ("KP", "KR")
    assert countries_of_demonym("Rellians") == ()
