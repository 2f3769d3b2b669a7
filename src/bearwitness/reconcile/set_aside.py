"""What does not vote, and why.

Reasons that follow from a claim alone or from its links hold in every cell (`set_aside_everywhere`); the others
depend on who else speaks of the cell (`stand_in_cell`). A claim gets the first reason that holds, in the order of
`REASONS`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bearwitness.reconcile.cells import ALL, ATTACKERS, INDIVIDUAL, PERSONAL, Traits, narrowing, shut_out
from bearwitness.reconcile.moved import moved_to_the_dead
from bearwitness.reconcile.readings import Reading, first_said, wholes_of
from bearwitness.records import Counting, DocumentFacts, Factuality, Modifier

DENIED = "denied"
REPEAT = "repeat"
COPY = "copy"
SUPERSEDED = "superseded"
INCREMENT = "increment"
NOT_THIS_CELL = "not_this_cell"
EXCLUDED = "excluded"
NETWORK = "network"
ZERO_BESIDE_POSITIVE = "zero_beside_positive"
HEDGED = "hedged"
VAGUE = "vague"

REASONS = (
    DENIED,
    REPEAT,
    COPY,
    SUPERSEDED,
    INCREMENT,
    NOT_THIS_CELL,
    EXCLUDED,
    NETWORK,
    ZERO_BESIDE_POSITIVE,
    HEDGED,
    VAGUE,
)
"""The closed list of reasons, in the order in which they are asked."""

EXACT = "exact"
ABOUT = "about"
BOUND = "bound"

_NEVER = "~"  # sorts after every ISO date: a text without a date comes last among its copies


@dataclass(slots=True, eq=False)
class Entry:
    """What ranges against other entries: one claim, or the sum of claims that the text coordinates as different
    people."""

    members: tuple[Reading, ...]
    low: int | None
    best: int | None
    high: int | None
    kind: str
    vague: bool
    hedged: bool
    traits: Traits
    rank: int | None

    @property
    def first(self) -> Reading:
        """The member that stands for the speaker: coordinated claims have one claimant."""
        return self.members[0]

    @property
    def zero(self) -> bool:
        """Whether it says "no one"."""
        return self.high == 0

    @property
    def positive(self) -> bool:
        """Whether it says that somebody was harmed; "up to 30" does."""
        return bool(self.low or self.best or self.high)

    @property
    def number(self) -> int | None:
        """The number that the words name: best, else the lower end, else the upper."""
        return next((bound for bound in (self.best, self.low, self.high) if bound is not None), None)


@dataclass(slots=True)
class Standing:
    """Who speaks of one cell: entries that vote, and the reason of every claim that doesn't."""

    used: list[Entry] = field(default_factory=list)
    members: list[Entry] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def set_aside_everywhere(readings: Mapping[str, Reading], excluded: Mapping[str, str]) -> None:
    """Give each reading the reason that sets it aside in every cell, if one does: denied, repeat, copy, superseded
    by the words of an update, increment. Exclusion by a person is noted apart, since `not_this_cell` comes before it.

    Args:
        readings: All readings of the incident, linked.
        excluded: Claim ids that a judgement excludes.
    """
    read = {first_said(claim_id, readings) for claim_id, one in readings.items() if not one.claim.by_network}
    for reading in readings.values():
        reading.alone = reading.claim.by_network and reading.claim_id not in read
        if reading.claim.factuality is Factuality.DENIED:
            reading.reason = DENIED
        elif reading.claim.repeats is not None and first_said(reading.claim_id, readings) != reading.claim_id:
            reading.reason = REPEAT
    _set_copies_aside(readings)
    for reading in readings.values():
        # Copies are one claim printed often: excluding one of them takes the number out, whichever of them stands
        # for it.
        if excluded:
            reading.excluded = any(one.claim_id in excluded for one in (reading, *reading.copies))
    _retire_old_numbers(readings, excluded)
    for reading in moved_to_the_dead(readings, excluded):
        reading.reason, reading.moved = SUPERSEDED, True
    for reading in readings.values():
        if reading.reason is None and reading.claim.counting is Counting.INCREMENT:
            reading.reason = INCREMENT


