"""Estimates by log-linear models: one that is named, all of a kind, and the best of them by a criterion.

Which terms to keep is not told by the data alone: models that fit a table equally well can differ by a factor of two.
So the whole list can be had (`all_models`), beside the two that the usual criteria choose.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bearwitness.errors import RequestError
from bearwitness.estimate import intervals
from bearwitness.estimate.checks import Support, Verdict, check_level, model_refusal, model_support, table_refusal
from bearwitness.estimate.loglinear import (
    Basis,
    Floats,
    Mask,
    Model,
    design_matrix,
    deviance,
    fit_columns,
    fit_models,
    hierarchical_models,
    in_order,
    main_effects,
    make_basis,
    name_model,
    poisson_log_likelihood,
    term_size,
)
from bearwitness.estimate.overlaps import Overlaps
from bearwitness.estimate.results import Estimate, refuse

Criterion = Literal["aic", "bic"]
Interval = Literal["wald", "profile", "bootstrap"]
Progress = Callable[[int, int], None]

MOST_LISTS_ALL_ORDERS = 5  # 6,893 models; six lists have 7,785,061
MOST_LISTS_PAIRWISE = 6  # 32,768 models; seven lists have 2,097,152
MOST_LISTS_STEPWISE = 8  # with nine the bootstrap takes minutes, and hardly any pattern has people
AT_A_TIME = 2048  # models fitted together; some 30 MB of matrices with six lists
THOROUGH = 100  # models without a certain fit up to which each is looked at on its own, at some 10 ms
RESAMPLES = 1_000  # tables of a bootstrap; its own error on a 95% limit is then a few hundredths of the interval

INDEPENDENCE = (
    "Being on one list makes nobody more or less likely to be on another, and on each list everyone is equally likely."
)
DEPENDENCE = (
    "Lists depend on each other only through the terms of the model, "
    "and beyond them everyone is equally likely to be on a list."
)


@dataclass(frozen=True, slots=True)
class Scores:
    """What fits of many models on one table say, one entry a model.

    Attributes:
        models: The models.
        unseen: Expected people on no list; NaN where refused.
        unseen_log_variance: Variance of its logarithm.
        deviance: Twice the log-likelihood lost against the table itself.
        aic, bic: Criteria; infinite where refused. `bic` counts the people observed.
        parameters: Number of parameters.
        verdicts: Whether the model has an estimate on the table.
    """

    models: tuple[Model, ...]
    unseen: Floats
    unseen_log_variance: Floats
    deviance: Floats
    aic: Floats
    bic: Floats
    parameters: NDArray[np.int64]
    verdicts: tuple[Verdict, ...]


def independence(overlaps: Overlaps, *, level: float = 0.95, seed: int = 1) -> Estimate:
    """The population if the lists are independent of each other (Fienberg 1972, Biometrika 59:591)."""
    model = main_effects(overlaps.k)
    return estimate_model(
        overlaps, model, method="independence", level=level, seed=seed, assumption=INDEPENDENCE, with_profile=True
    )


def loglinear_best_bic(
    overlaps: Overlaps,
    *,
    level: float = 0.95,
    seed: int = 1,
    scores: Scores | None = None,
    progress: Progress | None = None,
) -> Estimate:
    """The population by the hierarchical model of the lowest BIC among all that have an estimate on the table.

    `scores` are those of `score_models` on this very table, where they are at hand; None searches.
    """
    return _best(overlaps, "bic", level, seed, scores, progress)


def loglinear_best_aic(
    overlaps: Overlaps,
    *,
    level: float = 0.95,
    seed: int = 1,
    scores: Scores | None = None,
    progress: Progress | None = None,
) -> Estimate:
    """The population by the hierarchical model of the lowest AIC among all that have an estimate on the table.

    `scores` are those of `score_models` on this very table, where they are at hand; None searches.
    """
    return _best(overlaps, "aic", level, seed, scores, progress)


def estimate_model(
    overlaps: Overlaps,
    model: Sequence[int],
    *,
    method: str = "loglinear",
    level: float = 0.95,
    seed: int = 1,
    interval: Interval = "wald",
    assumption: str = DEPENDENCE,
    with_profile: bool = False,
) -> Estimate:
    """The population by one hierarchical model.

    Args:
        overlaps: The table.
        model: Its terms; main effects and the parts of terms are added.
        method: Name that the estimate goes by.
        level: Coverage of the interval.
        seed: Of the bootstrap.
        interval: `wald` from the standard error, `profile` from the likelihood, `bootstrap` percentiles of resampled
            tables with the model kept.
        assumption: What the number rests on.
        with_profile: Put the profile limits into `fit` too, as `profile_low` and `profile_high`.
    """
    started = time.perf_counter()
    check_level(level)
    terms = complete(overlaps.k, model)
    shown = name_model(overlaps.lists, terms)
    reason = table_refusal(overlaps)
    if reason is None:
        design, counts = design_matrix(overlaps.k, terms), overlaps.counts[1:].astype(np.float64)
        support = model_support(design, counts)
        if support.verdict is Verdict.ESTIMABLE:
            found = _fitted_estimate(overlaps, terms, design, counts, support, level, interval, seed, with_profile)
            low, high, unseen, fit, note = found
            return Estimate(
                method=method,
                model=shown,
                n_observed=overlaps.n_observed,
                estimate=overlaps.n_observed + unseen,
                low=low,
                high=high,
                level=level,
                status="ok",
                reason=note,
                fit=fit,
                seconds=time.perf_counter() - started,
                assumption=assumption,
            )
        reason = model_refusal(support.verdict, shown)
    seconds = time.perf_counter() - started
    return refuse(method, overlaps.n_observed, reason, level=level, model=shown, seconds=seconds, assumption=assumption)


def complete(k: int, model: Sequence[int]) -> Model:
    """A model with all main effects and every part of its terms.

    Raises:
        RequestError: A term names a list that is not there, or links all lists, which no table can tell.
    """
    terms = set(main_effects(k))
    for term in model:
        if not 0 < term < 1 << k:
            raise RequestError(f"Term {term} names a list that the table does not have.")
        if k > 1 and term == (1 << k) - 1:
            raise RequestError("A term of all lists cannot be told from the number of people on none.")
        part = term
        while part:
            terms.add(part)
            part = (part - 1) & term
    return in_order(terms)


def _fitted_estimate(
    overlaps: Overlaps,
    terms: Model,
    design: Floats,
    counts: Floats,
    support: Support,
    level: float,
    interval: Interval,
    seed: int,
    with_profile: bool,
) -> tuple[float | None, float | None, float, dict[str, float], str | None]:
    """Limits, unseen people, measures of fit and a note on the limits."""
    rows = design[np.ix_(support.cells, support.columns)]
    done = fit_columns(rows, counts[support.cells])
    unseen = float(np.exp(done.coefficients[0]))
    fitted = np.zeros_like(counts)
    fitted[support.cells] = done.fitted
    error = intervals.standard_error(unseen, done.intercept_variance)
    fit = measures(overlaps.n_observed, counts, fitted, design.shape[1], error)
    limits: intervals.Limits = intervals.wald(overlaps.n_observed, overlaps.n_observed + unseen, error, level)
    if interval == "profile" or with_profile:
        profiled = intervals.profile(rows, counts[support.cells], unseen, level)
        fit |= {name: value for name, value in zip(("profile_low", "profile_high"), profiled, strict=True) if value}
        limits = profiled if interval == "profile" else limits
    if interval == "bootstrap":
        limits = intervals.percentile(_resampled(overlaps, terms, seed), level)
    note = None if limits[1] is not None else "The data set no upper limit under this model."
    return limits[0], limits[1], unseen, fit, note


def _resampled(overlaps: Overlaps, terms: Model, seed: int) -> Floats:
    """Estimates of one model from tables drawn again from the people observed; infinite where it has none."""
    drawn = intervals.resample(overlaps.counts[1:], RESAMPLES, np.random.default_rng(seed))
    basis = make_basis(overlaps.k, max(term_size(term) for term in terms))
    active = np.repeat(basis.active([terms]), len(drawn), axis=0)
    unseen = np.concatenate([fit_models(basis, active[i], drawn[i]).unseen for i in batches(len(drawn))])
    return np.where(np.isnan(unseen), np.inf, unseen) + overlaps.n_observed


def measures(n_observed: int, counts: Floats, fitted: Floats, parameters: int, error: float) -> dict[str, float]:
    """Measures of fit by name, of one fit."""
    log_likelihood = float(poisson_log_likelihood(counts, fitted))
    return {
        "aic": 2 * parameters - 2 * log_likelihood,
        "bic": float(np.log(n_observed)) * parameters - 2 * log_likelihood,
        "deviance": float(deviance(counts, fitted)),
        "df": float(len(counts) - parameters),
        "parameters": float(parameters),
        "standard_error": error,
    }


def batches(total: int, size: int = AT_A_TIME) -> list[slice]:
    """Slices that cover a range."""
    return [slice(start, min(start + size, total)) for start in range(0, total, size)]


def default_order(k: int) -> int:
    """Largest number of lists in a term of the models that a search goes through: all orders up to five lists."""
    return max(k - 1, 1) if k <= MOST_LISTS_ALL_ORDERS else 2


def all_models(
    overlaps: Overlaps,
    *,
    order: int | None = None,
    level: float = 0.95,
    scores: Scores | None = None,
    progress: Progress | None = None,
) -> list[Estimate]:
    """The estimate of every hierarchical model, the lowest BIC first, refusals last.

    Args:
        overlaps: The table.
        order: Largest number of lists in a term; 2 for pairwise models. None: all orders up to five lists, else 2.
        level: Coverage of the intervals, which are from the standard error.
        scores: Those of `score_models` on this very table and order, where they are at hand.
        progress: Called with models done and models in all.

    Returns:
        One estimate a model, method `loglinear`; a single refusal where the table itself is refused.

    Raises:
        RequestError: More lists than a search of that order can go through.
    """
    check_level(level)
    reason = table_refusal(overlaps)
    if reason is not None:
        return [refuse("loglinear", overlaps.n_observed, reason, level=level, assumption=DEPENDENCE)]
    too_many = search_refusal(overlaps.k, order)
    if too_many is not None:
        raise RequestError(too_many)
    started = time.perf_counter()
    if scores is None:
        scores = score_models(overlaps, order=order, progress=progress)
    seconds = (time.perf_counter() - started) / len(scores.models)
    ranked = np.argsort(scores.bic, kind="stable")
    return [_as_estimate(overlaps, scores, int(i), level, seconds) for i in ranked]


def search_refusal(k: int, order: int | None) -> str | None:
    """The sentence why a search of all models is not done; None where it is."""
    wanted = default_order(k) if order is None else order
    if not 1 <= wanted < max(k, 2):
        return f"order must be from 1 to {max(k - 1, 1)} with {k} lists, got {wanted}."
    most = MOST_LISTS_PAIRWISE if wanted <= 2 else MOST_LISTS_ALL_ORDERS
    if k > most and wanted > 1:
        what = "pairwise" if wanted <= 2 else "all"
        or_else = ", or use the stepwise search" if k <= MOST_LISTS_STEPWISE else ""
        return (
            f"There are {k} lists: a search of {what} models goes up to {most}, beyond which they are millions. "
            f"Join lists of like source{or_else}."
        )
    return None


def score_models(overlaps: Overlaps, *, order: int | None = None, progress: Progress | None = None) -> Scores:
    """Fits of every hierarchical model up to an order, fewest terms first.

    The table must not be one that `table_refusal` or `search_refusal` speaks against. Arguments as for `all_models`.
    """
    order = default_order(overlaps.k) if order is None else order
    counts = overlaps.counts[1:].astype(np.float64)
    models = hierarchical_models(overlaps.k, order)
    basis = make_basis(overlaps.k, order)
    active = basis.active(models)
    found: list[_Partial] = []
    for part in batches(len(models)):
        found.append(_score_batch(basis, active[part], counts))
        if progress is not None:
            progress(part.stop, len(models))
    joined = _Partial(*(np.concatenate([getattr(one, name) for one in found]) for name in _Partial.__slots__))
    verdicts = _judge_uncertain(overlaps.k, models, counts, joined)
    parameters = active.sum(axis=1)
    refused = np.array([verdict is not Verdict.ESTIMABLE for verdict in verdicts])
    joined.unseen[refused] = np.nan
    twice = -2 * np.where(refused, -np.inf, joined.log_likelihood)
    return Scores(
        models=tuple(models),
        unseen=joined.unseen,
        unseen_log_variance=joined.unseen_log_variance,
        deviance=joined.deviance,
        aic=twice + 2 * parameters,
        bic=twice + np.log(overlaps.n_observed) * parameters,
        parameters=parameters,
        verdicts=tuple(verdicts),
    )


@dataclass(frozen=True, slots=True)
class _Partial:
    """Scores before the verdicts, of some models."""

    unseen: Floats
    unseen_log_variance: Floats
    deviance: Floats
    log_likelihood: Floats
    certain: Mask


def _score_batch(basis: Basis, active: Mask, counts: Floats) -> _Partial:
    fits = fit_models(basis, active, counts)
    return _Partial(
        fits.unseen, fits.unseen_log_variance, deviance(counts, fits.fitted), fits.log_likelihood, fits.certain
    )


def _judge_uncertain(k: int, models: Sequence[Model], counts: Floats, scores: _Partial) -> list[Verdict]:
    """A verdict on each model; those whose fit was not certain are looked at one by one, and fitted where they can be.

    A way to move the unseen that costs no likelihood is there in every model that has the same terms and more. So where
    many models are uncertain, those that contain a refused one are refused with it.
    """
    verdicts = [Verdict.ESTIMABLE] * len(models)
    uncertain = np.flatnonzero(~scores.certain).tolist()
    refused: list[tuple[frozenset[int], Verdict]] = []
    for i in uncertain:
        terms = frozenset(models[i])
        if len(uncertain) > THOROUGH:
            known = next((verdict for smaller, verdict in refused if smaller <= terms), None)
            if known is not None:
                verdicts[i] = known
                continue
        design = design_matrix(k, models[i])
        support = model_support(design, counts)
        verdicts[i] = support.verdict
        if support.verdict is Verdict.ESTIMABLE:
            _fit_on_support(design, counts, support, scores, i)
        else:
            refused.append((terms, support.verdict))
    return verdicts


def _fit_on_support(design: Floats, counts: Floats, support: Support, scores: _Partial, row: int) -> None:
    """Fit a model on the patterns that can have people, and put the result in its row."""
    done = fit_columns(design[np.ix_(support.cells, support.columns)], counts[support.cells])
    fitted = np.zeros_like(counts)
    fitted[support.cells] = done.fitted
    scores.unseen[row] = np.exp(done.coefficients[0])
    scores.unseen_log_variance[row] = done.intercept_variance
    scores.log_likelihood[row] = poisson_log_likelihood(counts, fitted)
    scores.deviance[row] = deviance(counts, fitted)


def _as_estimate(overlaps: Overlaps, scores: Scores, row: int, level: float, seconds: float) -> Estimate:
    """One row of scores as an estimate with the interval of its standard error."""
    shown = name_model(overlaps.lists, scores.models[row])
    if scores.verdicts[row] is not Verdict.ESTIMABLE:
        reason = model_refusal(scores.verdicts[row], shown)
        return refuse(
            "loglinear",
            overlaps.n_observed,
            reason,
            level=level,
            model=shown,
            seconds=seconds,
            assumption=DEPENDENCE,
        )
    unseen = float(scores.unseen[row])
    error = intervals.standard_error(unseen, float(scores.unseen_log_variance[row]))
    total = overlaps.n_observed + unseen
    low, high = intervals.wald(overlaps.n_observed, total, error, level)
    parameters = int(scores.parameters[row])
    return Estimate(
        method="loglinear",
        model=shown,
        n_observed=overlaps.n_observed,
        estimate=total,
        low=low,
        high=high,
        level=level,
        status="ok",
        reason=None,
        fit={
            "aic": float(scores.aic[row]),
            "bic": float(scores.bic[row]),
            "deviance": float(scores.deviance[row]),
            "df": float(len(overlaps.counts) - 1 - parameters),
            "parameters": float(parameters),
            "standard_error": error,
        },
        seconds=seconds,
        assumption=DEPENDENCE,
    )


def _best(
    overlaps: Overlaps,
    criterion: Criterion,
    level: float,
    seed: int,
    scores: Scores | None,
    progress: Progress | None,
) -> Estimate:
    started = time.perf_counter()
    check_level(level)
    method = f"loglinear_best_{criterion}"
    reason = table_refusal(overlaps) or search_refusal(overlaps.k, None)
    if reason is None:
        scores = score_models(overlaps, progress=progress) if scores is None else scores
        ranked = getattr(scores, criterion)
        best = int(np.argmin(ranked))
        reason = None if np.isfinite(ranked[best]) else "No log-linear model has an estimate on this table."
    if reason is not None or scores is None:
        seconds = time.perf_counter() - started
        return refuse(method, overlaps.n_observed, reason or "", level=level, seconds=seconds, assumption=DEPENDENCE)
    estimable = int(np.isfinite(ranked).sum())
    found = estimate_model(
        overlaps,
        scores.models[best],
        method=method,
        level=level,
        seed=seed,
        assumption=f"{DEPENDENCE} The model is the one of the lowest {criterion.upper()} among those with an estimate; "
        "the interval takes it as known.",
        with_profile=True,
    )
    counted = {"models": float(len(scores.models)), "models_refused": float(len(scores.models) - estimable)}
    return replace(found, fit=found.fit | counted, seconds=time.perf_counter() - started)
