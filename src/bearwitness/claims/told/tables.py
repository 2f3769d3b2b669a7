"""Rows of figures and the shorthand of armies: "17 – people killed", "Arrests: 4", "of whom shot dead – 5", "2 KIA, 5 WIA".

Called for each parsed sentence after its own mentions are read. A row has no verb, so the parse says little of it; its
number and its label are read by their shape, and what the parse made of them gives way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.quantities import row_quantity
from bearwitness.claims.sentence.reader import Reader
from bearwitness.records import Harm, Quantity

LONGEST_ROW = 90  # code points; what is longer is a sentence

_WHAT = (
    r"(?P<what>shot dead|killed|dead|deaths?|fatalit(?:y|ies)|murdered|murders?|executed|killings?|homicides?|wounded|injured|injuries|hurt|missing|disappeared|unaccounted for|abducted|kidnapped|abductions?|kidnappings?"
    r"|taken hostage|arrested|arrests?|detained|detentions?|in custody|displaced|raped|tortured)"
)
_LABEL = rf"(?P<part>of\s+(?:whom|which|these|them)\s*,?\s+)?(?P<who>(?:[^\W\d_][\w'’/-]*\s+){{0,4}}?){_WHAT}\b(?P<rest>[^.;:|\d]{{0,40}})"
_NUMBER = r"(?P<q>(?:at least |more than |over |about |some |up to |approx\. ?|~ ?)?(?:\d[\d,.]*\d|\d|nil|none|zero))"
_NUMBER_FIRST = re.compile(rf"\s*(?:[-*•–—·▪►|]\s*)?{_NUMBER}(?:\s*[–—:|=]|\s+-)\s+{_LABEL}[\s,.;|]*$", re.IGNORECASE)
_LABEL_FIRST = re.compile(
    rf"\s*(?:[-*•–—·▪►|]\s*)?{_LABEL}\s*(?:[:|=]|\s[-–—]\s)\s*{_NUMBER}\s*(?:people|persons|civilians|confirmed)?[\s,.;|]*$",
    re.IGNORECASE,
)
_HARMS = (
    (Harm.KILLED, "shot dead killed death deaths fatality fatalities murdered murder murders executed killing killings homicide homicides"),
    (Harm.INJURED, "wounded injured injuries hurt"),
    (Harm.MISSING, "missing disappeared unaccounted for"),
    (Harm.ABDUCTED, "abducted kidnapped abduction abductions kidnapping kidnappings taken hostage"),
    (Harm.DETAINED, "arrested arrest arrests detained detention detentions in custody"),
    (Harm.DISPLACED, "displaced"), (Harm.SEXUAL_VIOLENCE, "raped"), (Harm.TORTURED, "tortured"),
)  # fmt: skip
_UNSAID_CAUSE = frozenset(
    "dead death deaths fatality fatalities wounded injured injuries hurt missing displaced".split()
)
_SHORT = {"KIA": Harm.KILLED, "WIA": Harm.INJURED, "MIA": Harm.MISSING}
_SHORTHAND = re.compile(r"\b(?P<what>KIA|WIA|MIA)s?\b")
_BEFORE = re.compile(r"\s*(?:x\s*)?(?:[^\W\d_][\w'’()-]*,?\s+){0,6}?(?:\([^)]*\)\s*)?(?:(?:was|were|are|is)\s+)?$")
_OTHER_NUMBER = re.compile(r"[;.]|\b(?:and|KIA|WIA|MIA)\b")


def read_tables(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add what a row or a shorthand counts to `mentions`, the reader's own list."""
    words = reader.text[reader.sentence.start : reader.sentence.end]
    if "IA" in words:
        _read_shorthand(reader, mentions)
    if len(words) > LONGEST_ROW:
        return
    row = _NUMBER_FIRST.match(words) or _LABEL_FIRST.match(words)
    if row is not None:
        _read_row(reader, mentions, earlier, row)


