"""What an audience may see of a build: its rows, its texts and the passages of its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bearwitness.records import JSON, Harm, Span
from bearwitness.redact.everyone import Everyone
from bearwitness.redact.passages import Passage, Piece, cut_at, marked, paragraph_of
from bearwitness.redact.rows import PublicRows
from bearwitness.redact.screening import Screening
from bearwitness.redact.sexual_violence import HiddenPlaces, tells_small_count
from bearwitness.redact.shapes import names_by_parser
from bearwitness.redact.terms import WORDS_WITHHELD, Audience, NameFinder, Tables
from bearwitness.redact.texts import PublicTexts

ROWS_AT_ONCE = 256  # rows whose documents are screened together


class Redactor:
    """Rows of a build as an audience may see them; each gets `redacted`, which says whether anything was taken out."""

    def __init__(
        self,
        build: Tables,
        audience: Audience = Audience.PUBLIC,
        *,
        find_person_names: NameFinder | None = None,
    ) -> None:
        """Prepare for a build.

        Args:
            build: Whose rows will be handed in.
            audience: `restricted` lets every row through unchanged.
            find_person_names: Spans of personal names in each text; None takes that of `bearwitness.claims.sentence.names_by_model`.
        """
        self.audience = Audience(audience)
        self._build = build
        self._public = _Public.of(build, find_person_names) if self.audience is Audience.PUBLIC else None

    def prepare(self, document_ids: Iterable[str]) -> None:
        """Screen some documents together, which costs less than one by one; their rows may then be handed in."""
        if self._public is not None:
            self._public.screening.prepare(document_ids)

    def text(
        self,
        document_id: str | None,
        text: str | None,
        *,
        slug: bool = False,
        span: Span | None = None,
        silence: bool = True,
    ) -> str | None:
        """A string that belongs to a document, as the audience may read it.

        Args:
            document_id: Whose names are withheld; None for a string of no document, screened by itself.
            slug: The string is an address, file name or comparable key.
            span: Where the string stands in the text layer, if it does.
            silence: Take out the words that tell a small count of sexual violence.
        """
        if self._public is None:
            return text
        return self._public.texts.text(document_id, text, slug=slug, span=span, silence=silence)

    def passage(self, claim: Mapping[str, Any], layer_hash: str | None) -> Passage:
        """A claim's words in their paragraph.

        Args:
            claim: The row of `claims` as the build has it, not one that went through `claims`.
            layer_hash: The document's text layer.
        """
        start, end = int(claim["start"]), int(claim["end"])
        text = self._build.layer_text(layer_hash) if layer_hash else None
        if text is None or text[start:end] != claim["quote"]:
            quote = self._quote_alone(claim)
            changed = quote != claim["quote"]
            return Passage((Piece(quote, "quote"),), redacted=changed, erased=text is None, stale=text is not None)
        cruel = self._public is not None and claim["harm"] == Harm.SEXUAL_VIOLENCE
        a, b, before, after = (start, end, *cut_at(text, start, end)) if cruel else paragraph_of(text, start, end)
        taken = self._public.texts.replacements(str(claim["document_id"]), text, a, b) if self._public else []
        count = (claim["count_start"], claim["count_end"]) if claim["count_start"] is not None else (end, end)
        pieces = tuple(marked(text, a, b, taken, quote=(start, end), count=count))
        return Passage(pieces, before, after, redacted=bool(taken) or cruel)

    def _quote_alone(self, claim: Mapping[str, Any]) -> str:
        if self._public is None:
            return str(claim["quote"])
        if tells_small_count(claim):
            return WORDS_WITHHELD
        return self._public.texts.text(claim["document_id"], claim["quote"]) or ""

    def may_stand(self, document_id: str, name: str) -> bool:
        """Whether a name may be printed in the outputs of this document."""
        return self._public is None or self._public.texts.may_stand(document_id, name)

    def is_sensitive(self, incident_id: str) -> bool:
        """Whether the incident's place is coarsened because of sexual violence."""
        return self._public is not None and self._public.hidden_places.has_incident(incident_id)

    def any_table(self, name: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[JSON]:
        """Rows of any table of a build, each a dict with `redacted`, in the order given."""
        change = self._public.rows.changes_of(name) if self._public is not None else None
        remaining = iter(rows)
        while group := [dict(row) for row in islice(remaining, ROWS_AT_ONCE)]:
            if change is None:
                yield from ({**row, "redacted": False} for row in group)
                continue
            self.prepare(row["document_id"] for row in group if row.get("document_id"))
            for row in group:
                changed = change(row)
                yield {**changed, "redacted": changed != row}

    def claims(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[JSON]:
        """Rows of `claims`."""
        return self.any_table("claims", rows)

    def documents(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[JSON]:
        """Rows of `documents`."""
        return self.any_table("documents", rows)

    def people(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[JSON]:
        """Rows of `people`."""
        return self.any_table("people", rows)


@dataclass(frozen=True, slots=True)
class _Public:
    """What makes a build public; a restricted audience needs none of it."""

    hidden_places: HiddenPlaces
    screening: Screening
    texts: PublicTexts
    rows: PublicRows

    @classmethod
    def of(cls, build: Tables, find_person_names: NameFinder | None) -> _Public:
        find = find_person_names or names_by_parser
        everyone, hidden = Everyone.of(build), HiddenPlaces(build)
        screening = Screening(build, everyone, hidden, find)
        texts = PublicTexts(everyone, screening, find)
        rows = PublicRows(build, texts, everyone=everyone, hidden_places=hidden, screening=screening)
        return cls(hidden, screening, texts, rows)
