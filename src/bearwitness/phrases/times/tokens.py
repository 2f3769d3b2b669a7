"""A stretch of text cut into words, figures and marks, with the questions that every rule asks of them."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[0-9]+|[^\W0-9_]+|\n[^\S\n]*\n|[^\w\s]|_")
_END = 12  # empty words after the last, so that rules may look ahead without asking


class Tokens:
    """The tokens of one stretch of text. Every rule takes them and an index, and gives what it read or None.

    `words` are in lower case, `raw` as printed; both end in empty words. `limit` is where the stretch ends in `text`.
    `capitals`: more than four letters in five are capitals, so that capitals say nothing. `skip_to`: the token before
    which no phrase opens, as a rule has found out; the rules raise it.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.raw: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for token in _TOKEN.finditer(text, start, end):
            self.raw.append(token.group())
            self.starts.append(token.start())
            self.ends.append(token.end())
        self.size = len(self.raw)
        self.limit = end
        self.words = [word.lower() for word in self.raw]
        self.raw.extend([""] * _END)
        self.words.extend([""] * _END)
        self.starts.extend([end] * _END)
        self.ends.extend([end] * _END)
        letters = [c for word in self.raw for c in word if c.isalpha()]
        self.capitals = bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)
        self.skip_to = 0

    def joined(self, i: int) -> bool:
        """Whether token i touches the one before it."""
        return 0 < i < self.size and self.ends[i - 1] == self.starts[i]

    def capital(self, i: int) -> bool:
        return self.raw[i][:1].isupper()
