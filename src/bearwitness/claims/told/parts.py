"""Parts of a total: "five of them children", "Six schoolchildren were among the 31 dead", "half of the victims were women".

Called for each parsed sentence after its own mentions are read. A part is a mention that points at its total; the total
may stand in the same sentence or in one of the three before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.number_words import read_fraction
from bearwitness.claims.sentence.quantities import fraction_base
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.subsets import add_subset, listed, part_of, read_subsets
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import AgeGroup, Harm, Modifier, Quantity, Unit

LOOK_BACK_SENTENCES = 3  # a part further from its total than this usually belongs to another
NAMED_BACK_SENTENCES = 8  # the same where the part names the harm ("among the wounded")

_WHOM = r"dead|slain|victims|killed|wounded|injured|hurt|casualties|fatalities|detainees|detained|arrested|prisoners|abducted|kidnapped|hostages|missing|displaced"
_OPENS = re.compile(
    rf"\s*(?:\"|“)?(?:Of (?:which|whom|these|those|them|(?:that|this) number|the (?P<n>[\w,-]+)(?=,))|Among (?:them|these|those(?! (?:{_WHOM}))|(?:the|those) (?:\w+\s+)?(?P<what>{_WHOM}))"
    r"|They include[d]?|These include[d]?|Including"
    rf"|(?:The|Those) (?:who (?:were|have been) )?(?P<what2>{_WHOM})(?: (?:in|during|on|over) [^.,;:]{{2,40}}?)? (?:include[d]?|were|are|comprise[ds]?|consist(?:ed)? of|numbered))\b(?:\s+(?:were|was|are|is))?",
    re.IGNORECASE,
)

_PARTITIVE = re.compile(
    r"\s*(?:of|among)\s+(?:the|those)\s+(?:\w+\s+){0,2}?(?P<noun>dead|victims|killed|slain|wounded|injured|casualties|fatalities|detainees|prisoners|missing|hostages)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    rf"\s*of\s+(?:them|whom|(?:these|those)(?!\s+(?:{_WHOM})\b))\s*,?\s*(?:(?:were|was|are|is)\s+)?(?:(?:just|only|all|also|still)\s+)?",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"\bof\s+(?:whom|which|them|these|those)\s+(?:at\s+least\s+|about\s+|some\s+)?$", re.IGNORECASE)
_WERE = re.compile(
    r"(?P<mid>[^.;:]{0,120}?)\b(?:were|was|are|is)\s+(?:(?:also|all|only|mostly|just|said to be|identified as|reported to be)\s+)?(?P<who>(?:an?\s+|the\s+)?[^\W\d_][\w' -]{2,45})",
    re.IGNORECASE,
)
_UNDER_AGE = re.compile(
    r"\s*(?:were|was|are|is)\s+(?:aged\s+)?(?:under|younger than|below)\s+(?:the\s+age\s+of\s+|age\s+)?(?P<age>\w+)",
    re.IGNORECASE,
)
_AMONG_THEM = re.compile(
    r",\s*(?P<who>[^,;:.]{2,60}?)\s+(?:among|amongst)\s+(?:them|the (?:dead|victims|killed|injured|wounded))\b",
    re.IGNORECASE,
)
_WERE_AMONG = re.compile(
    r"^(?P<who>[^,;:]{2,70}?)(?:,[^,]{2,60},)?\s+(?:were|was|is|are)\s+(?:also\s+)?(?:among|amongst|one of|some of)\s+(?:the\s+|those\s+|at least\s+)?",
    re.IGNORECASE,
)
_MADE_UP = re.compile(
    r"\b(?:make up|makes up|made up|accounted for|account for|comprised|constituted|represented|formed)\s+(?:about |nearly |almost |some |more than |at least )?$",
    re.IGNORECASE,
)
_SMALL = {
    w: n
    for n, w in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen"
        ).split()
    )
}


def read_parts(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add the parts of a sentence to `mentions` (the reader's own list), or turn mentions already read into parts."""
    near = [
        m
        for m in earlier
        if reader.sentence.index - m.sentence.index <= LOOK_BACK_SENTENCES
        and m.part_of is None
        and m.unit == Unit.PERSON
        and not m.pronoun
    ]
    if _opens_with_parts(reader, mentions, near, earlier):
        return
    if mentions:
        read_subsets(reader)
    _read_of_total(reader, mentions)
    _read_were_among(reader, mentions)
    _read_among_them(reader, mentions)
    for k, q in enumerate(reader.quantities):
        if not q.ordinal and not _is_base(reader, q):
            if k not in reader.used and _SEMICOLON.search(reader.cased, reader.sentence.start, q.start):
                total = _last_total(mentions, q)
                if total is not None and total.unit == Unit.PERSON and _smaller(q.low or q.best, total):
                    _add_told_of(reader, total, k)
                continue
            _read_of_them(reader, mentions, k, q) or _read_of_whom(reader, mentions, k, q) or _read_partitive(
                reader, mentions, near, k, q
            ) or _read_elliptic(reader, mentions, near, k, q)
    _read_made_up(reader, mentions)


