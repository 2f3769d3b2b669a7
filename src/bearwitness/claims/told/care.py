"""People in care after an attack: "one is in critical condition", "19 remain in hospital", "five are being treated for wounds".

Called for each parsed sentence after its own mentions are read. Care says injured only where the sentence, or else the
report, tells of force, and where the same sentence does not go on to say that they died.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.records import Harm, Modifier, Quantity

LOOK_BACK_SENTENCES = 2  # how far back the number of all the wounded may stand

_BEING = r"(?:[a-z]+ly\s+)?(?:(?:being|getting|having\s+been|(?:he|she)\s+(?:was|got))\s+)?(?:[a-z]+ly\s+)?"
_STRUCK = r"(?:shot|stabbed|wounded|injured|struck|hit|hurt|beaten|knifed|slashed)"
_CONDITION = Keyed(
    r"\b(?:in|as)\s+(?:(?:an?|very|extremely|life-threatening|non-life-threatening)\s+|(?:critical|serious|stable|fair|good|grave|guarded)(?:,?\s+(?:but|and|to|or))?,?\s+){1,4}condition\b"
    r"|\bin (?:intensive care|(?:an?|the) (?:intensive care unit|icu)|a coma)\b|\bon life support\b"
    r"|\bfighting for (?:(?:his|her|their) (?:life|lives)|life)\b(?!\s+(?:in the (?:league|cup|division)|support))|\bclinging to life\b",
    "condition intensive coma icu support fighting clinging",
)
_TREATED = Keyed(
    r"\b(?:treated|recovering|recuperating)\b\s+(?:\w+\s+){0,4}?(?:for|from|at|in)\b[^.;]{0,60}?\b(?:wounds?|injur(?:y|ies)|burns?|shrapnel|hospitals?|gunshots?|bullet|medical (?:cent(?:er|re)|facility)|clinic)\b"
    rf"|\b(?:recovering|recuperating|in\s+(?:hospital|surgery))\s+(?:after|from)\s+{_BEING}{_STRUCK}\b",
    "treated recovering recuperating hospital surgery",
)
_BEING_TREATED = Keyed(
    r"(?<!\bhe )(?<!\bshe )\b(?:(?:is|are|was|were|still)\s+(?:also\s+|still\s+)?being\s+treated|(?:was|were|is|are)\s+(?:also\s+|still\s+)?treated\s+(?:for\s+(?:[\w-]+\s+){0,3}?(?:cuts?|bruis\w+|lacerations?|fractures?|(?:smoke|gas|tear[- ]?gas|pepper\s+spray)(?:\s+inhalation)?|stab\w*|bites?|head\s+\w+)|at\s+the\s+scene|on\s+the\s+spot))\b"
    r"(?!\s+(?:as|like|with|unfairly|badly|well|better|worse|for\s+(?:shock|trauma)))",
    "treated",
)
_IN_HOSPITAL = Keyed(
    r"\b(?:remain(?:s|ed|ing)?|still|stay(?:s|ed)?|are|were|is|was)\s+(?:still\s+|currently\s+|now\s+|being (?:treated|held|cared for)\s+)?(?:in|at)\s+(?:the\s+|a\s+|an\s+|local\s+|area\s+)?(?:[\w'’-]+\s+){0,4}?hospitals?\b"
    r"(?!\s+(?:with\s+(?:his|her|their|the)\b(?!\s+(?:\w+\s+)?(?:wounds?|injur))|when\b|to\s+\w+|visiting|waiting))",
    "hospital hospitals",
)
_ON_THE_WARDS = Keyed(
    r"\b(?:remain(?:s|ed|ing)?|still|stay(?:s|ed)?|are|were)\s+(?:still\s+|currently\s+)?(?:on|in)\s+(?:the\s+|(?:its|hospital|surgical|burns|trauma|emergency)\s+){1,3}wards\b",
    "wards",
)
_BROUGHT_IN = Keyed(
    r"\b(?:were|was|been|being|are)\s+(?:brought|rushed|carried|ferried|wheeled|stretchered)\s+in(?=\s*(?:$|[.,;:\"”]|(?:by\s+ambulance|on\s+stretchers|after|since|alive|overnight|during|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|with)\b))(?!\s+with\s+(?:fever|symptoms|suspected))",
    "brought rushed carried ferried wheeled stretchered",
)
_SOUGHT_HELP = Keyed(
    r"\b(?:sought|seeking|(?:have|had)\s+(?:sought|turned\s+to)|needed|required|requiring|received|were\s+given|turned\s+to)\s+(?:(?:emergency|immediate|urgent|some|the\s+city['’]s|local)\s+)?(?:(?:medical|hospital)\s+(?:help|attention|care|treatment|assistance|aid)|help|treatment|hospitals?\s+for\s+help)\b"
    r"(?!\s+(?:from\s+the\s+(?:police|army|authorities|government)|with\b|to\b|in\s+(?:find|leav|gett)))",
    "help attention care treatment assistance aid hospital hospitals",
)
_NUMBER_OF_THOSE = Keyed(
    r"\bnumber\s+of\s+(?:those|people|persons|patients|victims)\s+(?:who\s+(?:have\s+|had\s+)?)?(?:sought|seeking|needed|needing|required|requiring|received|receiving|treated|hospitali[sz]ed|in\s+hospital)(?:\s+(?:medical\s+|hospital\s+|emergency\s+)?(?:help|attention|care|treatment|assistance|aid))?"
    r"(?:\s+(?:after|since|in|at|for)\s+(?:the\s+|an?\s+)?[\w-]+(?:\s+[\w-]+)?)?(?:\s+(?:now\s+)?(?:stood|stands|rose|risen|climbed|put|is|was|has\s+risen|had\s+risen))?\s+(?:at|to)?\s*(?=\S)",
    "number",
)
_DISCHARGED = Keyed(
    r"\b(?:have|has|had|were)\s+(?:since\s+|already\s+|later\s+|now\s+)?(?:been\s+)?(?:since\s+|already\s+|later\s+)?(?:(?:treated|stitched\s+up|bandaged)\s+and\s+)?(?:discharged(?!\s+(?:honou?rably|dishonou?rably|from\s+(?:the\s+)?(?:army|military|service|police)))|sent\s+home|(?:allowed|able)\s+to\s+go\s+home)\b",
    "discharged home",
)
_CARERS = re.compile(
    r"\b(?:medical|injur(?:y|ies)|wounds|bruises|tear[- ]?gas|hospitals?|clinics?|doctors?|surgeons?|nurses?|medics?|paramedics?|wards?|patients?|health\s+(?:ministry|cent(?:er|re)|post|department|officials)|ambulances?|infirmary|red\s+c(?:ross|rescent)|first[- ]aid)\b",
    re.IGNORECASE,
)
NEAR_CARERS = 200  # how far before "brought in" a hospital may be told
_REST_STABLE = Keyed(
    r"\b(?P<who>the\s+(?:rest|others|remainder|remaining\s+\w+))\s+(?:are|were|remain(?:ed)?|is)\s+(?:now\s+|said\s+to\s+be\s+|reported(?:ly)?\s+|all\s+|being\s+)?(?:in\s+(?:an?\s+)?)?(?:stable|out\s+of\s+danger|fair|good|satisfactory|treated\s+(?:for|at|in|on)|less\s+serious|lightly|slightly|recovering)\b",
    "rest others remainder remaining",
)
_BROUGHT_BY = r"(?:taken|rushed|transported|transferred|airlifted|air-lifted|flown|life[- ]?flighted|medevaced|helicoptered|ferried|driven|sent|brought|evacuated|admitted|moved)"
_HOSPITAL = r"(?:hospitals?|medical cent(?:er|re)|trauma cent(?:er|re)|(?:burns?|trauma) unit|emergency room|infirmary)"
_TO_HOSPITAL = r"(?:to|by|at|in|into|from)\s+(?:the\s+|a\s+|an\s+)?(?:[\w'’.-]+\s+){0,8}?" + _HOSPITAL
_BROUGHT_WITH = Keyed(
    rf"\b(?:{_BROUGHT_BY}|hospitali[sz]ed|arrived|showed up)\b[^.;]{{0,80}}?\bwith\s+(?:an?\s+)?(?:[\w-]+\s+){{0,4}}?(?:wounds?|injur(?:y|ies))\b",
    "wound wounds injury injuries",
)
_BROUGHT = Keyed(
    rf"\b{_BROUGHT_BY}\b\s+(?:\w+\s+){{0,5}}?{_TO_HOSPITAL}\b",
    "hospital hospitals medical trauma burn burns emergency infirmary",
)
_BROUGHT_WOUNDED = Keyed(
    rf"\b{_BROUGHT_BY}\b\s+(?:\w+\s+){{0,5}}?{_TO_HOSPITAL}\b[^.;]{{0,50}}?\bafter\s+{_BEING}(?:wounded|injured|hurt)\b",
    "wounded injured hurt",
)
_DIED = re.compile(
    r"\b(?:die[ds]?|dying|dead|death|succumb\w*|pronounced|fatal\w*|killed|(?:in|to) (?:a|the) (?:morgue|mortuary)|bodies|body)\b",
    re.IGNORECASE,
)
_ONLY_STATE = re.compile(
    r"\s*(?:(?:others?|more|people|victims|is|are|was|were|remain(?:s|ed)?|being|been|still|listed|reported|now|also|has|have|had|reportedly)\s*)*",
    re.IGNORECASE,
)
_FOR_CHECKS = Keyed(
    r"\b(?:for (?:evaluation|observation|checks?|a check|questioning|an evaluation)|as a precaution)\b",
    "evaluation observation check checks questioning precaution",
)
_SICK = re.compile(
    r"\b(?:ill|illness|sick\w*|disease|infection|fever|poison\w*|virus|overdos\w*|heart|stroke|pains|exhaustion|dehydrat\w+|faint\w+|childbirth|labou?r)\b",
    re.IGNORECASE,
)


_NOUN_BEFORE = re.compile(
    r"(?:^|[,;:\n–—]\s*|\band\s+)(?P<who>(?:an?\s+)?(?!the\s)(?:[^\W\d_][\w'’-]*\s+){0,2}?[^\W\d_][\w'’-]*)(?:,\s+\d{1,2},?)?\s+$"
)

_SHAPES = (
    (_CONDITION, True),
    (_TREATED, True),
    (_BEING_TREATED, True),
    (_BROUGHT_WITH, True),
    (_BROUGHT_WOUNDED, True),
    (_IN_HOSPITAL, False),
    (_BROUGHT, False),
    (_ON_THE_WARDS, False),
    (_BROUGHT_IN, False),
    (_SOUGHT_HELP, False),
    (_DISCHARGED, False),
)
"""What says that somebody is in care, and whether one such person counts without a number."""


def read_care(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """Add the people in care that a sentence counts or describes to `mentions`, the reader's own list.

    They are parts of a larger number of wounded told before them, in `earlier` or in the sentence; else, where the
    sentence counts several such groups, those make one sum.
    """
    sentence = reader.sentence
    states = [(found, single) for shape, single in _SHAPES for found in shape.all(reader)]
    counted = _NUMBER_OF_THOSE.first(reader)
    if not states and counted is None and not any(m.rule == "care" for m in mentions):
        return
    if is_for_other_reasons(reader) or not reader.is_of_force:
        return
    known = names_told(reader, earlier)
    for found, single in states:
        if found.re is _CONDITION.pattern:
            told = _DIED.search(reader.cased, found.start(), found.end()) is not None
        else:
            told = _DIED.search(reader.cased, found.start(), min(sentence.end, found.end() + 60)) is not None
        if found.re in _OF_PATIENTS and not _tells_of_patients(reader, found, earlier):
            continue
        if not told and (single or not _goes_on_to_say(mentions, found)):
            _read_state(reader, found, known, single=single)
    if counted is not None and _CARERS.search(
        reader.cased, max(0, reader.sentence.start - NEAR_CARERS), reader.sentence.end
    ):
        _read_number_of(reader, counted)
    _read_rest(reader, mentions, earlier)
    _place_in_total(mentions, earlier)


_OF_PATIENTS = frozenset((_BROUGHT_IN.pattern, _SOUGHT_HELP.pattern, _DISCHARGED.pattern))


def _tells_of_patients(reader: Reader, found: re.Match[str], earlier: Sequence[Mention]) -> bool:
    """Whether words that are said of others than patients too stand near a hospital, or near those told as hurt."""
    hurt = [m for m in earlier if m.harm == Harm.INJURED and reader.sentence.index - m.sentence.index <= 2]
    if found.re is _DISCHARGED.pattern:
        return bool(hurt) or any(m.harm == Harm.INJURED for m in reader.mentions)
    start = max(0, reader.sentence.start - NEAR_CARERS)
    return _CARERS.search(reader.cased, start, reader.sentence.end) is not None


def _read_number_of(reader: Reader, found: re.Match[str]) -> None:
    """ "The ministry put the number of those who sought help at 112"."""
    q = next((q for q in reader.quantities if q.start == found.end() and not q.ordinal), None)
    if q is not None and not any(m.quantity is q for m in reader.mentions):
        hurt = reader.add_bare(Harm.INJURED, reader.token_at_offset(found.start()), q, "care")
        if hurt is not None:
            hurt.start, hurt.end = found.start(), q.end


def _read_rest(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention]) -> None:
    """ "Nine were hurt. Two are in intensive care and the rest are stable": seven, where both numbers are told."""
    found = _REST_STABLE.first(reader)
    if found is None:
        return
    near = [m for m in earlier if reader.sentence.index - m.sentence.index <= LOOK_BACK_SENTENCES]
    known = [*near, *(m for m in mentions if m.rule != "care")]
    old = [m.replaces for m in known if m.replaces is not None]
    whole = [
        m
        for m in known
        if m.rule != "corrected"
        and m not in old
        and not (m.quantity and _NOT.search(reader.cased, max(0, m.quantity.start - 12), m.quantity.start))
        and m.harm == Harm.INJURED
        and m.part_of is None
        and m.low is not None
        and m.low == m.high
        and m.low > 1
    ]
    parts = [m for m in mentions if m.rule == "care" and m.end <= found.start()]
    if not whole or not parts or any(m.low is None or m.low != m.high for m in parts):
        return
    left = (whole[-1].low or 0) - sum(m.low or 0 for m in parts)
    if left < 1 or whole[-1] in parts:
        return
    token = reader.token_at_offset(found.start("who"))
    rest = reader.add_people(Harm.INJURED, token, found.span("who"), reader.describe(found.span("who")), "care")
    rest.low = rest.best = rest.high = left
    rest.modifier, rest.start, rest.end, rest.part_of = Modifier.EXACT, found.start(), found.end(), whole[-1]


def is_for_other_reasons(reader: Reader) -> bool:
    """Whether a sentence says that care is for an illness or for checks."""
    sick = _SICK.search(reader.cased, reader.sentence.start, reader.sentence.end)
    return sick is not None or _FOR_CHECKS.first(reader) is not None


def names_told(reader: Reader, earlier: Sequence[Mention]) -> frozenset[str]:
    """Surnames of those whom earlier sentences name as hurt."""
    hurt = [m for m in earlier if m.harm == Harm.INJURED and m.low == 1]
    alone = [m.noun for m in hurt if m.noun is not None and m.words.head is None and not m.pronoun and not m.names]
    surnames = [n.text.split()[-1] for m in hurt for n in m.names]
    return frozenset(w.lower() for w in [*surnames, *(reader.cased[slice(*noun)].split()[-1] for noun in alone)])


def _goes_on_to_say(mentions: Sequence[Mention], found: re.Match[str]) -> bool:
    """ "Was taken to Oru Hospital, where she was in critical condition": the state is told behind, of the same one."""
    return any(m.rule == "care" and m.pronoun and m.start >= found.end() for m in mentions)


def _place_in_total(mentions: Sequence[Mention], earlier: Sequence[Mention]) -> None:
    groups = [m for m in mentions if m.rule == "care" and m.part_of is None and m.sum_with is None]
    groups = [m for m in groups if m.quantity is not None and m.best is not None and m.low == m.high]
    if not groups:
        return
    count = sum(m.best or 0 for m in groups)
    near = [m for m in earlier if groups[0].sentence.index - m.sentence.index <= LOOK_BACK_SENTENCES]
    wounded = [
        m
        for m in [*near, *mentions]
        if m.harm == Harm.INJURED
        and m.rule != "care"
        and m.quantity is not None
        and m.part_of is None
        and m.quantity.end <= groups[0].start
        and (m.low or m.best or 0) > max(g.best or 0 for g in groups)
        and (m.low or m.best or 0) >= count
    ]
    for m in groups:
        if wounded:
            m.part_of = wounded[-1]
        elif len(groups) > 1:
            m.sum_with = groups[0]


def _read_state(reader: Reader, found: re.Match[str], known: frozenset[str], *, single: bool) -> None:
    before = len(reader.mentions)
    token = reader.token_at_offset(found.start())
    if token.dep in ("aux", "auxpass"):
        token = reader.tokens[token.head]
    verb = _verb_of(reader, token)
    subjects = _subjects(reader, verb) if verb is not None else []
    if verb is not None and verb.word in _LEAVING:  # "the shooting left three soldiers in critical condition"
        subjects = [c for c in verb.children if reader.tokens[c].dep == "dobj" and verb.i < c < token.i]
    for subject in subjects:
        for head in reader.conjuncts(subject):
            _add(reader, token, head, single=single, known=known)
    if not subjects:
        _add_number_before(reader, token, found.start())
        _add_noun_before(reader, token, found.start())
    for m in reader.mentions[before:]:
        m.end = max(m.end, found.end())


_LEAVING = frozenset(["left", "leave", "leaves", "leaving", "put", "puts", "landed"])


def _verb_of(reader: Reader, token: Token) -> Token | None:
    for _ in range(4):
        if token.tag.startswith("VB"):
            return token
        if token.head == token.i:
            return None
        token = reader.tokens[token.head]
    return None


def _subjects(reader: Reader, verb: Token) -> list[int]:
    """Subjects of a verb of state, or of the one that it is joined to or depends on ("is listed", "and was taken")."""
    for _ in range(3):
        heads = [c for c in verb.children if reader.tokens[c].dep in ("nsubj", "nsubjpass")]
        if heads:
            return heads
        if verb.dep not in ("xcomp", "conj", "advcl", "acl", "oprd") or verb.head == verb.i:
            return []
        if verb.dep in ("conj", "advcl") and any(verb.head < i < verb.i for i in reader.quantity_at):
            return []
        verb = reader.tokens[verb.head]
    return []


def _add(reader: Reader, token: Token, head: int, *, single: bool, known: frozenset[str]) -> None:
    """Whoever the subject counts or names; where one is only brought to a hospital, the report may yet tell that he died."""
    subject = reader.tokens[head]
    group = reader.group(head)
    if group.quantity is None:
        start = reader.tokens[group.first].start
        wrong = next((q for q in reader.quantities if 0 < start - q.end <= 2), None)
        if wrong is not None and _NOT.search(reader.cased, reader.sentence.start, wrong.start):
            _add_right_number(reader, token, wrong)
            return
        one = subject.word in ("he", "she") or (group.words.is_people is True and not group.words.plural)
        if subject.name and not subject.demonym and reader.looks_like_person(subject):
            one = one or single or subject.word.split()[-1] in known
        if not one or subject.word in _POINTING:
            return
    elif group.words.is_people is False or (
        group.words.is_people is None and not _stands_alone(reader, group.quantity, head)
    ):
        return
    if group.quantity is not None and _NOT.search(reader.cased, reader.sentence.start, group.quantity.start):
        _add_right_number(reader, token, group.quantity)
        return
    if not _counted_already(reader, head, group.quantity):
        hurt = add_victims(reader, Harm.INJURED, token, head, "care")
        if hurt is not None and not single and group.quantity is None:
            hurt.extra["fate_open"] = True  # brought to a hospital, in what state is not said


_NOT = re.compile(r"\b(?:and\s+)?not\s+$", re.IGNORECASE)
_RIGHT = re.compile(r"(?:\s+(?P<who>[\w-]+(?:\s+\w+)?))?\s*,\s*(?:and\s+)?not\s+$", re.IGNORECASE)


def _add_right_number(reader: Reader, token: Token, wrong: Quantity) -> None:
    """ "Eight people, not ten, were brought in": the number before the one that is taken back."""
    before = [q for q in reader.quantities if q.end < wrong.start and not q.ordinal]
    found = _RIGHT.fullmatch(reader.cased, before[-1].end, wrong.start) if before else None
    if found is not None and not _counted_already(reader, 0, before[-1]):
        reader.add_bare(Harm.INJURED, token, before[-1], "care", reader.people_after(before[-1]))


_POINTING = frozenset(["him", "her", "it", "who", "that", "which", "they", "this", "condition"])


def _stands_alone(reader: Reader, quantity: Quantity, head: int) -> bool:
    """ "Five are being treated": a number without a noun."""
    return quantity.start <= reader.tokens[head].start < quantity.end and not quantity.ordinal


def _add_number_before(reader: Reader, token: Token, offset: int) -> None:
    """ "two people in critical condition", "one in critical condition": a number right before the state."""
    for k, q in enumerate(reader.quantities):
        if k in reader.used or q.ordinal or not 0 <= offset - q.end <= 40:
            continue
        noun = reader.people_after(q)
        if _ONLY_STATE.fullmatch(reader.cased, noun[1] if noun else q.end, offset):
            reader.add_bare(Harm.INJURED, token, q, "care", noun)


def _add_noun_before(reader: Reader, token: Token, offset: int) -> None:
    """ "Mother dead, toddler fighting for life": one person, in a line without a verb."""
    found = _NOUN_BEFORE.search(reader.cased, reader.sentence.start, offset)
    if found is None or any(q.start < offset and found.start("who") < q.end for q in reader.quantities):
        return
    span = found.span("who")
    words = reader.describe(span)
    if not words.is_people or words.plural or words.head is None or words.implied_count != 1:
        return
    if any(t.tag.startswith("VB") for t in reader.tokens if span[0] <= t.start and t.end <= span[1]):
        return  # "leaving the infant in serious condition"
    if not any(m.noun is not None and m.noun[0] < span[1] and span[0] < m.noun[1] for m in reader.mentions):
        reader.add_people(Harm.INJURED, token, span, words, "care")


def _counted_already(reader: Reader, head: int, quantity: Quantity | None) -> bool:
    """Whether the sentence has said what these people suffered."""
    if quantity is not None:
        return any(m.quantity is quantity for m in reader.mentions)
    start = reader.tokens[head].start
    return any(m.noun is not None and m.noun[0] <= start < m.noun[1] for m in reader.mentions)


def settle_who_died(mentions: Sequence[Mention]) -> None:
    """ "The girl was in critical condition" ... "the girl was pronounced dead": one person, wounded and then dead.

    Only in a report of one death and no other wounded; there the two go by the same name or the same noun.
    """
    dead = [m for m in mentions if m.harm == Harm.KILLED and m.words.role != "attacker"]
    hurt = [m for m in mentions if m.harm == Harm.INJURED]
    if not hurt or not all(_is_one(m) for m in dead) or not all(_is_one(m) for m in hurt):
        return
    for m in dead:
        if m.moved_from is None and all(_same_person(h, m) for h in hurt):
            m.moved_from = Harm.INJURED


def _is_one(m: Mention) -> bool:
    return m.low == m.best == m.high == 1 and m.quantity is None and m.part_of is None


def _same_person(hurt: Mention, dead: Mention) -> bool:
    """By name; or by noun, where the one told later is "the" girl and not "a" girl."""
    if hurt.names and dead.names:
        return bool({n.text.split()[-1].lower() for n in hurt.names} & {n.text.split()[-1].lower() for n in dead.names})
    later = max(hurt, dead, key=lambda m: m.start)
    return later.definite and hurt.words.head is not None and hurt.words.head == dead.words.head
