"""People missing beyond the plain words: not seen since, not heard from, whereabouts unknown; and those merely trapped.

Called for each parsed sentence after its own mentions are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bearwitness.claims.sentence.groups import add_victims
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.subjects import subject_head
from bearwitness.records import Harm

_NOT_SEEN = re.compile(
    r"\b(?:has|have|had)\s+(?:not|n['’]t|never)\s+(?:since\s+)?been\s+(?:seen|heard\s+(?:from|of))\b|\b(?:hasn|haven|hadn)['’]t\s+been\s+(?:seen|heard\s+(?:from|of))\b",
    re.IGNORECASE,
)
_SEEN_SINCE = re.compile(r"\b(?:is|are)\s+not\s+(?:been\s+)?seen\s+(?:since|again)\b", re.IGNORECASE)
_NOT_BACK = re.compile(
    r"\b(?:has|have|had)\s+(?:not|never|n['’]t)\s+(?:since\s+)?(?:come\s+(?:home|back)|returned|been\s+back)\b(?=[^.;]{0,25}?\bsince\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:soldiers?|police\w*|army|troops|gunm[ae]n|armed|militia\w*|rebels?|raid\w*|attack\w*|ambush\w*|interrogat\w+|questioning|checkpoint|taken|arrest\w*|clash\w*|march|protest\w*)\b",
    re.IGNORECASE,
)
_NOTHING_HEARD = re.compile(
    r"\b(?:(?:nothing|no\s+(?:word|news|trace|sign))\s+(?:has|have|had)\s+(?:since\s+)?(?:been\s+(?:heard|found|seen)|come)|there\s+(?:has|had|have)\s+(?:still\s+)?been\s+no\s+(?:word|news|trace|sign))\s+(?P<of>of|from)\s+",
    re.IGNORECASE,
)
_BURIED = re.compile(
    r"\b(?:rubble|debris|ruins?|collaps\w+|wreckage|beneath|under|buried|feared|rescue\w*|survivors?|believed|thought|building|tunnel|basement)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\s+(?P<who>(?:[\w-]+\s+){0,2}?[\w-]+)\s+(?:were\s+|was\s+|have\s+been\s+)?(?:reported|listed|registered|recorded)\s+(?:to\s+(?:[\w'’-]+\s+){1,5}?)?(?:as\s+)?(?:disappeared|missing)\b",
    re.IGNORECASE,
)


_NOT_TRACED = re.compile(
    r"\b(?:could|can)\s*not\s+be\s+(?P<verb>accounted)\s+for\b|\b(?:has|have|had)\s+(?:not\s+been|yet\s+to\s+be)\s+(?P<verb2>traced|located|accounted)\b"
    r"|\b(?:has|have|had)\s+yet\s+to\s+be\s+(?P<verb3>found)\b",
    re.IGNORECASE,
)
_AND_MISSING = re.compile(
    r"\s+(?:others?\s+|more\s+|people\s+|persons?\s+)?(?:(?:were|are|was|is)\s+)?(?:still\s+|reported(?:ly)?\s+|listed\s+as\s+)?missing\b(?!\s+(?:persons?|posters?|cases?|links?|from\s+the\s+(?:squad|team|list)|\w+s\b))",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:suspects?|gunm[ae]n|killers?|shooters?|attackers?|assailants?|fugitives?|murderers?|robbers?|bombers?|bod(?:y|ies)|remains|weapons?|owners?|witnesses|inmates?|convicts?|escape\w*)\b",
    re.IGNORECASE,
)
_SEEN_VERBS = frozenset("seen come returned been".split())


def read_unseen(reader: Reader, mentions: list[Mention]) -> None:
    """Add those not seen again to `mentions`, the reader's own list, and drop from it those trapped but not lost."""
    sentence = reader.sentence
    words = reader.cased[sentence.start : sentence.end]
    mentions[:] = [m for m in mentions if not _only_trapped(m, words)]
    heard = (
        _NOTHING_HEARD.search(reader.cased, sentence.start, sentence.end)
        if "heard" in words or " no " in words.lower() or "No " in words
        else None
    )
    if heard is not None and _CALLED.search(words):
        of = reader.token_at_offset(heard.start("of"))
        for c in [c for c in of.children if reader.tokens[c].dep == "pobj"]:
            add_victims(reader, Harm.MISSING, of, c, "unseen")
    for found in _not_seen(reader, words):
        verb = reader.token_at_offset(found.end() - 1)
        if found.re is _SEEN_SINCE or found.re is _NOT_BACK:
            verb = next(t for t in reader.tokens if t.end > found.start() and t.word in _SEEN_VERBS)
        if not verb.tag.startswith("VB"):
            verb = reader.tokens[verb.head]
        for head in [c for c in verb.children if reader.tokens[c].dep in ("nsubjpass", "nsubj")]:
            if reader.tokens[head].word in ("who", "that") and verb.dep == "relcl":
                head = verb.head
            been = next((reader.tokens[c] for c in verb.children if reader.tokens[c].dep in ("auxpass", "aux")), verb)
            add_victims(reader, Harm.MISSING, been, head, "unseen")  # what is negated is the seeing, not the harm
    if "accounted" in words or "traced" in words or "located" in words or "yet to be" in words:
        _read_untraced(reader)
    if "missing" in words and any(m.harm in (Harm.KILLED, Harm.INJURED) for m in mentions):
        for k, q in enumerate(reader.quantities):
            joined = (
                reader.cased[max(sentence.start, q.start - 6) : q.start].rstrip().endswith((",", "and", ";", "with"))
            )
            gone = _AND_MISSING.match(reader.cased, q.end, sentence.end) if joined and k not in reader.used else None
            if gone is not None and not q.ordinal and not any(m.quantity is q for m in mentions):
                reader.add_bare(Harm.MISSING, reader.token_at_offset(gone.end() - 1), q, "surface-right")
    for k, q in enumerate(reader.quantities):
        listed = _LISTED.match(reader.cased, q.end, sentence.end)
        if (
            listed is not None
            and (k not in reader.used or "definite_base" in q.rule)
            and reader.describe(listed.span("who")).is_people
        ):
            reader.add_bare(
                Harm.MISSING, reader.token_at_offset(listed.end() - 1), q, "surface-right", listed.span("who")
            )


