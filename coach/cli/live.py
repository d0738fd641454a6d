"""`coach start`: a live session, or a rehearsal of one."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

import typer

from coach.audio.mixer import Mixer
from coach.audio.silent import SilentSpeaker
from coach.audio.stream import Stream
from coach.cli import compose, journal, stage
from coach.cli.companions import Accompanied, companions
from coach.controls.queue import CommandQueue
from coach.controls.rehearsal import JumpingClock, Rehearsal
from coach.done import Done, read_done
from coach.errors import CoachError
from coach.journal.entries import Past
from coach.journal.keeper import Keeper
from coach.journal.store import Connection
from coach.notation import NotationError
from coach.player import TICK, Player
from coach.render import scores
from coach.screen.board import Board
from coach.session import Command, Session
from coach.settings import Settings


def start_session(
    name: str,
    variant: str | None,
    start_at: int,
    flags: dict[str, Any],
    dry_run: bool,
    press: str | None,
    fresh: bool = False,
    no_journal: bool = False,
    resumed: Past | None = None,
) -> None:
    """Plays the routine `name`, or goes on with a session of it: the one `resumed`, or one lately broken off.

    Raises `CoachError` for what the user gave, `KeyboardInterrupt` on Ctrl-C.
    """
    settings, _ = compose.settings(flags)
    full = not dry_run and stage.can_be_full(settings)
    plain, board = stage.lines(settings, live=sys.stdout.isatty() and not dry_run), Board()
    screen = stage.Relay(board if full else plain)
    voice = compose.voice(settings, screen.note)
    with ExitStack() as after:
        after.callback(voice.close)
        after.callback(plain.close)
        file = compose.library().path(name)
        if not dry_run and not no_journal:
            after.callback(journal.claimed().release)
        stream = None if dry_run else compose.stream(compose.speaker(settings), screen.note)
        if stream:
            # A device takes its time to wake up; meanwhile the routine is read.
            after.callback(stream.stop)
            stream.start()
        known = None if no_journal else journal.opened((lambda _: None) if dry_run else screen.note, not dry_run)
        if known:
            after.callback(known.close)
        past = resumed
        if known and not fresh and not past:
            past = journal.unfinished(known, file.stem, variant, start_at)
        chosen, past, begin = _chosen(name, variant, start_at, settings, past, known)
        sounds = compose.sounds(settings.volume, chosen)
        player = partial(Player, chosen.plan, voice, sounds, begin=begin)
        if stream is None:
            # A clock that jumps waits for nothing, so every clip has to be there before.
            for _ in scores(chosen.plan, voice, sounds, begin=begin):
                pass
            clock = JumpingClock()
            rehearsal = Rehearsal(clock, presses(press or ""))
            jumping = Stream(Mixer(), SilentSpeaker(clock), clock, screen.note)
            player(stream=jumping, controls=rehearsal, screen=screen, tick=3600.0).play()
            return
        commands = CommandQueue()
        others = companions(settings, commands.put, screen.note)
        for other in others:
            after.callback(other.close)
        keeper = None if no_journal else journal.keeper(chosen, past, start_at, screen.note)
        shown = Accompanied(screen, others)
        begun = partial(player, stream=stream, controls=commands, screen=shown, tick=TICK, journal=keeper)
        live = partial(_play, begun, keeper, chosen.routine.name, screen.note)
        with stage.ended_by_signals():
            if full:
                stage.on_full_screen(live, screen, board, settings, commands)
            else:
                with stage.pressed_keys(settings, commands):
                    live()


def _chosen(
    name: str,
    variant: str | None,
    start_at: int,
    settings: Settings,
    past: Past | None,
    known: Connection | None,
) -> tuple[compose.Chosen, Past | None, Session | None]:
    """The plan, and where it is taken up; a session that the routine has no longer room for is left alone."""
    if past:
        try:
            recall = journal.recall(known, settings, without=past.id)
            chosen = compose.chosen(name, past.variant, settings, past.start_at, recall)
        except CoachError:
            past = None
        else:
            begin = journal.goes_on(chosen, past)
            if begin:
                return chosen, past, begin
    return compose.chosen(name, variant, settings, start_at, journal.recall(known, settings)), None, None


def _play(begin: Callable[[], Player], keeper: Keeper | None, routine: str, tell: Callable[[str], None]) -> Session:
    """Plays to the end; however it ends, what was done is kept."""
    player = begin()
    try:
        session = player.play()
        if keeper:
            keeper.end(session)
        return session
    finally:
        if keeper and (lost := keeper.close(player.session)):
            tell(journal.rescue(routine, lost))


def presses(text: str) -> list[tuple[float, Command | Done]]:
    """Reads `40 pause, 60 next, 90 8 x 62.5`: seconds of the session and what is pressed, or typed, then."""
    found: list[tuple[float, Command | Done]] = []
    for part in filter(None, map(str.strip, text.split(","))):
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s+(.+)", part)
        if match and match[2][0].isdigit():
            found.append((float(match[1]), _typed(match[2])))
            continue
        if not match or match[2] not in {command.value for command in Command}:
            names = ", ".join(command.value for command in Command)
            raise typer.BadParameter(f"{part!r} is not seconds and one of {names}", param_hint="--press")
        found.append((float(match[1]), Command(match[2])))
    return found


def _typed(text: str) -> Done:
    try:
        return read_done(text, None)
    except NotationError as error:
        raise typer.BadParameter(str(error), param_hint="--press") from None
