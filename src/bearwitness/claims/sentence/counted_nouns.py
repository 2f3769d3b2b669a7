"""What a number stands before: people, families, cases, or things, times, distances and money, by the first noun known."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from bearwitness.claims.sentence.number_words import word_set
from bearwitness.phrases.lexicons import load_lexicon, plural_forms
from bearwitness.phrases.word_patterns import lower_in_place
from bearwitness.records import Quantity


class NounKind(StrEnum):
    """What a number stands before."""

    PERSON = "person"
    FAMILY = "family"
    CASE = "case"
    TIME = "time"
    MONEY = "money"
    DISTANCE = "distance"
    THING = "thing"
    NONE = "none"


TIMES = word_set("time", "words")
MONEY = word_set("money", "words")
DISTANCES = word_set("distance", "words")
WEIGHTS = word_set("weight", "words")
NOUN_STOP = word_set("noun_stop", "words")


def _noun_kinds() -> dict[str, NounKind]:
    """Every noun form of the lexicons -> what it is; people first where a word is in several lists."""
    kinds: dict[str, NounKind] = {}
    people = load_lexicon("people_en")
    for name, words in people["not_people"].items():
        if name != "reason":
            for word in words:
                kinds |= dict.fromkeys((word, *plural_forms(word)), NounKind.THING)
    kinds |= dict.fromkeys(DISTANCES | WEIGHTS, NounKind.DISTANCE) | dict.fromkeys(MONEY, NounKind.MONEY)
    kinds |= dict.fromkeys(TIMES, NounKind.TIME) | dict.fromkeys(people["case"]["words"], NounKind.CASE)
    kinds |= dict.fromkeys(people["case"]["per_person"], NounKind.PERSON)
    for group in people["group"]:
        irregular: dict[str, str] = group.get("plurals", {})
        for word in (*group.get("words", ()), *group.get("plural_only", ())):
            forms = (word, irregular[word]) if word in irregular else (word, *plural_forms(word))
            # A bare collective ("group", "team", "convoy") is a thing until "of" says of whom.
            if not (group.get("light") and kinds.get(word) is NounKind.THING):
                kinds |= dict.fromkeys(forms, NounKind.PERSON)
    kinds |= dict.fromkeys(people["family"]["words"], NounKind.FAMILY)
    kinds |= dict.fromkeys(people["implied"]["words"], NounKind.PERSON)
    return kinds


NOUN_KINDS = _noun_kinds()
_NOUN_WORD = re.compile(r"[\s-]*(?:[\"“”'‘’]\s*)?([^\W\d_]+)(?:['’]s?\b)?")
ONE_WORD = re.compile(r"\s+[^\W\d_]+")


def following_noun_kind(text: str, quantity: Quantity | int) -> NounKind:
    """What stands behind a number (or behind position `quantity`): the first noun known, within four words.

    `NONE` where the noun phrase ends first ("12 were killed") or no word is known.
    """
    at = quantity if isinstance(quantity, int) else quantity.end
    return kind_after(lower_in_place(text[at : at + 120]), 0)[0]


def kind_after(low: str, at: int) -> tuple[NounKind, str]:
    """Kind and word of the first known noun behind `at`; of nouns in a row the last counts ("police stations")."""
    kind, noun, last = NounKind.NONE, "", at
    for count, found in enumerate(_NOUN_WORD.finditer(low, at, at + 90)):
        word = found.group(1)
        if found.start() != last or count > 4 or word in NOUN_STOP:
            break  # punctuation, a verb or a preposition ends the phrase
        last = found.end()
        following = ONE_WORD.match(low, last)
        pair = f"{word} {following.group().strip()}" if following else ""
        if pair in NOUN_KINDS:
            return NOUN_KINDS[pair], word
        if word in NOUN_KINDS:
            kind, noun = NOUN_KINDS[word], word
        elif noun:
            break
    return kind, noun


@cache
def plural_of_people() -> frozenset[str]:
    """Plural forms of the people nouns."""
    out: set[str] = set()
    people = load_lexicon("people_en")
    for group in people["group"]:
        irregular: dict[str, str] = group.get("plurals", {})
        for word in group.get("words", ()):
            out |= {irregular[word]} if word in irregular else set(plural_forms(word))
        out |= set(group.get("plural_only", ()))
    return frozenset(out | set(people["case"]["per_person"]))
