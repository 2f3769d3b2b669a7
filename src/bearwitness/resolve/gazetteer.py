"""Look-up over the gazetteer: which entries bear a name, what lies where, what contains what. No ranking (see
`places`).

The gazetteer is one read-only SQLite file, made when the package is built (`hatch_build.py`) or from a GeoNames dump
(`build_from_dump`). Both write through `write_index`, so both have the same schema. Names are compared folded: without
case, diacritics, hyphens and apostrophes, "St" as "Saint", "el" as "al".

This module imports the standard library alone at its top, because the build hook loads it by path where the package is
not yet installed.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bearwitness.errors import SettingsError

SCHEMA_VERSION = 1
DATA = Path(__file__).resolve().parent.parent / "data"
PACKAGED = DATA / "gazetteer.sqlite"
HAND_MADE = ("countries.tsv", "regions.tsv", "place_names.tsv", "disputed.tsv")
CACHE_LIMIT = 8192
"""Names kept with their entries; an article holds some fifty candidate names, most of them again in the next
article."""


class Kind(StrEnum):
    """What an entry is."""

    COUNTRY = "country"
    ADM1 = "adm1"
    ADM2 = "adm2"
    ADM3 = "adm3"  # and anything below; only from a dump
    PLACE = "place"
    SECTION = "section"  # part of a populated place; only from a dump
    SITE = "site"  # hill, farm, camp, road, building; only from a dump
    REGION = "region"
    SEA = "sea"


class NameKind(IntEnum):
    """How an entry bears the name that was looked up."""

    MAIN = 0
    ALTERNATE = 1
    SHORT = 2  # without "province", "County of", or the article "al-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the gazetteer.

    `geonames_id` is None for regions and seas, which are our own list; `entry_id` is always there. `countries` holds
    every state that holds or claims the place, GeoNames' own code first. `adm1`, `adm2` are names, `adm1_code` and
    `adm2_code` the GeoNames codes. `lat`, `lon` are None for a division of which no member place is known. `radius_km`
    is the reach of a division, region or sea, None for places. `matched` says how it bears the name looked up.
    """

    entry_id: int
    geonames_id: int | None
    name: str
    kind: Kind
    feature: str
    country: str | None
    countries: tuple[str, ...]
    adm1: str | None
    adm2: str | None
    adm1_code: str | None
    adm2_code: str | None
    lat: float | None
    lon: float | None
    population: int
    radius_km: float | None
    matched: NameKind = NameKind.MAIN


# --- names ----------------------------------------------------------------------------------------------------------


def _set(words: str) -> frozenset[str]:
    """`phrases.word_patterns.words_of` in small: the build hook, which loads this module by path, cannot import that."""
    return frozenset(words.split())


_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
        "ə": "a", "‐": " ", "‑": " ", "–": " ", "—": " ", "-": " ", "/": " ", ",": " ", "_": " ", "&": " and ",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "´": "", "′": "", "ʹ": "", '"': "",
        ".": "",
    }
)  # fmt: skip
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "el": "al"}
_ARTICLES = _set("al ad an ar as ash at ath az adh en er es esh et ed ez")


def fold(name: str) -> str:
    """The form in which names are compared; empty where nothing but marks is left."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    words = plain.translate(_LETTERS).split()
    return " ".join([_WORDS.get(word, word) for word in words])


def without_article(folded: str) -> str | None:
    """A folded name without the Arabic article that opens it; None where none does."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in _ARTICLES else None


_DIVISION = (
    "province department region oblast county parish district governorate state prefecture municipality raion rayon "
    "division canton commune territory republic voivodeship emirate community sheng shi zizhiqu"
)
_DIVISION_AFTER = re.compile(rf"^(.+?) (?:{'|'.join(_DIVISION.split())})$")
_DIVISION_BEFORE = re.compile(
    r"^(?:departamento|provincia|estado|municipio|region|state|province|department|county|district|governorate"
    r"|republic|wilayat?|muhafazat|gouvernorat|ostan e|ville)"
    r"(?: (?:de la|de los|de las|del|de|do|da|of the|of|d))? (.+)$"
)


def short_forms(folded: str) -> list[str]:
    """A division's folded name without its generic word: "rapides parish" -> "rapides"."""
    forms = []
    for pattern in (_DIVISION_AFTER, _DIVISION_BEFORE):
        if (match := pattern.match(folded)) and len(match[1]) > 2:
            forms.append(match[1])
    return forms


def is_english_name(name: str) -> bool:
    """The name is in Latin script and has a capital, as names in English reports have.

    Lower-case alternates in GeoNames are letter-by-letter transliterations ("ge ma", "hlb") that only collide.
    """
    return any(char.isupper() for char in name) and all(
        char.isascii() or not char.isalpha() or unicodedata.name(char, "").startswith(("LATIN", "MODIFIER"))
        for char in name
    )


