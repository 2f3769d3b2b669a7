"""Place and time words of claims: from their own sentence, else from the scene that the report tells, else none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bearwitness.claims.extract import extract
from bearwitness.records import Claim, Harm, Scope, Words
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from reading import document, read_text


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


SAID = [
    # text, number of people, place words, time words
    ("A bomb went off in Hokitika on Monday. Twelve people were killed.", 12, "Hokitika", "Monday"),
    (
        "A bomb went off in Hokitika on Monday.\n\nPolice closed the road.\n\nTwelve people were killed.",
        12,
        "Hokitika",
        "Monday",
    ),
    ("Nine people were shot dead on Monday. The attack took place in Hokitika.", 9, "Hokitika", "Monday"),
    ("Gunmen killed four guards in Oamaru on Sunday. They died at a hospital in Dunedin.", 4, "Oamaru", "Sunday"),
    ("A man accused of killing six people in Oamaru went on trial on Tuesday.", 6, "Oamaru", None),
    ("Funerals were held in Dunedin on Tuesday for three farmers killed in Oamaru on Sunday.", 3, "Oamaru", "Sunday"),
    ("Ben Orl was pronounced dead in Oamaru at 5:24 p.m. Saturday.", 1, "Oamaru", "5:24 p.m. Saturday"),
    ("The mayor of Dunedin referred on Tuesday to the murder of six farmers in Oamaru.", 6, "Oamaru", None),
    ("The bishop sent a telegram yesterday over the death of two farmers in Oamaru.", 2, "Oamaru", None),
    ("Four boys were wounded at a fair in Oamaru Thursday evening, officials said.", 4, "Oamaru", "Thursday evening"),
    ("Police in Dunedin said on Tuesday that five people were killed in Oamaru.", 5, "Oamaru", None),
    ("The consul in Dunedin and four guards were wounded at the market in Oamaru.", 4, "market in Oamaru", None),
    ("Seven people were killed in Ross, located on the outskirts of Hokitika.", 7, "Ross", None),
    (
        "Eight soldiers were killed near Hokitika, in the Tasman Sea, on Monday.",
        8,
        "near Hokitika, in the Tasman Sea",
        "Monday",
    ),
    ("Two men were shot on the porch of a house in Hokitika on Monday.", 2, "a house in Hokitika", "Monday"),
    ("Four people were killed in front of a school in Oamaru on Sunday.", 4, "a school in Oamaru", "Sunday"),
    ("Two men were shot on the 3300 block of Wallace Avenue on Monday.", 2, "3300 block of Wallace Avenue", "Monday"),
    (
        "A bomb killed ten people in Hokitika on Monday. Meanwhile, three soldiers were killed in a clash.",
        3,
        None,
        None,
    ),
]


@pytest.mark.parametrize(("text", "count", "place", "time"), SAID, ids=[row[0][:50] for row in SAID])
def test_words_of_place_and_time(
    text: str, count: int, place: str | None, time: str | None, gazetteer: Gazetteer
) -> None:
    claims = extract(document(text), is_place_word=is_place_word_for(gazetteer)).claims
    claim = next(c for c in claims if c.best == count)
    found = (claim.place.text if claim.place else None, claim.time.text if claim.time else None)
    assert tuple(w.lower() if w else None for w in found) == tuple(w.lower() if w else None for w in (place, time))


NO_PLACES = [
    "Walker said that Ana Walker, 34, and two others were shot.",
    "Six men were killed in a Snapchat video.",
    "Five officers were killed at Davis's home, Major Ivo Davis said.",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_a_name_that_is_no_place_places_nothing(text: str, gazetteer: Gazetteer) -> None:
    claims = extract(document(text), is_place_word=is_place_word_for(gazetteer)).claims
    assert claims
    assert [c.place.text if c.place else None for c in claims] == [None] * len(claims)


SCOPES = [
    ("Five judges were killed in two months.", Scope.CUMULATIVE),
    ("Five judges were killed in the last two months.", Scope.CUMULATIVE),
    ("Five soldiers were killed in the last few hours in Oamaru.", Scope.INCIDENT),
    ("Five soldiers were killed in the past hours in Oamaru.", Scope.INCIDENT),
    ("The group held five diplomats hostage in Oamaru for two months.", Scope.INCIDENT),
]


@pytest.mark.parametrize(("text", "scope"), SCOPES)
def test_scope(text: str, scope: Scope) -> None:
    claim = next(c for c in extract(document(text)).claims if c.best == 5)
    assert claim.scope == scope


def placed(text: str, gazetteer: Gazetteer, *, dateline: str | None) -> list[tuple[str | None, str | None]]:
    doc = document(text)
    if dateline is not None:
        doc = replace(doc, dateline_place=Words(dateline, (0, 0)))
    claims = extract(doc, is_place_word=is_place_word_for(gazetteer)).claims
    return [
        (c.place.name, c.place.basis) if c.place else (None, None)
        for c in resolve_claims(claims, doc, gazetteer=gazetteer)
    ]


def test_here_is_the_dateline_s_place(gazetteer: Gazetteer) -> None:
    text = "Four guards were shot dead here on Monday."
    assert placed(text, gazetteer, dateline="OAMARU") == [("Oamaru", "text")]
    assert placed(text, gazetteer, dateline=None) == [(None, None)]


def test_a_name_keeps_its_hill_and_loses_the_capitals_of_a_dateline(gazetteer: Gazetteer) -> None:
    assert placed("Nine traders were killed at Charles Hill, Botswana.", gazetteer, dateline=None) == [
        ("Charles Hill", "text")
    ]
    text = "Four people were killed in OAMARU, New Zealand."
    assert {name for name, _ in placed(text, gazetteer, dateline=None)} == {"Oamaru"}


def test_the_dateline_places_only_what_is_recent_and_placed_nowhere(gazetteer: Gazetteer) -> None:
    assert placed("Four guards were shot dead on Monday.", gazetteer, dateline="Oamaru") == [("Oamaru", "document")]
    assert placed("Four guards were shot dead last month.", gazetteer, dateline="Oamaru") == [(None, None)]
    assert placed("Four guards were shot dead.", gazetteer, dateline="Oamaru") == [(None, None)]
    elsewhere = "Four guards were shot dead in Hokitika on Monday."
    assert placed(elsewhere, gazetteer, dateline="Oamaru") == [("Hokitika", "text")]


WORDED = [
    # the body tells the street and the hour once; every claim of the one incident has those words
    (
        "Four shot in Hokitika\n\nFour people were shot in Hokitika on Friday, police said.\n\n"
        "The shooting happened outside a bar in the 900 block of Rell Street around 3 a.m. Friday.",
        "outside a bar in the 900 block of Rell Street",
        "around 3 a.m. Friday",
    ),
    # the street of an arrest and a home, the hour of another day: not of the harm
    (
        "Four people were shot in Hokitika on Friday, police said.\n\nOrl, who lives in the 20 block of Belen Road, "
        "was arrested at 5 p.m. Sunday at a hotel on Lane Street.",
        "Hokitika",
        "Friday",
    ),
]


@pytest.mark.parametrize(("text", "place", "time"), WORDED, ids=[row[0][:30] for row in WORDED])
def test_the_most_exact_words_of_the_report_stand_for_all_its_claims(
    text: str, place: str, time: str, gazetteer: Gazetteer
) -> None:
    shot = [c for c in resolved(text, gazetteer) if c.harm != Harm.DETAINED]
    assert shot
    for claim in shot:
        assert claim.place is not None and claim.time is not None
        assert (claim.place.text, claim.place.name) == (place, "Hokitika")
        assert claim.time.text in (time, time.removeprefix("around "))
        for said in (claim.place, claim.time):
            assert said.span is not None and text[slice(*said.span)] == said.text


def test_an_arrest_has_a_day_and_place_of_its_own(gazetteer: Gazetteer) -> None:
    text = (
        "Man arrested over the shooting in Hokitika on Friday\n\nA man was shot dead in Hokitika on Friday, police said.\n\n"
        "Orl, 30, was arrested late Sunday at a hotel on Lane Street."
    )
    arrests = [c for c in resolved(text, gazetteer) if c.harm == Harm.DETAINED]
    assert arrests
    assert {c.time.text for c in arrests if c.time is not None} == {"late Sunday"}
    assert {c.place.text for c in arrests if c.place is not None} <= {None, "a hotel on Lane Street"}


def test_a_piece_of_a_street_s_name_is_no_town(gazetteer: Gazetteer) -> None:
    text = "Four people were shot in Hokitika on Friday. It happened at the corner of Ross and Oamaru streets."
    claims = resolved(text, gazetteer)
    assert {(c.place.name, c.place.text) for c in claims if c.place} == {
        ("Hokitika", "the corner of Ross and Oamaru streets")
    }


def test_the_page_s_own_date_dates_no_harm(gazetteer: Gazetteer) -> None:
    text = "Four people shot in Hokitika Updated: Monday, July 7, 2014 6:44 PM"
    assert [c.time.text for c in resolved(text, gazetteer) if c.time is not None] == []


def resolved(text: str, gazetteer: Gazetteer) -> list[Claim]:
    doc = document(text)
    claims = extract(doc, is_place_word=is_place_word_for(gazetteer)).claims
    return resolve_claims(claims, doc, gazetteer=gazetteer)


ANOTHERS_BUILDING = (
    "At least four people were killed on Sunday when shells struck a hall in Oamaru, New Zealand, the ambulance service said.\n\n"
    "The hall burned down. Police officers found no one at the scene, and the dockers will eat at the grammar school."
)


def test_a_building_told_without_a_name_and_without_the_dead_is_not_where_they_died(gazetteer: Gazetteer) -> None:
    place = resolved(ANOTHERS_BUILDING, gazetteer)[0].place
    assert place is not None and place.text is not None and "school" not in place.text


def test_an_address_told_elsewhere_in_the_report_words_the_place(gazetteer: Gazetteer) -> None:
    text = (
        "A man was shot dead in Oamaru, New Zealand, on Sunday.\n\n"
        "Officers were called to a home in the 900 block of Rell Street, where the shooting happened."
    )
    place = resolved(text, gazetteer)[0].place
    assert place is not None and place.text is not None and "Rell Street" in place.text


@pytest.mark.parametrize(
    "text",
    [
        "It came on the anniversary of a raid in October 2019 that killed six people in the same streets.",
        "It was the heaviest clash since a raid in October 2019, in which gunmen killed nine traders.",
    ],
)
def test_an_earlier_event_keeps_its_own_date(text: str) -> None:
    today = "A missile killed two men in Oamaru, New Zealand, late on Tuesday. "
    earlier = [c for c in read_text(today + text) if c.best in (6, 9)]
    assert [c.time.text if c.time else None for c in earlier] == ["October 2019"]


def test_where_somebody_was_found_alive_is_not_where_others_died() -> None:
    text = (
        "Residents buried six people who were killed on Sunday. Three men counted as dead were found alive in Timaru."
    )
    assert [c.place for c in read_text(text) if c.best == 6] == [None]


def test_the_missing_of_a_list_are_a_level_and_no_incident() -> None:
    text = "A commission set up in 2021 lists 26 people who went missing during the unrest of that year."
    assert [(c.best, c.scope) for c in read_text(text)] == [(26, Scope.STOCK)]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Since the coup in February 2021, 117 health workers have been killed.", ["cumulative"]),
        ("As of 31 October, 11.2 million people were internally displaced.", ["stock"]),
        (
            "More than 27,000 people have been arrested since the coup, of whom 20,900 are still detained.",
            ["cumulative", "stock"],
        ),
        ("Two men were arrested on Monday and are still detained.", ["incident"]),
    ],
)
def test_a_large_level_or_a_count_since_a_dated_turn_is_no_incident(text: str, scopes: list[str]) -> None:
    assert [claim.scope.value for claim in read_text(text)][: len(scopes)] == scopes


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("The shooting brings the city's homicide count to sixteen.", ["cumulative"]),
        ("Six people were killed, bringing the total to 112.", ["incident", "cumulative"]),
        ("Six more bodies were found, bringing the total to 31.", ["incident", "incident"]),
    ],
)
def test_a_total_that_an_incident_brings_to_a_number_runs_on(text: str, scopes: list[str]) -> None:
    assert [claim.scope.value for claim in read_text(text)] == scopes
