"""Whom a verb or a phrase in a sentence is said of, and one person told by a pronoun alone; for the readers of single harms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.records import Harm, Modifier

STEPS = 5  # words between a phrase and its subject; the parse seldom hangs it further down


def subject_head(reader: Reader, t: Token, *, within_phrases: bool = False) -> int | None:
    """Head of the subject of the verb that a word belongs to; a participle behind a noun has that noun.

    Args:
        reader: Of the sentence.
        t: The verb, or a word below it.
        within_phrases: Whether "one of whom needed stitches" has the number that the phrase hangs on.
    """
    for _ in range(STEPS):
        for c in t.children:
            child = reader.tokens[c]
            if child.dep in ("nsubj", "nsubjpass") and c < t.i:
                if child.word in ("who", "that"):
                    return t.head if t.dep == "relcl" else None
                return c
        if t.dep in ("acl", "relcl"):
            return t.head
        if t.head == t.i:
            return None
        up = reader.tokens[t.head]
        if within_phrases and t.dep == "prep" and up.tag.startswith("NN") and reader.group(up.i).words.is_people:
            return up.i
        t = up
    return None


def add_pronoun(reader: Reader, harm: Harm, t: Token, words: VictimWords, rule: str) -> Mention:
    """One person of whom the sentence says "his" or "her" and no more."""
    one = reader.add_people(harm, t, (t.start, t.end), words, rule)
    one.low = one.best = one.high = 1
    one.modifier, one.pronoun = Modifier.EXACT, True
    return one


def add_owner(reader: Reader, mentions: Sequence[Mention], harm: Harm, whose: Token, found: re.Match[str]) -> None:
    """The one person whom "his" or "her" stands for, unless the sentence tells of one dead or hurt already."""
    if any(m.harm in (harm, Harm.KILLED) and m.low == m.best == 1 for m in mentions):
        return
    words = reader.describe((whose.start, whose.end))
    one = add_pronoun(reader, harm, whose, words, "wound" if harm is Harm.INJURED else "throat")
    one.start, one.end = min(one.start, found.start()), max(one.end, found.end())
