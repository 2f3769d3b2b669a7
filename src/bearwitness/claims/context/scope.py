"""What a count runs over: a running total over a period, a level at a date, or one incident."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.context.drafts import Setting
from bearwitness.claims.context.event_words import tells_of_event
from bearwitness.claims.context.nearest import Nearest, anchor
from bearwitness.claims.context.time_and_place import NO_DAY, TimesAndPlaces, is_brief
from bearwitness.claims.sentence.dependencies import hangs_on, verb_above
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.whose_day import is_wide
from bearwitness.records import BODILY, Harm, Scope

_LONG_CONFLICT = re.compile(
    r"\b(?:the|this|that|a|its|\d+[- ]year(?:-old)?|\w+[- ]year(?:-old)?|civil|bloody|decade-long|\w+-long)\s+(?:[\w-]+\s+){0,2}(?:war|conflict|insurgency|genocide|campaign|crackdown|dictatorship|dirty war)\b"
)
_TOTALS = re.compile(
    r"\b(?:overall|in all since|cumulative|(?:over|during|in) (?:the same|that|this) (?:\w+ )?(?:months?|weeks?|period|quarter|years?)|"
    r"so far this (?:year|month|week)|since the (?:start|beginning|outbreak|conflict|war|offensive)|year to date|over the years|to date)\b"
)
_HABIT = re.compile(
    r"\b(?:every|each|per) (?:year|month|week|day|hour)\b|\bannually\b|\ba (?:year|month|day) (?:on average|die)|\bon average\b"
)
_EVENT_SINGULAR = re.compile(
    r"\b(?:the|an?|this|that|yesterday's|today's|monday's|tuesday's|wednesday's|thursday's|friday's|saturday's|sunday's)\s+(?:[\w'-]+\s+){0,3}"
    r"(?:attack|bombing|blast|explosion|massacre|shooting|ambush|clash|raid|strike|airstrike|assault|incident|battle|bomb|mine|grenade|firefight|killing|murder|kidnapping|shelling|assassination|confrontation|skirmish)\b"
)
_EVENTS_PLURAL = frozenset(
    (
        "attacks clashes bombings raids strikes airstrikes explosions massacres killings operations battles "
        "shootings war conflict violence fighting offensive campaign unrest insurgency repression terrorism "
        "crackdown hostilities bombardments bombardment protests riots"
    ).split()
)
_ON_A_LIST = re.compile(
    r"\b(?:lists?|listed|registers?|registered|has\s+on\s+(?:its|his|her)\s+list)\s+(?:(?:some|about|at\s+least|more\s+than)\s+)?$",
    re.IGNORECASE,
)
""" "A commission lists | 26 people who went missing": a level, whenever each of them went."""
_STATES = frozenset([Harm.DETAINED, Harm.DISPLACED, Harm.MISSING, Harm.ABDUCTED])
_STILL = re.compile(
    r"\b(?:(?:are|is|were|remain|remains|remained)\s+(?:still\s+|currently\s+|now\s+)?(?:being\s+)?(?:detained|held|jailed|imprisoned|displaced|missing|unaccounted|in\s+(?:custody|detention|prison|jail|captivity))|behind\s+bars)\b"
)
""" "Of whom 20,900 are still detained": with a large number, a level and no incident."""
_BEYOND_ONE_INCIDENT = 1_000  # people; a larger number without a day or an event is a total of a war, set by hand
_IN_MONTHS = re.compile(
    r"in (?:the )?(?:[\w-]+ ){1,3}?(?:weeks|months|years)$|(?:in|within) (?:less|fewer|little more|no more) than (?:[\w-]+ ){1,2}?"
    r"(?:days|weeks?|months?|years?)$|(?:in|within) (?:just |only |barely |about )?(?:a|one|1) (?:week|month|year)$"
)
""" "In less than a month, nine leaders have been kidnapped": a count over a stretch of time."""
_OF_THEM = re.compile(
    r"\bof\s+(?:them|these|those|whom|the\s+(?:wounded|injured|victims|hostages|missing))\b", re.IGNORECASE
)
""" "In a week five of them died": of one incident's people."""
_YEAR_WIDE = re.compile(r"(?:in )?(?:1[89]|20)\d\d|(?:last|this|the past) year|(?:the )?(?:1[89]|20)\d0s")
_THROUGHOUT = re.compile(r"\b(?:during|in|since|of)\s+(?:the|a|its)?\s*$")
_MANY_OF_A_WAR = 100  # people; so many beside the name of a war are its dead
_AT_THE_HEAD = 25  # code points from the beginning of a clause within which a war is what the clause is about


