"""Score the reading of claims against gold, and name what a change gains and loses.

Gold is JSON lines, one a document: `{"document_id", "text" or "ref", "published", "claims": [...]}`, and optionally
`publisher`, `country`, `url`. A gold claim has `harm`, `low`, `best`, `high`, and `start` and `end` (or `quote`); every
further key of the contract that it carries is scored on the pairs. A pair is a gold and a found claim of one document
with the same harm, the same low, best and high, and overlapping spans; each claim is in one pair at most.
"""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bearwitness.config import Settings
from bearwitness.documents.metadata import check_country, check_date
from bearwitness.errors import RequestError
from bearwitness.one_report import find_claims
from bearwitness.records import JSON, Harm, Metadata, Rejected, to_json

NEEDED = ("harm", "low", "best", "high")
LINKS = ("part_of", "repeats", "supersedes", "denies", "sum_group")
_BOUNDS = ("low", "best", "high")


@dataclass(slots=True)
class GoldDocument:
    """One line of gold."""

    document_id: str
    given: Metadata
    claims: list[JSON]
    text: str | None = None
    ref: Path | None = None


@dataclass(slots=True)
class Tally:
    """How many are right, of how many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.of += 1

    def row(self) -> JSON:
        """As plain JSON; the share is null where there is nothing to share."""
        return {"right": self.right, "of": self.of, "accuracy": round(self.right / self.of, 6) if self.of else None}


@dataclass(slots=True)
class Counts:
    """Gold, found and paired claims."""

    gold: int = 0
    found: int = 0
    paired: int = 0

    def row(self) -> JSON:
        """As plain JSON, with precision, recall and F1."""
        precision = self.paired / self.found if self.found else None
        recall = self.paired / self.gold if self.gold else None
        f1 = 2 * self.paired / (self.gold + self.found) if self.gold + self.found else None
        shares = {"precision": precision, "recall": recall, "f1": f1}
        counts = {"gold": self.gold, "found": self.found, "paired": self.paired}
        return {**counts, **{k: round(v, 6) if v is not None else None for k, v in shares.items()}}


@dataclass(slots=True)
class Evaluation:
    """The scores. `found` holds the claims read from each document, under the gold's document ids."""

    documents: int = 0
    rejected: dict[str, str] = field(default_factory=dict)
    unplaced: int = 0
    total: Counts = field(default_factory=Counts)
    by_harm: dict[str, Counts] = field(default_factory=dict)
    by_key: dict[str, Tally] = field(default_factory=dict)
    found: dict[str, list[JSON]] = field(default_factory=dict)
    right: set[str] = field(default_factory=set)
    ids: dict[str, str] = field(default_factory=dict)

    def row(self) -> JSON:
        """As plain JSON."""
        return {
            "documents": self.documents,
            "rejected": len(self.rejected),
            "unplaced": self.unplaced,
            **self.total.row(),
            "by_harm": {harm: self.by_harm[harm].row() for harm in Harm if harm in self.by_harm},
            "keys": {key: self.by_key[key].row() for key in sorted(self.by_key)},
        }


# ---- gold ----


def read_gold(path: Path) -> list[GoldDocument]:
    """The gold in a file of JSON lines.

    Raises:
        RequestError: It cannot be read, or a line is not as it should be; the message names line and key.
    """
    gold: list[GoldDocument] = []
    seen: set[str] = set()
    for number, row in _lines(path):
        where = f"{path.name}: line {number}"
        document_id = row.get("document_id")
        if not isinstance(document_id, str) or not document_id:
            raise RequestError(f"{where}: a line of gold needs a document_id.")
        if document_id in seen:
            raise RequestError(f"{where}: document {document_id} stands twice. Put its claims on one line.")
        seen.add(document_id)
        text, ref = row.get("text"), row.get("ref")
        if isinstance(text, str) == isinstance(ref, str):
            raise RequestError(f"{where}: document {document_id} needs text, or ref (the path of a file), one of both.")
        claims = row.get("claims")
        if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
            raise RequestError(f"{where}: claims must be a list of objects; it is empty where nothing is claimed.")
        for i, claim in enumerate(claims, start=1):
            _check_claim(claim, f"{where}, claim {i}")
        source = path.parent / ref if isinstance(ref, str) else None
        if source is not None and not source.is_file():
            raise RequestError(f"{where}: ref '{ref}' is no file beside {path.name}.")
        gold.append(GoldDocument(document_id, _metadata(row, where), claims, text, source))
    if not gold:
        raise RequestError(f"{path.name}: there is no gold in this file. Give JSON lines, one a document.")
    return gold


