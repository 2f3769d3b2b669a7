"""Gold of claims: pages, checks, labels without text and back, agreement. All texts here are invented."""

from __future__ import annotations

import copy
import json
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"

TEXT = (
    "Blast in Oru kills 14\n\n"
    "A blast at the market in Oru killed 14 people\non Monday, including five children, the mayor said.\n\n"
    "Police said Ana Rell, 34, died. The army denied killing nine villagers."
)
MAYOR = {"text": "the mayor", "kind": "official"}
WHERE = {"place": "the market in Oru", "time": "Monday"}
ANNOTATED: dict[str, Any] = {
    "document_id": "d-1",
    "text": TEXT,
    "published": "2024-05-07",
    "claims": [
        {
            "id": 1,
            "quote": "kills 14",
            "harm": "killed",
            "low": 14,
            "best": 14,
            "high": 14,
            "count_text": "14",
            **WHERE,
        },
        {
            "id": 2,
            "quote": "killed 14 people",
            "harm": "killed",
            "low": 14,
            "best": 14,
            "high": 14,
            "count_text": "14",
            "victims": {"text": "14 people"},
            "repeats": 1,
            "claimant": MAYOR,
            **WHERE,
        },
        {
            "id": 3,
            "quote": "including five children",
            "harm": "killed",
            "low": 5,
            "best": 5,
            "high": 5,
            "count_text": "five",
            "victims": {"text": "five children", "age_group": "child"},
            "part_of": 2,
            "claimant": MAYOR,
            **WHERE,
        },
        {
            "id": 4,
            "quote": "Ana Rell, 34, died",
            "harm": "killed",
            "low": 1,
            "best": 1,
            "high": 1,
            "victims": {"text": "Ana Rell", "age_group": "adult", "names": [{"text": "Ana Rell", "age": 34}]},
            "part_of": 2,
            "claimant": {"text": "Police", "kind": "official"},
            **WHERE,
        },
        {
            "id": 5,
            "quote": "killing nine villagers",
            "harm": "killed",
            "low": 9,
            "best": 9,
            "high": 9,
            "count_text": "nine",
            "victims": {"text": "nine villagers"},
            "factuality": "denied",
            "claimant": {"text": "The army", "kind": "official"},
            "alleged_perpetrator": "The army",
        },
    ],
}


@pytest.fixture(scope="module")
def gold() -> ModuleType:
    """scripts/gold.py as a module."""
    sys.path.append(str(SCRIPTS))
    try:
        import gold as module
    finally:
        sys.path.remove(str(SCRIPTS))
    return module


def changed(number: int, **keys: Any) -> dict[str, Any]:
    """The annotated report with other keys on one of its claims."""
    row = copy.deepcopy(ANNOTATED)
    row["claims"][number - 1].update(keys)
    return row


def faults(gold: ModuleType, row: dict[str, Any]) -> list[str]:
    return list(gold.check_document(row, gold.Sources().find(row)))


# ---- texts and windows ----


@pytest.mark.parametrize(
    ("tokens", "sentence"),
    [
        ("`` No one , '' he said .", '"No one," he said.'),
        ("On May 4 , 2013 , 1 , 200 fled", "On May 4, 2013, 1,200 fled"),
        ("a 7 - year - old , at 12 : 45", "a 7-year-old, at 12:45"),
        ("They did n't see the mayor 's car", "They didn't see the mayor's car"),
        ("the twins ' home in the U . S .", "the twins' home in the U.S."),
        ("( see p . 3 )", "(see p. 3)"),
    ],
)
def test_tokens_become_a_sentence_as_printed(gold: ModuleType, tokens: str, sentence: str) -> None:
    assert gold.join_tokens(tokens.split()) == sentence


def test_a_report_of_tokens_leaves_its_page_address_out(gold: ModuleType) -> None:
    row = {"sentences": [["http", ":", "/", "/", "x", ".", "org"], ["Two", "died", "."], ["A", "third", "lives", "."]]}
    assert gold.document_text("ecbplus", row) == "Two died.\n\nA third lives."


