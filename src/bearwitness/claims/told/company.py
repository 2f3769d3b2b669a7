"""Those who share somebody's fate: "arrested along with four others", "the mayor was killed, as well as his driver".

`read_company` adds them to the claims of a sentence. They must be people, and the phrase must hang on the word of harm or
stand right behind the victims; "the officer, along with three colleagues, said" tells of nobody harmed.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader

_WITH = re.compile(
    r"\b(?:along|together)\s+with\s+|\bas\s+well\s+as\s+"
    r"|\bwith\s+(?=(?:his|her|their|its)\s+(?:\w+\s+){0,3}?(?:sons?|daughters?|wife|husband|child|children|baby|infant|brothers?|sisters?|mother|father|parents|family"
    r"|bodyguards?|driver|escorts?|colleagues?|companions?|friends?)\b)",
    re.IGNORECASE,
)
_SUBJECT_RULES = ("subject", "relcl", "acl", "shared-subject", "object", "noun-of", "bodies-of", "bodies")
GAP = 6  # tokens between the word of harm, or the victims, and "along with"


def read_company(reader: Reader, mentions: list[Mention]) -> None:
    """Add the people named behind "along with" to `mentions`, the reader's own list."""
    for found in _WITH.finditer(reader.cased, reader.sentence.start, reader.sentence.end):
        first = reader.token_at_offset(found.start()).i
        told = _whose(reader, mentions, found.start())
        if told is None or not _hangs_on_harm(reader, first, told):
            continue
        head = _head_behind(reader, reader.token_index(found.end()))
        if head is None:
            continue
        base = told.sum_with or told
        for one in reader.conjuncts(head):
            group = reader.group(one)
            if group.words.is_people is None and group.quantity is not None and group.noun is not None:
                continue  # "captured together with 14 detonators"
            beside = add_victims(reader, told.harm, reader.tokens[told.trigger], one, "company")
            if beside is not None:
                beside.perpetrator, beside.sum_with, base.sum_with = told.perpetrator, base, base


def _whose(reader: Reader, mentions: list[Mention], offset: int) -> Mention | None:
    """The last claim told before the phrase whose word of harm or victims stand near."""
    near = [m for m in mentions if m.rule in _SUBJECT_RULES and m.end <= offset and m.low != 0 and m.part_of is None]
    last = max(near, key=lambda m: m.end, default=None)
    if last is None or reader.token_index(offset) - reader.token_index(last.end) > GAP:
        return None
    return last


def _hangs_on_harm(reader: Reader, i: int, told: Mention) -> bool:
    """Whether no other verb stands between the harm and the phrase."""
    last = max(told.trigger, reader.token_index(told.end - 1))
    return not any(t.tag.startswith(("VB", "MD")) for t in reader.tokens[last + 1 : i])


def _head_behind(reader: Reader, i: int) -> int | None:
    """Head of the noun phrase that starts at a token."""
    t = reader.token(i)
    for _ in range(6):
        if t is None:
            return None
        if t.tag.startswith("NN") or t.name:
            above = reader.tokens[t.head]
            if t.dep not in ("compound", "poss", "nmod") or above.i <= t.i:
                return t.i
        elif t.tag == "CD" and t.dep not in ("nummod", "quantmod", "compound"):
            return t.i
        t = reader.token(t.i + 1) if t.head <= t.i or t.dep in ("compound", "poss", "nmod") else reader.tokens[t.head]
    return None
