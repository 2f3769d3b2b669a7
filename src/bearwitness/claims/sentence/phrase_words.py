"""The words of a phrase about people, one by one, and where its first noun phrase ends."""

from __future__ import annotations

import re

from bearwitness.claims.sentence.counted_nouns import NOUN_STOP
from bearwitness.records import Quantity

STOPS = NOUN_STOP - {"a", "an"}
TOKEN = re.compile(
    r"\d+(?:[-\s](?:year|month|week|day)s?[-\s]olds?)|\d[\d.,]*\d|[^\W_]+(?:[-'’.][^\W_]+)*|[,;:()\[\]—–\"“”]|--"
)
DETERMINERS = frozenset(
    (
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "your",
        "this",
        "that",
        "these",
        "those",
        "another",
        "one",
    )
)
POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "your"))


def is_inside(at: int, quantities: list[Quantity]) -> bool:
    """Whether an offset lies in one of the numbers, compounds ("12-member") left aside."""
    return any(q.start <= at < q.end and q.rule != "compound" for q in quantities)


def noun_phrase_end(tokens: list[tuple[str, int]], quantities: list[Quantity]) -> tuple[int, int | None]:
    """(number of tokens in the noun phrase, index of a following "of" or None)."""
    for index, (token, at) in enumerate(tokens):
        low = token.lower()
        if low == "of":
            if is_inside(at, quantities):
                continue
            return index, index
        if index == 0:
            continue
        if low in ("aged", "age") and any(q.rule == "not:age" and q.start <= at < q.end for q in quantities):
            return index, None
        if not token[0].isalnum() or (low in STOPS and not is_inside(at, quantities)):
            return index, None
    return len(tokens), None
