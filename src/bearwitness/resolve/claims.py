"""Claims with words of place and time -> claims with gazetteer entries and intervals, within one document.

    time words  -> Period   (dates, from the dateline or the publication date backwards)
    place words -> Place    (gazetteer, ranked by what else the document names)
    claimants   -> comparable keys
    what a claim leaves unsaid: from what it repeats or is part of, else from the document, if the document tells of one
    place and time only

Cost: linear in the claims of a document, but for one comparison of each pair of distinct places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from bearwitness.phrases.roundups import is_roundup
from bearwitness.phrases.times.find import find_time_phrases, parse_time_phrase
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import BODILY, Claim, Claimant, Document, Period, Place, Scope, Words
from bearwitness.resolve.dates import Anchor, overlap, resolve_period, resolve_phrase
from bearwitness.resolve.events import is_old, main_event, without_lent
from bearwitness.resolve.frames import at_one_site, folded, framed, told_on
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.names import claimant_key
from bearwitness.resolve.narrowing import narrowed
from bearwitness.resolve.places.context import document_context
from bearwitness.resolve.places.evidence import PlaceContext, one_country
from bearwitness.resolve.places.resolving import resolve_place
from bearwitness.resolve.places.words import is_place_word_for
from bearwitness.resolve.report_wording import ReportWording
from bearwitness.resolve.setting.choosing import Page, chosen
from bearwitness.resolve.setting.doers import NOT_BY_INQUIRY, investigates
from bearwitness.resolve.setting.scoring import setting_digest
from bearwitness.resolve.wording import counts_on, most_exact, shares_scene
from bearwitness.versions import rules_version

SAME_PLACE_KM = 5.0  # two points of one document this near are one place: a market and its town

Told = TypeVar("Told", Place, Period)

_LIVE = re.compile(r"\blive\b", re.IGNORECASE)
_OPEN = re.compile(r"(?:ever\s+)?since\b|so\s+far\b", re.IGNORECASE)
_ENTRY = re.compile(r"^\s*\d{1,2}[:.]\d\d\b", re.MULTILINE)
_COUNTS_BACK = re.compile(
    r"\b(?:same|that|following|preceding|previous|next|later|earlier|before|after|day)\b", re.IGNORECASE
)
SPOKEN_REACH = 800  # characters before "that year" in which its year is looked for
LIVE_ENTRIES = 3  # lines that open with the clock, from which a page is one of entries
_THE_COUNTRY = re.compile(r"(?:the|this|our)\s+(?:(?:whole|entire)\s+)?(?:country|nation|republic)", re.IGNORECASE)
_WITHOUT_NAME = re.compile(
    r"(?:the|this|that|our|his|her|their|its)\s+(?:(?:same|whole|entire|northern|southern|eastern|western)\s+)?(?:city|town|village|country|nation|republic|province|"
    r"state|district|region|department|county|municipality|area|zone|territory|island|neighbou?rhood|capital)",
    re.IGNORECASE,
)
""" "the city" is no place of that name."""
_HERE = re.compile(r"here|in\s+this\s+(?:capital|city|town)", re.IGNORECASE)
_TURN = re.compile(
    r"\b(?:meanwhile|elsewhere|separately|simultaneously|likewise|in\s+(?:another|a\s+separate|a\s+similar|a\s+second|other)\s+\w+)\b",
    re.IGNORECASE,
)
RECENT_DAYS = 3  # an incident no older than this may be placed by its report's dateline


def resolver_version() -> str:
    """The rules and the network that find place and time, each with a digest: the key of what was resolved before."""
    return f"{rules_version('bearwitness-resolver/1', 'resolve', 'phrases')}+{setting_digest()}"


def resolve_claims(claims: Sequence[Claim], document: Document, *, gazetteer: Gazetteer) -> list[Claim]:
    """The claims of one document, resolved, in the same order.

    Args:
        claims: All claims of the document, as extracted.
        document: With its published date settled.
        gazetteer: Where place names are looked up.

    Returns:
        The same claims with place, time, as_of and claimant key filled where the words allow it. A claim without place or
        time words takes those of what it repeats or belongs to, then its document's (`basis` "document").
    """
    if not claims:
        return []
    anchor = Anchor(published=document.published, dateline=_dateline_date(document), country=document.country)
    dateline = _dateline_place(document)
    context = document_context(document.text, country=document.country, dateline_place=dateline, gazetteer=gazetteer)
    sites = {c.claim_id: site for c in claims if (site := _site(c, document.text)) is not None}
    places: dict[tuple[str, object], Place] = {}
    resolved: list[Claim] = []
    previous: Period | None = None
    for claim in claims:
        time = _resolve_time(claim.time, anchor, _spoken_before(claim.time, document.text, anchor) or previous)
        if time is not None and time.start is not None and claim.scope == Scope.INCIDENT:
            previous = time
        as_of = _resolve_time(claim.as_of, anchor, previous)
        if claim.scope != Scope.INCIDENT and as_of is not None and time is None:
            time = as_of
        place = _resolve_place(_here(_without_site(claim.place), dateline), context, gazetteer, places)
        resolved.append(replace(claim, time=time, as_of=as_of, place=place, claimant=_with_key(claim.claimant)))
    roundup = is_roundup(document.text)
    resolved = _from_links(resolved)
    report = ReportWording(document.text, anchor, resolved)
    if not roundup:
        resolved = _from_document(resolved, document.text)
    if dateline is not None and all(c.place is None for c in resolved if c.scope == Scope.INCIDENT):
        here = _written_in(dateline, context, gazetteer)
        resolved = _from_dateline(resolved, here, document.published)

    def look_up(words: str) -> Place:
        return resolve_place(Place(text=words), context=context, gazetteer=gazetteer)

    resolved = narrowed(resolved, document.text, report, look_up, is_place_word_for(gazetteer))
    one_scene = not roundup and _tell_one_scene(resolved)
    of_main = frozenset[str]() if roundup else main_event(resolved, document.text, report, compatible_places)
    of_one = frozenset(c.claim_id for c in resolved) if one_scene else frozenset[str]()
    worded = most_exact(resolved, document.text, report, sites, of_one=of_one, of_main=of_main)
    worded = framed(worded, document.text, report, of_one | of_main, look_up, is_place_word_for(gazetteer))
    worded = at_one_site(told_on(worded, document.text, of_main), of_one | of_main)
    worded = without_lent(worded, document.text, report, of_one)

    def days_of(words: str) -> Period:
        return resolve_period(words, anchor=anchor, previous=None)

    # A harm that the report only speaks of has nothing lent, neither for the choice to see nor by it.
    page = Page(document.text, report, dateline, is_place_word_for(gazetteer))
    worded = without_lent(chosen(worded, page, locate=look_up, date=days_of), document.text, report, of_one)
    worded = _without_impossible_doers(
        [replace(c, place=_located(c.place, context, gazetteer)) for c in worded], document.text
    )
    worded = _with_one_point(worded) if one_scene else worded
    return _of_the_day(worded, document)


_COUNTRY = 6  # UCDP code from which a place is a whole country, whose state may have done it
_DEEDS = words_of(
    "murder murders killing killings slaying slayings assassination assassinations execution executions massacre massacres death deaths "
    "kidnapping kidnappings abduction abductions gunfight gunfights shootout shootouts ricochet"
)
_DEAD = re.compile(r"(?:(?:the|an?|his|her|their|one) )?(?:bod(?:y|ies)|corpses?)")
_BEHIND_HEAD = re.compile(r" (?:of|from|in|at|on|by|with|between) .*")


def _without_impossible_doers(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims without doers that cannot have done it, whoever read them: towns ("Durazno counts its dead" names where, not
    who), deeds ("blamed the killing on"), the dead ("found the body of"), and who inquires into it.
    """
    places = (c.place for c in claims if c.place is not None)
    towns = {folded(p.text) for p in places if p.text and p.where_prec is not None and p.where_prec < _COUNTRY}

    def can_have_done_it(claim: Claim, doer: Words) -> bool:
        head = _BEHIND_HEAD.sub("", " ".join(doer.text.lower().split()))
        if folded(doer.text) in towns or head.split(" ")[-1] in _DEEDS or _DEAD.fullmatch(head):
            return False
        return claim.harm not in NOT_BY_INQUIRY or not investigates(text, doer.span[1])

    return [
        replace(c, alleged_perpetrator=None)
        if c.alleged_perpetrator is not None and not can_have_done_it(c, c.alleged_perpetrator)
        else c
        for c in claims
    ]


