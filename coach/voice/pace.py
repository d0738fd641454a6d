"""The same speaking rate for every engine: which speed of a model gives a rate, and how to speed up its speech further.

A rate is in words a minute as espeak-ng counts them, with the pauses between sentences. Without these the coach's
sentences have 1.17 times as many: 193 in a minute at the usual rate of 165.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from msgspec import Struct

from coach.audio.loudness import Samples

_FRAME: Final = 0.03
"""Seconds of speech that are kept in one piece when it is sped up."""

_SEARCH: Final = 0.008
"""Seconds by which a piece may be shifted to match the one before."""


class ModelSpeeds(Struct, frozen=True):
    """Speeds of a model, and the rate measured at each; both ascending."""

    measured: tuple[tuple[float, float], ...]

    def speed(self, rate: float) -> tuple[float, float]:
        """The model's speed for `rate`, and the factor by which to speed up its speech further (1.0: not at all)."""
        speeds, rates = zip(*self.measured, strict=True)
        within = min(max(rate, rates[0]), rates[-1])
        return float(np.interp(within, rates, speeds)), rate / within


def quickened(speech: Samples, rate: int, factor: float) -> Samples:
    """`speech` at `rate` samples a second made `factor` times as quick, at the same pitch.

    Overlapping pieces are put closer together, each where it is most like what the one before goes on with (WSOLA:
    Verhelst and Roelands, 1993).
    """
    half, reach = round(_FRAME * rate / 2), round(_SEARCH * rate)
    if abs(factor - 1) < 0.01 or len(speech) < 4 * (half + reach):
        return speech
    padded = np.pad(speech, (reach, 2 * half + 2 * reach))
    window, opening = np.hanning(2 * half + 1)[:-1], np.repeat([1.0, 0.0], half)
    count = int(len(speech) / factor) // half
    out = np.zeros((count + 1) * half)
    follows = padded[reach : reach + half]
    for index in range(count):
        middle = round(index * half * factor)
        region = padded[middle : middle + half + 2 * reach]
        if len(region) < half + 2 * reach:
            break
        start = middle + int(np.argmax(np.correlate(region, follows, "valid")))
        piece = padded[start : start + 2 * half]
        # Nothing comes before the first piece, so that it isn't faded in.
        out[index * half : index * half + 2 * half] += piece * (window if index else np.maximum(window, opening))
        follows = padded[start + half : start + 2 * half]
    return out[: int(len(speech) / factor)]
