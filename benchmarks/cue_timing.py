"""Measures how exactly cues sound when they should, by listening to a session.

`coach start` plays a routine of two minutes on a sound server of its own, another process records what is played,
and the onset of every cue is compared with its time in `coach script`: once on an idle machine, once beside four
busy processes. Beside it, the same sounds at the same times, each played at its deadline by simpleaudio. Offsets
are from the median offset of all cues, so that a constant delay is no fault; a jump is a cue that is off by more
than 5 ms against the cue before it, as after a drop-out. On a virtual machine, look at `stolen s` before blaming a
player: the processor time that the host took away meanwhile.

    python -m benchmarks.cue_timing
    python -m benchmarks.cue_timing --simpleaudio-python PATH     an interpreter up to 3.11 that has simpleaudio

simpleaudio plays through ALSA, which finds the sound server by the package libasound2-plugins.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.harness import COACH, Home, busy, home, need_sound_server, options, report, stolen
from coach.audio.clip import read_clip
from coach.library.find import shipped
from tests.support.listener import Expected, listen
from tests.support.pulse import pulse

ROUTINE = str(Path(__file__).with_name("short.toml"))
PLAYER = str(Path(__file__).with_name("deadlines.py"))
BUSY = 4
JUMP_MS = 5.0
HEARD = 0.9
"""How like its clip a cue must sound to count as heard."""

ALSA = """\
</usr/share/alsa/alsa.conf>
pcm.!default pulse
ctl.!default pulse
"""


@dataclass(frozen=True)
class Timed:
    """A cue of the script: when it is due, and the file with its sound."""

    at: float
    path: Path

    @property
    def expected(self) -> Expected:
        return Expected(self.path.stem, self.at, np.frombuffer(read_clip(self.path).pcm, np.int16))


def script(at: Home) -> list[Timed]:
    """The cues that the routine should have."""
    cues = [json.loads(line) for line in at.coach("script", ROUTINE, "--json").splitlines()]
    sounds = shipped() / "sounds"
    return [Timed(c["at"], at.clip_path(c["text"]) if "text" in c else sounds / f"{c['sound']}.wav") for c in cues]


def measure(player: str, load: int, command: list[str], env: dict[str, str], cues: list[Timed]) -> dict[str, Any]:
    """One row: how far off the cues are that `command` plays."""
    before = stolen()
    with pulse() as server:
        with busy(load), server.recording() as recording:
            played = subprocess.run(
                command, env=server.env | env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
            )
        if played.returncode:
            reason = played.stderr.strip().rpartition("\n")[2]
            return _row(player, load, f"not measured: left with {played.returncode}: {reason}")
        heard = listen(recording.samples(), [cue.expected for cue in cues])
    offs = [cue.off * 1000 for cue in heard if cue.likeness > HEARD]
    return _row(player, load, "", offs, len(cues), stolen() - before)


def _row(
    player: str, load: int, note: str, offs: Sequence[float] = (), expected: int = 0, taken: float | None = None
) -> dict[str, Any]:
    middle = statistics.median(offs) if offs else 0.0
    jumps = sum(abs(after - before) > JUMP_MS for before, after in pairwise(offs))
    return {
        "player": player,
        "machine": f"{load} busy processes" if load else "idle",
        "worst ms": max(abs(off - middle) for off in offs) if offs else None,
        "deviation ms": statistics.pstdev(offs) if offs else None,
        "cues heard": f"{len(offs)} of {expected}" if expected else None,
        "jumps": jumps if offs else None,
        "stolen s": taken,
        "note": note,
    }


def simpleaudio_rows(python: str, at: Home, cues: list[Timed]) -> Iterator[dict[str, Any]]:
    """The same sounds, played by simpleaudio."""
    if subprocess.run([python, "-c", "import simpleaudio"], capture_output=True, check=False).returncode:
        yield _row("simpleaudio", 0, "not measured: simpleaudio isn't installed")
        return
    alsa, due = at.folder / "alsa.conf", at.folder / "due.json"
    alsa.write_text(ALSA)
    due.write_text(json.dumps([(cue.at, str(cue.path)) for cue in cues]))
    for load in (0, BUSY):
        yield measure("simpleaudio", load, [python, PLAYER, str(due)], {"ALSA_CONFIG_PATH": str(alsa)}, cues)


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--simpleaudio-python", metavar="PATH", default=sys.executable)
    given = parser.parse_args()
    need_sound_server()
    with home(ROUTINE) as at:
        cues = script(at)
        # With a journal of its own, neither session speaks of the other.
        homes = {load: at.env | {"XDG_DATA_HOME": str(at.folder / f"data-{load}")} for load in (0, BUSY)}
        rows = [measure("coach", load, [COACH, "start", ROUTINE], env, cues) for load, env in homes.items()]
        rows += simpleaudio_rows(given.simpleaudio_python, at, cues)
    report(rows, given.json)


if __name__ == "__main__":
    main()
