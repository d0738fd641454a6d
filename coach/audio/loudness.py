"""How loud sound is to the ear, by ITU-R BS.1770, and how peaks are held down. For one channel at `RATE`.

Needs numpy, so the player never loads it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from coach.audio.clip import PER_MS, RATE

Samples = npt.NDArray[np.float64]
"""Full scale is 1.0."""

BLOCK: Final = RATE * 4 // 10
HOP: Final = BLOCK // 4

_SILENT: Final = -70.0
_RELATIVE: Final = -10.0


def lufs(power: float) -> float:
    """The loudness of a K-weighted mean square."""
    return -0.691 + 10 * float(np.log10(max(power, 1e-12)))


def loudness(samples: Samples) -> float:
    """The loudness in LUFS of something short enough to need no gate: a sentence, a sound."""
    size = _size(len(samples))
    spectrum = np.fft.rfft(samples, size)
    power = (spectrum.real**2 + spectrum.imag**2) * _curve(size)
    return lufs(2 * float(power.sum()) / size / len(samples))


def block_powers(k_weighted: Samples) -> Samples:
    """The mean square of each 400 ms, one every 100 ms."""
    if len(k_weighted) < BLOCK:
        return np.array([np.mean(k_weighted**2)])
    sums = np.concatenate([[0.0], np.cumsum(k_weighted**2)])
    starts = np.arange(0, len(k_weighted) - BLOCK + 1, HOP)
    powers: Samples = (sums[starts + BLOCK] - sums[starts]) / BLOCK
    return powers


def gated(powers: Samples) -> float:
    """The loudness of those blocks that are not silent, nor much quieter than the rest."""
    for gate in (_SILENT, None):
        floor = lufs(float(powers.mean())) + _RELATIVE if gate is None else gate
        powers = powers[powers > 10 ** ((floor + 0.691) / 10)]
        if not len(powers):
            return _SILENT
    return lufs(float(powers.mean()))


def weighted(samples: Samples) -> Samples:
    """`samples` as the ear weighs them: the standard's two filters, by way of the spectrum."""
    # Room for the filters' ringing, so that it doesn't come round to the start.
    size = _size(len(samples) + RATE // 10)
    filtered: Samples = np.fft.irfft(np.fft.rfft(samples, size) * np.sqrt(_curve(size)), size)[: len(samples)]
    return filtered


@lru_cache(maxsize=32)
def _curve(size: int) -> Samples:
    """What the filters do to the power at each frequency of a transform of so many samples."""
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
    """The squared magnitude of three taps at the frequencies whose cosine is `cos`."""
    a, b, c = taps
    gain: Samples = a * a + b * b + c * c + 2 * (a + c) * b * cos + 2 * a * c * (2 * cos**2 - 1)
    return gain


def _size(least: int) -> int:
    """A size that makes transforms quick, one of few, so that the curves of all can be kept."""
    power = 1 << (least - 1).bit_length()
    return power * 3 // 4 if power * 3 // 4 >= least else power


def limited(samples: Samples, ceiling: float) -> Samples:
    """`samples` with no peak beyond `ceiling`, turned down softly for some milliseconds around each."""
    peaks = np.abs(np.pad(samples, (0, -len(samples) % PER_MS))).reshape(-1, PER_MS).max(axis=1)
    if not (peaks > ceiling).any():
        return samples
    held: Samples = samples * _gains(ceiling / np.maximum(peaks, ceiling), len(samples))
    return held


def _gains(needed: Samples, count: int) -> Samples:
    """The gain at each of `count` samples where each millisecond needs so much, without steps.

    The least that is needed up to three milliseconds away, averaged over two on either side, and joined from
    middle to middle: all that enters the gain of a sample is as low as its own millisecond needs.
    """
    window = np.lib.stride_tricks.sliding_window_view
    least = window(np.pad(needed, 3, mode="edge"), 7).min(axis=1)
    smooth = window(np.pad(least, 2, mode="edge"), 5).mean(axis=1)
    gains: Samples = np.interp(np.arange(count), np.arange(len(smooth)) * PER_MS + PER_MS / 2, smooth)
    return gains
