"""The sentences of a report with the exact places and the times that they name, found once for all its claims."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from bearwitness.phrases.asides import is_of_a_paper, names_something
from bearwitness.phrases.hours import find_hours
from bearwitness.phrases.spots import Spot, find_spots
from bearwitness.phrases.times.find import find_time_phrases
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.whose_day import (
    EVENT_NOUN,
    is_of_an_office,
    is_of_event,
    is_of_figure,
    is_of_paper,
    is_still_to_come,
)
from bearwitness.phrases.word_patterns import AnyCase, any_of, words_of
from bearwitness.records import Claim, Period, Place, Span
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
HOSPITAL = re.compile(
    r"\b(?:hospital|clinic|morgue|medical|trauma|operating|intensive\s+care|emergency\s+room|jail|prison|court|police\s+station|headquarters\s+of\s+the\s+police|"
    r"(?:prosecutor|attorney|sheriff|coroner|examiner)\S*\s+office)\b",
    re.IGNORECASE,
)
_OTHER_EVENT = AnyCase(
    r"^\W*(?:[\w'-]+\s+){0,4}?(?:meanwhile|elsewhere|separately|in\s+(?:another|other|a\s+separate|a\s+second|separate|previous)\b|another\s+\w+\s+(?:attack|shooting|incident|bomb)|an?(?:other)?\s+similar\s+\w+|"
    r"related\b|more\b|also\s+read|read\s+more)|\b(?:years?|months?|weeks?)\s+(?:ago|earlier|before)\b|\blast\s+(?:year|month)\b|\bpreviously\b(?!\s+(?:said|told|reported|stated|announced|identified|confirmed))|\bin\s+(?:19|20)\d\d\b",
)
TURNS = AnyCase(
    r"\b(?:meanwhile|elsewhere|separately|another|previous(?:ly)?|next\s+door|also\s+read|read\s+more)\b|\bin\s+(?:other|a\s+separate)\b",
)
_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n\s*\n")
_INITIAL = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Ave|Lt|Sgt|Gen|Col|Capt|Rep|Sen|Gov|Ind|Ark|Wis|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No|a\.m|p\.m))\.$",
    re.IGNORECASE,
)
_LONGEST_INITIAL = 5  # characters
CLOCK = re.compile(
    r"\d\s*(?:a|p)\.?\s?m\b|\bo'clock\b|\bnoon\b|\bmidnight\b|\b\d{1,2}:\d\d\b|\b\d{4}\s+(?:hours|gmt)\b|\b\d{4}\s+\[",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"\b(?:morning|afternoon|evening|night|tonight|overnight|dawn|midday|daylight)\b", re.IGNORECASE
)
DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|tonight|this\s+(?:morning|afternoon|evening)|last\s+night)\b"
    r"|\d\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d[/-]\d",
    re.IGNORECASE,
)
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
SPOT = 3  # exactness from which a phrase names a part of a town, a building, a street or a block


def is_away(words: str, before: str) -> bool:
    """Whether a place is a hospital or court, or words before it in its sentence lead it in as one of arrest, care or home."""
    away = _ELSEWHERE.search(before)
    return bool(HOSPITAL.search(words)) or (away is not None and not _STRUCK_THERE.search(away.group()))


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
                if spot.exactness >= SPOT and not self._is_elsewhere(spot, s)
            ]
        return self._spots

    @cached_property
    def one_address(self) -> bool:
        """Whether all streets that it names in sentences about harm share a name, so that they are of one event."""
        named = [capitalised(spot.text) for spot, sentence in self.spots() if spot.streets and not sentence.other]
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
    return TURNS.search(text, start, end) is not None


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
    return DAY_TOLD * bool(DAY.search(words)) + 2 * bool(CLOCK.search(words)) + bool(_PART_OF_DAY.search(words))


def capitalised(words: str) -> frozenset[str]:
    """The capitalised words of a phrase, folded."""
    return frozenset(w.casefold() for w in re.findall(r"[^\W\d_][\w'’-]{2,}", words) if w[0].isupper())
