"""Whether a table, or a model on a table, can carry an estimate at all: asked before any number is given.

Of a table: the lists are at least three, somebody is on each, some people are on two, and no list repeats another.

Of a model: the counts decide how many people are on no list. Where some patterns are empty, the likelihood may keep
rising while coefficients run to infinity. Patterns whose expected count then goes to 0 lie outside the *facial set*;
on the facial set the (extended) maximum likelihood estimate exists and is unique (Fienberg & Rinaldo 2012, Annals of
Statistics 40:996, section 3). The unseen cell has an estimate if and only if its row of the design, which is the
intercept alone, is a combination of the rows of the facial set: the condition of Chan, Silverman & Vincent (2021,
Journal of the American Statistical Association 116:1297, section 2) for existence and identifiability together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import OptimizeResult, linprog

from bearwitness.errors import RequestError
from bearwitness.estimate.loglinear import Floats, Mask
from bearwitness.estimate.overlaps import Overlaps, membership

FEWEST_LISTS = 3
FEWEST_SHARED = 5
"""People on two lists or more below which every method is refused. The error of the unseen is then about one over the
root of that number, near half of the estimate, and its interval says little but "more than recorded"."""
RAREST_SHARED = 1_000
"""People recorded for each one on two lists or more, above which every method is refused. Each number would then be some
hundred times what is recorded, and rest on the assumption alone. In the published tables it is 3 to 20."""
SMALLEST_LIST = 5
"""People on a list from which on its lying wholly inside another is held against it. With fewer that comes by chance:
four people are all on a list of half the recorded in one case of sixteen."""

TOLERANCE = 1e-7  # of a linear programme over a 0/1 design


class Verdict(Enum):
    """What a model can say of the people on no list."""

    ESTIMABLE = "estimable"
    UNBOUNDED = "unbounded"
    VANISHING = "vanishing"
    UNIDENTIFIED = "unidentified"


SENTENCES = {
    Verdict.UNBOUNDED: (
        "The model fits this table ever better as the number of people on no list grows without end, "
        "so it has no estimate: a maximum of the likelihood does not exist."
    ),
    Verdict.VANISHING: (
        "The model fits this table ever better as the number of people on no list shrinks to nothing, "
        "so it has no estimate: a maximum of the likelihood does not exist."
    ),
    Verdict.UNIDENTIFIED: (
        "This table does not identify the number of people on no list under the model: "
        "different numbers fit it equally well."
    ),
}


@dataclass(frozen=True, slots=True)
class Support:
    """What of a table and a model can be fitted.

    Attributes:
        verdict: Whether the people on no list have an estimate.
        cells: The facial set: patterns whose expected count is above 0, shape (cells,).
        columns: Columns that span the model on those patterns without being collinear, the intercept first; none where
            the unseen have no estimate.
    """

    verdict: Verdict
    cells: Mask
    columns: NDArray[np.intp]


def table_refusal(overlaps: Overlaps) -> str | None:
    """One plain sentence why no method can be used on a table; None where nothing speaks against it."""
    if overlaps.k < FEWEST_LISTS:
        given = "is only one list" if overlaps.k == 1 else f"are only {overlaps.k} lists"
        return f"There {given}: three at least are needed, since with fewer nothing shows whether lists depend on each other."
    sizes = overlaps.list_sizes
    if overlaps.n_observed == 0:
        return "Nobody is on any list, so there is nothing to estimate from."
    if (sizes == 0).any():
        return f"Nobody is on list '{overlaps.lists[int(sizes.argmin())]}'; leave it out of the table."
    shared = _on_two_or_more(overlaps)
    if shared == 0:
        return (
            "Nobody is on two lists, so the lists say nothing of how many people are on none. "
            "Check that the lists were linked and cover the same place and time."
        )
    if shared < FEWEST_SHARED:
        people = "one person is" if shared == 1 else f"{shared} people are"
        return (
            f"Only {people} on two lists or more: too few to tell how many are on none. "
            f"{FEWEST_SHARED} at least are needed, and many more for a narrow answer."
        )
    if shared * RAREST_SHARED < overlaps.n_observed:
        return (
            f"Only {shared:,} of {overlaps.n_observed:,} people are on two lists or more, fewer than 1 in "
            f"{RAREST_SHARED:,}: every number would rest on the assumption alone. "
            "Check that the lists were linked and cover the same place and time."
        )
    return _copied_list(overlaps)


def _on_two_or_more(overlaps: Overlaps) -> int:
    return int(overlaps.counts[membership(overlaps.k).sum(axis=1) >= 2].sum())


def _copied_list(overlaps: Overlaps) -> str | None:
    """The sentence where a list of some length equals another or lies inside it."""
    sizes, both = overlaps.list_sizes, overlaps.pair_counts
    for i in range(overlaps.k):
        for j in range(overlaps.k):
            if i == j or sizes[i] < SMALLEST_LIST or both[i, j] < sizes[i]:
                continue
            inner, outer = overlaps.lists[i], overlaps.lists[j]
            if sizes[i] == sizes[j]:
                return (
                    f"Lists '{inner}' and '{outer}' hold the same people: one copies the other, or both one source. "
                    "Keep one of them."
                )
            return (
                f"Everyone on list '{inner}' is also on list '{outer}': one was made from the other, so their overlap "
                f"says nothing of who is on neither. Leave out '{inner}', or join the two."
            )
    return None


def model_support(design: Floats, counts: Floats) -> Support:
    """Which cells and columns of a model can be fitted on a table, and whether the unseen have an estimate.

    Args:
        design: One row a pattern that can be observed, columns of 0, 1 or more; the first is the intercept.
        counts: People by pattern; somebody must be there.
    """
    cells, columns = _with_margins(design, counts)
    people = design[np.ix_(cells & (counts > 0), columns)]
    if np.linalg.matrix_rank(people) == len(columns):
        return Support(Verdict.ESTIMABLE, cells, columns)
    cells[cells] = _facial_cells(design[np.ix_(cells, columns)], counts[cells])
    if _spans_intercept(design[cells]):
        return Support(Verdict.ESTIMABLE, cells, _independent_columns(design[cells]))
    up, down = _unseen_can_move(design, counts)
    verdict = Verdict.UNIDENTIFIED if up and down else Verdict.UNBOUNDED if up else Verdict.VANISHING
    return Support(verdict, cells, np.zeros(0, dtype=np.intp))


def _with_margins(design: Floats, counts: Floats) -> tuple[Mask, NDArray[np.intp]]:
    """Patterns and columns left when each column that counts nobody goes to minus infinity with its patterns."""
    empty = counts @ design == 0
    empty[0] = False
    cells = np.asarray(~(design[:, empty] > 0).any(axis=1), dtype=np.bool_)
    return cells, np.flatnonzero(~empty)


def _facial_cells(design: Floats, counts: Floats) -> Mask:
    """Patterns that no direction of the cone {people's patterns stay, empty ones do not rise} sends to 0.

    One linear programme finds them all: a sum of directions is a direction, so each pattern that can fall falls by 1.
    """
    empty = np.flatnonzero(counts <= 0)
    kept = np.ones(len(counts), dtype=bool)
    if len(empty) == 0:
        return kept
    people = design[counts > 0]
    size, width = len(empty), design.shape[1]
    answer = linprog(
        c=np.concatenate([np.zeros(width), -np.ones(size)]),
        A_ub=np.hstack([design[empty], np.eye(size)]),
        b_ub=np.zeros(size),
        A_eq=np.hstack([people, np.zeros((len(people), size))]),
        b_eq=np.zeros(len(people)),
        bounds=[(None, None)] * width + [(0, 1)] * size,
        method="highs",
    )
    kept[empty[_solved(answer).x[width:] > 0.5]] = False
    return kept


def _unseen_can_move(design: Floats, counts: Floats) -> tuple[bool, bool]:
    """Whether a direction that costs no likelihood lifts the unseen cell, and whether one lowers it."""
    empty, people = design[counts <= 0], design[counts > 0]
    found = []
    for sign in (-1.0, 1.0):
        answer = linprog(
            c=np.concatenate([[sign], np.zeros(design.shape[1] - 1)]),
            A_ub=empty,
            b_ub=np.zeros(len(empty)),
            A_eq=people,
            b_eq=np.zeros(len(people)),
            bounds=[(-1, 1)] + [(None, None)] * (design.shape[1] - 1),
            method="highs",
        )
        found.append(bool(_solved(answer).fun < -TOLERANCE))
    return found[0], found[1]


def _solved(answer: OptimizeResult) -> OptimizeResult:
    """An answer, which there always is: changing nothing is allowed and every change is bounded."""
    if not answer.success:
        raise ArithmeticError(f"linear programme on an overlap table: {answer.message}")
    return answer


def _spans_intercept(rows: Floats) -> bool:
    """Whether the unit vector of the intercept is a combination of the rows."""
    first = np.zeros(rows.shape[1])
    first[0] = 1.0
    mix = np.linalg.lstsq(rows.T, first, rcond=1e-10)[0]
    return bool(np.abs(rows.T @ mix - first).max() < TOLERANCE)


def _independent_columns(rows: Floats) -> NDArray[np.intp]:
    """The intercept and as many further columns as are not collinear with those before; sorted."""
    chosen: list[int] = [0]
    basis = rows[:, :1] / max(float(np.linalg.norm(rows[:, 0])), 1.0)
    for column in range(1, rows.shape[1]):
        left = rows[:, column] - basis @ (basis.T @ rows[:, column])
        left = left - basis @ (basis.T @ left)
        length = float(np.linalg.norm(left))
        if length > 1e-8:
            basis = np.hstack([basis, (left / length)[:, None]])
            chosen.append(column)
    return np.array(chosen, dtype=np.intp)


def model_refusal(verdict: Verdict, shown: str) -> str:
    """The sentence of a verdict with the model's name in it."""
    return (
        SENTENCES[verdict].replace("The model", f"The model {shown}", 1).replace("under the model", f"under {shown}", 1)
    )


def check_level(level: float) -> None:
    """Stop where the level of an interval is not between 0 and 1."""
    if not 0 < level < 1:
        raise RequestError(f"level must lie between 0 and 1, got {level}. Write 0.95 for 95 in 100.")
