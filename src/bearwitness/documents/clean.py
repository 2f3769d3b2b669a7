"""Bytes -> text layer of plain text and Markdown, with byte offsets back to the original.

The layer is NFC with line feeds; control characters, byte-order marks and invisible marks that would split or reverse
words are gone. What words there are, and how lines are wrapped, stays as it was.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bearwitness.config import country_codes
from bearwitness.documents.dateline import find_dateline, is_date_line, read_date, reads_as_name, unread_date, word_list
from bearwitness.records import MapSegment, Metadata

# A layer of very many lines gets one segment for several lines; every segment stays exact.
MOST_SEGMENTS = 20_000
# Of text in any language under 1% are control characters; of compressed or random bytes about 11%.
MOST_CONTROL_SHARE = 0.01
_LONGEST_HEADLINE = 160

# New lines of other alphabets become line feeds. Gone are: control characters, the byte-order mark, soft hyphen,
# zero-width space and word joiner (they split words), and the marks that turn the direction of writing (they can make
# a quotation look other than it reads). Zero-width joiners stay: some scripts need them.
_NEW_LINES = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
_REMOVED = {
    code: None
    for code in (
        *(c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85)),
        *(0xAD, 0xFEFF, 0x200B, 0x2060, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF),
    )
}
_CLEANING: dict[int, str | None] = {**_REMOVED, **_NEW_LINES, **{c: "\ufffd" for c in range(0xD800, 0xE000)}}
_NEEDS_CLEANING = re.compile(r"[^\n\t\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027]")
_CONTROL_BYTES = bytes(c for c in range(0x20) if c not in (0x09, 0x0A, 0x0C, 0x0D, 0x1B)) + b"\x7f"

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes spell text: Python's codec name, the length of the byte-order mark, and what found it."""

    codec: str
    mark: int = 0
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The words of one report before the title line is set.

    `title` is the title stated beside or in the text; `body_start` is where the body opens if the title stands in
    `text` itself, else 0. `library` names what did the reading. `unread_date` are the words that the report states as
    its date of publication, where no day could be read from them.
    """

    text: str
    segments: tuple[MapSegment, ...]
    library: str
    title: str | None = None
    body_start: int = 0
    stated: Metadata = field(default_factory=Metadata)
    title_segment: MapSegment | None = None  # spans count from the start of the title
    unread_date: str | None = None


def clean_text(text: str) -> str:
    """NFC text with line feeds only, without control characters and invisible marks."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _NEEDS_CLEANING.search(text):
        text = unicodedata.normalize("NFC", text.translate(_CLEANING))
    return text


def collapse(text: str) -> str:
    """One line of text with single spaces."""
    return " ".join(clean_text(text).split())


