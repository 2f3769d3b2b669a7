"""The words that the parser sees of a sentence: each run of capitalised words is replaced by a neutral one of the same kind.

So the parse of "X killed 12" cannot depend on who X is: a person, party or place is "Smith", a people "European".
Tokens keep the offsets and words of the original.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bearwitness.claims.sentence.common_words import FUNCTION_WORDS, NAME_PARTICLES, NEVER_NAMES, is_common_word
from bearwitness.claims.sentence.left_out import find_left_out, whole_verbs
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.peoples import demonyms

_WORD = re.compile(
    r"(?<![^\W\d_])[A-Z]\.(?=,|\s+[^\W_])|"  # initials
    r"[^\W\d_]+(?:['’.-](?=[^\W\d_])[^\W\d_]+)*\.?(?<=[A-Za-z]\.[A-Za-z]\.)"  # U.S. and the like
    r"|\d+[- ]?(?:[Yy]ear|[Mm]onth|[Ww]eek|[Dd]ay|YEAR|MONTH|WEEK|DAY)s?[- ](?:[Oo]lds?|OLDS?)\b"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|ST|ND|RD|TH)?"
    r"|[^\W\d_]+(?:['’](?=(?:t|T)\b)[tT])?(?:[’']?-[^\W_]+)*"
    r"|['’](?:s|S|re|ve|ll|d|m)\b"
    r"|--+|\.\.+|[^\w\s]|_+"
)


def tokenize(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the words and marks of a stretch of text."""
    return [match.span() for match in _WORD.finditer(text, start, end)]


def plan_words(
    text: str, cased: str, sentence: Sentence
) -> tuple[list[tuple[int, int]], list[str], list[bool], list[bool]]:
    """Token spans of a sentence, the words that the parser shall see, and which are stand-ins or demonyms."""
    aside = find_left_out(cased, sentence)
    spans = whole_verbs(
        [span for span in tokenize(cased, sentence.start, sentence.end) if not aside.dropped or not aside.drops(span)],
        aside,
    )
    words = [cased[s:e] for s, e in spans]
    headline = _is_headline(words)
    opens_with_name = _opens_with_name(cased, words)
    out_spans: list[tuple[int, int]] = []
    out_words: list[str] = []
    stand_in: list[bool] = []
    nation: list[bool] = []
    i = 0
    while i < len(spans):
        if not (i == 0 and opens_with_name) and not _is_name_word(words, i, headline):
            out_spans.append(spans[i])
            word = words[i]
            merged = bool(aside.merged) and aside.merges(spans[i][0]) is not None
            if i == 0 and not merged and word[:1].isupper() and word[1:].islower() and is_common_word(word.lower()):
                word = word.lower()  # the model takes a capital at the start for a name
            if stand_in and stand_in[-1] and _owns(text, spans, i):
                word = "'s"  # the stand-in has no s of its own
            out_words.append("killed" if merged else '"' if _is_quote_mark(text, spans[i], word) else word)
            stand_in.append(False)
            nation.append(False)
            i += 1
            continue
        j = i + 1
        while j < len(spans):
            if _is_name_word(words, j, headline) and not _is_demonym(words[j]):
                j += 1
            elif (
                words[j].lower() in NAME_PARTICLES
                and j + 1 < len(spans)
                and _is_name_word(words, j + 1, headline)
                and not _is_demonym(words[j + 1])
            ):
                j += 2
            elif words[j - 1].lower() in _GROUP_HEADS and (tail := _group_tail(words, j, headline)) is not None:
                j = tail  # "Front for the Liberation of Oru": one name
            elif (
                words[j] in ("-", "'", "’")
                and j + 1 < len(spans)
                and spans[j][0] == spans[j - 1][1] == spans[j + 1][0] - 1
            ):
                if not _is_name_word(words, j + 1, headline):
                    break
                j += 2
            else:
                break
        run = words[i:j]
        out_spans.append((spans[i][0], spans[j - 1][1]))
        demonym = len(run) == 1 and _is_demonym(run[0])
        out_words.append(_stand_in(run, demonym))
        stand_in.append(True)
        nation.append(demonym)
        i = j
    return out_spans, out_words, stand_in, nation


