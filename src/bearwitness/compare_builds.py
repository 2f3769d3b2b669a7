"""What changed between two builds of a ledger, each change with its reason.

The reason is read off the record: which documents and arrivals came or were forgotten, which judgements came into or
went out of force, which versions and settings differ. A change is put down to what touched its own claims; only where
nothing did is it put down to what holds for the whole build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bearwitness.errors import UnknownName
from bearwitness.judgements import current_judgements, decode
from bearwitness.ledger import Build, Ledger
from bearwitness.records import JSON, Judgement, sha256_hex
from bearwitness.report import wording

PREVIOUS = "previous"
KINDS = ("document", "claim", "incident", "figure", "period", "setting")
_FIGURE = ("low", "best", "high", "agreement", "grade", "publishers", "copy_groups", "origins")
_CLAIM_COLUMNS = ("claim_id", "document_id", "start", "end", "harm")
_TIES = "its claims are tied to others whose tie changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing gained, lost or changed. `what` says it in words; `before` and `after` hold the values that differ;
    `profile` is that of a figure."""

    kind: str
    change: str
    id: str
    what: str
    reasons: tuple[str, ...]
    before: JSON | None = None
    after: JSON | None = None
    profile: str | None = None

    def row(self) -> JSON:
        """The change as plain JSON."""
        return {
            "kind": self.kind,
            "change": self.change,
            "id": self.id,
            "what": self.what,
            "reasons": list(self.reasons),
            "profile": self.profile,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """Every change from one build to another, by kind, then gained, lost, changed, then id."""

    left: str
    right: str
    changes: list[Change]

    def counts(self) -> dict[tuple[str, str], int]:
        """(kind, change) -> number."""
        counts: dict[tuple[str, str], int] = {}
        for change in self.changes:
            key = (change.kind, change.change)
            counts[key] = counts.get(key, 0) + 1
        return counts

    def summary(self) -> str:
        """One sentence with the numbers."""
        parts = []
        counts = self.counts()
        for kind in KINDS:
            said = [
                f"{counts[kind, change]:,} {change}"
                for change in ("gained", "lost", "changed")
                if (kind, change) in counts
            ]
            if said:
                parts.append(f"{kind}s: {', '.join(said)}")
        return "; ".join(parts) + "." if parts else "Nothing changed."


def find_build(ledger: Ledger, name: str) -> Build:
    """The build of this id, or the unique start of one; also `current`, and `previous` for the one live before it.

    Raises:
        UnknownName: There is none.
    """
    if name != PREVIOUS:
        return ledger.build(name)
    current = ledger.current_build().build_id
    earlier = [row.object for row in ledger.rows("build") if row.object != current]
    there = {build.build_id: build for build in ledger.builds()}
    for build_id in reversed(earlier):
        if build_id in there:
            return there[build_id]
    raise UnknownName(f"There is no build before {current}: it is the only one of this ledger.")


def compare_builds(ledger: Ledger, left: Build, right: Build) -> Difference:
    """What is gained, lost and changed from `left` to `right`."""
    reasons = _Reasons(ledger, left, right)
    changes = [
        *_documents(reasons),
        *_claims(reasons),
        *_incidents(reasons),
        *_figures(reasons),
        *_periods(reasons),
        *_settings(reasons),
    ]
    order = {kind: i for i, kind in enumerate(KINDS)}
    steps = {"gained": 0, "lost": 1, "changed": 2}
    changes.sort(key=lambda c: (order[c.kind], steps[c.change], c.id))
    return Difference(left.build_id, right.build_id, changes)


# ---- why ----


@dataclass(slots=True)
class _Side:
    """What one build holds, in light form."""

    build: Build
    documents: dict[str, JSON] = field(default_factory=dict)
    claims: dict[str, JSON] = field(default_factory=dict)
    incident_of: dict[str, str] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    arrivals: dict[str, set[str]] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)

    @classmethod
    def of(cls, build: Build, ledger: Ledger) -> _Side:
        side = cls(build)
        side.documents = {row["document_id"]: row for row in build.table("documents").to_pylist()}
        side.claims = {r["claim_id"]: r for r in build.table("claims", columns=_CLAIM_COLUMNS).to_pylist()}
        for row in build.table("incident_claims", columns=["incident_id", "claim_id"]).to_pylist():
            side.incident_of[row["claim_id"]] = row["incident_id"]
            side.members.setdefault(row["incident_id"], set()).add(row["claim_id"])
        rejected = build.table("rejected", columns=["document_id"]).to_pylist()
        side.rejected = {row["document_id"] for row in rejected if row["document_id"]}
        for row in build.table("arrivals").to_pylist():
            side.arrivals.setdefault(row["document_id"], set()).add(json.dumps(row, sort_keys=True))
        side.judgements = {j.judgement_id: j for j in _judgements_of(ledger, build)}
        return side


