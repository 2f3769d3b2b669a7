"""An open ledger: add to it, read from it, forget.

What is acknowledged is safe: the bytes of a document are on disk before the log says that it arrived, and the tables of
a build are on disk before the log and `tables/current` name it. A kill at any instant leaves at most files that nothing
names yet; the next writer uses or clears them.
"""

from __future__ import annotations

import datetime
import itertools
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import bearwitness.ledger.builds as build_files
from bearwitness.config import LOG_FILE, SETTINGS_FILE, Settings, load_settings
from bearwitness.engine import Engine, open_engine
from bearwitness.errors import LedgerBroken, LedgerError, RequestError, UnknownName
from bearwitness.judgements import decode, encode
from bearwitness.ledger.builds import Build, Rows, unknown
from bearwitness.ledger.cache import Cache, Key
from bearwitness.ledger.erasures import Erasures, Forgotten
from bearwitness.ledger.lock import WriterLock
from bearwitness.ledger.log import Entry, Log, LogRow, canonical_json
from bearwitness.ledger.storage import ContentStore, hash_file, storage_errors
from bearwitness.records import Arrival, Content, Document, Judgement, MapSegment, Rejected, sha256_hex, to_json
from bearwitness.tables import SORT_KEYS

_LOG_AT_ONCE = 2_000  # rows of one transaction; bounds memory, any value gives the same log but for the times
_SHORTEST_PREFIX = 4
FORGOTTEN = "(forgotten)"  # stands for the path of a forgotten report that is given again


