"""What speaks for and against two mentions being of one incident; each comparison is named for what it looks at.

Every comparison returns points and the sentence that a reader sees, or None where there is nothing to compare. Points
are natural log odds: +2 makes "same" about seven times as likely. They are added to a prior, and the sum as a
probability is held against the two thresholds in the settings. Points were set by hand from the table in domain.md
section 6 and checked on the GVC development articles; re-run `benchmarks/linking.py` after changing one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from bearwitness.config import LinkSettings
from bearwitness.incidents.features import (
    AFTERNOON,
    EVENING,
    MEANS,
    MORNING,
    NIGHT,
    TARGETS,
    Mention,
    fold_name,
    held,
    name_pair_hash,
    word_hash,
)
from bearwitness.records import Harm, Place, distance_km

# Log odds that two mentions proposed by blocking, with nothing else known, are of one incident (about 1 in 13).
PRIOR = -2.5
# Radius where the place states none, by UCDP precision; 25 km is the codebook's own for 2, the rest are rough sizes.
_RADIUS_KM = {1: 5.0, 2: 25.0, 3: 50.0, 4: 150.0, 5: 300.0, 6: 600.0, 7: 600.0}
_UNKNOWN_RADIUS_KM = 25.0
# Places further apart than their radii and this are incompatible; nearer, one may go by a neighbour's name.
_PLACE_SLACK_KM = 15.0
# Cosine of rare words at which text says nothing, and points per unit above and below. Of GVC training articles, 97%
# of pairs on one incident have 0.15 or more (median 0.36), of 63,000 pairs on two incidents 80 do, and 4 have 0.25.
# From each of these on, two texts tell one story where something else bears it out, the less the more alike they are.
# Likeness alone is no proof: of MUC-4 reports (one war, few towns) most pairs of up to 0.4 that nothing bears out are of
# two incidents.
TEXT_STRONG, TEXT_ONE_STORY, TEXT_RETOLD = 0.2, 0.25, 0.4
# Where the victim is the same, a date or place that is out of line counts at most so much against: court
# days, burials and namesakes of the town are taken for the day or the place.
_MISREAD_IN_ONE_STORY, _MISREAD_OF_ONE_NAME = -1.0, -2.5
# Points from which evidence bears out likeness: words, a day or two, a number of three or more, a town; full names in both.
_WORDS_LEAST, _SAME_DAYS, _SAME_NUMBER, _SAME_TOWN, _NAMED_IN_BOTH = 0.8, 1.6, 0.7, 2.0, 6.0
_ONE = frozenset({1})
_DENIED_LEAST = 3  # a number denied and claimed says something from here on
# The victim's age in both; in the sentence of the other; anywhere in the other's text.
_OWN_AGE, _AGE_BESIDE, _AGE_IN_TEXT = 1.5, 0.8, 0.5
# A period of up to so many days says when; reports so many days apart are seldom of one incident.
_NARROW_DAYS, _SOON_DAYS, _LONG_AFTER = 7, 14, 60
# Share of the cosine (0 to 1) that a victim's surname must carry to count as named in both texts.
_SURNAME_WEIGHT = 0.03
# Of a text of few words the cosine is chance, so it counts in proportion up to _TEXT_ENOUGH terms; with fewer than
# _TEXT_FEWEST it bears no conclusion.
_TEXT_ENOUGH, _TEXT_FEWEST = 30, 15
_TEXT_NEUTRAL, _TEXT_SLOPE, _TEXT_LEAST, _TEXT_MOST = 0.12, 40.0, -1.0, 4.5
# rapidfuzz ratio (0-100) of two folded name parts: "mohamed" and "mohammed" have 93; parts that sound alike need less
_SAME_SPELLING, _LIKE_SPELLING = 85.0, 60.0


_ALIKE = str.maketrans("cqzw", "kksv")  # letters that spellings of one name exchange


DEATH_DAYS = 30  # the span within which deaths are counted as caused by an injury in most registers


class Verdict(StrEnum):
    """What the evidence says of two mentions."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


