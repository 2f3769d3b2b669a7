"""Many of those just told of: "119 wounded came in. Most had been shot in the chest", "some were stabbed", "others had been beaten".

Called for each parsed sentence after its own mentions are read. The word counts two or more of people whom the sentence or
one of the two before it tells of; without such people it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, verb_harm
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.claims.told.blows import BLOWS
from bearwitness.records import Harm, Modifier, Unit

LOOK_BACK_SENTENCES = 2
_WORDS = frozenset(("most", "some", "others", "many"))
_OPENS = re.compile(
    r"(?:^|[;:,–—]\s+|\b(?:and|while|but)\s+)(?P<who>most|some|others|many)(?:\s+of\s+(?:them|these|those|whom))?\s+(?=(?:had|have|has|were|are)\b)",
    re.IGNORECASE,
)
_KILLING = frozenset(
    "strangled hacked stabbed shot beheaded burned burnt beaten bludgeoned clubbed hanged suffocated".split()
)


def read_most(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add those whom such a word counts to `mentions`, the reader's own list, as a part of the people told of."""
    if not any(t.word in _WORDS for t in reader.tokens):
        return
    start = reader.sentence.start
    for found in _OPENS.finditer(reader.cased[start : reader.sentence.end]):
        who = reader.token_at_offset(start + found.start("who"))
        verb = _verb_of(reader, start + found.end())
        told = _people_before(reader, mentions, earlier, who.start)
        if verb is None or told is None or any(m.start <= who.start < m.end for m in mentions):
            continue
        harm = _harm_of(reader, verb, told)
        if harm is None:
            continue
        words = VictimWords(is_people=True, plural=True, status=told.words.status, role=told.words.role)
        one = reader.add_people(harm, verb, (who.start, who.end), words, "most")
        one.low, one.best, one.high, one.modifier = 2, None, None, Modifier.VAGUE
        one.part_of = told if told.harm == harm else None


def _verb_of(reader: Reader, behind: int) -> Token | None:
    """The participle that the word is subject of: "most had been shot", "some of them were hit"."""
    first = reader.token_index(behind)
    for t in reader.tokens[first : first + 6]:
        if t.tag in ("VBN", "VBD") and t.word not in ("had", "have", "been", "were", "has", "was"):
            return t if is_passive(reader, t) else None
        if t.word in ("not", "never", ",", ";") or t.tag in ("IN", "NN", "NNS"):
            return None
    return None


def _people_before(
    reader: Reader, mentions: Sequence[Mention], earlier: Sequence[Mention], offset: int
) -> Mention | None:
    near = [
        m
        for m in (*earlier, *mentions)
        if m.start < offset
        and reader.sentence.index - m.sentence.index <= LOOK_BACK_SENTENCES
        and m.unit == Unit.PERSON
        and (m.low or m.best or 0) > 1
    ]
    return near[-1] if near else None


def _harm_of(reader: Reader, verb: Token, told: Mention) -> Harm | None:
    harm = verb_harm(reader, verb)
    if harm is None and (verb.word in BLOWS or verb.word in _KILLING):
        harm = Harm.INJURED
    if told.harm == Harm.KILLED and (harm in (Harm.INJURED, Harm.KILLED_OR_INJURED) or verb.word in _KILLING):
        return Harm.KILLED  # "16 were killed; most had been stabbed"
    return harm
