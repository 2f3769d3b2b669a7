"""The record as a person reads it at a terminal: incidents as a table, one incident as a dossier, and the lists beside.

Everything here is local and unredacted, and reads the live build alone, so that it works from read-only media. Each
`*_rows` function gives plain rows (what `--json` prints); the function beside it lays them out. A list is a module;
`words`, `layout` and `find` are what the lists share.
"""

from __future__ import annotations

from bearwitness.show.documents import document_rows, document_table, rejected_rows, rejected_table
from bearwitness.show.find import find_claim, find_incident
from bearwitness.show.incidents import NARROW, WIDE, incident_rows, incident_table
from bearwitness.show.judgements import claim_rows_judged, judgement_rows, judgement_table, orphan_rows, orphan_table
from bearwitness.show.layout import terminal
from bearwitness.show.one_incident import SENTENCE_MAX, Dossier, dossier, dossier_view, sentence_of
from bearwitness.show.periods import period_rows, period_table
from bearwitness.show.words import plain, range_words, short_days, short_ids
from bearwitness.show.worklist import LOW_CONFIDENCE, worklist_rows, worklist_table

__all__ = [
    "LOW_CONFIDENCE",
    "NARROW",
    "SENTENCE_MAX",
    "WIDE",
    "Dossier",
    "claim_rows_judged",
    "document_rows",
    "document_table",
    "dossier",
    "dossier_view",
    "find_claim",
    "find_incident",
    "incident_rows",
    "incident_table",
    "judgement_rows",
    "judgement_table",
    "orphan_rows",
    "orphan_table",
    "period_rows",
    "period_table",
    "plain",
    "range_words",
    "rejected_rows",
    "rejected_table",
    "sentence_of",
    "short_days",
    "short_ids",
    "terminal",
    "worklist_rows",
    "worklist_table",
]
