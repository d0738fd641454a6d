"""Measures how long the athlete waits: from starting `coach start back` to the first sample of sound.

The session plays on a sound server of its own, and what comes out is listened to as it comes. Once with an empty
cache, where the first words have yet to be rendered (target 0.5 s), once with a full one (0.3 s). Beside it, how
long `coach --help` takes (0.15 s), and how many times that is what `python -c pass` takes. Medians.

    python -m benchmarks.first_sound
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import partial

from benchmarks.ear import ear
from benchmarks.harness import COACH, Home, home, median, need_sound_server, options, report, seconds
from tests.support.pulse import pulse

ROUTINE = "back"
PROGRAM = "linear-strength"


def first_sound(at: Home, name: str = ROUTINE) -> float:
    """Seconds from starting a session to hearing it."""
    # A server for each run, as one that has just played may still be awake.
    with pulse() as server, ear(server) as heard:
        began = time.monotonic()
        session = subprocess.Popen(
            [COACH, "start", name], env=server.env | at.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        try:
            if not heard.listen(any, 20):
                sys.exit("not measured: nothing was heard in 20 s")
            return time.monotonic() - began
        finally:
            session.terminate()
            session.wait()


def in_a_new_home() -> float:
    """Seconds to the first sound with an empty cache."""
    with home() as at:
        return first_sound(at)


def took(*command: str) -> float:
    """Seconds that a command takes."""
    return seconds(partial(subprocess.run, command, env=os.environ, stdout=subprocess.DEVNULL, check=True))


def main() -> None:
    given = options(__doc__ or "", runs=9).parse_args()
    need_sound_server()
    with home(ROUTINE) as full:
        measured: list[tuple[str, float, float | None]] = [
            ("first sound, empty cache", median(in_a_new_home, given.runs), 0.5),
            ("first sound, full cache", median(partial(first_sound, full), given.runs), 0.3),
        ]
        # What the first session reads and renders is there for the others.
        first_sound(full, PROGRAM)
        measured.append(("first sound of a program", median(partial(first_sound, full, PROGRAM), given.runs), 0.3))
    aid = median(partial(took, COACH, "--help"), given.runs)
    bare = median(partial(took, sys.executable, "-c", "pass"), given.runs)
    measured += [("coach --help", aid, 0.15), ("python -c pass", bare, None)]
    rows = [{"what": what, "seconds": value, "target": target} for what, value, target in measured]
    report([*rows, {"what": "coach --help / python -c pass", "seconds": None, "ratio": aid / bare}], given.json)


if __name__ == "__main__":
    main()
