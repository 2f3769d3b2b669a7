"""Fixed phrases of harm: "claimed the lives of N", "lost their lives", "put to death", "took N hostage", "under the rubble"."""

from __future__ import annotations

import re

from bearwitness.claims.groups import add_groups
from bearwitness.claims.harm_nouns import read_toll
from bearwitness.claims.outcome_words import BEFORE_THE_DEAD, BODIES, BY_FIRE, COMES_TO, COUNTED, STILL_INSIDE
from bearwitness.claims.parse import Token
from bearwitness.claims.reader import Reader
from bearwitness.claims.verbs import doer_of, is_passive, victims_of_verb
from bearwitness.records import Harm, Status


def read_phrase(reader: Reader, t: Token) -> None:
    """Fixed phrases: "claimed the lives of N", "cost N lives", "lost their lives", "buried six", "took N hostage"."""
    if (
        t.word in COUNTED
        and not t.tag.startswith("VB")
        and not (t.word == "dead" and reader.word(t.i - 1).isalpha() and reader.word(t.i - 1) not in BEFORE_THE_DEAD)
        and re.match(COMES_TO, reader.cased[t.end : min(reader.sentence.end, t.end + 130)].lower())
    ):
        read_toll(reader, t)
    elif t.word in ("wounds", "injuries", "burns", "shrapnel") and t.dep in ("dobj", "conj"):
        verb = reader.governing_verb(t)
        if verb is not None and verb.word in (
            "suffered",
            "sustained",
            "received",
            "suffering",
            "suffer",
            "sustaining",
        ):
            for s in reader.children(verb.i, ("nsubj",)):
                body = reader.word(s) in BODIES  # "the teacher's body received 18 bullet wounds"
                add_groups(reader, Harm.KILLED if body else Harm.INJURED, t, s, None, "suffered")
    elif t.word in ("lost", "losing", "lose", "loses", "loss") and t.word != "lives":
        _read_lost(reader, t)
    elif t.word in ("funerals", "funeral") and reader.governing_verb(t) is not None:
        for q in reader.quantities:
            if re.fullmatch(r"\s+(?:were held |was held )?(?:for|of)\s+(?:the\s+)?", reader.cased[t.end : q.start]):
                reader.add_bare(Harm.KILLED, t, q, "buried", reader.people_after(q))
    elif t.word in ("hospital", "hospitals"):
        _read_hospital(reader, t)
    elif (
        t.word in ("struck", "hit")
        and t.tag in ("VBN", "VBD")
        and BY_FIRE.search(reader.cased, t.end, min(reader.sentence.end, t.end + 60))
    ):
        if is_passive(reader, t):
            heads, _agent, how = victims_of_verb(reader, t, True)
            for h in heads:
                add_groups(reader, Harm.INJURED, t, h, None, how)
    elif t.word in ("rubble", "debris", "ruins", "wreckage"):
        _read_rubble(reader, t)
    elif t.word == "still":
        _read_still_inside(reader, t)
    elif t.word == "death" and reader.word(t.i - 1) == "to" and reader.word(t.i - 2) in ("put", "putting", "puts"):
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
    elif t.word == "fell" and re.match(
        r"\s+in (?:a |the )?(?:battle|combat|action|fighting|clash|firefight)",
        reader.cased[t.end : t.end + 30].lower(),
    ):
        heads = reader.children(t.i, ("nsubj",))
        for o in heads:
            if reader.tokens[o].word in ("who", "that") and t.dep == "relcl":
                o = t.head
            add_groups(reader, Harm.KILLED, t, o, None, "subject")
    elif t.word == "number" and re.match(
        r"number\s+of\s+(?:the\s+)?(?:(?:victims|dead|deaths|killed|fatalities|wounded|injured|injuries|casualties)\b|(?:\w+\s+){1,3}?(?:killed|slain|murdered|wounded|injured)\b)",
        reader.cased[t.start : t.start + 60].lower(),
    ):
        read_toll(reader, t)
    elif t.word in ("lives", "life"):
        _read_lives(reader, t)
    elif t.word == "buried" and reader.word(t.i + 1) in ("under", "beneath", "alive", "inside"):
        for s in victims_of_verb(reader, t, True)[0]:
            add_groups(reader, Harm.MISSING, t, s, None, "rubble")
    elif t.word in ("buried", "bury", "burying") and t.tag.startswith("VB") and not is_passive(reader, t):
        for o in reader.children(t.i, ("dobj",)):
            group = reader.group(o)
            if group.quantity is not None and group.words.is_people is not False:
                add_groups(reader, Harm.KILLED, t, o, None, "buried")
    elif t.word in ("hostage", "prisoner", "captive") and reader.word(t.i - 1) not in ("the", "a", "one"):
        verb = reader.governing_verb(t)
        if verb is not None and verb.word in ("took", "taken", "taking", "take", "held", "holding", "hold"):
            harm = Harm.DETAINED if t.word == "prisoner" else Harm.ABDUCTED
            heads = (
                reader.children(verb.i, ("dobj",))
                if not is_passive(reader, verb)
                else reader.children(verb.i, ("nsubjpass", "nsubj"))
            )
            for o in heads:
                if o != t.i:
                    add_groups(reader, harm, t, o, doer_of(reader, verb), "took-hostage")
    elif t.word in ("unharmed", "unhurt", "unscathed") and t.dep in (
        "acomp",
        "oprd",
        "advcl",
        "amod",
        "conj",
        "ROOT",
    ):
        return


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
        subjects = reader.children(verb.i, ("nsubj", "nsubjpass"))
        if not subjects and verb.dep in ("relcl", "acl"):
            subjects = [verb.head]
        for s in subjects:
            if reader.tokens[s].word in ("who", "that") and verb.dep == "relcl":
                s = verb.head
            add_groups(reader, Harm.KILLED, t, s, None, "lost-lives")
