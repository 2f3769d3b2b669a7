"""Deaths and wounds in the plain words of those who were there: "they slit his throat", "I lost my wife in the raid", "they raped me".

Called for each parsed sentence after its own mentions are read. What the words say by themselves is harm by force only where
the sentence or the report tells of force.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.outcome_words import words_of
from bearwitness.claims.sentence.parse import Token
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.subjects import add_pronoun, subject_head
from bearwitness.claims.sentence.verbs import doer_of, verb_harm
from bearwitness.claims.sentence.victims import VictimWords
from bearwitness.records import Harm, Modifier

_THROAT = re.compile(
    r"\b(?:cut|cuts|cutting|slit|slits|slitting|slashed|slashing|slit\s+open)\s+(?:open\s+)?(?:(?P<whose>his|her|my)|(?P<owner>(?:[\w-]+\s+){0,3}?[\w-]+)(?:['’]s?))\s+throats?\b"
    r"|\b(?:cut|cuts|cutting|slit|slits|slitting|slashed|slashing)\s+the\s+throats?\s+(?P<of>of)\s+"
    r"|\b(?:(?P<whose2>his|her)|(?P<owner2>[\w-]+)(?:['’]s?))\s+throats?\s+(?:was|were|is|are|had\s+been|has\s+been|have\s+been|being)\s+(?:cut|slit|slashed)\b",
    re.IGNORECASE,
)
_LIVED = re.compile(
    r"\b(?:surviv\w+|stitch\w*|scars?|hospital|alive|tried|attempt\w*|threat\w*|would|recover\w*)\b", re.IGNORECASE
)
_KIN = words_of(
    "wife husband son sons daughter daughters child children brother brothers sister sisters mother father parents baby babies "
    "uncle aunt cousin cousins nephew nephews niece nieces grandson granddaughter grandchildren grandmother grandfather twins family"
)
_LOSE = words_of("lost lose loses losing")
_BY_FORCE = re.compile(
    r"\b(?:in|to|during|when)\s+(?:an?\s+|the\s+|that\s+|this\s+|an\s+)?(?:[\w'’-]+\s+){0,3}?(?:attacks?|raids?|massacres?|bombardment|bombing|bombings|shelling|air\s?strikes?|strikes?|blast|explosion|war|fighting|shooting|ambush|offensive|gunfire|bullets?|sniper|mine|landmine|rocket|shell|bomb|bombs|genocide|violence|killings)\b",
    re.IGNORECASE,
)
_LEFT_WITH = re.compile(
    r"\b(?P<verb>left|leaving|leaves)\b[^.;]{0,50}?\bwith\s+(?:[\"“]\s*)?(?:an?\s+|two\s+|three\s+|several\s+|multiple\s+|his\s+|her\s+)?(?:[\w-]+,?\s+){0,3}?"
    r"(?:(?:broken|fractured|shattered|smashed|dislocated|crushed|severed)\s+(?:\w+\s+)?(?:jaws?|arms?|legs?|ribs?|noses?|skulls?|wrists?|ankles?|fingers?|teeth|hands?|hips?|pelvis|collarbones?|spines?|knees?|bones?|cheekbones?|eye\s+sockets?)"
    r"|(?:slashing|gaping|deep|severe|serious|bleeding|open|knife|stab|bullet|gunshot|head)\s+(?:[\w-]+\s+)?(?:wounds?|injur(?:y|ies)|gash(?:es)?|cuts?|burns?))\b",
    re.IGNORECASE,
)
_UNDERGOING = re.compile(
    r"\b(?:undergoing|under|receiving|getting)\s+(?:medical\s+|hospital\s+|emergency\s+)?(?:treatment|surgery|care)\b[^.;]{0,60}?\b(?:for|with|of)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:(?:gunshot|bullet|stab|shrapnel|pellet|knife|blast|burn|head)\s+(?:wounds?|injur(?:y|ies))|fractures?|wounds|burns|injuries)\b"
    r"|\b(?:battling|struggling|fighting)\s+for\s+(?:his\s+|her\s+|their\s+)?li(?:fe|ves)\b|\bin\s+the\s+(?:intensive\s+care|icu)\b",
    re.IGNORECASE,
)
_LODGED = re.compile(
    r"\b(?:bullets?|pellets?|shrapnel|fragments?|splinters?|slugs?)\b[^.;,]{0,30}?\b(?:lodged|stuck|embedded|remains?|is\s+still|are\s+still)\b[^.;,]{0,14}?\bin\s+(?P<whose>his|her)\s+\w+",
    re.IGNORECASE,
)
_BULLET_IN_HEAD = re.compile(
    r"\bfound\b[^.;]{0,80}?\bwith\s+(?:an?|two|three|several|the)?\s*(?:bullets?|shots?|gunshots?)(?:\s+wounds?)?\s+(?:in|to|through)\s+(?:the|his|her|their)\s+(?:backs?\s+of\s+(?:the|his|her|their)\s+)?(?:heads?|skulls?|temples?|necks?|foreheads?|hearts?)\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"\b(?P<who>(?:the|my|his|her|our|their|these|those|two|three|four|five|six|seven|eight|nine|ten)\s+[^,.;:\"“”]{2,50}),\s+"
    r"(?:they|the\s+[\w-]+|these\s+[\w-]+|soldiers|rebels|militiamen|gunmen)\s+(?:had\s+)?(?P<verb>shot|killed|hanged|hung|burned|burnt|murdered|executed|beheaded|slaughtered|stabbed|raped|abducted|kidnapped|arrested|took)\s+(?P<it>them|him|her)\b",
    re.IGNORECASE,
)
_MINE = (Harm.SEXUAL_VIOLENCE, Harm.TORTURED, Harm.INJURED, Harm.ABDUCTED, Harm.DETAINED)


def read_survivors(reader: Reader, mentions: list[Mention]) -> None:
    """Add those of whom such words tell to `mentions`, the reader's own list."""
    start, end = reader.sentence.start, reader.sentence.end
    words = reader.cased[start:end]
    low = words.lower()
    _settle_burned(reader, mentions, low)
    if "throat" in low and not _LIVED.search(words):
        for found in _THROAT.finditer(reader.cased, start, end):
            _read_throat(reader, mentions, found)
    if " me" in low:
        _read_me(reader, mentions)
    if not reader.report.tells_of_force:
        return
    if ("los" in low) and _BY_FORCE.search(words):
        _read_lost_kin(reader, mentions)
    if "left" in low or "leav" in low:
        _read_left_with(reader, mentions)
    if ("treatment" in low or "surgery" in low or "care" in low or " for " in low) and (
        found_care := _UNDERGOING.search(reader.cased, start, end)
    ):
        subject = subject_head(reader, reader.token_at_offset(found_care.start()), within_phrases=True)
        if subject is None and "left" in low:
            subject = _object_of_left(reader)
        _wounded(reader, mentions, found_care, subject)
    if (lodged := _LODGED.search(reader.cased, start, end) if " in h" in low else None) is not None:
        whose = reader.token_at_offset(lodged.start("whose"))
        _one_of(reader, mentions, Harm.INJURED, whose, lodged)
    if "found" in low and (found_dead := _BULLET_IN_HEAD.search(reader.cased, start, end)) and not _LIVED.search(words):
        _read_found_dead(reader, mentions, found_dead)
    if "they" in low or "the" in low:
        for found in _FRONTED.finditer(reader.cased, start, end):
            _read_fronted(reader, mentions, found)
    if "those wh" in low:
        _read_those(reader, mentions)


