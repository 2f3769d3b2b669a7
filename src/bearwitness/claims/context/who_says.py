"""Who a sentence itself says tells of its harm, and through whom.

A verb of saying above the harm in the parse, "according to", a speaker between commas or behind the last one, the credit
at the head or the end of a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.context.claimant_kinds import kind_of
from bearwitness.claims.context.claimant_words import PAPERS, ClaimantWords
from bearwitness.claims.context.speech_lexicon import speech_words
from bearwitness.claims.context.voices import (
    ACCUSING,
    TOLD_BY,
    counting_verb,
    said_aside,
    said_between_commas,
    speaks_for,
)
from bearwitness.claims.sentence.dependencies import hangs_on, parted
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.records import Claimant, ClaimantKind

_PAPER_BY = re.compile(
    r"(?:(?:A|The)\s+)?(?:(?:Press|Joint|Written|Official)\s+)?(?:Statement|Communiqu[eé]|Declaration|Release)\s+(?:by|from|of)\s+(?P<who>[^:\n,]{2,60}?):\s",
    re.IGNORECASE,
)
_ONLY_CLAUSES = frozenset(
    "put puts point charged issued maintain maintains maintained reminded reminds replied replies answered ruled rules".split()
)
_FINDING = frozenset("found finds finding".split())
_COMPLEMENT = frozenset(
    (
        "ccomp parataxis advcl dep xcomp acl conj relcl dobj pobj prep pcomp attr acomp oprd "
        "csubj appos ROOT nmod amod agent npadvmod advmod"
    ).split()
)
"""How a word hangs on a word of saying that speaks for it."""
_ACCORDING = re.compile(r"\b(?:according to|in the words of|as reported by|as per|quoted by)\s+")
_TALLY = re.compile(
    r"\b[Bb]y (?P<who>(?:the |an? )?(?:[\w-]+ ){0,3}?[\w-]+)['’]s? (?:own |latest |last )?(?:count|tally|reckoning|estimates?|figures|account)\b"
)
_CITING = ("citing", "quoting", "cited", "quoted")
_MOST_STEPS = 14  # words on the way up from the harm in which a verb of saying is sought


def said_by(words: ClaimantWords, sentence: Sentence, trigger: Token, mention: Mention) -> Claimant | None:
    """Who a sentence itself says tells of a mention, innermost; None where it names nobody."""
    return (
        _by_teller(words, sentence, trigger, mention)
        or _by_verb(words, sentence, trigger, mention)
        or _by_according(words, sentence, mention)
        or _by_tail(words, sentence, mention)
        or _by_credit(words, sentence, mention)
    )


def subject_of(sentence: Sentence, verb: Token) -> int | None:
    """The token of whoever a verb or noun of saying has for its subject, agent or owner; None where it has none."""
    tokens = sentence.tokens
    passive = any(tokens[c].dep == "auxpass" for c in verb.children)
    for c in sorted(verb.children, key=lambda c: abs(c - verb.i)):  # of two, the parser put the wrong one further off
        child = tokens[c]
        if child.dep in ("nsubj",) and not (child.word == "it" and passive):
            if child.word in ("who", "which", "that") and verb.dep == "relcl":
                return verb.head
            return c
    if verb.tag == "VBN" and verb.dep in ("acl",):
        return None
    if passive:
        for c in verb.children:
            if tokens[c].dep == "nsubjpass" and verb.word == "quoted":
                return c
        return None
    if verb.word == "saying" and verb.dep == "pcomp" and tokens[verb.head].word == "as":  # "cited X as saying"
        for c in tokens[tokens[verb.head].head].children:
            if tokens[c].dep == "dobj":
                return c
    if verb.dep in ("conj", "advcl", "xcomp") and tokens[verb.head].tag.startswith("VB") and verb.head != verb.i:
        parent = tokens[verb.head]
        if verb.tag == "VBN" and verb.dep != "conj":
            return None
        return subject_of(sentence, parent)
    if verb.tag.startswith("NN"):
        for c in verb.children:
            if tokens[c].dep == "poss":
                return c
        for c in verb.children:
            if tokens[c].dep == "prep" and tokens[c].word in ("by", "from", "of"):
                for g in tokens[c].children:
                    if tokens[g].dep == "pobj":
                        return g
    return None


def _by_teller(words: ClaimantWords, sentence: Sentence, trigger: Token, mention: Mention) -> Claimant | None:
    """ "Nineteen said that they had been beaten": those who tell it of themselves."""
    if mention.rule != "testimony" or mention.start >= trigger.start or not trigger.tag.startswith("VB"):
        return None
    if trigger.word not in speech_words().say and not trigger.word.startswith(("describ", "recount", "detail")):
        return None
    tellers = words.text[mention.start : trigger.start].rstrip()
    return Claimant(tellers, (mention.start, mention.start + len(tellers)), kind=ClaimantKind.WITNESS)


def _by_verb(words: ClaimantWords, sentence: Sentence, trigger: Token, mention: Mention) -> Claimant | None:
    """Whoever a verb of saying above the harm speaks for; where several do, the innermost, with the chain."""
    tokens, say = sentence.tokens, speech_words().say
    # "..., experts said." speaks for the whole sentence
    closing = any(k.word in say and k.word not in _FINDING for k in tokens[-4:])
    above = tokens[trigger.head]
    if above.i > trigger.i and not closing and parted(words.text, trigger, above):
        return None
    counting = counting_verb(sentence, trigger)
    if counting is not None:
        subject = subject_of(sentence, counting)
        if subject is not None:
            return _cited(words, sentence, counting) or words.at(sentence, subject)
    chain, trail = _chain_above(words, sentence, trigger, mention, closing=closing)
    if not chain:
        aside = said_aside(sentence, trail, say)
        subject = subject_of(sentence, aside) if aside is not None else None
        return words.at(sentence, subject) if subject is not None else None
    names = tuple(c.text for c in reversed(chain))
    return replace(chain[0], chain=names) if len(names) > 1 else chain[0]


def _chain_above(
    words: ClaimantWords, sentence: Sentence, trigger: Token, mention: Mention, *, closing: bool
) -> tuple[list[Claimant], list[Token]]:
    """The voices on the way up from the harm, innermost first, and the words passed on that way.

    `closing`: a verb of saying at the end speaks for the whole sentence, so that no semicolon ends the way.
    """
    tokens = sentence.tokens
    chain, trail = list[Claimant](), [trigger]
    if trigger.head == trigger.i:
        return chain, trail
    t = tokens[trigger.head]
    for _ in range(_MOST_STEPS):
        chain += _voices_at(words, sentence, t, trail, mention)
        if t.head == t.i or (not closing and parted(words.text, t, tokens[t.head])):
            break
        trail.append(t)
        t = tokens[t.head]
    return chain, trail


def _voices_at(
    words: ClaimantWords, sentence: Sentence, t: Token, trail: Sequence[Token], mention: Mention
) -> list[Claimant]:
    """Whom a word above the harm makes speak, and whom that one cites, the innermost first."""
    tokens, trigger, below = sentence.tokens, trail[0], trail[-1]
    voice: Claimant | None = None
    if _is_saying(sentence, t, below, mention) and speaks_for(sentence, t, trail):
        subject = subject_of(sentence, t)
        if subject is None:
            voice = _by_agent(words, sentence, t)
        elif tokens[subject].i != below.i and not hangs_on(sentence, trigger, subject):
            voice = words.at(sentence, subject)  # not "the man who killed 12 said ..."
            cited = _cited(words, sentence, t) if voice is not None else None
            if voice is not None and cited is not None:
                return [cited, voice]
    elif t.word in PAPERS and below.dep in ("acl", "ccomp", "relcl") and _has_that(sentence, below):
        # "reports that two had died", also where "states" is not read as a verb
        voice = words.at(sentence, t.i)
    elif below.dep == "nsubjpass" and t.word in TOLD_BY:
        voice = _by_agent(words, sentence, t)
    return [voice] if voice is not None else []


def _has_that(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause is opened by a "that" which is no subject of its verb."""
    return any(sentence.tokens[c].word == "that" and sentence.tokens[c].dep == "mark" for c in clause.children)


