"""What a sound file is to the rest of the house while it is being written."""

from __future__ import annotations

from typing import Protocol


class Readable(Protocol):
    """What a sink reads: the mixer, or something that stands before it."""

    @property
    def position(self) -> int:
        """How many samples have been read."""

    def read(self, frames: int) -> bytes:
        """The next samples."""


class Sink(Protocol):
    """Takes the samples of a session, a stretch at a time, so that memory doesn't grow with its length."""

    def play(self, stream: Readable, until: int) -> None:
        """Takes the stream's samples up to sample `until`. Raises `OSError` where the disk won't have them."""
