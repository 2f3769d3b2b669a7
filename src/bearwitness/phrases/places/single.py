"""One place: "Oru", "Jenin refugee camp", "village of Oru", "Oru's Belen district", "the capital"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.places.modifiers import read_modifiers
from bearwitness.phrases.places.names import end_of_name, is_known, type_at, type_length
from bearwitness.phrases.places.phrase import PlaceHead
from bearwitness.phrases.places.tokens import Reading
from bearwitness.phrases.places.words import (
    AFTER_OTHER_CAPITAL,
    BEFORE_TYPES,
    BORDERS,
    DEPARTMENTS,
    JOINING,
    NAME_TYPES,
    OF_NAMES,
    OF_TYPES,
    PREPOSITIONS,
    PRIVATE_SITES,
    ROADS,
    SECTIONS,
    SETTLED,
    SITES,
    STREETS,
    WEAK_TYPES,
)


@dataclass(slots=True)
class NounPhrase:
    """What a noun phrase of place holds, and the token after it."""

    heads: list[PlaceHead]
    end: int
    site: tuple[int, int] | None = None
    people: str | None = None
    listed: bool = False
    strong: bool = False  # a type word, an outer place or the caller's word vouches for the first name
    road: bool = False

    def take(self, heads: list[PlaceHead], end: int) -> None:
        """Adds places that hold this one or stand beside it, up to the token `end`; they vouch for the first name."""
        self.heads.extend(heads)
        self.end, self.strong = end, True


def read_type_of_name(reading: Reading, start: int, j: int, part: str | None, people: str | None) -> NounPhrase | None:
    """ "village of Oru", "refugee camp of Oru", "state of Belen", "village Oru"."""
    length = type_length(reading, j)
    if not length:
        return None
    type_word = reading.low(j + length - 1)
    if type_word not in OF_TYPES or reading.tokens[j + length - 1].possessive:
        return None
    k = j + length
    if reading.tokens[j].capital and not reading.capitals and type_word in OF_NAMES and reading.low(k) == "of":
        return None  # "Gulf of Aden" is a name
    of = reading.low(k) in ("of", "called", "named")
    if of:
        k += 1
        if reading.low(k) == "the":
            k += 1
    elif type_word not in SETTLED | {"camp", "island", "river", "lake", "neighbourhood", "neighborhood", "barrio"}:
        return None
    if type_word == "department" and reading.low(k) in DEPARTMENTS:
        return None
    part_inner, _, k = read_modifiers(reading, k, True) if of else (None, None, k)
    name_end = end_of_name(reading, k, announced=of)
    if name_end is None or reading.tokens[k].possessive:
        return None
    if not of and (reading.tokens[j].capital and not reading.capitals):
        return None
    if not of and not reading.tokens[k].capital:
        return None
    type_name = type_at(reading, j, length)
    head = head_over(reading, k, name_end, type_name, part or part_inner)
    head = replace(head, full=reading.words(j, name_end))
    return NounPhrase([head], name_end, people=people, strong=True)


def read_capital(reading: Reading, j: int) -> NounPhrase | None:
    """ "the capital": a place without a name."""
    if reading.low(j) == "provincial" and reading.low(j + 1) == "capital":
        return None
    if reading.low(j) != "capital" or not (reading.low(j - 1) == "the" or reading.low(j - 1) in demonyms()):
        return None
    end = j + 2 if reading.low(j + 1) == "city" else j + 1
    after = reading.at(end)
    if after is not None and (after.capital and not reading.capitals) and end_of_name(reading, end) is not None:
        name_end = end_of_name(reading, end)
        assert name_end is not None
        return NounPhrase([head_over(reading, end, name_end, "capital", None)], name_end, strong=True)
    if (
        reading.low(end) == ","
        and (name_end := end_of_name(reading, end + 1)) is not None
        and closes(reading, name_end)
    ):
        return NounPhrase([head_over(reading, end + 1, name_end, "capital", None)], name_end, strong=True)
    token = reading.tokens[j]
    head = PlaceHead("capital", (token.start, token.end), "capital", None, "capital")
    if reading.low(end) in AFTER_OTHER_CAPITAL:
        return None
    return NounPhrase([head], end, strong=True)


def read_named(reading: Reading, start: int, j: int, part: str | None, people: str | None) -> NounPhrase | None:
    """A name, its type word, and what follows a possessive: "Oru", "Jenin refugee camp", "Oru's Belen district"."""
    end = end_of_name(reading, j)
    if end is None:
        return None
    last = reading.tokens[end - 1]
    if last.possessive:
        return _read_possessive(reading, start, j, end, part, people)
    length = type_length(reading, end) if end < len(reading.tokens) and not reading.tokens[end].gap else 0
    if length and reading.touch(end - 1, end):
        type_name = type_at(reading, end, length)
        if type_name == "state" and reading.low(end + 1) in ("tv", "television", "radio", "media", "news"):
            return None
        if (
            reading.low(end + length - 1) in SITES
            and reading.tokens[end].capital is False
            and type_name in PRIVATE_SITES
        ):
            return None
        if reading.tokens[j].lower in demonyms() and j + 1 == end:
            return None
        head = head_over(reading, j, end, type_name, part, with_type=end + length)
        if (
            length == 1
            and reading.tokens[end].capital
            and not reading.capitals
            and reading.tokens[end].lower in NAME_TYPES
        ):
            head = replace(head, text=head.full, span=(head.span[0], reading.tokens[end].end))
        self_site = (start, end + length) if type_name.split()[-1] in SITES else None
        np = NounPhrase([head], end + length, site=self_site, people=people, strong=type_name not in WEAK_TYPES)
        if reading.tokens[end + length - 1].possessive:
            inner = _read_possessive(reading, start, j, end + length, part, people, outer=head)
            return inner or np
        if type_name.split()[-1] in JOINING:
            np.road = type_name.split()[-1] not in STREETS | {"line"}
        return np
    if reading.tokens[j].lower in demonyms() and j + 1 == end:
        return None
    np = NounPhrase([head_over(reading, j, end, None, part)], end, people=people)
    return np


def _read_possessive(
    reading: Reading, start: int, j: int, end: int, part: str | None, people: str | None, outer: PlaceHead | None = None
) -> NounPhrase | None:
    """ "Oru's Belen neighbourhood", "Oru's main market", "Oru's northern suburbs"."""
    outer = outer or head_over(reading, j, end, None, part)
    inner_part, _, k = read_modifiers(reading, end, False)
    of_type = read_type_of_name(reading, start, k + (reading.low(k) in BEFORE_TYPES), inner_part, people)
    if of_type is not None and type_length(reading, k) + (reading.low(k) in BEFORE_TYPES):
        of_type.heads.append(outer)  # "Venezuela's border state of Apure"
        return of_type
    name_end = end_of_name(reading, k)
    if name_end is not None and not reading.tokens[name_end - 1].possessive:
        length = type_length(reading, name_end)
        if length and reading.touch(name_end - 1, name_end):
            inner = head_over(
                reading, k, name_end, type_at(reading, name_end, length), inner_part, with_type=name_end + length
            )
            site = (k, name_end + length) if reading.low(name_end + length - 1) in SITES else None
            return NounPhrase([inner, outer], name_end + length, site=site, people=people, strong=True)
        if is_known(reading, k, name_end):
            return NounPhrase(
                [head_over(reading, k, name_end, None, inner_part), outer], name_end, people=people, strong=True
            )
        return None
    length = type_length(reading, k)
    if length:
        kind = reading.low(k + length - 1)
        if kind in SITES or kind in ROADS:
            return NounPhrase([outer], k + length, site=(end, k + length), people=people, strong=True)
        if (
            inner_part is not None
            or kind in SECTIONS
            or kind in BORDERS | {"coast", "centre", "center", "city", "town"}
        ):
            return NounPhrase([replace(outer, part=inner_part or outer.part)], k + length, people=people, strong=True)
    if reading.low(end) in ("north", "south", "east", "west", "centre", "center", "outskirts", "interior"):
        where = reading.low(end)
        part_of = None if where in ("outskirts", "interior") else {"center": "centre"}.get(where, where)
        return NounPhrase([replace(outer, part=part_of)], end + 1, people=people, strong=True)
    if reading.trusting:
        return NounPhrase([outer], end, people=people)
    return None


def head_over(
    reading: Reading, j: int, end: int, type_name: str | None, part: str | None, *, with_type: int | None = None
) -> PlaceHead:
    """The name in tokens j to end; `with_type` is the token after its type word, where that follows the name."""
    span = (reading.tokens[j].start, reading.end_of(end - 1))
    words = reading.text[slice(*span)]
    full = words
    if with_type is not None:
        full = reading.text[span[0] : reading.tokens[with_type - 1].end]
    return PlaceHead(" ".join(words.split()), span, type_name, part, " ".join(full.split()))


def closes(reading: Reading, k: int) -> bool:
    """An apposition ends here: punctuation, the end, or a preposition follows."""
    token = reading.at(k)
    return token is None or token.gap or not token.word or token.lower in PREPOSITIONS
