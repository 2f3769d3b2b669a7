"""People taken, held and set free: in custody, booked into a jail, taken hostage, led away, released.

Called for each parsed sentence after its own mentions are read; the plain verbs ("arrested", "kidnapped") are read there.
Where no word says which, whoever police, an army or a court takes is detained, and whoever anybody else takes is abducted.
A release tells of those who had been held.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.doer_words import without_dress
from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import agent_of, is_passive, verb_harm, victims_of, without_names
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import Harm, Modifier, Status, Words

_CUSTODY = AnyCase(
    r"\b(?:in|into|in to)\s+(?:the\s+)?(?:(?:[\w'’-]+\s+){0,3}?custody|captivity)\b(?!\s+(?:of the (?:child|kid|bod)|battle|case|dispute))"
    r"|\bin\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}?(?:jail|prison|detention)\b|\bunder\s+(?:house\s+)?arrest\b|\bbehind bars\b",
)
_IN_HANDS = re.compile(
    r"\bin\s+the\s+(?:hands|clutches|grip)(?=\s+of\s+(?:(?:the|their|his|her|some|suspected|unknown|armed)\s+){0,2}?(?:[\w'’-]+\s+)?(?:bandits?|gunm[ae]n|kidnappers?|captors?|abductors?|hostage-takers?|dacoits?|pirates?)\b)",
    re.IGNORECASE,
)
_OF_CAPTORS = re.compile(
    r"\s+of\s+(?:(?:the|their|his|her|some|suspected|unknown|armed)\s+){0,3}?(?:[\w'’-]+\s+)?(?:bandits?|gunm[ae]n|kidnappers?|captors?|abductors?|hostage-takers?|dacoits?|pirates?|terrorists?|militants?|insurgents?|gangs?|gangsters?|armed\s+men)\b",
    re.IGNORECASE,
)
_NO_CUSTODY = re.compile(r"\b(?:protective|joint|child|sole|shared|parental)\s+custody\b", re.IGNORECASE)
_JAIL = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,2}?(?:in|into|at|to)\s+(?:an?\s+|the\s+)?(?:[\w'’.-]+\s+){0,6}?(?:jail|prison|cells?|lock-?up|penitentiary|detention|correctional|corrections)\b",
    re.IGNORECASE,
)
_KEPT = words_of(
    "is are was were be been 's 're remain remains remained stay stays stayed take takes took taken taking place placed"
    " placing put puts kept keep keeps held hold holds brought remanded return returned languish languishes languished languishing"
    " spend spends spent spending"
)
_INTO_RANKS = re.compile(
    r"\s+into\s+(?:[\w'’-]+\s+){0,3}?(?:ranks|fighting|combat|(?:military\s+)?service|the\s+militia)\b", re.IGNORECASE
)
_CATCH = words_of("catch catches caught catching apprehend apprehends apprehended apprehending nab nabs nabbed")
_NOT_CAUGHT = re.compile(
    r"\s+(?:in|by|up|on|between|off|at|fire|with|the (?:eye|attention|bus|train))\b", re.IGNORECASE
)
_TAKE = words_of(
    "take takes took taken taking drag dragged dragging lead leads led seize seizes seized seizing carry carried"
)
_FROM_HOME = re.compile(
    r"\s+(?:(?:and|or)\s+)?(?:away|off|by force|at gunpoint|from (?:the|his|her|their|a|an)\s+(?:[\w'’-]+\s+){0,2}?(?:homes?|houses?|villages?|camps?|hotel|school|church|bus|buses|car|vehicle|beds?|landing place|farms?|fields?|streets?|road|market|"
    r"office|offices|apartment|classrooms?|dormitor(?:y|ies)|convent|checkpoint|boats?)|to (?:an? )?(?:un(?:known|disclosed|identified)|their camps?|the (?:jungle|mountains|bush|forest)))\b",
    re.IGNORECASE,
)
_TO_CARE = re.compile(
    r"\b(?:hospitals?|clinic|ambulance|medical|morgue|treatment|safety|bod(?:y|ies)|shelters?)\b", re.IGNORECASE
)
_OF_STATE = re.compile(
    r"\b(?:police\w*|army|armed forces|military|troops|soldiers?|officers?|deput(?:y|ies)|sheriffs?|authorit(?:y|ies)|agents?|guards?|government|court|marshals?"
    r"|detectives?|navy|marines?|security forces|border patrol|gendarmes?|judge|state)\b",
    re.IGNORECASE,
)
_ROUND = words_of("rounded round rounds rounding")
_HOSTAGES = words_of("hostage hostages captive captives abductee abductees")
_PRISONERS = words_of("pows prisoner prisoners detainee detainees inmate inmates")
_FREE = words_of(
    "free frees freed freeing release releases released releasing rescue rescues rescued rescuing liberate liberated liberating"
)
_WITHOUT_CHARGE = re.compile(r"\s+(?:[\w-]+\s+){0,2}?without\s+(?:charges?|being\s+charged|bail)\b", re.IGNORECASE)
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains|dead|wounded)\b", re.IGNORECASE)
_REGAIN = words_of("regain regains regained")
_FREEDOM = re.compile(r"\s+(?:(?:his|her|their)\s+)?freedom\b", re.IGNORECASE)
_FROM_ILLNESS = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:from|in|at|well)\s+(?!(?:their|his|her|the)\s+(?:captors?|kidnappers?|abductors?|den|bandits?|gunmen))",
    re.IGNORECASE,
)
_NOT_FREED = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:from|by)\s+(?:the\s+|a\s+|an\s+)?(?:\w+\s+){0,3}?(?:hospitals?|clinic|rubble|debris|wreckage|fire|flames|medical|floods?|contract|job|team|club|burning|building)\b"
    r"|\s+on (?:\S+\s+){0,2}(?:bail|bond|parole)\b",
    re.IGNORECASE,
)
_SERVED = re.compile(r"[^.;]{0,60}?\b(?:after|having)\s+(?:serving|served|completing)\b", re.IGNORECASE)
_ABDUCTION = re.compile(r"\b(?:kidnap\w*|abduct\w*|hostages?|captors?|ransom|captives?|captivity)\b", re.IGNORECASE)
_TAKEN_BY = re.compile(
    r"\b(?:kidnap\w*|abduct\w*|captors?|ransom|police|armed|gang|arrest\w*|custody)\b", re.IGNORECASE
)
_DETENTION = re.compile(
    r"\b(?:arrest(?:s|ed|ing)?|detain\w*|detention|custody|prison\w*|jail\w*|inmates?|captured)\b", re.IGNORECASE
)
_HELD_WHERE = re.compile(
    r"\b(?:jail|prison|bond|bail|custody|captive|captivity|hostages?|captors?|kidnappers?|cells?|detention|for questioning|suspicion|charges?|police station|barracks|(?:military|army|naval|air) base|army camp|police post|before being (?:released|freed)"
    r"|garrisons?|incommunicado|without trial|prisoners?)\b",
    re.IGNORECASE,
)
_NOT_HELD = re.compile(
    r"\s+(?:back|up|accountable|responsible|liable|together|at (?:gun|knife)\w*|on|out|down|off|dear|high)\b(?!\s+(?:a |an |\$|suspicion|charge|bail|bond|without))",
    re.IGNORECASE,
)
_MANY = words_of("they them us we")
_ONE = words_of("i me")
_THE_REST = words_of("rest others remainder")
_RELATIVE = words_of("who whom that which")
_NOTICE = re.compile(
    r"(?:^|[;:.—–-]\s+)(?P<who>(?:[^\W\d_][\w'’-]*\s+){0,3}?[^\W\d_][\w'’-]*)(?:,\s+\d{1,2})?,?\s+(?P<state>in\s+(?:police\s+)?(?:custody|jail)|behind\s+bars|under\s+arrest)\s*"
    r"(?:$|[.;]|(?:after|over|following|in\s+(?:connection|(?:[\w'’-]+\s+){0,4}?(?:shooting|stabbing|killing|death|murder|homicide|slaying|attack|beating|bombing)))\b)",
    re.IGNORECASE,
)
_ALIVE = re.compile(r"\s+(?:[\w'’-]+\s+){0,2}?(?:alive|prisoners?|captive)\b", re.IGNORECASE)


def read_captives(reader: Reader, mentions: list[Mention]) -> None:
    """Add those whom a sentence tells to be taken, held or set free to `mentions`, the reader's own list."""
    _read_custody(reader)
    for t in reader.tokens:
        if t.tag.startswith("VB") or t.tag == "JJ":
            _read_verb(reader, t)
        elif t.word in _HOSTAGES or t.word in _PRISONERS:
            _read_hostages(reader, t)
    _read_notice(reader)
    _read_prisoners_of_war(reader)
    _read_swapped(reader)
    if "without" in reader.low_words:
        _read_third(reader)


