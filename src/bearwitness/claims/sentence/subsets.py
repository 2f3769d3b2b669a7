"""Parts of a total named right behind it: "14 people, including five children", "among them the bomber", "two of them women".

`parts` reads the other ways of telling a part, and parts of totals in earlier sentences.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.outcome_words import BE, COLLECTIVES, PERSON_ENDING, SUBSET
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.victims import VictimWords, describe_victims
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Counting, Modifier, Quantity

Count = tuple[int | None, int | None, int | None, Modifier]


def drop_wholes_told_as_parts(reader: Reader) -> None:
    """ "Five civilians, including two children, were killed": the two are a part, also where the parse has them killed apart."""
    parts = [m for m in reader.mentions if m.part_of is not None and m.noun is not None]
    for part in parts:
        for m in [m for m in reader.mentions if m.part_of is None and m.harm == part.harm and m.noun == part.noun]:
            reader.mentions.remove(m)


_OUTSIDE_LIST = words_of('. ; : -- — ) ( " who which when while after in at by from during')


def read_subsets(reader: Reader) -> None:
    """ "14 people, including five children", "among them the bomber", "two of them women": parts of the total before them.

    Called again when readers of other modules have added totals; what has found its total is left alone.
    """
    low = reader.cased[reader.sentence.start : reader.sentence.end].lower()
    for match in SUBSET.finditer(low):
        at = reader.sentence.start + match.start()
        after = reader.sentence.start + match.end()
        if at in reader.parted:
            continue
        if match.group().lstrip(" ,").startswith("of ") and re.search(
            r"\b(?:all|most|many|some|several|none|both|mostly)\s*$", low[: match.start()]
        ):
            continue  # "seven bodies, all of them women": no part of its own
        if match.group().lstrip(" ,").startswith("of ") and any(
            not reader.cased[q.end : at].strip() and q.end <= at for q in reader.quantities
        ):
            continue  # "22 of them children": the number before it is the part's
        totals = [
            m
            for m in reader.mentions
            if _end_of(reader, m) <= at + 1 and (m.part_of is None or m.extra.get("row")) and not m.pronoun
        ]
        if not totals:
            continue
        reader.parted.add(at)
        total = _total_before(reader, totals, at)
        for first, last in listed(reader, after):
            add_subset(reader, total, first, last)


def _end_of(reader: Reader, m: Mention) -> int:
    return max(m.noun[1] if m.noun else 0, m.quantity.end if m.quantity else 0) or m.end


def _total_before(reader: Reader, totals: list[Mention], at: int) -> Mention:
    totals = _outside_brackets(reader, totals, at) or totals
    near = max(totals, key=lambda m: (_end_of(reader, m), m.low or 0))
    clause = [m for m in totals if "," not in reader.text[_end_of(reader, m) : at].rstrip(", ")] or [near]
    return max(clause, key=lambda m: _end_of(reader, m))


def _outside_brackets(reader: Reader, totals: list[Mention], at: int) -> list[Mention]:
    """Totals without those in a bracket that is closed by then: "57 casualties (21 killed, 36 injured), among them"."""
    close = reader.cased.rfind(")", reader.sentence.start, at)
    opening = reader.cased.rfind("(", reader.sentence.start, close) if close >= 0 else -1
    if opening < 0:
        return totals
    return [m for m in totals if not opening < _end_of(reader, m) <= close]


def listed(reader: Reader, offset: int) -> list[tuple[int, int]]:
    """Token ranges of the coordinated noun phrases that follow an offset, up to a verb or the sentence's end."""
    i = reader.token_index(offset)
    if reader.word(i) in ("those", "that") and reader.word(i + 1) == "of":
        i += 2  # "49 killings, including those of 14 women"
    ranges: list[tuple[int, int]] = []
    start = i
    j = i
    while j < len(reader.tokens) and j - i < 45:
        t = reader.tokens[j]
        if t.word in (",", "and", "as") and (t.word != "and" or not _joined_women_children(reader, j)):
            if j > start:
                ranges.append((start, j - 1))
            start = j + 1
            if t.word == "," and start < len(reader.tokens) and not _opens_group(reader, start):
                break
            if t.word == "as":
                if reader.word(j + 1) == "well" and reader.word(j + 2) == "as":
                    start = j + 3
                    j += 2
                else:
                    break
        elif _ends_list(t):
            if j > start:
                ranges.append((start, j - 1))
            start = len(reader.tokens)
            break
        j += 1
    else:
        if j > start:
            ranges.append((start, j - 1))
    return [r for r in ranges if _opens_group(reader, r[0]) and not _is_subject(reader, r)]


def _ends_list(t: Token) -> bool:
    """Whether a token stands outside a list of parts: a finite verb, a clause, a place."""
    finite = t.tag == "MD" or (t.tag.startswith("VB") and t.tag not in ("VBN", "VBG"))
    return finite or t.word in _OUTSIDE_LIST or (t.word in BE and t.tag != "POS")