_ALL_CAPITALS = re.compile(r"^[A-Z]{2,4}$")


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


# --- look-up --------------------------------------------------------------------------------------------------------

_COLUMNS = "e.id, e.name, e.kind, e.feature, e.country, e.adm1, e.adm2, e.lat, e.lon, e.population, e.radius_km"
_BY_NAME = f"SELECT {_COLUMNS}, n.kind FROM name n JOIN entry e ON e.id = n.entry WHERE n.key = ? ORDER BY n.kind, e.id"
_BY_CODE = f"SELECT {_COLUMNS}, 0 FROM entry e WHERE e.code = ?"
_BY_ID = f"SELECT {_COLUMNS}, 0 FROM entry e WHERE e.id = ?"
_CAPITAL = (
    f"SELECT {_COLUMNS}, 0 FROM entry e WHERE e.feature = 'PPLC' AND e.country = ? ORDER BY e.population DESC, e.id"
)
_DIVISION_NAME = "SELECT name FROM entry WHERE code = ?"
_BY_CELL = f"SELECT {_COLUMNS}, 0 FROM entry e WHERE e.cell BETWEEN ? AND ?"


class Gazetteer:
    """One open gazetteer. Safe to carry into forked or spawned workers: each process opens the file for itself."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pid = -1
        self._connection: sqlite3.Connection | None = None
        self._cache: dict[str, list[Entry]] = {}
        self._by_code: dict[str, Entry | None] = {}
        self._division_names: dict[str, str | None] = {}
        meta = dict(self._rows("SELECT key, value FROM meta"))
        if meta.get("schema") != str(SCHEMA_VERSION):
            raise _settings_error(
                f"{path}: the gazetteer has schema {meta.get('schema')}, this version reads schema {SCHEMA_VERSION}; "
                "build it again with build_from_dump."
            )
        self.digest: str = meta["digest"]
        self._disputed: dict[str, tuple[str, ...]] = {
            code: tuple(codes.split()) for code, codes in self._rows("SELECT code, countries FROM disputed")
        }

    @classmethod
    def packaged(cls) -> Gazetteer:
        """The gazetteer that comes with the package."""
        if not PACKAGED.is_file():
            raise _settings_error(
                "the packaged gazetteer is absent; install the package, or in a source tree run python hatch_build.py."
            )
        return cls(PACKAGED)

    @classmethod
    def open(cls, path: Path | str) -> Gazetteer:
        """The gazetteer in a file that `build_from_dump` wrote.

        Raises:
            SettingsError: The file is absent or no gazetteer of this schema.
        """
        path = Path(path)
        if not path.is_file():
            raise _settings_error(f"{path}: there is no such gazetteer file; build one with build_from_dump.")
        try:
            return cls(path)
        except (sqlite3.DatabaseError, KeyError) as error:
            raise _settings_error(f"{path}: this is no gazetteer; give a file that build_from_dump wrote.") from error

    def __reduce__(self) -> tuple[Any, ...]:
        return (Gazetteer, (self.path,))

    def close(self) -> None:
        """The file is closed; the next look-up opens it again."""
        if self._connection is not None and self._pid == os.getpid():
            self._connection.close()
        self._connection = None

    def look_up(self, name: str) -> list[Entry]:
        """Entries that bear a name, folded; by kind of name, then id; empty where none does.

        A name with the article "al-" that nothing bears is tried without it.
        """
        key = fold(name)
        if key in self._cache:
            return self._cache[key]
        found = [self._entry(row) for row in self._rows(_BY_NAME, key)] if key else []
        if not found and (bare := without_article(key)):
            found = [self._entry(row) for row in self._rows(_BY_NAME, bare)]
        if len(self._cache) >= CACHE_LIMIT:
            self._cache.clear()
        self._cache[key] = found
        return found

    def get(self, geonames_id: int) -> Entry | None:
        """The entry with a GeoNames id; None where the gazetteer lacks it."""
        return next((self._entry(row) for row in self._rows(_BY_ID, geonames_id)), None)

    def country(self, name_or_code: str) -> Entry | None:
        """A country by ISO 3166-1 alpha-2 code in capitals, or by a name; None where neither is known or several
        are."""
        if len(name_or_code) == 2 and name_or_code.isupper() and (entry := self._coded(name_or_code)):
            return entry
        found = [entry for entry in self.look_up(name_or_code) if entry.kind is Kind.COUNTRY]
        return found[0] if len(found) == 1 else None

    def admin(self, country: str, adm1_code: str, adm2_code: str | None = None) -> Entry | None:
        """A division by its GeoNames codes ("SV", "10"); None where the gazetteer lacks it."""
        return self._coded(f"{country}.{adm1_code}" + (f".{adm2_code}" if adm2_code else ""))

    def capital(self, country: str) -> Entry | None:
        """The seat of government of a country by its code; None where the gazetteer marks none."""
        return next((self._entry(row) for row in self._rows(_CAPITAL, country)), None)

    def nearest(self, lat: float, lon: float, *, within_km: float = 100.0) -> Entry | None:
        """The populated place nearest to a point, None where none lies within `within_km`."""
        best: tuple[float, int, Entry] | None = None
        rows = math.ceil(within_km / 111.0)
        columns = math.ceil(within_km / max(111.0 * math.cos(math.radians(min(abs(lat) + rows, 89.0))), 1.0))
        columns = min(columns, 179)
        for row in range(max(math.floor(lat) - rows, -90), min(math.floor(lat) + rows, 90) + 1):
            for low, high in _columns_between(math.floor(lon) - columns, math.floor(lon) + columns):
                for values in self._rows(_BY_CELL, _cell(row, low), _cell(row, high)):
                    entry = self._entry(values)
                    if entry.lat is None or entry.lon is None:
                        continue
                    distance = distance_km(lat, lon, entry.lat, entry.lon)
                    if distance <= within_km and (best is None or (distance, entry.entry_id) < best[:2]):
                        best = (distance, entry.entry_id, entry)
        return best[2] if best else None

    def _division_name(self, *codes: str | None) -> str | None:
        if None in codes:
            return None
        code = ".".join(part for part in codes if part is not None)
        if code not in self._division_names:
            if len(self._division_names) >= CACHE_LIMIT:
                self._division_names.clear()
            rows = self._rows(_DIVISION_NAME, code)
            self._division_names[code] = rows[0][0] if rows else None
        return self._division_names[code]

    def _coded(self, code: str) -> Entry | None:
        if code not in self._by_code:
            if len(self._by_code) >= CACHE_LIMIT:
                self._by_code.clear()
            self._by_code[code] = next((self._entry(row) for row in self._rows(_BY_CODE, code)), None)
        return self._by_code[code]

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        if self._connection is None or self._pid != os.getpid():
            # A connection must not cross a fork: the child forgets its parent's (without closing it) and opens its own.
            self._connection = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._pid = os.getpid()
        return self._connection.execute(query, values).fetchall()

    def _entry(self, row: Any) -> Entry:
        (ident, name, kind, feature, country, code1, code2, lat, lon, population, radius, matched) = row
        return Entry(
            entry_id=ident,
            geonames_id=ident if ident > 0 else None,
            name=name,
            kind=Kind(kind),
            feature=feature,
            country=country,
            countries=self._claimed(ident, country, code1, code2, feature),
            adm1=self._division_name(country, code1),
            adm2=self._division_name(country, code1, code2),
            adm1_code=code1,
            adm2_code=code2,
            lat=lat,
            lon=lon,
            population=population,
            radius_km=radius,
            matched=NameKind(matched),
        )

    def _claimed(
        self, ident: int, country: str | None, adm1: str | None, adm2: str | None, feature: str
    ) -> tuple[str, ...]:
        if country is None:
            # A region or sea of our own list names the countries that share it in place of a feature code.
            return tuple(feature.split()[1:])
        for code in (f"id:{ident}", f"{country}.{adm1}.{adm2}", f"{country}.{adm1}", country):
            if code in self._disputed:
                return (country, *(other for other in self._disputed[code] if other != country))
        return (country,)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km on a sphere of radius 6,371 km."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(half, 1.0)))


def _settings_error(message: str) -> SettingsError:
    from bearwitness.errors import SettingsError  # not at the top: the build hook loads this module by path

    return SettingsError(message)


def _cell(row: int, column: int) -> int:
    return (row + 90) * 360 + (column + 180)


def _columns_between(low: int, high: int) -> list[tuple[int, int]]:
    """Column ranges of one-degree cells between two meridians, split where they pass 180 degrees."""
    if high - low >= 359:
        return [(-180, 179)]
    if low < -180:
        return [(low + 360, 179), (-180, high)]
    if high > 179:
        return [(low, 179), (-180, high - 360)]
    return [(low, high)]


# --- building -------------------------------------------------------------------------------------------------------


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
        connection.executemany("INSERT INTO disputed VALUES (?, ?, ?)", _rows(DATA / "disputed.tsv"))
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
    cell = _cell(math.floor(row.lat or 0), math.floor(row.lon or 0)) if populated else None
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


_BORROWS_ARTICLE = _set("AE BH DJ DZ EG EH ER ER IL IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE")


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
    for kind, country, name, others in _rows(DATA / "place_names.tsv"):
        names[({"city": "place"}.get(kind, kind), country, name)] = tuple(others.split("|"))
    middles = {code: (float(lat), float(lon)) for code, lat, lon in _rows(DATA / "countries.tsv")}
    for row in rows:
        own = names.get((row.kind.value, row.country or "", "" if row.kind is Kind.COUNTRY else row.name), ())
        if row.kind is Kind.COUNTRY:
            if row.lat is None and row.country in middles:
                row.lat, row.lon = middles[row.country]
            row.alternates = (*row.alternates, *own)
        elif own and (row.kind is not Kind.PLACE or row.population > 50_000):
            row.alternates = (*row.alternates, *(name.replace(",", " ") for name in own))
        yield row
    for number, (kind, name, others, lat, lon, radius, countries) in enumerate(_rows(DATA / "regions.tsv"), start=1):
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


def middle_of(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Mean of points on the sphere, so that a division astride 180 degrees keeps its middle."""
    x = math.fsum(math.cos(math.radians(lat)) * math.cos(math.radians(lon)) for lat, lon in points)
    y = math.fsum(math.cos(math.radians(lat)) * math.sin(math.radians(lon)) for lat, lon in points)
    z = math.fsum(math.sin(math.radians(lat)) for lat, _ in points)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


