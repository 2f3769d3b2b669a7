"""Wounds that people bear: "a woman with a gunshot wound", "lost both legs", "her jaw was shattered", "took a bullet in the calf".

Called for each parsed sentence after its own mentions are read. A wound says injured; a fatal one says killed. Shapes that
an accident would leave too ("a broken wrist", "burns") count only in a report of force that names no other cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.keyed import Keyed
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.records import Harm, Modifier

_LIMB = (
    r"(?:legs?|arms?|eyes?|foot|feet|hands?|fingers?|thumbs?|limbs?|toes?|ears?|teeth|tooth|jaws?|knees?|wrists?|ankles?|ribs?|noses?|skulls?"
    r"|collarbones?|shoulders?|elbows?|hips?|pelvis|spine|thighs?|calf|shins?|cheekbones?|sight|eyesight|hearing)"
)
_WEAPON_WOUND = r"(?:gunshot|bullet|stab|knife|shrapnel|graze|machete|blast|shotgun|pellet|war|arrow|spear)[- ]+(?:wounds?|injur(?:y|ies)|fragments?|burns?|holes?)"
_WITH_WOUND = Keyed(
    rf"\b(?:with|from|having|had|has|have|suffer(?:s|ed|ing)?|sustain(?:s|ed|ing)?|receiv(?:es|ed|ing)|nurs(?:es|ed|ing)|present(?:s|ed|ing)|surviv(?:es|ed|ing)|bor(?:e|ing)|bears?)\s+(?P<what>what\s+(?:appear|seem|look)\w*\s+(?:to\s+be|like)\s+)?(?:[\w,-]+\s+){{0,4}}?(?P<wound>{_WEAPON_WOUND})\b",
    "wound wounds injury injuries fragment fragments burn burns hole holes",
)
_BURNED = Keyed(
    r"\b(?:escaped|survived|got out|came out|emerged|got away|fled)\s+(?:[\w-]+\s+){0,4}?with\s+(?:[\w-]+\s+){0,4}?(?P<wound>wounds?|injur(?:y|ies)|burns|bruises|cuts|scratches|fractures?)\b"
    rf"|\b(?:has|had|have|suffer(?:s|ed|ing)?|sustain(?:s|ed|ing)?|with|left with)\s+(?:an?\s+|two\s+|three\s+|several\s+|multiple\s+)?(?:broken|fractured|shattered|smashed|severed|dislocated)\s+(?:\w+\s+)?(?P<limb>{_LIMB}|bones?)\b"
    rf"|\b(?:suffer(?:s|ed|ing)?|sustain(?:s|ed|ing)?)\s+(?:[\w-]+\s+){{0,4}}?(?P<hurt>concussions?|fractures?|lacerations?|bruises|bruising|cuts|scratches|(?:head|leg|arm|eye|hand|facial|brain|spinal|internal) injur(?:y|ies))\b",
    "wound wounds injury injuries burns bruises bruising cuts scratches fracture fractures broken fractured shattered smashed severed dislocated concussion concussions laceration lacerations",
)
_TORN = r"(?:perforated|ruptured|burst|punctured|collapsed|damaged|shattered|torn|pierced|blown)"
_ORGAN = r"(?:ear-?drums?|lungs?|spleens?|livers?|kidneys?|bowels?|intestines?|eye\s+sockets?|eyeballs?)"
_ORGAN_HURT = Keyed(
    rf"\b(?:has|had|have|suffer(?:s|ed|ing)?|sustain(?:s|ed|ing)?|with|got)\s+(?:(?:an?|two|both|one|his|her|their)\s+)?{_TORN}\s+(?P<limb>{_ORGAN})\b",
    "eardrum eardrums drum drums lung lungs spleen spleens liver livers kidney kidneys bowel bowels intestine intestines socket sockets eyeball eyeballs",
)
_AMPUTATED = Keyed(
    rf"\b(?P<verb>had|has|have|having)\s+(?:(?:his|her|their|an?|one|both|two|three|part\s+of|the|left|right|lower)\s+){{1,4}}{_LIMB}\s+(?:(?:partially|partly|surgically)\s+)?(?:amputated|severed|(?:blown|torn|ripped|sheared|hacked|cut|chopped)\s+off)\b"
    rf"|\b(?P<verb2>had|has|have|having)\s+(?:an?\s+|{_LIMB}\s+)?(?:limbs?|amputations?)\s+amputated\b",
    "amputated severed off",
)
_PICKED_OUT = Keyed(
    r"\b(?P<verb>picking|plucking|picked|plucked)\s+(?:[\w-]+\s+){0,3}?(?:glass|shrapnel|splinters?|shards?|fragments?|pellets?)\s+(?:from|out\s+of)\s+(?:his|her|their)\s+(?:own\s+)?(?:\w+\s+)?(?:forearm|palm|scalp|hair(?!\w)|skin|forehead|feet|"
    rf"{_LIMB}|head|neck|face|cheek|back|body)\b",
    "picking plucking picked plucked",
)
_GASSED = Keyed(
    r"\b(?:was|were|been|being|are|is)\s+(?P<verb>overcome)\s+by\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:tear[- ]?gas|teargas|pepper\s+spray|smoke|fumes|gas)\b"
    r"|\b(?P<verb2>suffer(?:s|ed|ing)?|collapsed|fainted|hospitali[sz]ed|choked|passed\s+out)\s+(?:\w+\s+){0,2}?(?:from|of|after|on|with|due\s+to)\s+(?:the\s+|inhaling\s+|effects\s+of\s+)*(?:tear[- ]?gas|teargas|pepper\s+spray)\b",
    "gas teargas pepper smoke fumes",
)
_ACID = Keyed(
    r"\b(?P<verb>had|have|has)\s+acid\s+(?:thrown|flung|poured|hurled|splashed|sprayed)\s+(?:in|on|over|at|across|into)\s+(?:his|her|their)\b",
    "acid",
)
_NO_FORCE = re.compile(r"\b(?:diabet\w*|gangrene|frostbite|infection|cancer|sepsis|tumou?r)\b", re.IGNORECASE)
_HAD_INJURY = Keyed(
    r"\b(?:has|had|have)\s+(?:(?:an?|some|several|multiple|very)\s+)*(?:serious|severe|critical|life-threatening|minor|slight|light|grave|superficial)\s+(?:\w+\s+)?(?P<wound>injur(?:y|ies)|wounds?)\b",
    "injury injuries wound wounds",
)
_SURVIVED = Keyed(
    r"\bsurviv(?:es|ed|ing)\s+(?:(?:an?|the|his|her|their|two|three|several|multiple)\s+)?(?:[\w-]+\s+){0,2}?(?P<wound>injur(?:y|ies)|wounds?)\b",
    "survives survived surviving",
)
_WENT_THROUGH = Keyed(
    r"\b(?:bullets?|rounds?|shots?|pellets?|slugs?|shrapnel|fragments?|splinters?)\b(?:[^.;,]{0,20}?\s)??(?P<verb>went|gone|passed|ripped|tore|entered|exited|came)\s+(?:(?:in|out|right|clean|straight|clear)\s+)?"
    rf"(?:(?:through|into|in|from|out\s+of)\s+)?(?:(?:one|both)\s+of\s+)?(?:(?P<whose>his|her)|(?:[^\W\d_][\w'’.-]*\s+){{0,3}}?[^\W\d_][\w'’-]*['’]s|the)\s+(?:\w+\s+){{0,2}}?(?P<limb>{_LIMB}|head|neck|face|chest|stomach|abdomen|back|side|groin|cheek|throat|lung|body)\b",
    "bullet bullets round rounds shot shots pellet pellets slug slugs shrapnel fragment fragments splinter splinters",
)
_LOST_LIMB = Keyed(
    rf"\b(?:lost|lose|loses|losing)\s+(?:(?:an?|one|both|two|three|his|her|their|its|the|left|right|of|part|several)\s+){{1,4}}(?P<limb>{_LIMB})\b|\b(?:lost|loses|losing)\s+(?P<limb2>leg|arm|foot|limb)\b(?=\s*(?:$|[.,;]|(?:to|in|after|from|as|when|by)\b))",
    "lost lose loses losing",
)
_TOOK_BULLET = Keyed(
    r"\b(?:took|taken|caught|received)\s+(?:an?|two|three|several)\s+(?:stray\s+)?(?P<wound>bullets?|rounds?|pellets?|slugs?)\s+(?:in|to|through)\b",
    "bullet bullets round rounds pellet pellets slug slugs",
)
_LIMB_BROKEN = Keyed(
    rf"(?P<limb>\b{_LIMB})\s+(?:was|were|had been|has been|have been|had to be|has to be|have to be|needed to be|was later|were later)\s+(?:\w+ly\s+)?(?:amputated|shattered|broken|fractured|smashed|crushed|severed|blown off|torn off|ripped off|cut off|hacked off)\b",
    "amputated shattered broken fractured smashed crushed severed off",
)
_BROKE_LIMB = Keyed(
    rf"\b(?:broke|shattered|fractured|smashed|crushed|severed|tore off|blew off|took off|ripped off|cut off|hacked off)\s+(?:the\s+|his\s+|her\s+|an?\s+|one of (?:his|her)\s+)(?:\w+\s+)?(?P<limb>{_LIMB})\b(?P<of>\s+of\b)?|\b(?:blew|tore|took|ripped|hacked|cut)\s+off\s+(?:an?\s+|the\s+)?[\w-]+['’]s?\s+(?P<limb2>{_LIMB})\b",
    "broke shattered fractured smashed crushed severed off",
)
_CUT_OFF = re.compile(
    rf"\b(?:cut|hacked|chopped|sliced|sawed|bit|blew|shot)\s+(?:off\s+)?(?:[\w'’-]+\s+){{0,2}}?(?:[\w-]+['’]s?|his|her|their)\s+(?:\w+\s+)?(?P<limb>{_LIMB})\b(?P<of>\s+off)?",
    re.IGNORECASE,
)
_HURT = re.compile(r"\b(?:wounded|injured|hurt)\b", re.IGNORECASE)
_LIVED_ON = re.compile(
    r"\b(?:eye|eyes|sight|eyesight|hearing|ears?|ear-?drums?|fingers?|thumbs?|toes?|teeth|tooth|amputat\w+|overcome|pick\w+|pluck\w+|tear[- ]?gas|teargas|pepper)\b",
    re.IGNORECASE,
)
"""Of a wound so told nobody dies at once: no death told elsewhere is of these people."""
_BEARING = ("nsubj", "nsubjpass")
_FATAL = re.compile(r"\b(?:fatal|mortal|lethal)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_DIES = re.compile(
    r"\b(?:died?|dead|death|killed|succumb\w*|fatal\w*|pronounced|(?<!of the )(?<!of his )(?<!of her )bod(?:y|ies)|corpses?)\b",
    re.IGNORECASE,
)


def read_wounds(reader: Reader, mentions: list[Mention]) -> None:
    """Add the people of whom a sentence tells a wound to `mentions`, the reader's own list, where it tells no more of them."""
    sentence = reader.sentence
    for found in _WITH_WOUND.all(reader):
        if not found.group("what"):
            _bear(reader, mentions, found, _bearer(reader, reader.token_at_offset(found.end("wound") - 1)))
            continue
        opens = reader.token_at_offset(found.start())  # the parse makes the wound a clause of its own
        bearer = _subject(reader, opens, opens) if opens.tag.startswith("VB") else _bearer(reader, opens)
        for m in _bear(reader, mentions, found, bearer):
            m.extra["hedged"] = True
    for found in _TOOK_BULLET.all(reader):
        _bear(reader, mentions, found, _bearer(reader, reader.token_at_offset(found.end("wound") - 1)))
    of_force = reader.is_of_force
    for shape in (_AMPUTATED, _PICKED_OUT, _GASSED, _ACID) if of_force else (_ACID,):
        for found in shape.all(reader):
            verb = reader.token_at_offset(next(found.start(n) for n, words in found.groupdict().items() if words))
            verb = reader.tokens[verb.head] if verb.dep in ("aux", "auxpass") else verb
            if not _NO_FORCE.search(reader.cased, sentence.start, sentence.end):
                _bear(reader, mentions, found, _subject(reader, verb, verb))
    if not of_force:
        return
    _read_went_through(reader, mentions)
    for shape in (_BURNED, _LOST_LIMB, _HAD_INJURY, _SURVIVED, _ORGAN_HURT):
        for found in shape.all(reader):
            at = next(end for name, end in ((n, found.end(n)) for n in found.groupdict()) if end > 0)
            _bear(reader, mentions, found, _bearer(reader, reader.token_at_offset(at - 1)))
    if " off" in reader.cased[sentence.start : sentence.end]:
        _read_cut_off(reader, mentions)
    for shape in (_LIMB_BROKEN, _BROKE_LIMB):
        for found in shape.all(reader):
            limb = reader.token_at_offset(max(found.start(n) for n in found.groupdict() if n != "of"))
            _bear(reader, mentions, found, _owner(reader, limb))


