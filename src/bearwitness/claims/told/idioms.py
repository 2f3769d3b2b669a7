"""Idioms of the local press for death, wounds and arrest: "embraced martyrdom", "hacked him to death", "whisked away a chief".

Called for each parsed sentence after its own mentions are read. Each idiom is found by one word and names its victims by
their place in the grammar; those that are said of things too ("mowed down", "set ablaze") need people there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import agent_of, doer_of, is_passive, victims_of
from bearwitness.claims.told.taken import ARMED, GUARDS
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Words

_FOUND_MARTYRDOM = words_of("embraced embrace embraces embracing attained attaining achieved achieving gained")
_KILLS_TO_DEATH = words_of(
    "hacked hacking hack hacks stoned stoning clubbed clubbing battered battering kicked kicking bludgeoned bludgeoning macheted "
    "chopped chopping speared spearing knifed knifing axed dragged beat beaten beating beats tortured torturing burned burnt "
    "burning slashed slashing cut cutting strangled throttled choked thrashed thrashing butchered pelted whipped flogged trampled "
    "smashed bashed bashing stabbed stabbing stab stabs shot pummelled pummeled lashed sliced slicing lynched roasted done"
)
_CUT_DOWN = words_of("mowed mow mowing mown gunned gunning shot cut")
_SET = words_of("set setting sets")
_CARRIED_OFF = words_of("whisked whisk whisking made carted carting spirited spiriting")
_BY_STATE = words_of(
    "police policemen troops soldiers army forces agents officers gendarmes military rangers constabulary"
)
_ABSOLUTE = words_of("he she him her they them who")


def read_idioms(reader: Reader, mentions: list[Mention]) -> None:
    """Add those whom an idiom says dead, hurt or taken to `mentions`, the reader's own list."""
    for t in reader.tokens:
        read = _IDIOMS.get(t.word)
        if read is not None:
            read(reader, mentions, t)


