"""A sound server of the test's own: PulseAudio with a null sink, and a recorder on its monitor."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.audio.clip import RATE

Samples = npt.NDArray[np.int16]
SINK = "gym"


def missing() -> str:
    """What this machine lacks for a sound server, or nothing."""
    return ", ".join(program for program in ("pulseaudio", "pactl", "parec") if not shutil.which(program))


@dataclass
class Recording:
    """What was played since the recorder was attached; complete once its block is over."""

    path: Path

    def samples(self) -> Samples:
        return np.fromfile(self.path, np.int16)


class Pulse:
    """A running server. `env` is what a program needs to play on it, and on nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "native"
        self.env = os.environ | {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_SERVER": f"unix:{self.socket}",
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
            "PULSE_CONFIG": str(folder / "daemon.conf"),
        }
        # A server with priority is killed when it gets no rest for a fifth of a second, as on a machine that is full.
        (folder / "daemon.conf").write_text("rlimit-rttime = -1\n")
        # simpleaudio speaks to ALSA only, and ALSA hands on to this server.
        (folder / "asound.conf").write_text("</usr/share/alsa/alsa.conf>\npcm.!default pulse\nctl.!default pulse\n")
        self._server: subprocess.Popen[bytes] | None = None
        self._log = folder / "pulseaudio.log"

    def start(self) -> None:
        # One channel of 16 bits at the coach's own rate: what is recorded is, to the sample, what was played.
        sink = f"module-null-sink sink_name={SINK} rate={RATE} channels=1 format=s16le"
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        # As on a desktop, where the server is given the priority that it asks for.
        command += ["--high-priority=yes", "--realtime=yes"]
        command += ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={self.socket}", "-L", sink]
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(command, env=self.env, stderr=log)
        deadline = time.monotonic() + 10
        while self.pactl("info", check=False).returncode:
            assert time.monotonic() < deadline, "the sound server doesn't start"
            time.sleep(0.02)

    def stop(self) -> None:
        if self._server:
            self._server.kill()
            self._server.wait()
            self._server = None
        self.socket.unlink(missing_ok=True)

    def pid(self) -> int:
        """The server's process."""
        assert self._server
        return self._server.pid

    def _died(self) -> str:
        """What a server that is gone has left: its status, and the end of its log."""
        assert self._server
        return f"the sound server has died ({self._server.poll()}): {self._log.read_text()[-1000:]}"

    def pactl(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Gives the server a command."""
        return subprocess.run(["pactl", *words], env=self.env, capture_output=True, text=True, check=check)

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """Records all that is played while the block runs; a server that has died since the last time is begun anew."""
        if self._server and self._server.poll() is not None:
            self.socket.unlink(missing_ok=True)
            self.start()
        path = self.folder / f"{time.monotonic_ns()}.raw"
        command = ["parec", "-d", f"{SINK}.monitor", f"--rate={RATE}", "--channels=1", "--format=s16le", "--raw"]
        with path.open("wb") as file:
            recorder = subprocess.Popen([*command, "--latency-msec=20"], stdout=file, env=self.env)
            try:
                while path.stat().st_size == 0:
                    assert recorder.poll() is None, self._died()
                    time.sleep(0.01)
                yield Recording(path)
            finally:
                time.sleep(0.3)  # what was played last has to come through the server
                recorder.terminate()
                recorder.wait()


@contextmanager
def pulse() -> Iterator[Pulse]:
    """A server for the length of the block."""
    with tempfile.TemporaryDirectory(prefix="coach-gym-") as folder:
        server = Pulse(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
