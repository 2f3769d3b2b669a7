"""People held by the state in words of every day: "130 marchers in custody", "picked up at a checkpoint", "six have since walked free".

Called for each parsed sentence after `captives`, which reads the plain words of arrest and of taking.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.outcome_words import PERSON_ENDING
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, victims_of
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Modifier, Words

NEAR_CHARACTERS = 700  # before a release, within which it is told how those freed had been held

_IN_CUSTODY = re.compile(
    r"\s+(?P<who>(?:more\s+|others?\s+)?[\"“'‘]?(?:[\w'’-]+\s+){0,3}?[\w'’-]+[\"”'’]?\s+)??"
    r"(?:still\s+|now\s+|already\s+)?(?:in\s+(?:(?:police|army|military|state|federal|government|pre-trial)\s+)?(?:custody|detention)|behind\s+bars|under\s+arrest)\b",
    re.IGNORECASE,
)
_PICKED_UP = {"picked": "up", "picking": "up", "scooped": "up", "hauled": "in", "hauling": "in"}
_SEIZED = words_of("collared busted netted")
_BY_STATE = re.compile(
    r"\b(?:police\w*|plain-?clothes\w*|soldiers?|troops|army|gendarmes?|security\s+(?:forces|agents|men|officers)|officers?|agents?|raids?|sweeps?"
    r"|checkpoints?|crackdown|curfew|round-?ups?|protests?|demonstrations?|rall(?:y|ies)|march(?:es)?|unrest|riots?|intelligence|interrogat\w+|cells?)\b",
    re.IGNORECASE,
)
_FETCHED = re.compile(
    r"\b(?:ambulances?|taxi|bus|buses|from\s+school|parents?|helicopters?|lifeboat|hospital|airport|hitch\w*|lift|award|trophy|medal|ferry|boat|ship)\b",
    re.IGNORECASE,
)
_ARRESTED = re.compile(
    r"\b(?:arrest(?:s|ed|ing)?|detain\w*|detention|custody|jail\w*|prison\w*|picked\s+up|rounded\s+up|police\s+cells?|held|captured)\b",
    re.IGNORECASE,
)
_ABDUCTED = re.compile(r"\b(?:kidnap\w*|abduct\w*|hostages?|captors?|ransom|captivity|marched\s+off)\b", re.IGNORECASE)


def read_custody(reader: Reader, mentions: list[Mention]) -> None:
    """Add those whom a sentence tells to be held, or let go, in such words to `mentions`, the reader's own list."""
    for k, q in enumerate(reader.quantities):
        if q.ordinal or k in reader.used:
            continue
        found = _IN_CUSTODY.match(reader.cased, q.end, reader.sentence.end)
        if found is None or any(m.quantity is q for m in mentions):
            continue
        noun = found.span("who") if found.group("who") else None
        if noun is not None:
            noun = (noun[0], noun[0] + len(found.group("who").rstrip()))
            if not _of_people(reader, noun):
                continue
        held = reader.add_bare(Harm.DETAINED, reader.token_at_offset(found.end() - 1), q, "booked", noun)
        if held is not None:
            held.end = max(held.end, found.end())
    _drop_bodies(reader, mentions)
    _read_short(reader, mentions)
    _read_to_jail(reader, mentions)
    for t in reader.tokens:
        if (t.word in _PICKED_UP and reader.word(t.i + 1) == _PICKED_UP[t.word]) or (
            t.word in _SEIZED and t.tag.startswith("VB")
        ):
            _read_picked_up(reader, mentions, t)
        elif (t.word == "let" and reader.word(t.i + 1) == "go") or (
            t.word in ("walked", "gone", "set") and reader.word(t.i + 1) == "free"
        ):
            _read_let_go(reader, mentions, t)
        elif (t.word == "escaped" and t.tag.startswith("VB")) or (
            t.word in ("broke", "broken") and reader.word(t.i + 1) == "out" and reader.word(t.i + 2) == "of"
        ):
            _read_escaped(reader, mentions, t)


