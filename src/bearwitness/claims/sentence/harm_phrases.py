"""Fixed phrases of harm: "claimed the lives of N", "lost their lives", "put to death", "took N hostage", "under the rubble"."""

from __future__ import annotations

import re
from collections.abc import Callable

from bearwitness.claims.sentence.groups import add_groups
from bearwitness.claims.sentence.harm_nouns import read_toll
from bearwitness.claims.sentence.outcome_words import BEFORE_THE_DEAD, BODIES, BY_FIRE, COMES_TO, COUNTED, STILL_INSIDE
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import doer_of, is_passive, victims_of_verb
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Status

_DEGREES = words_of("degrees degree variety kinds types")
_SUFFER = words_of("suffered sustained received suffering suffer sustaining")
_IN_BATTLE = re.compile(
    r"\s+in (?:an? |the )?(?:\w+ )?(?:battle|combat|action|fighting|clash|clashes|firefight|gunfight|encounter|ambush|line of duty)\b"
)
_NUMBER_OF_HARMED = re.compile(
    r"number\s+of\s+(?:the\s+)?(?:(?:civilian\s+|military\s+|police\s+)?(?:victims|dead|deaths|killed|fatalities|martyrs|wounded|injured|injuries|casualties)\b|(?:[\w'’-]+\s+|\[[^\]]{2,60}\]\s+){1,6}?(?:killed|slain|murdered|assassinated|executed|wounded|injured|shot\s+dead|gunned\s+down)\b)"
)


def read_phrase(reader: Reader, t: Token) -> None:
    """Fixed phrases: "claimed the lives of N", "cost N lives", "lost their lives", "buried six", "took N hostage"."""
    if (
        t.word in COUNTED
        and not t.tag.startswith("VB")
        and not (t.word == "dead" and reader.word(t.i - 1).isalpha() and reader.word(t.i - 1) not in BEFORE_THE_DEAD)
        and re.match(COMES_TO, reader.cased[t.end : min(reader.sentence.end, t.end + 130)].lower())
    ):
        read_toll(reader, t)
        return
    read = _PHRASES.get(t.word)
    if read is not None:
        read(reader, t)


def _read_wounds_suffered(reader: Reader, t: Token) -> None:
    """ "Three suffered gunshot wounds": injured; a body that received them is dead."""
    degrees = t.dep == "pobj" and reader.word(reader.tokens[reader.tokens[t.head].head].i) in _DEGREES
    if t.dep not in ("dobj", "conj") and not degrees:
        return
    verb = reader.governing_verb(t)
    if verb is None or verb.word not in _SUFFER:
        return
    for s in reader.children(verb.i, ("nsubj",)):
        body = reader.word(s) in BODIES  # "the teacher's body received 18 bullet wounds"
        add_groups(reader, Harm.KILLED if body else Harm.INJURED, t, s, None, "suffered")


def _read_funerals(reader: Reader, t: Token) -> None:
    """ "Funerals were held for six"."""
    if reader.governing_verb(t) is None:
        return
    for q in reader.quantities:
        if re.fullmatch(r"\s+(?:were held |was held )?(?:for|of)\s+(?:the\s+)?", reader.cased[t.end : q.start]):
            reader.add_bare(Harm.KILLED, t, q, "buried", reader.people_after(q))


def _read_struck(reader: Reader, t: Token) -> None:
    """ "Two boys were struck by gunfire"."""
    if (
        t.tag in ("VBN", "VBD")
        and BY_FIRE.search(reader.cased, t.end, min(reader.sentence.end, t.end + 60))
        and is_passive(reader, t)
    ):
        heads, _agent, how = victims_of_verb(reader, t, True)
        for h in heads:
            add_groups(reader, Harm.INJURED, t, h, None, how)


def _read_put_to_death(reader: Reader, t: Token) -> None:
    """ "Four were put to death", "put to death four"."""
    if reader.word(t.i - 1) != "to" or reader.word(t.i - 2) not in ("put", "putting", "puts"):
        return
    verb = reader.tokens[t.i - 2]
    if is_passive(reader, verb):
        heads = reader.children(verb.i, ("nsubjpass", "nsubj"))
    else:
        heads = [o for o in reader.children(verb.i, ("dobj",)) if o != t.i]
    for o in heads:
        add_groups(reader, Harm.KILLED, t, o, doer_of(reader, verb), "put-to-death")
    if not heads:
        for q in reader.quantities:
            if re.fullmatch(r"['’\"”]?\s+", reader.cased[t.end : q.start]):
                reader.add_bare(Harm.KILLED, t, q, "put-to-death", reader.people_after(q))


def _read_fell(reader: Reader, t: Token) -> None:
    """ "Three soldiers fell in battle"."""
    if _IN_BATTLE.match(reader.cased[t.end : t.end + 45].lower()) is None:
        return
    for o in reader.children(t.i, ("nsubj",)):
        relative = reader.tokens[o].word in ("who", "that") and t.dep == "relcl"
        add_groups(reader, Harm.KILLED, t, t.head if relative else o, None, "subject")


def _read_number_of(reader: Reader, t: Token) -> None:
    """ "The number of dead rose to 12"."""
    if _NUMBER_OF_HARMED.match(reader.cased[t.start : t.start + 110].lower()):
        read_toll(reader, t)


def _read_buried(reader: Reader, t: Token) -> None:
    """ "Twelve are buried under the school": missing; "the town buried six": dead."""
    if t.word == "buried" and reader.word(t.i + 1) in ("under", "beneath", "alive", "inside"):
        for s in victims_of_verb(reader, t, True)[0]:
            add_groups(reader, Harm.MISSING, t, s, None, "rubble")
    elif t.tag.startswith("VB") and not is_passive(reader, t):
        for o in reader.children(t.i, ("dobj",)):
            group = reader.group(o)
            if group.quantity is not None and group.words.is_people is not False:
                add_groups(reader, Harm.KILLED, t, o, None, "buried")


