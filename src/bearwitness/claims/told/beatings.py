"""Beatings and cuts whose verbs are said of much else: "beat up three herders", "was cut with a knife", "beating a student into a coma".

Called for each parsed sentence after its own mentions are read. "Beat", "cut" and "hit" are words of sport and trade too; what
stands beside them must tell of a body hurt: the weapon, the state in which it left them, or "up".
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, victims_of
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Harm

_BEAT = words_of("beat beats beating beaten kicked kicking punched punching flogged whipped caned thrashed battered")
_CUT = words_of("cut slashed gashed hacked bitten mauled gassed speared clubbed")
_HIT = words_of("hit struck caught grazed")
_MAIM = words_of("blinded paralysed paralyzed crippled")
_BADLY = re.compile(
    r"\s*(?:up\b|unconscious|senseless|bloody|half to death|(?:so\s+)?(?:badly|severely|savagely|brutally|repeatedly)|into (?:an?\s+)?(?:coma|unconsciousness)|with\s+(?:[\w'’-]+\s+){0,3}?(?:sticks?|batons?|clubs?|rods?|pipes?|cables?|belts?|"
    r"rifle[- ]?butts?|butts?|hammers?|bats?|fists?|whips?|truncheons?|chains?|boots|planks?|bars?|rungus|canes?)|(?:around|about|on|over) the (?:head|face|back|legs?|soles))\b",
    re.IGNORECASE,
)
_BLADE = re.compile(
    r"(?:[^.;,]{0,50}?)\b(?:(?:by|with)\s+(?:[\w'’-]+\s+){0,3}?(?:arrows?|knives|knife|machetes?|pangas?|razors?|blades?|glass|shrapnel|axes?|swords?|bayonets?|splinters|(?:police|guard)\s+dogs?)|(?:on|in|across)\s+(?:the|his|her|their)\s+(?:left\s+|right\s+|upper\s+|lower\s+)?(?:arms?|hands?|face|neck|head|legs?|forearms?|fingers?|throat|back|chest|scalp|stomach|thighs?|shoulders?))\b",
    re.IGNORECASE,
)
_SHOT = re.compile(
    r"\s*(?:[\w'’-]+\s+){0,3}?(?:by|with)\s+(?:an?\s+|the\s+)?(?:[\w'’-]+\s+){0,2}?(?:rounds?|bullets?|pellets?|stones?|bricks?|bottles?|tear gas canisters?|canisters?|buckshot|rocks?)\b",
    re.IGNORECASE,
)
_FIGHT = re.compile(
    r"\b(?:fight|brawl|attack\w*|stabb\w*|knife|knives|armed|police|clash\w*|riot\w*|assault\w*|raid\w*|gang|warder|guards?|prison|mob|machetes?|arrows?|protest\w*)\b",
    re.IGNORECASE,
)
_COOKING = re.compile(
    r"\b(?:kitchen|cooking|shaving|gardening|coach|squad|season|lawn|cake|ribbon|salary|jobs?)\b", re.IGNORECASE
)


def read_beatings(reader: Reader, mentions: list[Mention]) -> None:
    """Add those beaten, cut or struck to `mentions`, the reader's own list, where the sentence tells no more of them."""
    for t in reader.tokens:
        if t.word in _BEAT or t.word in _CUT or t.word in _HIT or t.word in _MAIM:
            if t.tag.startswith("VB") and not any(m.trigger == t.i for m in mentions) and _hurts(reader, t):
                _add(reader, mentions, t)


def _hurts(reader: Reader, t: Token) -> bool:
    behind = reader.cased[t.end : reader.sentence.end]
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    if _COOKING.search(words):
        return False
    if t.word in _MAIM:
        return reader.names_force
    if t.word in _HIT:
        return is_passive(reader, t) and _SHOT.match(behind) is not None
    if t.word in _CUT:
        return is_passive(reader, t) and _BLADE.match(behind) is not None and _told_of_force(reader, words)
    objects = [c for c in t.children if reader.tokens[c].dep == "dobj"]
    after = reader.cased[reader.tokens[reader.group(objects[-1]).last].end : reader.sentence.end] if objects else behind
    return _BADLY.match(behind) is not None or _BADLY.match(after) is not None


def _told_of_force(reader: Reader, words: str) -> bool:
    return _FIGHT.search(words) is not None or reader.report.tells_of_force


def _add(reader: Reader, mentions: list[Mention], t: Token) -> None:
    heads, agent, _ = victims_of(reader, t)
    if not heads and t.dep == "pcomp":  # "cleared two men of beating a student"
        heads = [c for c in t.children if reader.tokens[c].dep == "dobj"]
    for head in heads:
        for one in reader.conjuncts(head):
            group = reader.group(one)
            token = reader.tokens[one]
            if group.words.is_people is not True and group.quantity is None and token.word not in _PERSONAL:
                named = token.name and len(token.text.split()) > 1 and reader.word(group.first) != "the"
                if not (named and reader.looks_like_person(token)):
                    continue
            if any(m.noun is not None and group.noun is not None and m.noun[0] == group.noun[0] for m in mentions):
                continue
            m = add_victims(reader, Harm.INJURED, t, one, "blow")
            if m is not None:
                m.perpetrator = agent
                m.extra["fate_open"] = m.low == m.best == 1


_PERSONAL = words_of("he she him her")
