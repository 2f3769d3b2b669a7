"""Links between the claims of one document: part of, says again, replaces, denies.

Works on drafts (a mention with its claimant, setting and factuality), before ids are given. Cost: linear in the drafts of
a document but for `repeats`, which compares drafts of the same harm and number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.context.drafts import Draft
from bearwitness.claims.context.persons import group_persons, is_one_person, on_other_levels
from bearwitness.claims.context.same_voice import same_voice
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.phrases.times.words import WEEKDAY_IN_FULL
from bearwitness.records import Counting, Factuality, Scope

_CORRECTED = re.compile(
    r"\b(?:earlier|previous|initial|original|first)\s+(?:version|report|reports|figure|count|toll|estimate|story|article|statement|headline|bulletin|post)s?\b|\b(?:previously|initially|originally|earlier|wrongly|mistakenly|incorrectly|erroneously)\s+(?:reported|said|stated|put|given|announced|claimed)\b"
    r"|\bas (?:previously|earlier|initially|first) (?:reported|stated)\b|\breported earlier\b|\b(?:had|was) (?:first|earlier|initially|previously) (?:said|reported|put)\b"
)
_INSTEAD = re.compile(
    r"\bnot\s+(?:the\s+)?$|\brather than\s+(?:the\s+)?$|\binstead of\s+(?:the\s+)?$|\b(?:up|down|revised|revised down|revised up|lowered|raised|reduced|increased)\s+from\s+(?:the\s+|an earlier\s+|a previous\s+)?$|\bcompared (?:with|to)\s+(?:the\s+)?$"
)


def link_drafts(drafts: Sequence[Draft], text: str) -> None:
    """Set the links of a document's drafts, in place."""
    of_mention = {id(d.mention): d for d in drafts}
    for d in drafts:
        m = d.mention
        d.part_of = of_mention.get(id(m.part_of)) if m.part_of is not None else None
        d.sum_group = of_mention.get(id(m.sum_with)) if m.sum_with is not None else None
        d.supersedes = of_mention.get(id(m.replaces)) if m.replaces is not None else None
    _part_the_made_up(drafts)
    _drop_lone_groups(drafts)
    _link_moved(drafts)
    _link_corrections(drafts, text)
    _link_denials(drafts)
    _link_repeats(drafts, text)


def _part_the_made_up(drafts: Sequence[Draft]) -> None:
    """ "Four were hurt ... Wounded were three women and a man": people told apart who make up a number told before are its parts."""
    groups: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.sum_group is not None and d.part_of is None:
            groups.setdefault(id(d.sum_group), []).append(d)
    for group in groups.values():
        first = min(group, key=lambda d: d.mention.start)
        whole = sum(d.mention.best or 0 for d in group)
        told = [d for d in drafts if d.mention.start < first.mention.start and _may_be_whole(d, first, whole)]
        exact = all(d.mention.low == d.mention.high for d in group)
        if len(group) < 2 or not exact or not told or any(_told_apart(d, told[0]) for d in group):
            continue
        total = min(told, key=lambda d: d.mention.start)
        for d in group:
            d.part_of, d.sum_group = total, None


def _may_be_whole(d: Draft, part: Draft, number: int) -> bool:
    """Whether a claim gives this very number for the harm of a part, as the sum of no others."""
    m = d.mention
    return (
        m.quantity is not None
        and (m.low, m.best, m.high) == (number, number, number)
        and m.harm == part.mention.harm
        and m.sentence is not part.mention.sentence
        and d.setting.scope == part.setting.scope == Scope.INCIDENT
        and Factuality.DENIED not in (d.factuality, part.factuality)
        and d.part_of is None
        and d.sum_group is None
        and not _elsewhere(d, part)
    )


