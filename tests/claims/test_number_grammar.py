"""The words that may open a number hide none from the grammar."""

from __future__ import annotations

import re

import pytest

from bearwitness.claims.sentence import number_grammar as grammar
from bearwitness.claims.sentence.number_words import ORDINALS, SMALL

PHRASES = sorted(
    {
        *SMALL,
        *ORDINALS,
        *grammar.SCALES,
        *grammar.VAGUE_PLURALS,
        *grammar.VAGUE_WORDS,
        *grammar.FRACTIONS,
        *grammar.MODIFIERS,
        *grammar.MONTHS,
        *grammar.NUMBER_LEXICON["zero"]["words"],
        *grammar.NUMBER_LEXICON["fractions"]["majority"],
    }
)
BEHIND = (" 12 people", " the 12 dead", " of them", " a dozen soldiers", " 3 may 1990", " of the 40 dead", "-fold")
BEFORE = ("on ", "on the ", "the ", "from ", "between ", "in ", "not ", "at least ", "as many as ", "a ", "")
UNGATED = re.compile(rf"(?<!\w){grammar.COUNT_OR_LOOK_ALIKE}")


@pytest.mark.parametrize("before", BEFORE)
def test_each_number_opens_with_a_word_that_is_asked_for(before: str) -> None:
    for phrase in (
        *PHRASES,
        "3 may 1990",
        "the 3rd of may",
        "3:30 p.m.",
        "+44 20 555-1234",
        "one in ten",
        "aged 3 to 5",
    ):
        for behind in BEHIND:
            text = f"{before}{phrase}{behind}"
            found = grammar.NUMBERS.search(text)
            expected = UNGATED.search(text)
            assert (found and found.span()) == (expected and expected.span()), text
