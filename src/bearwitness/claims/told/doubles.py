"""What several readers found of the same people in one sentence becomes one mention."""

from __future__ import annotations

from collections.abc import Sequence

from bearwitness.claims.context.shot import from_shot
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.records import BODILY, Counting, Harm


def without_doubles(mentions: list[Mention]) -> list[Mention]:
    """One mention a number (or noun phrase) and harm; "shot" gives way to what the same people are said to have suffered."""
    kept: list[Mention] = []
    for m in mentions:
        twin = next(
            (
                k
                for k in kept
                if (
                    (m.quantity is not None and k.quantity is m.quantity)
                    or (m.quantity is None and k.quantity is None and m.noun is not None and k.noun == m.noun)
                    or (m.harm == k.harm and m.noun is not None and _same_start(m, k))
                    or (m.harm == k.harm and m.trigger == k.trigger and m.best == k.best and _is_floating(m))
                )
                and (
                    k.harm == m.harm
                    or from_shot(k)
                    or from_shot(m)
                    or (m.quantity is not None and {k.harm, m.harm} <= BODILY)
                )
                and not (k.harm != m.harm and m.extra.get("told_as_both"))
            ),
            None,
        )
        if twin is None:
            kept.append(m)
        elif (
            (from_shot(twin) and not from_shot(m))
            or _burned_then(twin, m)
            or (m.harm == Harm.KILLED_OR_INJURED and twin.harm != m.harm)
            or _died_of_it(twin, m)
        ):
            if _died_of_it(twin, m):
                m.moved_from = Harm.INJURED
            kept[kept.index(twin)] = m
            _repoint(mentions, twin, m)
        elif _died_of_it(m, twin):
            twin.moved_from = Harm.INJURED
            _repoint(mentions, m, twin)
        else:
            _repoint(mentions, m, twin)
    return kept


def _burned_then(hurt: Mention, dead: Mention) -> bool:
    """ "Hanged and later burned four men": what was done to the bodies hurts nobody more."""
    burned = hurt.sentence.tokens[hurt.trigger].word in ("burned", "burnt", "burning", "mutilated")
    return burned and hurt.harm == Harm.INJURED and dead.harm == Harm.KILLED and hurt.rule == dead.rule == "object"


def _is_floating(m: Mention) -> bool:
    """ "The two brothers both died": the second number repeats the first."""
    return m.noun is None and m.quantity is not None and m.quantity.text.lower() in ("both", "all")


def _same_start(m: Mention, k: Mention) -> bool:
    """Whether two phrases without a number open with the same word: "the cousin" and "the cousin of a singer"."""
    return (
        m.quantity is None
        and k.quantity is None
        and k.noun is not None
        and m.noun is not None
        and m.noun[0] == k.noun[0]
    )


def join_ordinal(mentions: list[Mention]) -> None:
    """ "The killing of Hadi Solm makes him the 14th medical worker to die": one person, said twice in the sentence."""
    for ordinal in [m for m in mentions if m.counting == Counting.ORDINAL and not m.extra.get("told_apart")]:
        same = next(
            (
                m
                for m in mentions
                if m is not ordinal
                and m.harm == ordinal.harm
                and m.implied
                and m.low == m.best == 1
                and m.part_of is None
                and m.sum_with is None
            ),
            None,
        )
        if same is not None:
            ordinal.names = ordinal.names or same.names
            ordinal.start, ordinal.end = min(ordinal.start, same.start), max(ordinal.end, same.end)
            _repoint(mentions, same, ordinal)
            mentions.remove(same)


def _died_of_it(wounded: Mention, dead: Mention) -> bool:
    """ "Two people wounded in the bombing have died": the wound describes those whom the verb says died."""
    return (
        wounded.harm == Harm.INJURED
        and dead.harm == Harm.KILLED
        and wounded.rule in ("acl", "relcl", "noun-modifier", "the-dead", "shared-acl", "part")
    )


def _repoint(mentions: Sequence[Mention], old: Mention, new: Mention) -> None:
    for m in mentions:
        if m.part_of is old:
            m.part_of = new if m is not new else None
            if new.harm == Harm.KILLED_OR_INJURED and m.harm == old.harm and m is not new:
                m.harm = new.harm  # "57 casualties (21 killed), among them 24 children"
        if m.sum_with is old:
            m.sum_with = new
