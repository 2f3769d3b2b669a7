"""The demo: a fresh ledger and a page, and nobody's own folder is ever replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from bearwitness import demo
from bearwitness.errors import RequestError
from bearwitness.ledger import open_ledger
from small_record import run, write_reports


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, with three reports for examples."""
    reports = write_reports(tmp_path / "reports")
    (reports / "README.md").write_text(
        "Two people were killed in Basra on 3 May 2021: an example of an example.", "utf-8"
    )
    examples = demo.find_examples([tmp_path / "none", reports])
    monkeypatch.setattr(demo, "find_examples", lambda: examples)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def test_the_demo_records_shows_and_writes_a_page(here: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.stderr
    assert "3 = 3 recorded" in result.stderr and "Mosul" in result.stdout
    assert result.stdout.splitlines()[-1] == str((here / "demo-report.html").resolve())
    assert "Mosul" in (here / "demo-report.html").read_text("utf-8")
    assert run("demo").exit_code == 0  # its own ledger is replaced
    with open_ledger(here / "demo-ledger") as opened:
        assert opened.table("documents").num_rows == 3


@pytest.mark.parametrize(("installed", "program"), [(True, "bearwitness"), (False, "bin/bearwitness")])
def test_the_command_that_the_demo_proposes_is_one_that_runs(
    here: Path, monkeypatch: pytest.MonkeyPatch, installed: bool, program: str
) -> None:
    called = here / "bin" / "bearwitness"
    called.parent.mkdir()
    called.write_text("#!/bin/sh\n", "utf-8")
    called.chmod(0o755)
    monkeypatch.setenv("PATH", str(called.parent) if installed else "")
    monkeypatch.setattr("sys.argv", [str(called), "demo"])
    said = " ".join(run("demo").stderr.split())
    assert f"Try: {program} show i-" in said and "--ledger demo-ledger" in said


def test_the_bundled_examples_are_found() -> None:
    found = demo.find_examples()
    assert len(found.reports) >= 10
    assert not {path.name for path in found.reports} & set(demo.BESIDE)


def test_an_installation_without_examples_says_so(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="the example reports did not come with this installation"):
        demo.find_examples([tmp_path / "none"])


def test_the_demo_leaves_other_peoples_folders_alone(here: Path) -> None:
    (here / "demo-ledger").mkdir()
    (here / "demo-ledger" / "letter.txt").write_text("dear", "utf-8")
    result = run("demo")
    assert result.exit_code == 2 and "is there and was not made by the demo" in result.stderr
    assert (here / "demo-ledger" / "letter.txt").exists()


def test_a_demo_ledger_with_reports_of_ones_own_is_kept(here: Path, tmp_path: Path) -> None:
    run("demo")
    (tmp_path / "mine.txt").write_text("Three people were shot dead in Basra on 3 May 2021.", "utf-8")
    run("record", tmp_path / "mine.txt", "--ledger", here / "demo-ledger")
    with pytest.raises(RequestError, match=r"holds reports that are not the demo's \(mine.txt\)"):
        demo.make_demo(Path())
    with open_ledger(here / "demo-ledger") as opened:
        assert opened.table("documents").num_rows == 4


def test_a_demo_cut_short_can_be_run_again(here: Path) -> None:
    (here / "demo-ledger").mkdir()
    (here / "demo-ledger" / "bearwitness.toml").write_text(demo.MARK + "\n", "utf-8")
    assert run("demo").exit_code == 0
