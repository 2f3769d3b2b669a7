"""The small ledger that tests of several commands read; see `small_record`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from small_record import run, write_reports


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the three reports; read it only, or take `ledger`, which is a copy of your own."""
    folder = tmp_path_factory.mktemp("small")
    reports = write_reports(folder / "reports")
    result = run("record", reports, "--ledger", folder / "ledger", "--manifest", reports / "manifest.csv")
    assert result.exit_code == 0, result.stderr
    return folder / "ledger"


@pytest.fixture
def ledger(recorded: Path, tmp_path: Path) -> Path:
    """A copy of the recorded ledger, to be changed at will."""
    return Path(shutil.copytree(recorded, tmp_path / "ledger"))
