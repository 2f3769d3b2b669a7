"""Pictures out of lines, boxes, dots and words, as SVG for a page or a file, and as PNG.

Each picture is laid out once, in SVG pixels from the upper left, and drawn twice. The PNG is drawn with Pillow, which
brings a font of its own, so that it needs neither a browser nor fonts of the system.
"""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.util import find_spec
from typing import Any, Literal

from bearwitness.errors import RequestError

Ink = Literal["ink", "soft", "faint", "band", "accent", "paper"]
Anchor = Literal["start", "middle", "end"]

COLOURS: dict[Ink, tuple[str, str]] = {
    "ink": ("#22201c", "#ece8df"),
    "soft": ("#5d584f", "#b3ac9f"),
    "faint": ("#ddd8ce", "#38352f"),
    "band": ("#f1eee7", "#292722"),
    "accent": ("#6b5a8e", "#b7a6dc"),
    "paper": ("#ffffff", "#1f1e1a"),
}
"""Light and dark. Every text is ink or soft, at least 4.5 to 1 against the paper; no meaning rests on colour alone."""

SCALE = 2  # pixels of a PNG to one of its SVG
FINER = 2  # it is drawn this much larger and made smaller, so that edges are smooth
LETTER = 0.54  # mean width of a letter, as a share of the size of the words
MARGIN = 16  # of a picture in a file


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `dashed` where what it stands for is open."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink = "ink"
    width: float = 1.0
    dashed: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink = "ink"
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc, or a ring where it is not filled."""

    x: float
    y: float
    radius: float
    ink: Ink = "ink"
    filled: bool = True
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words on one line, `y` their baseline."""

    x: float
    y: float
    text: str
    size: float = 13.0
    ink: Ink = "ink"
    anchor: Anchor = "start"
    bold: bool = False


Item = Line | Box | Dot | Words


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be drawn.

    Attributes:
        width, height: In pixels.
        items: In the order in which they are drawn.
        title: What it shows, in a sentence, for those who cannot see it and for the head of a file.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    title: str


def shorten(text: str, width: float, size: float) -> str:
    """Words cut to a width, with three points where something was left out."""
    letters = max(3, int(width / (LETTER * size)))
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


# ---- SVG ----


def to_svg(picture: Picture, *, name: str = "") -> str:
    """The picture as an `svg` element to stand in a page that has the style rules of `svg_rules`.

    `name` becomes its class.
    """
    return _element(picture, f'class="drawn {escape(name)}"', 0)


def to_svg_file(picture: Picture) -> str:
    """The picture as a whole SVG file, light or dark as its reader has set; nothing in it is loaded or runs."""
    size = f'xmlns="http://www.w3.org/2000/svg" width="{picture.width + 2 * MARGIN:g}" height="{picture.height + 2 * MARGIN:g}"'
    rules = f"<style>{svg_rules()}</style>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_element(picture, f"class={chr(34)}drawn{chr(34)} {size}", MARGIN, rules)}\n'


def svg_rules() -> str:
    """Style rules of the elements."""

    def scheme(which: int) -> str:
        return "".join(f"--p-{ink}:{pair[which]};" for ink, pair in COLOURS.items())

    inks = "".join(f".drawn .f-{ink}{{fill:var(--p-{ink})}}.drawn .s-{ink}{{stroke:var(--p-{ink})}}" for ink in COLOURS)
    return (
        f".drawn{{{scheme(0)}font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif}}"
        f"@media (prefers-color-scheme:dark){{.drawn{{{scheme(1)}}}}}@media print{{.drawn{{{scheme(0)}}}}}{inks}"
    )


def _element(picture: Picture, attributes: str, margin: float, inner: str = "") -> str:
    box = f"{-margin:g} {-margin:g} {picture.width + 2 * margin:g} {picture.height + 2 * margin:g}"
    paper = ""
    if margin:
        paper = f'<rect class="f-paper" x="{-margin:g}" y="{-margin:g}" width="100%" height="100%"/>'
    drawn = "\n".join(_svg_item(item) for item in picture.items)
    return (
        f'<svg {attributes} viewBox="{box}" role="img" aria-label="{escape(picture.title)}">'
        f"<title>{escape(picture.title)}</title>{inner}{paper}\n{drawn}\n</svg>"
    )


