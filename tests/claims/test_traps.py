"""The trap sentences of casualty recording, each with what it must yield (invented events at invented places)."""

from __future__ import annotations

import pytest

from reading import read_text, rows

TRAPS = [
    (
        "Shelling in Oru killed 14 people, including five children, the mayor said.",
        ["killed 14 incident asserted the mayor", "killed 5 incident asserted the mayor part child"],
    ),
    (
        "The toll from Monday's blast rose to 17 after three of the wounded died.",
        ["killed 17 incident asserted -", "killed 3 incident asserted - part from:injured"],
    ),
    (
        "Strikes across Belen have killed 212 since 1 May, the ministry said.",
        ["killed 212 cumulative asserted the ministry"],
    ),
    ("The army denied killing nine villagers.", ["killed 9 incident denied The army"]),
    ("An attack could have killed hundreds.", []),
    (
        "Eleven people, among them the bomber, died.",
        ["killed 11 incident asserted -", "killed 1 incident asserted - part attacker"],
    ),
    ("At least 20 were killed or wounded.", ["killed_or_injured 20+ incident asserted -"]),
    (
        "Police shot dead two of the three gunmen; one officer was hurt.",
        ["killed 2 incident asserted - attacker", "injured 1 incident asserted - police"],
    ),
    (
        "Two were killed in Oru and three in Belen.",
        ["killed 2 incident asserted - @Oru", "killed 3 incident asserted - @Belen"],
    ),
    (
        "Women and children made up half of the 40 dead.",
        ["killed 40 incident asserted -", "killed 20 incident asserted - part"],
    ),
    (
        "The group said it killed 30 soldiers; the government put its losses at four.",
        ["killed 30 incident asserted The group", "killed 4 incident asserted the government"],
    ),
    (
        "Ten bodies were found in a grave near Oru; they died in 2019, experts said.",
        ["killed 10 incident asserted experts t:2019 @near_Oru"],
    ),
    (
        "No civilians were harmed, the coalition said. Residents buried six.",
        ["killed_or_injured 0 incident asserted the coalition", "killed 6 incident asserted Residents"],
    ),
    (
        "Asel M., 34, is the seventh journalist killed this year.",
        ["killed 1 incident asserted - ordinal journalist", "killed 7 cumulative asserted -"],
    ),
    ("Officials feared up to 60 were trapped.", ["missing <=60 incident hedged Officials"]),
    (
        "A missile killed Dara (9) and her brother.",
        ["killed 1 incident asserted - child sum", "killed 1 incident asserted - sum"],
    ),
    (
        "Correction: an earlier version said 15 people were killed; the figure is 5.",
        ["killed 15 incident asserted -", "killed 5 incident asserted - supersedes"],
    ),
    (
        "Rebels 'executed' 12, state TV reported, citing the army.",
        ["killed 12 incident asserted the army chain:state TV<-the army"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TRAPS, ids=[t[:40] for t, _ in TRAPS])
def test_trap_sentence(text: str, expected: list[str]) -> None:
    found = rows(read_text(text))
    assert len(found) == len(expected), found
    for wanted in expected:
        assert any(_matches(row, wanted) for row in found), (wanted, found)


def _matches(row: dict[str, object], wanted: str) -> bool:
    """Whether a row has all that a line of the table asks for: harm, number, scope, factuality, claimant, marks."""
    words = wanted.split(" ")
    harm, number, scope, factuality = words[:4]
    rest = " ".join(words[4:])
    if (row["harm"], row["scope"], row["factuality"]) != (harm, scope, factuality) or row["number"] != number:
        return False
    marks = str(row["marks"]).replace("near Oru", "near_Oru")
    claimant = str(row["claimant"])
    if not rest.startswith(claimant):
        return False
    return all(mark in marks.split("|") for mark in _marks(rest[len(claimant) :]))


def _marks(words: str) -> list[str]:
    """Marks asked for; a chain is one mark, blanks and all."""
    before, chain, after = words.partition("chain:")
    return [*before.split(), *([chain + after] if chain else [])]
