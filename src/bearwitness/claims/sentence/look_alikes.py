"""Numbers that count nobody: ages, dates, prices, distances, unit names, labels, scores, "one" as anybody, "no doubt".

Each is told by the words on both sides; the answer is a word for the kind of look-alike, or None where it may be a count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from bearwitness.claims.sentence.counted_nouns import (
    DISTANCES,
    MONEY,
    NOUN_KINDS,
    NOUN_STOP,
    ONE_WORD,
    TIMES,
    WEIGHTS,
    NounKind,
    kind_after,
    plural_of_people,
)
from bearwitness.claims.sentence.number_grammar import GAP, HYPHEN, any_phrase
from bearwitness.claims.sentence.number_words import BLANKS, LETTERS, MONTHS, NUMBER_LEXICON, word_set
from bearwitness.phrases.word_patterns import lower_in_place

_LABELS: dict[str, str] = {
    word: ("label" if kind == "number" else kind)
    for kind, words in NUMBER_LEXICON["labels"].items()
    if kind != "source"
    for word in words
}
_TIME_BETWEEN = word_set("time", "between")
_CLOCK = word_set("clock", "words")
_MONEY_BEFORE = word_set("money", "before")
_CALIBRE = word_set("calibre", "words")
_PERCENT = word_set("percent", "words")
_UNIT_NOUNS = word_set("unit_nouns", "words")
_UNIT_ADJECTIVES = word_set("unit_nouns", "adjectives")
COMPOUNDS = word_set("compounds", "words")
_CONTEST = word_set("contest", "words")
_YEAR_BEFORE = word_set("year_before", "words")
_AGE_BEFORE = word_set("age_before", "words")
_SERIES = word_set("series", "words")
_BOTH_AFTER = word_set("both", "words")
_ONE_VERBS = word_set("one_pronoun", "verbs")
_ONE_BEFORE = word_set("one_pronoun", "before")
_ZERO_NOT_BEFORE = tuple(NUMBER_LEXICON["zero"]["not_before"])
_ZERO_ADJECTIVES = word_set("zero", "adjectives")
_PLURAL_NEEDS_OF = word_set("vague_plural", "needs_of")
_PLURAL_FOLLOWED_BY = word_set("vague_plural", "followed_by")
_ANOTHER_FOLLOWED_BY = word_set("another", "followed_by")
_ORDINAL_TITLES = word_set("ordinals", "titles")
_LABELS_GUARDED = word_set("labels_guarded", "words")
_OLD_YEAR_BEFORE = word_set("year_before", "before_1900")
_PLACE_BEFORE = word_set("place_before", "words")
_ZERO_NOT_AFTER = word_set("zero", "not_after")
_AGE_UNITS = frozenset(("year", "years", "yr", "yrs", "month", "months", "week", "weeks", "day", "days"))
_CURRENCY_SIGNS = frozenset("$€£¥₹₪₽₦₺₩฿")
_NEXT = re.compile(
    rf"(?P<join>{GAP}|{HYPHEN})(?P<of>of{GAP})?(?:(?:the|these|those|his|her|their|its|our|all){GAP})?"
    rf"(?P<a>[^\W\d_]+(?:[./][^\W\d_]+)*)(?:['’]s?)?(?:(?:{GAP}|-)(?P<b>[^\W\d_]+))?(?:(?:{GAP}|-)(?P<c>[^\W\d_]+))?"
)
_PREVIOUS = re.compile(r"(?P<a>[^\W_]+(?:['’.][^\W\d_]+)*\.?)(?P<gap>[\s,(\[\"“‘'’#:°º-]*)$")
_STREET = re.compile(
    rf"{GAP}(?!(?:In|On|At|IN|ON|AT|OF|WERE|WAS|AND|NEAR|FROM|PEOPLE|DEAD|KILLED|WOUNDED|INJURED)\b)(?:[A-Z][\w.'’]*{GAP}){{1,2}}"
    rf"(?:{any_phrase(form for w in NUMBER_LEXICON['street_nouns']['words'] for form in (w.capitalize(), w.upper()))})\b"
)
_RATE = re.compile(
    rf"(?:{GAP}(?!were\b|was\b|in\b|on\b)[a-z]+)?{GAP}(?:a|per|every|each){GAP}(?:hour|day|week|month|year)\b"
    rf"(?!{GAP}(?:earlier|later|after|before|ago|and|long)\b)"
)
_LIST_MARK = re.compile(r"(?:^|[.:;)\]\n][^\S\n]*\n|\n[^\S\n]*\n)[^\S\n]*\(?$")
_MONTH_WORD = re.compile(rf"(?:{GAP}|-)([a-z]+)\b")
_MODAL = re.compile(rf"{GAP}(?:have|be|not|also|still|well|yet)\b")
_AVERAGE = re.compile(r"\baverage(?:\s+\w+)?\s+of\s+$")
_CLOCK_NUMBER = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_OLD_AFTER_BREAK = re.compile(r"[-\u2010\u2011]\s+(?:year|month|week|day)s?[-\s]olds?\b")
_BLOCK = re.compile(rf"{GAP}block\b")
_PARENT_OF = re.compile(r"\b(?:father|mother|parent|dad|mom|mum|grandmother|grandfather|widow)\s+of\s+$")
_TWO_DIGITS = re.compile(r"\d\d")
_FOUR_DIGITS = re.compile(r"\d{4}")
_LEADING_ZERO = re.compile(r"0\d")
_MINUTES = re.compile(r":\d\d")
_LIST_TAIL = re.compile(r"[.)]\s")
_YEAR_NUMBER = re.compile(r"(?:1[6-9]|20)\d\d")
_VERB_OF_HARM = re.compile(
    rf"{GAP}(?:were|was|is|has|have|had|are|died|dead|killed|wounded|injured|missing|of{GAP}them)\b"
)
_PLURAL_SHAPE = re.compile(rf"{GAP}[a-z]+s\b")
_AGE_TAIL = re.compile(rf"\s*[,;.)\u2014]|\s--|{GAP}(?:and|of|from|who|was|is|years?)\b|\s*$")
_AMONG_TAIL = re.compile(r"\s*,\s*(?:including|among|of whom|of them|most of|some of|all of)\b")
_ONE_PHRASE = re.compile(rf"{any_phrase(NUMBER_LEXICON['one_pronoun']['phrases'])}\b")
_APOSTROPHE_WORD = re.compile(r"[a-z']+")
_LABEL_TAIL = re.compile(rf"{GAP}(?:were|was|had|have|died)\b")
_TWO_NOUNS = re.compile(rf"{GAP}(?:the{GAP})?[a-z]+(?:{GAP}[a-z]+)?{GAP}and\b")


def is_date(text: str, match: re.Match[str]) -> bool:
    """False where the month is written small ("12 may have died", "3 march through"): a verb, no month."""
    return not any(
        match.group(name) and text[match.start(name) : match.end(name)].islower() for name in ("month", "month2")
    )


def word_look_alike(low: str, match: re.Match[str], group: str, start: int, end: int) -> str | None:
    """Why such a word counts nobody here, or None."""
    match group:
        case "plural":
            return _plural_look_alike(low, match, end)
        case "vague":
            return _vague_look_alike(low, BLANKS.sub(" ", match.group(group)), start)
        case "zero":
            return _zero_look_alike(low, BLANKS.sub(" ", match.group(group)), start, end)
        case "two":
            return _both_look_alike(low, end)
        case "another":
            return _another_look_alike(low, start, end)
        case "single":
            return None if kind_after(low, end)[0] is NounKind.PERSON else "article"
    return None


def _plural_look_alike(low: str, match: re.Match[str], end: int) -> str | None:
    """ "scores" the verb, "tens" and "millions" by themselves."""
    if match.group("plural") not in _PLURAL_NEEDS_OF or match.group("more"):
        return None
    after = _NEXT.match(low, end)
    if after and (after.group("of") or (after.group("a") in _PLURAL_FOLLOWED_BY and match.group("plural") != "tens")):
        return None
    return "word"


def _vague_look_alike(low: str, words: str, start: int) -> str | None:
    if words == "a couple":
        return "noun"  # "a couple of" is two or more; "a couple" is two people, a matter of the victims' words
    if words == "many":
        degree = previous_words(low, start)[-1:] in (["as"], ["so"], ["how"], ["too"], ["not"])
        return "degree" if degree or low.startswith(("many a ", "many as"), start) else None
    return None


def _zero_look_alike(low: str, words: str, start: int, end: int) -> str | None:
    before = previous_words(low, start)
    after = low[end : end + 24].lstrip()
    if words in ("zero", "nil"):
        set_phrase = after.startswith(_ZERO_NOT_BEFORE) or low[end : end + 1] == "-"
        return "word" if set_phrase or (before and before[-1] in _ZERO_NOT_AFTER) else None
    if words == "none":
        return "word" if after.startswith(_ZERO_NOT_BEFORE) or before[-2:] == ["second", "to"] else None
    if words == "neither":
        return None if re.match(r"(?:of|was|were)\b", after) or kind_after(low, end)[0] is NounKind.PERSON else "word"
    if words != "no":
        return None
    # "no" is a zero only before people or what happened to them: "no doubt", "no longer", "No. 4" are not
    kind, noun = kind_after(low, end)
    if kind not in (NounKind.PERSON, NounKind.FAMILY) or low[end : end + 1] in ".,-:;)" or after[:1].isdigit():
        return "word"
    at = low.index(noun, end)
    following = ONE_WORD.match(low, at + len(noun))
    if following and following.group().strip() not in NOUN_STOP and noun not in plural_of_people() | _SERIES:
        return "word"  # "no suspect descriptions"
    return "word" if _ZERO_ADJECTIVES.intersection(low[end:at].split()) else None


def _both_look_alike(low: str, end: int) -> str | None:
    after = _NEXT.match(low, end)
    if after is None:
        return "conjunction"
    if kind_after(low, end)[0] in (NounKind.PERSON, NounKind.FAMILY):
        # "both guerrillas and soldiers" is a conjunction, "both brothers" counts
        return "conjunction" if _TWO_NOUNS.match(low, end) else None
    if after.group("of") and after.group("a") in ("them", "whom", "us"):
        return None
    return None if after.group("a") in _BOTH_AFTER else "conjunction"


def _another_look_alike(low: str, start: int, end: int) -> str | None:
    if previous_words(low, start)[-1:] == ["one"]:
        return "pronoun"
    after = _NEXT.match(low, end)
    counts = after is None or bool(after.group("of")) or after.group("a") in _ANOTHER_FOLLOWED_BY
    return None if counts or kind_after(low, end)[0] in (NounKind.PERSON, NounKind.FAMILY) else "thing"


def ordinal_look_alike(low: str, end: int) -> str | None:
    """Why the place in a series that ends here is not one of people or deaths ("the third floor"), or None."""
    kind, noun = kind_after(low, end)
    between = set(LETTERS.findall(low[end : low.find(noun, end)])) if noun else set()
    in_series = noun in _SERIES or (kind is NounKind.PERSON and noun not in _ORDINAL_TITLES)
    if not in_series or low[end : end + 1] == "-" or between & (_UNIT_NOUNS | _UNIT_ADJECTIVES) or len(between) > 3:
        return "ordinal"
    return None


def previous_words(low: str, at: int, count: int = 3) -> list[str]:
    """Up to `count` words right before `at`, with nothing but blanks between them and it."""
    left = low[max(0, at - 60) : at]
    stripped = left.rstrip(" \t\n\u00a0\"“”‘'’")
    if stripped and not (stripped[-1].isalnum() or stripped[-1] in ".’'"):
        return []
    return [word.strip(".") for word in stripped.split()[-count:]]


def unit_look_alike(text: str, low: str, end: int, *, vague: bool = False) -> str | None:
    """The kind of unit behind a number that makes it no count of people."""
    if low[end : end + 2].lstrip(" ")[:1] in ("%", "٪"):
        return "percent"
    after = _NEXT.match(low, end)
    if after is None:
        return None
    a, b, c = after.group("a"), after.group("b") or "", after.group("c") or ""
    if a in _PERCENT or (a == "per" and b == "cent"):
        return "percent"
    if a in _AGE_UNITS and (b in ("old", "olds") or (b == "of" and c == "age")):
        return "age"
    if a in TIMES or (a in _TIME_BETWEEN and (b in TIMES or (b in _TIME_BETWEEN and c in TIMES))):
        return "duration"
    if a in MONEY or (b in MONEY and a not in NOUN_STOP and NOUN_KINDS.get(a) is not NounKind.PERSON):
        return "money"
    if a in DISTANCES and not (a == "m" and text[end : end + 3].strip() != "m"):
        return "distance"
    if a in WEIGHTS:
        return "weight"
    if a in _CALIBRE:
        return "calibre"
    return "time" if a in _CLOCK and not vague else None


def date_follows(text: str, low: str, end: int) -> bool:
    """Whether a number is the day of a month written behind it."""
    after = _MONTH_WORD.match(low, end)
    if not after or after.group(1) not in MONTHS:
        return False
    word = text[after.start(1) : after.end(1)]
    modal = _MODAL.match(low, after.end())
    return word[0].isupper() and not modal


def is_year_number(words: str) -> bool:
    """Whether digits may be those of a year."""
    return bool(_YEAR_NUMBER.fullmatch(words))


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A cardinal number in its text, for the look-alike tests."""

    text: str
    low: str
    kinds: list[str]  # modifiers before it
    start: int  # the phrase with its modifiers
    end: int
    n_start: int  # the bare number
    n_end: int
    first: Fraction
    second: Fraction | None  # end of a range
    plain: bool  # no modifier, no range
    years: bool  # a range of years
    hyphen: bool  # a range written with a hyphen

    @property
    def words(self) -> str:
        return self.low[self.n_start : self.n_end]

    @property
    def digits(self) -> bool:
        return self.low[self.n_start].isdigit()


