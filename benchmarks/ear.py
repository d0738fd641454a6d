"""An ear at the sound server: hears what is played as it is played."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coach.audio.clip import RATE, WIDTH
from tests.support.pulse import SINK, Pulse


class Ear:
    """Hears what is played as it is played, and knows when each sample came."""

    def __init__(self, recorder: subprocess.Popen[bytes]) -> None:
        self._recorder = recorder
        self._arrivals: list[tuple[float, int]] = []
        self.pcm = bytearray()

    def listen(self, until: Callable[[bytes], bool], patience: float) -> bool:
        """Listens until a piece of sound is what `until` says, or for `patience` seconds; returns which."""
        assert self._recorder.stdout
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0:
            if not select.select([self._recorder.stdout], [], [], left)[0]:
                break
            piece = os.read(self._recorder.stdout.fileno(), 1 << 16)
            if not piece:
                break
            self._arrivals.append((time.monotonic(), len(self.pcm)))
            self.pcm += piece
            if until(piece):
                return True
        return False

    def came(self, sample: int) -> float:
        """The monotonic time at which `sample` came."""
        return next(at for at, first in reversed(self._arrivals) if first <= sample * WIDTH)


@contextmanager
def ear(server: Pulse) -> Iterator[Ear]:
    """An ear at the sink's monitor, which hears what is played within a few milliseconds."""
    command = ["parec", "-d", f"{SINK}.monitor", f"--rate={RATE}", "--channels=1", "--format=s16le", "--raw"]
    recorder = subprocess.Popen([*command, "--latency-msec=5"], stdout=subprocess.PIPE, env=server.env)
    try:
        made = Ear(recorder)
        made.listen(bool, 10)
        yield made
    finally:
        recorder.terminate()
        recorder.wait()
