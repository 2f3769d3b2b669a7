"""Whether an "officer" is of the police or of an army: the word alone says neither, what stands nearest to it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.records import Status

REACH = 400  # code points before the officer in which a force is looked for: two or three sentences

_FORCE = re.compile(
    r"\b(?:(?P<army>army|military|troops|soldiers?|battalions?|brigades?|regiments?|platoons?|marines?|navy|naval|armed forces|air force|barracks|garrisons?"
    r"|infantry|convoys?|paratroopers?|commandos?)|(?P<police>polic\w+|deput(?:y|ies)|sheriff\w*|patrolm[ae]n|cops?|constables?|detectives?|gendarme\w*|swat))\b",
    re.IGNORECASE,
)
_OF_ARMY = re.compile(
    r"\s+(?:of|in|from)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,3}?(?:army|military|navy|armed forces|air force|battalion|brigade|regiment)\b",
    re.IGNORECASE,
)


def settle_officers(mentions: Sequence[Mention], cased: str) -> None:
    """Give bare officers of an army their status, and take the role of police from them, in place."""
    for m in mentions:
        if m.words.role == "police" and m.words.head in ("officer", "officers") and _is_of_army(m, cased):
            m.words = replace(m.words, role=None, status=Status.COMBATANT)


def _is_of_army(m: Mention, cased: str) -> bool:
    start, end = m.noun or (m.start, m.end)
    if _OF_ARMY.match(cased, end):
        return True
    before = list(_FORCE.finditer(cased, max(0, start - REACH), start))
    if before:
        return before[-1].group("army") is not None
    after = _FORCE.search(cased, end, m.sentence.end)
    return after is not None and after.group("army") is not None
