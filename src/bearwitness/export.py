"""The record in forms that other programs read: JSON lines, CSV, Parquet.

Every row passes through redaction and is stamped with the audience it was made for, whether anything was taken out, the
build and the software. Cells that a spreadsheet would run as formulas are made harmless. Exports are logged.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from bearwitness import __version__
from bearwitness.errors import LedgerBusy, RequestError, StorageError, UnknownName
from bearwitness.ledger import Build, open_ledger
from bearwitness.ledger.storage import storage_errors
from bearwitness.reconcile import check_profile
from bearwitness.records import JSON
from bearwitness.redact import UNDER_FIVE, Audience, Redactor
from bearwitness.streams import json_line, stream_errors
from bearwitness.tables import SCHEMAS

FORMATS = ("jsonl", "csv", "parquet")
NOT_YET = ("xlsx", "geojson", "ucdp", "acled", "ftm", "hxl", "annotations", "prov")
STAMPS = ("redacted", "suppressed", "audience", "audience_reason", "build_id", "software")
"""Columns that every exported row carries beside its own."""

STAMP_MEANINGS = {
    "redacted": "Whether anything of this row was taken out or made coarser for the audience",
    "suppressed": "Whether a count under 5 of sexual violence was withheld; its number is then no statement",
    "audience": "public or restricted",
    "audience_reason": "Why a restricted export was made; empty in a public one",
    "build_id": "The build that the row comes from",
    "software": "Name and version of the software that wrote it",
}

VIEW_COLUMNS = {
    "incident_id": "Incident",
    "start": "First possible day, ISO",
    "end": "Last possible day, ISO",
    "date_prec": "UCDP time precision, 1-5",
    "place": "Name of the place",
    "adm2": "Second-level division",
    "adm1": "First-level division",
    "country": "ISO 3166-1 alpha-2; several are separated by a blank",
    "lat": "Latitude, decimal degrees",
    "lon": "Longitude, decimal degrees",
    "where_prec": "UCDP place precision, 1-7",
    "radius_km": "Radius of the place, km",
    "event_clarity": "1 separable, 2 aggregated by the source",
    "harm": "What was done to people",
    "cell": "Group of people: here always all",
    "profile": "Rule that made the figure",
    "low": "Lowest credible number; empty is open",
    "best": "The number on which the claims agree; empty if none",
    "high": "Highest credible number; empty is open",
    "open": "Low or high is empty",
    "publishers": "Distinct publishers of the claims used",
    "copy_groups": "Distinct texts behind the claims used",
    "origins": "Distinct informants behind the claims used",
    "agreement": "single, agree, overlap or conflict",
    "grade": "Strength of the evidence",
    "worklist": "Why a person should look at this row",
    "claims_used": "Claim ids behind the figure, separated by a blank",
    "claims_set_aside": "Claim ids not used, each with its reason after a colon",
    "documents": "Document ids of these claims, separated by a blank",
    "sources": "Publisher, date and address of each of these documents, separated by ' | '",
}
"""Columns of the CSV view, one row an incident and harm."""

ROWS_AT_ONCE = 2_000  # rows of a table turned into Python objects together; bounds memory
DOCUMENTS_AT_ONCE = 64  # documents screened together; redaction remembers 512, more at once only cost memory
_SUPPRESSIBLE = ("low", "best", "high", "names_floor")
_RUNS = re.compile(r"^(?:[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. `not_logged` says why the log does not know of it; None if it does."""

    rows: int
    paths: tuple[Path, ...]
    not_logged: str | None


# ---- the request ----


def check_format(name: str) -> str:
    """The format's name, if this version writes it.

    Raises:
        UnknownName: It does not; the message names those there are.
    """
    if name in FORMATS:
        return name
    there_are = f"Formats: {', '.join(FORMATS)}."
    if name in NOT_YET:
        raise UnknownName(f"export: the format '{name}' is not part of bearwitness {__version__}. {there_are}")
    raise UnknownName(f"export: there is no format '{name}'. {there_are}")


def check_audience(audience: str, reason: str | None, *, what: str = "export") -> Audience:
    """The audience, if it is one and a restricted one comes with its reason.

    Raises:
        RequestError: It is not.
    """
    try:
        found = Audience(audience)
    except ValueError as error:
        raise RequestError(f"{what}: --audience must be public or restricted, got {audience!r}.") from error
    if found is Audience.RESTRICTED and not (reason or "").strip():
        raise RequestError(
            f"{what}: --audience restricted prints names and needs --reason, which is logged and stamped on what is "
            "written. Give one, or leave --audience out for the public edition."
        )
    return found


