"""Whom claims are found of, against reports in which people marked who came to harm.

    python benchmarks/marked.py                    the held part: no rule and no network was made from it
    python benchmarks/marked.py --part train       what the network learned from
    python benchmarks/marked.py --misses           what was missed and what was invented, one line each
    python benchmarks/marked.py --told             of the claims found: number, scope, place, time, perpetrator
    python benchmarks/marked.py --told --wrong place       those whose place is wrong, one line each

The marks stand in gold/marked (docs/network.md): in reports invented for it, and beside reports of ../shared/data. They say
who and which harm; of nearly all of them told.jsonl says how many, in which scope, where, when and by whom (docs/setting.md).
A pair is a mark and a claim of the same harm with overlapping words for the people. A place, time or perpetrator is right
where the words overlap or are the same, or where neither has any.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: the small matrices gain nothing by threads

from bearwitness import read_reports
from bearwitness.claims.extract import extract
from bearwitness.one_report import open_gazetteer
from bearwitness.records import Claim, Document, spans_meet
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.places.words import is_place_word_for
from bearwitness.resolve.setting.signs import people_of
from common import ROOT, load_now, missing, read_rows, share, table

sys.path.append(str(ROOT / "scripts"))

MARKED = ROOT / "gold" / "marked"
PARTS = ("train", "later", "held")
REAL = "real.jsonl"
TOLD = "told.jsonl"
TOLD_KEYS = ("number", "scope", "place", "time", "perpetrator")
NEEDS = ("muc4", "gvc", "ecbplus", "geo")

Span = tuple[int, int]
Mark = tuple[int, int, str]

_REPORT = re.compile(r"(?m)^=== ")
_MARK = re.compile(r"\[\[([^\[\]]+)\|([a-z_+]+)\]\]")


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report and who came to harm in it: `marks` holds first and last offset in the text layer, and the harm."""

    kind: str  # the file it stands in: agencies, wars, look-alikes, real …
    name: str
    document: Document
    marks: tuple[Mark, ...]


def read_marked(part: str) -> Iterator[MarkedReport]:
    """The marked reports of a part, invented ones first; those whose text is not here are left out."""
    for path in sorted((MARKED / part).glob("*.txt")):
        for report in _REPORT.split(path.read_text("utf-8"))[1:]:
            head, _, body = report.partition("\n")
            text, marks = _without_marks(f"{body.strip()}\n")
            found = placed(path.stem, head.split("|")[0].strip(), text, marks)
            if found is not None:
                yield found
    if missing(*NEEDS) is not None or not (MARKED / part / REAL).is_file():
        return
    for line in (MARKED / part / REAL).read_text("utf-8").splitlines():
        row = json.loads(line)
        text = _text_of(row["ref"], row["sha256"])
        found = placed("real", row["ref"], text, [(a, b, harm) for a, b, harm in row["marks"]])
        if found is not None:
            yield found


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader says of a marked harm: how many, its scope, and the words for place, time and doer, None where none say it."""

    mark: Mark
    number: tuple[int | None, int | None, int | None]
    scope: str
    place: Span | None
    time: Span | None
    doer: Span | None


def read_told(part: str) -> dict[str, tuple[Told, ...]]:
    """What was said of the marks of a part, by the name of the report."""
    found = {}
    for line in (MARKED / part / TOLD).read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["report"]] = tuple(
            Told(
                tuple(t["mark"]),
                tuple(t["number"]),
                t["scope"],
                *(tuple(t[key]) if t[key] is not None else None for key in ("place", "time", "doer")),
            )
            for t in row["told"]
        )
    return found


def _without_marks(body: str) -> tuple[str, list[Mark]]:
    text, at, marks = "", 0, []
    for mark in _MARK.finditer(body):
        text += body[at : mark.start()]
        marks += [(len(text), len(text) + len(mark[1]), harm) for harm in mark[2].split("+")]
        text += mark[1]
        at = mark.end()
    return text + body[at:], marks


def placed(kind: str, name: str, text: str, marks: Sequence[Mark]) -> MarkedReport | None:
    """The report with its marks moved to the text layer; None where it is rejected."""
    (document,) = read_reports("-", override=True, stdin=io.BytesIO(text.encode()))
    if not isinstance(document, Document):
        return None
    layer = document.text
    if layer == text:
        return MarkedReport(kind, name, document, tuple(marks))
    moved = []
    for start, end, harm in marks:
        words = re.compile(r"\s+".join(re.escape(word) for word in text[start:end].split()))
        there = [m.span() for m in words.finditer(layer)]
        nth = sum(m.start() < start for m in words.finditer(text))
        if nth < len(there):
            moved.append((*there[nth], harm))
    return MarkedReport(kind, name, document, tuple(moved))


@cache
def _rows(path: str) -> dict[str, dict[str, Any]]:
    return {
        str(row.get("doc_id") or row.get("document_id") or row.get("id")): row for row in read_rows(*path.split("/"))
    }


def _text_of(ref: str, sha256: str) -> str:
    import gold as annotation  # scripts/gold.py

    path, _, name = ref.partition("#")
    row = {**_rows(path)[name], "title": None}  # the pages that were marked showed none
    text = annotation.document_text(path.split("/")[0], row)
    if annotation.digest(text) != sha256:
        raise SystemExit(f"{ref}: the text is not the one that was marked (its hash differs).")
    return text


def pair(marks: Sequence[Mark], claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Indices of marks and claims that speak of the same harm to the same words, each used once."""
    free = set(range(len(claims)))
    pairs = []
    for i, (start, end, harm) in enumerate(marks):
        for j in sorted(free):
            a, b = people_of(claims[j])
            if claims[j].harm.value == harm and a < end and start < b:
                pairs.append((i, j))
                free.discard(j)
                break
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, default="held")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--told", action="store_true")
    parser.add_argument("--wrong", choices=TOLD_KEYS)
    args = parser.parse_args()
    if args.told:
        rows, lines = measure_told(args.part, args.wrong)
        table(f"{args.part}, of the claims found: right ({load_now()})", rows, ("reports", "claims", *TOLD_KEYS))
        print("\n".join(lines))
        return
    rows, lines = measure(args.part)
    head = ("kind", "reports", "marks", "claims", "precision", "recall")
    table(f"{args.part}, harm and people ({load_now()})", rows, head)
    if args.misses:
        print("\n".join(lines))


