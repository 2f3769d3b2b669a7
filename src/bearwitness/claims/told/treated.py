"""Those whom doctors count, and wounds told by what was done about them: "treated 17 people for machete cuts", "needed stitches".

Called for each parsed sentence after its own mentions are read. What they were treated for must be a wound, and the report
must tell of force.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.subjects import add_pronoun, subject_head
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm, Quantity

_TREATED = re.compile(
    r"\b(?:treat(?:s|ed|ing)?|admit(?:s|ted|ting)?|receiv(?:es|ed|ing)|saw|seen|operated on|patched up|took in|bandaged|stitched up|cared for)\s+$",
    re.IGNORECASE,
)
_TREATING = re.compile(
    r"\b(?:(?:was|were|is|are|been|still|now)\s+treating|(?:medics|paramedics|doctors|nurses|hospital|clinic|ambulances?|surgeons|crews?|staff)\s+(?:had\s+|have\s+|also\s+)?treated)\s+$",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\s*(?:$|[.;,]|(?:after|from|at|in|following)\s+(?:the|an?)\s+(?:\w+\s+)?(?:gunfight|battle|violence|attack|blast|explosion|shooting|clash\w*|fighting|scene|gunfight|raid|bombing|strike|stabbing|riot|protest|march)\b)",
    re.IGNORECASE,
)
_WOUND = (
    r"(?:(?:gunshot|bullet|stab|knife|machete|shrapnel|blast|war|weapon|burn|crush|head|leg|arm|arrow|pellet|rubber[- ]bullet|conflict)[- ](?:related[- ])?(?:wounds?|injur(?:y|ies)|cuts|fractures)|(?:machete|knife|panga) (?:cuts|slashes)"
    r"|wounds|gunshots|burns|broken (?:bones|limbs)|fractures|tear[- ]?gas(?: inhalation)?|beatings?|bruises|cuts and bruises)"
)
_FOR_WOUNDS = re.compile(
    rf"\s*(?P<who>(?:[^\W\d_][\w'’-]*\s+){{1,4}}?)(?:(?:since|on|after|during|this|last|over)\s+[^,.;]{{2,40}}?\s+)?(?:for|with|suffering(?:\s+from)?)\s+(?:[\w-]+\s+){{0,3}}?{_WOUND}\b",
    re.IGNORECASE,
)
_THE_WOUNDED = re.compile(
    r"\s*(?P<who>(?:more\s+)?(?:badly\s+|seriously\s+|lightly\s+)?(?:war[- ])?(?:wounded|injured)(?:\s+(?:people|civilians|men|women|children|fighters|soldiers|patients))?)\b",
    re.IGNORECASE,
)
_OF_THEM_FOR = re.compile(
    rf"\s+of\s+(?:them|whom|these)\s+(?:for|with)\s+(?:[\w-]+\s+){{0,2}}?{_WOUND}\b", re.IGNORECASE
)
_MOST_FOR = re.compile(
    rf"[^.;]{{0,60}}?\b(?:most|all|nearly all|many)\s+of\s+(?:them|whom)\s+(?:for|with)\s+(?:[\w-]+\s+){{0,2}}?{_WOUND}\b",
    re.IGNORECASE,
)
_STITCHES = Keyed(
    r"\b(?:needed|needs|need|needing|required|requires|requiring|received|got|given|having|had|has)\s+(?:(?:[\w-]+\s+){0,2}?stitches|surgery|an?\s+(?:skin\s+graft|amputation))\b",
    "stitches surgery graft amputation",
)
_BULLET_IN = Keyed(
    r"\bwith\s+(?:an?|the|two|three|several)\s+(?:[\w-]+\s+){0,2}?(?:bullets?|pellets?|arrow|blade|shrapnel|splinters?|fragments?)\s+(?:still\s+)?(?:lodged\s+|stuck\s+|embedded\s+)?in\s+(?:his|her|their|one)\b"
    r"|\bon\s+(?:an?|the)\s+ventilator\b",
    "bullet bullets pellet pellets arrow blade shrapnel splinter splinters fragment fragments ventilator",
)
_LODGED = Keyed(
    r"\b(?:bullet|pellet|shrapnel|fragment|arrow|blade)s?\b[^.;,]{0,40}?\b(?:lodged|stuck|embedded|remains|still)\b[^.;,]{0,12}?\bin\s+(?:the\s+(?P<part>\w+)|(?P<whose>\w+['’]s?)\s+\w+)",
    "bullet bullets pellet pellets shrapnel shrapnels fragment fragments arrow arrows blade blades",
)
_REMOVED = Keyed(
    r"\b(?:removed|took|extracted|cut|dug)\s+(?:an?|the|two|three|several|\d+)\s+(?:bullets?|pellets?|shrapnel|fragments?|slugs?)\s+(?:out\s+of|from)\s+(?:the\s+(?P<part>\w+)\s+of\b|(?:an?\s+|the\s+)?(?P<whose>[\w-]+)['’]s?\s+\w+)",
    "bullet bullets pellet pellets shrapnel fragment fragments slug slugs",
)
_LEFT = Keyed(
    r"\b(?:left|leaving|leaves)\s+(?=[^.;]{2,60}?\b(?:paraly[sz]ed|blind(?:ed)?|crippled|disfigured|brain-damaged|in a wheelchair|in a coma|unable to walk|bleeding|for dead)\b)",
    "left leaving leaves",
)
_SICK = words_of(
    "malaria cholera measles diarrhea diarrhoea diarrheal diarrhoeal malnutrition fever dengue flu asthma dehydration kitchen stove"
)
_DIED = words_of("died dead killed pronounced bodies body")


def read_treated(reader: Reader, mentions: list[Mention]) -> None:
    """Add the wounded whom a sentence counts or describes by their treatment to `mentions`, the reader's own list."""
    if not reader.report.tells_of_force:
        return
    if not _SICK.isdisjoint(reader.low_words):
        return
    for k, q in enumerate(reader.quantities):
        if k not in reader.used and not q.ordinal and not any(m.quantity is q for m in mentions):
            _read_counted(reader, q)
    for shape in (_STITCHES, _BULLET_IN):
        found = shape.first(reader)
        if found is not None:
            _tell(
                reader,
                mentions,
                found,
                subject_head(reader, reader.token_at_offset(found.start()), within_phrases=True),
            )
    for shape in (_LODGED, _REMOVED):
        found = shape.first(reader)
        if found is not None:
            _tell(reader, mentions, found, _owner(reader, found))
    found = _LEFT.first(reader)
    if found is not None:
        verb = reader.token_at_offset(found.start())
        people = [c for c in verb.children if c > verb.i and reader.tokens[c].dep in ("dobj", "nsubj", "ccomp", "oprd")]
        people = people or reader.children(verb.i, ("nsubjpass",))  # "dozens were left bleeding"
        inner = [c for p in people for c in reader.tokens[p].children if reader.tokens[c].dep == "nsubj" and c > verb.i]
        _tell(reader, mentions, found, next(iter([*inner, *people]), None))


