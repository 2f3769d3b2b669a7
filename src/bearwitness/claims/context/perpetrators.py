"""Whoever a document says did it: each claim gets the phrase for its doer that stands nearest.

A sentence's own agent ("gunmen shot two men") is read with the harm itself. A claim that says no doer has that of the claim
which it repeats, of whose people its own are a part, or with which it is coordinated. Failing that, it has the phrase of its
own sentence, else the nearest before it, else the next behind it, of those that `doers` finds and that tell of the same
event: not of one that the text sets apart ("in a separate attack", "two years ago"), nor of one with another place or day;
where the incidents of a report lie at several places, the phrase must stand in a sentence beside the claim's or be said of
the same place or people. To name no doer loses less than to name somebody else's.
A total over a period, a zero, a suicide and the attackers themselves take none from elsewhere. An allegation is not a
finding; these are the text's words for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bearwitness.claims.context.doer_chains import named_by
from bearwitness.claims.context.doer_pronouns import stood_for, told_first
from bearwitness.claims.context.doers import DEED, Doer, find_doers, is_looked_into
from bearwitness.claims.context.drafts import Draft
from bearwitness.claims.context.event_words import is_background, opens_other
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.report_text import ReportText
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import BODILY, Factuality, Harm, Scope, Words, spans_meet

_TAKEN = frozenset({Harm.ABDUCTED, Harm.MISSING})
_HARMED = BODILY | _TAKEN
_STANDS_FOR = frozenset(
    ["he", "she", "they", "him", "her", "them", "who", "his captors", "her captors", "their captors"]
)


_WEEKDAYS = words_of("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = words_of("january february march april may june july august september october november december")


@dataclass(slots=True)
class Page:
    """A document as the search for doers needs it."""

    report: ReportText
    sentences: Sequence[Sentence]
    parse: Callable[[Sequence[Sentence]], None]

    @property
    def text(self) -> str:
        """The text layer."""
        return self.report.text

    @property
    def cased(self) -> str:
        """The same in the case of print."""
        return self.report.cased


def settle_perpetrators(drafts: Sequence[Draft], page: Page) -> None:
    """Give claims without an agent of their own the nearest phrase for who did it, in place.

    Args:
        drafts: All claims of the document, linked, in the order of the text.
        page: Its text and sentences; some more of them are parsed.
    """
    events = _events(page)
    held = [d.mention for d in drafts if d.mention.harm is Harm.DETAINED]
    for d in drafts:
        m = d.mention
        if m.perpetrator is not None and is_looked_into(m.sentence.tokens, m.sentence.tokens[m.trigger]):
            m.perpetrator = None
        if m.harm is Harm.DETAINED and m.perpetrator is not None and _is_held(m.perpetrator, held):
            m.perpetrator = None
    lacking = [
        d
        for d in drafts
        if _lacks(d) and (d.mention.high != 0 or _is_spared(d, page.text)) and _hurt_by_others(d.mention)
    ]
    if lacking:
        _from_phrases(drafts, lacking, page, events)
    _from_links(drafts)
    for d in drafts:
        _settle_pointing(d.mention, page)
    takers = [m.perpetrator for m in held if m.perpetrator is not None and not _is_pronoun(m.perpetrator)]
    for d in drafts:
        if d.mention.perpetrator is None and d.mention.harm is Harm.DETAINED and _is_arrest(d, page.text):
            d.mention.perpetrator = _arrester(d.mention, page, events, takers)


def _settle_pointing(m: Mention, page: Page) -> None:
    """Name whom a pronoun or "the boy" as a doer stands for, by the grammar of its sentence and the one before."""
    words = m.perpetrator
    if words is None or words.span is None or not m.sentence.start <= words.span[0] < m.sentence.end:
        return
    named = stood_for(words, m.sentence, report=page.report, sentences=page.sentences, parse=page.parse)
    m.perpetrator = named or told_first(words, m.sentence, page.report) or words


def _is_pronoun(words: Words) -> bool:
    return " ".join(words.text.lower().split()) in _STANDS_FOR


def _lacks(d: Draft) -> bool:
    return d.mention.perpetrator is None or _is_pronoun(d.mention.perpetrator)


def _from_phrases(drafts: Sequence[Draft], lacking: Sequence[Draft], page: Page, events: Sequence[int]) -> None:
    doers = _all_doers(drafts, page)
    if not doers:
        return
    only = _only_victim(drafts)
    held = [d.mention for d in drafts if d.mention.harm is Harm.DETAINED]
    harmed = [d for d in drafts if d.mention.harm in _HARMED]
    told: dict[int, list[Draft]] = {}
    for d in harmed:
        told.setdefault(d.mention.sentence.index, []).append(d)
    lead = next((d for d in harmed if _may_take(d)), None)
    scattered = len({_place_words(d) for d in drafts if d.setting.scope is Scope.INCIDENT} - {None}) > _ONE_SCENE
    calm = _tells_one_event(drafts)
    for d in lacking:
        aside = lead is not None and lead is not d and _other_day(d, lead) and not _linked(d, lead)
        fit = [o for o in doers if _may_have_done(o, d, page, held) and o.words.text.split()[-1].lower() not in only]
        here = d.mention.sentence
        elsewhere = [
            o
            for o in fit
            if o.kind != "own"
            and events[o.index] == events[here.index]
            and (not (aside or d.mention.harm is Harm.MISSING) or o.paragraph == here.paragraph)
            and all(_one_event(d, other) for other in told.get(o.index, ()))
            and (calm or abs(o.index - here.index) <= 1 or _is_tied(o, d, drafts))
            and not (
                scattered
                and o.kind == "act"
                and _is_far(o, here)
                and not any(_at_one_place(d, x) for x in told.get(o.index, ()))
            )
        ]
        if d.mention.high == 0:
            fit = [o for o in fit if o.kind != "noun"]
            elsewhere = [
                o for o in elsewhere if o.kind in ("act", "accused") and 0 < here.index - o.index <= _SPARED_BY
            ]
        elif d.mention.harm not in _HARMED or not _may_take(d):
            elsewhere = []
        own = [
            o
            for o in fit
            if o.index == here.index
            and (d.mention.harm in _HARMED or o.kind in ("act", "own"))
            and not (d.mention.harm in BODILY and o.kind != "accused" and _ARRESTS.match(page.text, o.trigger))
        ]
        chosen = _nearest(d.mention, own) or _nearest(d.mention, elsewhere)
        if chosen is not None:
            named = named_by(chosen, elsewhere, page.cased) if chosen.index != here.index else None
            d.mention.perpetrator = (named or chosen).words


_SPARED_BY = 3  # sentences before one that nobody was hurt in which the attack is told


def _is_spared(d: Draft, text: str) -> bool:
    """ "The blast hurt nobody": whether an attack is said to have harmed no one at all, not only nobody else."""
    m = d.mention
    return (
        m.high == 0
        and m.harm in BODILY
        and d.setting.scope is Scope.INCIDENT
        and not _NOBODY_ELSE.search(text, m.start, m.end)
    )


_NOBODY_ELSE = re.compile(r"\b(?:else|other|others|more|further|bystanders?)\b", re.IGNORECASE)


_ONE_SCENE = 2  # places up to which a report may still tell of one scene: its town, and a street or a county


def _place_words(d: Draft) -> str | None:
    return d.setting.place.text.casefold() if d.setting.place is not None else None


def _at_one_place(d: Draft, other: Draft) -> bool:
    """Whether two claims are of linked people, or of a place told in the same words."""
    return _linked(d, other) or (_place_words(d) is not None and _place_words(d) == _place_words(other))


def _is_tied(o: Doer, d: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a phrase stands beside a claim of the same people."""
    return any(x is not d and _linked(d, x) and abs(x.mention.sentence.index - o.index) <= 1 for x in drafts)


