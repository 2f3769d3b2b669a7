"""Where and when a mention's harm was done, and what its count runs over.

Words of time and place are taken from the mention's own sentence, the nearest that are the harm's (`nearest`); where it has
none, from the sentences around it (`lent_settings`). Some harms have a place or a time of their own: the displaced that of the
home they left, the arrested not that of the crime, the dead that of their death and not of the find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bearwitness.claims.context.arrests import settle_arrest
from bearwitness.claims.context.drafts import Setting
from bearwitness.claims.context.lent_settings import LentSettings
from bearwitness.claims.context.nearest import Nearest
from bearwitness.claims.context.periodic_reports import period_of_title
from bearwitness.claims.context.scenes import Scenes
from bearwitness.claims.context.scope import belongs_elsewhere, read_scope, take_period_of_paper
from bearwitness.claims.context.time_and_place import TimesAndPlaces, names_day
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.places.find import find_place_phrases
from bearwitness.phrases.places.phrase import PlacePhrase
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.times.words import WEEKDAY_IN_FULL
from bearwitness.records import Harm, Scope, Words

_PERIODS = frozenset([TimeKind.SINCE, TimeKind.WINDOW, TimeKind.SPAN])
_AFTER_GAP = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:in|at|near|outside|on)\s+(?:the\s+)?(?:neighbou?ring\s+|nearby\s+|adjacent\s+)?(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*(?:\s+(?:crossing|district|province|village|camp|valley|road|bridge))?)"
)
_LEFT = re.compile(
    r"\b(?:fled|flee|fleeing|flees|left|leave|leaving|abandon(?:ed|ing)?|quit|evacuated)\s+(?!(?:from|to|for|in|by|their|his|her|behind|across|over|through|into|towards?|at|on|near|along|outside)\b)"
    r"|\bfrom\s+(?!(?:their|his|her|the\s+(?:fighting|violence|war|clashes|conflict|attacks?))\b)",
    re.IGNORECASE,
)
_LEFT_WITHIN = 90  # characters behind the verb of fleeing that the place left may stand
_DIED_THEN = re.compile(
    r"\b(?:they|who|whose deaths|the (?:men|women|victims|people|dead|group))\s+(?:all\s+)?(?:had\s+|were\s+|was\s+|had\s+been\s+|are\s+believed\s+to\s+have\s+|are\s+thought\s+to\s+have\s+)?(?:been\s+)?(?:probably\s+)?(?:died|killed|executed|murdered|shot)\b",
    re.IGNORECASE,
)
_IN_CARE = re.compile(r"\b(?:pronounced\s+dead|died|dies|succumbed|passed\s+away)\b", re.IGNORECASE)
_SAME = re.compile(
    r"\b(?:in|at|on|against)\s+(?:the|that)\s+same\s+(?P<noun>city|town|village|district|area|neighbou?rhood|province|region|state|county|camp|"
    r"market|prison|street|road|place)\b",
    re.IGNORECASE,
)


class SettingReader:
    """Reads settings within one document."""

    def __init__(
        self,
        text: str,
        cased: str,
        sentences: Sequence[Sentence],
        is_place_word: Callable[[str], bool] | None = None,
    ) -> None:
        self.cased, self.sentences = cased, sentences
        self.said = TimesAndPlaces(text, cased, is_place_word)
        self.nearest = Nearest(text, cased, self.said)
        self.scenes = Scenes(cased, self.said)
        self.lent = LentSettings(cased, sentences, self.said, self.scenes)
        self.paper = period_of_title(cased, sentences, self.said.times)

    def times(self, sentence: Sentence) -> list[TimePhrase]:
        """The words of time of a sentence that may be of an event."""
        return self.said.times(sentence)

    def read(self, mention: Mention, others: Sequence[Mention], previous: tuple[Mention, Setting] | None) -> Setting:
        """The setting of a mention.

        Args:
            mention: What happened to whom.
            others: All mentions of the same sentence, in order.
            previous: The last mention before this one in the document, with its setting.
        """
        sentence = mention.sentence
        setting = Setting()
        times = self.said.times(sentence)
        setting.as_of = next((t for t in times if t.is_as_of), None)
        setting.scope, period = read_scope(self.nearest, mention, others, times)
        if setting.scope == Scope.INCIDENT:
            setting.time = (
                self.nearest.time(mention, others, [t for t in times if names_day(t)])
                or self.nearest.time(mention, others, [t for t in times if _is_own_period(t, mention)])
                or self._told_by_event(mention, others)
            )
            if self.paper is not None:
                take_period_of_paper(mention, setting, self.paper, self.said, self.sentences)
        else:
            setting.time = period
        setting.place = self._left_behind(mention) or self.nearest.place(mention, others)
        if setting.place is None or "same" in setting.place.text.lower().split():
            setting.place = self._same_place(mention) or setting.place
        setting.site = self.nearest.site(mention, others, setting)
        if mention.rule == "gap":
            setting.place = self._gap_place(mention) or setting.place
        elif mention.rule.startswith("bodies") and setting.scope == Scope.INCIDENT:
            setting.time = self._time_of_death(mention) or setting.time
        if mention.harm == Harm.DETAINED:
            settle_arrest(self.said, mention, setting)
        elif setting.scope == Scope.INCIDENT:
            died = setting.time if self._died_later(mention, setting) else None
            if died is not None:
                setting.time = None
            self.lent.fill(mention, setting, previous)
            setting.time = died or setting.time
            self.lent.keep_to_item(mention, setting)
        return setting

    def _died_later(self, mention: Mention, setting: Setting) -> bool:
        """ "She was pronounced dead on Sunday": the weekday of a death in care, which leaves the place to that of the wounding."""
        if mention.harm != Harm.KILLED or setting.place is not None or setting.time is None:
            return False
        return (
            WEEKDAY_IN_FULL.search(setting.time.text) is not None
            and _IN_CARE.search(self.cased, mention.start, mention.end) is not None
        )

    def _told_by_event(self, mention: Mention, others: Sequence[Mention]) -> TimePhrase | None:
        """ "shot dead | three days after the vote": a time without days, where the sentence names no day."""
        phrases = self.said.told_by_events(mention.sentence)
        found = self.nearest.time(mention, others, phrases) if phrases else None
        if found is None or found.text.lower() != "recently":
            return found
        token = mention.sentence.token_at(found.span[0])
        return found if token is None or token.head == mention.trigger else None  # "a recently elected mayor"

    def _same_place(self, mention: Mention) -> PlacePhrase | None:
        """ "In 2021 four were shot in the same city": the last place told before that is one, else the last told."""
        sentence = mention.sentence
        again = _SAME.search(self.cased, sentence.start, sentence.end)
        if again is None:
            return None
        noun = again["noun"].lower()
        told = [p for s in self.sentences[: sentence.index] if self.scenes.of(s) for p in self.said.places(s)]
        told = [p for p in told if not self.said.is_origin(p)]
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
            found = next(iter(find_place_phrases(words, is_place_word=self.said.is_place_word)), None)
            if found is None or found.span[0] > len("in the "):
                continue
            shift = at - len("in ")
            phrase = _moved(found, shift)
            if self.said.is_place_word is None or found.heads[0].type or self.said.is_place_word(found.heads[0].text):
                return phrase
            if left.group().lower().split()[-1] == "from" or found.heads[0].text.istitle():
                return phrase
        return None

    def _gap_place(self, mention: Mention) -> PlacePhrase | None:
        """ "... and six in neighbouring Konst": the place right behind the number."""
        start = mention.quantity.end if mention.quantity is not None else mention.end
        after = [p for p in self.said.places(mention.sentence) if p.span[0] >= start]
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
                times = [t for t in self.said.times(where) if t.span[0] >= found.end() - 1 and t.is_moment]
                if times:
                    return times[0]
        return None


def _is_own_period(phrase: TimePhrase, mention: Mention) -> bool:
    return phrase.is_period and phrase.kind in _PERIODS and not belongs_elsewhere(phrase, mention)


def _moved(phrase: PlacePhrase, by: int) -> PlacePhrase:
    """A phrase read off a piece of text, with spans of the whole."""

    def there(span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + by, span[1] + by

    site = Words(phrase.site.text, there(phrase.site.span)) if phrase.site is not None and phrase.site.span else None
    heads = tuple(replace(head, span=there(head.span)) for head in phrase.heads)
    return replace(phrase, span=there(phrase.span), heads=heads, site=site)
