"""Writing of a gazetteer file: one read-only SQLite index of entries and of the names that they bear.

Both the build hook (`hatch_build.py`) and `dump.build_from_dump` write through `write_index`, so both have the same schema.
The build hook imports this module from the source tree before anything is installed, so it and what it imports need the
standard library alone.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bearwitness.phrases.word_patterns import words_of
from bearwitness.resolve.gazetteer.entries import Kind, NameKind
from bearwitness.resolve.gazetteer.files import DATA, SCHEMA_VERSION, read_rows
from bearwitness.resolve.gazetteer.geometry import cell_of, distance_km, middle_of
from bearwitness.resolve.gazetteer.names import fold, is_english_name, short_forms, without_article

HAND_MADE = ("countries.tsv", "regions.tsv", "place_names.tsv", "disputed.tsv")

_ALL_CAPITALS = re.compile(r"^[A-Z]{2,4}$")


@dataclass(slots=True)
class Row:
    """One entry to be written, with every name it bears. `code` is the GeoNames code of a country or division."""

    entry_id: int
    name: str
    kind: Kind
    feature: str = ""
    country: str | None = None
    adm1: str | None = None
    adm2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    radius_km: float | None = None
    code: str | None = None
    alternates: tuple[str, ...] = ()


_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE disputed (code TEXT PRIMARY KEY, countries TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, feature TEXT NOT NULL, country TEXT, adm1 TEXT, adm2
  TEXT, lat REAL, lon REAL, population INTEGER NOT NULL, radius_km REAL, code TEXT, cell INTEGER);
CREATE UNIQUE INDEX entry_code ON entry (code) WHERE code IS NOT NULL;
CREATE TABLE name (key TEXT NOT NULL, entry INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (key, entry)) WITHOUT
ROWID; CREATE TEMP TABLE given (key TEXT NOT NULL, entry INTEGER NOT NULL, kind INTEGER NOT NULL);
"""
_FINISH = """
INSERT INTO name SELECT key, entry, min(kind) FROM given GROUP BY key, entry ORDER BY key, entry;
DROP TABLE given;
CREATE INDEX entry_cell ON entry (cell) WHERE cell IS NOT NULL;
CREATE INDEX entry_capital ON entry (country) WHERE feature = 'PPLC';
"""


def write_index(rows: Iterable[Row], out: Path, *, digest: str) -> None:
    """Write a gazetteer file; regions, seas, common names and disputed places of our own lists are added to the rows.

    Args:
        rows: Entries; divisions get the reach and population of the places in them, and where they lack coordinates
            their middle.
        out: The file, replaced whole once it is complete.
        digest: Names the inputs; look-ups report it as `Gazetteer.digest`.
    """
    part = out.with_name(out.name + ".part")
    part.unlink(missing_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(part, isolation_level=None)
    try:
        connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        connection.execute("BEGIN")
        extent = _Extent()
        for row in _with_own_lists(rows):
            extent.add(row)
            _insert(connection, row)
        for code, lat, lon, radius_km, population in extent.middles():
            connection.execute(
                "UPDATE entry SET lat = coalesce(lat, ?), lon = coalesce(lon, ?), radius_km = ?,"
                " population = max(population, ?) WHERE code = ?",
                (lat, lon, radius_km, population, code),
            )
        connection.executemany("INSERT INTO disputed VALUES (?, ?, ?)", read_rows(DATA / "disputed.tsv"))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [("digest", digest), ("schema", str(SCHEMA_VERSION))])
        connection.execute("COMMIT")
        connection.executescript(_FINISH + "VACUUM;")
    except BaseException:
        connection.close()
        part.unlink(missing_ok=True)
        raise
    connection.close()
    part.replace(out)


def _insert(connection: sqlite3.Connection, row: Row) -> None:
    populated = row.kind is Kind.PLACE and row.lat is not None and row.lon is not None
    cell = cell_of(math.floor(row.lat or 0), math.floor(row.lon or 0)) if populated else None
    connection.execute(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.entry_id, row.name, row.kind, row.feature, row.country, row.adm1, row.adm2, row.lat, row.lon,
            row.population, row.radius_km, row.code, cell,
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO given VALUES (?, ?, ?)", [(key, row.entry_id, kind) for key, kind in _keys(row).items()]
    )


