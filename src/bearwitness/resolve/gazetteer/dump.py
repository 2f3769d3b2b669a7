"""A GeoNames dump -> a gazetteer file, to use by settings."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from bearwitness.errors import SettingsError
from bearwitness.resolve.gazetteer.entries import Kind
from bearwitness.resolve.gazetteer.files import DATA, SCHEMA_VERSION
from bearwitness.resolve.gazetteer.write import HAND_MADE, Row, write_index

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
        raise SettingsError(f"{path}: there is no such GeoNames dump.")
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
                raise SettingsError(
                    f"{path}, line {number}: a GeoNames dump has {_DUMP_COLUMNS} tab-separated columns, "
                    f"this line has {len(columns)}; give allCountries.txt or one country's file, unpacked."
                )
            try:
                row = _dump_row(columns)
            except ValueError as error:
                raise SettingsError(f"{path}, line {number}: {error}; a GeoNames dump has numbers there.") from error
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
