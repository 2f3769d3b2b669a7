"""Place words to entries: ranking by context, nesting, precision, what is not found.

A small made-up gazetteer carries the rules; real names are used only where the packaged file itself is tested.
"""

import json
import math
from pathlib import Path

import pytest

from bearwitness.records import Place
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.gazetteer.entries import Kind
from bearwitness.resolve.gazetteer.files import PACKAGED
from bearwitness.resolve.gazetteer.geometry import distance_km
from bearwitness.resolve.gazetteer.write import Row, write_index
from bearwitness.resolve.places.context import document_context
from bearwitness.resolve.places.evidence import PlaceContext
from bearwitness.resolve.places.resolving import resolve_place
from bearwitness.resolve.places.words import is_place_word_for

GEO = Path(__file__).resolve().parents[3] / "shared" / "data" / "geo"


def country(ident: int, code: str, name: str, lat: float, lon: float) -> Row:
    return Row(
        ident, name, Kind.COUNTRY, "PCLI", code, lat=lat, lon=lon, population=5_000_000, radius_km=400.0, code=code
    )


def province(ident: int, code: str, name: str, *also: str) -> Row:
    nation, adm1 = code.split(".")
    return Row(ident, name, Kind.ADM1, "ADM1", nation, adm1, code=code, alternates=also)


def district(ident: int, code: str, name: str, *also: str) -> Row:
    nation, adm1, adm2 = code.split(".")
    return Row(ident, name, Kind.ADM2, "ADM2", nation, adm1, adm2, code=code, alternates=also)


def town(
    ident: int, within: str, name: str, lat: float, lon: float, people: int, *also: str, feature: str = "PPL"
) -> Row:
    nation, adm1, *adm2 = within.split(".")
    return Row(
        ident, name, Kind.PLACE, feature, nation, adm1, adm2[0] if adm2 else None, lat, lon, people, alternates=also
    )


