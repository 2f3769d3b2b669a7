"""The terms of redaction: who reads, what stands in place of what they may not read, and what is asked of a build."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol

from bearwitness.records import Span

WITHHELD = "[name withheld]"
WORDS_WITHHELD = "[words withheld]"
PLACE_WITHHELD = "[place withheld]"
CONTACT_WITHHELD = "[contact withheld]"

NameFinder = Callable[[Sequence[str]], Sequence[Sequence[Span]]]
"""Spans of personal names in each of some texts."""


class Audience(StrEnum):
    """Who will read an output."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


class Tables(Protocol):
    """What redaction asks of a build: its tables and its text layers."""

    def table(self, name: str, *, columns: Sequence[str] | None = None, where: Mapping[str, Any] | None = None) -> Any:
        """Rows of a table as Arrow; `where` names columns and the value, or the list of values, that they hold."""
        ...

    def layer_text(self, layer_hash: str) -> str | None:
        """A text layer; None where it was erased."""
        ...


def span_of(span: Sequence[int] | None) -> Span | None:
    """The offsets that a row of a table holds as a list."""
    return (int(span[0]), int(span[1])) if span is not None else None
