"""Which rules and language model read a claim, and which network read it where no rule did."""

from __future__ import annotations

from bearwitness.claims.network.scoring import network_digest
from bearwitness.claims.sentence.model import model_digest
from bearwitness.records import NETWORK
from bearwitness.versions import rules_version

EXTRACTOR = "bearwitness-rules/1"


def extractor_version() -> str:
    """Name and version of the rules and the language model, as claims carry it; raised when claims are read otherwise."""
    return f"{EXTRACTOR}+{model_digest()}"


def network_version() -> str:
    """Name and version of the network, as claims carry it that no rule read."""
    return f"{NETWORK}1+{network_digest()}+{model_digest()}"


def extraction_rules() -> str:
    """All of them, with a digest of the rules' own source: the key of what was extracted before, in this very way."""
    return f"{rules_version(EXTRACTOR, 'claims', 'phrases')}+{model_digest()}+{network_digest()}"