def _svg_item(item: Item) -> str:
    if isinstance(item, Words):
        look = f' text-anchor="{item.anchor}"' if item.anchor != "start" else ""
        look += ' font-weight="600"' if item.bold else ""
        place = f'x="{_n(item.x)}" y="{_n(item.y)}" font-size="{_n(item.size)}"{look}'
        return f'<text class="f-{item.ink}" {place}>{escape(item.text)}</text>'
    if isinstance(item, Line):
        look = ' stroke-dasharray="4 3"' if item.dashed else ""
        ends = f'x1="{_n(item.x1)}" y1="{_n(item.y1)}" x2="{_n(item.x2)}" y2="{_n(item.y2)}"'
        shape = f'line class="s-{item.ink}" {ends} stroke-width="{_n(item.width)}"{look}'
    elif isinstance(item, Box):
        place = f'x="{_n(item.x)}" y="{_n(item.y)}" width="{_n(item.width)}" height="{_n(item.height)}"'
        shape = f'rect class="f-{item.ink}" {place}'
    elif item.filled:
        shape = f'circle class="f-{item.ink}" cx="{_n(item.x)}" cy="{_n(item.y)}" r="{_n(item.radius)}"'
    else:
        shape = (
            f'circle class="f-paper s-{item.ink}" cx="{_n(item.x)}" cy="{_n(item.y)}" r="{_n(item.radius)}" '
            'stroke-width="1.5"'
        )
    return f"<{shape}><title>{escape(item.tip)}</title></{shape.split(' ', 1)[0]}>" if item.tip else f"<{shape}/>"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


# ---- PNG ----


def to_png(picture: Picture) -> bytes:
    """The picture as a PNG file, light, `SCALE` pixels to one.

    Raises:
        RequestError: Pillow is not installed.
    """
    need_pillow()
    from PIL import Image, ImageDraw

    grow = SCALE * FINER
    size = (round((picture.width + 2 * MARGIN) * grow), round((picture.height + 2 * MARGIN) * grow))
    image = Image.new("RGB", size, COLOURS["paper"][0])
    canvas = ImageDraw.Draw(image)
    for item in picture.items:
        _draw(canvas, item, grow)
    out = io.BytesIO()
    image.resize((size[0] // FINER, size[1] // FINER), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def need_pillow() -> None:
    """Stop where the library that draws PNG is not installed.

    Raises:
        RequestError: It is not; the sentence says how to get it.
    """
    if find_spec("PIL") is None:
        raise RequestError("PNG needs Pillow, which is not installed: pip install 'bearwitness[estimate]'.")


def _draw(canvas: Any, item: Item, grow: int) -> None:
    def at(x: float, y: float) -> tuple[float, float]:
        return (x + MARGIN) * grow, (y + MARGIN) * grow

    colour = COLOURS[item.ink][0]
    if isinstance(item, Words):
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[item.anchor]
        weight = round(0.025 * item.size * grow) if item.bold else 0
        text = "".join(_PLAIN.get(letter, letter) for letter in item.text)
        font = _font(round(item.size * grow), _own_font_has(text))
        canvas.text(at(item.x, item.y), text, fill=colour, font=font, anchor=anchor, stroke_width=weight)
    elif isinstance(item, Line):
        for x1, y1, x2, y2 in _strokes(item):
            canvas.line([at(x1, y1), at(x2, y2)], fill=colour, width=max(1, round(item.width * grow)))
    elif isinstance(item, Box):
        canvas.rectangle([at(item.x, item.y), at(item.x + item.width, item.y + item.height)], fill=colour)
    else:
        ends = [at(item.x - item.radius, item.y - item.radius), at(item.x + item.radius, item.y + item.radius)]
        fill = colour if item.filled else COLOURS["paper"][0]
        canvas.ellipse(ends, fill=fill, outline=colour, width=0 if item.filled else round(1.5 * grow))


_PLAIN = {"–": "-", "→": ">", "…": "..."}  # letters that the font does not have
_OTHERS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial Unicode.ttf", "Arial.ttf")
"""Fonts of the system for names in letters that the own font lacks; without any of them these come out as boxes."""


@lru_cache(maxsize=64)
def _font(size: int, own: bool) -> Any:
    from PIL import ImageFont

    for name in () if own else _OTHERS:
        with suppress(OSError):
            return ImageFont.truetype(name, size)
    return ImageFont.load_default(size)


@lru_cache(maxsize=1_024)
def _own_font_has(text: str) -> bool:
    """Whether no letter comes out as the box that stands for a missing one."""
    font = _font(20, True)
    missing = bytes(font.getmask("\uffff"))
    return not any(bytes(font.getmask(letter)) == missing for letter in set(text))


def _strokes(line: Line) -> list[tuple[float, float, float, float]]:
    """The pieces of a line: one, or the dashes of a dashed one."""
    if not line.dashed:
        return [(line.x1, line.y1, line.x2, line.y2)]
    length = ((line.x2 - line.x1) ** 2 + (line.y2 - line.y1) ** 2) ** 0.5
    pieces = []
    done = 0.0
    while done < length:
        a, b = done / length, min(done + 4, length) / length
        dx, dy = line.x2 - line.x1, line.y2 - line.y1
        pieces.append((line.x1 + a * dx, line.y1 + a * dy, line.x1 + b * dx, line.y1 + b * dy))
        done += 7
    return pieces
