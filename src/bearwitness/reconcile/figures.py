"""The rows: claims of one incident -> one figure per harm, cell and profile."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bearwitness.reconcile import grades, names, profiles
from bearwitness.reconcile.cells import ALL, ATTACKERS, TRAIT_CELLS, WITHOUT_ATTACKERS, Traits, shut_out
from bearwitness.reconcile.profiles import CONSERVATIVE, MINMAX, PROFILES, UCDP, Range, check_profile
from bearwitness.reconcile.readings import Reading, link_readings, readings_of, wholes_of
from bearwitness.reconcile.set_aside import (
    ABOUT,
    BOUND,
    COPY,
    DENIED,
    EXACT,
    EXCLUDED,
    NOT_THIS_CELL,
    REPEAT,
    SUPERSEDED,
    ZERO_BESIDE_POSITIVE,
    Entry,
    Standing,
    choose_voters,
    is_attacker,
    set_aside_everywhere,
    somebody_was_harmed,
    stand_in_cell,
    sum_entry,
)
from bearwitness.records import Claim, DocumentFacts, Figure, Harm, SetAside

_STATUS_CELLS = ("civilian", "combatant")
_NO_ROW = frozenset({NOT_THIS_CELL, REPEAT, COPY})
_PLAIN_REASONS = frozenset({DENIED, EXCLUDED, ZERO_BESIDE_POSITIVE})

SameName = Callable[[str, str], bool]


def figures_of_incident(
    claims: Sequence[Claim],
    *,
    incident_id: str,
    documents: Mapping[str, DocumentFacts],
    excluded: Mapping[str, str] | None = None,
    profiles: Sequence[str] = PROFILES,
    same_name: SameName | None = None,
) -> list[Figure]:
    """What the claims of one incident come to: low, best and high, with every claim used or set aside.

    Args:
        claims: The incident's claims, in any order. Units other than persons and scopes other than the incident take no
            part. Judgements of `wrong` are not known here: leave those claims out.
        incident_id: Goes into every row.
        documents: By document id. A claim of a document that isn't there has no publisher, date or copies.
        excluded: Claims that a person has excluded, with the reason given; they stay listed as `excluded`.
        profiles: Names out of `PROFILES`.
        same_name: Whether two names of victims may be one person's; None takes `bearwitness.reconcile.same_name`.

    Returns:
        One row per harm, cell and profile that some claim bears on, sorted by these. A row whose claims were all set
        aside has no low, best or high. Empty without claims.

    Raises:
        UnknownName: A profile that doesn't exist.

    Source: docs/figures.md; docs/reference.md, "Figures".
    """
    wanted = sorted({check_profile(name) for name in profiles})
    readings = readings_of(claims, documents)
    if not readings:
        return []
    link_readings(readings)
    set_aside_everywhere(readings, excluded or {})
    by_harm: dict[Harm, dict[str, Reading]] = {}
    for claim_id, reading in readings.items():
        by_harm.setdefault(reading.claim.harm, {})[claim_id] = reading
    figures: list[Figure] = []
    for harm in sorted(by_harm):
        figures += _figures_of_harm(
            by_harm[harm], incident_id=incident_id, harm=harm, wanted=wanted, same=same_name or names.same_name
        )
    return figures


@dataclass(slots=True)
class _Harm:
    """One harm of the incident: who stands in every cell, and what rows need beside that."""

    incident_id: str
    harm: Harm
    readings: dict[str, Reading]
    cells: dict[str, Standing]
    all_high: int | None
    contested: bool
    named: list[str]
    naming: tuple[Reading, ...]


@dataclass(slots=True)
class _Evidence:
    """What the rows of one standing share under all profiles."""

    used: tuple[Reading, ...]
    minmax: Range
    publishers: int
    copy_groups: int
    origins: int
    agreement: str
    grade: str
    claims_used: tuple[str, ...]
    claims_set_aside: tuple[SetAside, ...]
    notes: list[str]


def _figures_of_harm(
    readings: dict[str, Reading], *, incident_id: str, harm: Harm, wanted: Sequence[str], same: SameName
) -> list[Figure]:
    cells, harmed = _stand(readings)
    naming = _naming(readings) if harm is Harm.KILLED else ()
    record = _Harm(
        incident_id=incident_id,
        harm=harm,
        readings=readings,
        cells=cells,
        all_high=profiles.minmax_range(cells[ALL].used)[2],
        contested=_status_contested(cells),
        named=_named_dead(naming, readings, same=same) if naming else [],
        naming=naming,
    )
    smaller = profiles.smaller_words(readings) if CONSERVATIVE in wanted else {}
    reread = _stand_again(readings, cells, smaller, harmed=harmed) if smaller else {}
    figures = []
    for cell in sorted(cells):
        if not _has_claims(cells[cell], readings):
            continue
        evidence = _evidence(cells[cell], record, cell=cell)
        for profile in wanted:
            if profile == CONSERVATIVE and cell in reread:
                again = _evidence(reread[cell], record, cell=cell)
                figures.append(_figure(reread[cell], again, record, cell=cell, profile=profile))
            else:
                figures.append(_figure(cells[cell], evidence, record, cell=cell, profile=profile))
    return figures


def _stand(readings: dict[str, Reading]) -> tuple[dict[str, Standing], bool]:
    """Who stands in each cell, `all` always among them, and whether anybody is said to have suffered the harm."""
    in_all = stand_in_cell(ALL, readings, positive_elsewhere=False)
    harmed = somebody_was_harmed(readings, in_all)
    if harmed and any(entry.zero for entry in in_all.members):
        in_all = stand_in_cell(ALL, readings, positive_elsewhere=True)
    cells = {ALL: in_all}
    bearing: dict[str, list[Reading]] = {}
    for reading in readings.values():
        for cell in reading.traits & TRAIT_CELLS:
            bearing.setdefault(cell, []).append(reading)
    for cell in bearing:
        cells[cell] = stand_in_cell(cell, readings, among=bearing[cell], positive_elsewhere=harmed)
    if ATTACKERS in cells:
        cells[WITHOUT_ATTACKERS] = _stand_without_attackers(readings, in_all)
    return cells, harmed


def _stand_again(
    readings: dict[str, Reading], cells: Mapping[str, Standing], lows: Mapping[str, int], *, harmed: bool
) -> dict[str, Standing]:
    """The cells that a profile's other reading of some words touches, with these words read so."""
    changed = dict(readings)
    for claim_id, low in lows.items():
        changed[claim_id] = copy.copy(readings[claim_id])
        changed[claim_id].low = low
    touched = {ALL}.union(*(readings[claim_id].traits for claim_id in lows)) & cells.keys()
    again = {cell: stand_in_cell(cell, changed, positive_elsewhere=harmed) for cell in touched}
    if WITHOUT_ATTACKERS in cells:
        again[WITHOUT_ATTACKERS] = _stand_without_attackers(changed, again[ALL])
    return again


