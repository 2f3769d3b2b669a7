"""Phrases for whoever may have done something: people, bodies of men, machines of war, and names.

    "two men in civilian clothes", "members of the Oru Front", "the police", "Heriberto Rell", "a gang", "rival artillery"

Found by their heads (`people_words` and the lists here), without a parse: which of them did what is decided elsewhere.

Cost: linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bearwitness.phrases.people_words import is_people_of_a_country, people_nouns
from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.vocabulary import CALENDAR, is_name
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Span


class PartyKind(StrEnum):
    """What the head of a phrase is."""

    PEOPLE = "people"
    BODY = "body"
    MACHINE = "machine"
    NAME = "name"
    POINTING = "pointing"  # "they", "someone", "two of them"


@dataclass(frozen=True, slots=True)
class PartyPhrase:
    """A phrase and its head; `group` is that of the tables of people, where the head is one of these."""

    span: Span
    head: Span
    kind: PartyKind
    group: str = ""
    plural: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower().replace("’", "'").removesuffix("'s")


_Found = tuple[PartyPhrase, int]
"""A phrase, and the index of its last word."""

_BODIES = words_of(
    """
    army armies military navy force forces unit units squad squads squadron patrol patrols brigade brigades battalion battalions
    regiment division platoon detachment detachments garrison column columns company companies corps command group groups grouping
    gang gangs cell cells ring mob mobs crowds band bands faction factions side sides clan clans tribe tribes family families
    cartel cartels mafia mafias front fronts movement movements organisation organisations organization organizations party
    parties coalition alliance government regime state junta administration authority ministry agency agencies service services
    committee committees council wing branch structure structures community communities network networks syndicate syndicates
    posse convoy crew crews team teams society union members pair trio duo resistance opposition kingdom republic auxiliaries
    proxies reserves coastguard abductors occupiers rulers investigators warders warder kapo mutineers blockaders court courts
    picket pickets
    """
)
"""Heads beside the nouns of the tables of people, which are asked first."""
_MACHINES = words_of(
    """
    aircraft plane planes jet jets warplane warplanes helicopter helicopters gunship gunships drone drones boat boats gunboat gunboats
    warship warships artillery tank tanks guns positions batteries missiles launches motorcyclists horsemen riders
    """
)
_POINTING = words_of("they someone somebody i we he she")
_SOME = words_of("one two three four five six seven eight some several another both many most hundred")
_NO_HEADS = words_of(
    "one ones other others number total half rest majority dead wounded injured missing remains body bodies victim victims member "
    "poor sick aged"
)
_STOPS = CALENDAR | words_of(
    "jan feb mar apr jun jul aug sept sep oct nov dec today yesterday tonight tomorrow "
    "and or but nor as that what which who whom whose when where while after before since until if because so than then though although "
    "was were is are be been being has have had do does did will would can could may might shall should must "
    "he she it they we i you him them us himself themselves there here "
    "not no also only just again still about according amid against for with without by from to into onto of in at on near inside "
    "outside under behind off along beside around across throughout through between within over during towards toward above below "
    "said says told out up down away back made took gave came went ran later earlier despite ago including like unlike per via now "
    "never ever once even say among kill kills shot shoot shoots beat hit struck threw set held found cut put sent led lost saw heard "
    "know knew fought met hurt burnt burst broke hid fled fell became began taken seen"
)
"""Words before a head that are no part of its phrase."""
_VERBS = words_of(
    "arrest arrests attack attacks ambush ambushes murder murders raid raids bomb bombs shell shells detain detains abduct abducts kidnap "
    "kidnaps seize seizes storm storms fire fires burn burns rape rapes torture tortures wound wounds injure injures execute executes behead "
    "beheads stab stabs fight fights flee flees free frees release releases target targets strike strikes slay slays gun guns massacre "
    "massacres clash clashes rob robs block blocks protest protests"
)
"""Verbs of headlines: "Police arrest gunmen" is two phrases."""
_DETERMINERS = words_of(
    "the a an his her their its our my your one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "twenty thirty forty fifty hundred hundreds thousand dozen dozens several some many another other both these those this such few "
    "more most all each every any"
)
_PARTICIPLES = words_of(
    "armed unarmed suspected alleged masked hooded unidentified uniformed unknown accused related retired hired organised organized "
    "named wanted camouflaged combined united allied disguised divorced estranged opposing invading occupying ruling warring rampaging "
    "visiting serving marauding fighting leading mounted bearded drunken crazed deranged unnamed supposed presumed unlicensed hardened "
    "trained exiled disgruntled jilted convicted escaped defeated trafficking"
)
"""Words in -ed and -ing that stand before a head; others are verbs."""
_WORD = re.compile(r"\d[\d,]*\d(?![\w-])|[^\W_]+(?:[’'.&/-][^\W_]+)*")
_MOST_MODIFIERS = 5
_JOINED = ("of", "for", "de", "del", "la", "el", "al", "the")
_MEMBERS = words_of(
    """
    sons daughters brothers members fighter fighters soldier soldiers troops officer officers men man group groups gang gangs band
    bands unit units element elements riders supporters followers militants gunmen agents personnel column columns squad squads team
    forces force wing faction factions rebels guerrillas insurgents mob crowd patrol detachment command commando commandos branch
    leader commander division battalion brigade army front movement ministry coalition side militia loyalists
    """
)
"""Heads behind which "of" and "from" name the body that they are a part of."""
_OF = re.compile(r"\s+(?:of|from)\s+", re.IGNORECASE)
_LOOKS = re.compile(
    r"\s+(?:(?:on|riding|aboard)\s+(?:board\s+)?(?:an?\s+|two\s+|several\s+)?(?:\w+\s+)?(?:motor(?:cycles?|bikes?)|scooters?|horse(?:s|back)|camels?|bicycles?|foot)"
    r"|(?:in|wearing|dressed\s+in|dressed\s+as|disguised\s+as|armed\s+with|with)\s+(?:an?\s+|the\s+)?(?:[a-z-]+\s+){0,2}?(?:uniforms?|fatigues|helmets|masks|hoods|black|"
    r"clothes|clothing|camouflage|balaclavas|headbands|pick-?ups?(?:\s+trucks?)?|cars?|vehicles?|vans?|trucks?|rifles|machetes|knives)|of\s+\d\d)\b",
    re.IGNORECASE,
)
"""What its people wear, ride or carry, and how old one of them is."""
_OF_ANOTHER = re.compile(
    r"\s*(?:stations?|posts?|headquarters|barracks|base|cars?|vehicles?|van|spokes\w+|custody|reports?|academy|hospital|school|[’']s?\s+(?:house|home|camps?|body|"
    r"bodies|death))\b",
    re.IGNORECASE,
)
"""Nouns behind a head that are the head of the phrase: "the police station"."""
_ABOUT = re.compile(r"\b(?:around|about|some|at\s+least|nearly|almost|up\s+to|over|more\s+than)\s+$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:[’']s)?$", re.IGNORECASE)


def find_parties(text: str, start: int, end: int, *, capitals: bool) -> list[PartyPhrase]:
    """Phrases for people, bodies and names in a sentence, in order, none overlapping.

    Args:
        text: The text layer.
        start: Where the sentence begins.
        end: Where it ends.
        capitals: Whether capitals tell no name in it.
    """
    return _Sentence(text, start, end, capitals).phrases()


class _Sentence:
    """One sentence, as words."""

    def __init__(self, text: str, start: int, end: int, capitals: bool) -> None:
        self._text, self._start, self._end, self._capitals = text, start, end, capitals
        self._words = [_Word(m.group(), *m.span()) for m in _WORD.finditer(text, start, end)]

    def phrases(self) -> list[PartyPhrase]:
        found: list[PartyPhrase] = []
        k = 0
        while k < len(self._words):
            item = self._headed(k) or self._named(k) or self._pointing(k)
            if item is None:
                k += 1
                continue
            phrase, last = item
            phrase = self._with_tail(phrase, last)
            k = last + 1
            before = found[-1] if found else None
            if before is not None and phrase.span[0] < before.span[1]:
                if phrase.span[1] > before.span[1]:  # "the drug cartel members"
                    found[-1] = replace(phrase, span=(before.span[0], phrase.span[1]))
            elif before is not None and self._has_this_name(before, phrase):
                found[-1] = replace(before, span=(before.span[0], phrase.span[1]))
            else:
                found.append(phrase)
        return found

    def _has_this_name(self, before: PartyPhrase, name: PartyPhrase) -> bool:
        """ "a teen, Ory Bran" is two phrases, "Officer Ory Bran" is one."""
        between = self._text[before.span[1] : name.span[0]]
        one = before.kind is PartyKind.PEOPLE and not before.plural and before.head[1] == before.span[1]
        return one and name.kind is PartyKind.NAME and between in (" ", "\n")

    def _next_to(self, k: int) -> bool:
        """Whether a word stands right before the next: with a blank, a line's end or a quotation mark between."""
        return self._text[self._words[k].end : self._words[k + 1].start].strip(' \n\t"“”') == ""

    def _headed(self, k: int) -> _Found | None:
        first, head = k, _head(self._words[k])
        if head is None:
            return None
        while k + 1 < len(self._words) and self._next_to(k) and self._words[k + 1].low != "accused":
            further = _head(self._words[k + 1])
            if further is None:
                break
            head, k = further, k + 1
        if _OF_ANOTHER.match(self._text, self._words[k].end, self._end):
            return None
        kind, group, plural = head
        last = self._words[k]
        end = last.end - len(_possessive(last.text))
        return PartyPhrase((self._opening(first), end), (last.start, end), kind, group, plural), k

    def _opening(self, k: int) -> int:
        """Where the phrase of a head begins."""
        words = self._words
        first, modifiers = k, 0
        while first > 0 and self._next_to(first - 1):
            word = words[first - 1]
            if _is_determiner(word):
                first = self._first_of_number(first - 1)
                break
            if modifiers == _MOST_MODIFIERS or not _may_modify(word, capitals=self._capitals):
                break
            first -= 1
            modifiers += not _is_proper(word)  # a name is as long as it likes
        about = _ABOUT.search(self._text, max(self._start, words[first].start - 12), words[first].start)
        return about.start() if about is not None and words[first].text[0].isdigit() else words[first].start

    def _first_of_number(self, k: int) -> int:
        """Index of the first of the determiners and numbers that end with a word: "three or four", "the two"."""
        words = self._words
        while k > 0 and self._next_to(k - 1):
            if _is_determiner(words[k - 1]):
                k -= 1
            elif k > 1 and words[k - 1].low in ("or", "to") and self._next_to(k - 2) and _is_determiner(words[k - 2]):
                k -= 2
            else:
                break
        return k

    def _named(self, k: int) -> _Found | None:
        words = self._words
        if not self._is_name(k):
            return None
        last = before_join = k
        while last + 1 < len(words):
            at = last + 1
            while at < len(words) and at - last <= 2 and self._next_to(at - 1) and words[at].low in _JOINED:
                at += 1
            if at >= len(words) or not self._next_to(at - 1) or not self._is_name(at):
                break
            before_join = last if at > last + 1 else before_join
            if _head(words[at]) is not None:
                if before_join == k and at == last + 1:
                    return None  # its head reads it whole
                last = before_join  # "Ory Bran of the Hill Guard"
                break
            last = at
        first = k
        if k > 0 and self._next_to(k - 1) and words[k - 1].low in ("the", "an", "a"):
            first = k - 1
        end = words[last].end - len(_possessive(words[last].text))
        return PartyPhrase((words[first].start, end), (words[k].start, end), PartyKind.NAME), last

    def _is_name(self, k: int) -> bool:
        word = self._words[k]
        if word.low in demonyms() or word.low in _STOPS or word.low in _DETERMINERS:
            return False
        bare = word.text.removesuffix(_possessive(word.text))
        return is_name(bare, capitals=self._capitals, opens=word.start <= self._start + 1)

    def _pointing(self, k: int) -> _Found | None:
        words = self._words
        low = words[k].low
        if (
            low in _SOME
            and k + 2 < len(words)
            and words[k + 1].low == "of"
            and words[k + 2].low in ("them", "those", "these")
        ):
            span = words[self._first_of_number(k)].start, words[k + 2].end
            return PartyPhrase(span, span, PartyKind.POINTING, "of them", low != "one"), k + 2
        if low not in _POINTING:
            return None
        span = words[k].start, words[k].end
        return PartyPhrase(span, span, PartyKind.POINTING, low, low in ("they", "we")), k

    def _with_tail(self, phrase: PartyPhrase, last: int) -> PartyPhrase:
        """The phrase with the body that its people are of, and how they look."""
        stop = phrase.span[1]
        of_body = (
            phrase.kind in (PartyKind.PEOPLE, PartyKind.BODY) and self._text[slice(*phrase.head)].lower() in _MEMBERS
        )
        if of_body and _OF.match(self._text, stop, self._end):
            stop = self._end_of_body(last + 2) or stop
        elif self._words[last].text[0].isupper() and stop == self._words[last].end:
            stop = self._end_of_name(last + 1, stop)
        looks = _LOOKS.match(self._text, stop, self._end)
        return replace(phrase, span=(phrase.span[0], looks.end() if looks is not None else stop))

    def _end_of_body(self, k: int) -> int | None:
        words, found = self._words, None
        first = k
        while k < len(words) and (k == first or self._next_to(k - 1)):
            word = words[k]
            if _is_determiner(word) or (word.low in ("or", "to", "about", "around") and found is None):
                pass
            elif _head(word) is not None or (word.text[0].isupper() and self._is_name(k)):
                found = word.end - len(_possessive(word.text))
            elif not _may_modify(word, capitals=self._capitals) or found is not None:
                break
            k += 1
        return found if found is None else self._end_of_name(k, found)

    def _end_of_name(self, k: int, end: int) -> int:
        """Where a name ends that goes on with "of" or "for": "Movement of the Salt Plain"."""
        words = self._words
        while k + 1 < len(words) and self._next_to(k - 1) and words[k].low in ("of", "for"):
            at = k + 2 if words[k + 1].low == "the" else k + 1
            first = at
            while at < len(words) and self._next_to(at - 1) and self._is_name(at):
                at += 1
            if at == first or not self._next_to(k):
                break
            k, end = at, words[at - 1].end - len(_possessive(words[at - 1].text))
        return end


