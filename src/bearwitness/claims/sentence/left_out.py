"""What the parser need not see of a sentence, and what it shall see as one word.

Left out are ages set off by commas, marks round single words, what an editor put in brackets, the points of titles and the
short form behind a group's name. Fixed phrases of killing ("shot dead") are one verb. Tokens keep their own place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bearwitness.claims.sentence.common_words import FUNCTION_WORDS
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.word_patterns import AnyCase

# Fixed verb phrases that the parser splits badly: read as one verb of killing, with their own words and span.
_ONE_VERB = AnyCase(
    r"\b(?:shot|stabbed|beaten|hacked|burned|burnt|clubbed|stoned|bludgeoned|choked|strangled|crushed|trampled)\s+(?:\w+ly\s+)?(?:dead|to\s+death|and\s+killed)\b(?!\s+(?:body|bodies))"
    r"|\b(?:gunned|mowed|cut)\s+down\b|\bburn(?:ed|t)\s+alive\b|\b(?:fatally|mortally)\s+(?:shot|wounded|stabbed|injured|beaten)\b",
)
_AGE_ASIDE = AnyCase(
    r"(?<=[\w.])\s*(?:,\s*(?:both\s+)?(?:aged\s+)?(?P<age>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*(?P<comma>,)|\(\s*(?:aged\s+)?\d{1,3}\s*\))(?=\s)",
)
# The point of "Sgt. Rell": to the parser it ends the sentence.
_TITLE_POINT = re.compile(
    r"(?<=\b(?:Mr|Ms|Dr|Fr|Lt))\.(?=\s+[A-Z])|(?<=\b(?:Mrs|Rev|Col|Gen|Sgt|Cpl|Maj|Adm|Det|Gov|Sen|Rep|Pvt|Pfc|Hon))\.(?=\s+[A-Z])"
    r"|(?<=\b(?:Capt|Cmdr|Prof|Brig|Msgr|Supt|Insp))\.(?=\s+[A-Z])"
)
_SCARE_QUOTES = re.compile(r"(?<!\w)(['‘\"“])([^\W\d_]+(?:\s[^\W\d_]+){0,2})(['’\"”])(?!\w)")


@dataclass(slots=True)
class LeftOut:
    """What the parser need not see of a sentence, and what it shall see as one word."""

    dropped: list[tuple[int, int]]
    merged: list[tuple[int, int]]

    def drops(self, span: tuple[int, int]) -> bool:
        return any(s <= span[0] and span[1] <= e for s, e in self.dropped)

    def merges(self, start: int) -> tuple[int, int] | None:
        return next((m for m in self.merged if m[0] == start), None)


def find_left_out(cased: str, sentence: Sentence) -> LeftOut:
    """Ages set off by commas or brackets, marks round single words and behind titles, and verb phrases that count as one word."""
    dropped: list[tuple[int, int]] = []
    for match in _AGE_ASIDE.finditer(cased, sentence.start, sentence.end):
        after = cased[match.end() : match.end() + 12].lstrip().split(" ")[0].lower()
        keep_comma = match.group("comma") and after not in (
            "and",
            "was",
            "is",
            "were",
            "has",
            "had",
            "who",
            "of",
            "died",
            "dies",
        )
        dropped.append((match.start(), match.start("comma") if keep_comma else match.end()))
    for match in _SCARE_QUOTES.finditer(cased, sentence.start, sentence.end):
        dropped += [match.span(1), match.span(3)]
    if cased.find("[", sentence.start, sentence.end) >= 0:
        dropped += _editors_brackets(cased, sentence)
    dropped += [match.span() for match in _TITLE_POINT.finditer(cased, sentence.start, sentence.end)]
    if cased.find("(", sentence.start, sentence.end) >= 0:
        dropped += [match.span("all") for match in _SHORT_NAME.finditer(cased, sentence.start, sentence.end)]
    return LeftOut(dropped, [m.span() for m in _ONE_VERB.finditer(cased, sentence.start, sentence.end)])


# "the Oru Liberation Front (OLF) fighters": the short form behind a name of two words or more.
_SHORT_NAME = re.compile(r"[A-Z][\w'’-]+\s+[A-Z][\w'’-]+(?P<all>\s*\(\s*[A-Z][\w-]{1,9}\s*\))(?=[\s,.;])")
_BRACKET = re.compile(r"(?P<before>[\w'’]+)[^\S\n]?\n?\s*(?P<all>\[(?P<words>[^\[\]]{1,120})\])")


def _editors_brackets(cased: str, sentence: Sentence) -> list[tuple[int, int]]:
    """What an editor put in square brackets behind a word: full names, hours, "not further identified".

    Words that take part in the sentence ("the massacre [of six monks]", "they [were] shot") stay; of them the marks go.
    """
    dropped: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(cased, sentence.start, sentence.end):
        words = match.group("words").lower().split()
        start, end = match.span("all")
        if not words or words[0] in _EDITORS_WORDS:
            dropped.append((start, end))
        elif (
            words[0] in FUNCTION_WORDS
            or match.group("before").lower() in _BEFORE_A_FILLING
            or (len(words) == 1 and match.group("words").islower())
        ):
            dropped += [(start, start + 1), (end - 1, end)]
        elif match.group("words")[:1].isupper() or words[0][:1].isdigit():
            dropped.append((start, end))
    return dropped


_BEFORE_A_FILLING = frozenset(
    "the a an of in by to at from with and or is are was were be been has have had will his her their our this that".split()
)
_EDITORS_WORDS = frozenset("not word words name names passage sentence title as sic number figure".split())


def whole_verbs(spans: list[tuple[int, int]], aside: LeftOut) -> list[tuple[int, int]]:
    if not aside.merged:
        return spans
    whole: list[tuple[int, int]] = []
    for span in spans:
        inside = next((m for m in aside.merged if m[0] < span[0] < m[1]), None)
        if inside is None:
            whole.append(aside.merges(span[0]) or span)
    return whole
