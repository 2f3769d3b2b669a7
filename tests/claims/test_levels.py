"""Some of a count over a period are no incident of their own."""

from __future__ import annotations

import pytest

from bearwitness.records import Claim
from reading import read_text

WHOLE = "Some 90 people have been detained this year"


def second(said: str) -> Claim:
    """The claim of 20 in a text that begins with a count over a period."""
    (found,) = (claim for claim in read_text(WHOLE + said) if claim.low == 20)
    return found


@pytest.mark.parametrize("said", [", of whom 20 are still detained.", " and of those 20 remain in prison."])
def test_some_of_a_count_over_a_period_are_of_its_scope(said: str) -> None:
    assert second(said).scope.value == "stock"


@pytest.mark.parametrize("said", [". Police arrested 20 men in Lunz on Monday.", ", of whom 20 died."])
def test_a_count_of_its_own_stays(said: str) -> None:
    assert second(said).scope.value == "incident"


def test_the_id_of_a_claim_is_made_of_the_scope_that_it_ends_with(monkeypatch: pytest.MonkeyPatch) -> None:
    followed = second(", of whom 20 are still detained.")
    monkeypatch.setattr("bearwitness.claims.extract.follow_the_whole", lambda drafts, text: None)
    alone = second(", of whom 20 are still detained.")
    assert (followed.scope.value, alone.scope.value) == ("stock", "incident")
    assert followed.claim_id != alone.claim_id
