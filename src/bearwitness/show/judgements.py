"""What people decided, and what of it answers to no claim any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from bearwitness.judgements import ClaimRow, attach, current_judgements, row_of
from bearwitness.ledger import Build, Ledger
from bearwitness.records import JSON, Judgement, claim_from_json, to_json
from bearwitness.show.layout import table_of
from bearwitness.show.words import plain


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
    table = table_of(("Judgement", "cyan"), ("When", ""), ("By", ""), ("Verdict", ""), ("Why", ""), ("In force", ""))
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
    table = table_of(("Judgement", "cyan"), ("Verdict", ""), ("By", ""), ("Harm", ""), ("Words", ""), ("Why", ""))
    for row in rows:
        words = f"“{plain(row['words'])}”" if row["words"] is not None else "erased"
        cells = (row["judgement_id"], row["verdict"], plain(row["by"]), row["harm"], words, plain(row["why"]))
        table.add_row(*map(Text, cells))
    return table
