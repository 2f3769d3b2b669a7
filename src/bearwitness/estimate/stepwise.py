"""Stepwise choice of a pairwise log-linear model, with an interval that knows of the choice.

From main effects, terms of two lists are added one by one. The candidate is the pair whose number of shared people is
least likely under the model so far, by a one-sided Poisson probability; it is added while that probability is at most
.02 and the larger model still has an estimate (Chan, Silverman & Vincent 2021, Journal of the American Statistical
Association 116:1297, section 3). The interval is the BCa bootstrap: the search is done again on each resampled table,
as many people drawn with replacement from those observed. All tables are searched side by side.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy.special import pdtr, pdtrc

from bearwitness.estimate import intervals
from bearwitness.estimate.checks import Support, Verdict, check_level, model_support, table_refusal
from bearwitness.estimate.loglinear import Basis, Floats, Mask, fit_columns, fit_models, main_effects, make_basis, pairs
from bearwitness.estimate.overlaps import Overlaps
from bearwitness.estimate.results import Estimate, refuse
from bearwitness.estimate.search import MOST_LISTS_STEPWISE, batches, estimate_model

THRESHOLD = 0.02
"""Largest probability at which a pair is added: the choice of Chan, Silverman & Vincent, from their simulations."""

RESAMPLES = 1_000  # as in the paper

ASSUMPTION = (
    "Lists depend on each other in pairs only, and the pairs that matter are those whose number of shared people would "
    f"otherwise be unlikely (probability at most {THRESHOLD}); beyond them everyone is equally likely to be on a list."
)


def stepwise(
    overlaps: Overlaps,
    *,
    level: float = 0.95,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Estimate:
    """The population by the pairwise model that a stepwise search ends at, with a BCa interval.

    Args:
        overlaps: The table.
        level: Coverage of the interval.
        seed: Of the bootstrap.
        progress: Called with resampled tables done and in all.

    Returns:
        An estimate whose high limit is None where too many resampled tables have no estimate to set one.
    """
    started = time.perf_counter()
    check_level(level)
    reason = table_refusal(overlaps)
    if reason is None and overlaps.k > MOST_LISTS_STEPWISE:
        reason = (
            f"There are {overlaps.k} lists: the stepwise search goes up to {MOST_LISTS_STEPWISE}. "
            "Join lists of like source."
        )
    if reason is not None:
        return refuse("stepwise", overlaps.n_observed, reason, level=level, assumption=ASSUMPTION)
    counts = overlaps.counts[1:].astype(np.float64)
    active = search_tables(overlaps.k, counts[None, :])[0]
    basis = make_basis(overlaps.k, 2)
    model = tuple(term for term, held in zip(basis.terms, active[0], strict=True) if held and term)
    found = estimate_model(overlaps, model, method="stepwise", level=level, assumption=ASSUMPTION)
    if found.estimate is None:
        return replace(found, seconds=time.perf_counter() - started)
    drawn = intervals.resample(overlaps.counts[1:], RESAMPLES, np.random.default_rng(seed))
    low, high, without, same = limits_from(overlaps, found.estimate, drawn, level=level, progress=progress)
    note = None
    if low is None or high is None:
        note = "Resampled tables set no limit on that side: too many of them have no estimate."
    return replace(
        found,
        low=None if low is None else max(low, float(overlaps.n_observed)),
        high=high,
        reason=note,
        fit=found.fit | {"resampled_without_estimate": float(without), "resampled_same_model": same},
        seconds=time.perf_counter() - started,
    )


class Resampled(NamedTuple):
    """What resampled tables say.

    Attributes:
        low, high: Limits; None where too many tables have no estimate to set one.
        without_estimate: Tables that have none.
        same_model: Share of the tables whose search ends at the model of the table itself.
    """

    low: float | None
    high: float | None
    without_estimate: int
    same_model: float


def limits_from(
    overlaps: Overlaps,
    estimate: float,
    drawn: Floats,
    *,
    level: float,
    progress: Callable[[int, int], None] | None = None,
) -> Resampled:
    """BCa limits from resampled tables, each searched anew.

    Args:
        overlaps: The table itself; one person of each pattern in turn is left out of it for the acceleration.
        estimate: The people estimated from it.
        drawn: Resampled tables, people by pattern 1 to 2**k - 1, shape (tables, cells).
        level: Coverage of the interval.
        progress: Called with tables done and in all.
    """
    counts, n = overlaps.counts[1:].astype(np.float64), overlaps.n_observed
    model = search_tables(overlaps.k, counts[None, :])[0]
    unseen, same = np.empty(len(drawn)), np.empty(len(drawn), dtype=bool)
    for part in batches(len(drawn), 500):
        active, unseen[part] = search_tables(overlaps.k, drawn[part])
        same[part] = (active == model).all(axis=1)
        if progress is not None:
            progress(part.stop, len(drawn))
    filled = np.flatnonzero(counts > 0)
    fewer = np.repeat(counts[None, :], len(filled), axis=0)
    fewer[np.arange(len(filled)), filled] -= 1
    left_out = search_tables(overlaps.k, fewer)[1] + n - 1
    low, high = intervals.bca(np.where(np.isnan(unseen), np.inf, unseen) + n, estimate, left_out, counts[filled], level)
    return Resampled(low, high, int(np.isnan(unseen).sum()), float(same.mean()))


def search_tables(k: int, tables: Floats) -> tuple[Mask, Floats]:
    """Search each table on its own.

    Args:
        k: Number of lists.
        tables: People by pattern 1 to 2**k - 1, shape (tables, cells).

    Returns:
        The terms of each table's model over `make_basis(k, 2)`, and the unseen people under it; NaN where even
        independent lists have no estimate.
    """
    basis = make_basis(k, 2)
    active = np.repeat(basis.active([main_effects(k)]), len(tables), axis=0)
    unseen, fitted = _fit(basis, active, tables)
    banned = np.zeros((len(tables), len(pairs(k))), dtype=bool)
    todo = np.flatnonzero(~np.isnan(unseen))
    first = 1 + k  # the pairs come after the intercept and the main effects
    shared = tables @ basis.design[:, first:]
    while len(todo):
        chance = _chance(shared[todo], fitted[todo] @ basis.design[:, first:])
        chance[active[todo, first:] | banned[todo]] = np.inf
        pick = chance.argmin(axis=1)
        going = chance[np.arange(len(todo)), pick] <= THRESHOLD
        todo, pick = todo[going], pick[going]
        larger = active[todo].copy()
        larger[np.arange(len(todo)), first + pick] = True
        tried, expected = _fit(basis, larger, tables[todo])
        good = ~np.isnan(tried)
        kept = todo[good]
        active[kept], unseen[kept], fitted[kept] = larger[good], tried[good], expected[good]
        banned[todo[~good], pick[~good]] = True
    return active, unseen


def _chance(shared: Floats, expected: Floats) -> Floats:
    """The smaller one-sided Poisson probability of so many shared people, or of so few; 1 where none is expected."""
    sure = np.where(expected > 0, expected, 1.0)
    few = pdtr(shared, sure)
    many = np.where(shared > 0, pdtrc(np.maximum(shared - 1, 0), sure), 1.0)
    chance: Floats = np.where(expected > 0, np.minimum(few, many), 1.0)
    return chance


def _fit(basis: Basis, active: Mask, tables: Floats) -> tuple[Floats, Floats]:
    """Unseen people and fitted patterns of each model on its table; NaN where it has no estimate there."""
    unseen, fitted = np.empty(len(active)), np.empty_like(tables)
    for part in batches(len(active)):
        fits = fit_models(basis, active[part], tables[part])
        unseen[part], fitted[part] = fits.unseen, fits.fitted
    judged: dict[tuple[bytes, bytes], Support] = {}
    for row in np.flatnonzero(np.isnan(unseen)).tolist():
        design = basis.design[:, active[row]]
        key = active[row].tobytes(), (tables[row] > 0).tobytes()  # all that a verdict depends on
        support = judged.get(key) or judged.setdefault(key, model_support(design, tables[row]))
        if support.verdict is Verdict.ESTIMABLE:
            done = fit_columns(design[np.ix_(support.cells, support.columns)], tables[row][support.cells])
            unseen[row] = np.exp(done.coefficients[0])
            fitted[row] = 0.0
            fitted[row, support.cells] = done.fitted
    return unseen, fitted