_TIMES, _PLACES = 2, 3  # in so many words a report may tell when and where one event was


def _tells_one_event(drafts: Sequence[Draft]) -> bool:
    """Whether a report names hardly more than one place and time, so that what it says far off may be of the same deed."""
    here = [d for d in drafts if d.setting.scope is Scope.INCIDENT]
    times = {d.setting.time.text.casefold() for d in here if d.setting.time is not None}
    places = {_place_words(d) for d in here} - {None}
    return len(times) <= _TIMES and len(places) <= _PLACES


def _is_far(o: Doer, here: Sentence) -> bool:
    """Whether a phrase stands further off than the next sentence; where a report tells of several places, it may be of another."""
    return abs(o.index - here.index) > 1


_ARRESTS = re.compile(r"(?:arrest|captur|detain)\w*", re.IGNORECASE)
""" "Police arrested six men over a bombing that killed two": whoever arrests did not do it."""


def _only_victim(drafts: Sequence[Draft]) -> set[str]:
    """What the one person is called whom a document tells as killed, where that word is also one for doers ("the suspect")."""
    killed = [d.mention for d in drafts if d.mention.harm is Harm.KILLED and d.mention.rule != "reflexive"]
    if any(m.best != 1 or m.sum_with is not None or m.part_of is not None for m in killed):
        return set()
    return {m.words.head for m in killed if m.words.head and m.words.role in ("suspect", "attacker")}


