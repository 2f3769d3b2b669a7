"""Sentences and signs -> for each claim a probability of every phrase of its report, and of none.

The weights lie beside this file: a language model that reads one sentence (`setting_en.onnx`, 8-bit) and, for place, time and
doer each, a small head (`setting_en.npz`) that weighs the people of a claim, a phrase and how they stand to each other. A
sentence is one run, so that the same words are read alike wherever they stand.

Cost: a run for each sentence that holds a claim or a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bearwitness.encoder.pieces import WordPieces
from bearwitness.encoder.session import Graph, can_run, digest_of
from bearwitness.records import Span
from bearwitness.resolve.setting.names import Word
from bearwitness.resolve.setting.signs import Signs, Slot

WEIGHTS_FILE, HEADS_FILE = "setting_en.onnx", "setting_en.npz"
MOST_PIECES = 112
"""Word pieces of a sentence that the network reads; a phrase behind them is known by its signs and its sentence alone."""

Floats = NDArray[np.float32]


def pieces_of(pieces: WordPieces, words: Sequence[Word]) -> tuple[list[int], list[tuple[int, int]]]:
    """Numbers of a sentence's word pieces, and of each word that fits the first and the last of them."""
    ids, spans = [pieces.first], []
    for word in words:
        numbers = pieces.numbers(word.text)
        if len(ids) + len(numbers) >= MOST_PIECES:
            break
        spans.append((len(ids), len(ids) + len(numbers) - 1))
        ids += numbers
    return [*ids, pieces.apart], spans


def places_in(words: Sequence[Word], spans: Sequence[tuple[int, int]], span: Span) -> tuple[int, int]:
    """The first and last word piece of a stretch of text; those of the sentence's mark where it does not reach them."""
    met = [at for word, at in zip(words, spans, strict=False) if word.start < span[1] and span[0] < word.end]
    return (met[0][0], met[-1][1]) if met else (0, 0)


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence as the network sees it: its words, where their pieces lie, and a row of numbers for each piece."""

    words: Sequence[Word]
    spans: Sequence[tuple[int, int]]
    rows: Floats

    def of(self, span: Span) -> Floats:
        """The rows of the first and last piece of a stretch, side by side."""
        first, last = places_in(self.words, self.spans, span)
        found: Floats = np.concatenate([self.rows[first], self.rows[last]])
        return found


@dataclass(frozen=True, slots=True)
class _Head:
    """One slot's weights, by the names that `scripts/train_setting.py` gives them."""

    signs: dict[str, int]
    weights: dict[str, Floats]

    def table(self, signs: Sequence[Signs]) -> Floats:
        found = np.zeros((len(signs), len(self.signs)), dtype=np.float32)
        for row, own in enumerate(signs):
            for name, value in own.items():
                column = self.signs.get(name)
                if column is not None:
                    found[row, column] = value
        return found

    def dense(self, name: str, given: Floats) -> Floats:
        found: Floats = given @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return found


class SettingScorer:
    """The network with its word pieces and heads."""

    def __init__(self, folder: Path) -> None:
        self._graph = Graph(folder / WEIGHTS_FILE)
        self._pieces = WordPieces(self._graph.note["pieces"])
        with np.load(folder / HEADS_FILE) as stored:
            self._heads = {
                slot: _Head(
                    {name: k for k, name in enumerate(names)},
                    {
                        key.removeprefix(f"{slot}."): stored[key].astype(np.float32)
                        for key in stored.files
                        if key.startswith(f"{slot}.")
                    },
                )
                for slot, names in self._graph.note["signs"].items()
            }

    def read(self, words: Sequence[Word]) -> ReadSentence:
        """One sentence, read."""
        ids, spans = pieces_of(self._pieces, words)
        return ReadSentence(words, spans, self._graph.run({"ids": np.array([ids], dtype=np.int64)})[0])

    def likeliest(self, slot: Slot, signs: Sequence[Signs], most: int) -> list[int]:
        """Indices of the phrases that are worth reading: the `most` likeliest by their signs alone, likeliest first.

        Args:
            slot: What is asked.
            signs: Of "none", whose index is 0, and then of each phrase.
            most: How many at most.
        """
        head = self._heads[slot]
        first = head.table(signs[1:]) @ head.weights["first"]
        return [1 + int(k) for k in np.argsort(-first, kind="stable")[:most]]

    def score(
        self,
        slot: Slot,
        people: tuple[ReadSentence, Span],
        candidates: Sequence[tuple[ReadSentence, Span]],
        signs: Sequence[Signs],
    ) -> Floats:
        """Probabilities for one claim.

        Args:
            slot: `place`, `time` or `alleged_perpetrator`.
            people: The sentence and the words of the claim's people.
            candidates: Those of each phrase.
            signs: Of "none", and then of each phrase.

        Returns:
            Shape (1 + candidates,), summing to 1: none first.
        """
        head = self._heads[slot]
        w = head.weights
        sentence, span = people
        mine = np.tanh(head.dense("people", sentence.of(span)))
        around = np.tanh(head.dense("sentence", sentence.rows[0]))
        phrases = [w["none.phrase"]]
        places = [w["none.sentence"]]
        if candidates:
            phrases += list(np.tanh(head.dense("phrase", np.stack([s.of(at) for s, at in candidates]))))
            places += list(np.tanh(head.dense("phrase_sentence", np.stack([s.rows[0] for s, _ in candidates]))))
        n, table = len(signs), head.table(signs)
        phrase = np.stack(phrases)
        given = np.concatenate(
            [np.tile(mine, (n, 1)), np.tile(around, (n, 1)), phrase, np.stack(places), phrase * mine, table], axis=1
        )
        said = head.dense("out", np.maximum(head.dense("hidden", given), 0))[:, 0]
        powers = np.exp(said - said.max())
        found: Floats = powers / powers.sum()
        return found


def _folder() -> Path:
    return Path(str(resources.files(__package__)))


def _can_choose(folder: Path) -> bool:
    """Whether the weights, the heads and what runs them are there."""
    return can_run(folder / WEIGHTS_FILE) and (folder / HEADS_FILE).is_file()


@lru_cache(maxsize=1)
def setting_scorer() -> SettingScorer | None:
    """The network of this package; None where it or what runs it is not there: the rules' answers then stand."""
    folder = _folder()
    return SettingScorer(folder) if _can_choose(folder) else None


def setting_digest() -> str:
    """Eight digits each of the digests of the network's weights and heads; "none" where no network chooses."""
    folder = _folder()
    if not _can_choose(folder):
        return "none"
    return f"{digest_of(folder / WEIGHTS_FILE)}{digest_of(folder / HEADS_FILE)}"