def _has_claims(standing: Standing, readings: Mapping[str, Reading]) -> bool:
    """Whether a claim bears on the cell: one that merely lies beside it makes no row, nor does saying it again, nor do the
    wounded who are counted among the dead since."""
    return bool(standing.used) or any(
        reason not in _NO_ROW and not readings[claim_id].moved for claim_id, reason in standing.reasons.items()
    )


def _stand_without_attackers(readings: Mapping[str, Reading], in_all: Standing) -> Standing:
    """Each account's total less its attackers, where one account in one document gives both; ranged like any cell."""
    standing = Standing()
    attackers = [reading for reading in readings.values() if is_attacker(reading)]
    for reading in attackers:
        for one in (reading, *wholes_of(reading, readings)):
            reason = one.reason or in_all.reasons.get(one.claim_id) or (EXCLUDED if one.excluded else NOT_THIS_CELL)
            standing.reasons[one.claim_id] = reason
    for total in in_all.members:
        others = tuple(member for member in total.members if not is_attacker(member))
        if not others or total.zero:
            continue
        ids = {member.claim_id for member in others}
        parts = [
            reading
            for reading in attackers
            if reading.reason is None and not reading.excluded and _is_part_of_total(reading, ids, others[0], readings)
        ]
        if not parts and len(others) == len(total.members):
            continue
        entry = sum_entry(ALL, others)
        if parts:
            entry = _less(entry, parts)
            if min(entry.best or 0, entry.high or 0) < 0:
                standing.notes.append("more attackers are counted than the total that includes them")
                continue
        standing.members.append(entry)
    choose_voters(standing, positive_elsewhere=False)
    return standing


def _is_part_of_total(reading: Reading, total_ids: set[str], total: Reading, readings: Mapping[str, Reading]) -> bool:
    """Whether these attackers lie directly in the total, by the same speaker's account in the same document."""
    wholes = list(wholes_of(reading, readings))
    return (
        any(whole.claim_id in total_ids for whole in wholes)
        and not any(is_attacker(whole) for whole in wholes)
        and reading.claim.document_id == total.claim.document_id
        and reading.voice == total.voice
    )