def _read_went_through(reader: Reader, mentions: list[Mention]) -> None:
    """ "A bullet went through his arm", "a round lodged in the guard's neck": whoever's body it is."""
    for found in _WENT_THROUGH.all(reader):
        limb = reader.token_at_offset(found.start("limb"))
        verb = reader.token_at_offset(found.start("verb"))
        owner = _owner(reader, limb)
        if owner is None or _told_already(mentions, reader, owner):
            continue
        one: Mention | None = None
        if not found.group("whose"):
            one = add_victims(reader, Harm.INJURED, verb, owner, "wound")
        elif not any(m.harm in (Harm.INJURED, Harm.KILLED) and m.low == m.best == 1 for m in mentions):
            one = _own(reader, reader.tokens[owner], found)
        if one is not None:
            one.trigger = verb.i
            one.start, one.end = min(one.start, found.start()), max(one.end, found.end())
            one.extra["fate_open"] = True


def _read_cut_off(reader: Reader, mentions: list[Mention]) -> None:
    """ "They cut my boy's fingers off", "cut off the guard's ear": whoever owns the limb."""
    for found in _CUT_OFF.finditer(reader.cased, reader.sentence.start, reader.sentence.end):
        if not found.group("of") and " off " not in found.group():
            continue
        limb = reader.token_at_offset(found.start("limb"))
        if not any(m.start < found.end() and found.start() < m.end and m.harm == Harm.INJURED for m in mentions):
            _bear(reader, mentions, found, _owner(reader, limb))


