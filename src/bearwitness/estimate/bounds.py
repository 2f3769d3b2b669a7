"""Chao's lower bound: what the population is at least, when people differ in how easily they get on a list."""

from __future__ import annotations

import time

import numpy as np

from bearwitness.estimate import intervals
from bearwitness.estimate.checks import Verdict, check_level, model_refusal, model_support, table_refusal
from bearwitness.estimate.loglinear import Fit, Floats, design_matrix, fit_columns, main_effects
from bearwitness.estimate.overlaps import Overlaps, membership
from bearwitness.estimate.results import Estimate, refuse
from bearwitness.estimate.search import measures

ASSUMPTION = (
    "For one and the same person being on one list has no bearing on another; people may differ in how easily they "
    "are listed, and then the number is a lower bound."
)


def chao_lower(overlaps: Overlaps, *, level: float = 0.95, seed: int = 1) -> Estimate:
    """The lower bound of Chao (1987, Biometrics 43:783) as a log-linear model with an effect of each list.

    Beside the main effects there is, for each number j of lists from three on, a column max(lists of the pattern - j + 1, 0)
    with a coefficient that is not negative: as people differ more, more of them are on many lists (Rivest & Baillargeon
    2007, Biometrics 63:999). Coefficients that come out negative are set to 0 and the rest fitted again.

    Args:
        overlaps: The table.
        level: Coverage of the interval, which is from the standard error; `fit` has the profile limits too.
        seed: Not used; every method takes one.
    """
    started = time.perf_counter()
    check_level(level)
    reason = table_refusal(overlaps)
    if reason is not None:
        return refuse("chao_lower", overlaps.n_observed, reason, level=level, assumption=ASSUMPTION)
    kept = _reached(overlaps)
    while True:
        design, counts = _design(overlaps.k, kept), overlaps.counts[1:].astype(np.float64)
        support = model_support(design, counts)
        if support.verdict is not Verdict.ESTIMABLE:
            seconds = time.perf_counter() - started
            reason = model_refusal(support.verdict, _name(kept))
            return refuse(
                "chao_lower",
                overlaps.n_observed,
                reason,
                level=level,
                model=_name(kept),
                seconds=seconds,
                assumption=ASSUMPTION,
            )
        rows = design[np.ix_(support.cells, support.columns)]
        done = fit_columns(rows, counts[support.cells])
        rising = _rising(overlaps.k, kept, support.columns.tolist(), done)
        if rising == kept:
            break
        kept = rising
    return _estimate(overlaps, kept, design, support.cells, rows, counts, done, level, started)


def _reached(overlaps: Overlaps) -> list[int]:
    """The numbers of lists from three on that somebody reached; the others would have coefficients at minus infinity."""
    on = membership(overlaps.k).sum(axis=1)
    return [j for j in range(3, overlaps.k + 1) if overlaps.counts[on == j].sum() > 0]


def _design(k: int, kept: list[int]) -> Floats:
    on = membership(k).sum(axis=1)[1:]
    extra = [np.maximum(on - j + 1, 0).astype(np.float64) for j in kept]
    return np.column_stack([design_matrix(k, main_effects(k)), *extra])


def _rising(k: int, kept: list[int], columns: list[int], done: Fit) -> list[int]:
    """The numbers of lists whose coefficient was fitted and is not negative."""
    value = dict(zip(columns, done.coefficients.tolist(), strict=True))
    return [j for place, j in enumerate(kept, start=k + 1) if value.get(place, -1.0) >= 0]


def _name(kept: list[int]) -> str:
    return "main effects" + "".join(f" + on {j} or more lists" for j in kept)


def _estimate(
    overlaps: Overlaps,
    kept: list[int],
    design: Floats,
    cells: np.ndarray[tuple[int], np.dtype[np.bool_]],
    rows: Floats,
    counts: Floats,
    done: Fit,
    level: float,
    started: float,
) -> Estimate:
    unseen = float(np.exp(done.coefficients[0]))
    error = intervals.standard_error(unseen, done.intercept_variance)
    total = overlaps.n_observed + unseen
    low, high = intervals.wald(overlaps.n_observed, total, error, level)
    fitted = np.zeros_like(counts)
    fitted[cells] = done.fitted
    fit = measures(overlaps.n_observed, counts, fitted, design.shape[1], error)
    profiled = intervals.profile(rows, counts[cells], unseen, level)
    fit |= {name: value for name, value in zip(("profile_low", "profile_high"), profiled, strict=True) if value}
    return Estimate(
        method="chao_lower",
        model=_name(kept),
        n_observed=overlaps.n_observed,
        estimate=total,
        low=low,
        high=high,
        level=level,
        status="ok",
        reason=None,
        fit=fit,
        seconds=time.perf_counter() - started,
        assumption=ASSUMPTION,
    )
