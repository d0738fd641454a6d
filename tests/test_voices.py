"""The engines: each keeps its contract, speaks at the rate that is set, and gives way to the platform's voice."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.clip import RATE, Clip, read_clip
from coach.cli.installation import install_command
from coach.score.cues import APART
from coach.speech import english
from coach.speech.lexicon import respeller
from coach.voice.cache import ClipCache
from coach.voice.engine import EngineError, SpeechProcess
from coach.voice.manner import EngineName, Manner, VoiceMissing, is_installed, manner, of_engine
from coach.voice.pace import ModelSpeeds, quickened
from coach.voice.voice import RenderedVoice
from tests.conftest import Coach

LONG = "Keep your chest up and squeeze your shoulder blades together at the top. Pull your elbows down to your ribs."

BRIEF = 'title = "Brief"\n[defaults]\ntempo = "1-0-0-0"\n[[exercise]]\nname = "Row"\nsets = 1\nreps = 3\n'


@pytest.fixture(scope="module")
def hibari() -> Iterator[SpeechProcess]:
    """hibari, loaded once for all tests that leave its worker alone."""
    if not is_installed("hibari"):
        pytest.skip("hibari is not installed")
    engine = SpeechProcess(of_engine("hibari", "", 165))
    yield engine
    engine.close()


def of(engine: EngineName, rate: int = 165) -> Manner:
    """The manner of an engine that has a voice here; skips the test where it has none."""
    if not is_installed(engine):
        pytest.skip(f"{engine} is not installed")
    return of_engine(engine, "", rate)


@pytest.mark.parametrize("name", ["hibari", "piper", "pyttsx3"])
def test_every_engine_keeps_the_contract(name: EngineName, tmp_path: Path) -> None:
    """It lists voices that it has, has no others, speaks, and says the same the same."""
    engine = SpeechProcess(of(name))
    try:
        voices = engine.voices()
        if not voices:
            pytest.skip(f"{name} has no voice here")
        for voice in voices:
            assert engine.has(voice.id.removeprefix(f"{name}:") if voice.id != name else "")
            assert voice.languages
            assert voice.licence
            assert voice.runs.startswith("on this machine, by ")
        assert not engine.has("no/such/voice")
        clips = []
        for index in range(2):
            engine.render("One.", tmp_path / f"{index}.wav")
            clips.append(read_clip(tmp_path / f"{index}.wav"))
        if name != "pyttsx3":  # espeak-ng's breath is never the same
            assert clips[0] == clips[1]
        assert isinstance(engine.guessed("Xylonth squat."), list)
    finally:
        engine.close()


def spoken(engine: SpeechProcess, text: str, folder: Path) -> Clip:
    """`text` said by `engine`, in a file of its own, as a clip that is there is never written again."""
    path = folder / f"{len(list(folder.iterdir()))}.wav"
    engine.render(text, path)
    return read_clip(path)


@pytest.mark.parametrize("rate", [80, 165, 300, 400])
def test_a_rate_is_the_same_pace_with_every_engine(rate: int, tmp_path: Path) -> None:
    """A sentence by hibari takes as long as one by espeak-ng, within a sixth."""
    lengths = []
    names: tuple[EngineName, ...] = ("hibari", "pyttsx3")
    for name in names:
        engine = SpeechProcess(of(name, rate))
        lengths.append(spoken(engine, LONG, tmp_path).length)
        engine.close()
    assert lengths[0] == pytest.approx(lengths[1], rel=1 / 6)


def test_counts_fit_into_the_shortest_rep(hibari: SpeechProcess, tmp_path: Path) -> None:
    """Reps of a second: a count and the silence around it are shorter than that."""
    for rep in range(1, 31):
        text = english.numbers.number(rep).capitalize() + "."
        assert spoken(hibari, text, tmp_path).length + APART <= 1000, text


def test_clips_begin_and_end_with_speech(hibari: SpeechProcess, tmp_path: Path) -> None:
    """No silence and no noise before the first sound or after the last; the first isn't clipped."""
    for text in ("Six.", "Half.", "Face pulls."):
        samples = np.abs(np.frombuffer(spoken(hibari, text, tmp_path).pcm, "<i2") / 32768)
        edge = RATE // 20
        assert samples[:edge].max() > 0.01, text
        assert samples[-edge:].max() > 0.01, text
        assert samples[0] < 0.01
        assert samples[-1] < 0.01


