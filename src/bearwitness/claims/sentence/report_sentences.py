"""The sentences of a report without its dateline, bullets and names of pages, and which lean on the one before them."""

from __future__ import annotations

import re

from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.claims.sentence.splitting import split_sentences
from bearwitness.claims.sentence.upper_case import is_mostly_upper
from bearwitness.records import Document

DATELINE_REACH = 1_500
"""Code points of the body in which a paragraph may open with a dateline: behind a caption or a notice."""
OPENING_LINES = 250  # code points of the body in which a page may print its title again, with its own name behind it
_OPENS_SUBSET = re.compile(
    r"\s*(?:\"|“)?(?:Of (?:which|whom|these|those|them|(?:that|this) number|the [\w,-]+(?=,))|Among (?:them|these|those|the (?:dead|victims|killed|wounded|injured|casualties|detainees|prisoners))|They include|These include|Including)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:correct(?:ed|ion)?|figure|number|count|toll|puts? (?:it|them) at|of (?:these|those) (?:said|described|told))\b"
    r"|\b(?:there (?:had been|were)|it (?:is|was)) [\w,-]+\s*(?:$|[.;,])",
    re.IGNORECASE,
)  # a number that leans on the sentence before
_BARE_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{2,40}(?:,\s+[A-Z][\w .'’-]{1,30}){0,2}(?:,\s+\d{1,2}\s+\w+\.?(?:\s+\d{2,4})?|,\s+\w+\.?\s+\d{1,2}(?:,\s+\d{4})?)?\s*(?:\([^)\n]{2,40}\)\s*)?(?:--|—|–|-|>>)\s+"
)
_DATELINE = re.compile(r"\s*[^\n]{0,120}?(?:\([^)\n]{1,60}\)\s*)?(?:--|—|–|-|>>)\s*(?:\[[^\]]{1,90}\]\s*)*")
_MARKS = re.compile(
    r"(?:\s*\[[^\]]{1,90}\]\s*)+|\s*(?:[01]?\d|2[0-3])[:.][0-5]\d\s*(?:GMT|UTC|BST|EST|CET|a\.?m\.?|p\.?m\.?)?\s*[-–—:|]?\s+(?=[A-Z\"“])"
)
_PAGE_NAME = re.compile(
    r"\s+[-–—|]\s+(?=[A-Z0-9])(?:[\w&.,:'’/-]+\s+){0,5}?(?:[\w-]+\.(?:com|org|net|tv)\b|News\b|TV\b|Channel\b|Radio\b|Weather\b|Sports\b|FOX\b|CNN\b|"
    r"[ANC]BC\b|CBS\b|[KW][A-Z]{2,3}(?:-?TV)?\b)[^\n]*|\s+(?:Posted|Updated|Published):[^\n]*"
)
"""The name of the site, or the hour, behind a title: "Boy shot - Oru News, Weather and Sports". Capitals as printed."""


def sentences_of(document: Document) -> list[Sentence]:
    """Sentences of title and body; a dateline is no part of the first."""
    text = document.text
    sentences = split_sentences(text)
    line_end = (
        document.dateline_date.span[1]
        if document.dateline_date
        else document.dateline_place.span[1]
        if document.dateline_place
        else None
    )
    kept: list[Sentence] = []
    capitals = is_mostly_upper(text)
    for s in sentences:
        if line_end is not None and s.start < line_end <= s.end + 1 and s.start <= document.body_start + 200:
            head = _DATELINE.match(text, max(s.start, line_end - 1), s.end)
            s.start = min(head.end(), s.end) if head else s.start
        opens = s.start <= document.body_start + 3 or (not kept or kept[-1].paragraph != s.paragraph)
        if opens and s.start <= document.body_start + DATELINE_REACH and not capitals:
            place = _BARE_DATELINE.match(text, s.start, s.end)
            s.start = place.end() if place else s.start
        mark = _MARKS.match(text, s.start, s.end)
        if mark:
            s.start = mark.end()
        if s.start < document.body_start + OPENING_LINES:
            tail = _PAGE_NAME.search(text, s.start, s.end)
            s.end = tail.start() if tail else s.end
        if s.end - s.start >= 2:
            s.index = len(kept)
            kept.append(s)
    return kept


def may_follow(text: str, sentence: Sentence) -> bool:
    """Whether a sentence without a word of harm may speak of the people before it ("Three were children.")."""
    words = text[sentence.start : sentence.end]
    if _OPENS_SUBSET.match(words):
        return True
    if len(words) > 160:
        return False
    return bool(
        re.match(
            r"\s*(?:At least |About |Some |Nearly )?(?:\w+[- ]?){1,3}(?:of them |of those )?(?:were|was|are)\b",
            words,
            re.IGNORECASE,
        )
    ) or bool(_LEANS.search(words))
