"""People who tell of their own harm: "two plaintiffs said they had been raped", "nineteen said they were given electric shocks".

Called for each parsed sentence after its own mentions are read. "They" are those who speak, where the number is theirs and
the harm is one that people live to tell.
"""

from __future__ import annotations

from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import agent_of, is_passive, verb_harm
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm

_LIVED = (Harm.SEXUAL_VIOLENCE, Harm.TORTURED, Harm.INJURED, Harm.ABDUCTED, Harm.DETAINED)
_TELL = words_of(
    "told testified described recounted reported alleged complained recalled reporting describing alleging saying say said tell"
)
_FOR_OTHERS = words_of(
    "witness witnesses source sources official officials officer officers doctor doctors medic medics nurse nurses resident "
    "residents police lawyer lawyers expert experts neighbor neighbors neighbour neighbours journalist journalists diplomat diplomats"
)


def read_themselves(reader: Reader, mentions: list[Mention]) -> None:
    """Add the number of those who tell of their own harm to `mentions`, the reader's own list."""
    for t in reader.tokens:
        if t.word != "they" or t.dep not in ("nsubjpass", "nsubj"):
            continue
        verb = reader.tokens[t.head]
        harm = verb_harm(reader, verb) if verb.tag.startswith("VB") and is_passive(reader, verb) else None
        if harm not in _LIVED or any(
            m.harm == harm and m.trigger == verb.i and m.quantity is not None for m in mentions
        ):
            continue
        if harm == Harm.INJURED and agent_of(reader, verb) is None:
            continue  # "five said they were hurt by the remarks", "that they had been beaten to the contract"
        speaker = _speaker(reader, verb)
        group = reader.group(speaker) if speaker is not None else None
        if group is None or group.quantity is None or group.quantity.ordinal or group.words.head in _FOR_OTHERS:
            continue
        if (
            any(reader.word(i) in _FOR_OTHERS for i in range(group.first, group.last + 1))
            or group.words.is_people is False
        ):
            continue
        if any(m.quantity is group.quantity and m.harm == harm for m in mentions):
            continue
        for m in [m for m in mentions if m.harm == harm and m.noun == (t.start, t.end)]:
            mentions.remove(m)
        told = reader.add_bare(harm, verb, group.quantity, "subject", group.noun)
        if told is not None:
            told.start, told.end = min(told.start, reader.tokens[group.first].start), max(told.end, verb.end)


def _speaker(reader: Reader, verb: Token) -> int | None:
    """The subject of the verb of saying that a clause hangs on."""
    for _ in range(3):
        up = reader.tokens[verb.head]
        if verb.dep == "ccomp" and (up.word in _TELL or up.word in speech_words().say):
            return next((c for c in up.children if reader.tokens[c].dep == "nsubj" and c < verb.i), None)
        if verb.dep not in ("conj", "xcomp") or up is verb:
            return None
        verb = up
    return None