def check_output(out: Path, *, what: str = "export") -> Path:
    """The path to write, if a file can be made there; of a link the file that it leads to.

    What we write takes the place of what is there, whole; a device or a pipe would be gone.

    Raises:
        RequestError: Its folder does not exist, or something lies there that is neither file nor folder.
    """
    if out.is_symlink():
        out = out.resolve()
    if out.exists() and not out.is_file() and not out.is_dir():
        raise RequestError(
            f"{what}: {out} is a device or a pipe. Name a file; export writes to standard output with -o -."
        )
    if not out.parent.is_dir():
        raise RequestError(
            f"{what}: there is no folder {out.parent} to write {out.name} in. Make it, or name another file."
        )
    return out


def export(
    ledger: Path | str,
    format: str,
    out: Path | BinaryIO,
    *,
    profile: str | None = None,
    audience: Audience | str = Audience.PUBLIC,
    reason: str | None = None,
    by: str | None = None,
    table: str | None = None,
    log: bool = True,
) -> Exported:
    """Write the live build in one format; a file is complete or not there.

    Args:
        ledger: Folder of the ledger; read-only media will do for the public.
        format: One of `FORMATS`.
        out: A path, or a stream of bytes. Parquet of all tables needs a folder.
        profile: Only the figures of this profile; None keeps those of all (the CSV view then takes minmax).
        audience: Who will read it. `restricted` prints names, needs a reason and a log that can be written.
        reason: Why; logged and stamped on every row of a restricted export.
        by: Who; logged.
        table: One table of the build alone; None is all (jsonl, parquet) or the view of figures by incident (csv).
        log: False leaves a public export out of the log.

    Raises:
        RequestError: The request is not allowed.
        StorageError: The file or, for a restricted export, the log could not be written.
    """
    check_format(format)
    audience = check_audience(str(audience), reason)
    if profile is not None:
        check_profile(profile)
    if table is not None and table not in SCHEMAS:
        raise UnknownName(f"export: there is no table '{table}'. Tables: {', '.join(SCHEMAS)}.")
    if isinstance(out, Path):
        out = check_output(out)
        if out.is_dir() and not (format == "parquet" and table is None):
            raise RequestError(f"export: {out} is a folder. Name a file, such as {out / ('bearwitness.' + format)}.")
    if format == "parquet" and table is None and not isinstance(out, Path):
        raise RequestError("export: parquet of all tables needs a folder: give -o FOLDER, or one table with --table.")
    with open_ledger(ledger) as opened:
        opened.check_settings()
        build = opened.current_build()
        say = {"format": format, "table": table, "profile": profile}
        not_logged = None
        if audience is Audience.RESTRICTED:  # logged before a name leaves
            log_output(ledger, "export", build, audience=audience, reason=reason, by=by, detail=say)
        redactor = Redactor(build, audience)
        rows = _Rows(build, redactor, profile, _stamp(build, audience, reason))
        written = _WRITERS[format](rows, out, table)
        if audience is Audience.PUBLIC and log:
            not_logged = log_output(ledger, "export", build, audience=audience, reason=reason, by=by, detail=say)
    return Exported(rows.count, written, not_logged)


def log_output(
    ledger: Path | str,
    what: str,
    build: Build,
    *,
    audience: Audience,
    reason: str | None,
    by: str | None,
    detail: Mapping[str, Any],
) -> str | None:
    """Log that something of a build was handed out; None once logged, else the sentence why it was not.

    Args:
        ledger: Its folder.
        what: "export" or "report".
        build: The build that was handed out.
        audience: Who will read it.
        reason: Why.
        by: Who made it; None is this software.
        detail: What else the log should say.

    Raises:
        BearwitnessError: A restricted output cannot be logged and may therefore not be made.
    """
    try:
        with open_ledger(ledger, mode="write", wait_s=2.0) as opened:
            payload = {"what": what, "audience": audience.value, **detail}
            opened.append(
                "export", actor=(by or "").strip() or None, object=build.build_id, payload=payload, reason=reason
            )
    except (StorageError, LedgerBusy) as error:
        if audience is Audience.RESTRICTED:
            raise type(error)(
                f"{what}: a restricted {what} must be logged, and the log cannot be written: {error}"
            ) from error
        return str(error)
    return None


