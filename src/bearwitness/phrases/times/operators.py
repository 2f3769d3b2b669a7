"""Times under a word that opens or bounds them: "since 1 May", "from 3 to 5 July", "as of April", "every Friday"."""

from __future__ import annotations

from bearwitness.phrases.times.amounts import read_duration
from bearwitness.phrases.times.clock import skip_clock
from bearwitness.phrases.times.joined import filled, read_joined
from bearwitness.phrases.times.narrowed import read_narrowed
from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import (
    After,
    AsOf,
    Before,
    Calendar,
    Duration,
    InPart,
    Node,
    Previous,
    Read,
    Recurring,
    Several,
    Since,
    SoFar,
    Stretch,
    Until,
    Vague,
    Window,
    shape_of,
)
from bearwitness.phrases.times.words import (
    APOSTROPHES,
    APPROACHES,
    BEGAN,
    DASHES,
    DAY_PARTS,
    DURATION_LEAD,
    EVENTS,
    JOIN_RANGE,
    MONTH_ANY,
    MONTHS_AS_NAMES,
    NUMBERS,
    TURNS,
    UNITS_ANY,
    WEEKDAYS,
)


def read_phrase(tokens: Tokens, i: int, expect: bool = False) -> Read | None:
    """The longest phrase that opens at token i. `expect`: the words are known to be a time ("July", "2019")."""
    word = tokens.words[i]
    read: Read | None = None
    if word in ("since", "ever"):
        at = i + 1 if word == "since" else i + 2
        if word == "since" or tokens.words[i + 1] == "since":
            read = _read_operand(tokens, at, Since) or _read_since_it_began(tokens, at)
    elif word == "from":
        read = _read_from(tokens, i)
    elif word == "between":
        read = _read_between(tokens, i)
    elif word in ("until", "till"):
        read = _read_operand(tokens, i + 1, Until)
    elif word == "up" and tokens.words[i + 1] in ("to", "until", "till"):
        read = _read_operand(tokens, i + 2, Until)
    elif word == "as" and tokens.words[i + 1] in ("of", "at"):
        read = _read_operand(tokens, i + 2, AsOf)
    elif word == "by":
        read = _read_by(tokens, i)
    elif word == "so" and tokens.words[i + 1] == "far":
        at = i + 2 + (tokens.words[i + 2] in ("in", "during"))
        inner = read_joined(tokens, at, True)
        if inner is not None and shape_of(inner[0]) in ("unit", "month", "year", "rel"):
            read = SoFar(inner[0]), inner[1]
    elif word in ("before", "after") and tokens.words[i + 1] != "the":
        read = _read_before_after(tokens, i, i + 1)
    elif word == "prior" and tokens.words[i + 1] == "to":
        read = _read_before_after(tokens, i, i + 2)
    elif word in ("every", "each"):
        read = _read_every(tokens, i)
    if read is None and word in APPROACHES:
        read = _read_approached(tokens, i)
    if read is None and word in DURATION_LEAD:
        read = read_duration(tokens, i)
    if read is None:
        read = read_joined(tokens, i, expect)
    return read


def _read_approached(tokens: Tokens, i: int) -> Read | None:
    """An hour or a part of a day with the words that say how near: "shortly before dawn on Sunday", "around 9 pm today"."""
    j = i
    while tokens.words[j] in APPROACHES:
        j += 1
    j += tokens.words[j] == "the" and tokens.words[j + 1] in ("early", "small", "wee")
    if not (tokens.words[j][:1].isdigit() or tokens.words[j] in DAY_PARTS or tokens.words[j] in ("first", "broad")):
        return None
    inner = read_narrowed(tokens, j, True)
    return inner if inner is not None and isinstance(inner[0], InPart) else None


def _read_since_it_began(tokens: Tokens, i: int) -> Read | None:
    """ "the war began in 2014", "it took power on 3 May", "the coup in February 2021", after "since"."""
    for k in range(i + 1, min(i + 8, tokens.size)):
        if tokens.words[k] in (",", ".", ";", "\n"):
            return None
        if tokens.words[k] in ("in", "on", "of") and (tokens.words[k - 1] in BEGAN or tokens.words[k - 1] in TURNS):
            return _read_operand(tokens, k, Since)
    return None


