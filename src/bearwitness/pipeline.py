"""The way of the data, stages in order; the file that a newcomer reads first.

    receive      paths -> bytes, kept and logged          (documents.receive, ledger)
    read         bytes -> text layer                      (documents.read)       } one_report: cached by content and
    extract      text -> claims                           (claims.extract)       } version, one document at a time,
    resolve      words of place and time -> entries       (resolve.claims)       } in one or many processes
    copies       texts -> copy groups                     (documents.copies)
    link         claims -> incidents                      (incidents)
    reconcile    claims of an incident -> figures         (reconcile)
    build        rows -> one immutable folder of tables   (ledger)

Memory holds, for each document, its id and a line of where and when its claims are; metadata, what linking compares,
texts and claims are read from disk when needed. Linking compares only claims near in time and place.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import mmap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from bearwitness import __version__
from bearwitness.claims.extractor import extraction_rules
from bearwitness.config import LOG_FILE, SETTINGS_FILE, Settings, load_settings
from bearwitness.documents.copies import Signature, copy_groups
from bearwitness.documents.metadata import Manifest, arrival_of, settle
from bearwitness.documents.read import READING_RULES, receive
from bearwitness.engine import Fault
from bearwitness.errors import LedgerError, RequestError, UnknownName
from bearwitness.incidents import LinkClaim, LinkResult, link, link_claims
from bearwitness.judgements import attach, current_judgements, judgements_digest, row_of
from bearwitness.ledger import Build, Ledger, build_id_of, is_ledger, open_ledger
from bearwitness.one_report import (
    Task,
    Work,
    find_claims,
    homes_of,
    limits_of,
    open_gazetteer,
    read_and_claim,
    with_home,
)
from bearwitness.reconcile import copied_claims, figures_of_incident
from bearwitness.records import (
    Arrival,
    Claim,
    CopyMember,
    Document,
    DocumentFacts,
    Incident,
    Metadata,
    Received,
    Rejected,
    Scope,
    claim_from_json,
    document_from_json,
    hash_parts,
    to_json,
)
from bearwitness.resolve.claims import RESOLVER
from bearwitness.scratch import Spilled
from bearwitness.versions import rules_version

__all__ = ["Summary", "find_claims", "must_exist", "rebuild", "record"]

ACKNOWLEDGE_AT_ONCE = 200  # documents a transaction: a kill loses at most this many, none of them acknowledged
LINKER = rules_version("bearwitness-linker/1", "incidents", "reconcile", "pipeline")
COPIES = rules_version("bearwitness-copies/1", "documents/copies")
Progress = Callable[[str, int, int | None], None]


@dataclass(slots=True)
class Summary:
    """What a run of `record` did: given = recorded + duplicate + rejected."""

    given: int = 0
    recorded: int = 0
    duplicate: int = 0
    rejected: int = 0
    documents: int = 0
    claims: int = 0
    incidents: int = 0
    periods: int = 0
    undated: int = 0  # documents in the ledger of which nothing says when they were published
    build_id: str = ""
    head: str = ""
    rejections: list[Rejected] = field(default_factory=list)
    going_on: int = 0  # documents that an interrupted run had received, and no tables held yet
    again: dict[str, list[str]] = field(default_factory=dict)  # document_id -> as what it came as a duplicate


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tables need of a recorded document, without its text and claims."""

    settled: Document  # without its text
    publishers: tuple[str, ...]
    resolved_key: tuple[str, ...]
    extract_key: tuple[str, ...]
    claims: int


class _KnownDocuments:
    """What is known of the recorded documents, by id; on disk but for the ids."""

    def __init__(self, folder: Path) -> None:
        self._kept: Spilled[_Known] = Spilled(folder)
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[_Known]:
        """All of them, sorted by id."""
        return (self._kept[self._numbers[document_id]] for document_id in sorted(self._numbers))

    def __getitem__(self, document_id: str) -> _Known:
        return self._kept[self._numbers[document_id]]

    def add(self, known: _Known) -> None:
        """Keep what is known of one more document."""
        self._numbers[known.settled.document_id] = self._kept.append(known)

    def close(self) -> None:
        """Give the file back."""
        self._kept.close()


