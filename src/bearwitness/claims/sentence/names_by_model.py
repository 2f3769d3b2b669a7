"""Personal names in texts, by the statistical model: for screening what is published, never for claims."""

from __future__ import annotations

from collections.abc import Sequence

from bearwitness.claims.sentence.model import load_name_finder
from bearwitness.claims.sentence.splitting import split_sentences
from bearwitness.claims.sentence.upper_case import is_mostly_upper, truecase


def find_person_names(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Spans of personal names in each text, by the statistical model: for screening, since it misses some.

    Returns:
        One list a text, in order; offsets count code points of that text.
    """
    prepared = []
    for text in texts:
        if is_mostly_upper(text):
            text = truecase(text, split_sentences(text))
        prepared.append(text)
    return [
        [(entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ == "PERSON"]
        for doc in load_name_finder().pipe(prepared, batch_size=32)
    ]