def _drop_bodies(reader: Reader, mentions: list[Mention]) -> None:
    """ "His body was being held at the morgue": the dead are no prisoners."""
    for m in [m for m in mentions if m.harm is Harm.DETAINED and m.noun is not None]:
        if m.noun is not None and _DEAD_BODY.search(reader.cased, *m.noun):
            mentions.remove(m)


_DEAD_BODY = re.compile(r"\b(?:body|bodies|corpses?|remains)\b", re.IGNORECASE)
_HELD = (
    r"(?:(?:still|now|also|currently|already)\s+)*(?:(?:being\s+)?(?:held|detained|jailed)(?=\s*(?:$|[.,;]|(?:on|in|at|without|for|by|pending|under|over)\b))"
    r"(?!\s+(?:on\s+(?:to|as)|at\s+(?:gunpoint|knifepoint|bay)|in\s+(?:high|contempt|place|esteem|awe)|for\s+(?:ransom|years?\s+the)|by\s+(?:the\s+)?(?:rebels|gunmen|kidnappers|captors)))"
    r"|in\s+(?:(?:police|federal|juvenile|county)\s+)?(?:custody|detention|jail)|behind\s+bars|under\s+arrest|locked\s+up)\b"
)
_SHORT = Keyed(
    rf"(?<![\w’'])(?P<who>he|she)['’]s\s+(?P<state>{_HELD})",
    "held detained jailed custody detention jail bars arrest locked",
)
_TO_JAIL = Keyed(
    r"\b(?:was|were|been)\s+(?:(?:later|then|also|subsequently)\s+)?(?P<verb>transported|taken|brought|driven|transferred|escorted|sent|moved|remanded)\s+(?:in)?to\s+"
    r"(?:the\s+|a\s+)?(?:[A-Z][\w.’'-]*\s+|(?:county|city|local|regional|state|federal|juvenile|adult|central|district|parish|maximum|security)\s+){0,6}?(?:jail|prison|detention\s+(?:center|centre|facility)|penitentiary)\b"
    r"(?!\s+(?:hospital|infirmary|ward|to\s+visit)|['’])",
    "jail prison detention penitentiary",
)


def _read_short(reader: Reader, mentions: list[Mention]) -> None:
    """ "He's being held on bond", "she's behind bars": the parse takes the shortened verb for a possessor."""
    for found in _SHORT.all(reader):
        if any(m.harm is Harm.DETAINED and m.start < found.end() and found.start() < m.end for m in mentions):
            continue
        span = found.span("who")
        held = reader.add_people(
            Harm.DETAINED, reader.token_at_offset(found.start("state")), span, reader.describe(span), "booked"
        )
        held.low = held.best = held.high = 1
        held.modifier, held.pronoun, held.end = Modifier.EXACT, True, max(held.end, found.end())


def _read_to_jail(reader: Reader, mentions: list[Mention]) -> None:
    """ "Orl was transported to the county jail"."""
    for found in _TO_JAIL.all(reader):
        verb = reader.token_at_offset(found.start("verb"))
        heads = reader.children(verb.i, ("nsubjpass", "nsubj"))
        if any(_DEAD_BODY.fullmatch(reader.tokens[h].word) for h in heads):
            continue
        for m in _add_all(reader, mentions, Harm.DETAINED, verb, heads, None, "booked"):
            m.end = max(m.end, found.end())


def _read_escaped(reader: Reader, mentions: list[Mention], t: Token) -> None:
    """ "Three inmates escaped", "Renk escaped from prison": whoever escapes had been held; "the inmates" alone are told of before."""
    heads = reader.children(t.i, ("nsubj",))
    if _UNHARMED.match(reader.cased, t.end, reader.sentence.end):
        return
    from_prison = _FROM_PRISON.match(reader.cased, t.end, reader.sentence.end) is not None
    told = []
    for head in heads:
        group = reader.group(head)
        noun = reader.cased[slice(*group.noun)] if group.noun is not None else ""
        back = re.match(r"(?:the|these|those)\s", noun, re.IGNORECASE) and group.quantity is None
        if group.quantity is not None and group.quantity.high == 0:
            continue  # "no prisoners escaped"
        if not (from_prison or _PRISONER.search(noun)) or (back and not re.search(r"\s[A-Z]", noun)):
            continue
        told += _add_all(reader, mentions, Harm.DETAINED, t, [head], None, "freed")
    for m in told:
        m.extra["captive"] = True


