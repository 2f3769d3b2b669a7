"""Who is on which lists: a table of overlaps, read from counts or from people, and checked as it is read.

A *pattern* says on which lists a person stands. It is a whole number whose bit j is set where the person is on list j,
so that list j alone is `1 << j` and pattern 0 would be the people on no list: nobody ever counted them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bearwitness.errors import RequestError

COUNT = "count"
MAX_LISTS = 12
"""4,096 patterns. Records of the dead seldom come on more than eight lists; beyond that nearly every cell is empty."""

IDS = ("id", "person", "person_id")
"""Columns of a table of persons in which nothing may stand twice. In `name` it may: different people have the same."""

MAX_COUNT = 100_000_000
"""Largest count of one pattern that is read: no list of victims is near that long, so a larger one is a slip."""

NO_TEXT = "is no table in plain text. Save it as CSV in UTF-8."
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([ ,.'\u2019\u00a0\u202f])\d{3}(\1\d{3})*")
"""Digits with a mark between thousands. 1.024 is one of them: where a comma starts a fraction it is a thousand and
twenty-four, elsewhere one and a bit."""

Group = tuple[str, ...]  # the values of the strata columns, in the order asked for


@dataclass(frozen=True, slots=True)
class Overlaps:
    """How many people stand on exactly which lists.

    Attributes:
        lists: Names of the k lists, in the order of their columns.
        counts: People by pattern, shape (2**k,), whole numbers; `counts[0]` is 0, since nobody observed those.
    """

    lists: tuple[str, ...]
    counts: NDArray[np.int64]

    @property
    def k(self) -> int:
        """Number of lists."""
        return len(self.lists)

    @property
    def n_observed(self) -> int:
        """People on at least one list."""
        return int(self.counts.sum())

    @property
    def list_sizes(self) -> NDArray[np.int64]:
        """People on each list, shape (k,)."""
        return membership(self.k).T @ self.counts

    @property
    def pair_counts(self) -> NDArray[np.int64]:
        """People on both of two lists, whatever else they are on, shape (k, k); the diagonal is `list_sizes`."""
        on = membership(self.k)
        return on.T @ (on * self.counts[:, None])

    @property
    def apart(self) -> tuple[str, ...]:
        """Lists that have people, none of whom is on another list."""
        others = self.pair_counts.sum(axis=1) - self.list_sizes
        return tuple(name for j, name in enumerate(self.lists) if self.list_sizes[j] and not others[j])


def membership(k: int) -> NDArray[np.int64]:
    """Whether each pattern is on each list, 0 or 1, shape (2**k, k)."""
    return (np.arange(1 << k)[:, None] >> np.arange(k)) & 1


def make_overlaps(lists: Sequence[str], counts: Mapping[int, int]) -> Overlaps:
    """Overlaps from counts by pattern; patterns not named have nobody."""
    if not lists:
        raise RequestError("No lists: give one 0/1 column a list.")
    if len(lists) > MAX_LISTS:
        raise RequestError(f"{len(lists)} lists: at most {MAX_LISTS} can be read. Join lists that were made together.")
    table = np.zeros(1 << len(lists), dtype=np.int64)
    for pattern, count in counts.items():
        if not 0 < pattern < len(table):
            raise RequestError(f"Pattern {pattern} is on no list, or on a list that has no name.")
        if not 0 <= count <= MAX_COUNT:
            raise RequestError(f"The count of pattern {pattern} must be from 0 to {MAX_COUNT:,}, got {count:,}.")
        table[pattern] = count
    table.setflags(write=False)
    return Overlaps(tuple(lists), table)


def read_overlaps(path: str | Path, *, lists: Sequence[str] | None = None, strata: Sequence[str] = ()) -> Overlaps:
    """The overlaps of a table, all strata together.

    Args:
        path: A CSV file with a header. With a column `count`, last, each row is a pattern: one 0/1 column a list;
            patterns left out have nobody. Without, each row is a person.
        lists: Names of the columns that are lists; None takes every column that is neither `count` nor a stratum.
            In a table of persons a column without a single 0 or 1 (a name, a number of a file) is then left aside.
        strata: Names of columns that divide the people and are no lists.

    Raises:
        RequestError: The table cannot be read; one plain sentence says where, what was found and what is allowed.
    """
    parts = read_strata(path, lists=lists, strata=strata)
    first = next(iter(parts.values()))
    total = sum((part.counts for part in parts.values()), np.zeros_like(first.counts))
    total.setflags(write=False)
    return Overlaps(first.lists, total)


def read_strata(
    path: str | Path, *, lists: Sequence[str] | None = None, strata: Sequence[str] = ()
) -> dict[Group, Overlaps]:
    """The overlaps of each stratum, by the values of the strata columns, sorted; without strata one, under ().

    Args and raises: as `read_overlaps`.
    """
    path = Path(path)
    head, rows = _read_rows(path)
    for name in [*strata, *(lists or ())]:
        if name not in head:
            raise RequestError(f"{path.name}: there is no column '{name}'; the columns are {', '.join(head)}.")
    if COUNT in head:
        columns = _columns_of_counts(path.name, head, rows, lists, strata)
        groups = _group_counts(path.name, head, rows, columns, strata)
    else:
        columns = _columns_of_persons(path.name, head, rows, lists, strata)
        _check_ids(path.name, head, rows, [*columns, *strata])
        groups = _group_persons(path.name, head, rows, columns, strata)
    return {group: make_overlaps(columns, counts) for group, counts in sorted(groups.items())}


Rows = list[tuple[int, list[str]]]  # line number in the file, cells


def _read_rows(path: Path) -> tuple[list[str], Rows]:
    """Header and rows, cells stripped, empty lines left out."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            first = lines.readline()
            lines.seek(0)
            reader = csv.reader(lines, delimiter=_delimiter(first))
            table = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except OSError as error:
        raise RequestError(f"{path}: cannot be read: {error.strerror or error}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise RequestError(f"{path.name} {NO_TEXT}") from error
    if any("\0" in cell for _, row in table for cell in row):
        raise RequestError(f"{path.name} {NO_TEXT}")
    table = [(line, row) for line, row in table if any(row)]
    if not table:
        raise RequestError(f"{path.name} is empty: it needs a header with one column a list.")
    head, rows = table[0][1], table[1:]
    _check_header(path.name, head)
    if not rows:
        raise RequestError(f"{path.name} has a header and no rows.")
    for line, row in rows:
        if len(row) != len(head):
            quoted = (
                " A number or name with a comma in it must stand in quotation marks." if len(row) > len(head) else ""
            )
            raise RequestError(f"{path.name}, line {line}: {len(row)} cells where the header has {len(head)}.{quoted}")
    return head, rows


def _delimiter(header: str) -> str:
    """What parts the cells: a comma, or where the header has none a semicolon or a tab."""
    return next((mark for mark in ",;\t" if mark in header), ",")


def _check_header(file: str, head: Sequence[str]) -> None:
    if "" in head:
        raise RequestError(f"{file}: column {head.index('') + 1} has no name.")
    twice = [name for name, times in Counter(head).items() if times > 1]
    if twice:
        raise RequestError(f"{file}: two columns are named '{twice[0]}'.")
    if COUNT in head and head[-1] != COUNT:
        raise RequestError(f"{file}: `count` must be the last column; '{head[-1]}' follows it.")


def _columns_of_counts(
    file: str, head: Sequence[str], rows: Rows, lists: Sequence[str] | None, strata: Sequence[str]
) -> list[str]:
    columns = list(lists) if lists is not None else [n for n in head if n != COUNT and n not in strata]
    left = [name for name in head if name != COUNT and name not in columns and name not in strata]
    if left:
        raise RequestError(
            f"{file}: column '{left[0]}' is named neither as a list nor as a stratum, so its rows cannot be told apart."
        )
    _check_lists(file, columns, strata)
    _check_marks(file, head, rows, columns)
    return columns


def _columns_of_persons(
    file: str, head: Sequence[str], rows: Rows, lists: Sequence[str] | None, strata: Sequence[str]
) -> list[str]:
    columns = list(lists) if lists is not None else [name for name in head if name not in strata]
    if lists is None:
        held = {name: {row[head.index(name)] for _, row in rows} for name in columns}
        whole = [name for name in columns if _looks_like_counts(held[name])]
        if len(columns) > 1 and whole == columns[-1:] and all(held[n] <= {"0", "1"} for n in columns[:-1]):
            raise RequestError(
                f"{file}: no column is named `count`. If '{whole[0]}' holds the number of people of each row, name it count."
            )
        columns = [name for name in columns if held[name] & {"0", "1"}]
    if not columns:
        raise RequestError(f"{file}: no column holds 0 or 1; give one 0/1 column a list, and `count` last.")
    _check_lists(file, columns, strata)
    _check_marks(file, head, rows, columns)
    return columns


def _check_ids(file: str, head: Sequence[str], rows: Rows, used: Sequence[str]) -> None:
    """Stop where the column of ids, if there is one, gives a person twice: that person would count as two."""
    found = next((name for name in head if name.casefold() in IDS and name not in used), None)
    if found is None:
        return
    first: dict[str, int] = {}
    for line, row in rows:
        person = row[head.index(found)]
        if person and first.setdefault(person, line) != line:
            raise RequestError(
                f"{file}, line {line}: {found} '{person}' stands on line {first[person]} already. Give each person one row, "
                "with 1 for every list that holds the person, and different people different ids."
            )


def _looks_like_counts(values: Iterable[str]) -> bool:
    """Whether all values are whole numbers and some are neither 0 nor 1."""
    found = set(values)
    return all(value.isdecimal() for value in found) and not found <= {"0", "1"}


def _check_lists(file: str, columns: Sequence[str], strata: Sequence[str]) -> None:
    if not columns:
        raise RequestError(f"{file}: no list; give one 0/1 column a list.")
    both = [name for name in columns if name in strata or name == COUNT]
    if both:
        raise RequestError(f"{file}: column '{both[0]}' cannot be a list and something else.")


def _check_marks(file: str, head: Sequence[str], rows: Rows, columns: Sequence[str]) -> None:
    for name in columns:
        at = head.index(name)
        for line, row in rows:
            if row[at] not in ("0", "1"):
                found = f"'{row[at]}'" if row[at] else "nothing"
                raise RequestError(
                    f"{file}, line {line}: list '{name}' must hold 1 for on the list or 0 for not, got {found}. "
                    f"If '{name}' is no list, name it as a stratum or name the lists."
                )


def _pattern(head: Sequence[str], row: Sequence[str], columns: Sequence[str]) -> int:
    return sum(1 << j for j, name in enumerate(columns) if row[head.index(name)] == "1")


def _group(head: Sequence[str], row: Sequence[str], strata: Sequence[str]) -> Group:
    return tuple(row[head.index(name)] for name in strata)


def _named(columns: Sequence[str], pattern: int) -> str:
    on = [name for j, name in enumerate(columns) if pattern >> j & 1]
    return f"on {' and '.join(on)} only" if on else "on no list"


def _group_counts(
    file: str, head: Sequence[str], rows: Rows, columns: Sequence[str], strata: Sequence[str]
) -> dict[Group, dict[int, int]]:
    groups: dict[Group, dict[int, int]] = {}
    for line, row in rows:
        counts = groups.setdefault(_group(head, row, strata), {})
        pattern, count = _pattern(head, row, columns), _read_count(file, line, row[-1])
        if pattern == 0:
            if count:
                raise RequestError(
                    f"{file}, line {line}: {count:,} people on no list; nobody can have counted those. Take the row out."
                )
            continue
        if pattern in counts:
            raise RequestError(f"{file}, line {line}: the people {_named(columns, pattern)} are given twice.")
        counts[pattern] = count
    return groups


def _read_count(file: str, line: int, cell: str) -> int:
    if cell == "" or cell.upper() in ("NA", "NAN", "NULL", "NONE", "."):
        raise RequestError(f"{file}, line {line}: the count is missing; write 0 where nobody was found.")
    if _THOUSANDS.fullmatch(cell):
        digits = "".join(character for character in cell if character.isdecimal())
        raise RequestError(
            f"{file}, line {line}: count must be a whole number, got '{cell}'. Write it without marks: {digits}, if that is meant."
        )
    try:
        number = float(cell if "_" not in cell else "")  # Python takes 2_4 for 24
    except ValueError:
        raise RequestError(f"{file}, line {line}: count must be a whole number, got '{cell}'.") from None
    if number < 0:
        raise RequestError(f"{file}, line {line}: a count cannot be negative, got {cell}.")
    if not number <= MAX_COUNT:
        raise RequestError(
            f"{file}, line {line}: a count must be at most {MAX_COUNT:,} people, got {cell}. Check the row."
        )
    if number != int(number):
        raise RequestError(f"{file}, line {line}: a count is a number of people and must be whole, got {cell}.")
    return int(number)


def _group_persons(
    file: str, head: Sequence[str], rows: Rows, columns: Sequence[str], strata: Sequence[str]
) -> dict[Group, dict[int, int]]:
    groups: dict[Group, Counter[int]] = {}
    seen: Counter[int] = Counter()
    for line, row in rows:
        pattern = _pattern(head, row, columns)
        if pattern == 0:
            raise RequestError(
                f"{file}, line {line}: this person is on none of the lists {', '.join(columns)}; each must be on one at "
                "least. Take the row out, or name the list that is missing."
            )
        groups.setdefault(_group(head, row, strata), Counter())[pattern] += 1
        seen[pattern] += 1
    if max(seen.values()) == 1:
        raise RequestError(
            f"{file}: no column is named `count`, and no two rows are alike, so these are patterns rather than persons. "
            "Add the number of people of each row as a last column named count."
        )
    return {group: dict(counts) for group, counts in groups.items()}
