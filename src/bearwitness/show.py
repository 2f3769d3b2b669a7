"""The record as a person reads it at a terminal: incidents as a table, one incident as a dossier, and the lists beside.

Everything here is local and unredacted, and reads the live build alone, so that it works from read-only media. Each
`*_rows` function gives plain rows (what `--json` prints); the function beside it lays them out.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bearwitness.documents.read import unread_date_note
from bearwitness.errors import UnknownName
from bearwitness.judgements import ClaimRow, attach, current_judgements, row_of
from bearwitness.ledger import Build, Ledger
from bearwitness.reconcile import check_profile
from bearwitness.records import JSON, Claim, Harm, Judgement, claim_from_json, to_json
from bearwitness.report import wording
from bearwitness.report.dossier import is_hidden_figure, suspects_of
from bearwitness.report.wording import CELL_ORDER, HARM_ORDER

NARROW, WIDE = 79, 132  # columns of the terminal: below, incidents are a list; above, every harm has its own column
SHORT_ID = 6  # hex digits of an id printed at least; more where it takes more to be unique
LOW_CONFIDENCE = 0.75  # a claim below it goes to the worklist; one in three there is wrong (docs/confidence.md)
PAIRS_SHOWN = 6  # pairs of reports named for one sentence that says why they are one
SENTENCE_MAX = 400  # characters of a sentence printed around a quote; longer ones are cut on both sides
_STRENGTH = ("conflict", "overlap", "agree", "single")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


# ---- words ----


def plain(text: object) -> str:
    """Words of a report or a path as they may be sent to a terminal: on one line, and nothing in them can steer it."""
    return _CONTROL.sub("\ufffd", wording.one_line(str(text)))


def short_days(start: str | None, end: str | None) -> str:
    """An interval of ISO dates with months in three letters: "3–4 Jul 2023"."""
    return re.sub(
        r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b",
        lambda month: month[0][:3],
        wording.days(start, end),
    )


def range_words(row: Mapping[str, Any]) -> str:
    """Low, best and high as they are read: "12", "12–14 (best 13)", "101 or more", "up to 30", "about 50"."""
    low, best, high = row["low"], row["best"], row["high"]
    words = wording.figure_bounds(row)
    if best is None or low == high or (low is None and high is None) or (best == low and high is None):
        return words
    return f"{words} (best {wording.number(best)})"


def short_ids(ids: Iterable[str], *, least: int = SHORT_ID) -> dict[str, str]:
    """Each id with the shortest start of it that no other has, of at least `least` hex digits."""
    ordered = sorted(set(ids))
    short: dict[str, str] = {}
    for i, name in enumerate(ordered):
        prefix = len(name) - len(name.removeprefix("i-").removeprefix("j-"))
        shared = 0
        for other in (ordered[i - 1] if i else "", ordered[i + 1] if i + 1 < len(ordered) else ""):
            same = takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False))
            shared = max(shared, sum(1 for _ in same))
        short[name] = name[: max(prefix + least, shared + 1)]
    return short


# ---- finding what was named ----


def find_incident(ledger: Ledger, build: Build, name: str) -> str:
    """The id of an incident given by its id, the unique start of one, or an id that it had before.

    Raises:
        UnknownName: No incident, or more than one, begins like this; the message names the nearest.
    """
    wanted = _hex_name(name, "i-")
    ids = [str(i) for i in build.table("incidents", columns=["incident_id"])["incident_id"].to_pylist()]
    found = _starting(wanted, ids)
    if not found:
        aliases = ledger.aliases()
        found = sorted({aliases[old] for old in _starting(wanted, aliases) if aliases[old] in set(ids)})
    return _only(found, "incident", name, ids, hint="bearwitness show --ledger DIR lists them.")


def find_claim(build: Build, name: str) -> Claim:
    """The claim given by its id or the unique start of one.

    Raises:
        UnknownName: No claim, or more than one, begins like this.
    """
    ids = [str(i) for i in build.table("claims", columns=["claim_id"])["claim_id"].to_pylist()]
    hint = "The dossier of an incident (bearwitness show INCIDENT) names its claims."
    claim_id = _only(_starting(name.strip().lower(), ids), "claim", name, ids, hint=hint)
    return claim_from_json(build.table("claims", where={"claim_id": claim_id}).to_pylist()[0])


def _hex_name(name: str, prefix: str) -> str:
    wanted = name.strip().lower()
    return wanted if wanted.startswith(prefix) else prefix + wanted


def _starting(wanted: str, ids: Iterable[str]) -> list[str]:
    listed = list(ids)
    if wanted in listed:
        return [wanted]
    return sorted(i for i in listed if wanted.removeprefix("i-") and i.startswith(wanted))


def _only(found: Sequence[str], what: str, name: str, ids: Sequence[str], *, hint: str) -> str:
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")
        raise UnknownName(f"{plain(name)!r} is the start of several {what}s ({listed}). Write more of it.")
    near = difflib.get_close_matches(name.strip().lower(), ids, n=3, cutoff=0.5)
    said = f"The nearest are {', '.join(near)}. " if near else ""
    raise UnknownName(f"There is no {what} {plain(name)!r}. {said}{hint}")


# ---- incidents ----


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
    table = _grid(gap=1 if wide else 0)
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


def _grid(*, gap: int = 1) -> Table:
    """A plain table; `gap` blanks stand between columns beside the one of the box."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, gap, 0, 0), expand=False, show_edge=False)


# ---- one incident ----


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


_STOP = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")


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