_POLICE = re.compile(
    r"\b(?:the\s+)?(?:(?!(?:the|by|of|and|or|to|from|for|in|on|at|with|that|was|were|has|have|had|after|when|while|as|but)\s)"
    r"(?-i:[A-Z])[\w.’'-]+\s+){0,3}(?:police(?:\s+department)?|(?-i:[A-Z]{2,3}PD))\b"
    r"(?!\s+(?:bus|cars?|van|stations?|posts?|posse|academy|record|reports?|vehicles?|informant|headquarters|barracks|officers?\s+(?:was|were|who)|custody\s+of)\b)",
    re.IGNORECASE,
)
_NEAR = (3, 1)  # sentences before and behind within which the police that the text names hold a man or have jailed him
_REACH = (6, 5)  # the same for an arrest, which police are told to have made anywhere in its report
_TAKING = re.compile(r"arrest|custody|captur|apprehend|caught|detain|handcuff|round", re.IGNORECASE)
_JAILED = re.compile(r"\b(?:jail(?:ed)?|prison|behind\s+bars|imprisoned)\b", re.IGNORECASE)
_BOOKED = re.compile(r"\b(?:booked|taken|transported|arrest\w*)\b", re.IGNORECASE)


def _is_arrest(d: Draft, text: str) -> bool:
    """Whether people were taken at one time for an offence, not held as prisoners over months, nor told to sit in jail."""
    m = d.mention
    if d.setting.scope is not Scope.INCIDENT or m.high == 0 or m.rule in ("held", "freed", "people-of-harm"):
        return False
    return _JAILED.search(text, m.start, m.end) is None or _BOOKED.search(text, m.start, m.end) is not None


def _arrester(m: Mention, page: Page, events: Sequence[int], takers: Sequence[Words]) -> Words | None:
    """Who made another arrest or the police, named in the sentence of an arrest, else last before it, else first behind."""
    at = m.sentence.index
    before, after = _REACH if _TAKING.search(page.text, m.start, m.end) else _NEAR
    for k in [at, *range(at - 1, at - 1 - before, -1), *range(at + 1, at + 1 + after)]:
        if 0 <= k < len(page.sentences) and events[k] == events[at]:
            s = page.sentences[k]
            named = [Words(f.group(), f.span()) for f in _POLICE.finditer(page.text, s.start, s.end)]
            named += [w for w in takers if w.span is not None and s.start <= w.span[0] < s.end]
            found = [w for w in named if w.span is not None and (m.noun is None or not spans_meet(w.span, m.noun))]
            if found:
                return (
                    max(found, key=lambda w: w.span or (0, 0))
                    if k <= at
                    else min(found, key=lambda w: w.span or (0, 0))
                )
    return None


def _one_event(d: Draft, other: Draft) -> bool:
    """Whether a claim may be of the same event as one that stands beside a doer."""
    return other is d or _linked(d, other) or (other.setting.scope is Scope.INCIDENT and not _other_day(d, other))


def _other_day(d: Draft, other: Draft) -> bool:
    """Whether two claims name days that differ: weekdays, months or years, or a mere month beside a weekday."""
    if d.setting.time is None or other.setting.time is None:
        return False
    a, b = (
        frozenset(re.findall(r"\w+", x.setting.time.text.lower())) for x in (d, other) if x.setting.time is not None
    )
    for names in (_WEEKDAYS, _MONTHS):
        if a & names and b & names:
            return not (a & b & names)
    years = [{w for w in x if re.fullmatch(r"(?:19|20)\d\d", w)} for x in (a, b)]
    if years[0] and years[1] and not years[0] & years[1]:
        return True
    return any(_is_mere_month(x) and not y & _MONTHS and y & _WEEKDAYS for x, y in ((a, b), (b, a)))


