"""Which claims of a document speak of the same one person, by the words alone: name, age, what they are called.

A report tells of its victim under many words ("a teen", "Ana Rell, 16", "the girl"). `group_persons` reads the singular
claims in the order of the text and lets a claim join the people told of before where its words fit exactly one of them
and nothing tells them apart. In doubt it opens a new person: a missed link shows a number twice, a wrong one hides it.
Cost: linear in the claims times the persons of a document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bearwitness.claims.context.drafts import Draft
from bearwitness.claims.context.told_of import (
    beside_name,
    is_called,
    is_pronoun,
    names_of,
    speaks_of_the_event,
    takes_up,
)
from bearwitness.claims.sentence.mentions import Mention, merged_words
from bearwitness.claims.sentence.victims import ADULT_AGE_YEARS
from bearwitness.phrases.places.phrase import PlacePhrase
from bearwitness.phrases.word_patterns import AnyCase, lower_in_place, lowered
from bearwitness.records import AgeGroup, Counting, Factuality, Harm, Scope, Sex, Unit

_AGE = AnyCase(
    r"\b(\d{1,3})[- ](?:year|yr)s?[- ]olds?\b|,\s(\d{1,3})(?=\s*(?:,|$))|\baged? (\d{1,3})\b|\s\((\d{1,2})\)",
)
_OTHER = re.compile(
    r"\b(?:another|a (?:second|third|fourth|fifth|further)|the (?:other|second|third|fourth))\b", re.IGNORECASE
)
_OWN_KIN = re.compile(r"^(?:his|her|their)\b|['’]s\s", re.IGNORECASE)
_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "msgr", "col", "gen", "capt", "lt", "sgt", "maj", "rev", "fr", "sr", "jr", "ii", "iii"]
)
_WIDE = frozenset(["person", "victim", "individual", "body", "corpse", "casualty", "one", "suspect"])
"""Nouns that fit anybody: the same one said twice does not by itself make two people one."""
_MALE = r"(?:boy|man|male|son|father|husband|brother|grandson|nephew)"
_FEMALE = r"(?:girl|woman|female|daughter|mother|wife|sister|granddaughter|niece)"
OLDEST_YEARS = 115
LEADS_WITHIN = 40  # code points from the start of a sentence within which the victim is what the sentence speaks of
OTHER_REACH = 2  # sentences back in which "another" has the person beside whom it counts


@dataclass(slots=True, eq=False)
class Person:
    """One victim as a document tells of them; `drafts` are the claims about them in the order of the text."""

    drafts: list[Draft] = field(default_factory=list)

    def named(self, text: str) -> bool:
        """Whether any claim gives a name."""
        return any(names_of(d.mention, text) for d in self.drafts)


def is_one_person(m: Mention) -> bool:
    """Whether a mention speaks of exactly one human being, no place in a series and no increment."""
    return (
        m.low == m.best == m.high == 1
        and m.unit is Unit.PERSON
        and m.counting is not Counting.INCREMENT
        and (m.counting is not Counting.ORDINAL or bool(m.names))
    )


def group_persons(drafts: Sequence[Draft], text: str, *, apart: Callable[[Draft, Draft], bool]) -> list[Person]:
    """The persons of a document's singular claims of one harm.

    Args:
        drafts: Claims of one harm in the order of the text, those of many people too: where a number is told, a noun
            alone ("a man") may be any of them.
        text: The text layer.
        apart: Whether the setting of two claims tells them apart (another place, another day).
    """
    persons: list[Person] = []
    several = any((d.mention.low or d.mention.best or d.mention.high or 0) > 1 for d in drafts)
    for d in drafts:
        if not is_one_person(d.mention):
            continue
        fits = [p for p in persons if _fits(d, p, text, several=several)]
        taken = _taken_up(d, fits, text)
        alone = len(persons) == 1 and not several
        sure = [
            p
            for p in fits
            if any(_surely(d, o, text) and not _is_elsewhere(d, o, text, apart, alone=alone) for o in p.drafts)
        ]
        fits = [p for p in fits if not any(_is_elsewhere(d, o, text, apart, alone=alone) for o in p.drafts)]
        sure = taken or sure or _only_such(d, fits, persons)
        chosen = sure if sure else fits
        if len(chosen) == 1 and (sure or (alone and _is_nobody_else(d, persons[0], text))):
            chosen[0].drafts.append(d)
        else:
            persons.append(Person([d]))
    return persons


def _taken_up(d: Draft, fits: Sequence[Person], text: str) -> list[Person]:
    """The one person of whom the words right before a pronoun speak; none where they speak of two."""
    if not is_pronoun(d.mention):
        return []
    told = [p for p in fits if takes_up(d.mention, [o.mention for o in p.drafts], text)]
    return told if len(told) == 1 else []


def _is_elsewhere(d: Draft, o: Draft, text: str, apart: Callable[[Draft, Draft], bool], *, alone: bool) -> bool:
    """Whether the setting of two claims tells them apart, which of one name, or of "the man" where one man is told, it does not.

    Args:
        d: A claim.
        o: An earlier one.
        text: The text layer.
        apart: Whether places or days differ in words.
        alone: Whether the earlier claims are of one person.
    """
    if not apart(d, o):
        return False
    m, e = d.mention, o.mention
    if _share_a_name(m, e, text) or is_called(m, e, text) or is_called(e, m, text):
        return False
    if said_ages(m, text) & said_ages(e, text) and _may_be_one_day(d, o) and _on_other_levels(d, o):
        return False
    if not alone:
        return True
    definite = m.definite and m.words.head is not None and m.words.head == e.words.head
    return not (definite or (speaks_of_the_event(m, text) and _may_be_one_day(d, o)))


def _may_be_one_day(d: Draft, o: Draft) -> bool:
    a, b = d.setting.time, o.setting.time
    return a is None or b is None or bool(set(a.text.lower().split()) & set(b.text.lower().split()))


_LEVELS = (
    re.compile(
        r"\b(?:block|streets?|st|avenue|ave|road|rd|drive|dr|lane|boulevard|blvd|court|circle|highway|parkway)\b\.?$",
        re.I,
    ),
    re.compile(r"\b(?:neighbou?rhood|side|district|area|ward|section|suburb)$", re.I),
    re.compile(
        r"\b(?:apartments?|home|house|shop|store|school|park|church|bar|club|hotel|motel|restaurant|office)$", re.I
    ),
    re.compile(r"\b(?:county|province|department|state|region)$", re.I),
)
"""What a place is, by its last word: a street, a part of a town, a building, an area; else a town."""


def _on_other_levels(d: Draft, o: Draft) -> bool:
    """Whether the one place may lie in the other, or is not said beside the later claim itself."""
    place, sentence = d.setting.place, d.mention.sentence
    if place is None or o.setting.place is None or not sentence.start <= place.span[0] < sentence.end:
        return True
    return on_other_levels(place, o.setting.place)


def on_other_levels(a: PlacePhrase, b: PlacePhrase) -> bool:
    """Whether one place may lie in the other, as a street in a town or a town in a county."""
    return _level(a) != _level(b)


def _level(place: PlacePhrase) -> int:
    for words in (place.heads[0].text if place.heads else place.text, place.text.split(",")[0]):
        for k, level in enumerate(_LEVELS):
            if level.search(words):
                return k
    return len(_LEVELS)


def _share_a_name(m: Mention, e: Mention, text: str) -> bool:
    return any(same_name(a, b) for a in names_of(m, text) for b in names_of(e, text))


def _only_such(d: Draft, fits: Sequence[Person], persons: Sequence[Person]) -> list[Person]:
    """ "The child" where a girl and her mother are told of: the one person of that age group or sex, all others being another."""
    m = d.mention
    if not m.definite or is_pronoun(m) or len(fits) != 1 or len(persons) < 2 or _OWN_KIN.search(m.words.head or ""):
        return []
    said = [w for w in merged_words(m)[2:] if w != "unknown"]
    theirs = {w for o in fits[0].drafts for w in merged_words(o.mention)[2:]}
    return list(fits) if said and all(w in theirs for w in said) else []


def same_name(a: str, b: str) -> bool:
    """Whether two personal names may be one person's: the shorter lies within the longer, or two words are shared."""
    mine, theirs = _name_words(a), _name_words(b)
    if not mine or not theirs:
        return False
    return mine <= theirs or theirs <= mine or len(mine & theirs) > 1


