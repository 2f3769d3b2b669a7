"""How many people a noun phrase counts, said or implied, and the mention that it makes.

A number said is taken as it stands; a name is one person, "a farmer" one, a bare plural two or more, "the victims" none
but a reference to people told of before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bearwitness.claims.sentence.mentions import Group, Mention
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.outcome_words import (
    COLLECTIVES,
    COUNTED_IN_TURN,
    DEFINITES,
    DIED_LATER,
    EXACT_GROUPS,
    NAMED_BY_HARM,
    NOT_VICTIMS,
    NUMBER_OF,
    PEOPLE_AT_LARGE,
    PERSON_ENDING,
    PRONOUNS,
    SUBSET,
    TELLS_AGAIN,
    TIME_NOUNS,
    WOUNDED_FIRST,
)
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.phrases.word_patterns import lowered
from bearwitness.records import Counting, Harm, Modifier, Name, Quantity, Unit


@dataclass(frozen=True, slots=True)
class _Count:
    """How many people a group of words counts; `quantity` is the number said, None where it is `implied`."""

    low: int | None
    best: int | None
    high: int | None
    modifier: Modifier
    implied: bool = False
    counting: Counting = Counting.TOTAL
    quantity: Quantity | None = None


_NTH = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
"""What one person more is called behind those counted before."""


def _one(number: int = 1) -> _Count:
    """So many people, exactly, without a word for the number."""
    return _Count(number, number, number, Modifier.EXACT, implied=True)


def _at_least(number: int) -> _Count:
    """A bare plural."""
    return _Count(number, None, None, Modifier.VAGUE, implied=True)


def mention_of(reader: Reader, harm: Harm, t: Token, group: Group, token: Token, how: str) -> Mention | None:
    """A mention of the people of a group; None where the words count no people.

    Args:
        harm: What happened to them.
        t: The word of harm.
        group: Their noun phrase, or number.
        token: Its head.
        how: How the group hangs on the word of harm.
    """
    found = find_names(reader.cased, reader.tokens[group.first].start, _name_end(reader, group))
    # A name before the head noun says where from ("an Oru boy"); only the head itself or what follows it names the victim.
    names = reader.printed(n for n in found if n.span[1] >= token.end)
    if not names and token.dep == "attr":  # "Asel M., 34, is the seventh journalist killed"
        names = _names_of_subject(reader, token)
    pronoun = token.word in PRONOUNS or token.word in ("with", "among", "besides", "without")
    if group.quantity is not None:
        count = _count_said(reader, group, token, how, group.quantity)
    elif pronoun:
        count = _count_of_pronoun(reader, token, how)
    else:
        count = _count_implied(reader, group, token, how, names)
    if count is None:
        return None
    if count.quantity is None and reader.word(group.first) == "no" and not pronoun:
        count = replace(count, low=0, best=0, high=0, modifier=Modifier.EXACT)
    words = _described(reader, group)
    if token.word in COLLECTIVES and group.quantity is None:
        words = replace(words, unit=Unit.PERSON, plural=True)
    start, end = _extent(reader, t, group, count.quantity)
    return Mention(
        harm=harm,
        sentence=reader.sentence,
        trigger=t.i,
        start=start,
        end=end,
        low=count.low,
        best=count.best,
        high=count.high,
        modifier=count.modifier,
        quantity=count.quantity,
        counting=count.counting,
        unit=words.unit,
        noun=(token.start, token.end) if group.noun is not None and token.word in PRONOUNS else group.noun,
        words=words,
        names=names,
        moved_from=_moved_from(reader, group, harm),
        implied=count.implied,
        pronoun=pronoun,
        definite=reader.word(group.first) in DEFINITES,
        rule=how,
    )


def _count_said(reader: Reader, group: Group, token: Token, how: str, q: Quantity) -> _Count | None:
    """The number of a group that says one; an ordinal is a place in a series, a rank or one person more."""
    words = group.words
    bears = how == "suffered" and token.tag == "NNS" and token.word not in NOT_VICTIMS  # whoever receives wounds
    if words.is_people is None and not bears and not _may_be_people(reader, token, q):
        return None
    another = q.ordinal and (reader.word(group.first) in ("a", "an") or token.word in COUNTED_IN_TURN)
    in_turn = token.dep == "attr"
    if q.ordinal and not another and not in_turn and how not in ("acl", "relcl", "lost-lives", "shared-acl"):
        return None  # "the second secretary": a rank, no place in a series of victims
    if another and not in_turn and how in ("subject", "object", "shared-subject", "state", "wound", "care", "acl"):
        return _one()  # "a third man was hurt": one person more, whatever came before him
    if not q.ordinal and q.text.lower() == "another":
        # One person more beside those just named, and no number of its own.
        return _Count(q.low, q.best, q.high, q.modifier, implied=True)
    count = _Count(q.low, q.best, q.high, q.modifier, quantity=q)
    if q.ordinal:
        count = replace(count, low=1, best=1, high=1, counting=Counting.ORDINAL)
    elif "increment" in q.rule or _is_increment(reader, group):
        count = replace(count, counting=Counting.INCREMENT)
    several = words.implied_count if words.unit == Unit.PERSON and q.best == 1 else None
    return replace(count, low=several, best=several, high=several) if several and several > 1 else count


def _count_of_pronoun(reader: Reader, token: Token, how: str) -> _Count | None:
    """One for "he" and "she"; two or more for "they" and "them" as subject or object of what was done."""
    if token.word in ("he", "she") and token.dep == "nsubjpass" and _is_in_plural(reader, token):
        return None  # "as if he were killed"
    if token.word in ("they", "them") and _are_told(reader, token, how):
        return _as_many_as_before(reader, token)
    return _one() if token.word in ("he", "she", "him", "her", "himself", "herself") else None


def _as_many_as_before(reader: Reader, pronoun: Token) -> _Count:
    """As many as the people counted last before "they" in the sentence, where no others stand between; else two or more."""
    for i in range(pronoun.i - 1, -1, -1):
        t = reader.tokens[i]
        if t.tag not in ("NNS", "NNPS", "CD") or (
            t.tag == "CD" and i + 1 < pronoun.i and reader.tokens[i + 1].tag == "NNS"
        ):
            continue
        group = reader.group(i)
        if group.words.is_people is True and group.words.plural:
            q = group.quantity
            exact = q is not None and q.modifier == Modifier.EXACT and not q.ordinal and (q.best or 0) > 1
            return _one(q.best) if exact and q is not None and q.best else _at_least(2)
    return _at_least(2)


_OF_MUCH_ELSE = frozenset(("died", "hurt", "hit", "struck", "injured", "burned", "beaten"))
_FOR_OTHERS = frozenset(
    "police authorities officials officers deputies witnesses sources residents investigators prosecutors detectives reports neighbors "
    "neighbours relatives doctors".split()
)


def _tell_of_themselves(reader: Reader, verb: Token) -> bool:
    """ "Nineteen said that they had been beaten": those who speak may be those harmed, and are read as such elsewhere."""
    if verb.dep != "ccomp":
        return False
    speakers = [reader.tokens[c] for c in reader.children(verb.head, ("nsubj",))]
    return any(
        t.tag in ("NNS", "NNPS", "CD") and (t.word not in _FOR_OTHERS or reader.group(t.i).quantity is not None)
        for t in speakers
    )


def _are_told(reader: Reader, token: Token, how: str) -> bool:
    """Whether "they" or "them" has a full verb of harm in the indicative past: "they were shot", "who fatally shot them"."""
    verb = reader.tokens[token.head]
    if (
        token.dep not in ("nsubjpass", "nsubj", "dobj")
        or not verb.tag.startswith("VB")
        or how not in ("subject", "object", "shared-subject")
    ):
        return False
    if verb.word in _OF_MUCH_ELSE or token.word == "them":
        if not reader.is_of_force or (verb.word in _OF_MUCH_ELSE and verb.word != "died" and not reader.names_force):
            return False  # "they were hurt by the remarks", "they died of cholera", "the heat killed them"
    if _tell_of_themselves(reader, verb):
        return False
    if token.word == "them":
        return verb.tag in ("VBD", "VBN", "VBG")
    return verb.tag in ("VBD", "VBN") and not any(reader.word(c) in ("are", "is", "be", "being") for c in verb.children)


def _count_implied(reader: Reader, group: Group, token: Token, how: str, names: Sequence[Name]) -> _Count | None:
    """The number of a group that says none: one for a name or "a farmer", two or more for a bare plural."""
    words = group.words
    definite = reader.word(group.first) in DEFINITES
    if token.word in _NTH and reader.word(group.first) in ("a", "an") and how in ("subject", "shared-subject", "state"):
        return _one()  # "two died and a third was hurt"
    if token.word in _NTH and how == "wound":
        return _one()
    if token.word == "number" and definite and how == "acl":
        return None  # "bringing to 32 the number killed"
    if _of_unknown_number(reader, group) or (
        words.is_people and not words.plural and reader.word(group.first) == "any"
    ):
        return _at_least(1)
    if token.word in ("accused", "deceased") and _has_singular_verb(reader, token):
        return _one()
    if token.word in COLLECTIVES and words.is_people and not names:
        return _at_least(2)
    if words.implied_count:
        return _one(max(words.implied_count, 1 if token.name else len(names)))
    if token.name and (names or token.tag in ("NNP", "NN")) and not token.demonym:
        who = names or words.is_people is True or how not in ("object", "subject", "acl", "relcl")
        if not who and not reader.looks_like_person(token):
            return None
        if token.tag not in ("NNS", "NNPS") or names:
            return _one()
        return None if definite else _at_least(2)
    if words.is_people and not words.plural and not token.tag.endswith("S"):
        return None if how == "noun-modifier" else _one()
    if words.is_people and words.plural:
        if how == "noun-modifier" or (definite and _is_bare_reference(reader, group, token, how)):
            return None
        if how in ("acl", "relcl", "subject") and NUMBER_OF.search(
            reader.cased, reader.sentence.start, reader.tokens[group.first].start
        ):
            return None  # "the number of people killed reaches 52": they are the 52
        if token.word in EXACT_GROUPS:
            return _one(EXACT_GROUPS[token.word])
        if token.word == "parents" and _is_of_one_child(reader, token):
            return _one(2)
        ages = _AGES_OF_EACH.match(reader.cased, reader.tokens[group.last].end, reader.sentence.end)
        if ages is not None:
            return _one(len(re.findall(r"\d+", ages.group())))
        return _at_least(3 if token.word in ("group", "handful") else 2)
    return None


_AGES_OF_EACH = re.compile(
    r"\s*(?:,?\s*(?:both\s+)?(?:ages|aged)\s+|\(\s*(?:ages\s+|aged\s+)?|,\s*)\d{1,2}(?:\s*,\s*\d{1,2})*,?\s+(?:and|&)\s+\d{1,2}\s*(?=[,.;)]|$|who\b|were\b|in\b|at\b)"
)
"""The age of each: "his sons, ages 6 and 9", "her daughters (9, 12 and 15)"."""


def _is_of_one_child(reader: Reader, parents: Token) -> bool:
    """Whether they are the parents of one: "her parents", "Ana's parents"."""
    owners = [reader.tokens[c] for c in reader.children(parents.i, ("poss",))]
    return any(o.word in ("his", "her") or (o.tag in ("NN", "NNP") and not o.children[1:]) for o in owners)


def _is_bare_reference(reader: Reader, group: Group, token: Token, how: str) -> bool:
    """Whether "the wounded", "the victims", "the hostages" only point back to people already told of.

    Other people with a verb or noun of harm of their own are told again ("the teachers were killed", "the murder of the
    teachers"): two or more, whatever number stood before.
    """
    if _opens_subset(reader, group):
        return False
    return (
        how not in TELLS_AGAIN
        or token.word in NAMED_BY_HARM
        or (token.word == "sons" and reader.child(token.i, "prep", ("of",)) is not None)  # maybe a group's name
        or (token.word in PEOPLE_AT_LARGE and not _is_narrowed(reader, group, token))
    )


def _is_narrowed(reader: Reader, group: Group, token: Token) -> bool:
    """Whether "the people" are some of them: "these people", "the people who were hit"."""
    return reader.word(group.first) in ("these", "those") or bool(reader.children(token.i, ("relcl", "acl")))


def _has_singular_verb(reader: Reader, token: Token) -> bool:
    verb = reader.tokens[token.head]
    return any(w in ("has", "is", "was") for w in (verb.word, *(reader.tokens[c].word for c in verb.children)))


def _of_unknown_number(reader: Reader, group: Group) -> bool:
    """ "An unknown number were wounded": one or more."""
    words = [reader.word(i) for i in range(group.first, group.head + 1)]
    return words[-1] in ("number", "numbers") and any(w in ("unknown", "undetermined", "unspecified") for w in words)


def _described(reader: Reader, group: Group) -> VictimWords:
    """What the words of a group say of its people, with what the sentence says beside them."""
    words = group.words
    if group.noun is None and reader.word(0) == "of" and reader.tokens[0].children and words.head is None:
        whole = reader.tokens[0].children[0]  # "Of the six militants who attacked the convoy, four were killed"
        read = reader.group(whole).words
        if read.is_people:
            words = replace(read, role="attacker") if read.role is None and _attacked(reader, whole) else read
    if words.role is None and _attacked(reader, group.head):
        words = replace(words, role="attacker")
    return words


def _extent(reader: Reader, t: Token, group: Group, q: Quantity | None) -> tuple[int, int]:
    """From the first to the last of the word of harm, the people and their number."""
    offsets = [t.start, t.end, reader.tokens[group.first].start, reader.tokens[group.last].end]
    if q is not None:
        offsets += [q.start, q.end]
    return min(offsets), max(offsets)


def _is_in_plural(reader: Reader, pronoun: Token) -> bool:
    """Whether the verb of a lone "he" or "she" is in the plural: a wish or a slip, no statement of one person."""
    verb = reader.tokens[pronoun.head]
    return not any(reader.tokens[c].dep == "conj" for c in pronoun.children) and any(
        reader.tokens[c].word in ("were", "are") and pronoun.i < c < verb.i for c in verb.children
    )


def _opens_subset(reader: Reader, group: Group) -> bool:
    """Whether a part is counted right behind a phrase: "the militants, including two children,"."""
    return SUBSET.match(lowered(reader.cased), reader.tokens[group.last].end) is not None


def _attacked(reader: Reader, head: int) -> bool:
    """Whether a relative clause says that these people attacked ("three of the robbers who stormed a bank")."""
    heads = [head]
    of = reader.child(head, "prep", ("of",))
    if of is not None:
        heads += reader.children(of, ("pobj",))
    return any(
        reader.tokens[c].word in ("attacked", "stormed", "raided", "ambushed", "bombed")
        and not is_passive(reader, reader.tokens[c])
        for h in heads
        for c in reader.children(h, ("relcl",))
    )


def _names_of_subject(reader: Reader, token: Token) -> tuple[Name, ...]:
    for c in reader.children(token.head, ("nsubj",)):
        found = reader.group(c)
        read = find_names(reader.cased, reader.tokens[found.first].start, _name_end(reader, found))
        return reader.printed(read)
    return ()


def _name_end(reader: Reader, group: Group) -> int:
    """Names may stand in apposition after the phrase: "a farmer, Dara Oru, 34," or "Dara (9)"."""
    end = reader.tokens[group.last].end
    for c in reader.tokens[group.head].children:
        child = reader.tokens[c]
        if (
            child.dep == "appos"
            and c > group.last
            and (child.name or reader.quantity_at.get(c) is None)
            and not re.search(r"\band\b", reader.text[end : child.start])
        ):
            end = max(end, child.end)
    for c in range(group.last + 2, min(group.last + 4, len(reader.tokens))):
        for named in reader.names_behind(group.head, c):
            end = max(end, reader.tokens[named].end)
    tail = re.compile(r"\s*(?:,\s*(?:aged\s+)?\d{1,3}\b|\(\s*(?:aged\s+)?\d{1,3}\s*\))").match(reader.text, end)
    return tail.end() if tail else end


def _may_be_people(reader: Reader, token: Token, q: Quantity) -> bool:
    if re.match(r"[- ]degree\b", reader.cased[q.end : q.end + 8]):
        return False
    if token.word in TIME_NOUNS or token.word in NOT_VICTIMS:
        return False
    if token.tag in ("NN", "NNS") and not token.name and not reader.holds(q, token.i):
        return (
            bool(PERSON_ENDING.search(token.word))
            or token.word in reader.lexicon.people
            or token.word in reader.lexicon.states
        )
    return (
        token.name
        or token.tag.startswith(("NN", "CD", "JJ", "PRP", "DT", "VB", "IN", "RB", "CC"))
        or reader.holds(q, token.i)
    )


def _is_increment(reader: Reader, group: Group) -> bool:
    first, last = group.first, group.last
    words = [reader.word(i) for i in range(first, min(last + 3, len(reader.tokens)))]
    return (
        (
            "more" in words
            and "than" not in words
            and any(w in ("bodies", "people", "victims", "died", "deaths") for w in words)
        )
        or "additional" in words
        or "further" in words
    )


def _moved_from(reader: Reader, group: Group, harm: Harm) -> Harm | None:
    """The harm that the dead had suffered before: "three of the wounded died", "died of her wounds", "dies days after being shot"."""
    if harm != Harm.KILLED:
        return None
    if group.quantity is None or not group.quantity.ordinal:
        after = reader.cased[
            reader.tokens[group.last].end : min(reader.sentence.end, reader.tokens[group.last].end + 90)
        ].lower()
        if DIED_LATER.match(after):
            return Harm.INJURED
    if group.noun is None:
        return None
    words = reader.cased[group.noun[0] : group.noun[1]].lower()
    between = reader.cased[reader.tokens[group.first].start : reader.sentence.end].lower()
    if re.search(r"\b(?:wounded|injured|hurt)\b", words) or WOUNDED_FIRST.match(between):
        return Harm.INJURED
    if re.search(r"\b(?:hostages?|abducted|kidnapped|captives)\b", words):
        return Harm.ABDUCTED
    if re.search(r"\b(?:detainees?|prisoners?)\b", words):
        return None
    if re.search(r"\bmissing\b", words):
        return Harm.MISSING
    return None
