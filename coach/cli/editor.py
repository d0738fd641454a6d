"""Opens a file in the athlete's editor: `$VISUAL`, `$EDITOR`, or one that is usually installed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Final

from coach.errors import CoachError, Mistake, quoted

_FALLBACKS: Final = ("notepad",) if os.name == "nt" else ("nano", "vim", "vi")


def editor_command() -> list[str]:
    """The command that starts the editor, as words. Raises `CoachError` if there is none, or it can't be found."""
    for variable in ("VISUAL", "EDITOR"):
        if written := os.environ.get(variable, "").strip():
            return _command_in(variable, written)
    if found := next(filter(None, map(shutil.which, _FALLBACKS)), None):
        return [found]
    raise CoachError(Mistake("there is no editor", "say which to use: export EDITOR=nano"))


def _command_in(variable: str, written: str) -> list[str]:
    try:
        # Backslashes are part of a path on Windows, and quotes are left on the words there.
        words = [word.strip('"') for word in shlex.split(written, posix=os.name != "nt")]
    except ValueError as error:
        message = f"{variable} can't be read: {str(error).lower()}: {written}"
        raise CoachError(Mistake(message, f"write it as in the shell: {variable}='code --wait'")) from None
    if not shutil.which(words[0]):
        message = f"{variable} names {quoted(words[0])}, which isn't there"
        raise CoachError(Mistake(message, f"name one that is: {variable}=nano"))
    return words


def open_in_editor(command: list[str], path: Path, if_it_fails: str) -> None:
    """Runs the editor on `path` and waits for it to exit.

    Raises `CoachError` with the hint `if_it_fails` if it exits with a status other than 0.
    """
    status = subprocess.run([*command, str(path)], check=False).returncode
    if status:
        message = f"the editor left with exit status {status}: {shlex.join(command)}"
        raise CoachError(Mistake(message, if_it_fails))
