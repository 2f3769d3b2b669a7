"""Every sentence of the contract's "Figures", one test or table line each."""

from __future__ import annotations

import pytest

from bearwitness.reconcile import CELLS, PROFILES, REASONS, cells_of_claim, figures_of_incident
from bearwitness.reconcile.names import sounds_alike
from bearwitness.records import Claim, DocumentFacts, Figure, Harm
from factories import claim, facts, facts_of

Range = tuple[int | None, int | None, int | None]


def figures(*claims: Claim, documents: tuple[DocumentFacts, ...] = (), **options: object) -> list[Figure]:
    """Rows of one incident; a document not described is of a publisher of its own, all on one day."""
    told = {document.document_id for document in documents}
    rest = [facts(name, f"Paper {name}") for name in sorted({one.document_id for one in claims} - told)]
    return figures_of_incident(
        claims,
        incident_id="i-0",
        documents=facts_of(*documents, *rest),
        **options,
    )


def row(*claims: Claim, cell: str = "all", profile: str = "minmax", harm: str = "killed", **options: object) -> Figure:
    """The row of one harm, cell and profile."""
    found = [
        figure
        for figure in figures(*claims, **options)
        if (figure.cell, figure.profile, figure.harm) == (cell, profile, harm)
    ]
    assert len(found) == 1, f"{len(found)} rows of {harm}, {cell}, {profile}"
    return found[0]


def cells(*claims: Claim, harm: str = "killed") -> set[str]:
    return {figure.cell for figure in figures(*claims) if figure.harm == harm}


def span(figure: Figure) -> Range:
    return figure.low, figure.best, figure.high


def aside(figure: Figure) -> dict[str, str]:
    return {one.claim_id: one.reason for one in figure.claims_set_aside}


def by_two(first: Claim | dict, second: Claim | dict) -> tuple[Claim, Claim]:
    """Two claims by two speakers in two papers."""
    return (
        claim(document_id="d1", claimant="the mayor", claim_id="a", **first),
        claim(document_id="d2", claimant="the ministry", claim_id="b", **second),
    )


# ---- low, best, high ----------------------------------------------------------------------------------------------

EXACT_12, EXACT_14, EXACT_41 = {"count": 12}, {"count": 14}, {"count": 41}
LEAST_12 = {"count": 12, "modifier": "at_least"}
ABOUT_50 = {"count": 50, "modifier": "about"}
UP_TO_30 = {"count": 30, "modifier": "at_most"}

RANGES = [
    # claims, low / best / high under minmax
    ([EXACT_12, EXACT_12], (12, 12, 12)),
    ([EXACT_12, EXACT_14], (12, None, 14)),
    ([LEAST_12, EXACT_14], (12, 14, 14)),
    ([{"count": 300, "modifier": "about"}, {"count": 100, "modifier": "more_than"}], (101, 300, None)),
    ([UP_TO_30], (None, None, 30)),
    ([UP_TO_30, EXACT_41], (None, None, 41)),
    ([ABOUT_50], (None, 50, None)),
    ([EXACT_12], (12, 12, 12)),
    # no exact or about claim names a number: no best
    ([LEAST_12], (12, None, None)),
    ([LEAST_12, {"count": 15, "modifier": "at_least"}], (12, None, None)),
    ([{"count": 12, "modifier": "more_than"}], (13, None, None)),
    ([{"count": 10, "modifier": "less_than"}], (None, None, 9)),
    ([{"count": (20, 25)}], (20, None, 25)),
    ([{"count": 24, "modifier": "vague", "count_text": "dozens"}], (24, None, None)),
    ([{"count": 0}], (0, 0, 0)),
    # low: null if any claim's high or about number lies below it
    ([{"count": 20, "modifier": "at_least"}, UP_TO_30], (20, None, 30)),
    ([{"count": 31, "modifier": "at_least"}, UP_TO_30], (None, None, None)),
    ([{"count": 60, "modifier": "at_least"}, ABOUT_50], (None, None, None)),
    ([{"count": 50, "modifier": "at_least"}, ABOUT_50], (50, 50, None)),
    # high: null if any claim's low or best lies above it
    ([EXACT_14, {"count": 14, "modifier": "more_than"}], (14, None, None)),
    ([UP_TO_30, ABOUT_50], (None, None, None)),
    ([UP_TO_30, {"count": 30, "modifier": "about"}], (None, 30, 30)),
    # best: all exact and about claims name one number, and no low or high excludes it
    ([ABOUT_50, {"count": 50}], (50, 50, 50)),
    ([ABOUT_50, {"count": 48}], (48, None, None)),
    ([EXACT_12, {"count": (10, 15)}], (10, 12, 15)),
    ([EXACT_12, {"count": (13, 15)}], (12, None, 15)),
]


@pytest.mark.parametrize(("said", "expected"), RANGES)
def test_minmax(said: list[dict], expected: Range) -> None:
    claims = [
        claim(document_id=f"d{i}", claimant=f"the mayor of Oru {i}", claim_id=str(i), **one)
        for i, one in enumerate(said)
    ]
    figure = row(*claims)
    assert span(figure) == expected
    assert figure.open == (expected[0] is None or expected[2] is None)
    assert figure.claims_used == tuple(str(i) for i in range(len(said)))
    assert figure.worklist is None


def test_a_broken_claim_is_shown_not_clipped() -> None:
    broken = claim((25, 20))
    figure = row(broken)
    assert figure.worklist == "a claim's own low, best and high are out of order"
    assert span(figure) == (None, None, None)


# ---- rows and cells -----------------------------------------------------------------------------------------------


def test_rows_are_per_harm_cell_and_profile_and_sorted() -> None:
    found = figures(claim(14), claim(5, age_group="child"), claim(30, harm="injured"))
    keys = [(one.harm, one.cell, one.profile) for one in found]
    expected = {(Harm.INJURED, "all"), (Harm.KILLED, "all"), (Harm.KILLED, "child")}
    assert keys == sorted(keys)
    assert set(keys) == {(harm, cell, profile) for harm, cell in expected for profile in PROFILES}
    assert {one.incident_id for one in found} == {"i-0"}


def test_no_claims_no_rows() -> None:
    assert figures() == []


CELLS_OF = [
    ({}, ("all",)),
    ({"text": None}, ("all",)),
    ({"role": "attacker", "status": "combatant"}, ("attackers", "combatant")),
    ({"status": "combatant"}, ("combatant",)),
    ({"role": "police"}, ("police",)),
    ({"age_group": "child"}, ("child",)),
    ({"age_group": "adult", "sex": "female"}, ("adult", "female")),
    ({"sex": "male"}, ("male",)),
    ({"sex": "mixed"}, ("all",)),
    ({"status": "civilian", "age_group": "child"}, ("child", "civilian")),
    ({"text": "women and children"}, ("women_and_children",)),
    ({"text": "children and women", "sex": "mixed"}, ("women_and_children",)),
    ({"text": "women and young children"}, ("women_and_children",)),
    ({"text": "women and girls", "sex": "female"}, ("female",)),
    ({"text": "men, women and children"}, ("all",)),
    ({"text": "women, children and elderly"}, ("all",)),  # wider than the cell and narrower than everybody: no cell
    ({"text": "women"}, ("all",)),  # age and sex are the extractor's to say
    ({"role": "medic"}, ("all",)),  # a role without a cell
]


