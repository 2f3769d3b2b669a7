"""Which words of place are the harm's: those of its own clause, never a speaker's office, a goal, a party's side."""

from __future__ import annotations

import pytest

from bearwitness.claims.extract import extract
from bearwitness.records import Claim
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from reading import document


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


def read(text: str, gazetteer: Gazetteer) -> list[Claim]:
    report = document(text)
    claims = extract(report, is_place_word=is_place_word_for(gazetteer)).claims
    return resolve_claims(claims, report, gazetteer=gazetteer)


TOLD = [
    # text, words of the place of its first claim
    ("Nine people were killed near Oamaru, a hospital official told reporters.", "near Oamaru"),
    ("In the northern town of Hokitika, the People's Movement executed two more people.", "northern town of Hokitika"),
    ("Six teachers were wounded in a raid 12 km south of Oamaru, the group said.", "12 km south of Oamaru"),
    ("Police in Oamaru tortured four students yesterday.", "Oamaru"),
    ("Five students were beaten by soldiers in Oamaru on Monday.", "Oamaru"),
    ("Soldiers raided a house in Oamaru and arrested two men.", "a house in Oamaru"),
    ("Forty men were arrested on Tuesday in a raid in the village of Ross.", "village of Ross"),
    ("Eleven people were killed in neighbouring Gorou as they tried to flee.", "neighbouring Gorou"),
    ("An attack in Oamaru on Tuesday by gunmen in which 20 villagers were killed was condemned.", "Oamaru"),
    ("Fighting on Monday forced 600 families to flee Oamaru for Dunedin.", "Oamaru"),
    ("A bomb killed seven policemen aboard a military bus in downtown Oamaru.", "downtown Oamaru"),
    ("Nine soldiers visiting the city of Dunedin were attacked at noon. Seven of them were wounded.", "Dunedin"),
    ("He spoke of the blast in which 20 people were killed, which was perpetrated near Oamaru.", "near Oamaru"),
    ("Two brothers died near Ross four years ago. Students built a roadblock on Rell Avenue.", "near Ross"),
    ("Eight herdsmen lost their lives in Oamaru.", "Oamaru"),
    ("Gunmen stormed Dunedin on Monday, killing nine people.", "Dunedin"),
    ("Some 40 people have died across the country since May.", "the country"),
    (
        "Troops took back control of a prison in Dunedin where gangs clashed. Two guards were killed.",
        "a prison in Dunedin",
    ),
    (
        "A march in the southern city of Dunedin was shelled. In May 2021 police shot dead four men in the same city.",
        "southern city of Dunedin",
    ),
    ("So far 18 persons have died nationwide since August.", "nationwide"),
    ("At least 41 officers have died in the province this month, one of them shot in Oamaru.", "the province"),
    ("A blast rocked Dunedin on Monday. Nine people were killed.", "Dunedin"),
    ("A WAVE OF ATTACKS SHOOK DUNEDIN ON MONDAY. POLICE SAY 11 PERSONS WERE WOUNDED IN THE ATTACKS.", "DUNEDIN"),
    ("The news shook Rell. Two men were killed in Oamaru.", "Oamaru"),
    ("The army reported two deaths in Hokitika that nobody had noticed.", "Hokitika"),
]


@pytest.mark.parametrize(("text", "place"), TOLD, ids=[row[0][:50] for row in TOLD])
def test_the_place_of_the_clause(text: str, place: str, gazetteer: Gazetteer) -> None:
    said = read(text, gazetteer)[0].place
    assert said is not None and said.text is not None
    assert said.text.removeprefix("the ").strip() == place.removeprefix("the ")


NOWHERE = [
    "Four soldiers were wounded, but no one was killed on the government side.",
    "A trader was shot dead on his way home.",
    "Five hundred people were forced to flee across the Wairau river.",
    "Police in Oamaru said that nine people had been killed.",
    "A man was arrested over the shooting in Oamaru of two nurses.",
    "The army killed nine men when Oamaru base troops mistook them for rebels.",
    "A thousand people died, it was said on the official rebel station.",
    "The killing of Ana Rell by the army drew protests.",
]


@pytest.mark.parametrize("text", NOWHERE, ids=[text[:50] for text in NOWHERE])
def test_no_place_of_another_thing(text: str, gazetteer: Gazetteer) -> None:
    assert all(c.place is None or c.place.text is None for c in read(text, gazetteer) if c.harm.value != "injured")


def test_another_event_does_not_take_the_place_of_the_first(gazetteer: Gazetteer) -> None:
    text = "A bomb wounded five passengers in Oamaru on Monday. Police closed the road. Meanwhile, four rebels were killed."
    assert [c.place is None for c in read(text, gazetteer) if c.harm.value == "killed"] == [True]


def test_a_total_of_several_places_has_none_of_them(gazetteer: Gazetteer) -> None:
    text = "Nine people were killed in three attacks. Two died in Oamaru, four in Dunedin and three in Hokitika."
    places = [c.place.text if c.place is not None else None for c in read(text, gazetteer)]
    assert places == [None, "Oamaru", "Dunedin", "Hokitika"]


@pytest.mark.parametrize(
    "told",
    [
        "Officials reported today in Wellington that armed men burned the town hall. Two men were injured.",
        "A spokesman announced in Wellington on Monday that three guards were wounded.",
        "THE POLICE CONFIRMED LATE TODAY IN WELLINGTON THAT ARMED MEN HAD COME. TWO MEN WERE INJURED.",
        "A minister told reporters in Wellington that rebels burned the bank. Nobody was injured.",
    ],
)
def test_the_seat_of_those_who_report_is_no_place_of_it(told: str, gazetteer: Gazetteer) -> None:
    claim = read("The rebels attacked the town of Hokitika. " + told, gazetteer)[-1]
    assert claim.place is not None
    assert (claim.place.text or "").endswith("Hokitika")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Two people were killed in an attack on the command post in Oamaru. The rebels used mortars in Oamaru. One farmer "
            "was killed in Oamaru.",
            ["command post in Oamaru"] * 2,
        ),
        (
            "Three were killed in a bombing near the bridge in Oamaru. One nurse died in Oamaru.",
            ["near the bridge in Oamaru"] * 2,
        ),
        (
            "Two people were killed in an attack on the police post in Oamaru. In fighting at the school in Oamaru one farmer "
            "was killed.",
            ["police post in Oamaru", "school in Oamaru"],
        ),
        ("Two people were killed in the town of Oamaru. One nurse died in Oamaru.", ["town of Oamaru", "Oamaru"]),
    ],
    ids=["post", "bridge", "two sites", "town"],
)
def test_the_one_site_in_a_town_holds_for_its_event(text: str, places: list[str], gazetteer: Gazetteer) -> None:
    said = [(c.place.text or "").removeprefix("the ") for c in read(text, gazetteer) if c.place is not None]
    assert said == places


def test_where_it_was_told_is_not_where_it_happened(gazetteer: Gazetteer) -> None:
    text = "An air strike hit a market. A spokesman told reporters in Dunedin that it was aimed at rebels. Two nurses died."
    assert all(c.place is None or "Dunedin" not in (c.place.text or "") for c in read(text, gazetteer))
