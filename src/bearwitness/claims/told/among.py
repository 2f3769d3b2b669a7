"""Lists of the harmed that open a sentence and have no number told before: "Among the dead were a driver, Ana Rell, 51, and a girl".

Called for each parsed sentence after its parts are read. Where a total stands near by the list is of its parts, and is read
there. A name behind a noun with an article is that person's ("a driver, Ana Rell"), and so is the number behind a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.records import Harm, Modifier, Name, Quantity

_STATED = r"dead|deceased|fatalities|martyrs|killed|slain|murdered|wounded|injured|hurt|missing|abducted|kidnapped|arrested|detained"
_WHO_DIED = r"died|perished|lost\s+their\s+lives|were\s+(?:shot\s+dead|gunned\s+down)"
_SO_PLACED = r"(?:\s+(?:in|by|on|at|during)\s+[^.;,:]{2,40}?)?"
_OPENS = re.compile(
    rf"\W*(?:(?:also\s+)?(?:counted\s+|listed\s+)?(?:among|amongst)\s+(?:the|those)\s+(?:who\s+(?:were|have\s+been)\s+|[\w-]+\s+)?(?P<what>{_STATED})(?:{_SO_PLACED}\s+(?:was|were|is|are)|\s*:)"
    rf"|(?:also\s+)?(?:among|amongst)\s+those\s+who\s+(?:have\s+|had\s+)?(?P<what4>{_WHO_DIED}){_SO_PLACED}(?:\s+(?:was|were|is|are)|\s*:)"
    rf"|(?:the|those|others?)\s+(?:who\s+(?:were|have\s+been)\s+)?(?P<what2>{_STATED})"
    rf"{_SO_PLACED}\s+(?:includes?|included|comprised?|were(?=\s+(?:at least\s+|about\s+|some\s+)?\d)|(?:are|were)(?=\s+(?:an?|two|three|four|five|six)\s+[^.;:]*?(?:,|\band)\s+(?:an?|two|three|four|five|six|his|her|their)\s))"
    rf"|(?:the|those|others?)\s+who\s+(?:have\s+|had\s+)?(?P<what5>{_WHO_DIED}){_SO_PLACED}\s+(?:includes?|included|were|are)(?=\s+(?:an?|the|two|three|four|five|six|his|her|their|\d{{1,2}})\s)"
    r"|(?:the|those|others?)\s+(?P<what3>dead|deceased|martyred|killed|slain|murdered|wounded|injured|abducted|kidnapped|arrested|detained)(?:\s+[a-z]+)?\s*,?\s+"
    r"(?:(?:was|were|is|are|have\s+been|has\s+been)\s+)?(?:identified|named)\s+as\s*:?)\s+",
    re.IGNORECASE,
)
_NAMED_THE_DEAD = re.compile(
    r"\b(?:identified|named|listed)\s+the\s+(?P<what>dead|deceased|slain|wounded|injured|missing|abducted|detained)(?:\s+(?:men|women|people|persons|two|three|four|five|pair))?\s+as\s*:?\s+(?=[A-Z])",
)
_FREED = re.compile(
    r"\W*(?:the|those|others?)\s+(?:who\s+(?:were|have\s+been|had\s+been)\s+)?(?P<what>freed|released|rescued|set\s+free|let\s+go|ransomed)(?:\s+(?:in|by|on|at|yesterday|so\s+far)\b[^.;,]{0,40}?)?\s+(?:includes?|included|comprised?|were|are)\s+",
    re.IGNORECASE,
)
"""Those set free had been held, as the report says before: "Those freed on Friday included 12 girls"."""
_TAKEN = re.compile(r"\b(?:kidnap\w*|abduct\w*|hostages?|captors?|ransom|captives?|captivity)\b", re.IGNORECASE)
_ARRESTED = re.compile(
    r"\b(?:arrest(?:s|ed|ing)?|detain\w*|detention|custody|prison\w*|jail\w*|inmates?)\b", re.IGNORECASE
)
_DEATHS = r"(?:shot|stabbed|beaten|hacked|clubbed|burned|burnt|bludgeoned|strangled|kicked)\s+to\s+death|shot\s+dead|gunned\s+down|(?:shot|stabbed|beaten)\s+and\s+killed|(?:fatally|mortally)\s+(?:shot|stabbed|wounded|injured|beaten)"
_WHERE = r"(?:in|at|near|on|outside|inside|during|from|along|behind|around|last|this|early|late|overnight|yesterday|here|there|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
_FRONTED = re.compile(
    rf"\W*(?P<also>also\s+)?(?P<among>(?:among|amongst)\s+(?:the|those)\s+(?:people\s+|victims\s+)?)?(?:who\s+were\s+)?(?:(?!fatal|mortal)[a-z]+ly\s+)?"
    rf"(?P<what>{_DEATHS}|pronounced\s+dead|found\s+dead|killed|murdered|assassinated|executed|slain|massacred|wounded|injured|hurt|shot|stabbed|abducted|kidnapped|arrested|detained)"
    rf"(?P<where>\s+{_WHERE}[^.;,:]{{0,70}}?)?\s+(?P<be>was|were|is|are)\s+(?!not\b|found\b|in\b|at\b|on\b|by\b)",
    re.IGNORECASE,
)
"""A participle that opens the sentence before its subject: "Among those shot dead in the market were a nurse and two porters"."""
_HARMS = {
    "dead": Harm.KILLED, "killed": Harm.KILLED, "slain": Harm.KILLED, "murdered": Harm.KILLED, "wounded": Harm.INJURED,
    "injured": Harm.INJURED, "hurt": Harm.INJURED, "missing": Harm.MISSING, "abducted": Harm.ABDUCTED,
    "assassinated": Harm.KILLED, "executed": Harm.KILLED, "massacred": Harm.KILLED, "shot": Harm.INJURED, "stabbed": Harm.INJURED,
    "deceased": Harm.KILLED, "martyred": Harm.KILLED, "kidnapped": Harm.ABDUCTED, "arrested": Harm.DETAINED, "detained": Harm.DETAINED,
}  # fmt: skip
_ROLL = re.compile(
    r"(?:^|\b(?:were|was|are|those|been)\s+)(?P<what>killed|dead|wounded|injured|murdered|abducted|arrested|detained|missing)(?:\s+(?:in|on|at|by|during)\s+[^:;.\n]{2,40})?:\s+(?P<what2>)?",
    re.IGNORECASE | re.MULTILINE,
)
_STOP = re.compile(
    r"[.:()]|\s(?:who|whom|whose|which|when|while|after|before|as|said|says|according|from|at|in|on|were|was|had|has|aged)\b"
)
_WHO = re.compile(r"\s(?:who|whom|whose)\b", re.IGNORECASE)
_BEHIND_WHO = re.compile(
    r"[^.;:(),]{2,80},\s+(?=(?:and\s+)?(?:an?|the|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s[^.;:()]*?\band\s+(?:an?|the|his|her|their|two|three|four|five|six|\d{1,2})\s)"
)
"""A clause of one of the list, where at least two more follow that "and" joins: "a guard who sat at the gate, a cook and his wife"."""
_SPEAKS = re.compile(
    r"[^.,;:()]{2,60}?\s(?:said|says|told|tells|announced|confirmed|reported|added|stated|according)\b"
)
_PART = re.compile(r"\s*(?:[,;]\s*(?:and\s+)?|\band\s+)")
_OWN = re.compile(r"(?:his|her|their)\s+", re.IGNORECASE)
_ALIAS = re.compile(r"\s(?:known\s+as|called|alias|nicknamed)\s")
_AGE = re.compile(r"(?:aged?\s+|ages\s+)?\d{1,3}", re.IGNORECASE)
_KIN_OF = re.compile(r"(?:the\s+)?[a-z-]+\s+of\s", re.IGNORECASE)  # "Ana Rell, daughter of Ben Rell"
_OF_THEM = re.compile(r"[\w-]+\s+of\s+(?:them|whom|these|those)\b", re.IGNORECASE)
_SAYS_WERE = re.compile(
    r"\s+(?P<who>[^\W\d_][\w'’-]*(?:\s+[\w'’-]+)?)\s+(?:whom?\s+|that\s+)?(?:the|its|his|their)\s+(?:[\w'’-]+\s+){1,3}?(?:says?|said|claims?|claimed|believes?|believed|lists?)\s+(?:it\s+)?(?:were|was|had\s+been|have\s+been)\s+"
    r"(?P<what>killed|shot\s+dead|murdered|executed|abducted|kidnapped|arrested|detained|wounded|injured|tortured)\b",
    re.IGNORECASE,
)
_SAID = {**_HARMS, "shot dead": Harm.KILLED, "executed": Harm.KILLED, "tortured": Harm.TORTURED}


def read_among(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add the people of such a list to `mentions`, the reader's own list."""
    opening = _OPENS.match(reader.cased, reader.sentence.start, reader.sentence.end)
    if opening is not None and not any(m.part_of is not None or m.rule == "subset" for m in mentions):
        _read_list(reader, mentions, opening)
    elif opening is not None:
        _read_rest(reader, mentions, opening)
    else:
        _read_fronted(reader, mentions)
        freed = _FREED.match(reader.cased, reader.sentence.start, reader.sentence.end)
        if freed is not None and _held_as(reader) is not None and not any(m.part_of is not None for m in mentions):
            _read_list(reader, mentions, freed)
    for q in list(reader.quantities):
        found = _SAYS_WERE.match(reader.cased, q.end, reader.sentence.end)
        if found is None or q.ordinal or any(m.quantity is q for m in mentions):
            continue
        if reader.describe(found.span("who")).is_people:
            harm = _SAID[" ".join(found.group("what").lower().split())]
            reader.add_bare(harm, reader.token_at_offset(found.start("what")), q, "relcl", found.span("who"))
    if opening is None and "victims" in reader.low_words:
        _read_victims(reader, mentions, earlier)
    named = _NAMED_THE_DEAD.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if named is not None and not any(m.start >= named.start() and m.low for m in mentions):
        _read_list(reader, mentions, named)
    roll = _ROLL.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if roll is not None and not any(m.start >= roll.end() for m in mentions):
        _read_list(reader, mentions, roll)


