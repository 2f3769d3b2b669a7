"""Dead told by the name of what befell them: "nurse, niece named in murder-suicide", "her parents' murder-suicide", "four people in a suspected murder-suicide".

Called for each parsed sentence after its headlines are read. All whom such an event is said to be of are dead: of a couple one
was the victim and one the attacker. Where the sentence tells them dead by another word, its name adds nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.lists import lists_before
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import BODILY, Harm, Modifier, Unit

_EVENT = (
    r"['’\"“”‘]?(?:murder|homicide)[- ]+suicide\b"
    r"(?!\s+(?:note|pact|case\s+file|attempt|plot|plan|bid|rate|statistics|prevention|victims?)\b)"
)
_NAME = AnyCase(_EVENT)
_OWNED = re.compile(
    r"(?P<who>[\w-]+)(?:['’]s|(?<=s)['’])\s+(?:(?:apparent|suspected|possible|alleged|tragic)\s+)?" + _EVENT,
    re.IGNORECASE,
)
_OF = re.compile(_EVENT + r"\s+of\s+(?=\w)", re.IGNORECASE)
_IN = re.compile(
    r"\s+(?:(?:who\s+)?(?:were\s+|was\s+)?(?:involved|identified|named|found|discovered|dead)\s+)?in\s+"
    r"(?:(?:the|an?|his|her|their)\s+)?(?:[\w'’.-]+\s+){0,4}?" + _EVENT,
    re.IGNORECASE,
)
_TOLD_WHO = re.compile(
    r"\b(?:identif(?:y|ies|ied)|nam(?:e|es|ed)|names\s+of|involved|found|discovered|dead)\b",
    re.IGNORECASE,
)
_NOT_THEY = words_of(
    "witness witnesses neighbor neighbors neighbour neighbours investigator investigators official officials survivor survivors "
    "relative relatives suspect officer officers deputy deputies police friend friends"
)
_COUPLE = words_of("parents grandparents couple spouses")


def read_murder_suicides(reader: Reader, mentions: list[Mention]) -> None:
    """Add the dead of an event that is named murder and suicide to `mentions`, the reader's own list."""
    sentence = reader.sentence
    event = _NAME.search(reader.cased, sentence.start, sentence.end)
    if event is None:
        return
    owned = _OWNED.search(reader.cased, sentence.start, sentence.end)
    if owned is not None:
        _read_owner(reader, mentions, owned)
        return
    if any(m.harm in (Harm.KILLED, Harm.KILLED_OR_INJURED) and m.low != 0 for m in mentions):
        return
    of = _OF.search(reader.cased, sentence.start, sentence.end)
    if of is not None:
        _read_of(reader, of)
    elif not any(m.harm in BODILY for m in mentions) and _TOLD_WHO.search(reader.cased, sentence.start, sentence.end):
        _read_people_in(reader, event)


def _read_owner(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    """ "Her parents' murder-suicide": one by the other's hand, one by his own; "a father's": he is dead."""
    span = found.span("who")
    owner = reader.token_at_offset(span[0])
    words = reader.describe(span)
    if words.is_people is not True and not (owner.name and len(owner.word.split()) > 1):
        return
    if any(m.harm == Harm.KILLED and m.noun is not None and m.noun[0] <= span[0] < m.noun[1] for m in mentions):
        return
    event = reader.token_at_offset(found.end() - 1)
    if owner.word in _COUPLE:
        _add_couple(reader, event, span, found)
        return
    one = reader.add_people(Harm.KILLED, event, span, words, "murder-suicide")
    one.end = max(one.end, found.end())
    if one.low == one.best == 1:
        one.words = replace(words, role="attacker")


def _add_couple(reader: Reader, event: Token, span: tuple[int, int], found: re.Match[str]) -> None:
    """Victim and attacker of a couple, one each."""
    words = reader.describe(span)
    victim = reader.add_people(Harm.KILLED, event, span, words, "murder-suicide")
    attacker = reader.add_people(Harm.KILLED, event, None, replace(words, role="attacker"), "murder-suicide")
    for m in (victim, attacker):
        m.low = m.best = m.high = 1
        m.modifier, m.unit = Modifier.EXACT, Unit.PERSON
        m.start, m.end = min(span[0], found.start()), max(span[1], found.end())
        m.sum_with = victim


def _read_of(reader: Reader, found: re.Match[str]) -> None:
    """ "The murder-suicide of a couple"."""
    event = reader.token_at_offset(found.start())
    of = reader.token_at_offset(found.end() - 2)
    for head in reader.children(of.i, ("pobj",)):
        group = reader.group(head)
        if reader.tokens[head].word in _COUPLE and group.quantity is None:
            _add_couple(reader, event, (reader.tokens[group.first].start, reader.tokens[group.last].end), found)
        else:
            _add_all(reader, event, reader.conjuncts(head))


def _read_people_in(reader: Reader, found: re.Match[str]) -> None:
    """ "Woman, son identified in Oru murder-suicide": whoever stands right before "in", with the list that ends there."""
    event = reader.token_at_offset(found.end() - 2)
    for t in reader.tokens:
        if t.end > found.start():
            return
        behind = _IN.match(reader.cased, t.end, reader.sentence.end)
        if behind is None or behind.end() != found.end() or not (t.tag.startswith(("NN", "CD")) or t.name):
            continue
        people = next(lists_before(reader, t.i + 1), None)
        of = reader.tokens[t.head]
        if t.dep == "pobj" and of.word == "of" and reader.tokens[of.head].word in ("family", "members", "group"):
            t = reader.tokens[of.head]  # "a family of four"
        heads = [item.head for item in people.items] if people is not None else [*_before_comma(reader, t), t.i]
        _add_all(reader, event, heads)
        return


def _before_comma(reader: Reader, t: Token) -> list[int]:
    """The bare noun that opens a line before another: "Woman, son"."""
    first = reader.group(t.i).first
    before = reader.token(first - 2)
    if reader.word(first - 1) != "," or before is None or before.tag not in ("NN", "NNP") or first != t.i:
        return []
    opens = reader.group(before.i).first
    return [before.i] if opens == 0 or reader.word(opens - 1) == ":" else []


def _add_all(reader: Reader, event: Token, heads: list[int]) -> None:
    told: list[Mention] = []
    for head in heads:
        words = reader.group(head).words
        if reader.tokens[head].word in _NOT_THEY or (words.is_people is not True and not reader.tokens[head].name):
            continue
        one = add_victims(reader, Harm.KILLED, event, head, "murder-suicide")
        if one is not None:
            one.end = max(one.end, event.end)
            told.append(one)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]
