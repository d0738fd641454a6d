"""How loud sound is to the ear, after ITU-R BS.1770-4, and a limiter for its peaks. For one channel at `RATE`.

Needs numpy, so the player never loads it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from coach.audio.clip import PER_MS, RATE
from coach.units import Lufs

Samples = npt.NDArray[np.float64]
"""Samples as floating point numbers; full scale is 1."""

BLOCK: Final = RATE * 4 // 10
"""Samples in a measuring block: 400 ms."""
HOP: Final = BLOCK // 4
"""Samples from one block to the next: they overlap by 75 %."""

_SILENT: Final = Lufs(-70.0)
"""The absolute gate: blocks below it don't count."""
_RELATIVE: Final = -10.0
"""The relative gate, in LU: blocks that far below the loudness of the others don't count."""


def lufs(power: float) -> Lufs:
    """The loudness of a K-weighted mean square: -0.691 + 10 log10(power), formula 2 of BS.1770-4."""
    return Lufs(-0.691 + 10 * float(np.log10(max(power, 1e-12))))


def loudness(samples: Samples) -> Lufs:
    """The ungated loudness of something short: a sentence, a sound."""
    size = _size(len(samples))
    spectrum = np.fft.rfft(samples, size)
    power = (spectrum.real**2 + spectrum.imag**2) * _curve(size)
    return lufs(2 * float(power.sum()) / size / len(samples))


def block_powers(k_weighted: Samples) -> Samples:
    """The mean square of each block of 400 ms, one every 100 ms; of all samples if there are fewer."""
    if len(k_weighted) < BLOCK:
        return np.array([np.mean(k_weighted**2)])
    sums = np.concatenate([[0.0], np.cumsum(k_weighted**2)])
    starts = np.arange(0, len(k_weighted) - BLOCK + 1, HOP)
    powers: Samples = (sums[starts + BLOCK] - sums[starts]) / BLOCK
    return powers


def gated(powers: Samples) -> Lufs:
    """The integrated loudness of blocks, from their mean squares, with both gates of BS.1770-4; -70 if
    all are silent.
    """
    for gate in (_SILENT, None):
        floor = lufs(float(powers.mean())) + _RELATIVE if gate is None else float(gate)
        powers = powers[powers > 10 ** ((floor + 0.691) / 10)]
        if not len(powers):
            return _SILENT
    return lufs(float(powers.mean()))


def weighted(samples: Samples) -> Samples:
    """`samples` with K-weighting: the standard's two filters, applied by a Fourier transform."""
    # Zeros at the end, as the filters' decay would wrap around to the start.
    size = _size(len(samples) + RATE // 10)
    filtered: Samples = np.fft.irfft(np.fft.rfft(samples, size) * np.sqrt(_curve(size)), size)[: len(samples)]
    return filtered


@lru_cache(maxsize=32)
def _curve(size: int) -> Samples:
    """The factor by which the filters change the power at each frequency of a transform of `size` samples."""
    cos = np.cos(2 * np.pi * np.arange(size // 2 + 1) / size)
    curve: Samples = np.ones_like(cos)
    # The coefficients of BS.1770-4, annex 1, for 48 kHz: a shelf, and a high-pass.
    for above, below in (
        ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
        ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
    ):
        curve *= _gain(above, cos) / _gain(below, cos)
    return curve


def _gain(taps: tuple[float, float, float], cos: Samples) -> Samples:
    """The squared magnitude of a three-tap filter at the frequencies whose cosine is `cos`."""
    a, b, c = taps
    gain: Samples = a * a + b * b + c * c + 2 * (a + c) * b * cos + 2 * a * c * (2 * cos**2 - 1)
    return gain


def _size(least: int) -> int:
    """A size from `least` on for which transforms are fast; one of few, so that the curve of each can be cached."""
    power = 1 << (least - 1).bit_length()
    return power * 3 // 4 if power * 3 // 4 >= least else power


def limited(samples: Samples, ceiling: float) -> Samples:
    """`samples` limited to the amplitude `ceiling`, turned down smoothly for some milliseconds around each peak."""
    peaks = np.abs(np.pad(samples, (0, -len(samples) % PER_MS))).reshape(-1, PER_MS).max(axis=1)
    if not (peaks > ceiling).any():
        return samples
    held: Samples = samples * _gains(ceiling / np.maximum(peaks, ceiling), len(samples))
    return held


def _gains(needed: Samples, count: int) -> Samples:
    """A smooth gain for each of `count` samples; `needed` has the highest allowed gain of each millisecond.

    Each millisecond gets the lowest gain of those up to three milliseconds away, then the average of those up to two
    away, and the gains between their middles are interpolated. Every value that enters a sample's gain is at most what
    its own millisecond allows, so no peak is missed.
    """
    window = np.lib.stride_tricks.sliding_window_view
    least = window(np.pad(needed, 3, mode="edge"), 7).min(axis=1)
    smooth = window(np.pad(least, 2, mode="edge"), 5).mean(axis=1)
    gains: Samples = np.interp(np.arange(count), np.arange(len(smooth)) * PER_MS + PER_MS / 2, smooth)
    return gains