def _utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 or UTF-32 codec of text without a byte-order mark, told by where its zero bytes lie."""
    if len(head) < 4 or not head.count(0):
        return None
    quarters = [head[i::4].count(0) / max(1, len(head[i::4])) for i in range(4)]
    if min(quarters[1:]) > 0.9 and quarters[0] < 0.1:
        return "utf-32-le"
    if min(quarters[:3]) > 0.9 and quarters[3] < 0.1:
        return "utf-32-be"
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def detect_encoding(content: bytes, *, declared: str | None = None) -> Encoding:
    """How the bytes spell text: byte-order mark, zero bytes, UTF-8, the declared charset, then the likeliest.

    Bytes that are UTF-8 but for a few places are read as UTF-8 with replacement marks. Few high bytes in ASCII text
    are Windows-1252, as quotation marks and accents of Western text are; many go to charset-normalizer.
    """
    for mark, codec in _BOMS:
        if content.startswith(mark):
            return Encoding(codec, len(mark), "mark")
    if wide := _utf16_without_mark(content[:4096]):
        return Encoding(wide, 0, "zero bytes")
    try:
        content.decode("utf-8")
        return Encoding("utf-8")
    except UnicodeDecodeError:
        pass
    good = sum(len(m.group()) for m in _UTF8_SEQUENCE.finditer(content))
    high = len(content) - len(content.translate(None, bytes(range(0x80, 0x100))))
    if good and good >= (high - good):
        return Encoding("utf-8", 0, "mostly valid")
    if declared:
        try:
            codec = codecs.lookup(declared).name
            b"oru".decode(codec).encode(codec)
        except (LookupError, UnicodeError, ValueError):
            codec = ""
        if codec and codec not in ("utf-8", "utf-16", "utf-32"):
            return Encoding("cp1252" if codec in ("iso8859-1", "ascii") else codec, 0, "declared")
    if high < len(content) * 0.1:
        return Encoding("cp1252", 0, "few high bytes")
    from charset_normalizer import from_bytes

    best = from_bytes(content[:100_000], steps=5, chunk_size=512).best()
    return Encoding(best.encoding if best else "cp1252", 0, "charset-normalizer")


def _decoded(content: bytes, encoding: Encoding) -> str:
    return content[encoding.mark :].decode(encoding.codec, errors="replace")


def decode(content: bytes, *, declared: str | None = None) -> str:
    """The text of bytes, with replacement marks where they spell none."""
    return _decoded(content, detect_encoding(content, declared=declared))


def is_binary(content: bytes) -> bool:
    """Whether the bytes are no text in any encoding that we read."""
    if any(content.startswith(mark) for mark, _ in _BOMS) or _utf16_without_mark(content[:4096]):
        return False
    return len(content) - len(content.translate(None, _CONTROL_BYTES)) > len(content) * MOST_CONTROL_SHARE


# ---- plain text ------------------------------------------------------------------------------------------------


def _lines_of(content: bytes, encoding: Encoding) -> Iterator[tuple[str, int, int]]:
    """(text of the line without its end, first byte, byte after it) for every line of the original."""
    ended = False
    if encoding.codec.startswith(("utf-16", "utf-32")):
        offset = encoding.mark
        for line in re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", _decoded(content, encoding)):
            bare = line.rstrip("\r\n")
            # A replaced unit has the width of the mark that replaced it, save for a cut last one.
            size = len(bare.encode(encoding.codec, errors="replace"))
            yield bare, offset, min(offset + size, len(content))
            offset += size + len(line[len(bare) :].encode(encoding.codec))
            ended = len(line) > len(bare)
        if ended:
            yield "", offset, offset
        return
    offset = encoding.mark
    # Every other codec here spells a line feed as the one byte 0x0A, so lines can be cut before decoding.
    for raw in content[encoding.mark :].splitlines(keepends=True):
        bare_bytes = raw.rstrip(b"\r\n")
        yield bare_bytes.decode(encoding.codec, errors="replace"), offset, offset + len(bare_bytes)
        offset += len(raw)
        ended = len(raw) > len(bare_bytes)
    if ended:
        yield "", offset, offset


def join_lines(lines: Iterable[tuple[str, int, int]]) -> tuple[str, tuple[MapSegment, ...]]:
    """Layer text and byte segments of lines (cleaned text, first byte, byte after it)."""
    texts: list[str] = []
    spans: list[tuple[int, int, int, int]] = []
    position = 0
    for text, first, after in lines:
        texts.append(text)
        if text.strip():
            spans.append((position, position + len(text), first, after))
        position += len(text) + 1
    step = -(-len(spans) // MOST_SEGMENTS) or 1
    segments = tuple(
        MapSegment(start=group[0][0], end=group[-1][1], kind="bytes", a=group[0][2], b=group[-1][3])
        for group in (spans[i : i + step] for i in range(0, len(spans), step))
    )
    return "\n".join(texts), segments


def text_library() -> str:
    """Name and version of what normalises plain text."""
    return f"unicodedata {unicodedata.unidata_version}"


def _library(encoding: Encoding) -> str:
    if encoding.found_by != "charset-normalizer":
        return text_library()
    import charset_normalizer

    return f"charset-normalizer {charset_normalizer.__version__}"


def looks_like_headline(line: str) -> bool:
    """Whether a line reads as a headline: short, of several words, without a full stop at its end."""
    line = line.strip()
    if not 2 <= len(line.split()) <= 30 or len(line) > _LONGEST_HEADLINE:
        return False
    if line[-1] in ".,;:-–—" or not any(c.isalpha() for c in line):
        return False
    return not is_date_line(line) and find_dateline(line + " X") is None and find_dateline(line) is None


# What papers, agencies and stations are called; the name of one alone in the first line is its masthead.
_PAPERS = frozenset(
    word_list(
        "advertiser agency argus broadcasting bulletin chronicle citizen courier daily dispatch echo examiner express "
        "gazette globe guardian herald independent journal magazine mail mercury mirror monitor network news newspaper "
        "observer post press radio record register reporter review sentinel standard star sun telegraph television "
        "times tribune voice watch weekly wire"
    )
)
_MOST_WORDS_OF_A_MASTHEAD = 5


def _is_masthead(line: str) -> bool:
    """Whether a line is the name of a paper, agency or station: "THE ORU COURIER", "Belen Daily News", "Voice of Oru"."""
    words = line.lower().split()
    if not 2 <= len(words) <= _MOST_WORDS_OF_A_MASTHEAD or not reads_as_name(line):
        return False
    of = "of" in (words[1:2] if words[0] != "the" else words[2:3])  # The Times of Belen
    named = words[-1] in _PAPERS or words[0] == "radio" or (of and words[words.index("of") - 1] in _PAPERS)
    return named and (words[0] == "the" or line.isupper() or of or len(words) <= 3)


_LINES_BEFORE_HEADLINE = 3  # masthead, date and credits


def find_headline(text: str) -> tuple[str, int] | None:
    """The headline on the first line of a text and where the body opens after it.

    A masthead, and lines that only date and credit the text, may stand before it. None unless the line reads as a
    headline, a blank line follows, and words after that.
    """
    at = 0
    for _ in range(_LINES_BEFORE_HEADLINE):
        line = re.compile(r"\s*(\S[^\n]*)\n\s*(?=\S)").match(text, at, at + _LONGEST_HEADLINE * 4)
        if line is None or not (is_date_line(line[1]) or (at == 0 and _is_masthead(line[1].strip()))):
            break
        at = line.end()
    first = re.compile(r"\s*(\S[^\n]*)\n[ \t]*\n\s*(?=\S)").match(text, at, at + _LONGEST_HEADLINE * 4)
    if first is None or not looks_like_headline(first[1]):
        return None
    return collapse(first[1]), first.end()


_HEADER = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "source": "publisher",
    "outlet": "publisher",
    "url": "url",
    "link": "url",
    "date": "published",
    "published": "published",
    "publication date": "published",
    "date published": "published",
    "country": "country",
    "author": "",
    "byline": "",
    "by": "",
    "language": "",
    "section": "",
}
_HEADER_LINE = re.compile(r"[ \t]*([A-Za-z][A-Za-z ]{1,20}?)[ \t]*:[ \t]+(\S[^\n]*)(?:\n|$)")


def find_header(text: str, start: int = 0) -> tuple[dict[str, str], int]:
    """What a block of "Key: value" lines at the start of a text states, and where the text goes on after it.

    Two or more lines with keys that we know make a block; a single one is left to the words.
    """
    found: dict[str, str] = {}
    lines = 0
    position = start + len(text[start : start + 1000]) - len(text[start : start + 1000].lstrip())
    while (match := _HEADER_LINE.match(text, position)) and match[1].lower() in _HEADER:
        name = _HEADER[match[1].lower()]
        if name:
            found.setdefault(name, collapse(match[2]))
        position = match.end()
        lines += 1
    if lines < 2:
        return {}, start
    return found, position


def read_plain(content: bytes) -> Cleaned:
    """The layer of plain text: every line as it stood, mapped to its bytes."""
    encoding = detect_encoding(content)
    lines = ((clean_text(text), first, after) for text, first, after in _lines_of(content, encoding))
    text, segments = join_lines(lines)
    title, body_start = find_headline(text) or (None, 0)
    header, body_start = find_header(text, body_start)
    if header:
        body_start += len(text[body_start : body_start + 1000]) - len(text[body_start : body_start + 1000].lstrip())
    return Cleaned(
        text=text,
        segments=segments,
        library=_library(encoding),
        title=title or header.get("title"),
        body_start=body_start,
        stated=header_metadata(header),
        unread_date=unread_date([header.get("published")]),
    )


def header_metadata(header: dict[str, str], *, dated: bool = False) -> Metadata:
    """Publisher, address and country of a header block or front matter.

    Args:
        header: Values by our own key.
        dated: Whether its date counts as metadata. Front matter's does; a printed "Date:" line is the page's own words
            and is read as such (`find_page_date`).
    """
    country = header.get("country", "").upper()
    url = header.get("url", "")
    published = read_date(header.get("published", "")) if dated else None
    return Metadata(
        published=published,
        published_from="metadata" if published else None,
        publisher=header.get("publisher"),
        url=url if re.match(r"https?://\S+$", url) else None,
        country=country if country in country_codes() else None,
    )


# ---- Markdown --------------------------------------------------------------------------------------------------

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_ATX = re.compile(r" {0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--[^\n]{0,2000}?-->"), ""),
    (_LINK, r"\1"),
    (re.compile(r"!?\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,2000}>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000}?[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=[^\s_])([^_\n]{1,1000}?[^\s_])_(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]{1,1000}?)~~"), r"\1"),
    (re.compile(r"`{1,2}([^`\n]{1,1000})`{1,2}"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)
_DROPPED_LINE = re.compile(r"[ \t]*(?:(?:[-*_][ \t]*){3,}|={3,}|-{3,}|[`~]{3,}.*|\|?[ \t:|-]*-{3,}[ \t:|-]*)$")
_LEADING_MARK = re.compile(r"(?:[ \t]*>[ \t]?)*[ \t]*(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,3}[.)][ \t]+)?")
_MARKUP_MARK = re.compile(r"[`*_\[\]<>~\\]")
_HIDDEN_BLOCK = re.compile(r"<(script|style)\b", re.IGNORECASE)


def is_markdown(text: str) -> bool:
    """Whether the text carries Markdown's marks: front matter, headings, links, or bold words twice."""
    head = text[:20_000].lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    if _FRONT_MATTER.match(head) and _front_matter(head)[0]:
        return True
    lines = [line for line in head.split("\n", 400)[:400] if line.strip()]
    if not lines:
        return False
    if _ATX.match(lines[0]) or (len(lines) > 1 and re.fullmatch(r"={3,}[ \t]*", lines[1])):
        return True
    headings = sum(1 for line in lines if re.match(r"#{2,6} \S", line))
    links = len(re.findall(r"\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|/|\.|#)[^\s()]{0,500}\)", head))
    bold = len(re.findall(r"(?<!\*)\*\*(?=[^\s*])[^*\n]{1,200}\S\*\*(?!\*)", head))
    return headings >= 2 or links >= 1 or bold >= 2


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """Keys and values of front matter, and its length; only its simple "key: value" lines are read."""
    block = _FRONT_MATTER.match(text)
    if block is None:
        return {}, 0
    found: dict[str, str] = {}
    for line in block[1].split("\n"):
        if pair := re.match(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]+(\S.*)$", line):
            found.setdefault(pair[1].lower().replace("_", " "), collapse(pair[2]).strip("\"'"))
    return found, block.end()