ROWS = [
    # AO: a land with Oru (province Jabal, district Kara) and the capital Meru; AR: another, with a big Oru and Belen
    country(1, "AO", "Orland", 10.0, 20.0),
    country(2, "AR", "Arland", -30.0, -60.0),
    province(11, "AO.01", "Jabal Province", "Jabal"),
    province(12, "AO.02", "Northern", "Northern Province"),
    province(13, "AR.01", "Belen State", "Belen"),
    district(21, "AO.01.11", "Kara District", "Kara"),
    town(31, "AO.01.11", "Oru", 10.5, 20.5, 30_000),
    town(32, "AO.01.11", "Kara", 10.6, 20.6, 8_000),
    town(33, "AO.02", "Meru", 12.0, 21.0, 900_000, feature="PPLC"),
    town(34, "AR.01", "Oru", -30.5, -60.5, 2_000_000),
    town(35, "AR.01", "Belen", -30.6, -60.6, 400_000),
    town(36, "AO.01.11", "Tamas", 10.4, 20.4, 700),
    town(37, "AR.01", "Army", -31.0, -61.0, 20_000),
    town(38, "AR.01", "Lone", -32.0, -62.0, 900),
    town(39, "AO.02", "Sulta", 12.4, 21.3, 60_000),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("places") / "small.sqlite"
    write_index(ROWS, path, digest="made up")
    return Gazetteer.open(path)


def resolve(gazetteer: Gazetteer, words: str, document: str = "", **stated: str | None) -> Place:
    context = document_context(
        document, country=stated.get("country"), dateline_place=stated.get("dateline"), gazetteer=gazetteer
    )
    return resolve_place(Place(text=words), context=context, gazetteer=gazetteer)


@pytest.mark.parametrize(
    ("document", "stated", "expected"),
    [
        ("", {}, 34),  # nothing else is known: the bigger one
        ("The army of Orland said so. In Orland, people fled.", {}, 31),
        ("Fighting went on in Kara and Tamas.", {}, 31),
        ("It happened in Oru, Jabal Province, on Monday. Oru was hit again.", {}, 31),
        ("Angolan troops came.", {}, 31),  # AO is Angola's code, and its people are named
        ("People in Arland said so.", {}, 34),
        ("A report.", {"country": "AO", "dateline": "Meru"}, 31),
    ],
)
def test_context_decides_between_namesakes(
    small: Gazetteer, document: str, stated: dict[str, str], expected: int
) -> None:
    assert resolve(small, "Oru", document, **stated).geonames_id == expected


@pytest.mark.parametrize(
    ("words", "expected", "prec", "name"),
    [
        ("Oru, Jabal Province", 31, 1, "Oru"),
        ("Oru, Orland", 31, 1, "Oru"),
        ("Oru in the Kara district", 31, 1, "Oru"),
        ("Oru, Belen State", 34, 1, "Oru"),
        ("village of Tamas", 36, 1, "Tamas"),
        ("Belen", 35, 1, "Belen"),
        ("Belen state", 13, 4, "Belen state"),
        ("Jabal province", 11, 4, "Jabal province"),
        ("province of Jabal", 11, 4, "Jabal province"),
        ("Kara district", 21, 3, "Kara district"),
        ("Kara", 32, 1, "Kara"),
        ("Orland", 1, 6, "Orland"),
        ("northern Orland", 1, 5, "Orland"),
        ("northern Jabal province", 11, 4, "Jabal province"),
        ("throughout Orland", 1, 6, "Orland"),
        ("capital of Orland", 33, 1, "Meru"),
        ("outside Oru, Orland", 31, 2, "Oru"),
        ("a market in Oru, Orland", 31, 1, "Oru"),
        ("JABAL PROVINCE", 11, 4, "Jabal province"),
        ("ORU, ORLAND", 31, 1, "Oru"),
    ],
)
def test_kinds_and_precision(small: Gazetteer, words: str, expected: int, prec: int, name: str) -> None:
    place = resolve(small, words)
    assert (place.geonames_id, place.where_prec, place.name) == (expected, prec, name)
    assert place.lat is not None and place.radius_km is not None and place.radius_km > 0


@pytest.mark.parametrize(
    ("words", "name", "container", "prec"),
    [
        ("Oru refugee camp", "Oru refugee camp", 34, 2),
        ("the Belgian refugee camp in Tamas", "Tamas refugee camp", 36, 2),
        ("Xuan refugee camp in Tamas", "Xuan refugee camp", 36, 2),
        ("Xuan neighbourhood of Tamas", "Xuan neighbourhood", 36, 1),
        ("Tamas's Xuan neighbourhood", "Xuan neighbourhood", 36, 1),
        ("the Xuan hospital in Tamas", "Xuan hospital", 36, 1),
        ("village of Xuan in the Kara district", "Xuan", 21, 3),
        ("Xuan, Jabal Province", "Xuan", 11, 4),
        ("Xuan, Orland", "Xuan", 1, 6),
        ("the Angolan village of Xuan", "Xuan", 1, 6),
    ],
)
def test_unknown_places_fall_to_what_the_words_name_around_them(
    small: Gazetteer, words: str, name: str, container: int, prec: int
) -> None:
    place = resolve(small, words)
    assert (place.name, place.geonames_id, place.where_prec) == (name, container, prec)


def test_namesake_elsewhere_does_not_fill_in(small: Gazetteer) -> None:
    place = resolve(small, "Lone, Jabal Province")  # the only Lone lies in Arland
    assert (place.geonames_id, place.country, place.where_prec) == (11, ("AO",), 4)


def test_small_namesake_far_from_all_that_the_document_names(small: Gazetteer) -> None:
    report = "In Orland, Meru and Sulta were calm. Orland said so. Kara and Tamas in Orland waited."
    assert resolve(small, "Lone", report).geonames_id is None
    assert resolve(small, "Lone").geonames_id == 38


@pytest.mark.parametrize("words", ["Xuan", "Xuan refugee camp", "Xuan hospital", "12 km south of Xuan", "XUAN"])
def test_not_found_is_an_answer(small: Gazetteer, words: str) -> None:
    place = resolve(small, words, "In Orland. In Meru, Orland.", country="AO", dateline="Meru")
    assert place.name is not None and place.name.lower().startswith("xuan")
    assert (place.geonames_id, place.lat, place.lon, place.where_prec, place.radius_km) == (None,) * 5
    assert place.country == ()


def test_offset_moves_the_point(small: Gazetteer) -> None:
    place = resolve(small, "12 km south of Oru, Orland")
    assert place.lat is not None and place.lon is not None
    assert distance_km(place.lat, place.lon, 10.5, 20.5) == pytest.approx(12, abs=0.01)
    assert place.lat < 10.5 and place.lon == pytest.approx(20.5, abs=0.001)
    assert (place.where_prec, place.radius_km) == (2, 5.0)
    east = resolve(small, "100 km east of Oru, Orland")
    assert (east.where_prec, east.radius_km) == (2, 40.0)


def test_distance_without_bearing_is_a_ring(small: Gazetteer) -> None:
    place = resolve(small, "40 km from Oru, Orland")
    assert (place.lat, place.lon, place.where_prec, place.radius_km) == (10.5, 20.5, 2, 40.0)


def test_between_is_the_middle(small: Gazetteer) -> None:
    place = resolve(small, "between Tamas and Kara")
    assert (place.geonames_id, place.where_prec, place.name) == (None, 5, "Tamas–Kara")
    assert place.lat == pytest.approx(10.5, abs=0.01)
    half = distance_km(10.4, 20.4, 10.6, 20.6) / 2
    assert place.radius_km is not None and place.radius_km >= half
    road = resolve(small, "Tamas-Kara road")
    assert (road.lat, road.where_prec) == (place.lat, 5)


def test_lists_keep_what_their_places_share(small: Gazetteer) -> None:
    place = resolve(small, "Tamas, Kara and Meru")
    assert (place.country, place.adm1, place.where_prec) == (("AO",), None, 5)
    near = resolve(small, "Tamas and Kara")
    assert (near.adm1, near.adm2, near.where_prec) == ("Jabal Province", "Kara District", 2)


def test_commas_of_a_list_are_no_containers(small: Gazetteer) -> None:
    place = resolve(small, "Orland, Arland")
    assert place.country == ("AO", "AR") and place.where_prec == 5


def test_the_capital_is_that_of_the_country_spoken_of(small: Gazetteer) -> None:
    assert resolve(small, "the capital", "In Orland, people fled. Orland said so.").geonames_id == 33
    assert resolve(small, "the capital", "Nothing is named.").geonames_id is None


def test_sea_and_region(small: Gazetteer) -> None:
    sea = resolve(small, "Gulf of Aden")
    assert (sea.where_prec, sea.geonames_id, sea.country) == (7, None, ())
    region = resolve(small, "Darfur")
    assert (region.where_prec, region.country) == (5, ("SD",))


def test_place_without_words_is_left_alone(small: Gazetteer) -> None:
    assert resolve_place(Place(), context=PlaceContext(), gazetteer=small) == Place()


def test_context_does_not_depend_on_order(small: Gazetteer) -> None:
    one = document_context("In Orland, Kara burned. In Tamas too. Oru waited.", gazetteer=small)
    other = document_context("Oru waited. In Tamas too. In Orland, Kara burned.", gazetteer=small)
    assert one == other
    assert one.countries[0][0] == "AO"


def test_context_of_a_text_in_capitals(small: Gazetteer) -> None:
    context = document_context(
        "THE ARMY OF ORLAND SAID THAT TWELVE DIED IN KARA, JABAL. ANGOLAN TROOPS CAME TO TAMAS.", gazetteer=small
    )
    assert context.countries[0][0] == "AO"


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("ORLAND", True),
        ("Meru", True),
        ("Oru", False),
        ("ARMY", False),
        ("Belgian", False),
        ("Jabal Province", True),
        ("Tamas", False),
        ("Xuan", False),
    ],
)
def test_is_place_word(small: Gazetteer, words: str, known: bool) -> None:
    assert is_place_word_for(small)(words) is known


