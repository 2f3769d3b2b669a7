"""Deaths and wounds in the plain words of those who were there, and rules of law, which tell of nobody.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

LEAD = "The statement on the attack was issued in May.\n\n"  # the report tells of force

TOLD = [
    ("They cut my brother's throat.", ["killed 1"]),
    ("The raiders slit the throats of two herders.", ["killed 2"]),
    ("His throat was cut.", ["killed 1"]),
    ("They had cut his throat with a bayonet, she said.", ["killed 1"]),
    ("He cleared his throat and spoke.", []),
    ("The song cut through her throat like a sob.", []),
    ("The three shepherds, they shot them by the well.", ["injured 3"]),
    ("My three cousins, they hanged them from a tree.", ["killed 3"]),
    ("The old men, they let them go.", []),
    ("My two cousins, the rebels shot them.", ["injured 2"]),
    ("“The other six, they executed them,” she said.", ["killed 6"]),
    ("They slit his throat, but he survived.", []),
    ("Those who tried to run were shot dead.", ["killed 2+"]),
    ("The soldiers killed those who resisted.", ["killed 2+"]),
    ("Those who came out of the church, she said, were beaten to death.", ["killed 2+"]),
    ("Those who oppose the regime are killed.", []),
    ("Those killed were buried on Friday.", []),
    ("Those who survived fled to Belen.", []),
    ("The beating left him with a broken jaw.", ["injured 1"]),
    ("The porter had been punched and left with a broken nose.", ["injured 1"]),
    ("The clerk was left with a gaping knife wound on his cheek.", ["injured 1"]),
    ("The raid left her with two broken ribs.", ["injured 1"]),
    ("The flood left him with a broken heart.", []),
    ("The company was left with a broken machine.", []),
    ("One of the marchers received a pellet injury to the neck.", ["injured 1"]),
    ("Her neighbour, who had sustained a severe leg injury, was driven to Oru.", ["injured 1"]),
    ("Two men are undergoing treatment for gunshot wounds.", ["injured 2"]),
    ("The third, Budo Lal, is undergoing treatment at the hospital with multiple fractures.", ["injured 1"]),
    ("She is undergoing treatment for cancer.", []),
    ("The cook of the barracks is in the intensive care.", ["injured 1"]),
    ("The blast left a third man battling for life.", ["injured 1"]),
    ("A bullet is still lodged in his spine.", ["injured 1"]),
    ("A splinter remains lodged in her shoulder.", ["injured 1"]),
    ("The bullet lodged in the wall.", []),
    ("Another, Orl D., was found in a ditch with a bullet in the neck.", ["killed 1"]),
    ("Two men were found by the road with bullets in their heads.", ["killed 2"]),
    ("Two men were found by the road with bullets in their heads, still alive.", []),
    ("They raped me.", ["sexual_violence 1"]),
    ("Soldiers beat me with sticks.", ["injured 1"]),
    ("I lost my wife and three children in the bombardment.", ["killed 1", "killed 3"]),
    ("He lost two sons in the attack.", ["killed 2"]),
    ("She lost her parents in the massacre.", ["killed 2"]),
    ("He lost his sons' respect after the attack.", []),
    ("The party lost two sons of the soil in the vote.", []),
    ("The rules forbid executing a prisoner.", []),
    ("Shooting a wounded enemy is a war crime.", []),
    ("Killing civilians is prohibited by the convention.", []),
    ("Killing the nine men was a war crime.", ["killed 9"]),
    ("Torturing a detainee is never allowed.", []),
    ("A crowd hanged and then burned three alleged thieves.", ["killed 3"]),
    ("The crowd beat and burned two men alive.", ["killed 2"]),
    ("Massacre: two pages and a false map", []),
    ("Guards hung him by the wrists and beat him with cables.", ["tortured 1"]),
    ("The journalist Omar Selk, who ran the station, was found strangled.", ["killed 1"]),
    ("A third youth was found dead with his hands tied, bearing marks of torture.", ["killed 1", "tortured 1"]),
    ("A pellet hit her in the eye.", ["injured 1"]),
    ("Police arrested nine people in Oru and 13 in Belen.", ["detained 9", "detained 13"]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_in_plain_words(text: str, expected: list[str]) -> None:
    assert sorted(f"{r['harm']} {r['number']}" for r in rows(read_text(LEAD + text))) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The soldiers killed those who resisted.", "killed those who resisted"),
        ("These villagers, they killed them.", "These villagers, they killed them"),
        ("My brother, they abducted him at night.", "My brother, they abducted him"),
    ],
)
def test_the_quote_holds_who_is_meant_and_ends_with_it(text: str, quote: str) -> None:
    assert [claim.quote for claim in read_text(LEAD + text)] == [quote]
