"""Claims that are one claim in several copies of a text: what is judged of one of them holds for the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bearwitness.reconcile.cells import traits_of_claim
from bearwitness.records import Claim


def copied_claims(claim_ids: Collection[str], documents: Mapping[str, Sequence[Claim]]) -> set[str]:
    """The claims of one text's copies that say the same as one of these claims says in another copy.

    Args:
        claim_ids: Claims of some of the copies; the others are ignored.
        documents: All copies of one text, with all claims of each.

    Returns:
        Ids without those given. Where a copy says the same number twice, only the claim of the same words is meant; one
        with neither is left alone.
    """
    found: set[str] = set()
    for document_id, claims in documents.items():
        for given in (claim for claim in claims if claim.claim_id in claim_ids):
            for other_id, others in documents.items():
                alike = [] if other_id == document_id else [one for one in others if _said(one) == _said(given)]
                if len(alike) > 1:
                    alike = [one for one in alike if _folded(one.quote) == _folded(given.quote)]
                found.update(one.claim_id for one in alike)
    return found - set(claim_ids)


def _said(claim: Claim) -> tuple[object, ...]:
    return (
        claim.harm,
        claim.unit,
        claim.scope,
        claim.low,
        claim.best,
        claim.high,
        claim.counting,
        claim.factuality,
        sorted(traits_of_claim(claim)),
        sorted(name.text for name in claim.victims.names),
    )


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
