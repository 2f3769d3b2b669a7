"""How a command speaks: rows to standard output, sentences and progress to standard error."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from bearwitness.cli.interrupts import raise_if_heard

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bearwitness.pipeline import Progress
    from bearwitness.records import Rejected

REJECTIONS_SHOWN = 20


def say(words: str) -> None:
    """One line on standard error, with nothing in it that could steer a terminal."""
    from bearwitness.show import plain

    with contextlib.suppress(BrokenPipeError):
        click.echo(plain(words), err=True)


def write_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """JSON lines on standard output, in UTF-8 whatever the terminal says; flushed at the end."""
    from bearwitness.streams import json_line, stream_errors

    stream = sys.stdout.buffer
    with stream_errors():
        for row in rows:
            stream.write(json_line(row))
        stream.flush()


def print_view(view: RenderableType, *, stderr: bool = False) -> None:
    """A table or text laid out for the terminal."""
    from bearwitness.show import terminal
    from bearwitness.streams import stream_errors

    with stream_errors():
        terminal(stderr=stderr).print(view)
        (sys.stderr if stderr else sys.stdout).flush()


def show_rejections(rejections: Sequence[Rejected], *, ledger: str | None) -> None:
    """The first of what could not be recorded, each with its reason, and where the rest is listed."""
    for rejected in rejections[:REJECTIONS_SHOWN]:
        say(f"rejected {rejected.given_as}: {rejected.reason}")
    if len(rejections) > REJECTIONS_SHOWN:
        say(f"… and {len(rejections) - REJECTIONS_SHOWN:,} more: bearwitness show --rejected --ledger {ledger}")


def counted(number: int, name: str) -> str:
    """A count with its noun, which is given in the plural: "1 document erased", "2 log rows"."""
    noun = re.sub(r"^((?:log )?[a-z]+)s\b", r"\1", name) if number == 1 else name
    return f"{number:,} {noun}"


@contextlib.contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar on standard error if that is a terminal; each step hears an interrupt that a library swallowed."""
    if not sys.stderr.isatty():
        yield lambda *_: raise_if_heard()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    from bearwitness.show import terminal

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=terminal(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, total: int | None) -> None:
            raise_if_heard()
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield advance
