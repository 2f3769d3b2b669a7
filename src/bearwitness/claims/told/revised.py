"""Figures told by their change: "first spoke of nine deaths, then raised that to 16", "the toll, revised down from 47", "three, not four, people died".

Called for each parsed sentence before `ellipsis`. The new number takes the harm of the old one and replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.harm_nouns import read_toll
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.outcome_words import TIME_NOUNS
from bearwitness.claims.sentence.reader import Reader
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Quantity, Unit

LOOK_BACK_SENTENCES = 6  # how far back the figure may stand that an old one is told to have become

_RAISED_TO = re.compile(
    r"\b(?:rais(?:ed|es|ing)|revis(?:ed|es|ing)|increas(?:ed|es|ing)|lower(?:ed|s|ing)|reduc(?:ed|es|ing)|cut(?:ting)?|updat(?:ed|es|ing)|correct(?:ed|s|ing)|chang(?:ed|es|ing)|brought|amend(?:ed|ing)|upped)\s+"
    r"(?:that|it|this|(?:the|that|its|their|his|her)\s+(?:[\w-]+\s+)?(?:figure|number|toll|count|total|tally|estimate))(?:\s+(?:up|down|upwards?|downwards?))?\s+to\s+(?:a\s+total\s+of\s+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:revised|lowered|reduced|cut|raised|increased|corrected|up|down)\s+(?:up\s+|down\s+|upwards?\s+|downwards?\s+)?from\s+(?:an?\s+(?:earlier|initial|previous|first)\s+|the\s+)?$",
    re.IGNORECASE,
)
_TOLL = re.compile(
    r"\b(?:death\s+tolls?|toll|death\s+count|body\s+count|number\s+of\s+(?:the\s+)?(?:dead|deaths|killed|fatalities)|(?P<hurt>number\s+of\s+(?:the\s+)?(?:wounded|injured)|injury\s+toll|injury\s+count))\b",
    re.IGNORECASE,
)
_COUNTS = words_of("count tally total figure figures")
_OF_DEATHS = words_of("homicide murder death killing fatality body casualty")
_OF_A_YEAR = words_of("homicide murder killing")
_PARTED = re.compile(r"\s+(?:at|to|as)\s+[\w-]+\s+(?:dead|killed|deaths|fatalities|wounded|injured)\b", re.IGNORECASE)
_NOT = re.compile(r"\s*,?\s*(?:and\s+)?not\s+$", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\s+(?:this|that|last|late|early|earlier|on|in|at|by)\b|\s*[,.;)]|\s*$", re.IGNORECASE)


def read_revised(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add the figures of a sentence that are told by their change to `mentions`, the reader's own list."""
    for t in reader.tokens:
        if t.word in _COUNTS and reader.word(t.i - 1) in _OF_DEATHS:
            if _PARTED.match(reader.cased, t.end, reader.sentence.end):
                continue
            before = len(mentions)
            read_toll(reader, t)
            for m in mentions[before:] if reader.word(t.i - 1) in _OF_A_YEAR else ():
                m.extra["cumulative"] = True  # "the city's homicide count to sixteen"
    start = reader.sentence.start
    for q in list(reader.quantities):
        if q.ordinal or any(m.quantity is q for m in mentions):
            continue
        lead = reader.cased[max(start, q.start - 90) : q.start]
        if lead.rstrip().endswith("to") and _RAISED_TO.search(lead):
            _replace(reader, mentions, earlier, q)
        elif lead.rstrip().endswith("from") or lead.rstrip().endswith("the"):
            if _FROM.search(lead) and _PART_OF_DAY.match(reader.cased, q.end):
                _read_old(reader, mentions, earlier, q)
        elif lead.rstrip().endswith("not"):
            _read_not(reader, mentions, earlier, q)


def _is_figure(m: Mention) -> bool:
    return (
        m.quantity is not None
        and m.part_of is None
        and m.unit == Unit.PERSON
        and not m.quantity.ordinal
        and m.best != 0
    )


def _replace(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], q: Quantity) -> None:
    """ "Police first said three had been killed, then revised the number to five"."""
    here = [m for m in mentions if _is_figure(m) and m.quantity is not None and m.quantity.end <= q.start]
    near = [m for m in earlier if _is_figure(m) and reader.sentence.index - m.sentence.index <= 2]
    old = here[-1] if here else near[-1] if near else None
    new = reader.add_bare(old.harm, reader.token_at_offset(q.start), q, "corrected") if old is not None else None
    if new is not None and old is not None:
        new.replaces, new.words = old, old.words


