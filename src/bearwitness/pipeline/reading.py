"""The recorded documents: whatever is not cached is read, extracted and resolved; then all are handed on in batches."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bearwitness.claims.extractor import extraction_rules
from bearwitness.config import Settings
from bearwitness.documents.copies import Signature
from bearwitness.documents.metadata import settle
from bearwitness.documents.read import READING_RULES
from bearwitness.engine import Fault
from bearwitness.ledger import Ledger
from bearwitness.one_report import Task, Work, homes_of, open_gazetteer, read_and_claim, with_home
from bearwitness.pipeline.summary import Progress
from bearwitness.records import (
    Arrival,
    Claim,
    Document,
    Judgement,
    Rejected,
    claim_from_json,
    document_from_json,
    to_json,
)
from bearwitness.resolve.claims import resolver_version
from bearwitness.scratch import Spilled

ACKNOWLEDGE_AT_ONCE = 200  # documents a transaction: a kill loses at most this many, none of them acknowledged


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables need of a recorded document, without its text and claims."""

    settled: Document  # without its text
    publishers: tuple[str, ...]
    resolved_key: tuple[str, ...]
    extract_key: tuple[str, ...]
    claims: int


class KnownDocuments:
    """What is known of the recorded documents, by id; on disk but for the ids."""

    def __init__(self, folder: Path) -> None:
        self._kept: Spilled[Known] = Spilled(folder)
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Known]:
        """All of them, sorted by id."""
        return (self._kept[self._numbers[document_id]] for document_id in sorted(self._numbers))

    def __getitem__(self, document_id: str) -> Known:
        return self._kept[self._numbers[document_id]]

    def add(self, known: Known) -> None:
        """Keep what is known of one more document."""
        self._numbers[known.settled.document_id] = self._kept.append(known)

    def close(self) -> None:
        """Give the file back."""
        self._kept.close()