_SWAPPED = re.compile(
    r"\b(?:swap(?:ped|s)?|exchang(?:ed|es|e)|brought\s+(?:home|back)|returned|repatriated|handed\s+over|received|got\s+back|freed|released|saw|sees|involved|involving|covered|traded)\s+"
    r"(?:home\s+|back\s+|the\s+(?:release|return|repatriation)\s+of\s+|a\s+total\s+of\s+)?(?=\S)",
    re.IGNORECASE,
)
_SWAP_WORDS = re.compile(
    r"\b(?:(?:prisoners?|pows?|captives?|detainees?|hostages?)(?:[- ]of[- ]war)?[- ](?:exchange|swap)s?|(?:exchange|swap)s?\s+of\s+(?:[\w-]+\s+){0,3}?(?:prisoners|pows|captives|detainees|hostages)|prisoners?\s+of\s+war|pows?|captured)\b",
    re.IGNORECASE,
)
_SWAP_NOUN = re.compile(
    r"\s+(?P<who>(?:(?:of\s+(?:its|their|our|the)|captured|more|other|ukrainian|russian|israeli|palestinian|[A-Z][a-z]+)\s+){0,3}?(?:prisoners(?:\s+of\s+war)?|pows|soldiers|troops|fighters|servicemen|captives|detainees|marines|sailors|defenders|combatants|civilians|hostages))\b"
)