def _stamp(build: Build, audience: Audience, reason: str | None) -> JSON:
    return {
        "audience": audience.value,
        "audience_reason": (reason or "").strip() if audience is Audience.RESTRICTED else None,
        "build_id": build.build_id,
        "software": f"bearwitness {__version__}",
    }


# ---- rows ----


class _Rows:
    """Stamped rows of a build, as the audience may see them, in the order of the tables."""

    def __init__(self, build: Build, redactor: Redactor, profile: str | None, stamp: JSON) -> None:
        self.build, self.redactor, self.profile, self.stamp = build, redactor, profile, stamp
        self.count = 0

    def of_table(self, name: str) -> Iterator[JSON]:
        """Rows of one table."""
        where = {"profile": self.profile} if name == "figures" and self.profile is not None else None
        found = self.build.table(name, where=where)
        for batch in found.to_batches(max_chunksize=ROWS_AT_ONCE):
            for part in _by_documents(batch.to_pylist()):
                self.redactor.prepare({row["document_id"] for row in part if row.get("document_id")})
                for row in self.redactor.any_table(name, part):
                    self.count += 1
                    yield {**_rounded(row), "suppressed": _is_suppressed(row), **self.stamp}

    def of_view(self) -> Iterator[JSON]:
        """One row an incident and harm: the figure of everybody, with its place, time, claims and sources."""
        profile = self.profile or "minmax"
        figures = self.build.table("figures", where={"profile": profile, "cell": "all"})
        for batch in figures.to_batches(max_chunksize=DOCUMENTS_AT_ONCE):
            rows = batch.to_pylist()
            ids = sorted({row["incident_id"] for row in rows})
            incidents = {
                row["incident_id"]: row
                for row in self.redactor.any_table(
                    "incidents", self.build.table("incidents", where={"incident_id": ids}).to_pylist()
                )
            }
            members = self.build.table("incident_claims", where={"incident_id": ids}).to_pylist()
            home = {row["claim_id"]: row["document_id"] for row in members}
            wanted = sorted(set(home.values()))
            self.redactor.prepare(wanted)
            documents = {
                row["document_id"]: row
                for row in self.redactor.any_table(
                    "documents", self.build.table("documents", where={"document_id": wanted}).to_pylist()
                )
            }
            for figure in self.redactor.any_table("figures", rows):
                self.count += 1
                yield {**_view_row(figure, incidents[figure["incident_id"]], documents, home), **self.stamp}


def _by_documents(rows: Sequence[JSON]) -> Iterator[list[JSON]]:
    """The rows in pieces that hold few enough documents to be screened together."""
    part: list[JSON] = []
    seen: set[str] = set()
    for row in rows:
        document = row.get("document_id")
        if document is not None and document not in seen and len(seen) == DOCUMENTS_AT_ONCE:
            yield part
            part, seen = [], set()
        if document is not None:
            seen.add(document)
        part.append(row)
    if part:
        yield part


def _is_suppressed(row: Mapping[str, Any]) -> bool:
    return any(row.get(key) == UNDER_FIVE for key in _SUPPRESSIBLE)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list) else value


def _view_row(
    figure: Mapping[str, Any], incident: Mapping[str, Any], documents: Mapping[str, JSON], home: Mapping[str, str]
) -> JSON:
    used = list(figure["claims_used"] or ())
    aside = list(figure["claims_set_aside"] or ())
    ids = sorted({home[claim] for claim in (*used, *(a["claim_id"] for a in aside)) if claim in home})
    mine = [documents[document] for document in ids if document in documents]
    values = {
        **{key: incident[key] for key in ("adm1", "adm2", "lat", "lon", "radius_km", "where_prec", "event_clarity")},
        **{key: incident[key] for key in ("incident_id", "start", "end", "date_prec")},
        **{key: figure[key] for key in VIEW_COLUMNS if key in figure},
        "place": incident["name"],
        "country": " ".join(incident["country"] or ()),
        "claims_used": " ".join(used),
        "claims_set_aside": " ".join(f"{a['claim_id']}:{a['reason']}" for a in aside),
        "documents": " ".join(ids),
        "sources": " | ".join(_source(document) for document in mine),
    }
    return {
        **{key: _rounded(values[key]) for key in VIEW_COLUMNS},
        "redacted": figure["redacted"] or incident["redacted"] or any(d["redacted"] for d in mine),
        "suppressed": _is_suppressed(figure),
    }


