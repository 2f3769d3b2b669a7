"""R-hat, effective draws, errors of quantiles, peaks: on draws whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from bearwitness.estimate.diagnostics import Floats, effective_draws, find_peaks, quantile_error, r_hat


def independent(seed: int, draws: int = 1_000) -> Floats:
    return np.random.default_rng(seed).normal(size=(4, draws))


def slow(share_kept: float, draws: int, seed: int = 0) -> Floats:
    """Chains in which each draw is a share of the one before plus noise, with variance 1."""
    rng = np.random.default_rng(seed)
    found = np.empty((4, draws))
    found[:, 0] = rng.normal(size=4)
    for t in range(1, draws):
        found[:, t] = share_kept * found[:, t - 1] + np.sqrt(1 - share_kept**2) * rng.normal(size=4)
    return found


def test_chains_of_one_distribution_have_r_hat_near_1() -> None:
    assert r_hat(independent(0)) == pytest.approx(1.0, abs=0.005)


def test_a_chain_elsewhere_or_wider_raises_r_hat() -> None:
    apart, wide = independent(1), independent(2)
    apart[0] += 2
    wide[0] *= 4
    assert r_hat(apart) > 1.1
    assert r_hat(wide) > 1.1


def test_a_chain_that_drifts_raises_r_hat() -> None:
    drifting = independent(3) + np.linspace(0, 3, 1_000)
    assert r_hat(drifting) > 1.1


def test_chains_that_stand_still_agree_only_in_one_place() -> None:
    assert r_hat(np.full((4, 100), 7.0)) == 1.0
    assert r_hat(np.repeat([[1.0], [1.0], [2.0], [2.0]], 100, axis=1)) == np.inf


def test_independent_draws_count_about_one_each() -> None:
    assert effective_draws(independent(4)) == pytest.approx(4_000, rel=0.15)


@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_draws_that_depend_on_the_last_count_as_theory_says(kept: float) -> None:
    """Of a first-order autoregression n (1 - a) / (1 + a) draws are effective."""
    draws = slow(kept, 5_000)
    assert effective_draws(draws) == pytest.approx(draws.size * (1 - kept) / (1 + kept), rel=0.2)


def test_the_error_of_a_median_is_that_of_theory() -> None:
    """sqrt(pi / 2n) for the normal distribution."""
    assert quantile_error(independent(5, 5_000), 0.5) == pytest.approx(np.sqrt(np.pi / 2 / 20_000), rel=0.25)


@pytest.mark.parametrize("seed", range(20))
def test_one_hill_is_one_peak_however_skewed(seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert len(find_peaks(500 + np.exp(rng.normal(4, 0.6, (4, 100))))) == 1


def test_two_hills_are_two_peaks_with_their_shares_and_ranges() -> None:
    rng = np.random.default_rng(1)
    high = rng.random((4, 2_000)) < 0.3
    draws = np.exp(np.where(high, np.log(21_000), np.log(5_300)) + rng.normal(0, 0.15, high.shape))
    low, upper = find_peaks(draws)
    assert low.at == pytest.approx(5_300, rel=0.05)
    assert upper.at == pytest.approx(21_000, rel=0.05)
    assert upper.share == pytest.approx(float(high.mean()), abs=0.01)
    assert low.low < 5_300 < low.high < upper.low < 21_000 < upper.high


def test_two_hills_are_found_in_chains_that_seldom_change_sides() -> None:
    """The chains know little of the shares and much of the shapes."""
    rng = np.random.default_rng(2)
    side = np.repeat(rng.integers(0, 2, (4, 8)), 250, axis=1)
    draws = np.exp(np.where(side == 1, np.log(21_000), np.log(5_300)) + rng.normal(0, 0.15, side.shape))
    assert effective_draws(draws) < 200
    assert len(find_peaks(draws)) == 2


def test_a_few_stray_draws_are_no_peak() -> None:
    rng = np.random.default_rng(3)
    draws = np.exp(rng.normal(7, 0.1, (4, 1_000)))
    draws[0, :40] *= 5
    assert len(find_peaks(draws)) == 1


def test_draws_all_alike_have_one_peak_there() -> None:
    (only,) = find_peaks(np.full((4, 100), 500.0))
    assert (only.share, round(only.at), round(only.low), round(only.high)) == (1.0, 500, 500, 500)
