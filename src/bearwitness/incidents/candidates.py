"""Pairs of mentions worth comparing, so that cost grows with the number of mentions and not with its square.

A pair is proposed when both are near in place and time, name a victim in common, are in copies of one text, or share
two rare words. Each way looks at a bounded number of neighbours in a fixed order, so the pairs depend on the mentions
alone.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bearwitness.config import LinkSettings
from bearwitness.incidents.compare import days_apart, kilometres_apart, radius_km, sound
from bearwitness.incidents.features import Mention, Outline, fold_name, held, name_pair_hash
from bearwitness.incidents.terms import Terms, recurring_terms

# Nearest neighbours on each side that one mention is compared with in one bucket. Mentions of a much-reported incident
# still meet through one another; without the bound a thousand reports of it would give half a million pairs.
NEIGHBOURS = 60
# Places less exact than this are not laid on the grid; they meet others by names and rare words.
_GRID_RADIUS_KM = 30.0
# A term in more mentions than this is not rare; a mention proposes by its rarest terms only.
_RARE_MENTIONS = 24
_RARE_TERMS = 24
_SHARED_TERMS = 2
_RETOLD_TERMS = 4  # from here they are worth comparing whatever their dates
# A name in more mentions than this is a much-reported victim's or a common one: only the nearest in time are compared.
_NAMESAKES = 16
_CODES_AT_ONCE = 1 << 18  # pairs of mentions held while counting the terms that they share: 2 MB
_EARTH_KM = 6_371.0
_NOWHERE = 1_000_000_000


def candidate_pairs(
    outlines: Sequence[Outline], mentions: Iterable[Mention], settings: LinkSettings, *, scratch: Path | None = None
) -> NDArray[np.int64]:
    """Pairs of mentions by index, each as the number `smaller * len(outlines) + larger`, sorted, each once.

    Args:
        outlines: The mentions' outlines, in a fixed order of their own (not of arrival), for neighbours are taken in it.
        mentions: The mentions in the same order; read several times.
        settings: Windows of time and distance.
        scratch: Folder for what does not fit in memory; None for the system's.
    """
    codes = array("q")
    size = len(outlines)
    for pairs in (
        _near_pairs(outlines, settings),
        _named_pairs(outlines, mentions),
        _copied_pairs(outlines),
        _worded_pairs(outlines, mentions, settings, scratch),
    ):
        codes.extend(min(pair) * size + max(pair) for pair in pairs)
        codes = _once_each(codes)
    return np.frombuffer(codes, dtype=np.int64) if codes else np.zeros(0, dtype=np.int64)


def _once_each(codes: array[int]) -> array[int]:
    """The numbers sorted, each once; sorts in place."""
    if not codes:
        return codes
    ordered = np.frombuffer(codes, dtype=np.int64)
    ordered.sort()
    kept = np.ones(ordered.size, dtype=bool)
    kept[1:] = ordered[1:] != ordered[:-1]
    unique = array("q")
    unique.frombytes(ordered[kept].tobytes())
    return unique


def _near_pairs(mentions: Sequence[Outline], settings: LinkSettings) -> Iterator[tuple[int, int]]:
    """Mentions in neighbouring cells and weeks."""
    span = settings.window_days + 1
    cells: defaultdict[tuple[int, int, int, int], list[tuple[int, int]]] = defaultdict(list)

    def homes(mention: Outline) -> list[tuple[int, int, int, int]]:
        cell = _cell(mention, settings)
        if cell is None or mention.time is None or mention.time[1] - mention.time[0] > 4 * span:
            return []
        return [(*cell, bucket) for bucket in range(mention.time[0] // span, mention.time[1] // span + 1)]

    for index, mention in enumerate(mentions):
        for home in homes(mention):
            assert mention.time is not None
            cells[home].append((mention.time[0], index))
    for members in cells.values():
        members.sort()
    steps = [(x, y, z, t) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) for t in (-1, 0, 1)]
    for index, mention in enumerate(mentions):
        reach = {(x + dx, y + dy, z + dz, t + dt) for x, y, z, t in homes(mention) for dx, dy, dz, dt in steps}
        for key in sorted(reach & cells.keys()):
            members = cells[key]
            assert mention.time is not None
            at = bisect_left(members, (mention.time[0], index))
            for _, other in members[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]:
                if other < index and _worth(mention, mentions[other], settings):
                    yield other, index


def _cell(mention: Outline, settings: LinkSettings) -> tuple[int, int, int] | None:
    """Cube of space that holds the place, its edge the distance within which places are compared; None if too vague."""
    place = mention.place
    if place is None:
        return None
    if place.lat is None or place.lon is None:
        # A name that no gazetteer has: a cell of its own, far outside the Earth.
        return crc32(fold_name(place.name or "").encode()), _NOWHERE, _NOWHERE
    if radius_km(place) > _GRID_RADIUS_KM:
        return None
    edge = max(settings.distance_km, 5.0)
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    x, y, z = math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
    return math.floor(_EARTH_KM * x / edge), math.floor(_EARTH_KM * y / edge), math.floor(_EARTH_KM * z / edge)


def _worth(left: Outline, right: Outline, settings: LinkSettings) -> bool:
    """Two reports, and neither place nor date already rules the pair out."""
    if left.document == right.document:
        return False
    if (
        left.place is not None
        and right.place is not None
        and left.place.lat is not None
        and right.place.lat is not None
    ):
        beyond = kilometres_apart(left.place, right.place) - radius_km(left.place) - radius_km(right.place)
        if beyond > settings.distance_km:
            return False
    return _near_in_time(left, right, settings)


def _near_in_time(left: Outline, right: Outline, settings: LinkSettings) -> bool:
    apart = days_apart(left.time, right.time)
    if apart > settings.window_days:
        return left.later or right.later
    return apart <= 1 or not (left.time_exact and right.time_exact)


def _named_pairs(outlines: Sequence[Outline], mentions: Iterable[Mention]) -> Iterator[tuple[int, int]]:
    """Mentions that name the same victim, or one whose text names a victim of the other."""
    holders: defaultdict[object, list[int]] = defaultdict(list)
    hashes: defaultdict[int, list[str]] = defaultdict(list)
    for index, outline in enumerate(outlines):
        for name in outline.named:
            parts = name.split()
            if len(parts) < 2:
                continue
            holders[sound(parts[0]), sound(parts[-1])].append(index)
            for pair in {*pairwise(parts), (parts[0], parts[-1])}:
                hashes[name_pair_hash(*pair)].append(name)
    wanted = np.fromiter(sorted(hashes), dtype=np.uint32, count=len(hashes))
    for index, mention in enumerate(mentions):
        for term in mention.pairs[held(mention.pairs, wanted)].tolist():
            for name in hashes[term]:
                parts = name.split()
                holders[sound(parts[0]), sound(parts[-1])].append(index)
    yield from _neighbours(holders.values(), outlines)


def _copied_pairs(mentions: Sequence[Outline]) -> Iterator[tuple[int, int]]:
    """Mentions in copies of one text: each document with the first of its group and with the one before it."""
    groups: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, mention in enumerate(mentions):
        groups[mention.copy_group][mention.document_id].append(index)
    for documents in groups.values():
        ids = sorted(documents)
        for position in range(1, len(ids)):
            for earlier in sorted({0, position - 1}):
                for left in documents[ids[earlier]]:
                    for right in documents[ids[position]]:
                        yield left, right


def _worded_pairs(
    outlines: Sequence[Outline], mentions: Iterable[Mention], settings: LinkSettings, scratch: Path | None
) -> Iterator[tuple[int, int]]:
    """Mentions that share two or more terms that few others have."""
    terms, counts = recurring_terms((mention.terms for mention in mentions), folder=scratch)
    rare = terms[counts <= _RARE_MENTIONS]
    del terms, counts
    chosen = [_rarest(mention, rare) for mention in mentions]
    if not chosen:
        return
    holders = np.repeat(np.arange(len(chosen), dtype=np.int32), [found.size for found in chosen])
    order = np.argsort(np.concatenate(chosen), kind="stable")  # within a run of one term its holders rise
    values, holders = np.concatenate(chosen)[order], holders[order]
    del chosen, order
    for left, right, shared in _sharing(values, holders, len(outlines)):
        if outlines[left].document == outlines[right].document:
            continue
        if shared >= _RETOLD_TERMS or _near_in_time(outlines[left], outlines[right], settings):
            yield left, right


def _rarest(mention: Mention, rare: Terms) -> Terms:
    chosen = held(mention.terms, rare)
    found = mention.terms[chosen]
    best: Terms = found[np.lexsort((found, -mention.weights[chosen]))[:_RARE_TERMS]]
    return best


def _sharing(values: Terms, holders: NDArray[np.int32], size: int) -> Iterator[tuple[int, int, int]]:
    """(left, right, terms in common) of the mentions that share `_SHARED_TERMS` or more, by terms sorted.

    Takes the left mentions a range at a time, so that memory holds about `_CODES_AT_ONCE` pairs.
    """
    starts = np.flatnonzero(np.append(True, values[1:] != values[:-1])) if values.size else np.zeros(0, dtype=np.int64)
    lengths = np.diff(np.append(starts, values.size))
    lengths, starts = lengths[lengths <= _RARE_MENTIONS], starts[lengths <= _RARE_MENTIONS]
    parts = int((lengths * (lengths - 1) // 2).sum()) // _CODES_AT_ONCE + 1
    for part in range(parts):
        low, high = size * part // parts, size * (part + 1) // parts
        found = [np.zeros(0, dtype=np.int64)]
        for length in range(2, _RARE_MENTIONS + 1):
            runs = holders[starts[lengths == length][:, None] + np.arange(length)].astype(np.int64)
            for one, other in combinations(range(length), 2):
                left = runs[:, one]
                within = (left >= low) & (left < high)
                found.append(left[within] * size + runs[within, other])
        codes, shared = np.unique(np.concatenate(found), return_counts=True)
        enough = shared >= _SHARED_TERMS
        for code, count in zip(codes[enough].tolist(), shared[enough].tolist(), strict=True):
            yield *divmod(code, size), count


def _neighbours(groups: Iterable[list[int]], mentions: Sequence[Outline]) -> Iterator[tuple[int, int]]:
    """Pairs within each group; in a large one only those that are near each other in time."""
    for group in groups:
        members = sorted(set(group), key=lambda index: (mentions[index].time or (0, 0), index))
        for position, left in enumerate(members):
            for right in members[position + 1 : position + 1 + _NAMESAKES]:
                yield left, right


def judged_pairs(pairs: Iterable[tuple[str, str]], owner: Mapping[str, int]) -> set[tuple[int, int]]:
    """The pairs of claims, as pairs of the mentions that hold them; a pair within one mention is left out."""
    found = set()
    for left, right in pairs:
        if left in owner and right in owner and owner[left] != owner[right]:
            found.add((min(owner[left], owner[right]), max(owner[left], owner[right])))
    return found
