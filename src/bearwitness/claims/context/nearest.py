"""Which of a sentence's words of time and place are the harm's own.

Those that stand nearest and hang on the harm's verb; never those of the clause of a verb of saying ("police said on Monday"),
of what came after the harm, or of a verb that tells of something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bearwitness.claims.context.drafts import Setting
from bearwitness.claims.context.event_words import in_court, modifies_argument, of_aftermath, tells_of_event
from bearwitness.claims.context.sites import may_be_where_harmed
from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.context.time_and_place import LIES_IN, NO_SCENE, TimesAndPlaces
from bearwitness.claims.sentence.dependencies import hangs_on, verb_above
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.sentences import Token
from bearwitness.phrases.places.phrase import PlacePhrase
from bearwitness.phrases.spots import TOWN, WIDE, Spot
from bearwitness.phrases.times.phrase import TimePhrase
from bearwitness.phrases.whose_day import (
    EVENT_NOUN,
    is_compared_with,
    is_of_an_office,
    is_of_event,
    is_of_figure,
    is_of_paper,
    is_recorded,
    is_wide,
    opens_clause_of,
)
from bearwitness.records import Scope, spans_meet

_OF_AN_EVENT = re.compile(
    rf"\b{EVENT_NOUN}\s+(?:(?:in|at|on|near|outside|inside)\s+(?:[\w'’-]+\s+){{1,5}})?(?:on\s+)?$", re.IGNORECASE
)
_EVENT_AT = re.compile(
    rf"\b{EVENT_NOUN}\s+(?:[\w'’-]+\s+){{0,5}}?(?:in|at|near|on|outside|inside|against|of)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
""" "investigating a shooting in Oru | late Friday": the words stand with the event, whatever the verb."""
_BE = frozenset(["is", "was", "were", "are", "been", "be"])


@dataclass(frozen=True, slots=True)
class Nearest:
    """Finds the words of time and place nearest to a mention, within one document."""

    text: str
    cased: str
    said: TimesAndPlaces

    def time(self, mention: Mention, others: Sequence[Mention], phrases: Sequence[TimePhrase]) -> TimePhrase | None:
        """That of some times which stands nearest to a mention; None where each is of something else."""
        best: tuple[float, TimePhrase] | None = None
        for phrase in phrases:
            cost = self._cost_of_time(phrase, mention, others)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, phrase)
        return best[1] if best else None

    def _cost_of_time(self, phrase: TimePhrase, mention: Mention, others: Sequence[Mention]) -> float | None:
        """How far a time stands from a mention; None if it is that of a figure, a paper, a verb of saying or of what came after."""
        text, start = self.cased, mention.sentence.start
        if opens_clause_of(text, phrase, anchor(mention)):
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
        verb = verb_above(mention.sentence, token) if token is not None else None
        return verb is not None and is_recorded(verb.word)

    def place(self, mention: Mention, others: Sequence[Mention]) -> PlacePhrase | None:
        """The place that stands nearest to a mention in its sentence; None where each is of something else."""
        sentence = mention.sentence
        best: tuple[float, PlacePhrase] | None = None
        for phrase in self.said.places(sentence):
            if mention.noun and mention.noun[0] <= phrase.span[0] < mention.noun[1] and phrase.preposition is None:
                continue
            if self.said.is_origin(phrase) and not self._is_of_the_doer(phrase, mention):
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

    def site(self, mention: Mention, others: Sequence[Mention], setting: Setting) -> Spot | None:
        """The spot that stands nearest to a mention in its sentence; None where a named place stands much nearer."""
        found: list[tuple[float, int, Spot]] = []
        for spot in self.said.spots(mention.sentence):
            inside = mention.noun is not None and mention.noun[0] <= spot.span[0] < mention.noun[1]
            wide = spot.exactness <= WIDE
            if inside or (wide and setting.scope == Scope.INCIDENT):
                continue
            if (
                setting.place is not None
                and TOWN >= spot.exactness > WIDE
                and not spans_meet(spot.span, setting.place.span)
            ):
                continue  # a bus, where a town is named
            if not may_be_where_harmed(self.cased, mention.sentence.start, spot, mention.harm) or self.said.is_origin(
                spot
            ):
                continue
            cost = self._cost(spot.span, mention, others)
            if cost is not None:
                found.append((cost, -spot.exactness, spot))
        if not found:
            return None
        cost, _, spot = min(found, key=lambda f: f[:2])
        if setting.place is not None and not spans_meet(spot.span, setting.place.span):
            lies = LIES_IN.fullmatch(self.cased[setting.place.span[1] : spot.span[0]].lower())
            other = self._cost(setting.place.span, mention, others)
            total = setting.scope != Scope.INCIDENT
            if lies or (total and (spot.exactness > WIDE or other is None)):
                return None
            if other is not None and cost > other + (0 if total else 50):
                return None
            if total:
                setting.place = None  # "41 have died in the province, among them an officer shot in Oru"
        return spot

    def _is_of_the_doer(self, phrase: PlacePhrase, mention: Mention) -> bool:
        """ "Police in Oru tortured the men", "shot by officials in Oru": where those who do it are is where they do it."""
        sentence = mention.sentence
        token = sentence.token_at(phrase.span[0])
        if token is None or phrase.preposition != "in" or NO_SCENE.search(phrase.text.lower()):
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
        verb, trigger = verb_above(sentence, token), sentence.tokens[mention.trigger]
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
        if verb.i == mention.trigger or hangs_on(sentence, verb, mention.trigger):
            return away - (25 if verb.i < mention.trigger else 40)  # a clause inside the subject tells less
        return away - 10 if hangs_on(sentence, trigger, verb.i) else away

    def _is_of_saying(self, token: Token, span: tuple[int, int], mention: Mention, verb: Token) -> bool:
        """ "Police said in Oru that two were hurt": the phrase hangs on the verb of saying."""
        sentence, trigger = mention.sentence, mention.sentence.tokens[mention.trigger]
        if trigger.head == verb.i and trigger.dep in ("dobj", "nsubj", "nsubjpass", "oprd", "acomp"):
            return False
        say = speech_words().say | speech_words().deny
        if verb.word not in say - speech_words().hedge_verbs or hangs_on(sentence, verb, mention.trigger):
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
            not hangs_on(sentence, verb, mention.trigger)
            and not hangs_on(sentence, token, mention.trigger)
            and of_aftermath(sentence, verb)
            and not _OF_AN_EVENT.search(before)
            and (timed or not _EVENT_AT.search(before))
        ):
            if not in_court(sentence, verb) or timed or token.i < verb.i:
                return None  # "a jury in Oru convicted the man of killing two"
            return 100.0
        if (
            verb.dep == "relcl"
            and not hangs_on(sentence, trigger, verb.i)
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
        anchor_start = anchor(mention)
        anchor_end = max(mention.end, anchor_start)
        if span[0] >= anchor_end:
            cost = float(span[0] - anchor_end)
            crossing = [
                m
                for m in others
                if m is not mention and m.part_of is not mention and anchor_start < anchor(m) < span[0]
            ]
        else:
            cost = float(max(0, anchor_start - span[1])) + 15
            crossing = [m for m in others if m is not mention and span[1] < anchor(m) < anchor_start]
        if mention.rule == "toll" and span[0] >= anchor_end:
            cost += 120  # "the toll of Sunday's bombing rose to nine on Tuesday": Tuesday is the figure's day
        after_semicolon = ";" in self.text[min(span[0], anchor_start) : max(span[1], anchor_end)]
        return cost + 60 * len(crossing) + (150 if after_semicolon else 0)


def anchor(m: Mention) -> int:
    """The offset from which the distance to a mention counts: its number, else its noun."""
    return m.quantity.start if m.quantity else (m.noun[0] if m.noun else m.start)
