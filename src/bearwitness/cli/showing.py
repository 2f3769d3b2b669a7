"""`show`: incidents, one of them with its words, and the lists beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from bearwitness.cli.ending import DONE
from bearwitness.cli.options import Function, json_option, ledger_option, profile_option
from bearwitness.cli.printing import print_view, write_lines
from bearwitness.errors import RequestError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bearwitness.records import JSON


def _view(name: str, meaning: str) -> Callable[[Function], Function]:
    """An option of `show` that asks for one list; two of them are refused, so that neither is left out unsaid."""

    def choose(context: click.Context, _: click.Parameter, chosen: bool) -> None:
        if not chosen:
            return
        before = context.params.get("view")
        if before is not None:
            raise RequestError(f"show: give --{before} or --{name}, not both; each is a list of its own.")
        context.params["view"] = name

    return click.option(f"--{name}", is_flag=True, expose_value=False, callback=choose, help=meaning)


@click.command(short_help="Show incidents, or one with its words.")
@click.argument("incident", required=False)
@ledger_option
@profile_option
@json_option
@_view("documents", "Recorded documents.")
@_view("rejected", "What could not be recorded, and why.")
@_view("periods", "Counts over a period or at a date.")
@_view("worklist", "What a person should look at.")
@_view("judgements", "What people decided.")
@_view("orphans", "Judgements that answer to no claim any more.")
@click.option("--suspects", is_flag=True, help="Show arrests of suspects too.")
def show(
    incident: str | None, ledger: str, profile: str | None, as_json: bool, suspects: bool, view: str | None = None
) -> int:
    """Show the incidents of a ledger, or one of them with its figures, claims and words.

    Local and unredacted. INCIDENT is an id, the unique start of one, or an id that it had before.
    """
    from bearwitness import show as views
    from bearwitness.ledger import open_ledger
    from bearwitness.reconcile import check_profile

    if incident is not None and view is not None:
        raise RequestError(f"show: give an incident or --{view}, not both.")
    profile = check_profile(profile or "minmax")
    with open_ledger(ledger) as opened:
        opened.check_settings()
        build = opened.current_build()
        if incident is not None:
            found = views.dossier(
                build, views.find_incident(opened, build, incident), profile=profile, suspects=suspects
            )
            write_lines([found.row()]) if as_json else print_view(views.dossier_view(found))
            return DONE
        if view is None:
            rows, hidden = views.incident_rows(build, profile=profile, suspects=suspects)
            width = views.terminal().width
            write_lines(rows) if as_json else print_view(
                views.incident_table(rows, hidden=hidden, profile=profile, width=width)
            )
            return DONE
        lists: dict[str, tuple[Callable[[], list[JSON]], Callable[[list[JSON]], RenderableType]]] = {
            "documents": (lambda: views.document_rows(opened, build), views.document_table),
            "rejected": (lambda: views.rejected_rows(build), views.rejected_table),
            "periods": (lambda: views.period_rows(build, suspects=suspects), views.period_table),
            "worklist": (lambda: views.worklist_rows(build, profile=profile), views.worklist_table),
            "judgements": (lambda: views.judgement_rows(opened), views.judgement_table),
            "orphans": (lambda: views.orphan_rows(opened, build), views.orphan_table),
        }
        make_rows, layout = lists[view]
        rows = make_rows()
        write_lines(rows) if as_json else print_view(layout(rows))
    return DONE
