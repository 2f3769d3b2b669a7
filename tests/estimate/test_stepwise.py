"""The stepwise search and its bootstrap."""

from __future__ import annotations

import numpy as np
import pytest

from bearwitness.estimate import intervals
from bearwitness.estimate import stepwise as module
from bearwitness.estimate.loglinear import make_basis
from bearwitness.estimate.overlaps import make_overlaps
from bearwitness.estimate.search import estimate_model
from bearwitness.estimate.stepwise import limits_from, search_tables, stepwise
from mse_references import references, table, tables_of

SMALL = make_overlaps("ABC", {1: 210, 2: 330, 3: 190, 4: 400, 5: 90, 6: 120, 7: 90})


@pytest.mark.parametrize("name", tables_of("stepwise"))
def test_the_search_ends_at_the_published_number(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RESAMPLES", 20)
    assert round(stepwise(table(name)).estimate or 0) == references("stepwise")[name][0]


@pytest.mark.parametrize("name", ["diabetes_italy_1988", "new_orleans_trafficking_5lists"])
def test_the_interval_is_the_published_one_within_its_bootstrap(name: str) -> None:
    """The published limits rest on 200 draws: they are known to some tenth of the interval."""
    found = stepwise(table(name))
    _, low, high = references("stepwise")[name]
    assert low and high and found.low and found.high
    assert found.low == pytest.approx(low, abs=0.12 * (high - low))
    assert found.high == pytest.approx(high, abs=0.12 * (high - low))


KOREA = make_overlaps("BCD", {4: 41, 2: 5, 1: 5, 3: 54, 5: 6, 7: 12})
"""Women from Korea on three lists, and what the documentation of R's MultipleSystemsEstimation prints of ten resampled
tables (`estimate_population_stepwise(Korea, nboot = 10)`): estimates, acceleration, limits of 80% and of 95%."""
KOREA_DRAWN = {  # people by pattern 1 to 5 and 7 as R draws them (seed 1234, rmultinom) -> the estimate printed
    (6, 6, 51, 38, 8, 14): 231.8182,
    (5, 6, 53, 39, 7, 13): 247.8,
    (7, 4, 57, 39, 4, 12): 288.75,
    (4, 4, 58, 43, 2, 12): 325.7143,
    (8, 5, 50, 39, 3, 18): 240.0,
    (5, 4, 64, 34, 7, 9): 123.3125,
    (6, 11, 47, 43, 6, 10): 295.0,
    (5, 4, 52, 42, 7, 13): 251.1,
    (4, 2, 56, 39, 7, 15): 232.9091,
    (6, 5, 57, 40, 7, 8): 123.5263,
}
KOREA_ACCELERATION = -0.02877338
KOREA_LIMITS = {0.8: (236.3239, 325.7143), 0.95: (127.9828, 325.7143)}


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_the_published_tables_give_the_published_estimates_and_limits(level: float) -> None:
    drawn = np.array([(*cells[:5], 0, cells[5]) for cells in KOREA_DRAWN], dtype=float)
    assert search_tables(3, drawn)[1] + KOREA.n_observed == pytest.approx(list(KOREA_DRAWN.values()), abs=5e-5)
    estimate = search_tables(3, KOREA.counts[None, 1:].astype(float))[1][0] + KOREA.n_observed
    found = limits_from(KOREA, estimate, drawn, level=level)
    assert (found.low, found.high) == pytest.approx(KOREA_LIMITS[level], abs=5e-5)


def test_the_acceleration_is_the_published_one() -> None:
    counts = KOREA.counts[1:].astype(float)
    filled = np.flatnonzero(counts)
    fewer = np.repeat(counts[None, :], len(filled), axis=0)
    fewer[np.arange(len(filled)), filled] -= 1
    left_out = search_tables(3, fewer)[1] + KOREA.n_observed - 1
    assert intervals._acceleration(left_out, counts[filled]) == pytest.approx(KOREA_ACCELERATION, abs=5e-9)


def test_the_share_of_tables_that_end_at_the_same_model_is_said() -> None:
    """Half the tables are the table itself; in the others lists are independent."""
    counts = SMALL.counts[1:].astype(float)
    alone = np.array([210.0, 330, 50, 400, 60, 90, 15])
    assert not search_tables(3, alone[None, :])[0][0, 4:].any()
    found = limits_from(SMALL, 2_000.0, np.array([counts, alone] * 5), level=0.95)
    assert (found.same_model, found.without_estimate) == (0.5, 0)


def test_a_pair_that_shares_more_than_by_chance_is_added_and_no_other() -> None:
    found = stepwise(SMALL)
    assert found.model == "[C, A*B]"
    assert found.estimate == pytest.approx(estimate_model(SMALL, [3]).estimate)
    assert found.low is not None and found.estimate is not None and found.high is not None
    assert SMALL.n_observed <= found.low < found.estimate < found.high


def test_terms_without_an_estimate_are_passed_over() -> None:
    """A and B share more than main effects say, but with AB alone nothing is left to tell the unseen from."""
    artificial = np.array([[40.0, 30, 60, 20, 0, 0, 0]])
    active, unseen = search_tables(3, artificial)
    terms = [term for term, held in zip(make_basis(3, 2).terms, active[0], strict=True) if held]
    assert 3 not in terms
    assert np.isfinite(unseen).all()


def test_tables_side_by_side_are_searched_as_each_alone() -> None:
    rng = np.random.default_rng(4)
    tables = rng.multinomial(200, SMALL.counts[1:] / SMALL.n_observed, size=40).astype(float)
    together_active, together = search_tables(3, tables)
    for row in range(0, 40, 7):
        active, alone = search_tables(3, tables[row : row + 1])
        assert (active[0] == together_active[row]).all()
        assert alone[0] == pytest.approx(together[row], rel=1e-7)


def test_the_same_seed_gives_the_same_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RESAMPLES", 100)
    one, same, other = (stepwise(SMALL, seed=seed) for seed in (1, 1, 2))
    assert (one.low, one.high) == (same.low, same.high)
    assert (one.low, one.high) != (other.low, other.high)


def test_resampled_tables_without_an_estimate_are_counted() -> None:
    """Five shared people: in one draw of 150 none of them comes again, and nothing tells the unseen."""
    thin = make_overlaps("ABC", {1: 40, 2: 30, 4: 20, 3: 5})
    found = stepwise(thin)
    assert found.status == "ok"
    assert 0 < found.fit["resampled_without_estimate"] < 30


def test_progress_is_told_up_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RESAMPLES", 60)
    told: list[tuple[int, int]] = []
    stepwise(SMALL, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (60, 60)


def test_nine_lists_are_too_many() -> None:
    counts = np.random.default_rng(1).poisson(1.0, size=512)
    overlaps = make_overlaps("ABCDEFGHI", {p: int(counts[p]) for p in range(1, 512)})
    assert stepwise(overlaps).reason == (
        "There are 9 lists: the stepwise search goes up to 8. Join lists of like source."
    )
