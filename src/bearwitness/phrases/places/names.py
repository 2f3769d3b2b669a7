"""Where a place's name ends: told by capitals, particles and type words, or by the caller where all is in capitals."""

from __future__ import annotations

import re

from bearwitness.phrases.peoples import demonyms
from bearwitness.phrases.places.tokens import Reading
from bearwitness.phrases.places.words import (
    CAMPS,
    DIVISIONS,
    FUNCTION,
    LEADING,
    NAME_TYPES,
    NOT_PLACES,
    OF_NAMES,
    OF_STATES,
    ORGANISATIONS,
    ORGANISATIONS_ALLOWED_AFTER,
    PARTICLES,
    PREPOSITIONS,
    SECTIONS,
    SETTLED,
    SINGULAR,
    STATE_CODE,
    STATES,
    TITLES,
    TWO_WORD_TYPES,
    TYPES,
)
from bearwitness.phrases.times.words import MONTH_ANY, WEEKDAYS
from bearwitness.phrases.word_patterns import words_of

_IS_INITIALS = re.compile(r"^(?:[A-Z]\.?){2,5}$")
_INITIALS = words_of("U.S US U.K UK UAE U.A.E DRC USA U.S.A D.R.C NYC L.A D.C DC")
_PARTS_OF_DAY = words_of("morning afternoon evening night")
_FUNCTION_OR_TYPES = FUNCTION | TYPES
_ENDS_RUN = FUNCTION - {"may", "will"}
_NO_NAME_IN_CAPITALS = (NOT_PLACES - {"may"}) | ORGANISATIONS | (FUNCTION - LEADING)
_ENDS_RUN_IN_CAPITALS = FUNCTION - LEADING
_NO_NAMES_END = (DIVISIONS | CAMPS | SECTIONS) - NAME_TYPES
_TYPES_BEHIND_NAMES = DIVISIONS | CAMPS | SECTIONS | SETTLED


def end_of_name(reading: Reading, j: int, *, announced: bool = False) -> int | None:
    """End of the place name that begins at token j; None where none does."""
    if reading.at(j) is None:
        return None
    if reading.capitals:
        return _end_in_capitals(reading, j, announced)
    return _end_by_shape(reading, j)


def _end_by_shape(reading: Reading, j: int) -> int | None:
    first = reading.tokens[j]
    lead = j
    if not first.capital:
        following = reading.at(j + 1)
        if first.lower not in LEADING or following is None or not following.capital or following.gap:
            return None
        lead = j + 1
    if reading.tokens[lead].lower in NOT_PLACES or (
        reading.tokens[lead].lower in PREPOSITIONS and len(reading.tokens[lead].text) > 2
    ):
        return None
    if not first.word or (len(first.text) == 1 and not first.text.isupper()):
        return None
    known = _end_of_known_run(reading, j)
    if known is not None:
        return known
    end = _end_of_run(reading, lead)
    words = [token.lower for token in reading.tokens[j:end]]
    if any(
        word in ORGANISATIONS and (k == 0 or words[k - 1] not in ORGANISATIONS_ALLOWED_AFTER)
        for k, word in enumerate(words)
    ):
        return None
    if len(words) > 1 and any(word in TITLES for word in words):
        return None  # "the Oru Ambassador"
    if words[-1] in ("department", "university", "ministry") and reading.low(end) == "of":
        return None
    if reading.low(end) in ORGANISATIONS and reading.touch(end - 1, end):
        return None  # "the Oru police", "Belen army"
    if len(words) == 1 and (
        words[0] in ORGANISATIONS or (_IS_INITIALS.match(first.text) and not STATE_CODE.match(first.text))
    ):
        return end if first.text.rstrip(".").upper() in _INITIALS else None
    return end


def _end_of_known_run(reading: Reading, j: int) -> int | None:
    """The longest run from j that the caller knows, where shape alone would stop short ("La union")."""
    if reading.is_place_word is None:
        return None
    for k in range(min(j + 4, len(reading.tokens)), j + 1, -1):
        run = reading.tokens[j:k]
        if all(token.word and not token.gap for token in run[1:]) and not any(t.possessive for t in run[:-1]):
            if run[-1].lower in FUNCTION or run[-1].lower in TYPES or not any(token.capital for token in run):
                continue
            if all(reading.touch(m, m + 1) for m in range(j, k - 1)) and reading.is_place_word(reading.words(j, k)):
                following = reading.at(k)
                if (
                    following is not None
                    and following.capital
                    and reading.touch(k - 1, k)
                    and following.lower not in _FUNCTION_OR_TYPES
                ):
                    return None
                return k
    return None


def _end_of_run(reading: Reading, j: int) -> int:
    """End of a run of capitalised words with particles between; a type word ends it."""
    k = j + 1
    if reading.tokens[j].possessive or (
        reading.tokens[j].lower in STATES
        and reading.tokens[j].after > reading.tokens[j].end
        and reading.tokens[j].lower not in ("la", "man")
    ):
        return k
    while k < len(reading.tokens) and not reading.tokens[k].gap and reading.touch(k - 1, k):
        token = reading.tokens[k]
        if token.capital and _is_day(reading, k):
            break
        if token.capital and token.lower not in _ENDS_RUN:
            if token.lower in OF_STATES and reading.low(k + 1) == "of":
                m = k + 2 if reading.low(k + 2) != "the" else k + 3
                if reading.at(m) is not None and reading.tokens[m].capital:
                    k = m + 1
                    continue
            if type_length(reading, k) and not _type_opens_name(reading, k):
                break
            k += 1
            if token.possessive:
                break
            continue
        skip = _past_particles(reading, k)
        if skip:
            k = skip
            continue
        if token.lower == "of" and reading.tokens[k - 1].lower in OF_NAMES and k == j + 1:
            m = k + 1 if reading.low(k + 1) != "the" else k + 2
            if reading.at(m) is not None and reading.tokens[m].capital:
                k = m + 1
                continue
        break
    return k


