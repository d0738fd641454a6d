"""Measures what a session costs while it plays, and how soon it is silent when it is paused.

`coach start back --plain` plays for a minute on a sound server of its own, on a terminal: the processor time from the
fifth second on, in percent of a core (target 1 %), and the memory at the end (80 MiB). The first time, what would be
said if the athlete changed the session is rendered as it plays; the second time, everything is there. Then, in
sessions of their own, the space bar is pressed during the first words: from the key to the end of what was being
said, as it leaves the sound server (target 0.1 s). That end is where the answer "Paused." begins. A median. And with
an empty cache, for each engine that is installed: the memory that its process takes at most, and how long after the
session's start it has left, as it does when there has been nothing to render for a while.

    python -m benchmarks.live_cost
"""

from __future__ import annotations

import os
import random
import sys
import time
from functools import partial

from benchmarks.ear import ear
from benchmarks.harness import Home, home, median, need_sound_server, options, report
from benchmarks.running import mebibytes, session
from coach.audio.clip import PER_MS, WIDTH, read_clip
from coach.session.answers import Answer, Reply
from coach.speech import english
from coach.voice.manner import ENGINES, is_installed
from tests.support.pulse import pulse

ROUTINE = "back"
LENGTH = 60.0
SETTLED = 5.0
LONGEST = 120.0
ENOUGH = 50 * PER_MS * WIDTH
"""Bytes of a clip that tell it from all others: 50 ms."""


def cost(at: Home) -> list[dict[str, object]]:
    """Processor time and memory of a session of a minute."""
    with pulse() as server, session(ROUTINE, server, at, "--plain") as running:
        time.sleep(SETTLED)
        began, before = time.monotonic(), running.processor
        time.sleep(LENGTH - SETTLED)
        used = 100 * (running.processor - before) / (time.monotonic() - began)
        children = sum(mebibytes(child, "VmRSS") for child in running.children)
        resident, most = mebibytes(running.pid, "VmRSS"), mebibytes(running.pid, "VmHWM")
    return [
        {"what": "processor", "figure": used, "unit": "% of a core", "target": 1},
        {"what": "memory, resident", "figure": resident, "unit": "MiB", "target": 80},
        {"what": "memory, at most", "figure": most, "unit": "MiB", "target": 80},
        {"what": "memory, children", "figure": children, "unit": "MiB", "target": None},
    ]


def worker(engine: str) -> list[dict[str, object]]:
    """The memory of the process that renders speech, and how long it stays, in a session with an empty cache."""
    most, began = 0.0, time.monotonic()
    with home() as at, pulse() as server, session(ROUTINE, server, at, "--plain", "--voice", engine) as running:
        while time.monotonic() - began < LONGEST:
            time.sleep(0.05)
            try:
                sizes = [mebibytes(child, "VmHWM") for child in running.children]
            except (OSError, StopIteration):
                continue  # it has just left
            if most and not sizes:
                break
            most = max(most, *sizes, 0.0)
        else:
            sys.exit(f"not measured: {engine}'s process was still there after {LONGEST:g} s")
        left = time.monotonic() - began
    return [
        {"what": f"worker of {engine}, at most", "figure": most, "unit": "MiB", "target": None},
        {"what": f"worker of {engine}, leaves after", "figure": left, "unit": "s", "target": None},
    ]


def pause(at: Home) -> float:
    """Seconds from pressing the key to the end of what was being said."""
    answer = read_clip(at.clip_path(english.answer(Answer(Reply.PAUSED), 0)[0]))
    with pulse() as server, ear(server) as heard, session(ROUTINE, server, at, "--plain") as running:
        heard.listen(any, 20)
        # Sound is handed over a piece at a time; where in a piece the key is pressed should not be always the same.
        heard.listen(lambda _: False, random.uniform(0.8, 1.6))
        pressed, before = time.monotonic(), len(heard.pcm)
        os.write(running.keys, b" ")
        heard.listen(lambda _: False, 1.5)
    # The very beginning of an answer may be lost, so a piece from further on is looked for.
    found = heard.pcm.find(answer.pcm[ENOUGH : 2 * ENOUGH], before)
    if found < 0:
        sys.exit('not measured: "Paused." was not heard')
    return heard.came((found - ENOUGH) // WIDTH) - pressed


def main() -> None:
    given = options(__doc__ or "", runs=5).parse_args()
    need_sound_server()
    with home(ROUTINE) as at:
        rows = [row | {"what": f"{row['what']}, first session"} for row in cost(at)]
        rows += cost(at)
        rows.append({"what": "pause", "figure": median(partial(pause, at), given.runs), "unit": "s", "target": 0.1})
    for engine in filter(is_installed, ENGINES):
        rows += worker(engine)
    report(rows, given.json)


if __name__ == "__main__":
    main()