@pytest.mark.parametrize(("words", "expected"), CELLS_OF)
def test_cells_of_a_claim(words: dict, expected: tuple[str, ...]) -> None:
    found = cells_of_claim(claim(3, **words))
    assert found == expected
    assert set(found) <= set(CELLS)


def test_attackers_only_by_their_role() -> None:
    assert cells(claim(3, status="combatant")) == {"all", "combatant"}


def test_no_crosses() -> None:
    assert cells(claim(2, status="civilian", age_group="child")) == {"all", "child", "civilian"}


def test_units_other_than_persons_and_other_scopes_never_enter() -> None:
    figure = row(claim(12), claim(1500, unit="family"), claim(180, scope="cumulative"), claim(4900, scope="stock"))
    assert (span(figure), figure.claims_set_aside) == ((12, 12, 12), ())
    assert figures(claim(1500, unit="family")) == []


def test_killed_and_injured_are_siblings() -> None:
    claims = claim(12), claim(30, harm="injured"), claim(40, harm="killed_or_injured", modifier="at_least")
    assert [span(row(*claims, harm=harm)) for harm in ("killed", "injured", "killed_or_injured")] == [
        (12, 12, 12),
        (30, 30, 30),
        (40, None, None),
    ]


# ---- set aside ----------------------------------------------------------------------------------------------------


def test_a_denial_never_votes() -> None:
    told = claim(9, claimant="residents", kind="witness", claim_id="a")
    denial = claim(9, claimant="the army", factuality="denied", denies="a", claim_id="b")
    figure = row(told, denial)
    assert (span(figure), figure.claims_used, aside(figure)) == ((9, 9, 9), ("a",), {"b": "denied"})
    alone = row(denial)
    assert (span(alone), alone.claims_used, alone.grade) == ((None, None, None), (), "denied")


def test_a_repeat_is_said_once() -> None:
    figure = row(claim(3000, claim_id="b"), claim(3000, start=90, repeats="b", claim_id="a"))
    assert (span(figure), aside(figure), figure.agreement) == ((3000, 3000, 3000), {"a": "repeat"}, "single")


def test_repeats_in_a_circle_leave_one() -> None:
    figure = row(claim(7, claim_id="a", repeats="b"), claim(7, claim_id="b", repeats="a"))
    assert (figure.claims_used, aside(figure)) == (("a",), {"b": "repeat"})


def test_a_repeat_of_a_claim_that_is_elsewhere_stands() -> None:
    assert row(claim(7, claim_id="a", repeats="gone")).claims_used == ("a",)


WIRE = (
    facts("d1", "Herald", published="2024-03-01", copy_group_id="g"),
    facts("d2", "Courier", published="2024-03-02", copy_group_id="g"),
)


def test_a_copy_is_set_aside_and_its_publisher_counts() -> None:
    figure = row(
        claim(12, claim_id="b", document_id="d1"),
        claim(12, claim_id="a", document_id="d2"),
        documents=WIRE,
    )
    assert (span(figure), figure.claims_used, aside(figure)) == ((12, 12, 12), ("b",), {"a": "copy"})
    assert (figure.publishers, figure.copy_groups, figure.origins) == (2, 1, 1)


COPIES_DIFFER = [
    {"count": 13},
    {"claimant": "the mayor"},
    {"harm": "injured"},
    {"age_group": "child"},
]


@pytest.mark.parametrize("change", COPIES_DIFFER)
def test_another_harm_cell_number_or_claimant_is_no_copy(change: dict) -> None:
    second = claim(**{"count": 12, "document_id": "d2", "claim_id": "b", **change})
    found = figures(claim(12, claim_id="a", document_id="d1"), second, documents=WIRE)
    assert not any(reason == "copy" for figure in found for reason in aside(figure).values())


@pytest.mark.parametrize("dates", [("2024-03-01", "2024-03-01"), ("2024-03-01", "2024-03-02")])
def test_what_credits_another_copy_is_the_reprint(dates: tuple[str, str]) -> None:
    documents = (
        facts("d1", "Courier", published=dates[0], copy_group_id="g", credit="By staff and Oru Wire"),
        facts("d2", "Oru Wire", published=dates[1], copy_group_id="g", credit="Oru Wire"),
    )
    figure = row(claim(12, claim_id="a"), claim(12, claim_id="b", document_id="d2"), documents=documents)
    assert (figure.claims_used, aside(figure)) == (("b",), {"a": "copy"})


def test_a_nameless_speaker_in_other_words_is_the_same_in_a_copy() -> None:
    first = claim(12, claim_id="a", claimant="local activists", kind="witness", key="unnamed:local activists")
    second = claim(12, claim_id="b", document_id="d2", claimant="activists", kind="witness")
    assert aside(row(first, second, documents=WIRE)) == {"b": "copy"}


UPDATED = (
    facts("d1", "Oru Wire", published="2024-03-01", copy_group_id="g"),
    facts("d2", "Courier", published="2024-03-01", copy_group_id="g", credit="Oru Wire"),
    facts("d3", "Oru Wire", published="2024-03-02"),
    facts("d4", "Herald", published="2024-03-01"),
)


def updated(*earlier: Claim) -> Figure:
    """29 by the committee, "up from 21 reported earlier", in the wire's report of the next day."""
    old = claim(21, claim_id="old", document_id="d3", claimant="the committee", start=50)
    new = claim(29, claim_id="new", document_id="d3", claimant="the committee", supersedes="old")
    return row(*earlier, old, new, documents=UPDATED)


def test_an_update_retires_what_its_publisher_reported_earlier_and_the_reprints_of_that() -> None:
    said = {"claimant": "activists", "kind": "witness", "modifier": "at_least"}
    figure = updated(
        claim(21, claim_id="a", **said),
        claim(21, claim_id="b", document_id="d2", **{**said, "modifier": "exact"}),
    )
    assert (span(figure), aside(figure)["a"], aside(figure)["b"]) == ((29, 29, 29), "superseded", "superseded")


def test_an_update_leaves_the_number_of_other_papers_and_of_named_others() -> None:
    assert updated(claim(21, claim_id="a", document_id="d4")).low == 21
    assert updated(claim(21, claim_id="a", claimant="the ministry")).low == 21


