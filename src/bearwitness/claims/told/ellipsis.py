"""Numbers whose harm stands elsewhere: "nine of whom", "against 61 last year", "police two", "five were", "there had been 14".

Called for each parsed sentence after its own mentions and their parts are read. The number takes the harm of the mention
that it leans on, in its own sentence or in one of the two before it; each shape says itself how it leans: as a part of
that number, as the number of another time or voice, or as the one that replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.outcome_words import TIME_NOUNS
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import Counting, Harm, Modifier, Quantity, Unit

LOOK_BACK_SENTENCES = 2  # a bare number further from the harm that it leans on is rarely meant

_END = r"\s*(?:$|[.;:,!)\]—–-])"
_OF_WHOM = re.compile(r"\s*of\s+(?P<which>whom|which|these|those)\b", re.IGNORECASE)
_ONE_HAVING = re.compile(r"\s+(?:of\s+(?:them|whom)\s+)?(?:having|has|have)\s+(?:since|later|already)\b", re.IGNORECASE)
_OF_WHICH_SEEN = re.compile(
    r"\bof\s+(?:which|whom|these|those)\s+[^,;.]{2,60}?\b(?:examined?|verif(?:y|ied)|confirm(?:ed)?|identif(?:y|ied)|document(?:ed)?|investigated?|corroborated?)\s+(?:at least\s+)?$",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:verified|confirmed|identified|documented|corroborated)\s+(?:at least\s+|only\s+)?$", re.IGNORECASE
)
_OF_THESE_DEATHS = re.compile(
    r"\s+of\s+(?:these|those|the)\s+(?P<what>deaths|killings|murders|fatalities|cases)\b", re.IGNORECASE
)
_OF_THE_HARMED = re.compile(
    r"\s+of\s+(?:the|those|its|their|our)\s+(?:(?!living|survivors)[\w-]+\s+){0,2}?(?P<noun>dead|killed|slain|fatalities|wounded|injured|missing|disappeared|detainees|prisoners|hostages|captives|abductees)\b"
    r"(?!\s+(?:zone|sea|end|heat|batter|line|weight|file|link|letter|piece|part|person|wood|money)\w*)",
    re.IGNORECASE,
)
_HARM_OF = {
    "dead": Harm.KILLED, "killed": Harm.KILLED, "slain": Harm.KILLED, "fatalities": Harm.KILLED, "wounded": Harm.INJURED,
    "injured": Harm.INJURED, "missing": Harm.MISSING, "disappeared": Harm.MISSING, "detainees": Harm.DETAINED,
    "prisoners": Harm.DETAINED, "hostages": Harm.ABDUCTED, "captives": Harm.ABDUCTED, "abductees": Harm.ABDUCTED,
}  # fmt: skip
_NAMED = re.compile(r"\b(?:list|lists|listed|name|names|named|identif\w+)\s+(?:only\s+)?$", re.IGNORECASE)
_LET_GO = re.compile(
    r"\s+(?:of\s+(?:them|these|those)\s+)?(?:have|had|were|was|has)\s+(?:since\s+|later\s+|already\s+|now\s+)?(?:been\s+)?(?:let\s+go|released|freed|set\s+free|sent\s+home|bailed|returned(?!\s+to\s+(?:work|power|office|the\s+field))|come\s+(?:home|back)|been\s+reunited)\b",
    re.IGNORECASE,
)
_UNHARMED = re.compile(
    r"\b(?:surviv\w+|escaped|unhurt|unharmed|unscathed|alive|(?:un)?harmed|natural causes|illness)\b", re.IGNORECASE
)
_ALSO = re.compile(
    r"(?:,|;|\band|&)\s+(?:and\s+)?(?P<who>(?:an?|one|another|his|her|their|\w+)\s+(?:[\w'’-]+\s+){0,2}?[\w'’-]+)\s+(?:also|too|as well)\s*[.;!\"”]*\s*$",
    re.IGNORECASE,
)
_VOICE = re.compile(
    r"[,;]\s+(?:(?:the|a|an|its|their)\s+)?(?P<who>[^\W\d_][\w'’-]*(?:\s+[\w'’-]+){0,2})\s+$", re.IGNORECASE
)
_COUNTS = frozenset(
    "count counts counted say says said put puts report reports reported list lists listed admit admits admitted claim claims claimed".split()
)
_AGAINST = re.compile(
    r"(?:,|\(|\w)\s*(?:as\s+)?\b(?:against|compared\s+(?:with|to)|versus|vs\.?)\s+(?:only\s+|just\s+|the\s+|a\s+total\s+of\s+)?$",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\s*(?:people\s+|deaths\s+|killings\s+|murders\s+|homicides\s+|dead\s+|victims\s+|cases\s+)?(?:\(?(?:in|during|over|for|at|by|since|between)\s+|last\b|a\s+(?:year|month|week)\b|the\s+(?:year|month|week|previous|same)\b|previously|earlier|then\b)",
    re.IGNORECASE,
)
_THERE_WERE = re.compile(
    r"\b(?:there\s+(?:had\s+been|have\s+been|were|was)|it\s+(?:was|had\s+been)|(?:the\s+)?(?:figure|number|total|count|tally|toll)\s+(?:was|had\s+been|stood\s+at))\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
_COMPARED_TIME = re.compile(
    r"\b(?:last (?:year|month|week|season|summer|winter|spring|autumn|january|february|march|april|may|june|july|august|september|october|november|december)|same (?:point|time|period|stretch|months?|date|week)|this (?:point|time)"
    r"|(?:year|month|week|day) (?:before|earlier)|previous (?:year|month|week|day)|a (?:year|month|week) ago|(?:in|of|for|during|throughout) (?:all of )?(?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
_EARLIER_COUNT = re.compile(
    r"\b(?:earlier|previous|initial|prior|first|preliminary|provisional)\s+(?:official\s+|police\s+|death\s+|casualty\s+)?(?:count|toll|figure|estimate|tally|total|number|report)\s+of\s+(?:at\s+least\s+)?$",
    re.IGNORECASE,
)
_PUT_AT = re.compile(
    r"\b(?:put|puts|putting)\s+(?:it|this|that|them|(?:the|their|its)\s+(?:figure|number|toll|total|count|tally|dead|wounded|losses))\s+at\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
_IT_IS = re.compile(r"\bit\s+(?:is|was|should\s+(?:be|have\s+been|read))\s+$", re.IGNORECASE)
_CORRECTS = re.compile(
    r"\b(?:correct\w*|clarif\w*|errors?|mistak\w*|misstated|wrongly|misheard|misprint\w*|given as|should have|we (?:said|wrote|reported|gave))\b",
    re.IGNORECASE,
)
_WERE = re.compile(r"\s+(?:were|was|did|had|had been|have been)\s*(?:$|[.;])", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:said|reported|wrote|stated|report|story|article|column|caption|we)\b", re.IGNORECASE)
_KIND = re.compile(
    r"\s+(?:were|was|are|is)\s+(?:also\s+|all\s+|both\s+|just\s+|only\s+)?(?P<who>(?:an?\s+|the\s+)?[^\W\d_][\w'’ -]{2,60})",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?:,|;|:|\band|\bwhile|\bbut)\s+$|^\s*[\"“]?$", re.IGNORECASE)
_CUT = re.compile(
    r"[,.;:(–—]|\s-|\s+(?:and|who|which|from|in|at|aged|while|but|when|after|with|according|as|on|said|says|of|shot|killed|hit|caught|living|working)\b"
)


@dataclass(frozen=True, slots=True)
class _Bare:
    """A number that no word of harm has taken, with the words before and behind it, and the mentions that it may lean on."""

    reader: Reader
    quantity: Quantity
    lead: str
    tail: str
    here: list[Mention]  # of its own sentence, before it
    near: list[Mention]  # those of the sentences just before, and `here`

    @property
    def base(self) -> Mention | None:
        return self.here[-1] if self.here else self.near[-1] if self.near else None

    def add(self, base: Mention, rule: str, *, harm: Harm | None = None) -> Mention | None:
        """The number as a claim of the base's harm and kind of people."""
        reader, q = self.reader, self.quantity
        found = reader.add_bare(harm or base.harm, reader.token_at_offset(q.start), q, rule)
        if found is not None:
            found.words, found.unit = base.words, base.unit
            found.perpetrator = base.perpetrator
        return found

    def add_part(self, total: Mention, end: int) -> Mention | None:
        found = self.add(total, "part")
        if found is not None:
            found.part_of = total
            found.end = max(found.end, end)
            if total.extra.get("stock") or total.rule in ("held", "people-of-harm"):
                found.extra["stock"] = bool(total.extra.get("stock"))
        return found


