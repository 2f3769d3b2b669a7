"""Every method on one table, on each stratum of it, or on each way of linking it: side by side, none averaged with another.

A method that is refused stops no other. Lists are put in the order of their names first, so that neither their order in
the file nor that of its rows changes a number; the same seed gives the same numbers.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from bearwitness import __version__
from bearwitness.errors import RequestError
from bearwitness.estimate.overlaps import Group, Overlaps, membership, read_overlaps, read_strata
from bearwitness.estimate.results import Estimate, hold_back, refuse

EXTRA = "pip install 'bearwitness[estimate]'"

try:
    from bearwitness.estimate import combine
    from bearwitness.estimate.bounds import chao_lower
    from bearwitness.estimate.checks import check_level, table_refusal
    from bearwitness.estimate.coverage import coverage_high, coverage_low
    from bearwitness.estimate.graphs import graph_average
    from bearwitness.estimate.latent_class import DEFAULT_SWEEPS, estimate_latent_classes
    from bearwitness.estimate.search import (
        DEPENDENCE,
        Scores,
        independence,
        loglinear_best_aic,
        loglinear_best_bic,
        score_models,
        search_refusal,
    )
    from bearwitness.estimate.search import all_models as rank_models
    from bearwitness.estimate.stepwise import stepwise
except ModuleNotFoundError as error:
    if (error.name or "").split(".")[0] != "scipy":
        raise
    raise RequestError(f"estimate needs scipy, which is not installed: {EXTRA}.") from error

Method = Callable[..., Estimate]
Progress = Callable[[str, int, int | None], None]  # what is being done, how much of it, of how much

_METHODS: dict[str, Method] = {
    "independence": independence,
    "chao_lower": chao_lower,
    "loglinear_best_bic": loglinear_best_bic,
    "loglinear_best_aic": loglinear_best_aic,
    "stepwise": stepwise,
    "coverage_low": coverage_low,
    "coverage_high": coverage_high,
    "graph_average": graph_average,
    "latent_class": estimate_latent_classes,
}
_SEARCHING = ("loglinear_best_bic", "loglinear_best_aic")  # they share one search
_TELLING = ("stepwise", "latent_class")  # they tell how far they are
_SWEEPING = "latent_class"
_POSTERIOR = ("graph_average", "latent_class")  # the total of strata is made of their own draws
MODEL = "loglinear"  # the method of each of all models
LINKAGE = "linkage"

_CANNOT = (RequestError, ArithmeticError, np.linalg.LinAlgError)
"""What keeps a method from an answer on one table, and is said in its row. Everything else is a fault of ours."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """What all methods say of one stratum or of one linkage; of the whole table where it was not divided.

    Attributes:
        name: Its values in words, for example "region north" or "linkage second.csv"; empty for the whole table.
        values: Strata column -> value; of a linkage `linkage` -> the file.
        overlaps: Its table, lists in the order of their names.
        estimates: One a method, in the order of `methods`.
        models: One a log-linear model, lowest BIC first, refusals last; empty where they were not asked for.
    """

    name: str
    values: Mapping[str, str]
    overlaps: Overlaps
    estimates: tuple[Estimate, ...]
    models: tuple[Estimate, ...] = ()


@dataclass(frozen=True, slots=True)
class PopulationEstimates:
    """What all methods say of a table: a spread, not one number.

    Attributes:
        table: Name of the file; of linkages all names.
        sha256: Hash of its bytes; of linkages of all their bytes, one file after the other.
        version: Version of bearwitness.
        seed, level: As asked for.
        strata: One for the whole table, one a stratum in the order of their values, or one a linkage in the order given.
        total: One a method, of all strata together or over all linkages, from draws; else empty.
        linkages: Whether `strata` are linkages of the same records.
    """

    table: str
    sha256: str
    version: str
    seed: int
    level: float
    strata: tuple[Stratum, ...]
    total: tuple[Estimate, ...]
    linkages: bool = False

    @property
    def n_observed(self) -> int:
        """People on at least one list: in all strata, or on average over linkages, rounded."""
        sizes = [stratum.overlaps.n_observed for stratum in self.strata]
        return round(sum(sizes) / len(sizes)) if self.linkages else sum(sizes)

    @property
    def recorded(self) -> str:
        """`n_observed` as it is read; "140 to 146" where linkages differ in it."""
        sizes = [stratum.overlaps.n_observed for stratum in self.strata]
        if self.linkages and min(sizes) < max(sizes):
            return f"{min(sizes):,} to {max(sizes):,}"
        return f"{self.n_observed:,}"

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists, in the order of their names."""
        return self.strata[0].overlaps.lists

    @property
    def divided(self) -> bool:
        """Whether there are strata, or linkages, and with them a total."""
        return bool(self.total)

    def rows(self) -> list[dict[str, Any]]:
        """Plain JSON, one object an estimate: each stratum or linkage, then the total.

        Where the table was divided each has the key `stratum`: column -> value, null for the total; with linkages the
        key `linkage`: the file, null for all. Of numbers that are not finite `fit` keeps null.
        """
        key, rows = LINKAGE if self.linkages else "stratum", []
        for stratum in self.strata:
            of = {key: stratum.values[LINKAGE] if self.linkages else dict(stratum.values)} if self.divided else {}
            rows += [_json(estimate) | of for estimate in (*stratum.estimates, *stratum.models)]
        return rows + [_json(estimate) | {key: None} for estimate in self.total]


