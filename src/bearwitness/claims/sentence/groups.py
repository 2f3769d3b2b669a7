"""Noun phrases that become mentions: those on which a word of harm was found to act, with whatever is joined to them.

The phrases that "and" joins are one sum. A phrase is added once for one harm, its number used once, and not where another
word of harm stands nearer to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.sentence.counting import mention_of
from bearwitness.claims.sentence.lists import list_of_subjects, list_of_victims, lost_subject
from bearwitness.claims.sentence.mentions import Group, Mention
from bearwitness.claims.sentence.outcome_words import GENERIC, HARM_STATES, SAYING, SUFFERED, TIME_NOUNS
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import verb_harm
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import BODILY, Harm, Modifier, Words


def add_victims(reader: Reader, harm: Harm, t: Token, head: int, rule: str) -> Mention | None:
    """One noun phrase as victims of a harm, for readers in other modules; None where it names no people."""
    return _add_group(reader, harm, t, head, None, rule, coordinated=False)


def add_groups(reader: Reader, harm: Harm, t: Token, head: int, agent: Words | None, how: str) -> None:
    if reader.tokens[head].word in ("himself", "herself", "themselves"):
        if reader.tokens[head].word != "themselves":
            add_reflexive(reader, harm, t)
        for other in reader.conjuncts(head)[1:]:  # "killed himself and eight worshippers"
            mention = _add_group(reader, harm, t, other, agent, how, coordinated=True)
            himself = next((m for m in reader.mentions if m.rule == "reflexive" and m.harm == harm), None)
            if mention is not None and himself is not None:
                himself.words = replace(himself.words, role="attacker")
                himself.sum_with = mention.sum_with = himself
        _add_behind_himself(reader, harm, t, head)
        return
    if head > t.i and _is_speaker(reader, head):
        return
    head = _whose_family(reader, t, head, how)
    heads = [head] if how in ("acl", "relcl", "shared-acl") else reader.conjuncts(head)
    if len(heads) < 3 and how not in ("acl", "relcl", "shared-acl"):
        heads = reader.list_of_names(head) or heads
    if how in ("object", "noun-of", "lives-of", "bodies-of") or (how == "subject" and head > t.i):
        heads = list_of_victims(reader, heads)
    parent = reader.tokens[head].head
    if (
        how == "acl"
        and reader.tokens[head].dep == "conj"
        and reader.group(head).quantity is None
        and reader.group(parent).words.is_people
        and not reader.tokens[parent].tag.startswith("VB")  # "12 were killed and a teacher wounded"
    ):
        heads = [parent, head]  # headline: "Boy, 7, and his sister killed by drone"
    if how in ("subject", "state") and head < t.i:
        heads = list_of_subjects(reader, t, heads)
    if how == "subject" and len(heads) == 1:
        heads = _listed_in_apposition(reader, head, t) + lost_subject(reader, t, head)
    if how == "state" and len(heads) == 1:
        heads = _listed_in_apposition(reader, head, t)
    first: Mention | None = None
    added: list[Mention] = []
    for h in heads:
        if h != heads[0] and any(
            reader.tokens[c].dep in ("relcl", "acl")
            and c != t.i
            and (reader.group(h).quantity is not None or _tells_harm(reader, reader.tokens[c]))
            for c in reader.tokens[h].children
        ):
            continue  # "100,000 murdered ... and 46,000 who have sought refuge": it has a verb of its own
        if h != heads[0] and SUFFERED.match(reader.cased, reader.tokens[reader.group(h).last].end, reader.sentence.end):
            continue  # "two were killed and five people sustained injuries"
        if h != heads[0] and reader.tokens[h].word in ("himself", "herself"):
            continue  # told as the doer's own
        mention = _add_group(reader, harm, t, h, agent, how, coordinated=len(heads) > 1)
        if mention is not None:
            added.append(mention)
    added = [m for m in added if m.best != 0 or len(added) == 1]
    if len(added) == 2 and _is_one_of_two_words(reader, *heads[:2]):
        reader.mentions.remove(added.pop())
    if join_kinds(reader, heads, added):
        return
    if len(added) > 1:
        first = added[0]
        for m in added:
            m.sum_with = first


DONE_TO = frozenset({"object", "surface-left", "list", "noun-of"})
"""Rules that read victims as those to whom somebody does harm."""

_SHARES_DOER = ("conj", "advcl", "xcomp", "ccomp", "acl", "dep", "prep", "pcomp")


def _tells_harm(reader: Reader, verb: Token) -> bool:
    """Whether a verb tells of harm by itself: "a child who had died" is no more hurt than that."""
    return verb_harm(reader, verb) is not None or verb.word in reader.lexicon.intransitive


def _add_behind_himself(reader: Reader, harm: Harm, t: Token, head: int) -> None:
    """ "Kills himself, 2 children": a number behind the comma that the parse hangs elsewhere."""
    q = next(
        (q for q in reader.quantities if reader.word(head + 1) == "," and reader.token_index(q.start) == head + 2), None
    )
    noun = reader.people_after(q) if q is not None and not q.ordinal else None
    himself = next((m for m in reader.mentions if m.rule == "reflexive" and m.harm == harm), None)
    if q is None or noun is None or himself is None or any(m.quantity is q for m in reader.mentions):
        return
    others = reader.add_bare(harm, t, q, "object", noun)
    if others is not None:
        himself.words = replace(himself.words, role="attacker")
        himself.sum_with = others.sum_with = himself


def add_reflexive(reader: Reader, harm: Harm, t: Token) -> None:
    """ "He killed three people, then himself": the subject is the victim, and an attacker if he harmed others."""
    subject: int | None = None
    verb = t
    for _ in range(5):
        subjects = reader.children(verb.i, ("nsubj",))
        if subjects:
            subject = subjects[0]
            break
        if verb.dep not in _SHARES_DOER or verb.head == verb.i:
            break
        verb = reader.tokens[verb.head]
    if subject is None:
        return
    if reader.tokens[subject].word in ("who", "that"):
        relative = reader.tokens[reader.tokens[subject].head]
        while relative.dep == "conj":
            relative = reader.tokens[relative.head]
        subject = relative.head if relative.dep == "relcl" else subject
    # Those whom he can have harmed: not one who dies, or harms himself, in another clause ("a girl has died after she shot herself").
    others = [m for m in reader.mentions if m.harm in BODILY and m.rule in DONE_TO]
    mention = _add_group(reader, harm, t, subject, None, "reflexive", coordinated=False)
    if mention is None:
        return
    mention.pronoun = mention.definite = False
    mention.implied = True
    mention.low = mention.best = mention.high = 1
    if others:
        mention.words = replace(mention.words, role="attacker")
        first = next((m for m in others if m.harm == harm and m.part_of is None), None)
        if first is not None:
            base = first.sum_with or first
            base.sum_with = base
            mention.sum_with = base


_MOURN = words_of("family families relatives parents friends neighbors neighbours classmates colleagues mourners")
_OF_CHILDREN = words_of("father mother dad mom mum grandfather grandmother")


def _whose_family(reader: Reader, t: Token, head: int, how: str) -> int:
    """ "The family of a boy killed on Friday", "the parents of Ana Rell, 15, who was shot": the participle is of whom they mourn."""
    if how not in ("acl", "relcl", "shared-acl", "subject") or head > t.i:
        return head
    if reader.tokens[head].tag == "CD":  # "family of father of 4 killed", where the parse hangs the verb on the 4
        parent = _noun_before_of(reader, head)
        told = parent is not None and reader.tokens[parent].word in _OF_CHILDREN
        mourner = _noun_before_of(reader, parent) if told and parent is not None else None
        return parent if mourner is not None and parent is not None and reader.tokens[mourner].word in _MOURN else head
    if reader.tokens[head].word not in _MOURN or _speaks_of_the_mourners(reader, t, how):
        return head
    for of in reader.children(head, ("prep",)):
        for inner in reader.children(of, ("pobj",)) if reader.tokens[of].word == "of" else ():
            group, token = reader.group(inner), reader.tokens[inner]
            person = group.words.is_people is True or (token.name and reader.looks_like_person(token))
            if person and group.quantity is None and inner < t.i and token.tag not in ("NNS", "CD"):
                return inner
    return head


def _noun_before_of(reader: Reader, inner: int) -> int | None:
    of = reader.tokens[reader.tokens[inner].head]
    return of.head if reader.tokens[inner].dep == "pobj" and of.word == "of" and of.dep == "prep" else None


def _speaks_of_the_mourners(reader: Reader, t: Token, how: str) -> bool:
    """ "The parents of a girl were killed", "the parents of a girl, who were killed"."""
    if how != "subject":
        return False
    helped = {reader.tokens[c].word for c in reader.children(t.i, ("aux", "auxpass"))}
    return t.tag not in ("VBN", "VBD") or (
        bool(helped) and (t.dep != "relcl" or bool(helped & {"were", "are", "have"}))
    )


def _listed_in_apposition(reader: Reader, head: int, t: Token) -> list[int]:
    """ "A nurse, baker, and child were found dead": a list that the parse takes for another name of the first."""
    plural = {"were", "are", "have"} & {
        reader.tokens[c].word for up in {t.i, t.head} for c in reader.children(up, ("aux", "auxpass", "cop"))
    }
    for second in reader.children(head, ("appos",)):
        others = reader.conjuncts(second)
        bare = reader.word(second - 1) == "," and reader.tokens[second].tag == "NN"
        if (
            plural
            and bare
            and len(others) > 1
            and all(reader.group(h).words.is_people is True for h in (head, *others))
        ):
            return [head, *others]
    return [head]


def _is_one_of_two_words(reader: Reader, first: int, second: int) -> bool:
    """ "A husband and father of two was shot": one article and a verb in the singular are one person's."""
    left, right = reader.group(first), reader.group(second)
    verb = next((t for t in reader.tokens[right.last + 1 :] if t.tag in ("VBD", "VBZ", "VBP", "VBN", "MD")), None)
    return (
        reader.word(second - 1) == "and"
        and right.first == second
        and not reader.tokens[second].name
        and left.quantity is None
        and right.quantity is None
        and reader.tokens[second].tag == "NN"
        and verb is not None
        and verb.word in ("was", "is", "has")
    )


