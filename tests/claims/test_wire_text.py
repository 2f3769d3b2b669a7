"""Agency text of the years round 1990, printed in capitals: names told from words, people pointed at again, lists of victims.

One line a case: a text (invented people and places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from bearwitness.claims.sentence.splitting import split_sentences
from bearwitness.claims.sentence.upper_case import truecase
from reading import read_text, rows

CASED = [
    ("A POLICE COLONEL AND A JUDGE WERE SEEN.", "A police colonel and a judge were seen."),
    ("COLONEL BEN ZARUK WAS SEEN.", "Colonel Ben Zaruk was seen."),
    ("DESPITE INTERNATIONAL PRESSURE THE ARMY WENT ON.", "Despite international pressure the army went on."),
    ("A WATCHMAN WAS ABDUCTED ON A MOTORCYCLE.", "A watchman was abducted on a motorcycle."),
    ("HE LEADS THE ZARUK FRONT.", "He leads the Zaruk Front."),
]
DEFINITE = [
    ("The teachers were murdered at dawn near the river.", ["killed 2+"]),
    ("Nobody was charged with the murder of the carpenters.", ["killed 2+"]),
    ("A witness said masked men shot the miners dead.", ["killed 2+"]),
    ("The bandits killed his bodyguards.", ["killed 2+"]),
    ("He attended the mass for the nurses who were killed on 3 May.", ["killed 2+"]),
    ("The people who were injured had been selling fruit.", ["injured 2+"]),
    ("The men involved in the six priests' slaying were named.", ["killed 6"]),
    ("The aid depends on punishment for the carpenters' murders.", ["killed 2+"]),
    ("The rebels' killings went on.", []),
    # people only pointed back to, a people at large, animals, what did not happen
    ("The wounded were moved to another ward.", []),
    ("The victims were murdered.", []),
    ("The regime is killing the people.", []),
    ("The farmers killed their cows.", []),
    ("The guards would have been killed.", []),
]
BRACKETS = [
    ("THE POLICE SAID 10 OTHER PEOPLE [NOT FURTHER IDENTIFIED] WERE ALSO INJURED.", ["injured 10"]),
    ("HE CALLED THE MASSACRE [OF SIX MONKS] A CRIME.", ["killed 6"]),
    ("SEVEN [NUMBER AS HEARD] PEOPLE WERE KILLED.", ["killed 7"]),
    ("THE SHELLS KILLED 12 PEOPLE [9].", ["killed 12"]),
]
LISTS = [
    (
        "THE JUDGE CONDEMNED THE MURDERS OF KAREL DORVAN, COLONEL MIRKO TOSKAN, AND SENATOR AND CANDIDATE PAVEL URBINDO.",
        ["killed 1", "killed 1", "killed 1"],
    ),
    ("A POLICE COLONEL, A JUDGE, AND SENATOR PAVEL URBINDO WERE MURDERED LAST WEEK.", ["killed 1"] * 3),
    ("MIRKO TOSKAN, HIS SON, AND 15 OTHERS WERE KILLED IN THE CLASH.", ["killed 1", "killed 1", "killed 15"]),
    ("SIX MONKS AND TWO WOMEN WHO COOKED FOR THEM WERE BRUTALLY MURDERED.", ["killed 6", "killed 2"]),
    (
        "PATROLS KILLED TWO REPORTERS: KAREL DORVAN, A RADIO CORRESPONDENT, AND MIRKO TOSKAN, A NEWS PHOTOGRAPHER OF ORU TELEVISION.",
        ["killed 2", "killed 1", "killed 1"],
    ),
    ("AMONG THE INJURED ARE KAREL DORVAN, 53; MIRKO TOSKAN, 24; AND SANDRA VILMANSK.", ["injured 1"] * 3),
    (
        "THE MURDER LAST WEEK IN ORU OF TEACHERS KAREL DORVAN AND SANDRA VILMANSK WAS CONDEMNED.",
        ["killed 1", "killed 1"],
    ),
    # who they are is no further harm; places, speakers, things and other verbs are no entries
    ("GUNMEN KILLED TWO PEASANTS. THE VICTIMS WERE IDENTIFIED AS KAREL DORVAN AND MIRKO TOSKAN.", ["killed 2"]),
    ("THE KILLING OF A REPORTER, MIRKO TOSKAN SAID, SHOCKED THE TOWN.", ["killed 1"]),
    ("THE MURDERS OF CIVILIANS IN ORU, BELEN, AND TOLVA WERE TOLD.", ["killed 2+"]),
    ("THE COLUMN KILLED SIX SOLDIERS AND SEIZED RIFLES, RADIOS, AND A TRUCK.", ["killed 6"]),
    ("IN BELEN, ORU PROVINCE, MAYOR MIRKO TOSKAN AND DEPUTY SANDRA VILMANSK WERE KILLED.", ["killed 1", "killed 1"]),
]


@pytest.mark.parametrize(("printed", "expected"), CASED)
def test_titles_have_a_capital_beside_a_name_only(printed: str, expected: str) -> None:
    assert truecase(printed, split_sentences(printed)) == expected


@pytest.mark.parametrize(("text", "expected"), [*DEFINITE, *BRACKETS, *LISTS], ids=lambda case: str(case)[:40])
def test_claims_of_wire_text(text: str, expected: list[str]) -> None:
    for printed in dict.fromkeys((text, text.upper())):
        found = [f"{row['harm']} {row['number']}" for row in rows(read_text(printed))]
        assert found == expected, printed


def test_people_identified_later_give_their_names_to_the_number() -> None:
    (claim,) = read_text("Gunmen killed two peasants. The victims were identified as Ana Rell and Ben Orl.")
    assert [name.text for name in claim.victims.names] == ["Ana Rell", "Ben Orl"]


DENIED = [
    ("The party rejected the murder of Judge Pavel Urbindo.", "asserted"),
    ("The front denied any part in the murder of Judge Pavel Urbindo.", "asserted"),
    ("The front rejected charges that it had taken part in the murder of Judge Pavel Urbindo.", "asserted"),
    ("The army denied the killing of nine villagers.", "denied"),
    ("The army denied reports of the murder of nine villagers.", "denied"),
    ("The minister rejected claims that soldiers had killed nine villagers.", "denied"),
]


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_to_deny_the_doing_is_not_to_deny_the_death(text: str, expected: str) -> None:
    (claim,) = read_text(text)
    assert claim.factuality == expected


def test_an_arrest_that_is_wanted_is_not_told() -> None:
    assert not read_text("A warrant for the arrest of Pavel Urbindo was revoked.")
    assert len(read_text("The arrest of Pavel Urbindo caused protests.")) == 1
