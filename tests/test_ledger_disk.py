"""Disks that refuse: full, read-only, without rights. Each test runs in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bearwitness.ledger import open_ledger, verify
from test_ledger import fill

FILL = """
import sys
from pathlib import Path
from bearwitness.errors import StorageError
from bearwitness.ledger import open_ledger, verify
from test_ledger import arrival, build, document

def fill_until_refused(folder, limit, acked):
    with open_ledger(folder, mode="write", create=True) as ledger:
        for number in range(limit):
            content = f"At least {number} people were killed in Oru. {number}".encode() + b" words" * 4000
            ledger.put_document(content)
            ledger.acknowledge([arrival(content, f"{number}.txt")])
            acked.append(f"{number}.txt")
            ledger.put_layers([document(content)])
            if number % 20 == 0:
                build(ledger, digest=str(number))

def must_be_refused(folder, limit, why):
    acked = []
    try:
        fill_until_refused(folder, limit, acked)
    except StorageError as error:
        said = str(error)
        assert why in said, said
        assert "Nothing acknowledged is lost: mend that and run the same command again." in said, said
    else:
        raise AssertionError("the disk never refused")
    assert len(acked) > 3
    with open_ledger(folder) as reader:
        checked = verify(reader)
        assert checked.breaks == [], checked.breaks
        assert {one.given_as for one in reader.arrivals()} >= set(acked)
    return acked
"""

FULL_DISK = (
    FILL
    + """
import subprocess, sys
place = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], check=True)
acked = must_be_refused(place / "ledger", 10_000, "the disk is full")
subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)
fill_until_refused(place / "ledger", len(acked) + 20, [])  # mended: the same command again
subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
with open_ledger(place / "ledger") as reader:
    assert verify(reader).breaks == []
    assert reader.current_build().table("documents").num_rows > 20
try:
    open_ledger(place / "ledger", mode="write")
except StorageError as error:
    assert "because the medium is read-only" in str(error), error
else:
    raise AssertionError("a read-only medium was opened for writing")
"""
)

FILE_LIMIT = (
    FILL
    + """
import resource
place = Path(sys.argv[1])
open_ledger(place / "ledger", mode="write", create=True).close()
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
must_be_refused(place / "ledger", 10_000, "failed because ")
"""
)

NO_RIGHTS = """
import os, sys
from bearwitness.errors import StorageError
from bearwitness.ledger import open_ledger, verify
with open_ledger(sys.argv[2]) as warm:  # load everything while this account may still read the programs
    verify(warm), warm.table("claims")
os.setgid(65534), os.setgroups([]), os.setuid(65534)
with open_ledger(sys.argv[1]) as reader:
    checked = verify(reader)
    assert checked.breaks == [] and checked.counts["documents"] == 3, checked
    assert reader.table("claims").num_rows == 3
    assert reader.cached("extract", "a") in (None, 1)
for folder, create in ((sys.argv[1], False), (sys.argv[1] + "/new", True)):
    try:
        open_ledger(folder, mode="write", create=create)
    except StorageError as error:
        assert "has no right to do so" in str(error), error
    else:
        raise AssertionError("written without rights")
"""


def run(script: str, *arguments: str, before: tuple[str, ...] = ()) -> None:
    done = subprocess.run(
        [*before, sys.executable, "-c", script, *arguments],
        env={"PYTHONPATH": ":".join(sys.path), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.slow
def test_a_full_disk_loses_nothing_acknowledged_and_a_read_only_one_can_be_read(tmp_path: Path) -> None:
    private = ("unshare", "--mount")  # the mount is seen by that process alone and goes with it
    if shutil.which("unshare") is None or subprocess.run([*private, "true"], capture_output=True).returncode != 0:
        pytest.skip("SKIPPED: this account may not mount, so the full and the read-only disk go untested here")
    run(FULL_DISK, str(tmp_path), before=private)


@pytest.mark.slow
def test_a_write_that_is_cut_short_loses_nothing_acknowledged(tmp_path: Path) -> None:
    run(FILE_LIMIT, str(tmp_path))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other accounts can reach; pytest's own are closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="bearwitness-test-"))
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.parametrize("left_behind", [False, True])
def test_an_account_without_rights_reads_all_and_writes_nothing(open_folder: Path, left_behind: bool) -> None:
    if os.getuid() != 0:
        pytest.skip("SKIPPED: only root can drop its rights, so reading without rights goes untested here")
    for name in ("ledger", "warm"):
        with open_ledger(open_folder / name, mode="write", create=True) as ledger:
            fill(ledger, range(3))
            ledger.put_cached("extract", "a", 1)
            if name == "ledger" and left_behind:  # a writer was killed: the log's side file was never moved in
                shutil.copytree(open_folder / "ledger", open_folder / "killed")
                assert (open_folder / "killed" / "ledger.sqlite-wal").stat().st_size
                (open_folder / "killed" / "ledger.sqlite-shm").unlink()
    target = open_folder / ("killed" if left_behind else "ledger")
    for path in [target, *target.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    run(NO_RIGHTS, str(target), str(open_folder / "warm"))
    with open_ledger(target) as reader:
        assert verify(reader).breaks == []
