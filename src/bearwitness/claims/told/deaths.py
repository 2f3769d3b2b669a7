"""Deaths told by another verb than those of killing: "beat the guard to death", "bled to death", "embraced martyrdom", "did not survive".

Called for each parsed sentence after its set phrases (`fates`) are read. What leaves open whether force was used ("did not
survive", "could not be revived") counts only in a report of force that names no other cause.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import doer_of, victims_of
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Modifier, Name, Words

_BLOWS = words_of(
    "hack hacks hacked hacking beat beats beaten beating bludgeoned bludgeoning club clubs clubbed clubbing stone stones "
    "stoned stoning kick kicks kicked kicking knife knifed knifing stab stabs stabbed stabbing strangled strangling "
    "throttled choked choking gassed gassing whipped whipping flogged flogging lashed battered battering hammered slashed "
    "slashing chopped chopping speared spearing cut cutting lynched pelted punched punching stomped stamped bashed "
    "bashing smothered smothering bayoneted burn burns burned burnt burning crushed crushing trampled trampling shoot "
    "shoots shot shooting torture tortures torturing"
)
_OF_ONESELF = words_of("bleed bleeds bled bleeding burn burned burnt burning choked choking suffocated froze")
_ALSO_BY_ACCIDENT = words_of(
    "bleed bleeds bled bleeding burn burns burned burnt burning choked choking crushed crushing trampled trampling "
    "suffocated froze smothered gassed"
)
REACH = 14  # tokens between the verb and "to death": "beating his stepdaughter, 6, to death"

_GAVE_LIFE = re.compile(
    r"\b(?:embrac(?:es?|ed|ing)|attain(?:s|ed|ing)?|achiev(?:es?|ed|ing)|met)\s+martyrdom"
    r"|\b(?:laid|lays?|laying)\s+down\s+(?:his|her|their)\s+(?:own\s+)?(?:life|lives)"
    r"|\bpaid\s+(?:for\s+it\s+)?with\s+(?:his|her|their)\s+(?:own\s+)?(?:life|lives)"
    r"|\b(?:has\s+|have\s+|had\s+)?sacrific(?:ed|ing)\s+(?:his|her|their)\s+(?:own\s+)?(?:life|lives)"
    r"|\b(?:made|paid|making|paying)\s+the\s+(?:ultimate|supreme)\s+(?:sacrifice|price)\b"
    r"|\b(?:deprived\s+of|left\s+without|remain(?:s|ed)\s+without|lay\s+without|found\s+without)\s+life\b",
    re.IGNORECASE,
)
_NOT_SAVED = re.compile(
    r"\b(?:(?:did|has|have|had|could)\s+(?P<n1>not)\s+surviv(?:e|ed)|(?:did|could)(?P<n2>n['’]t)\s+survive"
    r"|did\s+(?P<n5>not)\s+(?:make\s+it\s+(?:(?:out|back|home)\s+)?alive|live\s+to\s+reach|(?:come|get|emerge|return)\s+(?:[\w'’-]+\s+){0,8}?alive|make\s+it\s+to\s+(?:the\s+|an?\s+)?(?:hospital|clinic))"
    r"|could\s+(?P<n3>not)\s+be\s+(?:revived|saved|resuscitated)|could(?P<n4>n['’]t)\s+be\s+(?:revived|saved|resuscitated))\b"
    r"(?P<what>\s+(?:the|his|her|their|an?)\s+(?:[\w-]+\s+)?\w+)?",
    re.IGNORECASE,
)
_SURVIVED_WHAT = re.compile(
    r"\b(?:attacks?|blasts?|wounds?|injur(?:y|ies)|shootings?|stabbings?|explosions?|bombings?|ambush|assault|raid|night|"
    r"journey|trip|drive|ride|flight|way|crossing|beating|operation|surgery)\b",
    re.IGNORECASE,
)
_NONE_SURVIVED = re.compile(
    r"\bnone\s+of\s+(?:the|his|her|their|its|those)\s+(?P<who>[^.;,]{3,40}?)\s+(?:has\s+|have\s+|had\s+)?survived\b",
    re.IGNORECASE,
)


_VICTIM_NAMED = re.compile(
    r"\b(?P<who>(?:homicide|murder)\s+victim)\s+(?:has\s+been|was|is)\s+(?:[\w-]+\s+)?(?:identified|named)\s+as\s+",
    re.IGNORECASE,
)


_DEAD_IS = re.compile(
    r"\bthe\s+(?P<who>(?:dead|slain|murdered|deceased)\s+(?:[a-z][\w-]*\s+)?[a-z][\w-]*)\s+(?:is|was)\s+(?=[A-Z])",
    re.IGNORECASE,
)


def read_deaths(reader: Reader, mentions: list[Mention]) -> None:
    """Add those whom such a verb says dead to `mentions`, the reader's own list."""
    start, end = reader.sentence.start, reader.sentence.end
    low = reader.cased[start:end].lower()
    if "victim" in low:
        for found in _VICTIM_NAMED.finditer(reader.cased, start, end):
            _tell_victim(reader, mentions, found)
    if "dead" in low or "slain" in low or "murdered" in low or "deceased" in low:
        for found in _DEAD_IS.finditer(reader.cased, start, end):
            words = reader.describe(found.span("who"))
            if words.is_people and not words.plural and reader.cased[found.end()].isupper():
                _tell_victim(reader, mentions, found, reach=3)
    if "to death" in low:
        for t in reader.tokens:
            if t.word == "death" and reader.word(t.i - 1) == "to":
                _read_to_death(reader, mentions, t)
    gave = "life" in low or "lives" in low or "martyrdom" in low
    if gave or ((" ultimate " in low or " supreme " in low) and reader.is_of_force):
        for found in _GAVE_LIFE.finditer(reader.cased, start, end):
            _tell_subject(reader, mentions, reader.token_at_offset(found.start()), found)
            _tell_deprived(reader, mentions, found)
    if ("surviv" in low or "could" in low or "did not" in low) and reader.is_of_force:
        for found in _NOT_SAVED.finditer(reader.cased, start, end):
            what = found.group("what")
            if what is None or found.group("n5") or _SURVIVED_WHAT.search(what):
                at = next(found.start(n) for n in ("n1", "n2", "n3", "n4", "n5") if found.group(n))
                _tell_subject(reader, mentions, reader.token_at_offset(at), found)
        for found in _NONE_SURVIVED.finditer(reader.cased, start, end):
            who = reader.token_at_offset(found.end("who") - 1)
            counted = next((q for q in reader.quantities if q.start == found.start("who") and not q.ordinal), None)
            if counted is not None:  # "none of the five passengers survived"
                reader.add_bare(Harm.KILLED, who, counted, "subject", reader.people_after(counted))
                continue
            _add(reader, mentions, reader.token_at_offset(found.end() - 1), who.i, None, found.end())


