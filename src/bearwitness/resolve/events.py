"""Which claims of a report are of the event that it is about.

Most reports tell one event and recall others: "... the third attack this month. In March two were shot in Belen." What the
report says once of its event, place and day, holds for the claims of that event wherever they stand, and for no other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bearwitness.records import BODILY, Claim, Period, Place, Scope
from bearwitness.resolve.dates import overlap
from bearwitness.resolve.wording import ReportWording, linked

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
