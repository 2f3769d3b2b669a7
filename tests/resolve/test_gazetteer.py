"""Look-up over the gazetteer: folding, a made-up dump, and the packaged file where it has been built."""

import multiprocessing
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from bearwitness.errors import SettingsError
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.gazetteer.dump import build_from_dump
from bearwitness.resolve.gazetteer.entries import Entry, Kind, NameKind
from bearwitness.resolve.gazetteer.files import PACKAGED
from bearwitness.resolve.gazetteer.geometry import distance_km
from bearwitness.resolve.gazetteer.names import fold, is_english_name, short_forms

needs_packaged = pytest.mark.skipif(
    not PACKAGED.is_file(), reason="the gazetteer is not built; run python hatch_build.py"
)


def line(
    ident: int,
    name: str,
    lat: float,
    lon: float,
    feature: str,
    adm1: str = "",
    adm2: str = "",
    people: int = 0,
    also: str = "",
) -> str:
    feature_class, code = feature.split(".")
    columns = [
        str(ident),
        name,
        name,
        also,
        str(lat),
        str(lon),
        feature_class,
        code,
        "XB",
        "",
        adm1,
        adm2,
        "",
        "",
        str(people),
    ]
    return "\t".join([*columns, "", "", "Etc/UTC", "2024-01-01"])


DUMP = "\n".join(
    [
        line(1, "Belen Republic", 10.0, 20.0, "A.PCLI", also="Belen,Belenia"),
        line(2, "Jabal Province", 10.5, 20.5, "A.ADM1", "01", also="Jabal"),
        line(3, "Kara District", 10.6, 20.6, "A.ADM2", "01", "11", also="Kara"),
        line(4, "Al-Oru", 10.61, 20.61, "P.PPL", "01", "11", 42_000, also="Oru,Orou,اورو"),
        line(5, "Sankt Oru", 12.0, 22.0, "P.PPL", "02", "", 900),
        line(6, "Northern Quarter", 10.62, 20.61, "P.PPLX", "01", "11"),
        line(7, "Oru Farm", 10.7, 20.7, "S.FRM", "01", "11"),
        line(8, "Gone", 10.0, 20.0, "P.PPLH", "01"),
        line(9, "Blue Stream", 10.0, 20.0, "H.STM", "01"),
        line(10, "Duplicate Province", 11.0, 21.0, "A.ADM1", "01"),
        line(11, "Meridian", -17.0, 179.9, "P.PPL", "03", "", 10),
    ]
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("dump")
    (folder / "XB.txt").write_text(DUMP + "\n", encoding="utf-8")
    build_from_dump(folder / "XB.txt", folder / "xb.sqlite")
    return Gazetteer.open(folder / "xb.sqlite")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("São Toméan", "sao tomean"),
        ("Deir el-Balah", "deir al balah"),
        ("St. Oru", "saint oru"),
        ("N'Djamena", "ndjamena"),
        ("Washington, D.C.", "washington dc"),
        ("Łódź", "lodz"),
        ("  ORU   belen ", "oru belen"),
        ("’", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("folded", "forms"),
    [
        ("belen province", ["belen"]),
        ("departamento de belen", ["belen"]),
        ("department of the belen", ["belen"]),
        ("belen", []),
    ],
)
def test_short_forms(folded: str, forms: list[str]) -> None:
    assert short_forms(folded) == forms


@pytest.mark.parametrize(
    ("name", "kept"), [("Orú", True), ("ge ma", False), ("Оруа", False), ("al-Oru", True), ("أورو", False)]
)
def test_names_that_english_reports_print(name: str, kept: bool) -> None:
    assert is_english_name(name) is kept


def names(found: list[Entry]) -> list[tuple[int, NameKind]]:
    return [(entry.entry_id, entry.matched) for entry in found]


def test_look_up_in_a_dump(small: Gazetteer) -> None:
    assert names(small.look_up("AL-ORU")) == [(4, NameKind.MAIN)]
    assert names(small.look_up("orou")) == [(4, NameKind.ALTERNATE)]
    assert names(small.look_up("al Orou")) == [(4, NameKind.ALTERNATE)]  # nothing bears it, so the article goes
    assert names(small.look_up("Kara")) == [(3, NameKind.ALTERNATE)]
    assert small.look_up("Gone") == [] and small.look_up("Blue Stream") == [] and small.look_up("") == []
    assert [entry.kind for entry in small.look_up("Northern Quarter")] == [Kind.SECTION]
    assert [entry.kind for entry in small.look_up("Oru Farm")] == [Kind.SITE]


def test_entry_knows_its_divisions(small: Gazetteer) -> None:
    (oru,) = small.look_up("Orou")
    assert (oru.adm1, oru.adm2, oru.country, oru.countries) == ("Jabal Province", "Kara District", "XB", ("XB",))
    assert (oru.geonames_id, oru.population, oru.kind) == (4, 42_000, Kind.PLACE)
    division = small.admin("XB", "01")
    assert division is not None and (division.name, division.population) == ("Jabal Province", 42_000)
    assert division.lat == 10.5  # the dump's own point stands
    district = small.admin("XB", "01", "11")
    assert district is not None and district.radius_km == 10.0
    assert small.admin("XB", "77") is None


def test_country_and_get(small: Gazetteer) -> None:
    for name in ("XB", "Belen", "belenia"):
        country = small.country(name)
        assert country is not None and country.entry_id == 1
    assert small.country("Nowhere") is None and small.country("QQ") is None
    entry = small.get(5)
    assert entry is not None and entry.name == "Sankt Oru"
    assert small.get(404) is None


def test_regions_and_seas_come_along(small: Gazetteer) -> None:
    (gulf,) = small.look_up("Gulf of Aden")
    assert (gulf.kind, gulf.geonames_id, gulf.country, gulf.countries) == (Kind.SEA, None, None, ())
    (region,) = small.look_up("Kashmir")
    assert (region.kind, region.countries) == (Kind.REGION, ("IN", "PK", "CN"))


def test_nearest(small: Gazetteer) -> None:
    near = small.nearest(10.6, 20.6)
    assert near is not None and near.entry_id == 4
    assert small.nearest(50.0, 50.0) is None
    across = small.nearest(-17.0, -179.95, within_km=50)
    assert across is not None and across.entry_id == 11


def test_digest_tells_inputs_apart(tmp_path: Path, small: Gazetteer) -> None:
    for number, text in enumerate((DUMP, DUMP + "\n" + line(12, "Extra", 1.0, 1.0, "P.PPL"))):
        (tmp_path / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
        build_from_dump(tmp_path / f"{number}.txt", tmp_path / f"{number}.sqlite")
    same, other = Gazetteer.open(tmp_path / "0.sqlite"), Gazetteer.open(tmp_path / "1.sqlite")
    assert same.digest == small.digest != other.digest
    assert (tmp_path / "0.sqlite").read_bytes() == small.path.read_bytes()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("1\tOru\n", "XB.txt, line 1: a GeoNames dump has 19 tab-separated columns, this line has 2"),
        (
            line(1, "Oru", 1, 1, "P.PPL").replace("Oru\tOru", "Oru\tOru", 1).replace("\t1\t1\t", "\tx\t1\t", 1),
            "line 1: could not convert",
        ),
    ],
)
def test_bad_dump(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "XB.txt").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        build_from_dump(tmp_path / "XB.txt", tmp_path / "out.sqlite")
    assert not (tmp_path / "out.sqlite").exists()