# --- a GeoNames dump ------------------------------------------------------------------------------------------------

_DUMP_COLUMNS = 19


def build_from_dump(path: Path | str, out: Path | str) -> None:
    """Write a gazetteer file from a GeoNames dump (allCountries.txt, or one country's such as XX.txt), to use by
    settings.

    Args:
        path: The dump as GeoNames publishes it: tab-separated, 19 columns, UTF-8.
        out: The gazetteer file to write.

    Raises:
        SettingsError: The dump is absent or a line has not the columns of a dump.
    """
    path, out = Path(path), Path(out)
    if not path.is_file():
        raise _settings_error(f"{path}: there is no such GeoNames dump.")
    whole = hashlib.sha256(str(SCHEMA_VERSION).encode())
    for source in (path, *(DATA / name for name in HAND_MADE)):
        with source.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    write_index(_dump_rows(path), out, digest=whole.hexdigest())


def _dump_rows(path: Path) -> Iterator[Row]:
    seen: set[str] = set()
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            columns = line.rstrip("\r\n").split("\t")
            if len(columns) != _DUMP_COLUMNS:
                raise _settings_error(
                    f"{path}, line {number}: a GeoNames dump has {_DUMP_COLUMNS} tab-separated columns, "
                    f"this line has {len(columns)}; give allCountries.txt or one country's file, unpacked."
                )
            try:
                row = _dump_row(columns)
            except ValueError as error:
                raise _settings_error(f"{path}, line {number}: {error}; a GeoNames dump has numbers there.") from error
            if row is None:
                continue
            if row.code in seen:
                row.code = None  # GeoNames now and then lists a division twice; the first keeps the code
            elif row.code:
                seen.add(row.code)
            yield row