def _json(estimate: Estimate) -> dict[str, Any]:
    fit = {name: value if isfinite(value) else None for name, value in estimate.fit.items()}
    return estimate.row() | {"fit": fit}


def methods() -> tuple[str, ...]:
    """Names of the methods, in the order in which they are run and shown."""
    return tuple(_METHODS)


def estimate_table(
    path: str | Path,
    *,
    lists: Sequence[str] | None = None,
    strata: Sequence[str] = (),
    linkages: Sequence[str | Path] = (),
    seed: int = 1,
    level: float = 0.95,
    all_models: bool = False,
    sweeps: int | None = None,
    progress: Progress | None = None,
) -> PopulationEstimates:
    """What all methods say of a table in a file.

    Args:
        path: A CSV file: one 0/1 column a list, and `count` last; or one row a person, one 0/1 column a list.
        lists: Columns that are lists; None takes all that can be.
        strata: Columns that divide the people. Each stratum is estimated on its own; totals come from draws.
        linkages: Further tables of the same records, linked in other plausible ways. Each is estimated on its own, and
            the draws of all are mixed.
        seed: Whole number from 0 on, for everything that is drawn at random.
        level: Coverage of the intervals, between 0 and 1.
        all_models: Every log-linear model of each table as well.
        sweeps: Most sweeps of the latent-class sampler, on each table; None takes `DEFAULT_SWEEPS`.
        progress: Called with what is being done, how much of it is done, and how much there is.

    Raises:
        RequestError: The table or an argument cannot be used; one sentence says why.
    """
    check_level(level)
    if seed < 0:
        raise RequestError(f"seed must be 0 or more, got {seed}.")
    paths = [Path(path), *map(Path, linkages)]
    if linkages and strata:
        raise RequestError("Give strata or further linkages, not both: estimate each stratum's linkages by themselves.")
    for one in paths:
        _must_be_table(one)
    if linkages:
        parts, columns = _read_linkages(paths, lists), [LINKAGE]
    else:
        parts, columns = read_strata(path, lists=lists, strata=strata), list(strata)
    found = [
        _estimate_stratum(group, columns, overlaps, seed, level, all_models, sweeps, progress)
        for group, overlaps in parts.items()
    ]
    combined = combine.mix_linkages if linkages else combine.total_strata
    total = [_total(name, combined, found, seed, level, sweeps) for name in methods()] if columns else []
    names = ", ".join(one.name for one in paths)
    return PopulationEstimates(
        names, _digest(paths), __version__, seed, level, tuple(found), tuple(total), bool(linkages)
    )


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_linkages(paths: Sequence[Path], lists: Sequence[str] | None) -> dict[Group, Overlaps]:
    """The overlaps of each linkage by its file name, or by its path where two files are named alike."""
    names = [path.name for path in paths]
    names = names if len(set(names)) == len(names) else [str(path) for path in paths]
    found: dict[Group, Overlaps] = {}
    for name, path in zip(names, paths, strict=True):
        if (name,) in found:
            raise RequestError(f"{path} is given twice; a linkage is counted once.")
        found[(name,)] = overlaps = read_overlaps(path, lists=lists)
        first = next(iter(found.values()))
        if set(overlaps.lists) != set(first.lists):
            raise RequestError(
                f"{path.name} has the lists {', '.join(sorted(overlaps.lists))} and {paths[0].name} has "
                f"{', '.join(sorted(first.lists))}: linkages are of the same lists, named alike."
            )
    return found


