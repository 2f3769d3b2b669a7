"""Numbers of people in plain text: a closed grammar from words and digits to bounds.

`find_quantities` reads a text, `read_quantity` one phrase. Word lists are data (`lexicon/numbers_en.toml`). A text is
scanned once by one compiled expression over its lower-case form; each hit is then judged by the words on both sides,
since most numbers in a report are ages, dates, distances, unit names or prices and no counts.

`Quantity.rule` names how a number was read:

    exact at_least more_than at_most less_than about between    by modifier, as in the contract's count table
    vague:<word>    dozens, several, a couple ...               zero    no one, none, not a single
    fraction        a share of a number: "half of the 20"; `number_*` span the base ("20"), see `fraction_base`
    fraction:open   a share of people not numbered here: "half of them" (1 or more)
    ordinal         a place in a series ("the 37th journalist killed"); `ordinal` is true, the value is the place
    compound        "a 12-member patrol"

and, joined with "+" (alone in place of "exact"), what its surroundings say of it:

    increment       another, three more, an additional 12       others          two others, three other people
    definite        the three gunmen                            definite_base   two of *the three* gunmen
    all             all eight aboard
    pronoun         one of them

With `keep_rejected=True` look-alikes come out too, as "not:age", "not:date", "not:money" and so on, with no bounds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from bearwitness.phrases.word_patterns import lower_in_place
from bearwitness.records import Modifier, Quantity


class NounKind(StrEnum):
    """What a number stands before."""

    PERSON = "person"
    FAMILY = "family"
    CASE = "case"
    TIME = "time"
    MONEY = "money"
    DISTANCE = "distance"
    THING = "thing"
    NONE = "none"


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """The word lists of `lexicon/<name>.toml`, as written there."""
    return tomllib.loads((resources.files("bearwitness.claims") / "lexicon" / f"{name}.toml").read_text("utf-8"))


def plural_forms(word: str) -> tuple[str, ...]:
    """Regular plural of an English noun phrase, by its last word ("baby" -> "babies")."""
    if re.search(r"[^aeiou]y$", word):
        return (word[:-1] + "ies",)
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return (word + "es",)
    if word.endswith("man") and not word.endswith(("human", "german", "roman", "shaman")):
        return (word[:-3] + "men",)
    return (word + "s",)


# ---- vocabulary ----------------------------------------------------------------------------------------------------

_LEX = load_lexicon("numbers_en")
_SMALL: dict[str, int] = {**_LEX["ones"]["words"], **_LEX["tens"]["words"]}
_SCALES: dict[str, int] = _LEX["scales"]["words"]
_ORDINALS: dict[str, int] = _LEX["ordinals"]["words"]
_VAGUE_PLURAL: dict[str, int] = _LEX["vague_plural"]["words"]
_VAGUE_SCALE: dict[str, int] = _LEX["vague_scale"]["words"]
_VAGUE: dict[str, int] = _LEX["vague"]["words"]
_FRACTIONS: dict[str, Fraction] = {words: Fraction(value) for words, value in _LEX["fractions"]["words"].items()}
_MODIFIERS: dict[str, str] = {words: kind for kind, group in _LEX["modifiers"].items() for words in group["words"]}
_AFTER: dict[str, str] = {words: kind for kind, group in _LEX["after"].items() for words in group["words"]}
_LABELS: dict[str, str] = {
    word: ("label" if kind == "number" else kind)
    for kind, words in _LEX["labels"].items()
    if kind != "source"
    for word in words
}


def _word_set(*path: str) -> frozenset[str]:
    node: Any = _LEX
    for key in path:
        node = node[key]
    return frozenset(node)


_MONTHS = _word_set("months", "words")
_TIME = _word_set("time", "words")
_TIME_BETWEEN = _word_set("time", "between")
_CLOCK = _word_set("clock", "words")
_MONEY = _word_set("money", "words")
_MONEY_BEFORE = _word_set("money", "before")
_DISTANCE = _word_set("distance", "words")
_WEIGHT = _word_set("weight", "words")
_CALIBRE = _word_set("calibre", "words")
_PERCENT = _word_set("percent", "words")
_UNIT_NOUNS = _word_set("unit_nouns", "words")
_UNIT_ADJECTIVES = _word_set("unit_nouns", "adjectives")
_COMPOUNDS = _word_set("compounds", "words")
_CONTEST = _word_set("contest", "words")
_CHANGE = _word_set("change", "words")
_YEAR_BEFORE = _word_set("year_before", "words")
_AGE_BEFORE = _word_set("age_before", "words")
_SERIES = _word_set("series", "words")
_BOTH_AFTER = _word_set("both", "words")
_NOUN_STOP = _word_set("noun_stop", "words")
_ONE_VERBS = _word_set("one_pronoun", "verbs")
_ONE_BEFORE = _word_set("one_pronoun", "before")
_ZERO_NOT_BEFORE = tuple(_LEX["zero"]["not_before"])
_ZERO_ADJECTIVES = _word_set("zero", "adjectives")
_PLURAL_NEEDS_OF = _word_set("vague_plural", "needs_of")
_PLURAL_FOLLOWED_BY = _word_set("vague_plural", "followed_by")
_ANOTHER_FOLLOWED_BY = _word_set("another", "followed_by")
_ORDINAL_TITLES = _word_set("ordinals", "titles")
_LABELS_GUARDED = _word_set("labels_guarded", "words")
_OLD_YEAR_BEFORE = _word_set("year_before", "before_1900")
_PLACE_BEFORE = _word_set("place_before", "words")
_ZERO_NOT_AFTER = _word_set("zero", "not_after")
_AGE_UNITS = frozenset(("year", "years", "yr", "yrs", "month", "months", "week", "weeks", "day", "days"))
_CURRENCY_SIGNS = frozenset("$€£¥₹₪₽₦₺₩฿")


def _noun_kinds() -> dict[str, NounKind]:
    """Every noun form of the lexicons -> what it is; people first where a word is in several lists."""
    kinds: dict[str, NounKind] = {}
    people = load_lexicon("people_en")
    for name, words in people["not_people"].items():
        if name != "reason":
            for word in words:
                kinds |= dict.fromkeys((word, *plural_forms(word)), NounKind.THING)
    kinds |= dict.fromkeys(_DISTANCE | _WEIGHT, NounKind.DISTANCE) | dict.fromkeys(_MONEY, NounKind.MONEY)
    kinds |= dict.fromkeys(_TIME, NounKind.TIME) | dict.fromkeys(people["case"]["words"], NounKind.CASE)
    kinds |= dict.fromkeys(people["case"]["per_person"], NounKind.PERSON)
    for group in people["group"]:
        irregular: dict[str, str] = group.get("plurals", {})
        for word in (*group.get("words", ()), *group.get("plural_only", ())):
            forms = (word, irregular[word]) if word in irregular else (word, *plural_forms(word))
            # A bare collective ("group", "team", "convoy") is a thing until "of" says of whom.
            if not (group.get("light") and kinds.get(word) is NounKind.THING):
                kinds |= dict.fromkeys(forms, NounKind.PERSON)
    kinds |= dict.fromkeys(people["family"]["words"], NounKind.FAMILY)
    kinds |= dict.fromkeys((w for w in people["implied"]["words"]), NounKind.PERSON)
    return kinds


_NOUNS = _noun_kinds()

# ---- the grammar as one expression over lower-case text -----------------------------------------------------------

_G = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"  # a gap: blanks and at most one line break


def _any(words: Iterable[str]) -> str:
    """One group for all the phrases, longest first, each blank widened to a gap."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(_G.join(re.escape(part) for part in words.split(" ")) for words in ordered) + ")"