def stand_in_cell(
    cell: str, readings: Mapping[str, Reading], *, positive_elsewhere: bool, among: Sequence[Reading] | None = None
) -> Standing:
    """Who votes in a cell, among the readings of one harm.

    Args:
        cell: Any cell but `without_attackers`, which has no claims of its own.
        readings: The readings of one harm, after `set_aside_everywhere`.
        positive_elsewhere: Whether a claim that stands says that somebody suffered this harm.
        among: Those readings that bear on the cell, where they are known already.

    Returns:
        `members`: entries that count the cell's people, after membership and before zeros, hedges and vague words are
        set aside; `used`: those that vote.
    """
    standing = Standing()
    live: list[Reading] = []
    shunned: list[Reading] = []
    for reading in readings.values() if among is None else among:
        if cell != ALL and cell not in reading.traits:
            continue
        if reading.reason is not None:
            standing.reasons[reading.claim_id] = reading.reason
        elif _inside_another(reading, cell, readings):
            standing.reasons[reading.claim_id] = NOT_THIS_CELL
        elif reading.excluded:
            shunned.append(reading)
        else:
            live.append(reading)
    if any(reading.alone for reading in live) and any(_is_read_by_rules(reading) for reading in live):
        standing.reasons |= {reading.claim_id: NETWORK for reading in live if reading.alone}
        live = [reading for reading in live if not reading.alone]
    entries = _entries(cell, live)
    shunned_entries = [_entry(cell, (reading,)) for reading in shunned]
    entries, outdated = _by_date(entries, shunned_entries)
    for entry in outdated:
        _set_aside(standing, entry, SUPERSEDED)
    for entry in shunned_entries:
        _set_aside(standing, entry, EXCLUDED)
    _note_broken_sums(standing, cell, entries, readings)
    standing.members = _members_of_cell(standing, entries)
    choose_voters(standing, positive_elsewhere=positive_elsewhere)
    return standing


def _is_read_by_rules(reading: Reading) -> bool:
    """Whether rules read in a claim that somebody was harmed, with a number that is no vague word."""
    return reading.positive and not reading.vague and not reading.alone


def choose_voters(standing: Standing, *, positive_elsewhere: bool) -> None:
    """Fill `used` from `members`: set aside zeros beside positive claims, then hedges, then vague words."""
    voters = standing.members
    if any(entry.zero for entry in voters) and (positive_elsewhere or any(entry.positive for entry in voters)):
        voters = _keep(standing, voters, ZERO_BESIDE_POSITIVE, [not entry.zero for entry in voters])
    if len(voters) > 1 and any(entry.hedged for entry in voters):
        firm = {entry.first.origin for entry in voters if not entry.hedged and not entry.vague}
        keep = [not entry.hedged or entry.first.origin not in firm for entry in voters]
        voters = _keep(standing, voters, HEDGED, keep)
    if len(voters) > 1 and any(entry.vague for entry in voters):
        numbers = [number for entry in voters if not entry.vague and (number := entry.number) is not None]
        smallest = min(numbers, default=-1)
        keep = [not entry.vague or (entry.low or 0) > smallest for entry in voters]
        voters = _keep(standing, voters, VAGUE, keep)
    standing.used = voters
    if standing.reasons:  # a claim may stand in two sums, one of which fell
        for entry in voters:
            for member in entry.members:
                standing.reasons.pop(member.claim_id, None)


def somebody_was_harmed(readings: Mapping[str, Reading], in_all: Standing) -> bool:
    """Whether any claim of the harm that is not denied, excluded or superseded is positive, hedged or not.

    A part ("no one else died; the five children ...") of a total that its own speaker has replaced no longer counts.
    """
    for reading in readings.values():
        if not reading.positive or reading.excluded or reading.reason not in (None, INCREMENT):
            continue
        chain = [reading, *wholes_of(reading, readings)]
        if not any(in_all.reasons.get(step.claim_id) == SUPERSEDED for step in chain):
            return True
    return False


def sum_entry(cell: str, members: Sequence[Reading]) -> Entry:
    """One entry for people whom the text coordinates: lows, bests and highs are added; null plus n is null."""
    return _entry(cell, tuple(members))


