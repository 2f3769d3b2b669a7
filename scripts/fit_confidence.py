"""Fit the weights of claims' confidence on the gold and write them to the package.

    python scripts/fit_confidence.py            a minute; writes src/bearwitness/claims/confidence.json
    python scripts/fit_confidence.py --dry      print what would be written

Run it again when the gold changes (a test then fails) or when the rules have changed much. The file holds no date and
does not depend on the machine: same gold and rules, same file.

    weights   logistic regression with a ridge penalty, on gold/judged and on the held part of gold/marked; the penalty
              is the one of PENALTIES with the least log loss when documents are left out
    curve     top, slope and shift, on dev, and on judged and held claims by weights fitted without their documents

None of these reports taught the network, and the rules were mended by the errors of dev alone among them. gold/judged
holds claims of reports that nobody had looked at when the rules were made, each judged right or wrong by a reader; a judgement
holds for the claim of the same harm and numbers that overlaps its span, and claims without one are left out. In the
held part of gold/marked a claim is right where a reader marked the same harm to the same people; its number was not judged.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

import numpy as np
from numpy.typing import NDArray

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
import gold as annotation

import annotated
import marked
from bearwitness import evaluate as scoring
from bearwitness import read_reports
from bearwitness.claims.build import claims_of
from bearwitness.claims.context import confidence
from bearwitness.claims.extract import read_drafts
from bearwitness.one_report import open_gazetteer
from bearwitness.records import Claim, Document
from bearwitness.resolve.places.words import is_place_word_for
from common import ROOT

TARGET = ROOT / "src" / "bearwitness" / "claims" / confidence.CONFIDENCE_FILE
JUDGED = ROOT / "gold" / "judged" / "train.jsonl"
FITTED_ON = (
    "gold/judged/train.jsonl",
    "gold/ours/dev.jsonl",
    "gold/real/dev.jsonl",
    *sorted(path.relative_to(ROOT).as_posix() for path in (marked.MARKED / "held").iterdir()),
)
PENALTIES = (1.0, 2.0, 4.0, 8.0, 16.0)  # of half the squared weights; 1 is little for so few wrong claims, so no less
FEWEST = 3  # claims that must show a sign before it gets a weight
FOLDS = 10
SEEDS = (1, 2, 3)
TOPS = tuple(t / 200 for t in range(170, 201))  # 0.85 to 1

Floats = NDArray[np.float64]
START = np.array([1.0, 0.0])  # slope and shift of a score that is calibrated already
PULL = 0.5  # how strongly the curve is drawn there: as half a claim would


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its signs, whether it is right, and the document and part of the gold it stands in."""

    part: str  # held | judged | dev
    kind: str  # real | ours
    document_id: str
    signs: tuple[str, ...]
    right: bool
    quote: str


# ---- what was read, and whether it is right


def read_all() -> list[Judged]:
    """The claims of the held part, of judged and of dev, in the order of the gold. A minute of reading."""
    return [*_held(), *_judged(), *_gold("dev", "real"), *_gold("dev", "ours")]


def _held() -> Iterator[Judged]:
    for report in marked.read_marked("held"):
        claims, signs = _claims(report.document)
        right = {j for _, j in marked.pair(report.marks, claims)}
        kind = "real" if report.kind == "real" else "ours"
        for j, (claim, its) in enumerate(zip(claims, signs, strict=True)):
            yield Judged("held", kind, report.name, tuple(its), j in right, claim.quote)


def _gold(part: str, kind: str) -> Iterator[Judged]:
    for gold in annotated.read_part(kind, part):
        document, claims, signs = _read(gold.text or "", gold.given)
        spans = [scoring._placed(claim, gold.text, document.text) for claim in gold.claims]
        right = {j for _, j in scoring.pair_claims(gold.claims, [_row(claim) for claim in claims], spans=spans)}
        for j, (claim, its) in enumerate(zip(claims, signs, strict=True)):
            yield Judged(part, kind, gold.document_id, tuple(its), j in right, claim.quote)


