"""`report` writes a page for people, `export` the record for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bearwitness.cli.ending import DONE
from bearwitness.cli.options import audience_options, checked_page, ledger_option, profile_option
from bearwitness.cli.printing import say


@click.command(short_help="Write one self-contained page.")
@ledger_option
@click.option("-o", "--output", required=True, metavar="FILE.html", help="The page to write.")
@profile_option
@audience_options
def report(ledger: str, output: str, profile: str | None, audience: str, reason: str | None, by: str | None) -> int:
    """Write one self-contained page: incidents, figures and the words behind them. Public unless told otherwise."""
    from bearwitness.export import check_audience, log_output
    from bearwitness.ledger import open_ledger
    from bearwitness.reconcile import check_profile
    from bearwitness.redact import Audience
    from bearwitness.report.page import write_report

    profile = check_profile(profile or "minmax")
    edition = check_audience(audience, reason, what="report")
    page = checked_page(output, what="report")
    not_logged = None
    with open_ledger(ledger) as opened:
        opened.check_settings()
        build = opened.current_build()
        if edition is Audience.RESTRICTED:  # logged before a name leaves
            log_output(ledger, "report", build, audience=edition, reason=reason, by=by, detail={"profile": profile})
        written = write_report(build, page, profile=profile, audience=edition, reason=reason, by=by)
        if edition is Audience.PUBLIC:
            not_logged = log_output(
                ledger, "report", build, audience=edition, reason=reason, by=by, detail={"profile": profile}
            )
    say(str(written))
    if not_logged:
        say(f"The report was not logged: {not_logged}")
    return DONE


@click.command(short_help="Write the record for other programs.")
@click.argument("format", metavar="FORMAT")
@ledger_option
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="File to write; a folder for parquet; - for standard output."
)
@click.option("--table", metavar="NAME", help="One table of the build alone.")
@profile_option
@audience_options
def export(
    format: str,
    ledger: str,
    output: str,
    table: str | None,
    profile: str | None,
    audience: str,
    reason: str | None,
    by: str | None,
) -> int:
    """Write the record for other programs. FORMAT is jsonl, csv or parquet. Public unless told otherwise.

    csv writes one row an incident and harm; with --table, any table of the build.
    """
    from bearwitness.export import export as write

    out = sys.stdout.buffer if output == "-" else Path(output)
    done = write(ledger, format, out, profile=profile, audience=audience, reason=reason, by=by, table=table)
    where = "" if output == "-" else f" to {output}"
    say(f"{done.rows:,} rows written{where}, {audience} edition.")
    if done.not_logged:
        say(f"The export was not logged: {done.not_logged}")
    return DONE
