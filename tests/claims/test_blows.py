"""Blows and hits that wound, and what else is hit, struck, beaten, kicked and cut.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

HURT = [
    ("A neighbour's friend was punched in the face during the brawl.", ["injured 1"]),
    ("A man was punched and kicked by three attackers outside a bar.", ["injured 1"]),
    ("A robber pistol-whipped the clerk.", ["injured 1"]),
    ("He was hit five times in the attack. The gunmen fled.", ["injured 1"]),
    ("A policeman was hit on the head with a bottle.", ["injured 1"]),
    ("The attackers hit a guard with a hammer.", ["injured 1"]),
    ("The guard beat the man with a bat.", ["injured 1"]),
    ("Soldiers beat two students on Monday.", ["injured 2"]),
    ("Attackers slashed a taxi driver's face with a knife.", ["injured 1"]),
    ("An intruder cut her arm with a knife.", ["injured 1"]),
    ("The suspect fired a shot, striking the boy in the chest.", ["injured 1"]),
    ("He fired several rounds, hitting two officers and a passer-by.", ["injured 2", "injured 1"]),
    ("The bullet struck the woman in the neck.", ["injured 1"]),
    ("One of the bullets hit the driver in the shoulder.", ["injured 1"]),
    ("Two people were hit when gunmen opened fire on a bus.", ["injured 2"]),
    ("The bullet went through the wall and hit a nurse.", ["injured 1"]),
    ("He accidentally discharged the gun and it struck him.", ["injured 1"]),
    ("The gun went off and fatally hit the boy in his chest.", ["killed 1"]),
    ("Police kicked and beat a protester.", ["injured 1"]),
    ("A mob beat a thief to death.", ["killed 1"]),
    ("The boy was hit by gunfire and died at the scene.", ["killed 1"]),
]
NOT_HURT = [
    "The town was hit by a storm.",
    "The company was hit hard by the sanctions.",
    "A man was hit by a car on Mill Street.",
    "A cyclist was struck by a truck.",
    "Two farmers were struck by lightning.",
    "The bullet hit the wall.",
    "The shot hit the post and the goalkeeper kicked it away.",
    "Oru beat the champions 3-1 in the final.",
    "He beat his rival for mayor by 200 votes.",
    "The bullets struck three cars and a house.",
    "He was kicked out of the party.",
    "The tax hit farmers and teachers.",
    "She was struck by his kindness.",
    "He hit the ball over the fence.",
    "Workers striking the mill met the owner.",
    "They cut 40 workers last year.",
    "He would have hit the boy.",
    "The gunman shot at a guard but hit nobody.",
]


@pytest.mark.parametrize(("text", "expected"), HURT, ids=[t[:45] for t, _ in HURT])
def test_whom_a_blow_or_a_bullet_hits_is_hurt(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NOT_HURT)
def test_what_else_is_hit_is_no_claim(text: str) -> None:
    assert rows(read_text(text)) == []


def test_a_bullet_hit_of_one_who_died_is_no_wound_of_its_own() -> None:
    text = "The gunman fired, striking a nurse in the chest. The nurse died at the scene."
    assert [(r["harm"], r["number"]) for r in rows(read_text(text))] == [("killed", "1")]