def read_scope(
    nearest: Nearest, mention: Mention, others: Sequence[Mention], times: Sequence[TimePhrase]
) -> tuple[Scope, TimePhrase | None]:
    """What a count runs over, with the time of a total or a level; an incident's day is another question.

    Args:
        nearest: Finds the words of time nearest to a mention of the document.
        mention: Of a count.
        others: All mentions of the same sentence, in order.
        times: The words of time of that sentence.

    Returns:
        The scope, and its time: None where the sentence gives the total or level none, and always for an incident.
    """
    if mention.extra.get("cumulative"):
        return Scope.CUMULATIVE, nearest.time(mention, others, [t for t in times if not t.is_as_of])
    level = _told_as_level(nearest, mention, others, times)
    if level is not None:
        return level
    low = nearest.cased[mention.sentence.start : mention.sentence.end].lower()
    one_person = mention.implied and mention.low == 1
    periods = [] if one_person else [t for t in times if t.is_period and not t.is_as_of and not is_brief(t)]
    time = nearest.time(mention, others, [t for t in times if t.kind not in NO_DAY])
    if time is not None and time in periods and not belongs_elsewhere(time, mention):
        return Scope.CUMULATIVE, time
    many = _people_of(mention) >= _BEYOND_ONE_INCIDENT
    if many and mention.harm in _STATES and (any(t.is_as_of for t in times) or _STILL.search(low)):
        return Scope.STOCK, None
    if one_person:
        return Scope.INCIDENT, None
    if time is None and mention.quantity is not None and _people_of(mention) > 1:
        stretch = next((t for t in times if t.kind == TimeKind.DURATION and _IN_MONTHS.match(t.text.lower())), None)
        if stretch is not None and not _EVENT_SINGULAR.search(low) and not _OF_THEM.search(_said(nearest, mention)):
            return Scope.CUMULATIVE, stretch
    clause = _clause(nearest, mention, others).lower()
    if _TOTALS.search(clause):
        return Scope.CUMULATIVE, periods[0] if periods else time
    if _HABIT.search(clause):
        return Scope.UNKNOWN, None
    if not _has_day(times) and _is_of_long_violence(mention, clause):
        return Scope.CUMULATIVE, time
    if time is not None and _is_year_wide(time) and _is_of_a_year(mention) and not _EVENT_SINGULAR.search(low):
        return Scope.CUMULATIVE, time
    return Scope.INCIDENT, None


def _said(nearest: Nearest, mention: Mention) -> str:
    return nearest.cased[mention.start : mention.end]


def _told_as_level(
    nearest: Nearest, mention: Mention, others: Sequence[Mention], times: Sequence[TimePhrase]
) -> tuple[Scope, TimePhrase | None] | None:
    """A level by the words of the mention itself, with its moment: people held, people listed as missing."""
    stock = mention.extra.get("stock")
    if mention.rule in ("held", "people-of-harm") or stock:
        if (
            stock
            or mention.harm == Harm.DETAINED
            or (mention.harm == Harm.DISPLACED and mention.rule == "people-of-harm")
        ):
            return Scope.STOCK, nearest.time(mention, others, [t for t in times if t.is_as_of or t.is_moment])
        trigger = mention.sentence.tokens[mention.trigger]
        if mention.harm == Harm.ABDUCTED and mention.rule == "held" and trigger.tag != "VBD":
            return Scope.STOCK, None
    if mention.harm == Harm.MISSING and _ON_A_LIST.search(nearest.cased[mention.sentence.start : anchor(mention)]):
        return Scope.STOCK, None
    return None


