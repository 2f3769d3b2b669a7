"""The commands as a user types them: what they print where, their exit status, and one plain sentence for bad input."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bearwitness import cli as command_line
from bearwitness.documents.metadata import arrival_of
from bearwitness.documents.read import receive
from bearwitness.ledger import open_ledger
from bearwitness.ledger.ledger import software
from bearwitness.records import Claim
from small_record import HERALD, run, write_reports

ROOT = Path(__file__).resolve().parents[1]


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def program(*arguments: str | Path, **options) -> subprocess.Popen:
    """The program in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "bearwitness", *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


# ---- record ----


def test_record_counts_what_was_given_and_prints_it_on_standard_error(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports")
    (reports / "empty.txt").write_bytes(b"")
    (reports / "again.txt").write_text(HERALD, "utf-8")
    result = run("record", reports, "--ledger", tmp_path / "ledger", "--manifest", reports / "manifest.csv")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "5 = 3 recorded + 1 duplicate + 1 rejected" in result.stderr
    assert "rejected empty.txt: empty: it has 0 bytes" in result.stderr
    again = run("record", reports, "--ledger", tmp_path / "ledger", "--manifest", reports / "manifest.csv", "--json")
    [summary] = lines(again.stdout)
    assert (summary["given"], summary["recorded"], summary["duplicate"]) == (5, 0, 4 + 1 - summary["rejected"])
    assert summary["given"] == summary["recorded"] + summary["duplicate"] + summary["rejected"]
    assert summary["documents"] == 3
    assert len(summary["head"]) == 64 and summary["build_id"]


def test_record_of_duplicates_alone_is_done(ledger: Path, tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports")
    result = run("record", reports / "herald.txt", "--ledger", ledger)
    assert result.exit_code == 0
    assert "1 = 0 recorded + 1 duplicate + 0 rejected" in result.stderr


def test_a_run_after_an_interrupted_one_goes_on(tmp_path: Path) -> None:
    """What was acknowledged but is in no tables yet is recorded by the next run, and no duplicate."""
    reports = write_reports(tmp_path / "reports")
    (reports / "empty.txt").write_bytes(b"")
    (reports / "manifest.csv").unlink()
    with open_ledger(tmp_path / "ledger", mode="write", create=True) as opened:  # as far as an interrupted run came
        for item in receive([str(reports / "herald.txt"), str(reports / "empty.txt"), str(reports / "farmer.txt")]):
            opened.put_document(item.content)
            opened.acknowledge([arrival_of(item)])
    (reports / "farmer.txt").unlink()
    result = run("record", reports, "--ledger", tmp_path / "ledger")
    assert "3 = 2 recorded + 0 duplicate + 1 rejected" in result.stderr
    assert "3 were already received by a run that was interrupted" in result.stderr
    [summary] = lines(run("record", reports, "--ledger", tmp_path / "ledger", "--json").stdout)
    counted = {key: summary[key] for key in ("given", "recorded", "duplicate", "rejected", "going_on", "documents")}
    assert counted == {"given": 3, "recorded": 0, "duplicate": 2, "rejected": 1, "going_on": 0, "documents": 3}


@pytest.mark.parametrize("at", ["_schema_statements", "Log.append"])
def test_a_ledger_whose_making_was_stopped_is_made_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    reports, ledger = write_reports(tmp_path / "reports"), tmp_path / "ledger"
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(f"bearwitness.ledger.log.{at}", stop)
        open_ledger(ledger, mode="write", create=True)
    assert (ledger / "ledger.sqlite").exists()
    shown = run("show", "--ledger", ledger)
    assert shown.exit_code == 2 and "there is no ledger here. Make one with: bearwitness record" in shown.stderr
    result = run("record", reports / "herald.txt", "--ledger", ledger)
    assert result.exit_code == 0, result.stderr
    assert run("verify", "--ledger", ledger).exit_code == 0


def test_a_forgotten_row_does_not_come_back_with_another_table(tmp_path: Path) -> None:
    row = "Amal Secret was shot dead in Mosul on Monday."
    other = "Two people were killed in Tikrit on Monday."
    (tmp_path / "a.csv").write_text(f"text,published\n{row},2024-03-05\n{other},2024-03-05\n", "utf-8")
    run("record", tmp_path / "a.csv", "--ledger", tmp_path / "ledger")
    documents = lines(run("show", "--documents", "--json", "--ledger", tmp_path / "ledger").stdout)
    gone = next(d["document_id"] for d in documents if d["part"] == "row 1")
    run("forget", gone, "--by", "Ana", "--reason", "asked", "--ledger", tmp_path / "ledger")
    again = run("record", tmp_path / "a.csv", "--ledger", tmp_path / "ledger")
    assert again.exit_code == 1 and "2 = 0 recorded + 1 duplicate + 1 rejected" in again.stderr
    assert "rejected a.csv: forgotten: erased on" in again.stderr
    (tmp_path / "amal.csv").write_text(f"text,published\n{row},2024-03-05\nNine were killed in Basra.,\n", "utf-8")
    more = run("record", tmp_path / "amal.csv", "--ledger", tmp_path / "ledger")
    assert "2 = 1 recorded + 0 duplicate + 1 rejected" in more.stderr
    left = b"".join(path.read_bytes() for path in (tmp_path / "ledger").rglob("*") if path.is_file())
    assert b"Secret" not in left
    assert run("verify", "--ledger", tmp_path / "ledger").exit_code == 0


def test_a_ledger_and_what_was_written_from_it_are_not_read_as_reports(tmp_path: Path) -> None:
    """The folder of reports may hold the ledger itself, another one, the page, exports and claims."""
    reports = write_reports(tmp_path / "reports")
    folder = reports / "ledger"
    assert run("record", reports, "--ledger", folder, "--manifest", reports / "manifest.csv").exit_code == 0
    run("report", "--ledger", folder, "-o", reports / "page.html")
    for format, table in (("csv", ()), ("csv", ("--table", "documents")), ("jsonl", ())):
        run("export", format, "--ledger", folder, "-o", reports / f"out{len(table)}.{format}", *table)
    (reports / "claims.jsonl").write_text(run("claims", reports / "herald.txt").stdout, "utf-8")
    again = run("record", reports, "--ledger", folder, "--manifest", reports / "manifest.csv")
    assert "8 = 0 recorded + 3 duplicate + 5 rejected" in again.stderr
    assert "ledger: this folder is a ledger of bearwitness, not reports; it was skipped." in again.stderr
    assert again.stderr.count(": own_output: bearwitness wrote this file from reports;") == 5
    assert "it was skipped" in run("claims", folder, reports / "herald.txt").stderr


def test_record_says_how_many_reports_have_no_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ten people were killed in Mosul on Friday, police said.\n", "utf-8")
    (tmp_path / "b.txt").write_text("MOSUL, 5 March 2024 - Two people were killed in Mosul on Monday.\n", "utf-8")
    reports, folder = (tmp_path / "a.txt", tmp_path / "b.txt"), tmp_path / "ledger"
    said = " ".join(run("record", *reports, "--ledger", folder).stderr.split())
    assert "undated 1 of 2 reports has no date of publication" in said
    assert "record them again with --published DATE or --manifest FILE.csv" in said
    assert "undated" not in run("record", *reports, "--ledger", folder, "--published", "2024-03-08").stderr


def test_forgetting_a_row_says_what_of_its_file_is_gone_and_where_the_same_words_still_are(tmp_path: Path) -> None:
    story = (
        "Amal Secret was shot dead in Mosul on Monday when gunmen opened fire on a market in the old town, police said."
    )
    rows = [
        ("Oru Herald", story),
        ("Belen Courier", story),
        ("Oru Herald", "Two people were killed in Tikrit on Monday."),
    ]
    table = "\n".join(f'{publisher},2024-03-05,"{text}"' for publisher, text in rows)
    (tmp_path / "a.csv").write_text(f"publisher,published,text\n{table}\n", "utf-8")
    folder = tmp_path / "ledger"
    run("record", tmp_path / "a.csv", "--ledger", folder)
    documents = lines(run("show", "--documents", "--json", "--ledger", folder).stdout)
    gone, copy = (next(d["document_id"] for d in documents if d["part"] == f"row {n}") for n in (1, 2))
    said = run("forget", gone, "--by", "Ana", "--reason", "asked", "--ledger", folder).stderr
    assert (
        "The file that it came in is erased as a whole, as it was received; the 2 other reports from it stay." in said
    )
    assert f"The same text is still in this ledger, in one other document: {copy[:12]}. Forget it too" in said
    assert "What lies outside the ledger stays: the file that you gave" in said
    again = run("forget", copy, "--by", "Ana", "--reason", "asked", "--ledger", folder).stderr
    assert "still in this ledger" not in again
    assert b"Secret" not in b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_file_with_the_bytes_of_another_that_cannot_be_read_is_named_too(tmp_path: Path) -> None:
    for name in ("scan.pdf", "bulletin.txt", "statement.txt"):
        (tmp_path / name).write_bytes(b"")
    folder = tmp_path / "ledger"
    first = run("record", tmp_path / "scan.pdf", tmp_path / "bulletin.txt", "--ledger", folder)
    assert "2 = 0 recorded + 0 duplicate + 2 rejected" in first.stderr
    assert sorted(name for name in ("bulletin.txt", "scan.pdf") if f"rejected {name}: empty" in first.stderr) == [
        "bulletin.txt",
        "scan.pdf",
    ]
    again = run("record", tmp_path / "statement.txt", "--ledger", folder)
    assert "rejected statement.txt: empty" in again.stderr and "rejected bulletin.txt" not in again.stderr
    shown = lines(run("show", "--rejected", "--json", "--ledger", folder).stdout)
    assert [row["given_as"] for row in shown] == ["bulletin.txt", "scan.pdf", "statement.txt"]


def test_record_lists_twenty_rejections_and_counts_the_rest(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for n in range(23):
        (tmp_path / "reports" / f"{n:02}.txt").write_bytes(bytes([0, 1, 2, n, 255, 254]) * 9)
    result = run("record", tmp_path / "reports", "--ledger", tmp_path / "ledger")
    assert result.exit_code == 1
    assert result.stderr.count("\nrejected ") + result.stderr.startswith("rejected ") == 20
    assert f"… and 3 more: bearwitness show --rejected --ledger {tmp_path / 'ledger'}" in result.stderr
    assert "23 = 0 recorded + 0 duplicate + 23 rejected" in result.stderr


def test_record_without_a_path_makes_the_tables_again(ledger: Path) -> None:
    (ledger / "bearwitness.toml").write_text("[link]\nwindow_days = 3\n", "utf-8")
    with open_ledger(ledger) as opened:
        before = opened.current_build().build_id
    result = run("record", "--ledger", ledger, "--json")
    [summary] = lines(result.stdout)
    assert result.exit_code == 0 and summary["given"] == 0 and summary["documents"] == 3
    assert summary["build_id"] != before


def test_record_reads_standard_input(tmp_path: Path) -> None:
    result = run("record", "-", "--ledger", tmp_path / "ledger", stdin=HERALD)
    assert result.exit_code == 0
    assert "1 = 1 recorded" in result.stderr


def test_progress_is_not_printed_where_there_is_no_terminal(tmp_path: Path) -> None:
    result = run("record", "-", "--ledger", tmp_path / "ledger", stdin=HERALD)
    assert "━" not in result.stderr and "\x1b" not in result.stderr


# ---- claims ----


def test_claims_prints_the_keys_of_the_contract_in_their_order() -> None:
    result = run("claims", "-", "--published", "2024-03-05", stdin=HERALD)
    found = lines(result.stdout)
    assert result.exit_code == 0 and result.stderr == ""
    assert all(list(claim) == list(Claim.__dataclass_fields__) for claim in found)
    killed = next(c for c in found if c["harm"] == "killed")
    assert (killed["low"], killed["best"], killed["high"]) == (12, 12, 12)
    assert HERALD.strip()[killed["start"] : killed["end"]] == killed["quote"]


def test_claims_of_a_text_without_any_prints_nothing() -> None:
    result = run(
        "claims", "-", stdin="The council of Oru opened a new library on Monday, and the mayor cut the ribbon."
    )
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_set_aside_prints_what_is_no_claim_with_its_reason() -> None:
    text = (
        "ORU, 5 March 2024 - The commander threatened to kill 20 hostages in Oru if the talks failed, officials said."
    )
    result = run("claims", "-", "--set-aside", stdin=text)
    found = lines(result.stdout)
    assert result.exit_code == 0
    assert found and all(item["reason"] and text[item["start"] : item["end"]] == item["quote"] for item in found)


def test_claims_says_what_was_rejected_and_goes_on(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports")
    (reports / "empty.txt").write_bytes(b"")
    result = run("claims", reports)
    assert result.exit_code == 1
    assert "rejected empty.txt: empty" in result.stderr
    assert {c["harm"] for c in lines(result.stdout)} >= {"killed", "injured"}


# ---- judge, diff, verify, forget ----


def claim_of(ledger: Path, harm: str, publisher: str) -> dict:
    with open_ledger(ledger) as opened:
        build = opened.current_build()
        documents = {d["document_id"] for d in build.table("documents", where={"publisher": publisher}).to_pylist()}
        found = build.table("claims", where={"harm": harm}).to_pylist()
    return next(c for c in found if c["document_id"] in documents)


def test_a_judgement_changes_the_tables_at_once_and_can_be_taken_back(ledger: Path) -> None:
    incidents = [row["incident_id"] for row in lines(run("show", "--ledger", ledger, "--json").stdout)]
    assert len(incidents) == 2
    said = ["--by", "Ana", "--reason", "one raid", "--ledger", ledger]
    result = run("judge", "same", incidents[0][:8], incidents[1], *said)
    assert result.exit_code == 0
    assert "is logged. incidents: 1 lost, 1 changed" in result.stderr
    assert "by Ana is in force: one raid" in " ".join(result.stdout.split())
    [one] = lines(run("show", "--ledger", ledger, "--json").stdout)
    assert one["documents"] == 3
    with open_ledger(ledger) as opened:
        [judgement] = opened.judgements()
    assert judgement.by == "Ana" and any("“" in shown for shown in judgement.shown)
    back = run("judge", "retract", judgement.judgement_id, "--by", "Ana", "--reason", "two", "--ledger", ledger)
    assert back.exit_code == 0
    assert len(lines(run("show", "--ledger", ledger, "--json").stdout)) == 2
    listed = lines(run("show", "--judgements", "--ledger", ledger, "--json").stdout)
    assert [row["in_force"] for row in listed] == [False, True]
    twice = run("judge", "retract", judgement.judgement_id, "--by", "Ana", "--reason", "two", "--ledger", ledger)
    assert twice.exit_code == 2
    taking_back = listed[1]["judgement_id"]
    assert f"was taken back already, by Ana. To put it in force again, retract {taking_back}." in twice.stderr
    run("judge", "retract", taking_back, "--by", "Ana", "--reason", "one after all", "--ledger", ledger)
    assert len(lines(run("show", "--ledger", ledger, "--json").stdout)) == 1


def test_a_claim_judged_wrong_leaves_the_tables_and_is_no_orphan(ledger: Path) -> None:
    claim_id = claim_of(ledger, "killed", "Belen Courier")["claim_id"]
    result = run("judge", "wrong", claim_id[:12], "--by", "Ana", "--reason", "misread", "--ledger", ledger)
    assert result.exit_code == 0, result.stderr
    with open_ledger(ledger) as opened:
        assert claim_id not in opened.table("claims")["claim_id"].to_pylist()
    assert "Every judgement answers to a claim." in run("show", "--orphans", "--ledger", ledger).stdout


def test_an_excluded_claim_stays_but_does_not_vote(ledger: Path) -> None:
    claim_id = claim_of(ledger, "killed", "Belen Courier")["claim_id"]
    run("judge", "excluded", claim_id, "--by", "Ana", "--reason", "other day", "--ledger", ledger)
    rows = lines(run("show", "--ledger", ledger, "--json").stdout)
    killed = next(f for row in rows if row["documents"] == 2 for f in row["figures"] if f["harm"] == "killed")
    assert (killed["low"], killed["best"], killed["high"]) == (12, 12, 12)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["same", "i-"], "judge same: give two incidents or claims, got 1."),
        (["sane", "a", "b"], "judge: there is no verdict 'sane'. Verdicts: same, different, unsure, wrong, excluded"),
        (["document", "{d}", "published=2024-02-31"], "judge document: published: there is no day '2024-02-31'."),
        (["document", "{d}", "language=en"], "'language=en' is not one of published, publisher, country, url, title"),
        (["document", "{d}", "country=Peru"], "'Peru' is not a country code"),
        (["document", "{d}", "url=here"], "url 'here' is not a web address"),
        (["document", "{d}", "publisher="], "publisher is empty"),
        (["wrong", "zzzz"], "There is no claim 'zzzz'."),
        (["same", "zzzz", "zzzy"], "There is no incident or claim 'zzzz'. The dossier of an incident"),
        (["retract", "j-zzzz"], "there is no one judgement 'j-zzzz'. There is none yet."),
        (["same", "i-00ff", "i-00fe"], "There is no incident 'i-00ff'."),
    ],
)
def test_a_judgement_that_is_not_allowed_is_refused_and_not_logged(
    recorded: Path,
    arguments: list[str],
    sentence: str,
) -> None:
    with open_ledger(recorded) as opened:
        head, document = opened.head(), opened.table("documents")["document_id"][0].as_py()
    asked = [argument.replace("{d}", document[:10]) for argument in arguments]
    result = run("judge", *asked, "--by", "Ana", "--reason", "test", "--ledger", recorded)
    assert result.exit_code == 2
    assert sentence in result.stderr
    with open_ledger(recorded) as opened:
        assert opened.head() == head


def test_verify_says_what_holds_and_names_the_first_break(ledger: Path) -> None:
    result = run("verify", "--ledger", ledger)
    assert result.exit_code == 0
    assert "Checked: 1 build, 3 documents" in result.stderr and "Everything holds; head " in result.stderr
    head = result.stderr.split("head ")[1][:64]
    assert run("verify", "--ledger", ledger, "--head", head).exit_code == 0
    assert run("verify", "--ledger", ledger, "--head", "0" * 63 + "1").exit_code == 1
    assert run("verify", "--ledger", ledger, "--head", "0" * 64).exit_code == 1  # before every first row, so no proof
    path = next(p for p in (ledger / "documents").rglob("*") if p.is_file())
    path.chmod(0o644)
    path.write_bytes(b"other words")
    broken = run("verify", "--ledger", ledger)
    assert broken.exit_code == 1
    assert "Does not hold. The first break is documents/" in broken.stderr
    [row] = lines(run("verify", "--ledger", ledger, "--json").stdout)
    assert row["holds"] is False and row["breaks"][0]["kind"] == "document"


def test_verify_says_what_it_means_that_something_was_never_acknowledged(ledger: Path) -> None:
    means = (
        "What is not acknowledged was left by a run that did not end; no table holds it, and nothing is broken by it."
    )
    assert means not in run("verify", "--ledger", ledger).stderr
    with open_ledger(ledger, mode="write") as opened:
        opened.put_document(b"received by a run that was killed")
        opened.documents.flush()
    result = run("verify", "--ledger", ledger)
    assert result.exit_code == 0
    assert "1 document stored but not acknowledged" in result.stderr and means in result.stderr


@pytest.mark.parametrize("by", [(), ("--by", "Ana")])
def test_forget_erases_and_makes_the_tables_again(ledger: Path, by: tuple[str, ...]) -> None:
    farmer = claim_of(ledger, "killed", "=Tikrit Post")["document_id"]
    result = run("forget", farmer[:12], "--reason", "consent withdrawn", *by, "--ledger", ledger)
    assert result.exit_code == 0, result.stderr
    assert f"Document {farmer[:12]} is erased" in result.stderr
    assert len(lines(run("show", "--documents", "--ledger", ledger, "--json").stdout)) == 2
    checked = run("verify", "--ledger", ledger)
    assert checked.exit_code == 0 and "1 document erased" in checked.stderr
    with open_ledger(ledger) as opened:
        [row] = opened.rows("forget")
    assert (row.actor, row.reason) == (by[1] if by else software(), "consent withdrawn")


def test_diff_names_builds_by_prefix_and_gives_reasons(ledger: Path, tmp_path: Path) -> None:
    new = "BASRA, 9 March 2024 - Three women were shot dead in Basra on Friday, police in Basra said.\n"
    (tmp_path / "basra.txt").write_text(new, "utf-8")
    run("record", tmp_path / "basra.txt", "--ledger", ledger)
    rows = lines(run("diff", "previous", "current", "--ledger", ledger, "--json").stdout)
    gained = [row for row in rows if row["change"] == "gained" and row["kind"] in ("document", "claim", "incident")]
    assert {row["kind"] for row in gained} == {"document", "claim", "incident"}
    assert all(any("new document" in reason for reason in row["reasons"]) for row in gained)
    assert not any(row["change"] == "lost" for row in rows)
    shown = run("diff", "previous", "current", "--ledger", ledger)
    assert "+ document" in shown.stdout and "1 gained" in shown.stderr
    wrong = run("diff", "zzzz", "current", "--ledger", ledger)
    assert wrong.exit_code == 2 and "There is no build 'zzzz'." in wrong.stderr


# ---- report, demo, what is not there yet ----


def test_report_writes_the_page_and_logs_it(ledger: Path, tmp_path: Path) -> None:
    result = run("report", "--ledger", ledger, "-o", tmp_path / "page.html")
    assert result.exit_code == 0 and result.stdout == ""
    assert "public edition" in result.stderr
    assert "Mosul" in (tmp_path / "page.html").read_text("utf-8")
    with open_ledger(ledger) as opened:
        row = list(opened.rows("export"))[-1]
    assert row.payload is not None and row.payload["what"] == "report" and row.payload["audience"] == "public"


def test_a_page_is_not_written_over_a_folder(ledger: Path, tmp_path: Path) -> None:
    result = run("report", "--ledger", ledger, "-o", tmp_path)
    assert result.exit_code == 2
    assert f"report: {tmp_path} is a folder. Name a file, such as {tmp_path}/report.html." in result.stderr
    assert (
        "report: . is a folder. Name a file, such as report.html."
        in run("report", "--ledger", ledger, "-o", ".").stderr
    )


def test_a_pipe_is_not_written_over_and_a_link_leads_to_its_file(ledger: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for command in (["export", "csv"], ["report"]):
        result = run(*command, "--ledger", ledger, "-o", tmp_path / "pipe")
        assert result.exit_code == 2 and f"{tmp_path}/pipe is a device or a pipe. Name a file" in result.stderr
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    assert run("export", "csv", "--ledger", ledger, "-o", tmp_path / "link.csv").exit_code == 0
    assert (tmp_path / "link.csv").is_symlink() and (tmp_path / "real.csv").is_file()


def test_documents_without_a_title_are_named_by_their_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ten people were killed in Mosul on Friday, police said.\n", "utf-8")
    run("record", tmp_path / "a.txt", "--ledger", tmp_path / "ledger")
    assert "a.txt" in run("show", "--documents", "--ledger", tmp_path / "ledger").stdout


def test_a_restricted_report_needs_a_reason_and_logs_it(ledger: Path, tmp_path: Path) -> None:
    asked = ["report", "--ledger", ledger, "-o", tmp_path / "page.html", "--audience", "restricted"]
    refused = run(*asked)
    assert refused.exit_code == 2 and "needs --reason" in refused.stderr
    assert not (tmp_path / "page.html").exists()
    assert run(*asked, "--reason", "for the court", "--by", "Ana").exit_code == 0
    with open_ledger(ledger) as opened:
        row = list(opened.rows("export"))[-1]
    assert (row.actor, row.reason) == ("Ana", "for the court")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["serve", "--ledger", "x", "--port", "8000"], "serve: the review app is not part of bearwitness"),
        (
            ["match", "a.csv", "b.csv", "--id-column", "id", "--json"],
            "match: linking lists of named victims is not part",
        ),
    ],
)
def test_what_is_not_built_says_so(arguments: list[str], what: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and result.stdout == ""
    assert what in result.stderr and result.stderr.count("\n") == 1


# ---- bad input ----


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["recrod", "x"], "bearwitness: there is no command 'recrod'. Did you mean record"),
        (["zzz"], "bearwitness: there is no command 'zzz'. Commands: "),
        (["show", "--ledgr", "x"], "bearwitness show: there is no option --ledgr. Did you mean --ledger"),
        (["show"], "bearwitness show: --ledger is missing: folder of the ledger."),
        (["diff", "a", "--ledger", "x"], "bearwitness diff: BUILD is missing."),
        (["claims"], "bearwitness claims: PATH... is missing."),
        (["record", "x", "--ledger", "y", "--workers", "0"], "bearwitness record: invalid value for '--workers'"),
        (["show", "--ledger", "nowhere"], "nowhere: there is no ledger here."),
        (["show", "--periods", "--orphans", "--ledger", "x"], "show: give --periods or --orphans, not both"),
        (["record", "--ledger", "nowhere"], "nowhere: there is no ledger here. `bearwitness record REPORTS --ledger"),
        (["judge", "same", "a", "b", "--by", "x", "--reason", "y", "--ledger", "nowhere"], "there is no ledger here"),
        (["forget", "a", "--by", "x", "--reason", "y", "--ledger", "nowhere"], "there is no ledger here"),
        (["claims", "no-such-file"], "no-such-file: there is no such file or folder."),
        (["record", "no-such-file", "--ledger", "nowhere"], "no-such-file: there is no such file or folder."),
        (["claims", "-", "--published", "2021-02-31"], "published: there is no day '2021-02-31'."),
        (["claims", "-", "--country", "Peru"], "'Peru' is not a country code"),
        (["claims", "-", "--country", "XX"], "country: 'XX' is not a country code. Write the two letters"),
        (["claims", "-", "--country", "uk"], "'uk' is not a country code. Write GB for the United Kingdom."),
        (["claims", "-", "--manifest", "none.csv"], "manifest none.csv: cannot be read"),
        (["report", "--ledger", "nowhere", "-o", "-"], "report: a page is written to a file, not to standard output."),
        (["report", "--ledger", "nowhere", "-o", "none/x.html"], "report: there is no folder none to write x.html in."),
    ],
)
def test_a_wrong_request_is_one_plain_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1 and result.stdout == ""
    assert not Path("nowhere").exists()