def _less(total: Entry, parts: Sequence[Reading]) -> Entry:
    """The total less its attackers. Attackers named apart may be the same people, unless the text coordinates them."""
    sums = {group & {part.claim_id for part in parts} for part in parts for group in part.in_groups}
    if len(parts) == 1 or any(len(group) == len(parts) for group in sums):
        part = sum_entry(ALL, parts)
        part_low, part_best, part_high, kind = part.low, part.best, part.high, part.kind
    else:
        lows = [bound for one in parts if (bound := one.low if one.low is not None else one.best) is not None]
        highs = [one.high for one in parts]
        part_low, part_best, kind = max(lows, default=None), None, BOUND
        part_high = sum(high for high in highs if high is not None) if None not in highs else None
    kinds = {total.kind, kind}
    low = None if total.low is None or part_high is None else max(0, total.low - part_high)
    return Entry(
        members=(*total.members, *parts),
        low=low,
        best=None if total.best is None or part_best is None else total.best - part_best,
        high=None if total.high is None or part_low is None else total.high - part_low,
        kind=BOUND if BOUND in kinds else ABOUT if ABOUT in kinds else EXACT,
        vague=total.vague,
        hedged=total.hedged or any(part.hedged for part in parts),
        traits=frozenset(),
        rank=total.rank,
    )


def _status_contested(cells: Mapping[str, Standing]) -> bool:
    """Whether one voice counts as civilians whom another may count as combatants.

    So it is where one voice speaks of civilians and another of combatants, not both of both, and the two numbers do
    not fit side by side into any total given; or where one says that no civilian (no combatant) was harmed and
    another that some were.
    """
    if not any(cell in cells for cell in _STATUS_CELLS):
        return False
    totals = [bound for entry in cells[ALL].used for bound in (entry.low, entry.best, entry.high) if bound is not None]
    largest = max(totals, default=0)
    voices: dict[str, dict[str, int]] = {}
    for cell in _STATUS_CELLS:
        standing = cells.get(cell)
        if standing is None:
            voices[cell] = {}
            continue
        told = {entry.first.voice: entry.number or 0 for entry in standing.used if entry.positive}
        nobody = {entry.first.voice for entry in standing.members if entry.zero}
        if any(voice not in nobody for voice in told) and nobody:
            return True
        voices[cell] = told
    for one, civilians in voices["civilian"].items():
        for other, combatants in voices["combatant"].items():
            both = one in voices["combatant"] and other in voices["civilian"]
            if one != other and not both and civilians + combatants > largest:
                return True
    return False


def _naming(readings: Mapping[str, Reading]) -> tuple[Reading, ...]:
    """Claims whose names of the dead count: asserted, and neither excluded nor retired by an update's own words.

    A copy may have names that its original lacks; what an update in the copied text retires stays retired.
    """
    retired = {reading.claim.supersedes for reading in readings.values()}
    return tuple(
        reading
        for reading in readings.values()
        if reading.claim.victims.names
        and not reading.hedged
        and not reading.excluded
        and reading.reason not in (DENIED, SUPERSEDED)
        and not (reading.reason == COPY and reading.claim_id in retired)
        and reading.positive
    )


def _named_dead(naming: Sequence[Reading], readings: Mapping[str, Reading], *, same: SameName) -> list[str]:
    """The different people named as dead, without those of whom another claim denies it."""
    denied = [name.text for one in readings.values() if one.reason == DENIED for name in one.claim.victims.names]
    ages: dict[str, set[int]] = {}
    for one in naming:
        for name in one.claim.victims.names:
            ages.setdefault(name.text, set()).update(() if name.age is None else (name.age,))
    undisputed = [name for name in ages if not any(same(name, other) for other in denied)]

    def one_person(left: str, right: str) -> bool:
        return same(left, right) or (bool(ages[left] & ages[right]) and names.sounds_alike(left, right))

    return names.distinct_names(undisputed, same=one_person)


