"""Measures how long the athlete waits: from starting `coach start back` to the first sound, and to the first word.

The session plays on a sound server of its own, and what comes out is listened to as it comes, in the voice of each
engine that is installed: once with an empty cache, where a sound announces the session while the first words are being
rendered (targets 0.3 s, and 0.9 s to the first word), once with a full one, where the first sound is the first word
(0.25 s). Beside it a day of a program, how long `coach --help` takes (0.15 s), and how many times that is what `python
-c pass` takes. Medians.

    python -m benchmarks.first_sound
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import partial
from statistics import median as middle
from typing import Final

from benchmarks.ear import Ear, ear
from benchmarks.harness import COACH, Home, home, median, need_sound_server, options, report, seconds
from coach.audio.clip import PER_MS, WIDTH, read_clip
from coach.library.find import shipped
from coach.voice.manner import ENGINES, is_installed
from tests.support.pulse import pulse

ROUTINE: Final = "back"
PROGRAM: Final = "linear-strength"

_PATIENCE: Final = 20.0
"""Seconds after which a session that is not heard is given up."""

_TAIL: Final = 100 * PER_MS
"""Samples after the sound that announces the session in which the first word can't begin yet."""


def waited(at: Home, voice: str = "", name: str = ROUTINE, announced: bool = False) -> tuple[float, float]:
    """Seconds from starting a session to the first sound and to the first word, which a sound may have `announced`."""
    before = read_clip(shipped() / "sounds" / "begin.wav").frames + _TAIL if announced else 0
    # A server for each run, as one that has just played may still be awake.
    with pulse() as server, ear(server) as heard:
        began = time.monotonic()
        session = subprocess.Popen(
            [COACH, "start", name, *(["--voice", voice] if voice else [])],
            env=server.env | at.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            first = _sound_from(heard, 0)
            return heard.came(first) - began, heard.came(_sound_from(heard, first + before)) - began
        finally:
            session.terminate()
            session.wait()


def _sound_from(heard: Ear, sample: int) -> int:
    """The first sample from `sample` on that is a sound; listens until it comes."""

    def sounding(_: bytes) -> bool:
        return any(heard.pcm[sample * WIDTH :])

    if not sounding(b"") and not heard.listen(sounding, _PATIENCE):
        sys.exit(f"not measured: nothing was heard in {_PATIENCE:g} s")
    return next(at for at in range(sample, len(heard.pcm) // WIDTH) if any(heard.pcm[at * WIDTH : (at + 1) * WIDTH]))


def first_word(at: Home, voice: str = "", name: str = ROUTINE) -> float:
    """Seconds to the first word where everything has been rendered: it is the first sound."""
    return waited(at, voice, name)[1]


def with_an_empty_cache(voice: str, runs: int) -> tuple[float, float]:
    """Seconds to the first sound and to the first word where nothing has been rendered yet."""
    measured = []
    for _ in range(runs):
        with home() as at:
            measured.append(waited(at, voice, announced=True))
    return middle(sound for sound, _ in measured), middle(word for _, word in measured)


def took(*command: str) -> float:
    """Seconds that a command takes."""
    return seconds(partial(subprocess.run, command, env=os.environ, stdout=subprocess.DEVNULL, check=True))


def main() -> None:
    given = options(__doc__ or "", runs=9).parse_args()
    need_sound_server()
    measured: list[tuple[str, float, float | None]] = []
    for engine in filter(is_installed, ENGINES):
        sound, word = with_an_empty_cache(engine, given.runs)
        measured += [(f"{engine}, empty cache: first sound", sound, 0.3), ("… first word", word, 0.9)]
        with home() as full:
            full.coach("script", ROUTINE, "--voice", engine)
            word = median(partial(first_word, full, engine), given.runs)
        measured.append((f"{engine}, full cache: first word", word, 0.25))
    with home() as full:
        # What the first session reads and renders is there for the others.
        waited(full, name=PROGRAM, announced=True)
        word = median(partial(first_word, full, name=PROGRAM), given.runs)
        measured.append(("first word of a program", word, 0.25))
    aid = median(partial(took, COACH, "--help"), given.runs)
    bare = median(partial(took, sys.executable, "-c", "pass"), given.runs)
    measured += [("coach --help", aid, 0.15), ("python -c pass", bare, None)]
    rows = [{"what": what, "seconds": value, "target": target} for what, value, target in measured]
    report([*rows, {"what": "coach --help / python -c pass", "seconds": None, "ratio": aid / bare}], given.json)


if __name__ == "__main__":
    main()
