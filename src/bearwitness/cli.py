"""The command line: one short function per command, which parses, calls and prints.

Machine output goes to standard output, everything else to standard error. Exit status: 0 done, 1 done but something was
rejected or does not verify, 2 the request was wrong; 130 interrupted, 141 the reader of our output went away.
"""

from __future__ import annotations

import _thread
import contextlib
import difflib
import logging
import os
import re
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

# One thread a process: the parser's small matrices gain nothing from more, and lose by half. Before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import click

from bearwitness import __version__
from bearwitness.errors import BearwitnessError, LedgerBroken, RequestError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bearwitness.documents.metadata import Manifest
    from bearwitness.ledger.ledger import Forgotten
    from bearwitness.pipeline import Progress, Summary
    from bearwitness.records import JSON, Metadata, Rejected

DONE, SOME_REJECTED, WRONG_REQUEST = 0, 1, 2
INTERRUPTED, READER_GONE = 130, 141
REJECTIONS_SHOWN = 20
CHANGES_SHOWN = 20  # of each kind, in `diff` and after `judge`

Function = TypeVar("Function", bound=Callable[..., Any])


# ---- how every command ends ----


class Commands(click.Group):
    """The commands; turns what they raise into one sentence and an exit status."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> NoReturn:
        """Run the command named in `args` and leave with its exit status."""
        extra.pop("prog_name", None)
        extra.pop("standalone_mode", None)
        _hear_interrupts()
        _hear_warnings()
        try:
            code = super().main(args, prog_name="bearwitness", standalone_mode=False, **extra)
        except click.UsageError as error:
            if not (args if args is not None else sys.argv[1:]):
                click.echo(error.format_message(), err=True)  # no command at all: the help
            else:
                _say(_usage(error))
            code = WRONG_REQUEST
        except (click.Abort, KeyboardInterrupt):
            code = _interrupted(args)
        except Exception:
            if not _heard:
                raise
            code = _interrupted(args)  # a library took the interrupt for a fault of its own
        sys.exit(code if isinstance(code, int) else DONE)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; errors of the request, the ledger and the disk become one sentence."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
            return code
        except BearwitnessError as error:
            _say(str(error))
            return WRONG_REQUEST
        except BrokenPipeError:
            _forget_stdout()
            return READER_GONE

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first; for one that does not exist a sentence with the nearest."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            known = self.list_commands(ctx)
            near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else f"Commands: {', '.join(known)}."
            raise click.UsageError(f"there is no command '{name}'. {hint}", ctx)
        return super().resolve_command(ctx, args)


_heard: list[int] = []  # the interrupts that arrived


def _hear_interrupts() -> None:
    """Let no Ctrl-C be lost or shown as a fault, wherever in a library it happens to arrive.

    Python swallows an exception that arrives while it clears an object away, the database's pool of connections
    prints a traceback of one that arrives while it closes, and a library that is being loaded may fail in its own way:
    the first is raised again, the second only passed on, the third is told by `_heard`.
    """
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
    usual = sys.unraisablehook

    def again(unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            _thread.interrupt_main()
        else:
            usual(unraisable)

    def hear(number: int, frame: object) -> NoReturn:
        _heard.append(number)
        raise KeyboardInterrupt

    sys.unraisablehook = again
    main_thread = threading.current_thread() is threading.main_thread()
    if main_thread and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, hear)


def _raise_if_heard() -> None:
    """Break off where an interrupt arrived that a library swallowed."""
    if _heard:
        raise KeyboardInterrupt


_GOES_ON = ("record", "judge", "forget", "demo")  # commands that acknowledge what they did in a log, step by step


def _interrupted(args: Sequence[str] | None) -> int:
    """Say that the work was broken off, and what stands of it; the exit status."""
    goes_on = next(iter(args if args is not None else sys.argv[1:]), "") in _GOES_ON
    rest = "; what was acknowledged stands. The same command goes on from there." if goes_on else "."
    _say(f"Interrupted{rest}")
    return INTERRUPTED


class _Spoken(logging.Handler):
    """Says what our modules warn of on standard error, as the commands say everything."""

    def emit(self, record: logging.LogRecord) -> None:
        _say(record.getMessage())


def _hear_warnings() -> None:
    log = logging.getLogger("bearwitness")
    if not any(isinstance(handler, _Spoken) for handler in log.handlers):
        log.addHandler(_Spoken(logging.WARNING))


def _usage(error: click.UsageError) -> str:
    """A mistake on the command line in one plain sentence."""
    context = error.ctx
    where = context.command_path if context is not None else "bearwitness"
    if isinstance(error, click.NoSuchOption):
        known = [o for p in (context.command.params if context else ()) for o in p.opts if o.startswith("--")]
        near = difflib.get_close_matches(error.option_name, known, n=2, cutoff=0.5)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"Options: {', '.join(known)}."
        said = f"there is no option {error.option_name}. {hint}"
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        param = error.param
        name = param.opts[0] if isinstance(param, click.Option) else param.make_metavar(context) if context else ""
        meaning = (getattr(param, "help", None) or "").split(";")[0].rstrip(".")
        said = f"{name} is missing{': ' + meaning[:1].lower() + meaning[1:] if meaning else ''}."
    else:
        said = error.format_message()
    more = f" See {where} --help." if context is not None else ""
    said = said[:1].lower() + said[1:] if said[1:2].islower() else said
    return f"{where}: {said}{more}"


def _say(words: str) -> None:
    """One line on standard error, with nothing in it that could steer a terminal."""
    from bearwitness.show import plain

    with contextlib.suppress(BrokenPipeError):
        click.echo(plain(words), err=True)


def _forget_stdout() -> None:
    """Nobody reads any more: what is left in buffers may go nowhere without another error at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# ---- printing ----


