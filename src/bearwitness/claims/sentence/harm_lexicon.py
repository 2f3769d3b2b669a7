"""The words of harm, turned round for look-up, and which sentences hold one and are worth parsing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bearwitness.claims.sentence.outcome_words import TRIGGER_HEADS, TRIGGER_SHAPES
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.phrases.lexicons import load_lexicon
from bearwitness.phrases.word_patterns import AnyCase, any_of, lowered


@dataclass(frozen=True)
class HarmWords:
    """The harm lexicon, turned round for look-up."""

    transitive: dict[str, str]
    intransitive: dict[str, str]
    states: dict[str, str]
    nouns: dict[str, str]
    people: dict[str, str]
    outside: AnyCase
    force: AnyCase
    triggers: re.Pattern[str]  # of words in lower case
    trigger_heads: frozenset[str]  # of these words one at least stands in whatever `triggers` finds
    shapes: re.Pattern[str]  # further triggers, with `TRIGGER_HEADS`; of words in lower case


EXTRA_TRIGGERS = (
    "lives", "life", "lost", "claimed", "victims", "victim", "buried", "losses", "held", "holding", "behind bars", "custody", "jail", "detention center", "captive", "fatally",
    "captivity", "still hold", "still holds", "whisked", "spirited", "taken prisoner", "taken", "own life", "still be inside", "still inside", "still in the", "still under", "still be under", "still be in", "on himself", "on herself", "himself up", "herself up", "critical condition", "serious condition", "stable condition", "life support", "intensive care", "fighting for his life", "fighting for her life", "fighting for life", "for their lives", "being treated", "were treated", "was treated", "bullet hole", "bullet holes", "fingers", "bashing", "recovering",  "blown", "death", "toll", "homes", "exodus", "dead", "survived", "survivors", "unharmed", "unhurt", "unscathed", "escaped", "treated", "lightly",
    "exterminated", "torn", "refuge", "hospital", "hospitals", "struck", "rubble", "debris", "ruins", "wreckage", "funeral", "funerals", "burns", "recovered", "exhumed", "bodies", "body", "went missing", "seized", "driven", "forced", "burned alive", "burnt alive", "hacked", "took", "suicide", "eliminated", "downed",
    "shrapnel", "bullet", "bullets", "gunfire", "gunshot wound", "gunshot wounds", "airlifted", "flighted", "medical center", "medical centre", "trauma center", "trauma centre", "suffered cuts", "cuts and", "hospitalized", "surgery", "bullet wound", "bullet wounds", "stab wound", "stab wounds", "graze wound", "lost both", "lost a leg", "lost an eye", "lost an arm", "lost his", "lost her", "shattered",
    "grazing", "grazes", "brought in", "rushed in", "carried in", "ferried in", "wheeled in", "wards", "sought help", "sought medical", "seeking medical", "medical help", "medical attention", "medical treatment", "medical care", "medical assistance", "for help", "discharged", "sent home", "stable", "graves", "for burial", "laid to rest", "war-wounded", "affected", "come out of", "emerge", "been buried", "roughed", "thrashed", "battered", "acid", "eardrum", "eardrums", "lung", "lungs", "spleen", "eye socket", "amputated", "picking", "plucking", "overcome by", "tear gas", "teargas", "pepper spray", "jaw", "knee", "broken", "fractured", "a stray", "gave his", "gave her", "gave their", "laid down", "make it out", "make it back", "make it to", "make it home", "live to reach", "passed away", "riddled", "finished off", "off in front", "shootings", "stabbings", "beating", "beatings", "apart", "ending the lives", "ended the lives", "a life", "another life", "out of action", "martyrdom", "survive", "of life", "without life", "sacrificed", "revived", "saved", "bled", "be saved",
    "punched", "punching", "punches", "kicked", "slashing", "slashes", "pistol-whipping", "pistol-whips", "headbutted", "stomped", "flogged", "flogging", "beat", "striking", "hitting",
    "hit by", "hit with", "hit in the", "hit on the", "was hit", "were hit", "been hit", "being hit", "got hit", "wiped out", "wiping out", "took prisoners", "taking prisoners", "murder-suicide", "homicide-suicide",
    "sexual violence", "sexual abuse", "sexual assault", "sexual assaults",
    "martyrdom", "shahadat", "mowed down", "ablaze", "set alight", "set on fire", "set fire to", "whisked", "made away with", "collared", "picked up", "deprived of",
    "took the life", "taken the life", "taking the life", "brought dead", "macheted", "paralysed", "paralyzed", "loses leg", "fell in", "gunned", "to their graves", "to their grave", "chased", "to hell", "ultimate sacrifice", "supreme sacrifice", "ultimate price", "supreme price", "medical help", "medical attention", "medical assistance", "medical aid", "medical care", "first aid", "sought help", "seeking help", "sought treatment", "most serious", "most severe", "previous update", "previous report", "to the grave", "to his grave", "to her grave", "early grave", "early graves",
)  # fmt: skip


_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    "was were been being is are with without their his her the another still got made on in of by to from a".split()
)
"""Words in every other sentence: of "was hit" the sentence must hold "hit", so that few are searched."""


@lru_cache(maxsize=1)
def harm_words() -> HarmWords:
    """The English harm lexicon of this package."""
    data = load_lexicon("harm_en")
    transitive = {w: harm for harm, kinds in data["verbs"].items() for w in kinds.get("transitive", [])}
    intransitive = {w: harm for harm, kinds in data["verbs"].items() for w in kinds.get("intransitive", [])}
    states = {w: harm for harm, words in data["states"].items() for w in words}
    nouns = {w: harm for harm, words in data["nouns"].items() for w in words}
    people = {w: harm for harm, words in data["people_of_harm"].items() for w in words}
    every = {*transitive, *intransitive, *states, *nouns, *people, *EXTRA_TRIGGERS} - {
        "burned",
        "burnt",
        "taken",
        "took",
        "life",
    }
    return HarmWords(
        transitive,
        intransitive,
        states,
        nouns,
        people,
        AnyCase(rf"\b{any_of(data['causes']['outside'])}\b"),
        AnyCase(rf"\b{any_of(data['causes']['force'])}\b"),
        re.compile(rf"(?<![\w-]){any_of(every)}\b"),
        frozenset(max(_WORD.findall(phrase.lower()), key=lambda w: (w not in _COMMON, len(w))) for phrase in every),
        re.compile(rf"(?<![\w-])(?:{TRIGGER_SHAPES})\b"),
    )


def may_hold_harm(text: str, sentence: Sentence) -> bool:
    """Whether a sentence holds a word of harm at all, so that it is worth parsing.

    Most sentences are told by their words alone; the patterns, which are slow, decide on the rest.
    """
    lexicon = harm_words()
    start, end = sentence.start, sentence.end
    first = min(start, 1)  # a word of harm looks at the character before it
    low = text[start - first : end].lower()
    words = _WORD.findall(low, first)
    if not lexicon.trigger_heads.isdisjoint(words) and lexicon.triggers.search(low, first):
        return True
    return not TRIGGER_HEADS.isdisjoint(words) and lexicon.shapes.search(low, first) is not None


def sentences_of_harm(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Those sentences of a text that may hold harm, in order.

    The words of the whole text say which words of harm it has at all, few as a rule; these are then looked up in it, and
    only the sentences where they stand are read by `may_hold_harm`.
    """
    low = lowered(text)
    pieces = set(low.split())
    words = {piece for piece in pieces if piece.isalnum()}
    words.update(word for piece in pieces if not piece.isalnum() for word in _WORD.findall(piece))
    starts = [s.start for s in sentences]
    found: set[int] = set()
    for head in (harm_words().trigger_heads | TRIGGER_HEADS) & words:
        at = low.find(head)
        while at >= 0:
            found.add(bisect_right(starts, at) - 1)
            at = low.find(head, at + len(head))
    return [sentences[k] for k in sorted(found) if k >= 0 and may_hold_harm(text, sentences[k])]
