"""Every exception that bearwitness raises on purpose.

    BearwitnessError(ValueError)
    ├── RequestError          the command line, settings or query is wrong; nothing was done (exit status 2)
    │   ├── SettingsError     a settings file, manifest or option value
    │   └── UnknownName       an incident, claim, document, build, profile or format that does not exist
    ├── LedgerError           the ledger cannot be used as asked (exit status 2)
    │   ├── LedgerBusy        another process is writing
    │   ├── LedgerTooNew      written by a newer version
    │   └── LedgerBroken      a hash or the chain does not hold
    └── StorageError          the disk refused: full, read-only, no rights

A fault of one document is never an exception that leaves its stage: it becomes a `Rejected` record (see `records`).
Messages say where, what was given, what is allowed, and what to do next, in one plain sentence or two.
"""

from __future__ import annotations


class BearwitnessError(ValueError):
    """The family; also a `ValueError`, so that callers need not import it."""


class RequestError(BearwitnessError):
    """The request cannot be carried out as given; nothing was done."""


class SettingsError(RequestError):
    """A settings file, manifest or option value is not allowed."""


class UnknownName(RequestError):
    """An incident, claim, document, build, profile or format of that name does not exist."""


class LedgerError(BearwitnessError):
    """The ledger cannot be used as asked."""


class LedgerBusy(LedgerError):
    """Another process is writing to the ledger."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer version."""


class LedgerBroken(LedgerError):
    """A stored hash, or the chain of the log, does not hold."""


class StorageError(BearwitnessError):
    """The disk refused: full, read-only, or without rights."""
