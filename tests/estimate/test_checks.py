"""What no estimate may be given for: of the table, and of a model on a table."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.estimate.bounds import chao_lower
from bearwitness.estimate.checks import Verdict, model_support, table_refusal
from bearwitness.estimate.coverage import coverage_high, coverage_low
from bearwitness.estimate.loglinear import design_matrix, fit_columns, fit_models, hierarchical_models, make_basis
from bearwitness.estimate.overlaps import Overlaps, make_overlaps
from bearwitness.estimate.results import Estimate
from bearwitness.estimate.search import estimate_model, independence, loglinear_best_aic, loglinear_best_bic
from bearwitness.estimate.stepwise import stepwise

METHODS = (independence, chao_lower, loglinear_best_bic, loglinear_best_aic, stepwise, coverage_low, coverage_high)

A, B, C, AB, AC, BC, ABC = 1, 2, 4, 3, 5, 6, 7

ARTIFICIAL = make_overlaps("ABC", {A: 40, B: 30, C: 20, AB: 6})
"""Chan, Silverman & Vincent (2021), the constructed table of three lists; no two of AC, BC share anybody."""

REFUSED = [
    (make_overlaps("A", {A: 9}), "There is only one list: three at least are needed"),
    (make_overlaps("AB", {A: 9, B: 5, AB: 3}), "There are only 2 lists: three at least are needed"),
    (make_overlaps("ABC", {}), "Nobody is on any list, so there is nothing to estimate from."),
    (make_overlaps("ABC", {A: 9, B: 5, AB: 3}), "Nobody is on list 'C'; leave it out of the table."),
    (make_overlaps("ABC", {A: 9, B: 5, C: 3}), "Nobody is on two lists, so the lists say nothing of how many"),
    (
        make_overlaps("ABC", {A: 9, B: 5, C: 3, AB: 1}),
        "Only one person is on two lists or more: too few to tell how many are on none. 5 at least are needed",
    ),
    (make_overlaps("ABC", {A: 9, B: 5, C: 3, AB: 3, ABC: 1}), "Only 4 people are on two lists or more: too few"),
    (
        make_overlaps("ABC", {AB: 30, C: 20, ABC: 9}),
        "Lists 'A' and 'B' hold the same people: one copies the other, or both one source. Keep one of them.",
    ),
    (
        make_overlaps("ABC", {A: 40, AB: 30, C: 20, AC: 4, ABC: 9}),
        "Everyone on list 'B' is also on list 'A': one was made from the other",
    ),
]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("table", "said"), REFUSED)
def test_no_method_gives_a_number_where_the_table_cannot_carry_one(
    table: Overlaps, said: str, method: Callable[..., Estimate]
) -> None:
    found = method(table)
    assert found.status == "refused"
    assert (found.estimate, found.low, found.high) == (None, None, None)
    assert found.reason is not None and found.reason.startswith(said)
    assert found.reason.endswith(".")


def test_a_tiny_list_inside_another_is_no_ground_for_refusal() -> None:
    assert table_refusal(make_overlaps("ABC", {A: 40, B: 20, AB: 9, AC: 4})) is None


def test_an_ordinary_table_is_not_refused() -> None:
    assert table_refusal(make_overlaps("ABC", {A: 40, B: 30, C: 20, AB: 6, AC: 5, BC: 4})) is None


@pytest.mark.parametrize(
    ("terms", "verdict"),
    [
        ((), Verdict.ESTIMABLE),
        ((AC,), Verdict.ESTIMABLE),
        ((BC,), Verdict.ESTIMABLE),
        ((AC, BC), Verdict.ESTIMABLE),
        ((AB,), Verdict.UNBOUNDED),
        ((AB, AC), Verdict.UNBOUNDED),
        ((AB, BC), Verdict.UNBOUNDED),
        ((AB, AC, BC), Verdict.UNIDENTIFIED),
    ],
)
def test_the_artificial_table_is_judged_as_its_authors_judge_it(terms: tuple[int, ...], verdict: Verdict) -> None:
    support = model_support(design_matrix(3, (A, B, C, *terms)), ARTIFICIAL.counts[1:].astype(float))
    assert support.verdict is verdict


def test_a_model_without_an_estimate_says_so_in_a_sentence() -> None:
    assert estimate_model(ARTIFICIAL, [AB]).reason == (
        "The model [C, A*B] fits this table ever better as the number of people on no list grows without end, "
        "so it has no estimate: a maximum of the likelihood does not exist."
    )
    assert estimate_model(ARTIFICIAL, [AB, AC, BC]).reason == (
        "This table does not identify the number of people on no list under [A*B, A*C, B*C]: "
        "different numbers fit it equally well."
    )


def test_pairs_that_share_nobody_go_to_minus_infinity_and_leave_an_estimate() -> None:
    """With AC and BC impossible, A and B are independent among themselves: 40 * 30 / 6 more A-or-B people, 200."""
    found = estimate_model(ARTIFICIAL, [AC, BC])
    assert found.status == "ok"
    assert found.estimate == pytest.approx(96 + 200)


@pytest.mark.parametrize(
    ("empty", "verdict"), [(ABC, Verdict.VANISHING), (C, Verdict.VANISHING), (AB, Verdict.UNBOUNDED)]
)
def test_one_empty_pattern_sends_the_unseen_of_all_pairs_to_nothing_or_without_end(
    empty: int, verdict: Verdict
) -> None:
    """Unseen = product of the odd patterns over product of the even ones (Fienberg 1972)."""
    counts = np.full(7, 5.0)
    counts[empty - 1] = 0
    assert model_support(design_matrix(3, (A, B, C, AB, AC, BC)), counts).verdict is verdict


@st.composite
def sparse_tables(draw: st.DrawFn) -> np.ndarray:
    """Tables of four lists, mostly empty, somebody on each list."""
    counts = np.array(draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 7, 30]), min_size=15, max_size=15)), dtype=float)
    for j in range(4):
        counts[(1 << j) - 1] += 3
    return counts


@settings(max_examples=20, deadline=None)
@given(sparse_tables())
def test_a_fit_held_to_be_certain_is_one_that_the_linear_programme_finds_to_exist(counts: np.ndarray) -> None:
    models = hierarchical_models(4, 2)
    basis = make_basis(4, 2)
    fits = fit_models(basis, basis.active(models), counts)
    for row in range(0, len(models), 7):
        design = design_matrix(4, models[row])
        support = model_support(design, counts)
        if fits.certain[row]:
            assert support.verdict is Verdict.ESTIMABLE
        if support.verdict is Verdict.ESTIMABLE:
            rows = design[np.ix_(support.cells, support.columns)]
            done = fit_columns(rows, counts[support.cells])
            assert done.converged
            assert np.allclose(rows.T @ done.fitted, rows.T @ counts[support.cells], atol=1e-5)
            if fits.certain[row]:
                assert np.exp(done.coefficients[0]) == pytest.approx(fits.unseen[row], rel=1e-5)


@settings(max_examples=20, deadline=None)
@given(sparse_tables(), st.integers(2, 5))
def test_the_verdict_depends_on_which_patterns_are_empty_and_on_nothing_else(counts: np.ndarray, times: int) -> None:
    for model in hierarchical_models(4, 2)[::9]:
        design = design_matrix(4, model)
        assert model_support(design, counts).verdict is model_support(design, counts * times + (counts > 0)).verdict


@settings(max_examples=12, deadline=None)
@given(sparse_tables())
def test_every_method_has_a_number_no_smaller_than_the_people_or_a_sentence(counts: np.ndarray) -> None:
    overlaps = make_overlaps("ABCD", {pattern: int(n) for pattern, n in enumerate(counts, start=1)})
    for method in (independence, chao_lower, coverage_low, coverage_high):
        found = method(overlaps)
        if found.status == "refused":
            assert (found.estimate, found.low, found.high) == (None, None, None)
            assert found.reason is not None and found.reason.endswith(".")
        else:
            assert found.estimate is not None and found.low is not None
            assert overlaps.n_observed <= found.low <= found.estimate + 1e-6


def test_people_by_the_thousand_beside_single_ones_are_judged_too() -> None:
    """Terms whose lists share nobody, a list of three people, and 3,059 on A and C."""
    counts = np.array([0, 2, 0, 0, 3059, 3, 0, 1, 0, 0, 63, 7, 0, 5, 34], dtype=float)
    verdicts = {model_support(design_matrix(4, model), counts).verdict for model in hierarchical_models(4, 3)}
    assert Verdict.ESTIMABLE in verdicts
    assert len(verdicts) > 1