def test_words_that_hibari_does_not_know(hibari: SpeechProcess) -> None:
    assert hibari.guessed("Grip the Xylonth, then pull.") == ["Xylonth"]
    assert hibari.guessed(respeller(english.said("hibari"))("Pallof press. EMOM. AMRAP. Kettlebell swing.")) == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_hibari_is_started_again(how: signal.Signals, tmp_path: Path) -> None:
    """Killed, it costs nothing; a worker that hangs costs the sentence that it hangs at."""
    told: list[str] = []
    chosen = of("hibari")
    voice = RenderedVoice(ClipCache(tmp_path, chosen), SpeechProcess(chosen), told.append)
    try:
        voice.want(["One."])
        assert voice.settled(["One."], 60)
        for worker in workers("hibari"):
            os.kill(worker, how)
        voice.want(["Two.", "Three."])
        assert voice.settled(["Two.", "Three."], 60)
        assert voice.length("Three.")
        assert (voice.length("Two.") is None) is (how is signal.SIGSTOP)
    finally:
        voice.close()
    assert told == []


def workers(engine: str) -> list[int]:
    """The workers of this process that speak by `engine`."""
    command = ["pgrep", "-P", str(os.getpid()), "-f", f"voice.worker {engine}"]
    found = subprocess.run(command, capture_output=True, check=False)
    return [int(word) for word in found.stdout.split()]


def test_a_machine_without_onnxruntime_is_spoken_to_by_its_own_voice(coach: Coach, tmp_path: Path) -> None:
    """One line says so, all is in one voice, and doctor knows what to do."""
    of("hibari")
    broken = tmp_path / "broken" / "onnxruntime"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('no CPU of this kind')")
    (tmp_path / "brief.toml").write_text(BRIEF)
    env = {"PYTHONPATH": str(broken.parent), "XDG_CACHE_HOME": str(tmp_path / "cache"), "COACH_VOICE": ""}
    lines = coach("start", "brief.toml", "--dry-run", env=env).out.splitlines()
    assert [line for line in lines if "voice" in line] == [
        "Another voice: the speech engine doesn't load: ImportError: no CPU of this kind. "
        "Going on with the platform's own; run coach doctor to mend it."
    ]
    own = coach("start", "brief.toml", "--dry-run").out.splitlines()
    assert [line for line in lines if "voice" not in line] == own
    doctor = coach("doctor", "--no-sound", env=env).out
    assert "FAIL  voice     hibari: the speech engine doesn't load: ImportError: no CPU of this kind\n" in doctor
    assert f"{install_command('natural')} again; meanwhile espeak-ng speaks\n" in doctor


@pytest.mark.parametrize(
    ("voice", "message"),
    [
        ("hibari:nobody", 'coach: there is no voice "hibari:nobody"; did you mean "hibari"?\n'),
        ("espeak:xx", 'coach: there is no voice "espeak:xx"; coach voices lists them\n'),
        ("gmw/enn", 'coach: there is no voice "gmw/enn"; did you mean "gmw/en"?\n'),
    ],
)
def test_voices_that_are_not_there(coach: Coach, tmp_path: Path, voice: str, message: str) -> None:
    (tmp_path / "brief.toml").write_text(BRIEF)
    run = coach("script", "brief.toml", "--voice", voice)
    assert (run.status, run.out, run.err) == (1, "", message)
    assert coach("voices", "--say", voice).err == message


