"""What becomes of bytes: encodings, plain text, Markdown, HTML and PDF, and their maps back to the original."""

from __future__ import annotations

import io
import time
import unicodedata
from collections.abc import Callable

import pytest

from bearwitness.documents.clean import clean_text, detect_encoding, find_header, is_binary, looks_like_headline
from bearwitness.records import Document, Rejected

Read = Callable[[bytes], Document | Rejected]
ReadText = Callable[[str], Document]

STORY = "Twelve people were killed in Oru on Friday when the army attacked the market, police said."


def told(found: Document | Rejected) -> Document:
    assert isinstance(found, Document), found
    return found


# ---- encodings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Café “Oru”".encode(), "Café “Oru”"),
        ("Café “Oru”".encode("utf-8-sig"), "Café “Oru”"),
        ("Café “Oru” was hit.".encode("utf-16"), "Café “Oru” was hit."),
        ("Café “Oru” was hit.".encode("utf-16-be"), "Café “Oru” was hit."),
        ("Café “Oru” was hit.".encode("utf-16-le"), "Café “Oru” was hit."),
        ("Café “Oru” was hit.".encode("utf-32"), "Café “Oru” was hit."),
        (
            "Café “Oru” was hit, said a man who had seen it.".encode("cp1252"),
            "Café “Oru” was hit, said a man who had seen it.",
        ),
        (b"Caf\xc3\xa9 Oru \xff was \xc3\xa9", "Café Oru \ufffd was é"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"be\x00ll \x07rings\x1b", "bell rings"),
        ("Cafe\u0301 is NFC".encode(), "Café is NFC"),
        (b"page\x0cbreak", "page\nbreak"),
        ("soft\u00adhyphen zero\u200bwidth over\u202eride".encode(), "softhyphen zerowidth override"),
    ],
)
def test_plain_text_is_decoded(content: bytes, text: str) -> None:
    from bearwitness.documents.clean import read_plain

    assert read_plain(content).text == text


def test_broken_utf8_stays_one_line_wide() -> None:
    assert detect_encoding("é".encode() * 5 + b"\xe9 end").codec == "utf-8"
    assert detect_encoding(b"\xe9tat " + b"plain words " * 9).codec == "cp1252"


@pytest.mark.parametrize(
    ("content", "binary"),
    [
        (bytes(range(256)) * 20, True),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), True),
        (STORY.encode(), False),
        (STORY.encode("utf-16-le"), False),
        (b"\x1b[1mBold\x1b[0m log line", False),
        (b"", False),
    ],
)
def test_binary(content: bytes, binary: bool) -> None:
    assert is_binary(content) is binary


def test_clean_text_is_normal_form_whatever_the_lines() -> None:
    text = "a\u0301\r\ne\u0301\u0323 \u1e9b\u0323\ud800"
    assert unicodedata.is_normalized("NFC", clean_text(text))
    clean_text(text).encode()


# ---- plain text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_every_line_maps_to_its_bytes(read: Read, codec: str) -> None:
    text = "Twelve killed in Oru\r\n\r\nThe café was hit, police said, and they are at it.\r\nÉtat of\tsiege.\n"
    content = text.encode(codec)
    document = told(read(content))
    assert document.text == text.replace("\r\n", "\n")
    assert [document.text[s.start : s.end] for s in document.segments] == [
        line for line in document.text.split("\n") if line
    ]
    plain_codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(codec, codec)
    for segment in document.segments:
        assert segment.kind == "bytes"
        assert content[segment.a : segment.b].decode(plain_codec) == document.text[segment.start : segment.end]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"Twelve killed in Oru\n\n{STORY}", "Twelve killed in Oru", STORY),
        (f"\n\nTwelve killed in Oru\n \n\n{STORY}", "Twelve killed in Oru", STORY),
        (f"Twelve killed in Oru!\n\n{STORY}", "Twelve killed in Oru!", STORY),
        (f"Twelve killed in Oru.\n\n{STORY}", None, f"Twelve killed in Oru.\n\n{STORY}"),
        (f"Twelve killed in Oru\n{STORY}", None, f"Twelve killed in Oru\n{STORY}"),
        (f"3 May 2024\n\n{STORY}", None, f"3 May 2024\n\n{STORY}"),
        (f"ORU, 4 FEB 90 (AGENCY) --\n\n{STORY}", None, f"ORU, 4 FEB 90 (AGENCY) --\n\n{STORY}"),
        (f"{'Very long line ' * 20}\n\n{STORY}", None, f"{'Very long line ' * 20}\n\n{STORY}"),
    ],
)
def test_headline_of_plain_text(read_text: ReadText, text: str, title: str | None, body: str) -> None:
    document = read_text(text)
    assert (document.title, document.text[document.body_start :], document.text) == (title, body, text)


