"""The phrases of a report that may say who did a harm: people, bodies of men, names, and words that point to them.

Cost: linear in the text.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from bearwitness.phrases.parties import PartyKind, PartyPhrase, find_parties
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import Span
from bearwitness.resolve.setting.candidates import Candidate, Source
from bearwitness.resolve.setting.names import FIGHTER, SIDES, are_capitals

_BY = AnyCase(r"\b(?:by|to|on|against|of|from|with|for)\s+(?:the\s+)?$")
_ACTS = AnyCase(
    r"\s+(?:(?:who|that|which|have|has|had|also|then|later|allegedly|reportedly|were|was|are|is|on\s+\w+)\s+){0,3}"
    r"(?P<word>[a-z]+)"
)
_DEEDS = words_of(
    "fired opened attacked ambushed detonated planted placed hurled threw lobbed launched stabbed strafed bombed shelled bombarded torched burned "
    "stormed raided shot intercepted perpetrated committed rammed robbed kill kills killed killing murdered massacred beat beaten kidnapped abducted seized blew staged "
    "struck hit hacked assassinated executed wounded injured inflicted captured arrested detained lynched strangled beheaded hanged raped took "
    "dragged broke entered came forced rounded burst stopped held drove swept set pulled carried opened fire tortured attack fire raid shot strike strikes bombs bomb"
)
_CHARGED = words_of(
    "charged accused convicted suspected indicted arrested blamed sentenced jailed wanted sought guilty responsible detained identified"
)
_SPEAKS = words_of("said says told denied claimed reported added announced confirmed blamed accused")


def find_doers(text: str, sentences: Sequence[Span], *, wanted: Container[int] | None = None) -> list[Candidate]:
    """Every phrase of a text for people, bodies of men or names, in order, none overlapping.

    Args:
        text: The text layer.
        sentences: Its sentences.
        wanted: Indices of the sentences that count; None is all.
    """
    return [
        Candidate(
            p.span, k, Source.POINTING if p.kind is PartyKind.POINTING else Source.PARTY, _of_party(text, p, start, end)
        )
        for k, (start, end) in enumerate(sentences)
        if wanted is None or k in wanted
        for p in find_parties(text, start, end, capitals=are_capitals(text, start, end))
    ]


def _of_party(text: str, p: PartyPhrase, start: int, end: int) -> tuple[str, ...]:
    signs = [f"party={p.kind}", "many" if p.plural else "one"]
    if p.group:
        signs.append(f"group={FIGHTER if p.group in SIDES else p.group}")
    before = _BY.search(text, max(start, p.span[0] - 12), p.span[0])
    if before is not None:
        signs.append(f"preposition={before.group().split()[0].lower()}")
    after = _ACTS.match(text, p.span[1], end)
    if after is not None:
        word = after["word"]
        signs += [
            name for name, words in (("acts", _DEEDS), ("charged", _CHARGED), ("speaks", _SPEAKS)) if word in words
        ]
    return tuple(signs)