def _totals_of(earlier: Sequence[Mention], harm: Harm, index: int) -> list[Mention]:
    """The last total of a harm that the words name, however many other harms were told since."""
    told = [
        m
        for m in earlier
        if m.harm == harm
        and m.part_of is None
        and m.quantity is not None
        and m.unit == Unit.PERSON
        and index - m.sentence.index <= NAMED_BACK_SENTENCES
    ]
    return [max(told, key=lambda m: m.low or m.best or 0)] if told else []


def _opens_with_parts(
    reader: Reader, mentions: list[Mention], near: Sequence[Mention], earlier: Sequence[Mention]
) -> bool:
    sentence = reader.sentence
    opening = _OPENS.match(reader.cased[sentence.start : sentence.end])
    if opening is None:
        return False
    own = [m for m in mentions if m.quantity is not None and m.quantity.start < sentence.start + opening.end()]
    harm = _harm_of_noun((opening.group("what") or opening.group("what2") or "").lower())
    if harm is not None and not own:
        near = [m for m in near if m.harm == harm] or _totals_of(earlier, harm, sentence.index)
        for m in [m for m in mentions if m.quantity is None and m.end <= sentence.start + opening.end()]:
            mentions.remove(m)  # "those killed" are the total, told before
    if not near and not own:
        return False
    own = [m for m in own if harm is None or m.harm == harm]
    alike = [m for m in near if harm is None or m.harm == harm]
    if not own and not alike and (harm in (Harm.KILLED, Harm.INJURED) or not near):
        return False
    total = own[0] if own else _largest_recent(alike or near)
    if opening.group("n"):
        said = next((q for q in reader.quantities if q.start == sentence.start + opening.start("n")), None)
        if said is None or total.best is None or said.best != total.best:
            return False  # "of the police, nine were hurt"
    for m in mentions:
        if m is not total and m.part_of is None and m.harm == total.harm and _fits(m, total):
            m.part_of, m.sum_with = total, None
    equated = opening.group("what2") is not None and opening.group().endswith(("were", "are"))
    for first, last in listed(reader, sentence.start + opening.end()):
        if not (equated and _is_bare_plural(reader, first, last)):
            add_subset(reader, total, first, last)
    for k, q in enumerate(reader.quantities):
        if k not in reader.used and not q.ordinal:
            noun = _people_noun_after(reader, q.end)
            if noun is not None:
                _add_part(reader, total, k, noun)
            elif _opens_clause(reader, q, sentence.start + opening.end()) and _smaller(q.low or q.best, total):
                _add_told_of(reader, total, k)
    for m in mentions:
        if m.part_of is total:
            m.extra.setdefault("stock", bool(total.extra.get("stock")) or total.rule in ("held", "people-of-harm"))
    return True


_CLAUSE_BEFORE = re.compile(
    r"(?:[;,]\s*(?:(?:and|while|but|another|a\s+further|at\s+least|about|some)\s+)*|\band\s+)$", re.IGNORECASE
)
_SAYS_OF = re.compile(
    r"\s+(?:people\s+|persons\s+|others\s+)?(?:(?:were|was|are|is)\s+(?!(?:released|freed|alive|discharged|rescued|recovering|unhurt|unharmed|later|since|found|not|never|treated|taken)\b)(?:(?:all|also|only|just|mostly|said\s+to\s+be|believed\s+to\s+be)\s+)?(?P<who>(?:an?\s+|the\s+)?[^\W\d_][\w'’-]*(?:\s+(?!in\b|of\b|at\b|from\b|and\b|who\b|while\b|by\b)[^\W\d_][\w'’-]*)?(?:\s+and\s+(?:children|women|girls|boys|minors|men))?)"
    r"|belonged\s+to\b|came\s+from\b|had\s+(?:fought|served|worked|been\s+(?:members|fighters|soldiers|living|working|sheltering|hiding|travelling|traveling))\b|(?:served|worked|lived)\s+(?:in|with|for|as|at)\b|happened\b|occurred\b|took\s+place\b|(?:died|fell)\b)",
    re.IGNORECASE,
)


