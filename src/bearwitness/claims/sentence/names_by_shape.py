"""Personal names by their shape alone, with the age that is said beside each.

Two capitalised words that hold no word of places or organisations, or one beside an age, an honorific or a people noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bearwitness.claims.sentence.phrase_words import DETERMINERS, STOPS
from bearwitness.phrases.lexicons import load_lexicon
from bearwitness.phrases.people_words import DEMONYM_ONE, people_nouns, people_word_set
from bearwitness.records import Name, Span

_OFFICES = frozenset(
    "minister president senator mayor governor ambassador congressman congresswoman councilman".split()
)
_NAME_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*\.?")
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*$")
_AGE_AFTER = re.compile(
    r"\s*[(\[](?:aged?\s+)?(\d{1,3})[)\]]"
    r"|\s*,\s*(\d{1,3})(?=\s*(?:[,.;:)—]|$|--)|\s+(?:and|of|from|who|was|is|years?)\b)(?!\s*years?\s+(?!old))"
    r"|\s*,?\s+(?:who\s+was\s+)?aged?\s+(\d{1,3})\b"
    r"|\s*,\s*(?:an?\s+)?(\d{1,3})[-\s]years?[-\s]old"
)
# "Ana Rell, 15, Mayor Dahl's niece", "Ben Tallis’ 15-year-old son": whose kin the victim is
_OWNER = re.compile(r"[^\W\d_]+(?:['’]s|(?<=s)['’])\s+(?:\d{1,3}-year-old\s+)?[^\W\d_]")
_AGE_BEFORE_NAME = re.compile(r"(\d{1,3})[-\s]year[-\s]old\s+(?:[a-z]+\s+){0,3}$")


def find_names(text: str, start: int, end: int) -> list[Name]:
    """Personal names in `text[start:end]` by their shape, with the age said beside them; honorifics are left out.

    Two capitalised words or more that hold no word of places or organisations, or one beside an age, an honorific or a
    people noun ("his brother Ali"). Works on mixed case only: of upper-case text pass a truecased copy of the same
    length. What stands outside the span is read as surroundings.
    """
    names: list[Name] = []
    for run in _capital_runs(text, max(0, start), min(end, len(text))):
        name = _name_of(text, run)
        if name is not None and not _OWNER.match(text, run[-1][0], min(end, len(text))):
            names.append(name)
    return names


def _capital_runs(text: str, start: int, end: int) -> Iterable[list[Span]]:
    """Runs of capitalised words, initials and name particles, one blank or line break apart."""
    run: list[Span] = []
    for found in _NAME_TOKEN.finditer(text, start, end):
        word, span = found.group(), found.span()
        if word.endswith(".") and not _is_dotted(word):
            word, span = word[:-1], (span[0], span[1] - 1)
        joined = (
            bool(run) and _GAP.fullmatch(text[run[-1][1] : span[0]]) is not None and text[run[-1][1] : span[0]] != ""
        )
        particle = word.lower() in people_word_set("names", "particles")
        hyphened = re.match(r"(?:al|el|ad|an|ar|as|at|az|ul|bin)-[^\W\d_]", word) is not None
        capital = word[0].isupper() and not (word.isupper() and len(word.rstrip(".")) > 1 and not word.istitle())
        if run and not joined:
            yield run
            run = []
        if capital or (particle and run) or (hyphened and (run or word[3:4].isupper())):
            if word.lower() in _name_breaks():
                if run:
                    yield run
                run = []
                continue
            run.append(span)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_dotted(word: str) -> bool:
    """An initial ("M.") or an abbreviated honorific ("Col."): the point belongs to the word."""
    return len(word) == 2 or word[:-1].lower() in people_word_set("names", "honorifics")


@cache
def _name_breaks() -> frozenset[str]:
    """Capitalised words that end a run: function words, weekdays, months, people nouns at the head of a sentence."""
    numbers = load_lexicon("numbers_en")
    people = {form for form, noun in people_nouns().items() if " " not in form} - people_word_set("names", "honorifics")
    small = {
        *numbers["ones"]["words"],
        *numbers["tens"]["words"],
        *numbers["vague"]["words"],
        *numbers["vague_plural"]["words"],
    }
    months = {month for month in numbers["months"]["words"] if month not in ("april", "june", "jan", "august", "may")}
    return frozenset(
        STOPS
        | DETERMINERS
        | people_word_set("names", "weekdays")
        | people
        | small
        | months
        | {
            "of",
            "a",
            "an",
            "no",
            "both",
            "all",
            "most",
            "many",
            "some",
            "more",
            "other",
            "at",
            "dead",
            "killed",
            "wounded",
            "injured",
        }
    ) - {"will", "may", "e", "so"}


def _name_of(text: str, run: list[Span]) -> Name | None:
    """The name in a run of capitalised words, or None."""
    honoured = False
    while run and text[run[0][0] : run[0][1]].lower().rstrip(".") in people_word_set("names", "honorifics"):
        honoured = True
        run = run[1:]
    office = max((i for i, (a, b) in enumerate(run[:-1]) if text[a:b].lower() in _OFFICES), default=-1)
    if office >= 0:  # "Interior Minister Tilo Bren": what stands before the office is no name
        honoured, run = True, run[office + 1 :]
    while run and text[run[0][0] : run[0][1]].lower().rstrip(".") in people_word_set("names", "honorifics"):
        run = run[1:]
    while run and text[run[-1][0] : run[-1][1]].lower() in people_word_set("names", "particles"):
        run = run[:-1]
    if not run:
        return None
    begin, end = run[0][0], run[-1][1]
    words = [text[a:b].lower().rstrip(".") for a, b in run]
    not_names = people_word_set("names", "place_words") | people_word_set("names", "organisation_words")
    if any(word in not_names for word in words):
        return None
    age = _age_beside(text, begin, end)
    before = re.search(r"([\w'’-]+)(?:['’]s)?\s+$", text[max(0, begin - 40) : begin])
    previous = before.group(1) if before else ""
    named = previous.lower() in people_nouns() and previous[:1].islower()
    placed = previous.lower() in (
        "in",
        "at",
        "near",
        "from",
        "outside",
        "around",
        "across",
        "to",
        "toward",
        "towards",
        "inside",
        "around",
    )
    if age is None and not honoured and not named and (len(run) < 2 or placed):
        return None
    if age is None and not honoured and not named and re.match(r"['’]s\s+[A-Z]|\s+of\s+[A-Z]", text[end : end + 8]):
        return None
    if len(run) == 1 and age is None and DEMONYM_ONE.match(text[begin:end]):
        return None
    return Name(text[begin:end], (begin, end), age)


def _age_beside(text: str, begin: int, end: int) -> int | None:
    after = _AGE_AFTER.match(text, end)
    found = next((g for g in after.groups() if g), None) if after else None
    if found is None:
        before = _AGE_BEFORE_NAME.search(text[max(0, begin - 48) : begin])
        found = before.group(1) if before else None
    age = int(found) if found else None
    return age if age is not None and age <= 120 else None