def _is_saying(sentence: Sentence, t: Token, below: Token, mention: Mention) -> bool:
    """Whether a word above the harm is a word of saying, by its form and by how the word below hangs on it."""
    lexicon, tokens = speech_words(), sentence.tokens
    if t.word not in lexicon.say and t.word not in lexicon.deny and t.word not in ACCUSING:
        return False
    if not t.tag.startswith(("VB", "NN")) or below.dep not in _COMPLEMENT:
        return False
    if t.tag.startswith("NN") and below.dep not in ("acl", "ccomp"):
        return False
    if t.word in _ONLY_CLAUSES and below.dep != "ccomp":
        return False
    if t.word in _FINDING and not (below.i < t.i or any(tokens[c].word == "that" for c in below.children)):
        return False  # "found two men shot" saw them
    if t.word in ("believed", "believe", "believes") and any(
        tokens[c].dep in ("auxpass", "nsubjpass") for c in t.children
    ):
        return False
    if t.word in ("claimed", "claims", "claiming") and mention.rule in ("lives", "lives-of"):
        return False
    return not (mention.start <= t.start < mention.end and t.i == mention.trigger)


def _by_agent(words: ClaimantWords, sentence: Sentence, verb: Token) -> Claimant | None:
    """ "Was confirmed by the ministry": the ministry."""
    for c in verb.children:
        if sentence.tokens[c].word == "by" and sentence.tokens[c].dep in ("agent", "prep"):
            for g in sentence.tokens[c].children:
                if sentence.tokens[g].dep == "pobj":
                    return words.at(sentence, g)
    return None


