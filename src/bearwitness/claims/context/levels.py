"""People who are some of a count over a period are of that count's scope, and of no incident: "More than 27,000 have been
arrested since the coup, of whom 20,900 are still detained"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bearwitness.claims.context.drafts import Draft
from bearwitness.records import Scope

_OF_THEM = re.compile(r"\b(?:of|among) (?:whom|them|those|these|which)\b", re.IGNORECASE)
_STILL = re.compile(r"\b(?:still|remain|remains|remained)\b", re.IGNORECASE)
_BESIDE = 60  # code points between the two counts


def follow_the_whole(drafts: Sequence[Draft], text: str) -> None:
    """Give each part of a count over a period or of a level that one's scope, in place; before ids are made of scopes.

    Args:
        drafts: All claims of one document, linked.
        text: Its text.
    """
    wholes = sorted(
        (d for d in drafts if d.setting.scope is not Scope.INCIDENT),
        key=lambda d: (*d.mention.evidence, d.mention.harm.value),
    )
    for d in drafts if wholes else ():
        if d.setting.scope is Scope.INCIDENT:
            d.setting = replace(d.setting, scope=_scope_beside(d, wholes, text))


def _scope_beside(d: Draft, wholes: Sequence[Draft], text: str) -> Scope:
    start, end = d.mention.evidence
    for whole in wholes:
        low, best, high = whole.numbers
        if whole.mention.harm is not d.mention.harm or (d.mention.low or 0) > (high or low or best or 0):
            continue
        before = whole.mention.evidence[1]
        between = text[before:end] if 0 <= start - before <= _BESIDE else ""
        beside = bool(between) and not re.search(r"[.!?]\s", between) and bool(_OF_THEM.search(between))
        if beside or d.part_of is whole:
            return Scope.STOCK if beside and _STILL.search(between) else whole.setting.scope
    return Scope.INCIDENT


_NOT_IN_TOTAL = re.compile(
    r"\b(?:(?:not|n['’]t|without) (?:include|including|count|counting)|excluding|in addition to|on top of|apart from)\b"
)


def share_total_scope(drafts: Sequence[Draft], text: str) -> None:
    """ "3,290 were hurt this year, and that does not include the 629 who died": what a running total leaves out runs as long."""
    for k, d in enumerate(drafts):
        if d.setting.scope != Scope.INCIDENT or d.mention.quantity is None or d.setting.time is not None:
            continue
        for total in drafts[:k]:
            between = text[total.mention.end : d.mention.start]
            if (
                total.mention.sentence is d.mention.sentence
                and total.setting.scope == Scope.CUMULATIVE
                and _NOT_IN_TOTAL.search(between)
            ):
                d.setting.scope = Scope.CUMULATIVE
                d.setting.time = total.setting.time
