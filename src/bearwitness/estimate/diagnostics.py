"""Whether draws of several chains speak of one distribution, how precise they are, and how many peaks it has.

R-hat and effective sample sizes are those of Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021, Bayesian Analysis
16:667): chains split in halves, draws replaced by the normal scores of their ranks, R-hat the larger of that of the
draws and that of their distance from the median. Draws have the shape (chains, draws of each), in the order drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta, norm, rankdata

Floats = NDArray[np.float64]

SMALLEST_PEAK = 0.05  # share of the draws below which a rise in their density is not called a peak
CERTAIN = 3.0  # standard errors of the lower peak's density by which the valley must lie below it
VALLEY = 0.7  # density between two peaks, as a share of the lower one's, above which they are one
PIECES = 20  # of a chain, for the noise of a density
GRID = 1_000  # points at which the density is computed


def r_hat(draws: Floats) -> float:
    """Rank-normalised split R-hat: 1 where the chains agree, above 1.01 where they do not yet; 1 for constant draws.

    Infinite where chains stand still at different places.
    """
    split = _split(draws)
    return max(_plain_r_hat(_scores(split)), _plain_r_hat(_scores(np.abs(split - np.median(split)))))


def effective_draws(draws: Floats) -> float:
    """Bulk effective sample size: how many independent draws would place the middle as precisely."""
    return _plain_effective_draws(_scores(_split(draws)))


def quantile_error(draws: Floats, share: float) -> float:
    """Monte Carlo standard error of a quantile of the pooled draws (Vehtari et al. 2021, section 4.4)."""
    pooled = np.sort(draws, axis=None)
    below = (draws <= np.quantile(pooled, share)).astype(np.float64)
    size = _plain_effective_draws(_split(below))
    low, high = beta.ppf([norm.cdf(-1.0), norm.cdf(1.0)], size * share + 1, size * (1 - share) + 1)
    ends = np.clip(np.array([np.floor(low * len(pooled)), np.ceil(high * len(pooled)) - 1]), 0, len(pooled) - 1)
    first, last = pooled[ends.astype(np.int64)]
    return float((last - first) / 2)


def _split(draws: Floats) -> Floats:
    """First and second half of each chain as chains of their own; the middle draw of an odd number goes."""
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, draws.shape[1] - half :]]).astype(np.float64)


def _scores(draws: Floats) -> Floats:
    ranks = rankdata(draws, method="average").reshape(draws.shape)
    found: Floats = norm.ppf((ranks - 0.375) / (draws.size + 0.25))
    return found


def _plain_r_hat(draws: Floats) -> float:
    length = draws.shape[1]
    within = float(draws.var(axis=1, ddof=1).mean())
    between = float(draws.mean(axis=1).var(ddof=1))
    if within <= 1e-12 * between or within == 0:  # rounding of equal draws aside
        return 1.0 if between <= 1e-24 else np.inf
    return float(np.sqrt((length - 1) / length + between / within))


def _plain_effective_draws(draws: Floats) -> float:
    """Draws divided by their autocorrelation time, summed as far as pairs of lags stay positive (Geyer 1992)."""
    chains, length = draws.shape
    covariance = _autocovariance(draws)
    within = float(covariance[:, 0].mean()) * length / (length - 1)
    spread = within * (length - 1) / length + (float(draws.mean(axis=1).var(ddof=1)) if chains > 1 else 0.0)
    if spread == 0:
        return float(draws.size)
    correlation = 1 - (within - covariance.mean(axis=0) * length / (length - 1)) / spread
    correlation[0] = 1.0
    return draws.size / max(_autocorrelation_time(correlation), 1 / float(np.log10(max(draws.size, 10))))


def _autocorrelation_time(correlation: Floats) -> float:
    """Draws that are worth one independent draw, from the correlation at each lag."""
    pairs = correlation[: len(correlation) // 2 * 2].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs)
    return -1 + 2 * float(np.minimum.accumulate(pairs[:stop]).sum())


def _effective_within(draws: Floats) -> float:
    """Effective draws for the shape of the density near a point, which chains that seldom change peaks know well.

    Each chain is cut in `PIECES`; only how fast draws forget each other within a piece counts.
    """
    length = draws.shape[1] // PIECES
    if length < 4:
        return effective_draws(draws)
    covariance = _autocovariance(draws[:, : PIECES * length].reshape(-1, length)).mean(axis=0)
    if covariance[0] <= 0:
        return float(draws.size)
    return draws.size / max(_autocorrelation_time(covariance / covariance[0]), 1.0)


def _autocovariance(draws: Floats) -> Floats:
    """Autocovariance of each chain at every lag, divided by the chain's length."""
    length = draws.shape[1]
    centred = draws - draws.mean(axis=1, keepdims=True)
    power = np.abs(np.fft.rfft(centred, n=2 * length, axis=1)) ** 2
    found: Floats = np.fft.irfft(power, n=2 * length, axis=1)[:, :length] / length
    return found