class Kind(StrEnum):
    """What a comparison looks at."""

    COPY = "copy"
    NAMES = "names"
    PLACE = "place"
    TIME = "time"
    REPORTED = "reported"
    TARGET = "target"
    DAY_PART = "part of the day"
    MEANS = "means"
    NUMBER = "number"
    AGE = "age"
    PERPETRATOR = "perpetrator"
    WORDS = "words"
    REPORT = "report"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison's answer.

    `strong` may join what lacks place or time. `firm` tells two incidents apart, whatever else agrees, unless something
    is `decisive`. `likeness` (0 to 1) is that of two texts long enough for it to mean something.
    """

    kind: Kind
    points: float
    sentence: str
    firm: bool = False
    strong: bool = False
    decisive: bool = False
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sum of the evidence: `score` is a probability, `evidence` is sorted by weight."""

    score: float
    verdict: Verdict
    evidence: tuple[Evidence, ...]

    @property
    def reason(self) -> str:
        """What speaks for it, in one sentence."""
        return "; ".join(e.sentence for e in self.evidence if e.points > 0) or "nothing speaks for it"

    @property
    def doubt(self) -> str:
        """What speaks against it, in one sentence."""
        return "; ".join(e.sentence for e in self.evidence if e.points < 0) or "too little speaks for it"


def compare(left: Mention, right: Mention, settings: LinkSettings) -> Comparison:
    """Whether two mentions are of one incident, with every reason.

    Firm evidence against makes the verdict `different`, whatever else agrees, unless victims' names or a copied text
    are in common. A mention without place or time is at most `unsure` without one of those or a likeness of the texts
    that something else bears out.
    """
    found = [answer for comparison in COMPARISONS if (answer := comparison(left, right)) is not None]
    if any(e.decisive for e in found):  # a victim whom many remember is named for years
        found = [e for e in found if e.kind is not Kind.REPORTED or e.points > 0]
    found = _perhaps_misread(found, left, right)
    strong = any(e.strong for e in found) or _borne_out(found)
    firm = any(e.firm for e in found)
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, PRIOR + sum(e.points for e in found)))))
    evidence = tuple(sorted(found, key=lambda e: (-abs(e.points), e.sentence)))
    if firm and not any(e.decisive for e in found):
        return Comparison(min(score, settings.unsure_score), Verdict.DIFFERENT, evidence)
    if score < 1 - settings.same_score and any(e.points <= -3 for e in found):
        return Comparison(score, Verdict.DIFFERENT, evidence)
    if not (left.complete and right.complete) and not strong:
        score = min(score, (settings.same_score + settings.unsure_score) / 2)
    return Comparison(score, Verdict.SAME if score >= settings.same_score else Verdict.UNSURE, evidence)


def _perhaps_misread(found: list[Evidence], left: Mention, right: Mention) -> list[Evidence]:
    """One date or place that is out of line weighs less where the victim is the same: of one name, or of one age in one story.

    Where reports are long apart an age isn't enough: an anniversary has a date of its own, and ages recur.
    """
    likeness = max((e.likeness for e in found), default=0.0)
    age = any(e.kind is Kind.AGE and e.points > 0 for e in found) and _reports_apart(left, right) <= _LONG_AFTER
    other_victims = bool(left.named and right.named)
    name = any(e.kind is Kind.NAMES and e.decisive for e in found) and not other_victims
    if likeness >= TEXT_ONE_STORY and (age or name):
        least = _MISREAD_IN_ONE_STORY
    elif any(e.kind is Kind.NAMES and e.points >= _NAMED_IN_BOTH for e in found):
        least = _MISREAD_OF_ONE_NAME
    else:
        return found
    return [
        replace(e, points=least, firm=False, sentence=f"{e.sentence}, perhaps misread")
        if e.kind in (Kind.PLACE, Kind.TIME) and e.points < least
        else e
        for e in found
    ]


