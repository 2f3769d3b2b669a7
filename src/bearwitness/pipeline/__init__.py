"""The way of the data, stages in order; the folder that a newcomer reads first.

    receive      paths -> bytes, kept and logged          (documents.receive, ledger)
    read         bytes -> text layer                      (documents.read)       } one_report: cached by content and
    extract      text -> claims                           (claims.extract)       } version, one document at a time,
    resolve      words of place and time -> entries       (resolve.claims)       } in one or many processes
    copies       texts -> copy groups                     (documents.copies)
    link         claims -> incidents                      (incidents)
    reconcile    claims of an incident -> figures         (reconcile)
    build        rows -> one immutable folder of tables   (ledger)

`receiving` begins with `record`, the main job: it receives, and has `building` do the rest. `building` goes through the
stages after that: `reading` reads, extracts and resolves, `rows` reconciles and gives each table its rows.

Memory holds, for each document, its id and a line of where and when its claims are; metadata, what linking compares,
texts and claims are read from disk when needed. Linking compares only claims near in time and place.
"""

from __future__ import annotations

from bearwitness.pipeline.building import rebuild
from bearwitness.pipeline.receiving import must_exist, record
from bearwitness.pipeline.summary import Progress, Summary

__all__ = ["Progress", "Summary", "must_exist", "rebuild", "record"]