def _written_in(dateline: str, context: PlaceContext, gazetteer: Gazetteer) -> Place:
    """The dateline's place; of a capital, where agencies write of the whole country, the country."""
    here = resolve_place(Place(text=dateline), context=context, gazetteer=gazetteer)
    nation = gazetteer.country(here.country[0]) if len(here.country) == 1 else None
    seat = gazetteer.capital(here.country[0]) if nation is not None else None
    if nation is None or seat is None or seat.geonames_id != here.geonames_id:
        return here
    return resolve_place(Place(text=nation.name), context=context, gazetteer=gazetteer)


def _located(place: Place | None, context: PlaceContext, gazetteer: Gazetteer) -> Place | None:
    """A place with the point of the town that its words name ("the harbour office in Oru"), where it has none yet."""
    if place is None or place.text is None or place.lat is not None or place.where_prec is not None:
        return place
    if _WITHOUT_NAME.fullmatch(place.text) and not _THE_COUNTRY.fullmatch(place.text):
        return place
    nation = gazetteer.country(one_country(context) or "") if _THE_COUNTRY.fullmatch(place.text) else None
    words = nation.name if nation is not None else place.text
    found = resolve_place(Place(text=words), context=context, gazetteer=gazetteer)
    return replace(found, text=place.text, span=place.span, basis=place.basis) if found.lat is not None else place


