"""The stream: every sample where it was booked, and every speaker keeps the same contract."""

from __future__ import annotations

import threading
import time
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio import awake
from coach.audio.awake import AwakeClock
from coach.audio.clip import RATE, Clip, quieter, read_clip, write_clip
from coach.audio.mixer import FADE, Mixer, Overlap
from coach.audio.silent import SilentSpeaker
from coach.audio.sounds import load_sounds
from coach.audio.speaker import NoDevice, SampleSource, Speaker, SpeakerName
from coach.audio.speakers import make_speaker
from coach.audio.stream import AHEAD, RETRY, STALLED, Stream
from coach.audio.wav import wav_file
from coach.controls.rehearsal import JumpingClock
from coach.library.find import shipped
from coach.units import Frames
from tests.support.pulse import Pulse


def ramp(frames: int, first: int = 1) -> Clip:
    return Clip(array("h", [(first + i) % 30_000 + 1 for i in range(frames)]).tobytes())


bookings = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 200)), max_size=12).map(
    lambda pairs: [(sum(g + f for g, f in pairs[:i]) + pairs[i][0], pairs[i][1]) for i in range(len(pairs))]
)


@given(bookings, st.lists(st.integers(1, 700), min_size=1, max_size=30))
def test_every_sample_is_where_it_was_booked(booked: list[tuple[int, int]], reads: list[int]) -> None:
    """However the stream is read, it has the clips at their samples, and silence between them."""
    mixer = Mixer()
    expected = array("h", bytes(2 * sum(reads)))
    for start, frames in reversed(booked):
        clip = ramp(frames, start)
        mixer.book(Frames(start), clip)
        inside = array("h", clip.pcm)[: max(0, len(expected) - start)]
        expected[start : start + len(inside)] = inside
    assert b"".join(mixer.read(frames) for frames in reads) == expected.tobytes()
    assert mixer.position == sum(reads)


def test_clips_never_overlap() -> None:
    mixer = Mixer()
    mixer.book(Frames(100), ramp(50))
    mixer.book(Frames(150), ramp(50))
    for start, frames in ((90, 20), (120, 5), (190, 100), (0, 1000)):
        with pytest.raises(Overlap):
            mixer.book(Frames(start), ramp(frames))


def test_a_cut_is_silent_after_five_milliseconds_and_does_not_click() -> None:
    mixer = Mixer()
    mixer.book(Frames(0), Clip(array("h", [20_000] * RATE).tobytes()))
    mixer.book(Frames(2 * RATE), ramp(10))
    mixer.read(1000)
    assert mixer.cut() == 1000 + FADE
    after = array("h", mixer.read(3 * RATE))
    steps = [abs(a - b) for a, b in zip([20_000, *after], after, strict=False)]
    assert max(steps) <= 20_000 // FADE + 1
    assert not any(after[FADE:])


@given(st.floats(0, 4), st.integers(1, 500))
def test_a_change_of_volume_moves_no_sound(gain: float, frames: int) -> None:
    plain, other = Mixer(), Mixer()
    for mixer in (plain, other):
        mixer.book(Frames(10), ramp(frames))
    other.set_gain(gain)
    as_booked, heard = array("h", plain.read(600)), array("h", other.read(600))
    assert list(heard) == [max(-32_767, min(32_767, int(sample * gain))) for sample in as_booked]
    assert other.position == plain.position == 600


def test_a_run_is_sound_without_a_pause() -> None:
    mixer = Mixer()
    for start in (100, 150, 300):
        mixer.book(Frames(start), ramp(50))
    assert mixer.run(50) is None
    run = mixer.run(101)
    assert run
    assert (run.start, run.end) == (100, 200)
    assert mixer.holds(199)
    assert not mixer.holds(200)


