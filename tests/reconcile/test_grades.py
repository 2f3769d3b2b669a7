"""Who says it: publishers, copy groups and origins counted apart; agreement between voices; grades."""

from __future__ import annotations

import pytest

from bearwitness.errors import BearwitnessError, UnknownName
from bearwitness.reconcile import PROFILES, check_profile, figures_of_incident, same_name
from bearwitness.reconcile.grades import AGREEMENTS, GRADES
from bearwitness.reconcile.names import distinct_names
from bearwitness.records import Claim, DocumentFacts, Figure
from factories import claim, facts, facts_of


def killed(*claims: Claim, documents: tuple[DocumentFacts, ...] = (), cell: str = "all", **options: object) -> Figure:
    """The minmax row of one cell; each document not described is of a paper of its own."""
    told = {document.document_id for document in documents}
    rest = [facts(name, f"Paper {name}") for name in sorted({one.document_id for one in claims} - told)]
    rows = figures_of_incident(
        claims,
        incident_id="i-0",
        documents=facts_of(*documents, *rest),
        profiles=("minmax",),
        **options,
    )
    (found,) = [row for row in rows if row.cell == cell]
    return found


def voices(*said: dict) -> list[Claim]:
    """One claim a speaker, each in a paper of its own."""
    return [
        claim(**{"document_id": f"d{i}", "claimant": f"speaker {i}", "claim_id": str(i), **one})
        for i, one in enumerate(said, start=1)
    ]


# ---- counted apart ------------------------------------------------------------------------------------------------

COUNTS = [
    # claims by (document, claimant, kind); publishers, copy groups, origins
    ([("d1", None, "official")], (1, 1, 1)),
    ([("d1", None, "official"), ("d2", None, "official")], (2, 2, 2)),
    # five outlets quoting one ministry are one origin
    ([(f"d{i}", "the ministry", "official") for i in range(5)], (5, 5, 1)),
    ([("d1", "the ministry", "official"), ("d1", "the mayor", "official")], (1, 1, 2)),
    ([("d1", "Asel M.", "person"), ("d1", None, "official")], (1, 1, 2)),
    # nameless people have the text as their origin: the publisher's own voice and "they" are one
    ([("d1", "they", "unnamed"), ("d1", None, "official")], (1, 1, 1)),
    ([("d1", "residents", "witness"), ("d1", "a medic", "unnamed")], (1, 1, 1)),
    ([("d1", "residents", "witness"), ("d2", "residents", "witness")], (2, 2, 2)),
    # a publisher quoting itself by name is its own voice
    ([("d1", "Paper d1", "media"), ("d1", None, "official")], (1, 1, 1)),
    ([("d1", "state TV", "media"), ("d1", None, "official")], (1, 1, 2)),
]


@pytest.mark.parametrize(("speakers", "expected"), COUNTS)
def test_publishers_copy_groups_and_origins(speakers: list, expected: tuple[int, int, int]) -> None:
    claims = [claim(12, document_id=d, claimant=who, kind=kind, start=i) for i, (d, who, kind) in enumerate(speakers)]
    figure = killed(*claims)
    assert (figure.publishers, figure.copy_groups, figure.origins) == expected


def test_an_official_without_a_name_is_no_origin() -> None:
    unnamed = claim(12, claimant="officials", kind="official", key="unnamed:officials")
    assert killed(unnamed, claim(12, start=50)).origins == 1


def test_a_text_under_two_publishers_counts_both() -> None:
    figure = killed(claim(12), documents=(facts("d1", "Herald", "Courier"),))
    assert (figure.publishers, figure.copy_groups, figure.origins) == (2, 1, 1)


def test_an_unstated_publisher_is_one_publisher() -> None:
    assert killed(claim(12), documents=(facts("d1"),)).publishers == 1
    assert killed(claim(12), claim(12, document_id="d2"), documents=(facts("d1"),)).publishers == 1


def test_claims_set_aside_do_not_count() -> None:
    figure = killed(claim(12), claim(3, modifier="vague", document_id="d2"))
    assert (figure.publishers, figure.copy_groups, figure.origins) == (1, 1, 1)
    nothing = killed(claim(12, factuality="denied"))
    assert (nothing.publishers, nothing.copy_groups, nothing.origins, nothing.agreement) == (0, 0, 0, "single")


