"""The default speaker: one miniaudio stream, open for the whole session."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, Final

from coach.audio.clip import RATE, WIDTH
from coach.audio.speaker import NoDevice, SampleSource

PERIOD_MS: Final = 70
"""How much sound is handed over at a time. Long enough to outlast a busy machine's hiccups, short
enough that a pause is silent within a tenth of a second."""


def import_miniaudio() -> Any:
    """Imports miniaudio without numpy.

    miniaudio loads numpy where it finds it, only to accept its arrays, and the coach hands over bytes.
    Leaving it out brings the first sound forward by a tenth of a second and saves 20 MiB.
    """
    absent = "numpy" not in sys.modules
    if absent:
        sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import miniaudio
    finally:
        if absent:
            del sys.modules["numpy"]
    return miniaudio


@contextmanager
def _hushed() -> Iterator[None]:
    """Keeps the audio systems that miniaudio tries from writing on the terminal while they look for a device."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


class MiniaudioSpeaker:
    """Pulls the stream from miniaudio's own thread."""

    name = "miniaudio"

    def __init__(self) -> None:
        self._device: Any = None

    def start(self, source: SampleSource) -> None:
        miniaudio = import_miniaudio()
        try:
            with _hushed():
                device = miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.SIGNED16,
                    nchannels=1,
                    sample_rate=RATE,
                    buffersize_msec=PERIOD_MS,
                    app_name="voice-coach",
                )
            if device.backend == "Null":
                device.close()
                raise NoDevice("there is no audio device")
            stream = _pulled(source)
            next(stream)
            device.start(stream)
        except miniaudio.MiniaudioError as error:
            raise NoDevice(f"the audio device doesn't open ({_reason(error)})") from None
        self._device = device

    def pump(self) -> None:
        pass

    def stop(self) -> None:
        if self._device is not None:
            self._device.close()
            self._device = None


LEAD_IN: Final = RATE // 40
"""Samples of silence that come first: a device that wakes up swallows the beginning of what it plays."""


def _pulled(source: SampleSource) -> Generator[bytes, int, None]:
    """What the device asks for, piece by piece: the lead-in, then the source."""
    frames = yield b""
    left = LEAD_IN
    while left > 0:
        silent = min(frames, left)
        left -= silent
        frames = yield bytes(silent * WIDTH) + source.read(frames - silent)
    while True:
        frames = yield source.read(frames)


def _reason(error: Exception) -> str:
    """miniaudio's words, with the number that stands for "no backend" said in words."""
    words = ", ".join(str(part) for part in error.args)
    return "no audio system answers" if "-401" in words else words