_PRISONER = re.compile(r"\b(?:inmates?|prisoners?|convicts?|detainees?)\b", re.IGNORECASE)
_FROM_PRISON = re.compile(
    r"\s+(?:out\s+)?(?:from|of)\s+(?:[\w'’-]+\s+){0,4}?(?:prison|jail|custody|detention|penitentiary|cells?)\b",
    re.IGNORECASE,
)
_UNHARMED = re.compile(
    r"\s+(?:with|death|injur\w+|unhurt|unharmed|unscathed|arrest|an?\s+attempt|being|the\s+(?:fire|blast|attack|shooting))\b",
    re.IGNORECASE,
)


def _of_people(reader: Reader, noun: tuple[int, int]) -> bool:
    """Whether words between a number and "in custody" are a noun of people, with no verb among them."""
    inside = [t for t in reader.tokens if noun[0] <= t.start and t.end <= noun[1]]
    if any(t.tag in ("VBD", "VBZ", "VBP", "IN", "CC", "MD") for t in inside):
        return False
    people = reader.describe(noun).is_people
    last = reader.cased[slice(*noun)].strip("\"”'’ ").split()[-1].lower()
    return people if people is not None else PERSON_ENDING.search(last) is not None


def _read_picked_up(reader: Reader, mentions: list[Mention], t: Token) -> None:
    """ "Were picked up in raids", "police picked up a tailor", "two suspects were collared"; children are picked up too."""
    heads, agent, _ = victims_of(reader, t)
    sentence = reader.cased[reader.sentence.start : reader.sentence.end]
    if not is_passive(reader, t) and agent is None:
        return
    by_state = agent is not None and _BY_STATE.search(agent.text) is not None
    if agent is not None and not by_state:
        return
    if not by_state and (_BY_STATE.search(sentence) is None or _FETCHED.search(sentence)):
        if not all(reader.group(h).words.role in ("suspect", "attacker") for h in heads):
            return
    _add_all(reader, mentions, Harm.DETAINED, t, heads, agent, "taken")


def _read_let_go(reader: Reader, mentions: list[Mention], t: Token) -> None:
    """ "Eleven have since been let go", "six have walked free": they had been held, as the words before say."""
    before = reader.text[max(0, t.start - NEAR_CHARACTERS) : t.start]
    held = max((m.start() for m in _ARRESTED.finditer(before)), default=-1)
    taken = max((m.start() for m in _ABDUCTED.finditer(before)), default=-1)
    if max(held, taken) < 0:
        return
    heads, _, _ = victims_of(reader, t) if t.word != "walked" else ([], None, "")
    heads = heads or reader.children(t.i, ("nsubj", "nsubjpass"))
    counted = [h for h in heads if reader.group(h).quantity is not None]  # one person let go is told of before
    told = _add_all(reader, mentions, Harm.DETAINED if held >= taken else Harm.ABDUCTED, t, counted, None, "freed")
    for m in told:
        m.extra["captive"] = True


def _add_all(
    reader: Reader, mentions: list[Mention], harm: Harm, t: Token, heads: list[int], agent: Words | None, rule: str
) -> list[Mention]:
    """The people at these heads and those joined to them, unless the sentence has told the same of them."""
    told: list[Mention] = []
    for one in [c for h in heads for c in reader.conjuncts(h)]:
        group, token = reader.group(one), reader.tokens[one]
        people = group.words.is_people is True or token.word in ("he", "she", "him", "her")
        bare = group.quantity is not None and reader.holds(group.quantity, one)
        named = token.name and not token.demonym and reader.looks_like_person(token)
        if not (people or bare or named) or any(
            m.harm == harm and m.noun is not None and m.noun[0] <= token.start < m.noun[1] for m in mentions
        ):
            continue
        found = add_victims(reader, harm, t, one, rule)
        if found is not None:
            found.perpetrator = agent
            told.append(found)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]
    return told
