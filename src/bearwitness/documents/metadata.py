"""What is stated of a report beside its text: rows, manifest, command line, arrivals, judgements.

The document's own statement comes first; what is given beside it fills gaps, in the sorted order of arrivals; an
arrival that overrides wins over both, and a judgement over all.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
import functools
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from bearwitness.config import country_codes
from bearwitness.documents.clean import collapse, decode
from bearwitness.documents.dateline import read_date
from bearwitness.errors import RequestError, SettingsError
from bearwitness.records import Arrival, Document, Metadata, Received

# Names under which a row of a table or a JSON object may carry each thing, in order of preference.
TEXT_KEYS = ("text", "body", "content", "article", "article_text", "fulltext")
TITLE_KEYS = ("title", "headline")
PUBLISHED_KEYS = ("published", "date", "published_at", "publication_date", "pubdate")
PUBLISHER_KEYS = ("publisher", "source", "outlet", "site")
URL_KEYS = ("url", "link")
ROW_KEYS = (*TEXT_KEYS, *TITLE_KEYS, *PUBLISHED_KEYS, *PUBLISHER_KEYS, *URL_KEYS, "country", "language")

MANIFEST_COLUMNS = ("path", "publisher", "published", "url", "country")
SETTLED_KEYS = ("published", "publisher", "country", "url", "title")


@functools.lru_cache(maxsize=4096)
def normal_key(name: str) -> str:
    """The name of a column or key as we compare it: "Publication Date" is "publication_date"."""
    return re.sub(r"[\s_-]+", "_", name.replace("\ufeff", "").strip().lower())


def own_keys(row: Mapping[str, Any]) -> dict[str, str]:
    """The row's keys by their normal form; of two that are one, the first in sorted order."""
    keys: dict[str, str] = {}
    for key in sorted(row):
        keys.setdefault(normal_key(key), key)
    return keys


def pick(
    row: Mapping[str, Any], names: Sequence[str], *, keys: Mapping[str, str] | None = None
) -> tuple[str, str] | None:
    """(key as the row has it, value) of the first of `names` under which the row holds words.

    Args:
        row: One row.
        names: Normal keys in order of preference.
        keys: `own_keys(row)`, where the caller has it already.
    """
    keys = own_keys(row) if keys is None else keys
    for name in names:
        if name not in keys:
            continue
        value = row[keys[name]]
        if isinstance(value, dict):  # {"id": "...", "name": "Oru Herald"}
            value = value.get("name")
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return keys[name], value
    return None


def country_code(value: str | None) -> str | None:
    """ISO 3166-1 alpha-2 in capitals; None for anything that is no country's code."""
    code = (value or "").strip().upper()
    return code if code in country_codes() else None


def row_date(row: Mapping[str, Any]) -> str | None:
    """The date of publication in the words of a row; None if it states none."""
    found = pick(row, PUBLISHED_KEYS)
    return collapse(found[1]) or None if found else None


def row_metadata(row: Mapping[str, Any]) -> Metadata:
    """What a row states of itself. A date that cannot be read or does not exist is left null."""

    keys = own_keys(row)

    def value(names: Sequence[str]) -> str | None:
        found = pick(row, names, keys=keys)
        return collapse(found[1]) or None if found else None

    published = read_date(value(PUBLISHED_KEYS) or "")
    language = value(("language",))
    url = value(URL_KEYS)
    return Metadata(
        published=published,
        published_from="metadata" if published else None,
        publisher=value(PUBLISHER_KEYS),
        country=country_code(value(("country",))),
        url=url if url and re.match(r"https?://\S+$", url) else None,
        title=value(TITLE_KEYS),
        language=language,
    )


