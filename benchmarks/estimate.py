"""Overlap tables of shared/data/mse: our estimates beside those of the field's implementations, and the speeds.

    python benchmarks/estimate.py                 differences on every table
    python benchmarks/estimate.py --speed         all pairwise models of 4 and of 6 lists, all orders of 5, each method
    python benchmarks/estimate.py --seeds 5       the bootstrap methods again with further seeds
    python benchmarks/estimate.py --their-draws   `stepwise` on the resampled tables of the published runs (needs R)
    python benchmarks/estimate.py --one-chain     `latent_class` as eight single chains of the usual length

Likelihood methods should agree to the last digit printed. Intervals of `stepwise` and `coverage_*` come from resampled
tables, in both columns, and differ by chance. `--their-draws` takes the chance out: R's generator, started as the
published program starts it, draws the same tables again, and we search those. `--one-chain` shows how far a single chain of
the sampler moves by chance where it has the length of the published program's own example and nothing helps it over.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bearwitness.estimate.bounds import chao_lower
from bearwitness.estimate.coverage import coverage_high, coverage_low
from bearwitness.estimate.latent_class import Prior, _Ladder
from bearwitness.estimate.methods import sort_lists
from bearwitness.estimate.overlaps import Overlaps, read_overlaps
from bearwitness.estimate.results import Estimate
from bearwitness.estimate.search import all_models, independence, loglinear_best_bic, score_models
from bearwitness.estimate.stepwise import limits_from, search_tables, stepwise
from common import load_now, need, shared, table

Method = Callable[..., Estimate]

LEVEL = 0.95

METHODS: dict[str, Method] = {
    "Rcapture closedp.t Mth Chao": chao_lower,
    "Rcapture closedp.t Mt": independence,
    "Rcapture closedpMS.t": loglinear_best_bic,
    "SparseMSE estimatepopulation": stepwise,
    "CARE1 estN LSC": coverage_low,
    "CARE1 estN HSC": coverage_high,
}
"""Theirs -> ours; the longer of two names that begin alike comes first."""

THEIR_SEED = 1234  # the default of SparseMSE estimatepopulation
THEIR_TABLES = {"netherlands_trafficking_5lists": 20}
"""Resampled tables of the published runs where they are not 200. No file says so, but of all numbers from 10 to 1,000 this
one alone gives both limits of this table, and 200 alone those of the other four."""

DRAWN = ("stepwise", "coverage_low", "coverage_high")  # intervals from resampled tables


ONE_CHAIN = (
    10_000,
    100_000,
    100,
)  # sweeps left out, sweeps kept, of which each hundredth: the example of LCMCR's manual
CHAINS = 8


def folder() -> Path:
    return shared() / "data" / "mse"


def method_of(name: str) -> Method | None:
    """Our method for theirs; None for those of the Bayesian half."""
    return next((ours for theirs, ours in METHODS.items() if name.startswith(theirs)), None)


def shown(values: tuple[float | None, float | None, float | None]) -> str:
    """Estimate and limits as printed in the reference."""
    best, low, high = ("-" if value is None else f"{value:,.0f}" for value in values)
    return f"{best} [{low}, {high}]"


def differences(seeds: int) -> None:
    """A row per table, method and seed: theirs, ours, and the gap of the estimate in persons."""
    rows: list[list[object]] = []
    exact = limits = compared = 0
    with (folder() / "reference_estimates.csv").open(encoding="utf-8", newline="") as lines:
        for reference in csv.DictReader(lines):
            ours = method_of(reference["method"])
            if ours is None:
                continue
            theirs = tuple(
                None if reference[key] == "NA" else float(reference[key]) for key in ("estimate", "low", "high")
            )
            overlaps = sort_lists(read_overlaps(folder() / f"{reference['set']}.csv"))  # as the command draws
            for seed in range(1, seeds + 1):
                found = ours(overlaps, seed=seed)
                if found.method not in DRAWN and seed > 1:
                    continue
                values = (found.estimate, found.low, found.high)
                gap = None if found.estimate is None or theirs[0] is None else round(found.estimate) - theirs[0]
                same = all(
                    a is not None and b is not None and round(a) == b for a, b in zip(values, theirs, strict=True)
                )
                if seed == 1:
                    compared += 1
                    exact += gap == 0
                    limits += same
                rows.append([reference["set"], found.method, shown(theirs), shown(values), gap, "all" if same else ""])
    head = ["table", "method", "reference", "ours", "gap", "digits"]
    table("Estimates and 95% intervals", rows, head)
    print(f"\n{exact} of {compared} estimates equal as printed; {limits} with both limits.")


def draw_as_r(patterns: list[tuple[int, int]], cells: int, times: int) -> NDArray[np.float64]:
    """Resampled tables as R's `rmultinom` draws them from the rows of a file, shape (times, cells)."""
    counts = ",".join(str(count) for _, count in patterns)
    code = f"set.seed({THEIR_SEED}); d <- c({counts}); cat(rmultinom({times}, sum(d), d))"
    said = subprocess.run(["Rscript", "-e", code], check=True, capture_output=True, text=True).stdout
    drawn = np.zeros((times, cells))
    drawn[:, [pattern - 1 for pattern, _ in patterns]] = np.array(said.split(), dtype=float).reshape(times, -1)
    return drawn


