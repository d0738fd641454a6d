"""Somebody else's sound: a tone above all that the coach says, and how loud it is in a recording."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.audio.clip import RATE
from tests.support.pulse import Pulse
from tests.support.terminal import eventually

PITCH: int = 16_000
"""Hz. The voice has nothing above 11 kHz."""
WINDOW: int = RATE // 100
"""Samples over which a level is taken: 10 ms, 160 periods of the tone."""

Samples = npt.NDArray[np.int16]
Levels = npt.NDArray[np.float64]


@contextmanager
def music(
    server: Pulse, folder: Path, volume: int | None = 0x10000, channels: int = 1
) -> Iterator[subprocess.Popen[bytes]]:
    """The tone, played by another program, which is given, for the length of the block or ninety seconds.

    `volume` is as PulseAudio counts it; with None the program asks for none, and gets the one that the server has kept.
    """
    tone = 8000 * np.sin(2 * np.pi * PITCH * np.arange(RATE * 90) / RATE)
    path = folder / "tone.raw"
    tone.astype(np.int16).repeat(channels).tofile(path)
    command = [
        "pacat",
        f"--rate={RATE}",
        f"--channels={channels}",
        "--format=s16le",
        "--raw",
        "--latency-msec=50",
        str(path),
    ]
    before = streams(server)
    player = subprocess.Popen(command if volume is None else [*command, f"--volume={volume}"], env=server.env)
    try:

        def plays() -> bool:
            assert player.poll() is None
            return any(index not in before and volume in (now, None) for index, now in streams(server).items())

        eventually(plays, lambda: str(streams(server)))
        yield player
    finally:
        player.kill()
        player.wait()


def streams(server: Pulse) -> dict[int, int]:
    """The streams of other programs: each one's number, and its volume."""
    found: dict[int, int] = {}
    index, volume, ours = -1, 0, True
    for line in [*server.pactl("list", "sink-inputs", check=False).stdout.splitlines(), "Sink Input #-1"]:
        if line.startswith("Sink Input #"):
            if not ours:
                found[index] = volume
            index, ours = int(line.partition("#")[2]), False
        elif line.strip().startswith("Volume:"):
            volume = int(line.split(":")[2].split("/")[0])
        elif "application.name" in line:
            ours = "voice-coach" in line
    return found


def volumes(server: Pulse) -> list[int]:
    """The volumes of the streams of other programs."""
    return list(streams(server).values())


def levels(recorded: Samples) -> Levels:
    """The tone's amplitude in each window of a recording."""
    count = len(recorded) // WINDOW
    samples = recorded[: count * WINDOW].astype(np.float64)
    turned = samples * np.exp(-2j * np.pi * PITCH * np.arange(len(samples)) / RATE)
    return np.asarray(2 * np.abs(turned.reshape(count, WINDOW).mean(axis=1)), np.float64)


def coach_speaks(recorded: Samples) -> npt.NDArray[np.bool_]:
    """In which windows of a recording there is sound below the tone."""
    count = len(recorded) // WINDOW
    windows = recorded[: count * WINDOW].astype(np.float64).reshape(count, WINDOW)
    spectrum = np.abs(np.fft.rfft(windows * np.hanning(WINDOW), axis=1))
    below = spectrum[:, : int(11_000 / (RATE / WINDOW))]
    return np.asarray(below.max(axis=1) > 8_000, np.bool_)
