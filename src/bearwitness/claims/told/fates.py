"""Set phrases that say who died or was hit: "gave his life", "riddled with bullets", "the fatal shooting of X", "X was among the dead".

Called for each parsed sentence after its own mentions are read. Each phrase names its victims by their place in the
grammar: the subject ("passed away"), the object ("finished them off"), or the noun behind "of".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.sentence.groups import add_groups, add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.lists import list_of_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.outcome_words import NAMED_BY_HARM, PEOPLE_AT_LARGE
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import doer_of, victims_of
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import Harm, Modifier

_OF_SUBJECT = Keyed(
    r"\b(?:gave\s+(?:his|her|their)\s+(?:life|lives)|passed\s+away|breathed\s+(?:his|her)\s+last|met\s+(?:his|her|their)\s+(?:death|end)"
    r"|(?:torn|blown|ripped|cut|hacked|blasted)\s+(?:apart|to\s+(?:pieces|bits|shreds))|riddled\s+with\s+(?:bullets|gunfire|shots)|finished\s+off"
    r"|lost\s+(?:his|her)\s+(?:own\s+)?life)\b",
    "gave passed breathed met apart pieces bits shreds riddled finished lost",
)
_FINISHED = Keyed(r"\b(?:finished|finishing|picked)\s+(?:them|him|her|[\w'’ -]{3,40}?)\s+off\b", "off")
_OUT_OF_ACTION = Keyed(r"\b(?:put|puts|putting|placed|knocked|taken|took)\b(?=[^.;]{0,90}?\bout of action\b)", "action")
_ENDED_LIVES = Keyed(r"\b(?:end(?:s|ed|ing)|snuff(?:s|ed|ing)\s+out)\s+the\s+(?:lives|life)\s+of\b", "life lives")
_HARM_OF = Keyed(
    r"\b(?:shooting|stabbing|beating|knifing|slashing|clubbing|bludgeoning)s?\s+of\s+(?=\S)",
    "shooting shootings stabbing stabbings beating beatings knifing knifings slashing slashings clubbing clubbings bludgeoning bludgeonings",
)
_THOSE_OF = Keyed(
    r"\b(?:killing|murder|death|assassination|slaying|execution)s?\s+(?:is|are|was|were)\s+(?:those|that)\s+of\b",
    "those that",
)
_FATALITY_WAS = Keyed(
    r"\bfatalit(?:y|ies)\s+(?:was|were|is|are)\s+(?=(?:an?|the|two|three|his|her)\b)", "fatality fatalities"
)
_TO_THE_GRAVE = Keyed(
    r"\b(?:sent|sends|sending)\b(?=[^.;]{3,90}?\bto\s+(?:their|his|her|an\s+early|the)\s+(?:early\s+)?graves?\b)",
    "grave graves",
)
_MURDERED_MANY = Keyed(
    r"\b(?:the|these|those)\s+(?:slain|murdered|assassinated)\s+(?=[\w'’-]+s\b)", "slain murdered assassinated"
)
_DEADLY = re.compile(r"\b(?:fatal|deadly|lethal|mortal)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_FATAL_WOUNDS_OF = Keyed(
    r"\b(?:fatal|mortal)\s+(?:injuries|wounds|injury|wound)\s+(?:sustained|suffered|received)\s+by\b"
    r"|\b(?:fatal|mortal)(?:ly)?\s+(?:injuries|wounds|injury|wound)\s+(?:inflicted\s+on|to)\b",
    "fatal mortal fatally mortally",
)
_AMONG = Keyed(
    r"\b(?:was|were|is|are)\s+(?:also\s+|reportedly\s+|believed\s+to\s+be\s+)?(?:among|one\s+of)\s+(?:(?:the|those|at\s+least|some)\s+){0,2}(?:[\w,-]+\s+){0,2}?"
    r"(?P<what>killed|dead|slain|murdered|fatalities|martyrs|wounded|injured|hurt)\b",
    "among one",
)
_SLAIN = Keyed(r"\b(?:slain|murdered|assassinated)\s+(?=[\w'’-]+)", "slain murdered assassinated")
_A_LIFE = Keyed(r"\b(?:claim(?:s|ed|ing)?|took|takes|taking|cost(?:s|ing)?)\s+(?:a|another)\s+life\b", "life")
_BOTH = Keyed(
    r"\b(?:kill(?:ed|ing|s)|dead)\s+and\s+(?:wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt)\b",
    "wounded wounding wounds injured injuring injures hurt",
)
_STATES = {
    "killed": Harm.KILLED,
    "dead": Harm.KILLED,
    "slain": Harm.KILLED,
    "murdered": Harm.KILLED,
    "fatalities": Harm.KILLED,
    "martyrs": Harm.KILLED,
    "wounded": Harm.INJURED,
    "injured": Harm.INJURED,
    "hurt": Harm.INJURED,
}
_TAKES_SUBJECT = ("conj", "advcl", "xcomp", "oprd", "acomp", "ccomp")


_POSSESSED = Keyed(
    r"(?:['’]s|s['’])\s+(?P<deadly>(?:fatal|deadly)\s+)?(?P<what>shooting|stabbing|beating)\b(?!\s+(?:spree|rampage|range|star|suspect|guard|skills?|death|attack|scene|style|ability|form))",
    "shooting stabbing beating",
)
_COST_LIFE = Keyed(
    r"\bcost(?:s|ing)?\s+(?P<who>(?:[\w’'-]+\s+){1,5}?)(?:his|her|their)\s+(?:own\s+)?li(?:fe|ves)\b",
    "cost costs costing",
)
_WIPED_OUT = Keyed(r"\bwip(?:ed|ing)\s+out\b", "wiped wiping")
_TOOK_PRISONERS = Keyed(r"\b(?:took|taking)\s+(?:many\s+|several\s+|some\s+)?prisoners\b", "prisoners")
_DOERS = frozenset(("attacker", "suspect", "police", "combatant", "guard"))
_BODY_OF = frozenset(("body", "bodies", "corpse", "corpses", "remains"))


def read_fates(reader: Reader, mentions: list[Mention]) -> None:
    """Add those whom a set phrase says dead or hit to `mentions`, the reader's own list."""
    start = reader.sentence.start
    for found in _OF_SUBJECT.all(reader):
        subject = _subject(reader, reader.token_at_offset(found.start()))
        if subject is not None and reader.tokens[subject].word in _BODY_OF:
            _tell_bodies(reader, mentions, found, subject)
        elif subject is not None:
            _tell(reader, mentions, Harm.KILLED, found, subject)
    for found in _FINISHED.all(reader):
        verb = reader.token_at_offset(found.start())
        for c in verb.children:
            if reader.tokens[c].dep == "dobj":
                _tell(reader, mentions, Harm.KILLED, found, c)
    for found in _OUT_OF_ACTION.all(reader):
        for head in victims_of(reader, reader.token_at_offset(found.start()))[0]:
            _tell(reader, mentions, Harm.KILLED_OR_INJURED, found, head)
    for found in _TO_THE_GRAVE.all(reader):
        verb = reader.token_at_offset(found.start())
        for head in reader.children(verb.i, ("dobj",)):
            before = len(reader.mentions)
            add_groups(reader, Harm.KILLED, verb, head, doer_of(reader, verb), "object")
            for m in list(reader.mentions[before:]):
                m.end = max(m.end, found.end())
                if m is not reader.mentions[before] and m.quantity is None and m.low != 1:
                    reader.mentions.remove(m)  # "300 judges and court officials": one number for both
    for found in _MURDERED_MANY.all(reader):
        _read_murdered_many(reader, mentions, found)
    for found in _FATALITY_WAS.all(reader):
        be = reader.token_at_offset(found.end() - 2)
        for head in reader.children(be.i, ("attr",)):
            if head > be.i:
                _tell(reader, mentions, Harm.KILLED, found, head)
    for shape in (_ENDED_LIVES, _FATAL_WOUNDS_OF, _THOSE_OF):
        for found in shape.all(reader):
            _tell_object(reader, mentions, Harm.KILLED, found)
    for found in _HARM_OF.all(reader):
        deadly = _DEADLY.search(reader.cased, start, found.start()) is not None
        _tell_object(reader, mentions, Harm.KILLED if deadly else Harm.INJURED, found)
    for found in _POSSESSED.all(reader):
        _read_possessed(reader, mentions, found)
    for found in _COST_LIFE.all(reader):
        who = reader.token_at_offset(found.end("who") - 2)
        _tell(reader, mentions, Harm.KILLED, found, who.i)
    for found in _WIPED_OUT.all(reader):
        verb = reader.token_at_offset(found.start())
        for c in verb.children:
            group = reader.group(c)
            if reader.tokens[c].dep == "dobj" and group.words.status.value == "combatant":
                before = len(reader.mentions)
                _tell(reader, mentions, Harm.KILLED, found, c)
                for m in reader.mentions[before:]:
                    m.perpetrator = doer_of(reader, verb)
    for found in _TOOK_PRISONERS.all(reader):
        if not any(m.harm == Harm.DETAINED for m in mentions):
            last = reader.token_at_offset(found.end() - 2)
            words = describe_victims("prisoners")
            reader.add_people(
                Harm.DETAINED, last, (last.start, last.end), words, "took-prisoners"
            ).start = found.start()
    for found in _A_LIFE.all(reader):
        words = describe_victims("one person")
        life = reader.add_people(Harm.KILLED, reader.token_at_offset(found.start()), None, words, "lives")
        life.low = life.best = life.high = 1
        life.modifier, life.start, life.end = Modifier.EXACT, found.start(), found.end()
    for found in _BOTH.all(reader):
        _read_both(reader, mentions, found)
    for found in _SLAIN.all(reader):
        _read_slain(reader, mentions, found)
    for found in _AMONG.all(reader):
        subject = _subject(reader, reader.token_at_offset(found.start()))
        if subject is not None and reader.tokens[subject].word not in ("who", "there", "it"):
            _tell(reader, mentions, _STATES[found.group("what").lower()], found, subject)


