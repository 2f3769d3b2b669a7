"""What a resolved place is called: the printed name of its head, or that of its entry."""

from __future__ import annotations

import re

from bearwitness.phrases.places.phrase import PlaceHead, PlacePhrase
from bearwitness.phrases.places.tokens import is_in_capitals
from bearwitness.resolve.gazetteer.entries import Entry, Kind
from bearwitness.resolve.gazetteer.names import fold, without_article
from bearwitness.resolve.places.type_words import CITY_SECTIONS, DIVISION_TYPES, FIRST_LEVEL, SECOND_LEVEL, SETTLEMENTS


def name_of_head(phrase: PlacePhrase) -> str:
    """The name of a phrase's own place as printed."""
    return _out_of_capitals(_head_words(phrase))


def name_of_heads(phrase: PlacePhrase) -> str:
    """The names of all heads of a phrase that lists places, or names two to stand between."""
    joint = " and " if phrase.listed and len(phrase.heads) == 2 else (", " if phrase.listed else "–")
    return joint.join(_out_of_capitals(head.text) for head in phrase.heads)


def _head_words(phrase: PlacePhrase) -> str:
    """The name of the phrase's own place: "Jenin refugee camp", also where the words are "the refugee camp in
    Jenin"."""
    head = phrase.heads[0]
    if phrase.site is not None and head.type is None:
        kind = re.search(r"(?:refugee |displacement )?camp$", phrase.site.text.lower())
        if kind:
            return f"{head.text} {kind.group()}"
    if head.type is not None and head.full.lower().startswith(head.type):
        return head.text if head.type in SETTLEMENTS | FIRST_LEVEL | SECOND_LEVEL else f"{head.text} {head.type}"
    if head.type is not None and head.type.split()[-1] in ("village", "town", "hamlet", "township"):
        return head.text
    return head.full or head.text


def _out_of_capitals(name: str) -> str:
    """A name out of capitals: "SAN MIGUEL" -> "San Miguel"; others as they are."""
    if not is_in_capitals(name) and not (name.isupper() and len(name) > 4):
        return name
    return re.sub(r"[^\W\d_]+", lambda match: _cased(match[0]), name)


def _cased(word: str) -> str:
    return (
        word.lower() if word.lower() in ("de", "del", "of", "and") or word.lower() in _CAMP_WORDS else word.capitalize()
    )


_CAMP_WORDS = CITY_SECTIONS | {
    "camp",
    "refugee",
    "displacement",
    "village",
    "province",
    "department",
    "district",
    "region",
    "state",
}
LONGEST_INITIALS = 4  # letters: "UK", "USA"; a longer name in capitals is a dateline's


def name_of_entry(head: PlaceHead, entry: Entry, words: str) -> str:
    """A known place's name as printed with its type; out of capitals, in the entry's spelling where that is the same
    name."""
    if head.type == "capital" and fold(head.text) != fold(entry.name):
        return entry.name
    if head.type and head.type not in DIVISION_TYPES and fold(f"{head.text} {head.type}") == fold(entry.name):
        return entry.name  # "Charles Hill": the type is a part of the name
    name = head.text[:1].upper() + head.text[1:]
    shouted = is_in_capitals(words) or (head.text.isupper() and len(head.text) > LONGEST_INITIALS)
    if shouted and fold(entry.name) in (fold(name), without_article(fold(name))):
        name = entry.name
    kind = head.type.split()[-1] if head.type else None
    if head.type and kind in DIVISION_TYPES and kind != "country" and not name.lower().endswith(kind):
        name = f"{name} {head.type}"
    return name


def is_camp(phrase: PlacePhrase, entry: Entry) -> bool:
    """The words speak of a camp, and the entry is the town whose name it bears."""
    words = phrase.heads[0].type or ""
    if phrase.site is not None and phrase.heads[0].type is None:
        words = phrase.site.text.lower()
    return words.endswith("camp") and "camp" not in fold(entry.name).split() and entry.kind is Kind.PLACE
