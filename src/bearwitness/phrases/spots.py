"""Spots: streets, blocks, buildings and rooms, as reports word them ("outside a home in the 9000 block of Ward").

A spot says more exactly than a town where something happened, though no gazetteer holds it. The finder reads runs of
parts joined by prepositions or commas, as one unbroken string; the place grammar (`places`) reads the names of towns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bearwitness.phrases.places.tokens import is_in_capitals
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import Span

BLOCK, ROOM, BUILDING, STREET, AREA, TOWN, WIDE = 6, 5, 4, 4, 3, 2, 1
"""How exactly a part tells a place; a run counts as the sum of its parts' exactness, but for towns after the first."""

_ROOMS = words_of(
    "porch sidewalk alley basement bedroom bathroom kitchen hallway lobby lounge driveway yard backyard courtyard garage "
    "cell room lot doorway door doors entrance steps rooftop stairwell elevator balcony"
)
_BUILDINGS = words_of(
    "apartment apartments home house residence farmhouse trailer bar club nightclub tavern saloon pub restaurant diner cafe "
    "hotel motel inn shop store mall market supermarket station playground park school campus university college church "
    "mosque temple synagogue office offices plant factory business firm headquarters embassy consulate courthouse building "
    "checkpoint barracks base garrison garrisons jail prison square plaza bridge woods farm ranch "
    "center centre complex cemetery range gym theater theatre campground property clubhouse warehouse bakery "
    "convent seminary monastery stadium terminal airport quarry ditch grave well cornfield ballroom party dormitory "
    "duplex townhouse condominium mansion villa shelter camp bank ministry palace museum pharmacy laundromat barbershop salon "
    "arcade hostel guesthouse lodge cottage cabin chalet barn shed hut tent workshop sawmill mill mine refinery depot casino "
    "cinema disco discotheque brewery stall kiosk booth compound precinct outpost orphanage wharf pier jetty dock quay dump "
    "landfill junkyard roundabout tunnel cave caves"
)
_VEHICLES = words_of("plane bus minibus boat ferry ship train taxi truck")
"""Where people are harmed aboard, if nothing better names the place."""
_STREETS = (
    "streets?|st|avenues?|ave|roads?|rd|drive|dr|boulevard|blvd|lane|ln|court|ct|circle|parkway|pkwy|highway|hwy|terrace|"
    "trail|pike|freeway|interstate|expressway|turnpike"
)
_STREET_WORDS = words_of(
    _STREETS.replace("|", " ").replace("?", "") + " " + _STREETS.replace("|", " ").replace("s?", "")
) | words_of("block corner intersection area")
_SECOND = r"(?:Street|Avenue|Road|Drive|Boulevard|Lane)\b"  # "Lane Street", "Park Drive"
_AREAS = words_of(
    "neighborhood neighbourhood side district suburb quarter barrio section outskirts area wood neighborhoods neighbourhoods "
    "districts suburbs areas ward"
)
_GROUNDS = words_of(
    "ford axis river stream creek lake beach shore bank banks edge forest jungle bush field fields plantation orchard vineyard "
    "hill hills hillside slope ridge valley gorge canyon mountain mountains trail track crossing crossroads junction roadside "
    "street streets avenue pond dam canal trench trenches positions frontier border camps houses homes roads road highway"
)
_SMALL_TOWNS = words_of("village hamlet villages hamlets sitio vereda barangay settlement township settlements")
"""Open ground and small settlements, which want a word beside them ("the cane fields", "the landing place")."""
_DIVISIONS = words_of(
    "city town country state province county counties municipality municipalities territory region provinces regions island "
    "department departments nation capital kingdom republic archipelago peninsula zone villages towns cities locality localities"
)
_PIECES = "parts?|wing|floor|end|heart|cent(?:er|re)|edges?|foot|top|bottom|banks?|mouth|entrance|exit|back|rear|roof"
_PIECE_WORDS = words_of(
    "part parts wing floor end heart center centre edge edges foot top bottom bank banks mouth entrance exit back rear roof place"
)
_WASH_WORDS = words_of("wash station lot park post posts")
_NUMBERED = (
    "cell|room|ward|gate|platform|kilometre|kilometer|km|mile|milepost|checkpoint|pier|building|block|sector|camp|house"
)
_EVERYWHERE_WORDS = words_of("nationwide countrywide")
_EVERYWHERE = (
    r"(?i:nationwide|countrywide)\b(?=\s*[.,;)]|\s+(?:since|this|in|so|from|over|during|last|on|between)\b|\s*$)"
)
_NUMBER, _QUOTE = "0", "“"  # stand for any number and any quotation mark among signs
_HOUSES = _ROOMS | _BUILDINGS | _WASH_WORDS | _VEHICLES
_SIGNS = {
    "block": words_of("block corner intersection area"),
    "numbers": frozenset([_NUMBER]),
    "numbered": frozenset([_NUMBER]),
    "crossing": _STREET_WORDS | {_NUMBER},
    "room": _ROOMS,
    "building": _BUILDINGS | _WASH_WORDS,
    "vehicle": _VEHICLES,
    "quoted": frozenset([_QUOTE]),
    "named": _BUILDINGS,
    "possessed": _BUILDINGS | _ROOMS,
    "lower": _HOUSES | {_QUOTE},
    "street": _STREET_WORDS,
    "area": _AREAS | _SMALL_TOWNS | _PIECE_WORDS,
    "ground": _GROUNDS | {"place"},
    "wide": _DIVISIONS | _EVERYWHERE_WORDS,
}
"""Of each kind of part but a town, in the order in which they are tried, words of which it has one among its first."""
_BITS = {kind: 1 << k for k, kind in enumerate(_SIGNS)}
_ANCHORS = {
    word: sum(_BITS[kind] for kind, signs in _SIGNS.items() if word in signs)
    for word in frozenset[str]().union(*_SIGNS.values())
}
"""Each sign, and the kinds of part that it is a sign of, as bits."""
_ANCHOR_WITHIN = (
    12  # words: "one of the" and five more before a building; a name of five, "and" and four before a street
)
_DIVISION_TAILS = "district|province|department|county|region|governorate|municipality|state|territory|jurisdiction"
_PREPOSITION = (
    r"outside\s+of|inside\s+of|against|in\s+front\s+of|in\s+back\s+of|in|at|inside|outside|near|on|along|behind|aboard|into|beside|by|"
    r"across\s+from|next\s+to"
)
_DETERMINER = r"(?:the|a|an|his|her|their|its|another|one\s+of\s+the)"
_MANY = r"(?:two|three|four|five|six|several|various|some|many|both|these|those|different|neighbou?ring|nearby)"
_WIDE_DETERMINER = rf"(?:(?:the\s+)?(?:whole|rest|entirety)\s+of\s+)?(?:the|this|that|our|my|his|her|their|its|{_MANY})"


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of an exact place: `text[span[0]:span[1]]`, without a leading "in", "at", "on".

    `exactness` grows with detail; `streets` are the parts that name streets and crossings.
    """

    text: str
    span: Span
    exactness: int
    streets: tuple[Span, ...] = ()


@cache
def _part(capitals: bool, kind: str) -> re.Pattern[str]:
    """The pattern of one kind of part, compiled when a text first has a sign of it."""
    return re.compile(_grammar(capitals)[kind])


@cache
def _grammar(capitals: bool) -> dict[str, str]:
    """Patterns of the kinds of part; text in capitals tells no name from a word, so there names are short."""
    word = _word(capitals)
    name = rf"[“\"]?{word}(?:\s+{word}){{0,{3 if capitals else 4}}}[”\"]?"
    street_name = rf"(?:[NSEW]\.?\s+)?(?:(?:{word}|\d+(?:st|nd|rd|th))\s+){{1,3}}?"
    street = (
        rf"(?:{street_name}(?i:{_STREETS})\b(?:\s+{_SECOND})?\.?(?:\s+(?:North|South|East|West|N|S|E|W|NE|NW|SE|SW|N\.E|N\.W|S\.E|S\.W)\b\.?)?"
        r"|\d+(?:st|nd|rd|th)\b)"
    )
    numbered = rf"\d{{2,5}}\s+{street_name}(?i:{_STREETS})\b(?:\s+{_SECOND})?\.?(?:\s+(?:North|South|East|West|NE|NW|SE|SW)\b)?|\d{{2,5}}\s+[NSEW]\.\s+{word}"
    joins = r"(?i:and|&)" if capitals else r"(?i:and|at|&)"
    crossing = rf"(?:{street}|{name})\s+{joins}\s+{street}|{street}\s+(?i:and|&)\s+{name}"
    block = (
        rf"(?:(?i:the)\s+)?\d+\s+(?i:block)\s+(?i:of)\s+(?:{street}|(?:[NSEW]\.?\s+)?{name})"
        rf"|(?:(?i:the)\s+)?(?i:corner|intersection|area)\s+(?i:of)\s+(?:{crossing}|{name}\s+(?i:and|&)\s+{name})"
    )
    wash = (
        r"(?i:car\s+wash|petrol\s+station|parking\s+lot|car\s+park"
        r"|(?:command|police|military|army|guard|border|customs|observation|security|defen[cs]e|frontier|patrol)\s+posts?)"
    )
    filler = rf"(?:(?!(?i:{_PREPOSITION}|of|to|and|or|a|an|the)\s)[\w'’.“”\"-]+\s+)"
    room = rf"(?i:{_DETERMINER})\s+{filler}{{0,4}}?(?i:{_either(_ROOMS)})\b"
    building = rf"(?i:{_DETERMINER})\s+{filler}{{0,5}}?(?:{wash}|(?i:{_either(_BUILDINGS)}))\b(?:\s+(?i:{_either(_BUILDINGS)})\b)*(?:\s+of\s+(?:an?|his|her|their|the)\s+(?!{_either(_DIVISIONS)})[a-z][\w-]+)?"
    vehicle = rf"(?i:{_DETERMINER})\s+{filler}{{0,4}}?(?i:{_either(_VEHICLES)})\b"
    quoted = r"(?:(?i:the)\s+)?[“\"][A-Z][^”\"\n]{2,40}[”\"]"
    if capitals:  # any words may be quoted there
        quoted += rf"(?=\s+(?:[A-Z-]+\s+){{0,2}}(?:{_either(frozenset(w.upper() for w in _BUILDINGS | _SMALL_TOWNS | _AREAS))})\b)"
    possessed = rf"{name}['’]s?\s+(?:[\w-]+\s+){{0,2}}?(?i:{_either(_BUILDINGS | _ROOMS)})\b"
    lower = (
        rf"{word}(?:\s+{word}){{0,2}}(?:\s+[a-z]+)?\s+(?:station|terminal|market|office|airport|bridge|school|mosque|church|hotel|prison|"
        r"camp|bazaar|hospital|plant|mine|club|restaurant|laundromat|square|crossing|checkpoint)\b"
    )
    named = rf"{word}(?:\s+{word}){{0,4}}?\s+{'(?i:' if capitals else '(?:'}{_either(frozenset(w.upper() if capitals else w.title() for w in _BUILDINGS))})\b"
    of_a_place = rf"(?=\s+of\s+(?:{word}|(?i:the)\s+(?:{word}|(?i:{_either(_DIVISIONS | _BUILDINGS | _AREAS)}))))"
    piece = rf"(?i:the|a|an)\s+{filler}{{0,2}}?(?i:{_PIECES})\b{of_a_place}"
    settled = rf"(?i:a|an|the|one|{_MANY})\s+{filler}{{0,3}}?(?i:{_either(_SMALL_TOWNS)})\b"
    area = rf"{piece}|{settled}|(?i:{_DETERMINER}|{_MANY})\s+(?:city['’]s\s+)?{filler}{{0,3}}?(?i:{_either(_AREAS)})\b"
    ground = (
        rf"(?i:{_DETERMINER}|{_MANY})\s+(?:{filler}{{1,4}}?(?i:{_either(_GROUNDS)})"
        r"|(?:[\w'’-]+\s+)?(?i:landing|meeting|market|hiding|burial|execution|gathering)\s+(?i:place))\b"
    )
    numbers = rf"{filler}{{0,2}}?(?i:{_NUMBERED})\s+\d{{1,3}}\b"
    wide = rf"(?i:{_WIDE_DETERMINER})\s+{filler}{{0,2}}?(?i:{_either(_DIVISIONS)})\b(?!\s*-|['’]s\s+(?!jails?|prisons?)|\s+(?i:{_OFFICIALS})\b)"
    wide += rf"|{_EVERYWHERE}"
    return {
        "block": block,
        "numbers": numbers,
        "numbered": numbered,
        "crossing": crossing,
        "room": room,
        "building": building,
        "vehicle": vehicle,
        "quoted": quoted,
        "named": named,
        "possessed": possessed,
        "lower": lower,
        "street": rf"(?:(?i:the)\s+)?{street_name}(?i:{_STREETS})\b(?:\s+{_SECOND})?\.?(?:\s+(?:NE|NW|SE|SW|South|North)\b)?",
        "area": area,
        "ground": ground,
        "wide": wide,
        "town": rf"{name}(?:\s+(?i:{_DIVISION_TAILS})\b)?",
    }


def _word(capitals: bool) -> str:
    """The pattern of a word of a name."""
    if capitals:
        return rf"(?!(?:{_NO_NAME})\b)[^\W\d_][\w'’&-]*(?:\.(?=\w))?[\w]*"
    return rf"(?!{_CALENDAR})[A-Z][\w'’&-]*(?:\.(?=\w)\w*)*"


@cache
def _link(capitals: bool) -> re.Pattern[str]:
    """What joins two parts."""
    word = _word(capitals)
    return re.compile(
        rf"\s+(?i:of\s+the)\s+(?={word})|\s+(?i:{_PREPOSITION}|of)\s+|,\s+(?:(?i:{_PREPOSITION})\s+)?|\s+(?=\()"
    )


def _either(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_CALENDAR = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December"
_NO_NAME = (
    "THE|A|AN|AND|OR|BUT|WAS|WERE|IS|ARE|HAS|HAVE|HAD|BE|BEEN|WHO|THAT|WHICH|WHEN|WHERE|AFTER|BEFORE|WHILE|SAID|AS|TO|FOR|"
    "BECAUSE|WITH|DURING|FROM|BY|IN|AT|ON|OF|NEAR|THIS|THESE|THEY|HE|SHE|IT|THERE|TODAY|YESTERDAY|TONIGHT|LAST|NOT|NO|"
    "REPORTED|ANNOUNCED|ADDED|TOLD|OFFICIALS|SOURCES|POLICE|AUTHORITIES|WITNESSES|ACCORDING|ACCUSED|CONFIRMED|"
    "KILLED|WOUNDED|INJURED|DIED|EXPLODED|ATTACKED|ANSWERED|ASKED|KNOWN|LOCATED|SITUATED|ALSO|WILL|WOULD|CAN|COULD|MONDAY|TUESDAY|"
    "WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY"
)
_OFFICIALS = (
    "officials?|police|government|council|authorities|hospital|court|prosecutors?|department|media|radio|television|tv|"
    "assembly|legislature|capital|council(?:l)?ors?|medical|coroner|manager|attorney|commission|committee|team"
)
_WHOLE = r"country|nation|state|province|region|city|county|island|territory|archipelago|capital|department|district"
_OPENING = AnyCase(
    rf"(?<![\w-])(?P<preposition>{_PREPOSITION}|(?:across|throughout)(?=\s+(?:the|this|our)\s+(?:(?:whole|entire)\s+)?(?:{_WHOLE}))|through\s+the\s+(?:window|door|wall|roof|windows|gate)s?\s+of)\s+",
)
_TAKEN_FROM = AnyCase(
    r"\b(?:took|taken|fled|driven|displaced|uprooted|abducted|kidnapped|evicted|expelled|dragged|flee|fleeing|seized|snatched)\b"
    r"[^.;\n]{0,60}?\sfrom\s+",
)
_STRUCK = AnyCase(
    r"\b(?:(?:struck|hit|attacked|raided|stormed|shelled|bombed|targeted|dynamited|torched|strafed|overran|entered)"
    r"|(?:attacks?|raids?|assaults?|bombings?|shelling|fire|bombardment|artillery|guns|strikes?|explosions?)\s+(?:on|of|against))\s+",
)
_NATIONWIDE = re.compile(rf"\b{_EVERYWHERE}")
_SENT_TO = AnyCase(r"\b(?:respond(?:ed|ing)?|called(?:\s+out)?|dispatched|went|came|sent)\s+to\s+")
_SENT = words_of("respond responded responding called dispatched went came sent")
_FROM = words_of("from")
_STRIKES = words_of(
    "struck hit attacked raided stormed shelled bombed targeted dynamited torched strafed overran entered attack attacks raid raids assault "
    "assaults bombing bombings shelling fire bombardment artillery guns strike strikes explosion explosions"
)
_NOWHERE = re.compile(
    r"(?:(?:the|this|that|his|her|their|its|a|an|another|nearby|same|whole|other|first|second|third|fourth|general)\s+)*(?:area|side|quarter|section|district|party|market|office|station|business|firm|center|centre|base|camp|well|grave|home|house|village|settlement|hamlet|township|ward|bank|banks|border|edge|"
    r"forest|road|track|mountains?|hills?|field|fields|mine|plant|bank|range|building|property|place|compound)",
    re.IGNORECASE,
)
_NO_SPOT = re.compile(
    r"(?:the|their|our|his|her|its)\s+(?:own\s+)?(?:government|army|rebel|loyalist|opposing|other|enemy|losing|winning|military|guerrilla|police|"
    r"\w+ist)\s+side|"
    r"(?:(?:their|our|his|her|its)|on\s+the)\s+(?:own\s+)?side|"
    r"(?:the|their|our|his|her|its|my)\s+way\s+(?:home|to\s+\w+|back)",
    re.IGNORECASE,
)
_STUDIO = re.compile(
    r"(?:the|an?)\s+(?:[\w-]+\s+){0,2}(?:radio|television|tv|broadcasting|rebel|guerrilla|official|clandestine|news|local)\s+station\b",
    re.IGNORECASE,
)
"""A party's side is no place, nor is the way home."""
_CLOSES = re.compile(
    r"\.?(?:\s*(?:[.,;:)]|$)|\s+(?:on|at|in|around|about|when|after|where|just|early|late|shortly|before|and)\b)",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",\s+$")
