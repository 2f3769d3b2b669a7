"""Where a report's event happened, as its own frame sentence says: "It happened at ...", "Deputies were called to ...".

A report of one event often names its place in a sentence without a word of harm, and counts people in others. Such a
sentence is known by the verb that leads the place in: what happened, took place or broke out there; where police or medics
were called to; what armed men stormed or opened fire on; where the victims were when it began.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bearwitness.phrases.places.find import find_place_phrases
from bearwitness.phrases.places.phrase import PlacePhrase
from bearwitness.phrases.places.words import SITES
from bearwitness.phrases.spots import Spot, exactness_of_words, find_spots
from bearwitness.phrases.times.words import MONTHS
from bearwitness.phrases.whose_day import EVENT_NOUN
from bearwitness.phrases.word_patterns import AnyCase
from bearwitness.records import Claim, Period, Place, Scope, Span, spans_meet
from bearwitness.resolve.dates import overlap
from bearwitness.resolve.narrowing import NAME, Resolve, lies_in, names_in
from bearwitness.resolve.report_wording import DAY_TOLD, ReportWording, exactness_of_time, is_away, turns_elsewhere
from bearwitness.resolve.wording import shares_scene

COUNTRY = 6  # where_prec
REACH = 12  # sentences, title included, in which a frame may stand
BETWEEN = 80  # code points between the verb of a frame and its place
TOWN, VILLAGE, SITE, STREET = 2, 2.5, 3, 5  # how exactly a phrase tells a place, on the scale of `phrases.spots`
_HAPPENED = re.compile(
    rf"\b(?:it|this|that|(?:the|this|a|an)\s+(?:[\w'’-]+\s+){{0,3}}{EVENT_NOUN}|which)\s+(?:all\s+|also\s+|[\w:.]+\s+){{0,4}}?"
    r"(?:happened|occurred|took\s+place|unfolded|broke\s+out|erupted|was\s+carried\s+out|was\s+reported|began|started)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:police|officers?|deputies|deputy|troopers|crews?|firefighters|paramedics|medics|services|responders|authorities|"
    r"detectives|investigators|ambulances?|troops|they)\s+(?:(?:were|was|had\s+been|have\s+been|are|first|quickly|also|say|said\s+they)\s+){0,3}"
    r"(?:called|responded|dispatched|summoned|sent|rushed|raced)\s+(?:out\s+)?(?:to|at)\b",
    re.IGNORECASE,
)
_ENTERED = re.compile(
    r"\b(?:stormed|attacked|ambushed|raided|assaulted|overran|invaded|burst\s+into|broke\s+into|opened\s+fire|exploded|detonated|"
    r"went\s+off|blew\s+up|clashed|fought|made\s+irruption|made\s+an?\s+incursion|attack\s+on|raid\s+on|assault\s+on|argument|altercation|"
    r"fight|dispute|gunfight|shootout|gun\s+battle|brawl)\b",
    re.IGNORECASE,
)
_WERE = re.compile(
    r"\b(?:they|he|she|boys|girls|children|brothers|sisters|couple|family|victims?|men|women|man|woman|teens?|teenagers?|group|people|mourners|"
    r"worshippers|guests|passengers)\s+(?:were|was|had\s+been)\s+(?:all\s+)?(?:home\s+alone|sitting|standing|walking|driving|sleeping|asleep|playing|"
    r"waiting|working|drinking|gathered|celebrating|praying|visiting|shopping|parked|riding|inside|outside)\b"
    r"|\b(?:he|she|[A-Z][\w'’-]+)\s+(?:then\s+|later\s+)?collapsed\b",
    re.IGNORECASE,
)
HAPPENED = 3  # the rank of a frame that says so in as many words
_FRAMES = ((_HAPPENED, HAPPENED), (_CALLED, 2), (_ENTERED, 2), (_WERE, 1))
_GATE = re.compile(
    r"happened|occurred|took\s+place|unfold|broke|erupt|carried\s+out|reported|began|started|called|respond|dispatch|summon|sent|rushed|raced|storm|attack|where|collapsed|"
    r"ambush|raid|assault|overran|invaded|burst|fire|explo|deton|went\s+off|blew|clash|fought|irruption|incursion|argument|altercation|fight|dispute|gun|brawl|alone|sitting|"
    r"standing|walking|driving|sleep|playing|waiting|working|drinking|gathered|celebrat|praying|visiting|shopping|parked|riding|inside|outside"
)
_WHERE = re.compile(
    r",?\s+where\s+(?:[\w'’-]+\s+){1,6}?(?:fought|clashed|rioted|attacked|struck|exploded|detonated|opened\s+fire|"
    r"shot|killed|stabbed|ambushed|fired|hit|massacred|beat|abducted|kidnapped|broke\s+out|took\s+place|happened|occurred)\b",
    re.IGNORECASE,
)
""" "a prison in Oru where rival gangs fought": what a clause tells of a place."""
_SITE = re.compile(
    r"\b(?:the|an?|its|their|his|her)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)\s+(?:in|at|of|near|outside)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_RECALLED = AnyCase(
    rf"\b(?:deadliest|worst|bloodiest|in\s+the\s+past|would|could|will|may|might|if)\b|\b(?:similar|earlier|recent|last\s+(?:month|week)['’]s)\s+{EVENT_NOUN}\b|"
    rf"\b{EVENT_NOUN}\s+(?:earlier|last)\s+(?:this\s+)?(?:month|week)\b",
)
_MONTHS = "|".join(MONTHS)
_DATE = re.compile(rf"\b(?:\d{{1,2}}\s+(?:{_MONTHS})|(?:{_MONTHS})\s+\d{{1,2}})\b", re.IGNORECASE)
""" "on 2 June last year": the day of what a court hears, told as fully as that of a new event."""
_PRISON = re.compile(r"\b(?:jail|prison|penitentiary)\b", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:in|at|on|to|near|outside|inside|of|into|along|behind|off|by)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE
)
_LEADS_ON = re.compile(r"\w\s+(?:in|at|of|near|outside|on)\s+(?:the\s+)?$")
_SETTLEMENT = re.compile(
    r"\b(?:city|town|village|hamlet|port|capital|department|province|district|municipality|state|region|area)\s+of\s+(?:the\s+)?$"
)
_OPENS = re.compile(r"(?:near|outside|inside|behind|off|along|between|aboard|beside)\b", re.IGNORECASE)
_BARE = re.compile(
    r"(?:outside\s+|inside\s+|near\s+)?(?:of\s+)?(?:the|this|that|his|her|their|its|our)\s+[\w-]+|(?:an?\s+)?[\w-]+",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"[.;:?!]\s|\b(?:after|before|who|whose|hospital|said|told|according|from|when|where|because|since|over)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A phrase of place that a frame sentence leads in; `rank` grows with how plainly its verb says that it happened there."""

    text: str
    span: Span
    rank: int
    exactness: float
    place: Place
    street: bool = False
    time: Period | None = None


