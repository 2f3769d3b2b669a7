"""What `show` prints: ranges in words, names given by their start, tables that fit the terminal, whole dossiers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from bearwitness import show
from bearwitness.errors import UnknownName
from bearwitness.ledger import open_ledger
from bearwitness.report import wording
from bearwitness.report.dossier import suspects_of
from bearwitness.show import find
from small_record import run


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (12, 12, 12, "12"),
        (12, None, 14, "12–14"),
        (12, 13, 14, "12–14 (best 13)"),
        (101, None, None, "101 or more"),
        (101, 300, None, "101 or more (best 300)"),
        (12, 12, None, "12 or more"),
        (None, None, 30, "up to 30"),
        (None, 50, None, "about 50"),
        (3000, 3000, 3000, "3,000"),
        (0, 0, 0, "0"),
        (None, None, None, "not known"),
    ],
)
def test_a_range_is_written_as_it_is_read(low: int | None, best: int | None, high: int | None, words: str) -> None:
    assert show.range_words({"low": low, "best": best, "high": high}) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-07-03", "2023-07-04", "3–4 Jul 2023"),
        ("2023-06-28", "2023-07-03", "28 Jun – 3 Jul 2023"),
        (None, "2023-07-11", "Up to 11 Jul 2023"),
        (None, None, "Date unknown"),
    ],
)
def test_dates_are_short(start: str | None, end: str | None, words: str) -> None:
    assert show.short_days(start, end) == words


def test_a_start_that_several_have_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"'i-a' is the start of several incidents \(i-ab, i-ac\). Write more of it."):
        find._only(["i-ab", "i-ac"], "incident", "i-a", [], hint="")


def test_short_ids_are_unique_starts() -> None:
    ids = ["i-abcdef012345", "i-abcdef999999", "i-111111111111"]
    short = show.short_ids(ids)
    assert short == {"i-abcdef012345": "i-abcdef0", "i-abcdef999999": "i-abcdef9", "i-111111111111": "i-111111"}
    assert all(sum(other.startswith(name) for other in ids) == 1 for name in short.values())


def test_words_are_printed_on_one_line() -> None:
    assert show.plain("the mayor\n   of\tOru \r\n said") == "the mayor of Oru said"
    claimant = {
        "text": "a nurse\nsaid",
        "refers_to": "the director\nof the hospital",
        "chain": ["fire\ncrews", "a nurse"],
    }
    assert wording.speaker({"claimant": claimant}) == "the director of the hospital (“a nurse said”)"
    assert wording.chain({"claimant": claimant}) == "fire crews, citing a nurse"


def test_what_ties_reports_together_is_said_once_and_counted() -> None:
    tie = "as in report {}: same place (Oru);\nsame date (2024-03-04)"
    rows = [
        {
            "claim_id": "c1",
            "document_id": "a" * 64,
            "reason": "the first claim of this incident; " + tie.format("b" * 12),
        },
        {
            "claim_id": "c2",
            "document_id": "b" * 64,
            "reason": "same place and date in its report; " + tie.format("a" * 12),
        },
        {
            "claim_id": "c3",
            "document_id": "c" * 64,
            "reason": "same place and date in its report; " + tie.format("a" * 12),
        },
        {"claim_id": "c4", "document_id": "c" * 64, "reason": "same place and date in its report"},
    ]
    bonds, own = wording.why_one(rows)
    assert bonds == [
        wording.Bond("same place (Oru); same date (2024-03-04)", (("a" * 12, "b" * 12), ("a" * 12, "c" * 12)), claims=3)
    ]
    assert own == {"the first claim of this incident": ["c1"], "same place and date in its report": ["c2", "c3", "c4"]}


def test_words_of_a_report_cannot_steer_a_terminal() -> None:
    assert show.plain("a\x1b[31mb\x07\u202ec\x9b") == "a\ufffd[31mb\ufffd\ufffdc\ufffd"


@pytest.mark.parametrize(
    ("layer", "quote", "sentence"),
    [
        ("Title\n\nOne. Two people died here. Three.", "Two people died", "Two people died here."),
        ("Title\n\nOn 3 May 12 were killed.\n\nNext.", "12 were killed", "On 3 May 12 were killed."),
        ("Twelve dead\n\nOne.", "Twelve dead", "Twelve dead"),
        ('He said: "Two died." Then he left.', "Two died", 'He said: "Two died."'),
    ],
)
def test_a_quote_is_shown_in_its_sentence(layer: str, quote: str, sentence: str) -> None:
    start = layer.index(quote)
    claim = {"start": start, "end": start + len(quote), "quote": quote}
    before, whole, said, after = show.sentence_of(claim, layer)
    assert whole == sentence and said == quote and before + said + after == sentence


def test_a_long_sentence_is_cut_on_both_sides_and_an_erased_one_is_the_quote() -> None:
    layer = "A " + "very " * 200 + "sad day: two died " + "in the long " * 100 + "war."
    start = layer.index("two died")
    claim = {"start": start, "end": start + 8, "quote": "two died"}
    before, whole, _, after = show.sentence_of(claim, layer)
    assert before.startswith("… ") and after.endswith(" …") and len(whole) < show.SENTENCE_MAX + 10
    assert show.sentence_of(claim, None)[1] == "two died"


# ---- incidents ----


@pytest.mark.parametrize("width", [40, 60, 78, 79, 80, 100, 131, 132, 200])
def test_the_incident_table_fits_the_terminal(recorded: Path, width: int) -> None:
    with open_ledger(recorded) as opened:
        rows, hidden = show.incident_rows(opened.current_build())
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as caught:
        console.print(show.incident_table(rows, hidden=hidden, profile="minmax", width=width))
    text = caught.get()
    assert all(len(line.rstrip()) <= width for line in text.splitlines())
    flat = " ".join(text.split())
    for words in ("i-", "Mosul", "12–14", "30", "conflict", "multi-origin", "2 incidents, profile minmax."):
        assert words in flat
    assert "…" not in text and ("Rep." in flat or width < show.NARROW)  # nothing is cut off


def test_incidents_come_by_date_with_their_figures(recorded: Path) -> None:
    rows = [json.loads(line) for line in run("show", "--ledger", recorded, "--json").stdout.splitlines()]
    assert [row["name"] for row in rows] == ["Mosul", "Tikrit"]
    assert [(f["harm"], f["low"], f["high"]) for f in rows[0]["figures"]] == [("killed", 12, 14), ("injured", 30, 30)]
    assert rows[0]["documents"] == 2


def test_arrests_of_suspects_are_hidden_unless_asked_for(recorded: Path) -> None:
    with open_ledger(recorded) as opened:
        build = opened.current_build()
        assert len(suspects_of(build)) == 1
        harms = {f["harm"] for row in show.incident_rows(build)[0] for f in row["figures"]}
        every = {f["harm"] for row in show.incident_rows(build, suspects=True)[0] for f in row["figures"]}
    assert "detained" not in harms and "detained" in every
    assert "detained" in run("show", "--ledger", recorded, "--suspects").stdout


def test_the_profile_chooses_among_the_figures(recorded: Path) -> None:
    lines = run("show", "--ledger", recorded, "--json", "--profile", "ucdp").stdout.splitlines()
    killed = json.loads(lines[0])["figures"][0]
    assert (killed["low"], killed["best"], killed["high"]) == (12, 12, 14)


# ---- one incident ----


def incident_id(recorded: Path) -> str:
    with open_ledger(recorded) as opened:
        return str(opened.table("incidents", where={"name": "Mosul"})["incident_id"][0].as_py())


def test_a_dossier_holds_every_claim_with_its_words_source_and_reason(recorded: Path) -> None:
    wanted = incident_id(recorded)
    text = " ".join(run("show", wanted[:6], "--ledger", recorded).stdout.split())
    assert f"Incident {wanted}" in text
    assert "A bomb exploded in a market in Mosul on Monday, killing 12 people and wounding 30" in text
    assert "said as “at least 30”" in text
    for words in ("Oru Herald, 5 March 2024", "Belen Courier, 5 March 2024", "Oru Red Crescent", "hospital officials"):
        assert words in text
    for heading in (
        "KILLED",
        "INJURED",
        "WHY THESE REPORTS ARE ONE",
        "WHY EACH CLAIM IS HERE",
        "WHO SAYS SO",
        "REPORTS",
    ):
        assert heading in text
    assert text.count("same place (Mosul)") == 1
    assert "Accounts contradict each other; two origins or more; 2 publishers" in text


def test_a_dossier_as_json_leads_from_every_figure_to_its_words(recorded: Path) -> None:
    row = json.loads(run("show", incident_id(recorded), "--ledger", recorded, "--json").stdout)
    claims = {claim["claim_id"]: claim for claim in row["claims"]}
    for figure in row["figures"]:
        named = [*figure["claims_used"], *(item["claim_id"] for item in figure["claims_set_aside"])]
        assert named and all(claims[claim]["quote"] in claims[claim]["sentence"] for claim in named)
    assert {m["claim_id"] for m in row["incident_claims"]} == set(claims)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_dossier_fits_the_terminal(recorded: Path, width: int) -> None:
    with open_ledger(recorded) as opened:
        found = show.dossier(opened.current_build(), incident_id(recorded))
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as caught:
        console.print(show.dossier_view(found))
    assert all(len(line.rstrip()) <= width for line in caught.get().splitlines())


def test_an_incident_answers_to_the_start_of_its_id_and_to_old_ids(ledger: Path) -> None:
    name = incident_id(ledger)
    with open_ledger(ledger, mode="write") as opened:
        opened.add_aliases({"i-000000000001": name})
        build = opened.current_build()
        for given in (name, name[:5], name.upper(), name.removeprefix("i-"), "i-000000000001", "i-00000000"):
            assert show.find_incident(opened, build, given) == name


def test_an_unknown_incident_is_refused_with_the_nearest(recorded: Path) -> None:
    name = incident_id(recorded)
    near = name[:-1] + ("0" if name[-1] != "0" else "1")
    with open_ledger(recorded) as opened, pytest.raises(UnknownName, match="The nearest are " + name):
        show.find_incident(opened, opened.current_build(), near)
    with open_ledger(recorded) as opened, pytest.raises(UnknownName, match="There is no incident 'i-'"):
        show.find_incident(opened, opened.current_build(), "i-")
    result = run("show", near, "--ledger", recorded)
    assert result.exit_code == 2 and name in result.stderr


# ---- lists ----


def test_the_lists_say_what_they_hold(recorded: Path) -> None:
    def text(view: str) -> str:
        result = run("show", view, "--ledger", recorded)
        assert result.exit_code == 0
        assert all(len(line.rstrip()) <= 80 for line in result.stdout.splitlines())
        return " ".join(result.stdout.split())

    assert "Oru Herald" in text("--documents") and "3 documents." in text("--documents")
    assert "Nothing was rejected." in text("--rejected")
    assert "85" in text("--periods") and "cumulative" in text("--periods")
    assert "conflict" in text("--worklist") and "12–14" in text("--worklist")
    assert "Every judgement answers to a claim." in text("--orphans")
    assert "No judgement." in text("--judgements")


def test_the_documents_say_what_was_overridden_and_which_date_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("MOSUL, 5 March 2024 - Twelve people were killed in Mosul on Monday, police said.")
    (tmp_path / "b.csv").write_text("text,published\nTwo people were killed in Mosul by gunmen.,2024-02-31\n")
    given = ("--published", "2024-03-06", "--publisher", "Oru\nHerald", "--override")
    first = run("record", tmp_path / "a.txt", "--ledger", tmp_path / "ledger", *given)
    assert first.exit_code == 0
    second = run("record", tmp_path / "b.csv", "--ledger", tmp_path / "ledger")
    unread = "states the date '2024-02-31', which is no day of the calendar; that date is left out."
    assert second.exit_code == 0 and f"b.csv: {unread}" in second.stderr
    assert "1 = 1 recorded + 0 duplicate + 0 rejected" in second.stderr
    text = " ".join(run("show", "--documents", "--ledger", tmp_path / "ledger").stdout.split())
    assert "was given as a.txt with --override: published=2024-03-06, publisher=Oru Herald." in text
    assert unread in text
    rows = [
        json.loads(x) for x in run("show", "--documents", "--json", "--ledger", tmp_path / "ledger").stdout.splitlines()
    ]
    assert rows[0]["overrides"] == [{"given_as": "a.txt", "published": "2024-03-06", "publisher": "Oru\nHerald"}]
    assert (rows[1]["published"], rows[1]["published_from"], rows[1]["note"]) == (None, None, unread[:-1])
    assert "1 override" in run("verify", "--ledger", tmp_path / "ledger").stderr


@pytest.mark.parametrize("view", ["--documents", "--rejected", "--periods", "--worklist", "--orphans", "--judgements"])
def test_every_list_comes_as_json_lines(recorded: Path, view: str) -> None:
    result = run("show", view, "--ledger", recorded, "--json")
    assert result.exit_code == 0
    assert all(isinstance(json.loads(line), dict) for line in result.stdout.splitlines())


def test_a_judgement_without_a_claim_is_an_orphan(ledger: Path) -> None:
    from bearwitness.judgements import new_judgement
    from bearwitness.records import Anchor, Harm

    with open_ledger(ledger, mode="write") as opened:
        document = opened.table("documents").to_pylist()[0]
        anchor = Anchor(document["document_id"], document["layer_hash"], 0, 5, Harm.TORTURED)
        said = {"by": "Ana", "why": "not so", "at": "2024-05-01T00:00:00Z"}
        opened.add_judgements([new_judgement("wrong", left=[anchor], **said)])
        [row] = show.orphan_rows(opened, opened.current_build())
        assert row["words"] == opened.layer_text(document["layer_hash"])[:5]
    assert "Ana" in run("show", "--orphans", "--ledger", ledger).stdout


def test_an_incident_and_a_list_together_are_refused(recorded: Path) -> None:
    result = run("show", "i-a", "--periods", "--ledger", recorded)
    assert result.exit_code == 2 and "give an incident or --periods, not both" in result.stderr
