"""Some of a count over a period are no incident of their own."""

from __future__ import annotations

import pytest

from bearwitness.resolve.levels import follow_the_whole
from factories import claim


def scope_of_second(first: str, second: str, *, link: bool = False, harm: str = "detained", number: int = 20) -> str:
    """The scope of the second of two claims, whose words follow each other in one text."""
    text = first + second
    start = len(first) + (second.index("20") if "20" in second else 0)
    whole = claim(90, claim_id="a", harm="detained", scope="cumulative", quote=first)
    part = claim(number, harm=harm, start=start, quote=text[start:], part_of="a" if link else None)
    return str(follow_the_whole([whole, part], text)[1].scope.value)


@pytest.mark.parametrize(
    ("second", "scope"),
    [
        (" this year, of whom 20 are still detained", "stock"),
        (" since May, 20 of them women", "cumulative"),
        (", among them 20 teachers", "cumulative"),
        (" and of those 20 remain in prison", "stock"),
    ],
)
def test_some_of_a_count_over_a_period_are_of_its_scope(second: str, scope: str) -> None:
    assert scope_of_second("90 people were arrested", second) == scope


@pytest.mark.parametrize("second", [" this year. 20 were held on Monday", " this year, and 20 in Oru on Monday", ""])
def test_a_count_of_its_own_stays(second: str) -> None:
    assert scope_of_second("90 people were arrested", second) == "incident"


def test_a_linked_part_follows_whatever_stands_between() -> None:
    assert scope_of_second("90 people were arrested", ". Also 20 women.", link=True) == "cumulative"
    assert scope_of_second("90 people were arrested", ", of whom 20 died", harm="killed") == "incident"
    assert scope_of_second("90 people were arrested", ", of whom 20 again", number=200) == "incident"
