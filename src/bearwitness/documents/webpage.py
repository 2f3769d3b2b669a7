"""HTML -> main text by paragraph, title, and what the page states of itself.

trafilatura finds the main text of a sane page; a tokenizer of our own reads every page flat, in linear time and
without recursion. The flat reading numbers the page's paragraphs, takes over where trafilatura finds too little, and is
all there is for pages nested or sized so that a tree parser would choke. Neither lets script or style into the text.
"""

from __future__ import annotations

import bisect
import html
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bearwitness.documents.clean import Cleaned, clean_text, collapse, decode, text_library
from bearwitness.documents.dateline import labelled_date, read_date, unread_date, word_list
from bearwitness.records import MapSegment, Metadata

# Beyond these a page is read flat only. News pages nest some 30 deep and hold a few thousand tags; libxml2
# stops at a depth of 256. trafilatura takes up to 0.4 ms a tag.
DEEPEST_TREE = 150
MOST_TAGS = 20_000
LARGEST_TREE_CHARACTERS = 3_000_000
# trafilatura's text is kept unless it is under this share of the flat reading's paragraphs: then it lost the article.
LEAST_MAIN_SHARE = 0.2
LEAST_MAIN_CHARACTERS = 80
MENU_RUN = 3

_BLOCKS = frozenset(
    word_list(
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary "
        "table tbody td tfoot th thead tr ul head title"
    )
)
_VOID = frozenset(word_list("area base br col embed hr img input link meta param source track wbr"))
_OPTIONAL_END = frozenset(word_list("p li dd dt option tr td th thead tbody tfoot colgroup rp rt"))
_RAW = frozenset(
    word_list("script style textarea noscript template iframe object svg math noembed noframes xmp select button")
)
_OUTSIDE_TEXT = frozenset(word_list("nav header footer aside form"))
_TAG_OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,60})")
# A ">" within a quoted value does not end its tag; a tag is searched no further than this, to keep reading linear.
_QUOTED, _QUOTE_OPENING = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')"), re.compile(r"=\s*[\"']")
_LONGEST_TAG, _QUOTED_ENDS = 20_000, 8
_ATTRIBUTE = re.compile(r"([a-zA-Z_:][\w:.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_MARKUP = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TEXT_MARKUP = re.compile(
    r"</?(?:p|div|br|span|article|section|h[1-6]|ul|ol|li|table|script)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)


def is_html(text: str) -> bool:
    """Whether a text opens as a web page, or is fragments of one."""
    head = text[:4000].lstrip("\ufeff \t\r\n")
    while head.startswith(("<!--", "<?xml")):
        mark = "-->" if head.startswith("<!--") else "?>"
        if mark not in head:
            break
        head = head.split(mark, 1)[1].lstrip()
    if not head.startswith("<"):
        return False
    return bool(_MARKUP.match(head)) or has_markup(head)


def has_markup(text: str) -> bool:
    """Whether a text, as of a feed's or table's cell, is written in HTML."""
    tags = _TEXT_MARKUP.findall(text[:20_000])
    return len(tags) >= 2


# ---- the flat reading ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Block:
    """One paragraph of the page in order, the tag that opened it, and whether it lies in navigation and the like."""

    tag: str
    text: str
    outside: bool


@dataclass(slots=True)
class _Flat:
    """What one pass over the tags finds."""

    blocks: list[_Block] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)  # (name or property or itemprop, content)
    times: list[tuple[str, bool]] = field(default_factory=list)  # (datetime, marked as the day of publication)
    linked_data: list[str] = field(default_factory=list)
    canonical: str | None = None
    title: str | None = None
    depth: int = 0
    tags: int = 0


def _tag_end(page: str, opening: int, first_end: int) -> int:
    """Where the tag's ">" stands: the first one that is in no quoted value, else the first one of all."""
    end = first_end
    for _ in range(_QUOTED_ENDS):
        if end < 0 or end - opening > _LONGEST_TAG:
            break
        if not _QUOTE_OPENING.search(_QUOTED.sub("", page[opening:end])):
            return end
        end = page.find(">", end + 1)
    return first_end


