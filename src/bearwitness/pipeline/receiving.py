"""`record`: what is given is kept and logged, then the tables are made."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from bearwitness.config import LOG_FILE, SETTINGS_FILE, Settings, load_settings
from bearwitness.documents.metadata import Manifest, arrival_of
from bearwitness.documents.read import receive
from bearwitness.errors import LedgerError, RequestError
from bearwitness.ledger import Ledger, is_ledger, open_ledger
from bearwitness.one_report import limits_of
from bearwitness.pipeline.building import rebuild
from bearwitness.pipeline.reading import ACKNOWLEDGE_AT_ONCE
from bearwitness.pipeline.summary import Progress, Summary
from bearwitness.records import Arrival, Metadata, Received, Rejected


def record(
    paths: Sequence[str],
    *,
    ledger: Path | str,
    given: Metadata | None = None,
    override: bool = False,
    manifest: Manifest | None = None,
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read reports into a ledger and make its tables; adding to an existing ledger is the normal case.

    Args:
        paths: Files, folders, patterns, `-`; may be empty, to make the tables again after judgements.
        ledger: Its folder; made if it is not there.
        given: Metadata that fill what a document does not state; with `override` they win, and that is logged.
        manifest: Metadata by path.
        stdin: What `-` reads.
        settings: None reads `bearwitness.toml` of the ledger.
        workers: Processes; None takes the settings'. The tables are the same with any number.
        progress: Called with (stage, done, total or None).

    Returns:
        Counts, with every rejection of this run.

    Raises:
        RequestError: A path that does not exist, a setting that is not allowed; nothing was done.
        LedgerError: The ledger cannot be written to.
        StorageError: The disk refuses; what was acknowledged stands.
    """
    folder = Path(ledger)
    settings = settings or load_settings(folder / SETTINGS_FILE)
    if paths:  # a wrong path is refused before a ledger is made
        receive(paths, given=given, override=override, manifest=manifest, stdin=stdin)
    # A first run that was stopped, or that still goes on beside us, may have left a log without a first row.
    unmade = bool(paths) and not is_ledger(folder)
    with open_ledger(
        folder, mode="write", create=unmade, wait_s=settings.limits.wait_s, memory_mb=settings.limits.memory_mb
    ) as opened:
        items: Iterable[Received | Rejected] = ()
        if paths:
            items = receive(
                paths,
                given=given,
                override=override,
                manifest=manifest,
                stdin=stdin,
                limits=limits_of(settings),
                keep_container=partial(_keep_container, opened),
            )
        summary = Summary()
        new = _receive_all(opened, items, summary, progress)
        rebuild(opened, settings=settings, workers=workers, progress=progress, summary=summary, new=new)
        return summary


def must_exist(ledger: Path | str) -> Path:
    """The folder of a ledger that is there.

    Raises:
        RequestError: There is none; the message says how to make one.
    """
    folder = Path(ledger)
    if not (folder / LOG_FILE).exists():
        raise RequestError(
            f"{folder}: there is no ledger here. `bearwitness record REPORTS --ledger {folder}` makes one."
        )
    return folder


def _keep_container(ledger: Ledger, container_id: str, path: Path) -> None:
    """Keep the bytes of a file of many reports, without holding them in memory."""
    if path.stat().st_size == 0:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        ledger.put_document(content)


def _in_tables(ledger: Ledger) -> set[str]:
    """Documents that the live tables hold, recorded or rejected; what an interrupted run received is not among them."""
    try:
        build = ledger.current_build()
    except LedgerError:
        return set()
    held = (build.table(name, columns=["document_id"])["document_id"] for name in ("documents", "rejected"))
    return {document_id for column in held for document_id in column.to_pylist() if document_id is not None}


def _receive_all(
    ledger: Ledger, items: Iterable[Received | Rejected], summary: Summary, progress: Progress | None
) -> dict[str, str]:
    """Keep and log everything given; the ids of the documents that are new to the tables, and as what each came."""
    known = _in_tables(ledger)
    summary.going_on = len({a.document_id for a in ledger.arrivals()} - known)
    new: dict[str, str] = {}
    arrivals: list[Arrival] = []
    rejections: list[Rejected] = []

    def flush() -> None:
        ledger.acknowledge(arrivals)
        ledger.reject(rejections)
        arrivals.clear()
        rejections.clear()

    for item in items:
        summary.given += 1
        if isinstance(item, Received):
            because = ledger.erased_because(item.document_id)
            if because is not None:
                if item.container_id is not None:
                    ledger.refuse_container(item.container_id, holds=item.document_id)
                item = Rejected(item.given_as, item.document_id, "receive", None, because)
        if isinstance(item, Rejected):
            summary.rejected += 1
            summary.rejections.append(item)
            rejections.append(item)
        else:
            ledger.put_document(item.content)
            arrivals.append(arrival_of(item))
            if item.document_id in known:
                summary.duplicate += 1
                summary.again.setdefault(item.document_id, []).append(item.given_as)
            else:
                known.add(item.document_id)
                new[item.document_id] = item.given_as
        if len(arrivals) + len(rejections) >= ACKNOWLEDGE_AT_ONCE:
            flush()
        if progress is not None:
            progress("receive", summary.given, None)
    flush()
    return new
