"""What the page shows of a handful of incidents: figures, the claims behind them, and why the reports are one incident.

A view is a plain dict that a template only has to print: every word has been through redaction and into sentences
here. One call reads what it needs of the build for its incidents alone, so that memory does not grow with the build.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bearwitness.records import JSON, NETWORK, Harm
from bearwitness.redact import UNDER_FIVE, WITHHELD, Audience, Redactor, Tables
from bearwitness.report import wording
from bearwitness.report.wording import CELL_ORDER, HARM_ORDER

AXIS_LEFT, AXIS_RIGHT = 3.0, 95.0  # per cent of the strip's width, with room for an arrow at either end


@dataclass(slots=True)
class Source:
    """What every view draws on."""

    build: Tables
    redactor: Redactor
    profile: str
    suspects: set[str] = field(default_factory=set)  # claims of arrests of suspects, hidden by default
    shown: set[str] = field(default_factory=set)  # incidents on the page, so that links lead somewhere

    def rows(self, table: str, **where: Iterable[str]) -> list[JSON]:
        """Rows of a table whose columns hold one of the values."""
        wanted = {column: sorted(set(values)) for column, values in where.items()}
        if any(not values for values in wanted.values()):
            return []
        found: list[JSON] = self.build.table(table, where=wanted).to_pylist()
        return found

    def readable(self, table: str, rows: Iterable[JSON]) -> list[JSON]:
        """Rows as the audience may see them."""
        return list(self.redactor.any_table(table, rows))


def suspects_of(build: Tables) -> set[str]:
    """Claims that are arrests of suspects; hidden by default."""
    found = build.table("claims", columns=["claim_id", "victims"], where={"harm": Harm.DETAINED.value})
    return {row["claim_id"] for row in found.to_pylist() if (row["victims"] or {}).get("role") == "suspect"}


def is_hidden_figure(figure: Mapping[str, Any], suspects: set[str]) -> bool:
    """Whether a figure rests on nothing but arrests of suspects."""
    used = figure["claims_used"] or ()
    return figure["harm"] == Harm.DETAINED and bool(used) and all(claim in suspects for claim in used)


def shown_figures(source: Source, figures: Iterable[JSON]) -> list[JSON]:
    """Figures for the page, by harm and cell, as the audience may see them.

    Where a count of sexual violence is suppressed only the whole is shown, since parts and whole give each other away.
    """
    kept = [f for f in figures if f["profile"] == source.profile and not is_hidden_figure(f, source.suspects)]
    kept = source.readable("figures", kept)
    if source.redactor.audience is Audience.PUBLIC:
        kept = [f for f in kept if f["harm"] != Harm.SEXUAL_VIOLENCE or f["cell"] == "all"]
    return sorted(kept, key=lambda f: (HARM_ORDER.get(f["harm"], 99), CELL_ORDER.get(f["cell"], 99), f["cell"]))


def figure_anchor(figure: Mapping[str, Any]) -> str:
    """The id of a figure on the page."""
    return f"{figure['incident_id']}-{figure['harm']}-{figure['cell']}"


def summaries(source: Source, incident_ids: Sequence[str]) -> list[JSON]:
    """One line an incident for the list: date, place, and each harm's range, linked to its figure."""
    incidents = {
        r["incident_id"]: r for r in source.readable("incidents", source.rows("incidents", incident_id=incident_ids))
    }
    figures: dict[str, list[JSON]] = {incident: [] for incident in incident_ids}
    for figure in shown_figures(source, source.rows("figures", incident_id=incident_ids)):
        figures[figure["incident_id"]].append(figure)
    lines = []
    for incident_id in incident_ids:
        row = incidents[incident_id]
        wide = [f for f in figures[incident_id] if f["cell"] == "all"]
        harms = [
            {"harm": f["harm"], "label": wording.HARMS[f["harm"]], "words": _range(f), "anchor": figure_anchor(f)}
            for f in wide
        ]
        lines.append(
            {
                "id": incident_id,
                "when": wording.days(row["start"], row["end"]),
                "where": wording.place(row),
                "killed": next((h for h in harms if h["harm"] == Harm.KILLED), None),
                "injured": next((h for h in harms if h["harm"] == Harm.INJURED), None),
                "other": [h for h in harms if h["harm"] not in (Harm.KILLED, Harm.INJURED)],
                "agreement": _strongest(wide),
            }
        )
    return lines


