"""The rows of every table of a build, each streamed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bearwitness.documents.read import READING_RULES
from bearwitness.incidents import LinkResult
from bearwitness.pipeline.reading import Documents
from bearwitness.reconcile import figures_of_incident
from bearwitness.records import Claim, CopyMember, DocumentFacts, Incident, Scope, hash_parts, to_json


class Tables:
    """The rows of every table of a build, each streamed."""

    def __init__(
        self,
        documents: Documents,
        result: LinkResult,
        *,
        groups: Sequence[CopyMember],
        credits: Mapping[str, str],
        excluded: Mapping[str, str],
        versions: Sequence[tuple[str, str]],
    ) -> None:
        """Prepare for a build.

        Args:
            documents: Read, and with the claims judged misread left out.
            result: The incidents that they were linked to.
            groups: Which documents are copies of one text.
            credits: By document, who is credited with its text.
            excluded: By claim, why a person left it out of figures.
            versions: Names and values for the table `settings`.
        """
        self.recorded, self.groups, self.result = documents, groups, result
        self.credits, self.excluded, self.versions = credits, excluded, versions
        self.copies = {m.document_id: m.copy_group_id for m in groups}
        self.totals = frozenset(result.totals)
        self.incident_of = {c: i.incident_id for i in result.incidents for c in i.claim_ids}

    def sources(self) -> dict[str, Callable[[], Iterator[dict[str, Any]]]]:
        """Table name -> a function that gives its rows."""
        return {
            "documents": self.documents,
            "arrivals": lambda: (to_json(a) for a in self.recorded.ledger.arrivals()),
            "rejected": self.rejected,
            "claims": lambda: (to_json(c) for _, c in self.recorded.claims()),
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
        for batch in self.recorded.batches():
            found = self.recorded.ledger.cached_many("read", [(k.settled.document_id, READING_RULES) for k in batch])
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
        for row in itertools.chain(self.recorded.ledger.rejections(), self.recorded.rejected):
            yield to_json(row)

    def set_aside(self) -> Iterator[dict[str, Any]]:
        for batch in self.recorded.batches():
            found = self.recorded.ledger.cached_many("extract", [k.extract_key for k in batch])
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
        known = [self.recorded.known[d] for d in sorted(document_ids)]
        return [c for claims in self.recorded.claims_of(known).values() for c in claims]

    def figures(self) -> Iterator[dict[str, Any]]:
        for n, i in enumerate(self.result.incidents):
            wanted = set(i.claim_ids)
            claims = [self._whole(c) for c in self._claims_of(i.document_ids) if c.claim_id in wanted]
            facts = {d: self._facts(d) for d in i.document_ids}
            excluded = {c: why for c, why in self.excluded.items() if c in wanted}
            for figure in figures_of_incident(claims, incident_id=i.incident_id, documents=facts, excluded=excluded):
                yield to_json(figure)
            if n % 50 == 0:
                self.recorded.say("reconcile", n + 1, len(self.result.incidents))

    def _whole(self, claim: Claim) -> Claim:
        """The claim; one that is part of a total over several incidents is no part of anything in its own."""
        return replace(claim, part_of=None) if claim.part_of in self.totals else claim

    def _facts(self, document_id: str) -> DocumentFacts:
        known = self.recorded.known[document_id]
        publisher = self.recorded.settings.publisher(known.settled.publisher)
        return DocumentFacts(
            document_id,
            known.publishers,
            self.copies.get(document_id, document_id),
            known.settled.published,
            publisher.rank if publisher is not None else None,
            self.credits.get(document_id),
        )

    def periods(self) -> Iterator[dict[str, Any]]:
        for _, c in self.recorded.claims():
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
        for _, c in self.recorded.claims():
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
        for name, value in self.recorded.settings.rows():
            yield {"name": name, "value": value}
        for name, value in self.versions:
            yield {"name": name, "value": json.dumps(value)}
