"""The record on disk: a chained log, the bytes received, text layers, builds of tables. The only writer."""

from __future__ import annotations

from bearwitness.ledger.builds import Build, Rows, build_id_of
from bearwitness.ledger.erasures import Forgotten
from bearwitness.ledger.ledger import Ledger, ReadingMap
from bearwitness.ledger.log import FORMAT, Entry, LogRow
from bearwitness.ledger.opening import is_ledger, open_ledger
from bearwitness.ledger.verify import Break, Verification, verify

__all__ = [
    "FORMAT",
    "Break",
    "Build",
    "Entry",
    "Forgotten",
    "Ledger",
    "LogRow",
    "ReadingMap",
    "Rows",
    "Verification",
    "build_id_of",
    "is_ledger",
    "open_ledger",
    "verify",
]
