"""The phrases of a report that may say who did a harm: people, bodies of men, names, and words that point to them.

Cost: linear in the text.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from bearwitness.phrases.parties import PartyKind, PartyPhrase, find_parties
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import Harm, Span
from bearwitness.resolve.setting.candidates import Candidate, Source
from bearwitness.resolve.setting.names import are_capitals, of_a_side

ARRESTS, INVESTIGATES = "arrests", "investigates"
"""Signs of people who take somebody into custody, or inquire into a harm; no armed side is told by its arrests."""
NOT_BY_INQUIRY = frozenset((Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED, Harm.SEXUAL_VIOLENCE, Harm.DISPLACED))
"""Harms that nobody does by an arrest or an inquiry."""

_BY = AnyCase(r"\b(?:by|to|on|against|of|from|with|for)\s+(?:the\s+)?$")
_ACTS = AnyCase(
    r"\s+(?:(?:who|that|which|have|has|had|also|then|later|allegedly|reportedly|were|was|are|is|on\s+\w+)\s+){0,3}"
    r"(?P<word>[a-z]+)"
)
_DEEDS = words_of(
    "fired opened attacked ambushed detonated planted hurled threw lobbed launched stabbed strafed bombed shelled bombarded torched burned "
    "stormed raided shot intercepted perpetrated committed rammed robbed kill kills killed killing murdered massacred beat beaten kidnapped "
    "abducted seized blew staged struck hit hacked assassinated executed wounded injured inflicted captured arrested detained lynched "
    "strangled beheaded hanged raped dragged forced rounded burst swept tortured attack attacks fire raid raids strike strikes bomb bombs"
)
_FIGHTER = "fighter"
_CHARGED = words_of(
    "charged accused convicted suspected indicted arrested blamed sentenced jailed wanted sought guilty responsible detained identified"
)
_ARRESTS = AnyCase(
    r"\s+(?:(?:who|that|have|has|had|since|also|then|later|eventually|quickly|soon|on\s+\w+day)\s+){0,3}"
    r"(?:(?:arrest(?:ed|s)?|apprehend(?:ed|s)?|detain(?:ed|s)?|question(?:ed|s)?|interview(?:ed|s)?)\s+"
    r"(?!(?:for|over|on|in|by|after|near|nearby|at|during|under|last|this|earlier|yesterday|and|as|outside|shortly|inside|with|when|while|\w+day)\b)[\w'\"“]"
    r"|(?:took|take|taken)\s+(?:[\w'’-]+\s+){1,8}into\s+custody)"
)  # "officers arrested his brother"; not "two men arrested for her murder"
_INVESTIGATES = AnyCase(
    r"\s+(?:(?:still|now|also)\s+)?(?:investigates?\b"
    r"|(?:(?:is|are|was|were|(?:has|have|had)\s+been)\s+(?:(?:still|now|also)\s+)?|continues?\s+|continued\s+)(?:to\s+)?"
    r"(?:investigat(?:ing|e)\b"
    r"|(?:search|look|hunt)(?:ing)?\s+for\s+(?:[\w'’-]+\s+){0,4}?"
    r"(?:suspects?|gunm[ae]n|shooters?|killers?|attackers?|assailants?|culprits?|perpetrators?|whoever)\b))"
)  # "are hunting for the killer"; not "soldiers hunting for the killer burned", nor "were investigated"
_SPEAKS = words_of("said says told denied claimed reported added announced confirmed blamed accused")


def find_doers(text: str, sentences: Sequence[Span], *, wanted: Container[int] | None = None) -> list[Candidate]:
    """Every phrase of a text for people, bodies of men or names, in order, none overlapping.

    Args:
        text: The text layer.
        sentences: Its sentences.
        wanted: Indices of the sentences that count; None is all.
    """
    found = []
    for k, (start, end) in enumerate(sentences):
        if wanted is None or k in wanted:
            capitals = are_capitals(text, start, end)
            for p in find_parties(text, start, end, capitals=capitals):
                source = Source.POINTING if p.kind is PartyKind.POINTING else Source.PARTY
                found.append(Candidate(p.span, k, source, _of_party(text, p, start, end, capitals=capitals)))
    return found


def investigates(text: str, end: int) -> bool:
    """Whether the people whose words end there are said to look for who did a harm, or to inquire into it."""
    return _INVESTIGATES.match(text, end) is not None


def _of_party(text: str, p: PartyPhrase, start: int, end: int, *, capitals: bool) -> tuple[str, ...]:
    """What a phrase is and what stands beside it; of a name no word counts, and of the men of a side not which."""
    head = text[slice(*p.head)].lower()
    if p.kind is PartyKind.NAME or (text[p.head[0]].isupper() and not capitals and p.head[0] > start + 1):
        signs = [f"party={PartyKind.NAME}", "many"]
    elif head in of_a_side():
        signs = [f"party={PartyKind.PEOPLE}", "many" if p.plural else "one", f"group={_FIGHTER}"]
    else:
        signs = [f"party={p.kind}", "many" if p.plural else "one", *([f"group={p.group}"] if p.group else [])]
    before = _BY.search(text, max(start, p.span[0] - 12), p.span[0])
    if before is not None:
        signs.append(f"preposition={before.group().split()[0].lower()}")
    after = _ACTS.match(text, p.span[1], end)
    if after is not None:
        word = after["word"]
        signs += [
            name for name, words in (("acts", _DEEDS), ("charged", _CHARGED), ("speaks", _SPEAKS)) if word in words
        ]
    if head not in of_a_side() and _ARRESTS.match(text, p.span[1], end):
        signs.append(ARRESTS)
    if investigates(text, p.span[1]):
        signs.append(INVESTIGATES)
    return tuple(signs)
