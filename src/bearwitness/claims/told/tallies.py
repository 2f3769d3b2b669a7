"""Rows that say no harm under a lead that does: "Civilians killed, by province:" and below it "- Oru: 14", "- Belen: 22".

`rows_under_leads` finds the rows of a report before it is parsed; `read_tally` reads one of them. A row gives the number,
the lead the harm and the people. A row that has a word of harm of its own is read elsewhere. A list of names under such a
lead is one person a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.quantities import row_quantity
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.claims.sentence.victims import VictimWords, describe_victims
from bearwitness.records import Harm, Modifier, Name, Words

LONGEST_LEAD = 140  # code points
LONGEST_ROW = 160
MOST_ROWS = 60

_NOUNS = {
    Harm.KILLED: "killed dead deaths fatalities killings murdered executed executions slain homicides",
    Harm.INJURED: "injured wounded injuries hurt",
    Harm.KILLED_OR_INJURED: "casualties",
    Harm.DETAINED: "arrested arrests detained detentions imprisoned jailed",
    Harm.ABDUCTED: "abducted abductions kidnapped kidnappings",
    Harm.MISSING: "missing disappeared disappearances",
    Harm.DISPLACED: "displaced",
    Harm.TORTURED: "tortured",
}
_HARMS = {word: harm for harm, words in _NOUNS.items() for word in words.split()}
_WHAT = "|".join(_HARMS)
_LEAD = re.compile(
    rf"\W*(?P<before>[^:]*?)\b(?P<what>{_WHAT})\b(?P<joined>\s*(?:and|or|&|/)\s*(?P<what2>{_WHAT})\b)?(?P<rest>[^:]*?):?\s*$",
    re.IGNORECASE,
)
_OPEN_CAUSE = frozenset("dead deaths fatalities injured injuries hurt missing homicides displaced".split())
_CUT = re.compile(
    r"^.*\b(?:following|recorded|documented|registered|verified|reported|breakdown|number|toll|list)\b(?:\s+(?:of|for))?\s*",
    re.IGNORECASE,
)
_BESIDE = frozenset(
    (
        "the of by those total all civilian civilians confirmed verified recorded new additional other military police "
        "newly internally security force forces media violent known combat related monthly overall key our own and"
    ).split()
)
_REST = re.compile(
    r"\s*(?:(?:people|persons|families|individuals|civilians)\b\s*)?(?:[,(–—-]\s*)?(?:$|(?:by|in|per|since|during|from|over|between|according|at|on|across|admitted|broken|this|last|so far|were|are|include|as)\b)",
    re.IGNORECASE,
)
_BY_DOER = re.compile(
    r"\bby\s+(?:alleged\s+|presumed\s+|suspected\s+)?(?:perpetrators?|part(?:y|ies)|actors?|armed groups?|responsible|responsibility|whom|killers?)\b",
    re.IGNORECASE,
)
_BULLET = r"\s*(?:[-*•–—·▪►‣○◦]|\(?(?:\d{1,2}|[a-z]{1,3})[.)])?\s*"
_MODIFIER = r"(?:(?:at least|more than|over|about|some|around|nearly|up to|approx\.?|approximately|~)\s?)?"
_NUMBER = rf"(?P<q>{_MODIFIER}\d(?:[\d,.]*\d)?)(?![\d%])"
_AFTER = r"(?P<after>\s*(?:people|persons|civilians|individuals|cases)?\s*(?:[.;,]?\s*$|[,;(]\s*(?:including|of (?:whom|which|them)|among|all|mostly|both)\b.*$|\s+(?:including|among)\b.*$))"
_LABELLED = re.compile(
    rf"{_BULLET}(?P<label>[^\W\d_][^:|=\n]{{1,110}}?)\s*(?:[:=|]|\s[-–—]\s)\s*{_NUMBER}{_AFTER}", re.IGNORECASE
)
_BRACKETED = re.compile(
    rf"{_BULLET}(?P<label>[^\W\d_][^:|=()\n]{{1,60}}?)\s*\(\s*{_NUMBER}\s*\)(?P<after>\W*)$", re.IGNORECASE
)
_COUNTED = re.compile(
    rf"{_BULLET}{_NUMBER}\s+(?P<who>(?:[^\W\d_][\w'’-]*\s+){{0,3}}?[^\W\d_][\w'’-]*)?(?P<after>(?:\s+(?:in|by|from|at|due to|as a result of|of)\b.*)?|\s*[,;(].*)[.;,]?\s*$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\s*[-*•–—·▪►‣○◦]\s*(?P<label>[^\W\d_][^:|=()\d\n]{{1,40}}?)\s+(?P<q>{_MODIFIER}(?:\d{{1,3}}(?:,\d{{3}})+|[1-9]\d{{3,}}))(?P<after>\W*)$",
    re.IGNORECASE,
)
"""A bullet, a place and a large number with no mark between; a small one may be an age."""
_NO_COUNT = re.compile(r"^\s*(?:per ?cent|days?|hours?|km|attacks?|incidents?|raids?|strikes?)\b", re.IGNORECASE)
_NO_DOER = re.compile(r"^(?:total|sum|all)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lead:
    """The line over rows: the harm that it names, the words for its people, and whether its rows name who did it."""

    index: int
    harm: Harm
    people: str
    by_doer: bool
    needs_force: bool  # whether its word leaves the cause open ("deaths"), so that the report must tell of force


def rows_under_leads(text: str, sentences: Sequence[Sentence], candidates: Sequence[Sentence]) -> dict[int, Lead]:
    """The lead of each row, and of the lead itself, by the index of the sentence."""
    found: dict[int, Lead] = {}
    for s in candidates:
        words = text[s.start : s.end]
        if len(words) > LONGEST_LEAD or s.index in found or s.index + 1 >= len(sentences):
            continue
        if not words.endswith(":") and words[-1:] in ".!?;,":
            continue
        rows = _rows_behind(text, sentences, s)
        lead = _lead_of(words, s.index) if rows else None
        if lead is not None and (words.endswith(":") or len(rows) > 1):
            found |= dict.fromkeys([s.index, *rows], lead)
    return found


def _rows_behind(text: str, sentences: Sequence[Sentence], lead: Sentence) -> list[int]:
    rows: list[int] = []
    for s in sentences[lead.index + 1 : lead.index + 1 + MOST_ROWS]:
        words = text[s.start : s.end]
        if len(words) > LONGEST_ROW or s.paragraph - sentences[s.index - 1].paragraph > 1:
            break
        if not (_row(words) or _opens_with_name(words)):
            break
        rows.append(s.index)
    return rows


def _row(words: str) -> re.Match[str] | None:
    return _LABELLED.match(words) or _BRACKETED.match(words) or _COUNTED.match(words) or _LISTED.match(words)


_NAME_ROW = re.compile(
    r"\s*(?:[-*•–—·▪►]|\(?\d{1,2}[.)])\s*(?P<name>[A-Z][\w'’.-]+(?:\s+(?:[a-z]{1,3}\s+)?[A-Z][\w'’.-]+){1,4})\s*(?:$|[,;(–—:]|\s-\s)"
)


def _opens_with_name(words: str) -> bool:
    return _NAME_ROW.match(words) is not None


def _lead_of(words: str, index: int) -> Lead | None:
    found = _LEAD.match(words)
    if found is None or _REST.match(found.group("rest")) is None:
        return None
    before = _CUT.sub("", found.group("before"))
    if not all(_goes_with_people(w) for w in re.findall(r"[^\W_][\w'’-]*", before)):
        return None
    harms = {_HARMS[found.group(name).lower()] for name in ("what", "what2") if found.group(name)}
    if len(harms) > 1 and harms != {Harm.KILLED, Harm.INJURED}:
        return None
    harm = harms.pop() if len(harms) == 1 else Harm.KILLED_OR_INJURED
    by_doer = _BY_DOER.search(found.group("rest")) is not None
    open_cause = found.group("what").lower() in _OPEN_CAUSE
    return Lead(index, harm, before.strip(), by_doer, open_cause)


def _goes_with_people(word: str) -> bool:
    low = word.lower()
    return low in _BESIDE or low.isdigit() or describe_victims(low).is_people is True


def read_tally(reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], leads: Mapping[int, Lead]) -> None:
    """Add what a row counts to `mentions`, the reader's own list; a lead itself counts nobody without a number."""
    lead = leads.get(reader.sentence.index)
    if lead is None:
        return
    if lead.index == reader.sentence.index:
        mentions[:] = [m for m in mentions if m.quantity is not None or m.names]
        return
    if (lead.needs_force and not reader.report.tells_of_force) or reader.lexicon.outside.search(
        reader.cased, reader.sentence.start, reader.sentence.end
    ):
        return
    words = reader.text[reader.sentence.start : reader.sentence.end]
    row = _row(words)
    if row is None:
        _read_name(reader, mentions, lead, words)
    elif not _NO_COUNT.match(words[row.end("q") :]) and not any(m.quantity is not None for m in mentions):
        _read_number(reader, mentions, earlier, lead, row)


