"""The closed word lists of the place grammar: type words, prepositions, particles, and what is no place.

None prefers a side: they hold ordinary English words, points of the compass and abbreviations, and no place's name.
"""

from __future__ import annotations

import re

from bearwitness.phrases.places.phrase import Relation
from bearwitness.phrases.word_patterns import words_of

SETTLED = words_of(
    "village hamlet town township city settlement community port locality kibbutz municipality commune capital resort "
    "enclave villages towns cities settlements communities"
)
SECTIONS = words_of(
    "neighbourhood neighborhood quarter suburb ward barrio colonia area zone sector neighbourhoods neighborhoods "
    "suburbs areas slum shantytown favela borough"
)
CAMPS = words_of("camp camps")
DIVISIONS = words_of(
    "province department state region governorate oblast prefecture canton territory county district parish "
    "subdistrict sub-district raion division island islands peninsula republic emirate provinces departments states "
    "regions districts counties governorates locality woreda kebele upazila tehsil taluk raion prefectures strip "
    "enclave archipelago country jurisdiction jurisdictions"
)
NATURE = words_of(
    "valley mountain mountains hill hills river lake desert forest jungle plain coast bay gulf sea strait basin delta "
    "canal ocean crossing highlands volcano"
)
BLOCKS = words_of("block corner intersection")
"""Parts of a street: a name after "block of" is a street's, whether a gazetteer knows it or not."""
SITES = BLOCKS | words_of(
    "market markets bazaar marketplace hospital clinic farm ranch hacienda estate mosque church temple synagogue "
    "cathedral monastery school college university airport airfield prison jail base barracks station checkpoint "
    "stadium hotel restaurant cafe bar nightclub cemetery plant mine refinery factory bridge square roundabout plaza "
    "mall store shop shelter house home building compound headquarters embassy consulate office park beach terminal "
    "warehouse bakery museum palace courthouse theatre theater checkpoints post outpost airbase barrack harbour harbor "
    "orphanage supermarket gym parade wedding funeral rally intersection apartment dam field fields"
)
STREETS = words_of("street avenue boulevard drive lane circle parkway terrace")
ROADS = STREETS | words_of("road highway motorway route freeway railway railroad line")
BORDERS = words_of("border frontier boundary")
JOINING = ROADS | BORDERS | {"corridor", "axis"}
TYPES = SETTLED | SECTIONS | CAMPS | DIVISIONS | NATURE | SITES | ROADS | BORDERS
OF_TYPES = SETTLED | SECTIONS | CAMPS | DIVISIONS | {"valley", "gulf", "bay", "strait", "sea", "plain", "coast", "port"}
WEAK_TYPES = SITES | ROADS | BORDERS | {"area", "line", "country", "capital", "plain", "state", "coast"}
"""Type words that also stand beside names that are no place ("the Belen house"); alone they make no bare phrase."""
TWO_WORD_TYPES = {
    ("refugee", "camp"), ("displacement", "camp"), ("idp", "camp"), ("displaced", "camp"), ("prison", "camp"), ("army",
    "base"), ("military", "base"), ("air", "base"), ("police", "station"), ("city", "center"), ("city", "centre"),
    ("town", "center"), ("bus", "station"), ("train", "station"), ("border", "crossing"), ("health", "center"),
    ("health", "centre"), ("metropolitan", "area"), ("mountain", "range"), ("autonomous", "region"), ("national",
    "park"), ("refugee", "camps"), ("power", "plant"), ("gold", "mine"), ("sugar", "mill"), ("rural", "district"),
    ("old", "city"), ("old", "town"), ("tribal", "area"), ("tribal", "district"), ("union", "territory"), ("local",
    "government"), ("internment", "camp"), ("detention", "center"), ("detention", "centre"), ("military", "zone"),
    ("industrial", "zone"), ("green", "zone"), ("service", "station"), ("gas", "station"), ("petrol", "station"),
    ("filling", "station"), ("fire", "station"), ("power", "station"), ("railway", "station"), ("train", "station"),
}  # fmt: skip
SINGULAR = {
    "villages": "village", "towns": "town", "cities": "city", "settlements": "settlement", "communities": "community",
    "neighbourhoods": "neighbourhood", "neighborhoods": "neighbourhood", "neighborhood": "neighbourhood",
    "suburbs": "suburb", "areas": "area", "camps": "camp", "provinces": "province", "departments": "department",
    "states": "state", "regions": "region", "districts": "district", "counties": "county",
    "governorates": "governorate", "islands": "island", "mountains": "mountain", "hills": "hill", "fields": "field",
    "markets": "market", "center": "centre", "harbor": "harbour", "sub-district": "subdistrict",
    "prefectures": "prefecture", "jurisdictions": "jurisdiction",
}  # fmt: skip
POINTS = {
    "north": 0.0, "north-northeast": 22.5, "northeast": 45.0, "east-northeast": 67.5, "east": 90.0,
    "east-southeast": 112.5, "southeast": 135.0, "south-southeast": 157.5, "south": 180.0, "south-southwest": 202.5,
    "southwest": 225.0, "west-southwest": 247.5, "west": 270.0, "west-northwest": 292.5, "northwest": 315.0,
    "north-northwest": 337.5,
}  # fmt: skip
PARTS = words_of("central downtown upper lower mid coastal inner outer interior")
CENTRE = {"central": "centre", "downtown": "centre", "inner": "centre", "mid": "centre"}
PLAIN_POINTS = {point.replace("-", ""): degrees for point, degrees in POINTS.items()}
ABBREVIATED_POINTS = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "ne": "northeast",
    "nw": "northwest",
    "se": "southeast",
    "sw": "southwest",
}

