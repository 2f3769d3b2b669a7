"""Places that a preposition announces: "in Oru", "near Belen", "on the outskirts of Jabal"."""

from __future__ import annotations

from bearwitness.phrases.places.noun_phrases import admits, phrase_over, read_noun_phrase
from bearwitness.phrases.places.phrase import PlacePhrase, Relation
from bearwitness.phrases.places.roads import read_between, read_of_the_road, read_road
from bearwitness.phrases.places.tokens import Reading
from bearwitness.phrases.places.words import ACROSS, AT, ENTERING, LONG, NEARS, ORGANISATIONS, PREPOSITIONS

_BEFORE_OF = ORGANISATIONS | {"department", "university", "school"}


def read_prepositional(reading: Reading, i: int) -> tuple[PlacePhrase, int] | None:
    """A preposition of one word or several at i, and what it governs; with the token after."""
    for words, stands, long_word in LONG.get(reading.low(i), ()):
        if all(reading.low(i + k) == part for k, part in enumerate(words)):
            np = read_noun_phrase(reading, i + len(words))
            if np is not None and admits(reading, np, "near"):
                return phrase_over(reading, i, np, long_word, stands), np.end
    word = reading.low(i)
    if not (word in PREPOSITIONS or word in ENTERING) or (word in ("of", "for") and _is_after_organisation(reading, i)):
        return None
    if word == "between":
        return read_between(reading, i, i + 1, word)
    j = i + 1
    if word in AT and reading.low(j) == "or" and reading.low(j + 1) in NEARS:
        j += 2
    for found in (read_road(reading, i, j, word), read_of_the_road(reading, i, j, word)):
        if found is not None:
            return found
    np = read_noun_phrase(reading, j)
    if np is None or not admits(reading, np, word):
        return None
    relation = _relation_of(word)
    keeps_word = relation in (Relation.NEAR, Relation.ACROSS)
    return phrase_over(reading, i if keeps_word else reading.skip_the(j), np, word, relation), np.end


def _is_after_organisation(reading: Reading, i: int) -> bool:
    """ "Ministry of", "Front for the": what follows is part of an organisation's name."""
    before = reading.at(i - 1)
    return before is not None and before.capital and before.lower in _BEFORE_OF


def _relation_of(preposition: str) -> Relation | None:
    if preposition == "by":
        return None
    if preposition in NEARS or preposition == "off":
        return Relation.NEAR
    if preposition in ACROSS:
        return Relation.ACROSS
    return Relation.AT if preposition in AT else None