_HEAD_WORD = (
    r"(?:Killed|Dead|Deaths?|Fatalities|Murdered|Executed|Wounded|Injured|Injuries|Hurt|Missing|Disappeared|Abducted|Kidnapped"
    r"|Arrested|Arrests|Detained|Displaced|Raped|Tortured|KILLED|DEAD|DEATHS|FATALITIES|WOUNDED|INJURED|INJURIES|MISSING|ABDUCTED|ARRESTED"
    r"|DETAINED|DISPLACED)"
)
# Names of columns stand side by side with nothing but a blank or a bar between, and the first row or the end follows.
_HEADS = re.compile(
    rf"(?<!\d )\b(?:{_HEAD_WORD}(?:[ \t]*\|[ \t]*|\s+)){{1,6}}{_HEAD_WORD}"
    r"(?=\s*$|\s*\n|(?:[ \t]*\|?[ \t]*[A-Z][\w'’-]*){1,4}[ \t]*\|?[ \t]*\d|[ \t]*\|?[ \t]*\d)"
)


def drop_heads(reader: Reader, mentions: list[Mention]) -> None:
    """Take out what was made of the names of columns: "District Killed Injured" tells nobody's harm."""
    if not mentions:
        return
    start, end = reader.sentence.start, reader.sentence.end
    heads = [found.span() for found in _HEADS.finditer(reader.text, start, min(len(reader.text), end + 1))]
    for first, after in heads:
        for m in [m for m in mentions if first <= reader.tokens[m.trigger].start < after]:
            if m.quantity is None or m.quantity.start >= first:  # "Three Dead" has its number before
                mentions.remove(m)


def _harm_of(what: str) -> Harm:
    return next((harm for harm, words in _HARMS if what in words), Harm.KILLED)


def _read_row(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], row: re.Match[str]) -> None:
    what = " ".join(row.group("what").lower().split())
    if what in _UNSAID_CAUSE and not earlier and not reader.report.tells_of_force:
        return  # a row of deaths in a table of any cause
    start = reader.sentence.start + row.start("q")
    q = row_quantity(reader.quantities, start, row.group("q"))
    if q is None:
        return
    noun = None
    if row.group("who").strip():
        first = reader.sentence.start + row.start("who")
        noun = (first, first + len(row.group("who").rstrip()))
        if reader.describe(noun).is_people is not True:
            return
    mentions.clear()
    token = reader.token_at_offset(reader.sentence.start + row.start("what"))
    one = reader.add_bare(_harm_of(what), token, q, "cell", noun)
    if one is None:
        return
    if q.high == 0:
        one.low = one.best = one.high = 0
    total = next((m for m in reversed(earlier) if m.harm == one.harm and m.part_of is None), None)
    near = total is not None and reader.sentence.index - total.sentence.index <= 2
    opens_part = _ends_with_of_whom(reader)
    if (row.group("part") or opens_part) and near and total is not None:
        one.part_of = total


def _ends_with_of_whom(reader: Reader) -> bool:
    """Whether the row before leaves off with "of whom"."""
    before = reader.text[max(0, reader.sentence.start - 40) : reader.sentence.start].rstrip(" \n\t-*•–—:,")
    return before.lower().endswith(("of whom", "of which", "of these", "of them"))


def _read_shorthand(reader: Reader, mentions: list[Mention]) -> None:
    """ "2 KIA, 5 WIA", "One peacekeeper was KIA", "KIA: 3"."""
    for found in _SHORTHAND.finditer(reader.text, reader.sentence.start, reader.sentence.end):
        harm = _SHORT[found.group("what")]
        token = reader.token_at_offset(found.start())
        free = [q for q in reader.quantities if not q.ordinal and not any(m.quantity is q for m in mentions)]
        before = [q for q in free if q.end <= found.start() and _stands_before(reader, q, found.start())]
        after = [q for q in free if re.fullmatch(r"\s*[:=–—-]\s*", reader.text[found.end() : q.start])]
        q = before[-1] if before else after[0] if after else None
        if q is not None:
            for m in [m for m in mentions if m.quantity is q and m.harm != harm]:
                mentions.remove(m)
            reader.add_bare(harm, token, q, "shorthand", reader.people_after(q))
            continue
        verb = reader.tokens[token.head]
        for head in [c for c in verb.children if reader.tokens[c].dep in ("nsubj", "nsubjpass") and c < token.i]:
            add_victims(reader, harm, token, head, "shorthand")


def _stands_before(reader: Reader, q: Quantity, offset: int) -> bool:
    between = reader.text[q.end : offset]
    return _OTHER_NUMBER.search(between) is None and _BEFORE.fullmatch(between) is not None
