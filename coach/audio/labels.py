"""What a sound file says about itself: its title, its cover, and where in it each thing begins."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Chapter(Struct, frozen=True):
    """A titled stretch of a file, in milliseconds; `marks` are the stretches that it consists of."""

    title: str
    start: int
    end: int
    marks: tuple[Chapter, ...] = ()


class Labels(Struct, frozen=True):
    """The labels of a file. `cover` is a PNG, or nothing."""

    title: str = ""
    artist: str = ""
    summary: str = ""
    chapters: tuple[Chapter, ...] = ()
    cover: bytes = b""


NO_LABELS: Final = Labels()
