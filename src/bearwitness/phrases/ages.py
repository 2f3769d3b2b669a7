"""Ages of people, as reports write them: "a 34-year-old", "aged 7", "Ana Rell, 34, ..."."""

from __future__ import annotations

import re

from bearwitness.phrases.times.words import NUMBERS_TO_TWENTY

_OLDEST = 120
_AGE = re.compile(
    rf"\b(?P<years>\d{{1,3}}|{'|'.join(NUMBERS_TO_TWENTY)})[- ]years?[- ]olds?\b|\b(?P<months>\d{{1,2}})[- ]months?[- ]olds?\b"
    r"|\baged?\s(?P<aged>\d{1,3})\b|\w,\s(?P<beside>\d{1,2})(?=,|\sand\b|$)",
    re.IGNORECASE,
)


def read_ages(words: str) -> frozenset[int]:
    """Ages in whole years; of children counted in months, the years that are full."""
    found = set()
    for match in _AGE.finditer(words):
        if match["months"]:
            found.add(int(match["months"]) // 12)
            continue
        age = match["years"] or match["aged"] or match["beside"]
        found.add(int(age) if age.isdigit() else NUMBERS_TO_TWENTY[age.lower()])
    return frozenset(age for age in found if age <= _OLDEST)