def addends(source: Source, incident_ids: Sequence[str], harm: str) -> list[JSON]:
    """What each incident adds to the sums of a harm: its low, best and high, linked to the figure that opens them."""
    rows = source.readable("incidents", source.rows("incidents", incident_id=incident_ids))
    incidents = {row["incident_id"]: row for row in rows}
    raw = source.rows("figures", incident_id=incident_ids, harm=[harm], cell=["all"])
    figures = {figure["incident_id"]: figure for figure in shown_figures(source, raw)}
    return [
        {
            "when": wording.days(incidents[incident]["start"], incidents[incident]["end"]),
            "where": wording.place(incidents[incident]),
            "anchor": figure_anchor(figures[incident]),
            "low": wording.number(figures[incident]["low"]) or "open",
            "best": wording.number(figures[incident]["best"]) or "none",
            "high": wording.number(figures[incident]["high"]) or "open",
            "withdrawn": figures[incident]["grade"] == "retracted",
        }
        for incident in incident_ids
    ]


def _strongest(figures: Sequence[Mapping[str, Any]]) -> str:
    """The agreement to warn of first: contradiction, then difference, then agreement, then a single voice."""
    found = {f["agreement"] for f in figures}
    for agreement in ("conflict", "overlap", "agree", "single"):
        if agreement in found:
            return wording.AGREEMENTS_IN_BRIEF[agreement]
    return ""


def dossiers(source: Source, incident_ids: Sequence[str]) -> list[JSON]:
    """The full view of each incident, in the order given."""
    members = source.rows("incident_claims", incident_id=incident_ids)
    claims = source.rows("claims", claim_id={m["claim_id"] for m in members})
    cards = claim_cards(source, claims)
    rows = {
        r["incident_id"]: r for r in source.readable("incidents", source.rows("incidents", incident_id=incident_ids))
    }
    figures = shown_figures(source, source.rows("figures", incident_id=incident_ids))
    people = source.readable("people", source.rows("people", incident_id=incident_ids))
    reasons = source.readable("incident_claims", members)
    groups = _copy_groups(source, {c["document_id"] for c in claims})
    views = []
    for incident_id in incident_ids:
        mine = [m for m in reasons if m["incident_id"] == incident_id]
        views.append(
            _dossier(
                source,
                rows[incident_id],
                [f for f in figures if f["incident_id"] == incident_id],
                mine,
                {m["claim_id"]: cards[m["claim_id"]] for m in mine},
                [p for p in people if p["incident_id"] == incident_id],
                groups,
            )
        )
    return views


def claim_cards(source: Source, claims: Sequence[JSON]) -> dict[str, JSON]:
    """Claim id -> what a reader sees of the claim: its words in their paragraph, its count, and who says so where."""
    documents = {d["document_id"]: d for d in source.rows("documents", document_id={c["document_id"] for c in claims})}
    source.redactor.prepare(documents)
    readable = {d["document_id"]: d for d in source.readable("documents", documents.values())}
    cards: dict[str, JSON] = {}
    for raw, claim in zip(claims, source.readable("claims", claims), strict=True):
        document = readable[claim["document_id"]]
        cards[claim["claim_id"]] = {
            "anchor": "c-" + claim["claim_id"],
            "harm": wording.HARMS[claim["harm"]],
            "count": wording.count(claim),
            "count_text": wording.one_line(claim["count_text"]) if claim["count_text"] else None,
            "low": claim["low"],
            "best": claim["best"],
            "high": claim["high"],
            "sum_group": claim["sum_group"],
            "unit": claim["unit"],
            "denied": claim["factuality"] == "denied",
            "speaker": wording.speaker(claim),
            "chain": wording.chain(claim),
            "publisher": document["publisher"] or "Publisher unknown",
            "published": wording.day(document["published"]) or "undated",
            "document": "d-" + claim["document_id"],
            "start": claim["start"],
            "end": claim["end"],
            "layer": document["layer_hash"],
            "passage": source.redactor.passage(raw, documents[claim["document_id"]]["layer_hash"]),
            "said_of": _said_of(claim),
            "notes": _notes(claim),
            "suspect": claim["claim_id"] in source.suspects,
            "redacted": claim["redacted"],
        }
    return cards


