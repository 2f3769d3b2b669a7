"""The words for people, from `lexicon/people_en.toml`: nouns in every form, what is no people, peoples by their shape.

The tables hold no party: status follows the word, whichever side it is said of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from bearwitness.phrases.lexicons import load_lexicon, plural_forms
from bearwitness.phrases.peoples import demonyms
from bearwitness.records import AgeGroup, Sex, Status


@dataclass(frozen=True, slots=True)
class PeopleNoun:
    """One form of a people noun."""

    status: Status
    role: str | None
    age_group: AgeGroup
    sex: Sex
    plural: bool
    light: bool
    kin: bool
    group: str


@cache
def people_lexicon() -> dict[str, Any]:
    """The tables as they stand in the file."""
    return load_lexicon("people_en")


@cache
def people_nouns() -> dict[str, PeopleNoun]:
    """Every form of every people noun; a later group overrides an earlier one, a light head never overrides."""
    nouns: dict[str, PeopleNoun] = {}
    for group in people_lexicon()["group"]:

        def noun(plural: bool, group: dict[str, Any] = group) -> PeopleNoun:
            return PeopleNoun(
                Status(group.get("status", "unknown")),
                group.get("role"),
                AgeGroup(group.get("age_group", "unknown")),
                Sex(group.get("sex", "unknown")),
                plural,
                bool(group.get("light")),
                bool(group.get("kin")),
                group["name"],
            )

        irregular: dict[str, str] = group.get("plurals", {})
        for word in group.get("words", ()):
            plurals = (irregular[word],) if word in irregular else plural_forms(word)
            nouns[word] = noun(plural=word in plurals)
            nouns |= {form: noun(plural=True) for form in plurals}
        nouns |= {form: noun(plural=True) for form in group.get("plural_only", ())}
    return nouns


@cache
def not_people() -> frozenset[str]:
    """Nouns that stand behind a number or a verb of harm and are no human being, singular and plural."""
    forms: set[str] = set()
    for name, words in people_lexicon()["not_people"].items():
        if name != "reason":
            for word in words:
                forms |= {word, *plural_forms(word)}
    return frozenset(forms)


@cache
def people_word_set(*path: str) -> frozenset[str]:
    """The words under a key of the tables, or under a key of a key."""
    node: Any = people_lexicon()
    for key in path:
        node = node[key]
    return frozenset(node)


# A capitalised plural of these shapes names people by country, city or creed; small, "-ans" may be "plans".
DEMONYM = re.compile(r"[A-Z][\w-]*(?:ans|ese|ites|ists|istas|[bdgklmnqrstz]is|eños|enos|ers)$")
DEMONYM_UPPER = re.compile(r"[A-Z-]{3,}(?:IANS|EANS|ICANS|ESE|ISTAS)$")
DEMONYM_ONE = re.compile(r"[A-Z][\w-]*(?:ian|ean|ican|ish|ese)$|[A-Z-]{3,}(?:IAN|EAN|ICAN)$")


def match_noun(words: list[str]) -> tuple[str, PeopleNoun, int] | None:
    """The people noun at the end of the words, the longest that fits, and how many words it takes."""
    nouns = people_nouns()
    for size in (3, 2, 1):
        if len(words) >= size:
            form = " ".join(word.lower().replace("’", "'") for word in words[-size:])
            form = form.removesuffix("'s") if size == 1 and form not in nouns else form
            if form in nouns:
                return form, nouns[form], size
    return None


@cache
def _peoples() -> frozenset[str]:
    """Lower-case plurals of the words for the people of every country."""
    listed = demonyms()
    return frozenset(word for word in listed if word.endswith("s") and word.removesuffix("s") in listed)


def is_people_of_a_country(word: str) -> bool:
    """Whether a capitalised word is the plural for a country's people ("Belgians")."""
    return word[:1].isupper() and word.lower() in _peoples()
