"""Who is who in one document: the same people said again, their sex and age from elsewhere, who is said to have done it.

All texts, people and places are invented.
"""

from __future__ import annotations

import pytest

from bearwitness.records import Claim
from reading import read_text

SAID_AGAIN = [
    ("Man killed in Oru", "A 34-year-old man was killed in Oru on Monday. Ben Orl, 34, died on the spot.", [0, 0]),
    ("Three dead in Oru", "Three people were killed in Oru, police said.", [0]),
    # two names, two numbers, another day, "another": other people
    (None, "Ana Rell was killed in Oru on Monday. Ben Orl was killed in Oru on Tuesday.", [None]),
    (None, "Three people were killed in Oru. Later four people were killed in Oru.", [None]),
    (None, "A man was shot dead on Monday. Another man was shot dead on Tuesday.", [None]),
    # a surname is its bearer's whole family; with the same age it takes up the full name
    (None, "Mr Orl, 51, was wounded in Oru. A 9-year-old girl, Mina Orl, was wounded too.", [None]),
    (None, "Ana Rell, 16, was wounded in Oru. Rain fell. Rell, 16, was badly wounded.", [0]),
    # a pronoun is whom the words right before it speak of, wherever else the report places the deed
    (
        "Boy, 7, dies in Oru shooting",
        "Rain fell. The boy was taken to a clinic in Belen, where he was pronounced dead.",
        [0],
    ),
    (None, "Ana Rell, 16, was killed in Oru on Monday. Mina Orl, 40, was killed too. She died at the gate.", [None, 1]),
    # one name is one person in any place, and so is the man of whom alone a report tells
    (None, "Ana Rell was killed in Oru on Monday. Rain fell. Ana Rell was killed at a mill in Belen.", [0]),
    (None, "A man was killed in Oru. The man was killed at a mill in Belen.", [0]),
    # a name with its noun beside it takes up the noun; a surname alone is a name where a first name stands elsewhere
    (
        "Girl and mother killed in Oru",
        "Police found the mother, 26-year-old Ana Rell, and the girl by the gate. Rell was pronounced dead at the scene.",
        [None, 1],
    ),
    # a pronoun after two people who may be meant is nobody's; "a man" in another town is another man
    (None, "A boy was killed in Oru. A man was killed in Belen.", [None]),
    (None, "A man was killed in Oru. A man was killed in Belen.", [None]),
    (None, "A 16-year-old girl was killed in Oru. A 16-year-old girl was killed in Belen.", [None]),
    # a headline's town, county or week-end holds the body's street and day, and what it lends from elsewhere tells nothing apart
    ("Four shot dead in Oru", "Four people were shot dead at a house on Rell Street on Monday.", [0]),
    ("Four shot dead at the weekend", "Four people were shot dead in Oru on Saturday.", [0]),
    ("Four shot dead on Sunday", "Four people were shot dead in Oru on Saturday.", [None]),
    ("Four shot dead in Oru", "Four people were shot dead in Belen on Saturday.", [None]),
    ("Four shot dead last year", "Four people were shot dead in Oru on Saturday.", [None]),
    # a voice said again in fewer words or more, or not said again; a headline names but the kind of its voice
    (None, "Rain fell. Ana Rell was killed in Oru, police said. Rell died at the gate.", [0]),
    (None, "Rain fell. Nine people died, Oru police said. Nine people died at the gate, the police said.", [0]),
    (None, "Rain fell. Sgt. Tilo Bren said nine people died. Nine people died at the gate, Bren said.", [0]),
    (None, "Rain fell. Nine people died, hospital sources said. The sources said nine people died.", [0]),
    ("Police: Boy, 7, was shot dead", "A 7-year-old boy was killed in Oru on Monday.", [0]),
    ("Police: Boy, 7, was shot dead", "A 7-year-old boy was killed in Oru, Belen police said.", [0]),
    ("Deputies: Boy, 7, was shot dead", "A 7-year-old boy was killed in Oru, detectives said.", [0]),
    ("Sheriff: Boy, 7, was shot dead", "Sheriff Tilo Bren wept. A 7-year-old boy was killed in Oru, Bren said.", [0]),
    ("Army: Nine rebels killed", "Nine rebels were killed in Oru, Colonel Tilo Bren said.", [0]),
    # another of the kind, another body, and what is told flat before somebody says it, are not the first voice
    (None, "Rain fell. Nine people died, an official said. Nine people died, another official said.", [None]),
    ("Army: Nine rebels killed", "Nine rebels were killed in Oru, villagers said.", [None]),
    ("Police: Nine rebels killed", "Nine rebels were killed in Oru, the church said.", [None]),
    (None, "Rain fell. Nine people died in Oru. Nine people died in Oru, the mayor said.", [0]),
    # two voices of the body never say each other again
    (None, "Rain fell. The mayor said nine people died. Police said nine people died.", [None]),
]


