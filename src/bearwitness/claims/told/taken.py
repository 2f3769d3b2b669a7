"""People taken by force where no word says abducted: "they took nine women", "were marched off", "bandits held her for nine days".

Called for each parsed sentence after its own mentions and its captives are read. The words round the verb must tell that it
was against their will: armed men do it, or the report tells of force near by and nothing leads elsewhere ("to hospital").
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, victims_of
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Status, Words

NEAR_CHARACTERS = 900  # how far before and behind the verb the report must tell of force

_TAKE = words_of("took taken take takes taking seized grabbed snatched")
_LEAD = words_of(
    "marched led dragged carried herded bundled hauled whisked bundling marching dragging herding spirited forced pulled "
    "march marches lead leads drag drags carry carries herd herds bundle bundles haul hauls"
)
ARMED = re.compile(
    r"\b(?:gunm[ae]n|armed|bandits?|raiders?|rebels?|militia\w*|fighters?|militants?|insurgents?|guerrillas?|attackers?|assailants?|kidnappers?|captors?|pirates?|gang\w*|paramilitar\w+|soldiers?|troops|army|police\w*"
    r"|hooded|masked|(?:gun|knife)point|in uniform|rustlers?|hijackers?|extremists?|terrorists?|warlord\w*|vigilantes?|mob|death squads?)\b",
    re.IGNORECASE,
)
GUARDS = re.compile(r"\b(?:body)?guards?\b|\bescorts?\b|\bsecurity (?:men|detail|team)\b|\baides?\b", re.IGNORECASE)
"""Those who take a person away to safety."""
_STATE = re.compile(
    r"\b(?:police\w*|army|soldiers?|troops|gendarmes?|guards?|officers?|agents?|security forces|authorities)\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\s*(?:with\s+them|away|off|(?:back\s+)?(?:in)?to\s+(?:the|their|a|an)\s+(?:[\w'’-]+\s+){0,2}?(?:bush|forest|jungle|hills?|mountains?|desert|swamps?|cars?|vans?|pickups?|trucks?|vehicles?|boats?|camps?|hide-?outs?|bases?)|at\s+(?:gun|knife)\w*|by\s+force"
    r"|(?:from|out\s+of)\s+(?:the|his|her|their|an?)\s+(?:[\w'’-]+\s+){0,3}?(?:homes?|houses?|huts?|villages?|fields?|farms?|school|dormitor(?:y|ies)|church|mosque|buses|bus|landing|market|roads?|street|beds?|camp|hospital|clinic|office|checkpoint|boats?|convent|compound|place|well))\b",
    re.IGNORECASE,
)
_OUT = re.compile(r"\s*out\b(?!\s+to\s+(?:safety|lunch|dinner))", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s*(?:[\w'’-]+\s+){0,2}?(?:to|into|for|on|by surprise|through|home|seriously|under|part|aback|out|up|over|apart|aside|care|as)\b",
    re.IGNORECASE,
)
_TO_CARE = re.compile(
    r"\b(?:hospitals?|clinic|ambulance|medics?|medical|trauma|surgery|condition|treatment|safety|morgue|mortuary|shelters?|bod(?:y|ies)|cup|zoo|tour|match|dinner)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"\s*(?:$|[.,;:!?]|and\b|by\b|at\b|too\b|also\b|on\b|in\b|from\b|as well)", re.IGNORECASE)
_FOR_A_TIME = re.compile(
    r"\b(?:for|until|while)\s+(?:(?:about|nearly|almost|more than|over|some)\s+)?(?:[\w-]+\s+)?(?:minutes|hours?|days?|nights?|weeks?|months?|years?|ransom|an?\s+ransom)\b|\bransom\b|\buntil\b",
    re.IGNORECASE,
)
_AMONG_THOSE = re.compile(
    r"\b(?:was|were|is|are)\s+(?:also\s+)?among\s+(?:the\s+(?:[\w-]+\s+){0,2}?\w+|those|people)\s+(?:that\s+|whom\s+|who\s+)?(?:(?:they|the\s+[\w-]+(?:\s+[\w-]+)?)\s+(?P<did>took|seized|abducted|kidnapped|killed|shot|murdered|executed|detained|arrested)|(?P<done>abducted|kidnapped|detained|arrested))\b(?!\s+(?:for|to|on|as)\b)",
    re.IGNORECASE,
)
_DID = {
    "took": Harm.ABDUCTED,
    "seized": Harm.ABDUCTED,
    "abducted": Harm.ABDUCTED,
    "kidnapped": Harm.ABDUCTED,
    "killed": Harm.KILLED,
    "murdered": Harm.KILLED,
    "executed": Harm.KILLED,
    "shot": Harm.INJURED,
    "detained": Harm.DETAINED,
    "arrested": Harm.DETAINED,
}
_BEHIND_COLON = re.compile(r"\s*(?:too|also|as well)?\s*:\s*")
_PERSONAL = words_of("he she him her them us me")


def read_taken(reader: Reader, mentions: list[Mention]) -> None:
    """Add those whom a sentence tells to be taken or held by force to `mentions`, the reader's own list."""
    for t in reader.tokens:
        if not t.tag.startswith("VB"):
            continue
        if t.word in _TAKE or t.word in _LEAD:
            _read_take(reader, t)
        elif t.word in ("held", "hold", "holding", "kept", "keep", "keeping") and not is_passive(reader, t):
            _read_held(reader, t)
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    if " among " in words:
        _read_among(reader, words)


