"""The tables of this folder say what the rules read; the networks beside them have tests of their own, and floors."""

from __future__ import annotations

import pytest

from bearwitness.claims.network import likely
from bearwitness.resolve.setting import choosing


@pytest.fixture(autouse=True)
def rules_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("network") is None:
        monkeypatch.setattr(likely, "harm_scorer", lambda: None)
        monkeypatch.setattr(choosing, "setting_scorer", lambda: None)