def test_a_document_nobody_described_stands_for_itself() -> None:
    (figure,) = figures_of_incident([claim(12)], incident_id="i-0", documents={}, profiles=("minmax",))
    assert (figure.publishers, figure.copy_groups, figure.origins, figure.best) == (1, 1, 1, 12)


# ---- agreement ----------------------------------------------------------------------------------------------------

AGREEMENT = [
    (voices({"count": 12}), "single"),
    (voices({"count": 12}, {"count": 12}), "agree"),
    (voices({"count": 12}, {"count": 14}), "conflict"),
    (voices({"count": 12, "modifier": "at_least"}, {"count": 14}), "overlap"),
    (voices({"count": 15, "modifier": "at_least"}, {"count": 14}), "conflict"),
    (voices({"count": 12, "modifier": "at_least"}, {"count": 12, "modifier": "at_least"}), "agree"),
    (voices({"count": 30, "modifier": "at_most"}, {"count": 30, "modifier": "at_least"}), "overlap"),
    (voices({"count": (20, 25)}, {"count": (25, 30)}), "overlap"),
    # `about` reaches a fifth both ways, and only here
    (voices({"count": 300, "modifier": "about"}, {"count": 100, "modifier": "more_than"}), "overlap"),
    (voices({"count": 50, "modifier": "about"}, {"count": 60}), "overlap"),
    (voices({"count": 50, "modifier": "about"}, {"count": 61}), "conflict"),
    (voices({"count": 50, "modifier": "about"}, {"count": 40}), "overlap"),
    (voices({"count": 50, "modifier": "about"}, {"count": 39}), "conflict"),
    (voices({"count": 50, "modifier": "about"}, {"count": 50, "modifier": "about"}), "agree"),
    # three voices: two that never meet make a conflict
    (voices({"count": 12}, {"count": 12, "modifier": "at_least"}, {"count": 14}), "conflict"),
    (voices({"count": 12}, {"count": 12}, {"count": 10, "modifier": "at_least"}), "overlap"),
    # a speaker quoted by two papers is one voice; so are two numbers by one
    ([claim(12, claimant="the mayor"), claim(12, claimant="the mayor", document_id="d2")], "single"),
    ([claim(12, claimant="the mayor"), claim(14, claimant="the mayor", start=50)], "single"),
    ([claim(12, claimant="the mayor"), claim(14, claimant="the mayor", start=50), claim(13)], "overlap"),
    # "they" and the publisher's own voice are two voices of one origin
    ([claim(12, claimant="they", kind="unnamed"), claim(12)], "agree"),
]


@pytest.mark.parametrize(("claims", "expected"), AGREEMENT)
def test_agreement(claims: list[Claim], expected: str) -> None:
    assert expected in AGREEMENTS
    assert killed(*claims).agreement == expected


# ---- grades -------------------------------------------------------------------------------------------------------

ARMY, REBELS, BELEN, FRONT = "the army", "the rebels", "the Belen army", "the Oru Front"