def _dump_row(columns: list[str]) -> Row | None:
    ident, name, ascii_name, alternates, lat, lon, feature_class, feature, country = columns[:9]
    adm1, adm2, population = columns[10], columns[11], columns[14]
    kind = _dump_kind(feature_class, feature)
    if kind is None:
        return None
    code = None
    if kind is Kind.COUNTRY:
        code, adm1, adm2 = country, "", ""
    elif kind is Kind.ADM1:
        code, adm2 = f"{country}.{adm1}", ""
    elif kind is Kind.ADM2:
        code = f"{country}.{adm1}.{adm2}"
    return Row(
        entry_id=int(ident),
        name=sys.intern(name),
        kind=kind,
        feature=feature,
        country=country or None,
        adm1=adm1 if adm1 not in ("", "00") else None,
        adm2=adm2 or None,
        lat=float(lat),
        lon=float(lon),
        population=int(population or 0),
        code=code,
        alternates=(ascii_name, *(other for other in alternates.split(",") if other)),
    )


_COUNTRY_FEATURES = frozenset(("PCL", "PCLD", "PCLF", "PCLI", "PCLIX", "PCLS", "TERR"))
_SEA_FEATURES = frozenset(("SEA", "GULF", "OCN", "STRT"))
_SITE_CLASSES = frozenset("LRSTV")


def _dump_kind(feature_class: str, feature: str) -> Kind | None:
    """Our kind for a GeoNames feature; None for what no report of violence is located by (water, historical,
    undersea)."""
    if feature.endswith("H") and feature_class in "AP":
        return None
    if feature_class == "P":
        return Kind.SECTION if feature == "PPLX" else Kind.PLACE
    if feature_class == "A":
        if feature in _COUNTRY_FEATURES:
            return Kind.COUNTRY
        return {"ADM1": Kind.ADM1, "ADM2": Kind.ADM2}.get(feature, Kind.ADM3)
    if feature_class == "H":
        return Kind.SEA if feature in _SEA_FEATURES else None
    return Kind.SITE if feature_class in _SITE_CLASSES else None
