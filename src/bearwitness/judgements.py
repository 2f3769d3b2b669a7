"""What people's decisions mean: the answer now in force, computed from the log's rows and never edited.

A judgement names what it judges by anchor (document, text layer, span, harm), so it outlives re-extraction. It attaches
to the claim that overlaps its anchor most and has the same harm; an anchor without such a claim is an orphan.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bearwitness.errors import RequestError
from bearwitness.records import JSON, Anchor, Claim, Harm, Judgement, Span, hash_parts, to_json

PAIR_VERDICTS = ("same", "different", "unsure")
CLAIM_VERDICTS = ("wrong", "excluded")
DOCUMENT_VERDICT = "document"
RETRACTION = "retract"
DOCUMENT_FIELDS = ("published", "publisher", "country", "url", "title", "language")


class ClaimRow(NamedTuple):
    """What attaching needs to know of a claim. `focus` is the span that tells it from others in the same sentence."""

    claim_id: str
    document_id: str
    layer_hash: str
    start: int
    end: int
    harm: str
    focus: Span | None = None


@dataclass(frozen=True, slots=True)
class Orphan:
    """An anchor to which no claim answers any more."""

    judgement: Judgement
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two judgements in force that say opposite things of these claims; the later stands, the earlier has no effect."""

    stands: Judgement
    gives_way: Judgement
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """The judgements in force, said of the claims of this build. Every list is sorted; pairs have the smaller id first.

    A claim in `wrong` is not used at all. A claim in `excluded` stays in its incident but not in its figures.
    `ambiguous` lists anchors to which several claims answer equally well; the one with the smallest id was taken.
    """

    must_link: list[tuple[str, str]] = field(default_factory=list)
    cannot_link: list[tuple[str, str]] = field(default_factory=list)
    unsure: list[tuple[str, str]] = field(default_factory=list)
    excluded: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    documents: dict[str, dict[str, str]] = field(default_factory=dict)
    orphans: list[Orphan] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    ambiguous: list[Orphan] = field(default_factory=list)


def anchor_of(claim: Claim, layer_hash: str) -> Anchor:
    """The anchor by which a judgement names a claim: the narrowest span that is the claim's own.

    Two claims of one harm often share their evidence span ("12 dead, including five children"), so the anchor lies on
    the words of the count, else on the victims, else on the evidence.
    """
    start, end = _focus(claim) or (claim.start, claim.end)
    return Anchor(claim.document_id, layer_hash, start, end, claim.harm)


def row_of(claim: Claim, layer_hash: str) -> ClaimRow:
    """The light row of a claim for `attach`."""
    return ClaimRow(
        claim.claim_id, claim.document_id, layer_hash, claim.start, claim.end, claim.harm.value, _focus(claim)
    )


def _focus(claim: Claim) -> Span | None:
    if claim.count_start is not None and claim.count_end is not None:
        return claim.count_start, claim.count_end
    return claim.victims.span


def new_judgement(
    verdict: str,
    *,
    by: str,
    why: str,
    at: str,
    left: Iterable[Anchor] = (),
    right: Iterable[Anchor] = (),
    document_id: str | None = None,
    values: Mapping[str, str] | None = None,
    retracts: str | None = None,
    shown: Iterable[str] = (),
) -> Judgement:
    """A judgement with its id, checked for completeness.

    Args:
        verdict: same, different or unsure (of `left` and `right`), wrong or excluded (of `left`), document (`values`
            of `document_id`), retract (the judgement `retracts`).
        by: Who decides. why: The reason, in words.
        at: When, as ISO UTC time.
        shown: The scores and reasons that were shown at that moment.

    Raises:
        RequestError: Something is missing or not allowed.
    """
    judgement = Judgement(
        judgement_id="",
        verdict=verdict,
        by=by.strip(),
        why=why.strip(),
        at=at,
        left=tuple(sorted(set(left), key=_anchor_key)),
        right=tuple(sorted(set(right), key=_anchor_key)),
        document_id=document_id,
        values=tuple(sorted((values or {}).items())),
        retracts=retracts,
        shown=tuple(shown),
    )
    _check(judgement)
    return replace(judgement, judgement_id="j-" + hash_parts([_canonical(encode(judgement))], digits=12))