def _judged() -> Iterator[Judged]:
    for line in JUDGED.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, _ = annotation.load(row["ref"])
        if annotation.digest(text) != row["sha256"]:
            raise SystemExit(f"{row['document_id']}: the text is not the one whose claims were judged.")
        document, claims, signs = _read(text, None)
        spans = [scoring._placed(_start_end(j), text, document.text) for j in row["claims"]]
        pairs = scoring.pair_claims(row["claims"], [_row(claim) for claim in claims], spans=spans)
        for i, j in sorted(pairs, key=lambda pair: pair[1]):
            right = bool(row["claims"][i]["right"])
            yield Judged("judged", "real", row["document_id"], tuple(signs[j]), right, claims[j].quote)


def _read(text: str, given: Any) -> tuple[Document, list[Claim], list[list[str]]]:
    """The document, its claims in the order of the drafts, and the signs of each."""
    (document,) = read_reports("-", given=given, override=True, stdin=io.BytesIO(text.encode()))
    if not isinstance(document, Document):
        raise SystemExit(f"A report of the gold cannot be read: {document.reason}")
    return document, *_claims(document)


def _claims(document: Document) -> tuple[list[Claim], list[list[str]]]:
    drafts, _ = read_drafts(document, is_place_word=is_place_word_for(open_gazetteer(None)))
    signs = confidence.signs_of(drafts, document.text)
    kept: dict[str, tuple[Claim, list[str]]] = {}
    for claim, its in zip(claims_of(document, drafts), signs, strict=True):
        kept.setdefault(claim.claim_id, (claim, its))
    return [claim for claim, _ in kept.values()], [its for _, its in kept.values()]


def _row(claim: Claim) -> dict[str, Any]:
    return {key: getattr(claim, key) for key in ("harm", "low", "best", "high", "start", "end")}


def _start_end(claim: Mapping[str, Any]) -> dict[str, Any]:
    return {"start": claim["span"][0], "end": claim["span"][1]}


# ---- fitting


def matrix(rows: Sequence[Judged], names: Sequence[str]) -> Floats:
    """One row a claim, a column of ones, then one column a sign: 1 where the claim shows it."""
    place = {name: i + 1 for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, 0] = 1
    for i, row in enumerate(rows):
        for sign in row.signs:
            if sign in place:
                x[i, place[sign]] = 1
    return x


def fit(x: Floats, y: Floats, penalty: float) -> Floats:
    """Logistic regression by Newton's method; the first column, the base, is not penalised."""
    ridge = np.full(x.shape[1], penalty)
    ridge[0] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = sigmoid(x @ w)
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-10:
            break
    return w


def sigmoid(z: Floats) -> Floats:
    """1 / (1 + exp(-z))."""
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -30, 30))))


def right_of(rows: Sequence[Judged]) -> Floats:
    """1 for a right claim, 0 for a wrong one."""
    return np.array([row.right for row in rows], dtype=np.float64)


def folds_of(rows: Sequence[Judged], seed: int) -> NDArray[np.int64]:
    """A fold for each claim, the same for all of a document."""
    documents = sorted({row.document_id for row in rows})
    order = np.random.default_rng(seed).permutation(len(documents)) % FOLDS
    fold = dict(zip(documents, order.tolist(), strict=True))
    return np.array([fold[row.document_id] for row in rows])


def names_of(rows: Sequence[Judged]) -> list[str]:
    """The signs that enough claims show."""
    counts = Counter(sign for row in rows for sign in set(row.signs))
    return sorted(sign for sign, n in counts.items() if n >= FEWEST)


def left_out_scores(rows: Sequence[Judged], penalty: float, seed: int) -> Floats:
    """The score of each claim by weights that were fitted without its document."""
    x, y, fold = matrix(rows, names_of(rows)), right_of(rows), folds_of(rows, seed)
    scores = np.zeros(len(rows))
    for k in range(FOLDS):
        scores[fold == k] = x[fold == k] @ fit(x[fold != k], y[fold != k], penalty)
    return scores


