"""`bearwitness estimate` as a user types it: what it prints, what it writes, and a plain sentence for each bad table."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import bearwitness as bw
from bearwitness.estimate.methods import methods
from small_record import run

SRC = Path(__file__).resolve().parents[2] / "src"
SWEEPS = ("--sweeps", "6000")
TABLE = "A,B,C,count\n1,0,0,41\n0,1,0,53\n0,0,1,37\n1,1,0,19\n1,0,1,13\n0,1,1,11\n1,1,1,7\n"
PERSONS = (
    "name,A,B,C\n"
    + "".join(
        f"person {number},{marks}\n"
        for number, marks in enumerate(
            ["1,0,0"] * 41 + ["0,1,0"] * 53 + ["0,0,1"] * 37 + ["1,1,0"] * 19 + ["1,0,1"] * 13
        )
    )
    + "".join(f"person {200 + number},{marks}\n" for number, marks in enumerate(["0,1,1"] * 11 + ["1,1,1"] * 7))
)


def write(folder: Path, text: str, name: str = "lists.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def timeless(found: list[dict]) -> list[dict]:
    return [{key: value for key, value in row.items() if key != "seconds"} for row in found]


# ---- what it prints ----


def test_json_is_one_object_a_method_with_the_keys_of_the_contract(tmp_path: Path) -> None:
    result = run("estimate", write(tmp_path, TABLE), "--json", *SWEEPS)
    assert (result.exit_code, result.stderr) == (0, "")
    found = rows(result.stdout)
    assert [row["method"] for row in found] == list(methods())
    for row in found:
        assert list(row) == [
            *("method", "model", "n_observed", "estimate", "low", "high", "level", "status", "reason", "fit"),
            *("seconds", "assumption"),
        ]
        assert row["n_observed"] == 181 and row["level"] == 0.95
        assert (row["status"] == "ok") == (row["estimate"] is not None)
        assert row["status"] == "ok" or row["reason"]


def test_all_models_adds_the_rest(tmp_path: Path) -> None:
    found = rows(run("estimate", write(tmp_path, TABLE), "--json", "--all-models", *SWEEPS).stdout)
    models = [row["model"] for row in found if row["method"] == "loglinear"]
    assert len(found) == 9 + 8 and len(set(models)) == 8


def test_the_table_fits_80_columns_and_says_what_each_number_rests_on(tmp_path: Path) -> None:
    result = run("estimate", write(tmp_path, TABLE), *SWEEPS)
    assert result.exit_code == 0
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    for name in methods():
        assert re.search(rf"^{name} ", result.stdout, re.MULTILINE)
    assert result.stdout.startswith("Recorded: 181 people on at least one of 3 lists")
    assert "Estimated: " in result.stdout and "95% interval" in result.stdout
    words = " ".join(result.stdout.split())
    assert "They are never added to what is recorded." in words
    assert words.count("Rests on:") == sum(
        row["status"] == "ok" for row in bw.estimate_population(write(tmp_path, TABLE), sweeps=6000).rows()
    )


def test_numbers_too_long_for_their_columns_push_the_model_down(tmp_path: Path) -> None:
    text = re.sub(r",(\d+)$", r",\g<1>000000", TABLE, flags=re.MULTILINE)
    result = run("estimate", write(tmp_path, text), *SWEEPS)
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    assert re.search(r"^independence +\d[\d,]+  \d[\d,]+–\d[\d,]+$", result.stdout, re.MULTILINE)
    assert "Model: [A, B, C]." in " ".join(result.stdout.split())


def test_a_table_without_an_estimate_speaks_of_none(tmp_path: Path) -> None:
    result = run("estimate", write(tmp_path, "A,count\n1,40\n"))
    words = " ".join(result.stdout.split())
    assert words.startswith("Recorded: 40 people on one list (A 40). Estimated: none.")
    assert "There is only one list: three at least are needed" in words
    assert "read the spread" not in words


def test_a_list_that_shares_nobody_is_named(tmp_path: Path) -> None:
    path, page = write(tmp_path, "A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,6\n"), tmp_path / "page.html"
    result = run("estimate", path, "-o", page, *SWEEPS)
    said = "Nobody on C is on another list: what it says of the unseen rests on that alone."
    assert said in " ".join(result.stdout.split())
    assert said in page.read_text("utf-8")


def test_no_output_averages_or_adds(tmp_path: Path) -> None:
    """Neither the mean of the estimates stands anywhere, nor one added to the people recorded."""
    text = "A,B,C,count\n" + "".join(
        f"{line.rsplit(',', 1)[0]},{int(line.rsplit(',', 1)[1]) * 37}\n" for line in TABLE.split()[1:]
    )
    path, page = write(tmp_path, text), tmp_path / "page.html"
    said = run("estimate", path, "-o", page, *SWEEPS).stdout + page.read_text("utf-8")
    estimates = [row["estimate"] for row in rows(run("estimate", path, "--json", *SWEEPS).stdout) if row["estimate"]]
    assert all(f"{round(one):,}" in said for one in estimates)
    unsaid = {round(sum(estimates) / len(estimates)), *(round(one) + 181 * 37 for one in estimates)}
    assert not [number for number in unsaid if re.search(rf"(?<![\d,]){number:,}(?![\d,])", said)]
    assert "estimated" in said.lower()


def test_persons_give_the_numbers_that_counts_give(tmp_path: Path) -> None:
    counts = rows(run("estimate", write(tmp_path, TABLE), "--json", *SWEEPS).stdout)
    persons = rows(run("estimate", write(tmp_path, PERSONS, "persons.csv"), "--json", *SWEEPS).stdout)
    assert timeless(counts) == timeless(persons)


def test_the_order_of_columns_and_rows_changes_nothing(tmp_path: Path) -> None:
    turned = "C,A,B,count\n" + "".join(
        f"{c},{a},{b},{n}\n" for a, b, c, n in (line.split(",") for line in reversed(TABLE.split()[1:]))
    )
    first = rows(run("estimate", write(tmp_path, TABLE), "--json", "--all-models", *SWEEPS).stdout)
    other = rows(run("estimate", write(tmp_path, turned, "turned.csv"), "--json", "--all-models", *SWEEPS).stdout)
    assert timeless(first) == timeless(other)


def test_the_seed_is_heard(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE)
    one, again, two = (timeless(rows(run("estimate", path, "--json", "--seed", s, *SWEEPS).stdout)) for s in "112")
    assert one == again != two


def test_the_level_widens_the_intervals(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE)
    narrow, wide = (
        rows(run("estimate", path, "--json", "--level", level, *SWEEPS).stdout)[0] for level in ("0.5", "0.99")
    )
    assert wide["low"] < narrow["low"] < narrow["estimate"] < narrow["high"] < wide["high"]
    assert (narrow["level"], wide["level"]) == (0.5, 0.99)


def test_strata_are_told_apart_and_then_together(tmp_path: Path) -> None:
    both = "A,B,C,region,count\n" + "".join(
        f"{line.rsplit(',', 1)[0]},{region},{int(line.rsplit(',', 1)[1]) + extra}\n"
        for region, extra in (("north", 0), ("south", 9))
        for line in TABLE.split()[1:]
    )
    path = write(tmp_path, both)
    found = rows(run("estimate", path, "--stratum", "region", "--json", *SWEEPS).stdout)
    assert [row["stratum"] for row in found[::9]] == [{"region": "north"}, {"region": "south"}, None]
    shown = run("estimate", path, "--stratum", "region", *SWEEPS).stdout
    assert shown.index("region north") < shown.index("region south") < shown.index("All 2 strata together")


SECOND = TABLE.replace("1,1,0,19", "1,1,0,12").replace("1,0,0,41", "1,0,0,48").replace("0,1,0,53", "0,1,0,60")
"""The same records, seven people of A and B not joined."""


def test_linkages_are_mixed_and_their_disagreement_widens_the_interval(tmp_path: Path) -> None:
    first, second = write(tmp_path, TABLE), write(tmp_path, SECOND, "second.csv")
    found = rows(run("estimate", first, "--linkage", second, "--json", *SWEEPS).stdout)
    assert [row["linkage"] for row in found[::9]] == ["lists.csv", "second.csv", None]
    assert [row["n_observed"] for row in found[::9]] == [181, 188, 184]
    one, other, both = (row for row in found if row["method"] == "independence")
    assert one["estimate"] < both["estimate"] < other["estimate"]
    assert both["high"] - both["low"] > max(one["high"] - one["low"], other["high"] - other["low"])
    assert both["fit"]["n_observed_low"] == 181 and both["fit"]["n_observed_high"] == 188
    assert 0 < both["fit"]["between"] < 1
    again = bw.estimate_population(first, linkages=[second], sweeps=6000)
    assert timeless(json.loads(json.dumps(again.rows()))) == timeless(found)
    alone = rows(run("estimate", second, "--json", *SWEEPS).stdout)
    assert timeless(
        [{key: value for key, value in row.items() if key != "linkage"} for row in found[9:18]]
    ) == timeless(alone)


def test_linkages_stand_in_words_on_the_terminal_and_on_the_page(tmp_path: Path) -> None:
    first, second, page = write(tmp_path, TABLE), write(tmp_path, SECOND, "second.csv"), tmp_path / "page.html"
    result = run("estimate", first, "--linkage", second, "-o", page, *SWEEPS)
    assert result.exit_code == 0 and all(len(line) <= 80 for line in result.stdout.splitlines())
    assert "linkage second.csv\nRecorded: 188 people" in result.stdout
    assert "Over all 2 linkages, the draws of each mixed\nEstimated: " in result.stdout
    shown = page.read_text("utf-8")
    assert "181 to 188 people are recorded" in shown and "recorded 181 to 188" in shown and "Linkages</h2>" in shown
    assert "This page takes in the 2 linkages given and no other." in shown and "Strata" not in shown


def test_a_linkage_that_carries_no_number_leaves_none_to_all(tmp_path: Path) -> None:
    second = write(tmp_path, "A,B,C,count\n1,0,0,60\n0,1,0,72\n0,0,1,55\n", "second.csv")
    found = rows(run("estimate", write(tmp_path, TABLE), "--linkage", second, "--json", *SWEEPS).stdout)
    assert all((row["status"], row["estimate"], row["high"]) == ("refused", None, None) for row in found[18:])
    assert all("1 of 2 linkages have no estimate ('linkage second.csv': Nobody" in row["reason"] for row in found[18:])


@pytest.mark.parametrize(
    ("second", "arguments", "sentence"),
    [
        (
            SECOND.replace("A,B,C", "A,B,D"),
            [],
            "second.csv has the lists A, B, D and lists.csv has A, B, C: linkages are",
        ),
        (SECOND, ["--stratum", "C"], "Give strata or further linkages, not both"),
        (SECOND, ["--linkage", "second.csv"], "second.csv is given twice; a linkage is counted once."),
        (SECOND.replace(",12", ",-12"), [], "second.csv, line 5: a count cannot be negative, got -12."),
        (SECOND, ["--linkage", "none.csv"], "none.csv: cannot be read: No such file or directory."),
    ],
)
def test_a_linkage_that_does_not_fit_is_one_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: str, arguments: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, TABLE), write(tmp_path, second, "second.csv")
    result = run("estimate", "lists.csv", "--linkage", "second.csv", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr and result.stderr.count("\n") == 1


def test_lists_may_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, PERSONS.replace("name,", "male,").replace("person ", "1"), "persons.csv")
    result = run("estimate", path, "--list", "A", "--list", "B", "--list", "C", "--json", *SWEEPS)
    assert result.exit_code == 0 and rows(result.stdout)[0]["n_observed"] == 181


def test_the_verb_gives_what_the_command_prints(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE)
    printed = timeless(rows(run("estimate", path, "--json", *SWEEPS).stdout))
    found = bw.estimate_population(path, sweeps=6000)
    assert timeless(json.loads(json.dumps(found.rows()))) == printed
    assert isinstance(found, bw.PopulationEstimates)
    assert all(isinstance(one, bw.Estimate) for one in found.strata[0].estimates)


# ---- bad input ----

HEAD = "A,B,C,count\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + "1,0,0,-3\n", "line 2: a count cannot be negative, got -3."),
        (HEAD + "1,0,0,\n", "line 2: the count is missing; write 0 where nobody was found."),
        (HEAD + "1,0,0,NA\n", "line 2: the count is missing"),
        (HEAD + "1,0,0,2.5\n", "must be whole, got 2.5."),
        (HEAD + "1,0,0,many\n", "count must be a whole number, got 'many'."),
        (HEAD + "1,0,0,1000000000\n", "a count must be at most 100,000,000 people, got 1000000000. Check the row."),
        (HEAD + "1,0,0,3\n1,0,0,4\n", "line 3: the people on A only are given twice."),
        (HEAD + "1,0,2,3\n", "list 'C' must hold 1 for on the list or 0 for not, got '2'."),
        (HEAD + "0,0,0,5\n1,0,0,3\n", "5 people on no list; nobody can have counted those."),
        (HEAD, "has a header and no rows."),
        ("", "is empty: it needs a header with one column a list."),
        (TABLE.replace(",count", ",people"), "no column is named `count`. If 'people' holds the number of people"),
        ("A,B,C\n" + "".join(f"{p & 1},{p >> 1 & 1},{p >> 2}\n" for p in range(1, 8)), "no column is named `count`"),
        ("count,A,B,C\n3,1,0,0\n", "`count` must be the last column; 'C' follows it."),
        ("A,A,C,count\n1,0,0,3\n", "two columns are named 'A'."),
        (",".join(f"l{j}" for j in range(13)) + ",count\n" + ",".join(["1"] * 13) + ",4\n", "at most 12 can be read."),
    ],
)
def test_a_table_that_cannot_be_read_is_one_plain_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    page = tmp_path / "page.html"
    result = run("estimate", write(tmp_path, text), "-o", page)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr and result.stderr.count("\n") == 1
    assert not page.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A,count\n1,40\n", "There is only one list: three at least are needed"),
        ("A,B,count\n1,0,40\n0,1,30\n1,1,20\n", "There are only 2 lists: three at least are needed"),
        (HEAD + "1,0,0,40\n0,1,0,30\n1,1,0,20\n", "Nobody is on list 'C'; leave it out of the table."),
        (HEAD + "1,1,0,40\n0,0,1,30\n1,1,1,20\n", "Lists 'A' and 'B' hold the same people"),
        (HEAD + "1,0,0,40\n1,1,0,15\n0,0,1,30\n1,1,1,20\n1,0,1,9\n", "Everyone on list 'B' is also on list 'A'"),
        (HEAD + "1,0,0,40\n0,1,0,30\n0,0,1,30\n", "Nobody is on two lists"),
        (HEAD + "1,0,0,0\n0,1,0,0\n0,0,1,0\n", "Nobody is on any list, so there is nothing to estimate from."),
        (HEAD + "1,0,0,100000000\n0,1,0,90000000\n0,0,1,80000000\n", "Nobody is on two lists"),
    ],
)
def test_a_table_that_carries_no_number_gets_none(tmp_path: Path, text: str, sentence: str) -> None:
    path, page = write(tmp_path, text), tmp_path / "page.html"
    result = run("estimate", path, "--json", "--all-models", "-o", page, "--pictures", tmp_path / "pictures")
    assert result.exit_code == 0
    found = rows(result.stdout)
    assert [row["method"] for row in found] == [*methods(), "loglinear"]
    for row in found:
        assert (row["status"], row["estimate"], row["low"], row["high"]) == ("refused", None, None, None)
        assert sentence in row["reason"]
    shown = " ".join(run("estimate", path).stdout.split())
    assert "Estimated: none." in shown and sentence in shown
    assert "No method gives an estimate" in page.read_text("utf-8")
    assert (tmp_path / "pictures" / "overlaps.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--level", "95"], "level must lie between 0 and 1, got 95.0. Write 0.95 for 95 in 100."),
        (["--level", "nan"], "level must lie between 0 and 1"),
        (["--seed", "-1"], "invalid value for '--seed'"),
        (["--sweeps", "0"], "invalid value for '--sweeps'"),
        (["--list", "D"], "there is no column 'D'; the columns are A, B, C, count."),
        (["--stratum", "region"], "there is no column 'region'"),
        (["--list", "A", "--list", "B"], "column 'C' is named neither as a list nor as a stratum"),
        (["--list", "A", "--list", "B", "--list", "C", "--stratum", "A"], "cannot be a list and something else"),
        (["-o", "-"], "estimate: a page is written to a file, not to standard output."),
        (["-o", "none/page.html"], "estimate: there is no folder none to write page.html in."),
        (["--pictures", "none/pictures"], "there is no folder none to make pictures in."),
        (["--pictures", "lists.csv"], "lists.csv is a file; give a folder for the pictures."),
    ],
)
def test_a_wrong_option_is_one_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, TABLE)
    result = run("estimate", "lists.csv", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr and result.stderr.count("\n") == 1


def test_what_is_no_table_says_what_is_wanted(tmp_path: Path, ledger: Path) -> None:
    for given, sentence in (
        (ledger, "is a ledger, and its people are not linked over lists in this version. Give a CSV file"),
        (tmp_path, "is a folder; give a CSV file"),
        (tmp_path / "none.csv", "none.csv: cannot be read: No such file or directory."),
        (Path("/dev/null"), "is not a plain file; save the table to one first."),
    ):
        result = run("estimate", given)
        assert (result.exit_code, result.stdout) == (2, "")
        assert sentence in result.stderr and result.stderr.count("\n") == 1


def test_names_of_lists_cannot_steer_a_terminal(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE.replace("A,B,C", "A\x1b[31m,B\u202e,C"))
    result = run("estimate", path, *SWEEPS)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout and "\u202e" not in result.stdout


@pytest.mark.parametrize("loaded", ["methods", "page", "terminal"])
def test_an_interrupt_while_the_program_loads_says_that_nothing_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: str
) -> None:
    class Interrupts:
        def find_spec(self, name: str, *_: object) -> None:
            if name == f"bearwitness.estimate.{loaded}":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, f"bearwitness.estimate.{loaded}", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupts(), *sys.meta_path])
    result = run("estimate", write(tmp_path, TABLE), "-o", tmp_path / "page.html")
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == "Interrupted; nothing was written.\n"


# ---- on a terminal ----


def on_a_terminal(path: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The command with its standard error on a terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bearwitness", "estimate", str(path), "--json", "-o", str(path.with_suffix(".html"))],
        env={**os.environ, "PYTHONPATH": str(SRC), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    return process, master


def six_lists() -> str:
    """32,768 models to search."""
    cells = {1 << i | 1 << j: 30 for i in range(6) for j in range(i)} | {1 << j: 200 for j in range(6)}
    return "A,B,C,D,E,F,count\n" + "".join(
        ",".join(str(pattern >> j & 1) for j in range(6)) + f",{count}\n"
        for pattern, count in (cells | {7: 9, 56: 8, 21: 7}).items()
    )


CHAIN = "A,B,C,D,count\n1,0,0,0,50\n0,1,0,0,50\n0,0,1,0,50\n0,0,0,1,50\n1,1,0,0,10\n0,1,1,0,10\n0,0,1,1,10\n"
"""Four lists, each sharing people with the next alone: the sampler goes on for many seconds."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "stage"), [(six_lists(), b"models"), (CHAIN, b"latent_class")], ids=["search", "sweeps"]
)
def test_a_long_run_shows_how_far_it_is_and_can_be_broken_off(tmp_path: Path, text: str, stage: bytes) -> None:
    path = write(tmp_path, text)
    process, terminal = on_a_terminal(path)
    seen, started = b"", time.monotonic()
    while stage not in seen and time.monotonic() - started < 60:
        seen += os.read(terminal, 4096)
    assert stage in seen
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    with contextlib.suppress(OSError):  # what Linux says at the end of a terminal that nobody writes to any more
        while more := os.read(terminal, 4096):
            seen += more
    os.close(terminal)
    assert b"Interrupted; nothing was written." in seen, seen[-2000:]
    assert process.returncode == 130 and out == b""
    assert b"Traceback" not in seen
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def _interrupted(*_: object, **__: object) -> None:
    signal.raise_signal(signal.SIGINT)


