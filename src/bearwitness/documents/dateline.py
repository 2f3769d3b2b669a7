"""The dates and the dateline that a report prints about itself.

`read_date` reads one date of a closed set of forms; `find_dateline` the words before the dash that opens a body
("ORU, 4 FEB 90 (AGENCY) --"); `find_page_date` a date line at the very start or end of a body, a labelled one
("Published: 3 May 2024") or one among credits ("By Ana Rell | Oru Herald | 3 May 2024"). A date that does not exist (31 February) is no date. Nothing here guesses a year.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bearwitness.records import Words

# Two-digit years below the pivot belong to this century: 90 is 1990, 24 is 2024.
YEAR_PIVOT = 50
EARLIEST_YEAR, LATEST_YEAR = 1800, 2100


def word_list(words: str) -> tuple[str, ...]:
    """The words of a string, in their order; how this stage writes its longer lists of words."""
    return tuple(words.split())


_MONTH_NAMES = word_list("january february march april may june july august september october november december")
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_MONTH = "(?:" + "|".join(f"{name}|{name[:3]}" for name in _MONTH_NAMES) + r"|sept)\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?)?"
_YEAR = r"(?:\d{4}|'?\d{2})(?!\d)"
_DAY_MONTH = rf"(?P<d1>{_DAY})(?:\s+of)?\s+(?P<m1>{_MONTH})"
_MONTH_DAY = rf"(?P<m2>{_MONTH})\s+(?P<d2>{_DAY})(?!\d)"
# "May 3 24" is not read as a year: after month and day a year has four digits, or an apostrophe, or a comma before it.
_WRITTEN = rf"{_WEEKDAY}?(?:{_DAY_MONTH}(?:,?\s+(?P<y1>{_YEAR}))?|{_MONTH_DAY}(?:,?\s+(?P<y2>\d{{4}}|'\d{{2}})(?!\d))?)"
_NUMERIC = r"(?P<ny>\d{4})(?P<sep>[-/.])(?P<nm>\d{1,2})(?P=sep)(?P<nd>\d{1,2})(?!\d)"
_WRITTEN_DATE = re.compile(rf"(?<![\w.]){_WRITTEN}(?!\w)", re.IGNORECASE)
_NUMERIC_DATE = re.compile(rf"(?<!\d){_NUMERIC}")
_COMPACT_DATE = re.compile(r"(?<!\d)(?P<ny>\d{4})(?P<nm>\d{2})(?P<nd>\d{2})(?=$|T\d|\s)")
_DAY_FIRST = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")


def _iso(year: int, month: int, day: int) -> str | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _full_year(digits: str) -> int:
    number = int(digits.lstrip("'"))
    if len(digits.lstrip("'")) == 4:
        return number
    return number + (2000 if number < YEAR_PIVOT else 1900)


def _written_to_iso(match: re.Match[str]) -> str | None:
    year = match["y1"] or match["y2"]
    if year is None:
        return None
    day, month = match["d1"] or match["d2"], match["m1"] or match["m2"]
    return _iso(_full_year(year), _MONTHS[month[:3].lower()], int(re.sub(r"\D", "", day)))


def read_date(text: str) -> str | None:
    """The day that a short text names, as an ISO date.

    Args:
        text: A date as a page, row or header prints it: "2024-05-03T10:15:00Z", "Fri, 3 May 2024", "May 3, 2024",
            "4 FEB 90". Of two numbers before a year, one over 12 tells which is the day; "03/05/2024" stays unread,
            "03.05.2024" is day first.

    Returns:
        None where there is no full date or it does not exist. A time of day and its zone are dropped, not converted.
    """
    if len(text) > 80:
        return None
    text = text.strip()
    if numeric := _NUMERIC_DATE.search(text) or _COMPACT_DATE.match(text):
        return _iso(int(numeric["ny"]), int(numeric["nm"]), int(numeric["nd"]))
    if written := _WRITTEN_DATE.search(text):
        return _written_to_iso(written)
    if both := _DAY_FIRST.search(text):
        first, sign, second, year = int(both[1]), both[2], int(both[3]), int(both[4])
        if sign == "." or first > 12:
            return _iso(year, second, first)
        if second > 12:
            return _iso(year, first, second)
    return None


def unread_date(stated: Iterable[str | None]) -> str | None:
    """The words that state a date of which no day can be read; None where one can, or where nothing is stated.

    Args:
        stated: Every date that a report states of itself, in order of preference.
    """
    words = [text.strip() for text in stated if text and text.strip()]
    return None if not words or any(read_date(text) for text in words) else words[0]


def why_unread(words: str) -> str:
    """What is wrong with a date that `read_date` does not read, as the end of a sentence."""
    text = words.strip()
    written = _WRITTEN_DATE.search(text)
    full = _NUMERIC_DATE.search(text) or _COMPACT_DATE.match(text) or (written and (written["y1"] or written["y2"]))
    if full or ((both := _DAY_FIRST.search(text)) and (both[2] == "." or max(int(both[1]), int(both[3])) > 12)):
        return "which is no day of the calendar"
    return "which cannot be read as one day"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words that open a body before its dash. `published` is None unless the date there is full."""

    start: int
    end: int
    place: Words | None
    date: Words | None
    agency: Words | None
    published: str | None


