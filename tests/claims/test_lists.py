"""Lists of people that the parse cuts up, companions of those who were harmed, and lists that are none.

One line a case: a text and the claims that it must give, no more and no fewer, in the order of the text.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

LISTS = [
    (
        "The judges look into the murders of the mayor of Oru, another judge, and the Belen army chief.",
        ["killed 1", "killed 1", "killed 1"],
    ),
    ("The kidnapping of the bishop and his secretary was condemned.", ["abducted 1", "abducted 1"]),
    (
        "The abduction of the priest Tomas Rell, his driver and a nun was condemned.",
        ["abducted 1", "abducted 1", "abducted 1"],
    ),
    (
        "He was convicted of killing Judge Rell Barn, clerk Ida Sunn, Deputy Sgt. Hal Toren and U.S. agent David Orl.",
        ["killed 1", "killed 1", "killed 1", "killed 1"],
    ),
    (
        "They killed Ana Rell, a teacher, and her two sons, Ben and Tom Rell.",
        ["killed 1", "killed 2"],
    ),
    ("They killed two teachers, Ana Rell and Ben Orl, and a farmer.", ["killed 2", "killed 1"]),
    ("Gunmen killed the mayor of Oru, his wife and a bodyguard.", ["killed 1", "killed 1", "killed 1"]),
    ("Injured were Tara Orl, Sidra Lund, and Jamil Bold.", ["injured 1", "injured 1", "injured 1"]),
    ("Killed was Ana Rell, 34.", ["killed 1"]),
    ("Also wounded was the driver of the bus.", ["injured 1"]),
    (
        "Bombs went off at noon. Injured by the blast were: a taxi driver; Elmo Rell, who slept nearby; and Raul Orl, a cook.",
        ["injured 1", "injured 1", "injured 1"],
    ),
    (
        "The injured victims, Ana Rell, Ben Orl and Tom Barn, were taken to hospital.",
        ["injured 1", "injured 1", "injured 1"],
    ),
    ("The dead were identified as Ana Rell, 12, and Ben Orl, 14.", ["killed 1", "killed 1"]),
    (
        "Officers found Ana Rell, 54, Ben Orl, 22, and toddler Tom Barn — all dead from gunshot wounds.",
        ["killed 1", "killed 1", "killed 1"],
    ),
    ("Two adults, 1 child found shot to death inside Oru hotel room", ["killed 2", "killed 1"]),
    ("Twelve people, nine men and three women, were killed.", ["killed 12", "killed 9", "killed 3"]),
]
COMPANY = [
    ("Ben Orl, who was arrested along with three other men, is a cook.", ["detained 1", "detained 3"]),
    ("The mayor was killed together with his wife and two guards.", ["killed 1", "killed 1", "killed 2"]),
    ("A farmer was wounded, as well as two of his sons.", ["injured 1", "injured 2"]),
    ("The bishop was shot dead on Sunday along with his driver.", ["killed 1", "killed 1"]),
    (
        "Police found the bodies of two women and a boy, along with the gunman.",
        ["killed 2", "killed 1", "killed 1"],
    ),
]
NONE_OF_THE_LIST = [
    ("He killed the guard, and the driver fled.", ["killed 1"]),
    ("He killed a guard, officials and witnesses said.", ["killed 1"]),
    ("He shot and wounded his wife, and her son called the police.", ["injured 1"]),
    ("The bomb killed three soldiers, a tank and two trucks.", ["killed 3"]),
    ("The bomb killed the driver, destroyed two cars and the market.", ["killed 1"]),
    ("The murder of a judge, the fall of the government and the general strike followed.", ["killed 1"]),
    ("The killing of a farmer and the serious illness of his wife were told.", ["killed 1"]),
    ("He was arrested along with a rifle and two pistols.", ["detained 1"]),
    ("He was killed along with his dog.", ["killed 1"]),
    ("The officer, along with three colleagues, said that two men were killed.", ["killed 2"]),
    ("The road and the bridge, both dead ends, were closed.", []),
    ("All four of the injured were men.", ["injured 4"]),
    ("ORU, 3 May (NEWS) -- Three persons were injured when a bomb went off.", ["injured 3"]),
    ("He killed his wife, Ana, and himself.", ["killed 1", "killed 1"]),
]
ALL = [*LISTS, *COMPANY, *NONE_OF_THE_LIST]


@pytest.mark.parametrize(("text", "expected"), ALL, ids=[t[:45] for t, _ in ALL])
def test_each_person_of_a_list_is_a_claim(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


def test_people_named_one_by_one_who_make_up_a_number_told_before_are_its_parts() -> None:
    text = "Three people were hurt in a blast in Oru. The windows broke. Ana Rell, Ben Orl and Tom Barn were hurt by glass."
    marks = [str(r["marks"]).split("|") for r in rows(read_text(text))]
    assert ["part" in m for m in marks] == [False, True, True, True]


def test_people_named_elsewhere_or_of_another_number_are_no_parts() -> None:
    for text in (
        "Three people were hurt in a blast in Oru. In Belen, Ana Rell, Ben Orl and Tom Barn were hurt by glass.",
        "Four people were hurt in a blast in Oru. Ana Rell, Ben Orl and Tom Barn were hurt by glass.",
        "Three soldiers were hurt in a blast. The nurse Ana Rell, the farmer Ben Orl and his son were hurt by glass.",
    ):
        assert not any("part" in str(r["marks"]).split("|") for r in rows(read_text(text))), text


def test_people_of_two_harms_are_no_sum() -> None:
    text = (
        "Prosecutors charged the uncle of 5-year-old Lena Roe, who shot herself to death on 11 April with a gun found under "
        "a pillow, and the aunt of a 6-year-old who shot himself through the foot on 2 May."
    )
    claims = read_text(text)
    assert {claim.harm.value for claim in claims} == {"killed", "injured"}
    assert all(claim.sum_group is None for claim in claims)
