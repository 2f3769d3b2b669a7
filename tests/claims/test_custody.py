"""People held by the state in words of every day, and what else is picked up, let go or in custody.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

TOLD = [
    ('130 "troublemakers" in custody after protests, minister says', ["detained 130"]),
    ("2 dead, 5 hurt in weekend shootings; teen in custody", ["killed 2", "injured 5", "detained 1"]),
    ("Three men are in custody over the shooting.", ["detained 3"]),
    ("Suspect in custody after fatal shooting in Oru", ["detained 1"]),
    ("At least 60 people were picked up in overnight raids, a rights group said.", ["detained 60+"]),
    ("Plainclothes police picked up a tailor from his shop on Monday.", ["detained 1"]),
    ("He had been picked up by soldiers from his home in March.", ["detained 1"]),
    ("Two suspects were collared after the shooting.", ["detained 2"]),
    ("Five suspects were nabbed by police after the robbery.", ["detained 5"]),
    ("Police nabbed two men over the killing of a nurse.", ["detained 2", "killed 1"]),
    ("Eleven of those arrested have since been let go.", ["detained 11"]),
    (
        "In March police detained eight men accused of selling army ammunition; six have walked free.",
        ["detained 8", "detained 6"],
    ),
    ("Security forces apprehended 14 suspects and killed three terrorists.", ["detained 14", "killed 3"]),
    ("The police rounded up 15 youths.", ["detained 15"]),
    ("Nine students remain behind bars after the march.", ["detained 9"]),
    ("The opposition leader is under house arrest.", ["detained 1"]),
    ("A man, 44, was taken into custody after the stabbing.", ["detained 1"]),
    ("Officers took three men into custody.", ["detained 3"]),
    ("Two teenagers have been arrested and bailed over the stabbing.", ["detained 2"]),
    ("Four people were charged over the killing of a nurse.", ["killed 1"]),
    ("Some 45 demonstrators in custody, lawyers say", ["detained ~45"]),
    ("Three in custody after fatal stabbing", ["detained 3"]),
    ("Two brothers under arrest over Oru bombing", ["detained 2"]),
    ("Nine activists behind bars after the march, rights group says", ["detained 9"]),
    ("A reporter was picked up at a checkpoint on Sunday.", ["detained 1"]),
    ("Police picked up four students during the rally.", ["detained 4"]),
    ("Soldiers picked up his cousin in a night sweep.", ["detained 1"]),
    ("The kidnappers took six teachers; two were let go after a ransom was paid.", ["abducted 6", "abducted 2"]),
    ("Of the 20 people arrested, twelve have since walked free.", ["detained 20", "detained 12"]),
    ("The gunman was collared by police two streets away.", ["detained 1"]),
    ("Man, 30, in custody following shooting of neighbour", ["detained 1", "injured 1"]),
    # short forms and plain jails
    (
        "A nurse was shot. Orl was arrested on Monday. He's being held on $20,000 bond.",
        ["injured 1", "detained 1", "detained 1"],
    ),
    ("A nurse was shot. She’s in custody.", ["injured 1", "detained 1"]),
    ("A nurse was shot. He’s now behind bars.", ["injured 1", "detained 1"]),
    ("A nurse was shot. She's being held without bail.", ["injured 1", "detained 1"]),
    ("A nurse was shot. Tilo Orl, 23, was transported to the Rell County Regional Jail.", ["injured 1", "detained 1"]),
    ("A nurse was shot. Two suspects were taken to the city jail on Monday.", ["injured 1", "detained 2"]),
    ("A nurse was shot. Orl was later transferred to a juvenile detention center.", ["injured 1", "detained 1"]),
    ("Suspect in custody in Oru girl's killing", ["detained 1", "killed 1"]),
    ("Boyfriend behind bars after woman stabbed", ["detained 1", "injured 1"]),
    ("Teen in jail over Oru shooting", ["detained 1"]),
    ("Police: Gunman under arrest following Oru attack", ["detained 1"]),
]
NOT_TOLD = [
    "The man was released from prison in May after serving 14 months for robbery.",
    "Police picked up two rifles at the scene of the shooting.",
    "The dog was picked up by police after the attack.",
    "Children were picked up from school by their parents after the shooting.",
    "The album, released on Friday, is called Prisoners.",
    "Police are hunting two men who shot at a house.",
    "The children in custody disputes suffer most.",
    "The bus picked up nine passengers after the shooting.",
    "An ambulance picked up two people after the attack.",
    "He picked up two awards for his film about the war.",
    "The deposit of 30 rifles in police custody was stolen.",
    "The goods were let go at a loss.",
    # held up, held in esteem, the dead and things in a morgue or a jail
    "The shooting went on. It's being held to be an accident.",
    "After the shooting he's being held responsible by his neighbours.",
    "After the attack she's held in high esteem.",
    "Gunmen attacked the bus. The rifle was taken to the county jail.",
    "Gunmen attacked the jail. A vigil's being held in the church.",
    "The body was being held at the morgue of the county jail.",
    "He faces up to 20 years in jail over the attack.",
    "Four of the trees were let go to seed in the war years.",
    "The party picked up nine seats after the riots.",
    "The minister was released from hospital.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t[:45] for t, _ in TOLD])
def test_whoever_is_held_is_detained(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NOT_TOLD, ids=[t[:45] for t in NOT_TOLD])
def test_nobody_is_held_by_these_words(text: str) -> None:
    assert rows(read_text(text)) == []
