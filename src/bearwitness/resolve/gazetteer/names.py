"""Names as the gazetteer compares them: without case, diacritics, hyphens and apostrophes, "St" as "Saint", "el" as "al"."""

from __future__ import annotations

import re
import unicodedata

from bearwitness.phrases.word_patterns import words_of

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
        "ə": "a", "‐": " ", "‑": " ", "–": " ", "—": " ", "-": " ", "/": " ", ",": " ", "_": " ", "&": " and ",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "´": "", "′": "", "ʹ": "", '"': "",
        ".": "",
    }
)  # fmt: skip
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "el": "al"}
_ARTICLES = words_of("al ad an ar as ash at ath az adh en er es esh et ed ez")


def fold(name: str) -> str:
    """The form in which names are compared; empty where nothing but marks is left."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    words = plain.translate(_LETTERS).split()
    return " ".join([_WORDS.get(word, word) for word in words])


def without_article(folded: str) -> str | None:
    """A folded name without the Arabic article that opens it; None where none does."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in _ARTICLES else None


_DIVISION = (
    "province department region oblast county parish district governorate state prefecture municipality raion rayon "
    "division canton commune territory republic voivodeship emirate community sheng shi zizhiqu"
)
_DIVISION_AFTER = re.compile(rf"^(.+?) (?:{'|'.join(_DIVISION.split())})$")
_DIVISION_BEFORE = re.compile(
    r"^(?:departamento|provincia|estado|municipio|region|state|province|department|county|district|governorate"
    r"|republic|wilayat?|muhafazat|gouvernorat|ostan e|ville)"
    r"(?: (?:de la|de los|de las|del|de|do|da|of the|of|d))? (.+)$"
)


def short_forms(folded: str) -> list[str]:
    """A division's folded name without its generic word: "rapides parish" -> "rapides"."""
    forms = []
    for pattern in (_DIVISION_AFTER, _DIVISION_BEFORE):
        if (match := pattern.match(folded)) and len(match[1]) > 2:
            forms.append(match[1])
    return forms


def is_english_name(name: str) -> bool:
    """The name is in Latin script and has a capital, as names in English reports have.

    Lower-case alternates in GeoNames are letter-by-letter transliterations ("ge ma", "hlb") that only collide.
    """
    return any(char.isupper() for char in name) and all(
        char.isascii() or not char.isalpha() or unicodedata.name(char, "").startswith(("LATIN", "MODIFIER"))
        for char in name
    )
