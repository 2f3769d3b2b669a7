"""Fixtures for reading: `read` for one report's bytes, `given` for paths on disk, `make_pdf` for a PDF of lines."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bearwitness.documents.read import read_layer, receive
from bearwitness.documents.receive import media_type_of
from bearwitness.records import Document, Metadata, Received, Rejected, sha256_hex

SHARED = Path(__file__).resolve().parents[3] / "shared"

Read = Callable[[bytes], Document | Rejected]


def received_of(content: bytes, *, given_as: str = "report") -> Received:
    return Received(sha256_hex(content), given_as, content, media_type_of(content), Metadata())


@pytest.fixture
def read() -> Read:
    """Reads the bytes of one report; its type comes from the bytes."""

    def reading(content: bytes) -> Document | Rejected:
        return read_layer(received_of(content))

    return reading


@pytest.fixture
def read_text(read: Read) -> Callable[[str], Document]:
    """Reads text as UTF-8; fails if it is rejected."""

    def reading(text: str) -> Document:
        found = read(text.encode())
        assert isinstance(found, Document), found
        return found

    return reading


@pytest.fixture
def given() -> Callable[..., list[Received | Rejected]]:
    """What `receive` makes of paths, as a list."""

    def receiving(*paths: Path | str, **options: object) -> list[Received | Rejected]:
        return list(receive([str(path) for path in paths], **options))

    return receiving


MakePdf = Callable[..., bytes]


@pytest.fixture
def make_pdf() -> MakePdf:
    """A PDF whose pages hold these lines, 14 points apart from the top; an empty list is a page without text."""

    def making(*pages: Sequence[str], title: str = "untitled") -> bytes:
        from reportlab.pdfgen import canvas

        buffer = io.BytesIO()
        drawing = canvas.Canvas(buffer, pagesize=(500, 800))
        drawing.setTitle(title)
        for lines in pages:
            for number, line in enumerate(lines):
                drawing.drawString(60, 750 - 14 * number, line)
            drawing.rect(10, 10, 20, 20)
            drawing.showPage()
        drawing.save()
        return buffer.getvalue()

    return making


@pytest.fixture
def shared() -> Path:
    """The folder of development data beside the repository; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no development data: {SHARED.name}/ does not lie beside the repository")
    return SHARED
