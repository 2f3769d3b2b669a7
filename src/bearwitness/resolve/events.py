"""Which claims of a report are of the event that it is about.

Most reports tell one event and recall others: "... the third attack this month. In March two were shot in Belen." What the
report says once of its event, place and day, holds for the claims of that event wherever they stand, and for no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bearwitness.records import BODILY, Claim, Period, Place, Scope
from bearwitness.resolve.dates import overlap
from bearwitness.resolve.report_wording import ReportWording, linked

_NOUN = r"(?:murder|assassination|killing|death|massacre|slaying|execution|kidnapping|abduction|disappearance|shooting|homicide)s?"
_BY_NOUN = re.compile(
    rf"(?:(?:the|a|an|this|that)\s+)?(?:[\w-]+\s+){{0,2}}?{_NOUN}\s+(?:and\s+{_NOUN}\s+)?of\b.*"
    rf"|(?!the\b).*['’]s?\s+{_NOUN}"
    r"|(?:the\s+)?(?:slain|murdered|assassinated)\s+(?!(?:and|or|by|in|at|on|a|an|the|his|her|their|him|them|\d\S*)\b).*",
    re.IGNORECASE | re.DOTALL,
)
""" "the murder of the bishop", "the bishop's murder", "the slain bishop": a harm told in a noun phrase."""
_SPOKEN_OF = re.compile(
    r"\b(?:condemn\w*|denounc\w*|repudiat\w*|deplor\w*|lament\w*|regret\w*|mourn\w*|protest\w*|investigat\w*|inquir\w*|accus\w*|charg\w*|"
    r"implicat\w*|involv\w*|participat\w*|responsib\w*|connect\w*|link\w*|blam\w*|attribut\w*|mastermind\w*|order\w*|plan\w*|plot\w*|"
    r"suspect\w*|wanted|convict\w*|acquit\w*|trial|guilty|sentenc\w*|cases?|regarding|concerning|about|since|before|after|following|"
    r"aveng\w*|reveng\w*|retaliat\w*|reprisal\w*|solv\w*|clarif\w*|clear\w*|impunity|crimes?|memory|anniversar\w*|commemorat\w*|"
    r"tribute|hono(?:u)?r\w*|justice|similar|like|including|such\s+as|remember\w*|recall\w*|banners?|evidence|authors?|perpetrat\w*|"
    r"supporters?|followers?|relatives?|widow\w*|successors?|replac\w*|succeed\w*)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
""" "... are investigating | the murder of the bishop": what is said of a harm that is taken as known."""
RECALLED_DAYS = 10  # an incident this much older than the one a report opens with is one that it recalls; set by hand


def main_event(
    claims: Sequence[Claim], text: str, report: ReportWording, may_be_one: Callable[[Place, Place], bool]
) -> frozenset[str]:
    """Ids of the claims of the event that a report is about; none where it tells of several that weigh the same.

    Args:
        claims: All claims of the report, with places and times looked up.
        text: Its text layer.
        report: Its sentences.
        may_be_one: Whether two places may be one.
    """
    told = sorted((c for c in claims if c.scope == Scope.INCIDENT), key=lambda c: (c.start, c.end))
    people = linked(claims)
    main: list[Claim] = []
    others: list[Claim] = []
    for claim in told:
        if claim.factuality == "denied" and not main:
            continue
        known = {people[c.claim_id] for c in main}
        if people[claim.claim_id] in known and not _conflicts(claim, main, may_be_one):
            main.append(claim)
        elif _is_other(claim, main, others, text, report, may_be_one):
            others.append(claim)
        else:
            main.append(claim)
    rivals = {people[c.claim_id] for c in others if c.harm in BODILY and _is_rival(c, main, report)}
    if len(rivals) >= len({people[c.claim_id] for c in main if c.harm in BODILY}):
        return frozenset()
    return frozenset(c.claim_id for c in main)


def without_lent(claims: Sequence[Claim], text: str, report: ReportWording, of_one: frozenset[str]) -> list[Claim]:
    """Claims of harms that a report only speaks of, without a place or time that some other sentence tells of another harm.

    "The judge is investigating the murder of the bishop": past the opening, of people that no other claim tells of. In a
    report of one event (`of_one`) a single person without a name may be the one that it is about.
    """
    people = linked(claims)
    spoken = {
        c.claim_id
        for c in claims
        if _is_spoken_of(c, text, report) and (c.claim_id not in of_one or c.victims.names or c.low != 1)
    }
    told = {people[c.claim_id] for c in claims if c.claim_id not in spoken}
    return [_as_said(c, report) if c.claim_id in spoken and people[c.claim_id] not in told else c for c in claims]


def _is_spoken_of(claim: Claim, text: str, report: ReportWording) -> bool:
    if claim.scope != Scope.INCIDENT or claim.start <= report.opening_ends or claim.repeats is not None:
        return False
    if _BY_NOUN.fullmatch(claim.quote) is None:
        return False
    return _SPOKEN_OF.search(text, report.sentence_at(claim.start).start, claim.start) is not None


def _as_said(claim: Claim, report: ReportWording) -> Claim:
    """A claim with the place and the time that its own sentence tells."""
    own = report.sentence_at(claim.start)

    def is_own(said: Place | Period | None) -> bool:
        return said is not None and said.span is not None and own.start <= said.span[0] < own.end

    place = claim.place if is_own(claim.place) else None
    return replace(claim, place=place, time=claim.time if is_own(claim.time) else None)


def is_old(time: Period | None, told: Period | None) -> bool:
    """Whether a time ends well before another: that of what a report recalls, not of a second event of the same days."""
    if time is None or told is None or time.end is None or told.start is None:
        return False
    return date.fromisoformat(time.end) < date.fromisoformat(told.start) - timedelta(days=RECALLED_DAYS)


def _is_other(
    claim: Claim,
    main: Sequence[Claim],
    others: Sequence[Claim],
    text: str,
    report: ReportWording,
    may_be_one: Callable[[Place, Place], bool],
) -> bool:
    if _conflicts(claim, main, may_be_one):
        return True
    if main and report.sentence_at(claim.start).other and claim.repeats is None:
        return True
    if claim.place is not None or claim.time is not None or not others:
        return False
    before = others[-1]
    return before.start > max((c.start for c in main), default=0) and "\n\n" not in text[before.start : claim.start]


def _conflicts(claim: Claim, main: Sequence[Claim], may_be_one: Callable[[Place, Place], bool]) -> bool:
    place, time = claim.place, claim.time
    for other in main:
        if place is not None and other.place is not None and _looked_up(place) and _looked_up(other.place):
            if place != other.place and not may_be_one(place, other.place):
                return True
        if time is not None and other.time is not None and time.start is not None and other.time.start is not None:
            if claim.harm in BODILY and other.harm in BODILY and not overlap(time, other.time):
                return True
    return False


def _looked_up(place: Place) -> bool:
    return place.where_prec is not None


def _is_rival(claim: Claim, main: Sequence[Claim], report: ReportWording) -> bool:
    """Whether a claim that is not of the main event is of another one as new as it, and no recollection."""
    return not report.sentence_at(claim.start).other and not any(is_old(claim.time, c.time) for c in main)