def _read_untraced(reader: Reader) -> None:
    """ "Six villagers could not be accounted for after the raid", "30 have yet to be found"."""
    found = _NOT_TRACED.search(reader.cased, reader.sentence.start, reader.sentence.end)
    if found is None or not reader.report.tells_of_force:
        return
    name = next(k for k in ("verb", "verb2", "verb3") if found.group(k))
    subject = subject_head(reader, reader.token_at_offset(found.start(name)))
    if subject is None:
        return
    group, token = reader.group(subject), reader.tokens[subject]
    if _WANTED.search(reader.cased, reader.tokens[group.first].start, reader.tokens[group.last].end):
        return
    bare = group.quantity is not None and reader.holds(group.quantity, subject) and group.words.is_people is not False
    if group.words.is_people is True or bare or token.word in ("he", "she"):
        at = reader.token_at_offset(found.start())  # what is negated is the finding, not the harm
        m = add_victims(reader, Harm.MISSING, at, subject, "unseen")
        if (
            m is None
            and bare
            and group.quantity is not None
            and not any(o.quantity is group.quantity for o in reader.mentions)
        ):
            m = reader.add_bare(Harm.MISSING, at, group.quantity, "unseen", group.noun)
        if m is not None:
            m.end = max(m.end, found.end())


def _not_seen(reader: Reader, words: str) -> Iterator[re.Match[str]]:
    start, end = reader.sentence.start, reader.sentence.end
    yield from _NOT_SEEN.finditer(reader.cased, start, end)
    yield from _SEEN_SINCE.finditer(reader.cased, start, end)
    if " since " in words and _CALLED.search(words):
        yield from _NOT_BACK.finditer(reader.cased, start, end)


def _only_trapped(m: Mention, words: str) -> bool:
    """Whether people are held up by fighting, not lost: no word says that they are buried or feared for."""
    return m.harm == Harm.MISSING and m.sentence.tokens[m.trigger].word == "trapped" and not _BURIED.search(words)
