"""Sessions in a hurry, and the journal that they write."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.conftest import Coach

GYM: Final = str(Path(__file__).parents[1] / "gym.toml")
ROOT: Final = Path(__file__).parents[2]

SETS: Final = [
    ("arm-circles", "warm-up", 1, None), ("barbell-shrug", "working", 1, None), ("barbell-shrug", "working", 2, None),
    ("barbell-shrug", "drop", 2, None), ("row", "working", 1, "left"), ("row", "working", 1, "right"),
    ("row", "working", 2, "left"), ("row", "working", 2, "right"), ("dip", "working", 1, None),
    ("plank", "working", 1, None), ("dip", "working", 2, None), ("plank", "working", 2, None),
]  # fmt: skip
"""The sets of `gym.toml`, in the order in which they are done."""


_NUMBERS: Final = ("zero", "one", "two")


def place(index: int) -> str:
    """How the coach calls the set that is `index`-th of `SETS`."""
    exercise, kind, number, side = SETS[index]
    word = "round" if exercise in ("dip", "plank") else "drop set" if kind == "drop" else "set"
    return f"{exercise.replace('-', ' ')}, {word} {_NUMBERS[number]}" + (f", {side} side" if side else "")


def broken_off(coach: Coach, *words: str, after: str = "Switch. Right side") -> str:
    """Kills a session in a hurry once it has said `after`; returns the set that is to come."""
    process = hurried(coach, "start", *words, "--mute")
    assert process.stdout
    for line in process.stdout:
        if after in line:
            process.kill()
    process.wait()
    return place(len(rows(coach)))


def journal(coach: Coach) -> Path:
    return coach.home / ".local" / "share" / "voice-coach" / "journal.db"


def rows(coach: Coach, query: str = "SELECT exercise, kind, number, side FROM done ORDER BY session, place") -> Any:
    """What the journal says, read by SQLite alone."""
    with sqlite3.connect(journal(coach)) as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


def begun(coach: Coach) -> bool:
    """Whether there is a journal with tables in it."""
    file = journal(coach)
    return file.exists() and file.stat().st_size > 0 and rows(coach, "PRAGMA user_version") != [(0,)]


def hurried(
    coach: Coach, *words: str, speed: int = 80, wrap: tuple[str, ...] = (), stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[str]:
    """The program at `speed` times its pace; `wrap` is a command that runs it."""
    command = [*wrap, sys.executable, "-m", "tests.support.hurried", str(speed), *words]
    return subprocess.Popen(
        command, env=coach.env | {"PYTHONPATH": str(ROOT)}, cwd=coach.cwd, stdin=stdin,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1,
    )  # fmt: skip


def said(output: str) -> list[str]:
    """The lines of a session without their times."""
    return [line[9:].strip() if line[:9].strip()[:1].isdigit() else line for line in output.splitlines()]


def done(coach: Coach, *words: str, **options: Any) -> list[str]:
    """What a session in a hurry says, from its first word to its last."""
    process = hurried(coach, "start", GYM, "--mute", *words, **{"speed": 400, **options})
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output
    return said(output)
