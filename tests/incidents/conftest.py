"""`desk` writes reports with made-up claims: say what a report claims in a few words and link them all."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bearwitness.incidents import LinkClaim, LinkResult, LinkSettings, link, link_claims
from bearwitness.records import (
    Claim,
    Document,
    Factuality,
    Harm,
    Incident,
    Modifier,
    Name,
    Period,
    Place,
    Scope,
    Victims,
    hash_parts,
)

# Invented towns on an empty plain: Oru and Belen 60 km apart, Tarn beside Oru, a second Oru far away, a camp in Oru.
PLACES = {
    "Oru": Place(
        name="Oru", geonames_id=1, lat=10.0, lon=20.0, country=("XA",), adm1="North", where_prec=1, radius_km=5
    ),
    "Belen": Place(name="Belen", geonames_id=2, lat=10.54, lon=20.0, country=("XA",), where_prec=1, radius_km=5),
    "Tarn": Place(name="Tarn", geonames_id=3, lat=10.07, lon=20.0, country=("XA",), where_prec=1, radius_km=5),
    "Far Oru": Place(name="Oru", geonames_id=4, lat=-4.0, lon=33.0, country=("XB",), where_prec=1, radius_km=5),
    "Oru camp": Place(name="Oru camp", geonames_id=5, lat=10.01, lon=20.0, country=("XA",), where_prec=1, radius_km=1),
    "North": Place(
        name="North", geonames_id=6, lat=10.3, lon=20.2, country=("XA",), adm1="North", where_prec=4, radius_km=120
    ),
}


@dataclass
class Desk:
    """Collects reports; `link()` links them, in the order given or shuffled."""

    features: list[LinkClaim] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def report(
        self,
        name: str,
        *claims: dict[str, object],
        text: str = "",
        published: str | None = "2024-05-04",
        copy: str | None = None,
    ) -> list[str]:
        """Add a report; its sentences are the claims' `said`. Returns the claim ids ("name.0", "name.1", ...)."""
        body, made = text + "\n\n" if text else "", []
        for index, given in enumerate(claims):
            said = str(given.get("said", f"Killed were {given.get('n', 1)} ({name} {index})."))
            start = len(body)
            body += said + str(given.get("after", " "))
            made.append(_claim(f"{name}.{index}", name, start, start + len(said), said, given))
        document = Document(
            document_id=name, media_type="text/plain", title=None, publisher=None, country=None, url=None,
            published=published, published_from="given", language="en", text=body,
            layer_hash=hash_parts([body]), reader="desk",
        )  # fmt: skip
        self.features += link_claims(made, document=document)
        self.claims.update({claim.claim_id: claim for claim in made})
        if copy:
            self.copies[name] = copy
        return [claim.claim_id for claim in made]

    def link(self, *, shuffle: int | None = None, settings: LinkSettings | None = None, **judged: Any) -> LinkResult:
        features = list(self.features)
        if shuffle is not None:
            random.Random(shuffle).shuffle(features)
        return link(features, copy_groups=self.copies, settings=settings, **judged)

    def groups(self, **judged: list[tuple[str, str]]) -> list[set[str]]:
        """The sets of claim ids that are incidents, in the order of their smallest id."""
        return sorted((set(incident.claim_ids) for incident in self.link(**judged).incidents), key=min)

    def holding(self, claim_id: str, **judged: list[tuple[str, str]]) -> Incident:
        return next(incident for incident in self.link(**judged).incidents if claim_id in incident.claim_ids)


def _claim(claim_id: str, document_id: str, start: int, end: int, said: str, given: dict[str, Any]) -> Claim:
    number, harm = given.get("n", 1), Harm(str(given.get("harm", "killed")))
    day, until = given.get("day"), given.get("until")
    place = PLACES.get(str(given["place"]), Place(name=str(given["place"]))) if given.get("place") else None
    time = None
    if day:
        last = str(until or day)
        prec = given.get("prec", 1 if last == day else 2)
        at = int(str(given.get("time_at", start)))
        time = Period(text=str(day), span=(at, at + end - start), start=str(day), end=last, date_prec=prec)
    names = tuple(Name(text=name, span=(start, end)) for name in given.get("names", ()))
    links = {key: given[key] for key in ("part_of", "repeats", "supersedes", "denies", "sum_group") if key in given}
    return Claim(
        claim_id=claim_id, document_id=document_id, start=start, end=end, quote=said, harm=harm,
        low=number, best=number, high=number, modifier=Modifier.EXACT,
        victims=Victims(names=names), scope=Scope(str(given.get("scope", "incident"))),
        factuality=Factuality(str(given.get("factuality", "asserted"))),
        moved_from=Harm.INJURED if given.get("moved") else None,
        place=replace(place, text=place.name, span=(start, end)) if place else None, time=time,
        **links,
    )  # fmt: skip


@pytest.fixture
def desk() -> Desk:
    return Desk()
