"""Counts over a period or at a date."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bearwitness.ledger import Build
from bearwitness.records import JSON
from bearwitness.report import wording
from bearwitness.report.dossier import suspects_of
from bearwitness.report.wording import HARM_ORDER
from bearwitness.show.layout import table_of
from bearwitness.show.words import plain, short_days


def period_rows(build: Build, *, suspects: bool = False) -> list[JSON]:
    """Counts over a period or at a date, which enter no incident, each with its words and publisher."""
    hidden = set() if suspects else suspects_of(build)
    rows = [row for row in build.table("periods").to_pylist() if row["claim_id"] not in hidden]
    claims = build.table("claims", columns=["claim_id", "quote", "modifier", "unit", "count_text", "claimant"])
    quotes = {row["claim_id"]: row for batch in claims.to_batches() for row in batch.to_pylist()}
    known = build.table("documents", columns=["document_id", "publisher", "published"]).to_pylist()
    documents = {row["document_id"]: row for row in known}
    found = [
        {
            **row,
            "quote": quotes[row["claim_id"]]["quote"],
            "unit": quotes[row["claim_id"]]["unit"],
            "claimant": quotes[row["claim_id"]]["claimant"],
            "publisher": documents[row["document_id"]]["publisher"],
            "published": documents[row["document_id"]]["published"],
        }
        for row in rows
    ]
    return sorted(found, key=lambda r: (HARM_ORDER.get(r["harm"], 99), r["start"] or "", r["end"] or "", r["claim_id"]))


def period_table(rows: Sequence[JSON]) -> RenderableType:
    """Counts over periods as a table."""
    if not rows:
        return Text("No count over a period or at a date.")
    table = table_of(("Harm", ""), ("Count", "bold"), ("Scope", ""), ("Period", ""), ("Area", ""), ("Words", "dim"))
    for row in rows:
        table.add_row(
            wording.HARMS[row["harm"]],
            wording.count(row),
            row["scope"],
            short_days(row["start"], row["end"]) if row["start"] or row["end"] else "not said",
            Text(plain(row["area"] or "not said")),
            Text(f"“{plain(row['quote'])}”"),
        )
    return Group(table, Text(f"{wording.plural(len(rows), 'count')}; none enters an incident.", style="dim"))
