"""The stream as a WAV file: the same samples that a speaker would play, as fast as the disk takes them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from coach.atomic import atomic_write
from coach.audio.clip import PER_MS, RATE, WIDTH
from coach.audio.labels import NO_LABELS, Chapter, Labels
from coach.audio.sink import Readable
from coach.units import Frames

_HEADER: Final = struct.Struct("<4sI4s 4sIHHIIHH 4sI")
_BLOCK: Final = RATE // 4
_SILENCE: Final = bytes(_BLOCK * WIDTH)


@contextmanager
def wav_file(path: Path, labels: Labels = NO_LABELS) -> Iterator[WavSink]:
    """A WAV file for the length of the block; appears under its name only when it is whole."""
    with atomic_write(path) as temporary, temporary.open("wb") as file:
        file.seek(_HEADER.size)
        yield WavSink(file)
        size = file.tell() - _HEADER.size
        file.truncate()
        chunks = b"".join(_label_chunks(labels))
        file.write(chunks)
        file.seek(0)
        file.write(_header(size, len(chunks)))


class WavSink:
    """The samples of a WAV file.

    Most of a session is silence. A silent block only extends the file, which file systems store as a hole, so that a
    session takes a quarter of its length on disk.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def play(self, stream: Readable, until: Frames) -> None:
        while stream.position < until:
            block = stream.read(min(_BLOCK, until - stream.position))
            if block == _SILENCE[: len(block)]:
                self._file.seek(len(block), 1)
            else:
                self._file.write(block)


def _header(size: int, labels: int) -> bytes:
    """The head of a WAV file with `size` bytes of samples, and `labels` bytes of chunks after them."""
    chunk = (b"fmt ", 16, 1, 1, RATE, RATE * WIDTH, WIDTH, 8 * WIDTH)
    return _HEADER.pack(b"RIFF", _HEADER.size - 8 + size + labels, b"WAVE", *chunk, b"data", size)


def _label_chunks(labels: Labels) -> Iterator[bytes]:
    """Title, artist and summary; a cue point at each chapter and mark, and what it is called."""
    told = {b"INAM": labels.title, b"IART": labels.artist, b"ICMT": labels.summary}
    if any(told.values()):
        yield _chunk(b"LIST", b"INFO" + b"".join(_chunk(name, _text(text)) for name, text in told.items() if text))
    points = list(enumerate(_points(labels.chapters), 1))
    if points:
        cues = (struct.pack("<II4sIII", number, at, b"data", 0, 0, at) for number, (at, _) in points)
        yield _chunk(b"cue ", struct.pack("<I", len(points)) + b"".join(cues))
        names = (_chunk(b"labl", struct.pack("<I", number) + _text(title)) for number, (_, title) in points)
        yield _chunk(b"LIST", b"adtl" + b"".join(names))


def _points(chapters: Iterable[Chapter]) -> Iterator[tuple[int, str]]:
    """The samples where chapters begin, and the marks after a chapter's first, with their titles."""
    for chapter in chapters:
        for point in (chapter, *chapter.marks[1:]):
            yield point.start * PER_MS, point.title


def _text(text: str) -> bytes:
    return text.encode() + b"\0"


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
