"""Who says it: agreement between voices, and the grade of the evidence.

Both describe the claims and weigh nobody: no party, publisher or kind of speaker counts more than another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bearwitness.reconcile.cells import ALL, ATTACKERS
from bearwitness.reconcile.readings import Reading, first_said
from bearwitness.reconcile.set_aside import ABOUT, SUPERSEDED, Entry, Standing
from bearwitness.records import Claimant, Factuality, Harm

SINGLE, AGREE, OVERLAP, CONFLICT = "single", "agree", "overlap", "conflict"
AGREEMENTS = (SINGLE, AGREE, OVERLAP, CONFLICT)

RETRACTED, CONTESTED, CONCEDED, DENIED = "retracted", "contested", "conceded", "denied"
MULTI_ORIGIN, SINGLE_ORIGIN = "multi-origin", "single-origin"
GRADES = (RETRACTED, CONTESTED, CONCEDED, DENIED, MULTI_ORIGIN, SINGLE_ORIGIN)
"""The closed list, in the order in which it is asked: a row gets the first that holds."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIFTHS = 5
"""`about` reaches a fifth both ways when voices are compared; ranges are kept in fifths, so that no rounding
decides."""

_KINDS = {
    "army": "army forces force soldier soldiers troop troops military serviceman servicemen",
    "police": "police policeman policemen gendarme gendarmes gendarmerie",
    "rebels": "rebel rebels insurgent insurgents guerrilla guerrillas guerilla guerillas militant militants",
}
"""Words for one kind of party, told as one when two accounts of who did it are compared. They serve only to see that
"soldiers" and "the army" may be the same; both kinds are treated alike. Source: our own list, from newswire usage."""

_KIND_OF_WORD = {word: kind for kind, words in _KINDS.items() for word in _words(words)}

_SAYS_NOBODY = _words(
    """gunman gunmen attacker attackers assailant assailants bomber bombers shooter shooters unknown unidentified
    unnamed masked hooded armed man men woman women person persons people individual individuals group groups party
    parties perpetrator perpetrators killer killers suspect suspects bandit bandits someone somebody they them he she
    who which"""
)
"""Words that do not say who it was; an account made of them names no perpetrator."""

_OFFICES = _words(
    """the a an of and its their his her our spokesman spokeswoman spokesperson spokesmen official officials officer
    officers commander commanders general source sources statement command local senior"""
)
"""Words around a party's name that say who speaks for it."""

_SELF = frozenset({"it", "its", "we", "us", "our", "ourselves", "itself"})
"""Words by which a named speaker blames itself ("the group said it killed ...", "our fighters")."""

_FIGHTERS = frozenset({ATTACKERS, "combatant"})

_WORD = re.compile(r"[^\W_]+")

Party = frozenset[str]


def agreement_of(entries: Sequence[Entry]) -> str:
    """How the voices compare: `single` voice, `agree` (ranges equal), `overlap` (they all meet) or `conflict`.

    A voice that gives several numbers is taken from its lowest to its highest. Null is unbounded.
    """
    ranges: dict[str, tuple[float, float]] = {}
    for entry in entries:
        low, high = _reach(entry)
        known = ranges.get(entry.first.voice)
        ranges[entry.first.voice] = (min(low, known[0]), max(high, known[1])) if known else (low, high)
    if len(ranges) < 2:
        return SINGLE
    if len(set(ranges.values())) == 1:
        return AGREE
    # Intervals on a line that meet in pairs all share a point.
    return OVERLAP if max(low for low, _ in ranges.values()) <= min(high for _, high in ranges.values()) else CONFLICT


def _reach(entry: Entry) -> tuple[float, float]:
    """A claim's interval in fifths of a person; infinite where open."""
    if entry.kind == ABOUT and entry.best is not None:
        return entry.best * (_FIFTHS - 1), entry.best * (_FIFTHS + 1)
    low = float("-inf") if entry.low is None else entry.low * _FIFTHS
    high = float("inf") if entry.high is None else entry.high * _FIFTHS
    return low, high


def publishers_of(used: Iterable[Reading]) -> int:
    """Distinct publishers of the claims used and of their copies; where none is stated, the one there must have
    been."""
    names: set[str] = set()
    used = list(used)
    for reading in used:
        names.update(reading.document.publishers)
        for copy in reading.copies:
            names.update(copy.document.publishers)
    return max(len(names), 1) if used else 0


def grade_of(
    used: Sequence[Reading], standing: Standing, readings: Mapping[str, Reading], *, cell: str, origins: int
) -> str:
    """The strength of a row's evidence, one of `GRADES`.

    Args:
        used: The readings behind the figure.
        standing: Who voted in the cell and who did not.
        readings: All readings of the harm.
        cell: The row's cell.
        origins: How many origins the claims used have.

    Source: docs/figures.md, "Grade"; domain brief, section 13.
    """
    positive = [reading for reading in used if reading.positive]
    if not positive and any(
        reason == SUPERSEDED and readings[claim_id].positive
        for claim_id, reason in standing.reasons.items()
        if claim_id in readings
    ):
        return RETRACTED
    if _who_did_it_differs(positive):
        return CONTESTED
    if _conceded(positive, readings, cell=cell):
        return CONCEDED
    if _somebody_denies(used, standing, readings, cell=cell):
        return DENIED
    return MULTI_ORIGIN if origins > 1 else SINGLE_ORIGIN


