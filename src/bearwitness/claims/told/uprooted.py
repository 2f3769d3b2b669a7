"""People gone from home, told by where they go: "took to the hills", "drove 2,000 into the bush", "are sleeping in a school".

Called for each parsed sentence after `displaced`, for numbers and plain words for inhabitants that it leaves. People also
leave a town for work, a feast or a flood: such words tell of displacement only where force is named near by.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.records import Harm, Quantity, Status, Unit

NEAR_CHARACTERS = 600  # before the sentence, and half as many behind: there the report must name force
FEW = 12  # so few people who run are as likely those who shot

_WILD = r"(?:nearby |surrounding |neighbou?ring |adjoining |thick |dense )?(?:bush|bushes|forests?|jungle|hills|hillsides?|mountains?|woods?|swamps?|marshes|desert|savannah?|creeks|fields|farmlands?|mangroves?)"
_HOME = r"(?:homes?|houses?|villages?|towns?|land|lands|farms?|neighbou?rhoods?|hamlets?|settlements?|communit(?:y|ies)|camps?|sites?|areas?|districts?|valley|regions?|provinces?|territory|enclave|city|cities|island|sitios?|barangays?|gardens|reserves?|reservations?|locality|localities)"
_ROOF = r"(?:schools?|classrooms?|church(?:es)?|mosques?|chapels?|parish|halls?|gymnasiums?|gyms?|coliseum|stadiums?|tents?|camps?|barracks|open|streets?|roadsides?|relatives|host|sites?|shelters?|(?:public|government|abandoned|unfinished) buildings?|seminary|monastery|compounds?|base|bases|fields?|bush|forests?)"
_NEAR_ROOF = rf"(?:in|at|inside|under|on|with|by|around|outside)\s+(?:[\w'’-]+\s+){{0,4}}?{_ROOF}\b"
_ASIDE = r"(?:\s+(?:from|of|in)\s+[^,;.]{2,40}?)?(?:\s*,\s(?!and\b)[^,;.]{3,90}?,|\s*\([^)]{2,50}\)|\s+[–—-]{1,2}\s[^–—;.]{3,90}\s[–—-]{1,2}|,)?"
_HELP = r"(?:\s+(?:who|that|have|had|has|were|are|was|been|also|since|already|now|still|currently|all|then|initially|reportedly|temporarily|subsequently|continue\s+to|had\s+to))*"
_STRONG = re.compile(
    rf"{_ASIDE}{_HELP}\s+(?:"
    rf"(?:left|leave|abandon(?:ed)?|evacuated|deserted)\s+their\s+(?:[\w'’-]+\s+){{0,2}}?{_HOME}\b"
    rf"|(?:took|taken|take|run|ran|headed|gone|disappeared|hid|hidden|hiding|moved|retreated)\s+(?:off\s+)?(?:to|for|into|in)\s+the\s+{_WILD}\b"
    rf"|(?:left|moved\s+(?:out|away)|gone)\b[^.;]{{0,70}}?\s(?:were|are|have\s+been)\s+(?:\w+\s+)?(?:sleeping|sheltering|staying|camping|living)\s+{_NEAR_ROOF}"
    rf"|(?:sleeping|sleep|sheltering|sheltered|sheltered|camping|camped|housed|accommodated|hosted|lodged|living|staying|crowded)\s+(?:out\s+|rough\s+|up\s+)?{_NEAR_ROOF}"
    rf"|(?:rendered|left|made)\s+homeless\b|remain(?:s|ed)?\s+in\s+displacement\b|(?:spent|spend|spending)\s+(?:the|several|two|three|\d+)\s+(?:nights?|days?|weeks?)\s+{_NEAR_ROOF}|dismantled\s+their\s+homes\b"
    rf"|(?:forced|driven|compelled|obliged|made|pushed|chased|sent)\s+(?:to\s+(?:flee|leave|move|relocate|abandon|escape|evacuate)\b|into\s+(?:the\s+)?{_WILD}\b|into\s+exile\b|(?:across|over)\s+the\s+(?:border|river)\b|away\b|fleeing\b|running\b|(?:from|out\s+of)\s+(?:their|the)\s+(?:[\w'’-]+\s+){{0,2}}?{_HOME}\b)"
    rf"|left\s+(?:that|the)\s+(?:same\s+|very\s+)?(?:day|night|morning|afternoon|evening)\b"
    rf")",
    re.IGNORECASE,
)
_WEAK = re.compile(
    rf"{_ASIDE}{_HELP}\s+(?:"
    rf"(?:left|leave|deserted|moved\s+(?:out\s+of|from|away\s+from))\s+(?:(?:the|their|its|his)\s+)?(?:[\w'’-]+\s+){{0,3}}?{_HOME}\b"
    rf"|left(?=\s*(?:[.,;]|since\b|after\b|because\b|for\s+fear\b|following\b|amid\b))"
    rf"|(?:crossed|cross)\s+(?:over\s+)?(?:into|to|the\s+(?:border|river|lake|frontier))\b"
    rf"|(?:arrived|poured|streamed|flocked|flooded|relocated|moved|escaped|trekked|walked)\s+(?:(?:over|in)\s+)?(?:in|at|into|to|from|across)\b(?!\s+(?:(?:the|a|an|his|her)\s+)?(?:[\w-]+\s+)?(?:hospital|clinic|funeral|scene|court|polls?|office|house)\b)"
    rf"|reached\b(?!\s+by\b|\s+with\b)|lost\s+their\s+homes\b"
    rf")",
    re.IGNORECASE,
)
_FLED = re.compile(rf"{_ASIDE}{_HELP}\s+(?P<verb>fled|flee|fleeing)\b", re.IGNORECASE)
_DRIVEN = re.compile(
    r"\b(?:drove|drives?|driving|forced|forces|forcing|sent|sends?|sending|chased|chasing|pushed|pushing|compelled|compelling|prompted|prompting|caused|causing|led|obliged|obliging)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OUT = re.compile(r"\b(?:chased|drove|forced|pushed|driven|driving|chasing)\s+(?:out|away|off)\s+$", re.IGNORECASE)
_NUMBER_OF = re.compile(
    r"\bnumber\s+of\s+(?:internally\s+|newly\s+)?displaced(?:\s+(?:people|persons|families|civilians))?\b[^.;\d]{0,60}?\s(?:to|at|is|was|reached|reaches|now)\s+$",
    re.IGNORECASE,
)
_WERE_DRIVEN = re.compile(r"(?:(?:were|have|had|been)\s+)+(?:driven|forced|chased)\b", re.IGNORECASE)
_AWAY = re.compile(
    rf"{_ASIDE}\s+(?:into\s+(?:the\s+)?{_WILD}\b|into\s+(?:exile|camps|neighbou?ring|makeshift)\b|(?:across|over)\s+the\s+(?:border|river|frontier)\b"
    rf"|to\s+(?:flee|leave|move|relocate|escape|evacuate|abandon|seek\s+(?:refuge|shelter|safety))\b|fleeing\b|running\s+(?:for|to|into)\b|away\b|(?:from|out\s+of)\s+(?:their|the)\s+(?:[\w'’-]+\s+){{0,2}}?{_HOME}\b)",
    re.IGNORECASE,
)
_INHABITANTS = re.compile(
    r"\s+(?:(?:of\s+)?(?:the\s+)?)(?P<who>(?:(?!of\b|and\b|the\b|were\b|have\b|had\b)[\w'’-]+\s+){0,3}?(?:women\s+and\s+children|(?:people|persons|individuals|famil(?:y|ies)|households|residents|villagers|inhabitants|civilians|refugees|children|women|townspeople|townsfolk|idps|locals|peasants|campesinos|farmers|herders|settlers)\b))",
    re.IGNORECASE,
)
_OF_THE_DISPLACED = re.compile(
    r"\b(?:of|among)\s+(?:the|those)\s+(?:newly\s+)?(?:displaced|uprooted)(?:\s+(?:people|persons|families))?,\s*$",
    re.IGNORECASE,
)
_DISPLACES = re.compile(r"\b(?:displac(?:es|ed|ing)|uproot(?:s|ed|ing))\s+$", re.IGNORECASE)
_ARRIVALS = re.compile(r"\s+(?P<who>(?:new\s+)?arrivals)\s+(?:(?:who|have|had)\s+)*(?:fled|fleeing)\b", re.IGNORECASE)
_PLAIN = re.compile(
    rf"(?<![\w'’-])(?P<who>(?:the|his|her|their|our|my)\s+(?:(?:whole|entire)\s+)?family|(?:(?:the|many|most|entire|whole|local|terrified|frightened)\s+)?(?:residents|villagers|inhabitants|families|townspeople|civilians|locals|households|people))\s+(?:(?:have|had|also|since)\s+)*"
    rf"(?:(?:fled|flee)\s+(?:(?:from\s+)?(?:their|the)\s+(?:[\w'’-]+\s+){{0,2}}?(?:homes|houses|villages?|towns?|hamlets?|settlements?|communit(?:y|ies)|camps?|valley|fighting|shelling|bombing|bombardment|offensive|clashes)\b|(?:in)?to\s+the\s+{_WILD}\b|across\s+the\s+(?:border|river)\b)"
    rf"|(?:abandoned|left|deserted)\s+their\s+(?:[\w'’-]+\s+){{0,2}}?(?:homes|houses|villages?|hamlets?)\b|took\s+to\s+the\s+{_WILD}\b)"
    rf"|(?<![\w'’-])(?P<refugees>refugees)\s+(?:(?:have|had|are|were)\s+)?(?:poured|streamed|flooded|crossed|pouring|streaming|crossing)\s+(?:into|over|across)\b"
    rf"|(?<![\w'’-])(?P<we>we)\s+(?:all\s+|left\s+everything\s+and\s+)?(?:ran|escaped|fled)\s+(?:away\s+)?(?:in)?to\s+the\s+{_WILD}\b",
    re.IGNORECASE,
)
_BACK_OR_OUT = re.compile(r"\b(?:returnees?|returned|to\s+vote|voting|voted|voluntar\w+|confined)\b", re.IGNORECASE)
_NO_FLIGHT_FROM_HOME = re.compile(
    r"\b(?:panic\w*|mall|airport|concert|festival|(?:bus|train|railway|metro|police)\s+station|nightclub|hotel|restaurant|cafe|beach|scene|building|theat(?:er|re)|cinema|store|shop|supermarket|cover|screaming|stampede|square|rally|tear\s*gas|protest\w*|match|race|returning|holidays?|tourists?|jail|prison|police\s+station|classrooms?|gas\s+leak|as\s+a\s+precaution|hoax)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?:fled|flee|fleeing|homes?|houses?|left|leave|leaving|hills|hillsides?|bush|forests?|jungle|mountains?|woods|marshes|border|crossed|arrived|reached|moved?|relocated?|sleep\w*|shelter\w*|stay\w*|camp\w*|housed|hosted|accommodated|lodged|living|displac\w+|uproot\w+|homeless|chased|drove|exile|away|deserted|abandon\w*|escaped|poured|streamed|trekked|running|flocked)\b",
    re.IGNORECASE,
)
_FORCE = re.compile(
    r"\b(?:attack(?:s|ed|ers)?|fighting|clash(?:es)?|shell(?:ing|ed)|bomb(?:ings?|ardments?|ed)|raids?|raiders|massacres?|killings?|killed|murders?|violence|war|offensive|assault|militia\w*|rebels?|gunmen|bandits?|soldiers|troops|army|armed|airstrikes?|air\s+strikes?|shootings?|shots|gunfire|insurgents?|guerrillas?|paramilitar\w+|insurgency|hostilities|threats|ambush|rockets?|drones?|mortars?|grenades?|firing|opened\s+fire|gangs?"
    r"|(?:homes?|houses?|villages?|huts|camps?|hamlets?|market)\s+(?:were|was|had\s+been|have\s+been)\s+(?:\w+\s+)?(?:burned|burnt|torched|razed|looted)"
    r"|(?:burn|burned|burnt|burning|torch|torched|torching|set\s+fire\s+to)\s+(?:down\s+)?(?:their|the|his|her|\w+)\s+(?:\w+\s+)?(?:homes?|houses?|market|villages?|huts|camp))\b",
    re.IGNORECASE,
)


def read_uprooted(reader: Reader, mentions: list[Mention]) -> None:
    """Add those gone from home to `mentions`, the reader's own list."""
    start, end = reader.sentence.start, reader.sentence.end
    if _WORDS.search(reader.cased, start, end) is None:
        return
    words = reader.cased[start:end]
    running = _NO_FLIGHT_FROM_HOME.search(words) is not None
    if running:
        mentions[:] = [m for m in mentions if not (m.rule == "surface-right" and _runs(reader, m))]
    if _BACK_OR_OUT.search(words) or reader.lexicon.outside.search(words) or _by_other_cause(reader):
        return
    for q in list(reader.quantities):
        if q.ordinal or (reader.quantities.index(q) in reader.used and not any(m.quantity is q for m in mentions)):
            continue  # "most of the town's 9,000": of no number
        if any(p is not q and p.start <= q.start and q.end <= p.end for p in reader.quantities):
            continue  # "60 per cent of the 4,000": the number of all the town
        if not any(m.quantity is q and m.harm == Harm.DISPLACED for m in mentions):
            _read_counted(reader, mentions, q, running=running)
    if not running and not any(m.harm == Harm.DISPLACED for m in mentions):
        _read_plain(reader, mentions)


