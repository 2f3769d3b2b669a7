"""States of people: "12 dead", "left 30 injured", "N are missing", "N prisoners are held"."""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_groups
from bearwitness.claims.sentence.outcome_words import GRAVE, HOLDING, LINKING, NOT_IN_CUSTODY
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import behind_verb, is_passive, joint_harm
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Quantity

_BEHIND_VERB = words_of("acomp oprd xcomp ccomp attr advcl conj acl advmod ROOT")
_LEFT_OR_FOUND = words_of("left leaving leave leaves found declared pronounced reported")
_CONFINED = words_of("held holding jailed imprisoned detained behind custody serving incarcerated")


def read_state(reader: Reader, t: Token) -> None:
    """States of people: "12 dead", "left 30 injured", "N are missing", "the wounded", "N prisoners are held"."""
    word = t.word
    if word in reader.lexicon.states:
        brain_dead = word == "dead" and reader.word(t.i - 1) == "brain"
        _read_state_word(reader, t, Harm.INJURED if brain_dead else Harm(reader.lexicon.states[word]))
    if word in ("victims", "people", "persons") and GRAVE.search(
        reader.cased, reader.sentence.start, reader.sentence.end
    ):
        group = reader.group(t.i)
        if group.quantity is not None and not any(m.quantity is group.quantity for m in reader.mentions):
            reader.add_bare(Harm.KILLED, t, group.quantity, "bodies", group.noun)
    if word in _CONFINED:
        _read_held(reader, t)
    name = reader.lexicon.people.get(word)
    if name in ("detained", "abducted", "displaced") and t.tag.startswith("NN"):
        _read_people_of_harm(reader, t, Harm(name))


def _read_state_word(reader: Reader, t: Token, harm: Harm) -> None:
    """Those whose state a word is: "the 12 dead", "five wounded men", "left 30 injured", "are missing"."""
    if t.tag.startswith("NN") and t.word in ("dead", "wounded", "injured", "missing", "displaced"):
        group = reader.group(t.i)
        if group.quantity is not None and not _holds_any(reader, group.quantity, harm):
            reader.add_bare(harm, t, group.quantity, "the-dead")
        return
    if t.tag.startswith("VB") and t.word in reader.lexicon.transitive:
        return  # read as a verb
    head = reader.tokens[t.head]
    for h in _heads_in_state(reader, t):
        if reader.tokens[h].word in ("who", "that", "which"):
            if head.dep != "relcl":
                continue
            h = head.head
        add_groups(reader, joint_harm(reader, t, harm) or harm, t, h, None, "state")


def _heads_in_state(reader: Reader, t: Token) -> list[int]:
    """Heads of those whom a word of state is said of, before a noun or behind a verb."""
    head = reader.tokens[t.head]
    if t.dep == "amod" and t.head > t.i and head.tag.startswith("NN"):
        group = reader.group(t.head)
        counted = group.quantity is not None and group.words.is_people is not False and group.quantity.start < t.start
        return [t.head] if counted and t.word != "missing" else []
    if t.dep == "amod" and t.head < t.i and head.dep == "dobj" and reader.tokens[head.head].word in _LEFT_OR_FOUND:
        return [t.head]  # "left a journalist dead and 30 others wounded"
    if t.dep not in _BEHIND_VERB:
        return []
    verb = head if head.tag.startswith("VB") else t
    if verb.word == "shot":
        return []
    if t.dep == "acl":
        return [t.head]
    if verb.word in _LEFT_OR_FOUND:
        return _left_or_found(reader, t, verb)
    heads = reader.children(t.i, ("nsubj", "nsubjpass"))
    if not heads and verb.word in LINKING:
        heads = reader.children(verb.i, ("nsubj", "nsubjpass"))
    if not heads and t.dep in ("xcomp", "ccomp", "oprd", "acomp"):  # "were thought to be trapped"
        up = verb if verb is not t else head
        for _ in range(2):
            heads = reader.children(up.i, ("nsubjpass",))
            if heads or up.head == up.i:
                break
            up = reader.tokens[up.head]
    return heads