def _name_words(name: str) -> set[str]:
    words = {w for w in re.findall(r"[^\W\d_][\w'’-]*", name.lower())}
    return (words - _TITLES) or words


def said_ages(m: Mention, text: str) -> set[int]:
    """The ages in years that a mention's own words give."""
    ages = {n.age for n in m.names if n.age is not None}
    if m.noun is not None:
        words = text[m.noun[0] : min(m.noun[1] + 6, m.sentence.end)]
        ages |= {int(next(g for g in found.groups() if g)) for found in _AGE.finditer(words)}
    return ages


def _noun(m: Mention, text: str) -> str:
    return " ".join(text[slice(*m.noun)].split()) if m.noun is not None else ""


def _fits(d: Draft, person: Person, text: str, *, several: bool) -> bool:
    """Whether nothing in the words says that the claim is of somebody else."""
    if _OTHER.search(text[d.mention.start : d.mention.end]):
        near = any(
            0 <= d.mention.sentence.index - o.mention.sentence.index <= OTHER_REACH
            for o in person.drafts
            if not o.in_title
        )
        if near or several:
            return False
    return not any(_told_apart(d, o, text) for o in person.drafts)


def _told_apart(d: Draft, o: Draft, text: str) -> bool:
    m, e = d.mention, o.mention
    if m.noun is not None and m.noun == e.noun:
        return False
    if d.part_of is o or o.part_of is d:
        return True
    if m.sentence is e.sentence and not (
        is_pronoun(m) and not is_pronoun(e) and e.noun is not None and e.end <= m.start
    ):
        return True
    if d.sum_group is not None and d.sum_group is o.sum_group:
        return True
    mine, theirs = names_of(m, text), names_of(e, text)
    if mine and theirs:
        alike = [(a, b) for a in mine for b in theirs if same_name(a, b)]
        if not alike or any(_name_words(a) == _name_words(b) for a, b in alike):
            return not alike
        # A surname alone is its bearer's whole family: age and sex below may still tell two of them apart.
    ages, others = said_ages(m, text), said_ages(e, text)
    if ages and others and not ages & others:
        return True
    if any(
        a not in (None, "unknown") and b not in (None, "unknown") and a != b
        for a, b in zip(_words_of(m, text), _words_of(e, text), strict=True)
    ):
        return True
    if ages & others:
        return False
    # "His wife", "Ana's brother": somebody beside the person told of, unless the same kin is named again.
    kin = bool(_OWN_KIN.search(_noun(m, text))) != bool(_OWN_KIN.search(_noun(e, text)))
    return kin and not (mine or theirs or is_pronoun(m) or is_pronoun(e)) and (m.words.head != e.words.head)