def read_ellipsis(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add the numbers that lean on a harm told elsewhere to `mentions`, the reader's own list."""
    open_ = [q for k, q in enumerate(reader.quantities) if k not in reader.used and not q.ordinal and q.high != 0]
    before = [
        m
        for m in earlier
        if reader.sentence.index - m.sentence.index <= LOOK_BACK_SENTENCES and m.quantity is not None and m.best != 0
    ]
    for q in open_:
        here = [m for m in mentions if m.quantity is not None and m.quantity.end <= q.start and m.best != 0]
        bare = _Bare(
            reader,
            q,
            reader.cased[max(reader.sentence.start, q.start - 80) : q.start],
            reader.cased[q.end : min(reader.sentence.end, q.end + 90)],
            here,
            [*before, *here],
        )
        for shape in _SHAPES:
            if shape(bare):
                break
    _read_also(reader, mentions)


def _is_larger(total: Mention, q: Quantity) -> bool:
    number = total.high or total.best or total.low or 0
    open_ended = total.high is None
    return total.unit == Unit.PERSON and (open_ended or number > (q.low or q.best or 0))


def _read_of_whom(bare: _Bare) -> bool:
    """ "21 others were wounded, six of whom had been moved": a part of the nearest number before it."""
    of_whom = _OF_WHOM.match(bare.tail)
    found = of_whom or _ONE_HAVING.match(bare.tail)
    if found is None or (of_whom is None and not bare.lead.rstrip().endswith(",")):
        return False
    totals = [m for m in bare.here if m.part_of is None and _is_larger(m, bare.quantity)]
    if not totals:
        return False
    total = totals[-1]
    if of_whom is not None and of_whom.group("which").lower() == "which":
        between = bare.reader.cased[total.end : bare.quantity.start]
        if between.strip(" ,;–—-"):
            return False
    held = total.harm in (Harm.DETAINED, Harm.ABDUCTED)
    if (_UNHARMED.search(bare.tail) and not held) or (
        total.harm == Harm.MISSING and re.search(r"\b(?:found|traced|turned up)\b", bare.tail)
    ):
        return True
    return bare.add_part(total, bare.quantity.end + found.end()) is not None


def _read_of_them(bare: _Bare) -> bool:
    """ "A report that lists ten of them by name": the other shapes of "of them" are read with the parts of a total."""
    if not re.match(r"\s+of\s+them\b", bare.tail) or not _NAMED.search(bare.lead):
        return False
    totals = [m for m in bare.near if m.part_of is None and _is_larger(m, bare.quantity)]
    return bool(totals) and bare.add_part(totals[-1], bare.quantity.end + len(" of them")) is not None


def _read_let_go(bare: _Bare) -> bool:
    """ "Ten men were arrested; three have been let go": they had been held with the others."""
    if not _LET_GO.match(bare.tail):
        return False
    held = (Harm.DETAINED, Harm.ABDUCTED)
    totals = [m for m in bare.near if m.part_of is None and m.harm in held and _is_larger(m, bare.quantity)]
    return bool(totals) and bare.add_part(totals[-1], bare.quantity.end) is not None


def _read_of_which_seen(bare: _Bare) -> bool:
    """ "137 complaints of torture, of which it was able to examine 91", "had verified 38 of these deaths"."""
    deaths = _OF_THESE_DEATHS.match(bare.tail)
    seen = _OF_WHICH_SEEN.search(bare.lead) is not None
    if not seen and not (deaths is not None and _SEEN.search(bare.lead)):
        return False
    totals = [m for m in bare.near if m.part_of is None and (m.unit == Unit.CASE or _is_larger(m, bare.quantity))]
    part = bare.add_part(totals[-1], bare.quantity.end) if totals else None
    if part is not None and re.search(r"\bso far\b", bare.lead) and part.modifier == Modifier.EXACT:
        part.modifier, part.high = Modifier.AT_LEAST, None
    if part is not None and totals[-1].sentence is part.sentence:
        part.trigger = totals[-1].trigger  # what it could do is to examine them, and no doubt about the harm
    return part is not None


def _read_of_the_harmed(bare: _Bare) -> bool:
    """ "The names of ten of the dead were read out": the noun says the harm; the number told before is their total."""
    found = _OF_THE_HARMED.match(bare.tail)
    if found is None or _UNHARMED.search(bare.tail):
        return False
    harm = _HARM_OF[found.group("noun").lower()]
    totals = [m for m in bare.near if m.harm == harm and m.part_of is None and _is_larger(m, bare.quantity)]
    reader, q = bare.reader, bare.quantity
    span = (q.end + found.start("noun"), q.end + found.end("noun"))
    one = reader.add_bare(harm, reader.token_at_offset(span[0]), q, "part", span)
    if one is not None and totals:
        one.part_of = totals[-1]
    return one is not None


def _read_voice(bare: _Bare) -> bool:
    """ "Monitors count 18 dead, police two": another voice's number of the same."""
    found = _VOICE.search(bare.lead)
    if found is None or not bare.here or not re.match(r"\s*(?:$|[.;])", bare.tail):
        return False
    reader = bare.reader
    start = bare.quantity.start - len(bare.lead) + found.start("who")
    who = [t for t in reader.tokens if start <= t.start < bare.quantity.start]
    says = [t for t in reader.tokens if t.end <= (bare.here[-1].quantity or bare.quantity).start and t.word in _COUNTS]
    if not says or not who or any(t.tag.startswith("VB") and t.dep not in ("compound", "amod") for t in who):
        return False
    if any(t.tag in ("IN", "CC", "TO") or t.word in TIME_NOUNS for t in who):
        return False
    return bare.add(bare.here[-1], "other-voice") is not None


def _read_against(bare: _Bare) -> bool:
    """ "48 people were murdered this year, against 61 last year": the number of another time."""
    if not bare.here or not _AGAINST.search(bare.lead) or not _OTHER_TIME.match(bare.tail):
        return False
    return bare.add(bare.here[-1], "other-time") is not None


def _read_there_were(bare: _Bare) -> bool:
    """ "At this point last year there had been 14"."""
    if not _THERE_WERE.search(bare.lead) or not re.match(rf"{_END}|\s+(?:in|at|by|last|during|the)\b", bare.tail):
        return False
    base = bare.base
    clause = bare.lead[-60:] + bare.tail[:50]
    if base is None or base.sentence.index < bare.reader.sentence.index - 1 or not _COMPARED_TIME.search(clause):
        return False
    return bare.add(base, "other-time") is not None


def _read_earlier_count(bare: _Bare) -> bool:
    """ "Raising an earlier count of 26": the old figure, retired by the one before it."""
    if not _EARLIER_COUNT.search(bare.lead) or bare.base is None:
        return False
    new = next((m for m in reversed(bare.near) if m.part_of is None), None)
    old = bare.add(new, "corrected") if new is not None else None
    if old is not None and new is not None and new.replaces is None:
        new.replaces = old
    return old is not None


def _read_put_at(bare: _Bare) -> bool:
    """ "The commission puts it at 2,708": another voice's number of what was last counted."""
    if not _PUT_AT.search(bare.lead):
        return False
    base = next((m for m in reversed(bare.near) if m.part_of is None), None)
    return base is not None and bare.add(base, "other-voice") is not None


def _read_it_is(bare: _Bare) -> bool:
    """ "The number held was given as 400; it is 40": a correction."""
    if not _IT_IS.search(bare.lead) or not re.match(_END, bare.tail):
        return False
    wrong = bare.base
    start = max(0, bare.reader.sentence.start - 200)
    if wrong is None or not _CORRECTS.search(bare.reader.cased[start : bare.reader.sentence.end]):
        return False
    return _replace(bare, wrong)


def _read_were(bare: _Bare) -> bool:
    """ "Our report said that seven were killed. Five were.": the verb is left out with the harm."""
    if bare.lead.strip(' \n"“•-') and not bare.lead.rstrip().endswith((";", ":", ",")):
        return False
    wrong = bare.base
    if wrong is None or not _WERE.match(bare.tail) or wrong.sentence.index < bare.reader.sentence.index - 1:
        return False
    said = bare.reader.cased[wrong.sentence.start : wrong.sentence.end]
    return _TOLD.search(said) is not None and _replace(bare, wrong)


def _replace(bare: _Bare, wrong: Mention) -> bool:
    right = bare.add(wrong, "corrected")
    if right is not None:
        right.replaces = wrong
    return right is not None


def _read_kind(bare: _Bare) -> bool:
    """ "Eleven were killed. Six were reservists, and two were pupils": parts that the next sentence tells one by one."""
    found = _KIND.match(bare.tail)
    if found is None or not _JOINS.search(bare.lead):
        return False
    own = [m for m in bare.here if m.part_of is not None and m.part_of.sentence is not bare.reader.sentence]
    totals = [m for m in bare.near if m.sentence is not bare.reader.sentence and m.part_of is None]
    opens = not bare.lead.strip(' "“')
    if (not opens and not own) or not totals:
        return False
    total = own[-1].part_of if own else totals[-1]
    who = found.group("who")
    cut = _CUT.search(who)
    noun = (who[: cut.start()] if cut else who).rstrip()
    if total is None or not noun or not _is_larger(total, bare.quantity) or not describe_victims(noun).is_people:
        return False
    reader, q = bare.reader, bare.quantity
    span = (q.end + found.start("who"), q.end + found.start("who") + len(noun))
    part = reader.add_bare(total.harm, reader.token_at_offset(q.start), q, "part", span)
    if part is None:
        return False
    part.part_of = total
    for same in [m for m in reader.mentions if m is not part and m.noun is not None and m.quantity is None]:
        if same.noun is not None and same.noun[0] < span[1] and span[0] < same.noun[1]:
            reader.mentions.remove(same)  # "two were pupils shot on their way": said once
    return True


def _read_also(reader: Reader, mentions: list[Mention]) -> None:
    """ "An old man was hacked to death, and one trader also": the harm of the clause before it."""
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    if not mentions or not words.rstrip(' .;!"”').endswith(("also", "too", "as well")):
        return
    found = _ALSO.search(words)
    if found is None:
        return
    start, end = (reader.sentence.start + i for i in found.span("who"))
    here = [m for m in mentions if m.end <= start + 1 and m.low != 0]
    if not here or any(m.noun is not None and m.noun[0] < end and start < m.noun[1] for m in mentions):
        return
    base = here[-1]
    k = next((k for k, q in enumerate(reader.quantities) if start <= q.start < end and not q.ordinal), None)
    q = reader.quantities[k] if k is not None and k not in reader.used else None
    noun = (start, end)
    if q is not None:
        behind = reader.cased[q.end : end]
        noun = (q.end + len(behind) - len(behind.lstrip()), end)
    people = describe_victims(reader.cased[noun[0] : noun[1]])
    if people.is_people is not True:
        return
    token = reader.token_at_offset(start)
    if q is not None:
        one = reader.add_bare(base.harm, token, q, "also", noun)
    else:
        one = reader.add_people(base.harm, token, noun, people, "also")
        if not people.plural:
            one.low = one.best = one.high = 1
            one.modifier = Modifier.EXACT
    if one is not None:
        one.perpetrator = base.perpetrator
        one.counting = Counting.TOTAL


_SHAPES = (
    _read_of_whom,
    _read_of_them,
    _read_let_go,
    _read_of_which_seen,
    _read_of_the_harmed,
    _read_voice,
    _read_against,
    _read_there_were,
    _read_earlier_count,
    _read_put_at,
    _read_it_is,
    _read_were,
    _read_kind,
)