def _elsewhere(d: Draft, part: Draft) -> bool:
    """Whether places or weekdays tell two claims apart; a weekday and a date may be the same day."""
    a, b = d.setting, part.setting
    if a.place is not None and b.place is not None and not _head_words(a.place.text) & _head_words(b.place.text):
        return True
    days = [set(WEEKDAY_IN_FULL.findall(s.time.text.lower())) for s in (a, b) if s.time is not None]
    return len(days) == 2 and all(days) and not days[0] & days[1]


def _told_apart(d: Draft, whole: Draft) -> bool:
    """Whether the words for two groups of people cannot be said of the same: a soldier is none of four nurses."""
    m, w = d.mention.words, whole.mention.words
    pairs = (
        (m.role, w.role),
        (m.status.value, w.status.value),
        (m.age_group.value, w.age_group.value),
        (m.sex.value, w.sex.value),
    )
    return any(a not in (None, "unknown") and b not in (None, "unknown", "mixed") and a != b for a, b in pairs)


def _drop_lone_groups(drafts: Sequence[Draft]) -> None:
    """A sum needs two members that are no one's part, of one harm and one claimant."""
    members: dict[tuple[int, str, str | None], list[Draft]] = {}
    for d in drafts:
        if d.sum_group is not None:
            if (
                d.part_of is not None
                or d.setting.scope != d.sum_group.setting.scope
                or d.factuality == Factuality.DENIED
            ):
                d.sum_group = None
            else:
                speaker = d.claimant.key if d.claimant is not None else None
                members.setdefault((id(d.sum_group), d.mention.harm.value, speaker), []).append(d)
    for group in members.values():
        first = group[0]
        for d in group:
            d.sum_group = first if len(group) > 1 else None


def _link_moved(drafts: Sequence[Draft]) -> None:
    """ "The toll rose to 17 after three of the wounded died": the three are among the 17, here or in the next sentence."""
    for d in drafts:
        if d.mention.moved_from is None or d.part_of is not None or d.mention.quantity is None:
            continue
        for other in drafts:
            m = other.mention
            if (
                other is not d
                and 0 <= m.sentence.index - d.mention.sentence.index <= 1
                and m.harm == d.mention.harm
                and (m.low or m.best or 0) > (d.mention.low or 0)
                and m.moved_from is None
                and m.rule in ("toll", "lives", "lives-of", "deaths", "the-dead")
            ):
                d.part_of = other
                d.sum_group = None
                break


def _link_corrections(drafts: Sequence[Draft], text: str) -> None:
    for d in drafts:
        m = d.mention
        if m.quantity is None or d.supersedes is not None:
            continue
        before = text[max(m.sentence.start, m.quantity.start - 60) : m.quantity.start].lower()
        if not _INSTEAD.search(before):
            continue
        newer = [
            o
            for o in drafts
            if o is not d
            and o.mention.sentence is m.sentence
            and o.mention.quantity is not None
            and o.mention.harm == m.harm
            and o.mention.quantity.end <= m.quantity.start
        ]
        if newer and newer[-1].supersedes is None and newer[-1].mention.quantity is not None:
            newer[-1].supersedes = d
            d.sum_group = d.part_of = None
            newer[-1].sum_group = None
    for d in drafts:
        sentence = d.mention.sentence
        words = text[sentence.start : sentence.end].lower()
        if d.supersedes is not None or d.mention.quantity is None or any(o.supersedes is d for o in drafts):
            continue
        found = _CORRECTED.search(words)
        if found is None:
            continue
        if (
            sentence.start + found.start() > d.mention.quantity.start
            and "as " not in found.group()
            and not found.group().startswith("reported")
        ):
            continue
        later = [
            o
            for o in drafts
            if o is not d
            and o.mention.harm == d.mention.harm
            and o.mention.quantity is not None
            and o.mention.quantity.start > d.mention.quantity.start
            and 0 <= o.mention.sentence.index - sentence.index <= 2
            and o.numbers != d.numbers
        ]
        earlier = [
            o
            for o in drafts
            if o is not d
            and o.mention.harm == d.mention.harm
            and o.mention.quantity is not None
            and o.mention.quantity.end <= d.mention.quantity.start
            and o.numbers != d.numbers
            and sentence.index - o.mention.sentence.index <= 3
        ]
        newer_draft = later[0] if later else earlier[-1] if earlier else None
        if newer_draft is not None and newer_draft.supersedes is None:
            newer_draft.supersedes = d