def _words_of(m: Mention, text: str) -> tuple[object, ...]:
    """Status, role, age group and sex that a mention says, with those that the report says beside its name."""
    status, role, age_group, sex = merged_words(m)
    if sex is Sex.UNKNOWN and is_pronoun(m):
        sex = next(iter(pronouns_in(_noun(m, text))), sex)
    beside = beside_name(m, text)
    if beside is not None:
        age_group = beside.age_group if age_group is AgeGroup.UNKNOWN else age_group
        sex = beside.sex if sex is Sex.UNKNOWN else sex
    return status, role, age_group, sex


def _surely(d: Draft, o: Draft, text: str) -> bool:
    """Whether the words point at the same person: a shared name, a shared age, the same noun taken up with "the"."""
    m, e = d.mention, o.mention
    if names_of(m, text) and names_of(e, text):
        return True  # names that differ have told them apart before
    if said_ages(m, text) & said_ages(e, text):
        return True
    if is_called(m, e, text) or is_called(e, m, text):
        return True
    head = m.words.head
    if head is None or head != e.words.head or head in _WIDE:
        return False
    return (
        m.definite
        or o.in_title
        or " ".join(_noun(m, text).lower().split()[1:]) == " ".join(_noun(e, text).lower().split()[1:])
    )


def _is_nobody_else(d: Draft, person: Person, text: str) -> bool:
    """Whether "a man", "he" or a name can be nobody but the only person told of.

    A first name is taken for the person told of without a name; a second name is somebody new.
    """
    return not (names_of(d.mention, text) and person.named(text))