def _said_of(claim: Mapping[str, Any]) -> str:
    """Where and when the claim puts the harm."""
    parts = []
    if claim["place"]:
        parts.append(wording.place(claim["place"]))
    if claim["time"]:
        parts.append(wording.days(claim["time"]["start"], claim["time"]["end"]))
    return ", ".join(p for p in parts if p not in ("Place unknown", "Date unknown"))


def _notes(claim: Mapping[str, Any]) -> list[str]:
    """What else a reader has to know before believing the number."""
    victims = claim["victims"] or {}
    notes = []
    if victims.get("text"):
        notes.append(f"People spoken of: “{wording.one_line(victims['text'])}”.")
    if claim["factuality"] == "hedged":
        notes.append("Said with doubt.")
    if claim["factuality"] == "denied":
        notes.append("This is a denial; the number is the one denied.")
    if claim["part_of"]:
        notes.append("Part of a larger number in the same report.")
    if claim["sum_group"]:
        notes.append("One of several groups that the text adds up.")
    if claim["supersedes"]:
        notes.append("Replaces an earlier number in the same report.")
    if claim["repeats"]:
        notes.append("Says again what the same report says elsewhere.")
    if claim["moved_from"]:
        notes.append(f"These people had been counted as {wording.HARMS[claim['moved_from']]} before.")
    if claim["alleged_perpetrator"]:
        who = wording.one_line(claim["alleged_perpetrator"]["text"])
        notes.append(f"Read as who did it, from the report’s words: {who}. An allegation isn’t a finding.")
    if claim["as_of"] and (claim["as_of"]["start"] or claim["as_of"]["end"]):
        notes.append(f"The number’s own date: {wording.days(claim['as_of']['start'], claim['as_of']['end'])}.")
    if claim["extractor"].startswith(NETWORK):
        notes.append("No rule read it: the network beside the rules found it.")
    if claim["confidence"] is not None:
        notes.append(f"Probability that the reading is right: {claim['confidence']:.2f}.")
    return notes


def _dossier(
    source: Source,
    row: JSON,
    figures: Sequence[JSON],
    members: Sequence[JSON],
    cards: Mapping[str, JSON],
    people: Sequence[JSON],
    groups: Mapping[str, JSON],
) -> JSON:
    homes = _homes(figures)
    views = [_figure(figure, cards, homes) for figure in figures]
    rest = [card for claim, card in cards.items() if claim not in homes and claim not in source.suspects]
    harms: list[JSON] = []
    for view in views:
        if not harms or harms[-1]["harm"] != view["harm"]:
            harms.append({"harm": view["harm"], "whole": None, "cells": []})
        if view["cell"] == "all":
            harms[-1]["whole"] = view
        else:
            harms[-1]["cells"].append(view)
    documents = {card["document"]: card for card in cards.values()}
    return {
        "id": row["incident_id"],
        "when": wording.days(row["start"], row["end"]),
        "when_known": wording.WHEN.get(row["date_prec"], "not known"),
        "where": wording.place(row),
        "where_known": wording.WHERE.get(
            row["where_prec"], "not in the list of places" if row["name"] else "not known"
        ),
        "coarse": source.redactor.is_sensitive(row["incident_id"]),
        "aggregate": row["event_clarity"] == 2,
        "harms": harms,
        "rest": [{"card": card, "why": _outside(card)} for card in rest],
        "reports": sorted(
            documents.values(), key=lambda c: (c["published"] == "undated", c["publisher"], c["document"])
        ),
        "claims": len(cards),
        **_reasons(members, cards),
        "near": [
            {"id": m["incident_id"], "reason": m["reason"], "score": m["score"]}
            for m in row["near_merges"] or ()
            if m["incident_id"] in source.shown
        ],
        "copies": sorted(
            {g["id"]: g for d, g in groups.items() if "d-" + d in documents}.values(), key=lambda g: str(g["id"])
        ),
        "named": _named(people),
    }


