"""What the claims of all reports of a build say of people: who is withheld everywhere, and who died as an adult."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bearwitness.records import JSON, Harm
from bearwitness.redact.cues import ADULT_AGE_YEARS
from bearwitness.redact.mask import Mask
from bearwitness.redact.names import form_of, is_ordinary, name_parts
from bearwitness.redact.not_people import acronyms_of_groups
from bearwitness.redact.terms import Tables

PEOPLE_COLUMNS = ["document_id", "harm", "factuality", "victims", "claimant", "alleged_perpetrator"]


@dataclass(slots=True)
class Everyone:
    """People of a whole build, by the claims of all its documents; names are whole and run together."""

    mask: Mask = field(default_factory=Mask)  # withheld in every document that does not itself let the name stand
    never: set[str] = field(default_factory=set)  # minors and victims of sexual violence
    adults: set[str] = field(default_factory=set)  # people claimed dead with an age from 18
    acronyms: set[str] = field(default_factory=set)  # those that claims of any report treat as a group's name

    @classmethod
    def of(cls, build: Tables) -> Everyone:
        """Read the claims of a build."""
        everyone = cls()
        for batch in build.table("claims", columns=PEOPLE_COLUMNS).to_batches():
            for row in batch.to_pylist():
                everyone._add(row)
        return everyone

    def _add(self, claim: JSON) -> None:
        harm, victims = claim["harm"], claim["victims"] or {}
        for words in (claim["claimant"], claim["alleged_perpetrator"]):
            self.acronyms.update(acronyms_of_groups(f"by {words['text']}") if words else ())
        for name in victims.get("names") or ():
            if len(name_parts(name["text"])) < 2:
                continue  # one given name is many people's
            minor = is_minor(name, victims)
            if minor or harm == Harm.SEXUAL_VIOLENCE:
                self.never.add(form_of(name["text"]))
            if harm == Harm.KILLED and claim["factuality"] == "asserted" and (name.get("age") or 0) >= ADULT_AGE_YEARS:
                self.adults.add(form_of(name["text"]))
            if minor or harm != Harm.KILLED:
                self.mask.withhold(name["text"], ordinary=is_ordinary, parts=False)


def is_minor(name: Mapping[str, Any], victims: Mapping[str, Any]) -> bool:
    """Whether a claim says of a victim that it names that this is a child."""
    age = name.get("age")
    return age < ADULT_AGE_YEARS if age is not None else victims.get("age_group") == "child"
