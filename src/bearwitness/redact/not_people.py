"""Names of groups and of places that shape alone takes for a person's.

A name counts as a group's or a place's only by what the texts do with it: an acronym that takes an article or has
fighters, a name of the gazetteer that stands where a place stands and nowhere where a person does. In doubt it stays a
person's, since a person's name that is printed does more harm than a place's that isn't.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bearwitness.phrases.word_patterns import any_of, words_of
from bearwitness.records import JSON, Span
from bearwitness.redact.coarse import packaged_gazetteer
from bearwitness.redact.mask import occurrences
from bearwitness.redact.names import CALENDAR, PARTICLES, form_of, is_ordinary, is_people, name_parts, parts_of
from bearwitness.resolve.gazetteer.entries import Kind

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


# What the words of a document make of a span that looks like a name.

_GROUP_ENDINGS = words_of(
    "fighters militants rebels forces troops insurgents gunmen members force soldiers guerrillas militiamen militia "
    "militias movement party front brigade brigades battalion army group organisation organization faction clan "
    "tribe cell"
)
_DIVISION_ENDINGS = words_of("state province region governorate township district county municipality")
_GROUP_ENDING_AFTER = re.compile(r"^(?:\s+[\w-]+)?\s+" + any_of(_GROUP_ENDINGS) + r"\b", re.IGNORECASE)
_CAUSE_AFTER = re.compile(
    r"^ (?:for|without) [A-Z]\w+,? (?:said|says|told|reported|announced|has|have|had|staff|workers|volunteers)\b"
)


def names_of_people(
    text: str,
    names: Iterable[Span],
    claims: Sequence[JSON],
    *,
    publisher: str | None,
    acronyms: Collection[str],
) -> tuple[list[Span], set[str]]:
    """Those of some spans that are people's names by the document's own words, and the names that are places'.

    Args:
        text: A whole document.
        names: Spans that look like people's names.
        claims: The document's claims.
        publisher: Whose report it is.
        acronyms: Acronyms that are groups' names, lower case.

    Returns:
        The spans in the order given, and whole names of places, run together; a name that stands for a place at every
        one of its spans is in neither.
    """
    place_forms, groups = _place_forms(claims), _group_forms(claims, publisher)
    found = [(a, b) for a, b in names if not _is_no_name(text, a, b, place_forms=place_forms, groups=groups)]
    found = [(a, b) for a, b in found if not is_acronym(text[a:b], acronyms)]
    places = named_places(text, (text[a:b] for a, b in found), claims)
    found = [(a, b) for a, b in found if form_of(text[a:b]) not in places and not _CAUSE_AFTER.search(text[b : b + 20])]
    placed = Counter(form_of(text[a:b]) for a, b in found if _names_a_place(text, a, b))
    every = Counter(form_of(text[a:b]) for a, b in found)
    return [(a, b) for a, b in found if placed[form_of(text[a:b])] < every[form_of(text[a:b])]], places


def named_places(text: str, names: Iterable[str], claims: Sequence[Mapping[str, Any]]) -> set[str]:
    """Those of some names, run together, that stand nowhere but where places stand, and are part of no longer name."""
    parts = parts_of(text)
    words = {"".join(found): found for name in names if (found := name_parts(name))}
    longer = {w for found in words.values() if len(found) > 1 and found[0] not in PARTICLES for w in found}
    for claim in claims:
        longer.update(w for name in (claim["victims"] or {}).get("names") or () for w in name_parts(name["text"]))
    countries = countries_of(claims)
    return {
        key
        for key, found in words.items()
        if not (len(found) == 1 and key in longer)
        and is_place_name(text, occurrences(text, parts, " ".join(found)), countries=countries)
    }


def words_of_places(claims: Iterable[JSON]) -> set[str]:
    """The folded words of the places that claims name."""
    return {word for name in _names_of_places(claims) for word in name_parts(name)}


def _names_of_places(claims: Iterable[JSON]) -> list[str]:
    places = [c["place"] for c in claims if c["place"]]
    return [p[k] for p in places for k in ("text", "name", "adm1", "adm2") if p.get(k)]


def _place_forms(claims: Iterable[JSON]) -> set[str]:
    """Whole names of the places that claims name, run together."""
    return {form_of(name) for name in _names_of_places(claims)}


def is_acronym(name: str, acronyms: Collection[str]) -> bool:
    """Whether a name is one of these acronyms, printed in capitals."""
    words = name_parts(name)
    return len(words) == 1 and words[0] in acronyms and not any(c.islower() for c in re.sub(r"(?i)^the ", "", name))


def _group_forms(claims: Iterable[JSON], publisher: str | None) -> set[str]:
    """Whole names of bodies that the claims and the publisher give, run together."""
    names = [
        c["claimant"]["text"] for c in claims if c["claimant"] and c["claimant"]["kind"] in ("organisation", "media")
    ]
    return {form_of(n) for n in [*names, publisher or ""] if n}


def _is_no_name(text: str, start: int, end: int, *, place_forms: set[str], groups: set[str]) -> bool:
    """Whether a span that looks like a person's is a place, a body or a people by the document's own words."""
    words = name_parts(text[start:end])
    joined = "".join(words)
    if not words or joined in place_forms or joined in groups:
        return True
    if len(words) > 1 and words[-1] in _GROUP_ENDINGS | _DIVISION_ENDINGS:
        return True
    if text[start : start + 4].lower() == "the ":
        return True
    if len(words) == 1 and (words[0] in CALENDAR or is_people(words[0])):
        return True
    if all(map(is_ordinary, words)) and _in_headline(text, start, end):
        return True
    return _GROUP_ENDING_AFTER.search(text[end : end + 40]) is not None


def _in_headline(text: str, start: int, end: int) -> bool:
    """Whether the line around a span is printed like a headline, where capitals say nothing of names."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = parts_of(text[line_start : line_end if line_end >= 0 else len(text)])
    return len(line) >= 4 and sum(p.capital for p in line) >= 0.6 * len(line)


def _names_a_place(text: str, start: int, end: int) -> bool:
    """Whether a span stands where only a place stands ("in Kela,"), and not as an owner ("in Kela's house")."""
    before, after = text[max(0, start - 6) : start], text[end : end + 2]
    return re.search(r"\b(?:in|In|near|Near)\s$", before) is not None and after[:1] not in "'’"
