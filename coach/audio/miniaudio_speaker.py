"""The default speaker: one miniaudio stream, open for the whole session."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator
from typing import Any, Final

from coach.audio.clip import RATE, WIDTH
from coach.audio.speaker import NoDevice, SampleSource

PERIOD_MS: Final = 70
"""How much sound is handed over at a time, in ms.

Long enough to bridge a busy machine's delays, short enough that a pause is silent within a tenth of a second.
"""


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


OPENING: Final = 3.0
"""Seconds that a device may take to open. One that hangs is left alone; should it open later, it is heard then."""

_CLOSING: Final = 0.5
"""Seconds that a device may take to close; one that hangs is left behind."""


class _Hush:
    """Keeps the audio systems that miniaudio tries from printing on the terminal while they look for a device."""

    def __init__(self) -> None:
        sys.stderr.flush()
        self._lock = threading.Lock()
        self._kept: int | None = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)

    def end(self) -> None:
        """Restores standard error. May be called again."""
        with self._lock:
            if self._kept is not None:
                os.dup2(self._kept, 2)
                os.close(self._kept)
                self._kept = None


class _Opening:
    """A device that is being opened, in a thread of its own, as a sound server that hangs never answers."""

    def __init__(self, source: SampleSource) -> None:
        self.device: Any = None
        self.trouble: NoDevice | None = None
        self.hush = _Hush()
        self.thread = threading.Thread(target=self._open, args=(source,), name="audio device", daemon=True)
        self.thread.start()

    def _open(self, source: SampleSource) -> None:
        try:
            self.device = _opened(source, self.hush)
        except NoDevice as error:
            self.trouble = error
        finally:
            self.hush.end()


def _opened(source: SampleSource, hush: _Hush) -> Any:
    """A device that plays `source`. Raises `NoDevice`."""
    try:
        miniaudio = import_miniaudio()
    except ModuleNotFoundError:
        raise NoDevice("miniaudio is not installed", "miniaudio") from None
    except (ImportError, OSError) as error:
        raise NoDevice(f"miniaudio doesn't load ({error})") from None
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MS,
            app_name="voice-coach",
        )
        hush.end()
        if device.backend == "Null":
            device.close()
            raise NoDevice("there is no audio device")
        stream = _pulled(source)
        next(stream)
        device.start(stream)
    except miniaudio.MiniaudioError as error:
        raise NoDevice(f"the audio device doesn't open ({_reason(error)})") from None
    return device


class MiniaudioSpeaker:
    """Pulls the stream from miniaudio's own thread."""

    name = "miniaudio"

    def __init__(self) -> None:
        self._device: Any = None
        self._opening: _Opening | None = None

    def start(self, source: SampleSource) -> None:
        opening = self._opening = self._opening or _Opening(source)
        opening.thread.join(OPENING)
        if not self._settled():
            opening.hush.end()
            raise NoDevice("the sound server doesn't answer")
        if opening.trouble:
            raise opening.trouble

    def _settled(self) -> bool:
        """Whether no device is being opened any more; takes over one that is open."""
        if self._opening is not None and not self._opening.thread.is_alive():
            self._device, self._opening = self._opening.device, None
        return self._opening is None

    def pump(self) -> None:
        pass

    def stop(self) -> None:
        if not self._settled() and self._opening:
            self._opening.hush.end()
        if self._device is not None:
            # Only this thread has the device from now on: where it hangs, Python doesn't close it again as it ends.
            closing = threading.Thread(target=self._device.close, daemon=True)
            self._device = None
            closing.start()
            closing.join(_CLOSING)


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
