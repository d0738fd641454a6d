"""The interface of a sound file that is being written."""

from __future__ import annotations

from typing import Protocol

from coach.units import Frames


class Readable(Protocol):
    """What a sink reads: the mixer, or something in front of it."""

    @property
    def position(self) -> Frames:
        """How many samples have been read."""

    def read(self, frames: int) -> bytes:
        """The next samples."""


class Sink(Protocol):
    """Takes the samples of a session piece by piece, so that memory use doesn't depend on the session's length."""

    def play(self, stream: Readable, until: Frames) -> None:
        """Reads the stream up to the sample `until`, and writes it. Raises `OSError` if it can't be written."""
