"""One report as received -> Document with its text layer, or the reason why not.

`read_layer` depends on the report's own bytes alone, so that the same bytes make the same layer wherever they came
from; what was given beside them is settled later (`metadata.settle`).
"""

from __future__ import annotations

import dataclasses
import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

from bearwitness.documents.clean import (
    Cleaned,
    clean_text,
    collapse,
    find_header,
    find_headline,
    header_metadata,
    join_lines,
    read_markdown,
    read_plain,
    text_library,
)
from bearwitness.documents.dateline import Dateline, find_dateline, find_page_date, unread_date, why_unread
from bearwitness.documents.language import READ_LANGUAGES, foreign_language
from bearwitness.documents.metadata import TEXT_KEYS, TITLE_KEYS, fill, pick, row_date, row_metadata
from bearwitness.documents.receive import BINARY, HTML, MARKDOWN, PDF, ROW, TEXT, ReadLimits, binary_kind, receive
from bearwitness.documents.webpage import has_markup, read_fragment, read_html
from bearwitness.records import Document, MapSegment, Metadata, Received, Rejected, Words, sha256_hex
from bearwitness.versions import rules_version

__all__ = ["READER", "READING_RULES", "ReadLimits", "read_layer", "receive"]

log = logging.getLogger(__name__)

READER = "bearwitness-reader/1"
READING_RULES = rules_version(READER, "documents")  # the key of what was read before, by these very rules


class _Unread(Exception):
    """Why a report has no layer: the reason of its rejection."""


def _read_pdf(content: bytes) -> Cleaned:
    from bearwitness.documents.pdf import UnreadablePdf, read_pdf

    try:
        return read_pdf(content)
    except UnreadablePdf as error:
        raise _Unread(f"{error.word}: {error.sentence}") from error


def _read_binary(content: bytes) -> Cleaned:
    raise _Unread(
        f"binary: it is {binary_kind(content) or 'no text'}, which is not read; save it as text, HTML, PDF, JSON or CSV"
    )


def _value_offset(row: dict[str, Any], key: str) -> int:
    """Byte of the canonical JSON at which the words of a string value begin, its quotation mark passed."""
    offset = 1
    for name in sorted(row):
        offset += len(_canonical(name)) + 1
        if name == key:
            return offset + 1
        offset += len(_canonical(row[name])) + 1
    raise KeyError(key)


def _canonical(value: Any) -> bytes:
    words = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return words.encode("utf-8", errors="backslashreplace")


def _escaped_size(words: str) -> int:
    """Bytes that spell the words within a string of the canonical JSON."""
    return len(encode_basestring(words).encode("utf-8", errors="backslashreplace")) - 2


_PLAIN_ASCII = re.compile(r"[\n\x20-\x7e]*")


def _row_lines(text: str, offset: int) -> tuple[str, tuple[MapSegment, ...]]:
    """The layer of a row's text and the bytes of the canonical JSON that spell each line."""
    lines: list[tuple[str, int, int]] = []
    if _PLAIN_ASCII.fullmatch(text):  # one byte a character, and two for each that JSON escapes
        for line in text.split("\n"):
            size = len(line) + line.count('"') + line.count("\\")
            lines.append((line, offset, offset + size))
            offset += size + 2
        return join_lines(lines)
    for match in re.finditer(r"([^\r\n]*)(\r\n|\r|\n|$)", text):
        size = _escaped_size(match[1])
        lines.append((clean_text(match[1]), offset, offset + size))
        offset += size + _escaped_size(match[2])
        if not match[2]:
            break
    return join_lines(lines)


def _read_row(content: bytes) -> Cleaned:
    """The layer of one row of a table of articles."""
    row = json.loads(content)
    found, title = pick(row, TEXT_KEYS), pick(row, TITLE_KEYS)
    stated = row_metadata(row)
    segment = None
    if title is not None and isinstance(row[title[0]], str):
        first = _value_offset(row, title[0])
        length = len(collapse(title[1]))
        segment = MapSegment(start=0, end=length, kind="bytes", a=first, b=first + _escaped_size(title[1]))
    unread = unread_date([row_date(row)])
    if found is None or not isinstance(row[found[0]], str):
        return Cleaned(
            "", (), text_library(), title=stated.title, stated=stated, title_segment=segment, unread_date=unread
        )
    if has_markup(found[1]):
        text, segments = read_fragment(found[1])
    else:
        text, segments = _row_lines(found[1], _value_offset(row, found[0]))
    body_start, own_title = 0, stated.title
    if own_title is None:
        own_title, body_start = find_headline(text) or (None, 0)
    header, position = find_header(text, body_start)
    if header:
        stated = fill(stated, header_metadata(header))
        own_title = own_title or header.get("title")
        body_start = position + len(text[position:]) - len(text[position:].lstrip())
        unread = unread or unread_date([header.get("published")])
    return Cleaned(text, segments, text_library(), own_title, body_start, stated, segment, unread)


_READERS: dict[str, Callable[[bytes], Cleaned]] = {
    TEXT: read_plain,
    MARKDOWN: read_markdown,
    HTML: read_html,
    PDF: _read_pdf,
    ROW: _read_row,
    BINARY: _read_binary,
}


@dataclass(frozen=True, slots=True)
class _Layer:
    text: str
    body_start: int
    segments: tuple[MapSegment, ...]


def _opening_title(body: str, title: str) -> int | None:
    """Where the body goes on after it opens with its title; None if it does not open with it."""
    pattern = r"\s*" + r"\s+".join(re.escape(word) for word in title.split()) + r"(?!\w)"
    match = re.match(pattern, body[: 4 * len(title) + 200], re.IGNORECASE)
    return match.end() if match else None