def _tokens(page: str) -> Iterator[tuple[str, bool, str, str]]:
    """("text", False, "", words), or (tag name, closing, attributes, contents of a raw element); linear in the page."""
    position, length = 0, len(page)
    next_end = -1  # the first ">" at or after `position`, once looked for
    absent: set[str] = set()  # end marks known not to come any more, so that none is searched for twice
    while position < length:
        opening = page.find("<", position)
        if opening > position or opening < 0:
            yield "text", False, "", page[position : opening if opening >= 0 else length]
        if opening < 0:
            return
        if next_end < opening:
            next_end = page.find(">", opening)
        if next_end < 0:
            yield "text", False, "", page[opening:]
            return
        if page.startswith("<!--", opening) and "-->" not in absent:
            end = page.find("-->", opening + 4)
            if end >= 0:
                position = end + 3
                continue
            absent.add("-->")
        if page.startswith(("<!", "<?"), opening):
            position = next_end + 1
            continue
        match = _TAG_OPENING.match(page, opening)
        if match is None or next_end - opening > _LONGEST_TAG:
            yield "text", False, "", "<"
            position = opening + 1
            continue
        end = _tag_end(page, opening, next_end)
        attributes = page[match.end() : end]
        position, name, inside = end + 1, match[2].lower(), ""
        if name in _RAW and not match[1] and not attributes.endswith("/") and name not in absent:
            end_tag = re.compile(rf"</{name}\b[^>]{{0,200}}>", re.IGNORECASE).search(page, position)
            if end_tag:
                inside, position = page[position : end_tag.start()], end_tag.end()
            elif name in ("script", "style"):
                position = length
            else:
                absent.add(name)
        yield name, bool(match[1]), attributes, inside


def _attributes(words: str) -> dict[str, str]:
    return {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(words)}


def _read_flat(page: str) -> _Flat:
    """One pass: paragraphs, meta tags, depth. Depth counts tags that were opened and not closed."""
    flat = _Flat()
    words: list[str] = []
    block_tag, outside, depth = "body", 0, 0
    in_title = False

    def finish() -> None:
        nonlocal in_title
        text = _paragraph("".join(words))
        words.clear()
        if not text:
            return
        if in_title:
            flat.title = flat.title or collapse(text)
            return
        for part in text.split("\n\n"):
            flat.blocks.append(_Block(block_tag, part, outside > 0))

    for name, closing, attributes, inside in _tokens(page):
        if name == "text":
            told = html.unescape(inside)
            words.append(told.replace("\n", "\x00") if block_tag == "pre" else told)
            continue
        flat.tags += 1
        if name == "br":
            words.append("\x00")
        elif name in _BLOCKS:
            finish()
            block_tag = name if not closing else "body"
            in_title = name == "title" and not closing
        if name in ("td", "th", "button", "select", "img"):
            words.append(" ")
        if name in _OUTSIDE_TEXT:
            outside = max(0, outside + (-1 if closing else 1))
        if name not in _VOID and name not in _RAW and name not in _OPTIONAL_END and not attributes.endswith("/"):
            depth = max(0, depth + (-1 if closing else 1))
            flat.depth = max(flat.depth, depth)
        if closing:
            continue
        _note_metadata(flat, name, attributes, inside)
    finish()
    return flat


def _paragraph(words: str) -> str:
    """Words of one block with single spaces; a break is a new line, two breaks a new paragraph."""
    lines = [" ".join(clean_text(line).split()) for line in words.split("\x00")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _note_metadata(flat: _Flat, name: str, attributes: str, inside: str) -> None:
    """Keep what a tag states of the page."""
    if name == "meta" or "itemprop" in attributes:
        pairs = _attributes(attributes)
        key = pairs.get("property") or pairs.get("name") or pairs.get("itemprop")
        value = pairs.get("content") or (pairs.get("datetime") if name == "time" else None)
        if key and value:
            flat.metas.append((key.strip().lower(), value))
    if name == "time":
        pairs = _attributes(attributes)
        if pairs.get("datetime"):
            marked = "pubdate" in attributes or bool(re.search(r"publi|posted", pairs.get("class", ""), re.IGNORECASE))
            flat.times.append((pairs["datetime"], marked))
    elif name == "link" and "canonical" in attributes.lower():
        pairs = _attributes(attributes)
        if "canonical" in pairs.get("rel", "").lower().split():
            flat.canonical = flat.canonical or pairs.get("href")
    elif name == "script" and "ld+json" in attributes.lower():
        flat.linked_data.append(inside)


# ---- what the page states ---------------------------------------------------------------------------------------

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "publication_date", "publish-date", "publishdate",
    "pubdate", "published", "published_at", "published-date", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "article.published", "citation_publication_date", "date", "dc.date", "dcterms.date",
)  # fmt: skip
_PUBLISHER_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_publisher")
_URL_NAMES = ("og:url", "dc.identifier", "twitter:url")
_TITLE_NAMES = ("og:title", "dc.title", "headline", "twitter:title", "citation_title")


