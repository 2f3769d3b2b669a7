"""People lost without trace, and those who got free or are held still, of people told as taken before.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

LEAD = "The statement on the attack was issued in May.\n\n"  # the report tells of force

TOLD = [
    ("Gunmen seized 62 pupils in Oru. Six of the girls escape.", ["abducted 62", "abducted 6"]),
    ("Gunmen abducted more than 90 pupils in May. All but five were released.", ["abducted 91+", "abducted 86+"]),
    ("Gunmen abducted dozens of pupils in May. All but five were released.", ["abducted 24+"]),
    ("The rebels took 40 villagers with them. Twelve got away at night.", ["abducted 40", "abducted 12"]),
    ("Rebels abducted 19 nuns. Several escaped.", ["abducted 19", "abducted 3+"]),
    ("Rebels abducted 70 people on Friday. Dozens are still held.", ["abducted 70", "abducted 24+"]),
    ("Soldiers detained 40 men; 28 are released the next day.", ["detained 40", "detained 28"]),
    ("Police arrested 40 men. Two escaped.", ["detained 40"]),
    ("Rebels abducted 70 people. Nine soldiers escaped from a burning lorry.", ["abducted 70"]),
    ("Rebels abducted 70 people. Three tigers escaped from the zoo.", ["abducted 70"]),
    ("Rebels abducted 70 people. The nine attackers escaped.", ["abducted 70"]),
    ("Six of the kidnapped pupils escaped.", ["abducted 6"]),
    ("Raiders kidnapped 40 boys. Nine of the kidnapped boys were freed.", ["abducted 40", "abducted 9"]),
    ("All but four of the 62 abducted pupils have been freed.", ["abducted 58"]),
    ("The fate of nine miners taken by the militia is unknown.", ["missing 9", "abducted 9"]),
    ("The whereabouts of the rest remain unclear.", ["missing 2+"]),
    ("The fate of the peace talks is unknown.", []),
    ("The fate of the two hills is unclear.", []),
    ("The whereabouts of the gunmen are unknown.", []),
    ("The fate of nine robbers is unknown.", []),
    ("The fate of nine bakers is unknown.", ["missing 9"]),
    ("Three of the fugitives never turned up.", []),
    ("The whereabouts of two activists arrested in May remain unknown.", ["missing 2", "detained 2"]),
    ("Twenty-one soldiers whose fate remains unknown were on the convoy.", ["missing 21"]),
    ("Some 300 captured villagers are still of unknown fate.", ["missing ~300", "detained ~300"]),
    ("Two of the drivers, a father among them, never turned up.", ["missing 2"]),
    ("Four boys were dragged off the bus by gunmen and never seen again.", ["abducted 4", "missing 4"]),
    ("Her husband was arrested by soldiers in 1992 and never returned.", ["detained 1", "missing 1"]),
    ("He never returned to work after the attack.", []),
    ("The missing goods never turned up.", []),
    ("More than 900 people whom the commission lists as missing were last seen in the war.", ["missing 901+"]),
    ("Eleven men, whom the committee regards as disappeared, were arrested in 1982.", ["missing 11", "detained 11"]),
    ("The rebels forced 14 villagers to carry the looted goods.", ["abducted 14"]),
    ("Between 20 and 30 youths were compelled to haul stolen goods over the ridge.", ["abducted 20-30"]),
    ("The drought forced 14 villages to carry water.", []),
    ("Workers were forced to carry heavy loads at the mine, the union said.", []),
    ("Gunmen march more than 40 girls out of the school.", ["abducted 41+"]),
    ("Police lead two suspects away in handcuffs.", ["detained 2"]),
    ("Teachers lead 40 children out of the burning school.", []),
    ("Fighters drag nine men from their homes.", ["abducted 9"]),
    ("They march 300 protesters out of the square.", []),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_of_those_taken_it_is_told(text: str, expected: list[str]) -> None:
    claims = read_text(LEAD + text)
    assert sorted(f"{r['harm']} {r['number']}" for r in rows(claims)) == sorted(expected)


def test_those_who_got_free_are_a_part_of_those_taken() -> None:
    whole, part = read_text("Gunmen seized 62 pupils in Oru. Six of the girls escaped.")
    assert (whole.best, part.best, part.part_of) == (62, 6, whole.claim_id)


def test_all_but_some_of_a_number_are_the_rest() -> None:
    whole, rest = read_text("Raiders kidnapped 62 boys. All but four are freed.")
    assert (rest.low, rest.count_text, rest.part_of) == (58, "All but four", whole.claim_id)