def _read_to_death(reader: Reader, mentions: list[Mention], death: Token) -> None:
    verb = _verb_before(reader, death)
    if verb is None or (verb.word in _ALSO_BY_ACCIDENT and not reader.is_of_force):
        return
    nearly = reader.word(verb.i - 1) in ("nearly", "almost")
    harm = Harm.INJURED if nearly else Harm.KILLED
    told = [m for m in mentions if m.trigger == verb.i and m.harm in (Harm.INJURED, Harm.KILLED)]
    for m in told:
        m.harm, m.end = harm, max(m.end, death.end)
    if told:
        return
    trigger = death if nearly else verb
    heads, agent, _ = victims_of(reader, verb)
    if verb.word in _OF_ONESELF and not (agent is not None and heads):
        subject = _subject(reader, verb)
        heads = [subject] if subject is not None else heads
    for head in heads:
        _add(reader, mentions, trigger, head, agent or doer_of(reader, verb), death.end, harm)


def _tell_victim(reader: Reader, mentions: list[Mention], found: re.Match[str], *, reach: int = 40) -> None:
    """ "The woman stabbed on Sunday has been named as Ana Rell", "the dead pupil is Ana Rell"."""
    named = [n for n in find_names(reader.cased, found.end(), reader.sentence.end) if n.span[0] - found.end() < reach]
    if not named or any(m.harm == Harm.KILLED and m.start < found.end() for m in mentions):
        return
    words = reader.describe(found.span("who"))
    doubles = [m for m in mentions if m.harm == Harm.KILLED and m.noun is not None and m.noun[0] == named[0].span[0]]
    mentions[:] = [m for m in mentions if m not in doubles]
    one = reader.add_people(
        Harm.KILLED, reader.token_at_offset(found.start("who")), found.span("who"), words, "subject"
    )
    one.low = one.best = one.high = 1
    one.modifier, one.end, one.extra["named_behind"] = Modifier.EXACT, named[0].span[1], True
    one.names = (Name(reader.text[slice(*named[0].span)], named[0].span, named[0].age),)