@dataclass(frozen=True, slots=True)
class _Sides:
    """The word before a number, what lies between them, and the noun behind it."""

    before: str
    raw: str  # `before` as printed
    gap: str
    kind: NounKind
    noun: str
    people: bool


def cardinal_look_alike(number: Cardinal) -> str | None:
    """Why a cardinal number counts nobody, or None where it may."""
    why = _by_marks(number) or _by_unit(number)
    if why:
        return why
    left = _PREVIOUS.search(number.text[max(0, number.start - 30) : number.start])
    raw, gap = (left.group("a"), left.group("gap")) if left else ("", "")
    kind, noun = kind_after(number.low, number.end)
    # "in 1990 police ..." and "Battalion 12 police ...": only nouns that numbers count speak against a label
    people = kind in (NounKind.PERSON, NounKind.FAMILY) and noun != "police"
    sides = _Sides(lower_in_place(raw).rstrip("."), raw, gap, kind, noun, people)
    return _by_brackets(number, sides) or _by_word_before(number, sides) or _by_both_sides(number, sides)


def _by_marks(number: Cardinal) -> str | None:
    """Signs that touch the number: currency, hyphens, points, colons."""
    low, at = number.low, number.n_start
    mark, outer = low[at - 1 : at] if at else "", low[at - 2 : at - 1] if at > 1 else ""
    if (mark in _CURRENCY_SIGNS and mark) or (mark == " " and outer and outer in _CURRENCY_SIGNS):
        return "money"
    if mark in ("'", "’") and _TWO_DIGITS.fullmatch(number.words):
        return "year"
    if mark and mark in "-‐‑/_@" and outer.isalnum():
        return "designation"
    if mark and mark in ".:," and number.digits:
        if outer.isdigit():
            return "code"
        if mark == "." and not outer.isalpha():
            return "calibre"  # ".45"
    if mark == "#":
        return "label"
    if number.digits and _LEADING_ZERO.match(number.words):
        return "code"
    if number.digits and _MINUTES.match(low, number.n_end):
        return "time"
    if _OLD_AFTER_BREAK.match(low, number.n_end):
        return "age"
    following = low[number.n_end : number.n_end + 1]
    if following == "/" and number.digits:
        return "code"
    if (
        following
        and following in "-‐‑"
        and number.end == number.n_end
        and low[number.n_end + 1 : number.n_end + 2].isalnum()
    ):
        word = LETTERS.match(low, number.n_end + 1)
        if word is None:
            return "code"
        # "14-year-old" and "48-hour" are named by their unit
        unit = unit_look_alike(number.text, low, number.n_end)
        return unit or (None if word.group() in COMPOUNDS else "compound")
    return None


