"""Quoted speech: the stretches between quotation marks that are long enough to be somebody's words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks that is long enough to be speech, [start, end) without the marks."""

    start: int
    end: int


_QUOTE_MARK = re.compile(r"[\"“”]|''|``")
_LEAST_SPEECH_WORDS = 3  # a shorter quotation is a name, a title or a word held at arm's length
_NAME_RUN = re.compile(r"\b[A-Z][\w'’.-]*(?:\s+(?:(?:of|for|de|del|la|the)\s+)*[A-Z][\w'’.-]*)*")


def _is_speech(words: str) -> bool:
    """Whether quoted words are long enough to be speech; a name counts as one word, however long it is."""
    return len(_NAME_RUN.sub("Name", words).split()) >= _LEAST_SPEECH_WORDS


def find_quotations(text: str) -> list[Quotation]:
    """Quoted speech of a text layer (true-cased, where it is in capitals); a paragraph that opens a quotation and leaves it open carries it to the next."""
    found: list[Quotation] = []
    open_at: int | None = None
    for mark in _QUOTE_MARK.finditer(text):
        c = mark.group()
        if open_at is not None:
            gap = text.find("\n\n", open_at, mark.start())
            reopened = c in '“"``' and gap >= 0 and text[gap : mark.start()].strip() == ""
            if reopened and c != "”":
                continue  # a new paragraph of the same speech begins with a mark
            if gap >= 0 and c == '"' and mark.start() - open_at > 1500:
                open_at = mark.end()
                continue
            if c == "“":
                open_at = mark.end()
                continue
            if _is_speech(text[open_at : mark.start()]):
                found.append(Quotation(open_at, mark.start()))
            open_at = None
        elif c != "”":
            open_at = mark.end()
    return found


class Quotations:
    """The quotations of a text layer, in order."""

    def __init__(self, cased: str) -> None:
        self._all = find_quotations(cased) if '"' in cased or "“" in cased or "''" in cased else []
        self._starts = [quote.start for quote in self._all]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds an offset."""
        k = bisect_right(self._starts, offset) - 1
        return self._all[k] if k >= 0 and self._all[k].end > offset else None

    def before(self, quote: Quotation) -> Quotation | None:
        """The quotation that comes right before another."""
        k = self._all.index(quote)
        return self._all[k - 1] if k > 0 else None