def _read_possessed(reader: Reader, mentions: Sequence[Mention], found: re.Match[str]) -> None:
    """ "The nephew's shooting": whoever the shooting is said to be of, unless it is one who shoots."""
    owner = reader.token_at_offset(found.start() - 1)
    words = reader.group(owner.i).words
    if words.role in _DOERS or words.status.value == "combatant" or (words.is_people is not True and not owner.name):
        return
    if owner.name and not (len(owner.text.split()) > 1 and reader.looks_like_person(owner)):
        return  # "Oru's shooting": a place as well as a person
    _tell(reader, mentions, Harm.KILLED if found.group("deadly") else Harm.INJURED, found, owner.i)


def _read_both(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    """ "Killing and wounding 40 people" parts them not; "many dead and wounded" are many of each."""
    near = [
        m
        for m in mentions
        if m.quantity is not None
        and m.harm in (Harm.KILLED, Harm.INJURED)
        and (0 <= m.quantity.start - found.end() <= 2 or 0 <= found.start() - m.quantity.end <= 20)
        and not m.quantity.ordinal
    ]
    if not near:
        return
    m = near[0]
    if m.modifier != Modifier.VAGUE:
        for other in [o for o in mentions if found.start() <= reader.tokens[o.trigger].start < found.end()]:
            other.harm = Harm.KILLED_OR_INJURED
            if other is not m and other.quantity is None and other.part_of is None:
                mentions.remove(other)
        m.harm = Harm.KILLED_OR_INJURED
        m.start, m.end = min(m.start, found.start()), max(m.end, found.end())
        return
    if not any(o is not m and o.quantity is m.quantity for o in mentions):
        other_harm = Harm.INJURED if m.harm == Harm.KILLED else Harm.KILLED
        mentions.append(replace(m, harm=other_harm, start=min(m.start, found.start()), end=max(m.end, found.end())))
    for o in mentions:
        if o.quantity is m.quantity:
            o.extra = {**o.extra, "told_as_both": True}


def _read_slain(reader: Reader, mentions: Sequence[Mention], found: re.Match[str]) -> None:
    """ "Slain student Ana Rell": the word hangs on the name or noun behind it."""
    t = reader.token_at_offset(found.start())
    head = reader.tokens[t.head]
    for _ in range(3):
        if head.dep not in ("compound", "amod"):
            break
        head = reader.tokens[head.head]
    if t.dep not in ("amod", "compound") or head.i <= t.i or not (head.name or head.tag in ("NN", "NNP")):
        return
    _tell(reader, mentions, Harm.KILLED, found, head.i, alone=any(w.word == "or" for w in reader.tokens[head.i :]))


def _read_murdered_many(reader: Reader, mentions: Sequence[Mention], found: re.Match[str]) -> None:
    """ "The case of the murdered nuns": the plural noun that the word stands before, not people at large."""
    t = reader.token_at_offset(found.end() - 2)
    head = reader.tokens[t.head]
    if (
        t.dep != "amod"
        or head.i <= t.i
        or head.tag not in ("NNS", "NNPS")
        or head.word in PEOPLE_AT_LARGE | NAMED_BY_HARM
    ):
        return
    if reader.word(head.i + 1) in ("'", "’", "'s") or _told_already(reader, mentions, head.i, Harm.KILLED):
        return
    group = reader.group(head.i)
    if group.words.is_people is True and group.words.plural and group.quantity is None:
        span = (reader.tokens[group.first].start, reader.tokens[group.last].end)
        reader.add_people(Harm.KILLED, t, span, group.words, "noun-of")


def _subject(reader: Reader, t: Token) -> int | None:
    """The subject of a verb, or of those above that share it; a participle behind a noun has that noun."""
    for _ in range(5):
        for c in t.children:
            child = reader.tokens[c]
            if child.dep in ("nsubj", "nsubjpass") and c < t.i:
                if child.word in ("who", "that", "which"):
                    return t.head if t.dep == "relcl" else None
                return c
        if t.dep in ("acl", "relcl", "appos"):
            return t.head if reader.tokens[t.head].tag.startswith(("NN", "PRP", "CD")) else None
        if t.dep not in _TAKES_SUBJECT or t.head == t.i:
            return None
        t = reader.tokens[t.head]
    return None


def _tell_object(reader: Reader, mentions: list[Mention], harm: Harm, found: re.Match[str]) -> None:
    """The noun behind the phrase's last word, with those joined to it."""
    last = reader.token_at_offset(found.end() - 2)
    objects = [c for c in last.children if reader.tokens[c].dep == "pobj" and c > last.i]
    for head in objects:
        _tell(reader, mentions, harm, found, head)
        added = [h for h in list_of_victims(reader, reader.conjuncts(head)) if h not in reader.conjuncts(head)]
        for h in added:  # of a list that the parse cuts
            _tell(reader, mentions, harm, found, h, alone=True)


def _tell(
    reader: Reader, mentions: Sequence[Mention], harm: Harm, found: re.Match[str], head: int, *, alone: bool = False
) -> None:
    before = len(reader.mentions)
    trigger = reader.token_at_offset(found.start())
    told = []
    for one in [head] if alone else reader.conjuncts(head):
        if _told_already(reader, mentions, one, harm) or reader.tokens[one].word in ("it", "this", "that"):
            continue
        m = add_victims(reader, harm, trigger, one, "noun-of" if one > trigger.i else "subject")
        if m is not None:
            told.append(m)
    for m in reader.mentions[before:]:
        m.start, m.end = min(m.start, found.start()), max(m.end, found.end())
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]