def _evidence(standing: Standing, record: _Harm, *, cell: str, beside: Sequence[Reading] = ()) -> _Evidence:
    """What stands behind the rows of a cell; `beside` are claims that a figure rests on without their having voted."""
    used = _used(standing, beside)
    behind = {reading.claim_id for reading in used}
    origins = len({reading.origin for reading in used})
    return _Evidence(
        used=used,
        minmax=profiles.minmax_range(standing.used),
        publishers=grades.publishers_of(used),
        copy_groups=len({reading.document.copy_group_id for reading in used}),
        origins=origins,
        agreement=grades.agreement_of(standing.used),
        grade=grades.grade_of(used, standing, record.readings, cell=cell, origins=origins),
        claims_used=tuple(reading.claim_id for reading in used),
        claims_set_aside=tuple(
            SetAside(claim_id, standing.reasons[claim_id])
            for claim_id in sorted(standing.reasons, key=lambda c: _where(record.readings, c))
            if claim_id not in behind
        ),
        notes=_notes(standing),
    )


def _figure(standing: Standing, evidence: _Evidence, record: _Harm, *, cell: str, profile: str) -> Figure:
    low, best, high = _range(standing, evidence.minmax, cell=cell, profile=profile, contested=record.contested)
    notes = list(evidence.notes)
    floor = len(record.named) if cell == ALL else 0
    shown = best if profile == CONSERVATIVE else low
    names_floor = floor if floor and (shown is None or floor > shown) else None
    if names_floor is not None:
        low = names_floor
        if (best is not None and best < floor) or (high is not None and high < floor):
            notes.append(f"{floor} different people are named as dead, more than the claims' numbers allow")
            best = None if best is not None and best < floor else best
            high = None if high is not None and high < floor else high
        evidence = _evidence(standing, record, cell=cell, beside=[one for one in record.naming if one.reason != REPEAT])
    if profiles.out_of_order((low, best, high)):
        notes.append("low, best and high are out of order")
    if cell != ALL and low is not None and record.all_high is not None and low > record.all_high:
        notes.append(f"{low} or more of this group, but no more than {record.all_high} in all")
    return Figure(
        incident_id=record.incident_id,
        harm=record.harm,
        cell=cell,
        profile=profile,
        low=low,
        best=best,
        high=high,
        open=low is None or high is None,
        publishers=evidence.publishers,
        copy_groups=evidence.copy_groups,
        origins=evidence.origins,
        agreement=evidence.agreement,
        grade=evidence.grade,
        claims_used=evidence.claims_used,
        claims_set_aside=evidence.claims_set_aside,
        names_floor=names_floor,
        worklist="; ".join(notes) or None,
    )


def _range(standing: Standing, minmax: Range, *, cell: str, profile: str, contested: bool) -> Range:
    if profile == MINMAX or not standing.used:
        return minmax
    if profile == UCDP:
        return profiles.ucdp_range(standing.used, minmax)
    if profile == CONSERVATIVE:
        return profiles.conservative_range(standing.used)
    return profiles.airwars_range(minmax, status_contested=contested and cell in _STATUS_CELLS)


def _used(standing: Standing, beside: Sequence[Reading] = ()) -> tuple[Reading, ...]:
    used = {member.claim_id: member for entry in standing.used for member in entry.members}
    for reading in beside:
        used.setdefault(reading.claim_id, reading)
    return tuple(sorted(used.values(), key=lambda r: (r.claim.document_id, r.claim.start, r.claim.end, r.claim_id)))


def _where(readings: Mapping[str, Reading], claim_id: str) -> tuple[str, int, int, str]:
    """Order of claims in a figure: by the words, not by the digits of an id."""
    reading = readings.get(claim_id)
    if reading is None:
        return ("~", 0, 0, claim_id)
    return (reading.claim.document_id, reading.claim.start, reading.claim.end, claim_id)


def _notes(standing: Standing) -> list[str]:
    """What a person should see of the claims themselves: nothing is clipped or mended here."""
    notes = list(dict.fromkeys(standing.notes))
    for entry in standing.used:
        if profiles.out_of_order((entry.low, entry.best, entry.high)):
            notes.append("a claim's own low, best and high are out of order")
            break
    if len(standing.used) > 1 and _apart(standing.used):
        notes.append("one account counts separate groups that no words add up; the number may be too low")
    if not standing.used and any(reason not in _PLAIN_REASONS for reason in standing.reasons.values()):
        notes.append("no claim is left to make a figure of")
    return notes


def _apart(entries: Sequence[Entry]) -> bool:
    """Whether one account in one document gives numbers for groups that share nobody (men, women)."""
    groups: dict[tuple[str, str], set[Traits]] = {}
    for entry in entries:
        if entry.traits:
            groups.setdefault((entry.first.voice, entry.first.claim.document_id), set()).add(entry.traits)
    return any(shut_out(one, other) for traits in groups.values() for one in traits for other in traits)
