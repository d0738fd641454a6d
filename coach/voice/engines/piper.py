"""piper: neural voices in many languages, each an ONNX file that the user has (the engine is GPL-3.0, so an extra)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, Final

import numpy as np

from coach.audio.loudness import Samples
from coach.voice.pace import ModelSpeeds, quickened
from coach.voice.voices import VoiceInfo

_PACE: Final = ModelSpeeds(((0.42, 89), (0.63, 125), (0.83, 162), (1.0, 179), (1.25, 208), (1.67, 262), (2.0, 282)))
"""Measured with piper-tts 1.8.0 and en_US-joe-medium on the sentences of the advanced back session; the speed is one
over the length scale. Other voices speak at paces of their own."""

_STEADY: Final = 0.0
"""How much chance varies a sentence's sound and lengths: not at all, so that it is always the same clip."""


class PiperEngine:
    """The voice that was asked for first, loaded at once, and others when they are asked for."""

    def __init__(self, voice: str) -> None:
        from piper import PiperVoice, SynthesisConfig

        self._load = PiperVoice.load
        self._config = SynthesisConfig
        self._loaded: dict[str, Any] = {}
        if self.has(voice):
            self._model(voice)

    def speak(self, text: str, voice: str, rate: int) -> tuple[Samples, int]:
        model = self._model(voice)
        speed, left = _PACE.speed(rate)
        given = self._config(length_scale=model.config.length_scale / speed, noise_scale=_STEADY, noise_w_scale=_STEADY)
        pieces = [chunk.audio_float_array for chunk in model.synthesize(text, given)]
        samples: int = model.config.sample_rate
        speech = np.concatenate([np.zeros(0), *pieces]).astype(np.float64)
        return quickened(speech, samples, left), samples

    def voices(self) -> list[VoiceInfo]:
        return [_info(path) for path in installed()]

    def has(self, voice: str) -> bool:
        return model_file(voice) is not None

    def guessed(self, text: str) -> list[str]:
        return []

    def _model(self, voice: str) -> Any:
        if voice not in self._loaded:
            path = model_file(voice)
            if path is None:
                raise LookupError(f"there is no piper voice {voice}")
            self._loaded[voice] = self._load(path)
        return self._loaded[voice]


def installed() -> Iterator[Path]:
    """The models in installed packages of voices: those that a package for piper has, with their configuration."""
    for package in distributions():
        if "piper" in package.metadata["Name"].lower():
            for file in package.files or ():
                if file.name.endswith(".onnx.json"):
                    yield Path(str(package.locate_file(file))).with_suffix("")


def model_file(voice: str) -> Path | None:
    """The model of a voice: a path to an `.onnx`, or the name of one that is installed; "" is the first of those."""
    if voice.endswith(".onnx"):
        path = Path(voice).expanduser()
        return path if path.is_file() and path.with_suffix(".onnx.json").is_file() else None
    return next((path for path in installed() if voice in ("", path.stem)), None)


def _info(model: Path) -> VoiceInfo:
    about = json.loads(model.with_suffix(".onnx.json").read_text(encoding="utf-8"))
    language = about.get("language", {}).get("code") or model.stem.split("-")[0]
    name = f"{about.get('dataset', model.stem)}, {about.get('audio', {}).get('quality', 'piper')}"
    return VoiceInfo(
        f"piper:{model.stem}",
        name,
        (language.replace("_", "-").lower(),),
        "see its card; the engine is GPL-3.0",
        "on this machine, by onnxruntime",
    )
