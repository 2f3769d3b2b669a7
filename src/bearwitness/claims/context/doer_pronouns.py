"""Whom "they" or "he" as a doer stands for by grammar, where no phrase for a doer was found before it.

"Soldiers said they had captured five" has the answer in the sentence: the subject of the verb of saying. Else the subject of
the sentence before has it, in the same paragraph, if it can act and agrees in number, and nobody else there does:
"Soldiers entered the ward. They killed two". Where that fails the pronoun stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bearwitness.claims.sentence.outcome_words import ACTORS
from bearwitness.claims.sentence.reader import Reader
from bearwitness.claims.sentence.report_text import ReportText
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.claims.sentence.verbs import actor
from bearwitness.records import Words

_MANY, _ONE = "they", frozenset(["he", "she"])
_UP = 6  # verbs to climb from the deed to the verb of saying over it
_NO_SUBJECTS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who", "which", "that", "this", "there", "what"])


def stood_for(
    words: Words,
    sentence: Sentence,
    *,
    report: ReportText,
    sentences: Sequence[Sentence],
    parse: Callable[[Sequence[Sentence]], None],
) -> Words | None:
    """The phrase that a pronoun of a claim's doer stands for, or None.

    Args:
        words: The pronoun, in `sentence`.
        sentence: A parsed sentence.
        report: The document.
        sentences: All its sentences; the one before is parsed where it is needed.
        parse: Parses sentences in place.
    """
    pronoun = words.text.lower()
    if pronoun != _MANY and pronoun not in _ONE:
        return None
    at = next((t for t in sentence.tokens if t.start == words.span[0]), None)
    if at is None:
        return None
    reader = Reader(report, sentence)
    head = speaker_over(reader, at)
    if head is not None:
        return actor(reader, head)
    if any(t.i < at.i and _may_be_meant(t, pronoun) for t in sentence.tokens):
        return None  # another stands between
    before = sentences[sentence.index - 1] if sentence.index > 0 else None
    if before is None or before.paragraph != sentence.paragraph:
        return None
    if not before.tokens:
        parse([before])
    reader = Reader(report, before)
    heads = [t for t in before.tokens if _may_be_meant(t, pronoun) and not _is_of(before, t)]
    found = [(t, w) for t, w in ((t, actor(reader, t.i)) for t in heads) if w is not None]
    return found[0][1] if len(found) == 1 and found[0][0].dep == "nsubj" else None


_NOUNS = ("nsubj", "nsubjpass", "dobj", "pobj", "conj")


def _may_be_meant(noun: Token, pronoun: str) -> bool:
    return noun.dep in _NOUNS and noun.tag.startswith("NN") and noun.word not in _NO_SUBJECTS and agrees(noun, pronoun)


def _is_of(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun only tells whose the one before it is ("members of a militia")."""
    return noun.dep == "pobj" and sentence.tokens[noun.head].word == "of"


def speaker_over(reader: Reader, pronoun: Token) -> int | None:
    """Subject of the verb of saying over a pronoun's clause, if it agrees in number."""
    verb = reader.tokens[pronoun.head]
    for _ in range(_UP):
        if verb.dep == "ccomp" or (verb.dep == "advcl" and verb.head < pronoun.i):
            for c in reader.tokens[verb.head].children:
                subject = reader.tokens[c]
                if subject.dep == "nsubj" and c < pronoun.i and subject.word not in _NO_SUBJECTS:
                    return c if agrees(subject, pronoun.word) else None
        if verb.head == verb.i:
            return None
        verb = reader.tokens[verb.head]
    return None


def agrees(noun: Token, pronoun: str) -> bool:
    """Whether a noun can be "they" (several people, or a body of them) or "he" and "she" (one person)."""
    if pronoun in ("it", "its"):
        return not noun.tag.endswith("S")
    several = noun.tag in ("NNS", "NNPS") or noun.word.split()[-1] in ACTORS
    return several if pronoun == _MANY else not several


_FIRST = frozenset(["a", "an", "one", "another", "two", "three", "four", "five", "several", "some"])


def told_first(words: Words, sentence: Sentence, report: ReportText) -> Words | None:
    """The phrase that first tells of "the girl" in the sentence: "a 9-year-old girl was playing when the girl fired ..."."""
    at = next((t for t in sentence.tokens if words.span is not None and t.start == words.span[0]), None)
    if at is None or at.word not in ("the", "this", "that") or len(words.text.split()) != _DETERMINER_AND_NOUN:
        return None
    noun = words.text.split()[-1].lower()
    for t in sentence.tokens[: at.i]:
        if t.word == noun and any(sentence.tokens[c].word in _FIRST for c in t.children):
            return actor(Reader(report, sentence), t.i)
    return None


_DETERMINER_AND_NOUN = 2  # words of "the boy"