def test_a_title_that_the_text_opens_with_is_not_written_twice(gold: ModuleType) -> None:
    assert gold.document_text("gvc", {"title": "Two hurt", "text": "A man fell."}) == "Two hurt\n\nA man fell."
    assert gold.document_text("gvc", {"title": "Two hurt", "text": "Two hurt\nA man."}) == "Two hurt\nA man."


def test_a_window_holds_whole_paragraphs(gold: ModuleType) -> None:
    paragraphs = [" ".join(f"Sentence {i} of {p}." for i in range(4)) for p in range(5)]
    text = "\n\n".join(paragraphs)
    start, end = gold.window_of(text, 7)
    assert text[start:end] == "\n\n".join(paragraphs[:2])


def test_a_window_cuts_a_long_paragraph_at_a_sentence_and_spares_a_short_text(gold: ModuleType) -> None:
    text = " ".join(f"Sentence number {i} ends here." for i in range(30))
    assert text[: gold.window_of(text, 6)[1]].endswith("Sentence number 5 ends here.")
    short = text[: gold.window_of(text, 8)[1]]
    assert gold.window_of(short, 6) == (0, len(short))


def test_incidents_are_not_split_and_the_shares_are_kept(gold: ModuleType) -> None:
    drawn = [gold.Drawn(f"d{i}", f"gvc/x#{i}", "Text.", None, (0, 5), f"incident {i // 2}") for i in range(100)]
    split = gold._split_groups(drawn, random.Random(1))
    assert len({(item.group, item.split) for item in split}) == 50
    counts = [sum(item.split == part for item in split) for part in gold.SPLITS]
    assert counts == [50, 20, 30]


def test_sheets_are_of_one_size_and_mixed(gold: ModuleType) -> None:
    drawn = [
        gold.Drawn(f"{s}{i}", f"{s}/x#{i}", "A. B. " * (i + 1), None, (0, 6 * (i + 1)), "")
        for s in "ab"
        for i in range(20)
    ]
    sheets = gold.deal(drawn, 4, random.Random(1))
    sizes = [sum(item.sentences for item in sheet) for sheet in sheets]
    assert max(sizes) - min(sizes) <= 40 and sum(map(len, sheets)) == 40
    assert all(sum(item.ref.startswith("a") for item in sheet) == 5 for sheet in sheets)


# ---- finding words ----


def test_words_are_found_across_line_breaks_and_only_whole(gold: ModuleType) -> None:
    text = "120 people and\n12 people"
    assert gold.find_words(text, "12 people") == [(15, 24)]
    assert gold.find_words(text, "people and 12") == [(4, 17)]


def test_the_nearest_of_several_places_is_taken(gold: ModuleType) -> None:
    text = "the mayor spoke. Nine died, the mayor said."
    assert gold.nearest(text, "the mayor", (17, 26)) == (28, 37)


# ---- checks ----


def test_a_right_annotation_has_no_faults(gold: ModuleType) -> None:
    assert faults(gold, ANNOTATED) == []


