"""People told by a word that points: "they raped me", "the three herders, they hanged them", "those who ran were shot dead".

Called for each parsed sentence after its own mentions are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.subjects import add_pronoun
from bearwitness.claims.sentence.verbs import doer_of, verb_harm
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.records import Harm, Modifier

_FRONTED = Keyed(
    r"\b(?P<who>(?:the|my|his|her|our|their|these|those|two|three|four|five|six|seven|eight|nine|ten)\s+[^,.;:\"“”]{2,50}),\s+"
    r"(?:they|the\s+[\w-]+|these\s+[\w-]+|soldiers|rebels|militiamen|gunmen)\s+(?:had\s+)?(?P<verb>shot|killed|hanged|hung|burned|burnt|murdered|executed|beheaded|slaughtered|stabbed|raped|abducted|kidnapped|arrested|took)\s+(?P<it>them|him|her)\b",
    "them him her",
)

_MINE = (Harm.SEXUAL_VIOLENCE, Harm.TORTURED, Harm.INJURED, Harm.ABDUCTED, Harm.DETAINED)


def read_pointed(reader: Reader, mentions: list[Mention]) -> None:
    """Add those whom such a word stands for to `mentions`, the reader's own list."""
    if "me" in reader.low_words:
        _read_me(reader, mentions)
    if not reader.report.tells_of_force:
        return
    for found in _FRONTED.all(reader):
        _read_fronted(reader, mentions, found)
    if "those" in reader.low_words:
        _read_those(reader, mentions)


def _read_me(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "They raped me": the one who speaks."""
    for t in reader.tokens:
        if t.word != "me" or t.dep not in ("dobj", "dative"):
            continue
        verb = reader.tokens[t.head]
        harm = verb_harm(reader, verb) if verb.tag in ("VBD", "VBN") else None
        if harm is None and verb.word in ("beat", "kicked", "whipped", "flogged"):
            harm = Harm.INJURED
        if harm not in _MINE or any(reader.tokens[c].dep in ("neg", "aux") for c in verb.children):
            continue
        if harm is Harm.INJURED and verb.word in ("hurt", "wounded", "burned", "stung") and not reader.names_force:
            continue  # "his words hurt me"
        if doer_of(reader, verb) is None and not any(
            reader.word(c) in ("they", "he", "she", "who") for c in reader.children(verb.i, ("nsubj",))
        ):
            continue
        if any(m.trigger == verb.i and m.noun == (t.start, t.end) for m in mentions):
            continue
        one = add_pronoun(reader, harm, t, VictimWords(is_people=True, implied_count=1), "object")
        one.trigger, one.start, one.perpetrator = verb.i, min(one.start, verb.start), doer_of(reader, verb)


_OF_VERB = {
    "shot": Harm.INJURED,
    "stabbed": Harm.INJURED,
    "raped": Harm.SEXUAL_VIOLENCE,
    "abducted": Harm.ABDUCTED,
    "kidnapped": Harm.ABDUCTED,
    "took": Harm.ABDUCTED,
    "arrested": Harm.DETAINED,
}


def _read_fronted(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    """ "The three herders, they hanged them": whom the pronoun stands for opens the clause."""
    who = found.span("who")
    before = reader.cased[reader.sentence.start : who[0]].rstrip()
    if before and before[-1] not in '.;:"“' and not before.lower().endswith(("and", "but")):
        return
    words = reader.describe(who)
    q = next((q for q in reader.quantities if who[0] <= q.start < who[1] and not q.ordinal), None)
    others = found.group("who").lower().split()[-1] in ("others", "rest")
    if (words.is_people is not True and not others) or (
        found.group("it").lower() == "them" and q is None and not words.plural
    ):
        return
    harm = _OF_VERB.get(found.group("verb").lower(), Harm.KILLED)
    it = reader.token_at_offset(found.start("it"))
    verb = reader.token_at_offset(found.start("verb"))
    if any(m.noun is not None and m.noun[0] < who[1] and who[0] < m.noun[1] for m in mentions):
        return
    mentions[:] = [m for m in mentions if m.noun != (it.start, it.end)]
    noun = (q.end + 1, who[1]) if q is not None and q.end + 1 < who[1] else who
    if q is not None:
        m = reader.add_bare(harm, verb, q, "object", noun)
    else:
        m = reader.add_people(harm, verb, noun, words, "object")
        if not words.plural:
            m.low = m.best = m.high = words.implied_count or 1
            m.modifier = Modifier.EXACT
    if m is not None:
        m.start, m.end = min(m.start, who[0]), max(m.end, it.end)
        m.perpetrator = doer_of(reader, verb)


def _read_those(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "Those who tried to run were shot dead": two or more, told in the past."""
    for t in reader.tokens:
        if t.word != "those" or t.dep not in ("nsubjpass", "dobj"):
            continue
        if reader.word(t.i + 1) not in ("who", "whom"):
            continue
        verb = reader.tokens[t.head]
        harm = verb_harm(reader, verb)
        past = verb.tag == "VBD" or any(reader.word(c) in ("were", "been") for c in verb.children)
        if harm is None or not past or any(reader.tokens[c].dep == "neg" for c in verb.children):
            continue
        if any(m.trigger == verb.i for m in mentions):
            continue
        last = max(
            (k for k in range(t.i, verb.i if t.dep == "nsubjpass" else len(reader.tokens)) if _below(reader, k, t.i)),
            default=t.i,
        )
        span = (t.start, reader.tokens[last].end)
        told = reader.add_people(harm, verb, span, VictimWords(is_people=True, plural=True), "subject")
        if t.dep == "dobj":
            told.perpetrator = doer_of(reader, verb)


def _below(reader: Reader, i: int, head: int) -> bool:
    """Whether a word that is no mark hangs below another."""
    if not reader.tokens[i].text[0].isalnum():
        return False
    for _ in range(10):
        if i == head:
            return True
        if reader.tokens[i].head == i:
            return False
        i = reader.tokens[i].head
    return False
