"""Blows and hits that wound: "was hit five times", "fired a shot, striking the boy", "punched the clerk", "slashed his face".

Called for each parsed sentence after its own mentions are read. "Hit" and "struck" are said of storms, taxes and cars too:
they count only where the words beside them tell of a bullet, a weapon or a part of the body. A bullet's hit leaves open
whether the one who was hit lived.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.verbs import is_passive, victims_of
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import BODILY, Harm, Modifier

NEAR_CHARACTERS = 400  # how far before "must have been hit" the report must tell of shots

_HIT = words_of("hit hits hitting caught struck strikes striking pierced pierces piercing")
_BEAT = words_of("beat beats bashed bashing roughed roughing thrashed thrashing battered battering")
_ROUGH = words_of("roughed roughing thrashed thrashing battered battering")  # of players too
_DOUSE = words_of("doused douses dousing splashed splashing")  # with acid
_PUNCH = words_of(
    "punched punches punching kicked kicking kicks stomped stomping slash slashes slashing slashed pistol-whip pistol-whips "
    "pistol-whipping headbutted clubbing bludgeoning flogged flogging knifing"
)
_CUT = words_of(
    "cut cuts cutting slash slashes slashing slashed stabbed stabs stabbing pierced hacked burned grazed grazes grazing"
)
_GRAZE = words_of("grazed grazes grazing hit hits hitting struck strikes striking pierced")
BLOWS = _HIT | _BEAT | _PUNCH | _CUT | _DOUSE

_MISSILES = words_of(
    "bullet bullets round rounds shot shots gunfire gunshot gunshots pellet pellets shrapnel fragment fragments slug slugs "
    "crossfire canister canisters projectile projectiles buckshot"
)
_WEAPONS = _MISSILES | words_of(
    "bottle bottles bat bats hammer hammers baton batons stick sticks stone stones rock rocks brick bricks pipe pipes club "
    "clubs machete machetes axe axes butt butts fist fists crowbar pistol gun rifle handgun shovel hatchet truncheon "
    "truncheons whip cane canes plank knife knives blade grenade arrow belt belts chain chains"
)
_BODY = (
    r"(?:head|face|neck|throat|chest|back|stomach|abdomen|torso|body|leg|legs|arm|arms|hand|hands|foot|feet|shoulder|shoulders|thigh|hip"
    r"|groin|knee|ankle|calf|eye|eyes|jaw|mouth|nose|cheek|ear|temple|skull|side|buttocks|ribs?|wrist|elbow|finger|fingers)"
)
_IN_BODY = re.compile(
    rf"[^.;,]{{0,50}}?\b(?:in|on|across|to|through|about|around)\s+(?:the|his|her|their|both|one)\s+(?:[\w-]+\s+){{0,3}}?{_BODY}\b",
    re.IGNORECASE,
)
_SO_OFTEN = re.compile(
    r"[^.;,]{0,30}?\b(?:once|twice|repeatedly|(?:two|three|four|five|six|seven|eight|nine|ten|several|multiple|many|\d+)\s+times)\b",
    re.IGNORECASE,
)
_OF_FIRE = re.compile(
    r"\b(?:gunm[ae]n|gunfire|gunshots?|shots|bullets?|opened fire|opening fire|fired|firing|shooting|snipers?|shrapnel|shooters?)\b",
    re.IGNORECASE,
)
_SHOTS = re.compile(r"\b(?:shots?|gunfire|gunshots?|bullets?|opened fire|shooting|snipers?|shrapnel)\b", re.IGNORECASE)
_SEVERELY = re.compile(
    r"[^.;,]{0,30}?\b(?:up|unconscious|badly|severely|brutally|savagely|senseless|bloody|repeatedly)\b", re.IGNORECASE
)
_WITH_ACID = re.compile(r"\b(?:with|by|in)\s+(?:\w+\s+)?acid\b", re.IGNORECASE)
_TO_DEATH = re.compile(r"[^.;,]{0,60}?\bto\s+death\b", re.IGNORECASE)
_BY_PEOPLE = re.compile(
    r"\s+(?:up\s+)?by\s+(?:an?\s+|the\s+|some\s+|his\s+|her\s+|their\s+)?(?:[\w-]+\s+){0,2}?(?:mobs?|crowds?|youths?|guards?|police(?:m[ae]n)?|officers|soldiers|men|villagers|residents|attackers"
    r"|assailants|students|locals|relatives|in-laws|neighbou?rs|thugs|goons|bouncers|captors|husband|vigilantes?|militiamen|jailers|bystanders)\b",
    re.IGNORECASE,
)
_GAME = re.compile(
    r"\b(?:\d+-\d+|finals?|semi-?finals?|match|matches|game|games|champions?|championship|elections?|votes?|polls?|cup|league|ball|goals?|season|innings|boxer|boxing"
    r"|tournament|puck|record|odds|team|teams|opponents?|rivals?|goalkeeper|striker|penalty|lightning)\b",
    re.IGNORECASE,
)
_SPORT = re.compile(
    r"\b(?:rebounds?|touchdowns?|play-?offs?|quarterbacks?|innings|midfield\w*|goalkeepers?|half-?time|(?:first|second)[- ]half|fouls?|fouled|referees?|coach(?:es)?|tournaments?|league|season|scored|defensem[ae]n|nhl|nba|nfl|basket)\b",
    re.IGNORECASE,
)
NEAR_SPORT = 500  # how far around "roughed up" the report must tell of no game
_DISCHARGED = re.compile(r"\b(?:discharg\w+|(?:went|goes|going|go)\s+off|fired|misfired)\b", re.IGNORECASE)
_OUT = frozenset(("out", "off", "away", "back", "in", "around", "down", "through", "back"))
_DOING = ("advcl", "conj", "xcomp", "acl", "ccomp", "prep", "pcomp", "dep")


def read_blows(reader: Reader, mentions: list[Mention]) -> None:
    """Add those whom a blow or a bullet hit to `mentions`, the reader's own list."""
    for t in reader.tokens:
        if t.word not in BLOWS or not t.tag.startswith("VB"):
            continue
        _read_cut(reader, mentions, t)
        if t.word not in _CUT or t.word in _PUNCH:
            _read_blow(reader, mentions, t)


