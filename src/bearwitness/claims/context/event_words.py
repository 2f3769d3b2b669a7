"""Words of events and of what follows them: attacks and harm, armed arrivals, courts and burials, earlier events, totals."""

from __future__ import annotations

import re

from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.sentence.dependencies import hangs_on
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.phrases.times.phrase import TimePhrase
from bearwitness.phrases.whose_day import EVENT_NOUN
from bearwitness.phrases.word_patterns import AnyCase, lower_in_place, words_of

_EVENT = re.compile(
    r"\b(?:explo(?:de[sd]?|sions?)|attack(?:s|ed|ing)?|bomb(?:s|ed|ings?)?|car[- ]bomb|ambush(?:e[sd])?|clash(?:e[sd])?|"
    r"shot|shoot(?:ings?|-?outs?)?|gunfire|gunn?ed|gunmen|opened fire|fired|raid(?:s|ed)?|(?:air)?strikes?|shell(?:ed|ing)|"
    r"blasts?|battles?|fighting|assaults?|dynamited?|grenades?|machine-?gun(?:ned)?|stabb(?:ed|ing)|confrontations?|"
    r"struck|hit|rockets?|missiles?|mortars?|explosive devices?|kill(?:ed|ing|ings|s)?|murder(?:ed|s)?|assassinat(?:ed|ions?)|massacred?|kidnap(?:ped|pings?)?|abduct(?:ed|ions?)?|"
    r"slain|slayings?|gun ?shots?|detonat(?:ed|ing|ions?)|hurl(?:ed|ing)|threw|set fire|fires?(?! department)|blaze|burned|destroyed|torched|perpetrated|committed|happened|occurred|took place|crimes?|"
    r"blew up|blown up|went off|stormed|intercepted|executed|wounded|injured|died|dead|deaths?)\b",
)  # in lower case
_HAPPENED = AnyCase(
    rf"\b(?:it|this|that|(?:the|this)\s+(?:[\w'-]+\s+){{0,3}}{EVENT_NOUN})\s+(?:[\w-]+\s+){{0,3}}?"
    r"(?:happened|occurred|took place|unfolded|was (?:carried out|committed|staged|perpetrated)|began|came)\b",
)
_SURVIVAL = AnyCase(r"\b(?:alive|unharmed|unhurt|safe and (?:sound|well))\b")
_ARRIVAL = re.compile(
    r"\b(?:soldiers|troops|gunmen|men|rebels|fighters|militia\w*|guerrillas?|terrorists|police(?:men)?|army|forces|attackers|assailants|"
    r"patrols?|convoy|commandos?|column|helicopters?|planes?|jets?|drones?|tanks?|bandits|mob|subversives|paramilitar\w+|insurgents|"
    r"militants|jihadists)\b[^.;]{0,90}\b(?:arrived|came|entered|surrounded|burst|broke\s+into|stopped|moved\s+in|swept|occupied|"
    r"advanced|landed|descended|appeared|rode|drove|encircled|cordoned|invaded|overran)\b"
)  # in lower case
_TOTAL = AnyCase(
    r"\b(?:(?:has|have|had) (?:also )?(?:killed|left|claimed|taken|displaced)\b[^.]{0,80}\bsince|so far this|brings? the (?:[\w-]+ )?(?:number|toll|total|count)|"
    r"(?:number|total) of [^.]{0,60}\bthis (?:year|month|week)|(?:is|was|were|be) (?:[\w'’]+ ){0,3}(?:deadliest|worst|bloodiest))\b",
)
_OTHER_SCENE = AnyCase(
    r"^\W*(?:[\w'-]+\s+){0,4}?(?:meanwhile|elsewhere|separately|simultaneously|on the other hand|in addition|"
    r"in (?:another|other|a separate|a similar|a second|a different|separate|previous) (?:[\w-]+ ){0,3}?\w+|"
    r"(?:another|a second|a third|a separate|a similar|other) (?:[\w-]+ ){0,2}?"
    r"(?:attacks?|bombs?|bombings?|incidents?|reports?|clash(?:es)?|explosions?|shootings?|ambush|groups?|commandos?))\b",
)
_BACKGROUND = re.compile(
    r"\b(?:years? (?:ago|earlier|before)|previously|in recent (?:years|months|weeks)|in the past|so far|over the years|"
    r"last (?:month|year)|earlier this (?:year|month)|the (?:previous|late) \w+|since (?:then|\d{4})|decades?|"
    r"(?:deadliest|worst|bloodiest|most violent|heaviest)\b[^.]{0,60}\bsince)\b"
)  # on lower case: several times faster than without regard to case
_IN_COURT = words_of(
    "charged arrested sentenced convicted indicted arraigned pleaded pled buried mourned questioned tried booked jailed "
    "investigating investigated identified appeared wanted captured detained held remembered honored honoured"
)
"""What follows a killing where it happened, on another day: court and burial ("went on trial on Wednesday for ...")."""
_AFTERMATH = _IN_COURT | words_of(
    "released condemned denounced protested marched met arrived visited traveled travelled announced accused deplored "
    "expressed sent asked demanded attended returned interviewed repudiated reiterated promised testified rejected pledged "
    "blamed linked confirmed requested ordered gathered prayed sought searched ruled filed referred alluded lamented regretted commented "
    "discussed transmitted voiced conveyed commemorated dismantled"
)
"""Verbs of what follows a killing anywhere: neither their day nor their place is the killing's."""
_RECEIVES = words_of(
    "received receives receiving treated treats treating admitted admits saw seen recorded registered counted"
)
""" "has received 31 people hurt since Friday": the time is that of the hurt as well."""
_STARTS = words_of("begin begins began beginning start starts started starting effective")
_AFTERMATH_NOUN = words_of(
    "funeral funerals service services vigil trial hearing burial memorial march demonstration conference meeting court "
    "investigation investigators statement communique ceremony autopsy autopsies postmortem post-mortem case prosecutors"
)


