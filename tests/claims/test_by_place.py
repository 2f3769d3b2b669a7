"""Counts by place in one sentence, as parts of the total before them.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

LEAD = "The statement on the attack was issued in May.\n\n"  # the report tells of force

TOLD = [
    (
        "A total of 31,400 people were displaced: Morra 12,300, Belen 9,800, Oru town 6,200 and others 3,100.",
        ["displaced 31400", "displaced 12300", "displaced 9800", "displaced 6200", "displaced 3100"],
    ),
    (
        "The fighting displaced 16,900 people (Morra 12,300; Belen 4,600).",
        ["displaced 16900", "displaced 12300", "displaced 4600"],
    ),
    (
        "Some 45 people were killed in April: Homra 14, Dara 9 and Idra 22.",
        ["killed ~45", "killed 14", "killed 9", "killed 22"],
    ),
    ("Deaths by district: Homra 14, Dara 9, Idra 22.", ["killed 14", "killed 9", "killed 22"]),
    ("Displaced people by province: Morra 12,300; Belen 9,800.", ["displaced 12300", "displaced 9800"]),
    ("Nine people were killed: Ana Rell 34, Ben Orl 27.", ["killed 9", "killed 1", "killed 1"]),
    ("The bomb killed 20 people, the radio said: Belen 3, Oru 1 was the result of the match.", ["killed 20"]),
    (
        "Internally displaced persons by county, as of 3 June:\n- Morra 8,410\n- Oru town 3,266\n- others 1,905",
        ["displaced 8410", "displaced 3266", "displaced 1905"],
    ),
    ("Pupils registered by district:\n- Morra 14,302\n- Oru 5,077", []),
    ("Schools closed by district: Homra 14, Dara 9.", []),
    ("The war killed 900 people: Morra 2014, Belen 2016.", ["killed 900"]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_by_place(text: str, expected: list[str]) -> None:
    assert sorted(f"{r['harm']} {r['number']}" for r in rows(read_text(LEAD + text))) == sorted(expected)


def test_the_places_are_parts_of_the_total() -> None:
    total, first, second = read_text("The fighting displaced 16,900 people: Morra 12,300, Belen 4,600.")
    assert (first.part_of, second.part_of) == (total.claim_id, total.claim_id)
    assert first.quote == "Morra 12,300"
