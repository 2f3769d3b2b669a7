"""Paths, folders and patterns -> files to read, in sorted order, each with the reason why not where it is none."""

from __future__ import annotations

import errno
import fnmatch
import glob
import logging
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bearwitness.config import is_ledger_folder
from bearwitness.errors import RequestError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or a reason why not."""

    path: Path
    given_as: str
    reason: str | None = None


def shown(name: str) -> str:
    """A path as it can stand in a table: bytes of a file name that are no UTF-8 become backslash escapes."""
    return os.fsencode(name).decode("utf-8", errors="backslashreplace").replace(os.sep, "/")


def _state(path: Path) -> tuple[os.stat_result | None, str | None]:
    """What the path leads to, or the reason why it leads to nothing."""
    try:
        return path.stat(), None
    except (FileNotFoundError, NotADirectoryError):
        return None, "broken_link: the link leads to nothing"
    except PermissionError:
        return None, "unreadable: no right to reach it"
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None, "broken_link: the link leads in a circle"
        return None, f"unreadable: {error.strerror or error}"


_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def classify(path: Path, given_as: str) -> tuple[Found | None, bool]:
    """(a file or a reason, False), or (None, True) for a folder."""
    state, reason = _state(path)
    if state is None:
        return Found(path, given_as, reason), False
    if stat.S_ISDIR(state.st_mode):
        return None, True
    if stat.S_ISREG(state.st_mode):
        return Found(path, given_as), False
    kind = next((name for test, name in _KINDS if test(state.st_mode)), "no file")
    return Found(path, given_as, f"not_a_file: it is {kind}; give a file, a folder, or - for standard input"), False


def walk(folder: Path) -> Iterator[Found]:
    """Every file under a folder in sorted order; what cannot be entered is named.

    Hidden files are skipped, and so is a ledger, whose files are no reports: it would be read into another, or itself.
    """
    hidden = 0
    waiting: list[tuple[Path, str, tuple[tuple[int, int], ...]]] = [(folder, "", ())]
    while waiting:
        path, given_as, above = waiting.pop()
        if given_as:
            found, is_folder = classify(path, shown(given_as))
            if found is not None:
                yield found
                continue
            if not is_folder:
                continue
        name = shown(given_as or folder.name or str(folder))
        try:
            state = path.stat()
            entries = sorted(entry.name for entry in os.scandir(path))
        except PermissionError:
            yield Found(path, name, "unreadable: no right to open this folder")
            continue
        except OSError as error:
            yield Found(path, name, f"unreadable: {error.strerror or error}")
            continue
        mark = (state.st_dev, state.st_ino)
        if mark in above:
            yield Found(path, name, "broken_link: the link leads back to a folder that holds it")
            continue
        if is_ledger_folder(path):
            log.warning("%s: this folder is a ledger of bearwitness, not reports; it was skipped.", name)
            continue
        visible = [entry for entry in entries if not entry.startswith(".")]
        hidden += len(entries) - len(visible)
        # The last one pushed is read first, so the sorted order is pushed backwards.
        for entry in reversed(visible):
            waiting.append((path / entry, f"{given_as}/{entry}" if given_as else entry, (*above, mark)))
    if hidden:
        log.info("%s: %d hidden entries (names that begin with a dot) were skipped", folder, hidden)


def expand(pattern: str) -> list[str]:
    """The paths that a pattern matches, sorted; none for one that matches nothing.

    As in a shell, a name that begins with a dot is matched only by a part that begins with one. `**` stands for a folder
    and all below, links followed. `Path.glob` does neither alike, and takes no absolute pattern.
    """
    given = Path(pattern)
    found = [Path(given.anchor)]
    parts = given.parts[1:] if given.anchor else given.parts
    for number, part in enumerate(parts, start=1):
        last = number == len(parts)
        if part == "**":
            found = [below for path in found for below in _all_below(path, folders_only=not last)]
        elif glob.has_magic(part):
            hidden = part.startswith(".")
            names = [(path, fnmatch.filter(_names_in(path), part)) for path in found]
            found = [path / name for path, inside in names for name in inside if hidden or not name.startswith(".")]
        else:
            found = [path / part for path in found if os.path.lexists(path / part)]
    end = "/" if pattern.endswith(("/", "/.")) else ""
    return sorted(f"{path}{end}" for path in found if path != Path() and (not end or path.is_dir()))


def _names_in(folder: Path) -> list[str]:
    """Names in a folder; none where it is no folder or cannot be entered."""
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def _all_below(path: Path, *, folders_only: bool) -> Iterator[Path]:
    """A folder and what lies below it at any depth, without hidden entries; nothing for a path that is no folder."""
    if not path.is_dir():
        return
    yield path
    for name in _names_in(path):
        if name.startswith("."):
            continue
        below = path / name
        if below.is_dir():
            yield from _all_below(below, folders_only=folders_only)
        elif not folders_only:
            yield below


def check_paths(paths: Sequence[str]) -> list[str]:
    """The paths given, patterns expanded.

    Raises:
        RequestError: A path does not exist, a pattern matches nothing, or nothing was given.
    """
    if not paths:
        raise RequestError(
            "no PATH was given. Give files, folders, patterns such as 'reports/*.txt', or - for standard input."
        )
    checked: list[str] = []
    for path in paths:
        if path == "-":
            if "-" in checked:
                raise RequestError("'-' was given twice. Standard input can be read once.")
            checked.append(path)
            continue
        if not path or "\0" in path:
            raise RequestError(f"{path!r} is no path. Give files, folders, patterns, or - for standard input.")
        try:
            os.lstat(path)
            checked.append(path)
            continue
        except PermissionError:
            checked.append(path)
            continue
        except OSError as error:
            failure = error
        if glob.has_magic(path):
            matches = expand(path)
            if not matches:
                raise RequestError(f"{path}: the pattern matches nothing. Check it, or give the folder.") from failure
            inside = [match for match in matches if "**" in path and Path(match).is_dir()]
            checked.extend(match for match in matches if match not in inside)
        else:
            raise RequestError(
                f"{path}: there is no such file or folder. Check the spelling and the folder you are in."
            ) from failure
    return checked
