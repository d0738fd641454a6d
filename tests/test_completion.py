"""The shell completes names, choices and numbers: tried with the tab key in bash, zsh and fish."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, get_args

import pytest

from coach.audio.speaker import SpeakerName
from coach.cli.commands.completion import CHOICES
from coach.config.settings import Duck
from coach.routine.model import Talk
from coach.session.plan import Pace
from tests.conftest import Coach
from tests.support import terminal as screen
from tests.support.terminal import terminal

TYPED: Final = {
    "coach start full-body-s": "coach start full-body-start",
    "coach start back --variant b": "coach start back --variant beginner",
    "coach exercises show zercher": "coach exercises show zercher-squat",
    "coach history show ": "coach history show 1",
}
"""What is typed before the tab key, and what stands there after it."""


def _bash(coach: Coach, script: Path) -> list[str]:
    start = coach.home / "bashrc"
    start.write_text(f"PS1='ready> '; bind 'set bell-style none'; source {script}\n")
    return ["bash", "--noprofile", "--rcfile", str(start), "-i"]


def _zsh(coach: Coach, script: Path) -> list[str]:
    (coach.home / ".zshrc").write_text(f"PS1='ready> '; autoload -U compinit; compinit -u -D; source {script}\n")
    return ["zsh", "-d", "-i"]


def _fish(_: Coach, script: Path) -> list[str]:
    return ["fish", "--private", "-C", f"function fish_prompt; echo -n 'ready> '; end; source {script}"]


SHELLS: Final[dict[str, Callable[[Coach, Path], list[str]]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_completes(coach: Coach, shell: str) -> None:
    if lacking := screen.missing() or ("" if shutil.which(shell) else shell):
        pytest.skip(f"{lacking} is not installed")
    assert coach("log", "back", "--add", "pull-up 8").status == 0
    script = coach.home / f"complete.{shell}"
    script.write_text(coach(env={"_COACH_COMPLETE": f"source_{shell}"}).out)
    folder = Path(sys.executable).parent
    env = coach.env | {"PATH": f"{folder}:{coach.env['PATH']}", "ZDOTDIR": str(coach.home), "LC_ALL": "C.UTF-8"}
    with terminal(coach.home) as seen:
        seen.run(SHELLS[shell](coach, script), env)
        seen.until("ready>")
        for typed, completed in TYPED.items():
            seen.press("-l", typed)
            seen.until(f"ready> {typed.rstrip()}")
            seen.press("Tab")
            seen.until(f"ready> {completed}")
            seen.press("C-u")


@pytest.mark.parametrize(("name", "values"), [("pace", Pace), ("talk", Talk), ("speaker", SpeakerName), ("duck", Duck)])
def test_choices_are_the_values_that_the_setting_takes(name: str, values: object) -> None:
    assert set(CHOICES[name]) == set(get_args(values))