def test_the_parts_of_a_retired_total_go_with_it_where_the_update_counts_them_anew() -> None:
    total = claim(21, claim_id="a")
    four = claim(4, claim_id="four", age_group="child", part_of="a")
    old = claim(21, claim_id="old", document_id="d3", start=50)
    new = claim(29, claim_id="new", document_id="d3", supersedes="old")
    six = claim(6, claim_id="six", document_id="d3", age_group="child", part_of="new", start=80)
    assert span(row(total, four, old, new, six, documents=UPDATED, cell="child")) == (6, 6, 6)
    assert span(row(total, four, old, new, documents=UPDATED, cell="child")) == (4, 4, 4)


def test_a_sides_own_wounded_are_narrower_than_all() -> None:
    town = claim(35, harm="injured")
    own = claim(4, harm="injured", document_id="d2", claimant="the front", text="of its own members")
    assert span(row(town, own, harm="injured")) == (35, 35, 35)
    others = claim(4, harm="injured", document_id="d2", claimant="the front", text="of the members of the union")
    assert row(town, others, harm="injured").low == 4


def test_the_same_number_in_one_text_twice_is_no_copy() -> None:
    both = claim(1, claim_id="a", document_id="d1", sex="male"), claim(1, claim_id="b", document_id="d1", sex="male")
    assert aside(row(*both, documents=WIRE)) == {}


def test_a_copied_sum_is_one_sum_and_a_rewritten_one_stays() -> None:
    parts = [
        claim(217, document_id="d1", claim_id="a1", sum_group="a1"),
        claim(7, document_id="d1", claim_id="a2", sum_group="a1"),
        claim(217, document_id="d2", claim_id="b1", sum_group="b1"),
    ]
    same = row(*parts, claim(7, document_id="d2", claim_id="b2", sum_group="b1"), documents=WIRE)
    assert (span(same), aside(same)) == ((224, 224, 224), {"b1": "copy", "b2": "copy"})
    other = row(*parts, claim(8, document_id="d2", claim_id="b2", sum_group="b1"), documents=WIRE)
    assert (span(other), aside(other)) == ((224, None, 225), {})


DAYS = (
    facts("d1", "Herald", published="2024-03-01"),
    facts("d2", "Courier", published="2024-03-02"),
    facts("d3", "Herald", published="2024-03-03"),
)

OLDER_AND_NEWER = [
    # older claim, newer claim, reason of the older
    ({"claimant": "the ministry"}, {"claimant": "the ministry", "document_id": "d2"}, "superseded"),
    ({"claimant": "the ministry"}, {"claimant": "the mayor", "document_id": "d2"}, None),
    ({}, {"document_id": "d3"}, "superseded"),  # the publisher's own voice
    ({}, {"document_id": "d2"}, None),  # another publisher's
    ({"claimant": "the ministry"}, {"document_id": "d3"}, None),  # a quoted speaker is not the publisher
    # as-of goes before published
    (
        {"claimant": "the ministry", "as_of": "2024-03-02"},
        {"claimant": "the ministry", "document_id": "d2", "as_of": "2024-03-01"},
        None,
    ),
    ({"claimant": "the ministry", "as_of": "2024-02-28"}, {"claimant": "the ministry", "start": 90}, "superseded"),
    # nameless speakers are the same only within one text
    (
        {"claimant": "residents", "kind": "witness"},
        {"claimant": "residents", "kind": "witness", "document_id": "d2"},
        None,
    ),
    (
        {"claimant": "residents", "kind": "witness", "as_of": "2024-02-28"},
        {"claimant": "residents", "kind": "witness", "start": 90},
        "superseded",
    ),
    # the same cell only
    ({"claimant": "the ministry"}, {"claimant": "the ministry", "document_id": "d2", "harm": "injured"}, None),
    ({"claimant": "the ministry"}, {"claimant": "the ministry", "document_id": "d2", "age_group": "child"}, None),
    # additions and vague words are no update of a number
    ({"claimant": "the ministry"}, {"claimant": "the ministry", "document_id": "d2", "counting": "increment"}, None),
    ({"claimant": "the ministry"}, {"claimant": "the ministry", "document_id": "d2", "modifier": "vague"}, None),
]


@pytest.mark.parametrize(("older", "newer", "reason"), OLDER_AND_NEWER)
def test_superseded_by_date(older: dict, newer: dict, reason: str | None) -> None:
    claims = claim(12, claim_id="old", **older), claim(**{"count": 14, "claim_id": "new", **newer})
    assert aside(row(*claims, documents=DAYS)).get("old") == reason


def test_tolls_fall_too() -> None:
    old = claim(17, claimant="the ministry", document_id="d1")
    new = claim(15, claimant="the ministry", document_id="d2")
    assert span(row(old, new, documents=DAYS)) == (15, 15, 15)


def test_a_part_is_superseded_in_its_own_cell() -> None:
    old = (
        claim(14, claimant="the ministry", claim_id="a"),
        claim(5, age_group="child", part_of="a", claimant="the ministry"),
    )
    new = claim(6, age_group="child", claimant="the ministry", document_id="d2")
    assert span(row(*old, new, cell="child", documents=DAYS)) == (6, 6, 6)
    assert span(row(*old, new, documents=DAYS)) == (14, 14, 14)


def test_without_dates_nothing_is_superseded() -> None:
    undated = facts("d1", "Herald", published=None), facts("d2", "Courier", published=None)
    old, new = claim(12, claimant="the ministry"), claim(14, claimant="the ministry", document_id="d2")
    assert span(row(old, new, documents=undated)) == (12, None, 14)


def test_an_update_retires_the_old_number() -> None:
    old, new = claim(15, claim_id="old", start=90), claim(5, claim_id="new", supersedes="old")
    figure = row(old, new)
    assert (span(figure), aside(figure), figure.grade) == ((5, 5, 5), {"old": "superseded"}, "single-origin")


def test_an_update_retires_the_same_number_in_an_earlier_report_of_the_same_day() -> None:
    same_day = facts("d1", "Herald"), facts("d2", "Herald"), facts("d3", "Courier")
    claims = (
        claim(15, document_id="d1", claim_id="first"),
        claim(15, document_id="d2", claim_id="old", start=90),
        claim(5, document_id="d2", claim_id="new", supersedes="old"),
        claim(15, document_id="d3", claim_id="other"),
    )
    assert aside(row(*claims, documents=same_day)) == {"first": "superseded", "old": "superseded"}


def test_an_excluded_or_denied_update_retires_nothing() -> None:
    old, new = claim(15, claim_id="old"), claim(5, claim_id="new", supersedes="old")
    assert span(row(old, new, excluded={"new": "misread"})) == (15, 15, 15)
    later = claim(14, claimant="the ministry", document_id="d2", claim_id="new")
    told = claim(12, claimant="the ministry", document_id="d1", claim_id="old")
    assert aside(row(told, later, documents=DAYS, excluded={"new": "misread"})) == {"new": "excluded"}


