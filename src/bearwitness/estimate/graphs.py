"""The number of people averaged over every decomposable graph of the lists (Madigan & York 1997, Biometrika 84:19).

A graph joins lists that may depend on each other given the rest. In a decomposable graph the probability of a pattern
is a product over cliques divided by one over separators, so with a hyper-Dirichlet prior the likelihood of the counts,
the probabilities integrated out, is a closed form for each number of unseen people (Dawid & Lauritzen 1993, Annals of
Statistics 21:1272). Nothing is drawn at random: the posterior is summed over graphs and over a grid of that number.

The prior: every graph alike; `prior_count` people in each of the 2**k patterns; a population of N as likely as 1/N, up
to a largest number of unseen people. That limit is part of the answer wherever the table leaves a long tail, so the
upper limit of the interval is computed a second time with a limit ten times as far, and a difference is said.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from bearwitness.errors import RequestError
from bearwitness.estimate.checks import Verdict, check_level, model_support, table_refusal
from bearwitness.estimate.loglinear import Model, design_matrix, in_order, name_model
from bearwitness.estimate.overlaps import Overlaps
from bearwitness.estimate.results import Estimate, refuse

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

METHOD = "graph_average"
ASSUMPTION = (
    "Lists depend on each other only as some decomposable graph of them says, every graph alike before the data, and "
    "everyone is as likely as anyone else to be on a list, given the other lists that they are on."
)
MOST_LISTS = 6
"""6 lists have 18,154 decomposable graphs, 7 have 617,675: too many to sum over."""

UNSEEN_PER_OBSERVED = 10
"""Default limit of the unseen, in people per person observed: what the published estimates of the method used."""

FAR = 10  # how much further the limit of the second computation lies
TAIL_MATTERS = 0.02  # share by which the upper limit may rise with the far limit before the reader is told
SILENT_TOLD, SILENT_WARNED, SILENT_REFUSED = 0.01, 0.1, 1 / 3
"""Posterior probability of the graphs under which the table has no estimate of the unseen (`checks`), so that the prior
alone says how many they are. From a tenth on the interval rests on it. With a third of all it can move the median
anywhere in the middle half of what the other graphs say, and nothing is left to rely on."""
SILENT_UNSEEN = 0.005  # posterior probability of the unlikeliest graphs that is not looked at for that
FIRST_BINS = 600  # of the grid before it is refined
NEAR_PEAK, STEEP = 5.0, 0.7  # log density below a graph's peak, and its step between bins, where they are halved
FINEST_BIN = 5e-4  # posterior mass of the heaviest bin wider than one person; twice that gives the same printed digits
NEGLIGIBLE = 25.0  # log odds against the best graph beyond which a graph is left out; 50 gives the same digits
BLOCK = 4_000_000  # densities held at a time


@dataclass(frozen=True, slots=True)
class Graphs:
    """Every decomposable graph of k lists.

    Attributes:
        cliques: For each graph its largest sets of joined lists, each written as a pattern, sorted.
        powers: Power of each margin in the graph's likelihood: 1 for a clique, minus the times that it separates two
            cliques; shape (graphs, 2**k), column = the margin's lists as a pattern.
    """

    cliques: tuple[tuple[int, ...], ...]
    powers: Floats


@cache
def decomposable_graphs(k: int) -> Graphs:
    """All decomposable graphs of k lists, the one without an edge first: 8, 61, 822, 18,154 for 3 to 6 lists."""
    pairs = list(combinations(range(k), 2))
    cliques, powers = [], []
    for code in range(1 << len(pairs)):
        joined = [0] * k
        for i, (a, b) in enumerate(pairs):
            if code >> i & 1:
                joined[a] |= 1 << b
                joined[b] |= 1 << a
        margins = _take_apart(joined)
        if margins is None:
            continue
        row = np.zeros(1 << k)
        for whole, separator in margins:
            row[whole] += 1
            row[separator] -= 1
        powers.append(row)
        wholes = {whole for whole, _ in margins}
        cliques.append(tuple(sorted(w for w in wholes if not any(w != other and w & other == w for other in wholes))))
    return Graphs(tuple(cliques), np.array(powers))


def _take_apart(joined: list[int]) -> list[tuple[int, int]] | None:
    """The lists taken out one at a time, each with its remaining neighbours, all joined: (both, neighbours alone).

    None where no such order exists, which is where the graph is not decomposable. Sets are patterns.
    """
    left = (1 << len(joined)) - 1
    margins = []
    while left:
        for v, all_neighbours in enumerate(joined):
            neighbours = all_neighbours & left
            if left >> v & 1 and all(
                neighbours & ~(1 << u) & ~joined[u] == 0 for u in range(len(joined)) if neighbours >> u & 1
            ):
                break
        else:
            return None
        margins.append((neighbours | 1 << v, neighbours))
        left &= ~(1 << v)
    return margins


@dataclass(frozen=True, slots=True)
class GraphPosterior:
    """What the graphs together say of the number of people.

    Attributes:
        n_observed: People on at least one list.
        edges: Borders of the bins of unseen people, shape (bins + 1,); bin i holds edges[i] to edges[i + 1] - 1.
        masses: Posterior probability of each bin, shape (bins,), summing to 1.
        graphs: Rows of `decomposable_graphs` that were not negligible.
        weights: Posterior probability of each of those, summing to 1.
    """

    n_observed: int
    edges: Floats
    masses: Floats
    graphs: NDArray[np.intp]
    weights: Floats

    def quantile(self, share: float) -> float:
        """Smallest number of people in all at which the posterior probability reaches the share."""
        below = np.concatenate([[0.0], np.cumsum(self.masses)])
        i = int(np.clip(np.searchsorted(below, share) - 1, 0, len(self.masses) - 1))
        inside = (share - below[i]) / self.masses[i] * (self.edges[i + 1] - self.edges[i])
        return float(self.n_observed + self.edges[i] + max(0.0, np.ceil(inside - 1e-9) - 1.0))

    def draws(self, count: int, rng: np.random.Generator) -> Whole:
        """Numbers of people in all, drawn from the posterior, shape (count,)."""
        bins = rng.choice(len(self.masses), size=count, p=self.masses)
        unseen = rng.integers(self.edges[bins].astype(np.int64), self.edges[bins + 1].astype(np.int64))
        found: Whole = self.n_observed + unseen
        return found


def graph_posterior(
    overlaps: Overlaps, *, prior_count: float | None = None, largest_unseen: int | None = None
) -> GraphPosterior:
    """The posterior of the number of people, averaged over all decomposable graphs.

    Args:
        overlaps: A table of 2 to 6 lists with somebody on it.
        prior_count: People that the prior puts in each pattern, above 0; None takes one in all, 2**-k in each.
        largest_unseen: Most people on no list that the prior allows; None takes ten times the observed.

    Raises:
        RequestError: An argument is out of range, or there are too many lists.
    """
    prior_count, limit = _check_prior(overlaps, prior_count, largest_unseen)
    margins = _Margins(overlaps, prior_count)
    edges, kept = _first_bins(margins, limit)
    return _sum_up(margins, *_refine_bins(margins, edges, kept), kept)


def _check_prior(overlaps: Overlaps, prior_count: float | None, largest_unseen: int | None) -> tuple[float, int]:
    if not 2 <= overlaps.k <= MOST_LISTS:
        raise RequestError(
            f"Averaging over graphs takes 2 to {MOST_LISTS} lists, got {overlaps.k}: with more there are too many graphs. "
            "Join lists that were made together."
        )
    if prior_count is None:
        prior_count = 2.0**-overlaps.k
    if not 0 < prior_count < np.inf:
        raise RequestError(f"prior_count must be above 0, got {prior_count}.")
    limit = UNSEEN_PER_OBSERVED * overlaps.n_observed if largest_unseen is None else largest_unseen
    if limit < 1:
        raise RequestError(f"largest_unseen must be at least 1, got {limit}.")
    return prior_count, limit


class _Margins:
    """Log marginal likelihood of each graph at given numbers of unseen people, up to one constant."""

    def __init__(self, overlaps: Overlaps, prior_count: float) -> None:
        self.graphs = decomposable_graphs(overlaps.k)
        self.n = overlaps.n_observed
        patterns = np.arange(1 << overlaps.k)
        self.fixed = np.zeros(len(patterns))
        self.unlisted = np.zeros(len(patterns))
        self.prior = np.zeros(len(patterns))
        for lists in patterns:
            table = np.bincount(patterns & lists, weights=overlaps.counts, minlength=len(patterns))
            cells = np.unique(patterns & lists)
            prior = prior_count * (len(patterns) / len(cells))
            self.fixed[lists] = (gammaln(table[cells[1:]] + prior) - gammaln(prior)).sum() - gammaln(prior)
            self.unlisted[lists] = table[0]
            self.prior[lists] = prior

    def log_density(self, graphs: NDArray[np.intp], unseen: Floats) -> Floats:
        """Log posterior of each graph and number of unseen people, unnormalised; shape (graphs, numbers)."""
        margins = self.fixed[:, None] + gammaln((self.unlisted + self.prior)[:, None] + unseen)
        ways = gammaln(self.n + unseen) - gammaln(unseen + 1)  # N! / (n! unseen!) and the prior 1 / N
        found: Floats = self.graphs.powers[graphs] @ margins + ways
        return found


def _first_bins(margins: _Margins, *limits: int) -> tuple[Floats, NDArray[np.intp]]:
    """Bins, narrow enough to show the peak of every graph that matters, with a border at each limit; and those graphs."""
    borders = np.rint(np.geomspace(1, max(limits) + 1, FIRST_BINS))
    edges = np.unique(np.concatenate([[0.0], borders, np.array(limits) + 1.0]))
    kept = _worth_keeping(margins, edges)
    while True:
        steep = np.zeros(len(edges) - 1, dtype=bool)
        for some in _blocks(kept, len(edges)):
            density = margins.log_density(some, _centres(edges))
            near = density > density.max(axis=1, keepdims=True) - NEAR_PEAK
            step = (np.abs(np.diff(density, axis=1)) > STEEP) & (near[:, 1:] | near[:, :-1])
            steep[1:] |= step.any(axis=0)
            steep[:-1] |= step.any(axis=0)
        if not (steep & (np.diff(edges) > 1)).any():
            return edges, kept
        edges = _halve(edges, steep)


def _worth_keeping(margins: _Margins, edges: Floats) -> NDArray[np.intp]:
    """Graphs whose mass may come within `NEGLIGIBLE` of the best one's.

    Between points a log-concave density rises above the highest of them by no more than it falls to the next one.
    """
    lowest, highest = [], []
    graphs = np.arange(len(margins.graphs.cliques))
    for some in _blocks(graphs, len(edges)):
        density = margins.log_density(some, _centres(edges)) + np.log(np.diff(edges))
        peak, rows, last = density.argmax(axis=1), np.arange(len(some)), density.shape[1] - 1
        beside = np.minimum(density[rows, np.maximum(peak - 1, 0)], density[rows, np.minimum(peak + 1, last)])
        lowest.append(density[rows, peak])
        highest.append(2 * density[rows, peak] - beside)
    found: NDArray[np.intp] = graphs[np.concatenate(highest) > np.concatenate(lowest).max() - NEGLIGIBLE]
    return found


def _refine_bins(margins: _Margins, edges: Floats, graphs: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Bins halved, with their neighbours, until no bin wider than one person is heavy; and the log mass of each."""
    mass = _log_masses(margins, edges[:-1], edges[1:], graphs)
    while True:
        heavy = np.exp(mass - logsumexp(mass)) > FINEST_BIN
        heavy |= np.append(heavy[1:], False) | np.append(False, heavy[:-1])
        heavy &= np.diff(edges) > 1
        if not heavy.any():
            return edges, mass
        known = dict(zip(zip(edges[:-1][~heavy], edges[1:][~heavy], strict=True), mass[~heavy], strict=True))
        edges = _halve(edges, heavy)
        mass = np.array([known.get(bin_, np.nan) for bin_ in pairwise(edges)])
        new = np.isnan(mass)
        mass[new] = _log_masses(margins, edges[:-1][new], edges[1:][new], graphs)


