"""Running totals that only the report tells: monthly updates, situation reports, tables, parts of totals, cases on a list.

`settle_scope` is called for a report once all its claims have a setting. It makes of an incident a running total, never the
reverse but for people who fled one event since a day of this week, and never where the claim's own words name a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bearwitness.claims.context.drafts import Draft
from bearwitness.claims.context.periodic_reports import is_month_wide, is_periodic, period_of_head
from bearwitness.claims.context.time_and_place import is_brief
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.word_patterns import AnyCase
from bearwitness.records import Counting, Harm, Scope, Unit

FEWEST = 3  # people; two killed in a month are one incident as often as not
BEYOND_A_DAY = 50  # people; as many in a month, and no event named, are those of many days
SAME_TOTAL = 10  # people; a number this large told twice is one total

_SENTENCE_OF_PERIOD = re.compile(
    r"\b(?:in|over|during|for|within)\s+(?:the|this|that)\s+(?:(?:reporting|review|reported|same|covered)\s+period|(?:period|week|month|quarter|year|fortnight)\s+(?:under\s+review|covered|in\s+question|of\s+reporting))\b"
    r"|\b(?:in|over|during)\s+the\s+(?:[\w-]+\s+)?(?:days|nights|weeks|months|years)\s+(?:that\s+followed|which\s+followed|after|before|following|since|preceding|leading\s+up\s+to|that\s+preceded)\b"
    r"|\b(?:so\s+far\s+)?(?:during|in|over)\s+(?:this|the)\s+(?:month|quarter|half-?year|season)\b"
    r"|\bcumulative(?:ly)?\b|\byear[- ]to[- ]date\b|\bto\s+date\b",
    re.IGNORECASE,
)
_ONE_EVENT = re.compile(
    r"\b(?:the|an?|this|that|one|single|same|deadliest|\w+day['’]s|yesterday['’]s)\s+(?:[\w'’-]+\s+){0,3}?"
    r"(?:attack|bombing|blast|explosion|massacre|shooting|ambush|clash|raid|strike|airstrike|assault|incident|battle|bomb|grenade|firefight|murder|shelling|"
    r"assassination|confrontation|skirmish|missile|rocket|shell|drone|demonstration|march|rally|protest|funeral|operation)\b",
    re.IGNORECASE,
)
_DAY_WORDS = re.compile(
    r"\b(?:that|the\s+same|this|next|previous|following)\s+(?:day|morning|afternoon|evening|night)\b|\b(?:yesterday|today|tonight|earlier)\b|\blast\s+night\b",
    re.IGNORECASE,
)
_OF_DAYS = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s*(?:and|to|-|–)\s*\d{1,2}\b")
_FEW = r"(?:\d+|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|multiple|dozens\s+of|a\s+(?:dozen|series\s+of|string\s+of|spate\s+of))"
_CRIMES = r"(?:shootings|stabbings|killings|murders|homicides|slayings)"
_TALLY = AnyCase(
    r"\b(?:violent|bloody|deadly)\s+(?:[\w'’-]+\s+){0,3}?(?:weekend|(?:24|48|36|72)\s+hours)\b(?!\s+(?:attack|shooting|raid|clash|ambush|blast|bombing|strike|brawl))"
    r"|\bweekend\s+of\s+(?:gun\s+)?(?:violence|bloodshed|shootings)\b"
    r"|(?P<hours>\b(?:over|during|in|within)\s+an?\s+[\w-]+[\s-]hours?\s+(?:stretch|span|period)\b)"
    rf"|\bin\s+(?:(?:at\s+least|more\s+than|about|some)\s+)?{_FEW}\s+(?:separate\s+|different\s+|unrelated\s+)?{_CRIMES}\b"
    rf"|\b{_CRIMES}\s+(?:across|throughout|around)\s+(?:the\s+)?(?:city|county|state|country|region|area|town|province)\b"
    r"|\b(?:separate|unrelated)\s+(?:\w+\s+)?(?:shootings|stabbings|attacks|killings|homicides|slayings|incidents)\s+(?:over|across|during|throughout|around)\b",
)
"""What counts the victims of a weekend or of many crimes together: none of them is the number of one incident."""
_HELD = (Harm.MISSING, Harm.DETAINED, Harm.ABDUCTED)
_STILL = re.compile(r"\b(?:remains?|remained|still|continues?|yet)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b|\bthe\s+(?:shooting|attack|raid|clash|battle|strike|bombing|massacre)\b",
    re.IGNORECASE,
)


def settle_scope(
    drafts: Sequence[Draft], text: str, sentences: Sequence[Sentence], times: Callable[[Sentence], list[TimePhrase]]
) -> None:
    """Set the scope, and the time of those that become running totals, where the whole report tells it.

    Args:
        drafts: All claims of the report, in order.
        text: Its text layer.
        sentences: Its sentences.
        times: The time phrases of a sentence.
    """
    if not drafts:
        return
    periodic = is_periodic(text)
    period = period_of_head(sentences, times) if periodic else None
    for d in drafts:
        if _is_bullet(d, text) and d.setting.time is not None and not _in_own_sentence(d, d.setting.time):
            d.setting.time = None if periodic else d.setting.time  # each point of a list has days of its own
        if _is_borrowed(d, text, periodic=periodic):
            d.setting.time = None
        if _is_tally(d, text):
            d.setting.scope = Scope.CUMULATIVE
            if d.setting.time is not None and not _in_own_sentence(d, d.setting.time):
                d.setting.time = None
        opening = _opening_period(d, times)
        if _is_open(d) and opening is not None and not _ONE_EVENT.search(_words(d, text)):
            d.setting.scope, d.setting.time = Scope.CUMULATIVE, opening
        elif _is_open(d) and _runs_over_a_period(d, text, periodic=periodic):
            d.setting.scope = Scope.CUMULATIVE
    for k, d in enumerate(drafts):
        _take_from_total(d, drafts, text)
        _take_level(d, drafts[:k], text)
    _share_among_equals(drafts)
    for d in drafts:
        _of_one_flight(d)
        if period is not None:
            _name_period(d, period)


def _name_period(d: Draft, period: TimePhrase) -> None:
    """The report's period for a running total that names none, or that names its month without the year."""
    time = d.setting.time
    if d.setting.scope == Scope.CUMULATIVE and (
        time is None or (time.text.lower() in period.text.lower() and len(time.text) < len(period.text))
    ):
        d.setting.time = period


