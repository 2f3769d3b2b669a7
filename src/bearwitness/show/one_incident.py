"""One incident as a dossier: figures, the claims under each with their words, and why they are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bearwitness.ledger import Build
from bearwitness.reconcile import check_profile
from bearwitness.records import JSON
from bearwitness.report import wording
from bearwitness.report.dossier import is_hidden_figure, suspects_of
from bearwitness.report.wording import CELL_ORDER, HARM_ORDER
from bearwitness.show.words import plain, range_words, short_ids

PAIRS_SHOWN = 6  # pairs of reports named for one sentence that says why they are one
SENTENCE_MAX = 400  # characters of a sentence printed around a quote; longer ones are cut on both sides
_STOP = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the record holds of one incident, as plain rows."""

    incident: JSON
    figures: list[JSON]
    claims: dict[str, JSON]
    reasons: list[JSON]
    documents: dict[str, JSON]
    publishers: dict[str, list[str]]
    copies: list[JSON]
    hidden: int

    def row(self) -> JSON:
        """The dossier as one JSON object."""
        return {
            **self.incident,
            "figures": self.figures,
            "claims": [{**c, "sentence": c["sentence"][1]} for c in self.claims.values()],
            "incident_claims": self.reasons,
            "reports": list(self.documents.values()),
            "copy_groups": self.copies,
        }


def dossier(build: Build, incident_id: str, *, profile: str = "minmax", suspects: bool = False) -> Dossier:
    """One incident with its figures, claims, reasons and reports."""
    check_profile(profile)
    incident = build.table("incidents", where={"incident_id": incident_id}).to_pylist()[0]
    hidden = set() if suspects else suspects_of(build)
    figures = build.table("figures", where={"incident_id": incident_id, "profile": profile}).to_pylist()
    kept = [f for f in figures if not is_hidden_figure(f, hidden)]
    kept.sort(key=lambda f: (HARM_ORDER.get(f["harm"], 99), CELL_ORDER.get(f["cell"], 99)))
    reasons = build.table("incident_claims", where={"incident_id": incident_id}).to_pylist()
    ids = [row["claim_id"] for row in reasons]
    claims = build.table("claims", where={"claim_id": ids}).to_pylist()
    used = sorted({row["document_id"] for row in claims})
    documents = {row["document_id"]: row for row in build.table("documents", where={"document_id": used}).to_pylist()}
    shown: dict[str, JSON] = {}
    for claim in claims:
        layer = build.layer_text(documents[claim["document_id"]]["layer_hash"])
        shown[claim["claim_id"]] = {**claim, "sentence": sentence_of(claim, layer)}
    publishers: dict[str, set[str]] = {}
    for row in build.table("arrivals", where={"document_id": used}).to_pylist():
        publishers.setdefault(row["document_id"], set()).update(filter(None, [row["publisher"]]))
    return Dossier(
        incident=incident,
        figures=kept,
        claims=shown,
        reasons=reasons,
        documents=documents,
        publishers={document: sorted(names) for document, names in publishers.items()},
        copies=_copies(build, used),
        hidden=len(figures) - len(kept),
    )


def _copies(build: Build, documents: Sequence[str]) -> list[JSON]:
    groups = {r["copy_group_id"] for r in build.table("copy_groups", where={"document_id": documents}).to_pylist()}
    found: list[JSON] = build.table("copy_groups", where={"copy_group_id": sorted(groups)}).to_pylist()
    return found


def sentence_of(claim: Mapping[str, Any], layer: str | None) -> tuple[str, str, str, str]:
    """The words before the quote in its sentence, the whole sentence, the quote, and the words after it.

    The quote stands alone where the text layer was erased.
    """
    start, end, quote = claim["start"], claim["end"], claim["quote"]
    if layer is None or layer[start:end] != quote:
        return "", quote, quote, ""
    paragraph = layer.rfind("\n\n", 0, start)
    first = paragraph + 2 if paragraph >= 0 else 0
    for stop in _STOP.finditer(layer, first, start + 1):  # one more, since it looks at what follows
        first = min(stop.end(), start)
    last = layer.find("\n\n", end)
    last = last if last >= 0 else len(layer)
    stop_after = _STOP.search(layer, end, last)
    last = stop_after.end() if stop_after else last
    before, after = layer[first:start].lstrip(), layer[end:last].rstrip()
    room = max(0, SENTENCE_MAX - len(quote)) // 2
    before = "… " + before[-room:].lstrip() if len(before) > room else before
    after = after[:room].rstrip() + " …" if len(after) > room else after
    before, quote, after = (re.sub(r"\s+", " ", part) for part in (before, quote, after))
    return before, before + quote + after, quote, after


