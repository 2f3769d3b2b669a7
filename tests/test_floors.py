"""The floors of quality: what is pinned is whole, and the check fails where it should."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def floors() -> ModuleType:
    """The module behind `make floors`; importing it measures nothing."""
    sys.path.append(str(BENCHMARKS))
    try:
        import floors as module
    finally:
        sys.path.remove(str(BENCHMARKS))
    return module


def test_every_floor_says_what_was_measured_when_and_how(floors: ModuleType) -> None:
    pinned = floors.read_floors()["floors"]
    assert pinned, "benchmarks/floors.toml should hold floors"
    for name, entry in pinned.items():
        assert entry.keys() == {"floor", "measured", "on", "command"}, name
        assert entry["floor"] <= entry["measured"] <= 1, name
        assert entry["measured"] - entry["floor"] <= 0.03, f"{name}: a floor this low holds nothing"
        assert len(entry["on"]) == 10 and entry["command"].split()[0] in ("python", "pytest"), name


def test_floors_were_set_for_the_labelled_files_as_they_are(floors: ModuleType) -> None:
    assert floors.changed_sets(floors.read_floors()["digests"], floors.digests()) == []


def test_a_figure_below_its_floor_is_named(floors: ModuleType) -> None:
    pinned = {"own.traps": {"floor": 1.0}, "muc.counts": {"floor": 0.85}}
    assert floors.below({"own.traps": 1.0, "muc.counts": 0.85}, pinned) == []
    assert floors.below({"muc.counts": 0.84}, pinned) == ["muc.counts: measured 0.8400, below its floor of 0.8500."]
    assert floors.below({"new": 0.5}, pinned) == ["new: measured 0.500 and has no floor; set one with --write."]


def test_a_changed_labelled_file_is_named(floors: ModuleType) -> None:
    assert floors.changed_sets({"gold": "1"}, {"gold": "1"}) == []
    assert "changed since the floors were set" in floors.changed_sets({"gold": "1"}, {"gold": "2"})[0]
    assert "is gone" in floors.changed_sets({"gold": "1"}, {})[0]


def test_a_floor_rises_and_sinks_only_when_told(floors: ModuleType) -> None:
    old = {"f": {"floor": 0.8, "measured": 0.81, "on": "2026-01-01", "command": "python f.py"}}
    risen = floors.new_floors(old, {"f": (0.9, "python f.py")}, lower=False, today="2026-02-02")
    assert risen["f"] == {"floor": 0.89, "measured": 0.9, "on": "2026-02-02", "command": "python f.py"}
    assert floors.new_floors(old, {"f": (0.7, "python f.py")}, lower=False, today="2026-02-02") == old
    assert floors.new_floors(old, {"f": (0.7, "python f.py")}, lower=True, today="2026-02-02")["f"]["floor"] == 0.69


def test_written_floors_read_back(floors: ModuleType, tmp_path: Path) -> None:
    entry = {"floor": 0.89, "measured": 0.9, "on": "2026-02-02", "command": "python f.py"}
    floors.write_floors({"a.b c": entry}, {"examples/gold.jsonl": "00"}, tmp_path / "floors.toml")
    assert floors.read_floors(tmp_path / "floors.toml") == {
        "digests": {"examples/gold.jsonl": "00"},
        "floors": {"a.b c": entry},
    }


def test_missing_data_is_a_failure_only_where_required(
    floors: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BEARWITNESS_SHARED", str(tmp_path))
    monkeypatch.setattr(floors, "MEASURES", tuple(m for m in floors.MEASURES if m.needs))
    monkeypatch.setattr(floors, "changed_sets", lambda pinned, now: [])
    monkeypatch.delenv(floors.REQUIRE, raising=False)
    assert floors.main([]) == 0
    assert "muc skipped: no muc4 under" in capsys.readouterr().out
    monkeypatch.setenv(floors.REQUIRE, "1")
    assert floors.main([]) == 1
    assert "muc: BEARWITNESS_REQUIRE_SHARED=1, but no muc4 under" in capsys.readouterr().err
