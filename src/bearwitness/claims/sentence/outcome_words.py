"""Closed word lists and surface patterns for reading harm; the modules that use one say what it is for.

Words of harm themselves are data (`lexicon/harm_en.toml`); here stand the grammatical words and shapes round them.
"""

from __future__ import annotations

import re

from bearwitness.phrases.word_patterns import words_of

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
    dead deaths casualties fatalities victims martyrs killed wounded injured injuries
    """
)

BEFORE_THE_DEAD = words_of(
    "the of its their our number total confirmed put puts putting"
)  # "put the dead at 40", no "singer dead at 40"

SAYING = words_of("said says say told added reported announced stated confirmed claimed wrote tweeted")

# "Two were killed and five people, including a girl, sustained injuries": behind people, what they suffered.
SUFFERED = re.compile(
    r"(?:,\s*(?:including|among them)\b[^.;]{2,80}?,)?\s+(?:also\s+|reportedly\s+)?(?:sustained|received|suffered)\s+(?:[\w,-]+\s+){0,5}?"
    r"(?:injur(?:y|ies)|wounds?|burns)\b",
    re.IGNORECASE,
)

# One noun for people of whom there are two or more, in the singular too: "a family was shot", "the crew was wounded".
COLLECTIVES = words_of("family household crew patrol column squad platoon retinue entourage")

COUNTED_IN_TURN = words_of(
    """
    person man woman boy girl victim teenager child one
    """
)

COMES_TO = (
    r"(?!\s+(?:of\s+)?\d)[^.;]{0,100}?\b(?:number(?:s|ed)?|came to|comes to|totall?ed|(?:has |have )?becomes?|became|stood at|stands at|(?:has |have )?(?:now )?(?:rose|risen|climbed|rises|climbs) to|reached|at)\s+"
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

NUMBER_OF = re.compile(r"\bthe (?:total )?number of\s+(?:the\s+)?(?:[\w-]+\s+\[[^\]]{2,60}\]\s+)?$", re.IGNORECASE)

EXACT_GROUPS = {"pair": 2, "trio": 3, "quartet": 4}

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
    r"\s+(?:\w+\s+){0,7}?(?:by|with)\s+(?:\w+\s+){0,3}?(?:bullets?|gunfire|pellets?|shrapnel|rounds?|shots?|shotgun|fragments?|stray)\b",
    re.IGNORECASE,
)

KIN_OF = re.compile(
    r"\b(?:father|mother|parent|dad|mom|mum|grandfather|grandmother|widow|couple|boy|girl|child|children|son|daughter|baby|babie|"
    r"toddler|youth|lad|man|woman|pupil|schoolboy|schoolgirl|grandson|granddaughter|nephew|niece|brother|sister)s?\s+of\s+"
    r"(?:just\s+|only\s+)?$",
    re.IGNORECASE,
)
"""Before a number that says how many children somebody has, or how old somebody is ("a girl of nine")."""

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

AGE_AFTER_NAME = re.compile(
    r"\b(?!(?:In|On|At|From|Near|Outside|Around|By|Since|During|Of|For|To)\b)[A-Z][a-z]+ [A-Z][a-z]+, \d{1,2}$"
)
BEHIND_AGE = re.compile(
    r"\s*(?:$|[,.;:)\]\n–—-]|(?:and|was|were|is|who|of|from|had|has|died|in|on|at|after|when|as)\b)"
)

AGE_OF = re.compile(
    r"\b(?:an?|one|his|her|the|another)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[a-z]+)\s+of\s+(?:(?:only|just|about|around|some)\s+)?$",
    re.IGNORECASE,
)
AGES_OF = re.compile(
    r"\b(?:boys|girls|men|women|children|youths|teenagers|pupils|lads|toddlers|brothers|sisters|students)\s+of\s+"
    r"(?:(?:only|just|about|around|between)\s+)?(?:[\w-]+\s*(?:,|,?\s*and|or|to|-)\s*){0,2}$",
    re.IGNORECASE,
)
"""Before the age of several: "boys of 14 and 15"."""
OLDEST_YEARS = 110  # a larger number is no age

BRINGS_TO = re.compile(
    r"\b(?:bring(?:s|ing)?|brought|rais(?:es?|ed|ing)|tak(?:es?|ing)|took|lifts?|puts?)\s+to\s+$", re.IGNORECASE
)

COULD_RISE = re.compile(
    r"\b(?:could|would|may|might|can|expected to|likely to|threatens to|fears?)\b(?! have\b)[^.;]{0,40}$"
)

# Behind "toll", words after which "up to 30" is a bound and not a rise.
RISE_ONLY = re.compile(
    r"\b(?:of|at|as|be|been|between|could|may|might|would|estimated?|estimates?|killed|dead|by|put|puts|says?|said)\b|[.;]"
)

STILL_INSIDE = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,3}?(?:may|might|could|were|are|was|is|(?:are|were)\s+(?:feared|believed|thought)\s+to)\s+(?:still\s+be|be\s+still|still)\s+"
    r"(?:trapped\s+|buried\s+)?(?:inside|under|beneath|in)\s+(?:the|a|what)\b",
    re.IGNORECASE,
)

OFFSHORE = re.compile(
    r"(?:the\s+|an?\s+)?(?:[\w'’-]+\s+){0,3}?(?:coasts?|shores?|islands?|port|harbou?r|cape|waters|peninsula|islet|reef|beach)\b",
    re.IGNORECASE,
)

NOT_COUNTED = re.compile(
    r"\b(?:no|any|without|not|unknown)\s+(?:[\w'’-]+\s+){0,4}$|\b(?:number|toll|figures?|list) of\s+(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)

# "Both dead ends", "two dead trees": what else may be called dead.
NOT_DEAD = words_of(
    """
    end ends weight weights heat letter letters language languages tree trees wood battery batteries calm silence set
    zone zones skin cells link links line lines spot spots bolt bolts center centre animals fish birds leaves plants
    """
)

# "Four people shot in the head, killed": the second word says what became of them.
THEN_KILLED = re.compile(
    r"(?:\s+in\s+the\s+\w+)?\s*(?:,|&|,?\s+and)\s+(?:then\s+)?killed(?=\s*(?:$|[;,.\n]|(?:in|at|on|by|after|during|outside|near)\b))",
    re.IGNORECASE,
)

NOT_IN_CUSTODY = words_of(
    """
    back up accountable responsible liable together dear high aloft spellbound to in
    """
)

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

# How people must hang on a word of harm for a definite plural to be told by it, not pointed back to.
TELLS_AGAIN = frozenset(
    "subject object relcl acl shared-subject shared-acl noun-of possessive bodies-of put-to-death".split()
)

NAMED_BY_HARM = words_of(
    """
    victims dead wounded injured killed missing disappeared deceased fallen slain survivors casualties fatalities
    hostages captives detainees prisoners bodies corpses remains others ones rest number
    """
)

# "Oru Front (OF) men", "Oru Front [full name] men": what stands in brackets inside a phrase says nothing of its people.
SHORT_FORM = re.compile(r"\s*(?:\(\s*[A-Z][\w-]{1,9}\s*\)|\[[^\]]*\])\s*(?=\w)")

# Before "the arrest of X": it is wanted, not told.
ARREST_SOUGHT = re.compile(
    r"\b(?:warrants?|orders?|requests?|requested|rewards?|demand(?:s|ed|ing)?|call(?:s|ed|ing)?|ask(?:s|ed|ing)?|seek(?:s|ing)?|sought|leading\s+to)\s+"
    r"(?:for\s+)?(?:the\s+|an?\s+|his\s+|her\s+|their\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)

PEOPLE_AT_LARGE = words_of(
    """
    people population populace clergy police public nation citizenry peasantry army force forces military
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
    pair total couple some half most one all both many each
    """
)

# "A patrol of five soldiers" is five; without a number "of" says whose it is ("a unit of the army").
BANDS = words_of(
    """
    patrol squad band column detachment contingent platoon posse delegation gang crowd unit convoy caravan flotilla
    """
)

BODY_VERBS = words_of(
    """
    found recovered discovered retrieved pulled brought taken received exhumed unearthed buried collected dug
    counted identified delivered removed located dumped thrown turned surfaced handed received receives arrived lay lying find recover
    pull uncovered dragged appeared appear appears
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

