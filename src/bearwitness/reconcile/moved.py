"""The wounded who died: a death moves a person from one harm to another, it adds none.

An early report tells of a man in hospital, a later one of his death. Read side by side they are one person; the claim of
the wounded no longer counts. What holds the two together is said in words (as many of the wounded have died), in a name,
in an age, or in this, that no account of the incident knows of more than one person. Whatever tells two people apart
keeps them two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bearwitness.phrases.ages import read_ages
from bearwitness.reconcile.names import same_name
from bearwitness.reconcile.readings import Reading
from bearwitness.records import BODILY, AgeGroup, Factuality, Harm, Sex

SIDE_BY_SIDE = 30
"""Code points between two claims of one text within which they are told together, as other people: "two died and a third
was hurt". Set by hand; wider than any "and", "while" or "as well as" with a comma, narrower than a clause."""

_OTHER = re.compile(r"\b(?:another|others?|second|third)\b", re.IGNORECASE)
_SOME = re.compile(r"(?:an?|one)\s", re.IGNORECASE)
_BEHIND_NOUN = re.compile(
    r"\s*(?:,|\b(?:of|in|from|at|on|near|with|who|whom|whose|that|identified|named)\b).*$", re.DOTALL
)
_ANYBODY = frozenset(
    (
        "he she him her they them man woman male female boy girl child kid baby infant newborn toddler teen teenager youth "
        "juvenile minor adult old year-old person individual victim casualty body one someone somebody anyone patient"
    ).split()
)
"""Words for people that say nothing of who they are beside age and sex: any two of them may be one person's."""

_GROWN = re.compile(r"\b(?:man|woman|male|female|adult)\b", re.IGNORECASE)
_TEEN = re.compile(r"\b(?:teen(?:ager)?|teenaged?|youth)\b|^(?:he|she|him|her)$", re.IGNORECASE)  # a pronoun has no age
_MAY_PASS_FOR_GROWN = 15  # years
_FATE_OPEN = re.compile(r"\b(?:(?:gunshot|bullet|stab|knife|shrapnel)[ -]wounds?|shot|stabbed)\b", re.IGNORECASE)
_ALIVE = re.compile(r"\b(?:hospital\w*|treated|condition|surviv\w*|recover\w*|others?|more)\b", re.IGNORECASE)

_COPY = "copy"  # the reason of `set_aside`, which imports this module


def moved_to_the_dead(readings: Mapping[str, Reading], excluded: Mapping[str, str]) -> list[Reading]:
    """The claims of wounded people who are told dead since, by another claim of the incident.

    An exact number of wounded goes when a claim no earlier says that as many of the wounded have died ("dies days after
    being shot"), when every one of them is named among the dead, when as many as were found with wounds are dead, when it is one person of an age that one of the dead
    has and no one account tells of two people of that age, when it is one person and every account of the incident
    tells of one person only, whom nothing tells apart from the one who died, or when it is one child (one attacker), nobody else is
    said to be wounded, and every account tells of one child (one attacker) only.

    Args:
        readings: All readings of the incident; those that have a reason already are left alone.
        excluded: Claim ids that a judgement excludes: their deaths move nobody.
    """
    # A copy of a text says nothing more, and bears another date.
    readings = {claim_id: r for claim_id, r in readings.items() if r.reason != _COPY}
    dead = [
        r
        for r in readings.values()
        if r.claim.harm is Harm.KILLED
        and r.claim.factuality is not Factuality.DENIED
        and r.claim_id not in excluded
        and r.positive
    ]
    if not dead:
        return []
    named = [name.text for r in dead for name in r.claim.victims.names]
    wounded = [
        r
        for r in readings.values()
        if r.claim.harm is Harm.INJURED
        and r.reason is None
        and r.claim.low is not None
        and r.claim.low == r.claim.high
        and r.positive
    ]
    one_victim = bool(wounded) and _one_victim(readings)
    return [
        w
        for w in wounded
        if any(_in_one_phrase(d, w) for d in dead)
        or any(_says_they_died(d, w, readings) for d in dead)
        or _all_named(w, named)
        or any(_as_many_died(d, w, readings) for d in dead)
        or _died_at_that_age(w, dead)
        or (one_victim and any(_no_earlier(d, w) for d in dead))
        or _one_of_its_kind(w, dead, readings)
    ]


def _in_one_phrase(dead: Reading, wounded: Reading) -> bool:
    """ "A toddler injured on Friday has died": one person told by one word, without a number."""
    return (
        dead.claim.document_id == wounded.claim.document_id
        and (dead.low, dead.high, wounded.low, wounded.high) == (1, 1, 1, 1)
        and dead.claim.count_text is None
        and wounded.claim.count_text is None
        and _same_words(dead, wounded)
    )