def _source(document: Mapping[str, Any]) -> str:
    parts = [document["publisher"] or "publisher unknown", document["published"] or "undated", document["url"]]
    return ", ".join(part for part in parts if part)


# ---- writing ----


def _write_jsonl(rows: _Rows, out: Path | BinaryIO, table: str | None) -> tuple[Path, ...]:
    def write(stream: BinaryIO) -> None:
        for name in [table] if table else SCHEMAS:
            for row in rows.of_table(name):
                stream.write(json_line({"table": name, **row}))

    return _to(out, write)


def _write_csv(rows: _Rows, out: Path | BinaryIO, table: str | None) -> tuple[Path, ...]:
    if table is None:
        header, found = [*VIEW_COLUMNS, *STAMPS], rows.of_view()
    else:
        header, found = [*_flat_names(SCHEMAS[table]), *STAMPS], map(_flat, rows.of_table(table))

    def write(stream: BinaryIO) -> None:
        for values in ([header], ([_cell(row.get(key)) for key in header] for row in found)):
            for line in values:
                text = io.StringIO(newline="")
                csv.writer(text, lineterminator="\n").writerow(line)
                stream.write(text.getvalue().encode("utf-8", "backslashreplace"))

    return _to(out, write)


def _flat_names(schema: Any) -> list[str]:
    """Column names of a table with the parts of an object set apart: `victims.text`, `victims.span` ..."""
    names: list[str] = []
    for field in schema:
        if pa.types.is_struct(field.type):
            names += [f"{field.name}.{inner.name}" for inner in field.type]
        else:
            names.append(field.name)
    return names


def _flat(row: Mapping[str, Any]) -> JSON:
    flat: JSON = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{inner}": v for inner, v in value.items()})
        else:
            flat[key] = value
    return flat


def _cell(value: Any) -> str:
    """A value as a cell; words that a spreadsheet would run get an apostrophe before them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "'" + text if _RUNS.match(text) else text


def _write_parquet(rows: _Rows, out: Path | BinaryIO, table: str | None) -> tuple[Path, ...]:
    if table is not None:
        return _to(out, lambda stream: _parquet_table(rows, table, stream))
    assert isinstance(out, Path)  # checked by export()
    with storage_errors("writing the export", out):
        if out.exists() and not out.is_dir():
            raise RequestError(f"export: {out} is a file, and parquet of all tables needs a folder. Name another one.")
        out.mkdir(parents=True, exist_ok=True)
    written: tuple[Path, ...] = ()
    for name in SCHEMAS:
        written += _to(out / f"{name}.parquet", partial(_parquet_table, rows, name))
    return written


def _parquet_table(rows: _Rows, name: str, stream: BinaryIO) -> None:
    """A suppressed number is null there, since its column holds numbers; `suppressed` says so."""
    fields = [field.with_nullable(True) for field in SCHEMAS[name]]
    stamps = [pa.field(key, pa.bool_() if key in ("redacted", "suppressed") else pa.string()) for key in STAMPS]
    schema = pa.schema([*fields, *stamps])
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        batch: list[JSON] = []
        for row in rows.of_table(name):
            batch.append(
                {key: None if value == UNDER_FIVE and key in _SUPPRESSIBLE else value for key, value in row.items()}
            )
            if len(batch) == ROWS_AT_ONCE:
                writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))
                batch = []
        if batch:
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))


def _to(out: Path | BinaryIO, write: Callable[[BinaryIO], None]) -> tuple[Path, ...]:
    """Let `write` fill a stream, or a file that appears whole or not at all."""
    if not isinstance(out, Path):
        with stream_errors():
            write(out)
            out.flush()
        return ()
    part = out.with_name(f".{out.name}.part")
    try:
        with storage_errors("writing the export", out):
            with part.open("wb") as stream:
                write(stream)
            part.replace(out)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return (out,)


_WRITERS: dict[str, Callable[[_Rows, Path | BinaryIO, str | None], tuple[Path, ...]]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}
