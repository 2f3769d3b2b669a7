"""Swaps the names of two parties in a text and says the first difference that this makes to its claims.

Names must not matter: after a swap the claims are the same but for the names, the offsets and the ids. `Swap` makes the
second text and carries offsets over; `first_difference` compares key by key; `claims_of` reads a text like any report.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bearwitness.one_report import ClaimedDocument, find_claims
from bearwitness.records import Metadata, Rejected, to_json

JSON = dict[str, Any]
LINKS = ("part_of", "repeats", "supersedes", "denies", "sum_group")
IDS = ("claim_id", "document_id", "extractor")


@dataclass(frozen=True)
class Reading:
    """A text with its claims and set-aside spans as plain JSON."""

    text: str
    claims: list[JSON]
    aside: list[JSON]


def claims_of(text: str, *, published: str | None = "2024-05-08") -> Reading:
    """Claims of a text, read as a report from standard input, resolved."""
    found = list(find_claims(["-"], stdin=io.BytesIO(text.encode()), given=Metadata(published=published)))
    assert len(found) == 1
    item = found[0]
    if isinstance(item, Rejected):
        raise AssertionError(f"rejected: {item.reason}")
    assert isinstance(item, ClaimedDocument)
    return Reading(item.document.text, [to_json(c) for c in item.claims], [to_json(a) for a in item.set_aside])


def put_names(text: str, names: Mapping[str, str]) -> str:
    """The text with other names, whole words."""
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True)))
    return pattern.sub(lambda found: names[found.group()], text)


class Swap:
    """Two names, or several pairs of forms of two names, exchanged in a text wherever they stand as whole words."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self._other: dict[str, str] = {}
        for one, other in pairs:
            self._other[one], self._other[other] = other, one
        words = sorted(self._other, key=len, reverse=True)
        self._pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
        self._loose = re.compile("|".join(_spaced(word) for word in words))

    def __call__(self, text: str) -> str:
        return self._pattern.sub(lambda found: self._other[found.group()], text)

    def words(self, value: str) -> str:
        """A value made from the text (a name, a quote) as the swapped text would give it."""
        return self._loose.sub(lambda found: self._other[" ".join(found.group().split())], value)

    def offset(self, text: str, position: int) -> int | None:
        """Where an offset of the text lies in the swapped text; None inside a name."""
        moved = 0
        for found in self._pattern.finditer(text):
            if position <= found.start():
                break
            if position < found.end():
                return None
            moved += len(self._other[found.group()]) - len(found.group())
        return position + moved


def _spaced(word: str) -> str:
    return r"(?<!\w)" + r"\s+".join(map(re.escape, word.split())) + r"(?!\w)"


def first_difference(before: Reading, after: Reading, swap: Swap, *, kind_too: bool = True) -> str | None:
    """What a swap changed beside names, offsets and ids, as one sentence; None if nothing.

    Args:
        before: The text as it was.
        after: The swapped text.
        swap: What was exchanged.
        kind_too: The claimants' kinds must be the same. An army is official and a front an organisation: between names
            that themselves say another kind, the kind follows the name.
    """
    if swap(before.text) != after.text:
        return "the texts differ by more than the swap"
    expected = [_expected(c, before, swap) for c in before.claims]
    found = [_linked(c, after.claims) for c in after.claims]
    for these, others, which in ((expected, found, "only before the swap"), (found, expected, "only after the swap")):
        left = Counter(map(_anchor, these)) - Counter(map(_anchor, others))
        for claim in these:
            if left[_anchor(claim)]:
                return f"{which}: {claim['harm']} {claim['low']}/{claim['best']}/{claim['high']} {claim['quote']!r}"
    for one, other in zip(sorted(expected, key=_anchor), sorted(found, key=_anchor), strict=True):
        for key, value in one.items():
            if key == "claimant" and not kind_too:
                value, other[key] = _without_kind(value), _without_kind(other[key])
            if value != other[key]:
                return f"{one['quote']!r}: {key} was {value!r}, swapped it is {other[key]!r}"
    keys_before, keys_after = _same_keys(before.claims), _same_keys(after.claims)
    if keys_before != keys_after:
        return f"claimants that were one are no longer one: {keys_before} became {keys_after}"
    for a, b in zip(before.aside, after.aside, strict=False):
        if (a["harm"], a["reason"], swap.words(a["quote"])) != (b["harm"], b["reason"], b["quote"]):
            return f"set aside: {a['quote']!r} ({a['reason']}) became {b['quote']!r} ({b['reason']})"
    if len(before.aside) != len(after.aside):
        return f"set aside: {len(before.aside)} spans became {len(after.aside)}"
    return None


def _anchor(claim: JSON) -> tuple[Any, ...]:
    """What tells the claims of a text apart."""
    return tuple(-1 if claim[k] is None else claim[k] for k in ("start", "end", "harm", "count_start", "scope"))


def _without_kind(claimant: JSON | None) -> JSON | None:
    return claimant and {key: value for key, value in claimant.items() if key != "kind"}


def _linked(claim: JSON, claims: Sequence[JSON]) -> JSON:
    """Links as the quotes they point to, claimant keys left out (they are compared as a partition)."""
    quotes = {c["claim_id"]: (c["harm"], c["start"], c["end"]) for c in claims}
    kept = {key: value for key, value in claim.items() if key not in IDS}
    for key in LINKS:
        kept[key] = quotes.get(claim[key]) if claim[key] else None
    if kept["claimant"]:
        kept["claimant"] = {k: v for k, v in kept["claimant"].items() if k != "key"}
    return kept


def _expected(claim: JSON, reading: Reading, swap: Swap) -> JSON:
    """The claim as the swapped text should give it."""

    def moved(value: Any, key: str) -> Any:
        if isinstance(value, str):
            return swap.words(value)
        if key in ("start", "end", "count_start", "count_end") and isinstance(value, int):
            return swap.offset(reading.text, value)
        if key == "span" and value is not None:
            return [swap.offset(reading.text, value[0]), swap.offset(reading.text, value[1])]
        if key in LINKS and value is not None:
            return (value[0], *(swap.offset(reading.text, offset) for offset in value[1:]))
        if isinstance(value, dict):
            return {k: moved(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [moved(v, "") for v in value]
        return value

    return {key: moved(value, key) for key, value in _linked(claim, reading.claims).items()}


def _same_keys(claims: Sequence[JSON]) -> list[list[int]]:
    """Which claims, in order of the text, share a claimant key."""
    groups: dict[str, list[int]] = {}
    for index, claim in enumerate(sorted(claims, key=lambda c: (c["start"], c["end"], c["harm"]))):
        if claim["claimant"] and claim["claimant"]["key"]:
            groups.setdefault(claim["claimant"]["key"], []).append(index)
    return sorted(groups.values())
