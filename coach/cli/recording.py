"""`coach render`: sessions as sound files, with what goes beside them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from coach.album.chapters import Scored, chapters
from coach.album.words import SUBTITLES, subtitles, transcript
from coach.audio.files import ENDINGS, NoEncoder, open_file
from coach.audio.labels import Labels
from coach.audio.part import written_whole
from coach.audio.wav import LONGEST
from coach.cli import compose
from coach.errors import CoachError, Mistake
from coach.notation import SECOND, Ms, duration
from coach.render import recorded, render, scores


@dataclass(frozen=True)
class Wanted:
    """What is asked of a recording: how much longer each rest is, and which files go beside it."""

    gap: Ms = 0
    transcript: bool = False
    subtitles: tuple[str, ...] = ()


def render_file(name: str, output: str, variant: str | None, wanted: Wanted, flags: dict[str, Any]) -> None:
    """Writes the session to a sound file, with a bar on a terminal."""
    path = Path(output)
    _check(path)
    # A file can't wait: the tempo ends every set, and one to failure ends at its cap.
    settings, _ = compose.settings(flags | {"pace": "tempo"})
    chosen = compose.chosen(name, variant, settings)
    plan = recorded(chosen.plan, wanted.gap)
    if path.suffix.lower() == ".wav" and plan.about > LONGEST * SECOND:
        hint = f"name it {path.stem}.m4a"
        raise CoachError(Mistake(f"{name} takes over {LONGEST // 3600} hours, more than a WAV file holds", hint))
    sounds = compose.sounds(settings.volume)
    voice = compose.voice(settings, lambda line: typer.echo(line, err=True))
    try:
        with typer.progressbar(length=2 * plan.about, label="Rendering", file=sys.stderr) as bar:
            session = []
            for scored in scores(plan, voice, sounds):
                session.append(scored)
                bar.update(scored[0] - bar.pos)
            labels = Labels(plan.title, "Coach", chosen.routine.summary, chapters(session))
            with open_file(path, labels) as sink:
                spoken = bar.pos
                length = render(session, voice, sounds, sink, lambda at: bar.update(spoken + at - bar.pos))
    except NoEncoder as error:
        hint = f"pip install 'voice-coach[files]', or name it {path.stem}.wav"
        raise CoachError(Mistake(f"can't write {path.suffix}: {error}", hint)) from None
    finally:
        voice.close()
    for beside, text in _beside(path, session, plan.title, wanted):
        with written_whole(beside) as part:
            part.write_text(text, encoding="utf-8")
    typer.echo(f"{path}: {duration(length)}")


def _beside(path: Path, session: list[Scored], title: str, wanted: Wanted) -> Iterator[tuple[Path, str]]:
    """The texts that go beside a recording, under its name, where players look for them."""
    if wanted.transcript:
        yield path.with_suffix(".txt"), transcript(session)
    for kind in (kind for kind in SUBTITLES if kind in wanted.subtitles):
        yield path.with_suffix(f".{kind}"), subtitles(session, kind, title)


def _check(path: Path) -> None:
    """Raises `CoachError` where no sound file can be written to `path`, by its ending or its folder."""
    if path.suffix.lower() not in ENDINGS:
        what = path.suffix or "a file without an ending"
        raise CoachError(Mistake(f"can't write {what}", f"name it {path.stem}.m4a; also {', '.join(ENDINGS[:-1])}"))
    if not path.parent.is_dir():
        raise CoachError(Mistake("there is no such folder", "make it first, or name another", str(path.parent)))
