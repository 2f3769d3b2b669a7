"""The words and digits of which numbers are made, and what each is worth; the lists are data (`lexicon/numbers_en.toml`)."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from bearwitness.phrases.lexicons import load_lexicon
from bearwitness.phrases.word_patterns import lower_in_place

NUMBER_LEXICON = load_lexicon("numbers_en")
SMALL: dict[str, int] = {**NUMBER_LEXICON["ones"]["words"], **NUMBER_LEXICON["tens"]["words"]}
SCALES: dict[str, int] = NUMBER_LEXICON["scales"]["words"]
ORDINALS: dict[str, int] = NUMBER_LEXICON["ordinals"]["words"]
VAGUE_PLURALS: dict[str, int] = NUMBER_LEXICON["vague_plural"]["words"]
VAGUE_SCALES: dict[str, int] = NUMBER_LEXICON["vague_scale"]["words"]
VAGUE_WORDS: dict[str, int] = NUMBER_LEXICON["vague"]["words"]
FRACTIONS: dict[str, Fraction] = {
    words: Fraction(value) for words, value in NUMBER_LEXICON["fractions"]["words"].items()
}
MODIFIERS: dict[str, str] = {
    words: kind for kind, group in NUMBER_LEXICON["modifiers"].items() for words in group["words"]
}
MODIFIERS_AFTER: dict[str, str] = {
    words: kind for kind, group in NUMBER_LEXICON["after"].items() for words in group["words"]
}


def word_set(section: str, key: str) -> frozenset[str]:
    """One list of the lexicon of numbers, for look-up."""
    return frozenset(NUMBER_LEXICON[section][key])


MONTHS = word_set("months", "words")
DIGITS = (
    r"(?:\d{1,3}(?:[,\u066c]\d{3})+(?:[.\u066b]\d+)?(?!\d)"
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]\d|\d)"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\.?\d)"
    r"|\d+,\d{1,2}(?!\d)"
    r"|\d+(?:[.\u066b]\d+)?)"
)
BLANKS = re.compile(r"\s+")
LETTERS = re.compile(r"[a-z]+")
_DIGIT_HEAD = re.compile(DIGITS)


def _digits_value(words: str) -> Fraction:
    """Value of a digit string; "1.200" and "1,200" are twelve hundred, "1.2" and "1,2" are decimals."""
    plain = re.sub(r"[\s\u00a0\u2009\u202f]", "", words).replace("\u066c", ",").replace("\u066b", "\u00b7")
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in plain)
    if re.fullmatch(r"(?!0)\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    return Fraction(plain.replace(",", "").replace("\u00b7", "."))


@lru_cache(maxsize=4096)
def number_value(words: str) -> tuple[Fraction, Fraction]:
    """(value, scale) of a cardinal in words, digits or both; scale is the multiplier said last ("5 million": 10**6)."""
    if words in SMALL:
        return Fraction(SMALL[words]), Fraction(1)
    digits = _DIGIT_HEAD.match(words)
    total, part, scale, last = Fraction(0), Fraction(0), Fraction(1), Fraction(1)
    said = False
    rest = words
    if digits and digits.end():
        part, said, rest = _digits_value(digits.group()), True, words[digits.end() :]
        if rest == "k":
            return part * 1000, Fraction(1000)
    tokens = LETTERS.findall(rest)
    for at, token in enumerate(tokens):
        if token == "half":
            after = tokens[at - 1 : at] == ["a"] and "and" in tokens[:at]
            if after and at == len(tokens) - 1 and (total or part):
                half = last / 2  # "a dozen and a half", "two and a half"
                total, part = (total + half, part) if last > 1 else (total, part + half)
            else:
                part, said = part + Fraction(1, 2), True
        elif token in SMALL:
            part, said = part + SMALL[token], True
        elif token == "hundred":
            part, scale, last, said = (part if said else Fraction(1)) * 100, Fraction(100), Fraction(100), True
        elif token in ("dozen", "score") or token in SCALES:
            factor = Fraction({"dozen": 12, "score": 20}.get(token) or SCALES[token])
            if part or not total:
                total += (part if said else Fraction(1)) * factor
            else:
                total *= factor  # "two thousand million"
            part, scale, last, said = Fraction(0), factor * (scale if scale == 100 else 1), factor, False
    return total + part, scale


def whole_number(value: Fraction) -> int | None:
    """The number as people are counted; None for a part of one, and beyond all people there are."""
    return int(value) if value.denominator == 1 and value < 10**11 else None


def read_fraction(words: str) -> Fraction | None:
    """The share that words name ("half", "two-thirds", "20 percent"); None when they name none, or only "most"."""
    plain = BLANKS.sub(" ", lower_in_place(words)).strip()
    if plain in FRACTIONS:
        return FRACTIONS[plain]
    share = re.fullmatch(r"(\d+(?:\.\d+)?)\s?(?:%|percent|per cent)", plain)
    return Fraction(share.group(1)) / 100 if share else None
