"""Ordinary words, and how each is commonest in print: a capital at the start of a sentence makes no name of them."""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib import resources

from bearwitness.phrases.vocabulary import ordinary_words


@lru_cache(maxsize=1)
def casing() -> dict[str, str]:
    """Lower-case word -> its commonest form in print, from the counts of the `truecase` package."""
    path = resources.files("bearwitness") / "data" / "truecase.tsv.gz"
    with path.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split("\t")[:2] for line in lines)


# Capitalised words that are not names: what the sentence does with them matters, so they stay.
NEVER_NAMES = frozenset(
    (
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue "
        "tues wed thu thur thurs fri sat sun i gmt utc am pm mr mrs ms"
    ).split()
)
NAME_PARTICLES = frozenset(
    ("of de del la las los el al da do dos das van von der den bin ibn abu the y e di du").split()
)

_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("ers", ""),
    ("ly", ""),
    ("al", ""),
)


@lru_cache(maxsize=50_000)
def is_common_word(lower: str) -> bool:
    """Whether a word is ordinary vocabulary, so that a capital at a sentence's start says nothing."""
    if lower in FUNCTION_WORDS or lower in ordinary_words():
        return True
    if casing().get(lower, lower) != lower:
        return False
    return any(
        lower.endswith(ending)
        and len(lower) - len(ending) >= 3
        and lower[: len(lower) - len(ending)] + put in ordinary_words()
        for ending, put in _ENDINGS
    )


FUNCTION_WORDS = frozenset(
    (
        "the a an this that these those he she it they we you i his her its their our my in on at by for from "
        "with of to and or but nor so as if while when where who which what after before since until during "
        "between among against about over under near more most some any all both each every no not none "
        "several many few other another one two three four five six seven eight nine ten eleven twelve "
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
        "seventy eighty ninety hundred thousand million dozens scores hundreds thousands tens police "
        "officials residents witnesses medics rebels gunmen soldiers troops militants civilians villagers "
        "women men children women's people shelling strikes clashes fighting attackers protesters relatives "
        "survivors doctors rescuers authorities officers investigators half there here then now today "
        "yesterday according however meanwhile also only just still earlier later at least nearly almost "
        "around up an unidentified unknown armed two-thirds bodies casualties injured wounded killed dead "
        "missing is are was were be been has have had do does did will would could should may might can"
    ).split()
)