def test_voices_by_their_names() -> None:
    assert manner("pyttsx3", 165) == of_engine("pyttsx3", "", 165)
    assert manner("espeak:en-us", 165) == of_engine("pyttsx3", "espeak:en-us", 165)
    assert manner("", 165).engine == ("hibari" if is_installed("hibari") else "pyttsx3")
    assert manner("", 165, english=False) == of_engine("pyttsx3", "", 165)
    if not is_installed("piper"):
        with pytest.raises(VoiceMissing, match='the voice "piper:x" needs piper, which is not installed'):
            manner("piper:x", 165)


def test_the_platform_has_a_voice_for_each_language(tmp_path: Path) -> None:
    engine = SpeechProcess(manner("espeak:de", 165))
    engine.render("Eins.", tmp_path / "eins.wav")
    assert read_clip(tmp_path / "eins.wav").length > 100
    engine.close()
    nobody = SpeechProcess(manner("espeak:xx", 165))
    with pytest.raises(EngineError, match="LookupError: there is no voice espeak:xx"):
        nobody.render("One.", tmp_path / "one.wav")
    nobody.close()


def test_an_author_says_how_a_word_is_said(coach: Coach, tmp_path: Path) -> None:
    """Another spelling is another clip; what is shown stays as it is written."""
    file = tmp_path / "brief.toml"
    file.write_text(BRIEF)
    before = coach("script", "brief.toml", "--json").out
    file.write_text('say = { row = "a very long row of words", nobody = "none" }\n' + BRIEF)
    after = coach("script", "brief.toml", "--json").out
    assert before != after
    texts = [re.findall(r'"text": "([^"]*)"', said) for said in (before, after)]
    assert texts[0][:3] == texts[1][:3]
    assert "very long" not in after


def test_the_words_that_a_voice_does_not_know_are_listed(coach: Coach, tmp_path: Path) -> None:
    of("hibari")
    (tmp_path / "brief.toml").write_text(BRIEF.replace('"Row"', '"Xylonth row"'))
    run = coach("check", "brief.toml", "--words", env={"COACH_VOICE": "hibari"})
    assert run.out == (
        "brief.toml: Xylonth\n"
        "hibari says these by their spelling. Where one sounds wrong, write it in the routine as\n"
        'say = { Zercher = "zur-chur" }\n'
    )


WORD = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


@given(st.dictionaries(WORD, st.just("x")), st.lists(WORD))
def test_only_whole_words_are_respelled(words: dict[str, str], text: list[str]) -> None:
    known = {word.lower() for word in words}
    said = respeller(words)(" ".join(text)).split()
    assert all(new in ("x", old) for new, old in zip(said, text, strict=True))
    assert all(new == "x" for new, old in zip(said, text, strict=True) if old.lower() in known)


@given(st.floats(1.05, 2.5), st.integers(100, 400))
def test_quicker_speech_keeps_its_pitch(factor: float, pitch: int) -> None:
    rate = 24_000
    tone = np.sin(2 * np.pi * pitch * np.arange(rate) / rate)
    quick = quickened(tone, rate, factor)
    assert len(quick) / rate == pytest.approx(1 / factor, abs=0.04)
    middle = quick[len(quick) // 4 : len(quick) * 3 // 4]
    middle = middle * np.hanning(len(middle))
    found = np.argmax(np.abs(np.fft.rfft(middle))) * rate / len(middle)
    assert found == pytest.approx(pitch, abs=2 * rate / len(middle))


@given(st.floats(60, 500))
def test_a_model_is_asked_for_no_more_than_was_measured(rate: float) -> None:
    speed, left = ModelSpeeds(((0.5, 100), (1.0, 150), (2.0, 300))).speed(rate)
    assert 0.5 <= speed <= 2.0
    assert left == pytest.approx(rate / min(max(rate, 100), 300))