def _verb_before(reader: Reader, death: Token) -> Token | None:
    """The verb of blows that "to death" belongs to, in the same clause."""
    for i in range(death.i - 2, max(-1, death.i - 2 - REACH), -1):
        t = reader.tokens[i]
        if t.word in (".", ";", ":") or t.word in ("sentenced", "condemned", "from"):
            return None
        if t.word in _BLOWS or t.word in _OF_ONESELF:
            return t if t.tag.startswith(("VB", "JJ")) or t.dep in ("pcomp", "ROOT") else None
        if t.tag in ("VBD", "VBZ", "VBP"):
            return None
    return None


def _tell_subject(reader: Reader, mentions: list[Mention], t: Token, found: re.Match[str]) -> None:
    """The subject of the phrase; where the parse has none before it, the number that stands there without a verb of its own."""
    subject = _subject(reader, t)
    if subject is not None and subject < t.i:
        _add(reader, mentions, t, subject, None, found.end())
        return
    before = [q for q in reader.quantities if q.end <= found.start() and not q.ordinal]
    if not before:
        return
    q = before[-1]
    between = reader.tokens[reader.token_index(q.end) : t.i]
    if len(between) > REACH or any(b.tag in ("VBD", "VBZ", "VBP", "MD") or b.word in (";", ":") for b in between):
        return
    noun = reader.people_after(q)
    if noun is not None and not any(m.quantity is q and m.harm == Harm.KILLED for m in mentions):
        reader.add_bare(Harm.KILLED, t, q, "subject", noun)


def _subject(reader: Reader, t: Token) -> int | None:
    """The subject of the verb that a word belongs to, or of those above that share it; never whoever only tells of it."""
    for step in range(5):
        for c in t.children:
            if reader.tokens[c].dep in ("nsubj", "nsubjpass") and c < t.i:
                relative = reader.tokens[c].word in ("who", "that", "which")
                return t.head if relative and t.dep == "relcl" else None if relative else c
        up = reader.tokens[t.head]
        if t.dep in ("acl", "relcl"):
            return up.i if up.tag.startswith(("NN", "CD", "PRP")) else None
        if (
            t.dep == "ccomp" and up.i < t.i
        ):  # "medics said the child could not be saved": taken for the object of saying
            return next((c for c in reader.children(up.i, ("dobj",)) if up.i < c < t.i), None)
        if up is t or (step > 0 and t.dep not in ("conj", "xcomp", "advcl", "oprd", "acomp")):
            return None
        t = up
    return None


def _tell_deprived(reader: Reader, mentions: list[Mention], found: re.Match[str]) -> None:
    """ "Five persons deprived of life", "the bomb deprived of life six persons": the number that stands beside the phrase."""
    if not found.group().lower().startswith("deprived"):
        return
    t = reader.token_at_offset(found.start())
    for q in reader.quantities:
        if any(m.quantity is q for m in mentions) or q.ordinal:
            continue
        noun = reader.people_after(q)
        end = noun[1] if noun is not None else q.end
        if not reader.cased[end : found.start()].strip() or not reader.cased[found.end() : q.start].strip():
            reader.add_bare(Harm.KILLED, t, q, "subject", noun)


def _add(
    reader: Reader,
    mentions: list[Mention],
    t: Token,
    head: int,
    agent: Words | None,
    end: int,
    harm: Harm = Harm.KILLED,
) -> None:
    """The people at a head and those joined to them, unless the sentence has told them dead."""
    told: list[Mention] = []
    for one in reader.conjuncts(head):
        group, token = reader.group(one), reader.tokens[one]
        if token.word in ("himself", "herself") and any(m.rule == "reflexive" and m.trigger == t.i for m in mentions):
            continue
        if token.word in ("it", "this", "that", "which", "there") or group.words.is_people is False:
            continue
        span = (reader.tokens[group.first].start, reader.tokens[group.last].end)
        same = [m for m in mentions if m.noun is not None and m.noun[0] < span[1] and span[0] < m.noun[1]]
        same += [m for m in mentions if m.quantity is not None and m.quantity is group.quantity and m not in same]
        if any(m.harm == Harm.KILLED for m in same):
            continue
        found = add_victims(reader, harm, t, one, "subject")
        if found is None:
            continue
        for m in same:
            if m.harm in (Harm.INJURED, Harm.KILLED_OR_INJURED) and m in mentions and harm == Harm.KILLED:
                mentions.remove(m)  # the blow that they died of
        found.perpetrator = agent
        found.end = max(found.end, end)
        told.append(found)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]
