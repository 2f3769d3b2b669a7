"""The closed word lists of the time grammar: months, weekdays, parts of the day, units, and the words around them."""

from __future__ import annotations

import re

from bearwitness.phrases.word_patterns import words_of


def _numbered(listed: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(listed.split(), first)}


# months and weekdays

MONTHS = _numbered("january february march april may june july august september october november december")
MONTH_SHORT = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
MONTH_ANY = MONTHS | MONTH_SHORT
NEEDS_CAPITAL = frozenset({"march", "may", "august", *MONTH_SHORT})  # also English words or names
MONTHS_AS_NAMES = frozenset({"april", "may", "june", "august"})
WEEKDAYS = _numbered("monday tuesday wednesday thursday friday saturday sunday", first=0)
WEEKDAY_SHORT = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
WEEKDAY_IN_FULL = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
"""One weekday, no short form and no plural: "on Mondays" is no day."""
WEEKDAYS_PLURAL = {name + "s" for name in WEEKDAYS}
NAMED_DAYS = frozenset({"bloody", "black", "good", "ash", "palm", "easter", "super", "cyber", "maundy"})
FEASTS = {
    ("easter", "sunday"): 0, ("easter", "monday"): 1, ("easter", "saturday"): -1, ("good", "friday"): -2,
    ("maundy", "thursday"): -3, ("holy", "thursday"): -3, ("holy", "saturday"): -1, ("palm", "sunday"): -7, ("ash", "wednesday"): -46,
}  # fmt: skip
"""Feasts that move with Easter, and how many days after it they fall."""
FEAST_WORDS = {"christmas", "boxing", "new"} | {first for first, _ in FEASTS}

# parts of the day, clock times

DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": -1}
DAY_PARTS = {
    "night": "night", "nighttime": "night", "midnight": "night", "nightfall": "evening",
    "morning": "morning", "dawn": "morning", "daybreak": "morning",
    "sunrise": "morning", "noon": "noon", "midday": "noon", "noontime": "noon", "lunchtime": "noon",
    "afternoon": "afternoon", "evening": "evening", "dusk": "evening", "sunset": "evening",
}  # fmt: skip
DAY_PARTS_PLURAL = {"nights", "mornings", "evenings", "afternoons"}
AT_PARTS = frozenset(
    {"night", "noon", "midday", "midnight", "dawn", "dusk", "daybreak", "sunset", "sunrise", "nightfall"}
)
KINDS_OF_LIGHT = {("broad", "daylight"): "noon", ("first", "light"): "morning"}
HOURS_WORDS = words_of("gmt utc hours hrs local z est edt cet eet bst msk pst")

# units and numbers

UNITS = {
    "second": "minute", "moment": "minute", "minute": "minute", "hour": "hour", "day": "day", "night": "day",
    "week": "week", "fortnight": "fortnight", "weekend": "weekend", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip
UNITS_PLURAL = {name + "s": unit for name, unit in UNITS.items() if name != "century"} | {"centuries": "century"}
UNITS_ANY = UNITS | UNITS_PLURAL
COUNTED_UNITS = frozenset({"minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"})
SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter"}
NAMED_UNITS = {**{u: u for u in ("week", "month", "year", "weekend", "quarter", "decade", "century")}, **SEASONS}
NUMBERS_TO_TWENTY = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = NUMBERS_TO_TWENTY | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
}  # fmt: skip
LOOSE_NUMBERS = {"few": (2, 6), "several": (3, 7), "couple": (2, 3), "many": (2, 10)}
"""Ours; "a few days" stays within a week."""
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
) | {"thirtieth": 30}
HEDGES = words_of("some about around nearly almost approximately roughly just only barely exactly over under")

# words that join, lead and bound times

