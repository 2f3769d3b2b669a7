"""Quality against pinned floors: `make floors`.

    python benchmarks/floors.py                     measure all, fail where a figure lies below its floor
    python benchmarks/floors.py --only own          our own examples alone
    python benchmarks/floors.py --write             write what was measured; a floor is raised, never lowered
    python benchmarks/floors.py --write --lower     lower floors too; say why in the commit

Our own examples are measured always. What needs the development data is skipped where they are absent, unless
BEARWITNESS_REQUIRE_SHARED=1: then their absence is a failure. `floors.toml` holds for each figure its floor, what was
measured when, and the command that shows more; and a digest of each labelled file of ours, so that no floor is met by
a change of the questions.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import datetime
import hashlib
import io
import os
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: the small matrices gain nothing by threads

from common import ROOT, load_now, missing, shared, table

FLOORS = Path(__file__).with_name("floors.toml")
LABELLED = (
    "tests/claims/test_traps.py",
    "tests/claims/rewordings.jsonl",
    "tests/claims/negatives.jsonl",
    "examples/gold.jsonl",
    "gold/ours/dev.jsonl",
    "gold/real/dev.jsonl",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "gold" / "marked" / "held").iterdir()),
)
MARGIN = 0.01  # a new floor lies this far below what was measured: room for one case in a hundred, no more
MARGIN_OF_KEYS = 0.025  # for keys scored on some ninety pairs: room for two of them
REQUIRE = "BEARWITNESS_REQUIRE_SHARED"


@dataclass(frozen=True)
class Measure:
    """Figures that are measured together. `needs` names the data folders under shared/data."""

    name: str
    command: str
    run: Callable[[], Mapping[str, float]]
    needs: tuple[str, ...] = ()


# ---- our own examples ------------------------------------------------------------------------------------------------


def _tests_importable() -> None:
    for folder in ("tests", "tests/claims"):
        path = str(ROOT / folder)
        if path not in sys.path:
            sys.path.append(path)


def traps() -> dict[str, float]:
    """Share of the trap sentences that come out as stated."""
    _tests_importable()
    import test_traps

    right = 0
    for text, expected in test_traps.TRAPS:
        with contextlib.suppress(AssertionError):
            test_traps.test_trap_sentence(text, expected)
            right += 1
    return {"own.traps": right / len(test_traps.TRAPS)}


def _score(cases: Iterator[tuple[Sequence[Any], Sequence[Mapping[str, Any]]]]) -> dict[str, float]:
    """Over (claims found, claims expected): claims found, claims true, and texts without any difference."""
    from gold_claims import differences

    counts: Counter[str] = Counter()
    for found, expected in cases:
        notes = differences(found, expected)
        wanted = sum(not claim.get("optional") for claim in expected)
        missed = sum(note.startswith("missed") for note in notes)
        counts["texts"] += 1
        counts["as stated"] += not notes
        counts["wanted"] += wanted
        counts["given"] += wanted - missed
        counts["invented"] += sum(note.startswith("invented") for note in notes)
    return {
        "found": counts["given"] / counts["wanted"] if counts["wanted"] else 1.0,
        "true": counts["given"] / (counts["given"] + counts["invented"]) if counts["given"] else 0.0,
        "as stated": counts["as stated"] / counts["texts"],
    }


def _labelled_rows(path: Path) -> list[dict[str, Any]]:
    import json

    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def rewordings() -> dict[str, float]:
    """The trap sentences reworded by somebody who has not seen the code."""
    _tests_importable()
    from reading import read_text

    rows = _labelled_rows(ROOT / "tests/claims/rewordings.jsonl")
    found = _score((read_text(row["text"]), row["claims"]) for row in rows)
    return {f"own.rewordings {name}": value for name, value in found.items()}


def negatives() -> dict[str, float]:
    """Sentences that speak of no harm to people by force: share that give no claim."""
    _tests_importable()
    from reading import read_text

    rows = _labelled_rows(ROOT / "tests/claims/negatives.jsonl")
    return {"own.negatives": sum(not read_text(row["text"]) for row in rows) / len(rows)}


def examples() -> dict[str, float]:
    """The example reports, read as files with their manifest."""
    _tests_importable()
    from bearwitness.documents.metadata import read_manifest
    from bearwitness.one_report import ClaimedDocument, find_claims
    from bearwitness.records import sha256_hex

    folder = ROOT / "examples"
    manifest = read_manifest(folder / "manifest.csv")

    rows = _labelled_rows(folder / "gold.jsonl")
    files = [folder / ref for ref in sorted({*manifest.rows, *(row["ref"] for row in rows)})]
    file_of = {sha256_hex(file.read_bytes()): file.name for file in files}
    claims: dict[str, list[Any]] = {file.name: [] for file in files}
    for item in find_claims([str(file) for file in files], manifest=manifest):
        if isinstance(item, ClaimedDocument):
            claims[file_of[item.document.container_id or item.document.document_id]] += item.claims
    found = _score((claims[row["ref"]], row["claims"]) for row in rows)
    return {f"own.examples {name}": found[name] for name in ("found", "true")}


# ---- development data ------------------------------------------------------------------------------------------------


def muc_recall() -> dict[str, float]:
    """Recall of MUC-4 counts and victims on TST1+TST2."""
    import muc

    found = muc.recall(muc.read_sets())
    return {"muc.counts": found.share(muc.COUNTS), "muc.victims": found.share(muc.VICTIMS)}


def reading(kind: str) -> dict[str, float]:
    """The reading of claims against the dev part of the annotated gold: finding them, and each key of those found."""
    import annotated as bench

    scores = bench.score(bench.read_part(kind, "dev"))
    asserted = scores.sorts["asserted"]
    keys = {f"reading.{kind} {key}": right / of for key, (right, of) in sorted(scores.keys.items())}
    return {f"reading.{kind} precision": asserted.precision, f"reading.{kind} recall": asserted.recall, **keys}


def marked_held(kind: str) -> dict[str, float]:
    """Whom claims are found of, against the held marked reports, invented or real."""
    import marked

    rows, _ = marked.measure("held")
    found = {str(row[0]): row[-2:] for row in rows}[kind]
    return {
        f"marked.{kind} {name}": float(str(value)) for name, value in zip(("precision", "recall"), found, strict=True)
    }


def told_held(kind: str) -> dict[str, float]:
    """Number, scope, place, time and perpetrator of the claims found in the held marked reports, invented or real."""
    import marked

    rows, _ = marked.measure_told("held")
    found = next(row[2:] for row in rows if row[0] == kind)
    return {f"told.{kind} {key}": float(str(value)) for key, value in zip(marked.TOLD_KEYS, found, strict=True)}


def gvc_dev() -> dict[str, float]:
    """Linking and figures on the development half of the Gun Violence Corpus, beside the TF-IDF floor."""
    import gvc

    recorded = gvc.record_split("dev")
    found = gvc.outcomes(recorded)
    by_method = gvc.scores(recorded)
    ours, tfidf = by_method["the record"][2], by_method["floor: TF-IDF clusters"][2]
    within = [all(o.within(harm) for harm in gvc.LETHAL) for o in found]
    return {
        "gvc.b3": ours,
        "gvc.b3 less TF-IDF": ours - tfidf,
        "gvc.both right": gvc.both_right(found),
        "gvc.within": sum(within) / len(within),
    }


def place_accuracy() -> dict[str, float]:
    """Share of labelled place names that resolve to within 161 km."""
    import places
    from bearwitness.resolve.gazetteer import Gazetteer

    places.GEO = shared() / "data" / "geo"
    gazetteer, errors = Gazetteer.packaged(), Counter[tuple[Any, ...]]()
    return {
        f"places.{name}": places.score(name, gazetteer, errors)["acc@161km"] for name in ("lgl", "tr_news", "geovirus")
    }


def date_values() -> dict[str, float]:
    """Dates found, and valued as annotated, on MEANTIME."""
    import dates

    dates.DATA = shared() / "data"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        dates.meantime(False)
    rows = re.finditer(r"^ +(.+?) +\d+/\d+ +([\d.]+)$", printed.getvalue(), re.MULTILINE)
    lines = {match[1].strip(): float(match[2]) for match in rows}
    return {"dates.found": lines["dates and times found"], "dates.equal": lines["value equal"]}


MEASURES = (
    Measure("own", "pytest tests/claims/test_traps.py", traps),
    Measure("own", "python benchmarks/floors.py --only own", rewordings),
    Measure("own", "python benchmarks/floors.py --only own", negatives),
    Measure("own", "python benchmarks/floors.py --only own", examples),
    Measure("own", "python benchmarks/annotated.py --kind ours --misses", lambda: reading("ours")),
    Measure(
        "reading",
        "python benchmarks/annotated.py --kind real --misses",
        lambda: reading("real"),
        ("muc4", "gvc", "ecbplus"),
    ),
    Measure("own", "python benchmarks/marked.py --misses", lambda: marked_held("all invented")),
    Measure(
        "marked", "python benchmarks/marked.py --misses", lambda: marked_held("real"), ("muc4", "gvc", "ecbplus", "geo")
    ),
    Measure("own", "python benchmarks/marked.py --told", lambda: told_held("invented")),
    Measure(
        "marked", "python benchmarks/marked.py --told", lambda: told_held("real"), ("muc4", "gvc", "ecbplus", "geo")
    ),
    Measure("muc", "python benchmarks/muc.py --misses", muc_recall, ("muc4",)),
    Measure("gvc", "python benchmarks/gvc.py --split dev --wrong", gvc_dev, ("gvc",)),
    Measure("places", "python benchmarks/places.py --errors 30", place_accuracy, ("geo",)),
    Measure("dates", "python benchmarks/dates.py --errors", date_values, ("time",)),
)


# ---- floors ----------------------------------------------------------------------------------------------------------


def read_floors(path: Path = FLOORS) -> dict[str, Any]:
    """`digests` by file and `floors` by figure; empty where there is no file yet."""
    if not path.exists():
        return {"digests": {}, "floors": {}}
    return {"digests": {}, "floors": {}, **tomllib.loads(path.read_text(encoding="utf-8"))}


def digests() -> dict[str, str]:
    """SHA-256 of what each labelled file of ours that is there holds; of a Python file its upper-case tables alone."""
    found = {}
    for name in LABELLED:
        path = ROOT / name
        if path.exists():
            content = _tables_of(path) if path.suffix == ".py" else path.read_bytes()
            found[name] = hashlib.sha256(content).hexdigest()
    return found


def _tables_of(path: Path) -> bytes:
    """The assignments to upper-case names, however they are laid out."""
    nodes = ast.parse(path.read_text(encoding="utf-8")).body
    tables = [n for n in nodes if isinstance(n, ast.Assign) and all(ast.unparse(t).isupper() for t in n.targets)]
    return "\n".join(ast.dump(n) for n in tables).encode()


def changed_sets(pinned: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """A sentence for each labelled file that is not the one for which floors were set."""
    return [
        f"{name}: {'is gone' if name not in now else 'changed'} since the floors were set; measure again with --write."
        for name in sorted({*pinned, *now})
        if pinned.get(name) != now.get(name)
    ]


def below(measured: Mapping[str, float], floors: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A sentence for each figure below its floor, or without one."""
    found = []
    for name, value in measured.items():
        if name not in floors:
            found.append(f"{name}: measured {value:.3f} and has no floor; set one with --write.")
        elif value < floors[name]["floor"] - 1e-9:
            found.append(f"{name}: measured {value:.4f}, below its floor of {floors[name]['floor']:.4f}.")
    return found


