"""Wounds and care told in other words, and what else is treated, hit and held.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

TOLD = [
    ("Woman dead, boy fighting for life after Cairns stabbing", ["killed 1", "injured 1"]),
    ("A teenager is fighting for life after a shooting in Oru.", ["injured 1"]),
    ("Four were shot dead and two officers are fighting for their lives.", ["killed 4", "injured 2"]),
    ("A neighbour who tried to step in was treated for cuts to both hands after the stabbing.", ["injured 1"]),
    ("Doctors were treating six people hurt in the attack.", ["injured 6"]),
    ("Medics treated nine people at the scene of the shooting.", ["injured 9"]),
    ("Twenty more were being treated for burns after the petrol bomb attack.", ["injured 20"]),
    ("Several persons sustained varying degrees of gunshot and machete injuries in the attack.", ["injured 3+"]),
    ("Five persons, including a passer-by, sustained injuries when the bomb went off.", ["injured 1", "injured 5"]),
    ("Two gendarmes received injuries in the clash.", ["injured 2"]),
    ("Three labourers got injured in the firing.", ["injured 3"]),
    ("Three others are nursing bullet wounds at the county hospital.", ["injured 3"]),
    ("Soldier loses leg to landmine in Oru", ["injured 1"]),
    ("A farmer lost an arm when a mine exploded.", ["injured 1"]),
    ("A tear gas canister hit the photographer in the face.", ["injured 1"]),
    ("A rubber bullet caught a student in the eye.", ["injured 1"]),
    ("A stray bullet grazed a girl of nine asleep in her bed.", ["injured 1"]),
    ("An officer was hit in the leg and flown to the capital after the ambush.", ["injured 1"]),
    ("Two boys were hit by shrapnel from the shell.", ["injured 2"]),
    ("She was shot in the spine and left paralysed.", ["injured 1"]),
    ("The gunfire left the driver blind in one eye.", ["injured 1"]),
    ("The condition of two of the wounded was stated to be critical.", ["injured 2"]),
    ("Two of the injured are in critical condition after the blast.", ["injured 2"]),
    ("Nine people were hurt in the blast, two of them critically.", ["injured 9", "injured 2"]),
    ("Six officers were hurt by stones, one of them badly.", ["injured 6", "injured 1"]),
    ("Nineteen were wounded, four seriously, in the bombing.", ["injured 19", "injured 4"]),
    ("Their baby presented a bullet wound in the arm.", ["injured 1"]),
    ("The soldiers broke his arm with a rifle butt.", ["injured 1"]),
    ("I saw a boy with a bullet hole in his neck being carried past.", ["injured 1"]),
    ("He needed 12 stitches after he was attacked with a bottle.", ["injured 1"]),
    ("A man in his 40s was taken to hospital with stab wounds.", ["injured 1"]),
    ("The officer is in a coma after he was hit with an axe.", ["injured 1"]),
    ("Gunmen shot a student, Ben Orl, 17, in the market.", ["injured 1"]),
    ("The police shot a primary school pupil during protests.", ["injured 1"]),
    ("The bus was struck by a bullet but nobody was hurt.", ["injured 0"]),
    ("Teenager fighting for life after Belfast stabbing", ["injured 1"]),
    ("A passer-by was treated for smoke inhalation after the firebomb attack.", ["injured 1"]),
    ("Rebels attacked the convoy; she was having surgery on Friday.", ["injured 1"]),
    ("A boy with a bullet hole in his leg was carried in from the battle.", ["injured 1"]),
]
NOT_TOLD = [
    "One of whom will lose his foot, the doctor said after the bombing.",
    "The keeper sustained a knee injury in the derby clash.",
    "The horse was hit in the leg by a stray bullet.",
    "The team is fighting for life in the league after the army club won.",
    "The hospital was treating 40 people for cholera.",
    "The hospital said it could treat 50 people a day after the attack.",
    "The striker will lose his place after the shooting scandal.",
    "Two houses were hit by shells.",
    "The dog was treated for cuts after the shooting.",
    "The company lost an arm of its business.",
    "The hospital was treating 40 people for dengue when the army came.",
    "The wounded were treated like criminals by the army.",
    "She was caught by police in the act.",
    "The company is fighting for life after the war.",
    "The truck with bullet holes stood by the road.",
    "He was having trouble after the war.",
    "The army said 40 villages were being treated for mosquitoes.",
    "Ten fishermen were caught in the storm.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t[:45] for t, _ in TOLD])
def test_whoever_is_in_care_or_bears_a_wound_is_hurt(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NOT_TOLD, ids=[t[:45] for t in NOT_TOLD])
def test_nobody_is_hurt_by_these_words(text: str) -> None:
    assert rows(read_text(text)) == []