def _cited(words: ClaimantWords, sentence: Sentence, verb: Token) -> Claimant | None:
    """ "X reported, citing Y", "X quoted Y as saying": Y."""
    tokens = sentence.tokens
    for t in tokens:
        if t.word in _CITING and (t.head == verb.i or t.i == verb.i or tokens[t.head].head == verb.i):
            for c in t.children:
                if tokens[c].dep == "dobj":
                    return words.at(sentence, c)
    return None


def _by_according(words: ClaimantWords, sentence: Sentence, mention: Mention) -> Claimant | None:
    """ "According to the mayor": the nearest to the harm, and whom the sentence says that one cites."""
    low = words.cased[sentence.start : sentence.end].lower()
    best: tuple[int, Claimant] | None = None
    for match in _ACCORDING.finditer(low):
        at = sentence.start + match.end()
        token = sentence.token_at(at)
        if token is None:
            continue
        head = _phrase_head(sentence, token.i)
        claimant = words.at(sentence, head)
        if claimant is None:
            continue
        between = words.text[min(at, mention.start) : max(at, mention.start)]
        distance = abs(at - mention.start) + (1000 if ";" in between else 0)
        if best is None or distance < best[0]:
            best = (distance, claimant)
    if best is None or best[0] >= 1000:
        return _by_tally(words, sentence)
    cited = next(
        (
            words.at(sentence, c)
            for t in sentence.tokens
            if t.word in _CITING
            for c in t.children
            if sentence.tokens[c].dep == "dobj"
        ),
        None,
    )
    if cited is not None and cited.span != best[1].span:
        return replace(cited, chain=(best[1].text, cited.text))
    return best[1]


def _by_tally(words: ClaimantWords, sentence: Sentence) -> Claimant | None:
    """ "By the platform's count, eleven voters died": the platform."""
    found = _TALLY.search(words.cased, sentence.start, sentence.end)
    if found is None:
        return None
    span = found.span("who")
    return Claimant(words.text[slice(*span)], span, kind=kind_of(words.cased[slice(*span)]))


def _phrase_head(sentence: Sentence, i: int) -> int:
    """The noun of the phrase that a token opens."""
    tokens = sentence.tokens
    while (
        tokens[i].head > i
        and tokens[tokens[i].head].tag.startswith("NN")
        and tokens[i].dep in ("det", "amod", "compound", "nmod", "poss", "nummod", "case")
    ):
        i = tokens[i].head
    if tokens[i].tag in ("DT", "JJ", "PRP$") and i + 1 < len(tokens):
        return _phrase_head(sentence, i + 1)
    return i


def _by_tail(words: ClaimantWords, sentence: Sentence, mention: Mention) -> Claimant | None:
    """ "..., relief agency says": what stands between a comma and a verb of saying, or behind one at the end."""
    tokens = sentence.tokens
    last = len(tokens) - 1
    while last > 0 and tokens[last].tag in (".", "''", "``", ":"):
        last -= 1
    between = said_between_commas(sentence, mention.start, speech_words().say)
    if between is not None:
        first, end, head = between
        return words.of_tokens(sentence, first, end, head)
    for v in range(last, max(last - 8, 0), -1):
        if (
            tokens[v].word in ("says", "said", "say", "reports", "according")
            and tokens[v - 1].tag in (",", ":", "``", "''")
            and v < last
            and tokens[v].start >= mention.end
        ):
            behind = [c for c in tokens[v].children if c > v and tokens[c].dep in ("nsubj", "dobj")]
            return words.at(sentence, behind[0] if behind else last)
    return None


def _by_credit(words: ClaimantWords, sentence: Sentence, mention: Mention) -> Claimant | None:
    """ "12 killed: health ministry", "Health ministry: 12 killed", "12 killed - police"."""
    text = words.text[sentence.start : sentence.end]
    paper = _PAPER_BY.match(text)
    if paper and sentence.start + paper.end() <= mention.start + 1:
        who = words.text[sentence.start + paper.start("who") : sentence.start + paper.end("who")]
        span = (sentence.start + paper.start("who"), sentence.start + paper.end("who"))
        return Claimant(who, span, kind=kind_of(words.cased[slice(*span)], named=True))
    match = re.search(r"(?::|\s[-–—]{1,2})\s+((?:[\w.'’-]+\s?){1,4})[.]?$", text)
    if match and sentence.start + match.start() >= mention.end and len(text) < 140:
        return words.of_credit(sentence.start + match.start(1), sentence.start + match.end(1))
    match = re.match(r"((?:[\w.'’-]+\s?){1,4}):\s", text)
    if match and sentence.start + match.end() <= mention.start + 1 and len(text) < 140:
        return words.of_credit(sentence.start + match.start(1), sentence.start + match.end(1))
    return None
