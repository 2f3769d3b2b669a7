"""Poisson log-linear models of overlap tables: their names, their fit, and how many people they say are on no list.

A *term* is a set of lists that belong together, written like a pattern: a whole number with a bit a list. A *model* is
the terms it holds beside the intercept; it is hierarchical where every part of a term is a term as well. The log of
the people expected under a pattern is the intercept plus the coefficients of the terms inside the pattern, so the
intercept is the log of the people on no list (Fienberg 1972, Biometrika 59:591; Bishop, Fienberg & Holland 1975, ch. 6).

Many models are fitted together. With 0/1 columns every entry of X'WX is the fitted margin of a union of two terms, so
one matrix product a step gives the Newton matrices of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Model = tuple[int, ...]

STEPS = 40  # Newton steps; a fit that exists takes 5 to 15
HALVINGS = 12  # of one step, where it made the likelihood worse
SCORE_TOLERANCE = 1e-9  # largest gap between an observed and a fitted margin, as a share of the people
CERTAIN = 1e3  # how much smaller than the smallest fitted cell that gap must be to prove that the estimate exists


def term_size(term: int) -> int:
    """Number of lists in a term."""
    return int(term).bit_count()


def main_effects(k: int) -> Model:
    """The terms of the model in which lists are independent."""
    return tuple(1 << j for j in range(k))


def pairs(k: int) -> Model:
    """All terms of two lists."""
    return tuple(1 << i | 1 << j for i, j in combinations(range(k), 2))


def in_order(terms: Iterable[int]) -> Model:
    """Terms sorted by size, then by the lists in them."""
    return tuple(sorted(set(terms), key=_rank))


@cache
def _rank(term: int) -> tuple[int, tuple[int, ...]]:
    return term_size(term), tuple(j for j in range(term.bit_length()) if term >> j & 1)


def generators(model: Iterable[int]) -> Model:
    """The terms of a hierarchical model that are inside no other term: they name it."""
    terms = set(model)
    bits = [1 << j for j in range(max(terms, default=0).bit_length())]
    return in_order(term for term in terms if not any(not term & bit and term | bit in terms for bit in bits))


def name_model(lists: Sequence[str], model: Iterable[int]) -> str:
    """A hierarchical model as its generators, for example "[A*C, B]"."""
    shown = ("*".join(name for j, name in enumerate(lists) if term >> j & 1) for term in generators(model))
    return f"[{', '.join(shown)}]"


def hierarchical_models(k: int, order: int) -> list[Model]:
    """Every hierarchical model that holds all main effects and terms of at most `order` lists, fewest terms first.

    With three lists there are 8 without the term of all three, with four 113, with five 6,893; pairwise models
    (`order` 2) of six lists are 32,768.
    """
    found: list[tuple[int, ...]] = [()]
    for size in range(2, order + 1):
        terms = [sum(1 << j for j in some) for some in combinations(range(k), size)]
        found = [
            model + tuple(extra)
            for model in found
            for extra in _subsets([term for term in terms if size == 2 or _faces(term) <= set(model)])
        ]
    mains = main_effects(k)
    return sorted((mains + model for model in found), key=lambda model: (len(model), model))


def _faces(term: int) -> set[int]:
    """The terms with one list fewer."""
    return {term & ~(1 << j) for j in range(term.bit_length()) if term >> j & 1}


def _subsets(items: Sequence[int]) -> list[tuple[int, ...]]:
    return [tuple(item for i, item in enumerate(items) if chosen >> i & 1) for chosen in range(1 << len(items))]


def design_matrix(k: int, model: Sequence[int]) -> Floats:
    """Rows for patterns 1 to 2**k - 1, columns for the intercept and the terms, 0 or 1."""
    cells = np.arange(1, 1 << k)[:, None]
    terms = np.array([0, *model])[None, :]
    columns: Floats = ((cells & terms) == terms).astype(np.float64)
    return columns


@dataclass(frozen=True, slots=True)
class Basis:
    """What fits of models over the same candidate terms share.

    Attributes:
        k: Number of lists.
        terms: 0 for the intercept, then the candidate terms; p in all.
        inside: Whether a pattern (1 to 2**k - 1) holds a margin, shape (cells, margins), 0.0 or 1.0.
        union: For each two terms, the column of `inside` that is their union, shape (p, p).
    """

    k: int
    terms: tuple[int, ...]
    inside: Floats
    union: NDArray[np.intp]

    @property
    def design(self) -> Floats:
        """The 0/1 columns of all candidate terms, shape (cells, p)."""
        return self.inside[:, np.diag(self.union)]

    def active(self, models: Sequence[Model]) -> Mask:
        """Which terms each model holds, the intercept always, shape (models, p)."""
        place = {term: i for i, term in enumerate(self.terms)}
        held = np.zeros((len(models), len(self.terms)), dtype=bool)
        held[:, 0] = True
        for row, model in enumerate(models):
            held[row, [place[term] for term in model]] = True
        return held


@lru_cache(maxsize=16)
def make_basis(k: int, order: int) -> Basis:
    """The basis of all terms of at most `order` lists."""
    terms = (0, *in_order(t for t in range(1, 1 << k) if term_size(t) <= order))
    unions = np.array(terms)[:, None] | np.array(terms)[None, :]
    margins, union = np.unique(unions, return_inverse=True)
    cells = np.arange(1, 1 << k)[:, None]
    inside = ((cells & margins[None, :]) == margins[None, :]).astype(np.float64)
    return Basis(k, terms, inside, union.reshape(unions.shape))


@dataclass(frozen=True, slots=True)
class Fits:
    """Many fits, one a row.

    Attributes:
        unseen: Expected people on no list; NaN where the fit is not certain.
        unseen_log_variance: Variance of its logarithm.
        fitted: Expected people by pattern 1 to 2**k - 1; 0 where a pattern cannot occur under the model.
        log_likelihood: Poisson log-likelihood of the observed patterns.
        parameters: Number of parameters of the model, those at minus infinity included.
        certain: Whether the fit is proved to exist and to be the only one; where False look at `checks`.
    """

    unseen: Floats
    unseen_log_variance: Floats
    fitted: Floats
    log_likelihood: Floats
    parameters: NDArray[np.int64]
    certain: Mask


def fit_models(basis: Basis, active: Mask, counts: Floats) -> Fits:
    """Fit many models, to one table or to a table each.

    A term whose lists share nobody has its coefficient at minus infinity: its patterns are left out, as in the extended
    maximum likelihood of Fienberg & Rinaldo (2012, Annals of Statistics 40:996).

    Args:
        basis: The candidate terms.
        active: Terms of each model, shape (models, p).
        counts: People by pattern 1 to 2**k - 1, shape (cells,) or (models, cells).
    """
    counts = np.broadcast_to(np.asarray(counts, dtype=np.float64), (len(active), basis.inside.shape[0]))
    margins = (counts @ basis.inside)[:, np.diag(basis.union)]
    infinite = active & (margins == 0)
    used = active & ~infinite
    cells = ~((infinite.astype(np.float64) @ basis.design.T) > 0)
    beta, fitted, score, solvable = _newton(basis, used, counts, margins, cells)
    certain = solvable & (score <= SCORE_TOLERANCE * (1.0 + margins[:, 0])) & (margins[:, 0] > 0)
    certain &= _proved(basis, used, cells, counts, fitted, score)
    with np.errstate(over="ignore"):
        unseen = np.where(certain, np.exp(beta[:, 0]), np.nan)
    variance = np.full(len(active), np.nan)
    if certain.any():
        variance[certain] = _intercept_variance(basis, used[certain], fitted[certain])
    return Fits(
        unseen=unseen,
        unseen_log_variance=variance,
        fitted=fitted,
        log_likelihood=poisson_log_likelihood(counts, fitted),
        parameters=active.sum(axis=1),
        certain=certain,
    )


def poisson_log_likelihood(counts: Floats, fitted: Floats) -> Floats:
    """Poisson log-likelihood over the last axis; a pattern with fitted 0 must have nobody."""
    value: Floats = (xlogy(counts, np.where(fitted > 0, fitted, 1.0)) - fitted - gammaln(counts + 1)).sum(axis=-1)
    return value


def deviance(counts: Floats, fitted: Floats) -> Floats:
    """Twice the gap between the log-likelihood of the table itself and that of the fit, over the last axis."""
    safe = np.where(fitted > 0, fitted, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = xlogy(counts, counts / safe) - (counts - fitted)
    value: Floats = np.maximum(2 * parts.sum(axis=-1), 0.0)
    return value


def _newton_matrix(basis: Basis, used: Mask, weights: Floats) -> Floats:
    """X'WX of each model, with 1 on the diagonal of terms that it does not use; shape (models, p, p)."""
    matrix = (weights @ basis.inside)[:, basis.union]
    matrix *= used[:, :, None] & used[:, None, :]
    diagonal = np.arange(len(basis.terms))
    matrix[:, diagonal, diagonal] += ~used
    return matrix


