"""The people that a document names: what its claims and words say of each, and whose name may stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import JSON, Harm, Span
from bearwitness.redact.cues import (
    ADULT_AGE_YEARS,
    ADULT_WORDS,
    CHILD_WORDS,
    Beside,
    age_after,
    age_near,
    beside,
    is_in_office,
    speaks_beside,
)
from bearwitness.redact.everyone import Everyone, is_minor
from bearwitness.redact.mask import Mask, occurrences
from bearwitness.redact.names import OFFICE, Part, form_of, is_ordinary, name_parts, parts_of
from bearwitness.redact.not_people import is_acronym, named_places
from bearwitness.redact.passages import paragraph_of
from bearwitness.redact.sexual_violence import SEXUAL_VIOLENCE
from bearwitness.redact.shapes import names_within
from bearwitness.redact.terms import span_of

_KIN = words_of(
    "brother brothers sister sisters son sons daughter daughters mother father parents husband wife child children family "
    "twins siblings cousin cousins uncle aunt nephew niece grandmother grandfather grandson granddaughter"
)
_ADULT_ROLES = frozenset({"police", "official", "medic", "journalist", "aid_worker"})
_ATTACKER_ROLES = frozenset({"attacker", "suspect"})
_LISTED_BEFORE = re.compile(r"\s*[,(]\s*(?:aged\s+)?\d{1,3}\)?\s*(?:,\s*(?:and\s+)?|and\s+)")
# Beside one of these a capitalised run is the name of a person, not of a group.
_SINGLE_DOER = re.compile(r"\b(?:gunman|attacker|bomber|man|woman|suspect|named|identified|student|resident)\b")


@dataclass(slots=True)
class Person:
    """What the claims of a document say of one name."""

    name: str
    dead: bool = False
    adult: bool = False
    barred: bool = False  # a minor, of sexual violence, an attacker, or a death that is denied
    victim: bool = False
    speaks: bool = False
    accused: bool = False

    def may_stand(self) -> bool:
        """Whether the name of such a person may be printed: an adult claimed dead, or one who speaks in office."""
        if self.barred:
            return False
        return (self.dead and self.adult and not self.accused) or (self.speaks and not (self.victim and not self.dead))


class Voice(NamedTuple):
    """A name in a claimant or an alleged perpetrator."""

    name: str
    speaks: bool = False  # in office
    accused: bool = False


class People:
    """The people that a document names, by their whole names run together, with what is said of each."""

    def __init__(self, text: str, everyone: Everyone) -> None:
        self._text = text
        self._parts = parts_of(text)
        self._everyone = everyone
        self._people: dict[str, Person] = {}
        self._listed: set[str] = set()  # names that the claims themselves give to people
        self.standing: set[str] = set()  # those that may stand
        self.withheld: set[str] = set()

    def _person(self, name: str) -> Person:
        return self._people.setdefault(form_of(name), Person(name))

    def _occurrences(self, name: str) -> list[Span]:
        return occurrences(self._text, self._parts, name)

    def read_victims(self, claim: JSON) -> None:
        """Take in the victims that a claim names."""
        victims = claim["victims"] or {}
        for name in victims.get("names") or ():
            one = self._person(name["text"])
            one.victim = True
            self._listed.add(form_of(name["text"]))
            spans = self._occurrences(name["text"])
            around = [beside(self._text, a, b) for a, b in spans]
            child, adult = self._child_or_adult(name, victims, spans, around)
            one.adult |= adult or form_of(name["text"]) in self._everyone.adults
            one.barred |= (
                child
                or claim["harm"] == Harm.SEXUAL_VIOLENCE
                or claim["factuality"] == "denied"
                or victims.get("role") in _ATTACKER_ROLES
                or form_of(name["text"]) in self._everyone.never
            )
            one.accused |= any(words.accuses() for words in around)
            one.dead |= claim["harm"] == Harm.KILLED and claim["factuality"] == "asserted"

    def _child_or_adult(
        self, name: JSON, victims: JSON, spans: Sequence[Span], around: Sequence[Beside]
    ) -> tuple[bool, bool]:
        """Whether a victim is said to be a child, and whether an adult; the words of a text may say both."""
        ages = [age_near(self._text, a, b) for a, b in spans]
        known = [age for age in [name.get("age"), *ages] if age is not None]
        child = (
            is_minor(name, victims)
            or any(age < ADULT_AGE_YEARS for age in known)
            or any(words.says_child() for words in around)
        )
        adult = (
            victims.get("age_group") == "adult"
            or victims.get("role") in _ADULT_ROLES
            or any(age >= ADULT_AGE_YEARS for age in known)
            or any(words.says_adult() for words in around)
        )
        if len(victims["names"]) == 1 and victims.get("text"):
            said = {p.folded for p in parts_of(victims["text"])}
            child, adult = child or bool(said & CHILD_WORDS), adult or bool(said & ADULT_WORDS)
        return child, adult

    def read_listed(self, claim: JSON, found: Sequence[Span]) -> None:
        """Take in names with an age that a claim's words list after a victim it names ("Yasir, 33, and Ana, 27,")."""
        if (
            claim["harm"] != Harm.KILLED
            or claim["factuality"] != "asserted"
            or not (claim["victims"] or {}).get("names")
        ):
            return
        ends = {name["span"][1] for name in claim["victims"]["names"] if name.get("span") is not None}
        for a, b in sorted(found):
            age = age_after(self._text, b)
            if not (claim["start"] <= a and b <= claim["end"] and age is not None):
                continue
            if any(e <= a and _LISTED_BEFORE.fullmatch(self._text[e:a]) for e in ends):
                one = self._person(self._text[a:b])
                one.victim = one.dead = True
                one.adult |= age >= ADULT_AGE_YEARS
                one.barred |= age < ADULT_AGE_YEARS or form_of(one.name) in self._everyone.never
                self._listed.add(form_of(one.name))
                ends.add(b)

    def read_voices(self, voices: Iterable[Voice], *, acronyms: Collection[str], places: Collection[str]) -> None:
        """Take in those who speak or are accused; names of groups and of places are no people's."""
        for name, speaks, accused in voices:
            if is_acronym(name, acronyms) or form_of(name) in places:
                continue
            one = self._person(name)
            one.speaks |= speaks
            one.accused |= accused
            if not speaks:
                self._listed.add(form_of(name))

    def read_found(self, found: Sequence[Span], cruel_paragraphs: Sequence[Span]) -> None:
        """Take in names found in the text; whoever a paragraph on sexual violence names is barred unless in office."""

        def in_cruel_words(start: int) -> bool:
            return any(s <= start < e for s, e in cruel_paragraphs)

        for a, b in found:
            one = self._person(self._text[a:b])
            if is_in_office(self._text, a, b) and speaks_beside(self._text, a, b):
                one.speaks = True
            if in_cruel_words(a) and not one.speaks:
                one.barred = True
        for one in self._people.values():
            if not one.speaks and any(in_cruel_words(a) for a, _ in self._occurrences(one.name)):
                one.barred = True

    def mask(self, *, cruel: bool, spare: Iterable[str]) -> Mask:
        """The names to take out of the document; settles `standing` and `withheld`.

        Args:
            cruel: Whether any claim of the document is of sexual violence.
            spare: Folded words that mean something else where they stand alone.
        """
        lower = {p.folded for p in self._parts if not p.capital}

        def ordinary(word: str) -> bool:
            return word in lower or is_ordinary(word)

        people, spared = self._people, set(spare)
        standing = {k: one for k, one in people.items() if one.may_stand() and k not in self._everyone.never}
        part_of_standing = {w for one in standing.values() for w in name_parts(one.name)}
        mask = Mask(base=self._everyone.mask)
        for key, one in people.items():
            words = name_parts(one.name)
            # "Dorr said" after "Mayor Ilan Dorr": part of a name that stands is that person, unless the claims say not.
            if key in standing or (key not in self._listed and set(words) <= part_of_standing):
                continue
            self.withheld.add(key)
            # One ordinary word that only the finder takes for a name is withheld where it was found, not everywhere.
            if key in self._listed or len(words) > 1 or not all(map(is_ordinary, words)):
                mask.withhold(one.name, ordinary=ordinary, spare=spared)
        for key, one in standing.items():
            if self._points_at_a_victim(one, cruel=cruel):
                mask.withhold(one.name, ordinary=ordinary, spare=spared)
                self.withheld.add(key)
            else:
                mask.keep(one.name)
                self.standing.add(key)
        return mask

    def _points_at_a_victim(self, one: Person, *, cruel: bool) -> bool:
        """Whether the family name of somebody who may be named is that of a victim who may not."""
        guarded = [other.name for other in self._people.values() if other.barred and other.victim]
        family = set(name_parts(one.name)[-1:])
        shared = any(family & set(name_parts(name)[-1:]) for name in guarded)
        return not one.speaks and shared and (cruel or _is_kin(self._text, self._parts, one.name, guarded))


