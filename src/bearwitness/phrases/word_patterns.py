"""Lists of words as one string, and patterns that find any of many words or fixed phrases.

Such a pattern is several times faster than one plain alternation of the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def words_of(listed: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(listed.split())


class _Branch(dict[str, "_Branch"]):
    """Letters and what follows each; an empty letter ends a phrase."""


def lower_in_place(text: str) -> str:
    """Lower case of the same length: where lower-casing a character would change the length, it is kept."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


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