def _borne_out(found: Sequence[Evidence]) -> bool:
    """The texts are alike, and something bears it out that two reporters can have found out apart.

    That is the day, the victim's age, a number of three or more, the target; for texts more alike, that they are of the
    same days; for texts that are nearly one, nothing. Reports long apart are never joined by likeness.
    """
    likeness = max((e.likeness for e in found), default=0.0)
    points = {kind: max(e.points for e in found if e.kind is kind) for kind in {e.kind for e in found}}
    if points.get(Kind.WORDS, 0.0) < _WORDS_LEAST or not likeness or points.get(Kind.REPORTED, 0.0) < 0:
        return False
    soon = points.get(Kind.REPORTED, 0.0) > 0
    return (
        points.get(Kind.TIME, 0.0) >= _SAME_DAYS
        or points.get(Kind.AGE, 0.0) > 0
        or points.get(Kind.NUMBER, 0.0) >= _SAME_NUMBER
        or points.get(Kind.TARGET, 0.0) > 0
        or (soon and likeness >= TEXT_STRONG and points.get(Kind.PLACE, 0.0) >= _SAME_TOWN)
        or (soon and likeness >= TEXT_ONE_STORY)
        or likeness >= TEXT_RETOLD
    )


def same_text_by_another_outlet(left: Mention, right: Mention) -> Evidence | None:
    """Both documents are copies of one text."""
    if left.copy_group != right.copy_group or left.document.document_id == right.document.document_id:
        return None
    apart = left.time_exact and right.time_exact and days_apart(left.time, right.time) > 0
    if apart or (left.place and right.place and place_points(left.place, right.place) < -2):
        return None  # a copy of a text on several incidents: each claim belongs with its own counterpart
    return Evidence(Kind.COPY, 5.0, "the reports are copies of one text", strong=True, decisive=True)


def victims_named_in_both(left: Mention, right: Mention) -> Evidence | None:
    """The same victims are named, or as many are named as counted in both and none is shared."""
    if left.named and right.named:
        shared = [name for name in left.named if any(same_person_name(name, other) for other in right.named)]
        full = [name for name in shared if " " in name]
        if full:
            points = 6.0 + min(3.0, len(full) - 1.0)
            words = f"both name {', '.join(map(str.title, full[:3]))} among the victims"
            return Evidence(Kind.NAMES, points, words, strong=True, decisive=True)
        if shared:
            return Evidence(Kind.NAMES, 2.5, f"both name a victim {shared[0].title()}")
    for one, other in ((left, right), (right, left)):
        for name in one.named:
            if _named_in_text(name, other):
                words = f"{name.title()}, a victim in one, is named in the other"
                return Evidence(Kind.NAMES, 4.5, words, strong=True, decisive=True)
            if " " in name and _weight_in_both(name.split()[-1], one, other) >= _SURNAME_WEIGHT:
                words = f"both speak much of {name.split()[-1].title()}, a victim's surname"
                return Evidence(Kind.NAMES, 3.5, words, strong=True, decisive=True)
    if left.named and right.named:
        for harm in sorted(set(left.full_lists) & set(right.full_lists)):
            if all(" " in name for name in (*left.full_lists[harm], *right.full_lists[harm])):
                return Evidence(
                    Kind.NAMES, -6.0, f"each names all of its {harm.value}, and no name is in both lists", firm=True
                )
    return None


def place(left: Mention, right: Mention) -> Evidence | None:
    """The places are the same, one lies within the other's precision, or they are too far apart."""
    if left.place is None or right.place is None:
        return None
    points = place_points(left.place, right.place)
    names = f"{left.place.name or 'unnamed place'} and {right.place.name or 'unnamed place'}"
    if left.place.name == right.place.name:
        names = str(left.place.name)
    if left.later or right.later:
        points = max(points, -0.5)  # the wounded die, and suspects are caught, elsewhere
    elif left.place.name == right.place.name:
        points = max(points, -2.5)  # one name for two places: two incidents, or one place taken for another
    if points > 0:
        return Evidence(
            Kind.PLACE, points, f"same place ({names})" if points >= 1.5 else f"places that may be the same ({names})"
        )
    if points == 0:
        return None
    return Evidence(Kind.PLACE, points, f"different places ({names})", firm=points <= -4)