def their_draws() -> None:
    """A row per table: the published limits, and ours from the tables that the published run resampled."""
    rows: list[list[object]] = []
    with (folder() / "reference_estimates.csv").open(encoding="utf-8", newline="") as lines:
        references = [row for row in csv.DictReader(lines) if method_of(row["method"]) is stepwise]
    for reference in references:
        path = folder() / f"{reference['set']}.csv"
        overlaps = read_overlaps(path)
        with path.open(encoding="utf-8", newline="") as lines:
            cells = [[int(cell) for cell in row] for row in list(csv.reader(lines))[1:]]
        patterns = [(sum(mark << j for j, mark in enumerate(row[:-1])), row[-1]) for row in cells]
        times = THEIR_TABLES.get(reference["set"], 200)
        estimate = search_tables(overlaps.k, overlaps.counts[None, 1:].astype(float))[1][0] + overlaps.n_observed
        drawn = limits_from(overlaps, estimate, draw_as_r(patterns, len(overlaps.counts) - 1, times), level=LEVEL)
        theirs = (float(reference["estimate"]), float(reference["low"]), float(reference["high"]))
        rows.append([reference["set"], times, shown(theirs), shown((estimate, drawn.low, drawn.high))])
    table("stepwise on the tables that the published runs drew", rows, ["table", "drawn", "reference", "ours"])


def single_chains() -> None:
    """A row per table: the published median and limits, and the lowest and highest of single chains."""
    rows: list[list[object]] = []
    with (folder() / "reference_estimates.csv").open(encoding="utf-8", newline="") as lines:
        references = [row for row in csv.DictReader(lines) if row["method"].startswith("LCMCR")]
    for reference in references:
        overlaps = read_overlaps(folder() / f"{reference['set']}.csv")
        found = np.array([one_chain(overlaps, seed) for seed in range(CHAINS)])
        ours = [f"{low:,.0f} to {high:,.0f}" for low, high in zip(found.min(axis=0), found.max(axis=0), strict=True)]
        theirs = [f"{float(reference[name]):,.0f}" for name in ("estimate", "low", "high")]
        rows.append([reference["set"], *(cell for pair in zip(theirs, ours, strict=True) for cell in pair)])
    head = ["table", "median", f"of {CHAINS} chains", "low", f"of {CHAINS} chains", "high", f"of {CHAINS} chains"]
    table("latent_class by single chains", rows, head)


def one_chain(overlaps: Overlaps, seed: int) -> NDArray[np.float64]:
    """Median and 95% limits of one chain on the table itself, without the thinner tables that lead from peak to peak."""
    left_out, kept, each = ONE_CHAIN
    rung = overlaps.counts[overlaps.counts > 0][None, :].astype(np.int64)
    chain = _Ladder(overlaps, rung, Prior(), np.random.default_rng(seed), 1.0)
    chain.climb(left_out + kept)
    people = chain.draws[left_out::each, 0] + overlaps.n_observed
    limits: NDArray[np.float64] = np.quantile(people, [0.5, (1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return limits


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several runs: what the machine can do when nothing else asks for it."""
    return min(timed(work) for _ in range(times))


def speeds() -> None:
    """Seconds of searches and of each method."""
    four, five, six = (
        read_overlaps(folder() / f"{name}.csv")
        for name in ("diabetes_italy_1988", "netherlands_trafficking_5lists", "uk_slavery_2013")
    )
    rows: list[list[object]] = [
        ["all pairwise models of 4 lists (64), ranked", best_of(5, lambda: all_models(four, order=2)), "< 0.1"],
        ["all hierarchical models of 4 lists (113), ranked", best_of(5, lambda: all_models(four)), ""],
        ["all hierarchical models of 5 lists (6,893)", timed(lambda: score_models(five)), ""],
        ["all pairwise models of 6 lists (32,768), ranked", timed(lambda: all_models(six)), "< 60"],
    ]
    table(f"Searches, seconds ({load_now()})", rows, ["search", "seconds", "goal"])
    table(
        "Methods, seconds",
        [method_row(method, four, six) for method in METHODS.values()],
        ["method", "4 lists", "6 lists"],
    )


def method_row(method: Method, four: Overlaps, six: Overlaps) -> list[object]:
    name = method.__name__
    return [name, timed(lambda: method(four)), None if name.startswith("loglinear") else timed(lambda: method(six))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speed", action="store_true", help="time searches and methods instead")
    parser.add_argument("--seeds", type=int, default=1, help="seeds of the bootstrap methods")
    parser.add_argument("--their-draws", action="store_true", help="limits of stepwise from the published draws")
    parser.add_argument("--one-chain", action="store_true", help="latent_class as single chains, and how they differ")
    options = parser.parse_args()
    need("mse")
    if options.speed:
        speeds()
    elif options.their_draws:
        if shutil.which("Rscript") is None:
            parser.error("--their-draws needs Rscript on the path (R without further packages): it draws the tables.")
        their_draws()
    elif options.one_chain:
        single_chains()
    else:
        differences(options.seeds)


if __name__ == "__main__":
    main()
