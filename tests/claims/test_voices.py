"""Who is taken to speak, and who only stands near what is told; and how firmly it is told. The events are invented."""

from __future__ import annotations

import pytest

from reading import read_text, rows

SPEAKS = [
    ("At least 12 people, military sources said, were killed in Oru on Monday.", "military sources"),
    ("Three teachers were abducted, activists said, when raiders came to the market.", "activists"),
    ("11 miners were shot dead near Oru, a spokesman for the Red Circle said.", "a spokesman for the Red Circle"),
    ("Nine fighters died in Oru, the commander of the northern brigade reported.", "the commander of the northern brigade"),
    ("Dozens of civilians were injured, a doctor at the Belen hospital told reporters by telephone.", "a doctor at the Belen hospital"),
    ("Two men were killed, police said, but a nurse said there were more.", "police"),
    ("A raid on the town claimed the lives of 12 people, the mayor said.", "the mayor"),
    ("The rebels accused the army of killing 12 farmers.", "The rebels"),
    ("Two deaths were confirmed by the ministry.", "the ministry"),
    ("No casualties were reported by the army.", "the army"),
    ("The mayor said nine men had been killed since the raid began.", "The mayor"),
]  # fmt: skip

STANDS_NEAR = [
    "The front claimed responsibility for the murder of six priests.",
    "The front claimed the attack that killed 12 people.",
    "No organisation has claimed responsibility for the killing of two judges.",
    "The mayor denied any role in the killing of 12 farmers.",
    "The ministry denied charges that it took part in the murder of six priests.",
    "The group denied responsibility for the deaths of nine farmers.",
    "The mayor commented on the attack in which 20 people were killed.",
    "The government announced a curfew after 12 people were killed in Oru.",
    "The president announced victory following fighting that left 1,000 dead.",
    "Nine fighters died near the market and the governor said the talks would go on.",
    "A raid in Oru claimed the lives of 12 people on Monday.",
    "The rebels killed a minister; the government has denied responsibility.",
]


@pytest.mark.parametrize(("text", "claimant"), SPEAKS, ids=[s[0][:40] for s in SPEAKS])
def test_whose_words_they_are(text: str, claimant: str) -> None:
    assert {row["claimant"] for row in rows(read_text(text))} == {claimant}


@pytest.mark.parametrize("text", STANDS_NEAR, ids=[s[:50] for s in STANDS_NEAR])
def test_who_takes_a_harm_for_known_does_not_claim_it(text: str) -> None:
    assert {row["claimant"] for row in rows(read_text(text))} == {"-"}


FIRMNESS = [
    ("The man accused of killing three women was arrested.", "asserted"),  # the doubt is about who did it
    ("A jury heard the man suspected of shooting his brother.", "asserted"),
    ("The teen suspect shot and killed in a robbery was identified.", "asserted"),
    ("The mayor denied any part in the six deaths.", "asserted"),
    ("The rebels accused the army of abducting 12 farmers.", "hedged"),
    ("It was reported that four officers were wounded.", "hedged"),
    ("No injuries were reported.", "hedged"),
    ("No injuries were reported, police said.", "asserted"),
    ("All four were said to be in critical condition after the shooting.", "hedged"),
    ("Twelve people were reported killed in the raid.", "hedged"),
    ("The army denies the lie that seven fighters were killed.", "denied"),
    ("The brigade rejects versions according to which two peasants died in the shelling.", "denied"),
    ("The army lies when it says it killed 17 of ours.", "denied"),
]


@pytest.mark.parametrize(("text", "firmness"), FIRMNESS, ids=[f[0][:40] for f in FIRMNESS])
def test_how_firmly_it_is_said(text: str, firmness: str) -> None:
    found = [row["factuality"] for row in rows(read_text(text)) if row["harm"] != "detained"]
    assert found and set(found) == {firmness}