GRADED = [
    (voices({"count": 12}), "single-origin"),
    (voices({"count": 12}, {"count": 12}), "multi-origin"),
    # conceded: an alleged perpetrator asserts the harm itself
    (voices({"claimant": "the mayor", "perpetrator": BELEN}, {"claimant": BELEN}), "conceded"),
    (voices({"claimant": "the mayor", "perpetrator": ARMY}, {"claimant": "an army spokesman"}), "conceded"),
    (voices({"claimant": FRONT, "perpetrator": FRONT}), "conceded"),
    (voices({"claimant": "the group", "kind": "organisation", "perpetrator": "it"}), "conceded"),
    (voices({"claimant": FRONT, "perpetrator": "our fighters"}), "conceded"),
    (voices({"claimant": "they", "kind": "unnamed", "refers_to": FRONT, "perpetrator": FRONT}), "conceded"),
    (voices({"claimant": FRONT, "perpetrator": BELEN}), "single-origin"),
    (voices({"claimant": FRONT, "perpetrator": FRONT, "factuality": "hedged"}), "single-origin"),
    # contested: two origins name parties that cannot be one
    (voices({"perpetrator": ARMY}, {"perpetrator": REBELS}), "contested"),
    (voices({"perpetrator": BELEN}, {"perpetrator": "the Oru army"}), "contested"),
    (voices({"claimant": ARMY, "perpetrator": FRONT}, {"claimant": FRONT, "perpetrator": ARMY}), "contested"),
    (voices({"claimant": FRONT, "perpetrator": FRONT}, {"perpetrator": ARMY}), "conceded"),
    (voices({"perpetrator": ARMY}, {"perpetrator": BELEN}), "multi-origin"),
    (voices({"perpetrator": "soldiers"}, {"perpetrator": ARMY}), "multi-origin"),
    (voices({"perpetrator": "gunmen"}, {"perpetrator": REBELS}), "multi-origin"),
    (voices({"perpetrator": "unknown attackers"}, {"perpetrator": ARMY}), "multi-origin"),
    (voices({"perpetrator": FRONT}, {"perpetrator": REBELS}), "multi-origin"),
    (voices({"perpetrator": "the cowardly army"}, {"perpetrator": "the colonial Belen army"}), "multi-origin"),
    # one origin cannot contest itself
    ([claim(12, perpetrator=ARMY), claim(12, perpetrator=REBELS, start=50)], "single-origin"),
    # denied
    (voices({"claimant": "residents"}, {"claimant": ARMY, "factuality": "denied", "denies": "1"}), "denied"),
    (voices({"claimant": ARMY, "factuality": "denied"}), "denied"),
    (
        voices(
            {"claimant": "the mayor", "perpetrator": ARMY},
            {"claimant": ARMY},
            {"claimant": "a minister", "factuality": "denied", "denies": "1"},
        ),
        "conceded",
    ),
    # retracted: its own speaker took it back and nothing stands
    ([claim(15, claim_id="old", start=90), claim(0, supersedes="old")], "retracted"),
    ([claim(15, claim_id="old", start=90), claim(5, supersedes="old")], "single-origin"),
]


@pytest.mark.parametrize(("claims", "expected"), GRADED)
def test_grade(claims: list[Claim], expected: str) -> None:
    assert expected in GRADES
    assert killed(*claims).grade == expected


def test_a_denial_of_a_group_does_not_mark_the_whole_unless_it_answers_it() -> None:
    told = claim(14, claim_id="a")
    denial = claim(9, status="civilian", factuality="denied", claimant="the army", document_id="d2", claim_id="b")
    assert killed(told, denial).grade == "single-origin"
    assert killed(told, denial, cell="civilian").grade == "denied"
    answer = claim(9, status="civilian", factuality="denied", denies="a", claimant="the army", document_id="d2")
    assert killed(told, answer).grade == "denied"


@pytest.mark.parametrize(("one", "other"), [(BELEN, "the Oru army"), ("the Oru army", BELEN), (REBELS, ARMY)])
def test_grades_do_not_depend_on_who(one: str, other: str) -> None:
    """Each side conceding, denying and blaming is graded like the other."""
    concede = voices({"claimant": "the mayor", "perpetrator": one}, {"claimant": one})
    blame = voices({"perpetrator": one}, {"perpetrator": other})
    deny = voices(
        {"claimant": "the mayor", "perpetrator": one}, {"claimant": one, "factuality": "denied", "denies": "1"}
    )
    assert [killed(*claims).grade for claims in (concede, blame, deny)] == ["conceded", "contested", "denied"]


def test_the_worked_example() -> None:
    """One publisher's statement with a quoted "they": killed 12 twice, injured about 300 and more than 100."""
    they = {"claimant": "they", "kind": "unnamed", "refers_to": "the people at the gathering"}
    claims = (
        claim(12, start=10, perpetrator="the cowardly occupying army", **they),
        claim(300, modifier="about", harm="injured", start=20, **they),
        claim(12, start=30, perpetrator="the Belen colonial army"),
        claim(100, modifier="more_than", harm="injured", start=40),
        claim(3000, harm="displaced", start=50, claim_id="first"),
        claim(3000, harm="displaced", start=60, repeats="first"),
        claim(180, modifier="more_than", start=70, scope="cumulative"),
        claim(4900, harm="detained", start=80, scope="stock"),
    )
    rows = figures_of_incident(claims, incident_id="i-0", documents=facts_of(facts()), profiles=("minmax",))
    assert [(row.harm.value, row.low, row.best, row.high, row.agreement, row.origins, row.grade) for row in rows] == [
        ("displaced", 3000, 3000, 3000, "single", 1, "single-origin"),
        ("injured", 101, 300, None, "overlap", 1, "single-origin"),
        ("killed", 12, 12, 12, "agree", 1, "single-origin"),
    ]