def _proved(basis: Basis, used: Mask, cells: Mask, counts: Floats, fitted: Floats, score: Floats) -> Mask:
    """Whether a fit is proved to exist and to be the only one.

    Either the columns are not collinear on the patterns that have people, so that the likelihood falls in every
    direction; or all fitted cells exceed by far the gap left in the margins, so that a small change of them meets the
    margins exactly (Haberman 1974), and the columns are not collinear on the cells.
    """
    proved = _full_rank(basis, used, (counts > 0) & cells)
    smallest = np.where(cells, fitted, np.inf).min(axis=1)
    rest = np.flatnonzero(~proved & (score * CERTAIN < smallest))
    proved[rest] = _full_rank(basis, used[rest], cells[rest])
    return proved


def _full_rank(basis: Basis, used: Mask, cells: Mask) -> Mask:
    """Whether the columns in use are not collinear on the cells left, so that there is one fit and no other.

    The determinant of X'X is a whole number, so that it is at least 1 or else 0.
    """
    sign, log_size = np.linalg.slogdet(_newton_matrix(basis, used, cells.astype(np.float64)))
    full: Mask = (sign > 0) & (log_size > np.log(0.5))
    return full


def _solve(matrix: Floats, right: Floats) -> tuple[Floats, Mask]:
    """Solutions, and which systems had one; a singular matrix spoils its own row alone."""
    good: Mask = np.ones(len(matrix), dtype=bool)
    try:
        solution = np.linalg.solve(matrix, right[:, :, None])[:, :, 0].astype(np.float64)
        return solution, good
    except np.linalg.LinAlgError:
        solution = np.zeros_like(right)
    for row in range(len(matrix)):
        try:
            solution[row] = np.linalg.solve(matrix[row], right[row])
        except np.linalg.LinAlgError:
            good[row] = False
    return solution, good