def _is_mere_month(words: frozenset[str]) -> bool:
    return bool(words & _MONTHS) and not any(w.isdigit() and len(w) < 3 for w in words)


def _linked(d: Draft, other: Draft) -> bool:
    """Whether two claims are said to be of the same people."""
    mine, theirs = ({id(x), id(x.repeats or x), id(x.part_of or x)} for x in (d, other))
    return not mine.isdisjoint(theirs)


def _all_doers(drafts: Sequence[Draft], page: Page) -> list[Doer]:
    """The phrases for doers, with the agents that claims have of their own; no pronouns, and nobody who was harmed there."""
    found = {o.words.span: o for o in find_doers(page.report, page.sentences, page.parse)}
    for d in drafts:
        m = d.mention
        if m.perpetrator is not None and m.harm in _HARMED and d.factuality is not Factuality.DENIED:
            at = m.sentence.tokens[m.trigger].start
            found.setdefault(m.perpetrator.span, Doer(m.perpetrator, m.sentence.index, m.sentence.paragraph, "act", at))
    hurt = [
        d.mention.noun for d in drafts if d.mention.harm in _HARMED and d.mention.noun and _hurt_by_others(d.mention)
    ]
    dead = {n.text.split()[-1].lower() for d in drafts if d.mention.harm in _HARMED for n in d.mention.names}
    found = {
        span: o
        for span, o in found.items()
        if o.words.text.split()[-1].lower() not in dead
        and not o.is_pronoun
        and not _CAPTORS_OF.match(o.words.text)
        and not any(spans_meet(span, h) for h in hurt)
    }
    for o in _named_again(list(found.values()), drafts, page):
        found.setdefault(o.words.span, o)
    return sorted(found.values(), key=lambda o: o.words.span)


def _named_again(doers: Sequence[Doer], drafts: Sequence[Draft], page: Page) -> list[Doer]:
    """The mentions of a name that the text accuses ("Odom told detectives ...")."""
    names = {
        n.text.split()[-1]
        for o in doers
        if o.kind == "accused"
        for n in find_names(page.cased, *_head_span(o, page.cased))[-1:]
        if n.span[1] == _head_span(o, page.cased)[1]
    }
    if all(o.kind == "noun" for o in doers):
        names |= {n.text.split()[-1] for d in drafts if _held_for_it(d, page) for n in d.mention.names}
    names -= {n.text.split()[-1] for d in drafts if d.mention.harm in _HARMED for n in d.mention.names}
    if not names:
        return []
    again = re.compile(rf"\b(?:[A-Z][\w'’-]+\s+){{0,2}}(?:{'|'.join(sorted(map(re.escape, names)))})\b")
    return [
        Doer(Words(m.group(), m.span()), s.index, s.paragraph, "name", m.end())
        for s in page.sentences
        for m in again.finditer(page.text, s.start, s.end)
    ]


def _head_span(o: Doer, cased: str) -> tuple[int, int]:
    """The phrase without what follows "of"."""
    return o.start, o.start + len(re.split(r"\sof\s|,", cased[slice(*o.words.span)], maxsplit=1)[0])


def _held_for_it(d: Draft, page: Page) -> bool:
    """Whether one person was arrested where the text around speaks of a deed."""
    m = d.mention
    if m.harm is not Harm.DETAINED or d.setting.scope is not Scope.INCIDENT or m.low != 1 or not m.names:
        return False
    near = page.sentences[max(0, m.sentence.index - 1) : m.sentence.index + 2]
    return DEED.search(page.text, near[0].start, near[-1].end) is not None


_ON_A_LIST = re.compile(r"\s*(?:[•*▪►–—-]\s|\(?\d{1,2}(?:\.\d{1,2})+\.?\s|\(?\d{1,2}[.)]\s|\([a-z]\)\s)")
"""What opens an item of a list: each item tells of an event of its own."""


_IN_A_MONTH = re.compile(rf"(?:In|During)\s+(?:{'|'.join(sorted(m.title() for m in _MONTHS))})\b")