def tells_of_event(words: str) -> re.Match[str] | None:
    """The first word of an attack or of harm in a sentence."""
    return _EVENT.search(lower_in_place(words))


def tells_of_arrival(words: str) -> bool:
    """Whether armed men come upon a place in a sentence: what follows is told of that day."""
    return bool(_ARRIVAL.search(words.lower()))


def tells_of_survival(words: str) -> bool:
    """Whether a sentence tells who came away ("had been found alive in Oru"): its place is theirs, not the harm's."""
    return bool(_SURVIVAL.search(words))


def tells_of_total(words: str) -> bool:
    """Whether a sentence counts over a period ("a group that has killed 200 on the border since May"): no scene."""
    return bool(_TOTAL.search(words))


def opens_other(words: str) -> bool:
    """Whether a sentence turns to another event ("Meanwhile, ...", "In a separate attack ...")."""
    return bool(_OTHER_SCENE.match(words))


def is_background(words: str) -> bool:
    """Whether words speak of earlier events or of a whole period."""
    return bool(_BACKGROUND.search(words.lower()))


def says_where_it_happened(words: str) -> bool:
    """ "The shooting took place ...", "It happened ...": a sentence about the event of the sentence before."""
    return bool(_HAPPENED.search(words))


def of_aftermath(sentence: Sentence, verb: Token | None) -> bool:
    """Whether the verb that a word hangs on tells of what came after the harm: a trial, a burial, a visit."""
    return verb is not None and (bool(_past(verb.word) & _AFTERMATH) or in_court(sentence, verb))


def modifies_argument(sentence: Sentence, trigger: Token, verb: Token, time: Token) -> bool:
    """ "The man accused of killing two halted his trial on Tuesday": the harm only describes who does or undergoes the verb.

    Not where the verb tells of the event itself ("the bomb that killed two exploded on Tuesday"), nor where the time stands
    with the noun that the harm describes ("it came on the anniversary of a raid in 2019 that killed six").
    """
    if tells_of_event(verb.word) or verb.word in _RECEIVES:
        return False
    t, inside = trigger, False
    for _ in range(12):
        if t.i == verb.i:
            return inside
        describes = t.dep in ("acl", "relcl")
        inside = inside or describes or t.dep == "pcomp"
        if t.head == t.i:
            return False
        t = sentence.tokens[t.head]
        if describes and t.i != verb.i and hangs_on(sentence, time, t.i, within=6):
            return False
    return False


def _past(word: str) -> set[str]:
    """A verb as printed, and what its past would be if regular ("announces", "announcing" -> "announced")."""
    stem = word.removesuffix("ing") if word.endswith("ing") else word.removesuffix("s")
    return {word, f"{stem}d", f"{stem}ed"}


def in_court(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells of the police's, the court's or the undertaker's part, or its subject does ("the funeral is")."""
    subjects = {sentence.tokens[c].word for c in verb.children if sentence.tokens[c].dep in ("nsubj", "nsubjpass")}
    if _past(verb.word) & _IN_COURT or subjects & _AFTERMATH_NOUN:
        return True
    if verb.word in ("took", "take", "takes", "taking") and "stand" in {
        t.word for t in sentence.tokens[verb.i : verb.i + 3]
    }:
        return True
    goes = verb.word in ("went", "go", "goes", "going", "begin", "begins", "began")
    return goes and "trial" in {t.word for t in sentence.tokens[verb.i : verb.i + 4]}


def is_reported(text: str, sentence: Sentence, phrase: TimePhrase) -> bool:
    """Whether a time stands beside a verb of saying or of the aftermath, in a sentence that was not parsed."""
    before = text[max(sentence.start, phrase.span[0] - 40) : phrase.span[0]].lower().split()
    after = text[phrase.span[1] : phrase.span[1] + 20].lower().split()
    say = speech_words().say
    beside = [w.strip(",.") for w in before[-2:]]
    if any(_past(w) & (_IN_COURT | _AFTERMATH) or w in _STARTS for w in beside):
        return True
    return any(w.strip(",.") in say for w in before[-4:]) or bool(after and after[0].strip(",.") in say)
