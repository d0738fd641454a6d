"""What a speaker is to the rest of the house."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

from coach.audio.mixer import Booking

SpeakerName: TypeAlias = Literal["miniaudio", "simpleaudio", "silent"]


class NoDevice(Exception):
    """There is nothing to play on; the message says why, in the words of whoever was asked."""


class SampleSource(Protocol):
    """What a speaker plays: the mixer, or something that stands before it."""

    @property
    def position(self) -> int:
        """How many samples have been read."""

    def read(self, frames: int) -> bytes:
        """The next samples."""

    def run(self, within: int) -> Booking | None:
        """The next run of sound that starts within so many samples."""

    def holds(self, position: int) -> bool:
        """Whether something is booked at that sample."""


class Speaker(Protocol):
    """Plays a source, in real time. Its reading moves the source's position, which is the session's clock."""

    @property
    def name(self) -> str:
        """What it is called in the configuration."""

    def start(self, source: SampleSource) -> None:
        """Opens the device and begins to play. Raises `NoDevice` where there is none."""

    def pump(self) -> None:
        """Called often by the player: a speaker without a thread of its own plays on here."""

    def stop(self) -> None:
        """Silent at once, and closed. A stopped speaker may be started again."""