def _failed(task: Task, fault: Fault) -> Work:
    reason = (
        f"fault: our reader failed on this document ({fault.reason.rstrip('.')}); the run went on. Please report it."
    )
    return Work(
        task.document_id, rejected=Rejected(task.arrivals[0].given_as, task.document_id, "extract", None, reason)
    )


# ---- the main job ------------------------------------------------------------------------------------------------------


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


def rebuild(
    ledger: Ledger,
    *,
    settings: Settings | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    summary: Summary | None = None,
    new: Mapping[str, str] | None = None,
) -> Build:
    """Make the tables of everything in the ledger, doing again only what changed; the live build."""
    settings = settings or load_settings(ledger.path / SETTINGS_FILE)
    summary = summary if summary is not None else Summary()
    maker = _Maker(ledger, settings, workers or settings.limits.workers, progress)
    try:
        build = maker.make()
    finally:
        maker.known.close()
    summary.head = ledger.head()
    for rejected in maker.rejected:
        document_id = rejected.document_id or ""
        again = summary.again.get(document_id, [])
        given = [new[document_id]] if new is not None and document_id in new else []
        summary.rejections += [replace(rejected, given_as=name) for name in (*given, *again)]
        summary.duplicate -= len(again)  # the bytes of what could not be read are no duplicate of anything recorded
        summary.rejected += len(given) + len(again)
    summary.recorded = summary.given - summary.duplicate - summary.rejected
    summary.build_id = build.build_id
    for name in ("documents", "claims", "incidents", "periods"):
        setattr(summary, name, int(build.manifest["tables"][name]["rows"]))
    summary.undated = build.table("documents", columns=["published"])["published"].null_count
    return build


