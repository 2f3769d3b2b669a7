"""A word -> the numbers of its pieces in the network's vocabulary: the longest pieces that are there, from the left.

As BERT's uncased models split words (Devlin et al. 2019, section 3). The words come one by one and in lower case, so
that nothing else of a tokenizer is needed. No other part of the package is imported: the training script uses it alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

UNKNOWN, FIRST, APART = "[UNK]", "[CLS]", "[SEP]"
LONGEST = 100
"""Letters of a word that is looked up at all."""

_PART = re.compile(r"\w+|[^\w\s]|_")


class WordPieces:
    """The vocabulary of a network.

    Args:
        vocabulary: Its pieces, each at the place of its number; "##" opens those that go on a word.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown, self.first, self.apart = (self._number[mark] for mark in (UNKNOWN, FIRST, APART))
        self._known: dict[str, tuple[int, ...]] = {}

    def numbers(self, word: str) -> tuple[int, ...]:
        """Numbers of the pieces of a word, at least one."""
        found = self._known.get(word)
        if found is None:
            plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
            parts = (number for part in _PART.findall(plain) for number in self._split(part))
            found = self._known[word] = tuple(parts) or (self.unknown,)
        return found

    def _split(self, part: str) -> list[int]:
        numbers: list[int] = []
        at = 0
        while at < len(part) <= LONGEST:
            mark = "##" if at else ""
            end = next((e for e in range(len(part), at, -1) if mark + part[at:e] in self._number), None)
            if end is None:
                break
            numbers.append(self._number[mark + part[at:end]])
            at = end
        return numbers if numbers and at == len(part) else [self.unknown]
