"""Which engine a voice belongs to, and whether that engine is installed. Loads no engine."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal, TypeAlias

from msgspec import Struct

EngineName: TypeAlias = Literal["hibari", "piper", "pyttsx3"]


class Manner(Struct, frozen=True):
    """All that shapes a clip besides its words. `voice` "" is the engine's default; `rate` is in words a minute."""

    engine: EngineName
    version: str
    voice: str
    rate: int


class Package(Struct, frozen=True):
    """A package that an engine needs: the name it is imported by, and its distribution's, which has the version."""

    module: str
    distribution: str


class EngineKind(Struct, frozen=True):
    """An engine: the packages it needs, those it can do without, and the extra that installs it."""

    needs: tuple[Package, ...]
    uses: tuple[Package, ...] = ()
    extra: str = ""


_ONNX: Final = Package("onnxruntime", "onnxruntime")

ENGINES: Final[dict[EngineName, EngineKind]] = {
    "hibari": EngineKind((Package("hibari", "hibari-tts"), _ONNX), extra="natural"),
    "piper": EngineKind((Package("piper", "piper-tts"), _ONNX), extra="piper"),
    "pyttsx3": EngineKind((Package("pyttsx3", "pyttsx3"),), (Package("espeakng_loader", "espeakng-loader"),)),
}
"""All engines. The first is the default if it is installed; the last is always available."""

SAMPLE: Final = "1, 2, 3."
"""What every voice can say, whatever its language: a voice is tried with it, and one that has its clip has spoken."""

PLATFORM_ENGINE: Final[EngineName] = "pyttsx3"
"""The engine of the platform's own voices; every voice without the name of another engine is one of these."""


class VoiceMissing(Exception):
    """The voice isn't available; the message says why, `extra` is what would install it."""

    def __init__(self, message: str, extra: str) -> None:
        super().__init__(message)
        self.extra = extra


def is_installed(engine: EngineName) -> bool:
    """Whether all packages that `engine` needs are installed. They may still fail to load."""
    return all(find_spec(package.module) for package in ENGINES[engine].needs)


def manner(voice: str, rate: int, english: bool = True) -> Manner:
    """How the voice of the settings speaks: `""`, `"hibari"`, `"piper:…"`, `"espeak:en-us"` or a platform voice's name.

    `""` is hibari where it is installed and the session is in `english`, the platform's voice otherwise. Raises
    `VoiceMissing` for an engine that isn't installed.
    """
    if not voice:
        natural = english and is_installed("hibari")
        return of_engine("hibari" if natural else PLATFORM_ENGINE, "", rate)
    prefix, _, name = voice.partition(":")
    engine = next((engine for engine in ENGINES if engine == prefix), PLATFORM_ENGINE)
    if engine == PLATFORM_ENGINE:
        return of_engine(engine, "" if voice == engine else voice, rate)
    if not is_installed(engine):
        raise VoiceMissing(f'the voice "{voice}" needs {engine}, which is not installed', ENGINES[engine].extra)
    return of_engine(engine, name, rate)


def of_engine(engine: EngineName, voice: str, rate: int) -> Manner:
    """The manner of one engine's voice, with the version that is installed."""
    kind = ENGINES[engine]
    versions = [_version(package) for package in (*kind.needs, *kind.uses) if find_spec(package.module)]
    return Manner(engine, " ".join(versions), voice, rate)


def _version(package: Package) -> str:
    """The installed version, from the name of the folder beside the package; "" if it has none.

    importlib.metadata says the same, but loading it takes as long as a tenth of the time to the first sound.
    """
    spec = find_spec(package.module)
    if spec is None or not spec.origin:
        return ""
    beside = Path(spec.origin).parents[1]
    start, end = package.distribution.replace("-", "_") + "-", ".dist-info"
    names = [name for name in os.listdir(beside) if name.startswith(start) and name.endswith(end)]
    return max(names, default=start + end)[len(start) : -len(end)]


PLATFORM: Final = {"darwin": "macOS's own speech", "win32": "Windows' own speech (SAPI 5)"}.get(
    sys.platform, "espeak-ng"
)
"""What pyttsx3 speaks with here."""
