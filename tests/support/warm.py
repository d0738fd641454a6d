"""A process that has loaded the modules of the program, and forks for each command.

The child has the command's own arguments, environment, folder and streams, and ends as the interpreter ends. It differs
from `coach` in that no module has to be loaded, which takes longer than most commands do.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import coach

ROOT: Final = Path(__file__).parents[2]
LATE: Final = ("coach.__main__", "coach.audio.", "coach.desktop.", "coach.recording.", "coach.screen.", "coach.voice.")
"""What is left to the command: modules that load packages with threads, or that few commands need."""


class WarmProgram:
    """The process, and the commands that it runs, one at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.support.warm"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )  # fmt: skip

    def run(self, words: Sequence[str], env: Mapping[str, str], cwd: Path, timeout: float) -> tuple[int, str, str]:
        """The exit status of `coach words…`, its output and its errors.

        A command that takes longer than `timeout`, in seconds, is ended by SIGALRM, so its status is -14.
        """
        assert self._process.stdin
        assert self._process.stdout
        with tempfile.TemporaryDirectory() as folder:
            streams = [str(Path(folder) / name) for name in ("out", "err")]
            request = {"words": words, "env": dict(env), "cwd": str(cwd), "streams": streams, "timeout": timeout}
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            status = int(self._process.stdout.readline())
            out, err = (Path(stream).read_text() for stream in streams)
        return status, out, err

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=20)


def _load() -> None:
    for module in pkgutil.walk_packages(coach.__path__, "coach."):
        if not module.name.startswith(LATE):
            importlib.import_module(module.name)
    gc.freeze()


def _become(request: dict[str, Any]) -> None:
    """Makes this process what a shell would have started."""
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    tempfile.tempdir = None
    os.chdir(request["cwd"])
    for number, name in enumerate([os.devnull, *request["streams"]]):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    sys.argv = [str(Path(sys.executable).with_name("coach")), *request["words"]]
    sys.path[0] = str(Path(sys.executable).parent)
    # The name of the program is taken from its file only where it isn't a module of a package.
    sys.modules["__main__"].__package__ = ""
    signal.setitimer(signal.ITIMER_REAL, request["timeout"])


def main() -> None:
    _load()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
            from coach.__main__ import main as program

            sys.exit(program())  # type: ignore[func-returns-value]
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
