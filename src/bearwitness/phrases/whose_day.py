"""Whose day it is: words of time that stand with an event, with a figure, or with a paper, whatever verb governs them.

"officers told reporters after | Sunday's ambush"          the event's, though the verb is one of saying
"raised the toll to 16 on | Friday morning"                the figure's
"said in a statement on | Friday that 14 were killed"      the statement's
"a vigil will be held on | Friday"                         that of what is still to come
"the deadliest since | January, when gunmen killed 12"     that of the clause behind it
"a rise on | February (76 killed)"                         that of the numbers in the brackets
"""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.phrases.times.find import parse_time_phrase
from bearwitness.phrases.times.phrase import TimeKind, TimePhrase
from bearwitness.phrases.times.tree import Calendar, Portion, Since, Stretch, Unit, WeekOf
from bearwitness.phrases.word_patterns import AnyCase, words_of

EVENT_NOUN = (
    r"(?:shelling|bombing|bombardment|attack|raid|blast|strike|airstrike|air strike|barrage|assault|massacre|shooting|"
    r"explosion|fire|siege|storming|battle|capture|ambush|killing|fall|clash|confrontation|skirmish|shoot-out|shootout|"
    r"murder|slaying|assassination|kidnapping|abduction|incident|crime)(?:e?s)?"
)