def test_headline_needs_words() -> None:
    assert looks_like_headline("Army denies killing nine villagers")
    assert not looks_like_headline("12")
    assert not looks_like_headline("Published: 3 May 2024")


def test_hard_wrapped_text_stays_wrapped(read_text: ReadText) -> None:
    text = (
        "   ORU, 4 FEB 90 (AGENCY) -- [TEXT] TWELVE WERE KILLED\nIN THE MARKET OF ORU, THE POLICE SAID.\n\n   THE END."
    )
    document = read_text(text)
    assert document.text == text
    assert document.dateline_place is not None and document.dateline_place.text == "ORU"
    assert (document.published, document.published_from) == ("1990-02-04", "dateline")


def test_header_block(read_text: ReadText) -> None:
    document = read_text(
        f"Title: Twelve killed in Oru\nPublisher: Oru Herald\nDate: 3 May 2024\nURL: https://oru.example/1\n\n{STORY}"
    )
    assert (document.title, document.publisher, document.url) == (
        "Twelve killed in Oru",
        "Oru Herald",
        "https://oru.example/1",
    )
    assert (document.published, document.published_from) == ("2024-05-03", "page")
    assert document.text[document.body_start :] == STORY
    assert find_header("Source: a line of its own\nand words")[0] == {}


def test_very_many_lines_keep_exact_segments(read: Read) -> None:
    content = b"the army and the police\n" * 50_000
    document = told(read(content))
    assert len(document.segments) <= 20_000
    assert all(content[s.a : s.b].decode() == document.text[s.start : s.end] for s in document.segments[::999])


# ---- Markdown ---------------------------------------------------------------------------------------------------

MARKDOWN = """---
title: "Twelve killed in Oru"
date: 2024-05-03
publisher: Oru Herald
url: https://oru.example/1
---

# Twelve killed in Oru

**Twelve** people were killed in [Oru](https://oru.example/place) on *Friday*, `police` said.
<script>alert("EVIL")</script>
<script>
EVIL()
</script>

- five of them were children_of_war
1. The army denied it. ![picture](x.png)

> "We saw it," said snake_case_man.

| Dead | Hurt |
|------|------|
| 12 | 30 |
"""


def test_markdown(read: Read) -> None:
    content = MARKDOWN.encode()
    document = told(read(content))
    assert document.media_type == "text/markdown"
    assert document.text.strip().split("\n") == [
        "Twelve killed in Oru",
        "",
        "Twelve people were killed in Oru on Friday, police said.",
        "",
        "five of them were children_of_war",
        "The army denied it. picture",
        "",
        '"We saw it," said snake_case_man.',
        "",
        "Dead | Hurt",
        "",
        "12 | 30",
    ]
    assert (document.title, document.publisher, document.url) == (
        "Twelve killed in Oru",
        "Oru Herald",
        "https://oru.example/1",
    )
    assert (document.published, document.published_from) == ("2024-05-03", "metadata")
    assert document.text[document.body_start :].startswith("Twelve people")
    lines = {document.text[s.start : s.end]: content[s.a : s.b].decode() for s in document.segments}
    assert lines["Twelve people were killed in Oru on Friday, police said."].startswith("**Twelve** people")
    assert lines["Twelve killed in Oru"] == "# Twelve killed in Oru"


