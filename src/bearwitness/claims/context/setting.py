"""What a count runs over, and which of a sentence's time and place words are the harm's own.

Scope: a running total over a period, a level at a date, or one incident. Time and place words are taken from the
mention's own clause, never from the clause of the verb of saying ("police said on Monday"); where the sentence has none,
from the sentences before it in the paragraph, or from the mention before it where the words point back ("the attack").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bearwitness.claims.context.scenes import (
    REACH,
    Scene,
    in_court,
    is_background,
    is_brief,
    is_reported,
    modifies_argument,
    of_aftermath,
    opens_other,
    same_place_words,
    says_where_it_happened,
    tells_of_arrival,
    tells_of_event,
    tells_of_survival,
    tells_of_total,
)
from bearwitness.claims.context.sites import may_hold_harm
from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.parse import Sentence, Token
from bearwitness.phrases.asides import is_of_a_paper, names_something
from bearwitness.phrases.event_times import find_event_times
from bearwitness.phrases.places.find import find_place_phrases
from bearwitness.phrases.places.phrase import PlaceHead, PlacePhrase, Relation
from bearwitness.phrases.places.words import ENTERING, ROADS, SECTIONS, SITES
from bearwitness.phrases.roundups import is_roundup
from bearwitness.phrases.spots import AREA, TOWN, WIDE, Spot, find_spots
from bearwitness.phrases.times.find import find_time_phrases
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.whose_day import (
    EVENT_NOUN,
    dated_by_clause,
    is_compared_with,
    is_of_an_office,
    is_of_dateline,
    is_of_event,
    is_of_figure,
    is_of_paper,
    is_recorded,
    is_wide,
    names_period,
    opens_clause_of,
)
from bearwitness.phrases.word_patterns import any_of
from bearwitness.records import BODILY, Harm, Scope, Words

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
_POINTS_BACK = re.compile(
    r"\b(?:the|this|that)\s+(?:[\w-]+\s+){0,2}(?:attack|bombing|blast|explosion|massacre|shooting|ambush|clash|clashes|raid|strike|strikes|assault|incident|battle|action|killing|killings|shelling|toll|"
    r"victims|dead|death toll|fighting|confrontation|operation|tragedy|kidnapping|injured|wounded|casualties|bodies|others|area|scene|site|place|town|village|hospital)\b"
    r"|\b(?:there|they|he|she|it|them|him|her|another|others|also|earlier|later)\b"
)
_EVENT_PREPOSITIONS = frozenset(
    (
        "in at near outside inside around across throughout along on by between over above off within around "
        "through against stormed raided overran besieged shelled bombed bombarded invaded"
    ).split()
)
_SKIP_TIME = frozenset([TimeKind.AS_OF, TimeKind.DURATION, TimeKind.RECURRING, TimeKind.VAGUE, TimeKind.UNTIL])


_PERIODS = frozenset([TimeKind.SINCE, TimeKind.WINDOW, TimeKind.SPAN])
_SCENE_BEFORE = re.compile(
    rf"\b{EVENT_NOUN}\s+(?:of|on|against|at|in)\s+(?:the\s+)?(?:[\w'-]+\s+){{0,4}}?(?:of\s+)?(?:the\s+)?$"
)
_OF_PERSONS = re.compile(r"(?:killing|murder|slaying|assassination|kidnapping|abduction|shooting|ambush)s?\s+of\s")
""" "the killing of Ana Rell": what is named is as often a person as a place."""
_SCENE_AFTER = re.compile(rf"\s+(?:[\w-]+\s+)?{EVENT_NOUN}\b")


_AFTER_GAP = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:in|at|near|outside|on)\s+(?:the\s+)?(?:neighbou?ring\s+|nearby\s+|adjacent\s+)?(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*(?:\s+(?:crossing|district|province|village|camp|valley|road|bridge))?)"
)
_CRIME_BETWEEN = re.compile(
    rf"\b(?:{EVENT_NOUN}|death|deaths|homicide|connection with|killed|killing|shot|suspected of|charged|accused of|after|following)\b",
    re.IGNORECASE,
)
_OF_THE_TAKING = re.compile(
    r"\b(?:in|during|amid)\s+(?:[\w'’-]+\s+){0,4}?(?:raids?|operations?|sweeps?|clash(?:es)?|stormings?|ambush(?:es)?|searche?s?|"
    r"confrontations?|skirmish(?:es)?|battles?|firefights?|protests?|demonstrations?|riots?)\b"
    rf"|\bduring\s+(?:[\w'’-]+\s+){{0,4}}?{EVENT_NOUN}\b",
    re.IGNORECASE,
)
""" "arrested in a raid in Oru": what the arrest was a part of, and no crime that it followed."""
_LEFT = re.compile(
    r"\b(?:fled|flee|fleeing|flees|left|leave|leaving|abandon(?:ed|ing)?|quit|evacuated)\s+(?!(?:from|to|for|in|by|their|his|her|behind|across|over|through|into|towards?|at|on|near|along|outside)\b)"
    r"|\bfrom\s+(?!(?:their|his|her|the\s+(?:fighting|violence|war|clashes|conflict|attacks?))\b)",
    re.IGNORECASE,
)
_LEFT_WITHIN = 90  # characters behind the verb of fleeing that the place left may stand
_ON_A_LIST = re.compile(
    r"\b(?:lists?|listed|registers?|registered|has\s+on\s+(?:its|his|her)\s+list)\s+(?:(?:some|about|at\s+least|more\s+than)\s+)?$",
    re.IGNORECASE,
)
""" "A commission lists | 26 people who went missing": a level, whenever each of them went."""
_OF_THE_PAGE = re.compile(
    r"\b(?:posted|published|updated|created|modified|copyright)(?:\s+on)?\s*:?\s*$", re.IGNORECASE
)
"""What stands before the page's own date ("Updated: Monday, 3 May")."""
_FEAST = re.compile(
    r"(?:christmas|easter|halloween|thanksgiving|new year(?:['’]s)?)\s+(?:party|dinner|meal|gather|celebra|parade|tree)",
    re.IGNORECASE,
)
_OF_AN_EVENT = re.compile(
    rf"\b{EVENT_NOUN}\s+(?:(?:in|at|on|near|outside|inside)\s+(?:[\w'’-]+\s+){{1,5}})?(?:on\s+)?$", re.IGNORECASE
)
_EVENT_AT = re.compile(
    rf"\b{EVENT_NOUN}\s+(?:[\w'’-]+\s+){{0,5}}?(?:in|at|near|on|outside|inside|against|of)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
""" "investigating a shooting in Oru | late Friday": the words stand with the event, whatever the verb."""
_DIED_THEN = re.compile(
    r"\b(?:they|who|whose deaths|the (?:men|women|victims|people|dead|group))\s+(?:all\s+)?(?:had\s+|were\s+|was\s+|had\s+been\s+|are\s+believed\s+to\s+have\s+|are\s+thought\s+to\s+have\s+)?(?:been\s+)?(?:probably\s+)?(?:died|killed|executed|murdered|shot)\b",
    re.IGNORECASE,
)


_BULLETIN = re.compile(
    r"\b(?:update|bulletin|monthly|weekly|quarterly|annual|biannual|situation\s+report|sitrep|report|review|overview|snapshot|digest|"
    r"statistics|figures|brief|dashboard|factsheet|fact\s+sheet|monitor)\b",
    re.IGNORECASE,
)
_STATES = frozenset([Harm.DETAINED, Harm.DISPLACED, Harm.MISSING, Harm.ABDUCTED])
_STILL = re.compile(
    r"\b(?:(?:are|is|were|remain|remains|remained)\s+(?:still\s+|currently\s+|now\s+)?(?:being\s+)?(?:detained|held|jailed|imprisoned|displaced|missing|unaccounted|in\s+(?:custody|detention|prison|jail|captivity))|behind\s+bars)\b"
)
""" "Of whom 20,900 are still detained": with a large number, a level and no incident."""
BEYOND_ONE_INCIDENT = 1_000  # people; a larger number without a day or an event is a total of a war, set by hand


_LOCATED = re.compile(
    r",?\s*(?:(?:which|that) (?:is|was|lies|lay)\s+)?(?:located|situated|lying|stationed)\s+(?:[\w-]+\s+){0,5}"
)
_TITLES = (
    "mr mrs ms dr gen general col colonel capt captain lt lieutenant sgt sergeant maj major deputy officer detective chief "
    "president minister senator judge mayor sheriff bishop archbishop father rev monsignor msgr doctor engineer"
)
_PERSON = re.compile(
    rf"(?:\b{any_of(_TITLES.split(), either_case=True)}\.?\s+"
    r"|\b[Ss]aid\s+|\bnamed\s+|\bidentified as\s+)(?P<after>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,3})"
    r"|\b(?P<before>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){1,3})(?=,\s+\d{1,2}\b(?!\s+[A-Z])|\s+said\b|\s+told\b)"
)
_OF_A_GROUP = re.compile(
    r",\s+(?:an?|the|another)\s+(?:[\w'’-]+\s+){0,4}(?:faction|group|party|movement|militia|gang|organi[sz]ation|cartel|sect|company|"
    r"band|clan|tribe|spokes\w+|official|leader|commander|lawyer|analyst|professor|director|charity)\b",
    re.IGNORECASE,
)
""" "the army pointed at Orl, a small faction": no place. After "in" or "near" the words are the sentence's next subject."""
_PLAIN_PREPOSITIONS = frozenset(["in", "near", "outside", "inside", "around", "across"])
_PART_OF_TOWN = re.compile(r"(?:city|town|capital|county)['’]s\s+$")
_SETTLEMENT_OF = re.compile(r"(?:\b|\w)(?:city|town|village|port|hamlet|ality|district|province|department)\s+of\s+$")
_OF_A_SITE = re.compile(
    rf"\s+(?:[a-z]+\s+)?(?:{'|'.join(sorted(SITES | SECTIONS | ROADS | {'branch', 'motel', 'street', 'club', 'alley', 'yard'}))})\b"
)
_PART_OF = re.compile(
    r"\b(?:in|at|on|near|outside|inside)\s+(?:[\w-]+\s+){0,4}(?:block|corner|intersection|streets?|outskirts|area|vicinity|"
    r"cent(?:er|re)|heart|side|part|sector|suburbs?|district|neighbou?rhoods?|capital|city|town|village|province|department|"
    r"municipality|port|region|state|front|back|rear|middle|edge|end|top|foot|banks?|shores?|porch|steps|roof|gates?|doors?|"
    r"doorstep|entrance|courtyard|yard|garden|grounds|premises|compound|lobby|hall|ward|basement|stairwell)\s+of\s+(?:the\s+)?$"
)
_HERE = re.compile(
    r"\bhere\b(?=\s*(?:[.,;]|today|yesterday|last|this|early|on\b|at\b|when))|\bin this (?:capital|city|town)\b"
)
_OFFICES = (
    "mayor|governor|police|officials?|hospitals?|ministry|minister|president|bishop|archbishop|embassy|ambassador|consul|"
    "envoy|delegate|representative|spokesman|spokeswoman|spokesperson|correspondent|chief|leader|director|secretary|manager|"
    "member|deputy|residents?|natives?|commander|office|offices|headquarters|born|(?<!heir\\s)(?<!his\\s)(?<!her\\s)(?<!the\\s)(?<!\\d\\s)lives?|lived|resides?|capital|government|"
    "authorities|sources|students?|sophomore|freshman|junior|senior|teacher|employee|worker|professor|rector|priest|judge|farmer|citizens?"
)
_WHERE_CLAUSE = re.compile(r",?\s+where\s+(?:[\w'’-]+[\s.,]+){1,7}")
_SAME = re.compile(
    r"\b(?:in|at|on|against)\s+(?:the|that)\s+same\s+(?P<noun>city|town|village|district|area|neighbou?rhood|province|region|state|county|camp|"
    r"market|prison|street|road|place)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens|another)(?:\s+(?:others?|more))?\s+"
    r"(?:in|at|near|outside)\s+(?:the\s+)?(?:[a-z]+\s+(?:of\s+)?){0,2}[A-Z]"
)
_TOLD_WITHIN = 5  # words behind a verb of saying: "told reporters in Oru" is where it was said
_NO_LOCATION = (None, "by", "against", "of", "between", "on")
_ENTERED = re.compile(
    r"\b(?:attack|raid|storm|shell|bomb|enter|occupi|overrun|overran|invad|visit|patrol|tour|cross|seiz|captur|overr|besieg|hit|struck)(?:e?d|ing|led|ling)?\s+"
    r"(?:the\s+)?(?:[\w-]+\s+){0,2}$"
)
""" "soldiers visiting the town of Oru": the object of such a verb is where people are."""
_OF_A_UNIT = re.compile(
    r"\s+(?:(?:base|military|army|garrison|national|riot|fire|police|infantry|civil|civilian)\s+){0,2}(?:troops|soldiers|forces|police|"
    r"policemen|guards?|battalion|brigade|department|detachment|residents|mayor|governor|officials|residents|patrols?|rebels|gang)\b",
    re.IGNORECASE,
)
""" "Oru base troops": the name only says whose they are."""
_STATIONED = re.compile(
    r"\b(?:stationed|based|headquartered|garrisoned|quartered|assigned|posted|deployed)\s+(?:permanently\s+)?(?:in|at|near|on|outside|to)\s+"
    r"(?:the\s+)?$"
)
""" "troops stationed in Oru": where a unit has its barracks."""
_OF_SOME = re.compile(
    r"\b(?:mostly|mainly|largely|chiefly|primarily|predominantly|especially|particularly|notably|(?:most|many|some|half|\w+ty) of (?:them|these|those|whom|which))\s+"
    r"(?:(?:in|at|near|around|across|from|on|along)\s+(?:the\s+)?)?$"
)
""" "killed 40 across the province, mostly in Oru": where some of them were harmed, not all."""
_MOVING = re.compile(
    r"\b(?:fled|flee|fleeing|crossed|crossing|marched|march|taken|driven|pushed|escaped|deported|transferred|flown|airlifted|"
    r"evacuated|moved|retreated|withdrew)\s+(?:(?:off|away|on\s+foot|back|north|south|east|west)\s+)?$"
)
_BEYOND = re.compile(r"(?:across|over|through)\b", re.IGNORECASE)
_GOAL = re.compile(
    r"\b(?:shelter(?:s|ed|ing)?|refuge|safety|asylum|hiding|hid)\s+(?:[\w-]+\s+){0,2}?(?:in|at|inside|near)\s+(?:an?\s+|the\s+)?$"
    r"|\b(?:fled|flee|fleeing|escaped|deported|driven)\s+(?:across|over|through)\s+(?:the\s+)?$",
)
""" "fled across the river", "are sheltering in a school": where people went, not where they were harmed."""
_NO_SCENE = re.compile(r"\b(?:hospital|clinic|morgue|medical cent(?:er|re)|embassy|consulate|radio)\b")
_NO_PLACES = frozenset(
    ["noon", "midnight", "room", "asylum", "custody", "court", "spring", "summer", "autumn", "fall", "winter"]
)
_BE = frozenset(["is", "was", "were", "are", "been", "be"])
_SCENE_PREPOSITIONS = ENTERING | frozenset(["in", "at", "near", "outside", "inside", "on", "off", "between", "around"])
_OPENING = 2  # index of the last sentence of a report's opening; its title is a sentence too
_IN_MONTHS = re.compile(r"in (?:the )?(?:[\w-]+ ){1,3}?(?:weeks|months|years)$")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b|\b(?:last|previous) (?:month|year)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|whose|which|whom)\b", re.IGNORECASE)
_REFERS = re.compile(
    rf"\b(?i:the|this|that|these|those)\s+(?:[a-z][\w-]*\s+){{0,2}}(?i:{EVENT_NOUN}|victims|dead|toll|wounded|injured|casualties|bodies|"
    r"others|scene|site)\b|\b(?i:there|they)\b"
)
"""Words that point at what was told before. No name stands among them: how many words a party's name has must not matter."""


