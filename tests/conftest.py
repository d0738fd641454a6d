"""What the tests share: the real program, in a home of its own, and a sound server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import pulse as sound_server
from tests.support.pulse import Pulse
from tests.support.warm import WarmProgram

# If the tests were started in the background of a shell, they were told to ignore Ctrl-C, and so would be their
# children.
signal.signal(signal.SIGINT, signal.default_int_handler)


REAL_TIME = {"test_audio", "test_desktop", "test_ducking", "test_heard", "test_pipewire", "test_process"}
"""Modules whose tests wait for a sound server, a bus or a signal, which can be late on a busy machine."""


COLD = {"test_cli", "test_installation", "test_process", "test_shell"}
"""Modules in which each command is started as a shell would; in the others, where its modules were loaded before."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Runs a test that depends on how other programs are scheduled once more if it fails, and lists it as rerun."""
    for item in items:
        if item.path.stem in REAL_TIME:
            item.add_marker(pytest.mark.flaky(reruns=1))


OF_PYTHON = ("PYTHON", "LC_", "LANG")
"""What Python looks at when it starts, and never again."""


@dataclass(frozen=True)
class Run:
    """What a command printed, and how it left."""

    status: int
    out: str
    err: str


@dataclass
class Coach:
    """The command `coach`, run as a user runs it, in a home folder of its own."""

    home: Path
    env: dict[str, str]
    cwd: Path
    warm: WarmProgram | None = None

    @property
    def config(self) -> Path:
        return self.home / "config" / "voice-coach"

    def command(self, *words: str) -> list[str]:
        return [str(Path(sys.executable).with_name("coach")), *words]

    def __call__(self, *words: str, env: dict[str, str] | None = None, timeout: float = 120) -> Run:
        """Runs `coach words…` to its end."""
        if self.warm and not any(key.startswith(OF_PYTHON) for key in env or {}):
            return Run(*self.warm.run(words, self.env | (env or {}), self.cwd, timeout))
        done = subprocess.run(
            self.command(*words),
            env=self.env | (env or {}),
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)


def _environment(home: Path, cache: Path) -> dict[str, str]:
    # An installed program has its bytecode; one that is run from its sources is to keep it, too.
    others = ("PULSE_", "XDG_", "PYTHONDONTWRITEBYTECODE")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(others)}
    return kept | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(cache),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_RUNTIME_DIR": str(home),
        "PULSE_SERVER": f"unix:{home}/no-server",
        "COLUMNS": "200",
        # Starts in a tenth of the time that hibari takes; the tests of the voices name theirs.
        "COACH_VOICE": "pyttsx3",
    }


@pytest.fixture(scope="session")
def clip_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clips that one test rendered serve the others, in whichever process they run."""
    here = tmp_path_factory.getbasetemp()
    shared = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "cache"
    shared.mkdir(exist_ok=True)
    return shared


def coach_in(folder: Path, cache: Path) -> Coach:
    """The program, with an empty configuration and no audio device, at work in `folder`."""
    home = folder / "home"
    home.mkdir()
    return Coach(home, _environment(home, cache), folder)


@pytest.fixture(scope="session")
def warm_program() -> Iterator[WarmProgram]:
    """The program with its modules loaded."""
    warm = WarmProgram()
    yield warm
    warm.close()


@pytest.fixture
def coach(request: pytest.FixtureRequest, tmp_path: Path, clip_cache: Path) -> Coach:
    """The program, in a folder of the test's own."""
    made = coach_in(tmp_path, clip_cache)
    if request.path.stem not in COLD and hasattr(os, "fork"):
        made.warm = request.getfixturevalue("warm_program")
    return made


@pytest.fixture(scope="module")
def pulse() -> Iterator[Pulse]:
    """A sound server, or the reason why there is none."""
    if lacking := sound_server.missing():
        pytest.skip(f"no sound server to listen to: {lacking} not found")
    with sound_server.pulse() as server:
        yield server
