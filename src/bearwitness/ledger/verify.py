"""Recompute every hash and the chain, and name what does not hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bearwitness.errors import BearwitnessError
from bearwitness.ledger.builds import CURRENT, MANIFEST, build_folders, live_build_id
from bearwitness.ledger.ledger import Ledger
from bearwitness.ledger.log import GENESIS, LogRow
from bearwitness.ledger.storage import ContentStore, hash_file
from bearwitness.records import sha256_hex
from bearwitness.tables import SCHEMAS

NOT_ACKNOWLEDGED = "stored but not acknowledged"  # documents or layers that no row of the log names (yet)


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that does not hold. `where` names the file, or the row of the log; `sentence` says it all in words."""

    kind: str
    where: str
    expected: str
    found: str

    @property
    def sentence(self) -> str:
        """The break in one sentence."""
        return f"{self.where}: expected {self.expected}, found {self.found}."


@dataclass(frozen=True, slots=True)
class Verification:
    """Every break, the first one first, and what was checked. `rows_since` counts log rows after the head given."""

    breaks: list[Break]
    counts: dict[str, int]
    rows_since: int | None = None

    @property
    def holds(self) -> bool:
        """True if nothing is broken. What was erased by `forget` is counted, not broken."""
        return not self.breaks


@dataclass(slots=True)
class _Found:
    """What walking the chain gathers for the other checks."""

    counts: dict[str, int] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    layers: set[str] = field(default_factory=set)
    documents_rejected: set[str] = field(default_factory=set)
    documents_erased: set[str] = field(default_factory=set)
    layers_erased: set[str] = field(default_factory=set)
    builds: dict[str, tuple[int, str]] = field(default_factory=dict)
    builds_erased: set[str] = field(default_factory=set)
    seq_of_head: int | None = None
    last_seq: int = 0

    def add(self, name: str, number: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + number


def verify(ledger: Ledger, *, head: str | None = None, deep: bool = True) -> Verification:
    """Check the chain of the log, every document and layer, every table of every build, and the quotes of the live one.

    Args:
        ledger: Open for reading or writing.
        head: A hash that `record` printed earlier. It must occur in the chain: a chain that is merely consistent could
            have been rewritten whole, or cut short.
        deep: False checks the chain and that files exist, without reading documents, layers and tables.
    """
    found = _Found()
    wanted = head.strip().lower() if head is not None else None
    breaks = list(_check_chain(ledger, found, wanted))
    if wanted is not None and found.seq_of_head is None:
        breaks.append(
            Break("head", "ledger.sqlite", f"a row with the hash {wanted}", f"none among {found.last_seq} rows")
        )
    kept = {content_hash for content_hash in found.documents_rejected if ledger.documents.has(content_hash)}
    named = found.documents | (kept - found.documents_erased)
    breaks += _check_store(ledger.documents, named, found.documents_erased, found, "document", deep)
    # A layer that another document shares is not erased with the first; a document always is.
    breaks += _check_store(ledger.layers, found.layers, found.layers_erased - found.layers, found, "layer", deep)
    breaks += _check_builds(ledger, found, deep)
    if deep and not breaks:
        breaks += _check_quotes(ledger, found)
    since = None if found.seq_of_head is None or wanted is None else found.last_seq - found.seq_of_head
    return Verification(breaks, dict(sorted(found.counts.items())), since)


def _check_chain(ledger: Ledger, found: _Found, head: str | None) -> Iterator[Break]:
    for guard in ledger.log.missing_guards():
        yield Break("guard", "ledger.sqlite", f"the trigger {guard}, which refuses changes", "none, or another one")
    forgotten = {row.object for row in ledger.log.rows("forget")}
    prev, broken = GENESIS, False
    for row in ledger.log.rows():
        where = f"ledger.sqlite, row {row.seq}"
        if not broken and row.seq != found.last_seq + 1:
            yield Break("row", where, f"row {found.last_seq + 1}", f"row {row.seq}")
        if not broken and row.prev != prev:
            yield Break("chain", where, f"{prev} as the hash of the row before", row.prev)
            broken = True  # one sentence says it: every later row would only repeat it
        if row.expected_hash() != row.hash:
            yield Break("row", where, f"the hash {row.expected_hash()} of its own fields", row.hash)
            broken = True
        if row.payload_text is None:
            if row.object in forgotten and row.kind != "forget":
                found.add("payloads erased")
            else:
                yield Break("payload", where, f"a payload with the hash {row.payload_hash}", "none")
        elif (hashed := sha256_hex(row.payload_text.encode("utf-8"))) != row.payload_hash:
            yield Break("payload", where, f"a payload with the hash {row.payload_hash}", hashed)
        else:
            _gather(row, found)
        if head is not None and row.hash == head:
            found.seq_of_head = row.seq
        prev, found.last_seq = row.hash, row.seq
        found.add("log rows")


def _gather(row: LogRow, found: _Found) -> None:
    """Note what a row says must lie on disk, or must not."""
    payload = row.payload or {}
    if row.kind == "arrival" and row.object is not None:
        found.documents.update(part for part in (row.object, payload["container_id"]) if part is not None)
        if payload.get("override"):
            found.add("overrides")
    elif row.kind == "rejection" and row.object is not None:
        found.documents_rejected.add(row.object)  # kept, where its bytes were stored, as a file whose rows are none
    elif row.kind == "layer":
        found.layers.update(part for part in (payload["layer_hash"], payload["map_hash"]) if part is not None)
    elif row.kind == "build" and row.object is not None:
        found.builds[row.object] = (row.seq, payload["manifest"])
    elif row.kind == "forget" and row.object is not None:
        found.documents_erased.update([row.object, *payload["containers"]])
        found.layers_erased.update(payload["layers"])
        found.builds_erased.update(payload["builds"])


def _check_store(
    store: ContentStore, named: set[str], forgotten: set[str], found: _Found, what: str, deep: bool
) -> Iterator[Break]:
    plural = f"{what}s"
    here = store.root.name
    on_disk: set[str] = set()
    for content_hash, path in store.scan():
        where = f"{here}/{path.parent.name}/{path.name}"
        on_disk.add(content_hash)
        if content_hash in forgotten:
            yield Break("erased", where, "nothing, since it was forgotten", "a file")
            continue
        if deep:
            hashed = _hash_or_fault(path)
            if hashed != content_hash:
                yield Break(what, where, f"content with the hash {content_hash}", hashed)
        found.add(plural if content_hash in named else f"{plural} {NOT_ACKNOWLEDGED}")
    for content_hash in sorted(named - on_disk):
        where = f"{here}/{content_hash[:2]}/{content_hash[2:]}"
        if content_hash in forgotten:
            continue
        yield Break(what, where, f"content with the hash {content_hash}", "no file")
    if forgotten - on_disk:
        found.add(f"{plural} erased", len(forgotten - on_disk))


def _hash_or_fault(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError as error:
        return f"a file that cannot be read ({error.strerror})"


def _check_builds(ledger: Ledger, found: _Found, deep: bool) -> Iterator[Break]:
    root = ledger.tables_folder
    folders = {folder.name: folder for folder in build_folders(root)}
    live = live_build_id(root)
    if live is not None and live not in folders:
        yield Break("build", f"tables/{CURRENT}", "the name of a build that is there", repr(live))
    for build_id, (seq, manifest_hash) in sorted(found.builds.items(), key=lambda item: item[1]):
        where = f"tables/{build_id}"
        if build_id not in folders:
            if build_id not in found.builds_erased:
                yield Break("build", where, f"the build of row {seq}", "no folder, or no manifest in it")
            continue
        found.add("builds")
        hashed = _hash_or_fault(folders[build_id] / MANIFEST)
        if hashed != manifest_hash:
            yield Break("build", f"{where}/{MANIFEST}", f"content with the hash {manifest_hash}", hashed)
            continue
        entries = json.loads((folders[build_id] / MANIFEST).read_bytes())["tables"]
        for name in SCHEMAS:
            path = folders[build_id] / f"{name}.parquet"
            expected = entries.get(name, {}).get("sha256", "an entry in the manifest")
            hashed = (_hash_or_fault(path) if deep else expected) if path.exists() else "no file"
            found.add("tables")
            if hashed != expected:
                yield Break("table", f"{where}/{name}.parquet", f"content with the hash {expected}", hashed)
    for build_id in sorted(set(folders) - set(found.builds)):
        if build_id == live:
            yield Break("build", f"tables/{build_id}", "a row of the log that names this build", "none")
        else:
            found.add("builds not yet logged")


def _check_quotes(ledger: Ledger, found: _Found) -> Iterator[Break]:
    """Each quote of the live build must be the words of its span in its text layer."""
    live = live_build_id(ledger.tables_folder)
    if live is None:
        return
    build = ledger.build(live)
    sql = (
        "SELECT c.claim_id, c.start, c.end, c.quote, d.layer_hash FROM claims AS c JOIN documents AS d "
        "USING (document_id) ORDER BY d.layer_hash, c.start, c.claim_id"
    )
    layer_hash, text = "", ""
    for batch in build.stream(sql):
        for row in batch.to_pylist():
            if row["layer_hash"] != layer_hash:
                layer_hash = row["layer_hash"]
                try:
                    text = ledger.layer_text(layer_hash) or ""
                except BearwitnessError:
                    text = ""
            found.add("quotes")
            said = text[row["start"] : row["end"]]
            if said != row["quote"]:
                where = f"tables/{live}/claims.parquet, claim {row['claim_id']}"
                yield Break("quote", where, f"the words of its span, {said[:80]!r}", repr(row["quote"][:80]))
