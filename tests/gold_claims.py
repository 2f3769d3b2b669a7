"""Compares claims read from a text with claims that a person expects, key by key (the form of rewordings.jsonl)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bearwitness.records import Claim


def differences(found: Sequence[Claim], expected: Sequence[Mapping[str, Any]]) -> list[str]:
    """What differs, one line each; empty if all expected claims are there as stated and no other has a number."""
    left = list(found)
    paired: dict[int, Claim] = {}
    notes: list[str] = []
    for k, want in enumerate(expected):
        fit = [
            c
            for c in left
            if c.harm == want["harm"] and (c.low, c.best, c.high) == (want["low"], want["best"], want["high"])
        ]
        fit.sort(key=lambda c: len(_keys_that_differ(c, want)))
        if fit:
            paired[k] = fit[0]
            left.remove(fit[0])
        elif not want.get("optional"):
            notes.append(f"missed {want['harm']} {want['low']}/{want['best']}/{want['high']}")
    for k, claim in paired.items():
        want = expected[k]
        if not want.get("optional"):
            notes += [
                f"{want['harm']} {want['best'] or want['low'] or want['high']}: {d}"
                for d in _keys_that_differ(claim, want)
            ]
            notes += _links_that_differ(claim, want, paired)
    for claim in left:
        if claim.count_text is not None or (claim.low == claim.best == claim.high == 1 and not claim.repeats):
            notes.append(f"invented {claim.harm.value} {claim.low}/{claim.best}/{claim.high} {claim.quote!r}")
    return notes


def _keys_that_differ(claim: Claim, want: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for key in ("scope", "factuality"):
        if getattr(claim, key) != want[key]:
            found.append(f"{key} {getattr(claim, key).value} for {want[key]}")
    said = claim.claimant.text if claim.claimant else None
    if want["claimant"] != "any" and not _same_words(said, want["claimant"]):
        found.append(f"claimant {said!r} for {want['claimant']!r}")
    if want.get("counting", "total") != claim.counting:
        found.append(f"counting {claim.counting.value} for {want.get('counting', 'total')}")
    if want.get("role") and claim.victims.role != want["role"]:
        found.append(f"role {claim.victims.role} for {want['role']}")
    if want.get("age_group") and claim.victims.age_group != want["age_group"]:
        found.append(f"age_group {claim.victims.age_group.value} for {want['age_group']}")
    for key in ("place", "time"):
        words = getattr(claim, key)
        if want.get(key) and not _same_words(words.text if words else None, want[key]):
            found.append(f"{key} {words.text if words else None!r} for {want[key]!r}")
    if (want.get("moved_from") or None) != (claim.moved_from.value if claim.moved_from else None) and want.get(
        "moved_from"
    ):
        found.append(f"moved_from {claim.moved_from} for {want['moved_from']}")
    return found


def _links_that_differ(claim: Claim, want: Mapping[str, Any], paired: Mapping[int, Claim]) -> list[str]:
    found = []
    for key in ("part_of", "supersedes", "denies"):
        target = want.get(key)
        wanted = paired[target].claim_id if target is not None and target in paired else None
        if wanted is not None and getattr(claim, key) != wanted:
            found.append(f"{claim.harm.value} {claim.best or claim.low}: {key} is not set as expected")
        if target is None and key == "part_of" and claim.part_of is not None:
            found.append(f"{claim.harm.value} {claim.best or claim.low}: part_of is set")
    if want.get("sum_group") and claim.sum_group is None:
        found.append(f"{claim.harm.value} {claim.best or claim.low}: sum_group is not set")
    return found


def _same_words(said: str | None, want: str | None) -> bool:
    if said is None or want is None:
        return said is want
    a, b = _bare(said), _bare(want)
    return a in b or b in a


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|a|an|in|on|at)\s+", "", re.sub(r"\s+", " ", words.lower()).strip(" .,'\"“”’"))