# ---- manifest ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a table beside the reports states of them, by path. `source` is the table's own path."""

    source: Path
    rows: Mapping[str, Metadata] = field(default_factory=dict)

    def key_of(self, given_as: str, path: Path | None = None) -> str | None:
        """The manifest's own path for a report: its path under the PATH given, as given, or under the manifest."""
        candidates = [PurePosixPath(given_as).as_posix()]
        if path is not None:
            candidates.append(PurePosixPath(path.as_posix()).as_posix())
            absolute = path.absolute()
            candidates.append(absolute.as_posix())
            folder = self.source.absolute().parent
            if absolute.is_relative_to(folder):
                candidates.append(absolute.relative_to(folder).as_posix())
        return next((candidate for candidate in candidates if candidate in self.rows), None)

    def lookup(self, given_as: str, path: Path | None = None) -> Metadata:
        """What the manifest states of a report; nothing stated if it isn't named there.

        Args:
            given_as: Path relative to the PATH given.
            path: The path on disk, which the manifest may name as well: as given, in full, or relative to the manifest.
        """
        key = self.key_of(given_as, path)
        return self.rows[key] if key is not None else Metadata()


def check_date(value: str, where: str) -> str:
    """The value, if it is a day that exists, written YYYY-MM-DD.

    Raises:
        SettingsError: It isn't; `where` opens the message.
    """
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError as error:
        message = (
            f"{where}: there is no day '{value}'. Write a day of the calendar as YYYY-MM-DD, for example 2024-02-29."
        )
        raise SettingsError(message) from error
    raise SettingsError(f"{where}: '{value}' is not a date. Write YYYY-MM-DD, for example 2024-02-29.")


_NO_CODES = {"UK": "GB for the United Kingdom", "EL": "GR for Greece"}  # letters in use elsewhere, not of the standard


def check_country(value: str, where: str) -> str:
    """The value, if it is a country's two letters; raises `SettingsError` otherwise."""
    code = country_code(value)
    if code is None:
        usual = _NO_CODES.get(value.strip().upper())
        hint = f"Write {usual}." if usual else "Write the two letters of ISO 3166-1, as in PE."
        raise SettingsError(f"{where}: '{value}' is not a country code. {hint}")
    return code


def _manifest_row(path: Path, number: int, row: Mapping[str, str]) -> Metadata:
    where = f"{path.name}: row {number}"
    url = row.get("url", "")
    if url and not re.match(r"https?://\S+$", url):
        raise SettingsError(
            f"{where}: url '{url}' is not a web address. Write it with http:// or https://, or leave it empty."
        )
    published, country = row.get("published", ""), row.get("country", "")
    return Metadata(
        published=check_date(published, f"{where}: published") if published else None,
        published_from="given" if published else None,
        publisher=row.get("publisher") or None,
        url=url or None,
        country=check_country(country, f"{where}: country") if country else None,
    )


