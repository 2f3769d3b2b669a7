"""Places between two names: "between Oru and Belen", "the Oru-Belen road", "the border between X and Y"."""

from __future__ import annotations

import re

from bearwitness.phrases.places.noun_phrases import admits, phrase_over, read_noun_phrase
from bearwitness.phrases.places.phrase import PlaceHead, PlacePhrase, Relation
from bearwitness.phrases.places.single import NounPhrase
from bearwitness.phrases.places.tokens import Reading
from bearwitness.phrases.places.words import (
    AT,
    JOINING,
    LINKING,
    NOT_PLACES,
    OF_THE_ROAD_MODIFIERS,
    PARTICLES,
    ROAD_MODIFIERS,
    WEAK,
)


def read_between(reading: Reading, i: int, j: int, word: str | None) -> tuple[PlacePhrase, int] | None:
    """ "Oru and Belen", "Oru to Belen": two places from token j on that have the place between them."""
    first = read_noun_phrase(reading, j, chain=False)
    if first is None or reading.low(first.end) not in ("and", "to", "with"):
        return None
    second = read_noun_phrase(reading, first.end + 1)
    if second is None or not (admits(reading, first, "near") and admits(reading, second, "near")):
        return None
    np = NounPhrase([first.heads[0], *second.heads], second.end, strong=True)
    return phrase_over(reading, i, np, word, Relation.BETWEEN), np.end


def read_road(reading: Reading, i: int, j: int, word: str) -> tuple[PlacePhrase, int] | None:
    """ "the Oru-Belen road", "the Oru to Belen highway", "the Oru road"; also borders."""
    start = reading.skip_the(j)
    if reading.low(start) in ROAD_MODIFIERS:
        start += 1
    token = reading.at(start)
    if token is None:
        return None
    # names joined by a hyphen or dash, perhaps with blanks in either name: take tokens up to the joining word
    for k in range(start, min(start + 8, len(reading.tokens))):
        lower = reading.tokens[k].lower
        if lower in JOINING and k > start:
            pair = _read_pair(reading, start, k)
            if pair is None:
                return None
            end = k + 1
            np = NounPhrase(pair, end, strong=True, road=True)
            return phrase_over(reading, start if word in AT or word in WEAK else i, np, word, Relation.BETWEEN), end
        if not (reading.tokens[k].capital or lower in PARTICLES or lower in ("-", "–", "—", "/", "to", "and")):
            return None
    return None


def read_of_the_road(reading: Reading, i: int, j: int, word: str) -> tuple[PlacePhrase, int] | None:
    """ "the road between X and Y", "the highway from X to Y", "a road linking X with Y", "the border between ..."."""
    k = j + 1 if reading.low(j) in ("the", "a") else j
    while reading.low(k) in OF_THE_ROAD_MODIFIERS:
        k += 1
    if reading.low(k) not in JOINING:
        return None
    link = reading.low(k + 1)
    if link not in LINKING:
        return None
    return read_between(reading, j, k + 2, word)


def _read_pair(reading: Reading, start: int, end: int) -> list[PlaceHead] | None:
    """Two names between tokens: "Oru - San Belen", "Oru-Belen", "Oru to Belen"."""
    for k in range(start + 1, end - 1):
        if reading.tokens[k].lower in ("-", "–", "—", "/", "to", "and"):
            left, right = _plain_head(reading, start, k), _plain_head(reading, k + 1, end)
            return [left, right] if left and right else None
    token = reading.tokens[start]
    whole_span = (token.start, reading.tokens[end - 1].end)
    words = reading.text[slice(*whole_span)]
    for match in re.finditer(r"[-–]", words):
        left_words, right_words = words[: match.start()], words[match.end() :]
        if not left_words or not right_words or not right_words[0].isupper():
            continue
        if left_words.lower() in PARTICLES or left_words.rsplit(" ", 1)[-1].lower() in PARTICLES:
            continue
        if any(part.split()[0].lower() in NOT_PLACES for part in (left_words, right_words)):
            return None
        if (
            reading.capitals
            and reading.is_place_word is not None
            and not (reading.is_place_word(left_words) or reading.is_place_word(right_words))
        ):
            return None
        middle = whole_span[0] + match.start()
        return [
            PlaceHead(left_words, (whole_span[0], middle), full=left_words),
            PlaceHead(right_words, (middle + 1, whole_span[1]), full=right_words),
        ]
    return None


def _plain_head(reading: Reading, start: int, end: int) -> PlaceHead | None:
    span = (reading.tokens[start].start, reading.tokens[end - 1].end)
    words = reading.text[slice(*span)]
    if reading.tokens[start].lower in NOT_PLACES or (
        reading.capitals and (reading.is_place_word is None or not reading.is_place_word(words))
    ):
        return None
    return PlaceHead(words, span, full=words)
