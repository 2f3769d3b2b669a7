"""Roundups: reports whose paragraphs are items under a place of their own ("KIRKUK / A bomb ...", "Oru: Four men ...").

What one item says of where and when is never lent to another. Bullets alone make no roundup: a brief sums up one event so.
"""

from __future__ import annotations

import re

FEWEST_ITEMS = 3

_ITEM = re.compile(
    r"[ \t]*(?:[•*▪►-][ \t]+)?(?!(?i:(?:image|photo|picture|video)[ \t]+)?(?i:captions?|videos?|photos?|pictures?|watch|read|related|listen|credit|image)\b)(?:[A-Z][A-Z '’.-]{2,28}[ \t]*(?:/|:|–|—|--)|(?:[A-Z][\w'’-]+[ \t]){0,2}[A-Z][\w'’-]+:)[ \t]+(?=[A-Z0-9\"“])"
)


def is_roundup(cased: str) -> bool:
    """Whether at least three lines of a text open as items under a heading of their own.

    Args:
        cased: The text in the case of print; linear in its length.
    """
    found = (line for line in cased.split("\n") if _ITEM.match(line))
    return all(next(found, None) is not None for _ in range(FEWEST_ITEMS))
