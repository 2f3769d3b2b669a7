"""Scope, denials, inheritance, copies, judgements, ids, order and cost of linking."""

from __future__ import annotations

import itertools
import sys
import time
import tracemalloc
from dataclasses import replace

import pytest

from bearwitness.incidents import LinkSettings, link
from bearwitness.incidents.cluster import incident_id
from bearwitness.records import hash_parts

ORU = {"place": "Oru", "day": "2024-05-03"}
BELEN = {"place": "Belen", "day": "2024-05-03"}


@pytest.mark.parametrize("scope", ["cumulative", "stock", "unknown"])
def test_counts_over_a_period_join_no_incident(desk, scope):
    a = desk.report("a", {**ORU, "n": 4}, {**ORU, "n": 212, "scope": scope})
    assert desk.groups() == [{a[0]}]


def test_denial_alone_makes_no_incident(desk):
    desk.report("a", {**ORU, "n": 9, "factuality": "denied"})
    assert desk.groups() == []


def test_denial_joins_the_claim_it_denies(desk):
    a = desk.report("a", {**ORU, "n": 9}, {**BELEN, "n": 9, "factuality": "denied", "denies": "a.0"})
    assert desk.groups() == [{*a}]


def test_denial_in_another_report_joins_where_place_and_time_fit(desk):
    a = desk.report("a", {**ORU, "n": 9})
    b = desk.report("b", {**ORU, "n": 9, "factuality": "denied"})
    desk.report("c", {"place": "Belen", "day": "2024-05-01", "n": 9, "factuality": "denied"})
    assert desk.groups() == [{*a, *b}]


def test_a_party_that_answers_days_later_denies_the_incident_and_makes_none(desk):
    a = desk.report("a", {**ORU, "n": 29})
    denied = {"place": "Oru", "day": "2024-05-06", "n": 29, "factuality": "denied"}
    other = {"place": "Oru", "day": "2024-05-06", "n": 18}
    b = desk.report("b", denied, other, published="2024-05-06")
    assert desk.groups() == [{*a, *b}]
    assert desk.holding(a[0]).start == "2024-05-03"


@pytest.mark.parametrize(
    "change", [{"n": 11}, {"factuality": "asserted"}, {"place": "Belen"}, {"day": "2024-05-05"}, {"published": None}]
)
def test_an_answer_to_something_else_stays_apart(desk, change):
    a = desk.report("a", {**ORU, "n": 29})
    published = change.pop("published", "2024-05-08")
    denied = {"place": "Oru", "day": "2024-05-08", "n": 29, "factuality": "denied", **change}
    other = {**denied, "n": 18, "factuality": "asserted"}
    b = desk.report("b", denied, other, published=published)
    assert len(desk.groups()) == 2
    assert {*a} in desk.groups()
    assert b[1] not in next(group for group in desk.groups() if a[0] in group)


def test_claim_without_place_and_time_takes_those_of_its_document(desk):
    a = desk.report("a", {**ORU, "n": 4, "after": "\n\n"}, {"n": 7, "harm": "injured"})
    assert desk.groups() == [{*a}]


def test_claim_without_place_stands_alone_where_the_document_has_two(desk):
    a = desk.report("a", {**ORU, "n": 4}, {**BELEN, "n": 3}, {"n": 7, "harm": "injured"})
    assert desk.groups() == [{a[0]}, {a[1]}, {a[2]}]
    alone = desk.holding(a[2])
    assert (alone.place, alone.start, alone.end, alone.date_prec) == (None, None, "2024-05-04", None)


def test_claim_without_place_belongs_to_the_place_of_its_own_sentence(desk):
    said = "Shells killed 4 in Oru and hurt 7"
    a = desk.report(
        "a",
        {**ORU, "n": 4, "said": said[:22], "after": ""},
        {"n": 7, "harm": "injured", "said": said[22:] + "."},
        {**BELEN, "n": 3},
    )
    assert desk.groups() == [{a[0], a[1]}, {a[2]}]


def test_incomplete_claims_join_by_victims_names_but_not_by_likeness(desk):
    text = "Halvar Dunne of Kestrel Street spoke of the fire at the Vintner bakery near Lomond bridge"
    a = desk.report("a", {"n": 4, "day": "2024-05-03"}, text=text)
    b = desk.report("b", {"n": 4, "day": "2024-05-03"}, text=text + " again")
    c = desk.report("c", {"n": 1, "names": ["Dara Venn"]})
    d = desk.report("d", {**ORU, "n": 4}, text="Among those who died was the teacher Dara Venn, her school said.")
    assert desk.groups() == [{*a}, {*b}, {*c, *d}]