def _must_be_table(path: Path) -> None:
    if (path / "ledger.sqlite").is_file():
        raise RequestError(
            f"{path} is a ledger, and its people are not linked over lists in this version. "
            "Give a CSV file with one row a person and one 0/1 column a list."
        )
    if path.is_dir():
        raise RequestError(f"{path} is a folder; give a CSV file with one 0/1 column a list.")
    if path.exists() and not path.is_file():
        raise RequestError(f"{path} is not a plain file; save the table to one first.")


def _estimate_stratum(
    group: Group,
    columns: Sequence[str],
    overlaps: Overlaps,
    seed: int,
    level: float,
    all_models: bool,
    sweeps: int | None,
    progress: Progress | None,
) -> Stratum:
    values = dict(zip(columns, group, strict=True))
    name = ", ".join(f"{column} {value or '(empty)'}" for column, value in values.items())

    def tell(what: str, done: int, total: int | None) -> None:
        if progress is not None:
            progress(f"{name}: {what}" if name else what, done, total)

    found = estimate_all(overlaps, seed=seed, level=level, all_models=all_models, sweeps=sweeps, progress=tell)
    estimates = tuple(one for one in found if one.method != MODEL)
    models = tuple(one for one in found if one.method == MODEL)
    return Stratum(name, values, sort_lists(overlaps), estimates, models)


def estimate_all(
    overlaps: Overlaps,
    *,
    seed: int = 1,
    level: float = 0.95,
    all_models: bool = False,
    sweeps: int | None = None,
    progress: Progress | None = None,
) -> list[Estimate]:
    """One estimate a method, in the order of `methods`, and on request one a log-linear model after them.

    A method that has no answer is a refused row with its reason. Models are searched once for all that need them.

    Args:
        overlaps: The table; the order of its lists changes nothing.
        seed, level, all_models, sweeps, progress: As in `estimate_table`.
    """
    check_level(level)
    table = sort_lists(overlaps)
    scores, why_not = _search(table, progress)
    found = []
    for name, method in _METHODS.items():
        extra: dict[str, Any] = {}
        if name in _SEARCHING:
            if why_not is not None:
                found.append(refuse(name, table.n_observed, why_not, level=level, assumption=DEPENDENCE))
                continue
            extra["scores"] = scores
        if name == _SWEEPING:
            extra["sweeps"] = sweeps or DEFAULT_SWEEPS
        if name in _TELLING and progress is not None:
            extra["progress"] = _telling(progress, name)
        found.append(_run(name, method, table, seed, level, extra))
        if progress is not None:
            progress("methods", len(found), len(_METHODS))
    return found + (_rank(table, level, scores, why_not) if all_models else [])


