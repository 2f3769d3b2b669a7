"""Words of bulletins, mission reports and translated statements: counts in brackets, nouns for what was done, cases counted.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

LEAD = "The statement on the attack was issued in May.\n\n"  # the report tells of force

IN_BRACKETS = [
    ("The bombing left (27) dead and (106) wounded.", ["killed 27", "injured 106"]),
    ("Shelling killed (4) farmers and wounded (11) others.", ["killed 4", "injured 11"]),
    ("The unit documented the killing of (12) civilians, including (3) children.", ["killed 12", "killed 3"]),
    ("The forces arrested (8) citizens, among them (2) minors.", ["detained 8", "detained 2"]),
    ("Twelve (12) villagers were killed in the raid.", ["killed 12"]),
    ("Twenty-one (21) women and nine (9) men were abducted.", ["abducted 21", "abducted 9"]),
    ("(5) detainees died in the prison.", ["killed 5"]),
    ("The office confirmed (1,204) displaced persons in the shelter.", ["displaced 1204"]),
    ("A farmer (27) was shot dead at the gate.", ["killed 1"]),
    ("Ana Rell (34) and Ben Orl (41) were killed.", ["killed 1", "killed 1"]),
    ("He was charged with (1) murder, (2) arson and (3) robbery.", []),
    ("Paragraph (14) describes the weapons.", []),
    ("Resolution (12) of the council deplores the attacks.", []),
]

NOUNS = [
    ("The explosion caused the death of two shepherds and the injury of five others.", ["killed 2", "injured 5"]),
    ("The report tells of the execution of 61 men and the disappearance of 14 others.", ["killed 61", "missing 14"]),
    (
        "The shelling led to the killing of a woman and injury of her three daughters and a neighbour.",
        ["killed 1", "injured 3", "injured 1"],
    ),
    (
        "The ambush resulted in the killing of a driver, the injuring of two guards and the abduction of a nurse.",
        ["killed 1", "injured 2", "abducted 1"],
    ),
    ("The operation ended with the death of six insurgents and the capture of nine.", ["killed 6", "detained 9"]),
    ("The army announced the capture of two deserters.", ["detained 2"]),
    ("The army announced the capture of two hills.", []),
    ("The rebels celebrated the capture of Oru.", []),
    ("Residents protested against the expulsion of 40 families.", ["displaced 40"]),
    ("The decree ordered the expulsion of 12 diplomats.", []),
    ("The club announced the expulsion of its coach.", []),
    ("The committee condemned the expulsion of the ambassador.", []),
    ("The brigade announced the martyrdom of 5 of its members.", ["killed 5"]),
    ("The ministry announced the martyrdom of a young man by gunfire.", ["killed 1"]),
    ("The faithful recall the martyrdom of Saint Orla.", []),
    ("The number of martyrs rose to 19.", ["killed 19"]),
    ("The number of martyrs in the district since 2019 becomes 22.", ["killed 22"]),
    ("The number of wounded civilians is 40.", ["injured 40"]),
    ("A nurse and her daughter are among the martyrs.", ["killed 1", "killed 1"]),
    ("The procession crossed Martyrs' Square.", []),
    ("The square of the martyrs was closed.", []),
]

CASES = [
    ("The monitors verified 9 cases of sexual violence against girls.", ["sexual_violence 9"]),
    ("The office recorded 14 incidents of conflict-related sexual violence.", ["sexual_violence 14"]),
    ("The commission received 31 complaints of torture and ill-treatment.", ["tortured 31"]),
    ("There were at least 22 cases of arbitrary detention last year.", ["detained 22+"]),
    ("The mission counted 17 confirmed cases of enforced disappearance.", ["missing 17"]),
    ("It documented 12 instances of summary execution by soldiers.", ["killed 12"]),
    ("The clinic saw 12 cases of cholera.", []),
    ("The police opened 12 cases of fraud.", []),
    ("A workshop on sexual violence was held for 30 judges.", []),
    ("The law on sexual violence has 14 articles.", []),
]

NOBODY = [
    ("The bombing took place without causing human losses.", ["killed_or_injured 0"]),
    ("The shells fell on fields without human casualties.", ["killed_or_injured 0"]),
    ("No human losses were recorded.", ["killed_or_injured 0"]),
    ("The blast caused damage, but no human or material losses.", ["killed_or_injured 0"]),
    ("The company reported no losses.", []),
    ("The blast passed without causing delays.", []),
    ("The bank recorded no material losses.", []),
]


@pytest.mark.parametrize(("text", "expected"), [*IN_BRACKETS, *NOUNS, *CASES, *NOBODY])
def test_a_bulletin_gives(text: str, expected: list[str]) -> None:
    claims = read_text(LEAD + text)
    assert sorted(f"{r['harm']} {r['number']}" for r in rows(claims)) == sorted(expected)


def test_a_count_in_brackets_is_quoted_with_them() -> None:
    claims = read_text("The raid left (27) dead and (106) wounded.")
    assert [(c.quote, c.count_text) for c in claims] == [("(27) dead", "27"), ("(106) wounded", "106")]


def test_cases_are_no_people() -> None:
    (claim,) = read_text("The monitors verified 9 cases of sexual violence against girls.")
    assert claim.unit == "case"
