"""The voice: clips are trimmed, equally loud and kept; an engine that fails costs its sentence, never the session."""

from __future__ import annotations

import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.atomic import scratch_prefix
from coach.audio.clip import RATE, Clip
from coach.audio.loudness import loudness as heard
from coach.units import Ms
from coach.voice.cache import ClipCache, write_sealed
from coach.voice.engine import EngineError, SpeechProcess
from coach.voice.levelling import LOUDNESS, PEAK, clip_from, read_speech
from coach.voice.manner import of_engine
from coach.voice.voice import NoVoice, RenderedVoice, Voice
from tests.conftest import Coach
from tests.support.gym import GYM

MANNER = of_engine("pyttsx3", "", 165)
FAKE_ENGINE = """
import os, sys, time
class engine:
    @staticmethod
    def default_engine_by_sys_platform():
        return "fake"
class Engine:
    def getProperty(self, name):
        return "x"
    def setProperty(self, name, value):
        pass
    def save_to_file(self, text, path):
        pass
    def runAndWait(self):
        {fault}
def init():
    return Engine()
"""


@given(st.integers(200, 8000), st.floats(0.002, 0.9), st.sampled_from([8000, 16000, 22050, 44100, 48000]))
@settings(max_examples=40, deadline=None)
def test_clips_are_equally_loud_trimmed_and_at_one_rate(pitch: int, loudness: float, rate: int) -> None:
    t = np.arange(rate) / rate
    tone = loudness * np.sin(2 * np.pi * min(pitch, rate // 3) * t)
    padded = np.concatenate([np.zeros(rate // 2), tone, np.zeros(rate // 3)])
    samples = np.frombuffer(clip_from(padded, rate).pcm, "<i2") / 32768
    assert len(samples) / RATE == pytest.approx(1.0, abs=0.02)
    assert heard(samples) == pytest.approx(LOUDNESS, abs=0.2)
    assert np.abs(samples).max() <= PEAK + 0.001


def test_silence_is_no_clip() -> None:
    with pytest.raises(ValueError, match="the engine gave silence"):
        clip_from(np.zeros(1000), 22050)


def test_what_engines_write_is_read(tmp_path: Path) -> None:
    """WAV as most do, and the AIFF of macOS, whose rate is an 80-bit float."""
    values = [0, 1000, -1000, 32767]
    path = tmp_path / "speech"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 22050, 0, "NONE", ""))
        file.writeframes(struct.pack("<4h", *values))
    samples, rate = read_speech(path)
    assert (rate, [round(s * 32768) for s in samples]) == (22050, [500, 15884])
    comm = struct.pack(">hIhH", 1, 4, 16, 16383 + 14) + (22050 << 49).to_bytes(8, "big")
    sound = bytes(8) + struct.pack(">4h", *values)
    chunks = b"".join(name + struct.pack(">I", len(body)) + body for name, body in ((b"COMM", comm), (b"SSND", sound)))
    path.write_bytes(b"FORM" + struct.pack(">I", len(chunks) + 4) + b"AIFF" + chunks)
    samples, rate = read_speech(path)
    assert (rate, [round(s * 32768) for s in samples]) == (22050, values)


def test_the_cache_knows_lengths_and_forgets_what_is_not_used(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, MANNER)
    assert (cache.length("Go."), cache.clip("Go.")) == (None, None)
    clip = Clip(bytes(2 * 4801))
    write_sealed(cache.path("Go."), clip)
    assert (cache.length("Go."), cache.clip("Go.")) == (101, clip)
    assert ClipCache(tmp_path, of_engine("pyttsx3", "", 166)).length("Go.") is None
    cache.path("Torn.").write_bytes(b"RIFF")
    assert (cache.length("Torn."), cache.clip("Torn.")) == (None, None)
    cache.prune(largest=0)
    assert cache.size() == (0, 0)


def test_a_clip_is_believed_only_if_it_is_one(tmp_path: Path) -> None:
    """Wherever a bit of it has changed, and whatever its size is, it is no clip, and it is made again."""
    clip = Clip(bytes(range(200)))
    write_sealed(tmp_path / "whole.wav", clip)
    whole = (tmp_path / "whole.wav").read_bytes()
    damaged = [bytes(len(whole)), b"", whole[:-1], whole + b"\0", whole[:100], bytes(100)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for data in damaged:
        cache = ClipCache(tmp_path / "clips", MANNER)
        cache.folder.mkdir(exist_ok=True)
        cache.path("Go.").write_bytes(data)
        assert (cache.length("Go."), cache.is_sound("Go.")) == (None, False)
        assert not cache.path("Go.").exists()
    write_sealed(cache.path("Go."), clip)
    assert (cache.length("Go."), cache.is_sound("Go."), cache.clip("Go.")) == (3, True, clip)


def test_clips_that_hold_zeros_are_made_again(coach: Coach) -> None:
    """As after a power failure: all of the right size."""
    coach.env["XDG_CACHE_HOME"] = str(coach.home / "cache")
    assert coach("render", GYM, "-o", "before.wav").status == 0
    clips = list((coach.home / "cache" / "voice-coach" / "clips").glob("*.wav"))
    for clip in clips:
        clip.write_bytes(bytes(clip.stat().st_size))
    assert coach("render", GYM, "-o", "after.wav").status == 0
    loud = [np.frombuffer((coach.cwd / name).read_bytes()[44:-1000], np.int16) for name in ("before.wav", "after.wav")]
    before, after = (np.mean(np.abs(samples.astype(float))) for samples in loud)
    assert after == pytest.approx(before, rel=0.05)
    # A recording doesn't wait for sentences that gave way to others.
    assert sum(any(clip.read_bytes()) for clip in clips) > len(clips) // 2


def test_two_processes_prune_the_cache(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, MANNER)
    for number in range(2000):
        cache.path(str(number)).touch()
    with ThreadPoolExecutor(8) as pool:
        assert (
            list(pool.map(ClipCache.prune, [ClipCache(tmp_path, MANNER) for _ in range(16)], [-1] * 16)) == [None] * 16
        )
    assert cache.size() == (0, 0)


def test_of_two_processes_that_make_a_clip_the_first_one_is_kept(tmp_path: Path) -> None:
    """A reader that was told the length of a clip reads a clip of that length, whatever others do meanwhile."""
    out = ClipCache(tmp_path, MANNER).path("One.")
    engines = [SpeechProcess(MANNER) for _ in range(4)]

    def made(engine: SpeechProcess) -> bytes:
        engine.render("One.", out)
        return out.read_bytes()

    write_sealed(out.with_name("first"), Clip(bytes(200)))
    with ThreadPoolExecutor(4) as pool:
        together = set(pool.map(made, engines))
    assert together == {out.read_bytes()}
    out.with_name("first").replace(out)
    first = out.read_bytes()
    assert [made(engine) for engine in engines] == [first] * 4
    for engine in engines:
        engine.close()
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("voice", ["rendered", "none"])
def test_every_voice_keeps_the_contract(voice: str, tmp_path: Path) -> None:
    """Asking costs nothing; a clip has the length that was told; what has no clip has no length."""
    made: Voice
    if voice == "none":
        made = NoVoice()
    else:
        made = RenderedVoice(ClipCache(tmp_path, MANNER), SpeechProcess(MANNER), pytest.fail)
    made.want(["One.", "Two.", "One."])
    assert made.settled(["One.", "Two."], 20)
    for text in ("One.", "Two.", "Never asked for."):
        clip = made.clip(text)
        assert made.length(text) == (clip.length if clip else None)
    assert (made.clip("One.") is not None) is (voice == "rendered")
    made.close()


def test_the_engine_says_every_sentence_whole(tmp_path: Path) -> None:
    """The same sentences many times over: none is empty, and none is cut short."""
    engine = SpeechProcess(MANNER)
    lengths: dict[str, set[int]] = {}
    for turn in range(150):
        text = ("Go.", "Six. Target hit.", "One good set. Then rest, and change sides.")[turn % 3]
        out = tmp_path / f"{turn}.wav"
        engine.render(text, out)
        with wave.open(str(out)) as file:
            lengths.setdefault(text, set()).add(file.getnframes() * 1000 // RATE)
    engine.close()
    assert all(max(found) - min(found) <= 30 for found in lengths.values())


def test_the_worker_answers_what_it_cannot_do() -> None:
    requests = [{"text": "Hm.", "voice": "no/such", "rate": 165, "out": "/nowhere/at/all.wav"}, {"voices": True}]
    done = subprocess.run(
        [sys.executable, "-m", "coach.voice.worker", "pyttsx3"],
        input="".join(json.dumps(request) + "\n" for request in requests),
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    failed, voices = map(json.loads, done.stdout.splitlines())
    assert "error" in failed or Path("/nowhere").exists()
    assert "gmw/en-us" in [voice["id"] for voice in voices["ok"]]


class _FromAnother(ClipCache):
    """A cache into which another process puts a clip after somebody here began to wait for it, and before its turn."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, MANNER)
        self.waited_for = threading.Event()
        self.there = False

    def length(self, text: str) -> Ms | None:
        if threading.current_thread() is threading.main_thread():
            self.waited_for.set()
        else:
            assert self.waited_for.wait(30)
            self.there = True
        return Ms(500) if self.there else None


def test_a_clip_that_another_process_made_is_waited_for_no_longer(tmp_path: Path) -> None:
    voice = RenderedVoice(_FromAnother(tmp_path), SpeechProcess(MANNER), print)
    began = time.monotonic()
    try:
        voice.want(["One."])
        assert voice.settled(["One."], 60)
    finally:
        voice.close()
    assert time.monotonic() - began < 30


def test_an_answer_that_makes_no_sense_costs_its_sentence(tmp_path: Path) -> None:
    """Nobody waits for a sentence whose engine talks nonsense."""
    chatter = [sys.executable, "-c", "for line in __import__('sys').stdin: print('Hm?', flush=True)"]
    told: list[str] = []
    voice = RenderedVoice(ClipCache(tmp_path, MANNER), SpeechProcess(MANNER, chatter), told.append)
    texts = ["One.", "Two.", "Three."]
    try:
        voice.want(texts)
        assert voice.settled(texts, 30)
    finally:
        voice.close()
    assert told == [
        "No voice: the speech engine gives no proper answer. "
        "Going on with sounds and lines; run coach doctor to mend it."
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "b'Hm?'", "b''", "b'7'", "b'[]'", """b'{"ok": 3}'""", """b'{"ok": [{"id": 1}]}'""", """b'{"ok": [{}]}'""",
        "bytes([255, 0])", "b'[' * 100_000", "b'x' * 3_000_000",
    ],
)  # fmt: skip
def test_voices_that_cannot_be_read(answer: str) -> None:
    chatter = f"import sys; sys.stdin.readline(); sys.stdout.buffer.write({answer} + bytes([10]))"
    engine = SpeechProcess(MANNER, [sys.executable, "-c", chatter])
    with pytest.raises(EngineError, match="gives no proper answer"):
        engine.voices()
    engine.close()


def test_a_worker_that_is_killed_again_and_again_costs_no_sentence(tmp_path: Path) -> None:
    """Whether it is killed between two sentences or within one; and none leaves its temporary folder."""
    told: list[str] = []
    killed: list[int] = []
    voice = RenderedVoice(ClipCache(tmp_path, MANNER), SpeechProcess(MANNER), told.append)
    try:
        for number in range(6):
            # Rendered by a worker that is there from now on, and idle.
            voice.want([f"Before {number}."])
            assert voice.settled([f"Before {number}."], 30)
            texts = [f"This is sentence {number}.", f"And this is the one after {number}."]
            voice.want(texts[number % 2 :])
            for worker in workers():
                os.kill(worker, signal.SIGKILL)
                killed.append(worker)
            voice.want(texts)
            assert voice.settled(texts, 30)
            assert [text for text in texts if voice.length(text) is None] == []
    finally:
        voice.close()
    assert told == []
    assert killed
    assert [left for one in killed for left in Path(tempfile.gettempdir()).glob(f"{scratch_prefix(one)}*")] == []


def workers() -> list[int]:
    """The speech workers of this process."""
    found = subprocess.run(["pgrep", "-P", str(os.getpid()), "-f", "voice.worker"], capture_output=True, check=False)
    return [int(word) for word in found.stdout.split()]


def test_clips_that_somebody_removes_are_made_again(tmp_path: Path) -> None:
    voice = RenderedVoice(ClipCache(tmp_path / "clips", MANNER), SpeechProcess(MANNER), print)
    try:
        for _ in range(2):
            voice.want(["One.", "Two."])
            assert voice.settled(["One.", "Two."], 30)
            assert voice.clip("Two.")
            shutil.rmtree(tmp_path / "clips")
            assert not voice.settled(["One.", "Two."])
    finally:
        voice.close()


@pytest.mark.parametrize(
    ("fault", "line", "how"),
    [
        ("time.sleep(1000)", "the speech engine hangs", "--mute"),
        ("os.abort()", "the speech engine died", "--dry-run"),
        ("raise RuntimeError('no larynx')", "the speech engine failed: RuntimeError: no larynx", "--dry-run"),
    ],
)
def test_an_engine_that_fails_costs_its_sentences_and_one_line(
    coach: Coach, tmp_path: Path, fault: str, line: str, how: str
) -> None:
    """A session with an engine that hangs, dies or fails is finished, with its words on the screen."""
    package = tmp_path / "fake" / "pyttsx3"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(FAKE_ENGINE.format(fault=fault))
    (tmp_path / "brief.toml").write_text(
        'title = "Brief"\n[defaults]\ntempo = "1-0-0-0"\n[[exercise]]\nname = "Row"\nsets = 1\nreps = 3\n'
    )
    env = {"PYTHONPATH": str(tmp_path / "fake"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    run = coach("start", "brief.toml", how, env=env)
    assert run.status == 0
    lines = run.out.splitlines()
    assert [found for found in lines if found.startswith("No voice")] == [
        f"No voice: {line}. Going on with sounds and lines; run coach doctor to mend it."
    ]
    words = [found.split("  ")[-1] for found in lines if not found.startswith("No voice")]
    assert words == [
        "Brief.",
        "One exercise, one set, about one minute.",
        "Row. Three reps.",
        "Get ready.",
        "(tick)",
        "(tick)",
        "(tick)",
        "(go)",
        "One.",
        "Two. Last one.",
        "(finished)",
        "That's your brief workout done: one exercise, one set, in fourteen seconds. You finished every set.",
    ]


def test_an_engine_that_is_not_there(tmp_path: Path) -> None:
    engine = SpeechProcess(MANNER, [str(tmp_path / "nothing")])
    with pytest.raises(EngineError, match="the speech engine doesn't start"):
        engine.voices()
