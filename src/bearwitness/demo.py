"""The whole job on the reports that come with the package."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bearwitness.config import SETTINGS_FILE, settings_template
from bearwitness.documents.metadata import Manifest, read_manifest
from bearwitness.errors import LedgerError, RequestError
from bearwitness.ledger import open_ledger
from bearwitness.ledger.storage import storage_errors
from bearwitness.pipeline import Progress, Summary, record

LEDGER, PAGE = "demo-ledger", "demo-report.html"
MARK = "# This ledger was made by `bearwitness demo`, which replaces it when it runs again."


BESIDE = ("README.md", "gold.jsonl", "manifest.csv", SETTINGS_FILE)
"""Files of the examples that are no reports."""


@dataclass(frozen=True, slots=True)
class Examples:
    """The bundled reports, and what comes with them."""

    reports: tuple[Path, ...]
    manifest: Manifest | None
    settings: str


def find_examples(folders: Sequence[Path] | None = None) -> Examples:
    """The bundled reports: those in the installed package, else those of the source tree.

    Args:
        folders: Where to look, in order; None for these two. `BESIDE` the reports may lie a manifest and settings.

    Raises:
        RequestError: They are nowhere.
    """
    here = Path(__file__).resolve()
    for folder in folders or (here.parent / "examples", here.parents[2] / "examples"):
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        reports = tuple(path for path in found if path.is_file() and path.name not in BESIDE)
        if reports:
            manifest, own = folder / "manifest.csv", folder / SETTINGS_FILE
            settings = own.read_text("utf-8") if own.exists() else settings_template()
            return Examples(reports, read_manifest(manifest) if manifest.exists() else None, settings)
    raise RequestError("demo: the example reports did not come with this installation. Install bearwitness again.")


def make_demo(folder: Path, *, progress: Progress | None = None) -> tuple[Path, Summary]:
    """Record the bundled reports into a fresh ledger in `folder`; its path and what was recorded.

    Raises:
        RequestError: A folder of that name is there and was not made by the demo, or holds other reports too.
    """
    examples = find_examples()
    ledger = folder / LEDGER
    _make_room(ledger, examples)
    with storage_errors("making the demo's ledger", ledger):
        ledger.mkdir(parents=True)
        # The mark is there before the ledger is, so that a demo cut short can be run again.
        (ledger / SETTINGS_FILE).write_text(f"{MARK}\n{examples.settings}", "utf-8")
    summary = record(
        [str(path) for path in examples.reports], ledger=ledger, manifest=examples.manifest, progress=progress
    )
    return ledger, summary


def _make_room(ledger: Path, examples: Examples) -> None:
    if not ledger.exists():
        return
    settings = ledger / SETTINGS_FILE
    if not settings.is_file() or not settings.read_text("utf-8", errors="replace").startswith(MARK):
        raise RequestError(f"demo: {ledger} is there and was not made by the demo. Run it in another folder.")
    bundled = {path.name for path in examples.reports}
    try:
        with open_ledger(ledger) as opened:
            others = sorted({arrival.given_as for arrival in opened.arrivals()} - bundled)
    except LedgerError as error:
        if type(error) is not LedgerError:  # too new, or damaged: somebody should look at it
            raise
        others = []  # the demo was cut short before there was a ledger
    if others:
        raise RequestError(
            f"demo: {ledger} holds reports that are not the demo's ({', '.join(others[:3])}). "
            "Rename the folder to keep it, and run the demo again."
        )
    with storage_errors("replacing the demo's ledger", ledger):
        shutil.rmtree(ledger)
