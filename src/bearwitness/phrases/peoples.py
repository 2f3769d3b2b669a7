"""The words for the people of every country, from the package's own list (`data/demonyms.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def demonyms() -> Mapping[str, str]:
    """Word for a country's people, lower case, singular and plural -> ISO 3166-1 alpha-2 code.

    A word used for several countries has all their codes, alphabetical, with a space between ("congolese": "CD CG").
    """
    text = (resources.files("bearwitness") / "data" / "demonyms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({row[0]: row[1] for row in rows})


def countries_of_demonym(word: str) -> tuple[str, ...]:
    """Codes of the countries whose people a word names ("Belgians" -> ("BE",)); empty where it names none."""
    return tuple(demonyms().get(word.lower(), "").split())
