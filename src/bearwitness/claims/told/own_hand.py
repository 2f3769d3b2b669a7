"""Attackers who die by their own hand: "before turning the gun on himself", "took his own life", "in a murder-suicide".

Called for each parsed sentence after its own mentions are read. The attacker is a victim of his own, in one sum with those
whom the same clause says he killed: "killed his wife and two sons before killing himself" is three and one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.claims.context.shot import from_shot
from bearwitness.claims.sentence.groups import DONE_TO, add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import verb_harm
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import BODILY, Harm

_OWN_HAND = AnyCase(
    r"\b(?:turn(?:ed|ing|s)?\s+(?:(?:the|a|his|her|their|that)\s+)?(?:[\w.-]+\s+){0,2}?(?:gun|weapon|pistol|rifle|shotgun|handgun|revolver|knife|firearm|it)\s+on\s+(?:himself|herself)"
    r"|(?:took|taking|takes|take|taken|ended|ending)\s+(?:his|her)\s+own\s+life"
    r"|(?:committed|died\s+by)\s+suicide"
    r"|(?:(?:was|were)\s+able|managed|succeeded\s+in)\s+(?:to\s+)?(?:commit(?:ting)?\s+suicide|(?:kill|hang|shoot)(?:ing)?\s+(?:himself|herself)|tak(?:e|ing)\s+(?:his|her)\s+own\s+life)"
    r"|(?:kills|killed|killing|fatally\s+shoots|fatally\s+shot)\s+self"
    r"|hung\s+(?:himself|herself)"
    r"|(?:killing|kills|killed|fatally\s+shooting|blowing\s+up|blew\s+up)\s+(?:himself|herself)"
    r"|(?:blew|blowing|blown|blows)\s+(?:himself|herself)\s+up)\b",
)
_NOT_DONE = re.compile(
    r"\b(?:tried|attempt\w*|threaten\w*|wanted|trying|planned|intended|going|contemplat\w*|before (?:he|she) could|not|never|whether|if|suspected|may|might|could|would)\b[^.;,]{0,25}$|\bfrom\s+$",
    re.IGNORECASE,
)
_HANGED = re.compile(r"\bh(?:u|a)ng(?:ed|s|ing)?\s+(?:himself|herself)\b", re.IGNORECASE)
_CUSTODY = re.compile(
    r"\b(?:cells?|jails?|prisons?|custody|detention|detainees?|inmates?|prisoners?|penitentiary|lock-?up|barracks|arrested|detained|"
    r"police\s+station)\b",
    re.IGNORECASE,
)
_LIVED = re.compile(
    r"\battempted\s+suicide\b|\bsuicide\s+attempt\b|\b(?:but|and)\s+(?:has\s+|had\s+)?surviv(?:ed|es)\b"
    r"|\b(?:tried|attempt(?:ed|ing)?)\s+to\s+(?:(?:kill|shoot)\s+(?:himself|herself)|commit\s+suicide|take\s+(?:his|her)\s+own\s+life)\b"
    r"|\bself-inflicted\b[^.;]{0,80}\b(?:critical|serious|stable)\b|\b(?:critical|serious|stable)\s+condition\b[^.;]{0,80}\bself-inflicted\b"
    r"|\b(?:flown|flighted|airlifted|taken|rushed|transported)\s+[^.;]{2,60}\bself-inflicted\b",
    re.IGNORECASE,
)
_IN_CARE = re.compile(
    r"\s*\b(?:he|she)\s+(?:is|was|remains|remained|has\s+been)\s+(?:(?:flown|taken|airlifted|rushed|transported)\s+to\s+[^.]{2,60}?\bin|in|listed\s+in|expected\s+to\s+(?:survive|live|recover)|recovering|hospitali[sz]ed)\b[^.]*",
    re.IGNORECASE,
)
_DIED = re.compile(r"\b(?:died|dead|death|succumbed|fatal|deceased|pronounced|his\s+body|her\s+body)\b", re.IGNORECASE)
_OTHERS_LIVE = re.compile(
    r"\b(?:surviv\w+|wound(?:ed|ing)|injur\w+|critical|recover(?:s|ed|ing)|fighting\s+for|hospitali[sz]ed|life-threatening)\b",
    re.IGNORECASE,
)
_THEN_HIMSELF = re.compile(r"(?:,|\band\b|&)\s+(?:then\s+)?(?:himself|herself)\b", re.IGNORECASE)
_MURDER_SUICIDE = re.compile(r"\b(?:murder|homicide)[- ]+suicides?\b", re.IGNORECASE)
_KILLED_HIMSELF = re.compile(
    rf"{_MURDER_SUICIDE.pattern}|\bdied by suicide\b|\btook (?:his|her) own life\b", re.IGNORECASE
)
_TAKES_SUBJECT = ("conj", "advcl", "xcomp", "ccomp", "acl", "dep", "prep", "pcomp", "relcl", "parataxis")


def read_own_hand(reader: Reader, mentions: list[Mention]) -> None:
    """Add the attacker who killed himself to `mentions`, the reader's own list, unless he is there."""
    sentence = reader.sentence
    _drop_hanged(reader, mentions)
    for found in _OWN_HAND.finditer(reader.cased, sentence.start, sentence.end):
        if _has_lived(reader, found) or (_HANGED.match(found.group()) and not _in_custody(reader)):
            continue
        if any(m.rule == "reflexive" for m in mentions) or _NOT_DONE.search(
            reader.cased, sentence.start, found.start()
        ):
            continue
        verb = reader.token_at_offset(found.start())
        subject = _doer(reader, verb)
        if subject is None or subject > verb.i:
            continue
        himself = add_victims(reader, Harm.KILLED, verb, subject, "reflexive")
        if himself is None:
            continue
        himself.end = max(himself.end, found.end())
        himself.definite = himself.pronoun = False
        himself.low = himself.best = himself.high = 1
        himself.implied = True
        _join(reader, himself, found.group().lower().startswith("bl"))
    _read_then_himself(reader, mentions)