def _read_taken(reader: Reader, t: Token) -> None:
    """ "Took four hostage", "were held captive": abducted; prisoners are detained."""
    if reader.word(t.i - 1) in ("the", "a", "one"):
        return
    verb = reader.governing_verb(t)
    if verb is None or verb.word not in ("took", "taken", "taking", "take", "held", "holding", "hold"):
        return
    harm = Harm.DETAINED if t.word == "prisoner" else Harm.ABDUCTED
    for o in reader.children(verb.i, ("nsubjpass", "nsubj") if is_passive(reader, verb) else ("dobj",)):
        if o != t.i:
            add_groups(reader, harm, t, o, doer_of(reader, verb), "took-hostage")


def _read_lost(reader: Reader, t: Token) -> None:
    """ "Lost three soldiers", "the loss of three soldiers": said of fighters, and so of the dead."""
    if t.word == "loss":
        of = reader.child(t.i, "prep", ("of",))
        objects = reader.children(of, ("pobj",)) if of is not None else []
    else:
        objects = reader.children(t.i, ("dobj",)) if not is_passive(reader, t) else []
    for o in objects:
        group = reader.group(o)
        if group.quantity is not None and (
            group.words.status == Status.COMBATANT
            or group.words.head in ("men", "officers", "policemen", "police", "guards", "members", "fighters")
        ):
            add_groups(reader, Harm.KILLED, t, o, None, "lost")


def _read_hospital(reader: Reader, t: Token) -> None:
    """ "Shooting sends four people to the hospital": injured, if the sentence tells of force."""
    verb = reader.governing_verb(t)
    if (
        verb is None
        or verb.word not in ("sends", "sent", "sending", "send", "puts", "put", "lands", "landed")
        or not reader.names_force
    ):
        return
    for o in reader.children(verb.i, ("dobj",)):
        add_groups(reader, Harm.INJURED, t, o, None, "object")


def _read_rubble(reader: Reader, t: Token) -> None:
    """ "Up to a dozen people remain under the rubble", "are buried beneath the theatre": missing."""
    verb = reader.governing_verb(t)
    if verb is None or verb.word not in (
        "remain",
        "remains",
        "remained",
        "are",
        "were",
        "is",
        "lie",
        "lay",
        "buried",
        "trapped",
        "stuck",
        "be",
    ):
        return
    for s in reader.children(verb.i, ("nsubj", "nsubjpass")):
        if reader.group(s).quantity is not None:
            add_groups(reader, Harm.MISSING, t, s, None, "rubble")


def _read_still_inside(reader: Reader, t: Token) -> None:
    """ "Up to 15 guests may still be inside the hotel that was bombed": missing, and no more than feared."""
    if not reader.names_force:
        return
    for q in reader.quantities:
        found = STILL_INSIDE.match(reader.cased, q.end, reader.sentence.end)
        if found is None or not q.end < t.start < found.end():
            continue
        noun = reader.people_after(q)
        mention = reader.add_bare(Harm.MISSING, reader.token_at_offset(q.end), q, "inside", noun) if noun else None
        if mention is not None:
            mention.extra["hedged"] = True
            mention.end = max(mention.end, found.end())


def _read_lives(reader: Reader, t: Token) -> None:
    verb = reader.governing_verb(t)
    before = reader.word(verb.i) if verb else ""
    of = reader.child(t.i, "prep", ("of",))
    if before in (
        "claimed",
        "claims",
        "claiming",
        "cost",
        "costing",
        "costs",
        "took",
        "taken",
        "taking",
        "takes",
        "ended",
        "consumed",
    ):
        inner = reader.child(of, "pobj") if of is not None else None
        if inner is not None:
            add_groups(reader, Harm.KILLED, t, inner, doer_of(reader, verb) if verb else None, "lives-of")
        else:
            group = reader.group(t.i)
            if group.quantity is not None:
                reader.add_bare(Harm.KILLED, t, group.quantity, "lives")
    elif before in ("lost", "lose", "loses", "losing") and verb is not None:
        group = reader.group(t.i)
        if group.quantity is not None:
            reader.add_bare(Harm.KILLED, t, group.quantity, "lives")
            return
        inner = reader.child(of, "pobj") if of is not None else None
        if inner is not None:  # "the lives of six people were lost"
            add_groups(reader, Harm.KILLED, t, inner, None, "lives-of")
            return
        subjects = reader.children(verb.i, ("nsubj", "nsubjpass"))
        if not subjects and verb.dep in ("relcl", "acl"):
            subjects = [verb.head]
        for s in subjects:
            if reader.tokens[s].word in ("who", "that") and verb.dep == "relcl":
                s = verb.head
            add_groups(reader, Harm.KILLED, t, s, None, "lost-lives")


_PHRASES: dict[str, Callable[[Reader, Token], None]] = {
    word: read
    for words, read in (
        ("wounds injuries burns shrapnel", _read_wounds_suffered),
        ("lost losing lose loses loss", _read_lost),
        ("funerals funeral", _read_funerals),
        ("hospital hospitals", _read_hospital),
        ("struck hit", _read_struck),
        ("rubble debris ruins wreckage", _read_rubble),
        ("still", _read_still_inside),
        ("death", _read_put_to_death),
        ("fell", _read_fell),
        ("number", _read_number_of),
        ("lives life", _read_lives),
        ("buried bury burying", _read_buried),
        ("hostage prisoner captive", _read_taken),
    )
    for word in words.split()
}
"""The word by which a phrase is found, and what reads it."""
