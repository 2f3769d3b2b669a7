"""One place with the site that stands there and what holds it, or places listed: "a market in Oru, Belen province"."""

from __future__ import annotations

from dataclasses import replace

from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.places.modifiers import read_modifiers
from bearwitness.phrases.places.names import end_of_name, type_length
from bearwitness.phrases.places.phrase import PlaceHead, PlacePhrase, Relation
from bearwitness.phrases.places.single import NounPhrase, closes, head_over, read_capital, read_named, read_type_of_name
from bearwitness.phrases.places.tokens import Reading
from bearwitness.phrases.places.words import (
    BESIDE,
    BLOCKS,
    ENTERING,
    FUNCTION,
    LISTED_TYPES,
    PREPOSITIONS,
    SINGULAR,
    STATE_CODE,
    STATES,
    STOP_MODIFIERS,
    WEAK,
)
from bearwitness.records import Words

_NO_MODIFIERS = FUNCTION - STOP_MODIFIERS


def read_noun_phrase(reading: Reading, j: int, *, bare: bool = False, chain: bool = True) -> NounPhrase | None:
    """A noun phrase of place from token j on; None where there is none."""
    start = j
    if reading.low(j) in ("the", "a", "an"):
        j += 1
    if reading.low(j) in BESIDE:
        j += 1
    part, people, j = read_modifiers(reading, j, bare)
    np = (
        read_type_of_name(reading, start, j, part, people)
        or read_capital(reading, j)
        or read_named(reading, start, j, part, people)
    )
    if np is None and not bare:
        np = _read_site(reading, start, j, people)
    if np is None:
        return None
    np.people = np.people or people
    if chain:
        _chain(reading, np)
    return np


def _read_site(reading: Reading, start: int, j: int, people: str | None) -> NounPhrase | None:
    """ "a market in Oru", "the Palestinian refugee camp in Oru", "two villages near Oru"."""
    k = j
    while k < min(j + 5, len(reading.tokens)):
        token = reading.tokens[k]
        if not token.word and not token.text[0].isdigit():
            return None
        if type_length(reading, k):
            break
        if token.lower in _NO_MODIFIERS or (token.capital and not reading.capitals and token.lower not in demonyms()):
            return None
        k += 1
    else:
        return None
    length = type_length(reading, k) if k < len(reading.tokens) else 0
    if not length:
        return None
    end = k + length
    link = reading.low(end)
    if link not in ("in", "of", "near", "at", "outside", "inside", "on"):
        return None
    inner = read_noun_phrase(reading, end + 1)
    if inner is None or (link == "of" and reading.low(k) not in BLOCKS and not admits(reading, inner, "of")):
        return None
    if link == "on" and not inner.strong:
        return None
    if reading.low(k) in BLOCKS:
        streets = inner.heads if inner.listed else inner.heads[:1]
        inner.heads[: len(streets)] = [_as_street(reading, k, head) for head in streets]
    return NounPhrase(
        inner.heads,
        inner.end,
        site=(start, end),
        people=people or inner.people,
        listed=inner.listed,
        strong=True,
        road=inner.road,
    )


def _as_street(reading: Reading, block: int, head: PlaceHead) -> PlaceHead:
    """ "the 700 block of Madrid", "the corner of Oru and Belen": a street, not the city of that name."""
    if head.type is not None:
        return head
    words = reading.text[reading.tokens[block - 1].start : head.span[1]]
    return replace(head, type="street", full=" ".join(words.split()))


def _chain(reading: Reading, np: NounPhrase) -> None:
    """Takes in what contains the place (", Belen province", "in Belen", "(Peru)") or is listed beside it."""
    for _ in range(4):
        if not _chain_once(reading, np):
            return


def _chain_once(reading: Reading, np: NounPhrase) -> bool:
    """Takes in one place more; False where none follows."""
    mark = reading.low(np.end)
    if np.heads[-1].type == "capital" and np.heads[-1].text == "capital" and mark != "of":
        return False
    if mark in ("in", "of") and (mark == "in" or np.heads[-1].type is not None):
        inner = read_noun_phrase(reading, np.end + 1, chain=False)
        if inner is None or inner.site is not None:
            return False
        if not (inner.strong or _is_vouched(reading, inner) or np.heads[-1].type is not None):
            return False
        if mark == "of" and not admits(reading, inner, "near"):
            return False
        np.people = np.people or inner.people
        np.take(inner.heads, inner.end)
        return True
    if mark == "(":
        inner = read_noun_phrase(reading, np.end + 1, chain=False)
        if inner is None or reading.low(inner.end) != ")" or inner.site is not None:
            return False
        if not (
            inner.strong or _is_vouched(reading, inner) or (reading.is_place_word is None and not reading.capitals)
        ):
            return False
        np.take(inner.heads, inner.end + 1)
        return True
    if mark == ",":
        return _chain_after_comma(reading, np)
    if mark == "and" and not np.road:
        return _chain_listed(reading, np, np.end + 1)
    return False


