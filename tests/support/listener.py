"""Listens to a recording: where in it is each cue of the script?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coach.audio.clip import RATE

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Expected:
    """A cue of the script: its name, its time in seconds, its samples."""

    name: str
    at: float
    clip: Samples


@dataclass(frozen=True)
class Heard:
    """A cue as it was heard: how many seconds from its time, and how like its clip (1.0: to the sample)."""

    name: str
    off: float
    likeness: float


def unexplained(recorded: Samples, expected: Sequence[Expected]) -> list[tuple[float, float]]:
    """The stretches of sound that are left when every cue of the script is taken out at its time."""
    left = recorded.copy()
    start = _start(recorded, expected)
    for cue in expected:
        at = start + round(cue.at * RATE)
        left[at : at + len(cue.clip)] = 0
    return sounding(left)


def _start(recorded: Samples, expected: Sequence[Expected]) -> int:
    """The sample at which the script's time begins."""
    first = expected[0]
    return _find(recorded[: round((first.at + 30) * RATE)], first.clip)[0] - round(first.at * RATE)


def listen(recorded: Samples, expected: Sequence[Expected], within: float = 0.5) -> list[Heard]:
    """Finds each cue near its time, which counts from the first cue; `within` seconds on either side."""
    start = _start(recorded, expected)
    heard = []
    for cue in expected:
        middle = start + round(cue.at * RATE)
        begin = max(0, middle - round(within * RATE))
        window = recorded[begin : middle + len(cue.clip) + round(within * RATE)]
        where, likeness = _find(window, cue.clip)
        heard.append(Heard(cue.name, (begin + where - middle) / RATE, likeness))
    return heard


def _find(window: Samples, clip: Samples) -> tuple[int, float]:
    """Where `clip` begins in `window`, by normalised cross-correlation, and how well it fits there."""
    if len(window) < len(clip):
        return 0, 0.0
    size = 1 << (len(window) + len(clip) - 1).bit_length()
    x, y = window.astype(np.float64), clip.astype(np.float64)
    product = np.fft.irfft(np.fft.rfft(x, size) * np.conj(np.fft.rfft(y, size)), size)
    reach = len(window) - len(clip) + 1
    energy = np.concatenate([[0.0], np.cumsum(x**2)])
    local = np.sqrt(np.maximum(energy[len(clip) : len(clip) + reach] - energy[:reach], 1.0))
    score = product[:reach] / (local * np.sqrt((y**2).sum()))
    where = int(np.argmax(score))
    return where, float(score[where])


def sounding(recorded: Samples, threshold: int = 0) -> list[tuple[float, float]]:
    """The stretches of sound in a recording, from and to in seconds, parted by at least 20 ms of silence."""
    loud = np.flatnonzero(np.abs(recorded.astype(np.int32)) > threshold)
    if not len(loud):
        return []
    gaps = np.flatnonzero(np.diff(loud) > RATE // 50)
    starts = [int(loud[0]), *(int(loud[g + 1]) for g in gaps)]
    ends = [*(int(loud[g]) for g in gaps), int(loud[-1])]
    return [(a / RATE, b / RATE) for a, b in zip(starts, ends, strict=True)]