def _with_one_point(claims: Sequence[Claim]) -> list[Claim]:
    """The point of a report of one scene for its places of words alone ("the archive room")."""
    told = [c.place for c in claims if c.scope == Scope.INCIDENT and shares_scene(c) and c.place is not None]
    point = _common_place([p for p in told if p.lat is not None])
    if point is None:
        return list(claims)
    return [
        replace(c, place=replace(point, text=c.place.text, span=c.place.span, basis="document"))
        if c.scope == Scope.INCIDENT
        and shares_scene(c)
        and c.place is not None
        and c.place.lat is None
        and c.place.name is None
        else c
        for c in claims
    ]


def _of_the_day(claims: Sequence[Claim], document: Document) -> list[Claim]:
    """In a report written as things happened ("Live: ...", entries by the clock) that names no day, its own day."""
    told = [c for c in claims if c.scope == Scope.INCIDENT and shares_scene(c)]
    if not told or document.published is None or any(c.time is not None for c in told):
        return list(claims)
    if not _LIVE.search(document.text, 0, 200) or len(_ENTRY.findall(document.text)) < LIVE_ENTRIES:
        return list(claims)
    day = document.published[:10]
    time = Period(start=day, end=day, date_prec=1, basis="published")
    return [replace(c, time=time) if c.scope == Scope.INCIDENT and shares_scene(c) else c for c in claims]


def _site(claim: Claim, text: str) -> Place | None:
    """The words of the exact place that a claim's own sentence says of it, where they stand nearest to the claim."""
    if claim.place is None or claim.place.basis != "site" or claim.place.name is None:
        return None
    words = claim.place.name
    found = [m.start() for m in re.finditer(re.escape(words), text)]
    at = min(found, key=lambda start: abs(start - claim.start), default=None)
    return Place(words, (at, at + len(words))) if at is not None else None


def _without_site(place: Place | None) -> Place | None:
    """The named place of a claim, whatever more exact words its sentence has."""
    if place is None or place.basis != "site":
        return place
    return Place(place.text, place.span) if place.text is not None else None