@dataclass(frozen=True, slots=True)
class Peak:
    """One peak of a posterior.

    Attributes:
        at: The number of people where the density of their logarithm is highest.
        share: Share of the draws that belong to the peak, to the valley on either side.
        low, high: The middle 95 in 100 of those draws.
    """

    at: float
    share: float
    low: float
    high: float


def find_peaks(draws: Floats) -> list[Peak]:
    """The peaks of the density of the draws' logarithms, from the lowest number to the highest; at least one.

    Args:
        draws: Numbers above 0. The density is smoothed by as much as their effective number asks for, a peak holds at
            least `SMALLEST_PEAK` of them, and valleys are as deep as `VALLEY` says.
    """
    logs = np.sort(np.log(draws), axis=None)
    grid, density, noise = _density(logs, _effective_within(np.log(draws)))
    tops = [
        i
        for i in range(len(grid))
        if (i == 0 or density[i] > density[i - 1]) and (i == len(grid) - 1 or density[i] >= density[i + 1])
    ]
    borders = [int(a + np.argmin(density[a : b + 1])) for a, b in pairwise(tops)]
    while borders:
        ends = [-np.inf, *grid[borders], np.inf]
        shares = np.diff(np.searchsorted(logs, ends)) / len(logs)
        shallow = [
            _depth(density[b], min(density[tops[i]], density[tops[i + 1]]), noise) for i, b in enumerate(borders)
        ]
        worst = int(np.argmax(shallow))
        if shallow[worst] <= VALLEY:
            small = int(np.argmin(shares))
            if shares[small] >= SMALLEST_PEAK:
                break
            beside = [i for i in (small - 1, small) if 0 <= i < len(borders)]
            worst = max(beside, key=lambda i: density[borders[i]])
        tops.pop(worst if density[tops[worst]] < density[tops[worst + 1]] else worst + 1)
        borders.pop(worst)
    ends = [-np.inf, *grid[borders], np.inf]
    return [_peak(logs, grid[top], ends[i], ends[i + 1]) for i, top in enumerate(tops)]


def _density(logs: Floats, effective: float) -> tuple[Floats, Floats, float]:
    """Grid, Gaussian kernel density on it, and its variance per density; the bandwidth half of Silverman's rule for the effective draws.

    The rule is made for one peak and blurs two into one (those of the diabetes table of 1988, 2,280 and 2,600).
    """
    quarter, three = np.quantile(logs, [0.25, 0.75])
    spread = min(float(logs.std()), float(three - quarter) / 1.34) or float(logs.std())
    width = max(0.45 * spread * max(effective, 10.0) ** -0.2, 1e-9)
    low, high = np.quantile(logs, [0.001, 0.999])
    edges = np.linspace(low - 3 * width, high + 3 * width, GRID + 1)
    held = np.histogram(logs, edges)[0].astype(np.float64)
    grid = (edges[:-1] + edges[1:]) / 2
    kernel = np.exp(-0.5 * ((grid[:, None] - grid[None, :]) / width) ** 2)
    density = kernel @ held / (len(logs) * width * np.sqrt(2 * np.pi))
    return grid, density, float(1 / (max(effective, 10.0) * width * 2 * np.sqrt(np.pi)))


def _depth(valley: float, top: float, noise: float) -> float:
    """A valley as a share of the lower peak beside it; 1 where the difference may be chance.

    The variance of a kernel density is `noise` times the density.
    """
    return valley / top if top - valley > CERTAIN * np.sqrt(noise * top) else 1.0


def _peak(logs: Floats, top: float, start: float, end: float) -> Peak:
    inside = logs[np.searchsorted(logs, start) : np.searchsorted(logs, end)]
    low, high = np.exp(np.quantile(inside, [0.025, 0.975]))
    return Peak(at=float(np.exp(top)), share=len(inside) / len(logs), low=float(low), high=float(high))
