"""Dates of papers and names: which time phrases of a report say when a thing was written or what it is called.

"By an indictment of 12 March", "our obituary (9 June)", "the 2019 peace deal": nothing happened then that is being told.
"""

from __future__ import annotations

import re

from bearwitness.phrases.times.phrase import TimePhrase

_OF_A_PAPER = re.compile(
    r"\b(?:indictment|order|ruling|judge?ment|resolution|decree|warrant|letter|dispatch|law|agreement|accord|deal|edition|issue)"
    r"\s+(?:of|dated|from)\s+(?:the\s+)?$|\b(?:obituary|article|column|letter|report|story|caption)\b[^.;)]{0,50}\($",
    re.IGNORECASE,
)
_NAMED_BY_YEAR = re.compile(
    r"\s+(?:(?!(?:and|or|in|at|on|of|by|when|after|before|but|was|were|had|has|is|that|who|which)\b|[a-z]+ed\b)[a-z][\w-]*\s*){1,3}"
)
_EVENT = re.compile(
    r"\b(?:attack|bomb|kill|murder|massacre|shoot|raid|clash|explosion|blast|ambush|assassination|strike|siege|battle|war|riot|protest|"
    r"coup|uprising|abduction|kidnap|death|attempt|incident|stabbing|slaying)",
)


def is_of_a_paper(text: str, start: int, phrase: TimePhrase) -> bool:
    """Whether a phrase is the date of a document that the words before it name; `start` is where its sentence begins."""
    return bool(_OF_A_PAPER.search(text[max(start, phrase.span[0] - 80) : phrase.span[0]]))


def names_something(text: str, phrase: TimePhrase) -> bool:
    """ "the 2019 peace deal": a year that only tells which deal is meant."""
    if not phrase.text.isdigit():
        return False
    before = text[max(0, phrase.span[0] - 8) : phrase.span[0]]
    named = _NAMED_BY_YEAR.match(text, phrase.span[1], phrase.span[1] + 30)
    leads = re.search(r"\b(?:the|an?|its|their|his|her)\s+$", before, re.IGNORECASE)
    return leads is not None and named is not None and _EVENT.search(named.group()) is None
