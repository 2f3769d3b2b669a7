"""Documents of a build, screened: what is to be taken out of each, decided once and kept while it is at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from bearwitness.records import JSON, Harm, Span
from bearwitness.redact.everyone import PEOPLE_COLUMNS, Everyone
from bearwitness.redact.mask import Mask
from bearwitness.redact.names import form_of, name_parts, parts_of
from bearwitness.redact.not_people import acronyms_of_groups, names_of_people, words_of_places
from bearwitness.redact.people import read_people
from bearwitness.redact.sexual_violence import HiddenPlaces, tells_small_count
from bearwitness.redact.shapes import is_strange, names_in, names_in_slugs
from bearwitness.redact.terms import NameFinder, Tables

REMEMBERED_DOCUMENTS = 4_096  # screened documents kept at hand, some kilobytes each
_SCREEN_COLUMNS = ["claim_id", "start", "end", "count_text", "low", "best", "high", "place", *PEOPLE_COLUMNS]


@dataclass(slots=True)
class Screened:
    """A document after screening: its masks, and spans of its text layer that are to be taken out."""

    mask: Mask
    places: Mask
    names: list[Span]
    silent: list[Span]  # words of sexual violence that tell a count under five
    standing: set[str]  # whole names, run together, that may stand
    slugs: dict[str, list[Span]] = field(default_factory=dict)  # names found in the document's addresses and file names


class Screening:
    """The documents of a build, each screened when it is first asked for; those asked for last stay at hand."""

    def __init__(
        self, build: Tables, everyone: Everyone, hidden_places: HiddenPlaces, find_person_names: NameFinder
    ) -> None:
        self._build = build
        self._everyone = everyone
        self._hidden_places = hidden_places
        self._find_person_names = find_person_names
        self._screened: OrderedDict[str, Screened] = OrderedDict()
        columns = ["document_id", "layer_hash", "publisher"]
        self._documents: dict[str, tuple[str, str | None]] = {
            row["document_id"]: (row["layer_hash"], row["publisher"])
            for batch in build.table("documents", columns=columns).to_batches()
            for row in batch.to_pylist()
        }

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._documents

    def layer(self, document_id: str) -> str | None:
        """The text layer of a document; None where it was erased or the build has no such document."""
        layer_hash = self._documents.get(document_id, ("", None))[0]
        return self._build.layer_text(layer_hash) if layer_hash else None

    def of(self, document_id: str) -> Screened:
        """What is to be taken out of a document of the build."""
        if document_id not in self._screened:
            self.prepare([document_id])
        self._screened.move_to_end(document_id)
        return self._screened[document_id]

    def prepare(self, document_ids: Iterable[str]) -> None:
        """Screen some documents together, which costs less than one by one."""
        todo = sorted({d for d in document_ids if d not in self._screened and d in self})
        if not todo:
            return
        claims: dict[str, list[JSON]] = {document: [] for document in todo}
        table = self._build.table("claims", columns=_SCREEN_COLUMNS, where={"document_id": todo})
        for row in table.to_pylist():
            claims[row["document_id"]].append(row)
        texts = {document: self.layer(document) or "" for document in todo}
        names = names_in(list(texts.values()), self._find_person_names)
        for (document, text), found in zip(texts.items(), names, strict=True):
            self._screened[document] = self._screen(document, text, found, claims[document])
        self._screen_slugs(texts)
        while len(self._screened) > max(REMEMBERED_DOCUMENTS, len(todo)):
            self._screened.popitem(last=False)

    def _screen(self, document_id: str, text: str, names: Sequence[Span], claims: Sequence[JSON]) -> Screened:
        """A document's masks, from its text layer, the names found in it and its claims."""
        publisher = self._documents[document_id][1]
        acronyms = self._everyone.acronyms | set(acronyms_of_groups(text))
        found, places = names_of_people(text, names, claims, publisher=publisher, acronyms=acronyms)
        people = read_people(text, claims, found, places=places, acronyms=acronyms, everyone=self._everyone)
        cruel = any(claim["harm"] == Harm.SEXUAL_VIOLENCE for claim in claims)
        mask = people.mask(cruel=cruel, spare=words_of_places(claims))
        return Screened(
            mask,
            self._hidden_places.mask_of(document_id, claims),
            names=[(a, b) for a, b in found if form_of(text[a:b]) in people.withheld],
            silent=[(c["start"], c["end"]) for c in claims if tells_small_count(c)],
            standing=people.standing,
        )

    def _screen_slugs(self, texts: Mapping[str, str]) -> None:
        """Add to screened documents, given with their texts, the names that only their addresses and file names have.

        A name of which the text has one word is taken out whole: its other half would tell it.
        """
        known = {document: {p.folded for p in parts_of(text)} for document, text in texts.items()}
        slugs = [
            (document, slug) for document, slug in self._slugs_of(list(texts)) if is_strange(slug, known[document])
        ]
        named = names_in_slugs([slug for _, slug in slugs], self._find_person_names)
        for (document, slug), found in zip(slugs, named, strict=True):
            strange = [(a, b) for a, b in found if not known[document].issuperset(name_parts(slug[a:b]))]
            self._screened[document].slugs[slug] = strange

    def _slugs_of(self, document_ids: Sequence[str]) -> list[tuple[str, str]]:
        """Addresses and file names of documents, decoded, each with its document."""
        found: set[tuple[str, str]] = set()
        for table, columns in (("documents", ("url", "part")), ("arrivals", ("url", "part", "given_as"))):
            rows = self._build.table(
                table, columns=["document_id", *columns], where={"document_id": list(document_ids)}
            )
            for row in rows.to_pylist():
                found.update((row["document_id"], unquote(row[c])) for c in columns if row[c])
        return sorted(found)
