"""People held, taken, freed, driven out, missing, tortured or abused, and nobody harmed: phrases beyond the plain verbs."""

from __future__ import annotations

import pytest

from reading import read_text

HELD = {
    "Ana Rell, 30, was taken into custody on Tuesday.": ["detained 1"],
    "Dren Moll was booked into the county jail on Wednesday.": ["detained 1"],
    "Two officers and 45 soldiers are being held in a barracks.": ["detained 2", "detained 45"],
    "Troops killed 14 rebels and took three alive.": ["killed 14", "detained 3"],
    "Armed men took away two brothers.": ["abducted 2"],
    "Gunmen took nine women and four children from the village.": ["abducted 9", "abducted 4"],
    "Gunmen took a group of hotel guests as hostages.": ["abducted 3+"],
    "Troops rescued 30 hostages from a camp.": ["abducted 30"],
    "The students were arrested on Friday.": ["detained 2+"],
    "They were kidnapped on Saturday by rebels.": ["abducted 2+"],
}
OTHER = {
    "Forty-three families were driven from the village by troops.": ["displaced 43 family"],
    "About 300 people took refuge in a church after the shelling.": ["displaced ~300"],
    "Two cellmates have not been seen since.": ["missing 2"],
    "Six bodies with marks of torture appeared on the road.": ["killed 6", "tortured 6"],
    "He was beaten by guards in his cell.": ["tortured 1"],
    "The commission received 137 complaints of torture.": ["tortured 137 case hedged"],
    "12 women were sexually assaulted by soldiers.": ["sexual_violence 12"],
    "The rocket hit the roof without hurting anyone.": ["injured 0"],
    "The troops returned to the base without loss.": ["killed_or_injured 0"],
    "The army lost nobody in the raid.": ["killed 0"],
}
NOTHING = (
    "Investors took no prisoners on Friday.",
    "He was sentenced to nine years in prison.",
    "The film was released on Friday; police had no comment.",
    "Police released a sketch of the suspect.",
    "The firm released 300 workers.",
    "He was held accountable for the raid.",
    "The driver was caught in crossfire and was unhurt.",
    "She took her two children away from the school.",
    "The team came off without loss.",
    "The children were trapped in the school by the fighting.",
)


def read(text: str) -> list[str]:
    """Harm, number, and what is out of the ordinary, in the order of the text."""
    claims = read_text(text)
    lines = []
    for c in sorted(claims, key=lambda c: (c.count_start if c.count_start is not None else c.start, c.harm.value)):
        number = str(c.best) if c.low == c.best else f"~{c.best}" if c.low is None else f"{c.low}+"
        unit = "" if c.unit.value == "person" else f" {c.unit.value}"
        lines.append(f"{c.harm.value} {number}{unit}{' hedged' if c.factuality.value == 'hedged' else ''}")
    return lines


@pytest.mark.parametrize(("text", "wanted"), {**HELD, **OTHER}.items(), ids=[t[:40] for t in {**HELD, **OTHER}])
def test_what_is_read(text: str, wanted: list[str]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize("text", NOTHING, ids=[t[:40] for t in NOTHING])
def test_what_is_no_claim(text: str) -> None:
    assert read(text) == []


def test_a_release_tells_how_the_people_were_held() -> None:
    assert read("Rebels kidnapped the judge in May. The mayor was freed on Friday.")[-1] == "abducted 1"
    assert read("Police detained a judge in May. A teacher was freed on Friday.")[-1] == "detained 1"
