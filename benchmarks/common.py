"""What the benchmarks share: where the development data lie, reports without their keys, tables, child processes.

The data lie in the folder `shared` beside the repository, or where BEARWITNESS_SHARED points. Halves held for testing
are never opened: a name that belongs to one is refused.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bearwitness.one_report import ClaimedDocument, find_claims
from bearwitness.records import Rejected

ROOT = Path(__file__).resolve().parents[1]
HELD_OUT = re.compile(r"tst[34]|(?:^|[._-])(?:test|held)(?:[._-]|$)")

Row = dict[str, Any]


def shared() -> Path:
    """The folder of development data, there or not."""
    return Path(os.environ.get("BEARWITNESS_SHARED") or ROOT.parent / "shared").resolve()


def missing(*names: str) -> str | None:
    """A plain sentence saying which of the data folders are absent; None where all are there."""
    absent = [name for name in names if not (shared() / "data" / name).is_dir()]
    if not absent:
        return None
    return (
        f"skipped: no {' or '.join(absent)} under {shared().name}/data beside the repository. "
        "Set BEARWITNESS_SHARED to the folder that holds data/."
    )


def need(*names: str) -> None:
    """Stop with a plain sentence, without fault, where a data folder is absent."""
    reason = missing(*names)
    if reason is not None:
        print(reason, file=sys.stderr)
        raise SystemExit(0)


def read_rows(*parts: str) -> list[Row]:
    """The rows of a JSON-lines file under data/, in order."""
    if HELD_OUT.search(parts[-1]):
        raise SystemExit(f"{parts[-1]} is held out for testing; development uses the other halves.")
    with (shared() / "data").joinpath(*parts).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_reports(path: Path, reports: Iterable[Mapping[str, Any]]) -> Path:
    """Write reports as JSON lines that hold nothing but what a reader may see; empty values are left out."""
    with path.open("w", encoding="utf-8") as out:
        for report in reports:
            kept = {key: report[key] for key in ("title", "text", "published", "url") if report.get(key)}
            out.write(json.dumps(kept, ensure_ascii=False) + "\n")
    return path


def read_claims(path: Path) -> dict[int, ClaimedDocument | Rejected]:
    """Row number (0-based) of a JSON-lines file -> its document with claims, through reader, extractor and resolver."""
    found: dict[int, ClaimedDocument | Rejected] = {}
    for item in find_claims([str(path)]):
        part = item.given_as if isinstance(item, Rejected) else item.document.part or ""
        digits = re.findall(r"\d+", part)
        found[int(digits[-1]) - 1 if digits else -1] = item
    return found


def table(title: str, rows: Sequence[Sequence[object]], head: Sequence[str] = ()) -> None:
    """Print rows in columns; numbers right, words left."""
    cells = [[_cell(value) for value in row] for row in ([head] if head else []) + [list(r) for r in rows]]
    if not cells:
        return
    widths = [max(len(row[i]) for row in cells if i < len(row)) for i in range(max(map(len, cells)))]
    print(f"\n{title}")
    for row in cells:
        shown = [c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=False))]
        print("  " + "  ".join(shown).rstrip())


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.1f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)


def share(part: float, whole: float) -> float:
    """part / whole, 0 where there is nothing to share."""
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """What a child process took."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    status: int
    output: str


# A child's peak memory as the kernel reports it starts from its parent's: a small process must do the starting.
_LAUNCHER = """
import json, resource, subprocess, sys, time
command, out, err = json.loads(sys.argv[1])
with open(out, "wb") as o, open(err, "wb") as e:
    started = time.perf_counter()
    status = subprocess.run(command, stdout=o, stderr=e).returncode
    seconds = time.perf_counter() - started
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, status]))
"""


def run_measured(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end; its times and peak resident memory (of the largest process), standard output kept."""
    with tempfile.TemporaryDirectory() as folder:
        out, errors = Path(folder, "out"), Path(folder, "err")
        job = json.dumps([list(command), str(out), str(errors)])
        done = subprocess.run(
            [sys.executable, "-S", "-c", _LAUNCHER, job],
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            check=True,
        )
        seconds, cpu, peak_mb, status = json.loads(done.stdout)
        output = out.read_text("utf-8", "replace")
        if status != 0:
            output += errors.read_text("utf-8", "replace")[-2_000:]
    return Run(seconds, cpu, peak_mb, status, output)


def python_path() -> dict[str, str]:
    """Environment in which a child Python finds the package, installed or not."""
    import bearwitness

    source = str(Path(bearwitness.__file__).resolve().parents[1])
    return {"PYTHONPATH": os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))}


def load_now() -> str:
    """The machine's load, for the reader of a timing."""
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
