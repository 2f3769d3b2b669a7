"""How far the estimates of the unrecorded may be trusted: calibration of the sampler, and coverage of every method.

    python benchmarks/calibration.py sampler [--case NAME] [--tables 200] [--svg FILE]
    python benchmarks/calibration.py coverage [--scenario NAME] [--populations 200] [--methods A,B] [--rows FILE]

`sampler` is simulation-based calibration (Talts, Betancourt, Simpson, Vehtari & Gelman 2018, arXiv:1804.06788): a truth
is drawn from the prior and a table from the truth; among posterior draws given the table the truth must be as likely
to rank anywhere as anywhere else. The prior 1/N of the number of people has no end, but given the people observed all
else is proper: classes and chances from their priors, the table from them, the unseen negative binomial. So the number
observed is fixed for each table, and what is checked is exact.

`coverage` counts how often 95% intervals hold the truth in made populations, with lists that depend on each other and
not. With `--rows` results go to a file of JSON lines, and a run that was stopped goes on from it.

Each case or scenario takes minutes on one core (`nice` it), less for fewer tables; same seed, same table.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, chi2

from bearwitness.estimate.bounds import chao_lower
from bearwitness.estimate.coverage import coverage_high, coverage_low
from bearwitness.estimate.graphs import graph_average
from bearwitness.estimate.latent_class import Prior, draw_latent_classes, estimate_latent_classes
from bearwitness.estimate.methods import methods as names_of_methods
from bearwitness.estimate.overlaps import Overlaps, make_overlaps, membership
from bearwitness.estimate.results import Estimate
from bearwitness.estimate.search import independence, loglinear_best_aic, loglinear_best_bic
from bearwitness.estimate.stepwise import stepwise
from common import load_now, table

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Method = Callable[..., Estimate]

LEVEL = 0.95
RANKS = 100  # places that a truth can take among 99 draws
BINS = 20
SIMULATED = 20_000  # uniform sets of ranks that the verdict compares with
FAMILY_ERROR = 0.05  # chance that a faultless sampler fails one of the tests of a run


# --- the sampler


@dataclass(frozen=True, slots=True)
class Case:
    """A prior, and tables drawn from it."""

    prior: Prior
    lists: int
    fewest: int
    most: int
    sweeps: int


CASES = {
    "defaults": Case(Prior(), lists=4, fewest=50, most=500, sweeps=120_000),
    "few-classes": Case(Prior(classes=2), lists=4, fewest=50, most=500, sweeps=120_000),
    "sparse-lists": Case(Prior(listed=1.0, not_listed=9.0), lists=4, fewest=20, most=200, sweeps=120_000),
    "few-and-sparse": Case(Prior(classes=2, listed=1.0, not_listed=9.0), lists=3, fewest=20, most=200, sweeps=120_000),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """What a table was drawn from."""

    overlaps: Overlaps
    people: int
    alpha: float


def draw_truth(case: Case, rng: np.random.Generator) -> Truth:
    """Classes and chances from the prior, a table of so many people observed, and the people on no list."""
    prior = case.prior
    alpha = rng.gamma(prior.alpha_shape, 1 / prior.alpha_rate)
    size = break_stick(prior.classes, alpha, rng)
    chances = rng.beta(prior.listed, prior.not_listed, (prior.classes, case.lists))
    on = membership(case.lists)
    within = np.prod(np.where(on[:, None, :] == 1, chances, 1 - chances), axis=2)  # patterns, classes
    shares = within @ size
    n_observed = int(np.rint(np.exp(rng.uniform(np.log(case.fewest), np.log(case.most)))))
    counts = rng.multinomial(n_observed, shares[1:] / shares[1:].sum())
    seen = shares[1:].sum()
    unseen = rng.poisson(min(rng.gamma(n_observed) * (1 - seen) / seen, 1e15))
    names = [chr(ord("A") + j) for j in range(case.lists)]
    overlaps = make_overlaps(names, {pattern + 1: int(count) for pattern, count in enumerate(counts)})
    return Truth(overlaps, n_observed + int(unseen), alpha)


def break_stick(classes: int, alpha: float, rng: np.random.Generator) -> Floats:
    """Shares of the classes; the last takes what is left. 1 - V is U**(1 / alpha) for V from Beta(1, alpha)."""
    left = 1.0
    size = np.zeros(classes)
    for h in range(classes - 1):
        rest = rng.random() ** (1 / max(alpha, 1e-300))
        size[h] = left * (1 - rest)
        left *= rest
    size[-1] = left
    return size


def rank_truth(truth: float, draws: NDArray[Any], rng: np.random.Generator) -> int:
    """Place of the truth among `RANKS` - 1 draws taken evenly from the chains, 0 to `RANKS` - 1; ties at random."""
    pooled = draws.T.ravel()  # all chains at one time stand together
    taken = pooled[np.linspace(0, len(pooled) - 1, RANKS - 1).astype(np.int64)]
    return int((taken < truth).sum() + rng.integers(0, (taken == truth).sum() + 1))


def run_case(case: Case, tables: int, seed: int) -> tuple[dict[str, Whole], dict[str, float]]:
    """Ranks of the truth by quantity, one a table, and how the sampling went."""
    ranks: dict[str, list[int]] = {"people": [], "alpha": []}
    hats, effective, sweeps = [], [], []
    for number, stream in enumerate(np.random.SeedSequence(seed).spawn(tables), start=1):
        rng = np.random.default_rng(stream)
        truth = draw_truth(case, rng)
        found = draw_latent_classes(truth.overlaps, seed=int(rng.integers(2**32)), prior=case.prior, sweeps=case.sweeps)
        ranks["people"].append(rank_truth(truth.people, found.people, rng))
        ranks["alpha"].append(rank_truth(truth.alpha, found.alpha, rng))
        hats.append(found.r_hat)
        effective.append(found.effective)
        sweeps.append(found.sweeps)
        if sys.stderr.isatty():
            print(f"\r{number} of {tables} tables", end="", file=sys.stderr)
    went = {
        "median R-hat": float(np.median(hats)),
        "tables above 1.05": float(np.mean(np.array(hats) > 1.05)),
        "median effective draws": float(np.median(effective)),
        "sweeps in all": float(np.sum(sweeps)),
    }
    return {name: np.array(values) for name, values in ranks.items()}, went


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two tests that ranks are uniform: chi-square over bins, and the largest gap of the cumulative shares."""

    chi_square: float
    chi_square_p: float
    gap: float
    gap_p: float