def _taken_for_a_fault(*_: object, **__: object) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        _interrupted()
    raise ImportError("initialization raised an unreported exception")


def _swallowed(*_: object, **__: object) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        _interrupted()


@pytest.fixture
def hearing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Interrupts are heard as in the program, and forgotten afterwards."""
    monkeypatch.setattr("bearwitness.cli.interrupts._heard", [])
    monkeypatch.setattr("sys.unraisablehook", sys.unraisablehook)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    "where", ["estimate.methods.estimate_table", "estimate.page.check_pictures", "cli.estimating.progress_bar"]
)
@pytest.mark.parametrize("how", [_interrupted, _taken_for_a_fault, _swallowed])
@pytest.mark.usefixtures("hearing")
def test_an_interrupt_anywhere_before_the_answer_says_that_nothing_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, how: Callable[..., None]
) -> None:
    path = write(tmp_path, TABLE)
    monkeypatch.setattr(f"bearwitness.{where}", how)
    result = run("estimate", str(path), "--json", *SWEEPS, "--pictures", str(tmp_path / "pictures"))
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.strip() == "Interrupted; nothing was written."
    assert not (tmp_path / "pictures").exists()


@pytest.mark.usefixtures("hearing")
def test_an_interrupt_behind_the_answer_does_not_take_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bearwitness.estimate.page.write_page", _interrupted)
    result = run("estimate", str(write(tmp_path, TABLE)), "--json", *SWEEPS, "-o", str(tmp_path / "page.html"))
    assert result.exit_code == 130 and result.stdout.count('"method"') == len(methods())
    assert result.stderr.strip() == "Interrupted; what was written stays."
