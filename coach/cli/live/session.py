"""A session with everything around it, played or rehearsed."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial

import typer
from msgspec.structs import replace

from coach.audio.clip import Clip
from coach.audio.mixer import Mixer
from coach.audio.silent import SilentSpeaker
from coach.audio.stream import Stream
from coach.cli import compose, journal, runtime
from coach.cli.live import display
from coach.cli.live.companions import ScreenWithCompanions, companions, has_buttons
from coach.cli.live.start import Notes, SessionRequest
from coach.cli.live.swaps import SwapsAtOnce, SwapsInThread, candidates
from coach.cli.notes import NotesFile
from coach.cli.program.today import begun_for, due_today
from coach.config.settings import Settings
from coach.controls.queue import CommandQueue
from coach.controls.rehearsal import JumpingClock, Rehearsal
from coach.errors import CoachError, Mistake
from coach.journal.entries import Past
from coach.journal.keeper import Keeper
from coach.library.programs import holds_program
from coach.notation import NotationError
from coach.player.edges import Screen, Swaps
from coach.player.live import TICK, Player
from coach.player.render import in_one_voice, scores
from coach.program.model import Program
from coach.screen.board import Board
from coach.session.adjusted import with_buttons
from coach.session.changing import cut_to, replayed, without_warm_up
from coach.session.commands import Command
from coach.session.done import Done
from coach.session.plan import Plan
from coach.session.plan_changes import ChangeKind
from coach.session.planner import place_of
from coach.session.requests import QUOTE, NewNote, Request, TimeLeft, read_typed
from coach.session.state import Session
from coach.session.swapping import NO_CANDIDATES
from coach.units import MINUTE
from coach.voice.voice import RenderedVoice, Voice


def play(wanted: SessionRequest, settings: Settings, voice: RenderedVoice, stream: Stream | None, notes: Notes) -> None:
    """Plays the session `wanted` on a `stream` that is already running; without one, rehearses it.

    Raises `CoachError` for what the user gave, `KeyboardInterrupt` on Ctrl-C.
    """
    full = stream is not None and display.can_be_full(settings)
    plain, board = display.lines(settings, live=sys.stdout.isatty() and stream is not None), Board()
    screen = display.SwitchableScreen(board if full else plain)
    with ExitStack() as after:
        after.callback(plain.close)
        notes.show(screen.note)
        file = compose.file_of(wanted.routine)
        program = compose.read_program(str(file)) if holds_program(file) else None
        if wanted.day is not None and program is None:
            raise CoachError(Mistake(f"{file.stem} is a routine and has no days", "leave out --day"))
        if stream and not wanted.no_journal:
            after.callback(journal.claimed().release)
        unheard = (lambda _: None) if stream is None else screen.note
        memory = journal.Memory(None if wanted.no_journal else journal.opened(), unheard, stream is not None)
        after.callback(memory.close)
        past = wanted.resumed
        if not wanted.fresh and not past:
            past = journal.unfinished(memory, file.stem, wanted.variant, program is not None)
        chosen, past, begin = _chosen(wanted, settings, past, memory, program)
        look = partial(candidates, chosen.plan, settings, not wanted.no_journal)
        voice.pronounce(chosen.routine.say)
        sounds = compose.sounds(settings.volume, chosen)
        if stream is None:
            _rehearse(chosen.plan, voice, sounds, begin, presses(wanted.press or ""), screen, SwapsAtOnce(look))
            return
        plan = chosen.plan
        if has_buttons():
            plan, begin = with_buttons(plan), begin and replace(begin, plan=with_buttons(begin.plan))
        commands = CommandQueue()
        others = companions(settings, commands.put, screen.note, stream.mixer.set_gain)
        for other in others:
            after.callback(other.close)
        keeper = None if wanted.no_journal else journal.keeper(chosen, past, screen.note)
        shown = ScreenWithCompanions(screen, others)
        parts = (plan, runtime.language(), voice, sounds, stream, commands, shown, TICK, keeper, begin)
        notebook = None if wanted.no_journal else NotesFile(screen.note)
        player = partial(Player, *parts, SwapsInThread(look), notebook)
        live = partial(_play, player, keeper, chosen.routine.name, screen.note)
        if full:
            display.on_full_screen(live, screen, board, settings, commands)
        else:
            with display.pressed_keys(settings, commands, plain.show_typed):
                live()


def _rehearse(
    course: Plan,
    voice: Voice,
    sounds: Mapping[str, Clip],
    begin: Session | None,
    pressed: Sequence[tuple[float, Request]],
    screen: Screen,
    swaps: Swaps,
) -> None:
    language = runtime.language()
    # A clock that jumps doesn't wait, so every clip has to be there before.
    voice, _ = in_one_voice(lambda speaker: scores(course, language, speaker, sounds, begin=begin), voice)
    clock = JumpingClock()
    stream = Stream(Mixer(), SilentSpeaker(clock), clock, screen.note)
    keys = Rehearsal(clock, pressed)
    Player(course, language, voice, sounds, stream, keys, screen, tick=3600.0, begin=begin, swaps=swaps).play()


def _chosen(
    wanted: SessionRequest, settings: Settings, past: Past | None, memory: journal.Memory, program: Program | None
) -> tuple[compose.Chosen, Past | None, Session | None]:
    """The plan, and the session to continue, if there is one; a session that no longer fits the routine is left
    alone."""
    scope = program.name if program else ""
    if past:
        try:
            recall = journal.recall(memory, settings, without=past.id, kept=True, program=scope)
            if program:
                chosen = compose.chosen_today(begun_for(program, past), past.variant, settings, past.start_at, recall)
            else:
                chosen = compose.chosen(wanted.routine, past.variant, settings, past.start_at, recall)
        except CoachError:
            past = None
    if past and (wanted.resumed or _begins_alike(wanted, chosen, past)):
        swapped = any(change.how is ChangeKind.SWAP for change in past.changes)
        to_swap = candidates(chosen.plan, settings, kept=True) if swapped else NO_CANDIDATES
        chosen = replace(chosen, plan=replayed(chosen.plan, past.changes, to_swap))
        begin = journal.goes_on(chosen, past)
        if begin:
            return chosen, past, begin
    recall = journal.recall(memory, settings, kept=not wanted.no_journal, program=scope)
    if program:
        today = due_today(program, memory, wanted.day)
        return _as_wanted(compose.chosen_today(today, wanted.variant, settings, wanted.start_at, recall), wanted)
    return _as_wanted(compose.chosen(wanted.routine, wanted.variant, settings, wanted.start_at, recall), wanted)


def _begins_alike(wanted: SessionRequest, chosen: compose.Chosen, past: Past) -> bool:
    """Whether a session of the journal, planned anew as `chosen`, began where the one that is `wanted` does."""
    if wanted.start_at in (1, "1"):
        return True
    return place_of(wanted.start_at, chosen.routine, chosen.routine.variant(past.variant)) == past.start_at


def _as_wanted(chosen: compose.Chosen, wanted: SessionRequest) -> tuple[compose.Chosen, Past | None, Session | None]:
    """What was chosen, or, if a new session is to be without its warm-up or shorter, that session changed."""
    plan, changes = without_warm_up(chosen.plan) if wanted.cold else (chosen.plan, ())
    if wanted.minutes is not None:
        plan, made = cut_to(plan, wanted.minutes * MINUTE)
        changes = (*changes, made)
    return replace(chosen, plan=plan), None, Session(plan, changes=changes) if changes else None


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


def presses(text: str) -> list[tuple[float, Request]]:
    """Reads `40 pause, 60 next, 90 8 x 62.5`: seconds of the session and what is pressed, or typed, then."""
    found: list[tuple[float, Request]] = []
    for part in filter(None, map(str.strip, text.split(","))):
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s+(.+)", part)
        if match and (match[2][0].isdigit() or match[2][0] in f"@{QUOTE}"):
            found.append((float(match[1]), _typed(match[2])))
            continue
        if not match or match[2] not in {command.value for command in Command}:
            names = ", ".join(command.value for command in Command)
            raise typer.BadParameter(f"{part!r} is not seconds and one of {names}", param_hint="--press")
        found.append((float(match[1]), Command(match[2])))
    return found


def _typed(text: str) -> Done | TimeLeft | NewNote:
    try:
        return read_typed(text, None)
    except NotationError as error:
        raise typer.BadParameter(str(error), param_hint="--press") from None
