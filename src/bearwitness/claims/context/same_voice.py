"""Whether a later claim speaks with the voice of an earlier one, said in other words or left unsaid.

"General Ana Rell said ... Rell said", "Oru police said ... the police said" and "Police: ..." over "Sgt. Orl said" are one
voice; "an official" after another official is somebody new. A report that first says whose word it is and later tells the
same flat speaks on in that voice.
"""

from __future__ import annotations

import re

from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Claimant

_SMALL = words_of("the of for in from at to with s") | words_of(
    "mr mrs ms dr gen col capt lt sgt maj cpl det rev msgr general colonel captain lieutenant sergeant major corporal "
    "detective officer deputy sheriff constable minister president senator judge priest father bishop spokesman "
    "spokeswoman spokesperson spokesmen spokespersons official officials"
)
"""Words beside a name or a body that make it no other voice."""
_SOMEBODY_NEW = re.compile(r"\s*(?:an?|another|one|two|three|some|other|a second|the other)\b", re.IGNORECASE)
_PRONOUN = words_of("he she they it we i him her them who")
_LAW = (
    r"(?:polic\w+|cops?|deput(?:y|ies)|sheriff\w*|troopers?|detectives?|investigators?|officers?|constables?|patrol\w*)"
)
_RANK = r"(?:chief|commissioner|superintendent|inspector|commander|lieutenant|lt|sergeant|sgt|captain|capt|corporal|cpl|major|maj)"
_FORCES = (
    re.compile(rf"\b(?:{_LAW}|{_RANK}|authorities|officials)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:army|military|troops|navy|air force|colonel|col|general|gen|{_RANK}|officers?)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:hospitals?|doctors?|dr|medics?|nurses?|surgeons?|paramedics?)\b", re.IGNORECASE),
)
"""Words for those who speak for one kind of body; a headline names the kind alone."""
_BARE = tuple(
    re.compile(rf"\s*(?:the\s+)?{words}\s*", re.IGNORECASE)
    for words in (
        rf"(?:{_LAW}|authorities|officials)",
        r"(?:army|military|navy|air force)",
        r"(?:hospitals?|doctors?|medics?)",
    )
)


def same_voice(later: Claimant | None, first: Claimant | None, text: str, *, headline: bool) -> bool:
    """Whether the words for two claimants may name one voice.

    Args:
        later: The claimant of the later claim.
        first: That of the first one.
        text: The text layer.
        headline: Whether the first claim stands in the headline, which says only of what kind its voice is.
    """
    if later is None or first is None:
        return later is None
    mine, theirs = later.refers_to or later.text, first.refers_to or first.text
    if mine.casefold() == theirs.casefold():
        return True
    if _SOMEBODY_NEW.match(mine):
        return False
    return _within(mine, theirs) or (headline and _of_one_kind(mine, theirs, text))


def _within(mine: str, theirs: str) -> bool:
    """Whether the one is the other in fewer words: a surname, "the police" of a town."""
    a, b = _words(mine), _words(theirs)
    return not (a | b) & _PRONOUN and (a <= b or b <= a)


def _words(name: str) -> frozenset[str]:
    words = frozenset(re.findall(r"[^\W\d_]+", name.casefold()))
    return words - _SMALL or words


def _of_one_kind(mine: str, theirs: str, text: str) -> bool:
    """Whether a headline's bare "police" may be the body's speaker: a word or rank of theirs, or a name with one before it."""
    kind = next((k for k, bare in enumerate(_BARE) if bare.fullmatch(theirs)), None)
    if kind is None:
        return False
    if _FORCES[kind].search(mine):
        return True
    name = mine.split()[-1]
    beside = rf"\b(?P<office>(?:[\w.’'-]+\s+){{1,6}}){re.escape(name)}\b"
    return name[:1].isupper() and any(_FORCES[kind].search(found["office"]) for found in re.finditer(beside, text))