def _set_copies_aside(readings: Mapping[str, Reading]) -> None:
    """The same claim in another document of a copy group is that claim once more; the earliest text stands for all.

    A coordinated sum is a copy only as a whole, so that a rewrite with another part keeps its own sum.
    """
    groups_with_copies = _groups_with_copies(readings)
    if not groups_with_copies:
        return
    sums: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings.values():
        if reading.reason is None and reading.document.copy_group_id in groups_with_copies:
            group = reading.claim.sum_group or reading.claim_id
            sums.setdefault((reading.claim.document_id, group), []).append(reading)
    alike: dict[tuple[object, ...], dict[str, list[list[Reading]]]] = {}
    for (document_id, _), members in sums.items():
        keyed = sorted(((_said(member), member.claim_id, member) for member in members), key=lambda row: row[:2])
        key = (members[0].document.copy_group_id, *(row[0] for row in keyed))
        alike.setdefault(key, {}).setdefault(document_id, []).append([row[2] for row in keyed])
    for by_document in alike.values():
        if len(by_document) == 1:
            continue
        at_home = frozenset(name for found in by_document.values() for name in _names_of(found[0][0].document))
        first, *later = sorted(by_document.values(), key=lambda found: _age_of_text(found[0][0], at_home))
        for copied in (sum_ for found in later for sum_ in found):
            for original, copy in zip(first[0], copied, strict=True):
                copy.reason = COPY
                original.copies += (copy,)


def _age_of_text(reading: Reading, at_home: frozenset[str]) -> tuple[bool, str, str]:
    """Sorts copies of one text: what credits another of their publishers is the later one, whatever its date says.

    Args:
        reading: A claim of the text.
        at_home: Publishers of all the copies, folded.
    """
    credit = (reading.document.credit or "").casefold().split()
    named = {" ".join(credit[i:j]) for i in range(len(credit)) for j in range(i + 1, len(credit) + 1)}
    reprint = bool((named & at_home) - _names_of(reading.document))
    return reprint, reading.document.published or _NEVER, reading.claim.document_id


def _names_of(document: DocumentFacts) -> frozenset[str]:
    return frozenset(" ".join(name.casefold().split()) for name in document.publishers)


def _groups_with_copies(readings: Mapping[str, Reading]) -> frozenset[str]:
    """Copy groups of which the incident has more than one document."""
    documents = {(reading.document.copy_group_id, reading.claim.document_id) for reading in readings.values()}
    held = Counter(group for group, _ in documents)
    return frozenset(group for group, count in held.items() if count > 1)


def _said(reading: Reading) -> str:
    """Harm, people, number and speaker of a claim, without its document: equal where a copy says the same."""
    claim = reading.claim
    parts = (
        claim.harm.value,
        sorted(reading.traits),
        reading.low,
        reading.best,
        reading.high,
        claim.modifier.value,
        claim.counting.value,
        reading.hedged,
        bool(reading.parents),
        "" if reading.own_voice or _nameless(reading) else reading.voice,  # "local activists" become "activists"
        sorted(name.text for name in claim.victims.names),
    )
    return repr(parts)


def _retire_old_numbers(readings: Mapping[str, Reading], excluded: Mapping[str, str]) -> None:
    """Set aside the numbers that an update's own words retire ("not 15 as reported earlier", "up from 38").

    The words retire the number, not just the mention of it: the same number for the same people by the same speaker in
    another, no later report goes with it. An update that is itself denied or excluded retires nothing.
    """
    for update in readings.values():
        if update.claim.supersedes is None or update.reason == DENIED or update.claim_id in excluded:
            continue
        standing_id = first_said(update.claim_id, readings)
        old = readings.get(update.claim.supersedes)
        if old is None:
            continue
        for claim_id in (old.claim_id, first_said(old.claim_id, readings)):
            if claim_id != standing_id and readings[claim_id].reason is None:
                readings[claim_id].reason = SUPERSEDED
        own_texts = _texts_of_publisher(update, readings)
        for other in readings.values():
            if (
                other.reason is None
                and other.claim_id != standing_id
                and other.claim.document_id != update.claim.document_id
                and other.claim.harm is old.claim.harm
                and other.traits == old.traits
                and _number(other) == _number(old)
                and (
                    set(other.speakers) & {*old.speakers, *update.speakers}
                    or (other.document.copy_group_id in own_texts and (other.own_voice or _nameless(other)))
                )
                and other.until is not None
                and update.until is not None
                and other.until <= update.until
            ):
                other.reason = SUPERSEDED
                _retire_parts(other, update, readings)


