"""Versions of the rules: what makes a cached result stale.

A stage's version is its name, its number and a digest of its own source and word lists, so that a changed rule is never
answered from results of the old one.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@lru_cache(maxsize=16)
def rules_version(name: str, *parts: str) -> str:
    """`name` with eight digits of a digest over the source of the parts ("bearwitness-rules/1+3f2a91c0").

    Args:
        name: Name and number of the stage.
        parts: Modules or folders of this package, for example "claims", "phrases".
    """
    hasher = hashlib.sha256()
    for part in sorted(parts):
        place = _PACKAGE / part
        files = (
            sorted(p for p in place.rglob("*") if p.suffix in (".py", ".toml", ".json"))
            if place.is_dir()
            else [place.with_suffix(".py")]
        )
        for path in files:
            hasher.update(
                path.relative_to(_PACKAGE).as_posix().encode()
                + b"\0"
                + path.read_bytes().replace(b"\r\n", b"\n")
                + b"\0"
            )
    return f"{name}+{hasher.hexdigest()[:8]}"
