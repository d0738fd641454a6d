"""The second speaker: simpleaudio, which plays whole buffers and has no stream.

Each run of sound is played as one buffer when its time comes. The times are those of the monotonic clock, so they are
only as exact as this machine wakes a thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Final

from coach.audio.clip import RATE, WIDTH
from coach.audio.speaker import NoDevice, SampleSource

_LOOK: Final = RATE // 100
"""Samples between two looks at the source (10 ms), which is also how late a cut can be heard."""


class SimpleaudioSpeaker:
    """A thread that reads the source at the pace of `clock` (seconds) and hands runs of sound to simpleaudio."""

    name = "simpleaudio"

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, source: SampleSource) -> None:
        try:
            import simpleaudio
        except ImportError:
            raise NoDevice("simpleaudio is not installed", "simpleaudio-patched") from None
        try:
            # The first buffer shows whether there is a device, before the session depends on it.
            simpleaudio.play_buffer(bytes(_LOOK * WIDTH), 1, WIDTH, RATE).stop()
        except Exception as error:  # simpleaudio's own error type can't be imported where it fails to build
            raise NoDevice(f"the audio device doesn't open ({str(error).strip() or 'simpleaudio failed'})") from None
        self._stopping.clear()
        # Kept only once it runs: where a signal ends its start, there is none to wait for.
        thread = threading.Thread(target=self._play, args=(source, simpleaudio), daemon=True)
        thread.start()
        self._thread = thread

    def pump(self) -> None:
        pass

    def stop(self) -> None:
        self._stopping.set()
        if self._thread:
            self._thread.join(timeout=1)
            self._thread = None

    def _play(self, source: SampleSource, simpleaudio: Any) -> None:
        # A source that has nothing yet keeps its reader waiting.
        source.read(0)
        began = self._clock() - source.position / RATE
        sounding: Any = None
        until = 0
        while not self._stopping.is_set():
            if run := source.run(_LOOK):
                time.sleep(max(0.0, began + run.start / RATE - self._clock()))
                sounding = simpleaudio.play_buffer(run.clip.pcm, 1, WIDTH, RATE)
                until = run.end
            due = round((self._clock() - began) * RATE) - source.position
            source.read(max(due, _LOOK if run else 0))
            if sounding and source.position < until and not source.holds(source.position):
                sounding.stop()
                sounding = None
            time.sleep(max(0.0, began + source.position / RATE - self._clock()))
        if sounding:
            sounding.stop()
