"""A claim in the making: what one sentence says of a harm, with who says it, where, when and how sure, before ids are given."""

from __future__ import annotations

from dataclasses import dataclass

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.phrases.places.phrase import PlacePhrase
from bearwitness.phrases.spots import Spot
from bearwitness.phrases.times.phrase import TimePhrase
from bearwitness.records import Claimant, Factuality, Scope


@dataclass(slots=True)
class Setting:
    """Time and place words of a mention; None where the text gives it none.

    `place` has a name that a gazetteer may know; `site` is said of the harm in the mention's own sentence ("the surgical
    ward", "a house on Rell Street"), with a name or without.
    """

    time: TimePhrase | None = None
    place: PlacePhrase | None = None
    site: Spot | None = None
    as_of: TimePhrase | None = None
    scope: Scope = Scope.INCIDENT


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
