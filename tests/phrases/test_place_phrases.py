"""Place phrases: what is found, what is left alone, and that a phrase's own words read back the same."""

import pytest

from bearwitness.phrases.places.find import find_place_phrases, parse_place_phrase
from bearwitness.phrases.places.phrase import PlacePhrase, Relation
from bearwitness.phrases.places.tokens import is_in_capitals

KNOWN = {
    "oru",
    "belen",
    "jabal",
    "san miguel",
    "el salvador",
    "san salvador",
    "el peten",
    "santa ana",
    "guatemala city",
    "guatemala",
    "lima",
    "peru",
    "united states",
    "lima department",
    "callao",
}


def is_known(words: str) -> bool:
    return words.lower() in KNOWN


def heads(phrase: PlacePhrase) -> list[tuple[str, str | None]]:
    return [(head.text, head.type) for head in phrase.heads]


def only(text: str, *, known: bool = False) -> PlacePhrase:
    found = find_place_phrases(text, is_place_word=is_known if known else None)
    assert len(found) == 1, [phrase.text for phrase in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "names", "preposition", "relation"),
    [
        ("Twelve died in Oru.", "Oru", [("Oru", None)], "in", "at"),
        ("They died in the village of Oru on Monday", "village of Oru", [("Oru", "village")], "in", "at"),
        (
            "in Oru, Belen province, on Tuesday",
            "Oru, Belen province",
            [("Oru", None), ("Belen", "province")],
            "in",
            "at",
        ),
        ("in the Oru refugee camp", "Oru refugee camp", [("Oru", "refugee camp")], "in", "at"),
        ("Oru refugee camp was hit.", "Oru refugee camp", [("Oru", "refugee camp")], None, None),
        (
            "in the Jabal district of Belen",
            "Jabal district of Belen",
            [("Jabal", "district"), ("Belen", None)],
            "in",
            "at",
        ),
        ("outside Oru", "outside Oru", [("Oru", None)], "outside", "near"),
        ("on the outskirts of Oru", "on the outskirts of Oru", [("Oru", None)], "near", "near"),
        ("near the town of Oru", "near the town of Oru", [("Oru", "town")], "near", "near"),
        ("between Oru and Belen", "between Oru and Belen", [("Oru", None), ("Belen", None)], "between", "between"),
        ("on the Oru-Belen highway", "Oru-Belen highway", [("Oru", None), ("Belen", None)], "on", "between"),
        (
            "on the road from Oru to Belen",
            "the road from Oru to Belen",
            [("Oru", None), ("Belen", None)],
            "on",
            "between",
        ),
        ("in Lima, Peru, on Friday", "Lima, Peru", [("Lima", None), ("Peru", None)], "in", "at"),
        (
            "in San Salvador's Escalon neighbourhood",
            "San Salvador's Escalon neighbourhood",
            [("Escalon", "neighbourhood"), ("San Salvador", None)],
            "in",
            "at",
        ),
        ("across the province of Belen", "across the province of Belen", [("Belen", "province")], "across", "across"),
        ("throughout Belen province", "throughout Belen province", [("Belen", "province")], "throughout", "across"),
        ("in San Pedro de la Paz", "San Pedro de la Paz", [("San Pedro de la Paz", None)], "in", "at"),
        ("in Deir al-Oru", "Deir al-Oru", [("Deir al-Oru", None)], "in", "at"),
        ("in al-Oru", "al-Oru", [("al-Oru", None)], "in", "at"),
        ("in St. Oru", "St. Oru", [("St. Oru", None)], "in", "at"),
        ("in Oru, Indiana, and", "Oru, Indiana", [("Oru", None), ("Indiana", None)], "in", "at"),
        ("in Oru, Conn., police said", "Oru, Conn.", [("Oru", None), ("Conn.", None)], "in", "at"),
        ("in East Oru Saturday night", "East Oru", [("East Oru", None)], "in", "at"),
        ("in Belen Sunday.", "Belen", [("Belen", None)], "in", "at"),
        ("in Belen March 5", "Belen", [("Belen", None)], "in", "at"),
        ("in Oru Friday Bazaar", "Oru Friday Bazaar", [("Oru Friday", "bazaar")], "in", "at"),
        ("in the Gulf of Aden", "Gulf of Aden", [("Gulf of Aden", None)], "in", "at"),
        ("in the U.S.", "U.S.", [("U.S.", None)], "in", "at"),
        ("in Guatemala City", "Guatemala City", [("Guatemala City", "city")], "in", "at"),
        ("in the Republic of Belen", "Republic of Belen", [("Republic of Belen", None)], "in", "at"),
        ("in Oru (Belen)", "Oru (Belen)", [("Oru", None), ("Belen", None)], "in", "at"),
        (
            "in Oru, in the southern Belen region",
            "Oru, in the southern Belen region",
            [("Oru", None), ("Belen", "region")],
            "in",
            "at",
        ),
        ("in the capital, Oru, on", "the capital, Oru", [("Oru", "capital")], "in", "at"),
        ("the mayor of Oru", "Oru", [("Oru", None)], "of", None),
        ("they fled from Oru", "Oru", [("Oru", None)], "from", None),
        ("an attack on Oru", "Oru", [("Oru", None)], "on", "at"),
        ("off the coast of Oru", "off the coast of Oru", [("Oru", None)], "off", "near"),
        ("near the border with Belen", "near the border with Belen", [("Belen", None)], "near", "near"),
    ],
)
def test_phrases_by_shape(
    text: str, words: str, names: list[tuple[str, str | None]], preposition: str | None, relation: str | None
) -> None:
    phrase = only(text)
    assert phrase.text == words
    assert text[slice(*phrase.span)] == words
    assert heads(phrase) == names
    assert (phrase.preposition, phrase.relation) == (preposition, relation)


