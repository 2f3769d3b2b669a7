"""The grammar of numbers as one expression over lower-case text.

Dates, times of day, ages, telephone numbers and ratios are found by it too, so that their digits are not taken for counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bearwitness.claims.sentence.number_words import (
    DIGITS,
    FRACTIONS,
    MODIFIERS,
    MODIFIERS_AFTER,
    MONTHS,
    NUMBER_LEXICON,
    ORDINALS,
    SCALES,
    SMALL,
    VAGUE_PLURALS,
    VAGUE_SCALES,
    VAGUE_WORDS,
)
from bearwitness.phrases.word_patterns import any_of

GAP = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"  # a gap: blanks and at most one line break


def any_phrase(words: Iterable[str]) -> str:
    """One group for all the phrases, longest first, each blank widened to a gap."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(GAP.join(re.escape(part) for part in words.split(" ")) for words in ordered) + ")"


HYPHEN = r"[-\u2010\u2011]"
_DASH = r"[-\u2010-\u2014]"
_JOIN = rf"(?:{HYPHEN}\n?|{GAP})"
_ONES_1_9 = any_phrase(word for word, value in SMALL.items() if value < 10)
_SMALL_RE = rf"(?:{any_phrase(NUMBER_LEXICON['tens']['words'])}(?:{_JOIN}{_ONES_1_9})?\b|{any_phrase(NUMBER_LEXICON['ones']['words'])}\b)"
_SCALE_RE = rf"(?:{any_phrase(SCALES)}\b)"
_SCALE_OR_DOZEN = rf"(?:{any_phrase([*SCALES, 'dozen'])}\b)"
_NUM = (
    "(?:"
    rf"(?:two|three|four|five){GAP}score\b|a{GAP}score\b(?={GAP}of{GAP}[a-z])|"
    rf"(?:an?{GAP})?half{_JOIN}(?:an?{GAP})?{_SCALE_OR_DOZEN}"
    rf"|(?:{DIGITS}|{_SMALL_RE}){GAP}and{GAP}a{GAP}half{GAP}{_SCALE_OR_DOZEN}"
    rf"|{DIGITS}(?:k\b|(?:{_JOIN}{_SCALE_RE})*(?:{_JOIN}dozen\b)?)"
    # a small number follows only a scale: "five two" is no number
    rf"|(?:{_SMALL_RE}|an?(?={GAP}{_SCALE_OR_DOZEN}))(?:(?:{_JOIN}{_SCALE_RE})+(?:{_JOIN}(?:and{GAP})?{_SMALL_RE})?)*"
    rf"(?:{_JOIN}dozen\b)?(?:{GAP}and{GAP}a{GAP}half\b)?"
    r"|(?:dozen|hundred|thousand|million)\b"
    ")"
)
_PLURAL_ONE = rf"{any_phrase(VAGUE_PLURALS)}\b(?:{GAP}of{GAP}(?:{any_phrase(VAGUE_SCALES)})\b)?"
_PLURAL = (
    rf"{_PLURAL_ONE}(?:,?{GAP}(?:and|or|to|if{GAP}not|or{GAP}even|or{GAP}perhaps|and{GAP}perhaps){GAP}{_PLURAL_ONE})*"
)
_FEW_SCALE = (
    rf"(?:several|quite{GAP}a{GAP}few|a{GAP}few|a{GAP}couple(?:{GAP}of)?|a{GAP}handful{GAP}of){GAP}"
    rf"(?:{_SCALE_RE}(?:{GAP}{_SCALE_RE})?|dozen\b)"
)
_NUMBER_OF = (
    rf"an?{GAP}(?:(?P<unknown>{any_phrase(NUMBER_LEXICON['number_of']['unknown'])}){GAP}|(?:{any_phrase(NUMBER_LEXICON['number_of']['known'])}){GAP})?"
    rf"number(?={GAP}of\b)|(?P<unknown2>{any_phrase(NUMBER_LEXICON['number_of']['unknown'])}){GAP}numbers?(?={GAP}of\b)"
    rf"|(?:{any_phrase(NUMBER_LEXICON['number_of']['known'])}){GAP}numbers(?={GAP}of\b)"
)
_MODS = rf"(?:(?:{any_phrase(MODIFIERS)}){GAP})"
_POST = rf"(?:\+(?!\d)|{HYPHEN}plus\b|{HYPHEN}odd\b|,?{GAP}(?:{any_phrase(MODIFIERS_AFTER)})\b(?!{GAP}than\b))"
_SEP = rf"(?:{GAP}?[-\u2013\u2014\u2010]{GAP}?|{GAP}(?:to|or){GAP}|,?{GAP}or{GAP}(?:even|maybe|perhaps|possibly){GAP})"
_FRACTION = rf"(?:{any_phrase([*FRACTIONS, *NUMBER_LEXICON['fractions']['majority']])}\b|\d+(?:\.\d+)?(?:%|{GAP}?(?:percent|per{GAP}cent)\b))"
_BASE_WORDS = (
    rf"(?:(?:the|these|those|all|its|his|her|their|our|some|about|nearly|around|approximately|at{GAP}least|more{GAP}than"
    rf"|an{GAP}estimated|over|almost|roughly|up{GAP}to){GAP})*"
)
_ORDINAL = (
    rf"(?:\d+(?:st|nd|rd|th|d)\b|(?:{any_phrase(NUMBER_LEXICON['tens']['words'])}{_JOIN})?{any_phrase(ORDINALS)}\b)"
)
_MONTH = rf"(?P<month>{any_phrase(MONTHS)})\b"
_MONTH2 = rf"(?P<month2>{any_phrase(MONTHS)})\b"
_NOT_MODAL = rf"(?!\.?{GAP}(?:have|be|not|also|still|well|yet)\b)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:(?:,\s?{_DAY})*,?(?:{GAP}?{_DASH}{GAP}?|{GAP}(?:and|or|to|through){GAP}){_DAY})?"
_YEAR = (
    r"(?:,?[^\S\n]*\n?[^\S\n]*(?:1[89]|20)\d\d\b"
    r"|[^\S\n]*\n?[^\S\n]*(?:['’]\d\d|[5-9]\d(?!\d|[,.]\d|\s+(?:people|persons)\b))\b)"
)
_DATE = (
    rf"(?:(?:between|from|on){GAP})?(?:the{GAP})?{_DAYS}(?:{GAP}of)?(?:{GAP}|-)(?:{_MONTH}{_NOT_MODAL})\.?{_YEAR}?"
    rf"|(?<!\bin\s){_MONTH2}\.?{GAP}{_DAYS}\b(?!,\d|{GAP}(?:people|persons|were|was)\b){_YEAR}?"
    rf"|{any_phrase(MONTHS)}\.?,?{GAP}(?:1[89]|20)\d\d\b"
    r"|\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b|\d{4}-\d\d-\d\d\b|\d+/\d+\b"
)
_CLOCK_RE = (
    rf"\d{{1,2}}:\d\d(?::\d\d)?(?:{GAP}?(?:a\.?m|p\.?m|hours|hrs|gmt|utc)\b)?|\d{{1,2}}[.h]\d\d{GAP}?(?:a\.?m|p\.?m)\b"
    rf"|[0-2]\d[0-5]\d{GAP}?(?:hours|hrs|gmt|utc|z\b|local\b|est\b)|0\d{{3}}\b|\d{{1,2}}{GAP}?(?:[ap]\.m\b|[ap]m\b|o['’]clock)"
)
_AGE_END = (
    rf"(?=\s*[,.;:)\]\u2014]|\s*$|\s--|{GAP}(?:years?|months?|were|was|and|died|from|who|respectively|when|in|at|on|are"
    r"|had|have|to|or|identified)\b)"
)
_AGE_NUM = rf"(?:\d{{1,3}}|{_SMALL_RE})"
_AGE = (
    rf"(?:aged|ages|age|ages{GAP}of|age{GAP}of|ranging{GAP}from)(?:{GAP}(?:between|from|about|around|only|just|approximately|of|some)){{0,2}}{GAP}"
    rf"(?:{_AGE_NUM}(?:,{GAP}?{_AGE_NUM})*(?:,?{GAP}(?:and|or|to){GAP}|{_DASH}){_AGE_NUM}{_AGE_END}|{_AGE_NUM}\b(?!{HYPHEN}))"
    rf"(?:{GAP}(?:years?|months?)(?:{GAP}(?:old|of{GAP}age))?)?"
    rf"|{_AGE_NUM}{HYPHEN}?(?:{GAP}?(?:and|or|to|,|{_DASH}){GAP}?{_AGE_NUM}{HYPHEN}?)+[-\s]?(?:year|month|week|day)s?[-\s]olds?\b"
)
_PHONE = r"\+?\d{1,4}(?:[-.\s]\(?\d{2,4}\)?){0,2}[-.\s]\d{3}[-.]\d{4}\b|\d{3}-\d{4}\b|\d{10,}"
_RATIO = (
    rf"one{GAP}in{GAP}(?:every{GAP})?(?:{_SMALL_RE}|\d{{1,2}}\b)(?![-,.]\d)"
    rf"(?!{GAP}(?:villages|towns|cities|days|attacks|places)\b)"
)
_PRONOUN = rf"one{_JOIN}(?:by|on|after|to){_JOIN}(?:one|another|the{GAP}other)\b|one{GAP}another\b"
_ANOTHER = r"(?:yet\s)?another\b"
_COUNT_BODY = (
    rf"(?P<frac>{_FRACTION})(?!{_JOIN}(?:an?{GAP})?{_SCALE_OR_DOZEN}){GAP}(?:of{GAP})?(?:{_BASE_WORDS}(?P<base>{_NUM})\b|(?P<open>them|whom|us|you)\b|(?:the|those|these|all|its|their|his|her){GAP}(?P<noun>[a-z]+))"
    rf"|(?P<scale>{_FEW_SCALE})"
    rf"|(?P<plural>{_PLURAL})"
    rf"|(?P<numberof>{_NUMBER_OF})"
    rf"|(?P<vague>{any_phrase(VAGUE_WORDS)})\b"
    rf"|(?P<ordinal>{_ORDINAL})"
    rf"|(?:(?P<both>between){GAP}(?:about{GAP}|some{GAP}|an{GAP}estimated{GAP})?)?(?P<from>(?:anywhere{GAP})?from{GAP})?(?P<n1>{_NUM})(?:(?P<sep>(?(both)(?:{_SEP}|{GAP}and{GAP})|{_SEP}))(?P<n2>{_NUM})(?![\w]))?(?!\w)"
    rf"|(?P<zero>{any_phrase(NUMBER_LEXICON['zero']['words'])})\b"
    rf"|(?P<two>both)\b|(?P<another>{_ANOTHER})"
)
_SINGLE = rf"|(?P<single>a{GAP}single|a{GAP}lone)\b"
_COUNT = rf"(?P<mods>{_MODS}{{0,3}})(?:{_COUNT_BODY}{_SINGLE})(?P<post>{_POST})?(?P<more>{GAP}more\b(?!{GAP}than\b))?"
_FREQUENT = frozenset("the in on as at not".split())
"""Words in every sentence that open a number seldom, so that the word behind is asked for too."""