def _read_take(reader: Reader, t: Token) -> None:
    heads, agent, _ = victims_of(reader, t)
    heads = [h for h in heads if _are_people(reader, h)]
    if not heads or any(m.trigger == t.i for m in reader.mentions):
        return
    last = max(reader.group(c).last for h in heads for c in reader.conjuncts(h))
    passive = is_passive(reader, t)
    behind = reader.cased[(t.end if passive else reader.tokens[last].end) : reader.sentence.end]
    if passive and (_AWAY.match(behind) is None and t.word in _LEAD):
        return
    rest = reader.cased[t.start : reader.sentence.end]
    if _TO_CARE.search(rest) or (
        t.word in _TAKE and any(reader.word(reader.group(h).first) in ("his", "her", "their", "its") for h in heads)
    ):
        return
    who = agent.text if agent is not None else ""
    if GUARDS.search(who):
        return
    armed = ARMED.search(who) is not None
    away = _AWAY.match(behind) is not None or (not passive and _AWAY.match(reader.cased[t.end :]) is not None)
    away = away or (armed and not passive and _OUT.match(behind) is not None)
    named_by = re.match(r"\s*(?:[\w'’-]+\s+){0,3}?by\s+", behind) if passive else None
    if not away and (t.word in _LEAD or _ELSEWHERE.match(behind)):
        return
    if not away and passive and not _CLAUSE_ENDS.match(behind):
        return
    if not away and not armed and (named_by is not None or not _may_be_armed(reader, t, passive)):
        return
    if not armed and not _told_of_force(reader, t):
        return
    _add(reader, t, heads, agent)


def _may_be_armed(reader: Reader, t: Token, passive: bool) -> bool:
    """ "They took nine women": the pronoun may stand for armed men; a passive says nobody."""
    if passive:
        return True
    for _ in range(3):
        subjects = [reader.tokens[c].word for c in t.children if reader.tokens[c].dep == "nsubj"]
        if subjects or t.dep != "conj":
            return any(w in ("they", "who") for w in subjects)
        t = reader.tokens[t.head]
    return False


def _are_people(reader: Reader, head: int) -> bool:
    token, group = reader.tokens[head], reader.group(head)
    if group.quantity is not None and group.quantity.high == 0:
        return False
    if group.quantity is None and token.word in ("hostage", "captive", "prisoner") and group.first == head:
        return False  # "took three people hostage"
    return group.words.is_people is True or token.word in _PERSONAL


def _told_of_force(reader: Reader, t: Token) -> bool:
    near = reader.text[max(0, t.start - NEAR_CHARACTERS) : t.end + NEAR_CHARACTERS]
    return reader.lexicon.force.search(near) is not None or ARMED.search(near) is not None


def _add(reader: Reader, t: Token, heads: list[int], agent: Words | None) -> None:
    of_state = agent is not None and _STATE.search(agent.text) is not None
    told: list[Mention] = []
    for h in heads:
        for one in reader.conjuncts(h):
            fighter = reader.group(one).words.status == Status.COMBATANT
            harm = Harm.DETAINED if of_state or fighter else Harm.ABDUCTED
            m = _one_or_more(reader, harm, t, one)
            if m is not None:
                m.perpetrator = agent
                if fighter:
                    m.extra["captive"] = True
                told.append(m)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]


def _one_or_more(reader: Reader, harm: Harm, t: Token, head: int) -> Mention | None:
    """The people at a head; "took boys too: nine" has their number behind a colon."""
    group = reader.group(head)
    if group.quantity is None and group.words.plural and group.noun is not None:
        colon = _BEHIND_COLON.match(reader.cased, reader.tokens[group.last].end, reader.sentence.end)
        q = next((q for q in reader.quantities if colon is not None and q.start == colon.end()), None)
        if q is not None and not q.ordinal:
            return reader.add_bare(harm, t, q, "taken", group.noun)
    return add_victims(reader, harm, t, head, "taken")


def _read_held(reader: Reader, t: Token) -> None:
    """ "Bandits held her and a colleague for nine days"."""
    heads, agent, _ = victims_of(reader, t)
    heads = [h for h in heads if _are_people(reader, h)]
    if agent is None or not heads or any(m.trigger == t.i for m in reader.mentions):
        return
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    if ARMED.search(agent.text) and _FOR_A_TIME.search(words):
        _add(reader, t, heads, agent)


def _read_among(reader: Reader, words: str) -> None:
    """ "My brother was among those they took in June"."""
    found = _AMONG_THOSE.search(words)
    if found is None or not _told_of_force(reader, reader.tokens[0]):
        return
    was = reader.token_at_offset(reader.sentence.start + found.start())
    subjects = [c for c in was.children if reader.tokens[c].dep in ("nsubj", "nsubjpass") and c < was.i]
    subject = subjects[-1] if subjects else None  # a speaker's name before a colon may stand first
    if subject is None or not (_are_people(reader, subject) or reader.tokens[subject].name):
        return
    group = reader.group(subject)
    if any(m.noun is not None and group.noun is not None and m.noun[0] == group.noun[0] for m in reader.mentions):
        return
    verb = reader.token_at_offset(reader.sentence.start + found.end() - 1)
    m = add_victims(reader, _DID[(found.group("did") or found.group("done")).lower()], verb, subject, "taken")
    if m is not None:
        m.end = max(m.end, reader.sentence.start + found.end())
