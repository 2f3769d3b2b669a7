"""Stage 4: claims -> incidents.

`link_claims` keeps what linking needs of a document's claims, `link` joins the claims of all documents into incidents.
"""

from bearwitness.config import LinkSettings
from bearwitness.incidents.cluster import LinkResult, link
from bearwitness.incidents.features import LinkClaim, LinkDocument, document_sketch, link_claims, link_features

__all__ = [
    "LinkClaim",
    "LinkDocument",
    "LinkResult",
    "LinkSettings",
    "document_sketch",
    "link",
    "link_claims",
    "link_features",
]
