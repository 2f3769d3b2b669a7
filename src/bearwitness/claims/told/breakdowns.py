"""What a total is made of: "120 civilians: 70 men, 30 women and 20 children", "14 people (nine women, five men)", "29 of them in Oru".

Called for each parsed sentence after its parts are read. Counts that stand in a row behind a total and add up to it are its
parts; a number "of them" is one too, whatever is said of it (where, when, how badly). A count of families with their people
beside it is told twice, in two units ("412 families (1,733 people)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.records import Counting, Harm, Quantity, Unit

_OPENS = re.compile(r"[:(\[—–]|\s-(?=\s)")
_BETWEEN = re.compile(r"\s*(?:[,;/]|&|\+)?\s*(?:\b(?:and|plus|as well as)\b)?\s*$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|those)\b\s*,?\s*(?P<next>[\w'’-]+)?", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"\s*(?:\(\s*(?:or\s+|i\.e\.,?\s+|comprising\s+|totall?ing\s+)?|,?\s+or\s+|,?\s+comprising\s+|,?\s+totall?ing\s+|\s*/\s*|\s+\(?with\s+)"
    r"(?:(?:a total of|an estimated|in all)\s+)?$",
    re.IGNORECASE,
)
_NOUNS = {
    Harm.KILLED: "dead deaths death fatalities killings killed slain murders murdered executions",
    Harm.INJURED: "wounded injured injuries hurt",
    Harm.KILLED_OR_INJURED: "casualties",
    Harm.DETAINED: "arrests arrested detained detentions detainees prisoners",
    Harm.ABDUCTED: "abducted kidnapped abductions kidnappings hostages abductees",
    Harm.MISSING: "missing disappeared disappearances",
    Harm.DISPLACED: "displaced",
}
_WHAT = {word: harm for harm, words in _NOUNS.items() for word in words.split()}
_OF_THE_DEAD = re.compile(
    rf"\s+of\s+(?P<noun>(?:the|these|those|its|their|all)\s+(?:[a-z]+\s+){{0,2}}?(?P<what>victims|{'|'.join(_WHAT)}))\b",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(
    rf"(?:out\s+)?of\s+(?:the|those|these|all)\s+(?:[a-z]+\s+){{0,2}}?(?P<what>victims|{'|'.join(_WHAT)})\b[^.;\d]{{0,40}}?,\s+",
    re.IGNORECASE,
)
_WERE = re.compile(
    r"\s+(?:were|was|are|is)\s+(?:also\s+|all\s+)?(?P<who>(?:an?\s+)?[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*)?)"
)
REACH_SENTENCES = 6  # how far back a total may stand that a noun names
_HEADS = frozenset("people persons individuals members souls inhabitants residents civilians idps children".split())


def read_breakdowns(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add the parts of what `mentions` (the reader's own list) and `earlier` count, or turn mentions already read into parts."""
    for k, q in enumerate(reader.quantities):
        if not q.ordinal and k not in reader.ages:
            _read_of_the_dead(reader, mentions, earlier, q)
    _read_of_those(reader, mentions, earlier)
    if len(reader.quantities) < 2:
        return
    for total in [m for m in mentions if m.quantity is not None and m.part_of is None and m.unit == Unit.PERSON]:
        _read_made_of(reader, mentions, total)
    for k, q in enumerate(reader.quantities):
        if not q.ordinal and k not in reader.ages:
            _read_of_them(reader, mentions, q)
    for m in [m for m in mentions if m.quantity is not None and m.counting == Counting.TOTAL]:
        _read_other_unit(reader, mentions, m)
    if "fatal" in reader.low_words or "fatally" in reader.low_words:
        _settle_fatal(reader, mentions)


_FATAL = re.compile(r"\s+(?:of\s+(?:them|whom|these|which)\s*)?(?:were\s+|was\s+)?fatal(?:ly)?\b", re.IGNORECASE)