def time(left: Mention, right: Mention) -> Evidence | None:
    """The periods overlap, or both are exact and apart, or one was reported before the other happened."""
    for one, other in ((left, right), (right, left)):
        published = other.document.published
        if one.time and published is not None and one.time[0] > published + 1 and not one.later:
            words = f"{_days(one.time)} is after the other report was published ({_day(published)})"
            return Evidence(Kind.TIME, -5.0, words, firm=one.time_exact)
    if left.time is None or right.time is None:
        return None
    apart = days_apart(left.time, right.time)
    widest = max(left.time[1] - left.time[0], right.time[1] - right.time[0])
    if apart == 0:
        points = 2.0 if widest == 0 else 1.6 if widest <= 2 else 1.0 if widest <= 7 else 0.4 if widest <= 31 else 0.1
        same = left.time == right.time
        return Evidence(
            Kind.TIME,
            points,
            f"same date ({_days(left.time)})" if same else f"dates that overlap ({_both(left, right)})",
        )
    if left.later or right.later:
        return Evidence(Kind.TIME, -0.5, f"dates apart, but one is of a later death or arrest ({_both(left, right)})")
    if _died_later(left, right) or _died_later(right, left):
        return Evidence(Kind.TIME, -1.0, f"dates of a wounding and of a death ({_both(left, right)})")
    if apart == 1 and (left.day_parts | right.day_parts) & NIGHT:
        return Evidence(Kind.TIME, 0.8, f"dates on both sides of one night ({_both(left, right)})")
    exact = left.time_exact and right.time_exact
    if apart == 1:
        words = f"dates a day apart ({_both(left, right)})"
        return Evidence(Kind.TIME, -2.5 if exact else -0.5, words, firm=exact)
    words = f"dates {apart} days apart ({_both(left, right)})"
    return Evidence(Kind.TIME, -5.0 if exact else -3.0, words, firm=exact)


def _died_later(left: Mention, right: Mention) -> bool:
    """Those wounded in one may be the dead of the other, some weeks later; only of one or two people, all of them."""
    if set(left.numbers) != {Harm.INJURED} or set(right.numbers) != {Harm.KILLED} or not left.time or not right.time:
        return False
    same = left.numbers[Harm.INJURED] == right.numbers[Harm.KILLED] <= {1, 2}
    return same and 0 < right.time[0] - left.time[1] <= DEATH_DAYS


def target(left: Mention, right: Mention) -> Evidence | None:
    """The same kind of site was struck, or two different ones."""
    if not left.targets or not right.targets:
        return None
    if common := left.targets & right.targets:
        return Evidence(Kind.TARGET, 1.5, f"same target ({_words(common, TARGETS)})")
    words = f"different targets ({_words(left.targets, TARGETS)}; {_words(right.targets, TARGETS)})"
    return Evidence(Kind.TARGET, -2.5, words, firm=True)


def part_of_day(left: Mention, right: Mention) -> Evidence | None:
    """Morning here, evening there; neighbouring parts of a day don't conflict."""
    if not left.day_parts or not right.day_parts or days_apart(left.time, right.time) > 1:
        return None
    if left.day_parts & right.day_parts:
        return Evidence(Kind.DAY_PART, 0.5, "same part of the day")
    if not day_parts_conflict(left.day_parts, right.day_parts):
        return None
    return Evidence(
        Kind.DAY_PART, -2.5, "different parts of the day", firm=left.time is not None and left.time == right.time
    )


def means(left: Mention, right: Mention) -> Evidence | None:
    """The same means; shelling, bombs and air strikes are taken for each other, shooting and bombing aren't."""
    if not left.means or not right.means:
        return None
    if common := left.means & right.means:
        return Evidence(Kind.MEANS, 0.4, f"same means ({_words(common, MEANS)})")
    if left.means & _HEAVY and right.means & _HEAVY:
        return None
    return Evidence(Kind.MEANS, -2.0, f"different means ({_words(left.means, MEANS)}; {_words(right.means, MEANS)})")


