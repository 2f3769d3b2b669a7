"""Step one of linking: the claims of one document fall into mentions, one per incident that the document speaks of.

Claims of one place and time belong together, and so do claims that the text itself links. Claims with different places
("Two were killed in Oru and three in Belen"), dates, targets or parts of the day, and background paragraphs with their
own date, are mentions of their own. A claim without place or time takes its document's where there is only one to take.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bearwitness.incidents.compare import (
    DEATH_DAYS,
    day_parts_conflict,
    days_apart,
    distinct_sites,
    place_points,
    radius_km,
    same_person_name,
    sound,
)
from bearwitness.incidents.features import NAME_PAIR, NIGHT, LinkClaim, LinkDocument, Mention, Terms, Weights, held
from bearwitness.incidents.terms import recurring_terms
from bearwitness.records import Harm, Place

# How common a term is taken to be before any document is seen, as if in this many earlier documents: without it, the
# names of a single story would count as common words in a small ledger. Same GVC result from 50 to 200.
PRIOR_DOCUMENTS = 200
_SEVERAL = -1  # the turn of a bundle whose claims stand in several stretches, which the text itself links
_SPEAKING = 12  # claims or bundles of a group that a further one is held against: the most precise, in a fixed order
_PRIOR_SHARE = (0.0005, 0.005, 0.05)  # of NAME_PAIR, CAPITALISED, WORD
# Pairs of names repeat what their parts say; 0.5 is best on GVC (.979 against .973 at 1).
_KIND_WEIGHT = (0.5, 1.0, 1.0)
ANSWER_DAYS = 7  # a party mostly answers an accusation within days
# Days after which a wounded person's death or a suspect's arrest is no longer taken with its incident unasked.
_LATER_DAYS = 60


class TermWeights:
    """How rare each term is among the documents at hand, each copied text counted once."""

    def __init__(
        self, documents: Iterable[LinkDocument], copy_groups: Mapping[str, str], *, scratch: Path | None = None
    ) -> None:
        """Count the terms.

        Args:
            documents: Read once; those of a copy group sorted by id, for the first of them speaks for it.
            copy_groups: Copy group of each document that has one.
            scratch: Folder for what does not fit in memory; None for the system's.
        """
        self._documents = 0

        def firsts() -> Iterator[Terms]:
            spoken: set[str] = set()
            for document in documents:
                group = copy_groups.get(document.document_id)
                if group is None or group not in spoken:
                    self._documents += 1
                    yield np.frombuffer(document.terms, dtype="<u4")
                if group is not None:
                    spoken.add(group)

        self._terms, self._counts = recurring_terms(firsts(), folder=scratch)

    def _seen(self, terms: Terms) -> NDArray[np.int64]:
        """How many texts hold each term; a term that only one holds, or only a later copy, is in one."""
        seen = np.ones(terms.size, dtype=np.int64)
        recurring = held(terms, self._terms)
        seen[recurring] = self._counts[np.searchsorted(self._terms, terms[recurring])]
        return seen

    def weigh(self, document: LinkDocument, keep: Terms | None = None) -> tuple[Terms, Weights, Terms]:
        """(terms, weights as a unit vector, name pairs) of a document, or of those of its terms that are in `keep`."""
        terms = np.frombuffer(document.terms, dtype="<u4")
        counts = np.frombuffer(document.counts, dtype=np.uint8)
        kinds = np.frombuffer(document.kinds, dtype=np.uint8)
        if keep is not None:
            chosen = held(terms, keep)
            terms, counts, kinds = terms[chosen], counts[chosen], kinds[chosen]
        if not terms.size:
            return terms, np.zeros(0, dtype=np.float32), terms
        seen = self._seen(terms)
        prior = PRIOR_DOCUMENTS * np.asarray(_PRIOR_SHARE)[kinds]
        rarity = np.log((self._documents + PRIOR_DOCUMENTS + 1) / (seen + prior + 1))
        weights = (1 + np.log(counts)) * np.asarray(_KIND_WEIGHT)[kinds] * np.maximum(rarity, 0.0)
        length = math.sqrt(float(weights @ weights)) or 1.0
        return terms, (weights / length).astype(np.float32), terms[kinds == NAME_PAIR]


def document_mentions(
    claims: Sequence[LinkClaim], *, copy_group: str, weights: TermWeights, apart: Collection[tuple[str, str]] = ()
) -> list[tuple[Mention, list[LinkClaim]]]:
    """The mentions of one document with their claims, in the order of their first claims.

    Args:
        claims: All of its linkable claims, in any order.
        copy_group: Its copy group, or its own id.
        weights: How rare terms are among all documents.
        apart: Pairs of claim ids that a person judged to be of different incidents.
    """
    groups = claim_groups(claims, apart=apart)
    document = claims[0].document
    bare = replace(document, terms=b"", counts=b"", kinds=b"")
    near = [_near(group) for group in groups]
    mentions = []
    for index, group in enumerate(groups):
        keep: Terms | None = near[index] if len(groups) > 1 else None
        if len(groups) > 1 and index == 0:
            # The story that the report opens with is also what the rest of its text is about.
            others = np.setdiff1d(np.concatenate(near[1:]), near[0])
            keep = np.setdiff1d(np.frombuffer(document.terms, dtype="<u4"), others)
        mentions.append((_mention(group, bare, copy_group, *weights.weigh(document, keep)), group))
    return mentions


def claim_groups(claims: Sequence[LinkClaim], *, apart: Collection[tuple[str, str]] = ()) -> list[list[LinkClaim]]:
    """The claims of one document, grouped by incident; groups and claims in the order of the text.

    Left out are the totals of strikes that the document tells one by one (`totals_of_several`): they are of none of them.
    """
    totals = totals_of_several(claims)
    return _claim_groups([claim for claim in claims if claim.claim_id not in totals], apart=apart)


def totals_of_several(claims: Sequence[LinkClaim]) -> frozenset[str]:
    """Claims that add up strikes of one day whose numbers the document tells apart: "Two strikes killed 12", where the first
    killed eight at one target, the second four at another.

    Only a number that is just the sum of the others counts, said without target and hour.
    """
    struck = [claim for claim in claims if claim.targets or claim.day_parts]
    bits = {(claim.targets, claim.day_parts) for claim in struck}
    if not any(_bits_apart(one, other) for one in bits for other in bits):
        return frozenset()
    over = {
        claim.claim_id: claim
        for claim in claims
        if not (claim.targets or claim.day_parts or claim.narrow or claim.denied)
        and (claim.best or claim.low or 0) >= 2
    }
    if not over:
        return frozenset()
    sums: defaultdict[Harm, list[int]] = defaultdict(list)
    days: list[tuple[int, int] | None] = []
    for group in _claim_groups([claim for claim in claims if claim.claim_id not in over], apart=()):
        if not any(claim.targets or claim.day_parts for claim in group):
            continue
        timed = most_precise_time(group)
        days.append(timed.time if timed else None)
        largest: defaultdict[Harm, int] = defaultdict(int)
        for claim in group:
            if not claim.denied and (not claim.narrow or claim.part_of in over):
                largest[claim.harm] = max(largest[claim.harm], claim.best or claim.low or 0)
        for harm, number in largest.items():
            sums[harm].append(number)
    if any(days_apart(one, other) for one in days for other in days):
        return frozenset()
    return frozenset(
        claim_id
        for claim_id, claim in over.items()
        if len(sums[claim.harm]) >= 2
        and min(sums[claim.harm]) > 0
        and sum(sums[claim.harm]) == (claim.best or claim.low)
    )


def _bits_apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return bool(one[0] and other[0] and not one[0] & other[0]) or day_parts_conflict(one[1], other[1])


def _claim_groups(claims: Sequence[LinkClaim], *, apart: Collection[tuple[str, str]]) -> list[list[LinkClaim]]:
    ordered = sorted(claims, key=lambda claim: (claim.anchor, claim.claim_id))
    bundles = [_Bundle(bundle) for bundle in _linked(ordered)]
    bundles = _same_sentence(bundles)
    complete = [bundle for bundle in bundles if bundle.place is not None and bundle.time is not None]
    groups = _fit(complete)
    rest = [bundle for bundle in bundles if bundle.place is None or bundle.time is None]
    if not groups:  # no claim has both: those that have one stand for the document
        groups = _fit(bundle for bundle in rest if bundle.place is not None or bundle.time is not None)
        rest = [bundle for bundle in rest if bundle.place is None and bundle.time is None]
        groups = groups or ([rest] if rest else [])
        rest = rest if groups[:1] != [rest] else []
    shared = groups[0] if len(groups) == 1 else None
    core = list(shared or ())[:_SPEAKING]
    of_days = list(groups)
    for bundle in rest:
        if shared is not None and all(_compatible(bundle, member) for member in core):
            if _opens_with_another(bundle, core):
                groups.append([bundle])
            else:
                shared.append(bundle)
        elif shared is None and (only := _only_fit(bundle, of_days)) is not None:
            only.append(bundle)
        else:
            groups.append([bundle])
    found = [[claim for bundle in group for claim in bundle.claims] for group in groups]
    split = [part for group in found for part in _split(group, apart)]
    ordered_groups = [sorted(group, key=lambda claim: (claim.anchor, claim.claim_id)) for group in split]
    return sorted(ordered_groups, key=lambda group: (group[0].anchor, group[0].claim_id))


def _only_fit(bundle: _Bundle, groups: Sequence[list[_Bundle]]) -> list[_Bundle] | None:
    """The one group that a bundle of a day of its own may belong to; None without such a day, or where several fit."""
    if not bundle.exact:
        return None
    fitting = [
        group
        for group in groups
        if all(_compatible(bundle, member) for member in group[:_SPEAKING]) and not _names_others(bundle, group)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _opens_with_another(bundle: _Bundle, group: Sequence[_Bundle]) -> bool:
    """Whether a report tells of one victim by name first, and of another one, by place and day, only later.

    "Three charged with murder of Ana Rell, 4. ... One of them is charged with the May 7 killing of Ben Orl in Oru."
    """
    told = [claim for member in (bundle, *group) for claim in member.claims]
    if any(claim.harm is not Harm.KILLED or claim.best != 1 or not claim.exact for claim in told):
        return False
    later = min(claim.start for member in group for claim in member.claims) > bundle.claims[0].start
    return later and _names_others(bundle, group)


def _names_others(bundle: _Bundle, group: Sequence[_Bundle]) -> bool:
    """Whether both name people harmed in full, and none in common; who was arrested is another matter."""
    own = [name for claim in bundle.claims if not claim.later for name in claim.named if " " in name]
    others = [n for member in group for c in member.claims if not c.later for n in c.named if " " in n]
    return bool(own and others) and not any(same_person_name(name, other) for name in own for other in others)


def _fit(bundles: Iterable[_Bundle]) -> list[list[_Bundle]]:
    """Bundles that nothing tells apart, together: the most precise first, each with the nearest group that it fits."""
    groups: list[list[_Bundle]] = []
    for bundle in sorted(bundles, key=lambda b: (b.vagueness, b.claims[0].anchor, b.claims[0].claim_id)):
        fitting = [group for group in groups if all(_compatible(bundle, member) for member in group[:_SPEAKING])]
        if fitting:
            min(fitting, key=lambda group: _text_distance(bundle, group)).append(bundle)
        else:
            groups.append([bundle])
    return groups


class _Bundle:
    """Claims that the text itself links, with the most precise place and time that any of them has."""

    __slots__ = ("claims", "exact", "place", "placed", "sentences", "time", "turn", "vagueness")

    def __init__(self, claims: Sequence[LinkClaim]) -> None:
        self.claims = sorted(claims, key=lambda claim: (claim.anchor, claim.claim_id))
        speaking = [claim for claim in self.claims if not claim.repeats] or self.claims
        self.place = most_precise_place(speaking)
        self.placed = _first_of_each_place(self.claims)
        timed = most_precise_time(speaking)
        self.time = timed.time if timed else None
        self.exact = timed is not None and is_exact(timed)
        self.sentences = frozenset(claim.sentence for claim in self.claims)
        turns = {claim.turn for claim in self.claims}
        self.turn = next(iter(turns)) if len(turns) == 1 else _SEVERAL
        width = self.time[1] - self.time[0] if self.time else 0
        self.vagueness = (
            self.place.where_prec or 9 if self.place else 9,
            radius_km(self.place) if self.place else 0.0,
            width,
        )


def _first_of_each_place(claims: Iterable[LinkClaim]) -> list[LinkClaim]:
    """The first few claims whose own words name a place, one a place, harm and number; they speak for the rest."""
    firsts: dict[tuple[object, ...], LinkClaim] = {}
    for claim in claims:
        if claim.place is not None and claim.place_own:
            firsts.setdefault((claim.place, claim.harm, claim.best, claim.sentence), claim)
            if len(firsts) == _SPEAKING:
                break
    return list(firsts.values())


def most_precise_place(claims: Sequence[LinkClaim]) -> Place | None:
    """The finest place of the claims, the words' own before one taken over from the document; None if none has one."""
    placed = [claim for claim in claims if claim.place is not None]
    if not placed:
        return None
    return min(placed, key=_place_order).place


