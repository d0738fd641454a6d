"""A terminal of the test's own: tmux, so that what is seen is what a terminal shows."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def missing() -> str:
    """What this machine lacks for a terminal, or nothing."""
    return "" if shutil.which("tmux") else "tmux"


def eventually(holds: Callable[[], bool], what: Callable[[], str], patience: float = 30) -> None:
    """Returns as soon as something holds, or fails."""
    deadline, pause = time.monotonic() + patience, 0.02
    while not holds():
        assert time.monotonic() < deadline, f"it never came to this: {what()}"
        time.sleep(pause)
        # A look can be a process of its own, and takes the time of what is waited for.
        pause = min(pause * 1.5, 0.2)


class Terminal:
    """A terminal with a program in it. Once the program has left, `status` has its exit status."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tmux = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]

    def run(self, command: list[str], env: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> None:
        """Starts a program; after it the shell tells its status and the terminal's settings, and stays."""
        script = self._folder / "run.sh"
        lines = [f"export {name}={shlex.quote(value)}" for name, value in env.items() if name.isidentifier()]
        leave = 'status=$?; stty -a > "$0.stty"; echo $status > "$0.status"; exec sleep 600'
        script.write_text("\n".join([*lines, "unset TMUX COLUMNS LINES", shlex.join(command), leave]))
        columns, rows = map(str, size)
        self._do("new-session", "-d", "-x", columns, "-y", rows, f"sh {script}")
        self._do("set", "-g", "window-size", "manual")
        self.resize(*size)

    def resize(self, columns: int, rows: int) -> None:
        self._do("resize-window", "-x", str(columns), "-y", str(rows))

    def press(self, *keys: str) -> None:
        """Presses keys, as tmux names them."""
        self._do("send-keys", *keys)

    def reset(self) -> None:
        """Clears the terminal, as a program that was in the foreground meanwhile would."""
        self._do("send-keys", "-R")

    def seen(self) -> str:
        """All that the terminal shows."""
        return self._do("capture-pane", "-p")

    def until(self, words: str, patience: float = 30) -> str:
        """Waits until the terminal shows `words`; returns all that it shows."""
        eventually(lambda: words in self.seen(), lambda: f"{words!r} in\n{self.seen()}", patience)
        return self.seen()

    def status(self) -> int:
        """Waits until the program has left."""
        eventually(self._file("status").exists, lambda: f"an end of\n{self.seen()}")
        eventually(lambda: bool(self._file("status").read_text()), lambda: "a status")
        return int(self._file("status").read_text())

    @property
    def sane(self) -> bool:
        """Whether the program has restored the terminal's settings: lines, echo."""
        settings = self._file("stty").read_text().replace(";", " ").split()
        return {"icanon", "echo", "isig"} <= set(settings)

    def pid(self) -> int:
        """The process of the program."""
        shell = self._do("display-message", "-p", "#{pane_pid}").strip()
        done = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=True)
        return int(done.stdout.split()[0])

    def close(self) -> None:
        """Closes the terminal, whatever runs in it."""
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)

    def _file(self, what: str) -> Path:
        return self._folder / f"run.sh.{what}"

    def _do(self, *words: str) -> str:
        return subprocess.run([*self._tmux, *words], capture_output=True, text=True, check=True).stdout


@contextmanager
def terminal(folder: Path) -> Iterator[Terminal]:
    """A terminal for the length of the block."""
    made = Terminal(folder)
    try:
        yield made
    finally:
        made.close()
