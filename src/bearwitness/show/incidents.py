"""All incidents: a table where the terminal is wide enough, else a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bearwitness.ledger import Build
from bearwitness.reconcile import check_profile
from bearwitness.records import JSON, Harm
from bearwitness.report import wording
from bearwitness.report.dossier import is_hidden_figure, suspects_of
from bearwitness.report.wording import HARM_ORDER
from bearwitness.show.layout import grid
from bearwitness.show.words import plain, range_words, short_days, short_ids

NARROW, WIDE = 79, 132  # columns of the terminal: below, incidents are a list; above, every harm has its own column
_STRENGTH = ("conflict", "overlap", "agree", "single")


def incident_rows(build: Build, *, profile: str = "minmax", suspects: bool = False) -> tuple[list[JSON], int]:
    """One row an incident, by date and place, each with its figures of everybody; and how many were hidden.

    Args:
        build: What to read.
        profile: Whose figures.
        suspects: Show arrests of suspects too.
    """
    check_profile(profile)
    hidden = set() if suspects else suspects_of(build)
    figures: dict[str, list[JSON]] = {}
    columns = ["incident_id", "harm", "low", "best", "high", "agreement", "grade", "worklist", "claims_used"]
    for row in build.table("figures", columns=columns, where={"profile": profile, "cell": "all"}).to_pylist():
        if is_hidden_figure(row, hidden):
            continue
        del row["claims_used"]
        figures.setdefault(row.pop("incident_id"), []).append(row)
    visible = None
    if hidden:
        members = build.table("incident_claims", columns=["incident_id", "claim_id"]).to_pylist()
        visible = {row["incident_id"] for row in members if row["claim_id"] not in hidden}
    rows, left_out = [], 0
    for row in build.table("incidents").to_pylist():
        if visible is not None and row["incident_id"] not in visible:
            left_out += 1
            continue
        mine = sorted(figures.get(row["incident_id"], []), key=lambda f: HARM_ORDER.get(f["harm"], 99))
        rows.append({**row, "profile": profile, "figures": mine})
    rows.sort(key=lambda r: (r["start"] or r["end"] or "9999", r["end"] or "", wording.place(r), r["incident_id"]))
    return rows, left_out


def incident_table(rows: Sequence[JSON], *, hidden: int, profile: str, width: int) -> RenderableType:
    """Incidents for a terminal of this width."""
    if not rows:
        return _note("No incident.", hidden)
    short = short_ids(row["incident_id"] for row in rows)
    body = _incident_list(rows, short) if width < NARROW else _incident_grid(rows, short, width=width)
    counted = f"{wording.plural(len(rows), 'incident')}, profile {profile}."
    return Group(body, _note(counted + " bearwitness show INCIDENT opens one.", hidden))


def _note(words: str, hidden: int) -> Text:
    if hidden:
        words += f" {wording.plural(hidden, 'incident')} hidden: arrests of suspects alone; --suspects shows them."
    return Text(words, style="dim")


def _incident_grid(rows: Sequence[JSON], short: Mapping[str, str], *, width: int) -> Table:
    wide = width >= WIDE
    longest = max(map(len, short.values()))
    # Left to itself the layout cuts the last column off where the places are long; so the places get what is left.
    where_width = None if wide else width - (longest + 12 + 10 + 10 + 13 + 4 + 6)
    table = grid(gap=1 if wide else 0)
    table.add_column("Incident", no_wrap=True, style="cyan")
    table.add_column("When", width=None if wide else 12)
    table.add_column("Where", ratio=2, max_width=where_width, overflow="fold")
    table.add_column("Killed", justify="right", max_width=24 if wide else 10)
    table.add_column("Injured", justify="right", max_width=24 if wide else 10)
    if wide:
        table.add_column("Also", ratio=1)
        table.add_column("Accounts", no_wrap=True)
    table.add_column("Evidence", no_wrap=True)
    table.add_column("Rep.", justify="right", no_wrap=True)
    for row in rows:
        other = [f"{range_words(f)} {wording.HARMS[f['harm']]}" for f in _others(row)]
        where = Text(plain(wording.place(row)))
        if other and not wide:
            where.append("\nalso " + "; ".join(other), style="dim")
        agreement, grade = _evidence(row)
        cells: list[RenderableType] = [
            short[row["incident_id"]],
            short_days(row["start"], row["end"]),
            where,
            _harm_words(row, Harm.KILLED),
            _harm_words(row, Harm.INJURED),
        ]
        if wide:
            cells += ["; ".join(other), agreement, grade]
        else:
            cells.append(Text.assemble(agreement, "\n" if grade else "", grade))
        table.add_row(*cells, str(row["documents"]))
    return table


def _incident_list(rows: Sequence[JSON], short: Mapping[str, str]) -> Group:
    """One short paragraph an incident, for narrow terminals."""
    parts: list[RenderableType] = []
    for row in rows:
        figures = ", ".join(f"{range_words(f)} {wording.HARMS[f['harm']]}" for f in row["figures"]) or "no figure"
        agreement, grade = _evidence(row)
        head = Text.assemble((short[row["incident_id"]], "cyan"), "  ", short_days(row["start"], row["end"]))
        said = ", ".join([*filter(None, (agreement.plain, grade)), wording.plural(row["documents"], "report")])
        lines = Group(Text(plain(wording.place(row))), Text(figures, style="bold"), Text(said, style="dim"))
        parts += [head, Padding(lines, (0, 0, 1, 2))]
    return Group(*parts)


def _harm_words(row: Mapping[str, Any], harm: Harm) -> Text:
    found = [f for f in row["figures"] if f["harm"] == harm]
    return Text(range_words(found[0]), style="bold") if found else Text("–", style="dim")


def _others(row: Mapping[str, Any]) -> list[JSON]:
    return [f for f in row["figures"] if f["harm"] not in (Harm.KILLED, Harm.INJURED)]


def _evidence(row: Mapping[str, Any]) -> tuple[Text, str]:
    """The agreement to warn of first, and the grade of the first figure."""
    found = {f["agreement"] for f in row["figures"]}
    agreement = next((a for a in _STRENGTH if a in found), "")
    style = {"conflict": "red", "overlap": "yellow"}.get(agreement, "")
    return Text(agreement, style=style), str(row["figures"][0]["grade"]) if row["figures"] else ""
