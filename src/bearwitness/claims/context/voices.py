"""Whether a verb of saying speaks for the harm below it, or only stands near it.

"The rebels said that 12 people were killed" says so. "The rebels claimed responsibility for the killing of 12 people",
"denied any part in it", "announced a curfew after 12 people were killed", "commented on the attack in which 12 people were
killed" take it for known: whoever prints it says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bearwitness.claims.sentence.sentences import Sentence, Token
from bearwitness.phrases.word_patterns import words_of

TOLD_BY = words_of("reported confirmed announced registered recorded documented acknowledged admitted")
"""Verbs whose agent speaks for their subject: "two deaths were confirmed by the ministry"."""
ACCUSING = words_of("accuse accuses accused accusing")

_CLAIMING = words_of("claim claims claimed claiming")
_SILENT = words_of("elaborate comment discuss")
_COMMENTING = words_of("comment comments commented commenting spoke speak speaks speaking remarked commenting talked")
_DENYING = words_of(
    "deny denies denied denying reject rejects rejected rejecting refute refutes refuted dismiss dismissed dismisses dispute "
    "disputed disputes disclaim disclaims disclaimed disclaiming"
)
_RESPONSIBILITY = words_of("responsibility credit")
_TAKEN = words_of("lives life victims casualties")
_A_PART = words_of(
    "part role involvement participation complicity responsibility hand connection link links knowledge anything accusations "
    "accusation charges charge allegations"
)
_AFTERWARDS = words_of(
    "after following since despite amid when as while before once because although though until where"
)
"""What opens an adjunct that says when or in spite of what something was said, not what was said."""
_AMID = words_of("after following since despite amid before")


def speaks_for(sentence: Sentence, verb: Token, trail: Sequence[Token]) -> bool:
    """Whether a verb of saying asserts what stands below it.

    Args:
        sentence: Parsed.
        verb: The word of saying.
        trail: The words from the word of harm up to the one below the verb, the word of harm first.
    """
    below = trail[-1]
    tokens = sentence.tokens
    children = [tokens[c] for c in verb.children]
    if verb.word in ACCUSING:
        return _accuses(verb, below, children)
    if verb.word in _CLAIMING and _claims_no_words(trail, children):
        return False
    if verb.word in _COMMENTING and below.dep == "prep" and below.word in ("on", "about", "over", "upon"):
        return False
    if any(t.word in _SILENT and t.tag == "VB" for t in trail):
        return False  # "declined to comment on the killing"
    if verb.word in _DENYING and not _tells_itself(trail[0]):
        denied = [*trail, *(c for c in children if c.dep == "dobj")]
        if any(t.word in _A_PART for t in denied):
            return False
    if _is_afterwards(sentence, verb, trail, children):
        return False
    return not _is_other_clause(sentence, verb, below, children)


def _accuses(verb: Token, below: Token, children: Sequence[Token]) -> bool:
    """ "Accused the army of killing 12": whoever accuses; "is accused of", "the man accused of" names no accuser."""
    active = any(c.dep == "nsubj" for c in children) and any(c.dep == "dobj" for c in children)
    return active and below.dep == "prep" and not any(c.dep in ("auxpass", "nsubjpass") for c in children)


def _claims_no_words(trail: Sequence[Token], children: Sequence[Token]) -> bool:
    """ "Claimed responsibility for", "claimed the lives of", "claimed the attack that killed 12"."""
    if any(c.dep == "dobj" and (c.word in _RESPONSIBILITY or c.word in _TAKEN) for c in children):
        return True
    return trail[-1].dep == "dobj" and any(t.dep in ("relcl", "acl") for t in trail)


def _tells_itself(trigger: Token) -> bool:
    """Whether the harm is a clause of its own below the denial: "denied charges that it killed 12"."""
    return trigger.tag.startswith("VB") and trigger.dep in ("acl", "ccomp", "relcl")


def _is_afterwards(sentence: Sentence, verb: Token, trail: Sequence[Token], children: Sequence[Token]) -> bool:
    """ "Announced a curfew after 12 people were killed", "announced victory following fighting that left 12 dead"."""
    if any(c.dep == "ccomp" for c in children) or trail[-1].dep not in ("advcl", "prep", "dobj"):
        return False
    if verb.word not in _COMMENTING and not any(c.dep == "dobj" for c in children):
        return False
    for below, t in zip(trail, [*trail[1:], verb], strict=True):
        if below.dep == "prep" and below.word in _AMID:
            return True
        if below.dep == "advcl" and any(
            sentence.tokens[c].dep in ("mark", "advmod") and sentence.tokens[c].word in _AFTERWARDS
            for c in below.children
        ):
            return t.i == verb.i or not t.tag.startswith("VB")
    return False


def _is_other_clause(sentence: Sentence, verb: Token, below: Token, children: Sequence[Token]) -> bool:
    """ "Nine fighters died and the president said that talks would go on": the clause before is not what he said."""
    if below.dep != "ccomp" or below.i > verb.i:
        return False
    said = [c for c in children if c.dep == "ccomp" and c.i > verb.i]
    subject = next((c for c in children if c.dep == "nsubj" and c.i < verb.i), None)
    if not said or subject is None:
        return False
    first = min(_span(sentence, subject))
    return first > 0 and sentence.tokens[first - 1].tag == "CC"


def _span(sentence: Sentence, t: Token) -> list[int]:
    """The tokens that modify a noun from before, itself included; a conjunction and what is left of it is not of them."""
    i = t.i
    while i > 0 and sentence.tokens[i - 1].tag not in ("CC", ",", ":", "``", "''"):
        i -= 1
    return list(range(i, t.i + 1))


def said_aside(sentence: Sentence, trail: Sequence[Token], say: Collection[str]) -> Token | None:
    """The verb of a speaker put in between: "12 people, military sources said, were killed".

    Args:
        sentence: Parsed.
        trail: The words from the word of harm up to the root, the word of harm first.
        say: Words of saying.
    """
    tokens = sentence.tokens
    for t in trail:
        for c in t.children:
            verb = tokens[c]
            if verb.dep != "parataxis" or verb.word not in say or verb.tag not in _FINITE:
                continue
            of = [tokens[g] for g in verb.children]
            if any(g.dep == "nsubj" for g in of) and not any(g.dep in ("ccomp", "xcomp", "dobj") for g in of):
                return verb
    return None


MOST_NAME_TOKENS = 5


def own_name(sentence: Sentence, head: Token) -> tuple[int, int] | None:
    """The name that stands between commas behind a speaker's office: "the mayor of Oru, Tilo Bren, said".

    Args:
        sentence: Parsed.
        head: The noun of the office, in the singular; a place behind it ("officials in Oru, Belen, said") is no name of theirs.

    Returns:
        Tokens [first, last] of the name without titles in small letters; None where no name stands there.
    """
    tokens = sentence.tokens
    if head.tag != "NN":
        return None
    comma = head.i + 1
    while comma < len(tokens) and tokens[comma].tag != "," and comma - head.i < MOST_SPEAKER_WORDS:
        if tokens[comma].tag in _NO_PART_OF_SPEAKER or tokens[comma].tag in ("CC", "VBN", "VBG", ".", ":"):
            return None
        comma += 1
    last = comma + 1
    while last < len(tokens) and last - comma <= MOST_NAME_TOKENS and tokens[last].tag[:2] in ("NN", "NP", "FW"):
        last += 1
    last -= 1
    if last <= comma or last + 1 >= len(tokens) or tokens[comma].tag != "," or tokens[last + 1].tag != ",":
        return None
    first = last
    while first - 1 > comma and (tokens[first - 1].name or tokens[first - 1].tag == "NNP"):
        first -= 1
    if first == last and not (tokens[last].name or tokens[last].tag == "NNP"):
        return None
    words = sum(len(t.word.split()) for t in tokens[comma + 1 : last + 1])
    behind_place = tokens[comma - 1].name or tokens[comma - 1].tag == "NNP"
    return (first, last) if words > 1 or not behind_place else None


def said_between_commas(sentence: Sentence, start: int, say: Collection[str]) -> tuple[int, int, int] | None:
    """A speaker and a verb of saying that a comma parts from the clause before, whatever the parser made of them.

    ", a spokesman for the Red Cross said in a statement." and ", military sources said, "; a verb of saying that opens a
    clause of its own ("..., the mayor said the road was open") is none.

    Args:
        sentence: Parsed.
        start: Layer offset where the harm's words begin; the speaker stands behind it.
        say: Words of saying.

    Returns:
        Tokens [first, last] of the speaker's words and the token of the head noun; None where there is no such thing.
    """
    tokens = sentence.tokens
    for verb in tokens:
        if verb.word not in say or verb.start < start or not _is_finite(tokens, verb):
            continue
        head = verb.i - 1 if verb.i > 0 and tokens[verb.i - 1].word in _HAVE else verb.i
        first = head
        while first > 0 and tokens[first - 1].tag not in _BREAKS and head - first < MOST_SPEAKER_WORDS:
            first -= 1
        if first == head or first == 0 or tokens[first - 1].tag != "," or tokens[first].start < start:
            continue
        last = _speaker_end(tokens, first, head)
        if last is not None and _says_no_more(tokens, verb.i):
            return first, last, _head_noun(tokens, first, last)
    return None


MOST_SPEAKER_WORDS = 12
_FINITE = ("VBD", "VBZ", "VBP")
_HAVE = ("has", "have", "had")
_BREAKS = frozenset((",", ":", "``", "''", ";"))
_PRONOUN_SPEAKERS = ("he", "she", "they")
_OPENS_SPEAKER = ("DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "PRP$", "VBN")
_RELATIVE = ("who", "whom", "whose")
_NO_PART_OF_SPEAKER = frozenset(("WDT", "MD", "EX", "WRB", "TO", *_FINITE))


def _is_finite(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a word of saying is the verb of its clause; at the end of a sentence the tagger often takes it for a noun."""
    if verb.tag == "VBN" and verb.i > 0 and tokens[verb.i - 1].word in _HAVE:
        return True
    return verb.tag in _FINITE or (
        verb.tag[:2] in ("VB", "NN") and all(t.tag in (".", "''", "``") for t in tokens[verb.i + 1 :])
    )