def _read_counted(reader: Reader, q: Quantity) -> None:
    lead = reader.cased[max(reader.sentence.start, q.start - 30) : q.start]
    rest = reader.cased[q.end : reader.sentence.end]
    of_them = _OF_THEM_FOR.match(rest)
    if of_them is not None:
        m = reader.add_bare(Harm.INJURED, reader.token_at_offset(q.end + 1), q, "care")
        if m is not None:
            m.end = q.end + of_them.end()
        return
    if not _TREATED.search(lead):
        return
    found = _FOR_WOUNDS.match(rest) or _THE_WOUNDED.match(rest)
    if found is None:
        noun = reader.people_after(q)
        if noun is not None and _TREATING.search(lead) and _NOW.match(reader.cased, noun[1], reader.sentence.end):
            if reader.is_of_force and not reader.report.is_of_other_cause:
                reader.add_bare(Harm.INJURED, reader.token_at_offset(q.start - 2), q, "care", noun)
            return
        if noun is not None and _MOST_FOR.match(rest):
            reader.add_bare(Harm.INJURED, reader.token_at_offset(q.start - 2), q, "care", noun)
        return
    first = q.end + found.start("who")
    noun = (first, first + len(found.group("who").rstrip()))
    if reader.describe(noun).is_people is False:
        return
    m = reader.add_bare(Harm.INJURED, reader.token_at_offset(q.start - 2), q, "care", noun)
    if m is not None:
        m.end = max(m.end, q.end + found.end())


def _tell(reader: Reader, mentions: list[Mention], found: re.Match[str], head: int | None) -> None:
    """One or more people with a wound, unless the sentence has told of them or says that they died."""
    if head is None:
        return
    group, token = reader.group(head), reader.tokens[head]
    if not _DIED.isdisjoint(reader.low_words) and group.quantity is None:
        return
    start, end = reader.tokens[group.first].start, reader.tokens[group.last].end
    for m in mentions:
        if m.noun is not None and m.noun[0] < end and start < m.noun[1] and m.harm in (Harm.INJURED, Harm.KILLED):
            return
    if token.word in ("his", "her"):
        one = add_pronoun(reader, Harm.INJURED, token, reader.describe((start, end)), "wound")
    elif group.words.is_people is True or token.word in ("he", "she", "one") or group.quantity is not None:
        bearer = add_victims(reader, Harm.INJURED, reader.token_at_offset(found.start()), head, "wound")
        if bearer is None:
            return
        one = bearer
    else:
        return
    one.start, one.end = min(one.start, found.start()), max(one.end, found.end())


def _owner(reader: Reader, found: re.Match[str]) -> int | None:
    """ "The spine of a student", "a schoolboy's shoulder"."""
    if found.group("whose"):
        return reader.token_at_offset(found.start("whose")).i
    part = reader.token_at_offset(found.start("part"))
    of = [reader.tokens[c] for c in part.children if reader.tokens[c].word == "of"]
    return next((c for o in of for c in o.children if reader.tokens[c].dep == "pobj"), None)