def test_an_increment_is_set_aside() -> None:
    figure = row(claim(12, claim_id="a"), claim(3, counting="increment", claim_id="b"))
    assert (span(figure), aside(figure)) == ((12, 12, 12), {"b": "increment"})
    alone = row(claim(3, counting="increment"))
    assert (span(alone), alone.worklist) == ((None, None, None), "no claim is left to make a figure of")


def test_excluded_by_judgement_stays_listed() -> None:
    claims = by_two(EXACT_12, {"count": 400})
    figure = row(*claims, excluded={"b": "typing error in the report"})
    assert (span(figure), aside(figure)) == ((12, 12, 12), {"b": "excluded"})


@pytest.mark.parametrize("judged", ["a", "b"])
def test_excluding_any_copy_takes_the_number_out(judged: str) -> None:
    claims = claim(400, claim_id="a", document_id="d1"), claim(400, claim_id="b", document_id="d2")
    figure = row(*claims, claim(12, document_id="d3", claim_id="c"), documents=WIRE, excluded={judged: "misread"})
    assert (span(figure), aside(figure)) == ((12, 12, 12), {"a": "excluded", "b": "copy"})


def test_an_exclusion_elsewhere_changes_nothing() -> None:
    assert figures(claim(12), excluded={"not here": "x"}) == figures(claim(12))


ZEROS = [
    # zero, positive, row, reason of the zero
    ({}, {}, "all", "zero_beside_positive"),
    ({}, {"factuality": "hedged"}, "all", "zero_beside_positive"),
    ({"factuality": "hedged"}, {}, "all", "zero_beside_positive"),
    ({}, {"modifier": "at_most"}, "all", "zero_beside_positive"),
    ({}, {"counting": "increment"}, "all", "zero_beside_positive"),
    ({"status": "civilian"}, {}, "civilian", "zero_beside_positive"),
    ({"status": "civilian"}, {"status": "civilian"}, "civilian", "zero_beside_positive"),
    ({}, {"age_group": "child"}, "all", "zero_beside_positive"),
    ({}, {"factuality": "denied"}, "all", None),
    ({}, {"harm": "injured"}, "all", None),
]


@pytest.mark.parametrize(("zero", "positive", "cell", "reason"), ZEROS)
def test_zero_beside_positive(zero: dict, positive: dict, cell: str, reason: str | None) -> None:
    claims = (
        claim(0, claimant="the coalition", claim_id="z", **zero),
        claim(6, claimant="residents", kind="witness", document_id="d2", claim_id="p", **positive),
    )
    assert aside(row(*claims, cell=cell)).get("z") == reason


def test_no_civilians_harmed_and_six_buried() -> None:
    claims = (
        claim(0, status="civilian", claimant="the coalition", claim_id="z"),
        claim(6, claimant="residents", kind="witness", document_id="d2", claim_id="p"),
    )
    assert span(row(*claims)) == (6, 6, 6)
    civilians = row(*claims, cell="civilian")
    assert (span(civilians), aside(civilians)) == ((None, None, None), {"z": "zero_beside_positive"})


def test_an_excluded_or_superseded_positive_does_not_set_a_zero_aside() -> None:
    zero = claim(0, claimant="the ministry", document_id="d2", claim_id="z")
    six = claim(6, claimant="the mayor", document_id="d1", claim_id="p")
    assert span(row(zero, six, excluded={"p": "another incident"})) == (0, 0, 0)
    own = claim(6, claimant="the ministry", document_id="d1", claim_id="p")
    figure = row(zero, own, documents=DAYS)
    assert (span(figure), figure.grade) == ((0, 0, 0), "retracted")


def test_a_zero_about_a_narrower_group_says_nothing_of_all() -> None:
    assert cells(claim(0, status="civilian")) == {"civilian"}


HEDGES = [
    # hedged claim, asserted claim, reason of the hedged one
    ({"claimant": "the mayor"}, {"claimant": "the mayor", "document_id": "d2"}, "hedged"),
    ({"claimant": "the mayor"}, {"claimant": "the ministry", "document_id": "d2"}, None),
    ({}, {"start": 90}, "hedged"),  # the same text
    ({"claimant": "residents", "kind": "witness"}, {}, "hedged"),  # the same text again: nameless people are no origin
    ({"claimant": "the mayor"}, {"claimant": "the mayor", "modifier": "vague"}, None),  # "dozens" is no number
    ({"claimant": "the mayor"}, {"claimant": "the mayor", "harm": "injured"}, None),
]


@pytest.mark.parametrize(("hedged", "asserted", "reason"), HEDGES)
def test_hedged(hedged: dict, asserted: dict, reason: str | None) -> None:
    told = claim(20, factuality="hedged", claim_id="h", **hedged)
    assert aside(row(told, claim(**{"count": 12, "claim_id": "a", **asserted}))).get("h") == reason


def test_a_hedge_alone_stands() -> None:
    assert span(row(claim(20, factuality="hedged"))) == (20, 20, 20)


VAGUE = [
    # vague low, other claim, stays?
    (24, {"count": 37}, False),
    (24, {"count": 24}, False),
    (24, {"count": 5}, True),
    (24, {"count": 30, "modifier": "about"}, False),
    (24, {"count": 30, "modifier": "at_most"}, False),
    (24, {"count": 200, "modifier": "vague"}, True),
    (2, {"count": 1, "modifier": "at_least"}, True),
]


@pytest.mark.parametrize(("low", "other", "stays"), VAGUE)
def test_vague(low: int, other: dict, stays: bool) -> None:
    claims = by_two({"count": low, "modifier": "vague"}, other)
    assert (aside(row(*claims)).get("a") is None) == stays


def test_reasons_are_the_contracts_and_the_first_that_holds() -> None:
    assert REASONS == (
        "denied",
        "repeat",
        "copy",
        "superseded",
        "increment",
        "not_this_cell",
        "excluded",
        "network",
        "zero_beside_positive",
        "hedged",
        "vague",
    )
    both = claim(12, factuality="denied", repeats="a", claim_id="b", counting="increment")
    assert aside(row(claim(12, claim_id="a"), both, excluded={"b": "x"})) == {"b": "denied"}
    outdated = claim(12, claimant="the mayor", claim_id="old"), claim(14, claimant="the mayor", document_id="d2")
    assert aside(row(*outdated, documents=DAYS, excluded={"old": "x"})) == {"old": "superseded"}
    part = claim(5, part_of="a", age_group="child", claim_id="b")
    assert aside(row(claim(12, claim_id="a"), part, excluded={"b": "x"})) == {"b": "not_this_cell"}


# ---- membership ---------------------------------------------------------------------------------------------------


def coordinated(*groups: dict) -> list[Claim]:
    return [claim(claim_id=f"s{i}", start=10 * i, sum_group="s0", **group) for i, group in enumerate(groups)]


