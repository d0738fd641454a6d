"""PipeWire as a sound server of the test's own: with its session manager, and its part for PulseAudio's clients."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.audio.clip import RATE
from tests.support.bus import Bus
from tests.support.pulse import SINK, Pulse

_PROGRAMS = ("pipewire", "wireplumber", "pipewire-pulse")


def missing() -> str:
    """What this machine lacks for PipeWire, or nothing."""
    return ", ".join(program for program in (*_PROGRAMS, "pactl", "dbus-daemon") if not shutil.which(program))


class PipeWire(Pulse):
    """A running server that players take for PulseAudio."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.env |= {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("STATE", "CONFIG")}
        self._bus = Bus(folder)
        # The session manager links no stream without a bus.
        self.env |= self._bus.env
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Starts it, once more if its session manager doesn't come to link streams, as on a machine that is full."""
        for _ in range(3):
            self._run()
            if self._links():
                return
            self.stop()
        raise AssertionError("PipeWire links no stream")

    def _run(self) -> None:
        for program in _PROGRAMS:
            self._running.append(
                subprocess.Popen([program], env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            )
        self._eventually("info")
        sink = ("module-null-sink", f"sink_name={SINK}", f"rate={RATE}", "channels=1")
        self._eventually("load-module", *sink)
        self._eventually("get-sink-volume", SINK)

    def manager(self) -> int:
        """The process of its session manager, which keeps the volumes of players."""
        return self._running[_PROGRAMS.index("wireplumber")].pid

    def _links(self) -> bool:
        """Whether a tenth of a second of silence is played to its end."""
        silence = bytes(2 * RATE // 10)
        command = ["pacat", f"--rate={RATE}", "--channels=1", "--format=s16le", "--raw", "--latency-msec=50"]
        try:
            return not subprocess.run(command, input=silence, env=self.env, timeout=10, check=False).returncode
        except subprocess.TimeoutExpired:
            return False

    def stop(self) -> None:
        for program in reversed(self._running):
            program.kill()
            program.wait()
        self._running = []
        for left in ("native", "pipewire-0", "pipewire-0.lock", "native.lock"):
            (self.folder / left).unlink(missing_ok=True)

    def close(self) -> None:
        self.stop()
        self._bus.kill()

    def _eventually(self, *words: str) -> None:
        deadline = time.monotonic() + 20
        while self.pactl(*words, check=False).returncode:
            assert time.monotonic() < deadline, f"PipeWire doesn't {words[0]}"
            time.sleep(0.05)


@contextmanager
def pipewire() -> Iterator[PipeWire]:
    """A server for the length of the block."""
    with tempfile.TemporaryDirectory(prefix="coach-gym-") as folder:
        server = PipeWire(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.close()
