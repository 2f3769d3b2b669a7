"""Estimates by log-linear models: against published numbers, made populations, and what must hold for any table."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.errors import RequestError
from bearwitness.estimate.loglinear import design_matrix
from bearwitness.estimate.overlaps import Overlaps, make_overlaps, membership
from bearwitness.estimate.search import (
    all_models,
    complete,
    estimate_model,
    independence,
    loglinear_best_aic,
    loglinear_best_bic,
    score_models,
)
from mse_references import references, table, tables_of

SMALL = make_overlaps("ABC", {1: 21, 2: 33, 3: 8, 4: 40, 5: 9, 6: 12, 7: 5})


def relabelled(overlaps: Overlaps, order: list[int]) -> Overlaps:
    """The same people with the lists in another order."""
    on = membership(overlaps.k)
    patterns = (on[:, order] << np.arange(overlaps.k)).sum(axis=1)
    counts = dict(zip(patterns.tolist(), overlaps.counts.tolist(), strict=True))
    counts.pop(0)
    return make_overlaps([overlaps.lists[j] for j in order], counts)


def made_table(k: int, size: int, effects: dict[int, float], seed: int) -> Overlaps:
    """Expected counts of a log-linear model with the terms' coefficients, drawn for a population of a size."""
    full = np.vstack([np.eye(1, 1 + len(effects)), design_matrix(k, tuple(effects))])
    weight = np.exp(full[:, 1:] @ np.array(list(effects.values())))
    drawn = np.random.default_rng(seed).multinomial(size, weight / weight.sum())
    return make_overlaps("ABCDEF"[:k], {pattern: int(drawn[pattern]) for pattern in range(1, 1 << k)})


@pytest.mark.parametrize("name", tables_of("independence"))
def test_independence_is_the_published_number_and_interval(name: str) -> None:
    found = independence(table(name))
    assert (round(found.estimate or 0), round(found.low or 0), round(found.high or 0)) == references("independence")[
        name
    ]


@pytest.mark.parametrize("name", tables_of("loglinear_best_bic"))
def test_the_lowest_bic_is_the_published_model_number_and_interval(name: str) -> None:
    found = loglinear_best_bic(table(name))
    assert found.model == "[A*C, B*D, C*D]"
    expected = references("loglinear_best_bic")[name]
    assert (round(found.estimate or 0), round(found.low or 0), round(found.high or 0)) == expected


def test_a_row_has_the_keys_of_the_contract_and_is_plain_json() -> None:
    row = independence(SMALL).row()
    assert list(row) == [
        "method", "model", "n_observed", "estimate", "low", "high", "level", "status", "reason", "fit", "seconds",
        "assumption",
    ]  # fmt: skip
    assert json.loads(json.dumps(row)) == row
    assert {"aic", "bic", "deviance", "df", "parameters", "standard_error", "profile_low", "profile_high"} == set(
        row["fit"]
    )


def test_measures_of_fit_follow_their_definitions() -> None:
    fit = independence(SMALL).fit
    assert fit["parameters"] == 4
    assert fit["df"] == 7 - 4
    assert fit["bic"] - fit["aic"] == pytest.approx(4 * (np.log(128) - 2))
    fullest = estimate_model(SMALL, [3, 5, 6]).fit
    assert fullest["deviance"] == pytest.approx(0, abs=1e-6)
    gained = 2 * (fullest["parameters"] - fit["parameters"])
    assert fit["aic"] - fullest["aic"] == pytest.approx(fit["deviance"] - gained, abs=1e-6)


def test_all_models_come_best_first_and_hold_what_each_gives_alone() -> None:
    found = all_models(SMALL)
    assert len(found) == 8
    assert {row.method for row in found} == {"loglinear"}
    assert [row.fit["bic"] for row in found] == sorted(row.fit["bic"] for row in found)
    alone = estimate_model(SMALL, [3])
    same = next(row for row in found if row.model == alone.model)
    assert same.estimate == pytest.approx(alone.estimate, rel=1e-8)
    assert (same.low, same.high) == (pytest.approx(alone.low, rel=1e-6), pytest.approx(alone.high, rel=1e-6))
    assert same.fit["bic"] == pytest.approx(alone.fit["bic"])


def test_the_best_are_the_first_of_all_models() -> None:
    found = all_models(SMALL)
    assert loglinear_best_bic(SMALL).model == found[0].model
    assert loglinear_best_aic(SMALL).model == min(found, key=lambda row: row.fit["aic"]).model


def test_scores_at_hand_spare_the_search() -> None:
    scores = score_models(SMALL)
    assert loglinear_best_bic(SMALL, scores=scores).estimate == loglinear_best_bic(SMALL).estimate
    assert [row.model for row in all_models(SMALL, scores=scores)] == [row.model for row in all_models(SMALL)]


def test_models_that_the_table_cannot_support_come_last_with_their_reason() -> None:
    artificial = make_overlaps("ABC", {1: 40, 2: 30, 4: 20, 3: 6})
    found = all_models(artificial)
    assert [row.status for row in found] == ["ok"] * 4 + ["refused"] * 4
    refused = {row.model for row in found if row.status == "refused"}
    assert refused == {"[C, A*B]", "[A*B, A*C]", "[A*B, B*C]", "[A*B, A*C, B*C]"}
    assert all(row.reason and row.estimate is None for row in found[4:])
    best = loglinear_best_bic(artificial)
    assert best.fit["models"] == 8
    assert best.fit["models_refused"] == 4