NO_DOERS = words_of(
    """
    wrists fists mists lists twists waists orders shoulders bladders folders ladders powders borders cylinders girders rollers
    propellers shackles trawlers trailers boilers rulers speakers lockers tankers bunkers makers trackers blinkers stickers
    murders disorders embers lenders spiders thrillers
    """
)
"""Plurals of things that end as words for people do."""

ACTORS = words_of(
    """
    army forces force troops police government guard militia group gang rebels guerrillas military squad squads
    unit patrol column commando commandos command front security authorities state regime coalition faction cartel
    navy marines air soldiers gunmen militants fighters insurgents attackers assailants killers hitmen
    paramilitaries occupation organization organisation terrorists extremists separatists detachment detachments groups
    gangs units subunits battalion battalions brigade company platoon contingent patrols squads columns commandos cell cells
    cartels militias elements contras cop cops enemies mob assassins elite enemy
    """
)

ORGANISATION = words_of(
    """
    army front forces ministry party movement police government committee council guard brigade agency union
    church hospital university company radio news council
    """
)

# Phrases that make a sentence worth parsing where no single word does; narrow, since each parse costs.
TRIGGER_SHAPES = (
    r"(?:booked|lodged)\s+(?:in|into|at)|apprehended|apprehending|nabbed|rounded\s+up|pick(?:ed|ing)\s+up|collared|ma(?:de|king)\s+off\s+with|(?:hauled|bundled|pulled|marched)\s+(?:out|from|into|away|off)|treating\s+(?:about\s+|some\s+|at\s+least\s+)?(?:\d|\w+\s+(?:people|men|women|children|patients|others))|(?:broke|smashed|shattered)\s+(?:his|her|their|my|one)|(?:hit|struck|caught)\s+[^.;]{2,50}?\bin\s+the\s+(?:face|eye|head|chest|neck|leg|back)|walked\s+free|gone\s+free|under\s+arrest|in\s+detention|handcuffed"
    r"|caught\s+(?:the|a|an|two|three|him|her|them)|(?:recruited|conscripted)\s+by\s+force|forcibly\s+recruited"
    r"|(?:taken?|took|led|dragged|carried)\s+(?:away|off)|(?:taken?|took|dragged)\s+(?:[\w-]+\s+){0,6}?(?:from|alive|at\s+gunpoint|by\s+force)"
    r"|(?:was|were|been|being|who|and|be)\s+(?:released|freed|rescued|liberated)|(?:released|freed|rescued|liberated|releasing|freeing|rescuing)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:\d+|two|three|four|five|six|seven|eight|nine|ten"
    r"|dozens|hundreds|hostages?|captives?|mayors?|teachers?|students?|soldiers?|policem[ae]n|priests?|journalists?)"
    r"|(?:took|take|taken|marched|led|dragged|carried|herded|bundled)\s+(?:[\w'’-]+\s+){0,4}?(?:women|men|boys|girls|children|people|villagers|students|pupils|teachers|nuns|workers|fishermen|drivers|hostages|away|off|with\s+them|into\s+the\s+(?:bush|forest|jungle|hills)|into\s+a\s+(?:car|van|truck|pickup|vehicle|boat)|by\s+(?:the\s+)?(?:rebels|fighters|gunmen|bandits|militia|soldiers))"
    r"|(?:was|were)\s+taken(?=\s*(?:[.,;]|and\b))|they\s+took|(?:gunmen|bandits|rebels|militia|kidnappers|pirates|raiders|militants|fighters|captors|rustlers)\s+(?:had\s+|who\s+)?(?:held|kept)"
    r"|beat\s+(?:[\w'’-]+\s+){0,4}?(?:up|unconscious|with|badly|severely)|(?:beat|beats)\s+up|were\s+(?:kicked|flogged|whipped|caned)|was\s+(?:kicked|flogged|whipped|caned)|(?:was|were|been)\s+(?:cut|gashed|bitten|speared|gassed)\s"
    r"|described\s+(?:being|torture|beatings?|rape|ill-treatment)|(?:kept|held)\s+(?:naked|blindfolded|chained|shackled|hooded)|chained\s+to|shackled\s+to|(?:finger|toe)nails|(?:came\s+back|returned|released|let\s+go)\s+(?:[\w'’-]+\s+){0,6}?with\s+(?:[\w'’-]+\s+){0,6}?(?:burned|burns|broken|bruises|welts|marks)"
    r"|kia|wia|mia|arrests?\s*[:=|]|detentions?\s*[:=|]"
    r"|(?:treat(?:ed|s|ing)?|admitted|received)\s+(?:[\w,-]+\s+){1,6}?(?:wounded|injured|for|with)|stitches|ventilator|lodged\s+in|blinded|paraly[sz]ed|crippled|took\s+off\s+(?:the|a)"
    r"|not\s+seen\s+(?:since|again)|not\s+(?:come\s+(?:home|back)|returned)|(?:nothing|no\s+word|no\s+news)\s+(?:has|had)|out\s+of\s+their\s+homes|drove\s+out"
    r"|assaulted\s+(?:[\w'’]+\s+){0,2}?(?:every|each|night|nights|nightly|repeatedly)|molest(?:ed|ing|s)|sex(?:ual)?\s+slave\w*|enslaved|forced\s+nudity|gang\s+raped|stress\s+positions|cigarettes?|whipped|flogged|starved|beat\s+(?:their|the|them|him|her)|(?:showed|shows?|bore|bears?|displayed)\s+(?:[\w-]+\s+){0,4}?(?:burns?|marks|welts|scars|bruises)"
    r"|(?:hung|suspended|hanged)\s+(?:[\w-]+\s+){0,2}?(?:by|from)|subjected\s+to|accounted\s+for|(?:not|to)\s+(?:been|be)\s+(?:traced|located)|no\s+(?:word|news|trace|sign)\s+(?:of|from|has)"
    r"|regain(?:s|ed)?\s+(?:\w+\s+)?freedom|(?:yet|still)\s+to\s+(?:return|regain|be\s+(?:freed|released|found|accounted|traced|located))|in\s+the\s+(?:hands|clutches)\s+of|let(?:ting)?\s+(?:[\w'’-]+\s+){1,6}?go|(?:kept|held)\s+(?:in|at|for)|released\s+without"
    r"|(?:swap|swapped|exchange|exchanged|exchanges|swaps)\b|brought\s+(?:home|back)\s+(?:\d|\w+\s+(?:soldiers|prisoners|pows))|those\s+(?:freed|released|rescued|set\s+free)|(?:been|were|was)\s+reunited"
    r"|(?:snatched|plucked|grabbed|bundled|bundling|herded|herding|whisk|whisks|whisked|whisking|frogmarched|carted|hustled|loaded|loading|shoved|shoving|packed|piled|dragged|dragging|hauled|hauling|driven)\s+[^.;]{0,60}?\b(?:from|by|into|onto|on\s+to|off|away|in|aboard|cuffs|handcuffs)\b"
    r"|put\s+[^.;]{0,40}?\b(?:into|on|onto|aboard)\b[^.;]{0,30}?\b(?:vans?|trucks?|lorr(?:y|ies)|pick-?ups?|vehicles?|cars?|buses|bus|boats?)|picked\s+(?:\d|two|three|four|five|six|seven|eight|nine|ten)|round(?:s|ing)?\s+up|netted|nabs|thrown\s+in(?:to)?|languish(?:es|ed|ing)?|cuffed|pressed\s+into"
    r"|as\s+(?:prisoners?\s+of\s+war|pows?)|in\s+the\s+(?:ground|earth)|laid\s+to\s+rest|throats?|let\s+go|came\s+upon"
    r"|(?:march|marches|drag|drags|herd|herds|bundle|bundles|haul|hauls|lead|leads|carry|carries)\s+(?:[\w'’,-]+\s+){1,6}?(?:away|off|out|into|from|with\s+them)"
    r"|(?:fates?|whereabouts)\s+(?:of\b|is|are|was|were|remain|unknown)|unknown\s+(?:fates?|whereabouts)|(?:never|not)\s+(?:turned\s+up|reappeared|resurfaced|(?:been\s+)?(?:seen|heard)|came\s+(?:back|home)|returned)"
    r"|escapes?(?=\s*(?:$|[.,;:]|from|on|in|and|when|by|during|through|after))|(?:got|get|gets)\s+away|(?:broke|break)\s+free|walk(?:s|ed)?\s+free"
    r"|(?:forced|forcing|compelled)\s+[^.;]{0,70}?\bto\s+(?:carry|transport|haul|porter)"
    r"|(?:bullet|pellet|shrapnel|fragment|splinter|slug)s?\b[^.;]{0,50}?\b(?:lodged|stuck|embedded)|(?:undergoing|receiving)\s+(?:\w+\s+)?(?:treatment|surgery)|under\s+treatment|(?:battling|struggling)\s+for\s+(?:\w+\s+)?li(?:fe|ves)"
    r"|(?:have|had|ours|comrades|fighters|soldiers|\d|ten|eleven|twelve|two|three|four|five|six|seven|eight|nine)\s+fallen|martyrs"
    r"|(?:not|never|nor)\s+been\s+(?:seen|heard)|(?:is|are|was|were|been|remains?)\s+(?:\w+\s+){0,2}?in\s+(?:[\w-]+\s+){0,2}?(?:jail|prison)|sexually|gang-raped|loss\s+of\s+(?:human\s+)?li(?:fe|ves)|ill-treated|mistreated|maltreated|waterboarded|electric\s+shocks?|hung\s+by"
    r"|drove\s+(?:[\w,-]+\s+){1,5}?(?:from|out|into)|(?:took|taken|seek|sought|seeking|taking)\s+(?:refuge|shelter)|abandon(?:ed|ing)?\s+(?:their|the)\s+(?:homes?|houses?|villages?)"
    r"|(?:bullets?|rounds?|shots?|gunfire|pellets?|shrapnel)\b[^.;]{0,40}?\bhits?|hit\s+(?:him|her|them|an?|two|three|four|five|\w+\s+times|the\s+(?:\w+\s+)?(?:m[ae]n|wom[ae]n|boys?|girls?|victims?|drivers?|officers?|guards?|clerk))"
    r"|cost(?:s|ing)?\s+(?:[\w’'-]+\s+){1,5}?(?:his|her|their)\s+(?:own\s+)?li(?:fe|ves)"
    r"|cut\s+(?:his|her|their|the\s+\w+['’]s|an?\s+\w+['’]s)"
    r"|(?:people|persons|individuals|famil(?:y|ies)|households|residents|villagers|inhabitants|civilians|refugees|locals)\b[^.;]{0,90}?\s(?:left|leave|moved|relocated|crossed|arrived|sheltering|sleeping|staying|camped|accommodated)\b|(?:to|into|for)\s+the\s+(?:[\w-]+\s+)?(?:bush|hills|forests?|jungle|mountains)"
    r"|without\s+(?:any\s+)?(?:loss|losses|hurting|killing|injuring|wounding|harming|casualties)|(?:lost|losing)\s+(?:nobody|no)|(?:nobody|no\s+one|none)\s+(?:else\s+)?(?:was|were|got)\s+(?:hit|struck)"
)
"""Tried on text in lower case: `re.IGNORECASE` would take it four times as long."""

