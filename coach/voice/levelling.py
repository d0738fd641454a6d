"""Raw speech to a clip: silence trimmed, brought to one loudness, resampled to `RATE`.

Runs in the speech engine's process, so that the player never loads numpy.
"""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from coach.audio.clip import RATE, Clip
from coach.audio.loudness import Samples, limited, loudness
from coach.units import Decibels, Lufs, amplitude
from coach.voice.pace import quickened

LOUDNESS: Final = Lufs(-15.1)
"""The loudness of a sentence. What the gate of EBU R128 lets through of the silence between sentences lowers that of a
session to -16 LUFS: by 0.7 with hibari, which speaks without a break, by 1.2 with espeak-ng."""

_NEAR: Final = 0.2
"""LU below `LOUDNESS` that are near enough."""

_PASSES: Final = 8
"""How many gains are tried for a sentence at most; limiting makes it a little quieter. Two are enough for most."""

_AGAIN: Final = 1.6
"""LU of gain for each that is missing, as limiting takes some of it away again."""

PEAK: Final = amplitude(Decibels(-3.4))
"""The highest amplitude (full scale is 1), which leaves codecs room below -1 dBTP."""

_SILENT: Final = amplitude(Decibels(-45))
"""Below this part of its peak, the beginning and end of a sentence count as silence."""
_EDGE: Final = 0.005
"""Seconds of that silence that are kept on either side, and in which the sound fades in and out."""


LONGEST_WORD: Final = 0.84
"""Seconds that a word by itself may take: a count has to fit into a rep of a second, with silence around it."""

_QUICKEST: Final = 1.3
"""How many times as quick speech is made at most so that it fits; beyond that it would be hard to understand."""


def clip_from(samples: Samples, rate: int, at_most: float | None = None) -> Clip:
    """`samples` (one channel, full scale 1, `rate` per second) as a clip, rounded to 16 bits.

    Speech that takes over `at_most` seconds is made a little quicker. Raises `ValueError` if the samples are silent.
    """
    speech = _trimmed(samples, rate)
    if at_most is not None and len(speech) > at_most * rate:
        speech = quickened(speech, rate, min(_QUICKEST, len(speech) / (at_most * rate)))
    speech = _levelled(_resampled(speech, rate))
    pcm = np.round(np.clip(speech, -1, 1) * 32767).astype("<i2")
    return Clip(pcm.tobytes())


def _trimmed(samples: Samples, rate: int) -> Samples:
    """`samples` without the silence before and after, faded in and out so that the edges don't click."""
    peak = np.abs(samples).max(initial=0.0)
    loud = np.flatnonzero(np.abs(samples) > peak * _SILENT)
    if peak <= 0 or not len(loud):
        raise ValueError("the engine gave silence")
    edge = max(1, round(_EDGE * rate))
    speech = samples[max(0, loud[0] - edge) : loud[-1] + edge].copy()
    ramp = np.linspace(0, 1, min(edge, len(speech) // 2), endpoint=False)
    speech[: len(ramp)] *= ramp
    speech[len(speech) - len(ramp) :] *= ramp[::-1]
    return speech


def _levelled(speech: Samples) -> Samples:
    """`speech` at `LOUDNESS`, within `_NEAR`, with its peaks limited to `PEAK`."""
    gain = Decibels(LOUDNESS - loudness(speech))
    for _ in range(_PASSES):
        levelled = limited(speech * amplitude(gain), PEAK)
        missing = LOUDNESS - loudness(levelled)
        if missing < _NEAR:
            break
        gain = Decibels(gain + _AGAIN * missing)
    return levelled


def _resampled(speech: Samples, rate: int) -> Samples:
    """`speech` resampled from `rate` to `RATE` by a Fourier transform; its length is rounded up to whole samples.

    Zeros are appended so that both lengths are whole and the transforms fast.
    """
    if rate == RATE:
        return speech
    divisor = int(np.gcd(rate, RATE))
    step = rate // divisor
    blocks = _quick(-(-len(speech) // step))
    padded = np.pad(speech, (0, blocks * step - len(speech)))
    length = blocks * RATE // divisor
    spectrum = np.fft.rfft(padded)
    whole = np.zeros(length // 2 + 1, complex)
    kept = min(len(spectrum), len(whole))
    whole[:kept] = spectrum[:kept]
    resampled: Samples = np.fft.irfft(whole, length) * (length / len(padded))
    return resampled[: -(-len(speech) * RATE // rate)]


def _quick(n: int) -> int:
    """The smallest number from `n` on that has no prime factor above five: transforms of such sizes are fast."""
    while True:
        rest = n
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return n
        n += 1


def read_speech(path: Path) -> tuple[Samples, int]:
    """Reads what an engine wrote, WAV or (on macOS) AIFF: samples mixed to one channel, full scale 1, and their rate.

    Raises `ValueError`, `EOFError` or `wave.Error` if it is neither, or not 16 bits.
    """
    data = path.read_bytes()
    if data[:4] == b"FORM":
        return _read_aiff(data)
    with wave.open(str(path), "rb") as file:
        width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
        raw = file.readframes(file.getnframes())
    if width != 2:
        raise ValueError(f"the engine wrote {8 * width} bits a sample")
    return _one_channel(np.frombuffer(raw, "<i2"), channels), rate


def _read_aiff(data: bytes) -> tuple[Samples, int]:
    """AIFF and uncompressed AIFF-C: chunks of a name, a length and a body, numbers most significant byte first."""
    channels = rate = 0
    order = ">i2"
    sound = b""
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "big")
        body = data[at + 8 : at + 8 + size]
        if name == b"COMM":
            channels, bits = int.from_bytes(body[:2], "big"), int.from_bytes(body[6:8], "big")
            # The rate is an 80-bit float: a 15-bit exponent, then a mantissa whose point comes after its first bit.
            exponent = int.from_bytes(body[8:10], "big") & 0x7FFF
            rate = round(int.from_bytes(body[10:18], "big") * 2.0 ** (exponent - 16383 - 63))
            order = "<i2" if body[18:22] == b"sowt" else ">i2"
            if bits != 16:
                raise ValueError(f"the engine wrote {bits} bits a sample")
        elif name == b"SSND":
            sound = body[8:]
        at += 8 + size + size % 2
    if not channels or not rate:
        raise ValueError("the engine wrote no sound")
    return _one_channel(np.frombuffer(sound[: len(sound) // 2 * 2], order), channels), rate


def _one_channel(samples: npt.NDArray[np.int16], channels: int) -> Samples:
    """The average of interleaved channels."""
    whole = samples[: len(samples) // channels * channels].astype(np.float64) / 32768
    mixed: Samples = whole.reshape(-1, channels).mean(axis=1)
    return mixed
