"""Who the victims are said to be, from their words alone: status, role, age, sex, unit.

`describe_victims` reads one noun phrase. Status is unknown unless the word by itself says more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from bearwitness.claims.sentence.coordination import split_coordination
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.number_words import SMALL
from bearwitness.claims.sentence.phrase_words import DETERMINERS, TOKEN, is_inside, noun_phrase_end
from bearwitness.claims.sentence.quantities import find_quantities
from bearwitness.phrases.lexicons import plural_forms
from bearwitness.phrases.people_words import (
    DEMONYM,
    DEMONYM_ONE,
    DEMONYM_UPPER,
    PeopleNoun,
    is_people_of_a_country,
    match_noun,
    not_people,
    people_lexicon,
    people_nouns,
    people_word_set,
)
from bearwitness.records import AgeGroup, Quantity, Sex, Status, Unit

ADULT_AGE_YEARS = 18  # SDG 16.1.2: child is under 18

ROLES = frozenset(
    ["police", "official", "medic", "journalist", "aid_worker", "detainee", "suspect", "attacker", "bystander"]
)
"""The roles that a claim may give (docs/annotation.md 5); what else a noun says ("priest") helps to tell people apart."""


@dataclass(frozen=True, slots=True)
class VictimWords:
    """What a noun phrase says of the people that it names.

    `head` is the noun in lower case ("suicide bombers"). `is_people` is None where no word is known. `implied_count` is
    the number that the phrase carries without counting ("his brother" 1, "the couple" 2, "a family of five" 5), None
    where it carries none. `joint` is true where several kinds of people share one number ("women and children").
    """

    head: str | None = None
    status: Status = Status.UNKNOWN
    role: str | None = None
    age_group: AgeGroup = AgeGroup.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    unit: Unit = Unit.PERSON
    is_people: bool | None = None
    implied_count: int | None = None
    plural: bool | None = None
    joint: bool = False


_YEAR_OLD = re.compile(r"[-\s](?:year|month|week|day)s?[-\s]old(s?)$")
_ONE_EACH = frozenset(
    ("body", "bodies", "corpse", "corpses", "cadaver", "cadavers", "skeleton", "skeletons", "one", "ones")
)
_SINGULAR_STARTS = frozenset(("a", "an", "another", "one", "this", "that"))
_TRAILING = frozenset(
    ("aboard", "alone", "alike", "only", "there", "here", "respectively", "each", "too", "overall", "themselves")
)


@lru_cache(maxsize=8192)
def describe_victims(phrase: str, *, demonyms: frozenset[str] = frozenset()) -> VictimWords:
    """What the words of a noun phrase say of the people in it; everything else is unknown.

    Args:
        phrase: The victims' words with or without their number ("12 police officers", "his brother", "Dara (9)").
        demonyms: Lower-case names of peoples besides those known by their shape.

    Returns:
        `VictimWords` with `is_people` False for animals and things, None where no word is known. "women and children"
        has age and sex unknown and `joint` true: one cell, not two.

    Source: domain.md 9.
    """
    groups = split_coordination(phrase)
    if len(groups) == 1:
        parts = _joint_parts(phrase)
        if len(parts) > 1:
            described = [_describe_one(part, demonyms) for part in parts]
            if all(part.is_people for part in described):
                return _merged(described)
    return _describe_one(phrase[slice(*groups[0])] if groups else phrase, demonyms)


def _joint_parts(phrase: str) -> list[str]:
    """The bare nouns under one number: "women and children", "men, women and children"."""
    cut = re.split(r"\s(?:in|at|from|near|of|who|were|was|by|on|including|aged)\s|\(", phrase, maxsplit=1)[0]
    parts = re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+", cut, flags=re.IGNORECASE)
    return [part for part in parts if part.strip()] if len(parts) > 1 else []


def _merged(parts: list[VictimWords]) -> VictimWords:
    sexes = {part.sex for part in parts}
    if {Sex.FEMALE, Sex.MALE} <= sexes or Sex.MIXED in sexes:
        sex = Sex.MIXED
    else:
        sex = sexes.pop() if len(sexes) == 1 else Sex.UNKNOWN
    first = parts[0]
    return VictimWords(
        head=" and ".join(part.head for part in parts if part.head) or None,
        status=first.status if len({part.status for part in parts}) == 1 else Status.UNKNOWN,
        role=first.role if len({part.role for part in parts}) == 1 else None,
        age_group=first.age_group if len({part.age_group for part in parts}) == 1 else AgeGroup.UNKNOWN,
        sex=sex,
        unit=first.unit,
        is_people=True,
        plural=True,
        joint=True,
    )


def _describe_one(phrase: str, demonyms: frozenset[str]) -> VictimWords:
    quantities = find_quantities(phrase, keep_rejected=True)
    counts = [q for q in quantities if not q.rule.startswith("not:")]
    tokens = [(found.group(), found.start()) for found in TOKEN.finditer(phrase)]
    upto, of_at = noun_phrase_end(tokens, quantities)
    words = [word for word, _ in tokens[:upto]]
    words = [w for (w, at), w in zip(tokens[:upto], words, strict=True) if not is_inside(at, counts)]
    got = _describe_words(words, demonyms)
    if of_at is not None:
        got = _with_complement(phrase, tokens, words, of_at, got, counts, demonyms)
    elif got.head is None and got.is_people is None:
        got = _by_name(phrase, got)
    if got.unit is Unit.FAMILY and any("compound" in q.rule for q in counts):
        got = replace(got, unit=Unit.PERSON, plural=True)  # "an 11-member family"
    got = _with_ages(phrase, quantities, got)
    return replace(got, implied_count=_implied_count(words, got, counts, phrase))


def _describe_words(words: list[str], demonyms: frozenset[str]) -> VictimWords:
    """The head of a noun phrase and what stands before it."""
    words = list(words)
    while words and (words[-1].lower() in _TRAILING or words[-1].lower() in ("s", "'s")):
        words.pop()
    if not words:
        return VictimWords()
    # "policemen dead", "soldiers wounded": the participle is not the head where a noun stands before it.
    if len(words) > 1 and words[-1].lower() in people_nouns() and people_nouns()[words[-1].lower()].group == "harmed":
        before = match_noun(words[:-1])
        if before and before[1].group != "harmed" and words[0].lower() != "the":
            words.pop()
    last = words[-1]
    low = last.lower()
    parts = low.rsplit("-", 1)
    if (
        len(parts) == 2
        and low not in people_nouns()
        and (parts[1] in people_nouns() or " ".join(parts) in people_nouns())
    ):
        words[-1:] = last.rsplit("-", 1)  # "an ex-policeman", "two rickshaw-pullers"
        last = words[-1]
        low = last.lower()
    old = _YEAR_OLD.search(low)
    if old:
        return VictimWords(head=low, is_people=True, plural=bool(old.group(1)))
    implied = people_lexicon()["implied"]["words"]
    if low in implied:
        return VictimWords(head=low, is_people=True, plural=True)
    if low in people_word_set("family", "words"):
        return VictimWords(head=low, unit=Unit.FAMILY, is_people=True, plural=low.endswith("s"))
    found = match_noun(words)
    if found is None:
        if low in people_word_set("case", "per_person"):
            return VictimWords(head=low, is_people=True, plural=low.endswith("s"))
        if low in people_word_set("case", "words"):
            return VictimWords(head=low, unit=Unit.CASE, plural=low.endswith("s"))
        if low in not_people():
            return VictimWords(head=low, is_people=False, plural=low.endswith("s") or None)
        if is_people_of_a_country(last):
            return VictimWords(head=low, is_people=True, plural=True)
        if words[0].lower() in _SINGULAR_STARTS and is_people_of_a_country(f"{last}s"):
            return VictimWords(head=low, is_people=True, plural=False)  # "a Spaniard"
        if low in demonyms or DEMONYM.match(last) or DEMONYM_UPPER.match(last):
            return VictimWords(head=low, is_people=True, plural=not DEMONYM_ONE.match(last) or low.endswith("ese"))
        if len(words) > 1 and words[0].lower() in _SINGULAR_STARTS and len(words) == 2 and DEMONYM_ONE.match(last):
            return VictimWords(head=low, is_people=True, plural=False)
        if low in people_word_set("pronouns", "words"):
            return VictimWords(
                head=low, is_people=True, plural=low not in ("he", "she", "him", "her", "someone", "somebody")
            )
        return VictimWords()
    form, noun, size = found
    if noun.light and form in not_people():
        return VictimWords(head=form, plural=noun.plural)  # "a group", "two teams": of whom is not said
    got = VictimWords(form, noun.status, noun.role, noun.age_group, noun.sex, is_people=True, plural=noun.plural)
    return _with_words_before([word.lower() for word in words[:-size]], form, noun, got)


def _with_words_before(before: list[str], form: str, noun: PeopleNoun, got: VictimWords) -> VictimWords:
    """What adjectives and nouns before the head add: "civilian workers", "army officer", "women journalists"."""
    said = {*before, *(" ".join(pair) for pair in pairwise(before))}
    said |= {part for word in before for part in word.split("-")}

    def says(kind: str) -> bool:
        return bool(said & people_word_set("before", kind))

    def head_in(kind: str) -> bool:
        last = form.split()[-1]
        words = people_word_set("before", kind)
        return last in words or any(last in plural_forms(word) for word in words)

    status, role, age, sex = got.status, got.role, got.age_group, got.sex
    if says("combatant") and noun.group in (
        "person",
        "occupation",
        "child",
        "girl",
        "boy",
        "young",
        "man",
        "woman",
        "light",
    ):
        status = Status.COMBATANT
    if says("combatant_personnel") and (head_in("personnel") or noun.group == "police"):
        status = Status.COMBATANT
        role = (
            None
            if noun.group == "police" and form.split()[-1] in ("officer", "officers", "inspector", "inspectors")
            else role
        )
    if says("civilian"):
        status = Status.UNKNOWN if status is Status.COMBATANT else Status.CIVILIAN
    if says("former"):
        status, role = (
            (Status.UNKNOWN if status is Status.COMBATANT else status),
            (None if role in ("police", "official") else role),
        )
    if says("police") and (
        head_in("personnel") or (noun.group in ("guard", "man", "woman", "person") and head_in("worker"))
    ):
        role, status = "police", Status.UNKNOWN
    for kind in ("medic", "journalist", "aid_worker"):
        if role is None and says(kind) and head_in("worker"):
            role = kind
    for kind in ("suspect", "detainee"):
        if role is None and says(kind):
            role = kind
    if says("child"):
        age = AgeGroup.CHILD
    elif says("adult") and age is AgeGroup.UNKNOWN:
        age = AgeGroup.ADULT
    if says("female"):
        sex = Sex.FEMALE if sex is not Sex.MALE else sex
        if age is AgeGroup.UNKNOWN and said & {"women", "woman"}:
            age = AgeGroup.ADULT
        if "girl" in said and age is AgeGroup.UNKNOWN:
            age = AgeGroup.CHILD
    elif says("male"):
        sex = Sex.MALE
    return replace(got, status=status, role=role, age_group=age, sex=sex)


def _with_complement(
    phrase: str,
    tokens: list[tuple[str, int]],
    words: list[str],
    of_at: int,
    got: VictimWords,
    counts: list[Quantity],
    demonyms: frozenset[str],
) -> VictimWords:
    """What "of ..." adds: all to a light head ("bodies of three soldiers"), to "members" the body they belong to."""
    rest = phrase[tokens[of_at][1] + 2 :]
    if got.unit is Unit.CASE:
        return got
    if got.unit is Unit.FAMILY:
        size = [q for q in find_quantities(rest) if not rest[: q.start].strip()]
        known = size and size[0].low == size[0].high and not rest[size[0].end :].strip(" .,;")
        return replace(got, unit=Unit.PERSON, plural=True) if known else got
    bare = all(word.lower() in DETERMINERS or word.lower() in ("all", "both") for word in words)
    noun = match_noun(words)
    if not bare and not (noun and noun[1].light):
        return got
    low = " ".join(word.lower() for word, _ in tokens[of_at + 1 :])
    for kind, values in (
        ("combatant", (Status.COMBATANT, None)),
        ("police", (Status.UNKNOWN, "police")),
        ("official", (Status.UNKNOWN, "official")),
        ("medic", (Status.UNKNOWN, "medic")),
    ):
        if (
            noun
            and noun[0].startswith(("member", "number"))
            and any(_has_words(low, w) for w in sorted(people_word_set("of", kind)))
        ):
            return replace(got, is_people=True, status=values[0], role=values[1])
    sub = describe_victims(rest.strip(), demonyms=demonyms)
    if sub.is_people is None and sub.head is None:
        return got
    if noun and noun[0].startswith("member"):
        kept = sub.is_people and sub.unit is Unit.PERSON
        return replace(sub if kept else got, unit=Unit.PERSON, is_people=True, plural=got.plural, implied_count=None)
    each = noun is not None and noun[0].split()[-1] in _ONE_EACH
    plural = got.plural if each else (bool(counts) or sub.plural)
    one = [word.lower() for word in words] == ["one"] or [q.low for q in counts[:1]] == [
        q.high for q in counts[:1]
    ] == [1]
    unit = sub.unit
    return replace(sub, plural=False if one else plural, unit=unit, implied_count=None)


def _has_words(low: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", low) is not None


def _by_name(phrase: str, got: VictimWords) -> VictimWords:
    """A phrase that is nothing but a personal name names one person."""
    names = find_names(phrase, 0, len(phrase))
    return replace(got, is_people=True, plural=len(names) > 1) if names else got


def _with_ages(phrase: str, quantities: list[Quantity], got: VictimWords) -> VictimWords:
    """Ages said in figures decide the age group: all under 18 child, all from 18 adult."""
    ages = _ages(phrase, quantities)
    if not ages:
        return got
    if max(ages) < ADULT_AGE_YEARS:
        return replace(got, age_group=AgeGroup.CHILD)
    if min(ages) >= ADULT_AGE_YEARS:
        return replace(got, age_group=AgeGroup.ADULT)
    return replace(got, age_group=AgeGroup.UNKNOWN)


def _ages(phrase: str, quantities: list[Quantity]) -> list[int]:
    ages: list[int] = []
    for quantity in quantities:
        if quantity.rule != "not:age":
            continue
        around = phrase[quantity.start : quantity.end + 24].lower()
        if re.match(r"(?:under|below)\b", around):
            ages.append(ADULT_AGE_YEARS - 1 if _first_number(quantity.text) <= ADULT_AGE_YEARS else 0)
            continue
        months = re.search(r"[-\s](?:month|week|day)s?\b", around[: quantity.end - quantity.start + 8])
        numbers = [int(n) for n in re.findall(r"\d+", quantity.text)] or [_first_number(quantity.text)]
        ages += [0 if months else n for n in numbers if n >= 0]
    return ages


def _first_number(words: str) -> int:
    """Value of the first number in an age ("aged fourteen"); -1 where there is none."""
    found = re.search(r"\d+", words)
    if found:
        return int(found.group())
    values = [SMALL[word] for word in re.findall(r"[a-z]+", words.lower()) if word in SMALL]
    return sum(values[:2]) if values and values[0] >= 20 else (values[0] if values else -1)


def _implied_count(words: list[str], got: VictimWords, counts: list[Quantity], phrase: str) -> int | None:
    """The number that the noun itself carries; None beside a number, and for plurals."""
    if got.head in people_word_set("family", "words") and got.unit is Unit.PERSON:
        return counts[-1].best if counts and counts[-1].low == counts[-1].high else None
    if got.unit is Unit.FAMILY:
        return 1 if not counts and not got.plural else None
    if counts or not got.is_people:
        return None
    implied: dict[str, int] = people_lexicon()["implied"]["words"]
    if got.head in implied:
        return implied[got.head]
    if got.head is None and got.plural is not None:
        return max(1, len(find_names(phrase, 0, len(phrase))))
    first = words[0].lower() if words else ""
    return 1 if got.plural is False and first not in ("each", "every", "any", "no", "neither") else None