def counts(left: Mention, right: Mention) -> Evidence | None:
    """The same number, or numbers that no update explains; weak, since early tolls differ widely."""
    best: Evidence | None = None
    for harm in sorted(set(left.ranges) & set(right.ranges)):
        same = left.numbers.get(harm, frozenset()) & right.numbers.get(harm, frozenset()) - {0}
        if same:
            number = max(same)
            points = 1.2 if number >= 10 else 0.7 if number >= 3 else 0.3
            candidate = Evidence(Kind.NUMBER, points, f"same number {harm.value} ({number})")
        else:
            (low, high), (other_low, other_high) = sorted((left.ranges[harm], right.ranges[harm]), key=lambda r: r[0])
            if high is None or other_low <= high * 2 + 2 or not high:
                continue
            far = other_low > high * 4 + 5
            top = other_high if other_high is not None else other_low
            candidate = Evidence(
                Kind.NUMBER, -1.0 if far else -0.4, f"numbers {harm.value} far apart ({high or low} and {top})"
            )
        if best is None or abs(candidate.points) > abs(best.points):
            best = candidate
    return best


def victims_age(left: Mention, right: Mention) -> Evidence | None:
    """Both give the victim the same age, or each of one victim an age that isn't the other's."""
    if both := left.ages & right.ages:
        return Evidence(Kind.AGE, _OWN_AGE, f"victims of the same age ({_ages(both)})")
    alone = any(left.numbers.get(harm) == right.numbers.get(harm) == _ONE for harm in left.numbers)
    if alone and len(left.ages) == len(right.ages) == 1:
        one, other = sorted(left.ages | right.ages)
        if other <= one + 1:
            return None
        return Evidence(Kind.AGE, -2.0, f"the victim's age is {one} in one report, {other} in the other")
    if near := (left.ages & right.ages_near) | (left.ages_near & right.ages):
        return Evidence(Kind.AGE, _AGE_BESIDE, f"the same age is told ({_ages(near)})")
    if told := (left.ages & right.document.ages) | (left.document.ages & right.ages):
        return Evidence(Kind.AGE, _AGE_IN_TEXT, f"a victim's age in one report is told in the other ({_ages(told)})")
    return None


def reported_together(left: Mention, right: Mention) -> Evidence | None:
    """Where a date is missing or vague: whether the reports are of the same days, or long apart."""
    if left.document.published is None or right.document.published is None or left.later or right.later:
        return None
    if left.document.document_id == right.document.document_id or (_narrow(left) and _narrow(right)):
        return None
    gap = days_apart(_told(left), _told(right))
    if gap <= 3:
        return Evidence(Kind.REPORTED, 1.0, "reported in the same days")
    if gap <= _SOON_DAYS:
        return Evidence(Kind.REPORTED, 0.4, f"reported within {_SOON_DAYS} days of each other")
    if gap > _LONG_AFTER:
        points = -1.5 if gap <= 3 * _LONG_AFTER else -2.5
        return Evidence(Kind.REPORTED, points, f"reported {gap} days apart")
    return None


def _reports_apart(left: Mention, right: Mention) -> int:
    """Days between the publications; 0 where one is unknown."""
    if left.document.published is None or right.document.published is None:
        return 0
    return abs(left.document.published - right.document.published)


def _narrow(mention: Mention) -> bool:
    return mention.time is not None and mention.time[1] - mention.time[0] <= _NARROW_DAYS


def _told(mention: Mention) -> tuple[int, int] | None:
    """The days that a mention is of: those that it says, else the day of its report."""
    if _narrow(mention):
        return mention.time
    published = mention.document.published
    return None if published is None else (published, published)


def denied_number(left: Mention, right: Mention) -> Evidence | None:
    """One denies the very number of people that the other claims; a party answers a claim, not an incident of its own."""
    for one, other in ((left, right), (right, left)):
        for harm in sorted(set(one.denies) & set(other.numbers)):
            same = {n for n in one.denies[harm] & other.numbers[harm] if n >= _DENIED_LEAST}
            if same and one.document.document_id != other.document.document_id:
                return Evidence(Kind.DENIAL, 1.5, f"one denies the {max(same)} {harm.value} that the other claims")
    return None


def alleged_perpetrator(left: Mention, right: Mention) -> Evidence | None:
    """The same party is accused. That different ones are says nothing: it is disputed by nature."""
    common = sorted(left.perpetrators & right.perpetrators)
    return Evidence(Kind.PERPETRATOR, 0.4, f"same alleged perpetrator ({common[0].title()})") if common else None


