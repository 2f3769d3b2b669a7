"""Which rules and language model read a claim."""

from __future__ import annotations

from bearwitness.claims.sentence.model import model_digest
from bearwitness.versions import rules_version

EXTRACTOR = "bearwitness-rules/1"


def extractor_version() -> str:
    """Name and version of the rules and the language model, as claims carry it; raised when claims are read otherwise."""
    return f"{EXTRACTOR}+{model_digest()}"


def extraction_rules() -> str:
    """The same with a digest of the rules' own source: the key of what was extracted before, by these very rules."""
    return f"{rules_version(EXTRACTOR, 'claims', 'phrases')}+{model_digest()}"
