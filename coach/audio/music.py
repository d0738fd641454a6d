"""The athlete's own music under a recording: decoded as it is needed, and lowered while the coach speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import av
import numpy as np
from msgspec import Struct

from coach.audio.clip import PER_MS, RATE
from coach.audio.loudness import Samples, block_powers, gated, limited, weighted
from coach.audio.sink import Readable
from coach.units import Decibels, Frames, Lufs, Ms, amplitude

LOUDNESS: Final = Lufs(-16.0)
"""The loudness of a session, and of music at level 0."""

PEAK: Final = amplitude(Decibels(-3))
"""The highest amplitude of the music (full scale is 1): under speech, the sum of both stays below -1 dBTP."""

UNDER_SPEECH: Final = Decibels(-18.0)
"""By how much music is lowered while the coach speaks."""

ATTACK: Final[Ms] = Ms(300)
RELEASE: Final[Ms] = Ms(700)
"""How long it takes to go down, and to come up again. Between words that are closer together, it stays down."""

_CHUNK: Final = RATE
_CONTEXT: Final = 10 * PER_MS


_SLOWEST: Final = 4_000
"""Samples a second of the slowest file that is taken for music. A head that lies would make hours of a moment."""


class BadMusic(Exception):
    """A file that can't be played; the message says which."""


class HeardSpan(Struct, frozen=True):
    """When the coach is heard, in ms of the session; whether music is `silent` then, or only low."""

    start: Ms
    end: Ms
    silent: bool


class MusicUnderSpeech:
    """The coach's stream with music mixed in, which gives way to the coach at the `spans`."""

    def __init__(self, stream: Readable, music: Iterator[Samples], spans: Sequence[HeardSpan]) -> None:
        self._stream = stream
        self._music = music
        self._left = np.zeros(0)
        self._low = _breakpoints([s for s in spans if not s.silent])
        self._silent = _breakpoints([s for s in spans if s.silent])

    @property
    def position(self) -> Frames:
        return self._stream.position

    def read(self, frames: int) -> bytes:
        times = np.arange(self.position, self.position + frames) / PER_MS
        coach = np.frombuffer(self._stream.read(frames), np.int16)
        low, silent = (np.interp(times, *points) for points in (self._low, self._silent))
        gain = 10 ** (UNDER_SPEECH / 20 * low) * (1 - silent)
        mixed = coach + self._taken(frames) * gain * 32767
        return np.round(mixed).astype(np.int16).tobytes()

    def _taken(self, frames: int) -> Samples:
        while len(self._left) < frames:
            self._left = np.concatenate([self._left, next(self._music)])
        taken, self._left = self._left[:frames], self._left[frames:]
        return taken


def _breakpoints(spans: Sequence[HeardSpan]) -> tuple[list[int], list[float]]:
    """The points of a curve: times in milliseconds, and how far down the music is at each, from 0 to 1."""
    merged: list[tuple[int, int]] = []
    for span in spans:
        if merged and span.start - ATTACK <= merged[-1][1] + RELEASE:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.end))
        else:
            merged.append((span.start, span.end))
    times, ways = [0], [0.0]
    for start, end in merged:
        times += [max(0, start - ATTACK), start, end, end + RELEASE]
        ways += [0.0, 1.0, 1.0, 0.0]
    return times, ways


def music(files: Sequence[Path], level: Decibels) -> Iterator[Samples]:
    """Yields the `files` one after the other, and again from the first, without end.

    Each is brought to `level` above the coach's loudness; 0 is as loud as the coach. Raises `BadMusic` for a file that
    can't be decoded or is silent.
    """
    gains = {path: _gain(path, level) for path in files}
    return _limited_chunks(chunk * gain for chunk, gain in _endless_chunks(gains))


def _gain(path: Path, level: Decibels) -> float:
    """The factor that brings a file to `level`, from its gated loudness (BS.1770). Raises `BadMusic`."""
    powers = [block_powers(weighted(chunk)) for chunk in _decoded(path)]
    found = gated(np.concatenate(powers)) if powers else Lufs(LOUDNESS - 100)
    if found < LOUDNESS - 50:
        raise BadMusic(f"{path}: is silent")
    return amplitude(Decibels(LOUDNESS + level - found))


def _endless_chunks(gains: dict[Path, float]) -> Iterator[tuple[Samples, float]]:
    """The chunks of all files, each with its file's gain, again and again."""
    while True:
        for path, gain in gains.items():
            for chunk in _decoded(path):
                yield chunk, gain


def _limited_chunks(chunks: Iterator[Samples]) -> Iterator[Samples]:
    """Chunks with no peak above `PEAK`. Each is limited together with the ends of its neighbours, so that no seam
    clicks.
    """
    before, now = np.zeros(_CONTEXT), next(chunks)
    for after in chunks:
        around = limited(np.concatenate([before, now, after[:_CONTEXT]]), PEAK)
        yield around[_CONTEXT : _CONTEXT + len(now)]
        before, now = now[-_CONTEXT:], after


def _decoded(path: Path) -> Iterator[Samples]:
    """Yields the file as one channel at `RATE`, one second at a time. Raises `BadMusic`."""
    try:
        with av.open(str(path)) as container:
            resampler = av.AudioResampler("flt", "mono", RATE)
            waiting: list[Samples] = []
            count = 0
            for frame in container.decode(audio=0):
                if frame.sample_rate < _SLOWEST:
                    raise BadMusic(f"{path}: has {frame.sample_rate} samples a second, which is no music")
                for part in resampler.resample(frame):
                    waiting.append(np.frombuffer(bytes(part.planes[0]), np.float32)[: part.samples].astype(np.float64))
                    count += part.samples
                while count >= _CHUNK:
                    whole = np.concatenate(waiting)
                    yield whole[:_CHUNK]
                    waiting, count = [whole[_CHUNK:]], count - _CHUNK
            if count >= _CONTEXT:
                yield np.concatenate(waiting)[: count // PER_MS * PER_MS]
    except (av.FFmpegError, IndexError, OSError) as error:
        raise BadMusic(f"{path}: {str(getattr(error, 'strerror', '') or 'has no sound in it').lower()}") from None