def _read_swapped(reader: Reader) -> None:
    """ "A prisoner exchange brought back 40 soldiers"; "90 each" is a number that nobody is told to sum up."""
    start, end = reader.sentence.start, reader.sentence.end
    if _EXCHANGE.isdisjoint(reader.low_words) or _SWAP_WORDS.search(reader.cased, start, end) is None:
        return
    if "each" in reader.low_words or "could" in reader.low_words or "would" in reader.low_words:
        return
    for q in list(reader.quantities):
        noun = _SWAP_NOUN.match(reader.cased, q.end, end)
        if noun is None or q.ordinal or q.high == 0 or any(m.quantity is q for m in reader.mentions):
            continue
        verb = next((v for v in _SWAPPED.finditer(reader.cased, start, q.end) if v.end() == q.start), None)
        if verb is None:
            continue
        harm = Harm.ABDUCTED if noun.group("who").lower().endswith("hostages") else Harm.DETAINED
        m = reader.add_bare(harm, reader.token_at_offset(verb.start()), q, "freed", noun.span("who"))
        if m is not None:
            m.extra["captive"] = True


_EXCHANGE = words_of("swap swaps swapped exchange exchanges exchanged exchanging pow pows prisoners prisoner")
_THIRD_LET_GO = re.compile(
    r"\b(?:a|the)\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?P<noun>\s+(?:man|woman|suspect|person|youth|teenager|boy|girl))?(?:,[^,.;]{1,40},)?\s+(?:was|has\s+been|had\s+been)\s+"
    r"(?:later\s+|since\s+)?(?:released|freed)\s+(?:[\w-]+\s+){0,2}?without\s+(?:charge|being\s+charged)\b",
    re.IGNORECASE,
)


def _read_third(reader: Reader) -> None:
    """ "A third, 22, was released without charge": one more who had been held."""
    found = _THIRD_LET_GO.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is None or any(
        m.harm is Harm.DETAINED and found.start() <= m.start < found.end() for m in reader.mentions
    ):
        return
    span = (found.start(), found.end("noun") if found.group("noun") else found.start() + found.group().find(" ", 2))
    words = VictimWords(is_people=True, plural=False, implied_count=1)
    t = reader.token_at_offset(found.end() - len("charge"))
    m = reader.add_people(Harm.DETAINED, t, span, reader.describe(span) if found.group("noun") else words, "freed")
    m.low = m.best = m.high = 1
    m.modifier = Modifier.EXACT
    m.extra["captive"] = True


_AS_PRISONERS = re.compile(r"\bas\s+(?:prisoners?\s+of\s+war|pows?)\b", re.IGNORECASE)