def _linked_objects(sources: list[str]) -> list[dict[str, Any]]:
    """The objects of the page's linked data that speak of an article, those with a date first."""
    found: list[dict[str, Any]] = []
    for source in sources:
        try:
            value = json.loads(source.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [value]
        while waiting and len(found) < 200:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item[:200])
            elif isinstance(item, dict):
                found.append(item)
                waiting.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)
    articles = [
        item for item in found if re.search(r"article|report|posting|newsitem", str(item.get("@type", "")), re.I)
    ]
    return sorted(articles, key=lambda item: "datePublished" not in item)


def _text_of(value: Any) -> str | None:
    """The name that a linked-data value carries, whether string, object or list of these."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return collapse(value) or None if isinstance(value, str) else None


def _first_web_address(values: list[str | None]) -> str | None:
    return next((v.strip() for v in values if v and re.match(r"https?://[^\s<>\"]+$", v.strip())), None)


def _page_metadata(flat: _Flat) -> tuple[Metadata, str | None]:
    """Publisher, date, address and title that the page's head states, else what its visible words date it by.

    Beside it the words of the head's date, where no day can be read from them.
    """
    linked = _linked_objects(flat.linked_data)
    named: dict[str, list[str]] = {}
    for key, value in flat.metas:
        named.setdefault(key, []).append(value)

    def stated(names: tuple[str, ...]) -> list[str]:
        return [collapse(value) for name in names for value in named.get(name, ()) if value.strip()]

    dates = [str(item["datePublished"]) for item in linked if item.get("datePublished")] + stated(_DATE_NAMES)
    published = next((day for value in dates if (day := read_date(value))), None)
    published_from = "metadata" if published else None
    if published is None:
        published = _visible_date(flat)
        published_from = "page" if published else None
    publishers = [_text_of(item.get("publisher")) for item in linked] + list(stated(_PUBLISHER_NAMES))
    headings = [block.text for block in flat.blocks if block.tag == "h1"]
    titles = [_text_of(item.get("headline")) for item in linked] + list(stated(_TITLE_NAMES))
    title = next((value for value in titles if value), None)
    if title is None:
        title = collapse(headings[0]) if len(headings) == 1 else flat.title
    publisher = next((v for v in publishers if v and not v.startswith(("http:", "https:"))), None)
    if title and publisher and (suffix := re.search(rf"\s+[|–—-]\s+{re.escape(publisher)}$", title)):
        title = title[: suffix.start()] or title
    found = Metadata(
        published=published,
        published_from=published_from,
        publisher=publisher,
        url=_first_web_address([flat.canonical, *stated(_URL_NAMES), *[_text_of(item.get("url")) for item in linked]]),
        title=title,
    )
    return found, unread_date(dates)


def _visible_date(flat: _Flat) -> str | None:
    """The day that the page prints as its own: a labelled line, or a <time> that is marked as such or stands alone."""
    for block in flat.blocks[:60]:
        for line in block.text.split("\n"):
            if found := labelled_date(line):
                return found
    marked = {day for value, is_marked in flat.times if is_marked and (day := read_date(value))}
    days = marked or {day for value, _ in flat.times if (day := read_date(value))}
    return days.pop() if len(days) == 1 else None


# ---- the main text ----------------------------------------------------------------------------------------------


def _tree_paragraphs(page: str) -> list[str] | None:
    """Paragraphs of the main text as trafilatura finds it; None where it finds none or fails."""
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(page, include_comments=False, with_metadata=False)
    except Exception:  # whatever the parsers under it raise on hostile markup: the flat reading answers instead
        return None
    if found is None or found.body is None:
        return None
    paragraphs: list[str] = []
    _walk(found.body, paragraphs)
    return paragraphs


def _walk(body: Any, paragraphs: list[str]) -> None:
    """Append the paragraphs of trafilatura's tree in document order."""
    words: list[str] = []

    def finish() -> None:
        paragraphs.extend(part for part in _paragraph("".join(words)).split("\n\n") if part)
        words.clear()

    from lxml import etree

    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        block = tag in ("p", "head", "item", "quote", "row", "list", "table", "code", "ab", "figure")
        if event == "start":
            if block:
                finish()
            elif tag == "lb":
                words.append("\x00")
            elif tag == "cell" and words:
                words.append(" | ")
            told = element.text or ""
            words.append(told.replace("\n", "\x00") if tag == "code" else told)
        else:
            if block:
                finish()
            if element is not body:
                words.append(element.tail or "")
    finish()


