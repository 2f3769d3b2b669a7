"""Text printed in capitals: whether it is, and the same text with the case that it would have in print.

A word that the counts do not know is taken for a name; a title or a body has its capital beside a name only, and the
name of an armed or political group has it back to its first word.
"""

from __future__ import annotations

import re
import string
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from bearwitness.claims.sentence.capitals import plain_words, words_in_names
from bearwitness.claims.sentence.common_words import FUNCTION_WORDS, NAME_PARTICLES, NEVER_NAMES, casing, is_common_word
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.peoples import demonyms

UPPER_SHARE = 0.8  # share of capitals among letters over which a text counts as upper-case (stack.md)

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ASCII_UPPER = string.ascii_uppercase.encode()
_ASCII_LOWER = string.ascii_lowercase.encode()


@lru_cache(maxsize=16)
def is_mostly_upper(text: str) -> bool:
    """Whether the text is printed in capitals, so that case says nothing of names."""
    sample = text[:20_000]
    plain = sample.encode("ascii", "ignore")
    others = _NOT_ASCII.findall(sample)
    upper = len(plain) - len(plain.translate(None, _ASCII_UPPER)) + sum(map(str.isupper, others))
    lower = len(plain) - len(plain.translate(None, _ASCII_LOWER)) + sum(map(str.islower, others))
    return upper > 0 and upper / (upper + lower) > UPPER_SHARE


def truecase(text: str, sentences: Sequence[Sentence]) -> str:
    """The text with the case that it would have in print; same length, so that offsets hold.

    A word that the counts do not know is taken for a name. Only for texts that `is_mostly_upper`.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a few code points change their length; leave those texts as they are
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    pieces = list(lower)
    starts = {s.start for s in sentences}
    for match, form in _printed(lower):
        if len(form) == len(match.group()):
            pieces[match.start() : match.end()] = form
    for start, end in _group_names(lower):
        for match in _LETTERS.finditer(lower, start, end):
            if match.group() not in NAME_PARTICLES:
                pieces[match.start()] = lower[match.start()].upper()
    for start in starts:
        for j in range(start, min(start + 3, len(pieces))):
            if pieces[j].isalpha():
                if len(pieces[j].upper()) == 1:
                    pieces[j] = pieces[j].upper()
                break
    return "".join(pieces)


_LETTERS = re.compile(r"[^\W\d_]+")


def _printed(lower: str) -> list[tuple[re.Match[str], str]]:
    """Words of a text in lower case that print otherwise, with that form; a title or body has its capital beside a name only."""
    table, plain, in_names = casing(), plain_words(), words_in_names()
    words = list(_LETTERS.finditer(lower))
    lows = [match.group() for match in words]
    forms: list[str] = []
    for word in lows:
        form = table.get(word)
        if form is None:
            common = word in plain or len(word) < 3 or is_common_word(word)
            form = word if common else word[:1].upper() + word[1:]
        forms.append(form)
    nations = demonyms()
    changed = [i for i, (word, form) in enumerate(zip(lows, forms, strict=True)) if form != word]
    proper: int | None = None  # the name last passed, on the way from the end
    for i in reversed(changed):
        word = lows[i]
        if word in in_names:
            before = i > 0 and _is_proper(forms[i - 1], nations) and lows[i - 1] not in in_names
            if not (before and _touch(lower, words[i - 1], words[i])) and not (
                proper == i + 1 and _touch(lower, words[i], words[i + 1])
            ):
                forms[i] = word
        if _is_proper(forms[i], nations):
            proper = i
    return [(words[i], forms[i]) for i in changed if forms[i] != lows[i]]


def _is_proper(form: str, nations: Container[str]) -> bool:
    return form[:1].isupper() and form.lower() not in nations and form.lower() not in NEVER_NAMES


def _touch(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether only white space stands between two words."""
    return text[left.end() : right.start()].isspace()


_GROUP_HEAD = re.compile(r"(?<=[ \n])(?:fronts?|movement|brigades?|militias?|league|legion|resistance|army)\b")
_LONGEST_NAME = 120  # code points before the head
_GROUP_WITH_TAIL = re.compile(
    r"\b(?:front|movement|brigades?|militia|league|legion|army|forces|sons)[ \n](?:of|for)[ \n](?:the[ \n])?(?:[^\W\d_]+[ \n]){0,2}?"
    r"(?:liberation|independence|resistance|unity|revolution|plains?|people|god|[^\W\d_]+ist)\b"
    r"|\bsons(?<=\bof[ \n]the[ \n]sons)[ \n]of[ \n][^\W\d_]+"  # behind the word, where few look
    r"|\b(?:movement|brigade|militia|league)[ \n]of[ \n](?:the[ \n])?[^\W\d_]+"
)
# Words that go before "army" or "front" without naming one.
_NO_GROUP_NAME = frozenset(
    (
        "broad central common eastern enemy entire foreign government guerrilla guerrillas labor left local "
        "mass military national new northern old own paramilitary popular private rebel regional regular "
        "right rural said same southern state terrorist united urban western whole wing"
    ).split()
)


def _group_names(lower: str) -> Iterator[tuple[int, int]]:
    """Spans of the names of armed and political groups in lower case, by their head: "the salt river front".

    The words before the head belong to it back to an article, a preposition, a verb of the grammar or a number; a head
    with none but general words before it ("the army", "the national movement") is no name.
    """
    yield from (match.span() for match in _GROUP_WITH_TAIL.finditer(lower))
    for head in _GROUP_HEAD.finditer(lower):
        words = _words_before(lower, head.start())
        kept: list[re.Match[str]] = []
        for word in reversed(words):
            if word.group() in FUNCTION_WORDS or word.group() in demonyms() or _is_verb_shape(word.group()):
                break
            kept.append(word)
        if kept and any(word.group() not in _NO_GROUP_NAME for word in kept):
            yield kept[-1].start(), head.end()


def _words_before(lower: str, at: int) -> list[re.Match[str]]:
    """The words right before an offset, four at most, that only a blank or a line's end parts."""
    words: list[re.Match[str]] = []
    for word in reversed(list(_LETTERS.finditer(lower, max(0, at - _LONGEST_NAME), at))):
        behind = words[-1].start() if words else at
        if len(words) == 4 or word.end() + 1 != behind or lower[word.end()] not in " \n":
            break
        words.append(word)
    return words[::-1]


def _is_verb_shape(word: str) -> bool:
    return word.endswith(("ed", "ing")) or word in ("says", "say", "told", "members", "fighters", "leader", "leaders")