SUMS = [
    ([{"count": 1, "text": "a farmer", "count_text": None}, {"count": 2, "text": "sons", "sex": "male"}], (3, 3, 3)),
    ([{"count": 217, "text": "passengers"}, {"count": 7, "text": "crew"}], (224, 224, 224)),
    ([{"count": 12}, {"count": 3, "modifier": "at_least", "status": "combatant"}], (15, None, None)),
    ([{"count": 12}, {"count": 50, "modifier": "about"}], (None, 62, None)),
    ([{"count": 12}, {"count": 5, "modifier": "at_most", "role": "police"}], (None, None, 17)),
    ([{"count": 12}, {"count": 3, "modifier": "vague", "role": "medic"}], (15, None, None)),
    ([{"count": 14}, {"count": 2, "role": "attacker"}], (16, 16, 16)),
]


@pytest.mark.parametrize(("groups", "expected"), SUMS)
def test_a_sum_enters_all_as_one_entry(groups: list[dict], expected: Range) -> None:
    figure = row(*coordinated(*groups))
    assert span(figure) == expected
    assert figure.claims_used == tuple(f"s{i}" for i in range(len(groups)))
    assert figure.agreement == "single"


def test_a_sum_ranges_against_others_as_one() -> None:
    figure = row(*coordinated({"count": 217}, {"count": 7}), claim(230, document_id="d2", claimant="the ministry"))
    assert span(figure) == (224, None, 230)


def test_a_sum_in_a_cell_is_of_those_who_belong_there() -> None:
    people = coordinated(
        {"count": 3, "sex": "female", "age_group": "adult"},
        {"count": 2, "sex": "female", "age_group": "child"},
        {"count": 4, "sex": "male", "age_group": "adult"},
    )
    expected = {"all": 9, "female": 5, "male": 4, "child": 2, "adult": 7}
    assert {cell: row(*people, cell=cell).best for cell in expected} == expected


def test_a_sum_of_parts_stays_out_of_all() -> None:
    whole = claim(14, claim_id="whole", start=900)
    parts = coordinated(
        {"count": 3, "sex": "female", "age_group": "adult", "part_of": "whole"},
        {"count": 2, "sex": "female", "age_group": "child", "part_of": "whole"},
    )
    assert span(row(whole, *parts)) == (14, 14, 14)
    assert aside(row(whole, *parts)) == {"s0": "not_this_cell", "s1": "not_this_cell"}
    assert span(row(whole, *parts, cell="female")) == (5, 5, 5)


def test_a_sum_that_lost_a_part_is_of_the_rest_and_goes_to_the_worklist() -> None:
    people = coordinated({"count": 12}, {"count": 3, "role": "police"})
    figure = row(*people, excluded={"s1": "they were hurt, not killed"})
    assert (span(figure), aside(figure)) == ((12, 12, 12), {"s1": "excluded"})
    assert figure.worklist == "a part of a coordinated sum was set aside; the sum is of the rest"


def test_a_later_mention_that_coordinates_makes_the_sum() -> None:
    first = (
        claim(1, claim_id="a", names=["Dara"]),
        claim(1, claim_id="b", text="her brother", count_text=None, start=50),
    )
    again = (
        claim(1, claim_id="c", repeats="a", sum_group="c", start=90, names=["Dara"]),
        claim(1, claim_id="d", repeats="b", sum_group="c", start=99, text="her brother", count_text=None),
    )
    assert span(row(*first, *again)) == (2, 2, 2)


def test_a_part_never_enters_all() -> None:
    whole, part = claim(14, claim_id="a"), claim(5, age_group="child", part_of="a", claim_id="b")
    figure = row(whole, part)
    assert (span(figure), aside(figure)) == ((14, 14, 14), {"b": "not_this_cell"})
    # not even where its whole is set aside, where its number is larger, or where the whole is of another incident
    assert row(whole, part, excluded={"a": "x"}).claims_used == ()
    assert span(row(whole, claim(20, age_group="child", part_of="a"))) == (14, 14, 14)
    assert cells(claim(5, age_group="child", part_of="elsewhere")) == {"child"}


def test_a_part_of_another_harms_total_is_the_whole_of_its_own() -> None:
    joint = claim(20, harm="killed_or_injured", claim_id="a"), claim(5, part_of="a", claim_id="b")
    assert span(row(*joint)) == (5, 5, 5)
    assert span(row(*joint, harm="killed_or_injured")) == (20, 20, 20)


def test_the_first_mention_of_a_part_is_a_part_too() -> None:
    claims = (
        claim(5, age_group="child", claim_id="first"),
        claim(14, claim_id="whole", start=50),
        claim(5, age_group="child", repeats="first", part_of="whole", claim_id="again", start=60),
    )
    assert aside(row(*claims)) == {"again": "repeat", "first": "not_this_cell"}


def test_a_part_of_a_part_stays_out_of_its_wholes_cell() -> None:
    claims = (
        claim(14, claim_id="a"),
        claim(5, age_group="child", part_of="a", claim_id="b"),
        claim(2, age_group="child", sex="female", part_of="b", claim_id="c"),
    )
    assert span(row(*claims, cell="child")) == (5, 5, 5)
    assert aside(row(*claims, cell="child")) == {"c": "not_this_cell"}
    assert span(row(*claims, cell="female")) == (2, 2, 2)


NARROWER = [
    # narrower claim, wider claim of another speaker, range of `all`
    ({"count": 5, "status": "civilian"}, None, (5, 5, 5)),
    ({"count": 5, "status": "civilian"}, {"count": 12}, (12, 12, 12)),
    ({"count": 12, "status": "civilian"}, {"count": 12}, (12, 12, 12)),
    ({"count": 15, "status": "civilian"}, {"count": 12}, (12, None, 15)),
    ({"count": 15, "role": "medic"}, {"count": 12}, (12, None, 15)),
    ({"count": 5, "status": "civilian"}, {"count": 0}, (5, 5, 5)),
    ({"count": 5, "status": "civilian"}, {"count": 12, "factuality": "denied"}, (5, 5, 5)),
    ({"count": 5, "role": "police"}, {"count": 30, "modifier": "at_most"}, (None, None, 30)),
    ({"count": 40, "modifier": "at_most", "role": "police"}, {"count": 12}, (12, 12, 12)),
    ({"count": 40, "modifier": "about", "role": "police"}, {"count": 12}, (12, None, None)),
    ({"count": 1, "text": "a farmer", "count_text": None}, {"count": 12}, (12, 12, 12)),
    ({"count": 1, "text": "a person", "count_text": None}, {"count": 2}, (1, None, 2)),
    ({"count": 1, "text": None, "names": ["Asel Marova"]}, {"count": 12}, (12, 12, 12)),
    ({"count": 1, "counting": "ordinal"}, {"count": 12}, (12, 12, 12)),
    ({"count": 3, "moved_from": "injured"}, {"count": 17}, (17, 17, 17)),
    # those for whom a pronoun stands have been told of before, and perhaps others beside them
    ({"count": 2, "text": None, "count_text": "both"}, {"count": 3}, (3, 3, 3)),
    ({"count": 2, "text": "they", "count_text": None, "modifier": "vague"}, {"count": 3}, (3, 3, 3)),
    ({"count": 2, "text": "they", "count_text": None, "modifier": "vague"}, None, (2, None, None)),
    ({"count": 2, "text": "brothers", "count_text": "both"}, {"count": 3}, (2, None, 3)),
    ({"count": 2, "text": None, "count_text": "two"}, {"count": 3}, (2, None, 3)),
    ({"count": 2, "text": None, "count_text": None}, {"count": 3}, (2, None, 3)),
    ({"count": 4, "text": "they", "count_text": None}, {"count": 5}, (4, None, 5)),
    ({"count": 1, "quote": "A fourth victim was found", "count_text": "A"}, {"count": 4}, (4, 4, 4)),
    ({"count": 1, "quote": "A victim was found", "count_text": "A"}, {"count": 4}, (1, None, 4)),
]