def _read_prisoners_of_war(reader: Reader) -> None:
    """ "Two soldiers who laid down their guns are being treated as prisoners of war"."""
    found = _AS_PRISONERS.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is None or any(m.harm == Harm.DETAINED for m in reader.mentions):
        return
    t = reader.token_at_offset(found.start())
    for _ in range(4):
        if t.tag.startswith("VB"):
            heads = victims_of(reader, t)[0]
            for m in _add(reader, Harm.DETAINED, t, heads, None, "taken") if heads else ():
                m.extra["captive"] = True
                m.end = max(m.end, found.end())
            return
        t = reader.tokens[t.head]


def _read_verb(reader: Reader, t: Token) -> None:
    harm = verb_harm(reader, t)
    rest = reader.cased[t.end : reader.sentence.end]
    if harm in (Harm.ABDUCTED, Harm.DETAINED):
        if any(m.trigger == t.i and m.rule == "surface-left" for m in reader.mentions):
            return  # "militants abducted at least ten": the parse has the doers for those taken
        if not _add_all(reader, harm, t, "taken") and reader.word(t.i - 1) == "being":
            _add(reader, harm, t, _runner(reader, t), agent_of(reader, t), "taken")
    elif t.word in ("booked", "lodged", "remanded", "transferred", "thrown", "threw") and _JAIL.match(rest):
        _add_all(reader, Harm.DETAINED, t, "booked")
    elif t.word in _CATCH:
        _read_caught(reader, t, rest)
    elif t.word in _ROUND and re.match(r"\s+up\b", rest):
        _read_taken(reader, t)
    elif t.word in ("handcuffed", "cuffed") and _OF_STATE.search(
        reader.cased[reader.sentence.start : reader.sentence.end]
    ):
        _add_all(reader, Harm.DETAINED, t, "taken")
    elif t.word == "pressed" and _INTO_RANKS.match(rest):
        _add_all(reader, Harm.ABDUCTED, t, "taken")
    elif t.word in ("recruited", "conscripted"):
        around = reader.cased[max(reader.sentence.start, t.start - 12) : t.start] + rest[:24]
        if re.search(r"\b(?:by force|forcibly|forcefully|at gunpoint|against (?:his|her|their) will)\b", around):
            _add_all(reader, Harm.ABDUCTED, t, "taken")
    elif t.word == "held":
        _read_held(reader, t, rest)
    elif t.word in ("holding", "hold", "holds"):
        _read_holding(reader, t, rest)
    elif t.word in _TAKE:
        _read_take(reader, t)
    elif t.word in _FREE or (t.word in _REGAIN and _FREEDOM.match(rest)):
        _read_freed(reader, t)
    elif t.word in ("recovered", "recovers", "recover") and not _FROM_ILLNESS.match(rest):
        if is_passive(reader, t) or t.word != "recover":
            _read_freed(reader, t)


def _runner(reader: Reader, t: Token) -> list[int]:
    """Subject of the verb that a participle hangs on: "he was on the run for days before being arrested"."""
    up = reader.tokens[t.head]
    if t.dep not in ("pcomp", "advcl") or (t.dep == "pcomp" and up.word not in ("before", "after", "since")):
        return []
    verb = reader.tokens[up.head] if t.dep == "pcomp" else up
    return (
        [c for c in verb.children if reader.tokens[c].dep in ("nsubj", "nsubjpass")]
        if verb.tag.startswith("VB")
        else []
    )


def _read_caught(reader: Reader, t: Token, rest: str) -> None:
    """ "Police caught the suspected shooter", "two men were apprehended"; not "caught in crossfire"."""
    if _NOT_CAUGHT.match(rest) and t.word.startswith("c"):
        return
    heads, agent, _ = victims_of(reader, t)
    by_police = agent is not None and _OF_STATE.search(agent.text) is not None
    for h in heads:
        if by_police or not t.word.startswith("c") or reader.group(h).words.role in ("suspect", "attacker"):
            _add(reader, Harm.DETAINED, t, [h], agent, "taken")


