"""Lists of people that the parse cuts up: "the murders of Ana Rell, Colonel Ben Orl, and Eva Dun", "killed three: A, B, and C".

`read_cut_lists` is called for each parsed sentence after its own mentions are read. A list is read from its words: noun phrases
of people between commas, semicolons and "and", each with what is said beside its name ("Ana Rell, a teacher,"). Where it
stands says the harm: behind a noun or verb of harm, before a passive one, behind a colon, or behind "the dead were". Each
entry that no mention has told yet becomes a claim of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.outcome_words import BE, BODIES, ORGANISATION, TIME_NOUNS
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, verb_harm
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import Harm, Modifier, Name, Quantity, Status

LOOK_BACK_SENTENCES = 4
LONGEST_LIST = 60

_HEADS = ("NN", "NNS", "NNP", "NNPS", "CD", "JJ", "VBN", "VBD", "PRP$", "DT", "POS", "HYPH", "VBG", "JJS", "FW", "XX")
_BODY_OF_NOUN = frozenset("of from in at".split())
_RELATIVE = frozenset("who whom whose which that".split())
_ASIDE = frozenset("identified known called aged named reportedly".split())
_JOINTS = frozenset((",", ";", "and", "&", "as", "along", "together", "plus", "--", "-"))
_OWN = frozenset("his her their its".split())
_OWN_PEOPLE = frozenset(
    (
        "wife husband son sons daughter daughters child children mother father parents brother brothers sister sisters "
        "cousin cousins uncle aunt nephew nephews niece nieces grandson grandsons granddaughter grandmother grandfather "
        "family relatives fiancee girlfriend boyfriend companion companions friend friends cook maid maids driver chauffeur "
        "bodyguard bodyguards escort escorts secretary aide aides assistant assistants passenger passengers"
    ).split()
)
_NAMERS = re.compile(
    r"\s*(?:\"|“)?(?:The\s+(?:\w+\s+){0,2}?(?P<who>dead|victims?|killed|slain|deceased|fatalities|murdered|wounded|injured|casualties)\b[^.;:]{0,90}?\b(?:were|was|are|is|have\s+been|has\s+been)\s+(?:identified|named|listed|given)?"
    r"|(?:Among|Included\s+among)\s+the\s+(?:\w+\s+)?(?P<among>dead|victims|killed|slain|wounded|injured|casualties)\b[^.;:]{0,30}?\b(?:were|was|are|is)\b"
    r"|One\s+of\s+the\s+(?P<one>dead|victims|killed|slain|wounded|injured)\s+(?:is|was)\b"
    r"|(?P<they>They|These)\s+(?:are|were)\b)\s*(?:as\s+)?:?\s*",
    re.IGNORECASE,
)
_HARM_OF = {
    "dead": Harm.KILLED,
    "killed": Harm.KILLED,
    "slain": Harm.KILLED,
    "deceased": Harm.KILLED,
    "fatalities": Harm.KILLED,
    "murdered": Harm.KILLED,
    "wounded": Harm.INJURED,
    "injured": Harm.INJURED,
}
_DEATHS = frozenset(
    "slaying slayings murder murders killing killings death deaths assassination assassinations execution executions".split()
)
_POSSESSIVE = ("'", "’")
_VERB_TAGS = ("VBD", "VBN", "VBG")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OPENS_CLAUSE = frozenset(
    'that when after before while where which because as and , : ; -- ( ) " in-which said says reported'.split()
)
_BRINGS_LIST = ("killed", "injured", "abducted", "detained", "missing", "tortured")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: tokens [first, last], a number if it says one, and the names in it."""

    first: int
    last: int
    quantity: Quantity | None
    names: tuple[Name, ...]
    named: bool


