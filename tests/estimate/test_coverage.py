"""The two sample-coverage estimators."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.estimate.coverage import coverage_high, coverage_low, measure_coverage
from bearwitness.estimate.overlaps import make_overlaps
from mse_references import references, table, tables_of

COUNTS = np.array([0.0, 69, 55, 21, 63, 17, 18, 28])  # nobody, A, B, AB, C, AC, BC, ABC
THREE = make_overlaps("ABC", dict(enumerate(COUNTS.astype(int).tolist()[1:], start=1)))


@pytest.mark.parametrize("name", tables_of("coverage_low"))
def test_low_coverage_is_the_published_number(name: str) -> None:
    assert round(coverage_low(table(name)).estimate or 0) == references("coverage_low")[name][0]


@pytest.mark.parametrize("name", tables_of("coverage_high"))
def test_high_coverage_is_the_published_number_or_refused_where_that_is_no_more_than_observed(name: str) -> None:
    overlaps = table(name)
    found = coverage_high(overlaps)
    published = references("coverage_high")[name][0]
    if published == overlaps.n_observed:
        assert found.status == "refused"
        assert found.reason == (
            "With a sample coverage of 14% the equation of this estimator has no solution as large as the 185 people "
            "observed: the lists share too little, or too unevenly."
        )
    else:
        assert round(found.estimate or 0) == published


@pytest.mark.parametrize("name", tables_of("coverage_low"))
def test_intervals_of_low_coverage_are_the_published_ones_within_their_bootstrap(name: str) -> None:
    """Published with 200 tables: half the interval, in logarithms of the unseen, is known to some 15 in 100 at best."""
    overlaps = table(name)
    found, (best, _, high) = coverage_low(overlaps), references("coverage_low")[name]
    assert best and high and found.high and found.estimate
    ours, theirs = (
        np.log((a - overlaps.n_observed) / (b - overlaps.n_observed))
        for a, b in ((found.high, found.estimate), (high, best))
    )
    assert ours == pytest.approx(theirs, rel=0.35)


def test_three_lists_follow_the_equations_as_printed() -> None:
    """Chao & Tsay (1998), with Z of a pattern the people on it, + for either."""
    z = {"".join(str(p >> j & 1) for j in range(3)): n for p, n in enumerate(COUNTS)}
    n1, n2, n3 = (sum(n for key, n in z.items() if key[j] == "1") for j in range(3))
    share = 1 - (z["100"] / n1 + z["010"] / n2 + z["001"] / n3) / 3
    both = [z["110"] + z["111"], z["101"] + z["111"], z["011"] + z["111"]]
    beside = [
        (z["100"] + z["110"]) + (z["010"] + z["110"]),
        (z["100"] + z["101"]) + (z["001"] + z["101"]),
        (z["010"] + z["011"]) + (z["001"] + z["011"]),
    ]
    sizes = [n1 * n2, n1 * n3, n2 * n3]
    shared = sum(a * b / s for a, b, s in zip(beside, both, sizes, strict=True))
    high = (sum(both) / (3 * share)) / (1 - shared / (3 * share))
    found = measure_coverage(3, COUNTS)
    assert float(found.share) == pytest.approx(share)
    assert float(found.high) == pytest.approx(high)
    assert coverage_high(THREE).estimate == pytest.approx(high)
    assert coverage_high(THREE).fit["coverage"] == pytest.approx(share)


def test_independent_lists_with_their_expected_counts_give_the_population() -> None:
    """1,000 people on three lists of 400, 300 and 500, each pattern at its expectation."""
    chance = np.array([0.4, 0.3, 0.5])
    on = (np.arange(8)[:, None] >> np.arange(3)) & 1
    counts = 1_000 * np.where(on, chance, 1 - chance).prod(axis=1)
    counts[0] = 0
    found = measure_coverage(3, counts)
    for value in (found.independent, found.low, found.high):
        assert float(value) == pytest.approx(1_000)


def test_coverage_below_what_the_estimator_wants_is_said() -> None:
    thick = coverage_high(make_overlaps("ABC", {1: 90, 2: 80, 4: 70, 3: 60, 5: 61, 6: 59, 7: 60}))
    assert (thick.status, thick.reason) == ("ok", None)
    thin = coverage_high(make_overlaps("ABC", {1: 90, 2: 80, 4: 70, 3: 20, 5: 21, 6: 19, 7: 5}))
    assert thin.status == "ok"
    assert "wants 55% of a list's people to be on another list too, and here it is 36%" in (thin.reason or "")


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    one, same, other = (coverage_low(THREE, seed=seed) for seed in (1, 1, 2))
    assert (one.low, one.high) == (same.low, same.high)
    assert (one.low, one.high) != (other.low, other.high)
    assert one.estimate == other.estimate


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 80), min_size=7, max_size=7), st.permutations([0, 1, 2]))
def test_the_order_of_the_lists_changes_nothing(counts: list[int], order: list[int]) -> None:
    on = (np.arange(8)[:, None] >> np.arange(3)) & 1
    moved = (on[:, order] << np.arange(3)).sum(axis=1)
    here = np.array([0.0, *counts])
    there = np.zeros(8)
    there[moved] = here
    one, other = measure_coverage(3, here), measure_coverage(3, there)
    assert float(one.low) == pytest.approx(float(other.low))
    assert float(one.high) == pytest.approx(float(other.high))


def test_lists_that_share_nearly_everybody_are_not_said_to_share_too_little() -> None:
    found = coverage_high(make_overlaps("ABC", {3: 20, 5: 20, 6: 20}))
    assert found.status == "refused"
    assert found.reason == (
        "With a sample coverage of 100% the equation of this estimator gives fewer people than the 60 observed: "
        "too few people are on one list alone, or the lists share too unevenly."
    )
