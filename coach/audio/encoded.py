"""The stream as a FLAC, MP3, Opus or M4A file, encoded by PyAV as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av
from av.audio import AudioStream
from av.container import OutputContainer
from msgspec import Struct

from coach.atomic import atomic_write
from coach.audio.clip import RATE
from coach.audio.labels import Chapter, Labels
from coach.audio.sink import Readable
from coach.audio.tagging import write_tags

if TYPE_CHECKING:
    from av.container.core import Chapter as MP4Chapter

_BLOCK: Final = RATE


class _Format(Struct, frozen=True):
    """How PyAV calls a container and its codec, the bits a second (None: as many as it takes), and more to tell it."""

    container: str
    codec: str
    bits: int | None
    options: tuple[tuple[str, str], ...] = ()


# Mono speech and beeps, with room for music underneath.
_OGG: Final = _Format("ogg", "libopus", 64_000)
_FORMATS: Final = {
    ".flac": _Format("flac", "flac", None),
    ".mp3": _Format("mp3", "libmp3lame", 80_000),
    ".opus": _OGG,
    ".ogg": _OGG,
    # FFmpeg's other AAC coder takes twice as long and adds peaks of 2 dB to speech.
    ".m4a": _Format("ipod", "aac", 80_000, (("aac_coder", "fast"),)),
}


@contextmanager
def encoded_file(path: Path, labels: Labels) -> Iterator[EncodedSink]:
    """A compressed file for the length of the block; appears under its name only when it is whole."""
    ending = path.suffix.lower()
    format = _FORMATS[ending]
    with atomic_write(path) as temporary:
        with av.open(str(temporary), "w", format=format.container) as container:
            encoder = container.add_stream(format.codec, rate=RATE, layout="mono", options=dict(format.options))
            assert isinstance(encoder, AudioStream)
            if format.bits:
                encoder.bit_rate = format.bits
            if ending == ".m4a":
                # Only while an MP4 file is written can it be given chapters; the others have theirs in their tags.
                container.set_chapters([*map(_mp4_chapter, range(len(labels.chapters)), labels.chapters)])
            yield EncodedSink(container, encoder)
            container.mux(encoder.encode(None))
        write_tags(temporary, ending, labels)


def _mp4_chapter(number: int, chapter: Chapter) -> MP4Chapter:
    return {
        "id": number,
        "start": chapter.start,
        "end": chapter.end,
        "time_base": Fraction(1, 1000),
        "metadata": {"title": chapter.title},
    }


class EncodedSink:
    """The samples of a compressed file, encoded as they come."""

    def __init__(self, container: OutputContainer, encoder: AudioStream) -> None:
        self._container = container
        self._encoder = encoder

    def play(self, stream: Readable, until: int) -> None:
        while stream.position < until:
            at = stream.position
            count = min(_BLOCK, until - at)
            frame = av.AudioFrame(format="s16", layout="mono", samples=count)
            plane = frame.planes[0]
            plane.update(stream.read(count).ljust(plane.buffer_size, b"\0"))
            frame.sample_rate = RATE
            frame.pts = at
            frame.time_base = Fraction(1, RATE)
            self._container.mux(self._encoder.encode(frame))