_EVENT_OF_THE_DAY = re.compile(
    rf"['’]s?\s+(?:(?!(?:in|on|at|of|by|and|that|was|were|is|said|to|for|with|when|after|before|from|as|his|her|their)\b)[a-z][a-z-]*\s+){{0,3}}"
    rf"{EVENT_NOUN}\b|\s+(?:(?:deadly|fatal|bloody|night|morning|evening|afternoon|early|late|twin|double|suicide|car|truck|bomb|gun|knife|"
    rf"roadside|mass|drone|rocket|missile|mortar|prison|school|[a-z]+-[a-z]+)\s+){{0,3}}{EVENT_NOUN}\b",
    re.IGNORECASE,
)
_EVENT_ON_THE_DAY = AnyCase(
    rf"\b{EVENT_NOUN}\s+(?:\d+\s+(?:km|kms|kilometers|kilometres|miles)\s+)?(?:[a-z]+\s+(?=of\b))?(?:(?:in|at|on|near|outside|inside|of|by|against|between|from)\s+(?:[\w'’-]+\s+){{1,7}}?)?(?:(?:on|in|late|early)\s+)?$",
)
_VERB_BETWEEN = re.compile(
    r"\b(?:was|were|is|are|has|have|had|said|says|will|would|that|who|which|told|when|after|before|claimed|blamed|condemned|"
    r"denounced|announced|reported|mourned|remembered|discussed)\b|[,;:]",
    re.IGNORECASE,
)
_FIGURE_BEFORE = AnyCase(
    r"\b(?:raised|revised|lowered|updated|put|rose|climbed|increased|jumped|went\s+up|stood|stands|risen|fell|given|provided|released|issued|"
    r"published|communicated)\b(?![^.;]*\b(?:when|after|was|were|been|who|which|shot|killing|killed|in\s+an?|attack\w*|bomb\w*|raid\w*))"
    r"[^.;]{0,60}$",
)
_FIGURE = re.compile(
    r"\b(?:toll|tally|count|figures?|balance|number|assessment|estimate|deaths|dead)\b|\b(?:raised|revised|lowered|updated|put)\s+(?:that|it|this)\b",
    re.IGNORECASE,
)
_OFFICE_BEFORE = re.compile(
    r"\b(?:elected|re-elected|appointed|deployed|founded|formed|established|stationed|born|signed|created|recruited|enlisted|sworn\s+in|"
    r"installed|adopted|ratified|took\s+(?:office|power|over)|came\s+to\s+power|taking\s+(?:office|power))\s+(?:(?:in|on|early|late)\s+)*$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:rise|increase|drop|fall|decline|decrease|jump|surge|(?:up|down)\s+from|compared|comparison|than|against)\s+(?:(?:on|over|from|with|to|in|the)\s+)*$|\b(?:up|down)\s+from\s+$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:\b(?:will|shall)|['’]ll|\b(?:expected|scheduled|slated)|\b(?:is|are|was|were|be)\s+(?:due|set\s+(?:to|for)))"
    r"(?:\s+(?!(?:where|who|which|that|when|after|before|following|since|how|why|whether)\b)[^\s.,;:]+){0,5}\s+$",
    re.IGNORECASE,
)
_GONE_BY = re.compile(r"\b(?:ago|last|yesterday|past)\b", re.IGNORECASE)
_THAT = re.compile(r",?\s+that\b", re.IGNORECASE)
_PAPER = re.compile(
    r"\b(?:statement|communique|communiqué|report|bulletin|release|tweet|post|broadcast|interview|briefing|conference|message|note|letter|"
    r"telegram|address|speech|update|reporters|journalists|newsmen)\b",
    re.IGNORECASE,
)
_PAPER_OF_THE_DAY = re.compile(
    r"['’]s\s+(?:[\w-]+\s+){0,2}?(?:statement|communique|communiqué|report|bulletin|release|announcement|briefing|conference|protests?|funerals?|"
    r"vote|elections?|speech|ruling|verdict|hearing|trial|meeting|summit|talks|march|rally|visit|edition|newspaper|revision|count)\b"
    r"|\s+(?:(?:morning|afternoon|evening|night)\s+)?(?:e-?mail|(?:press|news)\s+(?:release|conference|briefing)|statement|briefing|tweet|hearing|vigil)\b",
    re.IGNORECASE,
)
_WRITTEN_THEN = re.compile(
    r"\b(?:file|dossier|report|study|survey|census|judge?ment|ruling|book|article|decree|letter|memo|memorandum|document|indictment|"
    r"photograph|film|list|register)\s+(?:of|from|dated)\s+$",
    re.IGNORECASE,
)
""" "A prosecutor's file of 1998": the year of what was written, not of what it tells."""
_ANNOUNCED = re.compile(
    r"\b(?:claimed(?:\s+responsibility)?|condemned|denounced|announced|confirmed|reported|revealed|disclosed|published|released|issued|commemorated|"
    r"remembered|mourned|posted|circulated|quoted)\s+(?:(?:on|late|early|in|earlier|only)\s+)*$",
    re.IGNORECASE,
)
_IN_COURT = re.compile(
    r"\b(?:charged|convicted|accused|indicted|tried|arraigned|guilty|suspected|wanted|booked|jailed|sentenced|arrested|questioned|plead\w*|"
    r"pled|trial|verdict)\b[^.;]*$",
    re.IGNORECASE,
)
_DASH = re.compile(r"[)\]\s]*(?:\([^()\n]{2,60}\)\s*)?(?:-{2,}|[—–]|-\s)")
_PLACE_BEFORE = re.compile(r"\W*[A-Z][\w'’.-]*(?:[ ,/(]+[A-Z][\w'’).-]*)*[ ,]*")
_WHEN = re.compile(r",?\s+when\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(")
_RECORDED = words_of("documented recorded registered verified tallied logged documents records registers verifies")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_WIDE_UNITS = words_of("month year quarter decade")


def is_of_event(text: str, start: int, phrase: TimePhrase) -> bool:
    """Whether a phrase stands with the noun of an attack: "Sunday's ambush", "the shooting in Oru late on Friday".

    `start` is where its sentence begins.
    """
    if _EVENT_OF_THE_DAY.match(text, phrase.span[1], phrase.span[1] + 60):
        return True
    before = text[max(start, phrase.span[0] - 90) : phrase.span[0]]
    found = _EVENT_ON_THE_DAY.search(before)
    if found is None or _VERB_BETWEEN.search(found.group()) is not None:
        return False
    return _IN_COURT.search(before[: found.start()]) is None  # "charged with murder on Wednesday"


def is_of_figure(text: str, start: int, phrase: TimePhrase) -> bool:
    """Whether a phrase dates a figure: "raised the toll to 16 on Friday", "the toll given on Friday"."""
    before = text[max(start, phrase.span[0] - 90) : phrase.span[0]]
    found = _FIGURE_BEFORE.search(before)
    return found is not None and _FIGURE.search(before[: found.end()]) is not None