def measure(part: str) -> tuple[list[list[object]], list[str]]:
    """A row a kind of report, the last two of all invented and all real ones; and a line a difference."""
    is_place_word = is_place_word_for(open_gazetteer(None))
    counts: dict[str, list[int]] = {}
    lines = []
    for report in read_marked(part):
        claims = extract(report.document, is_place_word=is_place_word).claims
        pairs = pair(report.marks, claims)
        for kind in dict.fromkeys((report.kind, "all invented" if report.kind != "real" else "real")):
            tally = counts.setdefault(kind, [0, 0, 0, 0])
            for k, more in enumerate((1, len(report.marks), len(claims), len(pairs))):
                tally[k] += more
        lines += _differences(report, claims, pairs)
    order = sorted(counts, key=lambda kind: (kind in ("all invented", "real"), kind))
    return [
        [k, *counts[k][:3], share(counts[k][3], counts[k][2]), share(counts[k][3], counts[k][1])] for k in order
    ], lines


def measure_told(part: str, wrong: str | None = None) -> tuple[list[list[object]], list[str]]:
    """A row for invented and one for real reports: the share of claims found of which each key is right; lines for a key."""
    gazetteer = open_gazetteer(None)
    is_place_word = is_place_word_for(gazetteer)
    told = read_told(part)
    counts: dict[str, list[int]] = {}
    lines = []
    for report in read_marked(part):
        if report.name not in told:
            continue
        claims = extract(report.document, is_place_word=is_place_word).claims
        resolved = resolve_claims(claims, report.document, gazetteer=gazetteer)
        tally = counts.setdefault("real" if report.kind == "real" else "invented", [0] * (1 + len(TOLD_KEYS)))
        for i, j in pair([t.mark for t in told[report.name]], resolved):
            right = _right_keys(report.document.text, told[report.name][i], resolved[j])
            tally[0] += 1
            for k, key in enumerate(TOLD_KEYS, 1):
                tally[k] += right[key]
            if wrong is not None and not right[wrong]:
                lines.append(_wrong_line(report, told[report.name][i], resolved[j], wrong))
    return [[name, c[0], *(share(n, c[0]) for n in c[1:])] for name, c in sorted(counts.items())], lines


def _right_keys(text: str, told: Told, claim: Claim) -> dict[str, bool]:
    def is_right(said: Span | None, found: Span | None) -> bool:
        if said is None or found is None:
            return said is found
        return spans_meet(said, found) or _folded(text[slice(*said)]) == _folded(text[slice(*found)])

    place, time, doer = (_span_of(claim, key) for key in TOLD_KEYS[2:])
    return {
        "number": (claim.low, claim.best, claim.high) == told.number,
        "scope": claim.scope.value == told.scope,
        "place": is_right(told.place, place),
        "time": is_right(told.time, time),
        "perpetrator": is_right(told.doer, doer),
    }


def _span_of(claim: Claim, key: str) -> Span | None:
    said = getattr(claim, "alleged_perpetrator" if key == "perpetrator" else key)
    return said.span if said is not None else None


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _wrong_line(report: MarkedReport, told: Told, claim: Claim, key: str) -> str:
    text = report.document.text
    if key in ("number", "scope"):
        said, found = (
            str(getattr(told, key)),
            f"{claim.low}/{claim.best}/{claim.high}" if key == "number" else claim.scope,
        )
    else:
        spans = (getattr(told, "doer" if key == "perpetrator" else key), _span_of(claim, key))
        said, found = (_folded(text[slice(*at)]) if at is not None else "-" for at in spans)
    return f"{report.name[-24:]:24} told [{said}] found [{found}]: {_folded(claim.quote)[:90]}"


def _differences(report: MarkedReport, claims: Sequence[Claim], pairs: Sequence[tuple[int, int]]) -> Iterator[str]:
    text = report.document.text
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, (start, end, harm) in enumerate(report.marks):
        if i not in met:
            yield f"missed   {report.name[:24]:24} {harm:10} {_around(text, start, end)}"
    for j, claim in enumerate(claims):
        if j not in used:
            yield f"invented {report.name[:24]:24} {claim.harm.value:10} {_around(text, *people_of(claim))}"


def _around(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 60]}".split())


if __name__ == "__main__":
    main()