def _link_denials(drafts: Sequence[Draft]) -> None:
    for d in drafts:
        if d.factuality != Factuality.DENIED:
            continue
        others = [
            o
            for o in drafts
            if o is not d
            and o.factuality != Factuality.DENIED
            and o.mention.harm == d.mention.harm
            and o.setting.scope == d.setting.scope
        ]
        same = [o for o in others if o.numbers == d.numbers]
        if same or (others and d.mention.quantity is None):
            d.denies = (same or others)[0]


def _link_repeats(drafts: Sequence[Draft], text: str) -> None:
    """A claim repeats the first in the text of the same harm, number, people and voice; a headline has no voice of its own.

    One person is known again by what the document calls them (`persons`), a number by itself. A headline that states no
    place or time takes them from the claim that says it again.
    """
    in_order = sorted(drafts, key=lambda d: (d.mention.start, d.mention.end))
    for harm in sorted({d.mention.harm for d in drafts}, key=lambda h: h.value):
        same_harm = [
            d
            for d in in_order
            if d.mention.harm == harm and d.setting.scope == Scope.INCIDENT and d.factuality != Factuality.DENIED
        ]
        persons = group_persons(same_harm, text, apart=other_setting)
        for person in persons:
            _to_first(person.drafts, in_order[0], text)
    by_key: dict[tuple[object, ...], list[Draft]] = {}
    for d in in_order:
        m = d.mention
        by_key.setdefault((m.harm, d.numbers, d.setting.scope, m.unit), []).append(d)
    for same in by_key.values():
        if not is_one_person(same[0].mention) or same[0].setting.scope != Scope.INCIDENT:
            for k, d in enumerate(same):
                _to_first([o for o in same[:k] if _may_repeat(d, o)] + [d], in_order[0], text, last_only=True)
    for d in drafts:
        if d.repeats is not None:
            _share_setting(d, d.repeats)


def _to_first(told: Sequence[Draft], opening: Draft, text: str, *, last_only: bool = False) -> None:
    """Let each claim about the same people, or the last alone, repeat the first before it whose voice it may share."""
    for k in range(len(told) - 1 if last_only else 0, len(told)):
        d = told[k]
        first = next((o for o in told[:k] if o.repeats is None and _says_again(d, o, opening, text)), None)
        if first is not None:
            d.repeats = first
            if d.sum_group is not None and first.sum_group is None:
                d.repeats = None


def _says_again(d: Draft, earlier: Draft, opening: Draft, text: str) -> bool:
    """Whether the later claim may be one with the earlier, as to voice and certainty and the links it has."""
    if d.supersedes is not None or earlier.supersedes is not None or _one_by_own_hand(d.mention, earlier.mention):
        return False
    if Factuality.DENIED in (d.factuality, earlier.factuality) and d.factuality != earlier.factuality:
        return False
    if d.factuality == Factuality.ASSERTED and earlier.factuality == Factuality.HEDGED:
        return False  # what is said flat is more than what was said with doubt
    if earlier.claimant is None and (earlier.in_title or earlier is opening):
        return True
    return same_voice(d.claimant, earlier.claimant, text, headline=earlier.in_title)


def _one_by_own_hand(a: Mention, b: Mention) -> bool:
    """Whether one turned a weapon on himself and somebody else did harm to the other: two people, whoever "he" may be."""
    return any(
        m.rule == "reflexive" and o.rule != "reflexive" and o.perpetrator is not None for m, o in ((a, b), (b, a))
    )


