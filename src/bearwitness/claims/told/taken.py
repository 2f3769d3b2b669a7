"""People taken by force where no word says abducted: "they took nine women", "were marched off", "bandits held her for nine days".

Called for each parsed sentence after its own mentions and its captives are read. The words round the verb must tell that it
was against their will: armed men do it, or the report tells of force near by and nothing leads elsewhere ("to hospital").
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.doer_words import without_dress
from bearwitness.claims.sentence.groups import add_victims, join_kinds
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, victims_of
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Status, Words

BESIDE_CHARACTERS = 160  # before the verb, within which armed men named last are those who take people away
NEAR_CHARACTERS = 900  # how far before and behind the verb the report must tell of force

_TAKE = words_of("took taken take takes taking seized grabbed grab grabs snatched snatch snatches plucked picked")
_LEAD = words_of(
    "marched led dragged carried herded bundled hauled whisked bundling marching dragging herding spirited forced pulled "
    "march marches lead leads drag drags carry carries herd herds bundle bundles haul hauls hauling carted carting frogmarched hustled "
    "loaded loading load loads shoved shoving pushed packed piled put putting driven drove ferried whisk whisks whisking pulling"
)
_HELD_BEFORE = words_of("hostage hostages captive captives abductee abductees survivors victims wounded injured")
_ONLY_ABOARD = words_of("loaded loading load loads shoved shoving pushed packed piled put putting driven drove ferried")
"""Said of much else: with "away" or "off" they tell nothing ("the rebels were driven off"), with a truck they do."""
ARMED = re.compile(
    r"\b(?:gunm[ae]n|armed|bandits?|raiders?|rebels?|militia\w*|fighters?|militants?|insurgents?|guerrillas?|attackers?|assailants?|kidnappers?|captors?|pirates?|gang\w*|paramilitar\w+|soldiers?|troops|army|police\w*"
    r"|hooded|masked|(?:gun|knife)point|in uniform|rustlers?|hijackers?|extremists?|terrorists?|warlord\w*|vigilantes?|mob|death squads?)\b",
    re.IGNORECASE,
)
GUARDS = re.compile(r"\b(?:body)?guards?\b|\bescorts?\b|\bsecurity (?:men|detail|team)\b|\baides?\b", re.IGNORECASE)
"""Those who take a person away to safety."""
_ABOARD = re.compile(
    r"\s*(?:back\s+)?(?:into|on\s?to|on\s+board|aboard|inside|on|in)\s+(?:the\s+(?:boot|back|trunk|bed)\s+of\s+)?(?:(?:the|their|an?|one\s+of\s+(?:the|their|two|three|several)|some\s+of\s+(?:the|their)|two|three|four|several|some|waiting|his)\s+)?"
    r"(?:[\w'’-]+\s+){0,2}?(?:cars?|vans?|minivans?|pick-?ups?|trucks?|lorr(?:y|ies)|vehicles?|boats?|speedboats?|canoes?|bus(?:es)?|minibus(?:es)?|jeeps?|motorbikes?|motorcycles?|SUVs?|four-by-fours?|helicopters?)\b",
    re.IGNORECASE,
)
_CUFFED = re.compile(
    r"\s*(?:away\s+|off\s+|out\s+|from\s+(?:the\s+)?[\w'’-]+\s+)?in\s+(?:hand\s?cuffs|cuffs|chains|shackles|irons)\b",
    re.IGNORECASE,
)
_FROM_CARE = re.compile(
    r"\b(?:from|out\s+of)\s+(?:the|an?|their|his|her)\s+(?:[\w'’-]+\s+){0,3}?(?:hospitals?|clinic|ambulance|shelters?)\b",
    re.IGNORECASE,
)
_BANDS = re.compile(
    r"\b(?:gunm[ae]n|bandits?|raiders?|rebels?|militia\w*|militants?|insurgents?|guerrillas?|attackers?|assailants?|kidnap\w*|abduct\w*|captors?|pirates?|gangs?|fighters|paramilitar\w+|ransom|hostages?|hooded|masked)\b",
    re.IGNORECASE,
)
_ARRESTS = re.compile(
    r"\b(?:arrest\w*|detain\w*|detention|rounded\s+up|round\s+up|sweep|search\s+operation|custody)\b", re.IGNORECASE
)
_HURT_OR_DEAD = re.compile(r"\b(?:dead|slain|wounded|injured|surviving|survivors?|trapped|sick)\b", re.IGNORECASE)
_GENTLE = words_of("led lead leads leading carried carry carries carrying pulled pulling took take takes taken")
_OUT_OF = re.compile(r"\s*(?:away\s+)?(?:from|out\s+of|off)\s+(?:the|an?|their)\b", re.IGNORECASE)
"""Where officers lead or carry people out of a place it may be to safety."""
_KIDNAPPED = re.compile(r"\b(?:kidnap\w*|abduct\w*|captors?|ransom|hostages?)\b", re.IGNORECASE)
_BY_POLICE = re.compile(
    r"[^.;,]{0,30}?\b(?:police|army|military|prison)\s+(?:station|headquarters|vans?|trucks?|cars?|buses|bus|vehicles?)\b"
)
_MANY = words_of("dozens scores hundreds thousands many several others")
_STATE = re.compile(
    r"\b(?:police\w*|army|soldiers?|troops|gendarmes?|guards?|officers?|agents?|security forces|authorities)\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\s*(?:with\s+them|away|off|(?:back\s+)?(?:in)?to\s+(?:the|their|a|an)\s+(?:[\w'’-]+\s+){0,2}?(?:bush|forest|jungle|hills?|mountains?|desert|swamps?|cars?|vans?|pickups?|trucks?|vehicles?|boats?|camps?|hide-?outs?|bases?|barracks|creeks?|bushes|police\s+station|station|unknown\s+(?:destination|location|place))|at\s+(?:gun|knife)\w*|by\s+force"
    r"|off\s+(?:the|an?|their)\s+(?:[\w'’-]+\s+){0,2}?(?:bus|buses|train|boat|motorcycles?|motorbikes?|trucks?|vehicles?|roof|street|flight)|(?:from|out\s+of)\s+(?:the|his|her|their|an?)\s+(?:[\w'’-]+\s+){0,3}?(?:homes?|houses?|huts?|villages?|fields?|farms?|school|dormitor(?:y|ies)|church|mosque|buses|bus|landing|market|roads?|street|beds?|camp|hospital|clinic|offices?|court(?:room)?|newsroom|parliament|chamber|rectory|seminary|presbytery|cells?|hotel|restaurant|bar|cafe|café|shops?|mine|quarry|plantation|checkpoint|boats?|convent|compound|place|well))\b",
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
        elif t.word in ("held", "hold", "holding", "kept", "keep", "keeping"):
            (_read_kept if is_passive(reader, t) else _read_held)(reader, t)
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
    if passive and t.word in _LEAD and not any(p.match(behind) for p in (_AWAY, _ABOARD, _CUFFED)):
        return
    heads = [
        h
        for h in heads
        if not _HURT_OR_DEAD.search(reader.cased, reader.tokens[reader.group(h).first].start, reader.tokens[h].end)
    ]
    rest = reader.cased[t.start : reader.sentence.end]
    if _TO_CARE.search(_FROM_CARE.sub("", rest)) or (
        t.word in _TAKE and any(reader.word(reader.group(h).first) in ("his", "her", "their", "its") for h in heads)
    ):
        return
    who = agent.text if agent is not None else ""
    if GUARDS.search(who):
        return
    if agent is None and passive and any(reader.group(h).words.role == "official" for h in heads):
        if not _CUFFED.match(behind):
            return  # a minister is whisked away by his guards
    if _STATE.search(without_dress(who)):
        heads = [h for h in heads if reader.tokens[h].word not in _HELD_BEFORE]  # officers lead hostages to safety
    armed = ARMED.search(who) is not None or (t.word in _LEAD and _STATE.search(who) is not None)
    aboard = _ABOARD.match(behind) is not None
    if t.word in _ONLY_ABOARD and not aboard:
        return
    if t.word == "picked" and not (armed and not passive):
        return
    away = aboard or _CUFFED.match(behind) is not None
    away = away or _AWAY.match(behind) is not None or (not passive and _AWAY.match(reader.cased[t.end :]) is not None)
    definite = away
    away = away or (armed and not passive and _OUT.match(behind) is not None)
    named_by = re.match(r"\s*(?:[\w'’-]+\s+){0,3}?by\s+", behind) if passive else None
    if not away and t.word.startswith("grab") and not armed:
        return
    if passive and agent is None and t.word in _GENTLE - _TAKE and _OUT_OF.match(behind) and not _CUFFED.match(behind):
        return  # "led from the courtroom"
    to_safety = _STATE.search(without_dress(who)) and t.word in _GENTLE and _OUT_OF.match(behind)
    if to_safety and not _CUFFED.match(behind):
        return
    away = away or (armed and reader.word(t.i - 1) in ("forcibly", "forcefully"))
    if not away and (t.word in _LEAD or (not (armed and named_by) and _ELSEWHERE.match(behind))):
        return
    if not away and passive and not _CLAUSE_ENDS.match(behind):
        return
    if not away and not armed and (named_by is not None or not _may_be_armed(reader, t, passive)):
        return
    if not armed and not _CUFFED.match(behind) and not _told_of_force(reader, t):
        return
    _add(reader, t, heads, agent, definite=definite)


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
    if group.quantity is not None and (token.tag == "CD" or token.word in _MANY):
        return reader.tokens[token.head].word in _LEAD | {"taken"} and token.dep == "nsubjpass"
    return group.words.is_people is True or token.word in _PERSONAL


def _told_of_force(reader: Reader, t: Token) -> bool:
    near = reader.text[max(0, t.start - NEAR_CHARACTERS) : t.end + NEAR_CHARACTERS]
    return reader.lexicon.force.search(near) is not None or ARMED.search(near) is not None


def _add(reader: Reader, t: Token, heads: list[int], agent: Words | None, *, definite: bool = False) -> None:
    of_state = agent is not None and _STATE.search(without_dress(agent.text)) is not None
    of_state = of_state or (agent is None and _by_the_state(reader, t))
    told: list[Mention] = []
    groups = [c for h in heads for c in reader.conjuncts(h)]
    for h in heads:
        for one in reader.conjuncts(h):
            fighter = reader.group(one).words.status == Status.COMBATANT
            suspect = reader.group(one).words.role in ("suspect", "attacker")
            harm = Harm.DETAINED if of_state or fighter or (suspect and agent is None) else Harm.ABDUCTED
            if _told_already(reader, one):
                continue
            m = _one_or_more(reader, harm, t, one)
            m = _those(reader, harm, t, one) if m is None and definite else m
            if m is not None:
                m.perpetrator = agent
                if fighter:
                    m.extra["captive"] = True
                told.append(m)
    if not join_kinds(reader, groups, told):
        for m in told if len(told) > 1 else ():
            m.sum_with = told[0]


def _by_the_state(reader: Reader, t: Token) -> bool:
    """Whether a passive that names nobody stands in a report of arrests, with no word of a band so far."""
    if not is_passive(reader, t):
        return False
    if _CUFFED.match(reader.cased, t.end, reader.sentence.end) or _BY_POLICE.match(
        reader.cased, t.end, reader.sentence.end
    ):
        return True
    start, end = max(0, t.start - NEAR_CHARACTERS), reader.sentence.end
    arrested = max((m.start() for m in _ARRESTS.finditer(reader.text, start, end)), default=-1)
    banded = max((m.start() for m in _BANDS.finditer(reader.text, start, end)), default=-1)
    if _KIDNAPPED.search(reader.text) or (arrested < banded and t.start - banded < BESIDE_CHARACTERS):
        return False
    return arrested > banded or sum(1 for _ in _ARRESTS.finditer(reader.text, 0, end)) >= 2


def _one_or_more(reader: Reader, harm: Harm, t: Token, head: int) -> Mention | None:
    """The people at a head; "took boys too: nine" has their number behind a colon."""
    group = reader.group(head)
    if group.quantity is None and group.words.plural and group.noun is not None:
        colon = _BEHIND_COLON.match(reader.cased, reader.tokens[group.last].end, reader.sentence.end)
        q = next((q for q in reader.quantities if colon is not None and q.start == colon.end()), None)
        if q is not None and not q.ordinal:
            return reader.add_bare(harm, t, q, "taken", group.noun)
    return add_victims(reader, harm, t, head, "taken")


def _told_already(reader: Reader, head: int) -> bool:
    """ "Kidnapped 17 youths who were taken to an unknown place": the number has its harm."""
    q = reader.group(head).quantity
    return q is not None and any(m.quantity is q and m.harm in (Harm.ABDUCTED, Harm.DETAINED) for m in reader.mentions)


def _those(reader: Reader, harm: Harm, t: Token, head: int) -> Mention | None:
    """ "Herded the remaining passengers into the forest": people told of before, whom the verb tells to be taken."""
    group = reader.group(head)
    if group.quantity is not None or group.noun is None or not group.words.plural or t.word in _TAKE:
        return None
    found = reader.add_people(harm, t, group.noun, group.words, "taken")
    found.definite = True
    return found


def _read_held(reader: Reader, t: Token) -> None:
    """ "Bandits held her and a colleague for nine days"."""
    heads, agent, _ = victims_of(reader, t)
    heads = [h for h in heads if _are_people(reader, h)]
    if agent is None or not heads or any(m.trigger == t.i for m in reader.mentions):
        return
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    if ARMED.search(agent.text) and _FOR_A_TIME.search(words):
        _add(reader, t, heads, agent, definite=True)


def _read_kept(reader: Reader, t: Token) -> None:
    """ "The women had been kept for three weeks in a hut": who keeps them, or the report so far, says how they are held."""
    heads, agent, _ = victims_of(reader, t)
    heads = [h for h in heads if _are_people(reader, h) or reader.tokens[h].word == "they"]
    if t.word not in ("kept", "held") or not heads or any(m.trigger == t.i for m in reader.mentions):
        return
    behind = reader.cased[t.end : reader.sentence.end]
    if not _KEPT_SOMEWHERE.match(behind) or _NOT_KEPT.search(behind):
        return
    who = without_dress(agent.text) if agent is not None else ""
    if _FOR_A_TIME.search(behind) is None and ARMED.search(who) is None:
        return
    near = reader.text[max(0, t.start - NEAR_CHARACTERS) : reader.sentence.end]
    if not (who and (_STATE.search(who) or ARMED.search(who))):
        arrests, bands = _ARRESTS.search(near) or _CELL.search(behind), _BANDS.search(near)
        if (arrests is None) == (bands is None):
            return
        who = "police" if arrests is not None else ""
    harm = Harm.DETAINED if _STATE.search(who) else Harm.ABDUCTED
    told: list[Mention] = []
    for one in [c for h in heads for c in reader.conjuncts(h)]:
        m = add_victims(reader, harm, t, one, "taken")
        if m is None and reader.group(one).words.plural and reader.group(one).noun is not None:
            m = reader.add_people(harm, t, reader.group(one).noun, reader.group(one).words, "taken")
        if m is not None:
            m.perpetrator = agent
            told.append(m)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]


_KEPT_SOMEWHERE = re.compile(
    r"\s+(?:(?:there|together|captive|hostage|naked|blindfold(?:ed)?|chained|handcuffed|locked\s+up|shackled|and|in\s+chains)\s+){0,3}?(?:in|at|for|inside|until|underground|by)\b",
    re.IGNORECASE,
)
_CELL = re.compile(r"\b(?:cells?|police\s+station|prison|jail|barracks|detention|interrogation)\b", re.IGNORECASE)
_NOT_KEPT = re.compile(
    r"\b(?:hospitals?|clinic|observation|quarantine|isolation|indoors|at\s+home|waiting|wards?|intensive|freezer|shelters?|classrooms?|school|reserve|bench|tonnes|storage|treatment|surveillance|control|power|bay|check|line|distance|length)\b",
    re.IGNORECASE,
)


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