def _is_speaker(reader: Reader, head: int) -> bool:
    """ "Five were abducted, police said": whoever stands between a comma and a verb of saying, which the parse gives as object."""
    group = reader.group(head)
    return reader.word(group.first - 1) == "," and reader.word(group.last + 1) in SAYING


def _share_one_number(reader: Reader, heads: Sequence[int]) -> bool:
    """ "200 women and children", "8,000 men and boys": a number, then bare plurals that it counts as well."""
    groups = [reader.group(h) for h in heads]
    counted = groups[0].quantity
    open_ = counted is not None and counted.modifier == Modifier.VAGUE  # "scores of vaccinators and their guards"
    if open_ and len(heads) > 2:
        return all(_is_bare_plural(reader, g) for g in groups[1:])  # "several mayors, officials, and cattle breeders"
    return counted is not None and all(
        g.quantity is None
        and (g.first == h or (open_ and g.first == h - 1 and reader.word(g.first) == "their"))
        and reader.tokens[h].tag == "NNS"
        and reader.word(g.first - 1) in ("and", "or", ",")
        and reader.word(g.first - 2) != ","
        and g.words.is_people
        for g, h in zip(groups[1:], heads[1:], strict=True)
    )


def _is_bare_plural(reader: Reader, group: Group) -> bool:
    """Whether a noun phrase is a plural of people without article or number of its own."""
    opens = reader.tokens[group.first]
    return (
        group.quantity is None
        and opens.tag not in ("DT", "PRP$")
        and group.words.is_people is True
        and bool(group.words.plural)
    )


