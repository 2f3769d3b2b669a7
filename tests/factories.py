"""Valid records from the one field that matters in a test.

`claim(14)` is "14 people were killed", in the publisher's own voice, of one incident. Everything else is an argument:

    claim(count=12, modifier="at_least")             "at least 12"        12 / 12 / open
    claim(count=(20, 25))                            "20 to 25"           20 / none / 25
    claim(count=24, modifier="vague")                "dozens"             24 / none / open
    claim(5, age_group="child", part_of=total.claim_id)
    claim(9, claimant="the mayor")                   a named office
    claim(9, claimant="residents", kind="witness")   a voice without a name (key "unnamed:residents")

Identifiers are a hash of all arguments, so that a test is deterministic; two claims alike in every argument need
different `start`s. `facts("d1", "Oru Herald")` is a `DocumentFacts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bearwitness.records import (
    AgeGroup,
    Claim,
    Claimant,
    ClaimantKind,
    Counting,
    DocumentFacts,
    Factuality,
    Harm,
    Modifier,
    Name,
    Period,
    Place,
    Scope,
    Sex,
    Status,
    Unit,
    Victims,
    Words,
    hash_parts,
)

_PHRASES = {
    Modifier.EXACT: "{}",
    Modifier.AT_LEAST: "at least {}",
    Modifier.MORE_THAN: "more than {}",
    Modifier.AT_MOST: "up to {}",
    Modifier.LESS_THAN: "fewer than {}",
    Modifier.ABOUT: "about {}",
    Modifier.BETWEEN: "{} to {}",
    Modifier.VAGUE: "{}",
}
_VAGUE_WORDS = {2: "a number of", 3: "several", 20: "tens", 24: "dozens", 40: "scores", 200: "hundreds"}


def bounds(count: int | tuple[int, int], modifier: str = "exact") -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a number said with a modifier, as the contract's count table has them."""
    if isinstance(count, tuple):
        return count[0], None, count[1]
    return {
        Modifier.EXACT: (count, count, count),
        Modifier.AT_LEAST: (count, count, None),
        Modifier.MORE_THAN: (count + 1, None, None),
        Modifier.AT_MOST: (None, None, count),
        Modifier.LESS_THAN: (None, None, count - 1),
        Modifier.ABOUT: (None, count, None),
        Modifier.VAGUE: (count, None, None),
    }[Modifier(modifier)]


