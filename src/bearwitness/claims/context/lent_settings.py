"""What a mention's own sentence leaves unsaid of time and place, lent to it from elsewhere in the report.

From the scene told behind it, from those told before, from the mention before where the words point back ("the attack"), from
the lead; never from another item of a roundup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bearwitness.claims.context.drafts import Setting
from bearwitness.claims.context.event_words import is_background, opens_other, says_where_it_happened
from bearwitness.claims.context.scenes import Scene, Scenes
from bearwitness.claims.context.time_and_place import TimesAndPlaces
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.places.phrase import PlacePhrase
from bearwitness.phrases.roundups import is_roundup
from bearwitness.phrases.times.phrase import TimeKind
from bearwitness.phrases.whose_day import EVENT_NOUN, is_wide
from bearwitness.records import Scope

_POINTS_BACK = re.compile(
    r"\b(?:the|this|that)\s+(?:[\w-]+\s+){0,2}(?:attack|bombing|blast|explosion|massacre|shooting|ambush|clash|clashes|raid|strike|strikes|assault|incident|battle|action|killing|killings|shelling|toll|"
    r"victims|dead|death toll|fighting|confrontation|operation|tragedy|kidnapping|injured|wounded|casualties|bodies|others|area|scene|site|place|town|village|hospital)\b"
    r"|\b(?:there|they|he|she|it|them|him|her|another|others|also|earlier|later)\b"
)
_SHARE = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens|another)(?:\s+(?:others?|more))?\s+"
    r"(?:in|at|near|outside)\s+(?:the\s+)?(?:[a-z]+\s+(?:of\s+)?){0,2}[A-Z]"
)
_OPENING = 2  # index of the last sentence of a report's opening; its title is a sentence too
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b|\b(?:last|previous) (?:month|year)\b", re.IGNORECASE)
_REFERS = re.compile(
    rf"\b(?i:the|this|that|these|those)\s+(?:[a-z][\w-]*\s+){{0,2}}(?i:{EVENT_NOUN}|victims|dead|toll|wounded|injured|casualties|bodies|"
    r"others|scene|site)\b|\b(?i:there|they)\b"
)
"""Words that point at what was told before. No name stands among them: how many words a party's name has must not matter."""
_REACH = 5  # sentences back or ahead that a scene may stand from a claim


@dataclass(slots=True)
class LentSettings:
    """Lends within one document."""

    cased: str
    sentences: Sequence[Sentence]
    said: TimesAndPlaces
    scenes: Scenes
    _roundup: bool | None = None

    def fill(self, mention: Mention, setting: Setting, previous: tuple[Mention, Setting] | None) -> None:
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

    def keep_to_item(self, mention: Mention, setting: Setting) -> None:
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

    def _from_scenes_before(self, mention: Mention, setting: Setting) -> None:
        """The last scene told within a few sentences before, and what the scenes before it add, until another begins."""
        sentence = mention.sentence
        own_place = told = setting.place
        for k in range(sentence.index - 1, max(sentence.index - 1 - _REACH, -1), -1):
            earlier = self.sentences[k]
            scene = self.scenes.of(earlier)
            if scene is None:
                continue
            recalled = is_background(self.cased[earlier.start : earlier.end])
            if recalled and (scene.time is None or earlier.paragraph != sentence.paragraph):
                continue
            if told is not None and scene.place is not None and not _share_a_name(told, scene.place):
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
        reach = _REACH if opening else 3
        for k in range(sentence.index + 1, min(sentence.index + 1 + reach, len(self.sentences))):
            later = self.sentences[k]
            words = self.cased[later.start : later.end]
            if opens_other(words) or is_background(words):
                return
            if not (opening or (turning and later.paragraph == sentence.paragraph) or says_where_it_happened(words)):
                continue
            scene = self.scenes.of(later)
            if scene is None or (
                scene.time is not None and scene.time.kind == TimeKind.SPAN and _YEAR.search(scene.time.text)
            ):
                continue
            apart = k > 1 and later.paragraph != sentence.paragraph
            if (
                scene.time is not None
                and is_wide(scene.time)
                and (apart or any(map(self.said.times, self.sentences[:k])))
            ):
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
        return _SHARE.search(words) is not None and len(self.said.places(sentence)) > 1

    def _from_lead(self, mention: Mention, setting: Setting) -> None:
        """The scene of the first sentences, in a report that has told of no other place since."""
        lead: Scene | None = None
        for sentence in self.sentences[: mention.sentence.index]:
            scene = self.scenes.of(sentence)
            if scene is None or scene.place is None:
                continue
            if lead is None:
                if sentence.index > 3:
                    return
                lead = scene
            elif lead.place is not None and not _share_a_name(lead.place, scene.place):
                return
        if lead is not None:
            setting.place = lead.place
            setting.time = setting.time or lead.time

    def _from_previous(self, mention: Mention, setting: Setting, previous: tuple[Mention, Setting], low: str) -> None:
        """The setting of the mention before, where the words point back to it ("the attack", "they")."""
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


def _share_a_name(a: PlacePhrase, b: PlacePhrase) -> bool:
    """Whether two phrases share a name, so that they may say the same place twice."""
    mine = {w for head in a.heads for w in _name_words(head.text)}
    theirs = {w for head in b.heads for w in _name_words(head.text)}
    return bool(mine & theirs)


def _name_words(words: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]{3,}", words.lower()) if w not in ("the", "san", "santa", "los", "las")]
