"""Write docs/reference.md from the code: commands and options, exit statuses, tables, exports, settings.

Run it after changing any of these: `python scripts/write_reference.py`. A test holds the page to the code.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pyarrow as pa

from bearwitness import cli, export, show, tables
from bearwitness.config import setting_docs
from bearwitness.reconcile import PROFILES, REASONS
from bearwitness.records import (
    AgeGroup,
    ClaimantKind,
    Counting,
    Factuality,
    Harm,
    Modifier,
    Scope,
    Sex,
    Status,
    Unit,
)
from bearwitness.report import wording

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"

HEAD = """\
# Reference

*Made from the code by `scripts/write_reference.py`; change the code, then run it.*

Machine output goes to standard output; progress, summaries and messages go to standard error. Progress bars appear only
on a terminal. `--json` prints JSON lines instead of a table. Spans count Unicode code points of the text layer, end
excluded.

## Exit status

| status | meaning |
|---|---|
| 0 | Done. Duplicates are fine. |
| 1 | Done, but something was rejected or does not verify. |
| 2 | The request was wrong, the ledger cannot be used as asked, or the disk refused; one sentence says which. |
| 130 | Interrupted. What was acknowledged stands; the same command goes on from there. |
| 141 | Whoever read our output went away. |
"""

ENUMS: dict[str, Any] = {
    "harm": Harm,
    "modifier": Modifier,
    "unit": Unit,
    "counting": Counting,
    "scope": Scope,
    "factuality": Factuality,
    "victims.status": Status,
    "victims.age_group": AgeGroup,
    "victims.sex": Sex,
    "claimant.kind": ClaimantKind,
}


def reference() -> str:
    """The whole page."""
    parts = [HEAD, *_commands(), *_tables(), *_values(), *_exports(), *_settings()]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _commands() -> Iterator[str]:
    yield "## Commands"
    for name, command in cli.cli.commands.items():
        arguments = [p for p in command.params if isinstance(p, click.Argument)]
        options = [p for p in command.params if isinstance(p, click.Option)]
        words = " ".join(_metavar(p) for p in arguments)
        needed = "".join(f" {p.opts[0]} {p.metavar}" for p in options if p.required)
        yield f"### bearwitness {name}\n\n`bearwitness {name}{' ' + words if words else ''}{needed}`"
        yield _prose(inspect.cleandoc(command.help or ""))
        if options:
            rows = [f"| {_option(p)} | {_cell(_meaning(p))} |" for p in options]
            yield "\n".join(["| option | meaning |", "|---|---|", *rows])


def _metavar(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    return name if argument.required else f"[{name}]"


def _option(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    return names if option.is_flag or option.metavar is None else f"{names} `{_cell(option.metavar)}`"


def _meaning(option: click.Option) -> str:
    meaning = option.help or ""
    return meaning + " Required." if option.required else meaning


def _prose(text: str) -> str:
    """Help text as Markdown; what click prints as it stands becomes a code block."""
    blocks = []
    for block in text.split("\n\n"):
        lines = block.split("\n")
        blocks.append("```\n" + "\n".join(lines[1:]) + "\n```" if lines[0] == "\b" else block)
    return "\n\n".join(blocks)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _tables() -> Iterator[str]:
    yield f"## Tables of a build\n\nVersion {tables.TABLES_VERSION}; rows are sorted by the columns named."
    for name, schema in tables.SCHEMAS.items():
        keys = ", ".join(f"`{key}`" for key in tables.SORT_KEYS[name])
        rows = [
            f"| `{f.name}` | {_type(f.type)}{' or null' if f.nullable else ''} | {_cell(_described(f))} |"
            for f in schema
        ]
        yield f"### {name}\n\nSorted by {keys}."
        yield "\n".join(["| column | type | meaning |", "|---|---|---|", *rows])


def _described(field: Any) -> str:
    return str((field.metadata or {}).get(b"description", b"").decode())


def _type(kind: Any) -> str:
    if pa.types.is_struct(kind):
        return "object (" + ", ".join(f"`{inner.name}`" for inner in kind) + ")"
    if pa.types.is_list(kind):
        return "list of " + _type(kind.value_type)
    return {"string": "text", "int64": "whole number", "double": "number", "bool": "true or false"}[str(kind)]


def _values() -> Iterator[str]:
    yield "## Values\n\nClosed lists: a key holds one of these."
    rows = [f"| `{key}` | {', '.join(f'`{value}`' for value in values)} |" for key, values in ENUMS.items()]
    rows += [
        f"| `cell` | {', '.join(f'`{value}`' for value in wording.CELLS)} |",
        f"| `profile` | {', '.join(f'`{value}`' for value in PROFILES)} |",
        f"| `agreement` | {', '.join(f'`{value}`' for value in wording.AGREEMENTS)} |",
        f"| `grade` | {', '.join(f'`{value}`' for value in wording.GRADES)} |",
    ]
    yield "\n".join(["| key | values |", "|---|---|", *rows])
    yield "Why a claim is set aside from a figure:"
    aside = [f"| `{reason}` | {_cell(wording.SET_ASIDE.get(reason, ''))} |" for reason in REASONS]
    yield "\n".join(["| reason | meaning |", "|---|---|", *aside])


def _exports() -> Iterator[str]:
    yield (
        f"## Exports\n\nFormats: {', '.join(f'`{name}`' for name in export.FORMATS)}. "
        f"Not part of this version: {', '.join(f'`{name}`' for name in export.NOT_YET)}.\n\n"
        "`jsonl` writes the rows of every table, each with a `table` key. `parquet` writes a folder with one file a "
        "table, or with `--table` one file; a suppressed number is null there. `csv` writes one row an incident and "
        "harm, or with `--table` the rows of a table, the parts of an object in columns of their own (`victims.text`). "
        "A cell that a spreadsheet would run as a formula has an apostrophe before it.\n\n"
        "Every row carries these beside its own:"
    )
    yield "\n".join(
        ["| column | meaning |", "|---|---|", *(f"| `{k}` | {v} |" for k, v in export.STAMP_MEANINGS.items())]
    )
    yield "Columns of the csv of incidents by harm:"
    yield "\n".join(
        ["| column | meaning |", "|---|---|", *(f"| `{k}` | {_cell(v)} |" for k, v in export.VIEW_COLUMNS.items())]
    )
    yield (
        f"`show --worklist` lists figures with a note, conflicts, near merges, and claims whose confidence is below "
        f"{show.LOW_CONFIDENCE:g}."
    )


def _settings() -> Iterator[str]:
    yield "## Settings\n\n`bearwitness.toml` in the ledger's folder. All are optional."
    rows = []
    for name, rule, default in setting_docs():
        unit = f" ({rule.unit})" if rule.unit else ""
        shown = "none" if default in (None, "") else f"`{default}`"
        rows.append(f"| `{name}` | {_cell(rule.meaning)}{unit} | {_cell(rule.allowed())} | {shown} |")
    yield "\n".join(["| setting | meaning | allowed | default |", "|---|---|---|---|", *rows])


if __name__ == "__main__":
    PAGE.write_text(reference(), "utf-8")
    print(f"{PAGE.name} written")