def _set_title(cleaned: Cleaned) -> _Layer:
    """Title, blank line, body; no title line where the text opens with the title or carries it in itself."""
    title, text = cleaned.title, cleaned.text
    if title is None or (cleaned.body_start and _opening_title(text, title) is not None):
        return _Layer(text, cleaned.body_start, cleaned.segments)
    if (end := _opening_title(text, title)) is not None:
        # Only a title on a line of its own is apart from the body; a first sentence that repeats it is the body.
        rest = re.compile(r"[ \t]*\n\s*").match(text, end)
        return _Layer(text, rest.end() if rest else 0, cleaned.segments)
    if cleaned.body_start:  # a header block in the text names the title
        return _Layer(text, cleaned.body_start, cleaned.segments)
    if not text.strip():
        return _Layer(title, 0, (cleaned.title_segment,) if cleaned.title_segment else ())
    shift = len(title) + 2
    moved = tuple(dataclasses.replace(s, start=s.start + shift, end=s.end + shift) for s in cleaned.segments)
    own = (cleaned.title_segment,) if cleaned.title_segment else ()
    return _Layer(f"{title}\n\n{text}", shift, own + moved)


# A by-line or a line below the headline may stand before the dateline.
_PARAGRAPHS_BEFORE_DATELINE = 4


def _body_dateline(layer: _Layer) -> Dateline | None:
    """The dateline that opens the body, after at most a few short lines without a full stop."""
    position = layer.body_start
    for _ in range(_PARAGRAPHS_BEFORE_DATELINE):
        if found := find_dateline(layer.text, position):
            return found
        paragraph = re.compile(r"\s*([^\n]{1,160})\n[ \t]*\n\s*(?=\S)").match(layer.text, position)
        if paragraph is None or re.search(r"[.!?][\"'”’]?\s*$", paragraph[1]):
            return None
        position = paragraph.end()
    return None


def _published(stated: Metadata, layer: _Layer, dateline: Dateline | None) -> tuple[str | None, str | None]:
    """The day of publication as the document states it, and where: its metadata, its page, its dateline."""
    if stated.published is not None:
        return stated.published, stated.published_from
    if day := find_page_date(layer.text[layer.body_start :]) or find_page_date(layer.text[: layer.body_start]):
        return day, "page"
    if dateline is not None and dateline.published is not None:
        return dateline.published, "dateline"
    return None, None


def _checked(words: Words | None, text: str) -> Words | None:
    return words if words is not None and text[words.span[0] : words.span[1]] == words.text else None


_LONGEST_DATE_SHOWN = 60


def _unread_date_sentence(words: str) -> str:
    shown = collapse(clean_text(words))
    shown = shown if len(shown) <= _LONGEST_DATE_SHOWN else shown[:_LONGEST_DATE_SHOWN] + " …"
    return f"states the date '{shown}', {why_unread(words)}; that date is left out"


def unread_date_note(content: bytes, media_type: str) -> str | None:
    """What a report states as its date of publication though no day can be read from it, as the end of a sentence.

    None where it states none, or one that can be read.
    """
    try:
        words = _READERS[media_type](content).unread_date
    except _Unread:
        return None
    return _unread_date_sentence(words) if words else None


def read_layer(received: Received) -> Document | Rejected:
    """The document that a report's bytes hold, with its text layer; or why it cannot be read.

    Pure, and safe to send to another process. The document carries only what it states of itself. A stated date of
    which no day can be read is named as a warning.

    Returns:
        A rejection at stage `read` whose reason opens with `empty`, `scanned`, `encrypted`, `broken`, `binary` or
        `language`; its bytes can be tried again by a later version.
    """

    def rejected(reason: str) -> Rejected:
        return Rejected(received.given_as, received.document_id, "read", None, reason)

    content = received.content
    if not content.strip(b" \t\r\n\x00\x0b\x0c\xef\xbb\xbf"):
        size = "1 byte" if len(content) == 1 else f"{len(content)} bytes"
        return rejected(f"empty: it has {size} and no words" if content else f"empty: it has {size}")
    try:
        cleaned = _READERS[received.media_type](content)
    except _Unread as error:
        return rejected(str(error))
    layer = _set_title(cleaned)
    if not any(character.isalnum() for character in layer.text):
        return rejected("empty: there are no words in it")
    other = foreign_language(layer.text)
    if other is not None:
        return rejected(f"language: the text is in {other}; only English is read so far")
    stated = cleaned.stated
    dateline = _body_dateline(layer)
    published, published_from = _published(stated, layer, dateline)
    if cleaned.unread_date is not None:
        log.warning("%s: %s.", collapse(clean_text(received.given_as)), _unread_date_sentence(cleaned.unread_date))
    return Document(
        document_id=received.document_id,
        media_type=received.media_type,
        title=cleaned.title,
        publisher=stated.publisher,
        country=stated.country,
        url=stated.url,
        published=published,
        published_from=published_from,
        language=READ_LANGUAGES[0],
        layer_hash=sha256_hex(layer.text.encode("utf-8")),
        text=layer.text,
        reader=f"{READER} ({cleaned.library})",
        body_start=layer.body_start,
        dateline_place=_checked(dateline.place, layer.text) if dateline else None,
        dateline_date=_checked(dateline.date, layer.text) if dateline else None,
        container_id=received.container_id,
        part=received.part,
        segments=layer.segments,
    )