def test_absent_and_foreign_files(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such gazetteer file"):
        Gazetteer.open(tmp_path / "none.sqlite")
    with pytest.raises(SettingsError, match="there is no such GeoNames dump"):
        build_from_dump(tmp_path / "none.txt", tmp_path / "out.sqlite")
    (tmp_path / "text.sqlite").write_text("no database, but long enough to be read as a header" * 10)
    with pytest.raises(SettingsError, match="this is no gazetteer"):
        Gazetteer.open(tmp_path / "text.sqlite")


def _looked_up(gazetteer: Gazetteer, queue: "multiprocessing.Queue[list[int]]") -> None:
    queue.put([entry.entry_id for entry in gazetteer.look_up("Sankt Oru")])


def test_survives_pickling_and_forking(small: Gazetteer) -> None:
    assert names(pickle.loads(pickle.dumps(small)).look_up("Orou")) == [(4, NameKind.ALTERNATE)]
    context = multiprocessing.get_context("fork")
    queue: multiprocessing.Queue[list[int]] = context.Queue()
    child = context.Process(target=_looked_up, args=(small, queue))
    child.start()
    assert queue.get(timeout=20) == [5]
    child.join()
    assert names(small.look_up("Sankt Oru")) == [(5, NameKind.MAIN)]


def test_distance() -> None:
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.19, abs=0.01)
    assert distance_km(10, 20, 10, 20) == 0


@needs_packaged
def test_packaged_names() -> None:
    gazetteer = Gazetteer.packaged()
    assert {entry.country for entry in gazetteer.look_up("El Fasher") if entry.kind is Kind.PLACE} == {"SD"}
    for name, code in (
        ("U.S.", "US"),
        ("DRC", "CD"),
        ("Ivory Coast", "CI"),
        ("Burma", "MM"),
        ("the Netherlands", "NL"),
    ):
        country = gazetteer.country(name)
        assert country is not None and country.country == code
    assert gazetteer.country("Congo") is None  # two states bear the name
    capital = gazetteer.capital("SV")
    assert capital is not None and capital.name == "San Salvador"


@needs_packaged
@pytest.mark.parametrize(
    ("name", "kind", "countries"),
    [
        ("Simferopol", Kind.PLACE, ("UA", "RU")),
        ("Srinagar", Kind.PLACE, ("IN", "PK")),
        ("Abyei", Kind.PLACE, ("SD", "SS")),
        ("Laayoune", Kind.PLACE, ("EH", "MA")),
    ],
)
def test_disputed_places_keep_every_claim(name: str, kind: Kind, countries: tuple[str, ...]) -> None:
    assert countries in {entry.countries for entry in Gazetteer.packaged().look_up(name) if entry.kind is kind}


@needs_packaged
def test_every_country_has_a_point_and_every_rule_a_target() -> None:
    gazetteer = Gazetteer.packaged()
    for row in (PACKAGED.parent / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            country = gazetteer.country(row.split("\t")[0])
            assert country is not None and country.lat is not None, row
    for row in (PACKAGED.parent / "state_abbreviations.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            _, code, division = row.split("\t")
            assert gazetteer.admin(code, division) is not None, row


def test_the_writer_needs_the_standard_library_alone() -> None:
    """The build hook imports it before anything is installed; -S leaves out the installed packages."""
    source = PACKAGED.parents[2]
    program = f"import sys; sys.path.insert(0, {str(source)!r}); import bearwitness.resolve.gazetteer.write"
    subprocess.run([sys.executable, "-I", "-S", "-c", program], check=True)