@pytest.mark.parametrize(
    ("number", "keys", "said"),
    [
        (1, {"quote": "kills 15"}, "not in the text, letter for letter"),
        (1, {"occurrence": 1}, "the quote stands 1 times in the text"),
        (1, {"harm": "hurt"}, "harm 'hurt' is none of killed, injured"),
        (1, {"high": None}, "exact is written n/n/n, not 14/14/null."),
        (1, {"modifier": "about"}, "about is written null/n/null, not 14/14/14."),
        (1, {"count_text": None}, "a number of 14 needs its words in count_text."),
        (1, {"colour": "red"}, "unknown key 'colour'."),
        (2, {"best": 13, "low": 13, "high": 13}, "the two have different numbers."),
        (2, {"repeats": 2}, "repeats points at the claim itself."),
        (2, {"repeats": 9}, "repeats 9 is no claim of this document."),
        (2, {"claimant": {"text": "the mayor", "kind": "boss"}}, "claimant.kind 'boss' is none of official"),
        (2, {"claimant": "the mayor"}, "claimant must be null or an object"),
        (3, {"victims": {"text": "six children"}}, "victims.text 'six children' is not in the text"),
        (3, {"victims": {"role": "king"}}, "victims.role 'king' is none of police"),
        (3, {"part_of": 4}, "a part of 5 is larger than its total of 1."),
        (3, {"harm": "injured"}, "part_of 2 is killed, this is injured."),
        (3, {"place": "Belen"}, "place 'Belen' is not in the text"),
        (4, {"sum_group": 4}, "sum_group has this claim alone."),
        (4, {"sum_group": 3}, "the first of the group must point at itself."),
        (5, {"factuality": "asserted", "denies": 2}, "denies stands on a claim whose factuality is denied."),
        (5, {"count_text": "14"}, "must lie inside the quote."),
    ],
)
def test_a_fault_is_named(gold: ModuleType, number: int, keys: dict[str, Any], said: str) -> None:
    wrong = faults(gold, changed(number, **keys))
    assert any(said in sentence for sentence in wrong), wrong


def test_a_report_without_claims_says_so(gold: ModuleType) -> None:
    empty = {"document_id": "d-2", "text": "Rain fell.", "claims": []}
    assert faults(gold, empty) == ['"none": true stands where, and only where, there is no claim.']
    assert faults(gold, {**empty, "none": True}) == []


def test_a_file_must_have_every_report_of_its_sheet(gold: ModuleType, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"d-9": {"sheet": "real-01", "twice": None}}), "utf-8")
    path = tmp_path / "real-01.jsonl"
    path.write_text(json.dumps(ANNOTATED) + "\n", "utf-8")
    assert gold.check_file(path, gold.Sources(plan)) == ["d-9 is on the sheet and not in the file."]


# ---- labels without text, and back ----


