"""The commands that work through a whole session without playing it: script, render, check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from coach.audio.wav import LONGEST
from coach.cli import compose, journal
from coach.cues import Cue, Rank, Score
from coach.errors import CoachError, Code, Mistake
from coach.notation import SECOND, Ms, duration
from coach.plan import Rest, Step, Work
from coach.planning import plan
from coach.render import render, scores
from coach.screen.lines import line


def _warn(text: str) -> None:
    typer.echo(text, err=True)


def print_script(name: str, variant: str | None, as_json: bool, flags: dict[str, Any]) -> None:
    """Prints every cue of the session at its time."""
    settings, _ = compose.settings(flags)
    chosen = compose.chosen(name, variant, settings, recall=journal.recalling(settings))
    sounds = compose.sounds(100, chosen)
    voice = compose.voice(settings, _warn)
    try:
        for index, (start, _, scored) in enumerate(scores(chosen.plan, voice, sounds), 1):
            for cue in scored.cues:
                at = start + cue.at
                typer.echo(json.dumps(_cue_object(index, at, cue)) if as_json else line(at, cue))
    finally:
        voice.close()


def _cue_object(index: int, at: Ms, cue: Cue) -> dict[str, Any]:
    kind = {"kind": "say", "text": cue.text} if cue.text else {"kind": "sound", "sound": cue.sound}
    return {"at": at / SECOND, "step": index, **kind, "length": cue.length / SECOND}


def render_file(name: str, output: str, variant: str | None, flags: dict[str, Any]) -> None:
    """Writes the session to a WAV file, with a bar on a terminal."""
    path = Path(output)
    if path.suffix.lower() != ".wav":
        raise CoachError(
            Mistake(f"can't write {path.suffix or 'a file without an ending'}", f"name it {path.stem}.wav")
        )
    if not path.parent.is_dir():
        raise CoachError(Mistake("there is no such folder", "make it first, or name another", str(path.parent)))
    settings, _ = compose.settings(flags)
    chosen = compose.chosen(name, variant, settings, recall=journal.recalling(settings))
    session = chosen.plan
    sounds = compose.sounds(settings.volume, chosen)
    if session.about > LONGEST * SECOND:
        raise CoachError(
            Mistake(f"{name} takes over {LONGEST // 3600} hours, more than a WAV file holds", "render a part")
        )
    voice = compose.voice(settings, _warn)
    try:
        with typer.progressbar(length=session.about, label="Rendering", file=sys.stderr) as bar:
            length = render(session, voice, sounds, path, lambda at: bar.update(at - bar.pos))
    finally:
        voice.close()
    typer.echo(f"{path}: {duration(length)}")


def check_routines(names: list[str]) -> bool:
    """Prints what is wrong or odd with each routine, then the length of its variants; whether nothing is wrong."""
    library = compose.library()
    settings, _ = compose.settings({})
    voice = compose.voice(settings, _warn)
    sounds = compose.sounds(100)
    fine = True
    try:
        for name in names or library.names():
            try:
                routine = library.load(name)
                sessions = [plan(routine, variant.name) for variant in routine.variants]
            except CoachError as error:
                fine = False
                for mistake in error.mistakes:
                    typer.echo(str(mistake))
                continue
            lengths = []
            for session in sessions:
                end = 0
                for start, step, scored in scores(session, voice, sounds):
                    end = start + (scored.length or 0)
                    for warning in _unheard(step, scored):
                        typer.echo(str(warning))
                lengths.append(f"{session.variant} {duration(end)}")
            typer.echo(f"{name}: {', '.join(lengths)}")
    finally:
        voice.close()
    return fine


def _unheard(step: Step, scored: Score) -> Iterator[Mistake]:
    """What the author wrote and nobody will hear, and by how many seconds it is too long."""
    if not isinstance(step, Rest | Work):
        return
    for dropped in scored.dropped:
        late = isinstance(step, Rest) and dropped.rank not in (Rank.TIP, Rank.CALL)
        after = step.after if isinstance(step, Rest) else step.set
        source = (step.before if isinstance(step, Rest) and late else after).exercise.source
        if source is None or (isinstance(step, Work) and dropped.rank is not Rank.CALL):
            continue
        where = f"{duration(step.length or 0)} of rest" if isinstance(step, Rest) else "room that it has in the set"
        message = f'"{dropped.text}" is {dropped.short_by / SECOND:.1f} s too long for the {where}'
        hint = "shorten it, or lengthen the rest" if isinstance(step, Rest) else "shorten it, or move it"
        yield source.mistake(Code.UNHEARD, message, hint)
