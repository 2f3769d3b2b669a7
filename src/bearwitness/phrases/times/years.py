"""Years, decades and seasons of a year: "2019", "the 1980s", "the summer of 2014", and the year after a day and month."""

from __future__ import annotations

from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import Calendar, Decade, Read, Season
from bearwitness.phrases.times.words import (
    APOSTROPHES,
    CLOCK_LEAD,
    COUNTED_NOUNS,
    DASHES,
    DETERMINERS,
    HOURS_WORDS,
    MONTH_ANY,
    SEASONS,
    YEAR_LEAD,
)


def read_year(tokens: Tokens, i: int, expect: bool = False) -> Read | None:
    """A bare year at i, where the words around it show that it is one."""
    word = tokens.words[i]
    if not (len(word) == 4 and word.isascii() and word.isdigit() and 1800 <= int(word) <= 2100):
        return None
    before, after = (tokens.words[i - 1] if i else ""), tokens.words[i + 1]
    if tokens.capitals and int(word) <= 1959 and int(word) % 5 == 0 and int(word) % 100 < 60 and before in CLOCK_LEAD:
        return None  # "BEFORE 1800", in wire copy that writes times so
    if not expect and not _is_led_as_year(tokens, i):
        return None
    if _is_other_figure(tokens, i):
        return None
    if before == "(" and not (after in (")", ",", ";") or after in DASHES):
        return None
    return Calendar(year=int(word)), i + 1


def _is_led_as_year(tokens: Tokens, i: int) -> bool:
    """Whether the words around the four figures at i show them to be a year."""
    before, after = (tokens.words[i - 1] if i else ""), tokens.words[i + 1]
    if before not in YEAR_LEAD or before in DASHES:
        return False
    ends = not tokens.raw[i + 1][:1].isalpha() or after in ("and", "or", "of", "to")
    if before in DETERMINERS and ends:
        return False  # "the 1999 massacre", but not "a 1999" at the end of a clause, nor an amount
    if before in ("and", "to", "or"):
        return before != "to" and i >= 3 and read_year(tokens, i - 2) is not None  # the second of "in 1990 and 2005"
    return True


def _is_other_figure(tokens: Tokens, i: int) -> bool:
    """Whether the four figures at i are an amount, an hour or a part of something longer: "$2000", "2000 people"."""
    before, after = (tokens.words[i - 1] if i else ""), tokens.words[i + 1]
    if before in ("$", "#", "£", "€") or (before in (".", ",", "/") and tokens.joined(i)) or before in ("at", "than"):
        return True
    if after in COUNTED_NOUNS:
        if _counts(tokens, i) or not (before in ("in", "since", "during") or before in MONTH_ANY):
            return True
    if after in HOURS_WORDS or after in ("%", "°") or (after == "," and opens_thousands(tokens, i + 1)):
        return True
    if not tokens.joined(i + 1):
        return False
    if after in (".", ":", "/", "°"):
        return tokens.joined(i + 2) and tokens.words[i + 2].isdigit()
    if after in DASHES:
        return tokens.joined(i + 2) and tokens.raw[i + 2][:1].isalpha()
    return tokens.raw[i + 1][:1].isalpha()


def read_year_after(tokens: Tokens, j: int, *, abbreviated: bool) -> tuple[Calendar, int]:
    """The year after a day and month, if there is one: a bare Calendar that holds it, and the index after it."""
    k = j
    if tokens.words[k] in (",", "of", "in") or (
        tokens.words[k] in ("-", "–") and tokens.joined(k) and tokens.joined(k + 1)
    ):
        k += 1
    word = tokens.words[k]
    if len(word) == 4 and word.isascii() and word.isdigit() and 1500 <= int(word) <= 2100:
        after = tokens.words[k + 1]
        spaced = tokens.words[j] in DASHES
        is_amount = _counts(tokens, k) or after in HOURS_WORDS or (after == "," and opens_thousands(tokens, k + 1))
        if not is_amount and not (spaced and after in DASHES):
            return Calendar(year=int(word)), k + 1
    short = tokens.words[j] in APOSTROPHES
    k = j + short
    word = tokens.words[k]
    two_digits = len(word) == 2 and word.isascii() and word.isdigit()
    ends = not tokens.raw[k + 1][:1].isalnum() and tokens.words[k + 1] not in (":", "%")
    if (short or abbreviated) and two_digits and ends:
        return Calendar(year=full_year(int(word)), short_year=True), k + 1
    return Calendar(), j


def read_decade(tokens: Tokens, i: int) -> Read | None:
    """ "1980s", "'80s", "80s"."""
    word = tokens.words[i]
    j = i + 1
    if tokens.words[j] in APOSTROPHES and tokens.joined(j):
        j += 1
    if not (tokens.words[j] == "s" and tokens.joined(j) and word.isascii() and word.isdigit() and word.endswith("0")):
        return None
    if len(word) == 4 and 1500 <= int(word) <= 2090:
        return Decade(int(word)), j + 1
    if len(word) == 2 and i > 0 and tokens.words[i - 1] in ("the", "'", "’", "early", "mid", "late", "-", "and"):
        return Decade(full_year(int(word))), j + 1
    return None


def read_season(tokens: Tokens, i: int) -> Read | None:
    """ "summer of 2014", "winter 2014"."""
    j = i + 1 + (tokens.words[i + 1] in ("of", ","))
    year = read_year(tokens, j, True)
    if year is None or not isinstance(year[0], Calendar) or year[0].year is None:
        return None
    return Season(SEASONS[tokens.words[i]], year[0].year), year[1]


def _counts(tokens: Tokens, i: int) -> bool:
    """Whether the four figures at i count what follows: "2000 people"; "In 2019 rebels attacked" and "3 May 2019 gunmen" do not."""
    return tokens.words[i + 1] in COUNTED_NOUNS and not (
        1950 <= int(tokens.words[i]) <= 2039 and int(tokens.words[i]) % 50
    )


def opens_thousands(tokens: Tokens, comma: int) -> bool:
    return (
        tokens.joined(comma)
        and tokens.joined(comma + 1)
        and len(tokens.words[comma + 1]) == 3
        and tokens.words[comma + 1].isdigit()
    )


def full_year(year: int) -> int:
    """The four-digit year of a two-digit one: 70 to 99 are of the twentieth century."""
    return year + (1900 if year >= 70 else 2000)
