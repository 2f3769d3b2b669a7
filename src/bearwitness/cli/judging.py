"""`judge` decides, `diff` compares two builds; both print what changed, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from bearwitness.cli.ending import DONE
from bearwitness.cli.options import json_option, ledger_option, who_options
from bearwitness.cli.printing import print_view, progress_bar, say, write_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

CHANGES_SHOWN = 20  # of each kind, in `diff` and after `judge`


@click.command(short_help="Decide what the machine proposed.")
@click.argument("verdict", metavar="VERDICT")
@click.argument("items", nargs=-1, metavar="ITEM...")
@ledger_option
@who_options
@json_option
def judge(verdict: str, items: tuple[str, ...], ledger: str, by: str, reason: str, as_json: bool) -> int:
    """Decide, and make the tables again at once. Ids may be given by their unique start.

    \b
    judge same|different|unsure A B     A and B are incidents or claims
    judge wrong|excluded CLAIM          misread, or to be left out of figures
    judge document ID published=2024-03-05 publisher="Oru Herald"
    judge retract JUDGEMENT             takes a judgement back
    """
    from bearwitness.judging import judge as decide
    from bearwitness.pipeline import must_exist

    must_exist(ledger)
    with progress_bar() as progress:
        decided = decide(ledger, verdict, items, by=by, why=reason, progress=progress)
    if as_json:
        write_lines([{"judgement_id": decided.judgement.judgement_id}, *(c.row() for c in decided.difference.changes)])
        return DONE
    say(f"Judgement {decided.judgement.judgement_id} is logged. {decided.difference.summary()}")
    for note in decided.notes:
        say(note)
    print_view(_changes(decided.difference.changes, kinds=("incident", "figure")))
    return DONE


@click.command(short_help="Show what changed between two builds.")
@click.argument("left", metavar="BUILD")
@click.argument("right", metavar="BUILD")
@ledger_option
@json_option
def diff(left: str, right: str, ledger: str, as_json: bool) -> int:
    """Show what changed from one build to another, with the reasons.

    BUILD is an id, the unique start of one, current, or previous. record prints the build that it made.
    """
    from bearwitness.compare_builds import compare_builds, find_build
    from bearwitness.ledger import open_ledger

    with open_ledger(ledger) as opened:
        opened.check_settings()
        found = compare_builds(opened, find_build(opened, left), find_build(opened, right))
    if as_json:
        write_lines(change.row() for change in found.changes)
        return DONE
    print_view(_changes(found.changes))
    say(f"From {found.left} to {found.right}: {found.summary()} Figures are listed for minmax; --json has all.")
    return DONE


def _changes(changes: Sequence[Any], *, kinds: Sequence[str] | None = None) -> RenderableType:
    """Changes as a list, some of each kind, each with its reasons; of figures those of minmax, which says enough."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from bearwitness.show import plain

    parts: list[Any] = []
    shown: dict[tuple[str, str], int] = {}
    for change in changes:
        if (kinds is not None and change.kind not in kinds) or change.profile not in (None, "minmax"):
            continue
        key = (change.kind, change.change)
        shown[key] = shown.get(key, 0) + 1
        if shown[key] > CHANGES_SHOWN:
            continue
        sign, style = {"gained": ("+", "green"), "lost": ("-", "red"), "changed": ("~", "yellow")}[change.change]
        parts.append(Text.assemble((f"{sign} {change.kind} ", style), plain(change.what)))
        if change.reasons:
            parts.append(Padding(Text(plain("; ".join(change.reasons)), style="dim"), (0, 0, 0, 4)))
    for (kind, what), number in shown.items():
        if number > CHANGES_SHOWN:
            parts.append(Text(f"… and {number - CHANGES_SHOWN:,} more {kind}s {what}; --json prints all.", style="dim"))
    return Group(*parts)