def _lines(path: Path) -> Iterator[tuple[int, JSON]]:
    try:
        content = path.read_text("utf-8-sig")
    except OSError as error:
        raise RequestError(f"{path}: cannot be read ({error.strerror or error}). Give a file of JSON lines.") from error
    except UnicodeDecodeError as error:
        raise RequestError(f"{path}: is not UTF-8. Give a file of JSON lines.") from error
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise RequestError(f"{path.name}: line {number} is no JSON ({error.msg}, column {error.colno}).") from error
        if not isinstance(row, dict):
            raise RequestError(f"{path.name}: line {number} is no object. Each line is one object in braces.")
        yield number, row


def _check_claim(claim: Mapping[str, Any], where: str) -> None:
    missing = [key for key in NEEDED if key not in claim]
    if missing:
        raise RequestError(
            f"{where}: {', '.join(missing)} is missing. A gold claim needs {', '.join(NEEDED)} and a span."
        )
    if claim["harm"] not in list(Harm):
        raise RequestError(f"{where}: harm '{claim['harm']}' is none of {', '.join(Harm)}.")
    for key in _BOUNDS:
        if claim[key] is not None and (not isinstance(claim[key], int) or isinstance(claim[key], bool)):
            raise RequestError(f"{where}: {key} must be a whole number or null, got {claim[key]!r}.")
    spanned = isinstance(claim.get("start"), int) and isinstance(claim.get("end"), int)
    if not spanned and not isinstance(claim.get("quote"), str):
        raise RequestError(f"{where}: it has neither start and end nor a quote, so that nothing can overlap it.")


def _metadata(row: Mapping[str, Any], where: str) -> Metadata:
    published, country = row.get("published"), row.get("country")
    published = check_date(str(published)[:10], f"{where}: published") if published else None
    return Metadata(
        published=published,
        published_from="given" if published else None,
        publisher=row.get("publisher"),
        country=check_country(country, f"{where}: country") if country else None,
        url=row.get("url"),
    )


# ---- scoring ----


