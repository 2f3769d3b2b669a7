"""The seam between the stages and what runs whole tables: the only package that imports a database engine."""

from __future__ import annotations

from bearwitness.engine.base import Engine, Source, open_engine
from bearwitness.engine.processes import Fault, WorkError

__all__ = ["Engine", "Fault", "Source", "WorkError", "open_engine"]