def _settle_burned(reader: Reader, mentions: list[Mention], low: str) -> None:
    """ "Burned two men alive" kills; one "hung by the wrists" and beaten is tortured, and no second one hurt."""
    if " alive" in low:
        for m in mentions:
            burned = reader.word(m.trigger) in ("burned", "burnt", "burning", "buried")
            if m.harm is Harm.INJURED and burned and reader.cased[m.end : m.end + 6] == " alive":
                m.harm, m.end = Harm.KILLED, m.end + 6
    one = next((m for m in mentions if m.harm is Harm.TORTURED and m.pronoun and m.best == 1), None)
    if one is not None:
        mentions[:] = [m for m in mentions if not (m.harm is Harm.INJURED and m.rule == "blow" and m.pronoun)]


def _told(mentions: Sequence[Mention], start: int, end: int, *harms: Harm) -> bool:
    return any(m.harm in harms and m.noun is not None and m.noun[0] < end and start < m.noun[1] for m in mentions)


def _one_of(reader: Reader, mentions: Sequence[Mention], harm: Harm, whose: Token, found: re.Match[str]) -> None:
    """The one person whom "his" or "her" stands for, unless the sentence tells of one dead or hurt already."""
    if any(m.harm in (harm, Harm.KILLED) and m.low == m.best == 1 for m in mentions):
        return
    words = reader.describe((whose.start, whose.end))
    one = add_pronoun(reader, harm, whose, words, "wound" if harm is Harm.INJURED else "throat")
    one.start, one.end = min(one.start, found.start()), max(one.end, found.end())


