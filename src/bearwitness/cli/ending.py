"""How every command ends: what it raised as one sentence, and an exit status."""

from __future__ import annotations

import contextlib
import difflib
import logging
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from bearwitness.cli.interrupts import hear_interrupts, obeyed, was_heard
from bearwitness.cli.printing import say
from bearwitness.errors import BearwitnessError

DONE, SOME_REJECTED, WRONG_REQUEST = 0, 1, 2
INTERRUPTED, READER_GONE = 130, 141
_GOES_ON = ("record", "judge", "forget", "demo")  # commands that acknowledge what they did in a log, step by step


class Commands(click.Group):
    """The commands; turns what they raise into one sentence and an exit status."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> NoReturn:
        """Run the command named in `args` and leave with its exit status."""
        extra.pop("prog_name", None)
        extra.pop("standalone_mode", None)
        hear_interrupts()
        _hear_warnings()
        try:
            code = super().main(args, prog_name="bearwitness", standalone_mode=False, **extra)
        except click.UsageError as error:
            if not (args if args is not None else sys.argv[1:]):
                click.echo(error.format_message(), err=True)  # no command at all: the help
            else:
                say(_usage(error))
            code = WRONG_REQUEST
        except (click.Abort, KeyboardInterrupt):
            code = _interrupted(args)
        except Exception:
            if not was_heard():
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
            say(str(error))
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


def _interrupted(args: Sequence[str] | None) -> int:
    """Say that the work was broken off, and what stands of it; the exit status."""
    obeyed()
    goes_on = next(iter(args if args is not None else sys.argv[1:]), "") in _GOES_ON
    rest = "; what was acknowledged stands. The same command goes on from there." if goes_on else "."
    say(f"Interrupted{rest}")
    return INTERRUPTED


class _Spoken(logging.Handler):
    """Says what our modules warn of on standard error, as the commands say everything."""

    def emit(self, record: logging.LogRecord) -> None:
        say(record.getMessage())


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


def _forget_stdout() -> None:
    """Nobody reads any more: what is left in buffers may go nowhere without another error at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
