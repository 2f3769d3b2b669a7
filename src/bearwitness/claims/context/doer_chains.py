"""Phrases for doers that only point back ("the attackers", "the boy", "two suspects"), and the phrase that they stand for.

A report names its doers once ("fighters of the Oru Front", "a 12-year-old boy") and points to them afterwards. Where a
claim would have a phrase that says no more than that somebody did it, `named_by` looks for the one that tells who: the
nearest before it that can be meant, else the first behind. What can be meant is told by number, by kind (soldiers, police,
irregular fighters, one man or woman) and by the event; where nothing fits, the pointing phrase stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bearwitness.claims.context.doers import Doer
from bearwitness.phrases.word_patterns import words_of

_ROLES = words_of(
    """
    attacker attackers assailant assailants aggressor aggressors killer killers murderer murderers slayer slayers assassin
    assassins perpetrator perpetrators culprit culprits author authors shooter shooters suspect suspects accused kidnapper
    kidnappers captor captors abductor abductors raider raiders intruder intruders invader invaders criminal criminals
    offender offenders hijacker hijackers robber robbers
    """
)
"""Nouns that say only that somebody did it."""
_MALE = words_of("man gunman male husband father son brother uncle nephew cousin boyfriend stepfather grandfather ex")
_FEMALE = words_of("woman girl mother wife daughter sister aunt niece girlfriend female mum grandmother stepmother")
_YOUNG = words_of(
    "boy teen teenager youth child kid toddler brother sibling son nephew grandson youngster minor juvenile"
)
_ONE = words_of("person individual subject officer soldier policeman gunman bomber driver guard deputy")
_MANY = words_of(
    "men people persons individuals subjects youths teens teenagers boys gunmen males women girls children bombers hitmen brothers"
)
_MILITARY = words_of(
    "soldiers troops army military brigade battalion infantry navy marines servicemen paratroopers regiment conscripts"
)
_POLICE = words_of("police officers policemen agents deputies troopers gendarmes constables cops")
_IRREGULAR = words_of(
    """
    rebels guerrillas insurgents subversives militants fighters militiamen terrorists extremists bandits jihadists outlaws
    gang gangsters militia raiders warriors herders herdsmen front mob crowd rioters thugs vigilantes paramilitaries cell
    """
)
_BODIES = words_of(
    "group unit units patrol column commando commandos squad forces force band elements detachment cell gang mob crowd"
)
_POINTING = words_of("the these those this that his her their its same")
_PALE = words_of(
    """
    a an one two three four five six seven eight nine ten several some other another alleged suspected presumed main prime
    lone second third armed heavily unidentified unknown masked hooded young adult remaining latter first last possible
    """
)
"""Words that make a pointing phrase no more telling."""
_HEAD_ENDS = re.compile(
    r"[,(\[]|\s(?:of|on|in|at|from|with|wearing|armed|loyal|dressed|riding|carrying|belonging|allied|linked|affiliated|disguised|"
    r"posing|clad|sent|backed|who|known|aboard|travell?ing|believed|accused|charged|suspected|involved|responsible)\b",
    re.IGNORECASE,
)
_OF_INTEREST = re.compile(r"\bpersons? of interest$", re.IGNORECASE)
_YEARS_OLD = re.compile(r"-year-old$")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a phrase for a doer tells: its bare words, its head, whether it names or describes anybody."""

    words: tuple[str, ...]
    head: str
    named: bool  # holds a proper name
    whole: bool  # nothing stands behind the head
    proper: bool = False  # the head is part of a name: no party is of a kind by what it calls itself

    @property
    def points(self) -> bool:
        """Whether it only points to somebody told elsewhere."""
        if self.named or not self.whole:
            return False
        others = self.words[:-1]
        if self.head in _ROLES or self.words == ("men",):
            return all(w in _PALE or w in _POINTING for w in others)
        known = self.head in _MALE | _FEMALE | _YOUNG | _ONE | _MANY
        return known and bool(others) and others[0] in _POINTING and all(w in _PALE or w in _POINTING for w in others)

    def tells_more(self, other: _Shape) -> bool:
        """Whether it says of somebody what the other doesn't: "a gunman" tells no more than "the gunman"."""
        return not self.whole or not {w for w in self.words if w not in _PALE | _POINTING} <= set(other.words)

    @property
    def kinds(self) -> frozenset[str]:
        """Which of the kinds of doers the head may be of; none for a name, which may be of any."""
        if self.proper:
            return frozenset()
        lists = (("army", _MILITARY), ("police", _POLICE), ("irregular", _IRREGULAR))
        return frozenset(name for name, nouns in lists if not nouns.isdisjoint(self.words))

    @property
    def is_one(self) -> bool | None:
        """Whether it is said of one person; None where it may be either."""
        if self.proper:
            return None
        if self.head in _MANY or self.head in _BODIES:
            return False
        if self.head in _MALE | _FEMALE | _YOUNG | _ONE or _YEARS_OLD.search(self.head) or self.head == "accused":
            return True
        if self.kinds and self.head in _MILITARY | _POLICE | _IRREGULAR:
            return False
        if self.head in _ROLES:
            return not self.head.endswith("s")
        return None if self.named else not self.head.endswith("s")


