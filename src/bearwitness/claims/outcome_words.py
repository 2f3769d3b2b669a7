"""Closed word lists and surface patterns for reading harm; `outcomes` says what each is for where it uses it.

Words of harm themselves are data (`lexicon/harm_en.toml`); here stand the grammatical words and shapes round them.
"""

from __future__ import annotations

import re


def words_of(text: str) -> frozenset[str]:
    """The words of a text, white space between them."""
    return frozenset(text.split())


BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "'re"])
HAVE = frozenset(["has", "have", "had", "having", "'ve"])

SUBSET = re.compile(
    r",?\s*(?:\bincluding\b(?:\s+at least)?|\bamong (?:them|whom|these)(?:\s+(?:were|was|are|is))?\b|\bof (?:whom|which|them|those)(?:,)?(?=\s)(?!\s+(?:said|told))"
    r"|\bthey included|\bincludes?\b|\bamong the (?:dead|victims|killed|wounded|injured|casualties|fatalities) (?:were|was|are|is)\b)"
)

LEFT_DEPS = words_of(
    """
    det nummod amod compound quantmod advmod poss nmod predet case punct npadvmod neg preconj conj cc prep pobj
    """
)

PRONOUNS = words_of(
    """
    he she they them him her it we us himself herself themselves i you who those these this that
    """
)

BODIES = words_of(
    """
    bodies corpses body corpse remains skeleton skeletons bones skulls
    """
)

PERSON_ENDING = re.compile(
    r"(?:ers?|ors?|ists?|men|man|women|woman|ians?|ees?|ants?|adults?|kids?|ite|ites|folk|mates?|year-olds?|month-olds?)$"
)

COUNTED = words_of(
    """
    dead deaths casualties fatalities victims killed wounded injured injuries
    """
)

COMES_TO = (
    r"(?!\s+(?:of\s+)?\d)[^.;]{0,100}?\b(?:number(?:s|ed)?|came to|comes to|totall?ed|stood at|stands at|(?:has |have )?(?:now )?(?:rose|risen|climbed|rises|climbs) to|reached|at)\s+"
    r"(?:about |some |nearly |at least |more than |over |up to )?[\w,.]+"
)

AT = words_of(
    """
    in at near outside on
    """
)

ONE_OF = re.compile(r"\b(?:was|were|is|are)\s+(?:one|some)\s+of\s+(?:the\s+)?$", re.IGNORECASE)

OF_WOUNDED = re.compile(
    r"\s+of\s+(?:the|those|them)\s+(?:\w+\s+){0,2}?(?:wounded|injured|hurt)\b[^.;]{0,60}?\b(?:die|dies|died|dying|succumbed|succumb)\b",
    re.IGNORECASE,
)

WOUNDED_FIRST = re.compile(
    r"[^.;]{0,25}?\bof (?:the|those)\b[^.;]{0,30}?\b(?:wounded|injured|hurt)\b[^.;]{0,140}?\b(?:died|dies|die|succumbed)\b|[^.;]{0,140}?\bdied of (?:their|his|her) (?:injuries|wounds)\b"
)

NUMBER_VERB = re.compile(
    r"\b(?:dead|victims|casualties|wounded|injured|killed|fatalities)\b[^.;,]{0,80}?\bnumber(?:s|ed)?\s+(?P<q>(?:about |at least |some |more than )?[\w,-]+)",
    re.IGNORECASE,
)

GRAVE = re.compile(r"\b(?:mass grave|graves?|burial|buried|cemetery)\b", re.IGNORECASE)

BETWEEN = words_of(
    """
    reported also confirmed feared reportedly left got seriously badly critically slightly severely forcibly
    lightly gravely now internally still believed presumed thought said
    """
)

AT_SCENE = re.compile(
    r"\s+at\s+(?:an?\s+|the\s+|his\s+|her\s+|their\s+)?(?:[\w'’.-]+\s+){0,4}?(?:party|home|house|bar|club|nightclub|mall|park|school|apartments?|complex|store|station|motel|hotel|restaurant|church|"
    r"intersection|concert|range|residence|university|college|campus|stop|office|market|cafe|checkpoint|close range|point-blank|\d)",
    re.IGNORECASE,
)

BY_FIRE = re.compile(
    r"\s+(?:\w+\s+){0,5}?(?:by|with)\s+(?:\w+\s+){0,3}?(?:bullets?|gunfire|pellets?|shrapnel|rounds?|shots?|shotgun|fragments?|stray)\b",
    re.IGNORECASE,
)

KIN_OF = re.compile(
    r"\b(?:father|mother|parent|dad|mom|mum|grandfather|grandmother|widow|couple)s?\s+of\s+$", re.IGNORECASE
)

MEMBERS = words_of(
    """
    members member fighters supporters activists soldiers men leaders commanders militants followers
    """
)

