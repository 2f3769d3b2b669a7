"""Look-up over the gazetteer: which entries bear a name, what lies where, what contains what. No ranking (see `places`)."""

from __future__ import annotations

import math
import os
import sqlite3
from pathlib import Path
from typing import Any

from bearwitness.errors import SettingsError
from bearwitness.resolve.gazetteer.entries import Entry, Kind, NameKind
from bearwitness.resolve.gazetteer.files import PACKAGED, SCHEMA_VERSION
from bearwitness.resolve.gazetteer.geometry import cell_of, columns_between, distance_km
from bearwitness.resolve.gazetteer.names import fold, without_article

CACHE_LIMIT = 8192
"""Names kept with their entries; an article holds some fifty candidate names, most of them again in the next
article."""

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
            raise SettingsError(
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
            raise SettingsError(
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
            raise SettingsError(f"{path}: there is no such gazetteer file; build one with build_from_dump.")
        try:
            return cls(path)
        except (sqlite3.DatabaseError, KeyError) as error:
            raise SettingsError(f"{path}: this is no gazetteer; give a file that build_from_dump wrote.") from error

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
            for low, high in columns_between(math.floor(lon) - columns, math.floor(lon) + columns):
                for values in self._rows(_BY_CELL, cell_of(row, low), cell_of(row, high)):
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
