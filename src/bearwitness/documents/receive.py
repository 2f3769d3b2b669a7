"""Paths, folders, patterns and standard input -> reports as received, one at a time.

What was given is checked before any work. Then every file comes out as reports or as rows that say why not. Type is
found from content. A table's rows stream: memory does not grow with the file.
"""

from __future__ import annotations

import codecs
import csv
import errno
import fnmatch
import glob
import hashlib
import io
import itertools
import json
import logging
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

from bearwitness.config import is_ledger_folder
from bearwitness.documents.clean import Encoding, decode, detect_encoding, is_binary, is_markdown
from bearwitness.documents.metadata import (
    ROW_KEYS,
    TEXT_KEYS,
    TITLE_KEYS,
    Manifest,
    check_given,
    fill,
    normal_key,
    pick,
    row_metadata,
)
from bearwitness.documents.webpage import is_html
from bearwitness.errors import RequestError
from bearwitness.records import Metadata, Received, Rejected, sha256_hex

log = logging.getLogger(__name__)

TEXT, MARKDOWN, HTML, PDF, ROW = "text/plain", "text/markdown", "text/html", "application/pdf", "application/json"
BINARY = "application/octet-stream"
_LINES, _TABLE, _VALUE = "application/x-ndjson", "text/csv", "application/json"

_HEAD_BYTES = 64 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How large one report may be; files that hold many reports have no limit.

    Attributes:
        report_bytes: Bytes of a text, a page or a row. 20 million are some 40 novels, more than any report.
        pdf_bytes: Bytes of a PDF, which may hold pictures.
    """

    report_bytes: int = 20_000_000
    pdf_bytes: int = 200_000_000


KeepContainer = Callable[[str, Path], None]


# ---- what was given ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to read, or a reason why not."""

    path: Path
    given_as: str
    reason: str | None = None


def _shown(name: str) -> str:
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


def _classify(path: Path, given_as: str) -> tuple[_Found | None, bool]:
    """(a file or a reason, False), or (None, True) for a folder."""
    state, reason = _state(path)
    if state is None:
        return _Found(path, given_as, reason), False
    if stat.S_ISDIR(state.st_mode):
        return None, True
    if stat.S_ISREG(state.st_mode):
        return _Found(path, given_as), False
    kind = next((name for test, name in _KINDS if test(state.st_mode)), "no file")
    return _Found(path, given_as, f"not_a_file: it is {kind}; give a file, a folder, or - for standard input"), False


def _walk(folder: Path) -> Iterator[_Found]:
    """Every file under a folder in sorted order; what cannot be entered is named.

    Hidden files are skipped, and so is a ledger, whose files are no reports: it would be read into another, or itself.
    """
    hidden = 0
    waiting: list[tuple[Path, str, tuple[tuple[int, int], ...]]] = [(folder, "", ())]
    while waiting:
        path, given_as, above = waiting.pop()
        if given_as:
            found, is_folder = _classify(path, _shown(given_as))
            if found is not None:
                yield found
                continue
            if not is_folder:
                continue
        name = _shown(given_as or folder.name or str(folder))
        try:
            state = path.stat()
            entries = sorted(entry.name for entry in os.scandir(path))
        except PermissionError:
            yield _Found(path, name, "unreadable: no right to open this folder")
            continue
        except OSError as error:
            yield _Found(path, name, f"unreadable: {error.strerror or error}")
            continue
        mark = (state.st_dev, state.st_ino)
        if mark in above:
            yield _Found(path, name, "broken_link: the link leads back to a folder that holds it")
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


def _matches(pattern: str) -> list[str]:
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


def _check_paths(paths: Sequence[str]) -> list[str]:
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
            matches = _matches(path)
            if not matches:
                raise RequestError(f"{path}: the pattern matches nothing. Check it, or give the folder.") from failure
            inside = [match for match in matches if "**" in path and Path(match).is_dir()]
            checked.extend(match for match in matches if match not in inside)
        else:
            raise RequestError(
                f"{path}: there is no such file or folder. Check the spelling and the folder you are in."
            ) from failure
    return checked


# ---- type from content ------------------------------------------------------------------------------------------

_BINARY_KINDS = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"PAR1", "a Parquet table"),
)


