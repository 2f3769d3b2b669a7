"""What a count runs over, and which of a sentence's time and place words are the harm's own.

Scope: a running total over a period, a level at a date, or one incident. Time and place words are taken from the
mention's own clause, never from the clause of the verb of saying ("police said on Monday"); where the sentence has none,
from the sentences before it in the paragraph, or from the mention before it where the words point back ("the attack").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bearwitness.claims.claimants import speech_words
from bearwitness.claims.outcomes import Mention
from bearwitness.claims.parse import Sentence, Token
from bearwitness.phrases.dates import Calendar, Since, TimeKind, TimePhrase, find_time_phrases
from bearwitness.phrases.places import PlacePhrase, find_place_phrases
from bearwitness.records import Harm, Scope

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
    [
        "attacks",
        "clashes",
        "bombings",
        "raids",
        "strikes",
        "airstrikes",
        "explosions",
        "massacres",
        "killings",
        "operations",
        "battles",
        "shootings",
        "war",
        "conflict",
        "violence",
        "fighting",
        "offensive",
        "campaign",
        "unrest",
        "insurgency",
        "repression",
        "terrorism",
        "crackdown",
        "hostilities",
        "bombardments",
        "bombardment",
        "protests",
        "riots",
    ]
)
_POINTS_BACK = re.compile(
    r"\b(?:the|this|that)\s+(?:[\w-]+\s+){0,2}(?:attack|bombing|blast|explosion|massacre|shooting|ambush|clash|clashes|raid|strike|strikes|assault|incident|battle|action|killing|killings|shelling|toll|"
    r"victims|dead|death toll|fighting|confrontation|operation|tragedy|kidnapping|injured|wounded|casualties|bodies|others|area|scene|site|place|town|village|hospital)\b"
    r"|\b(?:there|they|he|she|it|them|him|her|another|others|also|earlier|later)\b"
)
_EVENT_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "throughout",
        "along",
        "on",
        "by",
        "between",
        "over",
        "above",
        "off",
        "within",
        "around",
        "through",
        "against",
    ]
)
_SKIP_TIME = frozenset([TimeKind.AS_OF, TimeKind.DURATION, TimeKind.RECURRING, TimeKind.VAGUE, TimeKind.UNTIL])


_EVENT_WORD = r"(?:shelling|bombing|bombardment|attack|raid|blast|strike|airstrike|air strike|barrage|assault|massacre|shooting|explosion|fire|siege|storming|battle|capture|siege|ambush|killing|fall)s?"
_SCENE_BEFORE = re.compile(
    rf"\b{_EVENT_WORD}\s+(?:of|on|against|at|in)\s+(?:the\s+)?(?:[\w'-]+\s+){{0,4}}?(?:of\s+)?(?:the\s+)?$"
)
_SCENE_AFTER = re.compile(rf"\s+(?:[\w-]+\s+)?{_EVENT_WORD}\b")


_AFTER_GAP = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:in|at|near|outside|on)\s+(?:the\s+)?(?:neighbou?ring\s+|nearby\s+|adjacent\s+)?(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*(?:\s+(?:crossing|district|province|village|camp|valley|road|bridge))?)"
)
_DIED_THEN = re.compile(
    r"\b(?:they|who|whose deaths|the (?:men|women|victims|people|dead|group))\s+(?:all\s+)?(?:had\s+|were\s+|was\s+|had\s+been\s+|are\s+believed\s+to\s+have\s+|are\s+thought\s+to\s+have\s+)?(?:been\s+)?(?:probably\s+)?(?:died|killed|executed|murdered|shot)\b",
    re.IGNORECASE,
)


# A start that words name and no calendar does ("since the war began"): a period all the same, its first day unknown.
_SINCE_EVENT = re.compile(
    r"\bsince (?:the )?(?:(?:start|beginning|outbreak|onset|end|launch) of (?:the )?(?:[\w'-]+ ){0,3}?[\w'-]+|(?:[\w'-]+ ){0,3}?(?:war|conflict|offensive|fighting|siege|invasion|crisis|uprising|coup|ceasefire|truce|campaign|operation|violence|insurgency|revolution|election|unrest)"
    r"(?: (?:began|started|broke out|erupted|ended|collapsed|begun))?)\b",
    re.IGNORECASE,
)


_BODILY = frozenset([Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED])
BEYOND_ONE_INCIDENT = 1_000  # people; a larger number without a day or an event is a total of a war, set by hand


_ELSEWHERE = re.compile(
    r"\b(?:meanwhile|elsewhere|separately|in another|in other|in a separate|another (?:attack|incident|report|clash)|on the other hand|last (?:month|year)|years? ago|previously|earlier this|in recent|so far)\b"
)
_SCENE = re.compile(
    r"\b(?:explo(?:de|des|ded|sion|sions)|attack(?:s|ed)?|bomb(?:s|ed|ing|ings)?|ambush(?:ed)?|clash(?:es|ed)?|shoot(?:ing|ings)?|gunfire|opened fire|raid(?:s|ed)?|strike|strikes|shell(?:ed|ing)|blast|battle|fighting|assault)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Setting:
    """Time and place words of a mention; None where the text gives it none."""

    time: TimePhrase | None = None
    place: PlacePhrase | None = None
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
    _places: dict[int, list[PlacePhrase]] = field(default_factory=dict)

    def times(self, sentence: Sentence) -> list[TimePhrase]:
        """Time phrases of a sentence."""
        if sentence.index not in self._times:
            found = find_time_phrases(self.cased, sentence.start, sentence.end)
            for since in _SINCE_EVENT.finditer(self.cased, sentence.start, sentence.end):
                if not any(t.span[0] < since.end() and t.span[1] > since.start() for t in found):
                    found.append(
                        TimePhrase(since.group(), since.span(), TimeKind.SINCE, Since(Calendar()), False, True, False)
                    )
            self._times[sentence.index] = sorted(found, key=lambda t: t.span)
        return self._times[sentence.index]

    def places(self, sentence: Sentence) -> list[PlacePhrase]:
        """Place phrases of a sentence that may locate an event."""
        if sentence.index not in self._places:
            found = find_place_phrases(self.cased, sentence.start, sentence.end, is_place_word=self.is_place_word)
            self._places[sentence.index] = [
                p
                for p in found
                if p.preposition in _EVENT_PREPOSITIONS or p.preposition is None or p.relation or self._is_scene(p)
            ]
        return self._places[sentence.index]

    def _is_scene(self, phrase: PlacePhrase) -> bool:
        """ "the shelling of Oru", "a barrage on the town of Oru", "toll from the Oru blast": the place of an event noun."""
        before = self.cased[max(0, phrase.span[0] - 60) : phrase.span[0]].lower()
        after = self.cased[phrase.span[1] : phrase.span[1] + 30].lower()
        return bool(_SCENE_BEFORE.search(before) or _SCENE_AFTER.match(after))

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
                mention, others, [t for t in times if t.is_moment and t.kind not in _SKIP_TIME]
            )
        else:
            setting.time = period
        setting.place = self._nearest_place(mention, others)
        if mention.rule == "gap":
            setting.place = self._gap_place(mention) or setting.place
        elif mention.rule.startswith("bodies") and setting.scope == Scope.INCIDENT:
            setting.time = self._time_of_death(mention) or setting.time
        if setting.scope == Scope.INCIDENT:
            self._inherit(mention, setting, previous)
        return setting

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
            if mention.harm == Harm.ABDUCTED and mention.rule == "held":
                return Scope.STOCK, None
        periods = [t for t in times if t.is_period and not t.is_as_of and not self._brief(t)]
        if mention.implied and mention.low == 1:
            periods = []
        nearest = self._nearest_time(mention, others, [t for t in times if t.kind not in _SKIP_TIME])
        if nearest is not None and nearest in periods and not self._belongs_elsewhere(nearest, mention):
            return Scope.CUMULATIVE, nearest
        if mention.implied and mention.low == 1:
            return Scope.INCIDENT, None
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
            mention.harm in _BODILY
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

    def _brief(self, phrase: TimePhrase) -> bool:
        """Windows of two days or less tell of one incident as often as not."""
        words = phrase.text.lower()
        return (
            bool(
                re.search(
                    r"\b(?:24|48|twenty-four|forty-eight|few|several|two|12|\d)\s+hours?\b|\bpast day\b|\blast (?:night|evening)\b|\btonight\b|\btoday\b|\bso far$",
                    words,
                )
            )
            and "since" not in words
        )

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
            cost = self._cost(phrase.span, mention, others)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, phrase)
        return best[1] if best else None

    def _nearest_place(self, mention: Mention, others: Sequence[Mention]) -> PlacePhrase | None:
        sentence = mention.sentence
        best: tuple[float, PlacePhrase] | None = None
        for phrase in self.places(sentence):
            if mention.noun and mention.noun[0] <= phrase.span[0] < mention.noun[1] and phrase.preposition is None:
                continue
            if self._is_origin(phrase):
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

    def _is_origin(self, phrase: PlacePhrase) -> bool:
        """ "the mayor of Oru", "officials in Oru", "a farmer from Oru": home or office, not the place of the harm."""
        if re.search(
            r"\b(?:hospital|clinic|morgue|medical cent(?:er|re)|embassy|consulate|radio)\b", phrase.text.lower()
        ):
            scene = self.cased[max(0, phrase.span[0] - 40) : phrase.span[0]].lower()
            if not re.search(
                rf"\b{_EVENT_WORD}\s+(?:on|of|against|at|outside|near|in)\s+(?:the\s+)?$|\b(?:outside|near|in front of)\s+(?:the\s+)?$",
                scene,
            ):
                return True  # where the wounded are taken or who is speaking, not where it happened
        before = self.cased[max(0, phrase.span[0] - 40) : phrase.span[0]].lower()
        return bool(
            re.search(
                r"\b(?:mayor|governor|police|officials?|hospitals?|ministry|minister|president|bishop|archbishop|embassy|spokesman|correspondent|chief|residents?|commander|office|offices|headquarters|born|lives?|capital|government|authorities|sources)\s+(?:in|of|at|from)\s*$",
                before,
            )
        )

    def _cost(self, span: tuple[int, int], mention: Mention, others: Sequence[Mention]) -> float | None:
        """How far a phrase stands from a mention; None if it belongs to a verb of saying."""
        sentence = mention.sentence
        token = sentence.token_at(span[0])
        if token is None:
            return None
        if sentence.tokens:
            verb = governing_verb(sentence, token)
            trigger = sentence.tokens[mention.trigger]
            say = speech_words().say | speech_words().deny
            if (
                verb is not None
                and not (trigger.head == verb.i and trigger.dep in ("dobj", "nsubj", "nsubjpass"))
                and verb.word in say - speech_words().hedge_verbs
                and verb.i != mention.trigger
                and not below(sentence, verb, mention.trigger)
            ):
                direct = abs(token.i - verb.i) <= 4 or token.i < verb.i
                if direct:
                    return None
            attached = verb is not None and (verb.i == mention.trigger or below(sentence, verb, mention.trigger))
            shared = verb is not None and below(sentence, trigger, verb.i)
        else:
            attached = shared = False
        anchor_start = (
            mention.quantity.start if mention.quantity else (mention.noun[0] if mention.noun else mention.start)
        )
        anchor_end = max(mention.end, anchor_start)
        if span[0] >= anchor_end:
            cost = float(span[0] - anchor_end)
            crossing = [
                m
                for m in others
                if m is not mention
                and m.part_of is not mention
                and self._anchor(m) > anchor_start
                and self._anchor(m) < span[0]
            ]
        else:
            cost = float(max(0, anchor_start - span[1])) + 15
            crossing = [
                m for m in others if m is not mention and self._anchor(m) < anchor_start and self._anchor(m) > span[1]
            ]
        if mention.rule == "toll" and span[0] >= anchor_end:
            cost += 120  # "the toll of Sunday's bombing rose to nine on Tuesday": Tuesday is the figure's day
        after_semicolon = ";" in self.text[min(span[0], anchor_start) : max(span[1], anchor_end)]
        cost += 60 * len(crossing) + (150 if after_semicolon else 0)
        if attached:
            cost -= 40
        elif shared:
            cost -= 10
        return cost

    def _anchor(self, m: Mention) -> int:
        return m.quantity.start if m.quantity else (m.noun[0] if m.noun else m.start)

    def _inherit(self, mention: Mention, setting: Setting, previous: tuple[Mention, Setting] | None) -> None:
        sentence = mention.sentence
        if setting.place is not None and setting.time is not None:
            return
        low = self.cased[sentence.start : sentence.end].lower()
        k = sentence.index
        while k > 0 and self.sentences[k - 1].paragraph == sentence.paragraph and sentence.index - k < 3:
            k -= 1
            earlier = self.sentences[k]
            if setting.place is None:
                located = [
                    p
                    for p in self.places(earlier)
                    if p.preposition in ("in", "at", "near", "outside", "inside") and not self._is_origin(p)
                ]
                if located:
                    setting.place = located[-1]
            if setting.time is None and earlier.tokens:
                moments = [
                    t
                    for t in self.times(earlier)
                    if t.is_moment and t.kind not in _SKIP_TIME and not self._said(earlier, t)
                ]
                if moments:
                    setting.time = moments[-1]
        if previous is not None:
            self._from_previous(mention, setting, previous, low)
        if setting.place is None and setting.time is None and not _ELSEWHERE.search(low):
            self._from_scene(mention, setting)

    def _from_scene(self, mention: Mention, setting: Setting) -> None:
        """The nearest of the few sentences before that tells of an attack with its place or time, where no claim stands between."""
        sentence = mention.sentence
        for k in range(sentence.index - 1, max(sentence.index - 5, -1), -1):
            earlier = self.sentences[k]
            words = self.cased[earlier.start : earlier.end]
            if not _SCENE.search(words):
                continue
            places = [
                p
                for p in self.places(earlier)
                if p.preposition in ("in", "at", "near", "outside", "inside", "on") and not self._is_origin(p)
            ]
            times = [
                t
                for t in self.times(earlier)
                if t.is_moment and t.kind not in _SKIP_TIME and not self._spoken(earlier, t)
            ]
            if places or times:
                setting.place = places[0] if places else None
                setting.time = times[0] if times else None
                return

    def _spoken(self, sentence: Sentence, phrase: TimePhrase) -> bool:
        """Whether a time belongs to a verb of saying, also where the sentence is not parsed."""
        if sentence.tokens:
            return self._said(sentence, phrase)
        before = self.cased[max(sentence.start, phrase.span[0] - 30) : phrase.span[0]].lower().split()
        after = self.cased[phrase.span[1] : phrase.span[1] + 20].lower().split()
        say = speech_words().say
        return any(w.strip(",.") in say for w in before[-2:]) or bool(after and after[0].strip(",.") in say)

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

    def _said(self, sentence: Sentence, phrase: TimePhrase) -> bool:
        token = sentence.token_at(phrase.span[0])
        verb = governing_verb(sentence, token) if token is not None else None
        return verb is not None and verb.word in speech_words().say


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
