"""Reads a piece of text with the real extractor and says what came out in short, for tables of expectations."""

from __future__ import annotations

from bearwitness.claims.extract import extract
from bearwitness.records import Claim, Document, sha256_hex


def document(text: str, *, published: str | None = "2024-05-08", title: str | None = None) -> Document:
    """A document around a text, as the reader would make it."""
    layer = f"{title}\n\n{text}" if title else text
    raw = layer.encode()
    return Document(
        document_id=sha256_hex(raw),
        media_type="text/plain",
        title=title,
        publisher=None,
        country=None,
        url=None,
        published=published,
        published_from="given" if published else None,
        language="en",
        layer_hash=sha256_hex(raw),
        text=layer,
        reader="test",
        body_start=len(title) + 2 if title else 0,
    )


def read_text(text: str, **options: str | None) -> tuple[Claim, ...]:
    """Claims of a text, unresolved; every span is checked against the text on the way."""
    doc = document(text, **options)
    claims = extract(doc).claims
    for claim in claims:
        assert doc.text[claim.start : claim.end] == claim.quote
        for words in (claim.claimant, claim.place, claim.time, claim.as_of, claim.alleged_perpetrator):
            if words is not None and words.span is not None:
                assert doc.text[words.span[0] : words.span[1]] == words.text
        if claim.count_text is not None:
            assert doc.text[claim.count_start : claim.count_end] == claim.count_text
    return claims


def number(claim: Claim) -> str:
    """12, 12+ (at least), <=30, ~50, 20-25."""
    if claim.low is not None and claim.low == claim.high:
        return str(claim.low)
    if claim.low is not None and claim.high is not None:
        return f"{claim.low}-{claim.high}"
    if claim.low is not None:
        return f"{claim.low}+"
    if claim.best is not None:
        return f"~{claim.best}"
    return f"<={claim.high}"


def rows(claims: tuple[Claim, ...]) -> list[dict[str, object]]:
    """One dict a claim: harm, number, scope, factuality, claimant and marks for what else it has."""
    found = []
    for c in claims:
        marks = []
        if c.part_of:
            marks.append("part")
        if c.sum_group:
            marks.append("sum")
        if c.supersedes:
            marks.append("supersedes")
        if c.repeats:
            marks.append("repeats")
        if c.denies:
            marks.append("denies")
        if c.moved_from:
            marks.append(f"from:{c.moved_from.value}")
        if c.counting != "total":
            marks.append(c.counting.value)
        if c.victims.role:
            marks.append(c.victims.role)
        if c.victims.age_group != "unknown":
            marks.append(c.victims.age_group.value)
        if c.place and c.place.text:
            marks.append(f"@{c.place.text}")
        if c.time and c.time.text:
            marks.append(f"t:{c.time.text}")
        if c.claimant and c.claimant.chain:
            marks.append("chain:" + "<-".join(c.claimant.chain))
        if c.victims.text:
            marks.append(f"v:{c.victims.text}")
        if c.alleged_perpetrator:
            marks.append(f"by:{c.alleged_perpetrator.text}")
        found.append(
            {
                "harm": c.harm.value,
                "number": number(c),
                "scope": c.scope.value,
                "factuality": c.factuality.value,
                "claimant": c.claimant.text if c.claimant else "-",
                "marks": "|".join(marks),
            }
        )
    return found