def _head(word: _Word) -> tuple[PartyKind, str, bool] | None:
    low = word.low
    if low in _NO_HEADS:
        return None
    if low.endswith("-year-old"):
        return PartyKind.PEOPLE, "year-old", False
    if low in _MACHINES:
        return PartyKind.MACHINE, "", True
    noun = people_nouns().get(low)
    if noun is not None and noun.group not in ("remains", "harmed", "light"):
        return PartyKind.PEOPLE, noun.group, noun.plural
    if low in _BODIES:
        return PartyKind.BODY, "", True
    if is_people_of_a_country(word.text):
        return PartyKind.PEOPLE, "nation", True
    return None


def _is_determiner(word: _Word) -> bool:
    return word.low in _DETERMINERS or word.text.replace(",", "").isdigit()


def _may_modify(word: _Word, *, capitals: bool) -> bool:
    low = word.low
    if low in _STOPS:
        return False
    if _is_proper(word) and not capitals:
        return True
    noun = people_nouns().get(low)
    if noun is not None and noun.plural:
        return False  # "Cultists behead a student"
    return low in _PARTICIPLES or "-" in low or not (low.endswith(("ed", "ing")) or low in _VERBS)


def _is_proper(word: _Word) -> bool:
    return word.text[0].isupper()


def _possessive(word: str) -> str:
    found = _POSSESSIVE.search(word)
    return found.group() if found is not None else ""
