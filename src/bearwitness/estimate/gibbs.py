"""The sweeps of the latent-class sampler, compiled by numba; nothing else imports numba.

People fall into classes; in class h a person is on list j with probability exp(on[h, j]), independently of the other
lists. Class probabilities come from breaking a stick: class h takes a share Beta(1, alpha) of what the classes before
it left, and the last takes the rest (Manrique-Vallier 2016, Biometrics 72:1246, sections 3 and 4). All probabilities
stay logarithms, since a share of the stick may be smaller than the smallest number a computer holds.

With a prior of 1/N for the number of people, and N summed out, each person observed counts with the probability of
their pattern given that they were observed at all. That holds of any table of whole counts, so the ladder of
`temper` is exact: rung 0 holds the table, each further rung a thinner one, and neighbours may exchange their states
(parallel tempering, Geyer 1991). The lowest rung knows next to nothing and wanders between the peaks of the posterior.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
F = TypeVar("F", bound=Callable[..., Any])

MOST_UNSEEN = (
    1e15  # mean of the unseen is held below this, so that whole numbers do not run over; no people are so many
)

SINGLY = 24  # people up to whom each is put into a class by a draw of their own: faster than a binomial draw a class


def compiled(function: F) -> F:
    """The function as machine code, kept on disk for the next run where a folder can be written.

    It runs without the interpreter's lock, so that chains can go on side by side in threads.
    """
    try:
        return cast(F, njit(cache=True, nogil=True)(function))
    except RuntimeError:  # numba finds no place for its cache
        return cast(F, njit(nogil=True)(function))


@compiled
def log_gamma_draw(rng: np.random.Generator, shape: float) -> float:
    """Log of a standard gamma draw; for a small shape the draw itself would be 0 (G(a) = G(a + 1) U**(1/a))."""
    if shape >= 1.0:
        return float(np.log(rng.standard_gamma(shape)))
    u = 1.0 - rng.random()  # in (0, 1]
    return float(np.log(rng.standard_gamma(shape + 1.0)) + np.log(u) / shape)


@compiled
def log_sum(a: float, b: float) -> float:
    """log(exp(a) + exp(b)), also where one or both are minus infinity."""
    high = max(a, b)
    if high == -np.inf:
        return high
    return float(high + np.log1p(np.exp(min(a, b) - high)))


@compiled
def share_out(rng: np.random.Generator, people: int, weights: Floats, total: float, found: Whole) -> None:
    """Put people into classes at random in proportion to the weights: a multinomial draw, written to `found`."""
    last = weights.shape[0] - 1
    if people <= SINGLY:
        found[:] = 0
        for _ in range(people):
            reach = rng.random() * total - weights[0]
            h = 0
            while reach >= 0.0 and h < last:
                h += 1
                reach -= weights[h]
            found[h] += 1
        return
    left, rest = people, total
    for h in range(last):
        chance = weights[h] / rest if rest > 0.0 else 1.0
        if left == 0 or chance <= 0.0:
            taken = 0
        elif chance >= 1.0:
            taken = left
        elif left == 1:
            taken = 1 if rng.random() < chance else 0
        else:
            taken = rng.binomial(left, chance)
        found[h] = taken
        left -= taken
        rest -= weights[h]
    found[last] = left


@compiled
def reorder(rng: np.random.Generator, size: Floats, on: Floats, off: Floats, alpha: float) -> None:
    """Let each class change places with the next, in place; the likelihood is the same, the stick's prior is not.

    With L(h) the stick left over before class h, and s(h) its share, the prior of the shares is proportional to
    s(K) ** (alpha - 1) / (L(1) L(2) … L(K - 1)), from the change of variables. Without this step classes keep the
    places where they began (Papaspiliopoulos & Roberts 2008, Biometrika 95:169, section 3.4).
    """
    last = size.shape[0] - 1
    after = -np.inf  # log of all that lies beyond the two classes, from the far end inwards
    for h in range(last - 1, -1, -1):
        here, there = size[h], size[h + 1]
        if h == last - 1:
            gain = (alpha - 1.0) * (here - there) if here > -np.inf and there > -np.inf else -np.inf
        else:
            gain = log_sum(there, after) - log_sum(here, after)
        if np.log(1.0 - rng.random()) < gain:
            size[h], size[h + 1] = there, here
            for j in range(on.shape[1]):
                on[h, j], on[h + 1, j] = on[h + 1, j], on[h, j]
                off[h, j], off[h + 1, j] = off[h + 1, j], off[h, j]
        after = log_sum(after, size[h + 1])


@compiled
def place_people(
    rng: np.random.Generator,
    marks: Whole,
    counts: Whole,
    size: Floats,
    on: Floats,
    off: Floats,
    weights: Floats,
    taken: Whole,
    members: Whole,
    listed: Whole,
) -> int:
    """Put the people of each pattern into classes, written to `members` and `listed`; says how many people there are."""
    patterns, k = marks.shape
    classes = size.shape[0]
    members[:] = 0
    listed[:] = 0
    people = 0
    for p in range(patterns):
        if counts[p] == 0:
            continue
        people += counts[p]
        high = -np.inf
        for h in range(classes):
            x = size[h]
            for j in range(k):
                x += on[h, j] if marks[p, j] else off[h, j]
            weights[h] = x
            high = max(high, x)
        total = 0.0
        for h in range(classes):
            weights[h] = np.exp(weights[h] - high)
            total += weights[h]
        share_out(rng, counts[p], weights, total, taken)
        for h in range(classes):
            if taken[h]:
                members[h] += taken[h]
                for j in range(k):
                    if marks[p, j]:
                        listed[h, j] += taken[h]
    return people


@compiled
def place_unseen(
    rng: np.random.Generator, people: int, size: Floats, off: Floats, weights: Floats, taken: Whole, members: Whole
) -> int:
    """Draw how many people are on no list and put them into classes, added to `members`; says how many."""
    classes, k = off.shape
    missed, seen = 0.0, 0.0
    for h in range(classes):
        x = 0.0
        for j in range(k):
            x += off[h, j]
        weights[h] = np.exp(size[h] + x)
        missed += weights[h]
        seen -= np.exp(size[h]) * np.expm1(x)
    unseen = rng.poisson(min(rng.standard_gamma(float(people)) * missed / seen, MOST_UNSEEN))
    share_out(rng, unseen, weights, missed, taken)
    for h in range(classes):
        members[h] += taken[h]
    return int(unseen)


@compiled
def draw_classes(
    rng: np.random.Generator,
    members: Whole,
    listed: Whole,
    size: Floats,
    on: Floats,
    off: Floats,
    alpha: float,
    prior: Floats,
) -> float:
    """Draw the shares and the chances of every class given who is in it; says the log of the stick's last share."""
    classes, k = on.shape
    after = members.sum()
    left = 0.0  # log of the stick that the classes so far left over
    for h in range(classes):
        for j in range(k):
            a = log_gamma_draw(rng, prior[2] + listed[h, j])
            b = log_gamma_draw(rng, prior[3] + members[h] - listed[h, j])
            both = log_sum(a, b)
            on[h, j], off[h, j] = a - both, b - both
        after -= members[h]
        if h < classes - 1:
            a = log_gamma_draw(rng, 1.0 + members[h])
            b = log_gamma_draw(rng, alpha + after)
            both = log_sum(a, b)
            size[h] = left + a - both
            left += b - both
        else:
            size[h] = left
    return left