def _start(basis: Basis, used: Mask, counts: Floats, cells: Mask) -> tuple[Floats, Mask]:
    """Weighted least squares on log(count + 1/2), as the first step of iteratively reweighted least squares."""
    weights = np.where(cells, counts + 0.5, 0.0)
    columns = np.diag(basis.union)
    right = ((weights * np.log(counts + 0.5)) @ basis.inside)[:, columns] * used
    return _solve(_newton_matrix(basis, used, weights), right)


def _newton(
    basis: Basis, used: Mask, counts: Floats, margins: Floats, cells: Mask
) -> tuple[Floats, Floats, Floats, Mask]:
    """Coefficients, fitted cells, largest gap of a margin, and whether the equations could be solved."""
    design, columns = basis.design, np.diag(basis.union)
    beta, solvable = _start(basis, used, counts, cells)
    beta *= used
    fitted = _expected(design, beta, cells)
    likelihood = _kernel(counts, fitted)
    gap = np.full(len(beta), np.inf)
    todo = np.flatnonzero(solvable)
    for _ in range(STEPS):
        slope = (margins[todo] - (fitted[todo] @ basis.inside)[:, columns]) * used[todo]
        gap[todo] = np.abs(slope).max(axis=1)
        todo_rows = gap[todo] > SCORE_TOLERANCE * 1e-2 * np.sqrt(1.0 + margins[todo, 0])
        todo, slope = todo[todo_rows], slope[todo_rows]
        if len(todo) == 0:
            break
        step, good = _solve(_newton_matrix(basis, used[todo], fitted[todo]), slope)
        good &= np.isfinite(step).all(axis=1)
        solvable[todo[~good]] = False
        todo, step = todo[good], step[good]
        moved = _ascend(design, beta, fitted, likelihood, counts, cells, todo, step)
        todo = todo[moved]
    return beta, fitted, gap, solvable