def _opens_with_name(text: str, words: Sequence[str]) -> bool:
    """Whether a sentence opens with an ordinary word that the text uses as a name ("Grace died" ... "said that Grace")."""
    if len(words) < 2 or not words[1].islower() or len(words[0]) < 3 or not words[0].istitle():
        return False
    lower = words[0].lower()
    return (
        lower not in FUNCTION_WORDS
        and lower not in NEVER_NAMES
        and is_common_word(lower)
        and _is_name_in(text, words[0])
    )


@lru_cache(maxsize=512)
def _is_name_in(text: str, word: str) -> bool:
    """Whether a text prints a word with a capital behind a word without one, and never without."""
    if f" {word.lower()}" in text:
        return False
    at = text.find(f" {word}")
    while at >= 0:
        before = text[max(0, at - 30) : at].split(" ")[-1]
        behind = text[at + 1 + len(word) : at + 2 + len(word)]
        if before[:1].islower() and not behind.isalnum() and before[-1:] not in ".:!?":
            return True
        at = text.find(f" {word}", at + 1)
    return False


_GROUP_HEADS = frozenset(
    (
        "front movement party army league union council committee organization organisation forces brigade "
        "brigades sons resistance people's command guard alliance"
    ).split()
)


def _group_tail(words: Sequence[str], j: int, headline: bool) -> int | None:
    """Index behind "for the Liberation", "of the Plain", "of Oru" after the head of a group's name; None if there is none."""
    k = j
    if k < len(words) and words[k].lower() in ("for", "of"):
        k += 1
        if k < len(words) and words[k].lower() == "the":
            k += 1
        if k < len(words) and _is_name_word(words, k, headline) and not _is_demonym(words[k]):
            return k + 1
    return None


def _is_quote_mark(text: str, span: tuple[int, int], word: str) -> bool:
    """Whether a mark quotes; an apostrophe right behind a plural ("the soldiers' bodies") does not."""
    if word in ("“", "”", "«", "»", "``", "''"):
        return True
    return word in ("'", "‘", "’", "`") and (
        word == "‘" or span[0] == 0 or not text[span[0] - 1].isalnum() or text[span[0] - 1] not in "sS"
    )


def _owns(text: str, spans: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether a mark is the whole ending of a name that owns what follows: "Rojas' death", not "of 'Rojas' and"."""
    start, end = spans[i]
    if text[start:end] not in ("'", "’") or text[start - 1 : start] not in ("s", "S", "z", "Z"):
        return False
    if i + 1 >= len(spans) or not text[end : end + 1].isspace():
        return False
    following = text[slice(*spans[i + 1])]
    if not following[:1].isalpha() and not following.endswith("-year-old"):
        return False
    return not any(text[s:e] in ("'", "‘") and not text[s - 1 : s].isalnum() for s, e in spans[:i])


def _is_headline(words: Sequence[str]) -> bool:
    """Whether nearly every word is capitalised, as in a title, so that capitals mark no name; a list of names ends with a point."""
    if words and words[-1] == ".":
        return False
    letters = [w for w in words if w[:1].isalpha() and len(w) > 3]
    return len(letters) >= 4 and sum(1 for w in letters if w[:1].isupper()) > 0.7 * len(letters)


def _is_demonym(word: str) -> bool:
    return word[:1].isupper() and word.lower() in demonyms()


def _is_name_word(words: Sequence[str], i: int, headline: bool) -> bool:
    word = words[i]
    lower = word.lower()
    if not word[:1].isupper() or not word[:1].isalpha() or lower in NEVER_NAMES:
        return False
    if lower in demonyms():
        return True
    if lower in FUNCTION_WORDS:
        return False
    first = i == 0 or words[i - 1] in _OPENING
    if not (first or headline):
        return True
    if not is_common_word(lower):
        return True
    following = words[i + 1] if i + 1 < len(words) else ""
    return (
        not headline
        and following[:1].isupper()
        and following.lower() not in FUNCTION_WORDS
        and not _is_demonym(following)
    )


_OPENING = frozenset(['"', "“", "‘", "«", ":", "--", "—", "–", "-", "(", "[", "...", "…", ".", ";", "*", "•"])


def _stand_in(run: Sequence[str], demonym: bool) -> str:
    """A word of the same kind that the model has seen often: its own words must not colour the parse."""
    if demonym:
        return "Europeans" if run[0].lower().endswith("s") else "European"
    return "Smith"
