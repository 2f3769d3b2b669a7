"""Times that no calendar holds, the arrival of armed men, and the period of a bulletin."""

from __future__ import annotations

import pytest

from bearwitness.claims.extract import extract
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from reading import document


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


TOLD = [
    ("Two policemen were shot dead in Gao three days after the vote.", ["three days after the vote"]),
    ("Two policemen were shot dead in Gao on the eve of the election.", ["the eve of the election"]),
    ("Two policemen were shot dead in Gao on Monday, three days after the vote.", ["Monday"]),
    ("The vote was held. Two policemen were shot dead in Gao.", [None]),
    ("Two activists were recently murdered in Gao.", ["recently"]),
    ("A recently elected mayor said two activists were murdered in Gao.", [None]),
    ("Eleven people were killed in Gao during the night.", ["the night"]),
    ("Eighteen people were shot dead over three days of unrest in Gao.", ["three days of unrest"]),
    ("Police have arrested 47 people since the protests began.", ["since the protests began"]),
    (
        "More than 14,000 people have been killed since the war began in 2014.",
        ["since the war began in 2014"],
    ),
    ("In the week under review, troops killed 83 terrorists.", ["the week under review"]),
    (
        "On the night of 2 May soldiers came to our village. They shot three men and burned eleven houses.",
        ["the night of 2 May"],
    ),
    ("On the night of 2 May a preacher came to our village. They shot three men last year.", ["last year"]),
    (
        "Guerrillas arrived in Gao last Monday morning and gathered the people.\n\nThe mayor and two peasants were killed by a firing squad.",
        ["last Monday morning", "last Monday morning"],
    ),
    (
        "Protection of civilians: monthly update for April 2024\n\nShelling killed 33 people and injured 115. On 3 April a mine killed "
        "two boys.",
        ["April 2024", "April 2024", "3 April"],
    ),
    ("A man who was shot in Gao on Friday died on Sunday.", ["Sunday"]),
]


@pytest.mark.parametrize(("text", "times"), TOLD)
def test_words_of_time_without_days(text: str, times: list[str | None], gazetteer: Gazetteer) -> None:
    doc = document(text)
    claims = extract(doc, is_place_word=is_place_word_for(gazetteer)).claims
    found = resolve_claims(claims, doc, gazetteer=gazetteer)
    assert [c.time.text if c.time else None for c in found] == times


def test_that_year_is_the_one_spoken_of_last(gazetteer: Gazetteer) -> None:
    doc = document(
        "In 2019 gunmen killed six people in Gao. In 2021 rebels entered the town. That year 14 miners were killed."
    )
    claims = extract(doc, is_place_word=is_place_word_for(gazetteer)).claims
    found = resolve_claims(claims, doc, gazetteer=gazetteer)
    assert [c.time and c.time.start for c in found] == ["2019-01-01", "2021-01-01"]