def _read_victims(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """ "The victims are two women and a man of 61": the dead or the hurt, whichever an earlier sentence counts three of."""
    found = _VICTIMS_ARE.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is None:
        return
    entries = list(_entries(reader, found.end()))
    sums = 0
    for start, end, _ in entries:
        words = reader.describe((start, end))
        q = next((q for q in reader.quantities if q.start == start and not q.ordinal), None)
        if q is None and words.plural:
            return
        sums += (q.best or 0) if q is not None else (words.implied_count or 1)
    wholes = [m for m in earlier if m.part_of is None and m.low == m.high == sums and m.quantity is not None]
    if len(entries) < 2 or len({m.harm for m in wholes}) != 1 or wholes[0].harm not in (Harm.KILLED, Harm.INJURED):
        return
    read = [m for m in mentions if m.start >= found.start()]
    for m in read:  # as parts of what was counted last
        m.harm, m.part_of = wholes[0].harm, wholes[0]
    token = reader.token_at_offset(found.start())
    for start, end, names in entries if not read else ():
        one = _add_entry(reader, wholes[0].harm, token, start, end, names)
        one.part_of = wholes[0]
        one.start = min(one.start, found.start())


_VICTIMS_ARE = re.compile(
    r"\bthe\s+(?:dead\s+)?victims\s+(?:are|were)\s+(?=(?:an?|two|three|four|five|six|seven)\s[^.;:]*?\band\b)",
    re.IGNORECASE,
)


def _held_as(reader: Reader) -> Harm | None:
    """How those who are freed had been held, by the nearest word before."""
    before = reader.text[: reader.sentence.end]
    taken = max((m.start() for m in _TAKEN.finditer(before)), default=-1)
    held = max((m.start() for m in _ARRESTED.finditer(before)), default=-1)
    if max(taken, held) < 0:
        return None
    return Harm.ABDUCTED if taken > held else Harm.DETAINED


def _read_fronted(reader: Reader, mentions: list[Mention]) -> None:
    """ "Shot dead in the raid were a nurse and two porters": the people behind "were", unless all of them are told already."""
    opening = _FRONTED.match(reader.cased, reader.sentence.start, reader.sentence.end)
    if opening is None or (opening.group("among") is None and opening.group("what").lower() == "hurt"):
        return
    if any(m.part_of is not None or m.rule == "subset" for m in mentions):
        return
    told = [m for m in mentions if m.noun is not None and m.noun[0] >= opening.end("be")]
    entries = list(_entries(reader, opening.end()))
    if len(told) < len(entries):
        _read_list(reader, mentions, opening)


def _read_list(reader: Reader, mentions: list[Mention], opening: re.Match[str]) -> None:
    key, harm = _harm_of(opening)
    if opening.re is _FREED:
        harm = _held_as(reader) or Harm.DETAINED
    token = reader.token_at_offset(opening.start(key))
    entries = list(_entries(reader, opening.end()))
    if not entries or (opening.re is _ROLL and not any(names for *_, names in entries)):
        return
    before = [m for m in mentions if m.harm == harm and m.quantity is not None and m.start < opening.end()]
    total = before[-1] if before and opening.re is _ROLL else None
    last = entries[-1][1]
    mentions[:] = [m for m in mentions if m is total or not opening.start() <= m.start < last]
    told = []
    for start, end, names in entries:
        one = _add_entry(reader, harm, token, start, end, names)
        if opening.re is _FRONTED:
            one.start = token.start
        told.append(one)
    for m in told:
        m.part_of = total
        m.sum_with = told[0] if total is None and len(told) > 1 else None


def _read_rest(reader: Reader, mentions: list[Mention], opening: re.Match[str]) -> None:
    """Those of a list whose first are read as parts of a total: "among the dead were two guards who stood there, a girl and her aunt"."""
    parts = [m for m in mentions if m.part_of is not None and m.start >= opening.start()]
    entries = list(_entries(reader, opening.end()))
    if not parts or parts[0].harm != _harm_of(opening)[1] or len(entries) <= len(parts):
        return
    for start, end, names in entries:
        if not any(m.evidence[0] < end and start < m.evidence[1] for m in parts):
            one = _add_entry(reader, parts[0].harm, reader.token_at_offset(start), start, end, names)
            one.start, one.end, one.part_of = start, end, parts[0].part_of


def _harm_of(opening: re.Match[str]) -> tuple[str, Harm]:
    """The name of the group with the word that opens a list, and the harm that it tells."""
    key = next(k for k in ("what", "what2", "what3", "what4", "what5") if opening.groupdict().get(k))
    words = opening.group(key).lower().split()
    return key, _HARMS.get(words[0] if len(words) == 1 else "", Harm.KILLED)


def _add_entry(reader: Reader, harm: Harm, token: Token, start: int, end: int, names: tuple[Name, ...]) -> Mention:
    own = _OWN.match(reader.cased, start, end)  # "his four sons"
    first = own.end() if own else start
    q = next((q for q in reader.quantities if q.start == first and not q.ordinal), None)  # "a girl of four" is one
    words = reader.describe((start, end))
    one = _counted(reader, harm, q, (start, end)) if q is not None else None
    if one is None:
        one = reader.add_people(harm, token, (start, end), words, "among")
        if not words.plural:
            one.low = one.best = one.high = words.implied_count or 1
            one.modifier = Modifier.EXACT
    one.names = names or one.names
    one.start = min(one.start, start)
    return one


def _counted(reader: Reader, harm: Harm, q: Quantity, span: tuple[int, int]) -> Mention | None:
    behind = reader.cased[q.end : span[1]]
    first = q.end + len(behind) - len(behind.lstrip())
    at = reader.token_at_offset(q.start)
    return reader.add_bare(harm, at, q, "among", (first, span[1]) if first < span[1] else None)


def _entries(reader: Reader, start: int) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
    """Start, end and names of each entry, up to the first words that are no people."""
    end = reader.sentence.end
    stop = _STOP.search(reader.cased, start, end)
    end = stop.start() if stop else end
    more = (
        _BEHIND_WHO.match(reader.cased, stop.end(), reader.sentence.end) if stop and _WHO.match(stop.group()) else None
    )
    held: tuple[int, int, tuple[Name, ...]] | None = None
    at, joined = start, "and"
    while at < end:
        cut = _PART.search(reader.cased, at, end)
        to = cut.start() if cut else end
        piece = _ALIAS.split(reader.cased[at:to])[0].strip()
        span = (at, at + len(piece))
        names = reader.printed(find_names(reader.cased, *span))
        if "," in joined and _SPEAKS.match(reader.cased, at, reader.sentence.end):
            more = None  # "a cook and his wife, the mayor said"
            break
        if _OF_THEM.match(piece):
            pass  # "seven people, three of them children"
        elif _AGE.fullmatch(piece) and held is not None:
            held = (held[0], held[1], tuple(replace(n, age=int(piece.split()[-1])) for n in held[2]))
        elif names and names[0].span[0] == at and held is not None and not held[2] and "and" not in joined:
            held = (held[0], held[1], names)
        elif (
            held is not None
            and held[2]
            and "and" not in joined
            and (_KIN_OF.match(piece) or (not names and piece.startswith(("a ", "an ", "the "))))
        ):
            pass  # "Ana Rell, a mason"
        elif names or reader.describe(span).is_people is True:
            if held is not None:
                yield held
            held = (*span, names)
        elif piece:
            more = None
            break
        joined = cut.group() if cut else ""
        at = cut.end() if cut else end
    if held is not None:
        yield held
    if more is not None:
        yield from _entries(reader, more.end())