def _judgements_of(ledger: Ledger, build: Build) -> list[Judgement]:
    """Judgements in force when the build was last made live."""
    before = []
    for row in ledger.rows("judgement", "build"):
        if row.hash == build.head:
            break
        if row.kind == "judgement" and row.payload is not None:
            before.append(decode(row.payload))
    return current_judgements(before)


class _Reasons:
    """Finds why something differs between two builds."""

    def __init__(self, ledger: Ledger, left: Build, right: Build) -> None:
        self.ledger = ledger
        self.left, self.right = _Side.of(left, ledger), _Side.of(right, ledger)
        self.forgotten = {row.object: row for row in ledger.rows("forget")}
        one, other = self.left.judgements, self.right.judgements
        self.judged = [(other[j], "in force") for j in sorted(set(other) - set(one))]
        self.judged += [(one[j], "no longer in force") for j in sorted(set(one) - set(other))]
        self.settings = list(_changed_settings(left, right))

    def of_document(self, document_id: str) -> list[str]:
        """What happened to a document between the builds; empty if nothing did."""
        said = []
        in_left, in_right = document_id in self.left.documents, document_id in self.right.documents
        name = document_id[:12]
        if in_right and not in_left:
            again = document_id in self.left.rejected
            said.append(f"document {name} was rejected before and is read now" if again else f"new document {name}")
        elif in_left and not in_right:
            row = self.forgotten.get(document_id)
            if row is not None:
                said.append(f"document {name} was forgotten by {row.actor}: {row.reason}")
            elif document_id in self.right.rejected:
                said.append(f"document {name} is rejected now")
            elif document_id not in self.right.arrivals:
                said.append(f"document {name} had not arrived yet")
        elif self.left.arrivals.get(document_id) != self.right.arrivals.get(document_id):
            said.append(f"document {name} arrived again with other metadata")
        for judgement, state in self.judged:
            if judgement.document_id == document_id:
                values = ", ".join(f"{key}={value}" for key, value in judgement.values)
                said.append(_judgement_words(judgement, state, f"document {values}"))
        return said

    def of_copies(self, document_id: str) -> list[str]:
        """What happened to the documents that are copies of one text with this one, in either build."""
        said = []
        for side in (self.left, self.right):
            group = (side.documents.get(document_id) or {}).get("copy_group_id")
            for other, row in sorted(side.documents.items()):
                if group is not None and other != document_id and row["copy_group_id"] == group:
                    said += [f"{words} (a copy of one text with it)" for words in self.of_document(other)]
        return list(dict.fromkeys(said))

    def of_claims(self, claims: Iterable[str]) -> list[str]:
        """What touched these claims or their documents; empty if nothing did."""
        rows = [row for c in sorted(set(claims)) if (row := self.left.claims.get(c) or self.right.claims.get(c))]
        said: list[str] = []
        for document_id in sorted({row["document_id"] for row in rows}):
            said += self.of_document(document_id)
        for judgement, state in self.judged:
            anchors = (*judgement.left, *judgement.right)
            if any(_touches(anchor, row) for anchor in anchors for row in rows):
                said.append(_judgement_words(judgement, state, judgement.verdict))
        return said

    def of_build(self) -> list[str]:
        """Versions and settings that differ."""
        return [change.what for change in self.settings]

    def why(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The reasons for a change that rests on these claims."""
        found = self.of_claims(claims) or self.of_build()
        return tuple(dict.fromkeys(found or [_TIES]))


def _touches(anchor: Any, row: Mapping[str, Any]) -> bool:
    same = anchor.document_id == row["document_id"] and anchor.harm == row["harm"]
    return bool(same and anchor.start < max(row["end"], row["start"] + 1) and row["start"] < anchor.end)


def _judgement_words(judgement: Judgement, state: str, verdict: str) -> str:
    return f"judgement {judgement.judgement_id} ({verdict}) by {judgement.by} is {state}: {judgement.why}"


def _changed_settings(left: Build, right: Build) -> Iterator[Change]:
    one, other = left.settings, right.settings
    for name in sorted({*one, *other}):
        if one.get(name) == other.get(name):
            continue
        word = "version" if name.startswith("version.") else "setting"
        shown = name.removeprefix("version.")
        before, after = (_short(side.get(name)) for side in (one, other))
        change = "gained" if name not in one else "lost" if name not in other else "changed"
        what = f"{word} {shown}: {before} became {after}"
        yield Change("setting", change, name, what, (), {"value": one.get(name)}, {"value": other.get(name)})


def _short(value: Any) -> str:
    """A setting's value as JSON; a hash by its first digits."""
    text = json.dumps(value, ensure_ascii=False)
    return text[1:13] + "…" if re.fullmatch(r'"[0-9a-f]{64}"', text) else text


# ---- what ----


def _documents(reasons: _Reasons) -> Iterator[Change]:
    left, right = reasons.left.documents, reasons.right.documents
    for document_id in sorted({*left, *right}):
        one, other = left.get(document_id), right.get(document_id)
        row = other or one or {}
        title = row.get("title") or "without title"
        what = f"{document_id[:12]} “{title}”, {row.get('publisher') or 'publisher unknown'}"
        why = tuple(reasons.of_document(document_id) or reasons.of_copies(document_id) or reasons.of_build() or [_TIES])
        if one is None or other is None:
            yield Change("document", "gained" if one is None else "lost", document_id, what, why)
        elif differing := [key for key in one if one[key] != other[key]]:
            before, after = {k: one[k] for k in differing}, {k: other[k] for k in differing}
            said = "; ".join(f"{key}: {one[key] or 'unknown'} became {other[key] or 'unknown'}" for key in differing)
            yield Change("document", "changed", document_id, f"{what}: {said}", why, before, after)


def _claims(reasons: _Reasons) -> Iterator[Change]:
    left, right = reasons.left, reasons.right
    gained, lost = sorted(set(right.claims) - set(left.claims)), sorted(set(left.claims) - set(right.claims))
    for ids, side, change in ((gained, right, "gained"), (lost, left, "lost")):
        for row in _full_claims(side.build, ids):
            yield Change("claim", change, row["claim_id"], _claim_words(row), reasons.why([row["claim_id"]]))
    one, other = _digests(left.build), _digests(right.build)
    differing = sorted(claim_id for claim_id in set(one) & set(other) if one[claim_id] != other[claim_id])
    after = {row["claim_id"]: row for row in _full_claims(right.build, differing)}
    for row in _full_claims(left.build, differing):
        claim_id = row["claim_id"]
        keys = [key for key in row if row[key] != after[claim_id][key]]
        before, now = {k: row[k] for k in keys}, {k: after[claim_id][k] for k in keys}
        what = f"{_claim_words(row)}: {', '.join(keys)} read otherwise"
        yield Change("claim", "changed", claim_id, what, reasons.why([claim_id]), before, now)


def _digests(build: Build) -> dict[str, str]:
    """Claim -> hash of its whole row, so that two builds are compared without holding their claims in memory."""
    table = build.table("claims")
    return {
        row["claim_id"]: sha256_hex(json.dumps(row, sort_keys=True).encode("utf-8", "surrogatepass"))[:16]
        for batch in table.to_batches(max_chunksize=2_000)
        for row in batch.to_pylist()
    }


def _full_claims(build: Build, ids: Sequence[str]) -> list[JSON]:
    return list(build.table("claims", where={"claim_id": list(ids)}).to_pylist()) if ids else []


def _claim_words(row: Mapping[str, Any]) -> str:
    words = f"{wording.count(row)} {wording.HARMS[row['harm']]}"
    return f"{row['claim_id'][:8]} {words}, “{row['quote']}”, in {row['document_id'][:12]}"


def _incidents(reasons: _Reasons) -> Iterator[Change]:
    """Incidents by what they hold: one that only got another id is changed, not lost and gained."""
    left, right = reasons.left, reasons.right
    heirs = _heirs(left, right)
    places = {
        side.build.build_id: {row["incident_id"]: row for row in side.build.table("incidents").to_pylist()}
        for side in (left, right)
    }
    one, other = places[left.build.build_id], places[right.build.build_id]
    for incident in sorted(set(one) - set(heirs)):
        why = reasons.why(left.members.get(incident, set()))
        yield Change("incident", "lost", incident, _incident_words(one[incident]), why)
    for incident in sorted(set(other) - set(heirs.values())):
        why = reasons.why(right.members.get(incident, set()))
        yield Change("incident", "gained", incident, _incident_words(other[incident]), why)
    for old, new in sorted(heirs.items()):
        before, after = left.members.get(old, set()), right.members.get(new, set())
        keys = [k for k in one[old] if k not in ("incident_id", "near_merges") and one[old][k] != other[new][k]]
        if before == after and not keys and old == new:
            continue
        moved = before ^ after
        said = [] if old == new else [f"was {old}"]
        said += [f"{wording.plural(len(after - before), 'claim')} joined"] if after - before else []
        said += [f"{wording.plural(len(before - after), 'claim')} left"] if before - after else []
        said += [f"{', '.join(k.replace('_', ' ') for k in keys)} differ"] if keys else []
        values = [{k: row[k] for k in keys} for row in (one[old], other[new])]
        values[0]["incident_id"], values[1]["incident_id"] = old, new
        what = f"{_incident_words(other[new])}: {'; '.join(said)}"
        yield Change("incident", "changed", new, what, reasons.why(moved or after), values[0], values[1])


def _heirs(left: _Side, right: _Side) -> dict[str, str]:
    """Old incident -> the one that holds most of its claims, each new one once; the same id first."""
    heirs = {incident: incident for incident in left.members if incident in right.members}
    taken = set(heirs.values())
    offers: list[tuple[int, str, str]] = []
    for old, claims in left.members.items():
        if old in heirs:
            continue
        votes: dict[str, int] = {}
        for claim in claims:
            new = right.incident_of.get(claim)
            if new is not None and new not in taken:
                votes[new] = votes.get(new, 0) + 1
        offers += [(-n, old, new) for new, n in votes.items()]
    for _, old, new in sorted(offers):
        if old not in heirs and new not in taken:
            heirs[old] = new
            taken.add(new)
    return heirs


def _incident_words(row: Mapping[str, Any]) -> str:
    return f"{row['incident_id']} {wording.place(row)}, {wording.days(row['start'], row['end'])}"


def _figures(reasons: _Reasons) -> Iterator[Change]:
    left, right = reasons.left, reasons.right
    heirs = _heirs(left, right)

    def keyed(side: _Side, names: Mapping[str, str]) -> dict[tuple[str, ...], JSON]:
        rows = side.build.table("figures").to_pylist()
        return {(names.get(r["incident_id"], r["incident_id"]), r["harm"], r["cell"], r["profile"]): r for r in rows}

    one, other = keyed(left, heirs), keyed(right, {})
    for key in sorted({*one, *other}):
        before, after = one.get(key), other.get(key)
        name = " ".join(key)
        if before is None or after is None:
            row = after or before or {}
            change = "gained" if before is None else "lost"
            yield Change("figure", change, name, f"{name}: {_range(row)}", reasons.why(_claims_of(row)), profile=key[3])
            continue
        differing = [k for k in (*_FIGURE, "claims_used", "claims_set_aside") if before[k] != after[k]]
        if not differing:
            continue
        moved = set(_claims_of(before)) ^ set(_claims_of(after))
        said = f"{_range(before)} became {_range(after)}"
        if not any(k in ("low", "best", "high") for k in differing):
            said = f"{_range(after)}: {', '.join(k.replace('_', ' ') for k in differing)} differ"
        why = reasons.of_claims(moved) or reasons.why(_claims_of(before) + _claims_of(after))
        old, new = ({k: row[k] for k in differing} for row in (before, after))
        yield Change("figure", "changed", name, f"{name}: {said}", tuple(dict.fromkeys(why)), old, new, key[3])


def _range(row: Mapping[str, Any]) -> str:
    best = f" (best {row['best']})" if row["best"] is not None and row["low"] != row["high"] else ""
    return str(wording.bounds(row["low"], row["best"], row["high"])) + best


def _claims_of(row: Mapping[str, Any]) -> list[str]:
    return [*(row["claims_used"] or ()), *(item["claim_id"] for item in row["claims_set_aside"] or ())]


def _periods(reasons: _Reasons) -> Iterator[Change]:
    one, other = (
        {row["claim_id"]: row for row in side.build.table("periods").to_pylist()}
        for side in (reasons.left, reasons.right)
    )
    for claim_id in sorted({*one, *other}):
        before, after = one.get(claim_id), other.get(claim_id)
        if before == after:
            continue
        row = after or before or {}
        change = "gained" if before is None else "lost" if after is None else "changed"
        what = f"{claim_id[:8]} {_range(row)} {wording.HARMS[row['harm']]} ({row['scope']})"
        yield Change("period", change, claim_id, what, reasons.why([claim_id]), before, after)


def _settings(reasons: _Reasons) -> Iterator[Change]:
    yield from reasons.settings
