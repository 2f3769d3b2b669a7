"""Scoring against gold: what makes a pair, key by key, gained and lost, and gold that is not as it should be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bearwitness.errors import RequestError
from bearwitness.evaluate import (
    _placed,
    _same_words,
    compare_keys,
    compare_with_base,
    evaluate,
    pair_claims,
    read_base,
    read_gold,
)
from small_record import HERALD, run

Row = dict[str, Any]


def claim(low: int | None, start: int, end: int, *, harm: str = "killed", **more: Any) -> Row:
    return {"harm": harm, "low": low, "best": low, "high": low, "start": start, "end": end, "quote": "", **more}


def gold_file(folder: Path, *rows: Row | str, name: str = "gold.jsonl") -> Path:
    path = folder / name
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8")
    return path


def herald(*claims: Row, **more: Any) -> Row:
    return {"document_id": "herald", "text": HERALD, "published": "2024-03-05", "claims": list(claims), **more}


KILLED = {"harm": "killed", "low": 12, "best": 12, "high": 12, "quote": "killing 12 people"}
WRONG = {"harm": "injured", "low": 31, "best": 31, "high": 31, "quote": "wounding 30"}


@pytest.mark.parametrize(
    ("gold", "found", "pairs"),
    [
        ([claim(12, 0, 9)], [claim(12, 5, 20)], [(0, 0)]),
        ([claim(12, 0, 9)], [claim(12, 9, 20)], []),
        ([claim(12, 0, 9)], [claim(13, 0, 9)], []),
        ([claim(12, 0, 9)], [claim(12, 0, 9, harm="injured")], []),
        ([claim(12, 0, 9)], [claim(12, 0, 3), claim(12, 0, 9)], [(0, 1)]),
        ([claim(12, 0, 9), claim(12, 2, 11)], [claim(12, 0, 9)], [(0, 0)]),
        ([claim(12, 0, 9), claim(12, 2, 11)], [claim(12, 2, 11), claim(12, 0, 9)], [(0, 1), (1, 0)]),
    ],
)
def test_a_pair_needs_harm_count_and_overlapping_spans(gold: list[Row], found: list[Row], pairs: list[Any]) -> None:
    assert pair_claims(gold, found, spans=[(c["start"], c["end"]) for c in gold]) == pairs


def test_open_bounds_are_part_of_the_count() -> None:
    at_least = {**claim(12, 0, 9), "high": None}
    assert pair_claims([at_least], [claim(12, 0, 9)], spans=[(0, 9)]) == []
    assert pair_claims([at_least], [at_least], spans=[(0, 9)]) == [(0, 0)]


FOUND = {
    "modifier": "exact",
    "scope": "incident",
    "factuality": "asserted",
    "count_text": "12",
    "part_of": "f1",
    "repeats": None,
    "claimant": {"text": "the mayor of Oru", "span": [1, 2], "kind": "official", "key": "mayor of oru", "chain": []},
    "alleged_perpetrator": None,
    "as_of": None,
    "place": {"text": "Mosul", "name": "Mosul", "geonames_id": 99072, "country": ["IQ"], "lat": 36.3},
    "time": {"start": "2024-03-04", "end": "2024-03-04", "date_prec": 1},
    "victims": {"text": "people", "status": "civilian", "sex": "mixed", "names": [{"text": "Ana Oru", "age": 9}]},
}


@pytest.mark.parametrize(
    ("gold", "verdicts"),
    [
        ({"scope": "incident"}, {"scope": True}),
        ({"scope": "stock"}, {"scope": False}),
        ({"part_of": "g1"}, {"part_of": True}),
        ({"part_of": "g2"}, {"part_of": False}),
        ({"part_of": None}, {"part_of": False}),
        ({"repeats": None}, {"repeats": True}),
        ({"claimant": None}, {"claimant": False}),
        ({"claimant": {"text": "mayor"}}, {"claimant": True, "claimant.text": True}),
        ({"claimant": {"text": "rebels"}}, {"claimant": True, "claimant.text": False}),
        ({"claimant": {"kind": "official"}}, {"claimant": True, "claimant.kind": True}),
        ({"alleged_perpetrator": None}, {"alleged_perpetrator": True}),
        ({"place": {"geonames_id": 1}}, {"place": True, "place.geonames_id": False}),
        ({"place": {"country": ["IQ"]}}, {"place": True, "place.country": True}),
        ({"time": {"start": "2024-03-04"}}, {"time": True, "time.start": True}),
        ({"victims": {"names": ["ana oru"]}}, {"victims": True, "victims.names": True}),
        ({"victims": {"status": "combatant"}}, {"victims": True, "victims.status": False}),
        ({}, {}),
    ],
)
def test_only_the_keys_that_gold_carries_are_compared(gold: Row, verdicts: dict[str, bool]) -> None:
    assert dict(compare_keys(gold, FOUND, links={"f1": "g1"})) == verdicts


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Mayor", "mayor", True),
        ("the mayor of Oru", "the mayor", True),
        ("police", "hospital", False),
        (None, None, True),
        (None, "police", False),
    ],
)
def test_claimants_are_the_same_but_for_case_articles_and_length(one: str, other: str, same: bool) -> None:
    assert _same_words(one, other) is same


@pytest.mark.parametrize(
    ("gold", "own", "layer", "span"),
    [
        ({"start": 4, "end": 8}, "Oru 12 dead", "Oru 12 dead", (4, 8)),
        ({"start": 3, "end": 7}, "  \n12 d", "Title\n\n12 d", (7, 11)),
        ({"quote": "12 dead"}, None, "now 12 dead", (4, 11)),
        ({"start": 20, "end": 22, "quote": "12"}, None, "12 and again, again 12", (20, 22)),
        ({"start": 9, "end": 11, "quote": "12"}, None, "12 and, 12", (8, 10)),
        ({"quote": "not there"}, None, "12 dead", None),
    ],
)
def test_gold_spans_are_found_in_the_text_layer(gold: Row, own: str | None, layer: str, span: Any) -> None:
    assert _placed(gold, own, layer) == span


def test_scores_count_gold_found_and_pairs(tmp_path: Path) -> None:
    said = {"scope": "incident", "place": {"name": "Mosul"}, "time": {"start": "2024-03-04"}}
    gold = read_gold(gold_file(tmp_path, herald({**KILLED, **said}, WRONG)))
    row = evaluate(gold).row()
    assert (row["gold"], row["paired"], row["by_harm"]["killed"]["f1"]) == (2, 1, 1.0)
    assert row["recall"] == 0.5 and row["precision"] == round(1 / row["found"], 6)
    assert row["by_harm"]["injured"] == {"gold": 1, "found": 1, "paired": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert row["keys"]["place.name"] == {"right": 1, "of": 1, "accuracy": 1.0}
    assert row["unplaced"] == 0


def test_a_text_in_a_file_of_its_own_scores_the_same(tmp_path: Path) -> None:
    (tmp_path / "herald.txt").write_text(HERALD, "utf-8")
    row = herald(KILLED)
    del row["text"]
    beside = evaluate(read_gold(gold_file(tmp_path, {**row, "ref": "herald.txt"})))
    assert beside.row() == evaluate(read_gold(gold_file(tmp_path, herald(KILLED)))).row()


def test_gained_and_lost_are_named_and_said_to_be_right_or_wrong(tmp_path: Path) -> None:
    gold = read_gold(gold_file(tmp_path, herald(KILLED)))
    result = evaluate(gold)
    base = gold_file(tmp_path, herald(WRONG), name="base.jsonl")
    moves = compare_with_base(result, read_base(base), gold)
    assert [(m.change, m.right) for m in moves if m.claim["harm"] == "killed"] == [("gained", True)]
    assert [(m.claim["low"], m.right) for m in moves if m.change == "lost"] == [(31, False)]
    again = {"kind": "found", "document_id": "herald", "claims": result.found["herald"]}
    assert compare_with_base(result, read_base(gold_file(tmp_path, again, name="again.jsonl")), gold) == []
    bare = [json.dumps(found) for found in result.found["herald"]]
    assert compare_with_base(result, read_base(gold_file(tmp_path, *bare, name="bare.jsonl")), gold) == []


def test_the_command_prints_tables_and_its_json_serves_as_base(tmp_path: Path) -> None:
    path = gold_file(tmp_path, herald(KILLED))
    assert "killed" in run("evaluate", path).stdout
    result = run("evaluate", path, "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["kind"] for row in rows] == ["found", "score"]
    (tmp_path / "base.jsonl").write_text(result.stdout, "utf-8")
    assert "0 gained, 0 lost." in run("evaluate", path, "--against", tmp_path / "base.jsonl").stdout


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('{"a":', "gold.jsonl: line 1 is no JSON (Expecting value, column 6)."),
        ("[1]", "gold.jsonl: line 1 is no object."),
        ({"text": "x", "claims": []}, "gold.jsonl: line 1: a line of gold needs a document_id."),
        ({"document_id": "a", "claims": []}, "document a needs text, or ref (the path of a file), one of both."),
        ({"document_id": "a", "text": "x"}, "claims must be a list of objects; it is empty where nothing is claimed."),
        ({"document_id": "a", "ref": "no.txt", "claims": []}, "ref 'no.txt' is no file beside gold.jsonl."),
        (herald({"harm": "killed"}), "claim 1: low, best, high is missing."),
        (herald({**KILLED, "harm": "dead"}), "claim 1: harm 'dead' is none of killed, injured"),
        (herald({**KILLED, "low": "12"}), "claim 1: low must be a whole number or null, got '12'."),
        (herald({k: v for k, v in KILLED.items() if k != "quote"}), "it has neither start and end nor a quote"),
        (herald(published="2024-02-31"), "published: there is no day '2024-02-31'."),
        ("", "gold.jsonl: there is no gold in this file."),
    ],
)
def test_gold_that_is_not_as_it_should_be_is_refused(tmp_path: Path, line: Row | str, sentence: str) -> None:
    with pytest.raises(RequestError) as caught:
        read_gold(gold_file(tmp_path, line))
    assert sentence in str(caught.value)


def test_a_document_twice_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="document herald stands twice"):
        read_gold(gold_file(tmp_path, herald(), herald()))
    result = run("evaluate", tmp_path / "none.jsonl")
    assert result.exit_code == 2 and "none.jsonl: cannot be read (No such file or directory)." in result.stderr
    with pytest.raises(RequestError, match="it is neither a claim nor a document with its claims"):
        read_base(gold_file(tmp_path, {"document_id": "a"}))
