"""Measures what the journal costs: each set on its way to the disk, start-up and figures with 20 years of it.

A live session plays on a sound server of its own, with the real journal; from the end of each set (the moment at which
its last sample comes out of the sink) to the return of the commit (target 20 ms; less than nothing if the set is on
the disk before its end is heard), and whether any cue is out of step with
the others, with and without a journal. Then, with a journal of 100,000 sets: what is looked up before `coach start
back` speaks, and the first sound (together at most 20 ms more than with none), and `coach stats` (0.3 s). Medians.

    python -m benchmarks.journal
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.ear import ear
from benchmarks.first_sound import ROUTINE, waited
from benchmarks.harness import COACH, Home, home, need_sound_server, options, report, seconds
from coach.audio.clip import PER_MS, read_clip
from coach.audio.sounds import load_sounds
from coach.cli import compose, journal, runtime
from coach.config.settings import Settings
from coach.controls.queue import CommandQueue
from coach.journal import store
from coach.journal.entries import Entry, Past
from coach.journal.keeper import Keeper
from coach.journal.rows import put_past
from coach.library.find import shipped
from coach.notation import Load
from coach.player.live import TICK, Player
from coach.player.render import scores
from coach.progression.performed import counted
from coach.screen.lines import LineScreen
from coach.session.plan import Work
from coach.session.state import Session
from coach.speech import english
from coach.units import SECOND, Ms
from tests.support.listener import Expected, listen
from tests.support.pulse import Pulse, pulse

TESTS = Path(__file__).parents[1] / "tests"
GYM, MINI = str(TESTS / "gym.toml"), str(TESTS / "mini.toml")
YEARS, SETS = 20, 100_000
SESSION = 24
"""Sets of one session."""


class Timed:
    """A journal that notes when each set was on the disk (monotonic), and how many ms the writing took."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self.done: list[float] = []
        self.took: list[float] = []

    def begin(self, session: Session) -> None:
        self._keeper.begin(session)

    def keep(self, session: Session) -> None:
        began = time.perf_counter()
        self._keeper.keep(session)
        self.took.append((time.perf_counter() - began) * 1000)
        self.done.append(time.monotonic())


def writing(at: Home, server: Pulse) -> list[dict[str, object]]:
    """Each set of a live session on its way to the disk, against the moment at which its end comes out of the sink."""
    os.environ.update({key: value for key, value in server.env.items() if key.startswith(("PULSE", "XDG", "ALSA"))})
    os.environ.update(at.env)
    settings = Settings()
    chosen = compose.chosen(GYM, None, settings)
    voice, sounds = runtime.voice(settings, print), compose.sounds(100)
    course = list(scores(chosen.plan, english, voice, sounds))
    timed = Timed(journal.keeper(chosen, None, print))
    over = threading.Event()
    with ear(server) as heard, Path(os.devnull).open("w") as nowhere:
        listening = threading.Thread(target=heard.listen, args=(lambda _: over.is_set(), 600))
        listening.start()
        stream = runtime.stream(settings, print)
        screen = LineScreen(nowhere, english, live=False, colour=False)
        player = Player(chosen.plan, english, voice, sounds, stream, CommandQueue(), screen, TICK, timed)
        try:
            player.play()
        finally:
            over.set()
            listening.join()
            voice.close()
    first = voice.clip(course[0][2].cues[0].text)
    assert first
    start = _first_sound(bytes(heard.pcm)) - _first_sound(first.pcm)
    ends = [at + (scored.length or 0) for at, step, scored in course if isinstance(step, Work)]
    after = [1000 * (done - heard.came(start + end * PER_MS)) for done, end in zip(timed.done, ends, strict=True)]
    return [
        {"what": "set on disk after its end, median", "figure": statistics.median(after), "unit": "ms", "target": 20},
        {"what": "set on disk after its end, worst", "figure": max(after), "unit": "ms", "target": 20},
        {"what": "writing alone, median", "figure": statistics.median(timed.took), "unit": "ms"},
        {"what": "writing alone, worst", "figure": max(timed.took), "unit": "ms"},
    ]


def _first_sound(pcm: bytes) -> int:
    """The first sample that isn't silence."""
    return int(np.flatnonzero(np.frombuffer(pcm, np.int16))[0])


