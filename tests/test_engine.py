"""The engine: bytes that depend on rows alone, and work that survives its workers."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bearwitness.engine import Fault, WorkError, open_engine
from bearwitness.engine.on_duckdb import ROW_GROUP_ROWS
from bearwitness.errors import RequestError

SOURCE = Path(__file__).resolve().parents[1] / "src"
SCHEMA = pa.schema(
    [
        pa.field("key", pa.string(), nullable=False),
        pa.field("number", pa.int64()),
        pa.field("score", pa.float64()),
        pa.field("place", pa.struct([("name", pa.string()), ("lat", pa.float64())])),
        pa.field("near", pa.list_(pa.struct([("score", pa.float64()), ("why", pa.string())]))),
    ]
)


@pytest.fixture
def engine(tmp_path: Path) -> Any:
    with open_engine(temp_dir=tmp_path / "temp", memory_mb=256) as opened:
        yield opened


def row(index: int) -> dict[str, Any]:
    return {
        "key": f"k{index // 3:06}",
        "number": None if index % 3 == 0 else index,
        "score": index / 7,
        "place": None if index % 5 == 0 else {"name": f"Oru {index}", "lat": index / 3},
        "near": [] if index % 2 else [{"score": 1 / 3, "why": "same day"}],
    }


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("count", [0, 1, 500, 2 * ROW_GROUP_ROWS + 17])
def test_same_rows_give_same_bytes_in_any_order(engine: Any, tmp_path: Path, count: int) -> None:
    rows = [row(index) for index in range(count)]
    shuffled = random.Random(7).sample(rows, count)
    for name, given in (("sorted", rows), ("shuffled", shuffled), ("reversed", rows[::-1])):
        assert engine.write(tmp_path / name, iter(given), schema=SCHEMA, sort_keys=("key", "number")) == count
    assert digest(tmp_path / "sorted") == digest(tmp_path / "shuffled") == digest(tmp_path / "reversed")
    stored = pq.read_table(tmp_path / "shuffled").to_pylist()
    assert [(line["key"], line["number"]) for line in stored] == [(line["key"], line["number"]) for line in rows]
    assert not list(tmp_path.glob("*.unsorted"))


def test_rows_that_tie_on_their_keys_are_sorted_by_the_rest(engine: Any, tmp_path: Path) -> None:
    rows = [{**row(1), "key": "same", "number": 1, "score": score} for score in (3.0, 1.0, 2.0, None)]
    for name, given in (("a", rows), ("b", rows[::-1])):
        engine.write(tmp_path / name, given, schema=SCHEMA, sort_keys=("key", "number"))
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
    assert pq.read_table(tmp_path / "a")["score"].to_pylist() == [None, 1.0, 2.0, 3.0]


def test_floats_are_rounded_at_every_depth_and_zero_has_no_sign(engine: Any, tmp_path: Path) -> None:
    given = {**row(2), "score": -0.0000001, "place": {"name": "Oru", "lat": 1.23456789}}
    engine.write(tmp_path / "t", [given], schema=SCHEMA, sort_keys=("key",))
    stored = pq.read_table(tmp_path / "t").to_pylist()[0]
    assert (str(stored["score"]), stored["place"]["lat"], stored["near"][0]["score"]) == ("0.0", 1.234568, 0.333333)


def test_record_batches_are_written_like_rows(engine: Any, tmp_path: Path) -> None:
    rows = [row(index) for index in range(20)]
    engine.write(tmp_path / "rows", rows, schema=SCHEMA, sort_keys=("key", "number"))
    engine.write(tmp_path / "table", [pa.Table.from_pylist(rows, SCHEMA)], schema=SCHEMA, sort_keys=("key", "number"))
    assert digest(tmp_path / "rows") == digest(tmp_path / "table")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"key": None}, "Column key must not be null"),
        ({"kye": "x"}, "columns that its table lacks: \\['kye'\\]"),
        ({"score": float("nan")}, "cannot hold nan"),
    ],
)
def test_rows_that_do_not_fit_are_refused(engine: Any, tmp_path: Path, bad: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        engine.write(tmp_path / "t", [{**row(1), **bad}], schema=SCHEMA, sort_keys=("key",))


def test_read_keeps_stored_order_and_matches_lists_and_nulls(engine: Any, tmp_path: Path) -> None:
    engine.write(tmp_path / "t", [row(index) for index in range(30)], schema=SCHEMA, sort_keys=("key", "number"))
    wanted = engine.read(tmp_path / "t", columns=["number", "key"], where={"key": ["k000009", "k000002"]})
    assert wanted.column_names == ["number", "key"]
    assert wanted["number"].to_pylist() == [None, 7, 8, None, 28, 29]
    assert engine.read(tmp_path / "t", where={"number": None, "key": "k000003"}).num_rows == 1
    assert engine.read(tmp_path / "t", where={"key": []}).num_rows == 0
    assert engine.read(tmp_path / "t").schema.field("key").nullable is False


def test_query_binds_values_and_joins_files_with_tables(engine: Any, tmp_path: Path) -> None:
    path = tmp_path / "it's a file.parquet"
    engine.write(path, [row(index) for index in range(6)], schema=SCHEMA, sort_keys=("key", "number"))
    other = pa.table({"key": ["k000001"]})
    answer = engine.query(
        "SELECT number FROM stored JOIN other USING (key) WHERE number > ? ORDER BY number",
        [3],
        {"stored": path, "other": other},
    )
    assert answer["number"].to_pylist() == [4, 5]
    assert sum(batch.num_rows for batch in engine.stream("SELECT * FROM t", (), {"t": [path, path]})) == 12


def test_a_query_that_cannot_run_is_one_sentence(engine: Any) -> None:
    with pytest.raises(RequestError, match=r"^The query cannot be answered: .*nothing_here"):
        engine.query("SELECT * FROM nothing_here")


# Work on many records. The functions run in other processes, so they live in a module of their own.

WORK = """
import os, signal, sys, time

