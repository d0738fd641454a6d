"""The full screen: readable from the bench, three metres away. Textual draws it and reads the keys.

Everything is shown in three ways, for people who don't see colours, or on terminals without them: by a word and a sign,
by the pattern of the bar, and by the colour. Blue, orange and green are those of Okabe and Ito, which colour-blind
people can tell apart.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, Final, cast

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from coach.clock import countdown
from coach.errors import printable
from coach.score.moment import Moment
from coach.screen import captions
from coach.screen.big import big
from coach.screen.board import Board
from coach.screen.captions import Caption, Kind
from coach.screen.output import Output
from coach.screen.width import width
from coach.speech.language import Written

REFRESH: Final = 0.1
"""Seconds between two looks at the board."""

_SIGNS: Final[dict[Kind | None, str]] = {
    "talk": "\u2026", "ready": "\u25b2", "work": "\u25cf", "rest": "\u25cb", None: "\u2016",
}  # fmt: skip
_FILLS: Final[dict[Kind, str]] = {"talk": "\u2591", "ready": "\u259e", "work": "\u2588", "rest": "\u2592"}
_EMPTY: Final = "\u2500"


class Big(Widget):
    """Text as large as the widget allows; plain bold text if there is no room for that."""

    text: reactive[str] = reactive("")

    def render(self) -> Text:
        lines = big(self.text, self.size.width, self.size.height) if self.size.height > 1 else []
        return Text("\n".join(lines) or self.text, style="" if lines else "bold", justify="center", no_wrap=bool(lines))


class Bar(Widget):
    """How much of the step is over."""

    part: reactive[float] = reactive(0.0)
    fill: reactive[str] = reactive(_FILLS["work"])

    def render(self) -> Text:
        done = round(self.part * self.size.width)
        line = self.fill * done + _EMPTY * (self.size.width - done)
        return Text("\n".join([line] * self.size.height), no_wrap=True)


class GymScreen(App[None]):
    """Shows the board until the session is `over`; passes keys to `pressed` by name, signals to `interrupt`."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-middle"), (36, "-high")]  # noqa: RUF012 - the type is Textual's
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,ctrl+q", "interrupt", priority=True, show=False)]

    def __init__(
        self,
        board: Board,
        language: Written,
        hints: str,
        pressed: Callable[[str], object],
        interrupt: Callable[[int], None],
        over: Callable[[], bool],
        light: bool = False,
    ) -> None:
        super().__init__(driver_class=_driver(partial(interrupt, signal.SIGINT)))
        self._board = board
        self._language = language
        self._hints = hints
        self._pressed = pressed
        self._interrupt = interrupt
        self._over = over
        self.theme = "textual-light" if light else "textual-dark"

    def compose(self) -> ComposeResult:
        yield Static(id="band", markup=False)
        yield Big(id="name")
        yield Big(id="place")
        yield Static(id="asked", markup=False)
        yield Big(id="figure")
        yield Bar(id="bar")
        yield Static(id="next", markup=False)
        yield Static(id="said", markup=False)
        first, _, second = self._hints.partition("\n")
        yield Static(first, id="keys", markup=False)
        yield Static(second, id="changes", markup=False)

    def on_mount(self) -> None:
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(number) is not signal.SIG_IGN:
                    loop.add_signal_handler(number, self._interrupt, number)
        self._look()
        self.set_interval(REFRESH, self._look)

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        self._pressed(character if character.isprintable() and character.strip() else event.key)

    def action_interrupt(self) -> None:
        self._interrupt(signal.SIGINT)

    def _look(self) -> None:
        """Shows what has changed; nothing else is drawn again."""
        if not self.is_running:
            # Textual still calls its timers while it takes the screen down.
            return
        if self._over():
            self.exit()
            return
        moment = self._board.moment
        if moment is not None:
            self._show(moment, captions.caption(moment, self._language))

    def _show(self, moment: Moment, shown: Caption) -> None:
        sign = _SIGNS[None if moment.paused else shown.kind]
        word = self._language.paused_headline() if moment.paused else self._language.headline(moment.step)
        self.screen.set_class(moment.paused, "paused")
        for kind in captions.KINDS:
            self.screen.set_class(kind == shown.kind, kind)
        times = f"{countdown(moment.now)}   {self._language.session_left(moment.ahead)}"
        room = self.size.width - 4 - width(word) - width(times)
        self._write("#band", f" {sign} {word}{' ' * max(1, room)}{times} ")
        self.query_one("#name", Big).text = printable(shown.name)
        # A low screen has one line for both.
        both = self._language.joined(shown.place, shown.asked)
        low = self.screen.has_class("-low") and width(both) <= self.size.width
        self.query_one("#place", Big).text = both if low else shown.place
        self._write("#asked", shown.asked)
        self.query_one("#figure", Big).text = shown.figure
        bar = self.query_one(Bar)
        # A step without an end has an empty bar; a part is rounded to what can be seen of it.
        bar.part = round((moment.part or 0.0) * self.size.width) / max(1, self.size.width)
        bar.fill = _FILLS[shown.kind]
        self._write("#next", shown.coming)
        self._write("#said", f"> {self._board.typed}" if self._board.typed else self._board.latest)

    def _write(self, where: str, text: str) -> None:
        widget = self.query_one(where, Static)
        if widget.content != text:
            widget.update(text)


def _driver(lost: Callable[[], None]) -> type[Driver] | None:
    """Textual's driver, drawing on standard output, and outliving the terminal.

    Its own draws on standard error, which the audio library is kept from writing on while it opens a device; and it
    would wait forever to write on a terminal that was closed.
    """
    if sys.platform == "win32" or sys.__stdout__ is None:
        return None
    from textual.drivers.linux_driver import LinuxDriver

    terminal = Output(sys.__stdout__, lost)

    class OnStandardOutput(LinuxDriver):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._file = cast(Any, terminal)

        def _sigcont_application(self, *_: Any) -> None:
            """Draws anew when the process goes on, whether the driver was told before that it would be stopped or not.

            Textual's own would start a second thread for the keys beside the one that was stopped with the process.
            """
            if not self._auto_restart:
                return
            if self._key_thread is not None and self._key_thread.is_alive():
                self.suspend_application_mode()
                self._must_signal_resume = True
            self.resume_application_mode()

    return OnStandardOutput


def is_light(environment: dict[str, str] | None = None) -> bool:
    """Whether the terminal says that its background is light; without an answer it is assumed to be dark."""
    background = (os.environ if environment is None else environment).get("COLORFGBG", "").rpartition(";")[2]
    return background in ("7", "15")
