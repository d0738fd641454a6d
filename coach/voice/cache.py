"""Clips on disk, keyed by all that shapes their sound. Changing the rate or the voice never gives a stale clip."""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import astuple

from coach.atomic import scratch_folder
from coach.audio.clip import WIDTH, Clip, frames_to_ms, wav_bytes
from coach.units import Frames, Ms
from coach.voice.manner import Manner

if TYPE_CHECKING:
    import tempfile

REVISION: Final = 7
"""Bump this when clips are trimmed or levelled differently: cached clips of another revision are not used."""

LARGEST: Final = 512 * 1024 * 1024
"""The most bytes the cache may take; the least recently used clips go first."""

_HEADER: Final = 44
"""Bytes before the samples of a clip."""

_SEAL: Final = struct.Struct("<4sII")
"""The RIFF chunk that ends a clip: its name, the size of what follows, and a checksum of everything before the chunk.
"""

_SEAL_NAME: Final = b"crc "


def write_sealed(path: Path, clip: Clip) -> None:
    """Writes a clip as a WAV file with a checksum at its end, which WAV players skip."""
    data = bytearray(wav_bytes(clip))
    data[4:8] = struct.pack("<I", len(data) + _SEAL.size - 8)
    path.write_bytes(data + _SEAL.pack(_SEAL_NAME, 4, zlib.crc32(data)))


def _unsealed(data: bytes) -> Clip | None:
    """The clip that `write_sealed` wrote; None if a single bit of it has changed."""
    body = memoryview(data)[: -_SEAL.size]
    if len(body) <= _HEADER or data[-_SEAL.size :] != _SEAL.pack(_SEAL_NAME, 4, zlib.crc32(body)):
        return None
    return Clip(data[_HEADER : len(body)])


def _size(path: str) -> int | None:
    try:
        return os.stat(path).st_size
    except OSError:
        return None


class ClipCache:
    """A folder of WAV files. Reading never fails: a missing or damaged file is no clip.

    After a power failure a file may have its size and hold nothing. So each process reads a clip whole and compares its
    checksum once, before telling its length; a damaged clip is deleted, to be rendered again.
    """

    def __init__(self, folder: Path, manner: Manner) -> None:
        self.folder = folder
        self._sound: set[str] = set()
        self._elsewhere: tempfile.TemporaryDirectory[str] | None = None
        self._prefix = "\0".join([str(REVISION), *map(str, astuple(manner)), ""])

    def path(self, text: str) -> Path:
        """Where the clip of `text` is, or would be."""
        path = self.folder / self._name(text)
        if self._elsewhere is None or path.exists():
            return path
        return Path(self._elsewhere.name, path.name)

    def write_elsewhere(self) -> bool:
        """From now on clips are made in a temporary folder, which goes with the process: this one can't be written to.

        False if there is no such folder, or it is used already.
        """
        import tempfile

        where = scratch_folder()
        if where is None or self._elsewhere is not None:
            return False
        self._elsewhere = tempfile.TemporaryDirectory(prefix="coach-clips-", dir=where, ignore_cleanup_errors=True)
        return True

    def _name(self, text: str) -> str:
        return f"{hashlib.sha256((self._prefix + text).encode()).hexdigest()[:32]}.wav"

    def is_sound(self, text: str) -> bool:
        """Whether the clip of `text` exists and has been found intact before; nothing is read."""
        return self._name(text) in self._sound and self._size(text) is not None

    def length(self, text: str) -> Ms | None:
        """The length of the clip of `text` in ms, rounded up; None if there is none. Reads the clip the first time."""
        if self._name(text) not in self._sound and self._read(text) is None:
            return None
        size = self._size(text)
        return None if size is None else frames_to_ms(Frames((size - _HEADER - _SEAL.size) // WIDTH))

    def clip(self, text: str) -> Clip | None:
        """The clip of `text`, or None if there is none."""
        clip = self._read(text)
        if clip:
            with suppress(OSError):
                os.utime(self.path(text))
        return clip

    def _size(self, text: str) -> int | None:
        # A check asks for thousands of these, and a string is made much faster than a Path.
        name = self._name(text)
        size = _size(f"{self.folder}{os.sep}{name}")
        return _size(f"{self._elsewhere.name}{os.sep}{name}") if size is None and self._elsewhere else size

    def _read(self, text: str) -> Clip | None:
        path = self.path(text)
        try:
            clip = _unsealed(path.read_bytes())
            if clip is None:
                path.unlink()
        except OSError:
            clip = None
        (self._sound.add if clip else self._sound.discard)(path.name)
        return clip

    def is_empty(self) -> bool:
        """Whether there is no clip of any kind, as before the first session."""
        return next(self._files(), None) is None

    def size(self) -> tuple[int, int]:
        """How many clips there are, and how many bytes they take."""
        sizes = [size for _, size, _ in self._files()]
        return len(sizes), sum(sizes)

    def prune(self, largest: int = LARGEST) -> None:
        """Deletes the least recently used clips until `largest` bytes are left."""
        files = sorted(self._files(), reverse=True)
        total = 0
        for _, size, path in files:
            total += size
            if total > largest:
                # Another process may be at it, too, or have the file open on a platform that keeps it then.
                with suppress(OSError):
                    Path(path).unlink()

    def _files(self) -> Iterator[tuple[float, int, str]]:
        try:
            entries = os.scandir(self.folder)
        except OSError:
            return
        for entry in entries:
            if entry.name.endswith(".wav"):
                with suppress(OSError):
                    found = entry.stat()
                    yield found.st_mtime, found.st_size, entry.path
