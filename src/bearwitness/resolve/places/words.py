"""Words that are ordinary vocabulary, and a quick test whether words name a place."""

from __future__ import annotations

from collections.abc import Callable

from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.places.words import FUNCTION, NOT_PLACES, ORGANISATIONS, TITLES, TYPES
from bearwitness.phrases.vocabulary import ordinary_words
from bearwitness.phrases.word_patterns import words_of
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.gazetteer.entries import Kind, NameKind
from bearwitness.resolve.gazetteer.names import fold
from bearwitness.resolve.places.entries import size_of

OPENERS = words_of(
    "the a an in on at by of for from to with and but or as if when while after before since he she it they we i you "
    "this that "
    "these those there here his her their its our no not yes mr mrs ms dr president general colonel minister police "
    "monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october "
    "november december officials people two three four five six some many most more several news new university"
)


_GRAMMAR_WORDS = OPENERS | FUNCTION | TYPES | ORGANISATIONS | NOT_PLACES | TITLES
"""Words that the grammar itself knows as no names; some are mostly capitalised in print ("Army")."""


def are_common_words(lower: str) -> bool:
    """Words that are all ordinary vocabulary, so that capitals alone don't make a name of them."""
    return all(word in ordinary_words() or word in _GRAMMAR_WORDS for word in lower.split())


LEAST_SIZE_ONE_WORD = 4.0
LEAST_SIZE_MORE_WORDS = 3.0
"""Powers of ten of population from which a name in capitals is taken for a place: one word needs ten thousand
people."""
_TESTS: dict[str, dict[str, bool]] = {}


def is_place_word_for(gazetteer: Gazetteer) -> Callable[[str], bool]:
    """A quick test whether words name a place in this gazetteer, for texts where capitals say nothing.

    Countries, provinces, regions and seas pass, and towns above a size; peoples, ordinary vocabulary and
    short letter groups do not. Answers are kept.
    """
    known = _TESTS.setdefault(gazetteer.digest, {})

    def is_place_word(words: str) -> bool:
        if words not in known:
            if len(known) > 50_000:
                known.clear()
            known[words] = _names_a_place(words, fold(words), gazetteer)
        return known[words]

    return is_place_word


def _names_a_place(words: str, key: str, gazetteer: Gazetteer) -> bool:
    if len(key) < 4 or key in demonyms():
        return False
    several = " " in key
    common = are_common_words(key)
    for entry in gazetteer.look_up(words):
        if entry.kind in (Kind.COUNTRY, Kind.REGION, Kind.SEA):
            return True
        if entry.kind is Kind.ADM1 and (entry.matched is not NameKind.SHORT or not common) and (several or not common):
            return True
        if common and size_of(entry) < 5.7:
            continue
        if entry.kind is Kind.ADM2 and several and entry.matched is not NameKind.SHORT:
            return True
        if entry.kind is Kind.PLACE and size_of(entry) >= (LEAST_SIZE_MORE_WORDS if several else LEAST_SIZE_ONE_WORD):
            return True
    return False
