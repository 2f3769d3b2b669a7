"""What is judged of a claim holds for the copies of it in other copies of the text."""

from __future__ import annotations

from bearwitness.reconcile import copied_claims
from factories import claim


def test_the_same_claim_in_the_copies_is_found() -> None:
    copies = {
        "d1": [claim(9, claim_id="a"), claim(12, claim_id="b", start=50)],
        "d2": [claim(9, claim_id="c", document_id="d2", start=70), claim(12, claim_id="d", document_id="d2")],
    }
    assert copied_claims({"a"}, copies) == {"c"}
    assert copied_claims({"d"}, copies) == {"b"}
    assert copied_claims({"elsewhere"}, copies) == set()


def test_another_number_harm_or_group_is_another_claim() -> None:
    others = [
        claim(10, document_id="d2"),
        claim(9, harm="injured", document_id="d2"),
        claim(9, age_group="child", document_id="d2"),
        claim(9, modifier="at_least", document_id="d2"),
    ]
    assert copied_claims({"a"}, {"d1": [claim(9, claim_id="a")], "d2": others}) == set()


def test_of_two_alike_in_a_copy_only_the_one_in_the_same_words() -> None:
    given = claim(9, claim_id="a", quote="Nine die")
    title = claim(9, claim_id="b", document_id="d2", quote="NINE DIE")
    body = claim(9, claim_id="c", document_id="d2", quote="killing nine people", start=40)
    assert copied_claims({"a"}, {"d1": [given], "d2": [title, body]}) == {"b"}
    assert copied_claims({"a"}, {"d1": [given], "d2": [body, claim(9, claim_id="e", document_id="d2")]}) == set()
