"""A stretch of text cut into words, numbers and marks, with the questions that every rule asks of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from bearwitness.phrases.places.words import STATES
from bearwitness.phrases.word_patterns import words_of

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_]+(?:[-'’‘`ʼ][^\W\d_]+)*"
    r"|\d[\d,]*(?:\.\d+)?(?:-[^\W\d_]+)?"
    r"|[^\w\s]|_"
)
_DOTTED = words_of("st ste mt ft") | {state for state in STATES if "." not in state}
_POSSESSIVES = frozenset(["'s", "’s", "'S", "’S"])
_ARTICLE_NAME = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az|ul|d|l|n|o|m)[-'’][^\W\d_]")
_CONTRACTED = re.compile(r"(?:['’](?:d|ll|re|ve|m)|n['’]t)$", re.IGNORECASE)
_UPPER = bytes(code for code in range(256) if chr(code).isupper())
_LOWER = bytes(code for code in range(256) if chr(code).islower() and chr(code) not in "ªºµ")

PlaceTest = Callable[[str], bool]
"""Tells whether words are a place name."""


@dataclass(slots=True)
class Token:
    """A word, number or mark; `text` is without a possessive ending."""

    text: str
    lower: str
    start: int
    end: int
    capital: bool
    word: bool
    gap: bool  # a line break or nothing but blank precedes; a name never runs over an empty line
    close: bool  # nothing but blank, and no gap, parts it from the token before
    possessive: bool = False
    after: int = 0  # end with its possessive or full stop


class Reading:
    """The tokens of one stretch of text and what the caller knows of it. Every rule takes one and a token's index.

    `capitals`: the text is printed in capitals, so that they tell no names. `is_place_word`: the caller's word on what
    is a place name, None where it has none. `trusting` takes every name for a place (the words are known to be one).
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        *,
        capitals: bool,
        is_place_word: PlaceTest | None,
        trusting: bool = False,
    ) -> None:
        self.text = text
        self.tokens = _tokens_of(text, start, end)
        self.capitals = capitals
        self.is_place_word = is_place_word
        self.trusting = trusting

    def at(self, i: int) -> Token | None:
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def low(self, i: int) -> str:
        """A token in lower case; empty before the first and after the last."""
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def touch(self, i: int, k: int) -> bool:
        """Nothing but blank stands between token i and the next, k."""
        return self.tokens[k].close

    @cached_property
    def run_ends(self) -> list[int]:
        """For each token the end of the words side by side, with no possessive inside, that it opens; its own index for a mark."""
        ends: list[int] = []
        goes_on = False  # the token behind may belong to a run
        for k in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[k]
            end = ends[-1] if goes_on and not token.possessive else k + 1
            ends.append(end if token.word else k)
            goes_on = token.word and token.close
        return ends[::-1]

    def words(self, j: int, end: int) -> str:
        """Tokens j to end as printed, with single blanks between."""
        return " ".join(self.text[self.tokens[j].start : self.tokens[end - 1].end].split())

    def end_of(self, i: int) -> int:
        """Where a token ends in the text: with its full stop, without a possessive ending."""
        token = self.tokens[i]
        return token.end if token.possessive else token.after

    def skip_the(self, j: int) -> int:
        """The token after an article at j; "the capital" keeps it."""
        return j + 1 if self.low(j) == "the" and self.low(j + 1) not in ("", "capital") else j


def _tokens_of(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    last = start
    for match in _TOKEN.finditer(text, start, end):
        words = match.group()
        begin, stop = match.span()
        gap = text.count("\n", last, begin) > 1
        close = not gap and bool(found) and not text[found[-1].after : begin].strip()
        possessive = False
        after = stop
        if words[0].isalpha():
            if words[-2:] in _POSSESSIVES and len(words) > 2:
                words, possessive, stop = words[:-2], True, stop - 2
            if words.endswith(("'", "’")):
                words, stop = words[:-1], stop - 1
            if (
                text[after : after + 1] in ("'", "’")
                and words[-1:] in "sS"
                and not text[after + 1 : after + 2].isalnum()
            ):
                possessive, after = True, after + 1
            elif words.lower() in _DOTTED and text[after : after + 1] == "." and words[0].isupper():
                after += 1
        if found and after <= found[-1].after:
            continue  # the full stop or apostrophe that the token before has taken
        found.append(
            Token(
                words, words.lower(), begin, stop, _is_capital(words), words[0].isalpha(), gap, close, possessive, after
            )
        )
        last = after
    return found


def _is_capital(word: str) -> bool:
    if not word[0].isalpha() or (not word.isalpha() and _CONTRACTED.search(word)):
        return False
    if word[0].isupper():
        return True
    if word.isalpha():
        return False
    return bool(_ARTICLE_NAME.match(word)) and any(char.isupper() for char in word)


def is_in_capitals(text: str) -> bool:
    """More than four letters in five are capitals, so that capitals say nothing about names."""
    letters = text.encode("latin-1", "ignore")
    upper = len(letters) - len(letters.translate(None, _UPPER))
    lower = len(letters) - len(letters.translate(None, _LOWER))
    return upper > 4 * lower and upper + lower > 5
