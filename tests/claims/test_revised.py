"""Figures told by their change, and other figures that rise, fall and are corrected.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

TOLD = [
    ("The prisons agency first spoke of nine deaths, then raised that to 16.", ["killed 9", "killed 16"]),
    ("The ministry at first spoke of four dead, later raising the figure to 11.", ["killed 4", "killed 11"]),
    ("Police first said three people had been killed, then revised the number to five.", ["killed 3", "killed 5"]),
    ("The toll, revised down from 47, may change after the shooting.", ["killed 47"]),
    ("The death toll from the attack was revised down from 23 to 17.", ["killed 23", "killed 17"]),
    ("The killings bring the city's homicide count to 19 people so far in 2024.", ["killed 19"]),
    ("The deaths bring to 31 the number of people murdered in Oru this year.", ["killed 31"]),
    ("Saturday's shooting was the city's 14th homicide of the year.", ["killed 1", "killed 14"]),
    ("The latest killing takes the town's murder tally to eight this year.", ["killed 8"]),
    ("Eight people have died in the shooting, up from five this afternoon.", ["killed 8", "killed 5"]),
    ("The number of wounded stands at 41, up from 30.", ["injured 41", "injured 30"]),
    ("Security sources had earlier put the death toll from the ambush at 14.", ["killed 14"]),
    ("A police officer said he had seen closer to 25 bodies in the jail after the riot.", ["killed ~25"]),
    ("He had counted nearer to 40 dead in the camp after the attack.", ["killed ~40"]),
    ("The army lists 21 dead and 40 hurt.", ["killed 21", "injured 40"]),
    ("Bandit attack: 9 killed, 4 hurt, 12 houses burnt", ["killed 9", "injured 4"]),
    ("The balance of the violent weekend is five dead and three wounded by firearm.", ["killed 5", "injured 3"]),
    ("The army first said two had died, later revising the figure upward to nine.", ["killed 2", "killed 9"]),
    ("Officials lowered the death toll from 80 to 61 on Friday.", ["killed 80", "killed 61"]),
    ("The ministry spoke of 14 wounded and then raised the number to 20.", ["injured 14", "injured 20"]),
    ("It takes the city's murder count to 31 this year.", ["killed 31"]),
    ("The killing brings the homicide tally in Oru to 12.", ["killed 12"]),
    ("The toll, down from 40 on Tuesday, stood at 31 after the massacre.", ["killed 31", "killed 40"]),
    ("At least 12 were shot dead, up from nine reported on Monday.", ["killed 12+", "killed 9"]),
    ("Five, not six, guards were killed, the warden said.", ["killed 5"]),
    ("Nearer 40 people were killed, a survivor said.", ["killed ~40"]),
    ("The number of injured was raised from 11 to 15 after the bombing.", ["injured 11", "injured 15"]),
    ("Medics later raised their count to 23 dead after the strike.", ["killed 23"]),
]
NOT_TOLD = [
    "The team's goal tally rose to 19 after the strike.",
    "The price was revised down from 47 to 31 after the attack.",
    "The murder rate rose to 19 per 100,000.",
    "The count of votes reached 19,000 after the attack.",
    "The bombing toll may rise to 50.",
    "The reward was raised to 16 after the shooting, and then that to 20.",
    "The army raised the number of checkpoints to 16 after the attack.",
    "They came closer to 25 bridges during the battle.",
    "The vote count rose to 25 after the attack.",
    "The price, revised down from 47, fell after the bombing.",
    "Crime count rises to 19,000 cases, police said after the shooting.",
    "The tally of goals rose to 31.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t[:45] for t, _ in TOLD])
def test_a_figure_told_by_its_change_is_read(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NOT_TOLD, ids=[t[:45] for t in NOT_TOLD])
def test_nobody_is_counted_by_these_words(text: str) -> None:
    assert rows(read_text(text)) == []
