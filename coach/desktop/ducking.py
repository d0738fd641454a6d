"""Lowers other programs' sound smoothly while the coach speaks, and restores the exact volumes afterwards.

What is lowered is on disk before it is: where a session was killed, the next one finds the note and mends it.
PulseAudio and PipeWire are both asked through PulseAudio's library.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import asdict

from coach.atomic import atomic_write
from coach.desktop.follower import Follower, Interval
from coach.score.moment import Moment

DOWN: Final = 0.12
"""Seconds that lowering takes, from the time a sentence is handed to the device."""
HELD: Final = 0.1
"""Seconds that they stay low after it: what was handed over is heard about that much later."""
UP: Final = 0.2
"""Seconds that raising takes."""

_STEP: Final = 0.01
"""Seconds between two steps of a ramp."""
_IDLE: Final = 0.05
_RETRY: Final = 2.0
"""Seconds until a sound server that was lost is looked for again."""
_US: Final = "voice-coach"
_STEPS_OF_VOLUME: Final = 0x10000


def depth(at: float, intervals: Iterable[Interval]) -> float:
    """How far the others are lowered at a moment: 0 not at all, 1 all the way."""
    return max((_depth(at, begin, end) for begin, end in intervals), default=0.0)


def _depth(at: float, begin: float, end: float) -> float:
    back = end + HELD
    if at < begin or at >= back + UP:
        return 0.0
    if at < back:
        return min(1.0, (at - begin) / DOWN)
    return min(1.0, (back - begin) / DOWN) * (1 - (at - back) / UP)


def factor(decibels: float) -> float:
    """What to multiply a volume with to lower the sound by so much: PulseAudio's volumes are cubic."""
    return float(10 ** (-decibels / 60))


class Lowered(Struct, frozen=True):
    """A stream that is lowered: which it is, what its volumes were, and the lowest that they were set to."""

    index: int
    program: str
    was: tuple[int, ...]
    low: tuple[int, ...]

    def is_at(self, volumes: tuple[int, ...]) -> bool:
        """Whether `volumes` are what lowering made of it, at whatever step of the ramp."""
        return len(volumes) == len(self.was) and all(
            low - 1 <= now <= was for low, now, was in zip(self.low, volumes, self.was, strict=True)
        )


class Note:
    """The note of what is lowered, on disk for as long as it is."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def exists(self) -> bool:
        return self._path.exists()

    def write(self, lowered: Iterable[Lowered]) -> None:
        """Raises `OSError` where it can't be written; nothing may be lowered then."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(self._path) as temporary:
            temporary.write_text(
                json.dumps({"process": os.getpid(), "streams": [asdict(stream) for stream in lowered]})
            )

    def left_behind(self) -> list[Lowered]:
        """What a session that is no more has left lowered."""
        try:
            note = json.loads(self._path.read_text())
            if note["process"] != os.getpid() and _runs(note["process"]):
                return []
            return [
                Lowered(stream["index"], stream["program"], tuple(stream["was"]), tuple(stream["low"]))
                for stream in note["streams"]
            ]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


