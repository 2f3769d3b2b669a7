"""The words that tell most exactly where and when a harm happened, wherever in its report they stand.

A report says "in Oru" in its headline and "outside a home in the 900 block of Rell Street" three paragraphs later, of one
shooting. The gazetteer knows the town only; a reader wants the street. Coordinates and days stay as resolved; the words
and their span become those of the most exact phrase that the report states of the same event.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from bearwitness.phrases.asides import is_of_a_paper, names_something
from bearwitness.phrases.hours import find_hours
from bearwitness.phrases.spots import Spot, exactness_of_words, find_spots
from bearwitness.phrases.times.find import find_time_phrases
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.times.words import WEEKDAY_IN_FULL
from bearwitness.phrases.whose_day import (
    EVENT_NOUN,
    is_of_an_office,
    is_of_event,
    is_of_figure,
    is_of_paper,
    is_still_to_come,
)
from bearwitness.phrases.word_patterns import AnyCase, any_of, words_of
from bearwitness.records import BODILY, Claim, Harm, Period, Place, Scope, Span
from bearwitness.resolve.dates import Anchor, overlap, resolve_phrase

_TELLING = words_of(
    """
    rampage deadly fatal fatally fatality massacre massacred shot shoot shoots shooting shootings shoot-out shootout
    gunfire fired firing kill killed killing kills murder murdered murders slain slaying dead die died death wounded
    wounding injured injuries stabbed stabbing struck hit happened occurred unfolded disappeared disappearance
    kidnap kidnapped kidnapping abduct abducted abduction missing responded responding called dispatched found
    discovered body bodies exploded explosion explosions bomb bombed bombing bombs attack attacked attacks ambush
    ambushed raid raided clash clashed clashes dynamite dynamited grenades blast fight argument altercation accident
    accidentally assassinated assassination shotgun shotguns gun guns gunman gunmen handgun handguns pistol pistols
    rifle rifles weapon weapons party parties gathering brawl riot robbery burglary invasion dispute suicide police
    officer officers deputies entered gunshot gunshots crime homicide homicides incident scene storming stormed
    irruption incursion overran collapsed
    """
)
_TELLING_PHRASES = (
    "took place",
    "opened fire",
    "broke into",
    "walked into",
    "fled into",
    "home alone",
    "were sitting",
    "were standing",
    "were walking",
    "were playing",
    "were asleep",
    "were sleeping",
    "was hunting",
    "were hunting",
)
_TELLS = re.compile(rf"\b{any_of([*_TELLING, *_TELLING_PHRASES])}\b")  # in lower case
_ELSEWHERE = AnyCase(
    r"\b(?:arrest(?:ed|s)?|custody|taken\s+to|transported|airlifted|flown|rushed|booked|jailed|(?<!heir\s)(?<!his\s)(?<!her\s)(?<!the\s)lives?|lived|living|resides?|"
    r"resident\s+of|residents|court|funeral|vigil|(?<!emergency\s)(?<!medical\s)(?<!rescue\s)services?|buried|born|pronounced|memorial|church\s+service|student\s+(?:at|of|in)|students|"
    r"(?:sophomore|freshman|junior|senior|grader|principal|coach|professor|alumn\w+|graduate)\s+(?:at|of|in)|"
    r"worked|works|employed|graduated|attended|attends|treated|captured|surrendered|conference|condition|released|fled\s+to|"
    r"barricad(?:ed|ing)|blocked|closed|cordoned|"
    r"protest(?:ed|ers|s|ing)?|gathered|rall(?:y|ied)|march(?:ed|ing)?|chanted|mourn(?:ed|ers)|"
    r"autops(?:y|ies)|post-?mortems?|ruled|inquest|testified|took\s+the\s+stand|"
    r"spokes\w+|director|manager|next\s+door|headquarters\s+said|trial|hearing|searched|search)\b[^.;,]{0,40}$",
)
_STRUCK_THERE = re.compile(
    r"\b(?:opened\s+fire|fired|shot|killed|wounded|stabbed|attack(?:ed)?|explo(?:ded|sion)|bomb(?:ed|ing)?|gunned|struck|ambush(?:ed)?)\b",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(
    r"\b(?:hospital|clinic|morgue|medical|trauma|operating|intensive\s+care|emergency\s+room|jail|prison|court|police\s+station|headquarters\s+of\s+the\s+police|"
    r"(?:prosecutor|attorney|sheriff|coroner|examiner)\S*\s+office)\b",
    re.IGNORECASE,
)
_OTHER_EVENT = AnyCase(
    r"^\W*(?:[\w'-]+\s+){0,4}?(?:meanwhile|elsewhere|separately|in\s+(?:another|other|a\s+separate|a\s+second|separate|previous)\b|another\s+\w+\s+(?:attack|shooting|incident|bomb)|an?(?:other)?\s+similar\s+\w+|"
    r"related\b|more\b|also\s+read|read\s+more)|\b(?:years?|months?|weeks?)\s+(?:ago|earlier|before)\b|\blast\s+(?:year|month)\b|\bpreviously\b(?!\s+(?:said|told|reported|stated|announced|identified|confirmed))|\bin\s+(?:19|20)\d\d\b",
)
_LONG_AGO = re.compile(r"\byears?\s+(?:ago|earlier|before)\b|\blast\s+year\b|\bin\s+(?:19|20)\d\d\b", re.IGNORECASE)
_TURNS = AnyCase(
    r"\b(?:meanwhile|elsewhere|separately|another|previous(?:ly)?|next\s+door|also\s+read|read\s+more)\b|\bin\s+(?:other|a\s+separate)\b",
)
_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n\s*\n")
_INITIAL = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Ave|Lt|Sgt|Gen|Col|Capt|Rep|Sen|Gov|Ind|Ark|Wis|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No|a\.m|p\.m))\.$",
    re.IGNORECASE,
)
_LONGEST_INITIAL = 5  # characters
_CLOCK = re.compile(
    r"\d\s*(?:a|p)\.?\s?m\b|\bo'clock\b|\bnoon\b|\bmidnight\b|\b\d{1,2}:\d\d\b|\b\d{4}\s+(?:hours|gmt)\b|\b\d{4}\s+\[",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"\b(?:morning|afternoon|evening|night|tonight|overnight|dawn|midday|daylight)\b", re.IGNORECASE
)
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|tonight|this\s+(?:morning|afternoon|evening)|last\s+night)\b"
    r"|\d\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d[/-]\d",
    re.IGNORECASE,
)
_COUNTED_ON = re.compile(
    r"\b(?:following|next|previous)\s+(?:day|night|morning|afternoon|evening|week)\b|\b(?:days?|weeks?|hours?|night)\s+(?:later|earlier|before|after)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_WIDE_PREC = 4  # date_prec from which a time is a month or longer
DAY_TOLD = 4  # exactness of words of time from which they name a day
_OF_THE_PAGE = re.compile(
    r"(?:posted|published|updated|photo|created|modified|©|copyright)[^.\n]{0,30}$", re.IGNORECASE
)
_BEFORE_DASH = re.compile(r"[)\s]*(?:\([^()\n]{2,60}\)\s*)?(?:-{2,}|[—–]|-\s)")
_SAY = (
    r"(?:sa(?:id|ys)|told|tells|report(?:ed|s)|announce[ds]?|condemn(?:ed|s)|denounced?|confirm(?:ed|s)|stat(?:ed|es)|issued|"
    r"released|asked|demanded|called\s+(?:on|for)|protested|charged|arrested|accused|convicted|sentenced|identified|"
    r"filed|visited|met|attended|inspected|toured|urged|appealed|mourned|marched|gathered|buried|imposed|lifted|declared|opened|"
    r"claimed|admitted|added|indicated|rejected|expressed|deplored|blamed|asserted|disclosed|noted|sent|referred|alluded|"
    r"lamented|regretted|commented|transmitted|voiced|conveyed|dismantled|promised|vowed|pledged|warned|threatened|decided|approved|signed)"
)
_SAID_BEFORE = AnyCase(
    rf"\b{_SAY}\s+(?:\w+\s+){{0,2}}$|\b(?:charged|arraigned|convicted|indicted|jailed|sentenced)\s+"
    r"(?:with\s+(?:[\w-]+\s+){1,3}|to\s+(?:[\w-]+\s+){1,4}|for\s+\w+\s+|in\s+court\s+)?(?:on\s+)?$|\b(?:spen[td]|begins?|starts?|starting|beginning|effective|given\s+out\s+on\s+the\s+\w+)\s+$",
)
_OF_A_PERSON = re.compile(
    r"\bwho\s+(?:had\s+)?(?:took|taken|was|is|has|had|were|joined|left|became|came|went|arrived|moved|returned|served)\b(?![^,]*\b"
    r"(?:kill|shot|wound|injur|attack|bomb|die|hit|struck|abduct|kidnap|stab))[^,]*$",
    re.IGNORECASE,
)
_SHOT_THEM = AnyCase(
    r"\b(?:shot|killed|stabbed|struck|hit|attacked|gunned|opened\s+fire\s+on|fired\s+at)\s+(?:down\s+)?(?:them|him|her|the\s+victims?)\b",
)
_CALL = AnyCase(r"\b(?:call(?:s|ed)?|respond(?:ed|ing)?|dispatched|received|reports?|arriv(?:ed|ing)|curfew)\b")
""" "Officers were called around 2:45 a.m.": an hour after the harm."""
_DIED = AnyCase(r"\b(?:died|succumbed|pronounced\s+dead)\b[^.;,]*$")
_TOLD_SOMEBODY = re.compile(
    r"\b(?:told|tells)\s+(?:(?!that\b|how\b|he\b|she\b|they\b|it\b)[\w'’-]+\s+){3,5}(?:(?:on|early|late)\s+)*$",
    re.IGNORECASE,
)
""" "... the chief told the Oru Evening Post early Saturday"."""
_WAS_REPORTED = re.compile(
    rf"\b(?:(?:the|this|that)\s+(?:[\w-]+\s+){{0,2}}{EVENT_NOUN}|it|this)\s+(?:was|were)\s+(?:first\s+|also\s+)?(?:reported|called\s+in)\s+(?:to\s+(?:the\s+)?police\s+)?"
    r"(?:(?:on|at|in|around|about|just|shortly|before|after|early|late)\s+)*$",
    re.IGNORECASE,
)
""" "The shooting was reported at about 10 p.m. Friday": the day of the shooting."""
_IN_ITS_WAKE = re.compile(r"\b(?:wake|aftermath)\s+of\s+[^.;,]{0,40}$", re.IGNORECASE)
_HAPPENED_THEN = re.compile(r"\b(?:happened|occurred|took\s+place|unfolded)\s[^.;,]{0,60}$", re.IGNORECASE)
_SAID_AFTER = re.compile(
    rf"\s*,?\s*(?!(?:following|after|amid|on|upon)\s+reports\b)(?:(?!that\b|who\b)\w+\s+){{0,2}}{_SAY}\b", re.IGNORECASE
)
_SAID_OF_ALL = re.compile(r"\s*,\s*(?:(?!that\b|who\b)[\w.'’]+\s+){1,5}(?:said|says|told)\b", re.IGNORECASE)
""" "... were shot in Oru Thursday evening, officials said": the words behind the comma are of the whole sentence."""
_OF_THE_CRIME = re.compile(
    r"\b(?:shooting|shot|kill\w*|murder\w*|manslaughter|homicide|slay\w*|slain|assassinat\w*|gunned|stabb\w*|deaths?|dead|died|hanged|"
    r"after|following|accused|charge[ds]?|suspected|connection|held|jailed|booked|imprisoned|lodged|remanded|transferred|taken\s+to)\b",
    re.IGNORECASE,
)
"""What stands between an arrest and a place that is not the arrest's: the crime, or where the arrest ended."""
_ARREST = AnyCase(
    r"\b(?:arrested|apprehended|captured|detained|into\s+custody|in\s+custody|turned\s+(?:him|her)self\s+in)\b",
)
_SKIPPED = frozenset(
    [TimeKind.AS_OF, TimeKind.DURATION, TimeKind.RECURRING, TimeKind.VAGUE, TimeKind.UNTIL, TimeKind.SINCE]
)
_DEFINITE = re.compile(
    r"(?:(?:inside|outside|near|behind|in\s+front\s+of)\s+)?(?:of\s+)?(?i:the|that|this)\s+(?:[a-z-]+\s+){0,2}(?P<noun>[a-z-]{3,}|(?<=THE )[A-Z-]{3,}(?:\s+[A-Z-]{3,})?)"
)
""" "the school", "inside the apartment": a place told of before."""
_FIRST_PART = re.compile(
    r"(?P<noun>.+?)(?:(?:,|\s+(?:in|at|on|near|of|outside|inside|behind|along|located)\b).*)?",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = 5  # sentences, title included, that tell the event that a report is about
_LED_BY = 3  # words before a time that opens a sentence ("Late on | Friday, police said")
_SPOT = 3  # exactness from which a phrase names a part of a town, a building, a street or a block


def shares_scene(claim: Claim) -> bool:
    """Whether a claim is of what happened, with deaths and wounds: all but arrests, abductions and flights, which have a day of their own."""
    if claim.harm == Harm.DETAINED:
        return (
            claim.victims.status == "combatant"
            and claim.victims.role != "attacker"
            and not re.search(r"\b(?:suspect|alleged|gunm|shooter)", claim.quote, re.IGNORECASE)
        )
    return claim.harm in BODILY or claim.harm == Harm.MISSING


def is_away(words: str, before: str) -> bool:
    """Whether a place is a hospital or court, or words before it in its sentence lead it in as one of arrest, care or home."""
    away = _ELSEWHERE.search(before)
    return bool(_HOSPITAL.search(words)) or (away is not None and not _STRUCK_THERE.search(away.group()))


class ReportSentence:
    """A stretch of a report; what its words tell of is found when somebody asks."""

    __slots__ = ("_other", "_tells", "_text", "end", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self.start, self.end = text, start, end
        self._tells: bool | None = None
        self._other: bool | None = None

    @property
    def tells(self) -> bool:
        """Whether it may tell of harm or where and when it happened."""
        if self._tells is None:
            self._tells = _TELLS.search(self._text[self.start : self.end].lower()) is not None
        return self._tells

    @property
    def other(self) -> bool:
        """Whether it tells of another event than the report's."""
        if self._other is None:
            self._other = _OTHER_EVENT.search(self._text[self.start : self.end]) is not None
        return self._other


class ReportWording:
    """The exact phrases of one report, found once."""

    def __init__(self, text: str, anchor: Anchor, claims: Sequence[Claim] = ()) -> None:
        self._text, self._anchor = text, anchor
        self._sentences = list(self._split())
        self._starts = [s.start for s in self._sentences]
        self._spots: list[tuple[Spot, ReportSentence]] | None = None
        self._times: list[tuple[TimePhrase, Period, ReportSentence]] | None = None
        self._days: dict[int, list[Period]] | None = None
        self._people = linked(claims)
        self._hours: set[Span] = set()
        self.site_starts: frozenset[int] = frozenset()
        self.lead_ends = self._starts[min(1, len(self._starts) - 1)]
        self.opening_ends = self._starts[min(_OPENING, len(self._starts)) - 1]
        self._told = {(self.sentence_at(c.start).start, self._people[c.claim_id]) for c in claims}

    @property
    def sentences(self) -> Sequence[ReportSentence]:
        """The sentences, in order."""
        return self._sentences

    def people_told(self, claim: Claim) -> str:
        """What the claims of one group of people share: the id of the first of their repeats, parts and sums."""
        return self._people[claim.claim_id]

    def tells_of_same_people(self, sentence: ReportSentence, claim: Claim) -> bool:
        """Whether a sentence holds the claim, or one that is linked to it: a repeat, a part, a member of one sum."""
        return (sentence.start, self._people.get(claim.claim_id)) in self._told

    def _split(self) -> Iterator[ReportSentence]:
        start = 0
        for match in _BREAK.finditer(self._text):
            paragraph = "\n" in match.group() and match.group().count("\n") > 1
            at = match.start()
            if not paragraph and _INITIAL.search(self._text, max(start, at - _LONGEST_INITIAL), at):
                continue
            yield ReportSentence(self._text, start, at)
            start = match.end()
        yield ReportSentence(self._text, start, len(self._text))

    def recalls(self, s: ReportSentence, claim: Claim) -> bool:
        """Whether a sentence stands in a later paragraph than a claim, and is not that which follows the report's title."""
        return "\n\n" in self._text[claim.end : s.start] and s.start > self._starts[min(1, len(self._starts) - 1)]

    def index_at(self, position: int) -> int:
        """Index of the sentence at a position."""
        return bisect_right(self._starts, position) - 1

    def sentence_at(self, position: int) -> ReportSentence:
        return self._sentences[self.index_at(position)]

    def sentences_from(self, first: ReportSentence, count: int) -> list[ReportSentence]:
        """A sentence and those that follow it, `count` in all."""
        at = self.index_at(first.start)
        return self._sentences[at : at + count]

    def spots(self) -> list[tuple[Spot, ReportSentence]]:
        """Spots in sentences that tell of harm, but for those of homes, hospitals, arrests and courts."""
        if self._spots is None:
            self._spots = [
                (spot, s)
                for s in self._sentences
                if s.tells
                for spot in find_spots(self._text, s.start, s.end)
                if spot.exactness >= _SPOT and not self._is_elsewhere(spot, s)
            ]
        return self._spots

    @cached_property
    def one_address(self) -> bool:
        """Whether all streets that it names in sentences about harm share a name, so that they are of one event."""
        named = [_names(spot.text) for spot, sentence in self.spots() if spot.streets and not sentence.other]
        return all(a & b for k, a in enumerate(named) for b in named[:k])

    def introduced(self, site: Place) -> Spot | None:
        """The first words of the report for what "the school" means: "a school in Oru", "Rell High School"; None without."""
        definite = _DEFINITE.fullmatch(site.text or "")
        if definite is None or site.span is None:
            return None
        noun = definite["noun"].casefold()
        before = self.sentence_at(site.span[0]).start
        found: list[Spot] = []
        for sentence in self._sentences:
            words = self._text[sentence.start : sentence.end]
            if sentence.start == before or noun not in words.casefold():
                continue
            for spot in find_spots(self._text, sentence.start, sentence.end):
                first = _FIRST_PART.fullmatch(spot.text)
                if first is None or not first["noun"].casefold().endswith(noun) or _DEFINITE.fullmatch(spot.text):
                    continue
                if not self._is_elsewhere(spot, sentence):
                    found.append(spot)
        return max(found, key=lambda spot: spot.exactness, default=None)

    def _is_elsewhere(self, spot: Spot, sentence: ReportSentence) -> bool:
        before = self._text[sentence.start : spot.span[0]]
        return is_away(spot.text, before) or bool(
            re.match(r"\s+resident", self._text[spot.span[1] : spot.span[1] + 12])
        )

    def times(self) -> list[tuple[TimePhrase, Period, ReportSentence]]:
        """Moments in sentences that tell of harm, with the days that they name; hours without a day name none."""
        if self._times is None:
            self._times = []
            for s in self._sentences:
                if s.tells:
                    dated = [
                        (phrase, resolve_phrase(phrase, anchor=self._anchor), s)
                        for phrase in find_time_phrases(self._text, s.start, s.end)
                    ]
                    hours = [
                        (hour, Period(), s)
                        for hour in find_hours(self._text, s.start, s.end)
                        if not any(p.span[0] < hour.span[1] and hour.span[0] < p.span[1] for p, _, _ in dated)
                        and not _CALL.search(self._text, s.start, s.end)
                    ]
                    self._hours.update(hour.span for hour, _, _ in hours)
                    self._times += [found for found in (*dated, *hours) if self._may_tell_when(found[0], s)]
        return self._times

    def exactness(self, phrase: TimePhrase, s: ReportSentence) -> int:
        """How exactly a time tells when; the hour of a call to the police is not that of the harm."""
        exact = exactness_of_time(phrase.text)
        called = exact >= DAY_TOLD and _CALL.search(self._text, s.start, phrase.span[0]) is not None
        return DAY_TOLD if called else exact

    def is_of_death(self, phrase: TimePhrase, s: ReportSentence) -> bool:
        """Whether a time stands right behind a death, told by itself."""
        return _DIED.search(self._text, max(s.start, phrase.span[0] - 60), phrase.span[0]) is not None

    def is_hour(self, phrase: TimePhrase) -> bool:
        """Whether a phrase of `times` names no day."""
        return phrase.span in self._hours

    def _may_tell_when(self, phrase: TimePhrase, s: ReportSentence) -> bool:
        if not phrase.is_moment or phrase.kind in _SKIPPED:
            return False
        return self.may_be_of_harm(phrase, s)

    def may_be_of_harm(self, phrase: TimePhrase, s: ReportSentence) -> bool:
        """Whether words of time stand with the harm, as far as the words around tell: not with a figure, a paper, an arrest."""
        before = self._text[s.start : phrase.span[0]]
        if is_of_event(self._text, s.start, phrase) or _WAS_REPORTED.search(before):
            return True
        return (
            not is_of_paper(self._text, s.start, phrase)
            and not is_still_to_come(self._text, s.start, phrase)
            and not _TOLD_SOMEBODY.search(before)
            and not is_of_figure(self._text, s.start, phrase)
            and not _ELSEWHERE.search(before)
            and not is_of_a_paper(self._text, s.start, phrase)
            and not names_something(self._text, phrase)
            and not _BEFORE_DASH.match(self._text, phrase.span[1])
            and not _OF_THE_PAGE.search(before)
            and not _SAID_BEFORE.search(before)
            and not _OF_A_PERSON.search(before)
            and not is_of_an_office(self._text, s.start, phrase)
            and not self._is_said_then(phrase, s)
        )

    def is_told_of_event(self, phrase: TimePhrase) -> bool:
        """Whether a time stands with the noun of the event, or with what happened: "Tuesday's attack", "it happened on Tuesday"."""
        s = self.sentence_at(phrase.span[0])
        before = self._text[s.start : phrase.span[0]]
        return (
            (is_of_event(self._text, s.start, phrase) and _IN_ITS_WAKE.search(before) is None)
            or _WAS_REPORTED.search(before) is not None
            or _HAPPENED_THEN.search(before) is not None
        )

    def _is_said_then(self, phrase: TimePhrase, s: ReportSentence) -> bool:
        """Whether a verb of saying behind a time makes it the day of the saying."""
        behind = self._text[phrase.span[1] : s.end]
        told_first = len(self._text[s.start : phrase.span[0]].split()) > _LED_BY
        return _SAID_AFTER.match(behind) is not None and not (told_first and _SAID_OF_ALL.match(behind))

    def arrest(self) -> tuple[TimePhrase, Period] | None:
        """The one time said right behind a word of arrest; None without one, or where several differ."""
        found: dict[str, TimePhrase] = {}
        for match in _ARREST.finditer(self._text):
            sentence = self.sentence_at(match.start())
            for phrase in find_time_phrases(self._text, match.end(), min(sentence.end, match.end() + 60))[:1]:
                between = self._text[match.end() : phrase.span[0]]
                if is_still_to_come(self._text, sentence.start, phrase):
                    continue  # "is in custody, with charges expected on Friday"
                if phrase.is_moment and phrase.kind not in _SKIPPED and not _TELLS.search(between.lower()):
                    found.setdefault(phrase.text.casefold(), phrase)
        if len(found) != 1:
            return None
        phrase = next(iter(found.values()))
        return phrase, resolve_phrase(phrase, anchor=self._anchor)

    def may_be_of(self, sentence: ReportSentence, time: Period | None) -> bool:
        """Whether a sentence names no days, or some that a harm's time overlaps."""
        if time is None or time.start is None:
            return True
        if self._days is None:
            self._days = {}
            for _, period, s in self.times():
                if period.start is not None:
                    self._days.setdefault(s.start, []).append(period)
        days = self._days.get(sentence.start)
        return not days or any(overlap(period, time) for period in days)


def turns_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text turns to another event ("Meanwhile", "in a separate attack")."""
    return _TURNS.search(text, start, end) is not None


def linked(claims: Sequence[Claim]) -> dict[str, str]:
    """For each claim the first claim of those that are linked to it: the same people, or people counted with them."""
    first = {c.claim_id: c.claim_id for c in claims}

    def root(claim_id: str) -> str:
        while first[claim_id] != claim_id:
            claim_id = first[claim_id]
        return claim_id

    for c in claims:
        for other in (c.repeats, c.part_of, c.sum_group):
            if other in first:
                first[max(root(c.claim_id), root(other))] = min(root(c.claim_id), root(other))
    return {claim_id: root(claim_id) for claim_id in first}


@lru_cache(maxsize=1024)
def exactness_of_time(words: str) -> int:
    """How exactly words of time say when: the day first, then the hour, then the part of the day."""
    return DAY_TOLD * bool(_DAY.search(words)) + 2 * bool(_CLOCK.search(words)) + bool(_PART_OF_DAY.search(words))


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
            if s.exactness >= _SPOT
            and not _OF_THE_CRIME.search(text[claim.end : s.span[0]])
            and not _HOSPITAL.search(s.text)
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
            not told and sentence.start <= report.opening_ends and not _TURNS.search(text, sentence.start, sentence.end)
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
    at_site = placed_here and now >= _SPOT
    names = _names(said.text) if said is not None and said.text is not None else frozenset[str]()

    long_ago = placed_here and _LONG_AGO.search(text, own.start, own.end) is not None

    def shares_name(words: str) -> bool:
        return bool(names & _names(words))

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
        if placed_here and not spot.streets and spot.exactness <= _SPOT + 1 and not shares_name(spot.text):
            if not report.tells_of_same_people(sentence, claim) and _names(spot.text):
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
        if told_here and said is not None and said.where_prec is not None and _names(spot.text):
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


def _names(words: str) -> frozenset[str]:
    """The capitalised words of a phrase, folded."""
    return frozenset(w.casefold() for w in re.findall(r"[^\W\d_][\w'’-]{2,}", words) if w[0].isupper())


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
        if told_here and not (day and _CLOCK.search(phrase.text) and day.group().casefold() in phrase.text.casefold()):
            continue  # the day that the claim's own sentence tells; another may only add its hour
        hour_alone = period.start is None and not _DAY.search(phrase.text) and _CLOCK.search(phrase.text)
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
