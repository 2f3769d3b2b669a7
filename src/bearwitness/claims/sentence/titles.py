"""Titles printed With Capitals or ALL IN CAPITALS above a text in ordinary print get back the case that they lost.

A capital says nothing of a name there, and the parser takes each word for one. A word keeps its capital where the text
below prints it so in mid-sentence, or where it is no ordinary word. Same length, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.common_words import casing, is_common_word
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.peoples import demonyms

LONGEST_TITLE = 160  # code points; a longer run of capitalised words is a list of names
FEWEST_WORDS = 3

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_IN_MID_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:['’]s)?(?![\w-])|(?<=[a-z,] )[a-z]+(?![\w-])")
_SMALL = frozenset(
    (
        "a an the and or but nor of in on at by for from to with as is are was were be been has have had after before "
        "over under near into out up off his her its their who that not no than via vs"
    ).split()
)
_KEPT = frozenset(
    (
        "i mr mrs ms dr st us uk un january february march april may june july august september october november "
        "december monday tuesday wednesday thursday friday saturday sunday"
    ).split()
)


def recase_titles(text: str, sentences: Sequence[Sentence]) -> str:
    """The text with those of the given sentences that are titles in the case of ordinary print.

    Args:
        text: A text layer that is not mostly in capitals.
        sentences: Those that will be parsed.
    """
    titles = [s for s in sentences if s.end - s.start <= LONGEST_TITLE and _is_title(text[s.start : s.end])]
    if not titles:
        return text
    below = _cases_in_mid_sentence(text, titles)
    pieces: list[str] = []
    at = 0
    for s in titles:
        pieces += [text[at : s.start], _recased(text[s.start : s.end], below)]
        at = s.end
    return "".join([*pieces, text[at:]])


def _is_title(line: str) -> bool:
    """Whether every word of weight is capitalised, and at least two of them are ordinary words behind the first."""
    words = [w for w in _WORD.findall(line) if w.lower() not in _SMALL and len(w) > 1]
    ordinary = sum(1 for w in words[1:] if is_common_word(_plain(w)))
    if line.isupper():
        return ordinary > 0
    if line.endswith(".") and line.count(",") > 1:
        return False  # a sentence that lists names
    return len(words) >= FEWEST_WORDS and ordinary > 1 and all(w[0].isupper() for w in words)


def _plain(word: str) -> str:
    """The word in lower case, without a possessive ending."""
    return re.sub(r"['’]s$", "", word.lower())


def _cases_in_mid_sentence(text: str, titles: Sequence[Sentence]) -> dict[str, bool]:
    """Word -> whether the text, its titles left out, prints it with a capital in mid-sentence each time."""
    found: dict[str, bool] = {}
    spans = [(s.start, s.end) for s in titles]
    for match in _IN_MID_SENTENCE.finditer(text):
        if any(start <= match.start() < end for start, end in spans):
            continue
        word = _plain(match.group())
        found[word] = found.get(word, True) and match.group()[0].isupper()
    return found


def _recased(line: str, below: dict[str, bool]) -> str:
    capitals = line.isupper()
    first = _WORD.search(line)

    def put(match: re.Match[str]) -> str:
        word = match.group()
        if not capitals and word.isupper() and len(word) > 1:
            return word  # initials of an office
        name = _is_name(_plain(word), below) or (first is not None and match.start() == first.start())
        form = word[0].upper() + word[1:].lower() if name else word.lower()
        return form if len(form) == len(word) else word

    return _WORD.sub(put, line)


def _is_name(plain: str, below: dict[str, bool]) -> bool:
    if plain in _KEPT or plain in demonyms():
        return True
    if plain in below:
        return below[plain]
    form = casing().get(plain)
    return not is_common_word(plain) if form is None else form != plain
