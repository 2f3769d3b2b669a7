"""A town does nobody harm; the state of a country may."""

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