def _read_take(reader: Reader, t: Token) -> None:
    """ "Took nine women from the village", "a midwife was taken away", "took three alive", "took 12 guests as hostages"."""
    heads, agent, _ = victims_of(reader, t)
    groups = [reader.group(h) for h in heads]
    heads = [
        g.head
        for g in groups
        if (g.quantity is None and reader.word(g.head) not in _HOSTAGES)
        or (g.quantity is not None and g.quantity.high != 0)
    ]  # "take no prisoners" is idiom; "took three people hostage" names them before
    last = max([t.i, *(reader.group(c).last for h in heads for c in reader.conjuncts(h))])
    behind = reader.cased[reader.tokens[last].end : reader.sentence.end]
    words = reader.cased[t.start : reader.sentence.end]
    if re.match(r"\s+as (?:an? )?(?:hostages?|captives?)\b", behind):
        _add(reader, Harm.ABDUCTED, t, heads, agent, "taken")
    elif re.match(r"\s*captive\b", behind) and not any(reader.group(h).words.status is Status.COMBATANT for h in heads):
        return  # read from the word itself
    elif t.word not in ("led", "carried", "carry", "lead", "leads") and _ALIVE.match(
        reader.cased[t.end : reader.sentence.end]
    ):
        for m in _add(
            reader, Harm.DETAINED, t, [h for h in heads if reader.group(h).quantity is not None], agent, "taken"
        ):
            m.extra["captive"] = True
    elif t.word.startswith("seiz"):
        if not is_passive(reader, t) or re.match(r"\s+(?:by|from|in|on|at|last)\b|\s*[,.]", behind):
            _read_taken(reader, t, people=True)
    elif _FROM_HOME.match(behind) or _FROM_HOME.match(reader.cased[t.end : reader.sentence.end]):
        own = any(reader.word(reader.group(h).first) in ("his", "her", "their") for h in heads)
        near = reader.text[max(0, reader.sentence.start - 600) : reader.sentence.end]
        if not own and not _TO_CARE.search(words) and (reader.lexicon.force.search(near) or _TAKEN_BY.search(near)):
            _read_taken(reader, t, people=True)


def _read_taken(reader: Reader, t: Token, *, people: bool = False) -> None:
    """Detained where the state takes them, or where they bear arms; abducted where anybody else does."""
    heads, agent, _ = victims_of(reader, t)
    for h in heads:
        words = reader.group(h).words
        if (
            people
            and words.is_people is not True
            and not reader.tokens[h].name
            and reader.tokens[h].word not in _PERSONAL
        ):
            continue
        if people and reader.tokens[h].name and not _is_person(reader, h):
            continue
        of_state = agent is not None and _OF_STATE.search(without_dress(agent.text)) is not None
        harm = Harm.DETAINED if of_state or words.status == Status.COMBATANT or t.word in _ROUND else Harm.ABDUCTED
        for m in _add(reader, harm, t, [h], agent, "taken"):
            if words.status == Status.COMBATANT:
                m.extra["captive"] = True


_PERSONAL = words_of("he she him her they them me us we i who whom")


def _is_person(reader: Reader, head: int) -> bool:
    """Whether a name is one person's, by a title or by two words of it."""
    t = reader.tokens[head]
    return len(t.text.split()) > 1 and not t.text.split()[-1].isupper()


def _read_held(reader: Reader, t: Token, rest: str) -> None:
    """ "Is being held in the county jail", "who is still being held by his captors"."""
    if t.tag != "VBN" or _NOT_HELD.match(rest) or not is_passive(reader, t):
        return
    agent = agent_of(reader, t)
    by_armed = agent is not None and not _OF_STATE.search(agent.text) and _ARMED.search(agent.text) is not None
    for m in reader.mentions if by_armed else ():
        if m.trigger == t.i and m.harm is Harm.DETAINED and m.words.status is not Status.COMBATANT:
            m.harm, m.perpetrator = Harm.ABDUCTED, m.perpetrator or agent
    clause = reader.cased[max(reader.sentence.start, t.start - 20) : reader.sentence.end]
    being = re.search(r"\b(?:being|still)\s+(?:being\s+)?[\"“'‘]?$", reader.cased[: t.start]) is not None
    if not being and not by_armed and not _HELD_WHERE.search(clause):
        return
    heads, _, _ = victims_of(reader, t)
    heads = [
        h
        for h in heads
        if reader.group(h).words.is_people or reader.tokens[h].word in _PERSONAL or reader.tokens[h].name
    ]
    by_captors = re.search(
        r"\b(?:captors?|kidnappers?|hostages?|captive|rebels?|guerrillas?|abductors?|gunmen)\b", rest, re.IGNORECASE
    )
    fighters = any(reader.group(h).words.status is Status.COMBATANT for h in heads)
    harm = Harm.ABDUCTED if (by_captors or by_armed) and not fighters else Harm.DETAINED
    if agent is not None and reader.cased[agent.span[1] :].lstrip().startswith(","):
        agent = None  # a list of names behind the doer is cut in one way or another by the parse
    for m in _add(reader, harm, t, heads, agent, "held"):
        if m.quantity is None and re.search(r"\b(?:bond|bail|suspicion|charges?|questioning|jail)\b", rest):
            m.rule = "booked"


