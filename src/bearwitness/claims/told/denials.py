"""Denials that carry no number: "denied having killed the priests", "rejects the massacre".

Called for each parsed sentence after its own mentions are read. What is denied is kept as a claim to be linked to the one
that it denies; without a number it says one or more, of people named in the plural two or more.
"""

from __future__ import annotations

from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, verb_harm
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.records import Harm

_EVENTS = frozenset(["massacre", "massacres", "killing", "killings", "murder", "murders", "assassination", "assassinations", "execution", "executions",
                     "abduction", "abductions", "kidnapping", "kidnappings", "torture", "rape", "rapes"])  # fmt: skip


def read_denials(reader: Reader, mentions: list[Mention]) -> None:
    """Add what a verb of denial governs and no mention holds yet to `mentions`, the reader's own list."""
    words = speech_words()
    for t in reader.tokens:
        if t.word not in words.deny or not t.tag.startswith("VB"):
            continue
        below = reader.sentence.subtree(t.i)
        if any(m.trigger in below for m in mentions):
            continue
        for i in below:
            if i > t.i and (_read_verb(reader, reader.tokens[i]) or _read_event(reader, reader.tokens[i])):
                break


def _read_verb(reader: Reader, t: Token) -> bool:
    """ "Denied having killed the priests": people with an article, whom elsewhere only a number makes a claim."""
    harm = verb_harm(reader, t)
    if not t.tag.startswith("VB"):
        return False
    if harm is None:
        name = reader.lexicon.intransitive.get(t.word)
        return name is not None and _read_anyone(reader, t, Harm(name), ("nsubj",))
    passive = is_passive(reader, t)
    if _read_anyone(reader, t, harm, ("nsubjpass",) if passive else ("dobj",)):
        return True
    for c in t.children:
        if reader.tokens[c].dep != ("nsubjpass" if passive else "dobj"):
            continue
        group = reader.group(c)
        if group.noun is not None and group.quantity is None and group.words.is_people is True:
            reader.add_people(harm, t, group.noun, group.words, "denied")
            return True
    return False


def _read_anyone(reader: Reader, t: Token, harm: Harm, deps: tuple[str, ...]) -> bool:
    """ "Denied that anyone had died in custody": one or more."""
    for c in t.children:
        token = reader.tokens[c]
        if token.dep in deps and token.word in ("anyone", "anybody", "any"):
            reader.add_people(harm, t, (token.start, token.end), VictimWords(is_people=True), "denied")
            return True
    return False


def _read_event(reader: Reader, t: Token) -> bool:
    if t.word not in _EVENTS or t.word not in reader.lexicon.nouns or t.dep == "compound":
        return False
    words = VictimWords(plural=t.word.endswith("s") or t.word == "massacre")
    reader.add_people(Harm(reader.lexicon.nouns[t.word]), t, None, words, "denied")
    return True