def utc_now() -> str:
    """The time as it stands in the log: ISO, UTC, microseconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def software() -> str:
    """Name and version of this software, as the actor of what no person decided."""
    import bearwitness

    return f"bearwitness {bearwitness.__version__}"


@dataclass(frozen=True, slots=True)
class ReadingMap:
    """Which text layer was made from a document, by what, and the map from the layer back to the original."""

    document_id: str
    layer_hash: str
    map_hash: str | None
    reader: str


@dataclass(eq=False)
class Ledger:
    """One ledger, open. Made by `opening.open_ledger`."""

    path: Path
    lock: WriterLock | None
    memory_mb: int
    clock: Callable[[], str]
    log: Log = field(init=False)

    def __post_init__(self) -> None:
        self.log = Log(self.path / LOG_FILE, write=self.lock is not None)
        self.documents = ContentStore(self.path / "documents")
        self.layers = ContentStore(self.path / "layers")
        self.tables_folder = self.path / "tables"
        self.cache = Cache(self.path / "cache" / "results.sqlite", write=self.lock is not None)
        self.erasures = Erasures(self.log, self.documents, self.layers, self.tables_folder, self.cache)

    def close(self) -> None:
        """Give everything back; the log is then one self-contained file."""
        self.cache.close()
        if "engine" in self.__dict__:
            self.engine.close()
        try:
            self.log.close()
        finally:
            if self.lock is not None:
                self.lock.release()
                self.lock = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def engine(self) -> Engine:
        """The engine that reads and writes this ledger's tables; a writer's spills beside the tables."""
        temp_dir = self.path / "cache" / "spill" if self.lock is not None else None
        with storage_errors("preparing to read tables", self.path):
            return open_engine(temp_dir=temp_dir, memory_mb=self.memory_mb)

    @cached_property
    def settings(self) -> Settings:
        """The settings in `bearwitness.toml`, checked when first asked for."""
        return load_settings(self.path / SETTINGS_FILE)

    def check_settings(self) -> None:
        """Refuse a settings file that is not allowed, even where none of its settings is asked for.

        Raises:
            SettingsError: See `config.load_settings`.
        """
        load_settings(self.path / SETTINGS_FILE)

    # The log

    def head(self) -> str:
        """Hash of the log's last row. Kept elsewhere, it proves later that nothing before it was changed or cut off."""
        return self.log.head()

    def rows(self, *kinds: str) -> Iterator[LogRow]:
        """Rows of the log in order; of these kinds only, if any are named."""
        return self.log.rows(*kinds)

    def append(
        self,
        kind: str,
        *,
        actor: str | None = None,
        object: str | None = None,
        payload: Mapping[str, Any] | None = None,
        reason: str | None = None,
    ) -> str:
        """Log one thing; the new head. `actor` None is this software."""
        return self.append_many([Entry(kind, actor or software(), object, dict(payload or {}), reason)])

    def append_many(self, entries: Iterable[Entry]) -> str:
        """Log many things, each in a row of its own, some thousands a transaction; the new head."""
        self._must_write()
        stream, head = iter(entries), None
        while batch := list(itertools.islice(stream, _LOG_AT_ONCE)):
            head = self.log.append(batch, at=self.clock())
        return head if head is not None else self.log.head()

    # Documents and text layers

    def put_document(self, content: Content) -> str:
        """Store the bytes of a report or of a container; their SHA-256.

        Only `acknowledge` makes them part of the record. A container that went with a forgotten report is not stored
        again; what else it holds still arrives.

        Raises:
            LedgerError: These bytes were forgotten and are not taken in again (ask `erased_because` first).
        """
        self._must_write()
        document_id = sha256_hex(content)
        erased = self.erasures.erased.get(document_id)
        if erased is not None and erased.container:
            return document_id
        if erased is not None:
            raise LedgerError(f"{document_id}: {erased.said}. It is not taken in again.")
        return self.documents.put(content)

    def document_bytes(self, document_id: str) -> bytes | None:
        """The bytes as received; None where they were forgotten.

        Raises:
            UnknownName: This ledger never held them.
            LedgerBroken: They are gone, or are others, without having been forgotten.
        """
        return self._content(self.documents, document_id, "document")

    def put_layer(self, layer: str | Document) -> str:
        """Store a text layer, and for a document its map back to the original; the layer's hash."""
        return self.put_layers([layer])[0]

    def put_layers(self, layers: Iterable[str | Document]) -> list[str]:
        """As `put_layer` for many. That a document was read as this layer, by which reader, is logged once."""
        self._must_write()
        hashes: list[str] = []
        for batch in _batched(layers, _LOG_AT_ONCE):
            readings: list[Entry] = []
            for layer in batch:
                if isinstance(layer, str):
                    hashes.append(self.layers.put(layer.encode("utf-8")))
                    continue
                layer_hash = self.layers.put(layer.text.encode("utf-8"))
                hashes.append(layer_hash)
                mapped = canonical_json({"layer": layer_hash, "segments": to_json(layer.segments)})
                map_hash = self.layers.put(mapped.encode("utf-8")) if layer.segments else None
                payload = {"layer_hash": layer_hash, "map_hash": map_hash, "reader": layer.reader}
                readings.append(Entry("layer", software(), layer.document_id, payload))
            self.layers.flush()
            self.append_many(self._not_yet_logged("layer", readings))
        return hashes

    def layer_text(self, layer_hash: str) -> str | None:
        """A text layer; None where it was forgotten. Raises as `document_bytes`."""
        content = self._content(self.layers, layer_hash, "text layer")
        return None if content is None else content.decode("utf-8")

    def readings(self, document_id: str) -> list[ReadingMap]:
        """The text layers made from a document, oldest first."""
        rows = self.log.rows_of("layer", [document_id])
        return [ReadingMap(document_id, **row.payload) for row in rows if row.payload is not None]

    def segments(self, document_id: str, layer_hash: str) -> tuple[MapSegment, ...]:
        """The map from a text layer back to the document's bytes; empty where there is none or it was forgotten."""
        for reading in reversed(self.readings(document_id)):
            if reading.layer_hash == layer_hash and reading.map_hash is not None:
                content = self._content(self.layers, reading.map_hash, "map of a text layer")
                return () if content is None else tuple(_segment(row) for row in json.loads(content)["segments"])
        return ()

    def erased_because(self, content_hash: str) -> str | None:
        """The reason for rejecting bytes that were forgotten; None if they were not. The log says by whom, and why."""
        erased = self.erasures.erased.get(content_hash)
        return None if erased is None else f"forgotten: erased on {erased.day} and not taken in again"

    # Arrivals and rejections

    def acknowledge(self, arrivals: Iterable[Arrival], *, actor: str | None = None) -> int:
        """Log arrivals, so that from now on nothing can lose them; how many were new.

        An arrival that was logged before, alike in every respect, is not logged again.

        Raises:
            ValueError: The bytes of a document, or of the container that held it, were not stored before.
            LedgerError: The document was forgotten (ask `erased_because` first).
        """
        self._must_write()
        self.documents.flush()
        logged = 0
        for batch in _batched(arrivals, _LOG_AT_ONCE):
            for content_hash in {part for a in batch for part in (a.document_id, a.container_id) if part is not None}:
                if content_hash not in self.erasures.erased and not self.documents.has(content_hash):
                    raise ValueError(f"{content_hash} arrived, but its bytes are not stored: call put_document first.")
                if content_hash in self.erasures.erased and any(a.document_id == content_hash for a in batch):
                    raise LedgerError(
                        f"{content_hash}: {self.erasures.erased[content_hash].said}. It is not taken in again."
                    )
            entries = [Entry("arrival", actor or software(), a.document_id, to_json(a)) for a in batch]
            new = self._not_yet_logged("arrival", entries)
            self.append_many(new)
            logged += len(new)
        return logged

    def reject(self, rejections: Iterable[Rejected], *, actor: str | None = None) -> int:
        """Log what could not be recorded and why; how many were new.

        A rejection that was logged before, alike in every respect, is not logged again. Of a forgotten report given
        again the path is left out: its name may say what was to be forgotten.
        """
        logged = 0
        for batch in _batched(rejections, _LOG_AT_ONCE):
            batch = [replace(r, given_as=FORGOTTEN) if r.document_id in self.erasures.erased else r for r in batch]
            entries = [Entry("rejection", actor or software(), r.document_id, to_json(r)) for r in batch]
            new = self._not_yet_logged("rejection", entries)
            self.append_many(new)
            logged += len(new)
        return logged

    def arrivals(self) -> Iterator[Arrival]:
        """Every arrival once, sorted by the key of table `arrivals`; those of forgotten documents are gone."""
        return self._logged("arrival", Arrival)

    def rejections(self) -> Iterator[Rejected]:
        """Every logged rejection once, sorted by document, then by the key of table `rejected`."""
        return self._logged("rejection", Rejected)

    def _logged(self, kind: str, record: type[Any]) -> Iterator[Any]:
        keys = SORT_KEYS["arrivals" if kind == "arrival" else "rejected"]
        names = [*keys, *(name for name in record.__dataclass_fields__ if name not in keys)]

        def key(payload: Mapping[str, Any]) -> list[tuple[bool, Any]]:
            return [(payload[name] is not None, payload[name] if payload[name] is not None else "") for name in names]

        for _object, group in itertools.groupby(self.log.rows_by_object(kind), key=lambda row: row.object):
            texts = {row.payload_text for row in group if row.payload_text is not None}
            for payload in sorted(map(json.loads, texts), key=key):
                yield record(**payload)

    def _not_yet_logged(self, kind: str, entries: Sequence[Entry]) -> list[Entry]:
        """The entries that say something new, in order; asked by object, so it costs no scan of the log."""
        rows = self.log.rows_of(kind, (entry.object for entry in entries))
        seen = {(row.object, row.payload_text) for row in rows}
        new = []
        for entry in entries:
            said = (entry.object, canonical_json(entry.payload))
            if said not in seen:
                seen.add(said)
                new.append(entry)
        return new

    def find_document(self, name: str) -> str:
        """The full id of a document given by its id or the unique start of it.

        Raises:
            UnknownName: No document, or more than one, begins like this.
        """
        wanted = name.strip().lower()
        if len(wanted) < _SHORTEST_PREFIX:
            raise UnknownName(
                f"{name!r} is too short for a document: give its id, or the first {_SHORTEST_PREFIX} characters or more."
            )
        found = self.log.objects_starting("arrival", wanted, limit=4)
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            listed = ", ".join(document_id[: len(wanted) + 8] for document_id in found[:3])
            raise UnknownName(f"{name!r} is the start of several documents ({listed}, …). Write more of it.")
        near = self.log.objects_starting("arrival", wanted[:2], limit=200) or self.log.objects_starting(
            "arrival", "", limit=12
        )
        raise unknown("document", name, near)

    # Judgements and aliases

    def add_judgements(self, judgements: Iterable[Judgement]) -> str:
        """Log decisions of people, each in a row of its own; the new head."""

        def entry(judgement: Judgement) -> Entry:
            touched = {anchor.document_id for anchor in (*judgement.left, *judgement.right)}
            touched |= {judgement.document_id} if judgement.document_id else set()
            # A judgement of one document alone is about that document, and is erased with it.
            about = touched.pop() if len(touched) == 1 else judgement.judgement_id
            return Entry("judgement", judgement.by, about, encode(judgement), judgement.why)

        return self.append_many(map(entry, judgements))

    def judgements(self) -> list[Judgement]:
        """Every judgement in the order of the log, retracted ones included (see `judgements.current_judgements`)."""
        return [decode(row.payload) for row in self.log.rows("judgement") if row.payload is not None]

    def add_aliases(self, pairs: Mapping[str, str]) -> None:
        """Log that incidents changed their ids: old to new. Known pairs are not logged again."""
        known = self.aliases()
        changed = sorted((old, new) for old, new in pairs.items() if old != new and known.get(old) != new)
        self.append_many(Entry("alias", software(), old, {"new": new}) for old, new in changed)

    def aliases(self) -> dict[str, str]:
        """Every old incident id with the id that stands for it now, sorted by the old id."""
        latest: dict[str, str] = {}
        for row in self.log.rows("alias"):
            if row.object is not None and row.payload is not None:
                latest.pop(row.payload["new"], None)  # an id that is given anew is old no longer
                latest[row.object] = row.payload["new"]
        return {old: _last_in_chain(old, latest) for old in sorted(latest)}

    # Results kept for the next run

    def cached(self, kind: str, key: Key) -> Any | None:
        """A result kept by `put_cached`; None if there is none."""
        return next(iter(self.cached_many(kind, [key]).values()), None)

    def cached_many(self, kind: str, keys: Iterable[Key]) -> dict[Key, Any]:
        """The results there are, by key."""
        return self.cache.get_many(kind, keys)

    def put_cached(self, kind: str, key: Key, value: Any) -> None:
        """Keep a result (plain JSON) for the next run.

        Args:
            kind: What sort of result it is.
            key: Everything that it depends on; the first part is the hash of the document or layer that it was made
                from, so that it can be forgotten with it.
        """
        self.put_cached_many(kind, [(key, value)])

    def put_cached_many(self, kind: str, results: Mapping[Key, Any] | Iterable[tuple[Key, Any]]) -> None:
        """As `put_cached` for many, in one transaction."""
        self._must_write()
        self.cache.put_many(kind, results)

    # Builds

    def write_build(self, tables: Mapping[str, Rows], *, inputs_digest: str) -> str:
        """Write the tables of a build and make it the live one; its id.

        Args:
            tables: Rows by table name, or functions that give them (called in the order of `tables.SCHEMAS`, only if
                the build is not there yet). A table that is not given is empty.
            inputs_digest: Hash of everything that the rows depend on: sorted inputs, judgements, settings, versions.
        """
        self._must_write()
        build_id = build_files.build_id_of(inputs_digest)
        folder = self.tables_folder / build_id
        if not build_files.is_whole(folder):
            build_files.write_tables(
                self.tables_folder, build_id, tables, inputs_digest=inputs_digest, engine=self.engine
            )
        manifest_hash = hash_file(folder / build_files.MANIFEST)
        live = self.log.last_of("build")
        payload = {"manifest": manifest_hash, "inputs": inputs_digest}
        if live is None or live.object != build_id or live.payload != payload:
            self.append("build", object=build_id, payload=payload)
        if build_files.live_build_id(self.tables_folder) != build_id:
            build_files.switch_to(self.tables_folder, build_id)
        return build_id

    def current_build(self) -> Build:
        """The live build.

        Raises:
            LedgerError: There is none yet.
        """
        build_id = build_files.live_build_id(self.tables_folder)
        if build_id is None:
            raise LedgerError(f"{self.path}: the ledger has no tables yet. Run `bearwitness record` on it.")
        build = self._build(build_id)
        if build is None:
            raise LedgerBroken(
                f"{self.tables_folder / build_files.CURRENT}: names the build {build_id!r}, which is not there. "
                "Run `bearwitness record` to make the tables again."
            )
        return build

    def builds(self) -> list[Build]:
        """The builds there are, in the order in which they were last made live."""
        order = {row.object: row.seq for row in self.log.rows("build")}
        found = [self._build(folder.name) for folder in build_files.build_folders(self.tables_folder)]
        return sorted((build for build in found if build is not None), key=lambda build: order[build.build_id])

    def build(self, name: str) -> Build:
        """The build of this id or unique start of an id; "current" is the live one.

        Raises:
            UnknownName: No build, or more than one, begins like this.
        """
        if name == build_files.CURRENT:
            return self.current_build()
        builds = self.builds()
        found = [build for build in builds if name and build.build_id.startswith(name.strip().lower())]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownName(
                f"{name!r} is the start of several builds ({', '.join(build.build_id for build in found)}). Write more."
            )
        raise unknown("build", name, [build.build_id for build in builds])

    def table(self, name: str, as_: str = "arrow", *, where: Mapping[str, Any] | None = None) -> Any:
        """A table of the live build.

        Args:
            name: One of the contract's tables.
            as_: "arrow", "pandas" or "polars"; the last two need the extra of that name.
            where: See `Build.table`.
        """
        return build_files.as_frame(self.current_build().table(name, where=where), as_)

    def _build(self, build_id: str) -> Build | None:
        folder = self.tables_folder / build_id
        row = self.log.last_of("build", build_id)
        if row is None or not (folder / build_files.MANIFEST).exists():
            return None
        return Build(build_id, row.hash, folder, self)

    # Forgetting

    def forget(self, name: str, *, reason: str, by: str | None = None) -> Forgotten:
        """Erase a document: its bytes, the container that held it, its text layers, kept results, and all its rows.

        Nothing else is: a layer that another document shares stays, and so do copies of the report that arrived as
        documents of their own; both are named in what is returned. Every build that holds a row of the document is removed whole, the
        live one too: its figures were reckoned from that row, and a build is never rewritten. The log keeps the hash,
        who, when and why; what other rows of the log said of the document (path, publisher, judgements of it alone) is
        erased, and the chain still holds. Make a new build afterwards.

        Args:
            name: The document's id, or the unique start of it.
            reason: Why.
            by: Who demands it; None is this software.

        Raises:
            UnknownName: There is no such document.
        """
        self._must_write()
        if not reason.strip() or not (by is None or by.strip()):
            raise RequestError("Forgetting a document needs a reason, and --by a name: give --reason WHY [--by WHO].")
        document_id = self.find_document(name)
        if document_id in self.erasures.erased:
            said = self.erasures.erased[document_id].said
            raise RequestError(f"{document_id[:12]} was {said}. There is nothing left to erase.")
        containers = self._containers_of(document_id)
        erased = {document_id, *containers}
        copies, siblings = self._copies_of(document_id), self._siblings(document_id, containers)
        layers = sorted({part for reading in self.readings(document_id) for part in _parts_of(reading)})
        held = [
            folder.name
            for folder in build_files.build_folders(self.tables_folder)
            if build_files.holds_document(folder, document_id, self.engine)
        ]
        payload = {"layers": layers, "containers": containers, "builds": held}
        self.append("forget", actor=by or software(), object=document_id, payload=payload, reason=reason)
        self.erasures.look_again()
        kept = self.erasures.erase(document_id, payload)
        assert erased <= set(self.erasures.erased)
        return Forgotten(
            document_id, tuple(h for h in layers if h not in kept), tuple(containers), tuple(held), siblings, copies
        )

    def refuse_container(self, container_id: str, *, holds: str) -> None:
        """Erase the bytes of a container that brought a forgotten report along; what else it holds stays.

        Args:
            container_id: The container, stored a moment ago.
            holds: The forgotten report in it.
        """
        self._must_write()
        if container_id in self.erasures.erased:
            return
        payload = {"layers": [], "containers": [container_id], "builds": []}
        reason = f"it holds the forgotten document {holds}"
        self.append("forget", object=container_id, payload=payload, reason=reason)
        self.erasures.look_again()
        self.erasures.erase(container_id, payload)

    def _containers_of(self, document_id: str) -> list[str]:
        rows = self.log.rows_of("arrival", [document_id])
        return sorted({row.payload["container_id"] for row in rows if row.payload and row.payload["container_id"]})

    def _siblings(self, document_id: str, containers: Sequence[str]) -> int:
        """How many other reports came in these containers."""
        if not containers:
            return 0
        return len({a.document_id for a in self.arrivals() if a.container_id in containers} - {document_id})

    def _copies_of(self, document_id: str) -> tuple[str, ...]:
        """Other documents of the live build that have the same text, or are of the same copy group."""
        try:
            table = self.current_build().table("documents", columns=["document_id", "layer_hash", "copy_group_id"])
        except LedgerError:
            return ()
        rows = table.to_pylist()
        own = next((row for row in rows if row["document_id"] == document_id), None)
        if own is None:
            return ()
        same = (
            row["document_id"]
            for row in rows
            if row["layer_hash"] == own["layer_hash"]
            or (own["copy_group_id"] is not None and row["copy_group_id"] == own["copy_group_id"])
        )
        return tuple(sorted(set(same) - {document_id}))

    # The rest

    def _content(self, store: ContentStore, content_hash: str, what: str) -> bytes | None:
        content = store.get(content_hash)
        if content is None:
            self.erasures.look_again()  # another process may have forgotten it since we looked
            if content_hash in self.erasures.erased:
                return None
            if self.log.last_of("arrival", content_hash) is not None or self.erasures.layers_in_use([content_hash]):
                raise LedgerBroken(f"{store.path(content_hash)}: the {what} is missing. Run `bearwitness verify`.")
            raise UnknownName(f"There is no {what} {content_hash!r} in this ledger.")
        return content

    def _must_write(self) -> None:
        if self.lock is None:
            raise LedgerError(f"{self.path}: the ledger is open for reading only.")

    def recover(self) -> None:
        """Clear what a killed writer left half-done, and finish what it had promised to erase."""
        with storage_errors("opening the ledger for writing", self.path):
            self.documents.clear_parts()
            self.layers.clear_parts()
            build_files.clear_parts(self.tables_folder)
            shutil.rmtree(self.path / "cache" / "spill", ignore_errors=True)
            named = {row.object for row in self.log.rows("build")}
            for folder in build_files.build_folders(self.tables_folder):
                if folder.name not in named:  # killed between its rename and its log row: nothing vouches for it
                    shutil.rmtree(folder)
        for row in self.log.rows("forget"):
            if (
                row.object is not None
                and row.payload is not None
                and self.erasures.is_unfinished(row.object, row.payload)
            ):
                self.erasures.erase(row.object, row.payload)


def _parts_of(reading: ReadingMap) -> Iterator[str]:
    yield reading.layer_hash
    if reading.map_hash is not None:
        yield reading.map_hash


def _segment(row: Mapping[str, Any]) -> MapSegment:
    return MapSegment(**{**row, "rects": tuple((rect[0], rect[1], rect[2], rect[3]) for rect in row["rects"])})


def _last_in_chain(name: str, following: Mapping[str, str]) -> str:
    seen = {name}
    while (after := following.get(name)) is not None and after not in seen:
        seen.add(after)
        name = after
    return name


def _batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    stream = iter(items)
    while batch := list(itertools.islice(stream, size)):
        yield batch
