"""What each sentence says of time and place, and which of it can be of an event at all.

Not of one: the page's own date, a name, a month that is a verb in capitals; a person's name, a thing, the home or the office
of who is spoken of, the barracks of a unit, the place that people went to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bearwitness.claims.context.event_words import tells_of_event
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.asides import is_of_a_paper, names_something
from bearwitness.phrases.event_times import find_event_times
from bearwitness.phrases.places.find import find_place_phrases
from bearwitness.phrases.places.phrase import PlaceHead, PlacePhrase, Relation
from bearwitness.phrases.places.words import ROADS, SECTIONS, SITES
from bearwitness.phrases.spots import Spot, find_spots
from bearwitness.phrases.times.find import find_time_phrases
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.whose_day import EVENT_NOUN, dated_by_clause, is_of_dateline, is_still_to_come
from bearwitness.phrases.word_patterns import any_of
from bearwitness.records import spans_meet

_EVENT_PREPOSITIONS = frozenset(
    (
        "in at near outside inside around across throughout along on by between over above off within around "
        "through against stormed raided overran besieged shelled bombed bombarded invaded shook rocked jolted"
    ).split()
)
_SCENE_BEFORE = re.compile(
    rf"\b{EVENT_NOUN}\s+(?:of|on|against|at|in)\s+(?:the\s+)?(?:[\w'-]+\s+){{0,4}}?(?:of\s+)?(?:the\s+)?$"
)
_OF_PERSONS = re.compile(r"(?:killing|murder|slaying|assassination|kidnapping|abduction|shooting|ambush)s?\s+of\s")
""" "the killing of Ana Rell": what is named is as often a person as a place."""
_SCENE_AFTER = re.compile(rf"\s+(?:[\w-]+\s+)?{EVENT_NOUN}\b")
_OF_THE_PAGE = re.compile(
    r"\b(?:posted|published|updated|created|modified|copyright)(?:\s+on)?\s*:?\s*$", re.IGNORECASE
)
"""What stands before the page's own date ("Updated: Monday, 3 May")."""
_FEAST = re.compile(
    r"(?:christmas|easter|halloween|thanksgiving|new year(?:['’]s)?)\s+(?:party|dinner|meal|gather|celebra|parade|tree)",
    re.IGNORECASE,
)
LIES_IN = re.compile(
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
    "authorities|sources|students?|pupils?|sophomore|freshman|junior|senior|grader|principal|teacher|employee|worker|professor|rector|priest|judge|farmer|citizens?"
)
_WHERE_CLAUSE = re.compile(r",?\s+where\s+(?:[\w'’-]+[\s.,]+){1,7}")
_NO_LOCATION = (None, "by", "against", "of", "between", "on")
_ENTERED = re.compile(
    r"\b(?:attack|raid|storm|shell|bomb|enter|occupi|overrun|overran|invad|visit|patrol|tour|cross|seiz|captur|overr|besieg|hit|struck)(?:e?d|ing|led|ling)?\s+"
    r"(?:the\s+)?(?:[\w-]+\s+){0,2}$"
)
""" "soldiers visiting the town of Oru": the object of such a verb is where people are."""
_OF_A_UNIT = re.compile(
    r"\s+(?:(?:base|military|army|garrison|national|riot|fire|police|infantry|civil|civilian|state|county|district|chief|medical|law|"
    r"school|public)\s+){0,2}(?:troops|soldiers|forces|police|policemen|guards?|battalion|brigade|department|detachment|residents|mayor|"
    r"governor|officials|patrols?|rebels|gang|sheriff|sheriffs|deputies|detectives|investigators|prosecutors?|attorneys?|coroner|examiner|"
    r"enforcement|authorities|commissioners?|councill?ors?|council)\b",
    re.IGNORECASE,
)
""" "Oru base troops", "the Oru County sheriff's office": the name only says whose they are."""
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
_TOLD_IN = re.compile(
    r"\b(?:said|reported|announced|stated|confirmed|indicated|declared|disclosed|revealed|noted|asserted|denied|admitted|learned|"
    r"told\s+[\w-]+)\s+(?:(?:here|today|yesterday|tonight|early|earlier|late|later|this|last|on|morning|afternoon|evening|night|"
    r"\w+day)\s+){0,3}(?:in|from|at)\s+(?:the\s+)?$"
)
_THAT = re.compile(
    r"\s+(?:(?:today|yesterday|tonight|early|late|this|last|on|morning|afternoon|evening|night|\w+day)\s+){0,3}that\b",
    re.IGNORECASE,
)
""" "reported today in Oru | that": where it was told."""
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
NO_DAY = frozenset([TimeKind.AS_OF, TimeKind.DURATION, TimeKind.RECURRING, TimeKind.VAGUE, TimeKind.UNTIL])
"""Kinds of words of time that name no day of an event."""
NO_SCENE = re.compile(r"\b(?:hospital|clinic|morgue|medical cent(?:er|re)|embassy|consulate|radio)\b")
_NO_PLACES = frozenset(
    ["noon", "midnight", "room", "asylum", "custody", "court", "spring", "summer", "autumn", "fall", "winter"]
)
_OFFICE_OF = re.compile(rf"\b(?:{_OFFICES})\s+(?:in|of|at|from|to)\s+(?:the\s+|an?\s+)?$")
_STRUCK_AT = re.compile(
    rf"\b{EVENT_NOUN}\s+(?:on|of|against|at|outside|near|in)\s+(?:the\s+)?$|\b(?:outside|near|in front of)\s+(?:the\s+)?$"
)
_BRIEF = re.compile(
    r"\b(?:24|48|twenty-four|forty-eight|few|several|two|three|12|\d)\s+hours?\b|\b(?:past|last|recent) hours\b"
    r"|\bpast day\b|\blast (?:night|evening)\b|\btonight\b|\btoday\b|\bso far$"
)