def test_no_command_at_all_prints_the_help() -> None:
    result = run()
    assert result.exit_code == 2 and "Usage: bearwitness" in result.stderr


@pytest.mark.parametrize("command", sorted(command_line.cli.commands))
def test_every_command_has_help_within_80_columns(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    options = [
        p for p in command_line.cli.commands[command].params if p.param_type_name == "option" and p.name != "help"
    ]
    assert all(p.help for p in options)


@pytest.mark.parametrize("command", ["show", "export", "report"])
def test_an_unknown_profile_is_refused_with_those_there_are(recorded: Path, tmp_path: Path, command: str) -> None:
    extra = {"show": [], "export": ["csv", "-o", tmp_path / "x"], "report": ["-o", tmp_path / "x"]}[command]
    result = run(command, *extra, "--ledger", recorded, "--profile", "minmx")
    assert result.exit_code == 2
    assert "profile must be minmax, ucdp, conservative or airwars, got 'minmx'" in result.stderr


def test_a_typo_in_the_settings_stops_before_any_work(ledger: Path, tmp_path: Path) -> None:
    with open_ledger(ledger) as opened:
        head = opened.head()
    (ledger / "bearwitness.toml").write_text("[link]\nwindow_day = 7\n", "utf-8")
    (tmp_path / "new.txt").write_text("Three people were killed in Oru.", "utf-8")
    result = run("record", tmp_path / "new.txt", "--ledger", ledger)
    assert result.exit_code == 2
    assert "bearwitness.toml: link.window_day is not a setting; did you mean link.window_days?" in result.stderr
    with open_ledger(ledger) as opened:
        assert opened.head() == head
    page = tmp_path / "page.html"
    for command in (["show"], ["show", "--documents"], ["report", "-o", page], ["export", "csv", "-o", page]):
        other = run(*command, "--ledger", ledger)
        assert (other.exit_code, other.stdout, other.stderr) == (2, "", result.stderr)
    assert run("diff", "current", "current", "--ledger", ledger).exit_code == 2
    assert not page.exists()


def test_a_ledger_of_a_newer_version_is_refused(ledger: Path) -> None:
    with sqlite3.connect(ledger / "ledger.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    connection.close()
    for command in (["show"], ["verify"], ["record"]):
        result = run(*command, "--ledger", ledger)
        assert result.exit_code == 2
        assert "Install a newer version; nothing was changed." in result.stderr


def test_a_second_writer_waits_and_then_says_who_holds_the_ledger(ledger: Path, tmp_path: Path) -> None:
    (ledger / "bearwitness.toml").write_text("[limits]\nwait_s = 0.2\n", "utf-8")
    (tmp_path / "new.txt").write_text("Three people were killed in Oru.", "utf-8")
    with open_ledger(ledger, mode="write"):
        result = run("record", tmp_path / "new.txt", "--ledger", ledger)
        reading = run("show", "--ledger", ledger)
    assert result.exit_code == 2
    assert f"the ledger is being written by process {os.getpid()}" in result.stderr
    assert reading.exit_code == 0 and "Mosul" in reading.stdout


def test_a_path_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", "utf-8")
    result = run("record", "-", "--ledger", tmp_path / "mine", stdin=HERALD)
    assert result.exit_code == 2 and "the folder is no ledger and holds other files (letter.txt)" in result.stderr
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_what_a_report_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "evil\x1b]0;owned\x07.txt").write_bytes(b"")
    result = run("record", tmp_path / "reports", "--ledger", tmp_path / "ledger")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr and "\x07" not in result.stderr
    assert "\x1b" not in run("show", "--rejected", "--ledger", tmp_path / "ledger").stdout


def test_our_own_faults_are_not_hidden(recorded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bearwitness.show.incident_rows", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("show", "--ledger", recorded)


# ---- in processes of their own ----


@pytest.mark.slow
def test_a_full_disk_behind_standard_output_is_one_sentence(recorded: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "bearwitness", "show", "--ledger", str(recorded), "--json"]
        done = subprocess.run(command, env=environment, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "standard output: writing failed because the disk is full." in done.stderr
    assert "Traceback" not in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error_of_ours(recorded: Path) -> None:
    process = program("show", "--ledger", recorded, "--json")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == ""


@pytest.mark.slow
def test_an_interrupt_says_that_the_same_command_goes_on(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for n in range(400):
        (tmp_path / "reports" / f"{n:03}.txt").write_text(HERALD.replace("12 people", f"{n + 2} people"), "utf-8")
    process = program("record", tmp_path / "reports", "--ledger", tmp_path / "ledger")
    deadline = time.monotonic() + 60
    while not (tmp_path / "ledger" / "writer.lock").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Interrupted; what was acknowledged stands. The same command goes on from there." in said
    assert "Traceback" not in said


def test_an_interrupt_that_a_library_swallowed_is_heard_at_the_next_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = write_reports(tmp_path / "reports")
    command = ("record", reports, "--ledger", tmp_path / "ledger", "--manifest", reports / "manifest.csv", "--json")
    monkeypatch.setattr("bearwitness.cli.interrupts._heard", [signal.SIGINT])
    result = run(*command)
    assert (result.exit_code, result.stdout) == (130, "")
    assert "The same command goes on from there." in result.stderr
    monkeypatch.setattr("bearwitness.cli.interrupts._heard", [])
    again = run(*command)
    assert again.exit_code == 0 and lines(again.stdout)[0]["documents"] == 3


@pytest.mark.parametrize(
    "arguments", [("show",), ("verify",), ("report", "-o", "page.html")], ids=lambda words: words[0]
)
def test_an_interrupt_promises_to_go_on_only_where_something_is_acknowledged(
    recorded: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bearwitness.ledger.open_ledger", interrupted)
    result = run(*arguments, "--ledger", recorded)
    assert (result.exit_code, result.stderr.strip()) == (130, "Interrupted.")


@pytest.mark.slow
def test_show_works_on_a_read_only_ledger(ledger: Path) -> None:
    if os.geteuid() == 0:
        probe = subprocess.run(
            ["unshare", "--mount", "sh", "-c", 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"', "sh", ledger],
            capture_output=True,
        )
        if probe.returncode != 0:
            pytest.skip("this account may not mount a folder read-only, and as root rights bind nobody")
        script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
        wrap = ["unshare", "--mount", "sh", "-c", script, "sh", str(ledger)]
    else:
        for path in [ledger, *ledger.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        wrap = []
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    base = [*wrap, sys.executable, "-m", "bearwitness"]
    shown = subprocess.run([*base, "show", "--ledger", str(ledger)], env=environment, capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    assert "Mosul" in shown.stdout
    wrote = subprocess.run(
        [*base, "export", "csv", "--ledger", str(ledger), "-o", "-"], env=environment, capture_output=True, text=True
    )
    assert wrote.returncode == 0 and "Mosul" in wrote.stdout
    assert "The export was not logged: " in wrote.stderr
    refused = subprocess.run(
        [*base, "export", "csv", "--ledger", str(ledger), "-o", "-", "--audience", "restricted", "--reason", "x"],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert refused.returncode == 2 and refused.stdout == ""
    assert "a restricted export must be logged" in refused.stderr


# ---- the reference page ----


def test_the_reference_page_says_what_the_code_does() -> None:
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "scripts" / "write_reference.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    stored = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert stored == script.reference(), "docs/reference.md is out of date: run python scripts/write_reference.py"
    for name in command_line.cli.commands:
        assert f"### bearwitness {name}\n" in stored