def log_loss(p: Floats, y: Floats) -> float:
    """Mean of minus the log of the probability given to what was so."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def best_penalty(rows: Sequence[Judged]) -> float:
    """The penalty with the least log loss on documents left out, over several foldings."""
    y = right_of(rows)
    losses = {
        penalty: np.mean([log_loss(sigmoid(left_out_scores(rows, penalty, seed)), y) for seed in SEEDS])
        for penalty in PENALTIES
    }
    return min(losses, key=lambda penalty: (losses[penalty], -penalty))


def fit_curve(scores: Floats, y: Floats) -> tuple[float, float, float]:
    """Top, slope and shift of the curve that makes scores probabilities: top * sigmoid(slope * score + shift).

    The top stands for errors that no sign tells of. Of TOPS the one under which the claims are likeliest; slope and
    shift by Fisher scoring, drawn a little towards 1 and 0.
    """
    best = (np.inf, 1.0, 1.0, 0.0)
    x = np.column_stack([scores, np.ones_like(scores)])
    for top in TOPS:
        w = START.copy()
        for _ in range(100):
            s = sigmoid(x @ w)
            p = np.clip(top * s, 1e-9, 1 - 1e-9)
            rise, spread = top * s * (1 - s), p * (1 - p)
            gradient = x.T @ ((y - p) / spread * rise) - PULL * (w - START)
            step = np.linalg.solve((x * (rise**2 / spread)[:, None]).T @ x + PULL * np.eye(2), gradient)
            w += np.clip(step, -0.5, 0.5)
            if np.abs(step).max() < 1e-10:
                break
        loss = log_loss(top * sigmoid(x @ w), y) * len(y) + PULL * float((w - START) @ (w - START)) / 2
        best = min(best, (loss, top, float(w[0]), float(w[1])))
    return best[1:]


@dataclass(frozen=True, slots=True)
class Scored:
    """The fit: weights by sign, base and penalty, and the claims that calibrate with the scores they got."""

    names: list[str]
    weights: Floats
    penalty: float
    rows: list[Judged]
    scores: Floats


def fit_weights(rows: Sequence[Judged]) -> Scored:
    """Weights on held and judged; scores of dev by them, of these by weights without their documents."""
    fitted = [row for row in rows if row.part != "dev"]
    dev = [row for row in rows if row.part == "dev"]
    penalty, names = best_penalty(fitted), names_of(fitted)
    w = fit(matrix(fitted, names), right_of(fitted), penalty)
    apart = np.mean([left_out_scores(fitted, penalty, seed) for seed in SEEDS], axis=0)
    return Scored(names, w, penalty, [*dev, *fitted], np.concatenate([matrix(dev, names) @ w, apart]))


# ---- the file


def digests() -> dict[str, str]:
    """SHA-256 of each file of the gold that the weights were fitted on."""
    return {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in FITTED_ON}


def weights_file(rows: Sequence[Judged]) -> dict[str, Any]:
    """What confidence.json holds."""
    scored = fit_weights(rows)
    top, slope, shift = fit_curve(scored.scores, right_of(scored.rows))
    rounded = [round(float(w), 4) for w in scored.weights[1:]]
    return {
        "made by": "scripts/fit_confidence.py",
        "fitted on": digests(),
        "claims": len(rows),
        "wrong": sum(not row.right for row in rows),
        "penalty": scored.penalty,
        "seeds": list(SEEDS),
        "base": round(float(scored.weights[0]), 4),
        "top": top,
        "slope": round(slope, 4),
        "shift": round(shift, 4),
        "signs": dict(zip(scored.names, rounded, strict=True)),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry", action="store_true", help="print the file instead of writing it")
    options = parser.parse_args(arguments)
    content = json.dumps(weights_file(read_all()), indent=1, ensure_ascii=False) + "\n"
    if options.dry:
        print(content, end="")
    else:
        TARGET.write_text(content, "utf-8")
        print(f"written: {TARGET.relative_to(ROOT)}. Its figures: python benchmarks/confidence.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