def _strip_line(line: str) -> str:
    """A line of Markdown without its marks."""
    if heading := _ATX.match(line):
        line = heading[1]
    else:
        line = _LEADING_MARK.sub("", line, count=1)  # it matches any line, at its start
        if line.startswith("|") or line.rstrip().endswith("|"):
            line = line.strip().strip("|").strip()
    if _MARKUP_MARK.search(line) and len(line) < 100_000:
        for pattern, kept in _INLINE:
            line = pattern.sub(kept, line)
    return line.rstrip()


def _markdown_lines(lines: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The lines without marks; hidden blocks and lines that are all marks are gone."""
    hidden: str | None = None
    for line, first, after in lines:
        if hidden:
            if hidden in line.lower():
                hidden = None
            continue
        if block := _HIDDEN_BLOCK.search(line):
            if f"</{block[1].lower()}" not in line.lower():
                hidden = f"</{block[1].lower()}"
            before = line[: block.start()]
            if before.strip():
                yield _strip_line(before), first, after
            continue
        if _DROPPED_LINE.match(line):
            yield "", after, after
            continue
        yield _strip_line(line), first, after


def read_markdown(content: bytes) -> Cleaned:
    """The layer of Markdown: lines without their marks, links by their words; front matter gives metadata."""
    encoding = detect_encoding(content)
    lines = [(clean_text(text), first, after) for text, first, after in _lines_of(content, encoding)]
    while lines and not lines[0][0].strip():
        del lines[0]
    front, length = _front_matter("\n".join(line for line, _, _ in lines[:80]) + "\n")
    skipped = "\n".join(line for line, _, _ in lines[:80])[:length].count("\n") if length else 0
    if length and skipped < len(lines) and not lines[skipped][0].strip("-. \t"):
        skipped += 1
    rest = lines[skipped:]
    heading = next((line for line, _, _ in rest if line.strip()), "")
    text, segments = join_lines(_markdown_lines(rest))
    leading = len(text) - len(text.lstrip())
    header = {name: front[key] for key, name in reversed(_HEADER.items()) if name and key in front}
    title, body_start = header.get("title"), 0
    setext = re.match(r"\s*\S[^\n]*\n={3,}[ \t]*(?:\n|$)", "\n".join(line for line, _, _ in rest[:6]))
    first_line = text[leading:].split("\n", 1)[0].strip()
    if first_line and (_ATX.match(heading) or setext) and (title is None or collapse(first_line) == title):
        title = collapse(first_line)
        body_start = leading + text[leading:].find("\n") + 1 if "\n" in text[leading:] else 0
    elif title is None and (found := find_headline(text)):
        title, body_start = found
    if body_start:
        body_start += len(text[body_start:]) - len(text[body_start:].lstrip())
    return Cleaned(
        text=text,
        segments=segments,
        library=_library(encoding),
        title=title,
        body_start=body_start,
        stated=header_metadata(header, dated=True),
        unread_date=unread_date([header.get("published")]),
    )
