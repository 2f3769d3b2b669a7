"""The page of estimates: one self-contained file that loads nothing and runs nothing, and its pictures as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from bearwitness.errors import RequestError
from bearwitness.estimate.drawings import CLOSE, NARROW, WIDE, draw_spread, draw_upset
from bearwitness.estimate.methods import PopulationEstimates, Stratum
from bearwitness.estimate.overlaps import Overlaps, membership
from bearwitness.estimate.pictures import Picture, need_pillow, svg_rules, to_png, to_svg, to_svg_file
from bearwitness.estimate.results import Estimate
from bearwitness.estimate.spread import (
    INTERVALS,
    LABELS,
    NEVER_ADDED,
    NO_NUMBER,
    NOT_AVERAGED,
    amount,
    interval,
    lists_apart,
    measure_spread,
    people,
    percent,
    profile_interval,
    safe,
    spread_words,
)
from bearwitness.streams import system_errors

MODELS_LISTED = 20
_FIT_SHOWN = {
    "deviance": "deviance {:,.1f}",
    "df": "on {:.0f} degrees of freedom",
    "aic": "AIC {:,.1f}",
    "bic": "BIC {:,.1f}",
    "r_hat": "R-hat {:.3f}",
    "effective_draws": "{:,.0f} effective draws",
    "mc_error": "Monte Carlo error of the estimate {:,.1f}",
    "classes_used": "{:.1f} classes in use on average",
    "resampled_without_estimate": "{:,.0f} resampled tables without an estimate",
    "resampled_same_model": "{:.0%} of all resampled tables end at this model",
}


def write_page(found: PopulationEstimates, path: str | Path) -> Path:
    """Write the page; the file is complete or not there.

    Raises:
        StorageError: The file could not be written.
    """
    path = Path(path)
    part = path.with_name(path.name + ".part")
    try:
        with system_errors("writing the page", path):
            part.write_text(render_page(found), encoding="utf-8", newline="\n")
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def write_pictures(found: PopulationEstimates, folder: str | Path) -> list[Path]:
    """Write the pictures as SVG and PNG: `spread` and `overlaps`, with the number of its stratum where there are several.

    Returns:
        The files, in the order in which they stand on the page.

    Raises:
        RequestError: Pillow is not installed, or the folder cannot be one; nothing is written.
        StorageError: A file could not be written.
    """
    folder = check_pictures(folder)
    files: list[tuple[str, bytes]] = []
    for name, picture in _pictures(found).items():
        files += [(f"{name}.svg", to_svg_file(picture).encode("utf-8")), (f"{name}.png", to_png(picture))]
    with system_errors("writing pictures", folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files:
            (folder / name).write_bytes(content)
    return [folder / name for name, _ in files]


def check_pictures(folder: str | Path) -> Path:
    """The folder, if pictures can be made and put there.

    Raises:
        RequestError: It is a file, there is no folder to make it in, or Pillow is not installed.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise RequestError(f"{folder} is a file; give a folder for the pictures.")
    if not folder.parent.is_dir():
        raise RequestError(f"there is no folder {folder.parent} to make {folder.name} in.")
    need_pillow()
    return folder


def _pictures(found: PopulationEstimates) -> dict[str, Picture]:
    pictures = {}
    if found.divided:
        pictures["spread"] = draw_spread(found.total, (), found.n_observed, found.level, recorded=found.recorded)
    for number, stratum in enumerate(found.strata, start=1):
        end = f"-{number}" if found.divided else ""
        overlaps = stratum.overlaps
        pictures[f"spread{end}"] = draw_spread(stratum.estimates, stratum.models, overlaps.n_observed, found.level)
        pictures[f"overlaps{end}"] = draw_upset(overlaps)
    return pictures


def render_page(found: PopulationEstimates) -> str:
    """The page as text."""
    first = found.strata[0]
    if found.divided:
        front = _group(found.total, (), found.n_observed, found.level, found.recorded)
    else:
        front = _group(first.estimates, first.models, found.n_observed, found.level) | _overlaps(first.overlaps)
    return _template().render(
        version=found.version,
        table=safe(found.table),
        sha256=found.sha256,
        seed=found.seed,
        level=percent(found.level),
        lists=[safe(name) for name in found.lists],
        front=front,
        strata=[_stratum(stratum, found.level) for stratum in found.strata] if found.divided else [],
        linkages=found.linkages,
        never_added=NEVER_ADDED,
        not_averaged=NOT_AVERAGED,
        no_number=NO_NUMBER,
        css=Markup(_part("page.css")),
        rules=Markup(svg_rules()),
    )


def _stratum(stratum: Stratum, level: float) -> dict[str, Any]:
    group = _group(stratum.estimates, stratum.models, stratum.overlaps.n_observed, level)
    return group | _overlaps(stratum.overlaps) | {"name": safe(stratum.name)}


