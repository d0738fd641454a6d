"""Measures what an author waits for: a check of everything that ships, a list of a thousand routines, a big file.

Checking all shipped files with their clips in the cache is to take at most 0.5 s (where they were checked before, and
anew), listing a folder of 1,000 routines at
most 1 s (once they were listed before, and the first time), a file of a megabyte at most 1 s until it is checked or
refused; and the time for a routine is to grow with its number of exercises and no faster. Beside each, how long
`coach --help` takes, which is the least that any command of this program takes. Medians.

    python -m benchmarks.authoring
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.harness import COACH, Home, home, median, options, report, seconds
from coach.library.find import Library, shipped
from coach.routine.file.reader import read_routine
from coach.session.planner import plan

MANY = 1000
EXERCISES = (25, 50, 100, 200)


def took(at: Home, *words: str) -> float:
    """Seconds that `coach words…` takes, whatever it finds."""
    command = [COACH, *words]
    run = partial(subprocess.run, command, env=os.environ | at.env, capture_output=True, check=False)
    return seconds(run)


def check_anew(at: Home) -> float:
    """Seconds that a check takes of files that were not checked before; the clips are there."""
    (at.folder / "cache" / "voice-coach" / "checked.json").unlink()
    return took(at, "check")


def thousand(at: Home) -> None:
    """Puts a thousand routines into the athlete's folder: the shipped ones, over and over."""
    folder = at.folder / "config" / "voice-coach" / "routines"
    folder.mkdir(parents=True)
    sources = sorted((shipped() / "routines").glob("*.toml"))
    for number in range(MANY):
        shutil.copy(sources[number % len(sources)], folder / f"routine-{number:04}.toml")


def big_files(folder: Path) -> dict[str, Path]:
    """Files of just under and just over a megabyte."""
    exercise = '[[exercise]]\nname = "Row"\ncues = ["Pull."]\n'
    texts = {
        "1 MB of exercises, refused": 'title = "Big"\n' + exercise * (999_900 // len(exercise)),
        "1 MB of mistakes, refused": 'title = "Big"\n' + "".join(f"key_{number} = 1\n" for number in range(62_000)),
        "1 MB of comments, checked": 'title = "Big"\n' + exercise + "# and on\n" * 110_000,
        "over 1 MB, refused": 'title = "Big"\n' + exercise + "# and on\n" * 112_000,
    }
    found: dict[str, Path] = {}
    for name, text in texts.items():
        found[name] = folder / f"{len(found)}.toml"
        found[name].write_text(text)
    return found


def read_and_plan(text: str) -> None:
    routine = read_routine(text, "long.toml", "long", _CATALOGUE)
    plan(routine)


_CATALOGUE = Library(()).catalogue()


def a_text(exercises: int) -> str:
    one = '[[exercise]]\nname = "Exercise {}"\nsets = 2\nreps = "8-10"\nrest = "30 s"\ncues = ["Slowly.", "All."]\n'
    return 'title = "Long"\n' + "".join(one.format(number) for number in range(exercises)) + "[variant.a]\n"


def main() -> None:
    given = options(__doc__ or "", runs=7).parse_args()
    rows: list[dict[str, Any]] = []

    def row(what: str, value: float, target: float | None) -> None:
        rows.append({"what": what, "seconds": value, "target": target})

    with home() as at:
        took(at, "check")
        row("check all shipped routines", median(partial(took, at, "check"), given.runs), 0.5)
        row("check all shipped routines, anew", median(partial(check_anew, at), given.runs), 0.5)
        for what, file in big_files(at.folder).items():
            row(what, median(partial(took, at, "check", str(file)), given.runs), 1.0)
        row("coach --help", median(partial(took, at, "--help"), given.runs), None)
    with home() as at:
        thousand(at)
        row("list 1,000 routines, the first time", took(at, "list"), 1.0)
        row("list 1,000 routines, again", median(partial(took, at, "list"), given.runs), 1.0)
    report(rows, given.json)
    report([_per_exercise(number, given.runs) for number in EXERCISES], given.json)


def _per_exercise(number: int, runs: int) -> dict[str, Any]:
    """How long reading and planning takes, for each of so many exercises."""
    text = a_text(number)
    read_and_plan(text)
    return {
        "exercises": number,
        "ms each": 1000 * median(partial(seconds, partial(read_and_plan, text)), runs) / number,
    }


if __name__ == "__main__":
    main()