def judge_ranks(ranks: Whole) -> Verdict:
    """Tests of uniform ranks; the second's p-value comes from simulated uniform ranks."""
    held = np.bincount(ranks * BINS // RANKS, minlength=BINS)
    expected = len(ranks) / BINS
    statistic = float(((held - expected) ** 2 / expected).sum())
    rng = np.random.default_rng(0)
    simulated = np.array([_largest_gap(rng.integers(0, RANKS, len(ranks))) for _ in range(SIMULATED // 10)])
    gap = _largest_gap(ranks)
    return Verdict(statistic, float(chi2.sf(statistic, BINS - 1)), gap, float((simulated >= gap).mean()))


def _largest_gap(ranks: Whole) -> float:
    below = np.cumsum(np.bincount(ranks, minlength=RANKS)) / len(ranks)
    return float(np.abs(below - np.arange(1, RANKS + 1) / RANKS).max())


def check_sampler(options: argparse.Namespace) -> int:
    """Print rank histograms and verdicts; 1 where a test fails at its share of `FAMILY_ERROR`."""
    chosen = [options.case] if options.case else list(CASES)
    limit = FAMILY_ERROR / (len(chosen) * 2 * 2)
    drawn: dict[str, Whole] = {}
    failed = False
    for name in chosen:
        started = time.perf_counter()
        ranks, went = run_case(CASES[name], options.tables, options.seed)
        seconds = time.perf_counter() - started
        table(f"{name}: {options.tables} tables, {seconds:,.0f} s, {load_now()}", [[k, v] for k, v in went.items()])
        for quantity, places in ranks.items():
            held = np.bincount(places * BINS // RANKS, minlength=BINS)
            verdict = judge_ranks(places)
            passed = min(verdict.chi_square_p, verdict.gap_p) > limit
            failed |= not passed
            print(f"  ranks of {quantity}: {' '.join(map(str, held))}")
            print(
                f"  chi-square {verdict.chi_square:.1f} on {BINS - 1} (p {verdict.chi_square_p:.3f}), "
                f"largest gap {verdict.gap:.3f} (p {verdict.gap_p:.3f}): {'passes' if passed else 'FAILS'} "
                f"at {limit:.4f}",
                flush=True,
            )
            drawn[f"{name}: {quantity}"] = held
    if options.svg:
        Path(options.svg).write_text(draw_ranks(drawn, options.tables), encoding="utf-8")
    return int(failed)


def draw_ranks(held: dict[str, Whole], tables: int) -> str:
    """Rank histograms as one SVG picture; the band holds 99 of 100 bars of a faultless sampler."""
    width, height, bar = 360, 150, 15
    low, high = binom.ppf([0.005, 0.995], tables, 1 / BINS)
    scale = 100 / max(float(high) * 1.4, *(float(bars.max()) for bars in held.values()))
    parts = []
    for i, (name, bars) in enumerate(held.items()):
        x, y = 20 + i % 2 * width, 30 + i // 2 * height
        parts.append(f'<text x="{x}" y="{y - 8}">{name}</text>')
        top, deep = y + 100 - high * scale, (high - low) * scale
        parts.append(f'<rect x="{x}" y="{top:.1f}" width="{BINS * bar}" height="{deep:.1f}" fill="#ddd"/>')
        for j, bar_height in enumerate(bars * scale):
            at, up = x + j * bar + 1, y + 100 - bar_height
            parts.append(f'<rect x="{at}" y="{up:.1f}" width="{bar - 2}" height="{bar_height:.1f}" fill="#456"/>')
    rows = -(-len(held) // 2)
    style = 'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="12"'
    title = f"Ranks of the truth among posterior draws, {tables} tables each; grey: where 99 of 100 bars should end"
    return (
        f'<svg {style} viewBox="0 0 {2 * width} {rows * height + 30}" role="img"><title>{title}</title>'
        + "".join(parts)
        + "</svg>\n"
    )


# --- coverage


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of population whose size is known.

    Attributes:
        what: In words.
        people: Number of people.
        chances: Chance of being on each list, for each kind of person; shape (kinds, k).
        shares: Share of each kind.
        follows: (list, list, factor): being on the first multiplies the odds of the second.
    """

    what: str
    people: int
    chances: tuple[tuple[float, ...], ...]
    shares: tuple[float, ...] = (1.0,)
    follows: tuple[tuple[int, int, float], ...] = ()


SCENARIOS = {
    "independent": Scenario("lists independent", 1_000, ((0.35, 0.3, 0.25, 0.2),)),
    "independent-sparse": Scenario("lists independent and short", 1_000, ((0.12, 0.1, 0.08, 0.06),)),
    "two-lists-share": Scenario(
        "list A passes its cases on to B", 1_000, ((0.35, 0.2, 0.25, 0.2),), follows=((0, 1, 4.0),)
    ),
    "two-lists-avoid": Scenario(
        "who is on A seldom goes to B", 1_000, ((0.35, 0.3, 0.25, 0.2),), follows=((0, 1, 0.25),)
    ),
    "hard-to-reach": Scenario(
        "half the people are hard to reach for every list",
        1_000,
        ((0.5, 0.45, 0.4, 0.35), (0.12, 0.1, 0.08, 0.06)),
        shares=(0.5, 0.5),
    ),
    "two-regions": Scenario(
        "two lists work in one region, two mostly in the other",
        1_000,
        ((0.45, 0.4, 0.1, 0.08), (0.08, 0.1, 0.4, 0.45)),
        shares=(0.5, 0.5),
    ),
}


def draw_population(scenario: Scenario, rng: np.random.Generator) -> Overlaps:
    """The lists of a made population; those on none are left out, as in life."""
    kinds = rng.choice(len(scenario.shares), size=scenario.people, p=scenario.shares)
    chances = np.array(scenario.chances)[kinds]
    k = chances.shape[1]
    on = np.zeros((scenario.people, k), dtype=bool)
    for j in range(k):
        odds = chances[:, j] / (1 - chances[:, j])
        for before, after, factor in scenario.follows:
            if after == j:
                odds = np.where(on[:, before], odds * factor, odds)
        on[:, j] = rng.random(scenario.people) < odds / (1 + odds)
    patterns = on @ (1 << np.arange(k))
    counts = np.bincount(patterns[patterns > 0], minlength=1 << k)
    names = [chr(ord("A") + j) for j in range(k)]
    return make_overlaps(names, {pattern: int(counts[pattern]) for pattern in range(1, 1 << k)})


def run_scenario(name: str, chosen: dict[str, Method], populations: int, rows: Path | None) -> list[dict[str, Any]]:
    """One row a population and method: what it estimated. Rows already in the file are not computed again."""
    done = [json.loads(line) for line in rows.read_text("utf-8").splitlines()] if rows and rows.exists() else []
    found = [row for row in done if row["scenario"] == name and row["method"] in chosen and row["number"] < populations]
    known = {(row["number"], row["method"]) for row in found}
    for number in range(populations):
        overlaps = draw_population(SCENARIOS[name], np.random.default_rng([number, sorted(SCENARIOS).index(name)]))
        for method, call in chosen.items():
            if (number, method) in known:
                continue
            answer = call(overlaps, level=LEVEL, seed=number + 1)
            row = {"scenario": name, "number": number, "method": method, "n_observed": overlaps.n_observed}
            row |= {key: getattr(answer, key) for key in ("estimate", "low", "high", "status", "seconds")}
            found.append(row)
            if rows:
                with rows.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(row) + "\n")
    return found


def summarise(rows: Sequence[dict[str, Any]], truth: int) -> list[object]:
    """Cells of one method: share of intervals that hold the truth, median estimate and width, share refused."""
    given = [row for row in rows if row["status"] == "ok" and row["estimate"] is not None]
    lows = np.array([row["low"] if row["low"] is not None else -np.inf for row in given], dtype=np.float64)
    highs = np.array([row["high"] if row["high"] is not None else np.inf for row in given], dtype=np.float64)
    if not given:
        return [None, None, None, 1.0, None]
    return [
        float(((lows <= truth) & (truth <= highs)).mean()),
        float(np.median([row["estimate"] for row in given])),
        float(np.median(highs - lows)),
        1 - len(given) / len(rows),
        float(np.median([row["seconds"] for row in rows])),
    ]


def check_coverage(options: argparse.Namespace) -> int:
    """Print, for each scenario and method, how often intervals hold the truth."""
    every = methods()
    wanted = options.methods.split(",") if options.methods else list(every)
    unknown = [name for name in wanted if name not in every]
    if unknown:
        raise SystemExit(f"No method '{unknown[0]}'; there are {', '.join(every)}.")
    rows = Path(options.rows) if options.rows else None
    for name in [options.scenario] if options.scenario else list(SCENARIOS):
        scenario = SCENARIOS[name]
        found = run_scenario(name, {method: every[method] for method in wanted}, options.populations, rows)
        lines = [
            [method, *summarise([row for row in found if row["method"] == method], scenario.people)]
            for method in wanted
        ]
        observed = np.median([row["n_observed"] for row in found])
        title = (
            f"{name}: {scenario.what}; {scenario.people:,} people, {observed:,.0f} on a list, "
            f"{options.populations} populations"
        )
        table(title, lines, ["method", "holds truth", "median estimate", "median width", "refused", "seconds"])
        sys.stdout.flush()
    return 0


def methods() -> dict[str, Method]:
    """Every method of the contract, by name; latent classes with fewer sweeps than by default."""
    found: dict[str, Method] = {
        "independence": independence,
        "chao_lower": chao_lower,
        "loglinear_best_bic": loglinear_best_bic,
        "loglinear_best_aic": loglinear_best_aic,
        "stepwise": stepwise,
        "coverage_low": coverage_low,
        "coverage_high": coverage_high,
        "graph_average": graph_average,
        "latent_class": partial(estimate_latent_classes, sweeps=60_000),
    }
    missing = set(names_of_methods()) ^ set(found)
    if missing:
        raise SystemExit(f"The methods of the package and those measured here differ: {', '.join(sorted(missing))}.")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    sampler = commands.add_parser("sampler", help="simulation-based calibration of the latent-class sampler")
    sampler.add_argument("--case", choices=sorted(CASES))
    sampler.add_argument("--tables", type=int, default=200)
    sampler.add_argument("--seed", type=int, default=1)
    sampler.add_argument("--svg", help="write the rank histograms to this file")
    coverage = commands.add_parser("coverage", help="how often 95%% intervals hold the truth")
    coverage.add_argument("--scenario", choices=sorted(SCENARIOS))
    coverage.add_argument("--populations", type=int, default=200)
    coverage.add_argument("--methods", help="comma-separated; all by default")
    coverage.add_argument("--rows", help="file of JSON lines to keep results in and go on from")
    options = parser.parse_args(arguments)
    return check_sampler(options) if options.command == "sampler" else check_coverage(options)


if __name__ == "__main__":
    raise SystemExit(main())