def _texts_of_publisher(update: Reading, readings: Mapping[str, Reading]) -> frozenset[str]:
    """Copy groups that the update's own publisher stands in: what it "reported earlier", and the reprints of that."""
    names = _names_of(update.document)
    return frozenset(r.document.copy_group_id for r in readings.values() if names & _names_of(r.document))


def _retire_parts(old: Reading, update: Reading, readings: Mapping[str, Reading]) -> None:
    """Retire the parts of an old total, where the report that updates it counts the same group anew."""
    anew = {r.traits for r in readings.values() if r.claim.document_id == update.claim.document_id and r.reason is None}
    for reading in readings.values():
        if reading.reason is None and reading.traits in anew and old.claim_id in reading.parents:
            reading.reason = SUPERSEDED


def _nameless(reading: Reading) -> bool:
    """Whether nameless people say it, who are told by their text alone."""
    return not reading.own_voice and reading.origin.startswith("text:")


def _number(reading: Reading) -> int | None:
    return next((bound for bound in (reading.best, reading.low, reading.high) if bound is not None), None)


def _inside_another(reading: Reading, cell: str, readings: Mapping[str, Reading]) -> bool:
    """Whether its people lie inside those of another claim of the cell: parts never enter `all`, nor the cell of a
    whole that is counted there itself."""
    if cell == ALL:
        return bool(reading.parents)
    return bool(reading.parents) and any(cell in whole.traits for whole in wholes_of(reading, readings))


def _entries(cell: str, live: Sequence[Reading]) -> list[Entry]:
    """One entry a coordinated sum, one for every other claim; sorted by claim id."""
    if not any(reading.in_groups for reading in live):
        return [_entry(cell, (reading,)) for reading in live]
    present = {reading.claim_id: reading for reading in live}
    here = frozenset(present)
    members_of: set[frozenset[str]] = set()
    for reading in live:
        if reading.in_groups:
            members_of.update(group & here for group in reading.in_groups)
        else:
            members_of.add(frozenset((reading.claim_id,)))
    if any(len(ids) > 1 for ids in members_of):
        members_of = {ids for ids in members_of if not any(ids < other for other in members_of)}
    return [_entry(cell, tuple(present[claim_id] for claim_id in ids)) for ids in sorted(map(sorted, members_of))]


def _entry(cell: str, members: tuple[Reading, ...]) -> Entry:
    if len(members) == 1:
        one = members[0]
        return Entry(
            members=members,
            low=one.low,
            best=one.best,
            high=one.high,
            kind=_kind(one),
            vague=one.vague,
            hedged=one.hedged,
            traits=narrowing(one.traits, cell) if one.traits else one.traits,
            rank=_rank(members) if one.copies else one.document.rank,
        )
    kinds = {_kind(member) for member in members}
    return Entry(
        members=members,
        low=_added([member.low for member in members]),
        best=_added([member.best for member in members]),
        high=_added([member.high for member in members]),
        kind=BOUND if BOUND in kinds else ABOUT if ABOUT in kinds else EXACT,
        vague=all(member.vague for member in members),
        hedged=any(member.hedged for member in members),
        # "Five men and two women" are not a group of men: a sum is narrower only by what all its people share.
        traits=frozenset.intersection(*(narrowing(member.traits, cell) for member in members))
        | _each_a_person(members),
        rank=_rank(members),
    )


def _each_a_person(members: Sequence[Reading]) -> Traits:
    """That a sum lists people one by one, each named or described: such a list need not be of all."""
    return INDIVIDUAL if all(member.traits & PERSONAL for member in members) else frozenset()


def _kind(reading: Reading) -> str:
    if reading.best is None:
        return BOUND
    modifier = reading.claim.modifier
    return EXACT if modifier is Modifier.EXACT else ABOUT if modifier is Modifier.ABOUT else BOUND


def _rank(members: Sequence[Reading]) -> int | None:
    """The best rank among the publishers of a claim and of its copies; 1 is the highest."""
    ranks = [text.document.rank for member in members for text in (member, *member.copies)]
    return min((rank for rank in ranks if rank is not None), default=None)


