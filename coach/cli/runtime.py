"""The settings, and the parts of a session that take long to start, and so are started first: the voice and the device.

Imports only what these need.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from platformdirs import user_cache_path, user_config_path, user_state_path

from coach.audio import awake
from coach.audio.mixer import Mixer
from coach.audio.speaker import NoDevice, Speaker
from coach.audio.speakers import make_speaker
from coach.audio.stream import Stream
from coach.cli import telling
from coach.cli.commands.common import CONFIG
from coach.clock import duration
from coach.config.settings import Settings, given_by, laid_over, variable
from coach.errors import CoachError, Mistake, did_you_mean, quoted
from coach.library.find import read_text
from coach.units import SECOND, Ms
from coach.voice.cache import ClipCache
from coach.voice.engine import EngineError, SpeechProcess
from coach.voice.manner import ENGINES, PLATFORM, SAMPLE, EngineName, Manner, VoiceMissing, is_installed, of_engine
from coach.voice.manner import manner as manner_of
from coach.voice.voice import RenderedVoice

if TYPE_CHECKING:
    from coach.speech.language import Language

APP: Final = "voice-coach"


@cache
def config_folder() -> Path:
    """Where the athlete's configuration, routines and sounds are."""
    return user_config_path(APP)


LANGUAGE: Final[str] = "en"
"""The code (ISO 639-1) of the language that the commands speak, which decides what the voice is by default."""


def language() -> Language:
    """The language that the commands speak."""
    from coach.speech import english

    return english


def config_file() -> Path:
    """The configuration file: the one that is named for this run, or the athlete's."""
    named = os.environ.get(CONFIG)
    return Path(named) if named else config_folder() / "config.toml"


def settings(flags: dict[str, Any]) -> tuple[Settings, dict[str, str]]:
    """The settings in force, and the source of each; `flags` override environment variables, which override the
    configuration file.

    Raises `CoachError` with what is wrong in any of them.
    """
    path, variables = config_file(), given_by(os.environ)
    if os.path.lexists(path):
        from coach.config.file import read_settings

        telling.detail(f"settings from {path}")
        return read_settings(_regular(path), path, variables, flags)
    if CONFIG in os.environ:
        raise CoachError(Mistake("there is no such file", "name a configuration file, or leave it out", str(path)))
    values: dict[str, Any] = dict(variables)
    if variables.keys() - {"voice"}:
        from coach.config.file import read_variables

        values = read_variables(variables)
    return laid_over(values, {name: variable(name) for name in variables}, flags)


def _regular(path: Path) -> str:
    """The text of the configuration. Raises `CoachError` for anything but a regular file, as reading a pipe could block
    for ever."""
    with suppress(OSError):
        if not stat.S_ISREG(path.stat().st_mode):
            raise CoachError(Mistake("is not a file", "move it away, or put a text file there", str(path)))
    return read_text(path)


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
    """The folder for what must outlive a session that is killed."""
    return user_state_path(APP)


def manner(settings: Settings) -> Manner:
    """The engine, voice and rate that the settings choose. Raises `CoachError` for an engine that isn't installed."""
    try:
        return manner_of(settings.voice, settings.rate, english=LANGUAGE == "en")
    except VoiceMissing as error:
        from coach.cli.installation import install_command

        raise CoachError(Mistake(str(error), install_command(error.extra))) from None


def voice(settings: Settings, tell: Callable[[str], None]) -> RenderedVoice:
    """The voice that the settings choose, with the platform's own as a replacement; its engine is started when it is
    needed.

    Raises `CoachError` for a voice that the engine doesn't have.
    """
    return _rendered(manner(settings), settings, tell)


def has_spoken(settings: Settings) -> bool:
    """Whether the voice that the settings choose has spoken before, so that it has clips."""
    return ClipCache(cache_folder(), manner(settings)).length(SAMPLE) is not None


def better_voice(settings: Settings) -> str:
    """A line that says how to get the natural voice, if no other was chosen; "" if it is in use already."""
    if settings.voice or is_installed("hibari"):
        return ""
    from coach.cli.installation import install_command

    return f"The voice is {PLATFORM}'s. For a natural one: {install_command(ENGINES['hibari'].extra)}"


def _rendered(chosen: Manner, settings: Settings, tell: Callable[[str], None]) -> RenderedVoice:
    telling.detail(f"voice {chosen.engine}, {chosen.voice or 'its own'}, at {settings.rate} words a minute")
    telling.detail(f"clips in {cache_folder()}")
    cache, engine = ClipCache(cache_folder(), chosen), SpeechProcess(chosen)
    new = cache.length(SAMPLE) is None
    if new:
        # It will be needed, and can start up while the routine is being read.
        with suppress(EngineError):
            engine.start()
        if chosen.voice:
            check_voice(chosen, engine)
    own = of_engine("pyttsx3", "", settings.rate)
    stand_in = None if chosen.engine == own.engine else partial(_rendered, own, settings, tell)
    made = RenderedVoice(cache, engine, tell, settings.volume, stand_in, partial(speller, chosen.engine))
    if new:
        made.want([SAMPLE])
    return made


def speller(engine: EngineName, say: Mapping[str, str] = MappingProxyType({})) -> Callable[[str], str]:
    """A function that respells sentences so that `engine` pronounces them right, with the spellings of `say` first."""
    from coach.speech.lexicon import respeller

    return respeller({**language().said(engine), **say})


def check_voice(chosen: Manner, engine: SpeechProcess) -> None:
    """Raises `CoachError` if the engine has no such voice."""
    written = chosen.voice if chosen.engine == "pyttsx3" else f"{chosen.engine}:{chosen.voice}"
    try:
        if not engine.has(chosen.voice):
            known = [info.id for info in engine.voices()]
            hint = did_you_mean(written, known) or "coach voices lists them"
            raise CoachError(Mistake(f"there is no voice {quoted(written)}", hint))
    except EngineError:
        # Whatever needs the voice reports the error; the session goes on with another voice or without one.
        return


def awake_clock(tell: Callable[[str], None]) -> Callable[[], float]:
    """The clock of a session, which reports when it has stood still."""

    def told(gap: float) -> None:
        stood = duration(Ms(round(gap * SECOND)))
        tell(f"Stopped for {stood}, or the machine slept. Going on where it was.")

    return awake.AwakeClock(awake.seconds, told)


def speaker(settings: Settings, clock: Callable[[], float] = awake.seconds) -> Speaker:
    """The speaker that the settings name. Raises `CoachError` if it can't be had."""
    telling.detail(f"sound by {settings.speaker}")
    try:
        return make_speaker(settings.speaker, clock)
    except NoDevice as error:
        raise CoachError(Mistake(str(error), "leave out --speaker to use miniaudio")) from None


def stream(settings: Settings, tell: Callable[[str], None]) -> Stream:
    """The stream of a session, on the speaker that the settings name. Raises `CoachError` if that can't be had."""
    clock = awake_clock(tell)
    return Stream(Mixer(), speaker(settings, clock), clock, tell)
