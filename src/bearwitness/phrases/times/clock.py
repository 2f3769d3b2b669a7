"""Clock times, which name no day: "0830 GMT", "9 p.m.", "at 12:30 (0930 GMT)"."""

from __future__ import annotations

from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.words import COUNTED_NOUNS, HOURS_WORDS


def skip_clock(tokens: Tokens, i: int, *, led: bool) -> int | None:
    """Index after a clock time at i. `led`: "at" or the like stands before, so that a bare "0930" is one."""
    word = tokens.words[i]
    if not word.isascii() or not word.isdigit() or len(word) > 4:
        return None
    j = i + 1
    certain = led and len(word) == 4 and tokens.words[i + 1] not in COUNTED_NOUNS
    if len(word) <= 2 and tokens.words[j] in (":", ".", "h") and tokens.joined(j) and tokens.joined(j + 1):
        minutes = tokens.words[j + 1]
        if not (minutes.isdigit() and len(minutes) == 2 and int(word) < 25 and int(minutes) < 60):
            return None
        certain = tokens.words[j] == ":" or led
        j += 2
        if tokens.words[j] == ":" and tokens.joined(j) and tokens.words[j + 1].isdigit():
            j += 2
    elif len(word) >= 3 and (int(word) % 100 > 59 or int(word) > 2459):
        return None
    half = _skip_half_day(tokens, j)
    if half is not None:
        certain, j = int(word) < 13 or len(word) > 2, half
    if tokens.words[j] in HOURS_WORDS:
        certain = certain or len(word) == 4
        j += 1 + (tokens.words[j] == "local" and tokens.words[j + 1] == "time")
    if tokens.words[j] in ("o", "oclock"):
        j += 3 if tokens.words[j] == "o" and tokens.words[j + 2] == "clock" else 1
        certain = True
    if not certain:
        return None
    if tokens.words[j] == "(" and tokens.words[j + 1][:1].isdigit():
        inner = skip_clock(tokens, j + 1, led=True)
        if inner is not None and tokens.words[inner] == ")":
            j = inner + 1
    return j


def _skip_half_day(tokens: Tokens, j: int) -> int | None:
    """Index after "am", "p.m."."""
    if tokens.words[j] in ("am", "pm"):
        return j + 1
    if tokens.words[j] in ("a", "p") and tokens.words[j + 1] == "." and tokens.words[j + 2] == "m":
        return j + 3 + (tokens.words[j + 3] == "." and tokens.joined(j + 3))
    return None


def skip_added_clock(tokens: Tokens, j: int) -> int | None:
    k = j + (tokens.words[j] == ",")
    if tokens.words[k] in ("shortly", "just"):
        k += 1
    led = False
    while tokens.words[k] in ("at", "around", "about", "approximately", "by", "before", "after"):
        led = led or tokens.words[k] not in ("about", "approximately")
        k += 1
    if tokens.words[k] == "(" and not led:
        inner = skip_clock(tokens, k + 1, led=False)
        return inner + 1 if inner is not None and tokens.words[inner] == ")" else None
    if not led and k != j:
        return None
    return skip_clock(tokens, k, led=led)
