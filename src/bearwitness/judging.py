"""Take down what a person decides: find what is named, keep what was shown, log it, make the tables again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bearwitness.compare_builds import Difference, compare_builds
from bearwitness.config import SETTINGS_FILE, load_settings
from bearwitness.documents.metadata import SETTLED_KEYS, check_country, check_date
from bearwitness.errors import RequestError, UnknownName
from bearwitness.judgements import (
    CLAIM_VERDICTS,
    DOCUMENT_VERDICT,
    PAIR_VERDICTS,
    RETRACTION,
    anchor_of,
    attach,
    current_judgements,
    new_judgement,
)
from bearwitness.ledger import Build, Ledger, open_ledger
from bearwitness.pipeline import Progress, rebuild
from bearwitness.records import Anchor, Judgement, claim_from_json
from bearwitness.report import wording
from bearwitness.show import claim_rows_judged, find_claim, find_incident

VERDICTS = (*PAIR_VERDICTS, *CLAIM_VERDICTS, DOCUMENT_VERDICT, RETRACTION)
SHOWN_AT_MOST = 40  # sentences kept of what was shown; an incident of hundreds of claims would fill the log


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement as logged, what it changed, and sentences that the person should read."""

    judgement: Judgement
    difference: Difference
    notes: tuple[str, ...]


def judge(
    ledger: Path | str,
    verdict: str,
    items: Sequence[str],
    *,
    by: str,
    why: str,
    progress: Progress | None = None,
) -> Decided:
    """Log a judgement and make the tables again at once.

    Args:
        ledger: Folder of the ledger.
        verdict: One of `VERDICTS`.
        items: Two incidents or claims (same, different, unsure); one claim (wrong, excluded); a document and
            `name=value` pairs (document); a judgement (retract).
        by: Who decides.
        why: The reason.
        progress: See `pipeline.record`.

    Raises:
        RequestError: Something is missing, unknown or not allowed; nothing was logged.
    """
    folder = Path(ledger)
    _check_items(verdict, items)
    settings = load_settings(folder / SETTINGS_FILE)
    with open_ledger(
        folder, mode="write", wait_s=settings.limits.wait_s, memory_mb=settings.limits.memory_mb
    ) as opened:
        before = opened.current_build()
        judgement = _judgement(opened, before, verdict, items, by=by, why=why)
        opened.add_judgements([judgement])
        after = rebuild(opened, settings=settings, progress=progress)
        return Decided(judgement, compare_builds(opened, before, after), tuple(_notes(opened, after, judgement)))


def _check_items(verdict: str, items: Sequence[str]) -> None:
    if verdict not in VERDICTS:
        raise RequestError(f"judge: there is no verdict '{verdict}'. Verdicts: {', '.join(VERDICTS)}.")
    if verdict in PAIR_VERDICTS and len(items) != 2:
        raise RequestError(f"judge {verdict}: give two incidents or claims, got {len(items)}.")
    if verdict in CLAIM_VERDICTS and len(items) != 1:
        raise RequestError(f"judge {verdict}: give one claim, got {len(items)}.")
    if verdict == RETRACTION and len(items) != 1:
        raise RequestError(f"judge {verdict}: give the id of one judgement, got {len(items)}.")
    if verdict == DOCUMENT_VERDICT and len(items) < 2:
        raise RequestError(f"judge {verdict}: give a document and at least one value, such as published=2024-03-05.")


def _judgement(ledger: Ledger, build: Build, verdict: str, items: Sequence[str], *, by: str, why: str) -> Judgement:
    at = ledger.clock()
    if verdict == RETRACTION:
        return new_judgement(verdict, by=by, why=why, at=at, retracts=_find_judgement(ledger, items[0]))
    if verdict == DOCUMENT_VERDICT:
        document_id = ledger.find_document(items[0])
        values = dict(_value(item) for item in items[1:])
        shown = _shown_document(build, document_id, values)
        return new_judgement(verdict, by=by, why=why, at=at, document_id=document_id, values=values, shown=shown)
    if verdict in CLAIM_VERDICTS:
        claim = find_claim(build, items[0])
        anchors, shown = _side(ledger, build, claim.claim_id)
        return new_judgement(verdict, by=by, why=why, at=at, left=anchors, shown=shown)
    left, shown_left = _side(ledger, build, items[0])
    right, shown_right = _side(ledger, build, items[1])
    shown = [*_near(ledger, build, items), *shown_left, *shown_right][:SHOWN_AT_MOST]
    return new_judgement(verdict, by=by, why=why, at=at, left=left, right=right, shown=shown)


def _value(item: str) -> tuple[str, str]:
    """One `name=value` of a document, checked."""
    name, sign, value = item.partition("=")
    name, value = name.strip(), value.strip()
    if not sign or name not in SETTLED_KEYS:
        allowed = ", ".join(SETTLED_KEYS)
        raise RequestError(f"judge document: '{item}' is not one of {allowed}, an equals sign and a value.")
    if not value:
        raise RequestError(f"judge document: {name} is empty. Write a value after the equals sign.")
    if name == "published":
        value = check_date(value, "judge document: published")
    if name == "country":
        value = check_country(value, "judge document: country")
    if name == "url" and not re.match(r"https?://\S+$", value):
        raise RequestError(f"judge document: url '{value}' is not a web address. Write it with http:// or https://.")
    return name, value