@pytest.mark.parametrize(
    ("text", "km", "bearing"),
    [
        ("12 km south of Oru", 12.0, 180.0),
        ("some 40 miles north-east of the capital", 64.374, 45.0),
        ("five miles (8 km) west of Oru", 8.047, 270.0),
        ("30 kilometers to the northwest of Oru", 30.0, 315.0),
        ("half a mile from Oru", 0.805, None),
        ("a dozen miles outside Oru", 19.312, None),
        ("10 km SE of Oru", 10.0, 135.0),
        ("1,200 metres east of Oru", 1.2, 90.0),
    ],
)
def test_distance_and_bearing(text: str, km: float, bearing: float | None) -> None:
    phrase = only(f"It happened {text}.")
    assert phrase.text == text
    assert phrase.relation is Relation.OFFSET
    assert (phrase.distance_km, phrase.bearing) == (km, bearing)


def test_bearing_without_distance_is_near() -> None:
    phrase = only("a village north of Oru")
    assert (phrase.text, phrase.relation, phrase.bearing, phrase.distance_km) == ("north of Oru", "near", 0.0, None)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("in northern Oru", "north"),
        ("in eastern Belen province", "east"),
        ("in south-eastern Oru", "southeast"),
        ("in downtown Oru", "centre"),
        ("in central Oru", "centre"),
    ],
)
def test_parts_of_a_place(text: str, part: str) -> None:
    assert only(text).heads[0].part == part


@pytest.mark.parametrize(
    ("text", "site", "people"),
    [
        ("at a market in Oru", "a market", None),
        ("a strike on the Al-Noor hospital in Oru", "the Al-Noor hospital", None),
        ("on the Belgian refugee camp in Oru", "the Belgian refugee camp", "Belgian"),
        ("in Oru's main market", "main market", None),
        ("in two villages near Oru in Belen province", "two villages", None),
    ],
)
def test_sites(text: str, site: str, people: str | None) -> None:
    phrase = only(text)
    assert phrase.site is not None
    assert text[slice(*phrase.site.span)].endswith(site)
    assert phrase.people == people


def test_people_tells_the_country() -> None:
    phrase = only("in the Indian state of Belen")
    assert (heads(phrase), phrase.people) == ([("Belen", "state")], "Indian")


def test_lists_stand_side_by_side() -> None:
    phrase = only("in Oru, Belen and Jabal")
    assert phrase.listed
    assert [head.text for head in phrase.heads] == ["Oru", "Belen", "Jabal"]
    assert not only("in Oru, Belen province, on Monday").listed


@pytest.mark.parametrize(
    "text",
    [
        "in March",
        "on Monday",
        "at Christmas",
        "in Parliament",
        "in Spanish",
        "in Arabic",
        "by the Ministry of Health",
        "He worked for the Department of Justice",
        "said General Belen",
        "Oru Police said",
        "the Belgian army",
        "in the Belgian Army",
        "in the morning",
        "at home",
        "in 2019",
        "in Islam",
        "on Facebook",
        "in the city",
        "President Belen said",
        "from Gen. Oru Belen",
    ],
)
def test_no_place(text: str) -> None:
    assert find_place_phrases(text) == []


def test_two_claims_two_phrases() -> None:
    found = find_place_phrases("12 people were killed in Oru and five in Belen")
    assert [phrase.text for phrase in found] == ["Oru", "Belen"]


def test_speaker_after_place_is_no_container() -> None:
    assert only("In Oru, John Smith said").text == "Oru"


def test_window_keeps_offsets() -> None:
    text = "Nothing here. Twelve died in Oru. Five died in Belen."
    found = find_place_phrases(text, 14, 33)
    assert [(phrase.text, text[slice(*phrase.span)]) for phrase in found] == [("Oru", "Oru")]


