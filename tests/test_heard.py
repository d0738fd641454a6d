"""What comes out of the speaker: real sessions on a sound server of the test's own, recorded and listened to."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from coach.audio.clip import RATE, read_clip
from coach.audio.sounds import load_sounds
from coach.library.find import shipped
from coach.voice.cache import ClipCache
from coach.voice.manner import of_engine
from tests.conftest import Coach
from tests.support.gym import broken_off, hurried
from tests.support.listener import Expected, Heard, listen, sounding, unexplained
from tests.support.pulse import Pulse
from tests.support.tape import TAPE_IS_FASTER, Tape

SHORT = str(Path(__file__).with_name("short.toml"))
MINI = str(Path(__file__).with_name("mini.toml"))


@pytest.fixture
def gym(coach: Coach, pulse: Pulse) -> Coach:
    """The program, with the test's sound server to play on."""
    keys = ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "PULSE_SERVER", "ALSA_CONFIG_PATH")
    coach.env.update({key: pulse.env[key] for key in keys})
    return coach


def expected(coach: Coach, routine: str, *words: str) -> list[Expected]:
    """The script of a routine, as samples."""
    cache = ClipCache(Path(coach.env["XDG_CACHE_HOME"]) / "voice-coach" / "clips", of_engine("pyttsx3", "", 165))
    sounds = load_sounds([shipped() / "sounds"])
    found = []
    for line in coach("script", routine, "--json", *words).out.splitlines():
        cue = json.loads(line)
        clip = read_clip(cache.path(cue["text"])) if cue["kind"] == "say" else sounds[cue["sound"]]
        found.append(Expected(cue.get("text") or cue["sound"], cue["at"], np.frombuffer(clip.pcm, np.int16)))
    return found


@pytest.fixture
def tape(tmp_path: Path) -> Tape:
    if not find_library("asound"):
        pytest.skip("no ALSA to play on")
    return Tape(tmp_path)


