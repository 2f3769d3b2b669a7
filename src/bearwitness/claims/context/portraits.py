"""What a document says of one person, gathered from all its mentions: role and sex, given to each claim about them.

A minister is a minister in the headline too, and whoever "he" is can be read where a sentence about the named victim goes
on with the word. Taken are the words before the name ("Presidency Minister Tilo Bren"), the apposition behind it, the
other claims about the same person, and pronouns of sentences that open with the name. Where the words say two things,
nothing is given; never what a name suggests. Cost: linear in the text for each name of a victim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bearwitness.claims.context.persons import LEADS_WITHIN, group_persons, pronouns_in
from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.claims.sentence.victims import ROLES, describe_victims
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import Factuality, Harm, Scope, Sex

if TYPE_CHECKING:
    from bearwitness.claims.context.drafts import Draft

_HONORIFICS = re.compile(
    r"(?:\b(?:dr|msgr|gen|general|col|colonel|maj|major|capt|captain|lt|sgt|mr|mrs|ms|prof|rev|fr|don|eng)\b\.?\s*)+$",
    re.I,
)
_FORMER = re.compile(r"\b(?:former|ex|late|retired|future)\b", re.IGNORECASE)
_APPOSED = re.compile(r"\s*,\s+(?:\d{1,3}\s*,\s+)?(?:the\s+|an?\s+)?(?P<words>[^,.;:()\n\"“]{3,60})")
_OF_STATE = words_of("police authorities officials officers prosecutors deputies")
_OTHER_SPEAKS = re.compile(r"[\"“;]|,\s[^,]{3,40}\s(?:said|says|told|added)\b")
_IS_TOLD = re.compile(r"\b(?:said|says|say|told|reported|according)\b", re.IGNORECASE)


def settle_portraits(
    drafts: Sequence[Draft], text: str, sentences: Sequence[Sentence], *, apart: Callable[[Draft, Draft], bool]
) -> None:
    """Give claims the role and the sex that the document says of the same person elsewhere, in place.

    Args:
        drafts: All claims of the document, linked.
        text: The text layer.
        sentences: Its sentences, parsed or not.
        apart: Whether the settings of two claims tell them apart.
    """
    told = [
        d
        for d in sorted(drafts, key=lambda d: (d.mention.start, d.mention.end))
        if d.setting.scope is Scope.INCIDENT and d.factuality is not Factuality.DENIED
    ]
    for d in told:
        if d.mention.words.role is None:
            _give_role(d.mention, {r for r in _roles_beside_name(d.mention, text) if r is not None})
    held = [d for d in told if d.mention.harm is Harm.DETAINED]
    for group in ([d for d in told if d.mention.harm is not Harm.DETAINED], held):
        for person in group_persons(group, text, apart=apart):
            mentions = [d.mention for d in person.drafts]
            roles = {m.words.role for m in mentions} & ROLES
            sexes = {m.words.sex for m in mentions} - {Sex.UNKNOWN}
            sexes = sexes or {s for m in mentions for s in _sexes_by_name(m, text, sentences)}
            for m in mentions:
                _give_role(m, roles)
                if len(sexes) == 1 and m.words.sex is Sex.UNKNOWN and not m.words.joint:
                    m.words = replace(m.words, sex=next(iter(sexes)))
    for d in drafts:
        if d.repeats is not None:
            for one, other in ((d.mention, d.repeats.mention), (d.repeats.mention, d.mention)):
                _give_role(one, {other.words.role} & ROLES)


def _give_role(m: Mention, roles: set[str] | set[str | None]) -> None:
    if len(roles) == 1 and m.words.role is None and not m.words.joint and m.high != 0:
        m.words = replace(m.words, role=next(iter(roles)))


def _roles_beside_name(m: Mention, text: str) -> Iterator[str | None]:
    """The roles that the noun before a single name and the apposition behind it say, in office then."""
    if len(m.names) != 1 or m.noun is None or m.low != 1:
        return
    start, end = m.names[0].span
    before = _HONORIFICS.sub("", text[m.noun[0] : start]) if m.noun[0] < start else ""
    if before.strip() and not _FORMER.search(before) and not text.startswith(("'", "’"), end):
        yield describe_victims(" ".join(before.split())).role
    behind = _APPOSED.match(text, end)
    if behind is not None:
        words = " ".join(behind.group("words").split())
        said = {w.lower() for w in words.split()}
        if not _FORMER.search(words) and not said & speech_words().say and words.split()[0].lower() not in _OF_STATE:
            yield describe_victims(words).role


def _sexes_by_name(m: Mention, text: str, sentences: Sequence[Sentence]) -> set[Sex]:
    """The sexes of the pronouns in sentences that open with the name, and at the head of the sentence after."""
    found: set[Sex] = set()
    for name in m.names:
        last = re.compile(rf"\b{re.escape(name.text.split()[-1])}\b")
        for s in sentences:
            at = last.search(text, s.start, min(s.start + LEADS_WITHIN, s.end))
            if at is None or _IS_TOLD.search(text, s.start, at.start()):
                continue
            found |= pronouns_in(_OTHER_SPEAKS.split(text[at.end() : s.end], maxsplit=1)[0])
            follows = text[s.end : s.end + 12].split()[:1]
            found |= pronouns_in(follows[0]) if follows else set()
    return found