_SEMICOLON = re.compile(r"(?:;|\s[—–-])\s+(?:(?:and|while|at\s+least|some|about|nearly)\s+)*$", re.IGNORECASE)


def _opens_clause(reader: Reader, q: Quantity, opening: int) -> bool:
    """Whether a number stands right behind "of these", or behind a mark or an "and" that opens another clause."""
    if q.start < opening:
        return False
    lead = reader.cased[opening : q.start]
    return lead.strip(" ,") == "" or _CLAUSE_BEFORE.search(lead) is not None


def _add_told_of(reader: Reader, total: Mention, k: int) -> None:
    """ "Of these, 28 were civilians; 12 had fought for the group": a number of them, and what is said of it."""
    q = reader.quantities[k]
    found = _SAYS_OF.match(reader.cased, q.end, reader.sentence.end)
    if found is None or any(m.quantity is q for m in reader.mentions):
        return
    who = _trim_people(reader, found.span("who")) if found.group("who") else None
    if found.group("who") and who is None:
        return
    mention = reader.add_bare(total.harm, reader.token_at_offset(q.start), q, "part", who)
    if mention is not None:
        mention.part_of = total
        mention.end = max(mention.end, found.end() if who is None else who[1])


def _is_bare_plural(reader: Reader, first: int, last: int) -> bool:
    """ "The dead were farmers": what they were, and no part of them."""
    return reader.tokens[last].tag in ("NNS", "NNPS", "JJ") and not any(
        i in reader.quantity_at or reader.tokens[i].tag == "DT" for i in range(first, last + 1)
    )


_OF_NUMBER = re.compile(r"(?:Of|Out of)\s[^,;.]{2,60},\s+$", re.IGNORECASE)


def _read_of_total(reader: Reader, mentions: list[Mention]) -> None:
    """ "Of 30 dead, two thirds were women": the sentence opens with its total."""
    sentence = reader.sentence
    if not re.match(
        r"(?:Of|Out of) (?:the |those |some |about |at least )?", reader.cased[sentence.start : sentence.end]
    ):
        return
    total = next((m for m in mentions if m.quantity is not None and m.quantity.start - sentence.start < 14), None)
    if total is None:
        return
    for k, q in enumerate(reader.quantities):
        if q is total.quantity or k in reader.used or q.ordinal:
            continue
        who = _WERE.match(reader.cased, q.end, sentence.end)
        noun = _trim_people(reader, who.span("who")) if who is not None else None
        if noun is None:
            lead = _OF_NUMBER.match(reader.cased, sentence.start, q.start)
            if lead is not None and _smaller(q.low or q.best, total):
                _add_told_of(reader, total, k)
            continue
        _add_part(reader, total, k, noun)
        part = next((m for m in reader.mentions if m.quantity is q), None)
        share = re.match(r"[\s-](?:thirds|quarters|fifths|tenths|halves)\b", reader.cased[q.end : q.end + 12])
        if part is not None and (q.rule.startswith("fraction:open") or share):
            _take_share(part, q.text + (share.group() if share else ""), total)


