"""Measures the controls, the screen and the ducking, as an athlete meets them.

- From a key, on the full screen and on lines, and from a button (`playerctl play-pause`, its own start included), to
  the beginning of the confirming "Paused." as it leaves a sound server of its own (target 150 ms). Medians.
- From each key that changes what is to come, pressed in three seconds of silence before an exercise, to the first word
  of its answer (150 ms). Medians.
- What the full screen costs over lines: the processor time of two sessions of a minute each, from the fifth second
  on, in percent of a core (target 3 %).
- Ducking, heard in a recording with a tone beside the coach: from a first syllable to the full depth (150 ms), and
  from a last one until the tone is back (400 ms). Medians and worst of all sentences with silence around them.

    python -m benchmarks.hands_free
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.ear import ear
from benchmarks.harness import Home, home, median, need_sound_server, options, report
from benchmarks.running import Session, session
from coach.audio.clip import PER_MS, WIDTH, read_clip
from coach.session.answers import Answer, Reply
from coach.speech import english
from tests.support import bus as message_bus
from tests.support.bus import Bus
from tests.support.music import Levels, coach_speaks, levels, music
from tests.support.pulse import pulse

ROUTINE = "back"
LENGTH = 60.0
SETTLED = 5.0
HEARD = 90.0
"""Seconds of a session from its second exercise on: the first words, and a set with its counted reps."""
SILENT = 3.0
CHANGES = {"later": b"l", "swap": b"s", "skip": b"x", "one more": b"a", "shorter": b"t", "where": b"?"}
"""The keys that change what is to come, and the one that asks."""
ENOUGH = 50 * PER_MS * WIDTH
"""Bytes of a clip that tell it from all others: 50 ms."""
DEEP = -14.5
"""Decibels at which ducking by 15 counts as full, and below which as begun."""
BACK = -0.5


def confirmed(at: Home, press: Callable[[Session], None], *words: str, on: Bus) -> float:
    """Seconds from pressing pause in the first words to the beginning of the answer."""
    answer = read_clip(at.clip_path(english.answer(Answer(Reply.PAUSED), 0)[0]))
    with pulse() as server, ear(server) as heard, session(ROUTINE, server, at, *words, env=on.env) as running:
        heard.listen(any, 20)
        heard.listen(lambda _: False, random.uniform(1.5, 2.3))
        pressed, before = time.monotonic(), len(heard.pcm)
        press(running)
        heard.listen(lambda _: False, 1.5)
    found = heard.pcm.find(answer.pcm[ENOUGH : 2 * ENOUGH], before)
    if found < 0:
        sys.exit('not measured: "Paused." was not heard')
    return heard.came((found - ENOUGH) // WIDTH) - pressed


def answered(at: Home, key: bytes) -> float:
    """Seconds from pressing a key in a silence to the first sound after it."""
    with pulse() as server, ear(server) as heard, session(ROUTINE, server, at, "--plain", "--from", "2") as running:
        heard.listen(any, 20)
        while heard.listen(any, SILENT):
            pass
        pressed, before = time.monotonic(), len(heard.pcm)
        os.write(running.keys, key)
        if not heard.listen(any, 5):
            sys.exit(f"not measured: nothing was heard after {key!r}")
    found = next(index for index in range(before, len(heard.pcm)) if heard.pcm[index])
    return heard.came(found // WIDTH) - pressed


def cost(at: Home, *words: str) -> float:
    """The processor time of a session of a minute, in percent of a core."""
    with pulse() as server, session(ROUTINE, server, at, *words) as running:
        time.sleep(SETTLED)
        began, before = time.monotonic(), running.processor
        time.sleep(LENGTH - SETTLED)
        return 100 * (running.processor - before) / (time.monotonic() - began)


def ducked(at: Home) -> tuple[list[float], list[float]]:
    """Seconds from each first syllable to full depth, and from each last one until the tone is back."""
    with tempfile.TemporaryDirectory() as folder, pulse() as server, music(server, Path(folder)):
        with server.recording() as recording:
            with session(ROUTINE, server, at, "--plain", "--duck", "--from", "2"):
                time.sleep(HEARD)
            time.sleep(1)
        samples = recording.samples()
    level = levels(samples)
    decibels = 20 * np.log10(np.maximum(level, 1) / np.median(level[level > 0.9 * level.max()]))
    down, up = [], []
    for begin, end in sentences(coach_speaks(samples).tolist()):
        down.append(after(decibels, begin, lambda now: now <= DEEP))
        up.append(after(decibels, end, lambda now: now >= BACK))
    return down, up


def sentences(speaks: list[bool]) -> Iterator[tuple[int, int]]:
    """The first and the last window of each run of speech that has more than a second and a half around it."""
    at = [index for index, now in enumerate(speaks) if now]
    gaps = [(before, now) for before, now in pairwise(at) if now - before > 150]
    for (_, begin), (end, _) in pairwise(gaps):
        # A tick isn't speech, and nothing is lowered for it.
        if end - begin > 20:
            yield begin, end


def after(decibels: Levels, window: int, holds: Callable[[float], bool]) -> float:
    """Seconds from the beginning of a window to the end of the first one from it on in which something holds."""
    found = next((index for index in range(window, len(decibels)) if holds(float(decibels[index]))), len(decibels))
    return (found + 1 - window) / 100


def main() -> None:
    given = options(__doc__ or "", runs=5).parse_args()
    need_sound_server()
    if lacking := message_bus.missing("playerctl"):
        sys.exit(f"not measured: {lacking} not found; apt-get install dbus playerctl")

    def key(running: Session) -> None:
        os.write(running.keys, b" ")

    rows: list[dict[str, object]] = []
    with home(ROUTINE) as at, message_bus.bus(at.folder) as on:
        command = ["playerctl", "-p", "voice_coach", "play-pause"]

        def button(_: Session) -> None:
            subprocess.run(command, env=os.environ | on.env, check=True)

        for what, press, words in (
            ("key, full screen", key, ()),
            ("key, lines", key, ("--plain",)),
            ("playerctl", button, ("--plain",)),
        ):
            figure = median(partial(confirmed, at, press, *words, on=on), given.runs)
            rows.append({"what": what, "figure": figure, "unit": "s", "target": 0.15})
        for what, pressed in CHANGES.items():
            figure = median(partial(answered, at, pressed), given.runs)
            rows.append({"what": f"key, {what}", "figure": figure, "unit": "s", "target": 0.15})
        cost(at, "--plain")  # which renders what would be said if the session were changed
        full, plain = cost(at), cost(at, "--plain")
        rows.append({"what": "full screen over lines", "figure": full - plain, "unit": "% of a core", "target": 3})
        rows.append({"what": "full screen, all", "figure": full, "unit": "% of a core", "target": None})
        for what, times, target in zip(("full depth", "back"), ducked(at), (0.15, 0.4), strict=True):
            for name, figure in (("median", statistics.median(times)), ("worst", max(times))):
                rows.append(
                    {"what": f"{what}, {name} of {len(times)}", "figure": figure, "unit": "s", "target": target}
                )
    report(rows, given.json)


if __name__ == "__main__":
    main()