def dossier_view(found: Dossier) -> RenderableType:
    """A dossier laid out for the terminal."""
    row = found.incident
    short = short_ids(found.claims, least=8)
    parts: list[RenderableType] = [Text(f"Incident {row['incident_id']}", style="bold cyan"), _facts(found), Text("")]
    printed: set[str] = set()
    harm = None
    for figure in found.figures:
        if figure["harm"] != harm:
            harm = figure["harm"]
            parts.append(Text(wording.HARMS[harm].upper(), style="bold"))
        parts.append(Padding(_figure_view(found, figure, short, printed), (0, 0, 1, 2)))
    rest = [claim for claim in found.claims if claim not in printed]
    if rest:
        parts.append(Text("IN NO FIGURE OF THIS PROFILE", style="bold"))
        lines = [line for claim in rest for line in _claim_lines(found, claim, short, printed)]
        parts.append(Padding(Group(*lines), (0, 0, 1, 2)))
    parts += _sections(found, short)
    if found.hidden:
        parts.append(Text("Arrests of suspects are hidden; --suspects shows them.", style="dim"))
    return Group(*parts)


def _facts(found: Dossier) -> Table:
    row = found.incident
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    known = wording.WHEN.get(row["date_prec"])
    table.add_row("when", wording.days(row["start"], row["end"]) + (f" ({known})" if known else ""))
    where = plain(wording.place(row))
    precise = wording.WHERE.get(row["where_prec"])
    where += f" ({precise})" if precise else ""
    if row["lat"] is not None:
        where += f"; {row['lat']:.4f}, {row['lon']:.4f}"
    table.add_row("where", where)
    counted = f"{wording.plural(row['documents'], 'report')}, {wording.plural(row['claims'], 'claim')}"
    table.add_row("rests on", counted)
    if row["event_clarity"] == 2:
        table.add_row("note", "The source adds several events up; they are one incident here.")
    return table


def _figure_view(found: Dossier, figure: JSON, short: Mapping[str, str], printed: set[str]) -> Group:
    head = Text.assemble((f"{wording.CELLS.get(figure['cell'], figure['cell'])}: ", ""), (range_words(figure), "bold"))
    voices = ", ".join(
        (
            wording.plural(figure["publishers"], "publisher"),
            wording.plural(figure["copy_groups"], "separate text"),
            wording.plural(figure["origins"], "origin"),
        )
    )
    agreement = wording.AGREEMENTS.get(figure["agreement"], figure["agreement"])
    grade = wording.GRADES.get(figure["grade"], figure["grade"])
    lines: list[RenderableType] = [head, Text(f"{agreement}; {str(grade).lower()}; {voices}.", style="dim")]
    if figure["names_floor"] is not None:
        lines.append(Text(f"At least {figure['names_floor']} of the dead are named.", style="dim"))
    if figure["worklist"]:
        lines.append(Text(f"For a person to look at: {figure['worklist']}", style="yellow"))
    for claim in figure["claims_used"]:
        lines += _claim_lines(found, claim, short, printed)
    for item in figure["claims_set_aside"]:
        why = wording.SET_ASIDE.get(item["reason"], item["reason"].replace("_", " "))
        lines += _claim_lines(found, item["claim_id"], short, printed, why=why)
    return Group(*lines)


def _claim_lines(
    found: Dossier, claim_id: str, short: Mapping[str, str], printed: set[str], *, why: str | None = None
) -> Iterator[RenderableType]:
    """A claim: number, words and source the first time; a pointer afterwards."""
    claim = found.claims.get(claim_id)
    if claim is None:
        return
    mark = "set aside" if why is not None else "claim"
    head = Text.assemble((f"{mark} {short[claim_id]}  ", "cyan"), (_count(claim), "bold"))
    if claim["count_text"]:
        head.append(f"  said as “{plain(claim['count_text'])}”", style="dim")
    lines: list[RenderableType] = [head]
    if why is not None:
        lines.append(Padding(Text(why, style="yellow"), (0, 0, 0, 2)))
    if claim_id in printed:
        lines.append(Padding(Text("words above", style="dim"), (0, 0, 0, 2)))
    else:
        printed.add(claim_id)
        lines.append(Padding(_quote(claim), (0, 0, 0, 2)))
        lines.append(Padding(Text(_source(found, claim), style="dim"), (0, 0, 0, 2)))
    yield Padding(Group(*lines), (0, 0, 0, 2))


def _count(claim: Mapping[str, Any]) -> str:
    words = str(wording.count(claim))
    denied = "denied: " if claim["factuality"] == "denied" else ""
    hedged = ", said with doubt" if claim["factuality"] == "hedged" else ""
    return f"{denied}{words} {wording.HARMS[claim['harm']]}{hedged}"