def _homes(figures: Sequence[JSON]) -> dict[str, str]:
    """Claim -> the figure that prints its words: the first that uses it, else the first that sets it aside."""
    homes: dict[str, str] = {}
    for figure in figures:
        for claim in figure["claims_used"] or ():
            homes.setdefault(claim, figure_anchor(figure))
    for figure in figures:
        for item in figure["claims_set_aside"] or ():
            homes.setdefault(item["claim_id"], figure_anchor(figure))
    return homes


def _outside(card: Mapping[str, Any]) -> str:
    if card["unit"] != "person":
        return f"Counted in {wording.UNITS[card['unit']]}, not in people, so in no figure."
    return "In no figure of this profile."


def _reasons(members: Sequence[JSON], cards: Mapping[str, JSON]) -> JSON:
    """Why the reports are one, each sentence once with the reports it ties; and why each claim is here."""
    bonds, own = wording.why_one(members)
    by_start = {card["document"].removeprefix("d-")[:12]: card for card in cards.values()}
    return {
        "bonds": [
            {
                "reason": bond.shared,
                "claims": bond.claims,
                "reports": [
                    by_start[start] for start in dict.fromkeys(itertools.chain(*bond.pairs)) if start in by_start
                ],
            }
            for bond in bonds
        ],
        "reasons": [
            {"reason": reason, "reports": list({cards[c]["document"]: cards[c] for c in claims}.values())}
            for reason, claims in own.items()
        ],
    }


def _named(people: Iterable[JSON]) -> JSON:
    """Names of the dead that may be printed, and how many may not."""
    dead = [p for p in people if p["harm"] == Harm.KILLED]
    names = sorted({(str(p["name"]), p["age"]) for p in dead if p["name"] != WITHHELD}, key=lambda n: (n[0], n[1] or 0))
    return {"names": names, "withheld": sum(1 for p in dead if p["name"] == WITHHELD)}


def _copy_groups(source: Source, documents: Iterable[str]) -> dict[str, JSON]:
    """Document -> its copy group with all members, for texts that came more than once."""
    mine = source.rows("copy_groups", document_id=documents)
    members = source.readable(
        "copy_groups", source.rows("copy_groups", copy_group_id={m["copy_group_id"] for m in mine})
    )
    ids = {m["document_id"] for m in members}
    readable = {d["document_id"]: d for d in source.readable("documents", source.rows("documents", document_id=ids))}
    groups: dict[str, JSON] = {}
    for member in members:
        group = groups.setdefault(member["copy_group_id"], {"id": member["copy_group_id"], "members": []})
        publisher = readable[member["document_id"]]["publisher"] or "Publisher unknown"
        group["members"].append({"publisher": publisher, "evidence": member["evidence"]})
    return {
        m["document_id"]: groups[m["copy_group_id"]] for m in mine if len(groups[m["copy_group_id"]]["members"]) > 1
    }


# --- one figure ------------------------------------------------------------------------------------------------------


def _range(figure: Mapping[str, Any]) -> str:
    return wording.figure_bounds(figure)