def _read_were_among(reader: Reader, mentions: list[Mention]) -> None:
    """ "Six schoolchildren were among the 31 people who lost their lives", "The gunman was one of the six who died"."""
    sentence = reader.sentence
    words = reader.cased[sentence.start : sentence.end]
    found = _WERE_AMONG.match(words)
    inverted = re.match(
        r"Among the (?P<n>[\w,-]+) (?:\w+ ){0,2}?(?:dead|victims|killed|wounded|injured|people killed) (?:was|were) ",
        words,
        re.IGNORECASE,
    )
    if inverted:
        total = next(
            (m for m in mentions if m.quantity is not None and m.quantity.start < sentence.start + inverted.end()), None
        )
        if total is not None:
            for first, last in listed(reader, sentence.start + inverted.end()):
                add_subset(reader, total, first, last)
        return
    if found is None:
        return
    total = next(
        (
            m
            for m in mentions
            if m.quantity is not None and m.quantity.start >= sentence.start + found.end() - 1 and m.part_of is None
        ),
        None,
    )
    if total is None:
        return
    _add_phrase(reader, mentions, total, (sentence.start, sentence.start + len(found.group("who").rstrip())))


def _read_among_them(reader: Reader, mentions: list[Mention]) -> None:
    """ "Nine dead in rocket fire, four children among them"."""
    sentence = reader.sentence
    words = reader.cased[sentence.start : sentence.end]
    for found in _AMONG_THEM.finditer(words):
        at = sentence.start + found.start("who")
        totals = [m for m in mentions if m.end <= at + 1 and m.part_of is None]
        if totals:
            _add_phrase(reader, mentions, totals[-1], (at, sentence.start + found.end("who")))


def _read_of_them(reader: Reader, mentions: list[Mention], k: int, q: Quantity) -> bool:
    """ "23 people, seven of them children"."""
    found = _OF_THEM.match(reader.cased, q.end, reader.sentence.end)
    if found is None:
        return False
    noun = _trim_people(reader, (found.end(), min(reader.sentence.end, found.end() + 60)))
    total = _last_total(mentions, q)
    if noun is None or total is None or total.unit != Unit.PERSON:
        return False
    behind = reader.token_at_offset(noun[0])
    if behind.word in reader.lexicon.transitive or behind.word == "dead" or behind.tag in ("VBD", "VBZ", "VBP"):
        return False  # "three of whom were dead", "12 of them were killed", "two of these told our staff": told of them apart
    existing = next((m for m in mentions if m.quantity is q), None)
    if existing is not None:
        existing.part_of, existing.sum_with = total, None
        existing.harm = total.harm
        existing.noun, existing.words = noun, describe_victims(reader.cased[noun[0] : noun[1]])
        return True
    _add_part(reader, total, k, noun)
    return True


def _read_of_whom(reader: Reader, mentions: list[Mention], k: int, q: Quantity) -> bool:
    """ "The dead number 16, of whom five are children"."""
    lead = _OF_WHOM.search(reader.cased, max(reader.sentence.start, q.start - 40), q.start)
    who = _WERE.match(reader.cased, q.end, reader.sentence.end)
    if lead is None or who is None or who.group("mid").strip():
        return False
    noun = _trim_people(reader, who.span("who"))
    total = _last_total(mentions, q)
    if noun is None or total is None or who.group("who").lower().startswith("dead"):
        return False
    existing = next((m for m in mentions if m.quantity is q), None)
    if existing is None:
        _add_part(reader, total, k, noun)
    else:
        existing.part_of, existing.sum_with = total, None
    return True


def _last_total(mentions: Sequence[Mention], q: Quantity) -> Mention | None:
    """The total told last before a part, by where its people stand: the verb may follow ("17, nine of them women, died")."""
    told = [(_people_end(m), m) for m in mentions if m.part_of is None and m.quantity is not q]
    before = [(end, m) for end, m in told if end <= q.start + 1]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _people_end(m: Mention) -> int:
    if m.noun is not None:
        return m.noun[1]
    return m.quantity.end if m.quantity is not None else m.end


