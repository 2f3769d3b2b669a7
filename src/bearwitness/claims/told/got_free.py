"""Those who got free or are held still, of people told as taken before: "six of the girls escaped", "all but four are freed".

Called for each parsed sentence with the mentions of those before it. Whoever escapes or is set free had been held: the claim
is of the harm told before, and a part of it. "All but four of the 62" is 58; where no total is told it is no number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.verbs import victims_of
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Counting, Harm, Modifier, Quantity, Unit, spans_meet

REACH_SENTENCES = 8  # how far back the taking may be told

_HELPERS = r"(?:(?:have|has|had|are|is|were|was|been|being|be|also|later|since|still|now|then|already|reportedly|eventually|subsequently|managed\s+to|able\s+to|all|soon)\s+)*"
_GOT_FREE = (
    r"(?:regain(?:ed|s)?\s+(?:their\s+)?freedom|yet\s+to\s+(?:return|come\s+home|come\s+back|regain\s+(?:their\s+)?freedom|be\s+(?:freed|released|rescued|found|recovered))|recovered\b(?!\s+from\s+(?:their\s+)?(?:injur|wound|illness))|reunited\s+with|returned\s+home|escap(?:e|es|ed)(?!\s+(?:unhurt|unharmed|injury|death|with|arrest|from\s+(?:prison|jail)))|got\s+away|get\s+away|broke\s+free|break\s+free|freed|released|rescued|ransomed|let\s+go|set\s+free|walk(?:ed|s)?\s+free|gone\s+free|liberated"
    r"|fled\s+(?:their\s+captors|captivity)|held\b(?=\s*(?:$|[.,;]|by\b|in\b|captive|hostage|somewhere))|in\s+captivity|in\s+the\s+hands\s+of|remain(?:s|ed)?\s+(?:\w+\s+)?(?:captive|hostage|in\s+captivity|in\s+the\s+hands|with\s+(?:their|the)))"
)
_HELD_NOUNS = (
    "girls boys pupils students schoolgirls schoolboys children women men people villagers hostages captives abductees teachers "
    "workers passengers victims staff worshippers miners nurses doctors travellers farmers fishermen residents civilians tourists engineers drivers"
)
_THEY = re.compile(
    rf"(?:\s+of\s+(?:them|these|those|whom))?(?P<noun>\s+(?:of\s+(?:the|these|those)\s+)?(?:other\s+|more\s+|young\s+|abducted\s+|kidnapped\s+|remaining\s+)?(?:{'|'.join(_HELD_NOUNS.split())}))?\s+(?:(?:who|whom)\s+)?{_HELPERS}{_GOT_FREE}",
    re.IGNORECASE,
)
_OF_THE_TAKEN = re.compile(
    r"\s+of\s+(?:the|those|these|its|their)\s+(?:[\w-]+\s+){0,2}?(?P<noun>(?:kidnapped|abducted)(?:\s+[\w-]+){1,2}?|hostages|captives|abductees)\s+"
    rf"{_HELPERS}{_GOT_FREE}",
    re.IGNORECASE,
)
_LET_GO = re.compile(
    rf"(?:\s+of\s+(?:them|these|those|the\s+(?:[\w-]+\s+)?[\w-]+))?(?P<noun>\s+(?:other\s+|more\s+|young\s+)?(?:{'|'.join(_HELD_NOUNS.split())}))?\s+(?:go|walk\s+free)\b(?!\s+(?:to|of|through|hungry|ahead|into|over|home\s+early))",
    re.IGNORECASE,
)
_LET = re.compile(r"\blet(?:s|ting)?\s+$", re.IGNORECASE)
_ALL_BUT = re.compile(
    r"\ball\s+(?:but|except(?:\s+for)?)\s+(?P<n>[\w-]+)(?:\s+of\s+(?:the\s+)?(?P<base>\d[\d,]*|[a-z]+(?:-[a-z]+)?)?(?P<who>\s*(?:them|[a-z]+(?:\s+[a-z]+){0,2}?)))?\s+"
    rf"{_HELPERS}{_GOT_FREE}",
    re.IGNORECASE,
)
_PORTERS = re.compile(
    r"\b(?P<verb>forced|forcing|compelled|compelling)\b[^.;]{0,70}?\bto\s+(?:carry|transport|haul|porter|bear|drive\s+off)\s+(?:away\s+)?(?:[\w'’-]+\s+){0,3}?"
    r"(?:loot(?:ed)?|goods|stolen|supplies|belongings|food|bags|ammunition|property|plunder|booty|weapons|sacks|loads?|merchandise|cattle|livestock)\b",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:gunm[ae]n|bandits?|raiders?|rebels?|militia\w*|fighters?|militants?|insurgents?|guerrillas?|attackers?|assailants?|captors?|soldiers?|troops|armed|attack\w*|raid\w*)\b",
    re.IGNORECASE,
)
NEAR_CHARACTERS = 600  # how far before the sentence armed men must be told who make others carry
_HARMS = (Harm.ABDUCTED, Harm.DETAINED)
_ESCAPE = words_of("escape escapes escaped got get broke break")


def read_got_free(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add those who got free, and those made to carry loot, to `mentions`, the reader's own list."""
    low = reader.cased[reader.sentence.start : reader.sentence.end].lower()
    left_out = _ALL_BUT.search(reader.cased, reader.sentence.start, reader.sentence.end) if "all " in low else None
    if left_out is not None:
        _read_all_but(reader, mentions, earlier, left_out)
    for k, q in enumerate(reader.quantities):
        inside = left_out is not None and left_out.start() <= q.start < left_out.end()
        if not q.ordinal and q.high != 0 and k not in reader.ages and not inside:
            _read_number(reader, mentions, earlier, q)
    if " to " in low and ("forc" in low or "compel" in low):
        _read_porters(reader, mentions)


