"""The spread of the estimates in words: what each method is called, and how far they lie apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bearwitness.estimate.overlaps import Overlaps
from bearwitness.estimate.results import Estimate

LABELS = {
    "independence": "Independent lists",
    "chao_lower": "Chao’s lower bound",
    "loglinear_best_bic": "Log-linear, lowest BIC",
    "loglinear_best_aic": "Log-linear, lowest AIC",
    "stepwise": "Log-linear, stepwise",
    "coverage_low": "Sample coverage, low",
    "coverage_high": "Sample coverage, high",
    "graph_average": "Average over graphs",
    "latent_class": "Latent classes",
    "loglinear": "Log-linear model",
}

INTERVALS = {
    "independence": "from the standard error",
    "chao_lower": "from the standard error",
    "loglinear_best_bic": "from the standard error, the model taken as known",
    "loglinear_best_aic": "from the standard error, the model taken as known",
    "stepwise": "from resampled tables, the choice of the model made anew on each (BCa)",
    "coverage_low": "from resampled tables, the logarithm of the unseen taken as normal",
    "coverage_high": "from resampled tables, the logarithm of the unseen taken as normal",
    "graph_average": "the middle of the posterior",
    "latent_class": "the middle of the posterior",
    "loglinear": "from the standard error, the model taken as known",
}

LOWER_BOUNDS = ("chao_lower",)  # methods whose number says "at least"

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

NEVER_ADDED = (
    "Estimated numbers are of recorded and unrecorded people together. They are never added to what is recorded."
)
NOT_AVERAGED = (
    "The methods rest on different assumptions, and no test on the table decides between them: read the spread."
)
NO_NUMBER = "No method gives an estimate, and none can be defended on this table."


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the estimates lie apart.

    Attributes:
        given: Methods that gave an estimate, lowest first.
        refused: Methods that did not.
        low, high: The lowest and the highest limit of an interval; None where there is none, or one is open.
    """

    given: tuple[Estimate, ...]
    refused: tuple[Estimate, ...]
    low: float | None
    high: float | None

    @property
    def common_reason(self) -> str | None:
        """The reason that every method gives, where all are refused for the same; else None."""
        reasons = {estimate.reason for estimate in self.refused}
        return next(iter(reasons)) if len(reasons) == 1 and not self.given else None


def measure_spread(estimates: Sequence[Estimate]) -> Spread:
    """The spread of one estimate a method."""
    given = sorted((one for one in estimates if one.estimate is not None), key=lambda one: one.estimate or 0.0)
    refused = tuple(one for one in estimates if one.estimate is None)
    lows = [one.low for one in given if one.low is not None]
    highs = [one.high for one in given if one.high is not None]
    closed = bool(highs) and len(highs) == len(given)
    return Spread(tuple(given), refused, min(lows, default=None), max(highs) if closed else None)


def spread_words(spread: Spread, *, labels: bool = False) -> str:
    """The spread in a sentence or two, which never name one number as the answer; `labels` calls methods by theirs."""
    count = len(spread.given) + len(spread.refused)
    if not spread.given:
        return NO_NUMBER
    least, most = spread.given[0], spread.given[-1]
    lowest, highest = (LABELS[one.method] if labels else one.method for one in (least, most))
    if len(spread.given) == 1:
        said = (
            f"1 of {count} methods gives an estimate: {amount(least)} ({lowest}). Nothing stands beside it to compare."
        )
    else:
        said = (
            f"{len(spread.given)} of {count} methods give an estimate, from {amount(least)} ({lowest}) "
            f"to {amount(most)} ({highest})."
        )
    low, high = people(spread.low), people(spread.high)
    reach = f" Their intervals reach from {low} to {high}." if spread.high is not None else ""
    if spread.high is None:
        reach = f" Their intervals begin at {low}, and at least one has no upper limit."
    return said + (reach if len(spread.given) > 1 else reach.replace("Their intervals reach", "Its interval reaches"))


def lists_apart(overlaps: Overlaps) -> list[str]:
    """A sentence for each list of three or more that shares nobody with the others, where some of those share people."""
    if overlaps.k < 3 or len(overlaps.apart) == sum(overlaps.list_sizes > 0):
        return []
    return [
        f"Nobody on {safe(name)} is on another list: what it says of the unseen rests on that alone."
        for name in overlaps.apart
    ]


def amount(estimate: Estimate) -> str:
    """The estimate as it is read: "2,251", "at least 2,318", "none" where it was refused."""
    if estimate.estimate is None:
        return "none"
    return f"{'at least ' if estimate.method in LOWER_BOUNDS else ''}{people(estimate.estimate)}"


def interval(estimate: Estimate) -> str:
    """The interval as it is read: "2,214–2,287", "574 or more", nothing where it was refused."""
    if estimate.low is None and estimate.high is None:
        return "" if estimate.estimate is None else "open"
    if estimate.high is None:
        return f"{people(estimate.low)} or more"
    return f"{people(estimate.low)}–{people(estimate.high)}"


def profile_interval(estimate: Estimate) -> str | None:
    """The profile-likelihood limits as they are read; None where the method has none."""
    low, high = estimate.fit.get("profile_low"), estimate.fit.get("profile_high")
    if low is None and high is None:
        return None
    return f"{people(low)} or more" if high is None else f"{people(low)}–{people(high)}"


def people(value: float | None) -> str:
    """A number of people, whole, with thousands set apart."""
    return "open" if value is None else f"{round(value):,}"


def percent(level: float) -> str:
    """A level as it is read: "95%"."""
    return f"{level * 100:.10g}%"


def safe(text: str) -> str:
    """Words of a table on one line, with nothing in them that could steer a terminal or turn the text around."""
    return _UNSAFE.sub("\ufffd", " ".join(text.split()))
