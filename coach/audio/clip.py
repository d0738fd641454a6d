"""A piece of sound in memory, in the one format that the whole program uses: 48 kHz, mono, 16 bits."""

from __future__ import annotations

import io
import wave
from array import array
from pathlib import Path
from typing import Final

from msgspec import Struct

from coach.units import Frames, Ms

RATE: Final = 48_000
"""Samples per second. A whole millisecond is a whole number of samples, so times never need rounding."""

PER_MS: Final = RATE // 1000
"""Samples per millisecond."""
WIDTH: Final = 2
"""Bytes per sample: signed 16 bits, in the machine's order (little-endian on every platform that is supported)."""


class Clip(Struct, frozen=True):
    """Mono sound: `pcm` holds signed 16-bit samples, `RATE` per second."""

    pcm: bytes

    @property
    def frames(self) -> Frames:
        """Its length in samples."""
        return Frames(len(self.pcm) // WIDTH)

    @property
    def length(self) -> Ms:
        """Its length in milliseconds, rounded up."""
        return frames_to_ms(self.frames)


def frames_to_ms(frames: Frames) -> Ms:
    """Samples as whole milliseconds, rounded up."""
    return Ms(-(-frames // PER_MS))


def ms_to_frames(length: Ms) -> Frames:
    """Milliseconds as samples, exact."""
    return Frames(length * PER_MS)


def quieter(clip: Clip, percent: int) -> Clip:
    """`clip` at `percent` (0 to 100) of its amplitude; samples are rounded down."""
    if percent == 100:
        return clip
    return Clip(array("h", [sample * percent // 100 for sample in array("h", clip.pcm)]).tobytes())


def amplified(pcm: bytes, gain: float) -> bytes:
    """Samples times `gain`, rounded towards zero, and held within what 16 bits can say."""
    if not any(pcm):
        return pcm
    return array("h", [max(-LOUDEST, min(LOUDEST, int(sample * gain))) for sample in array("h", pcm)]).tobytes()


LOUDEST: Final = 32_767
"""The largest sample; the smallest is its negative."""


def read_clip(path: Path) -> Clip:
    """Reads a WAV file that has the format of a clip.

    Raises `OSError` if it can't be read, and `EOFError` or `wave.Error` if it isn't such a file.
    """
    try:
        return _read(path)
    except RuntimeError:
        # For a chunk that ends beyond the end of the file, the module's error has no text.
        raise wave.Error(f"{path} is not a whole WAV file") from None


def _read(path: Path) -> Clip:
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, WIDTH, RATE):
            raise wave.Error(f"{path} is not {RATE} Hz mono, 16 bits")
        # The header may claim gigabytes, and that much memory would be allocated.
        return Clip(file.readframes(min(file.getnframes(), path.stat().st_size // WIDTH)))


def write_clip(path: Path, clip: Clip) -> None:
    """Writes a WAV file in the format of a clip. Raises `OSError`."""
    path.write_bytes(wav_bytes(clip))


def wav_bytes(clip: Clip) -> bytes:
    """A WAV file in the format of a clip: 44 bytes of header, then the samples."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDTH)
        file.setframerate(RATE)
        file.writeframes(clip.pcm)
    return out.getvalue()
