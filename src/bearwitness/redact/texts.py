"""Strings of a build as the public may read them: names, hidden places, contacts and told counts taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from bearwitness.records import Span
from bearwitness.redact.everyone import Everyone
from bearwitness.redact.mask import replaced
from bearwitness.redact.names import form_of, is_ordinary, parts_of
from bearwitness.redact.screening import Screening
from bearwitness.redact.shapes import is_strange, names_in, names_in_slugs
from bearwitness.redact.terms import CONTACT_WITHHELD, PLACE_WITHHELD, WITHHELD, WORDS_WITHHELD, NameFinder

# A number or an address leads to a person as surely as a name. Numbers count only where the text says that they are called.
CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\+\d{1,3}[\s().-]*\d(?:[\s().-]{0,2}\d){5,12}"
    r"|(?<=\b)(?:phone|tel|telephone|mobile|cell|whatsapp|signal|call|fax)\b\.?\s*:?\s*\(?\d(?:[\s().-]{0,2}\d){5,12}",
    re.IGNORECASE,
)


class PublicTexts:
    """Strings of a build as the public may read them."""

    def __init__(self, everyone: Everyone, screening: Screening, find_person_names: NameFinder) -> None:
        self._everyone = everyone
        self._screening = screening
        self._find_person_names = find_person_names

    def text(
        self,
        document_id: str | None,
        text: str | None,
        *,
        slug: bool = False,
        span: Span | None = None,
        silence: bool = True,
    ) -> str | None:
        """A string that belongs to a document, without what is to be taken out of it.

        Args:
            document_id: Whose names are withheld; None for a string of no document, screened by itself.
            slug: The string is an address, file name or comparable key.
            span: Where the string stands in the text layer, if it does.
            silence: Take out the words that tell a small count of sexual violence.
        """
        if not text:
            return text
        if document_id is None or document_id not in self._screening:
            return self.stray(text, slug=slug)
        screened = self._screening.of(document_id)
        layer = self._screening.layer(document_id) if span else None
        if span and layer is not None and layer[span[0] : span[1]] == text:
            shifted = self.replacements(document_id, layer, span[0], span[1], silence=silence)
            return replaced(text, [(a - span[0], b - span[0], w) for a, b, w in shifted])
        plain = unquote(text) if slug and "%" in text else text
        found = screened.slugs.get(plain, []) if slug else []
        taken = [(a, b, WITHHELD) for a, b in screened.mask.spans(plain, slug=slug, found=found)]
        taken += [
            (a, b, PLACE_WITHHELD)
            for a, b in screened.places.spans(plain, slug=slug)
            if all(b <= x or a >= y for x, y, _ in taken)
        ]
        return replaced(plain, taken) if taken else text

    def stray(self, text: str, *, slug: bool) -> str:
        """A string of no document without the names found in it and those withheld in every document."""
        plain = unquote(text) if slug and "%" in text else text
        found: Sequence[Span] = []
        if slug:
            found = names_in_slugs([plain], self._find_person_names)[0] if is_strange(plain, set()) else []
        elif any(p.capital and not is_ordinary(p.folded) for p in parts_of(plain)):
            found = names_in([plain], self._find_person_names)[0]
        spans = self._everyone.mask.spans(plain, slug=slug, found=found)
        return replaced(plain, [(a, b, WITHHELD) for a, b in spans]) if spans else text

    def replacements(
        self, document_id: str, text: str, start: int, end: int, *, silence: bool = True
    ) -> list[tuple[int, int, str]]:
        """What to take out of layer[start:end], in layer offsets, sorted and apart from each other."""
        screened = self._screening.of(document_id)
        piece = text[start:end]
        local = [(max(a, start) - start, min(b, end) - start) for a, b in screened.names if a < end and b > start]
        taken = [
            (max(a, start), min(b, end), WORDS_WITHHELD)
            for a, b in screened.silent
            if silence and a < end and b > start
        ]
        names = [(a + start, b + start, WITHHELD) for a, b in screened.mask.spans(piece, found=local)]
        places = [(a + start, b + start, PLACE_WITHHELD) for a, b in screened.places.spans(piece)]
        contacts = [(m.start() + start, m.end() + start, CONTACT_WITHHELD) for m in CONTACT.finditer(piece)]
        result: list[tuple[int, int, str]] = []
        for a, b, words in [*taken, *contacts, *names, *places]:  # silence first, then contacts, names, places
            if all(b <= x or a >= y for x, y, _ in result):
                result.append((a, b, words))
            elif words == WORDS_WITHHELD or not any(x <= a and b <= y for x, y, _ in result):
                over = [r for r in result if r[0] < b and r[1] > a]
                result = [r for r in result if r not in over]
                result.append((min(a, *(r[0] for r in over)), max(b, *(r[1] for r in over)), over[0][2]))
        return sorted(result)

    def may_stand(self, document_id: str, name: str) -> bool:
        """Whether a name may be printed in the outputs of a document of the build."""
        return form_of(name) in self._screening.of(document_id).standing
