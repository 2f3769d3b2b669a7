"""Times joined into one: "3 and 4 July", "Monday and Tuesday", "July-August 2019"."""

from __future__ import annotations

from dataclasses import replace

from bearwitness.phrases.times.narrowed import read_narrowed
from bearwitness.phrases.times.tokens import Tokens
from bearwitness.phrases.times.tree import (
    Ago,
    Calendar,
    Node,
    Portion,
    Read,
    Several,
    Stretch,
    Unit,
    Vague,
    Window,
    shape_of,
)
from bearwitness.phrases.times.words import DASHES, JOIN_RANGE, MONTHS, WEEKDAYS


def read_joined(tokens: Tokens, i: int, expect: bool = False) -> Read | None:
    """Simple times joined by "and" or a dash: "Monday and Tuesday", "July-August 2019"."""
    read = read_narrowed(tokens, i, expect)
    if read is None:
        return None
    items, j = [read[0]], read[1]
    ranged = False
    while (word := tokens.words[j]) in ("and", "or", "&", ",") or word in JOIN_RANGE:
        if isinstance(items[-1], (Stretch, Several, Portion, Window, Vague, Ago, Unit)):
            break
        k = j + 1
        if word == "," and not _list_goes_on(tokens, k):
            break
        if tokens.words[k] in ("on", "in", "the") and word not in DASHES:
            k += 1
        following = _read_short_year(tokens, items[-1], j, k) or read_narrowed(tokens, k, True)
        if following is None or not _joinable(items[-1], following[0]):
            break
        if word in JOIN_RANGE and len(items) > 1:
            break
        if word not in JOIN_RANGE and not _near(*filled(items[-1], following[0])):
            break
        if word in ("to", "until", "till") and not _full_stretch(items[-1], following[0]):
            break
        items.append(following[0])
        j = following[1]
        ranged = ranged or word in JOIN_RANGE
        if ranged:
            break
    if len(items) == 1:
        return read
    whole = filled(*items)
    return (Stretch(whole[0], whole[1]) if ranged else Several(whole)), j


def _list_goes_on(tokens: Tokens, k: int) -> bool:
    """Whether what follows a comma is a list of weekdays or months that ends in "and"."""
    if tokens.words[k] not in WEEKDAYS and tokens.words[k] not in MONTHS:
        return False
    return any(tokens.words[k + n] == "and" for n in (1, 3, 5) if k + n < tokens.size)


def _read_short_year(tokens: Tokens, node: Node, j: int, k: int) -> Read | None:
    """The "11" of "2010-11"."""
    if not (isinstance(node, Calendar) and node.year and shape_of(node) == "year" and tokens.words[j] in DASHES):
        return None
    if not (tokens.joined(j) and tokens.joined(k) and len(tokens.words[k]) == 2 and tokens.words[k].isdigit()):
        return None
    year = node.year // 100 * 100 + int(tokens.words[k])
    return (Calendar(year=year), k + 1) if year > node.year and tokens.words[k + 1] not in DASHES else None


def _joinable(first: Node, second: Node) -> bool:
    """Whether two times next to each other make one phrase."""
    shapes = shape_of(first), shape_of(second)
    if "other" in shapes or "unit" in shapes:
        return False
    return shapes[0] == shapes[1] or set(shapes) <= {"weekday", "rel"}


def _near(first: Node, second: Node) -> bool:
    """Whether two dates, months or years joined by "and" follow on each other, so that they may be one time."""
    if not (isinstance(first, Calendar) and isinstance(second, Calendar)):
        return True
    years = second.year - first.year if first.year and second.year else 0
    if first.month is None or second.month is None:
        return years == 1
    months = second.month - first.month + 12 * years
    if not (first.year and second.year):
        months %= 12
    if first.day is None or second.day is None:
        return months == 1
    return 0 <= 30 * months + second.day - first.day <= 7


def _full_stretch(first: Node, second: Node) -> bool:
    """Whether "X to Y" without "from" is a stretch: of weekdays, dates, months or years, not "yesterday to today"."""
    return shape_of(first) == shape_of(second) != "rel"


def filled(*items: Node) -> tuple[Node, ...]:
    """The items with year and month that only the last or first one says: "30 June and 1 July 2023"."""
    filled = list(items)
    last = filled[-1]
    for n in range(len(filled) - 2, -1, -1):
        item = filled[n]
        if not (isinstance(item, Calendar) and isinstance(last, Calendar) and item.month is not None):
            continue
        if item.year is None and last.year is not None:
            crosses = last.month is not None and item.month > last.month
            filled[n] = replace(item, year=last.year - crosses, short_year=last.short_year)
        elif item.year is None and item.year_shift is None and last.year_shift is not None:
            filled[n] = replace(item, year_shift=last.year_shift)
    return tuple(filled)