def evaluate(
    gold: Sequence[GoldDocument],
    *,
    settings: Settings | None = None,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> Evaluation:
    """Read every gold document as `bearwitness claims` would, and score what is found."""
    result = Evaluation()
    for number, document in enumerate(gold, start=1):
        result.documents += 1
        found, text = _read(document, settings, result)
        result.found[document.document_id] = found
        _score(document, found, text, result)
        if progress is not None:
            progress("evaluate", number, len(gold))
    return result


def _read(document: GoldDocument, settings: Settings | None, result: Evaluation) -> tuple[list[JSON], str]:
    """The claims of a gold document and its text layer."""
    path = str(document.ref) if document.ref is not None else "-"
    stdin = io.BytesIO((document.text or "").encode("utf-8", "replace"))
    claims: list[JSON] = []
    text = ""
    for item in find_claims([path], given=document.given, override=True, stdin=stdin, settings=settings):
        if isinstance(item, Rejected):
            result.rejected[document.document_id] = item.reason
            continue
        claims += [to_json(claim) for claim in item.claims]
        text = item.document.text
        result.ids[item.document.document_id] = document.document_id
    return claims, text


def _score(document: GoldDocument, found: Sequence[JSON], text: str, result: Evaluation) -> None:
    gold = [_placed(claim, document.text, text) for claim in document.claims]
    result.unplaced += sum(span is None for span in gold)
    pairs = pair_claims(document.claims, found, spans=gold)
    for claims, name in ((document.claims, "gold"), (found, "found")):
        for claim in claims:
            for counts in (result.total, result.by_harm.setdefault(claim["harm"], Counts())):
                setattr(counts, name, getattr(counts, name) + 1)
    there = {found[j].get("claim_id"): document.claims[i].get("claim_id") for i, j in pairs}
    for i, j in pairs:
        result.right.add(found[j]["claim_id"])
        for counts in (result.total, result.by_harm[found[j]["harm"]]):
            counts.paired += 1
        for key, right in compare_keys(document.claims[i], found[j], links=there):
            result.by_key.setdefault(key, Tally()).add(right)


def _placed(claim: Mapping[str, Any], own: str | None, layer: str) -> tuple[int, int] | None:
    """The gold claim's span in the text layer; None where its words are not there.

    The layer is the gold's text but for normal form, blanks and a title line. Where the offsets do not fit, the same
    words nearest to them are taken.
    """
    start, end, quote = claim.get("start"), claim.get("end"), claim.get("quote")
    if start is not None and end is not None and own is not None:
        quote = own[start:end] if quote is None else quote
    if quote is None:
        return (start, end) if start is not None and end is not None and 0 <= start < end <= len(layer) else None
    if start is not None and end is not None and layer[start:end] == quote:
        return start, end
    words = unicodedata.normalize("NFC", quote)
    places = []
    at = layer.find(words)
    while at >= 0:
        places.append(at)
        at = layer.find(words, at + 1)
    if not places:
        return None
    nearest = min(places, key=lambda place: (abs(place - (start or 0)), place))
    return nearest, nearest + len(words)


Span = tuple[int, int]


def pair_claims(
    gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], *, spans: Sequence[Span | None]
) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in found) with the same harm and count and overlapping spans; none is in two.

    Those whose victims are named by the same words come first ("a man and a boy died": each has his own), then the
    largest overlap.
    """
    offers = []
    for i, (claim, span) in enumerate(zip(gold, spans, strict=True)):
        for j, other in enumerate(found):
            if span is None or claim["harm"] != other["harm"] or any(claim[k] != other[k] for k in _BOUNDS):
                continue
            shared = min(span[1], other["end"]) - max(span[0], other["start"])
            if shared > 0:
                whole = max(1, max(span[1], other["end"]) - min(span[0], other["start"]))
                offers.append((not _same_people(claim, other), -shared / whole, i, j))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, _, i, j in sorted(offers):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def _same_people(claim: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both say who was harmed, in the same words."""
    mine, theirs = ((c.get("victims") or {}).get("text") for c in (claim, other))
    return mine is not None and theirs is not None and _bare(mine) == _bare(theirs)


def compare_keys(
    gold: Mapping[str, Any], found: Mapping[str, Any], *, links: Mapping[Any, Any]
) -> Iterator[tuple[str, bool]]:
    """(key, right) for every key that the gold claim carries beyond what made the pair.

    Args:
        gold: The gold claim; only the keys that it has are compared, inside objects too.
        found: The found claim.
        links: Found claim id -> gold claim id of the pairs of this document, for the keys that name another claim.
    """
    for key in ("modifier", "unit", "counting", "scope", "factuality", "moved_from", "count_rule"):
        if key in gold:
            yield key, gold[key] == found[key]
    if "count_text" in gold:
        yield "count_text", _same_words(gold["count_text"], found["count_text"])
    for key in LINKS:
        if key in gold:
            target = found[key]
            yield (
                key,
                (target is None) if gold[key] is None else (target is not None and links.get(target) == gold[key]),
            )
    for key in ("claimant", "alleged_perpetrator", "as_of", "place", "time"):
        if key in gold:
            yield from _compare_object(key, gold[key], found[key])
    if "victims" in gold and gold["victims"] is not None:
        yield from _compare_object("victims", gold["victims"], found["victims"])


def _compare_object(
    key: str, gold: Mapping[str, Any] | None, found: Mapping[str, Any] | None
) -> Iterator[tuple[str, bool]]:
    """Whether it is there at all where it should be, then its inner keys one by one."""
    if gold is None or found is None:
        yield key, gold is None and found is None
        return
    yield key, True
    for inner in sorted(gold):
        if inner == "span" or inner not in found:
            continue
        name = f"{key}.{inner}"
        if inner in ("text", "refers_to"):
            yield name, _same_words(gold[inner], found[inner])
        elif inner == "names":
            yield name, _names(gold[inner]) == _names(found[inner])
        elif inner in ("lat", "lon", "radius_km"):
            continue  # they follow from the gazetteer entry
        elif isinstance(gold[inner], list):
            yield name, sorted(map(str, gold[inner])) == sorted(map(str, found[inner] or ()))
        else:
            yield name, gold[inner] == found[inner]


