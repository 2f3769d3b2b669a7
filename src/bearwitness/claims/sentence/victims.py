"""Who the victims are said to be, from their words alone: status, role, age, sex, unit, names.

The tables are data (`lexicon/people_en.toml`) and hold no party: status follows the word, whichever side it is said of,
and is unknown unless the word by itself says more. `describe_victims` reads one noun phrase,
`split_coordination` cuts a phrase into disjoint groups, `find_names` finds personal names by their shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from bearwitness.claims.sentence.counted_nouns import NOUN_STOP
from bearwitness.claims.sentence.lexicons import load_lexicon, plural_forms
from bearwitness.claims.sentence.number_words import SMALL
from bearwitness.claims.sentence.quantities import find_quantities
from bearwitness.phrases.peoples import demonyms
from bearwitness.records import AgeGroup, Name, Quantity, Sex, Span, Status, Unit

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


@dataclass(frozen=True, slots=True)
class _Noun:
    """One form of a people noun."""

    status: Status
    role: str | None
    age_group: AgeGroup
    sex: Sex
    plural: bool
    light: bool
    kin: bool
    group: str


@cache
def _people() -> dict[str, Any]:
    return load_lexicon("people_en")


@cache
def _nouns() -> dict[str, _Noun]:
    """Every form of every people noun; a later group overrides an earlier one, a light head never overrides."""
    nouns: dict[str, _Noun] = {}
    for group in _people()["group"]:

        def noun(plural: bool, group: dict[str, Any] = group) -> _Noun:
            return _Noun(
                Status(group.get("status", "unknown")),
                group.get("role"),
                AgeGroup(group.get("age_group", "unknown")),
                Sex(group.get("sex", "unknown")),
                plural,
                bool(group.get("light")),
                bool(group.get("kin")),
                group["name"],
            )

        irregular: dict[str, str] = group.get("plurals", {})
        for word in group.get("words", ()):
            plurals = (irregular[word],) if word in irregular else plural_forms(word)
            nouns[word] = noun(plural=word in plurals)
            nouns |= {form: noun(plural=True) for form in plurals}
        nouns |= {form: noun(plural=True) for form in group.get("plural_only", ())}
    return nouns


@cache
def _not_people() -> frozenset[str]:
    forms: set[str] = set()
    for name, words in _people()["not_people"].items():
        if name != "reason":
            for word in words:
                forms |= {word, *plural_forms(word)}
    return frozenset(forms)


@cache
def _word_set(*path: str) -> frozenset[str]:
    node: Any = _people()
    for key in path:
        node = node[key]
    return frozenset(node)


_STOPS = NOUN_STOP - {"a", "an"}
_TOKEN = re.compile(
    r"\d+(?:[-\s](?:year|month|week|day)s?[-\s]olds?)|\d[\d.,]*\d|[^\W_]+(?:[-'’.][^\W_]+)*|[,;:()\[\]—–\"“”]|--"
)
_YEAR_OLD = re.compile(r"[-\s](?:year|month|week|day)s?[-\s]old(s?)$")
_DETERMINERS = frozenset(
    (
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "your",
        "this",
        "that",
        "these",
        "those",
        "another",
        "one",
    )
)
_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "your"))
_ONE_EACH = frozenset(
    ("body", "bodies", "corpse", "corpses", "cadaver", "cadavers", "skeleton", "skeletons", "one", "ones")
)
_SINGULAR_STARTS = frozenset(("a", "an", "another", "one", "this", "that"))
_TRAILING = frozenset(
    ("aboard", "alone", "alike", "only", "there", "here", "respectively", "each", "too", "overall", "themselves")
)
# A capitalised plural of these shapes names people by country, city or creed; small, "-ans" may be "plans".
_DEMONYM = re.compile(r"[A-Z][\w-]*(?:ans|ese|ites|ists|istas|[bdgklmnqrstz]is|eños|enos|ers)$")
_DEMONYM_UPPER = re.compile(r"[A-Z-]{3,}(?:IANS|EANS|ICANS|ESE|ISTAS)$")
_DEMONYM_ONE = re.compile(r"[A-Z][\w-]*(?:ian|ean|ican|ish|ese)$|[A-Z-]{3,}(?:IAN|EAN|ICAN)$")


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
    tokens = [(found.group(), found.start()) for found in _TOKEN.finditer(phrase)]
    upto, of_at = _noun_phrase_end(tokens, quantities)
    words = [word for word, _ in tokens[:upto]]
    words = [w for (w, at), w in zip(tokens[:upto], words, strict=True) if not _inside(at, counts)]
    got = _describe_words(words, demonyms)
    if of_at is not None:
        got = _with_complement(phrase, tokens, words, of_at, got, counts, demonyms)
    elif got.head is None and got.is_people is None:
        got = _by_name(phrase, got)
    if got.unit is Unit.FAMILY and any("compound" in q.rule for q in counts):
        got = replace(got, unit=Unit.PERSON, plural=True)  # "an 11-member family"
    got = _with_ages(phrase, quantities, got)
    return replace(got, implied_count=_implied_count(words, got, counts, phrase))


def _inside(at: int, quantities: list[Quantity]) -> bool:
    return any(q.start <= at < q.end and q.rule != "compound" for q in quantities)


def _noun_phrase_end(tokens: list[tuple[str, int]], quantities: list[Quantity]) -> tuple[int, int | None]:
    """(number of tokens in the noun phrase, index of a following "of" or None)."""
    for index, (token, at) in enumerate(tokens):
        low = token.lower()
        if low == "of":
            if _inside(at, quantities):
                continue
            return index, index
        if index == 0:
            continue
        if low in ("aged", "age") and any(q.rule == "not:age" and q.start <= at < q.end for q in quantities):
            return index, None
        if not token[0].isalnum() or (low in _STOPS and not _inside(at, quantities)):
            return index, None
    return len(tokens), None


def _match_noun(words: list[str]) -> tuple[str, _Noun, int] | None:
    """The people noun at the end of the words, the longest that fits, and how many words it takes."""
    nouns = _nouns()
    for size in (3, 2, 1):
        if len(words) >= size:
            form = " ".join(word.lower().replace("’", "'") for word in words[-size:])
            form = form.removesuffix("'s") if size == 1 and form not in nouns else form
            if form in nouns:
                return form, nouns[form], size
    return None


def _describe_words(words: list[str], demonyms: frozenset[str]) -> VictimWords:
    """The head of a noun phrase and what stands before it."""
    words = list(words)
    while words and (words[-1].lower() in _TRAILING or words[-1].lower() in ("s", "'s")):
        words.pop()
    if not words:
        return VictimWords()
    # "policemen dead", "soldiers wounded": the participle is not the head where a noun stands before it.
    if len(words) > 1 and words[-1].lower() in _nouns() and _nouns()[words[-1].lower()].group == "harmed":
        before = _match_noun(words[:-1])
        if before and before[1].group != "harmed" and words[0].lower() != "the":
            words.pop()
    last = words[-1]
    low = last.lower()
    parts = low.rsplit("-", 1)
    if len(parts) == 2 and low not in _nouns() and (parts[1] in _nouns() or " ".join(parts) in _nouns()):
        words[-1:] = last.rsplit("-", 1)  # "an ex-policeman", "two rickshaw-pullers"
        last = words[-1]
        low = last.lower()
    old = _YEAR_OLD.search(low)
    if old:
        return VictimWords(head=low, is_people=True, plural=bool(old.group(1)))
    implied = _people()["implied"]["words"]
    if low in implied:
        return VictimWords(head=low, is_people=True, plural=True)
    if low in _word_set("family", "words"):
        return VictimWords(head=low, unit=Unit.FAMILY, is_people=True, plural=low.endswith("s"))
    found = _match_noun(words)
    if found is None:
        if low in _word_set("case", "per_person"):
            return VictimWords(head=low, is_people=True, plural=low.endswith("s"))
        if low in _word_set("case", "words"):
            return VictimWords(head=low, unit=Unit.CASE, plural=low.endswith("s"))
        if low in _not_people():
            return VictimWords(head=low, is_people=False, plural=low.endswith("s") or None)
        if _is_people_of_a_country(last):
            return VictimWords(head=low, is_people=True, plural=True)
        if words[0].lower() in _SINGULAR_STARTS and _is_people_of_a_country(f"{last}s"):
            return VictimWords(head=low, is_people=True, plural=False)  # "a Spaniard"
        if low in demonyms or _DEMONYM.match(last) or _DEMONYM_UPPER.match(last):
            return VictimWords(head=low, is_people=True, plural=not _DEMONYM_ONE.match(last) or low.endswith("ese"))
        if len(words) > 1 and words[0].lower() in _SINGULAR_STARTS and len(words) == 2 and _DEMONYM_ONE.match(last):
            return VictimWords(head=low, is_people=True, plural=False)
        if low in _word_set("pronouns", "words"):
            return VictimWords(
                head=low, is_people=True, plural=low not in ("he", "she", "him", "her", "someone", "somebody")
            )
        return VictimWords()
    form, noun, size = found
    if noun.light and form in _not_people():
        return VictimWords(head=form, plural=noun.plural)  # "a group", "two teams": of whom is not said
    got = VictimWords(form, noun.status, noun.role, noun.age_group, noun.sex, is_people=True, plural=noun.plural)
    return _with_words_before([word.lower() for word in words[:-size]], form, noun, got)


def _with_words_before(before: list[str], form: str, noun: _Noun, got: VictimWords) -> VictimWords:
    """What adjectives and nouns before the head add: "civilian workers", "army officer", "women journalists"."""
    said = {*before, *(" ".join(pair) for pair in pairwise(before))}
    said |= {part for word in before for part in word.split("-")}

    def says(kind: str) -> bool:
        return bool(said & _word_set("before", kind))

    def head_in(kind: str) -> bool:
        last = form.split()[-1]
        words = _word_set("before", kind)
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
    bare = all(word.lower() in _DETERMINERS or word.lower() in ("all", "both") for word in words)
    noun = _match_noun(words)
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
            and any(_has_words(low, w) for w in sorted(_word_set("of", kind)))
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
    if got.head in _word_set("family", "words") and got.unit is Unit.PERSON:
        return counts[-1].best if counts and counts[-1].low == counts[-1].high else None
    if got.unit is Unit.FAMILY:
        return 1 if not counts and not got.plural else None
    if counts or not got.is_people:
        return None
    implied: dict[str, int] = _people()["implied"]["words"]
    if got.head in implied:
        return implied[got.head]
    if got.head is None and got.plural is not None:
        return max(1, len(find_names(phrase, 0, len(phrase))))
    first = words[0].lower() if words else ""
    return 1 if got.plural is False and first not in ("each", "every", "any", "no", "neither") else None


@cache
def _peoples() -> frozenset[str]:
    """Lower-case plurals of the words for the people of every country."""
    listed = demonyms()
    return frozenset(word for word in listed if word.endswith("s") and word.removesuffix("s") in listed)


def _is_people_of_a_country(word: str) -> bool:
    return word[:1].isupper() and word.lower() in _peoples()


# ---- coordination ----------------------------------------------------------------------------------------------------

_SEPARATOR = re.compile(
    r"\s*,\s+(?:(?:and|plus)\s+(?:also\s+)?|as\s+well\s+as\s+|along\s+with\s+|together\s+with\s+)?"
    r"|\s+(?:and(?:\s+also)?|plus|as\s+well\s+as|along\s+with|together\s+with|&)\s+",
    re.IGNORECASE,
)
_SUBSET = re.compile(
    r"(?:including|among\s+(?:them|whom|which)|of\s+(?:whom|them|which)|such\s+as|most\s+of|many\s+of|some\s+of|mostly|mainly|both\b"
    r"|all\s+of|(?:\w+\s+){1,3}of\s+(?:whom|them|these))\b",
    re.IGNORECASE,
)


def split_coordination(phrase: str) -> list[Span]:
    """Spans of the disjoint groups that a phrase adds up, by its surface; one span where it names one group.

    "five children, three women and two soldiers" is three groups; "women and children" is one (no number of its own on
    the right); a subset ("14 people, including five children") stays with its total, an apposition ("Juan Perez, a
    farmer") stays with its name; "Smith and Sons" is one.
    """
    spans: list[Span] = []
    at = len(phrase) - len(phrase.lstrip())
    end = len(phrase.rstrip())
    search_from = at
    counts = frozenset(q.start for q in find_quantities(phrase))
    while found := _SEPARATOR.search(phrase, search_from, end):
        if found.start() <= at:
            search_from = max(found.end(), search_from + 1)
            continue
        right = phrase[found.end() : end]
        if _SUBSET.match(right):
            break
        inside = phrase.count("(", at, found.start()) > phrase.count(")", at, found.start())
        if not inside and _starts_group(
            phrase[at : found.start()], found.group().strip(), right, found.end() in counts
        ):
            spans.append((at, found.start()))
            at = found.end()
        search_from = found.end()
    if at < end:
        spans.append((at, end))
    return spans


def _starts_group(left: str, separator: str, right: str, counted: bool) -> bool:
    """True where `right`, which begins with a number if `counted`, is a group of its own beside `left`."""
    tokens = [found.group() for found in _TOKEN.finditer(right)][:8]
    if not tokens or not left.strip():
        return False
    first = tokens[0].lower()
    if counted:
        return _is_group(left)
    apposed = separator == "," and first in ("a", "an", "the") and _is_name_or_definite(left)
    noun = _head_of(right)
    if first in _POSSESSIVES or first in ("a", "an", "the", "another", "one"):
        return noun is not None and not apposed and _is_group(left)
    names = [name for name in find_names(right, 0, len(right)) if name.span[0] == 0]
    if names:
        if separator == "," and re.match(r"(?:the|his|her|their)\b", left.strip(), re.IGNORECASE):
            return False  # "the mayor, Juan Perez, and his wife"
        left_head = _match_noun(left.split()[:1])
        if left_head and left_head[1].plural:
            return False  # "brothers Ali and Omar Haddad"
        left_names = find_names(left, 0, len(left))
        starts = _TOKEN.match(left.lstrip())
        determined = bool(starts) and starts is not None and starts.group().lower() in _DETERMINERS
        return bool(left_names) or determined or bool(find_quantities(left))
    left_noun = _head_of(left)
    # "mother and daughter", "a man and woman": two bare singulars are two people; two plurals share one number.
    return noun is not None and not noun.plural and left_noun is not None and not left_noun.plural and separator != ","


def _is_group(left: str) -> bool:
    return bool(find_quantities(left)) or _head_of(left) is not None or bool(find_names(left, 0, len(left)))


def _is_name_or_definite(left: str) -> bool:
    start = _TOKEN.match(left.lstrip())
    if start and start.group().lower() in ("the", *_POSSESSIVES):
        return True
    return any(name.span[1] >= len(left.rstrip(" ,)0123456789(")) for name in find_names(left, 0, len(left)))


def _head_of(phrase: str) -> _Noun | None:
    """The people noun that heads the first noun phrase of the words, or None."""
    tokens = [(found.group(), found.start()) for found in _TOKEN.finditer(phrase)]
    upto, _ = _noun_phrase_end(tokens, [])
    words = [word for word, _ in tokens[:upto]]
    for size in range(len(words), 0, -1):
        cut = re.split(r"\b(?:and|or|&)\b", " ".join(words[:size]), flags=re.IGNORECASE)[0].split()
        found = _match_noun(cut)
        if found:
            return found[1]
        if size < len(words) - 1:
            break
    last = words[-1].lower() if words else ""
    if last in _word_set("family", "words") or last in _people()["implied"]["words"]:
        return _nouns()["people"] if last.endswith("s") else _nouns()["person"]
    if words and (_DEMONYM.match(words[-1]) or _DEMONYM_UPPER.match(words[-1])):
        return _nouns()["people"]
    return None


# ---- names ---------------------------------------------------------------------------------------------------------

_OFFICES = frozenset(
    "minister president senator mayor governor ambassador congressman congresswoman councilman".split()
)
_NAME_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*\.?")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*$")
_AGE_AFTER = re.compile(
    r"\s*[(\[](?:aged?\s+)?(\d{1,3})[)\]]"
    r"|\s*,\s*(\d{1,3})(?=\s*(?:[,.;:)—]|$|--)|\s+(?:and|of|from|who|was|is|years?)\b)(?!\s*years?\s+(?!old))"
    r"|\s*,?\s+(?:who\s+was\s+)?aged?\s+(\d{1,3})\b"
    r"|\s*,\s*(?:an?\s+)?(\d{1,3})[-\s]years?[-\s]old"
)
# "Ana Rell, 15, Mayor Dahl's niece", "Ben Tallis’ 15-year-old son": whose kin the victim is
_OWNER = re.compile(r"[^\W\d_]+(?:['’]s|(?<=s)['’])\s+(?:\d{1,3}-year-old\s+)?[^\W\d_]")
_AGE_BEFORE_NAME = re.compile(r"(\d{1,3})[-\s]year[-\s]old\s+(?:[a-z]+\s+){0,3}$")


def find_names(text: str, start: int, end: int) -> list[Name]:
    """Personal names in `text[start:end]` by their shape, with the age said beside them; honorifics are left out.

    Two capitalised words or more that hold no word of places or organisations, or one beside an age, an honorific or a
    people noun ("his brother Ali"). Works on mixed case only: of upper-case text pass a truecased copy of the same
    length. What stands outside the span is read as surroundings.
    """
    names: list[Name] = []
    for run in _capital_runs(text, max(0, start), min(end, len(text))):
        name = _name_of(text, run)
        if name is not None and not _OWNER.match(text, run[-1][0], min(end, len(text))):
            names.append(name)
    return names


def _capital_runs(text: str, start: int, end: int) -> Iterable[list[Span]]:
    """Runs of capitalised words, initials and name particles, one blank or line break apart."""
    run: list[Span] = []
    for found in _NAME_TOKEN.finditer(text, start, end):
        word, span = found.group(), found.span()
        if word.endswith(".") and not _is_dotted(word):
            word, span = word[:-1], (span[0], span[1] - 1)
        joined = (
            bool(run) and _GAP.fullmatch(text[run[-1][1] : span[0]]) is not None and text[run[-1][1] : span[0]] != ""
        )
        particle = word.lower() in _word_set("names", "particles")
        hyphened = re.match(r"(?:al|el|ad|an|ar|as|at|az|ul|bin)-[^\W\d_]", word) is not None
        capital = word[0].isupper() and not (word.isupper() and len(word.rstrip(".")) > 1 and not word.istitle())
        if run and not joined:
            yield run
            run = []
        if capital or (particle and run) or (hyphened and (run or word[3:4].isupper())):
            if word.lower() in _name_breaks():
                if run:
                    yield run
                run = []
                continue
            run.append(span)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_dotted(word: str) -> bool:
    """An initial ("M.") or an abbreviated honorific ("Col."): the point belongs to the word."""
    return len(word) == 2 or word[:-1].lower() in _word_set("names", "honorifics")


@cache
def _name_breaks() -> frozenset[str]:
    """Capitalised words that end a run: function words, weekdays, months, people nouns at the head of a sentence."""
    numbers = load_lexicon("numbers_en")
    people = {form for form, noun in _nouns().items() if " " not in form} - _word_set("names", "honorifics")
    small = {
        *numbers["ones"]["words"],
        *numbers["tens"]["words"],
        *numbers["vague"]["words"],
        *numbers["vague_plural"]["words"],
    }
    months = {month for month in numbers["months"]["words"] if month not in ("april", "june", "jan", "august", "may")}
    return frozenset(
        _STOPS
        | _DETERMINERS
        | _word_set("names", "weekdays")
        | people
        | small
        | months
        | {
            "of",
            "a",
            "an",
            "no",
            "both",
            "all",
            "most",
            "many",
            "some",
            "more",
            "other",
            "at",
            "dead",
            "killed",
            "wounded",
            "injured",
        }
    ) - {"will", "may", "e", "so"}


def _name_of(text: str, run: list[Span]) -> Name | None:
    """The name in a run of capitalised words, or None."""
    honoured = False
    while run and text[run[0][0] : run[0][1]].lower().rstrip(".") in _word_set("names", "honorifics"):
        honoured = True
        run = run[1:]
    office = max((i for i, (a, b) in enumerate(run[:-1]) if text[a:b].lower() in _OFFICES), default=-1)
    if office >= 0:  # "Interior Minister Tilo Bren": what stands before the office is no name
        honoured, run = True, run[office + 1 :]
    while run and text[run[0][0] : run[0][1]].lower().rstrip(".") in _word_set("names", "honorifics"):
        run = run[1:]
    while run and text[run[-1][0] : run[-1][1]].lower() in _word_set("names", "particles"):
        run = run[:-1]
    if not run:
        return None
    begin, end = run[0][0], run[-1][1]
    words = [text[a:b].lower().rstrip(".") for a, b in run]
    not_names = _word_set("names", "place_words") | _word_set("names", "organisation_words")
    if any(word in not_names for word in words):
        return None
    age = _age_beside(text, begin, end)
    before = re.search(r"([\w'’-]+)(?:['’]s)?\s+$", text[max(0, begin - 40) : begin])
    previous = before.group(1) if before else ""
    named = previous.lower() in _nouns() and previous[:1].islower()
    placed = previous.lower() in (
        "in",
        "at",
        "near",
        "from",
        "outside",
        "around",
        "across",
        "to",
        "toward",
        "towards",
        "inside",
        "around",
    )
    if age is None and not honoured and not named and (len(run) < 2 or placed):
        return None
    if age is None and not honoured and not named and re.match(r"['’]s\s+[A-Z]|\s+of\s+[A-Z]", text[end : end + 8]):
        return None
    if len(run) == 1 and age is None and _DEMONYM_ONE.match(text[begin:end]):
        return None
    return Name(text[begin:end], (begin, end), age)


def _age_beside(text: str, begin: int, end: int) -> int | None:
    after = _AGE_AFTER.match(text, end)
    found = next((g for g in after.groups() if g), None) if after else None
    if found is None:
        before = _AGE_BEFORE_NAME.search(text[max(0, begin - 48) : begin])
        found = before.group(1) if before else None
    age = int(found) if found else None
    return age if age is not None and age <= 120 else None