# ---- the other lists ----


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
    table = _columns(
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
    table = _columns(("Given as", "cyan"), ("Stage", ""), ("Reason", ""))
    for row in rows:
        table.add_row(Text(plain(row["given_as"])), row["stage"], Text(plain(row["reason"])))
    return Group(table, Text(f"{len(rows):,} rejected. Whatever bytes were read are kept.", style="dim"))


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
    table = _columns(("Harm", ""), ("Count", "bold"), ("Scope", ""), ("Period", ""), ("Area", ""), ("Words", "dim"))
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
    table = _columns(("Incident", "cyan"), ("Kind", ""), ("About", ""), ("Why", ""))
    for row in rows:
        name = short[row["incident_id"]] if row["incident_id"] else "–"
        table.add_row(name, row["kind"], Text(plain(row["about"])), Text(plain(row["why"])))
    return Group(
        table, Text(f"{wording.plural(len(rows), 'entry', 'entries')}. bearwitness judge decides them.", style="dim")
    )


# ---- judgements ----


def judgement_rows(ledger: Ledger) -> list[JSON]:
    """Every judgement of the log, with whether it is in force."""
    everything = ledger.judgements()
    current = {j.judgement_id for j in current_judgements(everything)}
    undone: set[str | None] = set()
    for judgement in reversed(everything):  # a retraction is in force until it is itself taken back
        if judgement.retracts is not None and judgement.judgement_id not in undone:
            undone.add(judgement.retracts)
            current.add(judgement.judgement_id)
    return [{**to_json(j), "in_force": j.judgement_id in current} for j in everything]


def judgement_table(rows: Sequence[JSON]) -> RenderableType:
    """Judgements as a table."""
    if not rows:
        return Text("No judgement.")
    table = _columns(("Judgement", "cyan"), ("When", ""), ("By", ""), ("Verdict", ""), ("Why", ""), ("In force", ""))
    for row in rows:
        verdict = f"{row['verdict']} {row['retracts']}" if row["retracts"] else row["verdict"]
        values = ", ".join(f"{name}={value}" for name, value in row["values"])
        said = plain(f"{verdict} {values}".strip())
        cells = (row["judgement_id"], row["at"][:10], plain(row["by"]), said, plain(row["why"]))
        table.add_row(*map(Text, cells), "yes" if row["in_force"] else "no")
    return table


def orphan_rows(ledger: Ledger, build: Build) -> list[JSON]:
    """Judgements in force of which a part answers to no claim any more, with the words that they were about."""
    current = current_judgements(ledger.judgements())
    rows = []
    for orphan in attach(current, claim_rows_judged(ledger, build, current)).orphans:
        text = ledger.layer_text(orphan.anchor.layer_hash) if _layer_known(ledger, orphan.anchor.layer_hash) else None
        words = text[orphan.anchor.start : orphan.anchor.end] if text is not None else None
        base = {"judgement_id": orphan.judgement.judgement_id, "verdict": orphan.judgement.verdict}
        said = {"by": orphan.judgement.by, "why": orphan.judgement.why}
        rows.append({**base, **said, **to_json(orphan.anchor), "words": words})
    return rows


def _layer_known(ledger: Ledger, layer_hash: str) -> bool:
    return ledger.layers.has(layer_hash)


def claim_rows_judged(ledger: Ledger, build: Build, current: Sequence[Judgement]) -> Iterator[ClaimRow]:
    """Light rows of the claims that judgements may be about; those judged wrong are in no table, but in the cache."""
    judged = sorted({a.document_id for j in current for a in (*j.left, *j.right)})
    documents = build.table("documents", columns=["document_id", "layer_hash"], where={"document_id": judged})
    layers = {row["document_id"]: row["layer_hash"] for row in documents.to_pylist()}
    for row in build.table("claims", where={"document_id": judged}).to_pylist():
        yield row_of(claim_from_json(row), layers[row["document_id"]])
    extractor = str(build.settings.get("version.extractor", ""))
    wrong = sorted({a.document_id for j in current if j.verdict == "wrong" for a in j.left} & set(layers))
    keys = [(document, layers[document], extractor) for document in wrong]
    known = set(build.table("claims", columns=["claim_id"], where={"document_id": wrong})["claim_id"].to_pylist())
    for key, found in ledger.cached_many("extract", keys).items():
        for claim in map(claim_from_json, found["claims"]):
            if claim.claim_id not in known:
                yield row_of(claim, layers[key[0]])


def orphan_table(rows: Sequence[JSON]) -> RenderableType:
    """Orphaned judgements as a table."""
    if not rows:
        return Text("Every judgement answers to a claim.")
    table = _columns(("Judgement", "cyan"), ("Verdict", ""), ("By", ""), ("Harm", ""), ("Words", ""), ("Why", ""))
    for row in rows:
        words = f"“{plain(row['words'])}”" if row["words"] is not None else "erased"
        cells = (row["judgement_id"], row["verdict"], plain(row["by"]), row["harm"], words, plain(row["why"]))
        table.add_row(*map(Text, cells))
    return table


def _columns(*columns: tuple[str, str]) -> Table:
    """A table of these columns; a name that begins with `>` is set to the right."""
    table = _grid()
    for name, style in columns:
        justify: Any = "right" if name.startswith(">") else "left"
        table.add_column(name.lstrip(">"), style=style or None, justify=justify, overflow="fold")
    return table


def terminal(*, stderr: bool = False) -> Console:
    """The console to print on: as wide as the terminal, 80 columns where there is none."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
