"""A claim with what figures need to know of it beside its words, worked out once for all cells and profiles.

Two questions look alike and are kept apart. *Origin*: who knew it first; independence is counted over origins. *Voice*:
who is heard saying it; agreement is told between voices. A statement whose author quotes "they" has two voices and,
unless "they" are named people or an office, one origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bearwitness.reconcile.cells import Traits, traits_of_claim
from bearwitness.records import Claim, Claimant, ClaimantKind, DocumentFacts, Factuality, Modifier, Scope, Unit

_NAMED_KINDS = frozenset({ClaimantKind.OFFICIAL, ClaimantKind.ORGANISATION, ClaimantKind.PERSON, ClaimantKind.MEDIA})
_NAMELESS = "unnamed:"


@dataclass(slots=True, eq=False)
class Reading:
    """One claim, read for reconciling. Bounds and modifier are copied so that a profile can read a word otherwise."""

    claim: Claim
    claim_id: str
    document: DocumentFacts
    traits: Traits
    low: int | None
    best: int | None
    high: int | None
    vague: bool
    hedged: bool
    origin: str
    voice: str
    own_voice: bool
    speakers: tuple[str, ...]
    since: str | None
    until: str | None
    parents: frozenset[str] = frozenset()
    in_groups: tuple[frozenset[str], ...] = ()
    reason: str | None = None
    excluded: bool = False
    alone: bool = False  # found by the network, and no rule read that it is said again
    moved: bool = False  # a wounded person who is told dead since
    copies: tuple[Reading, ...] = ()

    @property
    def positive(self) -> bool:
        """Whether it says that somebody was harmed; "up to 30" does."""
        return bool(self.low or self.best or self.high)


def readings_of(claims: Sequence[Claim], documents: Mapping[str, DocumentFacts]) -> dict[str, Reading]:
    """The persons counted in one incident, by claim id, sorted; other units and scopes are left out."""
    readings: dict[str, Reading] = {}
    for claim in sorted(claims, key=_claim_id):
        if claim.unit is not Unit.PERSON or claim.scope is not Scope.INCIDENT:
            continue
        document = documents.get(claim.document_id)
        if document is None:
            document = DocumentFacts(claim.document_id, (), claim.document_id, None)
        origin, own_voice, speakers = _who(claim.claimant, document)
        as_of = claim.as_of
        since = until = document.published
        if as_of is not None and (as_of.start or as_of.end):
            since, until = as_of.start or as_of.end, as_of.end or as_of.start
        readings[claim.claim_id] = Reading(
            claim=claim,
            claim_id=claim.claim_id,
            document=document,
            traits=traits_of_claim(claim),
            low=claim.low,
            best=claim.best,
            high=claim.high,
            vague=claim.modifier is Modifier.VAGUE,
            hedged=claim.factuality is Factuality.HEDGED,
            origin=origin,
            voice=speakers[0],
            own_voice=own_voice,
            speakers=speakers,
            since=since,
            until=until,
        )
    return readings


def link_readings(readings: Mapping[str, Reading]) -> None:
    """Follow the links within documents: what repeats what, what lies inside what, which claims are one sum.

    A repeated mention hands its links on to the claim it repeats: "Five children died ... 14 people, including the five
    children" makes the first claim, too, a part of the 14.
    """
    _hand_voices_on(readings)
    parents: dict[str, set[str]] = {}
    groups: dict[tuple[str, str, str], set[str]] = {}
    for reading in readings.values():
        claim = reading.claim
        if (claim.part_of is None and claim.sum_group is None) or claim.factuality is Factuality.DENIED:
            continue
        first = first_said(claim.claim_id, readings)
        if claim.part_of is not None:
            whole = first_said(claim.part_of, readings)
            known = readings.get(whole)
            # "Twenty casualties, five of them dead": a part of another harm's total is the whole of its own harm.
            if whole != first and (known is None or known.claim.harm is claim.harm):
                parents.setdefault(first, set()).add(whole)
        if claim.sum_group is not None:
            groups.setdefault((claim.document_id, claim.sum_group, claim.harm.value), set()).add(first)
    for child, wholes in parents.items():
        if child in readings:
            readings[child].parents = frozenset(wholes)
    sums = {frozenset(members) for members in groups.values() if len(members) > 1}
    for members in sorted(sums, key=sorted):
        if any(members < other for other in sums):
            continue
        for member in members:
            if member in readings:
                readings[member].in_groups += (members,)


def _hand_voices_on(readings: Mapping[str, Reading]) -> None:
    """A mention without a speaker, as in a headline, speaks with the voice of the first asserted repeat that names one.

    "Three die in Oru" above "Three people died, police said" is the police's number, whoever printed the headline.
    """
    for reading in sorted(readings.values(), key=lambda r: (r.claim.document_id, r.claim.start, r.claim_id)):
        claim = reading.claim
        if claim.repeats is None or claim.claimant is None or claim.factuality is not Factuality.ASSERTED:
            continue
        first = readings.get(first_said(reading.claim_id, readings))
        if first is not None and first.claim.claimant is None and first.own_voice and not reading.own_voice:
            first.origin, first.voice, first.speakers = reading.origin, reading.voice, reading.speakers
            first.own_voice = False


def first_said(claim_id: str, readings: Mapping[str, Reading]) -> str:
    """The claim that a claim repeats, through all its repeats; itself if it repeats none. Circles give the smallest
    id."""
    seen = [claim_id]
    while True:
        reading = readings.get(seen[-1])
        repeated = reading.claim.repeats if reading is not None else None
        if repeated is None or repeated not in readings:
            return seen[-1]
        if repeated in seen:
            return min(seen[seen.index(repeated) :])
        seen.append(repeated)


def wholes_of(reading: Reading, readings: Mapping[str, Reading]) -> Iterable[Reading]:
    """All claims inside whose people this claim's people lie, nearest first."""
    seen: set[str] = {reading.claim_id}
    queue = sorted(reading.parents)
    while queue:
        claim_id = queue.pop(0)
        if claim_id in seen or claim_id not in readings:
            continue
        seen.add(claim_id)
        yield readings[claim_id]
        queue += sorted(readings[claim_id].parents)


def _who(claimant: Claimant | None, document: DocumentFacts) -> tuple[str, bool, tuple[str, ...]]:
    """Origin, whether it is the publisher's own voice, and the keys under which a later claim of the same speaker
    replaces this one; the first key is the voice."""
    group = document.copy_group_id
    key = claimant.key if claimant is not None else None
    own = claimant is None or (
        key is not None and any(key.casefold() == name.casefold() for name in document.publishers)
    )
    if own:
        speakers = tuple(f"publisher:{name}" for name in document.publishers) or (f"text:{group}",)
        return f"text:{group}", True, speakers
    assert claimant is not None
    if key and claimant.kind in _NAMED_KINDS and not key.startswith(_NAMELESS):
        named = f"claimant:{key}"
        return named, False, (named,)
    nameless = f"text:{group}:{key or (claimant.refers_to or claimant.text).casefold()}"
    return f"text:{group}", False, (nameless,)


def _claim_id(claim: Claim) -> str:
    return claim.claim_id
