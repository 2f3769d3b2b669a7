"""The model's numbers without its layers' bookkeeping: bit for bit those of the library."""

from __future__ import annotations

import numpy as np

from bearwitness.claims.sentence import parse
from bearwitness.claims.sentence.model import load_model

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
        assert np.array_equal(there.tensor, here.tensor)
        assert [token.tag_ for token in there] == tags
        assert [(token.dep_, token.head.i) for token in there] == [(token.dep_, token.head.i) for token in here]


def test_a_sentence_without_words_is_left_to_the_library() -> None:
    from spacy.tokens import Doc

    nlp = load_model()
    found = list(parse._parsed(nlp, [Doc(nlp.vocab, words=[]), Doc(nlp.vocab, words=["Two", "died", "."])]))
    assert [tags for _, tags in found] == [[], ["CD", "VBD", "."]]
