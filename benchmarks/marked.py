"""Whom claims are found of, against reports in which people marked who came to harm.

    python benchmarks/marked.py                    the held part: no rule and no network was made from it
    python benchmarks/marked.py --part train       what the network learned from
    python benchmarks/marked.py --misses           what was missed and what was invented, one line each

The marks stand in gold/marked (docs/network.md): in reports invented for it, and beside reports of ../shared/data. They say
who and which harm, no number and no other key, so that many reports could be marked. A pair is a mark and a claim of the
same harm with overlapping words for the people. Numbers are scored by annotated.py.
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
from bearwitness.records import Claim, Document
from bearwitness.resolve.places.words import is_place_word_for
from common import ROOT, load_now, missing, read_rows, share, table

sys.path.append(str(ROOT / "scripts"))

MARKED = ROOT / "gold" / "marked"
PARTS = ("train", "held")
REAL = "real.jsonl"
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
    if missing(*NEEDS) is not None:
        return
    for line in (MARKED / part / REAL).read_text("utf-8").splitlines():
        row = json.loads(line)
        text = _text_of(row["ref"], row["sha256"])
        found = placed("real", row["ref"], text, [(a, b, harm) for a, b, harm in row["marks"]])
        if found is not None:
            yield found


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


def people_of(claim: Claim) -> Span:
    """The words of a claim's number and people; the whole claim where it has neither."""
    spans = [claim.victims.span] if claim.victims.span is not None else []
    if claim.count_start is not None and claim.count_end is not None:
        spans.append((claim.count_start, claim.count_end))
    if not spans:
        return claim.start, claim.end
    return min(start for start, _ in spans), max(end for _, end in spans)


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
    args = parser.parse_args()
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
