"""The reading of claims against the gold that people annotated (docs/annotation.md).

    python benchmarks/annotated.py                    dev, real and invented texts apart
    python benchmarks/annotated.py --part test        only to report: nothing is tuned on it
    python benchmarks/annotated.py --misses           what was missed and what was invented, one line each
    python benchmarks/annotated.py --key place        the pairs whose place is wrong: gold's words, ours, the quote

Gold stands in gold/real (labels and offsets; the texts are read from ../shared/data) and gold/ours (with text). A pair is
a gold and a found claim of one document with the same harm, the same low, best and high, and overlapping words. Precision
and recall are given of all claims, of asserted ones, and of asserted ones whose number is said in words or digits. Keys
are scored on the pairs.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: the small matrices gain nothing by threads

from bearwitness import evaluate as scoring
from common import ROOT, load_now, missing, table

sys.path.append(str(ROOT / "scripts"))
import gold as annotation  # scripts/gold.py puts labels back on their texts

GOLD = ROOT / "gold"
KINDS = ("real", "ours")
NEEDS = ("muc4", "gvc", "ecbplus")
SPANS = ("claimant", "alleged_perpetrator", "place", "time", "as_of")
VICTIMS = ("status", "role", "age_group", "sex")

Claim = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Gold and found claims of one sort, and how many of each have a partner."""

    gold: int = 0
    gold_met: int = 0
    found: int = 0
    found_met: int = 0

    @property
    def precision(self) -> float:
        return self.found_met / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.gold_met / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


SORTS = {
    "all claims": lambda claim: True,
    "asserted": lambda claim: claim["factuality"] == "asserted",
    "asserted, number said": lambda claim: claim["factuality"] == "asserted" and claim.get("count_text") is not None,
}


@dataclass(slots=True)
class Scores:
    """Everything that is measured over the documents of one part and kind."""

    documents: int = 0
    sorts: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in SORTS})
    harms: dict[str, Tally] = field(default_factory=dict)
    keys: dict[str, list[int]] = field(default_factory=dict)  # key -> [right, of]
    lines: list[str] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=dict)  # key -> one line a pair whose key is wrong