def _by_unit(number: Cardinal) -> str | None:
    """What stands right behind the number: a unit, a month, a street."""
    text, low = number.text, number.low
    unit = unit_look_alike(text, low, number.end)
    if unit is None and number.end != number.n_end:
        unit = unit_look_alike(text, low, number.n_end)
    if unit:
        return unit
    if number.digits and number.first <= 31 and date_follows(text, low, number.n_end):
        return "date"
    if number.digits and number.plain:
        block = number.first % 100 == 0 and _BLOCK.match(low, number.n_end)
        if block or _STREET.match(text, number.n_end):
            return "address"
    return "rate" if _RATE.match(low, number.end) else None


def _by_brackets(number: Cardinal, sides: _Sides) -> str | None:
    """A bare number in brackets: an age beside a name or a person, else a place in a list; a count beside deaths."""
    if not number.plain:
        return None
    low, text = number.low, number.text
    opened = low[number.n_start - 1 : number.n_start] in ("(", "[") if number.n_start else False
    closed = low[number.n_end : number.n_end + 1] in (")", "]")
    if opened and closed:
        if sides.before in _PLURAL_FOLLOWED_BY or sides.before in plural_of_people():
            return None
        if number.n_end - number.n_start > 3:
            return "code"
        return "age" if sides.before and not sides.before[0].isdigit() else "list"
    if not number.digits:
        return None
    if closed and "(" not in low[max(0, number.n_start - 40) : number.n_start]:
        return "list"
    if _LIST_TAIL.match(low, number.n_end) and _LIST_MARK.search(text[max(0, number.start - 20) : number.start]):
        return "list"
    return None