# --- the packaged gazetteer -----------------------------------------------------------------------------------------

needs_packaged = pytest.mark.skipif(
    not PACKAGED.is_file(), reason="the gazetteer is not built; run python hatch_build.py"
)


@pytest.fixture(scope="module")
def packaged() -> Gazetteer:
    return Gazetteer.packaged()


@needs_packaged
@pytest.mark.parametrize(
    ("words", "nation", "adm1", "prec"),
    [
        ("Kokomo, Indiana", ("US",), "Indiana", 1),
        ("Bristol, Conn.", ("US",), "Connecticut", 1),
        ("Lima, Peru", ("PE",), None, 1),
        ("SAN MIGUEL, EL SALVADOR", ("SV",), "San Miguel", 1),
        ("NORTHERN EL PETEN DEPARTMENT", ("GT",), "Petén", 4),
        ("the Indian state of Punjab", ("IN",), "Punjab", 4),
        ("North Kivu province", ("CD",), "Nord-Kivu", 4),
        ("Simferopol", ("UA", "RU"), None, 1),
        ("U.S.", ("US",), None, 6),
    ],
)
def test_real_names(packaged: Gazetteer, words: str, nation: tuple[str, ...], adm1: str | None, prec: int) -> None:
    place = resolve(packaged, words)
    assert (place.country, place.where_prec) == (nation, prec)
    assert adm1 is None or place.adm1 == adm1