def _is_borrowed(d: Draft, text: str, *, periodic: bool) -> bool:
    """Whether a count has taken its day from another sentence that tells of something else.

    A periodic report goes from its totals on to single events, so a total takes no day from further on; and what happened
    "in the nights that followed" did not happen on the day before.
    """
    time = d.setting.time
    if time is None or _in_own_sentence(d, time) or d.setting.scope != Scope.INCIDENT or d.mention.quantity is None:
        return False
    if _SENTENCE_OF_PERIOD.search(_words(d, text)):
        return True
    return periodic and time.span[0] > d.mention.end and (d.mention.low or d.mention.best or 0) >= FEWEST


def _is_tally(d: Draft, text: str) -> bool:
    """ "Seven people were killed in 17 shootings over the weekend": unless the sentence gives the number a day of its own."""
    m = d.mention
    if d.setting.scope != Scope.INCIDENT or m.counting == Counting.ORDINAL or m.quantity is None:
        return False
    found = _TALLY.search(_words(d, text))
    if found is None or (m.low or m.best or 0) < 2:
        return False
    time = d.setting.time
    return found["hours"] is not None or not (time is not None and _on_a_day(d) and _in_own_sentence(d, time))


def _is_bullet(d: Draft, text: str) -> bool:
    return text[d.mention.sentence.start] in "-*•–—·▪►‣○◦"


def _opening_period(d: Draft, times: Callable[[Sentence], list[TimePhrase]]) -> TimePhrase | None:
    """ "Since May they killed 83 people, arrested 126 and freed 64": a period that opens the sentence is of all its counts."""
    start = d.mention.sentence.start
    return next(
        (
            t
            for t in times(d.mention.sentence)
            if t.span[0] - start < 12
            and t.is_period
            and t.kind in (TimeKind.SINCE, TimeKind.SPAN, TimeKind.WINDOW)
            and not is_brief(t)
            and not t.is_as_of
            and t.span[1] <= d.mention.start + 1
            and not (_OF_DAYS.search(t.text) and (d.mention.low or d.mention.best or 0) < 2 * SAME_TOTAL)
        ),
        None,
    )