def claim(
    count: int | tuple[int, int] = 12,
    *,
    modifier: str = "exact",
    harm: str = "killed",
    document_id: str = "d1",
    start: int = 0,
    claim_id: str | None = None,
    quote: str | None = None,
    count_text: str | None = "",
    text: str | None = "people",
    status: str = "unknown",
    role: str | None = None,
    age_group: str = "unknown",
    sex: str = "unknown",
    names: Iterable[str | tuple[str, int]] = (),
    unit: str = "person",
    counting: str = "total",
    scope: str = "incident",
    factuality: str = "asserted",
    claimant: str | Claimant | None = None,
    kind: str = "official",
    key: str | None = None,
    refers_to: str | None = None,
    chain: tuple[str, ...] = (),
    perpetrator: str | None = None,
    moved_from: str | None = None,
    as_of: str | tuple[str, str] | None = None,
    place: Place | str | None = None,
    time: Period | str | None = None,
    **links: Any,
) -> Claim:
    """A valid claim; each argument is one thing that the words say.

    Args:
        count: The number said, or a pair for "20 to 25".
        count_text: The words of the number; made up from `count` where left out, None where it is implied ("a farmer").
        names: Names of victims, or (name, age) pairs.
        claimant: Words for who says so; None is the publisher's own voice. Its key is the words without an article, or
            "unnamed:..." where `kind` is `witness` or `unnamed`; `key` overrides.
        perpetrator: Words for who is said to have done it.
        as_of, time: An ISO date, or a pair; `time` and `place` take the finished record too.
        links: Any other field of `Claim` as it is (part_of, repeats, supersedes, denies, sum_group, confidence ...).
    """
    told = tuple(sorted((k, repr(v)) for k, v in locals().items() if k != "links")) + tuple(
        sorted((k, repr(v)) for k, v in links.items())
    )
    modifier = "between" if isinstance(count, tuple) else modifier
    low, best, high = bounds(count, modifier)
    if count_text == "":
        count_text = _phrase(count, modifier)
    quote = quote or " ".join(word for word in (count_text, text, "were", harm) if word)
    count_start = start if count_text is not None else None
    victims_start = start + (len(count_text) + 1 if count_text else 0)
    speaker = _claimant(claimant, kind=kind, key=key, refers_to=refers_to, chain=chain, at=start + len(quote))
    return Claim(
        claim_id=claim_id or hash_parts(told, digits=32),
        document_id=document_id,
        start=start,
        end=start + len(quote),
        quote=quote,
        harm=Harm(harm),
        low=low,
        best=best,
        high=high,
        modifier=Modifier(modifier),
        count_text=count_text,
        count_start=count_start,
        count_end=None if count_start is None or count_text is None else count_start + len(count_text),
        count_rule=None if count_text is None else f"factory.{modifier}",
        unit=Unit(unit),
        counting=Counting(counting),
        victims=Victims(
            text=text,
            span=None if text is None else (victims_start, victims_start + len(text)),
            status=Status(status),
            role=role,
            age_group=AgeGroup(age_group),
            sex=Sex(sex),
            names=tuple(_name(name) for name in names),
        ),
        scope=Scope(scope),
        factuality=Factuality(factuality),
        moved_from=Harm(moved_from) if moved_from else None,
        as_of=_period(as_of),
        claimant=speaker,
        alleged_perpetrator=Words(perpetrator, (start, start + len(perpetrator))) if perpetrator else None,
        place=Place(text=place, span=(0, len(place)), name=place) if isinstance(place, str) else place,
        time=time if isinstance(time, Period) else _period(time),
        extractor="factory 1",
        **links,
    )


def facts(
    document_id: str = "d1",
    *publishers: str,
    published: str | None = "2024-03-01",
    copy_group_id: str | None = None,
    rank: int | None = None,
    credit: str | None = None,
) -> DocumentFacts:
    """What reconciling needs to know of a document; without copies its copy group is itself."""
    return DocumentFacts(document_id, tuple(sorted(publishers)), copy_group_id or document_id, published, rank, credit)


def facts_of(*documents: DocumentFacts) -> Mapping[str, DocumentFacts]:
    """Document facts by document id."""
    return {document.document_id: document for document in documents}


def _phrase(count: int | tuple[int, int], modifier: str) -> str:
    if isinstance(count, tuple):
        return _PHRASES[Modifier.BETWEEN].format(*count)
    if modifier == "vague":
        return _VAGUE_WORDS.get(count, "many")
    return _PHRASES[Modifier(modifier)].format(count)


def _name(name: str | tuple[str, int]) -> Name:
    text, age = name if isinstance(name, tuple) else (name, None)
    return Name(text, (0, len(text)), age)


def _period(value: str | tuple[str, str] | None) -> Period | None:
    if value is None:
        return None
    first, last = value if isinstance(value, tuple) else (value, value)
    return Period(text=first, span=(0, len(first)), start=first, end=last, date_prec=1 if first == last else 2)


def _claimant(
    claimant: str | Claimant | None,
    *,
    kind: str,
    key: str | None,
    refers_to: str | None,
    chain: tuple[str, ...],
    at: int,
) -> Claimant | None:
    if claimant is None or isinstance(claimant, Claimant):
        return claimant
    bare = claimant.removeprefix("the ").removeprefix("The ").casefold()
    nameless = kind in ("witness", "unnamed")
    return Claimant(
        text=claimant,
        span=(at, at + len(claimant)),
        refers_to=refers_to,
        key=key or (f"unnamed:{bare}" if nameless else bare),
        kind=ClaimantKind(kind),
        chain=chain,
    )
