"""Sites: which of the exact places that a sentence names may be where its harm was done.

Homes of speakers, hospitals, courts and the places where an arrest ended are named beside a harm as often as its own place.
"""

from __future__ import annotations

import re

from bearwitness.phrases.spots import Spot
from bearwitness.phrases.word_patterns import AnyCase
from bearwitness.records import Harm

_TREATED = re.compile(
    r"\b(?:hospital|clinic|morgue|mortuary|medical|trauma|operating|emergency\s+room|intensive\s+care|operating\s+table|"
    r"funeral|cemetery|press\s+conference|news\s+conference)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:jail|prison|court|courthouse|police\s+station|detention|cells?|precinct|custody)\b", re.IGNORECASE
)
_OF_SOMEBODY = AnyCase(
    r"\b(?:(?<!heir\s)(?<!his\s)(?<!her\s)(?<!the\s)(?<!\d\s)lives?|lived|living|resides?|resided|residents?|works?|worked|working|employed|student|students|studied|studying|"
    r"(?:sophomore|freshman|junior|senior|grader|principal|coach|professor|alumn\w+|graduate)\s+(?:at|of|in)|"
    r"taken|transported|airlifted|flown|rushed|admitted|brought|carried|treated|recovering|conference|funeral|vigil|buried|"
    r"mourners|spokes\w+|director|manager|owner|guard|officials?|headquarters|born|search(?:ed|ing)?|returned|returning|"
    r"protest(?:ed|s|ing)?|gathered|arriv(?:ed|ing)|appeared|testified|hearing|sentenced|convicted|trial|spoke|speaking|"
    r"hid|hiding|hidden|sheltering|fled\s+to|fled\s+into|sleep|camp)\b[^.;,]{0,30}$",
)
_STRUCK = re.compile(
    r"\b(?:attack|raid|bomb|bombing|shelling|explosion|explosive|blast|grenade|shot|killed|exploded|shooting|assault)\w*\s+"
    r"(?:[\w'-]+\s+){0,3}$",
    re.IGNORECASE,
)


def may_be_where_harmed(text: str, start: int, spot: Spot, harm: Harm) -> bool:
    """Whether a spot of a sentence that begins at `start` may be where people were harmed, and not treated, held or at home."""
    before = text[start : spot.span[0]]
    if _TREATED.search(spot.text) and not _STRUCK.search(before):
        return False
    if harm == Harm.DETAINED and _HELD.search(spot.text):
        return "held" in before[-60:]
    return not _OF_SOMEBODY.search(before)