def _read_number(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], q: Quantity) -> None:
    found = _OF_THE_TAKEN.match(reader.cased, q.end, reader.sentence.end)
    if found is not None:
        noun = found.span("noun")
        mentions[:] = [
            m for m in mentions if m.quantity is q or not (m.noun and spans_meet(m.noun, noun)) or m.quantity
        ]
        if not any(m.quantity is q for m in mentions):
            _add_part(reader, q, Harm.ABDUCTED, found, _total(reader, mentions, earlier, q))
        return
    found = _THEY.match(reader.cased, q.end, reader.sentence.end)
    if found is None and _LET.search(reader.cased, reader.sentence.start, q.start):
        found = _LET_GO.match(reader.cased, q.end, reader.sentence.end)
    if found is None or any(m.quantity is q for m in mentions):
        return
    total = _total(reader, mentions, earlier, q)
    if total is None or not _may_be_of(reader, total, found):
        return
    held = re.search(
        r"\bof\s+(?:the|those)\s+(?:arrested|detained|detainees|prisoners)\b", found.group(), re.IGNORECASE
    )
    if held is not None and total.harm is not Harm.DETAINED:
        _add_part(reader, q, Harm.DETAINED, found, None)
    else:
        _add_part(reader, q, total.harm, found, total)


def _may_be_of(reader: Reader, total: Mention, found: re.Match[str]) -> bool:
    """Whether those who get free may be of the people told before: by a noun that fits, or by none; prisoners do not "escape" here."""
    if total.harm is Harm.DETAINED and any(w in _ESCAPE for w in found.group().lower().split()):
        return False
    noun = found.group("noun")
    return noun is not None or reader.cased[found.end() - 1 : found.end()].isalpha()