_SUBJECTS = ("nsubjpass", "nsubj")


def _left_or_found(reader: Reader, t: Token, verb: Token) -> list[int]:
    """ "Left 30 injured", "was pronounced dead", "two brothers found dead"."""
    if verb.word in ("pronounced", "declared") and verb.dep == "conj" and not reader.children(verb.i, _SUBJECTS):
        helped = bool(
            reader.children(verb.i, ("auxpass",))
        )  # "was hit and pronounced dead", "did not make it and was pronounced dead"
        return reader.children(verb.head, _SUBJECTS if helped else ("nsubjpass",))
    heads = (
        behind_verb(reader, verb)
        or reader.children(verb.i, ("dobj",))
        or reader.children(verb.i, ("nsubjpass",))
        or reader.children(t.i, ("nsubj",))
    )
    if not heads and verb.word == "found":  # "Two brothers found dead", "the boy found dead"
        relative = [verb.head] if verb.dep in ("acl", "relcl") else []
        heads = reader.children(verb.i, ("nsubj",)) or relative
    return heads


def _holds_any(reader: Reader, q: Quantity, harm: Harm) -> bool:
    return any(m.quantity is q and m.harm == harm for m in reader.mentions)


def _read_held(reader: Reader, t: Token) -> None:
    if t.word in ("behind", "custody") or (t.tag.startswith("VB") and t.word in ("held", "holding", "serving")):
        verb = t if t.tag.startswith("VB") else reader.governing_verb(t)
        if verb is None or (verb is not t and ";" in reader.cased[verb.end : t.start]):
            return  # "five hurt in shootings; teen in custody"
        context = reader.cased[reader.sentence.start : reader.sentence.end].lower()
        if not _are_held(reader, t) and not re.search(
            r"\b(?:prison|prisons|jail|jails|detention|custody|detained|detainees|prisoners|captive|captivity|hostage|hostages|without charge|without trial|behind bars|cells?|incommunicado)\b",
            context,
        ):
            return
        harm = Harm.ABDUCTED if re.search(r"\b(?:hostage|hostages|captive)\b", context) else Harm.DETAINED
        subjects = reader.children(verb.i, ("nsubjpass",)) or (
            reader.children(verb.i, ("nsubj",))
            if is_passive(reader, verb) or t.word in ("behind", "custody")
            else reader.children(verb.i, ("dobj",))
        )
        for s in subjects:
            if reader.group(s).quantity is not None:
                add_groups(reader, harm, verb, s, None, "held")


def _are_held(reader: Reader, t: Token) -> bool:
    """Whether "held" is said of a number of people as their state: "4,900 people are held", not "are held back"."""
    if t.word != "held" or not any(reader.word(c) in ("are", "were", "being") for c in t.children):
        return False
    if reader.word(t.i + 1) in NOT_IN_CUSTODY:
        return False
    groups = [reader.group(s) for s in reader.children(t.i, ("nsubjpass",))]
    return any(g.quantity is not None and g.words.is_people is True for g in groups)


def _read_people_of_harm(reader: Reader, t: Token, harm: Harm) -> None:
    """ "there were 4,900 prisoners": a number of people whose noun is the harm."""
    group = reader.group(t.i)
    if group.quantity is None or any(m.quantity is group.quantity for m in reader.mentions):
        return
    if any(reader.word(i) in ("former", "released", "freed", "ex") for i in range(group.first, t.i)):
        return
    verb = reader.governing_verb(t)
    if t.dep in ("attr", "dobj", "pobj", "nsubj", "nsubjpass", "ROOT", "conj", "appos") and (
        verb is None or (verb.word in HOLDING and not (verb.tag == "VB" and verb.word in ("hold", "keep", "have")))
    ):
        if (
            harm == Harm.DISPLACED
            and t.word == "refugees"
            and (verb is None or verb.word not in ("fled", "displaced", "forced", "driven"))
        ):
            return
        add_groups(reader, harm, t, t.i, None, "people-of-harm")