_HYPHEN = r"[-\u2010\u2011]"
_DASH = r"[-\u2010-\u2014]"
_JOIN = rf"(?:{_HYPHEN}\n?|{_G})"
_ONES_1_9 = _any(word for word, value in _SMALL.items() if value < 10)
_SMALL_RE = rf"(?:{_any(_LEX['tens']['words'])}(?:{_JOIN}{_ONES_1_9})?\b|{_any(_LEX['ones']['words'])}\b)"
_SCALE_RE = rf"(?:{_any(_SCALES)}\b)"
_SCALE_OR_DOZEN = rf"(?:{_any([*_SCALES, 'dozen'])}\b)"
_DIGITS = (
    r"(?:\d{1,3}(?:[,\u066c]\d{3})+(?:[.\u066b]\d+)?(?!\d)"
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]\d|\d)"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\.?\d)"
    r"|\d+,\d{1,2}(?!\d)"
    r"|\d+(?:[.\u066b]\d+)?)"
)
_NUM = (
    "(?:"
    rf"(?:two|three|four|five){_G}score\b|a{_G}score\b(?={_G}of{_G}[a-z])|"
    rf"(?:an?{_G})?half{_JOIN}(?:an?{_G})?{_SCALE_OR_DOZEN}"
    rf"|(?:{_DIGITS}|{_SMALL_RE}){_G}and{_G}a{_G}half{_G}{_SCALE_OR_DOZEN}"
    rf"|{_DIGITS}(?:k\b|(?:{_JOIN}{_SCALE_RE})*(?:{_JOIN}dozen\b)?)"
    # a small number follows only a scale: "five two" is no number
    rf"|(?:{_SMALL_RE}|an?(?={_G}{_SCALE_OR_DOZEN}))(?:(?:{_JOIN}{_SCALE_RE})+(?:{_JOIN}(?:and{_G})?{_SMALL_RE})?)*"
    rf"(?:{_JOIN}dozen\b)?(?:{_G}and{_G}a{_G}half\b)?"
    r"|(?:dozen|hundred|thousand|million)\b"
    ")"
)
_PLURAL_ONE = rf"{_any(_VAGUE_PLURAL)}\b(?:{_G}of{_G}(?:{_any(_VAGUE_SCALE)})\b)?"
_PLURAL = rf"{_PLURAL_ONE}(?:,?{_G}(?:and|or|to|if{_G}not|or{_G}even|or{_G}perhaps|and{_G}perhaps){_G}{_PLURAL_ONE})*"
_FEW_SCALE = (
    rf"(?:several|quite{_G}a{_G}few|a{_G}few|a{_G}couple(?:{_G}of)?|a{_G}handful{_G}of){_G}"
    rf"(?:{_SCALE_RE}(?:{_G}{_SCALE_RE})?|dozen\b)"
)
_NUMBER_OF = (
    rf"an?{_G}(?:(?P<unknown>{_any(_LEX['number_of']['unknown'])}){_G}|(?:{_any(_LEX['number_of']['known'])}){_G})?"
    rf"number(?={_G}of\b)|(?P<unknown2>{_any(_LEX['number_of']['unknown'])}){_G}numbers?(?={_G}of\b)"
    rf"|(?:{_any(_LEX['number_of']['known'])}){_G}numbers(?={_G}of\b)"
)
_MODS = rf"(?:(?:{_any(_MODIFIERS)}){_G})"
_POST = rf"(?:\+(?!\d)|{_HYPHEN}plus\b|{_HYPHEN}odd\b|,?{_G}(?:{_any(_AFTER)})\b(?!{_G}than\b))"
_SEP = rf"(?:{_G}?[-\u2013\u2014\u2010]{_G}?|{_G}(?:to|or){_G}|,?{_G}or{_G}(?:even|maybe|perhaps|possibly){_G})"
_FRACTION = (
    rf"(?:{_any([*_FRACTIONS, *_LEX['fractions']['majority']])}\b|\d+(?:\.\d+)?(?:%|{_G}?(?:percent|per{_G}cent)\b))"
)
_BASE_WORDS = (
    rf"(?:(?:the|these|those|all|its|his|her|their|our|some|about|nearly|around|approximately|at{_G}least|more{_G}than"
    rf"|an{_G}estimated|over|almost|roughly|up{_G}to){_G})*"
)
_ORDINAL = rf"(?:\d+(?:st|nd|rd|th|d)\b|(?:{_any(_LEX['tens']['words'])}{_JOIN})?{_any(_ORDINALS)}\b)"
_MONTH = rf"(?P<month>{_any(_MONTHS)})\b"
_MONTH2 = rf"(?P<month2>{_any(_MONTHS)})\b"
_NOT_MODAL = rf"(?!\.?{_G}(?:have|be|not|also|still|well|yet)\b)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:(?:,\s?{_DAY})*,?(?:{_G}?{_DASH}{_G}?|{_G}(?:and|or|to|through){_G}){_DAY})?"
_YEAR = (
    r"(?:,?[^\S\n]*\n?[^\S\n]*(?:1[89]|20)\d\d\b"
    r"|[^\S\n]*\n?[^\S\n]*(?:['’]\d\d|[5-9]\d(?!\d|[,.]\d|\s+(?:people|persons)\b))\b)"
)
_DATE = (
    rf"(?:(?:between|from|on){_G})?(?:the{_G})?{_DAYS}(?:{_G}of)?(?:{_G}|-)(?:{_MONTH}{_NOT_MODAL})\.?{_YEAR}?"
    rf"|(?<!\bin\s){_MONTH2}\.?{_G}{_DAYS}\b(?!,\d|{_G}(?:people|persons|were|was)\b){_YEAR}?"
    rf"|{_any(_MONTHS)}\.?,?{_G}(?:1[89]|20)\d\d\b"
    r"|\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b|\d{4}-\d\d-\d\d\b|\d+/\d+\b"
)
_CLOCK_RE = (
    rf"\d{{1,2}}:\d\d(?::\d\d)?(?:{_G}?(?:a\.?m|p\.?m|hours|hrs|gmt|utc)\b)?|\d{{1,2}}[.h]\d\d{_G}?(?:a\.?m|p\.?m)\b"
    rf"|[0-2]\d[0-5]\d{_G}?(?:hours|hrs|gmt|utc|z\b|local\b|est\b)|0\d{{3}}\b|\d{{1,2}}{_G}?(?:[ap]\.m\b|[ap]m\b|o['’]clock)"
)
_AGE_END = (
    rf"(?=\s*[,.;:)\]\u2014]|\s*$|\s--|{_G}(?:years?|months?|were|was|and|died|from|who|respectively|when|in|at|on|are"
    r"|had|have|to|or|identified)\b)"
)
_AGE_NUM = rf"(?:\d{{1,3}}|{_SMALL_RE})"
_AGE = (
    rf"(?:aged|ages|age|ages{_G}of|age{_G}of|ranging{_G}from)(?:{_G}(?:between|from|about|around|only|just|approximately|of|some)){{0,2}}{_G}"
    rf"(?:{_AGE_NUM}(?:,{_G}?{_AGE_NUM})*(?:,?{_G}(?:and|or|to){_G}|{_DASH}){_AGE_NUM}{_AGE_END}|{_AGE_NUM}\b(?!{_HYPHEN}))"
    rf"(?:{_G}(?:years?|months?)(?:{_G}(?:old|of{_G}age))?)?"
    rf"|{_AGE_NUM}{_HYPHEN}?(?:{_G}?(?:and|or|to|,|{_DASH}){_G}?{_AGE_NUM}{_HYPHEN}?)+[-\s]?(?:year|month|week|day)s?[-\s]olds?\b"
)
_PHONE = r"\+?\d{1,4}(?:[-.\s]\(?\d{2,4}\)?){0,2}[-.\s]\d{3}[-.]\d{4}\b|\d{3}-\d{4}\b|\d{10,}"
_RATIO = (
    rf"one{_G}in{_G}(?:every{_G})?(?:{_SMALL_RE}|\d{{1,2}}\b)(?![-,.]\d)"
    rf"(?!{_G}(?:villages|towns|cities|days|attacks|places)\b)"
)
_PRONOUN = rf"one{_JOIN}(?:by|on|after|to){_JOIN}(?:one|another|the{_G}other)\b|one{_G}another\b"
_ANOTHER = r"(?:yet\s)?another\b"
_COUNT_BODY = (
    rf"(?P<frac>{_FRACTION})(?!{_JOIN}(?:an?{_G})?{_SCALE_OR_DOZEN}){_G}(?:of{_G})?(?:{_BASE_WORDS}(?P<base>{_NUM})\b|(?P<open>them|whom|us|you)\b|(?:the|those|these|all|its|their|his|her){_G}(?P<noun>[a-z]+))"
    rf"|(?P<scale>{_FEW_SCALE})"
    rf"|(?P<plural>{_PLURAL})"
    rf"|(?P<numberof>{_NUMBER_OF})"
    rf"|(?P<vague>{_any(_VAGUE)})\b"
    rf"|(?P<ordinal>{_ORDINAL})"
    rf"|(?:(?P<both>between){_G}(?:about{_G}|some{_G}|an{_G}estimated{_G})?)?(?P<from>(?:anywhere{_G})?from{_G})?(?P<n1>{_NUM})(?:(?P<sep>(?(both)(?:{_SEP}|{_G}and{_G})|{_SEP}))(?P<n2>{_NUM})(?![\w]))?(?!\w)"
    rf"|(?P<zero>{_any(_LEX['zero']['words'])})\b"
    rf"|(?P<two>both)\b|(?P<another>{_ANOTHER})"
)
_SINGLE = rf"|(?P<single>a{_G}single|a{_G}lone)\b"
_COUNT = rf"(?P<mods>{_MODS}{{0,3}})(?:{_COUNT_BODY}{_SINGLE})(?P<post>{_POST})?(?P<more>{_G}more\b(?!{_G}than\b))?"
_FIRST_WORDS = sorted(
    {
        re.split(r"[ -]", words)[0].rstrip(".")
        for words in (
            *(_SMALL | _SCALES | _ORDINALS | _VAGUE_PLURAL | _VAGUE | _FRACTIONS | _MODIFIERS),
            *(w for key in ("known", "unknown") for w in _LEX["number_of"][key]),
            *_LEX["fractions"]["majority"],
            *_LEX["zero"]["words"],
            *_MONTHS,
            *(
                "a",
                "an",
                "dozen",
                "half",
                "from",
                "between",
                "anywhere",
                "on",
                "the",
                "aged",
                "ages",
                "age",
                "ranging",
                "both",
            ),
        )
    }
)