def _one_of_each(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Of claims that say one thing again only the first that has a place, or else the first."""
    told: dict[str, Claim] = {}
    for claim in claims:
        first = claim.repeats or claim.claim_id
        known = told.get(first)
        if known is None or (known.place is None and claim.place is not None):
            told[first] = claim
    yield from told.values()


def _tell_one_scene(claims: Sequence[Claim]) -> bool:
    """Whether the places and the times of all deaths and injuries told are compatible."""
    told = list(_one_of_each(c for c in claims if c.scope == Scope.INCIDENT and c.harm in BODILY))
    places = [c.place for c in told if c.place is not None and c.place.where_prec is not None]
    times = [c.time for c in told if c.time is not None and c.time.start is not None]
    return (not places or _common_place(places) is not None) and (not times or _common_time(times) is not None)


def _dateline_place(document: Document) -> str | None:
    """The words of the dateline's place, in the case of a name."""
    if document.dateline_place is None:
        return None
    words = document.dateline_place.text
    return words.title() if words.isupper() else words


def _here(said: Place | None, dateline: str | None) -> Place | None:
    """The dateline's place for "here" and "in this capital", the words kept; nothing without a dateline."""
    if said is None or said.text is None or not _HERE.fullmatch(said.text):
        return said
    return replace(said, name=dateline) if dateline is not None else None


def _dateline_date(document: Document) -> str | None:
    return document.published if document.published_from == "dateline" else None


def _spoken_before(said: Period | None, text: str, anchor: Anchor) -> Period | None:
    """The time that "that year" or "the following day" counts from: the nearest before it in the text that it can count from."""
    if said is None or said.text is None or said.span is None or not _COUNTS_BACK.search(said.text):
        return None
    phrase = parse_time_phrase(said.text)
    if phrase is None or not phrase.needs_previous:
        return None
    for earlier in reversed(find_time_phrases(text, max(0, said.span[0] - SPOKEN_REACH), said.span[0])):
        if not earlier.is_moment or earlier.needs_previous:
            continue
        days = resolve_phrase(earlier, anchor=anchor)
        if days.start is not None and resolve_phrase(phrase, anchor=anchor, previous=days).start is not None:
            return days
    return None


def _resolve_time(said: Period | None, anchor: Anchor, previous: Period | None) -> Period | None:
    if said is None or said.text is None:
        return said
    found = resolve_period(said.text, anchor=anchor, previous=previous)
    return replace(found, text=said.text, span=said.span)


def _resolve_place(
    said: Place | None, context: PlaceContext, gazetteer: Gazetteer, seen: dict[tuple[str, object], Place]
) -> Place | None:
    if said is None or said.text is None:
        return said
    key = (said.text, None)
    if key not in seen:
        named = Place(text=said.name) if said.name is not None else said
        seen[key] = resolve_place(named, context=context, gazetteer=gazetteer)
    return replace(seen[key], text=said.text, span=said.span)


def _with_key(claimant: Claimant | None) -> Claimant | None:
    if claimant is None:
        return None
    return replace(claimant, key=claimant_key(claimant.refers_to or claimant.text, kind=claimant.kind))


def _from_links(claims: list[Claim]) -> list[Claim]:
    """Fill place and time from what a claim repeats, is part of, replaces, denies or is summed with."""
    by_id = {c.claim_id: c for c in claims}
    for _ in range(3):  # chains are short; three rounds reach a part of a repeated total
        changed = False
        for claim in list(by_id.values()):
            for other_id in (claim.repeats, claim.part_of, claim.sum_group, claim.supersedes, claim.denies):
                other = by_id.get(other_id) if other_id else None
                if other is None or other is claim or other.scope != claim.scope:
                    continue
                taken = _say_again(claim, other) if other_id == claim.repeats else _take(claim, other)
                if taken is not claim:
                    by_id[claim.claim_id] = claim = taken
                    changed = True
        for claim in list(
            by_id.values()
        ):  # and the other way: an old figure takes the place of the one that replaced it
            for other_id in (claim.supersedes, claim.part_of):
                other = by_id.get(other_id) if other_id else None
                if other is not None and other.scope == claim.scope == Scope.INCIDENT:
                    taken = _take(other, claim)
                    if taken is not other:
                        by_id[other.claim_id] = taken
                        changed = True
        if not changed:
            break
    return [by_id[c.claim_id] for c in claims]


def _say_again(claim: Claim, other: Claim) -> Claim:
    """What repeats a claim takes its place and time, whatever its own sentence says ("today they were forced to flee again")."""
    place = _as_documents(other.place) if other.place is not None else claim.place
    time = other.time if other.time is not None else claim.time
    if claim.place is not None and other.place is not None and claim.place.geonames_id == other.place.geonames_id:
        place = claim.place
    if (
        claim.time is not None
        and other.time is not None
        and (claim.time.start, claim.time.end) == (other.time.start, other.time.end)
    ):
        time = claim.time
    if claim.time is not None and (other.time is None or counts_on(claim.time)):
        time = claim.time  # "died two days later": the day of the death, not that of the wound
    return claim if (place, time) == (claim.place, claim.time) else replace(claim, place=place, time=time)


def _as_documents(place: Place) -> Place:
    return replace(place, basis="document")


def _take(claim: Claim, other: Claim) -> Claim:
    place, time = claim.place, claim.time
    if place is None and other.place is not None and _times_agree(claim.time, other.time):
        place = replace(other.place, basis="document") if other.place.basis == "text" else other.place
    if (
        time is None
        and other.time is not None
        and (claim.place is None or other.place is None or compatible_places(claim.place, other.place))
    ):
        time = other.time
    if place is claim.place and time is claim.time:
        return claim
    return replace(claim, place=place, time=time)


def _times_agree(a: Period | None, b: Period | None) -> bool:
    return a is None or b is None or a.start is None or b.start is None or overlap(a, b)


def compatible_places(a: Place, b: Place) -> bool:
    """Whether two resolved places may be one: the same entry, one inside the other, or near enough for their precision."""
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return True
    if a.name and b.name and (a.name.casefold() in b.name.casefold() or b.name.casefold() in a.name.casefold()):
        return True
    if a.country and b.country and not set(a.country) & set(b.country):
        return False
    if _contains(a, b) or _contains(b, a):
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    from bearwitness.records import distance_km

    reach = max(
        SAME_PLACE_KM,
        max(a.radius_km or 0.0, b.radius_km or 0.0) if max(a.where_prec or 1, b.where_prec or 1) <= 2 else 0.0,
    )
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= reach


def _contains(outer: Place, inner: Place) -> bool:
    """Whether `outer` is an area whose name the inner place's administrative path holds."""
    prec = outer.where_prec or 0
    if prec == 6:
        return bool(set(outer.country) & set(inner.country))
    if prec == 4:
        return outer.adm1 is not None and outer.adm1 == inner.adm1
    if prec == 3:
        return outer.adm2 is not None and outer.adm2 == inner.adm2
    return False


@dataclass(frozen=True, slots=True)
class _Frame:
    place: Place | None
    time: Period | None


def _from_dateline(claims: list[Claim], here: Place, published: str | None) -> list[Claim]:
    """Where a report names no place at all for its incidents: the dateline's, for what has just happened.

    A recent incident that a local report doesn't place is where it was written; an older one, or one that other claims of
    the report place, may be anywhere.
    """
    if here.lat is None or published is None:
        return claims
    first = (date.fromisoformat(published[:10]) - timedelta(days=RECENT_DAYS)).isoformat()
    place = replace(here, text=None, span=None, basis="document")
    return [
        replace(c, place=place)
        if c.scope == Scope.INCIDENT and c.time is not None and c.time.start is not None and c.time.start >= first
        else c
        for c in claims
    ]


def _from_document(claims: list[Claim], text: str) -> list[Claim]:
    """Fill what is still missing from the document, if its incident claims that have place and time are all compatible."""
    told = [c for c in claims if c.scope == Scope.INCIDENT and c.repeats is None and c.factuality != "denied"]
    told = [c for c in told if c.harm in BODILY] or told  # the day of an arrest is not that of the crime
    places = [c.place for c in told if c.place is not None and c.place.basis == "text" and _can_frame(c.place, text)]
    dated = [c for c in told if c.time is not None and c.time.start is not None and not _OPEN.match(c.time.text or "")]
    first = min((c for c in dated if _is_near(c.time)), key=lambda c: c.start, default=None)
    dated = [c for c in dated if first is None or not is_old(c.time, first.time)]
    times = [c.time for c in dated if c.time is not None]
    full = [c for c in told if c.place is not None and c.time is not None and c.time.start is not None]
    place = _common_place(
        places if not full else [p for p in (c.place for c in full) if p is not None and _can_frame(p, text)] + places
    )
    time = _common_time(times)
    frame = _Frame(
        replace(place, basis="document") if place is not None and (not times or time is not None) else None,
        time if time is not None and (not places or place is not None) else None,
    )
    filled = []
    for claim in claims:
        if claim.scope == Scope.INCIDENT and claim.repeats is None:
            missing_place = claim.place is None
            missing_time = claim.time is None and not _is_retold(claim, claims, dated, text)
            if _TURN.search(text, text.rfind(".", 0, claim.start) + 1, claim.start):
                missing_place = False  # "Meanwhile, four rebels were killed": of another event
            if (
                missing_place
                and frame.place is not None
                and (claim.time is None or time is None or _times_agree(claim.time, time))
            ):
                claim = replace(claim, place=_lent(claim, frame.place))
            if missing_time and frame.time is not None:
                claim = replace(claim, time=_lent(claim, frame.time))
        filled.append(claim)
    by_id = {c.claim_id: c for c in filled}
    return [_say_again(c, by_id[c.repeats]) if c.repeats in by_id and c.scope == Scope.INCIDENT else c for c in filled]


def _is_near(time: Period | None) -> bool:
    """Whether a time names a week or less."""
    return time is not None and (time.date_prec or 9) <= 3


def _is_retold(claim: Claim, claims: Sequence[Claim], dated: Sequence[Claim], text: str) -> bool:
    """Whether a claim without a time stands where its report recalls something, or before all it says of a month or year."""
    own = text.rfind("\n\n", 0, claim.start)
    if any(
        own < c.start < claim.start and c not in dated and c.time is not None and c.time.start is not None
        for c in claims
        if c.scope == Scope.INCIDENT
    ):
        return True
    wide = all(not _is_near(c.time) for c in dated)
    return wide and all("\n\n" in text[claim.end : c.start] for c in dated)


def _lent(claim: Claim, told: Told) -> Told:
    """What a report tells of its incident, for a claim without; the words are an arrest's own only if said of the arrest."""
    return told if shares_scene(claim) else replace(told, text=None, span=None)


def _can_frame(place: Place, text: str) -> bool:
    """Whether a place may stand for its report's: looked up in one country, or a name that the report says twice."""
    if place.where_prec is not None:
        return bool(place.country) or place.where_prec < 5
    return place.name is not None and text.casefold().count(place.name.casefold()) > 1


def _common_place(places: Sequence[Place]) -> Place | None:
    """The most precise of places that are all compatible, else None."""
    if not places:
        return None
    for k, a in enumerate(places):
        for b in places[:k]:
            if a != b and not compatible_places(a, b):
                return None
    return min(places, key=lambda p: (p.where_prec is None, p.where_prec or 9, p.span or (0, 0)))


def _common_time(times: Sequence[Period]) -> Period | None:
    """The most precise of periods that all overlap, else None."""
    if not times:
        return None
    for k, a in enumerate(times):
        for b in times[:k]:
            if not overlap(a, b):
                return None
    return min(times, key=lambda t: (t.date_prec or 9, t.start or "", t.end or ""))
