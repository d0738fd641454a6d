"""A session that runs on a terminal, as an athlete has it, and what it takes from the machine. Reads Linux's /proc."""

from __future__ import annotations

import os
import pty
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.harness import COACH, Home
from tests.support.pulse import Pulse


@dataclass(frozen=True)
class Session:
    """A session on a terminal: its process, and the end of the terminal where keys are pressed."""

    pid: int
    keys: int

    @property
    def children(self) -> list[int]:
        stats = {int(path.parent.name): _stat(path) for path in Path("/proc").glob("[0-9]*/stat")}
        return [pid for pid, stat in stats.items() if stat and int(stat[1]) == self.pid]

    @property
    def processor(self) -> float:
        """Seconds of processor time, with those of its children, living or gone."""
        stats = [_stat(Path(f"/proc/{pid}/stat")) for pid in (self.pid, *self.children)]
        return sum(int(ticks) for stat in stats for ticks in stat[11:15]) / os.sysconf("SC_CLK_TCK")


def _stat(path: Path) -> list[str]:
    """The fields after the program's name, or none if the process is gone."""
    try:
        return path.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def mebibytes(pid: int, field: str) -> float:
    """A size from the status of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field + ":"))


@contextmanager
def session(
    routine: str, server: Pulse, at: Home, *words: str, env: Mapping[str, str] | None = None
) -> Iterator[Session]:
    """A session that runs while the block does, with more `words` on its command line, and more in its environment."""
    keys, terminal = pty.openpty()
    command = [COACH, "start", routine, *words]
    everything = {**server.env, **at.env, **(env or {})}
    process = subprocess.Popen(command, env=everything, stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    threading.Thread(target=_read_away, args=(keys,), daemon=True).start()
    try:
        yield Session(process.pid, keys)
    finally:
        process.terminate()
        process.wait()


def _read_away(terminal: int) -> None:
    """Reads what is printed, as a full terminal would stop the program; ends when the program does."""
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        os.close(terminal)
