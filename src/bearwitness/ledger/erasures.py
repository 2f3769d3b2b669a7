"""What was erased from a ledger, and the erasing itself, which may be cut off at any instant and is then finished later."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import bearwitness.ledger.builds as build_files
from bearwitness.ledger.cache import Cache
from bearwitness.ledger.log import Log
from bearwitness.ledger.storage import ContentStore, storage_errors


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting a document erased, and what of it may still be here.

    Attributes:
        document_id: The document.
        layers: Its text layers, without those that another document shares.
        containers: Files of many reports that held it; their bytes are gone as a whole.
        builds: They held its rows and are gone; make a new one.
        siblings: Other reports that came in those containers; each stays, with bytes of its own.
        copies: Documents of the ledger with the same text, or the same but for a few words; they stay.
    """

    document_id: str
    layers: tuple[str, ...]
    containers: tuple[str, ...]
    builds: tuple[str, ...]
    siblings: int
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """Something that `forget` erased: the day, the words that say so, and whether it was the file around a report."""

    day: str
    said: str
    container: bool


@dataclass(eq=False)
class Erasures:
    """The erasing of documents, over the parts of a ledger that may hold something of one."""

    log: Log
    documents: ContentStore
    layers: ContentStore
    tables_folder: Path
    cache: Cache

    def look_again(self) -> None:
        """Read from the log anew what was erased, when it is next asked for."""
        self.__dict__.pop("erased", None)

    @cached_property
    def erased(self) -> dict[str, Erased]:
        """Hash of everything erased -> when, and the words that say so. Layers still in use are not among them."""
        erased: dict[str, Erased] = {}
        layers: dict[str, Erased] = {}
        for row in self.log.rows("forget"):
            day, said = row.at[:10], f"forgotten on {row.at[:10]} by {row.actor}: {row.reason}"
            payload = row.payload or {}
            erased[row.object or ""] = Erased(day, said, container=False)
            for container_id in payload.get("containers", ()):
                erased[container_id] = Erased(day, said, container=True)
            layers.update((layer_hash, Erased(day, said, container=False)) for layer_hash in payload.get("layers", ()))
        in_use = self.layers_in_use(list(layers))
        erased.update((layer_hash, said) for layer_hash, said in layers.items() if layer_hash not in in_use)
        return erased

    def erase(self, document_id: str, payload: Mapping[str, Any]) -> set[str]:
        """Do what a `forget` row says, also when some of it was done before; the layers kept for other documents."""
        live = build_files.live_build_id(self.tables_folder)
        if live in payload["builds"]:
            (self.tables_folder / build_files.CURRENT).unlink(missing_ok=True)
        for build_id in payload["builds"]:
            with storage_errors("erasing a build", self.tables_folder):
                if (self.tables_folder / build_id).exists():
                    shutil.rmtree(self.tables_folder / build_id)
        for content_hash in (document_id, *payload["containers"]):
            self.documents.remove(content_hash)
        self.log.erase_payloads(document_id)
        kept = self.layers_in_use(payload["layers"])
        for layer_hash in payload["layers"]:
            if layer_hash not in kept:
                self.layers.remove(layer_hash)
        self.cache.forget([document_id, *payload["containers"], *payload["layers"]])
        return kept

    def layers_in_use(self, layers: Sequence[str]) -> set[str]:
        wanted = set(layers)
        if not wanted:
            return set()
        in_use: set[str] = set()
        for row in self.log.rows("layer"):
            if row.payload is not None:
                in_use |= wanted & {row.payload["layer_hash"], row.payload["map_hash"]}
        return in_use

    def is_unfinished(self, document_id: str, payload: Mapping[str, Any]) -> bool:
        """Whether anything is left that a `forget` row promised to erase. The results kept are erased last."""
        paths = [self.documents.path(content_hash) for content_hash in (document_id, *payload["containers"])]
        paths += [self.tables_folder / build_id for build_id in payload["builds"]]
        in_use = self.layers_in_use(payload["layers"])
        paths += [self.layers.path(layer_hash) for layer_hash in payload["layers"] if layer_hash not in in_use]
        words_left = any(row.payload is not None for row in self.log.rows_of("arrival", [document_id]))
        return words_left or any(path.exists() for path in paths) or self.cache.holds([document_id, *payload["layers"]])