def _write_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """JSON lines on standard output, in UTF-8 whatever the terminal says; flushed at the end."""
    from bearwitness.streams import json_line, stream_errors

    stream = sys.stdout.buffer
    with stream_errors():
        for row in rows:
            stream.write(json_line(row))
        stream.flush()


def _print(view: RenderableType, *, stderr: bool = False) -> None:
    from bearwitness.show import terminal
    from bearwitness.streams import stream_errors

    with stream_errors():
        terminal(stderr=stderr).print(view)
        (sys.stderr if stderr else sys.stdout).flush()


def _show_rejections(rejections: Sequence[Rejected], *, ledger: str | None) -> None:
    for rejected in rejections[:REJECTIONS_SHOWN]:
        _say(f"rejected {rejected.given_as}: {rejected.reason}")
    if len(rejections) > REJECTIONS_SHOWN:
        _say(f"… and {len(rejections) - REJECTIONS_SHOWN:,} more: bearwitness show --rejected --ledger {ledger}")


def _counted(number: int, name: str) -> str:
    """A count with its noun, which is given in the plural: "1 document erased", "2 log rows"."""
    noun = re.sub(r"^((?:log )?[a-z]+)s\b", r"\1", name) if number == 1 else name
    return f"{number:,} {noun}"


@contextlib.contextmanager
def _progress() -> Iterator[Progress]:
    """A progress bar on standard error if that is a terminal; each step hears an interrupt that a library swallowed."""
    if not sys.stderr.isatty():
        yield lambda *_: _raise_if_heard()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    from bearwitness.show import terminal

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=terminal(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, total: int | None) -> None:
            _raise_if_heard()
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield advance


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


# ---- options that several commands share ----


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


def _given(published: str | None, publisher: str | None, country: str | None, url: str | None) -> Metadata:
    from bearwitness.documents.metadata import check_given
    from bearwitness.records import Metadata

    return check_given(Metadata(published=published, publisher=publisher, country=country, url=url))


