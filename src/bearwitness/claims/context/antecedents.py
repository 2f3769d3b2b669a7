"""Whom a pronoun that speaks stands for: the people told of in a sentence before it."""

from __future__ import annotations

from bearwitness.claims.context.claimant_kinds import is_people_word
from bearwitness.claims.context.claimant_words import ClaimantWords
from bearwitness.claims.context.quotations import Quotations
from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.records import Claimant, ClaimantKind

PRONOUNS_OF_SPEAKERS = frozenset(["he", "she", "they", "we", "it", "i", "you", "who"])


def people_told_of(
    words: ClaimantWords, quotations: Quotations, sentence: Sentence, *, plural: bool
) -> Claimant | str | None:
    """The people whom a pronoun in a later sentence may stand for, speakers first; words alone where several are joined."""
    tokens = sentence.tokens
    subjects = [t for t in tokens if t.dep in ("nsubj", "nsubjpass") and tokens[t.head].tag.startswith("VB")]
    speaking = [t for t in subjects if tokens[t.head].word in speech_words().say]
    for t in [*speaking, *subjects]:
        if quotations.at(t.start) is not None or t.word in PRONOUNS_OF_SPEAKERS:
            continue
        conj = any(tokens[c].dep == "conj" for c in t.children)
        many = t.tag in ("NNS", "NNPS") or conj or t.word in ("police", "people")
        claimant = words.at(sentence, t.i)
        if claimant is None:
            continue
        human = (
            claimant.kind != ClaimantKind.UNNAMED
            or t.name
            or is_people_word(words.cased[claimant.span[0] : claimant.span[1]])
        )
        if not human:
            continue
        if (
            plural
            and not many
            and claimant.kind not in (ClaimantKind.OFFICIAL, ClaimantKind.ORGANISATION, ClaimantKind.MEDIA)
        ):
            continue
        if not plural and many:
            continue
        return _joined(words, sentence, t, claimant) if conj else claimant
    return None


def _joined(words: ClaimantWords, sentence: Sentence, t: Token, first: Claimant) -> str:
    """The words for several people joined by "and", from the first of them."""
    tokens = sentence.tokens
    of_subject = sentence.subtree(t.i)
    last = max(c for c in of_subject if tokens[c].dep in ("conj", "nsubj") or tokens[c].head == t.i)
    last_end = tokens[last].end
    stop = max(
        (tokens[c].end for c in of_subject if tokens[c].i < tokens[t.head].i and tokens[c].tag.startswith("NN")),
        default=last_end,
    )
    return words.text[first.span[0] : max(last_end, min(stop, first.span[0] + 120))]
