"""`import bearwitness as bw`: cheap to import, and its verbs do what the commands do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import bearwitness as bw
from small_record import write_reports

SRC = Path(__file__).resolve().parents[1] / "src"


def test_importing_loads_nothing_else() -> None:
    code = (
        "import sys; before = set(sys.modules); import bearwitness; new = set(sys.modules) - before; "
        "heavy = {n.split('.')[0] for n in new} & {'spacy', 'pyarrow', 'duckdb', 'sqlalchemy', 'click', 'numpy'}; "
        "inner = sorted(n for n in new if n.startswith('bearwitness.')); print(heavy or '', inner or '')"
    )
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(SRC)}, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.strip() == "", done.stdout + done.stderr


def test_every_public_name_is_there_and_documented() -> None:
    for name in bw.__all__:
        value = getattr(bw, name)
        assert name == "__version__" or value.__doc__, name
        assert name in dir(bw)
    missing = "nothing"
    with pytest.raises(AttributeError, match=f"has no attribute '{missing}'"):
        getattr(bw, missing)


def test_no_verb_hides_a_module_of_the_package() -> None:
    modules = {path.stem for path in (SRC / "bearwitness").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert not modules & set(bw.__all__)


def test_read_reports_gives_documents_and_rejections(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports")
    (reports / "empty.txt").write_bytes(b"")
    found = list(bw.read_reports(reports, manifest=reports / "manifest.csv"))
    documents = [one for one in found if isinstance(one, bw.Document)]
    [rejected] = [one for one in found if isinstance(one, bw.Rejected)]
    assert rejected.given_as == "empty.txt" and rejected.reason.startswith("empty: ")
    assert {d.publisher for d in documents} == {"Oru Herald", "Belen Courier", "=Tikrit Post"}
    assert all(d.text and d.published for d in documents)


def test_find_claims_takes_one_path_or_many(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports")
    [one] = bw.find_claims(str(reports / "herald.txt"), given=bw.Metadata(published="2024-03-05"))
    assert isinstance(one, bw.ClaimedDocument)
    assert {claim.harm for claim in one.claims} >= {bw.Harm.KILLED, bw.Harm.INJURED}
    two = list(bw.find_claims([reports / "herald.txt", reports / "courier.txt"]))
    assert len(two) == 2 and two[0] != two[1]


def test_a_wrong_path_is_refused_by_every_verb(tmp_path: Path) -> None:
    for verb in (bw.read_reports, bw.find_claims, lambda path: bw.record(path, ledger=tmp_path / "ledger")):
        with pytest.raises(bw.RequestError, match="there is no such file or folder"):
            list(verb(tmp_path / "none"))
    assert not (tmp_path / "ledger").exists()


def test_record_and_open_ledger_give_tables_in_three_forms(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports")
    stages: set[str] = set()
    summary = bw.record(
        [reports], ledger=tmp_path / "ledger", manifest=bw.read_manifest(reports / "manifest.csv"),
        progress=lambda stage, done, total: stages.add(stage),
    )  # fmt: skip
    assert (summary.given, summary.recorded, summary.rejected) == (3, 3, 0) and "read" in stages
    with bw.open_ledger(tmp_path / "ledger") as ledger:
        arrow = ledger.table("claims")
        assert arrow.num_rows == summary.claims
        assert list(ledger.table("claims", "pandas")["claim_id"]) == arrow["claim_id"].to_pylist()
        assert ledger.table("claims", "polars")["claim_id"].to_list() == arrow["claim_id"].to_pylist()


def test_a_ledger_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(bw.LedgerError, match="there is no ledger here"):
        bw.open_ledger(tmp_path / "none")


def test_what_is_not_built_says_what_there_is() -> None:
    with pytest.raises(
        bw.RequestError, match=r"link_lists: .* is not part of bearwitness .* What there is: read_reports"
    ):
        bw.link_lists("a.csv", "b.csv")
    assert issubclass(bw.RequestError, ValueError)
