"""`coach render`: sessions as sound files, with the files that go beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from coach.atomic import atomic_write
from coach.audio.files import NoEncoder, open_file
from coach.audio.formats import FORMATS
from coach.audio.labels import Labels
from coach.audio.mixer import Mixer
from coach.audio.sink import Readable
from coach.cli import compose, journal, runtime, telling
from coach.cli.installation import install_command
from coach.cli.rendering import helped
from coach.cli.standard import STREAM, file_to_write
from coach.clock import duration
from coach.config.settings import Settings
from coach.errors import CoachError, Mistake, printable
from coach.player.render import in_one_voice, recorded, render, scores
from coach.recording.chapters import chapters
from coach.recording.drawing import png
from coach.recording.timeline import cover
from coach.recording.transcript import SUBTITLES, subtitles, transcript
from coach.score.scoring import ScoredStep, sentences
from coach.session.plan import Plan
from coach.speech.language import Written
from coach.units import HOUR, Decibels, Ms

_PACE: Final = {"pace": "tempo"}
"""A recording can't wait: the tempo ends every set, and a set to failure ends at its cap."""


class RecordingOptions(Struct, frozen=True):
    """What is asked of a recording: how much longer each rest is, and which files go beside it."""

    gap: Ms = Ms(0)
    music: str | None = None
    music_level: Decibels = Decibels(0)
    transcript: bool = False
    subtitles: tuple[str, ...] = ()


def render_file(
    name: str, output: str, kind: str, variant: str | None, wanted: RecordingOptions, flags: dict[str, Any]
) -> None:
    """Writes the session to a sound file, with a bar on a terminal; to standard output as a file of `kind`."""
    with file_to_write(output, f".{kind}") as path:
        _check(path)
        settings, _ = runtime.settings(flags | _PACE)
        recall = journal.recalling(settings)
        length = _record(compose.chosen(name, variant, settings, recall=recall), path, wanted, settings)
    if output != STREAM:
        telling.done(f"{path}: {duration(length)}")


def render_all(folder: str, kind: str, wanted: RecordingOptions, flags: dict[str, Any]) -> bool:
    """Writes every routine that has no file in `folder` yet, or an older one; whether all were well.

    A file gets its name only when it is complete, so that after an interruption the finished ones are kept.
    """
    settings, _ = runtime.settings(flags | _PACE)
    Path(folder).mkdir(exist_ok=True)
    library = compose.library()
    fine = True
    for name in library.names():
        path = Path(folder) / f"{name}.{kind}"
        if path.exists() and path.stat().st_mtime >= library.path(name).stat().st_mtime:
            telling.done(f"{path}: there already")
            continue
        try:
            chosen = compose.chosen(name, None, settings, recall=journal.recalling(settings))
        except CoachError as error:
            fine = False
            telling.faults(error)
            continue
        telling.done(f"{path}: {duration(_record(chosen, path, wanted, settings))}")
    return fine


def _record(chosen: compose.Chosen, path: Path, wanted: RecordingOptions, settings: Settings) -> Ms:
    """Writes a session with what goes beside it; returns its length."""
    plan = recorded(chosen.plan, wanted.gap)
    format_ = FORMATS[path.suffix.lower()]
    if format_.longest is not None and plan.about > format_.longest:
        message = f"{plan.title} takes over {format_.longest // HOUR} hours, {format_.why}"
        raise CoachError(Mistake(message, f"name it {path.stem}.opus"))
    sounds, language = compose.sounds(settings.volume, chosen), runtime.language()
    voice = runtime.voice(settings, telling.note)
    voice.pronounce(chosen.routine.say)
    try:
        said = list(dict.fromkeys(text for step in plan.steps for text in sentences(step, language, plan.talk)))
        with (
            telling.progress(2 * plan.about, f"Rendering {printable(path.name)}") as bar,
            helped(voice, said, settings, chosen.routine.say),
        ):
            speaker, session = in_one_voice(
                lambda speaker: telling.shown_on(bar, scores(plan, language, speaker, sounds)), voice
            )
            over = _over_music(wanted, session)
            for beside, text in _beside(path, session, plan.title, wanted):
                with atomic_write(beside) as temporary:
                    temporary.write_text(text, encoding="utf-8")
            front = _cover(plan, language) if format_.cover else b""
            labels = Labels(plan.title, "Coach", chosen.routine.summary, chapters(session, language), front)
            with open_file(path, labels) as sink:
                spoken = bar.pos
                length = render(session, speaker, sounds, sink, lambda at: bar.update(spoken + at - bar.pos), over)
    except NoEncoder as error:
        hint = f"{install_command('files')}, or name it {path.stem}.wav"
        raise CoachError(Mistake(f"can't write {path.suffix}: {error}", hint)) from None
    finally:
        voice.close()
    return length


def _cover(plan: Plan, language: Written) -> bytes:
    """The picture that players show; none where Pillow isn't installed."""
    try:
        return png(cover(plan, language))
    except ModuleNotFoundError:
        return b""


def _over_music(wanted: RecordingOptions, session: list[ScoredStep]) -> Callable[[Mixer], Readable]:
    """The function that mixes the coach with the music that is wanted. Raises `CoachError` for music that can't be
    played."""
    if wanted.music is None:
        return lambda mixer: mixer
    folder = Path(wanted.music)
    files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else [folder]
    if not files:
        raise CoachError(Mistake("there is no music in it", "name a file, or a folder with files", str(folder)))
    try:
        from coach.audio.music import BadMusic, HeardSpan, MusicUnderSpeech, music
    except ModuleNotFoundError as error:
        message = f"can't play music: {error.name} is not installed"
        raise CoachError(Mistake(message, install_command("files"))) from None
    heard = [
        HeardSpan(start + cue.at, start + cue.end, silent=cue.sound is not None)
        for start, _, scored in session
        for cue in scored.cues
    ]
    try:
        tracks = music(files, wanted.music_level)
    except BadMusic as error:
        raise CoachError(Mistake(str(error), "leave it out, or name another file")) from None
    return lambda mixer: MusicUnderSpeech(mixer, tracks, heard)


def _beside(path: Path, session: list[ScoredStep], title: str, wanted: RecordingOptions) -> Iterator[tuple[Path, str]]:
    """The texts that go beside a recording, under its name, where players look for them."""
    if wanted.transcript:
        yield path.with_suffix(".txt"), transcript(session)
    for kind in (kind for kind in SUBTITLES if kind in wanted.subtitles):
        yield path.with_suffix(f".{kind}"), subtitles(session, kind, title)


def _check(path: Path) -> None:
    """Raises `CoachError` if no sound file can be written to `path`, by its ending or its folder."""
    if path.suffix.lower() not in FORMATS:
        what = path.suffix or "a file without an ending"
        best, *others = FORMATS
        raise CoachError(Mistake(f"can't write {what}", f"name it {path.stem}{best}; also {', '.join(others)}"))
    if not path.parent.is_dir():
        raise CoachError(Mistake("there is no such folder", "make it first, or name another", str(path.parent)))
