"""A place in a series of the dead, said of one person: "the third member of the charity to lose their life this month".

Called for each parsed sentence after its own mentions are read. The ordinal belongs to the one whose death the sentence
tells; the series itself becomes a cumulative claim where claims are made.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import Counting, Harm, Quantity

_TO_DIE = re.compile(
    r"\s+(?P<who>(?:[^\W\d_][\w'’-]*\s+){0,3}?[^\W\d_][\w'’-]*)(?:\s+(?:of|from|in|at|with)\s+(?:[\w'’.-]+\s+){1,6}?|\s+)"
    r"(?:to\s+(?:die|perish|be\s+(?:killed|murdered|slain|shot\s+dead|assassinated)|lose\s+(?:his|her|their|a)\s+li(?:fe|ves)|have\s+(?:died|been\s+killed))"
    r"|(?:who\s+(?:was|has\s+been|had\s+been)\s+)?(?:killed|murdered|slain|shot\s+dead|assassinated))\b",
    re.IGNORECASE,
)


_ANOTHER = re.compile(r"\ban?\s+$", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|is|has\s+been|had\s+been)$", re.IGNORECASE)
_TOLD_BY_VERB = ("subject", "object", "relcl", "shared-subject")


def read_series(reader: Reader, mentions: list[Mention]) -> None:
    """Give the death that a sentence tells its place in a series, or add the one that only the ordinal tells.

    "X was killed on Friday, the third to die this month": the death has a verb of its own, and the ordinal tells of the
    series alone (`told_apart`).
    """
    for k, q in enumerate(reader.quantities):
        if not q.ordinal or any(m.quantity is q for m in mentions):
            continue
        found = _TO_DIE.match(reader.cased, q.end, reader.sentence.end)
        if found is None or not describe_victims(found.group("who")).is_people:
            continue
        if _ANOTHER.search(reader.cased, reader.sentence.start, q.start) and _WAS.search(found.group("who")):
            continue  # "a third suspect was killed": one person more, whatever befell the two before
        one = next((m for m in mentions if _is_single_death(m) and m.start < q.start), None)
        if one is not None and one.rule not in _TOLD_BY_VERB:
            _number(one, q)
            reader.used.add(k)
            continue
        place = reader.add_bare(Harm.KILLED, reader.token_at_offset(found.end() - 1), q, "series-of", found.span("who"))
        if place is not None:
            place.extra["told_apart"] = one is not None


def _is_single_death(m: Mention) -> bool:
    return m.harm == Harm.KILLED and m.implied and m.low == m.best == 1 and m.part_of is None and m.sum_with is None


def _number(one: Mention, q: Quantity) -> None:
    one.quantity, one.counting = q, Counting.ORDINAL
    one.implied = one.pronoun = False
    one.end = max(one.end, q.end)
