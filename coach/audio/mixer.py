"""One stream of samples: clips booked at sample positions, silence between them.

Whatever reads the stream (a sound card, a WAV file, a silent speaker) moves its position, and that position is the
session's clock. Clips never overlap, so mixing is copying, and needs no arithmetic and no numpy.
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from msgspec import Struct

from coach.audio.clip import RATE, WIDTH, Clip, amplified
from coach.units import Frames

FADE: Final = Frames(RATE // 200)
"""Samples over which a clip that is cut off fades out (5 ms): long enough not to click."""


class Overlap(ValueError):
    """Two clips were booked for the same samples, which a score never asks for."""


class Booking(Struct, frozen=True):
    """A clip and the sample position where it starts."""

    start: Frames
    clip: Clip

    @property
    def end(self) -> Frames:
        """The first sample after it."""
        return Frames(self.start + self.clip.frames)


class Mixer:
    """The session's stream. Safe to read from the audio thread while another books."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._booked: list[Booking] = []
        self._position = Frames(0)
        self._gain = 1.0

    @property
    def position(self) -> Frames:
        """How many samples have been read."""
        return self._position

    @contextmanager
    def held(self) -> Iterator[Frames]:
        """Yields the position; nothing is read while the block runs, so it has to be short."""
        with self._lock:
            yield self._position

    def set_gain(self, gain: float) -> None:
        """Has all samples that are read from now on multiplied by `gain`."""
        self._gain = gain

    def book(self, start: Frames, clip: Clip) -> None:
        """Places `clip` at sample `start`; the part of it before the present position is not heard.

        Raises `Overlap` if another clip is booked for one of its samples.
        """
        booking = Booking(start, clip)
        with self._lock:
            index = bisect_left(self._booked, start, key=lambda b: b.start)
            before = self._booked[index - 1] if index else None
            after = self._booked[index] if index < len(self._booked) else None
            if (before and before.end > start) or (after and after.start < booking.end):
                raise Overlap(f"something is booked at sample {start} already")
            self._booked.insert(index, booking)

    def cut(self) -> Frames:
        """Removes everything from now on; a clip that sounds now fades out. Returns the first free sample."""
        with self._lock:
            now = self._position
            sounding = [b for b in self._booked if b.start < now < b.end]
            self._booked = [_faded(b, now) for b in sounding]
            return Frames(now + FADE) if sounding else now

    def read(self, frames: int) -> bytes:
        """The next `frames` samples of the stream, as signed 16-bit numbers; moves the position by as many."""
        with self._lock:
            start = self._position
            end = Frames(start + frames)
            self._position = end
            pieces = []
            at = start
            for booking in self._booked:
                if booking.start >= end:
                    break
                if booking.end <= at:
                    continue
                if booking.start > at:
                    pieces.append(bytes((booking.start - at) * WIDTH))
                    at = booking.start
                stop = min(end, booking.end)
                pieces.append(booking.clip.pcm[(at - booking.start) * WIDTH : (stop - booking.start) * WIDTH])
                at = stop
            if at < end:
                pieces.append(bytes((end - at) * WIDTH))
            while self._booked and self._booked[0].end <= end:
                del self._booked[0]
        sound = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        return sound if self._gain == 1.0 else amplified(sound, self._gain)

    def run(self, within: int) -> Booking | None:
        """The next run of sound that starts in the coming `within` samples, as one clip; None if there is none.

        A run is a number of clips with no silence between them. For speakers that play buffers instead of reading a
        stream.
        """
        with self._lock:
            ahead = [b for b in self._booked if b.start >= self._position]
        if not ahead or ahead[0].start >= self._position + within:
            return None
        run = [ahead[0]]
        for booking in ahead[1:]:
            if booking.start != run[-1].end:
                break
            run.append(booking)
        sound = b"".join(b.clip.pcm for b in run)
        return Booking(run[0].start, Clip(sound if self._gain == 1.0 else amplified(sound, self._gain)))

    def holds(self, position: int) -> bool:
        """Whether something is booked at sample `position`."""
        with self._lock:
            return any(b.start <= position < b.end for b in self._booked)


def _faded(booking: Booking, now: int) -> Booking:
    """`booking` when it is cut off at sample `now`, and fades out over the next `FADE` samples."""
    cut = (now - booking.start) * WIDTH
    tail = array("h", booking.clip.pcm[cut : cut + FADE * WIDTH])
    for index, sample in enumerate(tail):
        tail[index] = sample * (len(tail) - index) // len(tail)
    return Booking(booking.start, Clip(booking.clip.pcm[:cut] + tail.tobytes()))
