"""A sentence as the network reads it: words in lower case with their places, and neutral words for names.

It must not matter whose name stands where: a name of a place is one word, any other name another, one of a people a third, and
words for the men of any side a fourth. What a name is, capitals tell; in text in capitals, and in titles, a word that is no ordinary vocabulary is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bearwitness.phrases.people_words import people_nouns
from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.vocabulary import is_name
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Span, spans_meet

PLACE, NAME, PEOPLE, FIGHTERS = "boston", "smith", "european", "fighters"
"""What the network reads in the place of a name, and of a word for the men of a side."""
LONG_NUMBER = "1,000"
_DIGITS = 4

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.]*\d|\d|[^\w\s]")
_JOINS = ("of", "for")
_JOINED = (["of"], ["for"], ["of", "the"], ["for", "the"])
_LONG_WORD = 4
_HARDLY_ANY = 0.1


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is read, and where it stands; a run of words of one name is one."""

    text: str
    start: int
    end: int


def plain_words(text: str, start: int, end: int, *, capitals: bool) -> int:
    """How many words without a name a stretch of text has: a distance in which no name's length counts."""
    return sum(not is_name(m.group(), capitals=capitals, opens=False) for m in _TOKEN.finditer(text, start, end))


def are_capitals(text: str, start: int, end: int) -> bool:
    """Whether capitals tell no name in a stretch of text: all in capitals, or a title, which has hardly a long word without one."""
    words = [w for w in re.findall(r"[^\W\d_]+", text[start:end]) if len(w) >= _LONG_WORD]
    return bool(words) and sum(w[0].islower() for w in words) <= _HARDLY_ANY * len(words)


def words_of_sentence(text: str, start: int, end: int, places: Sequence[Span]) -> list[Word]:
    """The words of a sentence as the network reads them.

    Args:
        text: The text layer.
        start: Where the sentence begins.
        end: Where it ends.
        places: Spans of phrases that name places.
    """
    capitals = are_capitals(text, start, end)
    within = [p for p in places if spans_meet(p, (start, end))]
    found: list[Word] = []
    for m in _TOKEN.finditer(text, start, end):
        word = _read(m.group(), m.span(), within, capitals, opens=m.start() <= start + 1)
        before = _of_one_name(found, word, text, m.start())
        if before is None:
            found.append(Word(word, *m.span()))
        else:
            found[before:] = [Word(word, found[before].start, m.end())]
    return found


def _of_one_name(found: Sequence[Word], word: str, text: str, start: int) -> int | None:
    """Index of the word that a name goes on from: right before it, or for a party's with "of" or "for" between; else None."""
    if word not in (PLACE, NAME) or not found:
        return None
    if found[-1].text == word:
        return len(found) - 1 if text[found[-1].end : start].isspace() else None
    k = len(found) - 2 if found[-1].text in _JOINS else len(found) - 3
    joined = found[k + 1 :] if k >= 0 else []
    if word == NAME and joined and found[k].text == NAME and [w.text for w in joined] in _JOINED:
        return k
    return None


_SIDES = frozenset({"armed_forces", "fighter", "named_by_the_claimant"})
"""Groups of the tables of people whose words tell one side from another: for all that is weighed here they are one."""
_OF_A_SIDE = words_of(
    "army armies navy military troops rebels militia militias government governments regime loyalist loyalists"
)


@cache
def of_a_side() -> frozenset[str]:
    """Words for the men of one side or another, one of them or all, and for what they fight for."""
    nouns = {word for word, n in people_nouns().items() if n.group in _SIDES and " " not in word}
    return _OF_A_SIDE | nouns


def _read(word: str, span: Span, places: Sequence[Span], capitals: bool, *, opens: bool) -> str:
    if word[0].isdigit():
        return LONG_NUMBER if len(word) > _DIGITS else word
    low = word.lower().replace("’", "'")
    if low in of_a_side() and (opens or capitals or word[0].islower()):
        return FIGHTERS
    if not is_name(word, capitals=capitals, opens=opens):
        return low
    if low in demonyms():
        return PEOPLE
    return PLACE if any(spans_meet(p, span) for p in places) else NAME