def _expected(design: Floats, beta: Floats, cells: Mask) -> Floats:
    fitted: Floats = np.where(cells, np.exp(np.clip(beta @ design.T, -700, 60)), 0.0)
    return fitted


def _kernel(counts: Floats, fitted: Floats) -> Floats:
    value: Floats = (xlogy(counts, np.where(fitted > 0, fitted, 1.0)) - fitted).sum(axis=1)
    return value


def _ascend(
    design: Floats,
    beta: Floats,
    fitted: Floats,
    likelihood: Floats,
    counts: Floats,
    cells: Mask,
    rows: NDArray[np.intp],
    step: Floats,
) -> Mask:
    """Take each row's step, halved until the likelihood does not fall; updates in place, says which rows moved."""
    moved = np.zeros(len(rows), dtype=bool)
    left = np.arange(len(rows))
    for _ in range(HALVINGS):
        at = rows[left]
        tried = beta[at] + step[left]
        expected = _expected(design, tried, cells[at])
        value = _kernel(counts[at], expected)
        better = value >= likelihood[at] - 1e-10 * np.abs(likelihood[at])
        kept = at[better]
        beta[kept], fitted[kept], likelihood[kept] = tried[better], expected[better], value[better]
        moved[left[better]] = True
        left = left[~better]
        if len(left) == 0:
            break
        step = step / 2
    return moved


def _intercept_variance(basis: Basis, used: Mask, fitted: Floats) -> Floats:
    """Variance of the intercept: the first entry of the inverse of X'WX."""
    first = np.zeros((len(used), len(basis.terms)))
    first[:, 0] = 1.0
    solution, good = _solve(_newton_matrix(basis, used, fitted), first)
    return np.where(good, solution[:, 0], np.nan)


@dataclass(frozen=True, slots=True)
class Fit:
    """One fit over any columns, the first of them the intercept.

    Attributes:
        coefficients: One a column.
        fitted: Expected people a row.
        intercept_variance: Variance of the intercept.
        converged: Whether the margins of every column are met.
    """

    coefficients: Floats
    fitted: Floats
    intercept_variance: float
    converged: bool


def fit_columns(design: Floats, counts: Floats) -> Fit:
    """Poisson regression with log link of counts on columns that are not collinear, by Newton's method.

    The caller has seen to it that the estimate exists (`checks`).
    """
    weights = counts + 0.5
    right = design.T @ (weights * np.log(weights))
    beta = np.linalg.solve((design.T * weights) @ design, right).astype(np.float64)
    fitted = np.exp(np.clip(design @ beta, -700, 60))
    likelihood = float((xlogy(counts, fitted) - fitted).sum())
    goal = SCORE_TOLERANCE * np.sqrt(1.0 + counts.sum())
    converged = False
    for _ in range(STEPS):
        slope = design.T @ (counts - fitted)
        converged = bool(np.abs(slope).max() <= goal)
        if converged:
            break
        step = np.linalg.solve((design.T * fitted) @ design, slope)
        for _ in range(HALVINGS):
            tried = np.exp(np.clip(design @ (beta + step), -700, 60))
            value = float((xlogy(counts, tried) - tried).sum())
            if value >= likelihood - 1e-10 * abs(likelihood):
                break
            step = step / 2
        beta, fitted, likelihood = beta + step, tried, value
    inverse = np.linalg.inv((design.T * fitted) @ design)
    return Fit(beta, fitted, float(inverse[0, 0]), converged)
