"""PDF with a text layer -> paragraphs, each line mapped to its page and rectangle.

Lines are PDFium's. They are joined into paragraphs by their distance, indent and length; a word broken at a line's end
is made whole; running heads, running feet and page numbers go, where their repetition proves what they are.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import Any

from bearwitness.documents.clean import Cleaned, clean_text, collapse, find_headline
from bearwitness.documents.dateline import is_date_line
from bearwitness.records import MapSegment

# A line at the edge of a page is a running head or foot if it stands on this share of the pages and on at least three.
# Lower shares would take recurring headings of a bulletin.
RUNNING_SHARE = 0.6
RUNNING_PAGES = 3
EDGE_LINES = 2
LONGEST_NUMBERED = 60  # characters of a running line that carries the page number
# In units of the usual distance of two lines: a wider gap opens a paragraph.
PARAGRAPH_GAP = 1.3
TITLE_LINES = 5  # among these first lines a date line may stand below the title
_RUNS_ON = re.compile(
    r"(?:\b(?:after|and|before|between|by|from|in|of|on|or|since|the|through|till|to|until|\w{3,6}day)|[,;–—-])$", re.I
)
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"^\W*(?:page|p\.)?\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
# What stands before the hyphen of a compound word, so that the hyphen stays when a line ends there.
_KEEPS_HYPHEN = re.compile(
    r"(?:^|[^\w])(?:\d[\d,.]*|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|half|anti|non|ex|self|pro|post|mid|pre|co|vice|semi|cease|well|long|counter|cross|so|air|then|"
    r"high|low|door|state|al|el|brother|sister|father|mother|son|daughter)$",
    re.IGNORECASE,
)
_PROGRAM_TITLE = re.compile(
    r"(?:\W*(?:untitled|anonymous)\W*|document\d*|microsoft word - .*|.*\.(?:docx?|pdf|rtf|odt|indd|qxd|txt))$", re.I
)


@dataclass(slots=True)
class _Line:
    """A line of a page: words, rectangle (left, bottom, right, top in points), size of its type, how it broke."""

    page: int
    text: str
    rect: tuple[float, float, float, float]
    bottom: float
    size: float
    hyphen: bool = False


class UnreadablePdf(Exception):
    """Why a PDF has no words for us: the first word of a rejection's reason, and its sentence."""

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__(sentence)
        self.word = word
        self.sentence = sentence


def _page_lines(textpage: Any, number: int) -> list[_Line]:
    """The lines of one page in PDFium's order."""
    import pypdfium2.raw as pdfium_c

    text: str = textpage.get_text_range()
    lines: list[_Line] = []
    # PDFium puts U+FFFE (older versions U+0002) where a hyphen broke a word at a line's end, and then no line end.
    for match in re.finditer(r"[^\r\n\ufffe\x02]+", text):
        words = clean_text(match.group()).strip()
        if not words:
            continue
        first = pdfium_c.FPDFText_GetCharIndexFromTextIndex(textpage, match.start())
        last = pdfium_c.FPDFText_GetCharIndexFromTextIndex(textpage, match.end() - 1)
        if first < 0 or last < first:
            continue
        rects = [textpage.get_rect(i) for i in range(textpage.count_rects(first, last - first + 1))]
        if not rects:
            continue
        lead = len(match.group()) - len(match.group().lstrip())
        _, bottom, _, top = textpage.get_charbox(min(first + lead, last), loose=True)
        lines.append(
            _Line(
                page=number,
                text=words,
                rect=(
                    round(min(r[0] for r in rects), 2),
                    round(min(r[1] for r in rects), 2),
                    round(max(r[2] for r in rects), 2),
                    round(max(r[3] for r in rects), 2),
                ),
                bottom=bottom,
                size=top - bottom,
                hyphen=text[match.end() : match.end() + 1] in ("\ufffe", "\x02"),
            )
        )
    return lines


