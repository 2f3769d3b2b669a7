"""One report -> its claims, resolved: what `bearwitness claims` prints and what a worker of `record` does.

    read         bytes -> text layer                      (documents.read)
    extract      text -> claims                           (claims.extract)
    resolve      words of place and time -> entries       (resolve.claims)

Needs no ledger and imports none, so that a single page is read within seconds of a cold start.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bearwitness.claims.extract import extract
from bearwitness.config import Settings
from bearwitness.documents.metadata import Manifest, arrival_of, settle
from bearwitness.documents.read import ReadLimits, read_layer, receive
from bearwitness.records import Arrival, Claim, Document, Metadata, Received, Rejected, SetAsideSpan
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for

# One thread a process: the parser's small matrices gain nothing from more. Takes effect if numpy is not loaded yet.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from bearwitness.documents.copies import Signature


@dataclass(frozen=True, slots=True)
class Task:
    """What one document still needs: its bytes if it was never read, its text and claims as far as they are known.

    `sketch` asks for the signature by which copies are found.
    """

    document_id: str
    arrivals: tuple[Arrival, ...]
    judged: tuple[tuple[str, str], ...]
    content: bytes | None
    read: Document | None
    claims: tuple[Claim, ...] | None
    home_country: tuple[tuple[str, str], ...] = ()
    sketch: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker made of a task. `rejected` excludes the rest."""

    document_id: str
    read: Document | None = None
    settled: Document | None = None
    extracted: tuple[Claim, ...] | None = None
    set_aside: tuple[SetAsideSpan, ...] | None = None
    resolved: tuple[Claim, ...] = ()
    signature: Signature | None = None
    credit: str | None = None
    rejected: Rejected | None = None


@lru_cache(maxsize=2)
def open_gazetteer(path: str | None) -> Gazetteer:
    """The gazetteer of the settings, opened once a process."""
    return Gazetteer.open(Path(path)) if path else Gazetteer.packaged()


def read_and_claim(task: Task, *, gazetteer_path: str | None) -> Work:
    """Everything that one document needs, in order; what the task brings is not done again."""
    document = task.read
    if document is None:
        first = task.arrivals[0]
        received = Received(
            document_id=task.document_id,
            given_as=first.given_as,
            content=task.content or b"",
            media_type=first.media_type,
            stated=Metadata(),
            container_id=first.container_id,
            part=first.part,
        )
        found = read_layer(received)
        if isinstance(found, Rejected):
            return Work(task.document_id, rejected=found)
        document = found
    gazetteer = open_gazetteer(gazetteer_path)
    settled = with_home(settle(document, task.arrivals, judged=dict(task.judged)), dict(task.home_country))
    extracted, set_aside = task.claims, None
    if extracted is None:
        extraction = extract(document, is_place_word=is_place_word_for(gazetteer))
        extracted, set_aside = extraction.claims, extraction.set_aside
    resolved = resolve_claims(extracted, settled, gazetteer=gazetteer)
    fresh = task.read is None
    signature, credit = _sketch(document.text) if fresh and task.sketch else (None, None)
    return Work(
        document_id=task.document_id,
        read=document if fresh else None,
        settled=settled,
        extracted=extracted if task.claims is None else None,
        set_aside=set_aside,
        resolved=tuple(resolved),
        signature=signature,
        credit=credit,
    )


def _sketch(text: str) -> tuple[Signature, str | None]:
    from bearwitness.documents.copies import shingle_signature, wire_credit

    return shingle_signature(text), wire_credit(text)


def with_home(document: Document, homes: Mapping[str, str]) -> Document:
    """The publisher's country from the settings, where nothing states it."""
    if document.country is None and document.publisher is not None:
        home = homes.get(document.publisher.strip().casefold())
        if home is not None:
            return replace(document, country=home)
    return document


def homes_of(settings: Settings) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((p.name.strip().casefold(), p.country) for p in settings.publishers if p.country))


@dataclass(frozen=True, slots=True)
class ClaimedDocument:
    """A document with its claims, as `bearwitness claims` prints them."""

    document: Document
    claims: tuple[Claim, ...]
    set_aside: tuple[SetAsideSpan, ...]


def find_claims(
    paths: Sequence[str],
    *,
    given: Metadata | None = None,
    override: bool = False,
    manifest: Manifest | None = None,
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
) -> Iterator[ClaimedDocument | Rejected]:
    """Extraction and resolution alone, without a ledger, one document at a time in the order received.

    Args:
        paths: Files, folders, patterns, `-`.
        given: Metadata that fill what a document does not state.
        override: Given metadata win over what the document states.
        manifest: Metadata by path.
        stdin: What `-` reads.
        settings: None for the defaults.

    Raises:
        RequestError: A path that does not exist, or a value that is not allowed; before anything is read.
    """
    settings = settings or Settings()
    gazetteer_path = str(settings.gazetteer) if settings.gazetteer else None
    seen: set[str] = set()
    for item in receive(
        paths, given=given, override=override, manifest=manifest, stdin=stdin, limits=limits_of(settings)
    ):
        if isinstance(item, Rejected):
            yield item
            continue
        if item.document_id in seen:
            continue
        seen.add(item.document_id)
        task = Task(
            item.document_id, (arrival_of(item),), (), item.content, None, None, homes_of(settings), sketch=False
        )
        try:
            work = read_and_claim(task, gazetteer_path=gazetteer_path)
        except Exception as error:  # one document's fault must not end the stream of the others
            reason = f"fault: our reader failed on this document ({type(error).__name__}: {error}); the run went on. Please report it."
            yield Rejected(item.given_as, item.document_id, "extract", None, reason)
            continue
        if work.rejected is not None:
            yield work.rejected
        elif work.settled is not None:
            yield ClaimedDocument(work.settled, work.resolved, work.set_aside or ())


def limits_of(settings: Settings) -> ReadLimits:
    """How large a report may be, by the settings."""
    return ReadLimits(report_bytes=settings.read.max_bytes, pdf_bytes=settings.read.max_pdf_bytes)