def _by_word_before(number: Cardinal, sides: _Sides) -> str | None:
    """The word before the number makes it a name, a price, an average, a number of children."""
    low, start, before = number.low, number.start, sides.before
    near = not sides.gap.strip()
    if near and number.digits and before in _MONEY_BEFORE:
        return "money"
    if near and before in _SCHOOL_YEARS and number.first < 14 and sides.noun in _PUPILS:
        return "label"  # "a form two student"
    window = low[max(0, start - 30) : start]
    if _AVERAGE.search(window):
        return "rate"
    if sides.people:
        return None
    if _PARENT_OF.search(window):
        return "kin"
    if number.plain and number.words == "911":
        return "phone"
    if number.plain and number.digits and sides.gap == " " and _is_call_sign(number, sides.raw):
        return "designation"
    if before in _LABELS and not number.kinds and _is_label(number, sides):
        return _LABELS[before]
    if (
        number.kinds
        and number.first < 100
        and low[start : number.n_start].strip() in ("under", "over", "below", "above")
    ):
        return "age" if near and before in _AGE_BEFORE else None
    return None


def _by_both_sides(number: Cardinal, sides: _Sides) -> str | None:
    """Years, times of day, ages between commas, unit numbers, scores; and "one"."""
    if number.plain and number.digits:
        if _is_clock(number, sides):
            return "time"
        if _is_year(number, sides):
            return "year"
        after = _NEXT.match(number.text, number.n_end)
        if after and number.first >= 2 and not sides.people and not after.group("join").strip():
            unit = after.group("a")
            if unit[0].isupper() and unit.lower() in _UNIT_NOUNS:
                return "unit_name"
    if number.years:
        return "year"
    if number.plain and sides.gap.startswith(",") and _is_apposed_age(number):
        return "age"
    if number.hyphen and not sides.people:
        near = LETTERS.findall(number.low[max(0, number.start - 40) : number.start])
        near += LETTERS.findall(number.low[number.n_end : number.n_end + 16])[:2]
        if _CONTEST.intersection(near):
            return "score"
    if number.plain and number.words == "one":
        return _one_look_alike(number, sides)
    return "code" if number.first > 10**10 else None


