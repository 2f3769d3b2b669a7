"""Is a confidence of 0.9 right nine times in ten? Calibration of the claims' confidence on the gold.

    python benchmarks/confidence.py                    Brier score, calibration error, bins, and what the worklist catches
    python benchmarks/confidence.py --write            put them into docs/confidence.md, and draw its diagram

The weights are fitted without dev, and without the document where a judged or held claim is scored; the calibrating curve is
fitted without the document that it is measured on (cross-fitting). `dev` is the gold's; `unseen` are claims judged one
by one in reports that nobody looked at while the rules were made; `held` those of marked reports that taught nothing, where
right means the harm and the people, not the number (docs/confidence.md). Takes a minute.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

import numpy as np
from numpy.typing import NDArray

from common import ROOT, need, share, table

sys.path.append(str(ROOT / "scripts"))
import fit_confidence as fitting

EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 1.0)
LIMITS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
PAGE = ROOT / "docs" / "confidence.md"
PICTURE = ROOT / "docs" / "img" / "confidence.svg"

Floats = NDArray[np.float64]
Curve = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Part:
    """Claims of one part: the probabilities they got, and whether they are right (1) or wrong (0)."""

    name: str
    p: Floats
    y: Floats

    @property
    def brier(self) -> float:
        """Mean squared distance between probability and what was so; 0 is best."""
        return float(np.mean((self.p - self.y) ** 2))

    @property
    def brier_of_mean(self) -> float:
        """The same where every claim gets the share of right claims of this part: to be beaten."""
        return float(self.y.mean() * (1 - self.y.mean()))

    @property
    def error(self) -> float:
        """Expected calibration error: how far the mean probability of a bin lies from its share of right claims."""
        return sum(n * abs(p - r) for _, n, p, r in self.bins()) / len(self.y)

    @property
    def ranking(self) -> float:
        """How often a right claim gets more than a wrong one (area under the curve); ties count half."""
        right, wrong = self.p[self.y == 1], self.p[self.y == 0]
        if not len(right) or not len(wrong):
            return math.nan
        return float(np.mean((right[:, None] > wrong) + 0.5 * (right[:, None] == wrong)))

    def bins(self) -> list[tuple[str, int, float, float]]:
        """(edges, claims, mean probability, share right) of each bin that holds a claim."""
        found = []
        for low, high in pairwise(EDGES):
            inside = (self.p >= low) & ((self.p < high) | (high == 1.0))
            if inside.any():
                edges = f"{low:.2f}–{high:.2f}"
                found.append((edges, int(inside.sum()), float(self.p[inside].mean()), float(self.y[inside].mean())))
        return found


def capped(scores: Floats, y: Floats) -> Curve:
    """The curve of the package."""
    top, slope, shift = fitting.fit_curve(scores, y)
    return lambda s: top * fitting.sigmoid(slope * s + shift)


def platt(scores: Floats, y: Floats) -> Curve:
    """A curve that reaches 1, for comparison."""
    w = fitting.fit(np.column_stack([np.ones_like(scores), scores]), y, 0.0)
    return lambda s: fitting.sigmoid(w[0] + w[1] * s)


def isotonic(scores: Floats, y: Floats) -> Curve:
    """The nearest rising step function, for comparison."""
    order = np.argsort(scores, kind="stable")
    blocks: list[list[float]] = []  # sum, number, first score
    for s, value in zip(scores[order], y[order], strict=True):
        blocks.append([float(value), 1.0, float(s)])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1][0] += last[0]
            blocks[-1][1] += last[1]
    starts, values = np.array([b[2] for b in blocks]), np.array([b[0] / b[1] for b in blocks])
    return lambda s: values[np.clip(np.searchsorted(starts, s, side="right") - 1, 0, len(values) - 1)]


def cross_fitted(scored: fitting.Scored, curve: Callable[[Floats, Floats], Curve]) -> Floats:
    """The probability of each claim by curves fitted without its document, averaged over several foldings."""
    y = fitting.right_of(scored.rows)
    found = []
    for seed in fitting.SEEDS:
        fold = fitting.folds_of(scored.rows, seed)
        p = np.zeros(len(y))
        for k in range(fitting.FOLDS):
            p[fold == k] = curve(scored.scores[fold != k], y[fold != k])(scored.scores[fold == k])
        found.append(p)
    return np.asarray(np.mean(found, axis=0))


def parts_of(rows: Sequence[fitting.Judged], p: Floats) -> list[Part]:
    """Dev by kind, dev together, the judged claims, the held ones by kind, and all."""
    y = fitting.right_of(rows)
    chosen: Mapping[str, Callable[[fitting.Judged], bool]] = {
        "dev, real": lambda row: row.part == "dev" and row.kind == "real",
        "dev, invented": lambda row: row.part == "dev" and row.kind == "ours",
        "dev": lambda row: row.part == "dev",
        "unseen": lambda row: row.part == "judged",
        "held, real": lambda row: row.part == "held" and row.kind == "real",
        "held, invented": lambda row: row.part == "held" and row.kind == "ours",
        "all": lambda row: True,
    }
    masks = {name: np.array([belongs(row) for row in rows]) for name, belongs in chosen.items()}
    return [Part(name, p[mask], y[mask]) for name, mask in masks.items() if mask.any()]


# ---- the picture


def reliability_svg(parts: Sequence[Part]) -> str:
    """A diagram each: mean probability of a bin across, share of right claims upwards, with 95% intervals (Wilson)."""
    size, gap, left, top = 220, 60, 46, 34
    width = left + len(parts) * (size + gap)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="12" '
        f'viewBox="0 0 {width} {size + 90}" role="img">',
        "<title>Share of claims that are right, by the confidence they were given</title>",
        "<style>text{fill:#444}.f{stroke:#888;fill:none}.d{stroke:#999;stroke-dasharray:4 4}.b{stroke:#456;stroke-width:2}"
        ".p{fill:#456}@media(prefers-color-scheme:dark){text{fill:#ccc}.f{stroke:#888}.d{stroke:#777}"
        ".b{stroke:#9bd}.p{fill:#9bd}}</style>",
    ]
    for number, part in enumerate(parts):
        x0, y0 = left + number * (size + gap), top
        out.append(f'<g transform="translate({x0} {y0})">')
        out.append(f'<text x="0" y="-12">{part.name} ({len(part.y)} claims)</text>')
        out.append(f'<rect class="f" width="{size}" height="{size}"/>')
        out.append(f'<line class="d" x1="0" y1="{size}" x2="{size}" y2="0"/>')
        for tick in (0, 0.5, 1):
            out.append(f'<text x="{tick * size:g}" y="{size + 16}" text-anchor="middle">{tick:g}</text>')
            if number == 0:
                out.append(f'<text x="-6" y="{size - tick * size + 4:g}" text-anchor="end">{tick:g}</text>')
        for _, n, p, right in part.bins():
            low, high = wilson(right, n)
            x, y = p * size, size - right * size
            out.append(
                f'<line class="b" x1="{x:.1f}" y1="{size * (1 - low):.1f}" x2="{x:.1f}" y2="{size * (1 - high):.1f}"/>'
            )
            out.append(f'<circle class="p" cx="{x:.1f}" cy="{y:.1f}" r="{2 + math.sqrt(n) / 2:.1f}"/>')
        out.append("</g>")
    middle = left + (width - left - gap) / 2
    out.append(f'<text x="{middle:g}" y="{top + size + 38}" text-anchor="middle">confidence given</text>')
    upright = f'transform="translate(12 {top + size / 2:g}) rotate(-90)"'
    out.append(f'<text {upright} text-anchor="middle">share that is right</text></svg>')
    return "\n".join(out) + "\n"


def wilson(share_right: float, n: int) -> tuple[float, float]:
    """95% interval of a share of n."""
    z = 1.96
    middle = (share_right + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share_right * (1 - share_right) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


# ---- tables


def tables_of(parts: Sequence[Part]) -> dict[str, tuple[Sequence[str], list[tuple[Any, ...]]]]:
    """Title -> head and rows: scores, bins of all, and what a limit of the worklist catches."""
    scores = [
        (a.name, len(a.y), int((1 - a.y).sum()), a.brier, a.brier_of_mean, a.error, a.ranking, a.p.mean(), a.y.mean())
        for a in parts
    ]
    head = ("part", "claims", "wrong", "Brier", "of one number", "calibration error", "ranking", "mean", "right")
    whole = parts[-1]
    wrong = whole.y == 0
    limits = []
    for limit in LIMITS:
        low = whole.p < limit
        caught, read = int((low & wrong).sum()), int(low.sum())
        limits.append((f"{limit:.2f}", read, share(read, len(low)), share(caught, wrong.sum()), share(caught, read)))
    return {
        "Scores": (head, scores),
        "Bins of all": (("confidence", "claims", "mean", "right"), whole.bins()),
        "Limits": (("below", "claims", "of all claims", "of the wrong", "wrong among them"), limits),
    }


def write_page(tables: Mapping[str, tuple[Sequence[str], list[tuple[Any, ...]]]]) -> None:
    """Put each table behind its mark in the page."""
    page = PAGE.read_text("utf-8")
    for title, (head, rows) in tables.items():
        cells = [[f"{c:.3f}" if isinstance(c, float) else str(c) for c in row] for row in rows]
        lines = [head, ["---"] * len(head), *cells]
        block = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        mark = f"<!-- {title} -->"
        before, found, rest = page.partition(mark)
        if not found:
            raise SystemExit(f"{PAGE.name} has no mark {mark}.")
        after = rest.lstrip("\n")
        while after.startswith("|"):
            after = after.partition("\n")[2]
        page = f"{before}{mark}\n{block}\n\n{after.lstrip()}"
    PAGE.write_text(page, "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, cross-fit, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write tables and diagram of docs/confidence.md")
    options = parser.parse_args(arguments)
    need("muc4", "gvc", "ecbplus")
    scored = fitting.fit_weights(fitting.read_all())
    parts = parts_of(scored.rows, cross_fitted(scored, capped))
    tables = tables_of(parts)
    for title, (head, rows) in tables.items():
        table(f"{title}, cross-fitted", rows, head)
    for part in parts[:-1]:
        table(f"Bins of {part.name}", part.bins(), ("confidence", "claims", "mean", "right"))
    others = [parts_of(scored.rows, cross_fitted(scored, curve)) for curve in (platt, isotonic)]
    compared = [(a.name, a.brier, b.brier, c.brier) for a, b, c in zip(parts, *others, strict=True)]
    table("Brier score by kind of curve", compared, ("part", "with a top", "to 1 (Platt)", "steps (isotonic)"))
    if options.write:
        write_page(tables)
        PICTURE.write_text(reliability_svg([*parts[:2], parts[3]]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