DASHES = frozenset({"-", "–", "—"})
APOSTROPHES = frozenset({"'", "’"})
JOIN_RANGE = frozenset({"-", "–", "—", "to", "through", "until", "till", "into"})
TO_END = words_of("to ending ended up")
LOCATING = frozenset(
    {"on", "in", "at", "during", "over", "throughout", "for", "of", "around", "about", "across", "within", "from"}
)
MONTH_LEAD = words_of(
    """for in of since until till by during from to through before after between and early mid late beginning
    throughout around last this next - – ( month or"""
)
YEAR_LEAD = words_of(
    """for in of since until till by during from to through before after between and early mid late - – ( throughout
    circa the a an its his her their our that this year or"""
)
CLOCK_LEAD = frozenset({"before", "after", "until", "till", "since", "of", "by", "from", "at", "around"})
DURATION_LEAD = frozenset({"for", "in", "within", "over", "during", "after", "lasting", "lasted"})
APPROACHES = words_of(
    "some sometime shortly just soon right immediately well before after past around about approximately roughly towards toward nearly almost"
)
EDGE = {"end": "late", "close": "late", "middle": "mid"}
POSSESSIVE = frozenset({"its", "his", "her", "their", "our"})
DETERMINERS = frozenset({"the", "a", "an", "that", "this", *POSSESSIVE})
CLAUSE_OPENERS = words_of("in at near when and but by as had was were is said on")
BEFORE_VERB = words_of("to will would could can may might should must well not")

# words that show what the time words beside them are

# Nouns that show the number before them to be an amount: people and measures. After "in July 12 ..." it is no day.
COUNTED_NOUNS = words_of(
    """people persons civilians soldiers troops men women children boys girls policemen police officers officials
    guards guerrillas rebels fighters militants gunmen terrorists insurgents subversives extremists attackers
    protesters students peasants farmers workers villagers residents passengers journalists teachers doctors
    medics patients prisoners detainees hostages refugees migrants families victims deaths dead injured wounded
    casualties bodies corpses others more cases homes houses buildings schools vehicles cars trucks buses rifles
    weapons bombs rockets missiles shells attacks incidents strikes bombings killings murders kidnappings percent
    per million billion thousand hundred dollars pesos meters metres kilometers kilometres km miles feet tons
    tonnes kg pounds barrels years months weeks days hours minutes votes jobs times members activists
    demonstrators citizens inhabitants individuals bystanders worshippers"""
)
# Words that make a date part of a name: "19 April Movement", "9 October Avenue".
NAMING_NOUNS = words_of(
    """movement avenue street road square plaza park boulevard bridge neighborhood neighbourhood district housing
    brigade brigades battalion column columns commando commandos front group groups cell university hospital
    school stadium airport martyrs revolution party foundation club theater theatre highway suburb colony sector
    organization organisation"""
)
NEWSPAPERS = words_of("times telegraph mirror mail express herald tribune post independent world review")
AFTER_MODAL = words_of(
    "have be not also still well yet even never soon only possibly already just die become lead cause face need want"
)
EVENTS = words_of(
    """elections election offensive attack attacks massacre coup clashes fighting events bombing bombings protests
    riots uprising raid raids killings presidential legislative municipal vote referendum ceasefire truce"""
)
TURNS = words_of(
    "coup war invasion uprising revolution election elections takeover offensive escalation ceasefire truce outbreak start beginning end overthrow "
    "intervention withdrawal protests conflict crackdown insurgency siege"
)
"""Nouns of a turn of history that a date behind them dates."""
BEGAN = words_of(
    "began started begun out erupted founded formed launched created established office power independence ended signed"
)

# words that open a phrase

REFERENCES = words_of(
    "the these that this last next current past coming recent latest same following preceding previous"
)
PREFIXES = words_of(
    "the early late mid earlier later beginning start end middle close outset final latter small wee night broad"
) | {*ORDINALS, *DAY_PARTS}
STARTERS = (
    words_of(
        """since ever from between until till up as by so before after prior every each long ' ’ half
        dozen more less fewer at shortly just many"""
    )
    | DURATION_LEAD
    | REFERENCES
    | PREFIXES
    | HEDGES
    | APPROACHES
    | FEAST_WORDS
    | {
        *DAY_WORDS,
        *MONTH_ANY,
        *WEEKDAYS,
        *WEEKDAY_SHORT,
        *WEEKDAYS_PLURAL,
        *SEASONS,
        *NUMBERS,
        *LOOSE_NUMBERS,
        "a",
        "an",
    }
    | {name for name, unit in UNITS_PLURAL.items() if unit in COUNTED_UNITS}
)
