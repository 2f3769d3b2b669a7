"""Names as a statistical finder and cues of shape ("his wife X", "X, 34,") see them, in texts and in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bearwitness.records import Span
from bearwitness.redact.names import CALENDAR, PARTICLES, TITLES, Part, is_ordinary, name_parts, parts_of
from bearwitness.redact.terms import NameFinder

SCREENED_PIECE = 4_000  # code points a call of the name finder; longer pieces gain nothing and cost memory
_CAPITAL = "[^\\W\\d_a-zß-öø-ÿ]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w'’-]+|{_CAPITAL}\.)"
_RUN = rf"{_NAME_WORD}(?:\s+(?:(?:al|el|bin|ibn|van|von|de|del|da)[\s-]+)?{_NAME_WORD}){{0,3}}"
_CUES = (
    re.compile(rf"\b({_RUN})(?=\s*,\s*(?:aged\s+)?\d{{1,2}}\s*(?:[,.;)]|\sand\b|\sor\b))"),
    re.compile(rf"\b({_RUN})(?=\s*\(\s*(?:aged\s+)?\d{{1,2}}\s*\))"),
    re.compile(
        r"\b(?:wife|husband|brother|sister|mother|father|son|daughter|uncle|aunt|cousin|nephew|niece|neighbou?r|friend|widow|"
        rf"resident|witness|survivor|villager|farmer|named|called|identified as),?\s+({_RUN})"
    ),
    re.compile(rf"\b(?:his|her|their|my)\s+(?:\w+\s+)?name\s*(?:only\s+)?(?:,|as|was|is)\s+({_RUN})"),
    re.compile(rf"\b(?:him|her|my)self\s+(?:only\s+|simply\s+)?as\s+({_RUN})"),
    re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.?\s+({_RUN})"),
    re.compile(rf"\b(?:Photos?|Images?|Pictures?|Credit)\s*(?:by|:)\s*({_RUN})"),
    re.compile(rf"[^\W\d_]\s?/\s?({_NAME_WORD}\s+{_NAME_WORD})\b"),  # a credit: "Oru Herald/Dan Caron"
)


def names_by_parser(texts: Sequence[str]) -> Sequence[Sequence[Span]]:
    """Spans of personal names in each text by the model that reads claims, which is loaded at the first call."""
    from bearwitness.claims.sentence.names_by_model import find_person_names

    return find_person_names(texts)


def names_in(texts: Sequence[str], find_person_names: NameFinder) -> list[list[Span]]:
    """Names that the finder and the cues of shape see in each text."""
    pieces = [(i, start, piece) for i, text in enumerate(texts) for start, piece in _screened_pieces(text)]
    spans: list[set[Span]] = [set() for _ in texts]
    for (i, start, piece), found in zip(pieces, find_person_names([p for _, _, p in pieces]), strict=True):
        for a, b in found:
            line_end = piece.find("\n", a, b)
            a, b = _trimmed(piece, a, line_end if line_end >= 0 else b)
            if any(c.isalpha() for c in piece[a:b]):
                spans[i].add((start + a, start + b))
    for i, start, paragraph in ((i, start, p) for i, text in enumerate(texts) for start, p in _paragraphs(text)):
        for match in (match for cue in _CUES for match in cue.finditer(paragraph)):
            words = name_parts(match[1])
            if words and not all(is_ordinary(w) or w in CALENDAR for w in words) and words[0] not in CALENDAR:
                spans[i].add((start + match.start(1), start + match.end(1)))
    return [sorted(found) for found in spans]


def names_in_slugs(slugs: Sequence[str], find_person_names: NameFinder) -> list[list[Span]]:
    """Names in addresses and file names, neighbouring words as one name: their words, capitalised, are screened.

    Two words at least: what the finder says of one word without its sentence is worth little.
    """
    titles = [" ".join(slug[p.start : p.end].capitalize() for p in _slug_parts(slug)) for slug in slugs]
    result: list[list[Span]] = []
    for slug, found in zip(slugs, find_person_names(titles), strict=True):
        spans, at = [], 0
        for p in _slug_parts(slug):
            spans.append((at, at + p.end - p.start, p))
            at += p.end - p.start + 1
        inside = [[p for x, y, p in spans if x < b and y > a] for a, b in found]
        result.append([span for run in inside if len(run) > 1 for span in _names_of_run(run)])
    return result


def _names_of_run(run: Sequence[Part]) -> Iterator[Span]:
    """The stretches of a run of words that no dictionary has; a particle inside one belongs to it."""
    for is_name, words in groupby(run, key=lambda p: not is_ordinary(p.folded) or p.folded in PARTICLES):
        stretch = list(words)
        while is_name and stretch and stretch[0].folded in PARTICLES:
            stretch.pop(0)
        while is_name and stretch and stretch[-1].folded in PARTICLES:
            stretch.pop()
        if is_name and stretch:
            yield stretch[0].start, stretch[-1].end


def is_strange(slug: str, known: set[str]) -> bool:
    """Whether a slug has two words, one of which neither the document nor the dictionary knows."""
    words = [p.folded for p in _slug_parts(slug) if len(p.folded) > 1]
    return len(words) > 1 and any(w not in known and not is_ordinary(w) for w in words)


def names_within(
    words: str, span: Span | None, text: str, found: Sequence[Span], *, trust_shape: bool
) -> list[tuple[str, Span | None]]:
    """Personal names among some words: those found there, else, where shape may be trusted, capitalised runs."""
    if span is not None and text[span[0] : span[1]] == words:
        inside: list[tuple[str, Span | None]] = [(text[a:b], (a, b)) for a, b in found if a < span[1] and b > span[0]]
    else:
        inside = [(text[a:b], None) for a, b in found if text[a:b] in words]
    if inside or not trust_shape:
        return inside
    runs = []
    for a, b in _capital_runs(words):
        parts = [p for p in parts_of(words[a:b]) if p.folded not in TITLES]
        while parts and is_ordinary(parts[0].folded) and a == 0:
            parts.pop(0)  # the first word of a sentence ("The", "Residents")
        if parts and not all(is_ordinary(p.folded) for p in parts):
            at = (span[0] + a + parts[0].start, span[0] + a + parts[-1].end) if span else None
            runs.append((words[a + parts[0].start : a + parts[-1].end], at))
    return runs


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without white space, punctuation and possessive at its edges."""
    while start < end and not text[start].isalnum():
        start += 1
    stop = re.search(r"(?:['’][sS])?[^\w.]*$", text[start:end])
    return start, end - (len(stop.group()) if stop else 0)


def _screened_pieces(text: str) -> list[tuple[int, str]]:
    """A text in pieces for the finder, with their offsets: whole paragraphs together, long ones cut at white space."""
    pieces, start = [], 0
    while start < len(text):
        stop = min(len(text), start + SCREENED_PIECE)
        if stop < len(text):
            cut = max(text.rfind("\n\n", start, stop), -1)
            cut = text.rfind(" ", start, stop) if cut <= start else cut
            stop = stop if cut <= start else cut
        if text[start:stop].strip():
            pieces.append((start, text[start:stop]))
        start = stop
    return pieces


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        yield match.start(), match.group()


def _capital_runs(text: str) -> list[Span]:
    return [m.span() for m in re.finditer(_RUN, text)]


def _slug_parts(slug: str) -> list[Part]:
    """The words of an address's path or of a file name, without the host and the ending."""
    start = match.end() if (match := re.match(r"\w+://[^/]*", slug)) else 0
    stop = match.start() if (match := re.search(r"\.\w{1,5}$", slug)) else len(slug)
    return [p for p in parts_of(slug) if p.start >= start and p.end <= stop]