class Streams:
    """Other programs' streams on the sound server. Raises `pulsectl.PulseError` and `OSError` where it is gone."""

    def __init__(self, decibels: float, note: Note) -> None:
        import pulsectl

        self._decibels = decibels
        self._note = note
        self._pulse: Any = pulsectl.Pulse(f"{_US}-ducking")
        self._lowered: dict[int, tuple[Lowered, tuple[int, ...]]] = {}

    def close(self) -> None:
        self._pulse.close()

    def mend(self) -> None:
        """Puts back what a session that was killed has left lowered."""
        for left in self._note.left_behind():
            for stream in self._others():
                if stream.program == left.program and left.is_at(stream.volumes):
                    stream.set(left.was)
                    break
        self._note.remove()

    def lower(self, depth: float) -> None:
        """Lowers all others to `depth`; what they were is noted when they are lowered first, and put back at 0."""
        if depth == 0:
            self._put_back()
            return
        if not self._lowered:
            self._take()
        streams = {stream.index: stream for stream in self._others()}
        for index, (lowered, last) in self._lowered.items():
            stream = streams.get(index)
            if stream is None or stream.volumes != last:
                continue  # gone, or somebody has set it otherwise: theirs is the last word
            part = factor(self._decibels * depth)
            volumes = tuple(round(volume * part) for volume in lowered.was)
            stream.set(volumes)
            self._lowered[index] = lowered, volumes

    def _take(self) -> None:
        part = factor(self._decibels)
        found = [
            Lowered(stream.index, stream.program, stream.volumes, tuple(round(v * part) for v in stream.volumes))
            for stream in self._others()
        ]
        if found:
            self._note.write(found)
        self._lowered = {lowered.index: (lowered, lowered.was) for lowered in found}

    def _put_back(self) -> None:
        if not self._lowered:
            return
        streams = {stream.index: stream for stream in self._others()}
        for index, (lowered, last) in self._lowered.items():
            stream = streams.get(index)
            if stream is not None and stream.volumes == last:
                stream.set(lowered.was)
        self._lowered = {}
        self._note.remove()

    def _others(self) -> list[_Stream]:
        everything = [_Stream(self._pulse, info) for info in self._pulse.sink_input_list()]
        return [stream for stream in everything if not stream.is_ours]


class _Stream:
    """One stream of the server; volumes are its own whole numbers, so that nothing is rounded on the way back."""

    def __init__(self, pulse: Any, info: Any) -> None:
        self._pulse = pulse
        self.index: int = info.index
        self.program: str = info.proplist.get("application.name", "")
        self.is_ours = self.program == _US or info.proplist.get("application.process.id") == str(os.getpid())
        self.volumes = tuple(round(value * _STEPS_OF_VOLUME) for value in info.volume.values)

    def set(self, volumes: tuple[int, ...]) -> None:
        import pulsectl

        values = [volume / _STEPS_OF_VOLUME for volume in volumes]
        self._pulse.sink_input_volume_set(self.index, pulsectl.PulseVolumeInfo(values))


class Ducker(Follower):
    """Follows the session in a thread of its own. With 0 `decibels`, it only mends.

    `tell` receives one line where the athlete asked for ducking and there is no sound server to ask.
    """

    def __init__(self, decibels: float, note: Path, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._decibels = decibels
        self._note = Note(note)
        self._tell = tell
        self._told = False
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def progress(self, moment: Moment) -> None:
        super().progress(moment)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="ducking", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Puts back what is lowered."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(timeout=1)

    def _run(self) -> None:
        try:
            import pulsectl
        except (ImportError, OSError):
            self._say("No ducking: pulsectl or PulseAudio's library is not installed.")
            return
        while not self._over.is_set():
            try:
                self._follow()
            except pulsectl.PulseError:
                self._say("No ducking: there is no sound server that can be asked.")
            except OSError as error:
                self._say(f"No ducking: {error.strerror or error}.")
            if not self._decibels:
                return
            self._over.wait(_RETRY)

    def _follow(self) -> None:
        """Lowers and puts back until the session is over. Raises where the server is gone."""
        streams = Streams(self._decibels, self._note)
        try:
            if self._note.exists():
                streams.mend()
            if not self._decibels:
                return
            before = 0.0
            while not self._over.is_set():
                now = depth(time.monotonic(), self.speech)
                if now != before:
                    streams.lower(now)
                    before = now
                self._over.wait(_STEP if 0 < now < 1 or self._speaks_soon() else _IDLE)
            streams.lower(0.0)
        finally:
            streams.close()

    def _speaks_soon(self) -> bool:
        now = time.monotonic()
        return any(begin - _IDLE <= now < begin + DOWN for begin, _ in self.speech)

    def _say(self, line: str) -> None:
        if self._decibels and not self._told:
            self._told = True
            self._tell(line)