def framed(
    claims: Sequence[Claim],
    text: str,
    report: ReportWording,
    of_one: frozenset[str],
    resolve: Resolve,
    is_place_word: Callable[[str], bool],
) -> list[Claim]:
    """The claims of a report, those of its main event with the place that its frame sentences say most exactly."""
    frames: list[Frame] | None = None
    several = False
    result = []
    for claim in claims:
        if claim.claim_id in of_one and claim.scope == Scope.INCIDENT and shares_scene(claim):
            if frames is None:
                frames = list(_frames(text, report, resolve, is_place_word))
                elsewhere = {report.sentence_at(c.start).start for c in claims if _is_of_another(c, of_one)}
                frames = [f for f in frames if report.sentence_at(f.span[0]).start not in elsewhere]
                several = _tell_several(frames)
            near = [f for f in frames if _is_near(f, claim, text, report)] if several else frames
            claim = _in_frame(claim, near, report)
        result.append(claim)
    return result


def _is_of_another(claim: Claim, of_one: frozenset[str]) -> bool:
    """Whether a claim is of another incident than the one that a report is about."""
    return claim.claim_id not in of_one and claim.scope == Scope.INCIDENT and shares_scene(claim)


def told_on(claims: Sequence[Claim], text: str, of_main: frozenset[str]) -> list[Claim]:
    """Claims of a report's main event without a place take that of the one before them, if that is of the event as well."""
    before: Claim | None = None
    lent: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        if claim.scope != Scope.INCIDENT:
            continue
        if claim.place is not None and claim.place.text is not None:
            before = claim
        elif claim.claim_id in of_main and shares_scene(claim) and claim.place is None and before is not None:
            near = (
                "\n\n" not in text[before.start : claim.start] and before.claim_id in of_main and shares_scene(before)
            )
            if near and before.place is not None and (before.place.where_prec or 0) < COUNTRY:
                lent[claim.claim_id] = replace(claim, place=replace(before.place, basis="document"))
    return [lent.get(c.claim_id, c) for c in claims]


