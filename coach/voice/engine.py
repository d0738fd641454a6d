"""The speech engine as the player sees it: a process with a deadline for each request, replaced when it fails."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from msgspec import ValidationError, convert

from coach.atomic import remove_scratch
from coach.voice.manner import Manner
from coach.voice.voices import VoiceInfo

T = TypeVar("T")

DEADLINE: Final = 3.0
"""Seconds that a sentence may take; it usually takes about a hundredth of one."""

START: Final = 10.0
"""Extra seconds for the engine to start; a neural one takes half a second, on a busy machine five."""

_FAREWELL: Final = 0.3
"""Seconds that a worker has to exit by itself."""

_LONGEST_ANSWER: Final = 1 << 20
"""The most characters of one answer, so that an engine that prints without end doesn't fill the memory."""


class EngineError(Exception):
    """The engine produced no clip; the message says why."""


class EngineMissing(EngineError):
    """The engine doesn't load on this machine, so it is no use asking again."""


class ClipUnwritable(EngineError):
    """The engine works, and the clip can't be written where it was to be."""


class _Died(EngineError):
    """The engine's process has exited by itself."""


class Engine(Protocol):
    """Turns sentences into clips on disk."""

    def start(self) -> None:
        """Begins to start up, without waiting; `render` does so too. Raises `EngineError`."""

    def render(self, text: str, out: Path) -> None:
        """Writes the clip of `text` to `out`. Raises `EngineError`."""

    def voices(self) -> list[VoiceInfo]:
        """The voices there are. Raises `EngineError`."""

    def has(self, voice: str) -> bool:
        """Whether the engine has this voice. Raises `EngineError`."""

    def guessed(self, text: str) -> list[str]:
        """The words of `text` whose pronunciation the engine guesses from their spelling. Raises `EngineError`."""

    def close(self) -> None:
        """Ends the process; `render` starts another."""


class SpeechProcess:
    """An engine in a worker process. Not to be called from two threads at the same time."""

    def __init__(self, manner: Manner, command: Sequence[str] = ()) -> None:
        """`command` starts another worker than the usual one for the engine of `manner`."""
        self._manner = manner
        self._command = command or (sys.executable, "-m", "coach.voice.worker", manner.engine, manner.voice)
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()
        self._fresh = True

    def start(self) -> None:
        if self._process is not None:
            return
        self._answers = queue.Queue()
        self._fresh = True
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # The worker uses this encoding, whatever the terminal's is.
                encoding="utf-8",
                env=os.environ | {"PYTHONIOENCODING": "utf-8"},
                errors="replace",
                # The player handles Ctrl-C, and then closes the engine.
                start_new_session=True,
            )
        except OSError as error:
            raise EngineError(f"the speech engine doesn't start: {error.strerror}") from None
        threading.Thread(target=_read_lines, args=(self._process, self._answers), daemon=True).start()

    def render(self, text: str, out: Path) -> None:
        request = {"text": text, "voice": self._manner.voice, "rate": self._manner.rate, "out": str(out)}
        self._ask(request)

    def voices(self) -> list[VoiceInfo]:
        return self._ask_for(list[VoiceInfo], {"voices": True})

    def has(self, voice: str) -> bool:
        return self._ask_for(bool, {"has": voice})

    def guessed(self, text: str) -> list[str]:
        return self._ask_for(list[str], {"guessed": text})

    def close(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        try:
            # Nothing more to say: a healthy worker tidies up and leaves.
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=_FAREWELL)
        except (subprocess.TimeoutExpired, OSError):
            process.kill()
            process.wait()
        if process.returncode:
            remove_scratch(process.pid)

    def _ask_for(self, kind: type[T], request: dict[str, Any]) -> T:
        try:
            return convert(self._ask(request), kind)
        except ValidationError:
            raise EngineError(_NO_ANSWER) from None

    def _ask(self, request: dict[str, Any]) -> Any:
        """The answer to `request`; if the process dies, it is replaced, and its successor is asked once."""
        try:
            return self._ask_once(request)
        except _Died:
            return self._ask_once(request)

    def _ask_once(self, request: dict[str, Any]) -> Any:
        self.start()
        process = self._process
        if process is None or process.stdin is None:
            raise EngineError(_CLOSED)
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = self._answers.get(timeout=DEADLINE + (START if self._fresh else 0))
        except queue.Empty:
            self.close()
            # One that has never answered won't the next time.
            raise (EngineMissing if self._fresh else EngineError)("the speech engine hangs") from None
        except (OSError, ValueError):
            line = ""  # its pipe is broken, or has been closed meanwhile
        if not line:
            if self._process is not process:
                raise EngineError(_CLOSED)
            self.close()
            raise _Died("the speech engine died")
        self._fresh = False
        try:
            return _read(line)
        except (ValueError, TypeError, KeyError, RecursionError):
            # Whatever else it writes would be taken for the answer to another question.
            self.close()
            raise EngineError(_NO_ANSWER) from None


_CLOSED: Final = "the speech engine was closed"
_NO_ANSWER: Final = "the speech engine gives no proper answer"


def _read(line: str) -> Any:
    """What the engine answers. Raises `EngineError` if that is an error, and others where it is no answer."""
    answer = json.loads(line)
    if "missing" in answer:
        raise EngineMissing(f"the speech engine doesn't load: {answer['missing']}")
    if "disk" in answer:
        raise ClipUnwritable(str(answer["disk"]))
    if "error" in answer:
        raise EngineError(f"the speech engine failed: {answer['error']}")
    return answer["ok"]


def _read_lines(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    """Hands on each line; an empty one says that there will be no more."""
    assert process.stdout
    while line := process.stdout.readline(_LONGEST_ANSWER):
        answers.put(line)
    answers.put("")
