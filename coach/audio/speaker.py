"""The interface of a speaker, and of what it plays."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

from coach.audio.mixer import Booking
from coach.units import Frames

SpeakerName: TypeAlias = Literal["miniaudio", "simpleaudio", "silent"]


class NoDevice(Exception):
    """There is no usable audio device; the message says why, in the words of the audio library.

    `package` is the distribution that is missing, or "" if none is.
    """

    def __init__(self, message: str, package: str = "") -> None:
        super().__init__(message)
        self.package = package


class SampleSource(Protocol):
    """What a speaker plays: the mixer, or something in front of it."""

    @property
    def position(self) -> Frames:
        """How many samples have been read."""

    def read(self, frames: int) -> bytes:
        """The next `frames` samples, signed 16 bits each."""

    def run(self, within: int) -> Booking | None:
        """The next run of sound that starts in the coming `within` samples (see `Mixer.run`)."""

    def holds(self, position: int) -> bool:
        """Whether something is booked at the sample `position`."""


class Speaker(Protocol):
    """Plays a source in real time. Reading moves the source's position, and that is the session's clock."""

    @property
    def name(self) -> str:
        """What it is called in the configuration."""

    def start(self, source: SampleSource) -> None:
        """Opens the device and begins to play. Raises `NoDevice` if there is none, or none that answers in time."""

    def pump(self) -> None:
        """Called about ten times a second by the player; a speaker without a thread of its own reads the
        source here.
        """

    def stop(self) -> None:
        """Falls silent at once and closes the device. A stopped speaker can be started again."""