def _group(
    estimates: Sequence[Estimate],
    models: Sequence[Estimate],
    observed: int,
    level: float,
    recorded: str | None = None,
) -> dict[str, Any]:
    """What the page says of one table, of all strata together, or over all linkages.

    `recorded` is `observed` in words, where linkages differ in it.
    """
    recorded = recorded or f"{observed:,}"
    spread = measure_spread(estimates)
    least, most = (spread.given[0], spread.given[-1]) if spread.given else (None, None)
    span = "none" if least is None or most is None else people(least.estimate)
    if least is not most and most is not None and people(most.estimate) != span:
        span += f" to {people(most.estimate)}"
    return {
        "observed": recorded,
        "range": span,
        "spread": spread_words(spread, labels=True),
        "common": spread.common_reason,
        "picture": _pair(
            lambda width: draw_spread(estimates, models, observed, level, recorded=recorded, width=width), spread.given
        ),
        "methods": [_method(one) for one in estimates],
        "profiles": any(profile_interval(one) for one in spread.given),
        "peaks": any(one.fit.get("peaks", 1) > 1 for one in spread.given),
        "models": _models(models),
    }


def _pair(draw: Any, given: Sequence[Estimate]) -> dict[str, Markup] | None:
    """A picture for a page and for a phone; None where there is nothing to draw."""
    if not given:
        return None
    return {name: Markup(to_svg(draw(width), name=name)) for name, width in (("wide", WIDE), ("narrow", NARROW))}


def _method(one: Estimate) -> dict[str, Any]:
    said = [words.format(one.fit[name]) for name, words in _FIT_SHOWN.items() if name in one.fit]
    fit = ", ".join(said).replace(", on ", " on ")
    return {
        "label": LABELS.get(one.method, one.method),
        "method": one.method,
        "refused": one.status == "refused",
        "amount": amount(one),
        "interval": interval(one),
        "profile": profile_interval(one),
        "how": _how(one),
        "reason": safe(one.reason or ""),
        "assumption": safe(one.assumption),
        "model": safe(one.model),
        "fit": fit[:1].upper() + fit[1:],
    }


def _how(one: Estimate) -> str:
    """How the interval was made."""
    if "linkages" in one.fit:
        share = f"; {one.fit['between']:.0%} of the spread lies between linkages"
        return f"the middle of the mixed draws{share}"
    return "the middle of the sums of draws" if "strata" in one.fit else INTERVALS.get(one.method, "")


def _models(models: Sequence[Estimate]) -> dict[str, Any] | None:
    """The models within `CLOSE` of the best, and why others have no estimate."""
    able = [one for one in models if one.estimate is not None]
    if not able:
        return None
    best = able[0].fit["bic"]
    close = [one for one in able if one.fit["bic"] - best <= CLOSE]
    listed = close[:MODELS_LISTED]
    low, high = (pick(one.estimate or 0.0 for one in close) for pick in (min, max))
    words = f"Of {len(models):,} log-linear models, {len(able):,} have an estimate on this table."
    if len(close) == 1:
        words += f" No other comes within {CLOSE:g} of the best in BIC."
    else:
        words += (
            f" {len(close):,} come within {CLOSE:g} of the best in BIC, a difference that decides little by itself; "
            f"their estimates go from {people(low)} to {people(high)}."
        )
    if len(close) > len(listed):
        words += f" The first {len(listed)} are listed."
    rows = [
        {
            "model": safe(one.model),
            "amount": amount(one),
            "interval": interval(one),
            "gap": f"{one.fit['bic'] - best:.1f}",
        }
        for one in listed
    ]
    refused = len(models) - len(able)
    return {"words": words, "rows": rows, "reasons": _refusals(models), "refused": f"{refused:,}"}


def _refusals(models: Sequence[Estimate]) -> list[dict[str, str]]:
    """The reasons why models have no estimate, the most frequent first, each once."""
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for one in models:
        if one.reason and one.estimate is None:
            reason = one.reason.replace(f" {one.model}", "").replace(f"under{one.model}", "under the model")
            counts[reason] += 1
            examples.setdefault(reason, safe(one.model))
    return [
        {"count": f"{count:,}", "words": safe(reason), "example": examples[reason]}
        for reason, count in counts.most_common()
    ]


def _overlaps(overlaps: Overlaps) -> dict[str, Any]:
    on = membership(overlaps.k)
    counts = overlaps.counts
    order = sorted(counts.nonzero()[0].tolist(), key=lambda pattern: (-int(counts[pattern]), pattern))
    rows = [
        {
            "lists": ", ".join(safe(name) for j, name in enumerate(overlaps.lists) if on[pattern, j]),
            "people": f"{int(counts[pattern]):,}",
        }
        for pattern in order
    ]
    return {
        "upset": {
            name: Markup(to_svg(draw_upset(overlaps, width=width), name=name))
            for name, width in (("wide", WIDE), ("narrow", NARROW))
        },
        "apart": lists_apart(overlaps),
        "shared": f"{int(counts[on.sum(axis=1) >= 2].sum()):,}",
        "overlaps": rows,
    }


@lru_cache(maxsize=4)
def _part(name: str) -> str:
    return (resources.files("bearwitness.estimate") / "templates" / name).read_text(encoding="utf-8").strip()


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_part("page.html"))