def _trie(words: Iterable[str]) -> str:
    """The words as one expression that reads each letter once."""
    tree: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            tree.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    branches = [re.escape(letter) + _trie(rest) for letter, rest in tree.items()]
    if not branches:
        return ""
    return "(?:" + "|".join(branches) + ")" + ("?" if ends else "")


@cache
def _count_only() -> re.Pattern[str]:
    """A count without the look-alikes; made when a phrase first asks for it, since it takes a tenth of a second."""
    return re.compile(rf"(?<!\w)(?:{_COUNT})")


# The first words come first: nine words in ten are passed over without trying any rule.
_MASTER = re.compile(
    rf"(?<!\w)(?=\d|\+\d|{_trie(_FIRST_WORDS)}\b)(?:(?P<date>{_DATE})|(?P<clock>{_CLOCK_RE})|(?P<age>{_AGE})|(?P<phone>{_PHONE})"
    rf"|(?P<ratio>{_RATIO})|(?P<pronoun>{_PRONOUN})|{_COUNT})"
)
_GROUPS = ("frac", "scale", "plural", "numberof", "vague", "ordinal", "n1", "zero", "two", "another", "single")
_SPECIAL = ("date", "clock", "age", "phone", "ratio", "pronoun")
_MODS_SPLIT = re.compile(_any(_MODIFIERS))
_NEXT = re.compile(
    rf"(?P<join>{_G}|{_HYPHEN})(?P<of>of{_G})?(?:(?:the|these|those|his|her|their|its|our|all){_G})?"
    rf"(?P<a>[^\W\d_]+(?:[./][^\W\d_]+)*)(?:['’]s?)?(?:(?:{_G}|-)(?P<b>[^\W\d_]+))?(?:(?:{_G}|-)(?P<c>[^\W\d_]+))?"
)
_PREVIOUS = re.compile(r"(?P<a>[^\W_]+(?:['’.][^\W\d_]+)*\.?)(?P<gap>[\s,(\[\"“‘'’#:°º-]*)$")
_STREET = re.compile(
    rf"{_G}(?!(?:In|On|At|IN|ON|AT|OF|WERE|WAS|AND|NEAR|FROM|PEOPLE|DEAD|KILLED|WOUNDED|INJURED)\b)(?:[A-Z][\w.'’]*{_G}){{1,2}}"
    rf"(?:{_any(form for w in _LEX['street_nouns']['words'] for form in (w.capitalize(), w.upper()))})\b"
)
_RATE = re.compile(
    rf"(?:{_G}(?!were\b|was\b|in\b|on\b)[a-z]+)?{_G}(?:a|per|every|each){_G}(?:hour|day|week|month|year)\b"
    rf"(?!{_G}(?:earlier|later|after|before|ago|and|long)\b)"
)
_OF_BASE = re.compile(
    r"\s*(?:more\s+|others\s+)?(?:out\s+)?of\s+(?:(?:the|those|these|some|about|a\s+group\s+of)\s+)*$"
)
_BARE_SHARE = re.compile(rf"(?<!\w)(?:{_FRACTION})(?!\w)")
_LIST_MARK = re.compile(r"(?:^|[.:;)\]\n][^\S\n]*\n|\n[^\S\n]*\n)[^\S\n]*\(?$")


