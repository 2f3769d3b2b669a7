"""Lists of people that the parse cuts up: "the murders of the mayor of Oru, another judge, and the army chief".

`read_list` reads a list by its words, from left to right. Each item is a noun phrase of people; what only describes or
names the item before it ("Ana Rell, a teacher,", "two girls, Ana and Eva") is no item. A list ends with "and" and its
last item, so that "killed the guard, officials said" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token

LONGEST = 60  # tokens of a list

_INSIDE = ("DT", "PRP$", "CD", "JJ", "JJR", "NN", "NNS", "NNP", "NNPS", "POS", "VBN", "VBG", "HYPH", "PDT", "$")
_AND = frozenset(("and", "&", "plus"))
_OF = frozenset(("of", "from", "for"))
_OPENS_DESCRIPTION = frozenset(("a", "an", "the", "both", "all", "who", "whose", "age", "aged"))
_NO_ITEM = frozenset(
    ("all both who which that when where while including among monday tuesday wednesday thursday friday").split()
)


@dataclass(frozen=True, slots=True)
class Item:
    """One noun phrase of a list: tokens [first, last], the head, and whether its head is a personal name."""

    head: int
    first: int
    last: int
    named: bool


@dataclass(frozen=True, slots=True)
class People:
    """A list: its items in order, and the index of the token behind it."""

    items: tuple[Item, ...]
    end: int


def read_list(reader: Reader, start: int, *, alone: bool = False, until: int | None = None) -> People | None:
    """The list of people that starts at a token; None where there is none, or where it has no "and".

    Args:
        reader: Of the sentence.
        start: Token that the list must start at.
        alone: Whether one noun phrase by itself is taken for a list too.
        until: Token that no item reaches ("left two boys and a woman dead"); None where the words alone end it.
    """
    first = _item(reader, start, until)
    if first is None or not _is_people(reader, first):
        return None
    items, end, closed, names_due = [first], behind_age(reader, first.last + 1), False, _names_due(reader, first)
    while end - start < LONGEST and not closed:
        at, joined = _behind_separator(reader, end)
        if at is None:
            break
        item = _item(reader, at, until)
        if item is None:
            break
        if names_due and item.named and item.first == item.head:
            names_due -= 1
            end = item.last + 1
            closed = joined and not names_due and reader.word(end) != ","
            continue
        names_due = 0
        if not joined and _describes(reader, items[-1], item):
            end = item.last + 1
            continue
        if not _is_people(reader, item):
            break
        items.append(item)
        end, closed, names_due = behind_age(reader, item.last + 1), joined, _names_due(reader, item)
    if not (closed and len(items) > 1) and not (alone and len(items) == 1):
        return None
    return People(tuple(items), _behind_description(reader, items[-1], end, until))


_AGES = re.compile(
    r"\s*(?:,?\s*\((?:\w+\s+)?(?:left|right|cent(?:er|re)|pictured|above|below|front|back)\)(?:,?\s*\d{1,2})?|,\s*(?:both\s+|all\s+|each\s+)?(?:aged?\s+)?\d{1,3}|,\s*(?:both\s+)?age[ds]\s+\d{1,3}(?:\s*(?:,|,?\s*and|to)\s*\d{1,3})+|\s*\((?:aged?\s+)?\d{1,3}\)|,\s*[\w-]+\s+of\s+(?:them|whom)\s+(?:[\w-]+\s+){0,2}?[\w-]+)(?=\s*(?:[,;.)]|and\b|&|$))",
    re.IGNORECASE,
)


def behind_age(reader: Reader, end: int) -> int:
    """Index behind the age of whoever a noun phrase names, or part of their number: "Ana Rell, 34, and", "nine people, two of them boys,"."""
    if reader.word(end) not in (",", "("):
        return end
    found = _AGES.match(reader.cased, reader.tokens[end - 1].end, reader.sentence.end)
    return reader.token_index(found.end()) if found is not None else end


def _behind_separator(reader: Reader, i: int) -> tuple[int | None, bool]:
    """Index of the next item, and whether "and" stands before it."""
    joined = False
    moved = i
    while reader.word(moved) in (",", ";") or reader.word(moved) in _AND:
        joined = joined or reader.word(moved) in _AND
        moved += 1
    if moved == i or reader.token(moved) is None:
        return None, False
    return moved, joined


def _item(reader: Reader, i: int, until: int | None = None) -> Item | None:
    """The noun phrase that starts at a token, with what hangs on it by "of", "from" or "for"."""
    end = _phrase_end(reader, i, until)
    if end == i or reader.word(i) in _NO_ITEM:
        return None
    head = end - 1
    t = reader.tokens[head]
    if not (t.tag.startswith("NN") or t.name or head in reader.quantity_at or is_aged(t)):
        if t.tag != "JJ" or reader.describe((reader.tokens[i].start, t.end)).is_people is not True:
            return None
    last = head
    for _ in range(2):
        if reader.word(last + 1) not in _OF:
            break
        further = _phrase_end(reader, last + 2, until)
        if further == last + 2:
            break
        last = further - 1
    if reader.word(last + 1) in ("named", "called", "identified"):
        named = last + (3 if reader.word(last + 2) == "as" else 2)
        if reader.token(named) is not None and reader.tokens[named].name:
            last = named
    return Item(head, i, last, reader.tokens[head].name and not reader.tokens[head].demonym)


def phrase_at(reader: Reader, i: int) -> tuple[int, int] | None:
    """Layer span of the plain noun phrase that starts at a token; None where none does."""
    end = _phrase_end(reader, i)
    return (reader.tokens[i].start, reader.tokens[end - 1].end) if end > i else None


def _phrase_end(reader: Reader, i: int, until: int | None = None) -> int:
    """Index behind the words of a plain noun phrase that starts at i; i itself where none starts there."""
    j = i
    while j != until and (t := reader.token(j)) is not None and (t.tag in _INSIDE or t.name or _in_law(reader, t)):
        if t.tag in ("VBN", "VBG") and not _is_before_noun(reader, t):
            break
        if j > i and t.tag in ("DT", "PRP$") and reader.tokens[j - 1].tag != "PDT":
            break
        j += 1
    return j


def _in_law(reader: Reader, t: Token) -> bool:
    """ "Brother - in - law", printed with blanks."""
    return (
        t.word in ("-", "in")
        and "-" in (reader.word(t.i - 1), reader.word(t.i + 1))
        and "law" in (reader.word(t.i + k) for k in (1, 2, 3))
    )


def _is_before_noun(reader: Reader, t: Token) -> bool:
    return t.dep in ("amod", "compound") and t.head > t.i


def is_aged(t: Token) -> bool:
    """Whether a word by itself is a person of an age: "a 13-year-old"."""
    return t.word.endswith(("year-old", "month-old"))


def _is_people(reader: Reader, item: Item) -> bool:
    words = reader.describe((reader.tokens[item.first].start, reader.tokens[item.head].end))
    head = reader.tokens[item.head]
    if is_aged(head):
        return True
    if item.named and words.is_people is None and item.first < item.head:  # "her son Ben"
        words = reader.describe((reader.tokens[item.first].start, reader.tokens[item.head - 1].end))
    if head.word in reader.lexicon.nouns:
        return False  # "the death of Ana Rell and the serious injury of her son"
    if words.is_people is not None:
        return words.is_people
    if not item.named or not reader.looks_like_person(head):
        return False
    with_his = reader.word(item.head + 1) == "and" and reader.word(item.head + 2) in ("his", "her")
    return len(head.word.split()) > 1 or with_his or behind_age(reader, item.head + 1) > item.head + 1


def _names_due(reader: Reader, item: Item) -> int:
    """How many names may follow that only name the people of an item."""
    if item.named:
        return 0
    quantity = next((reader.quantity_at[i] for i in range(item.first, item.head + 1) if i in reader.quantity_at), None)
    if quantity is not None:
        return reader.quantities[quantity].best or 0
    words = reader.describe((reader.tokens[item.first].start, reader.tokens[item.head].end))
    return 0 if words.plural else 1


def _describes(reader: Reader, before: Item, item: Item) -> bool:
    """Whether an item behind a comma alone says what the named person before it is, or how old."""
    if not before.named or before.last != before.head:
        return False
    t = reader.tokens[item.first]
    if item.named or item.first in reader.quantity_at or t.word in ("his", "her", "their", "another"):
        return False
    return t.word in _OPENS_DESCRIPTION or t.tag in ("NN", "JJ", "VBN", "NNP")


def _behind_description(reader: Reader, item: Item, end: int, until: int | None) -> int:
    """Index behind ", a visitor" after the last item."""
    if reader.word(end) != "," or end + 1 == until:
        return end
    described = _item(reader, end + 1, until)
    if described is not None and _describes(reader, item, described) and not reader.tokens[described.head].name:
        return described.last + 1
    return end


_FINITE = ("VBD", "VBZ", "VBP", "MD")


def list_of_victims(reader: Reader, heads: list[int]) -> list[int]:
    """Heads of victims behind a verb or "of", with those of their list that the parse has lost.

    Nothing is added where the list is cut by the subject of another verb ("killed the guard, and the driver fled").
    """
    found = read_list(reader, reader.group(heads[0]).first)
    if found is None or len(found.items) < len(heads):
        return heads
    whole: list[int] = []
    for item in found.items:
        known = next((h for h in heads if item.first <= h <= item.last), item.head)
        of_place = reader.tokens[known].name and known < item.head  # "U.S. agent David Orl"
        whole.append(item.head if of_place or _names_one_of(reader, known, item) else known)
    if any(not any(item.first <= h <= item.last for item in found.items) for h in heads):
        return heads
    added = [h for h in whole if h not in heads]
    if _gives_subject(reader, found):
        return heads
    return heads if any(_acts(reader, h, found) for h in added) else whole


def _names_one_of(reader: Reader, head: int, item: Item) -> bool:
    """Whether a plural noun stands before the first of the names of its people: "the judges Ana Rell, Ben Orl and Eva Dun"."""
    if not item.named or head >= item.head:
        return False
    group = reader.group(head)
    return group.quantity is None and group.words.is_people is True and bool(group.words.plural)


def _gives_subject(reader: Reader, found: People) -> bool:
    """Whether the verb right behind a list has no other subject: "since the murder of the nun, a deputy and two aides left"."""
    t = reader.token(found.end)
    if t is None or t.tag not in _FINITE:
        return False
    verb = reader.tokens[t.head] if t.dep in ("aux", "auxpass") else t
    subjects = [c for c in verb.children if reader.tokens[c].dep in ("nsubj", "nsubjpass")]
    return not any(c < found.items[0].first for c in subjects)


def _acts(reader: Reader, head: int, found: People) -> bool:
    """Whether a noun, alone or with others of its list, is the subject of a verb behind the list."""
    t = reader.tokens[head]
    for _ in range(6):
        if t.dep in ("nsubj", "nsubjpass"):
            before = reader.children(t.head, ("nsubj", "nsubjpass"))
            taken = any(
                c < found.items[0].first for c in before
            )  # "the murder of the guard and the driver was planned"
            return not taken and t.head >= found.end and t.i > found.items[0].last
        if t.dep not in ("conj", "appos", "compound") or t.head == t.i:
            return False
        t = reader.tokens[t.head]
    return False


def lost_subject(reader: Reader, verb: Token, head: int) -> list[int]:
    """The head of those whom "and" joins right before a verb in the plural, where the parse leaves one person its only subject.

    "Ana Rell, who sat for the party in Oru, and her brother were shot": one alone would be "was".
    """
    plural = next((c for c in verb.children if reader.word(c) in ("were", "are", "have") and c < verb.i), None)
    if plural is None or plural <= head or reader.group(head).quantity is not None or reader.group(head).words.plural:
        return []
    if any(c != head and reader.tokens[c].dep in ("nsubj", "nsubjpass") for c in verb.children):
        return []
    if reader.word(head) in ("they", "we", "you", "who", "all", "both", "some", "many", "that", "which"):
        return []
    joined = next((i for i in range(plural - 1, max(head, plural - 14), -1) if reader.word(i) in _AND), None)
    item = _item(reader, joined + 1) if joined is not None else None
    if item is None or item.last + 1 != plural or not _is_people(reader, item):
        return []
    return [item.head] if reader.group(item.head).first > reader.group(head).last else []


def list_of_subjects(reader: Reader, verb: Token, heads: list[int]) -> list[int]:
    """Heads of victims before a verb, with those of their list that the parse takes for a description: "the nurse, the cook and a guard were shot".

    The first is one person, and the verb, or another of the list, is in the plural.
    """
    group = reader.group(heads[0])
    if group.quantity is not None or group.words.plural is not False or heads[0] > verb.i:
        return heads
    if not verb.tag.startswith("VB") and verb.dep in ("oprd", "acomp", "xcomp"):
        verb = reader.tokens[verb.head]  # "were pronounced dead"
    helpers = [c for c in verb.children if reader.tokens[c].dep in ("aux", "auxpass") and c < verb.i]
    ends = min([verb.i, *helpers])
    if reader.word(group.last + 1) not in (",", "(") or any(reader.word(c) in ("was", "is", "has") for c in helpers):
        return heads
    found = read_list(reader, group.first)
    if found is None or len(found.items) <= len(heads) or found.end != ends:
        return heads
    plural = any(reader.word(c) in ("were", "are", "have") for c in helpers)
    if not plural and not any(reader.group(item.head).quantity is not None for item in found.items):
        return heads
    return [item.head for item in found.items]


def lists_before(reader: Reader, end: int) -> Iterator[People]:
    """Lists of people that end right before a token, the longest first."""
    for start in range(max(0, end - LONGEST), end):
        t = reader.tokens[start]
        opens = start == 0 or reader.tokens[start - 1].tag[:2] in _BEFORE_LIST or reader.word(start - 1) in (":", ",")
        if opens and (t.tag in _INSIDE or t.name):
            found = read_list(reader, start)
            if found is not None and found.end == end:
                yield found


_BEFORE_LIST = ("VB", "IN", ":", "-L", "WR", "``", "WD", "RB")
