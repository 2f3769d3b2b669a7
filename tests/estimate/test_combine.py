"""Totals of strata and mixtures of linkages, on draws whose sums are known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from bearwitness.errors import RequestError
from bearwitness.estimate import intervals
from bearwitness.estimate.combine import (
    Run,
    mix_linkages,
    pool_linkages,
    run_from_estimate,
    run_from_table,
    total_strata,
)
from bearwitness.estimate.graphs import graph_average
from bearwitness.estimate.overlaps import make_overlaps
from bearwitness.estimate.results import Estimate

TABLE = make_overlaps("ABC", {1: 30, 2: 25, 4: 20, 3: 9, 5: 8, 6: 6, 7: 4})


def run(name: str, mean: float, spread: float, *, n_observed: int = 50) -> Run:
    """A run whose draws are the quantiles of a normal distribution."""
    drawn = mean + spread * norm.ppf((np.arange(4_000) + 0.5) / 4_000)
    return Run(name, "graph_average", n_observed, drawn)


def estimate(value: float | None, error: float, *, n_observed: int = 100, method: str = "stepwise") -> Estimate:
    return Estimate(
        method=method,
        model="[A, B, C]",
        n_observed=n_observed,
        estimate=value,
        low=None,
        high=None,
        level=0.95,
        status="ok" if value else "refused",
        reason=None if value else "There is no maximum.",
        fit={"standard_error": error},
    )


def test_variances_of_strata_add_and_intervals_do_not() -> None:
    total = total_strata([run("north", 400, 30), run("south", 700, 40)])
    assert total.estimate == pytest.approx(1_100, abs=3)
    assert total.low == pytest.approx(1_100 - 1.96 * 50, abs=5)
    assert total.high == pytest.approx(1_100 + 1.96 * 50, abs=5)
    assert (total.n_observed, total.model) == (100, "sum of 2 strata: north, south")


def test_sorted_draws_are_not_added_in_their_order() -> None:
    """Strata are independent: high draws of one must not meet high draws of the other."""
    north, south = run("north", 400, 30), run("south", 700, 40)
    assert north.draws is not None and south.draws is not None
    ordered = [Run(r.name, r.method, r.n_observed, np.sort(r.draws)) for r in (north, south) if r.draws is not None]
    assert total_strata(ordered).fit["standard_deviation"] == pytest.approx(50, rel=0.03)


def test_a_stratum_without_estimate_refuses_the_total_and_is_named() -> None:
    total = total_strata([run("north", 400, 30), Run("south", "graph_average", 20, None, "There are only 2 lists.")])
    assert (total.status, total.estimate) == ("refused", None)
    assert total.reason == (
        "Stratum 'south' has no estimate, so the strata have no total: join it to another, or read each by itself. "
        "There are only 2 lists."
    )
    assert total.n_observed == 70


def test_the_same_seed_gives_the_same_total() -> None:
    runs = [run("north", 400, 30), run("south", 700, 40)]
    first, again, other = total_strata(runs, seed=2), total_strata(runs, seed=2), total_strata(runs, seed=3)
    assert (first.low, first.high) == (again.low, again.high)
    assert (first.low, first.high) != (other.low, other.high)


def test_linkages_that_disagree_widen_the_interval_to_hold_both() -> None:
    mixed = mix_linkages([run("link 1", 500, 10, n_observed=90), run("link 2", 800, 10, n_observed=110)])
    assert mixed.low is not None and mixed.high is not None
    assert mixed.low < 500 and mixed.high > 800
    assert mixed.fit["between"] > 0.99
    assert (mixed.n_observed, mixed.fit["n_observed_low"], mixed.fit["n_observed_high"]) == (100, 90, 110)


def test_linkages_that_agree_leave_the_interval_as_it_was() -> None:
    mixed = mix_linkages([run("link 1", 500, 20), run("link 2", 500, 20)])
    assert mixed.high == pytest.approx(500 + 1.96 * 20, abs=2.5)
    assert mixed.fit["between"] < 0.01


def test_a_likelier_linkage_weighs_more() -> None:
    runs = [run("link 1", 500, 10), run("link 2", 800, 10)]
    assert mix_linkages(runs, weights=[9, 1]).estimate == pytest.approx(500, abs=10)
    assert mix_linkages(runs, weights=[1, 9]).estimate == pytest.approx(800, abs=10)


def test_one_linkage_without_estimate_refuses_the_mixture() -> None:
    mixed = mix_linkages([run("link 1", 500, 10), Run("link 2", "graph_average", 50, None, "Nobody is on two lists.")])
    assert mixed.reason == "1 of 2 linkages have no estimate ('link 2': Nobody is on two lists.)"


def test_pooled_linkages_add_the_variance_within_and_between() -> None:
    """Three linkages worked out by hand on the scale of the logarithm: t of 6.67 degrees of freedom."""
    pooled = pool_linkages([estimate(1_000, 100), estimate(1_100, 110), estimate(1_210, 121)])
    within, between = 0.01, 4 / 3 * np.log(1.1) ** 2
    assert pooled.estimate == pytest.approx(1_100)
    assert pooled.fit["standard_error"] == pytest.approx(1_100 * np.sqrt(within + between))
    assert pooled.fit["between"] == pytest.approx(between / (within + between))
    assert pooled.high == pytest.approx(1_100 * np.exp(2.388 * np.sqrt(within + between)), rel=0.001)
    assert pooled.low is not None and pooled.high is not None
    assert pooled.low * pooled.high == pytest.approx(1_100**2)


def test_pooling_refuses_where_one_linkage_was_refused() -> None:
    pooled = pool_linkages([estimate(1_000, 100), estimate(None, 0)])
    assert pooled.reason == "1 of 2 linkages have no estimate with a standard error: There is no maximum."


def test_draws_around_an_estimate_have_its_log_normal_interval() -> None:
    found = run_from_estimate("all", estimate(1_000, 200))
    assert found.draws is not None
    low, high = intervals.log_normal(100, 1_000, 200, 0.95)
    assert np.quantile(found.draws, [0.025, 0.975]) == pytest.approx([low, high], rel=0.02)
    assert (found.draws > 100).all()


def test_an_estimate_without_a_standard_error_has_no_draws() -> None:
    found = run_from_estimate("all", estimate(1_000, np.nan))
    assert (found.draws, found.reason) == (None, "stepwise gives no standard error on this table.")


def test_draws_of_a_table_are_those_of_its_estimate() -> None:
    whole = graph_average(TABLE)
    total = total_strata([run_from_table("all", TABLE, "graph_average")])
    assert whole.estimate is not None and whole.high is not None
    assert total.estimate == pytest.approx(whole.estimate, rel=0.02)
    assert total.high == pytest.approx(whole.high, rel=0.05)


def test_a_refused_table_gives_a_refused_run() -> None:
    two = make_overlaps("AB", {1: 10, 2: 10, 3: 5})
    for method in ("graph_average", "latent_class"):
        found = run_from_table("north", two, method)
        assert found.draws is None
        assert "There are only 2 lists" in (found.reason or "")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: total_strata([]), "Nothing to combine: give at least one run."),
        (lambda: total_strata([run("north", 1, 1), run("north", 2, 1)]), "Two runs are named 'north'"),
        (
            lambda: total_strata([run("north", 1, 1), run_from_estimate("south", estimate(1_000, 10))]),
            "Runs of different methods cannot be combined: graph_average, stepwise",
        ),
        (lambda: mix_linkages([run("link 1", 1, 1)], weights=[1, 2]), "There are 1 linkages and 2 weights"),
        (lambda: mix_linkages([run("link 1", 1, 1)], weights=[0]), "Each weight of a linkage must be above 0."),
        (lambda: pool_linkages([estimate(1_000, 10)]), "Pooling takes at least 2 linkages, got 1."),
        (lambda: run_from_table("all", TABLE, "stepwise"), "'stepwise' has no posterior to draw from"),
    ],
)
def test_requests_that_make_no_sense_are_named(call: object, words: str) -> None:
    with pytest.raises(RequestError, match=words):
        call()
