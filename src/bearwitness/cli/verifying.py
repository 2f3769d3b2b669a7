"""The care of a ledger: `verify` checks every hash, `forget` erases a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from bearwitness.cli.ending import DONE, SOME_REJECTED
from bearwitness.cli.options import json_option, ledger_option
from bearwitness.cli.printing import counted, progress_bar, say, write_lines
from bearwitness.errors import LedgerBroken, RequestError

if TYPE_CHECKING:
    from bearwitness.ledger.erasures import Forgotten


@click.command(short_help="Check every hash and the chain.")
@ledger_option
@click.option("--head", metavar="HASH", help="Head that record printed earlier; it must be in the chain.")
@json_option
def verify(ledger: str, head: str | None, as_json: bool) -> int:
    """Recompute every hash and the chain; exit 1 and name the first break."""
    from bearwitness.ledger import open_ledger
    from bearwitness.ledger import verify as check
    from bearwitness.ledger.verify import NOT_ACKNOWLEDGED

    if head is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", head.strip()):
        raise RequestError(f"--head: {head!r} is no head hash. Give all 64 digits that `record` or `verify` printed.")
    try:
        with open_ledger(ledger) as opened:
            now = opened.head()
            found = check(opened, head=head)
    except LedgerBroken as error:
        say(str(error))
        return SOME_REJECTED
    if as_json:
        breaks = [{"kind": b.kind, "where": b.where, "expected": b.expected, "found": b.found} for b in found.breaks]
        write_lines([{"holds": found.holds, "head": now, "counts": found.counts, "breaks": breaks}])
        return DONE if found.holds else SOME_REJECTED
    say("Checked: " + ", ".join(counted(number, name) for name, number in found.counts.items()) + ".")
    if any(name.endswith(NOT_ACKNOWLEDGED) for name in found.counts):
        say(
            "What is not acknowledged was left by a run that did not end; no table holds it, and nothing is broken by it."
        )
    if not found.holds:
        more = f" {len(found.breaks) - 1:,} more breaks; --json lists them." if len(found.breaks) > 1 else ""
        say(f"Does not hold. The first break is {found.breaks[0].sentence}{more}")
        return SOME_REJECTED
    since = f" {found.rows_since:,} rows were added since the head given." if found.rows_since is not None else ""
    without = "" if head else " Without --head nothing shows that the log was not replaced as a whole."
    say(f"Everything holds; head {now}.{since}{without}")
    return DONE


@click.command(short_help="Erase a document; its hash stays.")
@click.argument("document")
@ledger_option
@click.option("--reason", required=True, metavar="WHY", help="Why; it is logged.")
@click.option("--by", metavar="WHO", help="Who demands it; it is logged. This software unless named.")
def forget(document: str, ledger: str, reason: str, by: str | None) -> int:
    """Erase a document: its bytes, text and rows. The log keeps its hash, who, when and why."""
    from bearwitness.ledger import open_ledger
    from bearwitness.pipeline import must_exist, rebuild

    must_exist(ledger)
    with open_ledger(ledger, mode="write") as opened, progress_bar() as progress:
        gone = opened.forget(document, by=by, reason=reason)
        build = rebuild(opened, progress=progress)
        head = opened.head()
    for sentence in _forgotten(gone):
        say(sentence)
    say(f"The tables are made again: build {build.build_id}, head {head}.")
    return DONE


def _forgotten(gone: Forgotten) -> Iterator[str]:
    """What was erased, and what may still hold the same words, so that nobody believes erased what is not."""
    numbers = ((len(gone.layers), "files of text"), (len(gone.containers), "containers"), (len(gone.builds), "builds"))
    erased = ", ".join(counted(number, name) for number, name in numbers)
    yield f"Document {gone.document_id[:12]} is erased, with {erased}."
    if gone.containers:
        files = "The file" if len(gone.containers) == 1 else f"Each of the {len(gone.containers)} files"
        others = f"the {gone.siblings:,} other reports" if gone.siblings > 1 else "the one other report"
        rest = f"; {others} from it {'stay' if gone.siblings > 1 else 'stays'}" if gone.siblings else ""
        yield f"{files} that it came in is erased as a whole, as it was received{rest}."
    if gone.copies:
        listed = ", ".join(copy[:12] for copy in gone.copies[:5]) + (", …" if len(gone.copies) > 5 else "")
        what, them = ("one other document", "it") if len(gone.copies) == 1 else ("other documents", "each of them")
        yield f"The same text is still in this ledger, in {what}: {listed}. Forget {them} too if the words are to go."
    yield "What lies outside the ledger stays: the file that you gave, backups, pages and exports made before."
