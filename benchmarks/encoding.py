"""Measures what writing compressed files takes, beside the encoder alone on the same samples; and memory.

For each format: seconds that `coach render back` takes with a full cache, from starting the process to the whole
file; seconds that PyAV takes to encode the samples of the WAV file, from memory, and nothing else; `ratio` is how fast
rendering is against that (target: no less than 0.5). `MiB` is the most memory that rendering had resident
(target: 150), in the last row with ten minutes more of each rest. Medians.

    python -m benchmarks.encoding
"""

from __future__ import annotations

import os
import statistics
import subprocess
import wave
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import av

from benchmarks.harness import COACH, Home, home, median, options, report, seconds
from coach.audio.clip import RATE, WIDTH
from coach.audio.encoded import encoder_options
from coach.audio.formats import FORMATS

ROUTINE = "back"
ENCODERS = {kind: codec for kind in ("m4a", "opus", "mp3", "flac") if (codec := FORMATS[f".{kind}"].codec)}


def render(at: Home, file: Path, *words: str) -> tuple[float, float]:
    """Seconds that rendering takes, and the most MiB that it had resident."""
    file.unlink(missing_ok=True)
    peaks = []

    def run() -> None:
        command = [COACH, "render", ROUTINE, "-o", str(file), *words]
        process = subprocess.Popen(
            command, env=os.environ | at.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, command
        peaks.append(used.ru_maxrss / 1024)

    return seconds(run), peaks[0]


def encode_alone(pcm: bytes, file: Path, ending: str) -> float:
    """Seconds that the encoder takes for samples in memory, in blocks of a second."""
    codec = ENCODERS[ending]

    def encode() -> None:
        with av.open(str(file), "w", format=codec.container) as container:
            stream = container.add_stream(codec.name, rate=RATE, layout="mono", options=encoder_options(codec))
            assert isinstance(stream, av.AudioStream)
            if codec.bits:
                stream.bit_rate = codec.bits
            for at in range(0, len(pcm), RATE * WIDTH):
                block = pcm[at : at + RATE * WIDTH]
                frame = av.AudioFrame(format="s16", layout="mono", samples=len(block) // WIDTH)
                frame.planes[0].update(block.ljust(frame.planes[0].buffer_size, b"\0"))
                frame.sample_rate, frame.pts, frame.time_base = RATE, at // WIDTH, Fraction(1, RATE)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))

    return seconds(encode)


def main() -> None:
    given = options(__doc__ or "", runs=3).parse_args()
    with home(ROUTINE) as at:
        plain = at.folder / "session.wav"
        # All are rendered before this process takes memory for the samples: a child's count begins with its parent's.
        runs = {ending: [render(at, at.folder / f"session.{ending}") for _ in range(given.runs)] for ending in ENCODERS}
        memories = {"wav": render(at, plain)[1]}
        memories["m4a, each rest ten minutes longer"] = render(at, at.folder / "long.m4a", "--gap", "600")[1]
        with wave.open(str(plain), "rb") as session:
            pcm = session.readframes(session.getnframes())
        length = len(pcm) / WIDTH / RATE
        rows: list[dict[str, Any]] = []
        for ending, found in runs.items():
            whole = statistics.median(spent for spent, _ in found)
            alone = median(partial(encode_alone, pcm, at.folder / f"alone.{ending}", ending), given.runs)
            rows.append(
                {"what": ending, "seconds": whole, "times real time": round(length / whole), "encoder alone": alone}
                | {"ratio": alone / whole, "MiB": round(max(memory for _, memory in found))}
            )
        rows += [{"what": what, "MiB": round(memory)} for what, memory in memories.items()]
    report(rows, given.json)


if __name__ == "__main__":
    main()