def _read_holding(reader: Reader, t: Token, rest: str) -> None:
    """ "Rebels are holding three people", "the group still holds two nurses"; not "holding talks", "hold them accountable"."""
    if any(m.trigger == t.i for m in reader.mentions) or is_passive(reader, t):
        return
    before = {reader.word(k) for k in range(max(0, t.i - 4), t.i)}
    told = (t.tag == "VBG" and before & _IS) or "still" in before or _OVER.search(rest)
    if t.tag == "VB" or not told:
        return
    heads, agent, _ = victims_of(reader, t)
    heads = [h for h in heads if reader.group(h).words.is_people is True or reader.tokens[h].word in _PERSONAL]
    if agent is None or not heads:
        return
    last = max(reader.group(c).last for h in heads for c in reader.conjuncts(h))
    if _NOT_HELD.match(reader.cased[reader.tokens[last].end : reader.sentence.end]) or _NOT_HELD.match(rest):
        return
    of_state = _OF_STATE.search(agent.text) is not None
    if of_state or _ARMED.search(agent.text) or _ABDUCTION.search(reader.text):
        for h in heads:
            fighter = reader.group(h).words.status is Status.COMBATANT
            _add(reader, Harm.DETAINED if of_state or fighter else Harm.ABDUCTED, t, [h], agent, "held")


_OVER = re.compile(
    r"\b(?:over|after|in connection with|on suspicion of|for)\s+(?:the\s+|an?\s+)?(?:[\w'’-]+\s+){0,2}?(?:killings?|murders?|attacks?|shootings?|deaths?|bombings?|stabbings?|ransom)\b"
)
_IS = words_of("is are was were been 's 're")
_ARMED = re.compile(
    r"\b(?:gunm[ae]n|armed|bandits?|raiders?|rebels?|militia\w*|fighters?|militants?|insurgents?|guerrillas?|attackers?|kidnappers?|captors?|pirates?|gang\w*|paramilitar\w+"
    r"|hooded|masked|rustlers?|hijackers?|extremists?|terrorists?|vigilantes?|abductors?)\b",
    re.IGNORECASE,
)


def _read_freed(reader: Reader, t: Token) -> None:
    """ "The mayor was freed", "troops rescued 30 hostages": they had been held, as the words before say."""
    if t.tag not in ("VBD", "VBN", "VBG", "VBZ", "VBP", "VB") or _NOT_FREED.match(
        reader.cased[t.end : reader.sentence.end]
    ):
        return
    if _SERVED.match(reader.cased, t.end, reader.sentence.end):
        return  # the end of a sentence served
    heads, agent, _ = victims_of(reader, t)
    if t.word in _REGAIN:
        heads, agent = reader.children(t.i, ("nsubj",)), None
    for h in heads:
        token, group = reader.tokens[h], reader.group(h)
        if (
            group.words.is_people is not True
            and token.word not in _PERSONAL
            and not (token.name and _is_person(reader, h))
            and not (group.quantity is not None and _WITHOUT_CHARGE.match(reader.cased, t.end, reader.sentence.end))
        ):
            continue
        if t.word.startswith("recov") and _BODIES.search(reader.cased, reader.tokens[group.first].start, token.end):
            continue
        bare = token.word in _HOSTAGES or token.word in _PRISONERS
        if bare and group.quantity is None:
            continue  # a bare reference back
        harm = _held_as(reader, t, token.word, agent)
        if harm is None or (t.word.startswith(("resc", "recov", "rega")) and harm is not Harm.ABDUCTED):
            continue
        if t.tag == "VB" and reader.cased[: t.start].rstrip().lower().endswith(("to", "would", "could", "not")):
            continue
        releaser = agent if harm is Harm.ABDUCTED and t.word.startswith(("free", "rele")) else None
        if releaser is not None and _OF_STATE.search(releaser.text):
            releaser = None  # "freed by police": not those who had taken them
        for m in _add(reader, harm, t, [h], releaser, "freed"):
            m.extra["captive"] = True
            m.definite = False