def read_cut_lists(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add the untold entries of a list of the harmed to `mentions`, the reader's own list."""
    if not _may_list(reader):
        return
    _read_namers(reader, mentions, earlier)
    _read_colons(reader, mentions)
    for t in reader.tokens:
        if t.word in reader.lexicon.nouns and t.tag.startswith(("NN", "VBG")) and _of_behind(reader, t) is not None:
            _read_behind_noun(reader, mentions, t)
        elif t.word in _DEATHS and reader.word(t.i - 1) in _POSSESSIVE:
            _read_possessive(reader, mentions, t)
        elif t.tag.startswith("VB") and t.word in reader.lexicon.transitive:
            _read_round_verb(reader, mentions, t)


def _may_list(reader: Reader) -> bool:
    return any(t.word in ("and", ";", ":", ",", "'", "’") for t in reader.tokens)


# ---- where lists stand ---------------------------------------------------------------------------------------------


def _read_behind_noun(reader: Reader, mentions: list[Mention], t: Token) -> None:
    """ "The murders of A, B, and C", "the murder last week in Oru of A"."""
    harm = Harm(reader.lexicon.nouns[t.word])
    of = _of_behind(reader, t)
    if of is None or harm.value not in _BRINGS_LIST or t.word in BODIES:
        return
    own = [m for m in mentions if m.trigger == t.i and m.rule == "noun-of"]
    if not own and of == t.i + 1:
        return
    entries, stop = _entries_from(reader, of + 1)
    if not own and not (
        (entries and entries[0].names) or len(entries) > 1 or (entries and reader.word(of + 1) in ("a", "an"))
    ):
        return
    verb = reader.token(stop)
    if (
        verb is not None
        and verb.tag in _FINITE
        and t.dep not in ("nsubj", "nsubjpass")
        and _closed_by_comma(reader, entries)
    ):
        entries = entries[:-1]
    _tell(reader, mentions, own[0] if own else None, harm, t, entries)


def _read_possessive(reader: Reader, mentions: list[Mention], t: Token) -> None:
    """ "The six priests' slaying", which the parse takes for priests who slay; not "the rebels' killing of nine"."""
    owner = reader.token(t.i - 2)
    if owner is None or reader.word(t.i + 1) == "of" or any(m.trigger == t.i for m in mentions):
        return
    words = reader.group(owner.i).words
    if owner.tag == "NNS" and words.is_people and words.role != "attacker" and words.status != Status.COMBATANT:
        add_victims(reader, Harm.KILLED, t, owner.i, "possessive")


def _of_behind(reader: Reader, t: Token) -> int | None:
    """Index of the "of" that says whose death a noun tells, right behind it or behind a place or time; None if there is none."""
    if reader.word(t.i + 1) == "of":
        return t.i + 1
    opening = reader.token(t.i + 1)
    if opening is None or not (opening.word in ("in", "on", "at", "during", "near") or opening.word in TIME_NOUNS):
        return None
    for i in range(t.i + 2, min(t.i + 10, len(reader.tokens) - 1)):
        word, before = reader.word(i), reader.tokens[i - 1]
        if word == "of" and (before.name or before.word in TIME_NOUNS or before.tag == "CD"):
            return i
        if word in (",", ";", ":", ".", "and", "that", "who", "of") or reader.tokens[i].tag.startswith(("VB", "MD")):
            return None
    return None


def _read_round_verb(reader: Reader, mentions: list[Mention], t: Token) -> None:
    """ "Killed A, B, and C"; "A, B, and C were killed"."""
    own = [m for m in mentions if m.trigger == t.i and m.part_of is None]
    harm = own[0].harm if own else verb_harm(reader, t)
    if harm is None or harm.value not in _BRINGS_LIST:
        return
    if own and own[0].rule == "object":
        if own[0].noun is not None and own[0].noun[0] < t.start:
            return
        entries, stop = _entries_from(reader, t.i + 1)
        verb = reader.token(stop)
        if verb is not None and verb.tag in _FINITE:
            return  # "killed A, officials and witnesses said"
        if len(entries) > 1 and any(_covers(reader, e, own[0]) for e in entries):
            _tell(reader, mentions, own[0], harm, t, entries)
    elif (not own or own[0].rule == "subject") and is_passive(reader, t) and t.tag == "VBN":
        entries = _entries_before(reader, t)
        near = next((m for e in entries for m in own if _covers(reader, e, m)), None)
        if len(entries) > 1 and (near is not None or not own):
            _tell(reader, mentions, near, harm, t, entries)


def _read_colons(reader: Reader, mentions: list[Mention]) -> None:
    """ "They killed three reporters: A, of the radio, B, and C"."""
    for t in reader.tokens:
        if t.word != ":":
            continue
        own = [m for m in mentions if m.end <= t.start and m.harm.value in _BRINGS_LIST and m.low != 0]
        if not own or t.start - own[-1].end > 80 or ";" in reader.text[own[-1].end : t.start]:
            continue
        total = own[-1].part_of or own[-1]
        entries, _ = _entries_from(reader, t.i + 1)
        named = [e for e in entries if e.named]
        several = (total.low or total.best or 0) > 1 or total.quantity is not None
        if len(named) > 1 and several and _fits(total, len(named)):
            _tell_parts(reader, mentions, total, named)
        return


def _read_namers(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """ "The dead were identified as A, B, and C", "Among the injured are A and B", "They are A, B, and C"."""
    start, end = reader.sentence.start, reader.sentence.end
    found = _NAMERS.match(reader.cased, start, end)
    if found is None:
        return
    entries, stop = _entries_from(reader, reader.token_index(found.end()))
    named = [e for e in entries if e.named]
    if not named or reader.word(stop) not in ("", ".", ";", ",", "who", "in", "from", "of", '"', "(", "all", "whose"):
        return
    who = (found.group("who") or found.group("among") or found.group("one") or "they").lower()
    near = [
        m
        for m in earlier
        if 0 < reader.sentence.index - m.sentence.index <= LOOK_BACK_SENTENCES
        and m.part_of is None
        and m.low != 0
        and m.harm in (Harm.KILLED, Harm.INJURED)
    ]
    harm = _HARM_OF.get(who)
    if harm is not None:
        near = [m for m in near if m.harm == harm]
    fitting = [m for m in near if m.best == len(named)]
    if who == "they" and (not fitting or fitting[-1].sentence.index < reader.sentence.index - 1 or len(named) < 2):
        return
    if who in ("victim", "victims", "casualties") and not fitting and len({m.harm for m in near}) != 1:
        return
    fitting = fitting or [m for m in near if _fits(m, len(named))]
    total = fitting[-1] if fitting else None
    if harm is not None:
        _tell_named(reader, mentions, harm, total, named)
    elif total is not None and not total.names:
        total.names = tuple(_as_name(reader, e) for e in named)  # only who they are: their harm is told already


# ---- the entries ---------------------------------------------------------------------------------------------------


def _entries_from(reader: Reader, i: int) -> tuple[list[Entry], int]:
    """Entries of a list that starts at a token, and the index behind it; one entry where "and" joins no other to it."""
    entries: list[Entry] = []
    first, stop = i, i
    whole: tuple[list[Entry], int] | None = None  # up to the last entry that "and" or a semicolon joins
    joint = ""
    aside, names_due = False, 0
    while i < len(reader.tokens) and i - first < LONGEST_LIST:
        entry, after = _entry_at(reader, i)
        if entry is None or (entries and _only_a_place(reader, entry, i)) or _tells_harm(reader, entry):
            break
        aside = bool(entries) and _says_more(reader, entries[-1], entry, joint=joint, aside=aside)
        if entries and joint == "and" and _shares_name(reader, entries[-1], entry):
            entries.pop()  # "senator and candidate Ana Rell"
        if entry.named and names_due:
            aside, names_due = True, names_due - 1  # "two girls, Ana Rell and Eva Dun"
        if not aside:
            entries.append(entry)
            names_due = (entry.quantity.best or 0) if entry.quantity is not None and not entry.named else 0
        stop = after
        if joint in ("and", ";") or whole is None or aside:
            whole = (list(entries), stop) if joint in ("and", ";") or len(entries) == 1 else whole
        i, joint = _behind_joint(reader, after)
        if not joint:
            break
    return whole or ([], first)


def _tells_harm(reader: Reader, entry: Entry) -> bool:
    """ "The death of two shepherds and the injury of five": the noun of another harm is nobody who died."""
    return any(
        reader.is_harm_noun(i) and reader.tokens[i].dep != "compound" for i in range(entry.first, entry.last + 1)
    )


def _only_a_place(reader: Reader, entry: Entry, i: int) -> bool:
    """ "Civilians in Oru, Belen, and Tolva": a lone name behind one that "in" leads is no person's."""
    if entry.first != entry.last or not reader.tokens[i].name:
        return False
    for j in range(i - 1, max(-1, i - 8), -1):
        if reader.tokens[j].name and reader.word(j - 1) in ("in", "at", "from", "near"):
            return True
        if reader.tokens[j].name or reader.word(j) in _JOINTS:
            continue
        return False
    return False


def _entries_before(reader: Reader, verb: Token) -> list[Entry]:
    """Entries of the list that ends right before a passive verb, with a relative clause between them at most."""
    last = verb.i - 1
    plural = False
    while last >= 0 and (
        reader.word(last) in BE
        or reader.word(last) in ("have", "had", "also", "reportedly", ",")
        or reader.tokens[last].tag == "RB"
    ):
        if reader.word(last) in ("was", "is"):
            return []
        plural = plural or reader.word(last) in ("were", "are", "been", "being")
        last -= 1
    if not plural:
        return []
    for begin in range(max(0, last - LONGEST_LIST), last):
        if not _may_open_list(reader, begin):
            continue
        entries, stop = _entries_from(reader, begin)
        ends = stop == last + 1 or (reader.word(stop) in ("who", "whom") and _clause_between(reader, stop, last))
        if len(entries) > 1 and ends and reader.word(entries[-1].first - 1) in ("and", "&", "as", "with"):
            return entries
    return []


def _may_open_list(reader: Reader, i: int) -> bool:
    """Whether a list of people may open at a token: at the start, behind a comma, or where a clause opens; not behind "in"."""
    before = reader.token(i - 1) if i else None
    if before is None:
        return True
    if before.word in ("and", "&") or before.tag in ("DT", "JJ", "CD", "PRP$", "POS") or reader.tokens[i].tag == "IN":
        return False
    if (
        before.word == ","
        and reader.tokens[i].name
        and i > 2
        and reader.tokens[i - 2].name
        and reader.tokens[i - 2].dep == "pobj"
    ):
        return False  # "in Oru, Belen, Mayor Ben Orl and ..."
    if before.word in _OPENS_CLAUSE:
        return True
    return before.tag.startswith("NN") and reader.tokens[i].name and not before.name and before.dep in ("pobj", "dobj")


def _clause_between(reader: Reader, first: int, last: int) -> bool:
    """Whether a short relative clause without a comma fills the tokens [first, last]."""
    return last - first < 12 and all(reader.word(i) not in (",", ";", ":", "and") for i in range(first, last + 1))


def _entry_at(reader: Reader, i: int) -> tuple[Entry | None, int]:
    """The noun phrase of people that starts at a token, and the index behind all that belongs to it."""
    head = -1
    j = i
    while j < len(reader.tokens) and reader.word(j) not in _JOINTS and reader.word(j) not in BE:
        t = reader.tokens[j]
        if t.word == "(" and head >= 0 and reader.word(j + 2) == ")" and reader.tokens[j + 1].name:
            j += 3  # "40 Oru Front (OF) men"
            continue
        if t.tag not in _HEADS or t.word in TIME_NOUNS or (t.tag in _VERB_TAGS and (head >= 0 or not _describes(t))):
            break
        if t.tag.startswith("NN") or t.name or t.demonym or t.tag == "CD":
            head = j
        j += 1
    if head < 0 or reader.word(head) in TIME_NOUNS:
        return None, i
    last = head
    span = (reader.tokens[i].start, reader.tokens[last].end)
    k = next((reader.quantity_at[n] for n in range(i, last + 1) if n in reader.quantity_at), None)
    quantity = reader.quantities[k] if k is not None else None
    found = find_names(reader.cased, *span)
    names = reader.printed(found)
    names = tuple(n for n in names if n.span[1] == span[1])
    named = bool(names) or _is_a_name(reader, last)
    words = describe_victims(reader.cased[span[0] : span[1]])
    if not named and words.is_people is not True:
        return None, i
    if quantity is not None and (quantity.ordinal or quantity.low == 0 or (not named and words.is_people is not True)):
        return None, i
    after = _behind_modifiers(reader, last + 1)
    return Entry(i, last, None if named and _is_age(reader, quantity) else quantity, names, named), after


def _describes(t: Token) -> bool:
    """Whether a participle only says which people: "unidentified men", not "seizing rifles"."""
    return t.tag == "VBN" and t.dep == "amod"


def _is_a_name(reader: Reader, i: int) -> bool:
    """Whether a token may be somebody's name: a run of names that is no nation's, body's or group's."""
    t = reader.tokens[i]
    words = t.word.split()
    if not t.name or t.demonym or any(w in ORGANISATION for w in words):
        return False
    if reader.word(i + 1) in ("department", "province", "city", "district", "municipality", "front", "street"):
        return False
    return len(words) > 1 or len(t.text) > 4


def _is_age(reader: Reader, quantity: Quantity | None) -> bool:
    return (
        quantity is not None
        and re.match(r"[- ]?year", reader.cased[quantity.end : quantity.end + 6], re.IGNORECASE) is not None
    )


def _behind_modifiers(reader: Reader, i: int) -> int:
    """Index behind an age, brackets, "of the radio", "who lived there" and "identified as X" after an entry's head."""
    while i < len(reader.tokens):
        word = reader.word(i)
        if word in ("(", "["):
            close = next((j for j in range(i, min(len(reader.tokens), i + 14)) if reader.word(j) in (")", "]")), None)
            if close is None:
                return i
            i = close + 1
        elif (
            word == ","
            and re.fullmatch(r"\d{1,3}", reader.word(i + 1))
            and reader.word(i + 2) in (",", ";", "and", ".", "")
        ):
            i += 2
        elif word in _BODY_OF_NOUN:
            j = i + 1
            while j < len(reader.tokens) and reader.tokens[j].tag in _HEADS and reader.word(j) not in _JOINTS:
                j += 1
            if j == i + 1:
                return i
            i = j
        elif word in _RELATIVE:
            near = range(i + 1, min(len(reader.tokens), i + 14))
            comma = next((j for j in near if reader.word(j) in (",", ";")), None)
            return i if comma is None else comma
        elif word in _ASIDE:
            j = i
            while (
                j < len(reader.tokens)
                and reader.word(j) not in (",", ";", ".", ":")
                and (j < i + 2 or reader.word(j) != "and")
            ):
                j += 1
            i = j
        else:
            return i
    return i


def _behind_joint(reader: Reader, i: int) -> tuple[int, str]:
    """Index behind a comma, semicolon, "and" or "as well as", and which; the same index and nothing where there is none."""
    joint = ""
    if reader.word(i) in (",", ";"):
        joint = reader.word(i)
        i += 1
    if reader.word(i) in ("and", "&", "plus"):
        i, joint = i + 1, "and"
        if reader.word(i) == "of":
            i += 1
    elif reader.word(i) == "as" and reader.word(i + 1) == "well" and reader.word(i + 2) == "as":
        i, joint = i + 3, "and"
    elif reader.word(i) in ("along", "together") and reader.word(i + 1) == "with":
        i, joint = i + 2, "and"
    return i, joint


def _says_more(reader: Reader, before: Entry, entry: Entry, *, joint: str, aside: bool) -> bool:
    """Whether an entry only says who the one before it is: "Ana Rell, a teacher", "their cook, Eva Dun"."""
    opening = reader.word(entry.first)
    if joint == "and":
        return aside and not entry.named and entry.quantity is None and opening not in ("a", "an", "the", *_OWN)
    if before.named and not entry.named:
        own_people = opening in _OWN and reader.word(entry.last) in _OWN_PEOPLE
        return entry.quantity is None and not own_people and opening != "another"
    if entry.named and not before.named and before.quantity is None:
        own = reader.word(before.first) in ("a", "an", "the", *_OWN)
        return own and entry.first == entry.last
    return False


def _shares_name(reader: Reader, before: Entry, entry: Entry) -> bool:
    return (
        entry.named
        and not before.named
        and before.quantity is None
        and reader.word(before.first) not in ("a", "an", "the", *_OWN)
        and reader.tokens[before.last].tag == "NN"
        and before.last + 2 == entry.first
    )


def _closed_by_comma(reader: Reader, entries: Sequence[Entry]) -> bool:
    return len(entries) == 2 and reader.word(entries[1].first - 1) == "and" and reader.word(entries[1].first - 2) == ","


# ---- telling them --------------------------------------------------------------------------------------------------


def _covers(reader: Reader, entry: Entry, m: Mention) -> bool:
    start, end = reader.tokens[entry.first].start, reader.tokens[entry.last].end
    if m.quantity is not None and m.quantity is entry.quantity:
        return True
    if m.extra.get("named_behind") and any(n.span[0] < end and start < n.span[1] for n in m.names):
        return True  # "the dead pupil is Ana Rell"
    return m.noun is not None and m.noun[0] < end and start < m.noun[1]


def _tell(
    reader: Reader, mentions: list[Mention], like: Mention | None, harm: Harm, trigger: Token, entries: Sequence[Entry]
) -> None:
    """The entries that no mention of this harm tells yet, one sum with those that do."""
    told, new = [], []
    _drop_half_titles(reader, mentions, trigger, entries)
    for e in entries:
        held = next((m for m in mentions if m.harm == harm and _covers(reader, e, m)), None)
        if held is not None:
            told.append(held)
            continue
        m = _add(reader, harm, trigger, e)
        if m is not None:
            m.perpetrator = like.perpetrator if like is not None else None
            m.rule = like.rule if like is not None else "subject" if trigger.tag.startswith("VB") else "noun-of"
            new.append(m)
    group = [m for m in [*told, *new] if m.part_of is None]
    if new and len(group) > 1:
        base = (like.sum_with or like) if like is not None else group[0]
        for m in group:
            m.sum_with = base


def _drop_half_titles(reader: Reader, mentions: list[Mention], trigger: Token, entries: Sequence[Entry]) -> None:
    """ "Senator and candidate Ana Rell" is one person, whom the parse takes for two."""
    for e in entries:
        before = reader.token(e.first - 2)
        if before is None or reader.word(e.first - 1) != "and" or before.tag != "NN" or not e.named:
            continue
        for m in [m for m in mentions if m.trigger == trigger.i and m.noun == (before.start, before.end)]:
            if m.quantity is None and not m.names:
                mentions.remove(m)


def _tell_parts(reader: Reader, mentions: list[Mention], total: Mention, entries: Sequence[Entry]) -> None:
    for e in entries:
        held = next((m for m in mentions if m.harm == total.harm and m is not total and _covers(reader, e, m)), None)
        m = held or _add(reader, total.harm, reader.tokens[total.trigger], e)
        if m is not None:
            m.part_of, m.sum_with = total, None
            m.perpetrator = m.perpetrator or total.perpetrator


def _tell_named(
    reader: Reader, mentions: list[Mention], harm: Harm, total: Mention | None, entries: Sequence[Entry]
) -> None:
    new = []
    for e in entries:
        held = next((m for m in mentions if m.harm == harm and m is not total and _covers(reader, e, m)), None)
        m = held or _add(reader, harm, reader.tokens[e.first], e)
        if m is not None:
            new.append(m)
    for m in new:
        if total is not None and _is_total(total, len(entries)):
            m.part_of, m.sum_with = total, None
        elif total is None and len(new) > 1:
            m.sum_with = new[0]


def _as_name(reader: Reader, entry: Entry) -> Name:
    """The name of a named entry; a lone surname stands for itself."""
    if entry.names:
        return entry.names[-1]
    t = reader.tokens[entry.last]
    return Name(t.text, (t.start, t.end), None)


def _is_total(total: Mention, count: int) -> bool:
    return _fits(total, count) and (total.low or total.best or 0) > 1


def _fits(total: Mention, count: int) -> bool:
    """Whether so many people may be of a number told before."""
    return total.high is None or count <= total.high


def _add(reader: Reader, harm: Harm, trigger: Token, entry: Entry) -> Mention | None:
    noun = (reader.tokens[entry.first].start, reader.tokens[entry.last].end)
    if entry.quantity is not None:
        rest = (max(noun[0], entry.quantity.end), noun[1])
        lead = len(reader.cased[rest[0] : rest[1]]) - len(reader.cased[rest[0] : rest[1]].lstrip())
        found = reader.add_bare(
            harm, trigger, entry.quantity, "listed", (rest[0] + lead, rest[1]) if rest[0] + lead < rest[1] else None
        )
        return found
    words = describe_victims(reader.plain(*noun))
    if words.is_people is False:
        return None
    m = reader.add_people(harm, trigger, noun, words, "listed")
    m.names = entry.names
    if entry.named or not words.plural:
        m.low = m.best = m.high = 1
        m.modifier = Modifier.EXACT
    return m
