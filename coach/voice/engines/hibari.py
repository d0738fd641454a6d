"""hibari: a small neural voice for English, whose model and dictionary are in its wheel (Apache-2.0)."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any, Final

import numpy as np

from coach.audio.loudness import Samples
from coach.voice.pace import ModelSpeeds, quickened
from coach.voice.voices import VoiceInfo

_PACE: Final = ModelSpeeds(
    ((0.35, 59), (0.4, 68), (0.5, 84), (0.65, 106), (0.8, 137), (0.9, 164), (1.0, 173), (1.25, 197), (1.5, 274),
     (1.75, 291), (2.0, 311)),
)  # fmt: skip
"""Measured with hibari-tts 0.2.1 on the sentences of the advanced back session."""

_SEED: Final = 0
"""hibari adds a noise component to its speech; with the same seed a sentence always gives the same samples."""


_FROM_SPELLING: Final = 2
"""How hibari rates a word's phonemes that are in neither of its dictionaries."""


class HibariEngine:
    """hibari's model and dictionary, loaded once. No voice is ever downloaded: only those that are here are used."""

    def __init__(self, voice: str) -> None:
        # The dictionaries are a million objects, none of them garbage; looking for some doubles the time to read them.
        gc.disable()
        from hibari.voices import DEFAULT

        self._own: str = DEFAULT
        self._loaded: dict[str, Any] = {}
        # The first sentence loads what the constructor puts off.
        self._model(voice if _file(voice) else DEFAULT)("One.")
        gc.freeze()
        gc.enable()

    def speak(self, text: str, voice: str, rate: int) -> tuple[Samples, int]:
        model = self._model(voice or self._own)
        speed, left = _PACE.speed(rate)
        speech = model(text, speed=speed, seed=_SEED).astype(np.float64)
        return quickened(speech, model.sample_rate, left), model.sample_rate

    def voices(self) -> list[VoiceInfo]:
        from hibari.voices import VOICES

        return [
            VoiceInfo(
                "hibari" if name == self._own else f"hibari:{name}",
                f"{name}, {about['gender']}",
                (about["language"].lower(),),
                "Apache-2.0",
                "on this machine, by onnxruntime",
            )
            for name, about in VOICES.items()
            if _file(name)
        ]

    def has(self, voice: str) -> bool:
        return _file(voice or self._own) is not None

    def guessed(self, text: str) -> list[str]:
        from hibari.g2p.normalize import normalize

        g2p = self._model(self._own).g2p
        tokens = g2p.phonemize_tokens(g2p.tokenize(normalize(text)))
        return [token.text for token in tokens if token.rating == _FROM_SPELLING]

    def _model(self, name: str) -> Any:
        """The voice `name`, loaded. Raises `LookupError` if it isn't on this machine."""
        if name not in self._loaded:
            file = _file(name)
            if file is None:
                raise LookupError(f"hibari's voice {name} is not on this machine")
            from hibari import Hibari

            self._loaded[name] = Hibari(voice=name, model=str(file))
        return self._loaded[name]


def _file(name: str) -> Path | None:
    """The model of the voice `name`; None if it isn't on this machine, as it is never downloaded from here."""
    from hibari.voices import voice_path

    try:
        path = Path(voice_path(name, download_missing=False))
    except (OSError, ValueError):
        return None
    return path if path.is_file() else None
