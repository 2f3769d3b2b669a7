"""What `verify` finds: each test changes one thing on disk, as somebody might, and asks for the break by name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bearwitness.ledger import open_ledger, verify
from bearwitness.ledger.log import GUARDS, row_hash
from bearwitness.records import Rejected, sha256_hex
from test_ledger import build, claim_row, document, fill, report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "ledger", mode="write", create=True) as ledger:
        fill(ledger, range(5))
    return tmp_path / "ledger"


def breaks(folder: Path, *, head: str | None = None, deep: bool = True) -> list[str]:
    with open_ledger(folder) as ledger:
        return [found.sentence for found in verify(ledger, head=head, deep=deep).breaks]


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    overwrite(path, bytes(content))


def in_log(folder: Path, *statements: str, guarded: bool = False) -> None:
    """Change the log behind the back of its triggers, as somebody with the file and time would."""
    connection = sqlite3.connect(folder / "ledger.sqlite")
    for name in () if guarded else GUARDS:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for sql in () if guarded else GUARDS.values():
        connection.execute(sql)
    connection.commit()
    connection.close()


DOCUMENT = sha256_hex(report(3))
LAYER = document(report(3)).layer_hash
DOCUMENT_FILE = f"documents/{DOCUMENT[:2]}/{DOCUMENT[2:]}"
LAYER_FILE = f"layers/{LAYER[:2]}/{LAYER[2:]}"


def test_an_untouched_ledger_holds(folder: Path) -> None:
    with open_ledger(folder) as ledger:
        checked = verify(ledger)
        assert checked.holds and checked.rows_since is None
        assert checked.counts == {
            "builds": 1,
            "documents": 5,
            "layers": 10,  # five texts and five maps
            "log rows": 12,
            "quotes": 5,
            "tables": 13,
        }


def live_file(folder: Path, name: str) -> Path:
    return folder / "tables" / (folder / "tables" / "current").read_text().strip() / name


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: flip(f / DOCUMENT_FILE), f"{DOCUMENT_FILE}: expected content with the hash {DOCUMENT}, found "),
        (
            lambda f: (f / DOCUMENT_FILE).unlink(),
            f"{DOCUMENT_FILE}: expected content with the hash {DOCUMENT}, found no",
        ),
        (lambda f: flip(f / LAYER_FILE), f"{LAYER_FILE}: expected content with the hash {LAYER}, found "),
        (lambda f: (f / LAYER_FILE).unlink(), f"{LAYER_FILE}: expected content with the hash {LAYER}, found no file."),
        (lambda f: flip(live_file(f, "claims.parquet")), "/claims.parquet: expected content with the hash "),
        (lambda f: live_file(f, "figures.parquet").unlink(), "/figures.parquet: expected content with the hash "),
        (lambda f: flip(live_file(f, "manifest.json")), "/manifest.json: expected content with the hash "),
        (lambda f: (f / "tables/current").write_text("0123\n"), "tables/current: expected the name of a build"),
        (lambda f: in_log(f, "UPDATE log SET actor = 'Eve' WHERE seq = 4"), "ledger.sqlite, row 4: expected the hash "),
        (
            lambda f: in_log(f, "UPDATE payloads SET payload = '{}' WHERE seq = 4"),
            "ledger.sqlite, row 4: expected a p",
        ),
        (lambda f: in_log(f, "DELETE FROM payloads WHERE seq = 4"), "ledger.sqlite, row 4: expected a payload"),
        (lambda f: in_log(f, "DELETE FROM log WHERE seq = 4"), "ledger.sqlite, row 5: expected row 4, found row 5."),
        (lambda f: in_log(f, "DROP TRIGGER log_never_shrinks", guarded=True), "expected the trigger log_never_shrinks"),
    ],
)
def test_the_first_break_is_named(folder: Path, change: Callable[[Path], object], said: str) -> None:
    change(folder)
    assert said in breaks(folder)[0]


def test_a_shallow_look_finds_what_is_missing_but_reads_no_content(folder: Path) -> None:
    flip(folder / DOCUMENT_FILE)
    assert breaks(folder, deep=False) == []
    (folder / LAYER_FILE).unlink()
    assert [found.split(":")[0] for found in breaks(folder, deep=False)] == [LAYER_FILE]


def test_a_head_kept_elsewhere_finds_a_chain_cut_short(folder: Path) -> None:
    with open_ledger(folder, mode="write") as ledger:
        head = ledger.append("export", payload={"format": "csv"})
    assert breaks(folder, head=head) == []
    in_log(folder, "DELETE FROM payloads WHERE seq = 13", "DELETE FROM log WHERE seq = 13")
    assert breaks(folder) == []  # what is left is consistent
    assert breaks(folder, head=head) == [
        f"ledger.sqlite: expected a row with the hash {head}, found none among 12 rows."
    ]


def test_a_head_kept_elsewhere_finds_a_chain_written_anew(folder: Path) -> None:
    with open_ledger(folder) as ledger:
        head, rows = ledger.head(), list(ledger.rows())
    statements, prev = [], rows[0].hash
    for row in rows[1:]:
        new = row_hash(prev, row.seq, row.kind, "Eve", row.at, row.object, row.payload_hash, row.reason)
        changes = f"actor = 'Eve', prev = '{prev}', hash = '{new}'"
        statements.append(f"UPDATE log SET {changes} WHERE seq = {row.seq}")
        prev = new
    in_log(folder, *statements)
    assert breaks(folder) == []  # consistent with itself from end to end
    assert [found.split(",")[0] for found in breaks(folder, head=head)] == [
        f"ledger.sqlite: expected a row with the hash {head}"
    ]


def test_an_older_head_tells_how_much_came_since(folder: Path) -> None:
    with open_ledger(folder, mode="write") as ledger:
        head = ledger.head()
        ledger.append("export", payload={"format": "csv"})
        ledger.append("export", payload={"format": "csv"})
        assert verify(ledger, head=head.upper()).rows_since == 2
        assert verify(ledger, head=ledger.head()).rows_since == 0


def test_a_quote_that_is_not_in_its_layer_is_found(folder: Path) -> None:
    with open_ledger(folder, mode="write") as ledger:
        rows = ledger.current_build()
        claims = [{**claim_row(report(1)), "quote": "At least 9 people"}]
        ledger.write_build({"documents": [rows.table("documents")], "claims": claims}, inputs_digest="wrong")
    assert "expected the words of its span, 'At least 1 people', found 'At least 9 people'." in breaks(folder)[0]


def test_what_was_stored_but_never_acknowledged_is_counted_not_broken(folder: Path) -> None:
    with open_ledger(folder, mode="write") as ledger:
        ledger.put_document(b"not yet acknowledged")
        counted = verify(ledger).counts
        table = ledger.put_document(b"a;b\n1;2\n")
        ledger.reject([Rejected("odd.csv", table, "receive", None, "columns: the table has no column of text.")])
        checked = verify(ledger)
        assert checked.holds and checked.counts["documents stored but not acknowledged"] == 1
        assert checked.counts["documents"] == counted["documents"] + 1  # a table kept though nothing in it was read


def test_a_forgotten_document_that_is_still_there_is_a_break(folder: Path) -> None:
    with open_ledger(folder, mode="write") as ledger:
        ledger.forget(DOCUMENT, by="Ada", reason="asked")
        build(ledger, digest="after")
    (folder / DOCUMENT_FILE).write_bytes(report(3))
    assert breaks(folder)[0] == f"{DOCUMENT_FILE}: expected nothing, since it was forgotten, found a file."
    with open_ledger(folder, mode="write"):
        pass  # the next writer finishes the erasing
    assert breaks(folder) == []


def test_a_damaged_build_is_made_again_from_the_same_inputs(folder: Path) -> None:
    live_file(folder, "claims.parquet").unlink()
    assert breaks(folder)
    with open_ledger(folder, mode="write") as ledger:
        build(ledger, digest="inputs 1")
    assert breaks(folder) == []


def test_a_log_that_is_no_database_is_one_sentence(folder: Path) -> None:
    from bearwitness.errors import LedgerBroken

    os.truncate(folder / "ledger.sqlite", 0)
    (folder / "ledger.sqlite").write_bytes(b"garbage" * 1000)
    with pytest.raises(LedgerBroken, match="the file is damaged"):
        open_ledger(folder)
