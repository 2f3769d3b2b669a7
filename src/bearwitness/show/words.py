"""Words for the terminal: ranges, days, ids by their start, and nothing that could steer it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from bearwitness.report import wording

SHORT_ID = 6  # hex digits of an id printed at least; more where it takes more to be unique
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: object) -> str:
    """Words of a report or a path as they may be sent to a terminal: on one line, and nothing in them can steer it."""
    return _CONTROL.sub("\ufffd", wording.one_line(str(text)))


def short_days(start: str | None, end: str | None) -> str:
    """An interval of ISO dates with months in three letters: "3–4 Jul 2023"."""
    return re.sub(
        r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b",
        lambda month: month[0][:3],
        wording.days(start, end),
    )


def range_words(row: Mapping[str, Any]) -> str:
    """Low, best and high as they are read: "12", "12–14 (best 13)", "101 or more", "up to 30", "about 50"."""
    low, best, high = row["low"], row["best"], row["high"]
    words = wording.figure_bounds(row)
    if best is None or low == high or (low is None and high is None) or (best == low and high is None):
        return words
    return f"{words} (best {wording.number(best)})"


def short_ids(ids: Iterable[str], *, least: int = SHORT_ID) -> dict[str, str]:
    """Each id with the shortest start of it that no other has, of at least `least` hex digits."""
    ordered = sorted(set(ids))
    short: dict[str, str] = {}
    for i, name in enumerate(ordered):
        prefix = len(name) - len(name.removeprefix("i-").removeprefix("j-"))
        shared = 0
        for other in (ordered[i - 1] if i else "", ordered[i + 1] if i + 1 < len(ordered) else ""):
            same = takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False))
            shared = max(shared, sum(1 for _ in same))
        short[name] = name[: max(prefix + least, shared + 1)]
    return short
