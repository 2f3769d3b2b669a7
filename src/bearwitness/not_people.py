"""Names of groups and of places that shape alone takes for a person's.

A name counts as a group's or a place's only by what the texts do with it: an acronym that takes an article or has
fighters, a name of the gazetteer that stands where a place stands and nowhere where a person does. In doubt it stays a
person's, since a person's name that is printed does more harm than a place's that isn't.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from bearwitness.coarse import packaged_gazetteer
from bearwitness.records import Span
from bearwitness.resolve.gazetteer import Kind

_GROUP_NOUNS = (
    "fighters|fighter|militants|rebels|rebel|forces|troops|insurgents|gunmen|members|soldiers|guerrillas|militiamen|militia|"
    "commanders|commander|spokesman|spokeswoman|spokesperson|units|unit|leadership|advisers|adviser|drones|shelling|raid"
)
_ACRONYM = r"[A-Z]{2,3}-?[A-Z]{0,4}"
_ACRONYM_ACTS = (
    re.compile(rf"\b[Tt]he ({_ACRONYM})\b(?! [A-Z])"),
    re.compile(rf"\b[Aa]n? ({_ACRONYM})(?= [a-z])"),
    re.compile(rf"\b({_ACRONYM})(?:['’]s?)? (?:{_GROUP_NOUNS})\b"),
    re.compile(rf"[a-z]\w* \(({_ACRONYM})\)"),
)
"""What an acronym does that no person's initials do; one group, the acronym. Letter case has to tell something."""


def acronyms_of_groups(text: str) -> Iterator[str]:
    """Acronyms, lower case, that a text treats as a group's name; lines printed in capitals say nothing."""
    for pattern in _ACRONYM_ACTS:
        for match in pattern.finditer(text):
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            letters = [c for c in text[start : end if end >= 0 else len(text)] if c.isalpha()]
            if sum(c.isupper() for c in letters) < 0.5 * len(letters):
                yield match[1].replace("-", "").lower()


_ARTICLE = re.compile(r"\b(?:Al|El|As|Ash|An|Ar|Ad|At|Az|Ed|Es|Et|Um|Umm|Wad|San|Santa|Los|Las|La|Le)[ -]$")
_POINT = (
    r"(?:(?:north|south)(?:ern|[- ]?(?:east|west)(?:ern)?)?|(?:east|west)(?:ern)?|[Cc]entral|North|South|East|West)"
)
_TYPE = (
    "city|town|townships?|village|state|province|region|district|governorate|county|road|highway|market|hospital|airport|"
    "camp|locality|emergency room"
)
_PLACE_BEFORE = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Tt]owards?|[Oo]utside|[Bb]etween|[Tt]hroughout|[Aa]cross|{_POINT}|"
    rf"(?:{_TYPE}|towns|villages|cities) of)\s$"
)
_PLACE_AFTER = re.compile(rf"^(?:[-–][A-Z]\w+)? (?:{_TYPE})\b")
_BODY_AFTER = re.compile(
    r"^ (?:emergency|resistance|civil|municipal|local|city|district|provincial)(?: \w+)? (?:room|committee|council|authority|defence)\b"
)
_PERSON_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sheikh|Haj+[ai]?|U|Ma|Daw|Maung|Ko|wife|husband|brothers?|sisters?|mother|father|sons?|daughters?|"
    r"uncle|aunt|cousin|nephew|niece|neighbou?r|friend|widow|resident|witness|survivor|villager|farmer|named|called|as|teacher|"
    r"doctor|nurse|journalist|colleague|girl|boy|man|woman|student)\.?,?\s$"
)
_PERSON_AFTER = re.compile(
    r"^(?:\s*[,(]\s*(?:aged\s+)?\d{1,3}\b|['’]s?\s|,?\s(?:who|whose|was|is|had|has|said|says|told|added|adds|recalled|died|and (?:his|her))\b)"
)


def _bears(name: str, countries: Collection[str]) -> bool:
    gazetteer = packaged_gazetteer()
    for entry in gazetteer.look_up(name) if gazetteer is not None else ():
        if entry.kind is Kind.REGION or (
            entry.country in countries and entry.kind in (Kind.ADM1, Kind.ADM2, Kind.PLACE)
        ):
            return True
    return False


def is_place_name(
    text: str,
    spans: Iterable[Span],
    *,
    countries: Collection[str],
) -> bool:
    """Whether one name is a place's by all its occurrences in a text.

    Args:
        text: A whole document.
        spans: All occurrences of the name.
        countries: Codes of the countries that the document's claims are set in.
    """
    told = False
    for start, end in spans:
        before, after = text[max(0, start - 40) : start], text[end : end + 40]
        if article := _ARTICLE.search(before):
            start, before = start - len(article[0]), before[: article.start()]
        spoken_for = before.endswith(" for ")  # "Hope for Kela said"
        if _PERSON_BEFORE.search(before) or (_PERSON_AFTER.search(after) and not spoken_for):
            return False
        told |= before.endswith(("the ", "The ")) and _BODY_AFTER.search(after) is not None
        listed = _bears(text[start:end], countries)
        placed = _PLACE_BEFORE.search(before) or _PLACE_AFTER.search(after)
        told |= listed and placed is not None
    return told


def countries_of(claims: Iterable[Mapping[str, Any]]) -> set[str]:
    """Codes of the countries that the places of claims lie in."""
    return {code for claim in claims if claim.get("place") for code in claim["place"].get("country") or ()}
