"""A phrase that adds up people -> the disjoint groups in it ("five children, three women and two soldiers")."""

from __future__ import annotations

import re

from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.phrase_words import DETERMINERS, POSSESSIVES, TOKEN, noun_phrase_end
from bearwitness.claims.sentence.quantities import find_quantities
from bearwitness.phrases.people_words import (
    DEMONYM,
    DEMONYM_UPPER,
    PeopleNoun,
    match_noun,
    people_lexicon,
    people_nouns,
    people_word_set,
)
from bearwitness.records import Span

_SEPARATOR = re.compile(
    r"\s*,\s+(?:(?:and|plus)\s+(?:also\s+)?|as\s+well\s+as\s+|along\s+with\s+|together\s+with\s+)?"
    r"|\s+(?:and(?:\s+also)?|plus|as\s+well\s+as|along\s+with|together\s+with|&)\s+",
    re.IGNORECASE,
)
_SUBSET = re.compile(
    r"(?:including|among\s+(?:them|whom|which)|of\s+(?:whom|them|which)|such\s+as|most\s+of|many\s+of|some\s+of|mostly|mainly|both\b"
    r"|all\s+of|(?:\w+\s+){1,3}of\s+(?:whom|them|these))\b",
    re.IGNORECASE,
)


def split_coordination(phrase: str) -> list[Span]:
    """Spans of the disjoint groups that a phrase adds up, by its surface; one span where it names one group.

    "five children, three women and two soldiers" is three groups; "women and children" is one (no number of its own on
    the right); a subset ("14 people, including five children") stays with its total, an apposition ("Juan Perez, a
    farmer") stays with its name; "Smith and Sons" is one.
    """
    spans: list[Span] = []
    at = len(phrase) - len(phrase.lstrip())
    end = len(phrase.rstrip())
    search_from = at
    counts = frozenset(q.start for q in find_quantities(phrase))
    while found := _SEPARATOR.search(phrase, search_from, end):
        if found.start() <= at:
            search_from = max(found.end(), search_from + 1)
            continue
        right = phrase[found.end() : end]
        if _SUBSET.match(right):
            break
        inside = phrase.count("(", at, found.start()) > phrase.count(")", at, found.start())
        if not inside and _starts_group(
            phrase[at : found.start()], found.group().strip(), right, found.end() in counts
        ):
            spans.append((at, found.start()))
            at = found.end()
        search_from = found.end()
    if at < end:
        spans.append((at, end))
    return spans


def _starts_group(left: str, separator: str, right: str, counted: bool) -> bool:
    """True where `right`, which begins with a number if `counted`, is a group of its own beside `left`."""
    tokens = [found.group() for found in TOKEN.finditer(right)][:8]
    if not tokens or not left.strip():
        return False
    first = tokens[0].lower()
    if counted:
        return _is_group(left)
    apposed = separator == "," and first in ("a", "an", "the") and _is_name_or_definite(left)
    noun = _head_of(right)
    if first in POSSESSIVES or first in ("a", "an", "the", "another", "one"):
        return noun is not None and not apposed and _is_group(left)
    names = [name for name in find_names(right, 0, len(right)) if name.span[0] == 0]
    if names:
        if separator == "," and re.match(r"(?:the|his|her|their)\b", left.strip(), re.IGNORECASE):
            return False  # "the mayor, Juan Perez, and his wife"
        left_head = match_noun(left.split()[:1])
        if left_head and left_head[1].plural:
            return False  # "brothers Ali and Omar Haddad"
        left_names = find_names(left, 0, len(left))
        starts = TOKEN.match(left.lstrip())
        determined = bool(starts) and starts is not None and starts.group().lower() in DETERMINERS
        return bool(left_names) or determined or bool(find_quantities(left))
    left_noun = _head_of(left)
    # "mother and daughter", "a man and woman": two bare singulars are two people; two plurals share one number.
    return noun is not None and not noun.plural and left_noun is not None and not left_noun.plural and separator != ","


def _is_group(left: str) -> bool:
    return bool(find_quantities(left)) or _head_of(left) is not None or bool(find_names(left, 0, len(left)))


def _is_name_or_definite(left: str) -> bool:
    start = TOKEN.match(left.lstrip())
    if start and start.group().lower() in ("the", *POSSESSIVES):
        return True
    return any(name.span[1] >= len(left.rstrip(" ,)0123456789(")) for name in find_names(left, 0, len(left)))


def _head_of(phrase: str) -> PeopleNoun | None:
    """The people noun that heads the first noun phrase of the words, or None."""
    tokens = [(found.group(), found.start()) for found in TOKEN.finditer(phrase)]
    upto, _ = noun_phrase_end(tokens, [])
    words = [word for word, _ in tokens[:upto]]
    for size in range(len(words), 0, -1):
        cut = re.split(r"\b(?:and|or|&)\b", " ".join(words[:size]), flags=re.IGNORECASE)[0].split()
        found = match_noun(cut)
        if found:
            return found[1]
        if size < len(words) - 1:
            break
    last = words[-1].lower() if words else ""
    if last in people_word_set("family", "words") or last in people_lexicon()["implied"]["words"]:
        return people_nouns()["people"] if last.endswith("s") else people_nouns()["person"]
    if words and (DEMONYM.match(words[-1]) or DEMONYM_UPPER.match(words[-1])):
        return people_nouns()["people"]
    return None
