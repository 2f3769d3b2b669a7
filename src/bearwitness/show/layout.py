"""The console to print on, and the one kind of table that every list is."""

from __future__ import annotations

from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table


def terminal(*, stderr: bool = False) -> Console:
    """The console to print on: as wide as the terminal, 80 columns where there is none."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)


def grid(*, gap: int = 1) -> Table:
    """A plain table; `gap` blanks stand between columns beside the one of the box."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, gap, 0, 0), expand=False, show_edge=False)


def table_of(*columns: tuple[str, str]) -> Table:
    """A table of these columns; a name that begins with `>` is set to the right."""
    table = grid()
    for name, style in columns:
        justify: Any = "right" if name.startswith(">") else "left"
        table.add_column(name.lstrip(">"), style=style or None, justify=justify, overflow="fold")
    return table
