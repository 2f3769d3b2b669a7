"""Claims and judgements -> incidents with stable ids, each claim with the reason why it is there.

Two clusters are joined, best first, where a pair of their mentions says "same", the average of all pairs is not against
it (average linkage) and no single pair says "different": a chain of likenesses never glues two incidents that their own
evidence tells apart. Judgements stand above evidence. The result depends on claims, judgements and settings alone.

Source: domain.md section 6; design.md section 4, "Incidents".
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from bearwitness.config import LinkSettings
from bearwitness.incidents.candidates import candidate_pairs, judged_pairs
from bearwitness.incidents.compare import Comparison, Verdict, compare, days_apart, place_points, radius_km
from bearwitness.incidents.features import LinkClaim, Mention, Outline
from bearwitness.incidents.mentions import TermWeights, document_mentions, totals_of_several
from bearwitness.records import Incident, Place, hash_parts
from bearwitness.scratch import Spilled

# Members that speak for a cluster when it is compared: those that say most. The cost of joining then stays the same for
# an incident with a thousand reports; no GVC incident has more than 4.
SPEAKERS = 8
NEAR_MERGES = 5  # listed per incident, the nearest first
MENTIONS_IN_MEMORY = 2_048  # of those on disk: some 8 MB
_PAIRS_AT_ONCE = 8_192  # taken out of the packed array of pairs
_CERTAIN = 6.0  # log odds beyond which one pair counts no more in an average


@dataclass(frozen=True, slots=True)
class LinkResult:
    """Incidents by id; pairs nearly joined (left id, right id, score, why not); judgements that contradict;
    claims that add up several incidents which their report tells one by one, sorted."""

    incidents: list[Incident]
    near_merges: list[tuple[str, str, float, str]]
    conflicts: list[str]
    totals: tuple[str, ...] = ()


def link(
    features: Iterable[LinkClaim],
    *,
    copy_groups: Mapping[str, str],
    must_link: Sequence[tuple[str, str]] = (),
    cannot_link: Sequence[tuple[str, str]] = (),
    unsure: Sequence[tuple[str, str]] = (),
    settings: LinkSettings | None = None,
    scratch: Path | None = None,
) -> LinkResult:
    """Incidents of a set of claims.

    Args:
        features: Linkable claims of all documents, in any order.
        copy_groups: Copy group of each document that has one.
        must_link: Pairs of claim ids that a person judged to be of one incident; joined whatever the evidence.
        cannot_link: Pairs judged to be of different incidents; kept apart, also through others.
        unsure: Pairs that a person could not decide; not joined by the machine, listed as near merges.
        settings: Thresholds and windows of the settings file; None for the defaults.
        scratch: Folder for what is compared, which is kept on disk; None for the system's folder for such files.

    Raises:
        StorageError: The disk refuses to keep it.

    Returns:
        Every claim given is in exactly one incident, save denials and releases that fit none and `totals`. Incidents are sorted by id. Where a
        same-judgement contradicts a different-judgement the claims stay apart and `conflicts` says so.
    """
    settings = settings or LinkSettings()
    mentions = _Mentions(features, copy_groups, {*cannot_link}, scratch)
    try:
        owner = mentions.owners({claim_id for pair in (*must_link, *cannot_link, *unsure) for claim_id in pair})
        clusters = _Clusters(
            mentions,
            settings,
            apart=judged_pairs(cannot_link, owner),
            undecided=judged_pairs(unsure, owner),
        )
        together = judged_pairs(must_link, owner)
        conflicts = [
            f"Claims {mentions.claims[left][0].claim_id} and {mentions.claims[right][0].claim_id} are judged the same, "
            "but are joined to claims judged different; they stay apart until one judgement is taken back."
            for left, right in clusters.join_judged(together)
        ]
        clusters.join_alike()
        return _result(mentions, clusters, together, conflicts)
    finally:
        mentions.close()


class _Mentions:
    """The mentions of all documents by index, sorted by document and place in it; kept on disk but for their outlines."""

    def __init__(
        self,
        features: Iterable[LinkClaim],
        copy_groups: Mapping[str, str],
        apart: set[tuple[str, str]],
        scratch: Path | None,
    ) -> None:
        self.scratch = scratch
        self.outlines: list[Outline] = []
        self.totals: list[str] = []
        self.all: Spilled[Mention] = Spilled(scratch, in_memory=MENTIONS_IN_MEMORY)
        self.claims: Spilled[tuple[LinkClaim, ...]] = Spilled(scratch)
        read: Spilled[tuple[LinkClaim, ...]] = Spilled(scratch)
        try:
            parts: dict[str, list[int]] = {}
            for document_id, given in groupby(features, key=lambda claim: claim.document.document_id):
                parts.setdefault(document_id, []).append(read.append(tuple(given)))
            documents = sorted(parts)
            weights = TermWeights(
                (read[parts[document_id][-1]][-1].document for document_id in documents), copy_groups, scratch=scratch
            )
            shared: dict[object, Any] = {}
            for number, document_id in enumerate(documents):
                claims = [claim for part in parts[document_id] for claim in read[part]]
                self.totals += totals_of_several(claims)
                found = document_mentions(
                    claims,
                    copy_group=copy_groups.get(document_id, document_id),
                    weights=weights,
                    apart=apart,
                )
                for mention, group in found:
                    self._add(number, mention, group, shared)
        except BaseException:
            self.close()
            raise
        finally:
            read.close()

    def __len__(self) -> int:
        return len(self.outlines)

    def __getitem__(self, index: int) -> Mention:
        return self.all[index]

    def __iter__(self) -> Iterator[Mention]:
        return iter(self.all)

    def _add(self, number: int, mention: Mention, claims: Sequence[LinkClaim], shared: dict[object, Any]) -> None:
        self.all.append(mention)
        self.claims.append(tuple(replace(claim, document=mention.document, near=b"") for claim in claims))
        self.outlines.append(
            Outline(
                document=number,
                document_id=mention.document.document_id,
                copy_group=mention.copy_group,
                place=shared.setdefault(mention.place, mention.place),
                time=shared.setdefault(mention.time, mention.time),
                time_exact=mention.time_exact,
                later=mention.later,
                named=mention.named,
            )
        )

    def owners(self, claim_ids: Collection[str]) -> dict[str, int]:
        """The mention that holds each of these claims, where one does."""
        if not claim_ids:
            return {}
        return {
            claim.claim_id: index
            for index, claims in enumerate(self.claims)
            for claim in claims
            if claim.claim_id in claim_ids
        }

    def close(self) -> None:
        """Give the files back."""
        self.all.close()
        self.claims.close()


class _Clusters:
    """Disjoint sets of mentions (by index; the smallest stands for its set) and the evidence between them."""

    def __init__(
        self,
        mentions: _Mentions,
        settings: LinkSettings,
        *,
        apart: set[tuple[int, int]],
        undecided: set[tuple[int, int]],
    ) -> None:
        self._mentions = mentions
        self._settings = settings
        self._parent = list(range(len(mentions)))
        self._version = [0] * len(mentions)
        self.members: dict[int, list[int]] = {index: [index] for index in range(len(mentions))}
        self._speakers: dict[int, list[int]] = {}
        self._judged: defaultdict[int, set[int]] = defaultdict(set)
        for left, right in apart | undecided:
            self._judged[left].add(right)
            self._judged[right].add(left)
        self._apart = apart
        self.undecided = undecided
        # Pairs that may be the same and their scores; reasons are worked out again for the few that are shown.
        self._edge_sides, self._edge_scores = array("q"), array("d")
        self._scored = lru_cache(maxsize=8_192)(self._score)

    @property
    def edges(self) -> Iterator[tuple[int, int, float]]:
        """(left, right, score) of the proposed pairs that may be the same."""
        return zip(self._edge_sides[::2], self._edge_sides[1::2], self._edge_scores, strict=True)

    def find(self, index: int) -> int:
        """The cluster that holds a mention."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join_judged(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Join what a person judged the same; returns the pairs that a different-judgement forbids."""
        refused = []
        for left, right in sorted(pairs):
            one, other = self.find(left), self.find(right)
            if one == other:
                continue
            forbidden = {pair for pair in self._crossing(one, other) if pair in self._apart}
            if forbidden:
                refused.append((left, right))
            else:
                self._join(one, other)
        return refused

    def join_alike(self) -> None:
        """Join clusters best first until no two are alike enough."""
        # The best pair must say "same", the average of all need only not speak against it.
        least = _log_odds(self._settings.unsure_score)
        queue: list[tuple[float, int, int]] = []
        for left, right in self._candidates():
            score = self._score(left, right)
            if score is not None and score >= self._settings.unsure_score:
                self._edge_sides.extend((left, right))
                self._edge_scores.append(score)
                if score >= self._settings.same_score:
                    queue.append((-_log_odds(score), left, right))
        heapq.heapify(queue)
        settled: dict[tuple[int, int], tuple[int, int]] = {}
        while queue:
            value, left, right = heapq.heappop(queue)
            one, other = sorted((self.find(left), self.find(right)))
            versions = (self._version[one], self._version[other])
            if one == other or settled.get((one, other)) == versions:
                continue
            average = self._likeness(one, other)
            if average is None or average < least:
                settled[one, other] = versions
            elif average < -value - 1e-9:
                heapq.heappush(queue, (-average, left, right))
            else:
                self._join(one, other)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """The pairs to compare, such as share mentions one after the other: those read from disk then serve for many."""
        size = len(self._mentions)
        codes = candidate_pairs(self._mentions.outlines, self._mentions, self._settings, scratch=self._mentions.scratch)
        side = MENTIONS_IN_MEMORY // 2
        bounds = np.searchsorted(codes, [left * size for left in range(0, size + side, side)]).tolist()
        for start, end in pairwise(bounds):
            rows = codes[start:end]
            rows = rows[np.argsort(rows % size // side, kind="stable")]
            for at in range(0, len(rows), _PAIRS_AT_ONCE):
                for code in rows[at : at + _PAIRS_AT_ONCE].tolist():
                    yield divmod(code, size)

    def speakers(self, root: int) -> list[int]:
        """The members of a cluster that say most, at most `SPEAKERS`; the same for the same set."""
        if root not in self._speakers:
            ranked = sorted(self.members[root], key=lambda index: (-_weight(self._mentions[index]), index))
            self._speakers[root] = ranked[:SPEAKERS]
        return self._speakers[root]

    def compared(self, left: int, right: int) -> Comparison:
        """The comparison of two mentions, with its reasons."""
        return compare(self._mentions[left], self._mentions[right], self._settings)

    def score(self, left: int, right: int) -> float | None:
        """The score of two mentions; None where they are different."""
        return self._scored(min(left, right), max(left, right))

    def _score(self, left: int, right: int) -> float | None:
        found = self.compared(left, right)
        return None if found.verdict is Verdict.DIFFERENT else found.score

    def _crossing(self, one: int, other: int) -> Iterable[tuple[int, int]]:
        """Judged pairs with one side in each cluster."""
        small, large = sorted((one, other), key=lambda root: len(self.members[root]))
        for index in self.members[small]:
            for judged in sorted(self._judged.get(index, ())):
                if self.find(judged) == large:
                    yield min(index, judged), max(index, judged)

    def _likeness(self, one: int, other: int) -> float | None:
        """Average log odds of the pairs between two clusters; None where any pair says different."""
        if any(True for _ in self._crossing(one, other)):
            return None
        total = 0.0
        left_side, right_side = self.speakers(one), self.speakers(other)
        for left in left_side:
            for right in right_side:
                score = self.score(left, right)
                if score is None:
                    return None
                total += _log_odds(score)
        return total / (len(left_side) * len(right_side))

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((one, other))
        self._parent[high] = low
        self._version[low] += 1
        self.members[low] += self.members.pop(high)
        self._speakers.pop(low, None)
        self._speakers.pop(high, None)


def _log_odds(probability: float) -> float:
    bounded = min(1 - 1e-9, max(1e-9, probability))
    return max(-_CERTAIN, min(_CERTAIN, math.log(bounded / (1 - bounded))))


def _weight(mention: Mention) -> int:
    """How much a mention says that can be compared."""
    return (
        2 * mention.complete
        + 2 * bool(mention.named)
        + mention.time_exact
        + (mention.place is not None and mention.place.lat is not None)
        + bool(mention.targets)
        - 2 * mention.denied
    )


def _result(
    mentions: _Mentions, clusters: _Clusters, together: set[tuple[int, int]], conflicts: list[str]
) -> LinkResult:
    judged: defaultdict[int, set[int]] = defaultdict(set)
    for left, right in together:
        judged[left].add(right)
        judged[right].add(left)
    incidents: dict[int, Incident] = {}
    taken: set[str] = set()
    for root in sorted(clusters.members):
        members = sorted(clusters.members[root])
        if all(mentions[index].denied or mentions[index].let_go for index in members):
            continue
        incident = _incident(mentions, members, clusters, judged)
        if incident.incident_id in taken:  # two claims on one anchor that a person told apart
            incident = replace(incident, incident_id="i-" + hash_parts(incident.claim_ids, digits=12))
        taken.add(incident.incident_id)
        incidents[root] = incident
    near = _near_merges(clusters, incidents)
    listed: defaultdict[str, list[tuple[str, float, str]]] = defaultdict(list)
    for left_id, right_id, score, reason in near:
        listed[left_id].append((right_id, score, reason))
        listed[right_id].append((left_id, score, reason))
    done = [
        replace(
            incident,
            near_merges=tuple(sorted(listed[incident.incident_id], key=lambda row: (-row[1], row[0]))[:NEAR_MERGES]),
        )
        for incident in incidents.values()
    ]
    ordered = sorted(done, key=lambda incident: incident.incident_id)
    return LinkResult(ordered, near, conflicts, tuple(sorted(mentions.totals)))


def _incident(
    mentions: _Mentions, members: Sequence[int], clusters: _Clusters, judged: Mapping[int, set[int]]
) -> Incident:
    parts = [mentions[index] for index in members]
    claims_of = [mentions.claims[index] for index in members]
    claims = sorted((claim for part in claims_of for claim in part), key=lambda c: (c.anchor, c.claim_id))
    first = claims[0]
    start, end, date_prec = _incident_time(parts)
    reasons: list[tuple[str, str]] = []
    for index, own in zip(members, claims_of, strict=True):
        why = _why_here(mentions, index, clusters, judged)
        reasons += [(claim.claim_id, _claim_reason(claim, first, why)) for claim in own]
    return Incident(
        incident_id=incident_id(first),
        claim_ids=tuple(claim.claim_id for claim in claims),
        document_ids=tuple(sorted({mentions.outlines[index].document_id for index in members})),
        place=_incident_place(parts),
        start=start,
        end=end,
        date_prec=date_prec,
        event_clarity=2 if any(part.aggregate for part in parts) else 1,
        reasons=tuple(sorted(reasons)),
    )


def incident_id(first: LinkClaim) -> str:
    """The id of the incident whose smallest anchor is this claim's."""
    anchor = (
        first.document.document_id,
        first.start,
        first.end,
        first.count_start,
        first.victims_start,
        first.harm.value,
    )
    return "i-" + hash_parts(anchor, digits=12)


def _why_here(mentions: _Mentions, index: int, clusters: _Clusters, judged: Mapping[int, set[int]]) -> str:
    """Why a mention is in its cluster, by the member that it is most like."""
    root = clusters.find(index)
    others = [other for other in clusters.speakers(root) if other != index]
    for other in sorted(judged.get(index, ())):
        if clusters.find(other) == root:
            return f"a person judged it the same incident as in report {_short(mentions[other])}"
    if not others:
        return ""
    best = max(others, key=lambda other: (clusters.score(index, other) or 0.0, -other))
    found = clusters.compared(min(index, best), max(index, best))
    return f"as in report {_short(mentions[best])}: {found.reason}"


def _claim_reason(claim: LinkClaim, first: LinkClaim, why: str) -> str:
    if claim.repeats:
        own = "says again a claim of this report"
    elif claim.part_of:
        own = "people among those of another claim of this report"
    elif claim.supersedes:
        own = "replaces an earlier figure in this report"
    elif claim.denied:
        own = "denies what others claim of this incident"
    elif claim is first:
        own = "the first claim of this incident"
    elif claim.place is None or claim.time is None or not claim.place_own:
        own = "takes place or date from its report, which speaks of one incident there"
    else:
        own = "same place and date in its report"
    return f"{own}; {why}" if why else own


def _short(mention: Mention) -> str:
    return mention.document.document_id[:12]


def _voices(parts: Sequence[Mention]) -> list[Mention]:
    """One mention a copied text, so that a much-copied report doesn't outvote others; denials for want of others."""
    firsts: dict[str, Mention] = {}
    for part in [part for part in parts if not part.denied] or list(parts):
        firsts.setdefault(part.copy_group, part)
    return list(firsts.values())


def _incident_place(parts: Sequence[Mention]) -> Place | None:
    """The finest place that more than half of the texts agree with; where none has that, the one most agree with."""
    voices = _voices(parts)
    places = [part.place for part in voices if part.place is not None and not part.later]
    places = places or [part.place for part in voices if part.place is not None]
    if not places:
        return next((part.place for part in parts if part.place is not None), None)

    def support(place: Place) -> int:
        return sum(place_points(place, other) > -2 for other in places)

    most = max(support(place) for place in places)
    enough = min(most, len(places) // 2 + 1)
    return min(
        (place for place in places if support(place) >= enough),
        key=lambda p: (p.lat is None, p.where_prec or 9, radius_km(p), -support(p), p.name or "", p.geonames_id or 0),
    )


def _incident_time(parts: Sequence[Mention]) -> tuple[str | None, str | None, int | None]:
    """The narrowest period that more than half of the texts agree with; else one that spans the nearest.

    Without any date: up to the earliest publication.
    """
    voices = [part for part in _voices(parts) if part.time is not None and not part.later]
    voices = voices or [part for part in parts if part.time is not None]
    if not voices:
        published = [part.document.published for part in parts if part.document.published is not None]
        return None, date.fromordinal(min(published)).isoformat() if published else None, None

    def support(part: Mention) -> int:
        return sum(days_apart(part.time, other.time) == 0 for other in voices)

    def order(part: Mention) -> tuple[int, bool, int, int]:
        assert part.time is not None
        return part.time[1] - part.time[0], not part.time_exact, -support(part), part.time[0]

    most = max(support(part) for part in voices)
    enough = min(most, len(voices) // 2 + 1)
    best = min((part for part in voices if support(part) >= enough), key=order)
    assert best.time is not None
    start, end = best.time
    prec = best.date_prec
    if 2 * support(best) <= len(voices):
        rivals = [part.time for part in voices if part.time and days_apart(part.time, best.time) == 1]
        rivals = [time for time in rivals if time[1] - time[0] <= 1]
        if rivals:
            start, end = min(start, *(time[0] for time in rivals)), max(end, *(time[1] for time in rivals))
            prec = 2
    return date.fromordinal(start).isoformat(), date.fromordinal(end).isoformat(), prec


def _near_merges(clusters: _Clusters, incidents: Mapping[int, Incident]) -> list[tuple[str, str, float, str]]:
    """Pairs of incidents that were nearly joined, the score of their most alike mentions and what held them apart."""
    nearest: dict[tuple[int, int], tuple[float, int, int]] = {}
    for left, right, score in clusters.edges:
        one, other = sorted((clusters.find(left), clusters.find(right)))
        if one == other or one not in incidents or other not in incidents:
            continue
        if (one, other) not in nearest or (score, -left, -right) > nearest[one, other]:
            nearest[one, other] = (score, -left, -right)
    best = {}
    for key, (score, left, right) in nearest.items():
        best[key] = (round(score, 6), clusters.compared(-left, -right).doubt)
    for left, right in clusters.undecided:
        one, other = sorted((clusters.find(left), clusters.find(right)))
        if one != other and one in incidents and other in incidents:
            best[one, other] = (round(clusters.compared(left, right).score, 6), "a person was unsure")
    rows = []
    for (one, other), (score, reason) in best.items():
        ids = sorted((incidents[one].incident_id, incidents[other].incident_id))
        rows.append((ids[0], ids[1], score, reason))
    return sorted(rows)
