"""The stream as a WAV file: the same samples that a speaker would play, as fast as the disk takes them."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from coach.audio.clip import RATE, WIDTH
from coach.audio.mixer import Mixer

LONGEST: Final = (2**32 - 64) // (RATE * WIDTH)
"""Seconds that fit into a WAV file, whose lengths are 32-bit numbers: twelve hours."""

_HEADER: Final = struct.Struct("<4sI4s 4sIHHIIHH 4sI")
_BLOCK: Final = RATE // 4
_SILENCE: Final = bytes(_BLOCK * WIDTH)


class WavFile:
    """A WAV file being written; appears under its name only when it is whole.

    Most of a session is silence. Where a block of it is, the file is only made longer, which file systems
    store as nothing, so that a session takes the disk a quarter of its length.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")

    def __enter__(self) -> WavFile:
        self._file = self._part.open("wb")
        self._file.seek(_HEADER.size)
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if kind is None:
                size = self._file.tell()
                self._file.truncate(size)
                self._file.seek(0)
                self._file.write(_header(size - _HEADER.size))
        finally:
            self._file.close()
            if kind is not None:
                self._part.unlink(missing_ok=True)
        if kind is None:
            self._part.replace(self._path)

    def play(self, mixer: Mixer, until: int) -> None:
        """Writes the mixer's samples up to sample `until`. Raises `OSError` where the disk won't take them."""
        while mixer.position < until:
            block = mixer.read(min(_BLOCK, until - mixer.position))
            if block == _SILENCE[: len(block)]:
                self._file.seek(len(block), 1)
            else:
                self._file.write(block)


def _header(size: int) -> bytes:
    """The head of a WAV file with `size` bytes of samples."""
    chunk = (b"fmt ", 16, 1, 1, RATE, RATE * WIDTH, WIDTH, 8 * WIDTH)
    return _HEADER.pack(b"RIFF", size + _HEADER.size - 8, b"WAVE", *chunk, b"data", size)
