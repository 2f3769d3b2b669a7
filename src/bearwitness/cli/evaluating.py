"""`evaluate`: the reading of claims scored against gold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bearwitness.cli.ending import DONE, SOME_REJECTED
from bearwitness.cli.options import json_option
from bearwitness.cli.printing import print_view, progress_bar, say, write_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bearwitness.records import JSON


@click.command(short_help="Score the reading of claims against gold.")
@click.argument("gold", metavar="GOLD")
@click.option("--against", metavar="BASE", help="Earlier results, gold or claims; names claims gained and lost.")
@json_option
def evaluate(gold: str, against: str | None, as_json: bool) -> int:
    """Score the reading of claims against gold: JSON lines, one a document, with its text or ref and its claims.

    --json prints the claims found for each document, then the scores; it may be kept as BASE for the next time.
    """
    from bearwitness import evaluate as scoring

    documents = scoring.read_gold(Path(gold))
    base = scoring.read_base(Path(against)) if against is not None else None
    with progress_bar() as progress:
        result = scoring.evaluate(documents, progress=progress)
    moves = scoring.compare_with_base(result, base, documents) if base is not None else []
    for document_id, reason in result.rejected.items():
        say(f"rejected {document_id}: {reason}")
    if as_json:
        write_lines({"kind": "found", "document_id": d, "claims": found} for d, found in result.found.items())
        write_lines({"kind": move.change, **move.row()} for move in moves)
        write_lines([{"kind": "score", **result.row()}])
    else:
        print_view(_scores(result.row()))
        print_view(_moves(moves) if base is not None else "")
    return SOME_REJECTED if result.rejected else DONE


def _scores(row: JSON) -> RenderableType:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    def share(value: float | None) -> str:
        return "–" if value is None else f"{value:.3f}"

    by_harm = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("harm", "gold", "found", "paired", "precision", "recall", "F1"):
        by_harm.add_column(name, justify="left" if name == "harm" else "right")
    for harm, counts in [*row["by_harm"].items(), ("all", row)]:
        numbers = (f"{counts[key]:,}" for key in ("gold", "found", "paired"))
        by_harm.add_row(harm, *numbers, *(share(counts[key]) for key in ("precision", "recall", "f1")))
    keys = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("key", "right", "of", "accuracy"):
        keys.add_column(name, justify="left" if name == "key" else "right")
    for key, tally in row["keys"].items():
        keys.add_row(key, f"{tally['right']:,}", f"{tally['of']:,}", share(tally["accuracy"]))
    note = f"{row['documents']:,} documents."
    if row["unplaced"]:
        note += f" {row['unplaced']:,} gold claims stand on words that are not in the text layer; they count as missed."
    return Group(by_harm, Text(""), keys, Text(note, style="dim"))


def _moves(moves: Sequence[Any]) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    from bearwitness.report import wording
    from bearwitness.show import plain

    lines = []
    for move in moves:
        sign, style = ("+", "green") if move.change == "gained" else ("-", "red")
        words = wording.bounds(*(move.claim[key] for key in ("low", "best", "high")))
        quote = plain(move.claim.get("quote") or "")
        right = "in the gold" if move.right else "not in the gold"
        said = f"{words} {wording.HARMS[move.claim['harm']]}, “{quote}”, in {move.document_id} ({right})"
        lines.append(Text.assemble((f"{sign} ", style), said))
    gained = sum(move.change == "gained" for move in moves)
    return Group(*lines, Text(f"{gained:,} gained, {len(moves) - gained:,} lost.", style="dim"))