def _runs(reader: Reader, m: Mention) -> bool:
    """ "Hundreds of shoppers fled as a gunman opened fire in the mall"."""
    return m.harm == Harm.DISPLACED and reader.tokens[m.trigger].word in ("fled", "flee", "fleeing")


def _by_other_cause(reader: Reader) -> bool:
    here = _FORCE.search(reader.cased, reader.sentence.start, reader.sentence.end)
    return reader.report.is_of_other_cause or (reader.report.opens_with_other_cause and here is None)


def _force_is_near(reader: Reader) -> bool:
    start = max(0, reader.sentence.start - NEAR_CHARACTERS)
    return _FORCE.search(reader.cased, start, reader.sentence.end + NEAR_CHARACTERS // 2) is not None


def _read_counted(reader: Reader, mentions: list[Mention], q: Quantity, *, running: bool) -> None:
    """The people of one number, where words of flight stand on one of its sides; not where they only run from shots."""
    before = reader.cased[reader.sentence.start : q.start]
    arrivals = _ARRIVALS.match(reader.cased, q.end, reader.sentence.end)
    noun = arrivals.span("who") if arrivals is not None else _dwellers(reader, q)
    behind = reader.cased[q.end : reader.sentence.end].lstrip()
    if arrivals is not None or _OF_THE_DISPLACED.search(before) or _NUMBER_OF.search(before):
        _add(reader, mentions, q, q.end, noun)
        return
    if _DISPLACES.search(before) and re.match(r"(?:$|[.,;:]|(?:in|from|as|since|after|across|to|near|so)\b)", behind):
        _add(reader, mentions, q, q.end, None)
        return
    bare = noun is None and (
        (q.modifier.value == "vague" and (q.low or 0) >= 200) or _WERE_DRIVEN.match(behind) is not None
    )
    if noun is None and not bare:
        return
    at = noun[1] if noun is not None else q.end
    words = reader.describe(noun) if noun is not None else None
    if words is not None and (words.status == Status.COMBATANT or words.role is not None):
        return
    found = _STRONG.match(reader.cased, at, reader.sentence.end) if _force_is_near(reader) else None
    here = _FORCE.search(reader.cased, reader.sentence.start, reader.sentence.end) is not None
    if found is None and not running and (here or (words is not None and words.head == "refugees")):
        found = _WEAK.match(reader.cased, at, reader.sentence.end) if not bare else None
    if found is None and not running and (q.best or q.low or 0) > FEW and _force_is_near(reader):
        found = _FLED.match(reader.cased, at, reader.sentence.end)
    if found is None and _OUT.search(before) and _force_is_near(reader):
        found = re.compile("").match(reader.cased, at)
    if found is None and _DRIVEN.search(reader.cased, max(reader.sentence.start, q.start - 30), q.start):
        found = _AWAY.match(reader.cased, at, reader.sentence.end) if _force_is_near(reader) else None
    if found is not None:
        _add(reader, mentions, q, found.end(), noun)


def _dwellers(reader: Reader, q: Quantity) -> tuple[int, int] | None:
    """The words for inhabitants right behind a number: " residents", " of terrified families", " women and children"."""
    found = _INHABITANTS.match(reader.cased, q.end, reader.sentence.end)
    return found.span("who") if found is not None else None


def _add(reader: Reader, mentions: list[Mention], q: Quantity, end: int, noun: tuple[int, int] | None) -> None:
    """The people of a number, unless they have another harm; "took to the hills" is no taking of people."""
    mentions[:] = [m for m in mentions if m.quantity is not q or m.harm not in (Harm.ABDUCTED, Harm.MISSING)]
    if not any(m.quantity is q for m in mentions):
        reader.add_bare(Harm.DISPLACED, reader.token_at_offset(end - 1), q, "driven", noun)


def _read_plain(reader: Reader, mentions: list[Mention]) -> None:
    """ "Residents fled into the forest", "villagers abandoned their homes"."""
    found = _PLAIN.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is None or not _force_is_near(reader):
        return
    who = next(found.span(name) for name in ("who", "refugees", "we") if found.group(name))
    at = who[0]
    if any(m.noun is not None and m.noun[0] <= at < m.noun[1] for m in mentions):
        return
    if any(q.end <= at and at - q.end < 30 and "," not in reader.cased[q.end : at] for q in reader.quantities):
        return  # counted, and read as such
    people = replace(reader.describe(who), plural=True, implied_count=None, is_people=True, unit=Unit.PERSON)
    reader.add_people(Harm.DISPLACED, reader.token_at_offset(found.end() - 1), who, people, "driven")
