"""Where a live session is shown: on lines, or on the full screen with the player in a thread beside it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from coach.cli import runtime, telling
from coach.cli.exits import ended_by_signals
from coach.cli.standard import coloured
from coach.config.settings import Settings
from coach.controls.keyboard import keyboard
from coach.controls.keys import command_of, hints, hints_of_all
from coach.controls.queue import CommandQueue
from coach.controls.typed import Typed
from coach.errors import printable
from coach.player.edges import Screen
from coach.score.cues import Cue
from coach.score.moment import Moment
from coach.screen.board import Board
from coach.screen.lines import LineScreen
from coach.screen.output import Output
from coach.session.state import Session
from coach.units import Ms

_LOOK: Final = 0.05
"""Seconds between two checks whether the session has begun or is over; Windows handles Ctrl-C only between them."""


class ThreadResult:
    """The result of a function that runs in another thread: what it returned, or what it raised."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self._session: Session | None = None
        self._error: BaseException | None = None

    def capture(self, work: Callable[[], Session]) -> None:
        """Runs `work`, and keeps what it returns or raises."""
        try:
            self._session = work()
        except BaseException as error:
            self._error = error
        finally:
            self.over.set()

    def session(self) -> Session:
        """The session that was returned; raises what was raised instead. To be called when it is `over`."""
        if self._error is not None:
            raise self._error
        assert self._session is not None
        return self._session


class SwitchableScreen:
    """A screen that passes everything on to another, which can be exchanged while the session runs."""

    def __init__(self, to: Screen) -> None:
        self.to = to

    def cue(self, at: Ms, cue: Cue) -> None:
        self.to.cue(at, cue)

    def progress(self, moment: Moment) -> None:
        self.to.progress(moment)

    def note(self, line: str) -> None:
        self.to.note(line)


class NoLines:
    """The screen that shows no lines, for `--quiet`."""

    def cue(self, at: Ms, cue: Cue) -> None:
        pass

    def progress(self, moment: Moment) -> None:
        pass

    def note(self, line: str) -> None:
        pass

    def show_typed(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


def can_be_full(settings: Settings) -> bool:
    """Whether there is a terminal to draw on and read from, and the athlete wants the full screen."""
    if telling.is_quiet():
        return False
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return settings.screen == "full" and terminal and _has_blocks(sys.stdout.encoding)


def _has_blocks(encoding: str) -> bool:
    """Whether an encoding has the characters of which the large figures are drawn."""
    try:
        "\u2580\u2584\u2588".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def lines(settings: Settings, live: bool) -> LineScreen | NoLines:
    """The screen with a line for each cue, and a bar below if `live`."""
    if telling.is_quiet():
        return NoLines()
    colour = coloured(live)
    return LineScreen(Output(sys.stdout), runtime.language(), live, colour, _hints(settings))


def _hints(settings: Settings) -> str:
    return hints(settings.keys, runtime.language().command_label)


@contextmanager
def pressed_keys(settings: Settings, commands: CommandQueue, show: Callable[[str], None]) -> Iterator[None]:
    """While the block runs, the terminal's keys are commands, or type what `show` shows."""
    with keyboard(_pressed(settings, commands, show)):
        yield


def _pressed(settings: Settings, commands: CommandQueue, show: Callable[[str], None]) -> Callable[[str], None]:
    typed = Typed(settings.units, show)

    def pressed(name: str) -> None:
        if typed.takes(name):
            if report := typed.report(name):
                commands.put(report)
            return
        command = command_of(settings.keys, name)
        if command:
            commands.put(command)

    return pressed


def on_full_screen(
    play: Callable[[], Session], relay: SwitchableScreen, board: Board, settings: Settings, commands: CommandQueue
) -> Session:
    """Plays in a thread of its own, while this one, the main one, shows the `board`.

    The screen is loaded only when the first words are on their way. If it fails or isn't installed, the session goes on
    with lines. Raises what `play` raises.
    """
    done = _in_thread(play)
    try:
        while not board.begun.wait(_LOOK) and not done.over.is_set():
            pass
        reason = _show(board, settings, commands, done)
        if not done.over.is_set():
            _go_on_with_lines(relay, board, settings, commands, done, reason)
    except BaseException:
        commands.interrupt()
        raise
    finally:
        # Even if the screen has failed, the session ends before its parts are closed.
        done.over.wait(5.0)
    return done.session()


def _show(board: Board, settings: Settings, commands: CommandQueue, done: ThreadResult) -> str:
    """Shows the board until the session ends, and then its last words; returns the reason if it couldn't."""
    try:
        from coach.screen.app import GymScreen, is_light
    except ImportError as error:
        return f"{error.name or 'a part'} is not installed"
    light = is_light() if settings.theme is None else settings.theme == "light"
    app = GymScreen(
        board,
        runtime.language(),
        hints_of_all(settings.keys, runtime.language().command_label),
        _pressed(settings, commands, board.show_typed),
        commands.interrupt,
        done.over.is_set,
        light,
    )
    app.run()
    if not done.over.is_set():
        return "the screen has failed"
    for line in filter(None, [*board.notes, board.said]):
        print(printable(line))
    return ""


def _go_on_with_lines(
    relay: SwitchableScreen, board: Board, settings: Settings, commands: CommandQueue, done: ThreadResult, reason: str
) -> None:
    plain = lines(settings, live=True)
    for line in [*board.notes, f"No full screen: {reason}. Going on with lines."]:
        plain.note(line)
    relay.to = plain
    with ended_by_signals(), pressed_keys(settings, commands, plain.show_typed):
        while not done.over.is_set():
            done.over.wait(_LOOK)
    plain.close()


def _in_thread(work: Callable[[], Session]) -> ThreadResult:
    """Starts `work` in a thread of its own."""
    outcome = ThreadResult()
    threading.Thread(target=outcome.capture, args=(work,), name="player", daemon=True).start()
    return outcome
