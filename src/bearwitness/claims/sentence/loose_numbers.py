"""Numbers that no word of harm took: read by the words that stand right before or behind them.

The parse of a headline or a list often leaves a number alone ("two killed, 14 hurt in Oru"); its neighbours say what it
counts. Read last, so that whatever the parse told goes first.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.outcome_words import (
    AT,
    BE,
    HAVE,
    NOT_DEAD,
    OF_WOUNDED,
    PERSON_ENDING,
    PRONOUNS,
    SUFFERED,
    TIME_NOUNS,
)
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, verb_harm
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Counting, Harm, Quantity

_BEFORE_STATE = words_of(
    "reported also confirmed more others other feared reportedly left got "
    "seriously badly critically slightly severely forcibly lightly gravely now people internally still found"
)
_THE_WOUNDED = re.compile(r"(?:the|those)\s+(?:\w+\s+){0,2}?(?:wounded|injured|hurt)", re.IGNORECASE)


def read_loose_numbers(reader: Reader) -> None:
    """Numbers that no trigger took: read by what stands right after or before them."""
    for k, q in enumerate(reader.quantities):
        share = "percent" in q.rule or ("per cent" in q.text and q.low == 1)  # of a number that nobody gives
        if k in reader.used or share or _is_base(reader, q):
            continue
        own = [i for i, n in reader.quantity_at.items() if n == k]
        if not own:
            continue
        if (
            _read_total(reader, q)
            or _read_before_harm(reader, q, max(own) + 1)
            or _read_behind_harm(reader, q, min(own), max(own) + 1)
        ):
            reader.used.add(k)


_BRINGING = re.compile(
    r"\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|took|rais(?:es|ed|ing)|lift(?:s|ed|ing)?|push(?:es|ed|ing)?)\s+(?:the|its|their|this\s+\w+['’]s)\s+"
    r"(?:(?:overall|official|confirmed|provisional|combined|running|grand|cumulative)\s+)?(?:total|count|tally|figure)"
    r"(?:\s+(?:so\s+far|this\s+\w+|since\s+\w+))?\s+(?:up\s+)?to\s+$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 70  # code points


def _read_total(reader: Reader, q: Quantity) -> bool:
    """ "Six people were killed, bringing the total to 112": the total of what was told just before."""
    start = max(reader.sentence.start, q.start - _LONGEST_LEAD)
    if not _BRINGING.search(reader.cased, start, q.start):
        return False
    before = [m for m in reader.mentions if m.end <= q.start and m.low != 0]
    if not before:
        return False
    last = max(before, key=lambda m: m.end)
    noun = reader.people_after(q)
    total = reader.add_bare(last.harm, reader.tokens[last.trigger], q, "toll", noun)
    if total is not None and last.counting is not Counting.INCREMENT:
        total.extra["cumulative"] = True
    return True


def _is_base(reader: Reader, q: Quantity) -> bool:
    """Whether a number is the whole of a share that was read: "60 per cent of the 4,000 inhabitants have fled"."""
    shares = [p for p in reader.quantities if p is not q and p.start < q.start and q.end <= p.end]
    shares = [p for p in shares if p.rule.startswith("fraction") and ("%" in p.text or "cent" in p.text)]
    return any(m.quantity is p for p in shares for m in reader.mentions)


def _names_people(reader: Reader, noun: tuple[int, int]) -> bool:
    """Whether a noun phrase is of people: by the lexicon, or by an ending that only words for people have, or a name."""
    phrase = reader.cased[noun[0] : noun[1]]
    known = describe_victims(phrase).is_people
    if known is not None:
        return known
    last = phrase.split()[-1] if phrase.split() else ""
    return (
        bool(PERSON_ENDING.search(last.lower()))
        or last[:1].isupper()
        or last.lower() in ("others", "more", "of", "also")
        or last.lower() in PRONOUNS
    )


def _read_before_harm(reader: Reader, q: Quantity, i: int) -> bool:
    """A number whose harm stands right behind it and its people ("14 others seriously hurt"); i is the token behind it."""
    died = OF_WOUNDED.match(reader.cased, q.end, reader.sentence.end)
    if died is not None:
        return _read_wounded_who_died(reader, q, died.end())
    j, noun = reader.noun_after(i)
    behind_noun = j
    suffered = SUFFERED.match(reader.cased, noun[1] if noun else q.end, reader.sentence.end)
    if suffered is not None and (noun is None or _names_people(reader, noun)):
        wounds = reader.token_at_offset(suffered.end() - 1)
        return reader.add_bare(Harm.INJURED, wounds, q, "suffered", noun) is not None
    if noun is not None:
        j = _behind_parts(reader, j)
    helpers = j
    while reader.word(j) in BE or reader.word(j) in HAVE or reader.word(j) in _BEFORE_STATE:
        j += 1
    t = reader.token(j)
    if t is None or _have_done(reader, helpers, t):
        return False
    harm = _harm_said_of(reader, q, t, noun)
    if harm is None or _has_object(reader, t, plain=j == i or (noun is not None and j == behind_noun)):
        return False
    if noun is not None and not _names_people(reader, noun):
        return False
    if reader.word(j) == "missing" and reader.word(j + 1) in ("person", "persons"):
        return False
    if "feared" in [reader.word(n) for n in range(i, j)] and harm == Harm.KILLED:
        harm = Harm.MISSING
    return reader.add_bare(harm, t, q, "surface-right", noun) is not None


def _read_wounded_who_died(reader: Reader, q: Quantity, end: int) -> bool:
    """ "Two of the wounded died": dead, and no longer among the wounded; end is the offset behind "died"."""
    wounded = _THE_WOUNDED.search(reader.cased, q.end, end)
    last = reader.token_at_offset(end - 1)
    found = reader.add_bare(Harm.KILLED, last, q, "wounded-died", wounded.span() if wounded else None)
    if found is not None:
        found.moved_from = Harm.INJURED
    return found is not None


def _harm_said_of(reader: Reader, q: Quantity, t: Token, noun: tuple[int, int] | None) -> Harm | None:
    """The harm that a word behind a number and its noun phrase says of them; None where it says none, or of others."""
    harm = verb_harm(reader, t) or (Harm(reader.lexicon.states[t.word]) if t.word in reader.lexicon.states else None)
    if harm is None and t.word in reader.lexicon.intransitive and t.tag.startswith("VB"):
        harm = Harm(reader.lexicon.intransitive[t.word])
    if (
        harm is None
        or (t.word == "dead" and reader.word(t.i + 1) in NOT_DEAD)
        or t.tag in ("VB", "VBZ", "VBP", "VBG")
        or (t.word == "shot" and noun is None and t.tag.startswith("NN") and t.i > 3 and not _are_shot(reader, q, t))
        or (t.tag == "VBD" and reader.lexicon.transitive.get(t.word) and _has_victim_behind(reader, t))
    ):
        return None
    return harm


def _have_done(reader: Reader, helpers: int, t: Token) -> bool:
    """ "Six soldiers had beaten him": the perfect without "been" is of those who did it, whatever the parse has for its object."""
    words = [reader.word(i) for i in range(helpers, t.i)]
    if t.word not in reader.lexicon.transitive or t.tag not in ("VBN", "VBD"):
        return False
    return any(w in HAVE for w in words) and not any(w in BE or w in ("got", "left") for w in words)


def _has_object(reader: Reader, t: Token, *, plain: bool) -> bool:
    """Whether a verb goes on to those harmed ("two men killed the guard"); plain where nothing parts it from its number."""
    nxt = reader.token(t.i + 1)
    return (
        plain
        and t.word in reader.lexicon.transitive
        and nxt is not None
        and nxt.tag in ("DT", "CD", "PRP", "PRP$", "NNP", "NNPS", "NNS")
        and nxt.text[0].isalnum()
        and nxt.word not in TIME_NOUNS
        and t.dep != "acl"
    )


def _are_shot(reader: Reader, q: Quantity, t: Token) -> bool:
    """Whether "four shot" is said of people: as a noun it would stand in the plural or before another noun."""
    nxt = reader.token(t.i + 1)
    several = q.low is not None and q.low > 1 and not q.ordinal
    several = several and not re.search(r"\b(?:fir|hear)\w+\s+$", reader.cased[max(0, q.start - 12) : q.start])
    return several and (nxt is None or nxt.tag in ("IN", ",", ".", "CC", ":", "RB", "TO"))


def _has_victim_behind(reader: Reader, t: Token) -> bool:
    """Whether a verb in the past has its own object ("two men shot former senator Ana Rell")."""
    objects = [o for o in reader.children(t.i, ("dobj",)) if not reader.is_time_or_place(o)]
    return any(reader.tokens[o].name or reader.group(o).words.is_people for o in objects)


def _behind_parts(reader: Reader, i: int) -> int:
    """Where the sentence goes on behind ", including two children," that stands here; i where no such words do."""
    if reader.word(i) != "," or reader.word(i + 1) not in ("including", "among", "mostly", "most", "many", "some"):
        return i
    close = next((k for k in range(i + 2, min(i + 14, len(reader.tokens))) if reader.word(k) == ","), None)
    behind = reader.word(close + 1) if close is not None else ""
    return close + 1 if close is not None and (behind in (*BE, *HAVE) or behind in reader.lexicon.intransitive) else i


def _read_behind_harm(reader: Reader, q: Quantity, first: int, after: int) -> bool:
    """A number whose harm stands right before it ("killing at least 14"); its tokens are [first, after)."""
    before = reader.token(first - 1)
    if before is not None and before.word in ("his", "her", "their"):
        before = reader.token(first - 2)  # "a couple and their three children"
    if before is None:
        return False
    _, noun = reader.noun_after(after)
    noun_words = describe_victims(reader.plain(*noun)) if noun else None
    if noun_words is not None and (
        noun_words.is_people is False or (noun_words.is_people is None and reader.tokens[after].word in TIME_NOUNS)
    ):
        return False
    if noun is not None and not _names_people(reader, noun):
        return False
    harm = verb_harm(reader, before)
    if (
        harm is not None
        and before.tag.startswith("VB")
        and not any(reader.tokens[c].dep == "auxpass" for c in before.children)
    ):
        doers = [m for m in reader.mentions if m.trigger == before.i and m.rule == "acl" and m.quantity is None]
        for m in doers:  # "militants abducted at least 10": no participle, since those taken stand behind it
            reader.mentions.remove(m)
        return reader.add_bare(harm, before, q, "surface-left", noun) is not None
    lead = reader.cased[max(reader.sentence.start, q.start - 60) : q.start].lower()
    match = re.search(
        r"(?:deaths?|killings?|murders?|bodies|massacres?)\s+(?:(?:yesterday|today|on\s+\w+|last\s+\w+|this\s+\w+)\s+)?of\s*$",
        lead,
    )
    if match:
        return reader.add_bare(Harm.KILLED, before, q, "surface-of", noun) is not None
    if (
        before.word in (":", "--", "—", "–")
        and noun_words is not None
        and noun_words.is_people
        and _announced(reader, q, first, noun)
    ):
        return True
    if before.word in (",", "and", ";", "&") and _gapped(reader, q, before, after, noun):
        return True
    if before.word in (",", "and", "&", "plus") and noun_words is not None and noun_words.is_people:
        return _joined(reader, q, after, noun)
    return False


_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|those)\b", re.IGNORECASE)


def _joined(reader: Reader, q: Quantity, after: int, noun: tuple[int, int] | None) -> bool:
    """ "Killed a guard, two drivers and four children": people joined to those told right before them."""
    previous = [
        m
        for m in reader.mentions
        if m.end <= q.start
        and m.end >= q.start - 14
        and m.rule in ("object", "surface-left", "noun-of", "surface-of", "lives-of", "subject")
    ]
    if not previous or _verb_follows(reader, after):
        return False
    base = previous[-1]
    mention = reader.add_bare(base.harm, reader.tokens[base.trigger], q, "list", noun)
    if mention is None:
        return False
    mention.perpetrator = base.perpetrator
    if _OF_THEM.match(reader.cased, q.end):  # "35 people were wounded, nine of them critically"
        mention.part_of, mention.rule = base, "part"
        return True
    first = base.sum_with or base
    base.sum_with = mention.sum_with = first
    return True


def _announced(reader: Reader, q: Quantity, first: int, noun: tuple[int, int] | None) -> bool:
    """ "They were forced to flee: 3,000 people": the number behind the colon is of those whom the clause before it names."""
    for i in range(first - 2, max(-1, first - 14), -1):
        t = reader.tokens[i]
        if not t.tag.startswith("VB"):
            continue
        name = reader.lexicon.intransitive.get(t.word)
        harm = Harm(name) if name is not None else verb_harm(reader, t) if is_passive(reader, t) else None
        if harm is not None and not any(m.trigger == i for m in reader.mentions):
            return reader.add_bare(harm, t, q, "announced", noun) is not None
    return False


def _gapped(reader: Reader, q: Quantity, before: Token, after: int, noun: tuple[int, int] | None) -> bool:
    """ "Two were killed in Oru and three in Belen": the verb is said once, each number has its place."""
    j, _ = reader.noun_after(after)
    if reader.word(j) not in AT:
        return False
    earlier = [m for m in reader.mentions if m.quantity is not None and m.quantity.end <= q.start]
    if not earlier:
        return False
    base = max(earlier, key=lambda m: m.quantity.end if m.quantity else 0)
    between = [
        reader.word(i) for i in range(reader.token_index(base.quantity.end if base.quantity else base.end), before.i)
    ]
    if not any(w in AT for w in between):
        return False
    found = reader.add_bare(base.harm, before, q, "gap", noun)
    if found is None:
        return False
    found.trigger = base.trigger
    found.start, found.perpetrator = q.start, base.perpetrator
    found.end = max(q.end, noun[1] if noun else 0)
    if found.words.is_people is None:
        found.words = base.words
    return True


def _verb_follows(reader: Reader, i: int) -> bool:
    j, _ = reader.noun_after(i)
    t = reader.token(j)
    return t is not None and (t.tag.startswith(("VB", "MD")))
