"""The speech engines, one module each. They are loaded in the worker's process only."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from coach.audio.loudness import Samples
from coach.voice.manner import EngineName
from coach.voice.voices import VoiceInfo


class Synthesizer(Protocol):
    """A loaded engine. An error that it raises costs only the sentence."""

    def speak(self, text: str, voice: str, rate: int) -> tuple[Samples, int]:
        """`text` as samples (one channel, full scale 1.0), and their rate per second.

        `rate` is in words a minute as espeak-ng counts them; `voice` "" is the engine's default.
        """

    def voices(self) -> list[VoiceInfo]:
        """The voices that are installed."""

    def has(self, voice: str) -> bool:
        """Whether there is a voice of that name."""

    def guessed(self, text: str) -> list[str]:
        """The words of `text` that are in no dictionary of the engine, whose sound it works out from the spelling."""


def load(engine: EngineName, voice: str, folder: Path) -> Synthesizer:
    """Loads an engine and its `voice`, if one is named; `folder` is for files that it needs while it runs.

    Raises whatever the engine raises.
    """
    match engine:
        case "hibari":
            from coach.voice.engines.hibari import HibariEngine

            return HibariEngine(voice)
        case "piper":
            from coach.voice.engines.piper import PiperEngine

            return PiperEngine(voice)
        case "pyttsx3":
            from coach.voice.engines.platform import PlatformEngine

            return PlatformEngine(folder)