def _read_partitive(reader: Reader, mentions: list[Mention], near: Sequence[Mention], k: int, q: Quantity) -> bool:
    """ "Two of the victims were children", "Half of the 64 people killed were women", "A quarter of the victims were children"."""
    sentence, cased = reader.sentence, reader.cased
    base = fraction_base(q, cased) if q.rule.startswith("fraction") else None
    partitive = _PARTITIVE.match(cased, q.end, sentence.end)
    if base is None and partitive is None:
        return False
    harm = _harm_of_noun(partitive.group("noun").lower()) if partitive is not None else None
    start = partitive.end() if partitive is not None else q.end
    under = _UNDER_AGE.match(cased, start, sentence.end)
    noun: tuple[int, int] | None = None
    if under is None:
        who = _WERE.match(cased, start, sentence.end)
        noun = _trim_people(reader, who.span("who")) if who is not None else None
        if noun is None:
            return False
    total = None
    if base is not None:
        total = next((m for m in mentions if m.quantity is not None and m.quantity.start == base.start), None)
    if total is None:
        before = [*near, *[m for m in mentions if m.end <= q.start and m.part_of is None]]
        total = next((m for m in reversed(before) if harm is None or m.harm == harm), None)
    if total is None and harm is None:
        return False
    existing = next((m for m in mentions if m.quantity is q), None)
    if existing is None or existing.part_of is None:
        if existing is None:
            span = noun or (partitive.span("noun") if partitive is not None else (q.start, q.end))
            _add_part(reader, total, k, span, harm=harm)
            existing = next((m for m in reader.mentions if m.quantity is q), None)
        if existing is not None and existing is not total:
            existing.part_of, existing.sum_with, existing.moved_from = total, None, None
            if noun is not None:
                existing.noun, existing.words = noun, describe_victims(cased[noun[0] : noun[1]])
    if existing is not None and under is not None and _years(under.group("age")) <= 18:
        existing.words = replace(existing.words, age_group=AgeGroup.CHILD)
    if existing is not None and q.rule.startswith("fraction:open") and total is not None:
        _take_share(existing, q.text, total)
    return True


def _read_elliptic(reader: Reader, mentions: list[Mention], near: Sequence[Mention], k: int, q: Quantity) -> bool:
    """ "Three were children.": the sentence speaks of the people before it."""
    if k in reader.used or not near or mentions or q.start - reader.sentence.start > 25:
        return False
    who = _WERE.match(reader.cased, q.end, min(reader.sentence.end, q.end + 90))
    if who is None or who.group("mid").strip():
        return False
    noun = _trim_people(reader, who.span("who"))
    total = _largest_recent(near)
    if noun is None or not _smaller(q.low, total):
        return False
    _add_part(reader, total, k, noun)
    return True


def _read_made_up(reader: Reader, mentions: list[Mention]) -> None:
    """ "Women and children made up half of the 40 dead": the subject names the part."""
    for _k, q in enumerate(reader.quantities):
        before = reader.cased[reader.sentence.start : q.start]
        lead = _MADE_UP.search(before)
        if lead is None or _is_base(reader, q):
            continue
        subject = re.split(r"[,;:]\s*(?!children|women|men|girls|boys|the elderly)", before[: lead.start()].rstrip())[
            -1
        ].strip()
        start = reader.sentence.start + before.rfind(subject)
        words = describe_victims(subject)
        if not words.is_people and not re.search(r"\b(?:women|children|minors|civilians)\b", subject, re.IGNORECASE):
            continue
        base = fraction_base(q, reader.cased) if q.rule.startswith("fraction") else None
        rest = [m for m in mentions if m.quantity is not None and m.quantity is not q and m.quantity.start >= q.start]
        total = next(
            (m for m in rest if base is None or (m.quantity is not None and m.quantity.start == base.start)), None
        )
        if total is None and base is None:
            after = re.match(r"\s+of\s+(?:the\s+)?", reader.cased[q.end : reader.sentence.end])
            inner = next((p for p in reader.quantities if after is not None and p.start == q.end + after.end()), None)
            if inner is None:
                continue
        own = next((m for m in mentions if m.quantity is q), None)
        if own is None:
            anchor = total or (mentions[-1] if mentions else None)
            if anchor is None or anchor.sentence is not reader.sentence:
                continue
            own = reader.add_bare(anchor.harm, reader.tokens[anchor.trigger], q, "fraction")
            if own is None:
                continue
        own.noun, own.words = (start, start + len(subject)), words
        own.start, own.end = min(own.start, start), max(own.end, own.start)
        if total is not None and total is not own:
            own.part_of, own.sum_with = total, None
            own.harm = total.harm


