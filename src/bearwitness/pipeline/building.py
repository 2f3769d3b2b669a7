"""The tables of everything in a ledger, made again where something changed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from bearwitness import __version__
from bearwitness.config import SETTINGS_FILE, Settings, load_settings
from bearwitness.documents.copies import Signature, copy_groups
from bearwitness.documents.read import READING_RULES
from bearwitness.errors import LedgerError, UnknownName
from bearwitness.incidents import LinkClaim, LinkResult, link, link_claims
from bearwitness.judgements import attach, current_judgements, judgements_digest, row_of
from bearwitness.ledger import Build, Ledger, build_id_of
from bearwitness.pipeline.reading import Documents, signature_from_row
from bearwitness.pipeline.rows import Tables
from bearwitness.pipeline.summary import Progress, Summary
from bearwitness.reconcile import copied_claims
from bearwitness.records import CopyMember, Rejected, hash_parts, to_json
from bearwitness.resolve.claims import resolver_version
from bearwitness.versions import rules_version

LINKER = rules_version("bearwitness-linker/1", "incidents", "reconcile", "pipeline")
COPIES = rules_version("bearwitness-copies/1", "documents/copies")


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
        maker.documents.known.close()
    summary.head = ledger.head()
    for rejected in maker.documents.rejected:
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
        self.ledger, self.settings = ledger, settings
        self.judgements = current_judgements(ledger.judgements())
        self.documents = Documents(ledger, settings, judgements=self.judgements, workers=workers, progress=progress)
        self.credits: dict[str, str] = {}

    def make(self) -> Build:
        digest = self._inputs_digest()
        standing = self._standing(digest)
        if standing is not None:
            self._read_rejected(standing)
            self.ledger.write_build({}, inputs_digest=digest)  # only switches to it
            return standing
        self.documents.read()
        groups = self._copies()
        attached = attach(self.judgements, (row_of(c, k.settled.layer_hash) for k, c in self.documents.claims()))
        copies = {m.document_id: m.copy_group_id for m in groups}
        self.credits = {document_id: by for document_id, by in self.credits.items() if document_id in copies}
        self.documents.wrong = set(attached.wrong) | self._copies_of_wrong(attached.wrong, copies)
        result = link(
            self._features(),
            copy_groups=copies,
            must_link=attached.must_link,
            cannot_link=attached.cannot_link,
            unsure=attached.unsure,
            settings=self.settings.link,
            scratch=self.documents.scratch,
        )
        before = self._incidents_before()
        tables = Tables(
            self.documents,
            result,
            groups=groups,
            credits=self.credits,
            excluded=dict(attached.excluded),
            versions=self.versions(),
        )
        self.ledger.write_build(tables.sources(), inputs_digest=digest)
        self._note_aliases(before, result)
        return self.ledger.current_build()

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
            ("version.extractor", self.documents.extractor),
            ("version.gazetteer", self.documents.gazetteer_digest),
            ("version.linker", LINKER),
            ("version.reader", READING_RULES),
            ("version.resolver", resolver_version()),
        ]

    def _standing(self, digest: str) -> Build | None:
        try:
            return self.ledger.build(build_id_of(digest))
        except UnknownName:
            return None

    def _read_rejected(self, build: Build) -> None:
        for row in build.table("rejected").to_pylist():
            if row["stage"] != "receive":
                self.documents.rejected.append(Rejected(**row))

    def _features(self) -> Iterator[LinkClaim]:
        done = 0
        for batch in self.documents.batches():
            claims = self.documents.claims_of(batch)
            for known in batch:
                text = self.ledger.layer_text(known.settled.layer_hash)
                if text is not None and claims[known.settled.document_id]:
                    yield from link_claims(
                        claims[known.settled.document_id], document=replace(known.settled, text=text)
                    )
            done += len(batch)
            self.documents.say("link", done, len(self.documents.known))

    def _copies(self) -> list[CopyMember]:
        def signatures() -> Iterator[tuple[str, Signature, int, str | None]]:
            for batch in self.documents.batches():
                found = self.ledger.cached_many("read", [(k.settled.document_id, READING_RULES) for k in batch])
                for known in batch:
                    row = found[(known.settled.document_id, READING_RULES)]
                    if row["credit"]:
                        self.credits[known.settled.document_id] = row["credit"]
                    if row["signature"] is not None:
                        yield (
                            known.settled.document_id,
                            signature_from_row(row["signature"]),
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
            claims = self.documents.claims_of([self.documents.known[document_id] for document_id in sorted(documents)])
            found |= copied_claims(wrong, claims)
        return found

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
