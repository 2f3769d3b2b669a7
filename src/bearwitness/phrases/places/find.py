"""The place phrases of a text, and the phrase that given words make up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bearwitness.phrases.places.distances import read_bearing, read_distance
from bearwitness.phrases.places.names import end_of_name
from bearwitness.phrases.places.noun_phrases import phrase_over, read_noun_phrase
from bearwitness.phrases.places.phrase import PlaceHead, PlacePhrase
from bearwitness.phrases.places.prepositions import read_prepositional
from bearwitness.phrases.places.roads import read_of_the_road, read_road
from bearwitness.phrases.places.tokens import PlaceTest, Reading, is_in_capitals
from bearwitness.phrases.places.words import (
    FUNCTION,
    PARTICLES,
    PARTS,
    POINTS,
    PREPOSITIONS,
    STARTERS,
    TYPES,
    UNITS,
    WEAK_TYPES,
    direction_of,
)


def find_place_phrases(
    text: str, start: int = 0, end: int | None = None, *, is_place_word: PlaceTest | None = None
) -> list[PlacePhrase]:
    """Place phrases in a stretch of text, in order, none overlapping.

    Args:
        text: Any text; spans count its code points.
        start: Where to begin.
        end: Where to stop, excluded; None is the end of the text.
        is_place_word: Tells whether words are a place name. It decides in text printed in capitals; elsewhere it lets
            through names that neither a preposition nor a type word announces, and confirms names after weak
            prepositions ("of", "to").

    Returns:
        Phrases with at least one head.
    """
    end = len(text) if end is None else end
    capitals = is_in_capitals(text[start:end])
    return list(_phrases(Reading(text, start, end, capitals=capitals, is_place_word=is_place_word)))


def parse_place_phrase(words: str, *, is_place_word: PlaceTest | None = None) -> PlacePhrase | None:
    """The phrase that words which are known to name a place make up, as `find_place_phrases` printed them in `text`.

    More is allowed than in running text: a bare name is a head, and words in capitals are read as names where they are
    no function or type words. None where no name is found.
    """
    cased = _as_names(words) if is_in_capitals(words) else words
    phrase = _whole_phrase(Reading(cased, 0, len(cased), capitals=False, is_place_word=is_place_word, trusting=True))
    if phrase is None or cased == words:
        return phrase
    return replace(phrase, text=words[phrase.span[0] : phrase.span[1]])


def _phrases(reading: Reading) -> Iterator[PlacePhrase]:
    i = 0
    while i < len(reading.tokens):
        token = reading.tokens[i]
        if not (token.capital or token.lower in STARTERS or token.text[0].isdigit() or direction_of(token.lower)):
            i += 1
            continue
        found = (
            read_distance(reading, i)
            or read_bearing(reading, i)
            or read_prepositional(reading, i)
            or _read_bare(reading, i)
        )
        if found is None:
            i = _past_name(reading, i)
        else:
            phrase, i = found
            yield phrase


def _whole_phrase(reading: Reading) -> PlacePhrase | None:
    for i in range(len(reading.tokens)):
        found = read_distance(reading, i) or read_bearing(reading, i) or read_prepositional(reading, i)
        found = found or read_road(reading, i, i, "on") or read_of_the_road(reading, i, i, "on")
        if found is None and (np := read_noun_phrase(reading, i)):
            found = phrase_over(reading, i, np, None, None), np.end
        if found:
            return found[0]
    return None


def _past_name(reading: Reading, i: int) -> int:
    """The next token to try: a run of capitals that made no phrase is passed whole, so that its tail makes none."""
    if reading.capitals or end_of_name(reading, i) is None:
        return i + 1
    j = i + 1
    while (
        j < len(reading.tokens) and reading.tokens[j].capital and not reading.tokens[j].gap and reading.touch(j - 1, j)
    ):
        if reading.tokens[j].lower in PREPOSITIONS:
            break
        j += 1
    return j


def _read_bare(reading: Reading, i: int) -> tuple[PlacePhrase, int] | None:
    """A name that no preposition announces: with a type word or a part, or vouched for by the caller."""
    token = reading.tokens[i]
    if not token.word or token.lower in FUNCTION:
        return None
    if not (token.capital or direction_of(token.lower) or token.lower in PARTS):
        return None
    np = read_noun_phrase(reading, i, bare=True)
    if np is None or not np.heads:
        return None
    head = np.heads[0]
    vouched = (
        reading.is_place_word is not None
        and not reading.capitals
        and reading.is_place_word(head.text)
        and len(head.text) > 3
    )
    apposed = (
        len(np.heads) > 1
        and reading.is_place_word is not None
        and reading.text[head.span[1] : np.heads[1].span[0]].strip() in (",", "(")
    )
    typed = head.type is not None and head.type not in WEAK_TYPES
    if not (typed or (head.part is not None and _is_known_head(reading, head)) or vouched or apposed):
        return None
    if reading.capitals and not (typed or head.part):
        return None
    return phrase_over(reading, i, np, None, None), np.end


def _is_known_head(reading: Reading, head: PlaceHead) -> bool:
    return reading.is_place_word is None or reading.is_place_word(head.text)


def _as_names(words: str) -> str:
    """Words in capitals with names capitalised and everything else in lower case; same length."""
    pieces = []
    last = 0
    for match in re.finditer(r"[^\W\d_]+", words):
        lower = match.group().lower()
        plain = lower in FUNCTION or lower in TYPES or lower in UNITS or lower in POINTS or lower in PARTS
        plain = (
            plain
            or lower in PARTICLES
            or direction_of(lower) is not None
            or lower in ("refugee", "outskirts", "vicinity", "edge")
        )
        pieces.append(words[last : match.start()] + (lower if plain else lower[:1].upper() + lower[1:]))
        last = match.end()
    cased = "".join(pieces) + words[last:]
    return cased if len(cased) == len(words) else words
