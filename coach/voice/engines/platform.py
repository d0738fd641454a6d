"""pyttsx3: the platform's own voices, in every language that they have; and who speaks where the other engines can't.

Two traps are dealt with here: pyttsx3 2.99 races with espeak's thread, and espeak-ng cuts long paths off.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from coach.audio.loudness import Samples
from coach.voice.levelling import read_speech
from coach.voice.manner import PLATFORM
from coach.voice.voices import VoiceInfo

_LONGEST_DATA_PATH: Final = 120
"""espeak-ng cuts longer paths off (it keeps 160 bytes for the path of any of its files)."""


def open_engine(folder: Path) -> Any:
    """pyttsx3's engine for this platform; on Linux with the espeak-ng that came as a wheel.

    `folder` is for what the engine needs while it runs.
    """
    if sys.platform == "linux":
        _offer_espeak(folder)
    import pyttsx3

    if pyttsx3.engine.default_engine_by_sys_platform() == "espeak":
        _speak_in_turn()
    return pyttsx3.init()


def _speak_in_turn() -> None:
    """Has pyttsx3's espeak driver synthesise in the calling thread instead of in one of espeak's own.

    As it stands (2.99), the driver's loop and espeak's thread race, and one sentence in seventy comes out
    empty. In espeak's synchronous mode there is no thread; the event that ends a sentence, which that mode
    leaves out, is sent here, and nothing is left for the driver to wait for.
    """
    from pyttsx3.drivers import _espeak, espeak

    synthesise = _espeak.Synth
    end = (_espeak.EVENT * 1)(_espeak.EVENT(type=_espeak.EVENT_MSG_TERMINATED))

    def synthesise_to_the_end(*given: Any, **named: Any) -> None:
        synthesise(*given, **named)
        _espeak.SynthCallback(None, 0, end)

    _espeak.AUDIO_OUTPUT_RETRIEVAL = _espeak.AUDIO_OUTPUT_SYNCHRONOUS
    _espeak.Synth = synthesise_to_the_end
    espeak.time = SimpleNamespace(sleep=lambda seconds: None)


def _offer_espeak(folder: Path) -> None:
    """Loads the wheel's espeak-ng, so that pyttsx3's driver finds it by its soname."""
    try:
        import espeakng_loader
    except ImportError:
        return
    data = Path(espeakng_loader.get_data_path())
    try:
        ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError:
        return
    if len(str(data)) > _LONGEST_DATA_PATH:
        link = folder / "espeak-ng-data"
        link.symlink_to(data)
        data = link
    os.environ["ESPEAK_DATA_PATH"] = str(data)


class PlatformEngine:
    """pyttsx3. One sentence at a time: it writes only the last of several files that are asked for at once."""

    def __init__(self, folder: Path) -> None:
        self._engine = open_engine(folder)
        self._own = self._engine.getProperty("voice")
        self._raw = folder / "speech"
        self._ids: dict[str, str | None] = {"": self._own}

    def speak(self, text: str, voice: str, rate: int) -> tuple[Samples, int]:
        self._raw.unlink(missing_ok=True)
        if not self.has(voice):
            raise LookupError(f"there is no voice {voice}")
        self._engine.setProperty("voice", self._ids[voice])
        self._engine.setProperty("rate", rate)
        self._engine.save_to_file(text, str(self._raw))
        self._engine.runAndWait()
        return read_speech(self._raw)

    def voices(self) -> list[VoiceInfo]:
        licence, runs = "GPL-3.0" if PLATFORM == "espeak-ng" else "the system's", f"on this machine, by {PLATFORM}"
        return [
            VoiceInfo(voice.id, voice.name, tuple(map(_language, voice.languages or [])), licence, runs)
            for voice in self._engine.getProperty("voices")
        ]

    def has(self, voice: str) -> bool:
        if voice not in self._ids:
            self._ids[voice] = self._id(voice)
        return self._ids[voice] is not None

    def guessed(self, text: str) -> list[str]:
        return []

    def _id(self, voice: str) -> str | None:
        """The id of a voice that is named by its id, its name, or by `espeak:` and a language."""
        language = voice.removeprefix("espeak:")
        for info in self.voices():
            names = (info.id, info.name) if language == voice else (info.id.split("/")[-1], *info.languages)
            if language in names:
                return info.id
        return None


def _language(code: object) -> str:
    """A language code as text; espeak's begin with a byte that is a priority."""
    text = code.decode(errors="ignore") if isinstance(code, bytes) else str(code)
    return "".join(c for c in text if c.isprintable())
