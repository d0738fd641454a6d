"""Clips on disk, by what shapes their sound. Changing the rate or the voice never gives a stale clip."""

from __future__ import annotations

import hashlib
import os
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import astuple

from coach.audio.clip import WIDTH, Clip, frames_to_ms, read_clip
from coach.units import Frames, Ms
from coach.voice.manner import Manner

REVISION: Final = 5
"""Counts the ways in which clips have been trimmed and levelled; a new way makes old clips strangers."""

LARGEST: Final = 512 * 1024 * 1024
"""Bytes that the cache may take; the clips that were not used for longest go first."""

_HEADER: Final = 44


class ClipCache:
    """A folder of WAV files. Reading never fails: a clip that is missing or damaged is no clip."""

    def __init__(self, folder: Path, manner: Manner) -> None:
        self.folder = folder
        self._prefix = "\0".join([str(REVISION), *map(str, astuple(manner)), ""])

    def path(self, text: str) -> Path:
        """Where the clip of `text` is, or would be."""
        return self.folder / self._name(text)

    def _name(self, text: str) -> str:
        return f"{hashlib.sha256((self._prefix + text).encode()).hexdigest()[:32]}.wav"

    def length(self, text: str) -> Ms | None:
        """The length of the clip of `text` in ms, without reading it; None where there is none."""
        try:
            # A check asks for thousands, and a path of text is made in no time.
            size = os.stat(f"{self.folder}{os.sep}{self._name(text)}").st_size
        except OSError:
            return None
        return frames_to_ms(Frames((size - _HEADER) // WIDTH)) if size > _HEADER else None

    def clip(self, text: str) -> Clip | None:
        """The clip of `text`, or None where there is none."""
        path = self.path(text)
        try:
            clip = read_clip(path)
            os.utime(path)
        except (OSError, EOFError, wave.Error):
            return None
        return clip

    def is_empty(self) -> bool:
        """Whether there is no clip of any kind, as before the first session."""
        return next(self._files(), None) is None

    def size(self) -> tuple[int, int]:
        """How many clips there are, and how many bytes they take."""
        sizes = [size for _, size, _ in self._files()]
        return len(sizes), sum(sizes)

    def prune(self, largest: int = LARGEST) -> None:
        """Removes the clips that were not used for longest until `largest` bytes are left."""
        files = sorted(self._files(), reverse=True)
        total = 0
        for _, size, path in files:
            total += size
            if total > largest:
                Path(path).unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[float, int, str]]:
        try:
            entries = os.scandir(self.folder)
        except OSError:
            return
        for entry in entries:
            if entry.name.endswith(".wav"):
                found = entry.stat()
                yield found.st_mtime, found.st_size, entry.path
