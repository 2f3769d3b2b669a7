"""What kind of voice the words for a speaker name: an official, an organisation, the media, a witness, a person."""

from __future__ import annotations

import re

from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import ClaimantKind


def kind_of(words: str, *, named: bool = False) -> ClaimantKind:
    """What kind of voice a claimant's words name; a bare proper name is a person unless its words say otherwise."""
    kinds = speech_words().kinds
    lower = re.findall(r"[a-z]+", words.lower())
    if not lower:
        return ClaimantKind.UNNAMED
    head = lower[-1]
    for prep in ("of", "for", "in", "from", "at", "with"):
        if prep in lower[1:]:
            head = lower[lower.index(prep, 1) - 1]
            break
    for order in (head, *reversed(lower)):
        if order in kinds["witness"]:
            return ClaimantKind.WITNESS
        if order in kinds["media"] and order not in ("times", "reports", "report"):
            return ClaimantKind.MEDIA
        if order in kinds["official"] and not (order in ("officials", "official") and len(lower) <= 1):
            return ClaimantKind.OFFICIAL
        if order in kinds["organisation"]:
            return ClaimantKind.ORGANISATION
        if order in kinds["unnamed"] and not named:
            return ClaimantKind.UNNAMED
    if named or re.search(r"\b[A-Z][a-z]+ [A-Z][a-z]+", words):
        if re.fullmatch(r"[A-Z]{2,8}", words.strip()) or ("-" in words and words.isupper()):
            return ClaimantKind.ORGANISATION
        return ClaimantKind.PERSON
    return ClaimantKind.UNNAMED


def is_people_word(words: str) -> bool:
    """Whether the words name people at all."""
    return bool(describe_victims(words).is_people)
