"""People seized, and one told of as one of a number; what else is taken, held and made off with.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

TOLD = [
    (
        "Gunmen raided the village of Oru overnight. Four soldiers were killed and nine people taken, officials said.",
        ["killed 4", "abducted 9"],
    ),
    ("Eleven soldiers among dead, five villagers taken - police", ["killed 11", "abducted 5"]),
    ("Militants still hold two nurses seized in March, the army said.", ["abducted 2"]),
    ("The rebels are holding four aid workers seized on the border in May.", ["abducted 4"]),
    ("The faction is holding three fishermen captured in October.", ["abducted 3"]),
    ("Two warders held hostage for nine hours before being freed after prison riot", ["abducted 2"]),
    ("Seven students were marched off into the forest by the gunmen.", ["abducted 7"]),
    ("The attackers killed two farmers and carried off a further six people.", ["killed 2", "abducted 6"]),
    ("Bandits made off with three schoolgirls and two teachers.", ["abducted 3", "abducted 2"]),
    ("The toll given by the mayor is nine dead and four people taken hostage.", ["killed 9", "abducted 4"]),
    ("Mayor's daughter snatched, three guards shot dead in Oru raid", ["abducted 1", "killed 3"]),
    ("The governor's son was whisked away by the gunmen on a motorbike.", ["abducted 1"]),
    ("The priest was bundled into a van by armed men on Friday.", ["abducted 1"]),
    ("She last saw her husband being dragged into a truck by soldiers.", ["detained 1"]),
    ("Rebels attack convoy; three drivers killed, two engineers taken", ["killed 3", "abducted 2"]),
    ("Eight pupils snatched, teacher shot dead in school raid by gunmen", ["abducted 8", "killed 1"]),
    ("The group is still holding five fishermen seized in April.", ["abducted 5"]),
    ("Raiders made off with two women and a boy.", ["abducted 2", "abducted 1"]),
    ("Four tourists held captive for 20 days by bandits.", ["abducted 4"]),
    ("Militants are holding 12 soldiers captured in the battle.", ["detained 12"]),
    ("Gunmen killed six people and 20 others were taken hostage.", ["killed 6", "abducted 20"]),
    ("Her uncle was hauled out of his house by gunmen, the sister said.", ["abducted 1"]),
    ("The man was bundled into a car by masked men.", ["abducted 1"]),
    ("Photos taken after the attack show three bodies.", ["killed 3"]),
    ("Her son was one of nine boys killed in the raid.", ["killed 1", "killed 9"]),
    ("Her son, one of nine boys killed in the raid, was 12.", ["killed 1", "killed 9"]),
    (
        "A woman holds a photo of her son, one of four prisoners still unaccounted for after the jail riot.",
        ["missing 1", "missing 4"],
    ),
    ("Ana Rell, one of three teachers kidnapped in May, has been freed.", ["abducted 1", "abducted 3"]),
    ("He is one of 12 men still missing after the attack.", ["missing 1", "missing 12"]),
    ("Ben Orl, one of the 14 soldiers who were killed, was buried on Friday.", ["killed 1", "killed 14"]),
    ("She was one of at least 30 people arrested at the rally.", ["detained 1", "detained 30+"]),
    ("His brother is one of more than 40 villagers shot dead in April.", ["killed 1", "killed 41+"]),
    ("It was one of nine houses burnt in the raid, in which nobody was killed.", ["killed 0"]),
    ("She is one of three lawyers for the men killed in May.", ["killed 2+"]),
    ("He is one of three ministers who resigned after soldiers were killed.", ["killed 2+"]),
]
NOT_TOLD = [
    "The photograph was taken on Monday, hours before the attack, and three paintings were seized.",
    "Police seized three rifles and two cars after the shooting.",
    "The thieves made off with three cows and a motorbike.",
    "The army holds two hills seized in March.",
    "Ten people were taken to safety after the blast.",
    "He was carried off the field after the derby.",
    "The raiders made off with 30 goats and two rifles.",
    "Gunmen attacked the bank; three bags were taken.",
    "After the raid, six rifles seized.",
    "The army holds five villages seized in May.",
    "Nine pills taken by the gunmen were found.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t[:45] for t, _ in TOLD])
def test_whoever_is_seized_is_abducted_or_detained(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NOT_TOLD, ids=[t[:45] for t in NOT_TOLD])
def test_nobody_is_seized_by_these_words(text: str) -> None:
    assert rows(read_text(text)) == []