def rare_words(left: Mention, right: Mention) -> Evidence | None:
    """Names, streets, ages and other rare words that the texts around the claims share."""
    if not left.terms.size or not right.terms.size or left.document.document_id == right.document.document_id:
        return None
    likeness = cosine(left, right)
    points = max(_TEXT_LEAST, min(_TEXT_MOST, _TEXT_SLOPE * (likeness - _TEXT_NEUTRAL)))
    points *= min(1.0, left.terms.size / _TEXT_ENOUGH, right.terms.size / _TEXT_ENOUGH)
    if abs(points) < 0.2:
        return None
    words = f"texts share {'many' if points > 1 else 'some' if points > 0 else 'few'} rare words"
    enough = min(left.terms.size, right.terms.size) >= _TEXT_FEWEST
    return Evidence(Kind.WORDS, points, words, likeness=likeness if enough else 0.0)


def two_incidents_of_one_report(left: Mention, right: Mention) -> Evidence | None:
    """One report tells them apart already."""
    if left.document.document_id != right.document.document_id:
        return None
    return Evidence(Kind.REPORT, -3.0, "one report speaks of them apart", firm=left.complete and right.complete)


COMPARISONS: tuple[Callable[[Mention, Mention], Evidence | None], ...] = (
    same_text_by_another_outlet,
    victims_named_in_both,
    place,
    time,
    target,
    part_of_day,
    means,
    counts,
    victims_age,
    reported_together,
    denied_number,
    alleged_perpetrator,
    rare_words,
    two_incidents_of_one_report,
)

_HEAVY = sum(1 << MEANS.index(name) for name in ("air strike", "shelling", "explosion"))


@lru_cache(maxsize=8_192)
def place_points(left: Place, right: Place) -> float:
    """Log odds from two places alone: same site 2.5, one in the other's radius less, far apart -7; 0 unknown."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        same_name = bool(left.name and right.name) and fold_name(left.name or "") == fold_name(right.name or "")
        if left.country and right.country and not set(left.country) & set(right.country):
            return -4.0
        return 1.8 if same_name else 0.0
    radius = max(radius_km(left), radius_km(right))
    size = 2.5 if radius <= 3 else 2.0 if radius <= 12 else 1.5 if radius <= 30 else 0.8 if radius <= 100 else 0.3
    if left.geonames_id is not None and left.geonames_id == right.geonames_id:
        return size
    broad = max(left.where_prec or 1, right.where_prec or 1)
    if broad >= 6 and left.country and right.country:
        return 0.3 if set(left.country) & set(right.country) else -5.0
    if broad == 4 and left.adm1 and left.adm1 == right.adm1 and set(left.country) & set(right.country):
        return 0.8
    apart = kilometres_apart(left, right) - (radius_km(left) + radius_km(right))
    if apart <= 0:
        return size
    if apart <= _PLACE_SLACK_KM:
        return -0.5
    return -2.0 if apart <= 35 else -4.0 if apart <= 100 else -7.0


def radius_km(place_: Place) -> float:
    """The place's own radius, else the usual one of its precision."""
    if place_.radius_km is not None:
        return place_.radius_km
    return _RADIUS_KM.get(place_.where_prec or 0, _UNKNOWN_RADIUS_KM)