def _read_throat(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    verb = reader.token_at_offset(found.start())
    whose = next((n for n in ("whose", "whose2") if found.group(n)), None)
    before = len(reader.mentions)
    if found.group("of"):
        for head in reader.children(reader.token_at_offset(found.start("of")).i, ("pobj",)):
            for one in reader.conjuncts(head):
                add_victims(reader, Harm.KILLED, verb, one, "throat")
    elif whose is not None:
        token = reader.token_at_offset(found.start(whose))
        if token.word != "my":
            _one_of(reader, mentions, Harm.KILLED, token, found)
    else:
        name = "owner" if found.group("owner") else "owner2"
        owner = reader.token_at_offset(found.end(name) - 1)
        group = reader.group(owner.i)
        if (group.words.is_people is True or owner.name) and not _told(
            mentions, reader.tokens[group.first].start, owner.end, Harm.KILLED
        ):
            add_victims(reader, Harm.KILLED, verb, owner.i, "throat")
    for m in reader.mentions[before:]:
        m.start, m.end = min(m.start, found.start()), max(m.end, found.end())
        if verb.tag.startswith("VB"):
            m.perpetrator = m.perpetrator or doer_of(reader, verb)


def _read_me(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "They raped me": the one who speaks."""
    for t in reader.tokens:
        if t.word != "me" or t.dep not in ("dobj", "dative"):
            continue
        verb = reader.tokens[t.head]
        harm = verb_harm(reader, verb) if verb.tag in ("VBD", "VBN") else None
        if harm is None and verb.word in ("beat", "kicked", "whipped", "flogged"):
            harm = Harm.INJURED
        if harm not in _MINE or any(reader.tokens[c].dep in ("neg", "aux") for c in verb.children):
            continue
        if harm is Harm.INJURED and verb.word in ("hurt", "wounded", "burned", "stung") and not reader.names_force:
            continue  # "his words hurt me"
        if doer_of(reader, verb) is None and not any(
            reader.word(c) in ("they", "he", "she", "who") for c in reader.children(verb.i, ("nsubj",))
        ):
            continue
        if any(m.trigger == verb.i and m.noun == (t.start, t.end) for m in mentions):
            continue
        one = add_pronoun(reader, harm, t, VictimWords(is_people=True, implied_count=1), "object")
        one.trigger, one.start, one.perpetrator = verb.i, min(one.start, verb.start), doer_of(reader, verb)


def _read_lost_kin(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "I lost my wife and three children in the bombardment"; a bare plural of relatives is no number."""
    for t in reader.tokens:
        if t.word not in _LOSE or any(reader.tokens[c].dep == "neg" for c in t.children):
            continue
        told: list[Mention] = []
        for head in reader.children(t.i, ("dobj",)):
            for one in reader.conjuncts(head):
                group = reader.group(one)
                owner = reader.word(group.first) in ("his", "her", "my", "their", "our", "both")
                if reader.word(one) not in _KIN or not (owner or group.quantity is not None):
                    continue
                if _told(mentions, reader.tokens[group.first].start, reader.tokens[group.last].end, Harm.KILLED):
                    continue
                m = add_victims(reader, Harm.KILLED, t, one, "object")
                if m is not None and reader.word(one) == "parents" and m.quantity is None:
                    m.low = m.best = m.high = 2
                    m.modifier = Modifier.EXACT
                if m is not None:
                    told.append(m)
        for m in told if len(told) > 1 else ():
            m.sum_with = told[0]


def _object_of_left(reader: Reader) -> int | None:
    """ "The blast left a third man battling for life"."""
    for t in reader.tokens:
        if t.word in ("left", "leaving", "leaves"):
            for c in t.children:
                if c > t.i and reader.tokens[c].dep in ("dobj", "nsubj"):
                    return c
            for c in t.children:
                inner = [k for k in reader.tokens[c].children if reader.tokens[k].dep == "nsubj" and k > t.i]
                if inner:
                    return inner[0]
    return None


def _read_left_with(reader: Reader, mentions: list[Mention]) -> None:
    found = _LEFT_WITH.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is None:
        return
    verb = reader.token_at_offset(found.start("verb"))
    objects = [c for c in verb.children if c > verb.i and reader.tokens[c].dep in ("dobj", "dative")]
    _wounded(reader, mentions, found, objects[0] if objects else subject_head(reader, verb))


def _wounded(reader: Reader, mentions: Sequence[Mention], found: re.Match[str], head: int | None) -> None:
    """One or more people with a wound, unless the sentence tells of them already."""
    if head is None:
        return
    token, group = reader.tokens[head], reader.group(head)
    start, end = reader.tokens[group.first].start, reader.tokens[group.last].end
    if _told(mentions, start, end, Harm.INJURED, Harm.KILLED, Harm.TORTURED):
        return
    if group.quantity is not None and any(m.quantity is group.quantity for m in mentions):
        return
    personal = token.word in ("he", "she", "him", "her", "third", "fourth", "fifth")
    if not (group.words.is_people is True or personal or (token.name and reader.looks_like_person(token))):
        return
    if personal and any(m.harm in (Harm.INJURED, Harm.TORTURED) and m.low == m.best == 1 for m in mentions):
        return
    m = add_victims(reader, Harm.INJURED, reader.token_at_offset(found.start()), head, "wound")
    if m is not None:
        m.start, m.end = min(m.start, found.start()), max(m.end, found.end())
        m.extra["fate_open"] = group.quantity is None


def _read_found_dead(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    verb = reader.token_at_offset(found.start())
    heads = reader.children(verb.i, ("nsubjpass", "nsubj")) or ([verb.head] if verb.dep in ("acl", "relcl") else [])
    for head in heads[-1:]:
        group = reader.group(head)
        start, end = reader.tokens[group.first].start, reader.tokens[group.last].end
        for m in [m for m in mentions if m.harm is Harm.INJURED and m.start < found.end() and m.end > start]:
            mentions.remove(m)
        if any(m.harm is Harm.KILLED and m.start < found.end() and m.end > start for m in mentions):
            continue
        token = reader.tokens[head]
        if group.words.is_people is True or group.quantity is not None or token.name or token.word in ("he", "she"):
            told = add_victims(reader, Harm.KILLED, verb, head, "state")
            if told is not None:
                told.start, told.end = min(told.start, start), max(told.end, found.end(), end)


_OF_VERB = {
    "shot": Harm.INJURED,
    "stabbed": Harm.INJURED,
    "raped": Harm.SEXUAL_VIOLENCE,
    "abducted": Harm.ABDUCTED,
    "kidnapped": Harm.ABDUCTED,
    "took": Harm.ABDUCTED,
    "arrested": Harm.DETAINED,
}


def _read_fronted(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    """ "The two others, they shot them": whom the pronoun stands for opens the clause."""
    who = found.span("who")
    before = reader.cased[reader.sentence.start : who[0]].rstrip()
    if before and before[-1] not in '.;:"“' and not before.lower().endswith(("and", "but")):
        return
    words = reader.describe(who)
    q = next((q for q in reader.quantities if who[0] <= q.start < who[1] and not q.ordinal), None)
    others = found.group("who").lower().split()[-1] in ("others", "rest")
    if (words.is_people is not True and not others) or (
        found.group("it").lower() == "them" and q is None and not words.plural
    ):
        return
    harm = _OF_VERB.get(found.group("verb").lower(), Harm.KILLED)
    it = reader.token_at_offset(found.start("it"))
    verb = reader.token_at_offset(found.start("verb"))
    if any(m.noun is not None and m.noun[0] < who[1] and who[0] < m.noun[1] for m in mentions):
        return
    mentions[:] = [m for m in mentions if m.noun != (it.start, it.end)]
    noun = (q.end + 1, who[1]) if q is not None and q.end + 1 < who[1] else who
    if q is not None:
        m = reader.add_bare(harm, verb, q, "object", noun)
    else:
        m = reader.add_people(harm, verb, noun, words, "object")
        if not words.plural:
            m.low = m.best = m.high = words.implied_count or 1
            m.modifier = Modifier.EXACT
    if m is not None:
        m.start, m.end = min(m.start, who[0]), max(m.end, it.end)
        m.perpetrator = doer_of(reader, verb)


def _read_those(reader: Reader, mentions: Sequence[Mention]) -> None:
    """ "Those who tried to run were shot dead": two or more, told in the past."""
    for t in reader.tokens:
        if t.word != "those" or t.dep not in ("nsubjpass", "dobj"):
            continue
        if reader.word(t.i + 1) not in ("who", "whom"):
            continue
        verb = reader.tokens[t.head]
        harm = verb_harm(reader, verb)
        past = verb.tag == "VBD" or any(reader.word(c) in ("were", "been") for c in verb.children)
        if harm is None or not past or any(reader.tokens[c].dep == "neg" for c in verb.children):
            continue
        if any(m.trigger == verb.i for m in mentions):
            continue
        last = max(
            (k for k in range(t.i, verb.i if t.dep == "nsubjpass" else len(reader.tokens)) if _below(reader, k, t.i)),
            default=t.i,
        )
        span = (t.start, reader.tokens[last].end)
        told = reader.add_people(harm, verb, span, VictimWords(is_people=True, plural=True), "subject")
        if t.dep == "dobj":
            told.perpetrator = doer_of(reader, verb)


def _below(reader: Reader, i: int, head: int) -> bool:
    """Whether a word that is no mark hangs below another."""
    if not reader.tokens[i].text[0].isalnum():
        return False
    for _ in range(10):
        if i == head:
            return True
        if reader.tokens[i].head == i:
            return False
        i = reader.tokens[i].head
    return False
