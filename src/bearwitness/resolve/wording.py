"""The words that tell most exactly where and when a harm happened, wherever in its report they stand.

A report says "in Oru" in its headline and "outside a home in the 900 block of Rell Street" three paragraphs later, of one
shooting. The gazetteer knows the town only; a reader wants the street. Coordinates and days stay as resolved; the words
and their span become those of the most exact phrase that the report states of the same event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bearwitness.phrases.spots import Spot, exactness_of_words, find_spots
from bearwitness.phrases.times.phrase import TimePhrase
from bearwitness.phrases.times.words import WEEKDAY_IN_FULL
from bearwitness.phrases.word_patterns import AnyCase
from bearwitness.records import BODILY, Claim, Harm, Period, Place, Scope
from bearwitness.resolve.dates import overlap
from bearwitness.resolve.report_wording import (
    CLOCK,
    DAY,
    DAY_TOLD,
    HOSPITAL,
    SPOT,
    TURNS,
    ReportSentence,
    ReportWording,
    capitalised,
    exactness_of_time,
)

_LONG_AGO = re.compile(r"\byears?\s+(?:ago|earlier|before)\b|\blast\s+year\b|\bin\s+(?:19|20)\d\d\b", re.IGNORECASE)
_COUNTED_ON = re.compile(
    r"\b(?:following|next|previous)\s+(?:day|night|morning|afternoon|evening|week)\b|\b(?:days?|weeks?|hours?|night)\s+(?:later|earlier|before|after)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_WIDE_PREC = 4  # date_prec from which a time is a month or longer
_SHOT_THEM = AnyCase(
    r"\b(?:shot|killed|stabbed|struck|hit|attacked|gunned|opened\s+fire\s+on|fired\s+at)\s+(?:down\s+)?(?:them|him|her|the\s+victims?)\b",
)
_OF_THE_CRIME = re.compile(
    r"\b(?:shooting|shot|kill\w*|murder\w*|manslaughter|homicide|slay\w*|slain|assassinat\w*|gunned|stabb\w*|deaths?|dead|died|hanged|"
    r"after|following|accused|charge[ds]?|suspected|connection|held|jailed|booked|imprisoned|lodged|remanded|transferred|taken\s+to)\b",
    re.IGNORECASE,
)
"""What stands between an arrest and a place that is not the arrest's: the crime, or where the arrest ended."""


def shares_scene(claim: Claim) -> bool:
    """Whether a claim is of what happened, with deaths and wounds: all but arrests, abductions and flights, which have a day of their own."""
    if claim.harm == Harm.DETAINED:
        return (
            claim.victims.status == "combatant"
            and claim.victims.role != "attacker"
            and not re.search(r"\b(?:suspect|alleged|gunm|shooter)", claim.quote, re.IGNORECASE)
        )
    return claim.harm in BODILY or claim.harm == Harm.MISSING


def most_exact(
    claims: Sequence[Claim],
    text: str,
    report: ReportWording,
    sites: Mapping[str, Place],
    *,
    of_one: frozenset[str],
    of_main: frozenset[str],
) -> list[Claim]:
    """The claims of a report, each with the most exact words that the report states of its event.

    Args:
        claims: All claims of the report, resolved.
        text: Its text layer.
        report: Its sentences, read once.
        sites: By claim, the words of an exact place that its own sentence says of it.
        of_one: Ids of the claims of a report of one event; others look in their own paragraph alone.
        of_main: Ids of the claims of the event that a report is about, which tells of others too: they take its address.
    """
    report.site_starts = frozenset(
        span[0]
        for c in claims
        if c.claim_id in sites
        and (span := sites[c.claim_id].span) is not None
        and c.harm in BODILY
        and c.scope == Scope.INCIDENT
        and c.factuality == "asserted"
    )
    claims = [_at_site(c, sites.get(c.claim_id), report) for c in claims]
    return [
        _worded(c, report, text, c.claim_id in of_one, c.claim_id in of_main)
        if c.scope == Scope.INCIDENT and shares_scene(c)
        else _taken(c, report, text)
        for c in claims
    ]


def _at_site(claim: Claim, site: Place | None, report: ReportWording) -> Claim:
    """A claim with the words of its own site, or those it points back to; where it lies stays as resolved."""
    if site is None:
        return claim
    fuller = report.introduced(site)
    text, span = (fuller.text, fuller.span) if fuller is not None else (site.text, site.span)
    place = replace(claim.place or Place(basis="document"), text=text, span=span)
    return replace(claim, place=place)