def _take_level(d: Draft, before: Sequence[Draft], text: str) -> None:
    """ "Eleven of them remain unaccounted for": a level, where those taken were counted over a period."""
    q = d.mention.quantity
    if d.setting.scope != Scope.INCIDENT or d.mention.harm not in _HELD or q is None:
        return
    if not re.match(r"\s+of\s+(?:them|these|those)\b", text[q.end : q.end + 12]) or not _STILL.search(_words(d, text)):
        return
    near = [o for o in before if d.mention.sentence.index - o.mention.sentence.index <= 2 and o.mention.harm in _HELD]
    if near and near[-1].setting.scope == Scope.CUMULATIVE:
        d.setting.scope = Scope.STOCK


def _is_open(d: Draft) -> bool:
    """Whether a count may run over a period: a number of people, not of one day that its words name."""
    m = d.mention
    if d.setting.scope != Scope.INCIDENT or m.counting == Counting.ORDINAL or m.extra.get("reference"):
        return False
    return m.quantity is not None and (m.low or m.best or 0) >= 1 and not _on_a_day(d)


def _on_a_day(d: Draft) -> bool:
    time = d.setting.time
    return time is not None and (time.kind == TimeKind.POINT or is_brief(time))


def _words(d: Draft, text: str) -> str:
    return text[d.mention.sentence.start : d.mention.sentence.end]


def _runs_over_a_period(d: Draft, text: str, *, periodic: bool) -> bool:
    m = d.mention
    if m.unit == Unit.CASE:
        return True
    words = _words(d, text)
    if m.rule == "testimony" and (m.low or 0) >= FEWEST:
        return True
    if m.low == 0 or _DAY_WORDS.search(words):
        return False
    if m.extra.get("row"):
        return True
    size = m.low or m.best or 0
    if size < FEWEST or _ONE_EVENT.search(words):
        return False
    if _SENTENCE_OF_PERIOD.search(words):
        return True
    time = d.setting.time
    if time is not None and is_month_wide(time) and _in_own_sentence(d, time):
        return periodic or size >= BEYOND_A_DAY
    return periodic and (time is None or is_month_wide(time))


def _in_own_sentence(d: Draft, time: TimePhrase) -> bool:
    return d.mention.sentence.start <= time.span[0] < d.mention.sentence.end


def _take_from_total(d: Draft, drafts: Sequence[Draft], text: str) -> None:
    """A part, and what one sum joins, runs as long as its total; who of them is still missing or held is a level."""
    if d.setting.scope != Scope.INCIDENT or _on_a_day(d) or d.mention.counting == Counting.ORDINAL:
        return
    near = [m for m in (d.mention.part_of, d.mention.sum_with) if m is not None and m is not d.mention]
    total = next((o for o in drafts if any(o.mention is m for m in near)), None)
    if total is None or total.setting.scope == Scope.INCIDENT or _ONE_EVENT.search(_words(d, text)):
        return
    if d.mention.implied and d.mention.low == 1:
        return  # one person has a day of their own
    d.setting.scope = total.setting.scope
    if total.setting.scope == Scope.CUMULATIVE and d.setting.time is None:
        d.setting.time = total.setting.time
    if d.mention.harm in _HELD and _STILL.search(_words(d, text)):
        d.setting.scope = Scope.STOCK


def _share_among_equals(drafts: Sequence[Draft]) -> None:
    """The same total told in a title or a summary and again in the body runs as long there."""
    told = {
        (d.mention.harm, d.mention.low, d.mention.best): d
        for d in drafts
        if d.setting.scope == Scope.CUMULATIVE and (d.mention.low or d.mention.best or 0) >= SAME_TOTAL
    }
    for d in drafts:
        if _is_open(d):
            same = told.get((d.mention.harm, d.mention.low, d.mention.best))
            if same is not None:
                d.setting.scope = Scope.CUMULATIVE
                d.setting.time = d.setting.time or same.setting.time


def _of_one_flight(d: Draft) -> None:
    """ "3,000 people have fled since Saturday": one flight of days, not a total of months."""
    time = d.setting.time
    if (
        d.mention.harm == Harm.DISPLACED
        and d.setting.scope == Scope.CUMULATIVE
        and time is not None
        and time.kind in (TimeKind.SINCE, TimeKind.SPAN)
        and _WEEKDAY.search(time.text)
    ):
        d.setting.scope = Scope.INCIDENT
