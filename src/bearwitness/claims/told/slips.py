"""Mentions that a slip of the parse made: the finder taken for the one found, an age for a number, a street corner for a name.

Called for each parsed sentence after all its mentions are read; takes such mentions out. Each slip is told by the grammar
around it: "deputies found Orl bleeding", "officials state that a man shot ...", "22 was shot in both legs", "the shooting of
a girl near 35th and Silver Spring", "the dead woman and the unharmed child".
"""

from __future__ import annotations

import re

from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token

_FINDS = frozenset(
    (
        "found find finds finding discovered discovers discover located locates encountered spotted came arrived responded "
        "searched saw helped treated questioned interviewed arrested charged accused"
    ).split()
)
_TELLS = frozenset(
    ("state states stated alleged alleges allege believe believes suspect suspects investigate investigating").split()
)
_RELATIVE = frozenset(("who", "that", "which", "whom", "whose"))
_WELL = re.compile(r"\b(?:unharmed|unhurt|uninjured|unscathed|surviving)\b", re.IGNORECASE)
_IS_ONE = re.compile(r"\s+(?:was|is|has)\b")
_FIRED_ON = frozenset(("machinegunned", "machine-gunned", "machinegunning", "machine-gunning"))
_AGES = range(10, 100)
_CORNER = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\s+(?:and|&)\s+$")
_STREET = re.compile(
    r"\b(?:county|street|avenue|road|drive|boulevard|lane|highway|coverage|news|weather|traffic|sports)$", re.IGNORECASE
)


def drop_slips(reader: Reader, mentions: list[Mention]) -> None:
    """Take out of `mentions`, the reader's own list, those that are no victims by the grammar around them."""
    telling = any(t.word in _FINDS or _tells(t) for t in reader.tokens)
    for m in list(mentions):
        if (
            _is_age(reader, m)
            or _is_well(reader, m)
            or _are_under_fire(reader, m)
            or _are_wounds(reader, m)
            or _is_a_place(reader, m)
            or (telling and _is_finder(reader, m))
        ):
            mentions.remove(m)
            for other in mentions:
                if other.sum_with is m:
                    other.sum_with = None
                if other.part_of is m:
                    other.part_of = None


def _is_age(reader: Reader, m: Mention) -> bool:
    """ "Jamie, 22 was shot": a verb in the singular behind a number without a noun."""
    q = m.quantity
    return (
        q is not None
        and m.noun is None
        and q.best in _AGES
        and q.text.isdigit()
        and _IS_ONE.match(reader.cased, q.end, reader.sentence.end) is not None
    )


def _are_under_fire(reader: Reader, m: Mention) -> bool:
    """ "Residents were machinegunned by helicopters": fired on; that any of so many was hit is not said."""
    return m.implied and m.low != m.best and reader.tokens[m.trigger].word in _FIRED_ON


def _are_wounds(reader: Reader, m: Mention) -> bool:
    """ "Five people, including a girl, sustained injuries": the parse takes the wounds for people."""
    return (
        m.noun is not None
        and m.quantity is None
        and reader.cased[slice(*m.noun)].lower().endswith((" injuries", " wounds"))
    )


def _is_well(reader: Reader, m: Mention) -> bool:
    return m.noun is not None and m.low != 0 and _WELL.search(reader.cased, *m.noun) is not None


def _is_a_place(reader: Reader, m: Mention) -> bool:
    """Words with capitals that name a place or a page, where no word for people stands among them."""
    if m.noun is None or m.quantity is not None or m.words.head is not None or m.pronoun:
        return False
    words = reader.cased[slice(*m.noun)]
    if not words[:1].isupper():
        return False
    return (
        _STREET.search(words) is not None or _CORNER.search(reader.cased, reader.sentence.start, m.noun[0]) is not None
    )


def _is_finder(reader: Reader, m: Mention) -> bool:
    """Whether the people are the subject of finding or telling, and the harm is somebody else's."""
    if m.noun is None or m.quantity is not None:
        return False
    head = _head_of(reader, m)
    return head is not None and head.i < m.trigger and _finds_or_tells(reader, head, m)


def _tells(t: Token) -> bool:
    return t.word in _TELLS or t.word in speech_words().say


def _head_of(reader: Reader, m: Mention) -> Token | None:
    """The word of a noun phrase that hangs on something outside it; none for a pronoun, which may be the victim."""
    if m.noun is None:
        return None
    inside = [t for t in reader.tokens if m.noun[0] <= t.start and t.end <= m.noun[1]]
    first = next((t for t in inside if not inside[0].i <= t.head <= inside[-1].i or t.head == t.i), None)
    return first if first is not None and first.tag.startswith("NN") else None


def _finds_or_tells(reader: Reader, head: Token, m: Mention) -> bool:
    """Whether somebody else's harm hangs below what this subject finds, or the words of telling stand right behind it."""
    for verb in _verbs_of(reader, head):
        if verb.i >= m.trigger:
            continue
        objects = [c for c in verb.children if reader.tokens[c].dep == "dobj" and verb.i < c < m.trigger]
        if verb.word in _FINDS and objects and verb.tag != "VBN" and _lies_below(reader, m.trigger, verb.i):
            return True
    return _told_behind(reader, head, m)


def _verbs_of(reader: Reader, head: Token) -> list[Token]:
    """The verbs of which a noun is the active subject, those joined to the first among them."""
    verbs: list[Token] = []
    if head.dep != "nsubj":
        return verbs
    queue = [head.head]
    while queue:
        verb = reader.tokens[queue.pop()]
        if not verb.tag.startswith("VB") or verb in verbs:
            continue
        verbs.append(verb)
        own = [c for c in verb.children if reader.tokens[c].dep == "conj" and c > verb.i]
        queue += [c for c in own if not any(reader.tokens[g].dep == "nsubj" for g in reader.tokens[c].children)]
    return verbs


def _lies_below(reader: Reader, i: int, top: int) -> bool:
    """Whether a token hangs below a verb in any number of steps; a verb joined to it has the same subject and is not below."""
    for _ in range(len(reader.tokens)):
        up = reader.tokens[i].head
        if up == top:
            return reader.tokens[i].dep != "conj"
        if up == i:
            return False
        i = up
    return False


def _told_behind(reader: Reader, head: Token, m: Mention) -> bool:
    """ "Officials in Belen county state that ...", "Prosecutors alleged in court that ...": telling, then "that"."""
    for t in reader.tokens[head.i + 1 : m.trigger]:
        if t.word in (",", ";", ":") or t.word in _RELATIVE:
            return False
        if _tells(t):
            before = reader.tokens[t.i - 1].word
            if before in _RELATIVE or before in ("was", "were", "are", "is", "be", "been"):
                return False
            return any(o.word == "that" for o in reader.tokens[t.i + 1 : m.trigger])
    return False