def _add_phrase(reader: Reader, mentions: list[Mention], total: Mention, span: tuple[int, int]) -> None:
    """A noun phrase, with or without a number, as a part of a total."""
    phrase = reader.cased[span[0] : span[1]]
    inside = [k for k, q in enumerate(reader.quantities) if span[0] <= q.start < span[1] and not q.ordinal]
    if inside:
        q = reader.quantities[inside[0]]
        existing = next((m for m in mentions if m.quantity is q), None)
        if existing is not None and existing is not total:
            existing.part_of, existing.sum_with = total, None
            return
        noun = (q.end + (len(reader.cased[q.end : span[1]]) - len(reader.cased[q.end : span[1]].lstrip())), span[1])
        if noun[0] < noun[1] and describe_victims(reader.cased[noun[0] : noun[1]]).is_people is not False:
            _add_part(reader, total, inside[0], noun)
        return
    words = describe_victims(phrase)
    names = reader.printed(find_names(reader.cased, *span))
    if not words.is_people and not names:
        return
    count = words.implied_count or (2 if words.plural else 1)
    vague = bool(words.plural) and not words.implied_count
    bounds = (None, None, Modifier.VAGUE) if vague else (count, count, Modifier.EXACT)
    first = reader.token_at_offset(span[0]).i
    part_of(reader, total, span, first, (count, *bounds), words, "part").names = names


def _add_part(reader: Reader, total: Mention | None, k: int, noun: tuple[int, int], harm: Harm | None = None) -> None:
    q = reader.quantities[k]
    wanted = total.harm if total is not None else harm
    if wanted is None:
        return
    mention = reader.add_bare(wanted, reader.token_at_offset(q.start), q, "part", noun)
    if mention is not None:
        mention.part_of = total
        if total is not None and (total.extra.get("stock") or total.rule in ("held", "people-of-harm")):
            mention.extra["stock"] = True


def _take_share(part: Mention, words: str, total: Mention) -> None:
    """A share of people whose number another sentence gives: "a quarter of the victims" of 48 is 12."""
    share = read_fraction(words)
    if share is None or total.best is None or total.low != total.high:
        return
    number = Fraction(total.best) * share
    if number.denominator == 1:
        part.low = part.best = part.high = int(number)
        part.modifier = Modifier.EXACT
    else:
        part.low, part.best, part.high = int(number), None, int(number) + 1
        part.modifier = Modifier.BETWEEN


def _years(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _SMALL.get(word.lower(), 99)


def _is_base(reader: Reader, q: Quantity) -> bool:
    return any(p is not q and p.rule.startswith("fraction") and p.start <= q.start < p.end for p in reader.quantities)


def _people_noun_after(reader: Reader, offset: int) -> tuple[int, int] | None:
    _, noun = reader.noun_after(reader.token_index(offset))
    if noun is None or not describe_victims(reader.cased[noun[0] : noun[1]]).is_people:
        return None
    return noun


def _trim_people(reader: Reader, span: tuple[int, int]) -> tuple[int, int] | None:
    """The leading noun phrase of people of a span; "women and children" stays whole."""
    words = reader.cased[span[0] : span[1]]
    cut = re.search(
        r"[,.;:(–—]|\s-|\s+(?:and (?!children|women|minors|girls|boys|men)\w+|and were|and was|who|which|from|in|at|aged|while|but|when|after|with|according|as|on|said|says)\b",
        words,
    )
    if cut:
        words = words[: cut.start()]
    words = words.rstrip()
    if not words or not describe_victims(words).is_people:
        return None
    return span[0], span[0] + len(words)


def _largest_recent(near: Sequence[Mention]) -> Mention:
    last = near[-1].sentence.index
    same = [m for m in near if m.sentence.index == last]
    return max(same, key=lambda m: (m.low or m.best or 0, -same.index(m)))


def _smaller(low: int | None, total: Mention) -> bool:
    number = total.high or total.best or total.low
    return low is not None and (number is None or total.high is None or low <= number)


def _fits(m: Mention, total: Mention) -> bool:
    return _smaller(m.low if m.low is not None else m.best, total)


def _harm_of_noun(noun: str) -> Harm | None:
    if noun in ("dead", "killed", "slain", "fatalities"):
        return Harm.KILLED
    if noun in ("wounded", "injured", "hurt"):
        return Harm.INJURED
    if noun in ("detainees", "prisoners", "detained", "arrested"):
        return Harm.DETAINED
    if noun in ("missing", "displaced"):
        return Harm(noun)
    if noun in ("hostages", "abducted", "kidnapped"):
        return Harm.ABDUCTED
    return None  # "victims", "casualties": whatever the total is
