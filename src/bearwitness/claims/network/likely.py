"""What the network finds beside the rules: claims of people that no rule read, and a probability for each that one did.

Cost: one run of the network a parsed sentence that holds a noun.
"""

from __future__ import annotations

from collections.abc import Sequence

from bearwitness.claims.network.scoring import HarmScorer, Probabilities, harm_scorer
from bearwitness.claims.sentence.counting import mention_of
from bearwitness.claims.sentence.mentions import NETWORK_RULE, Group, Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.records import Harm

LIKELY = 0.9
"""Probability from which people without a claim get one; chosen on the held part of gold/marked."""
SENTENCES_BACK = 2
LARGE = 10_000
"""A number without a noun that may as well be money, votes or metres."""

_NOT_HEADS = ("compound", "nummod", "poss")
_COUNTING_WORDS = frozenset("both another others one".split())
_ONESELF = ("himself", "herself", "themselves")
NAME, PEOPLE = "smith", "european"
"""What the network reads in the place of a name, and of the name of a people."""

Span = tuple[int, int]


def words_of_tokens(tokens: Sequence[Token]) -> list[str]:
    """The words that the network reads of a sentence: without a name."""
    return [PEOPLE if t.demonym else NAME if t.name else "'s" if t.text == "’s" else t.word for t in tokens]


def may_be_people(token: Token) -> bool:
    """Whether a word may head a phrase of people: a noun, a pronoun or a number that stands alone."""
    is_noun = token.tag.startswith("NN") or token.tag in ("PRP", "CD") or token.word in _COUNTING_WORDS
    return is_noun and token.dep not in _NOT_HEADS


def read_likely(readers: Sequence[tuple[Reader, list[Mention]]]) -> list[list[Mention]]:
    """The mentions of each sentence with those that only the network finds; each carries its probability.

    Args:
        readers: The sentences in order, each with what the rules found in it.

    Returns:
        For each sentence its mentions, those of the rules first.
    """
    scorer = harm_scorer()
    if scorer is None:
        return [mentions for _, mentions in readers]
    found: list[list[Mention]] = []
    told: list[tuple[int, list[Harm]]] = []
    for reader, mentions in readers:
        here = reader.sentence.index
        before = [harm for index, harms in told if index >= here - SENTENCES_BACK for harm in harms]
        found.append([*mentions, *_found_alone(scorer, reader, mentions, before)])
        told = [*told[-SENTENCES_BACK:], (here, [m.harm for m in sorted(mentions, key=lambda m: m.start)])]
    return found


def _found_alone(
    scorer: HarmScorer, reader: Reader, mentions: Sequence[Mention], before: Sequence[Harm]
) -> list[Mention]:
    """Mentions of people of whom the rules read none; the rules' own get their probability on the way."""
    heads = [t for t in reader.tokens if may_be_people(t)]
    if not heads:
        return []
    table = scorer.score(words_of_tokens(reader.tokens), before, [t.i for t in heads])
    for m in mentions:
        m.extra["likely"] = _probability(scorer, m, heads, table)
    taken = [people_of(m) for m in mentions]
    found: list[Mention] = []
    for k in sorted(range(len(heads)), key=lambda k: -float(table[k].max())):
        head, best = heads[k], int(table[k].argmax())
        if table[k, best] < LIKELY:
            break
        harm = scorer.harms[best]
        if not _may_be_harmed(reader, head, harm, mentions):
            continue
        group = reader.group(head.i)
        if group.quantity is not None and reader.quantities.index(group.quantity) in reader.used:
            continue  # an age, a rate, what is counted elsewhere
        if head.tag == "CD" and _is_large(group) and harm is not Harm.DISPLACED:
            continue  # "a bag holding 120,000 in notes"
        mention = None if _is_taken(reader, head, group, taken) else mention_at(reader, harm, head, group)
        if mention is not None and not any(_meet(people_of(mention), other) for other in taken):
            mention.rule = NETWORK_RULE
            mention.extra["likely"] = float(table[k, best])
            taken.append(people_of(mention))
            found.append(mention)
    return found