def _check(judgement: Judgement) -> None:
    allowed = (*PAIR_VERDICTS, *CLAIM_VERDICTS, DOCUMENT_VERDICT, RETRACTION)
    if judgement.verdict not in allowed:
        raise RequestError(f"A judgement must be one of {', '.join(allowed)}, got {judgement.verdict!r}.")
    if not judgement.by:
        raise RequestError("A judgement needs to say who decides: give --by WHO.")
    if not judgement.why:
        raise RequestError("A judgement needs a reason: give --reason WHY.")
    if judgement.verdict in PAIR_VERDICTS and not (judgement.left and judgement.right):
        raise RequestError(f"Judging {judgement.verdict!r} needs two incidents or claims.")
    if judgement.verdict in PAIR_VERDICTS and set(judgement.left) & set(judgement.right):
        raise RequestError(f"Judging {judgement.verdict!r} needs two incidents or claims that share no claim.")
    if judgement.verdict in CLAIM_VERDICTS and len(judgement.left) != 1:
        raise RequestError(f"Judging {judgement.verdict!r} needs one claim, got {len(judgement.left)}.")
    if judgement.verdict == DOCUMENT_VERDICT and not (judgement.document_id and judgement.values):
        raise RequestError("Judging a document needs its id and at least one value, such as published=2024-03-05.")
    for name, _value in judgement.values:
        if name not in DOCUMENT_FIELDS:
            raise RequestError(f"{name!r} of a document cannot be judged. Allowed: {', '.join(DOCUMENT_FIELDS)}.")
    if (judgement.verdict == RETRACTION) != (judgement.retracts is not None):
        raise RequestError("Taking a judgement back needs the id of that judgement, and nothing else.")


def encode(judgement: Judgement) -> JSON:
    """The judgement as the payload of a log row."""
    encoded: JSON = to_json(judgement)
    return encoded


def decode(payload: Mapping[str, Any]) -> Judgement:
    """The judgement that `encode` made this payload from."""

    def anchors(rows: Iterable[Mapping[str, Any]]) -> tuple[Anchor, ...]:
        return tuple(Anchor(**{**row, "harm": Harm(row["harm"])}) for row in rows)

    return Judgement(
        **{
            **payload,
            "left": anchors(payload["left"]),
            "right": anchors(payload["right"]),
            "values": tuple((name, value) for name, value in payload["values"]),
            "shown": tuple(payload["shown"]),
        }
    )


def current_judgements(rows: Iterable[Judgement]) -> list[Judgement]:
    """The judgements in force, in the order in which they were made.

    A judgement that was taken back is dropped, and comes back when its retraction is itself taken back. Of several on
    one subject (the same two sides, the same claim, the same field of a document) the latest stands.

    Args:
        rows: All judgements, in the order of the log.
    """
    taken_back: set[str] = set()
    decided: set[tuple[Any, ...]] = set()
    standing: list[Judgement] = []
    for judgement in reversed(list(rows)):
        if judgement.judgement_id in taken_back:
            continue
        if judgement.retracts is not None:
            taken_back.add(judgement.retracts)
        elif judgement.verdict == DOCUMENT_VERDICT:
            subjects = {name: (judgement.document_id, name) for name, _value in judgement.values}
            values = tuple((name, value) for name, value in judgement.values if subjects[name] not in decided)
            decided.update(subjects.values())
            if values:
                standing.append(replace(judgement, values=values))
        elif (subject := _subject(judgement)) not in decided:
            decided.add(subject)
            standing.append(judgement)
    return standing[::-1]


def _subject(judgement: Judgement) -> tuple[Any, ...]:
    """What a judgement on claims is about: one claim, or two sides in either order."""
    if judgement.verdict in CLAIM_VERDICTS:
        return ("claim", judgement.left)
    sides = sorted([judgement.left, judgement.right], key=lambda side: [_anchor_key(anchor) for anchor in side])
    return ("pair", *sides)


def judgements_digest(current: Iterable[Judgement]) -> str:
    """Hash of what the judgements in force say, without who said it and when: part of the inputs of a build."""
    said = [
        _canonical({key: value for key, value in encode(judgement).items() if key not in ("judgement_id", "at", "by")})
        for judgement in current
    ]
    return hash_parts(said)


def attach(judgements: Sequence[Judgement], claims: Iterable[ClaimRow | tuple[Any, ...]]) -> Attached:
    """What the judgements in force say of these claims.

    Args:
        judgements: From `current_judgements`, oldest first.
        claims: One row a claim (see `ClaimRow`; plain tuples in its order will do), in any order. Read once, and only
            what anchors touch is kept, so the claims need not fit in memory.
    """
    answers, ambiguous = _answer_anchors(judgements, claims)
    result = Attached()
    verdicts: dict[str, Judgement] = {}
    sided: list[tuple[Judgement, list[str], list[str]]] = []
    for judgement in judgements:
        if judgement.verdict == DOCUMENT_VERDICT:
            result.documents.setdefault(judgement.document_id or "", {}).update(judgement.values)
            continue
        for anchor in (*judgement.left, *judgement.right):
            if anchor not in answers:
                result.orphans.append(Orphan(judgement, anchor))
            elif anchor in ambiguous:
                result.ambiguous.append(Orphan(judgement, anchor))
        left, right = _claims_of(judgement.left, answers), _claims_of(judgement.right, answers)
        if judgement.verdict in CLAIM_VERDICTS:
            verdicts.update((claim_id, judgement) for claim_id in left)  # the later one on a claim stands
        else:
            sided.append((judgement, left, right))
    for claim_id, judgement in sorted(verdicts.items()):
        (result.wrong if judgement.verdict == "wrong" else result.excluded)[claim_id] = judgement.why
    _decide_pairs(sided, result)
    return result


