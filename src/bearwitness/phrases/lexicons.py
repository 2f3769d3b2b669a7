"""The word lists that come with this package, and the plurals of the nouns in them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """The word lists of `lexicon/<name>.toml`, as written there."""
    return tomllib.loads((resources.files("bearwitness.phrases") / "lexicon" / f"{name}.toml").read_text("utf-8"))


def plural_forms(word: str) -> tuple[str, ...]:
    """Regular plural of an English noun phrase, by its last word ("baby" -> "babies")."""
    if re.search(r"[^aeiou]y$", word):
        return (word[:-1] + "ies",)
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return (word + "es",)
    if word.endswith("man") and not word.endswith(("human", "german", "roman", "shaman")):
        return (word[:-3] + "men",)
    return (word + "s",)