_DASH = r"(?:-{2,}|[—–‒―]|-)"
_CAP_STRETCH = r"[^\W\d_](?:[^\W\d_]|[.'’/ \t-]|\n(?!\s*\n))"
_PLACE = re.compile(
    rf"[\s(]*(?P<place>{_CAP_STRETCH}{{0,48}}?"
    r"(?:\s*\([^\W\d_][^()\d\n]{1,40}\)(?=\s*,))?"  # MANAGUA (NICARAGUA), 13 APR 89
    rf"(?:,\s+{_CAP_STRETCH}{{1,30}}?){{0,2}}?)"
    r"\s*(?:"
    rf"(?P<dated>[,–—-]\s*\(?(?P<date>no\s+date|{_WRITTEN}|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))\)?"
    r"(?:\s*[(/](?P<agency1>[^()/\n]{2,60})[)/])?"
    rf"|\((?P<date_b>{_WRITTEN.replace('1>', '3>').replace('2>', '4>')})\))\)?\s*:?\s*(?P<dash1>{_DASH})"
    rf"|\((?P<agency2>[^()\d\n]{{2,60}}|[^\W\d_]{{2,12}}\s\d{{1,2}})\)\s*(?P<dash2>{_DASH})"
    rf"|(?P<dash3>-{{2,}}|[—–―](?=\s)|(?<=\s)-(?=\s))"
    r")",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    word_list(
        "a al and as da das de del den der des di do dos du e el en es et la las le les los o of on near san the und "
        "upon van von y"
    )
)
# Words that open a headline or an editor's tag before a dash, never a place.
_NO_PLACE = frozenset(
    word_list(
        "advisory analysis announcement background breaking bulletin column commentary communique communiqué "
        "correction developing editorial exclusive explainer factbox feature flash friday headline headlines interview "
        "live monday news note opinion photos podcast press profile q&a release report review saturday special "
        "statement summary sunday thursday timeline tuesday update updated urgent video warning watch wednesday"
    )
)
# A dateline may say that it names no place; FBIS prints "CLANDESTINE" and "NO CITY".
_UNNAMED_PLACE = re.compile(r"(?:clandestine|no\s+city|no\s+place|undisclosed(?:\s+location)?)\b\s*", re.IGNORECASE)
_DATELINE_WINDOW = 300
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


