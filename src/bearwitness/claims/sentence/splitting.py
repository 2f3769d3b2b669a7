"""Text -> sentences, by a splitter of our own over the whole text; only those that can hold a claim are parsed later.

A full stop ends a sentence unless it follows an abbreviation or a list's number; a new line does before a list mark and
between rows of figures. Cost: linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.word_patterns import words_of

LONGEST_SENTENCE = 2_000  # code points; a "sentence" beyond it is a table or a list, and is cut at white space

_PARAGRAPH = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BREAK = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n(?=[ \t]*(?:[-*•–—·▪►]|\(?\d{1,2}[.)]|\([a-z]{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,2})[ \t])"
    r"|\n(?=[ \t]*(?:\d[\d,.]*[ \t]*[-–—:=|][ \t]|[A-Z][A-Za-z ]{2,30}[:=|][ \t]*[~\d]))"  # rows of figures
    r"|(?<=[a-z]{3})[.!?][”\")]?(?=[\"“]?[A-Z][a-z]*[,\s])"  # a page that lost the blank: "his father.Police said"
)
_MARK = re.compile(r"[.!?…\n]")
_ABBREVIATIONS = words_of(
    "mr mrs ms dr drs prof rev fr sr jr st ste mt ft col gen lt sgt capt cpl maj brig adm cmdr cdr cmd pvt pfc spc det insp supt "
    "gov sen rep hon pres amb msgr atty no nos art sec vol fig inc ltd co corp bros vs etc al approx ca cf e.g i.e jan feb mar apr "
    "jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun ave blvd rd hwy conn calif mass penn tenn okla ariz "
    "colo wash mich minn wis ala ark fla ga ill ind kan ky la md miss mo neb nev ore tex va vt n.y n.j n.c s.c n.h u.s u.n u.k d.c"
)
_MAY_END = words_of("u.s u.n u.k d.c a.m p.m etc inc ltd co corp al")  # abbreviations that also end a sentence
_INITIALS = re.compile(r"[a-z](?:\.[a-z])*")
_BEFORE_WORD = re.compile(r"[\s(\"'“‘\[]")
_NUMBERED = re.compile(r"(?:^|\n)[ \t]*\(?\d{1,2}$")
_OPENS = re.compile(r"\s*[\"'“‘«(\[]*\s*(?:[^\W_a-z]|\d|\.\.\.|\[|—|--)")


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
            if _is_abbreviated(before) and not _ends_after_abbreviation(before, text[cut : cut + 40]):
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


def _is_abbreviated(before: str) -> bool:
    """Whether the word right before a full stop is an abbreviation or initials."""
    word = _BEFORE_WORD.split(before)[-1].lower()
    return word in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None


def _ends_after_abbreviation(before: str, after: str) -> bool:
    """Whether a full stop after "U.S.", "p.m.", "Jan." or a number's "No." also ends the sentence."""
    if _BEFORE_WORD.split(before)[-1].lower() in _MAY_END:
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
