"""Frozen types that cross stage borders, and their plain-JSON form.

The keys are those of the contract (docs/reference.md). Spans count Unicode code points of the text layer, end excluded.
Nothing here reads a file, a clock or a setting.
"""

from __future__ import annotations

import dataclasses
import hashlib
import math
import mmap
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

JSON = dict[str, Any]


class Harm(StrEnum):
    """What was done to people."""

    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_INJURED = "killed_or_injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    DISPLACED = "displaced"
    TORTURED = "tortured"
    SEXUAL_VIOLENCE = "sexual_violence"


BODILY = frozenset([Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED])
"""Deaths and wounds: harms of one moment, which share the place, the day and the doer of their event."""


class Modifier(StrEnum):
    """How a number was said."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    BETWEEN = "between"
    VAGUE = "vague"


class Unit(StrEnum):
    """What is counted; only persons enter figures."""

    PERSON = "person"
    FAMILY = "family"
    CASE = "case"


class Counting(StrEnum):
    """Whether a number is a whole, an addition to one, or a position in a series."""

    TOTAL = "total"
    INCREMENT = "increment"
    ORDINAL = "ordinal"


class Scope(StrEnum):
    """What a count runs over."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"
    STOCK = "stock"
    UNKNOWN = "unknown"


class Factuality(StrEnum):
    """How firmly the claimant says it."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"


class Status(StrEnum):
    """Status under the laws of war, as the words have it."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    UNKNOWN = "unknown"


class AgeGroup(StrEnum):
    """Child: under 18."""

    CHILD = "child"
    ADULT = "adult"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Sex of the victims as the words have it; `mixed` where both are named together."""

    FEMALE = "female"
    MALE = "male"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class ClaimantKind(StrEnum):
    """What kind of voice a claimant is."""

    OFFICIAL = "official"
    ORGANISATION = "organisation"
    PERSON = "person"
    WITNESS = "witness"
    MEDIA = "media"
    UNNAMED = "unnamed"


Span = tuple[int, int]


def spans_meet(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


@dataclass(frozen=True, slots=True)
class Words:
    """Words and where they stand in the text layer: `layer[span[0]:span[1]] == text`."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A reading of a number phrase: inclusive bounds in persons (or the unit), null = open.

    `text`, `start`, `end` cover the whole phrase with its modifier ("at least 12"); `rule` names the grammar rule.
    `number_start` and `number_end` cover the bare number ("12").
    """

    text: str
    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    modifier: Modifier
    rule: str
    number_start: int
    number_end: int
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A victim's name as printed, with the age said beside it."""

    text: str
    span: Span
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Victims:
    """Who the victims are said to be. `text` is None where the words name nobody ("12 dead")."""

    text: str | None = None
    span: Span | None = None
    status: Status = Status.UNKNOWN
    role: str | None = None
    age_group: AgeGroup = AgeGroup.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says so. `chain` runs outermost first: ("state TV", "the army") for "state TV, citing the army"."""

    text: str
    span: Span
    refers_to: str | None = None
    key: str | None = None
    kind: ClaimantKind = ClaimantKind.UNNAMED
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Place words of a claim and, once resolved, the gazetteer entry and its precision.

    `where_prec` is the UCDP code 1-7 (domain.md 10); `basis` is `text` or `document`. Unresolved keys are None;
    after resolution a place that is in no gazetteer keeps `name` and coordinates None and `where_prec` None. Before it
    `basis` "site" says that `name` holds the words of an exact place in the claim's sentence ("the surgical ward").
    """

    text: str | None = None
    span: Span | None = None
    name: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: tuple[str, ...] = ()
    adm1: str | None = None
    adm2: str | None = None
    where_prec: int | None = None
    radius_km: float | None = None
    basis: str = "text"


@dataclass(frozen=True, slots=True)
class Period:
    """Time words of a claim and, once resolved, the interval they name (ISO dates, both ends included).

    `date_prec` is the UCDP code 1-5 (domain.md 10); `basis` is `text`, `dateline` or `published`.
    """

    text: str | None = None
    span: Span | None = None
    start: str | None = None
    end: str | None = None
    date_prec: int | None = None
    basis: str = "text"