AT = words_of("in at inside within on")
NEARS = words_of("near outside around nearby by beside alongside")
ACROSS = words_of("across throughout")
OTHER = words_of("from to into toward towards over off of via through along for against above onto")
ENTERING = words_of("stormed raided overran besieged shelled bombed bombarded invaded shook rocked jolted")
"""Verbs whose object is where people are, if it is a place at all; a name after them needs what weak prepositions need."""
PREPOSITIONS = AT | NEARS | ACROSS | OTHER | {"between"}
WEAK = words_of("from to into toward towards of on for against by through over via along onto above")
"""Prepositions that also govern people and things: a name after them needs a type word, an outer place or the caller's
word."""
LONG_NEARS = (
    "on the outskirts of", "in the outskirts of", "at the outskirts of", "outskirts of", "on the edge of",
    "at the edge of", "on the edges of", "in the suburbs of", "in the vicinity of", "in the environs of", "close to",
    "not far from", "next to", "adjacent to", "outside of", "near to", "on the periphery of", "at the entrance to",
    "at the entrance of", "on the fringes of", "on the road to", "on a road to", "on the highway to",
    "a short distance from", "in the hills above", "on the shores of", "along the border with", "near the border with",
    "on the border with", "at the border with", "along the frontier with", "near the frontier with",
    "on the frontier with",
)  # fmt: skip
OFF_COAST = ("off the coast of", "off the coasts of", "off the shores of", "off the shore of")
ACROSS_LONG = (
    "in and around",
    "all over",
    "all across",
    "in various parts of",
    "in several parts of",
    "in parts of",
    "in all parts of",
)


def _by_first_word() -> dict[str, list[tuple[list[str], Relation, str]]]:
    found: dict[str, list[tuple[list[str], Relation, str]]] = {}
    for phrases, relation, word in (
        (LONG_NEARS, Relation.NEAR, "near"),
        (OFF_COAST, Relation.NEAR, "off"),
        (ACROSS_LONG, Relation.ACROSS, "across"),
    ):
        for phrase in phrases:
            words = phrase.split()
            found.setdefault(words[0], []).append((words, relation, word))
    return found


LONG = _by_first_word()

