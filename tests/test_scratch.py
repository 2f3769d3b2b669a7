"""What is kept on disk comes back as it was, and memory holds no more of it than was allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bearwitness.errors import StorageError
from bearwitness.scratch import Scratch, Spilled


def test_pieces_come_back_by_number(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "new")
    pieces = [b"", b"one", bytes(range(256)) * 400, b"", b"last"]
    assert [scratch.put(piece) for piece in pieces] == [0, 1, 2, 3, 4]
    assert [scratch.get(number) for number in (4, 0, 2, 3, 1)] == [pieces[number] for number in (4, 0, 2, 3, 1)]
    assert scratch.put(b"after reading") == 5 and scratch.get(5) == b"after reading"
    assert len(scratch) == 6


def test_no_name_is_left_in_the_folder(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    scratch.put(b"words of a report" * 10_000)
    assert list(tmp_path.iterdir()) == []
    scratch.close()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="because the system reports 'Not a directory'"):
        Scratch(tmp_path / "file" / "folder")


@pytest.mark.parametrize("in_memory", [0, 1, 3, 100])
def test_objects_come_back_with_any_number_in_memory(tmp_path: Path, in_memory: int) -> None:
    spilled: Spilled[tuple[int, str]] = Spilled(tmp_path, in_memory=in_memory)
    rows = [(number, "x" * number) for number in range(20)]
    assert [spilled.append(row) for row in rows] == list(range(20))
    for number in (3, 19, 3, 0, 3, 7, 19):
        assert spilled[number] == rows[number]
    assert list(spilled) == rows and len(spilled) == 20


def test_the_last_used_stay_in_memory() -> None:
    spilled: Spilled[list[int]] = Spilled(in_memory=2)
    for number in range(4):
        spilled.append([number])
    first, second = spilled[0], spilled[1]
    assert spilled[0] is first
    assert spilled[2] == [2]  # pushes out 1, which was used longest ago
    assert spilled[0] is first and spilled[1] is not second