_ABBREVIATED = re.compile(r"\b(?:st|ave|rd|dr|blvd|ln|ct|pkwy|hwy)\.$", re.IGNORECASE)
_MOVES_THE_POINT = re.compile(
    r"(?:(?:outside|inside)(?:\s+of)?|near|along|behind|aboard|in\s+front\s+of|beside|next\s+to|across\s+from)",
    re.IGNORECASE,
)
_ABOARD = re.compile(r"aboard\b.*\b(?:plane|airplane|aircraft|ship|boat|ferry|train)$", re.IGNORECASE | re.DOTALL)
"""What one is aboard for hours is where one is harmed, wherever it stands."""
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"[“\"\d_]")
_WORD_OR_QUOTE = re.compile(r"\w+|[“\"]")
_NEAR = re.compile(rf"(?:\S+\s+){{0,{_ANCHOR_WITHIN - 1}}}\S*")
_LINE_ADDRESS = re.compile(r"^\d{2,5}\s+\w", re.MULTILINE)
_VERBAL = re.compile(
    r"\b(?:was|were|is|are|has|had|who|that|which|when|where|after|before|and\s+then|while|said|as|to|for|because|with|during|from)\b",
    re.IGNORECASE,
)
_EXACTNESS = {
    "block": BLOCK,
    "numbered": BLOCK,
    "crossing": BLOCK,
    "room": ROOM,
    "building": BUILDING,
    "vehicle": TOWN,
    "possessed": BUILDING,
    "named": BUILDING,
    "lower": BUILDING,
    "quoted": BUILDING,
    "street": STREET,
    "area": AREA,
    "ground": AREA,
    "numbers": BUILDING,
    "wide": WIDE,
    "town": TOWN,
}


