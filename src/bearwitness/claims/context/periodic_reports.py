"""Reports that count over a period: whether a report is one, and over which, as its head says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bearwitness.claims.context.event_words import tells_of_event
from bearwitness.claims.context.time_and_place import is_brief
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.whose_day import names_period
from bearwitness.phrases.word_patterns import AnyCase

_OPENING_CHARACTERS = 450  # a report says within these what period it is of
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_OF_PERIOD = AnyCase(
    r"\b(?:monthly|weekly|fortnightly|bi-?weekly|quarterly|annual|yearly|mid-?year|half-?year(?:ly)?|biannual)\s+(?:[\w'’-]+\s+){0,4}?(?:reports?|updates?|bulletins?|summary|briefs?|briefing|reviews?|figures|digest|tracker|statistics|roundup|round-up|toll|overview)\b"
    rf"|\b(?:updates?|reports?|summary|bulletin|review|figures|statistics|toll|tally|overview|monitor)\s*(?:for|of|from|–|—|-|:|,|\()\s*(?:the\s+)?(?:month\s+of\s+)?(?:{_MONTH}\b\.?(?:\s*[-–—/]\s*{_MONTH}\.?)?,?\s+(?:19|20)\d\d|q[1-4]\b|(?:first|second|third|fourth)\s+quarter|(?:19|20)\d\d\b)"
    r"|\bsituation\s+(?:reports?|overview|update)\b|\bsitrep\b|\bprotection\s+of\s+civilians\b|\bcasualty\s+(?:updates?|figures|reports?|statistics)\b"
    r"|\bperiods?\s+covered\b|\breporting\s+period\b|\bcovering\s+the\s+period\b|\bkey\s+figures\b",
)
_MONTHLY_TITLE = re.compile(
    rf"\b(?:in|during|for|since)\s+(?:the\s+month\s+of\s+)?(?:{_MONTH}\b\.?,?\s+(?:19|20)\d\d|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b\d{2,}\s+[^\W\d_]|\b(?:killed|victims|casualties|arrests)\b", re.IGNORECASE)
_SAID_MONTHLY = AnyCase(r"\b(?:monthly|weekly|quarterly|annual)\s+(?:report|update|bulletin|summary)\b")
_MONTH_WIDE = re.compile(
    rf"(?:(?:early|mid|late|the\s+(?:month|end|start|beginning)\s+of)[\s-]+)?{_MONTH}\.?(?:,?\s+(?:of\s+)?(?:(?:19|20)\d\d|last\s+year|this\s+year))?|(?:last|this|the\s+previous|the\s+past)\s+(?:month|quarter|year)|(?:19|20)\d\d",
    re.IGNORECASE,
)
_BULLETIN = AnyCase(
    r"\b(?:update|bulletin|monthly|weekly|quarterly|annual|biannual|situation\s+report|sitrep|report|review|overview|snapshot|digest|"
    r"statistics|figures|brief|dashboard|factsheet|fact\s+sheet|monitor)\b",
)
_TITLE_SENTENCES = 2  # the title of a paper, and what stands below it


def is_periodic(text: str) -> bool:
    """Whether the report says at its head that it is of a month, a week or another period."""
    head = text[:_OPENING_CHARACTERS]
    if _OF_PERIOD.search(head) or _SAID_MONTHLY.search(head):
        return True
    title, below, _ = head.strip().partition("\n")
    return (
        bool(below)
        and not title.endswith(".")
        and _MONTHLY_TITLE.search(title) is not None
        and _COUNTED.search(title) is not None
    )


def period_of_head(sentences: Sequence[Sentence], times: Callable[[Sentence], list[TimePhrase]]) -> TimePhrase | None:
    """The month, or the days from and to, that the head of a periodic report names, with its year."""
    for s in sentences:
        if s.start > _OPENING_CHARACTERS:
            return None
        for t in times(s):
            if t.kind == TimeKind.SPAN and re.search(r"\d{4}", t.text) and (is_month_wide(t) or t.is_period):
                return t
    return None


def is_month_wide(time: TimePhrase) -> bool:
    """Whether words of time name a month, a quarter or a year, or span more than two days."""
    return _MONTH_WIDE.fullmatch(time.text.strip()) is not None or (time.is_period and not is_brief(time))


def period_of_title(
    cased: str, sentences: Sequence[Sentence], times: Callable[[Sentence], list[TimePhrase]]
) -> TimePhrase | None:
    """The period that a bulletin names in its title: "Protection of civilians: update for March 2024".

    Wider and narrower than `is_periodic` with `period_of_head`: the title need only call the paper a report, an update or the
    like, and its period may lack the year; but it is sought in the title alone, and not where that tells of an event.

    Returns:
        The first period of the first sentences; None where the title names none.
    """
    return next(
        (
            t
            for s in sentences[:_TITLE_SENTENCES]
            if _BULLETIN.search(cased, s.start, s.end) and not tells_of_event(cased[s.start : s.end])
            for t in times(s)
            if names_period(t)
        ),
        None,
    )
