"""`coach doctor`: checks whether everything works, and says what to do about what doesn't."""

from __future__ import annotations

import json
import platform
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import typer
from msgspec.structs import asdict, replace

from coach import __version__
from coach.audio.clip import PER_MS, RATE, read_clip
from coach.audio.mixer import Mixer
from coach.audio.speaker import NoDevice, SpeakerName
from coach.audio.speakers import make_speaker
from coach.cli import compose, runtime, telling
from coach.cli.doctor.optional import optional_parts
from coach.cli.doctor.result import Finding
from coach.cli.installation import install_command, install_packages
from coach.config.settings import Settings
from coach.errors import CoachError
from coach.library.find import shipped
from coach.voice.cache import ClipCache
from coach.voice.engine import EngineError, SpeechProcess
from coach.voice.manner import ENGINES, PLATFORM, SAMPLE, EngineName, Manner, is_installed, of_engine


def examine(as_json: bool, quiet: bool) -> bool:
    """Prints every finding, or with `--quiet` only the faults; returns whether all is well."""
    findings: list[Finding] = []
    for finding in _findings(quiet):
        findings.append(finding)
        if not as_json and not (finding.works and telling.is_quiet()):
            typer.echo(f"{'ok  ' if finding.works else 'FAIL'}  {finding.name:<8}  {finding.seen}")
            if finding.advice:
                typer.echo(f"{'':16}{finding.advice}")
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    return all(finding.works for finding in findings)


def _findings(quiet: bool) -> Iterator[Finding]:
    python = f"voice-coach {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield Finding("program", True, python)
    settings, finding = _config()
    yield finding
    yield from (_folder(settings), _routines(), _sounds())
    with TemporaryDirectory() as folder:
        spoken = Path(folder) / "test.wav"
        yield from _voice(settings, spoken)
        yield _speaker(settings, None if quiet else spoken)
    yield from optional_parts()


def _config() -> tuple[Settings, Finding]:
    path = runtime.config_folder() / "config.toml"
    try:
        settings, _ = runtime.settings({})
    except CoachError as error:
        return Settings(), Finding("config", False, str(error.mistakes[0]), "mend the line, or remove it")
    return settings, Finding("config", True, f"{path}{'' if path.is_file() else ' (not there; defaults hold)'}")


def _folder(settings: Settings) -> Finding:
    folder = runtime.cache_folder()
    clips, size = ClipCache(folder, of_engine("pyttsx3", "", settings.rate)).size()
    return Finding("cache", True, f"{folder}: {clips} clips, {size / 1e6:.1f} MB")


def _routines() -> Finding:
    names = compose.library().names()
    advice = "" if names else "install the program again"
    return Finding(
        "routines", bool(names), f"{len(names)} in {compose.library().folders[0]} and {shipped() / 'routines'}", advice
    )


def _sounds() -> Finding:
    try:
        compose.sounds(100)
    except CoachError as error:
        return Finding("sounds", False, str(error.mistakes[0]), "the sounds must be short WAV files")
    own = [path.stem for path in sorted((runtime.config_folder() / "sounds").glob("*.wav"))]
    return Finding("sounds", True, f"your own: {', '.join(own)}" if own else "the coach's own")


def _voice(settings: Settings, out: Path) -> Iterator[Finding]:
    """Lets the voice that the settings choose speak, and lists the other engines that are installed."""
    try:
        chosen = runtime.manner(settings)
    except CoachError as error:
        yield Finding("voice", False, error.mistakes[0].message, error.mistakes[0].hint)
        chosen = of_engine("pyttsx3", "", settings.rate)
    yield _speaking(chosen, out)
    for name in ENGINES:
        if name == chosen.engine:
            continue
        if is_installed(name):
            yield replace(_speaking(of_engine(name, "", settings.rate), out.with_stem(name)), works=True)
        else:
            yield Finding("voice", True, f"{name} is not installed", install_command(ENGINES[name].extra))


def _speaking(manner: Manner, out: Path) -> Finding:
    """Lets a voice say the test sentence."""
    engine = SpeechProcess(manner)
    began = time.monotonic()
    try:
        voices = engine.voices()
        if voices:
            engine.render(SAMPLE, out)
    except EngineError as error:
        return Finding("voice", False, f"{manner.engine}: {error}", _voice_advice(manner.engine))
    finally:
        engine.close()
    if not voices:
        return Finding("voice", True, f"{manner.engine} is installed, but none of its voices is")
    seconds = time.monotonic() - began
    named = f"{manner.engine} {manner.version.split(' ')[0]}".strip()
    counted = "1 voice" if len(voices) == 1 else f"{len(voices)} voices"
    return Finding(
        "voice", True, f"{named}, {manner.voice or 'its own voice'}, {counted}; first words after {seconds:.2f} s"
    )


def _voice_advice(engine: EngineName) -> str:
    if extra := ENGINES[engine].extra:
        return f"{install_command(extra)} again; meanwhile {PLATFORM} speaks"
    if sys.platform == "linux":
        return f"install espeak-ng with your package manager, or: {install_packages('espeakng-loader')}"
    return "check that the system's own speech works"


def _speaker(settings: Settings, spoken: Path | None) -> Finding:
    """Opens the device, plays the test sentence if `spoken` has it, and checks that the device takes samples."""
    name: SpeakerName = settings.speaker
    advice = "plug in headphones, check that the sound system runs, or use --mute"
    mixer = Mixer()
    length = _book_test(mixer.book, spoken)
    try:
        speaker = make_speaker(name, time.monotonic)
        speaker.start(mixer)
    except NoDevice as error:
        return Finding("speaker", False, str(error), install_packages(error.package) if error.package else advice)
    deadline = time.monotonic() + length / RATE + 2
    while mixer.position < length and time.monotonic() < deadline:
        speaker.pump()
        time.sleep(0.02)
    heard = mixer.position >= length
    speaker.stop()
    if not heard:
        return Finding("speaker", False, f"{name} stands still", advice)
    return Finding("speaker", True, f"{name} plays" + ("" if spoken else " (nothing was played to hear)"))


def _book_test(book: Callable[..., None], spoken: Path | None) -> int:
    """Books the go sound and the test sentence; returns their length in samples."""
    at = RATE // 4
    clips = [compose.sounds(100)["go"]] if spoken else []
    if spoken and spoken.is_file():
        clips.append(read_clip(spoken))
    for clip in clips:
        book(at, clip)
        at += clip.frames + 200 * PER_MS
    return at
