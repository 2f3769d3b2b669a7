"""Bytes -> what kind of file they are: a report of some type, a file of many reports, our own output, or nothing to read."""

from __future__ import annotations

import csv
import io
import json
import re

from bearwitness.documents.clean import decode, is_binary, is_markdown
from bearwitness.documents.metadata import ROW_KEYS, TEXT_KEYS, normal_key
from bearwitness.documents.webpage import is_html

TEXT, MARKDOWN, HTML, PDF, ROW = "text/plain", "text/markdown", "text/html", "application/pdf", "application/json"
BINARY = "application/octet-stream"
LINES, TABLE, VALUE = "application/x-ndjson", "text/csv", "application/json"
HEAD_BYTES = 64 * 1024
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
    head = content[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
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
        if content.startswith(mark) and (is_binary(content[:HEAD_BYTES]) or mark[0] > 0x7F):
            return kind
    for mark, kind in _CODED_KINDS:
        if content.startswith(mark):
            return kind
    if (parcel := _parcel_kind(content)) is not None:
        return parcel
    if content[4:8] == b"ftyp":
        return "a film or sound recording"
    return "no text in any encoding" if is_binary(content) else None


def is_pdf(head: bytes) -> bool:
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


def delimiter(first: str) -> str:
    return max(",;\t|", key=lambda sign: (first.count(sign), sign == ","))


def _looks_like_table(head: str, name: str) -> bool:
    """Whether a text is a table with a header that we read, or one meant as such.

    The header's cells are short, few-worded, filled and different. Then either it names a text column or two others
    that we know, or the file is called a table, or every row that follows has as many cells.
    """
    first = head.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
    named = name.lower().endswith((".csv", ".tsv", ".tab"))
    sign = delimiter(first)
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


def container_type_of(head: bytes, name: str, *, whole: bool) -> str | None:
    """JSON lines, JSON or CSV if the bytes open as one of these, else None."""
    text = decode(head if whole else head[: len(head) - len(head) % 4])
    lead = text.lstrip("\ufeff \t\r\n")
    if is_html(lead):
        return None
    called_json = name.lower().endswith((".json", ".jsonl", ".ndjson"))
    if lead.startswith(("{", "[")):
        if lead.startswith("[") and re.match(r"\[\s*(?:\{|\])", lead):
            return VALUE
        if _looks_like_lines(lead, whole=whole):
            return LINES
        if lead.startswith("{") and (called_json or re.match(r'\{\s*(?:"(?:[^"\\\n]|\\.){0,200}"\s*:|\})', lead)):
            return LINES if name.lower().endswith((".jsonl", ".ndjson")) else VALUE
    if called_json and any(line.lstrip().startswith("{") for line in lead.split("\n")[:20]):
        return LINES
    if _looks_like_table(text, name):
        return TABLE
    return None


def media_type_of(content: bytes) -> str:
    """The type of one report's bytes, from the bytes alone."""
    if is_pdf(content[:4096]):
        return PDF
    if binary_kind(content):
        return BINARY
    head = decode(content[:HEAD_BYTES])
    if is_html(head):
        return HTML
    return MARKDOWN if is_markdown(head) else TEXT


_OWN_PAGE = re.compile(rb'<meta name="generator" content="bearwitness [\d.]')
_OWN_ROW = re.compile(rb'"software":\s?"bearwitness [\d.]')
_OWN_COLUMNS = (b"build_id", b"audience_reason", b"software")  # of an exported table


def is_own_output(head: bytes) -> bool:
    """Whether bearwitness wrote these bytes: a page, exported rows or printed claims, which quote what was read before."""
    first = head[:8192].split(b"\n", 1)[0].rstrip(b"\r").split(b",")
    return (
        _OWN_PAGE.search(head[:8192]) is not None
        or head.startswith(b'{"claim_id":')
        or (head.startswith(b"{") and _OWN_ROW.search(head.split(b"\n", 1)[0]) is not None)
        or all(name in first for name in _OWN_COLUMNS)
    )