TRIGGER_HEADS = frozenset(
    (
        "broke smashed shattered caught treating booked lodged apprehended apprehending nabbed rounded picked picking collared hauled pulled free detention handcuffed caught recruited conscripted forcibly take taken took led "
        "dragged carried released freed rescued liberated releasing freeing rescuing seen heard jail prison sexually gang loss ill "
        "mistreated maltreated waterboarded electric hung drove treated treats treat treating admitted received stitches ventilator lodged blinded paralysed paralyzed crippled off come returned nothing word news homes prisoner prisoners pow pows ground earth rest throat throats go upon fallen martyrs kia wia mia arrest arrests detention detentions marched herded bundled held kept beat beats kicked flogged whipped caned cut gashed bitten speared gassed described chained shackled fingernails toenails burned burns broken bruises welts marks seek sought seeking taking abandon abandoned abandoning without "
        "assaulted molested molesting molests sex sexual enslaved nudity raped stress cigarette cigarettes starved showed shows show bore bears bear displayed suspended hanged subjected accounted traced located no "
        "regain regains regained yet still hands clutches let letting swap swapped swaps exchange exchanged exchanges brought those reunited "
        "whisk whisks snatched plucked grabbed bundling herding whisked whisking frogmarched carted hustled loaded loading shoved shoving packed piled dragging hauling driven put round rounds rounding netted nabs thrown languish languishes languished languishing cuffed pressed "
        "march marches drag drags herd herds bundle bundles haul hauls away fate fates whereabouts turned reappeared resurfaced "
        "splinter splinters fragment fragments undergoing receiving treatment battling struggling returned escape escapes forced forcing compelled "
        "lost losing hit hits struck cut cost costs costing "
        "left leave moved relocated crossed arrived sheltering sleeping staying camped accommodated bush hills forest forests jungle mountains"
    ).split()
)
"""Words of which every match of `TRIGGER_SHAPES` holds one."""

# "Most of the town's 9,000 inhabitants": the number is of all the town, not of those who are told of.
SHARE_OF = re.compile(
    r"\b(?:most|half|many|some|part|several|a few|thirds?|quarters?|majority|portion)\s+of\s+(?:[\w-]+\s+){0,2}?[\w-]+['’]s?\s+$",
    re.IGNORECASE,
)
LIVED = re.compile(
    r"\b(?:surviv\w+|stitch\w*|scars?|hospital|alive|tried|attempt\w*|threat\w*|would|recover\w*)\b", re.IGNORECASE
)
"""Words that say of somebody with a deadly wound that he lives, or that it was not done."""