def _drop_running(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without running heads and feet and without page numbers.

    Only lines at the very top or bottom of a page can go: those that stand at the same height on most pages with the
    same words, a number that counts the pages apart, and page numbers alone.
    """

    def edges(lines: list[_Line]) -> list[_Line]:
        ranked = sorted(lines, key=lambda line: -line.bottom)
        return ranked[:EDGE_LINES] + [line for line in ranked[-EDGE_LINES:] if line not in ranked[:EDGE_LINES]]

    def keys(line: _Line) -> set[tuple[object, ...]]:
        """What makes a line the same one on another page: its words, or its words with a number that runs on."""
        height = round(line.bottom)
        found: set[tuple[object, ...]] = {(height, line.text.casefold())}
        if len(line.text) <= LONGEST_NUMBERED:
            for number in re.finditer(r"\d{1,4}", line.text):
                rest = (line.text[: number.start()] + "#" + line.text[number.end() :]).casefold()
                found.add((height, rest, int(number.group()) - line.page))
        return found

    filled = [lines for lines in pages if lines]
    seen = Counter(key for lines in filled for key in {key for line in edges(lines) for key in keys(line)})
    steps = Counter(
        int(number[1]) - line.page
        for lines in filled
        for line in edges(lines)
        if (number := _PAGE_NUMBER.match(line.text))
    )
    least = max(RUNNING_PAGES, RUNNING_SHARE * len(filled))

    def running(line: _Line) -> bool:
        if number := _PAGE_NUMBER.match(line.text):
            same = steps[int(number[1]) - line.page]
            return same >= 2 and same >= RUNNING_SHARE * len(filled)
        return any(seen[key] >= least for key in keys(line))

    dropped = {id(line) for lines in filled for line in edges(lines) if running(line)}
    return [[line for line in lines if id(line) not in dropped] for lines in pages]


def _opens_paragraph(before: _Line, line: _Line, *, leading: float, left: float, right: float) -> bool:
    """Whether a new paragraph opens with `line`, by type, distance, indent, and how the line before it ended."""
    if before.hyphen:
        return False
    ended = bool(_SENTENCE_END.search(before.text))
    width = max(right - left, 1.0)
    if abs(before.size - line.size) > 0.2 * max(before.size, line.size):
        return True
    if before.page != line.page or line.bottom > before.bottom + before.size:  # next page or column
        return ended or (before.rect[2] < right - 0.25 * width and not line.text[:1].islower())
    gap = before.bottom - line.bottom
    if gap > PARAGRAPH_GAP * leading:
        return True
    if gap < 0.4 * leading:  # the same line in pieces
        return False
    if line.rect[0] - before.rect[0] > 0.6 * line.size and ended:
        return True
    return ended and before.rect[2] < right - 0.12 * width


def _make_whole(before: str, after: str, *, vocabulary: Counter[str]) -> str:
    """The words before a broken line's end, with or without their hyphen, as the next line goes on."""
    head = re.search(r"[\w.,'’]+$", before)
    tail = re.match(r"[\w'’]+", after)
    if head is None or tail is None:
        return before + "-"
    whole, compound = (head[0] + tail[0]).casefold(), f"{head[0]}-{tail[0]}".casefold()
    if vocabulary[whole] != vocabulary[compound]:
        return before if vocabulary[whole] > vocabulary[compound] else before + "-"
    goes_on = after[tail.end() : tail.end() + 1] == "-"
    if goes_on or _KEEPS_HYPHEN.search(before) or tail[0][0].isupper() or tail[0][0].isdigit():
        return before + "-"
    return before


def _top_date_line(lines: list[_Line]) -> int | None:
    """Which line below the title only dates the report; None if none does.

    It is a paragraph of its own however close the title stands, unless the words before it run into it ("... in Oru on"
    / "4 March 2024").
    """
    for number, line in enumerate(lines[:TITLE_LINES]):
        if is_date_line(line.text):
            runs_on = number and (_SENTENCE_END.search(line.text) or _RUNS_ON.search(lines[number - 1].text))
            return None if runs_on else number
    return None


def _paragraphs(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The lines of all pages in paragraphs."""
    lines = [line for page in pages for line in page]
    gaps = [
        a.bottom - b.bottom
        for a, b in itertools.pairwise(lines)
        if a.page == b.page and 0.5 * a.size < a.bottom - b.bottom < 2.5 * a.size
    ]
    # The usual distance is the lower quartile: a page of short paragraphs has as many gaps between as within them.
    leading = statistics.quantiles(gaps, n=4)[0] if len(gaps) >= 2 else (lines[0].size if lines else 1.0)
    margins = {
        number: (min(line.rect[0] for line in page), max(line.rect[2] for line in page))
        for number, page in enumerate(pages, start=1)
        if page
    }
    dated = _top_date_line(lines)
    paragraphs: list[list[_Line]] = []
    for number, line in enumerate(lines):
        if paragraphs:
            before = paragraphs[-1][-1]
            left, right = margins[before.page]
            apart = dated is not None and number in (dated, dated + 1)
            if not apart and not _opens_paragraph(before, line, leading=leading, left=left, right=right):
                paragraphs[-1].append(line)
                continue
        paragraphs.append([line])
    return paragraphs


def _join(paragraphs: list[list[_Line]]) -> tuple[str, tuple[MapSegment, ...]]:
    """Layer text with a blank line between paragraphs, and a segment for each line."""
    vocabulary = Counter(
        word.casefold()
        for paragraph in paragraphs
        for line in paragraph
        for word in re.findall(r"\w+(?:[-'’]\w+)*", line.text)
    )
    parts: list[str] = []
    segments: list[MapSegment] = []
    position = 0

    def put(words: str) -> None:
        nonlocal position
        parts.append(words)
        position += len(words)

    for paragraph in paragraphs:
        if parts:
            put("\n\n")
        for number, line in enumerate(paragraph):
            words, gap = line.text, " "
            after = paragraph[number + 1].text if number + 1 < len(paragraph) else ""
            if after and (line.hyphen or re.search(r"\w-$", words)):
                words = _make_whole(words.removesuffix("-") if not line.hyphen else words, after, vocabulary=vocabulary)
                gap = ""
            segments.append(
                MapSegment(start=position, end=position + len(words), kind="page", a=line.page, rects=(line.rect,))
            )
            put(words)
            if after:
                put(gap)
    return "".join(parts), tuple(segments)


def _info_title(document: Any) -> str | None:
    """The title that the file states, unless a program filled it in."""
    title = collapse(document.get_metadata_value("Title") or "")
    return title if title and not _PROGRAM_TITLE.match(title) and len(title) <= 300 else None


def read_pdf(content: bytes) -> Cleaned:
    """The text layer of a PDF.

    The dates in a PDF's properties say when the file was made, not when the report was published, and are not used.

    Raises:
        UnreadablePdf: The file is encrypted, broken, or has no text layer.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == 4 or "password" in str(error).lower():
            raise UnreadablePdf("encrypted", "the PDF opens only with a password; save a copy without one") from error
        raise UnreadablePdf("broken", "the file begins as a PDF but cannot be opened as one") from error
    try:
        count = len(document)
        pages: list[list[_Line]] = []
        failed = 0
        for number in range(count):
            try:
                page = document[number]
                textpage = page.get_textpage()
            except pdfium.PdfiumError:
                pages.append([])
                failed += 1
                continue
            pages.append(_page_lines(textpage, number + 1))
            textpage.close()
            page.close()
        title = _info_title(document)
    finally:
        document.close()
    if failed == count:
        raise UnreadablePdf("broken", f"none of the PDF's {count} pages can be read")
    if not any(c.isalnum() for page_lines in pages for line in page_lines for c in line.text):
        raise UnreadablePdf(
            "scanned",
            f"the PDF has {count} page{'s' * (count != 1)} and no text layer; run text recognition on it first",
        )
    paragraphs = _paragraphs(_drop_running(pages) if len(pages) > 1 else pages)
    text, segments = _join(paragraphs)
    body_start = 0
    if title is None:
        title, body_start = find_headline(text) or (None, 0)
    from pypdfium2.version import PYPDFIUM_INFO

    return Cleaned(
        text=text, segments=segments, library=f"pypdfium2 {PYPDFIUM_INFO.version}", title=title, body_start=body_start
    )
