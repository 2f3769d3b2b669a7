"""Chao's lower bound."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.estimate.bounds import chao_lower
from bearwitness.estimate.overlaps import Overlaps, make_overlaps
from bearwitness.estimate.search import independence
from mse_references import references, table, tables_of


@pytest.mark.parametrize("name", tables_of("chao_lower"))
def test_the_bound_is_the_published_number_and_interval(name: str) -> None:
    found = chao_lower(table(name))
    assert (round(found.estimate or 0), round(found.low or 0), round(found.high or 0)) == references("chao_lower")[name]


def test_with_three_lists_and_a_free_third_the_bound_comes_from_singles_and_pairs() -> None:
    """Chao (1987): with lists of different length the unseen are at least (A*B + A*C + B*C)-like; here by symmetry f1²/3f2."""
    symmetric = make_overlaps("ABC", {1: 60, 2: 60, 4: 60, 3: 20, 5: 20, 6: 20, 7: 30})
    found = chao_lower(symmetric)
    assert found.model == "main effects + on 3 or more lists"
    assert found.estimate == pytest.approx(270 + 180**2 / (3 * 60))


def test_where_the_third_list_adds_nothing_the_bound_is_independence() -> None:
    """Nobody on all three: the coefficient would be negative, and is set to 0."""
    overlaps = make_overlaps("ABC", {1: 60, 2: 50, 4: 40, 3: 20, 5: 15, 6: 12})
    found = chao_lower(overlaps)
    assert found.model == "main effects"
    assert found.estimate == pytest.approx(independence(overlaps).estimate)


def mixed_population(seed: int) -> Overlaps:
    """5,000 people, half of them three times as easily listed as the other half, on four lists."""
    rng = np.random.default_rng(seed)
    ease = np.where(rng.random(5_000) < 0.5, 0.45, 0.15)
    on = rng.random((5_000, 4)) < ease[:, None]
    counts = np.bincount((on << np.arange(4)).sum(axis=1), minlength=16)
    return make_overlaps("ABCD", {pattern: int(counts[pattern]) for pattern in range(1, 16)})


def test_where_people_differ_the_bound_is_above_independence_and_below_the_truth() -> None:
    bounds = [chao_lower(mixed_population(seed)).estimate or 0 for seed in range(8)]
    naive = [independence(mixed_population(seed)).estimate or 0 for seed in range(8)]
    assert max(naive) < min(bounds)
    assert np.mean(bounds) < 5_000


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 50), min_size=15, max_size=15))
def test_the_bound_fits_no_worse_than_independence(counts: list[int]) -> None:
    overlaps = make_overlaps("ABCD", dict(enumerate(counts, start=1)))
    found = chao_lower(overlaps)
    assert found.status == "ok"
    assert found.fit["deviance"] <= independence(overlaps).fit["deviance"] + 1e-6