def _bearer(reader: Reader, wound: Token) -> int | None:
    """Whoever has the wound: the noun that "with" hangs on, or the subject of the verb."""
    t = wound
    for _ in range(8):
        up = reader.tokens[t.head]
        if up.i == t.i:
            return None
        if t.dep in ("prep", "relcl", "acl") and up.tag.startswith(("NN", "CD", "PRP")):
            if t.dep == "prep" and up.start > t.start:
                return None
            if up.word not in _PARTS:
                return up.i
        if up.tag == "JJ" and up.dep == "ccomp":  # "found a woman unresponsive with a wound"
            inner = [c for c in up.children if reader.tokens[c].dep == "nsubj" and c < wound.i]
            if inner:
                return inner[0]
        if up.tag.startswith("VB"):
            found = _object_before(reader, up, wound)
            if found is not None:
                return found
            subject = _subject(reader, up, wound)
            if subject is not None:
                return subject
        t = up
    return None


_PARTS = frozenset(("number hospital scene floor ground hospitals room condition wounds injuries victims'").split())


def _object_before(reader: Reader, verb: Token, wound: Token) -> int | None:
    """Those whom a verb has for its object: "found a victim with a gunshot wound", "found him suffering from a stab wound"."""
    for c in verb.children:
        child = reader.tokens[c]
        if child.dep != "dobj" or c >= wound.i:
            continue
        named = child.name and not child.demonym and reader.looks_like_person(child)
        if named or child.word in ("him", "her") or reader.group(c).words.is_people is True:
            return c
    return None


