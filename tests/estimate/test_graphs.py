"""Averaging over decomposable graphs."""

from __future__ import annotations

import csv
from itertools import combinations

import numpy as np
import pytest
from scipy.special import gammaln

from bearwitness.errors import RequestError
from bearwitness.estimate.graphs import decomposable_graphs, graph_average, graph_posterior, posterior_cliques
from bearwitness.estimate.overlaps import Overlaps, make_overlaps
from mse_references import FOLDER, table

THREE = make_overlaps("ABC", {1: 30, 2: 25, 4: 20, 3: 9, 5: 8, 6: 6, 7: 4})


def published() -> dict[str, tuple[int, int, int]]:
    """Table -> estimate, low, high of the published implementation; one placeholder where the folder is not there."""
    path = FOLDER / "reference_estimates.csv"
    if not path.is_file():
        return {"absent": (0, 0, 0)}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["method"].startswith("dga bma.cr")]
    return {row["set"]: (int(row["estimate"]), int(row["low"]), int(row["high"])) for row in rows}


@pytest.mark.parametrize("name", sorted(published()))
def test_estimate_and_interval_are_the_published_ones_to_the_printed_digit(name: str) -> None:
    found = graph_average(table(name))
    assert (found.estimate, found.low, found.high) == published()[name]


@pytest.mark.parametrize(("k", "count"), [(2, 2), (3, 8), (4, 61), (5, 822)])
def test_there_are_as_many_decomposable_graphs_as_there_should_be(k: int, count: int) -> None:
    """The numbers of labelled chordal graphs, sequence A058862 of the OEIS."""
    graphs = decomposable_graphs(k)
    assert len(graphs.cliques) == count
    assert len(set(graphs.cliques)) == count


@pytest.mark.slow
def test_six_lists_have_18154_decomposable_graphs() -> None:
    assert len(decomposable_graphs(6).cliques) == 18_154


def test_the_square_of_four_lists_is_not_decomposable_and_with_a_diagonal_it_is() -> None:
    found = set(decomposable_graphs(4).cliques)
    ab, bc, cd, da = 0b0011, 0b0110, 0b1100, 0b1001
    assert tuple(sorted((ab, bc, cd, da))) not in found
    assert (0b0111, 0b1101) in found


def dirichlet(counts: list[float], prior: float) -> float:
    """Log of the probability of an ordered sample under a symmetric Dirichlet prior."""
    cells = np.array(counts)
    return float(
        gammaln(prior * len(cells))
        - gammaln(cells.sum() + prior * len(cells))
        + (gammaln(cells + prior) - gammaln(prior)).sum()
    )


def three_list_graphs(counts: np.ndarray, prior: float) -> list[float]:
    """Log marginal likelihoods of the 8 graphs of three lists, from the definition: cliques over separators."""
    full = counts.reshape(2, 2, 2)  # axes C, B, A
    margin = {lists: full.sum(axis=tuple({0, 1, 2} - set(lists))).ravel().tolist() for lists in _subsets()}
    score = {lists: dirichlet(cells, prior * 8 / len(cells)) for lists, cells in margin.items()}
    pairs = [(0, 1), (0, 2), (1, 2)]
    found = [score[(0,)] + score[(1,)] + score[(2,)], score[(0, 1, 2)]]
    found += [score[pair] + score[tuple({0, 1, 2} - set(pair))] for pair in pairs]
    for first, second in combinations(pairs, 2):
        found.append(score[first] + score[second] - score[tuple(set(first) & set(second))])
    return found


def _subsets() -> list[tuple[int, ...]]:
    return [some for size in (1, 2, 3) for some in combinations(range(3), size)]


def test_three_lists_agree_with_the_posterior_summed_by_hand() -> None:
    prior, limit = 0.5, 400
    scores = np.full((limit + 1, 8), -np.inf)
    for unseen in range(limit + 1):
        counts = THREE.counts.astype(float)
        counts[0] = unseen
        total = counts.sum()
        ways = gammaln(total + 1) - gammaln(unseen + 1) - np.log(total)
        scores[unseen] = np.array(three_list_graphs(counts, prior)) + ways
    weights = np.exp(scores - scores.max())
    below = np.cumsum(weights.sum(axis=1)) / weights.sum()
    found = graph_posterior(THREE, prior_count=prior, largest_unseen=limit)
    for share in (0.025, 0.25, 0.5, 0.75, 0.975):
        assert found.quantile(share) == THREE.n_observed + int(np.searchsorted(below, share))
    assert sorted(found.weights) == pytest.approx(sorted(weights.sum(axis=0) / weights.sum()), rel=1e-3)


def test_the_order_of_the_lists_changes_nothing() -> None:
    def turned(pattern: int) -> int:
        return pattern >> 1 | (pattern & 1) << 2

    other = make_overlaps("BCA", {turned(p): int(THREE.counts[p]) for p in range(1, 8)})
    first, second = graph_average(THREE), graph_average(other)
    assert (first.estimate, first.low, first.high) == (second.estimate, second.low, second.high)