def _quote(claim: Mapping[str, Any]) -> Text:
    before, _sentence, quote, after = claim["sentence"]
    opening, closing = ("", "") if (before + quote)[:1] in '“"‘' else ("“", "”")
    return Text.assemble(opening, (plain(before), "dim"), (plain(quote), "bold"), (plain(after), "dim"), closing)


def _source(found: Dossier, claim: Mapping[str, Any]) -> str:
    document = found.documents[claim["document_id"]]
    publisher = document["publisher"] or "publisher unknown"
    published = wording.day(document["published"]) or "undated"
    speaker = wording.speaker(claim)
    chain = wording.chain(claim)
    said = (
        f"said by {speaker}" + (f", by way of {chain}" if chain else "") if speaker else "in the publisher’s own voice"
    )
    victims = (claim["victims"] or {}).get("text")
    whom = f"of “{victims}”, " if victims else ""
    return plain(f"{whom}{said}; {publisher}, {published}; document {document['document_id'][:12]}")


def _sections(found: Dossier, short: Mapping[str, str]) -> list[RenderableType]:
    """Why the reports are one, what nearly joined, copies, and where it all comes from."""
    bonds, own = wording.why_one(found.reasons)
    parts: list[RenderableType] = _list("WHY THESE REPORTS ARE ONE", [_bond(bond) for bond in bonds])
    named = {reason: [short[claim] for claim in claims] for reason, claims in own.items()}
    parts += _list("WHY EACH CLAIM IS HERE", [f"{plain(r)} ({_claims_named(c)})" for r, c in named.items()])
    near = [
        f"{m['incident_id']}, score {m['score']:.2f}: {plain(m['reason'])}" for m in found.incident["near_merges"] or ()
    ]
    parts += _list("NEARLY JOINED", near)
    groups: dict[str, list[str]] = {}
    for row in found.copies:
        groups.setdefault(row["copy_group_id"], []).append(f"{row['document_id'][:12]} ({plain(row['evidence'])})")
    parts += _list("COPIES OF ONE TEXT", [", ".join(members) for members in groups.values() if len(members) > 1])
    parts += _list("WHO SAYS SO", [f"{plain(name)} ({_claims_named(c)})" for name, c in _origins(found, short)])
    reports = []
    for document in found.documents.values():
        others = [p for p in found.publishers.get(document["document_id"], []) if p != document["publisher"]]
        also = f"; also printed by {', '.join(others)}" if others else ""
        url = f"; {document['url']}" if document["url"] else ""
        title = f"“{document['title']}”, " if document["title"] else ""
        publisher = document["publisher"] or "publisher unknown"
        published = wording.day(document["published"]) or "undated"
        reports.append(plain(f"{document['document_id'][:12]}  {title}{publisher}, {published}{url}{also}"))
    return parts + _list("REPORTS", reports)


def _origins(found: Dossier, short: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Who the claims come from, as figures count them: a named voice or an office, else the text itself; by name."""
    names: dict[str, str] = {}
    claims: dict[str, list[str]] = {}
    for claim in found.claims.values():
        claimant = claim["claimant"] or {}
        key = claimant.get("key") or ""
        if key and not key.startswith("unnamed:"):
            name = wording.one_line(str(claimant.get("refers_to") or claimant["text"]))
        else:
            name = found.documents[claim["document_id"]]["publisher"] or "publisher unknown"
            key = f"publisher {name}"
        names.setdefault(key, name)
        claims.setdefault(key, []).append(short[claim["claim_id"]])
    return sorted((names[key], listed) for key, listed in claims.items())


def _bond(bond: wording.Bond) -> str:
    """What ties reports together, with the first pairs of them."""
    listed = "; ".join(f"{one} and {other}" for one, other in bond.pairs[:PAIRS_SHOWN])
    more = f"; and {len(bond.pairs) - PAIRS_SHOWN:,} more pairs" if len(bond.pairs) > PAIRS_SHOWN else ""
    return plain(f"{listed}{more}: {bond.shared} ({wording.plural(bond.claims, 'claim')})")


def _claims_named(ids: Sequence[str]) -> str:
    return f"claim{'' if len(ids) == 1 else 's'} {', '.join(ids)}"


def _list(heading: str, lines: Sequence[str]) -> list[RenderableType]:
    if not lines:
        return []
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=1)
    table.add_column(overflow="fold")
    for line in lines:
        table.add_row("·", Text(line))
    return [Text(heading, style="bold"), Padding(table, (0, 0, 1, 2))]