def find_spots(text: str, start: int = 0, end: int | None = None) -> list[Spot]:
    """Spots of a stretch of text, in order, none overlapping.

    Args:
        text: Any text; spans count its code points.
        start: Where to begin.
        end: Where to stop, excluded; None is the end of the text.
    """
    end = len(text) if end is None else end
    words = frozenset(_WORD.findall(text[start:end].lower()))
    anchors = _anchors(text, start, end, words)
    if anchors is None:
        return []
    capitals = is_in_capitals(text[start:end])
    spots: list[Spot] = []
    for opens, at in _openings(text, start, end, words):
        if spots and opens < spots[-1].span[1]:
            continue
        read = _run(text, at, end, anchors, capitals)
        if read is not None and not _is_nowhere(text[at : read[0]].rstrip(" ,.")):
            stop, exactness, streets = read
            stop = opens + len(text[opens:stop].rstrip(" ,"))
            if (
                text[stop - 1] == "."
                and text[stop : stop + 2].strip()[:1].isupper() | (not text[stop : stop + 1].strip())
                and not _ABBREVIATED.search(text, opens, stop)
            ):
                stop -= 1
            if exactness <= TOWN and _ABOARD.match(text, opens, stop):
                exactness += BUILDING
            spots.append(Spot(text[opens:stop], (opens, stop), exactness, streets))
    return spots