_SEVERAL = re.compile(
    r"\b(?:unrelated|separate)\s+(?:\w+\s+){0,2}(?:shootings|attacks|incidents|killings|stabbings|bombings|murders|raids|cases|"
    r"events|clashes|ambushes|homicides|crimes)\b",
    re.IGNORECASE,
)
_OPENING = 3  # sentences in which a report says that it tells of several events


def _events(page: Page) -> list[int]:
    """For each sentence the event that it may tell of: 0, or its own where it turns to another or to earlier days.

    Where a report opens by saying that its events have nothing to do with each other, each paragraph tells of its own.
    """
    events: list[int] = []
    other, paragraph = 0, -1
    opening = page.sentences[:_OPENING]
    several = bool(opening) and _SEVERAL.search(page.text, opening[0].start, opening[-1].end) is not None
    for s in page.sentences:
        words = page.cased[s.start : s.end]
        if s.paragraph != paragraph:
            paragraph = s.paragraph
            other = s.index + 1 if several or _ON_A_LIST.match(words) else 0
        if opens_other(words):
            other = s.index + 1
        events.append(-s.index - 1 if is_background(words) or _IN_A_MONTH.match(words) else other)
    return events


def _may_have_done(o: Doer, d: Draft, page: Page, held: Sequence[Mention]) -> bool:
    """Whether a phrase may stand for who harmed these people: not themselves, and not their own side."""
    m = d.mention
    last = o.words.text.split()[-1].lower()
    noun = page.text[slice(*m.noun)].split()[-1].lower() if m.noun is not None else ""
    if last in (noun, m.words.head) or any(last == n.text.split()[-1].lower() for n in m.names):
        return False
    if m.harm is Harm.DETAINED and _is_held(o.words, held):
        return False
    if m.harm not in _TAKEN and _CAPTORS.search(o.words.text):
        return False
    plain = page.cased[slice(*o.words.span)].split()
    named = any(w[:1].isupper() for w in plain[1:])
    return named or not any(noun in side and last in side for side in _SIDES)


def _is_held(words: Words, held: Sequence[Mention]) -> bool:
    """Whether a phrase names people whom the report tells as arrested: they did not arrest themselves or each other."""
    last = words.text.split()[-1].lower()
    return any(
        (m.noun is not None and words.span is not None and spans_meet(words.span, m.noun))
        or any(last == n.text.split()[-1].lower() for n in m.names)
        for m in held
    )


_CAPTORS_OF = re.compile(
    r"(?:his|her|their)\s+(?:captors|kidnappers?|killers?|attackers?|assassins?|abductors?)\b", re.IGNORECASE
)
_CAPTORS = re.compile(r"\b(?:captors|kidnappers?|abductors?|hijackers?)$", re.IGNORECASE)
_SIDES = (
    words_of(
        "rebels rebel guerrillas guerrilla guerrillero guerrilleros insurgents insurgent subversives subversive militants militant fighters fighter terrorists terrorist"
    ),
    words_of("police officers officer policemen policeman deputies deputy agents"),
    words_of("soldiers soldier troops army military forces officers servicemen marines"),
)
"""Nouns of one side in a war: "rebels" don't harm "guerrillas". Said of a doer without a name; two named armies may fight."""


def _nearest(m: Mention, doers: Sequence[Doer]) -> Doer | None:
    """The last phrase before a claim, else the first behind it."""
    before = [o for o in doers if o.start < m.start]
    return before[-1] if before else doers[0] if doers else None


def _may_take(d: Draft) -> bool:
    m = d.mention
    return d.setting.scope == Scope.INCIDENT and (m.low, m.best, m.high) != (0, 0, 0) and _hurt_by_others(m)


def _hurt_by_others(m: Mention) -> bool:
    """Whether the victims are told neither as dead by their own hand nor as the attackers."""
    return m.words.role != "attacker" and m.rule != "reflexive"


def _from_links(drafts: Sequence[Draft]) -> None:
    """A part, a repeat and a member of a sum have the doer of what they belong to, and the other way about."""
    for _ in range(2):
        for d in drafts:
            for other in (d.repeats, d.part_of, d.sum_group):
                if other is None or other is d or other.mention.harm != d.mention.harm:
                    continue
                if d.mention.perpetrator is None and _may_take(d):
                    d.mention.perpetrator = other.mention.perpetrator
                elif other.mention.perpetrator is None and _may_take(other):
                    other.mention.perpetrator = d.mention.perpetrator