def double(number):
    time.sleep(0.002 * (number % 3))
    return number * 2

def stumble(number):
    if number % 5 == 0:
        raise ValueError(f"no reading for {number}")
    return number

def die_on(victim, number):
    if number == victim:
        os.kill(os.getpid(), signal.SIGKILL)
    return number

def die_once(marker, number):
    if number == 3 and not os.path.exists(marker):
        open(marker, "w").close()
        os._exit(9)
    return number

def chatter(number):
    print("x" * 100_000); sys.stdout.flush()
    return b"y" * 300_000

def sleep_on(victim, number):
    time.sleep(60 if number == victim else 0)
    return number

def unpicklable(number):
    return lambda: number
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    import importlib

    name = f"work_of_{os.getpid()}_{tmp_path.name.replace('-', '_')}"
    (tmp_path / f"{name}.py").write_text(WORK)
    monkeypatch.syspath_prepend(str(tmp_path))
    return importlib.import_module(name)


def given_up(record: int, fault: Fault) -> str:
    return f"{record}: {fault.kind}: {fault.reason}"


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_input_order_with_any_number_of_workers(engine: Any, work: Any, workers: int) -> None:
    assert list(engine.map_records(work.double, range(40), workers=workers)) == [2 * n for n in range(40)]
    assert list(engine.map_records(work.double, [], workers=workers)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_record_that_raises_becomes_its_own_fault(engine: Any, work: Any, workers: int) -> None:
    results = list(engine.map_records(work.stumble, range(8), workers=workers, on_error=given_up))
    assert results == [
        "0: raised: ValueError: no reading for 0",
        1,
        2,
        3,
        4,
        "5: raised: ValueError: no reading for 5",
        6,
        7,
    ]
    with pytest.raises(WorkError, match="no reading for 0"):
        list(engine.map_records(work.stumble, range(8), workers=workers))


def test_a_record_that_kills_its_worker_becomes_its_own_fault(engine: Any, work: Any) -> None:
    results = list(engine.map_records(partial(work.die_on, 4), range(12), workers=2, on_error=given_up))
    died = "4: died: the process that worked on it ended twice without an answer (signal SIGKILL)"
    assert results == [0, 1, 2, 3, died, *range(5, 12)]


def test_a_worker_that_dies_once_costs_no_record(engine: Any, work: Any, tmp_path: Path) -> None:
    work_once = partial(work.die_once, str(tmp_path / "died"))
    assert list(engine.map_records(work_once, range(8), workers=2, on_error=given_up)) == list(range(8))
    assert (tmp_path / "died").exists()


def test_a_record_over_the_time_limit_becomes_its_own_fault(engine: Any, work: Any) -> None:
    began = time.monotonic()
    results = list(
        engine.map_records(partial(work.sleep_on, 1), range(4), workers=2, on_error=given_up, time_limit_s=1.0)
    )
    assert results == [0, "1: too_slow: the work on it took longer than the limit of 1 seconds", 2, 3]
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("after_s", [0.05, 0.1, 0.2, 0.5])
def test_an_interrupt_ends_workers_without_a_word_of_theirs(after_s: float) -> None:
    program = (
        "import os, signal, sys, threading, time\n"
        "from bearwitness.engine.processes import map_in_processes\n"
        "threading.Timer(float(sys.argv[1]), lambda: os.killpg(0, signal.SIGINT)).start()\n"  # as a terminal does
        "try: list(map_in_processes(time.sleep, [60.0] * 4, workers=2, on_error=None))\n"
        "except KeyboardInterrupt: print('interrupted')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", program, str(after_s)]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.communicate(timeout=30) == ("interrupted\n", "")
    with pytest.raises(ProcessLookupError):  # nobody of its group is left
        os.killpg(process.pid, 0)


def test_large_results_and_prints_do_not_block(engine: Any, work: Any) -> None:
    assert [len(result) for result in engine.map_records(work.chatter, range(6), workers=2)] == [300_000] * 6


def test_a_result_that_cannot_travel_is_a_fault(engine: Any, work: Any) -> None:
    results = list(engine.map_records(work.unpicklable, [1], workers=2, on_error=lambda record, fault: fault.kind))
    assert results == ["raised"]


def test_records_are_read_as_needed_and_workers_end_with_the_iteration(engine: Any, work: Any) -> None:
    read: list[int] = []

    def source() -> Any:
        for number in range(10_000):
            read.append(number)
            yield number

    results = engine.map_records(work.double, source(), workers=2)
    assert next(results) == 0
    workers = [worker.process for worker in results.gi_frame.f_locals["self"].workers]
    results.close()
    assert len(read) < 200
    assert all(process.returncode == -signal.SIGKILL for process in workers)
