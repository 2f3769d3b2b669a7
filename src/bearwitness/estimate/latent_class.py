"""The number of people by a Bayesian latent-class model (Manrique-Vallier 2016, Biometrics 72:1246).

People belong to classes that nobody sees, each with its own chances of being on each list, so that lists may depend
on each other through who is easy or hard to record. How many classes there are is averaged over.

The posterior of such a model often has several peaks, and a plain chain stays for good on the one where it began. So
each chain here is a ladder of thinner and thinner tables whose states change places (see `gibbs.temper`); several
ladders start far apart; and they go on until they agree, or until the sweeps allowed are used up. Where they do not
agree by then there is no number. Where they agree on several peaks, the estimate says so and names each.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bearwitness.errors import RequestError
from bearwitness.estimate.checks import check_level, table_refusal
from bearwitness.estimate.diagnostics import Peak, effective_draws, find_peaks, quantile_error, r_hat
from bearwitness.estimate.overlaps import Overlaps, membership
from bearwitness.estimate.results import Estimate, refuse

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Progress = Callable[[int, int], None]

METHOD = "latent_class"
ASSUMPTION = (
    "People fall into classes, and within a class being on one list says nothing of being on another; the lists tell "
    "enough of the classes that a person on no list belongs to one of them."
)
EXTRA = "pip install 'bearwitness[estimate]'"

STARTS: tuple[float | None, ...] = (None, 0.1, None, 0.03)
"""How each ladder starts. None: at the thinnest table, each rung then out of the one below, which tends to end where many
are unseen. A number: every rung at random chances of being on a list, none above it. Starts at the observed shares of
the lists hide one of the peaks of the UK table of 2013 (5,300 against 21,000); on that table and on the Dutch one these
four begin on different peaks, so that R-hat shows whether the ladders have found each other's."""
LADDERS = len(STARTS)

STEP = 1.6
"""Rungs thin the table by 1 / (1 + STEP / sqrt(patterns)): neighbours then exchange states in 30 to 60 of 100
rounds; at one rung of the Dutch table, where the heavier peak changes, in 8. Shorter steps (0.9) do not bring its peaks
together in the same number of sweeps."""
SMALLEST_RUNG = 10  # people in the thinnest table, too few to hold a chain on one peak
WARM_UP = 50  # sweeps of each rung before the first exchange
ROUND = 500  # rounds between two looks at the chains
AT_A_STRETCH = 2_000  # sweeps of a ladder between two chances to hear an interruption: a fraction of a second
FIRST_SHARE_DROPPED = 0.25  # of each ladder: the time that the starts need to be forgotten
AGREED, ACCEPTED = 1.01, 1.05
"""R-hat below which sampling ends, and above which there is no number when the sweeps are used up."""
ENOUGH_DRAWS = 400.0  # effective draws at which sampling ends: 100 a ladder (Vehtari et al. 2021, section 4.1)
DEFAULT_SWEEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Prior:
    """What is thought before the data.

    Attributes:
        classes: Most classes there can be, at least 1; the tenth holds almost nobody in every published table.
        alpha_shape, alpha_rate: Gamma prior of the concentration; the defaults are those of the paper.
        listed, not_listed: Beta prior of being on a list, for each class and list; 1 and 1 is even over all chances.
    """

    classes: int = 10
    alpha_shape: float = 0.25
    alpha_rate: float = 0.25
    listed: float = 1.0
    not_listed: float = 1.0

    def __post_init__(self) -> None:
        if not 1 <= self.classes <= 100:
            raise RequestError(f"classes must be from 1 to 100, got {self.classes}.")
        for name in ("alpha_shape", "alpha_rate", "listed", "not_listed"):
            if not 0 < getattr(self, name) < np.inf:
                raise RequestError(f"{name} must be above 0, got {getattr(self, name)}.")


