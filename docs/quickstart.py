"""Draws the terminals of docs/quickstart.md from what the commands print: `python docs/quickstart.py`.

Each picture is made by running the command in a home folder of its own, so that it shows what a newcomer sees.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

FOLDER: Final = Path(__file__).parent / "quickstart"
WIDTH: Final = 112

MISTAKEN: Final = """\
title = "Quick pull"

[[exercise]]
use = "pull-up"
rset = "2 min"

[[exercise]]
name = "Towel row"
reps = "8-12"
sets = "some"
"""

SCENES: Final = {
    "list": ("coach list", 0, 9),
    "show": ("coach show back --variant beginner", 0, 16),
    "start": ("coach start back --variant beginner --from 2 --dry-run", 3, 22),
    "check": ("coach check quick.toml", 0, 12),
    "history": ("coach history show 1", 0, 12),
}
"""For each picture the command, and which lines of what it prints: from, and how many."""

LOGGED: Final = (
    *("log", "back", "--on", "2026-11-20 18:30"),
    *("--add", "lat pulldown 10 x 45 10 x 45 9 x 45", "--add", "pulley row 12 x 40 11 x 40"),
)


def draw() -> None:
    """Runs the commands and writes the pictures."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as home:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COACH_"))}
        env = kept | {"HOME": home, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "COACH_VOICE": "pyttsx3", "TZ": "UTC"}
        (Path(home) / "quick.toml").write_text(MISTAKEN)

        def run(*words: str) -> str:
            command = [str(Path(sys.executable).with_name("coach")), *words]
            return subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, check=False).stdout

        run(*LOGGED)
        for name, (command, first, count) in SCENES.items():
            lines = run(*command.split()[1:]).splitlines()[first : first + count]
            (FOLDER / f"{name}.svg").write_text(picture(command, lines), encoding="utf-8")


def picture(command: str, lines: list[str]) -> str:
    """A terminal as SVG, with the command and the lines under it."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text(f"$ {command}", style="bold"))
    console.print(Text.from_ansi("\n".join(lines)), no_wrap=True, crop=True)
    # Pictures load no fonts from elsewhere: the viewer's own do.
    plain = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return console.export_svg(title="", code_format=plain, unique_id="coach")


if __name__ == "__main__":
    draw()
