"""What a sound file says about itself: title, cover and chapters."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from coach.units import Ms


class Chapter(Struct, frozen=True):
    """A titled part of a file, from `start` to `end` in milliseconds; `marks` are the parts that it consists of."""

    title: str
    start: Ms
    end: Ms
    marks: tuple[Chapter, ...] = ()


class Labels(Struct, frozen=True):
    """The labels of a file. `cover` is a PNG image, or empty."""

    title: str = ""
    artist: str = ""
    summary: str = ""
    chapters: tuple[Chapter, ...] = ()
    cover: bytes = b""


NO_LABELS: Final = Labels()
