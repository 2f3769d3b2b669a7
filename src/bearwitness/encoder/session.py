"""A file of weights -> what runs it. The only place that knows what it is run with.

Graphs are ONNX files with 8-bit weights; each carries a JSON note under `bearwitness`, its word pieces among others. One
thread: a report's sentences are short, and the same words must give the same answer on every machine of a kind.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from numpy.typing import NDArray


class Graph:
    """A graph of weights, opened."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.note: dict[str, Any] = json.loads(self._session.get_modelmeta().custom_metadata_map["bearwitness"])

    def run(self, given: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
        """The graph's one output for named inputs."""
        found: NDArray[Any] = self._session.run(None, dict(given))[0]
        return found


def can_run(path: Path) -> bool:
    """Whether the weights and what runs them are there."""
    return path.is_file() and find_spec("onnxruntime") is not None


@lru_cache(maxsize=4)
def digest_of(path: Path) -> str:
    """Eight digits of the digest of the weights; "none" where they cannot be run."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if can_run(path) else "none"