def test_many_uncertain_models_are_judged_as_each_would_be_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {1: 25, 2: 24, 4: 70, 8: 33, 3: 1, 10: 2, 6: 2, 9: 2, 5: 1, 12: 1}
    sparse = make_overlaps("ABCD", counts)
    one_by_one = score_models(sparse)
    monkeypatch.setattr("bearwitness.estimate.search.THOROUGH", 0)
    together = score_models(sparse)
    assert 0 < np.isnan(one_by_one.unseen).sum() < len(one_by_one.models)
    assert np.isnan(one_by_one.unseen).tolist() == np.isnan(together.unseen).tolist()


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    all_models(SMALL, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)


@pytest.mark.parametrize(("k", "order"), [(7, None), (6, 3), (4, 4), (4, 0)])
def test_a_search_too_large_or_without_sense_is_refused_in_a_sentence(k: int, order: int | None) -> None:
    overlaps = made_table(k, 500, {1 << j: -0.5 for j in range(k)}, seed=3) if k < 7 else seven_lists()
    with pytest.raises(RequestError, match=r"There are \d lists: a search of|order must be from 1 to"):
        all_models(overlaps, order=order)


def seven_lists() -> Overlaps:
    drawn = np.random.default_rng(5).poisson(4, size=128)
    return make_overlaps("ABCDEFG", {pattern: int(drawn[pattern]) for pattern in range(1, 128)})


def test_with_seven_lists_the_best_is_refused_and_independence_is_not() -> None:
    assert loglinear_best_bic(seven_lists()).reason == (
        "There are 7 lists: a search of pairwise models goes up to 6, beyond which they are millions. "
        "Join lists of like source, or use the stepwise search."
    )
    assert independence(seven_lists()).status == "ok"


def test_a_term_of_all_lists_is_refused() -> None:
    with pytest.raises(RequestError, match="A term of all lists cannot be told from the number of people on none"):
        estimate_model(SMALL, [7])
    assert complete(4, [7]) == (1, 2, 4, 8, 3, 5, 6, 7)


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_a_level_outside_0_and_1_is_refused(level: float) -> None:
    with pytest.raises(RequestError, match=r"level must lie between 0 and 1, got .*Write 0.95 for 95 in 100"):
        independence(SMALL, level=level)


def test_a_dependence_that_was_put_in_is_found_and_the_population_with_it() -> None:
    """20,000 people; A and C go together, so that independence falls short and the best model does not."""
    overlaps = made_table(4, 20_000, {1: -0.8, 2: -0.4, 4: -0.9, 8: -0.6, 5: 1.2}, seed=11)
    best = loglinear_best_bic(overlaps)
    assert best.model == "[B, D, A*C]"
    assert best.low is not None and best.high is not None
    assert best.low < 20_000 < best.high
    naive = independence(overlaps)
    assert naive.high is not None and naive.high < 19_500


tables = st.lists(st.integers(2, 60), min_size=7, max_size=7).map(
    lambda found: make_overlaps("ABC", dict(enumerate(found, start=1)))
)


@settings(max_examples=25, deadline=None)
@given(tables, st.permutations([0, 1, 2]))
def test_the_order_of_the_lists_changes_nothing(overlaps: Overlaps, order: list[int]) -> None:
    here, there = all_models(overlaps), all_models(relabelled(overlaps, order))
    assert sorted(row.estimate or 0 for row in here) == pytest.approx(
        sorted(row.estimate or 0 for row in there), rel=1e-6
    )
    assert here[0].fit["bic"] == pytest.approx(there[0].fit["bic"])


@settings(max_examples=25, deadline=None)
@given(tables, st.integers(2, 9))
def test_as_many_times_the_people_are_as_many_times_the_population(overlaps: Overlaps, times: int) -> None:
    larger = make_overlaps(overlaps.lists, {p: int(n) * times for p, n in enumerate(overlaps.counts) if p})
    for model in ([], [3], [3, 6]):
        one, other = estimate_model(overlaps, model), estimate_model(larger, model)
        assert other.estimate == pytest.approx((one.estimate or 0) * times, rel=1e-6)
        assert other.fit["deviance"] == pytest.approx(one.fit["deviance"] * times, rel=1e-5, abs=1e-5)


@settings(max_examples=25, deadline=None)
@given(tables)
def test_no_population_is_smaller_than_the_people_observed(overlaps: Overlaps) -> None:
    for row in all_models(overlaps):
        assert row.low is not None and row.estimate is not None and row.high is not None
        assert overlaps.n_observed <= row.low <= row.estimate <= row.high


@pytest.mark.slow
def test_six_lists_have_all_their_pairwise_models_judged() -> None:
    scores = score_models(table("uk_slavery_2013"))
    assert len(scores.models) == 32_768
    assert np.isfinite(scores.bic).all()
