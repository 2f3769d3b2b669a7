"""Feasts that name a day: "Good Friday", "Easter Sunday 2016", "Christmas Eve", "New Year's Day"."""

from __future__ import annotations

from dataclasses import replace

from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import Calendar, Feast, Read
from bearwitness.phrases.times.words import APOSTROPHES, FEASTS
from bearwitness.phrases.times.years import read_year_after


def read_feast(tokens: Tokens, i: int) -> Read | None:
    """The feast that opens at token i, which holds one of `FEAST_WORDS`."""
    word, following = tokens.words[i], tokens.words[i + 1]
    if word == "christmas":
        eve = following == "eve"
        return _with_year(tokens, Calendar(month=12, day=24 if eve else 25), i + 1 + (eve or following == "day"))
    if word == "boxing" and following == "day":
        return _with_year(tokens, Calendar(month=12, day=26), i + 2)
    if word == "new" and following == "year":
        return _read_new_year(tokens, i + 2)
    if (word, following) in FEASTS:
        year, j = read_year_after(tokens, i + 2, abbreviated=False)
        return Feast(FEASTS[word, following], year.year), j
    return None


def _read_new_year(tokens: Tokens, j: int) -> Read | None:
    """ "'s Eve", "'s Day", after "New Year"."""
    if tokens.words[j] in APOSTROPHES:
        j += 1 + (tokens.words[j + 1] == "s")
    if tokens.words[j] not in ("eve", "day"):
        return None
    eve = tokens.words[j] == "eve"
    return _with_year(tokens, Calendar(month=12 if eve else 1, day=31 if eve else 1), j + 1)


def _with_year(tokens: Tokens, feast: Calendar, j: int) -> Read:
    """A feast of a fixed day, with the year after it ("Christmas Day 1991", "Christmas Eve last year")."""
    year, k = read_year_after(tokens, j, abbreviated=False)
    return (replace(feast, year=year.year), k) if year.year is not None else (feast, j)