_SCHOOL_YEARS = frozenset(("form", "grade", "class", "standard", "std", "primary", "year", "basic"))
_PUPILS = frozenset(
    "pupil pupils student students girl girls boy boys learner learners schoolboy schoolgirl candidate".split()
)


def _is_call_sign(number: Cardinal, raw: str) -> bool:
    """ "FOX 28", "KCRA 3": an acronym in mixed-case text with a number behind it."""
    acronym = len(raw) > 1 and raw.isupper() and raw.isalpha()
    mixed = not number.text[max(0, number.start - 80) : number.start].isupper()
    return acronym and mixed and not _VERB_OF_HARM.match(number.low, number.n_end)


def _is_label(number: Cardinal, sides: _Sides) -> bool:
    """ "Battalion 12", "No. 4", "page three": the word before makes the number a name."""
    if sides.gap.strip(" \t\n.°º#"):
        return False
    if sides.before == "no":
        return number.digits and (sides.raw[:1].isupper() or "." in sides.raw + sides.gap)
    if _LABEL_TAIL.match(number.low, number.n_end):
        return False  # "in the camp 4 were killed"
    return sides.before not in _LABELS_GUARDED or sides.raw[:1].isupper() or number.digits


def _is_year(number: Cardinal, sides: _Sides) -> bool:
    """A bare number from 1900 to 2099 unless it counts people; from 1000 behind "in", "since" and their like."""
    if not _FOUR_DIGITS.fullmatch(number.words) or not 1000 <= number.first < 2100:
        return False
    counts = sides.people or bool(_VERB_OF_HARM.match(number.low, number.n_end))
    near = not sides.gap.strip()
    if number.first >= 1900:
        if near and sides.before in _YEAR_BEFORE:
            return number.first != 2000 or not sides.people  # two thousand is a round number too
        if near and sides.before == "the":
            return sides.noun not in plural_of_people() or sides.noun in _SERIES
        return not counts
    old = near and sides.before in _OLD_YEAR_BEFORE
    return old and not counts and sides.kind is NounKind.NONE and not _PLURAL_SHAPE.match(number.low, number.n_end)