def join_kinds(reader: Reader, heads: Sequence[int], added: list[Mention]) -> bool:
    """Make one of those added at these heads where one number is of all: "80 women and children"."""
    if len(added) < 2 or len(added) != len(heads) or not _share_one_number(reader, heads):
        return False
    _join_kinds(reader, added, heads[-1])
    return True


def _join_kinds(reader: Reader, added: list[Mention], last: int) -> None:
    """Let the first of several kinds of people stand for all of them, with the words of all."""
    first = added[0]
    for m in added[1:]:
        reader.mentions.remove(m)
    if first.noun is not None:
        first.noun = (first.noun[0], reader.tokens[reader.group(last).last].end)
        first.words = describe_victims(reader.plain(*first.noun))
        first.end = max(first.end, first.noun[1])


def _add_group(
    reader: Reader, harm: Harm, t: Token, head: int, agent: Words | None, how: str, *, coordinated: bool
) -> Mention | None:
    group = reader.group(head)
    token = reader.tokens[head]
    if group.quantity is not None:
        k = reader.quantities.index(group.quantity)
        if k in reader.used and not any(m.quantity is group.quantity for m in reader.mentions):
            return None
        if k in reader.used and any(m.quantity is group.quantity and m.harm == harm for m in reader.mentions):
            return None
        if _claimed_by_right_word(reader, group, t):
            return None
    if group.words.is_people is False or token.word in GENERIC:
        return None
    if group.quantity is None and reader.is_harm_noun(head):
        return None  # "the death of two shepherds and the injury of five"
    if group.quantity is None and re.match(r"\s*\n\s*\d", reader.text[reader.tokens[group.last].end : t.start]):
        return None  # a heading, and the number of the line below
    if group.quantity is None and token.word in ("death", "deaths", "spree", "rampage", "murder"):
        return None  # "shooting death"
    if token.word in ("number", "toll", "figure") and reader.word(group.first) == "the":
        return None  # "spoke of 14 wounded and then raised the number"
    if ":" in reader.text[reader.tokens[group.last].end : t.start]:
        return None  # "Police: boy dies": what stands before the colon is a credit
    if group.quantity is None and ":" in reader.text[t.end : reader.tokens[group.first].start] and _ends(reader, group):
        return None  # "Boy dies in blast: police"
    if harm != Harm.KILLED and reader.lexicon.people.get(token.word) == "killed" and group.quantity is not None:
        return None  # "1 fatality, 3 wounded": the parse hangs the one on the other
    if (head, harm) in reader.heads:
        return None
    mention = mention_of(reader, harm, t, group, token, how)
    if mention is None:
        return None
    if (
        agent is not None
        and mention.noun is not None
        and agent.span[0] < mention.noun[1]
        and agent.span[1] > mention.noun[0]
    ):
        agent = None
    mention.perpetrator = agent
    reader.heads.add((head, harm))
    if group.quantity is not None:
        reader.used.add(reader.quantities.index(group.quantity))
    reader.mentions.append(mention)
    return mention