def _as_many_died(dead: Reading, wounded: Reading, readings: Mapping[str, Reading]) -> bool:
    """ "Three people with gunshot wounds" were found, and three are dead: the wounds alone leave open whether they lived.

    Nobody is wounded beside the dead then: no other number of wounded is given, and their own text counts no more dead.
    """
    if (
        (wounded.low or 0) < 2
        or (dead.low, dead.high) != (wounded.low, wounded.high)
        or not _FATE_OPEN.search(wounded.claim.quote)
        or _ALIVE.search(wounded.claim.quote)
        or not _no_earlier(dead, wounded)
    ):
        return False
    others = [
        r for r in readings.values() if r.claim.harm in (Harm.INJURED, Harm.KILLED_OR_INJURED) and r.claim.high != 0
    ]
    if any((r.low or 0) > (wounded.low or 0) or (r.high is not None and r.high < (wounded.low or 0)) for r in others):
        return False
    return not any(_told_together(wounded, r) for r in readings.values() if r.claim.harm is Harm.KILLED)


def _all_named(wounded: Reading, named: Sequence[str]) -> bool:
    names = [name.text for name in wounded.claim.victims.names]
    return bool(names) and len(names) == wounded.claim.low and all(any(same_name(n, d) for d in named) for n in names)


def _says_they_died(dead: Reading, wounded: Reading, readings: Mapping[str, Reading]) -> bool:
    """Whether a claim that is no earlier says that as many of the wounded have died, and these may be the same.

    They are not where the wounded stand beside dead people in their own text, unless more are told dead later: "one died,
    one was hurt" leaves the death of one to the first of them.
    """
    if (
        dead.claim.moved_from is not Harm.INJURED
        or (dead.claim.low, dead.claim.high) != (wounded.claim.low, wounded.claim.high)
        or not _no_earlier(dead, wounded)
        or _two_people(dead, wounded)
    ):
        return False
    killed = [
        r for r in readings.values() if r.claim.harm is Harm.KILLED and r.claim.factuality is not Factuality.DENIED
    ]
    beside = [r.low or 0 for r in killed if _told_together(wounded, r)]
    if not beside:
        return True
    own = wounded.claim.document_id
    return any((r.low or 0) > max(beside) and r.claim.document_id != own and _no_earlier(r, wounded) for r in killed)


def _died_at_that_age(wounded: Reading, dead: Sequence[Reading]) -> bool:
    """Whether one wounded person has the age of one who died, by a report that is no earlier and by no same sentence.

    Names that are both given and differ are two people, whatever their age.
    """
    age = _age_of_one(wounded)
    if age is None:
        return False
    return any(
        _age_of_one(d) == age
        and _no_earlier(d, wounded)
        and not _one_stretch(d, wounded)
        and not _other_name(d, wounded)
        for d in dead
    )


def _one_victim(readings: Mapping[str, Reading]) -> bool:
    """Whether every account of the incident tells of one person, and nothing tells any two of them apart."""
    told = [
        r
        for r in readings.values()
        if r.claim.harm in BODILY and r.claim.factuality is not Factuality.DENIED and r.claim.high != 0
    ]
    if any((r.low, r.high) != (1, 1) or r.claim.sum_group is not None or r.claim.part_of is not None for r in told):
        return False
    return not any(
        _two_people(a, b) or (a.claim.harm is not b.claim.harm and _told_together(a, b))
        for i, a in enumerate(told)
        for b in told[i + 1 :]
    )


def _one_of_its_kind(wounded: Reading, dead: Sequence[Reading], readings: Mapping[str, Reading]) -> bool:
    """Whether one wounded child (or attacker) is the only one that any account tells of, is told dead too, and is all the wounded.

    "A man shot a boy and then himself" and "the boy was later pronounced dead": the dead are two, the child among them is one. Dead
    and wounded told in one breath are two people.
    """
    kind = _kind(wounded)
    if kind is None or not any(_kind(d) == kind and _no_earlier(d, wounded) for d in dead):
        return False
    told = [
        r
        for r in readings.values()
        if r.claim.harm in BODILY and r.claim.factuality is not Factuality.DENIED and r.claim.high != 0
    ]
    alike = [r for r in told if _kind(r) == kind]
    if any(r.claim.harm is Harm.INJURED and _kind(r) != kind for r in told) or any(
        (r.low, r.high) != (1, 1) for r in alike
    ):
        return False
    if any(_two_people(a, b) for i, a in enumerate(alike) for b in alike[i + 1 :]):
        return False
    return not any(_told_together(wounded, r) for r in told if r.claim.harm is Harm.KILLED)