@lru_cache(maxsize=1024)
def exactness_of_words(words: str, lead: str = "at") -> int | None:
    """How exact the first spot is in the words of a place behind a preposition; None where they name none.

    A report's claims have few places among them, and each is asked about for every claim.
    """
    return next((spot.exactness for spot in find_spots(f" {lead} {words}")), None)


def _is_nowhere(words: str) -> bool:
    return bool(_NOWHERE.fullmatch(words) or _NO_SPOT.fullmatch(words) or _STUDIO.match(words))


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Where words of a spot begin, and the kinds of part that each is a sign of."""

    starts: Sequence[int]
    kinds: Sequence[int]

    def near(self, text: str, at: int, end: int) -> int:
        """The kinds of part that may stand at an offset."""
        first = bisect_left(self.starts, at)
        if first == len(self.starts):
            return 0
        window = _NEAR.match(text, at, end)
        found = 0
        for k in range(first, bisect_left(self.starts, window.end() if window else end)):
            found |= self.kinds[k]
        return found


def _anchors(text: str, start: int, end: int, words: frozenset[str]) -> _Anchors | None:
    """The words, numbers and quotation marks of a stretch without which nothing is a spot; None where it has none."""
    if words.isdisjoint(_ANCHORS) and not _MARK.search(text, start, end):
        return None
    starts, kinds = [], []
    for match in _WORD_OR_QUOTE.finditer(text, start, end):
        word = match.group().lower()
        sign = word if word[0].isalpha() else _QUOTE if word[0] in '“"' else _NUMBER
        kind = _ANCHORS.get(sign, 0)
        if kind:
            starts.append(match.start())
            kinds.append(kind)
    return _Anchors(starts, kinds)


def _openings(text: str, start: int, end: int, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """(where the words kept begin, where their first part begins), from left to right; `words` in lower case."""
    found = [
        (m.start() if _MOVES_THE_POINT.fullmatch(m["preposition"]) else m.end(), m.end())
        for m in _OPENING.finditer(text, start, end)
    ]
    if not words.isdisjoint(_EVERYWHERE_WORDS):
        found += [(m.start(), m.start()) for m in _NATIONWIDE.finditer(text, start, end)]
    for pattern, needed in ((_SENT_TO, _SENT), (_TAKEN_FROM, _FROM), (_STRUCK, _STRIKES)):
        if not words.isdisjoint(needed):
            found += [(m.end(), m.end()) for m in pattern.finditer(text, start, end)]
    found += [(m.start(), m.start()) for m in _LINE_ADDRESS.finditer(text, start, end)]
    return iter(sorted(set(found)))


def _match_part(text: str, at: int, end: int, kinds: int, capitals: bool) -> tuple[str, re.Match[str] | None]:
    """The first kind of part that stands at an offset, of those that there are signs of."""
    for kind, bit in _BITS.items():
        if kinds & bit:
            found = _part(capitals, kind).match(text, at, end)
            if found is not None:
                return kind, found
    return "town", _part(capitals, "town").match(text, at, end)


def _run(text: str, at: int, end: int, anchors: _Anchors, capitals: bool) -> tuple[int, int, tuple[Span, ...]] | None:
    """Where a run of parts that starts at `at` ends, how exact it is, and its streets; None where the first is no spot."""
    exactness, position, stop = 0, at, at
    streets: list[Span] = []
    for number in range(5):
        kinds = anchors.near(text, position, end)
        if number == 0 and not kinds:
            return None
        kind, found = _match_part(text, position, end, kinds, capitals)
        if found is None or _VERBAL.search(found.group()):
            break
        if number == 0 and kind == "town":
            return None
        if number and kind == "town" and text[stop:position].strip().lower() == "by":
            break  # "at the bus station by Kesh Militia troops": who did it
        if (
            kind == "town"
            and text[position - 2 : position].startswith(",")
            and not _CLOSES.match(text, found.end(), end)
        ):
            break  # "in the Rell neighbourhood, police said": not where it lies
        if kind in ("building", "room", "vehicle") and _APPOSED.search(text, at, position):
            break  # "on a quiet road, a father came home", "in Oru province, the rebel station added"
        detailed = r"\bwood(?:s|ed)\b" if kind != "lower" else r"(?-i:\s[a-z]+\s+[a-z]+)$"
        exactness += (_EXACTNESS[kind] if kind != "town" else 1) + bool(
            re.search(detailed, found.group(), re.IGNORECASE)
        )
        stop = found.end()
        if kind in ("block", "numbered", "crossing", "street"):
            streets.append(found.span())
        joined = _link(capitals).match(text, stop, end)
        if joined is None:
            return stop, exactness, tuple(streets)
        position = joined.end()
    else:
        return stop, exactness, tuple(streets)
    return (stop, exactness, tuple(streets)) if exactness else None