def _is_large(group: Group) -> bool:
    q = group.quantity
    return q is not None and max(q.low or 0, q.best or 0, q.high or 0) >= LARGE


def _may_be_harmed(reader: Reader, head: Token, harm: Harm, mentions: Sequence[Mention]) -> bool:
    """Not a noun of harm ("his death"), nor who leaves home where nothing tells of force, nor a doer told already, nor a whole."""
    if reader.is_harm_noun(head.i) or (harm is Harm.DISPLACED and not reader.is_of_force):
        return False
    if head.word in _ONESELF and any(m.rule == "reflexive" for m in mentions):
        return False
    above = reader.tokens[head.head]
    if head.dep in ("nsubj", "nsubjpass", "dobj") and reader.lexicon.transitive.get(above.word) == harm.value:
        return False  # so plain a case is read by rules, or it is no claim
    is_whole = head.dep == "pobj" and above.word == "of" and reader.tokens[above.head].tag.startswith("VB")
    return not is_whole  # "of the six, four were killed"


def _probability(scorer: HarmScorer, m: Mention, heads: Sequence[Token], table: Probabilities) -> float | None:
    """The highest probability of its harm among the nouns of a mention's people; None where they have none."""
    people, column = people_of(m), scorer.harms.index(m.harm)
    rows = [k for k, t in enumerate(heads) if _meet((t.start, t.end), people) or t.word in _ONESELF]
    return max((float(table[k, column]) for k in rows), default=None)


def people_of(m: Mention) -> Span:
    """The words of a mention's number and people; its whole words where it has neither."""
    spans = [(m.quantity.start, m.quantity.end)] if m.quantity is not None else []
    spans += [m.noun] if m.noun is not None else []
    if not spans:
        return m.start, m.end
    return min(start for start, _ in spans), max(end for _, end in spans)


def mention_at(reader: Reader, harm: Harm, head: Token, group: Group) -> Mention | None:
    """A mention of the people of a phrase; None where it counts no people."""
    if group.words.is_people is False:
        return None
    word = _word_of_harm(reader, harm, head)
    found = mention_of(reader, harm, word, group, head, "subject")
    if found is None and not head.name:
        found = mention_of(reader, harm, word, group, head, NETWORK_RULE)
    return found


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _is_taken(reader: Reader, head: Token, group: Group, taken: Sequence[Span]) -> bool:
    """Whether these people have a claim in the sentence: under this phrase, one in apposition to it, one that it
    belongs to ("the grandson of Ana Rell", "her arm"), or one that says who they are ("Ana Rell was the third teacher shot")."""
    spans = [(reader.tokens[group.first].start, reader.tokens[group.last].end)]
    beside = list(reader.children(head.i, ("appos", "poss")))
    if head.dep == "appos":
        beside.append(head.head)
    if head.dep == "pobj" and reader.word(head.head) == "of":
        beside.append(reader.tokens[head.head].head)
    if head.dep in ("nsubj", "attr"):
        beside += reader.children(head.head, ("attr" if head.dep == "nsubj" else "nsubj",))
    spans += [(reader.tokens[i].start, reader.tokens[i].end) for i in beside]
    return any(_meet(span, other) for span in spans for other in taken)


def _word_of_harm(reader: Reader, harm: Harm, head: Token) -> Token:
    """The word that tells the harm: the nearest one of it that the lexicon knows, else what the verb above the people says
    of them ("has a bullet in the leg"), else that verb."""
    lexicon = reader.lexicon
    tables = (lexicon.transitive, lexicon.intransitive, lexicon.states, lexicon.nouns, lexicon.people)
    known = [t for t in reader.tokens if any(table.get(t.word) == harm.value for table in tables)]
    if known:
        return min(known, key=lambda t: abs(t.i - head.i))
    verb = reader.governing_verb(head)
    if verb is None:
        return head
    said = [c for c in reader.children(verb.i, ("dobj", "attr", "acomp", "oprd")) if c != head.i]
    return reader.tokens[said[0]] if said else verb
