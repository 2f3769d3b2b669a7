"""The model's numbers without its layers' bookkeeping: those of the library, up to the last bits of a processor's sums."""

from __future__ import annotations

import numpy as np
import pytest

from bearwitness.claims.sentence import parse, word_vectors
from bearwitness.claims.sentence.model import load_model

TOLERANCE = 1e-5  # some processors' matrix kernels add up in another order where there are more rows

SENTENCES = (
    "Twelve people were killed .",
    "Police",
    "A bomb went off near Smith , wounding at least three soldiers and a passer-by , officials said on Tuesday .",
    '" No one was hurt , " she said .',
)


def test_vectors_tags_and_heads_are_those_of_the_library() -> None:
    from spacy.tokens import Doc

    nlp = load_model()
    assert parse._word_vectors() is not None

    def docs() -> list[Doc]:
        return [Doc(nlp.vocab, words=words.split(), sent_starts=None) for words in SENTENCES]

    theirs = list(nlp.pipe(docs(), batch_size=parse.BATCH_SENTENCES))
    ours = list(parse._parsed(nlp, docs()))
    for there, (here, tags) in zip(theirs, ours, strict=True):
        assert np.allclose(there.tensor, here.tensor, atol=TOLERANCE)
        assert [token.tag_ for token in there] == tags
        assert [(token.dep_, token.head.i) for token in there] == [(token.dep_, token.head.i) for token in here]


def test_a_word_has_one_vector_whatever_was_read_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from spacy.tokens import Doc

    nlp = load_model()
    docs = [Doc(nlp.vocab, words=words.split()) for words in SENTENCES]

    def tensors(order: list[int]) -> np.ndarray:
        vectors = word_vectors.WordVectors(nlp.get_pipe("tok2vec"), nlp.get_pipe("tagger"))
        for k in order:
            vectors.annotate([docs[k], docs[2]])
        assert len(vectors._kept) <= word_vectors.KEPT_WORDS + max(len(doc) for doc in docs) * 2
        return np.concatenate([doc.tensor for doc in docs])

    together = tensors([0, 1, 2, 3])
    assert np.allclose(tensors([3, 2, 1, 0]), together, atol=TOLERANCE)
    monkeypatch.setattr(word_vectors, "KEPT_WORDS", 2)
    assert np.allclose(tensors([2, 0, 3, 1]), together, atol=TOLERANCE)


def test_a_sentence_without_words_is_left_to_the_library() -> None:
    from spacy.tokens import Doc

    nlp = load_model()
    found = list(parse._parsed(nlp, [Doc(nlp.vocab, words=[]), Doc(nlp.vocab, words=["Two", "died", "."])]))
    assert [tags for _, tags in found] == [[], ["CD", "VBD", "."]]
