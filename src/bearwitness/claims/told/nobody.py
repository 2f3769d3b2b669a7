"""Nobody harmed, where no number word stands before the harm: "without hurting anyone", "without loss", "lost no one".

Called for each parsed sentence after its own mentions are read. What they say is a claim of none, not the absence of one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.quantities import read_quantity
from bearwitness.claims.sentence.reader import Reader
from bearwitness.phrases.word_patterns import AnyCase
from bearwitness.records import Harm

_HURTING = AnyCase(
    r"\b(?P<none>without|not|n['’]t)\s+(?P<verb>hurt(?:ing)?|injur(?:e|ing)|wound(?:ing)?|kill(?:ing)?|harm(?:ing)?)\s+(?:anyone|anybody|a single (?:person|soul)|a soul)\b",
)
_LOSS = AnyCase(
    r"\b(?P<none>without)\s+(?:(?:any|further|suffering|taking|sustaining|causing|recording|reporting|inflicting|human|civilian|a single)\s+){0,3}(?P<noun>loss(?:es)?\s+of\s+(?:human\s+)?life|loss(?:es)?(?!\s+of\b)|casualt(?:y|ies)|fatalit(?:y|ies)|deaths?|injur(?:y|ies))\b"
    r"|\b(?P<no>no)\s+(?P<life>loss\s+of\s+(?:human\s+)?li(?:fe|ves)|(?:human\s+)?lives\s+(?:were|was|have\s+been|had\s+been)\s+lost)\b"
    r"|\b(?P<no2>no)\s+(?:human|civilian|personal)\s+(?:or\s+material\s+)?(?P<people>loss(?:es)?)\b"
    r"|\b(?P<none2>no(?:t\s+(?:an?|one))?\s+single)\s+(?:[\w-]+\s+){0,2}?(?P<noun2>casualty|fatality|death|injury)\b",
)
_CAUSED_NONE = re.compile(
    r"\b(?P<none>(?:(?:did|does|has|have|had)\s+not|(?:did|does|has|have|had)n['’]t)\s+(?:caused?|claim(?:ed)?|left|leave|produced?|result(?:ed)?\s+in|inflict(?:ed)?|taken?)|without\s+(?:causing|leaving|producing|inflicting|claiming|resulting\s+in))"
    r"\s+(?:any\s+)?(?:personal\s+|human\s+|civilian\s+)?(?P<noun>casualt(?:y|ies)|fatalit(?:y|ies)|deaths?|injur(?:y|ies)|victims?)\b"
    r"|\b(?P<no>no)\s+(?P<life>victims)(?=\s*(?:$|[.,;]|(?:were|was|have|in|of\s+the\s+(?:blast|attack|explosion|bomb\w*))\b))",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost|losing|lose)\s+(?P<none>nobody|no\s+one|no\s+(?:men|soldiers|fighters|troops|people|officers|policemen))\b",
    re.IGNORECASE,
)
_UNHIT = re.compile(
    r"\b(?P<none>nobody|no\s+one|none\s+of\s+(?:them|us)|none)\s+(?:else\s+)?(?:was|were|got|has\s+been|had\s+been)\s+(?:hit|struck)\b",
    re.IGNORECASE,
)
_UNAFFECTED = re.compile(
    r"\b(?P<none>no|none\s+of\s+(?:our|the|their|its|his|her))\s+(?:[\w-]+\s+){0,2}?(?P<who>personnel|police(?:m[ae]n)?|officers?|soldiers?|troops?|civilians?|men|women|staff|passengers?|students?|pupils?|workers?|residents?|persons?|people|employees|peacekeepers?|guards?|children|fighters?|villagers?)"
    r"\s+(?:was|were|has\s+been|have\s+been|had\s+been)\s+(?P<verb>affected|harmed)\b(?!\s+by\s+(?:the\s+)?(?!attack|blast|explosion|bomb|shoot|fire|shell|incident|raid|clash|strike))",
    re.IGNORECASE,
)
_BY_VERB = (("kill", Harm.KILLED), ("harm", Harm.KILLED_OR_INJURED))
_BY_NOUN = (
    ("of", Harm.KILLED),
    ("lives", Harm.KILLED),
    ("fatal", Harm.KILLED),
    ("death", Harm.KILLED),
    ("injur", Harm.INJURED),
)


def read_nobody(reader: Reader, mentions: list[Mention]) -> None:
    """Add what a sentence says was done to nobody to `mentions`, the reader's own list."""
    sentence = reader.sentence
    for found in _HURTING.finditer(reader.cased, sentence.start, sentence.end):
        verb = found.group("verb").lower()
        harm = next((h for stem, h in _BY_VERB if verb.startswith(stem)), Harm.INJURED)
        _add(reader, mentions, harm, found.span("none"), found.end())
    for found in _UNHIT.finditer(reader.cased, sentence.start, sentence.end):
        if reader.report.tells_of_force:
            _add(reader, mentions, Harm.INJURED, found.span("none"), found.end())
    if "affected" in reader.low_words or "harmed" in reader.low_words:
        for found in _UNAFFECTED.finditer(reader.cased, sentence.start, sentence.end):
            if reader.report.tells_of_force and reader.is_of_force:
                _add(reader, mentions, Harm.KILLED_OR_INJURED, found.span("none"), found.end())
    for found in _LOST.finditer(reader.cased, sentence.start, sentence.end):
        if reader.report.tells_of_force:
            _add(reader, mentions, Harm.KILLED, found.span("none"), found.end(), start=found.start())
    words = reader.cased[sentence.start : sentence.end].lower()
    caused = "victim" in words or any(stem in words for stem in ("casualt", "injur", "death", "fatal"))
    for found in _CAUSED_NONE.finditer(reader.cased, sentence.start, sentence.end) if caused else ():
        noun = (found.group("noun") or found.group("life")).lower()
        kind = next((h for stem, h in _BY_NOUN if stem in noun), Harm.KILLED_OR_INJURED)
        if reader.report.tells_of_force:
            _add(reader, mentions, kind, found.span("none" if found.group("none") else "no"), found.end())
    for found in _LOSS.finditer(reader.cased, sentence.start, sentence.end):
        noun = (found.group("noun") or found.group("noun2") or found.group("people") or found.group("life")).lower()
        kind = next((h for stem, h in _BY_NOUN if stem in noun), Harm.KILLED_OR_INJURED)
        if reader.report.tells_of_force:
            _add(reader, mentions, kind, found.span(_none_of(found)), found.end())


def _none_of(found: re.Match[str]) -> str:
    """The name of the group with the words that deny the loss."""
    return next(name for name in ("none", "none2", "no", "no2") if found.group(name))


def _add(
    reader: Reader, mentions: list[Mention], harm: Harm, span: tuple[int, int], end: int, *, start: int | None = None
) -> None:
    """A claim of none with the words that deny it; one that the sentence holds already takes no second."""
    begin = span[0] if start is None else start
    if any(m.harm == harm and m.low == 0 and m.start < end and begin < m.end for m in mentions):
        return
    zero = read_quantity("no")
    if zero is None:
        return
    words = reader.cased[span[0] : span[1]]
    quantity = replace(zero, text=words, start=span[0], end=span[1], number_start=span[0], number_end=span[1])
    reader.quantities.append(quantity)
    found = reader.add_bare(harm, reader.token_at_offset(end - 1), quantity, "nobody")
    if found is not None:
        found.start, found.end = min(found.start, begin), max(found.end, end)
