"""Sentences -> their words with parts of speech, heads and dependencies, by the language model.

The model sees the words of `stand_ins`, so that names cannot colour the parse; tokens keep the offsets and words of the
original. Cost: linear in the words of the sentences asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from bearwitness.claims.sentence.model import load_model, sentence_of_words
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.claims.sentence.stand_ins import plan_words
from bearwitness.claims.sentence.word_vectors import WordVectors

BATCH_SENTENCES = 64  # sentences a parser batch: larger ones bring under 3% and cost memory


@lru_cache(maxsize=512)
def _label(key: int) -> str:
    """A dependency by the number that the model's arrays have for it."""
    label: str = load_model().vocab.strings[key % 2**64]
    return label


@lru_cache(maxsize=1)
def _word_vectors() -> WordVectors | None:
    """The model's vectors and tags without its layers' bookkeeping; None for a model that is built otherwise."""
    nlp = load_model()
    if nlp.pipe_names != ["tok2vec", "tagger", "parser"]:
        return None
    tok2vec, tagger = nlp.get_pipe("tok2vec"), nlp.get_pipe("tagger")
    return WordVectors(tok2vec, tagger) if WordVectors.fits(tok2vec, tagger) else None


def _parsed(nlp: Any, docs: Sequence[Any]) -> Iterator[tuple[Any, list[str]]]:
    """Sentences with their heads and dependencies set, and the tags of their words, in order."""
    vectors = _word_vectors()
    for start in range(0, len(docs), BATCH_SENTENCES):
        batch = docs[start : start + BATCH_SENTENCES]
        if vectors is None or not all(len(doc) for doc in batch):
            for doc in nlp.pipe(batch, batch_size=BATCH_SENTENCES):
                yield doc, [token.tag_ for token in doc]
        else:
            tags = vectors.annotate(batch)
            yield from zip(nlp.get_pipe("parser").pipe(batch, batch_size=BATCH_SENTENCES), tags, strict=True)


def parse_sentences(text: str, cased: str, sentences: Iterable[Sentence]) -> None:
    """Fill `tokens` of the given sentences.

    Args:
        text: The text layer.
        cased: The same, true-cased where the text is in capitals; same length.
        sentences: Those to parse, of this text.
    """
    nlp = load_model()
    todo = [s for s in sentences if not s.tokens]
    plans = [plan_words(text, cased, s) for s in todo]
    docs = []
    for spans, words, _, _ in plans:
        spaces = [k + 1 < len(spans) and spans[k][1] < spans[k + 1][0] for k in range(len(spans))]
        docs.append(sentence_of_words(nlp, words, spaces))
    for sentence, plan, (doc, tags) in zip(todo, plans, _parsed(nlp, docs), strict=True):
        spans, words, stand_in, nation = plan
        parsed = doc.to_array(["DEP", "HEAD"]).astype("int64").tolist()  # the head counts from the token
        tokens = [
            Token(
                k,
                start,
                end,
                text[start:end],
                "killed" if words[k] == "killed" else cased[start:end].lower(),
                tag,
                _label(dep),
                k + head,
                stand_in[k],
                nation[k],
            )
            for k, ((start, end), tag, (dep, head)) in enumerate(zip(spans, tags, parsed, strict=True))
        ]
        for token in tokens:
            if token.head != token.i:
                tokens[token.head].children.append(token.i)
        sentence.tokens = tokens