PLAIN_BODIES = words_of(
    """
    army navy air force forces police national guard marine marines coast civil defense defence red cross crescent
    presidential royal federal state municipal treasury
    """
)

GROUP_NOUNS = words_of(
    """
    army front movement brigade brigades party league union council committee organization organisation forces
    force guard militia resistance command legion column sons battalion group alliance coalition corps regiment
    fighters squad
    """
)

PICTURE = re.compile(
    r"\b(?:image|photo|picture|slide|page|video|gallery)\s+(?:\d+\s+(?:of|/)\s*)?$|\b(?:image|photo|picture|slide|page)\s+\d+\s*/\s*$",
    re.IGNORECASE,
)

AGE_AFTER_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+, \d{1,2}$")

GENERIC = words_of(
    """
    someone somebody anyone anybody everyone everybody person's thing things something anything
    """
)

DEFINITES = words_of(
    """
    the these those his her their its
    """
)

LINKING = BE | frozenset(
    ["remain", "remains", "remained", "go", "goes", "went", "gone", "become", "became", "lay", "lie", "lies", "lying"]
)

DIED_LATER = re.compile(
    r"[^.;]{0,40}?\b(?:died|dies|succumbed|has died|have died)\b[^.;]{0,30}?(?:\b(?:of|from|to)\s+(?:his|her|their|the|its)?\s*(?:\w+\s+)?(?:injuries|wounds|injury|wound)\b|\b(?:days?|weeks?|months?|hours) (?:after|later)\b"
    r"|\bin (?:the )?hospital\b|\bat (?:the |a )?(?:\w+ ){0,3}hospital\b|\bafter being (?:shot|wounded|stabbed|injured|struck|beaten))|[^.;]{0,30}?\blater (?:died|succumbed)\b"
)

FLIGHT = words_of(
    """
    flee flees fled fleeing
    """
)

HOME = re.compile(
    r"\b(?:homes?|houses?|villages?|towns?|region|border|refuge|refugees?|shelters?|camps?|fighting|violence|shelling|bombing|bombardment|offensive|war|clashes|displaced|families|safety|"
    r"country|area|city|forced|across)\b"
)

TIME_NOUNS = words_of(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow january february
    march april may june july august september october november december day days week weeks month months year
    years hour hours minute minutes night morning evening afternoon weekend time times decade decades century
    percent % km kilometers kilometres miles meters metres yards feet early late last this
    """
)

NOT_VICTIMS = words_of(
    """
    houses homes buildings vehicles cars trucks tanks aircraft helicopters planes schools hospitals villages towns
    cities countries provinces districts bombs rockets missiles shells mines rounds shots attacks incidents
    clashes explosions strikes raids operations occasions cases counts charges dollars pesos weapons rifles guns
    grenades pounds kilograms tons sticks times points bridges towers pylons banks stores offices stations bullets
    wounds votes seats places locations blocks acres hectares cattle cows animals dogs horses goats sheep chickens
    camels donkeys birds
    """
)

OF_NOUNS = words_of(
    """
    group groups members member number bodies remains majority team crew dozen dozens hundreds thousands scores
    pair total couple some half most one all both many
    """
)

BODY_VERBS = words_of(
    """
    found recovered discovered retrieved pulled brought taken received exhumed unearthed buried collected dug
    counted identified delivered removed located dumped thrown received receives arrived lay lying find recover
    pull uncovered dragged
    """
)

HOLDING = words_of(
    """
    is are was were be been being 's 're hold holds held holding keep keeps kept has have had remain remains
    remained said say says counted
    """
)

HARM_STATES = words_of(
    """
    killed dead injured wounded hurt missing trapped displaced murdered massacred slain executed died shot
    kidnapped abducted arrested detained assassinated tortured raped beheaded perished homeless captured stabbed
    maimed mutilated succumbed imprisoned jailed disappeared kidnaped harmed
    """
)

INANIMATE_AGENTS = words_of(
    """
    attack attacks blast blasts explosion explosions bomb bombs bombing bombings shelling strike strikes airstrike
    airstrikes missile missiles rocket rockets shell shells fire gunfire clashes clash fighting violence war
    conflict incident mine mines grenade car accident crash action actions battle battles operation raid raids
    drone drones mortar mortars explosives device shooting ambush assault bullet bullets artillery offensive
    bombardment campaign unrest riot riots one what anyone nobody none
    """
)

ACTORS = words_of(
    """
    army forces force troops police government guard militia group gang rebels guerrillas military squad squads
    unit patrol column commando commandos command front security authorities state regime coalition faction cartel
    navy marines air soldiers gunmen militants fighters insurgents attackers assailants killers hitmen
    paramilitaries occupation organization organisation terrorists extremists separatists
    """
)

ORGANISATION = words_of(
    """
    army front forces ministry party movement police government committee council guard brigade agency union
    church hospital university company radio news council
    """
)
