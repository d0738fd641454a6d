"""The parts of a session that have to be begun first, as they take their time: the voice, the device; and the settings.

Loads no more than these need.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from platformdirs import user_cache_path, user_config_path, user_state_path

from coach.audio.mixer import Mixer
from coach.audio.speaker import NoDevice, Speaker
from coach.audio.speakers import make_speaker
from coach.audio.stream import Stream
from coach.config.settings import Settings, laid_over
from coach.errors import CoachError, Mistake, did_you_mean, quoted
from coach.library.find import read_text
from coach.voice.cache import ClipCache, Manner
from coach.voice.engine import ENGINE, EngineError, SpeechProcess, VoiceInfo
from coach.voice.voice import RenderedVoice

if TYPE_CHECKING:
    from coach.speech.language import Language

APP: Final = "voice-coach"


@cache
def config_folder() -> Path:
    """Where the athlete's configuration, routines and sounds are."""
    return user_config_path(APP)


def language() -> Language:
    """The language that the commands speak."""
    from coach.speech import english

    return english


def settings(flags: dict[str, Any]) -> tuple[Settings, dict[str, str]]:
    """What holds, and from where; `flags` win over the configuration file."""
    path = config_folder() / "config.toml"
    if not path.is_file():
        return laid_over({}, {}, flags)
    from coach.config.file import read_settings

    return read_settings(read_text(path), path, flags)


def cache_folder() -> Path:
    """Where clips are kept; somewhere temporary when the platform's folder can't be written."""
    folder = user_cache_path(APP) / "clips"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.gettempdir()) / f"{APP}-clips"


def state_folder() -> Path:
    """Where a session notes what has to outlive it."""
    return user_state_path(APP)


def manner(settings: Settings) -> Manner:
    return Manner(ENGINE, settings.voice, settings.rate)


def voice(settings: Settings, tell: Callable[[str], None]) -> RenderedVoice:
    """The voice, its engine not yet started. Raises `CoachError` for a voice that the engine doesn't have."""
    chosen = manner(settings)
    cache = ClipCache(cache_folder(), chosen)
    engine = SpeechProcess(chosen)
    if settings.voice and cache.length(_SAMPLE) is None:
        _check_voice(settings.voice, engine, cache)
    if cache.is_empty():
        # It will be needed, and can start up while the routine is being read.
        with suppress(EngineError):
            engine.start()
    return RenderedVoice(cache, engine, tell, settings.volume)


_SAMPLE: Final = "This is your coach."
"""Rendered once for each voice that was chosen: its clip shows that the engine has that voice."""


def _check_voice(name: str, engine: SpeechProcess, cache: ClipCache) -> None:
    try:
        known = [info.id for info in engine.voices()]
        if name not in known:
            hint = did_you_mean(name, known) or "coach voices lists them"
            raise CoachError(Mistake(f"there is no voice {quoted(name)}", hint))
        engine.render(_SAMPLE, cache.path(_SAMPLE))
    except EngineError:
        return  # the session goes on without a voice, and says so


def voices() -> list[VoiceInfo]:
    """The engine's voices. Raises `CoachError` where there is no engine."""
    engine = SpeechProcess(Manner(ENGINE, "", Settings().rate))
    try:
        return engine.voices()
    except EngineError as error:
        raise CoachError(Mistake(str(error), "run coach doctor")) from None
    finally:
        engine.close()


def speaker(settings: Settings) -> Speaker:
    """The speaker that the settings name. Raises `CoachError` where it can't be had."""
    try:
        return make_speaker(settings.speaker, time.monotonic)
    except NoDevice as error:
        raise CoachError(Mistake(str(error), "leave out --speaker to use miniaudio")) from None


def stream(speaker: Speaker, tell: Callable[[str], None]) -> Stream:
    return Stream(Mixer(), speaker, time.monotonic, tell)
