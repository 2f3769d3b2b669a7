"""Where a report turns from one event to another.

Strikes told one after the other: "The first, at 8 a.m., hit ...", "In the evening a second strike ...".

What such a sentence says of target and hour holds for the sentences after it in its paragraph, which often say neither:
"Eight people were killed". Read by shape; the order alone tells no two incidents apart, a second bomb may fall on those
who came to help. Words that say so do: "In an unrelated incident", "Separately".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_KIND = (
    r"(?:(?:air ?)?strikes?|attacks?|raids?|bombings?|bombs?|blasts?|explosions?|shellings?|bombardments?|shootings?|"
    r"ambush(?:es)?|assaults?|missiles?|rockets?|clash(?:es)?)"
)
_ORDER = r"(?:first|second|third|fourth|fifth|other|latter)"
_OPENS = re.compile(
    rf"^\W*(?:(?:in|during)\s+)?the\s+{_ORDER}\b(?:,|\s+(?:came|hit|struck|happened|killed|wounded|took|occurred|was)\b|"
    rf"\s+(?:[\w-]+\s+){{0,2}}?{_KIND}\b)"
    rf"|\b(?:a|the)\s+(?:second|third|fourth|fifth)\s+(?:[\w-]+\s+){{0,2}}?{_KIND}\b"
    rf"|\b(?:a\s+(?:separate|further|later)|another)\s+(?:[\w-]+\s+){{0,2}}?{_KIND}\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    rf"\W*(?:also\b[^.;:,]{{0,40}}?,?\s+)?(?:in\s+(?:an?\s+)?(?:separate|unrelated)\s+(?:[\w-]+\s+){{0,2}}?"
    rf"(?:incidents?|events?|cases?|shootings?|stabbings?|killings?|{_KIND})|separately,)",
    re.IGNORECASE,
)
_TURN_GATE = re.compile(r"\b(?:separate|separately|unrelated)\b", re.IGNORECASE)
_GATE = re.compile(r"\b(?:second|another|separate|third)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Strike:
    """A stretch of text that tells of one strike among several: from its opening sentence to the end of the paragraph or
    to the next strike. `opening` is where that sentence ends."""

    start: int
    opening: int
    end: int


def read_strikes(text: str, sentences: Sequence[int], paragraphs: Sequence[int]) -> list[Strike]:
    """The strikes that a text tells one by one, in its order; empty where it tells of fewer than two.

    Args:
        text: The text.
        sentences: Where its sentences begin, sorted.
        paragraphs: Where its paragraphs begin, sorted.
    """
    if not _GATE.search(text):
        return []
    bounds = [*sentences, len(text)]
    opened = [
        (start, end) for start, end in pairwise(bounds) if end - start <= _LONGEST and _OPENS.search(text[start:end])
    ]
    if len(opened) < 2:
        return []
    found = []
    for index, (start, opening) in enumerate(opened):
        following = opened[index + 1][0] if index + 1 < len(opened) else len(text)
        after = bisect_right(paragraphs, start)
        paragraph = paragraphs[after] if after < len(paragraphs) else len(text)
        found.append(Strike(start, opening, max(opening, min(following, paragraph))))
    return found


def read_turns(text: str, sentences: Sequence[int], paragraphs: Sequence[int]) -> list[Strike]:
    """The stretches in which a text says that it tells of something else, in its order, each to the end of its paragraph.

    Args:
        text: The text.
        sentences: Where its sentences begin, sorted.
        paragraphs: Where its paragraphs begin, sorted.
    """
    if not _TURN_GATE.search(text):
        return []
    opened = [
        (start, end)
        for start, end in pairwise([*sentences, len(text)])
        if _TURNS.match(text, start, min(end, start + _LONGEST))
    ]
    found = []
    for start, opening in opened:
        after = bisect_right(paragraphs, start)
        paragraph = paragraphs[after] if after < len(paragraphs) else len(text)
        found.append(Strike(start, opening, max(opening, paragraph)))
    return found


_LONGEST = 600  # code points of a sentence worth reading


def strike_at(strikes: Sequence[Strike], offset: int) -> Strike | None:
    """The strike in whose stretch an offset lies."""
    return next((strike for strike in strikes if strike.start <= offset < strike.end), None)