def out_of_step(at: Home, server: Pulse, *words: str) -> int:
    """How many cues of a live session aren't where the cue before them would have them, to a tenth of a millisecond."""
    sounds = load_sounds([shipped() / "sounds"])
    script = []
    for line in at.coach("script", MINI, "--json").splitlines():
        cue = json.loads(line)
        clip = read_clip(at.clip_path(cue["text"])) if cue["kind"] == "say" else sounds[cue["sound"]]
        script.append(Expected(cue.get("text") or cue["sound"], cue["at"], np.frombuffer(clip.pcm, np.int16)))
    with server.recording() as recording:
        subprocess.run(
            [COACH, "start", MINI, *words], env=server.env | at.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
    heard = listen(recording.samples(), script)
    return sum(abs(now.off - before.off) > 0.0001 for before, now in pairwise(heard))


def filled(at: Home) -> Path:
    """A journal of 20 years in a home."""
    path = at.folder / "data" / "voice-coach" / "journal.db"
    chance = random.Random(20)
    now = round(time.time() * 1000)
    count = SETS // SESSION
    step = YEARS * 365 * 86_400_000 // count
    catalogue = compose.library().catalogue()
    ids = catalogue.ids()
    usual = [(one.id, one.name, one.muscles) for one in compose.library().load(ROUTINE).variant().exercises]
    others = [(id_, catalogue.get(id_).name or id_, tuple(catalogue.get(id_).muscles or ())) for id_ in ids]
    pasts = []
    for number in range(count, 0, -1):
        started = now - number * step
        chosen = usual if number % 4 == 0 else chance.sample(others, 8)
        entries = tuple(
            Entry(id_, name, "working", turn, "done", "8-10", counted(chance.randint(5, 12)),
                  Load(chance.randint(20, 120), "kg", False), 30 * SECOND, started + 180_000 * turn, Ms(180_000 * turn),
                  muscles=muscles)
            for id_, name, muscles in chosen for turn in (1, 2, 3)
        )  # fmt: skip
        routine = ROUTINE if number % 4 == 0 else "other"
        pasts.append(Past(
            f"{number:032}", routine, routine, "", "", "", 1, started, 0, started, started, "complete", entries
        ))  # fmt: skip
    with store.JournalFile(path) as kept:
        kept.write(_put_all, pasts)
    return path


def _put_all(connection: store.Connection, pasts: Sequence[Past]) -> None:
    for past in pasts:
        put_past(connection, past)


_ASK = """
import time
from coach.cli import compose
from coach.config.settings import Settings
routine = compose.library().load("back")
began = time.perf_counter()
from coach.cli import journal
memory = journal.Memory(journal.opened(), print, for_session=False)
memory.ask(None, journal.last_played, "back")
journal.recall(memory, Settings()).known(routine, routine.variant())
print((time.perf_counter() - began) * 1000)
"""


def lookup(at: Home) -> float:
    """Milliseconds that a start spends on the journal: its modules loaded, opened, and asked for all exercises."""
    done = subprocess.run(
        [sys.executable, "-c", _ASK], env=os.environ | at.env, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def took(at: Home, *words: str) -> float:
    """Seconds that a command takes."""
    return seconds(partial(at.coach, *words))


def main() -> None:
    given = options(__doc__ or "", runs=9).parse_args()
    need_sound_server()
    rows: list[dict[str, object]] = []
    with home(GYM, MINI, ROUTINE) as at, home(ROUTINE) as full, pulse() as server:
        rows += writing(at, server)
        # Without it first: what a journal remembers is said, and would be missed.
        for words in (("--no-journal",), ()):
            figures = [out_of_step(at, server, "--fresh", *words) for _ in range(3)]
            name = "without a journal" if words else "with a journal"
            rows.append({"what": f"cues out of step {name}, best of 3", "figure": min(figures), "target": 0})
        filled(full)
        none, twenty = [], []
        for _ in range(given.runs):
            none.append(waited(at)[0])
            twenty.append(waited(full)[0])
        stats = [took(full, "stats") for _ in range(given.runs)]
        one = [took(full, "stats", "pull-up") for _ in range(given.runs)]
        lookups = [lookup(full) for _ in range(given.runs)]
    rows += [
        {"what": "opened and asked, 100,000 sets", "figure": statistics.median(lookups), "unit": "ms", "target": 20},
        {"what": "first sound, short journal", "figure": statistics.median(none), "unit": "s"},
        {"what": "first sound, 100,000 sets", "figure": statistics.median(twenty), "unit": "s"},
        {"what": "coach stats, 100,000 sets", "figure": statistics.median(stats), "unit": "s", "target": 0.3},
        {"what": "coach stats pull-up, 100,000 sets", "figure": statistics.median(one), "unit": "s", "target": 0.3},
    ]
    report(rows, given.json)


if __name__ == "__main__":
    main()
