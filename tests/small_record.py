"""Three made-up reports and the ledger recorded from them, for tests of commands and of what they print.

Two papers report one market blast with different numbers; a third reports a farmer shot two days later, with a running
total. Parties and people are invented; Mosul and Tikrit are real place names, so that the gazetteer finds them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bearwitness.cli import cli

HERALD = """Blast in Mosul market

MOSUL, 5 March 2024 - A bomb exploded in a market in Mosul on Monday, killing 12 people and wounding 30, officials of
the Oru Red Crescent said. Police arrested three suspects in Mosul on Monday.
"""
COURIER = """Bomb in a Mosul market

MOSUL, 5 March 2024 - Fourteen people were killed and at least 30 were wounded when a bomb exploded in a market in
Mosul on Monday, hospital officials said.
"""
FARMER = """=Gunfire near Tikrit

TIKRIT, 7 March 2024 - Gunmen shot dead a farmer near Tikrit on Wednesday, witnesses said. Since January 2024, 85
people have been killed in the province.
"""
MANIFEST = """path,publisher,published,url
herald.txt,Oru Herald,2024-03-05,https://herald.example/blast
courier.txt,Belen Courier,2024-03-05,https://courier.example/bomb
farmer.txt,=Tikrit Post,2024-03-07,
"""


def write_reports(folder: Path) -> Path:
    """The three reports and their manifest in a new folder."""
    folder.mkdir()
    for name, text in (("herald", HERALD), ("courier", COURIER), ("farmer", FARMER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "manifest.csv").write_text(MANIFEST, "utf-8")
    return folder


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """A command run in this process, as `main` runs it; a fault of ours comes up as the exception it is."""
    result = CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


_made: list[Path] = []


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the three reports; read it only, or take `ledger`, which is a copy of your own."""
    if _made:  # the fixture is imported by several files, and recording takes seconds
        return _made[0]
    folder = tmp_path_factory.mktemp("small")
    reports = write_reports(folder / "reports")
    result = run("record", reports, "--ledger", folder / "ledger", "--manifest", reports / "manifest.csv")
    assert result.exit_code == 0, result.stderr
    _made.append(folder / "ledger")
    return _made[0]


@pytest.fixture
def ledger(recorded: Path, tmp_path: Path) -> Path:
    """A copy of the recorded ledger, to be changed at will."""
    return Path(shutil.copytree(recorded, tmp_path / "ledger"))