def _added(numbers: Sequence[int | None]) -> int | None:
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


def _by_date(entries: list[Entry], shunned: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Entries that stand, and those that the same speaker has replaced at a later date for the same people.

    A vague word is no update of a number: "dozens" in a later retelling leaves the 37 of before. Periods that overlap
    give no order, and a report without a date replaces nothing and is not replaced.
    """
    if len(entries) + len(shunned) < 2:
        return entries, []
    latest: dict[tuple[str, Traits], str] = {}
    for entry in entries:
        first = entry.first
        if not entry.vague and first.since is not None:
            for speaker in first.speakers:
                known = latest.get((speaker, entry.traits))
                if known is None or first.since > known:
                    latest[speaker, entry.traits] = first.since
    outdated = dict.fromkeys(
        entry
        for entry in (*entries, *shunned)
        if entry.first.until is not None
        for speaker in entry.first.speakers
        if latest.get((speaker, entry.traits), "") > entry.first.until
    )
    if not outdated:
        return entries, []
    return [entry for entry in entries if entry not in outdated], list(outdated)


def _members_of_cell(standing: Standing, entries: list[Entry]) -> list[Entry]:
    """Entries about the cell's people; a narrower group only where no wider claim is left, or its number exceeds
    them all.

    "No civilians were killed" says nothing of the others, so a zero about a narrower group never enters.
    """
    if not any(entry.traits for entry in entries):
        return entries
    widest: dict[Traits, int] = {}
    for entry in entries:
        if entry.zero:  # where anybody was harmed the zero is set aside, and is no wider claim that is left
            continue
        widest[entry.traits] = max(widest.get(entry.traits, -1), entry.low or 0, entry.best or 0, entry.high or 0)
    keep = []
    for entry in entries:
        wider = [number for traits, number in widest.items() if traits < entry.traits]
        reached = entry.low if entry.low is not None else entry.best
        exceeds = reached is not None and all(reached > number for number in wider)
        keep.append(
            (not entry.traits or (not entry.zero and (not wider or exceeds))) and not _one_of_several(entry, entries)
        )
    return _keep(standing, entries, NOT_THIS_CELL, keep)


def _one_of_several(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Whether an entry is one person described, and another counts several people of whom he may be one.

    The several are a group no narrower than he is but for being himself, or people that the text lists one by one: their
    shared sex or age is then no group that shuts anybody out, unless he cannot be any of them.
    """
    if not entry.traits & PERSONAL or (entry.low, entry.high) != (1, 1):
        return False
    own = entry.traits - PERSONAL
    for other in entries:
        if other.zero or (other.low or other.best or 0) < 2:
            continue
        if other.traits - PERSONAL <= own:
            return True
        listed = len(other.members) > 1 and all(m.traits & PERSONAL for m in other.members)
        if listed and not all(shut_out(own, m.traits - PERSONAL) for m in other.members):
            return True
    return False


def _note_broken_sums(standing: Standing, cell: str, entries: list[Entry], readings: Mapping[str, Reading]) -> None:
    """A sum some of whose parts no longer stand is the sum of the rest; a person should see that."""
    for entry in entries:
        for group in entry.first.in_groups:
            present = {member.claim_id for member in entry.members}
            gone = [readings[claim_id] for claim_id in sorted(group - present) if claim_id in readings]
            if any((cell == ALL or cell in reading.traits) and _fell(reading, standing) for reading in gone):
                standing.notes.append("a part of a coordinated sum was set aside; the sum is of the rest")


def _fell(reading: Reading, standing: Standing) -> bool:
    return reading.excluded or standing.reasons.get(reading.claim_id) == SUPERSEDED


def _keep(standing: Standing, entries: Sequence[Entry], reason: str, keep: Sequence[bool]) -> list[Entry]:
    for entry, kept in zip(entries, keep, strict=True):
        if not kept:
            _set_aside(standing, entry, reason)
    return [entry for entry, kept in zip(entries, keep, strict=True) if kept]


def _set_aside(standing: Standing, entry: Entry, reason: str) -> None:
    for member in entry.members:
        standing.reasons.setdefault(member.claim_id, reason)


def is_attacker(reading: Reading) -> bool:
    """Whether the people counted are attackers."""
    return ATTACKERS in reading.traits
