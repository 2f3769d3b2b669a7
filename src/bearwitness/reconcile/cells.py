"""Which groups of people a claim counts: its traits, and the cells that these put it in.

A *trait* narrows the people counted: "two policewomen" has the traits `female` and `police`. A claim without traits
counts the incident's people as a whole. Some traits are cells of their own, others ("medic") only make a claim
narrower than `all`.
"""

from __future__ import annotations

import re

from bearwitness.phrases.let_go import is_let_go
from bearwitness.records import AgeGroup, Claim, Counting, Modifier, Sex, Status, Victims

ALL = "all"
ATTACKERS = "attackers"
WITHOUT_ATTACKERS = "without_attackers"
WOMEN_AND_CHILDREN = "women_and_children"

CELLS = (
    ALL,
    ATTACKERS,
    WITHOUT_ATTACKERS,
    "child",
    "adult",
    "female",
    "male",
    WOMEN_AND_CHILDREN,
    "civilian",
    "combatant",
    "police",
)
"""The closed list. A claim may bear on several; there are no crosses ("civilian children" is in two cells)."""

TRAIT_CELLS = frozenset(CELLS) - {ALL, WITHOUT_ATTACKERS}

Traits = frozenset[str]

_JOINED = re.compile(
    r"\b(?:women|woman|females?)(?: and| or| &|,)(?: [\w-]+){0,2}? "
    r"(?:child|children|girls?|boys?|kids?|minors?|infants?|babies)\b|"
    r"\b(?:child|children|girls?|boys?|kids?|minors?|infants?|babies)(?: and| or| &|,)(?: [\w-]+){0,2}? "
    r"(?:women|woman|females?)\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(r"\b(?:men|man|males?|people|persons?)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:elderly|disabled|sick|wounded|fathers?|brothers?|sons?|husbands?)\b", re.IGNORECASE)
_ANYBODY = re.compile(
    r"\b(?:person|people|somebody|someone|victim|victims|individual|casualty|fatality)\b", re.IGNORECASE
)

_OWN = re.compile(
    r"\b(?:its|their|our) (?:own )?(?:members?|fighters?|men|soldiers?|troops?|forces|officers|servicemen|personnel)\b|"
    r"\b(?:its|their|our) own\b",
    re.IGNORECASE,
)

# Words for a role or a status are often of masculine form ("policemen", "gunmen", "servicemen") and adult by the
# job: there sex and age come with the word and narrow nothing. An attacker who is called a fighter is still just an
# attacker.
_COMES_WITH: dict[str, Traits] = {
    ATTACKERS: frozenset({"male", "adult", "combatant"}),
    "police": frozenset({"male", "adult", "combatant", "civilian"}),
    "combatant": frozenset({"male", "adult"}),
}
INDIVIDUAL: Traits = frozenset({"individual"})
PERSONAL: Traits = INDIVIDUAL | frozenset(
    {"named", "told", "ordinal", "moved:injured", "moved:missing", "moved:abducted"}
)
"""Traits that pick people out of a group by who they are, and say nothing of what the group is."""

_ONE_MORE = re.compile(
    r"(?:an?|the)\s+(?:second|third|fourth|fifth|sixth|seventh|eighth)\s+(?:victim|person|man|woman|boy|girl|child|teen(?:ager)?)\b",
    re.IGNORECASE,
)
""" "A fourth victim was taken to hospital": one of a series, of whom the others are told before."""
_TOLD = frozenset("they them both these those themselves".split())
"""Pronouns for several people: whoever they are, the text has told of them, and perhaps of others beside them."""

_NOTHING: Traits = frozenset()

DISJOINT_TRAITS = (frozenset({"child", "adult"}), frozenset({"female", "male"}), frozenset({"civilian", "combatant"}))
"""Traits that no one person has both of, within one account."""