def _read_operand(tokens: Tokens, i: int, wrap: type[Since] | type[Until] | type[AsOf]) -> Read | None:
    if tokens.words[i] in ("on", "at", "in"):
        i += 1
    inner = read_joined(tokens, i, True)
    if inner is None and tokens.words[i] == "the":
        inner = read_joined(tokens, i + 1, True)
    return (wrap(inner[0]), inner[1]) if inner is not None and _is_date(inner[0]) else None


def _read_by(tokens: Tokens, i: int) -> Read | None:
    at = i + 1 + (tokens.words[i + 1] == "the")
    word = tokens.words[i + 1]
    if (
        word in MONTHS_AS_NAMES
        and not tokens.capitals
        and tokens.capital(i + 2)
        and tokens.words[i + 2] not in MONTH_ANY
    ):
        return None  # "shot by April Daro"
    inner = read_joined(tokens, i + 1, True)
    if inner is not None and _is_date(inner[0]) and not isinstance(inner[0], (Since, Until)):
        if tokens.words[inner[1]] in APOSTROPHES:
            return None  # "caused by Monday's blast"
        return AsOf(inner[0]), inner[1]
    clock = skip_clock(tokens, at, led=False)
    if clock is not None:
        return AsOf(InPart("clock", Previous(0, 0, "day"))), clock
    lead = tokens.words[at]
    if lead in ("early", "late", "mid"):
        at += 1 + (tokens.words[at + 1] in DASHES)
    if tokens.words[at] in DAY_PARTS and tokens.words[at] != "night" and tokens.words[at + 1] not in ("of", "on"):
        return AsOf(InPart(DAY_PARTS[tokens.words[at]], Previous(0, 0, "day"))), at + 1
    return None


def _read_before_after(tokens: Tokens, i: int, at: int) -> Read | None:
    inner = read_joined(tokens, at, True)
    if inner is None or tokens.words[inner[1]] in APOSTROPHES:
        return None
    node, j = inner
    if not (isinstance(node, Calendar) and node.which is None):
        return None
    if shape_of(node) in ("day", "month") and tokens.raw[j][:1].isalpha() and tokens.words[j] in EVENTS:
        return None
    return (After(node) if tokens.words[i] == "after" else Before(node)), j


def _read_from(tokens: Tokens, i: int) -> Read | None:
    first = _read_end_of_range(tokens, i + 1)
    if first is None:
        return None
    node, j = first
    if isinstance(node, Stretch):
        return node, j
    if tokens.words[j] in ("on", "onward", "onwards"):
        return Since(node), j + 1
    if tuple(tokens.words[j : j + 2]) in (("to", "date"), ("until", "now"), ("till", "now")):
        return Since(node), j + 2
    if tokens.words[j] == "up":
        j += 1
    if tokens.words[j] not in JOIN_RANGE:
        return None
    last = _read_end_of_range(tokens, j + 1)
    if last is None or isinstance(last[0], (Stretch, Several)):
        return None
    return Stretch(*filled(node, last[0])), last[1]


def _read_between(tokens: Tokens, i: int) -> Read | None:
    both = _read_end_of_range(tokens, i + 1)
    if both is None:
        return None
    node, j = both
    if isinstance(node, Several) and len(node.items) == 2:
        return Stretch(*filled(*node.items)), j
    if tokens.words[j] == "and":
        last = _read_end_of_range(tokens, j + 1)
        if last is not None and not isinstance(last[0], (Stretch, Several)):
            return Stretch(*filled(node, last[0])), last[1]
    return None


def _read_end_of_range(tokens: Tokens, i: int) -> Read | None:
    if tokens.words[i] in ("on", "in"):
        i += 1
    inner = read_joined(tokens, i, True)
    if inner is None and tokens.words[i] == "the":
        inner = read_joined(tokens, i + 1, True)
    return inner if inner is not None and _is_date(inner[0]) else None


def _read_every(tokens: Tokens, i: int) -> Read | None:
    j = i + 1
    if tokens.words[j] == "other" or tokens.words[j] in NUMBERS or tokens.words[j] == "few":
        j += 1
    if tokens.words[j] in WEEKDAYS:
        j += 1 + (tokens.words[j + 1] in DAY_PARTS)
        return Recurring(), j
    if tokens.words[j] in DAY_PARTS or tokens.words[j] in UNITS_ANY:
        return Recurring(), j + 1
    return None


def _is_date(node: Node) -> bool:
    """Whether a node can stand after "since", "by" and the like."""
    return not isinstance(node, (Recurring, Duration, Window, Vague, SoFar))
