"""Whoever a document says did it: a doer told with one claim, handed to the claims that are linked to it.

A sentence's own agent ("gunmen shot two men") is read with the harm itself. A claim that says no doer has that of the claim
which it repeats, of whose people its own are a part, or with which it is coordinated; failing that, the doer of the nearest
claim before it in its own paragraph, where their settings don't tell the two apart. A total over a period, a zero, a
suicide and the attackers themselves take none. An allegation is not a finding; these are the text's words for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bearwitness.claims.links import Draft
from bearwitness.claims.outcomes import Mention
from bearwitness.records import Factuality, Harm, Scope

_BODILY = frozenset({Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED, Harm.ABDUCTED, Harm.MISSING})


def settle_perpetrators(drafts: Sequence[Draft], *, apart: Callable[[Draft, Draft], bool]) -> None:
    """Give claims without an agent of their own that of the claims they belong with, in place.

    Args:
        drafts: All claims of the document, linked, in the order of the text.
        apart: Whether the settings of two claims tell them apart.
    """
    _from_links(drafts)
    agents = [d for d in drafts if d.mention.perpetrator is not None and _lends(d)]
    for d in drafts:
        if d.mention.perpetrator is None and d.mention.harm in _BODILY and _may_take(d):
            near = [
                o for o in agents if o.mention.sentence.paragraph == d.mention.sentence.paragraph and not apart(d, o)
            ]
            before = [o for o in near if o.mention.start < d.mention.start]
            if before:
                d.mention.perpetrator = before[-1].mention.perpetrator
    _from_links(drafts)


def _lends(d: Draft) -> bool:
    return d.mention.harm in _BODILY and d.factuality is not Factuality.DENIED and _may_take(d)


def _may_take(d: Draft) -> bool:
    m = d.mention
    return d.setting.scope == Scope.INCIDENT and (m.low, m.best, m.high) != (0, 0, 0) and _hurt_by_others(m)


def _hurt_by_others(m: Mention) -> bool:
    """Whether the victims are told neither as dead by their own hand nor as the attackers."""
    return m.words.role != "attacker" and m.rule != "reflexive"


def _from_links(drafts: Sequence[Draft]) -> None:
    """A part, a repeat and a member of a sum have the doer of what they belong to, and the other way about."""
    for _ in range(2):
        for d in drafts:
            for other in (d.repeats, d.part_of, d.sum_group):
                if other is None or other is d or other.mention.harm != d.mention.harm:
                    continue
                if d.mention.perpetrator is None and _may_take(d):
                    d.mention.perpetrator = other.mention.perpetrator
                elif other.mention.perpetrator is None and _may_take(other):
                    other.mention.perpetrator = d.mention.perpetrator