def read_people(
    text: str,
    claims: Sequence[JSON],
    found: Sequence[Span],
    *,
    places: set[str],
    acronyms: set[str],
    everyone: Everyone,
) -> People:
    """The people that a document names.

    Args:
        text: The text layer.
        claims: The document's claims.
        found: Names of people found in the text.
        places: Whole names, run together, that are found to be places'.
        acronyms: Acronyms that are groups' names.
        everyone: What the claims of the whole build say.
    """
    voices = [list(_voices(claim, text, found)) for claim in claims]
    places = places | named_places(text, (name for one in voices for name, _, _ in one), claims)
    people = People(text, everyone)
    for claim, speaking in zip(claims, voices, strict=True):
        people.read_victims(claim)
        people.read_listed(claim, found)
        people.read_voices(speaking, acronyms=acronyms, places=places)
    people.read_found(found, _cruel_paragraphs(text, claims))
    return people


def _is_kin(text: str, parts: Sequence[Part], name: str, others: Iterable[str]) -> bool:
    """Whether a sentence tells by a word of kinship that somebody belongs to one of these of the same family name."""
    family = name_parts(name)[-1:]
    for other in others:
        if name_parts(other)[-1:] != family:
            continue
        for a, b in occurrences(text, parts, name):
            for c, d in occurrences(text, parts, other):
                start, end = min(a, c), max(b, d)
                if end - start < 160 and {p.folded for p in parts_of(text[max(0, start - 60) : end])} & _KIN:
                    return True
    return False


