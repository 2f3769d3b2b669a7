"""Titles printed with capitals above a text in ordinary print: what they tell, and what they do not.

One line a case: a title, the text below it, and the claims that the two must give together.
"""

from __future__ import annotations

import pytest

from bearwitness.claims.sentence.splitting import split_sentences
from bearwitness.claims.sentence.titles import recase_titles
from reading import read_text, rows

TOLD = [
    ("Bus Driver Shot and Killed", "The city mourns.", ["killed 1"]),
    ("Teacher Stabbed to Death in Oru", "The city mourns.", ["killed 1"]),
    ("12 SMUGGLERS ARRESTED", "The navy gave no details.", ["detained 12"]),
    ("Boy Accidentally Shot in Foot, Police Say", "The gun was locked away.", ["injured 1"]),
    ("Teen Killed When Gun Goes Off: Police", "The gun was locked away.", ["killed 1"]),
    ("Three Charged In Shooting Death Of Belen Woman", "The trial will begin in May.", ["killed 1"]),
    ("Suspect in Fatal Stabbing of Nurse Turns Himself In", "The trial will begin in May.", ["killed 1"]),
    ("Man Guilty Of Murdering Police Officer Dara Brown", "They said that Brown had two sons.", ["killed 1"]),
    ("Oru Farmers Kidnapped By Armed Men", "The council met on Friday.", ["abducted 2+"]),
]
NOT_TOLD = [
    ("Oru Slaughters Belen in Cup Final", "The match ended 6-0."),
    ("Council Kills Plan For New School", "The council met on Friday."),
    ("Police Seize 40 Stolen Guns", "Nobody was there."),
    ("How To Kill Weeds In Your Garden", "Use hot water."),
    ("New Film Tells of Murdered Queen", "It opens on Friday."),
    ("Two Horses Killed In Barn Fire", "The barn is gone."),
]


@pytest.mark.parametrize(("title", "body", "expected"), TOLD, ids=[t[0] for t in TOLD])
def test_a_title_with_capitals_is_read_as_if_printed_without(title: str, body: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(f"{title}\n\n{body}"))] == expected


@pytest.mark.parametrize(("title", "body"), NOT_TOLD, ids=[t[0] for t in NOT_TOLD])
def test_a_title_that_tells_of_no_harm_to_people_gives_nothing(title: str, body: str) -> None:
    assert rows(read_text(f"{title}\n\n{body}")) == []


CASES = [
    ("Bus Driver Shot and Killed", "", "Bus driver shot and killed"),
    ("12 PIRATES ARRESTED", "", "12 Pirates arrested"),
    ("Officer Tomas Green Shot", "They said that Green had a son.", "Officer Tomas Green shot"),
    ("12-Year-Old Oru Girl Killed In Hunting Accident", "", "12-Year-old Oru girl killed in hunting accident"),
    ("FBI Joins Search For Missing Nurse", "", "FBI joins search for missing nurse"),
    ("Ana Rell, Ben Orl and Ida Sunn", "", "Ana Rell, Ben Orl and Ida Sunn"),
    ("Ana Rell was killed in Oru.", "", "Ana Rell was killed in Oru."),
]


@pytest.mark.parametrize(("title", "body", "expected"), CASES, ids=[c[0] for c in CASES])
def test_a_word_keeps_its_capital_where_it_is_a_name(title: str, body: str, expected: str) -> None:
    text = f"{title}\n\n{body}"
    assert recase_titles(text, split_sentences(text)) == f"{expected}\n\n{body}"


OPENERS = [
    ("Melody died at the scene of the shooting. Police said that Melody, 7, was playing with a gun.", "Melody"),
    ("Grace was wounded by a bullet. They said that Grace was a nurse.", "Grace"),
]


@pytest.mark.parametrize(("text", "name"), OPENERS, ids=[o[1] for o in OPENERS])
def test_an_ordinary_word_that_the_text_uses_as_a_name_is_one_where_it_opens_a_sentence(text: str, name: str) -> None:
    (claim,) = read_text(text)
    assert claim.victims.text == name


def test_an_ordinary_word_that_opens_a_sentence_is_no_name_by_itself() -> None:
    text = "Gunfire killed two men. They said that gunfire was heard all day."
    assert [(r["harm"], r["number"]) for r in rows(read_text(text))] == [("killed", "2")]