def test_independent_lists_give_back_the_people_that_there_are() -> None:
    people, chances = 20_000, (0.3, 0.25, 0.2, 0.15)
    patterns = np.arange(16)
    expected = people * np.prod(
        [np.where(patterns >> j & 1, chance, 1 - chance) for j, chance in enumerate(chances)], axis=0
    )
    found = graph_average(make_overlaps("ABCD", {int(p): round(expected[p]) for p in patterns[1:]}))
    assert found.low is not None and found.high is not None
    assert found.low < people < found.high
    assert found.estimate == pytest.approx(people, rel=0.01)


def test_draws_follow_the_posterior_and_repeat_with_the_seed() -> None:
    posterior = graph_posterior(THREE)
    draws = posterior.draws(20_000, np.random.default_rng(3))
    assert np.array_equal(draws, posterior.draws(20_000, np.random.default_rng(3)))
    for share in (0.1, 0.5, 0.9):
        assert (draws <= posterior.quantile(share)).mean() == pytest.approx(share, abs=0.02)


def test_counts_near_a_hundred_million_are_no_trouble() -> None:
    crowd = make_overlaps("ABC", {p: int(THREE.counts[p]) * 3_000_000 for p in range(1, 8)})
    found = graph_average(crowd)
    assert found.status == "refused" or (found.low or 0) > crowd.n_observed
    small = graph_posterior(crowd).edges
    assert len(small) < 20_000


def test_a_limit_that_makes_the_interval_is_told() -> None:
    few = make_overlaps("ABCDE", {1: 25, 2: 24, 4: 70, 8: 33, 16: 21, 3: 1, 5: 1, 9: 2, 6: 2, 10: 2, 18: 1, 12: 1})
    found = graph_average(few)
    assert found.status == "ok"
    assert found.fit["high_far"] > (found.high or 0)
    assert found.reason is not None
    assert found.reason.startswith(
        "The upper limit rests on the most unseen people that were allowed, 1,830: with 18,300"
    )


def test_a_table_that_the_prior_would_answer_for_is_refused() -> None:
    """Each two of the lists share more than they would alone, and with so many people no smaller graph fits."""
    table_ = make_overlaps("ABC", {1: 690, 2: 550, 4: 630, 3: 210, 5: 170, 6: 180, 7: 280})
    found = graph_average(table_)
    assert (found.status, found.estimate) == ("refused", None)
    assert "more than a third: the answer would be the prior's" in (found.reason or "")


def test_graphs_that_the_table_cannot_support_are_weighed_together() -> None:
    """The graph that joins all lists has .33 here; the three others that join A and B, without an estimate too, .07."""
    artificial = make_overlaps("ABC", {4: 20, 2: 30, 1: 40, 3: 6})
    posterior = graph_posterior(artificial)
    weights = dict(zip(posterior_cliques(posterior, 3), posterior.weights, strict=True))
    assert weights[(7,)] == pytest.approx(0.33, abs=0.005)
    found = graph_average(artificial)
    assert (found.status, found.estimate) == ("refused", None)
    assert found.reason == (
        "Graphs under which this table has no estimate of the people on no list have a probability of 0.40 together, "
        "more than a third: the answer would be the prior's."
    )


def test_there_the_number_is_indeed_the_priors() -> None:
    """With an eighth of a person in each pattern the median is 268; with a fiftieth 323, with a half 107."""
    artificial = make_overlaps("ABC", {4: 20, 2: 30, 1: 40, 3: 6})
    medians = [graph_posterior(artificial, prior_count=count).quantile(0.5) for count in (0.02, 0.125, 0.5)]
    assert medians == [323, 268, 107]


def test_a_table_that_the_prior_answers_for_in_part_says_how_much() -> None:
    found = graph_average(make_overlaps("ABC", {4: 41, 2: 5, 1: 5, 3: 54, 5: 6, 7: 12}))
    assert found.status == "ok"
    assert found.fit["without_estimate"] == pytest.approx(0.19, abs=0.005)
    assert found.fit["saturated"] < found.fit["without_estimate"]
    assert "have a probability of 0.19 together: so much of the answer is the prior's. Do not rely on it." in (
        found.reason or ""
    )


@pytest.mark.parametrize(
    ("overlaps", "words"),
    [
        (make_overlaps("AB", {1: 10, 2: 10, 3: 5}), "There are only 2 lists"),
        (make_overlaps("ABC", {1: 10, 2: 10, 4: 5}), "Nobody is on two lists"),
        (make_overlaps("ABCDEFG", {p: 1 for p in range(1, 128)}), "takes at most 6 lists and this table has 7"),
    ],
)
def test_tables_without_an_answer_are_refused_in_a_sentence(overlaps: Overlaps, words: str) -> None:
    found = graph_average(overlaps)
    assert found.status == "refused"
    assert words in (found.reason or "")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"prior_count": 0.0}, "prior_count must be above 0, got 0.0."),
        ({"largest_unseen": 0}, "largest_unseen must be at least 1, got 0."),
        ({"level": 95.0}, "level must lie between 0 and 1, got 95.0."),
    ],
)
def test_arguments_out_of_range_are_named(wrong: dict[str, float], words: str) -> None:
    with pytest.raises(RequestError, match=words):
        graph_average(THREE, **wrong)
