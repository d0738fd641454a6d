"""What is lowered of other programs' sound, and the note of it on disk: who finds one mends what it speaks of."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from coach.atomic import atomic_write


class Lowered(Struct, frozen=True):
    """A stream that is lowered: which it is, what its volumes were, and the lowest that they were set to.

    Under the name `memory` the server keeps the volume of its program for the next stream; "" where it keeps none.
    """

    index: int
    program: str
    memory: str
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
                Lowered(
                    stream["index"], stream["program"], stream["memory"], tuple(stream["was"]), tuple(stream["low"])
                )
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