def test_a_wav_file_is_the_stream_and_appears_when_it_is_whole(tmp_path: Path) -> None:
    mixer, twin = Mixer(), Mixer()
    for start in (RATE // 3, 5 * RATE):
        mixer.book(Frames(start), ramp(RATE // 7))
        twin.book(Frames(start), ramp(RATE // 7))
    path = tmp_path / "a.wav"
    with wav_file(path) as file:
        file.play(mixer, Frames(3 * RATE))
        assert not path.exists()
        file.play(mixer, Frames(7 * RATE + 5))
    with wave.open(str(path)) as read:
        assert read.getparams()[:4] == (1, 2, RATE, 7 * RATE + 5)
        assert read.readframes(read.getnframes()) == twin.read(7 * RATE + 5)
    with suppress(KeyboardInterrupt), wav_file(tmp_path / "b.wav") as file:
        file.play(mixer, Frames(8 * RATE))
        raise KeyboardInterrupt
    assert [found.name for found in tmp_path.iterdir()] == ["a.wav"]


def test_clips_on_disk_and_their_loudness(tmp_path: Path) -> None:
    clip = ramp(480)
    write_clip(tmp_path / "c.wav", clip)
    assert read_clip(tmp_path / "c.wav") == clip
    assert (clip.frames, clip.length, ramp(481).length) == (480, 10, 11)
    assert array("h", quieter(clip, 50).pcm)[9] == array("h", clip.pcm)[9] // 2
    assert quieter(clip, 100) is clip


def test_the_sounds_differ_to_the_ear() -> None:
    """By more than pitch: go is several times as long as a tick, and rises; a tick is short and steady.

    Of the two tones of the metronome, lifting is the higher one.
    """
    sounds = load_sounds([shipped() / "sounds"])
    assert sounds["go"].length > 5 * sounds["tick"].length
    go = array("h", sounds["go"].pcm)
    early, late = (crossings(go[first : first + RATE // 10]) for first in (0, RATE // 5))
    assert late > 1.3 * early
    lift, lower = (crossings(array("h", sounds[name].pcm)) for name in ("lift", "lower"))
    assert lift > 1.5 * lower
    assert len({clip.pcm for clip in sounds.values()}) == len(sounds)


def crossings(samples: array[int]) -> int:
    """How often a wave goes through zero: its pitch."""
    return sum((a < 0) != (b < 0) for a, b in pairwise(samples))


class Stalling(SilentSpeaker):
    """A speaker whose device can be made to stall, to vanish and to come back."""

    name = "stalling"

    def __init__(self, clock: JumpingClock) -> None:
        super().__init__(clock)
        self.stands_still = False
        self.gone = False
        self.starts = 0

    def start(self, source: SampleSource) -> None:
        if self.gone:
            raise NoDevice("no audio system answers")
        self.starts += 1
        super().start(source)

    def pump(self) -> None:
        if not self.stands_still and not self.gone:
            super().pump()


def run_for(stream: Stream, clock: JumpingClock, seconds: float) -> None:
    for _ in range(round(seconds * 20)):
        clock.jump(0.05)
        stream.pump()


def test_a_device_that_stands_still_does_not_hold_up_the_session() -> None:
    clock, told = JumpingClock(), list[str]()
    speaker = Stalling(clock)
    stream = Stream(Mixer(), speaker, clock, told.append)
    stream.start()
    run_for(stream, clock, 2)
    assert stream.mixer.position == 2 * RATE
    speaker.stands_still = True
    run_for(stream, clock, 4)
    assert told == ["The audio device stands still. Going on in silence until it is back."]
    assert 2 * RATE + (3 - STALLED) * RATE < stream.mixer.position <= 5 * RATE
    speaker.stands_still = False
    for _ in range(100):
        # The device's own thread asks again, and again after each attempt to open it.
        speaker.pump()
        run_for(stream, clock, 0.05)
        time.sleep(0.001)
    assert told[1:] == ["The audio device is back."]


def test_a_session_without_a_device_goes_on_and_takes_one_that_comes() -> None:
    clock, told = JumpingClock(), list[str]()
    speaker = Stalling(clock)
    speaker.gone = True
    stream = Stream(Mixer(), speaker, clock, told.append)
    stream.start()
    run_for(stream, clock, 3 * RETRY)
    assert told == ["No sound: no audio system answers. Going on in silence; run coach doctor to mend it."]
    assert stream.mixer.position == round(3 * RETRY * RATE)
    speaker.gone = False
    for _ in range(200):
        speaker.pump()
        run_for(stream, clock, 0.05)
        time.sleep(0.001)
    assert told[1:] == ["The audio device is back."]


class Greedy(SilentSpeaker):
    """A speaker whose device takes samples as fast as it is given them, as ALSA's null and a file do."""

    name = "greedy"

    def start(self, source: SampleSource) -> None:
        self._source = source
        threading.Thread(target=self._take, args=(source,), daemon=True).start()

    def pump(self) -> None:
        pass

    def _take(self, source: SampleSource) -> None:
        while self._source:
            source.read(RATE // 20)


def test_a_device_that_does_not_pace_is_held_to_the_clock() -> None:
    clock, told = JumpingClock(), list[str]()
    stream = Stream(Mixer(), Greedy(clock), clock, told.append)
    stream.start()
    deadline = time.monotonic() + 30
    while not told:
        stream.pump()
        assert time.monotonic() < deadline
    assert told == ["The audio device takes sound faster than it can be heard. Going on by the clock."]
    assert AHEAD - 0.1 < stream.mixer.position / RATE < AHEAD + 1
    stream.stop()


@given(st.lists(st.floats(0.01, 30), max_size=30))
def test_a_clock_skips_the_time_in_which_the_program_was_stopped(steps: list[float]) -> None:
    clock, told = JumpingClock(), list[float]()
    awake_clock = AwakeClock(clock, told.append)
    for step in steps:
        clock.jump(step)
        awake_clock()
    ran = sum(step for step in steps if step <= awake.LONGEST)
    assert awake_clock() == pytest.approx(ran, abs=1e-6)
    assert told == pytest.approx([step for step in steps if step > awake.TOLD])


@contextmanager
def listened_to(server: Pulse, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Makes `server` the one to play on, and records it: a null sink without a listener goes to sleep."""
    for key in ("XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "ALSA_CONFIG_PATH"):
        monkeypatch.setenv(key, server.env[key])
    with server.recording():
        yield


@pytest.mark.parametrize("name", ["silent", "miniaudio", "simpleaudio"])
def test_every_speaker_keeps_the_contract(
    name: SpeakerName, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads the source in real time, stops when told to, and can be started again."""
    if name == "simpleaudio":
        pytest.importorskip("simpleaudio", reason="simpleaudio is not installed; it needs ALSA's headers to build")
    if name == "silent":
        check_contract(make_speaker(name, time.monotonic), name)
    else:
        with listened_to(request.getfixturevalue("pulse"), monkeypatch):
            check_contract(make_speaker(name, time.monotonic), name)


def check_contract(speaker: Speaker, name: str) -> None:
    assert speaker.name == name
    mixer = Mixer()
    for _ in range(2):
        mixer.book(Frames(mixer.position + RATE // 10), ramp(RATE // 20))
        began, before = time.monotonic(), mixer.position
        speaker.start(mixer)
        while time.monotonic() - began < 1.0:
            speaker.pump()
            time.sleep(0.01)
        speaker.stop()
        assert 0.5 < (mixer.position - before) / RATE < 1.5
        stopped = mixer.position
        speaker.pump()
        assert mixer.position == stopped
