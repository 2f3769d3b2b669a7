"""An interrupt that arrives while an object is cleared away: Python throws it away there, and the program must not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

SCRIPT = """
import signal, time
from bearwitness.cli.interrupts import hear_interrupts, raise_if_heard

class ClearedAway:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

hear_interrupts()
heard = []
try:
{first}
    time.sleep({seconds})
except KeyboardInterrupt:
    heard.append("while it worked on")
print(*heard, sep="; ")
"""
AT_ONCE = "    ClearedAway()"
AT_THE_NEXT_REPORT = """
    try:
        ClearedAway()
        raise_if_heard()
    except KeyboardInterrupt:
        heard.append("at the next report")
"""


@pytest.mark.parametrize(
    ("first", "seconds", "heard"),
    [(AT_ONCE, 20, "while it worked on"), (AT_THE_NEXT_REPORT, 0.2, "at the next report")],
)
def test_it_is_raised_once_and_printed_nowhere(first: str, seconds: float, heard: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    script = SCRIPT.format(first=first, seconds=seconds)
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.stdout.strip(), done.stderr, done.returncode) == (heard, "", 0)