def _may_repeat(d: Draft, earlier: Draft) -> bool:
    """Whether a later number may be the earlier one said again: of no other people, place or day, in another sentence."""
    m, e = d.mention, earlier.mention
    if (
        m.counting == Counting.INCREMENT
        or e.counting == Counting.INCREMENT
        or d.part_of is earlier
        or earlier.part_of is d
    ):
        return False
    if (d.part_of is None) != (earlier.part_of is None) or m.sentence is e.sentence:
        return False
    return _same_people(d, earlier) and _same_setting(d, earlier)


def _share_setting(d: Draft, first: Draft) -> None:
    """A headline's harm is that of the claim which says it again: it takes the place and time that the body states."""
    if not first.in_title or d.in_title or d.setting.scope != first.setting.scope:
        return
    first.setting.place = first.setting.place or d.setting.place
    first.setting.time = first.setting.time or d.setting.time


def _same_people(d: Draft, earlier: Draft) -> bool:
    m, e = d.mention, earlier.mention
    if m.names and e.names:
        mine = {n.text.split()[-1].lower() for n in m.names}
        theirs = {n.text.split()[-1].lower() for n in e.names}
        if not mine & theirs:
            return False
    if m.implied and e.implied and not m.pronoun:
        if m.names and e.names:
            return True
        if m.low == 1:
            return (
                m.definite
                or (m.words.head or "") == (e.words.head or "")
                or bool(m.names) != bool(e.names)
                or m.words.head is None
            )
    for a, b in (
        (m.words.role, e.words.role),
        (m.words.status.value, e.words.status.value),
        (m.words.age_group.value, e.words.age_group.value),
        (m.words.sex.value, e.words.sex.value),
    ):
        if a not in (None, "unknown") and b not in (None, "unknown") and a != b:
            return False
    # A narrower word for the second telling ("12 people", then "12 policemen") names the same people only if one says nothing.
    return True


def other_setting(d: Draft, earlier: Draft) -> bool:
    """Whether place or day tell two claims apart, as far as each states one."""
    return not _same_setting(d, earlier)


def _same_setting(d: Draft, earlier: Draft) -> bool:
    """Whether nothing in place and time tells two claims apart; a headline has only those of its own words, and seldom all."""
    a, b = d.setting, earlier.setting
    headline = earlier.in_title and not d.in_title
    end = earlier.mention.sentence.end
    if a.place is not None and b.place is not None and not (headline and b.place.span[0] >= end):
        left, right = _head_words(a.place.text), _head_words(b.place.text)
        if not left & right and not (headline and on_other_levels(a.place, b.place)):
            return False
    if a.time is None or b.time is None or a.scope != Scope.INCIDENT or a.time.text.lower() == b.time.text.lower():
        return True
    if headline and (b.time.span[0] >= end or _may_be_one_day(a.time.text, b.time.text)):
        return True
    return _loosely_same(a.time.text, b.time.text)


_OTHER_TIME = re.compile(r"\b(?:last (?:week|month|year)|ago|since|years?|months?|earlier)\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d+|\b\d+\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def _may_be_one_day(a: str, b: str) -> bool:
    """Whether a headline's "the weekend" or "early today" may be the body's "Saturday": no two weekdays, no two dates."""
    for told in (WEEKDAY_IN_FULL, _DATE):
        if told.search(a.lower()) and told.search(b.lower()):
            return False
    return not (_OTHER_TIME.search(a) or _OTHER_TIME.search(b))


def _head_words(text: str) -> set[str]:
    return {
        w
        for w in re.findall(r"[^\W\d_]{3,}", text.lower())
        if w not in ("the", "near", "city", "town", "village", "province", "department", "district")
    }


def _loosely_same(a: str, b: str) -> bool:
    left, right = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return bool(left & right - {"the", "of", "on", "in", "night", "morning", "afternoon", "evening", "last"})