class _Maker:
    """Makes one build; holds what the stages hand on."""

    def __init__(self, ledger: Ledger, settings: Settings, workers: int, progress: Progress | None) -> None:
        self.ledger, self.settings, self.workers = ledger, settings, workers
        self.progress = progress
        self.gazetteer_path = str(settings.gazetteer) if settings.gazetteer else None
        self.gazetteer_digest = open_gazetteer(self.gazetteer_path).digest
        self.extractor = extraction_rules()
        self.judgements = current_judgements(ledger.judgements())
        self.judged: dict[str, dict[str, str]] = {}
        for judgement in self.judgements:
            if judgement.verdict == "document" and judgement.document_id is not None:
                self.judged.setdefault(judgement.document_id, {}).update(dict(judgement.values))
        self.scratch = ledger.path / "cache" / "spill"
        self.known = _KnownDocuments(self.scratch)
        self.credits: dict[str, str] = {}
        self.rejected: list[Rejected] = []

    def make(self) -> Build:
        digest = self._inputs_digest()
        standing = self._standing(digest)
        if standing is not None:
            self._read_rejected(standing)
            self.ledger.write_build({}, inputs_digest=digest)  # only switches to it
            return standing
        self._documents()
        groups = self._copies()
        attached = attach(self.judgements, (row_of(c, k.settled.layer_hash) for k, c in self._claims()))
        self.excluded = dict(attached.excluded)
        copies = {m.document_id: m.copy_group_id for m in groups}
        self.credits = {document_id: by for document_id, by in self.credits.items() if document_id in copies}
        self.wrong = set(attached.wrong) | self._copies_of_wrong(attached.wrong, copies)
        result = link(
            self._features(),
            copy_groups=copies,
            must_link=attached.must_link,
            cannot_link=attached.cannot_link,
            unsure=attached.unsure,
            settings=self.settings.link,
            scratch=self.scratch,
        )
        before = self._incidents_before()
        tables = _Tables(self, groups, copies, result)
        self.ledger.write_build(tables.sources(), inputs_digest=digest)
        self._note_aliases(before, result)
        return self.ledger.current_build()

    def _say(self, stage: str, done: int, total: int | None) -> None:
        if self.progress is not None:
            self.progress(stage, done, total)

    def _inputs_digest(self) -> str:
        """Hash of all that the rows depend on: what arrived, what was judged, settings, versions."""
        arrivals = hash_parts(json.dumps(to_json(a), sort_keys=True) for a in self.ledger.arrivals())
        rejections = hash_parts(json.dumps(to_json(r), sort_keys=True) for r in self.ledger.rejections())
        return hash_parts(
            [
                arrivals,
                rejections,
                judgements_digest(self.judgements),
                self.settings.digest,
                *itertools.chain(*self.versions()),
            ]
        )

    def versions(self) -> list[tuple[str, str]]:
        """Versions and digests that the rows depend on, for the table `settings`."""
        return [
            ("version.bearwitness", __version__),
            ("version.copies", COPIES),
            ("version.extractor", self.extractor),
            ("version.gazetteer", self.gazetteer_digest),
            ("version.linker", LINKER),
            ("version.reader", READING_RULES),
            ("version.resolver", RESOLVER),
        ]

    def _standing(self, digest: str) -> Build | None:
        try:
            return self.ledger.build(build_id_of(digest))
        except UnknownName:
            return None

    def _read_rejected(self, build: Build) -> None:
        for row in build.table("rejected").to_pylist():
            if row["stage"] != "receive":
                self.rejected.append(Rejected(**row))

    # ---- documents ------------------------------------------------------------------------------------------------

    def _documents(self) -> None:
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
            self._say("read", done, total)

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
            RESOLVER,
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
            _Known(
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

    # ---- streams over what is known -------------------------------------------------------------------------------------

    def _batches(self) -> Iterator[list[_Known]]:
        known = iter(self.known)
        while batch := list(itertools.islice(known, ACKNOWLEDGE_AT_ONCE)):
            yield batch

    def claims_of(self, documents: Sequence[_Known]) -> dict[str, list[Claim]]:
        """Resolved claims by document, without those judged wrong."""
        found = self.ledger.cached_many("resolve", [k.resolved_key for k in documents])
        wrong: set[str] = getattr(self, "wrong", set())
        return {
            k.settled.document_id: [c for c in map(claim_from_json, found[k.resolved_key]) if c.claim_id not in wrong]
            for k in documents
        }

    def _claims(self) -> Iterator[tuple[_Known, Claim]]:
        for batch in self._batches():
            claims = self.claims_of(batch)
            for known in batch:
                for claim in claims[known.settled.document_id]:
                    yield known, claim

    def _features(self) -> Iterator[LinkClaim]:
        done = 0
        for batch in self._batches():
            claims = self.claims_of(batch)
            for known in batch:
                text = self.ledger.layer_text(known.settled.layer_hash)
                if text is not None and claims[known.settled.document_id]:
                    yield from link_claims(
                        claims[known.settled.document_id], document=replace(known.settled, text=text)
                    )
            done += len(batch)
            self._say("link", done, len(self.known))

    def _copies(self) -> list[CopyMember]:
        def signatures() -> Iterator[tuple[str, Signature, int, str | None]]:
            for batch in self._batches():
                found = self.ledger.cached_many("read", [(k.settled.document_id, READING_RULES) for k in batch])
                for known in batch:
                    row = found[(known.settled.document_id, READING_RULES)]
                    if row["credit"]:
                        self.credits[known.settled.document_id] = row["credit"]
                    if row["signature"] is not None:
                        yield (
                            known.settled.document_id,
                            _signature_from_row(row["signature"]),
                            row["characters"],
                            row["credit"],
                        )

        return copy_groups(signatures(), similarity=self.settings.link.copy_similarity)

    def _copies_of_wrong(self, wrong: Collection[str], copies: Mapping[str, str]) -> set[str]:
        """Claims that say in a copy of the text what a person judged misread in it.

        Args:
            wrong: Ids of the claims judged.
            copies: Copy group by document.
        """
        if not wrong:
            return set()
        judged = {a.document_id for j in self.judgements if j.verdict == "wrong" for a in j.left}
        members: dict[str, list[str]] = {copies[document_id]: [] for document_id in judged if document_id in copies}
        for document_id, group in copies.items():
            if group in members:
                members[group].append(document_id)
        found: set[str] = set()
        for documents in members.values():
            claims = self.claims_of([self.known[document_id] for document_id in sorted(documents)])
            found |= copied_claims(wrong, claims)
        return found

    # ---- aliases -----------------------------------------------------------------------------------------------------

    def _incidents_before(self) -> dict[str, str]:
        """Claim -> incident of the build that was live until now."""
        try:
            build = self.ledger.current_build()
        except LedgerError:
            return {}
        rows = build.table("incident_claims", columns=["incident_id", "claim_id"])
        return dict(zip(rows.column("claim_id").to_pylist(), rows.column("incident_id").to_pylist(), strict=True))

    def _note_aliases(self, before: Mapping[str, str], result: LinkResult) -> None:
        """An incident whose id is gone is known by that of the incident which holds most of its claims now."""
        now = {claim_id: incident.incident_id for incident in result.incidents for claim_id in incident.claim_ids}
        alive = set(now.values())
        votes: dict[str, dict[str, int]] = {}
        for claim_id, old in before.items():
            new = now.get(claim_id)
            if old not in alive and new is not None:
                votes.setdefault(old, {}).setdefault(new, 0)
                votes[old][new] += 1
        pairs = {old: max(sorted(counts), key=lambda n: counts[n]) for old, counts in votes.items()}
        if pairs:
            self.ledger.add_aliases(pairs)


class _Tables:
    """The rows of every table of a build, each streamed."""

    def __init__(
        self, maker: _Maker, groups: Sequence[CopyMember], copies: Mapping[str, str], result: LinkResult
    ) -> None:
        self.maker, self.groups, self.copies, self.result = maker, groups, copies, result
        self.totals = frozenset(result.totals)
        self.incident_of = {c: i.incident_id for i in result.incidents for c in i.claim_ids}

    def sources(self) -> dict[str, Callable[[], Iterator[dict[str, Any]]]]:
        """Table name -> a function that gives its rows."""
        return {
            "documents": self.documents,
            "arrivals": lambda: (to_json(a) for a in self.maker.ledger.arrivals()),
            "rejected": self.rejected,
            "claims": lambda: (to_json(c) for _, c in self.maker._claims()),
            "set_aside_spans": self.set_aside,
            "copy_groups": lambda: (to_json(m) for m in self.groups),
            "incidents": self.incidents,
            "incident_claims": self.incident_claims,
            "figures": self.figures,
            "periods": self.periods,
            "people": self.people,
            "settings": self.settings,
        }

    def documents(self) -> Iterator[dict[str, Any]]:
        for batch in self.maker._batches():
            found = self.maker.ledger.cached_many("read", [(k.settled.document_id, READING_RULES) for k in batch])
            for known in batch:
                d = known.settled
                yield {
                    "document_id": d.document_id,
                    "media_type": d.media_type,
                    "title": d.title,
                    "publisher": d.publisher,
                    "country": d.country,
                    "url": d.url,
                    "published": d.published,
                    "published_from": d.published_from,
                    "language": d.language,
                    "layer_hash": d.layer_hash,
                    "reader": d.reader,
                    "characters": found[(d.document_id, READING_RULES)]["characters"],
                    "container_id": d.container_id,
                    "part": d.part,
                    "copy_group_id": self.copies.get(d.document_id),
                    "claims": known.claims,
                }

    def rejected(self) -> Iterator[dict[str, Any]]:
        for row in itertools.chain(self.maker.ledger.rejections(), self.maker.rejected):
            yield to_json(row)

    def set_aside(self) -> Iterator[dict[str, Any]]:
        for batch in self.maker._batches():
            found = self.maker.ledger.cached_many("extract", [k.extract_key for k in batch])
            for known in batch:
                yield from found[known.extract_key]["set_aside"]

    def incidents(self) -> Iterator[dict[str, Any]]:
        for i in self.result.incidents:
            place = to_json(i.place) if i.place is not None else {}
            row = {
                key: place.get(key)
                for key in (
                    "name",
                    "geonames_id",
                    "lat",
                    "lon",
                    "country",
                    "adm1",
                    "adm2",
                    "where_prec",
                    "radius_km",
                    "basis",
                )
            }
            yield {
                "incident_id": i.incident_id,
                **row,
                "start": i.start,
                "end": i.end,
                "date_prec": i.date_prec,
                "event_clarity": i.event_clarity,
                "documents": len(i.document_ids),
                "claims": len(i.claim_ids),
                "near_merges": [
                    {"incident_id": other, "score": score, "reason": reason} for other, score, reason in i.near_merges
                ],
            }

    def incident_claims(self) -> Iterator[dict[str, Any]]:
        for i in self.result.incidents:
            reasons = dict(i.reasons)
            for claim_id, document_id in self._documents_of(i):
                yield {
                    "incident_id": i.incident_id,
                    "claim_id": claim_id,
                    "document_id": document_id,
                    "reason": reasons.get(claim_id, "the only report of its incident"),
                }

    def _documents_of(self, incident: Incident) -> list[tuple[str, str]]:
        wanted = set(incident.claim_ids)
        return [(c.claim_id, c.document_id) for c in self._claims_of(incident.document_ids) if c.claim_id in wanted]

    def _claims_of(self, document_ids: Sequence[str]) -> list[Claim]:
        known = [self.maker.known[d] for d in sorted(document_ids)]
        return [c for claims in self.maker.claims_of(known).values() for c in claims]

    def figures(self) -> Iterator[dict[str, Any]]:
        for n, i in enumerate(self.result.incidents):
            wanted = set(i.claim_ids)
            claims = [self._whole(c) for c in self._claims_of(i.document_ids) if c.claim_id in wanted]
            facts = {d: self._facts(d) for d in i.document_ids}
            excluded = {c: why for c, why in self.maker.excluded.items() if c in wanted}
            for figure in figures_of_incident(claims, incident_id=i.incident_id, documents=facts, excluded=excluded):
                yield to_json(figure)
            if n % 50 == 0:
                self.maker._say("reconcile", n + 1, len(self.result.incidents))

    def _whole(self, claim: Claim) -> Claim:
        """The claim; one that is part of a total over several incidents is no part of anything in its own."""
        return replace(claim, part_of=None) if claim.part_of in self.totals else claim

    def _facts(self, document_id: str) -> DocumentFacts:
        known = self.maker.known[document_id]
        publisher = self.maker.settings.publisher(known.settled.publisher)
        return DocumentFacts(
            document_id,
            known.publishers,
            self.copies.get(document_id, document_id),
            known.settled.published,
            publisher.rank if publisher is not None else None,
            self.maker.credits.get(document_id),
        )

    def periods(self) -> Iterator[dict[str, Any]]:
        for _, c in self.maker._claims():
            total = c.claim_id in self.totals
            if c.scope == Scope.INCIDENT and not total:
                continue
            yield {
                "claim_id": c.claim_id,
                "document_id": c.document_id,
                "harm": c.harm.value,
                "low": c.low,
                "best": c.best,
                "high": c.high,
                "scope": Scope.CUMULATIVE.value if total else c.scope.value,
                "area": (c.place.text or c.place.name) if c.place is not None else None,
                "start": c.time.start if c.time is not None else None,
                "end": c.time.end if c.time is not None else None,
            }

    def people(self) -> Iterator[dict[str, Any]]:
        for _, c in self.maker._claims():
            for name in c.victims.names:
                yield {
                    "person_id": "p-" + hash_parts((c.claim_id, name.span), digits=16),
                    "claim_id": c.claim_id,
                    "document_id": c.document_id,
                    "incident_id": self.incident_of.get(c.claim_id),
                    "name": name.text,
                    "span": list(name.span),
                    "age": name.age,
                    "sex": c.victims.sex.value,
                    "harm": c.harm.value,
                }

    def settings(self) -> Iterator[dict[str, Any]]:
        for name, value in self.maker.settings.rows():
            yield {"name": name, "value": value}
        for name, value in self.maker.versions():
            yield {"name": name, "value": json.dumps(value)}


def _signature_row(signature: Signature | None) -> dict[str, Any] | None:
    if signature is None:
        return None
    row = dataclasses.asdict(signature)
    return {key: value.hex() if isinstance(value, bytes) else value for key, value in row.items()}


def _signature_from_row(row: Mapping[str, Any]) -> Signature:
    packed = {key: bytes.fromhex(row[key]) for key in ("digest", "sample", "facts")}
    return Signature(**{**row, **packed})


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