_BLANKS = re.compile(r"\s+")
_LETTERS = re.compile(r"[a-z]+")
_DIGIT_HEAD = re.compile(_DIGITS)
_NOUN_WORD = re.compile(r"[\s-]*(?:[\"“”'‘’]\s*)?([^\W\d_]+)(?:['’]s?\b)?")
_ONE_WORD = re.compile(r"\s+[^\W\d_]+")
_WORD = re.compile(r"\w+")
_MONTH_WORD = re.compile(rf"(?:{_G}|-)([a-z]+)\b")
_MODAL = re.compile(rf"{_G}(?:have|be|not|also|still|well|yet)\b")
_COMPOUND = re.compile(rf"{_HYPHEN}({_any(_COMPOUNDS)})\b")
_OTHERS = re.compile(rf"{_G}(?:of{_G})?(others?|additional|further|extra)\b")
_DEFINITE = re.compile(r"\b(?:the|these|those)(?:\s+(?:other|remaining|first|last|said))?\s+$")
_AVERAGE = re.compile(r"\baverage(?:\s+\w+)?\s+of\s+$")
_CLOCK_NUMBER = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_OLD_AFTER_BREAK = re.compile(r"[-\u2010\u2011]\s+(?:year|month|week|day)s?[-\s]olds?\b")
_BLOCK = re.compile(rf"{_G}block\b")
_PARENT_OF = re.compile(r"\b(?:father|mother|parent|dad|mom|mum|grandmother|grandfather|widow)\s+of\s+$")
_PLURAL_JOIN = re.compile(r",?\s+(?:and|or|to|if\s+not|or\s+even|or\s+perhaps|and\s+perhaps)\s+")
_LEADING_DIGITS = re.compile(r"\d+")
_TWO_DIGITS = re.compile(r"\d\d")
_FOUR_DIGITS = re.compile(r"\d{4}")
_LEADING_ZERO = re.compile(r"0\d")
_MINUTES = re.compile(r":\d\d")
_LIST_TAIL = re.compile(r"[.)]\s")
_YEAR_NUMBER = re.compile(r"(?:1[6-9]|20)\d\d")
_VERB_OF_HARM = re.compile(
    rf"{_G}(?:were|was|is|has|have|had|are|died|dead|killed|wounded|injured|missing|of{_G}them)\b"
)
_PLURAL_SHAPE = re.compile(rf"{_G}[a-z]+s\b")
_AGE_TAIL = re.compile(rf"\s*[,;.)\u2014]|\s--|{_G}(?:and|of|from|who|was|is|years?)\b|\s*$")
_AMONG_TAIL = re.compile(r"\s*,\s*(?:including|among|of whom|of them|most of|some of|all of)\b")
_ONE_PHRASE = re.compile(rf"{_any(_LEX['one_pronoun']['phrases'])}\b")
_APOSTROPHE_WORD = re.compile(r"[a-z']+")
_LABEL_TAIL = re.compile(rf"{_G}(?:were|was|had|have|died)\b")
_TWO_NOUNS = re.compile(rf"{_G}(?:the{_G})?[a-z]+(?:{_G}[a-z]+)?{_G}and\b")

# ---- values ----------------------------------------------------------------------------------------------------------


