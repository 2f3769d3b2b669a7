"""Status and role that other words give the same people. The events are invented."""

from __future__ import annotations

import pytest

from reading import read_text

# text => harm number status role of each claim, in the order of the text
CARRIED = [
    ("Five soldiers were killed and nine wounded in Oru.", ["killed 5 combatant -", "injured 9 combatant -"]),
    ("The shelling killed at least 94 civilians and injured 312.", ["killed 94 civilian -", "injured 312 civilian -"]),
    ("Three policemen were killed and five wounded.", ["killed 3 unknown police", "injured 5 unknown police"]),
    ("Three militants were killed and two captured.", ["killed 3 combatant -", "detained 2 combatant -"]),
    ("The army said 63 civilians were killed, 22 of them children.", ["killed 63 civilian -", "killed 22 civilian -"]),
    ("Two passers-by, one of them a boy, were injured by the bomb.", ["injured 2 unknown bystander", "injured 1 unknown bystander"]),
    ("A girl was hit by a stray bullet in Oru.", ["injured 1 unknown bystander"]),
    ("There are 26 dead among the troops.", ["killed 26 combatant -"]),
    ("The radio reported 400 military casualties.", ["killed_or_injured 400 combatant -"]),
    # not carried
    ("A soldier and a farmer were killed and nine wounded.", ["killed 1 combatant -", "killed 1 unknown -", "injured 9 unknown -"]),
    ("Four policemen were killed and nine people wounded.", ["killed 4 unknown police", "injured 9 unknown -"]),
    ("Nine people were killed, including a soldier.", ["killed 9 unknown -", "killed 1 combatant -"]),
    ("Four soldiers were killed. Nine people were injured.", ["killed 4 combatant -", "injured 9 unknown -"]),
    ("A gunman killed two people in the school.", ["killed 2 unknown -"]),
    ("The army killed three suspected rebels.", ["killed 3 combatant -"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CARRIED, ids=[c[0][:45] for c in CARRIED])
def test_the_same_people_are_the_same_in_every_claim(text: str, expected: list[str]) -> None:
    found = [
        f"{c.harm.value} {c.low} {c.victims.status.value} {c.victims.role or '-'}"
        for c in sorted(read_text(text), key=lambda c: (c.start, c.end))
    ]
    assert sorted(found) == sorted(expected)


AGES = [
    ("His wife was killed and her father was injured.", ["adult", "adult"]),
    ("His wife, Ana Rell, 16, was shot dead.", ["child"]),
    ("Officers found Ana Rell, 22, in a driveway. She was shot and was pronounced dead.", ["adult"]),
    ("The 17-year-old boy ran to a shop, where he was shot dead.", ["child"]),
    ("His uncle (36) was shot dead.", ["adult"]),
    # two people with ages, or one of the other sex: nobody's
    ("A 20-year-old man met a boy, Ben Orl, 12, on Monday. He was shot dead.", ["unknown"]),
    ("A 20-year-old woman called at the shop. He was shot dead.", ["unknown"]),
    ("His brother was shot dead.", ["unknown"]),
]


@pytest.mark.parametrize(("text", "groups"), AGES, ids=[a[0][:45] for a in AGES])
def test_an_age_is_said_of_one_person(text: str, groups: list[str]) -> None:
    assert [c.victims.age_group.value for c in read_text(text)] == groups