@pytest.mark.parametrize(
    "text",
    [
        "[TEXT] THE ARMY SAID (TODAY) THAT",
        "#Oru is a hashtag\n\nand the army said",
        "1. The army said\n2. The police said",
    ],
)
def test_plain_text_is_no_markdown(read_text: ReadText, text: str) -> None:
    document = read_text(text)
    assert (document.media_type, document.text) == ("text/plain", text)


# ---- HTML -------------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Twelve killed in Oru - Oru Herald</title>
<meta property="og:site_name" content="Oru Herald"><link rel="canonical" href="https://oru.example/a">
{head}<script>alert("EVIL")</script><style>.evil{{}}</style></head>
<body onload="EVIL()"><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li>Sport</li></ul></nav>
<article><h1>Twelve killed in Oru</h1>{byline}
<p>ORU, May 3 (Agency) - Twelve people were killed on Friday when a bomb exploded in the market of Oru, police said.</p>
<p onclick="EVIL()">The toll rose after <b>three</b> of the wounded died in hospital,<br>officials told the paper.</p>
<img src="x" onerror="EVIL()"><svg><script>EVIL()</script></svg><iframe srcdoc="<script>EVIL()</script>"></iframe>
<ul><li>Five of the dead were children of the same school in Belen.</li></ul>
<p>The army denied killing nine villagers near Belen &amp; Oru earlier this week, in a statement.</p></article>
<footer>Copyright 2019 Oru Herald</footer></body></html>"""


TIMES = '<time datetime="2024-05-03" CLASS>a</time><time datetime="2024-06-03">b</time>'


def linked(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


def page(head: str = "", byline: str = "") -> bytes:
    return PAGE.format(head=head, byline=byline).encode()


def test_html_main_text(read: Read) -> None:
    document = told(read(page()))
    assert document.media_type == "text/html"
    assert document.reader.startswith("bearwitness-reader/1 (trafilatura 2.3")
    paragraphs = document.text.split("\n\n")
    assert paragraphs[0] == "Twelve killed in Oru" == document.title
    assert paragraphs[1].startswith("ORU, May 3 (Agency) - Twelve people")
    assert "three of the wounded died in hospital,\nofficials told" in paragraphs[2]
    assert "Belen & Oru" in paragraphs[-1]
    assert "EVIL" not in document.text and "Home" not in document.text and "Copyright" not in document.text
    assert document.text[document.body_start :].startswith("ORU, May 3")
    assert document.dateline_place is not None and document.dateline_place.text == "ORU"
    assert (document.publisher, document.url) == ("Oru Herald", "https://oru.example/a")
    assert document.published is None  # a day without a year, and a copyright line
    assert [s.kind for s in document.segments] == ["paragraph"] * len(paragraphs)
    numbers = [s.a for s in document.segments]
    assert numbers == sorted(set(numbers))
    assert [document.text[s.start : s.end] for s in document.segments] == paragraphs


@pytest.mark.parametrize(
    ("head", "byline", "published", "published_from"),
    [
        ('<meta property="article:published_time" content="2024-05-03T10:00:00+02:00">', "", "2024-05-03", "metadata"),
        (linked('{"@type":"NewsArticle","datePublished":"2024-05-03"}'), "", "2024-05-03", "metadata"),
        (linked('{"@graph":[{"@type":["Article"],"datePublished":"2024-05-03"}]}'), "", "2024-05-03", "metadata"),
        (linked('{"@type":"NewsArticle",'), "", None, None),
        ('<meta name="date" content="2024-02-31">', "", None, None),
        ('<meta name="date" content="2024-02-31">', "<p>Published: 3 May 2024</p>", "2024-05-03", "page"),
        ("", '<p><time datetime="2024-05-03T10:00">3 May</time></p>', "2024-05-03", "page"),
        ("", TIMES.replace("CLASS", ""), None, None),
        ("", TIMES.replace("CLASS", 'class="published"'), "2024-05-03", "page"),
    ],
)
def test_html_date(read: Read, head: str, byline: str, published: str | None, published_from: str | None) -> None:
    document = told(read(page(head, byline)))
    assert (document.published, document.published_from) == (published, published_from)


def test_html_charset_from_meta(read: Read) -> None:
    content = page().replace(b"utf-8", b"iso-8859-2").replace(b"market of Oru", "market of Orł".encode("iso-8859-2"))
    assert "market of Orł" in told(read(content)).text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("div", b"<html><body>" + b"<div>" * 100_000 + STORY.encode() + b"</div>" * 100_000 + b"</body></html>"),
        ("b", b"<html><body>" + b"<b>" * 100_000 + STORY.encode()),
        ("blockquote and list", b"<html><body>" + b"<blockquote><ul><li>" * 50_000 + STORY.encode()),
        ("table", b"<html><body>" + b"<table><tr><td>" * 50_000 + STORY.encode()),
    ],
)
def test_deep_nesting_neither_crashes_nor_hangs(read: Read, name: str, content: bytes) -> None:
    began = time.process_time()
    document = told(read(content))
    assert document.text == STORY, name
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "tail",
    [
        b"<a " * 200_000,
        b'<a title="' * 100_000 + b">",
        b"<!-- " * 200_000,
        b"<svg " * 100_000 + b">",
        b"<script>" * 100_000,
    ],
)
def test_hostile_markup_is_read_in_linear_time(read: Read, tail: bytes) -> None:
    began = time.process_time()
    document = told(read(b"<html><body><p>" + STORY.encode() + b"</p>" + tail))
    assert STORY in document.text
    assert time.process_time() - began < 10


def test_a_page_with_little_text_is_read(read: Read) -> None:
    document = told(read(b"<html><body><div>Twelve people were killed in Oru.</div></body></html>"))
    assert document.text == "Twelve people were killed in Oru."


# ---- PDF --------------------------------------------------------------------------------------------------------

MakePdf = Callable[..., bytes]
ORDER = ("beginning", "middle", "end")


def test_pdf_lines_become_paragraphs(read: Read, make_pdf: MakePdf) -> None:
    lines = [
        "Twelve people were killed on Monday when a bomb exploded in the mar-",
        "ket of Oru, police said, and the twenty-",
        "five-year-old driver of the lorry died with them on the way to the hos-",
        "pital.",
        "",
        "The army denied killing nine villagers near Belen, in a statement that it",
        "sent to the paper.",
    ]
    document = told(read(make_pdf(lines)))
    assert document.media_type == "application/pdf"
    assert document.text == (
        "Twelve people were killed on Monday when a bomb exploded in the market of Oru, police said, and the "
        "twenty-five-year-old driver of the lorry died with them on the way to the hospital.\n\n"
        "The army denied killing nine villagers near Belen, in a statement that it sent to the paper."
    )
    assert [(s.kind, s.a, len(s.rects)) for s in document.segments] == [("page", 1, 1)] * 6
    first = document.segments[0]
    assert document.text[first.start : first.end] == lines[0].removesuffix("-")
    left, bottom, right, top = first.rects[0]
    assert 59 < left < 62 and 745 < bottom < 752 and right > 300 and 755 < top < 765


def test_pdf_runs_over_pages_without_heads_and_page_numbers(read: Read, make_pdf: MakePdf) -> None:
    def one_page(number: int) -> list[str]:
        body = [f"In the {word} of week {number} people were killed in the market of Oru by the army" for word in ORDER]
        return [f"Oru Herald Weekly, page {number}", "", *body, "", f"- {number} -"]

    document = told(read(make_pdf(*[one_page(n) for n in range(1, 5)])))
    assert "Weekly" not in document.text and "- 2 -" not in document.text
    assert "\n\n" not in document.text  # no sentence ends, so the paragraph runs on
    assert [s.a for s in document.segments] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]


def test_numbers_within_a_pdf_are_no_page_numbers(read: Read, make_pdf: MakePdf) -> None:
    pages = [["The dead of the day were, the police said:", "12"], ["and then the wounded of the day were:", "7"]]
    text = told(read(make_pdf(*pages))).text
    assert "12" in text and "7" in text


def test_pdf_title_comes_from_its_properties(read: Read, make_pdf: MakePdf) -> None:
    document = told(read(make_pdf([STORY], title="The killings of Oru")))
    assert (document.title, document.text) == ("The killings of Oru", f"The killings of Oru\n\n{STORY}")
    assert document.segments[0].start == document.body_start == len("The killings of Oru") + 2
    assert document.published is None
    assert told(read(make_pdf([STORY], title="Microsoft Word - x.docx"))).title is None


def test_a_date_line_right_below_a_pdfs_title_stays_apart(read: Read, make_pdf: MakePdf) -> None:
    body = ["Twelve people were killed on Monday when a bomb exploded in the market of", "Oru, police said."]
    found = told(read(make_pdf(["Bomb kills twelve in the", "market of Oru", "4 March 2024", *body])))
    assert found.title == "Bomb kills twelve in the market of Oru"
    assert (found.published, found.published_from) == ("2024-03-04", "page")
    assert found.text == f"Bomb kills twelve in the market of Oru\n\n4 March 2024\n\n{' '.join(body)}"


@pytest.mark.parametrize(
    ("above", "date"),
    [("bomb of", "4 March 2024"), ("bomb of Monday", "4 March 2024"), ("bomb in Oru", "4 March 2024.")],
)
def test_a_date_at_the_end_of_a_pdfs_sentence_stays_in_it(read: Read, make_pdf: MakePdf, above: str, date: str) -> None:
    lines = [f"Twelve people were killed in the market of Oru by the {above}", date]
    assert told(read(make_pdf(lines))).text == " ".join(lines)


def test_pdf_of_only_empty_pages_is_scanned(read: Read, make_pdf: MakePdf) -> None:
    found = read(make_pdf([], []))
    assert isinstance(found, Rejected)
    assert found.reason == "scanned: the PDF has 2 pages and no text layer; run text recognition on it first"


def test_encrypted_pdf(read: Read, make_pdf: MakePdf) -> None:
    from pypdf import PdfWriter

    writer, buffer = PdfWriter(clone_from=io.BytesIO(make_pdf([STORY]))), io.BytesIO()
    writer.encrypt("secret")
    writer.write(buffer)
    found = read(buffer.getvalue())
    assert isinstance(found, Rejected)
    assert found.reason.startswith("encrypted: ")


def test_a_pdf_that_only_its_owner_may_change_is_read(read: Read, make_pdf: MakePdf) -> None:
    from pypdf import PdfWriter

    writer, buffer = PdfWriter(clone_from=io.BytesIO(make_pdf([STORY]))), io.BytesIO()
    writer.encrypt("", "owner")
    writer.write(buffer)
    assert told(read(buffer.getvalue())).text == STORY


@pytest.mark.parametrize("cut", [slice(0, 200), slice(0, 15)])
def test_broken_pdf(read: Read, make_pdf: MakePdf, cut: slice) -> None:
    found = read(make_pdf([STORY])[cut] + b"\xff\xfe garbage")
    assert isinstance(found, Rejected)
    assert found.reason.startswith("broken: ")


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("THE ORU COURIER", "Ten killed in Oru"),
        ("The Belen Times\n3 May 2024", "Ten killed in Oru"),
        ("Voice of Oru\n\nBy Ana Rell | 3 May 2024", "Ten killed in Oru"),
        ("Belen Daily News", "Ten killed in Oru"),
        ("11 July 2023", "Ten killed in Oru"),
        ("Gunmen Attack The Star", "Gunmen Attack The Star"),  # headlines that end in the word for a paper
        ("ARMY SHELLS RADIO", "ARMY SHELLS RADIO"),
        ("Minister Sues Oru Times", "Minister Sues Oru Times"),
        ("The Man Who Read The News", "The Man Who Read The News"),
    ],
)
def test_a_masthead_and_a_date_line_are_no_headline(read_text: ReadText, opening: str, title: str) -> None:
    document = read_text(f"{opening}\n\nTen killed in Oru\n\nTen people were killed in Oru on Monday, police said.")
    assert document.title == title
    assert document.text.startswith(opening)  # the text stays as it was
