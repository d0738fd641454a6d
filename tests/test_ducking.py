"""Other programs' sound under the coach's voice: lowered, put back to the last step, mended after a kill."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.clip import PER_MS
from coach.desktop.ducking import DOWN, HELD, UP, depth
from coach.desktop.lowered import Lowered, spread
from coach.desktop.streams import factor
from tests.conftest import Coach
from tests.support.music import WINDOW, coach_speaks, levels, music, streams, volumes
from tests.support.pulse import Pulse
from tests.support.terminal import eventually
from tests.test_heard import playing, until

MINI = str(Path(__file__).with_name("mini.toml"))
WAS = 47_841
"""73 %, which no rounding gives back by chance."""
LOW = round(WAS * factor(15))


@pytest.fixture
def gym(coach: Coach, pulse: Pulse) -> Coach:
    keys = ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "PULSE_SERVER", "ALSA_CONFIG_PATH")
    coach.env.update({key: pulse.env[key] for key in keys})
    return coach


@pytest.fixture
def keeping(pulse: Pulse) -> Iterator[None]:
    """The server keeps the volume of each program for its next stream, as it does on a desktop."""
    pulse.pactl("load-module", "module-stream-restore")
    yield
    pulse.pactl("unload-module", "module-stream-restore")


def note(coach: Coach) -> Path:
    return Path(coach.env["XDG_STATE_HOME"]) / "voice-coach" / "lowered.json"


times = st.floats(-100, 100)


@given(times, st.lists(st.tuples(times, st.floats(0, 20)), max_size=4))
def test_depth(at: float, spoken: list[tuple[float, float]]) -> None:
    """Completely lowered while the coach speaks, not at all elsewhere, and gradually in between."""
    intervals = [(begin, begin + length) for begin, length in spoken]
    now = depth(at, intervals)
    assert 0 <= now <= 1
    if any(begin + DOWN <= at < end + HELD for begin, end in intervals):
        assert now == 1
    if not any(begin <= at < end + HELD + UP for begin, end in intervals):
        assert now == 0
    assert abs(depth(at + 0.001, intervals) - now) <= 0.001 / DOWN + 1e-6


def test_a_stream_is_known_again_at_whatever_step_it_was_left() -> None:
    lowered = Lowered(3, "player", "player", (100, 200), (50, 100))
    assert [lowered.is_at(now) for now in ((100, 200), (50, 100), (70, 140), (49, 99))] == [True] * 4
    assert [lowered.is_at(now) for now in ((101, 200), (40, 80), (151,), (73, 150, 150))] == [False] * 4
    assert lowered.is_at((75,))
    assert spread((100, 200), 3) == (150, 150, 150)
    assert round(20 * np.log10(factor(15) ** 3), 6) == -15


def test_the_music_is_lowered_and_comes_back(gym: Coach, pulse: Pulse, tmp_path: Path) -> None:
    """By fifteen decibels while the coach speaks, and not otherwise; afterwards it is what it was."""
    with music(pulse, tmp_path, WAS), pulse.recording() as recording:
        with playing(gym, MINI, "--duck") as process:
            until(process, "(go)")
            eventually(lambda: volumes(pulse) == [WAS], lambda: str(volumes(pulse)))
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 130
        assert volumes(pulse) == [WAS]
        assert not note(gym).exists()
    samples = recording.samples()
    level, speaks = levels(samples), coach_speaks(samples)
    decibels = 20 * np.log10(np.maximum(level, 1) / np.median(level[level > 0.9 * level.max()]))
    # The coach's own voice leaks a little into the measure of a single window.
    lowered = np.percentile(decibels[speaks], 10)
    assert -15.5 < lowered < -14.5
    # What is lowered is lowered for somebody: near it, the coach speaks.
    near = np.convolve(speaks, np.ones(2 * 60 + 1), "same") > 0
    assert decibels[5:-5][~near[5:-5]].min() > -1
    assert WINDOW == 10 * PER_MS


def test_ctrl_c_in_the_midst_of_a_sentence(gym: Coach, pulse: Pulse, tmp_path: Path) -> None:
    with music(pulse, tmp_path, WAS), playing(gym, MINI, "--duck") as process:
        until(process, "One exercise")
        eventually(lambda: volumes(pulse) == [LOW], lambda: str(volumes(pulse)))
        assert note(gym).exists()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130
        assert volumes(pulse) == [WAS]
        assert not note(gym).exists()


def test_the_next_session_mends_what_a_killed_one_left(gym: Coach, pulse: Pulse, tmp_path: Path) -> None:
    with music(pulse, tmp_path, WAS):
        with playing(gym, MINI, "--duck") as process:
            until(process, "One exercise")
            eventually(lambda: volumes(pulse) == [LOW], lambda: str(volumes(pulse)))
            process.kill()
            process.wait()
        assert volumes(pulse) == [LOW]
        with playing(gym, MINI, "--mute"):
            eventually(lambda: volumes(pulse) == [WAS], lambda: str(volumes(pulse)))
            eventually(lambda: not note(gym).exists(), lambda: "the note is still there")


@pytest.mark.usefixtures("keeping")
def test_the_next_song_begins_while_the_coach_speaks(gym: Coach, pulse: Pulse, tmp_path: Path) -> None:
    """Its stream, mono after stereo, gets the lowered volume of the one before, and then that from before."""
    next_song = tmp_path / "next"
    next_song.mkdir()
    with ExitStack() as later, playing(gym, MINI, "--duck") as process:
        with music(pulse, tmp_path, WAS, channels=2):
            until(process, "One exercise")
            eventually(lambda: volumes(pulse) == [LOW], lambda: str(volumes(pulse)))
            later.enter_context(music(pulse, next_song, None))
        until(process, "(go)")
        eventually(lambda: volumes(pulse) == [WAS], lambda: str(volumes(pulse)))
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130
        assert volumes(pulse) == [WAS]
    assert not note(gym).exists()


@pytest.mark.usefixtures("keeping")
def test_a_player_that_ends_while_it_is_lowered(gym: Coach, pulse: Pulse, tmp_path: Path) -> None:
    """The next time it is as loud as it was."""
    with playing(gym, MINI, "--duck") as process:
        with music(pulse, tmp_path, WAS):
            until(process, "One exercise")
            eventually(lambda: volumes(pulse) == [LOW], lambda: str(volumes(pulse)))
        until(process, "(go)")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130
    assert not note(gym).exists()
    with music(pulse, tmp_path, None):
        assert volumes(pulse) == [WAS]


@pytest.mark.usefixtures("keeping")
def test_a_session_is_killed_and_then_the_player_that_it_lowered(gym: Coach, pulse: Pulse, tmp_path: Path) -> None:
    """The next session mends what the server keeps, though a song in stereo was played quietly in between."""
    with music(pulse, tmp_path, WAS), playing(gym, MINI, "--duck") as process:
        until(process, "One exercise")
        eventually(lambda: volumes(pulse) == [LOW], lambda: str(volumes(pulse)))
        process.kill()
        process.wait()
    with music(pulse, tmp_path, None, channels=2):
        assert volumes(pulse) == [LOW]
    with playing(gym, MINI, "--mute"):
        eventually(lambda: not note(gym).exists(), lambda: "the note is still there")
    with music(pulse, tmp_path, None):
        assert volumes(pulse) == [WAS]


def test_a_volume_that_somebody_else_sets_stays(gym: Coach, pulse: Pulse, tmp_path: Path) -> None:
    with music(pulse, tmp_path, WAS), playing(gym, MINI, "--duck") as process:
        until(process, "One exercise")
        eventually(lambda: volumes(pulse) == [LOW], lambda: str(volumes(pulse)))
        (theirs,) = map(str, streams(pulse))
        pulse.pactl("set-sink-input-volume", theirs, "30000")
        until(process, "(go)")
        assert volumes(pulse) == [30_000]


def test_without_a_sound_server_it_is_said_once(coach: Coach) -> None:
    with playing(coach, MINI, "--duck") as process:
        lines = until(process, "(tick)")
    assert [line for line in lines if "ducking" in line] == [
        "No ducking: there is no sound server that can be asked."
    ]  # fmt: skip


def test_a_sound_server_that_is_restarted(gym: Coach, pulse: Pulse, tmp_path: Path) -> None:
    """The session goes on, and what plays on the new server is lowered as well."""
    with playing(gym, MINI, "--duck") as process:
        with music(pulse, tmp_path, WAS):
            until(process, "One exercise")
            eventually(lambda: volumes(pulse) == [LOW], lambda: str(volumes(pulse)))
            pulse.stop()
        pulse.start()
        with music(pulse, tmp_path, WAS):
            eventually(lambda: volumes(pulse) == [LOW], lambda: str(volumes(pulse)))
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 130
            assert volumes(pulse) == [WAS]
