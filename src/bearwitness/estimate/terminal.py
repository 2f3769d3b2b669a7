"""Estimates as a person reads them at a terminal of 80 columns: a line a method, and below it what the number rests on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bearwitness.estimate.methods import PopulationEstimates, Stratum
from bearwitness.estimate.overlaps import Overlaps
from bearwitness.estimate.results import Estimate
from bearwitness.estimate.spread import (
    NEVER_ADDED,
    NO_NUMBER,
    NOT_AVERAGED,
    amount,
    interval,
    lists_apart,
    measure_spread,
    percent,
    profile_interval,
    safe,
    spread_words,
)

COLUMNS = 80
MODELS_SHOWN = 20
_NAME, _AMOUNT, _INTERVAL = 20, 17, 20  # columns; the model has what is left


def view(found: PopulationEstimates, *, all_models: bool = False) -> RenderableType:
    """What all methods say: each stratum, then the total, then what the numbers do not say."""
    parts: list[RenderableType] = []
    for stratum in () if found.linkages else found.strata:
        parts += _stratum(stratum, found.level, all_models=all_models)
    if found.linkages:
        parts += _linkages(found, all_models=all_models)
    elif found.divided:
        parts.append(Text(f"All {len(found.strata)} strata together, from draws of each", style="bold"))
        parts += _methods(found.total, found.level)
    estimates = [*found.total, *(one for stratum in found.strata for one in stratum.estimates)]
    if any(one.estimate is not None for one in estimates):
        parts.append(Text(f"{NEVER_ADDED} {NOT_AVERAGED}", style="dim"))
    parts += [
        Text(f"Seed {found.seed}; table {found.sha256[:12]}; bearwitness {found.version}.", style="dim"),
    ]
    return Group(*parts)


def _linkages(found: PopulationEstimates, *, all_models: bool) -> list[RenderableType]:
    """Who is recorded under each linkage, then every method over all of them."""
    parts: list[RenderableType] = []
    for linkage in found.strata:
        parts += [Text(safe(linkage.name), style="bold"), Text(observed(linkage.overlaps))]
        parts += _methods(linkage.estimates, found.level) if all_models else []
        parts += _models(linkage.models) if all_models else []
    head = f"Over all {len(found.strata)} linkages, the draws of each mixed"
    return [*parts, Text(""), Text(head, style="bold"), *_methods(found.total, found.level)]


def _stratum(stratum: Stratum, level: float, *, all_models: bool) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if stratum.name:
        parts.append(Text(safe(stratum.name), style="bold"))
    parts.append(Text(observed(stratum.overlaps)))
    parts += _methods(stratum.estimates, level)
    if all_models:
        parts += _models(stratum.models)
    return parts


def observed(overlaps: Overlaps) -> str:
    """The people observed and the lists that they stand on."""
    lists = "on one list" if overlaps.k == 1 else f"on at least one of {overlaps.k} lists"
    sizes = zip(overlaps.lists, overlaps.list_sizes.tolist(), strict=True)
    each = ", ".join(f"{safe(name)} {size:,}" for name, size in sizes)
    alone = "".join(f" {words}" for words in lists_apart(overlaps))
    return f"Recorded: {overlaps.n_observed:,} people {lists} ({each}).{alone}"


def _methods(estimates: Sequence[Estimate], level: float) -> list[RenderableType]:
    spread = measure_spread(estimates)
    if spread.common_reason is not None:
        return [Text(f"Estimated: none. {NO_NUMBER} {safe(spread.common_reason)}"), Text("")]
    head = _line("method", "estimated", f"{percent(level)} interval", "model")
    parts: list[RenderableType] = [Text(f"Estimated: {spread_words(spread)}"), Text(""), Text(head, style="dim")]
    for one in estimates:
        parts += _method(one)
    searched = next((one.fit for one in estimates if one.fit.get("models_refused")), None)
    if searched is not None:
        without, of = searched["models_refused"], searched["models"]
        parts.append(
            Text(f"{without:,.0f} of {of:,.0f} log-linear models have no estimate on this table.", style="dim")
        )
    return [*parts, Text("")]


def _method(one: Estimate) -> list[RenderableType]:
    whole = "strata" in one.fit or "linkages" in one.fit
    model = "" if whole else safe(one.model)  # a total is under a heading that says so
    whole_line = _line(one.method, amount(one), interval(one), model)
    fits = len(whole_line) <= COLUMNS and len(amount(one)) <= _AMOUNT and len(interval(one)) < _INTERVAL
    line = Text(whole_line if fits else _line(one.method, amount(one), interval(one), ""))
    said = [] if fits else [f"Model: {model}."]
    profile = profile_interval(one)
    if profile is not None:
        said.append(f"By the profile of the likelihood: {profile}.")
    if one.status == "refused":
        said.append(f"Refused: {safe(one.reason or '')}")
    else:
        said += [safe(one.reason)] if one.reason else []
        said.append(f"Rests on: {safe(one.assumption)}")
    return [line, Padding(Text(" ".join(said), style="dim"), (0, 0, 0, 4))]


def _models(models: Sequence[Estimate]) -> list[RenderableType]:
    if not models:
        return []
    parts: list[RenderableType] = [Text(f"{len(models):,} log-linear models, lowest BIC first", style="bold")]
    for one in models[:MODELS_SHOWN]:
        bic = f"BIC {one.fit['bic']:,.1f}" if "bic" in one.fit else ""
        parts.append(Text(_line(bic, amount(one), interval(one), safe(one.model))))
    refused = sum(one.status == "refused" for one in models)
    more = f" … and {len(models) - MODELS_SHOWN:,} more; --json prints all." if len(models) > MODELS_SHOWN else ""
    return [*parts, Text(f"{refused:,} of them have no estimate on this table.{more}", style="dim"), Text("")]


def _line(name: str, number: str, limits: str, model: str) -> str:
    return f"{name:<{_NAME}}{number:>{_AMOUNT}}  {limits:<{_INTERVAL}}{model}".rstrip()
