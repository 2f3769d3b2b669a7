"""A claim in the making: what one sentence says of a harm, with who says it, where, when and how sure, before ids are given."""

from __future__ import annotations

from dataclasses import dataclass

from bearwitness.claims.context.setting import Setting
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.records import Claimant, Factuality


@dataclass(slots=True, eq=False)
class Draft:
    """A claim in the making; links point at other drafts."""

    mention: Mention
    setting: Setting
    claimant: Claimant | None
    factuality: Factuality
    in_title: bool = False
    part_of: Draft | None = None
    repeats: Draft | None = None
    supersedes: Draft | None = None
    denies: Draft | None = None
    sum_group: Draft | None = None
    confidence: float | None = None

    @property
    def numbers(self) -> tuple[int | None, int | None, int | None]:
        """Low, best and high."""
        m = self.mention
        return m.low, m.best, m.high