def _find_judgement(ledger: Ledger, name: str) -> str:
    """The id of a judgement to take back; one that was taken back already is refused."""
    wanted = name.strip().lower()
    wanted = wanted if wanted.startswith("j-") else "j-" + wanted
    judgements = ledger.judgements()
    ids = sorted({j.judgement_id for j in judgements})
    found = [wanted] if wanted in ids else [i for i in ids if len(wanted) > 2 and i.startswith(wanted)]
    if len(found) == 1:
        undone = {j.retracts for j in judgements}
        back = next((j for j in judgements if j.retracts == found[0] and j.judgement_id not in undone), None)
        if back is not None:
            raise RequestError(
                f"judge retract: {found[0]} was taken back already, by {back.by}. To put it in force again, retract "
                f"{back.judgement_id}."
            )
        return found[0]
    listed = f"There are: {', '.join(ids[:6])}{', …' if len(ids) > 6 else ''}." if ids else "There is none yet."
    raise UnknownName(f"judge retract: there is no one judgement '{name}'. {listed} `show --judgements` lists them.")


def _side(ledger: Ledger, build: Build, name: str) -> tuple[list[Anchor], list[str]]:
    """The anchors of an incident's claims, or of one claim, and what the record says of them now."""
    claim_ids: list[str]
    try:
        incident = find_incident(ledger, build, name)
        members = build.table("incident_claims", where={"incident_id": incident}).to_pylist()
        claim_ids = [row["claim_id"] for row in members]
    except UnknownName as no_incident:
        if name.strip().lower().startswith("i-"):
            raise
        try:
            claim_ids = [find_claim(build, name).claim_id]
        except UnknownName as no_claim:
            raise UnknownName(str(no_claim).replace("no claim", "no incident or claim", 1)) from no_incident
        members = build.table("incident_claims", where={"claim_id": claim_ids}).to_pylist()
    claims = [claim_from_json(row) for row in build.table("claims", where={"claim_id": claim_ids}).to_pylist()]
    documents = sorted({claim.document_id for claim in claims})
    table = build.table("documents", columns=["document_id", "layer_hash"], where={"document_id": documents})
    layers = {row["document_id"]: row["layer_hash"] for row in table.to_pylist()}
    because = {row["claim_id"]: f"in {row['incident_id']}: {row['reason']}" for row in members}
    shown = []
    for claim in claims:
        bounds = wording.bounds(claim.low, claim.best, claim.high)
        sure = f", confidence {claim.confidence:.2f}" if claim.confidence is not None else ""
        words = f"claim {claim.claim_id}: {claim.harm.value} {bounds}{sure}, “{claim.quote}”"
        shown.append(f"{words}; {because.get(claim.claim_id, 'in no incident')}")
    return [anchor_of(claim, layers[claim.document_id]) for claim in claims], shown[:SHOWN_AT_MOST]


def _near(ledger: Ledger, build: Build, items: Sequence[str]) -> list[str]:
    """Scores and reasons that the record gives for the two not being one."""
    try:
        pair = {find_incident(ledger, build, name) for name in items}
    except UnknownName:
        return []
    said = []
    for row in build.table("incidents", where={"incident_id": sorted(pair)}).to_pylist():
        for merge in row["near_merges"] or ():
            if merge["incident_id"] in pair:
                said.append(
                    f"{row['incident_id']} and {merge['incident_id']}, score {merge['score']:.3f}: {merge['reason']}"
                )
    return said[:1]  # both incidents list the one pair


def _shown_document(build: Build, document_id: str, values: dict[str, str]) -> list[str]:
    rows = build.table("documents", where={"document_id": document_id}).to_pylist()
    return [f"{name} was {rows[0][name] or 'unknown'}" for name in sorted(values)] if rows else []


def _notes(ledger: Ledger, build: Build, judgement: Judgement) -> list[str]:
    """What the person should know: judgements that this one overrides, and whether it did what it says."""
    current = current_judgements(ledger.judgements())
    attached = attach(current, claim_rows_judged(ledger, build, current))
    notes = [
        f"Judgement {c.gives_way.judgement_id} ({c.gives_way.verdict}) by {c.gives_way.by} has no effect any more."
        for c in attached.conflicts
        if c.stands.judgement_id == judgement.judgement_id
    ]
    home = build.table("incident_claims", columns=["claim_id", "incident_id"]).to_pylist()
    incident_of = {row["claim_id"]: row["incident_id"] for row in home}
    if judgement.verdict == "same":
        apart = [p for p in attached.must_link if len({incident_of.get(c) for c in p}) > 1]
        if any(_is_about(judgement, pair, build) for pair in apart):
            notes.append("They stay apart, because other judgements say that claims of theirs are different.")
    return notes


def _is_about(judgement: Judgement, pair: tuple[str, str], build: Build) -> bool:
    claims = build.table("claims", columns=["document_id", "start", "end"], where={"claim_id": list(pair)}).to_pylist()
    anchors = (*judgement.left, *judgement.right)
    return all(
        any(a.document_id == c["document_id"] and a.start < c["end"] and c["start"] < a.end for a in anchors)
        for c in claims
    )