# ---- names, profile names -----------------------------------------------------------------------------------------

SAME = [
    ("Asel Marova", "Asel Marova", True),
    ("Asel Marova", "ASEL MAROVA", True),
    ("Asel Marová", "Asel Marova", True),
    ("Marova, Asel", "Asel Marova", True),
    ("Dr. Asel Marova", "Asel Marova", True),
    ("Marova", "Asel Marova", True),
    ("Ahmed Talin", "Ahmad Talin", True),
    ("Abdul-Karim Yusuf", "Abdulkarim Yousuf", True),
    ("Ali", "Eli", False),
    ("Asel Marova", "Dara Tal", False),
    ("Omar Beg", "Omar Tal", False),
    ("Asel Marova", "Dara Marova", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), SAME)
def test_same_name(one: str, other: str, expected: bool) -> None:
    assert same_name(one, other) == same_name(other, one) == expected


def test_a_short_name_glues_no_two_people() -> None:
    people = ["Hasan", "Ali Hasan", "Omar Hasan", "Ali Hassan"]
    assert len(distinct_names(people, same=same_name)) == 2
    assert distinct_names(people, same=same_name) == distinct_names(reversed(people), same=same_name)


def test_check_profile() -> None:
    assert [check_profile(name) for name in PROFILES] == ["minmax", "ucdp", "conservative", "airwars"]
    with pytest.raises(UnknownName) as error:
        check_profile("acled")
    assert str(error.value) == (
        "profile must be minmax, ucdp, conservative or airwars, got 'acled'. Without one, minmax is shown."
    )
    assert isinstance(error.value, BearwitnessError)
    with pytest.raises(UnknownName):
        figures_of_incident([claim(12)], incident_id="i-0", documents={}, profiles=("acled",))


# ---- what admits nothing ------------------------------------------------------------------------------------------


def _grade(*claims: Claim, harm: str = "killed", cell: str = "all") -> str:
    rows = figures_of_incident(claims, incident_id="i-0", documents={}, profiles=("minmax",))
    (found,) = [row for row in rows if (row.harm, row.cell) == (harm, cell)]
    return found.grade


def test_police_who_arrest_suspects_admit_nothing() -> None:
    held = claim(6, harm="detained", claimant="police", perpetrator="Police", text="suspects", role="suspect")
    people = claim(6, harm="detained", claimant="a police officer", perpetrator="Police")
    assert {_grade(held, harm="detained"), _grade(people, harm="detained")} == {"single-origin"}
    seized = claim(6, harm="detained", claimant=FRONT, perpetrator=FRONT)
    assert _grade(seized, harm="detained") == "conceded"


def test_fighters_whom_a_side_says_it_killed_are_no_admission_of_other_deaths() -> None:
    town = claim(7, document_id="d2", claimant="the mayor", perpetrator=FRONT, modifier="at_least")
    boast = claim(60, claimant=FRONT, perpetrator=FRONT, status="combatant", text="fighters")
    assert _grade(town, boast) == "multi-origin"
    assert _grade(town, boast, cell="combatant") == "conceded"


def test_who_denies_concedes_nothing_by_a_number_of_its_own() -> None:
    town = claim(29, document_id="d2", claimant="the mayor", perpetrator=FRONT)
    denial = claim(29, claimant=FRONT, perpetrator=FRONT, factuality="denied", status="civilian", start=40)
    other = claim(18, claimant="a spokesman of the Oru Front", perpetrator=FRONT)
    assert _grade(town, denial, other) == "denied"
    assert _grade(town, other) == "conceded"
