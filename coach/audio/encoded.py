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

from coach.atomic import atomic_write
from coach.audio.clip import RATE
from coach.audio.formats import Codec, Tags
from coach.audio.labels import Chapter, Labels
from coach.audio.sink import Readable
from coach.audio.tagging import write_tags
from coach.units import Frames

if TYPE_CHECKING:
    from av.container.core import Chapter as MP4Chapter

_BLOCK: Final = RATE


@contextmanager
def encoded_file(path: Path, labels: Labels, codec: Codec, tags: Tags) -> Iterator[EncodedSink]:
    """A compressed file for the length of the block; appears under its name only when it is whole."""
    with atomic_write(path) as temporary:
        options = dict(codec.container_options)
        with av.open(str(temporary), "w", format=codec.container, container_options=options) as container:
            encoder = container.add_stream(codec.name, rate=RATE, layout="mono", options=encoder_options(codec))
            assert isinstance(encoder, AudioStream)
            if codec.bits:
                encoder.bit_rate = codec.bits
            if tags == "mp4":
                # Only while an MP4 file is written can it be given chapters; the others have theirs in their tags.
                container.set_chapters([*map(_mp4_chapter, range(len(labels.chapters)), labels.chapters)])
            yield EncodedSink(container, encoder)
            container.mux(encoder.encode(None))
        write_tags(temporary, tags, labels)


_QUALITY: Final = 118
"""FFmpeg's FF_QP2LAMBDA: what a quality of 1 is on the scale of its `global_quality`."""


def encoder_options(codec: Codec) -> dict[str, str]:
    """What FFmpeg's encoder is told, as it names its options."""
    quality = {} if codec.quality is None else {"flags": "+qscale", "global_quality": str(_QUALITY * codec.quality)}
    return dict(codec.options) | quality


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

    def play(self, stream: Readable, until: Frames) -> None:
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
