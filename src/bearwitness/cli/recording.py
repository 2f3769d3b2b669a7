"""The commands that read reports: `record` into a ledger, `claims` without one, `demo` on bundled examples."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bearwitness.cli.ending import DONE, SOME_REJECTED
from bearwitness.cli.options import ledger_option, metadata_options
from bearwitness.cli.printing import print_view, progress_bar, say, show_rejections, write_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bearwitness.documents.metadata import Manifest
    from bearwitness.pipeline import Summary
    from bearwitness.records import Metadata


@click.command(short_help="Read reports into a ledger; the main job.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@ledger_option
@metadata_options
@click.option(
    "--workers", type=click.IntRange(1, 256), metavar="N", help="Processes that read; 1 unless set otherwise."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
def record(
    paths: tuple[str, ...],
    ledger: str,
    published: str | None,
    publisher: str | None,
    country: str | None,
    url: str | None,
    manifest: str | None,
    override: bool,
    workers: int | None,
    as_json: bool,
) -> int:
    """Read reports into a ledger: files, folders, patterns, or - for standard input.

    Adding to an existing ledger is the normal case. Without PATH the tables are made again.
    """
    given, listed = _given(published, publisher, country, url), _read_manifest(manifest)
    from bearwitness.pipeline import must_exist
    from bearwitness.pipeline import record as run
    from bearwitness.records import to_json

    if not paths:
        must_exist(ledger)
    with progress_bar() as progress:
        summary = run(
            list(paths),
            ledger=ledger,
            given=given,
            override=override,
            manifest=listed,
            stdin=sys.stdin.buffer,
            workers=workers,
            progress=progress,
        )
    show_rejections(summary.rejections, ledger=ledger)
    if as_json:
        write_lines([to_json(summary)])
    else:
        print_view(_summary_table(summary), stderr=True)
    return SOME_REJECTED if summary.rejected else DONE


@click.command(short_help="Print the claims of reports, without a ledger.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--set-aside", is_flag=True, help="Print what speaks of harm but claims none, each with its reason.")
@metadata_options
def claims(
    paths: tuple[str, ...],
    set_aside: bool,
    published: str | None,
    publisher: str | None,
    country: str | None,
    url: str | None,
    manifest: str | None,
    override: bool,
) -> int:
    """Print the claims of reports, one JSON object a line, without a ledger. Nothing is redacted."""
    given, listed = _given(published, publisher, country, url), _read_manifest(manifest)
    from bearwitness.one_report import find_claims
    from bearwitness.records import Rejected, to_json

    rejected = 0
    for found in find_claims(list(paths), given=given, override=override, manifest=listed, stdin=sys.stdin.buffer):
        if isinstance(found, Rejected):
            rejected += 1
            say(f"rejected {found.given_as}: {found.reason}")
        else:
            write_lines(map(to_json, found.set_aside if set_aside else found.claims))
    return SOME_REJECTED if rejected else DONE


@click.command(short_help="The whole job on bundled examples.")
def demo() -> int:
    """Do the whole job on the bundled example reports, in this folder."""
    from bearwitness import show as views
    from bearwitness.demo import PAGE, make_demo
    from bearwitness.ledger import open_ledger
    from bearwitness.report.page import write_report

    with progress_bar() as progress:
        ledger, summary = make_demo(Path(), progress=progress)
    show_rejections(summary.rejections, ledger=str(ledger))
    print_view(_summary_table(summary), stderr=True)
    with open_ledger(ledger) as opened:
        build = opened.current_build()
        rows, hidden = views.incident_rows(build)
        print_view(views.incident_table(rows, hidden=hidden, profile="minmax", width=views.terminal().width))
        page = write_report(build, Path(PAGE)).path
    say(f"Try: {_program()} show {rows[0]['incident_id'][:8] if rows else ''} --ledger {ledger}")
    click.echo(str(page.resolve()))
    return DONE


def _given(published: str | None, publisher: str | None, country: str | None, url: str | None) -> Metadata:
    from bearwitness.documents.metadata import check_given
    from bearwitness.records import Metadata

    return check_given(Metadata(published=published, publisher=publisher, country=country, url=url))


def _read_manifest(path: str | None) -> Manifest | None:
    from bearwitness.documents.metadata import read_manifest

    return read_manifest(path) if path is not None else None


def _summary_table(summary: Summary) -> RenderableType:
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    parts = f"{summary.recorded:,} recorded + {summary.duplicate:,} duplicate + {summary.rejected:,} rejected"
    table.add_row("given", f"{summary.given:,} = {parts}")
    if summary.going_on:
        table.add_row("going on", f"{summary.going_on:,} were already received by a run that was interrupted")
    for name in ("documents", "claims", "incidents", "periods"):
        table.add_row(name, f"{getattr(summary, name):,}" + (" in the ledger" if name == "documents" else ""))
    if summary.undated:
        table.add_row("undated", _undated(summary))
    table.add_row("build", summary.build_id)
    table.add_row("head", summary.head)
    return table


def _undated(summary: Summary) -> str:
    """How many reports have no date, what that means, and what to do."""
    if summary.undated == summary.documents == 1:
        who, them = "the report has", "it"
    else:
        who, them = (
            f"{summary.undated:,} of {summary.documents:,} reports {'has' if summary.undated == 1 else 'have'}",
            "them",
        )
    return (
        f'{who} no date of publication, so that days such as "on Friday" stay open there; record {them} again with '
        "--published DATE or --manifest FILE.csv (show --documents lists them)"
    )


def _program() -> str:
    """What a person types to run this program: its name where the shell finds it, else the path that it was called by."""
    return "bearwitness" if shutil.which("bearwitness") else os.path.relpath(sys.argv[0])
