"""Music underneath: as loud as the coach, low while the coach speaks, silent while there are ticks."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from coach.audio.clip import RATE, Clip, write_clip
from coach.audio.loudness import block_powers, lufs, weighted
from tests.conftest import Coach
from tests.test_file_faults import wav
from tests.test_loudness import METER, samples, true_peak
from tests.test_recording import SHORT


@pytest.fixture
def noise(coach: Coach) -> Path:
    """A folder with two pieces of music, one of them quiet and both shorter than the session."""
    folder = coach.cwd / "music"
    folder.mkdir()
    for name, level in (("a", 0.003), ("b", 0.3)):
        wave = np.random.default_rng(1).normal(0, level, 31 * RATE)
        write_clip(folder / f"{name}.wav", Clip((np.clip(wave, -1, 1) * 32767).astype("<i2").tobytes()))
    return folder


def test_music_makes_way_for_the_coach(coach: Coach, noise: Path) -> None:
    assert coach("render", SHORT, "-o", "plain.wav").status == 0
    assert coach("render", SHORT, "-o", "music.wav", "--music", str(noise)).status == 0
    plain, whole = samples(coach.cwd / "plain.wav"), samples(coach.cwd / "music.wav")
    music = whole - plain
    assert METER.integrated_loudness(whole) == pytest.approx(-16, abs=1)
    assert true_peak(whole) <= -1
    cues = [json.loads(line) for line in coach("script", SHORT, "--recorded", "--json").out.splitlines()]
    for cue in cues:
        under = music[round(cue["at"] * RATE) : round((cue["at"] + cue["length"]) * RATE)]
        if cue["kind"] == "sound":
            assert not under.any(), cue
        else:
            assert under.std() < 10 ** (-30 / 20), cue
    # Between words it is as loud as they are, the quiet piece like the loud one.
    assert lufs(block_powers(weighted(music)).max()) == pytest.approx(-16, abs=1)


def test_softer_music(coach: Coach, noise: Path) -> None:
    words = ["--music", str(noise / "b.wav"), "--music-level", "-10"]
    assert coach("render", SHORT, "-o", "plain.wav").status == 0
    assert coach("render", SHORT, "-o", "music.wav", *words).status == 0
    music = samples(coach.cwd / "music.wav") - samples(coach.cwd / "plain.wav")
    assert lufs(block_powers(weighted(music)).max()) == pytest.approx(-26, abs=0.5)


def test_files_that_are_no_music(coach: Coach) -> None:
    (coach.cwd / "notes.txt").write_text("no music")
    (coach.cwd / "none").mkdir()
    (coach.cwd / "slow.wav").write_bytes(wav(rate=1))
    for name, message in (
        ("notes.txt", "notes.txt: invalid data found when processing input; leave it out, or name another file"),
        ("gone.mp3", "gone.mp3: no such file or directory; leave it out, or name another file"),
        ("slow.wav", "slow.wav: has 1 samples a second, which is no music; leave it out, or name another file"),
        ("none", "none: there is no music in it; name a file, or a folder with files"),
    ):
        run = coach("render", SHORT, "-o", "x.wav", "--music", name)
        assert (run.status, run.err.splitlines()[-1]) == (1, f"coach: {message}")
        assert not (coach.cwd / "x.wav").exists()
