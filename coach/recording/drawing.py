"""Writes a drawing as SVG, or as PNG with Pillow and its built-in font."""

from __future__ import annotations

import io
from typing import Final
from xml.sax.saxutils import escape

from coach.recording.timeline import PAPER, Box, Drawing, Label

_FONT: Final = "Helvetica, Arial, 'DejaVu Sans', sans-serif"
_LETTER: Final = 0.56
"""The average width of a letter, relative to the font size."""


def svg(drawing: Drawing) -> str:
    """The drawing as an SVG document."""
    shapes = "\n".join(map(_svg_shape, drawing.shapes))
    size = f'width="{drawing.width}" height="{drawing.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {drawing.width} {drawing.height}">\n'
        f'<rect {size} fill="{PAPER}"/>\n{shapes}\n</svg>\n'
    )


def _svg_shape(shape: Box | Label) -> str:
    if isinstance(shape, Box):
        place = f'x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" height="{shape.height:.1f}"'
        return f'<rect {place} rx="2" fill="{shape.colour}"/>'
    # The viewer's font isn't known, so a line that may be too long is given its length.
    long = len(shape.text) * shape.size * _LETTER > shape.room
    fit = f' textLength="{shape.room:.0f}" lengthAdjust="spacingAndGlyphs"' if long else ""
    style = f'font-family="{_FONT}" font-size="{shape.size}" fill="{shape.colour}"'
    return f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" {style}{fit}>{escape(shape.text)}</text>'


def png(drawing: Drawing) -> bytes:
    """The drawing as a PNG file. Raises `ModuleNotFoundError` if Pillow isn't installed."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (drawing.width, drawing.height), PAPER)
    canvas = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            corner = (shape.x + max(0, shape.width - 1), shape.y + max(0, shape.height - 1))
            canvas.rectangle(((shape.x, shape.y), corner), fill=shape.colour)
            continue
        size: float = shape.size
        wide = canvas.textlength(shape.text, ImageFont.load_default(size))
        if wide > shape.room:
            size *= shape.room / wide
        canvas.text((shape.x, shape.y), shape.text, shape.colour, ImageFont.load_default(size), anchor="ls")
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
