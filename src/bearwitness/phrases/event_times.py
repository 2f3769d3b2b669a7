"""Times that no calendar holds: counted from an event, or named by one.

    "three days after the vote", "the eve of the election", "recently", "during | the night"
    "over | three days of post-election unrest", "the reporting period", "since the protests began"

They have words and no days, and serve a claim only where its sentence names no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.times.tree import Calendar, Since, Vague
from bearwitness.phrases.whose_day import EVENT_NOUN
from bearwitness.phrases.word_patterns import AnyCase

_AMOUNT = r"(?:(?:(?:just|barely|only|about|some|nearly|almost)\s+)?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a\s+few|\d{1,2})\s+)"
_TOLD_BY = (
    rf"(?:{EVENT_NOUN}|elections?|vote|poll|coup|ceasefire|truce|protests?|funeral|war|uprising|invasion|offensive|operation|arrest|death|"
    r"festival|feast|march|rally|inauguration|referendum|summit|visit|talks|riots?|earthquake|takeover|withdrawal|revolution|independence)"
)
_COUNTED = (
    rf"(?:the\s+(?:day|night|morning|week|month|year)|{_AMOUNT}?(?:minutes|hours|days|weeks|months|years)|"
    rf"{_AMOUNT}(?:hour|day|week|month|year))\s+(?:before|after|following)"
)
_UNREST = (
    r"(?:unrest|violence|fighting|clashes|protests?|rioting|riots|war|bombardment|shelling|siege|conflict|attacks|battles|"
    r"demonstrations|bombing|raids|combat)"
)
_MOMENT = AnyCase(
    rf"\b{_COUNTED}\s+(?:the|his|her|its|their|that|this|an?|[\w'’]+['’]s)\s+(?:[\w'’-]+\s+){{0,3}}?{_TOLD_BY}\b"
    rf"|\b(?:the\s+)?eve\s+of\s+(?:the\s+|an?\s+|his\s+|her\s+|their\s+)?(?:[\w'’-]+\s+){{0,2}}?(?:{_TOLD_BY}|eid|ramadan|ashura|diwali|passover)\b"
    r"|(?<=\bduring )the\s+night\b(?!\s+(?:of|before|after|when|that|shift|club))"
    rf"|(?:(?<=\bover )|(?<=\bin ))(?:the\s+)?{_AMOUNT}(?:hours|days|weeks|months)\s+of\s+(?:[\w-]+\s+){{0,3}}?{_UNREST}\b"
    r"|\b(?:recently|moments\s+ago|right\s+now)\b",
)
_PERIOD = AnyCase(
    rf"\bthe\s+(?:(?:reporting|review)\s+period|(?:period|week|month|quarter|half-year|year)\s+under\s+review)\b"
    rf"|\bthe\s+{_AMOUNT}?(?:weeks|months|years)\s+(?:before|after|following)\s+the\s+(?:[\w'’-]+\s+){{0,2}}?{_TOLD_BY}\b",
)
_SINCE = AnyCase(
    rf"\bsince\s+(?:the\s+)?(?:start|beginning|outbreak|onset|end|launch)\s+of\s+(?:the\s+)?(?:[\w'-]+\s+){{0,3}}?[\w'-]+"
    rf"|\bsince\s+(?:the|that)\s+(?:[\w'-]+\s+){{0,3}}?(?:crisis|insurgency|curfew|emergency|crackdown|year|violence|fighting|{_TOLD_BY})"
    r"(?:\s+(?:began|started|broke\s+out|erupted|ended|collapsed|begun))?\b"
    r"|\bsince\s+(?:it|they|he|she)\s+(?:began|started|broke\s+out|erupted|took\s+(?:power|office|over))\b",
)
_ONE_EVENT = re.compile(
    r"\bsince\s+(?:the|that)\s+(?:[\w'-]+\s+){0,3}?(?:attack|shooting|bombing|blast|explosion|raid|ambush|clash|massacre|killing|murder|assault|"
    r"strike|airstrike|incident|earthquake)$",
    re.IGNORECASE,
)
""" "since the shooting, 60 households have fled": what followed from one event."""
_GATE = re.compile(
    r"\bsince\b|\bunder review\b|\bperiod\b|\b(?:before|after|following) |\beve of\b|the night\b|s of |recently\b|moments ago|right now"
)


def find_event_times(text: str, start: int, end: int) -> Iterator[TimePhrase]:
    """Times told by an event in a stretch of text; those that may say when one incident was are moments, the others periods."""
    if _GATE.search(text[start:end].lower()) is None:
        return
    for pattern, kind in ((_SINCE, TimeKind.SINCE), (_PERIOD, TimeKind.SPAN), (_MOMENT, TimeKind.POINT)):
        for found in pattern.finditer(text, start, end):
            node = Since(Calendar()) if kind == TimeKind.SINCE else Vague()
            moment = kind == TimeKind.POINT or _ONE_EVENT.search(found.group()) is not None
            yield TimePhrase(text[slice(*found.span())], found.span(), kind, node, moment, not moment, False)