def _place_order(claim: LinkClaim) -> tuple[bool, bool, bool, int, float, tuple[str, int, int, int, int, str]]:
    where = claim.place
    assert where is not None
    return (claim.later, not claim.place_own, where.lat is None, where.where_prec or 9, radius_km(where), claim.anchor)


def most_precise_time(claims: Sequence[LinkClaim]) -> LinkClaim | None:
    """The claim with the narrowest period, later deaths and arrests last; None if none has one."""
    timed = [claim for claim in claims if claim.time is not None]
    return min(timed, key=_time_order) if timed else None


def _time_order(claim: LinkClaim) -> tuple[bool, int, bool, tuple[str, int, int, int, int, str]]:
    assert claim.time is not None
    return (claim.later, claim.time[1] - claim.time[0], not claim.time_said, claim.anchor)


def is_exact(claim: LinkClaim) -> bool:
    """The claim's own words name the day or two."""
    return claim.time is not None and claim.time_said and claim.time[1] - claim.time[0] <= 1


def _linked(claims: Sequence[LinkClaim]) -> list[list[LinkClaim]]:
    """Claims joined by the links that the extractor read, and by a victim's full name."""
    position = {claim.claim_id: index for index, claim in enumerate(claims)}
    parent = list(range(len(claims)))

    def find(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    def join(left: int, right: int) -> None:
        low, high = sorted((find(left), find(right)))
        parent[high] = low

    for index, claim in enumerate(claims):
        for other in (claim.part_of, claim.repeats, claim.supersedes, claim.denies):
            if other in position:
                join(index, position[other])
        # People added up in one breath may still have died in two places.
        if claim.sum_group in position and not _places_differ(claim, claims[position[claim.sum_group]]):
            join(index, position[claim.sum_group])
    for left, right in (*_named_alike(claims), *_aged_alike(claims)):
        join(left, right)
    bundles: defaultdict[int, list[LinkClaim]] = defaultdict(list)
    for index, claim in enumerate(claims):
        bundles[find(index)].append(claim)
    return list(bundles.values())


def _named_alike(claims: Sequence[LinkClaim]) -> Iterator[tuple[int, int]]:
    """Pairs of claims that name one victim, or one of which speaks of the other's victim by a part of the name."""
    holders: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, claim in enumerate(claims):
        for name in claim.named:
            last = sound(name.split()[-1])
            # Of many claims that name one person each joins the first, which is enough to hold them together.
            alike = next((other for other, earlier in holders[last] if same_person_name(name, earlier)), None)
            if alike is None:
                holders[last].append((index, name))
            else:
                yield alike, index
    by_part: dict[str, int] = {}
    for index, claim in enumerate(claims):
        for name in claim.named:
            for part in name.split():
                by_part.setdefault(part, index)
    for index, claim in enumerate(claims):
        if not claim.named:
            yield from ((by_part[part], index) for part in sorted(claim.spoken & by_part.keys()))


def _aged_alike(claims: Sequence[LinkClaim]) -> Iterator[tuple[int, int]]:
    """Pairs of claims of one victim each, of one age: a report that tells of a 3-year-old twice tells of one child.

    Not where the words put them in two places, or their own sentences two deaths on two days.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        if claim.best != 1 or not claim.exact or len(claim.ages) != 1 or claim.harm not in (Harm.KILLED, Harm.INJURED):
            continue
        (age,) = claim.ages
        alike = next((other for other in holders[age] if _may_be_one(claim, claims[other])), None)
        if alike is None:
            holders[age].append(index)
        else:
            yield alike, index


def _may_be_one(left: LinkClaim, right: LinkClaim) -> bool:
    if _places_differ(left, right) or (left.named and right.named and left.named != right.named):
        return False
    died = left.harm is right.harm is Harm.KILLED and left.time_own and right.time_own
    return not (died and is_exact(left) and is_exact(right) and days_apart(left.time, right.time) > 1)


def _places_differ(left: LinkClaim, right: LinkClaim) -> bool:
    if left.place is None or right.place is None or not left.place_own or not right.place_own:
        return False
    if left.sentence == right.sentence:
        return distinct_sites(left.place, right.place, one_sentence=True)
    # A story tells its deaths again with other words for the place, and of these no gazetteer can tell.
    told_again = left.harm is right.harm and left.exact and left.best == right.best
    unknown = left.place.lat is None and right.place.lat is None
    return not (told_again and unknown) and distinct_sites(left.place, right.place)


def _same_sentence(bundles: list[_Bundle]) -> list[_Bundle]:
    """Join a bundle without place or time to the only incident of its own sentence ("killed 12 in Oru and hurt 30")."""
    merged: list[_Bundle] = []
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for bundle in sorted(bundles, key=lambda b: (b.place is None or b.time is None, b.claims[0].anchor)):
        if bundle.place is None or bundle.time is None:
            beside = sorted({index for sentence in bundle.sentences for index in holders[sentence]})
            if beside and all(_compatible(bundle, merged[index]) for index in beside):
                alike = all(_compatible(merged[one], merged[other]) for one in beside for other in beside)
                if alike:
                    merged[beside[0]] = _Bundle([*merged[beside[0]].claims, *bundle.claims])
                    for sentence in bundle.sentences:
                        holders[sentence] = sorted({*holders[sentence], beside[0]})
                    continue
        for sentence in bundle.sentences:
            holders[sentence].append(len(merged))
        merged.append(bundle)
    return merged


def _compatible(left: _Bundle, right: _Bundle) -> bool:
    """Nothing that two bundles of one document say tells them apart."""
    if left.turn != right.turn and _SEVERAL not in (left.turn, right.turn):
        return False  # "In an unrelated incident, ..."
    apart = days_apart(left.time, right.time)
    if apart > _LATER_DAYS:
        return False
    night = any(claim.day_parts & NIGHT for bundle in (left, right) for claim in bundle.claims)
    days_differ = apart > 1 or (apart == 1 and left.exact and right.exact and not night)
    later = any(all(claim.later for claim in bundle.claims) for bundle in (left, right))
    if days_differ and not later and not _died_later(left, right) and not _died_later(right, left):
        return False
    if left.place and right.place:
        if place_points(left.place, right.place) <= -2:
            return False
        if any(_places_differ(one, other) for one in left.placed for other in right.placed):
            return False
    return days_differ or not _struck_apart(left, right)


def _died_later(left: _Bundle, right: _Bundle) -> bool:
    """The one or two wounded in one bundle may be the dead of the other, some weeks later."""
    if left.time is None or right.time is None or not 0 < right.time[0] - left.time[1] <= DEATH_DAYS:
        return False
    hurt = {(claim.harm, claim.best) for claim in left.claims}
    dead = {(claim.harm, claim.best) for claim in right.claims}
    return any(hurt == {(Harm.INJURED, number)} and dead == {(Harm.KILLED, number)} for number in (1, 2))


def _struck_apart(left: _Bundle, right: _Bundle) -> bool:
    """Each names a target, and not the same; or a part of the day, and not the same. A sentence that both stand in, such as
    a headline of two strikes, tells nothing of which is whose."""
    shared = left.sentences & right.sentences
    own, other = ([claim for claim in bundle.claims if claim.sentence not in shared] for bundle in (left, right))
    targets, other_targets = (_union(claim.targets for claim in claims) for claims in (own, other))
    if targets and other_targets and not targets & other_targets:
        return True
    return day_parts_conflict(*(_union(claim.day_parts for claim in claims) for claims in (own, other)))


def _union(bits: Iterable[int]) -> int:
    total = 0
    for value in bits:
        total |= value
    return total


def _text_distance(bundle: _Bundle, group: Sequence[_Bundle]) -> tuple[int, int]:
    """Code points to the nearest claim of a group; what comes before wins over what follows as near."""
    return min(
        (abs(claim.start - other.start), int(other.start > claim.start))
        for claim in bundle.claims
        for member in group
        for other in member.claims
    )


def _split(group: Sequence[LinkClaim], apart: Collection[tuple[str, str]]) -> list[list[LinkClaim]]:
    """The group, parted where a person judged two of its claims to be of different incidents."""
    if not apart:
        return [list(group)]
    parts: list[list[LinkClaim]] = []
    for claim in sorted(group, key=lambda c: (c.anchor, c.claim_id)):
        fitting = [
            part
            for part in parts
            if not any((claim.claim_id, m.claim_id) in apart or (m.claim_id, claim.claim_id) in apart for m in part)
        ]
        if fitting:
            min(fitting, key=lambda part: min(abs(member.start - claim.start) for member in part)).append(claim)
        else:
            parts.append([claim])
    return parts


def _near(claims: Iterable[LinkClaim]) -> Terms:
    parts = [np.frombuffer(claim.near, dtype="<u4") for claim in claims]
    return np.unique(np.concatenate(parts))


def _mention(
    claims: Sequence[LinkClaim], document: LinkDocument, copy_group: str, terms: Terms, weights: Weights, pairs: Terms
) -> Mention:
    standing = [claim for claim in claims if not claim.denied] or list(claims)
    timed = most_precise_time(standing)
    answered = _days_before_the_answer(claims, timed)
    whole = [claim for claim in standing if not claim.narrow and not claim.repeats and claim.low != 0]
    names: defaultdict[Harm, set[str]] = defaultdict(set)
    for claim in standing:
        names[claim.harm].update(claim.named)
    return Mention(
        document=document,
        copy_group=copy_group,
        place=most_precise_place(standing),
        time=answered or (timed.time if timed else None),
        date_prec=None if answered else timed.date_prec if timed else None,
        time_exact=answered is None and timed is not None and is_exact(timed),
        named=tuple(sorted({name for claim in standing for name in claim.named})),
        full_lists=_full_lists(whole, names),
        numbers=_by_harm(whole),
        ranges=_ranges(whole),
        perpetrators=frozenset(claim.perpetrator for claim in standing if claim.perpetrator),
        targets=_union(claim.targets for claim in standing),
        means=_union(claim.means for claim in standing),
        day_parts=_union(claim.day_parts for claim in standing),
        later=all(claim.later for claim in standing),
        aggregate=any(claim.aggregate for claim in standing),
        denied=all(claim.denied for claim in claims),
        terms=terms,
        weights=weights,
        pairs=pairs,
        ages=frozenset(age for claim in standing for age in claim.ages),
        ages_near=frozenset(age for claim in standing for age in claim.ages_near | claim.ages),
        let_go=all(claim.let_go for claim in claims),
        denies=_by_harm(claim for claim in claims if claim.denied),
    )


def _days_before_the_answer(claims: Sequence[LinkClaim], timed: LinkClaim | None) -> tuple[int, int] | None:
    """The days in which that may have happened which a party answers for, where the only day told is that of the answer.

    "The army on Thursday denied killing 29 people in the market": Thursday, the day of the report, is when it spoke. None
    where nothing is denied, where the denied claim has a date of its own, or where the day is an earlier one.
    """
    denied = [claim for claim in claims if claim.denied]
    published = claims[0].document.published
    if not denied or published is None or timed is None or timed.time is None:
        return None
    own = [claim.time for claim in denied if claim.time is not None and claim.time != timed.time]
    if own or timed.time[0] != timed.time[1] or timed.time[0] < published or timed.day_parts:
        return None
    return published - ANSWER_DAYS, published


def _by_harm(claims: Iterable[LinkClaim]) -> dict[Harm, frozenset[int]]:
    found: defaultdict[Harm, set[int]] = defaultdict(set)
    for claim in claims:
        if claim.exact and claim.best is not None:
            found[claim.harm].add(claim.best)
    return {harm: frozenset(numbers) for harm, numbers in found.items()}


def _ranges(claims: Iterable[LinkClaim]) -> dict[Harm, tuple[int, int | None]]:
    """Per harm the smallest low and the largest high (None is open)."""
    found: dict[Harm, tuple[int, int | None]] = {}
    for claim in claims:
        low = claim.low if claim.low is not None else claim.best if claim.best is not None else 1
        if claim.harm not in found:
            found[claim.harm] = (low, claim.high)
            continue
        before_low, before_high = found[claim.harm]
        open_ = before_high is None or claim.high is None
        high = None if open_ else max(before_high or 0, claim.high or 0)
        found[claim.harm] = (min(low, before_low), high)
    return found


def _full_lists(claims: Sequence[LinkClaim], names: Mapping[Harm, set[str]]) -> dict[Harm, tuple[str, ...]]:
    """The names of a harm where as many are named as the largest number says."""
    found = {}
    for harm, numbers in _by_harm(claims).items():
        if names.get(harm) and len(names[harm]) >= max(numbers):
            found[harm] = tuple(sorted(names[harm]))
    return found