def test_names_do_not_cross_paragraphs() -> None:
    assert only("in Oru\n\nBelen said nothing", known=False).text == "Oru"


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("IN THE NORTHERN EL PETEN DEPARTMENT", "NORTHERN EL PETEN DEPARTMENT", [("EL PETEN", "department")]),
        ("IN SAN MIGUEL, EL SALVADOR", "SAN MIGUEL, EL SALVADOR", [("SAN MIGUEL", None), ("EL SALVADOR", None)]),
        ("80 KM EAST OF SAN SALVADOR", "80 KM EAST OF SAN SALVADOR", [("SAN SALVADOR", None)]),
        ("IN THE VILLAGE OF XUAN YESTERDAY", "VILLAGE OF XUAN", [("XUAN", "village")]),
        ("IN MELO, SANTA ANA DEPARTMENT", "MELO, SANTA ANA DEPARTMENT", [("MELO", None), ("SANTA ANA", "department")]),
        ("IN GUATEMALA CITY YESTERDAY", "GUATEMALA CITY", [("GUATEMALA CITY", None)]),
        ("BETWEEN ORU AND BELEN", "BETWEEN ORU AND BELEN", [("ORU", None), ("BELEN", None)]),
        ("ON THE ORU-BELEN HIGHWAY", "ORU-BELEN HIGHWAY", [("ORU", None), ("BELEN", None)]),
        ("CONTROL OF LIMA DEPARTMENT", "LIMA DEPARTMENT", [("LIMA", "department")]),
        ("AN AIR RAID IN EASTERN EL SALVADOR", "EASTERN EL SALVADOR", [("EL SALVADOR", None)]),
    ],
)
def test_capitals_ask_the_caller(text: str, words: str, names: list[tuple[str, str | None]]) -> None:
    phrase = only(text, known=True)
    assert (phrase.text, heads(phrase)) == (words, names)


@pytest.mark.parametrize(
    "text",
    ["IN THE ARMY", "IN THE FUTURE", "IN ORDER TO RESPOND", "FROM THE PRESIDENT OF THE REPUBLIC", "IN MARCH THE ARMY"],
)
def test_capitals_no_place(text: str) -> None:
    assert find_place_phrases(text, is_place_word=is_known) == []


def test_capitals_without_a_caller_need_type_words() -> None:
    assert find_place_phrases("TWELVE PEOPLE WERE KILLED IN ORU YESTERDAY") == []
    assert only("TWELVE DIED IN BELEN DEPARTMENT").text == "BELEN DEPARTMENT"


def test_bare_names_need_the_caller() -> None:
    assert find_place_phrases("An Oru bombing killed 12") == []
    phrase = only("A car bomb alarmed Belen today", known=True)
    assert (phrase.text, phrase.preposition, phrase.relation) == ("Belen", None, None)
    assert only("A car bomb shook Belen today", known=True).preposition == "shook"


def test_weak_prepositions_ask_the_caller() -> None:
    assert find_place_phrases("a gift to Smithers", is_place_word=is_known) == []
    assert only("they fled to Belen", known=True).text == "Belen"


@pytest.mark.parametrize(
    "text",
    [
        "in the village of Oru",
        "in Oru, Belen province, on Tuesday",
        "on the Belgian refugee camp in Oru",
        "12 km south of Oru",
        "outside Oru",
        "on the outskirts of Oru",
        "at a market in Oru",
        "between Oru and Belen",
        "on the Oru-Belen highway",
        "on the road from Oru to Belen",
        "in Oru, Belen and Jabal",
        "in San Salvador's Escalon neighbourhood",
        "across the province of Belen",
        "in northern Oru",
        "in the capital, Oru, on",
        "in Lima, Peru, on Friday",
        "off the coast of Oru",
        "in the Gulf of Aden",
        "a strike on the Al-Noor hospital in Oru",
        "in Oru, Conn., police said",
    ],
)
def test_own_words_read_back(text: str) -> None:
    phrase = only(text)
    again = parse_place_phrase(phrase.text)
    assert again is not None
    assert heads(again) == heads(phrase)
    assert (again.distance_km, again.bearing, again.listed) == (phrase.distance_km, phrase.bearing, phrase.listed)
    if phrase.relation is not Relation.AT:
        assert again.relation == phrase.relation


def test_own_words_in_capitals_read_back() -> None:
    phrase = parse_place_phrase("NORTHERN EL PETEN DEPARTMENT")
    assert phrase is not None
    assert [(head.type, head.part) for head in phrase.heads] == [("department", "north")]
    assert phrase.heads[0].text.lower() == "el peten"


@pytest.mark.parametrize(("text", "expected"), [("IN THE ARMY, 12", True), ("In the Army", False), ("UN", False)])
def test_is_in_capitals(text: str, expected: bool) -> None:
    assert is_in_capitals(text) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two were shot in Port Orl Monday night.", "Port Orl"),
        ("He died in Mount Rell Thursday, police said.", "Mount Rell"),
        ("It happened in Oru March 3.", "Oru"),
        ("Six were hurt in Orl Park Saturday afternoon.", "Orl Park"),
    ],
)
def test_a_day_behind_a_name_is_no_part_of_it(text: str, words: str) -> None:
    assert [phrase.text for phrase in find_place_phrases(text)] == [words]
