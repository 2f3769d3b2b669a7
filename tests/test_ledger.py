"""What a ledger keeps and gives back. The helpers that make records serve the other ledger tests too."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from bearwitness.errors import LedgerBusy, LedgerError, LedgerTooNew, RequestError, UnknownName
from bearwitness.judgements import new_judgement
from bearwitness.ledger import Ledger, open_ledger, verify
from bearwitness.records import Anchor, Arrival, Document, Harm, MapSegment, Rejected, sha256_hex
from bearwitness.tables import SCHEMAS

TEXT = "Blast in Oru\n\nAt least {n} people were killed in Oru on Monday, the governor said."


def report(number: int) -> bytes:
    return TEXT.format(n=number).encode()


def arrival(content: bytes, given_as: str, **more: Any) -> Arrival:
    fields: dict[str, Any] = {"publisher": None, "published": None, "url": None, "country": None, "container_id": None}
    fields |= {"part": None, "media_type": "text/plain", "size": len(content)} | more
    return Arrival(sha256_hex(content), given_as, **fields)


def document(content: bytes, **more: Any) -> Document:
    text = content.decode()
    fields: dict[str, Any] = {
        "document_id": sha256_hex(content),
        "media_type": "text/plain",
        "title": "Blast in Oru",
        "publisher": None,
        "country": None,
        "url": None,
        "published": None,
        "published_from": None,
        "language": "en",
        "layer_hash": sha256_hex(text.encode()),
        "text": text,
        "reader": "plain text 1",
        "segments": (MapSegment(0, len(text), "bytes", 0, len(content)),),
    }
    return Document(**(fields | more))


def document_row(content: bytes, claims: int = 1) -> dict[str, Any]:
    read = document(content)
    names = [name for name in SCHEMAS["documents"].names if hasattr(read, name)]
    return {name: getattr(read, name) for name in names} | {"characters": len(read.text), "claims": claims}


def claim_row(content: bytes) -> dict[str, Any]:
    text = content.decode()
    start = text.index("At least")
    end = text.index(" were killed")
    return {
        "claim_id": sha256_hex(content)[:32],
        "document_id": sha256_hex(content),
        "start": start,
        "end": end,
        "quote": text[start:end],
        "harm": "killed",
        "modifier": "at_least",
        "unit": "person",
        "counting": "total",
        "victims": {"text": "people", "status": "unknown", "age_group": "unknown", "sex": "unknown", "names": []},
        "scope": "incident",
        "factuality": "asserted",
        "extractor": "test 1",
    }


def fill(ledger: Ledger, numbers: range, *, digest: str = "inputs 1") -> str:
    """Record some reports and build the tables of all that the ledger holds."""
    contents = [report(number) for number in numbers]
    for content in contents:
        ledger.put_document(content)
    ledger.acknowledge([arrival(content, f"reports/{n}.txt") for n, content in zip(numbers, contents, strict=True)])
    ledger.put_layers(document(content) for content in contents)
    return build(ledger, digest=digest)


def build(ledger: Ledger, *, digest: str) -> str:
    held = sorted({one.document_id for one in ledger.arrivals()})
    bytes_of = [content for one in held if (content := ledger.document_bytes(one)) is not None]
    rows = {
        "documents": lambda: (document_row(content) for content in bytes_of),
        "arrivals": lambda: ({**row_of(one)} for one in ledger.arrivals()),
        "claims": lambda: (claim_row(content) for content in bytes_of),
        "settings": [{"name": "link.window_days", "value": "7"}],
    }
    return ledger.write_build(rows, inputs_digest=digest)


def row_of(one: Arrival) -> dict[str, Any]:
    return {name: getattr(one, name) for name in SCHEMAS["arrivals"].names}


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    with open_ledger(tmp_path / "ledger", mode="write", create=True) as opened:
        yield opened


def test_the_folder_holds_what_the_contract_names(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new" / "ledger", mode="write", create=True) as ledger:
        build_id = fill(ledger, range(3))
        ledger.put_cached("extract", [sha256_hex(report(1)), "1"], {"claims": []})
    folder = tmp_path / "new" / "ledger"
    assert sorted(path.name for path in folder.iterdir()) == [
        "bearwitness.toml",
        "cache",
        "documents",
        "layers",
        "ledger.sqlite",
        "tables",
        "writer.lock",
    ]
    document_id = sha256_hex(report(1))
    assert (folder / "documents" / document_id[:2] / document_id[2:]).read_bytes() == report(1)
    assert (folder / "tables" / "current").read_text() == build_id + "\n"
    tables = sorted(path.name for path in (folder / "tables" / build_id).iterdir())
    assert tables == sorted([*(f"{name}.parquet" for name in SCHEMAS), "manifest.json"])


def test_everything_put_in_comes_back(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, range(3))
    ledger.reject([Rejected("scan.pdf", sha256_hex(b"%PDF"), "read", None, "no-text: The PDF has no text layer.")])
    ledger.reject([Rejected("gone.txt", None, "receive", None, "missing: The link leads nowhere.")])
    ledger.close()
    with open_ledger(tmp_path / "ledger") as reader:
        held = list(reader.arrivals())
        assert [one.document_id for one in held] == sorted(sha256_hex(report(n)) for n in range(3))
        assert [one.given_as for one in reader.rejections()] == ["gone.txt", "scan.pdf"]
        one = sha256_hex(report(2))
        layer_hash = reader.readings(one)[0].layer_hash
        assert reader.layer_text(layer_hash) == report(2).decode()
        assert reader.segments(one, layer_hash) == document(report(2)).segments
        current = reader.current_build()
        assert current.settings == {"link.window_days": 7}
        assert current.table("claims", columns=["quote"], where={"document_id": one}).to_pylist() == [
            {"quote": "At least 2 people"}
        ]
        assert current.query("SELECT count(*) AS n FROM claims JOIN documents USING (document_id)")["n"][0].as_py() == 3
        assert {name: current.table(name).num_rows for name in ("figures", "people", "documents")} == {
            "figures": 0,
            "people": 0,
            "documents": 3,
        }
        assert current.head == [row.hash for row in reader.rows("build")][-1]


def test_a_second_run_adds_nothing(ledger: Ledger) -> None:
    first = fill(ledger, range(4))
    ledger.reject([Rejected("x", None, "receive", None, "missing: no.")])
    head = ledger.head()
    assert fill(ledger, range(4)) == first
    assert ledger.reject([Rejected("x", None, "receive", None, "missing: no.")]) == 0
    assert ledger.head() == head


def test_the_same_bytes_from_elsewhere_are_a_further_arrival(ledger: Ledger) -> None:
    content = report(1)
    ledger.put_document(content)
    comings = [arrival(content, "b.txt"), arrival(content, "a.txt", publisher="Oru Post"), arrival(content, "a.txt")]
    assert ledger.acknowledge(comings) == 3
    assert ledger.acknowledge(comings[::-1]) == 0
    held = [(one.given_as, one.publisher) for one in ledger.arrivals()]
    assert held == [("a.txt", None), ("a.txt", "Oru Post"), ("b.txt", None)]


def test_nothing_is_acknowledged_before_its_bytes_are_stored(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="its bytes are not stored"):
        ledger.acknowledge([arrival(b"unseen", "a.txt")])
    ledger.put_document(b"row")
    with pytest.raises(ValueError, match="its bytes are not stored"):
        ledger.acknowledge([arrival(b"row", "a.csv", container_id=sha256_hex(b"the csv"), part="row 1")])
    assert list(ledger.arrivals()) == []


def test_order_of_arrival_does_not_reach_the_tables(tmp_path: Path) -> None:
    manifests = []
    for name, numbers in (("up", range(20)), ("down", range(19, -1, -1))):
        with open_ledger(tmp_path / name, mode="write", create=True) as ledger:
            fill(ledger, numbers)
            manifests.append(ledger.current_build().manifest)
    assert manifests[0] == manifests[1]


def test_a_build_that_is_there_is_only_switched_to(ledger: Ledger) -> None:
    first = fill(ledger, range(2), digest="one")
    second = fill(ledger, range(3), digest="two")

    def explode() -> Any:
        raise AssertionError("rows of a finished build were asked for")

    assert ledger.write_build({"claims": explode}, inputs_digest="one") == first
    assert ledger.current_build().build_id == first
    assert [one.build_id for one in ledger.builds()] == [second, first]
    assert verify(ledger).breaks == []


def test_a_build_that_fails_leaves_the_live_one(ledger: Ledger) -> None:
    first = fill(ledger, range(2))

    def half() -> Any:
        yield claim_row(report(0))
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        ledger.write_build({"claims": half}, inputs_digest="other")
    assert ledger.current_build().build_id == first
    assert sorted(path.name for path in ledger.tables_folder.iterdir()) == sorted([first, "current"])


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda ledger: ledger.build("zzz"), "There is no build 'zzz'"),
        (lambda ledger: ledger.current_build().table("claim"), "no table 'claim'. The nearest are: claims"),
        (
            lambda ledger: ledger.table("claims", where={"harms": 1}),
            "no column of claims 'harms'. The nearest are: harm",
        ),
        (lambda ledger: ledger.find_document("ffff"), "no document 'ffff'"),
        (lambda ledger: ledger.find_document("ff"), "'ff' is too short for a document: give its id, or the first 4"),
        (lambda ledger: ledger.document_bytes("0" * 64), "no document '0000"),
        (lambda ledger: ledger.layer_text("0" * 64), "no text layer '0000"),
        (lambda ledger: ledger.write_build({"clams": []}, inputs_digest="x"), "no table 'clams'"),
    ],
)
def test_unknown_names_are_answered_with_the_nearest(ledger: Ledger, ask: Any, said: str) -> None:
    fill(ledger, range(2))
    with pytest.raises(UnknownName) as caught:
        ask(ledger)
    assert said in str(caught.value)


def test_a_unique_start_of_an_id_is_enough(ledger: Ledger) -> None:
    build_id = fill(ledger, range(2))
    document_id = sha256_hex(report(1))
    assert ledger.find_document(document_id[:10].upper()) == document_id
    assert ledger.build(build_id[:6]).build_id == ledger.build("current").build_id == build_id


def test_tables_come_in_three_forms(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(ledger, range(2))
    assert ledger.table("claims").num_rows == 2
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    assert len(ledger.table("claims", "pandas")) == len(ledger.table("claims", "polars")) == 2
    with pytest.raises(RequestError, match="'arrow', 'pandas' or 'polars', got 'excel'"):
        ledger.table("claims", "excel")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(RequestError, match=r"pip install 'bearwitness\[polars\]'"):
        ledger.table("claims", "polars")


def test_there_is_no_ledger_here(tmp_path: Path) -> None:
    for mode in ("read", "write"):
        with pytest.raises(LedgerError, match=r"there is no ledger here. Make one with: bearwitness record"):
            open_ledger(tmp_path / "nowhere", mode=mode)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"x")
    with pytest.raises(LedgerError, match=r"holds other files \(cat.jpg\)"):
        open_ledger(tmp_path / "photos", mode="write", create=True)
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(LedgerError, match="this is a file"):
        open_ledger(tmp_path / "file", mode="write", create=True)


def test_a_ledger_without_tables_says_so(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"no tables yet. Run `bearwitness record`"):
        ledger.current_build()


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    open_ledger(tmp_path / "ledger", mode="write", create=True).close()
    with sqlite3.connect(tmp_path / "ledger" / "ledger.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '99'")
    connection.close()
    for mode, create in (("read", False), ("write", False), ("write", True)):
        with pytest.raises(LedgerTooNew, match="has format 99, and this version of bearwitness reads up to 1"):
            open_ledger(tmp_path / "ledger", mode=mode, create=create)


def test_the_database_itself_refuses_to_change_the_log(ledger: Ledger) -> None:
    fill(ledger, range(2))
    path = ledger.log.path
    for statement in (
        "UPDATE log SET actor = 'x'",
        "DELETE FROM log WHERE seq = 2",
        "UPDATE payloads SET payload = '{}'",
        "DELETE FROM payloads WHERE seq = 2",
    ):
        connection = sqlite3.connect(path)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
        connection.close()


def test_a_reader_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, range(1))
    ledger.close()
    with open_ledger(tmp_path / "ledger") as reader:
        for act in (
            lambda: reader.put_document(b"x"),
            lambda: reader.append("export"),
            lambda: reader.put_cached("k", "a", 1),
            lambda: reader.forget("ab", by="me", reason="why"),
            lambda: reader.write_build({}, inputs_digest="x"),
        ):
            with pytest.raises(LedgerError, match="open for reading only"):
                act()


def test_a_reader_sees_what_a_writer_adds(ledger: Ledger, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger") as reader:
        before = reader.head()
        fill(ledger, range(2))
        assert reader.head() != before
        assert reader.current_build().table("documents").num_rows == 2


# One writer at a time


def test_a_second_writer_waits_then_says_who_holds_it(ledger: Ledger, tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(LedgerBusy) as caught:
        open_ledger(tmp_path / "ledger", mode="write", wait_s=0.3)
    assert 0.3 <= time.monotonic() - began < 5
    import os

    said = str(caught.value)
    assert f"is being written by process {os.getpid()} on " in said
    assert " since 20" in said and "waited 0.3 seconds" in said


def test_a_second_writer_goes_on_when_the_first_has_finished(ledger: Ledger, tmp_path: Path) -> None:
    threading.Timer(0.3, ledger.close).start()
    with open_ledger(tmp_path / "ledger", mode="write", wait_s=20) as second:
        second.append("export", payload={"format": "csv"})


HOLD = """
import sys, time
from bearwitness.ledger import open_ledger
ledger = open_ledger(sys.argv[1], mode="write", create=True)
print("held", flush=True)
time.sleep(60)
"""


def test_a_dead_writer_is_no_obstacle(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "ledger")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={"PYTHONPATH": ":".join(sys.path)}) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        with pytest.raises(LedgerBusy, match=f"process {holder.pid} on "):
            open_ledger(tmp_path / "ledger", mode="write", wait_s=0)
        holder.kill()
    with open_ledger(tmp_path / "ledger", mode="write", wait_s=0) as ledger:
        assert verify(ledger).breaks == []


# Results kept for the next run


def test_kept_results_come_back_by_key(ledger: Ledger) -> None:
    key = ("a" * 64, "extractor 1", None)
    ledger.put_cached_many("extract", [(key, {"claims": [1, "ü"]}), ("b" * 64, [])])
    assert ledger.cached("extract", key) == {"claims": [1, "ü"]}
    assert ledger.cached("resolve", key) is None
    assert ledger.cached("extract", ("a" * 64, "extractor 2", None)) is None
    assert ledger.cached_many("extract", [key, "b" * 64, "c"]) == {key: {"claims": [1, "ü"]}, "b" * 64: []}


@pytest.mark.parametrize("damage", [b"not a database at all, but longer than a header" * 100, b""])
def test_a_damaged_cache_is_begun_anew(ledger: Ledger, tmp_path: Path, damage: bytes) -> None:
    ledger.put_cached("extract", "a", 1)
    ledger.close()
    (tmp_path / "ledger" / "cache" / "results.sqlite").write_bytes(damage)
    with open_ledger(tmp_path / "ledger", mode="write") as again:
        assert again.cached("extract", "a") is None
        again.put_cached("extract", "a", 2)
        again.put_cached("extract", "b", 3)
        assert again.cached("extract", "b") == 3


def test_a_changed_result_is_not_believed(ledger: Ledger, tmp_path: Path) -> None:
    ledger.put_cached_many("extract", [("a", 1), ("b", 2)])
    ledger.close()
    connection = sqlite3.connect(tmp_path / "ledger" / "cache" / "results.sqlite")
    connection.execute("UPDATE results SET value = (SELECT value FROM results WHERE subject = 'b') WHERE subject = 'a'")
    connection.commit()
    connection.close()
    with open_ledger(tmp_path / "ledger") as reader:
        assert reader.cached_many("extract", ["a", "b"]) == {"b": 2}


# Judgements and aliases in the log


def anchor(content: bytes) -> Anchor:
    return Anchor(sha256_hex(content), document(content).layer_hash, 14, 31, Harm.KILLED)


def test_judgements_come_back_in_order_each_in_its_own_row(ledger: Ledger) -> None:
    first = new_judgement("wrong", by="Ada", why="a cow", at="2030-01-01T00:00:00Z", left=[anchor(report(1))])
    second = new_judgement("retract", by="Ben", why="no cow", at="2030-01-02T00:00:00Z", retracts=first.judgement_id)
    ledger.add_judgements([first, second])
    assert ledger.judgements() == [first, second]
    assert [(row.actor, row.reason) for row in ledger.rows("judgement")] == [("Ada", "a cow"), ("Ben", "no cow")]


def test_aliases_follow_to_the_id_that_stands_now(ledger: Ledger) -> None:
    ledger.add_aliases({"i-1": "i-2", "i-9": "i-2"})
    ledger.add_aliases({"i-2": "i-3"})
    head = ledger.head()
    ledger.add_aliases({"i-2": "i-3", "i-5": "i-5"})
    assert ledger.head() == head
    assert ledger.aliases() == {"i-1": "i-3", "i-2": "i-3", "i-9": "i-3"}
    ledger.add_aliases({"i-3": "i-2"})  # the old id is given again: it is old no longer
    assert ledger.aliases() == {"i-1": "i-2", "i-3": "i-2", "i-9": "i-2"}


# Forgetting


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_forgetting_erases_bytes_layer_rows_and_words(ledger: Ledger, tmp_path: Path) -> None:
    container = b'{"text": "Amal"}\n{"text": "Belen"}\n'
    secret, other = b"Amal Secret was killed in Oru. At least 1 were killed", b"Belen. At least 2 were killed"
    for content in (container, secret, other):
        ledger.put_document(content)
    held = {"container_id": sha256_hex(container)}
    ledger.acknowledge([arrival(secret, "amal-secret.jsonl", part="row 1", **held), arrival(other, "x", **held)])
    read = document(secret)
    ledger.put_layers([read, document(other)])
    ledger.put_cached_many("extract", [((read.layer_hash, "1"), "Amal Secret"), ("opaque", "Amal Secret")])
    ledger.put_cached("extract", (document(other).layer_hash, "1"), "kept")
    ledger.add_judgements(
        [new_judgement("wrong", by="Ada", why="cow", at="t", left=[anchor(secret)], shown=["named Amal Secret"])]
    )
    old = build(ledger, digest="before")
    document_id = sha256_hex(secret)

    gone = ledger.forget(document_id[:12], by="Ada", reason="asked by the family")

    assert gone.builds == (old,) and gone.containers == (sha256_hex(container),) and read.layer_hash in gone.layers
    assert ledger.document_bytes(document_id) is None and ledger.layer_text(read.layer_hash) is None
    assert ledger.readings(document_id) == [] and ledger.judgements() == []
    assert [one.document_id for one in ledger.arrivals()] == [sha256_hex(other)]
    assert ledger.cached("extract", (read.layer_hash, "1")) is None and ledger.cached("extract", "opaque") is None
    assert ledger.cached("extract", (document(other).layer_hash, "1")) == "kept"
    with pytest.raises(LedgerError, match="no tables yet"):
        ledger.current_build()
    assert (ledger.erased_because(document_id) or "").startswith("forgotten: erased on 20")
    with pytest.raises(LedgerError, match=r"by Ada: asked by the family. It is not taken in again"):
        ledger.put_document(secret)
    with pytest.raises(RequestError, match="nothing left to erase"):
        ledger.forget(document_id, by="Ada", reason="again")
    assert ledger.put_document(container) == sha256_hex(container)  # the other report in it may still arrive
    assert ledger.document_bytes(sha256_hex(container)) is None
    ledger.acknowledge([arrival(other, "again", **held)])
    because = ledger.erased_because(document_id) or ""
    ledger.reject([Rejected(path, document_id, "receive", None, because) for path in ("amal-secret.txt", "b.txt")])
    assert [(r.given_as, r.document_id) for r in ledger.rejections()] == [("(forgotten)", document_id)]
    build(ledger, digest="after")
    checked = verify(ledger)
    assert checked.breaks == []
    erased = {name: count for name, count in checked.counts.items() if "erased" in name}
    assert erased == {"documents erased": 2, "layers erased": 2, "payloads erased": 3}
    ledger.close()
    left = everything_in(tmp_path / "ledger")
    assert b"Secret" not in left and b"amal-secret" not in left
    assert document_id.encode() in left and b"asked by the family" in left


def test_another_container_brings_nothing_forgotten_back(ledger: Ledger, tmp_path: Path) -> None:
    secret, other = b"Amal Secret was killed in Oru.", b"Belen. At least 2 were killed"
    ledger.put_document(secret)
    ledger.acknowledge([arrival(secret, "a.txt")])
    ledger.forget(sha256_hex(secret), by="Ada", reason="asked by the family")
    container = b'{"text": "Amal Secret"}\n{"text": "Belen"}\n'
    held = {"container_id": ledger.put_document(container)}
    ledger.put_document(other)
    ledger.acknowledge([arrival(other, "b.jsonl", part="row 2", **held)])
    for _ in range(2):
        ledger.refuse_container(held["container_id"], holds=sha256_hex(secret))
    assert ledger.document_bytes(held["container_id"]) is None and ledger.document_bytes(sha256_hex(other)) == other
    assert [row.reason for row in ledger.rows("forget")][1:] == [
        f"it holds the forgotten document {sha256_hex(secret)}"
    ]
    assert ledger.put_document(container) == held["container_id"]
    assert verify(ledger).breaks == []
    ledger.close()
    assert b"Secret" not in everything_in(tmp_path / "ledger")


def test_a_rejection_is_logged_once_however_often_it_is_given(ledger: Ledger) -> None:
    bad = [
        Rejected("gone", None, "receive", None, "broken_link: the link leads to nothing"),
        Rejected("a.csv", None, "receive", 3, "row: row 3 cannot be read: it has 4 cells, the header 3"),
        Rejected("b.csv", sha256_hex(b"b"), "receive", None, "columns: the table has no column of text."),
    ]
    assert [ledger.reject(bad), ledger.reject(bad), ledger.reject([*bad, *bad])] == [3, 0, 0]
    assert len(list(ledger.rows("rejection"))) == len(list(ledger.rejections())) == 3


def test_an_arrival_that_overrides_is_plain_in_the_log_and_counted(ledger: Ledger) -> None:
    content = report(1)
    ledger.put_document(content)
    ledger.acknowledge([arrival(content, "a.txt", published="2024-05-06", override=True), arrival(content, "b.txt")])
    logged = [(row.payload or {}) for row in ledger.rows("arrival")]
    assert [(p["given_as"], p["override"], p["published"]) for p in logged if p["override"]] == [
        ("a.txt", True, "2024-05-06")
    ]
    assert verify(ledger).counts["overrides"] == 1


def test_a_layer_that_another_document_shares_stays(ledger: Ledger) -> None:
    one, two = report(1), report(1) + b"\n"
    for content in (one, two):
        ledger.put_document(content)
    ledger.acknowledge([arrival(one, "a"), arrival(two, "b")])
    shared = document(one, segments=())
    ledger.put_layers([shared, document(two, text=shared.text, layer_hash=shared.layer_hash, segments=())])
    assert ledger.forget(sha256_hex(one), by="Ada", reason="asked").layers == ()
    assert ledger.layer_text(shared.layer_hash) == shared.text
    assert verify(ledger).breaks == []
    assert ledger.forget(sha256_hex(two), by="Ada", reason="asked").layers == (shared.layer_hash,)
    assert ledger.layer_text(shared.layer_hash) is None
    assert verify(ledger).breaks == []


def test_a_build_without_the_document_survives_its_forgetting(ledger: Ledger) -> None:
    before = fill(ledger, range(1), digest="first")
    after = fill(ledger, range(2), digest="second")
    assert ledger.forget(sha256_hex(report(1)), by="Ada", reason="asked").builds == (after,)
    assert [one.build_id for one in ledger.builds()] == [before]
    assert verify(ledger).breaks == []


@pytest.mark.parametrize(("by", "reason"), [("", "why"), ("Ada", " "), (None, "")])
def test_forgetting_needs_a_reason_and_no_empty_name(ledger: Ledger, by: str | None, reason: str) -> None:
    with pytest.raises(RequestError, match="a reason, and --by a name: give --reason WHY"):
        ledger.forget("abcd", by=by, reason=reason)


def test_settings_are_those_in_the_folder(ledger: Ledger, tmp_path: Path) -> None:
    assert ledger.settings.link.window_days == 7
    (tmp_path / "ledger" / "bearwitness.toml").write_text("[link]\nwindow_days = 3\n")
    with open_ledger(tmp_path / "ledger") as reader:
        assert reader.settings.link.window_days == 3


def test_payloads_are_plain_json_that_keeps_every_letter(ledger: Ledger) -> None:
    ledger.append("export", actor="Ada", payload={"file": "Übersicht.csv", "lone": "\ud800"}, reason="für die Akte")
    row = next(iter(ledger.rows("export")))
    assert row.payload == {"file": "Übersicht.csv", "lone": "\ud800"}
    assert json.loads(row.payload_text or "") == row.payload