def as_real(gold: ModuleType, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The gold of the invented report as if it lay in a data set."""
    monkeypatch.setattr(gold, "load", lambda ref: (TEXT, "2024-05-07"))
    row = {key: value for key, value in ANNOTATED.items() if key != "text"}
    source = gold.Source(TEXT, "2024-05-07", (0, len(TEXT)), "muc4/dev.jsonl#d-1", "train")
    made: dict[str, Any] = json.loads(json.dumps(gold.standoff(row, source)))
    return made


def test_gold_of_a_data_set_holds_no_word_of_its_text(gold: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    made = json.dumps(as_real(gold, monkeypatch))
    for word in ("Rell", "market", "mayor", "five", "Monday", "villagers", "army"):
        assert word not in made


def test_joined_gold_has_the_words_that_were_annotated(gold: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = gold.join(as_real(gold, monkeypatch))
    first, total, part, named, denied = joined["claims"]
    assert joined["text"] == TEXT
    assert all(TEXT[c["start"] : c["end"]] == c["quote"] for c in joined["claims"])
    assert (first["claimant"], first["repeats"], first["victims"]["text"]) == (None, None, None)
    assert (total["claim_id"], total["repeats"], part["part_of"]) == ("2", "1", "2")
    assert total["claimant"]["text"] == "the mayor" and total["claimant"]["refers_to"] is None
    assert (part["count_text"], part["victims"]["age_group"]) == ("five", "child")
    assert [(name["text"], name["age"]) for name in named["victims"]["names"]] == [("Ana Rell", 34)]
    assert (denied["factuality"], denied["place"], denied["alleged_perpetrator"]["text"]) == (
        "denied",
        None,
        "The army",
    )


def test_the_window_alone_is_joined(gold: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    made = as_real(gold, monkeypatch)
    made["window"] = [0, 110]
    assert gold.join(made)["text"] == TEXT[:110]


def test_a_changed_text_is_refused(gold: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    made = as_real(gold, monkeypatch)
    monkeypatch.setattr(gold, "load", lambda ref: (TEXT + " ", None))
    with pytest.raises(SystemExit, match="its hash differs"):
        gold.join(made)


def test_evaluate_reads_what_join_writes(gold: ModuleType, tmp_path: Path) -> None:
    from bearwitness.evaluate import read_gold

    annotated, out = tmp_path / "own.jsonl", tmp_path / "out.jsonl"
    annotated.write_text(json.dumps(ANNOTATED) + "\n", "utf-8")
    gold.main(["standoff", str(annotated), "--part", "train", "--out", str(tmp_path / "ours")])
    gold.main(["join", str(tmp_path / "ours" / "train.jsonl"), "--out", str(out)])
    (document,) = read_gold(out)
    assert document.text == TEXT and len(document.claims) == 5


def test_gold_is_not_made_of_a_faulty_annotation(gold: ModuleType) -> None:
    row = changed(1, quote="kills 15")
    with pytest.raises(SystemExit, match=r"d-1: claim 1: the quote .* Run check first"):
        gold.standoff(row, gold.Sources().find(row))


# ---- agreement ----


def test_an_annotation_agrees_with_itself(gold: ModuleType) -> None:
    result = gold.compare([ANNOTATED], [ANNOTATED], gold.Sources())
    assert (result.first, result.second, result.paired) == (5, 5, 5)
    assert all(all(same) for same in result.keys.values()) and result.differences == []


def test_differences_are_counted_by_key_and_named(gold: ModuleType) -> None:
    other = changed(3, scope="cumulative", place="Oru", claimant=None)
    del other["claims"][4]
    result = gold.compare([ANNOTATED], [other], gold.Sources())
    assert (result.first, result.second, result.paired) == (5, 4, 4)
    assert result.keys["scope"].count(False) == 1
    assert result.keys["place"].count(False) == 0, "places that overlap are alike"
    assert result.keys["claimant.text"].count(False) == 1
    assert any(line.startswith("d-1\tkilling nine villagers\tonly in the first") for line in result.differences)
    assert ("F1, same harm, count and overlapping words", "0.889") in result.rows()


def test_links_are_compared_by_the_claims_that_they_mean(gold: ModuleType) -> None:
    """The second annotator missed the headline, so that her ids are lower by one: her links still mean the same."""
    other = copy.deepcopy(ANNOTATED)
    del other["claims"][0]
    for claim in other["claims"]:
        claim["id"] -= 1
        claim["part_of"] = claim["part_of"] - 1 if claim.get("part_of") else None
        claim.pop("repeats", None)
    result = gold.compare([ANNOTATED], [other], gold.Sources())
    assert result.keys["part_of"] == [True] * 4
    assert result.keys["repeats"].count(False) == 1


def test_a_different_number_is_no_pair_but_counts_as_the_same_claim(gold: ModuleType) -> None:
    other = changed(5, low=8, best=8, high=8)
    result = gold.compare([ANNOTATED], [other], gold.Sources())
    assert (result.paired, result.paired_any_count) == (4, 5)


# ---- the page of guidelines ----


def test_the_example_of_the_guidelines_is_well_formed(gold: ModuleType) -> None:
    page = (SCRIPTS.parent / "docs" / "annotation.md").read_text("utf-8")
    block = page.split("```json\n")[1].split("```")[0]
    decoder, rows, at = json.JSONDecoder(), [], 0
    while at < len(block.rstrip()):
        row, at = decoder.raw_decode(block, at)
        rows.append(row)
        at += len(block[at:]) - len(block[at:].lstrip())
    text = "At the market in Oru 14 people died on Monday, including five children, the mayor said."
    assert faults(gold, {**rows[0], "text": text}) == []
    assert faults(gold, {**rows[1], "text": "Rain fell."}) == []