def _opening(words: str) -> str:
    """The first word of a phrase, or the first two where the first is frequent."""
    first, *others = re.split(r"[ -]", words)
    return f"{first} {others[0]}" if first in _FREQUENT else first.rstrip(".")


_OPENINGS = {
    _opening(words)
    for words in (
        *(SMALL | SCALES | ORDINALS | VAGUE_PLURALS | VAGUE_WORDS | FRACTIONS | MODIFIERS),
        *(w for key in ("known", "unknown") for w in NUMBER_LEXICON["number_of"][key]),
        *NUMBER_LEXICON["fractions"]["majority"],
        *NUMBER_LEXICON["zero"]["words"],
        *MONTHS,
        *"a an dozen half from between anywhere aged ages age ranging both".split(),
        "on the",
    )
}


@cache
def count_pattern() -> re.Pattern[str]:
    """A count without the look-alikes; made when a phrase first asks for it, since it takes a tenth of a second."""
    return re.compile(rf"(?<!\w)(?:{_COUNT})")


COUNT_OR_LOOK_ALIKE = (
    rf"(?:(?P<date>{_DATE})|(?P<clock>{_CLOCK_RE})|(?P<age>{_AGE})|(?P<phone>{_PHONE})"
    rf"|(?P<ratio>{_RATIO})|(?P<pronoun>{_PRONOUN})|{_COUNT})"
)
# The first words come first: nineteen words in twenty are passed over without trying any rule.
NUMBERS = re.compile(rf"(?<!\w)(?=\d|\+\d|(?:on|the)\s+\d|{any_of(_OPENINGS)}\b){COUNT_OR_LOOK_ALIKE}")
COUNT_GROUPS = ("frac", "scale", "plural", "numberof", "vague", "ordinal", "n1", "zero", "two", "another", "single")
LOOK_ALIKE_GROUPS = ("date", "clock", "age", "phone", "ratio", "pronoun")
BARE_SHARE = re.compile(rf"(?<!\w)(?:{_FRACTION})(?!\w)")