@contextmanager
def playing(coach: Coach, *words: str, keys: int | None = None) -> Iterator[subprocess.Popen[str]]:
    """The program at work; `keys` is the terminal that it reads from."""
    stdin = subprocess.DEVNULL if keys is None else keys
    process = subprocess.Popen(
        coach.command("start", *words), env=coach.env, stdin=stdin, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, bufsize=1,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(process: subprocess.Popen[str], words: str) -> list[str]:
    """The lines up to the one that has `words` in it."""
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if words in line:
            return lines
    raise AssertionError(f"{words!r} never came: {lines}")


def spoken(lines: list[str]) -> list[str]:
    return [re.sub(r"^[\s\d:.]+ {2}", "", line) for line in lines]


def out_of_step(heard: list[Heard], tolerance: float, likeness: float) -> list[Heard]:
    """The cues that aren't where they should be relative to the cue before them, or don't sound as they should.

    A machine that pauses for a moment delays one cue, and all that follow keep their distance from it.
    """
    pairs = zip([heard[0], *heard], heard, strict=False)
    return [now for before, now in pairs if abs(now.off - before.off) > tolerance or now.likeness < likeness]


def played(gym: Coach, pulse: Pulse, speaker: str, script: list[Expected], tolerance: float) -> list[object]:
    """What is wrong with the script as it is heard, in up to five tries.

    A machine that pauses delays a few cues, or cuts into them, with any player: those of a try count only
    where they are half of all.
    """
    wrong: list[object] = ["nothing was heard"]
    for _ in range(5):
        with pulse.recording() as recording:
            run = gym("start", MINI, "--speaker", speaker, "--no-journal")
        assert run.status == 0
        found = out_of_step(listen(recording.samples(), script), tolerance, likeness=0.8)
        wrong = [*found] if len(found) * 2 > len(script) else []
        if not wrong:
            break
    return wrong


def test_every_cue_of_the_script_is_played_at_its_sample_and_nothing_else(coach: Coach, tape: Tape) -> None:
    """Live, over a whole session; the rendered file has every kind of step."""
    assert wrong_on_tape(coach, tape, MINI) == []


def test_the_tones_of_the_metronome_are_played_at_their_samples(coach: Coach, tape: Tape) -> None:
    exercise = 'use = "bodyweight squat"\nsets = 1\nreps = 4\ntempo = "2-0-1-1"\n'
    (coach.cwd / "squats.toml").write_text(f'title = "Squats"\n[[exercise]]\n{exercise}')
    coach.env["COACH_METRONOME"] = "true"
    assert {"lift", "lower"} <= {cue.name for cue in expected(coach, "squats.toml")}
    assert wrong_on_tape(coach, tape, "squats.toml") == []


def wrong_on_tape(coach: Coach, tape: Tape, routine: str) -> list[object]:
    """What isn't heard of a routine's script at its sample, and what is heard besides, where it is played live."""
    script = expected(coach, routine)
    coach.env.update(tape.env)
    output, _ = hurried(coach, "start", routine, "--no-journal", speed=2).communicate(timeout=120)
    said = [line for line in output.splitlines() if line != TAPE_IS_FASTER]
    assert said == coach("script", routine).out.splitlines()
    samples = tape.samples()
    return [*out_of_step(listen(samples, script), tolerance=0.0, likeness=0.999), *unexplained(samples, script)]


def test_the_cues_are_heard_at_their_times(gym: Coach, pulse: Pulse) -> None:
    """To a tenth of a millisecond, through a sound server that plays in real time."""
    assert played(gym, pulse, "miniaudio", expected(gym, MINI), tolerance=0.0001) == []


def test_every_cue_of_the_script_is_in_the_rendered_file_at_its_time(coach: Coach) -> None:
    script = expected(coach, SHORT, "--recorded")
    assert coach("render", SHORT, "-o", "short.wav").status == 0
    samples = np.frombuffer(read_clip(coach.cwd / "short.wav").pcm, np.int16)
    assert out_of_step(listen(samples, script), tolerance=0.0, likeness=0.999) == []


def test_a_session_that_was_killed_is_heard_to_go_on(coach: Coach, tape: Tape) -> None:
    """What is heard are the words of the set where it was broken off, each at the time that the rehearsal gives."""
    broken_off(coach, MINI, after="(done)")
    rehearsed = [
        re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in coach("start", MINI, "--dry-run").out.splitlines()
    ]
    assert rehearsed[0] == ["0:00.0", "You stopped just now, at row, set two."]
    cache = ClipCache(Path(coach.env["XDG_CACHE_HOME"]) / "voice-coach" / "clips", of_engine("pyttsx3", "", 165))
    sounds = load_sounds([shipped() / "sounds"])
    script = []
    for at, what in rehearsed:
        clip = sounds[what[1:-1]] if what.startswith("(") else read_clip(cache.path(what))
        seconds = int(at.partition(":")[0]) * 60 + float(at.partition(":")[2])
        script.append(Expected(what, seconds, np.frombuffer(clip.pcm, np.int16)))
    coach.env.update(tape.env)
    output, _ = hurried(coach, "start", MINI, speed=2).communicate(timeout=120)
    assert [line for line in spoken(output.splitlines()) if line != TAPE_IS_FASTER] == [what for _, what in rehearsed]
    heard = listen(tape.samples(), script)
    # The rehearsal's times are printed to a tenth of a second.
    assert [cue for cue in heard if abs(cue.off) > 0.11 or cue.likeness < 0.999] == []


def test_simpleaudio_plays_the_same_as_exactly_as_it_can(gym: Coach, pulse: Pulse) -> None:
    pytest.importorskip("simpleaudio", reason="simpleaudio is not installed; it needs ALSA's headers to build")
    assert played(gym, pulse, "simpleaudio", expected(gym, MINI), tolerance=0.1) == []


def test_the_keys(gym: Coach, pulse: Pulse) -> None:
    """Each is obeyed, and confirmed by sound, for someone who isn't looking."""
    master, slave = pty.openpty()
    with pulse.recording() as recording, playing(gym, MINI, "--no-journal", keys=slave) as process:
        lines = until(process, "Mini.")
        for key, answer in (
            (b" ", "Paused."),
            (b"?", "Mini."),
            (b" ", "Here we go again."),
            (b"n", "Row. Two sets of two reps."),
            (b"+", "You're not resting."),
            (b"\x1b[C", "Next: row."),
            (b"n", "(go)"),
            (b"d", "Rest: eight seconds."),
            (b"+", "of rest left."),
            (b"?", "Then row, set two of two."),
            (b"r", "Then row, set two of two."),
            (b"p", "(done)"),
            (b"p", "again."),
            (b"q", "Stopped before your first set."),
        ):
            os.write(master, key)
            lines += until(process, answer)
        process.wait(timeout=20)
    os.close(master)
    os.close(slave)
    assert process.returncode == 0
    assert len(sounding(recording.samples(), 30)) > 15


def test_a_pause_is_silent_at_once_and_the_session_goes_on_where_it_was(gym: Coach, pulse: Pulse) -> None:
    master, slave = pty.openpty()
    with pulse.recording() as recording, playing(gym, SHORT, "--no-journal", keys=slave) as process:
        until(process, "three exercises".capitalize())
        os.write(master, b" ")
        until(process, "Paused.")
        time.sleep(1.5)  # the pause
        os.write(master, b" ")
        until(process, "Here we go again.")
        os.write(master, b"q")
        until(process, "Stopped before your first set.")
        process.wait(timeout=20)
    os.close(master)
    os.close(slave)
    stretches = sounding(recording.samples(), 30)
    silences = [after[0] - before[1] for before, after in pairwise(stretches)]
    assert sum(1.0 < silence < 2.5 for silence in silences) == 1


def test_ctrl_c_is_silent_at_once_and_leaves_with_130(gym: Coach, pulse: Pulse) -> None:
    with pulse.recording() as recording, playing(gym, SHORT, "--no-journal") as process:
        until(process, "(tick)")
        pressed = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=10)
        assert time.monotonic() - pressed < 5
        time.sleep(0.5)  # whatever would still sound
        assert process.stdout
        assert "Traceback" not in process.stdout.read()
    assert process.returncode == 130
    samples = recording.samples()
    assert not samples[-RATE // 4 :].any()


BACK_AGAIN = "The audio device is back."
STANDS_STILL = "The audio device stands still. Going on in silence until it is back."


def suspend(pulse: Pulse) -> None:
    pulse.pactl("suspend-sink", "gym", "1")


def resume(pulse: Pulse) -> None:
    pulse.pactl("suspend-sink", "gym", "0")


def unplug(pulse: Pulse) -> None:
    pulse.pactl("unload-module", "module-null-sink")


def plug(pulse: Pulse) -> None:
    pulse.pactl("load-module", "module-null-sink", "sink_name=gym", f"rate={RATE}", "channels=1", "format=s16le")


@pytest.mark.parametrize(
    ("take_away", "bring_back"),
    [(suspend, resume), (unplug, plug), (Pulse.stop, Pulse.start)],
    ids=lambda f: f.__name__,
)
def test_a_device_that_goes_and_comes_back(
    gym: Coach, pulse: Pulse, take_away: Callable[[Pulse], None], bring_back: Callable[[Pulse], None]
) -> None:
    """The session goes on by the clock, says so in one line, and is heard again when the device is back."""
    with pulse.recording(), playing(gym, MINI, "--no-journal") as process:
        lines = until(process, "One exercise")
        take_away(pulse)
        lines += until(process, STANDS_STILL)
        bring_back(pulse)
        with pulse.recording() as recording:
            lines += until(process, BACK_AGAIN)
            lines += until(process, "You finished every set.")
            process.wait(timeout=20)
    assert process.returncode == 0
    assert [line for line in lines if line in (STANDS_STILL, BACK_AGAIN)] == [STANDS_STILL, BACK_AGAIN]
    ours = [line for line in spoken(lines) if line not in (STANDS_STILL, BACK_AGAIN) and "onnection" not in line]
    assert [w for w in ours if "error" not in w] == spoken(gym("script", MINI).out.splitlines())
    assert len(sounding(recording.samples(), 30)) > 5


def test_a_device_that_never_comes_back(gym: Coach, pulse: Pulse) -> None:
    with pulse.recording(), playing(gym, MINI, "--no-journal") as process:
        lines = until(process, "One exercise")
        suspend(pulse)
        lines += until(process, "You finished every set.")
        process.wait(timeout=20)
        resume(pulse)
    assert process.returncode == 0
    assert lines.count(STANDS_STILL) == 1


def test_a_sound_server_that_hangs(gym: Coach, pulse: Pulse) -> None:
    """The start is delayed by three seconds, and one line says why; Ctrl-C works; once the server answers, the session
    is heard."""
    server = pulse.pid()
    os.kill(server, signal.SIGSTOP)
    try:
        with playing(gym, MINI, "--no-journal") as process:
            assert until(process, "Mini.")[0] == (
                "No sound: the sound server doesn't answer. Going on in silence; run coach doctor to mend it."
            )
            os.kill(server, signal.SIGCONT)
            with pulse.recording() as recording:
                until(process, BACK_AGAIN)
                until(process, "(tick)")
            os.kill(server, signal.SIGSTOP)
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 130
        assert sounding(recording.samples(), 30)
        with playing(gym, MINI, "--no-journal") as process:
            time.sleep(1)  # it waits for the server meanwhile
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 130
            assert process.stdout
            assert process.stdout.read() == ""
    finally:
        os.kill(server, signal.SIGCONT)


def test_a_device_that_takes_all_at_once(coach: Coach, tmp_path: Path) -> None:
    """ALSA alone, with its null device: the session takes the time that it takes, and says why nothing is heard."""
    alsa = tmp_path / "asound.conf"
    alsa.write_text("</usr/share/alsa/alsa.conf>\npcm.!default null\nctl.!default null\n")
    coach.env["ALSA_CONFIG_PATH"] = str(alsa)
    with playing(coach, MINI, "--no-journal") as process:
        lines = until(process, "Mini.")
        began = time.monotonic()
        lines += until(process, "(go)")
        took = time.monotonic() - began
    if not any("faster" in line for line in lines):
        pytest.skip("no ALSA to play on")
    assert "The audio device takes sound faster than it can be heard. Going on by the clock." in lines
    assert took > float(lines[-1].split()[0].partition(":")[2]) - 3


def test_no_device_at_all(coach: Coach) -> None:
    session = hurried(coach, "start", MINI, "--no-journal", speed=4)
    first, *rest = session.communicate(timeout=60)[0].splitlines()
    assert session.returncode == 0
    assert first == (
        "No sound: the audio device doesn't open (no audio system answers). "
        "Going on in silence; run coach doctor to mend it."
    )
    assert rest == coach("script", MINI).out.splitlines()
