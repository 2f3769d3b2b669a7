"""The worklist: what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bearwitness.ledger import Build
from bearwitness.reconcile import check_profile
from bearwitness.records import JSON
from bearwitness.report import wording
from bearwitness.show.layout import table_of
from bearwitness.show.words import plain, range_words, short_ids

LOW_CONFIDENCE = 0.75  # a claim below it goes to the worklist; two in five there are wrong (docs/confidence.md)


def worklist_rows(build: Build, *, profile: str = "minmax") -> list[JSON]:
    """What a person should look at: notes on figures, conflicts, near merges, readings of low confidence."""
    check_profile(profile)
    rows: list[JSON] = []
    columns = ["incident_id", "harm", "cell", "low", "best", "high", "agreement", "worklist"]
    for f in build.table("figures", columns=columns, where={"profile": profile}).to_pylist():
        about = f"{wording.HARMS[f['harm']]}, {wording.CELLS.get(f['cell'], f['cell'])}: {range_words(f)}"
        base = {"incident_id": f["incident_id"], "about": about}
        if f["worklist"]:
            rows.append({**base, "kind": "figure", "why": f["worklist"]})
        if f["agreement"] == "conflict":
            rows.append({**base, "kind": "conflict", "why": wording.AGREEMENTS["conflict"]})
    seen: set[frozenset[str]] = set()
    for incident in build.table("incidents", columns=["incident_id", "near_merges"]).to_pylist():
        for merge in incident["near_merges"] or ():
            pair = frozenset((incident["incident_id"], merge["incident_id"]))
            if pair not in seen:
                seen.add(pair)
                about = f"with {merge['incident_id']}, score {merge['score']:.2f}"
                base = {"incident_id": incident["incident_id"], "about": about}
                rows.append({**base, "kind": "near merge", "why": merge["reason"]})
    home = None
    for row in build.table("claims", columns=["claim_id", "confidence", "quote"]).to_pylist():
        if row["confidence"] is not None and row["confidence"] < LOW_CONFIDENCE:
            if home is None:
                members = build.table("incident_claims", columns=["claim_id", "incident_id"]).to_pylist()
                home = {m["claim_id"]: m["incident_id"] for m in members}
            about = f"claim {row['claim_id'][:12]}: “{row['quote']}”"
            why = f"the reading is right with probability {row['confidence']:.2f}"
            rows.append({"incident_id": home.get(row["claim_id"]), "about": about, "kind": "confidence", "why": why})
    return sorted(rows, key=lambda r: (r["incident_id"] or "~", r["kind"], r["about"], r["why"]))


def worklist_table(rows: Sequence[JSON]) -> RenderableType:
    """The worklist as a table."""
    if not rows:
        return Text("Nothing waits for a person.")
    short = short_ids(row["incident_id"] for row in rows if row["incident_id"])
    table = table_of(("Incident", "cyan"), ("Kind", ""), ("About", ""), ("Why", ""))
    for row in rows:
        name = short[row["incident_id"]] if row["incident_id"] else "–"
        table.add_row(name, row["kind"], Text(plain(row["about"])), Text(plain(row["why"])))
    return Group(
        table, Text(f"{wording.plural(len(rows), 'entry', 'entries')}. bearwitness judge decides them.", style="dim")
    )