def _speaker_end(tokens: Sequence[Token], first: int, verb: int) -> int | None:
    """The last token of a speaker's words, without a clause about them; None where the words are no noun phrase."""
    if tokens[first].word in _PRONOUN_SPEAKERS and first == verb - 1:
        return first
    if tokens[first].tag not in _OPENS_SPEAKER:
        return None
    for i in range(first, verb):
        t = tokens[i]
        if t.word in _RELATIVE:
            return i - 1 if i > first else None
        if t.tag in _NO_PART_OF_SPEAKER or t.word == "that" or (t.tag == "CC" and i == first):
            return None
    return verb - 1 if tokens[verb - 1].tag[:2] in ("NN", "CD", "FW") else None


def _says_no_more(tokens: Sequence[Token], verb: int) -> bool:
    """Whether no further clause follows the verb of saying before the next comma."""
    for i in range(verb + 1, len(tokens)):
        t = tokens[i]
        if t.tag in (",", ".", ":", "``", "''"):
            return True
        if t.tag in _FINITE or t.tag in ("MD", "VBN", "VBG") or t.word in ("that", "how", "why", "whether"):
            return False
    return True


def _head_noun(tokens: Sequence[Token], first: int, last: int) -> int:
    head = first
    for i in range(first, last + 1):
        if tokens[i].tag == "IN":
            break
        if tokens[i].tag.startswith("NN"):
            head = i
    return head


