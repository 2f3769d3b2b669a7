"""The published overlap tables and what the implementations of the field give on them, from shared/data/mse."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from bearwitness.estimate.overlaps import Overlaps, read_overlaps

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("BEARWITNESS_SHARED") or ROOT.parent / "shared") / "data" / "mse"

METHODS = {
    "Rcapture closedp.t Mt": "independence",
    "Rcapture closedp.t Mth Chao (LB)": "chao_lower",
    "Rcapture closedpMS.t": "loglinear_best_bic",
    "SparseMSE": "stepwise",
    "CARE1 estN LSC": "coverage_low",
    "CARE1 estN HSC": "coverage_high",
}

Limits = tuple[int | None, int | None, int | None]


def table(name: str) -> Overlaps:
    """A published table; skips the test where it is not there."""
    path = FOLDER / f"{name}.csv"
    if not path.is_file():
        pytest.skip("the published overlap tables lie in shared/data/mse beside the repository, which is not there")
    return read_overlaps(path)


def references(method: str) -> dict[str, Limits]:
    """Table -> estimate, low, high as printed, of one of our methods; empty where the folder is not there."""
    path = FOLDER / "reference_estimates.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        found = {row["set"]: row for row in csv.DictReader(lines) if _ours(row["method"]) == method}
    return {name: (_whole(row["estimate"]), _whole(row["low"]), _whole(row["high"])) for name, row in found.items()}


def tables_of(method: str) -> list[str]:
    """Names of the tables that a method has a reference on; one placeholder where the folder is not there."""
    return sorted(references(method)) or ["absent"]


def _ours(method: str) -> str | None:
    """Our name of a method; the longer names begin with what the table above has."""
    begins = (ours for start, ours in METHODS.items() if method.startswith(start) and start != "Rcapture closedp.t Mt")
    return METHODS.get(method) or next(begins, None)


def _whole(cell: str) -> int | None:
    return None if cell == "NA" else int(cell)