def _same_words(one: str | None, other: str | None) -> bool:
    """Alike but for case and articles; or one holds the other ("the mayor", "mayor of Oru" are one voice)."""
    if one is None or other is None:
        return one is other
    a, b = _bare(one), _bare(other)
    return a == b or (min(len(a), len(b)) > 2 and (a in b or b in a))


def _bare(words: str) -> str:
    return " ".join(word for word in words.casefold().split() if word not in ("the", "a", "an"))


def _names(names: Iterable[Any] | None) -> list[str]:
    return sorted(_bare(name["text"] if isinstance(name, Mapping) else str(name)) for name in names or ())


# ---- against an earlier reading ----


@dataclass(frozen=True, slots=True)
class Move:
    """A claim that is read now and was not before, or the other way round; `right` says whether gold has it."""

    change: str
    document_id: str
    claim: JSON
    right: bool

    def row(self) -> JSON:
        """As plain JSON."""
        keys = ("claim_id", "harm", *_BOUNDS, "start", "end", "quote")
        said = {key: self.claim.get(key) for key in keys}
        return {"change": self.change, "document_id": self.document_id, "right": self.right, **said}


def read_base(path: Path) -> dict[str, list[JSON]]:
    """Claims by document: of gold, of `evaluate --json`, or the lines of `bearwitness claims`.

    Raises:
        RequestError: It cannot be read, or a line holds neither a claim nor a document's claims.
    """
    base: dict[str, list[JSON]] = {}
    for number, row in _lines(path):
        where = f"{path.name}: line {number}"
        if row.get("kind") in ("score", "gained", "lost"):
            continue
        claims = row.get("claims") if isinstance(row.get("claims"), list) else [row] if "harm" in row else None
        if not isinstance(row.get("document_id"), str) or claims is None:
            raise RequestError(f"{where}: it is neither a claim nor a document with its claims.")
        for i, claim in enumerate(claims, start=1):
            _check_claim(claim, f"{where}, claim {i}")
        base.setdefault(row["document_id"], []).extend(claims)
    return base


def compare_with_base(
    result: Evaluation, base: Mapping[str, Sequence[JSON]], gold: Sequence[GoldDocument]
) -> list[Move]:
    """Claims gained and lost since an earlier reading, in the order of the gold; other documents are left out."""
    known = {other: own for other, own in result.ids.items() if other in base}
    before = {known.get(document, document): claims for document, claims in base.items()}
    moves: list[Move] = []
    for document in gold:
        now, then = result.found[document.document_id], list(before.get(document.document_id, ()))
        pairs = pair_claims(then, now, spans=[_own_span(claim, now) for claim in then])
        kept_then, kept_now = {i for i, _ in pairs}, {j for _, j in pairs}
        moves += [
            Move("gained", document.document_id, claim, claim["claim_id"] in result.right)
            for j, claim in enumerate(now)
            if j not in kept_now
        ]
        lost = [claim for i, claim in enumerate(then) if i not in kept_then]
        spans = [_own_span(claim, ()) for claim in document.claims]
        right = {j for _, j in pair_claims(document.claims, [_spanned(c) for c in lost], spans=spans)}
        moves += [Move("lost", document.document_id, claim, j in right) for j, claim in enumerate(lost)]
    return moves


def _own_span(claim: Mapping[str, Any], now: Sequence[Mapping[str, Any]]) -> Span | None:
    """A claim's own span; without one, that of a claim read now with the same words."""
    if isinstance(claim.get("start"), int) and isinstance(claim.get("end"), int):
        return claim["start"], claim["end"]
    for other in now:
        if other["quote"] == claim.get("quote"):
            return other["start"], other["end"]
    return None


def _spanned(claim: JSON) -> JSON:
    return claim if "start" in claim and "end" in claim else {**claim, "start": 0, "end": 0}
