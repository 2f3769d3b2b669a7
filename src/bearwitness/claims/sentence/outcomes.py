"""Harm in a parsed sentence: what was done, to whom, how many, and who is said to have done it.

Each *trigger* (a word of harm, from the lexicon) is read with the dependency parse for its victims and its agent; numbers
that the parse leaves alone are read by what stands beside them ("Q [people] were killed", "killing Q", "toll rose to Q").

    verbs, fixed phrases (harm_phrases) -> nouns, tolls (harm_nouns) and states (harm_states) -> loose_numbers -> subsets
"""

from __future__ import annotations

from bearwitness.claims.sentence.groups import add_groups, add_reflexive
from bearwitness.claims.sentence.harm_nouns import read_noun
from bearwitness.claims.sentence.harm_phrases import read_phrase
from bearwitness.claims.sentence.harm_states import read_state
from bearwitness.claims.sentence.loose_numbers import read_loose_numbers
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.outcome_words import FLIGHT, HOME
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.subsets import drop_wholes_told_as_parts, read_subsets
from bearwitness.claims.sentence.verbs import joint_harm, verb_harm, victims_of_verb, without_names
from bearwitness.records import Harm, Status


def read_outcomes(reader: Reader) -> list[Mention]:
    """All mentions of harm in the sentence, in the order of their words."""
    for t in reader.tokens:
        _read_verb(reader, t)
        read_phrase(reader, t)
        if t.word in ("himself", "herself") and t.dep == "conj":  # "killed three people and then himself"
            verb = reader.governing_verb(t)
            harm = verb_harm(reader, verb) if verb is not None else None
            if verb is not None and harm is not None:
                add_reflexive(reader, harm, verb)
    for t in reader.tokens:
        read_noun(reader, t)
        read_state(reader, t)
    read_loose_numbers(reader)
    read_subsets(reader)
    drop_wholes_told_as_parts(reader)
    reader.mentions.sort(
        key=lambda m: (m.quantity.start if m.quantity else m.noun[0] if m.noun else m.start, m.harm.value)
    )
    return reader.mentions


def _read_verb(reader: Reader, t: Token) -> None:
    """Those whom a verb of harm is said of ("12 were killed", "killed a farmer", "three drowned")."""
    harm = verb_harm(reader, t)
    transitive = harm is not None
    if harm is None:
        name = reader.lexicon.intransitive.get(t.word)
        if name is None or not t.tag.startswith("VB"):
            return
        harm = Harm(name)
    if t.tag.startswith("NN") and t.dep not in ("ROOT", "acl", "relcl", "conj", "advcl", "ccomp"):
        return
    if t.tag.startswith("JJ") and t.dep not in ("acomp", "ROOT", "acl", "conj", "oprd", "ccomp", "amod"):
        return
    heads, agent, how = victims_of_verb(reader, t, transitive)
    heads = without_names(reader, heads)
    if harm == Harm.DISPLACED and t.word in FLIGHT:
        heads = [h for h in heads if _fled_home(reader, h)]
    joint = joint_harm(reader, t, harm)
    before = len(reader.mentions)
    for head in heads:
        add_groups(reader, joint or harm, t, head, agent, how)
    added = [m for m in reader.mentions[before:] if m.best != 0]
    if len(heads) > 1 and len(added) > 1 and how in ("subject", "object"):
        for m in added:  # "Mira and her grandmother were killed", each a subject of its own in the parse
            m.sum_with = added[0]


def _fled_home(reader: Reader, head: int) -> bool:
    """Whether those who fled were driven from home; attackers and prisoners flee too."""
    group = reader.group(head)
    if (
        group.quantity is None
        or group.words.role in ("attacker", "suspect", "detainee")
        or group.words.status == Status.COMBATANT
    ):
        return False
    clause = reader.cased[reader.sentence.start : reader.sentence.end].lower()
    return bool(HOME.search(clause))