def _read_manifest(path: str | None) -> Manifest | None:
    from bearwitness.documents.metadata import read_manifest

    return read_manifest(path) if path is not None else None


# ---- the commands ----


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="bearwitness", message="%(prog)s %(version)s")
def cli() -> None:
    """Read reports of violence and keep the record: who says what happened to how many people, where and when, with the
    exact words behind every figure.

    Start with: bearwitness record REPORTS --ledger my-ledger
    """


@cli.command(short_help="Read reports into a ledger; the main job.")
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
    with _progress() as progress:
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
    _show_rejections(summary.rejections, ledger=ledger)
    if as_json:
        _write_lines([to_json(summary)])
    else:
        _print(_summary_table(summary), stderr=True)
    return SOME_REJECTED if summary.rejected else DONE


@cli.command(short_help="Print the claims of reports, without a ledger.")
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
            _say(f"rejected {found.given_as}: {found.reason}")
        else:
            _write_lines(map(to_json, found.set_aside if set_aside else found.claims))
    return SOME_REJECTED if rejected else DONE


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


@cli.command(short_help="Show incidents, or one with its words.")
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
            _write_lines([found.row()]) if as_json else _print(views.dossier_view(found))
            return DONE
        if view is None:
            rows, hidden = views.incident_rows(build, profile=profile, suspects=suspects)
            width = views.terminal().width
            _write_lines(rows) if as_json else _print(
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
        _write_lines(rows) if as_json else _print(layout(rows))
    return DONE


@cli.command(short_help="Decide what the machine proposed.")
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
    with _progress() as progress:
        decided = decide(ledger, verdict, items, by=by, why=reason, progress=progress)
    if as_json:
        _write_lines([{"judgement_id": decided.judgement.judgement_id}, *(c.row() for c in decided.difference.changes)])
        return DONE
    _say(f"Judgement {decided.judgement.judgement_id} is logged. {decided.difference.summary()}")
    for note in decided.notes:
        _say(note)
    _print(_changes(decided.difference.changes, kinds=("incident", "figure")))
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


@cli.command(short_help="Write one self-contained page.")
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
    page = _checked_page(output, what="report")
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
    _say(str(written))
    if not_logged:
        _say(f"The report was not logged: {not_logged}")
    return DONE


def _checked_page(output: str, *, what: str) -> Path:
    from bearwitness.export import check_output

    if output == "-":
        raise RequestError(f"{what}: a page is written to a file, not to standard output. Give -o FILE.html.")
    if Path(output).is_dir():
        raise RequestError(f"{what}: {output} is a folder. Name a file, such as {Path(output) / (what + '.html')}.")
    return check_output(Path(output), what=what)


@cli.command(short_help="Write the record for other programs.")
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
    _say(f"{done.rows:,} rows written{where}, {audience} edition.")
    if done.not_logged:
        _say(f"The export was not logged: {done.not_logged}")
    return DONE


@cli.command(short_help="Show what changed between two builds.")
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
        _write_lines(change.row() for change in found.changes)
        return DONE
    _print(_changes(found.changes))
    _say(f"From {found.left} to {found.right}: {found.summary()} Figures are listed for minmax; --json has all.")
    return DONE


@cli.command(short_help="Check every hash and the chain.")
@ledger_option
@click.option("--head", metavar="HASH", help="Head that record printed earlier; it must be in the chain.")
@json_option
def verify(ledger: str, head: str | None, as_json: bool) -> int:
    """Recompute every hash and the chain; exit 1 and name the first break."""
    from bearwitness.ledger import open_ledger
    from bearwitness.ledger import verify as check

    if head is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", head.strip()):
        raise RequestError(f"--head: {head!r} is no head hash. Give all 64 digits that `record` or `verify` printed.")
    try:
        with open_ledger(ledger) as opened:
            now = opened.head()
            found = check(opened, head=head)
    except LedgerBroken as error:
        _say(str(error))
        return SOME_REJECTED
    if as_json:
        breaks = [{"kind": b.kind, "where": b.where, "expected": b.expected, "found": b.found} for b in found.breaks]
        _write_lines([{"holds": found.holds, "head": now, "counts": found.counts, "breaks": breaks}])
        return DONE if found.holds else SOME_REJECTED
    _say("Checked: " + ", ".join(_counted(number, name) for name, number in found.counts.items()) + ".")
    if not found.holds:
        more = f" {len(found.breaks) - 1:,} more breaks; --json lists them." if len(found.breaks) > 1 else ""
        _say(f"Does not hold. The first break is {found.breaks[0].sentence}{more}")
        return SOME_REJECTED
    since = f" {found.rows_since:,} rows were added since the head given." if found.rows_since is not None else ""
    without = "" if head else " Without --head nothing shows that the log was not replaced as a whole."
    _say(f"Everything holds; head {now}.{since}{without}")
    return DONE


@cli.command(short_help="Erase a document; its hash stays.")
@click.argument("document")
@ledger_option
@click.option("--reason", required=True, metavar="WHY", help="Why; it is logged.")
@click.option("--by", metavar="WHO", help="Who demands it; it is logged. This software unless named.")
def forget(document: str, ledger: str, reason: str, by: str | None) -> int:
    """Erase a document: its bytes, text and rows. The log keeps its hash, who, when and why."""
    from bearwitness.ledger import open_ledger
    from bearwitness.pipeline import must_exist, rebuild

    must_exist(ledger)
    with open_ledger(ledger, mode="write") as opened, _progress() as progress:
        gone = opened.forget(document, by=by, reason=reason)
        build = rebuild(opened, progress=progress)
        head = opened.head()
    for sentence in _forgotten(gone):
        _say(sentence)
    _say(f"The tables are made again: build {build.build_id}, head {head}.")
    return DONE


def _forgotten(gone: Forgotten) -> Iterator[str]:
    """What was erased, and what may still hold the same words, so that nobody believes erased what is not."""
    numbers = ((len(gone.layers), "files of text"), (len(gone.containers), "containers"), (len(gone.builds), "builds"))
    erased = ", ".join(_counted(number, name) for number, name in numbers)
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


@cli.command(short_help="Score the reading of claims against gold.")
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
    with _progress() as progress:
        result = scoring.evaluate(documents, progress=progress)
    moves = scoring.compare_with_base(result, base, documents) if base is not None else []
    for document_id, reason in result.rejected.items():
        _say(f"rejected {document_id}: {reason}")
    if as_json:
        _write_lines({"kind": "found", "document_id": d, "claims": found} for d, found in result.found.items())
        _write_lines({"kind": move.change, **move.row()} for move in moves)
        _write_lines([{"kind": "score", **result.row()}])
    else:
        _print(_scores(result.row()))
        _print(_moves(moves) if base is not None else "")
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


def _program() -> str:
    """What a person types to run this program: its name where the shell finds it, else the path that it was called by."""
    return "bearwitness" if shutil.which("bearwitness") else os.path.relpath(sys.argv[0])


@cli.command(short_help="The whole job on bundled examples.")
def demo() -> int:
    """Do the whole job on the bundled example reports, in this folder."""
    from bearwitness import show as views
    from bearwitness.demo import PAGE, make_demo
    from bearwitness.ledger import open_ledger
    from bearwitness.report.page import write_report

    with _progress() as progress:
        ledger, summary = make_demo(Path(), progress=progress)
    _show_rejections(summary.rejections, ledger=str(ledger))
    _print(_summary_table(summary), stderr=True)
    with open_ledger(ledger) as opened:
        build = opened.current_build()
        rows, hidden = views.incident_rows(build)
        _print(views.incident_table(rows, hidden=hidden, profile="minmax", width=views.terminal().width))
        page = write_report(build, Path(PAGE)).path
    _say(f"Try: {_program()} show {rows[0]['incident_id'][:8] if rows else ''} --ledger {ledger}")
    click.echo(str(page.resolve()))
    return DONE


@cli.command(short_help="Estimate how many people no list holds.")
@click.argument("table", metavar="TABLE")
@click.option(
    "--list", "lists", multiple=True, metavar="NAME", help="A column that is a list; all that can be, unless set."
)
@click.option(
    "--stratum", "strata", multiple=True, metavar="NAME", help="A column that divides the people, as a region."
)
@click.option(
    "--linkage",
    "linkages",
    multiple=True,
    metavar="FILE",
    help="A further table of the same records, linked in another plausible way.",
)
@click.option("--all-models", is_flag=True, help="Print every log-linear model too, not one a method.")
@click.option("--level", type=float, default=0.95, show_default=True, metavar="P", help="Coverage of the intervals.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, metavar="N", help="Seed of all that is drawn."
)
@click.option(
    "--sweeps", type=click.IntRange(1), metavar="N", help="Most sweeps of latent_class; a million unless set."
)
@click.option("-o", "--output", metavar="FILE.html", help="Write one self-contained page as well.")
@click.option("--pictures", metavar="FOLDER", help="Write the page's pictures there, as SVG and PNG.")
@json_option
def estimate(
    table: str,
    lists: tuple[str, ...],
    strata: tuple[str, ...],
    linkages: tuple[str, ...],
    all_models: bool,
    level: float,
    seed: int,
    sweeps: int | None,
    output: str | None,
    pictures: str | None,
    as_json: bool,
) -> int:
    """Estimate how many people no list holds, by each method that the table can carry; refuse where it cannot.

    TABLE is a CSV file with one 0/1 column a list: a row a pattern, and count last, or a row a person. Estimates are of
    recorded and unrecorded people together; they are never added to what is recorded, nor averaged with each other.
    """
    what = "nothing was written"
    try:
        from bearwitness.estimate.methods import estimate_table  # takes a second or two, and may be interrupted too
        from bearwitness.estimate.page import check_pictures, write_page, write_pictures
        from bearwitness.estimate.terminal import view

        page = _checked_page(output, what="estimate") if output is not None else None
        folder = check_pictures(pictures) if pictures is not None else None
        with _progress() as progress:
            found = estimate_table(
                table,
                lists=lists or None,
                strata=strata,
                linkages=linkages,
                seed=seed,
                level=level,
                all_models=all_models or page is not None or folder is not None,
                sweeps=sweeps,
                progress=progress,
            )
        _raise_if_heard()
        what = "what was written stays"
        if as_json:
            _write_lines(row for row in found.rows() if all_models or row["method"] != "loglinear")
        else:
            _print(view(found, all_models=all_models))
        if page is not None:
            _say(f"{write_page(found, page)}: the estimates on one page.")
        if folder is not None:
            _say(f"{folder}: {', '.join(path.name for path in write_pictures(found, folder))}.")
    except (KeyboardInterrupt, Exception) as error:
        if not _heard and not isinstance(error, KeyboardInterrupt):
            raise
        _say(f"Interrupted; {what}.")  # also where a library took the interrupt for a fault of its own
        return INTERRUPTED
    return DONE


# ---- not part of this version: the options are read, so that a script finds out at once ----


@cli.command(short_help="The review app (not in this version).")
@ledger_option
@click.option("--port", type=click.IntRange(1, 65_535), metavar="N", help="Port to listen on.")
def serve(ledger: str, port: int | None) -> int:
    """The review app. Not part of this version."""
    raise _not_yet("serve", "the review app", "bearwitness report writes a page, bearwitness judge decides")


@cli.command(short_help="Link lists of names (not in this version).")
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


def main() -> NoReturn:
    """The program `bearwitness`."""
    cli.main()
