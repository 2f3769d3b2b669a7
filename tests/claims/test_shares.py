"""Parts told by a state and not by a noun of people, and what is no part.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

TOLD = [
    (
        "BREAKING - Five dead, two of them believed to be students, medics say after the shooting.",
        ["killed 5", "killed 2"],
    ),
    ("At least 60 people, nine of them minors, were picked up in overnight raids.", ["detained 60+", "detained 9"]),
    ("Nine people were killed, three of them thought to be foreigners.", ["killed 9", "killed 3"]),
    ("Twelve people were taken hostage by the rebels, of whom four nurses.", ["abducted 12", "abducted 4"]),
    ("Five persons were shot dead, among them a woman, and three wounded.", ["killed 5", "killed 1", "injured 3"]),
    (
        "The shooting left five persons hurt, among them a poll watcher and a 67-year-old voter.",
        ["injured 5", "injured 1", "injured 1"],
    ),
    (
        "Eight people have been shot dead since morning. Seven of them had bullet wounds to the head.",
        ["killed 8", "killed 7"],
    ),
    ("Ten farmers were shot dead. Six of them were from one family.", ["killed 10", "killed 6"]),
    ("Four died in the ambush, the youngest a girl of six.", ["killed 4", "killed 1"]),
    ("Fourteen gendarmes were hurt by stones, he said, two of them badly.", ["injured 14", "injured 2"]),
    ("At least 23 people, nine of them soldiers, were killed on Monday.", ["killed 23+", "killed 9"]),
    ("Thirty were wounded, most of them women, in the blast.", ["injured 30", "injured 2+"]),
    ("Eleven prisoners were beheaded, and the oldest was 70.", ["killed 11"]),
    ("Of the 12 people killed, five were soldiers.", ["killed 12", "killed 5"]),
    ("Nine bodies were found, four of them bearing gunshot wounds.", ["killed 9", "killed 4"]),
    ("Seven people died in the attack, a baby among them.", ["killed 7", "killed 1"]),
    ("Twelve people were killed, all of them men.", ["killed 12"]),
    ("Six were killed, four of them on Monday and two on Tuesday.", ["killed 6", "killed 4", "killed 2"]),
    ("Four nurses among dead in hospital bombing", ["killed 4"]),
    ("Three soldiers among 14 killed in Oru ambush", ["killed 3", "killed 14"]),
    ("Priest among dead after church attack", ["killed 1"]),
    ("Child among nine killed in Belen shelling", ["killed 1", "killed 9"]),
    ("At least 12 were wounded in the blast, five of them critically.", ["injured 12+", "injured 5"]),
    ("Six people were shot, one of them seriously.", ["injured 6", "injured 1"]),
    ("Thirty-one were hurt in the bombing, three gravely.", ["injured 31", "injured 3"]),
    ("Eight were kidnapped, two of them understood to be foreigners.", ["abducted 8", "abducted 2"]),
    ("The raid killed eleven, four of them said to be women.", ["killed 11", "killed 4"]),
    ("Nine men were murdered in the cell. Four of them were from the same village.", ["killed 9", "killed 4"]),
    ("Five fishermen were shot dead, the oldest a man of 71.", ["killed 5", "killed 1"]),
    ("Seven were stabbed, two slightly.", ["injured 7", "injured 2"]),
    ("Six were killed when the army, badly led, attacked.", ["killed 6"]),
    ("Three of them were from the army and said nobody was hurt.", ["injured 0"]),
    ("Five were wounded in the shelling, slightly more than on Monday.", ["injured 5"]),
    ("Nine were killed, two days after the seriously delayed vote.", ["killed 9"]),
]
NOT_TOLD = [
    "Three of them later denied it after the shooting.",
    "Nine houses were burnt, three of them new, when gunmen attacked.",
    "The team was beaten, three of them badly out of form.",
    "Nine houses were hit, four of them badly.",
    "Peace among dead letters of the war.",
    "He counted three poems among the dead soldier's papers.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t[:45] for t, _ in TOLD])
def test_parts_are_told_by_a_state_too(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NOT_TOLD, ids=[t[:45] for t in NOT_TOLD])
def test_nobody_is_told_by_these_words(text: str) -> None:
    assert rows(read_text(text)) == []