def _read_blow(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    heads, agent, how = victims_of(reader, t)
    heads = [h for h in heads if not _names_no_person(reader, h)]
    if not heads or not _wounds(reader, t, heads[-1]):
        return
    to_death = reader.word(t.i - 1) in ("fatally", "mortally") or (
        t.word not in _HIT and _TO_DEATH.match(reader.cased, t.end, reader.sentence.end) is not None
    )
    first: Mention | None = None
    for head in [one for h in heads for one in reader.conjuncts(h)]:
        if _told_already(reader, mentions, head):
            continue
        hurt = add_victims(reader, Harm.KILLED if to_death else Harm.INJURED, t, head, how)
        if hurt is None:
            continue
        hurt.perpetrator = agent
        hurt.extra["fate_open"] = t.word in _HIT
        if first is not None:
            hurt.sum_with = first.sum_with = first
        first = first or hurt


def _names_no_person(reader: Reader, head: int) -> bool:
    """Whether nothing says that a noun is people: "hit the wall", "struck Oru"."""
    t = reader.tokens[head]
    if t.word in ("he", "him", "she", "her", "who"):
        return False
    group = reader.group(head)
    if group.words.is_people is not None:
        return not group.words.is_people
    if not t.name or t.demonym or not reader.looks_like_person(t) or reader.tokens[group.first].tag in ("DT", "PRP$"):
        return True
    return len(t.text.split()) == 1 and not re.search(rf"\b[A-Z][\w.'’-]*\s+{re.escape(t.text)}\b", reader.cased)


def _wounds(reader: Reader, t: Token, victim: int) -> bool:
    """Whether the words beside a blow say that it was one: with what, where on the body, how often, how hard."""
    words = reader.cased[reader.sentence.start : reader.sentence.end]
    weapon, other = _instrument(reader, t)
    if weapon or (t.word in _DOUSE and _WITH_ACID.search(words)):
        return True
    if (
        other
        or _GAME.search(words)
        or any(reader.word(c) in _OUT and reader.tokens[c].dep == "prt" for c in t.children)
    ):
        return False
    if t.word in _DOUSE or (
        t.word in _ROUGH and _SPORT.search(reader.cased, max(0, t.start - NEAR_SPORT), t.end + NEAR_SPORT)
    ):
        return False
    if t.word in _PUNCH:
        return reader.word(t.i + 1) not in _OUT or _IN_BODY.match(reader.cased, t.end, reader.sentence.end) is not None
    behind = max(t.end, reader.tokens[victim].end)
    marked = any(
        shape.match(reader.cased, at, reader.sentence.end) for shape in (_IN_BODY, _SO_OFTEN) for at in (t.end, behind)
    )
    if marked and reader.lexicon.force.search(reader.text):
        return True
    if t.word in _BEAT:
        hard = any(_SEVERELY.match(reader.cased, at, reader.sentence.end) for at in (t.end, behind))
        to_death = _TO_DEATH.match(reader.cased, t.end, reader.sentence.end) is not None
        hard = hard or _BY_PEOPLE.match(reader.cased, t.end, reader.sentence.end) is not None
        return hard or to_death or reader.lexicon.force.search(words) is not None
    return _fired(reader, t) or (
        is_passive(reader, t) and (_OF_FIRE.search(words) is not None or _must_have(reader, t))
    )


def _must_have(reader: Reader, t: Token) -> bool:
    """ "There was one shot. She must have been hit", "I saw that he had been hit": by what was told of shots right before."""
    guessed = reader.word(t.i - 2) == "have" and reader.word(t.i - 3) in ("must", "may")
    seen = reader.word(t.i - 2) in ("had", "'d") and reader.word(t.i - 3) in ("he", "she", "they")
    if t.word not in ("hit", "struck") or not (guessed or seen):
        return False
    alone = reader.word(t.i + 1) in ("", ".", ",", "and", "when", "as")
    return alone and _SHOTS.search(reader.cased, max(0, reader.sentence.start - NEAR_CHARACTERS), t.start) is not None


def _instrument(reader: Reader, t: Token) -> tuple[bool, bool]:
    """Whether a weapon did it, by subject, "by" or "with"; and whether a thing that is none did ("hit by a car")."""
    weapon = other = False
    passive = is_passive(reader, t)
    own = any(reader.tokens[c].dep in ("nsubj", "nsubjpass") for c in t.children)
    shared = [] if own or passive else _subjects_shared(reader, t)
    for c in [*shared, *t.children]:
        child = reader.tokens[c]
        if child.dep in ("nsubj", "nsubjpass") and not passive:
            of = [i for p in child.children if reader.word(p) == "of" for i in reader.tokens[p].children]
            weapon = weapon or any(reader.word(i) in _MISSILES for i in (c, *of)) or _went_off(reader, c)
            other = other or not (weapon or child.name or _is_somebody(reader, c))
        elif child.head == t.i and child.word in ("by", "with", "from"):
            for i in child.children:
                weapon = weapon or reader.word(i) in _WEAPONS
                other = other or (child.word == "by" and reader.word(i) not in _WEAPONS and not _is_somebody(reader, i))
    return weapon, other


def _subjects_shared(reader: Reader, t: Token) -> list[int]:
    """What stands before the verb that a blow hangs on, or before the one that this is joined to ("discharged and went through, hitting")."""
    if t.dep not in _DOING:
        return []
    up = reader.tokens[t.head]
    if up.dep == "conj" and up.head < up.i and not any(reader.tokens[c].dep == "nsubj" for c in up.children):
        up = reader.tokens[up.head]
    before = [c for c in up.children if c < t.i]
    clauses = [c for c in before if reader.tokens[c].dep == "advcl"]  # "trying to load it when it fired, hitting him"
    return before + [s for c in clauses for s in reader.tokens[c].children if reader.tokens[s].dep == "nsubj"]


def _went_off(reader: Reader, subject: int) -> bool:
    """Whether the subject is a gun that went off: "the gun discharged and it struck him"."""
    if reader.word(subject) not in ("it", "gun", "weapon", "rifle", "pistol", "shotgun", "handgun", "firearm"):
        return False
    return _DISCHARGED.search(reader.cased, reader.sentence.start, reader.sentence.end) is not None


def _is_somebody(reader: Reader, head: int) -> bool:
    t = reader.tokens[head]
    if t.word in ("he", "she", "they", "who", "i", "we"):
        return True
    return t.name or t.word in _MISSILES or reader.group(head).words.is_people is True


def _fired(reader: Reader, t: Token) -> bool:
    """Whether the blow is what a shot did: "fired a shot, striking the boy", "opened fire, hitting two"."""
    for _ in range(3):
        if t.dep not in _DOING or t.head == t.i:
            return False
        t = reader.tokens[t.head]
        objects = {reader.word(c) for c in t.children if reader.tokens[c].dep == "dobj"}
        if t.word in ("fired", "fires", "firing", "shot", "shooting") or objects & (_MISSILES | {"fire"}):
            return True
    return False


def _read_cut(reader: Reader, mentions: Sequence[Mention], t: Token) -> None:
    """ "Slashed a driver's face", "cut her arm with a knife", "hit his head with a stone": whose body it was."""
    if t.word not in _CUT and t.word not in _HIT:
        return
    weapon, _ = _instrument(reader, t)
    for c in _objects(reader, t):
        if not re.fullmatch(_BODY, reader.word(c)):
            continue
        if (
            not weapon
            and not (t.word in _GRAZE and _fired(reader, t))
            and not (t.word in _PUNCH and reader.lexicon.force.search(reader.text))
        ):
            continue
        owner = next((i for i in reader.tokens[c].children if reader.tokens[i].dep == "poss"), None)
        if owner is None and t.word in _GRAZE:  # "grazed the leg of a shepherd"
            of = reader.child(c, "prep", ("of",))
            owner = reader.child(of, "pobj") if of is not None else None
        if owner is None or _told_already(reader, mentions, owner):
            continue
        if reader.word(owner) in ("her", "his"):
            _own(reader, reader.tokens[owner], t)
        else:
            add_victims(reader, Harm.INJURED, t, owner, "wound")


def _objects(reader: Reader, t: Token) -> Iterator[int]:
    dep = "nsubjpass" if is_passive(reader, t) else "dobj"
    yield from (c for c in t.children if reader.tokens[c].dep == dep)


def _own(reader: Reader, owner: Token, verb: Token) -> None:
    """ "Cut her arm": the possessive is the only word for the victim."""
    words = describe_victims("she" if owner.word == "her" else "he")
    one = reader.add_people(Harm.INJURED, verb, (owner.start, owner.end), words, "wound")
    one.low = one.best = one.high = 1
    one.modifier, one.pronoun = Modifier.EXACT, True


def _told_already(reader: Reader, mentions: Sequence[Mention], head: int) -> bool:
    """Whether the sentence has told of a harm to these people."""
    group = reader.group(head)
    start, end = reader.tokens[group.first].start, reader.tokens[group.last].end
    return any(
        m.harm in BODILY
        and (
            (m.quantity is not None and m.quantity is group.quantity)
            or (m.noun is not None and m.noun[0] < end and start < m.noun[1])
        )
        for m in mentions
    )
