"""The model's word vectors and tags, from its own numbers, without the bookkeeping of its layers.

A report has a few sentences to parse, and in so small a batch a third of the model's time goes into passing arrays from
layer to layer. Here the same operations run in the same order on the same batch, so that every number is the same, up to the last bits
where a processor's sums depend on how many rows it is given. The
first layer sees each word by itself; most words of a report stood in others before it, so what it made of them is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

BLOCK = 16  # new words the first layer takes at a time; always so many, so that none depends on what is beside it
KEPT_WORDS = 8_192  # some 6 MB; four in five words of a report are among them


@dataclass(frozen=True, slots=True)
class _Dense:
    """A maxout layer with the normalization behind it."""

    weights: Any  # (inputs, outputs x pieces), as they lie in memory, which spares the library a turn of them
    bias: Any
    outputs: int
    pieces: int
    scale: Any
    shift: Any


class WordVectors:
    """Reads the layers of a `tok2vec` component and the last layer of a tagger that listens to it."""

    def __init__(self, tok2vec: Any, tagger: Any) -> None:
        layers = [layer for layer in tok2vec.model.walk() if not layer.layers]
        self._ops = tok2vec.model.ops
        self._columns = next(layer.attrs["columns"] for layer in layers if layer.name == "extract_features")
        self._tables = [
            (layer.attrs["column"], layer.attrs["seed"], layer.get_param("E"))
            for layer in layers
            if layer.name == "hashembed"
        ]
        maxouts = [layer for layer in layers if layer.name == "maxout"]
        norms = [layer for layer in layers if layer.name == "layernorm"]
        dense = [self._dense(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True)]
        self._mix, self._windows = dense[0], dense[1:]
        self._pad = max(layer.attrs["pad"] for layer in tok2vec.model.walk() if layer.name.startswith("with_array"))
        last = next(layer for layer in tagger.model.walk() if layer.name == "softmax")
        self._tag_weights, self._tag_bias = last.get_param("W"), last.get_param("b")
        self._tags: tuple[str, ...] = tuple(tagger.labels)
        self._kept: dict[bytes, Any] = {}

    @staticmethod
    def fits(tok2vec: Any, tagger: Any) -> bool:
        """Whether the components have the layers that this module knows."""
        names = [layer.name for layer in tok2vec.model.walk() if not layer.layers]
        windows = names.count("expand_window")
        kinds = {"extract_features", "list2ragged", "ints-getitem", "hashembed", "maxout", "layernorm", "dropout"}
        known = set(names) == kinds | {"ragged2list", "expand_window"}
        dense = names.count("maxout") == names.count("layernorm") == windows + 1
        size = all(layer.attrs["window_size"] == 1 for layer in tok2vec.model.walk() if layer.name == "expand_window")
        ends = [layer.name for layer in tagger.model.walk() if not layer.layers] == ["tok2vec-listener", "softmax"]
        return known and dense and size and windows > 0 and ends

    def _dense(self, maxout: Any, norm: Any) -> _Dense:
        outputs, pieces, inputs = (maxout.get_dim(name) for name in ("nO", "nP", "nI"))
        weights = self._ops.reshape2f(maxout.get_param("W"), outputs * pieces, inputs)
        bias = self._ops.reshape1f(maxout.get_param("b"), outputs * pieces)
        return _Dense(np.ascontiguousarray(weights.T), bias, outputs, pieces, norm.get_param("G"), norm.get_param("b"))

    def annotate(self, docs: Sequence[Any]) -> list[list[str]]:
        """Set the vectors of some sentences, for the parser, and give the tags of their words.

        Args:
            docs: Sentences, each of one word at least.
        """
        mixed = self._each_alone(np.concatenate([doc.to_array(self._columns) for doc in docs]))
        words = [slice(0, 0)]  # of each sentence, in rows with some of zeros before, between and behind
        for doc in docs:
            start = words[-1].stop + self._pad
            words.append(slice(start, start + len(doc)))
        del words[0]
        rows = np.zeros((words[-1].stop + self._pad, mixed.shape[1]), dtype=mixed.dtype)
        inside = np.concatenate([np.arange(span.start, span.stop) for span in words])
        rows[inside] = mixed
        for window in self._windows:
            rows = rows + self._through(self._ops.seq2col(rows, 1), window)
        scores = self._ops.gemm(rows[inside], self._tag_weights, trans2=True)
        scores += self._tag_bias
        best = scores.argmax(axis=1).tolist()
        tags: list[list[str]] = []
        at = 0
        for doc, span in zip(docs, words, strict=True):
            doc.tensor = rows[span]
            tags.append([self._tags[k] for k in best[at : at + len(doc)]])
            at += len(doc)
        return tags

    def _each_alone(self, ids: Any) -> Any:
        """The vectors of words by themselves, a row each, from the numbers of their form and shape, a row each."""
        keys: list[bytes] = ids.view(np.dtype((np.void, ids.shape[1] * ids.itemsize))).ravel().tolist()
        if len(self._kept) > KEPT_WORDS:
            self._kept = {}
        kept = self._kept
        new = {key: k for k, key in enumerate(keys) if key not in kept}
        if new:
            kept.update(zip(new, self._first_layer(ids[list(new.values())]), strict=True))
        return np.concatenate([kept[key] for key in keys]).reshape(len(keys), -1)

    def _first_layer(self, ids: Any) -> list[Any]:
        """The same of words that were not asked for before, in blocks of one size."""
        full = np.concatenate([ids, np.repeat(ids[:1], -len(ids) % BLOCK, axis=0)])
        embedded = [
            self._ops.gather_add(table, self._ops.hash(np.ascontiguousarray(full[:, column]), seed) % table.shape[0])
            for column, seed, table in self._tables
        ]
        rows = np.concatenate(embedded, axis=1)
        blocks = [self._through(rows[at : at + BLOCK], self._mix) for at in range(0, len(rows), BLOCK)]
        return [row.copy() for row in np.concatenate(blocks)[: len(ids)]]

    def _through(self, rows: Any, layer: _Dense) -> Any:
        pieces = self._ops.gemm(rows, layer.weights)
        pieces += layer.bias
        best, _ = self._ops.maxout(pieces.reshape((len(rows), layer.outputs, layer.pieces)))
        apart = best - _means(best)
        variance = _means(apart * apart) + 1e-08
        normal = apart * variance ** (-1.0 / 2.0) * layer.scale
        normal += layer.shift
        return normal


def _means(rows: Any) -> Any:
    """The mean of each row, as `mean` finds it without asking what it was given."""
    sums = np.add.reduce(rows, axis=1, keepdims=True)
    sums /= rows.shape[1]
    return sums