NETWORK = "bearwitness-network/"
"""How the extractor of a claim begins that no rule read, but the network beside the rules."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion by one claimant about one harm to one group of people. A row of `claims`."""

    claim_id: str
    document_id: str
    start: int
    end: int
    quote: str
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    modifier: Modifier
    count_text: str | None = None
    count_start: int | None = None
    count_end: int | None = None
    count_rule: str | None = None
    unit: Unit = Unit.PERSON
    counting: Counting = Counting.TOTAL
    victims: Victims = field(default_factory=Victims)
    scope: Scope = Scope.INCIDENT
    factuality: Factuality = Factuality.ASSERTED
    part_of: str | None = None
    repeats: str | None = None
    supersedes: str | None = None
    denies: str | None = None
    sum_group: str | None = None
    moved_from: Harm | None = None
    as_of: Period | None = None
    claimant: Claimant | None = None
    alleged_perpetrator: Words | None = None
    place: Place | None = None
    time: Period | None = None
    confidence: float | None = None
    extractor: str = ""

    @property
    def by_network(self) -> bool:
        """Whether the network found it alone: no rule read a claim in these words."""
        return self.extractor.startswith(NETWORK)


@dataclass(frozen=True, slots=True)
class SetAsideSpan:
    """Words that speak of harm but make no claim (hypothetical, threatened, planned, foiled, out of scope ...)."""

    document_id: str
    start: int
    end: int
    quote: str
    harm: Harm | None
    reason: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a report beside its text; None = not stated. `published` is an ISO date."""

    published: str | None = None
    published_from: str | None = None  # metadata | page | dateline | given | judgement
    publisher: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2 of the publisher
    url: str | None = None
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """One report as received, before it is read: its own bytes and where they came from.

    `stated` is what the row, page header or feed says; `given` is what the manifest or the command line says, which fills
    gaps unless `override`. `document_id` is the SHA-256 of `content`. For a member of a container (a JSON or CSV row) `content` is its canonical
    JSON, `container_id` the SHA-256 of the container's bytes and `part` says where the member lay ("row 3").
    `given_as` is the path relative to the PATH given.
    """

    document_id: str
    given_as: str
    content: bytes
    media_type: str
    stated: Metadata
    given: Metadata = field(default_factory=Metadata)
    override: bool = False
    container_id: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class MapSegment:
    """Where a stretch of the text layer lay in the original.

    Layer code points [start, end) correspond to `kind` "bytes" (`a`, `b` = byte offsets), "page" (`a` = 1-based page,
    `rects` = x0, y0, x1, y1 in points, one a line) or "paragraph" (`a` = 0-based number).
    """

    start: int
    end: int
    kind: str
    a: int
    b: int | None = None
    rects: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report with its text layer. `text` is title, blank line, body (NFC); `layer_hash` its SHA-256 as UTF-8.

    `dateline_place` and `dateline_date` are the words of a dateline that opens the body, if there is one, with spans.
    `reader` is the name and version of what made the layer.
    """

    document_id: str
    media_type: str
    title: str | None
    publisher: str | None
    country: str | None
    url: str | None
    published: str | None
    published_from: str | None
    language: str | None
    layer_hash: str
    text: str
    reader: str
    body_start: int = 0
    dateline_place: Words | None = None
    dateline_date: Words | None = None
    container_id: str | None = None
    part: str | None = None
    segments: tuple[MapSegment, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that could not be recorded, and why. `stage`: receive, read, extract, resolve."""

    given_as: str
    document_id: str | None
    stage: str
    offset: int | None
    reason: str  # a word first ("empty", "language", "encrypted" ...), then ": " and a plain sentence


@dataclass(frozen=True, slots=True)
class Arrival:
    """One coming of a document: the same bytes may arrive often. The metadata are those given with this arrival."""

    document_id: str
    given_as: str
    publisher: str | None
    published: str | None
    url: str | None
    country: str | None
    container_id: str | None
    part: str | None
    media_type: str
    size: int
    override: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a judgement names: stable over re-extraction. It attaches to the claim of that harm that overlaps it."""

    document_id: str
    layer_hash: str
    start: int
    end: int
    harm: Harm


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person. Never edited; taking one back is a further judgement with `retracts` set.

    `verdict`: same, different, unsure (two anchor sets) · wrong, excluded (one claim) · document (`values` to set).
    """

    judgement_id: str
    verdict: str
    by: str
    why: str
    at: str
    left: tuple[Anchor, ...] = ()
    right: tuple[Anchor, ...] = ()
    document_id: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    retracts: str | None = None
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyMember:
    """A document's place in a copy group; `evidence` says why it is there."""

    copy_group_id: str
    document_id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What linking and reconciling need to know of a document beside its claims.

    `publishers` are all under whom the same text arrived, sorted; `copy_group_id` is the document's own id where it has
    no copies; `rank` is the publisher's rank in the settings (1 is highest), None if unranked; `credit` is the agency that
    the text credits, as printed.
    """

    document_id: str
    publishers: tuple[str, ...]
    copy_group_id: str
    published: str | None
    rank: int | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Harm at one place in one continuous time by one set of means, as the claims have it."""

    incident_id: str
    claim_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    place: Place | None
    start: str | None
    end: str | None
    date_prec: int | None
    event_clarity: int
    reasons: tuple[tuple[str, str], ...] = ()  # (claim_id, sentence why it is in this incident)
    near_merges: tuple[tuple[str, float, str], ...] = ()  # (other incident_id, score, reason it was not joined)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that a figure does not use, and why."""

    claim_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Low, best and high of one incident, harm, cell and profile, with the claims behind it."""

    incident_id: str
    harm: Harm
    cell: str
    profile: str
    low: int | None
    best: int | None
    high: int | None
    open: bool
    publishers: int
    copy_groups: int
    origins: int
    agreement: str
    grade: str
    claims_used: tuple[str, ...]
    claims_set_aside: tuple[SetAside, ...]
    names_floor: int | None = None  # distinct names of the dead where they raised low
    worklist: str | None = None  # why a person should look


Content = bytes | mmap.mmap
"""Bytes in memory, or a file of any size seen as bytes."""


def sha256_hex(content: Content) -> str:
    """SHA-256 as 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def hash_parts(parts: Iterable[object], *, digits: int = 64) -> str:
    """SHA-256 over a length-prefixed encoding, so that no two different lists of parts share one.

    None is encoded apart from the empty string.
    """
    hasher = hashlib.sha256()
    for part in parts:
        if part is None:
            hasher.update(b"n;")
            continue
        encoded = str(part).encode("utf-8", "surrogatepass")
        hasher.update(str(len(encoded)).encode("ascii") + b":" + encoded + b";")
    return hasher.hexdigest()[:digits]


def to_json(record: Any) -> Any:
    """Plain JSON of a record: dicts, lists, strings, numbers, None; floats rounded to 6 places."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_json(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, StrEnum):
        return record.value
    if isinstance(record, (list, tuple)):
        return [to_json(item) for item in record]
    if isinstance(record, float):
        return round(record, 6)
    return record


def _span(value: list[int] | tuple[int, int] | None) -> Span | None:
    return (int(value[0]), int(value[1])) if value is not None else None


def _object(value: JSON | None) -> JSON | None:
    """The keyword arguments of a nested record; lists become the tuples that records hold."""
    if value is None:
        return None
    arguments = dict(value)
    if "span" in arguments:
        arguments["span"] = _span(arguments["span"])
    return arguments


def _victims(value: JSON) -> Victims:
    return Victims(
        text=value["text"],
        span=_span(value["span"]),
        status=Status(value["status"]),
        role=value["role"],
        age_group=AgeGroup(value["age_group"]),
        sex=Sex(value["sex"]),
        names=tuple(Name(**(_object(name) or {})) for name in value["names"] or ()),
    )


def _claimant(value: JSON | None) -> Claimant | None:
    if value is None:
        return None
    kind, chain = ClaimantKind(value["kind"]), tuple(value["chain"] or ())
    return Claimant(**{**(_object(value) or {}), "kind": kind, "chain": chain})


def claim_from_json(row: JSON) -> Claim:
    """The claim whose `to_json` is `row` (a table row or a line of `bearwitness claims`)."""
    place, time, as_of = _object(row["place"]), _object(row["time"]), _object(row["as_of"])
    perpetrator = _object(row["alleged_perpetrator"])
    return Claim(
        **{
            **row,
            "harm": Harm(row["harm"]),
            "modifier": Modifier(row["modifier"]),
            "unit": Unit(row["unit"]),
            "counting": Counting(row["counting"]),
            "victims": _victims(row["victims"]),
            "scope": Scope(row["scope"]),
            "factuality": Factuality(row["factuality"]),
            "moved_from": Harm(row["moved_from"]) if row["moved_from"] else None,
            "as_of": Period(**as_of) if as_of else None,
            "claimant": _claimant(row["claimant"]),
            "alleged_perpetrator": Words(**perpetrator) if perpetrator else None,
            "place": Place(**{**place, "country": tuple(place["country"] or ())}) if place else None,
            "time": Period(**time) if time else None,
        }
    )


EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in decimal degrees (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def document_from_json(row: JSON) -> Document:
    """The document whose `to_json` is `row`."""
    place, date = _object(row["dateline_place"]), _object(row["dateline_date"])
    segments = tuple(
        MapSegment(**{**segment, "rects": tuple(tuple(rect) for rect in segment["rects"])})
        for segment in row["segments"]
    )
    return Document(
        **{
            **row,
            "dateline_place": Words(**place) if place else None,
            "dateline_date": Words(**date) if date else None,
            "segments": segments,
        }
    )