class Documents:
    """The documents of a ledger: read once, then streamed with their claims."""

    def __init__(
        self,
        ledger: Ledger,
        settings: Settings,
        *,
        judgements: Sequence[Judgement],
        workers: int,
        progress: Progress | None,
    ) -> None:
        self.ledger, self.settings, self.workers = ledger, settings, workers
        self.progress = progress
        self.gazetteer_path = str(settings.gazetteer) if settings.gazetteer else None
        self.gazetteer_digest = open_gazetteer(self.gazetteer_path).digest
        self.extractor = extraction_rules()
        self.judged: dict[str, dict[str, str]] = {}
        for judgement in judgements:
            if judgement.verdict == "document" and judgement.document_id is not None:
                self.judged.setdefault(judgement.document_id, {}).update(dict(judgement.values))
        self.scratch = ledger.path / "cache" / "spill"
        self.known = KnownDocuments(self.scratch)
        self.rejected: list[Rejected] = []
        self.wrong: set[str] = set()  # claims judged misread, which no stream holds

    def say(self, stage: str, done: int, total: int | None) -> None:
        """Tell whoever wants to hear it how far a stage is."""
        if self.progress is not None:
            self.progress(stage, done, total)

    def read(self) -> None:
        """Read, extract and resolve whatever is not cached; fills `known` and `rejected`."""
        work_on = partial(read_and_claim, gazetteer_path=self.gazetteer_path)
        total = sum(1 for _ in itertools.groupby(self.ledger.arrivals(), key=lambda a: a.document_id))
        done = 0
        groups = (
            (key, tuple(group)) for key, group in itertools.groupby(self.ledger.arrivals(), key=lambda a: a.document_id)
        )
        while batch := list(itertools.islice(groups, ACKNOWLEDGE_AT_ONCE)):
            tasks = self._tasks(batch)
            arrivals = dict(batch)
            for work in self.ledger.engine.map_records(work_on, tasks, workers=self.workers, on_error=_failed):
                self._keep(work, arrivals[work.document_id])
            self._flush()
            done += len(batch)
            self.say("read", done, total)

    def _tasks(self, batch: Sequence[tuple[str, tuple[Arrival, ...]]]) -> list[Task]:
        self._pending: dict[str, dict[tuple[str, ...], Any]] = {"read": {}, "extract": {}, "resolve": {}}
        self._layers: list[Document] = []
        read_keys = {document_id: (document_id, READING_RULES) for document_id, _ in batch}
        readings = self.ledger.cached_many("read", read_keys.values())
        tasks: list[Task] = []
        homes = homes_of(self.settings)
        extract_keys: dict[str, tuple[str, ...]] = {}
        for document_id, _ in batch:
            reading = readings.get(read_keys[document_id])
            if reading is not None and "layer_hash" in reading:
                extract_keys[document_id] = (document_id, reading["layer_hash"], self.extractor)
        extracted = self.ledger.cached_many("extract", extract_keys.values())
        settled: dict[str, Document] = {}
        for document_id, arrivals in batch:
            if document_id in extract_keys and extract_keys[document_id] in extracted:
                bare = document_from_json(readings[read_keys[document_id]]["document"])
                settled[document_id] = with_home(
                    settle(bare, arrivals, judged=self.judged.get(document_id, {})), dict(homes)
                )
        resolve_keys = {d: self._resolve_key(s) for d, s in settled.items()}
        resolved = self.ledger.cached_many("resolve", resolve_keys.values())
        for document_id, arrivals in batch:
            reading = readings.get(read_keys[document_id])
            if reading is not None and "rejected" in reading:
                self.rejected.append(Rejected(**{**reading["rejected"], "given_as": arrivals[0].given_as}))
                continue
            if document_id in settled and resolve_keys[document_id] in resolved:
                self._know(settled[document_id], arrivals, len(resolved[resolve_keys[document_id]]))
                continue
            judged = tuple(sorted(self.judged.get(document_id, {}).items()))
            document, claims, content = None, None, None
            if reading is not None:
                bare = document_from_json(reading["document"])
                text = self.ledger.layer_text(bare.layer_hash)
                document = replace(bare, text=text) if text is not None else None
                cached = extracted.get(extract_keys[document_id])
                if document is not None and cached is not None:
                    claims = tuple(claim_from_json(c) for c in cached["claims"])
            if document is None:
                content = self.ledger.document_bytes(document_id)
            tasks.append(Task(document_id, arrivals, judged, content, document, claims, homes))
        return tasks

    def _resolve_key(self, settled: Document) -> tuple[str, ...]:
        dateline = settled.dateline_place.text if settled.dateline_place else ""
        return (
            settled.document_id,
            settled.layer_hash,
            self.extractor,
            settled.published or "",
            settled.published_from or "",
            dateline,
            settled.country or "",
            self.gazetteer_digest,
            resolver_version(),
        )

    def _keep(self, work: Work, arrivals: tuple[Arrival, ...]) -> None:
        if work.rejected is not None:
            rejected = replace(work.rejected, given_as=arrivals[0].given_as)
            self.rejected.append(rejected)
            if work.rejected.stage == "read":  # a fault is tried again by the next run
                self._pending["read"][(work.document_id, READING_RULES)] = {"rejected": to_json(rejected)}
            return
        settled = work.settled
        if settled is None:
            return
        if work.read is not None:
            self._layers.append(work.read)
            bare = to_json(replace(work.read, text="", segments=()))
            self._pending["read"][(work.document_id, READING_RULES)] = {
                "document": bare,
                "layer_hash": work.read.layer_hash,
                "characters": len(work.read.text),
                "signature": _signature_row(work.signature),
                "credit": work.credit,
            }
        if work.extracted is not None:
            key = (work.document_id, settled.layer_hash, self.extractor)
            aside = [to_json(a) for a in work.set_aside or ()]
            self._pending["extract"][key] = {"claims": [to_json(c) for c in work.extracted], "set_aside": aside}
        self._pending["resolve"][self._resolve_key(settled)] = [to_json(c) for c in work.resolved]
        self._know(settled, arrivals, len(work.resolved))

    def _know(self, settled: Document, arrivals: tuple[Arrival, ...], claims: int) -> None:
        publishers = {a.publisher for a in arrivals if a.publisher} | (
            {settled.publisher} if settled.publisher else set()
        )
        self.known.add(
            Known(
                replace(settled, text="", segments=()),
                tuple(sorted(publishers)),
                self._resolve_key(settled),
                (settled.document_id, settled.layer_hash, self.extractor),
                claims,
            )
        )

    def _flush(self) -> None:
        self.ledger.put_layers(self._layers)
        for kind, results in self._pending.items():
            self.ledger.put_cached_many(kind, list(results.items()))

    def batches(self) -> Iterator[list[Known]]:
        """What is known of all of them, by id, some at a time."""
        known = iter(self.known)
        while batch := list(itertools.islice(known, ACKNOWLEDGE_AT_ONCE)):
            yield batch

    def claims_of(self, documents: Sequence[Known]) -> dict[str, list[Claim]]:
        """Resolved claims by document, without those judged wrong."""
        found = self.ledger.cached_many("resolve", [k.resolved_key for k in documents])
        return {
            k.settled.document_id: [
                c for c in map(claim_from_json, found[k.resolved_key]) if c.claim_id not in self.wrong
            ]
            for k in documents
        }

    def claims(self) -> Iterator[tuple[Known, Claim]]:
        """Every resolved claim with its document, without those judged wrong."""
        for batch in self.batches():
            claims = self.claims_of(batch)
            for known in batch:
                for claim in claims[known.settled.document_id]:
                    yield known, claim


def _failed(task: Task, fault: Fault) -> Work:
    reason = (
        f"fault: our reader failed on this document ({fault.reason.rstrip('.')}); the run went on. Please report it."
    )
    return Work(
        task.document_id, rejected=Rejected(task.arrivals[0].given_as, task.document_id, "extract", None, reason)
    )


def _signature_row(signature: Signature | None) -> dict[str, Any] | None:
    if signature is None:
        return None
    row = dataclasses.asdict(signature)
    return {key: value.hex() if isinstance(value, bytes) else value for key, value in row.items()}


def signature_from_row(row: Mapping[str, Any]) -> Signature:
    """The signature that was kept as this row."""
    packed = {key: bytes.fromhex(row[key]) for key in ("digest", "sample", "facts")}
    return Signature(**{**row, **packed})