def _kind(reading: Reading) -> str | None:
    """Child or attacker; None for anybody else."""
    victims = reading.claim.victims
    if victims.role == "attacker":
        return "attacker"
    return "child" if victims.age_group is AgeGroup.CHILD else None


def _two_people(one: Reading, other: Reading) -> bool:
    """Whether two claims of one person each speak of different people: by name, age, sex or part in the event."""
    if (one.low, one.high) != (1, 1) or (other.low, other.high) != (1, 1):
        return False
    a, b = one.claim.victims, other.claim.victims
    if _other_name(one, other):
        return True
    ages = _age_of_one(one), _age_of_one(other)
    if None not in ages and ages[0] != ages[1]:
        return True
    if {a.sex, b.sex} == {Sex.MALE, Sex.FEMALE}:
        return True
    if {a.age_group, b.age_group} == {AgeGroup.CHILD, AgeGroup.ADULT} and not _nearly_grown(one, other):
        return True
    if a.role != b.role and ("attacker" in (a.role, b.role) or None not in (a.role, b.role)):
        return True
    return _called_otherwise(one, other)


def _nearly_grown(one: Reading, other: Reading) -> bool:
    """Whether the child is a teenager of 15 or more, whom a first report calls a man or a woman without an age."""
    child, adult = (one, other) if one.claim.victims.age_group is AgeGroup.CHILD else (other, one)
    age = _age_of_one(child)
    grown = _GROWN.search(adult.claim.victims.text or "") is not None and _age_of_one(adult) is None
    teen = age is None and _TEEN.search(child.claim.victims.text or "") is not None
    return grown and (teen or (age is not None and age >= _MAY_PASS_FOR_GROWN))


def _called_otherwise(one: Reading, other: Reading) -> bool:
    """Whether the nouns for two people name different parts: "the driver" and "the passenger"; "a man" may be either."""
    a, b = _noun(one), _noun(other)
    return a is not None and b is not None and a != b and not {a, b} & _ANYBODY


def _noun(reading: Reading) -> str | None:
    """What the one person is called, as a word; None where a name is all there is."""
    words = _BEHIND_NOUN.sub("", reading.claim.victims.text or "").split()
    if not words or (words[-1][:1].isupper() and (reading.claim.victims.names or len(words) == 1)):
        return None if not words or words[-1].lower() not in _ANYBODY else words[-1].lower()
    last = words[-1].lower()
    return "old" if last.endswith("-old") else last


def _other_name(one: Reading, other: Reading) -> bool:
    """Whether both are named, and by names that cannot be one person's."""
    names, others = ([name.text for name in r.claim.victims.names] for r in (one, other))
    return bool(names and others) and not any(same_name(n, o) for n in names for o in others)


def _age_of_one(reading: Reading) -> int | None:
    """The age of the one person that a claim counts; None where there are more, or no age or several are said."""
    victims = reading.claim.victims
    if (reading.low, reading.high) != (1, 1):
        return None
    ages = {name.age for name in victims.names if name.age is not None} or read_ages(victims.text or "")
    return next(iter(ages)) if len(ages) == 1 else None


def _no_earlier(later: Reading, sooner: Reading) -> bool:
    return later.until is None or sooner.until is None or sooner.until <= later.until


def _one_stretch(one: Reading, other: Reading) -> bool:
    """Whether two claims stand in one stretch of one document, as two people in one sentence do."""
    a, b = one.claim, other.claim
    return a.document_id == b.document_id and a.start < b.end and b.start < a.end and not _same_words(one, other)


def _told_together(one: Reading, other: Reading) -> bool:
    """Whether one text counts both in one breath, as other people: "one died, one was hurt", "and another was hurt"."""
    a, b = one.claim, other.claim
    if a.document_id != b.document_id or _same_words(one, other):
        return False
    if max(a.start, b.start) - min(a.end, b.end) > SIDE_BY_SIDE:
        return False
    if a.count_text is not None or b.count_text is not None or _OTHER.search(a.quote) or _OTHER.search(b.quote):
        return True
    return all(_SOME.match(claim.victims.text or "") for claim in (a, b))


def _same_words(one: Reading, other: Reading) -> bool:
    """Whether two claims have their people in the same words: "a man who was critically wounded has died"."""
    a, b = one.claim.victims.span, other.claim.victims.span
    return a is not None and b is not None and a[0] == b[0]