def _read_number(
    reader: Reader, mentions: list[Mention], earlier: Sequence[Mention], lead: Lead, row: re.Match[str]
) -> None:
    start = reader.sentence.start
    q = row_quantity(reader.quantities, start + row.start("q"), row.group("q"))
    if q is None:
        return
    noun = None
    if row.re is _COUNTED:
        who = row.group("who") or ""
        kind = reader.describe((start + row.start("who"), start + row.end("who"))).is_people if who else None
        if kind is False or (who and not kind and who.split()[0].lower() not in ("in", "by", "from", "at", "due")):
            return
        noun = (start + row.start("who"), start + row.end("who")) if kind else None
    mentions.clear()
    token = reader.token_at_offset(start + row.start("q"))
    one = reader.add_bare(lead.harm, token, q, "tally", noun)
    if one is None:
        return
    label = (start + row.start("label"), start + row.end("label")) if row.re is not _COUNTED else None
    one.start = start + (len(row.group()) - len(row.group().lstrip("-*•–—·▪►‣○◦ \t")))
    if noun is None and lead.people:
        one.words = describe_victims(lead.people)
    if lead.by_doer and label is not None and not _NO_DOER.match(row.group("label")):
        text = row.group("label").split("(")[0].rstrip()
        one.perpetrator = Words(text, (label[0], label[0] + len(text)))
    one.part_of = _total(earlier, one)
    one.extra["row"] = True