def new_floors(
    old: Mapping[str, Mapping[str, Any]], measured: Mapping[str, tuple[float, str]], *, lower: bool, today: str
) -> dict[str, dict[str, Any]]:
    """The floors after a measurement: each at most `MARGIN` below it; only `lower` lets one sink."""
    floors = {name: dict(entry) for name, entry in old.items()}
    for name, (value, command) in measured.items():
        of_keys = name.startswith("reading.")
        floor = round(value - (MARGIN_OF_KEYS if of_keys else MARGIN), 3) if value < 1 or of_keys else 1.0
        before = floors.get(name)
        if before is not None and floor < before["floor"] and not lower:
            continue
        floors[name] = {"floor": floor, "measured": round(value, 4), "on": today, "command": command}
    return floors


def write_floors(floors: Mapping[str, Mapping[str, Any]], pinned: Mapping[str, str], path: Path = FLOORS) -> None:
    """Write floors.toml."""
    lines = [
        "# Floors of quality, checked by `make floors`. Written by `python benchmarks/floors.py --write`, which raises",
        "# a floor and never lowers one; lowering takes --lower and a reason in the commit.",
        "",
        "[digests]  # SHA-256 of our labelled files, so that no floor is met by changing the questions",
        *(f'"{name}" = "{digest}"' for name, digest in sorted(pinned.items())),
    ]
    for name, entry in sorted(floors.items()):
        lines += ["", f'[floors."{name}"]', f"floor = {entry['floor']}", f"measured = {entry['measured']}"]
        lines += [f'on = "{entry["on"]}"', f'command = "{entry["command"]}"']
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and compare; 1 where a figure lies below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=sorted({m.name for m in MEASURES}), help="measure these alone")
    parser.add_argument("--write", action="store_true", help="write floors.toml from this run")
    parser.add_argument("--lower", action="store_true", help="with --write: floors may sink")
    options = parser.parse_args(arguments)
    pinned = read_floors()
    troubles: list[str] = []
    measured: dict[str, tuple[float, str]] = {}
    lines: list[tuple[object, ...]] = []
    for measure in MEASURES:
        if options.only and measure.name not in options.only:
            continue
        reason = missing(*measure.needs)
        if reason is not None:
            if os.environ.get(REQUIRE) == "1":
                troubles.append(f"{measure.name}: {REQUIRE}=1, but {reason.removeprefix('skipped: ')}")
            else:
                print(f"{measure.name} {reason}")
            continue
        started = time.perf_counter()
        found = measure.run()
        seconds = time.perf_counter() - started
        for name, value in found.items():
            measured[name] = (value, measure.command)
            floor = pinned["floors"].get(name, {}).get("floor")
            verdict = "no floor" if floor is None else "BELOW" if value < floor - 1e-9 else "ok"
            lines.append((name, f"{value:.4f}", "" if floor is None else f"{floor:.3f}", verdict, f"{seconds:.0f}"))
            seconds = 0
    table(f"Quality and its floors ({load_now()})", lines, ("figure", "measured", "floor", "", "seconds"))
    if options.write:
        today = datetime.date.today().isoformat()
        floors = new_floors(pinned["floors"], measured, lower=options.lower, today=today)
        write_floors(floors, digests())
        print(f"\nwritten: {FLOORS.name}")
        return 0
    troubles += below({name: value for name, (value, _) in measured.items()}, pinned["floors"])
    troubles += changed_sets(pinned["digests"], digests())
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