_TOLD = words_of("reported said alleged claimed rumored rumoured")
_TELLS = ("nsubjpass", "xcomp", "oprd", "ccomp")


def is_hearsay(sentence: Sentence, verb: Token, below: Token) -> bool:
    """ "It was reported that", "were said to be", "no injuries were reported": told by nobody.

    Args:
        sentence: Parsed.
        verb: A word above the harm, or the verb of whose passive the harm is the subject.
        below: The word below it on the way to the harm.
    """
    if verb.word not in _TOLD or verb.tag != "VBN" or below.dep not in _TELLS:
        return False
    tokens = sentence.tokens
    children = [tokens[c] for c in verb.children]
    if not any(c.dep == "auxpass" for c in children) or any(c.dep == "agent" or c.word == "by" for c in children):
        return False
    if below.dep == "nsubjpass" and verb.word != "reported":
        return False
    return not any(t.word == "according" or (t.dep in ("ccomp", "parataxis") and t.i == verb.i) for t in tokens)


_COUNTING = words_of("put puts putting estimated estimates counted counts gave gives")


def counting_verb(sentence: Sentence, trigger: Token) -> Token | None:
    """The verb of "the mayor put the dead at nine and the wounded at two", for each of its figures."""
    tokens = sentence.tokens
    t, at = trigger, False
    for _ in range(4):
        if t.head == t.i:
            return None
        above = tokens[t.head]
        at = at or t.word == "at" or any(tokens[c].word == "at" for c in above.children)
        if above.word in _COUNTING and above.tag.startswith("VB"):
            plain = t.i == trigger.i and t.dep in ("dobj", "ccomp", "xcomp", "oprd", "nsubj")
            active = any(tokens[c].dep == "nsubj" and tokens[c].i != t.i for c in above.children)
            return above if active and (plain or (at and t.dep in _COUNTED)) else None
        if t.dep not in ("conj", "amod", "nummod", "pobj", "prep", "acl", "advcl"):
            return None
        t = above
    return None