def _tell_bodies(reader: Reader, mentions: Sequence[Mention], found: re.Match[str], head: int) -> None:
    """ "The peasants' corpses were riddled with bullets": the dead are those whose bodies they were."""
    group = reader.group(head)
    if group.quantity is not None or reader.tokens[head].word not in ("bodies", "corpses"):
        _tell(reader, mentions, Harm.KILLED, found, head)
        return
    if _told_already(reader, mentions, head, Harm.KILLED):
        return
    span = (reader.tokens[group.first].start, reader.tokens[group.last].end)
    dead = reader.add_people(Harm.KILLED, reader.token_at_offset(found.start()), span, group.words, "bodies")
    dead.low, dead.best, dead.high, dead.modifier = 2, None, None, Modifier.VAGUE
    dead.start, dead.end = min(dead.start, found.start()), max(dead.end, found.end())


def _told_already(reader: Reader, mentions: Sequence[Mention], head: int, harm: Harm) -> bool:
    """Whether the sentence has told this harm, or a worse one, of these people."""
    group = reader.group(head)
    start, end = reader.tokens[group.first].start, reader.tokens[group.last].end
    return any(
        m.harm in (harm, Harm.KILLED)
        and (
            (m.quantity is not None and m.quantity is group.quantity)
            or (m.noun is not None and m.noun[0] < end and start < m.noun[1])
        )
        for m in mentions
    )
