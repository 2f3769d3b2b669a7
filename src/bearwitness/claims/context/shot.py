""" "Shot", "stabbed" and "taken away" say that people were hit, not whether they died: the rest of the report tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.context.drafts import Draft
from bearwitness.claims.sentence.harm_lexicon import harm_words
from bearwitness.claims.sentence.mentions import Mention, merged_words
from bearwitness.records import Factuality, Harm

_LIMB = re.compile(
    r"^(?:[^,;.]{0,30} )?(?:in|through|on) (?:the|his|her|their|both|one) (?:\w+ )?(?:legs?|arms?|foot|feet|knees?|shoulders?|hands?|thighs?|ankles?|calf|buttocks|fingers?)\b"
)
_GUNSHOT = re.compile(r"\b(?:gunshot|bullet|stab)\s+(?:wounds?|injur\w+)\b", re.IGNORECASE)
_HITS = frozenset(("hit struck shootings stab stabs stabbed stabbing stabbings knifed slashed beaten beating").split())


def from_shot(m: Mention) -> bool:
    """Whether words say that people were hit and leave open whether they died."""
    word = m.sentence.tokens[m.trigger].word
    if m.harm == Harm.INJURED and _LIMB.search(
        " ".join(t.word for t in m.sentence.tokens[m.trigger + 1 : m.trigger + 10])
    ):
        return False  # "shot in the leg": no death is to be thought of
    return m.harm == Harm.INJURED and (
        harm_words().transitive.get(word) == "shot" or word in _HITS or bool(m.extra.get("fate_open"))
    )


_ANYBODY = frozenset([None, "victim", "person", "body", "individual", "one"])


def _may_be_same(hit: Mention, dead: Mention, *, only_one: bool) -> bool:
    """Whether the one who was hit may be the one told as dead: nothing tells them apart, and something holds them together."""
    if hit.names and dead.names:
        mine, theirs = ({n.text.split()[-1].lower() for n in m.names} for m in (hit, dead))
        return bool(mine & theirs)
    if dead.low != 1 or dead.best != 1:
        return False
    for a, b in zip(merged_words(hit), merged_words(dead), strict=True):
        if a != b and {str(getattr(w, "value", w)) for w in (a, b)}.isdisjoint({"unknown", "None"}):
            return False
    if hit.sentence is dead.sentence and not hit.pronoun and not dead.pronoun and hit.words.head != dead.words.head:
        return False  # "she was torn apart and her grandson lost both legs"
    if hit.pronoun or dead.pronoun or hit.words.head == dead.words.head or {hit.words.head, dead.words.head} & _ANYBODY:
        return True
    return only_one and (hit.definite or dead.definite or bool(hit.names or dead.names))


def settle_shot(drafts: list[Draft], text: str) -> list[Draft]:
    """ "Shot" alone says hit, not whether dead: injured, unless the document tells that the same people died of it.

    One person shot and one dead are one, unless their names say otherwise; as many shot as dead are the dead; more shot
    than dead were of mixed fate.
    """
    _settle_found_with_wounds(drafts, text)
    killed = [
        d
        for d in drafts
        if d.mention.harm == Harm.KILLED
        and d.factuality != Factuality.DENIED
        and d.mention.low != 0
        and d.mention.words.role != "attacker"
    ]
    if any(not d.mention.pronoun for d in killed):
        killed = [d for d in killed if not d.mention.pronoun]  # the pronouns stand for these
    names = {n.text.split()[-1].lower() for d in killed for n in d.mention.names}
    only_one = len(names) < 2 and all(d.mention.low == d.mention.best == 1 for d in killed)
    the_dead = {w.lower() for d in killed for n in d.mention.names for w in n.text.split()} if only_one else set()
    tolls = _tolls(drafts)
    together = _counted_together(drafts)
    hurt = any(d.mention.harm == Harm.INJURED and not from_shot(d.mention) for d in drafts)
    kept: list[Draft] = []
    for d in drafts:
        m = d.mention
        if _of_wounds(m, text) and (
            m.best in tolls or together.get(id(m.sum_with)) in tolls or _all_of_the_dead(d, drafts, text)
        ):
            continue  # "three people with gunshot wounds", where three are told dead
        if m.rule == "victims" and m.best is not None and m.best in tolls:
            continue  # "three shooting victims", where three are told dead
        if from_shot(m) and not hurt and _are_all_dead(m, drafts, tolls):
            continue
        if from_shot(m) and killed and m.high != 0:
            if m.low == 1 and m.best == 1:
                if m.names and the_dead and the_dead.isdisjoint(w.lower() for n in m.names for w in n.text.split()):
                    pass  # the one who died goes by another name
                elif same := [
                    k for k in killed if _may_be_same(m, k.mention, only_one=only_one) or _is_among(m, k.mention)
                ]:
                    if not (same[0].mention.start < m.start and _found_dead(m, text) and not _DIED_LATER.search(text)):
                        continue
                    m.harm = Harm.KILLED  # "was murdered. He was found shot in the river"
            elif m.low is not None and any(_as_many(m, k.mention) for k in killed):
                continue
            elif m.pronoun and not hurt and any((k.mention.low or 0) > 1 for k in killed):
                continue  # "they were shot", where several are told dead
            elif not hurt and _found_dead(m, text):
                m.harm = Harm.KILLED
            elif not _only_beaten(m, killed):
                m.harm = Harm.KILLED_OR_INJURED
        kept.append(d)
    for d in kept:
        if d.mention.harm == Harm.INJURED and from_shot(d.mention) and _of_mixed_fate(d.mention, drafts):
            d.mention.harm = Harm.KILLED_OR_INJURED
    _settle_taken_away(kept)
    for d in kept:
        if d.mention.rule == "care" and d.mention.part_of is not None and d.mention.part_of.harm != d.mention.harm:
            d.mention.part_of = None
    return kept


def _only_beaten(m: Mention, killed: Sequence[Draft]) -> bool:
    """ "Two nephews were beaten with rifle butts" in a report of other deaths: hurt, unless one of these people is told dead."""
    if m.sentence.tokens[m.trigger].word not in ("beaten", "beating") or m.quantity is None:
        return False
    return not any(k.mention.part_of is m or 0 <= k.mention.sentence.index - m.sentence.index <= 1 for k in killed)


_KIN = {
    "parents": ("mother", "father", "mom", "dad"),
    "sons": ("son", "boy"),
    "daughters": ("daughter", "girl"),
    "children": ("son", "daughter", "child", "boy", "girl"),
    "brothers": ("brother",),
    "sisters": ("sister",),
}


def _is_among(hit: Mention, dead: Mention) -> bool:
    """ "Shot her mother" ... "her parents were found dead": one of those kin."""
    return dead.low != 1 and not hit.names and hit.words.head in _KIN.get(dead.words.head or "", ())


def _as_many(hit: Mention, dead: Mention) -> bool:
    """Whether several who were hit are as many as are told dead, or the same kin: "his two sons" and "his sons"."""
    if (dead.low, dead.high) == (hit.low, hit.high):
        return True
    open_number = dead.low == 2 and dead.best is None and dead.high is None
    return open_number and dead.definite and dead.words.head in _KIN and dead.words.head == hit.words.head


def _are_all_dead(m: Mention, drafts: Sequence[Draft], tolls: set[int]) -> bool:
    """ "Shot her and her brother" ... "both died": those hit in one sum are as many as the dead."""
    if m.sum_with is None:
        return False
    group = [d.mention for d in drafts if d.mention.sum_with is m.sum_with and d.mention.harm == m.harm]
    count = sum(o.best or 0 for o in group)
    return len(group) > 1 and all(from_shot(o) and o.low == o.best for o in group) and count in tolls


_LIVES = re.compile(
    r"\b(?:hospital|condition|airlifted|hospitali[sz]ed|surgery|surviv(?:es?|ed|al)|recover(?:s|ing)|alive|medical cent(?:er|re)|intensive care|life support)\b",
    re.IGNORECASE,
)
_TOLD_DEAD = re.compile(
    r"\b(?:dead|died|dies|death|killed|murder\w*|homicide|slain|bod(?:y|ies)|corpse|autopsy|coroner|suicide|fatal\w*|funeral)\b",
    re.IGNORECASE,
)


def _settle_found_with_wounds(drafts: Sequence[Draft], text: str) -> None:
    """ "Found with a gunshot wound to the head": dead, unless the report tells of care alone and has no word of death."""
    found = [d.mention for d in drafts if d.mention.extra.get("by_wound")]
    if found and _LIVES.search(text) and not _TOLD_DEAD.search(text):
        for m in found:
            m.harm = Harm.INJURED


def _of_mixed_fate(m: Mention, drafts: Sequence[Draft]) -> bool:
    """ "90 people were wounded or killed. Of those 60 victims were shot in the port": as open as the number before them."""
    if m.quantity is None or (m.low or 0) < 2:
        return False
    before = [d.mention for d in drafts if d.mention.start < m.start]
    total = before[-1] if before else None
    return (
        total is not None
        and total.harm == Harm.KILLED_OR_INJURED
        and m.sentence.index - total.sentence.index <= 1
        and (total.best or total.low or 0) > (m.best or m.low or 0)
        and total.rule != "victims"
    )


def _settle_taken_away(drafts: Sequence[Draft]) -> None:
    """ "Five were shot, killing one and hurting four. Two were taken to one hospital, three to another": whoever was taken away may
    have died there, where as many are taken as were hit in all."""
    told = [d.mention for d in drafts if d.factuality == Factuality.ASSERTED and d.mention.low == d.mention.high]
    killed = {m.best for m in told if m.harm == Harm.KILLED and m.best} - {None}
    if not killed:
        return
    hurt = {m.best for m in told if m.harm == Harm.INJURED and m.rule != "care" and m.best}
    in_all = {m.best for m in told if m.harm == Harm.KILLED_OR_INJURED and m.best}
    in_all |= {k + h for k in killed for h in hurt if k is not None and h is not None}
    taken = [
        m for m in told if m.rule == "care" and m.harm == Harm.INJURED and m.part_of is None and m.quantity is not None
    ]
    together: dict[int, int] = {}
    for m in taken:
        together[id(m.sum_with or m)] = together.get(id(m.sum_with or m), 0) + (m.best or 0)
    for m in taken:
        if together[id(m.sum_with or m)] in in_all and together[id(m.sum_with or m)] > 1:
            m.harm = Harm.KILLED_OR_INJURED


_FOUND_SHOT = re.compile(r"\bfound\s+(?:shot|stabbed)\b", re.IGNORECASE)
_DIED_LATER = re.compile(r"\b(?:hospitals?|pronounced|died|dies|dead|succumbed|wounds?|gunshot)\b", re.IGNORECASE)
_ALIVE = re.compile(r"\b(?:hospitals?|alive|treated|condition|surviv\w+|wound\w*|injur\w+|recover\w*)\b", re.IGNORECASE)


def _found_dead(m: Mention, text: str) -> bool:
    """Whether people "found shot" are some of the dead: in a report of more dead, where nobody is told as wounded."""
    sentence = text[m.sentence.start : m.sentence.end]
    return _FOUND_SHOT.search(text[m.start : m.end]) is not None and _ALIVE.search(sentence) is None


def _of_wounds(m: Mention, text: str) -> bool:
    """Whether several people are told by their wounds alone, alive or dead ("all three had suffered gunshot wounds")."""
    if m.harm != Harm.INJURED or ((m.best or m.low or 0) < 2 and m.sum_with is None):
        return False
    return m.rule == "wound" or _GUNSHOT.search(text[m.start : m.end + 20]) is not None


def _counted_together(drafts: Sequence[Draft]) -> dict[int, int]:
    """How many wounded each sum of single claims comes to, by the identity of its first mention."""
    counts: dict[int, int] = {}
    for d in drafts:
        if d.mention.harm == Harm.INJURED and d.mention.sum_with is not None:
            counts[id(d.mention.sum_with)] = counts.get(id(d.mention.sum_with), 0) + (d.mention.best or 0)
    return counts


_ALL = frozenset(("all", "both", "they", "each", "the victims", "the bodies"))


def _all_of_the_dead(d: Draft, drafts: Sequence[Draft], text: str) -> bool:
    """ "Three people were dead. All had suffered gunshot wounds": the plural told of last before "all" is of the dead."""
    m = d.mention
    if m.quantity is not None or m.noun is None or text[slice(*m.noun)].lower() not in _ALL:
        return False
    several = [o.mention for o in drafts if o.mention.start < m.start and (o.mention.best or o.mention.low or 0) > 1]
    return bool(several) and max(several, key=lambda o: o.start).harm == Harm.KILLED


def _tolls(drafts: Sequence[Draft]) -> set[int]:
    """Exact numbers of the dead, and what one sentence tells of them together ("killed his wife, her son and himself")."""
    tolls: set[int] = set()
    together: dict[int, int] = {}
    for d in drafts:
        m = d.mention
        if m.harm == Harm.KILLED and d.factuality == Factuality.ASSERTED and m.best is not None and m.low == m.best:
            tolls.add(m.best)
            if m.part_of is None:
                together[m.sentence.index] = together.get(m.sentence.index, 0) + m.best
    return tolls | set(together.values())
