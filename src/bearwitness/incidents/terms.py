"""Counts over the terms of all documents, a part of the range of hashes at a time, so that they need no more memory for
ten times the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bearwitness.scratch import Scratch

Terms = NDArray[np.uint32]

_AT_ONCE = 1 << 18  # values held while counting: 1 MB
_HASHES = 1 << 32


def recurring_terms(sketches: Iterable[Terms], *, folder: Path | None = None) -> tuple[Terms, NDArray[np.uint32]]:
    """The terms that two or more sketches hold, sorted, and how many hold each.

    Args:
        sketches: Terms of each text, every one once.
        folder: Where what does not fit in memory is kept meanwhile; None for the system's folder for such files.
    """
    kept = Scratch(folder)
    try:
        total = 0
        for block in _blocks(sketches):
            kept.put(block.tobytes())
            total += block.size
        parts = total // _AT_ONCE + 1
        found = []
        for part in range(parts):
            low, high = _HASHES * part // parts, _HASHES * (part + 1) // parts - 1
            values = [_between(np.frombuffer(kept.get(n), dtype=np.uint32), low, high) for n in range(len(kept))]
            if values:
                terms, counts = np.unique(np.concatenate(values), return_counts=True)
                found.append((terms[counts > 1], counts[counts > 1].astype(np.uint32)))
    finally:
        kept.close()
    empty = np.zeros(0, dtype=np.uint32)
    return (
        np.concatenate([empty, *(terms for terms, _ in found)]),
        np.concatenate([empty, *(counts for _, counts in found)]),
    )


def _blocks(sketches: Iterable[Terms]) -> Iterator[Terms]:
    waiting: list[Terms] = []
    size = 0
    for sketch in sketches:
        waiting.append(sketch)
        size += sketch.size
        if size >= _AT_ONCE:
            yield np.concatenate(waiting)
            waiting, size = [], 0
    if waiting:
        yield np.concatenate(waiting)


def _between(values: Terms, low: int, high: int) -> Terms:
    return values[(values >= np.uint32(low)) & (values <= np.uint32(high))]
