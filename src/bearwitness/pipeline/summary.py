"""What a run says of itself: counts at its end, and progress on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bearwitness.records import Rejected

Progress = Callable[[str, int, int | None], None]


@dataclass(slots=True)
class Summary:
    """What a run of `record` did: given = recorded + duplicate + rejected."""

    given: int = 0
    recorded: int = 0
    duplicate: int = 0
    rejected: int = 0
    documents: int = 0
    claims: int = 0
    incidents: int = 0
    periods: int = 0
    undated: int = 0  # documents in the ledger of which nothing says when they were published
    build_id: str = ""
    head: str = ""
    rejections: list[Rejected] = field(default_factory=list)
    going_on: int = 0  # documents that an interrupted run had received, and no tables held yet
    again: dict[str, list[str]] = field(default_factory=dict)  # document_id -> as what it came as a duplicate