def _is_subject(reader: Reader, r: tuple[int, int]) -> bool:
    """Whether a range is the subject of a verb behind it (", the mayor said")."""
    return any(t.dep in ("nsubj", "nsubjpass") and t.head > r[1] for t in reader.tokens[r[0] : r[1] + 1])


def _joined_women_children(reader: Reader, j: int) -> bool:
    return reader.quantity_at.get(j + 1) is None and {reader.word(j - 1), reader.word(j + 1)} in (
        {"women", "children"},
        {"woman", "child"},
        {"boys", "girls"},
        {"men", "women"},
    )


def _opens_group(reader: Reader, i: int) -> bool:
    t = reader.token(i)
    if t is None:
        return False
    return (
        reader.quantity_at.get(i) is not None
        or t.word in ("a", "an", "the", "his", "her", "their", "at", "two", "many", "mostly", "most")
        or t.name
        or t.tag in ("NNS", "NNPS")
        or (t.tag in ("NN", "JJ", "NNP"))
    )


def add_subset(reader: Reader, total: Mention, first: int, last: int) -> None:
    tokens = reader.tokens
    described = next((i for i in range(first, last + 1) if reader.word(i) == "with"), last + 1)
    at = (reader.quantity_at.get(i) for i in range(first, described))  # "a chief with nine warrants" is one
    quantity = next((reader.quantities[k] for k in at if k is not None and k not in reader.ages), None)
    if quantity is not None and any(m.quantity is quantity for m in reader.mentions):
        existing = next(m for m in reader.mentions if m.quantity is quantity)
        if existing is not total and existing.part_of is None and existing.harm == total.harm:
            existing.part_of = total
            existing.sum_with = None
        return
    number_last = max(
        (
            i
            for i in reader.quantity_at
            if quantity is not None and reader.quantities[reader.quantity_at[i]] is quantity
        ),
        default=first - 1,
    )
    noun_first = number_last + 1
    noun = (tokens[noun_first].start, tokens[last].end) if noun_first <= last else None
    phrase = reader.cased[tokens[first].start : tokens[last].end]
    words = describe_victims(
        re.sub(r"\s(?:himself|herself|themselves)$", "", reader.cased[noun[0] : noun[1]] if noun else phrase)
    )
    names = reader.printed(find_names(reader.cased, tokens[first].start, tokens[last].end))
    unknown = words.is_people is None and not names and quantity is None
    if words.is_people is False or (unknown and not _one_by_its_ending(reader, first, last)):
        return
    if quantity is not None:
        if quantity.low == 0 and quantity.high == 0:
            return
        reader.used.add(reader.quantities.index(quantity))
    part = part_of(
        reader, total, (tokens[first].start, tokens[last].end), first, _count_of_part(quantity, words), words, "subset"
    )
    part.quantity, part.noun, part.names, part.implied = quantity, noun, names, quantity is None


def part_of(
    reader: Reader, total: Mention, span: tuple[int, int], first: int, count: Count, words: VictimWords, rule: str
) -> Mention:
    """Add people as a part of a total told here or in an earlier sentence, with its harm and its doer.

    Args:
        span: Their words in this sentence; `first` is the first token of these.
        count: Low, best, high and modifier.
    """
    here = total.sentence is reader.sentence
    low, best, high, modifier = count
    part = Mention(
        harm=total.harm,
        sentence=reader.sentence,
        trigger=total.trigger if here else first,
        start=min(total.start, span[0]) if here else span[0],
        end=max(total.end, span[1]) if here else span[1],
        low=low,
        best=best,
        high=high,
        modifier=modifier,
        quantity=None,
        counting=Counting.TOTAL,
        unit=words.unit,
        noun=span,
        words=words,
        perpetrator=total.perpetrator,
        part_of=total,
        implied=True,
        rule=rule,
    )
    reader.mentions.append(part)
    return part


def _one_by_its_ending(reader: Reader, first: int, last: int) -> bool:
    """ "A poll watcher": a word that no list holds, of a person by its article and ending."""
    return (
        reader.word(first) in ("a", "an")
        and reader.tokens[last].tag in ("NN", "NNP")
        and PERSON_ENDING.search(reader.word(last)) is not None
    )


def _count_of_part(quantity: Quantity | None, words: VictimWords) -> Count:
    """Low, best, high and modifier: the number said, or what the words imply, else one."""
    if quantity is not None:
        return quantity.low, quantity.best, quantity.high, quantity.modifier
    if words.head in COLLECTIVES or (words.is_people and words.plural and not words.implied_count):
        return 2, None, None, Modifier.VAGUE
    one = words.implied_count or 1
    return one, one, one, Modifier.EXACT