@pytest.mark.parametrize(("narrow", "wide", "expected"), NARROWER)
def test_a_narrower_group_enters_all_only_where_nothing_wider_is_left_or_it_exceeds(
    narrow: dict, wide: dict | None, expected: Range
) -> None:
    claims = [claim(claimant="the mayor", claim_id="n", **narrow)]
    if wide is not None:
        claims.append(claim(document_id="d2", claimant="the ministry", claim_id="w", **wide))
    assert span(row(*claims)) == expected


def test_a_narrower_group_enters_where_the_wider_claim_is_excluded() -> None:
    claims = by_two({"count": 5, "status": "civilian"}, EXACT_12)
    assert span(row(*claims, excluded={"b": "another attack"})) == (5, 5, 5)


ONE_OF_SEVERAL = [
    # several people listed or counted, one person described beside them, the figure
    ([{"text": "a woman", "sex": "female"}, {"text": "her daughter", "sex": "female"}], {"text": "Marova"}, (2, 2, 2)),
    (
        [{"text": "a man", "sex": "male"}, {"text": "his wife", "sex": "female"}],
        {"text": "she", "sex": "female"},
        (2, 2, 2),
    ),
    (
        [{"text": "a man", "sex": "male"}, {"text": "his son", "sex": "male"}],
        {"text": "she", "sex": "female"},
        (1, None, 2),
    ),
]


@pytest.mark.parametrize(("listed", "described", "expected"), ONE_OF_SEVERAL)
def test_one_person_described_may_be_one_of_those_listed(listed: list[dict], described: dict, expected: Range) -> None:
    several = [
        claim(1, claim_id=f"s{i}", sum_group="s0", count_text=None, start=40 * i, **one) for i, one in enumerate(listed)
    ]
    alone = claim(1, document_id="d2", claim_id="n", count_text=None, **described)
    assert span(row(*several, alone)) == expected


LISTED = [
    # people listed one by one, what else is said, the figure
    ([{"names": ["Asel Marova"]}, {"text": "her son"}], {"count": 5}, (5, 5, 5)),
    ([{"names": ["Asel Marova"]}, {"text": "her son"}], {"count": 1}, (1, None, 2)),
    (
        [{"text": "a man", "role": "attacker"}, {"text": "his son", "sex": "male"}],
        {"count": 2, "modifier": "vague", "text": "they", "count_text": None},
        (2, 2, 2),
    ),
    ([{"text": "a farmer"}, {"text": "people", "count": 3, "count_text": "3"}], {"count": 5}, (4, None, 5)),
]


@pytest.mark.parametrize(("listed", "other", "expected"), LISTED)
def test_people_listed_one_by_one_need_not_be_all(listed: list[dict], other: dict, expected: Range) -> None:
    several = [
        claim(**{"count": 1, "count_text": None, **one}, claim_id=f"s{i}", sum_group="s0", start=40 * i)
        for i, one in enumerate(listed)
    ]
    assert span(row(*several, claim(document_id="d2", claim_id="n", **other))) == expected


def test_one_of_the_wounded_who_died_is_one_of_the_dead_counted() -> None:
    counted = claim(2, text="men", sex="male")
    died = claim(1, document_id="d2", text="he", sex="male", count_text=None, moved_from="injured")
    assert span(row(counted, died)) == (2, 2, 2)


def test_two_narrower_groups_of_one_account_go_to_the_worklist() -> None:
    figure = row(claim(5, sex="female", claimant="the mayor"), claim(2, sex="male", claimant="the mayor", start=50))
    assert span(figure) == (2, None, 5)
    assert figure.worklist == "one account counts separate groups that no words add up; the number may be too low"
    apart = by_two({"count": 5, "sex": "female"}, {"count": 2, "sex": "male"})
    assert row(*apart).worklist is None


def test_more_in_a_part_than_in_all_goes_to_the_worklist() -> None:
    figure = row(claim(14, claim_id="a"), claim(20, age_group="child", part_of="a"), cell="child")
    assert (span(figure), figure.worklist) == ((20, 20, 20), "20 or more of this group, but no more than 14 in all")


def test_masculine_job_words_are_not_narrower_than_the_job() -> None:
    policemen, officers = by_two({"count": 2, "role": "police", "sex": "male"}, {"count": 3, "role": "police"})
    assert span(row(policemen, officers, cell="police")) == (2, None, 3)


# ---- without attackers --------------------------------------------------------------------------------------------


def eleven(**options: object) -> list[Claim]:
    """ "Eleven people, among them the bomber, died." """
    return [
        claim(11, claim_id="a", **options),
        claim(1, role="attacker", text="the bomber", count_text=None, part_of="a", claim_id="b", **options),
    ]


def test_eleven_among_them_the_bomber() -> None:
    claims = eleven()
    assert {cell: row(*claims, cell=cell).best for cell in ("all", "attackers", "without_attackers")} == {
        "all": 11,
        "attackers": 1,
        "without_attackers": 10,
    }
    assert row(*claims, cell="without_attackers").claims_used == ("a", "b")


def test_without_attackers_is_ranged_like_any_cell() -> None:
    other = [
        claim(14, document_id="d2", claimant="the ministry", claim_id="c"),
        claim(2, role="attacker", part_of="c", document_id="d2", claimant="the ministry", claim_id="d"),
    ]
    assert span(row(*eleven(), *other, cell="without_attackers")) == (10, None, 12)


def test_without_attackers_needs_both_in_one_account() -> None:
    elsewhere = claim(2, role="attacker", document_id="d2", claimant="the ministry")
    assert "without_attackers" not in cells(claim(11), elsewhere)
    assert "without_attackers" not in cells(claim(2, role="attacker"))
    other_voice = claim(1, role="attacker", part_of="a", claimant="the mayor")
    assert row(claim(11, claim_id="a"), other_voice, cell="attackers").best == 1
    assert row(*eleven(), cell="without_attackers").publishers == 1


