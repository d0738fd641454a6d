"""The commands that work through a whole session and print what they find: script, check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import typer

from coach.cli import compose
from coach.cues import Cue, Rank, Score
from coach.errors import CoachError, Mistake
from coach.notation import SECOND, Ms, duration
from coach.plan import Rest, Step, plan
from coach.render import recorded, scores
from coach.screen.lines import line


def _warn(text: str) -> None:
    typer.echo(text, err=True)


def print_script(name: str, variant: str | None, as_json: bool, as_recorded: bool, flags: dict[str, Any]) -> None:
    """Prints every cue of the session at its time, as it is live or in a recording."""
    settings, _ = compose.settings(flags | ({"pace": "tempo"} if as_recorded else {}))
    live = compose.chosen(name, variant, settings).plan
    session = recorded(live) if as_recorded else live
    voice = compose.voice(settings, _warn)
    try:
        for index, (start, _, scored) in enumerate(scores(session, voice, compose.sounds(100)), 1):
            for cue in scored.cues:
                at = start + cue.at
                typer.echo(json.dumps(_cue_object(index, at, cue)) if as_json else line(at, cue))
    finally:
        voice.close()


def _cue_object(index: int, at: Ms, cue: Cue) -> dict[str, Any]:
    kind = {"kind": "say", "text": cue.text} if cue.text else {"kind": "sound", "sound": cue.sound}
    return {"at": at / SECOND, "step": index, **kind, "length": cue.length / SECOND}


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
    if not isinstance(step, Rest):
        return
    for dropped in scored.dropped:
        source = (step.after if dropped.rank is Rank.TIP else step.before).exercise.source
        assert source is not None
        message = (
            f'"{dropped.text}" is {dropped.short_by / SECOND:.1f} s too long for the {duration(step.length)} of rest'
        )
        hint = "shorten it, or lengthen the rest"
        yield Mistake(message, hint, source.file, source.line, source.place, "warning")