# Files of printable characters that are code, not words, or whose words stand in parts and codes.
_CODED_KINDS = ((b"{\\rtf", "an RTF document"), (b"%!PS", "a PostScript file"), (b"WARC/", "a web archive"))
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_MAIL_LINE = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:[ \t]")
_MAIL_MARK = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Content-Transfer-Encoding):", re.IGNORECASE | re.MULTILINE
)


def _parcel_kind(content: bytes) -> str | None:
    """What kind of mail or feed the bytes open as: read as plain text, its parts would be one report, codes and all."""
    head = content[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and _FEED.search(head[:1000]):
        return "a feed"
    if head.startswith(b"From ") and _MAIL_LINE.match(head.partition(b"\n")[2]):
        return "a mailbox"
    if _MAIL_LINE.match(head):
        lines = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        if _MAIL_MARK.search(lines):
            return "a page saved as a mail message (MHTML)" if b"multipart/related" in lines else "a mail message"
    return None


def binary_kind(content: bytes) -> str | None:
    """What kind of binary file the bytes open as; None for text and PDF."""
    for mark, kind in _BINARY_KINDS:
        if content.startswith(mark) and (is_binary(content[:_HEAD_BYTES]) or mark[0] > 0x7F):
            return kind
    for mark, kind in _CODED_KINDS:
        if content.startswith(mark):
            return kind
    if (parcel := _parcel_kind(content)) is not None:
        return parcel
    if content[4:8] == b"ftyp":
        return "a film or sound recording"
    return "no text in any encoding" if is_binary(content) else None


def _is_pdf(head: bytes) -> bool:
    """Whether the bytes open as a PDF; some carry a few bytes before the mark."""
    at = head[:1024].find(b"%PDF-")
    return at == 0 or (at > 0 and (not head[:at].strip(b"\xef\xbb\xbf\x00 \t\r\n") or b" obj" in head[at : at + 2048]))


def _looks_like_lines(head: str, *, whole: bool) -> bool:
    """Whether a text is JSON lines: one of its first lines is a JSON object of its own, and another line follows."""
    lines = head.split("\n")
    if not whole and len(lines) > 1:
        lines = lines[:-1]  # the last one may be cut
    filled = [line for line in lines if line.strip()]
    for line in filled[:20]:
        if line.lstrip().startswith("{"):
            try:
                return isinstance(json.loads(line), dict)
            except (ValueError, RecursionError):
                continue
    # One very long first line, cut by the sample.
    return not whole and len(lines) == 1 and bool(re.match(r'\s*\{\s*"[^"]{1,200}"\s*:', head))


def _delimiter(first: str) -> str:
    return max(",;\t|", key=lambda sign: (first.count(sign), sign == ","))


def _looks_like_table(head: str, name: str) -> bool:
    """Whether a text is a table with a header that we read, or one meant as such.

    The header's cells are short, few-worded, filled and different. Then either it names a text column or two others
    that we know, or the file is called a table, or every row that follows has as many cells.
    """
    first = head.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
    named = name.lower().endswith((".csv", ".tsv", ".tab"))
    sign = _delimiter(first)
    try:
        rows = list(csv.reader(io.StringIO(head.lstrip("\ufeff"), newline=""), delimiter=sign))[:8]
    except csv.Error:
        rows = list(csv.reader([first], delimiter=sign))
    if not rows or not rows[0]:
        return False
    cells = [normal_key(cell) for cell in rows[0]]
    if not all(0 < len(cell) <= 40 and cell.count("_") <= 3 for cell in cells) or len(set(cells)) != len(cells):
        return False
    if any(re.search(r"[.!?]$", cell) for cell in cells):
        return False
    if len(cells) == 1:
        return named
    known = sum(cell in ROW_KEYS for cell in cells)
    if named or (known and any(cell in TEXT_KEYS for cell in cells)) or known >= 2:
        return True
    body = [row for row in rows[1:-1] if row]
    return len(body) >= 3 and all(len(row) == len(cells) for row in body) and f"{sign} " not in first


def _container_type(head: bytes, name: str, *, whole: bool) -> str | None:
    """JSON lines, JSON or CSV if the bytes open as one of these, else None."""
    text = decode(head if whole else head[: len(head) - len(head) % 4])
    lead = text.lstrip("\ufeff \t\r\n")
    if is_html(lead):
        return None
    called_json = name.lower().endswith((".json", ".jsonl", ".ndjson"))
    if lead.startswith(("{", "[")):
        if lead.startswith("[") and re.match(r"\[\s*(?:\{|\])", lead):
            return _VALUE
        if _looks_like_lines(lead, whole=whole):
            return _LINES
        if lead.startswith("{") and (called_json or re.match(r'\{\s*(?:"(?:[^"\\\n]|\\.){0,200}"\s*:|\})', lead)):
            return _LINES if name.lower().endswith((".jsonl", ".ndjson")) else _VALUE
    if called_json and any(line.lstrip().startswith("{") for line in lead.split("\n")[:20]):
        return _LINES
    if _looks_like_table(text, name):
        return _TABLE
    return None


def media_type_of(content: bytes) -> str:
    """The type of one report's bytes, from the bytes alone."""
    if _is_pdf(content[:4096]):
        return PDF
    if binary_kind(content):
        return BINARY
    head = decode(content[:_HEAD_BYTES])
    if is_html(head):
        return HTML
    return MARKDOWN if is_markdown(head) else TEXT


# ---- reading files ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Request:
    """What holds for every file of one call."""

    given: Metadata
    override: bool
    limits: ReadLimits
    keep_container: KeepContainer | None


@dataclass(frozen=True, slots=True)
class _Container:
    """A file of many reports while it is read."""

    name: str
    container_id: str
    given: Metadata
    request: _Request

    def row(self, number: int, value: Any, offset: int | None) -> Received | Rejected:
        """A row as a report; a rejection if it is no object or has no text."""
        if not isinstance(value, dict):
            return self.bad(number, offset, f"it is a JSON {_json_kind(value)}, not an object with keys")
        # Lone surrogates cannot be UTF-8; as escapes they are the same JSON.
        canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        content = canonical.encode("utf-8", errors="backslashreplace")
        if len(content) > self.request.limits.report_bytes:
            return self.too_large(number, offset)
        if pick(value, (*TEXT_KEYS, *TITLE_KEYS)) is None and not any(normal_key(key) in TEXT_KEYS for key in value):
            return Rejected(
                self.name,
                sha256_hex(content),
                "receive",
                offset,
                f"columns: row {number} has no text. " + _columns(value),
            )
        return Received(
            document_id=sha256_hex(content),
            given_as=self.name,
            content=content,
            media_type=ROW,
            stated=row_metadata(value),
            given=self.given,
            override=self.request.override,
            container_id=self.container_id,
            part=f"row {number}",
        )

    def bad(self, number: int, offset: int | None, sentence: str) -> Rejected:
        return Rejected(self.name, None, "receive", offset, f"row: row {number} cannot be read: {sentence}")

    def too_large(self, number: int, offset: int | None) -> Rejected:
        limit = self.request.limits.report_bytes
        return Rejected(self.name, None, "receive", offset, f"too_large: row {number} is larger than {limit:,} bytes")


def _json_kind(value: Any) -> str:
    kinds = {list: "list", str: "string", bool: "truth value", int: "number", float: "number", type(None): "null"}
    return kinds.get(type(value), "value")


def _columns(names: Any) -> str:
    """The sentence that names the columns found and those allowed."""
    found = ", ".join(f"'{name}'" for name in list(names)[:30]) or "none"
    return f"Found: {found}. The text is read from a column called {', '.join(TEXT_KEYS[:-1])} or {TEXT_KEYS[-1]}."


class _Lines:
    """Lines of a file that may be too long to hold: iterates over decoded lines, and remembers the last one's place.

    Attributes:
        offset: Byte at which the last line began; None in wide encodings.
        cut: Whether a line since `fresh()` was longer than the limit; only its beginning was given out.
    """

    def __init__(self, stream: IO[bytes], encoding: Encoding, limit: int) -> None:
        self._limit = limit
        self._wide = encoding.codec.startswith(("utf-16", "utf-32"))
        stream.seek(encoding.mark)
        self._next = encoding.mark
        self._stream = stream
        self._text = io.TextIOWrapper(stream, encoding.codec, errors="replace", newline="\n") if self._wide else None
        self._codec = encoding.codec
        self.offset: int | None = None
        self.cut = False

    def fresh(self) -> None:
        self.cut = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._text is not None:
            line = self._text.readline(self._limit + 1)
            rest = line
            while rest and len(rest) > self._limit and not rest.endswith("\n"):
                self.cut = True
                rest = self._text.readline(self._limit + 1)
            if not line:
                raise StopIteration
            return line
        raw = self._stream.readline(self._limit + 1)
        if not raw:
            raise StopIteration
        self.offset = self._next
        self._next += len(raw)
        if len(raw) > self._limit and not raw.endswith(b"\n"):
            self.cut = True
            while (rest_bytes := self._stream.readline(_CHUNK)) and not rest_bytes.endswith(b"\n"):
                self._next += len(rest_bytes)
            self._next += len(rest_bytes)
            raw = raw[:_CHUNK]
        try:
            return raw.decode(self._codec)
        except UnicodeDecodeError:
            return decode(raw)

    def detach(self) -> None:
        """Leave the stream open when this object goes."""
        if self._text is not None:
            self._text.detach()


def _read_lines(lines: _Lines, container: _Container) -> Iterator[Received | Rejected]:
    """One report a line of JSON lines."""
    number = 0
    for line in lines:
        cut, offset = lines.cut, lines.offset
        lines.fresh()
        if not line.strip():
            continue
        number += 1
        if cut:
            yield container.too_large(number, offset)
            continue
        try:
            value = json.loads(line)
        except RecursionError:
            yield container.bad(number, offset, "its JSON is nested too deep")
            continue
        except ValueError as error:
            yield container.bad(number, offset, f"it is not JSON ({_plain(error)})")
            continue
        yield container.row(number, value, offset)


def _plain(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.colno}"
    return str(error)


def _read_table(lines: _Lines, container: _Container) -> Iterator[Received | Rejected]:
    """One report a row of CSV; the offset of a rejection is the number of the row."""
    pieces = _table_lines(lines)
    first = next(pieces, "")
    reader = csv.reader(itertools.chain([first], pieces), delimiter=_delimiter(first))
    limit = csv.field_size_limit(container.request.limits.report_bytes)
    try:
        try:
            header = [name.replace("\ufeff", "").strip() for name in next(reader, [])]
        except csv.Error as error:
            yield Rejected(
                container.name, container.container_id, "receive", None, f"columns: the header cannot be read ({error})"
            )
            return
        if not any(normal_key(name) in TEXT_KEYS for name in header):
            yield Rejected(
                container.name,
                container.container_id,
                "receive",
                None,
                "columns: the table has no column of text. " + _columns(header),
            )
            return
        names: list[str] = []
        for name in header:
            names.append(name if name not in names else f"{name}_{len(names) + 1}")
        number = 0
        while True:
            # Another user of the csv module may set the limit between two rows, since this is a generator.
            csv.field_size_limit(container.request.limits.report_bytes)
            lines.fresh()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                number += 1
                yield (
                    container.too_large(number, number)
                    if "limit" in str(error)
                    else container.bad(number, number, str(error))
                )
                continue
            if not any(cell.strip() for cell in cells):
                continue
            number += 1
            if lines.cut:
                yield container.too_large(number, number)
            elif len(cells) > len(names):
                yield container.bad(number, number, f"it has {len(cells)} cells, the header {len(names)}")
            else:
                yield container.row(
                    number, dict(zip(names, cells + [""] * (len(names) - len(cells)), strict=True)), number
                )
    finally:
        csv.field_size_limit(limit)


def _table_lines(lines: _Lines) -> Iterator[str]:
    """The lines, cut at single carriage returns too, which the csv module takes for a fault."""
    for line in lines:
        if "\r" in line[:-2]:
            yield from re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", line)
        else:
            yield line


def _read_value(stream: IO[bytes], encoding: Encoding, container: _Container) -> Iterator[Received | Rejected]:
    """The reports of a JSON file: an object, or a list of them that is read item by item."""
    stream.seek(encoding.mark)
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    limit = container.request.limits.report_bytes
    scanner = json.JSONDecoder()
    buffer, done, number, listed = "", False, 0, False

    def more(wanted: int) -> None:
        nonlocal buffer, done
        while not done and len(buffer) < wanted:
            chunk = stream.read(_CHUNK)
            done = not chunk
            buffer += decoder.decode(chunk, final=done)

    more(_CHUNK)
    buffer = buffer.lstrip()
    if buffer.startswith("["):
        listed, buffer = True, buffer[1:]
    while True:
        buffer = buffer.lstrip(" \t\r\n,") if listed else buffer.lstrip()
        more(_CHUNK)
        buffer = buffer.lstrip(" \t\r\n,") if listed else buffer.lstrip()
        if (not buffer and done) or (listed and buffer.startswith("]")):
            return
        number += 1
        while True:
            try:
                value, end = scanner.raw_decode(buffer)
                break
            except RecursionError:
                yield container.bad(number, number, "its JSON is nested too deep; the rest of the file is left out")
                return
            except ValueError as error:
                if done:
                    yield container.bad(
                        number, number, f"it is not JSON ({_plain(error)}); the rest of the file is left out"
                    )
                    return
                if len(buffer) > limit:
                    yield container.too_large(number, number)
                    return
                more(2 * len(buffer))  # doubling keeps the work in proportion to the item
        yield container.row(number, value, number)
        buffer = buffer[end:]


def _hash_stream(stream: IO[bytes]) -> tuple[str, int]:
    hasher, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        hasher.update(chunk)
        size += len(chunk)
    return hasher.hexdigest(), size


def _read_stream(
    stream: IO[bytes], given_as: str, path: Path, given: Metadata, request: _Request
) -> Iterator[Received | Rejected]:
    """The reports of one open file: its rows if it holds many, else itself."""
    limits = request.limits
    head = stream.read(_HEAD_BYTES)
    whole = len(head) < _HEAD_BYTES
    if _is_own_output(head):
        reason = "own_output: bearwitness wrote this file from reports; give the reports themselves"
        yield Rejected(given_as, None, "receive", None, reason)
        return
    pdf = _is_pdf(head)
    container_type = None
    if head and not pdf and not binary_kind(head):
        container_type = _container_type(head, given_as, whole=whole)
    if container_type is None:
        limit = limits.pdf_bytes if pdf else limits.report_bytes
        content = head + stream.read(limit + 1 - len(head)) if len(head) <= limit else head
        if len(content) > limit:
            yield Rejected(
                given_as,
                None,
                "receive",
                None,
                f"too_large: it is larger than {limit:,} bytes, the limit for one {'PDF' if pdf else 'report'}",
            )
            return
        yield Received(
            document_id=sha256_hex(content),
            given_as=given_as,
            content=content,
            media_type=media_type_of(content),
            stated=Metadata(),
            given=given,
            override=request.override,
        )
        return
    stream.seek(0)
    container_id, _ = _hash_stream(stream)
    if request.keep_container is not None:
        request.keep_container(container_id, path)
    container = _Container(given_as, container_id, given, request)
    encoding = _container_encoding(head)
    stream.seek(0)
    if container_type == _VALUE:
        yield from _read_value(stream, encoding, container)
        return
    lines = _Lines(stream, encoding, limits.report_bytes)
    try:
        yield from (_read_lines if container_type == _LINES else _read_table)(lines, container)
    finally:
        lines.detach()


_OWN_PAGE = re.compile(rb'<meta name="generator" content="bearwitness [\d.]')
_OWN_ROW = re.compile(rb'"software":\s?"bearwitness [\d.]')
_OWN_COLUMNS = (b"build_id", b"audience_reason", b"software")  # of an exported table


def _is_own_output(head: bytes) -> bool:
    """Whether bearwitness wrote these bytes: a page, exported rows or printed claims, which quote what was read before."""
    first = head[:8192].split(b"\n", 1)[0].rstrip(b"\r").split(b",")
    return (
        _OWN_PAGE.search(head[:8192]) is not None
        or head.startswith(b'{"claim_id":')
        or (head.startswith(b"{") and _OWN_ROW.search(head.split(b"\n", 1)[0]) is not None)
        or all(name in first for name in _OWN_COLUMNS)
    )


def _container_encoding(head: bytes) -> Encoding:
    """How a file of many reports is spelled; single lines that are not UTF-8 are decoded each for itself."""
    encoding = detect_encoding(head)
    if encoding.codec.startswith(("utf-16", "utf-32")):
        return encoding
    return Encoding("utf-8", encoding.mark)


def _read_file(found: _Found, given: Metadata, request: _Request) -> Iterator[Received | Rejected]:
    if found.reason is not None:
        yield Rejected(found.given_as, None, "receive", None, found.reason)
        return
    try:
        # Not to wait for ever, should the file have become a pipe since it was looked at.
        handle = os.open(found.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except PermissionError:
        yield Rejected(found.given_as, None, "receive", None, "unreadable: no right to read this file")
        return
    except FileNotFoundError:
        yield Rejected(found.given_as, None, "receive", None, "unreadable: it went away before it was read")
        return
    except OSError as error:
        yield Rejected(found.given_as, None, "receive", None, f"unreadable: {error.strerror or error}")
        return
    with os.fdopen(handle, "rb") as stream:
        reports = _read_stream(stream, found.given_as, found.path, given, request)
        while True:
            try:
                report = next(reports)
            except StopIteration:
                return
            except OSError as error:
                yield Rejected(found.given_as, None, "receive", None, f"unreadable: {error.strerror or error}")
                return
            yield report


def _read_stdin(stdin: BinaryIO, given: Metadata, request: _Request) -> Iterator[Received | Rejected]:
    """Standard input, laid by on disk so that it can be hashed before its rows are read."""
    with tempfile.NamedTemporaryFile(prefix="bearwitness-") as spool:
        while chunk := stdin.read(_CHUNK):
            spool.write(chunk)
        spool.flush()
        spool.seek(0)
        yield from _read_stream(spool.file, "-", Path(spool.name), given, request)


def receive(
    paths: Sequence[str],
    *,
    given: Metadata | None = None,
    override: bool = False,
    manifest: Manifest | None = None,
    stdin: BinaryIO | None = None,
    limits: ReadLimits | None = None,
    keep_container: KeepContainer | None = None,
) -> Iterator[Received | Rejected]:
    """Every report under the paths given, one at a time, and a rejection for everything that is none.

    Args:
        paths: Files, folders (with all below, sorted, hidden entries skipped), patterns, `-` for standard input.
        given: Metadata of the command line, for every report; the manifest's come before them.
        override: Whether given metadata win over what a document states.
        manifest: Metadata by path. The manifest's own file is not taken for a report.
        stdin: What `-` reads.
        limits: How large a report may be.
        keep_container: Called with (container_id, path) of every file of many reports before its rows come; the path
            holds the bytes only until the iterator goes on to the next file.

    Returns:
        Reports with their bytes, and rejections at stage `receive`. `given_as` is the path relative to the PATH given
        (the name, for a file), `-` for standard input.

    Raises:
        RequestError: At once, before anything is read: a path that does not exist, a pattern that matches nothing, a
            date or country that is not allowed.
    """
    checked = _check_paths(paths)
    request = _Request(check_given(given or Metadata()), override, limits or ReadLimits(), keep_container)
    if "-" in checked and stdin is None:
        raise RequestError("'-' was given, but there is no standard input to read.")
    return _receive(checked, request, manifest, stdin)


def _receive(
    paths: list[str], request: _Request, manifest: Manifest | None, stdin: BinaryIO | None
) -> Iterator[Received | Rejected]:
    named: set[str] = set()
    for given_path in paths:
        if given_path == "-":
            assert stdin is not None  # checked by receive()
            yield from _read_stdin(stdin, request.given, request)
            continue
        top = Path(given_path)
        found, is_folder = _classify(top, _shown(top.name or given_path))
        for file in _walk(top) if is_folder else [found] if found else []:
            given = request.given
            if manifest is not None:
                if file.reason is None and _same_file(file.path, manifest.source):
                    continue
                key = manifest.key_of(file.given_as, file.path)
                if key is not None:
                    named.add(key)
                    given = fill(manifest.rows[key], given)
            yield from _read_file(file, given, request)
    if manifest is not None and (missing := sorted(set(manifest.rows) - named)):
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        log.warning("%s names paths that were not given: %s%s", manifest.source.name, ", ".join(missing[:5]), more)


def _same_file(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False
