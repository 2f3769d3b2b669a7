"""Harm told by a noun, a set phrase or a line without a verb, and the same words where they tell of none.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

LINES = [
    ("Toddler shoots 2-year-old sister in car", ["injured 1"]),
    ("Mother arrested after toddler shoots 1-year-old sibling in Oru", ["detained 1", "injured 1"]),
    ("Oru police say a 2-year-old shot a 1-year-old sibling in the face inside a parked car.", ["injured 1"]),
    ("3 dead, 1 critical in Oru farm shooting", ["killed 3", "injured 1"]),
    ("Two killed, four hospitalized after Oru blast", ["killed 2", "injured 4"]),
    ("Boy identified in deadly shooting range accident", ["killed 1"]),
    ("Woman, 34, identified in fatal Oru stabbing", ["killed 1"]),
    ("Man claims self-defense after four shot in Oru", ["injured 4"]),
    ("Oru police: Three people shot in the back, killed", ["killed 3"]),
    ("Navy foils raid, 12 pirates arrested", ["detained 12"]),
    ("Oru man sought in teen nephew’s shooting", ["injured 1"]),
    ("Three charged in stabbing death of Oru woman", ["killed 1"]),
]
NOUNS = [
    ("The boy's fatal shooting shocked the town.", ["killed 1"]),
    ("Ana Rell's stabbing is still unsolved.", ["injured 1"]),
    ("The town is in shock after a double murder-suicide.", ["killed 1", "killed 2"]),  # two murders and a suicide
    ("The town is in shock after a double murder.", ["killed 2"]),
    ("A triple homicide shook the town.", ["killed 3"]),
    ("Officers found three victims of a double homicide-suicide.", ["killed 3"]),
    ("Two men were killed in a double homicide.", ["killed 2"]),
    ("He is wanted for the killings of a nurse and two guards.", ["killed 1", "killed 2"]),
    ("It was chaos caused by the assassination of an old, harmless man.", ["killed 1"]),
]
PHRASES = [
    ("The teacher's body had received 18 bullet wounds in the attack.", ["killed 1"]),
    ("The decision cost him his life.", ["killed 1"]),
    ("The ambush cost two guards their lives.", ["killed 2"]),
    ("The peasants' corpses were found riddled with bullets.", ["killed 2+"]),
    ("Four people are nursing bullet wounds after a brawl.", ["injured 4"]),
    ("Police shot at four people. One had a serious injury from a bullet.", ["injured 1"]),
    ("There are many dead and wounded after the bombing.", ["killed 2+", "injured 2+"]),
    ("The bombs fell on the town, killing and wounding many people.", ["killed 2+", "injured 2+"]),
    ("We wiped out dozens of enemy troops and took prisoners.", ["killed 24+", "detained 2+"]),
    ("Ana Rell, who sat for the party in Oru, and her brother were wounded.", ["injured 1", "injured 1"]),
    ("The family of a boy killed on Friday spoke to reporters.", ["killed 1"]),
    ("The crowd marched with the family of Aram Tolk, 17, who was gunned down on Monday.", ["killed 1"]),
    ("Family of father of three killed in Oru blast seeks answers", ["killed 1"]),
    ("The parents of a girl were killed in the raid.", ["killed 2+"]),
    ("A family of five was killed in the raid.", ["killed 5"]),
    ("A nurse, baker, and child were found dead on Friday in Oru, police said.", ["killed 1"] * 3),
    ("Police found four bodies. Two women found shot in the head were sisters.", ["killed 4", "killed 2"]),
]
UNKNOWN = [
    ("The attack left an undetermined number of dead.", ["killed 1+"]),
    ("The number of people killed and injured in the raid is still not known.", ["injured 1+", "killed 1+"]),
    ("The teenage girl found shot dead inside an Oru apartment has been identified.", ["killed 1"]),
    ("Mother, child found dead in Oru home after shooting", ["killed 1", "killed 1"]),
    ("Oru County toddler shot, killed by cousin", ["killed 1"]),
    ("The source pointed out that Vargas, 38, was shot six times and died on the spot.", ["killed 1"]),
    ("Also wounded were four patrons of the club.", ["injured 4"]),
]
NONE = [
    "The number of people who saw the killer is not known.",
    "An unknown number of cars were stolen.",
    "A photographer took a shot a minute.",
    "Oru keeper's shot a disaster for fans",
    "Suspect identified in fatal shooting",
    "Gunman identified in fatal Oru shooting",
    "Driver identified in deadly crash",
    "The gunman's shooting was caught on film.",
    "Oru's shooting has shocked the country.",
    "He wanted the murder of the mayor.",
    "The double murder suspect fled.",
    "The double murder film opens on Friday.",
    "After the double homicide the mayor resigned.",
    "The scandal cost the minister his job.",
    "The mistake could have cost him his life.",
    "The car was riddled with bullets.",
    "The company had a minor injury list before the match.",
    "The flood wiped out the village.",
    "The company wiped out its rivals.",
]
TOLD = [*LINES, *NOUNS, *PHRASES, *UNKNOWN]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t[:45] for t, _ in TOLD])
def test_what_is_told(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NONE)
def test_the_same_words_may_tell_of_no_harm(text: str) -> None:
    assert rows(read_text(text)) == []


def test_people_found_shot_and_taken_to_hospital_are_not_among_the_dead() -> None:
    text = "Ten were killed. Two men were found shot and were taken to hospital with wounds."
    assert ("killed", "2") not in [(r["harm"], r["number"]) for r in rows(read_text(text))]


ACCUSED = [
    ("A man was convicted of overpowering a deputy before killing Judge Rell Barn.", "A man"),
    ("Police charged Ben Orl with murdering a teacher.", "Ben Orl"),
    ("She was found guilty of killing two nurses.", "She"),
    ("Ben Orl is accused of the murder of a teacher.", "Ben Orl"),
]


@pytest.mark.parametrize(("text", "doer"), ACCUSED, ids=[a[0][:40] for a in ACCUSED])
def test_whoever_is_accused_or_convicted_is_said_to_have_done_it(text: str, doer: str) -> None:
    (claim,) = read_text(text)
    assert claim.alleged_perpetrator is not None and claim.alleged_perpetrator.text == doer
