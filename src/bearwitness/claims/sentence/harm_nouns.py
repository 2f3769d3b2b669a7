"""Nouns of harm: "the death of X", "12 deaths", "N bodies were found", and tolls ("rose to 17, up from 12")."""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.claims.sentence.groups import add_groups
from bearwitness.claims.sentence.mentions import Group, Mention
from bearwitness.claims.sentence.outcome_words import (
    ARREST_SOUGHT,
    BODIES,
    BODY_VERBS,
    BRINGS_TO,
    COULD_RISE,
    DEFINITES,
    NOT_COUNTED,
    RISE_ONLY,
)
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import accused_of, actor, agent_of
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Counting, Harm, Modifier, Words

_OF_PEOPLE_ALONE = words_of("capture martyrdom imprisonment kidnap")
"""Nouns that are said of towns and saints too: they tell a harm where people or a number stand behind "of"."""
_DRIVEN_OUT = words_of("deportation deportations expulsion expulsions eviction evictions")
"""Nouns that are said of a diplomat and a player too: they tell of people driven out where there are several, not in office."""
_SUFFERED_BY_OWNER = words_of("death killing murder assassination slaying execution abduction kidnapping disappearance")


def read_noun(reader: Reader, t: Token) -> None:
    """Nouns of harm: "the death of X", "12 deaths", "N bodies were found", "casualties", "the killing of X by Y"."""
    name = reader.lexicon.nouns.get(t.word)
    if name is None or not t.tag.startswith(("NN", "VBG", "VBZ")):
        return
    if t.word == "remains" and (
        not t.tag.startswith("NN") or reader.word(t.i + 1) in ("missing", "in", "at", "on", "under", "unaccounted")
    ):
        return
    harm = Harm(name)
    if harm == Harm.DETAINED and ARREST_SOUGHT.search(reader.cased, max(reader.sentence.start, t.start - 50), t.start):
        return  # "a warrant for the arrest of"
    if t.word in ("toll", "losses"):
        read_toll(reader, t)
        return
    if t.dep == "compound" and t.head != t.i:
        return
    group = reader.group(t.i)
    of = reader.child(t.i, "prep", ("of", "to", "among"))
    if of is None and reader.word(t.i + 1) == "of":
        of = t.i + 1  # "charged in shooting death of a girl": the parse hangs it on "shooting"
    inner = reader.child(of, "pobj") if of is not None else None
    if inner is None and t.word in ("murder", "homicide", "murders") and _OF_DEGREE.search(reader.cased, 0, t.start):
        return  # a charge
    if t.word in BODIES:
        _read_bodies(reader, t, group, inner)
        return
    if t.word in ("wounds", "injury", "injuries"):
        if group.quantity is not None and t.word == "injuries" and reader.word(t.i - 1) not in ("his", "her", "their"):
            reader.add_bare(harm, t, group.quantity, "deaths")
        if t.word != "injury" or inner is None or reader.group(inner).words.is_people is not True:
            return
    if group.quantity is not None and not _is_event_noun(t):
        reader.add_bare(harm, t, group.quantity, "deaths", _adjectives(reader, group, t))
        return
    if harm == Harm.KILLED_OR_INJURED and group.quantity is None:
        if (
            t.word == "casualties"
            and not _negated_noun(reader, t)
            and reader.word(group.first) not in DEFINITES
            and t.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj")
            and not NOT_COUNTED.search(reader.cased, max(reader.sentence.start, t.start - 60), t.start)
        ):
            reader.add_vague(harm, t, group, "casualties")
        return
    if inner is not None and of is not None and reader.tokens[of].word in ("of", "to"):
        if reader.tokens[of].word == "to" and harm != Harm.INJURED:
            return
        if (t.word in _OF_PEOPLE_ALONE or t.word in _DRIVEN_OUT) and not _of_people(reader, t, inner):
            return
        if reader.tokens[inner].tag.startswith(("NN", "CD", "PRP", "JJ", "DT")) or reader.tokens[inner].name:
            add_groups(
                reader,
                harm,
                t,
                inner,
                agent_of(reader, t) or _agent_by_sibling(reader, t) or accused_of(reader, t),
                "noun-of",
            )
        return
    possessor = reader.child(t.i, "poss")
    if possessor is None and reader.word(t.i - 1) in ("'s", "’s"):
        possessor = t.i - 2  # the parse hangs it on a later noun
    if possessor is not None and t.word in _SUFFERED_BY_OWNER:
        add_groups(reader, harm, t, possessor, agent_of(reader, t), "possessive")