def _reads_as_place(place: str, *, never: frozenset[str] = _NO_PLACE) -> bool:
    """Whether every word is capitalised as a place name is, none is in `never`, and there are few of them."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", place)
    if not 1 <= len(words) <= 9 or not words[0][0].isupper():
        return False
    if any(word.lower().rstrip(".") in never for word in words):
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES or "-" in word for word in words)


def _words(match: re.Match[str], group: str, offset: int) -> Words | None:
    if match[group] is None:
        return None
    text = match[group]
    start = match.start(group) + len(text) - len(text.lstrip())
    text = text.strip()
    return Words(text=text, span=(offset + start, offset + start + len(text))) if text else None


def _place_words(match: re.Match[str], offset: int) -> Words | None:
    """The place of a dateline; of "NO CITY (EL SALVADOR)" the country, of "CLANDESTINE" none."""
    words = _words(match, "place", offset)
    if words is None:
        return None
    text, start = words.text, words.span[0]
    if unnamed := _UNNAMED_PLACE.match(text):
        inner = text[unnamed.end() :]
        if not (inner.startswith("(") and inner.endswith(")")):
            return None
        text, start = inner[1:-1], start + unnamed.end() + 1
    if "/" in text:  # ORU/BELEN: the first is where the report was filed
        text = text.split("/")[0].rstrip()
    return Words(text=text, span=(start, start + len(text)))


def find_dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline that opens `text` at `start`.

    Forms: place, date and agency, each but the place optional, then a dash: "ORU, 4 FEB 90 (AGENCY) --",
    "Oru, May 3 (Agency) -", "ORU (Agency 8) —", "ORU - Police", "ORU, 11 July 2023 —", "GENEVA (3 May 2024) –", "Oru —". A place alone
    needs a long dash and a capital or a digit after it.
    """
    window = text[start : start + _DATELINE_WINDOW]
    match = _PLACE.match(window)
    if match is None or not _reads_as_place(match["place"]):
        return None
    dash = match["dash1"] or match["dash2"] or match["dash3"]
    after = window[match.end() :]
    lead = after.lstrip()
    if not lead:
        return None
    if dash == "-" and not (after[:1].isspace() or match.group(0)[-2:-1].isspace()):
        return None
    # Running text may put capitals before a dash too; what follows a dateline opens a sentence or a tag.
    if (
        not match["dated"]
        and not match["date_b"]
        and not (lead[0].isupper() or lead[0].isdigit() or lead[0] in "\"“‘'[(")
    ):
        return None
    if match["dash3"] == "-" and not (
        match["place"].strip().isupper() and re.search(r"[^\W\d_a-zß-ÿ][a-zß-ÿ]", after[:60])
    ):
        return None  # "ORU - Police said": one hyphen will do only for a name in capitals before a text that is not
    if match["dash3"] and ("," in match["place"].rstrip(",") and len(match["place"].split()) > 5):
        return None
    date = _words(match, "date", start) or _words(match, "date_b", start)
    if date is not None and date.text.lower().startswith("no"):
        date = None
    return Dateline(
        start=start + len(window) - len(window.lstrip()),
        end=start + match.end(),
        place=_place_words(match, start),
        date=date,
        agency=_words(match, "agency1", start) or _words(match, "agency2", start),
        published=read_date(date.text) if date else None,
    )


_LABEL = (
    r"(?:(?:first\s+)?published|publication\s+date|date\s+published|posted|issued|released|"
    r"date(?:\s+of\s+publication)?)"
)
_DATE_ONLY = re.compile(
    rf"^\W*(?:(?P<before>[^\W\d][^\d\n]{{1,50}}?),?\s+)?(?:{_WRITTEN}|{_NUMERIC}){_CLOCK}"
    r"(?:,\s+(?P<after>[^\W\d][^\d\n]{1,50}?))?\W*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")  # each date holds one, and most lines hold none
_LABEL_LINES_AT_START, _LABEL_LINES_AT_END = 12, 4
_PLAIN_LINES_AT_START, _CREDIT_LINES_AT_START = 3, 4
_LONGEST_DATE_LINE = 120


# ---- lines that credit and date a text: "By a correspondent, Oru Courier, 3 May 2024" ----