def is_of_paper(text: str, start: int, phrase: TimePhrase) -> bool:
    """Whether a phrase dates what somebody said or wrote: "in a statement on Friday that", "told reporters on Friday that"."""
    before = text[max(start, phrase.span[0] - 50) : phrase.span[0]]
    if _PAPER_OF_THE_DAY.match(text, phrase.span[1], phrase.span[1] + 50) or _ANNOUNCED.search(before):
        return True
    if _WRITTEN_THEN.search(before):
        return True
    return _THAT.match(text, phrase.span[1], phrase.span[1] + 8) is not None and _PAPER.search(before) is not None


def is_of_dateline(text: str, start: int, phrase: TimePhrase) -> bool:
    """Whether a phrase closes a line's dateline: "ORU, May 3 (Northwire) - Four people"."""
    return (
        0 < phrase.span[0] - start < 60
        and _DASH.match(text, phrase.span[1], phrase.span[1] + 60) is not None
        and _PLACE_BEFORE.fullmatch(text, start, phrase.span[0]) is not None
    )


def is_still_to_come(text: str, start: int, phrase: TimePhrase) -> bool:
    """Whether a phrase dates what lies ahead ("a vigil will be held on Friday after the shooting"), and so no harm done.

    `start` is where its sentence begins.
    """
    before = text[max(start, phrase.span[0] - 90) : phrase.span[0]]
    past = _AHEAD.search(before) is None or _GONE_BY.search(phrase.text) is not None
    return not past and not is_of_event(text, start, phrase)


def is_compared_with(text: str, start: int, phrase: TimePhrase) -> bool:
    """ "a rise on February", "more than in 2022": a time that only measures another."""
    return _COMPARED.search(text[max(start, phrase.span[0] - 40) : phrase.span[0]]) is not None


def is_of_an_office(text: str, start: int, phrase: TimePhrase) -> bool:
    """Whether a phrase tells since when somebody or something is there: "the president, elected in 2020"."""
    before = text[max(start, phrase.span[0] - 60) : phrase.span[0]]
    return _OFFICE_BEFORE.search(before) is not None and "since" not in before.lower()


def opens_clause_of(text: str, phrase: TimePhrase, at: int) -> bool:
    """Whether what stands at `at` is told of the time before it: "January, when gunmen killed 12", "February (76 killed)"."""
    if at < phrase.span[1] or at - phrase.span[1] > 120:
        return False
    between = text[phrase.span[1] : at]
    if _WHEN.match(between):
        return not re.search(r"[.;]|,\s+(?:and|but|said|police)\b", between[5:])
    return _IN_BRACKETS.match(between) is not None and ")" not in between


def is_wide(phrase: TimePhrase) -> bool:
    """Whether a phrase names a month or longer."""
    node = phrase.tree.of if isinstance(phrase.tree, Portion) else phrase.tree
    if isinstance(node, Calendar):
        return node.day is None and phrase.kind == TimeKind.SPAN
    return (isinstance(node, Unit) and node.unit in _WIDE_UNITS) or phrase.is_period


def names_period(phrase: TimePhrase) -> bool:
    """Whether a phrase names a stretch with its year, as the heads of bulletins do: "March 2024", "1-7 May 2024"."""
    return (is_wide(phrase) or isinstance(phrase.tree, Stretch | WeekOf)) and _YEAR.search(phrase.text) is not None


def is_recorded(word: str) -> bool:
    """Whether a verb tells of keeping count, so that its months are those of what was counted ("In May, it documented ...")."""
    return word in _RECORDED


def dated_by_clause(text: str, phrase: TimePhrase) -> TimePhrase:
    """ "since | January, when gunmen killed 12": a time that a clause describes is one by itself, not the start of a period."""
    if not isinstance(phrase.tree, Since) or not _WHEN.match(text, phrase.span[1], phrase.span[1] + 8):
        return phrase
    at = text.find(" ", *phrase.span) + 1
    inner = parse_time_phrase(text[at : phrase.span[1]]) if at else None
    if inner is None:
        return phrase
    return replace(inner, text=text[at : phrase.span[1]], span=(at, phrase.span[1]))
