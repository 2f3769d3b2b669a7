"""What a public audience may not see, taken out of rows and texts before any output.

In public, personal names become `[name withheld]`, except adults claimed dead and people speaking in office; minors,
victims of sexual violence and private alleged perpetrators are always withheld, groups never. Rows of sexual violence,
all rows of an incident that has one (they share its place), and what else these reports tell of the same place have no
place finer than a province, and counts of sexual violence under five read `<5`. Words are taken out, not covered; offsets and hashes stay.

Names come from the claims (victims, claimants, alleged perpetrators) and from screening of the whole document: a
statistical finder handed in by the caller, and cues of shape ("his wife X", "X, 34,"). Both miss names, and every
public page has to say so. A name found once is withheld wherever the document, its title, address or file name has
it: in full, by one part alone, with possessive or hyphen, in a slug, in other case or without accents.

In the order of use: `terms` (who reads, what stands for what they may not read), `names` and `mask` (a name in all forms
in which a text prints it), `coarse` (a place no finer than a province), `shapes` and `not_people` (what looks like a name, and
what of it is a place's or a group's), `cues`, `everyone` and `people` (who may be named), `sexual_violence` (the places and
counts that it hides), `screening` (all this for one document), then `texts`, `passages` and `rows`, and `redactor`, which
exports and reports call.
"""

from __future__ import annotations

from bearwitness.redact.mask import redact_text
from bearwitness.redact.passages import Passage, Piece, paragraph_of
from bearwitness.redact.redactor import Redactor
from bearwitness.redact.sexual_violence import UNDER_FIVE
from bearwitness.redact.terms import WITHHELD, Audience, NameFinder, Tables

__all__ = [
    "UNDER_FIVE",
    "WITHHELD",
    "Audience",
    "NameFinder",
    "Passage",
    "Piece",
    "Redactor",
    "Tables",
    "paragraph_of",
    "redact_text",
]
