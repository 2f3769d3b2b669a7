"""What one method says of one table: an estimate, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

Status = Literal["ok", "refused"]

MOST_PER_RECORDED = 1_000
"""People in all for each one recorded, above which a number is refused and a limit called open: what so few recorded
people say of so many is the method's assumption and nothing else. Published estimates are 1 to 20."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One row of `bearwitness estimate`: the people on at least one list, and how many there are said to be in all.

    Attributes:
        method: Name of the method, as in the contract ("independence", "loglinear_best_bic", …).
        model: The terms that the number was fitted with, for example "[AB,C]"; empty where none was fitted.
        n_observed: People on at least one list.
        estimate: Whole population, recorded and unrecorded together; None where refused.
        low, high: Limits of the interval; None where refused, or where the data set no limit on that side.
        level: Nominal coverage of the interval, between 0 and 1.
        status: "ok", or "refused" where no number can be defended.
        reason: One plain sentence why it was refused, or why a limit is missing; None where there is nothing to say.
        fit: Measures of fit by name: "aic", "bic", "deviance", "df", "parameters", "standard_error" …
        seconds: Time taken.
        assumption: One sentence: what the number rests on.
    """

    method: str
    model: str
    n_observed: int
    estimate: float | None
    low: float | None
    high: float | None
    level: float
    status: Status
    reason: str | None
    fit: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    assumption: str = ""

    def row(self) -> dict[str, Any]:
        """Plain JSON values under the contract's keys, in its order, the assumption last."""
        return {
            "method": self.method,
            "model": self.model,
            "n_observed": self.n_observed,
            "estimate": self.estimate,
            "low": self.low,
            "high": self.high,
            "level": self.level,
            "status": self.status,
            "reason": self.reason,
            "fit": dict(self.fit),
            "seconds": self.seconds,
            "assumption": self.assumption,
        }


_LIMITS = ("profile_high",)  # of the measures of fit: limits of further intervals


def refuse(
    method: str,
    n_observed: int,
    reason: str,
    *,
    level: float,
    model: str = "",
    seconds: float = 0.0,
    assumption: str = "",
) -> Estimate:
    """A refusal: no number, and the sentence that says why."""
    return Estimate(
        method=method,
        model=model,
        n_observed=n_observed,
        estimate=None,
        low=None,
        high=None,
        level=level,
        status="refused",
        reason=reason,
        fit={},
        seconds=seconds,
        assumption=assumption,
    )


def hold_back(found: Estimate) -> Estimate:
    """The estimate without what lies beyond `MOST_PER_RECORDED`: refused where the number does, else the limits opened."""
    most = MOST_PER_RECORDED * found.n_observed
    if found.estimate is None:
        return found
    if found.estimate > most:
        reason = (
            f"It comes out at more than {MOST_PER_RECORDED:,} times the {found.n_observed:,} people recorded, "
            "and no table can carry such a number."
        )
        return replace(found, estimate=None, low=None, high=None, status="refused", reason=reason)
    fit = {name: value for name, value in found.fit.items() if name not in _LIMITS or value <= most}
    if found.high is None or found.high <= most:
        return replace(found, fit=fit)
    note = f"The table sets no upper limit: it would lie beyond {MOST_PER_RECORDED:,} times the people recorded."
    return replace(found, high=None, fit=fit, reason=" ".join(filter(None, [found.reason, note])))
