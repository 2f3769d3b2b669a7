"""Words of a text and parts of a name, folded so that case, accents and invisible marks say nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.word_patterns import words_of

WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f])*")
_PLAIN_LETTERS = dict(zip("øłđðıħþæœß", ("o", "l", "d", "d", "i", "h", "th", "ae", "oe", "ss"), strict=True))
PARTICLES = words_of(
    "al el as an ar ad ash at az bin ibn bint abu umm van von der den de del della di da do dos das du la las le "
    "los mac"
)
TITLES = words_of(
    "mr mrs ms miss dr prof professor sir madam sheikh imam father sister brother rev reverend pastor rabbi haji "
    "hajji col colonel gen general lt lieutenant sgt sergeant capt captain maj major cpl pvt private officer "
    "constable"
)
OFFICE = words_of(
    "president minister premier chancellor governor mayor senator ambassador spokesman spokeswoman spokesperson "
    "commissioner secretary chief commander general colonel admiral brigadier marshal prosecutor judge coroner "
    "deputy director chairman chairwoman chair chairperson head envoy representative rapporteur coordinator "
    "superintendent inspector sheriff parliamentarian lawmaker congressman congresswoman councillor councilman "
    "administrator official"
)
CALENDAR = words_of(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday"
)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The letters of a word without case, accents and invisible marks."""
    plain = "".join(_PLAIN_LETTERS.get(c, c) for c in word.casefold())
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalpha())


class Part(NamedTuple):
    """A word of a text with its offsets."""

    start: int
    end: int
    folded: str
    capital: bool


def parts_of(text: str) -> Sequence[Part]:
    """The words of a text; those of short texts are remembered, since each is looked at several times."""
    return _remembered_parts(text) if len(text) < 20_000 else _parts_anew(text)


def _parts_anew(text: str) -> tuple[Part, ...]:
    found = ((m.start(), m.end(), m.group()) for m in WORD.finditer(text))
    return tuple(Part(a, b, fold(word), word[0] != word[0].lower()) for a, b, word in found)


_remembered_parts = lru_cache(maxsize=512)(_parts_anew)


def name_parts(name: str) -> list[str]:
    """The folded parts of a name, with article and titles before and a possessive after it left out."""
    parts = [p.folded for p in parts_of(re.sub(r"['’][sS]?\s*$", "", name)) if p.folded]
    while len(parts) > 1 and (parts[0] in TITLES or parts[0] in OFFICE or parts[0] == "the"):
        parts.pop(0)
    return parts


def form_of(name: str) -> str:
    """The folded parts of a name run together; by it a whole name is known within a document and a build."""
    return "".join(name_parts(name))


@lru_cache(maxsize=50_000)
def is_ordinary(word: str) -> bool:
    """Whether a folded word is ordinary vocabulary or the name of a people, so that it may stand for itself."""
    from bearwitness.claims.sentence.common_words import is_common_word

    return word in demonyms() or is_common_word(word)


def is_people(word: str) -> bool:
    """Whether a folded word is the name of a people ("Sudanese")."""
    return word in demonyms()
