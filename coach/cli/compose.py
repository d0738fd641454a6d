"""Puts the parts together: which folders, which voice, which speaker, which settings."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from platformdirs import user_cache_path, user_config_path, user_state_path

from coach import __version__
from coach.audio.clip import Clip, quieter
from coach.audio.mixer import Mixer
from coach.audio.sounds import BadSound, load_called, load_sounds
from coach.audio.speaker import NoDevice, Speaker
from coach.audio.speakers import make_speaker
from coach.audio.stream import Stream
from coach.errors import CoachError, Code, Mistake, did_you_mean, quoted
from coach.index import Index, stamp_of
from coach.library import Library, read_text, shipped
from coach.memory import Known
from coach.notation import Load
from coach.plan import Plan
from coach.planning import plan
from coach.routine import Routine, Variant
from coach.settings import Settings, laid_over
from coach.shelf import Shelf
from coach.voice.cache import REVISION, ClipCache, Manner
from coach.voice.engine import ENGINE, EngineError, SpeechProcess, VoiceInfo
from coach.voice.voice import RenderedVoice

_APP: Final = "voice-coach"


@cache
def config_folder() -> Path:
    """Where the athlete's configuration, routines and sounds are."""
    return user_config_path(_APP)


def own_routines() -> Path:
    """Where the athlete's own routines are."""
    return config_folder() / "routines"


def library() -> Library:
    """The athlete's routines, then those that ship."""
    return Library((own_routines(), shipped() / "routines"))


def listed() -> Index:
    """What is known of the routines from listing them before."""
    return _index("listed", [])


def checked(settings: Settings) -> Index:
    """Which routines were found to be fine in checking them before, with the voice and the sounds that there are."""
    of_voice = [str(REVISION), *map(str, astuple(manner(settings)))]
    sounds = [stamp_of(file) for folder in sound_folders() for file in sorted(folder.glob("*.wav"))]
    return _index("checked", [*of_voice, *sounds])


def _index(name: str, rests_on: Iterable[str]) -> Index:
    return Index(user_cache_path(_APP) / f"{name}.json", " ".join([_basis(), *rests_on]))


def _basis() -> str:
    """What every routine rests on: the exercises of the catalogue, and the program, which may be a checkout."""
    exercises = sorted((shipped() / "routines" / "exercises").glob("*.toml"))
    program = sorted(Path(__file__).parent.parent.glob("*.py"))
    return " ".join([__version__, *map(stamp_of, exercises), *map(stamp_of, program)])


def _read(books: Library, name: str) -> Routine:
    """The routine `name`, from the shelf if it was read before. Raises `CoachError`."""
    path, shelf = books.path(name), Shelf(user_cache_path(_APP) / "routines", _basis())
    return shelf.routine(path) or shelf.keep(path, books.load(name))


def settings(flags: dict[str, Any]) -> tuple[Settings, dict[str, str]]:
    """What holds, and from where; `flags` win over the configuration file."""
    path = config_folder() / "config.toml"
    if not path.is_file():
        return laid_over({}, {}, flags)
    from coach.config import read_settings

    return read_settings(read_text(path), path, flags)


def sound_folders() -> list[Path]:
    return [config_folder() / "sounds", shipped() / "sounds"]


def sounds(volume: int, chosen: Chosen | None = None) -> dict[str, Clip]:
    """The coach's sounds, and the files that a chosen routine calls for. Raises `CoachError` for one that is no use."""
    try:
        found = load_sounds(sound_folders())
    except BadSound as error:
        hint = "replace it, or remove it to hear the coach's own"
        raise CoachError(Mistake(error.reason, hint, str(error.path))) from None
    if chosen:
        found |= called(chosen.plan, chosen.path.parent)
    return {name: quieter(clip, volume) for name, clip in found.items()}


def called(session: Plan, folder: Path) -> dict[str, Clip]:
    """The files that a session calls for, from the athlete's sounds or from `folder`. Raises `CoachError`."""
    own = sound_folders()[0]
    found: dict[str, Clip] = {}
    for exercise in dict.fromkeys(one.exercise for one in session.sets):
        for name in exercise.sound_files:
            try:
                found[name] = load_called(name, [own, folder])
            except BadSound as error:
                hint = f"put a short WAV file of that name beside the routine, or into {own}"
                assert exercise.source is not None
                message = f"the sound {quoted(name)} {error.reason}"
                raise CoachError(exercise.source.mistake(Code.UNKNOWN_SOUND, message, hint)) from None
    return found


def cache_folder() -> Path:
    """Where clips are kept; somewhere temporary when the platform's folder can't be written."""
    folder = user_cache_path(_APP) / "clips"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.gettempdir()) / f"{_APP}-clips"


def state_folder() -> Path:
    """Where a session notes what has to outlive it."""
    return user_state_path(_APP)


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
    engine = SpeechProcess(Manner(ENGINE, "", Settings.rate))
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


@dataclass(frozen=True)
class Chosen:
    """A routine, the plan for one session of it, and the file that the routine is in."""

    routine: Routine
    plan: Plan
    path: Path


Recall: TypeAlias = Callable[[Routine, Variant], tuple[Known, Mapping[str, Load]]]
"""What the journal knows of a variant of a routine: its exercises, and one-rep maxes."""


def chosen(
    name: str, variant: str | None, settings: Settings, start_at: int = 1, recall: Recall | None = None
) -> Chosen:
    """The routine `name` in the `variant` that was asked for, by what the journal has to say. Raises `CoachError`."""
    books = library()
    routine = _read(books, name)
    names = [v.name for v in routine.variants]
    if variant is not None and variant not in names:
        hint = did_you_mean(variant, names) or f"it has {', '.join(names)}"
        raise CoachError(Mistake(f"{routine.title} has no variant {quoted(variant)}", hint))
    wanted = variant or (settings.variant if settings.variant in names else None)
    return Chosen(routine, planned(routine, wanted, settings, start_at, recall), books.path(name))


def planned(
    routine: Routine, variant: str | None, settings: Settings, start_at: int = 1, recall: Recall | None = None
) -> Plan:
    """The plan for a session of `routine` as the settings and the journal have it. Raises `CoachError`."""
    known, measured = recall(routine, routine.variant(variant)) if recall else (Known(rack=settings.rack), {})
    # What stands in the configuration was written for good; a measured max is as it was on its day.
    maxes = {**measured, **_maxes(settings.one_rep_max)}
    return plan(routine, variant, settings.pace, start_at, settings.units, settings.talk, maxes, known)


def _maxes(written: Mapping[str, Load]) -> dict[str, Load]:
    """One-rep maxes by exercise id, whichever of an exercise's names they were written under."""
    catalogue = library().catalogue() if written else None
    return {(catalogue and catalogue.find(name)) or name: load for name, load in written.items()}