@compiled
def sweep(
    rng: np.random.Generator,
    marks: Whole,
    counts: Whole,
    size: Floats,
    on: Floats,
    off: Floats,
    alpha: float,
    prior: Floats,
    weights: Floats,
    taken: Whole,
    members: Whole,
    listed: Whole,
) -> tuple[float, int, int]:
    """One Gibbs sweep of one rung; changes size, on and off in place.

    Args:
        marks: Observed patterns, shape (patterns, k), 0 or 1. counts: people of each in this rung, at least one in all.
        size: Log share of each class, shape (K,). on, off: log probability in each class of being on each list and of
            not being on it, shape (K, k).
        alpha: Concentration of the stick: small means few classes.
        prior: (shape, rate) of alpha's gamma prior, (a, b) of the beta prior of being on a list.
        weights, taken, members, listed: Working space: (K,), (K,), (K,), (K, k).

    Returns:
        The new alpha, the number of people on no list, the number of classes that hold anyone.
    """
    people = place_people(rng, marks, counts, size, on, off, weights, taken, members, listed)
    unseen = place_unseen(rng, people, size, off, weights, taken, members)
    left = draw_classes(rng, members, listed, size, on, off, alpha, prior)
    alpha = rng.standard_gamma(prior[0] + size.shape[0] - 1) / (prior[1] - left)
    reorder(rng, size, on, off, alpha)
    return alpha, unseen, (members > 0).sum()


@compiled
def log_seen_patterns(marks: Whole, size: Floats, on: Floats, off: Floats, found: Floats) -> None:
    """Log probability of each pattern given that a person is on some list, written to `found`."""
    patterns, k = marks.shape
    classes = size.shape[0]
    seen = 0.0
    for h in range(classes):
        x = 0.0
        for j in range(k):
            x += off[h, j]
        seen -= np.exp(size[h]) * np.expm1(x)
    for p in range(patterns):
        total = -np.inf
        for h in range(classes):
            x = size[h]
            for j in range(k):
                x += on[h, j] if marks[p, j] else off[h, j]
            total = log_sum(total, x)
        found[p] = total - np.log(seen)


@compiled
def temper(
    rng: np.random.Generator,
    marks: Whole,
    rungs: Whole,
    size: Floats,
    on: Floats,
    off: Floats,
    alpha: Floats,
    place: Whole,
    prior: Floats,
    draws: Floats,
    swaps: Whole,
) -> None:
    """Sweep every rung, then let neighbouring rungs exchange states, as many times as `draws` has rows.

    Args:
        rungs: Counts of each rung, shape (rungs, patterns); rung 0 is the table.
        size, on, off, alpha: States, as in `sweep`, with a leading axis of one state a rung; changed in place.
        place: Which state stands on each rung, shape (rungs,); changed in place.
        draws: Written: the unseen, alpha and the classes used on rung 0, shape (rounds, 3).
        swaps: Added to: exchanges of each rung with the next, shape (rungs,).
    """
    height, patterns = rungs.shape
    classes = size.shape[1]
    weights = np.zeros(classes)
    taken = np.zeros(classes, np.int64)
    members = np.zeros(classes, np.int64)
    listed = np.zeros((classes, marks.shape[1]), np.int64)
    chances = np.zeros((height, patterns))
    for t in range(draws.shape[0]):
        for r in range(height):
            i = place[r]
            alpha[i], unseen, used = sweep(
                rng, marks, rungs[r], size[i], on[i], off[i], alpha[i], prior, weights, taken, members, listed
            )
            if r == 0:
                draws[t, 0], draws[t, 1], draws[t, 2] = unseen, alpha[i], used
            if height > 1:
                log_seen_patterns(marks, size[i], on[i], off[i], chances[r])
        for r in range(t % 2, height - 1, 2):
            gain = 0.0
            for p in range(patterns):
                gain += (rungs[r, p] - rungs[r + 1, p]) * (chances[r + 1, p] - chances[r, p])
            if np.log(1.0 - rng.random()) < gain:
                place[r], place[r + 1] = place[r + 1], place[r]
                swaps[r] += 1