def sort_lists(overlaps: Overlaps) -> Overlaps:
    """The same people with the lists in the order of their names."""
    order = sorted(range(overlaps.k), key=lambda j: overlaps.lists[j])
    moved = membership(overlaps.k)[:, order] @ (1 << np.arange(overlaps.k))
    counts = np.zeros_like(overlaps.counts)
    counts[moved] = overlaps.counts
    counts.setflags(write=False)
    return Overlaps(tuple(overlaps.lists[j] for j in order), counts)


def _telling(progress: Progress, stage: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(stage, done, total)


def _search(table: Overlaps, progress: Progress | None) -> tuple[Scores | None, str | None]:
    """Scores of all models, or the sentence why there are none."""
    reason = table_refusal(table) or search_refusal(table.k, None)
    if reason is not None:
        return None, reason
    try:
        return score_models(table, progress=None if progress is None else _telling(progress, "models")), None
    except _CANNOT as error:
        return None, _reason(error)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, RequestError) else f"It cannot be computed on this table: {error}."


def _run(name: str, method: Method, table: Overlaps, seed: int, level: float, extra: Mapping[str, Any]) -> Estimate:
    started = time.perf_counter()
    try:
        return hold_back(method(table, level=level, seed=seed, **extra))
    except _CANNOT as error:
        seconds = time.perf_counter() - started
        return refuse(name, table.n_observed, _reason(error), level=level, seconds=seconds)


def _rank(table: Overlaps, level: float, scores: Scores | None, why_not: str | None) -> list[Estimate]:
    """Every model as an estimate; one refusal where they were not searched."""
    if scores is None:
        return [refuse(MODEL, table.n_observed, why_not or "", level=level, assumption=DEPENDENCE)]
    ranked = [hold_back(one) for one in rank_models(table, level=level, scores=scores)]
    return sorted(ranked, key=lambda one: one.status == "refused")


def _total(
    name: str,
    combined: Callable[..., Estimate],
    strata: Sequence[Stratum],
    seed: int,
    level: float,
    sweeps: int | None,
) -> Estimate:
    """All strata together, or over all linkages, by one method."""
    place = methods().index(name)
    each = [(stratum, stratum.estimates[place]) for stratum in strata]
    able = all(estimate.status == "ok" for _, estimate in each)
    runs = [_run_of(stratum, estimate, able, seed, sweeps) for stratum, estimate in each]
    found = hold_back(combined(runs, level=level, seed=seed))
    own = each[0][1].assumption
    if own not in found.assumption:
        found = replace(found, assumption=f"{own} {found.assumption}")
    if found.status == "ok":
        cautions = " ".join(_cautions(each))
        own_caution = found.reason if found.reason and found.reason not in cautions else None
        found = replace(found, reason=" ".join(filter(None, [own_caution, cautions])) or None)
    return found


def _cautions(each: Sequence[tuple[Stratum, Estimate]]) -> list[str]:
    """What must be known of the parts of a total, each once, with the parts that it is said of."""
    parts: dict[str, list[str]] = {}
    for stratum, estimate in each:
        if estimate.reason:
            parts.setdefault(estimate.reason, []).append(f"'{stratum.name}'")
    return [f"Of {', '.join(names)}: {reason}" for reason, names in parts.items()]


def _run_of(stratum: Stratum, estimate: Estimate, able: bool, seed: int, sweeps: int | None) -> combine.Run:
    """Draws of one stratum; where another has no estimate the total has none, and nothing is drawn for it."""
    if able and estimate.method in _POSTERIOR:
        most = sweeps or DEFAULT_SWEEPS
        return combine.run_from_table(stratum.name, stratum.overlaps, estimate.method, seed=seed, sweeps=most)
    if able or estimate.status == "refused":
        return combine.run_from_estimate(stratum.name, estimate, seed=seed)
    point = np.array([estimate.estimate], dtype=np.float64)
    return combine.Run(stratum.name, estimate.method, estimate.n_observed, point, None, estimate.assumption)