_BORROWS_ARTICLE = words_of("AE BH DJ DZ EG EH ER ER IL IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE")


def _keys(row: Row) -> dict[str, int]:
    """Folded names of an entry with the best kind of each."""
    keys = {fold(row.name): NameKind.MAIN}
    for name in row.alternates:
        if is_english_name(name) and not (row.kind in _SETTLED and _ALL_CAPITALS.match(name)):
            keys.setdefault(fold(name), NameKind.ALTERNATE)
    if row.kind in _DIVISIONS:
        for key in list(keys):
            for form in short_forms(key):
                keys.setdefault(form, NameKind.SHORT)
    if row.country in _BORROWS_ARTICLE and row.kind is not Kind.COUNTRY:
        for key in list(keys):
            if (bare := without_article(key)) and len(bare) > 3:
                keys.setdefault(bare, NameKind.SHORT)
    keys.pop("", None)
    return {key: int(kind) for key, kind in keys.items()}


_SETTLED = (Kind.PLACE, Kind.SECTION, Kind.SITE)
_DIVISIONS = (Kind.ADM1, Kind.ADM2, Kind.ADM3)


def _with_own_lists(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, with our names in common use added to theirs, then our regions and seas (ids below zero)."""
    names: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for kind, country, name, others in read_rows(DATA / "place_names.tsv"):
        names[({"city": "place"}.get(kind, kind), country, name)] = tuple(others.split("|"))
    middles = {code: (float(lat), float(lon)) for code, lat, lon in read_rows(DATA / "countries.tsv")}
    for row in rows:
        own = names.get((row.kind.value, row.country or "", "" if row.kind is Kind.COUNTRY else row.name), ())
        if row.kind is Kind.COUNTRY:
            if row.lat is None and row.country in middles:
                row.lat, row.lon = middles[row.country]
            row.alternates = (*row.alternates, *own)
        elif own and (row.kind is not Kind.PLACE or row.population > 50_000):
            row.alternates = (*row.alternates, *(name.replace(",", " ") for name in own))
        yield row
    for number, (kind, name, others, lat, lon, radius, countries) in enumerate(
        read_rows(DATA / "regions.tsv"), start=1
    ):
        yield Row(
            entry_id=-number,
            name=name,
            kind=Kind(kind),
            feature=f"{'SEA' if kind == 'sea' else 'RGN'} {countries}".strip(),
            lat=float(lat),
            lon=float(lon),
            radius_km=float(radius),
            alternates=tuple(other for other in others.split("|") if other),
        )


class _Extent:
    """Middle, reach and population of divisions, from the places in them.

    Places are averaged over each degree first, and each degree counts once, so that a crowded corner does not pull the
    middle.
    """

    def __init__(self) -> None:
        self._cells: dict[str, set[tuple[int, int]]] = {}
        self._people: dict[str, int] = {}

    def add(self, row: Row) -> None:
        """A populated place counts for its division of each level."""
        if row.kind is not Kind.PLACE or row.lat is None or row.lon is None or not row.country or not row.adm1:
            return
        cell = (round(row.lat * 10), round(row.lon * 10))
        for code in (f"{row.country}.{row.adm1}", f"{row.country}.{row.adm1}.{row.adm2}" if row.adm2 else None):
            if code is not None:
                self._cells.setdefault(code, set()).add(cell)
                self._people[code] = self._people.get(code, 0) + row.population

    def middles(self) -> Iterator[tuple[str, float, float, float, int]]:
        """Code, latitude, longitude, the distance in km within which 97 in 100 of its places lie, and their
        population."""
        for code, cells in sorted(self._cells.items()):
            points = sorted((lat / 10, lon / 10) for lat, lon in cells)
            degrees: dict[tuple[int, int], list[tuple[float, float]]] = {}
            for point in points:
                degrees.setdefault((math.floor(point[0]), math.floor(point[1])), []).append(point)
            lat, lon = middle_of([middle_of(within) for _, within in sorted(degrees.items())])
            distances = sorted(distance_km(lat, lon, *point) for point in points)
            least = 10.0 if code.count(".") == 2 else 25.0
            reach = max(distances[math.ceil(0.97 * len(distances)) - 1], least)
            yield code, round(lat, 4), round(lon, 4), round(reach, 1), self._people[code]