@dataclass(slots=True)
class TimesAndPlaces:
    """Words of time and place within one document; keeps what it found a sentence."""

    text: str
    cased: str
    is_place_word: Callable[[str], bool] | None = None
    _times: dict[int, list[TimePhrase]] = field(default_factory=dict)
    _told_by_events: dict[int, list[TimePhrase]] = field(default_factory=dict)
    _places: dict[int, list[PlacePhrase]] = field(default_factory=dict)
    _spots: dict[int, list[Spot]] = field(default_factory=dict)
    _persons: frozenset[str] | None = None

    def times(self, sentence: Sentence) -> list[TimePhrase]:
        """Time phrases of a sentence."""
        if sentence.index not in self._times:
            found = [
                t
                for t in (
                    dated_by_clause(self.cased, t) for t in find_time_phrases(self.cased, sentence.start, sentence.end)
                )
                if not (self.cased != self.text and t.text.lower() == "march" and not self._led(t))
                and not _OF_THE_PAGE.search(self.cased[max(0, t.span[0] - 24) : t.span[0]])
                and not is_of_a_paper(self.cased, sentence.start, t)
                and not is_of_dateline(self.cased, sentence.start, t)
                and not is_still_to_come(self.cased, sentence.start, t)
                and not names_something(self.cased, t)
                and t.text.lower() != "later in the day"  # of a day told elsewhere
                and not _FEAST.match(self.cased[t.span[0] : t.span[1] + 14])
            ]
            told = [t for t in find_event_times(self.cased, sentence.start, sentence.end) if not _meets(t, found)]
            self._told_by_events[sentence.index] = [t for t in told if t.is_moment]
            found += [t for t in told if not t.is_moment]
            self._times[sentence.index] = sorted(found, key=lambda t: t.span)
        return self._times[sentence.index]

    def told_by_events(self, sentence: Sentence) -> list[TimePhrase]:
        """Moments that a sentence tells by another event, without a day: "three days after the vote"."""
        self.times(sentence)
        return self._told_by_events[sentence.index]

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
                    or (p.preposition == "of" and (self._is_part_of(p) or self.is_entered(p) or self.holds_an_event(p)))
                )
                if not ((locates and self._names_place(p, headline)) or self.names_scene(p)):
                    continue
                if p.preposition == "by" and p.site is None and p.heads[0].type is None:
                    continue  # "commissioned by Oru": who does it
                if _THAT.match(self.cased, p.span[1]) and _TOLD_IN.search(self.led_by(p).lower()):
                    continue
                if p.preposition in _NO_LOCATION and not p.relation and _OF_A_UNIT.match(self.cased, p.span[1]):
                    continue
                if _is_of_a_street(p, streets):
                    continue  # "in the area of East 8th Street", "the corner of Orl and Rell streets": not the towns East, Orl
                between = self.cased[kept[-1].span[1] : p.span[0]].lower() if kept else "-"
                apposed = p.relation == Relation.OFFSET and between.strip() in (",", ", some", ", about", ", just")
                if apposed or LIES_IN.fullmatch(between):
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
        return bool(_PART_OF.search(self.led_by(phrase).lower()))

    def holds_an_event(self, phrase: PlacePhrase) -> bool:
        """ "control of a prison in Oru where gangs fought": a place that a clause tells of what happened there."""
        clause = _WHERE_CLAUSE.match(self.cased, phrase.span[1])
        words = clause.group() if clause is not None else ""
        return tells_of_event(words) is not None or "fought" in words

    def is_entered(self, phrase: PlacePhrase) -> bool:
        """ "soldiers visiting the city of Oru", "stormed the town of": the object of what people do at a place."""
        return _ENTERED.search(self.led_by(phrase).lower()) is not None

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
        """Whether most words have a capital, so that a capital tells no name."""
        words = re.findall(r"[^\W\d_]{4,}", self.cased[sentence.start : sentence.end])
        return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)

    def names_scene(self, phrase: PlacePhrase) -> bool:
        """ "the shelling of Oru", "a barrage on the town of Oru", "toll from the Oru blast": the place of an event noun."""
        before = self.led_by(phrase).lower()
        after = self.cased[phrase.span[1] : phrase.span[1] + 30].lower()
        found = _SCENE_BEFORE.search(before)
        if found is not None and _OF_PERSONS.match(found.group()):
            head = phrase.heads[0]
            return head.type is not None or self.is_place_word is None or self.is_place_word(head.text)
        return found is not None or _SCENE_AFTER.match(after) is not None

    def is_origin(self, phrase: PlacePhrase | Spot) -> bool:
        """ "the mayor of Oru", "officials in Oru", "a farmer from Oru": home or office, not the place of the harm."""
        before = self.cased[max(0, phrase.span[0] - 40) : phrase.span[0]].lower()
        if NO_SCENE.search(phrase.text.lower()) and not _STRUCK_AT.search(before):
            return True  # where the wounded are taken or who is speaking, not where it happened
        if _STATIONED.search(before) or _OF_SOME.search(before):
            return True
        if (_MOVING.search(before) and _BEYOND.match(phrase.text)) or _GOAL.search(before):
            return True
        return bool(_OFFICE_OF.search(before))

    def led_by(self, phrase: PlacePhrase) -> str:
        """The words right before a place."""
        return self.cased[max(0, phrase.span[0] - 60) : phrase.span[0]]


def _meets(phrase: TimePhrase, others: Sequence[TimePhrase]) -> bool:
    """Whether a phrase shares words with another that says more than a length."""
    return any(spans_meet(phrase.span, other.span) for other in others if other.kind != TimeKind.DURATION)


def _is_of_a_street(phrase: PlacePhrase, streets: Sequence[tuple[int, int]]) -> bool:
    """Whether a phrase breaks off inside the name of a street or crossing, so that its name is a piece of that name."""
    return any(a <= phrase.heads[0].span[0] and phrase.span[1] < b for a, b in streets)


def names_day(phrase: TimePhrase) -> bool:
    """Whether words of time say on which day or days something happened."""
    return (phrase.is_moment and phrase.kind not in NO_DAY) or is_brief(phrase)


def is_brief(phrase: TimePhrase) -> bool:
    """A window of two days or less: it tells of one incident as often as not."""
    words = phrase.text.lower()
    return bool(_BRIEF.search(words)) and "since" not in words and phrase.kind != TimeKind.DURATION
