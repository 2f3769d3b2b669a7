"""Intervals around an estimate: from its standard error, from the profile of the likelihood, from resampled tables."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import gammaln, ndtr, ndtri, xlogy

from bearwitness.estimate.loglinear import Floats, fit_columns

FARTHEST = 1e4
"""How many times the point estimate (unseen people) the profile is followed up before the side is called open."""

Limits = tuple[float | None, float | None]


def standard_error(unseen: float, log_variance: float) -> float:
    """Standard error of the whole population under a Poisson log-linear model.

    Two parts: the unseen are a Poisson number themselves, and their mean is estimated (Rivest & Lévesque 2001, Canadian
    Journal of Statistics 29:555).

    Args:
        unseen: Expected people on no list.
        log_variance: Variance of the logarithm of that number, the intercept.
    """
    return float(np.sqrt(unseen + unseen**2 * log_variance))


def wald(n_observed: int, estimate: float, error: float, level: float) -> tuple[float, float]:
    """Estimate plus and minus a number of standard errors, never below the people observed.

    The number is rounded to three places, the 1.960 and 1.645 of the field's tables, so that limits agree with published
    ones to the last digit printed.
    """
    reach = round(float(ndtri(0.5 + level / 2)), 3) * error
    return max(estimate - reach, float(n_observed)), estimate + reach


def log_normal(n_observed: int, estimate: float, error: float, level: float) -> tuple[float, float]:
    """Interval with the logarithm of the unseen taken as normal (Chao 1987, Biometrics 43:783): always above n."""
    unseen = estimate - n_observed
    if unseen <= 0:
        return float(n_observed), estimate
    with np.errstate(over="ignore"):
        ratio = np.exp(float(ndtri(0.5 + level / 2)) * np.sqrt(np.log1p((error / unseen) ** 2)))
    return float(n_observed + unseen / ratio), float(n_observed + unseen * ratio)


def profile(design: Floats, counts: Floats, unseen: float, level: float) -> Limits:
    """Limits of the whole population from the profile likelihood (Cormack 1992, Biometrics 48:567).

    For each number of unseen people the model is fitted to the whole table with that number in the cell of the unseen;
    the limits are where twice the log-likelihood has fallen from its height by the quantile of chi-squared with one
    degree of freedom.

    Args:
        design: The columns of the model on the patterns that can have people, not collinear, the intercept first.
        counts: People by those patterns.
        unseen: The point estimate of the unseen.

    Returns:
        Low and high; high None where the likelihood does not fall enough however many are added.
    """
    full = np.vstack([np.eye(1, design.shape[1]), design])

    def height(log_unseen: float) -> float:
        return _profile_height(full, counts, float(np.exp(log_unseen)))

    n = float(counts.sum())
    top = _highest(height, np.log(max(unseen, 0.5)))
    goal = height(top) - float(ndtri(0.5 + level / 2)) ** 2 / 2
    low, high = (
        _crossing(height, goal, top, -1.0, np.log(1e-3)),
        _crossing(height, goal, top, 1.0, top + np.log(FARTHEST)),
    )
    return (n if low is None else n + float(np.exp(low))), (None if high is None else n + float(np.exp(high)))


def _profile_height(full: Floats, counts: Floats, unseen: float) -> float:
    """Multinomial log-likelihood of the table with some unseen people, up to a constant."""
    table = np.concatenate([[unseen], counts])
    total = table.sum()
    fitted = fit_columns(full, table).fitted
    return float(gammaln(total + 1) - gammaln(unseen + 1) + xlogy(table, fitted / total).sum())


def _highest(height: Callable[[float], float], start: float) -> float:
    """Where the profile is highest: golden-section search around the start."""
    left, right = start - 1.0, start + 1.0
    while height(left) > height(left + 0.5) and left > -12:
        left -= 2.0
    while height(right) > height(right - 0.5) and right < start + 12:
        right += 2.0
    share = (np.sqrt(5.0) - 1) / 2
    a, b = right - share * (right - left), left + share * (right - left)
    at_a, at_b = height(a), height(b)
    while right - left > 1e-4:
        if at_a >= at_b:
            right, b, at_b = b, a, at_a
            a = right - share * (right - left)
            at_a = height(a)
        else:
            left, a, at_a = a, b, at_b
            b = left + share * (right - left)
            at_b = height(b)
    return float((left + right) / 2)


def _crossing(height: Callable[[float], float], goal: float, top: float, way: float, farthest: float) -> float | None:
    """Where the profile has fallen to the goal on one side; None where it has not by the farthest point."""
    near, step = top, 0.25
    while True:
        far = near + way * step
        if (far - farthest) * way >= 0:
            far = farthest
        if height(far) < goal:
            inner, outer = min(near, far), max(near, far)
            return float(brentq(lambda x: height(x) - goal, inner, outer, xtol=1e-7))
        if far == farthest:
            return None
        near, step = far, step * 1.6


def resample(counts: NDArray[np.int64], times: int, rng: np.random.Generator) -> Floats:
    """Tables of as many people, drawn with replacement from those observed; shape (times, cells)."""
    total = int(counts.sum())
    return rng.multinomial(total, counts / total, size=times).astype(np.float64)


def percentile(drawn: Floats, level: float) -> Limits:
    """The middle share of the drawn estimates; infinite ones stand for a limit that the data do not set (None)."""
    return _finite(_quantile(drawn, 0.5 - level / 2)), _finite(_quantile(drawn, 0.5 + level / 2))


def bca(drawn: Floats, estimate: float, left_out: Floats, weights: Floats, level: float) -> Limits:
    """Bias-corrected and accelerated bootstrap limits (DiCiccio & Efron 1996, Statistical Science 11:189).

    Args:
        drawn: Estimates from resampled tables; infinite where a table had none.
        estimate: The estimate from the table itself.
        left_out: Estimates with one person of a pattern left out, one a pattern that has people.
        weights: People of those patterns.

    Returns:
        Low and high; None where the data set no limit on that side.
    """
    below = np.clip((drawn < estimate).mean() + (drawn == estimate).mean() / 2, 0.5 / len(drawn), 1 - 0.5 / len(drawn))
    shift = float(ndtri(below))
    acceleration = _acceleration(left_out, weights)

    def limit(share: float) -> float | None:
        away = shift + float(ndtri(share))
        return _finite(_quantile(drawn, float(ndtr(shift + away / (1 - acceleration * away)))))

    return limit(0.5 - level / 2), limit(0.5 + level / 2)


def _acceleration(left_out: Floats, weights: Floats) -> float:
    """Skewness of the estimate by leaving out one person at a time; 0 where it does not change."""
    known = np.isfinite(left_out)
    left_out, weights = left_out[known], weights[known]
    if weights.sum() == 0:
        return 0.0
    gaps = np.average(left_out, weights=weights) - left_out
    spread = float((weights * gaps**2).sum())
    return float((weights * gaps**3).sum() / (6 * spread**1.5)) if spread > 0 else 0.0


def _quantile(drawn: Floats, share: float) -> float:
    """Quantile with linear interpolation between finite neighbours; infinite where a neighbour is.

    The i-th of n draws stands at (i - 1/3) / (n + 1/3), near the median of its share whatever the distribution (Hyndman
    & Fan 1996, American Statistician 50:361, definition 8), as in the published program of the stepwise method.
    """
    ordered = np.sort(np.where(np.isnan(drawn), np.inf, drawn))
    at = min(max(share * (len(ordered) + 1 / 3) - 2 / 3, 0.0), len(ordered) - 1.0)
    below, above = ordered[int(np.floor(at))], ordered[int(np.ceil(at))]
    if not np.isfinite(above):
        return float(above if at > np.floor(at) else below)
    return float(below + (above - below) * (at - np.floor(at)))


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
