"""What only the whole report tells to be a running total: periodic reports, tables, cases, parts of totals."""

from __future__ import annotations

import pytest

from reading import number, read_text

MONTHLY = "Monthly report\n\n"
TOTALS = [
    (MONTHLY + "In June 212 civilians were killed and 300 wounded. Mines killed 12 people.", "ccc"),
    (MONTHLY + "Mines killed 12 people. On 3 June a shell killed seven people at the market in Oru.", "ci"),
    ("Casualty update for May 2023\n\nAt least 94 civilians were killed, 23 more than in April (71 killed).", "cc"),
    ("In the week under review, troops killed 83 rebels and arrested 26 suspects.", "cc"),
    ("In the days that followed, soldiers killed at least 30 people in Oru.", "c"),
    ("The network documented 122 cases of torture in Oru prison.", "c"),
    ("Since 1 May, 40 people have been killed and 60 wounded in Oru.", "cc"),
    ("Deaths by cause:\n- Shelling: 45\n- Sniper fire: 9", "cc"),
    ("About 12,000 people have fled the fighting since January.", "c"),
    ("From May to July the militia killed 60 villagers, 12 of them children.", "cc"),
    ("Five people were killed and 11 hurt in 13 shootings around town.", "cc"),
    ("The club shooting closed a bloody holiday weekend that left seven people dead.", "c"),
    ("Six injured in violent weekend in Oru", "c"),
    ("She was one of four people killed over a ten-hour stretch that night.", "cc"),
    ("In less than a month, nine leaders have been kidnapped.", "c"),
    ("SO FAR, TWO JUDGES HAVE BEEN MURDERED IN LESS THAN 15 DAYS.", "c"),
    ("Six taxi drivers were shot dead within one month.", "c"),
    ("Nineteen prisoners said that they had been beaten in the cells.", "sc"),
]
INCIDENTS = [
    ("More than 3,000 people have fled the clashes since Saturday.", "i"),
    ("The army shelled the town in May. Twelve people were killed.", "i"),
    ("In May, soldiers killed nine farmers in an attack on Oru.", "i"),
    (MONTHLY + "On 3 June a shell killed seven people at the market in Oru.", "i"),
    (MONTHLY + "A mortar hit a bus on Monday. Nine people were killed, four of them girls.", "ii"),
    ("Six people were hurt in a deadly weekend attack on a club in Oru.", "i"),
    ("Four people were shot at a party on Saturday.", "i"),
    ("On Saturday four people were killed at a club, the worst of a bloody weekend.", "i"),
    ("Twelve people were killed in two air strikes on the market.", "i"),
    ("A bomb wounded nine people in Oru on Monday. In a week five of them died.", "ii"),
    ("An attack killed two men in Oru in less than a week after the truce.", "i"),
    ("The house burned down in less than 10 minutes. Two soldiers were shot dead.", "i"),
    ("The mayor spoke of the monthly market. A bomb killed nine people there on Friday.", "i"),
]


@pytest.mark.parametrize(("text", "scopes"), [*TOTALS, *INCIDENTS])
def test_what_a_count_runs_over(text: str, scopes: str) -> None:
    claims = read_text(text)
    assert "".join(c.scope.value[0] for c in claims) == scopes, [number(c) for c in claims]


def test_those_still_missing_of_people_taken_over_weeks_are_a_level() -> None:
    text = "In the nights that followed, soldiers abducted 30 men. Eleven of them remain missing."
    assert [c.scope.value for c in read_text(text)] == ["cumulative", "stock"]


def test_a_total_takes_the_month_and_year_of_its_report() -> None:
    claims = read_text("Casualty update for May 2023\n\nIn May, shelling killed 60 civilians. Mines killed 12.")
    assert [c.time and c.time.text for c in claims] == ["May 2023", "May 2023"]