_UPDATE = r"(?:last\s+)?(?:updated|modified|revised)"
_DATE_MARK, _CLOCK_MARK = "\x00", "\x01"  # stand for what was read in a line, so that its commas part nothing
_ANY_DATE = re.compile(
    rf"(?<![\w.])(?:{_WRITTEN}(?!\w)|{_NUMERIC}(?:T[\d:.]+(?:Z|[+-]\d{{2}}:?\d{{2}})?)?|\d{{1,2}}([./-])\d{{1,2}}\6\d{{4}}(?!\d))",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(
    r"(?<!\d)\d{1,2}(?:[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?(?!\w))?|\s*[ap]\.?m\.?(?!\w))(?:\s*\(?(?:[A-Z]{2,4}(?:[+-]\d{1,2})?|local time)\)?(?!\w))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[|·•;–—\t]|,(?=\s|$)|\s[-/]\s|\s{3,})\s*")
_CREDIT = re.compile(
    rf"\W*(?:(?P<label>{_LABEL})|(?P<update>{_UPDATE}))?\s*[:：-]?\s*(?:(?:on|at)\s+)?"
    rf"(?P<when>[{_DATE_MARK}{_CLOCK_MARK}(][{_DATE_MARK}{_CLOCK_MARK}\s()@]*(?:(?:at|on)\s*[{_DATE_MARK}{_CLOCK_MARK}])?)?\W*",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(rf"(?<=[{_DATE_MARK}{_CLOCK_MARK})])\s+(?=(?:{_LABEL}|{_UPDATE}|by|in|from)\b)", re.IGNORECASE)
_BYLINE = re.compile(r"(?:(?:written|reported|reporting|story|text|words)\s+)?(?:by|from|in)[:\s]\s*", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:(?:an?|our|the|own|special|staff|senior|chief|foreign|local|regional|news|crime|political|security|defen[cs]e)\s+)*"
    r"(?:correspondents?|reporters?|writers?|editors?|journalists?|bureau|desk|staff|agencies|agency|newsroom)(?:\s+in\s+(?P<where>.+))?|\d+\s*min(?:ute)?s?\s+read|[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
# Capitalised words before a date may be a headline ("Oru Market Attack, 3 May 2024") or open a sentence ("By Friday, 3
# May 2024"), and are then no name of a place, a person or a paper.
_NOT_IN_A_NAME = frozenset(
    word_list(
        "abducted abduction after airstrike ambush anniversary arrest arrested assassination assault attack "
        "battle before blast bomb bomber bombing born burned by ceasefire clash commemoration coup crackdown "
        "crisis dead death died dies disaster during escape escaped execution explosion fighting fire fired fled "
        "flee genocide gun gunfire gunmen hit hostage injured kidnapping kill killed killer killing march "
        "massacre murder murdered offensive protest raid remember remembered remembering riot rocket seize seized "
        "shell shelled shelling shoot shooting shot siege since stabbing strike till timeline torture until "
        "uprising victim violence war wounded"
    )
)
_NEVER_IN_A_PAPER = _NO_PLACE - {"news", "press", "review"}
_MOST_WORDS_OF_A_NAME = 6


def reads_as_name(words: str) -> bool:
    """Whether words are the name of a place, a person or a paper, and not what happened there."""
    if not _reads_as_place(words, never=_NEVER_IN_A_PAPER) or len(words.split()) > _MOST_WORDS_OF_A_NAME:
        return False
    told = re.findall(r"[^\W\d_]+", words.lower())
    return not any(word in _NOT_IN_A_NAME or word.removesuffix("s") in _NOT_IN_A_NAME for word in told)


def _is_credit(piece: str) -> bool:
    """Whether a piece of a line says who wrote it, for whom or where, and nothing else."""
    byline = _BYLINE.match(piece)
    rest = (piece[byline.end() :] if byline else piece).strip(" .()[]")
    role = _ROLE.fullmatch(rest)
    named = (role["where"] if role else rest) or ""
    return not named or reads_as_name(named)


@dataclass(frozen=True, slots=True)
class _Credits:
    """The days that a line of credits states: with a label of publication, without one, as that of an update."""

    labelled: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()


def _credits(line: str) -> _Credits | None:
    """The days of a line that holds nothing but dates, labels, times of day, bylines and names; None for any other.

    A date without a year, or one of which no day can be read, makes it no such line.
    """
    line = line.strip()
    if len(line) > _LONGEST_DATE_LINE or not _DIGIT.search(line):
        return None
    days: list[str] = []

    def mark(match: re.Match[str]) -> str:
        days.append(read_date(match.group()) or "")
        return _DATE_MARK

    marked = _CLOCK_ALONE.sub(_CLOCK_MARK, _ANY_DATE.sub(mark, line))
    marked = _AFTER_DATE.sub(" | ", marked)
    if not days or not all(days):
        return None
    found: dict[str, list[str]] = {"label": [], "plain": [], "update": []}
    label, waiting = "plain", iter(days)
    for piece in _BETWEEN.split(marked):
        if credit := _CREDIT.fullmatch(piece):
            label = "label" if credit["label"] else "update" if credit["update"] else label
        elif not _is_credit(piece):
            return None
        found[label] += [next(waiting) for _ in range(piece.count(_DATE_MARK))]
    return _Credits(*(tuple(found[name]) for name in ("label", "plain", "update")))


def labelled_date(line: str) -> str | None:
    """The date of a line such as "Published: 3 May 2024" or "By Ana Rell, posted on 3 May 2024"; None for any other."""
    found = _credits(line)
    return found.labelled[0] if found and found.labelled else None


def _line_date(line: str) -> str | None:
    """The date of a line that holds a date and at most the place beside it ("11 July 2023, Lima, Peru.")."""
    if len(line) > _LONGEST_DATE_LINE or not _DIGIT.search(line):
        return None
    match = _DATE_ONLY.match(line.strip())
    if match is None:
        return None
    around = [words for words in (match["before"], match["after"]) if words is not None]
    if not all(map(reads_as_name, around)):
        return None
    return read_date(line.strip())


def is_date_line(line: str) -> bool:
    """Whether a line only dates the text, with or without a label, credits and a place."""
    return _line_date(line) is not None or _credits(line) is not None


def find_page_date(text: str) -> str | None:
    """The day of publication that the page itself prints, on a line of its own.

    A labelled date among the first or last lines comes first; then one among credits at the very start; then a bare
    date line at the very start or end; last the day of an update. A text with bare date lines of different days is a
    chronicle and dates itself by none of them. A dateline that the body runs on from is no line of credits.
    """
    opening = find_dateline(text)
    if opening is not None and "\n" in _PARAGRAPH_END.split(text[opening.end :], maxsplit=1)[0]:
        text = text[opening.end :]
    head, tail = text[:20_000], text[-5_000:]
    first = [line for line in head.split("\n") if line.strip()]
    last = [line for line in tail.split("\n") if line.strip()]
    near = [found for line in first[:_LABEL_LINES_AT_START] if (found := _credits(line))]
    for found in near + [found for line in last[-_LABEL_LINES_AT_END:] if (found := _credits(line))]:
        if found.labelled:
            return found.labelled[0]
    for line in first[:_CREDIT_LINES_AT_START]:
        credit = _credits(line)
        if credit and len(credit.plain) == 1 and _line_date(line) is None:
            return credit.plain[0]
    lines = (line for line in (text if len(text) <= 25_000 else head + "\n" + tail).split("\n"))
    days = {day for line in lines if (day := _line_date(line))}
    if len(days) == 1:
        for line in first[:_PLAIN_LINES_AT_START] + last[-1:]:
            if day := _line_date(line):
                return day
    return next((found.updated[0] for found in near if found.updated), None) if not days else None