def read_part(kind: str, part: str) -> list[scoring.GoldDocument]:
    """The gold documents of a part, with their texts; none where the file is not there."""
    path = GOLD / kind / f"{part}.jsonl"
    if not path.exists():
        return []
    rows = [annotation.join(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        scoring.GoldDocument(row["document_id"], scoring._metadata(row, path.name), row["claims"], row["text"])
        for row in rows
    ]


def score(documents: Sequence[scoring.GoldDocument]) -> Scores:
    """Read each document as `bearwitness claims` would, and score what is found."""
    scores = Scores(documents=len(documents))
    result = scoring.evaluate(documents)
    for document in documents:
        found = result.found[document.document_id]
        text = document.text or ""
        spans = [scoring._placed(claim, text, text) for claim in document.claims]
        pairs = scoring.pair_claims(document.claims, found, spans=spans)
        _count(scores, document.claims, found, pairs)
        _compare(scores, document, found, pairs)
        scores.lines += _differences(document, found, spans, pairs)
    return scores


def _count(scores: Scores, gold: Sequence[Claim], found: Sequence[Claim], pairs: Sequence[tuple[int, int]]) -> None:
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for name, belongs in SORTS.items():
        _add(scores.sorts[name], [i in met for i, c in enumerate(gold) if belongs(c)], True)
        _add(scores.sorts[name], [j in used for j, c in enumerate(found) if belongs(c)], False)
    for harm in sorted({claim["harm"] for claim in (*gold, *found)}):
        tally = scores.harms.setdefault(harm, Tally())
        _add(tally, [i in met for i, c in enumerate(gold) if c["harm"] == harm], True)
        _add(tally, [j in used for j, c in enumerate(found) if c["harm"] == harm], False)


def _add(tally: Tally, met: Sequence[bool], of_gold: bool) -> None:
    if of_gold:
        tally.gold, tally.gold_met = tally.gold + len(met), tally.gold_met + sum(met)
    else:
        tally.found, tally.found_met = tally.found + len(met), tally.found_met + sum(met)


def _compare(
    scores: Scores, document: scoring.GoldDocument, found: Sequence[Claim], pairs: Sequence[tuple[int, int]]
) -> None:
    gold = document.claims
    there = {found[j]["claim_id"]: gold[i].get("claim_id") for i, j in pairs}
    for i, j in pairs:
        for key, right in _keys(gold[i], found[j], there):
            tally = scores.keys.setdefault(key, [0, 0])
            tally[0] += right
            tally[1] += 1
            if not right:
                line = f"{document.document_id[:16]:16} gold {_value(gold[i], key)} ours {_value(found[j], key)}"
                scores.wrong.setdefault(key, []).append(f"{line}: {_folded(found[j]['quote'])[:100]}")


def _value(claim: Claim, key: str) -> str:
    """The value of a key in few words: a phrase by its own words, and in brackets where they come from elsewhere."""
    value = claim
    for step in key.split("."):
        value = (value or {}).get(step)
    if isinstance(value, Mapping):
        words = value.get("text")
        return repr(words) if words is not None else f"[{value.get('from') or value.get('name') or value.get('start')}]"
    return repr(value)


def _keys(gold: Claim, found: Claim, there: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """(key, right). A phrase is right where both have none, or where their words overlap in the text.

    A place or time without words of its own (taken from the dateline or from the rest of the report) counts as none.
    """
    for key in ("modifier", "unit", "counting", "scope", "factuality", "moved_from"):
        yield key, gold.get(key) == found[key]
    for key in scoring.LINKS:
        target = found[key]
        yield key, gold.get(key) is None if target is None else there.get(target) == gold.get(key)
    for key in SPANS:
        yield key, _overlap(gold.get(key), found[key])
    for key in VICTIMS:
        yield f"victims.{key}", (gold["victims"] or {}).get(key) == found["victims"][key]


def _overlap(gold: Claim | None, found: Claim | None) -> bool:
    if gold is None or found is None or found.get("text") is None:
        return gold is None and (found is None or found.get("text") is None)
    if gold.get("span") is None or found.get("span") is None:
        return _folded(gold.get("text")) == _folded(found.get("text"))
    (a, b), (c, d) = gold["span"], found["span"]
    return (a < d and c < b) or _folded(gold.get("text")) == _folded(found.get("text"))


def _folded(words: str | None) -> str:
    return " ".join((words or "").casefold().split())


def _differences(
    document: scoring.GoldDocument,
    found: Sequence[Claim],
    spans: Sequence[tuple[int, int] | None],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[str]:
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    text = document.text or ""
    for i, (claim, span) in enumerate(zip(document.claims, spans, strict=True)):
        if i not in met:
            words = text[slice(*span)] if span else "?"
            yield f"missed   {document.document_id[:16]:16} {_bounds(claim)}: {_folded(words)[:120]}"
    for j, claim in enumerate(found):
        if j not in used:
            yield f"invented {document.document_id[:16]:16} {_bounds(claim)}: {_folded(claim['quote'])[:120]}"


def _bounds(claim: Claim) -> str:
    return f"{claim['harm']} " + "/".join("–" if claim[k] is None else str(claim[k]) for k in ("low", "best", "high"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the parts asked for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("train", "dev", "test"), default="dev")
    parser.add_argument("--kind", choices=KINDS, help="real or our own texts alone")
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was invented")
    parser.add_argument("--key", metavar="KEY", help="list the pairs whose KEY is wrong, as `place` or `victims.role`")
    options = parser.parse_args(arguments)
    for kind in [options.kind] if options.kind else KINDS:
        reason = missing(*NEEDS) if kind == "real" else None
        if reason is not None:
            print(f"{kind}: {reason}")
            continue
        documents = read_part(kind, options.part)
        if documents:
            scores = score(documents)
            _print(kind, options.part, scores, misses=options.misses)
            print("\n".join(scores.wrong.get(options.key, [])))
    return 0


def _print(kind: str, part: str, scores: Scores, *, misses: bool) -> None:
    tallies = [*scores.sorts.items(), *sorted(scores.harms.items())]
    rows = [(n, t.gold, t.found, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}") for n, t in tallies]
    title = f"{part}, {kind} texts, {scores.documents} documents ({load_now()})"
    table(title, rows, ("claims", "gold", "found", "precision", "recall", "F1"))
    keys = [(key, right, of, f"{right / of:.3f}") for key, (right, of) in sorted(scores.keys.items())]
    table(f"{part}, {kind}: keys of the pairs", keys, ("key", "right", "of", "accuracy"))
    if misses:
        print("\n".join(scores.lines))


if __name__ == "__main__":
    sys.exit(main())
