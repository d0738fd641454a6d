"""`coach render`: a session as a sound file, with what goes beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from coach.album.chapters import chapters
from coach.audio.files import ENDINGS, NoEncoder, open_file
from coach.audio.labels import Labels
from coach.audio.wav import LONGEST
from coach.cli import compose
from coach.errors import CoachError, Mistake
from coach.notation import SECOND, duration
from coach.render import recorded, render, scores


def render_file(name: str, output: str, variant: str | None, flags: dict[str, Any]) -> None:
    """Writes the session to a sound file, with a bar on a terminal."""
    path = _writable(Path(output))
    # A file can't wait: the tempo ends every set, and one to failure ends at its cap.
    settings, _ = compose.settings(flags | {"pace": "tempo"})
    chosen = compose.chosen(name, variant, settings)
    plan = recorded(chosen.plan)
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
    typer.echo(f"{path}: {duration(length)}")


def _writable(path: Path) -> Path:
    """`path`, if its ending and its folder allow a sound file there. Raises `CoachError`."""
    if path.suffix.lower() not in ENDINGS:
        what = path.suffix or "a file without an ending"
        raise CoachError(Mistake(f"can't write {what}", f"name it {path.stem}.m4a; also {', '.join(ENDINGS[:-1])}"))
    if not path.parent.is_dir():
        raise CoachError(Mistake("there is no such folder", "make it first, or name another", str(path.parent)))
    return path
