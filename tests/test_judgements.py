"""What decisions of people mean for the claims of a build."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bearwitness.errors import RequestError
from bearwitness.judgements import (
    ClaimRow,
    anchor_of,
    attach,
    current_judgements,
    decode,
    encode,
    judgements_digest,
    new_judgement,
    row_of,
)
from bearwitness.records import Anchor, Claim, Harm, Judgement, Modifier, Victims

AT = "2030-01-01T00:00:00Z"


def at(place: int, *, harm: Harm = Harm.KILLED, document: str = "d", layer: str = "l", length: int = 10) -> Anchor:
    return Anchor(document, layer, place, place + length, harm)


def row(claim_id: str, place: int, *, harm: str = "killed", document: str = "d", length: int = 10) -> ClaimRow:
    return ClaimRow(claim_id, document, "l", place, place + length, harm)


def judge(verdict: str, *places: int, why: str = "seen", by: str = "Ada", **more: Any) -> Judgement:
    left = [at(place) for place in places[:1]]
    return new_judgement(verdict, by=by, why=why, at=AT, left=left, right=[at(p) for p in places[1:]], **more)


CLAIMS = [row("a", 0), row("b", 20), row("c", 40), row("d", 60)]


def test_a_judgement_survives_the_log() -> None:
    judgement = judge("same", 0, 20, shown=["score 0.81", "same day"])
    assert decode(encode(judgement)) == judgement
    setting = new_judgement("document", by="A", why="w", at=AT, document_id="d", values={"published": "2024-01-02"})
    assert decode(encode(setting)) == setting
    assert judgement.judgement_id.startswith("j-") and judgement.judgement_id != setting.judgement_id


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: judge("maybe", 0, 20), "must be one of same, different, unsure, wrong, excluded, document, retract"),
        (lambda: judge("same", 0), "needs two incidents or claims"),
        (lambda: judge("same", 0, 0), "that share no claim"),
        (lambda: judge("wrong"), "needs one claim, got 0"),
        (lambda: judge("wrong", 0, by=" "), "--by WHO"),
        (lambda: judge("wrong", 0, why=""), "--reason WHY"),
        (lambda: judge("document"), "published=2024-03-05"),
        (lambda: judge("document", document_id="d", values={"size": "9"}), "'size' of a document cannot be judged"),
        (lambda: judge("retract"), "needs the id of that judgement"),
        (lambda: judge("wrong", 0, retracts="j-1"), "needs the id of that judgement, and nothing else"),
    ],
)  # fmt: skip
def test_an_unfinished_judgement_is_refused(make: Any, said: str) -> None:
    with pytest.raises(RequestError) as caught:
        make()
    assert said in str(caught.value)


def verdicts(rows: list[Judgement]) -> list[str]:
    return [judgement.verdict for judgement in current_judgements(rows)]


def retract(judgement: Judgement) -> Judgement:
    return new_judgement("retract", by="Ben", why="mistaken", at=AT, retracts=judgement.judgement_id)


def test_the_latest_on_one_subject_stands_in_either_order_of_the_sides() -> None:
    assert verdicts([judge("same", 0, 20), judge("different", 20, 0)]) == ["different"]
    assert verdicts([judge("wrong", 0), judge("excluded", 0), judge("wrong", 20)]) == ["excluded", "wrong"]
    assert verdicts([judge("same", 0, 20), judge("different", 20, 40)]) == ["same", "different"]


def test_what_was_taken_back_is_gone_and_what_stood_before_stands_again() -> None:
    first, second = judge("same", 0, 20), judge("different", 0, 20)
    back = retract(second)
    assert verdicts([first, second, back]) == ["same"]
    assert verdicts([first, second, back, retract(back)]) == ["different"]
    assert verdicts([first, retract(first)]) == []


def test_each_field_of_a_document_is_judged_apart() -> None:
    def sets(**values: str) -> Judgement:
        return new_judgement("document", by="A", why="w", at=AT, document_id="d", values=values)

    rows = [sets(published="2024-01-01", publisher="Oru Post"), sets(published="2024-01-02")]
    assert [judgement.values for judgement in current_judgements(rows)] == [
        (("publisher", "Oru Post"),),
        (("published", "2024-01-02"),),
    ]
    assert attach(current_judgements(rows), []).documents == {"d": {"published": "2024-01-02", "publisher": "Oru Post"}}


def test_verdicts_attach_to_claims() -> None:
    attached = attach(
        [judge("same", 0, 20), judge("different", 20, 40), judge("unsure", 0, 60), judge("wrong", 40, why="a film")],
        CLAIMS,
    )
    assert (attached.must_link, attached.cannot_link, attached.unsure) == ([("a", "b")], [("b", "c")], [("a", "d")])
    assert (attached.wrong, attached.excluded, attached.orphans) == ({"c": "a film"}, {}, [])


def test_judging_incidents_speaks_of_every_pair() -> None:
    both = new_judgement("different", by="A", why="w", at=AT, left=[at(0), at(20)], right=[at(40), at(60)])
    assert attach([both], CLAIMS).cannot_link == [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([row("x", 2), row("y", 8)], "x"),  # more of the anchor
        ([row("x", 2, harm="injured"), row("y", 8)], "y"),  # another harm
        ([row("x", 0, document="e"), row("y", 8)], "y"),  # another document
        ([row("x", 0, length=50), row("y", 0)], "y"),  # the very span
        ([row("x", 0, length=50), row("y", 0, length=12)], "y"),  # nearer to the span
        ([row("x", 10), row("y", 30)], None),  # beside it is not on it
        ([ClaimRow("x", "d", "other layer", 0, 10, "killed")], None),
        ([], None),
    ],
)
def test_an_anchor_attaches_to_the_claim_that_overlaps_it_most(claims: list[ClaimRow], expected: str | None) -> None:
    attached = attach([judge("wrong", 0)], claims)
    assert list(attached.wrong) == ([expected] if expected else [])
    assert [orphan.anchor for orphan in attached.orphans] == ([] if expected else [at(0)])


def claim(claim_id: str, count: tuple[int, int] | None, victims: tuple[int, int] | None) -> Claim:
    counted = {"count_start": count[0], "count_end": count[1]} if count else {}
    return Claim(
        claim_id=claim_id,
        document_id="d",
        start=0,
        end=60,
        quote="",
        harm=Harm.KILLED,
        low=1,
        best=1,
        high=1,
        modifier=Modifier.EXACT,
        victims=Victims(span=victims),
        **counted,
    )


def test_claims_of_one_sentence_are_told_apart_by_their_own_words() -> None:
    twelve, five, named = claim("x", (3, 5), (6, 12)), claim("y", (30, 34), (35, 43)), claim("z", None, (50, 58))
    rows = [row_of(one, "l") for one in (twelve, five, named)]
    for one in (twelve, five, named):
        judgement = new_judgement("wrong", by="A", why="w", at=AT, left=[anchor_of(one, "l")])
        attached = attach([judgement], rows)
        assert (list(attached.wrong), attached.ambiguous) == ([one.claim_id], [])
    # A later extractor reads "at least 12" where "12" was read, and gives other ids.
    later = [row_of(claim("p", (0, 5), (6, 12)), "l"), row_of(claim("q", (27, 34), (35, 43)), "l")]
    judgement = new_judgement("wrong", by="A", why="w", at=AT, left=[anchor_of(five, "l")])
    assert list(attach([judgement], later).wrong) == ["q"]


def test_claims_that_nothing_tells_apart_are_said_to_be_ambiguous() -> None:
    attached = attach([judge("excluded", 0)], [row("y", 0), row("x", 0)])
    assert list(attached.excluded) == ["x"] and [one.anchor for one in attached.ambiguous] == [at(0)]


def test_a_later_judgement_that_contradicts_an_earlier_one_stands_and_is_listed() -> None:
    incidents = new_judgement("same", by="A", why="w", at=AT, left=[at(0), at(20)], right=[at(40)])
    later = judge("different", 20, 40)
    attached = attach([incidents, later], CLAIMS)
    assert (attached.must_link, attached.cannot_link) == ([], [("b", "c")])
    assert [(c.stands, c.gives_way, c.claim_ids) for c in attached.conflicts] == [(later, incidents, ("b", "c"))]
    attached = attach([later, incidents], CLAIMS)
    assert (attached.must_link, attached.cannot_link) == ([("a", "c"), ("b", "c")], [])


def test_a_judgement_that_gave_way_contradicts_no_more() -> None:
    first, second, third = judge("same", 0, 20), judge("different", 0, 20, why="2"), judge("same", 0, 20, why="3")
    attached = attach([first, second, third], CLAIMS)
    assert attached.must_link == [("a", "b")] and attached.cannot_link == []
    assert [(c.stands, c.gives_way) for c in attached.conflicts] == [(second, first), (third, second)]


def test_one_claim_answers_two_anchors_of_one_judgement() -> None:
    merged = [row("m", 0, length=40)]  # a later version reads both old claims as one
    attached = attach([judge("same", 0, 20), judge("different", 0, 20)], merged)
    assert (attached.must_link, attached.cannot_link, attached.orphans) == ([], [], [])


def test_wrong_and_excluded_on_one_claim_the_later_stands() -> None:
    assert attach([judge("wrong", 0), judge("excluded", 2, why="outlier")], [row("a", 0)]).excluded == {"a": "outlier"}


def test_claims_may_come_in_any_order_and_as_plain_tuples() -> None:
    judgements = [judge("same", 0, 20), judge("different", 40, 60), judge("wrong", 5), judge("excluded", 100)]
    claims = [row(f"{index:02}", index * 4, length=9) for index in range(25)]
    expected = attach(judgements, claims)
    for seed in range(5):
        shuffled = random.Random(seed).sample(claims, len(claims))
        assert attach(judgements, iter([tuple(one) for one in shuffled])) == expected


def test_the_digest_knows_what_was_said_not_who_and_when() -> None:
    one = judge("wrong", 0)
    other = new_judgement("wrong", by="Ben", why="seen", at="2031-01-01", left=[at(0)])
    assert judgements_digest([one]) == judgements_digest([other]) != judgements_digest([judge("wrong", 20)])
