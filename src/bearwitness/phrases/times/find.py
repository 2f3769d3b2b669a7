"""The time phrases of a text, and the phrase that given words make up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearwitness.phrases.times.operators import read_phrase
from bearwitness.phrases.times.phrase import TimePhrase, phrase_over
from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.words import (
    DAY_PARTS,
    DAY_PARTS_PLURAL,
    LOCATING,
    MONTH_ANY,
    SEASONS,
    STARTERS,
    UNITS_ANY,
    WEEKDAYS,
    WEEKDAYS_PLURAL,
)
from bearwitness.phrases.word_patterns import any_of, lower_in_place
from bearwitness.records import Span

# A phrase always holds one of these; text without any is left after one scan.
_TRIGGERS = re.compile(
    r"(?<![a-z])(?:"
    + any_of(
        {*MONTH_ANY, *WEEKDAYS, *WEEKDAYS_PLURAL, *DAY_PARTS, *DAY_PARTS_PLURAL, *UNITS_ANY, *SEASONS}
        | {"today", "yesterday", "tomorrow", "tonight", "overnight", "christmas", "ago"}
    )
    + r")(?![a-z])|(?<![a-z])(?:(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.(?=[ ,])|boxing day)|(?<![0-9.,])(?:1[5-9]|20)[0-9]{2}(?![0-9])|[0-9][-/.][0-9]|[0-9]0s(?![a-z])"
)
_REACH_BACK = 80
_REACH_ON = 110


def find_time_phrases(text: str, start: int = 0, end: int | None = None) -> list[TimePhrase]:
    """Time phrases of the text in order, none overlapping; spans count from the start of the whole text.

    Args:
        start: first code point looked at.
        end: end of what is looked at, excluded; None is the end of the text.
    """
    end = len(text) if end is None else min(end, len(text))
    phrases: list[TimePhrase] = []
    for window_start, window_end in _windows(text, max(start, 0), end):
        tokens = Tokens(text, window_start, window_end)
        i = 0
        while i < tokens.size:
            if tokens.words[i] in STARTERS or "0" <= tokens.words[i][:1] <= "9":
                found = read_phrase(tokens, i)
                if found is not None:
                    phrases.append(phrase_over(tokens, i, *found))
                    i = found[1]
                    continue
            i = max(i + 1, tokens.skip_to)
    return phrases


def parse_time_phrase(words: str) -> TimePhrase | None:
    """The words read as one time phrase ("July", "on 3 July", "2019 alone"); None if they are none.

    Where the words hold more than one phrase, the longest counts, the first of equals.
    """
    tokens = Tokens(words, 0, len(words))
    i = 0
    while i < tokens.size and tokens.words[i] in LOCATING:
        found = read_phrase(tokens, i, expect=True)
        if found is not None:
            return phrase_over(tokens, i, *found)
        i += 1
    found = read_phrase(tokens, i, expect=True)
    if found is None and tokens.words[i] == "the":
        i += 1
        found = read_phrase(tokens, i, expect=True)
    if found is not None and found[1] == tokens.size:
        return phrase_over(tokens, i, *found)
    phrases = find_time_phrases(words)
    if found is not None:
        phrases.insert(0, phrase_over(tokens, i, *found))
    return max(phrases, key=lambda phrase: phrase.span[1] - phrase.span[0], default=None)


def _windows(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches around the trigger words, merged where they touch, cut at white space."""
    first = max(0, start - 1)  # a trigger looks at the character before it
    lowered = lower_in_place(text[first:end])
    opened = closed = -1
    for trigger in _TRIGGERS.finditer(lowered, start - first):
        left = max(start, first + trigger.start() - _REACH_BACK)
        right = min(end, first + trigger.end() + _REACH_ON)
        if left > closed:
            if opened >= 0:
                yield _cut(text, opened, closed, start, end)
            opened = left
        closed = right
    if opened >= 0:
        yield _cut(text, opened, closed, start, end)


def _cut(text: str, left: int, right: int, start: int, end: int) -> Span:
    """The stretch without the half words at its ends."""
    while start < left and left < right and not text[left - 1].isspace():
        left += 1
    while left < right < end and not text[right].isspace():
        right -= 1
    return left, right
