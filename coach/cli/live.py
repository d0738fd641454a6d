"""`coach start`: a live session, or a rehearsal of one."""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack
from functools import partial
from typing import Any

import typer

from coach.audio.mixer import Mixer
from coach.audio.silent import SilentSpeaker
from coach.audio.stream import Stream
from coach.cli import compose, stage
from coach.cli.companions import Accompanied, companions
from coach.controls.queue import CommandQueue
from coach.controls.rehearsal import JumpingClock, Rehearsal
from coach.player import TICK, Controls, Player, Screen
from coach.render import scores
from coach.screen.board import Board
from coach.session import Command, Session


def start_session(
    name: str, variant: str | None, start_at: int, flags: dict[str, Any], dry_run: bool, press: str | None
) -> None:
    """Plays the routine `name`. Raises `CoachError` for what the user gave, `KeyboardInterrupt` on Ctrl-C."""
    settings, _ = compose.settings(flags)
    full = not dry_run and stage.can_be_full(settings)
    plain, board = stage.lines(settings, live=sys.stdout.isatty() and not dry_run), Board()
    screen = stage.Relay(board if full else plain)
    voice = compose.voice(settings, screen.note)
    chosen = compose.chosen(name, variant, settings, start_at)
    sounds = compose.sounds(settings.volume, chosen)

    def play(controls: Controls, stream: Stream, shown: Screen, tick: float) -> Session:
        return Player(chosen.plan, voice, sounds, stream, controls, shown, tick).play()

    with ExitStack() as after:
        after.callback(voice.close)
        after.callback(plain.close)
        if dry_run:
            # A clock that jumps waits for nothing, so every clip has to be there before.
            for _ in scores(chosen.plan, voice, sounds):
                pass
            clock = JumpingClock()
            rehearsal = Rehearsal(clock, presses(press or ""))
            play(rehearsal, Stream(Mixer(), SilentSpeaker(clock), clock, screen.note), screen, tick=3600.0)
            return
        commands = CommandQueue()
        others = companions(settings, commands.put, screen.note)
        for other in others:
            after.callback(other.close)
        stream = compose.stream(compose.speaker(settings), screen.note)
        live = partial(play, commands, stream, Accompanied(screen, others), TICK)
        with stage.ended_by_signals():
            if full:
                stage.on_full_screen(live, screen, board, settings, commands)
            else:
                with stage.pressed_keys(settings, commands):
                    live()


def presses(text: str) -> list[tuple[float, Command]]:
    """Reads `40 pause, 60 next`: seconds of the session and what is pressed then."""
    found = []
    for part in filter(None, map(str.strip, text.split(","))):
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s+(\w+)", part)
        if not match or match[2] not in {command.value for command in Command}:
            names = ", ".join(command.value for command in Command)
            raise typer.BadParameter(f"{part!r} is not seconds and one of {names}", param_hint="--press")
        found.append((float(match[1]), Command(match[2])))
    return found