def _is_clock(number: Cardinal, sides: _Sides) -> bool:
    """ "at 2350", "as of 1618", "from 2300": four digits that can be a time, behind a preposition of time."""
    if not _CLOCK_NUMBER.fullmatch(number.words) or sides.gap.strip() or sides.people:
        return False
    if sides.before == "at" or number.low.endswith("as of ", 0, number.start):
        return True
    return sides.before in ("from", "until", "till", "by") and number.words[:2] not in ("19", "20")


def _is_apposed_age(number: Cardinal) -> bool:
    """ "Asel M., 34, is", "his son, 9, and": a small number between commas behind a name or a single person."""
    tail = number.low[number.n_end : number.n_end + 24]
    left = number.text[max(0, number.start - 60) : number.start].rstrip().rstrip(",")
    if not 1 <= number.first <= 110 or not _AGE_TAIL.match(tail) or _AMONG_TAIL.match(tail) or not left.split():
        return False
    words = left.split()
    last = words[-1].strip("\"“”'’()")
    bare = last.rstrip(".").lower()
    if bare in MONTHS or last[:1].isdigit() or bare in plural_of_people():
        return False
    if NOUN_KINDS.get(bare) is NounKind.PERSON:
        return True
    place = len(words) > 1 and words[-2].lower() in _PLACE_BEFORE
    if not last[:1].isupper() or place or (left.endswith(".") and len(last) > 3):
        return False
    # Upper case hides which words are names: there the number must stand between two marks.
    return not left[-30:].isupper() or tail.lstrip()[:1] in (",", ".", ";")


def _one_look_alike(number: Cardinal, sides: _Sides) -> str | None:
    """ "one" as anybody, as a thing named before, or in a set phrase."""
    low = number.low
    after = low[number.n_end : number.n_end + 30].lstrip()
    near = not sides.gap.strip()
    word = _APOSTROPHE_WORD.match(after)
    if low[number.n_end : number.n_end + 1] in ("'", "’") or _ONE_PHRASE.match(after):
        return "pronoun"
    if (word and word.group() in _ONE_VERBS) or after.startswith(("has to", "is to ", "who ", "that ")):
        return "pronoun"
    if near and sides.before in _ONE_BEFORE and not sides.people:
        return "pronoun"
    if near and sides.before in ("number", "square", "phase", "stage", "channel", "part", "chapter"):
        return "label"
    earlier = previous_words(low, number.n_start)[-2:-1]
    described = earlier in (["the"], ["a"], ["this"], ["that"], ["every"]) and sides.before not in NOUN_KINDS
    if described and not sides.people and not _VERB_OF_HARM.match(low, number.n_end):
        return "pronoun"  # "the main one in town"
    return None
