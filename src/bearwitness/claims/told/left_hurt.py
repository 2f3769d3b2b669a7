"""What an attack left people with: "left with a broken jaw", "undergoing treatment for burns", "a bullet is lodged in his spine".

Called for each parsed sentence after `care`; a wound of somebody whom the sentence tells hurt or dead already is no second one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention, are_told
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.subjects import add_owner, subject_head
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm

_LEFT_WITH = Keyed(
    r"\b(?P<verb>left|leaving|leaves)\b[^.;]{0,50}?\bwith\s+(?:[\"“]\s*)?(?:an?\s+|two\s+|three\s+|several\s+|multiple\s+|his\s+|her\s+)?(?:[\w-]+,?\s+){0,3}?"
    r"(?:(?:broken|fractured|shattered|smashed|dislocated|crushed|severed)\s+(?:\w+\s+)?(?:jaws?|arms?|legs?|ribs?|noses?|skulls?|wrists?|ankles?|fingers?|teeth|hands?|hips?|pelvis|collarbones?|spines?|knees?|bones?|cheekbones?|eye\s+sockets?)"
    r"|(?:punctured|collapsed|perforated|ruptured|burst|shattered)\s+(?:lungs?|ear-?drums?|spleens?|livers?|kidneys?|bowels?)"
    r"|(?:slashing|gaping|deep|severe|serious|bleeding|open|knife|stab|bullet|gunshot|head)\s+(?:[\w-]+\s+)?(?:wounds?|injur(?:y|ies)|gash(?:es)?|cuts?|burns?)"
    r"|burns|concussions?|lacerations|bruises|black\s+eyes?)\b",
    "left leaving leaves",
)

_UNDERGOING = Keyed(
    r"\b(?:undergoing|under|receiving|getting)\s+(?:medical\s+|hospital\s+|emergency\s+)?(?:treatment|surgery|care)\b[^.;]{0,60}?\b(?:for|with|of)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:(?:gunshot|bullet|stab|shrapnel|pellet|knife|blast|burn|head)\s+(?:wounds?|injur(?:y|ies))|fractures?|wounds|burns|injuries)\b"
    r"|\b(?:battling|struggling|fighting)\s+for\s+(?:his\s+|her\s+|their\s+)?li(?:fe|ves)\b|\bin\s+the\s+(?:intensive\s+care|icu)\b",
    "treatment surgery care icu battling struggling fighting",
)

_LODGED = Keyed(
    r"\b(?:bullets?|pellets?|shrapnel|fragments?|splinters?|slugs?)\b[^.;,]{0,30}?\b(?:lodged|stuck|embedded|remains?|is\s+still|are\s+still)\b[^.;,]{0,14}?\bin\s+(?P<whose>his|her)\s+\w+",
    "bullet bullets pellet pellets shrapnel fragment fragments splinter splinters slug slugs",
)

_LEAVE = words_of("left leaving leaves")


def read_left_hurt(reader: Reader, mentions: list[Mention]) -> None:
    """Add those left with a wound or in care for one to `mentions`, the reader's own list, where the report tells of force."""
    if not reader.report.tells_of_force:
        return
    _read_left_with(reader, mentions)
    if (found := _UNDERGOING.first(reader)) is not None:
        subject = subject_head(reader, reader.token_at_offset(found.start()), within_phrases=True)
        if subject is None and not _LEAVE.isdisjoint(reader.low_words):
            subject = _object_of_left(reader)
        _wounded(reader, mentions, found, subject)
    if (found := _LODGED.first(reader)) is not None:
        add_owner(reader, mentions, Harm.INJURED, reader.token_at_offset(found.start("whose")), found)


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
    found = _LEFT_WITH.first(reader)
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
    if are_told(mentions, start, end, Harm.INJURED, Harm.KILLED, Harm.TORTURED):
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
