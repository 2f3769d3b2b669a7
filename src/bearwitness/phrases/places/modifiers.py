"""Words before a name or a type word that are neither: "northern", "Indian", "small"."""

from __future__ import annotations

from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.places.tokens import Reading, Token
from bearwitness.phrases.places.words import CENTRE, FUNCTION, PARTS, TYPES, direction_of


def read_modifiers(reading: Reading, j: int, bare: bool) -> tuple[str | None, str | None, int]:
    """The part ("northern") and the people ("Indian") that words before a name tell, and the token after them.

    Adjectives before a type word are passed over. With `bare` only a part and a people are.
    """
    part: str | None = None
    people: str | None = None
    for _ in range(5):
        token = reading.at(j)
        if token is None or not token.word:
            break
        lower = token.lower
        direction = direction_of(lower)
        if direction is not None or lower in PARTS:
            if not _takes_part(reading, token, j):
                break
            part = CENTRE.get(lower, direction or lower)
            if part in ("upper", "lower", "coastal", "outer", "interior"):
                part = None
            j += 1
            continue
        if lower in demonyms() and not token.possessive and _is_type_ahead(reading, j + 1):
            people = token.text
            j += 1
            continue
        if bare:
            break
        if (
            (not token.capital or reading.capitals)
            and lower not in FUNCTION
            and lower not in TYPES
            and _is_type_ahead(reading, j + 1)
        ):
            if reading.capitals and (
                _opens_known_name(reading, j) or (reading.low(j + 1) in TYPES and reading.low(j + 2) != "of")
            ):
                break
            j += 1
            continue
        break
    return part, people, j


def _takes_part(reading: Reading, token: Token, j: int) -> bool:
    """Whether the point of the compass at j takes a part of the place behind it, and belongs to no name itself."""
    following = reading.at(j + 1)
    if following is None or not following.word or following.gap or following.lower in FUNCTION:
        return False
    if reading.capitals:
        return not _opens_known_name(reading, j)
    if not (token.capital and following.capital):
        return True
    if not token.lower.endswith("ern"):
        return False  # "North Kivu", "South Sudan" are names
    return reading.low(j - 1) == "" or not _opens_known_name(reading, j)


def _opens_known_name(reading: Reading, j: int) -> bool:
    """The caller knows the words from token j on (two or three of them) as one place name."""
    if reading.is_place_word is None:
        return False
    for k in (j + 3, j + 2):
        if (
            k <= len(reading.tokens)
            and all(t.word for t in reading.tokens[j:k])
            and reading.is_place_word(reading.words(j, k))
        ):
            return True
    return False


def _is_type_ahead(reading: Reading, j: int) -> bool:
    """A type word, or a known modifier and then one, stands within the next three tokens, with no name between."""
    for k in range(j, min(j + 3, len(reading.tokens))):
        token = reading.tokens[k]
        if not token.word or token.gap:
            return False
        if token.lower in TYPES:
            return True
        if token.lower in FUNCTION or (token.capital and not reading.capitals and token.lower not in demonyms()):
            return False
    return False
