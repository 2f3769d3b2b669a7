"""Intervals, each against its own definition."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import gammaln, xlogy
from scipy.stats import chi2, norm
from scipy.stats.mstats import mquantiles

from bearwitness.estimate import intervals
from bearwitness.estimate.loglinear import design_matrix, fit_columns
from bearwitness.estimate.overlaps import make_overlaps
from bearwitness.estimate.search import estimate_model

COUNTS = np.array([21.0, 33, 8, 40, 9, 12, 5])
SMALL = make_overlaps("ABC", dict(enumerate(COUNTS.astype(int).tolist(), start=1)))


def test_wald_is_the_normal_interval_and_stops_at_the_people_observed() -> None:
    assert intervals.wald(100, 500, 50, 0.95) == pytest.approx((500 - 1.96 * 50, 500 + 1.96 * 50))
    assert intervals.wald(100, 120, 50, 0.95)[0] == 100


def test_log_normal_limits_are_as_far_by_ratio_and_above_the_people_observed() -> None:
    low, high = intervals.log_normal(100, 300, 150, 0.95)
    assert (300 - 100) / (low - 100) == pytest.approx((high - 100) / (300 - 100))
    assert np.log((high - 100) / 200) == pytest.approx(norm.ppf(0.975) * np.sqrt(np.log(1 + (150 / 200) ** 2)))
    assert low > 100


def test_a_population_of_the_people_observed_has_no_room() -> None:
    assert intervals.log_normal(100, 100, 20, 0.95) == (100.0, 100.0)


def profile_at(unseen: float) -> float:
    """Multinomial log-likelihood with the independence model at its best for a number of unseen people."""
    design = design_matrix(3, (1, 2, 4))
    full = np.vstack([[1, 0, 0, 0], design])
    counts = np.concatenate([[unseen], COUNTS])
    share = fit_columns(full, counts).fitted / counts.sum()
    return float(gammaln(counts.sum() + 1) - gammaln(unseen + 1) + xlogy(counts, share).sum())


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_profile_limits_lie_where_the_likelihood_has_fallen_by_the_quantile(level: float) -> None:
    low, high = intervals.profile(design_matrix(3, (1, 2, 4)), COUNTS, 100.0, level)
    assert low is not None and high is not None
    top = max(profile_at(unseen) for unseen in np.linspace(60, 200, 400))
    fallen = [2 * (top - profile_at(limit - COUNTS.sum())) for limit in (low, high)]
    assert fallen == pytest.approx([chi2.ppf(level, 1)] * 2, abs=1e-3)


def test_profile_does_not_hang_on_where_it_starts() -> None:
    design = design_matrix(3, (1, 2, 4))
    here, there = (intervals.profile(design, COUNTS, start, 0.95) for start in (10.0, 5_000.0))
    assert here == pytest.approx(there, rel=1e-4)


def test_a_profile_that_never_falls_has_no_upper_limit() -> None:
    """One shared person: two hundred fits nearly as well as two million."""
    counts = np.array([6.0, 5, 1, 4, 0, 0, 0])
    low, high = intervals.profile(design_matrix(3, (1, 2, 4)), counts, 60.0, 0.9999999)
    assert low is not None
    assert high is None


def test_percentile_takes_the_middle_and_leaves_open_what_is_infinite() -> None:
    drawn = np.arange(1001, dtype=float)
    assert intervals.percentile(drawn, 0.9) == pytest.approx((49.4, 950.6))
    drawn[900:] = np.inf
    assert intervals.percentile(drawn, 0.9) == (pytest.approx(49.4), None)


def test_quantiles_are_unbiased_for_the_median_of_their_share() -> None:
    """SciPy's definition 8 by its two constants, the ends included."""
    drawn = np.random.default_rng(5).lognormal(size=23)
    for share in (0.0, 0.01, 0.25, 0.5, 0.931, 0.999, 1.0):
        expected = mquantiles(drawn, [share], alphap=1 / 3, betap=1 / 3)[0]
        assert intervals._quantile(drawn, share) == pytest.approx(expected)


def test_bca_of_a_symmetric_estimate_is_the_percentile_interval() -> None:
    drawn = np.arange(1001, dtype=float)
    found = intervals.bca(drawn, 500.0, np.array([1.0, -1.0]), np.array([5.0, 5.0]), 0.9)
    assert found == pytest.approx(intervals.percentile(drawn, 0.9), abs=1)


def test_bca_moves_up_where_most_draws_fall_below_the_estimate() -> None:
    """Three quarters below: both shares move by twice the normal quantile of .75 (DiCiccio & Efron 1996)."""
    drawn = np.arange(10_001, dtype=float)
    low, high = intervals.bca(drawn, 7_500.0, np.array([1.0]), np.array([5.0]), 0.9)
    shift = 2 * norm.ppf(0.75)
    assert low == pytest.approx(10_000 * norm.cdf(shift - norm.ppf(0.95)), abs=3)
    assert high == pytest.approx(10_000 * norm.cdf(shift + norm.ppf(0.95)), abs=3)


def test_bca_leaves_open_the_side_on_which_draws_have_no_estimate() -> None:
    drawn = np.arange(1001, dtype=float)
    drawn[960:] = np.inf
    low, high = intervals.bca(drawn, 500.0, np.array([1.0]), np.array([5.0]), 0.95)
    assert low == pytest.approx(25, abs=2)
    assert high is None


def test_acceleration_weighs_patterns_by_their_people() -> None:
    """Ten people who leave the estimate alone and one who lowers it by 11, written out and counted."""
    counted = intervals._acceleration(np.array([100.0, 89.0]), np.array([10.0, 1.0]))
    apart = intervals._acceleration(np.array([100.0] * 10 + [89.0]), np.ones(11))
    assert counted == pytest.approx(apart)
    assert counted > 0


def test_resampled_tables_keep_the_number_of_people_and_their_seed() -> None:
    rng = (np.random.default_rng(3) for _ in range(2))
    one, other = (intervals.resample(SMALL.counts[1:], 50, each) for each in rng)
    assert (one == other).all()
    assert (one.sum(axis=1) == SMALL.n_observed).all()


def test_the_kind_of_interval_can_be_chosen() -> None:
    found = {kind: estimate_model(SMALL, [3], interval=kind, seed=2) for kind in ("wald", "profile", "bootstrap")}
    assert len({row.estimate for row in found.values()}) == 1
    assert len({(row.low, row.high) for row in found.values()}) == 3
    profile = estimate_model(SMALL, [3], with_profile=True).fit
    assert (found["profile"].low, found["profile"].high) == (profile["profile_low"], profile["profile_high"])
    again = estimate_model(SMALL, [3], interval="bootstrap", seed=2)
    assert (again.low, again.high) == (found["bootstrap"].low, found["bootstrap"].high)
    other = estimate_model(SMALL, [3], interval="bootstrap", seed=3)
    assert (other.low, other.high) != (again.low, again.high)
