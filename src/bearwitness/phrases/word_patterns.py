"""Lists of words as one string, and patterns that find any of many words or fixed phrases.

Such a pattern is several times faster than one plain alternation of the phrases.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache


def words_of(listed: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(listed.split())


class _Branch(dict[str, "_Branch"]):
    """Letters and what follows each; an empty letter ends a phrase."""


def lower_in_place(text: str) -> str:
    """Lower case of the same length: where lower-casing a character would change the length, it is kept."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def lowered(text: str) -> str:
    """The same, and kept for the last long texts: the layers of a report are asked about by the sentence."""
    return _kept_lower(text) if len(text) > _SHORT else lower_in_place(text)


_SHORT = 500  # code points; shorter ones are lowered as fast as found


@lru_cache(maxsize=4)
def _kept_lower(text: str) -> str:
    return lower_in_place(text)


class AnyCase:
    """A pattern that disregards case by looking at text in lower case: some three times faster than `re.IGNORECASE`.

    Matches have the spans of the text and the words in lower case.

    Args:
        pattern: A regular expression without capital letters, but in escapes such as `\\W`.
    """

    __slots__ = ("pattern",)

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)

    def search(self, text: str, start: int | None = None, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in a text, or in a stretch of it."""
        if start is None:
            return self.pattern.search(lower_in_place(text))
        return self.pattern.search(lowered(text), start, end)

    def match(self, text: str, start: int | None = None, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match where a text, or a stretch of it, begins."""
        if start is None:
            return self.pattern.match(lower_in_place(text))
        return self.pattern.match(lowered(text), start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of a text as a whole."""
        return self.pattern.fullmatch(lower_in_place(text))

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Its matches in a stretch of a text, from left to right."""
        return self.pattern.finditer(lowered(text), start, end)

    def findall(self, text: str) -> list[str]:
        """The words of its matches in a text, in lower case, or of the one group that it has."""
        found: list[str] = self.pattern.findall(lower_in_place(text))
        return found


def any_of(phrases: Iterable[str], *, either_case: bool = False) -> str:
    """A pattern without groups that matches exactly these phrases, the longest that there is at a place.

    Args:
        phrases: Words or phrases in lower case; a blank stands for any white space.
        either_case: Whether capitals match too, letter by letter; much faster than `re.IGNORECASE`, under which every
            alternative is tried at every word.
    """
    tree = _Branch()
    for phrase in phrases:
        branch = tree
        for letter in phrase:
            branch = branch.setdefault(letter, _Branch())
        branch[""] = _Branch()

    def one(letter: str) -> str:
        if letter == " ":
            return r"\s+"
        if either_case and letter != letter.upper() and len(letter.upper()) == 1:
            return f"[{letter}{letter.upper()}]"
        return re.escape(letter)

    def pattern(branch: _Branch) -> str:
        options = [one(letter) + pattern(below) for letter, below in sorted(branch.items()) if letter]
        if not options:
            return ""
        joined = options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"
        return f"(?:{joined})?" if "" in branch else joined

    return pattern(tree)
