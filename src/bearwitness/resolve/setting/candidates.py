"""The phrases of a report that may say where or when a harm happened: many, since the choice among them is made elsewhere.

Beside what the grammars of places, exact places and times read, there are bare names that the gazetteer knows, and loose
phrases: words without a name behind "in", "at", "near" ("the wet rice", "a bakery"), a month, a clock, "since they ran".

Cost: linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bearwitness.phrases.hours import find_hours
from bearwitness.phrases.places.find import find_place_phrases
from bearwitness.phrases.spots import find_spots
from bearwitness.phrases.times.find import find_time_phrases
from bearwitness.phrases.times.phrase import TimePhrase
from bearwitness.phrases.vocabulary import is_name
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import Span, spans_meet
from bearwitness.resolve.setting.names import are_capitals

PlaceTest = Callable[[str], bool]
TimeTest = Callable[[TimePhrase, int], bool]


class Source(StrEnum):
    """What found a phrase."""

    PHRASE = "phrase"  # the grammar of places or of times
    SPOT = "spot"  # that of exact places
    NAME = "name"  # a name that the gazetteer knows
    HOUR = "hour"
    LOOSE = "loose"  # what stands behind a preposition, or with a word of time
    PARTY = "party"  # people, a body of men, a name
    POINTING = "pointing"  # "they", "someone"
    RULES = "rules"  # the answer of the rules alone


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase; `sentence` is the index of the one it stands in, `signs` what is known of the phrase by itself.

    `of_harm` is False where the words around it say that it is of something else: a figure, a paper, an arrest.
    """

    span: Span
    sentence: int
    source: Source
    signs: tuple[str, ...] = ()
    exactness: int = 0
    of_harm: bool = True


