"""What sexual violence hides besides names: places finer than a province, and counts under five."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

import pyarrow.compute as pc

from bearwitness.records import JSON, Harm
from bearwitness.redact.coarse import fine_words, is_fine, narrow_parts
from bearwitness.redact.mask import Mask
from bearwitness.redact.names import WORD, is_ordinary, name_parts
from bearwitness.redact.terms import PLACE_WITHHELD, Tables

UNDER_FIVE = "<5"
SMALL_CELL = 5  # counts of sexual violence below it are suppressed (design.md 4)
SEXUAL_VIOLENCE = re.compile(r"\b(?:gang-?)?rap(?:e|ed|es|ing|ist|ists)\b|\bsexual(?:ly)?\b|\bmolest\w*", re.IGNORECASE)


def suppressed(row: Mapping[str, Any]) -> JSON:
    """Bounds of sexual violence with those under five replaced."""
    keys = [k for k in ("low", "best", "high", "names_floor") if k in row]
    return {k: UNDER_FIVE if row[k] is not None and row[k] < SMALL_CELL else row[k] for k in keys}


def tells_small_count(claim: Mapping[str, Any]) -> bool:
    """Whether the words of a claim would tell a count of sexual violence under five ("a woman was raped")."""
    if claim["harm"] != Harm.SEXUAL_VIOLENCE:
        return False
    numbers = [n for n in (claim["low"], claim["best"], claim["high"]) if n is not None]
    return not numbers or min(numbers) < SMALL_CELL


def slug_tells_sexual_violence(slug: str) -> bool:
    """Whether an address or file name speaks of sexual violence."""
    return SEXUAL_VIOLENCE.search(" ".join(WORD.findall(unquote(slug)))) is not None


class HiddenPlaces:
    """Places of a build that stay hidden: those of incidents with sexual violence, and those that would tell them.

    A report whose words are taken out must not tell them elsewhere: its other claims from the same place, the
    incidents of those, and what may be the same incident have their places coarsened too.
    """

    def __init__(self, build: Tables) -> None:
        self._build = build
        self.claims: set[str] = set()  # whose places are made coarse
        self._masks: dict[str, Mask] = {}  # place words to take out, by incident
        self._words: dict[str, set[str]] = {}  # place words to take out, by document
        self._incident_of: dict[str, str] = {}  # by claim
        self._documents_of: dict[str, set[str]] = {}  # by incident
        table = build.table("claims", columns=["claim_id", "harm"])
        cruel = set(table.filter(pc.equal(table["harm"], Harm.SEXUAL_VIOLENCE.value))["claim_id"].to_pylist())
        if not cruel:
            return
        self._load_incidents()
        sensitive = {self._incident_of[claim] for claim in cruel if claim in self._incident_of}
        self._hide(sensitive, cruel)
        beside = self._incidents_beside() | self._near_merged(sensitive)
        self._hide(beside - sensitive, set())

    def has_incident(self, incident_id: str) -> bool:
        """Whether the incident's place is hidden."""
        return incident_id in self._masks

    def taken_out(self, text: str, *incident_ids: str) -> str:
        """A text about some incidents without the words of those of their places that are hidden."""
        for incident in incident_ids:
            mask = self._masks.get(incident)
            text = mask.apply(text, replacement=PLACE_WITHHELD) if mask else text
        return text

    def mask_of(self, document_id: str, claims: Iterable[Mapping[str, Any]]) -> Mask:
        """Place words to take out of a report; ordinary words ("the village of", "camp") and provinces stay."""
        mask, provinces = Mask(), _province_words(claims)
        for word in sorted(self._words.get(document_id, ())):
            mask.withhold(word, ordinary=is_ordinary, spare=provinces.union(filter(is_ordinary, name_parts(word))))
        return mask

    def _load_incidents(self) -> None:
        columns = ["incident_id", "claim_id", "document_id"]
        for batch in self._build.table("incident_claims", columns=columns).to_batches():
            for row in batch.to_pylist():
                self._incident_of[row["claim_id"]] = row["incident_id"]
                self._documents_of.setdefault(row["incident_id"], set()).add(row["document_id"])

    def _hide(self, incidents: set[str], claims: set[str]) -> None:
        """Coarsen some incidents with all their claims, and some claims; remember the place words to take out."""
        hidden = claims | {c for c, i in self._incident_of.items() if i in incidents}
        self.claims |= hidden
        words: dict[str, set[str]] = {incident: set() for incident in incidents}
        for batch in self._build.table("claims", columns=["claim_id", "document_id", "place"]).to_batches():
            for row in batch.to_pylist():
                if row["claim_id"] not in hidden or not row["place"] or not is_fine(row["place"]):
                    continue
                found = _telling_words(row["place"])
                self._words.setdefault(row["document_id"], set()).update(found)
                if self._incident_of.get(row["claim_id"]) in words:
                    words[self._incident_of[row["claim_id"]]].update(found)
        for row in self._build.table("incidents").to_pylist():
            if row["incident_id"] in incidents and is_fine(row):
                words[row["incident_id"]].update(_telling_words(row))
        for incident, told in words.items():
            mask = Mask()
            for word in sorted(told):
                mask.withhold(word, ordinary=is_ordinary, spare=filter(is_ordinary, name_parts(word)))
            self._masks[incident] = mask
            for document in self._documents_of.get(incident, ()):
                self._words.setdefault(document, set()).update(told)

    def _incidents_beside(self) -> set[str]:
        """Incidents of other claims of these reports that name a place that is taken out of the report's words."""
        claims: dict[str, list[JSON]] = {}
        columns, where = ["claim_id", "document_id", "place"], {"document_id": sorted(self._words)}
        for row in self._build.table("claims", columns=columns, where=where).to_pylist():
            claims.setdefault(row["document_id"], []).append(row)
        return {
            self._incident_of[row["claim_id"]]
            for document, rows in claims.items()
            for mask in [self.mask_of(document, rows)]
            for row in rows
            if row["claim_id"] in self._incident_of and names_place(mask, row["place"])
        }

    def _near_merged(self, sensitive: set[str]) -> set[str]:
        """Incidents that may be the same as one of these and are named after the same place."""
        near = set()
        for row in self._build.table("incidents").to_pylist():
            others = {m["incident_id"] for m in row.get("near_merges") or ()}
            if row["incident_id"] in sensitive:
                near |= others
            elif others & sensitive:
                near.add(row["incident_id"])
        masks = [self._masks[incident] for incident in sorted(sensitive)]
        where = {"incident_id": sorted(near - sensitive)}
        named = [(r["incident_id"], r) for r in self._build.table("incidents", where=where).to_pylist()]
        members = self._build.table("incident_claims", columns=["incident_id", "claim_id"], where=where).to_pylist()
        home = {row["claim_id"]: row["incident_id"] for row in members}
        claims = self._build.table("claims", columns=["claim_id", "place"], where={"claim_id": sorted(home)})
        named += [(home[row["claim_id"]], row["place"]) for row in claims.to_pylist()]
        return {incident for incident, place in named if any(names_place(mask, place) for mask in masks)}


def names_place(mask: Mask, place: Mapping[str, Any] | None) -> bool:
    """Whether a place finer than a province is named by a word that is taken out."""
    return place is not None and is_fine(place) and any(mask.spans(word) for word in fine_words(place))


def _telling_words(place: Mapping[str, Any]) -> list[str]:
    """The words of a place without the country around it ("Kela, Vara" in Vara), which may be told."""
    return [word for words in fine_words(place) for word in narrow_parts(words, place)]


def _province_words(claims: Iterable[Mapping[str, Any]]) -> set[str]:
    names = [c["place"]["adm1"] for c in claims if c.get("place") and c["place"].get("adm1")]
    return {word for name in names for word in name_parts(name)}
