"""What a report calls one person: the name that stands for a surname, the noun beside a name, whom a pronoun takes up.

"The aunt, 41-year-old Ana Rell" makes Rell the aunt told of before; in "The boy was taken to a clinic, where he died" he
is the boy. Nothing is taken from what a name suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.victims import VictimWords, describe_victims
from bearwitness.phrases.whose_day import EVENT_NOUN
from bearwitness.phrases.word_patterns import words_of

_LONE = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?(?P<name>[A-Z][a-z][\w-]+)(?:['’]s?)?")
_CALLED = words_of(
    "boy girl child baby infant toddler man woman teen teenager student mother father son daughter brother sister wife "
    "husband girlfriend boyfriend grandmother grandfather victim youth youngster driver passenger neighbour neighbor"
)
_HEADS = "|".join(sorted(_CALLED))
_NAME = r"(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z]\.)?(?:\s+[A-Z][\w'’-]+){1,2})"
_APPOSED = re.compile(
    rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?)\s+(?P<noun>(?:[\w-]+\s+){{0,3}}?(?:{_HEADS})),\s+"
    rf"(?:(?:who\s+(?:was|has\s+been)\s+)?(?:later\s+)?(?:identified|named)\s+(?:[a-z]+\s+){{0,4}}as\s+)?(?:\d{{1,3}}-year-old\s+)?{_NAME}"
    rf"|\b[Tt]he\s+(?P<other>(?:[a-z]+\s+)?(?:{_HEADS}))\s+(?:was|has\s+been)\s+(?:later\s+)?(?:identified|named)\s+(?:[a-z]+\s+){{0,4}}as\s+"
    rf"(?:\d{{1,3}}-year-old\s+)?{_NAME.replace('name', 'known')}"
)
_SOMEBODY = re.compile(rf"\b(?:the|an?|another|his|her)\s+(?:[\w-]+\s+){{0,3}}?(?:{_HEADS})\b(?!['’]s)", re.IGNORECASE)
_OF_THE_EVENT = re.compile(rf"\b(?:the|this|that)\s+(?:[a-z-]+\s+){{0,2}}(?:{EVENT_NOUN})\b", re.IGNORECASE)
_BREAK = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
_BACK = 420  # code points before a sentence within which the one before it begins
_LIKE = {
    "child": words_of("child boy girl toddler baby infant youngster"),
    "teen": words_of("teen teenager"),
}


def names_of(m: Mention, text: str) -> tuple[str, ...]:
    """The personal names of a mention; a capitalised word alone is one where the report gives it a first name elsewhere."""
    if m.names:
        return tuple(n.text for n in m.names)
    if m.noun is None or is_pronoun(m) or m.words.head is not None:
        return ()
    lone = _LONE.fullmatch(text[slice(*m.noun)])
    return (lone["name"],) if lone is not None and _is_surname(text, lone["name"]) else ()


@lru_cache(maxsize=64)
def _is_surname(text: str, word: str) -> bool:
    return re.search(rf"(?<![.!?]\s)\b[A-Z][a-z][\w'’-]+\s+(?:[A-Z]\.\s+)?{re.escape(word)}\b", text) is not None


@lru_cache(maxsize=4)
def introduced(text: str) -> dict[str, tuple[frozenset[str], VictimWords]]:
    """By surname, the full name and the noun that the report puts beside it ("the girl, Ana Rell"); none put beside two."""
    found: dict[str, tuple[frozenset[str], VictimWords]] = {}
    twice: set[str] = set()
    for match in _APPOSED.finditer(text):
        name = (match["name"] or match["known"]).lower().split()
        words = describe_victims(match["noun"] or match["other"])
        if name[-1] in found and found[name[-1]][1].head != words.head:
            twice.add(name[-1])
        found.setdefault(name[-1], (frozenset(name), words))
    return {name: told for name, told in found.items() if name not in twice}


def beside_name(m: Mention, text: str) -> VictimWords | None:
    """What the report calls the bearer of a mention's one name; nothing for a surname that two bear."""
    names = names_of(m, text)
    words = names[0].split() if len(names) == 1 else []
    told = introduced(text).get(words[-1].lower()) if words else None
    if told is None or not {w.lower() for w in words} <= told[0]:
        return None
    if len(words) == 1:
        firsts = set(re.findall(rf"\b([A-Z][a-z][\w'’-]+)\s+(?:[A-Z]\.\s+)?{re.escape(words[0])}\b", text))
        if len(firsts) > 1:
            return None
    return told[1]


def is_pronoun(m: Mention) -> bool:
    """Whether a mention's people are a pronoun alone, subject or object."""
    return m.pronoun or m.words.head in ("he", "she", "him", "her")


def is_called(named: Mention, other: Mention, text: str) -> bool:
    """Whether the noun that the report puts beside the one's name is the other's."""
    beside = beside_name(named, text)
    return beside is not None and beside.head in _CALLED - {"victim"} and beside.head == other.words.head


def speaks_of_the_event(m: Mention, text: str) -> bool:
    """Whether a mention's sentence takes up an event told before ("in the shooting")."""
    return _OF_THE_EVENT.search(text, m.sentence.start, m.sentence.end) is not None


def takes_up(pronoun: Mention, told: Sequence[Mention], text: str) -> bool:
    """Whether the words right before a pronoun speak of a person with these mentions.

    They are the words of its own sentence, where those speak of somebody, else the sentence before.
    """
    if pronoun.noun is None:
        return False
    start, end = pronoun.sentence.start, pronoun.noun[0]
    somebody = _SOMEBODY.search(text, start, end) or any(m.noun is not None and start <= m.noun[0] < end for m in told)
    if not somebody:
        start, end = _sentence_before(pronoun, text), start
    return any(re.search(pattern, text[start:end]) is not None for pattern in _words_for(told, text)) or any(
        m.noun is not None and start <= m.noun[0] < m.noun[1] <= end for m in told
    )


def _sentence_before(m: Mention, text: str) -> int:
    low = max(0, m.sentence.start - _BACK)
    breaks = [b.end() for b in _BREAK.finditer(text, low, m.sentence.start) if b.end() < m.sentence.start]
    return breaks[-1] if breaks else low


def _words_for(told: Sequence[Mention], text: str) -> Iterator[str]:
    heads = {m.words.head for m in told if m.words.head in _CALLED or (m.words.head or "").endswith("-old")}
    for head in sorted(h for h in heads if h):
        alike = {head, *(w for words in _LIKE.values() if head in words for w in words)}
        if head == "boy" or any(m.words.sex == "male" for m in told):
            alike -= {"girl"}
        if head == "girl" or any(m.words.sex == "female" for m in told):
            alike -= {"boy"}
        yield rf"\b(?i:the|this)\s+(?:[\w-]+\s+){{0,3}}?(?i:{'|'.join(sorted(map(re.escape, alike)))})\b(?!['’]s)"
    for name in sorted({n.split()[-1] for m in told for n in names_of(m, text)}):
        yield rf"\b{re.escape(name)}\b(?!['’]s)"