def _held_as(reader: Reader, t: Token, noun: str, agent: Words | None) -> Harm | None:
    """How those who are freed had been held: by their noun, else by the nearest word of captivity before, else behind."""
    if noun in _HOSTAGES:
        return Harm.ABDUCTED
    if noun in _PRISONERS:
        return Harm.DETAINED
    sentence = reader.cased[reader.sentence.start : reader.sentence.end]
    if (_ABDUCTION.search(sentence) is None) != (_DETENTION.search(sentence) is None):
        return Harm.ABDUCTED if _ABDUCTION.search(sentence) else Harm.DETAINED
    before = reader.text[: t.start]
    taken = max((m.start() for m in _ABDUCTION.finditer(before)), default=-1)
    held = max((m.start() for m in _DETENTION.finditer(before)), default=-1)
    if taken < 0 and held < 0:
        after = reader.text[t.end : t.end + 400]
        first, other = _ABDUCTION.search(after), _DETENTION.search(after)
        if first is None or (other is not None and other.start() < first.start()):
            return Harm.DETAINED if other is not None and is_passive(reader, t) else None
        return Harm.ABDUCTED
    return Harm.ABDUCTED if taken >= held else Harm.DETAINED


def _read_hostages(reader: Reader, t: Token) -> None:
    """ "Took 12 prisoners", "the release of 20 hostages": a number of people whose noun says that they are held."""
    group = reader.group(t.i)
    if (
        t.dep == "compound"
        or group.quantity is None
        or group.quantity.high == 0
        or any(m.quantity is group.quantity for m in reader.mentions)
    ):
        return
    harm = Harm.ABDUCTED if t.word in _HOSTAGES else Harm.DETAINED
    verb = t
    for _ in range(3):
        if verb.tag.startswith("VB") or verb.head == verb.i:
            break
        verb = reader.tokens[verb.head]
    taken = verb.word in _TAKE or verb.word in _FREE
    released = re.search(
        r"\b(?:release|rescue|freeing|liberation)\s+of\s+$", reader.cased[: reader.tokens[group.first].start]
    )
    if not taken and released is None:
        return
    for m in _add(reader, harm, t, [t.i], None, "people-of-harm"):
        m.extra["captive"] = True


def _read_custody(reader: Reader) -> None:
    sentence = reader.sentence
    for found in (
        *_CUSTODY.finditer(reader.cased, sentence.start, sentence.end),
        *(_IN_HANDS.finditer(reader.cased, sentence.start, sentence.end) if "hands" in reader.low_words else ()),
    ):
        if _NO_CUSTODY.search(found.group()):
            continue
        at = reader.token_at_offset(found.start())
        verb = at
        for _ in range(3):
            if verb.tag.startswith("VB") or verb.head == verb.i:
                break
            verb = reader.tokens[verb.head]
        if verb.word not in _KEPT or any(reader.tokens[c].dep == "neg" for c in verb.children):
            continue
        if verb.word in ("has", "have", "had") and re.search(
            r"\b(?:has|have|had)\s+(?!been)", reader.cased[verb.start : at.start]
        ):
            continue  # "police have a man in custody" is read from the man
        heads, agent, how = victims_of(reader, verb)
        if how == "object" and not heads:
            heads = _subjects(reader, verb) if verb.word in _STATES else []
        captors = _OF_CAPTORS.match(reader.cased, found.end(), sentence.end)
        taken = captors is not None or "captivity" in found.group().lower()
        harm = Harm.ABDUCTED if taken else Harm.DETAINED
        for m in reader.mentions if captors is not None else ():
            if m.trigger == verb.i and m.harm is Harm.DETAINED and m.words.status is not Status.COMBATANT:
                m.harm = Harm.ABDUCTED
        by = agent if how == "object" else agent_of(reader, verb)
        for m in _add(reader, harm, verb, heads, by, "held" if harm is Harm.ABDUCTED else "booked"):
            m.end = max(m.end, found.end())
            if "house" in found.group().lower():
                m.extra["captive"] = True