_OF_DEGREE = re.compile(r"\b(?:first|second|third|1st|2nd|3rd)[- ]degree\s+(?:\w+\s+)?$", re.IGNORECASE)


def _of_people(reader: Reader, t: Token, inner: int) -> bool:
    """Whether the words behind "of" are people, or a number that no noun follows ("the capture of nine")."""
    group = reader.group(inner)
    words = group.words
    if t.word in _DRIVEN_OUT:
        several = group.quantity is not None or words.plural
        return bool(several) and words.is_people is True and words.role is None
    alone = group.quantity is not None and reader.holds(group.quantity, inner)
    return (words.is_people is True and (words.head is not None or group.quantity is not None)) or alone


def _is_event_noun(t: Token) -> bool:
    """ "Three murders", "two massacres": deaths in the first, events in the second."""
    return t.word in ("massacre", "massacres")


def _adjectives(reader: Reader, group: Group, t: Token) -> tuple[int, int] | None:
    """ "12 civilian deaths": the people are named by what stands between number and noun."""
    if group.quantity is None:
        return None
    between = [i for i in range(group.first, t.i) if reader.quantity_at.get(i) is None]
    words = [
        reader.tokens[i]
        for i in between
        if describe_victims(reader.tokens[i].word).is_people
        or reader.tokens[i].word in ("civilian", "military", "police")
    ]
    return (words[0].start, words[-1].end) if words else None


def _agent_by_sibling(reader: Reader, t: Token) -> Words | None:
    of = reader.child(t.i, "prep", ("of",))
    if of is None:
        return None
    inner = reader.child(of, "pobj")
    if inner is None:
        return None
    for c in reader.children(inner, ("prep", "agent")):
        if reader.tokens[c].word == "by":
            by = reader.child(c, "pobj")
            return actor(reader, by) if by is not None else None
    return None


def _negated_noun(reader: Reader, t: Token) -> bool:
    return any(reader.tokens[c].word in ("no", "without") for c in t.children)


