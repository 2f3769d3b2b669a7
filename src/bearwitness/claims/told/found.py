"""The dead as they are found and buried: "the body of a man, hands bound", "with his throat cut", "put thirty in the ground".

Called for each parsed sentence after its own mentions are read. A body is killed only where a sign of force is told with it.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention, are_told
from bearwitness.claims.sentence.outcome_words import BODY_VERBS, LIVED
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive
from bearwitness.records import Harm, Modifier

_SIGNS = re.compile(
    r"\b(?:(?:hands?|wrists?|feet|legs|arms)\s+(?:were\s+|had\s+been\s+)?(?:bound|tied)|(?:with\s+)?(?:bound|tied)\s+hands|throats?\s+(?:was\s+|were\s+|had\s+been\s+)?(?:cut|slit|slashed)|(?:bullet|gunshot|stab|knife|machete)[- ](?:wounds?|holes?|marks?)|bullets?\s+in"
    r"|shot\s+in\s+the|riddled|gagged|blindfolded|decapitated|headless|beheaded|dismembered|mutilated|bullet-riddled|signs\s+of\s+(?:violence|torture|a\s+struggle))\b",
    re.IGNORECASE,
)
_NO_SIGNS = re.compile(
    r"\bno\s+(?:\w+\s+){0,2}?(?:signs?|marks?|traces?)\b|\bnot\s+(?:considered\s+)?suspicious\b", re.IGNORECASE
)
_FOUND_WITH = re.compile(
    r"\b(?:found|discovered|lay|lying|dumped|left)\b[^.;]{0,40}?\bwith\s+(?:his|her|their)\s+throats?\s+(?:cut|slit|slashed)\b",
    re.IGNORECASE,
)
_IN_THE_GROUND = re.compile(
    r"\b(?:put|lay|laid|lowered|buried)\s+(?=[^.;,]{2,40}?\b(?:in(?:to)?\s+the\s+(?:ground|earth|grave)|to\s+rest)\b)",
    re.IGNORECASE,
)
_GRAVES = re.compile(
    r"\b(?:count(?:ed|ing)?|dug|dig|digging|saw|seen|see|found)\s+(?:at\s+least\s+|about\s+|some\s+|more\s+than\s+|over\s+)?(?P<q>[\w,-]+)\s+(?:(?:fresh|new|freshly[- ]dug|shallow|newly[- ]dug|unmarked)\s+)*graves\b",
    re.IGNORECASE,
)
_OLD_GRAVES = re.compile(
    r"\b(?:cemeter(?:y|ies)|vandal\w*|desecrat\w*|empty|centur\w+|old|ancient|mass|excavat\w+|archaeolog\w*|tomb\w*|war\s+graves|cov(?:id)\S*|cholera|heritage)\b",
    re.IGNORECASE,
)
_TAKEN_FOR_BURIAL = re.compile(
    r"\s+(?:(?:others|more|bodies|corpses|victims|people|were|have|been|had|was)\s+)*(?:taken|carried|sent|flown|returned|handed\s+over)\s+[^.;]{2,60}?\bfor\s+burial\b",
    re.IGNORECASE,
)
_TO_REST = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:were|have\s+been|had\s+been)\s+(?:laid\s+to\s+rest|exhumed|disinterred|unearthed|dug\s+up|buried(?!\s+(?:under|beneath|alive|by|in\s+(?:the\s+|an?\s+)?(?:rubble|debris|snow|mud\w*|avalanche|landslide|ruins|collapse\w*))\b))\b",
    re.IGNORECASE,
)
_REMAINS_OF = re.compile(
    r"\b(?:remains|bod(?:y|ies)|corpses?|skeletons?|skulls|bones)\s+of\s+(?:[\w-]+\s+){0,3}?$", re.IGNORECASE
)
_LONG_AGO = re.compile(
    r"\b(?:\w+[- ]century|ancient|prehistoric|medieval|neolithic|neanderthals?|(?:bronze|iron|stone)[- ]age|centuries[- ]old|archaeolog\w+)\b",
    re.IGNORECASE,
)
_BURY = frozenset("buried bury burying buries".split())
_FALLEN = re.compile(
    r"\s+(?:(?:of\s+(?:ours|our\s+\w+|the\s+\w+)|fighters|comrades|soldiers|men|combatants|heroes)\s+)?(?:have\s+|had\s+)?fallen\b(?!\s+(?:ill|into|behind|to|from|by|off|asleep|prey|trees?|leaves|short|out)\b)"
    r"|\s+(?:\w+\s+)?(?P<martyrs>martyrs)\b(?!\s+(?:street|square|brigade|day|bridge|avenue|cemetery|battalion)|['’])",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\s+so\s+far\b(?!\s+(?:this|since|in\s+\d)\b)", re.IGNORECASE)


def read_found(reader: Reader, mentions: list[Mention]) -> None:
    """Add the dead that are found or buried to `mentions`, the reader's own list."""
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    low = words.lower()
    if ("bod" in low or "corpse" in low) and _SIGNS.search(words) and not _NO_SIGNS.search(words):
        _read_bodies(reader, mentions)
    if "body of" in low and reader.is_of_force and reader.report.tells_of_force and not _NO_SIGNS.search(words):
        _read_body_of(reader, mentions)
    if "remains" in low or "bodies" in low or "corpses" in low or "skeleton" in low:
        _settle_remains(reader, mentions)
    found = _FOUND_WITH.search(words) if "throat" in low else None
    if found is not None and not any(m.harm == Harm.KILLED for m in mentions):
        _add_subject(reader, found)
    if ("ground" in low or "grave" in low or "to rest" in low) and reader.report.tells_of_force:
        _read_in_the_ground(reader, mentions)
    if (
        (
            "graves" in low
            or "burial" in low
            or "been buried" in low
            or "laid to rest" in low
            or "exhumed" in low
            or "disinterred" in low
            or "unearthed" in low
            or "dug up" in low
        )
        and reader.report.tells_of_force
        and reader.is_of_force
    ):
        _read_graves(reader, mentions)
    if "bur" in low:
        _read_buried(reader, mentions)
    if ("fallen" in low or "martyrs" in low) and reader.report.tells_of_force:
        _read_fallen(reader, mentions)
    if " so far" in low:
        _settle_so_far(reader, mentions)


