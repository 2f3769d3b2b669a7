"""Names that a document prints, by shape alone: runs of capitalised words, or of words after a preposition in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.places.tokens import is_in_capitals
from bearwitness.phrases.word_patterns import words_of
from bearwitness.resolve.places.words import OPENERS, are_common_words

_TAILS = words_of(
    "police county university hospital school high city council college airport district court department fire "
    "sheriff mayor "
    "times news daily herald tribune post journal gazette press state national general regional central street road "
    "avenue highway park church river island valley"
)
_TAILS_OF_NAMES = words_of("county city island valley state river district department church park")


def name_spans(text: str) -> Iterator[tuple[str, str | None]]:
    """Spans that may be names, in order, each with the one that follows it after a comma, if any."""
    return _spans_in_capitals(text) if is_in_capitals(text[:2000]) else _spans_by_shape(text)


_LATIN_CAPITAL = "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper())
_NAME_WORD = rf"(?:(?:al|el|an|as|ad|ar|az|ash)-)?[{_LATIN_CAPITAL}](?:[^\W\d_]|[-'’‘`ʼ](?=[^\W\d_])|\.(?=[^\W\d_]))*"
_NAME_PARTICLE = r"(?:de|del|la|las|los|el|al|bin|ben|da|do|dos|das|du|des|le|les|van|von|der|den|of|y|e)"
_NAME_RUN = re.compile(
    rf"(?=[{_LATIN_CAPITAL}ae])\b(?:St\. |Mt\. )?{_NAME_WORD}(?: (?:{_NAME_PARTICLE} ){{0,2}}{_NAME_WORD})*"
)


def _spans_by_shape(text: str) -> Iterator[tuple[str, str | None]]:
    """Runs of capitalised words, each with the run that follows it after a comma."""
    previous: tuple[str, int] | None = None
    for match in _NAME_RUN.finditer(text):
        if previous is not None:
            joined = text[previous[1] : match.start()] == ", "
            yield previous[0], match[0] if joined else None
        words = _trimmed(match[0])
        previous = (words, match.end()) if words else None
    if previous is not None:
        yield previous[0], None


def _trimmed(words: str) -> str:
    """A run without an opening common word, a possessive, or an institution's tail ("Oru Police")."""
    parts = words.split()
    parts[-1] = parts[-1].removesuffix("'s").removesuffix("’s")
    while parts and parts[0].lower() in OPENERS and parts[0].lower() not in ("new", "la", "el"):
        parts.pop(0)
    for k, part in enumerate(parts):
        if part.endswith(("'s", "’s")):
            return " ".join([*parts[:k], part[:-2]])
        if k and part.lower() in _TAILS and not (k == len(parts) - 1 and part.lower() in _TAILS_OF_NAMES):
            return " ".join(parts[: k + 1] if part.lower() in _TAILS_OF_NAMES else parts[:k])
    return " ".join(parts)


_CAPITAL_SPAN = re.compile(
    r"\b(?:IN|NEAR|AT|FROM|TO|OF|OUTSIDE|BETWEEN|AND|SOUTH|NORTH|EAST|WEST),?\s+(?:THE\s+)?"
    r"([A-Z][A-Z'’-]*(?:\s+[A-Z][A-Z'’-]*){0,2})(?:,\s+([A-Z][A-Z'’-]+(?:\s+[A-Z][A-Z'’-]+)?))?"
)
_CAPITAL_WORD = re.compile(r"\b[A-Z][A-Z'’-]{3,}\b")


def _spans_in_capitals(text: str) -> Iterator[tuple[str, str | None]]:
    """In capitals: one to three words after a preposition, and words that name a people."""
    for match in _CAPITAL_SPAN.finditer(text):
        words = match[1].split()
        for length in range(len(words), 0, -1):
            following = match[2] if length == len(words) else None
            piece = words[:length]
            if piece[0].lower() not in OPENERS and not are_common_words(" ".join(piece).lower()):
                yield " ".join(piece), following
        if match[2]:
            yield match[2], None
    for match in _CAPITAL_WORD.finditer(text):
        if match[0].lower() in demonyms():
            yield match[0], None