def _add_part(reader: Reader, q: Quantity, harm: Harm, found: re.Match[str], total: Mention | None) -> None:
    noun = found.span("noun") if found.group("noun") else None
    if noun is not None:
        lead = len(found.group("noun")) - len(found.group("noun").lstrip())
        noun = (noun[0] + lead, noun[1])
    waiting = reader.cased.find("yet to", found.start(), found.end())  # who is yet to return is held
    told = reader.token_at_offset(waiting if waiting >= 0 else found.end() - 1)
    m = reader.add_bare(harm, told, q, "freed", noun)
    if m is None:
        return
    m.extra["captive"] = True
    m.counting = Counting.TOTAL
    m.end = max(m.end, found.end())
    if total is not None:
        m.part_of, m.perpetrator = total, total.perpetrator
        if m.noun is None:
            m.words = replace(total.words, implied_count=None)


def _total(
    reader: Reader, mentions: Sequence[Mention], earlier: Sequence[Mention], q: Quantity | None
) -> Mention | None:
    """The last people told as taken of whom so many may be some; people taken as suspects are let go too."""
    told = [
        m
        for m in (*earlier, *mentions)
        if m.harm in _HARMS
        and m.part_of is None
        and not m.pronoun
        and m.low != 0
        and m.unit == Unit.PERSON
        and reader.sentence.index - m.sentence.index <= REACH_SENTENCES
        and (q is None or m.end <= q.start)
        and (q is None or (m.best or m.low or 0) > (q.best or q.low or 0) or (m.high is None and m.best is None))
    ]
    return told[-1] if told else None


def _read_all_but(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], found: re.Match[str]) -> None:
    """ "All but four of the 62 were freed": 58; without a total of exact or lowest number none."""
    left = next((q for q in reader.quantities if q.start == found.start("n")), None)
    base = next((q for q in reader.quantities if found.group("base") and q.start <= found.start("base") < q.end), None)
    told = [m for m in mentions if m.start >= found.start() and m.start < found.end() and m.harm in _HARMS]
    total = next((m for m in told if base is not None and m.quantity is base), None)
    mentions[:] = [m for m in mentions if m not in told or m is total]
    reader.used |= {k for k, q in enumerate(reader.quantities) if q is left or q is base}
    if left is None or left.best is None or left.low != left.high:
        return
    whole = total or (None if base is not None else _total(reader, mentions, earlier, None))
    low, best, high = (whole.low, whole.best, whole.high) if whole is not None else (None, None, None)
    if base is not None:
        low, best, high = base.low, base.best, base.high
    number = low if low is not None else best
    if number is None or number <= left.best or (whole is not None and whole.modifier is Modifier.VAGUE):
        return
    first = found.start()
    last = base.end if base is not None else left.end
    q = replace(
        left,
        text=reader.cased[first:last],
        start=first,
        end=last,
        low=None if low is None else low - left.best,
        best=None if best is None else best - left.best,
        high=None if high is None else high - left.best,
        modifier=base.modifier if base is not None else whole.modifier if whole is not None else left.modifier,
        rule="fraction",
    )
    reader.quantities.append(q)
    harm = whole.harm if whole is not None else Harm.ABDUCTED
    m = reader.add_bare(harm, reader.token_at_offset(found.end() - 1), q, "freed")
    if m is not None:
        m.start, m.end, m.part_of = first, max(m.end, found.end()), whole
        m.extra["captive"] = True


def _read_porters(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "Forced 14 villagers to carry the loot": taken along by force."""
    start = max(0, reader.sentence.start - NEAR_CHARACTERS)
    found = _PORTERS.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is None or _ARMED.search(reader.text, start, reader.sentence.end) is None:
        return
    verb = reader.token_at_offset(found.start("verb"))
    heads, agent, _ = victims_of(reader, verb)
    for head in heads:
        for one in reader.conjuncts(head):
            group = reader.group(one)
            if (
                group.words.is_people is not True
                or group.words.head in ("workers", "prisoners", "soldiers")
                or any(m.noun == group.noun and m.harm in _HARMS for m in mentions)
            ):
                continue
            m = add_victims(reader, Harm.ABDUCTED, verb, one, "taken")
            if m is not None:
                m.perpetrator = agent
                m.end = max(m.end, found.end())