def _taken(claim: Claim, report: ReportWording, text: str) -> Claim:
    """ "arrested at a nearby restaurant": a spot right behind the words of an arrest or abduction, and the arrest's time."""
    if claim.scope != Scope.INCIDENT or claim.harm not in (Harm.DETAINED, Harm.ABDUCTED):
        return claim
    if claim.harm == Harm.DETAINED and (claim.time is None or claim.time.text is None):
        arrest = report.arrest()
        if arrest is not None:
            claim = replace(claim, time=replace(arrest[1], text=arrest[0].text, span=arrest[0].span))
    said = claim.place.span if claim.place is not None else None
    if said is not None:  # the words said, as part of a longer string
        sentence = report.sentence_at(said[0])
        spots = [
            s for s in find_spots(text, sentence.start, sentence.end) if s.span[0] <= said[0] and said[1] <= s.span[1]
        ]
    else:
        spots = find_spots(text, claim.end, min(report.sentence_at(claim.start).end, claim.end + 120))[:1]
        spots = [
            s
            for s in spots
            if s.exactness >= SPOT
            and not _OF_THE_CRIME.search(text[claim.end : s.span[0]])
            and not HOSPITAL.search(s.text)
        ]
    if not spots:
        return claim
    spot = spots[0]
    return replace(claim, place=replace(claim.place or Place(basis="document"), text=spot.text, span=spot.span))


def _worded(claim: Claim, report: ReportWording, text: str, one_scene: bool, main: bool) -> Claim:
    place = _exact_place(claim, report, text, one_scene, main)
    time = _exact_time(claim, report, text, one_scene)
    return claim if (place, time) == (claim.place, claim.time) else replace(claim, place=place, time=time)


def _near(claim: Claim, sentence: ReportSentence, report: ReportWording, text: str, one_scene: bool) -> bool:
    own = report.sentence_at(claim.start)
    if sentence is own:
        return True
    if one_scene:
        told = (claim.place is not None and claim.place.text is not None) or claim.time is not None
        past = (
            not told and sentence.start <= report.opening_ends and not TURNS.search(text, sentence.start, sentence.end)
        )
        return not sentence.other or past  # an old crime retold, as in a report of its trial
    first, last = sorted((own.end, sentence.end))
    return "\n\n" not in text[first:last].rstrip() and not sentence.other


def _exact_place(claim: Claim, report: ReportWording, text: str, one_scene: bool, main: bool) -> Place | None:
    said = claim.place
    now = 0
    if said is not None and said.span is not None:
        now = exactness_of_words(text[slice(*said.span)]) or 0
    own = report.sentence_at(claim.start)
    placed_here = said is not None and said.span is not None and own.start <= said.span[0] < own.end
    at_site = placed_here and now >= SPOT
    names = capitalised(said.text) if said is not None and said.text is not None else frozenset[str]()

    long_ago = placed_here and _LONG_AGO.search(text, own.start, own.end) is not None

    def shares_name(words: str) -> bool:
        return bool(names & capitalised(words))

    def died_later(sentence: ReportSentence) -> bool:
        """Whether claim and sentence name weekdays: who died on another was hurt at the one address."""
        day = claim.time.text if claim.harm == Harm.KILLED and claim.time is not None else None
        return (
            bool(WEEKDAY_IN_FULL.search(day or ""))
            and WEEKDAY_IN_FULL.search(text, sentence.start, sentence.end) is not None
        )

    best: Spot | None = None
    for spot, sentence in report.spots():
        if sentence is own and at_site:
            continue  # the words said nearest to the harm are known
        if (
            placed_here
            and not (one_scene or report.tells_of_same_people(sentence, claim))
            and not shares_name(spot.text)
        ):
            continue  # another place of the same paragraph
        if placed_here and long_ago and not sentence.other and not shares_name(spot.text):
            continue  # "... two brothers who were killed in Oru four years ago"
        if placed_here and not spot.streets and spot.exactness <= SPOT + 1 and not shares_name(spot.text):
            if not report.tells_of_same_people(sentence, claim) and capitalised(spot.text):
                continue  # an area of another name
        told_here = (
            one_scene
            and not placed_here
            and spot.span[0] in report.site_starts
            and sentence.start <= report.opening_ends
        )
        told_here = told_here or (
            one_scene
            and not at_site
            and (sentence.start <= report.opening_ends or spot.span[0] in report.site_starts)
            and shares_name(spot.text)
        )
        told_here = told_here or (
            one_scene and not at_site and _SHOT_THEM.search(text, sentence.start, sentence.end) is not None
        )
        if told_here and said is not None and said.where_prec is not None and capitalised(spot.text):
            told_here = shares_name(spot.text)
        if not (told_here or report.tells_of_same_people(sentence, claim) or spot.streets or _is_named(spot)):
            continue  # an address or a name is told once for the report; "the grammar school" may be anybody's
        if (
            spot.exactness > (best.exactness if best else now)
            and _near(claim, sentence, report, text, one_scene or (main and bool(spot.streets) and report.one_address))
            and (
                report.may_be_of(sentence, claim.time)
                or ((one_scene or main) and bool(spot.streets) and report.one_address and died_later(sentence))
            )
        ):
            best = spot
    if best is None:
        return said
    return replace(said or Place(basis="document"), text=best.text, span=best.span)