def _who_did_it_differs(used: Sequence[Reading]) -> bool:
    """Whether two origins name perpetrators that cannot be the same."""
    if not any(reading.claim.alleged_perpetrator for reading in used):
        return False
    accounts: dict[str, set[Party]] = {}
    speakers: dict[str, set[Party]] = {}
    for reading in used:
        words = reading.claim.alleged_perpetrator
        blamed = _party(words.text) if words is not None else frozenset()
        if words is not None and not blamed and reading.claim.claimant is not None and _blames_itself(words.text):
            blamed = _speaking_party(reading.claim.claimant)
        if blamed:
            accounts.setdefault(reading.origin, set()).add(blamed)
            if reading.claim.claimant is not None:
                speakers.setdefault(reading.origin, set()).add(_speaking_party(reading.claim.claimant))
    origins = sorted(accounts)
    for i, first in enumerate(origins):
        for second in origins[i + 1 :]:
            if all(_different(one, other) for one in accounts[first] for other in accounts[second]):
                return True
            if not accounts[first] & accounts[second] and (
                accounts[first] & speakers.get(second, set()) and accounts[second] & speakers.get(first, set())
            ):
                return True
    return False


def _conceded(used: Sequence[Reading], readings: Mapping[str, Reading], *, cell: str) -> bool:
    """Whether one of the alleged perpetrators itself asserts the harm, and denies none of it."""
    blamed: set[Party] = set()
    denying: set[Party] = set()
    for reading in readings.values():
        if reading.claim.alleged_perpetrator is not None:
            blamed.add(_party(reading.claim.alleged_perpetrator.text))
        if reading.claim.factuality is Factuality.DENIED and reading.claim.claimant is not None:
            denying.add(_speaking_party(reading.claim.claimant))
    if not blamed:
        return False
    for reading in used:
        claim = reading.claim
        if claim.claimant is None or claim.factuality is not Factuality.ASSERTED or _no_admission(reading, cell=cell):
            continue
        speaker = _speaking_party(claim.claimant)
        if speaker and any(party and (party <= speaker or speaker <= party) for party in denying):
            continue
        if claim.alleged_perpetrator is not None:
            own = _party(claim.alleged_perpetrator.text)
            # Who names another party as the perpetrator concedes nothing, even if a third blames the speaker.
            if (own and own == speaker) or _blames_itself(claim.alleged_perpetrator.text):
                return True
            if own:
                continue
        if speaker and any(party and (party <= speaker or speaker <= party) for party in blamed):
            return True
    return False


def _no_admission(reading: Reading, *, cell: str) -> bool:
    """Whether to say it admits nothing to the row: an arrest of suspects, which is the police's work, or fighters whom a
    side counts as its success, in a row that is not of fighters."""
    claim = reading.claim
    if claim.harm is Harm.DETAINED and (claim.victims.role == "suspect" or ATTACKERS in reading.traits):
        return True
    if claim.harm is Harm.DETAINED and claim.claimant is not None and "police" in _speaking_party(claim.claimant):
        return True
    return bool(reading.traits & _FIGHTERS) and cell not in _FIGHTERS


def _somebody_denies(
    used: Sequence[Reading], standing: Standing, readings: Mapping[str, Reading], *, cell: str
) -> bool:
    """Whether a denial speaks of the row: of the cell's own people, or of a claim that the figure uses."""
    denials = [reading for reading in readings.values() if reading.claim.factuality is Factuality.DENIED]
    if not denials:
        return False
    behind = {reading.claim_id for reading in used} | {copy.claim_id for reading in used for copy in reading.copies}
    for reading in denials:
        if reading.claim.denies is not None and first_said(reading.claim.denies, readings) in behind:
            return True
        if reading.claim_id in standing.reasons and (cell != ALL or not reading.traits or not used):
            return True
        if cell == ALL and reading.best is not None and any(reading.best == one.best for one in used if not one.traits):
            return True  # "denied killing 29 civilians", of 29 whom others call people
    return False


def _different(first: Party, second: Party) -> bool:
    """Whether two accounts of who did it name different parties for certain.

    "the army" may be "the Belen army", and "soldiers" may be "the army". Different names ("the Belen army", "the Oru
    army") or different kinds ("the army", "the rebels") cannot be one; a name and a kind ("the Oru Front", "rebels")
    may.
    """
    if first <= second or second <= first:
        return False
    kinds = {kind for kind in _KINDS if kind in first}, {kind for kind in _KINDS if kind in second}
    names = first - kinds[0], second - kinds[1]
    if kinds[0] and kinds[1] and not kinds[0] & kinds[1]:
        return True
    proper = {word for word in names[0] if word[0].isupper()}, {word for word in names[1] if word[0].isupper()}
    return bool(proper[0] and proper[1] and not proper[0] & proper[1])


@lru_cache(maxsize=4096)
def _party(text: str) -> Party:
    """The words of a party's name that tell it from others; kinds are told by one word, names keep their capital."""
    words = set()
    for printed in _WORD.findall(text):
        plain = "".join(
            letter for letter in unicodedata.normalize("NFKD", printed.casefold()) if not unicodedata.combining(letter)
        )
        if plain in _SAYS_NOBODY or plain in _OFFICES or plain in _SELF or plain == "s":
            continue
        words.add(_KIND_OF_WORD.get(plain) or (plain.capitalize() if printed[0].isupper() else plain))
    return frozenset(words)


def _speaking_party(claimant: Claimant) -> Party:
    """The party behind a claimant: what its words, or the words that a pronoun refers to, name."""
    return _party(claimant.refers_to or claimant.text)


def _blames_itself(words: str) -> bool:
    found = [word.casefold() for word in _WORD.findall(words)]
    return bool(found) and found[0] in _SELF
