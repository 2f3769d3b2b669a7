"""One harm to one group of people, as a sentence tells it: the record that reading a sentence yields.

A `Mention` is a claim without claimant, scope, place or time, which later modules add. A `Group` is the noun phrase that
it is made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.records import AgeGroup, Counting, Harm, Modifier, Name, Quantity, Sex, Status, Unit, Words

NETWORK_RULE = "network"
"""Rule of a mention that no rule read: the network found it alone."""


@dataclass(slots=True)
class Group:
    """A noun phrase that may be victims: tokens [first, last], its head, and the number that belongs to it."""

    head: int
    first: int
    last: int
    quantity: Quantity | None
    words: VictimWords
    noun: tuple[int, int] | None  # layer span of the words for the people, without the number


@dataclass(slots=True)
class Mention:
    """One harm to one group in one sentence. Indices of other mentions of the sentence are list positions."""

    harm: Harm
    sentence: Sentence
    trigger: int
    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    modifier: Modifier
    quantity: Quantity | None
    counting: Counting
    unit: Unit
    noun: tuple[int, int] | None
    words: VictimWords
    names: tuple[Name, ...] = ()
    perpetrator: Words | None = None
    part_of: Mention | None = None
    sum_with: Mention | None = None
    moved_from: Harm | None = None
    denied: bool = False
    replaces: Mention | None = None
    implied: bool = False
    pronoun: bool = False
    definite: bool = False
    rule: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def evidence(self) -> tuple[int, int]:
        """First and last offset of the words that carry it: its harm, its number and its people."""
        spans = [(self.start, self.end)]
        if self.quantity is not None:
            spans.append((self.quantity.start, self.quantity.end))
        if self.noun is not None:
            spans.append(self.noun)
        return min(start for start, _ in spans), max(end for _, end in spans)


def merged_words(mention: Mention) -> tuple[Status, str | None, AgeGroup, Sex]:
    """Status, role, age group and sex of a mention's victims; the age said beside a single name goes before its noun."""
    words = mention.words
    age_group = words.age_group
    if len(mention.names) == 1 and mention.names[0].age is not None:
        age_group = AgeGroup.CHILD if mention.names[0].age < 18 else AgeGroup.ADULT
    return words.status, words.role, age_group, words.sex


def are_told(mentions: Sequence[Mention], start: int, end: int, *harms: Harm) -> bool:
    """Whether the people of a stretch have one of these harms already."""
    return any(m.harm in harms and m.noun is not None and m.noun[0] < end and start < m.noun[1] for m in mentions)
