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
from bearwitness.claims.sentence.mentions import Mention, merged_words
from bearwitness.claims.sentence.victims import ADULT_AGE_YEARS
from bearwitness.records import AgeGroup, Counting, Factuality, Harm, Scope, Sex, Unit

_AGE = re.compile(
    r"\b(\d{1,3})[- ](?:year|yr)s?[- ]olds?\b|,\s(\d{1,3})(?=\s*(?:,|$))|\baged? (\d{1,3})\b|\s\((\d{1,2})\)",
    re.IGNORECASE,
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

    @property
    def named(self) -> bool:
        """Whether any claim gives a name."""
        return any(d.mention.names for d in self.drafts)


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
        fits = [p for p in persons if _fits(d, p, text, several=several) and not any(apart(d, o) for o in p.drafts)]
        sure = [p for p in fits if any(_surely(d, o, text) for o in p.drafts)]
        chosen = sure if sure else fits
        if len(chosen) == 1 and (sure or (not several and _only_one_here(d, persons))):
            chosen[0].drafts.append(d)
        else:
            persons.append(Person([d]))
    return persons


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
    if m.sentence is e.sentence or d.part_of is o or o.part_of is d:
        return True
    if d.sum_group is not None and d.sum_group is o.sum_group:
        return True
    if m.names and e.names:
        alike = [(a.text, b.text) for a in m.names for b in e.names if same_name(a.text, b.text)]
        if not alike or any(_name_words(a) == _name_words(b) for a, b in alike):
            return not alike
        # A surname alone is its bearer's whole family: age and sex below may still tell two of them apart.
    ages, theirs = said_ages(m, text), said_ages(e, text)
    if ages and theirs and not ages & theirs:
        return True
    if any(
        a not in (None, "unknown") and b not in (None, "unknown") and a != b
        for a, b in zip(merged_words(m), merged_words(e), strict=True)
    ):
        return True
    # "His wife", "Ana's brother": somebody beside the person told of, unless the same kin is named again.
    mine, other = _noun(m, text), _noun(e, text)
    return (
        bool(_OWN_KIN.search(mine)) != bool(_OWN_KIN.search(other))
        and not (m.names or e.names)
        and (m.words.head != e.words.head)
    )


def _surely(d: Draft, o: Draft, text: str) -> bool:
    """Whether the words point at the same person: a shared name, a shared age, the same noun taken up with "the"."""
    m, e = d.mention, o.mention
    if m.names and e.names:
        return True  # names that differ have told them apart before
    if said_ages(m, text) & said_ages(e, text):
        return True
    head = m.words.head
    if head is None or head != e.words.head or head in _WIDE:
        return False
    return (
        m.definite
        or o.in_title
        or " ".join(_noun(m, text).lower().split()[1:]) == " ".join(_noun(e, text).lower().split()[1:])
    )


def _only_one_here(d: Draft, persons: Sequence[Person]) -> bool:
    """Whether the document has told of one person only, so that "a man", "he" or a name can be nobody else.

    A first name is taken for the person told of without a name; a second name is somebody new.
    """
    return len(persons) == 1 and not (d.mention.names and persons[0].named)


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
        groups = {merged_words(d.mention)[2] for d in person.drafts} - {AgeGroup.UNKNOWN}
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
    low = text.lower() if m.names else ""
    year_old = "year-old" in low or "year old" in low
    for name in m.names:
        last = name.text.split()[-1]
        beside = []  # only what a substring promises: each is a search over the whole text
        if f"{last.lower()}," in low:
            beside.append(rf"\b{re.escape(last)},\s+(?:age\s+)?(\d{{1,3}})(?=[,.;)]|\s+(?:of|was|who|is|and|died)\b)")
        if year_old:
            beside.append(rf"\b(\d{{1,3}})[- ]year[- ]old\s+(?:[\w-]+\s+){{0,3}}?{re.escape(last)}\b")
        ages |= {int(found.group(1)) for pattern in beside for found in re.finditer(pattern, text, re.IGNORECASE)}
    return {age for age in ages if age <= OLDEST_YEARS}


def _sexes_of(d: Draft, text: str) -> Iterator[Sex]:
    m = d.mention
    if m.words.sex is not Sex.UNKNOWN:
        yield m.words.sex
    if m.noun is None:
        return
    yield from pronouns_in(text[slice(*m.noun)])
    he, she = "Mr" in text, any(title in text for title in ("Mrs", "Ms", "Miss"))
    for name in m.names if he or she else ():
        last = re.escape(name.text.split()[-1])
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
    low = text.lower()
    if f"{age}-year" not in low and f"{age} year" not in low:
        return
    for found in re.finditer(rf"\b{age}[- ]year[- ]old\s+(?:[\w-]+\s+)?({_MALE}|{_FEMALE})\b", text, re.IGNORECASE):
        yield Sex.MALE if re.fullmatch(_MALE, found.group(1), re.IGNORECASE) else Sex.FEMALE
