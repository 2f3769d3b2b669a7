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
    ("The spokesman of the army in Oru, Lieutenant Sem Rell, affirms that nine men were killed.", "Lieutenant Sem Rell"),
    ("Oru's mayor, Tilo Bren, said nine people were killed.", "Tilo Bren"),
    ("Officials in Lagos, Nigeria, said nine people were killed.", "Officials in Lagos"),
    ("According to reports given minutes ago by military sources, three rebels were killed.", "military sources"),
    ("A report from Angola said that four soldiers were killed.", "A report from Angola"),
    ("A report from Human Rights Watch said that four soldiers were killed.", "Human Rights Watch"),
    ("The monitor cited local contacts as saying that ten people were killed.", "local contacts"),
    ("Relatives were told by the rebels that nine hostages were killed.", "the rebels"),
    ("The court found that he had killed four men.", "The court"),
    ("Sources have informed the network that nine workers were shot dead.", "Sources"),
    ("One of them said four men had been shot dead.", "One of them"),
    ("By the platform's tally, eleven voters were murdered.", "the platform"),
    ("The rebels put their losses at one dead and two wounded.", "The rebels"),
    ("Three women said they were raped by a warden.", "Three women"),
    ("A communique that nine soldiers were killed was read out.", "A communique"),
    ("Nine people were shot dead in Oru, humanitarian institutions have reported.", "humanitarian institutions"),
    ("Nine men were kidnapped in Oru. This was reported today by a priest, Sem Rell, who lives there.", "Sem Rell"),
    ("Two men were murdered in Oru. The announcement was made by Commander Ben Orl himself.", "Commander Ben Orl"),
    ("Autopsies show that two children were shot.", "Autopsies"),
    ("ORU: Two policemen were killed on Thursday, the police said.", "the police"),
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
    "Police declined to comment on the killing of two men.",
    "A gun expert speaks after a 3-year-old is shot dead.",
    "Police found two men shot dead in a van.",
    "Relatives were told that nine soldiers had been killed.",
    "The government maintains a policy of torturing prisoners.",
    "Nine people were killed in Oru. The bridge was made by the Romans, who loved it.",
    "Let us recall the attack in which 100 people were killed.",
    "Image caption: soldiers shot one prisoner dead on the roof",
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
    ("According to preliminary reports, nine people were killed.", "hedged"),
    ("Unconfirmed reports say that nine people were killed.", "hedged"),
    ("The army denies the lie that seven fighters were killed.", "denied"),
    ("The brigade rejects versions according to which two peasants died in the shelling.", "denied"),
    ("The army lies when it says it killed 17 of ours.", "denied"),
]


@pytest.mark.parametrize(("text", "firmness"), FIRMNESS, ids=[f[0][:40] for f in FIRMNESS])
def test_how_firmly_it_is_said(text: str, firmness: str) -> None:
    found = [row["factuality"] for row in rows(read_text(text)) if row["harm"] != "detained"]
    assert found and set(found) == {firmness}


SPEECH = [
    ("ORU, 9 JUN (RADIO ORU) -- [INTERVIEW WITH ANA RELL] [TEXT] [BEGIN RECORDING] [RELL] THE PARTY CONDEMNS THE MURDER OF THE MAYOR.", "RELL"),
    ("ORU, 9 JUN (RADIO ORU) -- [SPEECH] [PRESIDENT TILO BREN] [TEXT] BANDITS HAVE KILLED NINE FARMERS.", "PRESIDENT TILO BREN"),
    ("ORU, 9 JUN -- [STATEMENT] [NORTHERN LIBERATION FRONT] [TEXT] WE HAVE KILLED NINE SOLDIERS.", "-"),
    ("ORU, 9 JUN -- [STATEMENT] [NORTHERN FRONT] [TEXT] THE NATIONAL UNION [UNU]\nGOVERNMENT KILLED NINE FARMERS.", "-"),
    ("Morning talk\n\nPRESENTER: Good morning.\n\nBREN: They kidnapped nine women at the landing place.\n\nPRESENTER: Thank you.", "BREN"),
    ("Morning talk\n\nPRESENTER: Nine women were kidnapped on Monday.\n\nBREN: Yes.\n\nPRESENTER: Thank you.", "-"),
    ("Log\n\nPlace: Oru.\n\nNote: Four men were shot dead.\n\nWeather: Fair.", "-"),
    ("((ANCHOR))\nGood evening.\n((SOT - ANA RELL, SHOP OWNER))\n\"I saw two men shot dead.\"", "ANA RELL"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claimant"), SPEECH, ids=[s[0][:40] for s in SPEECH])
def test_who_speaks_in_printed_speech(text: str, claimant: str) -> None:
    assert {row["claimant"] for row in rows(read_text(text))} == {claimant}
