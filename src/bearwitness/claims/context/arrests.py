"""Where and when people were arrested: what a sentence says of the crime before is not of the arrest."""

from __future__ import annotations

import re

from bearwitness.claims.context.drafts import Setting
from bearwitness.claims.context.event_words import tells_of_event
from bearwitness.claims.context.time_and_place import TimesAndPlaces
from bearwitness.claims.sentence.dependencies import verb_above
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.phrases.places.phrase import PlacePhrase
from bearwitness.phrases.spots import Spot
from bearwitness.phrases.whose_day import EVENT_NOUN

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
_HELD_SINCE = re.compile(
    r"\b(?:held|jailed|imprisoned|booked|lodged|incarcerated|remanded|remains?|remained|transferred|transported|brought\s+to|taken\s+to)\b",
    re.IGNORECASE,
)
""" "was arrested and is being held in Oru prison": where the arrest ended."""
_BOOKED = frozenset(["booked", "book", "books", "booking", "lodged", "remanded"])


def settle_arrest(said: TimesAndPlaces, mention: Mention, setting: Setting) -> None:
    """An arrest has a day and place of its own: never those of the crime ("arrested over the shooting in Oru on Friday")."""
    for name in ("place", "time"):
        phrase = getattr(setting, name)
        between = (
            said.cased[mention.end : phrase.span[0]] if phrase is not None and phrase.span[0] > mention.end else ""
        )
        between = _OF_THE_TAKING.sub("", between)
        if _CRIME_BETWEEN.search(between) or (
            name == "place"
            and phrase is not None
            and not _OF_THE_TAKING.search(said.led_by(phrase))
            and said.names_scene(phrase)
        ):
            setattr(setting, name, None)
    for name in ("place", "site"):
        phrase = getattr(setting, name)
        if phrase is not None and (
            _is_of_the_crime(said, phrase, mention) or _is_where_it_ended(said, phrase, mention)
        ):
            setattr(setting, name, None)


def _is_of_the_crime(said: TimesAndPlaces, phrase: PlacePhrase | Spot, mention: Mention) -> bool:
    """ "Man shot outside a club; cousin jailed", "arrested over the shooting at a club": whether a crime stands between
    an arrest and a place behind it, or right before a place that stands before the arrest."""
    if phrase.span[0] >= mention.start:
        between = said.cased[min(mention.end, phrase.span[0]) : phrase.span[0]]
        return bool(_CRIME_BETWEEN.search(_OF_THE_TAKING.sub("", between)))
    if _is_of_the_taking(phrase, mention):
        return False
    return tells_of_event(said.cased[max(mention.sentence.start, phrase.span[0] - 60) : phrase.span[0]]) is not None


def _is_of_the_taking(phrase: PlacePhrase | Spot, mention: Mention) -> bool:
    """ "Soldiers raided a house in Oru and arrested two men": the place of what the same people did before."""
    sentence = mention.sentence
    token = sentence.token_at(phrase.span[0])
    trigger = sentence.tokens[mention.trigger]
    if token is None or trigger.dep != "conj":
        return False
    own = {sentence.tokens[c].dep for c in trigger.children}
    verb = verb_above(sentence, token)
    return verb is not None and trigger.head == verb.i and own.isdisjoint(("nsubj", "nsubjpass", "auxpass"))


def _is_where_it_ended(said: TimesAndPlaces, phrase: PlacePhrase | Spot, mention: Mention) -> bool:
    """ "booked into Oru prison", "was arrested and is held in Oru prison": where people are kept, not where they were taken."""
    if phrase.span[0] < mention.start:
        return False
    sentence = mention.sentence
    if sentence.tokens and sentence.tokens[mention.trigger].word in _BOOKED:
        return True
    return _HELD_SINCE.search(said.cased, mention.end, phrase.span[0]) is not None
