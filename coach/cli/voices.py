"""`coach voices`: the voices of all engines that are installed, to read and to hear."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typer
from msgspec.structs import asdict, replace

from coach.audio.clip import RATE, read_clip
from coach.audio.mixer import Mixer
from coach.audio.speaker import NoDevice
from coach.cli import runtime, telling
from coach.cli.tables import columns
from coach.config.settings import Settings
from coach.errors import CoachError, Mistake, printable
from coach.units import Frames
from coach.voice.engine import EngineError, SpeechProcess
from coach.voice.manner import ENGINES, EngineName, is_installed, of_engine
from coach.voice.voices import VoiceInfo

SAMPLE: Final = "Next: pull-up, set two of three. Eight reps. Three, two, one. Go."


def list_voices(as_json: bool) -> None:
    """Prints the voices of every engine, by language, with their licence and engine."""
    found, failures = all_voices()
    for failure in failures:
        telling.fault(failure)
    if not found:
        raise CoachError(Mistake("no speech engine answers", "run coach doctor"))
    if as_json:
        typer.echo(json.dumps([asdict(voice) for voice in found], indent=2))
        return
    by_language: dict[str, list[list[str]]] = defaultdict(list)
    for voice in found:
        row = ["  " + voice.id, voice.name, voice.licence, voice.runs]
        by_language[", ".join(voice.languages) or "other"].append(row)
    for language in sorted(by_language):
        typer.echo(printable(language))
        columns(sorted(by_language[language]))


def all_voices() -> tuple[list[VoiceInfo], list[str]]:
    """The voices of all engines, the natural ones first, and why an installed engine has none."""
    names = [name for name in ENGINES if is_installed(name)]
    with ThreadPoolExecutor(len(names)) as pool:
        answers = list(pool.map(_voices_of, names))
    failures = [f"{name}: {answer}" for name, answer in zip(names, answers, strict=True) if isinstance(answer, str)]
    return [voice for answer in answers if not isinstance(answer, str) for voice in answer], failures


def _voices_of(name: EngineName) -> list[VoiceInfo] | str:
    engine = SpeechProcess(of_engine(name, "", Settings().rate))
    try:
        return engine.voices()
    except EngineError as error:
        return str(error)
    finally:
        engine.close()


def say(name: str) -> None:
    """Plays a sentence in the voice `name`. Raises `CoachError` for one that isn't there or doesn't speak."""
    settings, _ = runtime.settings({"voice": name})
    chosen = runtime.manner(settings)
    engine = SpeechProcess(chosen)
    try:
        runtime.check_voice(chosen, engine)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "sample.wav"
            engine.render(SAMPLE, file)
            _play(file, replace(settings, volume=100))
    except EngineError as error:
        raise CoachError(Mistake(str(error), "run coach doctor")) from None
    finally:
        engine.close()


def _play(file: Path, settings: Settings) -> None:
    """Plays a clip to its end."""
    mixer, clip, speaker = Mixer(), read_clip(file), runtime.speaker(settings)
    start = Frames(RATE // 4)
    mixer.book(start, clip)
    try:
        speaker.start(mixer)
    except NoDevice as error:
        raise CoachError(Mistake(str(error), "run coach doctor")) from None
    deadline = time.monotonic() + (start + clip.frames) / RATE + 2
    while mixer.position < start + clip.frames + start and time.monotonic() < deadline:
        speaker.pump()
        time.sleep(0.02)
    speaker.stop()