def _subject(reader: Reader, verb: Token, wound: Token) -> int | None:
    """The subject that a verb has or shares; of "found Orl bleeding" it is the one found."""
    for _ in range(3):
        for c in verb.children:
            if reader.tokens[c].dep in _BEARING:
                if reader.tokens[c].word in ("who", "that", "which") and verb.dep == "relcl":
                    return verb.head
                return c
        if verb.dep in ("acl", "relcl"):
            return verb.head
        if verb.dep not in ("conj", "xcomp", "advcl") or verb.head == verb.i:
            return None
        shared, verb = verb.dep != "conj", reader.tokens[verb.head]
        found = _object_before(reader, verb, wound) if shared and verb.word in _FINDS else None
        if found is not None:
            return found
    return None


_FINDS = frozenset("found finding discovered discovering located locating spotted saw encountered left leaving".split())


def _owner(reader: Reader, limb: Token) -> int | None:
    """ "Her jaw", "the deminer's knee", "the jaw of a boy"."""
    for c in limb.children:
        child = reader.tokens[c]
        if child.dep == "poss":
            return c
        if child.dep == "prep" and child.word == "of":
            return next((i for i in child.children if reader.tokens[i].dep == "pobj"), None)
    return None


def _bear(reader: Reader, mentions: list[Mention], found: re.Match[str], head: int | None) -> list[Mention]:
    """Add whoever bears the wound, and those joined to them: "Ana and Ben were found with stab wounds"; those added."""
    if head is None:
        return []
    if reader.tokens[head].word in ("her", "his"):
        return [_own(reader, reader.tokens[head], found)]
    sentence = reader.sentence
    fatal = _FATAL.search(reader.cased, sentence.start, _wound_start(found)) is not None
    lives_on = _LIVED_ON.search(found.group()) is not None
    dies = not fatal and not lives_on and _DIES.search(reader.cased, sentence.start, sentence.end) is not None
    told = []
    for one in reader.conjuncts(head):
        quantity = reader.group(one).quantity
        behind = reader.tokens[one].start > found.start() and not found.groupdict().get("of")
        if behind or _told_already(mentions, reader, one) or (dies and not quantity):
            continue
        harm = Harm.KILLED if fatal else Harm.INJURED
        bearer = add_victims(reader, harm, reader.token_at_offset(_wound_start(found)), one, "wound")
        if bearer is not None:
            bearer.end = max(bearer.end, found.end())
            bearer.extra["fate_open"] = quantity is None and not lives_on
            told.append(bearer)
    for m in told if len(told) > 1 else ():
        m.sum_with = told[0]
    return told


def _own(reader: Reader, token: Token, found: re.Match[str]) -> Mention:
    """ "Broke her jaw": the possessive is the only word for the victim."""
    words = describe_victims("she" if token.word == "her" else "he")
    one = reader.add_people(Harm.INJURED, token, (token.start, token.end), words, "wound")
    one.low = one.best = one.high = 1
    one.modifier, one.pronoun = Modifier.EXACT, True
    one.start, one.end = min(one.start, found.start()), max(one.end, found.end())
    return one


def _wound_start(found: re.Match[str]) -> int:
    starts: Iterator[int] = (found.start(n) for n in found.groupdict() if n != "of")
    return max(starts)


def _told_already(mentions: list[Mention], reader: Reader, head: int) -> bool:
    """Whether the sentence has told of harm to these people by another word."""
    group = reader.group(head)
    start, end = reader.tokens[group.first].start, reader.tokens[group.last].end
    if _HURT.search(reader.cased, start, end):
        return True  # "a number of wounded people, mostly with cuts"
    return any(
        (m.quantity is not None and group.quantity is m.quantity)
        or (m.noun is not None and m.noun[0] < end and start < m.noun[1])
        for m in mentions
    )
