"""A kill at any instant: nothing acknowledged is lost, what is left verifies, and the next run ends the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bearwitness.ledger import open_ledger, verify

# One process loads everything and forks a child for each instant at which to die; the child counts every write, sync,
# rename and log row, and kills itself just before the one that it was told.
DRIVER = """
import contextlib, os, signal, sys
from pathlib import Path

import sqlalchemy.dialects.sqlite
with contextlib.suppress(ImportError):
    import pandas  # Arrow loads it at first use where it is installed; better once here than in every child
import bearwitness.engine.on_duckdb
from bearwitness.errors import LedgerError
from bearwitness.judgements import new_judgement
from bearwitness.ledger import builds, ledger as ledger_module, log, open_ledger, storage, verify
from bearwitness.records import sha256_hex
from test_ledger import anchor, arrival, build, document, report

CLOCK = lambda: "2030-01-01T00:00:00Z"

def job(folder, acknowledged):
    with open_ledger(folder, mode="write", create=True, clock=CLOCK) as ledger:
        for batch in (range(0, 3), range(3, 6)):
            contents = [report(n) for n in batch]
            contents = [c for c in contents if ledger.erased_because(sha256_hex(c)) is None]
            for content in contents:
                ledger.put_document(content)
            ledger.acknowledge(arrival(content, "r.txt") for content in contents)
            for content in contents:
                acknowledged(sha256_hex(content))
            ledger.put_layers(document(content) for content in contents)
            ledger.put_cached_many("extract", [((sha256_hex(content), "1"), 1) for content in contents])
        build(ledger, digest="first")
        if not ledger.judgements():
            ledger.add_judgements([new_judgement("wrong", by="Ada", why="cow", at="t", left=[anchor(report(2))])])
        if ledger.erased_because(sha256_hex(report(0))) is None:
            ledger.forget(sha256_hex(report(0)), by="Ada", reason="asked")
        build(ledger, digest="second")

def count_events(kill_at):
    seen = 0
    def event():
        nonlocal seen
        if seen == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1
    def wrap(place, name):
        real = getattr(place, name)
        def wrapped(*args, **kwargs):
            event()
            result = real(*args, **kwargs)
            event()
            return result
        setattr(place, name, wrapped)
    for place, name in ((os, "fsync"), (os, "write"), (Path, "rename"), (Path, "unlink"), (log.Log, "append"),
                        (log.Log, "erase_payloads"), (log.Log, "close"), (log, "create_log"), (builds, "hash_file"),
                        (ledger_module.shutil, "rmtree"), (log.sqlite3, "connect")):
        wrap(place, name)
    return lambda: seen

def in_child(work):
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            import traceback
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def check(folder, acked, reference):
    try:
        reader = open_ledger(folder)
    except LedgerError:
        assert not acked, "acknowledged documents, but no ledger"
    else:
        with reader:
            checked = verify(reader)
            gone = [b for b in checked.breaks if b.kind == "erased" or b.found in ("no file", "none")]
            assert all(b in gone for b in checked.breaks), [b.sentence for b in checked.breaks]
            if gone:  # killed while forgetting; the next writer finishes that
                assert any(reader.rows("forget")), [b.sentence for b in gone]
            held = {one.document_id for one in reader.arrivals()}
            erased = sha256_hex(report(0)) if any(reader.rows("forget")) else None
            assert set(acked) - {erased} <= held, "an acknowledged document is lost"
    job(folder, lambda document_id: None)
    with open_ledger(folder) as ledger:
        assert [b.sentence for b in verify(ledger).breaks] == []
        manifest = ledger.current_build().manifest
        assert ledger.document_bytes(sha256_hex(report(0))) is None
        assert sum(1 for row in ledger.rows("forget")) == 1
    left = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    assert report(0) not in left, "forgotten words are still there"
    if reference.exists():
        assert manifest == eval(reference.read_text()), "other tables than an undisturbed run's"
    else:
        reference.write_text(repr(manifest))

root, step = Path(sys.argv[1]), int(sys.argv[2])
reference = root / "reference"
assert in_child(lambda: check(root / "undisturbed", [], reference)) == 0
kill_at, kills = int(sys.argv[3]), 0
while True:
    folder, acked = root / f"killed-{kill_at}", root / f"acked-{kill_at}"
    def work():
        acked_file = os.open(acked, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        plain_write = os.write
        count_events(kill_at)
        job(folder, lambda document_id: plain_write(acked_file, document_id.encode() + b"\\n"))
    status = in_child(work)
    said = acked.read_text().split() if acked.exists() else []
    outcome = in_child(lambda: check(folder, said, reference))
    assert outcome == 0, f"killed before event {kill_at}"
    if status == 0:
        break
    assert status == -signal.SIGKILL, status
    kills += 1
    kill_at += step
print(kills, kill_at)
"""


def drive(tmp_path: Path, *, step: int, first: int) -> list[int]:
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(tmp_path), str(step), str(first)],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [int(word) for word in done.stdout.split()]


@pytest.mark.slow
def test_a_kill_at_every_kind_of_instant_loses_nothing(tmp_path: Path) -> None:
    kills, events = drive(tmp_path, step=31, first=3)  # a step that shares no factor with the rhythm of the writes
    assert kills >= 10 and events >= 150


APPEND = """
import sys
from bearwitness.ledger import open_ledger
from test_ledger import arrival
ledger = open_ledger(sys.argv[1], mode="write", create=True)
for number in range(100_000):
    content = f"report {number}".encode()
    ledger.put_document(content)
    ledger.acknowledge([arrival(content, f"{number}.txt")])
    print(number, flush=True)
"""


def test_a_kill_from_outside_loses_no_acknowledged_document(tmp_path: Path) -> None:
    command = [sys.executable, "-c", APPEND, str(tmp_path / "ledger")]
    last = -1
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={"PYTHONPATH": ":".join(sys.path)}) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            last = int(line)
            if last == 40:
                writer.kill()
    with open_ledger(tmp_path / "ledger") as reader:  # its side file still lies there
        assert verify(reader).breaks == []
        assert {one.given_as for one in reader.arrivals()} >= {f"{number}.txt" for number in range(last + 1)}
    with open_ledger(tmp_path / "ledger", mode="write") as ledger:
        assert verify(ledger).breaks == []