def _is_named(spot: Spot) -> bool:
    """Whether a proper name stands in it ("Fulton Courthouse", "the depot in Oru"); capitals throughout tell none."""
    return not spot.text.isupper() and any(word[0].isupper() for word in spot.text.split()[1:])


def _exact_time(claim: Claim, report: ReportWording, text: str, one_scene: bool) -> Period | None:
    said = claim.time
    if said is None:
        said = _only_time(claim, report, text) if one_scene else None
        return said or _only_hour(claim, report, text, one_scene)
    if said is None or said.start is None:
        return said
    now = exactness_of_time(said.text) if said.text is not None else -1
    own = report.sentence_at(claim.start)
    day = WEEKDAY_IN_FULL.search(said.text or "")
    here = said.span is not None and own.start <= said.span[0] < own.end
    if here and counts_on(said):
        return said  # "the following night", "five days later": another day than that which it counts from
    told_here = here and now >= DAY_TOLD
    best: TimePhrase | None = None
    best_exact, days = now, said
    for phrase, period, sentence in report.times():
        exact = report.exactness(phrase, sentence)
        if report.is_of_death(phrase, sentence) and claim.harm != Harm.KILLED:
            continue  # "he died at 10 a.m. on Saturday" tells no hour of the shooting
        if exact <= (best_exact if best else now) or not _near(claim, sentence, report, text, one_scene):
            continue
        if told_here and not (day and CLOCK.search(phrase.text) and day.group().casefold() in phrase.text.casefold()):
            continue  # the day that the claim's own sentence tells; another may only add its hour
        hour_alone = period.start is None and not DAY.search(phrase.text) and CLOCK.search(phrase.text)
        if hour_alone or (period.start is not None and overlap(period, said)):
            best, best_exact = phrase, exact
            days = period if lies_within(period, said) else said
    if best is None:
        return said
    return replace(said, text=best.text, span=best.span, start=days.start, end=days.end, date_prec=days.date_prec)


def counts_on(time: Period) -> bool:
    """Whether the words count from another day: "the following night", "five days later"."""
    return _COUNTED_ON.search(time.text or "") is not None


def lies_within(inner: Period, outer: Period) -> bool:
    """Whether a period names some of the days of another: "Oct. 20" of "last week"."""
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _only_hour(claim: Claim, report: ReportWording, text: str, one_scene: bool) -> Period | None:
    """An hour without a day, of the claim's own sentence or else of its scene, where the report tells no day."""
    own = report.sentence_at(claim.start)
    hours = [(t, s) for t, _, s in report.times() if report.is_hour(t)]
    near = [t for t, s in hours if s is own] or [
        t for t, s in hours if _near(claim, s, report, text, one_scene) and not own.other
    ]
    if not near or len({t.text.casefold() for t in near}) > 1:
        return None
    return Period(near[0].text, near[0].span)


def _only_time(claim: Claim, report: ReportWording, text: str) -> Period | None:
    """The most exact time of a report of one scene, for a claim that none was found for; None where its days disagree."""
    told = [
        (t, p)
        for t, p, s in report.times()
        if p.start is not None
        and _near(claim, s, report, text, True)
        and not (s.other and WEEKDAY_IN_FULL.search(t.text))  # an old crime is dated by the calendar
        and not ((p.date_prec or 9) >= _WIDE_PREC and not _YEAR.search(t.text) and report.recalls(s, claim))
    ]
    if any(not overlap(a, b) for _, a in told for _, b in told):
        told = [(t, p) for t, p in told if report.is_told_of_event(t)]
    if not told or any(not overlap(a, b) for _, a in told for _, b in told):
        return None
    phrase, period = max(told, key=lambda found: exactness_of_time(found[0].text))
    return replace(period, text=phrase.text, span=phrase.span)