def _shape(o: Doer, cased: str) -> _Shape:
    printed = " ".join(cased[slice(*o.words.span)].split())
    if _OF_INTEREST.search(printed):
        return _Shape(("suspect" + "s" * printed.lower().startswith("persons"),), "suspect", False, True)
    bare = _HEAD_ENDS.split(printed, maxsplit=1)[0].strip(" \"'“”‘’")
    words = tuple(w.lower() for w in re.findall(r"[\w'’-]+", bare)) or (printed.lower(),)
    first, *others = printed.split()
    opens = first.lower() in _POINTING | _PALE  # else its capital may be that of a sentence
    known = _ROLES | _MALE | _FEMALE | _YOUNG | _ONE | _MANY | _MILITARY | _POLICE | _IRREGULAR | _BODIES
    named = any(w[:1].isupper() for w in others) or (not opens and first[:1].isupper() and first.lower() not in known)
    proper = named and bare.split()[-1][:1].isupper() if bare else False
    return _Shape(words, words[-1], named, len(bare) >= len(printed.strip(" \"'“”‘’")) - 1, proper)


def named_by(o: Doer, doers: Sequence[Doer], cased: str) -> Doer | None:
    """The phrase that a pointing one stands for, of those given; None where none can be meant.

    Args:
        o: The phrase that a claim would have.
        doers: Phrases for doers of its event that may be said of the claim, in the order of the text.
        cased: The text in the case of print.
    """
    mine = _shape(o, cased)
    if not mine.points:
        return None
    fit = [x for x in doers if x is not o and _may_mean(mine, _shape(x, cased))]
    before = [x for x in fit if x.start < o.start]
    return before[-1] if before else fit[0] if fit else None


def _may_mean(pointing: _Shape, other: _Shape) -> bool:
    if other.points or not other.tells_more(pointing):
        return False
    if pointing.is_one is not None and other.is_one is not None and pointing.is_one != other.is_one:
        return False
    if pointing.head in _ROLES or pointing.head in ("men", "people", "persons", "individuals", "person", "individual"):
        return True
    if pointing.head in _MALE | _FEMALE | _YOUNG:
        return _same_person(pointing.head, other)
    if pointing.kinds and other.kinds:
        return not pointing.kinds.isdisjoint(other.kinds)
    return not pointing.kinds or other.named or other.head in _BODIES


def _same_person(head: str, other: _Shape) -> bool:
    """Whether a later "the boy" or "the man" can be this one."""
    if other.proper or (other.named and other.head not in _MALE | _FEMALE | _YOUNG):
        return True
    if _YEARS_OLD.search(other.head) or other.head in _ONE:
        return True
    return any(head in nouns and other.head in nouns for nouns in (_MALE, _FEMALE, _YOUNG))
