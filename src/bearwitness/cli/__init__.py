"""The command line: one short function per command, which parses, calls and prints.

Machine output goes to standard output, everything else to standard error. Exit status: 0 done, 1 done but something was
rejected or does not verify, 2 the request was wrong; 130 interrupted, 141 the reader of our output went away.

Each command stands in the module named in `COMMANDS`; what they share is in `options`, `printing`, `interrupts` and
`ending`. What a command works with is imported inside it, so that no command waits for the libraries of another.
"""

from __future__ import annotations

import os
from typing import NoReturn

# One thread a process: the parser's small matrices gain nothing from more, and lose by half. Before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import click

from bearwitness import __version__
from bearwitness.cli import estimating, evaluating, judging, not_yet, recording, reporting, showing, verifying
from bearwitness.cli.ending import Commands

COMMANDS = (
    recording.record,
    recording.claims,
    showing.show,
    judging.judge,
    reporting.report,
    reporting.export,
    judging.diff,
    verifying.verify,
    verifying.forget,
    evaluating.evaluate,
    recording.demo,
    estimating.estimate,
    not_yet.serve,
    not_yet.match,
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="bearwitness", message="%(prog)s %(version)s")
def cli() -> None:
    """Read reports of violence and keep the record: who says what happened to how many people, where and when, with the
    exact words behind every figure.

    Start with: bearwitness record REPORTS --ledger my-ledger
    """


for command in COMMANDS:
    cli.add_command(command)


def main() -> NoReturn:
    """The program `bearwitness`."""
    cli.main()
