"""Who finds, tells or is well is no victim, and a number or name that a parse misplaced is none either."""

from __future__ import annotations

import pytest

from reading import number, read_text

FOUND = [
    # text, who was harmed
    ("Paramedics located Orla in the hall of the building with a gunshot wound to her hip.", ["injured 1 Orla"]),
    (
        "Soldiers searched the yard and found Ilya Vorn, 44, bleeding from a stab wound.",
        ["injured 1 Ilya Vorn"],
    ),
    (
        "A patrol discovered a 30-year-old woman, named later as Ines Vale, suffering from bullet wounds.",
        ["injured 1 a 30-year-old woman"],
    ),
    ("Neighbours rushed in and found a girl, 9, with a knife wound.", ["injured 1 a girl"]),
    ("Investigators in Belen county state that a man stabbed his two brothers.", ["injured 2 brothers"]),
    (
        "Prosecutors alleged in court that the pistol had been used in another attack that left a girl wounded.",
        ["injured 1 a girl"],
    ),
    ("The clerk found the four dead women and the unharmed baby inside.", ["killed 4 dead women"]),
    ("Police are looking into the fatal shooting of a girl near 35th and Silver Spring.", ["killed 1 a girl"]),
    ("Ana Rell and Ben Orl were found with stab wounds.", ["injured 1 Ana Rell", "injured 1 Ben Orl"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_the_one_found_is_the_victim(text: str, expected: list[str]) -> None:
    assert [f"{c.harm.value} {number(c)} {c.victims.text}" for c in read_text(text)] == expected


STILL_VICTIMS = [
    ("Police officers who found the bomb were wounded.", "Police officers"),
    ("Three deputies who had come to help were found with gunshot wounds.", "deputies"),
    ("Officials found shot dead in the ministry had been threatened.", "Officials"),
    ("The woman found her husband and was then shot.", "The woman"),
    ("Soldiers found the village empty and were killed on the way back by a mine.", "Soldiers"),
    ("Police arrested the gunman and were wounded in the exchange of fire.", "Police"),
    ("The guard opened the gate and was stabbed.", "The guard"),
    ("A shopkeeper went to the market and was hit by a stray bullet.", "A shopkeeper"),
]


@pytest.mark.parametrize(("text", "victims"), STILL_VICTIMS)
def test_who_finds_may_be_harmed_all_the_same(text: str, victims: str) -> None:
    assert victims in [c.victims.text for c in read_text(text) if c.harm != "detained"]


@pytest.mark.parametrize(
    "text",
    [
        "Jamie, the driver, was unhurt; 22 was shot in a film.",
        "The company expanded and was hit by the crisis.",
        "The bill passed the house and was killed in the senate.",
        "The team flew to Oru and was beaten 3-0.",
        "The play opened in May and was killed by the critics.",
    ],
)
def test_no_victim(text: str) -> None:
    assert read_text(text) == ()


TOLD_BY_WOUNDS = [
    # the dead of a text, told again by their wounds alone
    "Three people are dead. All had suffered gunshot wounds.",
    "A man and two children are dead. All three had suffered gunshot wounds.",
    "Police found two bodies, both having suffered gunshot wounds.",
    "Two students found dead in a home were shot to death. Ana Rell and Ben Orl were found with gunshot wounds.",
]


@pytest.mark.parametrize("text", TOLD_BY_WOUNDS)
def test_the_dead_told_by_their_wounds_are_not_wounded_too(text: str) -> None:
    assert {c.harm.value for c in read_text(text)} == {"killed"}


WOUNDED_BESIDE_THE_DEAD = [
    ("Two people are dead. Three others had suffered gunshot wounds.", "3"),
    ("Four men died. Two women were brought in with gunshot wounds.", "2"),
    ("Five people were wounded. All had suffered gunshot wounds.", "5"),
]


@pytest.mark.parametrize(("text", "hurt"), WOUNDED_BESIDE_THE_DEAD)
def test_others_with_wounds_stay_wounded(text: str, hurt: str) -> None:
    assert hurt in [number(c) for c in read_text(text) if c.harm == "injured"]


TITLES = [
    # the site's name behind a title is no victim; a dash in the title itself stays
    ("Brother held in shooting of 10-year-old boy - Oru News, Weather, and Sports | FOX 5", "10-year-old boy"),
    ("Man charged in death of Glen Oru man - WQOW TV: Belen News", "Glen Oru man"),
    ("Death of Oru man Posted: Monday, May 4", "Oru man"),
]


@pytest.mark.parametrize(("title", "victim"), TITLES)
def test_the_name_of_the_site_behind_a_title_is_nobody(title: str, victim: str) -> None:
    assert [c.victims.text for c in read_text("Police gave no details.", title=title)] == [victim]


def test_a_dash_in_a_title_cuts_nothing_off() -> None:
    found = read_text("Police gave no details.", title="Two shot dead in Oru - police hunt gunman")
    assert [number(c) for c in found] == ["2"]


TAKEN_AWAY = [
    # as many taken to hospital as were hit in all: one of them may have died there
    (
        "Four people were shot in Oru on Monday. All four victims were taken to Oru Medical Center with serious injuries. "
        "One of the victims died on Friday.",
        [],
    ),
    ("A bomb killed two and wounded four. Four people were taken to Oru Hospital.", ["4", "4"]),
    ("Three men were wounded. All three were taken to Oru Hospital with serious injuries.", ["3"]),
]


@pytest.mark.parametrize(("text", "hurt"), TAKEN_AWAY)
def test_all_who_were_taken_away_may_hold_the_dead(text: str, hurt: list[str]) -> None:
    assert [number(c) for c in read_text(text) if c.harm == "injured"] == hurt


def test_what_a_running_total_leaves_out_runs_as_long() -> None:
    left_out = (
        "Police counted 2,000 shootings through June. More than 900 people have been injured in those shootings this year, and "
        "that does not include the 211 who died of being shot."
    )
    assert [(number(c), c.scope) for c in read_text(left_out) if c.harm == "killed"] == [("211", "cumulative")]
    one_day = "On Monday 40 people were hurt in Oru, not counting the three who died."
    assert [(number(c), c.scope) for c in read_text(one_day) if c.harm == "killed"] == [("3", "incident")]
