"""What came in: recorded documents, and what could not be recorded."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bearwitness.documents.read import unread_date_note
from bearwitness.ledger import Build, Ledger
from bearwitness.records import JSON
from bearwitness.report import wording
from bearwitness.show.layout import table_of
from bearwitness.show.words import plain, short_ids


def document_rows(ledger: Ledger, build: Build) -> list[JSON]:
    """Recorded documents by date and publisher.

    Beside the columns of the table: `given_as`, the first path that it came under; `overrides`, what arrived with
    --override; and `note`, what an undated document states as its date though no day can be read from it.
    """
    paths: dict[str, str] = {}
    for row in build.table("arrivals", columns=["document_id", "given_as", "part"]).to_pylist():
        place = f"{row['given_as']}, {row['part']}" if row["part"] else row["given_as"]
        paths[row["document_id"]] = min(place, paths.get(row["document_id"], place))
    overrides: dict[str, list[JSON]] = {}
    for row in build.table("arrivals", where={"override": True}).to_pylist():
        given = {name: row[name] for name in ("published", "publisher", "country", "url") if row[name] is not None}
        overrides.setdefault(row["document_id"], []).append({"given_as": row["given_as"], **given})
    rows: list[JSON] = build.table("documents").to_pylist()
    for row in rows:
        row["given_as"] = paths.get(row["document_id"])
        row["overrides"] = overrides.get(row["document_id"], [])
        content = ledger.document_bytes(row["document_id"]) if row["published"] is None else None
        row["note"] = unread_date_note(content, row["media_type"]) if content is not None else None
    return sorted(rows, key=lambda r: (r["published"] or "9999", r["publisher"] or "", r["document_id"]))


def document_table(rows: Sequence[JSON]) -> RenderableType:
    """Recorded documents as a table; one without a title is named by its path."""
    short = short_ids((row["document_id"] for row in rows), least=8)
    table = table_of(
        ("Document", "cyan"),
        ("Published", ""),
        ("Publisher", ""),
        ("Title or path", ""),
        (">Claims", ""),
        ("Copy of", ""),
    )
    for row in rows:
        copy = (row["copy_group_id"] or "")[:8]
        table.add_row(
            short[row["document_id"]],
            row["published"] or "unknown",
            Text(plain(row["publisher"] or "unknown")),
            Text(plain(row["title"])) if row["title"] else Text(plain(row["given_as"] or "–"), style="dim"),
            str(row["claims"]),
            copy,
        )
    if not rows:
        return Text("No document.")
    notes = [f"{short[row['document_id']]} {row['note']}." for row in rows if row["note"]]
    for row in rows:
        for override in row["overrides"]:
            values = ", ".join(f"{name}={value}" for name, value in override.items() if name != "given_as")
            notes.append(f"{short[row['document_id']]} was given as {override['given_as']} with --override: {values}.")
    said = [Text(plain(note), style="yellow") for note in notes]
    return Group(table, *said, Text(f"{wording.plural(len(rows), 'document')}.", style="dim"))


def rejected_rows(build: Build) -> list[JSON]:
    """What could not be recorded, and why; the same bytes once under each path that they came under."""
    rows: list[JSON] = build.table("rejected").to_pylist()
    ids = sorted({row["document_id"] for row in rows if row["document_id"] is not None})
    paths: dict[str, set[str]] = {}
    for arrival in build.table("arrivals", columns=["document_id", "given_as"], where={"document_id": ids}).to_pylist():
        paths.setdefault(arrival["document_id"], set()).add(arrival["given_as"])
    return [
        {**row, "given_as": path}
        for row in rows
        for path in sorted(paths.get(row["document_id"] or "", set()) | {row["given_as"]})
    ]


def rejected_table(rows: Sequence[JSON]) -> RenderableType:
    """Rejected documents as a table."""
    if not rows:
        return Text("Nothing was rejected.")
    table = table_of(("Given as", "cyan"), ("Stage", ""), ("Reason", ""))
    for row in rows:
        table.add_row(Text(plain(row["given_as"])), row["stage"], Text(plain(row["reason"])))
    return Group(table, Text(f"{len(rows):,} rejected. Whatever bytes were read are kept.", style="dim"))
