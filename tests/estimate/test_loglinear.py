"""Models, their names and their fits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.estimate.loglinear import (
    design_matrix,
    deviance,
    fit_columns,
    fit_models,
    generators,
    hierarchical_models,
    main_effects,
    make_basis,
    name_model,
    poisson_log_likelihood,
)


@pytest.mark.parametrize(
    ("lists", "order", "models"),
    [(3, 2, 8), (4, 2, 64), (4, 3, 113), (5, 2, 1024), (5, 4, 6893), (6, 2, 32768)],
)
def test_there_are_as_many_models_as_the_literature_counts(lists: int, order: int, models: int) -> None:
    found = hierarchical_models(lists, order)
    assert len(found) == len(set(found)) == models
    assert found[0] == main_effects(lists)


def test_every_model_holds_the_parts_of_its_terms() -> None:
    for model in hierarchical_models(4, 3):
        for term in model:
            assert all(part in model for part in range(1, 16) if part & term == part)


def test_a_model_is_named_by_the_terms_inside_no_other() -> None:
    assert name_model(["A", "B", "C", "D"], (1, 2, 4, 8, 5, 10, 12)) == "[A*C, B*D, C*D]"
    assert name_model(["press", "court", "morgue"], (1, 2, 4)) == "[press, court, morgue]"
    assert generators((1, 2, 4, 3, 5, 6, 7)) == (7,)


def test_independent_lists_give_what_the_two_sample_formula_gives() -> None:
    """With one pair the closed form of Petersen: unseen = alone on A * alone on B / on both."""
    basis = make_basis(2, 1)
    fits = fit_models(basis, basis.active([(1, 2)]), np.array([40.0, 30.0, 6.0]))
    assert fits.unseen[0] == pytest.approx(40 * 30 / 6)
    assert fits.unseen_log_variance[0] == pytest.approx(1 / 40 + 1 / 30 + 1 / 6)


def test_the_model_of_all_pairs_of_three_lists_has_its_closed_form() -> None:
    """Fienberg (1972): unseen = product of the odd patterns over product of the even ones."""
    counts = np.array([21.0, 33, 8, 40, 9, 12, 5])  # A, B, AB, C, AC, BC, ABC
    basis = make_basis(3, 2)
    fits = fit_models(basis, basis.active([(1, 2, 4, 3, 5, 6)]), counts)
    assert fits.unseen[0] == pytest.approx(21 * 33 * 40 * 5 / (8 * 9 * 12))
    assert deviance(counts, fits.fitted[0]) == pytest.approx(0, abs=1e-6)


tables = st.lists(st.integers(1, 400), min_size=15, max_size=15).map(lambda found: np.array(found, dtype=float))


@settings(max_examples=40, deadline=None)
@given(tables)
def test_a_fit_meets_the_margins_of_its_terms(counts: np.ndarray) -> None:
    """The equations of maximum likelihood (Birch 1963)."""
    basis = make_basis(4, 3)
    models = hierarchical_models(4, 3)[::8]
    fits = fit_models(basis, basis.active(models), counts)
    assert fits.certain.all()
    for model, fitted in zip(models, fits.fitted, strict=True):
        design = design_matrix(4, model)
        assert np.allclose(design.T @ fitted, design.T @ counts, rtol=1e-8, atol=1e-6)


@settings(max_examples=30, deadline=None)
@given(tables)
def test_many_fits_at_once_are_the_fits_one_by_one(counts: np.ndarray) -> None:
    basis = make_basis(4, 2)
    models = hierarchical_models(4, 2)[::9]
    fits = fit_models(basis, basis.active(models), counts)
    for row, model in enumerate(models):
        one = fit_columns(design_matrix(4, model), counts)
        assert one.converged
        assert np.exp(one.coefficients[0]) == pytest.approx(fits.unseen[row], rel=1e-6)
        assert one.intercept_variance == pytest.approx(fits.unseen_log_variance[row], rel=1e-6)


@settings(max_examples=30, deadline=None)
@given(tables)
def test_more_terms_never_fit_worse(counts: np.ndarray) -> None:
    basis = make_basis(4, 3)
    models = hierarchical_models(4, 3)
    likelihood = fit_models(basis, basis.active(models), counts).log_likelihood
    by_terms = dict(zip(models, likelihood, strict=True))
    for model in models[::11]:
        smaller = [other for other in models if set(other) < set(model)]
        assert all(by_terms[other] <= by_terms[model] + 1e-6 for other in smaller)


def test_tables_may_differ_from_row_to_row() -> None:
    basis = make_basis(3, 2)
    counts = np.array([[21.0, 33, 8, 40, 9, 12, 5], [7.0, 9, 3, 11, 4, 5, 2]])
    active = basis.active([(1, 2, 4), (1, 2, 4, 3)])
    together = fit_models(basis, active, counts)
    for row in (0, 1):
        alone = fit_models(basis, active[row : row + 1], counts[row])
        assert together.unseen[row] == pytest.approx(alone.unseen[0], rel=1e-9)


def test_the_log_likelihood_is_that_of_poisson_counts() -> None:
    counts, fitted = np.array([2.0, 0.0]), np.array([1.5, 0.5])
    by_hand = 2 * np.log(1.5) - 1.5 - np.log(2) + (-0.5)
    assert poisson_log_likelihood(counts, fitted) == pytest.approx(by_hand)


def test_large_counts_are_fitted_too() -> None:
    counts = np.array([1e8, 9e7, 5e7, 8e7, 3e7, 2e7, 1e7])
    basis = make_basis(3, 2)
    fits = fit_models(basis, basis.active(hierarchical_models(3, 2)), counts)
    assert fits.certain.all()
    assert fits.unseen[-1] == pytest.approx(1e8 * 9e7 * 8e7 * 1e7 / (5e7 * 3e7 * 2e7))