def settle_murder_suicide(reader: Reader, mentions: list[Mention]) -> None:
    """ "Killed his sister before shooting himself", "shoots wife, self": in a murder-suicide he is dead, and so are the shot where
    nobody is said to live."""
    himself = next((m for m in mentions if m.rule == "reflexive"), None)
    whole = 0, len(reader.text)
    if himself is not None and himself.harm == Harm.INJURED and himself.words.role == "attacker":
        if _tells_of(_KILLED_HIMSELF, reader, *whole):
            himself.harm = Harm.KILLED
            _join(reader, himself, bomb=False)
    where = whole if himself is not None else (reader.sentence.start, reader.sentence.end)
    if not _tells_of(_MURDER_SUICIDE, reader, *where) or _OTHERS_LIVE.search(reader.text):
        return
    for m in mentions:
        if m is himself or (m.harm == Harm.INJURED and m.rule in ("object", "list") and from_shot(m)):
            m.harm = Harm.KILLED


def _tells_of(deed: re.Pattern[str], reader: Reader, start: int, end: int) -> bool:
    """Whether a stretch of the report tells that something was done, and not attempted or feared."""
    told = deed.search(reader.text, start, end)
    return told is not None and not _NOT_DONE.search(reader.text, 0, told.start())


def _in_custody(reader: Reader) -> bool:
    """Whether the sentence says that somebody is held: a death there is one in custody."""
    return _CUSTODY.search(reader.cased, reader.sentence.start, reader.sentence.end) is not None


def _drop_hanged(reader: Reader, mentions: list[Mention]) -> None:
    """Take out whoever hanged himself outside custody, and those kept "from killing himself"."""
    for m in [m for m in mentions if m.rule == "reflexive"]:
        t = reader.tokens[m.trigger]
        hanged = _HANGED.match(reader.cased, t.start) is not None
        if (hanged and not _in_custody(reader)) or reader.word(t.i - 1) == "from":
            mentions.remove(m)


def _has_lived(reader: Reader, found: re.Match[str]) -> bool:
    """Whether the report says that whoever turned a weapon on himself lived, or no more than tried."""
    if _LIVED.search(reader.cased):
        return not found.group().lower().startswith(("kill", "committed", "died"))
    behind = _IN_CARE.match(reader.cased, reader.sentence.end)
    return behind is not None and not _DIED.search(reader.cased, behind.start(), behind.end() + 200)


def _read_then_himself(reader: Reader, mentions: list[Mention]) -> None:
    """ "Shot his son, then himself": the verb is said once for both; in a murder-suicide both are dead."""
    sentence = reader.sentence
    for found in _THEN_HIMSELF.finditer(reader.cased, sentence.start, sentence.end):
        verbs = [
            t
            for t in reader.tokens
            if t.end <= found.start()
            and t.tag.startswith("VB")
            and verb_harm(reader, t) in (Harm.KILLED, Harm.INJURED)
            and any(m.trigger == t.i for m in mentions)
        ]
        if not verbs:
            continue
        verb = verbs[-1]
        himself = next((m for m in mentions if m.rule == "reflexive"), None)
        subject = _doer(reader, verb)
        if himself is None and subject is not None and subject < verb.i:
            himself = add_victims(reader, verb_harm(reader, verb) or Harm.KILLED, verb, subject, "reflexive")
            if himself is not None:
                himself.definite = himself.pronoun = False
                himself.low = himself.best = himself.high = 1
                himself.implied = True
                _join(reader, himself, bomb=False)
        if himself is None:
            continue
        himself.end = max(himself.end, found.end())
        if _tells_of(_KILLED_HIMSELF, reader, 0, len(reader.text)):
            for m in mentions:
                if m is himself or (m.trigger == verb.i and m.harm == Harm.INJURED):
                    m.harm = Harm.KILLED


_RAISING = words_of("thought believed said alleged reported understood presumed known")


def _doer(reader: Reader, verb: Token) -> int | None:
    """The subject of a verb, or of the verbs above it as far as they share it; a relative pronoun gives its noun."""
    for _ in range(6):
        raised = verb.word in _RAISING  # "is thought to have turned it on himself"
        heads = [
            c
            for c in verb.children
            if reader.tokens[c].dep == "nsubj" or (raised and reader.tokens[c].dep == "nsubjpass")
        ]
        if heads and reader.tokens[heads[0]].word not in ("they", "we"):
            subject = reader.tokens[heads[0]]
            if subject.word in ("who", "that"):
                while verb.dep == "conj":
                    verb = reader.tokens[verb.head]
                return verb.head if verb.dep == "relcl" else None
            return subject.i
        if verb.dep not in _TAKES_SUBJECT or verb.head == verb.i:
            return None
        if verb.dep in ("acl", "relcl"):
            return verb.head
        verb = reader.tokens[verb.head]
    return None


def _join(reader: Reader, himself: Mention, bomb: bool) -> None:
    """One sum with those whom he is said to have killed; of a bomb's dead the words rarely say whether he is among them."""
    others = [
        m for m in reader.mentions if m is not himself and m.harm in BODILY and m.part_of is None and m.rule in DONE_TO
    ]
    if not others:
        return
    himself.words = replace(himself.words, role="attacker")
    first = next((m for m in others if m.harm == himself.harm), None)
    if first is not None and not bomb:
        base = first.sum_with or first
        base.sum_with = base
        himself.sum_with = base