def _read_bodies(reader: Reader, mentions: list[Mention]) -> None:
    """ "The body of a man wrapped in a blanket, hands bound", "a headless body"."""
    if any(m.harm == Harm.KILLED for m in mentions):
        return
    for t in reader.tokens:
        if t.word not in ("body", "corpse", "bodies", "corpses") or t.dep == "compound":
            continue
        of = next((c for c in t.children if reader.tokens[c].word == "of"), None)
        inner = next((c for c in reader.tokens[of].children if reader.tokens[c].dep == "pobj"), None) if of else None
        if inner is not None and reader.group(inner).words.is_people is not False:
            told = add_victims(reader, Harm.KILLED, t, inner, "bodies-of")
            if told is not None:
                told.start = min(told.start, t.start)
            return
        group = reader.group(t.i)
        if group.quantity is None and t.word in ("body", "corpse") and reader.word(group.first) in ("a", "an", "one"):
            span = (reader.tokens[group.first].start, t.end)
            one = reader.add_people(Harm.KILLED, t, span, group.words, "bodies")
            one.low = one.best = one.high = 1
            one.modifier = Modifier.EXACT
            return


def _settle_remains(reader: Reader, mentions: list[Mention]) -> None:
    """ "The remains of 12 men shot in 1983" are of dead; "the remains of medieval sailors" are of no claim."""
    old = _LONG_AGO.search(reader.cased, reader.sentence.start, reader.sentence.end) is not None
    for m in list(mentions):
        start = min(m.quantity.start if m.quantity else m.start, m.noun[0] if m.noun else m.start)
        if m.harm == Harm.INJURED and _REMAINS_OF.search(reader.cased, max(reader.sentence.start, start - 40), start):
            m.harm = Harm.KILLED
        elif old and m.rule in ("bodies", "bodies-of") and not reader.names_force:
            mentions.remove(m)