@dataclass(slots=True)
class Setting:
    """Time and place words of a mention; None where the text gives it none.

    `place` has a name that a gazetteer may know; `site` is said of the harm in the mention's own sentence ("the surgical
    ward", "a house on Rell Street"), with a name or without.
    """

    time: TimePhrase | None = None
    place: PlacePhrase | None = None
    site: Spot | None = None
    as_of: TimePhrase | None = None
    scope: Scope = Scope.INCIDENT


@dataclass(slots=True)
class SettingReader:
    """Reads settings within one document; keeps what it found a sentence."""

    text: str
    cased: str
    sentences: Sequence[Sentence]
    is_place_word: Callable[[str], bool] | None = None
    _times: dict[int, list[TimePhrase]] = field(default_factory=dict)
    _told_by_events: dict[int, list[TimePhrase]] = field(default_factory=dict)
    _places: dict[int, list[PlacePhrase]] = field(default_factory=dict)
    _spots: dict[int, list[Spot]] = field(default_factory=dict)
    _scenes: dict[int, Scene | None] = field(default_factory=dict)
    _persons: frozenset[str] | None = None
    _roundup: bool | None = None
    _paper: list[TimePhrase] | None = None

    def times(self, sentence: Sentence) -> list[TimePhrase]:
        """Time phrases of a sentence."""
        if sentence.index not in self._times:
            found = [
                t
                for t in map(self._of_clause, find_time_phrases(self.cased, sentence.start, sentence.end))
                if not (self.cased != self.text and t.text.lower() == "march" and not self._led(t))
                and not _OF_THE_PAGE.search(self.cased[max(0, t.span[0] - 24) : t.span[0]])
                and not is_of_a_paper(self.cased, sentence.start, t)
                and not is_of_dateline(self.cased, sentence.start, t)
                and not names_something(self.cased, t)
                and t.text.lower() != "later in the day"  # of a day told elsewhere
                and not _FEAST.match(self.cased[t.span[0] : t.span[1] + 14])
            ]
            told = [t for t in find_event_times(self.cased, sentence.start, sentence.end) if not _meets(t, found)]
            self._told_by_events[sentence.index] = [t for t in told if t.is_moment]
            found += [t for t in told if not t.is_moment]
            self._times[sentence.index] = sorted(found, key=lambda t: t.span)
        return self._times[sentence.index]

    def _of_clause(self, phrase: TimePhrase) -> TimePhrase:
        return dated_by_clause(self.cased, phrase)

    def _led(self, phrase: TimePhrase) -> bool:
        """Whether a preposition announces a month: in capitals "march" may be what people do in the street."""
        before = self.cased[max(0, phrase.span[0] - 12) : phrase.span[0]].lower()
        return bool(re.search(r"\b(?:in|since|of|during|until|by|early|late|mid)\s+$", before))

    def places(self, sentence: Sentence) -> list[PlacePhrase]:
        """Place phrases of a sentence that may locate an event."""
        if sentence.index not in self._places:
            found = find_place_phrases(self.cased, sentence.start, sentence.end, is_place_word=self.is_place_word)
            streets = [street for spot in self.spots(sentence) for street in spot.streets]
            kept: list[PlacePhrase] = []
            headline = self._is_headline(sentence)
            for p in found:
                locates = (
                    p.preposition in _EVENT_PREPOSITIONS
                    or p.preposition is None
                    or p.relation is not None
                    or (p.preposition == "of" and (self._is_part_of(p) or self._is_entered(p) or self._is_where(p)))
                )
                if not ((locates and self._names_place(p, headline)) or self._is_scene(p)):
                    continue
                if p.preposition == "by" and p.site is None and p.heads[0].type is None:
                    continue  # "commissioned by Oru": who does it
                if p.preposition in _NO_LOCATION and not p.relation and _OF_A_UNIT.match(self.cased, p.span[1]):
                    continue
                if _is_of_a_street(p, streets):
                    continue  # "in the area of East 8th Street", "the corner of Orl and Rell streets": not the towns East, Orl
                between = self.cased[kept[-1].span[1] : p.span[0]].lower() if kept else "-"
                apposed = p.relation == Relation.OFFSET and between.strip() in (",", ", some", ", about", ", just")
                if apposed or _LOCATED.fullmatch(between):
                    continue  # "in Oru, located on the outskirts of Belen": where the place lies, not another place
                kept.append(p)
            kept.extend(self._here(sentence))
            self._places[sentence.index] = sorted(kept, key=lambda p: p.span)
        return self._places[sentence.index]

    def spots(self, sentence: Sentence) -> list[Spot]:
        """Streets, buildings and other exact places that a sentence names, whether of an event or not."""
        if sentence.index not in self._spots:
            self._spots[sentence.index] = find_spots(self.cased, sentence.start, sentence.end)
        return self._spots[sentence.index]

    def _here(self, sentence: Sentence) -> Iterator[PlacePhrase]:
        """ "here", "in this capital": the place of writing, which the report's dateline names."""
        for match in _HERE.finditer(self.cased, sentence.start, sentence.end):
            if match.start() > sentence.start + 3:
                yield PlacePhrase(
                    match.group(), match.span(), (PlaceHead(match.group(), match.span()),), Relation.AT, "in"
                )

    def _is_part_of(self, phrase: PlacePhrase) -> bool:
        """ "in the 3300 block of Wallace Avenue", "the corner of": what the words before name lies in the phrase's place."""
        return bool(_PART_OF.search(self.cased[max(0, phrase.span[0] - 60) : phrase.span[0]].lower()))

    def _is_where(self, phrase: PlacePhrase) -> bool:
        """ "control of a prison in Oru where gangs fought": a place that a clause tells of what happened there."""
        clause = _WHERE_CLAUSE.match(self.cased, phrase.span[1])
        words = clause.group() if clause is not None else ""
        return tells_of_event(words) is not None or "fought" in words

    def _is_entered(self, phrase: PlacePhrase) -> bool:
        """ "soldiers visiting the city of Oru", "stormed the town of": the object of what people do at a place."""
        return _ENTERED.search(self._led_by(phrase).lower()) is not None

    def _names_place(self, phrase: PlacePhrase, headline: bool) -> bool:
        """Whether a phrase's shape is that of a place: not a person's name, a thing ("a Snapchat") or a capitalised word."""
        head = phrase.heads[0]
        told = head.type is not None or head.part is not None or len(phrase.heads) > 1 or phrase.site is not None
        known = self.is_place_word is None or self.is_place_word(head.text)
        before = self.cased[max(0, head.span[0] - 14) : head.span[0]].lower()
        if (
            phrase.listed
            and phrase.preposition is None
            and not phrase.relation
            and head.type is None
            and phrase.site is None
        ):
            return False  # "Rell, Orl and Belen were hurt"
        locates = phrase.preposition in _PLAIN_PREPOSITIONS or phrase.relation not in (None, Relation.AT)
        if not locates and _OF_A_GROUP.match(self.cased, head.span[1]):
            return False
        if told:
            owned = self.cased[head.span[1] : head.span[1] + 1] in ("'", "’") and head.type is None
            return not owned or (known and head.text.split()[-1] not in self._people())  # "at Davis's home"
        if known and _OF_A_SITE.match(self.cased, phrase.span[1]):
            return True  # "a Oru apartment"
        if phrase.preposition is None and not phrase.relation and not _PART_OF_TOWN.search(before):
            return known and _SETTLEMENT_OF.search(before) is not None
        if phrase.preposition not in _PLAIN_PREPOSITIONS and head.text.split()[-1] in self._people():
            return False
        if re.search(r"\b(?:a|an)\s+$", before):
            return False
        return known or not (
            headline or re.search(r"\b(?:the|his|her|their)\s+$", before) or head.text.lower() in _NO_PLACES
        )

    def _people(self) -> frozenset[str]:
        """Surnames and given names of people whom the document names with a title, an age or as speakers."""
        if self._persons is None:
            found: set[str] = set()
            for match in _PERSON.finditer(self.cased):
                found.update(w for w in re.split(r"\s+", match.group("after") or match.group("before")) if len(w) > 2)
            self._persons = frozenset(found)
        return self._persons

    def _is_headline(self, sentence: Sentence) -> bool:
        words = re.findall(r"[^\W\d_]{4,}", self.cased[sentence.start : sentence.end])
        return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)

    def _is_scene(self, phrase: PlacePhrase) -> bool:
        """ "the shelling of Oru", "a barrage on the town of Oru", "toll from the Oru blast": the place of an event noun."""
        before = self.cased[max(0, phrase.span[0] - 60) : phrase.span[0]].lower()
        after = self.cased[phrase.span[1] : phrase.span[1] + 30].lower()
        found = _SCENE_BEFORE.search(before)
        if found is not None and _OF_PERSONS.match(found.group()):
            head = phrase.heads[0]
            return head.type is not None or self.is_place_word is None or self.is_place_word(head.text)
        return found is not None or _SCENE_AFTER.match(after) is not None

    def read(self, mention: Mention, others: Sequence[Mention], previous: tuple[Mention, Setting] | None) -> Setting:
        """The setting of a mention.

        Args:
            mention: What happened to whom.
            others: All mentions of the same sentence, in order.
            previous: The last mention before this one in the document, with its setting.
        """
        sentence = mention.sentence
        setting = Setting()
        times = self.times(sentence)
        setting.as_of = next((t for t in times if t.is_as_of), None)
        setting.scope, period = self._scope(mention, others, times)
        if setting.scope == Scope.INCIDENT:
            setting.time = self._nearest_time(
                mention, others, [t for t in times if (t.is_moment and t.kind not in _SKIP_TIME) or is_brief(t)]
            ) or self._nearest_time(
                mention,
                others,
                [t for t in times if t.is_period and t.kind in _PERIODS and not self._belongs_elsewhere(t, mention)],
            )
            setting.time = setting.time or self._told_by_event(mention, others)
            self._of_the_bulletin(mention, setting)
        else:
            setting.time = period
        setting.place = self._left_behind(mention) or self._nearest_place(mention, others)
        if setting.place is None or "same" in setting.place.text.lower().split():
            setting.place = self._same_place(mention) or setting.place
        setting.site = self._nearest_site(mention, others, setting)
        if mention.rule == "gap":
            setting.place = self._gap_place(mention) or setting.place
        elif mention.rule.startswith("bodies") and setting.scope == Scope.INCIDENT:
            setting.time = self._time_of_death(mention) or setting.time
        if mention.harm == Harm.DETAINED:
            self._of_the_arrest(mention, setting)
        elif setting.scope == Scope.INCIDENT:
            self._inherit(mention, setting, previous)
            self._keep_to_item(mention, setting)
        return setting

    def _keep_to_item(self, mention: Mention, setting: Setting) -> None:
        """In a roundup, take nothing from another item."""
        if self._roundup is None:
            self._roundup = is_roundup(self.cased)
        if not self._roundup:
            return
        start = self.cased.rfind("\n\n", 0, mention.sentence.start) + 1
        end = self.cased.find("\n\n", mention.sentence.end)
        end = len(self.cased) if end < 0 else end
        for name in ("place", "time", "site"):
            phrase = getattr(setting, name)
            if phrase is not None and not start <= phrase.span[0] < end:
                setattr(setting, name, None)

    def _bulletin(self) -> TimePhrase | None:
        """The period of a paper that counts over one: "Protection of civilians: update for March 2024"."""
        if self._paper is None:
            found = [
                t
                for s in self.sentences[:_OPENING]
                if _BULLETIN.search(self.cased, s.start, s.end) and not tells_of_event(self.cased[s.start : s.end])
                for t in self.times(s)
                if names_period(t)
            ]
            self._paper = found[:1]
        return self._paper[0] if self._paper else None

    def _of_the_bulletin(self, mention: Mention, setting: Setting) -> None:
        """In a paper that counts over a period, a figure without a day and without an event is that period's."""
        paper = self._bulletin()
        if paper is None or mention.quantity is None:
            return
        sentence = mention.sentence
        if setting.time is not None:
            if is_wide(setting.time) and not _EVENT_SINGULAR.search(self.cased[sentence.start : sentence.end].lower()):
                setting.scope = Scope.CUMULATIVE
            return
        before = [s for s in self.sentences[: sentence.index + 1] if s.paragraph == sentence.paragraph]
        if any(self._moments(self.times(s)) for s in before):
            return
        if _EVENT_SINGULAR.search(self.cased[before[0].start : sentence.end].lower()):
            return
        setting.scope, setting.time = Scope.CUMULATIVE, paper

    def _told_by_event(self, mention: Mention, others: Sequence[Mention]) -> TimePhrase | None:
        """ "shot dead | three days after the vote": a time without days, where the sentence names no day."""
        phrases = self._told_by_events[mention.sentence.index]
        found = self._nearest_time(mention, others, phrases) if phrases else None
        if found is None or found.text.lower() != "recently":
            return found
        token = mention.sentence.token_at(found.span[0])
        return found if token is None or token.head == mention.trigger else None  # "a recently elected mayor"

    def _of_the_arrest(self, mention: Mention, setting: Setting) -> None:
        """An arrest has a day and place of its own: never those of the crime ("arrested over the shooting in Oru on Friday")."""
        for name in ("place", "time"):
            phrase = getattr(setting, name)
            between = (
                self.cased[mention.end : phrase.span[0]] if phrase is not None and phrase.span[0] > mention.end else ""
            )
            between = _OF_THE_TAKING.sub("", between)
            if _CRIME_BETWEEN.search(between) or (
                name == "place"
                and phrase is not None
                and not _OF_THE_TAKING.search(self._led_by(phrase))
                and self._is_scene(phrase)
            ):
                setattr(setting, name, None)
        for name in ("place", "site"):
            phrase = getattr(setting, name)
            if phrase is not None and self._is_of_the_crime(phrase, mention):
                setattr(setting, name, None)

    def _is_of_the_crime(self, phrase: PlacePhrase | Spot, mention: Mention) -> bool:
        """ "Man shot outside a club; cousin jailed", "arrested over the shooting at a club": whether a crime stands between
        an arrest and a place behind it, or right before a place that stands before the arrest."""
        if phrase.span[0] >= mention.start:
            between = self.cased[min(mention.end, phrase.span[0]) : phrase.span[0]]
            return bool(_CRIME_BETWEEN.search(_OF_THE_TAKING.sub("", between)))
        if self._is_of_the_taking(phrase, mention):
            return False
        return tells_of_event(self.cased[max(mention.sentence.start, phrase.span[0] - 60) : phrase.span[0]]) is not None

    def _led_by(self, phrase: PlacePhrase) -> str:
        return self.cased[max(0, phrase.span[0] - 60) : phrase.span[0]]

    def _is_of_the_taking(self, phrase: PlacePhrase | Spot, mention: Mention) -> bool:
        """ "Soldiers raided a house in Oru and arrested two men": the place of what the same people did before."""
        sentence = mention.sentence
        token = sentence.token_at(phrase.span[0])
        trigger = sentence.tokens[mention.trigger]
        if token is None or trigger.dep != "conj":
            return False
        own = {sentence.tokens[c].dep for c in trigger.children}
        verb = governing_verb(sentence, token)
        return verb is not None and trigger.head == verb.i and own.isdisjoint(("nsubj", "nsubjpass", "auxpass"))

    def _same_place(self, mention: Mention) -> PlacePhrase | None:
        """ "In 2021 four were shot in the same city": the last place told before that is one, else the last told."""
        sentence = mention.sentence
        again = _SAME.search(self.cased, sentence.start, sentence.end)
        if again is None:
            return None
        noun = again["noun"].lower()
        told = [p for s in self.sentences[: sentence.index] if self._scene(s) for p in self.places(s)]
        told = [p for p in told if not self._is_origin(p)]
        named = [p for p in told if noun in p.text.lower()]
        return (named or told)[-1] if told else None

    def _left_behind(self, mention: Mention) -> PlacePhrase | None:
        """ "3,000 households have fled Oru for Belen", "forced them from Oru": the named place that the displaced left."""
        if mention.harm != Harm.DISPLACED:
            return None
        sentence = mention.sentence
        start = sentence.tokens[mention.trigger].start
        for left in _LEFT.finditer(self.cased, start, sentence.end):
            at = left.end()
            if at - start > _LEFT_WITHIN:
                return None
            words = "in " + self.cased[at : sentence.end]
            found = next(iter(find_place_phrases(words, is_place_word=self.is_place_word)), None)
            if found is None or found.span[0] > len("in the "):
                continue
            shift = at - len("in ")
            phrase = _moved(found, shift)
            if self.is_place_word is None or found.heads[0].type or self.is_place_word(found.heads[0].text):
                return phrase
            if left.group().lower().split()[-1] == "from" or found.heads[0].text.istitle():
                return phrase
        return None

    def _gap_place(self, mention: Mention) -> PlacePhrase | None:
        """ "... and six in neighbouring Konst": the place right behind the number."""
        start = mention.quantity.end if mention.quantity is not None else mention.end
        after = [p for p in self.places(mention.sentence) if p.span[0] >= start]
        near = _AFTER_GAP.match(self.cased, start, mention.sentence.end)
        if near is None:
            return after[0] if after else None
        covered = next((p for p in after if p.span[0] <= near.start("name") < p.span[1]), None)
        return covered or PlacePhrase(near.group("name"), near.span("name"), (), preposition="in")

    def _time_of_death(self, mention: Mention) -> TimePhrase | None:
        """ "Ten bodies were found; they died in 2019": the time of the deaths, here or in the next sentence."""
        sentence = mention.sentence
        k = sentence.index + 1
        stretches = [(mention.end, sentence)]
        if k < len(self.sentences):
            stretches.append((self.sentences[k].start, self.sentences[k]))
        for start, where in stretches:
            found = _DIED_THEN.search(self.cased, start, where.end)
            if found is not None:
                times = [t for t in self.times(where) if t.span[0] >= found.end() - 1 and t.is_moment]
                if times:
                    return times[0]
        return None

    # ---- scope ---------------------------------------------------------------------------------------------------

    def _scope(
        self, mention: Mention, others: Sequence[Mention], times: Sequence[TimePhrase]
    ) -> tuple[Scope, TimePhrase | None]:
        sentence = mention.sentence
        low = self.cased[sentence.start : sentence.end].lower()
        if mention.extra.get("cumulative"):
            return Scope.CUMULATIVE, self._nearest_time(mention, others, [t for t in times if not t.is_as_of])
        trigger = sentence.tokens[mention.trigger]
        if mention.rule in ("held", "people-of-harm") or mention.extra.get("stock"):
            if (
                mention.harm == Harm.DETAINED
                or (mention.harm == Harm.DISPLACED and mention.rule == "people-of-harm")
                or mention.extra.get("stock")
            ):
                moment = self._nearest_time(mention, others, [t for t in times if t.is_as_of or t.is_moment])
                return Scope.STOCK, moment
            if mention.harm == Harm.ABDUCTED and mention.rule == "held" and trigger.tag != "VBD":
                return Scope.STOCK, None
        if mention.harm == Harm.MISSING and _ON_A_LIST.search(self.cased[sentence.start : self._anchor(mention)]):
            return Scope.STOCK, None
        periods = [t for t in times if t.is_period and not t.is_as_of and not is_brief(t)]
        if mention.implied and mention.low == 1:
            periods = []
        nearest = self._nearest_time(mention, others, [t for t in times if t.kind not in _SKIP_TIME])
        if nearest is not None and nearest in periods and not self._belongs_elsewhere(nearest, mention):
            return Scope.CUMULATIVE, nearest
        many = (mention.low or mention.best or 0) >= BEYOND_ONE_INCIDENT
        if many and mention.harm in _STATES and (any(t.is_as_of for t in times) or _STILL.search(low)):
            return Scope.STOCK, None
        if mention.implied and mention.low == 1:
            return Scope.INCIDENT, None
        if nearest is None and mention.quantity is not None and (mention.low or mention.best or 0) > 1:
            stretch = next((t for t in times if t.kind == TimeKind.DURATION and _IN_MONTHS.match(t.text.lower())), None)
            if stretch is not None and not _EVENT_SINGULAR.search(low):
                return Scope.CUMULATIVE, stretch
        clause = self._clause(mention, others).lower()
        if _TOTALS.search(clause):
            return Scope.CUMULATIVE, periods[0] if periods else nearest
        if _HABIT.search(clause):
            return Scope.UNKNOWN, None
        perfect = any(sentence.tokens[c].word in ("have", "has", "had") for c in trigger.children)
        subject = next((sentence.tokens[c] for c in trigger.children if sentence.tokens[c].dep == "nsubj"), None)
        if subject is not None and subject.word in _EVENTS_PLURAL and perfect and not self._moments(times):
            return Scope.CUMULATIVE, nearest
        conflict = _LONG_CONFLICT.search(clause)
        if (
            conflict
            and mention.quantity is not None
            and not self._moments(times)
            and not _EVENT_SINGULAR.search(clause)
        ):
            if (
                perfect
                or (mention.low or mention.best or 0) >= 100
                or re.search(r"\b(?:during|in|since|of)\s+(?:the|a|its)?\s*$", clause[: conflict.start() + 1])
                or conflict.start() < 25
            ):
                return Scope.CUMULATIVE, nearest
        if (
            mention.harm in BODILY
            and (mention.low or mention.best or 0) >= BEYOND_ONE_INCIDENT
            and not self._moments(times)
            and not _EVENT_SINGULAR.search(clause)
        ):
            return Scope.CUMULATIVE, nearest
        if (
            nearest is not None
            and self._year_wide(nearest)
            and mention.quantity is not None
            and not _EVENT_SINGULAR.search(low)
            and (mention.low or mention.best or 0) > 2
            and mention.rule not in ("bodies", "bodies-of")
        ):
            return Scope.CUMULATIVE, nearest
        return Scope.INCIDENT, None

    def _moments(self, times: Sequence[TimePhrase]) -> bool:
        return any(t.is_moment and t.kind == TimeKind.POINT for t in times)

    def _year_wide(self, phrase: TimePhrase) -> bool:
        return bool(
            re.fullmatch(
                r"(?:in )?(?:1[89]|20)\d\d|(?:last|this|the past) year|(?:the )?(?:1[89]|20)\d0s",
                phrase.text.strip().lower(),
            )
        )

    def _belongs_elsewhere(self, phrase: TimePhrase, mention: Mention) -> bool:
        """A period inside a clause of its own ("who has ruled since 2019") is not the count's."""
        sentence = mention.sentence
        token = sentence.token_at(phrase.span[0])
        if token is None:
            return False
        verb = governing_verb(sentence, token)
        if verb is None or verb.i == mention.trigger:
            return False
        if (
            verb.dep == "acl"
            and not tells_of_event(verb.word)
            and not below(sentence, sentence.tokens[mention.trigger], verb.i)
        ):
            noun = sentence.tokens[verb.head].word
            return noun not in _EVENTS_PLURAL and not tells_of_event(
                noun
            )  # "two hostages held since March were killed"
        return (
            verb.dep in ("relcl",)
            and not below(sentence, sentence.tokens[mention.trigger], verb.i)
            and not below(sentence, verb, mention.trigger)
        )

    def _clause(self, mention: Mention, others: Sequence[Mention]) -> str:
        sentence = mention.sentence
        start, end = sentence.start, sentence.end
        for m in others:
            if m is mention or m.part_of is mention or mention.part_of is m:
                continue
            if m.end <= mention.start:
                cut = max(self.text.rfind(";", m.end, mention.start), self.text.rfind(", ", m.end, mention.start))
                start = max(start, cut if cut > 0 else m.end)
            elif m.start >= mention.end:
                cut = self.text.find(";", mention.end, m.start)
                end = min(end, cut if cut > 0 else m.start)
        return self.cased[start:end]

    # ---- time and place -----------------------------------------------------------------------------------------------

    def _nearest_time(
        self, mention: Mention, others: Sequence[Mention], phrases: Sequence[TimePhrase]
    ) -> TimePhrase | None:
        best: tuple[float, TimePhrase] | None = None
        for phrase in phrases:
            cost = self._cost_of_time(phrase, mention, others)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, phrase)
        return best[1] if best else None

    def _cost_of_time(self, phrase: TimePhrase, mention: Mention, others: Sequence[Mention]) -> float | None:
        """How far a time stands from a mention; None if it is that of a figure, a paper, a verb of saying or of what came after."""
        text, start = self.cased, mention.sentence.start
        if opens_clause_of(text, phrase, self._anchor(mention)):
            return -200.0
        if is_of_event(text, start, phrase) or self._is_counted(phrase, mention):
            return self._cost(phrase.span, mention, others, told=True)
        if is_of_paper(text, start, phrase) or is_of_figure(text, start, phrase):
            return None
        if is_of_an_office(text, start, phrase) or is_compared_with(text, start, phrase):
            return None
        return self._cost(phrase.span, mention, others, timed=True)

    def _is_counted(self, phrase: TimePhrase, mention: Mention) -> bool:
        """ "In April, the mission documented 94 killed": whether a month hangs on a verb of keeping count, as the harm does."""
        if not is_wide(phrase):
            return False
        token = mention.sentence.token_at(phrase.span[0])
        verb = governing_verb(mention.sentence, token) if token is not None else None
        return verb is not None and is_recorded(verb.word)

    def _nearest_place(self, mention: Mention, others: Sequence[Mention]) -> PlacePhrase | None:
        sentence = mention.sentence
        best: tuple[float, PlacePhrase] | None = None
        for phrase in self.places(sentence):
            if mention.noun and mention.noun[0] <= phrase.span[0] < mention.noun[1] and phrase.preposition is None:
                continue
            if self._is_origin(phrase) and not self._is_of_the_doer(phrase, mention):
                continue
            cost = self._cost(phrase.span, mention, others)
            if cost is None:
                continue
            if phrase.preposition is None and not phrase.relation:
                cost += 120
            if phrase.preposition in ("against", "between", "over", "through"):
                cost += 40
            if best is None or cost < best[0]:
                best = (cost, phrase)
        return best[1] if best else None

    def _nearest_site(self, mention: Mention, others: Sequence[Mention], setting: Setting) -> Spot | None:
        """The spot that stands nearest to a mention in its sentence; None where a named place stands much nearer."""
        found: list[tuple[float, int, Spot]] = []
        for spot in self.spots(mention.sentence):
            inside = mention.noun is not None and mention.noun[0] <= spot.span[0] < mention.noun[1]
            wide = spot.exactness <= WIDE
            if inside or (wide and setting.scope == Scope.INCIDENT):
                continue
            if (
                setting.place is not None
                and TOWN >= spot.exactness > WIDE
                and not _overlap(spot.span, setting.place.span)
            ):
                continue  # a bus, where a town is named
            if not may_hold_harm(self.cased, mention.sentence.start, spot, mention.harm) or self._is_origin(spot):
                continue
            cost = self._cost(spot.span, mention, others)
            if cost is not None:
                found.append((cost, -spot.exactness, spot))
        if not found:
            return None
        cost, _, spot = min(found, key=lambda f: f[:2])
        if setting.place is not None and not _overlap(spot.span, setting.place.span):
            lies = _LOCATED.fullmatch(self.cased[setting.place.span[1] : spot.span[0]].lower())
            other = self._cost(setting.place.span, mention, others)
            total = setting.scope != Scope.INCIDENT
            if lies or (total and (spot.exactness > WIDE or other is None)):
                return None
            if other is not None and cost > other + (0 if total else 50):
                return None
            if total:
                setting.place = None  # "41 have died in the province, among them an officer shot in Oru"
        return spot

    def _is_origin(self, phrase: PlacePhrase | Spot) -> bool:
        """ "the mayor of Oru", "officials in Oru", "a farmer from Oru": home or office, not the place of the harm."""
        if _NO_SCENE.search(phrase.text.lower()):
            scene = self.cased[max(0, phrase.span[0] - 40) : phrase.span[0]].lower()
            if not re.search(
                rf"\b{EVENT_NOUN}\s+(?:on|of|against|at|outside|near|in)\s+(?:the\s+)?$|\b(?:outside|near|in front of)\s+(?:the\s+)?$",
                scene,
            ):
                return True  # where the wounded are taken or who is speaking, not where it happened
        before = self.cased[max(0, phrase.span[0] - 40) : phrase.span[0]].lower()
        if _STATIONED.search(before) or _OF_SOME.search(before):
            return True
        if (_MOVING.search(before) and _BEYOND.match(phrase.text)) or _GOAL.search(before):
            return True
        return bool(
            re.search(
                rf"\b(?:{_OFFICES})\s+(?:in|of|at|from|to)\s+(?:the\s+)?$",
                before,
            )
        )

    def _is_of_the_doer(self, phrase: PlacePhrase, mention: Mention) -> bool:
        """ "Police in Oru tortured the men", "shot by officials in Oru": where those who do it are is where they do it."""
        sentence = mention.sentence
        token = sentence.token_at(phrase.span[0])
        if token is None or phrase.preposition != "in" or _NO_SCENE.search(phrase.text.lower()):
            return False
        for _ in range(4):
            if token.head == token.i or token.tag.startswith("VB"):
                return False
            parent = sentence.tokens[token.head]
            if token.dep == "nsubj" and parent.i == mention.trigger:
                return True
            if parent.word == "by" and parent.head == mention.trigger:
                return token.dep == "pobj"
            token = parent
        return False

    def _cost(
        self,
        span: tuple[int, int],
        mention: Mention,
        others: Sequence[Mention],
        *,
        timed: bool = False,
        told: bool = False,
    ) -> float | None:
        """How far a phrase stands from a mention; None if it belongs to a verb of saying. `told`: it is known to be the event's."""
        token = mention.sentence.token_at(span[0])
        if token is None:
            return None
        tie = self._tie(token, span, mention, timed=timed, told=told)
        return None if tie is None else self._distance(span, mention, others) + tie

    def _tie(self, token: Token, span: tuple[int, int], mention: Mention, *, timed: bool, told: bool) -> float | None:
        """What the parse adds to the distance of a phrase or takes from it; None where the phrase belongs to another verb."""
        sentence = mention.sentence
        if not sentence.tokens:
            return 0.0
        verb, trigger = governing_verb(sentence, token), sentence.tokens[mention.trigger]
        if verb is None:
            return 0.0
        away = 0.0
        if not told and verb.i != mention.trigger:
            if self._is_of_saying(token, span, mention, verb):
                return None
            other = self._is_of_another_verb(token, span, mention, verb, timed=timed)
            if other is None:
                return None
            away = other
        elif not told and timed and self._modifies_victims(token, span, mention, verb):
            return None
        if verb.i == mention.trigger or below(sentence, verb, mention.trigger):
            return away - (25 if verb.i < mention.trigger else 40)  # a clause inside the subject tells less
        return away - 10 if below(sentence, trigger, verb.i) else away

    def _is_of_saying(self, token: Token, span: tuple[int, int], mention: Mention, verb: Token) -> bool:
        """ "Police said in Oru that two were hurt": the phrase hangs on the verb of saying."""
        sentence, trigger = mention.sentence, mention.sentence.tokens[mention.trigger]
        if trigger.head == verb.i and trigger.dep in ("dobj", "nsubj", "nsubjpass"):
            return False
        say = speech_words().say | speech_words().deny
        if verb.word not in say - speech_words().hedge_verbs or below(sentence, verb, mention.trigger):
            return False
        if mention.trigger < token.i < verb.i and self.cased[span[1] : span[1] + 1] == ",":
            return False  # "two were hurt in Oru yesterday, the group said"
        return abs(token.i - verb.i) <= 4 or token.i < verb.i

    def _is_of_another_verb(
        self, token: Token, span: tuple[int, int], mention: Mention, verb: Token, *, timed: bool
    ) -> float | None:
        """How much further a phrase stands for the verb that it hangs on; None where that verb keeps it to itself."""
        sentence, trigger = mention.sentence, mention.sentence.tokens[mention.trigger]
        before = self.cased[sentence.start : span[0]]
        if (
            not below(sentence, verb, mention.trigger)
            and not below(sentence, token, mention.trigger)
            and of_aftermath(sentence, verb)
            and not _OF_AN_EVENT.search(before)
            and (timed or not _EVENT_AT.search(before))
        ):
            if not in_court(sentence, verb) or timed or token.i < verb.i:
                return None  # "a jury in Oru convicted the man of killing two"
            return 100.0
        if (
            verb.dep == "relcl"
            and not below(sentence, trigger, verb.i)
            and not tells_of_event(verb.word)
            and verb.word not in _BE
            and any(sentence.tokens[c].word in ("who", "which", "that") for c in verb.children)
        ):
            return None  # "the judge, who took office on Friday, was shot"
        return None if timed and self._modifies_victims(token, span, mention, verb) else 0.0

    def _modifies_victims(self, token: Token, span: tuple[int, int], mention: Mention, verb: Token) -> bool:
        """Whether a time says something of the victims, and not when they were harmed."""
        sentence = mention.sentence
        return modifies_argument(sentence, sentence.tokens[mention.trigger], verb, token) and not _OF_AN_EVENT.search(
            self.cased[sentence.start : span[0]]
        )

    def _distance(self, span: tuple[int, int], mention: Mention, others: Sequence[Mention]) -> float:
        """Code points between a phrase and a mention, and more for each mention and semicolon between them."""
        anchor_start = self._anchor(mention)
        anchor_end = max(mention.end, anchor_start)
        if span[0] >= anchor_end:
            cost = float(span[0] - anchor_end)
            crossing = [
                m
                for m in others
                if m is not mention and m.part_of is not mention and anchor_start < self._anchor(m) < span[0]
            ]
        else:
            cost = float(max(0, anchor_start - span[1])) + 15
            crossing = [m for m in others if m is not mention and span[1] < self._anchor(m) < anchor_start]
        if mention.rule == "toll" and span[0] >= anchor_end:
            cost += 120  # "the toll of Sunday's bombing rose to nine on Tuesday": Tuesday is the figure's day
        after_semicolon = ";" in self.text[min(span[0], anchor_start) : max(span[1], anchor_end)]
        return cost + 60 * len(crossing) + (150 if after_semicolon else 0)

    def _anchor(self, m: Mention) -> int:
        return m.quantity.start if m.quantity else (m.noun[0] if m.noun else m.start)

    def _inherit(self, mention: Mention, setting: Setting, previous: tuple[Mention, Setting] | None) -> None:
        """Take what a mention's own sentence leaves unsaid from the scene that it belongs to."""
        if setting.place is not None and setting.time is not None:
            return
        sentence = mention.sentence
        words = self.cased[sentence.start : sentence.end]
        if mention.quantity is None and mention.best is None and not mention.definite and not _REFERS.search(words):
            return  # "children dying": people at large, not those of the scene
        own_place, own_time = setting.place, setting.time
        self._from_scene_behind(mention, setting)
        if not opens_other(words):
            if not (own_time is not None and own_place is None and not _POINTS_BACK.search(words.lower())):
                self._from_scenes_before(mention, setting)
            if previous is not None:
                self._from_previous(mention, setting, previous, words.lower())
            if own_place is None and own_time is None and setting.place is None and not is_background(words):
                self._from_lead(mention, setting)

    def _scene(self, sentence: Sentence) -> Scene | None:
        """The scene that a sentence tells, found once; None where it tells of no event."""
        if sentence.index not in self._scenes:
            self._scenes[sentence.index] = self._read_scene(sentence)
        return self._scenes[sentence.index]

    def _read_scene(self, sentence: Sentence) -> Scene | None:
        words = self.cased[sentence.start : sentence.end]
        event = tells_of_event(words)
        if event is None:
            return self._arrival(sentence, words)
        if tells_of_survival(words) or tells_of_total(words):
            return None
        at = sentence.start + event.start()

        def distance(phrase: TimePhrase | PlacePhrase | Spot) -> int:
            start = phrase.span[0]
            return start - at if start >= at else at - start + 40

        aside = _RELATIVE.finditer(words)
        asides = [(sentence.start + m.start(), self._end_of_aside(sentence.start + m.start())) for m in aside]

        def in_aside(phrase: TimePhrase | PlacePhrase | Spot) -> bool:
            return any(a < phrase.span[0] < b for a, b in asides) and not any(a < at < b for a, b in asides)

        said = [p for p in self.places(sentence) if self._may_be_scene(sentence, p)]
        places = [p for p in said if not in_aside(p)] or [p for p in said if p.preposition in ENTERING]
        times = [
            t
            for t in self.times(sentence)
            if not in_aside(t)
            and ((t.is_moment and t.kind not in _SKIP_TIME) or is_brief(t))
            and not self._spoken(sentence, t)
        ]
        return Scene(
            sentence.index,
            min(places, key=distance, default=None),
            min(times, key=distance, default=None),
            opens_other(words),
            min(
                (s for s in self.spots(sentence) if self._may_be_site(sentence, s) and not in_aside(s)),
                key=distance,
                default=None,
            ),
        )

    def _arrival(self, sentence: Sentence, words: str) -> Scene | None:
        """ "Soldiers came to our village on the night of 2 May": armed men arrive, and what follows is told of that day."""
        if not tells_of_arrival(words):
            return None
        times = [t for t in self.times(sentence) if t.kind == TimeKind.POINT and t.is_moment]
        if not times or is_of_paper(self.cased, sentence.start, times[0]):
            return None
        token = sentence.token_at(times[0].span[0]) if sentence.tokens else None
        verb = governing_verb(sentence, token) if token is not None else None
        if verb is not None and verb.word in speech_words().say:
            return None
        return Scene(sentence.index, None, times[0], opens_other(words))

    def _may_be_site(self, sentence: Sentence, spot: Spot) -> bool:
        if spot.exactness < AREA or self._is_origin(spot):
            return False
        if not may_hold_harm(self.cased, sentence.start, spot, Harm.KILLED):
            return False
        token = sentence.token_at(spot.span[0])
        return token is None or not of_aftermath(sentence, governing_verb(sentence, token))

    def _end_of_aside(self, start: int) -> int:
        """Where a clause that a relative pronoun opens ends: at a comma, or some words on."""
        comma = self.cased.find(",", start, start + 80)
        return comma if comma > 0 else start + 80

    def _may_be_scene(self, sentence: Sentence, phrase: PlacePhrase) -> bool:
        if phrase.preposition not in _SCENE_PREPOSITIONS and not phrase.relation and not self._is_scene(phrase):
            if not (self._is_entered(phrase) or self._is_where(phrase)):
                return False
        if self._is_origin(phrase) or phrase.heads[0].text.lower() in (
            "here",
            "in this capital",
            "in this city",
            "in this town",
        ):
            return False
        token = sentence.token_at(phrase.span[0])
        verb = governing_verb(sentence, token) if token is not None else None
        if token is None or verb is None:
            return True
        told = verb.word in speech_words().say and 0 < token.i - verb.i <= _TOLD_WITHIN
        return not told and not of_aftermath(sentence, verb)

    def _from_scenes_before(self, mention: Mention, setting: Setting) -> None:
        """The last scene told within a few sentences before, and what the scenes before it add, until another begins."""
        sentence = mention.sentence
        own_place = told = setting.place
        for k in range(sentence.index - 1, max(sentence.index - 1 - REACH, -1), -1):
            earlier = self.sentences[k]
            scene = self._scene(earlier)
            if scene is None:
                continue
            recalled = is_background(self.cased[earlier.start : earlier.end])
            if recalled and (scene.time is None or earlier.paragraph != sentence.paragraph):
                continue
            if told is not None and scene.place is not None and not same_place_words(told, scene.place):
                summary = k <= _OPENING and scene.time is not None and scene.time.kind == TimeKind.POINT
                if setting.time is None and (summary or earlier.paragraph == sentence.paragraph):
                    setting.time = scene.time  # "clashes in several towns today", and then each town
                return
            if setting.time is not None and scene.time is not None and setting.place is None:
                if setting.time.text.lower() != scene.time.text.lower() and not _REFERS.search(
                    self.cased[sentence.start : sentence.end]
                ):
                    return
            if setting.site is None and own_place is None:
                setting.site = scene.site
            if setting.place is None:
                setting.place = told = scene.place
            if setting.time is None:
                setting.time = scene.time
            if scene.opens or (setting.place is not None and setting.time is not None):
                return

    def _from_scene_behind(self, mention: Mention, setting: Setting) -> None:
        """ "The shooting happened on Wallace Avenue": said of the mention's event in one of the next sentences.

        A report's first sentences tell one event: there any scene that follows serves.
        """
        sentence = mention.sentence
        opening = sentence.index <= _OPENING
        turning = not opening and opens_other(self.cased[sentence.start : sentence.end])
        reach = REACH if opening else 3
        for k in range(sentence.index + 1, min(sentence.index + 1 + reach, len(self.sentences))):
            later = self.sentences[k]
            words = self.cased[later.start : later.end]
            if opens_other(words) or is_background(words):
                return
            if not (opening or (turning and later.paragraph == sentence.paragraph) or says_where_it_happened(words)):
                continue
            scene = self._scene(later)
            if scene is None or (
                scene.time is not None and scene.time.kind == TimeKind.SPAN and _YEAR.search(scene.time.text)
            ):
                continue
            apart = k > 1 and later.paragraph != sentence.paragraph
            if scene.time is not None and is_wide(scene.time) and (apart or any(map(self.times, self.sentences[:k]))):
                return  # "In April 94 died. ... In March, 76 had"
            if (
                setting.time is not None
                and scene.time is not None
                and setting.time.text.lower() != scene.time.text.lower()
            ):
                if not says_where_it_happened(words):
                    return
            if setting.site is None and setting.place is None and not self._lists_places(later):
                setting.site = scene.site
            setting.place = setting.place or (None if self._lists_places(later) else scene.place)
            setting.time = setting.time or scene.time
            if setting.place is not None and setting.time is not None:
                return

    def _lists_places(self, sentence: Sentence) -> bool:
        """ "Two died in Oru, four in Belen": each with a number of its own, so that none is the whole's."""
        words = self.cased[sentence.start : sentence.end]
        return _SHARE.search(words) is not None and len(self.places(sentence)) > 1

    def _from_lead(self, mention: Mention, setting: Setting) -> None:
        """The scene of the first sentences, in a report that has told of no other place since."""
        lead: Scene | None = None
        for sentence in self.sentences[: mention.sentence.index]:
            scene = self._scene(sentence)
            if scene is None or scene.place is None:
                continue
            if lead is None:
                if sentence.index > 3:
                    return
                lead = scene
            elif lead.place is not None and not same_place_words(lead.place, scene.place):
                return
        if lead is not None:
            setting.place = lead.place
            setting.time = setting.time or lead.time

    def _spoken(self, sentence: Sentence, phrase: TimePhrase) -> bool:
        """Whether a time belongs to a verb of saying or of the aftermath, also where the sentence is not parsed."""
        token = sentence.token_at(phrase.span[0]) if sentence.tokens else None
        if is_of_event(self.cased, sentence.start, phrase):
            return False
        if is_of_paper(self.cased, sentence.start, phrase) or is_of_figure(self.cased, sentence.start, phrase):
            return True
        if token is None:
            return is_reported(self.cased, sentence, phrase)
        verb = governing_verb(sentence, token)
        if verb is not None and is_wide(phrase) and is_recorded(verb.word):
            return False
        return verb is not None and (verb.word in speech_words().say or of_aftermath(sentence, verb))

    def _from_previous(self, mention: Mention, setting: Setting, previous: tuple[Mention, Setting], low: str) -> None:
        sentence = mention.sentence
        before, known = previous
        if not _POINTS_BACK.search(low):
            return  # taking the last setting on mere nearness lost 2 of 37 incidents of the gun-violence dev set
        if known.scope != Scope.INCIDENT or sentence.paragraph - before.sentence.paragraph > 2:
            return
        if setting.place is None and setting.time is None:
            setting.place, setting.time = known.place, known.time
        elif setting.place is None and (setting.time is None or known.time is None):
            setting.place = known.place
        elif (
            setting.time is None
            and known.place is not None
            and setting.place is not None
            and known.place.text == setting.place.text
        ):
            setting.time = known.time


