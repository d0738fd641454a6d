"""EBU R128: every session at -16 LUFS, no peak beyond -1 dBTP, sounds as loud as speech; as pyloudnorm measures."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly

from coach.audio.clip import RATE, read_clip
from coach.audio.loudness import block_powers, gated, limited, loudness, weighted
from coach.audio.sounds import load_sounds
from coach.library.find import shipped
from coach.voice.levelling import LOUDNESS
from tests.conftest import Coach
from tests.test_recording import SHORT, decoded

Samples = npt.NDArray[np.float64]
METER = pyloudnorm.Meter(RATE)
K_WEIGHTING = (
    pyloudnorm.IIRfilter(4.0, 1 / np.sqrt(2), 1500.0, RATE, "high_shelf"),
    pyloudnorm.IIRfilter(0.0, 0.5, 38.0, RATE, "high_pass"),
)
"""The meter's own two filters, for what is too long to be metered at once."""
AT_ONCE = 30 * RATE


def samples(path: Path) -> Samples:
    return np.frombuffer(read_clip(path).pcm, np.int16) / 32768


def true_peak(heard: Samples) -> float:
    """dBTP, from samples at four times the rate; half a minute at a time."""
    parts = [heard[at : at + AT_ONCE] for at in range(0, len(heard), AT_ONCE)]
    return float(20 * np.log10(max(np.abs(resample_poly(part, 4, 1)).max() for part in parts if part.any())))


def without_silence(path: Path) -> Samples:
    """A session without what the gate would leave out: half seconds of silence that are not beside a sound."""
    pcm = np.frombuffer(read_clip(path).pcm, np.int16)
    halves = pcm[: len(pcm) // (RATE // 2) * (RATE // 2)].reshape(-1, RATE // 2)
    loud = halves.any(axis=1)
    near = loud | np.roll(loud, 1) | np.roll(loud, -1)
    return halves[near].reshape(-1) / 32768


def k_weighted(part: Samples) -> Samples:
    shelf, high_pass = K_WEIGHTING
    weighted: Samples = high_pass.apply_filter(shelf.apply_filter(part))
    return weighted


def tiled(sound: Samples) -> Samples:
    """A sound over and over, long enough to be measured: so loud it is while it lasts."""
    return np.tile(sound, -(-2 * RATE // len(sound)))


EVERY = sorted(path.stem for path in (shipped() / "routines").glob("*.toml"))
ROUTINES = EVERY if os.environ.get("COACH_LONG") else ["calves", "circuit", "tabata"]
"""Rendering every routine takes two minutes: in short, one of sets, one of rounds and one that is mostly beeps."""


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_shipped_routine_is_at_minus_16(coach: Coach, routine: str) -> None:
    # The voice that most people hear, for one of them: it takes longer to render.
    voice = "hibari" if routine == "calves" else "pyttsx3"
    done = coach("render", routine, "-o", "x.wav", "--voice", voice)
    assert (done.status, done.err) == (0, "")
    heard = without_silence(coach.cwd / "x.wav")
    parts = (heard[at : at + AT_ONCE] for at in range(0, len(heard), AT_ONCE))
    measured = gated(np.concatenate([block_powers(k_weighted(part)) for part in parts]))
    assert measured == pytest.approx(-16, abs=1)
    if routine == "tabata":
        assert METER.integrated_loudness(heard) == pytest.approx(measured, abs=0.05)
    assert true_peak(heard[: 20 * RATE]) <= -1


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no other program to decode with: ffmpeg")
@pytest.mark.parametrize("ending", ["m4a", "mp3", "opus"])
def test_a_codec_adds_no_peak(coach: Coach, ending: str) -> None:
    assert coach("render", SHORT, "-o", f"x.{ending}").status == 0
    assert true_peak(decoded(coach.cwd / f"x.{ending}") / 32768) <= -1


def test_sentences_are_equally_loud_and_sounds_as_loud_as_they(coach: Coach) -> None:
    """Sentences within 1 LU, sounds within 3 of them, each measured while it lasts."""
    assert coach("script", SHORT).status == 0
    clips = []
    for path in (Path(coach.env["XDG_CACHE_HOME"]) / "voice-coach" / "clips").glob("*.wav"):
        # The cache is shared with tests that remove clips.
        with suppress(FileNotFoundError):
            clips.append(samples(path))
    assert [loudness(clip) for clip in clips] == pytest.approx([LOUDNESS] * len(clips), abs=1)
    speech = np.median([METER.integrated_loudness(tiled(clip)) for clip in clips[:40]])
    sounds = {
        name: np.frombuffer(clip.pcm, np.int16) / 32768 for name, clip in load_sounds([shipped() / "sounds"]).items()
    }
    for name in ("tick", "go", "done", "half", "finished"):
        assert METER.integrated_loudness(tiled(sounds[name])) == pytest.approx(speech, abs=3), name


@given(st.integers(0, 99), st.floats(0.01, 0.3), st.integers(5, 120))
@settings(max_examples=20, deadline=None)
def test_loudness_is_that_of_the_standard(seed: int, level: float, tenths: int) -> None:
    noise = np.random.default_rng(seed).normal(0, level, tenths * RATE // 10)
    noise[len(noise) // 2 :] *= 4
    assert gated(block_powers(weighted(noise))) == pytest.approx(METER.integrated_loudness(noise), abs=0.15)
    steady = noise[: len(noise) // 2]
    assert loudness(steady) == pytest.approx(METER.integrated_loudness(tiled(steady)), abs=0.15)


@given(st.integers(0, 99), st.integers(1, 20_000), st.floats(0.1, 0.9))
@settings(max_examples=50, deadline=None)
def test_no_peak_is_left_beyond_the_ceiling(seed: int, count: int, ceiling: float) -> None:
    noise = np.random.default_rng(seed).normal(0, 0.3, count)
    held = limited(noise, ceiling)
    assert np.abs(held).max() <= ceiling + 1e-9
    assert (np.abs(held) <= np.abs(noise) + 1e-12).all()
