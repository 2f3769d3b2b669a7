"""Three made-up reports and the ledger recorded from them, for tests of commands and of what they print.

Two papers report one market blast with different numbers; a third reports a farmer shot two days later, with a running
total. Parties and people are invented; Mosul and Tikrit are real place names, so that the gazetteer finds them.
"""

from __future__ import annotations

from pathlib import Path

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