def _answer_anchors(
    judgements: Sequence[Judgement], claims: Iterable[ClaimRow | tuple[Any, ...]]
) -> tuple[dict[Anchor, str], set[Anchor]]:
    """The claim that answers each anchor best, and the anchors that several answer equally well."""
    wanted: dict[tuple[str, str, str], list[Anchor]] = defaultdict(list)
    for anchor in {anchor for judgement in judgements for anchor in (*judgement.left, *judgement.right)}:
        wanted[anchor.document_id, anchor.layer_hash, anchor.harm.value].append(anchor)
    best: dict[Anchor, tuple[tuple[Any, ...], str]] = {}
    ambiguous: set[Anchor] = set()
    for values in claims:
        row = ClaimRow(*values)
        for anchor in wanted.get((row.document_id, row.layer_hash, str(row.harm)), ()):
            fit = _fit(anchor, row)
            if fit is None:
                continue
            held = best.get(anchor)
            if held is None or fit > held[0]:
                best[anchor] = (fit, row.claim_id)
                ambiguous.discard(anchor)
            elif fit == held[0] and row.claim_id != held[1]:
                best[anchor] = (fit, min(row.claim_id, held[1]))
                ambiguous.add(anchor)
    return {anchor: claim_id for anchor, (_fit_of, claim_id) in best.items()}, ambiguous


def _fit(anchor: Anchor, row: ClaimRow) -> tuple[Any, ...] | None:
    """How well a claim answers an anchor, larger is better; None where they do not overlap.

    Overlap with the evidence comes first. An anchor usually lies on the count's words inside it, and claims of one
    sentence then tie, so the exact span decides next, and after that how nearly the spans coincide.
    """
    named, evidence = (anchor.start, anchor.end), (row.start, row.end)
    focus = row.focus or evidence
    overlap = max(_overlap(named, evidence), _overlap(named, focus))
    if overlap == 0 and named not in (evidence, focus):
        return None
    return overlap, named in (evidence, focus), _likeness(named, focus), _likeness(named, evidence)


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _likeness(one: Span, other: Span) -> float:
    union = max(one[1], other[1]) - min(one[0], other[0])
    return _overlap(one, other) / union if union else 1.0


def _claims_of(anchors: Iterable[Anchor], answers: Mapping[Anchor, str]) -> list[str]:
    return sorted({answers[anchor] for anchor in anchors if anchor in answers})


def _decide_pairs(sided: Sequence[tuple[Judgement, list[str], list[str]]], result: Attached) -> None:
    """Fill the links. Where a later judgement contradicts an earlier one on any pair, the earlier has no effect.

    The earlier one goes as a whole: of "these two incidents are one" and a later "this claim of the first and that of
    the second are two", what is left of the earlier would join both claims again through their neighbours.
    """
    by_claim: dict[str, list[int]] = defaultdict(list)
    set_aside: set[int] = set()
    for number, (judgement, left, right) in enumerate(sided):
        earlier = sorted({index for claim_id in (*left, *right) for index in by_claim[claim_id]})
        for index in earlier:
            other, other_left, other_right = sided[index]
            if index in set_aside or {judgement.verdict, other.verdict} != {"same", "different"}:
                continue
            shared = set(_pairs(left, right)) & set(_pairs(other_left, other_right))
            if shared:
                set_aside.add(index)
                touched = tuple(sorted({claim_id for pair in shared for claim_id in pair}))
                result.conflicts.append(Conflict(judgement, other, touched))
        for claim_id in (*left, *right):
            by_claim[claim_id].append(number)
    links: dict[str, set[tuple[str, str]]] = {verdict: set() for verdict in PAIR_VERDICTS}
    for number, (judgement, left, right) in enumerate(sided):
        if number not in set_aside:
            links[judgement.verdict].update(_pairs(left, right))
    result.must_link.extend(sorted(links["same"]))
    result.cannot_link.extend(sorted(links["different"]))
    result.unsure.extend(sorted(links["unsure"] - links["same"] - links["different"]))


def _pairs(left: Iterable[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every claim of one side with every claim of the other: that is what judging two incidents says."""
    for one in left:
        for other in right:
            if one != other:
                yield (one, other) if one < other else (other, one)


def _anchor_key(anchor: Anchor) -> tuple[Any, ...]:
    return (anchor.document_id, anchor.layer_hash, anchor.start, anchor.end, anchor.harm.value)


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