@dataclass(frozen=True, slots=True)
class LatentClassDraws:
    """Draws from the posterior, the first quarter of each ladder left out.

    Attributes:
        people: Number of people in all, shape (ladders, draws).
        alpha: Concentration of the classes, same shape. used: classes that hold anyone, same shape.
        sweeps: Gibbs sweeps made, over all ladders and rungs, those left out included.
        swap_rates: Share of tries in which each rung and the next exchanged states, over all ladders; shape (rungs - 1,).
    """

    people: Whole
    alpha: Floats
    used: Whole
    sweeps: int
    swap_rates: Floats
    _summary: dict[str, float] = field(default_factory=dict)

    @property
    def r_hat(self) -> float:
        """Rank-normalised split R-hat of the number of people."""
        return self._once("r_hat", r_hat)

    @property
    def effective(self) -> float:
        """Effective number of draws of the number of people."""
        return self._once("effective", effective_draws)

    def _once(self, name: str, measure: Callable[[Floats], float]) -> float:
        if name not in self._summary:
            self._summary[name] = measure(self.people.astype(np.float64))
        return self._summary[name]


def has_numba() -> bool:
    """Whether the compiler that the sampler needs is installed."""
    from importlib.util import find_spec

    return find_spec("numba") is not None


def draw_latent_classes(
    overlaps: Overlaps,
    *,
    seed: int = 1,
    prior: Prior | None = None,
    sweeps: int = DEFAULT_SWEEPS,
    progress: Progress | None = None,
) -> LatentClassDraws:
    """Draws from the posterior of the number of people; the same seed gives the same draws.

    Args:
        overlaps: A table with somebody on it.
        seed: Whole number from 0 on.
        prior: None takes the defaults of `Prior`.
        sweeps: Most Gibbs sweeps, over all ladders and rungs. Sampling ends earlier where R-hat is at most `AGREED` and
            there are `ENOUGH_DRAWS` effective draws.
        progress: Called with the sweeps made and the most that are allowed.

    Raises:
        RequestError: An argument is out of range, or numba is not installed.
    """
    if not has_numba():
        raise RequestError(f"The latent-class method needs numba, which is not installed: {EXTRA}.")
    if seed < 0:
        raise RequestError(f"seed must be 0 or more, got {seed}.")
    prior = prior or Prior()
    rungs = thin_tables(overlaps.counts[overlaps.counts > 0])
    a_round = LADDERS * len(rungs)
    if sweeps < 40 * a_round:
        raise RequestError(f"sweeps must be at least {40 * a_round:,} for this table, got {sweeps:,}.")
    streams = np.random.SeedSequence(seed).spawn(LADDERS)
    ladders = [
        _Ladder(overlaps, rungs, prior, np.random.default_rng(stream), start)
        for stream, start in zip(streams, STARTS, strict=True)
    ]
    rounds, most = 0, sweeps // a_round
    stretch = 2 * max(1, AT_A_STRETCH // (2 * len(rungs)))  # even: which rungs may exchange alternates within a stretch
    with ThreadPoolExecutor(min(LADDERS, os.cpu_count() or 1)) as pool:
        while True:
            goal = min(rounds + (ROUND if rounds < 4 * ROUND else rounds // 4), most)
            while rounds < goal:
                more = min(stretch, goal - rounds)
                list(pool.map(lambda ladder, more=more: ladder.climb(more), ladders))
                rounds += more
                if progress is not None:
                    progress(rounds * a_round, most * a_round)
            found = _gather(ladders, overlaps.n_observed, rounds * a_round)
            if rounds == most or (found.r_hat <= AGREED and found.effective >= ENOUGH_DRAWS):
                return found


def thin_tables(counts: Whole) -> Whole:
    """The counts, then thinner and thinner tables of them down to `SMALLEST_RUNG` people; shape (rungs, patterns).

    Each table holds the next: nobody who left comes back.
    """
    step = 1 + STEP / np.sqrt(len(counts))
    height = 1 + max(0, int(np.ceil(np.log(max(counts.sum() / SMALLEST_RUNG, 1.0)) / np.log(step))))
    share = step ** -np.arange(height, dtype=np.float64)
    spread = np.arange(1, len(counts) + 1) * ((np.sqrt(5) - 1) / 2) % 1  # so that small cells do not empty together
    tables = np.floor(share[:, None] * counts + spread).astype(np.int64)
    tables[0] = counts
    _, first = np.unique(tables, axis=0, return_index=True)
    tables = tables[np.sort(first)]
    kept: Whole = tables[tables.sum(axis=1) > 0]
    return kept


class _Ladder:
    """One chain: a state for each rung, and the draws made on the table itself."""

    def __init__(
        self, overlaps: Overlaps, rungs: Whole, prior: Prior, rng: np.random.Generator, start: float | None
    ) -> None:
        shape = (len(rungs), prior.classes, overlaps.k)
        chances = (1.0 if start is None else start) * (1.0 - rng.random(shape))
        self.on, self.off = np.log(chances), np.log1p(-np.minimum(chances, 1 - 1e-9))
        self.size = np.log(rng.dirichlet(np.ones(prior.classes), len(rungs)))
        self.alpha = np.ones(len(rungs))
        self.place = np.arange(len(rungs))
        self.swaps = np.zeros(len(rungs), dtype=np.int64)
        self.marks = np.ascontiguousarray(membership(overlaps.k)[overlaps.counts > 0])
        self.rungs, self.rng = rungs, rng
        self.prior = np.array([prior.alpha_shape, prior.alpha_rate, prior.listed, prior.not_listed])
        self._parts: list[Floats] = []
        if start is None:
            self._warm_up()

    def _warm_up(self) -> None:
        """Start each rung out of the one below, from the thinnest table up."""
        from bearwitness.estimate.gibbs import temper

        for r in range(len(self.rungs) - 1, -1, -1):
            if r < len(self.rungs) - 1:
                for part in (self.size, self.on, self.off, self.alpha):
                    part[r] = part[r + 1]
            here = slice(r, r + 1)
            temper(
                self.rng,
                self.marks,
                self.rungs[here],
                self.size[here],
                self.on[here],
                self.off[here],
                self.alpha[here],
                np.zeros(1, dtype=np.int64),
                self.prior,
                np.empty((WARM_UP, 3)),
                np.zeros(1, dtype=np.int64),
            )

    def climb(self, rounds: int) -> None:
        """Make so many more rounds."""
        from bearwitness.estimate.gibbs import temper

        new = np.empty((rounds, 3))
        state = (self.size, self.on, self.off, self.alpha, self.place)
        temper(self.rng, self.marks, self.rungs, *state, self.prior, new, self.swaps)
        self._parts.append(new)

    @property
    def draws(self) -> Floats:
        """Unseen, alpha and classes used of every round made, shape (rounds, 3)."""
        self._parts = [np.concatenate(self._parts)]
        return self._parts[0]


def _gather(ladders: list[_Ladder], n_observed: int, sweeps: int) -> LatentClassDraws:
    draws = np.stack([ladder.draws for ladder in ladders])
    rounds = draws.shape[1]
    kept = draws[:, int(rounds * FIRST_SHARE_DROPPED) :]
    swaps = sum(ladder.swaps for ladder in ladders)
    return LatentClassDraws(
        people=n_observed + kept[:, :, 0].astype(np.int64),
        alpha=kept[:, :, 1],
        used=kept[:, :, 2].astype(np.int64),
        sweeps=sweeps,
        swap_rates=np.asarray(swaps)[:-1] / (rounds * len(ladders) / 2),
    )


def estimate_latent_classes(
    overlaps: Overlaps,
    *,
    level: float = 0.95,
    seed: int = 1,
    prior: Prior | None = None,
    sweeps: int = DEFAULT_SWEEPS,
    progress: Progress | None = None,
) -> Estimate:
    """The number of people by latent classes: posterior median and central interval.

    Args:
        overlaps: The table.
        level: Probability of the interval, between 0 and 1.
        seed, prior, sweeps, progress: As in `draw_latent_classes`.

    Returns:
        An estimate whose `fit` holds `r_hat`, `effective_draws`, the Monte Carlo standard errors of the three numbers
        (`mc_error`, `mc_error_low`, `mc_error_high`), `classes_used` (mean), `sweeps`, `peaks`, and for each peak
        `peak_1`, `peak_1_share`, `peak_1_low`, `peak_1_high` … Refused where the chains do not agree.

    Raises:
        RequestError: An argument is out of range.
    """
    started = time.perf_counter()
    check_level(level)
    refusal = table_refusal(overlaps)
    if refusal is None and not has_numba():
        refusal = f"The latent-class method needs numba, which is not installed: {EXTRA}."
    if refusal is not None:
        return refuse(METHOD, overlaps.n_observed, refusal, level=level, assumption=ASSUMPTION)
    prior = prior or Prior()
    found = draw_latent_classes(overlaps, seed=seed, prior=prior, sweeps=sweeps, progress=progress)
    people = found.people.astype(np.float64)
    peaks = find_peaks(people)
    agreed = found.r_hat <= ACCEPTED
    shares = ((1 - level) / 2, 0.5, (1 + level) / 2)
    low, middle, high = (float(x) for x in np.quantile(people, shares, method="inverted_cdf"))
    errors = [quantile_error(people, share) for share in shares]
    return Estimate(
        method=METHOD,
        model=f"up to {prior.classes} classes",
        n_observed=overlaps.n_observed,
        estimate=middle if agreed else None,
        low=low if agreed else None,
        high=high if agreed else None,
        level=level,
        status="ok" if agreed else "refused",
        reason=_caution(overlaps.k, prior, peaks) if agreed else latent_class_refusal(found),
        fit={
            "r_hat": found.r_hat,
            "effective_draws": found.effective,
            "mc_error": errors[1],
            "mc_error_low": errors[0],
            "mc_error_high": errors[2],
            "classes_used": float(found.used.mean()),
            "sweeps": float(found.sweeps),
            "peaks": float(len(peaks)),
            **_peak_measures(peaks),
        },
        seconds=time.perf_counter() - started,
        assumption=ASSUMPTION,
    )


def _peak_measures(peaks: list[Peak]) -> dict[str, float]:
    if len(peaks) == 1:
        return {}
    return {
        name: value
        for i, peak in enumerate(peaks, start=1)
        for name, value in (
            (f"peak_{i}", peak.at),
            (f"peak_{i}_share", peak.share),
            (f"peak_{i}_low", peak.low),
            (f"peak_{i}_high", peak.high),
        )
    }


def _caution(k: int, prior: Prior, peaks: list[Peak]) -> str | None:
    """What a reader must know of an estimate that stands; None where nothing weighs on it."""
    said = []
    if len(peaks) > 1:
        said.append(
            f"The posterior has {len(peaks)} peaks: {_name_peaks(peaks)}. "
            "The table does not decide between them; the estimate and its interval span them all."
        )
    if k == 3 and prior.classes > 1:
        said.append(
            "With three lists, two classes have more parameters (7) than the table leaves free (6), "
            "so what they say of the unseen rests on the prior."
        )
    return " ".join(said) or None


def _name_peaks(peaks: list[Peak]) -> str:
    named = [f"near {p.at:,.0f} ({p.share:.0%} of the draws, {p.low:,.0f} to {p.high:,.0f})" for p in peaks]
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def latent_class_refusal(found: LatentClassDraws) -> str:
    """The sentence where the chains have not come to agree, with the peaks that they wander between."""
    peaks = find_peaks(found.people.astype(np.float64))
    middles = [f"{x:,.0f}" for x in np.sort(np.median(found.people, axis=1))]
    where = f" They found peaks {_name_peaks(peaks)}." if len(peaks) > 1 else ""
    return (
        f"After {found.sweeps:,} sweeps the chains do not agree (R-hat {found.r_hat:.2f}, where {ACCEPTED} is the most "
        f"accepted): their medians are {', '.join(middles[:-1])} and {middles[-1]}.{where} "
        "How much weight each value has is not known; allow more sweeps, or give no number."
    )