def traits_of_claim(claim: Claim) -> Traits:
    """What narrows the people that a claim counts; empty for a general group ("14 people", "the dead").

    Beside the cells' own names the traits are `role:...` for a role that has no cell, `named` (the people are the ones
    named), `own` (a side's own people, "four of its own members"), `let_go` ("three of the five
    were released"), `individual` (one person described, "a farmer", whose number is implied), `told` (people for whom a
    pronoun stands, "they died", "both died"), `ordinal` ("the third victim": one
    of a series) and `moved:...` ("three of the wounded died"): each counts some of the people, not the incident's
    whole.
    """
    victims = claim.victims
    traits: list[str] = []
    joined = _joined_group(victims)
    if joined is not None:
        traits.append(joined)
    else:
        if victims.age_group is not AgeGroup.UNKNOWN:
            traits.append(victims.age_group.value)
        if victims.sex is Sex.FEMALE or victims.sex is Sex.MALE:
            traits.append(victims.sex.value)
        if victims.status is not Status.UNKNOWN:
            traits.append(victims.status.value)
    role = victims.role
    if role == "attacker":
        traits.append(ATTACKERS)
    elif role == "police":
        traits.append("police")
    elif role:
        traits.append(f"role:{role}")
    if claim.moved_from is not None:
        traits.append(f"moved:{claim.moved_from.value}")
    if victims.text is not None and claim.claimant is not None and _OWN.search(victims.text):
        traits.append("own")
    if is_let_go(claim):
        traits.append("let_go")
    if claim.counting is Counting.ORDINAL or _ONE_MORE.match(claim.quote):
        traits.append("ordinal")
    if claim.best is not None and 0 < claim.best <= len(victims.names):
        traits.append("named")
    elif _is_individual(claim):
        traits.append("individual")
    elif _is_told(claim):
        traits.append("told")
    return frozenset(traits) if traits else _NOTHING


def cells_of_claim(claim: Claim) -> tuple[str, ...]:
    """The cells that a claim's own words put it in, in the order of `CELLS`; `all` alone for a general group.

    A claim about a narrower group may still enter `all` (docs/figures.md, "Who enters `all`"); that depends on the
    other claims. `without_attackers` is never among them: it is derived.
    """
    traits = traits_of_claim(claim)
    return tuple(cell for cell in CELLS if cell in traits and cell in TRAIT_CELLS) or (ALL,)


def narrowing(traits: Traits, cell: str) -> Traits:
    """What makes a group narrower than its cell; empty where it is just the cell's people."""
    if cell == ALL:
        return traits
    return traits - {cell} - _COMES_WITH.get(cell, _NOTHING)


def shut_out(first: Traits, second: Traits) -> bool:
    """Whether nobody can have both sets of traits."""
    return any(
        len(pair & first) == 1 and len(pair & second) == 1 and not pair & first & second for pair in DISJOINT_TRAITS
    )


def _joined_group(victims: Victims) -> str | None:
    """ "women and children" is one group that neither age nor sex can say; with "the elderly" it is wider and has no
    cell.

    "men, women and children" is everybody and "women and girls" are female, hence None.
    """
    text = victims.text
    if not text or victims.age_group is not AgeGroup.UNKNOWN or victims.sex in (Sex.FEMALE, Sex.MALE):
        return None
    if not _JOINED.search(text) or _EVERYBODY.search(text):
        return None
    return "joined" if _OTHERS.search(text) else WOMEN_AND_CHILDREN


def _is_individual(claim: Claim) -> bool:
    """One person described and not counted ("a farmer", "his brother"); "a person" is a count."""
    text = claim.victims.text
    return (
        claim.count_text is None
        and claim.modifier is Modifier.EXACT
        and claim.best == 1
        and text is not None
        and not _ANYBODY.search(text)
    )


def _is_told(claim: Claim) -> bool:
    """Several people for whom a pronoun stands ("they", "both"), and no number but what it implies."""
    words = {word.lower() for word in (claim.count_text, claim.victims.text) if word is not None}
    return bool(words) and words <= _TOLD and (claim.low, claim.high) in ((2, None), (2, 2))