def settle_sex_and_age(drafts: Sequence[Draft], text: str, *, apart: Callable[[Draft, Draft], bool]) -> None:
    """Give claims the sex and age group that the document says of the same people elsewhere, in place.

    Taken are the words of their other claims, an age beside the name or the noun, "Mr" and "Mrs", and a pronoun that can
    be nobody else's; never what a name suggests. Where the document says two things, nothing is given.
    """
    told = [
        d
        for d in sorted(drafts, key=lambda d: (d.mention.start, d.mention.end))
        if d.setting.scope == Scope.INCIDENT and d.factuality != Factuality.DENIED
    ]
    held = [d for d in told if d.mention.harm is Harm.DETAINED]
    hurt = [d for d in told if d.mention.harm is not Harm.DETAINED]
    for person in (*group_persons(hurt, text, apart=apart), *group_persons(held, text, apart=apart)):
        ages = set().union(*(_ages_of(d.mention, text) for d in person.drafts))
        sexes = {s for d in person.drafts for s in _sexes_of(d, text)}
        sexes |= {s for age in ages for s in _sexes_beside_age(age, text)}
        beside = [b for d in person.drafts if (b := beside_name(d.mention, text)) is not None]
        sexes |= {b.sex for b in beside} - {Sex.UNKNOWN}
        groups = {merged_words(d.mention)[2] for d in person.drafts} | {b.age_group for b in beside}
        groups -= {AgeGroup.UNKNOWN}
        groups |= {AgeGroup.CHILD if age < ADULT_AGE_YEARS else AgeGroup.ADULT for age in ages}
        _fill(person.drafts, sexes, groups)
    for d in drafts:
        if d.repeats is not None and d.repeats.mention.low != 0:
            both = (d, d.repeats)
            words = [merged_words(o.mention) for o in both]
            _fill(both, {w[3] for w in words} - {Sex.UNKNOWN}, {w[2] for w in words} - {AgeGroup.UNKNOWN})


def _fill(drafts: Sequence[Draft], sexes: set[Sex], groups: set[AgeGroup]) -> None:
    for d in drafts:
        m = d.mention
        if len(sexes) == 1 and m.words.sex is Sex.UNKNOWN and not m.words.joint:
            m.words = replace(m.words, sex=next(iter(sexes)))
        if len(groups) == 1 and m.words.age_group is AgeGroup.UNKNOWN and not m.words.joint:
            m.words = replace(m.words, age_group=next(iter(groups)))


def _ages_of(m: Mention, text: str) -> set[int]:
    """Ages in years said in the claim or, anywhere in the document, beside the name."""
    ages = said_ages(m, text)
    names = names_of(m, text)
    low = lowered(text) if names else ""
    year_old = "year-old" in low or "year old" in low
    for name in names:
        last = lower_in_place(name.split()[-1])
        beside = []  # only what a substring promises: each is a search over the whole text
        if f"{last}," in low:
            beside.append(rf"\b{re.escape(last)},\s+(?:age\s+)?(\d{{1,3}})(?=[,.;)]|\s+(?:of|was|who|is|and|died)\b)")
        if year_old:
            beside.append(rf"\b(\d{{1,3}})[- ]year[- ]old\s+(?:[\w-]+\s+){{0,3}}?{re.escape(last)}\b")
        ages |= {int(found.group(1)) for pattern in beside for found in re.finditer(pattern, low)}
    return {age for age in ages if age <= OLDEST_YEARS}


def _sexes_of(d: Draft, text: str) -> Iterator[Sex]:
    m = d.mention
    if m.words.sex is not Sex.UNKNOWN:
        yield m.words.sex
    if m.noun is None:
        return
    yield from pronouns_in(text[slice(*m.noun)])
    he, she = "Mr" in text, any(title in text for title in ("Mrs", "Ms", "Miss"))
    for name in names_of(m, text) if he or she else ():
        last = re.escape(name.split()[-1])
        if he and re.search(rf"\bMr\.?\s+(?:\w+\s+)?{last}\b", text):
            yield Sex.MALE
        if she and re.search(rf"\b(?:Mrs|Ms|Miss)\.?\s+(?:\w+\s+)?{last}\b", text):
            yield Sex.FEMALE
    if m.perpetrator is None and d.claimant is None and m.noun[0] - m.sentence.start <= LEADS_WITHIN:
        behind = re.split(r"[\"“]", text[m.noun[1] : m.sentence.end], maxsplit=1)[0]
        yield from pronouns_in(behind)
        follows = re.match(r"\s*(He|She|His|Her|HE|SHE|HIS|HER)\b", text[m.sentence.end : m.sentence.end + 10])
        if follows:
            yield from pronouns_in(follows.group(1))


def pronouns_in(words: str) -> set[Sex]:
    """The sexes that the pronouns of some words say."""
    found = {w.lower() for w in re.findall(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", words, re.IGNORECASE)}
    return {Sex.FEMALE if w.startswith(("s", "her")) else Sex.MALE for w in found}


def _sexes_beside_age(age: int, text: str) -> Iterator[Sex]:
    """ "A 12-year-old girl" tells the sex of the one person of that age."""
    low = lowered(text)
    if f"{age}-year" not in low and f"{age} year" not in low:
        return
    for found in re.finditer(rf"\b{age}[- ]year[- ]old\s+(?:[\w-]+\s+)?({_MALE}|{_FEMALE})\b", low):
        yield Sex.MALE if re.fullmatch(_MALE, found.group(1)) else Sex.FEMALE