def _read_body_of(reader: Reader, mentions: list[Mention]) -> None:
    """ "The body of the chief was recovered from a well", in a report of force: one person, unless told dead in the sentence."""
    for t in reader.tokens:
        if t.word != "body" or reader.word(t.i - 1) not in ("the", "a", "lifeless", "mutilated", "charred"):
            continue
        verb = reader.governing_verb(t)
        if verb is None or not (verb.word in BODY_VERBS or any(reader.word(c) in BODY_VERBS for c in t.children)):
            continue
        of = reader.child(t.i, "prep", ("of",))
        inner = reader.child(of, "pobj") if of is not None else None
        if inner is None or reader.tokens[inner].word in ("him", "her"):
            continue
        group, token = reader.group(inner), reader.tokens[inner]
        named = token.name and not token.demonym and reader.looks_like_person(token)
        if group.quantity is not None or group.words.plural or not (group.words.is_people is True or named):
            continue
        if are_told(mentions, reader.tokens[group.first].start, reader.tokens[group.last].end, Harm.KILLED):
            continue
        dead = add_victims(reader, Harm.KILLED, t, inner, "bodies-of")
        if dead is not None:
            dead.start = min(dead.start, t.start)


def _add_subject(reader: Reader, found: re.Match[str]) -> None:
    verb = reader.token_at_offset(reader.sentence.start + found.start())
    for c in verb.children:
        if reader.tokens[c].dep in ("nsubj", "nsubjpass", "dobj"):
            if reader.group(c).words.is_people is True or reader.tokens[c].word in ("he", "she"):
                told = add_victims(reader, Harm.KILLED, verb, c, "state")
                if told is not None:
                    told.end = max(told.end, reader.sentence.start + found.end())


def _read_in_the_ground(reader: Reader, mentions: list[Mention]) -> None:
    """ "He had put thirty in the ground since the raid"."""
    for found in _IN_THE_GROUND.finditer(reader.cased, reader.sentence.start, reader.sentence.end):
        q = next((q for q in reader.quantities if 0 <= q.start - found.end() <= 4), None)
        if q is None or q.ordinal or any(m.quantity is q for m in mentions):
            continue
        noun = reader.people_after(q)
        rest = reader.cased[(noun[1] if noun else q.end) : reader.sentence.end]
        if re.match(r"\s*(?:bodies\s+|more\s+)?(?:in(?:to)?\s+the\b|to\s+rest\b)", rest):
            reader.add_bare(Harm.KILLED, reader.token_at_offset(found.start()), q, "buried", noun)


def _read_graves(reader: Reader, mentions: list[Mention]) -> None:
    """ "I counted eight graves, and four others were taken home for burial": a grave for each of the dead of an attack told before."""
    start, end = reader.sentence.start, reader.sentence.end
    fresh = not _OLD_GRAVES.search(reader.cased, start, end)
    for found in _GRAVES.finditer(reader.cased, start, end) if fresh else ():
        q = next((q for q in reader.quantities if q.number_start == found.start("q") and not q.ordinal), None)
        if q is None or any(m.quantity is q for m in mentions):
            continue
        dead = reader.add_bare(Harm.KILLED, reader.token_at_offset(found.end() - 1), q, "buried")
        if dead is not None:
            dead.start, dead.end = q.start, found.end()
    for q in list(reader.quantities):
        buried = _TAKEN_FOR_BURIAL.match(reader.cased, q.end, end) or _TO_REST.match(reader.cased, q.end, end)
        if buried is None or q.ordinal or any(m.quantity is q for m in mentions):
            continue
        noun = reader.people_after(q)
        dead = reader.add_bare(Harm.KILLED, reader.token_at_offset(buried.end() - 1), q, "buried", noun)
        if dead is not None:
            dead.end = max(dead.end, buried.end())