def _sum_up(margins: _Margins, edges: Floats, mass: Floats, graphs: NDArray[np.intp]) -> GraphPosterior:
    """The posterior over bins whose log mass is known."""
    weights = np.concatenate(
        [
            logsumexp(margins.log_density(some, _centres(edges)) + np.log(np.diff(edges)), axis=1)
            for some in _blocks(graphs, len(edges))
        ]
    )
    return GraphPosterior(margins.n, edges, _shares(mass), graphs, _shares(weights))


def _log_masses(margins: _Margins, starts: Floats, ends: Floats, graphs: NDArray[np.intp]) -> Floats:
    """Log mass of bins, all graphs together; a bin is as dense all over as in its middle."""
    parts = [
        logsumexp(margins.log_density(graphs, (starts[some] + ends[some] - 1) / 2), axis=0)
        for some in _blocks(np.arange(len(starts)), len(graphs))
    ]
    found: Floats = np.concatenate(parts) + np.log(ends - starts)
    return found


def _blocks(rows: NDArray[np.intp], width: int) -> list[NDArray[np.intp]]:
    """The rows in parts that hold no more than `BLOCK` numbers when each is so wide."""
    return list(np.array_split(rows, max(1, len(rows) * width // BLOCK + 1)))


def _centres(edges: Floats) -> Floats:
    """The middle of the whole numbers of each bin."""
    return (edges[:-1] + edges[1:] - 1) / 2


def _halve(edges: Floats, which: NDArray[np.bool_]) -> Floats:
    """The bins with some of them, where wider than one person, cut in two."""
    wide = which & (np.diff(edges) > 1)
    return np.sort(np.concatenate([edges, np.floor((edges[:-1] + edges[1:]) / 2)[wide]]))


def _shares(logs: Floats) -> Floats:
    """Shares of one whole from logs of parts."""
    parts = np.exp(logs - logs.max())
    found: Floats = parts / parts.sum()
    return found


def graph_average(
    overlaps: Overlaps,
    *,
    level: float = 0.95,
    seed: int = 1,
    prior_count: float | None = None,
    largest_unseen: int | None = None,
) -> Estimate:
    """The number of people averaged over all decomposable graphs: posterior median and central interval.

    Args:
        overlaps: The table.
        level: Probability of the interval, between 0 and 1.
        seed: Taken as by every method; nothing here is drawn at random.
        prior_count, largest_unseen: As in `graph_posterior`.

    Returns:
        An estimate whose `fit` holds `graphs` (summed over), `best_graph`, `saturated` and `without_estimate` (posterior
        probabilities of the likeliest graph, of the one that joins all lists, and of all under which the table has no
        estimate of the unseen), and `high_far`, the upper limit when ten times as many unseen people are allowed.

    Raises:
        RequestError: An argument is out of range.
    """
    started = time.perf_counter()
    check_level(level)
    refusal = table_refusal(overlaps)
    if refusal is None and overlaps.k > MOST_LISTS:
        refusal = (
            f"Averaging over graphs takes at most {MOST_LISTS} lists and this table has {overlaps.k}: "
            "there are too many graphs to sum over. Join lists that were made together."
        )
    if refusal is not None:
        return refuse(METHOD, overlaps.n_observed, refusal, level=level, assumption=ASSUMPTION)
    prior_count, limit = _check_prior(overlaps, prior_count, largest_unseen)
    margins = _Margins(overlaps, prior_count)
    first, kept = _first_bins(margins, limit, FAR * limit)
    edges, mass = _refine_bins(margins, first, kept)
    inside = int(np.searchsorted(edges, limit + 1))
    posterior = _sum_up(margins, edges[: inside + 1], mass[:inside], kept)
    far = _sum_up(margins, edges, mass, kept)
    high, high_far = posterior.quantile((1 + level) / 2), far.quantile((1 + level) / 2)
    cliques = posterior_cliques(posterior, overlaps.k)
    saturated = float(posterior.weights[[found == ((1 << overlaps.k) - 1,) for found in cliques]].sum())
    silent = _without_estimate(overlaps, posterior.weights, cliques)
    if silent > SILENT_REFUSED:
        return refuse(
            METHOD,
            overlaps.n_observed,
            f"Graphs under which this table has no estimate of the people on no list have a probability of {silent:.2f} "
            f"together, more than a third: the answer would be the prior's.",
            level=level,
            seconds=time.perf_counter() - started,
            assumption=ASSUMPTION,
        )
    best = int(posterior.weights.argmax())
    return Estimate(
        method=METHOD,
        model=f"{len(margins.graphs.cliques):,} decomposable graphs, "
        f"the likeliest {name_model(overlaps.lists, cliques[best])}",
        n_observed=overlaps.n_observed,
        estimate=posterior.quantile(0.5),
        low=posterior.quantile((1 - level) / 2),
        high=high,
        level=level,
        status="ok",
        reason=_caution(limit, high, high_far, silent),
        fit={
            "graphs": float(len(margins.graphs.cliques)),
            "best_graph": float(posterior.weights[best]),
            "saturated": saturated,
            "without_estimate": silent,
            "high_far": high_far,
        },
        seconds=time.perf_counter() - started,
        assumption=ASSUMPTION,
    )


def posterior_cliques(posterior: GraphPosterior, k: int) -> list[tuple[int, ...]]:
    """The cliques of each graph of a posterior, in the order of its weights."""
    cliques = decomposable_graphs(k).cliques
    return [cliques[graph] for graph in posterior.graphs]


def _caution(limit: int, high: float, high_far: float, silent: float) -> str | None:
    """What a reader must know of an estimate that stands; None where nothing weighs on it."""
    said = []
    if high_far > high * (1 + TAIL_MATTERS):
        said.append(
            f"The upper limit rests on the most unseen people that were allowed, {limit:,}: "
            f"with {FAR * limit:,} it is {high_far:,.0f} instead of {high:,.0f}."
        )
    if silent > SILENT_TOLD:
        weight = (
            "so much of the answer is the prior's. Do not rely on it"
            if silent > SILENT_WARNED
            else ("their share of the interval is the prior's")
        )
        said.append(
            f"Graphs under which this table has no estimate of the people on no list have a probability of {silent:.2f} "
            f"together: {weight}."
        )
    return " ".join(said) or None


def _without_estimate(overlaps: Overlaps, weights: Floats, cliques: list[tuple[int, ...]]) -> float:
    """Posterior probability of the graphs whose log-linear model has no estimate of the unseen on this table."""
    counts = overlaps.counts[1:].astype(np.float64)
    likeliest = np.argsort(-weights, kind="stable")
    looked_at = int(np.searchsorted(np.cumsum(weights[likeliest]), 1 - SILENT_UNSEEN)) + 1
    return sum(
        float(weights[graph])
        for graph in likeliest[:looked_at]
        if model_support(design_matrix(overlaps.k, _terms(cliques[graph])), counts).verdict is not Verdict.ESTIMABLE
    )


def _terms(cliques: tuple[int, ...]) -> Model:
    """The terms of the log-linear model of a decomposable graph: all sets of lists inside a clique."""
    patterns = range(1, 1 << max(cliques).bit_length())
    return in_order(term for term in patterns if any(term & ~clique == 0 for clique in cliques))
