"""Plain functions over many records in several processes, results in input order.

Why not `multiprocessing.Pool` or `concurrent.futures`: the first hangs when a worker is killed, the second gives up the
whole pool and cannot say which record did it. Here each worker has one record at a time, so the record that kills its
worker is known; it is tried once more in a fresh worker, and the others go on.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")

_WINDOW_PER_WORKER = 64  # results held back behind a slow record; bounds memory, any value gives the same results
_TRIES = 2  # a worker may die for a reason outside the record (memory taken by others), so one death proves nothing
_START_LIMIT = 3  # workers in a row that die before they are ready: then the function itself cannot be loaded


class WorkError(RuntimeError):
    """A record's work failed and the caller gave no `on_error`; or no worker could start."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record has no result. `kind`: raised, died, too_slow. `reason` is one plain sentence, without a path."""

    kind: str
    reason: str
    details: str = ""


def map_in_processes(
    function: Callable[[Input], Output],
    records: Iterable[Input],
    *,
    workers: int,
    on_error: Callable[[Input, Fault], Output] | None,
    time_limit_s: float | None = None,
) -> Iterator[Output]:
    """See `Engine.map_records`."""
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, got {workers}.")
    if workers == 1:
        return _map_here(function, records, on_error)
    return _Crew(function, workers, time_limit_s).map(records, on_error)


def _map_here(
    function: Callable[[Input], Output], records: Iterable[Input], on_error: Callable[[Input, Fault], Output] | None
) -> Iterator[Output]:
    for record in records:
        try:
            result = function(record)
        except Exception as error:
            yield _stand_in(record, _raised(error), on_error)
        else:
            yield result


def _raised(error: Exception) -> Fault:
    sentence = f"{type(error).__name__}: {error}".strip().rstrip(":")
    return Fault("raised", sentence, "".join(traceback.format_exception(error)))


def _stand_in(record: Input, fault: Fault, on_error: Callable[[Input, Fault], Output] | None) -> Output:
    if on_error is None:
        raise WorkError(f"{fault.reason}\n{fault.details}".rstrip())
    return on_error(record, fault)


class _Worker:
    """A child process with the function loaded, doing one record at a time."""

    def __init__(self, function: bytes) -> None:
        self.connection, theirs = Pipe()
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(path for path in sys.path if path))
        environment["OPENBLAS_NUM_THREADS"] = "1"  # the processes are the parallelism
        command = [sys.executable, "-c", _CHILD, str(theirs.fileno())]
        # A process of its own, not a fork: the parent holds database threads, and a fork would copy their locks.
        with _no_interrupts():  # what is blocked here stays blocked there
            self.process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        theirs.close()
        self.ready = False
        self.task: int | None = None
        self.since = 0.0
        self.connection.send_bytes(function)

    def give(self, task: int, record: bytes) -> None:
        self.task, self.since = task, time.monotonic()
        self.connection.send_bytes(record)

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Hold a Ctrl-C back until the end of the block.

    A terminal sends it to every process. It is the parent's to handle, which then closes the workers' lines; a worker
    that heard it while it starts would print a traceback.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_CHILD = "import sys; from bearwitness.engine.processes import serve; serve(int(sys.argv[1]))"