def read_toll(reader: Reader, t: Token) -> None:
    """ "the death toll rose to 17", "a toll of 5", "toll at 37, up from 30", "put its losses at four"."""
    if t.word == "losses" and not reader.is_of_force:
        return  # of a bank, or of a season
    if t.word != "losses":
        _settle_up_to(reader, t)
    after = [q for q in reader.quantities if q.start > t.start and not q.ordinal]
    around = reader.cased[max(reader.sentence.start, t.start - 12) : t.end + (25 if t.word == "number" else 0)].lower()
    injured = bool(re.search(r"injur|wound|casualty", around))
    harm = (
        Harm.KILLED_OR_INJURED
        if reader.word(t.i - 1) == "casualty" or "casualties" in around
        else Harm.INJURED
        if injured
        else Harm.KILLED
    )
    new: Mention | None = None
    first: Mention | None = None
    for q in reader.quantities:
        if q.end <= t.start and BRINGS_TO.search(reader.cased[max(reader.sentence.start, q.start - 24) : q.start]):
            if re.fullmatch(r"\s+(?:the|its|their)\s+(?:\w+\s+)?", reader.cased[q.end : t.start]):
                reader.add_bare(harm, t, q, "toll")  # "brings to 11 the number of teachers killed"
    for q in after:
        lead = reader.cased[max(t.end, q.start - 40) : q.start].lower()
        if (told := next((m for m in reader.mentions if m.quantity is q and m.harm == harm), None)) is not None:
            new = new or told  # "the number of dead at 35 and of wounded at 70": read at "number" already
        if q.start - t.end > 140 or COULD_RISE.search(lead):
            break
        if new is None and first is None and _AT_FIRST.search(lead):
            first = reader.add_bare(harm, t, q, "toll")
        elif re.search(r"\b(?:up |down |revised )?from\s*$", lead) and new is not None:
            old = reader.add_bare(harm, t, q, "toll")
            if old is not None:
                new.replaces = old
        elif re.search(r"\bfrom\s*$", lead) and re.match(r"\s+to\s", reader.cased[q.end : q.end + 5]):
            old = reader.add_bare(harm, t, q, "toll-from")
            rest = [p for p in after if p.start >= q.end]
            if old is not None and rest:
                new = reader.add_bare(harm, t, rest[0], "toll")
                if new is not None:
                    new.replaces = old
            break
        elif (
            new is None
            and re.search(
                r"(?:\b(?:to|at|of|is|was|reached|reaches|reaching|becomes|became|become|stood at|stands at|now|number|numbers|numbered|totalled|totaled|hits|hit|given as)|:)\s*(?:a |an )?$",
                lead,
            )
        ) or (new is None and "up-to" in q.rule):
            nxt = reader.word(reader.token_index(q.end))
            if nxt in ("days", "hours", "years", "percent", "%") or (
                t.word == "losses"
                and (_OF_MONEY.match(reader.cased, q.number_end, reader.sentence.end) or _SUM.search(q.text))
            ):
                continue
            new = reader.add_bare(harm, t, q, "toll")
            if new is not None:
                new.replaces = first
            if new is not None and re.search(r"\b(?:may|might) have\b", lead):
                new.extra["hedged"] = True


_AT_FIRST = re.compile(
    r"\b(?:initially|originally|first|earlier|previously)\s+(?:put|given|reported|announced|set|estimated|stated)\s+(?:at|as)\s*$"
)
_SUM = re.compile(r"[mb]illions?\b|crores?\b|lakhs?\b|\btrillions?\b", re.IGNORECASE)
_OF_MONEY = re.compile(
    r"\s*(?:[mb]illions?|(?:of\s+)?(?:dollars|pesos|rupees|naira|euros|pounds|shillings|colones|soles|crores?|lakhs?))\b",
    re.IGNORECASE,
)


def _settle_up_to(reader: Reader, t: Token) -> None:
    """ "Death toll in Oru now up to 13": of a toll, "up to" says how far it has risen, unless "of" or a modal stands before."""
    for k, q in enumerate(reader.quantities):
        if q.modifier != Modifier.AT_MOST or not q.text.lower().startswith("up to") or q.start < t.end:
            continue
        lead = reader.cased[t.end : q.start].lower()
        if q.start - t.end > 90 or RISE_ONLY.search(lead):
            continue
        risen = replace(
            q,
            text=reader.cased[q.number_start : q.number_end],
            start=q.number_start,
            low=q.high,
            best=q.high,
            modifier=Modifier.EXACT,
            rule="up-to",
        )
        reader.quantities[k] = risen


def _read_bodies(reader: Reader, t: Token, group: Group, inner: int | None) -> None:
    verb = reader.governing_verb(t)
    spoken = verb is not None and (
        verb.word in BODY_VERBS or any(reader.tokens[c].word in BODY_VERBS for c in t.children)
    )
    if inner is not None and not reader.is_time_or_place(inner):
        of_group = reader.group(inner)
        if of_group.quantity is not None or (spoken and group.quantity is None):
            add_groups(reader, Harm.KILLED, t, inner, None, "bodies-of")
            return
    if group.quantity is not None:
        noun = (t.start, t.end)
        mention = reader.add_bare(Harm.KILLED, t, group.quantity, "bodies", noun)
        if mention is not None and ("more" in [reader.word(i) for i in range(group.first, t.i)]):
            mention.counting = Counting.INCREMENT
    elif spoken and t.word in ("bodies", "corpses") and reader.word(group.first) not in DEFINITES:
        reader.add_vague(Harm.KILLED, t, group, "bodies")