def _figure(figure: JSON, cards: Mapping[str, JSON], homes: Mapping[str, str]) -> JSON:
    """One figure with its claims; a claim's words are printed once an incident and linked to everywhere else."""

    def entry(claim: str, why: str = "") -> JSON:
        return {"card": cards[claim], "first": homes[claim] == figure_anchor(figure), "why": why}

    used = [entry(c) for c in figure["claims_used"] or () if c in cards]
    aside = [
        entry(s["claim_id"], wording.SET_ASIDE.get(s["reason"], s["reason"].replace("_", " ") + "."))
        for s in figure["claims_set_aside"] or ()
        if s["claim_id"] in cards
    ]
    return {
        "anchor": figure_anchor(figure),
        "harm": figure["harm"],
        "label": wording.HARMS[figure["harm"]],
        "cell": figure["cell"],
        "cell_label": wording.CELLS.get(figure["cell"], figure["cell"].replace("_", " ")),
        "words": _range(figure),
        "best": wording.best_words(figure["low"], figure["best"], figure["high"]),
        "low": wording.number(figure["low"]) or "open",
        "high": wording.number(figure["high"]) or "open",
        "best_number": wording.number(figure["best"]) or "none",
        "agreement": wording.AGREEMENTS.get(figure["agreement"], figure["agreement"]),
        "conflict": figure["agreement"] in ("conflict", "overlap"),
        "grade": wording.GRADES.get(figure["grade"], figure["grade"]),
        "voices": ", ".join(
            (
                wording.plural(figure["publishers"], "publisher"),
                wording.plural(figure["copy_groups"], "separate text"),
                wording.plural(figure["origins"], "origin"),
            )
        ),
        "names_floor": figure["names_floor"] if figure["names_floor"] != UNDER_FIVE else None,
        "used": used,
        "aside": aside,
        "strip": _strip(figure, [e["card"] for e in used]),
    }


def _strip(figure: Mapping[str, Any], cards: Sequence[JSON]) -> list[JSON]:
    """The accounts behind a figure as lines on one axis from nought; empty where there is nothing to compare."""
    if UNDER_FIVE in [bound for c in (*cards, figure) for bound in (c["low"], c["best"], c["high"])]:
        return []
    accounts = _accounts(cards, together=figure["cell"] == "all")
    numbers = [n for c in (*accounts, figure) for n in (c["low"], c["best"], c["high"]) if n is not None]
    if len(accounts) < 2 or not numbers:
        return []
    top = max(numbers) or 1
    lines = [{**account, **_geometry(account, top)} for account in accounts]
    lines.sort(key=lambda line: (line["from"], line["to"], line["card"]["speaker"], line["card"]["anchor"]))
    return [*lines, {"card": None, "words": _range(figure), **_geometry(figure, top)}]


def _accounts(cards: Sequence[JSON], *, together: bool) -> list[JSON]:
    """The accounts that a figure compares, each with its claims as parts.

    Args:
        cards: The claims used.
        together: Add groups that a text adds up ("a farmer and his two sons") into one account, as the whole does.
    """
    groups: dict[str, list[JSON]] = {}
    for card in cards:
        groups.setdefault((together and card["sum_group"]) or card["anchor"], []).append(card)
    accounts = []
    for parts in groups.values():
        account: JSON = {"card": parts[0], "parts": parts, "words": " + ".join(part["count"] for part in parts)}
        for bound in ("low", "best", "high"):
            values = [part[bound] for part in parts]
            account[bound] = None if None in values else sum(values)
        account["total"] = _range(account)
        if len(parts) > 1:
            account["words"] += f" = {account['total']}"
        accounts.append(account)
    return accounts


def _geometry(bounds: Mapping[str, Any], top: int) -> JSON:
    def at(value: int) -> float:
        return round(AXIS_LEFT + (AXIS_RIGHT - AXIS_LEFT) * value / top, 2)

    low, best, high = bounds["low"], bounds["best"], bounds["high"]
    only = [n for n in (low, best, high) if n is not None]
    return {
        "from": at(low) if low is not None else 0.0,
        "to": at(high) if high is not None else 100.0,
        "open_low": low is None,
        "open_high": high is None,
        "point": at(best) if best is not None else None,
        "edges": [at(n) for n in sorted({n for n in (low, high) if n is not None})],
        "drawn": bool(only),
    }