def read_manifest(path: str | Path) -> Manifest:
    """The manifest in a CSV file: column `path` and any of `publisher`, `published`, `url`, `country`.

    Raises:
        SettingsError: The file cannot be read, a column or value is not allowed, or a path stands twice with different
            values. The message names row (1 is the first below the header) and value.
    """
    path = Path(path)
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise SettingsError(f"manifest {path}: cannot be read ({error.strerror or error}). Give a CSV file.") from error
    delimiter = max(",;\t", key=lambda sign: (text.split("\n", 1)[0].count(sign), sign == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: dict[str, Metadata] = {}
    allowed = f"Allowed are {', '.join(MANIFEST_COLUMNS)}."
    try:
        header = [normal_key(name) for name in next(reader, [])]
        for name in header:
            if name not in MANIFEST_COLUMNS:
                raise SettingsError(f"{path.name}: column '{name}' is not one of a manifest. {allowed}")
        if "path" not in header or len(set(header)) != len(header):
            raise SettingsError(f"{path.name}: a manifest needs one column 'path', each column once. {allowed}")
        for number, cells in enumerate((cells for cells in reader if any(cell.strip() for cell in cells)), start=1):
            if len(cells) > len(header):
                message = f"{path.name}: row {number} has {len(cells)} cells, the header {len(header)}."
                raise SettingsError(message + " Put cells that hold a comma in quotation marks.")
            row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
            if not row["path"]:
                raise SettingsError(
                    f"{path.name}: row {number} names no path. Write the report's path under the PATH given."
                )
            key = PurePosixPath(row["path"].replace("\\", "/")).as_posix()
            stated = _manifest_row(path, number, row)
            if rows.setdefault(key, stated) != stated:
                raise SettingsError(
                    f"{path.name}: row {number} names '{key}' again with other values. Keep one of the rows."
                )
    except csv.Error as error:
        raise SettingsError(
            f"{path.name}: line {reader.line_num} is no CSV ({error}). Mend its quotation marks."
        ) from error
    return Manifest(source=path, rows=rows)


def check_given(given: Metadata) -> Metadata:
    """Metadata of the command line, checked: a day that exists, a country code.

    Raises:
        RequestError: A value is not allowed.
    """
    published = check_date(given.published, "published") if given.published else None
    country = check_country(given.country, "country") if given.country else None
    return dataclasses.replace(
        given, published=published, published_from="given" if published else None, country=country
    )


def fill(first: Metadata, second: Metadata) -> Metadata:
    """`first`, its gaps filled from `second`; a date keeps what it was read from."""
    values = {
        name: getattr(first, name) if getattr(first, name) is not None else getattr(second, name)
        for name in ("publisher", "country", "url", "title", "language")
    }
    dated = first if first.published is not None else second
    return Metadata(published=dated.published, published_from=dated.published_from, **values)


# ---- arrivals ---------------------------------------------------------------------------------------------------


def arrival_of(received: Received) -> Arrival:
    """The arrival that this report came with: metadata given, and where none was given what its row states."""
    given, stated = received.given, received.stated
    return Arrival(
        document_id=received.document_id,
        given_as=received.given_as,
        publisher=given.publisher or stated.publisher,
        published=given.published or stated.published,
        url=given.url or stated.url,
        country=given.country or stated.country,
        container_id=received.container_id,
        part=received.part,
        media_type=received.media_type,
        size=len(received.content),
        override=received.override,
    )


def sort_arrivals(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Arrivals in the order in which their metadata count: by path, then by every other value, null first."""

    def key(arrival: Arrival) -> tuple[tuple[bool, str], ...]:
        values = (
            arrival.given_as,
            arrival.publisher,
            arrival.published,
            arrival.url,
            arrival.container_id,
            arrival.part,
            arrival.country,
            str(arrival.override),
        )
        return tuple((value is not None, value or "") for value in values)

    return sorted(arrivals, key=key)


def settle(document: Document, arrivals: Sequence[Arrival], *, judged: Mapping[str, str] | None = None) -> Document:
    """The document with its metadata settled, whatever the order of `arrivals`.

    Args:
        document: As `read_layer` left it: only what the document states of itself.
        arrivals: Every arrival of these bytes so far. The first non-null value in sorted order fills a gap; among
            arrivals that override, the first value wins that is not merely the document's own said again.
        judged: What a person decided, by key (`published`, `publisher`, `country`, `url`, `title`).

    Raises:
        RequestError: A judged key is none of these.
    """
    ordered = sort_arrivals(arrivals)
    values: dict[str, str | None] = {name: getattr(document, name) for name in (*SETTLED_KEYS, "published_from")}
    for name in ("published", "publisher", "country", "url"):
        own = values[name]
        forced = [v for a in ordered if a.override and (v := getattr(a, name)) is not None and v != own]
        filling = [v for a in ordered if (v := getattr(a, name)) is not None]
        if forced or (own is None and filling):
            values[name] = forced[0] if forced else filling[0]
            if name == "published":
                values["published_from"] = "given"
    for name, value in sorted((judged or {}).items()):
        if name not in SETTLED_KEYS:
            raise RequestError(f"a judgement cannot set '{name}' of a document. Allowed are {', '.join(SETTLED_KEYS)}.")
        values[name] = value
        if name == "published":
            values["published_from"] = "judgement"
    held = ordered[0] if ordered else None
    return dataclasses.replace(
        document,
        published=values["published"],
        published_from=values["published_from"],
        publisher=values["publisher"],
        country=values["country"],
        url=values["url"],
        title=values["title"],
        container_id=held.container_id if held else document.container_id,
        part=held.part if held else document.part,
    )