def _chain_after_comma(reading: Reading, np: NounPhrase) -> bool:
    k = np.end + 1
    if reading.low(k) == "and":
        return _chain_listed(reading, np, k + 1)
    state = reading.at(k)
    if state is not None and state.capital and not reading.capitals:
        plain = state.lower.rstrip(".")
        if (plain in STATES and (state.after > state.end or "." in state.text)) or STATE_CODE.match(state.text):
            np.take([head_over(reading, k, k + 1, None, None)], k + 1)
            return True
    if reading.low(k) == "in":
        inner = read_noun_phrase(reading, k + 1, chain=False)
        if inner is not None and inner.site is None and (inner.strong or inner.heads[0].part):
            np.take(inner.heads, inner.end)
            return True
        return False
    inner = read_noun_phrase(reading, k, chain=False)
    if inner is None or inner.site is not None:
        return False
    if reading.low(k) in ("the", "a", "an") and inner.heads[0].type is None:
        return False
    if _starts_list(reading, inner.end):
        return _take_list(reading, np, k)
    accepted = inner.strong or _is_vouched(reading, inner)
    if not accepted and not reading.capitals and reading.is_place_word is None:
        accepted = closes(reading, inner.end)
    if not (accepted or reading.trusting):
        return False
    np.take(inner.heads, inner.end)
    return True


def _starts_list(reading: Reading, k: int) -> bool:
    """ ", X and", "X, and": the comma opened a list, not a container."""
    if reading.low(k) == "and" or (reading.low(k) == "," and reading.low(k + 1) == "and"):
        following = k + 1 if reading.low(k) == "and" else k + 2
        return (
            read_noun_phrase(reading, following, chain=False) is not None
            and end_of_name(reading, reading.skip_the(following)) is not None
        )
    return False


def _take_list(reading: Reading, np: NounPhrase, k: int) -> bool:
    """Takes in the place after a comma and the one after "and", or neither."""
    inner = read_noun_phrase(reading, k, chain=False)
    if inner is None:
        return False
    kept, kept_end = list(np.heads), np.end
    np.heads.extend(inner.heads)
    np.end = inner.end
    follow = np.end + 1 if reading.low(np.end) == "and" else np.end + 2
    if not _chain_listed(reading, np, follow):
        np.heads, np.end = kept, kept_end
        return False
    return True


def _chain_listed(reading: Reading, np: NounPhrase, k: int) -> bool:
    """Takes in the place after "and"; a type word in the plural behind it is that of all: "Oru and Belen provinces"."""
    if reading.low(k) in PREPOSITIONS:
        return False
    inner = read_noun_phrase(reading, k, chain=False)
    if inner is None or inner.site is not None:
        return False
    if not (
        inner.strong
        or _is_vouched(reading, inner)
        or reading.trusting
        or (reading.is_place_word is None and not reading.capitals)
    ):
        return False
    np.take(inner.heads, inner.end)
    np.listed = True
    if reading.low(np.end) in LISTED_TYPES:
        type_name = SINGULAR.get(reading.low(np.end), reading.low(np.end))
        np.heads = [replace(head, type=head.type or type_name) for head in np.heads]
        np.end += 1
    return True


def _is_vouched(reading: Reading, np: NounPhrase) -> bool:
    return reading.is_place_word is not None and reading.is_place_word(np.heads[0].text)


def admits(reading: Reading, np: NounPhrase, word: str) -> bool:
    """Whether a preposition and a noun phrase make a place: names after weak prepositions need a voucher."""
    head = np.heads[0]
    if reading.trusting or np.strong or head.type is not None or head.part is not None:
        return True
    if word in ENTERING and reading.is_place_word is None:
        return False
    if reading.is_place_word is not None and (word in WEAK or word in ENTERING or reading.capitals):
        return reading.is_place_word(head.text)
    return True


def phrase_over(
    reading: Reading,
    first: int,
    np: NounPhrase,
    preposition: str | None,
    relation: Relation | None,
    *,
    distance_km: float | None = None,
    bearing: float | None = None,
) -> PlacePhrase:
    """The phrase from token `first` to the end of its noun phrase."""
    span = (reading.tokens[first].start, reading.end_of(np.end - 1))
    site = None
    if np.site is not None:
        site_span = (reading.tokens[np.site[0]].start, reading.tokens[np.site[1] - 1].end)
        site = Words(reading.text[slice(*site_span)], site_span)
    if np.road:
        relation = Relation.BETWEEN if len(np.heads) > 1 else Relation.NEAR
    return PlacePhrase(
        text=reading.text[slice(*span)],
        span=span,
        heads=tuple(np.heads),
        relation=relation,
        preposition=preposition,
        distance_km=distance_km,
        bearing=bearing,
        site=site,
        listed=np.listed,
        people=np.people,
    )
