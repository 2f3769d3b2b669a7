"""Tables of what a text tells and what it does not: one line a text, `text => killed 12; injured 3`, or `=> none`.

The tables lie in `told/`, one file a subject; lines that open with # are headings, \\n is a line break. Numbers are written
as `reading.number` gives them, and !h and !d mark what is hedged and what is denied. The events are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bearwitness.records import Claim
from reading import number, read_text

MARKS = {"asserted": "", "hedged": "!h", "denied": "!d"}
LINES = [
    (file.stem, line)
    for file in sorted((Path(__file__).parent / "told").glob("*.txt"))
    for line in file.read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def short(claim: Claim) -> str:
    return f"{claim.harm.value} {number(claim)}{MARKS[claim.factuality.value]}"


@pytest.mark.parametrize(("subject", "line"), LINES, ids=[f"{s}: {line[:50]}" for s, line in LINES])
def test_a_text_tells_these_claims_and_no_others(subject: str, line: str) -> None:
    text, _, expected = line.partition(" => ")
    wanted = sorted(w.strip() for w in expected.split(";") if w.strip() != "none")
    assert sorted(map(short, read_text(text.replace("\\n", "\n")))) == wanted
