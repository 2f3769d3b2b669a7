"""Who speaks where a text prints speech as speech: tags of a monitored broadcast ("[GARCIA] ..."), turns of an interview
("GARCIA: ..."), clips of a script ("((SOT - ANA RELL, SHOP OWNER))").

A tag or turn names a speaker until the next. A statement printed as a document of its own by a group has no speaker but its
publisher; a speech or statement by a person is that person's.
"""

from __future__ import annotations

import re
from collections import Counter

from bearwitness.claims.sentence.common_words import is_common_word

Turns = tuple[list[int], list[tuple[int, int] | None]]
"""Offsets where the speaker changes, ascending, and the span of the speaker's words, None for the publisher."""

LEAST_TURNS = 3  # labels at the beginning of a line before they are taken for turns of a conversation
MOST_LABEL_WORDS = 5


def find_turns(text: str) -> Turns:
    """Where the speaker changes in a text layer as printed; two empty lists where nothing is printed as speech."""
    turns: Turns = _tags(text) if "[" in text else ([], [])
    if not turns[0] and "((" in text:
        turns = _clips(text)
    if not turns[0] and text.count(":") >= LEAST_TURNS:
        turns = _labels(text)
    return turns


# ---- tags in brackets -------------------------------------------------------------------------------------------------

_TAG = re.compile(r"\[([^\[\]]{2,240})\]")
_SPEAKER = re.compile(r"[A-Z][A-Za-z'’. -]{2,45}")
_NO_SPEAKER = frozenset(
    (
        "words word passage omitted indistinct continues continued progress video recording applause question "
        "unidentified break reception monitored text sic as in from to by of with and the no on"
    ).split()
)
_OPENS_RECORDING = (
    "begin recording",
    "begin video",
    "statement",
    "communique",
    "speech",
    "address",
    "message",
    "interview",
    "news conference",
    "press conference",
    "remarks",
)
_BY_A_PERSON = ("speech", "statement", "address", "message", "remarks")
_NEWSROOM = ("text", "report", "reporter", "announcer", "excerpts", "article", "editorial report")
_OPENING = re.compile(r"(?:\A|\n[ \t]*\n|[\].!?\"”')]|--)\s*\Z")
_PARAGRAPH = re.compile(r"(?:\A|\n[ \t]*\n)[ \t]*\Z")
_OF_A_GROUP = re.compile(
    r"\b(?:front|movement|command|forces?|army|government|ministry|committee|party|union|organi[sz]ation|coalition|alliance"
    r"|council|commission|federation|association|group|church|conference|bureau|office|radio|agency|brigade|assembly)\b",
    re.IGNORECASE,
)


def _tags(text: str) -> Turns:
    starts: list[int] = []
    speakers: list[tuple[int, int] | None] = []
    inside = False
    author = ""  # the tag right before, where it says that a person speaks from here on: "[SPEECH] [ANA RELL] [TEXT]"
    said: tuple[int, int] | None = None
    for match in _TAG.finditer(text):
        words = match.group(1).strip()
        low = " ".join(words.lower().split())
        here: tuple[int, int] | None = None
        if low.startswith(_OPENS_RECORDING):
            inside, author, said = True, low, None
        elif low.startswith(("end recording", "end video")) or low in _NEWSROOM:
            inside = inside and low in ("reporter", "announcer", "text", "excerpts")
            here = said if low in ("text", "excerpts") else None
            author, said = "", None
        elif author in _BY_A_PERSON and (person := _person(text, match.span(1))) is not None:
            here = said = person
            author = ""
        elif _is_speaker(text, match, inside=inside):
            here = match.span(1)
        else:
            continue
        starts.append(match.start())
        speakers.append(here)
    return starts, speakers


def _person(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """The name in "[JOAQUIN RELL, COMMANDER OF THE FRONT]"; None for a group, whose statement is its own."""
    end = text.find(",", *span)
    name = (span[0], end if end >= 0 else span[1])
    if _OF_A_GROUP.search(text, *name) or len(text[slice(*name)].split()) > MOST_LABEL_WORDS:
        return None
    return name


def _is_speaker(text: str, tag: re.Match[str], *, inside: bool) -> bool:
    """Whether a tag names who speaks: it opens a sentence, where a gloss ("the Front [FRN]") stands behind a word."""
    words = tag.group(1).strip()
    low = words.lower()
    if not _SPEAKER.fullmatch(" ".join(words.split())) or any(w in low.split() for w in _NO_SPEAKER):
        return False
    before = text[max(0, tag.start() - 40) : tag.start()]
    if inside:
        return _OPENING.search(before) is not None
    named = len(low.split()) <= 4 and not all(is_common_word(w) for w in re.findall(r"[^\W\d_]+", low))
    speech = re.match(r"\s+[\"“]?[^\W\d_]", text[tag.end() : tag.end() + 6])
    return named and speech is not None and _PARAGRAPH.search(before) is not None


# ---- turns of a conversation -------------------------------------------------------------------------------------------

_LABEL = re.compile(
    r"^[ \t]*(?P<label>[A-Z][\w.'’-]*(?:[ \t]+(?:of[ \t]+|the[ \t]+)?[A-Z][\w.'’-]*){0,4})(?:[ \t]*\((?P<name>[^()\n]{2,40})\))?:[ \t]+(?=[\"“‘'\[(]?[A-Z])",
    re.MULTILINE,
)
_ASKS = frozenset(
    "presenter host anchor interviewer moderator q question questioner reporter journalist chair chairman chairperson speaker clerk us".split()
)
_NO_TURN = re.compile(
    r"\b(?:update|alert|urgent|flash|breaking|correction|note|sources?|photo|caption|video|live|watch|read|by|contact|tel|date|time|place|subject|re|from|to"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|summary|background|recommendations?|location|status|name|age|[ap]m|dateline)\b",
    re.IGNORECASE,
)


def _labels(text: str) -> Turns:
    found = [m for m in _LABEL.finditer(text) if not _NO_TURN.search(m.group("label"))]
    count = Counter(m.group("label").lower() for m in found)
    asked = any(_asks(label) for label in count)
    if len(count) < 2 or not (asked or (len(found) > LEAST_TURNS and len(found) > len(count))):
        return [], []
    if not asked and not all(m.group("label").isupper() for m in found):
        return [], []
    starts = [m.start() for m in found]
    return starts, [None if _asks(m.group("label")) else m.span("name" if m.group("name") else "label") for m in found]


def _asks(label: str) -> bool:
    """Whether a label is that of whoever asks, who is the publisher: "PRESENTER", "Q", "Supplementary question"."""
    return label.lower().split()[-1] in _ASKS or label.lower().split()[0] in _ASKS


# ---- clips of a script -------------------------------------------------------------------------------------------------

_CUE = re.compile(r"\(\(([^()\n]{2,120})\)\)")
_CLIP = re.compile(r"(?:SOT|SOUNDBITE|BITE|CLIP|SOUND ?UP)[\s:–—-]+(?P<name>[^\W\d_][\w.'’ -]{2,40})", re.IGNORECASE)


def _clips(text: str) -> Turns:
    starts: list[int] = []
    speakers: list[tuple[int, int] | None] = []
    for cue in _CUE.finditer(text):
        clip = _CLIP.match(text, cue.start(1), cue.end(1))
        starts.append(cue.start())
        speakers.append((clip.start("name"), clip.start("name") + len(clip.group("name").rstrip())) if clip else None)
    return starts, speakers