def test_incomplete_claims_join_by_copies(desk):
    a = desk.report("a", {"n": 4}, copy="c-1")
    b = desk.report("b", {"n": 4}, copy="c-1")
    c = desk.report("c", {"n": 4})
    assert desk.groups() == [{*a, *b}, {*c}]


def test_copies_that_tell_of_two_incidents_pair_each_with_its_own(desk):
    a = desk.report("a", {**ORU, "n": 4}, {**BELEN, "n": 3}, copy="c-1")
    b = desk.report("b", {**ORU, "n": 4}, {**BELEN, "n": 3}, copy="c-1")
    assert desk.groups() == [{a[0], b[0]}, {a[1], b[1]}]


def test_links_of_the_text_hold_claims_together(desk):
    a = desk.report(
        "a",
        {**ORU, "n": 14},
        {"n": 5, "part_of": "a.0"},
        {"n": 14, "repeats": "a.0", "place": "Belen", "day": "2024-05-03"},
        {"n": 17, "supersedes": "a.0"},
        {**BELEN, "n": 3},
    )
    assert desk.groups() == [set(a[:4]), {a[4]}]
    assert desk.holding("a.0").place.name == "Oru"


def test_background_paragraph_with_its_own_date_is_another_incident(desk):
    a = desk.report("a", {**ORU, "n": 4}, {"place": "Oru", "day": "2024-04-02", "n": 9})
    assert desk.groups() == [{a[0]}, {a[1]}]


def test_a_chain_of_likeness_does_not_glue_what_differs(desk):
    a = desk.report("a", {**ORU, "n": 4, "said": "A strike on the market killed 4."})
    b = desk.report("b", {**ORU, "n": 4, "said": "A strike killed 4."})
    c = desk.report("c", {**ORU, "n": 4, "said": "A strike on a school killed 4."})
    groups = desk.groups()
    assert not any({*a, *c} <= group for group in groups)
    assert len(groups) == 2 and sum(map(len, groups)) == 3 and b[0] in set().union(*groups)


def test_judged_different_stays_apart_also_through_a_third(desk):
    a, b, c = (desk.report(name, {**ORU, "n": 4})[0] for name in "abc")
    assert desk.groups() == [{a, b, c}]
    for group in desk.groups(cannot_link=[(a, c)]):
        assert not {a, c} <= group


def test_judged_different_within_one_report(desk):
    a = desk.report("a", {**ORU, "n": 4}, {**ORU, "n": 3})
    assert desk.groups() == [{*a}]
    assert desk.groups(cannot_link=[(a[0], a[1])]) == [{a[0]}, {a[1]}]


def test_judged_same_joins_against_the_evidence_and_says_so(desk):
    a = desk.report("a", {**ORU, "n": 4})[0]
    b = desk.report("b", {"place": "Belen", "day": "2024-04-01", "n": 9})[0]
    assert desk.groups(must_link=[(a, b)]) == [{a, b}]
    assert "a person judged it the same" in dict(desk.holding(a, must_link=[(a, b)]).reasons)[b]


def test_judged_unsure_is_not_joined_and_is_listed(desk):
    a, b = (desk.report(name, {**ORU, "n": 4})[0] for name in "ab")
    result = desk.link(unsure=[(a, b)])
    assert len(result.incidents) == 2
    assert [row[3] for row in result.near_merges] == ["a person was unsure"]
    assert result.incidents[0].near_merges[0][0] == result.incidents[1].incident_id


def test_judgements_that_contradict_are_named(desk):
    a, b, c = (desk.report(name, {**ORU, "n": 4})[0] for name in "abc")
    result = desk.link(must_link=[(a, b), (b, c)], cannot_link=[(a, c)])
    assert len(result.conflicts) == 1 and "stay apart" in result.conflicts[0]
    assert not any({a, c} <= set(incident.claim_ids) for incident in result.incidents)


def test_near_merges_are_listed_on_both_sides(desk):
    desk.report("a", {**ORU, "n": 3, "said": "Gunmen shot 3 people dead."})
    desk.report("b", {**ORU, "n": 3, "said": "A car bomb killed 3 people."})
    one, other = desk.link().incidents
    assert one.near_merges[0][0] == other.incident_id and other.near_merges[0][0] == one.incident_id
    assert 0.5 <= one.near_merges[0][1] < 0.75


