"""Commands that are not part of this version: the options are read, so that a script finds out at once."""

from __future__ import annotations

import click

from bearwitness import __version__
from bearwitness.cli.options import json_option, ledger_option
from bearwitness.errors import RequestError


@click.command(short_help="The review app (not in this version).")
@ledger_option
@click.option("--port", type=click.IntRange(1, 65_535), metavar="N", help="Port to listen on.")
def serve(ledger: str, port: int | None) -> int:
    """The review app. Not part of this version."""
    raise _not_yet("serve", "the review app", "bearwitness report writes a page, bearwitness judge decides")


@click.command(short_help="Link lists of names (not in this version).")
@click.argument("lists", nargs=-1, required=True, metavar="LIST...")
@click.option("--id-column", metavar="NAME", help="Column with each person's id.")
@click.option("--name-column", metavar="NAME", help="Column with each person's name.")
@click.option("--precision-first", is_flag=True, help="Rather miss a pair than link a wrong one.")
@json_option
def match(
    lists: tuple[str, ...], id_column: str | None, name_column: str | None, precision_first: bool, as_json: bool
) -> int:
    """Find the same people on lists of named victims. Not part of this version."""
    raise _not_yet("match", "linking lists of named victims", "the table people holds the names in reports")


def _not_yet(command: str, what: str, instead: str) -> RequestError:
    return RequestError(f"{command}: {what} is not part of bearwitness {__version__}; {instead}.")
