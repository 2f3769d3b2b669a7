"""Whether a clause speaks of the future, so that the dates in it lie ahead."""

from __future__ import annotations

import re

from bearwitness.records import Span

_REPORTED = re.compile(r",?\s+(?:that|to|whether)\b|'s?\s", re.IGNORECASE)
_AHEAD_BEFORE = re.compile(
    r"\b(?:will|shall|to be|(?:should|may|might|must) be|due|scheduled|planned for|plans? to|upcoming|forthcoming|"
    r"(?:is|are|was|were)\s+(?:expected|planned|set|slated|supposed)|hopes? to|expects? to|intends? to)\b"
    r"(?![^,]*,\s+(?:said|who|which)\b)|'ll\b",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(r"\W*(?:\w+\s+){0,4}?(?:will|shall)\b", re.IGNORECASE)


def looks_ahead(text: str, span: Span) -> bool:
    """Whether the clause around a phrase speaks of the future ("will", "is due to"): dates in it then lie ahead.

    Looks back and on to the nearest end of a clause, at most 100 characters.
    """
    if _REPORTED.match(text, span[1]):
        return False  # "announced on Friday that it will"
    before = re.split(r"[.;:!?]\s|\n\s*\n", text[max(0, span[0] - 100) : span[0]])[-1]
    after = re.split(r"[.,;:!?]\s|\n\s*\n", text[span[1] : span[1] + 60])[0]
    return bool(_AHEAD_BEFORE.search(before) or _AHEAD_AFTER.match(after))
