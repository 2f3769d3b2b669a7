"""Rows of each table of a build as the public may read them."""

from __future__ import annotations

from collections.abc import Callable

from bearwitness.records import JSON, Harm
from bearwitness.redact.coarse import coarse_place, is_fine, narrow_parts
from bearwitness.redact.everyone import Everyone
from bearwitness.redact.screening import Screening
from bearwitness.redact.sexual_violence import (
    SEXUAL_VIOLENCE,
    UNDER_FIVE,
    HiddenPlaces,
    names_place,
    slug_tells_sexual_violence,
    suppressed,
    tells_small_count,
)
from bearwitness.redact.terms import PLACE_WITHHELD, WITHHELD, WORDS_WITHHELD, Tables, span_of
from bearwitness.redact.texts import PublicTexts

_PLACE_KEYS = ("name", "geonames_id", "lat", "lon", "country", "adm1", "adm2", "where_prec", "radius_km", "basis")
_SLUGS = ("url", "part", "given_as")


class PublicRows:
    """Rows of a build with what the public may not read taken out; a table that no method here changes passes."""

    def __init__(
        self,
        build: Tables,
        texts: PublicTexts,
        *,
        everyone: Everyone,
        hidden_places: HiddenPlaces,
        screening: Screening,
    ) -> None:
        self._build = build
        self._texts = texts
        self._everyone = everyone
        self._hidden_places = hidden_places
        self._screening = screening
        self._changes: dict[str, Callable[[JSON], JSON]] = {
            "claims": self._claim,
            "documents": self._document,
            "arrivals": self._document,
            "rejected": self._rejected,
            "set_aside_spans": self._set_aside_span,
            "copy_groups": self._copy_group,
            "incidents": self._incident,
            "incident_claims": self._incident_claim,
            "figures": self._figure,
            "periods": self._period,
            "people": self._person,
            "person_links": self._person_link,
            "settings": self._setting,
        }

    def changes_of(self, table: str) -> Callable[[JSON], JSON] | None:
        """What makes a row of a table public; None for a table that tells nothing of people or of hidden places."""
        return self._changes.get(table)

    def _claim(self, row: JSON) -> JSON:
        document, cruel, small = row["document_id"], row["harm"] == Harm.SEXUAL_VIOLENCE, tells_small_count(row)
        text = self._texts.text
        changed = {
            **row,
            "quote": WORDS_WITHHELD if small else text(document, row["quote"], span=(row["start"], row["end"])),
            "victims": self._victims(document, row["victims"], cruel=cruel, small=small),
            "claimant": self._claimant(document, row["claimant"]),
            "alleged_perpetrator": self._said(document, row["alleged_perpetrator"]),
            "place": self._said(document, row["place"]),
            "time": self._said(document, row["time"]),
            "as_of": self._said(document, row["as_of"]),
        }
        if changed["count_text"] is not None:
            changed["count_text"] = text(document, row["count_text"])
        hidden = row["claim_id"] in self._hidden_places.claims
        if hidden or names_place(self._screening.of(document).places, row["place"]):
            changed["place"] = coarse_place(row["place"])
        if cruel:
            changed |= suppressed(row)
            if small and row["count_text"] is not None:
                changed["count_text"] = UNDER_FIVE
        return changed

    def _said(self, document: str, words: JSON | None, *extra: str) -> JSON | None:
        """A part of a claim with its words, and with those under `extra`, made public."""
        if words is None:
            return None
        span = span_of(words.get("span"))
        public = {
            key: self._texts.text(document, words.get(key), span=span if key == "text" else None, silence=False)
            for key in ("text", *extra)
        }
        return {**words, **public}

    def _victims(self, document: str, victims: JSON | None, *, cruel: bool, small: bool) -> JSON | None:
        """The victims of a claim.

        Args:
            cruel: The claim is of sexual violence, so that ages go too.
            small: Its words tell a small count.
        """
        changed = self._said(document, victims)
        if changed is None:
            return None
        names = changed.get("names")
        if names is not None:
            may_stand = self._texts.may_stand
            names = [name if may_stand(document, name["text"]) else {**name, "text": WITHHELD} for name in names]
            names = [{**name, "age": None} for name in names] if cruel else names
        changed["names"] = names
        if small and changed.get("text"):
            changed["text"] = WORDS_WITHHELD
        return changed

    def _claimant(self, document: str, claimant: JSON | None) -> JSON | None:
        changed = self._said(document, claimant, "refers_to")
        if changed is None or claimant is None:
            return None
        changed["key"] = self._texts.text(document, claimant.get("key"), slug=True)
        if changed["text"] != claimant["text"] and changed["key"] == claimant.get("key"):
            is_person = changed.get("kind") in ("person", "witness")
            changed["key"] = WITHHELD if changed["key"] and is_person else changed["key"]
        if changed.get("chain") is not None:
            changed["chain"] = [self._texts.text(document, link) for link in changed["chain"]]
        return changed

    def _document(self, row: JSON) -> JSON:
        document = row["document_id"]
        changed: JSON = {k: self._texts.text(document, row[k]) for k in ("title", "publisher") if k in row}
        changed |= {k: self._texts.text(document, row[k], slug=True) for k in _SLUGS if k in row}
        if not self._has_small_count(document):
            return {**row, **changed}
        if changed.get("title") and SEXUAL_VIOLENCE.search(row["title"]):
            changed["title"] = WORDS_WITHHELD
        for key in _SLUGS:
            if changed.get(key) and slug_tells_sexual_violence(row[key]):
                changed[key] = WORDS_WITHHELD
        return {**row, **changed}

    def _has_small_count(self, document_id: str) -> bool:
        return document_id in self._screening and bool(self._screening.of(document_id).silent)

    def _rejected(self, row: JSON) -> JSON:
        document = row["document_id"]
        return {
            **row,
            "given_as": self._texts.text(document, row["given_as"], slug=True),
            "reason": self._texts.text(document, row["reason"]),
        }

    def _set_aside_span(self, row: JSON) -> JSON:
        if row["harm"] == Harm.SEXUAL_VIOLENCE:
            return {**row, "quote": WORDS_WITHHELD}
        return {**row, "quote": self._texts.text(row["document_id"], row["quote"], span=(row["start"], row["end"]))}

    def _copy_group(self, row: JSON) -> JSON:
        return {**row, "evidence": self._texts.text(row["document_id"], row["evidence"])}

    def _incident(self, row: JSON) -> JSON:
        changed = dict(row)
        if row.get("near_merges") is not None:
            changed["near_merges"] = [self._near_merge(row["incident_id"], merge) for merge in row["near_merges"]]
        if self._hidden_places.has_incident(row["incident_id"]):
            keys = [k for k in _PLACE_KEYS if k in row]
            coarse = coarse_place({k: row[k] for k in keys}) or {}
            changed |= {k: coarse.get(k) for k in keys}
        return changed

    def _near_merge(self, incident_id: str, merge: JSON) -> JSON:
        reason = self._texts.stray(merge["reason"] or "", slug=False)
        return {**merge, "reason": self._hidden_places.taken_out(reason, incident_id, merge["incident_id"])}

    def _incident_claim(self, row: JSON) -> JSON:
        reason = self._everyone.mask.apply(self._texts.text(row["document_id"], row["reason"]) or "")
        return {**row, "reason": self._hidden_places.taken_out(reason, row["incident_id"])}

    def _figure(self, row: JSON) -> JSON:
        return {**row, **suppressed(row)} if row["harm"] == Harm.SEXUAL_VIOLENCE else row

    def _period(self, row: JSON) -> JSON:
        area = self._texts.text(row["document_id"], row["area"])
        if row["harm"] != Harm.SEXUAL_VIOLENCE:
            return {**row, "area": area}
        claim = self._build.table("claims", columns=["place"], where={"claim_id": row["claim_id"]}).to_pylist()
        place = claim[0]["place"] if claim else None
        wide = place is not None and not is_fine(place) and not narrow_parts(row["area"], place)
        return {**row, **suppressed(row), "area": area if wide or area is None else PLACE_WITHHELD}

    def _person(self, row: JSON) -> JSON:
        stands = self._texts.may_stand(row["document_id"], row["name"])
        changed = dict(row) if stands else {**row, "name": WITHHELD}
        return {**changed, "age": None} if row["harm"] == Harm.SEXUAL_VIOLENCE else changed

    def _person_link(self, row: JSON) -> JSON:
        return {**row, "reasons": [self._texts.stray(reason, slug=False) for reason in row["reasons"] or ()]}

    def _setting(self, row: JSON) -> JSON:
        return {**row, "value": self._everyone.mask.apply(row["value"], slug=True)}