def _total(earlier: Sequence[Mention], one: Mention) -> Mention | None:
    told = [
        m
        for m in earlier
        if m.harm == one.harm
        and m.part_of is None
        and m.quantity is not None
        and m.unit == one.unit
        and not m.extra.get("row")
        and (m.best or m.low or 0) > (one.best or one.low or 0)
        and one.sentence.index - m.sentence.index <= MOST_ROWS
    ]
    return told[-1] if told else None


def _read_name(reader: Reader, mentions: list[Mention], lead: Lead, words: str) -> None:
    named = _NAME_ROW.match(words)
    if named is None or mentions:
        return
    span = (reader.sentence.start + named.start("name"), reader.sentence.start + named.end("name"))
    names = find_names(reader.cased, span[0], min(reader.sentence.end, span[1] + 12))
    if not names:
        return
    token = reader.token_at_offset(span[0])
    one = reader.add_people(lead.harm, token, span, VictimWords(is_people=True, plural=False), "tally")
    one.low = one.best = one.high = 1
    one.modifier = Modifier.EXACT
    one.names = (Name(reader.text[slice(*names[0].span)], names[0].span, names[0].age),)
    if lead.people:
        told = describe_victims(lead.people)
        one.words = VictimWords(None, told.status, told.role, told.age_group, told.sex, is_people=True, plural=False)
