"""People who are some of a count over a period are of that count's scope, not of an incident: "More than 27,000 have been arrested
since the coup, of whom 20,900 are still detained"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.records import Claim, Scope

_OF_THEM = re.compile(r"\b(?:of|among) (?:whom|them|those|these|which)\b", re.IGNORECASE)
_STILL = re.compile(r"\b(?:still|remain|remains|remained)\b", re.IGNORECASE)
_BESIDE = 60  # code points between the two counts


def follow_the_whole(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims, in the order given, each part of a count over a period or of a level with that one's scope.

    Args:
        claims: The claims of one document.
        text: Its text.
    """
    wholes = [claim for claim in claims if claim.scope is not Scope.INCIDENT]
    if not wholes:
        return list(claims)
    return [_follows(claim, wholes, text) if claim.scope is Scope.INCIDENT else claim for claim in claims]


def _follows(claim: Claim, wholes: Sequence[Claim], text: str) -> Claim:
    for whole in wholes:
        if whole.harm is not claim.harm or (claim.low or 0) > (whole.high or whole.low or whole.best or 0):
            continue
        between = text[whole.end : claim.end] if 0 <= claim.start - whole.end <= _BESIDE else ""
        beside = bool(between) and not re.search(r"[.!?]\s", between) and bool(_OF_THEM.search(between))
        if beside or claim.part_of == whole.claim_id:
            return replace(claim, scope=Scope.STOCK if beside and _STILL.search(between) else whole.scope)
    return claim
