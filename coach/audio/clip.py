"""A piece of sound in memory: the one format that everything in the house uses."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path
from typing import Final

from msgspec import Struct

RATE: Final = 48_000
"""Samples a second. A whole millisecond is a whole number of samples, so nothing is ever rounded."""

PER_MS: Final = RATE // 1000
WIDTH: Final = 2
"""Bytes a sample: signed 16 bits, mono, in the machine's order (little-endian on every platform that matters)."""


class Clip(Struct, frozen=True):
    """Mono sound at `RATE`, 16 bits a sample."""

    pcm: bytes

    @property
    def frames(self) -> int:
        return len(self.pcm) // WIDTH

    @property
    def length(self) -> int:
        """Its length in milliseconds, rounded up."""
        return frames_to_ms(self.frames)


def frames_to_ms(frames: int) -> int:
    """Samples as whole milliseconds, rounded up."""
    return -(-frames // PER_MS)


def quieter(clip: Clip, percent: int) -> Clip:
    """`clip` at so many percent of its amplitude."""
    if percent == 100:
        return clip
    return Clip(array("h", [sample * percent // 100 for sample in array("h", clip.pcm)]).tobytes())


def read_clip(path: Path) -> Clip:
    """Reads a WAV file that is in the house's format. Raises `OSError`, `EOFError` or `wave.Error`."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, WIDTH, RATE):
            raise wave.Error(f"{path} is not {RATE} Hz mono, 16 bits")
        return Clip(file.readframes(file.getnframes()))


def write_clip(path: Path, clip: Clip) -> None:
    """Writes a WAV file in the house's format."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDTH)
        file.setframerate(RATE)
        file.writeframes(clip.pcm)