def serve(descriptor: int) -> None:
    """What a worker process runs: the function first, then records until the parent closes the line."""
    line = Connection(descriptor)
    try:
        try:
            function = pickle.loads(line.recv_bytes())
        except EOFError:
            return
        except Exception as error:
            line.send(("unloadable", _raised(error)))
            return
        line.send(("ready", None))
        while True:
            record = pickle.loads(line.recv_bytes())
            try:
                answer = pickle.dumps(("done", function(record)))
            except Exception as error:
                answer = pickle.dumps(("fault", _raised(error)))
            line.send_bytes(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


class _Crew:
    """Hands records to workers, replaces workers that die, and gives results back in order."""

    def __init__(self, function: Callable[[Any], Any], workers: int, time_limit_s: float | None) -> None:
        self.function = pickle.dumps(function)
        self.size = workers
        self.time_limit_s = time_limit_s
        self.workers: list[_Worker] = []
        self.records: dict[int, Any] = {}
        self.deaths: dict[int, int] = {}
        self.again: deque[int] = deque()
        self.results: dict[int, Any] = {}
        self.failed_starts = 0

    def map(self, records: Iterable[Any], on_error: Callable[[Any, Fault], Any] | None) -> Iterator[Any]:
        source, taken, given_back, exhausted = iter(records), 0, 0, False
        try:
            while True:
                while not exhausted and taken - given_back < self.size * _WINDOW_PER_WORKER and self._wants_work(taken):
                    try:
                        self.records[taken] = next(source)
                    except StopIteration:
                        exhausted = True
                    else:
                        self.again.append(taken)
                        taken += 1
                if exhausted and given_back == taken:
                    return
                self._hand_out()
                if given_back not in self.results:
                    self._await_answers()
                while given_back in self.results:
                    record, answer = self.records.pop(given_back), self.results.pop(given_back)
                    given_back += 1
                    yield _stand_in(record, answer[1], on_error) if answer[0] == "fault" else answer[1]
        finally:
            for worker in self.workers:
                worker.stop()

    def _wants_work(self, taken: int) -> bool:
        """True while a worker is idle or could be started: records are read no further ahead than that."""
        busy = sum(1 for worker in self.workers if worker.task is not None)
        return len(self.again) + busy < self.size

    def _hand_out(self) -> None:
        while len(self.workers) < min(self.size, len(self.again) + sum(w.task is not None for w in self.workers)):
            self.workers.append(_Worker(self.function))
        for worker in [worker for worker in self.workers if worker.ready and worker.task is None]:
            if not self.again:
                return
            task = self.again.popleft()
            try:
                content = pickle.dumps(self.records[task])
            except Exception as error:
                self.results[task] = ("fault", _raised(error))
                continue
            try:
                worker.give(task, content)
            except OSError:
                self._bury(worker, "died")

    def _await_answers(self) -> None:
        busy = [worker for worker in self.workers if worker.task is not None or not worker.ready]
        if not busy:
            return
        answered = wait([worker.connection for worker in busy], timeout=self._patience(busy))
        for worker in busy:
            if worker.connection in answered:
                self._take_answer(worker)
        if self.time_limit_s is not None:
            for worker in list(self.workers):
                if worker.task is not None and time.monotonic() - worker.since > self.time_limit_s:
                    self._bury(worker, "too_slow")

    def _patience(self, busy: list[_Worker]) -> float | None:
        started = [worker.since for worker in busy if worker.task is not None]
        if self.time_limit_s is None or not started:
            return None
        return max(0.0, min(started) + self.time_limit_s - time.monotonic()) + 0.01

    def _take_answer(self, worker: _Worker) -> None:
        try:
            kind, value = pickle.loads(worker.connection.recv_bytes())
        except (EOFError, OSError):
            self._bury(worker, "died")
            return
        if kind == "unloadable":
            raise WorkError(f"A worker process cannot load the function: {value.reason}\n{value.details}")
        if kind == "ready":
            worker.ready, self.failed_starts = True, 0
            return
        assert worker.task is not None
        self.results[worker.task] = (kind, value)
        worker.task = None

    def _bury(self, worker: _Worker, kind: str) -> None:
        """Take a dead or hanging worker out; its record is tried once more, then given up."""
        self.workers.remove(worker)
        worker.stop()
        code, task = worker.process.returncode, worker.task
        if task is None:
            self.failed_starts += 1
            if self.failed_starts >= _START_LIMIT:
                raise WorkError(f"Worker processes end before they are ready (exit status {code}).")
            return
        self.deaths[task] = self.deaths.get(task, 0) + 1
        if kind == "died" and self.deaths[task] < _TRIES:
            self.again.appendleft(task)
            return
        if kind == "too_slow":
            reason = f"the work on it took longer than the limit of {self.time_limit_s:g} seconds"
        else:
            reason = f"the process that worked on it ended twice without an answer ({_ending(code)})"
        self.results[task] = ("fault", Fault(kind, reason))


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit status {code}"
