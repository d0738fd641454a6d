"""What the benchmarks share: options and tables, a home of their own for the program, a busy machine."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.cli import runtime
from coach.config.settings import Settings
from coach.voice.cache import ClipCache
from tests.support.pulse import missing

# A program that was installed has its bytecode, which some machines are told not to keep.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

COACH = str(Path(sys.executable).with_name("coach"))


def options(about: str, runs: int = 1) -> argparse.ArgumentParser:
    """A parser with the options that all benchmarks have; its `--runs` is left out where one run is all there is."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON")
    if runs > 1:
        parser.add_argument("--runs", type=int, default=runs, help="runs of which the median is taken (%(default)s)")
    return parser


def report(rows: Sequence[dict[str, Any]], as_json: bool) -> None:
    """Prints rows as a table, or as JSON."""
    if as_json:
        print(json.dumps(rows, indent=2))
        return
    columns = list(dict.fromkeys(name for row in rows for name in row))
    shown = [columns, *([_cell(row.get(name)) for name in columns] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for line in shown:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def median(measure: Callable[[], float], runs: int) -> float:
    """The median of so many measurements."""
    return statistics.median(measure() for _ in range(runs))


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@dataclass(frozen=True)
class Home:
    """A folder with a configuration, a cache and a journal of its own. `env` is what leads the program there."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        config, cache, data = (str(self.folder / name) for name in ("config", "cache", "data"))
        return {"HOME": str(self.folder), "XDG_CONFIG_HOME": config, "XDG_CACHE_HOME": cache, "XDG_DATA_HOME": data}

    @property
    def clips(self) -> ClipCache:
        """The clips that the program keeps here, with its own voice."""
        return ClipCache(self.folder / "cache" / "voice-coach" / "clips", runtime.manner(Settings()))

    def clip_path(self, sentence: str) -> Path:
        """Where the clip of a sentence is kept, by how it is spelled for the engine of that voice."""
        return self.clips.path(runtime.speller(runtime.manner(Settings()).engine)(sentence))

    def coach(self, *words: str) -> str:
        """Runs `coach words…` to its end and returns what it printed."""
        command = [COACH, *words]
        done = subprocess.run(
            command, env=os.environ | self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{' '.join(command)} left with {done.returncode}:\n{done.stderr}")
        return done.stdout


@contextmanager
def home(*filled_for: str) -> Iterator[Home]:
    """A home for the length of the block; every clip of the routines `filled_for` is in its cache."""
    # A speech process may still be writing a clip when the session that asked for it has been ended.
    with tempfile.TemporaryDirectory(prefix="coach-benchmark-", ignore_cleanup_errors=True) as folder:
        made = Home(Path(folder))
        for routine in filled_for:
            made.coach("script", routine)
        yield made


def need_sound_server() -> None:
    """Leaves with a word where there is no sound server to listen to."""
    if lacking := missing():
        sys.exit(f"not measured: {lacking} not found; apt-get install pulseaudio pulseaudio-utils")


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """A machine with so many processes that want all of it."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def stolen() -> float:
    """Seconds of processor time that a virtual machine's host has taken away since the start."""
    return int(Path("/proc/stat").read_text().split()[8]) / os.sysconf("SC_CLK_TCK")