def _read_old(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], q: Quantity) -> None:
    """ "Eight have died, up from five this morning"; "the toll, revised down from 47, may change" has its new figure before."""
    here = [m for m in mentions if _is_figure(m) and m.quantity is not None and m.quantity.end <= q.start]
    toll = _TOLL.search(reader.cased, reader.sentence.start, q.start)
    new: Mention | None
    if here:
        new = here[-1]
        harm = new.harm
    elif toll is not None:
        harm = Harm.INJURED if toll.group("hurt") else Harm.KILLED
        near = [m for m in earlier if _is_figure(m) and m.harm == harm]
        near = [m for m in near if reader.sentence.index - m.sentence.index <= LOOK_BACK_SENTENCES]
        if not near and not reader.is_of_force:
            return
        new = near[-1] if near else None
    else:
        return
    old = reader.add_bare(harm, reader.token_at_offset(q.start), q, "corrected")
    if old is not None:
        old.part_of = old.sum_with = None
        if new is not None and new.replaces is None:
            new.replaces = old


def _read_not(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], q: Quantity) -> None:
    """ "Three, not four, people died": the parse has the verb for the people alone, without a number."""
    right = [p for p in reader.quantities if p.end <= q.start and _NOT.fullmatch(reader.cased[p.end : q.start])]
    if not right or any(m.quantity is right[-1] for m in mentions):
        return
    behind = reader.cased[q.end : q.end + 3]
    first = q.end + len(behind) - len(behind.lstrip(", "))
    told = next((m for m in mentions if m.quantity is None and m.noun is not None and m.noun[0] == first), None)
    if told is None:
        return
    p = right[-1]
    told.quantity, told.low, told.best, told.high = p, p.low, p.best, p.high
    told.modifier, told.implied = p.modifier, False
    told.start = min(told.start, p.start)
    told.replaces = next(
        (m for m in reversed(earlier) if m.harm == told.harm and m.best == q.best and _is_figure(m)), None
    )
    reader.used.update((reader.quantities.index(p), reader.quantities.index(q)))


def read_corrected(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """ "an earlier version said 15 people were killed; the figure is 5": the bare number takes the harm that it corrects."""
    sentence = reader.sentence
    low = reader.cased[sentence.start : sentence.end].lower()
    near = [
        m
        for m in [*earlier, *mentions]
        if m.quantity is not None and 0 <= sentence.index - m.sentence.index <= 1 and m.part_of is None
    ]
    for k, q in enumerate(reader.quantities):
        if k in reader.used or q.ordinal:
            continue
        lead = reader.cased[max(sentence.start, q.start - 60) : q.start].lower()
        if near and re.search(
            r"\b(?:gave|gives|giving|put|puts|cited) (?:a|the|its|their) (?:figure|toll|number|count|total) (?:of|at)\s*$",
            lead,
        ):
            base = near[-1]
            other = reader.add_bare(base.harm, reader.token_at_offset(q.start), q, "other-figure")
            if other is not None:
                other.words = base.words
            continue
        says = re.search(
            r"\b(?:correct |actual |right |true |revised |new )?(?:figure|number|toll|count|total)\s+(?:for\s+[^.;,]{2,30}?\s+|\w+\s+)?(?:is|was|has been (?:corrected|revised) to|should (?:be|have been)|stands at|at)\s*$",
            lead,
        )
        instead = re.search(
            r"\bnot\s*$|\band not (?:the )?$|\brather than\s*$|\binstead of\s*$|\b(?:up|down|revised) from(?: an earlier| a previous)?\s*$",
            lead,
        )
        if (
            says
            and near
            and re.search(
                r"\b(?:correct|earlier|previous|initial|wrong|error|mistake|revised|actual)",
                low + reader.cased[max(0, sentence.start - 200) : sentence.start].lower(),
            )
        ):
            wrong = next((m for m in reversed(near) if m.quantity is not None and m.quantity.end <= q.start), None)
            if wrong is not None:
                new = reader.add_bare(wrong.harm, reader.token_at_offset(q.start), q, "corrected")
                if new is not None:
                    new.replaces = wrong
                    new.noun, new.words = None, wrong.words
        elif instead and reader.word(reader.token_index(q.end)) not in TIME_NOUNS:
            right = next((m for m in reversed(mentions) if m.quantity is not None and m.quantity.end <= q.start), None)
            if right is not None and q.end - right.end < 120:
                old = reader.add_bare(right.harm, reader.token_at_offset(q.start), q, "corrected")
                if old is not None and right.replaces is None:
                    right.replaces = old
                    old.part_of = old.sum_with = None
