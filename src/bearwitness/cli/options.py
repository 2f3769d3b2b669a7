"""Options that several commands share, and the check of a page to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bearwitness.errors import RequestError

Function = TypeVar("Function", bound=Callable[..., Any])


def _options(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    def add(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return add


ledger_option = click.option("--ledger", required=True, metavar="DIR", help="Folder of the ledger.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON lines instead of a table.")
profile_option = click.option(
    "--profile", metavar="NAME", help="Figures of this profile: minmax, ucdp, conservative or airwars."
)
who_options = _options(
    click.option("--by", required=True, metavar="WHO", help="Who decides; it is logged."),
    click.option("--reason", required=True, metavar="WHY", help="Why; it is logged."),
)
audience_options = _options(
    click.option(
        "--audience", default="public", show_default=True, metavar="public|restricted", help="Who will read it."
    ),
    click.option("--reason", metavar="WHY", help="Why a restricted edition is made; logged, and stamped on it."),
    click.option("--by", metavar="WHO", help="Who makes it; logged."),
)
metadata_options = _options(
    click.option("--published", metavar="DATE", help="Date of publication, YYYY-MM-DD, where a report states none."),
    click.option("--publisher", metavar="NAME", help="Publisher, where a report states none."),
    click.option("--country", metavar="XX", help="Publisher's home country, two letters, where none is stated."),
    click.option("--url", metavar="URL", help="Address, where a report states none."),
    click.option("--manifest", metavar="FILE.csv", help="Table of path, publisher, published, url, country by report."),
    click.option("--override", is_flag=True, help="What is given here wins over what a report states; logged."),
)


def checked_page(output: str, *, what: str) -> Path:
    """The path of `-o` where a page may be written; a `RequestError` names what to give instead."""
    from bearwitness.export import check_output

    if output == "-":
        raise RequestError(f"{what}: a page is written to a file, not to standard output. Give -o FILE.html.")
    if Path(output).is_dir():
        raise RequestError(f"{what}: {output} is a folder. Name a file, such as {Path(output) / (what + '.html')}.")
    return check_output(Path(output), what=what)
