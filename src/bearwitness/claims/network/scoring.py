"""Words of a sentence -> for each noun asked for, the probability of each harm.

The weights lie beside this file as one ONNX graph, 8-bit, with their word pieces in it. One sentence is one run, so that
what stands in a report cannot change what is read of another sentence of it: the same words give the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bearwitness.encoder.pieces import WordPieces
from bearwitness.encoder.session import Graph, can_run, digest_of
from bearwitness.records import Harm

WEIGHTS_FILE = "harm_en.onnx"
MOST_PIECES = 112
"""Word pieces of a sentence that the network reads; what follows has no probability."""
MOST_TOLD = 6

Probabilities = NDArray[np.float32]


class HarmScorer:
    """The network with its word pieces."""

    def __init__(self, path: Path) -> None:
        self._graph = Graph(path)
        written = self._graph.note
        self.harms = tuple(Harm(harm) for harm in written["harms"])
        self._pieces = WordPieces(written["pieces"])

    def score(self, words: Sequence[str], told: Sequence[Harm], heads: Sequence[int]) -> Probabilities:
        """Probabilities of harm.

        Args:
            words: Of one sentence, in lower case; neutral words for names.
            told: Harms told in the two sentences before, in order; the last six count.
            heads: Indices of the words asked for.

        Returns:
            Shape (heads, harms), in the order of `harms`; zeros for a word that stands too late in a long sentence.
        """
        pieces = self._pieces
        ids = [pieces.first]
        for harm in told[-MOST_TOLD:]:
            ids += pieces.numbers(harm.value.replace("_", " "))
        ids.append(pieces.apart)
        before = len(ids)
        spans: list[tuple[int, int] | None] = []
        for word in words:
            numbers = pieces.numbers(word)
            fits = len(ids) + len(numbers) < MOST_PIECES
            spans.append((len(ids), len(ids) + len(numbers) - 1) if fits else None)
            ids += numbers if fits else ()
        ids.append(pieces.apart)
        found = np.zeros((len(heads), len(self.harms)), dtype=np.float32)
        placed = [(k, span) for k, head in enumerate(heads) if (span := spans[head]) is not None]
        if placed:
            types = np.ones((1, len(ids)), dtype=np.int64)
            types[0, :before] = 0
            given = {
                "ids": np.array([ids], dtype=np.int64),
                "types": types,
                "first": np.array([span[0] for _, span in placed], dtype=np.int64),
                "last": np.array([span[1] for _, span in placed], dtype=np.int64),
            }
            found[[k for k, _ in placed]] = self._graph.run(given)
        return found


def _weights() -> Path:
    return Path(str(resources.files(__package__))) / WEIGHTS_FILE


@lru_cache(maxsize=1)
def harm_scorer() -> HarmScorer | None:
    """The network of this package; None where it or what runs it is not there: the rules then read alone."""
    return HarmScorer(_weights()) if can_run(_weights()) else None


def network_digest() -> str:
    """Eight digits of the digest of the weights; "none" where no network reads."""
    return digest_of(_weights())
