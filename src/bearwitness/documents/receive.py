"""Paths, folders, patterns and standard input -> reports as received, one at a time.

What was given is checked before any work. Then every file comes out as reports or as rows that say why not. Type is
found from content. A table's rows stream: memory does not grow with the file.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, BinaryIO

from bearwitness.documents.clean import Encoding, detect_encoding
from bearwitness.documents.kinds import (
    BINARY,
    HEAD_BYTES,
    HTML,
    LINES,
    MARKDOWN,
    PDF,
    ROW,
    TEXT,
    VALUE,
    binary_kind,
    container_type_of,
    is_own_output,
    is_pdf,
    media_type_of,
)
from bearwitness.documents.metadata import Manifest, check_given, fill
from bearwitness.documents.paths import Found, check_paths, classify, shown, walk
from bearwitness.documents.rows import (
    CHUNK,
    Container,
    KeepContainer,
    Lines,
    ReadLimits,
    Request,
    read_lines,
    read_table,
    read_value,
)
from bearwitness.errors import RequestError
from bearwitness.records import Metadata, Received, Rejected, sha256_hex

__all__ = [
    "BINARY",
    "HTML",
    "MARKDOWN",
    "PDF",
    "ROW",
    "TEXT",
    "KeepContainer",
    "ReadLimits",
    "binary_kind",
    "media_type_of",
    "receive",
]

log = logging.getLogger(__name__)


def _hash_stream(stream: IO[bytes]) -> tuple[str, int]:
    hasher, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        hasher.update(chunk)
        size += len(chunk)
    return hasher.hexdigest(), size


def _read_stream(
    stream: IO[bytes], given_as: str, path: Path, given: Metadata, request: Request
) -> Iterator[Received | Rejected]:
    """The reports of one open file: its rows if it holds many, else itself."""
    limits = request.limits
    head = stream.read(HEAD_BYTES)
    whole = len(head) < HEAD_BYTES
    if is_own_output(head):
        reason = "own_output: bearwitness wrote this file from reports; give the reports themselves"
        yield Rejected(given_as, None, "receive", None, reason)
        return
    pdf = is_pdf(head)
    container_type = None
    if head and not pdf and not binary_kind(head):
        container_type = container_type_of(head, given_as, whole=whole)
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
    container = Container(given_as, container_id, given, request)
    encoding = _container_encoding(head)
    stream.seek(0)
    if container_type == VALUE:
        yield from read_value(stream, encoding, container)
        return
    lines = Lines(stream, encoding, limits.report_bytes)
    try:
        yield from (read_lines if container_type == LINES else read_table)(lines, container)
    finally:
        lines.detach()


def _container_encoding(head: bytes) -> Encoding:
    """How a file of many reports is spelled; single lines that are not UTF-8 are decoded each for itself."""
    encoding = detect_encoding(head)
    if encoding.codec.startswith(("utf-16", "utf-32")):
        return encoding
    return Encoding("utf-8", encoding.mark)


def _read_file(found: Found, given: Metadata, request: Request) -> Iterator[Received | Rejected]:
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


def _read_stdin(stdin: BinaryIO, given: Metadata, request: Request) -> Iterator[Received | Rejected]:
    """Standard input, laid by on disk so that it can be hashed before its rows are read."""
    with tempfile.NamedTemporaryFile(prefix="bearwitness-") as spool:
        while chunk := stdin.read(CHUNK):
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
    checked = check_paths(paths)
    request = Request(check_given(given or Metadata()), override, limits or ReadLimits(), keep_container)
    if "-" in checked and stdin is None:
        raise RequestError("'-' was given, but there is no standard input to read.")
    return _receive(checked, request, manifest, stdin)


def _receive(
    paths: list[str], request: Request, manifest: Manifest | None, stdin: BinaryIO | None
) -> Iterator[Received | Rejected]:
    named: set[str] = set()
    for given_path in paths:
        if given_path == "-":
            assert stdin is not None  # checked by receive()
            yield from _read_stdin(stdin, request.given, request)
            continue
        top = Path(given_path)
        found, is_folder = classify(top, shown(top.name or given_path))
        for file in walk(top) if is_folder else [found] if found else []:
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