def _digits_value(words: str) -> Fraction:
    """Value of a digit string; "1.200" and "1,200" are twelve hundred, "1.2" and "1,2" are decimals."""
    plain = re.sub(r"[\s\u00a0\u2009\u202f]", "", words).replace("\u066c", ",").replace("\u066b", "\u00b7")
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in plain)
    if re.fullmatch(r"(?!0)\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    return Fraction(plain.replace(",", "").replace("\u00b7", "."))


@lru_cache(maxsize=4096)
def _number_value(words: str) -> tuple[Fraction, Fraction]:
    """(value, scale) of a cardinal in words, digits or both; scale is the multiplier said last ("5 million": 10**6)."""
    if words in _SMALL:
        return Fraction(_SMALL[words]), Fraction(1)
    digits = _DIGIT_HEAD.match(words)
    total, part, scale, last = Fraction(0), Fraction(0), Fraction(1), Fraction(1)
    said = False
    rest = words
    if digits and digits.end():
        part, said, rest = _digits_value(digits.group()), True, words[digits.end() :]
        if rest == "k":
            return part * 1000, Fraction(1000)
    tokens = _LETTERS.findall(rest)
    for at, token in enumerate(tokens):
        if token == "half":
            after = tokens[at - 1 : at] == ["a"] and "and" in tokens[:at]
            if after and at == len(tokens) - 1 and (total or part):
                half = last / 2  # "a dozen and a half", "two and a half"
                total, part = (total + half, part) if last > 1 else (total, part + half)
            else:
                part, said = part + Fraction(1, 2), True
        elif token in _SMALL:
            part, said = part + _SMALL[token], True
        elif token == "hundred":
            part, scale, last, said = (part if said else Fraction(1)) * 100, Fraction(100), Fraction(100), True
        elif token in ("dozen", "score") or token in _SCALES:
            factor = Fraction({"dozen": 12, "score": 20}.get(token) or _SCALES[token])
            if part or not total:
                total += (part if said else Fraction(1)) * factor
            else:
                total *= factor  # "two thousand million"
            part, scale, last, said = Fraction(0), factor * (scale if scale == 100 else 1), factor, False
    return total + part, scale


@dataclass(frozen=True, slots=True)
class _Reading:
    low: int | None
    best: int | None
    high: int | None
    modifier: Modifier
    rule: str


_OPEN_MOST = _Reading(2, None, None, Modifier.VAGUE, "fraction:open")  # "most of them": two or more
_OPEN_SHARE = _Reading(1, None, None, Modifier.VAGUE, "fraction:open")


def _whole(value: Fraction) -> int | None:
    return int(value) if value.denominator == 1 and value < 10**11 else None


def _apply(kind: str, low: int, high: int) -> _Reading:
    """The count table: what a modifier makes of a number (low == high) or of a range."""
    ranged = low != high
    match kind:
        case "at_least":
            return _Reading(low, None if ranged else low, None, Modifier.AT_LEAST, kind)
        case "more_than":
            return _Reading(low + 1, None if ranged else low + 1, None, Modifier.MORE_THAN, kind)
        case "at_most":
            return _Reading(None, None, high, Modifier.AT_MOST, kind)
        case "less_than":
            return _Reading(None, None, max(high - 1, 0), Modifier.LESS_THAN, kind)
    if ranged:
        return _Reading(low, None, high, Modifier.BETWEEN, "between")
    if kind == "about":
        return _Reading(None, low, None, Modifier.ABOUT, kind)
    return _Reading(low, low, low, Modifier.EXACT, "exact")


def _modifier_kinds(mods: str) -> list[str]:
    """Kinds of the modifiers before a number, outermost first."""
    return [_MODIFIERS[_BLANKS.sub(" ", found.group())] for found in _MODS_SPLIT.finditer(mods)]


def _after_kind(post: str) -> str:
    words = _BLANKS.sub(" ", post).strip(" ,")
    if words.endswith("odd"):
        return "about"
    return _AFTER.get(words, "at_least")


def _share(fraction: Fraction | None, base: int, kind: str) -> _Reading:
    """A fraction of a number of people; `fraction` None is "most": more than half."""
    if fraction is None:
        return _Reading(base // 2 + 1, None, None, Modifier.MORE_THAN, "fraction")
    value = fraction * base
    low, high = value.numerator // value.denominator, -(-value.numerator // value.denominator)
    got = _apply(kind, low, high)
    return _Reading(got.low, got.best, got.high, got.modifier, "fraction")


def read_fraction(words: str) -> Fraction | None:
    """The share that words name ("half", "two-thirds", "20 percent"); None when they name none, or only "most"."""
    plain = _BLANKS.sub(" ", lower_in_place(words)).strip()
    if plain in _FRACTIONS:
        return _FRACTIONS[plain]
    share = re.fullmatch(r"(\d+(?:\.\d+)?)\s?(?:%|percent|per cent)", plain)
    return Fraction(share.group(1)) / 100 if share else None


# ---- scanning ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def _lower_text(text: str) -> str:
    """A text is asked about once a sentence."""
    return lower_in_place(text)


def find_quantities(
    text: str, start: int = 0, end: int | None = None, *, keep_rejected: bool = False
) -> list[Quantity]:
    """Numbers that may count people in `text[start:end]`, in order, never overlapping.

    Numbers of things come out too ("12 tanks"): the noun decides, see `following_noun_kind`. The words outside
    `start` and `end` are read as surroundings.

    Args:
        text: The text layer, in mixed or upper case.
        keep_rejected: Also give look-alikes (ages, dates, prices ...), with rule "not:<kind>" and no bounds.

    Source: domain.md 3 and the count table of the contract.
    """
    low = _lower_text(text)
    stop = len(text) if end is None else min(end, len(text))
    found: list[Quantity] = []
    for quantity in _scan(text, low, max(start, 0), stop):
        if keep_rejected or not quantity.rule.startswith("not:"):
            found.append(quantity)
    return found


def read_quantity(words: str) -> Quantity | None:
    """Bounds on the number that a phrase speaks of, spans counted in `words`.

    The phrase stands for itself: "1990", "no", "both" and "another", which in a text need their surroundings to be
    counts, are read as such here. Of several numbers the first is read.

    Returns:
        None when the phrase holds no number; the caller must not read that as zero.
    """
    low = lower_in_place(words)
    position = 0
    while match := _count_only().search(low, position):
        quantity = _read_match(words, low, match, previous=None, judge=False)
        if quantity is not None and not quantity.rule.startswith("not:"):
            return quantity
        position = match.end() if match.end() > match.start() else match.start() + 1
    share = _BARE_SHARE.search(low)
    if share is None:
        return None
    at, to = share.span()
    return _quantity(words, at, to, _OPEN_SHARE, (at, to))


def fraction_base(quantity: Quantity, text: str) -> Quantity | None:
    """The number that a "fraction" quantity is a share of ("half of the 40 dead" -> 40), with its span in `text`."""
    if not quantity.rule.startswith("fraction") or quantity.rule.startswith("fraction:open"):
        return None
    base = read_quantity(text[quantity.number_start : quantity.number_end])
    if base is None:
        return None
    at = quantity.number_start
    reading = _Reading(base.low, base.best, base.high, base.modifier, base.rule)
    number = (at + base.number_start, at + base.number_end)
    return _quantity(text, at + base.start, at + base.end, reading, number, flags=["definite_base"])


def following_noun_kind(text: str, quantity: Quantity | int) -> NounKind:
    """What stands behind a number (or behind position `quantity`): the first noun known, within four words.

    `NONE` where the noun phrase ends first ("12 were killed") or no word is known.
    """
    at = quantity if isinstance(quantity, int) else quantity.end
    return _kind_after(lower_in_place(text[at : at + 120]), 0)[0]


def _kind_after(low: str, at: int) -> tuple[NounKind, str]:
    """Kind and word of the first known noun behind `at`; of nouns in a row the last counts ("police stations")."""
    kind, noun, last = NounKind.NONE, "", at
    for count, found in enumerate(_NOUN_WORD.finditer(low, at, at + 90)):
        word = found.group(1)
        if found.start() != last or count > 4 or word in _NOUN_STOP:
            break  # punctuation, a verb or a preposition ends the phrase
        last = found.end()
        following = _ONE_WORD.match(low, last)
        pair = f"{word} {following.group().strip()}" if following else ""
        if pair in _NOUNS:
            return _NOUNS[pair], word
        if word in _NOUNS:
            kind, noun = _NOUNS[word], word
        elif noun:
            break
    return kind, noun


def _scan(text: str, low: str, start: int, end: int) -> Iterator[Quantity]:
    position = start
    previous: Quantity | None = None
    while match := _MASTER.search(low, position, end):
        special = next((name for name in _SPECIAL if match.group(name)), None)
        if special == "date" and not _is_date(text, match):
            again = _count_only().match(low, match.start(), end)
            if again is None:
                position = _word_end(low, match.start(), end)
                continue
            match, special = again, None
        if special:
            yield _rejected(text, match.start(), match.end(), "time" if special == "clock" else special)
            position = match.end()
            continue
        quantity = _read_match(text, low, match, previous=previous, judge=True)
        if quantity is None:
            position = max(match.start() + 1, _word_end(low, match.start(), end))
            continue
        yield quantity
        previous = quantity
        position = max(quantity.end, match.start() + 1)


def _word_end(low: str, at: int, end: int) -> int:
    found = _WORD.match(low, at, end)
    return found.end() if found else at + 1


def _is_date(text: str, match: re.Match[str]) -> bool:
    """False where the month is written small ("12 may have died", "3 march through"): a verb, no month."""
    return not any(
        match.group(name) and text[match.start(name) : match.end(name)].islower() for name in ("month", "month2")
    )


def _quantity(
    text: str, start: int, end: int, reading: _Reading, number: tuple[int, int], *, flags: Iterable[str] = ()
) -> Quantity:
    """The reading of `text[start:end]`; a flag alone replaces the rule "exact"."""
    flags = list(dict.fromkeys(flags))
    rule = "+".join(([] if reading.rule == "exact" and flags else [reading.rule]) + flags)
    return Quantity(
        text[start:end], start, end, reading.low, reading.best, reading.high, reading.modifier, rule, *number
    )


def _rejected(text: str, start: int, end: int, kind: str) -> Quantity:
    words = text[start:end]
    return Quantity(words, start, end, None, None, None, Modifier.EXACT, f"not:{kind}", start, end)


def _read_match(
    text: str, low: str, match: re.Match[str], *, previous: Quantity | None, judge: bool
) -> Quantity | None:
    """One hit of the grammar as a quantity, with rule "not:..." for a look-alike; None where it is no number at all."""
    start, end = match.span()
    kinds = _modifier_kinds(match.group("mods"))
    flags = [kind for kind in kinds if kind in ("increment", "all")]
    if match.group("more"):
        flags.append("increment")
    effective = _after_kind(match.group("post")) if match.group("post") else _effective(kinds)
    group = next(name for name in _GROUPS if match.group(name))
    if group == "n1":
        return _read_cardinal(text, low, match, kinds, effective, flags, previous=previous, judge=judge)
    if group == "frac":
        return _read_share(text, low, match, effective, judge=judge)
    if group == "ordinal":
        return _read_ordinal(text, low, match, judge=judge)
    number = match.span(group)
    if group == "vague" and match.group(group).endswith("of"):
        number = (number[0], number[0] + len(match.group(group)[:-2].rstrip()))
        end = end if match.group("post") or match.group("more") else number[1]
    if judge:
        why = _word_look_alike(low, match, group, start, end) or _unit_look_alike(text, low, end, vague=True)
        if why:
            return _rejected(text, start, end, why)
        flags += _flags_around(low, start, end, previous)
    flags += {"two": ["all"], "another": ["increment"]}.get(group, [])
    return _quantity(text, start, end, _read_word(match, group), number, flags=flags)


def _effective(kinds: list[str]) -> str:
    """The outermost modifier that changes the bounds."""
    return next((kind for kind in kinds if kind not in ("exact", "increment", "all")), "exact")


def _read_word(match: re.Match[str], group: str) -> _Reading:
    """Bounds of a number word that is no cardinal: dozens, several hundred, no one, both, another."""
    words = _BLANKS.sub(" ", match.group(group))
    match group:
        case "scale":
            return _read_few_scale(words)
        case "plural":
            return _read_plural(words)
        case "numberof":
            unknown = match.group("unknown") or match.group("unknown2")
            return _vague(1, "unknown") if unknown else _vague(2, "number")
        case "vague":
            return _vague(_VAGUE[words], words.removesuffix(" of").replace(" ", "_"))
    value = {"zero": 0, "two": 2}.get(group, 1)
    return _Reading(value, value, value, Modifier.EXACT, "zero" if group == "zero" else "exact")


def _word_look_alike(low: str, match: re.Match[str], group: str, start: int, end: int) -> str | None:
    """Why such a word counts nobody here, or None."""
    match group:
        case "plural":
            return _plural_look_alike(low, match, end)
        case "vague":
            return _vague_look_alike(low, _BLANKS.sub(" ", match.group(group)), start)
        case "zero":
            return _zero_look_alike(low, _BLANKS.sub(" ", match.group(group)), start, end)
        case "two":
            return _both_look_alike(low, end)
        case "another":
            return _another_look_alike(low, start, end)
        case "single":
            return None if _kind_after(low, end)[0] is NounKind.PERSON else "article"
    return None


def _vague(low: int, word: str) -> _Reading:
    return _Reading(low, None, None, Modifier.VAGUE, f"vague:{word}")


def _read_few_scale(words: str) -> _Reading:
    """ "several hundred", "a couple of dozen": the small vague word times the scale."""
    bound = 2 if "couple" in words else 3
    for token in words.split(" "):
        bound *= 12 if token == "dozen" else _SCALES.get(token, 1)
    return _vague(bound, "several_" + words.rsplit(" ", 1)[-1])


def _read_plural(words: str) -> _Reading:
    """ "dozens", "tens of thousands", "hundreds or thousands": the least number that it can mean."""
    read: list[tuple[int, str]] = []
    scale = 1
    for part in reversed(_PLURAL_JOIN.split(words)):
        head, _, of = part.strip().partition(" of ")
        if of:
            scale = _VAGUE_SCALE[of]  # "tens of thousands" is twenty thousand, not ten times two thousand
            read.append((_VAGUE_PLURAL[head] * scale, f"{head}_of_{of}"))
        else:  # "tens or hundreds of thousands": the first borrows the scale of the last
            read.append((_VAGUE_PLURAL[head] * (scale if head in ("tens", "dozens", "hundreds") else 1), head))
    return _vague(*min(read))


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
        degree = _previous_words(low, start)[-1:] in (["as"], ["so"], ["how"], ["too"], ["not"])
        return "degree" if degree or low.startswith(("many a ", "many as"), start) else None
    return None


def _zero_look_alike(low: str, words: str, start: int, end: int) -> str | None:
    before = _previous_words(low, start)
    after = low[end : end + 24].lstrip()
    if words in ("zero", "nil"):
        set_phrase = after.startswith(_ZERO_NOT_BEFORE) or low[end : end + 1] == "-"
        return "word" if set_phrase or (before and before[-1] in _ZERO_NOT_AFTER) else None
    if words == "none":
        return "word" if after.startswith(_ZERO_NOT_BEFORE) or before[-2:] == ["second", "to"] else None
    if words == "neither":
        return None if re.match(r"(?:of|was|were)\b", after) or _kind_after(low, end)[0] is NounKind.PERSON else "word"
    if words != "no":
        return None
    # "no" is a zero only before people or what happened to them: "no doubt", "no longer", "No. 4" are not
    kind, noun = _kind_after(low, end)
    if kind not in (NounKind.PERSON, NounKind.FAMILY) or low[end : end + 1] in ".,-:;)" or after[:1].isdigit():
        return "word"
    at = low.index(noun, end)
    following = _ONE_WORD.match(low, at + len(noun))
    if following and following.group().strip() not in _NOUN_STOP and noun not in plural_of_people() | _SERIES:
        return "word"  # "no suspect descriptions"
    return "word" if _ZERO_ADJECTIVES.intersection(low[end:at].split()) else None


def _both_look_alike(low: str, end: int) -> str | None:
    after = _NEXT.match(low, end)
    if after is None:
        return "conjunction"
    if _kind_after(low, end)[0] in (NounKind.PERSON, NounKind.FAMILY):
        # "both guerrillas and soldiers" is a conjunction, "both brothers" counts
        return "conjunction" if _TWO_NOUNS.match(low, end) else None
    if after.group("of") and after.group("a") in ("them", "whom", "us"):
        return None
    return None if after.group("a") in _BOTH_AFTER else "conjunction"


def _another_look_alike(low: str, start: int, end: int) -> str | None:
    if _previous_words(low, start)[-1:] == ["one"]:
        return "pronoun"
    after = _NEXT.match(low, end)
    counts = after is None or bool(after.group("of")) or after.group("a") in _ANOTHER_FOLLOWED_BY
    return None if counts or _kind_after(low, end)[0] in (NounKind.PERSON, NounKind.FAMILY) else "thing"


def _previous_words(low: str, at: int, count: int = 3) -> list[str]:
    """Up to `count` words right before `at`, with nothing but blanks between them and it."""
    left = low[max(0, at - 60) : at]
    stripped = left.rstrip(" \t\n\u00a0\"“”‘'’")
    if stripped and not (stripped[-1].isalnum() or stripped[-1] in ".’'"):
        return []
    return [word.strip(".") for word in stripped.split()[-count:]]


def _unit_look_alike(text: str, low: str, end: int, *, vague: bool = False) -> str | None:
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
    if a in _TIME or (a in _TIME_BETWEEN and (b in _TIME or (b in _TIME_BETWEEN and c in _TIME))):
        return "duration"
    if a in _MONEY or (b in _MONEY and a not in _NOUN_STOP and _NOUNS.get(a) is not NounKind.PERSON):
        return "money"
    if a in _DISTANCE and not (a == "m" and text[end : end + 3].strip() != "m"):
        return "distance"
    if a in _WEIGHT:
        return "weight"
    if a in _CALIBRE:
        return "calibre"
    return "time" if a in _CLOCK and not vague else None


def _read_share(text: str, low: str, match: re.Match[str], kind: str, *, judge: bool) -> Quantity | None:
    """ "half of the 20 passengers", "two-thirds of them"."""
    start, end = match.start(), match.end("frac")
    words = _BLANKS.sub(" ", match.group("frac"))
    fraction = read_fraction(words)
    if match.group("base"):
        n_start, n_end = match.span("base")
        value = _whole(_number_value(match.group("base"))[0])
        if value is None or (judge and (_unit_look_alike(text, low, n_end) or _date_follows(text, low, n_end))):
            return _rejected(text, start, n_end, "fraction")
        return _quantity(text, start, n_end, _share(fraction, value, kind), (n_start, n_end))
    noun = match.group("noun")
    if noun and judge and _kind_after(low, match.start("noun") - 1)[0] not in (NounKind.PERSON, NounKind.FAMILY):
        return _rejected(text, start, end, "percent" if words[:1].isdigit() else "fraction")
    if noun and words == "half" and not re.search(r"\bof\b", match.group()) and judge:
        return _rejected(text, start, end, "fraction")
    share = _OPEN_MOST if words.startswith("most") else _OPEN_SHARE
    return _quantity(text, start, end, share, (match.start("frac"), end))


def _date_follows(text: str, low: str, end: int) -> bool:
    after = _MONTH_WORD.match(low, end)
    if not after or after.group(1) not in _MONTHS:
        return False
    word = text[after.start(1) : after.end(1)]
    modal = _MODAL.match(low, after.end())
    return word[0].isupper() and not modal


def _read_ordinal(text: str, low: str, match: re.Match[str], *, judge: bool) -> Quantity | None:
    """ "the 37th journalist killed": a place in a series, only before people or deaths."""
    start, end = match.span("ordinal")
    words = match.group("ordinal")
    digits = _LEADING_DIGITS.match(words)
    values = (_ORDINALS.get(word, 0) or _SMALL.get(word, 0) for word in _LETTERS.findall(words))
    value = int(digits.group()) if digits else sum(values)
    if judge:
        kind, noun = _kind_after(low, end)
        between = set(_LETTERS.findall(low[end : low.find(noun, end)])) if noun else set()
        in_series = noun in _SERIES or (kind is NounKind.PERSON and noun not in _ORDINAL_TITLES)
        if not in_series or low[end : end + 1] == "-" or between & (_UNIT_NOUNS | _UNIT_ADJECTIVES) or len(between) > 3:
            return _rejected(text, start, end, "ordinal")
    indefinite = _previous_words(low, start)[-1:] in (["a"], ["an"])
    reading = _Reading(value, value, value, Modifier.EXACT, "ordinal+indefinite" if indefinite else "ordinal")
    return replace(_quantity(text, start, end, reading, (start, end)), ordinal=True)


def _read_cardinal(
    text: str,
    low: str,
    match: re.Match[str],
    kinds: list[str],
    effective: str,
    flags: list[str],
    *,
    previous: Quantity | None,
    judge: bool,
) -> Quantity | None:
    """A number or range in digits or words, after the look-alike tests."""
    start, end = match.start(), match.end()
    n_start, n_end = match.start("n1"), match.end("n2") if match.group("n2") else match.end("n1")
    first, scale_1 = _number_value(match.group("n1"))
    second: Fraction | None = None
    if match.group("n2"):
        second, scale_2 = _number_value(match.group("n2"))
        if scale_1 == 1 and scale_2 > 1 and first < second / scale_2:
            first *= scale_2  # "5 to 6 million", "two or three dozen"
        split = judge and bool(match.group("from")) and _tells_change(low, match.start("from"))
        joined = match.group("sep").strip()
        if split or first >= second or _mixed_years(match, first, second):
            if joined in ("-", "–", "—", "‐") and "\n" not in match.group("sep") and match.group("sep") == joined:
                why = "year" if _mixed_years(match, first, second) or _is_year_number(match.group("n1")) else "score"
                return _rejected(text, n_start, n_end, why) if judge else None
            second, n_end, end = None, match.end("n1"), match.end("n1")  # two numbers: the second is read by itself
            effective = _effective(kinds)
            flags = [flag for flag in flags if flag != "increment" or "increment" in kinds]
    if match.group("from"):
        if second is None:
            start = n_start if not match.group("mods") else start
    elif match.group("both") and second is None:
        start = n_start
    if judge:
        number = _Number(
            text,
            low,
            kinds,
            start,
            end,
            n_start,
            n_end,
            first,
            second,
            plain=not kinds and not match.group("post") and second is None,
            years=second is not None and all(_is_year_number(match.group(name)) for name in ("n1", "n2")),
            hyphen=second is not None and "-" in match.group("sep"),
        )
        why_not = _cardinal_look_alike(number)
        if why_not:
            return _rejected(text, start, end, why_not)
    numbers = [_whole(value) for value in ((first,) if second is None else (first, second))]
    if any(number is None for number in numbers):
        return _rejected(text, start, end, "decimal") if judge else None
    bottom, top = numbers[0], numbers[-1]
    assert bottom is not None and top is not None
    compound = _COMPOUND.match(low, n_end)
    got = _apply(effective, bottom, top)
    if compound and got.rule == "exact":
        got = replace(got, rule="compound")
    flags = [*flags, *_flags_around(low, start, end, previous)] if judge else flags
    return _quantity(text, start, end, got, (n_start, n_end), flags=flags)


def _tells_change(low: str, at: int) -> bool:
    """A verb of change stands before "from" in the same sentence."""
    left = re.split(r"[.;!?]\s", low[max(0, at - 70) : at])[-1]
    return any(word in _CHANGE for word in _LETTERS.findall(left))


def _is_year_number(words: str) -> bool:
    return bool(_YEAR_NUMBER.fullmatch(words))


def _mixed_years(match: re.Match[str], first: Fraction, second: Fraction) -> bool:
    """ "2019-20" and "1989-1990"."""
    return _is_year_number(match.group("n1")) and (second < 100 or _is_year_number(match.group("n2")))


def _flags_around(low: str, start: int, end: int, previous: Quantity | None) -> list[str]:
    """What the neighbours say of a number: increment, others, definite, definite_base, pronoun."""
    flags = []
    after = _OTHERS.match(low, end)
    if after:
        word = after.group(1)
        if word.startswith("other"):
            flags.append("others")
        else:
            flags.append("increment")
    left = low[max(0, start - 40) : start]
    if previous is not None and previous.end >= start - 40 and _OF_BASE.fullmatch(low[previous.end : start]):
        flags.append("definite_base")
    elif _DEFINITE.search(left):
        flags.append("definite")
    return flags


@dataclass(frozen=True, slots=True)
class _Number:
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


def _cardinal_look_alike(number: _Number) -> str | None:
    """Why a cardinal number counts nobody, or None where it may."""
    why = _by_marks(number) or _by_unit(number)
    if why:
        return why
    left = _PREVIOUS.search(number.text[max(0, number.start - 30) : number.start])
    raw, gap = (left.group("a"), left.group("gap")) if left else ("", "")
    kind, noun = _kind_after(number.low, number.end)
    # "in 1990 police ..." and "Battalion 12 police ...": only nouns that numbers count speak against a label
    people = kind in (NounKind.PERSON, NounKind.FAMILY) and noun != "police"
    sides = _Sides(lower_in_place(raw).rstrip("."), raw, gap, kind, noun, people)
    return _by_brackets(number, sides) or _by_word_before(number, sides) or _by_both_sides(number, sides)


def _by_marks(number: _Number) -> str | None:
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
        word = _LETTERS.match(low, number.n_end + 1)
        if word is None:
            return "code"
        # "14-year-old" and "48-hour" are named by their unit
        unit = _unit_look_alike(number.text, low, number.n_end)
        return unit or (None if word.group() in _COMPOUNDS else "compound")
    return None


def _by_unit(number: _Number) -> str | None:
    """What stands right behind the number: a unit, a month, a street."""
    text, low = number.text, number.low
    unit = _unit_look_alike(text, low, number.end)
    if unit is None and number.end != number.n_end:
        unit = _unit_look_alike(text, low, number.n_end)
    if unit:
        return unit
    if number.digits and number.first <= 31 and _date_follows(text, low, number.n_end):
        return "date"
    if number.digits and number.plain:
        block = number.first % 100 == 0 and _BLOCK.match(low, number.n_end)
        if block or _STREET.match(text, number.n_end):
            return "address"
    return "rate" if _RATE.match(low, number.end) else None


def _by_brackets(number: _Number, sides: _Sides) -> str | None:
    """A bare number in brackets: an age beside a name or a person, else a place in a list; a count beside deaths."""
    if not number.plain:
        return None
    low, text = number.low, number.text
    opened = low[number.n_start - 1 : number.n_start] in ("(", "[") if number.n_start else False
    closed = low[number.n_end : number.n_end + 1] in (")", "]")
    if opened and closed:
        harm = _word_set("vague_plural", "followed_by")
        if sides.before in harm or sides.before in plural_of_people():
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


def _by_word_before(number: _Number, sides: _Sides) -> str | None:
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


def _by_both_sides(number: _Number, sides: _Sides) -> str | None:
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
        near = _LETTERS.findall(number.low[max(0, number.start - 40) : number.start])
        near += _LETTERS.findall(number.low[number.n_end : number.n_end + 16])[:2]
        if _CONTEST.intersection(near):
            return "score"
    if number.plain and number.words == "one":
        return _one_look_alike(number, sides)
    return "code" if number.first > 10**10 else None


_SCHOOL_YEARS = frozenset(("form", "grade", "class", "standard", "std", "primary", "year", "basic"))
_PUPILS = frozenset(
    "pupil pupils student students girl girls boy boys learner learners schoolboy schoolgirl candidate".split()
)


def _is_call_sign(number: _Number, raw: str) -> bool:
    """ "FOX 28", "KCRA 3": an acronym in mixed-case text with a number behind it."""
    acronym = len(raw) > 1 and raw.isupper() and raw.isalpha()
    mixed = not number.text[max(0, number.start - 80) : number.start].isupper()
    return acronym and mixed and not _VERB_OF_HARM.match(number.low, number.n_end)


def _is_label(number: _Number, sides: _Sides) -> bool:
    """ "Battalion 12", "No. 4", "page three": the word before makes the number a name."""
    if sides.gap.strip(" \t\n.°º#"):
        return False
    if sides.before == "no":
        return number.digits and (sides.raw[:1].isupper() or "." in sides.raw + sides.gap)
    if _LABEL_TAIL.match(number.low, number.n_end):
        return False  # "in the camp 4 were killed"
    return sides.before not in _LABELS_GUARDED or sides.raw[:1].isupper() or number.digits


@cache
def plural_of_people() -> frozenset[str]:
    """Plural forms of the people nouns."""
    out: set[str] = set()
    people = load_lexicon("people_en")
    for group in people["group"]:
        irregular: dict[str, str] = group.get("plurals", {})
        for word in group.get("words", ()):
            out |= {irregular[word]} if word in irregular else set(plural_forms(word))
        out |= set(group.get("plural_only", ()))
    return frozenset(out | set(people["case"]["per_person"]))


def _is_year(number: _Number, sides: _Sides) -> bool:
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


def _is_clock(number: _Number, sides: _Sides) -> bool:
    """ "at 2350", "as of 1618", "from 2300": four digits that can be a time, behind a preposition of time."""
    if not _CLOCK_NUMBER.fullmatch(number.words) or sides.gap.strip() or sides.people:
        return False
    if sides.before == "at" or number.low.endswith("as of ", 0, number.start):
        return True
    return sides.before in ("from", "until", "till", "by") and number.words[:2] not in ("19", "20")


def _is_apposed_age(number: _Number) -> bool:
    """ "Asel M., 34, is", "his son, 9, and": a small number between commas behind a name or a single person."""
    tail = number.low[number.n_end : number.n_end + 24]
    left = number.text[max(0, number.start - 60) : number.start].rstrip().rstrip(",")
    if not 1 <= number.first <= 110 or not _AGE_TAIL.match(tail) or _AMONG_TAIL.match(tail) or not left.split():
        return False
    words = left.split()
    last = words[-1].strip("\"“”'’()")
    bare = last.rstrip(".").lower()
    if bare in _MONTHS or last[:1].isdigit() or bare in plural_of_people():
        return False
    if _NOUNS.get(bare) is NounKind.PERSON:
        return True
    place = len(words) > 1 and words[-2].lower() in _PLACE_BEFORE
    if not last[:1].isupper() or place or (left.endswith(".") and len(last) > 3):
        return False
    # Upper case hides which words are names: there the number must stand between two marks.
    return not left[-30:].isupper() or tail.lstrip()[:1] in (",", ".", ";")


def _one_look_alike(number: _Number, sides: _Sides) -> str | None:
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
    earlier = _previous_words(low, number.n_start)[-2:-1]
    described = earlier in (["the"], ["a"], ["this"], ["that"], ["every"]) and sides.before not in _NOUNS
    if described and not sides.people and not _VERB_OF_HARM.match(low, number.n_end):
        return "pronoun"  # "the main one in town"
    return None


def row_quantity(known: list[Quantity], start: int, said: str) -> Quantity | None:
    """The number of a row at an offset, as the sentence's own reading has it, else read and added to that list; "0", "nil" and "none" are nobody."""
    end = start + len(said)
    found = next((q for q in known if q.start < end and start < q.end and not q.ordinal), None)
    if found is not None:
        return found
    if said.lower() in ("0", "nil", "none", "zero"):
        made = Quantity(said, start, end, 0, 0, 0, Modifier.EXACT, "zero", start, end)
    else:
        read = read_quantity(said)
        if read is None:
            return None
        made = replace(read, text=said, start=start, end=end, number_start=start, number_end=end)
    known.append(made)
    return made
