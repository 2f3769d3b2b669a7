"""The tables of these tests are the rules' own: the network that chooses among places and times is off but where marked."""

from __future__ import annotations

import pytest

from bearwitness.resolve.setting import choosing


@pytest.fixture(autouse=True)
def _rules_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("network") is None:
        monkeypatch.setattr(choosing, "setting_scorer", lambda: None)
