"""Interrupts: no Ctrl-C is lost or shown as a fault, wherever in a library it happens to arrive."""

from __future__ import annotations

import _thread
import logging
import signal
import sys
import threading
from typing import NoReturn

_SOON = 0.01  # seconds
_waiting: list[threading.Timer] = []  # those that raise again what arrived at a bad moment
_heard: list[int] = []  # the interrupts that arrived


def hear_interrupts() -> None:
    """Let no Ctrl-C be lost or shown as a fault, wherever in a library it happens to arrive.

    Python swallows an exception that arrives while it clears an object away, the database's pool of connections
    prints a traceback of one that arrives while it closes, and a library that is being loaded may fail in its own way:
    the first is raised again, the second only passed on, the third is told by `_heard`.
    """
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
    usual = sys.unraisablehook

    def again(unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            later = threading.Timer(_SOON, _thread.interrupt_main)  # at once, it would arrive in this hook
            later.daemon = True
            _waiting.append(later)
            later.start()
        else:
            usual(unraisable)

    def hear(number: int, frame: object) -> NoReturn:
        _heard.append(number)
        raise KeyboardInterrupt

    sys.unraisablehook = again
    main_thread = threading.current_thread() is threading.main_thread()
    if main_thread and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, hear)


def was_heard() -> bool:
    """Whether an interrupt arrived, whatever became of it in the library that it arrived in."""
    return bool(_heard)


def raise_if_heard() -> None:
    """Break off where an interrupt arrived that a library swallowed."""
    if _heard:
        obeyed()
        raise KeyboardInterrupt


def obeyed() -> None:
    """Raise no interrupt a second time: the work is being broken off."""
    while _waiting:
        _waiting.pop().cancel()