def kilometres_apart(left: Place, right: Place) -> float:
    """Distance of two places; 0 where one has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return 0.0
    return distance_km(left.lat, left.lon, right.lat, right.lon)


def days_apart(left: tuple[int, int] | None, right: tuple[int, int] | None) -> int:
    """Days between two periods; 0 where they meet or one is unknown."""
    if left is None or right is None:
        return 0
    return max(0, left[0] - right[1], right[0] - left[1])


def day_parts_conflict(left: int, right: int) -> bool:
    """Morning against afternoon or evening; a night may be the one before or after, and many say it for an evening."""
    near = {
        NIGHT: EVENING | MORNING | AFTERNOON,
        MORNING: NIGHT,
        AFTERNOON: EVENING | NIGHT,
        EVENING: AFTERNOON | NIGHT,
    }
    reach = left
    for part, neighbours in near.items():
        reach |= neighbours if left & part else 0
    return bool(left and right) and not reach & right


def distinct_sites(left: Place, right: Place, *, one_sentence: bool = False) -> bool:
    """One report that names these two places speaks of two: different names, neither within a broader other.

    Args:
        left: A place that the report's own words name.
        right: Another.
        one_sentence: Both stand in one sentence, where a place that is in no gazetteer counts as another place too.
    """
    if left.geonames_id is not None and left.geonames_id == right.geonames_id:
        return False
    located = left.lat is not None and left.lon is not None, right.lat is not None and right.lon is not None
    if all(located):
        if place_points(left, right) <= -2:
            return True
        radii = sorted((radius_km(left), radius_km(right)))
        return radii[1] <= 30 and radii[1] < 2 * radii[0] and kilometres_apart(left, right) > radii[0] / 2
    one, other = set(fold_name(left.name or "").split()), set(fold_name(right.name or "").split())
    if not one or not other or one <= other or other <= one:
        return False
    return one_sentence or not any(located)


@lru_cache(maxsize=8_192)
def same_person_name(left: str, right: str) -> bool:
    """Two folded names may be one person's: parts of one stand in the other, near spellings allowed.

    A single part ("Caron") matches the last part of a full name.
    """
    if left == right:
        return True
    shorter, longer = sorted((left.split(), right.split()), key=lambda parts: (len(parts), parts))
    if not shorter:
        return False
    if len(shorter) == 1:
        return _same_part(shorter[0], longer[-1])
    if not _same_part(shorter[-1], longer[-1]) and sorted(shorter) != sorted(longer):
        return False
    return all(any(_same_part(part, other) for other in longer) for part in shorter)


def _same_part(left: str, right: str) -> bool:
    if left == right:
        return True
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) == 1 or (len(shorter) >= 3 and longer.startswith(shorter)):
        return longer.startswith(shorter)  # an initial or a short form: "J.", "Dan"
    likeness = fuzz.ratio(left, right) if min(len(left), len(right)) >= 4 else 0.0
    return likeness >= _SAME_SPELLING or (
        likeness >= _LIKE_SPELLING and len(sound(left)) >= 3 and sound(left) == sound(right)
    )


def sound(part: str) -> str:
    """First letter and the consonants after it, doubled ones once: "mohammed" and "muhamad" share one."""
    part = part.translate(_ALIKE)
    kept = part[:1]
    for letter in part[1:]:
        if letter not in "aeiouy" and letter != kept[-1]:
            kept += letter
    return kept


def cosine(left: Mention, right: Mention) -> float:
    """Likeness of the rare words of two mentions, 0 to 1."""
    one, other = (left, right) if left.terms.size <= right.terms.size else (right, left)
    at = np.searchsorted(other.terms, one.terms)
    at[at == other.terms.size] = 0
    hit = other.terms[at] == one.terms
    return float(one.weights[hit] @ other.weights[at[hit]])  # both sorted: positions, not only a mask, are needed


def _weight_in_both(word: str, left: Mention, right: Mention) -> float:
    """How much of the likeness of two texts is this word's: high where both repeat a word that is rare elsewhere."""
    if left.document.document_id == right.document.document_id:
        return 0.0
    product = 1.0
    for mention in (left, right):
        at = int(np.searchsorted(mention.terms, np.uint32(word_hash(word))))
        if at == mention.terms.size or int(mention.terms[at]) != word_hash(word):
            return 0.0
        product *= float(mention.weights[at])
    return product


def _named_in_text(name: str, other: Mention) -> bool:
    parts = name.split()
    if len(parts) < 2:
        return False
    adjoining = {name_pair_hash(*pair) for pair in pairwise(parts)} | {name_pair_hash(parts[0], parts[-1])}
    return bool(held(np.array(sorted(adjoining), dtype=np.uint32), other.pairs).any())


def _words(bits: int, names: tuple[str, ...]) -> str:
    return ", ".join(name for bit, name in enumerate(names) if bits >> bit & 1)


def _ages(ages: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(ages)))


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _days(period: tuple[int, int]) -> str:
    return _day(period[0]) if period[0] == period[1] else f"{_day(period[0])} to {_day(period[1])}"


def _both(left: Mention, right: Mention) -> str:
    words = sorted({_days(mention.time) for mention in (left, right) if mention.time})
    return " and ".join(words)
