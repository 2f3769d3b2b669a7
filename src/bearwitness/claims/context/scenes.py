"""Scenes: the sentences of a document that tell of an event, with the words of its place and time.

News says where and when once, in the sentence that tells what happened, and counts the victims in others. A scene is
such a sentence. A claim that names no place or time belongs to the scene told last before it, until another begins
("meanwhile", "in a separate attack", another place); to one told right behind it ("the shooting took place in ..."); or,
in a report of one scene, to that of its first paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bearwitness.claims.context.event_words import (
    is_reported,
    of_aftermath,
    opens_other,
    tells_of_arrival,
    tells_of_event,
    tells_of_survival,
    tells_of_total,
)
from bearwitness.claims.context.sites import may_be_where_harmed
from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.context.time_and_place import TimesAndPlaces, names_day
from bearwitness.claims.sentence.dependencies import verb_above
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.places.phrase import PlacePhrase
from bearwitness.phrases.places.words import ENTERING
from bearwitness.phrases.spots import AREA, Spot
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.whose_day import (
    is_of_event,
    is_of_figure,
    is_of_paper,
    is_recorded,
    is_wide,
)
from bearwitness.records import Harm

_SCENE_PREPOSITIONS = ENTERING | frozenset(["in", "at", "near", "outside", "inside", "on", "off", "between", "around"])
_RELATIVE = re.compile(r"\b(?:who|whose|which|whom)\b", re.IGNORECASE)
_TOLD_WITHIN = 5  # words behind a verb of saying: "told reporters in Oru" is where it was said
_OF_WRITING = ("here", "in this capital", "in this city", "in this town")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence that tells of an event; place, time and site None where it names none."""

    index: int
    place: PlacePhrase | None
    time: TimePhrase | None
    opens: bool  # introduces an event other than the one told before
    site: Spot | None = None


@dataclass(slots=True)
class Scenes:
    """The scenes of one document; keeps what it found a sentence."""

    cased: str
    said: TimesAndPlaces
    _scenes: dict[int, Scene | None] = field(default_factory=dict)

    def of(self, sentence: Sentence) -> Scene | None:
        """The scene that a sentence tells, found once; None where it tells of no event."""
        if sentence.index not in self._scenes:
            self._scenes[sentence.index] = self._read(sentence)
        return self._scenes[sentence.index]

    def _read(self, sentence: Sentence) -> Scene | None:
        """The scene with the words of place and time nearest to the first word of harm, none of them in an aside."""
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
        asides = [(sentence.start + m.start(), _end_of_aside(self.cased, sentence.start + m.start())) for m in aside]

        def in_aside(phrase: TimePhrase | PlacePhrase | Spot) -> bool:
            return any(a < phrase.span[0] < b for a, b in asides) and not any(a < at < b for a, b in asides)

        said = [p for p in self.said.places(sentence) if self._may_be_scene(sentence, p)]
        places = [p for p in said if not in_aside(p)] or [p for p in said if p.preposition in ENTERING]
        times = [
            t for t in self.said.times(sentence) if not in_aside(t) and names_day(t) and not self._spoken(sentence, t)
        ]
        return Scene(
            sentence.index,
            min(places, key=distance, default=None),
            min(times, key=distance, default=None),
            opens_other(words),
            min(
                (s for s in self.said.spots(sentence) if self._may_be_site(sentence, s) and not in_aside(s)),
                key=distance,
                default=None,
            ),
        )

    def _arrival(self, sentence: Sentence, words: str) -> Scene | None:
        """ "Soldiers came to our village on the night of 2 May": armed men arrive, and what follows is told of that day."""
        if not tells_of_arrival(words):
            return None
        times = [t for t in self.said.times(sentence) if t.kind == TimeKind.POINT and t.is_moment]
        if not times or is_of_paper(self.cased, sentence.start, times[0]):
            return None
        token = sentence.token_at(times[0].span[0]) if sentence.tokens else None
        verb = verb_above(sentence, token) if token is not None else None
        if verb is not None and verb.word in speech_words().say:
            return None
        return Scene(sentence.index, None, times[0], opens_other(words))

    def _may_be_site(self, sentence: Sentence, spot: Spot) -> bool:
        """Whether a spot may be where the scene is: exact, nobody's home or office, not of what came after."""
        if spot.exactness < AREA or self.said.is_origin(spot):
            return False
        if not may_be_where_harmed(self.cased, sentence.start, spot, Harm.KILLED):
            return False
        token = sentence.token_at(spot.span[0])
        return token is None or not of_aftermath(sentence, verb_above(sentence, token))

    def _may_be_scene(self, sentence: Sentence, phrase: PlacePhrase) -> bool:
        """Whether a place may be where the scene is, and not where it was told or what came after."""
        if phrase.preposition not in _SCENE_PREPOSITIONS and not phrase.relation and not self.said.names_scene(phrase):
            if not (self.said.is_entered(phrase) or self.said.holds_an_event(phrase)):
                return False
        if self.said.is_origin(phrase) or phrase.heads[0].text.lower() in _OF_WRITING:
            return False
        token = sentence.token_at(phrase.span[0])
        verb = verb_above(sentence, token) if token is not None else None
        if token is None or verb is None:
            return True
        told = verb.word in speech_words().say and 0 < token.i - verb.i <= _TOLD_WITHIN
        return not told and not of_aftermath(sentence, verb)

    def _spoken(self, sentence: Sentence, phrase: TimePhrase) -> bool:
        """Whether a time belongs to a verb of saying or of the aftermath, also where the sentence is not parsed."""
        token = sentence.token_at(phrase.span[0]) if sentence.tokens else None
        if is_of_event(self.cased, sentence.start, phrase):
            return False
        if is_of_paper(self.cased, sentence.start, phrase) or is_of_figure(self.cased, sentence.start, phrase):
            return True
        if token is None:
            return is_reported(self.cased, sentence, phrase)
        verb = verb_above(sentence, token)
        if verb is not None and is_wide(phrase) and is_recorded(verb.word):
            return False
        return verb is not None and (verb.word in speech_words().say or of_aftermath(sentence, verb))


def _end_of_aside(cased: str, start: int) -> int:
    """Where a clause that a relative pronoun opens ends: at a comma, or some words on."""
    comma = cased.find(",", start, start + 80)
    return comma if comma > 0 else start + 80