def at_one_site(claims: Sequence[Claim], of_event: frozenset[str]) -> list[Claim]:
    """The claims of one event, those placed in a town with the one site in it that another of them is placed at.

    "Two died in an attack on the command post in Oru. ... One soldier was killed in Oru": the site holds for both.
    """
    told = [
        c.place
        for c in claims
        if c.claim_id in of_event and c.place is not None and c.place.text is not None and shares_scene(c)
    ]
    result = []
    for claim in claims:
        place = claim.place
        if claim.claim_id in of_event and claim.scope == Scope.INCIDENT and shares_scene(claim) and place is not None:
            inside = {folded(p.text): p for p in told if _is_in(p, place)}
            if len(inside) == 1:
                site = next(iter(inside.values()))
                claim = replace(claim, place=replace(place, text=site.text, span=site.span, basis="document"))
        result.append(claim)
    return result


def _is_in(site: Place, town: Place) -> bool:
    """Whether words of place end in those of another, with a site before them: "the command post in Oru" and "Oru"."""
    inner, outer = folded(site.text), folded(town.text)
    if not outer or not inner.endswith(" " + outer):
        return False
    before = inner[: -len(outer)]
    return _LEADS_ON.search(before) is not None and _SETTLEMENT.search(before) is None and exactness(town) < SITE


def folded(words: str | None) -> str:
    """Words without regard to case and blanks; none are empty."""
    return " ".join((words or "").casefold().split())


def _tell_several(frames: Sequence[Frame]) -> bool:
    """Whether frames name places that are not parts of each other, so that a report may tell of several events."""
    plain = [f for f in frames if f.rank > 1]
    return any(
        a.span != b.span
        and not names_in(a.text) & names_in(b.text)
        and not lies_in(a.place, b.place)
        and not lies_in(b.place, a.place)
        for k, a in enumerate(plain)
        for b in plain[:k]
    )


def _is_near(frame: Frame, claim: Claim, text: str, report: ReportWording) -> bool:
    """Whether a frame stands in a claim's paragraph, or in a sentence that tells of its people."""
    sentence = report.sentence_at(frame.span[0])
    first, last = sorted((claim.start, frame.span[0]))
    return "\n\n" not in text[first:last] or report.tells_of_same_people(sentence, claim)


def _in_frame(claim: Claim, frames: Sequence[Frame], report: ReportWording) -> Claim:
    said = claim.place
    now = exactness(said)
    own = report.sentence_at(claim.start)
    here = said is not None and said.span is not None and own.start <= said.span[0] < own.end
    opening = own.start <= report.lead_ends
    nameless = said is not None and not names_in((said.text or "")[1:])
    best: Frame | None = None
    for frame in frames:
        better = (
            frame.rank == HAPPENED and now < STREET and (frame.exactness >= STREET if here else frame.exactness >= SITE)
        )
        better = better or (frame.rank == HAPPENED and nameless and bool(names_in(frame.text)))
        if not better and (frame.exactness <= now or (here and now >= SITE)):
            continue
        if said is not None and said.where_prec is not None and not frame.street and not _may_lie(frame, said):
            continue
        if here and not (frame.street or _is_part(frame, said, opening)):
            continue
        if not report.may_be_of(report.sentence_at(frame.span[0]), claim.time):
            continue
        if best is None or (frame.rank, frame.exactness) > (best.rank, best.exactness):
            best = frame
    if best is None:
        same = next(
            (f for f in frames if said is not None and said.span is not None and spans_meet(f.span, said.span)), None
        )
        return replace(claim, time=_time_in(same, claim, report)) if same is not None else claim
    claim = replace(claim, time=_time_in(best, claim, report))
    known = said if said is not None and (said.where_prec is not None) and not lies_in(best.place, said) else best.place
    return replace(claim, place=replace(known, text=best.text, span=best.span, basis="document"))


def _is_part(frame: Frame, said: Place | None, opening: bool) -> bool:
    """Whether a frame's place is told as the same as a claim's, or within it; a headline names the wider."""
    words = said.text if said is not None else None
    if said is None or names_in(frame.text) & names_in(words) or lies_in(frame.place, said):
        return True
    return opening and frame.rank > 1 and frame.place.where_prec is None