def _voices(claim: JSON, text: str, found: Sequence[Span]) -> Iterator[Voice]:
    """The people whom a claim's claimant and alleged perpetrator name."""
    claimant, accused = claim["claimant"], claim["alleged_perpetrator"]
    if claimant is not None:
        kind, span = claimant["kind"], span_of(claimant["span"])
        office = kind == "official" or bool({p.folded for p in parts_of(claimant["text"])} & OFFICE)
        for name, at in names_within(claimant["text"], span, text, found, trust_shape=kind in ("person", "witness")):
            in_office = office or (at is not None and is_in_office(text, *at))
            yield Voice(name, speaks=kind in ("official", "person") and in_office)
        if claimant.get("refers_to"):
            for name, _ in names_within(claimant["refers_to"], None, text, found, trust_shape=kind == "person"):
                yield Voice(name, speaks=office)
        for link in claimant.get("chain") or ():
            for name, _ in names_within(link, None, text, found, trust_shape=False):
                yield Voice(name)
    if accused is not None:
        shaped = _SINGLE_DOER.search(accused["text"]) is not None
        for name, _ in names_within(accused["text"], span_of(accused["span"]), text, found, trust_shape=shaped):
            yield Voice(name, accused=True)


def _cruel_paragraphs(text: str, claims: Iterable[JSON]) -> list[Span]:
    """Paragraphs that speak of sexual violence; whoever is named there may be its victim."""
    spans = [(c["start"], c["end"]) for c in claims if c["harm"] == Harm.SEXUAL_VIOLENCE]
    spans += [m.span() for m in SEXUAL_VIOLENCE.finditer(text)]
    return [paragraph_of(text, a, b)[:2] for a, b in spans]
