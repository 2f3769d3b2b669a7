"""One number out of several runs: the total of strata, and one table under many plausible linkages.

Both work on draws: numbers of people in all, drawn from the posterior of a run, or from the spread of a likelihood
estimate. Intervals are never added: draws are, stratum by stratum, and the interval is taken of the sums. Linkages
are mixed: each draw comes from one linkage, so that their disagreement widens the interval. Where a run gave only an
estimate and its standard error, `pool_linkages` adds the variance within and between (Rubin 1987).

A run that was refused refuses the whole: leaving it out would answer another question.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from bearwitness.errors import RequestError
from bearwitness.estimate.checks import check_level, table_refusal
from bearwitness.estimate.graphs import METHOD as GRAPHS
from bearwitness.estimate.graphs import graph_average, graph_posterior
from bearwitness.estimate.latent_class import ACCEPTED, DEFAULT_SWEEPS, draw_latent_classes, latent_class_refusal
from bearwitness.estimate.latent_class import METHOD as CLASSES
from bearwitness.estimate.overlaps import Overlaps
from bearwitness.estimate.results import Estimate, refuse

Floats = NDArray[np.float64]

DRAWS = 20_000  # of a total or a mixture: an end of a 95% interval is then off by 1 in 100 of the interval's width
STRATA_APART = (
    "Each stratum is estimated by itself, and what is missed in one says nothing of what is missed in another."
)
LINKAGES_ALIKE = "The linkages given stand for all the ways in which the records may belong together."


@dataclass(frozen=True, slots=True)
class Run:
    """One method on one table: a stratum, or one way of linking the records.

    Attributes:
        name: What tells it from the others, as a reader would say it.
        method: Name of the method.
        n_observed: People on at least one list.
        draws: Numbers of people in all, any order; None where the run was refused.
        reason: Why it was refused; None where it was not.
        assumption: What the method rests on.
    """

    name: str
    method: str
    n_observed: int
    draws: Floats | None
    reason: str | None = None
    assumption: str = ""


def run_from_table(name: str, overlaps: Overlaps, method: str, *, seed: int = 1, sweeps: int = DEFAULT_SWEEPS) -> Run:
    """Draws of the posterior of one table, by `graph_average` or `latent_class`.

    Raises:
        RequestError: The method has no posterior; give its estimate to `run_from_estimate`.
    """
    if method == GRAPHS:
        found = graph_average(overlaps)
        if found.status == "refused":
            return Run(name, method, overlaps.n_observed, None, found.reason, found.assumption)
        posterior = graph_posterior(overlaps)
        draws = posterior.draws(DRAWS, np.random.default_rng(seed)).astype(np.float64)
        return Run(name, method, overlaps.n_observed, draws, None, found.assumption)
    if method == CLASSES:
        return _latent_class_run(name, overlaps, seed, sweeps)
    raise RequestError(f"'{method}' has no posterior to draw from; those that have: {GRAPHS}, {CLASSES}.")


def _latent_class_run(name: str, overlaps: Overlaps, seed: int, sweeps: int) -> Run:
    reason = table_refusal(overlaps)
    if reason is None:
        found = draw_latent_classes(overlaps, seed=seed, sweeps=sweeps)
        if found.r_hat <= ACCEPTED:
            return Run(name, CLASSES, overlaps.n_observed, found.people.astype(np.float64).ravel())
        reason = latent_class_refusal(found)
    return Run(name, CLASSES, overlaps.n_observed, None, reason)


def run_from_estimate(name: str, estimate: Estimate, *, seed: int = 1) -> Run:
    """Draws around an estimate, the logarithm of the unseen taken as normal (Chao 1987, Biometrics 43:783).

    The spread is `fit["standard_error"]`; without one, an estimate that was not refused counts as refused here.
    """
    error = estimate.fit.get("standard_error", np.nan)
    unseen = np.nan if estimate.estimate is None else estimate.estimate - estimate.n_observed
    reason = estimate.reason if estimate.status == "refused" else None
    if reason is None and not (np.isfinite(error) and np.isfinite(unseen) and error >= 0):
        reason = f"{estimate.method} gives no standard error on this table."
    if reason is not None:
        return Run(name, estimate.method, estimate.n_observed, None, reason, estimate.assumption)
    if unseen <= 0 or error == 0:
        draws = np.full(DRAWS, float(estimate.n_observed + max(unseen, 0.0)))
    else:
        spread = float(np.sqrt(np.log1p((error / unseen) ** 2)))
        normal = np.random.default_rng(seed).standard_normal(DRAWS)
        draws = estimate.n_observed + unseen * np.exp(spread * normal)
    return Run(name, estimate.method, estimate.n_observed, draws, None, estimate.assumption)


def total_strata(runs: Sequence[Run], *, level: float = 0.95, seed: int = 1) -> Estimate:
    """The people of all strata together: sums of draws, one from each stratum.

    Args:
        runs: One a stratum, all by the same method.
        level: Coverage of the interval, between 0 and 1.
        seed: Of the order in which draws are taken.

    Returns:
        Median and central interval of the sums. Refused where a stratum is, with its name and reason.

    Raises:
        RequestError: No runs, runs of different methods, or two of one name.
    """
    started = time.perf_counter()
    _check_runs(runs, level)
    n_observed = sum(run.n_observed for run in runs)
    model = f"sum of {len(runs)} strata: {', '.join(run.name for run in runs)}"
    refused = [run for run in runs if run.draws is None]
    if refused:
        reason = (
            f"Stratum '{refused[0].name}' has no estimate, so the strata have no total: join it to another, or read each "
            f"by itself. {refused[0].reason}"
        )
        return refuse(runs[0].method, n_observed, reason, level=level, model=model, assumption=STRATA_APART)
    rng = np.random.default_rng(seed)
    total = np.zeros(DRAWS)
    for run in runs:
        total += _take(run, DRAWS, rng)
    assumption = " ".join(filter(None, [runs[0].assumption, STRATA_APART]))
    fit = {"strata": float(len(runs))}
    return _of_draws(runs[0].method, model, n_observed, total, level, fit, assumption, started)


def mix_linkages(
    runs: Sequence[Run], *, weights: Sequence[float] | None = None, level: float = 0.95, seed: int = 1
) -> Estimate:
    """The people, with the linkage unknown: draws of every plausible linkage, mixed.

    Args:
        runs: One a linkage, all by the same method.
        weights: How plausible each linkage is, above 0; None takes all alike, as for linkages drawn at random.
        level, seed: As in `total_strata`.

    Returns:
        Median and central interval of the mixture. `n_observed` is the mean over linkages, rounded; `fit` holds its
        range, and `between`: the share of the variance (of the logarithm) that comes from the linkages. Refused where
        a linkage is.

    Raises:
        RequestError: As `total_strata`, or the weights do not fit the runs.
    """
    started = time.perf_counter()
    _check_runs(runs, level)
    share = _check_weights(len(runs), weights)
    sizes = np.array([run.n_observed for run in runs])
    n_observed = int(np.rint(share @ sizes))
    model = f"{len(runs)} linkages"
    refused = [run for run in runs if run.draws is None]
    if refused:
        reason = f"{len(refused)} of {len(runs)} linkages have no estimate ('{refused[0].name}': {refused[0].reason})"
        return refuse(runs[0].method, n_observed, reason, level=level, model=model, assumption=LINKAGES_ALIKE)
    rng = np.random.default_rng(seed)
    drawn = [_take(run, max(1, int(np.rint(part * DRAWS))), rng) for run, part in zip(runs, share, strict=True)]
    fit = {
        "linkages": float(len(runs)),
        "n_observed_low": float(sizes.min()),
        "n_observed_high": float(sizes.max()),
        "between": _between(drawn, share),
    }
    assumption = " ".join(filter(None, [runs[0].assumption, LINKAGES_ALIKE]))
    return _of_draws(runs[0].method, model, n_observed, np.concatenate(drawn), level, fit, assumption, started)


def pool_linkages(estimates: Sequence[Estimate], *, level: float = 0.95) -> Estimate:
    """The people, with the linkage unknown, from estimates and standard errors alone (Rubin 1987, chapter 3).

    On the scale of the logarithm of the population: mean of the estimates, variance within plus (1 + 1/m) times that
    between, a t interval. Each estimate is a linkage drawn at random, all by one method, at least two.

    Raises:
        RequestError: Fewer than two estimates, or of different methods.
    """
    started = time.perf_counter()
    check_level(level)
    if len(estimates) < 2:
        raise RequestError(f"Pooling takes at least 2 linkages, got {len(estimates)}.")
    method = _one_method([estimate.method for estimate in estimates])
    sizes = np.array([estimate.n_observed for estimate in estimates])
    n_observed, model = int(np.rint(sizes.mean())), f"{len(estimates)} linkages"
    errors = np.array([estimate.fit.get("standard_error", np.nan) for estimate in estimates])
    values = np.array([np.nan if estimate.estimate is None else estimate.estimate for estimate in estimates])
    bad = np.flatnonzero(~np.isfinite(errors) | ~np.isfinite(values))
    if len(bad):
        first = estimates[int(bad[0])].reason or "no standard error is given."
        reason = f"{len(bad)} of {len(estimates)} linkages have no estimate with a standard error: {first}"
        return refuse(method, n_observed, reason, level=level, model=model, assumption=LINKAGES_ALIKE)
    within = float(((errors / values) ** 2).mean())
    between = (1 + 1 / len(values)) * float(np.log(values).var(ddof=1))
    freedom = (len(values) - 1) * (1 + within / between) ** 2 if between > 0 else np.inf
    centre = float(np.log(values).mean())
    reach = float(student.ppf(0.5 + level / 2, freedom)) * float(np.sqrt(within + between))
    return Estimate(
        method=method,
        model=model,
        n_observed=n_observed,
        estimate=float(np.exp(centre)),
        low=max(float(np.exp(centre - reach)), float(n_observed)),
        high=float(np.exp(centre + reach)),
        level=level,
        status="ok",
        reason=None,
        fit={
            "linkages": float(len(values)),
            "n_observed_low": float(sizes.min()),
            "n_observed_high": float(sizes.max()),
            "between": between / (within + between) if within + between > 0 else 0.0,
            "standard_error": float(np.exp(centre) * np.sqrt(within + between)),
        },
        seconds=time.perf_counter() - started,
        assumption=" ".join(filter(None, [estimates[0].assumption, LINKAGES_ALIKE])),
    )


def _check_runs(runs: Sequence[Run], level: float) -> None:
    check_level(level)
    if not runs:
        raise RequestError("Nothing to combine: give at least one run.")
    _one_method([run.method for run in runs])
    names = [run.name for run in runs]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise RequestError(f"Two runs are named '{twice[0]}'; a stratum or a linkage is counted once.")


def _one_method(methods: Sequence[str]) -> str:
    found = sorted(set(methods))
    if len(found) > 1:
        raise RequestError(f"Runs of different methods cannot be combined: {', '.join(found)}. Combine one at a time.")
    return found[0]


def _check_weights(count: int, weights: Sequence[float] | None) -> Floats:
    if weights is None:
        return np.full(count, 1 / count)
    given = np.array(weights, dtype=np.float64)
    if given.shape != (count,):
        raise RequestError(f"There are {count} linkages and {given.size} weights; give one each.")
    if not (np.isfinite(given) & (given > 0)).all():
        raise RequestError("Each weight of a linkage must be above 0.")
    shares: Floats = given / given.sum()
    return shares


def _take(run: Run, count: int, rng: np.random.Generator) -> Floats:
    """So many draws of a run at random: each as often as every other, give or take one."""
    assert run.draws is not None
    times = -(-count // len(run.draws))
    pool = np.concatenate([rng.permutation(run.draws) for _ in range(times)])
    found: Floats = pool[:count]
    return found


def _between(drawn: Sequence[Floats], share: Floats) -> float:
    """Share of the variance of the logarithm that lies between linkages."""
    means = np.array([np.log(draws).mean() for draws in drawn])
    inside = float(share @ np.array([np.log(draws).var() for draws in drawn]))
    apart = float(share @ (means - share @ means) ** 2)
    return apart / (apart + inside) if apart + inside > 0 else 0.0


def _of_draws(
    method: str,
    model: str,
    n_observed: int,
    draws: Floats,
    level: float,
    fit: dict[str, float],
    assumption: str,
    started: float,
) -> Estimate:
    low, middle, high = (float(x) for x in np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2]))
    return Estimate(
        method=method,
        model=model,
        n_observed=n_observed,
        estimate=middle,
        low=low,
        high=high,
        level=level,
        status="ok",
        reason=None,
        fit={**fit, "standard_deviation": float(draws.std())},
        seconds=time.perf_counter() - started,
        assumption=assumption,
    )
