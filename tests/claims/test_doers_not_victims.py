"""Who did it is nobody harmed: "six soldiers had beaten him"; and one person more behind those counted, "a third was hurt".

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

TOLD = [
    ("He told us six soldiers had raped his cousin.", ["sexual_violence 1"]),
    ("Four soldiers had killed her brother in Oru.", ["killed 1"]),
    ("Two policemen have wounded three boys.", ["injured 3"]),
    ("Nine gunmen had abducted the mayor, the radio said.", ["abducted 1"]),
    ("The men whom six soldiers had raped spoke in court.", ["sexual_violence 2+"]),
    ("The nurse, whom the militia executed, was 34.", ["killed 1"]),
    ("The woman that two soldiers had shot gave evidence.", ["injured 1"]),
    ("Four fighters had been killed in Oru.", ["killed 4"]),
    ("Nine people have been wounded.", ["injured 9"]),
    ("Twelve have died in the shelling.", ["killed 12"]),
    ("Two have been shot dead and one stabbed.", ["killed 2", "injured 1"]),
    ("Three students were shot dead, a fourth seriously injured.", ["killed 3", "injured 1"]),
    ("Two men died in the shooting and a third was badly hurt.", ["killed 2", "injured 1"]),
    ("A bomb went off in Oru; a second was defused.", []),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_who_is_harmed(text: str, expected: list[str]) -> None:
    assert sorted(f"{r['harm']} {r['number']}" for r in rows(read_text(text))) == sorted(expected)