def test_id_is_the_hash_of_the_smallest_anchor(desk):
    desk.report("b", {**ORU, "n": 4, "said": "Four died."})
    desk.report("a", {**ORU, "n": 4, "said": "Four died."})
    (incident,) = desk.link().incidents
    assert incident.incident_id == "i-" + hash_parts(("a", 0, 10, None, None, "killed"), digits=12)
    assert incident_id(min(desk.features, key=lambda claim: claim.anchor)) == incident.incident_id


def test_place_and_time_are_the_most_precise_that_most_reports_fit(desk):
    desk.report("a", {"place": "North", "day": "2024-05-01", "until": "2024-05-07", "prec": 3, "names": ["Dara Venn"]})
    desk.report("b", {**ORU, "names": ["Dara Venn"]})
    incident = desk.holding("a.0")
    assert (incident.place.name, incident.start, incident.end, incident.date_prec) == (
        "Oru",
        "2024-05-03",
        "2024-05-03",
        1,
    )


def test_several_places_in_one_number_are_an_aggregate(desk):
    desk.report("a", {**ORU, "n": 22, "said": "Shelling killed 22 people in three villages."})
    desk.report("b", {**BELEN, "n": 2, "said": "Shelling killed 2 people."})
    assert [desk.holding(claim).event_clarity for claim in ("a.0", "b.0")] == [2, 1]


def test_every_claim_has_a_reason(desk):
    desk.report("a", {**ORU, "n": 14}, {"n": 5, "part_of": "a.0"})
    desk.report("b", {**ORU, "n": 14})
    reasons = dict(desk.holding("a.0").reasons)
    assert set(reasons) == {"a.0", "a.1", "b.0"}
    assert reasons["a.0"].startswith("the first claim of this incident")
    assert "same place (Oru)" in reasons["b.0"] and "same date (2024-05-03)" in reasons["b.0"]


def test_any_order_gives_the_same_result(desk):
    _town(desk, 40)
    expected = desk.link()
    assert len(expected.incidents) > 10
    for seed in range(4):
        assert desk.link(shuffle=seed) == expected


def test_nothing_given_nothing_linked():
    assert link([], copy_groups={}).incidents == []


def test_copies_count_once_for_the_incident_date(desk):
    for name in "abc":
        desk.report(name, {"place": "Oru", "day": "2024-05-04", "n": 4, "names": ["Dara Venn"]}, copy="c-1")
    desk.report("d", {**ORU, "n": 4, "names": ["Dara Venn"]})
    desk.report("e", {**ORU, "n": 4, "names": ["Dara Venn"]})
    assert desk.holding("a.0").start == "2024-05-03"


def test_strict_thresholds_join_nothing(desk):
    desk.report("a", {**ORU, "n": 4})
    desk.report("b", {**ORU, "n": 4})
    assert len(desk.link(settings=replace(LinkSettings(), same_score=1.0)).incidents) == 2


@pytest.mark.slow
def test_cost_grows_with_the_number_of_reports(desk):
    _town(desk, 2_000)
    half = [claim for claim in desk.features if claim.document.document_id < "d1000"]
    seconds = []
    for features in (half, desk.features):
        started = time.process_time()
        link(features, copy_groups={})
        seconds.append(time.process_time() - started)
    assert seconds[1] < 3.2 * seconds[0] + 0.5


@pytest.mark.slow
def test_memory_of_features_is_small(desk):
    _town(desk, 50)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    desk.features.clear()
    _town(desk, 300, start=50)
    size = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert sys.getsizeof(desk.features[0]) < 400
    assert size / len(desk.features) < 8_000  # the desk keeps whole claims beside the features


def _town(desk, reports, start=0):
    """Many attacks, each told by two reports, in towns and on days that differ."""
    streets = itertools.cycle(["Kestrel", "Lomond", "Vintner", "Harbour", "Mill"])
    for index in range(start, start + reports):
        event = index // 2
        day = f"20{10 + event // 300:02}-{1 + event // 28 % 10:02}-{1 + event % 28:02}"
        where = ("Oru", "Belen", "Far Oru")[event % 3]
        text = f"People of {next(streets)}{event} Street in quarter Q{event} ran when the first shells came down."
        desk.report(
            f"d{index:04}",
            {"place": where, "day": day, "n": 2 + event % 7},
            {"n": 3, "harm": "injured"},
            text=text,
            published=day,
        )
