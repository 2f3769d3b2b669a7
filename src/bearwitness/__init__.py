"""bearwitness: who says what happened to how many people, where and when, with the exact words behind every figure.

    import bearwitness as bw

    for report in bw.read_reports("reports/"): ...          # Document, or Rejected with its reason
    for found in bw.find_claims("reports/"): ...            # a document with its claims, or Rejected
    summary = bw.record("reports/", ledger="my-ledger")     # the main job
    with bw.open_ledger("my-ledger") as ledger:
        figures = ledger.table("figures", "pandas")         # "arrow", "pandas" or "polars"
    spread = bw.estimate_population("lists.csv")            # people on no list: one estimate a method

What is not listed in `__all__` is private. Importing this module loads nothing else; each verb loads what it needs.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NoReturn

__version__ = "0.1.0"

if TYPE_CHECKING:
    from bearwitness.config import Settings as Settings
    from bearwitness.config import load_settings as load_settings
    from bearwitness.documents.metadata import Manifest as Manifest
    from bearwitness.documents.metadata import read_manifest as read_manifest
    from bearwitness.errors import BearwitnessError as BearwitnessError
    from bearwitness.errors import LedgerBroken as LedgerBroken
    from bearwitness.errors import LedgerBusy as LedgerBusy
    from bearwitness.errors import LedgerError as LedgerError
    from bearwitness.errors import LedgerTooNew as LedgerTooNew
    from bearwitness.errors import RequestError as RequestError
    from bearwitness.errors import SettingsError as SettingsError
    from bearwitness.errors import StorageError as StorageError
    from bearwitness.errors import UnknownName as UnknownName
    from bearwitness.estimate.methods import PopulationEstimates as PopulationEstimates
    from bearwitness.estimate.results import Estimate as Estimate
    from bearwitness.ledger import Build as Build
    from bearwitness.ledger import Ledger as Ledger
    from bearwitness.one_report import ClaimedDocument as ClaimedDocument
    from bearwitness.pipeline import Summary as Summary
    from bearwitness.records import Claim as Claim
    from bearwitness.records import Claimant as Claimant
    from bearwitness.records import Document as Document
    from bearwitness.records import Figure as Figure
    from bearwitness.records import Harm as Harm
    from bearwitness.records import Incident as Incident
    from bearwitness.records import Judgement as Judgement
    from bearwitness.records import Metadata as Metadata
    from bearwitness.records import Period as Period
    from bearwitness.records import Place as Place
    from bearwitness.records import Received as Received
    from bearwitness.records import Rejected as Rejected
    from bearwitness.records import SetAsideSpan as SetAsideSpan
    from bearwitness.records import Victims as Victims
    from bearwitness.records import to_json as to_json

_HOMES = {
    "Settings": "config",
    "load_settings": "config",
    "Manifest": "documents.metadata",
    "read_manifest": "documents.metadata",
    "BearwitnessError": "errors",
    "LedgerBroken": "errors",
    "LedgerBusy": "errors",
    "LedgerError": "errors",
    "LedgerTooNew": "errors",
    "RequestError": "errors",
    "SettingsError": "errors",
    "StorageError": "errors",
    "UnknownName": "errors",
    "PopulationEstimates": "estimate.methods",
    "Estimate": "estimate.results",
    "Build": "ledger",
    "Ledger": "ledger",
    "ClaimedDocument": "one_report",
    "Summary": "pipeline",
    "Claim": "records",
    "Claimant": "records",
    "Document": "records",
    "Figure": "records",
    "Harm": "records",
    "Incident": "records",
    "Judgement": "records",
    "Metadata": "records",
    "Period": "records",
    "Place": "records",
    "Received": "records",
    "Rejected": "records",
    "SetAsideSpan": "records",
    "Victims": "records",
    "to_json": "records",
}
"""Public name -> the module that defines it, loaded when the name is first used."""

__all__ = [
    "BearwitnessError",
    "Build",
    "Claim",
    "Claimant",
    "ClaimedDocument",
    "Document",
    "Estimate",
    "Figure",
    "Harm",
    "Incident",
    "Judgement",
    "Ledger",
    "LedgerBroken",
    "LedgerBusy",
    "LedgerError",
    "LedgerTooNew",
    "Manifest",
    "Metadata",
    "Period",
    "Place",
    "PopulationEstimates",
    "Received",
    "Rejected",
    "RequestError",
    "SetAsideSpan",
    "Settings",
    "SettingsError",
    "StorageError",
    "Summary",
    "UnknownName",
    "Victims",
    "__version__",
    "estimate_population",
    "find_claims",
    "link_lists",
    "load_settings",
    "open_ledger",
    "read_manifest",
    "read_reports",
    "record",
    "to_json",
]

Paths = str | Path | Sequence[str | Path]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(_HOMES))


def _list(paths: Paths) -> list[str]:
    return [str(paths)] if isinstance(paths, (str, Path)) else [str(path) for path in paths]


def _manifest(manifest: Manifest | str | Path | None) -> Manifest | None:
    from bearwitness.documents.metadata import read_manifest

    return read_manifest(manifest) if isinstance(manifest, (str, Path)) else manifest


def read_reports(
    paths: Paths,
    *,
    given: Metadata | None = None,
    override: bool = False,
    manifest: Manifest | str | Path | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Rejected]:
    """Every report under the paths as a text layer with its metadata, one at a time; no claims, no ledger.

    Args:
        paths: Files, folders, patterns, `-` for `stdin`; one or many.
        given: Metadata that fill what a document does not state; with `override` they win.
        override: Given metadata win over what the document states.
        manifest: A manifest, or the path of its CSV file.
        stdin: What `-` reads.

    Returns:
        A `Document`, or `Rejected` with the reason; the same bytes twice come twice.

    Raises:
        RequestError: A path that does not exist or a value that is not allowed, before anything is read.
    """
    from bearwitness.documents.metadata import arrival_of, settle
    from bearwitness.documents.read import read_layer, receive
    from bearwitness.records import Document, Rejected

    received = receive(_list(paths), given=given, override=override, manifest=_manifest(manifest), stdin=stdin)

    def read(item: Received | Rejected) -> Document | Rejected:
        if isinstance(item, Rejected):
            return item
        found = read_layer(item)
        return settle(found, [arrival_of(item)]) if isinstance(found, Document) else found

    return map(read, received)


def find_claims(
    paths: Paths,
    *,
    given: Metadata | None = None,
    override: bool = False,
    manifest: Manifest | str | Path | None = None,
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
) -> Iterator[ClaimedDocument | Rejected]:
    """Extraction and resolution alone, without a ledger: each document once, with its claims.

    Args:
        paths: Files, folders, patterns, `-` for `stdin`; one or many.
        given: Metadata that fill what a document does not state; with `override` they win.
        override: Given metadata win over what the document states.
        manifest: A manifest, or the path of its CSV file.
        stdin: What `-` reads.
        settings: None for the defaults.

    Raises:
        RequestError: A path that does not exist or a value that is not allowed.
    """
    from bearwitness import one_report

    return one_report.find_claims(
        _list(paths), given=given, override=override, manifest=_manifest(manifest), stdin=stdin, settings=settings
    )


def record(
    paths: Paths = (),
    *,
    ledger: str | Path,
    given: Metadata | None = None,
    override: bool = False,
    manifest: Manifest | str | Path | None = None,
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
    workers: int | None = None,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> Summary:
    """Read reports into a ledger and make its tables; adding to an existing ledger is the normal case.

    Args:
        paths: Files, folders, patterns, `-` for `stdin`; none makes the tables again.
        ledger: Folder of the ledger; made if it is not there.
        given: Metadata that fill what a document does not state; with `override` they win, and that is logged.
        override: Given metadata win over what the document states.
        manifest: A manifest, or the path of its CSV file.
        stdin: What `-` reads.
        settings: None reads the ledger's `bearwitness.toml`.
        workers: Processes; None takes the settings'. The tables are the same with any number.
        progress: Called with (stage, done, total or None).

    Returns:
        Counts: given = recorded + duplicate + rejected; the build and the head of the log.

    Raises:
        RequestError: A wrong path or value; nothing was done.
        LedgerError: The ledger cannot be written to.
        StorageError: The disk refuses; what was acknowledged stands.
    """
    from bearwitness import pipeline

    return pipeline.record(
        _list(paths),
        ledger=ledger,
        given=given,
        override=override,
        manifest=_manifest(manifest),
        stdin=stdin,
        settings=settings,
        workers=workers,
        progress=progress,
    )


def open_ledger(path: str | Path, *, mode: Literal["read", "write"] = "read") -> Ledger:
    """A ledger that is there, to be used in a `with` block; `table(name, "pandas")` gives a table of the live build.

    Args:
        path: Its folder.
        mode: "read" changes nothing and works on read-only media; "write" holds the writer's lock.

    Raises:
        LedgerError: There is no ledger here, another process writes, or a newer version made it.
    """
    from bearwitness import ledger

    return ledger.open_ledger(path, mode=mode)


def link_lists(*lists: Paths) -> NoReturn:
    """Find the same people on several lists of named victims. Not part of this version.

    Raises:
        RequestError: Always.
    """
    _not_yet("link_lists", "linking lists of named victims", lists)


def estimate_population(
    table: str | Path,
    *,
    lists: Sequence[str] | None = None,
    strata: Sequence[str] = (),
    linkages: Sequence[str | Path] = (),
    seed: int = 1,
    level: float = 0.95,
    all_models: bool = False,
    sweeps: int | None = None,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> PopulationEstimates:
    """Estimate how many people no list holds, by each method that the table can carry: a spread, not one number.

    Args:
        table: A CSV file with one 0/1 column a list: a row a pattern, and `count` last, or a row a person.
        lists: Columns that are lists; None takes all that can be.
        strata: Columns that divide the people. Each stratum is estimated on its own; totals come from draws.
        linkages: Further tables of the same records, linked in other plausible ways; the draws of all are mixed.
        seed: Whole number from 0 on; the same seed gives the same numbers.
        level: Coverage of the intervals, between 0 and 1.
        all_models: Every log-linear model as well.
        sweeps: Most sweeps of the latent-class sampler; None takes a million.
        progress: Called with (what, done, total or None).

    Returns:
        One `Estimate` a method, a refusal with its reason among them, for each stratum and for the total. Estimates are
        of recorded and unrecorded people together and are never added to recorded figures.

    Raises:
        RequestError: The table cannot be used, or the extra `bearwitness[estimate]` is not installed.
    """
    from bearwitness.estimate.methods import estimate_table

    return estimate_table(
        table,
        lists=lists,
        strata=strata,
        linkages=linkages,
        seed=seed,
        level=level,
        all_models=all_models,
        sweeps=sweeps,
        progress=progress,
    )


def _not_yet(verb: str, what: str, _given: object) -> NoReturn:
    from bearwitness.errors import RequestError

    raise RequestError(
        f"{verb}: {what} is not part of bearwitness {__version__}. "
        "What there is: read_reports, find_claims, record, open_ledger, estimate_population."
    )
