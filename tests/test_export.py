"""What leaves the ledger: stamped, redacted for the public, harmless in a spreadsheet, complete or not there."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bearwitness.errors import RequestError, UnknownName
from bearwitness.export import STAMPS, VIEW_COLUMNS, _cell, _parquet_table, _Rows, check_format, export
from bearwitness.ledger import open_ledger
from bearwitness.redact import Redactor
from bearwitness.tables import SCHEMAS
from sample_build import sample_build
from small_record import run


def no_names(texts: list[str]) -> list[list[tuple[int, int]]]:
    """A name finder that finds nothing beyond what the claims name."""
    return [[] for _ in texts]


def stamp() -> dict[str, object]:
    return {"audience": "public", "audience_reason": None, "build_id": "b", "software": "bearwitness"}


# ---- jsonl ----


def test_jsonl_holds_every_row_of_every_table(recorded: Path) -> None:
    result = run("export", "jsonl", "--ledger", recorded, "-o", "-", "--audience", "restricted", "--reason", "test")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    with open_ledger(recorded) as opened:
        build = opened.current_build()
        for name in SCHEMAS:
            mine = [row for row in rows if row["table"] == name]
            own = build.table(name).to_pylist()
            assert [{key: row[key] for key in SCHEMAS[name].names} for row in mine] == own
        for row in rows:
            assert row["build_id"] == build.build_id and row["audience_reason"] == "test"
            assert set(STAMPS) <= set(row)
    assert f"{len(rows):,} rows written, restricted edition." in result.stderr


def test_a_profile_keeps_its_figures_alone_and_a_table_stands_alone(recorded: Path) -> None:
    asked = ["export", "jsonl", "--ledger", recorded, "-o", "-", "--table", "figures"]
    everything = [json.loads(line) for line in run(*asked).stdout.splitlines()]
    ucdp = [json.loads(line) for line in run(*asked, "--profile", "ucdp").stdout.splitlines()]
    assert {row["profile"] for row in everything} == {"minmax", "ucdp", "conservative", "airwars"}
    assert ucdp == [row for row in everything if row["profile"] == "ucdp"]


# ---- csv ----


def test_csv_has_one_row_an_incident_and_harm_with_claims_sources_and_version(recorded: Path, tmp_path: Path) -> None:
    assert run("export", "csv", "--ledger", recorded, "-o", tmp_path / "x.csv").exit_code == 0
    rows = list(csv.DictReader((tmp_path / "x.csv").open(encoding="utf-8", newline="")))
    assert list(rows[0]) == [*VIEW_COLUMNS, *STAMPS]
    assert len({(row["incident_id"], row["harm"]) for row in rows}) == len(rows)
    killed = next(row for row in rows if row["place"] == "Mosul" and row["harm"] == "killed")
    assert (killed["low"], killed["best"], killed["high"], killed["profile"]) == ("12", "", "14", "minmax")
    assert "Oru Herald, 2024-03-05, https://herald.example/blast" in killed["sources"]
    assert killed["software"].startswith("bearwitness ") and killed["audience"] == "public"
    with open_ledger(recorded) as opened:
        ids = set(opened.table("claims")["claim_id"].to_pylist())
    assert killed["claims_used"] and set(killed["claims_used"].split()) <= ids


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("twelve", "twelve"),
        (-3.5, "-3.5"),
        (0, "0"),
        (None, ""),
        (True, "true"),
        (["a", 1], '["a",1]'),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(value: object, cell: str) -> None:
    assert _cell(value) == cell


def test_dangerous_words_of_reports_arrive_harmless(recorded: Path) -> None:
    result = run("export", "csv", "--ledger", recorded, "-o", "-", "--table", "documents")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert "'=Tikrit Post" in {row["publisher"] for row in rows}
    assert "'=Gunfire near Tikrit" in {row["title"] for row in rows}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_the_parts_of_an_object_have_columns_of_their_own(recorded: Path) -> None:
    result = run("export", "csv", "--ledger", recorded, "-o", "-", "--table", "claims")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    killed = next(row for row in rows if row["harm"] == "killed" and row["best"] == "12")
    assert killed["claimant.kind"] and killed["place.name"] == "Mosul" and killed["time.start"] == "2024-03-04"


# ---- parquet ----


def test_parquet_writes_a_file_a_table_or_one(recorded: Path, tmp_path: Path) -> None:
    assert run("export", "parquet", "--ledger", recorded, "-o", tmp_path / "all").exit_code == 0
    assert sorted(path.stem for path in (tmp_path / "all").iterdir()) == sorted(SCHEMAS)
    assert (
        run("export", "parquet", "--ledger", recorded, "-o", tmp_path / "c.parquet", "--table", "claims").exit_code == 0
    )
    one = pq.read_table(tmp_path / "c.parquet")
    assert one.equals(pq.read_table(tmp_path / "all" / "claims.parquet"))
    assert one.schema.names == [*SCHEMAS["claims"].names, *STAMPS]
    with open_ledger(recorded) as opened:
        assert one["claim_id"].to_pylist() == opened.table("claims")["claim_id"].to_pylist()


# ---- redaction ----


def test_the_public_gets_no_name_of_the_living_and_no_small_count_of_sexual_violence() -> None:
    build = sample_build()
    rows = _Rows(build, Redactor(build, find_person_names=no_names), None, stamp())
    texts, suppressed, redacted = [], 0, 0
    for name in SCHEMAS:
        for row in rows.of_table(name):
            texts.append(json.dumps(row, ensure_ascii=False))
            suppressed += row["suppressed"]
            redacted += row["redacted"]
    whole = "\n".join(texts)
    assert suppressed and redacted and "[name withheld]" in whole
    living = {
        name["text"]
        for claim in build.table("claims", where={"harm": "detained"}).to_pylist()
        for name in claim["victims"]["names"]
    }
    assert all(name not in whole for name in living)


def test_a_suppressed_number_is_null_in_parquet_and_said_to_be_withheld(tmp_path: Path) -> None:
    build = sample_build()
    rows = _Rows(build, Redactor(build, find_person_names=no_names), None, stamp())
    with (tmp_path / "f.parquet").open("wb") as stream:
        _parquet_table(rows, "figures", stream)
    table = pq.read_table(tmp_path / "f.parquet").to_pylist()
    withheld = [row for row in table if row["suppressed"]]
    assert withheld and all(row["harm"] == "sexual_violence" and row["redacted"] for row in withheld)
    assert all(row["low"] is None or row["low"] >= 5 for row in withheld)


# ---- the request ----


def test_exports_are_logged_with_who_and_why(ledger: Path, tmp_path: Path) -> None:
    run("export", "csv", "--ledger", ledger, "-o", tmp_path / "a.csv")
    asked = ["export", "csv", "--ledger", ledger, "-o", tmp_path / "b.csv", "--audience", "restricted"]
    assert run(*asked).exit_code == 2
    assert not (tmp_path / "b.csv").exists()
    assert run(*asked, "--reason", "court order 7", "--by", "Ana").exit_code == 0
    with open_ledger(ledger) as opened:
        public, restricted = list(opened.rows("export"))[-2:]  # other tests export from the shared ledger
    assert public.payload == {"what": "export", "audience": "public", "format": "csv", "table": None, "profile": None}
    assert (restricted.actor, restricted.reason) == ("Ana", "court order 7")


@pytest.mark.parametrize("name", ["xlsx", "geojson", "ucdp", "acled", "ftm", "hxl", "annotations", "prov"])
def test_a_format_to_come_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownName, match=f"'{name}' is not part of bearwitness .* Formats: jsonl, csv, parquet."):
        check_format(name)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["docx", "-o", "x"], "export: there is no format 'docx'. Formats: jsonl, csv, parquet."),
        (["csv", "-o", "x", "--table", "claim"], "export: there is no table 'claim'. Tables: documents, "),
        (["csv", "-o", "x", "--audience", "friends"], "--audience must be public or restricted, got 'friends'"),
        (["parquet", "-o", "-"], "parquet of all tables needs a folder"),
        (["csv", "-o", "none/x.csv"], "export: there is no folder none to write x.csv in."),
        (["csv", "-o", "."], "export: . is a folder. Name a file"),
    ],
)
def test_a_wrong_request_writes_nothing(
    recorded: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("export", *arguments, "--ledger", recorded)
    assert result.exit_code == 2 and sentence in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_whole_or_not_there(recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_text("from before", "utf-8")

    def fail(self: object, name: str) -> object:
        raise RequestError("stopped")

    monkeypatch.setattr(_Rows, "of_table", fail)
    with pytest.raises(RequestError):
        export(recorded, "csv", tmp_path / "x.csv", table="claims", log=False)
    assert (tmp_path / "x.csv").read_text("utf-8") == "from before"
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