def _time_in(frame: Frame, claim: Claim, report: ReportWording) -> Period | None:
    """The time of a frame's sentence where it tells more exactly when than a claim's own, which it must not contradict."""
    said, told = claim.time, frame.time
    if told is None or told.text is None:
        return said
    own = report.sentence_at(claim.start)
    if said is None:
        return told if own.start <= report.lead_ends else None
    now = exactness_of_time(said.text or "")
    here = said.span is not None and own.start <= said.span[0] < own.end
    if said.start is None or told.start is None or not overlap(said, told) or (here and now >= DAY_TOLD):
        return said
    return replace(said, text=told.text, span=told.span) if exactness_of_time(told.text) > now else said


def _may_lie(frame: Frame, said: Place) -> bool:
    place = frame.place
    if place.where_prec is None:
        return True
    if place.geonames_id is not None and place.geonames_id == said.geonames_id:
        return True
    return lies_in(place, said)


def exactness(place: Place | None) -> float:
    """How exactly words tell a place, on the scale of `phrases.spots`; 0 where there are none."""
    if place is None or place.text is None:
        return 0.0
    exact = exactness_of_words(place.text)
    exact = exactness_of_words(place.text, "at the") if exact is None else exact
    if exact is not None:
        return float(exact)
    if place.where_prec is not None and place.where_prec >= 3:
        return 1.0
    return TOWN if place.where_prec is not None else VILLAGE


def _frames(
    text: str, report: ReportWording, resolve: Resolve, is_place_word: Callable[[str], bool]
) -> Iterator[Frame]:
    for sentence in report.sentences_from(report.sentence_at(0), REACH):
        start, end = sentence.start, sentence.end
        if not _GATE.search(text[start:end].lower()):
            continue
        dated = start <= report.opening_ends and _DATE.search(text, start, end) is not None
        if (sentence.other and not dated) or turns_elsewhere(text, start, end) or _RECALLED.search(text, start, end):
            continue
        found = [(m.end(), rank) for pattern, rank in _FRAMES for m in pattern.finditer(text, start, end)]
        where = "where" in text[start:end]
        if not (found or where):
            continue
        phrases = _phrases(text, start, end, is_place_word)
        if where:
            found += [(p.span[0], 2) for p in phrases if _WHERE.match(text, p.span[1], end)]
        for at, rank in found:
            phrase = next((p for p in phrases if p.span[0] >= at), None)
            if phrase is None or phrase.span[0] - at > BETWEEN or _STOPS.search(text, at, phrase.span[0]):
                continue
            before = text[start : phrase.span[0]]
            direct = phrase.span[0] - at <= 6
            if not (_LEADS.search(before) or _OPENS.match(phrase.text) or direct):
                continue
            if isinstance(phrase, PlacePhrase):
                phrase = _with_site(phrase, text, start)
                before = text[start : phrase.span[0]]
            if isinstance(phrase, Spot) and _BARE.fullmatch(phrase.text) and not NAME.search(phrase.text[1:]):
                continue  # "a home", "the scene"
            if is_away("" if _PRISON.search(phrase.text) else phrase.text, before):
                continue
            place = resolve(phrase.text)
            spot = isinstance(phrase, Spot)
            exact = float(phrase.exactness) if isinstance(phrase, Spot) else exactness(replace(place, text=phrase.text))
            if spot or place.where_prec is not None or NAME.search(phrase.text):
                street = isinstance(phrase, Spot) and bool(phrase.streets)
                when = [
                    replace(p, text=t.text, span=t.span)
                    for t, p, s in report.times()
                    if s is sentence and not report.is_of_death(t, s)
                ]
                yield Frame(phrase.text, phrase.span, rank, exact, place, street, when[0] if len(when) == 1 else None)


def _with_site(phrase: PlacePhrase, text: str, start: int) -> PlacePhrase:
    """ "the prison in Oru", from "Oru": a phrase with the site that stands there, of which it says where it is."""
    found = _SITE.search(text, start, phrase.span[0])
    if found is None or found.end() != phrase.span[0] or found["noun"].lower() not in SITES:
        return phrase
    return replace(phrase, text=text[found.start() : phrase.span[1]], span=(found.start(), phrase.span[1]))


def _phrases(text: str, start: int, end: int, is_place_word: Callable[[str], bool]) -> list[PlacePhrase | Spot]:
    """Phrases of place and spots of a sentence in order, of those that overlap the longest."""
    both: list[PlacePhrase | Spot] = [
        *find_place_phrases(text, start, end, is_place_word=is_place_word),
        *find_spots(text, start, end),
    ]
    kept: list[PlacePhrase | Spot] = []
    for phrase in sorted(both, key=lambda p: (p.span[0] - p.span[1], p.span)):
        if not any(k.span[0] < phrase.span[1] and phrase.span[0] < k.span[1] for k in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda p: p.span)
