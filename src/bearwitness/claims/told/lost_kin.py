"""Relatives lost to violence: "I lost my wife and three children in the bombardment".

Called for each parsed sentence after its own mentions are read. A bare plural of relatives is no number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention, are_told
from bearwitness.claims.sentence.reader import Reader
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Modifier

_KIN = words_of(
    "wife husband son sons daughter daughters child children brother brothers sister sisters mother father parents baby babies "
    "uncle aunt cousin cousins nephew nephews niece nieces grandson granddaughter grandchildren grandmother grandfather twins family"
)

_LOSE = words_of("lost lose loses losing")

_BY_FORCE = re.compile(
    r"\b(?:in|to|during|when)\s+(?:an?\s+|the\s+|that\s+|this\s+|an\s+)?(?:[\w'’-]+\s+){0,3}?(?:attacks?|raids?|massacres?|bombardment|bombing|bombings|shelling|air\s?strikes?|strikes?|blast|explosion|war|fighting|shooting|ambush|offensive|gunfire|bullets?|sniper|mine|landmine|rocket|shell|bomb|bombs|genocide|violence|killings)\b",
    re.IGNORECASE,
)


def read_lost_kin(reader: Reader, mentions: Sequence[Mention]) -> None:
    """Add relatives told as lost to `mentions`, the reader's own list, where report and sentence tell of force."""
    if not reader.report.tells_of_force or _LOSE.isdisjoint(reader.low_words):
        return
    if not _BY_FORCE.search(reader.cased, reader.sentence.start, reader.sentence.end):
        return
    for t in reader.tokens:
        if t.word not in _LOSE or any(reader.tokens[c].dep == "neg" for c in t.children):
            continue
        told: list[Mention] = []
        for head in reader.children(t.i, ("dobj",)):
            for one in reader.conjuncts(head):
                group = reader.group(one)
                owner = reader.word(group.first) in ("his", "her", "my", "their", "our", "both")
                if reader.word(one) not in _KIN or not (owner or group.quantity is not None):
                    continue
                if are_told(mentions, reader.tokens[group.first].start, reader.tokens[group.last].end, Harm.KILLED):
                    continue
                m = add_victims(reader, Harm.KILLED, t, one, "object")
                if m is not None and reader.word(one) == "parents" and m.quantity is None:
                    m.low = m.best = m.high = 2
                    m.modifier = Modifier.EXACT
                if m is not None:
                    told.append(m)
        for m in told if len(told) > 1 else ():
            m.sum_with = told[0]