def _flat_paragraphs(flat: _Flat) -> list[str]:
    """The page's paragraphs outside navigation and the like; all of them if nothing is left."""
    inside = [block.text for block in flat.blocks if not block.outside]
    kept = inside if sum(map(len, inside)) >= LEAST_MAIN_CHARACTERS else [block.text for block in flat.blocks]
    # Three and more short lines on end without a full stop are a menu; alone they are a heading or an item.
    lines: list[str] = []
    for is_short, run in itertools.groupby(kept, key=_is_menu_item):
        texts = list(run)
        if not is_short or len(texts) < MENU_RUN:
            lines.extend(texts)
    return lines if sum(map(len, lines)) >= LEAST_MAIN_CHARACTERS else kept


def _is_menu_item(text: str) -> bool:
    return len(text) < 40 and not re.search(r"[.!?:…][\"'”’)\]]*$", text) and not any(c.isdigit() for c in text)


def _numbers(paragraphs: list[str], flat: _Flat) -> list[int | None]:
    """For each paragraph the 0-based number of the page's paragraph that holds it, going forward; None if unproven."""

    def key(text: str) -> str:
        return re.sub(r"\W+", "", text)

    keys = [key(block.text) for block in flat.blocks]
    places: dict[str, list[int]] = {}
    for number, text in enumerate(keys):
        places.setdefault(text[:40], []).append(number)
    numbers: list[int | None] = []
    following = 0
    for paragraph in paragraphs:
        wanted = key(paragraph)
        same = places.get(wanted[:40], [])
        at = bisect.bisect_left(same, following)
        found = next((n for n in same[at : at + 20] if keys[n].startswith(wanted[:200])), None)
        if found is None and wanted:
            nearby = range(max(0, following - 1), min(following + 3, len(keys)))
            found = next((n for n in nearby if wanted in keys[n]), None)
        numbers.append(found)
        following = following if found is None else found + 1
    return numbers


def join_paragraphs(paragraphs: list[str], numbers: list[int | None]) -> tuple[str, tuple[MapSegment, ...]]:
    """Layer text with a blank line between paragraphs, and a segment for each numbered one."""
    segments: list[MapSegment] = []
    position = 0
    for paragraph, number in zip(paragraphs, numbers, strict=True):
        if number is not None:
            segments.append(MapSegment(start=position, end=position + len(paragraph), kind="paragraph", a=number))
        position += len(paragraph) + 2
    return "\n\n".join(paragraphs), tuple(segments)


def read_fragment(markup: str) -> tuple[str, tuple[MapSegment, ...]]:
    """Layer text of HTML that is main text already, as in a feed's or table's cell."""
    blocks = [block.text for block in _read_flat(markup).blocks]
    return join_paragraphs(blocks, list(range(len(blocks))))


def read_html(content: bytes) -> Cleaned:
    """The main text of a web page by paragraph, with what the page states of itself."""
    declared = _META_CHARSET.search(content[:4096])
    page = decode(content, declared=declared[1].decode("ascii", "replace") if declared else None)
    page = page.replace("\x00", "")  # the mark of a break within this module
    flat = _read_flat(page)
    sane = flat.depth <= DEEPEST_TREE and flat.tags <= MOST_TAGS and len(page) <= LARGEST_TREE_CHARACTERS
    paragraphs = _tree_paragraphs(page) if sane else None
    library = text_library()
    if paragraphs:
        import trafilatura

        library = f"trafilatura {trafilatura.__version__}"
    own = _flat_paragraphs(flat)
    found = sum(map(len, paragraphs or ()))
    if not paragraphs or (
        found < LEAST_MAIN_SHARE * sum(map(len, own)) and sum(map(len, own)) >= LEAST_MAIN_CHARACTERS
    ):
        paragraphs = own
        library = text_library()
    text, segments = join_paragraphs(paragraphs, _numbers(paragraphs, flat))
    stated, unread = _page_metadata(flat)
    return Cleaned(text=text, segments=segments, library=library, title=stated.title, stated=stated, unread_date=unread)