_COUNTED = ("dobj", "ccomp", "xcomp", "oprd", "nsubj", "conj", "prep", "advcl")


_SAID_LATER = re.compile(
    r"\s*(?:This|It|The (?:announcement|report|information|news|statement|disclosure))\s+(?:was|were|has been|is)\s+(?:\w+\s+){0,2}?"
    r"(?:made|reported|announced|given|released|disclosed|confirmed|provided|revealed|stated|issued)\b[^.;:,]{0,40}?\sby\s+"
    r"(?P<who>[^,.;:]{3,70}?)(?=\s*[,.;]|\s+(?:who|which|in|on|through|during|at|after|to|here|today|yesterday|tonight|himself|herself)\b)",
    re.IGNORECASE,
)


def named_afterwards(text: str, sentence_end: int) -> tuple[int, int] | None:
    """The span of whoever the next sentence says told it: "This was reported by the priest Rafael Lopera, who ..."."""
    if text[sentence_end : sentence_end + 12].lstrip()[:3].lower() not in ("thi", "it ", "the"):
        return None
    found = _SAID_LATER.match(text, sentence_end)
    if found is None:
        return None
    name = _NAME_BEHIND.match(text, found.end())
    return name.span("name") if name is not None else found.span("who")


_NAME_BEHIND = re.compile(r"\s*,\s+(?P<name>[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){1,3})(?=\s*[,.])")
_TENTATIVE = re.compile(r"\b(?:preliminary|unconfirmed|unofficial|rumou?rs?|allegations?)\b", re.IGNORECASE)


def is_tentative(speaker: str) -> bool:
    """Whether the words for who says so hold back themselves: "preliminary reports", "unconfirmed accounts"."""
    return _TENTATIVE.search(speaker) is not None
