"""The network beside the rules: it adds claims, gives each a probability, and changes nothing that the rules read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bearwitness.claims.extract import SURE, extract, read_drafts
from bearwitness.claims.extractor import extraction_rules
from bearwitness.claims.network import likely, scoring
from bearwitness.encoder.pieces import WordPieces
from bearwitness.records import Claim, Harm
from reading import document

pytestmark = pytest.mark.network

TABLES = Path(__file__).parent / "told"
ADDED = [
    # What no rule reads: harm in words without a word of harm, or of which the rules want the deed.
    ("Thirty-three officers carry wounds after the clash.", Harm.INJURED, "Thirty-three officers carry wounds"),
    ("Their interpreter has a bullet in the shoulder.", Harm.INJURED, "Their interpreter has a bullet"),
]
REPORT = (
    "Gunmen shot dead four traders at the market in Oru on Sunday, the mayor said. Nine others were wounded. "
    "Soldiers arrested two youths, and 300 families fled to Belen. The minister visited the hospital with six reporters."
)


def scorer() -> scoring.HarmScorer:
    found = scoring.harm_scorer()
    assert found is not None, "the weights and onnxruntime come with the package"
    return found


def by_rules(claims: tuple[Claim, ...]) -> list[Claim]:
    """The claims that rules read, without the probability, which the network's opinion is part of."""
    return [replace(claim, confidence=None) for claim in claims if not claim.by_network]


def rules_alone(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Claim, ...]:
    with monkeypatch.context() as patch:
        patch.setattr(likely, "harm_scorer", lambda: None)
        return extract(document(text)).claims


@pytest.mark.parametrize(("text", "harm", "quote"), ADDED)
def test_it_finds_people_that_no_rule_read(text: str, harm: Harm, quote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not rules_alone(text, monkeypatch)
    (claim,) = extract(document(text)).claims
    assert claim.by_network and claim.harm is harm and claim.quote == quote
    assert text[claim.start : claim.end] == claim.quote
    assert claim.confidence is not None and claim.confidence >= SURE


def test_a_claim_of_which_it_is_not_sure_enough_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bearwitness.claims.extract.SURE", 0.999)
    assert not extract(document(ADDED[0][0])).claims


def test_it_adds_little_where_nothing_is_to_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the texts made to mislead the rules, it may be misled by one in 50."""
    lines = [line for file in sorted(TABLES.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    texts = [line.partition(" => ")[0].replace("\\n", "\n") for line in lines if line.endswith("=> none")]
    misled = [text for text in texts if any(claim.by_network for claim in extract(document(text)).claims)]
    assert len(texts) > 400 and len(misled) <= len(texts) / 50, misled


def test_it_changes_nothing_that_the_rules_read_in_a_plain_report(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (REPORT, f"{REPORT} {ADDED[1][0]}", f"{ADDED[0][0]} {REPORT}"):
        alone = rules_alone(text, monkeypatch)
        assert by_rules(alone) == by_rules(extract(document(text)).claims)


def test_names_of_parties_do_not_count() -> None:
    """It sees one word for every name, so that the same is found whoever did it and to whom."""
    found = []
    for doer, place in (("The Orvan Front", "Oru"), ("Government of Belen forces", "Upper Sarn"), ("The EKO", "Tal")):
        claims = extract(document(f"{doer} fired on {place}. Thirty-three officers carry wounds.")).claims
        found.append([(c.harm, c.best, c.by_network, c.confidence) for c in claims])
    assert found[0] == found[1] == found[2] and found[0]


def test_other_sentences_do_not_change_what_is_read_of_one() -> None:
    """But for the harms told in the two before, which it is given."""

    def probability(text: str) -> float:
        drafts, _ = read_drafts(document(text))
        return next(d.mention.extra["likely"] for d in drafts if d.mention.harm is Harm.INJURED)

    words = ADDED[0][0]
    far = "The mayor spoke. The council met at noon. The road was open."
    alone = probability(words)
    assert probability(f"{far} {words} {far}") == alone
    assert probability(f"Gunmen killed two clerks. {words}") != alone


def test_probabilities_are_of_each_noun_and_harm() -> None:
    words = "gunmen killed eleven worshippers and wounded six reporters .".split()
    table = scorer().score(words, [], [0, 3, 7])
    killed, injured = scorer().harms.index(Harm.KILLED), scorer().harms.index(Harm.INJURED)
    assert table.shape == (3, 9) and ((table >= 0) & (table <= 1)).all()
    assert table[1, killed] > 0.9 > 0.1 > table[0, killed]
    assert table[2, injured] > 0.9 > 0.1 > table[2, killed]


def test_what_stands_too_late_in_a_long_sentence_has_no_probability() -> None:
    words = ["eleven", "worshippers", "were", "killed", *["and"] * 200, "worshippers"]
    table = scorer().score(words, [], [1, len(words) - 1])
    assert table[0].max() > 0.5 and not table[1].any()


def test_without_weights_the_rules_read_alone(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    claims = rules_alone(REPORT, monkeypatch)
    assert len(claims) >= 3 and not any(claim.by_network for claim in claims)
    assert all(claim.confidence is not None for claim in claims)
    with monkeypatch.context() as patch:
        patch.setattr(scoring, "_weights", lambda: tmp_path / "none.onnx")
        scoring.harm_scorer.cache_clear()
        assert scoring.harm_scorer() is None and scoring.network_digest() == "none"
    scoring.harm_scorer.cache_clear()


def test_what_was_extracted_before_depends_on_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    now = extraction_rules()
    monkeypatch.setattr("bearwitness.claims.extractor.network_digest", lambda: "00000000")
    assert extraction_rules() != now


PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", "kill", "##ed", "##ing", "a", "##b", "e", "'", "s", "-", "year", "old"])


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("killed", (3, 4)),
        ("KILLING", (3, 5)),
        ("ab", (6, 7)),
        ("é", (8,)),
        ("'s", (9, 10)),
        ("a-year-old", (6, 11, 12, 11, 13)),
        ("kills", (0,)),
        ("", (0,)),
        ("a" * 101, (0,)),
    ],
)
def test_pieces(word: str, numbers: tuple[int, ...]) -> None:
    """Longest piece first; one unknown part makes itself unknown and leaves the parts beside it alone."""
    assert PIECES.numbers(word) == numbers