@pytest.mark.parametrize(("title", "text", "repeated"), SAID_AGAIN, ids=lambda case: str(case)[:30])
def test_what_is_said_again_points_at_the_first(title: str | None, text: str, repeated: list[int | None]) -> None:
    claims = read_text(text, title=title)
    order = [claim.claim_id for claim in claims]
    assert [order.index(c.repeats) if c.repeats else None for c in claims] == [None, *repeated]


def test_who_turned_the_gun_on_himself_is_not_whom_he_shot() -> None:
    claims = read_text("A man shot and killed Sam Rell in Oru. He drove to a farm, and then turned the gun on himself.")
    assert [c.repeats for c in claims] == [None, None]


def test_a_headline_takes_place_and_day_from_the_body() -> None:
    first, second = read_text("Three people were killed in Oru on Monday.", title="Three dead")
    assert second.repeats == first.claim_id
    assert first.time is not None
    assert first.time.text == "Monday"


SEX_AND_AGE = [
    ("Ana Rell, 16, was killed in Oru on Monday. She died at the gate.", "female", "child"),
    ("Ana Rell was killed in Oru. Neighbours said Ana Rell, 44, kept bees.", "unknown", "adult"),
    ("Ben Rell was killed in Oru on Monday. Mr Rell kept bees.", "male", "unknown"),
    ("Ana Rell was killed in Oru on Monday.", "unknown", "unknown"),  # a name says no sex
    ("Rell was killed in Oru. Friends of Ana Rell, 16, wept.", "unknown", "child"),
    ("Ana Rell was killed in Oru. The girl, Ana Rell, kept bees.", "female", "child"),
    ("Kim Rell was killed in Oru. The girl, Ana Rell, kept bees.", "unknown", "unknown"),  # one surname, two people
    ("Police said Ana Rell was killed; the officer said he saw it.", "unknown", "unknown"),  # another's pronoun
]


@pytest.mark.parametrize(("text", "sex", "age"), SEX_AND_AGE)
def test_sex_and_age_come_from_the_document(text: str, sex: str, age: str) -> None:
    victims = read_text(text)[0].victims
    assert (victims.sex, victims.age_group) == (sex, age)


DOERS = [
    ("Two people were killed by gunmen in Oru on Monday. The two dead were teachers.", "gunmen"),
    ("Two people were killed in Oru on Monday. The gunman fled on foot.", "The gunman"),
    ("Two people were killed in Oru on Monday. Police have no suspect.", None),
    ("Two people were killed in a blast in Oru on Monday.", None),
    ("The gunman fled. A total of 300 people have been killed in the valley since 2019.", None),
]


def _doer(claims: tuple[Claim, ...]) -> str | None:
    doer = claims[0].alleged_perpetrator
    return doer.text if doer is not None else None


@pytest.mark.parametrize(("text", "doer"), DOERS)
def test_who_is_said_to_have_done_it(text: str, doer: str | None) -> None:
    assert _doer(read_text(text)) == doer
