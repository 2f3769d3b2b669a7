"""People who were taken and let go again: a release tells of the taking, and takes nobody anew."""

from __future__ import annotations

import re

from bearwitness.records import Claim, Harm

_LET_GO = re.compile(
    r"\b(?:released|freed|set free|let go|ransomed|rescued|escaped|liberated|handed (?:back|over))\b", re.IGNORECASE
)
_SOME_OF = re.compile(
    r"^\W*(?:(?:at least|about|some|only|all but)\s+)?[\w-]+\s+of\s+(?:(?:the|these|those|its|their|them|whom)\b|[\w-]+\s)"
    r"(?:\s*(?P<whole>[\w-]+))?",
    re.IGNORECASE,
)
_TAKEN = frozenset({Harm.ABDUCTED, Harm.DETAINED})


def is_let_go(claim: Claim) -> bool:
    """Whether the words tell that some of the people taken were let go ("Three of the five ... were released")."""
    return claim.harm in _TAKEN and bool(_SOME_OF.match(claim.quote)) and bool(_LET_GO.search(claim.quote))