def test_a_sum_with_attackers_is_the_sum_of_the_others() -> None:
    figure = row(*coordinated({"count": 14}, {"count": 2, "role": "attacker"}), cell="without_attackers")
    assert (span(figure), figure.claims_used) == ((14, 14, 14), ("s0",))


LESS = [
    # total, attackers, range without them
    ({"count": 11, "modifier": "at_least"}, {"count": 1}, (10, None, None)),
    ({"count": 11}, {"count": 2, "modifier": "at_least"}, (None, None, 9)),
    ({"count": 50, "modifier": "about"}, {"count": 2}, (None, 48, None)),
    ({"count": 11}, {"count": 3, "modifier": "at_most"}, (8, None, None)),
    ({"count": 1}, {"count": 1}, (0, 0, 0)),
]


@pytest.mark.parametrize(("total", "attackers", "expected"), LESS)
def test_total_less_attackers(total: dict, attackers: dict, expected: Range) -> None:
    claims = claim(claim_id="a", **total), claim(claim_id="b", role="attacker", part_of="a", **attackers)
    assert span(row(*claims, cell="without_attackers")) == expected


def test_more_attackers_than_people_is_shown() -> None:
    claims = claim(2, claim_id="a"), claim(3, role="attacker", part_of="a", claim_id="b")
    figure = row(*claims, claim(9, role="attacker", factuality="denied", claim_id="c"), cell="without_attackers")
    assert span(figure) == (None, None, None)
    assert figure.worklist is not None and figure.worklist.startswith("more attackers are counted")


def test_attackers_named_apart_may_be_the_same() -> None:
    claims = (
        claim(11, claim_id="a"),
        claim(3, role="attacker", part_of="a", claim_id="b"),
        claim(1, role="attacker", part_of="a", claim_id="c", start=50),
    )
    assert span(row(*claims, cell="without_attackers")) == (7, None, 8)
    nested = (*claims[:2], claim(1, role="attacker", part_of="b", claim_id="c", start=50))
    assert span(row(*nested, cell="without_attackers")) == (8, 8, 8)


# ---- named dead ---------------------------------------------------------------------------------------------------


def named(*names: str, **options: object) -> Claim:
    return claim(len(names), names=names, text=None, **options)


def test_names_of_the_dead_are_a_floor() -> None:
    figure = row(
        claim(2, modifier="at_least", claim_id="a"),
        named("Asel Marova", "Dara Tal", "Omar Beg", claim_id="b", part_of="a"),
    )
    assert (figure.low, figure.names_floor, figure.worklist) == (3, 3, None)
    assert set(figure.claims_used) == {"a", "b"}


def test_names_that_do_not_raise_low_leave_no_trace() -> None:
    figure = row(claim(14, claim_id="a"), named("Asel Marova", "Dara Tal", claim_id="b", part_of="a"))
    assert (span(figure), figure.names_floor, aside(figure)) == ((14, 14, 14), None, {"b": "not_this_cell"})


def test_a_floor_that_passes_best_or_high_opens_them_and_asks_for_a_person() -> None:
    names = named("Asel Marova", "Dara Tal", "Omar Beg", claim_id="b", part_of="a")
    figure = row(claim(2, claim_id="a"), names)
    assert (span(figure), figure.open, figure.names_floor) == ((3, None, None), True, 3)
    assert figure.worklist == "3 different people are named as dead, more than the claims' numbers allow"
    assert span(row(claim(2, modifier="about", claim_id="a"), names)) == (3, None, None)
    assert span(row(claim(5, modifier="about", claim_id="a"), names)) == (3, 5, None)
    assert span(row(claim(30, modifier="at_most", claim_id="a"), names)) == (3, None, 30)


def test_the_floor_is_for_all_and_for_the_killed_alone() -> None:
    hurt = named("Asel Marova", "Dara Tal", harm="injured", claim_id="b", part_of="a")
    assert row(claim(1, harm="injured", claim_id="a"), hurt, harm="injured").names_floor is None
    women = (
        claim(1, sex="female", claim_id="a"),
        named("Asel Marova", "Dara Tal", sex="female", part_of="a", claim_id="b"),
    )
    assert row(*women, cell="female").names_floor is None


def test_near_spellings_count_once_and_two_papers_may_name_different_people() -> None:
    claims = (
        claim(1, modifier="at_least", claim_id="a"),
        named("Ahmed Talin", part_of="a", claim_id="b"),
        named("Ahmad Talin", document_id="d2", claim_id="c"),
        named("Omar Beg", document_id="d2", claim_id="d", start=50),
    )
    assert row(*claims).names_floor == 2
    assert row(*claims, same_name=lambda one, other: False).names_floor == 3
    exchanged = named("Mina Haurt", part_of="a", claim_id="b"), named("Mina Huart", document_id="d2", claim_id="c")
    assert row(claims[0], *exchanged).names_floor is None
    assert row(*claims, same_name=lambda one, other: True).names_floor is None


def test_names_of_like_sound_and_one_age_count_once() -> None:
    total = claim(1, modifier="at_least", claim_id="a")
    aged = [("Javed Orl", 15), ("Jovad Orl", 15)]
    other = [("Javed Orl", 15), ("Jovad Orl", 19)]
    unlike = [("Javed Orl", 15), ("Tomas Bren", 15)]
    assert [
        row(total, claim(2, names=names, part_of="a", text=None, claim_id="b")).names_floor
        for names in (aged, other, unlike)
    ] == [None, 2, 2]


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("Javed Orl", "Jovad Orl", True),
        ("Javed Orl", "Jovad Url", False),  # the letter that a part opens with counts, vowel or not
        ("Javed Orl", "Jared Orl", False),
        ("Javed", "Jovad", False),
        ("Javed Orl", "Jovad", False),
        ("Javed Orl", "Jovad Orl Bren", False),
    ],
)
def test_names_of_like_sound(left: str, right: str, alike: bool) -> None:
    assert sounds_alike(left, right) == alike


DISPUTED = [{"factuality": "denied"}, {"factuality": "hedged"}]


@pytest.mark.parametrize("how", DISPUTED)
def test_disputed_names_are_no_floor(how: dict) -> None:
    assert row(claim(1, claim_id="a"), named("Asel Marova", "Dara Tal", part_of="a", **how)).names_floor is None


def test_a_name_that_another_denies_is_no_floor() -> None:
    claims = (
        claim(1, claim_id="a"),
        named("Asel Marova", "Dara Tal", part_of="a"),
        named("Dara Tal", factuality="denied", document_id="d2"),
    )
    assert row(*claims).names_floor is None


def test_an_excluded_claims_names_are_no_floor() -> None:
    claims = claim(1, claim_id="a"), named("Asel Marova", "Dara Tal", part_of="a", claim_id="b")
    assert row(*claims, excluded={"b": "a list of the living"}).names_floor is None


# ---- profiles -----------------------------------------------------------------------------------------------------

