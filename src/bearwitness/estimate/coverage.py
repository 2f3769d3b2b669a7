"""The two sample-coverage estimators: dependence measured by what the lists share, no model of it chosen.

Sample coverage is the share of a list's people, on average over lists, whom another list has too. Where lists are
independent the population is the people found without a given list, over the coverage; dependence of each two lists is
put in through their coefficient of covariation, which itself needs the population: solved for it, this is the
estimator for high coverage; put in once and once again, starting from independence, the one for low coverage
(Chao & Tsay 1998, Journal of the American Statistical Association 93:283; Chao, Tsay, Lin, Shau & Chao 2001, Statistics in
Medicine 20:3123, equations 9, 12 and 13).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from bearwitness.estimate import intervals
from bearwitness.estimate.checks import check_level, table_refusal
from bearwitness.estimate.loglinear import Floats
from bearwitness.estimate.overlaps import Overlaps, membership
from bearwitness.estimate.results import Estimate, refuse

RESAMPLES = 1_000  # tables of the bootstrap; its standard error is then known to some 2 in 100
ENOUGH = 0.55  # coverage from which the estimator for high coverage is held to be steady (Chao et al. 2001, section 6)

ASSUMPTION = (
    "Dependence between two lists shows in how many they share, beside what their sizes would give, and dependence of "
    "three lists at once adds nothing."
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the estimators are made of, one entry a table.

    Attributes:
        share: Sample coverage.
        without_one: People found without a list, on average over the lists.
        weight: Sum over pairs of lists of the people on one of them and no third list, counted for each.
        shared: The same sum with each pair's term times the people on both over the product of the list sizes.
        k: Number of lists.
    """

    share: Floats
    without_one: Floats
    weight: Floats
    shared: Floats
    k: int

    @property
    def independent(self) -> Floats:
        """The population if lists are independent (equation 9)."""
        return self.without_one / self.share

    @property
    def high(self) -> Floats:
        """The population where coverage is high (equation 12); negative or infinite where it cannot be solved."""
        rest = 1 - self.shared / (self.k * self.share)
        value: Floats = (self.independent - self.weight / (self.k * self.share)) / rest
        return value

    @property
    def low(self) -> Floats:
        """The population where coverage is low (equation 13)."""
        return self._step(self._step(self.independent))

    def _step(self, population: Floats) -> Floats:
        return self.independent + (population * self.shared - self.weight) / (self.k * self.share)


def measure_coverage(k: int, counts: Floats) -> Coverage:
    """Sample coverage and its parts for tables of k lists, people by pattern 0 to 2**k - 1 on the last axis.

    For lists i and j the people on i and no third list, whether on j or not, with those on j and no third list: where
    they come from is the expansion of "on another list" into its first list (Chao & Tsay 1998, section 3).
    """
    on = membership(k).astype(np.float64)
    sizes = counts @ on
    alone = counts[..., [1 << j for j in range(k)]]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 1 - (alone / sizes).mean(axis=-1)
        weight = np.zeros(counts.shape[:-1])
        shared = np.zeros(counts.shape[:-1])
        for i in range(k):
            for j in range(i):
                beside = alone[..., i] + alone[..., j] + 2 * counts[..., 1 << i | 1 << j]
                both = counts @ (on[:, i] * on[:, j])
                weight += beside
                shared += beside * both / (sizes[..., i] * sizes[..., j])
    return Coverage(share, counts.sum(axis=-1) - alone.mean(axis=-1), weight, shared, k)


def coverage_low(overlaps: Overlaps, *, level: float = 0.95, seed: int = 1) -> Estimate:
    """The one-step sample-coverage estimator, for lists that share little."""
    return _estimate(overlaps, "coverage_low", level, seed)


def coverage_high(overlaps: Overlaps, *, level: float = 0.95, seed: int = 1) -> Estimate:
    """The sample-coverage estimator for lists that share much."""
    return _estimate(overlaps, "coverage_high", level, seed)


def _estimate(overlaps: Overlaps, method: str, level: float, seed: int) -> Estimate:
    started = time.perf_counter()
    check_level(level)
    name = method.removeprefix("coverage_")
    reason = table_refusal(overlaps)
    if reason is None:
        counts = overlaps.counts.astype(np.float64)
        found = measure_coverage(overlaps.k, counts)
        with np.errstate(divide="ignore", invalid="ignore"):
            total, share = float(getattr(found, name)), float(found.share)
        reason = _why_not(total, share, overlaps)
    if reason is not None:
        seconds = time.perf_counter() - started
        return refuse(method, overlaps.n_observed, reason, level=level, seconds=seconds, assumption=ASSUMPTION)
    error = _bootstrap_error(overlaps, name, total, seed)
    low, high = intervals.log_normal(overlaps.n_observed, total, error, level)
    return Estimate(
        method=method,
        model=f"sample coverage {share:.3f}",
        n_observed=overlaps.n_observed,
        estimate=total,
        low=low,
        high=high if np.isfinite(high) else None,
        level=level,
        status="ok",
        reason=_caution(name, share, high),
        fit={"coverage": share, "standard_error": error},
        seconds=time.perf_counter() - started,
        assumption=ASSUMPTION,
    )


def _caution(name: str, share: float, high: float) -> str | None:
    """What a reader must know of an estimate that stands; None where nothing weighs on it."""
    said = []
    if name == "high" and share < ENOUGH:
        said.append(
            f"This estimator wants {ENOUGH:.0%} of a list's people to be on another list too, and here it is "
            f"{share:.0%}, so that the number is unsteady."
        )
    if not np.isfinite(high):
        said.append("Resampled tables set no upper limit.")
    return " ".join(said) or None


def _why_not(total: float, share: float, overlaps: Overlaps) -> str | None:
    """The sentence why the estimator has no number; None where it has."""
    if share <= 0:
        return "Nobody on any list is on another, so that the sample coverage is 0 and nothing follows from it."
    if 0 < total < overlaps.n_observed:
        return (
            f"With a sample coverage of {share:.0%} the equation of this estimator gives fewer people than the "
            f"{overlaps.n_observed:,} observed: too few people are on one list alone, or the lists share too unevenly."
        )
    if not 0 < total < np.inf:
        return (
            f"With a sample coverage of {share:.0%} the equation of this estimator has no solution as large as the "
            f"{overlaps.n_observed:,} people observed: the lists share too little, or too unevenly."
        )
    return None


def _bootstrap_error(overlaps: Overlaps, name: str, total: float, seed: int) -> float:
    """Standard deviation over tables drawn from a population of the estimated size with the observed shares.

    A table without a solution counts as the people it has, the least there can be.
    """
    counts = overlaps.counts.astype(np.float64)
    size = round(total)
    counts[0] = max(size - overlaps.n_observed, 0)
    drawn = np.random.default_rng(seed).multinomial(size, counts / counts.sum(), size=RESAMPLES).astype(np.float64)
    drawn[:, 0] = 0
    with np.errstate(divide="ignore", invalid="ignore"):
        estimates = getattr(measure_coverage(overlaps.k, drawn), name)
    least = drawn.sum(axis=1)
    solved = np.isfinite(estimates) & (estimates >= least)
    return float(np.std(np.where(solved, estimates, least), ddof=1))
