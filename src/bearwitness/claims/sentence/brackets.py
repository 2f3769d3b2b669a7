"""Counts printed in brackets: "(27) dead and (106) wounded", "twelve (12) villagers", as some bodies and translators write them.

The brackets are blanked in the copy of a text that is parsed, so that such a count is read as any other; the text layer and
every offset stay. A number that the words before spell out already is blanked with its brackets. Left alone are an age
behind a person ("a farmer (27) was shot"), the marks of a list ("(1) murder, (2) arson") and years.
"""

from __future__ import annotations

import re

from bearwitness.claims.sentence.quantities import read_quantity

_COUNT = re.compile(r"\((?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\)(?=\s+(?P<next>[a-z][\w'’-]+))")
_WORD_BEFORE = re.compile(r"(?P<word>[^\s()]+)\s+$")
_SPELLED = re.compile(r"(?:[A-Za-z]+[-\s]+){0,4}[A-Za-z]+\s+$")
_NO_NOUN = frozenset(
    "was were is are has had have of and or in on at by to from for with who whom which that said says told also as the a an when while".split()
)
"""Words that no count stands before: what is in brackets is an age, a mark or a date."""
_BEFORE_COUNT = frozenset(
    "them whom these those of and or by to for with in among left least than about around some nearly approximately almost over another other were was are is lost "
    "total plus also held the against between while only became becomes kills wounds injures".split()
)


def open_brackets(cased: str) -> str:
    """The text with the brackets round counts blanked, of the same length."""
    if "(" not in cased:
        return cased
    pieces: list[str] = []
    at = 0
    for found in _COUNT.finditer(cased):
        blank = _blanked(cased, found)
        if blank is not None:
            pieces += [cased[at : found.start()], blank]
            at = found.end()
    return "".join([*pieces, cased[at:]]) if pieces else cased


def _blanked(cased: str, found: re.Match[str]) -> str | None:
    """What to print for a number in brackets; None where it stays as it is."""
    whole, number = found.group(), found.group("n")
    line = cased.rfind("\n", 0, found.start()) + 1
    before = _WORD_BEFORE.search(cased, max(line, found.start() - 40), found.start())
    word = before.group("word").lower().strip("\"“”'‘’") if before is not None else ""
    if _spells(cased[max(line, found.start() - 60) : found.start()], number):
        return " " * len(whole)
    if found.group("next").lower() in _NO_NOUN or _is_list_mark(cased, found):
        return None
    if before is None or word in _BEFORE_COUNT or word.endswith((",", ":", ";", "ed", "ing")):
        return f" {number} "
    return None


def _spells(before: str, number: str) -> bool:
    """Whether the words right before a bracket say the same number: "twelve (12)"."""
    words = _SPELLED.search(before)
    said = words.group().split() if words is not None else []
    value = int(number.replace(",", ""))
    for k in range(len(said)):
        q = read_quantity(" ".join(said[k:]))
        if q is not None and q.best == value and q.number_end == len(" ".join(said[k:])) and not q.ordinal:
            return True
    return False


def _is_list_mark(cased: str, found: re.Match[str]) -> bool:
    """Whether the bracket counts the entries of a list: the one before or behind it in order stands near by."""
    value = int(found.group("n").replace(",", ""))
    if value > 20:
        return False
    near = cased[max(0, found.start() - 600) : found.end() + 600]
    here = found.start() - max(0, found.start() - 600)
    following = near.find(f"({value + 1})", here)
    preceding = near.rfind(f"({value - 1})", 0, here)
    return (value == 1 and following >= 0) or (value > 1 and preceding >= 0 and near.rfind("(1)", 0, here) >= 0)