def _is_of_long_violence(mention: Mention, clause: str) -> bool:
    """ "Attacks have killed 40", "40 died in the civil war", "2,000 were killed": no day is named, and more than one event."""
    tokens = mention.sentence.tokens
    trigger = tokens[mention.trigger]
    perfect = any(tokens[c].word in ("have", "has", "had") for c in trigger.children)
    subject = next((tokens[c] for c in trigger.children if tokens[c].dep == "nsubj"), None)
    if subject is not None and subject.word in _EVENTS_PLURAL and perfect:
        return True
    if _EVENT_SINGULAR.search(clause):
        return False
    conflict = _LONG_CONFLICT.search(clause)
    if conflict and mention.quantity is not None:
        if (
            perfect
            or _people_of(mention) >= _MANY_OF_A_WAR
            or _THROUGHOUT.search(clause[: conflict.start() + 1])
            or conflict.start() < _AT_THE_HEAD
        ):
            return True
    return mention.harm in BODILY and _people_of(mention) >= _BEYOND_ONE_INCIDENT


def _people_of(mention: Mention) -> int:
    return mention.low or mention.best or 0


def _has_day(times: Sequence[TimePhrase]) -> bool:
    return any(t.is_moment and t.kind == TimeKind.POINT for t in times)


def _is_year_wide(phrase: TimePhrase) -> bool:
    return bool(_YEAR_WIDE.fullmatch(phrase.text.strip().lower()))


def _is_of_a_year(mention: Mention) -> bool:
    """Whether so many, where a year is all that is said of when, are those of the year; a find of bodies is one find."""
    return mention.quantity is not None and _people_of(mention) > 2 and mention.rule not in ("bodies", "bodies-of")


def belongs_elsewhere(phrase: TimePhrase, mention: Mention) -> bool:
    """A period inside a clause of its own ("who has ruled since 2019") is not the count's."""
    sentence = mention.sentence
    token = sentence.token_at(phrase.span[0])
    if token is None:
        return False
    verb = verb_above(sentence, token)
    if verb is None or verb.i == mention.trigger:
        return False
    if (
        verb.dep == "acl"
        and not tells_of_event(verb.word)
        and not hangs_on(sentence, sentence.tokens[mention.trigger], verb.i)
    ):
        noun = sentence.tokens[verb.head].word
        return noun not in _EVENTS_PLURAL and not tells_of_event(noun)  # "two hostages held since March were killed"
    return (
        verb.dep == "relcl"
        and not hangs_on(sentence, sentence.tokens[mention.trigger], verb.i)
        and not hangs_on(sentence, verb, mention.trigger)
    )


def _clause(nearest: Nearest, mention: Mention, others: Sequence[Mention]) -> str:
    """The words around a mention, cut off where those of another mention begin."""
    sentence = mention.sentence
    start, end = sentence.start, sentence.end
    for m in others:
        if m is mention or m.part_of is mention or mention.part_of is m:
            continue
        if m.end <= mention.start:
            cut = max(nearest.text.rfind(";", m.end, mention.start), nearest.text.rfind(", ", m.end, mention.start))
            start = max(start, cut if cut > 0 else m.end)
        elif m.start >= mention.end:
            cut = nearest.text.find(";", mention.end, m.start)
            end = min(end, cut if cut > 0 else m.start)
    return nearest.cased[start:end]


def take_period_of_paper(
    mention: Mention, setting: Setting, paper: TimePhrase, said: TimesAndPlaces, sentences: Sequence[Sentence]
) -> None:
    """In a paper that counts over a period, make a figure without a day and without an event that period's.

    Args:
        mention: Of an incident, as far as its own sentence says.
        setting: Of the mention; set here.
        paper: The period of the paper.
        said: The words of time of its sentences.
        sentences: All sentences of the document.
    """
    if mention.quantity is None:
        return
    sentence = mention.sentence
    if setting.time is not None:
        if is_wide(setting.time) and not _EVENT_SINGULAR.search(said.cased[sentence.start : sentence.end].lower()):
            setting.scope = Scope.CUMULATIVE
        return
    before = [s for s in sentences[: sentence.index + 1] if s.paragraph == sentence.paragraph]
    if any(_has_day(said.times(s)) for s in before):
        return
    if _EVENT_SINGULAR.search(said.cased[before[0].start : sentence.end].lower()):
        return
    setting.scope, setting.time = Scope.CUMULATIVE, paper
