"""Patterns that are tried on a sentence only where one of their key words stands in it.

Most sentences hold none of the words that a set phrase needs; to ask a set of words is some twenty times faster than to
search the sentence for the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearwitness.claims.sentence.reader import Reader
from bearwitness.phrases.word_patterns import words_of


class Keyed:
    """A pattern, in any case of letters, with words of which each of its matches holds at least one.

    Args:
        pattern: A regular expression.
        keys: Words in lower case, as `\\w+` finds them, parted by blanks.
    """

    __slots__ = ("keys", "pattern")

    def __init__(self, pattern: str, keys: str) -> None:
        self.pattern, self.keys = re.compile(pattern, re.IGNORECASE), words_of(keys)

    def all(self, reader: Reader) -> Iterator[re.Match[str]]:
        """Its matches in a sentence, from left to right."""
        if self.keys.isdisjoint(reader.low_words):
            return iter(())
        return self.pattern.finditer(reader.cased, reader.sentence.start, reader.sentence.end)

    def first(self, reader: Reader) -> re.Match[str] | None:
        """Its first match in a sentence; None without one."""
        return next(self.all(reader), None)