_STOPS = words_of(
    "and or but nor as that which who whom whose when where while after before since until if because so than then though although "
    "was were is are be been being has have had do does did will would can could may might shall should must "
    "he she it they we i you him her them us his hers its their our my your himself themselves there here this these those "
    "not no also only just again still about according amid against for with without by from to into onto of in at on near inside outside "
    "under behind off along beside around across throughout through between within over during towards toward above below "
    "said says told killed wounded injured shot died fired left right today yesterday tonight tomorrow"
)
_NO_PLACES = words_of(
    "day days night nights week weeks month months year years hour hours minute minutes morning afternoon evening dawn dusk noon midnight "
    "weekend january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday time times moment past meantime decade century spring summer autumn winter quarter half period start "
    "beginning end aftermath wake course response addition order case connection custody hospital charge fact particular general total "
    "all part first last recent retaliation return protest favor favour cold blood action mind front place statement interview report line bid "
    "effort attempt name way journey trip hrs hr am pm gmt o'clock"
)
"""First or last words by which what stands behind a preposition is no place."""
_MOST_WORDS = 6
_PREPOSITIONS = (
    r"in\s+front\s+of|close\s+to|inside|outside|in|at|on|near|under|behind|off|along|beside|around|across|throughout|from|into|onto|towards?|"
    r"through|between|within|over|reached|entered|entering|left|stormed|raided|attacked|bombed|shelled|hit|struck|leaving|surrounded|"
    r"visiting"
)
_DETERMINERS = r"the|an?|his|her|their|its|our|my|one|two|three|four|five|six|several|some|another|that|this|both|\d+"
_LEAD = AnyCase(rf"\b(?P<preposition>{_PREPOSITIONS})\s+(?P<determiner>(?:{_DETERMINERS})\s+)")
_MOVES_THE_POINT = re.compile(
    r"(?:near|inside|outside|under|behind|off|along|beside|around|across|throughout|between|close\s+to|in\s+front\s+of|within)"
)
_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?|\d+(?:st|nd|rd|th)?\b")
_CAPITALISED_RUN = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:\s+(?:(?:de|del|la|el|al|of|the)\s+)?[A-ZÀ-Þ][\w'’-]+){0,4}")
_BEFORE_A_HEAD = re.compile(r"(?:^|[\n,;:(|•*–-])\s?$")
_BEHIND_A_HEAD = re.compile(r"\s?(?:[.,:;|)\n–-]|$)")

_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_LOOSE_TIMES = (
    AnyCase(rf"\b(?:{_MONTH})(?:\s+(?:to|-|–)\s+(?:{_MONTH}))?\b"),
    AnyCase(r"\b\d{1,2}[.:]\d\d\b|\b\d{4}\s+(?:hours|hrs|gmt)\b"),
    AnyCase(
        r"\bsince\s+(?:[\w'’-]+\s+){0,6}?[\w'’-]+(?=[,.;:]|\s+(?:and|when|were|was|have|has|had|the|he|she|they)\b|$)"
    ),
    AnyCase(
        r"\b(?:the|that|this|last|next|same|previous|first|second|their|following|preceding)\s+(?:[\w-]+\s+){0,3}?"
        r"(?:night|day|eve|morning|afternoon|evening|week|weekend|month|year|spring|summer|autumn|winter|quarter|hour|season|offensive|"
        r"war|campaign|period|anniversary)s?\b(?:\s+(?:of|after|before)\s+(?:the\s+)?(?:[\w'’-]+\s*){1,4}?(?=[,.;]|\s|$))?"
    ),
    AnyCase(
        r"\b(?:recently|lately|overnight|after\s+dark|at\s+dawn|all\s+night|at\s+the\s+time|shortly\s+(?:before|after)[^,.;]{0,40}|"
        r"a\s+year\s+before|some\s+time\s+ago)\b"
    ),
    AnyCase(r"\b(?:1[6-9]|20)\d\d\b"),
    AnyCase(r"\bthe\s+\d{1,2}(?:st|nd|rd|th)\b"),
    AnyCase(r"\bweek\s+\d+\b"),
)
_COMPARED = AnyCase(
    r"\b(?:rise|rose|fall|fell|drop|dropped|increase|decrease|up|down|compared|more|fewer|less|higher|lower)\s+(?:on|from|than|with|over|to)\s+(?:in\s+)?$"
)
"""Words before a time that another is only measured against: "a rise on February"."""
_COMPARED_REACH = 26
_MONTH_IN_PRINT = re.compile(r"[A-Z]")


def find_places(
    text: str, sentences: Sequence[Span], is_place_word: PlaceTest, *, wanted: Container[int] | None = None
) -> list[Candidate]:
    """Every phrase of a text that may name a place, in order, none overlapping but where a grammar reads so.

    Args:
        text: The text layer.
        sentences: Its sentences.
        is_place_word: Tells whether words are a place name of the gazetteer.
        wanted: Indices of the sentences that count; None is all.
    """
    return [
        c
        for k, (start, end) in enumerate(sentences)
        if wanted is None or k in wanted
        for c in _places_of(text, k, start, end, is_place_word)
    ]


def _places_of(text: str, k: int, start: int, end: int, is_place_word: PlaceTest) -> list[Candidate]:
    found: list[Candidate] = []
    for p in find_place_phrases(text, start, end, is_place_word=is_place_word):
        head = p.heads[0]
        signs = [f"preposition={p.preposition}", f"type={head.type}", f"relation={p.relation}"]
        signs += [name for name, holds in (("site", p.site is not None), ("listed", p.listed)) if holds]
        signs += ["known"] if is_place_word(head.text) else []
        found.append(Candidate(p.span, k, Source.PHRASE, tuple(signs)))
    for spot in find_spots(text, start, end):
        over = [c for c in found if spans_meet(c.span, spot.span)]
        for c in over:
            first = c is over[0]
            span = (min(c.span[0], spot.span[0]), max(c.span[1], spot.span[1])) if first else c.span
            found[found.index(c)] = Candidate(span, k, c.source, c.signs, spot.exactness)
        if not over:
            found.append(Candidate(spot.span, k, Source.SPOT, (), spot.exactness))
    capitals = are_capitals(text, start, end)
    for span in _names(text, start, end, capitals):
        if not _stands_alone(text, *span) or any(spans_meet(c.span, span) for c in found):
            continue
        if is_place_word(_in_print(text[slice(*span)], capitals)):
            found.append(Candidate(span, k, Source.NAME, ("known",)))
    for span, preposition in _behind_prepositions(text, start, end, capitals):
        if not any(spans_meet(c.span, span) for c in found):
            found.append(Candidate(span, k, Source.LOOSE, (f"preposition={preposition}",)))
    return sorted(found, key=lambda c: c.span)


def _in_print(words: str, capitals: bool) -> str:
    return words.title() if capitals else words


def _names(text: str, start: int, end: int, capitals: bool) -> Iterator[Span]:
    """Runs of capitalised words; in capitals, of words that are no ordinary vocabulary."""
    if not capitals:
        yield from (m.span() for m in _CAPITALISED_RUN.finditer(text, start, end))
        return
    run: Span | None = None
    for m in _WORD.finditer(text, start, end):
        if not is_name(m.group(), capitals=True, opens=False):
            continue
        if run is not None and m.start() == run[1] + 1 and text[run[1]].isspace():
            run = (run[0], m.end())
            continue
        if run is not None:
            yield run
        run = m.span()
    if run is not None:
        yield run


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name stands by itself, as the head of a line does: elsewhere a party may have a town's name."""
    before = _BEFORE_A_HEAD.search(text, max(0, start - 2), start) is not None
    return before and _BEHIND_A_HEAD.match(text, end) is not None


def _behind_prepositions(text: str, start: int, end: int, capitals: bool) -> Iterator[tuple[Span, str]]:
    """What stands behind a preposition, up to a word of grammar; "near", "outside" and the like are part of the place."""
    for m in _LEAD.finditer(text, start, end):
        at, words, last = m.end(), 0, m.end()
        first = final = ""
        while words < _MOST_WORDS:
            word = _WORD.match(text, at, end)
            if word is None or word.group().lower() in _STOPS or is_name(word.group(), capitals=capitals, opens=False):
                break
            final = word.group()
            first, words, last = first or final, words + 1, word.end()
            if text[last : last + 1] != " ":
                break
            at = last + 1
        preposition = " ".join(m["preposition"].split())
        if not words or final.lower() in _NO_PLACES or first.lower() in _NO_PLACES:
            continue
        opens = m.start("preposition" if _MOVES_THE_POINT.fullmatch(preposition) else "determiner")
        yield (opens, last), preposition


def find_times(
    text: str, sentences: Sequence[Span], of_harm: TimeTest, *, wanted: Container[int] | None = None
) -> list[Candidate]:
    """Every phrase of a text that may say when, in order, none overlapping.

    Args:
        text: The text layer.
        sentences: Its sentences.
        of_harm: Tells of a phrase and the index of its sentence whether it may be of a harm.
        wanted: Indices of the sentences that count; None is all.
    """
    found: list[Candidate] = []
    for k, (start, end) in enumerate(sentences):
        if wanted is not None and k not in wanted:
            continue
        here = [
            Candidate(
                t.span,
                k,
                Source.PHRASE,
                (f"kind={t.kind}", *(("moment",) if t.is_moment else ())),
                of_harm=of_harm(t, k),
            )
            for t in find_time_phrases(text, start, end)
        ]
        for hour in find_hours(text, start, end):
            if not any(spans_meet(c.span, hour.span) for c in here):
                here.append(Candidate(hour.span, k, Source.HOUR))
        for span in _loose_times(text, start, end):
            if not any(spans_meet(c.span, span) for c in here):
                here.append(Candidate(span, k, Source.LOOSE))
        found += sorted(here, key=lambda c: c.span)
    return found


def _loose_times(text: str, start: int, end: int) -> Iterator[Span]:
    for k, pattern in enumerate(_LOOSE_TIMES):
        for m in pattern.finditer(text, start, end):
            if k == 0 and not _MONTH_IN_PRINT.match(text, m.start()):
                continue  # "may", "march" are verbs
            if _COMPARED.search(text, max(start, m.start() - _COMPARED_REACH), m.start()) is None:
                yield m.span()