def _settle_fatal(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "246 casualties, 91 of them fatal": of those harmed, the dead."""
    for m in mentions:
        if m.harm == Harm.KILLED_OR_INJURED and m.part_of is not None and m.quantity is not None:
            if _FATAL.match(reader.cased, m.quantity.end, reader.sentence.end):
                m.harm = Harm.KILLED


def _people_of(reader: Reader, q: Quantity) -> tuple[int, int] | None:
    """The noun phrase of people behind a number, cut at what hangs on it."""
    noun = reader.people_after(q)
    return noun if noun is not None and noun[0] - q.end <= 2 else None


def _read_made_of(reader: Reader, mentions: list[Mention], total: Mention) -> None:
    q = total.quantity
    if q is None or total.low is None or total.low < 2:
        return
    start = max(q.end, total.noun[1] if total.noun else 0)
    for opening in _OPENS.finditer(reader.cased, start, reader.sentence.end):
        row = _row_behind(reader, opening.end())
        if len(row) > 1 and _adds_up(total, [p for p, _ in row]):
            for part, noun in row:
                _make_part(reader, mentions, total, part, noun)
            return


def _row_behind(reader: Reader, offset: int) -> list[tuple[Quantity, tuple[int, int]]]:
    """Counts of people that follow one another from an offset, with nothing between them but commas and "and"."""
    row: list[tuple[Quantity, tuple[int, int]]] = []
    at = offset
    for q in sorted(reader.quantities, key=lambda q: q.start):
        if q.start < at:
            continue
        lead = reader.cased[at : q.start]
        if not (_BETWEEN.fullmatch(lead) if row else not lead.strip()):
            break
        noun = _people_of(reader, q)
        if noun is None or q.ordinal or q.best is None or q.low != q.high:
            break
        row.append((q, noun))
        at = noun[1]
    return row


def _adds_up(total: Mention, parts: Sequence[Quantity]) -> bool:
    count = sum(q.best or 0 for q in parts)
    return count == (total.best or total.low)


def _make_part(reader: Reader, mentions: Sequence[Mention], total: Mention, q: Quantity, noun: tuple[int, int]) -> None:
    part = next((m for m in mentions if m.quantity is q), None) or reader.add_bare(
        total.harm, reader.tokens[total.trigger], q, "breakdown", noun
    )
    if part is None or part is total:
        return
    part.harm, part.part_of, part.sum_with = total.harm, total, None
    part.start, part.end = q.start, noun[1]
    part.perpetrator = part.perpetrator or total.perpetrator


def _read_of_them(reader: Reader, mentions: Sequence[Mention], q: Quantity) -> None:
    """ "43 people, 29 of them in Oru", "61 were hurt, two of them badly": a part, unless a verb tells it another harm."""
    of_them = _OF_THEM.match(reader.cased, q.end, reader.sentence.end)
    if of_them is None:
        return
    existing = next((m for m in mentions if m.quantity is q), None)
    total = _total_before(mentions, q)
    if total is None or (existing is not None and (existing.part_of is not None or existing.harm != total.harm)):
        return
    if existing is None:
        if not _only_describes(reader, of_them):
            return
        existing = reader.add_bare(total.harm, reader.tokens[total.trigger], q, "breakdown")
        if existing is None:
            return
        existing.start, existing.end = q.start, of_them.end()
        existing.perpetrator = total.perpetrator
    existing.part_of, existing.sum_with = total, None


def _only_describes(reader: Reader, of_them: re.Match[str]) -> bool:
    """Whether words behind "of them" say where, when, how or what they were, and no verb what was done to them."""
    if of_them.group("next") is None:
        return False
    t = reader.token_at_offset(of_them.start("next"))
    if t.tag in ("IN", "RB", "JJ", "JJR", "TO") and t.word not in ("who", "that", "when", "while", "have", "also"):
        return not any(
            w.tag in ("VBD", "VBZ", "VBP", "MD") and w.head == w.i for w in reader.tokens[t.i : t.i + 4]
        ) and not any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in reader.tokens[t.i + 1 : t.i + 2])
    return t.tag in ("VBN", "VBG") and t.word not in reader.lexicon.transitive


def _read_of_the_dead(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], q: Quantity) -> None:
    """ "29 of the deaths were caused by mines", "14 of these victims were children": a part of the total that the noun names."""
    found = _OF_THE_DEAD.match(reader.cased, q.end, reader.sentence.end)
    if found is None or any(m.quantity is q and (m.part_of or m.moved_from) for m in mentions):
        return
    total = _total_named(reader, mentions, earlier, q, found.group("what").lower())
    if total is None:
        return
    others = [m for m in mentions if m.quantity is q]
    if any(m.harm != total.harm for m in others):
        return  # "two of the wounded died"
    for m in others:
        mentions.remove(m)
    reader.used.discard(reader.quantities.index(q))
    part = reader.add_bare(total.harm, reader.token_at_offset(found.start("what")), q, "breakdown", found.span("noun"))
    if part is None:
        return
    part.part_of = total
    were = _WERE.match(reader.cased, found.end(), reader.sentence.end)
    told = reader.describe(were.span("who")) if were is not None else None
    if told is not None and told.is_people:
        part.words = told


def _read_of_those(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """ "Of those arrested, 20 were children and nine were women"."""
    sentence = reader.sentence
    opening = _OF_THOSE.match(reader.cased, sentence.start, sentence.end)
    if opening is None:
        return
    for q in reader.quantities:
        were = _WERE.match(reader.cased, q.end, sentence.end)
        if q.start < opening.end() or were is None or q.ordinal or not reader.describe(were.span("who")).is_people:
            continue
        total = _total_named(reader, mentions, earlier, q, opening.group("what").lower())
        if total is None or any(m.quantity is q and m.part_of is not None for m in mentions):
            continue
        mentions[:] = [m for m in mentions if m.quantity is not q]
        part = reader.add_bare(total.harm, reader.token_at_offset(q.start), q, "breakdown", were.span("who"))
        if part is not None:
            part.part_of = total


def _total_named(
    reader: Reader, mentions: Sequence[Mention], earlier: Sequence[Mention], q: Quantity, what: str
) -> Mention | None:
    """The last total of the harm that a noun names, larger than the part; "victims" are of any harm."""
    harm = _WHAT.get(what)
    told = [
        m
        for m in (*earlier, *mentions)
        if m.part_of is None
        and m.quantity is not None
        and m.quantity.end <= q.start
        and m.unit == Unit.PERSON
        and (harm is None or m.harm == harm)
        and reader.sentence.index - m.sentence.index <= REACH_SENTENCES
        and (m.best or m.low or 0) > (q.best or q.low or 0)
    ]
    return told[-1] if told else None


def _total_before(mentions: Sequence[Mention], q: Quantity) -> Mention | None:
    told = [
        m
        for m in mentions
        if m.quantity is not None
        and m.quantity.end <= q.start
        and m.part_of is None
        and m.unit == Unit.PERSON
        and (m.best or m.low or 0) > (q.best or q.low or 0)
    ]
    return max(told, key=lambda m: m.quantity.end if m.quantity else 0) if told else None


def _read_other_unit(reader: Reader, mentions: list[Mention], told: Mention) -> None:
    """ "412 families (1,733 people)": the same people counted in families and in persons, of whichever the harm was read."""
    for q in reader.quantities:
        if q is told.quantity or told.quantity is None or q.ordinal or q.best is None:
            continue
        first, second = sorted((told.quantity, q), key=lambda one: one.start)
        nouns = [noun for noun in (_people_of(reader, first), _people_of(reader, second)) if noun is not None]
        if len(nouns) < 2:
            continue
        if not _OTHER_UNIT.fullmatch(reader.cased, nouns[0][1], second.start):
            continue
        units = [reader.describe(noun).unit for noun in nouns]
        if {*units} != {Unit.FAMILY, Unit.PERSON} or not _is_more(first, second, units[0]):
            continue
        noun = nouns[1] if q is second else nouns[0]
        words = reader.describe(noun)
        if words.unit == Unit.PERSON and reader.cased[slice(*noun)].lower().split()[-1] not in _HEADS:
            continue
        existing = next((m for m in mentions if m.quantity is q), None)
        if existing is not None:
            existing.sum_with = told.sum_with = existing.part_of = None
            continue
        reader.used.add(reader.quantities.index(q))
        mentions.append(_counted_again(told, q, noun, words=words))


def _is_more(first: Quantity, second: Quantity, unit: Unit) -> bool:
    """Whether the people outnumber their families."""
    families, people = (first, second) if unit == Unit.FAMILY else (second, first)
    return (people.best or 0) > (families.best or 0)


def _counted_again(told: Mention, q: Quantity, noun: tuple[int, int], *, words: VictimWords) -> Mention:
    return replace(
        told,
        quantity=q,
        low=q.low,
        best=q.best,
        high=q.high,
        modifier=q.modifier,
        noun=noun,
        words=words,
        unit=words.unit,
        start=min(q.start, told.start),
        end=max(noun[1], told.end),
        sum_with=None,
        extra={**told.extra},
    )
