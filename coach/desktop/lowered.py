"""Which of other programs' sound is lowered, and a note of it on disk, from which a later session restores it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from coach.atomic import atomic_write

Volumes = tuple[int, ...]
"""One for each channel, in the server's own whole numbers, so that restoring them rounds nothing."""


def spread(volumes: Volumes, channels: int) -> Volumes:
    """`volumes` for a stream with this number of channels: if it differs, each channel gets their mean.

    The server does the same with the volume it keeps for a program, when the next song has more channels or fewer.
    """
    return volumes if len(volumes) == channels else (sum(volumes) // len(volumes),) * channels


class Lowered(Struct, frozen=True):
    """A stream that is lowered: which one, its volumes before, and the lowest it was set to.

    The server keeps the volume of its program for the next stream under the name `memory`; "" if it keeps none.
    `channels` are the names of its channels, as the server has them.
    """

    index: int
    program: str
    memory: str
    was: Volumes
    low: Volumes
    channels: tuple[str, ...] = ()

    def is_at(self, volumes: Volumes) -> bool:
        """Whether `volumes` are a result of lowering it, at any step of the ramp, and with any number of channels."""
        low, was = spread(self.low, len(volumes)), spread(self.was, len(volumes))
        return bool(volumes) and all(a - 1 <= now <= b for a, now, b in zip(low, volumes, was, strict=True))


class Note:
    """The note of what is lowered, which exists on disk while anything is."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def exists(self) -> bool:
        return self._path.exists()

    def write(self, lowered: Iterable[Lowered]) -> None:
        """Writes the note. Raises `OSError` if it can't be written; then nothing may be lowered."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(self._path) as temporary:
            temporary.write_text(
                json.dumps({"process": os.getpid(), "streams": [asdict(stream) for stream in lowered]})
            )

    def left_behind(self) -> list[Lowered]:
        """What an ended session has left lowered."""
        try:
            note = json.loads(self._path.read_text())
            if note["process"] != os.getpid() and _runs(note["process"]):
                return []
            return [_read(stream) for stream in note["streams"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)


def _read(stream: Mapping[str, Any]) -> Lowered:
    was, low = tuple(stream["was"]), tuple(stream["low"])
    channels = tuple(stream.get("channels", ()))
    return Lowered(stream["index"], stream["program"], stream["memory"], was, low, channels)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
