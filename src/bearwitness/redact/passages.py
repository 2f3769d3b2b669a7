"""A claim's words in their paragraph: where the paragraph ends, and the pieces that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bearwitness.records import Span

LONGEST_PARAGRAPH = 1_200  # code points printed around a claim where the text has no paragraphs; about 200 words


class Piece(NamedTuple):
    """A stretch of a passage; `mark` is empty, `quote` (the claim's words) or `count` (the number's words).

    `withheld` says that the text stands in for words that were taken out.
    """

    text: str
    mark: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim's words in their paragraph, as an audience may read them."""

    pieces: tuple[Piece, ...]
    cut_before: bool = False
    cut_after: bool = False
    redacted: bool = False
    erased: bool = False  # the text layer is gone; only the quoted words of the claim remain
    stale: bool = False  # the words at the span are not the words of the claim


def paragraph_of(text: str, start: int, end: int) -> tuple[int, int, bool, bool]:
    """The paragraph around a span: its edges, and whether it was cut short before and after.

    A paragraph ends at a blank line; where it is longer than a reader would take for one, at a line break, and failing
    that at white space.
    """
    a = text.rfind("\n\n", 0, start)
    a = 0 if a < 0 else a + 2
    b = text.find("\n\n", end)
    b = len(text) if b < 0 else b
    if b - a > LONGEST_PARAGRAPH:
        a = max(a, text.rfind("\n", a, start) + 1)
        line_end = text.find("\n", end, b)
        b = b if line_end < 0 else line_end
    before = after = False
    room = max(0, LONGEST_PARAGRAPH - (end - start)) // 2
    if b - a > LONGEST_PARAGRAPH and start - a > room:
        space = text.find(" ", start - room, start)
        a, before = (space + 1 if space >= 0 else start), True
    if b - a > LONGEST_PARAGRAPH and b - end > room:
        space = text.rfind(" ", end, end + room)
        b, after = (space if space >= 0 else end), True
    while a < start and text[a].isspace():
        a += 1
    while b > end and text[b - 1].isspace():
        b -= 1
    return a, b, before, after


def cut_at(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether words go before and after a span in its own sentence."""
    before = re.search(r"[^\s.!?:]['\"”’)\]]*[^\S\n]*$", text[max(0, start - 8) : start]) is not None
    closed = re.match(r"['\"”’)\]]*(?:[.!?\n]|$)", text[end : end + 4]) is not None
    return before, not (closed or text[end - 1 : end] in ".!?")


def marked(
    text: str, start: int, end: int, taken: Sequence[tuple[int, int, str]], *, quote: Span, count: Span
) -> Iterator[Piece]:
    """Stretches of text[start:end] with the quote and the count marked and what is withheld replaced."""

    def mark(a: int, b: int) -> str:
        if a < count[1] and b > count[0]:
            return "count"
        return "quote" if a < quote[1] and b > quote[0] else ""

    edges = {start, end, *(max(start, min(end, e)) for e in (*quote, *count))}
    for a, b, _ in taken:
        edges = {e for e in edges if not a < e < b} | {a, b}
    replaced = {a: words for a, _, words in taken}
    points = sorted(edges)
    for a, b in pairwise(points):
        words = replaced.get(a, text[a:b])
        if words:
            yield Piece(words, mark(a, b), a in replaced)