def _moved(phrase: PlacePhrase, by: int) -> PlacePhrase:
    """A phrase read off a piece of text, with spans of the whole."""

    def there(span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + by, span[1] + by

    site = Words(phrase.site.text, there(phrase.site.span)) if phrase.site is not None and phrase.site.span else None
    heads = tuple(replace(head, span=there(head.span)) for head in phrase.heads)
    return replace(phrase, span=there(phrase.span), heads=heads, site=site)


def _meets(phrase: TimePhrase, others: Sequence[TimePhrase]) -> bool:
    """Whether a phrase shares words with another that says more than a length."""
    return any(_overlap(phrase.span, other.span) for other in others if other.kind != TimeKind.DURATION)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _is_of_a_street(phrase: PlacePhrase, streets: Sequence[tuple[int, int]]) -> bool:
    """Whether a phrase breaks off inside the name of a street or crossing, so that its name is a piece of that name."""
    return any(a <= phrase.heads[0].span[0] and phrase.span[1] < b for a, b in streets)


def governing_verb(sentence: Sentence, token: Token) -> Token | None:
    """The verb that a token hangs on."""
    t = token
    for _ in range(10):
        if t.tag.startswith("VB") and t is not token:
            return t
        if t.head == t.i:
            return t if t.tag.startswith("VB") else None
        t = sentence.tokens[t.head]
    return None


def below(sentence: Sentence, t: Token, ancestor: int) -> bool:
    """Whether a token hangs on another, at any depth."""
    for _ in range(14):
        if t.i == ancestor:
            return True
        if t.head == t.i:
            return False
        t = sentence.tokens[t.head]
    return False