def _read_martyrdom(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Two policemen embraced martyrdom"."""
    verb = reader.tokens[t.head]
    if t.dep == "dobj" and verb.word in _FOUND_MARTYRDOM:
        _add(reader, mentions, Harm.KILLED, verb, _subjects(reader, verb), None)


def _read_to_death(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "They hacked my neighbour to death", "was done to death", "bled to death"."""
    to = reader.tokens[t.head]
    if to.word != "to" or to.i != t.i - 1:
        return
    verb = reader.governing_verb(to)
    if verb is None or not 0 < t.i - verb.i < _REACH:
        return
    if verb.word in ("bled", "bleeding", "bleed"):
        if reader.is_of_force:
            _add(reader, mentions, Harm.KILLED, verb, _subjects(reader, verb), None)
    elif verb.word in _KILLS_TO_DEATH and (verb.word != "done" or is_passive(reader, verb)):
        heads, agent, _ = victims_of(reader, verb)
        _add(reader, mentions, Harm.KILLED, verb, heads[-1:], agent)


_REACH = 16  # tokens from a verb to "to death" behind its object


def _read_down(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Gunned him down", "mowed down worshippers"."""
    verb = next((v for v in (reader.tokens[t.head], reader.token(t.i - 1)) if v and v.word in _CUT_DOWN), None)
    if verb is None or not verb.tag.startswith("VB") or t.i - verb.i > _REACH:
        return
    if verb.word in ("gunned", "gunning") or reader.is_of_force:
        heads, agent, _ = victims_of(reader, verb)
        if verb.word in ("shot", "cut", "mowed", "mow", "mown") and agent is None and not is_passive(reader, verb):
            return  # "a storm cut down", "the car mowed down"
        _add(reader, mentions, Harm.KILLED, verb, [h for h in heads if _is_person(reader, h)], agent)


def _read_ablaze(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Three suspected thieves were set ablaze": burned; what became of them may stand elsewhere."""
    verb = reader.governing_verb(t)
    if verb is None or verb.word not in _SET or (t.word == "fire" and reader.word(t.i - 1) != "on"):
        return
    heads, agent, _ = victims_of(reader, verb)
    for m in _add(reader, mentions, Harm.INJURED, verb, [h for h in heads if _is_person(reader, h)], agent):
        m.extra["fate_open"] = True


def _read_away(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Gunmen whisked away the village head", "made away with a priest", said of armed men; a guard whisks away to safety."""
    verb = reader.tokens[t.head] if reader.tokens[t.head].word in _CARRIED_OFF else reader.token(t.i - 1)
    if verb is None or verb.word not in _CARRIED_OFF or not verb.tag.startswith("VB"):
        return
    if reader.word(t.i + 1) == "with":
        heads = reader.children(t.i + 1, ("pobj",))
    elif verb.word == "made":
        return
    else:
        heads = [c for c in verb.children if reader.tokens[c].dep in ("dobj", "npadvmod") and c > verb.i]
    passive = any(reader.tokens[c].dep == "auxpass" for c in verb.children)
    heads, agent = (victims_of(reader, verb)[0], agent_of(reader, verb)) if passive else (heads, doer_of(reader, verb))
    if agent is None or not ARMED.search(agent.text) or GUARDS.search(agent.text):
        return
    state = any(w in _BY_STATE for w in agent.text.lower().split())
    people = [h for h in heads if _is_person(reader, h)]
    _add(reader, mentions, Harm.DETAINED if state else Harm.ABDUCTED, verb, people, agent)


def _read_picked_up(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Two suspects were picked up by security forces"."""
    verb = reader.tokens[t.head]
    if verb.word not in ("picked", "picking") or not verb.tag.startswith("VB"):
        return
    heads, agent, _ = victims_of(reader, verb)
    if agent is not None and any(w in _BY_STATE for w in agent.text.lower().split()):
        _add(reader, mentions, Harm.DETAINED, verb, [h for h in heads if _is_person(reader, h)], agent)


def _read_taken_in(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Two suspects were collared"."""
    if t.tag.startswith("VB"):
        heads, agent, _ = victims_of(reader, t)
        if agent is None and not is_passive(reader, t):
            return
        _add(reader, mentions, Harm.DETAINED, t, [h for h in heads if _is_person(reader, h)], agent)


def _read_deprived(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Five persons were deprived of life"."""
    if reader.word(t.i + 1) == "of" and any(reader.word(t.i + k) in ("life", "lives") for k in (2, 3)):
        if reader.word(t.i + 2) in ("life", "lives", "his", "her", "their"):
            heads, agent, _ = victims_of(reader, t)
            _add(reader, mentions, Harm.KILLED, t, heads, agent)


def _read_brought_dead(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Doctors declared him brought dead"."""
    brought = reader.tokens[t.i - 1]
    verb = reader.tokens[brought.head]
    if t.i and brought.word == "brought" and verb.word in ("declared", "pronounced", "declaring", "pronouncing"):
        heads = [c for v in (brought, verb) for c in reader.children(v.i, ("nsubj", "nsubjpass", "dobj"))]
        heads = [h for h in heads if h > verb.i] or heads
        _add(reader, mentions, Harm.KILLED, t, [h for h in heads if _is_person(reader, h)][:1], None)


def _read_maimed(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "He was left paralysed by a bullet"."""
    left = reader.tokens[t.head]
    if left.word in ("left", "leaving") and reader.names_force:
        heads = reader.children(left.i, ("nsubjpass",)) or reader.children(left.i, ("dobj",))
        heads = heads or reader.children(t.i, ("nsubj",))
        _add(reader, mentions, Harm.INJURED, t, [h for h in heads if _is_person(reader, h)], None)


def _read_condition(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Two were arrested in injured condition": hurt as well as arrested."""
    if reader.word(t.i - 1) not in ("injured", "wounded"):
        return
    verb = reader.governing_verb(t)
    if verb is not None:
        for head in victims_of(reader, verb)[0]:
            hurt = add_victims(reader, Harm.INJURED, t, head, "state")
            if hurt is not None:
                hurt.extra["told_as_both"] = True


def _subjects(reader: Reader, verb: Token) -> list[int]:
    """The subject of an active verb, or the one it shares with the verb it is joined to."""
    for _ in range(3):
        heads = reader.children(verb.i, ("nsubj", "nsubjpass"))
        if heads:
            relative = reader.tokens[heads[0]].word in ("who", "that") and verb.dep == "relcl"
            return [verb.head] if relative else heads
        if verb.dep not in ("conj", "xcomp", "advcl") or verb.head == verb.i:
            return []
        verb = reader.tokens[verb.head]
    return []


def _is_person(reader: Reader, head: int) -> bool:
    t = reader.tokens[head]
    if t.word in _ABSOLUTE or reader.group(head).words.is_people is True:
        return True
    return t.name and not t.demonym and len(t.text.split()) > 1 and reader.looks_like_person(t)


def _add(
    reader: Reader, mentions: Sequence[Mention], harm: Harm, t: Token, heads: list[int], agent: Words | None
) -> list[Mention]:
    """The people at the heads as victims, those joined to them too; an injury told of them by the same verb gives way."""
    told: list[Mention] = []
    for one in [c for h in heads for c in reader.conjuncts(h)]:
        at = reader.tokens[one]
        if at.word in ("himself", "herself") and any(m.rule == "reflexive" and m.trigger == t.i for m in mentions):
            continue  # told as the doer's own
        same = [m for m in mentions if m.noun is not None and m.noun[0] <= at.start < m.noun[1]]
        if any(m.harm == harm or m.trigger != t.i for m in same):
            continue
        if same and harm == Harm.KILLED:
            same[0].harm = harm
            continue
        m = add_victims(reader, harm, t, one, "object")
        if m is not None:
            m.perpetrator = agent
            told.append(m)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]
    return told


_IDIOMS: dict[str, Callable[[Reader, Sequence[Mention], Token], None]] = {
    word: read
    for words, read in (
        ("martyrdom shahadat", _read_martyrdom),
        ("death", _read_to_death),
        ("down", _read_down),
        ("ablaze alight fire", _read_ablaze),
        ("away off", _read_away),
        ("up", _read_picked_up),
        ("collared nabbed apprehended", _read_taken_in),
        ("deprived", _read_deprived),
        ("condition", _read_condition),
        ("dead", _read_brought_dead),
        ("paralysed paralyzed crippled blinded disabled", _read_maimed),
    )
    for word in words.split()
}
"""The word by which an idiom is found, and what reads it."""
