"""A file of many reports -> one report a row, or the reason why a row is none. Memory does not grow with the file."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bearwitness.documents.clean import Encoding, decode
from bearwitness.documents.kinds import ROW, delimiter
from bearwitness.documents.metadata import TEXT_KEYS, TITLE_KEYS, normal_key, pick, row_metadata
from bearwitness.records import Metadata, Received, Rejected, sha256_hex

CHUNK = 1024 * 1024


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


@dataclass(frozen=True, slots=True)
class Request:
    """What holds for every file of one call."""

    given: Metadata
    override: bool
    limits: ReadLimits
    keep_container: KeepContainer | None


@dataclass(frozen=True, slots=True)
class Container:
    """A file of many reports while it is read."""

    name: str
    container_id: str
    given: Metadata
    request: Request

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


class Lines:
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

    def __iter__(self) -> Lines:
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
            while (rest_bytes := self._stream.readline(CHUNK)) and not rest_bytes.endswith(b"\n"):
                self._next += len(rest_bytes)
            self._next += len(rest_bytes)
            raw = raw[:CHUNK]
        try:
            return raw.decode(self._codec)
        except UnicodeDecodeError:
            return decode(raw)

    def detach(self) -> None:
        """Leave the stream open when this object goes."""
        if self._text is not None:
            self._text.detach()


def read_lines(lines: Lines, container: Container) -> Iterator[Received | Rejected]:
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


def read_table(lines: Lines, container: Container) -> Iterator[Received | Rejected]:
    """One report a row of CSV; the offset of a rejection is the number of the row."""
    pieces = _table_lines(lines)
    first = next(pieces, "")
    reader = csv.reader(itertools.chain([first], pieces), delimiter=delimiter(first))
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


def _table_lines(lines: Lines) -> Iterator[str]:
    """The lines, cut at single carriage returns too, which the csv module takes for a fault."""
    for line in lines:
        if "\r" in line[:-2]:
            yield from re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", line)
        else:
            yield line


def read_value(stream: IO[bytes], encoding: Encoding, container: Container) -> Iterator[Received | Rejected]:
    """The reports of a JSON file: an object, or a list of them that is read item by item."""
    stream.seek(encoding.mark)
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    limit = container.request.limits.report_bytes
    scanner = json.JSONDecoder()
    buffer, done, number, listed = "", False, 0, False

    def more(wanted: int) -> None:
        nonlocal buffer, done
        while not done and len(buffer) < wanted:
            chunk = stream.read(CHUNK)
            done = not chunk
            buffer += decoder.decode(chunk, final=done)

    more(CHUNK)
    buffer = buffer.lstrip()
    if buffer.startswith("["):
        listed, buffer = True, buffer[1:]
    while True:
        buffer = buffer.lstrip(" \t\r\n,") if listed else buffer.lstrip()
        more(CHUNK)
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