RANKED = (
    facts("d1", "Herald", rank=2),
    facts("d2", "Courier", rank=1),
    facts("d3", "Gazette"),
)


def three(first: dict, second: dict, third: dict) -> list[Claim]:
    return [
        claim(document_id=f"d{i}", claimant=f"speaker {i}", claim_id=str(i), **one)
        for i, one in enumerate((first, second, third), start=1)
    ]


UCDP = [
    (three(EXACT_12, EXACT_14, {"count": 10}), RANKED, (10, 14, 14)),
    # a publisher without a number is passed over
    (three(EXACT_12, {"count": 11, "modifier": "more_than"}, EXACT_14), RANKED, (12, 12, 14)),
    (three(EXACT_12, LEAST_12, EXACT_14), RANKED, (12, 12, 14)),
    # nobody is ranked: the lowest exact one
    (three(EXACT_12, EXACT_14, ABOUT_50), (), (12, 12, None)),
    # nor is anything exact: as minmax
    ([claim(50, modifier="about")], (), (None, 50, None)),
    ([claim(12, modifier="at_least")], (), (12, None, None)),
]


@pytest.mark.parametrize(("claims", "documents", "expected"), UCDP)
def test_ucdp(claims: list[Claim], documents: tuple[DocumentFacts, ...], expected: Range) -> None:
    assert span(row(*claims, documents=documents, profile="ucdp")) == expected


def test_ucdp_takes_the_rank_of_the_best_publisher_of_a_copied_text() -> None:
    documents = (
        facts("d1", "Herald", published="2024-03-01", copy_group_id="g", rank=5),
        facts("d2", "Courier", published="2024-03-02", copy_group_id="g", rank=1),
        facts("d3", "Gazette", published="2024-03-01", rank=2),
    )
    claims = claim(14, document_id="d1"), claim(14, document_id="d2"), claim(12, document_id="d3")
    assert row(*claims, documents=documents, profile="ucdp").best == 14


CONSERVATIVE = [
    ([EXACT_12, EXACT_14], 12),
    ([LEAST_12, EXACT_14], 12),
    ([{"count": 300, "modifier": "about"}, {"count": 100, "modifier": "more_than"}], 101),
    ([{"count": 24, "modifier": "vague", "count_text": "dozens"}], 12),
    ([{"count": 24, "modifier": "vague", "count_text": "Dozens of"}], 12),
    ([{"count": 200, "modifier": "vague", "count_text": "hundreds"}], 100),
    ([{"count": 20, "modifier": "vague", "count_text": "tens"}], 10),
    ([{"count": 20000, "modifier": "vague", "count_text": "tens of thousands"}], 20000),
    ([{"count": 40, "modifier": "vague", "count_text": "scores"}], 40),
    ([{"count": 24, "modifier": "vague", "count_text": "dozens"}, {"count": 15}], 15),  # 12 is vague beside 15
    ([{"count": 24, "modifier": "vague", "count_text": "dozens"}, {"count": 5}], 5),
    ([{"count": (20, 25)}], 20),
    ([UP_TO_30], None),
    ([{"count": 0}], 0),
]


@pytest.mark.parametrize(("said", "number"), CONSERVATIVE)
def test_conservative_is_one_number_the_lowest(said: list[dict], number: int | None) -> None:
    claims = [claim(document_id=f"d{i}", claimant=f"speaker {i}", **one) for i, one in enumerate(said)]
    figure = row(*claims, profile="conservative")
    assert span(figure) == (None, number, None)


def test_another_reading_of_a_word_stays_in_its_profile() -> None:
    claims = by_two({"count": 24, "modifier": "vague", "count_text": "dozens"}, {"count": 15})
    assert aside(row(*claims, profile="conservative")) == {"a": "vague"}
    assert span(row(*claims)) == (15, None, None)
    assert aside(row(*claims)) == {}


def test_names_under_conservative() -> None:
    figure = row(claim(1, claim_id="a"), named("Asel Marova", "Dara Tal", part_of="a"), profile="conservative")
    assert (span(figure), figure.worklist is not None) == ((2, None, None), True)


def contested(**second: object) -> tuple[Claim, Claim]:
    return by_two(
        {"count": 30, "status": "civilian"},
        {"count": 30, "status": "combatant", **second},
    )


def test_airwars_starts_at_zero_where_status_is_contested() -> None:
    claims = contested()
    for cell in ("civilian", "combatant"):
        assert span(row(*claims, cell=cell, profile="airwars")) == (0, None, 30)
        assert span(row(*claims, cell=cell)) == (30, 30, 30)
    assert span(row(*claims, profile="airwars")) == span(row(*claims))


def test_airwars_as_minmax_by_child_female_and_male() -> None:
    claims = claim(5, age_group="child"), claim(4, sex="female"), claim(3, sex="male")
    for cell in ("child", "female", "male"):
        assert span(row(*claims, cell=cell, profile="airwars")) == span(row(*claims, cell=cell))


UNCONTESTED = [
    # one speaker counts both, or both groups fit into the total that a third gives
    [claim(5, status="civilian", claimant="the mayor"), claim(3, status="combatant", claimant="the mayor", start=50)],
    [
        claim(5, status="civilian", claimant="the mayor"),
        claim(3, status="combatant", claimant="the ministry", document_id="d2"),
        claim(8, claimant="the hospital", document_id="d3"),
    ],
    [claim(5, status="civilian", claimant="the mayor"), claim(6, status="civilian", claimant="the ministry")],
]


@pytest.mark.parametrize("claims", UNCONTESTED)
def test_status_is_not_contested(claims: list[Claim]) -> None:
    assert row(*claims, cell="civilian", profile="airwars").low == row(*claims, cell="civilian").low != 0


def test_status_is_contested_where_one_says_that_no_civilian_was_harmed() -> None:
    claims = by_two({"count": 5, "status": "civilian"}, {"count": 0, "status": "civilian"})
    assert span(row(*claims, cell="civilian", profile="airwars")) == (0, None, 5)


def test_only_the_profiles_asked_for() -> None:
    assert {one.profile for one in figures(claim(12), profiles=("ucdp", "minmax", "ucdp"))} == {"minmax", "ucdp"}
    assert len(figures(claim(12), profiles=("ucdp", "minmax", "ucdp"))) == 2


def test_a_headline_speaks_with_the_voice_of_the_body_that_repeats_it() -> None:
    def report(document_id: str) -> tuple[Claim, Claim]:
        headline = claim(3, document_id=document_id, claim_id=f"{document_id}-headline")
        body = claim(
            3,
            document_id=document_id,
            claim_id=f"{document_id}-body",
            claimant="police",
            repeats=headline.claim_id,
            start=40,
        )
        return headline, body

    figure = row(*report("d1"), *report("d2"))
    assert (span(figure), figure.origins, figure.publishers) == ((3, 3, 3), 1, 2)
    assert set(aside(figure).values()) == {"repeat"}
