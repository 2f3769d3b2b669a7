"""Hours without a day: "around 3 a.m.", "between midnight and dawn", "in broad daylight", "the 27th".

They name no day that a calendar could hold, but they are often the only words of a report for when something happened.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.times.tree import DayShift, InPart
from bearwitness.phrases.word_patterns import AnyCase

_TURN = r"(?:first\s+light|light|dawn|daybreak|sunrise|noon|midday|dusk|nightfall|sunset|midnight|daylight)"
_AGO = r"(?:(?:shortly|just|soon|long)\s+)?(?:before|after)"
_HOUR = AnyCase(
    rf"\bbetween\s+{_TURN}\s+and\s+{_TURN}\b|\bbroad\s+daylight\b|\bthe\s+(?:small|early)\s+hours\b"
    rf"|\b{_AGO}\s+{_TURN}\b|(?<=\bat\s)(?:about\s+|around\s+)?{_TURN}\b|\b(?:about|around|towards?)\s+{_TURN}\b"
    r"|(?:\b(?:about|around|approximately|approx\.|shortly\s+after|just\s+after|shortly\s+before|just\s+before)\s+|(?<=\bat\s))"
    r"(?:\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?\s?m\b|\d{1,2}:\d\d\b|\d{4}\s+(?:hours|hrs|gmt)\b)"
    r"|(?<=\bon\s)the\s+\d{1,2}(?:st|nd|rd|th)\b(?=\s*[.,;)]|\s+(?:and|to|with|at|in|by|when|after|they|the)\b)"
    r"|\bwhen\s+(?:he|she|they)\s+(?:was|were)\s+(?:an?\s+(?:child|boy|girl|baby)|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|\d{1,2})\b(?=\s*[.,;])",
)


def find_hours(text: str, start: int, end: int) -> Iterator[TimePhrase]:
    """Hours and days of an unsaid month in a stretch of text, in order; none with a day of the week or a month beside it is
    told apart here."""
    for match in _HOUR.finditer(text, start, end):
        yield TimePhrase(
            text[slice(*match.span())], match.span(), TimeKind.POINT, InPart("clock", DayShift(0)), True, False, False
        )