@needs_packaged
@pytest.mark.skipif(not GEO.is_dir(), reason="the labelled sets are not there (../shared)")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "floor"), [("lgl", 0.78), ("tr_news", 0.74), ("geovirus", 0.80), ("geowebnews", 0.71)]
)
def test_accuracy_floor(packaged: Gazetteer, name: str, floor: float) -> None:
    """Measured .801, .759, .817 and .733 (benchmarks/places.py); the published best are .83 to .94 on other splits."""
    right = total = 0
    with (GEO / name / "docs.jsonl").open(encoding="utf-8") as lines:
        for text in lines:
            document = json.loads(text)
            context = document_context(document["text"], gazetteer=packaged)
            for toponym in document["toponyms"]:
                if toponym["lat"] is None:
                    continue
                place = resolve_place(Place(text=toponym["text"]), context=context, gazetteer=packaged)
                total += 1
                if place.lat is not None and place.lon is not None:
                    right += distance_km(place.lat, place.lon, float(toponym["lat"]), float(toponym["lon"])) <= 161
    assert right / total >= floor
    assert not math.isnan(right / total)


CONTEXTS = [
    # text, dateline, words, country
    ("GUERRILLAS ATTACKED A POST IN LA PAZ DEPARTMENT. THE ARMY LOST FOUR.", "San Salvador", "LA PAZ DEPARTMENT", "SV"),
    ("SOLDIERS DIED IN SAN MARCOS AND IN SANTA ROSA.", "Guatemala City", "SAN MARCOS", "GT"),
    ("Five soldiers were killed in Venezuela's border state of Apure.", "Bogota", "border state of Apure", "VE"),
    ("Rebels held La Paz department. Bolivian police came.", "Lima", "La Paz department", "BO"),
]


@pytest.mark.parametrize(("text", "dateline", "words", "nation"), CONTEXTS)
def test_dateline_and_type_words_choose_the_country(
    packaged: Gazetteer, text: str, dateline: str, words: str, nation: str
) -> None:
    context = document_context(text, dateline_place=dateline, gazetteer=packaged)
    assert resolve_place(Place(text=words), context=context, gazetteer=packaged).country == (nation,)


def test_a_station_is_not_the_town_of_its_name(packaged: Gazetteer) -> None:
    context = document_context("NEAR THE SAN CARLOS SERVICE STATION", dateline_place="Lima", gazetteer=packaged)
    found = resolve_place(Place(text="NEAR THE SAN CARLOS SERVICE STATION"), context=context, gazetteer=packaged)
    assert found.lat is None
