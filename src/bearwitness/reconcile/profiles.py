"""The arithmetic: low, best and high of the entries that vote, under each profile.

`minmax` is the rule; every other profile is written as what it changes in the result of `minmax`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bearwitness.errors import UnknownName
from bearwitness.reconcile.readings import Reading
from bearwitness.reconcile.set_aside import ABOUT, BOUND, EXACT, Entry

MINMAX = "minmax"
UCDP = "ucdp"
CONSERVATIVE = "conservative"
AIRWARS = "airwars"

PROFILES = (MINMAX, UCDP, CONSERVATIVE, AIRWARS)
"""Every build holds the figures of all profiles; `minmax` is shown by default."""

Range = tuple[int | None, int | None, int | None]

_SMALLER_READINGS = {"tens": (20, 10), "dozens": (24, 12), "hundreds": (200, 100)}
"""Words whose number `conservative` takes smaller, after ACLED: (our low, its number). Source: domain brief, section 3.
Changing it moves the `conservative` figures alone; re-run tests/reconcile."""

_SMALLER_WORD = re.compile(r"\b(?:" + "|".join(_SMALLER_READINGS) + r")\b", re.IGNORECASE)


def check_profile(name: str) -> str:
    """The profile's name as given, if there is one of that name.

    Raises:
        UnknownName: There is none; the message names those that exist.
    """
    if name not in PROFILES:
        known = ", ".join(PROFILES[:-1]) + f" or {PROFILES[-1]}"
        raise UnknownName(f"profile must be {known}, got {name!r}. Without one, {MINMAX} is shown.")
    return name


def minmax_range(entries: Sequence[Entry]) -> Range:
    """The lowest and highest number said, and the one number on which all agree; each open where a claim contradicts
    it.

    Source: docs/figures.md, "Low, best and high".
    """
    lows = [entry.low for entry in entries if entry.low is not None]
    bests = [entry.best for entry in entries if entry.best is not None]
    highs = [entry.high for entry in entries if entry.high is not None]
    named = [entry.best for entry in entries if entry.best is not None and entry.kind != BOUND]
    abouts = [entry.best for entry in entries if entry.best is not None and entry.kind == ABOUT]
    low, high = min(lows, default=None), max(highs, default=None)
    best = named[0] if named and len(set(named)) == 1 else None
    if best is not None and (max(lows, default=best) > best or min(highs, default=best) < best):
        best = None
    if low is not None and min(min(highs, default=low), min(abouts, default=low)) < low:
        low = None
    if high is not None and max(max(lows, default=high), max(bests, default=high)) > high:
        high = None
    return low, best, high


def ucdp_range(entries: Sequence[Entry], minmax: Range) -> Range:
    """As `minmax`, but best is the number of the highest-ranked publisher that names one, else the lowest exact number.

    Where several numbers come from publishers of that rank the lowest exact one is taken, else the lowest. With
    neither a ranked publisher nor an exact number, best stays as it was.
    """
    low, best, high = minmax
    ranks = [entry.rank for entry in entries if entry.rank is not None and entry.best is not None]
    exact = [entry.best for entry in entries if entry.kind == EXACT and entry.best is not None]
    if ranks:
        top = [entry for entry in entries if entry.rank == min(ranks) and entry.best is not None]
        firm = [entry.best for entry in top if entry.kind == EXACT and entry.best is not None]
        best = min(firm or [entry.best for entry in top if entry.best is not None])
    elif exact:
        best = min(exact)
    return low, best, high


def conservative_range(entries: Sequence[Entry]) -> Range:
    """One number, the lowest that a claim stands for, and no range: low and high stay open.

    A claim stands for its low, or for its number where it has no low ("about 50"); "up to 30" stands for none.
    """
    numbers = [entry.low if entry.low is not None else entry.best for entry in entries]
    return None, min((number for number in numbers if number is not None), default=None), None


def airwars_range(minmax: Range, *, status_contested: bool) -> Range:
    """As `minmax`; where one voice counts as civilians whom another counts as combatants, from 0, without a best.

    Args:
        minmax: The range of a cell.
        status_contested: Whether the cell is `civilian` or `combatant` and accounts differ on who the victims were.
    """
    low, best, high = minmax
    return (0, None, high) if status_contested else (low, best, high)


def smaller_words(readings: Mapping[str, Reading]) -> dict[str, int]:
    """New lows, by claim id, for the words that `conservative` reads smaller; empty where no claim uses one."""
    lows: dict[str, int] = {}
    for reading in readings.values():
        if not reading.vague or not reading.claim.count_text:
            continue
        word = _SMALLER_WORD.search(reading.claim.count_text)
        if word is not None:
            ours, smaller = _SMALLER_READINGS[word[0].casefold()]
            if reading.low == ours:  # "tens of thousands" is another number
                lows[reading.claim_id] = smaller
    return lows


def out_of_order(figure: Range) -> bool:
    """Whether low <= best <= high is broken, nulls aside."""
    low, best, high = figure
    return (
        (low is not None and best is not None and low > best)
        or (best is not None and high is not None and best > high)
        or (low is not None and high is not None and low > high)
    )
