"""The words of saying, denying, doubting and of kinds of speaker, turned round for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bearwitness.phrases.lexicons import load_lexicon


@dataclass(frozen=True)
class SpeechWords:
    """The speech lexicon, as sets."""

    say: frozenset[str]
    deny: frozenset[str]
    deny_nouns: frozenset[str]
    hedge_adverbs: frozenset[str]
    hedge_verbs: frozenset[str]
    unreal: dict[str, str]
    kinds: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def speech_words() -> SpeechWords:
    """The English speech lexicon of this package."""
    data = load_lexicon("speech_en")
    return SpeechWords(
        frozenset(data["say"]),
        frozenset(data["deny"]),
        frozenset(data["deny_nouns"]),
        frozenset(data["hedge_adverbs"]),
        frozenset(data["hedge_verbs"]),
        {word: reason for reason, words in data["unreal"].items() for word in words},
        {kind: frozenset(words) for kind, words in data["claimants"].items()},
    )
