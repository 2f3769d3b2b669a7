"""5. Claims of one incident -> figures: low, best and high, with the claims behind them and the claims set aside.

Read in this order: `cells` (which groups of people a claim counts), `readings` (a claim with what is derived from it
once), `set_aside` (what does not vote, and why), `profiles` (the arithmetic), `grades` (who says it), `figures` (the
rows). The rules in a recorder's words, each with an example, are in docs/figures.md.
"""

from __future__ import annotations

from bearwitness.reconcile.cells import CELLS, cells_of_claim
from bearwitness.reconcile.copied import copied_claims
from bearwitness.reconcile.figures import figures_of_incident
from bearwitness.reconcile.names import same_name
from bearwitness.reconcile.profiles import PROFILES, check_profile
from bearwitness.reconcile.set_aside import REASONS

__all__ = [
    "CELLS",
    "PROFILES",
    "REASONS",
    "cells_of_claim",
    "check_profile",
    "copied_claims",
    "figures_of_incident",
    "same_name",
]