def _read_buried(reader: Reader, mentions: list[Mention]) -> None:
    """ "Buried five parishioners shot by the gang", "buried a brother after a rifle went off"."""
    for t in reader.tokens:
        if t.word not in _BURY or not t.tag.startswith("VB") or t.dep == "amod":
            continue
        passive = is_passive(reader, t)
        for c in t.children:
            if reader.tokens[c].dep != ("nsubjpass" if passive else "dobj"):
                continue
            group = reader.group(c)
            shot = [m for m in mentions if m.noun is not None and m.noun == group.noun and m.harm == Harm.INJURED]
            for m in shot:
                m.harm = Harm.KILLED
            told = [m for m in mentions if m.noun is not None and group.noun is not None and m.noun[0] == group.noun[0]]
            if not told and group.quantity is None and group.words.is_people is True and _by_force(reader, t):
                add_victims(reader, Harm.KILLED, t, c, "buried")


def _read_fallen(reader: Reader, mentions: list[Mention]) -> None:
    """ "Eleven of ours have fallen", "eleven martyrs": what a party says of its own dead."""
    for q in reader.quantities:
        found = _FALLEN.match(reader.cased, q.end, reader.sentence.end)
        if found is not None and not q.ordinal and not any(m.quantity is q for m in mentions):
            noun = found.span("martyrs") if found.group("martyrs") else None
            reader.add_bare(Harm.KILLED, reader.token_at_offset(found.end() - 2), q, "the-dead", noun)


def _by_force(reader: Reader, t: Token) -> bool:
    """Whether the clause behind the burial tells of force."""
    behind = reader.cased[t.end : reader.sentence.end]
    lexicon = reader.lexicon
    return lexicon.force.search(behind) is not None and lexicon.outside.search(behind) is None


def _settle_so_far(reader: Reader, mentions: list[Mention]) -> None:
    """ "Nine bodies so far": nine or more."""
    for m in mentions:
        end = m.noun[1] if m.noun is not None else m.quantity.end if m.quantity is not None else None
        if end is None or m.quantity is None or m.modifier != Modifier.EXACT or m.low in (None, 0):
            continue
        if _SO_FAR.match(reader.cased, end, reader.sentence.end):
            m.modifier, m.high = Modifier.AT_LEAST, None


def read_discovery(reader: Reader, mentions: list[Mention]) -> None:
    """ "Ten bodies were found ...; they died in 2019": the time of death is the event's, not the discovery's."""
    for m in mentions:
        if not m.rule.startswith("bodies"):
            continue
        tail = reader.cased[m.end : reader.sentence.end]
        found = re.search(
            r"\b(?:they|who|the (?:men|women|victims|people))\s+(?:had |were |had been |are believed to have |probably )?(?:died|killed|been killed|executed|murdered)\b",
            tail,
        )
        if found:
            m.extra["event_after"] = m.end + found.start()


_BULLET_IN_HEAD = Keyed(
    r"\bfound\b[^.;]{0,80}?\bwith\s+(?:an?|two|three|several|the)?\s*(?:bullets?|shots?|gunshots?)(?:\s+wounds?)?\s+(?:in|to|through)\s+(?:the|his|her|their)\s+(?:backs?\s+of\s+(?:the|his|her|their)\s+)?(?:heads?|skulls?|temples?|necks?|foreheads?|hearts?)\b",
    "found",
)


def read_bullet_found(reader: Reader, mentions: list[Mention]) -> None:
    """ "Was found with a bullet in the head": add the dead to `mentions`, the reader's own list, for those told wounded so."""
    if not reader.report.tells_of_force:
        return
    found = _BULLET_IN_HEAD.first(reader)
    if found is not None and not LIVED.search(reader.cased, reader.sentence.start, reader.sentence.end):
        _read_found_dead(reader, mentions, found)


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
                told.extra["by_wound"] = True  # of which nothing says yet that it was fatal