def _ends(reader: Reader, group: Group) -> bool:
    """Whether nothing but marks stands behind a noun phrase in the sentence."""
    return all(t.tag in (".", "''", ":") for t in reader.tokens[group.last + 1 :])


def _claimed_by_right_word(reader: Reader, group: Group, t: Token) -> bool:
    """Whether another word of harm stands right after this number ("12 dead, 30 wounded": 30 is not dead)."""
    i = group.last + 1
    if group.quantity is not None:
        i = max(i, max(j for j, k in reader.quantity_at.items() if reader.quantities[k] is group.quantity) + 1)
    for _ in range(2):
        word = reader.word(i)
        if i == t.i:
            return False
        if word in HARM_STATES and reader.tokens[i].tag != "VBD":
            nxt = reader.token(i + 1)
            if nxt is not None and nxt.tag.startswith(("NN", "CD")) and nxt.word not in TIME_NOUNS:
                return False
            own = verb_harm(reader, reader.tokens[i]) or Harm(reader.lexicon.states.get(word, "killed"))
            mine = verb_harm(reader, t) or (
                Harm(reader.lexicon.intransitive[t.word]) if t.word in reader.lexicon.intransitive else None
            )
            return own != mine and (t.i < group.first or _number_between(reader, i, t.i))
        if word in ("others", "more", "people", "persons", "other"):
            i += 1
            continue
        break
    return False


def _number_between(reader: Reader, first: int, last: int) -> bool:
    """Whether another number stands between two words: in "2 dead, 5 hurt" the two are not hurt."""
    return any(first < i < last for i in reader.quantity_at)
