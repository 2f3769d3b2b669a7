"""People who tell of their own harm, and speakers who tell of others.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

TOLD = [
    ("Two plaintiffs said they had been raped by guards.", ["sexual_violence 2"]),
    ("Both women told the court they had been raped.", ["sexual_violence 2"]),
    ("Nineteen former inmates said they had been tortured.", ["tortured 19"]),
    ("At least 30 men told researchers they were beaten by soldiers in the cells.", ["tortured 30+"]),
    ("Six of the students said that they had been kidnapped.", ["abducted 6"]),
    ("Dozens of farmers and their families were killed.", ["killed 24+"]),
    ("Two farmers and their sons were killed by gunmen.", ["killed 2", "killed 2+"]),
]
NOT_TOLD = [
    "Two witnesses said they were shot at the gate.",
    "Three officials said they had been wounded in the raid.",
    "Two doctors said they were beaten by guards.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t[:45] for t, _ in TOLD])
def test_those_who_tell_of_their_own_harm_are_counted(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NOT_TOLD, ids=[t[:45] for t in NOT_TOLD])
def test_speakers_for_others_are_not_counted(text: str) -> None:
    assert rows(read_text(text)) == []