def _is_day(reading: Reading, k: int) -> bool:
    """ "in East Oru Saturday night", "in Belen March 5": a day behind a name, not "Oru Sunday Market"."""
    following = reading.at(k + 1)
    if reading.tokens[k].lower in WEEKDAYS:
        return following is None or not following.capital or following.lower in _PARTS_OF_DAY
    return reading.tokens[k].lower in MONTH_ANY and following is not None and following.text.isdigit()


def _type_opens_name(reading: Reading, k: int) -> bool:
    """A capitalised type word at k begins a name ("Port Oru") and so ends none: a name word follows."""
    following = reading.at(k + 1)
    return (
        following is not None
        and following.capital
        and reading.touch(k, k + 1)
        and reading.tokens[k].capital
        and reading.tokens[k].lower
        in ("port", "lake", "river", "island", "islands", "mountain", "state", "city", "coast", "valley")
        and not type_length(reading, k + 1)
        and following.lower not in FUNCTION
    )


def _past_particles(reading: Reading, k: int) -> int | None:
    """After particles at k that lead to another capital ("de la" Paz): the token after that capital."""
    m = k
    while (
        m < min(k + 3, len(reading.tokens)) and reading.tokens[m].lower in PARTICLES and not reading.tokens[m].capital
    ):
        m += 1
    if m == k or m >= len(reading.tokens) or not reading.tokens[m].capital or not reading.touch(m - 1, m):
        return None
    if reading.tokens[k].lower in ("at", "as", "an") and not is_known(reading, k - 1, m + 1):
        return None
    return m + 1


def _end_in_capitals(reading: Reading, j: int, announced: bool) -> int | None:
    first = reading.tokens[j]
    if not first.word or first.lower in _NO_NAME_IN_CAPITALS:
        return None
    if reading.is_place_word is not None:
        for k in range(min(j + 5, len(reading.tokens)), j, -1):
            if k > j + 1 and reading.tokens[k - 1].lower in _NO_NAMES_END:
                continue  # the type word is read as such
            if first.lower in TYPES and k == j + 1:
                return None
            if _is_plain_run(reading, j, k) and reading.is_place_word(reading.words(j, k)):
                if reading.low(k) in ORGANISATIONS or (first.lower in demonyms() and k == j + 1):
                    return None
                return k
    # "EL PETEN DEPARTMENT": up to four words before a type word; "CHALCHUAPA, SANTA ANA": before a comma and a
    # known name
    for k in range(j + 1, min(j + 5, len(reading.tokens))):
        if not _is_plain_run(reading, j, k) or any(t.lower in _ENDS_RUN_IN_CAPITALS for t in reading.tokens[j:k]):
            break
        length = type_length(reading, k)
        if length and reading.low(k + length - 1) in _TYPES_BEHIND_NAMES:
            if reading.is_place_word is None and not any(
                t.lower in TYPES or t.lower in demonyms() for t in reading.tokens[j:k]
            ):
                return k
            break
        if (
            reading.low(k) == ","
            and not announced
            and reading.is_place_word is not None
            and k - j <= 3
            and _is_known_after(reading, k + 1)
        ):
            return k if not any(t.lower in demonyms() or t.lower in TYPES for t in reading.tokens[j:k]) else None
    return _end_of_announced(reading, j) if announced else None


def _end_of_announced(reading: Reading, j: int) -> int | None:
    """After the word at j that words before it announce as a name, and the next one after "San" and the like."""
    first = reading.tokens[j].lower
    if first in TYPES or first in demonyms():
        return None
    k = j + 1
    if k < len(reading.tokens) and first in LEADING and _is_plain_run(reading, j, k + 1):
        return k if reading.tokens[k].lower in _FUNCTION_OR_TYPES else k + 1
    return k


def _is_known_after(reading: Reading, k: int) -> bool:
    return reading.is_place_word is not None and any(
        _is_plain_run(reading, k, m) and reading.is_place_word(reading.words(k, m))
        for m in range(min(k + 4, len(reading.tokens)), k, -1)
    )


def _is_plain_run(reading: Reading, j: int, k: int) -> bool:
    """Tokens j to k are words side by side, with no possessive inside."""
    return j < len(reading.tokens) and k <= reading.run_ends[j]


def is_known(reading: Reading, k: int, end: int) -> bool:
    """Whether the caller knows tokens k to end as a place name."""
    return reading.is_place_word is not None and reading.is_place_word(reading.words(k, end))


def type_length(reading: Reading, j: int) -> int:
    """Tokens of the type word at j: 2, 1 or 0."""
    first, second = reading.low(j), reading.low(j + 1)
    if (first, second) in TWO_WORD_TYPES and not reading.tokens[j].possessive:
        return 3 if second == "government" and reading.low(j + 2) in ("area", "areas") else 2
    return 1 if first in TYPES else 0


def type_at(reading: Reading, j: int, length: int) -> str:
    """The type word at j in lower case, singular."""
    words = [reading.low(k) for k in range(j, j + length)]
    words[-1] = SINGULAR.get(words[-1], words[-1])
    return " ".join(words)