_STATES = words_of(
    "is are was were be been 's 're remain remains remained stay stays stayed languish languishes languished languishing spend spends spent spending"
)


def _subjects(reader: Reader, verb: Token) -> list[int]:
    """Subjects of a verb of state, or of the verbs that it is joined to."""
    for _ in range(3):
        heads = [c for c in verb.children if reader.tokens[c].dep in ("nsubj", "nsubjpass")]
        if heads:
            return without_names(reader, heads)
        if verb.dep == "relcl":
            return [verb.head]
        if verb.dep != "conj" or verb.head == verb.i:
            return []
        verb = reader.tokens[verb.head]
    return []


def _read_notice(reader: Reader) -> None:
    """ "Woman stabbed; roommate, 35, in custody": a line of a log, without a verb."""
    sentence = reader.sentence
    for found in _NOTICE.finditer(reader.cased, sentence.start, sentence.end):
        words = reader.describe(found.span("who"))
        if not words.is_people or words.plural or _known(reader, Harm.DETAINED, found.span("who")):
            continue
        held = reader.add_people(
            Harm.DETAINED, reader.token_at_offset(found.end("who") + 1), found.span("who"), words, "booked"
        )
        held.end = max(held.end, found.end("state"))


def _antecedent(reader: Reader, head: int, t: Token) -> int:
    if reader.tokens[head].word in _RELATIVE:
        while t.dep == "conj":
            t = reader.tokens[t.head]
        return t.head if t.dep == "relcl" else head
    return head


def _add_all(reader: Reader, harm: Harm, t: Token, rule: str) -> list[Mention]:
    heads, agent, _ = victims_of(reader, t)
    return _add(reader, harm, t, heads, agent, rule)


def _add(reader: Reader, harm: Harm, t: Token, heads: list[int], agent: Words | None, rule: str) -> list[Mention]:
    """The people at these heads and those coordinated with them; groups of one verb are one sum."""
    added: list[Mention] = []
    for head in heads:
        head = _antecedent(reader, head, t)
        for h in reader.conjuncts(head):
            m = _add_one(reader, harm, t, h, rule)
            if m is not None:
                if agent is not None and not _inside(agent, m):
                    m.perpetrator = m.perpetrator or agent
                added.append(m)
    counted = [m for m in added if m.best != 0]
    if len(counted) > 1:
        for m in counted:
            m.sum_with = counted[0]
    return added


def _inside(agent: Words, m: Mention) -> bool:
    """Whether the words for the doer are those for the people held ("the gunman is in custody")."""
    return m.noun is not None and agent.span[0] < m.noun[1] and m.noun[0] < agent.span[1]


def _add_one(reader: Reader, harm: Harm, t: Token, head: int, rule: str) -> Mention | None:
    token, group = reader.tokens[head], reader.group(head)
    span = (token.start, token.end)
    if _known(reader, harm, group.noun or span) or reader.text[token.end : token.end + 1] in ("'", "’"):
        return None  # told already, or only the owners of what is taken
    if token.word in _THE_REST and group.quantity is None and reader.word(token.i - 1) in ("the", "all"):
        words = VictimWords(is_people=True, plural=True)
        return reader.add_people(harm, t, (reader.tokens[token.i - 1].start, token.end), words, rule)
    if token.word in _MANY or token.word in _ONE:
        words = VictimWords(
            is_people=True, plural=token.word in _MANY, implied_count=None if token.word in _MANY else 1
        )
        m = reader.add_people(harm, t, span, words, rule)
        m.pronoun = True
        return m
    found = add_victims(reader, harm, t, head, rule)
    if found is not None or group.quantity is not None or group.noun is None:
        return found
    words = group.words
    if words.is_people is True and words.plural and token.tag.endswith("S") and not token.name:
        m = reader.add_people(harm, t, group.noun, words, rule)
        m.definite = True
        return m
    return None


def _known(reader: Reader, harm: Harm, span: tuple[int, int]) -> bool:
    """Whether the sentence has told the same of the same words."""
    return any(
        m.harm == harm and m.noun is not None and m.noun[0] < span[1] and span[0] < m.noun[1] for m in reader.mentions
    )