PARTICLES = words_of(
    "de del la las los el al bin ben ibn da do dos das di du des le les van von der den sur ez ash as ad an ar at en y "
    "e d' abu umm bou ould sous lès upon"
)
LEADING = words_of("el la las los le les al san santa")
OF_NAMES = words_of(
    "gulf bay sea strait straits cape horn isle isles republic kingdom emirate emirates islands coast valley port"
)
NAME_TYPES = words_of("city islands island republic states strip coast valley mountains hills bay gulf sea desert")
"""Capitalised, these are part of the name itself: "Oru City", "the Belen Strip", "the United States"."""
OF_STATES = words_of("republic kingdom emirate emirates states")
STOP_MODIFIERS = words_of(
    "same whole entire other this that these those each every any some another its their his her our my your such no "
    "one two three four five six seven eight nine ten several many few all both which what whose"
)
FUNCTION = (
    PREPOSITIONS
    | STOP_MODIFIERS
    | words_of(
        "the a an and or but nor as if when while where who whom because since after before during until than then "
        "there here he she it they we you i is are was were be been being has have had do does did will would can "
        "could may might shall should must not said says say killed wounded injured died dead left about more less "
        "most least also only just very so too yet however according under up down out with without him them us me"
    )
)
NOT_PLACES = (
    words_of(
        "january february march april may june july august september october november december jan feb mar apr jun jul "
        "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur "
        "thurs fri sat sun spring summer autumn fall winter christmas easter ramadan eid ashura muharram hanukkah "
        "passover lent advent"
    )
    | words_of(
        "god allah islam christianity judaism hinduism buddhism islamic christian muslim jewish catholic hindu "
        "buddhist sunni shia shiite"
    )
    | words_of(
        "african asian european latin-american english arabic hebrew latin farsi persian pashto urdu kurdish swahili "
        "hausa"
    )
    | words_of("congress parliament senate cabinet")
    | words_of("internet facebook twitter telegram whatsapp youtube instagram tiktok google covid covid-19")
    | words_of(
        "president vice prime premier king queen prince princess gen general col colonel maj major capt captain lt "
        "lieutenant sgt sergeant cpl corporal mr mrs ms dr prof professor rev reverend father bishop archbishop pope "
        "sheikh imam ayatollah mullah senator sen rep representative gov governor mayor minister ambassador judge "
        "justice chief commander admiral brigadier marshal sir lady lord dame secretary chancellor deputy spokesman "
        "spokeswoman spokesperson director chairman chairwoman comrade monsignor msgr sister brother mother ms."
    )
    | words_of(
        "he she it they we the this that these those its their his her our but and or if when while as after "
        "before since i you who what which there here no not yes"
    )
)
TITLES = words_of(
    "president minister ambassador general colonel captain major mayor governor senator bishop archbishop secretary "
    "director spokesman spokeswoman king queen prince chairman commander judge pope sheikh ayatollah"
)
ORGANISATIONS = words_of(
    "ministry army police front party council court committee organization organisation watch amnesty agency times "
    "news corps force forces brigade brigades movement union nations commission institute association group company "
    "radio tv television inc ltd corp battalion guard guards command congress parliament assembly senate government "
    "administration bureau federation confederation league alliance coalition foundation society authority office "
    "observatory network post press reuters afp ap bbc cnn tribune herald gazette journal daily standard guardian "
    "interpol nato un unicef unhcr navy militia regiment division squad team club fc international commerce chamber "
    "ministry secretariat tribunal directorate committee treaty agreement accord accords act plan process declaration "
    "protocol cup championship"
)
ORGANISATIONS_ALLOWED_AFTER = words_of("west north south east left right")  # "West Bank", "South Division"
DEPARTMENTS = words_of(
    "justice defense defence state health homeland education labor labour energy commerce agriculture interior "
    "treasury transportation foreign war internal public national external security"
)
STATES = {
    "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass",
    "mich", "minn", "miss", "mo", "mont", "neb", "nev", "n.h", "n.j", "n.m", "n.y", "n.c", "n.d", "okla", "ore", "pa",
    "r.i", "s.c", "s.d", "tenn", "tex", "vt", "va", "wash", "w.va", "wis", "wyo", "d.c", "b.c", "ont", "que", "alta",
    "sask", "man", "n.s", "n.b",
}  # fmt: skip
"""Abbreviations after a comma, with a full stop, as news agencies print them: states of the US, provinces of Canada."""
STATE_CODE = re.compile(
    r"^(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]"
    r"|W[AVIY])$"
)
NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0,
    "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
    "hundred": 100.0, "dozen": 12.0, "half": 0.5, "several": 4.0,
}  # fmt: skip
UNITS = {
    "km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometers": 1.0, "kilometre": 1.0, "kilometres": 1.0, "mile": 1.609344,
    "miles": 1.609344, "mi": 1.609344, "meter": 0.001, "meters": 0.001, "metre": 0.001, "metres": 0.001, "m": 0.001,
    "yards": 0.0009144, "yard": 0.0009144,
}  # fmt: skip
ABOUT = words_of("some about around roughly approximately nearly almost over just only")

BEFORE_TYPES = words_of("border capital port oil mining coastal frontier market university")
"""Words between a possessive and a type word: "Belen's border state of Oru"."""
BESIDE = words_of("nearby neighbouring neighboring adjacent")
SETTLEMENT_LEADS = words_of("town city village capital port provincial")
"""After "12 km from the": what shows that a place follows."""
ROAD_MODIFIERS = words_of("main old")
OF_THE_ROAD_MODIFIERS = ROAD_MODIFIERS | words_of("dirt dusty coastal mountain paved rural")
LINKING = words_of("between from linking connecting joining")
PRIVATE_SITES = words_of("house home office post")
"""Sites that in lower case after a name belong to a person of that name."""
AFTER_OTHER_CAPITAL = words_of(
    "market punishment murder crime offence offense cost costs city's investment gains charges"
)
"""Words after "the capital" that show it to be money, letters or a penalty."""
LISTED_TYPES = words_of(
    "provinces departments districts states regions counties towns villages cities camps governorates"
)


STARTERS = PREPOSITIONS | NUMBERS.keys() | ABOUT | LONG.keys() | PARTS | LEADING | ENTERING | {"just", "due", "to"}
"""Lower-case words that can open a phrase."""


def direction_of(lower: str) -> str | None:
    """ "northern", "south-east", "southwestern" -> the point of the compass, without hyphens; None for other words."""
    plain = lower.replace("-", "").removesuffix("ern")
    return plain if plain in POINTS else None
