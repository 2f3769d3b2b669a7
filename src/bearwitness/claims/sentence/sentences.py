"""Sentences of a text, and their words once they are parsed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Token:
    """A word of a parsed sentence: its place in the text layer, its part of speech and its head.

    `text` is the original; `word` is lower case of the true-cased form; `head` is an index into the sentence's tokens
    (its own index at the root). `name` says that a stand-in took the place of a run of capitalised words here.
    """

    i: int
    start: int
    end: int
    text: str
    word: str
    tag: str
    dep: str
    head: int
    name: bool = False
    demonym: bool = False
    children: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A sentence of the text layer, [start, end), with its paragraph; `tokens` is empty until it is parsed."""

    index: int
    start: int
    end: int
    paragraph: int
    tokens: list[Token] = field(default_factory=list)

    def subtree(self, i: int) -> list[int]:
        """Indices of the token and all below it, in order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.tokens[j].children)
        return sorted(found)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a layer offset, or the next one after it."""
        for token in self.tokens:
            if token.end > offset:
                return token
        return None
