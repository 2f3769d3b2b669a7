"""What comes after an incident and is told with a day of its own: arrests, releases, deaths of the wounded, burials.

The day of such an event is not the day of what the next sentence tells ("Six men were captured on Wednesday. Three people were
hurt in the blast."), and people who are let go are not taken anew.
"""

from __future__ import annotations

import re

from bearwitness.records import Claim, Harm

_AFTER = re.compile(
    r"\b(?:arrest(?:s|ed)?|detained|captured|charge[ds]|released|freed|rescued|buried|sentenced|jailed|arraigned|"
    r"autops(?:y|ies)|post-?mortems?|inquest|hearing|vigil|funeral|in\s+court|took\s+the\s+stand|testified|ruled|"
    r"(?:died|dying|dead)\s+(?:of|from|in hospital)|succumbed)\b[^.;!?]{0,40}$",
    re.IGNORECASE,
)
_TAKEN = frozenset({Harm.ABDUCTED, Harm.DETAINED})
_REACH = 120  # code points before a date in which its verb stands


def takes_day_of_aftermath(claim: Claim, text: str, sentence: tuple[int, int]) -> bool:
    """Whether the claim's day is taken over from another sentence, where it is the day of what came after an incident.

    `sentence` is where the claim's own begins and ends.
    """
    span = claim.time.span if claim.time is not None else None
    if span is None or sentence[0] <= span[0] < sentence[1] or claim.harm in _TAKEN:
        return False
    return bool(_AFTER.search(text[max(0, span[0] - _REACH) : span[0]]))
