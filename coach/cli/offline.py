"""The commands that work through a whole session without playing it: script, render, check."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typer

from coach.audio.wav import LONGEST
from coach.cli import compose
from coach.cues import Cue
from coach.errors import CoachError, Mistake
from coach.notation import SECOND, Ms, duration
from coach.render import render, scores
from coach.screen.lines import line


def _warn(text: str) -> None:
    typer.echo(text, err=True)


def print_script(name: str, variant: str | None, as_json: bool, flags: dict[str, Any]) -> None:
    """Prints every cue of the session at its time."""
    settings, _ = compose.settings(flags)
    chosen = compose.chosen(name, variant, settings)
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
    chosen = compose.chosen(name, variant, settings)
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
