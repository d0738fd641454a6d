"""`coach script`: everything that will be said in a session, with its times."""

from __future__ import annotations

import json
from typing import Any

import typer

from coach.cli import compose, journal, runtime, telling
from coach.player.render import in_one_voice, recorded, scores
from coach.score.cues import Cue
from coach.screen.lines import line
from coach.units import SECOND, Ms


def print_script(
    name: str, variant: str | None, start_at: int | str, as_json: bool, as_recorded: bool, flags: dict[str, Any]
) -> None:
    """Prints every cue of the session with its time, from exercise `start_at` on, as in a live session
    or a recording.
    """
    settings, _ = runtime.settings(flags | ({"pace": "tempo"} if as_recorded else {}))
    chosen = compose.chosen(name, variant, settings, start_at, journal.recalling(settings, kept=not as_recorded))
    session = recorded(chosen.plan) if as_recorded else chosen.plan
    sounds, language = compose.sounds(100, chosen), runtime.language()
    voice = runtime.voice(settings, telling.note)
    voice.pronounce(chosen.routine.say)
    try:
        with telling.progress(session.about, "Rendering speech") as bar:
            _, steps = in_one_voice(
                lambda speaker: telling.shown_on(bar, scores(session, language, speaker, sounds)), voice
            )
        for index, (start, _, scored) in enumerate(steps, 1):
            for cue in scored.cues:
                at = start + cue.at
                typer.echo(json.dumps(_cue_object(index, at, cue)) if as_json else line(at, cue, language))
    finally:
        voice.close()


def _cue_object(index: int, at: Ms, cue: Cue) -> dict[str, Any]:
    kind = {"kind": "say", "text": cue.text} if cue.text else {"kind": "sound", "sound": cue.sound}
    return {"at": at / SECOND, "step": index, **kind, "length": cue.length / SECOND}
