"""Status and role that other words of the report give the same people: "five soldiers were killed and nine wounded".

Called when the claims of a document are linked. A number alone takes what the people named just before it in its sentence
are; a part, what its total is; a repeat, what the first claim says; one person, what is said of them elsewhere. Where the
words say two things, nothing is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bearwitness.claims.context.drafts import Draft
from bearwitness.claims.context.persons import group_persons
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.sentences import Sentence
from bearwitness.claims.sentence.victims import ADULT_AGE_YEARS
from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import AgeGroup, Factuality, Harm, Scope, Sex, Status

_HURT = (Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED, Harm.MISSING)
_SHARED_ROLES = words_of("police official medic journalist aid_worker detainee bystander")
_PERSON_ROLES = words_of("police official medic journalist aid_worker")
"""Roles that a person keeps through a report; who attacked, was suspected or held did so at one time of it."""
STRAY_REACH = 60  # code points behind a victim within which "a stray bullet" is the one that hit them
_STRAY = re.compile(
    r"\b(?:by|took|with|from)\s+(?:an?|the|some)?\s*stray\s+(?:bullets?|rounds?|shots?|gunfire|fire|gunshots?|shrapnel|shells?)\b",
    re.IGNORECASE,
)
_IN_CUSTODY = re.compile(
    r"\b(?:in|while in|whilst in)\s+(?:the\s+)?(?:(?:police|military|government|army|state|pre-?trial|their|his|her|security|immigration)\s+)*"
    r"(?:custody|detention|captivity|prisons?|jails?|(?:(?:punishment|prison|police|his|her|a|holding)\s+)+cells?)\b",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"(?:\s+(?:and|,)\s+(?:[\w-]+\s+){1,3}(?:wounded|injured|dead|killed|missing))?\s+(?:among|in the ranks of|within)\s+(?:the\s+)?(?P<who>[\w' -]{3,40})",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:army|troops|soldiers?|guerrillas?|rebels?|insurgents?|fighters?|armed forces|military|government forces|security forces)\b",
    re.IGNORECASE,
)
_CIVIL = re.compile(r"\bcivilians?\b|\bcivilian population\b", re.IGNORECASE)
_OF_FORCES = re.compile(
    r"\b(?:military|enemy|army|rebel|guerrilla|insurgent|troop)\s+(?:casualties|losses|dead|wounded|deaths|fatalities)\b", re.IGNORECASE
)  # fmt: skip


def settle_ages_of_pronouns(drafts: Sequence[Draft], text: str, sentences: Sequence[Sentence]) -> None:
    """Give "he" and "she" the age that the words just before tell of one person, in place.

    "Officers found Ana Rell, 22, in a driveway. She was pronounced dead.": one age, and nobody else with one, in the
    sentence of the pronoun before it and the sentence before that.
    """
    for d in drafts:
        m = d.mention
        if not m.pronoun or m.noun is None or m.low != 1 or m.high != 1:
            continue
        sex = _PRONOUN_SEX.get(text[slice(*m.noun)].lower())
        if sex is None or m.words.age_group is not AgeGroup.UNKNOWN:
            continue
        start = sentences[m.sentence.index - 1].start if m.sentence.index > 0 else m.sentence.start
        found = list(_AGED.finditer(text, start, m.noun[0]))
        ages = {int(next(g for g in f.groups() if g)) for f in found}
        others = {w.lower() for f in found for w in _GENDERED.findall(f.group())}
        if len(ages) == 1 and not any(w not in _FITS[sex] for w in others):
            group = AgeGroup.CHILD if min(ages) < ADULT_AGE_YEARS else AgeGroup.ADULT
            m.words = replace(m.words, age_group=group)


_PRONOUN_SEX = {"he": Sex.MALE, "him": Sex.MALE, "she": Sex.FEMALE, "her": Sex.FEMALE}
_AGED = re.compile(
    r"\b[A-Z][\w'’-]+,\s(\d{1,2})(?=\s*[,;.)]|\s+(?:was|who|in|with)\b)|\b(\d{1,2})[- ]years?[- ]old(?:\s+(?:boy|girl|man|woman|male|female))?|\baged?\s(\d{1,2})\b"
)
_GENDERED = re.compile(r"\b(?:boy|girl|man|woman|male|female)\b", re.IGNORECASE)
_FITS = {Sex.MALE: words_of("boy man male"), Sex.FEMALE: words_of("girl woman female")}


def settle_status_and_role(drafts: Sequence[Draft], text: str, *, apart: Callable[[Draft, Draft], bool]) -> None:
    """Give claims the status and role that the document says of the same people elsewhere, in place.

    Args:
        drafts: All claims of a document, linked.
        text: The text layer.
        apart: Whether the setting of two claims tells them apart (another place, another day).
    """
    low = text.lower()
    stray, custody = "stray" in low, "custody" in low or "prison" in low or "cell" in low or "detention" in low or "jail" in low  # fmt: skip
    for d in drafts:
        _beside(d.mention, text, stray=stray, custody=custody)
    _fill_bare(drafts)
    _fill_repeats(drafts)
    _fill_parts(drafts)
    _fill_persons(drafts, text, apart)


def _beside(m: Mention, text: str, *, stray: bool, custody: bool) -> None:
    """What stands right beside the claim: a stray bullet, "in custody", "among the troops", "enemy casualties"."""
    if m.high == 0:
        return
    if m.words.role is None and m.harm in _HURT:
        behind = text[m.start : min(m.sentence.end, m.end + STRAY_REACH)]
        if stray and m.words.status is Status.UNKNOWN and _STRAY.search(behind):
            m.words = replace(m.words, role="bystander")
        elif custody and m.harm is Harm.KILLED and _IN_CUSTODY.match(text[m.end : m.sentence.end].lstrip()):
            m.words = replace(m.words, role="detainee")
    if m.words.status is Status.UNKNOWN and m.words.role is None:
        around = text[max(m.sentence.start, m.start) : m.end]
        among = _AMONG.match(text, m.end, m.sentence.end)
        armed = among is not None and _ARMED.search(among.group("who")) is not None
        civil = among is not None and _CIVIL.search(among.group("who")) is not None
        if _OF_FORCES.search(around) or (armed and not civil):
            m.words = replace(m.words, status=Status.COMBATANT)
        elif civil and not armed:
            m.words = replace(m.words, status=Status.CIVILIAN)


def _fill_bare(drafts: Sequence[Draft]) -> None:
    """ "Five soldiers were killed and nine wounded", "94 civilians were killed and 312 injured", in one voice."""
    by_sentence: dict[int, list[Draft]] = {}
    for d in drafts:
        by_sentence.setdefault(d.mention.sentence.start, []).append(d)
    for told in by_sentence.values():
        if len(told) < 2:
            continue
        ordered = sorted(told, key=lambda d: (d.mention.start, d.mention.end))
        for k, d in enumerate(ordered):
            m = d.mention
            if m.noun is not None or m.names or m.quantity is None or m.low == 0 or _says(m):
                continue
            before = [
                o.mention
                for o in ordered[:k]
                if o.mention.noun is not None and o.mention.part_of is None and not _is_denial(o.mention)
            ]
            voices = {o.claimant.span if o.claimant is not None else None for o in (d, *ordered[:k])}
            said = {(o.words.status, o.words.role) for o in before}
            if len(said) == len(voices) == 1 and not any(o.pronoun for o in before):
                _give_kin(m, before[0])


def _is_denial(m: Mention) -> bool:
    return m.high == 0


def _says(m: Mention) -> bool:
    return m.words.status is not Status.UNKNOWN or m.words.role is not None


def _give_kin(m: Mention, source: Mention) -> None:
    """The status of those told of before; a role only to people hurt in the same way, since police arrest others."""
    status, role = source.words.status, source.words.role
    both_hurt = m.harm in _HURT and source.harm in _HURT
    if not both_hurt and status is not Status.COMBATANT:
        return
    kept = role if both_hurt and role in _SHARED_ROLES else None
    m.words = replace(m.words, status=status, role=kept or m.words.role)


def _fill_repeats(drafts: Sequence[Draft]) -> None:
    for d in drafts:
        if d.repeats is not None and d.mention.low != 0:
            _share((d, d.repeats), _SHARED_ROLES)


def _fill_parts(drafts: Sequence[Draft]) -> None:
    """ "63 civilians, 22 of them children", "two passers-by, one of them a boy"."""
    for d in drafts:
        if d.part_of is None:
            continue
        part, whole = d.mention, d.part_of.mention
        words = part.words
        if words.status is Status.UNKNOWN and words.role != "attacker" and not whole.words.joint:
            words = replace(words, status=whole.words.status)
        if words.role is None and whole.words.role in _SHARED_ROLES and whole.words.status is not Status.COMBATANT:
            words = replace(words, role=whole.words.role)
        if words.sex is Sex.UNKNOWN and whole.words.sex in (Sex.MALE, Sex.FEMALE) and not whole.words.joint:
            words = replace(words, sex=whole.words.sex)
        if words.age_group is AgeGroup.UNKNOWN and not whole.words.joint:
            words = replace(words, age_group=whole.words.age_group)
        part.words = words


def _fill_persons(drafts: Sequence[Draft], text: str, apart: Callable[[Draft, Draft], bool]) -> None:
    """A person told of as a mayor once is a mayor in every claim about them."""
    told = [
        d
        for d in sorted(drafts, key=lambda d: (d.mention.start, d.mention.end))
        if d.setting.scope == Scope.INCIDENT and d.factuality != Factuality.DENIED
    ]
    if not any(_says(d.mention) for d in told):
        return
    held = [d for d in told if d.mention.harm is Harm.DETAINED]
    hurt = [d for d in told if d.mention.harm is not Harm.DETAINED]
    for people in (hurt, held):
        for person in group_persons(people, text, apart=apart):
            if len(person.drafts) > 1:
                _share(person.drafts, _PERSON_ROLES)


def _share(drafts: Iterable[Draft], roles: frozenset[str]) -> None:
    """Give all claims the one status and the one role that they say together."""
    mentions = [d.mention for d in drafts]
    statuses = {m.words.status for m in mentions} - {Status.UNKNOWN}
    said = {m.words.role for m in mentions} - {None}
    for m in mentions:
        if len(statuses) == 1 and m.words.status is Status.UNKNOWN and not m.words.joint:
            m.words = replace(m.words, status=next(iter(statuses)))
        if len(said) == 1 and said <= roles and m.words.role is None and not m.words.joint:
            m.words = replace(m.words, role=next(iter(said)))
